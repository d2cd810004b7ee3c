import Foundation
import Testing

@Suite("parity import")
struct ImportTests {
  private static let captures = URL(fileURLWithPath: #filePath).deletingLastPathComponent()
    .appendingPathComponent("../WorkloadsTests/Captures").standardizedFileURL

  private static func path(_ name: String) -> String { captures.appendingPathComponent(name).path }

  @Test("A capture becomes a workload file that runs, with totals beside the recorded time")
  func importAndRun() throws {
    let folder = try ParityProcess.makeFolder()
    defer { try? FileManager.default.removeItem(at: folder) }
    let imported = try ParityProcess(
      ["import", Self.path("infer.trace.json.gz")], in: folder
    ).run()
    #expect(imported.status == 0, "\(imported.error)")
    #expect(imported.output.contains("infer.trace.json.gz: kineto, 11 calls"))
    #expect(imported.error.contains("Workload: infer.workload.json"))
    let run = try ParityProcess(
      [
        "run", "--workload", "infer.workload.json", "--backend", "openblas", "--budget", "0.02",
        "--no-roofline", "-o", "r.json", "--quiet",
      ], in: folder
    ).run()
    #expect(run.status == 0, "\(run.error)")
    #expect(run.output.contains("openblas:0: "))
    #expect(run.output.contains(" a step; where it was captured: "))
    let results = try String(contentsOf: folder.appendingPathComponent("r.json"), encoding: .utf8)
    #expect(results.contains("\"source\" : \"capture\""))
    #expect(results.contains("\"recordedNanoseconds\""))
    let again = try ParityProcess(["import", "r.json", "--json"], in: folder).run()
    #expect(again.output.contains("\"format\" : \"results\""))
    let listed = try ParityProcess(["list", "--workload", "infer.workload.json"], in: folder).run()
    #expect(listed.output.contains("attn:f32:b=2,h=4,d=8,sq=12:causal  x2"))
  }

  @Test("Standard input, several files, and names that are given")
  func sources() throws {
    let folder = try ParityProcess.makeFolder()
    defer { try? FileManager.default.removeItem(at: folder) }
    let outcome = try ParityProcess(
      [
        "import", Self.path("gpu.trace.json"), Self.path("small.suite"), "-o", "both.json",
        "--name",
        "both", "--steps", "4",
      ], in: folder
    ).run()
    #expect(outcome.status == 0, "\(outcome.error)")
    #expect(outcome.output.contains("NVIDIA H100 80GB HBM3"))
    #expect(outcome.output.contains("Cannot be replayed:"))
    #expect(outcome.output.contains("Rejected: 1 line or event"))
    let text = try String(contentsOf: folder.appendingPathComponent("both.json"), encoding: .utf8)
    #expect(text.contains("\"steps\" : 4"))
    let strict = try ParityProcess(
      ["import", Self.path("gpu.trace.json"), "--strict", "--quiet"], in: folder
    ).run()
    #expect(strict.status == 4)
    let empty = try ParityProcess(["import", "-"], in: folder).run()
    #expect(empty.status == 64)
    #expect(empty.error.contains("- is empty"))
  }

  @Test("Two captures of one run are held against each other")
  func check() throws {
    let same = try parity(
      "import", "--check", Self.path("train.trace.json.gz"), Self.path("train.et.json.gz"))
    #expect(same.status == 0)
    #expect(same.output == "62 calls of 17 kinds in both.\n")
    let other = try parity(
      "import", "--check", Self.path("train.trace.json.gz"), Self.path("infer.trace.json.gz"))
    #expect(other.status == 1)
    #expect(other.output.contains("kinds differ:"))
  }

  @Test("What cannot be read is refused with a sentence")
  func refusals() throws {
    let unknown = try parity("import", #filePath)
    #expect(unknown.status == 64)
    #expect(unknown.error.contains("is in no format that parity import knows"))
    let missing = try parity("import", "/nowhere.json")
    #expect(missing.status == 64)
    #expect(missing.error.contains("cannot read /nowhere.json"))
    let format = try parity("import", "--format", "kinto", Self.path("gpu.trace.json"))
    #expect(format.status == 64)
    #expect(format.error.contains("did you mean \"kineto\"?"))
    let forced = try parity("import", "--format", "kineto", Self.path("small.suite"))
    #expect(forced.status == 3)
    #expect(forced.error.contains("no GEMM or attention call"))
    let formats = try parity("import", "--formats")
    #expect(formats.output.contains("execution-trace"))
  }
}
