import Testing

@testable import Harness

@Suite struct TimingComparisonTests {
  static let steps = [
    -0.004, 0.003, -0.002, 0.001, 0, 0.004, -0.003, 0.002, -0.001, 0, 0.001, -0.002,
  ]

  static func samples(
    _ nanoseconds: Double, count: Int = 12, device: Double? = nil, firstRound: Int = 0
  ) -> CaseRecord.Samples {
    func times(_ median: Double) -> [Double] {
      (0..<count).map { median * (1 + steps[$0 % steps.count]) }
    }
    return CaseRecord.Samples(
      repetitionsPerSample: 1, hostNanoseconds: times(nanoseconds),
      deviceNanoseconds: device.map(times), rounds: Array(firstRound..<firstRound + count))
  }

  private func compare(
    _ ratio: Double, sameRun: Bool = false, count: Int = 12, effect: Double? = nil,
    settings: ComparisonSettings = ComparisonSettings()
  ) -> TimingComparison {
    // Reversed, so that a pair is not the same noise on both sides.
    var other = Self.samples(1000 * ratio, count: count)
    other.hostNanoseconds.reverse()
    return TimingComparison(
      baseline: Self.samples(1000, count: count), candidate: other, sameRun: sameRun,
      useDeviceClock: false, minimalDetectableEffect: effect, settings: settings)
  }

  @Test(arguments: [true, false])
  func `Times beyond the threshold are faster or slower, within it the same`(sameRun: Bool) {
    #expect(compare(1.05, sameRun: sameRun).verdict == .slower)
    #expect(compare(1 / 1.05, sameRun: sameRun).verdict == .faster)
    #expect(compare(1.0, sameRun: sameRun).verdict == .same)
    #expect(compare(1.015, sameRun: sameRun).verdict == .same)
    #expect(abs(compare(1.05, sameRun: sameRun).ratio - 1.05) < 0.005)
    #expect(compare(1.05, sameRun: sameRun).method == (sameRun ? "paired" : "unpaired"))
  }

  @Test func `A calibrated effect raises the threshold, and a smaller one does not`() {
    let raised = compare(1.05, effect: 0.08)
    #expect(raised.verdict == .ambiguous)
    #expect(raised.threshold == 0.08)
    #expect(raised.isThresholdRaised)
    let kept = compare(1.05, effect: 0.01)
    #expect(kept.verdict == .slower)
    #expect(kept.threshold == 0.025)
    #expect(!kept.isThresholdRaised)
  }

  @Test
  func `Three samples are ambiguous however far apart, and their interval is the whole range`() {
    let comparison = compare(3, count: 3)
    #expect(comparison.verdict == .ambiguous)
    #expect(comparison.hasTooFewSamples(confidence: 0.99))
    #expect(comparison.ratioLower < 2.99)
    #expect(comparison.ratioUpper > 3.01)
  }

  @Test func `Five samples cannot reach 99 % confidence, ten can`() {
    #expect(compare(3, count: 5).verdict == .ambiguous)
    #expect(compare(3, count: 5).hasTooFewSamples(confidence: 0.99))
    #expect(compare(3, count: 10).verdict == .slower)
    #expect(!compare(3, count: 10).hasTooFewSamples(confidence: 0.99))
  }

  @Test func `An interval across the threshold is ambiguous`() {
    let wide = [900.0, 1100, 950, 1050, 1000, 1000, 920, 1080, 1010, 990, 1130, 870]
    let other = CaseRecord.Samples(
      repetitionsPerSample: 1, hostNanoseconds: wide.reversed(), rounds: Array(0..<12))
    let comparison = TimingComparison(
      baseline: CaseRecord.Samples(
        repetitionsPerSample: 1, hostNanoseconds: wide, rounds: Array(0..<12)),
      candidate: other, sameRun: false, useDeviceClock: false, settings: ComparisonSettings())
    #expect(comparison.verdict == .ambiguous)
    #expect(!comparison.hasTooFewSamples(confidence: 0.99))
  }

  @Test func `Pairs cancel a drift that both sides share`() {
    let drift = (0..<20).map { 1 + 0.05 * Double($0) }
    func samples(_ factor: Double) -> CaseRecord.Samples {
      CaseRecord.Samples(
        repetitionsPerSample: 1,
        hostNanoseconds: drift.enumerated().map {
          1000 * factor * $0.element * (1 + Self.steps[($0.offset + Int(factor * 100)) % 12])
        }, rounds: Array(0..<20))
    }
    let paired = TimingComparison(
      baseline: samples(1), candidate: samples(1.05), sameRun: true, useDeviceClock: false,
      settings: ComparisonSettings())
    let unpaired = TimingComparison(
      baseline: samples(1), candidate: samples(1.05), sameRun: false, useDeviceClock: false,
      settings: ComparisonSettings())
    #expect(paired.verdict == .slower)
    #expect(unpaired.verdict == .ambiguous)
  }

  @Test func `Rounds are paired by their number, not by their place`() {
    let base = Self.samples(1000, firstRound: 0)
    let late = Self.samples(1000, firstRound: 6)
    let paired = TimingComparison(
      baseline: base, candidate: late, sameRun: true, useDeviceClock: false,
      settings: ComparisonSettings())
    #expect(paired.method == "paired")
    #expect(paired.sampleCount == 6)
    let apart = TimingComparison(
      baseline: base, candidate: Self.samples(1000, firstRound: 12), sameRun: true,
      useDeviceClock: false, settings: ComparisonSettings())
    #expect(apart.method == "unpaired")
  }

  @Test func `Durations that cannot be are left out, and nothing left is ambiguous`() {
    var broken = Self.samples(1000)
    for index in 0..<12 { broken.hostNanoseconds[index] = index % 2 == 0 ? 0 : 1e300 }
    let comparison = TimingComparison(
      baseline: broken, candidate: Self.samples(1000), sameRun: false, useDeviceClock: false,
      settings: ComparisonSettings())
    #expect(comparison.verdict == .ambiguous)
    #expect(comparison.ratio == 1)
    #expect(comparison.sampleCount == 0)
  }

  @Test func `Of several threshold rules the last that matches counts`() {
    let settings = ComparisonSettings(
      threshold: 0.02,
      rules: [
        CaseThreshold(pattern: "gemm:*", threshold: 0.1),
        CaseThreshold(pattern: "gemm:bf16:*", device: "vulkan:*", threshold: 0.3),
      ])
    #expect(settings.threshold(descriptor: "attn:f32:b=1", device: "openblas:0") == 0.02)
    #expect(settings.threshold(descriptor: "gemm:bf16:nn:m=1", device: "openblas:0") == 0.1)
    #expect(settings.threshold(descriptor: "gemm:bf16:nn:m=1", device: "vulkan:1") == 0.3)
  }

  @Test(arguments: [
    ("*", "", true), ("*", "anything", true), ("gemm:*", "gemm:f32", true),
    ("gemm:*", "attn:f32", false),
    ("*:batch=?", "gemm:f32:batch=8", true), ("*:batch=?", "gemm:f32:batch=16", false),
    ("a*b*c", "aXbXbXc", true), ("a*b*c", "aXbX", false), ("", "", true), ("", "x", false),
    ("gemm.f32", "gemm:f32", false), ("**", "x", true),
  ])
  func `Patterns know stars and question marks`(pattern: String, text: String, matches: Bool) {
    #expect(CasePattern.matches(pattern, text) == matches)
  }

  @Test func `A pattern of many stars does not hang`() {
    let pattern = String(repeating: "a*", count: 200) + "b"
    #expect(!CasePattern.matches(pattern, String(repeating: "a", count: 20_000)))
  }
}

@Suite struct DisturbedRunTests {
  @Test func `A neighbour that slows half of the samples of a run down is not a slower program`() {
    let base = TimingComparisonTests.samples(1000, count: 40)
    var other = base
    for index in 0..<24 { other.hostNanoseconds[index] *= 1.4 }
    let comparison = TimingComparison(
      baseline: base, candidate: other, sameRun: false, useDeviceClock: false,
      settings: ComparisonSettings())
    #expect(comparison.ratio > 1.3)
    #expect(comparison.pValue < 0.01)
    #expect(comparison.verdict == .ambiguous)
  }
}
