import Foundation
import Kernels
import TestSupport
import Testing

@testable import Harness

@Suite struct CalibrationTests {
  private typealias Files = ComparisonFiles

  private func calibration() -> Calibration {
    let runs = [1000.0, 1040, 1010].map { nanoseconds in
      Files.file([
        Files.record(Files.square, nanoseconds), Files.record(Files.wide, nanoseconds * 1.5),
        Files.record(Files.square, 20_000_000, device: "vulkan:0"),
        Files.record(Files.decode, nanoseconds, status: .incorrect),
      ])
    }
    return Calibration(runs: runs, createdAt: "2026-08-01T12:00:00Z")
  }

  @Test func `The effect of a class is the largest difference that any two runs showed`() throws {
    let classes = calibration().classes
    #expect(Set(classes.keys) == ["openblas:0 gemm 1 us", "vulkan:0 gemm 10 ms"])
    let own = try #require(classes["openblas:0 gemm 1 us"])
    #expect(abs(own.minimalDetectableEffect - 0.04) < 1e-9)
    #expect(own.caseCount == 2)
    #expect(classes["vulkan:0 gemm 10 ms"]?.minimalDetectableEffect == 0)
  }

  @Test func `A comparison raises thresholds by it and says so`() throws {
    let report = try Files.compare(
      [Files.record(Files.square, 1000)], [Files.record(Files.square, 1035)],
      calibration: calibration())
    let compared = try #require(report.comparisons[0].cases.first)
    #expect(compared.timing.verdict == .ambiguous)
    #expect(compared.notes.contains { $0.contains("threshold raised to 4 %") })
    #expect(report.calibration?.contains("3 runs of quick on lab") == true)
    let without = try Files.compare(
      [Files.record(Files.square, 1000)], [Files.record(Files.square, 1035)])
    #expect(without.outcome == .slower)
  }

  @Test func `A calibration of another machine is marked`() throws {
    var other = calibration()
    other.hostName = "elsewhere"
    let report = try Files.compare(
      [Files.record(Files.square, 1000)], [Files.record(Files.square, 1000)], calibration: other)
    #expect(report.comparisons[0].differences.map(\.what) == ["calibration of hostName"])
  }

  @Test func `It is written whole and read back`() throws {
    let folder = try ResultsFolder()
    let path = folder.file("deep/calibration.json")
    try calibration().write(path: path)
    #expect(try Calibration.read(path: path) == calibration())
  }

  @Test func `Another schema version and a negative effect are refused`() throws {
    let folder = try ResultsFolder()
    var broken = calibration()
    broken.schemaVersion = 9
    try broken.write(path: folder.file("later.json"))
    #expect(
      #expect(throws: ResultsError.self) { try Calibration.read(path: folder.file("later.json")) }?
        .message.contains("schema version 9") == true)
    broken = calibration()
    broken.classes["x"] = .init(minimalDetectableEffect: -1, caseCount: 1)
    try broken.write(path: folder.file("negative.json"))
    #expect(throws: ResultsError.self) { try Calibration.read(path: folder.file("negative.json")) }
  }

  @Test func `The default place stays inside Results whatever the host is called`() {
    #expect(Calibration.defaultPath(host: "lab") == "Results/lab/calibration.json")
    #expect(!Calibration.defaultPath(host: "../../etc").contains(".."))
  }
}
