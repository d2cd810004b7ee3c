/// Order statistics of a set of durations, computed from one sorted copy.
public struct SampleSummary: Sendable, Hashable {
  /// The samples in ascending order.
  public let sorted: [Double]

  /// Sorts `samples`, of which there must be at least one; all must be finite.
  public init(_ samples: [Double]) {
    precondition(!samples.isEmpty, "statistics of no samples")
    sorted = samples.sorted()
  }

  /// The number of samples.
  public var count: Int { sorted.count }

  /// The middle sample, or the mean of the two middle ones.
  public var median: Double { quantile(0.5) }

  /// The value below which the share `p` of the samples lies, interpolated linearly between neighbours: position
  /// `1 + (n - 1) p` (Hyndman and Fan 1996, definition 7, the default of R and NumPy).
  public func quantile(_ p: Double) -> Double {
    let position = Double(count - 1) * p
    let below = Int(position)
    guard below + 1 < count else { return sorted[count - 1] }
    return sorted[below] + (position - Double(below)) * (sorted[below + 1] - sorted[below])
  }

  /// The arithmetic mean.
  public var mean: Double { sorted.reduce(0, +) / Double(count) }

  /// The standard deviation with n - 1 in the denominator; 0 for one sample.
  public var standardDeviation: Double {
    guard count > 1 else { return 0 }
    let mean = self.mean
    let squares = sorted.reduce(0) { $0 + ($1 - mean) * ($1 - mean) }
    return (squares / Double(count - 1)).squareRoot()
  }

  /// The median of the distances from the median, not rescaled.
  public var medianAbsoluteDeviation: Double {
    let center = median
    return SampleSummary(sorted.map { abs($0 - center) }).median
  }

  /// The 95 % confidence interval of the median, or nil for fewer than 6 samples.
  public var medianInterval: ClosedRange<Double>? {
    MedianInterval.ranks(count: count).map { sorted[$0.lower - 1]...sorted[$0.upper - 1] }
  }

  /// Half the interval's width over the median; nil for fewer than 6 samples or a median of 0.
  public var relativeInterval: Double? {
    guard let interval = medianInterval, median > 0 else { return nil }
    return (interval.upperBound - interval.lowerBound) / 2 / median
  }

  /// The record of these samples.
  ///
  /// With fewer than 6 samples the interval is the whole range, which then covers the median with less than 95 %; such a
  /// case has never converged.
  ///
  /// - Parameters:
  ///   - clock: `host` or `device`.
  ///   - stopReason: why sampling ended.
  public func statistics(clock: String, stopReason: StopReason) -> SampleStatistics {
    let interval = medianInterval ?? sorted[0]...sorted[count - 1]
    let center = median
    let average = mean
    return SampleStatistics(
      clock: clock, count: count, medianNanoseconds: center, meanNanoseconds: average,
      minimumNanoseconds: sorted[0], maximumNanoseconds: sorted[count - 1],
      firstQuartileNanoseconds: quantile(0.25), thirdQuartileNanoseconds: quantile(0.75),
      medianAbsoluteDeviationNanoseconds: medianAbsoluteDeviation,
      coefficientOfVariation: average > 0 ? standardDeviation / average : 0,
      medianLowerNanoseconds: interval.lowerBound, medianUpperNanoseconds: interval.upperBound,
      relativeInterval: center > 0 ? (interval.upperBound - interval.lowerBound) / 2 / center : 0,
      stopReason: stopReason.rawValue)
  }
}

/// Why sampling ended.
public enum StopReason: String, Sendable, Hashable, CaseIterable {
  /// The median is known as precisely as was asked.
  case converged
  /// The time for the case was used up first.
  case budget
  /// So were the samples.
  case maximumSamples
  /// A signal ended the run.
  case interrupted
}
