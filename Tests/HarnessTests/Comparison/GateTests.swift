import Foundation
import Kernels
import TestSupport
import Testing

@testable import Harness

@Suite struct GateTests {
  private typealias Files = ComparisonFiles

  private func configuration(_ change: (inout GateConfiguration) -> Void = { _ in })
    -> GateConfiguration
  {
    var configuration = GateConfiguration(baseline: "base.json")
    change(&configuration)
    return configuration
  }

  private func judge(
    _ configuration: GateConfiguration, _ baseline: [CaseRecord], _ candidate: [CaseRecord],
    cpuModel: String? = nil,
    remeasure: ([GateReport.Suspect]) throws -> [CaseRecord] = { _ in [] }
  ) throws -> GateReport {
    var other = Files.file(candidate)
    if let cpuModel { other.host.cpuModel = cpuModel }
    return try GateReport(
      configuration: configuration, baseline: ("base.json", Files.file(baseline)),
      candidate: ("new.json", other), calibration: nil, remeasure: remeasure)
  }

  @Test func `Only suspects are measured again, and one that is not slower again passes`() throws {
    var asked: [[String]] = []
    let report = try judge(
      configuration(), [Files.record(Files.square, 1000), Files.record(Files.wide, 1000)],
      [Files.record(Files.square, 1200), Files.record(Files.wide, 1000)]
    ) { suspects in
      asked.append(suspects.map(\.descriptor))
      return suspects.map { Files.record($0.descriptor, 1001) }
    }
    #expect(asked == [[Files.square]])
    #expect(report.outcome == .clean)
    #expect(report.suspects.map(\.isConfirmed) == [false])
    let compared = report.comparison.comparisons[0].cases[0]
    #expect(compared.timing.verdict == .same)
    #expect(compared.notes.contains { $0.contains("20 % slower, re-measured once") })
  }

  @Test func `One that is slower again is confirmed after the bounded number of rounds`() throws {
    var rounds = 0
    let report = try judge(
      configuration { $0.remeasureCount = 3 }, [Files.record(Files.square, 1000)],
      [Files.record(Files.square, 1200)]
    ) { suspects in
      rounds += 1
      return suspects.map { Files.record($0.descriptor, 1100) }
    }
    #expect(rounds == 3)
    #expect(report.outcome == .slower)
    let suspect = try #require(report.suspects.first)
    #expect(suspect.isConfirmed)
    #expect(suspect.pooledRatios.count == 3)
    // The first measurement is not in the pool: it was chosen for being slow.
    #expect(suspect.pooledRatios.allSatisfy { abs($0 - 1.1) < 0.005 })
    #expect(report.comparison.comparisons[0].cases[0].timing.sampleCount == 10)
  }

  @Test func `Without re-measurement a suspect stands, and one not measured again too`() throws {
    for count in [0, 2] {
      let report = try judge(
        configuration { $0.remeasureCount = count }, [Files.record(Files.square, 1000)],
        [Files.record(Files.square, 1200)])
      #expect(report.outcome == .slower)
    }
  }

  @Test func `A suspect that turns out wrong fails for that`() throws {
    let report = try judge(
      configuration(), [Files.record(Files.square, 1000)], [Files.record(Files.square, 1200)]
    ) { $0.map { Files.record($0.descriptor, 1000, status: .incorrect) } }
    #expect(report.outcome == .failed)
    #expect(report.comparison.comparisons[0].failures.map(\.candidate) == [.incorrect])
    #expect(report.comparison.comparisons[0].cases.isEmpty)
  }

  @Test func `Allowed losses pass and are listed; wrong results are never allowed`() throws {
    let baseline = [Files.record(Files.square, 1000), Files.record(Files.decode, 1000)]
    let lost = SampleResults.unsupported(Files.decode, "openblas:0", .elementType, "no bf16")
    let allowing = configuration { $0.allowedLosses = [CasePattern(pattern: "attn:*")] }
    let passed = try judge(allowing, baseline, [baseline[0], lost])
    #expect(passed.outcome == .clean)
    #expect(passed.allowedLosses.map(\.descriptor) == [Files.decode])
    #expect(try judge(configuration(), baseline, [baseline[0], lost]).outcome == .failed)
    let wrong = Files.record(Files.decode, 1000, status: .incorrect)
    #expect(try judge(allowing, baseline, [baseline[0], wrong]).outcome == .failed)
  }

  @Test
  func `Another processor refuses unless the configuration says mark, and nothing is re-measured`()
    throws
  {
    let refused = try judge(
      configuration(), [Files.record(Files.square, 1000)], [Files.record(Files.square, 1200)],
      cpuModel: "Other"
    ) { _ in
      Issue.record("re-measured what cannot be compared")
      return []
    }
    #expect(refused.outcome == .refused)
    let marked = try judge(
      configuration { $0.otherMachine = .mark }, [Files.record(Files.square, 1000)],
      [Files.record(Files.square, 1000)], cpuModel: "Other")
    #expect(marked.outcome == .clean)
    #expect(marked.comparison.comparisons[0].differences.map(\.what) == ["cpuModel"])
  }

  private func run(_ new: Double, _ old: Double) -> [CaseRecord] {
    [Files.record(Files.square, new), Files.record(Files.square, old, device: "old/openblas:0")]
  }

  @Test func `Against another build suspects are measured on both, and judged by pairs`() throws {
    func judge(_ first: [CaseRecord], again: [CaseRecord]) throws -> GateReport {
      try GateReport(
        configuration: configuration(), run: ("run.json", Files.file(first)), baselineBuild: "old",
        remeasure: { _ in again })
    }
    // Twice as slow a machine when measured again, for both: only the pairs count.
    let slower = try judge(run(1100, 1000), again: run(2200, 2000))
    #expect(slower.outcome == .slower)
    #expect(slower.suspects.map(\.pooledRatios.count) == [3])
    #expect(slower.suspects[0].pooledRatios.allSatisfy { abs($0 - 1.1) < 1e-9 })
    let timing = slower.comparison.comparisons[0].cases[0].timing
    #expect(timing.method == "paired")
    #expect(timing.sampleCount == 30)
    #expect(!timing.isThresholdRaised)

    // Too few pairs to be sure do not clear a suspect: it is measured once more, and settled by all of them.
    func short(_ records: [CaseRecord]) -> [CaseRecord] {
      records.map { record in
        var record = record
        let times = record.samples?.hostNanoseconds.prefix(7) ?? []
        record.samples?.hostNanoseconds = Array(times)
        record.samples?.rounds = Array(0..<7)
        return record
      }
    }
    let unsure = try judge(run(1100, 1000), again: short(run(1100, 1000)))
    #expect(unsure.outcome == .slower)
    #expect(unsure.comparison.comparisons[0].cases[0].timing.sampleCount == 21)

    let cleared = try judge(run(1100, 1000), again: run(2000, 2000))
    #expect(cleared.outcome == .clean)
    #expect(cleared.suspects.map(\.isConfirmed) == [false])

    #expect(throws: ComparisonError.self) {
      try GateReport(
        configuration: configuration(), run: ("run.json", Files.file(run(1, 1))),
        baselineBuild: "other", remeasure: { _ in [] })
    }
  }

  @Test func `Pooling keeps the clocks together and never makes rounds of two runs equal`() throws {
    let first = Files.record(Files.square, 1000, clock: "device")
    let pool = first.pooled(with: first, roundOffset: 10)
    #expect(pool.samples?.hostNanoseconds.count == 20)
    #expect(pool.samples?.deviceNanoseconds?.count == 20)
    #expect(Set(pool.samples?.rounds ?? []).count == 20)
    let mixed = first.pooled(
      with: Files.record(Files.square, 1000), roundOffset: 10)
    #expect(mixed.samples?.deviceNanoseconds == nil)
    #expect(mixed.statistics?.clock == "host")
  }
}

@Suite struct GateConfigurationTests {
  private func read(_ text: String) throws -> GateConfiguration {
    let folder = try ResultsFolder()
    let path = folder.file("gate.json")
    try text.write(toFile: path, atomically: true, encoding: .utf8)
    return try GateConfiguration.read(path: path)
  }

  @Test func `Every documented key is read, and paths are relative to the file`() throws {
    let read = try read(
      """
      {"$comment": "for people", "workload": "my.suite", "devices": ["openblas", "vulkan:llvmpipe"],
       "baseline": "base/results.json", "calibration": "/etc/calibration.json", "threshold": 0.05,
       "thresholds": [{"pattern": "gemm:*", "device": "vulkan:*", "threshold": 0.1}], "confidence": 0.95,
       "allowedLosses": [{"pattern": "attn:*"}], "remeasureCount": 4, "otherMachine": "mark",
       "budgetSecondsPerCase": 0.5, "threadCount": 2}
      """)
    #expect(read.workload?.hasSuffix("/my.suite") == true)
    #expect(read.baseline.hasSuffix("/base/results.json"))
    #expect(read.baseline.hasPrefix("/"))
    #expect(read.calibration == "/etc/calibration.json")
    #expect(read.settings.rules.map(\.threshold) == [0.1])
    #expect((read.threshold, read.confidence, read.remeasureCount) == (0.05, 0.95, 4))
    #expect(read.otherMachine == .mark)
    let workload = try #require(read.workload)
    #expect(
      read.runArguments == [
        "--workload", workload, "--backend", "openblas", "--backend", "vulkan:llvmpipe",
        "--budget", "0.5", "--threads", "2",
      ])
  }

  @Test func `An empty configuration is the quick suite against the baseline in the usual place`()
    throws
  {
    let read = try read("{}")
    #expect(read.baseline.hasSuffix("/parity-baseline.json"))
    #expect(read.runArguments.isEmpty)
  }

  @Test(arguments: [
    ("{\"baseline\": 7}", "baseline has the wrong type"),
    ("{\"baseline\": \"b\", \"treshold\": 1}", "treshold is not valid (no such key"),
    ("{\"baseline\": \"b\", \"threshold\": 0}", "threshold is 0.0; use a fraction"),
    (
      "{\"baseline\": \"b\", \"thresholds\": [{\"pattern\": \"*\", \"threshold\": -1}]}",
      "use a fraction"
    ),
    ("{\"baseline\": \"b\", \"confidence\": 1}", "confidence is 1.0"),
    ("{\"baseline\": \"b\", \"remeasureCount\": 1000000}", "remeasureCount is 1000000"),
    ("{\"baseline\": \"b\", \"suite\": \"quick\", \"workload\": \"x\"}", "exclude each other"),
    ("{\"baseline\": \"b\", \"otherMachine\": \"maybe\"}", "otherMachine is not valid"),
    ("{\"baseline\"", "gate.json"),
  ])
  func `Mistakes are named with their key`(text: String, message: String) throws {
    let error = #expect(throws: ResultsError.self) { try read(text) }
    #expect(error?.message.contains(message) == true, "\(error?.message ?? "")")
  }
}
