public import Kernels

/// A results file, schema version 1 (docs/results-format.md, docs/schema/results-1.schema.json).
public struct ResultsFile: Sendable, Codable, Hashable {
  /// The version that this build writes.
  public static let currentSchemaVersion = 1

  public var schemaVersion: Int
  public var tool: Tool
  public var run: Run
  public var host: Host
  /// Every device that took part, and what could not.
  public var devices: [DeviceInfo]
  public var rejections: [BackendRejection]
  public var workload: WorkloadReference
  public var settings: Settings
  public var cases: [CaseRecord]

  /// Creates a file.
  public init(
    tool: Tool, run: Run, host: Host, devices: [DeviceInfo], rejections: [BackendRejection],
    workload: WorkloadReference, settings: Settings, cases: [CaseRecord]
  ) {
    schemaVersion = Self.currentSchemaVersion
    self.tool = tool
    self.run = run
    self.host = host
    self.devices = devices
    self.rejections = rejections
    self.workload = workload
    self.settings = settings
    self.cases = cases
  }

  /// The program that wrote the file.
  public struct Tool: Sendable, Codable, Hashable {
    public var name: String
    public var version: String
    /// The commit it was built from, and whether the tree had other changes; nil outside a checkout.
    public var commit: String?
    public var dirty: Bool?
    /// `release` or `debug`.
    public var buildConfiguration: String
  }

  /// This invocation.
  public struct Run: Sendable, Codable, Hashable {
    /// ISO 8601, UTC.
    public var startedAt: String
    public var finishedAt: String?
    public var argv: [String]
    /// Whether a signal ended the run before all cases were done.
    public var interrupted: Bool
    /// How many times the run was resumed.
    public var resumeCount: Int
  }

  /// The machine.
  public struct Host: Sendable, Codable, Hashable {
    public var hostName: String
    public var operatingSystem: String
    public var kernel: String
    public var architecture: String
    public var cpuModel: String
    public var logicalCoreCount: Int
    public var cpuFeatures: [String]
    public var caches: [Cache]
    public var memoryByteCount: Int
    /// cpufreq's governor, where it can be read.
    public var governor: String?
    /// 1, 5 and 15 minute load averages at the start.
    public var loadAverage: [Double]
    /// `docker`, `podman`, `kubernetes`, `lxc` ... where the process runs in one.
    public var container: String?
    /// What may disturb measurements on this machine.
    public var warnings: [String]

    /// One cache level.
    public struct Cache: Sendable, Codable, Hashable {
      public var level: Int
      public var type: String
      public var byteCount: Int
      public var sharedByThreads: Int
    }
  }

  /// A backend or device that could not take part.
  public struct BackendRejection: Sendable, Codable, Hashable {
    public var backend: String
    public var subject: String
    public var reason: String
  }

  /// Which list of problems was run.
  public struct WorkloadReference: Sendable, Codable, Hashable {
    public var name: String
    /// Where it came from: `suite`, `file`, `descriptors`.
    public var source: String
    /// SHA-256 over its canonical descriptors and weights.
    public var hash: String
    public var problemCount: Int
  }

  /// Everything that changes a number.
  public struct Settings: Sendable, Codable, Hashable {
    public var cacheMode: String
    public var fill: String
    public var seed: UInt64
    public var budgetSecondsPerCase: Double
    public var targetRelativeInterval: Double
    public var minimumSamples: Int
    public var maximumSamples: Int
    public var timeoutSeconds: Double
    public var interleaved: Bool
    public var threadCount: Int?
  }
}
