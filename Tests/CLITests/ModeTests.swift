import Foundation
import Harness
import Testing

@Suite("Modes of a run")
struct ModeTests {
  private static let problem = "gemm:f32:nn:m=16,n=16,k=16"

  private func results(_ arguments: String...) throws -> ResultsFile {
    let path = FileManager.default.temporaryDirectory
      .appendingPathComponent("parity-mode-\(UUID().uuidString).json").path
    defer { try? FileManager.default.removeItem(atPath: path) }
    let process = try ParityProcess(
      ["run", Self.problem, "--backend", "openblas", "--quiet", "--budget", "0.05", "-o", path]
        + arguments)
    defer { try? FileManager.default.removeItem(at: process.folder) }
    let outcome = try process.run()
    #expect(outcome.status == 0, "\(outcome.error)")
    return try ResultsReader.read(path: path)
  }

  @Test("A run is steady and has telemetry unless told otherwise")
  func steady() throws {
    let file = try results()
    #expect(file.settings.mode == "steady")
    #expect(file.settings.telemetry == true)
    #expect(file.cases.first?.telemetry != nil)
  }

  @Test("--no-telemetry leaves it out, and the settings say so")
  func noTelemetry() throws {
    let file = try results("--no-telemetry")
    #expect(file.settings.telemetry == false)
    #expect(file.cases.first?.telemetry == nil)
    #expect(file.cases.first?.samples != nil)
  }

  @Test("--mode burst takes few samples without warm-up")
  func burst() throws {
    let file = try results("--mode", "burst")
    #expect(file.settings.mode == "burst")
    let record = try #require(file.cases.first)
    #expect(record.preparation?.warmupCount == 0)
    #expect(try #require(record.statistics).count <= 20)
  }

  @Test("--soak measures for its time and keeps the times of samples")
  func soak() throws {
    let file = try results("--soak", "0.005")
    #expect(file.settings.mode == "soak")
    #expect(file.settings.soakMinutes == 0.005)
    let last = try #require(file.cases.first?.samples?.startSeconds?.last)
    #expect(last <= 0.3)
  }

  @Test(
    "Modes without meaning are usage errors",
    arguments: [
      ["--mode", "sprint"], ["--soak", "0"], ["--soak", "-1"], ["--soak", "1", "--mode", "burst"],
    ])
  func refused(arguments: [String]) throws {
    let process = try ParityProcess(["run", Self.problem] + arguments)
    defer { try? FileManager.default.removeItem(at: process.folder) }
    #expect(try process.run().status == 64)
  }
}
