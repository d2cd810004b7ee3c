import Foundation
import Kernels
import Testing
import Workloads

@testable import Translation

@Suite("Coverage")
struct CoverageTests {
  private func workload(_ lines: [(String, Double)]) throws -> Workload {
    Workload(
      name: "w", origin: .descriptors,
      items: try lines.map { WorkloadItem(problem: try Problem(descriptor: $0.0), weight: $0.1) })
  }

  private func translators(_ names: String...) throws -> [Translator] {
    try names.map { Translator(try DialectLibrary.dialect(named: $0)) }
  }

  @Test("Calls and operations are weighted, and the rest has a reason")
  func weights() throws {
    // 3 calls of 2*8*8*8 = 1024 operations run; 1 call of 2*16*16*16 = 8192 in f64 does not.
    let coverage = Coverage(
      try workload([("gemm:f32:nn:m=8,n=8,k=8", 3), ("gemm:f64:nn:m=16,n=16,k=16", 1)]),
      translators: try translators("cann"))
    #expect(coverage.total.calls == 4)
    #expect(coverage.total.flops == 3 * 1024 + 8192)
    let target = try #require(coverage.targets.first)
    #expect(target.covered.calls == 3)
    #expect(target.covered.flops == 3072)
    #expect(target.grades["exact"]?.calls == 3)
    #expect(target.grades["impossible"]?.flops == 8192)
    #expect(target.reasons.map(\.code) == ["elementType"])
    #expect(target.problems.map(\.grade) == [.exact, .impossible])
  }

  @Test("Recorded time is weighted like calls, and is missing where none was recorded")
  func recordedTime() throws {
    var timed = try workload([("gemm:f32:nn:m=8,n=8,k=8", 3), ("gemm:f64:nn:m=16,n=16,k=16", 1)])
    timed.items[0].recordedNanoseconds = 100
    timed.items[1].recordedNanoseconds = 700
    let coverage = Coverage(timed, translators: try translators("cann"))
    #expect(coverage.total.nanoseconds == 1000)
    #expect(coverage.targets[0].covered.nanoseconds == 300)
    #expect(coverage.targets[0].reasons.map(\.amount.nanoseconds) == [700])
    let untimed = try workload([("gemm:f32:nn:m=8,n=8,k=8", 3)])
    #expect(Coverage(untimed, translators: try translators("cann")).total.nanoseconds == nil)
  }

  @Test("Grades add up to the whole for every suite and dialect", arguments: SuiteLibrary.names)
  func sums(suite: String) throws {
    let all = try DialectLibrary.all().filter { $0.backend == nil }.map { Translator($0) }
    let coverage = Coverage(try SuiteLibrary.suite(named: suite), translators: all)
    for target in coverage.targets {
      let calls = target.grades.values.reduce(0) { $0 + $1.calls }
      #expect(abs(calls - coverage.total.calls) <= 1e-9 * coverage.total.calls)
      let covered = target.grades.filter { Grade(rawValue: $0.key)?.isCovered == true }
        .values.reduce(0) { $0 + $1.flops }
      #expect(abs(covered - target.covered.flops) <= 1e-9 * coverage.total.flops)
      #expect(target.problems.count == coverage.total.problems)
    }
  }

  @Test(
    "A coverage that is written and read again is the same, and a difference names what changed")
  func difference() throws {
    let folder = FileManager.default.temporaryDirectory.appendingPathComponent(UUID().uuidString)
    try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
    defer { try? FileManager.default.removeItem(at: folder) }
    let problems = try workload([("gemm:f32:nn:m=8,n=8,k=8", 3), ("gemm:f64:nn:m=16,n=16,k=16", 1)])
    let before = Coverage(problems, translators: try translators("cann"))
    let path = folder.appendingPathComponent("old.json").path
    try JSONEncoder().encode(before).write(to: URL(fileURLWithPath: path))
    let read = try Coverage.read(path: path)
    let same = CoverageDifference(before: read, after: before)
    #expect(same.sameProblems)
    #expect(same.targets[0].changes.isEmpty)
    // The same dialect with f64 after all.
    var after = before
    after.targets[0].problems[1].grade = .exact
    after.targets[0].covered.calls = 4
    let changed = CoverageDifference(before: read, after: after)
    #expect(changed.targets[0].callsBefore == 0.75)
    #expect(changed.targets[0].callsAfter == 1)
    #expect(changed.targets[0].changes.map(\.descriptor) == ["gemm:f64:nn:m=16,n=16,k=16"])
    #expect(changed.targets[0].changes[0].before == .impossible)
    #expect(throws: DialectError.self) { try Coverage.read(path: folder.path) }
    try Data("{\"a\":1}".utf8).write(to: URL(fileURLWithPath: path))
    #expect(throws: DialectError.self) { try Coverage.read(path: path) }
  }

  @Test("A file of before devices answered is read, and dialects compare by name")
  func older() throws {
    let problems = try workload([("gemm:f32:nn:m=8,n=8,k=8", 3)])
    let device = Dialect(device: "cuda:0", title: "A GPU", backend: "cuda", table: nil)
    let now = Coverage(
      problems,
      translators: try translators("cann") + [
        Translator(device, device: "cuda:0 GPU") { _ in .native([KernelVariant("cuda_gemm")]) }
      ], absent: [.init(backend: "hip", reason: "it has no device")], createdBy: "parity 2")
    #expect(now.targets.map(\.device) == [nil, "cuda:0 GPU"])
    #expect(now.targets[1].problems.map(\.calls) == [["cuda_gemm"]])
    var json = try #require(
      try JSONSerialization.jsonObject(with: try JSONEncoder().encode(now)) as? [String: Any])
    for key in ["createdBy", "absent"] { #expect(json.removeValue(forKey: key) != nil) }
    let targets = try #require(json["targets"] as? [[String: Any]])
    json["targets"] = [targets[0]]
    let path = FileManager.default.temporaryDirectory.path + "/\(UUID().uuidString).json"
    defer { try? FileManager.default.removeItem(atPath: path) }
    try JSONSerialization.data(withJSONObject: json).write(to: URL(fileURLWithPath: path))
    let difference = CoverageDifference(before: try Coverage.read(path: path), after: now)
    #expect(difference.sameProblems)
    #expect(difference.targets.map(\.name) == ["cann"])
    #expect(difference.onlyAfter == ["cuda:0"])
    #expect(difference.createdBefore == nil && difference.createdAfter == "parity 2")
  }

  @Test("Parity's own backend answers for its dialect, with losses and reasons")
  func backend() throws {
    let dialect = try DialectLibrary.dialect(named: "openblas")
    let call = try CUDACall(parsing: "cublasSgemm(transa=T,m=8,n=4,k=2)")
    let native = Translator(dialect, device: "openblas:0") { _ in .native([KernelVariant("v")]) }
    #expect(native.translate(call).functions == ["cblas_sgemm"])
    #expect(native.translate(call).value("transa") == "CblasTrans (112)")
    let emulated = Translator(dialect, device: "openblas:0") { _ in
      .emulated([KernelVariant("v")], losses: [Loss(.precisionLowered, "why")])
    }
    #expect(emulated.translate(call).grade == .precisionLowered)
    let none = Translator(dialect, device: "openblas:0") { _ in
      .unsupported([UnsupportedReason(.elementType, "why")])
    }
    #expect(none.translate(call).grade == .impossible)
    #expect(none.translate(call).findings.map(\.argument) == ["elementType"])
    #expect(Translator(dialect).translate(call).grade == .unknown)
  }
}
