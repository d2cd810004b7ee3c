import Foundation
import Testing

@Suite("Help")
struct HelpTests {
  static let commands = [
    "", "run", "import", "list", "devices", "doctor", "roofline", "tune", "support", "translate",
    "coverage", "dialects", "project", "verify", "exec", "compare", "gate",
    "calibrate",
    "export", "report", "version",
  ]

  @Test("The help of every command is what its golden file says", arguments: commands)
  func help(command: String) throws {
    let outcome = try parity(
      "help", command.isEmpty ? "--help" : command, environment: ["COLUMNS": "80"])
    #expect(outcome.status == 0)
    #expect(outcome.output.contains("EXAMPLES"))
    try Golden.check(outcome.output, name: "help\(command.isEmpty ? "" : "-\(command)").txt")
  }

  @Test("--help behind a command is the same", arguments: commands.dropFirst())
  func helpOption(command: String) throws {
    let environment = ["COLUMNS": "80"]
    let outcome = try parity(command, "--help", environment: environment)
    #expect(outcome.status == 0)
    #expect(outcome.output == (try parity("help", command, environment: environment)).output)
  }

  @Test("The overview names every command")
  func overview() throws {
    let overview = try parity("--help").output
    for command in Self.commands.dropFirst() { #expect(overview.contains("\n  \(command) ")) }
  }
}

/// The golden files of Tests/Golden/CLI.
enum Golden {
  /// Compares `text` with the golden file; a missing one, or any where PARITY_RECORD_GOLDEN is set, is written.
  static func check(_ text: String, name: String) throws {
    let folder = URL(fileURLWithPath: #filePath).deletingLastPathComponent()
      .appendingPathComponent("../Golden/CLI").standardizedFileURL
    let file = folder.appendingPathComponent(name)
    let golden = try? String(contentsOf: file, encoding: .utf8)
    if ProcessInfo.processInfo.environment["PARITY_RECORD_GOLDEN"] != nil || golden == nil {
      try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
      try text.write(to: file, atomically: true, encoding: .utf8)
      if golden == nil {
        Issue.record("\(name) was missing and is written now; look at it and run again")
      }
      return
    }
    #expect(
      text == golden, "differs from \(name); after a look, record it with PARITY_RECORD_GOLDEN=1"
    )
  }
}
