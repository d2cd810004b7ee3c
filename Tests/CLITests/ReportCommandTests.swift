import Foundation
import Testing

@Suite("The command report")
struct ReportCommandTests {
  private func results(in folder: URL) throws {
    let run = try ParityProcess(
      ["run", "gemm:f32:nn:m=8,n=8,k=8", "--backend", "reference", "--budget", "0.05", "-q"]
        + ["-o", "results.json"], in: folder)
    #expect(try run.run().status == 0)
  }

  @Test("Writes a page beside the results, or to standard output")
  func writes() throws {
    let folder = try ParityProcess.makeFolder()
    defer { try? FileManager.default.removeItem(at: folder) }
    try results(in: folder)
    let outcome = try ParityProcess(
      ["report", "results.json", "--title", "Lab <1>"], in: folder
    ).run()
    #expect(outcome.status == 0)
    #expect(outcome.output.isEmpty)
    #expect(outcome.error == "Report: report.html\n")
    let page = try String(contentsOf: folder.appendingPathComponent("report.html"), encoding: .utf8)
    #expect(page.hasPrefix("<!DOCTYPE html>\n"))
    #expect(page.contains("<h1>Lab &lt;1&gt;</h1>"))
    #expect(!page.contains(folder.path))

    let printed = try ParityProcess(
      ["report", "results.json", "--title", "Lab <1>", "-o", "-"], in: folder
    ).run()
    #expect(printed.output == page)
    #expect(printed.error.isEmpty)
  }

  @Test("Says in a sentence why a page cannot be written, and leaves nothing behind")
  func cannotWrite() throws {
    let folder = try ParityProcess.makeFolder()
    defer { try? FileManager.default.removeItem(at: folder) }
    try results(in: folder)
    let outcome = try ParityProcess(
      ["report", "results.json", "-o", "absent/page.html"], in: folder
    ).run()
    #expect(outcome.status == 3)
    #expect(outcome.error.hasPrefix("Error: absent/page.html cannot be written"))
    #expect(!FileManager.default.fileExists(atPath: folder.path + "/absent"))
  }

  @Test("A broken results file among good ones is named, and no page is written")
  func brokenFile() throws {
    let folder = try ParityProcess.makeFolder()
    defer { try? FileManager.default.removeItem(at: folder) }
    try results(in: folder)
    try Data("{\"schemaVersion\": 1".utf8).write(to: folder.appendingPathComponent("broken.json"))
    let outcome = try ParityProcess(["report", "results.json", "broken.json"], in: folder).run()
    #expect(outcome.status == 3)
    #expect(outcome.error.contains("broken.json"))
    #expect(!FileManager.default.fileExists(atPath: folder.path + "/report.html"))
  }
}
