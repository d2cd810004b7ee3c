import Foundation

/// Seeded bootstrap intervals of medians (Efron 1979), resampling blocks of neighbours (Künsch 1989), because samples
/// of one run are not independent: clocks and neighbours drift.
struct Bootstrap {
  private var state: UInt64

  /// The number of resamples.
  let resamples: Int

  init(seed: UInt64, resamples: Int) {
    state = seed
    self.resamples = resamples
  }

  /// The percentile interval of the median of `values`.
  mutating func medianInterval(_ values: [Double], confidence: Double) -> ClosedRange<Double> {
    interval(confidence) { generator in Self.median(generator.resample(values)) }
  }

  /// The percentile interval of median(x) / median(y), resampled apart.
  mutating func medianRatioInterval(
    _ x: [Double], over y: [Double], confidence: Double
  ) -> ClosedRange<Double> {
    interval(confidence) { generator in
      Self.median(generator.resample(x)) / Self.median(generator.resample(y))
    }
  }

  private mutating func interval(
    _ confidence: Double, statistic: (inout Bootstrap) -> Double
  ) -> ClosedRange<Double> {
    var values = (0..<resamples).map { _ in statistic(&self) }
    values.sort()
    let tail = (1 - confidence) / 2
    let lower = Int((tail * Double(resamples)).rounded(.down))
    return values[lower]...values[resamples - 1 - lower]
  }

  private mutating func resample(_ values: [Double]) -> [Double] {
    let count = values.count
    // n^(1/3) is the usual order of block length for medians and means of weakly dependent samples.
    let block = max(1, Int(pow(Double(count), 1.0 / 3).rounded()))
    var result: [Double] = []
    result.reserveCapacity(count + block)
    while result.count < count {
      let start = Int(next() % UInt64(count))
      // Blocks wrap around, so that every sample is as likely as any other.
      for offset in 0..<block { result.append(values[(start + offset) % count]) }
    }
    result.removeLast(result.count - count)
    return result
  }

  static func median(_ values: [Double]) -> Double {
    var sorted = values
    sorted.sort()
    let half = sorted.count / 2
    return sorted.count % 2 == 1 ? sorted[half] : (sorted[half - 1] + sorted[half]) / 2
  }

  /// SplitMix64 (Steele, Lea & Flood 2014).
  private mutating func next() -> UInt64 {
    state &+= 0x9E37_79B9_7F4A_7C15
    var z = state
    z = (z ^ (z >> 30)) &* 0xBF58_476D_1CE4_E5B9
    z = (z ^ (z >> 27)) &* 0x94D0_49BB_1331_11EB
    return z ^ (z >> 31)
  }
}
