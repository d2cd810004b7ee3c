import ArgumentParser
import Foundation
import Harness
import Report

struct ReportCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "report",
    abstract: "Make one HTML page from results files.",
    discussion: """
      The page is whole in itself: plots, tables, machines and warnings in one file that opens from disk and needs no \
      network. Several files may be of many machines and many dates: the first device of the first file is the baseline of \
      ratios, the newest run of a problem counts, and older runs become its history.

      EXAMPLES
        parity report results.json                    writes report.html
        parity report Results/*/*.json -o all.html    every machine and date
        parity report a.json b.json --title "Lab A, B"
        parity report results.json -o - > page.html

      EXIT CODES
        0    the page is written
        3    a file cannot be read, or the page cannot be written
        64   the command line makes no sense
      """)

  @Argument(help: ArgumentHelp("Results files.", valueName: "file"))
  var files: [String]

  @Option(
    name: [.short, .long],
    help: ArgumentHelp("Where the page is written; - is standard output.", valueName: "file"))
  var output = "report.html"

  @Option(
    help: ArgumentHelp("The page's heading, instead of workloads and hosts.", valueName: "text"))
  var title: String?

  mutating func validate() throws {
    let target = URL(fileURLWithPath: output).resolvingSymlinksInPath()
    for file in files where URL(fileURLWithPath: file).resolvingSymlinksInPath() == target {
      throw ValidationError("--output \(output) would replace the results file of that name.")
    }
  }

  func run() throws {
    let sources = try files.map { path in
      ReportSource(
        name: URL(fileURLWithPath: path).lastPathComponent, file: try ResultsReader.read(path: path)
      )
    }
    let page = HTMLReport.render(sources, title: title)
    if output == "-" {
      Terminal.write(page)
      return
    }
    do {
      try Data(page.utf8).write(to: URL(fileURLWithPath: output), options: .atomic)
    } catch {
      throw CommandFailure(
        .harness,
        "\(output) cannot be written: \(error.localizedDescription) Choose another --output.")
    }
    Terminal.writeError("Report: \(output)\n")
  }
}
