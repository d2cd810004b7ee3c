import Foundation
import Kernels
import TestSupport
import Testing

@testable import Harness

/// Files made of records with chosen medians.
enum ComparisonFiles {
  static let square = "gemm:f32:nn:m=512,n=512,k=512"
  static let wide = "gemm:bf16:nn:m=64,n=4096,k=64"
  static let decode = "attn:bf16:b=1,h=8,d=64,sq=1,skv=128"

  static func record(
    _ descriptor: String, _ nanoseconds: Double, device: String = "openblas:0",
    weight: Double = 1, status: CaseStatus = .passed, clock: String = "host"
  ) -> CaseRecord {
    var record = SampleResults.measured(
      descriptor, device, weight: weight, flops: 1000, bytes: 1000, nanoseconds: nanoseconds,
      status: status, clock: clock)
    record.samples?.rounds = Array(0..<10)
    let steps = TimingComparisonTests.steps
    let times = (0..<10).map { nanoseconds * (1 + steps[$0]) }
    record.samples?.hostNanoseconds = times
    if clock == "device" { record.samples?.deviceNanoseconds = times.map { $0 * 0.9 } }
    return record
  }

  static func file(_ cases: [CaseRecord]) -> ResultsFile {
    var file = SampleResults.file
    file.cases = cases
    return file
  }

  static func compare(
    _ baseline: [CaseRecord], _ candidate: [CaseRecord], calibration: Calibration? = nil,
    isForced: Bool = false, change: (inout ResultsFile) -> Void = { _ in }
  ) throws -> ComparisonReport {
    var other = file(candidate)
    change(&other)
    return try ComparisonReport(
      baseline: ("a.json", file(baseline)), candidates: [("b.json", other)],
      calibration: calibration, settings: ComparisonSettings(), isForced: isForced)
  }
}

@Suite struct ComparisonReportTests {
  private typealias Files = ComparisonFiles

  @Test func `Cases are matched by problem, not by position`() throws {
    let report = try Files.compare(
      [Files.record(Files.square, 1000), Files.record(Files.wide, 5000)],
      [Files.record(Files.wide, 5000), Files.record(Files.square, 1200)])
    let cases = try #require(report.comparisons.first).cases
    #expect(cases.map(\.descriptor) == [Files.square, Files.wide])
    #expect(cases.map(\.timing.verdict) == [.slower, .same])
    #expect(report.outcome == .slower)
  }

  @Test func `Means are geometric, over trusted cases only, once and weighted by calls`() throws {
    let report = try Files.compare(
      [
        Files.record(Files.square, 1000, weight: 3), Files.record(Files.wide, 1000),
        Files.record(Files.decode, 1000, weight: 100),
      ],
      [
        Files.record(Files.square, 2000, weight: 3), Files.record(Files.wide, 500),
        Files.record(Files.decode, 1, weight: 100, status: .incorrect),
      ])
    let summary = try #require(report.comparisons.first).summary
    #expect(abs(try #require(summary.geometricMeanRatio) - 1) < 1e-9)
    #expect(abs(try #require(summary.weightedGeometricMeanRatio) - 2.0.squareRoot()) < 1e-9)
    #expect(abs(try #require(summary.totalTimeRatio) - 6500.0 / 4000) < 1e-9)
    #expect((summary.faster, summary.slower) == (1, 1))
  }

  @Test func `A run that moved as a whole is said so; one moved case is not`() throws {
    let problems = (1...8).map { "gemm:f32:nn:m=\($0 * 64),n=64,k=64" }
    let before = problems.map { Files.record($0, 1000) }
    func differences(_ times: [Double]) throws -> [String] {
      let report = try Files.compare(
        before, zip(problems, times).map { Files.record($0, $1) })
      return try #require(report.comparisons.first).differences.map(\.what)
    }
    #expect(try differences([Double](repeating: 1100, count: 8)) == ["whole run"])
    #expect(try differences([1100] + [Double](repeating: 1000, count: 7)) == [])
    #expect(try differences([1100, 900, 1100, 900, 1000, 1000, 1000, 1000]) == [])
  }

  @Test func `Two runs are told apart case by case only beyond what they differ by anyway`() throws
  {
    let problems = (1...9).map { "gemm:f32:nn:m=\($0 * 64),n=64,k=64" }
    func compare(_ times: [Double]) throws -> ComparisonReport {
      try Files.compare(
        problems.map { Files.record($0, 1000) }, zip(problems, times).map { Files.record($0, $1) })
    }
    func verdicts(_ report: ComparisonReport) -> [Verdict] {
      report.comparisons[0].cases.map(\.timing.verdict)
    }
    let calm = [1001, 999, 1002, 998, 1000, 1001, 999, 1000].map(Double.init)
    let one = try compare([1100] + calm)
    #expect(verdicts(one).first == .slower)
    #expect(one.outcome == .slower)

    // The same case among others that lie up to 7 % apart, and among others that all moved with it.
    let rough = [1050, 950, 1070, 935, 1000, 1045, 960, 1020].map(Double.init)
    let lost = try compare([1100] + rough)
    #expect(verdicts(lost).first == .ambiguous)
    #expect(lost.comparisons[0].cases[0].timing.isThresholdRaised)
    #expect(lost.comparisons[0].cases[0].notes.contains { $0.contains("lie apart") })

    let together = try compare(calm.map { $0 * 1.1 } + [1100])
    #expect(!verdicts(together).contains(.slower))
    #expect(together.outcome == .moved)
    #expect(try #require(together.comparisons[0].runToRun).isSlower(threshold: 0.025))
  }

  @Test func `Losing a trusted result fails, with what became of it; gaining one does not`() throws
  {
    let lost = try Files.compare(
      [Files.record(Files.square, 1000), Files.record(Files.wide, 1000)],
      [
        Files.record(Files.square, 1000),
        SampleResults.unsupported(Files.wide, "openblas:0", .elementType, "no bf16"),
      ])
    #expect(lost.outcome == .failed)
    let loss = try #require(lost.comparisons[0].losses.first)
    #expect(loss.descriptor == Files.wide)
    #expect((loss.baseline, loss.candidate) == (.passed, .unsupported))
    #expect(loss.reason == "no bf16")

    let absent = try Files.compare(
      [Files.record(Files.square, 1000), Files.record(Files.wide, 1000)],
      [Files.record(Files.square, 1000)])
    #expect(absent.outcome == .failed)
    #expect(absent.comparisons[0].losses.first?.candidate == nil)

    let gained = try Files.compare(
      [Files.record(Files.square, 1000)],
      [Files.record(Files.square, 1000), Files.record(Files.wide, 1000)])
    #expect(gained.outcome == .clean)
    #expect(gained.comparisons[0].coverage.map(\.isLoss) == [false])
  }

  @Test func `A device that the candidate lacks loses all its cases`() throws {
    let report = try Files.compare(
      [Files.record(Files.square, 1000), Files.record(Files.square, 1000, device: "vulkan:0")],
      [Files.record(Files.square, 1000)])
    #expect(report.comparisons.map(\.losses.count) == [0, 1])
    #expect(report.outcome == .failed)
  }

  @Test func `A wrong case fails even where the baseline was wrong too`() throws {
    let wrong = Files.record(Files.square, 1000, status: .incorrect)
    let report = try Files.compare([wrong], [wrong])
    #expect(report.outcome == .failed)
    #expect(report.comparisons[0].cases.isEmpty)
    #expect(report.comparisons[0].losses.isEmpty)
    #expect(report.comparisons[0].failures.map(\.candidate) == [.incorrect])
    #expect(report.comparisons[0].summary.geometricMeanRatio == nil)
  }

  @Test func `Other fills, caches, builds and FLOP conventions refuse; --force compares them`()
    throws
  {
    let record = Files.record(Files.square, 1000)
    var other = record
    other.flopConvention = "attention-dense"
    for (what, candidate, change) in [
      ("fill", record, { (file: inout ResultsFile) in file.settings.fill = "zeros" }),
      ("cacheMode", record, { $0.settings.cacheMode = "cold" }),
      ("build", record, { $0.tool.buildConfiguration = "debug" }),
      ("flopConvention", other, { _ in }),
    ] {
      let report = try Files.compare([record], [candidate], change: change)
      #expect(report.outcome == .refused)
      #expect(report.comparisons[0].differences.map(\.what) == [what])
      let forced = try Files.compare([record], [candidate], isForced: true, change: change)
      #expect(forced.outcome == .clean)
    }
  }

  @Test func `Seeds, machines, drivers and power limits are named and do not refuse`() throws {
    let record = Files.record(Files.square, 1000)
    let report = try Files.compare([record], [record]) { file in
      file.settings.seed = 7
      file.host.cpuModel = "Other"
      file.devices[0].driverVersion = "0.3.30"
      file.devices[0].properties["powerLimitWatts"] = "250"
    }
    #expect(report.outcome == .clean)
    #expect(
      Set(report.comparisons[0].differences.map(\.what))
        == ["seed", "cpuModel", "driver", "powerLimitWatts"])
  }

  @Test func `Clocks are never mixed: one device clock alone is not used`() throws {
    let report = try Files.compare(
      [Files.record(Files.square, 1000, clock: "device")], [Files.record(Files.square, 1000)])
    let compared = try #require(report.comparisons[0].cases.first)
    #expect(compared.clock == "host")
    #expect(compared.timing.verdict == .same)
    #expect(compared.notes.contains { $0.contains("host's clock") })
    #expect(report.comparisons[0].differences.map(\.what) == ["clock"])
    let both = try Files.compare(
      [Files.record(Files.square, 1000, clock: "device")],
      [Files.record(Files.square, 1000, clock: "device")])
    #expect(both.comparisons[0].cases.first?.clock == "device")
    #expect(both.comparisons[0].cases.first.map { $0.baselineMedianNanoseconds < 905 } == true)
  }

  @Test func `Devices of one file are compared pair by pair with the named one`() throws {
    let file = Files.file([
      Files.record(Files.square, 1000), Files.record(Files.square, 2000, device: "vulkan:0"),
      Files.record(Files.square, 3000, device: "reference:0"),
    ])
    let report = try ComparisonReport(
      file: ("a.json", file), baseline: "vulkan:0", settings: ComparisonSettings())
    #expect(report.comparisons.map(\.candidate.device) == ["openblas:0", "reference:0"])
    #expect(report.comparisons.flatMap { $0.cases.map(\.timing.verdict) } == [.faster, .slower])
    #expect(report.comparisons.allSatisfy { $0.cases.allSatisfy { $0.timing.method == "paired" } })
  }

  @Test func `A build that took part is compared device by device`() throws {
    let file = Files.file([
      Files.record(Files.square, 1000), Files.record(Files.square, 900, device: "old/openblas:0"),
      Files.record(Files.square, 2000, device: "vulkan:0"),
      Files.record(Files.square, 2000, device: "old/vulkan:0"),
    ])
    let report = try ComparisonReport(
      file: ("a.json", file), baseline: "old", settings: ComparisonSettings())
    #expect(
      report.comparisons.map { [$0.baseline.device, $0.candidate.device] } == [
        ["old/openblas:0", "openblas:0"], ["old/vulkan:0", "vulkan:0"],
      ])
    #expect(report.comparisons.map { $0.cases[0].timing.verdict } == [.slower, .same])
    let alone = #expect(throws: ComparisonError.self) {
      var own = file
      own.cases.removeAll { !$0.device.hasPrefix("old/") }
      return try ComparisonReport(file: ("a.json", own), baseline: "old", settings: .init())
    }
    #expect(alone?.description.contains("nothing to compare with old/openblas:0") == true)
  }

  @Test func `Missing devices are named with those there are`() throws {
    let file = Files.file([Files.record(Files.square, 1000)])
    let unknown = #expect(throws: ComparisonError.self) {
      try ComparisonReport(
        file: ("a.json", file), baseline: "cuda:0", settings: ComparisonSettings())
    }
    #expect(unknown?.description.contains("no cases of cuda:0; it has openblas:0") == true)
    let alone = #expect(throws: ComparisonError.self) {
      try ComparisonReport(file: ("a.json", file), baseline: nil, settings: .init())
    }
    #expect(alone?.description.contains("one device") == true)
  }

  @Test func `Filters keep the types and the operation asked for`() {
    let file = Files.file([
      Files.record(Files.square, 1), Files.record(Files.wide, 1), Files.record(Files.decode, 1),
      Files.record("not a descriptor", 1),
    ])
    #expect(
      file.selecting(types: [.bf16], operation: nil).cases.map(\.descriptor) == [
        Files.wide, Files.decode,
      ])
    #expect(
      file.selecting(types: [.bf16], operation: "gemm").cases.map(\.descriptor) == [Files.wide])
    #expect(file.selecting(types: [], operation: nil) == file)
  }

  @Test func `A report is JSON without NaN even where weights are absurd`() throws {
    let report = try Files.compare(
      [
        Files.record(Files.square, 1000, weight: 1e308),
        Files.record(Files.wide, 1000, weight: 1e308),
      ],
      [Files.record(Files.square, 1000), Files.record(Files.wide, 1000)])
    #expect(report.comparisons[0].summary.weightedGeometricMeanRatio == nil)
    let data = try JSONEncoder().encode(report)
    #expect(try JSONDecoder().decode(ComparisonReport.self, from: data) == report)
  }
}
