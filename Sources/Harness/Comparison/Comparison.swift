import Foundation
import Kernels

/// Two sides of results, compared problem by problem.
public struct Comparison: Sendable, Codable, Hashable {
  /// One problem on both sides.
  public struct Case: Sendable, Codable, Hashable {
    public var descriptor: String
    public var label: String?
    public var weight: Double
    /// The devices compared.
    public var baselineDevice: String
    public var candidateDevice: String
    public var baselineMedianNanoseconds: Double
    public var candidateMedianNanoseconds: Double
    /// The verdict and what it rests on.
    public var timing: TimingComparison
    /// What the two cases do not share.
    public var differences: [ComparabilityDifference]
  }

  /// A problem that one side has a trusted result for and the other has not.
  public struct CoverageChange: Sendable, Codable, Hashable {
    public var descriptor: String
    public var device: String
    /// The statuses on both sides; nil where the problem is absent.
    public var baseline: CaseStatus?
    public var candidate: CaseStatus?
    /// Why the candidate is not trusted.
    public var reason: String?
    /// Whether the candidate lost what the baseline had.
    public var isLoss: Bool
  }

  /// What is compared, for people.
  public var title: String
  public var cases: [Case]
  public var coverage: [CoverageChange]
  public var differences: [ComparabilityDifference]
  public var settings: ComparisonSettings

  /// Whether something forbids the comparison.
  public var isRefused: Bool { differences.contains { $0.severity == .refused } }

  /// How many cases have `verdict`.
  public func count(_ verdict: Verdict) -> Int { cases.count { $0.timing.verdict == verdict } }

  /// The geometric mean of candidate over baseline time, each problem once.
  public var geometricMeanRatio: Double? { Self.geometricMean(cases.map { ($0.timing.ratio, 1) }) }

  /// The same, each problem as often as the workload calls it.
  public var weightedGeometricMeanRatio: Double? {
    Self.geometricMean(cases.map { ($0.timing.ratio, $0.weight) })
  }

  /// The ratio of total workload times: sum of weight x median on both sides.
  public var totalTimeRatio: Double? {
    let baseline = cases.reduce(0) { $0 + $1.weight * $1.baselineMedianNanoseconds }
    let candidate = cases.reduce(0) { $0 + $1.weight * $1.candidateMedianNanoseconds }
    return baseline > 0 ? candidate / baseline : nil
  }

  private static func geometricMean(_ values: [(ratio: Double, weight: Double)]) -> Double? {
    let weight = values.reduce(0) { $0 + $1.weight }
    guard weight > 0 else { return nil }
    return exp(values.reduce(0) { $0 + $1.weight * log($1.ratio) } / weight)
  }
}

extension Comparison {
  /// Compares two devices inside one file; their samples are paired where the run interleaved them.
  public init(
    file: ResultsFile, baselineDevice: String, candidateDevice: String,
    calibration: Calibration? = nil, settings: ComparisonSettings
  ) {
    title = "\(candidateDevice) against \(baselineDevice)"
    self.settings = settings
    differences = []
    (cases, coverage) = Self.match(
      baseline: file.cases.filter { $0.device == baselineDevice },
      candidate: file.cases.filter { $0.device == candidateDevice }, sameRun: true,
      calibration: calibration, settings: settings)
  }

  /// Compares the devices that two files share, or that `devices` maps from baseline to candidate.
  public init(
    baseline: ResultsFile, candidate: ResultsFile, devices: [(baseline: String, candidate: String)]? = nil,
    calibration: Calibration? = nil, settings: ComparisonSettings
  ) {
    title = "\(candidate.run.startedAt) against \(baseline.run.startedAt)"
    self.settings = settings
    differences = Comparability.differences(baseline: baseline, candidate: candidate)
    let shared = Set(candidate.cases.map(\.device))
    let pairs =
      devices
      ?? Set(baseline.cases.map(\.device)).intersection(shared).sorted().map { ($0, $0) }
    cases = []
    coverage = []
    for (left, right) in pairs {
      let (cases, coverage) = Self.match(
        baseline: baseline.cases.filter { $0.device == left },
        candidate: candidate.cases.filter { $0.device == right }, sameRun: false,
        calibration: calibration, settings: settings)
      self.cases += cases
      self.coverage += coverage
    }
  }

  /// Cases are matched by problem, never by position; a problem that stands several times (variants) by its first.
  private static func match(
    baseline: [CaseRecord], candidate: [CaseRecord], sameRun: Bool, calibration: Calibration?,
    settings: ComparisonSettings
  ) -> ([Case], [CoverageChange]) {
    var others: [String: CaseRecord] = [:]
    for record in candidate where others[record.descriptor] == nil { others[record.descriptor] = record }
    var cases: [Case] = []
    var coverage: [CoverageChange] = []
    var seen: Set<String> = []
    for record in baseline where seen.insert(record.descriptor).inserted {
      let other = others[record.descriptor]
      let isTrusted = record.status.isTrusted
      let otherIsTrusted = other?.status.isTrusted ?? false
      if isTrusted != otherIsTrusted || (other == nil && isTrusted) {
        coverage.append(
          CoverageChange(
            descriptor: record.descriptor, device: other?.device ?? record.device,
            baseline: record.status, candidate: other?.status,
            reason: other == nil ? "the candidate did not run it" : other?.reason,
            isLoss: isTrusted && !otherIsTrusted))
      }
      guard isTrusted, otherIsTrusted, let other, let left = record.samples, let right = other.samples,
        let leftStatistics = record.statistics, let rightStatistics = other.statistics
      else { continue }
      // Clocks are never mixed: where one side has no device clock, both are compared by the host's.
      let useDeviceClock = leftStatistics.clock == "device" && rightStatistics.clock == "device"
      let timing = TimingComparison(
        baseline: left, candidate: right, sameRun: sameRun, useDeviceClock: useDeviceClock,
        minimalDetectableEffect: calibration?.effect(for: record), settings: settings)
      func median(_ samples: CaseRecord.Samples) -> Double {
        Bootstrap.median(
          useDeviceClock ? samples.deviceNanoseconds ?? samples.hostNanoseconds : samples.hostNanoseconds)
      }
      cases.append(
        Case(
          descriptor: record.descriptor, label: record.label, weight: record.weight,
          baselineDevice: record.device, candidateDevice: other.device,
          baselineMedianNanoseconds: median(left), candidateMedianNanoseconds: median(right),
          timing: timing,
          differences: Comparability.differences(baseline: record, candidate: other)))
    }
    for record in candidate
    where record.status.isTrusted && !seen.contains(record.descriptor) {
      seen.insert(record.descriptor)
      coverage.append(
        CoverageChange(
          descriptor: record.descriptor, device: record.device, baseline: nil,
          candidate: record.status, reason: nil, isLoss: false))
    }
    return (cases, coverage)
  }
}
