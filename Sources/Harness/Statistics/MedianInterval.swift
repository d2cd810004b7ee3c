import Foundation

/// The distribution-free confidence interval of a median from order statistics.
///
/// For independent samples of any continuous distribution the number of samples below the true median is binomial
/// with p = 1/2, so the interval from the l-th smallest to the l-th largest sample covers the median with probability
/// `1 - 2 P(B < l)` (David and Nagaraja, Order Statistics, 2003, section 7.1). No shape of the noise is assumed, which
/// timings, skewed to the right as they are, need.
public enum MedianInterval {
  /// The smallest number of samples for which a 95 % interval exists.
  public static let minimumCount = 6

  /// The ranks, from 1, of the interval's ends: the narrowest symmetric pair that covers at least `confidence`.
  ///
  /// - Returns: nil where even the extremes cover less.
  public static func ranks(count: Int, confidence: Double = 0.95) -> (lower: Int, upper: Int)? {
    let tail = (1 - confidence) / 2
    // P(B <= i) is summed in logarithms, since 2^-n underflows for large n; far terms vanish harmlessly.
    let logCount = lgamma(Double(count) + 1) - Double(count) * log(2)
    var cumulative = 0.0
    var lower = 0
    for i in 0..<max(count, 0) {
      cumulative += exp(logCount - lgamma(Double(i) + 1) - lgamma(Double(count - i) + 1))
      // With i + 1 as the lower rank, the chance of missing on one side is P(B <= i).
      guard cumulative <= tail * (1 + 1e-12) else { break }
      lower = i + 1
    }
    return lower == 0 ? nil : (lower, count + 1 - lower)
  }
}
