import ArgumentParser
import Foundation
import Harness
import Report
import Workloads

struct Export: ParsableCommand {
  static let configuration = CommandConfiguration(
    abstract: "Turn results files into what other tools read.",
    discussion: """
      FORMATS
        csv                      a row a case; RFC 4180
        jsonl                    a JSON object a case
        markdown                 the table of `parity run`
        junit                    JUnit XML for CI servers
        google-benchmark         JSON for Google Benchmark's compare.py, one file at a time
        github-action-benchmark  customSmallerIsBetter
        bencher                  Bencher Metric Format (bencher.dev)
        influx                   InfluxDB line protocol
        sqlite                   a database with runs, cases and samples

      EXAMPLES
        parity export csv out.json > out.csv
        parity export sqlite Results/lab/*.json -o lab.sqlite
        parity export google-benchmark out.json -o out.gbench.json

      EXIT CODES
        0    written
        3    a file cannot be read or written
        64   the command line makes no sense
      """)

  @Argument(
    help: ArgumentHelp("What to write.", valueName: "format"), transform: Export.format(named:))
  var format: ExportFormat

  @Argument(help: ArgumentHelp("Results files of `parity run`.", valueName: "file"))
  var files: [String]

  @Option(
    name: [.short, .long],
    help: ArgumentHelp("The file to write; standard output unless given.", valueName: "file"))
  var output: String?

  mutating func validate() throws {
    if format == .sqlite, output == nil {
      throw ValidationError("sqlite is a database; name the file with --output lab.sqlite.")
    }
    if !format.holdsManyRuns, files.count > 1 {
      throw ValidationError("\(format.rawValue) holds one run; export each file on its own.")
    }
  }

  private static func format(named name: String) throws -> ExportFormat {
    guard let format = ExportFormat(rawValue: name) else {
      throw ValidationError(
        NearestName.sentence(
          unknown: "format", name, known: ExportFormat.allCases.map(\.rawValue)))
    }
    return format
  }

  func run() throws {
    let read = try files.map { path throws(ResultsError) in try ResultsReader.read(path: path) }
    do throws(ExportError) {
      if let output {
        try format.write(read, to: output)
      } else {
        Terminal.write(try format.text(read))
      }
    } catch {
      throw CommandFailure(.harness, error.description)
    }
  }
}
