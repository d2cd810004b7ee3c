import Foundation
import Harness

/// The words that comparisons are shown with, the same in every form.
enum ComparisonText {
  static let legend =
    "Time ratio: candidate over baseline, above 1 is slower, with its interval. Beyond the threshold, the interval and a "
    + "rank test a case is FASTER or SLOWER; SAME lies within the threshold; AMBIGUOUS samples do not tell."

  static func word(_ verdict: Verdict) -> String { verdict.rawValue.uppercased() }

  /// `1.052`: four significant digits, since differences of a few per cent matter here.
  static func ratio(_ value: Double) -> String { String(format: "%.4g", value) }

  /// `1.052 [1.031, 1.070]`.
  static func ratio(_ timing: TimingComparison) -> String {
    "\(ratio(timing.ratio)) [\(ratio(timing.ratioLower)), \(ratio(timing.ratioUpper))]"
  }

  static func percent(_ fraction: Double) -> String { String(format: "%.3g %%", fraction * 100) }

  static func title(_ comparison: Comparison) -> String {
    let (baseline, candidate) = (comparison.baseline, comparison.candidate)
    return baseline.file == candidate.file
      ? "\(candidate.device) against \(baseline.device) in \(baseline.file)"
      : "\(candidate.device) of \(candidate.file) against \(baseline.device) of \(baseline.file)"
  }

  static func difference(_ difference: ComparabilityDifference) -> String {
    let words = "\(difference.what): \(difference.baseline) -> \(difference.candidate)"
    return difference.severity == .refused ? "\(words) (incomparable)" : words
  }

  static func coverage(_ change: Comparison.CoverageChange) -> String {
    let was = change.baseline?.rawValue ?? "absent"
    let now = change.candidate?.rawValue ?? "absent"
    return "\(change.descriptor): \(was) -> \(now)" + (change.reason.map { ", \($0)" } ?? "")
  }

  static func counts(_ summary: Comparison.Summary) -> String {
    "\(summary.faster) faster, \(summary.slower) slower, \(summary.same) same, "
      + "\(summary.ambiguous) ambiguous"
  }

  /// The means as a sentence; nil without cases.
  static func means(_ summary: Comparison.Summary) -> String? {
    guard let mean = summary.geometricMeanRatio else { return nil }
    var parts = ["Geometric mean of time ratios \(ratio(mean))"]
    if let weighted = summary.weightedGeometricMeanRatio {
      parts.append("weighted by calls \(ratio(weighted))")
    }
    if let total = summary.totalTimeRatio { parts.append("whole workload \(ratio(total))") }
    return parts.joined(separator: ", ")
  }

  /// The thresholds as a sentence.
  static func method(_ report: ComparisonReport) -> String? {
    guard let settings = report.comparisons.first?.settings else { return nil }
    let calibration =
      report.calibration.map { "calibrated by \($0)" } ?? "not calibrated (parity calibrate)"
    return "Threshold \(percent(settings.threshold)), confidence \(percent(settings.confidence)), "
      + calibration
  }

  static func verdict(_ report: ComparisonReport) -> String {
    switch report.outcome {
    case .refused: "Not comparable"
    case .failed: "Wrong, failed or lost cases"
    case .slower: "Slower"
    case .moved:
      "The run as a whole is slower; two separate runs cannot tell the program from the machine"
    case .ambiguous: "Nothing slower; some cases ambiguous"
    case .clean: "Nothing slower"
    }
  }
}

extension ComparisonReport {
  /// Whether there is a verdict to show.
  var showsCases: Bool { comparisons.contains { !$0.cases.isEmpty && (isForced || !$0.isRefused) } }
}
