import Foundation
import Harness

/// How two measurements of the same problem compare.
enum RelativeSpeed {
  /// The speed of `record` relative to `baseline`: above 1 is faster, nil unless both are trusted.
  ///
  /// Devices take turns in rounds, so that a disturbance of the machine meets neighbours in time alike: the ratio is the
  /// median over the rounds that both have, of the median of each in that round. With fewer than three common rounds it is
  /// the ratio of the medians.
  static func ratio(_ record: CaseRecord, to baseline: CaseRecord) -> Double? {
    guard record.status.isTrusted, baseline.status.isTrusted else { return nil }
    // Clocks are never mixed: unless both have the device's, both are compared by the host's.
    let onDevice =
      record.statistics?.clock == "device" && baseline.statistics?.clock == "device"
    let times = Self.times(record, onDevice: onDevice)
    let baselineTimes = Self.times(baseline, onDevice: onDevice)
    let rounds = mediansByRound(times, record.samples?.rounds ?? [])
    let ratios = mediansByRound(baselineTimes, baseline.samples?.rounds ?? []).compactMap {
      round, time in rounds[round].flatMap { $0 > 0 && time > 0 ? time / $0 : nil }
    }
    if ratios.count >= 3 { return median(ratios) }
    guard !times.isEmpty, !baselineTimes.isEmpty, median(times) > 0 else { return nil }
    return median(baselineTimes) / median(times)
  }

  /// The geometric mean; nil of nothing.
  static func geometricMean(_ values: [Double]) -> Double? {
    guard !values.isEmpty, values.allSatisfy({ $0 > 0 }) else { return nil }
    return exp(values.reduce(0) { $0 + log($1) } / Double(values.count))
  }

  private static func times(_ record: CaseRecord, onDevice: Bool) -> [Double] {
    (onDevice ? record.samples?.deviceNanoseconds : record.samples?.hostNanoseconds) ?? []
  }

  private static func mediansByRound(_ times: [Double], _ rounds: [Int]) -> [Int: Double] {
    var byRound: [Int: [Double]] = [:]
    for (round, time) in zip(rounds, times) { byRound[round, default: []].append(time) }
    return byRound.mapValues { median($0) }
  }

  /// The median of at least one value.
  private static func median(_ values: [Double]) -> Double {
    let sorted = values.sorted()
    let middle = sorted.count / 2
    return sorted.count.isMultiple(of: 2)
      ? (sorted[middle - 1] + sorted[middle]) / 2 : sorted[middle]
  }
}
