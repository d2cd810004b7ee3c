import Foundation
import Harness
import Kernels
import Testing

/// Runs of the reference device, which is there on every machine, over problems that cost next to nothing.
@Suite("parity run", .timeLimit(.minutes(5)))
struct RunTests {
  /// `count` distinct small problems.
  static func descriptors(_ count: Int) -> [String] {
    (1...count).map { "gemm:f32:nn:m=\($0),n=8,k=8" }
  }

  static func arguments(_ count: Int, output: String) -> [String] {
    ["run", "--backend", "reference", "--budget", "0.02", "--output", output, "--no-color"]
      + descriptors(count)
  }

  @Test("Writes a complete results file, prints a plain table and names the file")
  func writesFile() throws {
    let process = try ParityProcess(Self.arguments(3, output: "deep/folder/out.json"))
    defer { try? FileManager.default.removeItem(at: process.folder) }
    let outcome = try process.run()
    #expect(outcome.status == 0)
    #expect(!outcome.output.contains("\u{1B}"))
    #expect(!outcome.error.contains("\u{1B}"))
    #expect(!outcome.error.contains("\r"))
    #expect(outcome.error.hasSuffix("Results: deep/folder/out.json\n"))
    for index in 1...3 { #expect(outcome.error.contains("[\(index)/3] reference:0")) }
    let file = try ResultsReader.read(path: process.folder.path + "/deep/folder/out.json")
    #expect(file.cases.map(\.descriptor) == Self.descriptors(3))
    #expect(file.cases.allSatisfy { $0.status.isTrusted })
    #expect(!file.run.interrupted)
    #expect(file.run.finishedAt != nil)
    #expect(file.workload.source == "descriptors")
    #expect(file.settings.budgetSecondsPerCase == 0.02)
    #expect(
      !FileManager.default.fileExists(atPath: process.folder.path + "/deep/folder/out.json.journal")
    )
  }

  @Test("Writes to Results/<host> where no output is named, and says where")
  func defaultOutput() throws {
    let process = try ParityProcess(
      ["run", "--backend", "reference", "--quiet"] + Self.descriptors(1))
    defer { try? FileManager.default.removeItem(at: process.folder) }
    let outcome = try process.run()
    #expect(outcome.status == 0)
    let path = try #require(
      outcome.error.firstMatch(of: /^Results: (Results\/.+\/descriptors-.+\.json)\n$/))
    #expect(FileManager.default.fileExists(atPath: process.folder.path + "/" + path.output.1))
  }

  @Test("--json prints the file and nothing else on standard output")
  func json() throws {
    let process = try ParityProcess(Self.arguments(2, output: "out.json") + ["--json"])
    defer { try? FileManager.default.removeItem(at: process.folder) }
    let outcome = try process.run()
    let printed = try ResultsReader.decode(Data(outcome.output.utf8), source: "standard output")
    #expect(try ResultsReader.read(path: process.folder.path + "/out.json") == printed)
    #expect(printed.cases.count == 2)
  }

  @Test("A problem that is named twice runs once, with both weights")
  func namedTwice() throws {
    let process = try ParityProcess(
      Self.arguments(1, output: "out.json") + ["gemm:f32:nn:m=1,n=8,k=8,lda=1"])
    defer { try? FileManager.default.removeItem(at: process.folder) }
    #expect(try process.run().status == 0)
    let file = try ResultsReader.read(path: process.folder.path + "/out.json")
    #expect(file.cases.map(\.weight) == [2])
  }

  @Test("--list prints a suite file and runs nothing")
  func list() throws {
    let outcome = try parity("run", "--suite", "quick", "--type", "i8", "--list")
    #expect(outcome.status == 0)
    #expect(outcome.output.hasPrefix("# name: quick\n"))
    #expect(outcome.output.hasSuffix("gemm:i8:tn:m=1024,n=256,k=1024  # i8/prefill\n"))
    #expect(outcome.error.isEmpty)
  }

  @Test("Several suites are one workload, problems that both have once")
  func suites() throws {
    let both = try parity("list", "--suite", "quick", "--suite", "./again.suite")
    #expect(both.status == 64, "a file that is not there")
    let process = try ParityProcess(
      ["run", "--suite", "quick", "--suite", "./mine.suite", "--list"])
    defer { try? FileManager.default.removeItem(at: process.folder) }
    try "gemm:i8:tn:m=1024,n=256,k=1024\ngemm:f32:nn:m=3,n=3,k=3\n".write(
      toFile: process.folder.path + "/mine.suite", atomically: true, encoding: .utf8)
    let outcome = try process.run()
    #expect(outcome.status == 0)
    #expect(outcome.output.hasPrefix("# name: quick+mine\n"))
    #expect(outcome.output.contains("gemm:f32:nn:m=3,n=3,k=3"))
    #expect(outcome.output.components(separatedBy: "gemm:i8:tn:m=1024,n=256,k=1024").count == 2)
    #expect(outcome.output.contains("gemm:i8:tn:m=1024,n=256,k=1024  x2"))
  }

  @Test("A killed run loses no finished case, and --resume completes it with the same cases")
  func killed() throws {
    let count = 150
    let process = try ParityProcess(Self.arguments(count, output: "out.json"))
    defer { try? FileManager.default.removeItem(at: process.folder) }
    try process.start()
    try Self.awaitJournal(of: process, lines: 20)
    process.send(SIGKILL)
    _ = try process.wait()
    let journal = process.folder.path + "/out.json.journal"
    #expect(!FileManager.default.fileExists(atPath: process.folder.path + "/out.json"))
    let kept = try Self.records(journal: journal)
    #expect(kept.count >= 19)
    #expect(kept.count < count, "the run was over before it could be killed")

    let resumed = try ParityProcess(
      ["run", "--resume", "out.json", "--no-color"], in: process.folder
    ).run()
    #expect(resumed.status == 0, "\(resumed.error)")
    #expect(resumed.error.contains("\(kept.count) cases were finished before"))
    let file = try ResultsReader.read(path: process.folder.path + "/out.json")
    #expect(file.cases.map(\.descriptor) == Self.descriptors(count))
    #expect(Set(file.cases.map(\.id)).count == count)
    #expect(Set(file.cases).isSuperset(of: kept))
    #expect(file.run.resumeCount == 1)
    #expect(!file.run.interrupted)
    #expect(!FileManager.default.fileExists(atPath: journal))
  }

  @Test(
    "A signal ends the run after the sample under way, writes what is done, and --resume goes on",
    arguments: [(SIGINT, Int32(130)), (SIGTERM, Int32(143))])
  func signalled(signal: Int32, status: Int32) throws {
    let count = 150
    let process = try ParityProcess(Self.arguments(count, output: "out.json"))
    defer { try? FileManager.default.removeItem(at: process.folder) }
    try process.start()
    try Self.awaitJournal(of: process, lines: 10)
    process.send(signal)
    let outcome = try process.wait()
    #expect(outcome.status == status)
    let first = try ResultsReader.read(path: process.folder.path + "/out.json")
    #expect(first.run.interrupted)
    #expect(first.cases.count >= 9)
    #expect(first.cases.count < count)
    #expect(!FileManager.default.fileExists(atPath: process.folder.path + "/out.json.journal"))

    let resumed = try ParityProcess(["run", "--resume", "out.json", "--quiet"], in: process.folder)
      .run()
    #expect(resumed.status == 0, "\(resumed.error)")
    let file = try ResultsReader.read(path: process.folder.path + "/out.json")
    #expect(!file.run.interrupted)
    #expect(file.cases.map(\.descriptor) == Self.descriptors(count))
    // Those that the signal cut short, of the problems that took turns, run again; all others are kept as they were.
    let whole = first.cases.filter { $0.statistics?.stopReason != "interrupted" }
    #expect(whole.count >= first.cases.count - 24)
    #expect(Set(file.cases).isSuperset(of: whole))
  }

  @Test("--resume refuses another workload and other settings, with exit code 4")
  func resumeOfAnotherRun() throws {
    let process = try ParityProcess(Self.arguments(2, output: "out.json"))
    defer { try? FileManager.default.removeItem(at: process.folder) }
    #expect(try process.run().status == 0)
    for (other, message) in [
      (["gemm:f32:nn:m=5,n=5,k=5"], "the workload changed"),
      (["--seed", "99"], "the settings changed"),
    ] {
      let outcome = try ParityProcess(["run", "--resume", "out.json"] + other, in: process.folder)
        .run()
      #expect(outcome.status == 4)
      #expect(outcome.error.contains(message))
    }
    #expect(try ResultsReader.read(path: process.folder.path + "/out.json").cases.count == 2)
  }

  // MARK: Journals

  private static func awaitJournal(of process: ParityProcess, lines: Int) throws {
    let path = process.folder.path + "/out.json.journal"
    while process.isRunning {
      if let text = try? String(contentsOfFile: path, encoding: .utf8),
        text.count(where: { $0 == "\n" }) >= lines
      {
        return
      }
      usleep(2_000)
    }
    Issue.record("the run ended before its journal had \(lines) lines")
  }

  /// The whole lines of a journal after its header.
  private static func records(journal: String) throws -> [CaseRecord] {
    let text = try String(contentsOfFile: journal, encoding: .utf8)
    let whole = text[..<(text.lastIndex(of: "\n") ?? text.startIndex)]
    return try whole.split(separator: "\n").dropFirst()
      .map { try JSONDecoder().decode(CaseRecord.self, from: Data($0.utf8)) }
  }
}
