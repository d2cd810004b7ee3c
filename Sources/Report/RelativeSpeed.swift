import Foundation
import Harness

/// How two measurements of the same problem compare, as speeds: above 1 is faster.
struct RelativeSpeed {
  /// The speed relative to the baseline.
  let ratio: Double
  /// Its interval at the confidence of ``ComparisonSettings``.
  let interval: ClosedRange<Double>

  /// Nil unless both are trusted and have samples.
  ///
  /// The rules are those of `parity compare`: by rounds where both were measured in turns, of the medians otherwise; clocks are
  /// never mixed.
  /// - Parameter sameRun: whether equal rounds of the two are neighbours in time.
  init?(_ record: CaseRecord, to baseline: CaseRecord, sameRun: Bool = true) {
    guard record.status.isTrusted, baseline.status.isTrusted, let samples = record.samples,
      let baselineSamples = baseline.samples
    else { return nil }
    let onDevice = [record, baseline].allSatisfy {
      $0.statistics?.clock == "device" && $0.samples?.deviceNanoseconds != nil
    }
    let timing = TimingComparison(
      baseline: baselineSamples, candidate: samples, sameRun: sameRun, useDeviceClock: onDevice,
      settings: ComparisonSettings(resamples: 200))
    guard timing.sampleCount > 0, timing.ratioLower > 0, timing.ratioUpper.isFinite else {
      return nil
    }
    ratio = 1 / timing.ratio
    interval = 1 / timing.ratioUpper...1 / timing.ratioLower
  }

  /// The geometric mean; nil of nothing.
  static func geometricMean(_ values: [Double]) -> Double? {
    guard !values.isEmpty, values.allSatisfy({ $0 > 0 }) else { return nil }
    return exp(values.reduce(0) { $0 + log($1) } / Double(values.count))
  }
}
