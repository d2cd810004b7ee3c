import ArgumentParser
import Foundation
import Harness
import Kernels
import Report

struct Compare: ParsableCommand {
  static let configuration = CommandConfiguration(
    abstract: "Compare devices of one results file, or results files.",
    discussion: """
      One file: every device against --baseline, sample by sample where the run interleaved them. Several files: the \
      first is the baseline, the others are candidates, device by device. Problems are matched by what they are, not by \
      where they stand. docs/comparing.md says how verdicts are made.

      EXAMPLES
        parity compare out.json                       all devices against the first
        parity compare out.json --baseline openblas:0
        parity compare before.json after.json         did the commit make it slower?
        parity compare lab1.json lab2.json lab3.json  which of the machines?
        parity compare before.json after.json --threshold 0.05 --type bf16 --markdown

      EXIT CODES
        0    nothing slower, nothing wrong
        1    the candidate has incorrect or failed cases, or lost some that passed
        2    a case is slower
        3    a file cannot be read
        4    not comparable without --force, or slower as a whole run; with --strict, ambiguous cases
        64   the command line makes no sense
      """)

  @Argument(help: ArgumentHelp("Results files of `parity run`.", valueName: "file"))
  var files: [String]

  @Option(
    help: ArgumentHelp(
      "The device of one file that others are compared with, or a build that took part by `run --program`.",
      valueName: "device|build")
  )
  var baseline: String?

  @OptionGroup var comparison: ComparisonOptionGroup

  @Option(
    name: .customLong("type"),
    help: ArgumentHelp("Only problems with inputs of these types: f32,bf16.", valueName: "types"))
  var types: String?

  @Option(help: ArgumentHelp("Only gemm, only attn or only attn_backward.", valueName: "operation"))
  var operation: String?

  @Flag(help: "Compare what is not comparable all the same.")
  var force = false

  @Flag(help: "Exit with 4 where nothing is slower but cases are ambiguous.")
  var strict = false

  @Flag(help: "The comparison as JSON.")
  var json = false

  @Flag(help: "The comparison as Markdown.")
  var markdown = false

  @Flag(help: "No colours, as with the environment variable NO_COLOR.")
  var noColor = false

  mutating func validate() throws {
    if baseline != nil, files.count > 1 {
      throw ValidationError(
        "--baseline names a device inside one file; of several files the first is the baseline.")
    }
    if json, markdown { throw ValidationError("Give --json or --markdown, one of them.") }
    try ProblemOptionGroup.check(operation: operation)
    _ = try ProblemOptionGroup.elementTypes(types)
  }

  func run() throws {
    let types = Set(try ProblemOptionGroup.elementTypes(types))
    let named = try files.map { path in
      (
        name: path,
        file: try ResultsReader.read(path: path).selecting(types: types, operation: operation)
      )
    }
    let calibration = try comparison.load(for: named.map(\.file))
    let report: ComparisonReport
    do throws(ComparisonError) {
      report =
        named.count == 1
        ? try ComparisonReport(
          file: named[0], baseline: baseline, calibration: calibration,
          settings: comparison.settings, isForced: force)
        : try ComparisonReport(
          baseline: named[0], candidates: Array(named.dropFirst()), calibration: calibration,
          settings: comparison.settings, isForced: force)
    } catch {
      throw CommandFailure(.notComparable, error.description)
    }
    if json {
      Terminal.write(try JSONText.encode(report))
    } else if markdown {
      Terminal.write(ComparisonMarkdown.render(report))
    } else {
      let color = Terminal.allowsColor(refused: noColor)
      Terminal.write(ComparisonTable.render(report, width: Terminal.tableWidth, color: color))
    }
    let status = ExitStatus(report.outcome, strict: strict)
    if status != .ok { throw ExitCode(status.rawValue) }
  }
}

extension ExitStatus {
  /// The exit status of a comparison.
  init(_ outcome: ComparisonReport.Outcome, strict: Bool) {
    switch outcome {
    case .refused: self = .notComparable
    case .failed: self = .failedCases
    case .slower: self = .regression
    case .moved: self = .notComparable
    case .ambiguous: self = strict ? .notComparable : .ok
    case .clean: self = .ok
    }
  }
}
