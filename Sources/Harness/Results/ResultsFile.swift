public import Kernels

/// A results file, schema version 1 (docs/results-format.md, docs/schema/results-1.schema.json).
public struct ResultsFile: Sendable, Codable, Hashable {
  /// The version that this build writes.
  public static let currentSchemaVersion = 1

  /// The version of the format of the file that was read, or ``currentSchemaVersion``.
  public var schemaVersion: Int
  /// The program that wrote the file.
  public var tool: Tool
  /// The invocation.
  public var run: Run
  /// The machine.
  public var host: Host
  /// Every device that took part, and what could not.
  public var devices: [DeviceInfo]
  /// Backends and devices that could not take part, and why.
  public var rejections: [BackendRejection]
  /// Which list of problems was run.
  public var workload: WorkloadReference
  /// Everything that changes a number.
  public var settings: Settings
  /// What the devices can do at best, one entry a device; nil in runs without rooflines and in files of older versions.
  public var rooflines: [Roofline]?
  /// The finished cases, in the order in which they were finished.
  public var cases: [CaseRecord]

  /// Creates a file.
  public init(
    tool: Tool, run: Run, host: Host, devices: [DeviceInfo], rejections: [BackendRejection],
    workload: WorkloadReference, settings: Settings, rooflines: [Roofline]? = nil,
    cases: [CaseRecord]
  ) {
    schemaVersion = Self.currentSchemaVersion
    self.tool = tool
    self.run = run
    self.host = host
    self.devices = devices
    self.rejections = rejections
    self.workload = workload
    self.settings = settings
    self.rooflines = rooflines
    self.cases = cases
  }

  /// The program that wrote the file.
  public struct Tool: Sendable, Codable, Hashable {
    /// The program's name.
    public var name: String
    /// Its version, `0.1.0`.
    public var version: String
    /// The commit it was built from, and whether the tree had other changes; nil outside a checkout.
    public var commit: String?
    /// Whether the sources had changes that are in no commit; nil outside a checkout.
    public var dirty: Bool?
    /// `release` or `debug`.
    public var buildConfiguration: String

    /// Creates the value from its parts.
    public init(
      name: String, version: String, commit: String? = nil, dirty: Bool? = nil,
      buildConfiguration: String
    ) {
      self.name = name
      self.version = version
      self.commit = commit
      self.dirty = dirty
      self.buildConfiguration = buildConfiguration
    }
  }

  /// This invocation.
  public struct Run: Sendable, Codable, Hashable {
    /// ISO 8601, UTC.
    public var startedAt: String
    /// ISO 8601, UTC; nil while the run goes on.
    public var finishedAt: String?
    /// The command line.
    public var argv: [String]
    /// Whether a signal ended the run before all cases were done.
    public var interrupted: Bool
    /// How many times the run was resumed.
    public var resumeCount: Int

    /// Creates the value from its parts.
    public init(
      startedAt: String, finishedAt: String? = nil, argv: [String], interrupted: Bool,
      resumeCount: Int
    ) {
      self.startedAt = startedAt
      self.finishedAt = finishedAt
      self.argv = argv
      self.interrupted = interrupted
      self.resumeCount = resumeCount
    }
  }

  /// The machine.
  public struct Host: Sendable, Codable, Hashable {
    /// The name of the machine.
    public var hostName: String
    /// The distribution, `Debian GNU/Linux 12 (bookworm)`.
    public var operatingSystem: String
    /// The kernel's release.
    public var kernel: String
    /// `x86_64`, `aarch64` ...
    public var architecture: String
    /// The processor's name.
    public var cpuModel: String
    /// Processors that the system has online.
    public var logicalCoreCount: Int
    /// Instruction-set extensions that matter for kernels, by the kernel's names.
    public var cpuFeatures: [String]
    /// The caches of the processor, one entry for every different one.
    public var caches: [Cache]
    /// Physical memory.
    public var memoryByteCount: Int
    /// cpufreq's governor, where it can be read.
    public var governor: String?
    /// 1, 5 and 15 minute load averages at the start.
    public var loadAverage: [Double]
    /// The container the process runs in: `docker`, `podman`, `kubernetes`, `lxc` or another; nil in none.
    public var container: String?
    /// What may disturb measurements on this machine.
    public var warnings: [String]

    /// Creates the value from its parts.
    public init(
      hostName: String, operatingSystem: String, kernel: String, architecture: String,
      cpuModel: String, logicalCoreCount: Int, cpuFeatures: [String], caches: [Cache],
      memoryByteCount: Int, governor: String? = nil, loadAverage: [Double],
      container: String? = nil, warnings: [String]
    ) {
      self.hostName = hostName
      self.operatingSystem = operatingSystem
      self.kernel = kernel
      self.architecture = architecture
      self.cpuModel = cpuModel
      self.logicalCoreCount = logicalCoreCount
      self.cpuFeatures = cpuFeatures
      self.caches = caches
      self.memoryByteCount = memoryByteCount
      self.governor = governor
      self.loadAverage = loadAverage
      self.container = container
      self.warnings = warnings
    }

    /// One cache level.
    public struct Cache: Sendable, Codable, Hashable {
      /// The level, 1 is nearest to the core.
      public var level: Int
      /// `data`, `instruction` or `unified`.
      public var type: String
      /// The size in bytes.
      public var byteCount: Int
      /// How many logical cores share it.
      public var sharedByThreads: Int

      /// Creates the value from its parts.
      public init(
        level: Int, type: String, byteCount: Int, sharedByThreads: Int
      ) {
        self.level = level
        self.type = type
        self.byteCount = byteCount
        self.sharedByThreads = sharedByThreads
      }
    }
  }

  /// A backend or device that could not take part.
  public struct BackendRejection: Sendable, Codable, Hashable {
    /// The backend's name.
    public var backend: String
    /// What was rejected: the backend or one device.
    public var subject: String
    /// Why, for people.
    public var reason: String

    /// Creates the value from its parts.
    public init(
      backend: String, subject: String, reason: String
    ) {
      self.backend = backend
      self.subject = subject
      self.reason = reason
    }
  }

  /// Which list of problems was run.
  public struct WorkloadReference: Sendable, Codable, Hashable {
    /// The name of the suite, or of the file.
    public var name: String
    /// Where it came from: `suite`, `file`, `descriptors`, `capture`.
    public var source: String
    /// SHA-256 over its canonical descriptors and weights.
    public var hash: String
    /// How many problems it has.
    public var problemCount: Int
    /// The device on which it was captured, if that is known.
    public var sourceDevice: String?

    /// Creates the value from its parts.
    public init(
      name: String, source: String, hash: String, problemCount: Int, sourceDevice: String? = nil
    ) {
      self.name = name
      self.source = source
      self.hash = hash
      self.problemCount = problemCount
      self.sourceDevice = sourceDevice
    }
  }

  /// Everything that changes a number.
  public struct Settings: Sendable, Codable, Hashable {
    /// `hot` or `cold`.
    public var cacheMode: String
    /// The fill of the inputs.
    public var fill: String
    /// The seed of the inputs' generator.
    public var seed: UInt64
    /// The most time one case may take to measure.
    public var budgetSecondsPerCase: Double
    /// Sampling stops when half the interval of the median over the median is at most this.
    public var targetRelativeInterval: Double
    /// The least samples before sampling may stop as converged.
    public var minimumSamples: Int
    /// The most samples.
    public var maximumSamples: Int
    /// How long one wait for a device may take.
    public var timeoutSeconds: Double
    /// Whether devices took turns in rounds.
    public var interleaved: Bool
    /// Threads that CPU backends may use; nil leaves it to them.
    public var threadCount: Int?
    /// `steady`, `burst` or `soak`; nil, in files of older versions, means `steady`.
    public var mode: String?
    /// How long a soak lasts, in minutes.
    public var soakMinutes: Double?
    /// Whether sensors were read beside the cases; nil in files of older versions, which did not.
    public var telemetry: Bool?

    /// Creates the value from its parts.
    public init(
      cacheMode: String, fill: String, seed: UInt64, budgetSecondsPerCase: Double,
      targetRelativeInterval: Double, minimumSamples: Int, maximumSamples: Int,
      timeoutSeconds: Double, interleaved: Bool, threadCount: Int? = nil, mode: String? = nil,
      soakMinutes: Double? = nil, telemetry: Bool? = nil
    ) {
      self.cacheMode = cacheMode
      self.fill = fill
      self.seed = seed
      self.budgetSecondsPerCase = budgetSecondsPerCase
      self.targetRelativeInterval = targetRelativeInterval
      self.minimumSamples = minimumSamples
      self.maximumSamples = maximumSamples
      self.timeoutSeconds = timeoutSeconds
      self.interleaved = interleaved
      self.threadCount = threadCount
      self.mode = mode
      self.soakMinutes = soakMinutes
      self.telemetry = telemetry
    }
  }
}
