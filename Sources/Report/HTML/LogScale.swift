import Foundation

/// Positive values on a logarithmic axis.
struct LogScale {
  let lower: Double
  let upper: Double
  /// The pixels of `lower` and `upper`.
  let range: (Double, Double)

  /// An axis that shows all positive `values` with some room around; nil without any.
  ///
  /// - Parameter including: values that are shown in any case.
  init?(_ values: some Sequence<Double>, including: [Double] = [], range: (Double, Double)) {
    let usable = values.filter { $0.isFinite && $0 > 0 }
    guard !usable.isEmpty, let least = (usable + including).min(),
      let most = (usable + including).max()
    else { return nil }
    // At least a factor of two on either side, and never the ends of what a Double holds.
    lower = Swift.max(least / 1.6, 1e-300)
    upper = Swift.min(Swift.max(most * 1.6, lower * 4), 1e300)
    self.range = range
  }

  /// The pixel of `value`, nil of what has no logarithm.
  ///
  /// Beyond the ends it is the end.
  func callAsFunction(_ value: Double) -> Double? {
    guard value.isFinite, value > 0 else { return nil }
    let share = (log(value) - log(lower)) / (log(upper) - log(lower))
    return range.0 + Swift.min(Swift.max(share, 0), 1) * (range.1 - range.0)
  }

  /// At most ten round values: powers of ten, with 2 and 5 between where they are few.
  var ticks: [Double] {
    let first = Int(floor(log10(lower)))
    let last = Int(ceil(log10(upper)))
    let stride = Swift.max(1, (last - first + 7) / 8)
    let isShort = log10(upper / lower) < 3
    return Swift.stride(from: first, through: last, by: stride).flatMap { exponent in
      (isShort ? [1.0, 2, 5] : [1]).map { $0 * pow(10, Double(exponent)) }
    }.filter { $0 >= lower && $0 <= upper }
  }
}
