import Foundation
import Kernels

/// A candidate device against a baseline device, problem by problem.
public struct Comparison: Sendable, Codable, Hashable {
  /// One side: which device of which file.
  public struct Side: Sendable, Codable, Hashable {
    /// The name of the results file as it was given.
    public var file: String
    /// The device's id.
    public var device: String

    /// Creates the value from its parts.
    public init(file: String, device: String) {
      self.file = file
      self.device = device
    }
  }

  /// One problem that both sides have a trusted result for.
  public struct Case: Sendable, Codable, Hashable {
    /// The problem.
    public var descriptor: String
    /// How the workload names it.
    public var label: String?
    /// How often the workload makes the call.
    public var weight: Double
    /// The baseline's median by the clock that was compared.
    public var baselineMedianNanoseconds: Double
    /// The candidate's median by the same clock.
    public var candidateMedianNanoseconds: Double
    /// The verdict and what it rests on.
    public var timing: TimingComparison
    /// `host` or `device`: the clock that was compared.
    public var clock: String
    /// What a reader of the verdict has to know, for people.
    public var notes: [String]
  }

  /// A problem for which only one side has a trusted result.
  public struct CoverageChange: Sendable, Codable, Hashable {
    /// The problem.
    public var descriptor: String
    /// The candidate's device.
    public var device: String
    /// The baseline's status; nil where it has no such case.
    public var baseline: CaseStatus?
    /// The candidate's status; nil where it has no such case.
    public var candidate: CaseStatus?
    /// Why the side without a trusted result has none.
    public var reason: String?
    /// Whether the candidate lost what the baseline had.
    public var isLoss: Bool
  }

  /// Counts and means over all compared cases.
  ///
  /// Ratios are candidate over baseline time, so above 1 is slower; nil without cases.
  public struct Summary: Sendable, Codable, Hashable {
    /// Cases with each verdict.
    public var faster, slower, same, ambiguous: Int
    /// The geometric mean, each problem once.
    public var geometricMeanRatio: Double?
    /// The geometric mean, each problem as often as the workload calls it.
    public var weightedGeometricMeanRatio: Double?
    /// The ratio of the times of the whole workload: the sums of weight x median.
    public var totalTimeRatio: Double?

    init(_ cases: [Case]) {
      func count(_ verdict: Verdict) -> Int { cases.count { $0.timing.verdict == verdict } }
      faster = count(.faster)
      slower = count(.slower)
      same = count(.same)
      ambiguous = count(.ambiguous)
      geometricMeanRatio = Self.geometricMean(cases) { _ in 1 }
      weightedGeometricMeanRatio = Self.geometricMean(cases, weight: \.weight)
      let baseline = cases.reduce(0) { $0 + $1.weight * $1.baselineMedianNanoseconds }
      let candidate = cases.reduce(0) { $0 + $1.weight * $1.candidateMedianNanoseconds }
      totalTimeRatio = Self.finite(candidate / baseline)
    }

    private static func geometricMean(_ cases: [Case], weight: (Case) -> Double) -> Double? {
      let total = cases.reduce(0) { $0 + weight($1) }
      guard total.isFinite else { return nil }
      return finite(exp(cases.reduce(0) { $0 + weight($1) * log($1.timing.ratio) } / total))
    }

    /// JSON has no NaN, which 0 cases give, and no infinity, which absurd weights give.
    private static func finite(_ value: Double) -> Double? { value.isFinite ? value : nil }
  }

  /// What is compared with what.
  public var baseline: Side
  /// What is judged.
  public var candidate: Side
  /// Problems with trusted results on both sides, in the order of the baseline.
  public internal(set) var cases: [Case] { didSet { summary = Summary(cases) } }
  /// Problems with a trusted result on one side only.
  public internal(set) var coverage: [CoverageChange]
  /// Cases of the candidate that are wrong or failed, whatever the baseline's are.
  public internal(set) var failures: [CoverageChange]
  /// What the two sides do not share.
  public internal(set) var differences: [ComparabilityDifference]
  /// How far the cases of two separate runs of one device scatter; nil within one run, with a calibration, which knows
  /// better, and for fewer than 6 cases.
  public internal(set) var runToRun: RunToRunScatter?
  /// How verdicts were made.
  public var settings: ComparisonSettings
  /// Counts and means.
  public private(set) var summary: Summary

  /// Whether something forbids the comparison.
  public var isRefused: Bool { differences.contains { $0.severity == .refused } }

  /// Problems that the candidate has no trusted result for, though the baseline has.
  public var losses: [CoverageChange] { coverage.filter(\.isLoss) }

  /// Cases are matched by problem, never by position; of a problem that stands several times on one side, the first counts.
  init(
    baseline: Side, candidate: Side, baselineRecords: [CaseRecord], candidateRecords: [CaseRecord],
    sameRun: Bool, differences: [ComparabilityDifference], calibration: Calibration?,
    settings: ComparisonSettings
  ) {
    self.baseline = baseline
    self.candidate = candidate
    self.settings = settings
    var differences = differences
    var cases: [Case] = []
    var coverage: [CoverageChange] = []
    let left = Self.firstOfEach(baselineRecords)
    let right = Self.firstOfEach(candidateRecords)
    let others = Dictionary(
      right.map { ($0.descriptor, $0) }, uniquingKeysWith: { first, _ in first })
    if !sameRun, calibration == nil, !Comparability.isOfOtherMachines(differences) {
      let ratios = left.compactMap { record in
        others[record.descriptor].flatMap { Case.medianRatio(record, $0) }
      }
      runToRun = RunToRunScatter(ratios: ratios)
    }
    for record in left {
      let other = others[record.descriptor]
      if let change = CoverageChange(record, other, device: candidate.device) {
        coverage.append(change)
      }
      guard let other, record.status.isTrusted, other.status.isTrusted,
        let compared = Case(
          record, other, sameRun: sameRun, calibration: calibration, runToRun: runToRun,
          settings: settings)
      else { continue }
      for difference in Comparability.differences(baseline: record, candidate: other)
      where !differences.contains(difference) { differences.append(difference) }
      cases.append(compared)
    }
    let known = Set(left.map(\.descriptor))
    for record in right where !known.contains(record.descriptor) {
      if let change = CoverageChange(nil, record, device: candidate.device) {
        coverage.append(change)
      }
    }
    if let movement = runToRun?.difference(threshold: settings.threshold) {
      differences.append(movement)
    }
    self.cases = cases
    self.coverage = coverage
    self.differences = differences
    let before = Dictionary(left.map { ($0.descriptor, $0.status) }, uniquingKeysWith: { $1 })
    failures = right.filter(\.status.isFailure).map { record in
      CoverageChange(
        descriptor: record.descriptor, device: record.device, baseline: before[record.descriptor],
        candidate: record.status, reason: record.reason, isLoss: false)
    }
    summary = Summary(cases)
  }

  private static func firstOfEach(_ records: [CaseRecord]) -> [CaseRecord] {
    var seen: Set<String> = []
    return records.filter { seen.insert($0.descriptor).inserted }
  }
}

extension Comparison.CoverageChange {
  /// The change between two records of one problem; nil where both or neither are trusted.
  init?(_ baseline: CaseRecord?, _ candidate: CaseRecord?, device: String) {
    let was = baseline?.status.isTrusted ?? false
    let now = candidate?.status.isTrusted ?? false
    guard was != now, let any = baseline ?? candidate else { return nil }
    let reason: String?
    if was {
      reason = candidate == nil ? "the candidate did not run it" : candidate?.reason
    } else {
      reason = baseline == nil ? "the baseline did not run it" : baseline?.reason
    }
    self.init(
      descriptor: any.descriptor, device: device, baseline: baseline?.status,
      candidate: candidate?.status, reason: reason, isLoss: was)
  }
}

extension Comparison.Case {
  /// Compares two trusted records of one problem; nil where one has no samples.
  init?(
    _ baseline: CaseRecord, _ candidate: CaseRecord, sameRun: Bool, calibration: Calibration?,
    runToRun: RunToRunScatter? = nil, settings: ComparisonSettings
  ) {
    guard let left = baseline.samples, let right = candidate.samples,
      !left.hostNanoseconds.isEmpty, !right.hostNanoseconds.isEmpty
    else { return nil }
    let clocks = [baseline.statistics?.clock, candidate.statistics?.clock]
    let useDeviceClock = Self.usesDeviceClock(baseline, candidate)
    let medians = Self.medians(baseline, candidate)
    descriptor = baseline.descriptor
    label = baseline.label ?? candidate.label
    weight = baseline.weight
    baselineMedianNanoseconds = medians.baseline
    candidateMedianNanoseconds = medians.candidate
    clock = useDeviceClock ? "device" : "host"
    timing = TimingComparison(
      baseline: left, candidate: right, sameRun: sameRun, useDeviceClock: useDeviceClock,
      threshold: settings.threshold(descriptor: descriptor, device: candidate.device),
      minimalDetectableEffect: [calibration?.effect(baseline, candidate), runToRun?.effect]
        .compactMap { $0 }.max(), settings: settings)
    notes = []
    if clocks[0] != clocks[1] { notes.append("by the host's clock, one side has no other") }
    let noisy = [
      baseline.status == .noisy ? "baseline" : nil, candidate.status == .noisy ? "candidate" : nil,
    ].compactMap { $0 }
    if !noisy.isEmpty { notes.append("noisy \(noisy.joined(separator: " and "))") }
    if baseline.device == candidate.device, baseline.variant != candidate.variant {
      notes.append("variant \(baseline.variant ?? "none") -> \(candidate.variant ?? "none")")
    }
    if baseline.grade != candidate.grade {
      notes.append("\(baseline.grade) -> \(candidate.grade)")
    }
    if timing.isThresholdRaised {
      let reason =
        timing.threshold == runToRun?.effect
        ? "as far as unchanged cases of these two runs lie apart"
        : "the least this machine can tell"
      notes.append("threshold raised to \(Self.percent(timing.threshold)), \(reason)")
    }
    if timing.hasTooFewSamples(confidence: settings.confidence) {
      notes.append(
        "\(timing.sampleCount) samples are too few for \(Self.percent(settings.confidence)) confidence"
      )
    }
  }

  /// Clocks are never mixed: where one side has no device clock, both are compared by the host's.
  private static func usesDeviceClock(_ baseline: CaseRecord, _ candidate: CaseRecord) -> Bool {
    [baseline, candidate].allSatisfy {
      $0.statistics?.clock == "device" && $0.samples?.deviceNanoseconds != nil
    }
  }

  private static func medians(_ baseline: CaseRecord, _ candidate: CaseRecord) -> (
    baseline: Double, candidate: Double
  ) {
    let useDeviceClock = usesDeviceClock(baseline, candidate)
    func median(_ record: CaseRecord) -> Double {
      let times = record.samples.map {
        TimingComparison.possibleTimes($0, onDevice: useDeviceClock)
      }
      return times.flatMap { $0.isEmpty ? nil : Bootstrap.median($0) } ?? 0
    }
    return (median(baseline), median(candidate))
  }

  /// Candidate over baseline median of two trusted records; nil where one has no times.
  static func medianRatio(_ baseline: CaseRecord, _ candidate: CaseRecord) -> Double? {
    guard baseline.status.isTrusted, candidate.status.isTrusted else { return nil }
    let medians = medians(baseline, candidate)
    return medians.baseline > 0 && medians.candidate > 0
      ? medians.candidate / medians.baseline : nil
  }

  /// `2.5 %`.
  static func percent(_ fraction: Double) -> String { String(format: "%.3g %%", fraction * 100) }
}
