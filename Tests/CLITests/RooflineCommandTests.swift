import Foundation
import Harness
import Kernels
import TestSupport
import Testing

/// What `parity roofline` keeps, and what `parity run` makes of it.
@Suite("parity roofline", .timeLimit(.minutes(5)))
struct RooflineCommandTests {
  private static let arguments = [
    "run", "--backend", "openblas", "--budget", "0.05", "--quiet", "--output", "out.json",
    "gemm:f32:nn:m=64,n=64,k=64",
  ]

  @Test("A kept roofline is used, said with its date, and decides what is implausible")
  func kept() throws {
    let folder = try ParityProcess.makeFolder()
    defer { try? FileManager.default.removeItem(at: folder) }
    let backend = OpenBLASBackend()
    let device = try backend.open(backend.discover().devices[0], options: DeviceOptions())
    defer { try? device.close() }
    var roofline = SampleResults.roofline
    let cache = RooflineCache(folder: folder.path + "/parity/rooflines")
    let processor = HostEnvironment.current().cpuModel
    func run() throws -> (ParityProcess.Outcome, ResultsFile) {
      try cache.store(roofline, of: device.info, processor: processor)
      let process = try ParityProcess(
        Self.arguments, environment: ["XDG_CACHE_HOME": folder.path], in: folder)
      let outcome = try process.run()
      return (outcome, try ResultsReader.read(path: folder.path + "/out.json"))
    }
    roofline.peaks[1].flopsPerSecond = 1e15
    roofline.memory[0].bytesPerSecond = 1e15
    let (good, first) = try run()
    #expect(good.status == 0)
    #expect(first.rooflines == [roofline])
    #expect(good.output.contains("% of roof"))
    #expect(good.output.contains("measured by parity roofline 2026-07-31T12:00:00Z"))
    #expect(try #require(first.cases.first?.roof).fraction < 0.1)
    roofline.peaks[1].flopsPerSecond = 1e6
    let (wrong, second) = try run()
    #expect(wrong.status == 1)
    #expect(second.cases.map(\.status) == [.implausible])
    #expect(second.cases[0].reason?.contains("above the measured peak of 0.0 GFLOP/s") == true)
  }

  @Test("--no-roofline leaves it out; without a kept one a short one is measured")
  func without() throws {
    let folder = try ParityProcess.makeFolder()
    defer { try? FileManager.default.removeItem(at: folder) }
    func run(_ more: [String]) throws -> ResultsFile {
      let process = try ParityProcess(
        Self.arguments + more, environment: ["XDG_CACHE_HOME": folder.path], in: folder)
      #expect(try process.run().status == 0)
      return try ResultsReader.read(path: folder.path + "/out.json")
    }
    let none = try run(["--no-roofline"])
    #expect(none.rooflines == nil)
    #expect(none.cases.allSatisfy { $0.roof == nil })
    let short = try run([])
    #expect(short.rooflines?.map(\.extent) == ["short"])
    #expect(short.rooflines?.first?.peaks.map(\.type) == [.f32])
    #expect(short.cases.allSatisfy { $0.roof != nil })
    // Only parity roofline keeps what it measured.
    #expect(!FileManager.default.fileExists(atPath: folder.path + "/parity/rooflines"))
  }

  @Test("The reference has no roofline")
  func reference() throws {
    let process = try ParityProcess(["roofline", "--backend", "reference"])
    defer { try? FileManager.default.removeItem(at: process.folder) }
    let outcome = try process.run()
    #expect(outcome.status == 3)
    #expect(outcome.error.contains("no roofline"))
  }
}
