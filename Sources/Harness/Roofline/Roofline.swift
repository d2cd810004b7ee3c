public import Kernels

/// What one device can do at best, measured: how fast it computes in each type, and moves bytes at each level of its memory
/// (Williams, Waterman and Patterson, "Roofline", CACM 2009).
public struct Roofline: Sendable, Codable, Hashable {
  /// The device's id, for example `openblas:0`.
  public var device: String
  /// The threads that took part, for devices that are the host's processor.
  public var threadCount: Int?
  /// ISO 8601, UTC.
  public var measuredAt: String
  /// `full` (by `parity roofline`) or `short` (before a run).
  public var extent: String
  /// Whether nothing that the device runs can be faster.
  ///
  /// False for software drivers, where a compiler stands between the probes and the processor.
  public var isBound: Bool
  /// One entry a type that the device multiplies and adds in.
  public var peaks: [Peak]
  /// Types whose peak is not known although the device may have faster units for them than any probe uses.
  public var unknownPeaks: [UnknownPeak]
  /// From the nearest level to the farthest.
  public var memory: [Memory]

  /// The peak of one type.
  public struct Peak: Sendable, Codable, Hashable {
    /// The type of the factors.
    public var type: ElementType
    /// Operations per second of the fastest sample: the roof.
    public var flopsPerSecond: Double
    /// Operations per second at the median of the samples.
    public var medianFlopsPerSecond: Double
    /// The variant that ran.
    public var variant: String

    /// Creates the value from its parts.
    public init(
      type: ElementType, flopsPerSecond: Double, medianFlopsPerSecond: Double, variant: String
    ) {
      self.type = type
      self.flopsPerSecond = flopsPerSecond
      self.medianFlopsPerSecond = medianFlopsPerSecond
      self.variant = variant
    }
  }

  /// A type without a known peak.
  public struct UnknownPeak: Sendable, Codable, Hashable {
    /// The type.
    public var type: ElementType
    /// Why, for people.
    public var reason: String

    /// Creates the value from its parts.
    public init(type: ElementType, reason: String) {
      self.type = type
      self.reason = reason
    }
  }

  /// The bandwidth of one level.
  public struct Memory: Sendable, Codable, Hashable {
    /// `L1`, `L2`, `DRAM`, or a size where the device does not tell its caches.
    public var level: String
    /// The most bytes for which the level stands; nil for the farthest.
    public var capacityByteCount: Int?
    /// The bytes that were read.
    public var probeByteCount: Int
    /// Bytes per second of the fastest sample, reading or copying: the roof.
    public var bytesPerSecond: Double
    /// Bytes read per second, at the median.
    public var readBytesPerSecond: Double?
    /// Bytes read and written per second when copying, at the median; nil in short rooflines.
    public var copyBytesPerSecond: Double?

    /// Creates the value from its parts.
    public init(
      level: String, capacityByteCount: Int? = nil, probeByteCount: Int, bytesPerSecond: Double,
      readBytesPerSecond: Double? = nil, copyBytesPerSecond: Double? = nil
    ) {
      self.level = level
      self.capacityByteCount = capacityByteCount
      self.probeByteCount = probeByteCount
      self.bytesPerSecond = bytesPerSecond
      self.readBytesPerSecond = readBytesPerSecond
      self.copyBytesPerSecond = copyBytesPerSecond
    }
  }

  /// Creates the value from its parts.
  public init(
    device: String, threadCount: Int? = nil, measuredAt: String, extent: String, isBound: Bool,
    peaks: [Peak], unknownPeaks: [UnknownPeak] = [], memory: [Memory]
  ) {
    self.device = device
    self.threadCount = threadCount
    self.measuredAt = measuredAt
    self.extent = extent
    self.isBound = isBound
    self.peaks = peaks
    self.unknownPeaks = unknownPeaks
    self.memory = memory
  }

  /// The same for another device that computes on the same processor, whose kernels may know units that no probe uses.
  public func shared(with device: String) -> Roofline {
    var roofline = self
    roofline.device = device
    roofline.isBound = false
    return roofline
  }
}
