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
  /// The smallest relative difference of times that counts: 0.025 is 2.5 %.
  public var threshold: Double
  /// Other thresholds for some cases; of those that match, the last counts.
  public var rules: [CaseThreshold]
  /// The confidence of the interval.
  public var confidence: Double
  /// Bootstrap resamples.
  public var resamples: Int
  /// The seed of the bootstrap.
  public var seed: UInt64

  /// Creates settings; the defaults are calibrated in ComparisonSimulationTests.
  public init(
    threshold: Double = 0.025, rules: [CaseThreshold] = [], confidence: Double = 0.99,
    resamples: Int = 1000, seed: UInt64 = 1
  ) {
    self.threshold = threshold
    self.rules = rules
    self.confidence = confidence
    self.resamples = resamples
    self.seed = seed
  }

  /// The threshold of a problem on a device.
  func threshold(descriptor: String, device: String) -> Double {
    rules.last { $0.cases.matches(descriptor: descriptor, device: device) }?.threshold ?? threshold
  }
}

/// The verdict on one pair of sample sets and what it rests on.
public struct TimingComparison: Sendable, Codable, Hashable {
  /// The verdict.
  public var verdict: Verdict
  /// Candidate time over baseline time: above 1 is slower.
  public var ratio: Double
  /// The lower end of the interval of the ratio at the settings' confidence.
  public var ratioLower: Double
  /// The upper end of that interval.
  public var ratioUpper: Double
  /// Of Wilcoxon's signed-rank test for pairs, Mann-Whitney's U otherwise.
  public var pValue: Double
  /// `paired` or `unpaired`.
  public var method: String
  /// The threshold that was applied, after calibration raised it.
  public var threshold: Double
  /// Whether calibration raised the threshold.
  public var isThresholdRaised: Bool
  /// Pairs, or samples of the smaller side.
  public var sampleCount: Int

  /// The fewest pairs, and the fewest samples of either side, that a verdict may rest on.
  static let minimumPairs = 6
  static let minimumSamples = 4

  /// Compares two sets of times of one problem.
  ///
  /// Where both sets are of one run and carry samples of the same interleaving rounds, the ratio is the median over rounds
  /// of the ratio within the round, so that whatever slows the machine down slows both sides of a pair. Otherwise it is
  /// the ratio of the medians over rounds of the median within the round, where there are at least 6 rounds, or of all samples. A verdict of faster or slower needs all of: a ratio beyond the threshold, an interval that
  /// excludes 1, a rank test below 1 - confidence, and, unpaired,
  /// 10th percentiles that differ the same way by half the threshold. `same` needs an interval within the threshold that was asked for. All else is
  /// ambiguous. Durations that cannot be (zero, negative, above 30 years) are left out.
  /// - Parameters:
  ///   - sameRun: whether equal rounds of the two sides are neighbours in time.
  ///   - useDeviceClock: whether to compare the device's times; both sides must have them.
  ///   - threshold: the smallest relative difference that counts, before calibration.
  ///   - minimalDetectableEffect: what the machine can tell apart; a threshold below is raised to it.
  public init(
    baseline: CaseRecord.Samples, candidate: CaseRecord.Samples, sameRun: Bool,
    useDeviceClock: Bool, threshold: Double? = nil, minimalDetectableEffect: Double? = nil,
    settings: ComparisonSettings
  ) {
    let base = Self.timed(baseline, onDevice: useDeviceClock)
    let other = Self.timed(candidate, onDevice: useDeviceClock)
    let asked = threshold ?? settings.threshold
    let applied = max(asked, minimalDetectableEffect ?? 0)
    self.threshold = applied
    isThresholdRaised = applied > asked
    var bootstrap = Bootstrap(seed: settings.seed, resamples: settings.resamples)
    let pairs = sameRun ? Self.logarithmsOfPairs(base, other) : []
    let interval: ClosedRange<Double>
    if pairs.count >= Self.minimumPairs {
      method = "paired"
      sampleCount = pairs.count
      ratio = exp(Bootstrap.median(pairs))
      let logInterval = bootstrap.medianInterval(pairs, confidence: settings.confidence)
      interval = exp(logInterval.lowerBound)...exp(logInterval.upperBound)
      pValue = RankTests.wilcoxonSignedRank(pairs)
    } else {
      method = "unpaired"
      let (x, y) = (Self.independent(other), Self.independent(base))
      sampleCount = min(x.count, y.count)
      ratio = sampleCount > 0 ? Bootstrap.median(x) / Bootstrap.median(y) : 1
      if sampleCount >= Self.minimumSamples {
        interval = bootstrap.medianRatioInterval(x, over: y, confidence: settings.confidence)
        pValue = RankTests.mannWhitney(x, y)
      } else {
        interval = Self.range(x, over: y)
        pValue = 1
      }
    }
    ratioLower = interval.lowerBound
    ratioUpper = interval.upperBound
    // What disturbs a machine adds time to some samples; a change of the program moves the least disturbed ones too.
    let low = method == "paired" ? ratio : Self.lowRatio(other.map(\.time), over: base.map(\.time))
    let isSignificant = pValue < 1 - settings.confidence
    if sampleCount < Self.minimumSamples {
      verdict = .ambiguous
    } else if ratio > 1 + applied, ratioLower > 1, low > 1 + applied / 2, isSignificant {
      verdict = .slower
    } else if ratio < 1 / (1 + applied), ratioUpper < 1, low < 1 / (1 + applied / 2), isSignificant
    {
      verdict = .faster
    } else if ratioLower >= 1 / (1 + asked), ratioUpper <= 1 + asked {
      verdict = .same
    } else {
      verdict = .ambiguous
    }
  }

  /// Whether it is slower, or looks it though the samples do not suffice: the ratio is beyond the threshold and its
  /// interval above 1.
  var mayBeSlower: Bool {
    verdict == .slower || (verdict == .ambiguous && ratio > 1 + threshold && ratioLower > 1)
  }

  /// Whether the verdict is ambiguous because even perfectly separated samples of this number would be.
  public func hasTooFewSamples(confidence: Double) -> Bool {
    guard verdict == .ambiguous else { return false }
    let ranks = (1...max(1, sampleCount)).map(Double.init)
    let least =
      method == "paired"
      ? RankTests.wilcoxonSignedRank(ranks)
      : RankTests.mannWhitney(ranks, ranks.map { $0 + Double(sampleCount) })
    return least >= 1 - confidence
  }

  /// The ratio of the 10th percentiles; 1 where a side has no samples.
  private static func lowRatio(_ x: [Double], over y: [Double]) -> Double {
    guard !x.isEmpty, !y.isEmpty else { return 1 }
    return SampleSummary(x).quantile(0.1) / SampleSummary(y).quantile(0.1)
  }

  /// All that can be said of too few samples: the ratios of the extremes.
  private static func range(_ x: [Double], over y: [Double]) -> ClosedRange<Double> {
    guard let xLeast = x.min(), let xMost = x.max(), let yLeast = y.min(), let yMost = y.max()
    else {
      return 1...1
    }
    return xLeast / yMost...xMost / yLeast
  }

  /// The medians of the rounds, where there are enough: samples of one turn are no independent witnesses of the machine.
  private static func independent(_ samples: [Timed]) -> [Double] {
    let medians = mediansOfRounds(samples)
    guard medians.count >= minimumPairs else { return samples.map(\.time) }
    return medians.sorted { $0.key < $1.key }.map(\.value)
  }

  private static func mediansOfRounds(_ samples: [Timed]) -> [Int: Double] {
    Dictionary(grouping: samples, by: \.round).mapValues { Bootstrap.median($0.map(\.time)) }
  }

  private typealias Timed = (round: Int, time: Double)

  private static func timed(_ samples: CaseRecord.Samples, onDevice: Bool) -> [Timed] {
    let times = onDevice ? samples.deviceNanoseconds ?? [] : samples.hostNanoseconds
    return zip(samples.rounds, times).filter { isPossible($0.1) }.map { (round: $0.0, time: $0.1) }
  }

  /// The durations of one side, without those that cannot be.
  static func possibleTimes(_ samples: CaseRecord.Samples, onDevice: Bool) -> [Double] {
    timed(samples, onDevice: onDevice).map(\.time)
  }

  /// Between a millionth of a nanosecond and 30 years; the quotient of two such is finite and not 0.
  private static func isPossible(_ nanoseconds: Double) -> Bool {
    nanoseconds >= 1e-6 && nanoseconds < 1e18
  }

  /// log(candidate / baseline) of the medians of every round that both sides have, in the order of rounds.
  private static func logarithmsOfPairs(_ base: [Timed], _ other: [Timed]) -> [Double] {
    let (left, right) = (mediansOfRounds(base), mediansOfRounds(other))
    return left.keys.sorted().compactMap { round in
      guard let baseline = left[round], let candidate = right[round] else { return nil }
      return log(candidate / baseline)
    }
  }
}
