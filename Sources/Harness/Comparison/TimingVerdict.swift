import Foundation

/// What a comparison of two sets of times says.
public enum Verdict: String, Sendable, Codable, Hashable, CaseIterable {
  /// The candidate takes less time by more than the threshold.
  case faster
  /// The candidate takes more time by more than the threshold.
  case slower
  /// The two differ by less than the threshold.
  case same
  /// The samples do not tell.
  case ambiguous
}

/// How times are compared.
public struct ComparisonSettings: Sendable, Codable, Hashable {
  /// The smallest relative difference that counts.
  public var threshold: Double
  /// The confidence of the interval.
  public var confidence: Double
  /// Bootstrap resamples.
  public var resamples: Int
  /// The seed of the bootstrap.
  public var seed: UInt64

  /// Creates settings; the defaults are calibrated in ComparisonSimulationTests.
  public init(
    threshold: Double = 0.025, confidence: Double = 0.99, resamples: Int = 1000, seed: UInt64 = 1
  ) {
    self.threshold = threshold
    self.confidence = confidence
    self.resamples = resamples
    self.seed = seed
  }
}

/// The verdict on one pair of sample sets and what it rests on.
public struct TimingComparison: Sendable, Codable, Hashable {
  /// The verdict.
  public var verdict: Verdict
  /// Candidate time over baseline time: above 1 is slower.
  public var ratio: Double
  /// The interval of the ratio at the settings' confidence.
  public var ratioLower: Double
  public var ratioUpper: Double
  /// Of Wilcoxon's signed-rank test for pairs, Mann-Whitney's U otherwise.
  public var pValue: Double
  /// `paired` or `unpaired`.
  public var method: String
  /// The threshold that was applied, after calibration raised it.
  public var threshold: Double
  /// Pairs, or samples of the smaller side.
  public var sampleCount: Int

  /// Compares two sets of times of one problem.
  ///
  /// Where both sets are of one run and carry samples of the same interleaving rounds, the ratio is the median over rounds of the
  /// ratio within the round, so that whatever slows the machine down slows both sides of a pair. Otherwise it is the ratio of
  /// medians. A verdict of faster or slower needs all of: a ratio beyond the threshold, an interval that excludes 1, and a
  /// rank test below 1 - confidence. `same` needs an interval within the threshold. All else is ambiguous.
  public init(
    baseline: CaseRecord.Samples, candidate: CaseRecord.Samples, sameRun: Bool,
    useDeviceClock: Bool, minimalDetectableEffect: Double? = nil, settings: ComparisonSettings
  ) {
    let base = useDeviceClock ? baseline.deviceNanoseconds ?? [] : baseline.hostNanoseconds
    let other = useDeviceClock ? candidate.deviceNanoseconds ?? [] : candidate.hostNanoseconds
    threshold = max(settings.threshold, minimalDetectableEffect ?? 0)
    var bootstrap = Bootstrap(seed: settings.seed, resamples: settings.resamples)
    let pairs = sameRun ? Self.pairs(base, baseline.rounds, other, candidate.rounds) : []
    let interval: ClosedRange<Double>
    if pairs.count >= 6 {
      method = "paired"
      sampleCount = pairs.count
      let logarithms = pairs.map { log($0) }
      ratio = exp(Bootstrap.median(logarithms))
      let logInterval = bootstrap.medianInterval(logarithms, confidence: settings.confidence)
      interval = exp(logInterval.lowerBound)...exp(logInterval.upperBound)
      pValue = RankTests.wilcoxonSignedRank(logarithms)
    } else if base.count >= 4, other.count >= 4 {
      method = "unpaired"
      sampleCount = min(base.count, other.count)
      ratio = Bootstrap.median(other) / Bootstrap.median(base)
      interval = bootstrap.medianRatioInterval(other, over: base, confidence: settings.confidence)
      pValue = RankTests.mannWhitney(other, base)
    } else {
      method = "unpaired"
      sampleCount = min(base.count, other.count)
      ratio = base.isEmpty || other.isEmpty ? 1 : Bootstrap.median(other) / Bootstrap.median(base)
      interval = ratio...ratio
      pValue = 1
    }
    ratioLower = interval.lowerBound
    ratioUpper = interval.upperBound
    let isSignificant = pValue < 1 - settings.confidence
    if sampleCount < 4 {
      verdict = .ambiguous
    } else if ratio > 1 + threshold, ratioLower > 1, isSignificant {
      verdict = .slower
    } else if ratio < 1 / (1 + threshold), ratioUpper < 1, isSignificant {
      verdict = .faster
    } else if ratioLower >= 1 / (1 + threshold), ratioUpper <= 1 + threshold {
      verdict = .same
    } else {
      verdict = .ambiguous
    }
  }

  /// Candidate over baseline for every round that both sides have, by the rounds' order.
  private static func pairs(
    _ base: [Double], _ baseRounds: [Int], _ other: [Double], _ otherRounds: [Int]
  ) -> [Double] {
    guard base.count == baseRounds.count, other.count == otherRounds.count else { return [] }
    var byRound: [Int: Double] = [:]
    for (round, value) in zip(baseRounds, base) { byRound[round] = value }
    return zip(otherRounds, other).compactMap { round, value in
      byRound[round].flatMap { $0 > 0 && value > 0 ? value / $0 : nil }
    }
  }
}
