public import Kernels

/// One case as it stands in a results file: a problem on a device by one variant, and everything that was learnt.
///
/// All durations are nanoseconds, all sizes bytes. Numbers that do not exist (a rate of an empty problem) are nil, never
/// NaN or infinite, which JSON cannot carry.
public struct CaseRecord: Sendable, Codable, Hashable {
  /// The stable identity: `descriptor @ device id # variant`.
  public var id: String
  /// The problem in one line; `parity run` accepts it.
  public var descriptor: String
  /// `gemm` or `attn`; `peak` and `stream` for probes of the machine.
  public var operation: String
  /// How the workload names or weighs the problem.
  public var label: String?
  /// How often the workload makes this call.
  public var weight: Double
  /// The time of one call where the workload was captured; nil where that is not known.
  public var recordedNanoseconds: Double?
  /// The device's id, for example `vulkan:0`; a key into the file's devices.
  public var device: String
  /// The variant that ran, or nil where none could.
  public var variant: String?
  /// true where `parity tune` chose the variant, and another than the device would have; absent otherwise.
  public var tuned: Bool?
  /// `native`, `emulated` or `unsupported`.
  public var grade: String
  /// What emulation changed.
  public var losses: [Loss]
  /// Why the device cannot.
  public var unsupportedReasons: [UnsupportedReason]
  /// What became of it.
  public var status: CaseStatus
  /// Why, where the status is not `passed`.
  public var reason: String?
  /// Operations of one execution.
  public var flopCount: Int
  /// The rule by which operations are counted.
  public var flopConvention: String
  /// Bytes that one execution must read and write, each element once.
  public var byteCount: Int
  /// The fill of the inputs.
  public var fill: String
  /// The seed of the inputs' generator.
  public var seed: UInt64
  /// `hot` or `cold`.
  public var cacheMode: String
  /// What the probe of the cold cache found.
  public var coldProof: ColdProof?
  /// Preparation, first run and warm-up, apart from what is measured.
  public var preparation: Preparation?
  /// Raw samples.
  public var samples: Samples?
  /// Statistics over the samples of the headline clock.
  public var statistics: SampleStatistics?
  /// Rates at the median.
  public var rates: Rates?
  /// The share of its device's roof; nil where no roofline was there, or a roof is not known.
  public var roof: RoofShare?
  /// What verification found.
  public var correctness: Correctness?
  /// When the case was finished, ISO 8601.
  public var finishedAt: String?
  /// The first samples against the last, where there are enough.
  public var drift: DriftRecord?
  /// What the machine did meanwhile; nil where telemetry is off.
  public var telemetry: TelemetryRecord?

  /// Creates the value from its parts.
  public init(
    id: String, descriptor: String, operation: String, label: String? = nil, weight: Double,
    device: String, variant: String? = nil, tuned: Bool? = nil, grade: String, losses: [Loss],
    unsupportedReasons: [UnsupportedReason], status: CaseStatus, reason: String? = nil,
    flopCount: Int, flopConvention: String, byteCount: Int, fill: String, seed: UInt64,
    cacheMode: String, coldProof: ColdProof? = nil, preparation: Preparation? = nil,
    samples: Samples? = nil, statistics: SampleStatistics? = nil, rates: Rates? = nil,
    correctness: Correctness? = nil, finishedAt: String? = nil, drift: DriftRecord? = nil,
    telemetry: TelemetryRecord? = nil, roof: RoofShare? = nil, recordedNanoseconds: Double? = nil
  ) {
    self.id = id
    self.descriptor = descriptor
    self.operation = operation
    self.label = label
    self.weight = weight
    self.device = device
    self.variant = variant
    self.tuned = tuned
    self.grade = grade
    self.losses = losses
    self.unsupportedReasons = unsupportedReasons
    self.status = status
    self.reason = reason
    self.flopCount = flopCount
    self.flopConvention = flopConvention
    self.byteCount = byteCount
    self.fill = fill
    self.seed = seed
    self.cacheMode = cacheMode
    self.coldProof = coldProof
    self.preparation = preparation
    self.samples = samples
    self.statistics = statistics
    self.rates = rates
    self.correctness = correctness
    self.finishedAt = finishedAt
    self.drift = drift
    self.telemetry = telemetry
    self.roof = roof
    self.recordedNanoseconds = recordedNanoseconds
  }

  /// Time before the measured samples.
  public struct Preparation: Sendable, Codable, Hashable {
    /// `prepare`: compilation, packing of constants, scratch.
    public var prepareNanoseconds: Double
    /// The first execution, which may compile lazily.
    public var firstRunNanoseconds: Double
    /// Executions until it no longer got faster.
    public var warmupCount: Int
    /// Their time.
    public var warmupNanoseconds: Double

    /// Creates the value from its parts.
    public init(
      prepareNanoseconds: Double, firstRunNanoseconds: Double, warmupCount: Int,
      warmupNanoseconds: Double
    ) {
      self.prepareNanoseconds = prepareNanoseconds
      self.firstRunNanoseconds = firstRunNanoseconds
      self.warmupCount = warmupCount
      self.warmupNanoseconds = warmupNanoseconds
    }
  }

  /// Raw samples in the order in which they were taken; one sample is the mean over `repetitionsPerSample` executions.
  public struct Samples: Sendable, Codable, Hashable {
    /// Executions in one sample.
    public var repetitionsPerSample: Int
    /// Nanoseconds per execution on the host's clock.
    public var hostNanoseconds: [Double]
    /// Nanoseconds per execution on the device's clock, where it has one.
    public var deviceNanoseconds: [Double]?
    /// The interleaving round in which each sample was taken; equal rounds of different devices are neighbours in time.
    public var rounds: [Int]
    /// Seconds from the start of a soak to the start of each sample; nil in other modes.
    public var startSeconds: [Double]?

    /// Creates the value from its parts.
    public init(
      repetitionsPerSample: Int, hostNanoseconds: [Double], deviceNanoseconds: [Double]? = nil,
      rounds: [Int], startSeconds: [Double]? = nil
    ) {
      self.repetitionsPerSample = repetitionsPerSample
      self.hostNanoseconds = hostNanoseconds
      self.deviceNanoseconds = deviceNanoseconds
      self.rounds = rounds
      self.startSeconds = startSeconds
    }
  }

  /// Rates at the median time.
  public struct Rates: Sendable, Codable, Hashable {
    /// Operations per second, nil where the problem has none.
    public var flopsPerSecond: Double?
    /// Bytes per second, nil where the problem moves none.
    public var bytesPerSecond: Double?

    /// Creates the value from its parts.
    public init(
      flopsPerSecond: Double? = nil, bytesPerSecond: Double? = nil
    ) {
      self.flopsPerSecond = flopsPerSecond
      self.bytesPerSecond = bytesPerSecond
    }
  }

  /// Whether a cold cache was cold.
  public struct ColdProof: Sendable, Codable, Hashable {
    /// Whether the probe showed it.
    public var proved: Bool
    /// What the probe measured, for people.
    public var detail: String
    /// Bytes per second when reading the operands at the moment a sample would start, and again at once.
    public var coldBytesPerSecond: Double?
    /// The rate of the second reading.
    public var hotBytesPerSecond: Double?

    /// Creates the value from its parts.
    public init(
      proved: Bool, detail: String, coldBytesPerSecond: Double? = nil,
      hotBytesPerSecond: Double? = nil
    ) {
      self.proved = proved
      self.detail = detail
      self.coldBytesPerSecond = coldBytesPerSecond
      self.hotBytesPerSecond = hotBytesPerSecond
    }
  }
}

/// Order statistics of one case's samples.
public struct SampleStatistics: Sendable, Codable, Hashable {
  /// Which clock the samples are from: `host` or `device`.
  public var clock: String
  /// Samples.
  public var count: Int
  /// The median; what rates are made from.
  public var medianNanoseconds: Double
  /// The arithmetic mean.
  public var meanNanoseconds: Double
  /// The least sample.
  public var minimumNanoseconds: Double
  /// The largest sample.
  public var maximumNanoseconds: Double
  /// The 25th percentile.
  public var firstQuartileNanoseconds: Double
  /// The 75th percentile.
  public var thirdQuartileNanoseconds: Double
  /// Median absolute deviation from the median (not rescaled).
  public var medianAbsoluteDeviationNanoseconds: Double
  /// Standard deviation over mean.
  public var coefficientOfVariation: Double
  /// The distribution-free 95 % confidence interval of the median.
  public var medianLowerNanoseconds: Double
  /// The upper end of that interval.
  public var medianUpperNanoseconds: Double
  /// Half the interval's width over the median; what sampling stops on.
  public var relativeInterval: Double
  /// Why sampling stopped: `converged`, `budget`, `maximumSamples`, `interrupted`.
  public var stopReason: String

  /// Creates the value from its parts.
  public init(
    clock: String, count: Int, medianNanoseconds: Double, meanNanoseconds: Double,
    minimumNanoseconds: Double, maximumNanoseconds: Double, firstQuartileNanoseconds: Double,
    thirdQuartileNanoseconds: Double, medianAbsoluteDeviationNanoseconds: Double,
    coefficientOfVariation: Double, medianLowerNanoseconds: Double, medianUpperNanoseconds: Double,
    relativeInterval: Double, stopReason: String
  ) {
    self.clock = clock
    self.count = count
    self.medianNanoseconds = medianNanoseconds
    self.meanNanoseconds = meanNanoseconds
    self.minimumNanoseconds = minimumNanoseconds
    self.maximumNanoseconds = maximumNanoseconds
    self.firstQuartileNanoseconds = firstQuartileNanoseconds
    self.thirdQuartileNanoseconds = thirdQuartileNanoseconds
    self.medianAbsoluteDeviationNanoseconds = medianAbsoluteDeviationNanoseconds
    self.coefficientOfVariation = coefficientOfVariation
    self.medianLowerNanoseconds = medianLowerNanoseconds
    self.medianUpperNanoseconds = medianUpperNanoseconds
    self.relativeInterval = relativeInterval
    self.stopReason = stopReason
  }
}

/// What verification found.
public struct Correctness: Sendable, Codable, Hashable {
  /// Elements compared with the reference.
  public var checkedCount: Int
  /// Elements of the output.
  public var totalCount: Int
  /// `whole` or `sampled`.
  public var scope: String
  /// Elements beyond the bound.
  public var failedCount: Int
  /// The largest error as a multiple of its element's bound; above 1 is wrong.
  ///
  /// Nil where every bound is zero and met.
  public var maximumErrorOverBound: Double?
  /// The largest absolute error.
  public var maximumAbsoluteError: Double?
  /// Frobenius norm of the error over that of the reference, over the checked elements.
  public var relativeFrobeniusError: Double?
  /// The bound's name and version, explained in docs/measuring.md.
  public var bound: String
  /// The worst element, for people: `D[3,17] of GEMM 2: got 1.5, expected 1.25, bound 1e-06`.
  public var worst: String?
  /// Whether the output still held its poison somewhere after the timed runs (elements never written).
  public var unwrittenCount: Int
  /// Whether bytes that the kernel must not touch (leading-dimension padding, guards) kept their poison.
  public var paddingIntact: Bool

  /// Creates the value from its parts.
  public init(
    checkedCount: Int, totalCount: Int, scope: String, failedCount: Int,
    maximumErrorOverBound: Double? = nil, maximumAbsoluteError: Double? = nil,
    relativeFrobeniusError: Double? = nil, bound: String, worst: String? = nil, unwrittenCount: Int,
    paddingIntact: Bool
  ) {
    self.checkedCount = checkedCount
    self.totalCount = totalCount
    self.scope = scope
    self.failedCount = failedCount
    self.maximumErrorOverBound = maximumErrorOverBound
    self.maximumAbsoluteError = maximumAbsoluteError
    self.relativeFrobeniusError = relativeFrobeniusError
    self.bound = bound
    self.worst = worst
    self.unwrittenCount = unwrittenCount
    self.paddingIntact = paddingIntact
  }
}
