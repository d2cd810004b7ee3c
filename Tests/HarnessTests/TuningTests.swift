import Foundation
import Kernels
import TestSupport
import Testing

@testable import Harness

@Suite struct TuningTests {
  @Test func `a shape class rounds sizes and keeps what decides between kernels`() throws {
    for (descriptor, expected) in [
      ("gemm:f32:tn:m=4096,n=9,k=4095", "gemm:f32:tn:m~4096,n~8,k~2048"),
      ("gemm:f32:nn:m=100,n=1,k=64,lda=128:batch=5", "gemm:f32:nn:m~64,n~1,k~64:batch~4"),
      (
        "gemm:bf16>f32:nt:m=3,n=3,k=3,beta=1:bias+gelu",
        "gemm:bf16>f32:nt:m~2,n~2,k~2,beta=1:bias+gelu"
      ),
      (
        "attn:f16:b=2,h=12,kvh=3,d=80,sq=100,skv=1000:causal",
        "attn:f16:b~2,h~8,kvh~2,d=80,sq~64,skv~512:causal"
      ),
    ] {
      #expect(ShapeClass(try Problem(descriptor: descriptor)).text == expected)
    }
  }

  /// A record of 20 rounds whose times wander by 2 % for all variants alike, and by 0.2 % for each.
  private static func record(
    _ descriptor: String, _ variant: String, milliseconds: Double, status: CaseStatus = .passed
  ) -> CaseRecord {
    var record = SampleResults.file.cases[0]
    record.id = "\(descriptor) @ scripted:0 # \(variant)"
    (record.descriptor, record.device, record.variant) = (descriptor, "scripted:0", variant)
    record.status = status
    let rounds = Array(0..<20)
    let times = rounds.map { round in
      let shared = 1 + 0.02 * sin(Double(round))
      return milliseconds * 1e6 * shared * (1 + 0.002 * cos(Double(round * variant.count)))
    }
    record.samples = CaseRecord.Samples(
      repetitionsPerSample: 1, hostNanoseconds: times, rounds: rounds)
    record.statistics?.clock = "host"
    return record
  }

  private static func choice(_ times: [String: [String: Double]], wrong: Set<String> = []) throws
    -> TunedChoice?
  {
    var records: [String: [String: CaseRecord]] = [:]
    for (descriptor, variants) in times {
      for (variant, time) in variants {
        records[descriptor, default: [:]][variant] = record(
          descriptor, variant, milliseconds: time,
          status: wrong.contains(variant) ? .incorrect : .passed)
      }
    }
    return TunedChoice(
      ShapeClass(try Problem(descriptor: "gemm:f32:nn:m=8,n=8,k=8")),
      candidates: ["own", "second", "third"], records: records)
  }

  @Test func `a variant wins where it is faster beyond noise`() throws {
    let won = try #require(try Self.choice(["a": ["own": 10, "second": 8, "third": 9]]))
    #expect(won.winner == "second" && won.isChange)
    #expect(abs(won.speed - 1.25) < 0.01)
    #expect(won.speedLower <= won.speed && won.speed <= won.speedUpper)
    let even = try #require(try Self.choice(["a": ["own": 10, "second": 9.95, "third": 10.1]]))
    #expect(even.winner == "own" && !even.isChange && even.speed == 1)
  }

  @Test func `a variant that is slower on one problem of the class does not win`() throws {
    let choice = try #require(
      try Self.choice([
        "a": ["own": 10, "second": 5, "third": 9], "b": ["own": 10, "second": 12, "third": 10],
      ]))
    #expect(choice.winner == "third")
    #expect(choice.problems == ["a", "b"])
  }

  @Test func `a wrong variant never wins, nor one that was not measured everywhere`() throws {
    let wrong = try #require(
      try Self.choice(["a": ["own": 10, "second": 1, "third": 9]], wrong: ["second"]))
    #expect(wrong.winner == "third")
    let missing = try #require(
      try Self.choice(["a": ["own": 10, "second": 5], "b": ["own": 10, "third": 5]]))
    #expect(missing.winner == "own")
    #expect(try Self.choice(["a": ["second": 5]]) == nil)
    #expect(try Self.choice(["a": ["own": 10, "second": 5]], wrong: ["own"]) == nil)
  }

  @Test func `every variant runs as a case of its own, and choices come as classes are done`()
    throws
  {
    let device = try ScriptedDevice()
    let items = try [
      "gemm:f32:nn:m=8,n=8,k=8", "gemm:f32:nn:m=9,n=9,k=9", "gemm:f32:nn:m=16,n=8,k=8",
    ]
    .map { RunItem(problem: try Problem(descriptor: $0), weight: 1) }
    var tuning = Tuning(items, on: [device])
    #expect(tuning.caseCount == 6)
    var variants: [String] = []
    var choices: [TunedChoice] = []
    let runner = Runner(
      devices: [device], settings: .defaults, selection: .every, stop: StopFlag()
    ) { event in
      guard case .finished(let record) = event else { return }
      variants.append(record.variant ?? "")
      if let choice = tuning.add(record) { choices.append(choice) }
    }
    #expect(try runner.run(items, skipping: []))
    #expect(
      variants.sorted() == [
        "scripted_first", "scripted_first", "scripted_first", "scripted_second", "scripted_second",
        "scripted_second",
      ])
    #expect(
      Set(choices.map(\.shapeClass.text)) == [
        "gemm:f32:nn:m~8,n~8,k~8", "gemm:f32:nn:m~16,n~8,k~8",
      ])
    #expect(choices.first { $0.shapeClass.text == "gemm:f32:nn:m~8,n~8,k~8" }?.problems.count == 2)
  }

  @Test func `a case that an interruption cut short decides nothing`() throws {
    let device = try ScriptedDevice()
    let item = RunItem(problem: try Problem(descriptor: "gemm:f32:nn:m=8,n=8,k=8"), weight: 1)
    for (reason, decides) in [(StopReason.interrupted, false), (.budget, true)] {
      var tuning = Tuning([item], on: [device])
      var choice: TunedChoice?
      for variant in ["scripted_first", "scripted_second"] {
        var record = Self.record("gemm:f32:nn:m=8,n=8,k=8", variant, milliseconds: 5)
        if variant == "scripted_second" { record.statistics?.stopReason = reason.rawValue }
        choice = tuning.add(record)
      }
      #expect((choice != nil) == decides)
    }
  }

  @Test func `a run takes the winner of its class, says so, and no winner among other variants`()
    throws
  {
    let device = try ScriptedDevice()
    let item = RunItem(problem: try Problem(descriptor: "gemm:f32:nn:m=8,n=8,k=8"), weight: 1)
    var choice = try #require(
      try Self.choice(["a": ["own": 10, "second": 5, "third": 9]]))
    choice.candidates = ["scripted_first", "scripted_second"]
    choice.winner = "scripted_second"
    func run(_ choice: TunedChoice, device id: String = "scripted:0") throws -> CaseRecord? {
      var tuned = TunedVariants()
      tuned.add([choice], device: id)
      var records: [CaseRecord] = []
      _ = try Runner(
        devices: [device], settings: .defaults, selection: .tuned(tuned), stop: StopFlag()
      ) { if case .finished(let record) = $0 { records.append(record) } }.run([item], skipping: [])
      return records.first
    }
    let tuned = try run(choice)
    #expect(tuned?.variant == "scripted_second" && tuned?.tuned == true)
    let elsewhere = try run(choice, device: "other:0")
    #expect(elsewhere?.variant == "scripted_first" && elsewhere?.tuned == nil)
    choice.candidates.append("scripted_third")
    #expect(try run(choice)?.variant == "scripted_first")
  }
}
