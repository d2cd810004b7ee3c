import Foundation
import Testing

@testable import Harness

/// Times like those of a shared two-core machine: an offset for the whole run, a slow drift, jitter, and now and then a
/// neighbour that takes the core away.
private struct NoisyMachine {
  private var state: UInt64

  init(seed: UInt64) { state = seed &* 0x9E37_79B9_7F4A_7C15 &+ 1 }

  private mutating func uniform() -> Double {
    state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
    var x = state
    x ^= x >> 33
    x = x &* 0xFF51_AFD7_ED55_8CCD
    x ^= x >> 33
    return (Double(x >> 11) + 0.5) * 0x1p-53
  }

  private mutating func normal() -> Double {
    (-2 * log(uniform())).squareRoot() * cos(2 * .pi * uniform())
  }

  /// The drift of the machine over `count` rounds, shared by whatever runs in them.
  mutating func drift(_ count: Int) -> [Double] {
    var level = 0.01 * normal()
    return (0..<count).map { _ in
      level = 0.9 * level + 0.0044 * normal()
      return level
    }
  }

  /// One side's samples on top of `drift`.
  mutating func samples(
    nanoseconds: Double, drift: [Double], runOffset: Double
  ) -> CaseRecord.Samples {
    let offset = runOffset * normal()
    let times = drift.map { level in
      let spike = uniform() < 0.05 ? -0.3 * log(uniform()) : 0
      return nanoseconds * exp(level + offset + 0.015 * normal()) * (1 + spike)
    }
    return CaseRecord.Samples(
      repetitionsPerSample: 1, hostNanoseconds: times, deviceNanoseconds: nil,
      rounds: Array(0..<drift.count))
  }
}

@Suite("Verdicts on simulated noise")
struct ComparisonSimulationTests {
  private static let trials = 400
  private static let rounds = 40

  private func slowerRate(slowdown: Double, paired: Bool) -> Double {
    var found = 0
    for trial in 0..<Self.trials {
      var machine = NoisyMachine(seed: UInt64(trial) + (paired ? 0 : 100_000))
      let drift = machine.drift(Self.rounds)
      let base = machine.samples(nanoseconds: 1e6, drift: drift, runOffset: paired ? 0 : 0.003)
      let otherDrift = paired ? drift : machine.drift(Self.rounds)
      let other = machine.samples(
        nanoseconds: 1e6 * (1 + slowdown), drift: otherDrift, runOffset: paired ? 0 : 0.003)
      let comparison = TimingComparison(
        baseline: base, candidate: other, sameRun: paired, useDeviceClock: false,
        settings: ComparisonSettings())
      #expect(comparison.method == (paired ? "paired" : "unpaired"))
      if comparison.verdict == .slower { found += 1 }
    }
    return Double(found) / Double(Self.trials)
  }

  @Test(
    "An unchanged program is called slower at most once in a hundred, a 5 % slowdown found 95 times",
    arguments: [true, false])
  func ratesWithDefaults(paired: Bool) {
    let falseAlarms = slowerRate(slowdown: 0, paired: paired)
    let detections = slowerRate(slowdown: 0.05, paired: paired)
    print(
      "\(paired ? "paired" : "unpaired"): false alarms \(falseAlarms * 100) %, "
        + "5 % slowdowns found \(detections * 100) % of \(Self.trials) trials")
    #expect(falseAlarms <= 0.01)
    #expect(detections >= 0.95)
  }
}
