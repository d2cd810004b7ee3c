/// How one case is measured: the settings of a run, checked and in the units of the loop.
public struct MeasurementPlan: Sendable, Hashable {
  /// In which state caches are when a sample starts.
  public enum CacheMode: String, Sendable, Hashable, CaseIterable, Codable {
    /// Every execution uses the same operands.
    case hot
    /// Executions rotate through operands that take more than twice the last-level cache.
    case cold
  }

  /// In which state a device is when it is measured (docs/measuring.md).
  public enum Mode: String, Sendable, Hashable, CaseIterable, Codable {
    /// Warm, and sampled until the median is known.
    case steady
    /// After a pause, without warm-up, a few samples at a time.
    case burst
    /// Round and round over all problems for a given time.
    case soak
  }

  /// Samples of a case in burst mode, which ends before precision does.
  public static let burstSampleCount = 20
  /// The pause before each burst, in which boost budgets and clocks return to where they rest.
  static let burstPauseSeconds = 0.1
  /// Samples between two pauses.
  static let burstSamplesPerTurn = 4

  /// The state of the device.
  public var mode: Mode
  /// How long a soak lasts, in nanoseconds; 0 in other modes.
  public var soakNanoseconds: Double
  /// The cache state.
  public var cacheMode: CacheMode
  /// The inputs.
  public var generator: InputGenerator
  /// Time for the samples of one case; one sample is taken even when it is longer.
  public var budgetNanoseconds: Double
  /// Half the width of the median's 95 % interval over the median at which sampling ends.
  public var targetRelativeInterval: Double
  /// Samples before sampling may end by precision.
  public var minimumSamples: Int
  /// Samples at which sampling ends in any case.
  public var maximumSamples: Int
  /// How long one submission may take.
  public var timeout: Duration
  /// Whether devices take turns.
  public var isInterleaved: Bool

  /// Checks the settings.
  /// - Throws: `SettingsError` naming the setting, its value and what is legal.
  public init(_ settings: RunSettings) throws {
    func check(_ isLegal: Bool, _ name: String, _ value: Any, _ rule: String) throws {
      guard isLegal else { throw SettingsError("\(name)=\(value) is not legal; use \(rule)") }
    }
    guard let cacheMode = CacheMode(rawValue: settings.cacheMode) else {
      throw SettingsError("cache mode '\(settings.cacheMode)' is unknown; use hot or cold")
    }
    guard let fill = InputFill(rawValue: settings.fill) else {
      throw SettingsError(
        "fill '\(settings.fill)' is unknown; use one of "
          + InputFill.allCases.map(\.rawValue).joined(separator: ", "))
    }
    let budget = settings.budgetSecondsPerCase
    try check(budget > 0 && budget <= 86400, "budget", budget, "seconds above 0, up to 86400")
    let target = settings.targetRelativeInterval
    try check(target > 0 && target < 1, "target interval", target, "a share between 0 and 1")
    let minimum = settings.minimumSamples
    try check(minimum >= 1, "minimum samples", minimum, "1 or more")
    let maximum = settings.maximumSamples
    try check(
      maximum >= minimum && maximum <= 1_000_000, "maximum samples", maximum,
      "at least the minimum (\(minimum)), up to 1000000")
    let timeout = settings.timeoutSeconds
    try check(timeout > 0 && timeout <= 86400, "timeout", timeout, "seconds above 0, up to 86400")
    guard let mode = Mode(rawValue: settings.mode ?? Mode.steady.rawValue) else {
      throw SettingsError("mode '\(settings.mode ?? "")' is unknown; use steady, burst or soak")
    }
    let minutes = settings.soakMinutes ?? 0
    if mode == .soak {
      try check(
        minutes > 0 && minutes <= 100_000, "soak", minutes, "minutes above 0, up to 100000")
    }
    self.mode = mode
    soakNanoseconds = mode == .soak ? minutes * 60e9 : 0
    self.cacheMode = cacheMode
    generator = InputGenerator(seed: settings.seed, fill: fill)
    budgetNanoseconds = budget * 1e9
    targetRelativeInterval = target
    minimumSamples = minimum
    maximumSamples = maximum
    self.timeout = .nanoseconds(Int64(timeout * 1e9))
    isInterleaved = settings.interleaved
  }
}

/// A setting without meaning, in one sentence for people.
public struct SettingsError: Error, Hashable, Sendable, CustomStringConvertible {
  /// What is wrong and what would be right.
  public let description: String

  init(_ description: String) { self.description = description }
}
