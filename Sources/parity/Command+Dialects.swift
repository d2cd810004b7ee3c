import ArgumentParser
import Report
import Translation

struct Dialects: ParsableCommand {
  static let configuration = CommandConfiguration(
    abstract: "List, show and check the tables by which CUDA calls are translated.",
    discussion: """
      A dialect is a text file: what each CUDA name, number and call becomes in a vendor's interface, and the public source \
      of every row (docs/translation.md describes the form). Your own can be checked and used by path.

      EXAMPLES
        parity dialects                    what there is
        parity dialects show musa          one table with its sources
        parity dialects lint               what published tables dispute
        parity dialects lint musa hip
        parity dialects lint ./my.dialect
      """,
    subcommands: [ListDialects.self, ShowDialect.self, LintDialects.self],
    defaultSubcommand: ListDialects.self)

  struct ListDialects: ParsableCommand {
    static let configuration = CommandConfiguration(
      commandName: "list", abstract: "List the dialects (the default).")

    func run() throws { Terminal.write(DialectText.list(try DialectLibrary.all())) }
  }

  struct ShowDialect: ParsableCommand {
    static let configuration = CommandConfiguration(
      commandName: "show", abstract: "Show a table with the source of every row.")

    @Argument(
      help: ArgumentHelp("A dialect, or the path of a dialect file.", valueName: "name|path"))
    var name: String

    func run() throws {
      Terminal.write(
        DialectText.show(
          try Dialects.read(name), width: Terminal.tableWidth ?? TranslationText.defaultWidth))
    }
  }

  struct LintDialects: ParsableCommand {
    static let configuration = CommandConfiguration(
      commandName: "lint",
      abstract:
        "Report conflicts, disputed numbers and names that may not exist, with their sources.",
      discussion: """
        Nothing is averaged: translations use the first claim of a table and show the others beside it. Findings are about \
        the public sources, not errors of Parity, so the exit code is 0.
        """)

    @Argument(
      help: ArgumentHelp(
        "Dialects, or paths of dialect files; all unless given.", valueName: "name|path"))
    var names: [String] = []

    @Flag(help: "The findings as JSON.")
    var json = false

    func run() throws {
      let chosen =
        try names.isEmpty ? DialectLibrary.all() : names.map { try Dialects.read($0) }
      let findings = DialectLint.findings(chosen, cuda: try DialectLibrary.dialect(named: "nvidia"))
      if json {
        Terminal.write(try JSONText.encode(Listing(findings: findings)))
      } else {
        Terminal.write(
          DialectText.lint(findings, width: Terminal.tableWidth ?? TranslationText.defaultWidth))
      }
    }

    private struct Listing: Encodable {
      let schemaVersion = 1
      let findings: [LintFinding]
    }
  }

  static func read(_ name: String) throws -> Dialect {
    do throws(DialectError) {
      return try DialectLibrary.dialect(nameOrPath: name)
    } catch {
      throw CommandFailure(.usage, error.description)
    }
  }
}
