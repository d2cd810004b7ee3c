/// What the machine did while one case was measured (docs/telemetry.md).
///
/// Whatever no source on the machine tells is nil, and ``absent`` says why.
public struct TelemetryRecord: Sendable, Codable, Hashable {
  /// What was read, by name: `cpufreq`, `rapl`, `nvml` ...
  public var sources: [String]
  /// What could not be read, and why.
  public var absent: [Absence]
  /// Seconds from the first sample to the last, other devices' turns included.
  public var spanSeconds: Double
  /// Seconds of this case's own turns; what energy is of.
  public var measuredSeconds: Double
  /// Executions in those turns, settling ones included.
  public var executionCount: Int
  /// Readings of frequencies and temperatures.
  public var readingCount: Int
  /// The clock of the processor's cores, over all cores and readings.
  public var processorFrequency: Frequency?
  /// The clock of the device's compute units, where the device is not the processor.
  public var deviceFrequency: Frequency?
  /// Sensors at the start and at the end.
  public var temperatures: [Temperature]
  /// Joules that the device took in `measuredSeconds`, idle power included.
  public var energyJoules: Double?
  /// Which counter gave them.
  public var energySource: String?
  /// `energyJoules` over `executionCount`.
  public var joulesPerExecution: Double?
  /// Operations of one execution over `joulesPerExecution`.
  public var flopsPerJoule: Double?
  /// The share of processor time that a hypervisor gave to others during the span.
  public var stealFraction: Double?
  /// Cores' worth of time that other programs used during the span.
  public var otherProgramsCoreCount: Double?
  /// The load average over one minute, at the end.
  public var loadAverage: Double?
  /// Times that a thread of the process lost its core to another during the span.
  public var involuntaryContextSwitchCount: Int?
  /// Whether a limit of temperature or power held clocks down; nil where nothing tells.
  public var throttled: Bool?
  /// The limits, in words.
  public var throttleReasons: [String]
  /// The share of one core's time that reading took during the span.
  public var monitorFraction: Double

  /// A source that could not be read.
  public struct Absence: Sendable, Codable, Hashable {
    /// The name that it would have in ``TelemetryRecord/sources``.
    public var source: String
    /// Why, for people.
    public var reason: String

    /// Creates the value from its parts.
    public init(source: String, reason: String) {
      self.source = source
      self.reason = reason
    }
  }

  /// Clock rates, in hertz.
  public struct Frequency: Sendable, Codable, Hashable {
    /// Where they come from.
    public var source: String
    /// The lowest clock that was seen.
    public var minimumHertz: Double
    /// The mean over all readings.
    public var meanHertz: Double
    /// The highest clock that was seen.
    public var maximumHertz: Double

    /// Creates the value from its parts.
    public init(source: String, minimumHertz: Double, meanHertz: Double, maximumHertz: Double) {
      self.source = source
      self.minimumHertz = minimumHertz
      self.meanHertz = meanHertz
      self.maximumHertz = maximumHertz
    }
  }

  /// One sensor.
  public struct Temperature: Sendable, Codable, Hashable {
    /// The driver's name and the sensor's: `coretemp Package id 0`.
    public var sensor: String
    /// Degrees Celsius before the first sample.
    public var startCelsius: Double
    /// And after the last.
    public var endCelsius: Double

    /// Creates the value from its parts.
    public init(sensor: String, startCelsius: Double, endCelsius: Double) {
      self.sensor = sensor
      self.startCelsius = startCelsius
      self.endCelsius = endCelsius
    }
  }
}

/// The first samples of a case against its last.
public struct DriftRecord: Sendable, Codable, Hashable {
  /// Samples at each end.
  public var windowCount: Int
  /// The median of the first samples.
  public var burstMedianNanoseconds: Double
  /// The median of the last samples.
  public var sustainedMedianNanoseconds: Double
  /// The sustained rate over the burst rate: below 1 where it became slower.
  public var sustainedOverBurst: Double
  /// What the Theil-Sen line through all samples rises from first to last, over the median: above 0 where it became slower.
  public var trendFraction: Double

  /// Creates the value from its parts.
  public init(
    windowCount: Int, burstMedianNanoseconds: Double, sustainedMedianNanoseconds: Double,
    sustainedOverBurst: Double, trendFraction: Double
  ) {
    self.windowCount = windowCount
    self.burstMedianNanoseconds = burstMedianNanoseconds
    self.sustainedMedianNanoseconds = sustainedMedianNanoseconds
    self.sustainedOverBurst = sustainedOverBurst
    self.trendFraction = trendFraction
  }
}
