/// Burst against sustained: how the first samples of a case differ from its last.
enum Drift {
  /// Fewer samples than this say nothing about a drift.
  static let leastCount = 8
  /// The Theil-Sen line looks at all pairs; of more samples than this, evenly spread ones stand for all.
  private static let mostPoints = 200

  /// Compares a fifth of the samples at each end, at least 3 and at most 50.
  ///
  /// - Parameters:
  ///   - samples: nanoseconds in the order in which they were taken.
  ///   - times: when each was taken; nil where only the order is known.
  static func record(_ samples: [Double], at times: [Double]? = nil) -> DriftRecord? {
    guard samples.count >= leastCount else { return nil }
    let window = min(max(samples.count / 5, 3), 50)
    let median = SampleSummary(samples).median
    let burst = SampleSummary(Array(samples.prefix(window))).median
    let sustained = SampleSummary(Array(samples.suffix(window))).median
    guard burst > 0, sustained > 0, median > 0 else { return nil }
    let points = times ?? samples.indices.map(Double.init)
    let rise = slope(samples, at: points) * ((points.last ?? 0) - (points.first ?? 0))
    return DriftRecord(
      windowCount: window, burstMedianNanoseconds: burst, sustainedMedianNanoseconds: sustained,
      sustainedOverBurst: burst / sustained, trendFraction: rise / median)
  }

  /// The median of the slopes of all pairs (Theil 1950, Sen 1968).
  static func slope(_ values: [Double], at points: [Double]) -> Double {
    let step = max(1, (values.count + mostPoints - 1) / mostPoints)
    let chosen = stride(from: 0, to: values.count, by: step).map { $0 }
    var slopes: [Double] = []
    for (position, left) in chosen.enumerated() {
      for right in chosen[(position + 1)...] where points[right] > points[left] {
        slopes.append((values[right] - values[left]) / (points[right] - points[left]))
      }
    }
    return slopes.isEmpty ? 0 : SampleSummary(slopes).median
  }
}
