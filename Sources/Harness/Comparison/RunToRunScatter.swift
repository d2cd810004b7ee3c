import Foundation

/// How far the cases of two separate runs lie apart, as far as the cases themselves can tell.
///
/// What differs between two runs (the machine's clock, its neighbours, where memory came to lie) moves many cases, and
/// no statistic over the samples of one run sees it. Most cases are unchanged in most comparisons, so that the middle of
/// the ratios of all cases and their scatter about it estimate it: a case is judged by a threshold beyond both.
public struct RunToRunScatter: Sendable, Codable, Hashable {
  /// The median of candidate over baseline time, over all cases: where the run as a whole moved to.
  public var medianRatio: Double
  /// The standard deviation of the logarithms of the ratios, from their median absolute deviation.
  public var spread: Double
  /// Cases that it rests on.
  public var caseCount: Int

  /// Fewer cases say little of a scatter.
  static let minimumCount = 6
  /// Scatters beyond which a case stands out.
  ///
  /// For normal scatter one case in 740 does by chance; real scatter has heavier tails, and the intervals of the cases
  /// stand behind this guard.
  static let deviations = 3.0

  /// What single cases of two runs differ by even where the others agree: where memory came to lie, which pages were huge.
  ///
  /// On a two-core virtual machine otherwise at rest the largest of 340 such differences was 7.6 % (docs/comparing.md).
  static let leastEffect = 0.08

  /// The relative difference of times that is not more than the two runs differ by anyway: 0.1 is 10 %.
  public var effect: Double {
    max(Self.leastEffect, exp(abs(log(medianRatio)) + Self.deviations * spread) - 1)
  }

  /// Nil for too few cases.
  init?(ratios: [Double]) {
    guard ratios.count >= Self.minimumCount else { return nil }
    let logarithms = ratios.map { log($0) }
    let middle = Bootstrap.median(logarithms)
    medianRatio = exp(middle)
    // 1.4826 makes the median absolute deviation of a normal distribution its standard deviation.
    spread = 1.4826 * Bootstrap.median(logarithms.map { abs($0 - middle) })
    caseCount = ratios.count
  }

  /// Whether the run as a whole became slower by more than `threshold`: then nothing tells the machine from the program.
  public func isSlower(threshold: Double) -> Bool { medianRatio > 1 + threshold }

  /// Says so where the run as a whole moved, whichever way.
  func difference(threshold: Double) -> ComparabilityDifference? {
    guard abs(log(medianRatio)) > log(1 + threshold) else { return nil }
    let change = Comparison.Case.percent(abs(medianRatio - 1))
    return ComparabilityDifference(
      what: "whole run", baseline: "as measured",
      candidate: "\(change) \(medianRatio > 1 ? "slower" : "faster") in the median of \(caseCount) "
        + "cases; measure both sides in one run before blaming a kernel", severity: .marked)
  }
}
