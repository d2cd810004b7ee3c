import ArgumentParser
import Foundation
import Harness
import Kernels
import Report
import Workloads

struct Run: ParsableCommand {
  static let configuration = CommandConfiguration(
    abstract: "Run problems on devices: verify, time and record them.",
    discussion: """
      Without problems it runs the suite quick; without --backend, every device found. Every result is checked against \
      a float64 reference before and after it is timed, devices take turns, and finished cases reach the disk one by one.

      EXAMPLES
        parity run                                  the quick suite
        parity run gemm:f32:nt:m=4096,n=4096,k=512  one problem
        parity run --suite llama3-8b --operation gemm
        parity run --suite gpt2 --suite bert-base   both in one results file
        parity run --suite deepbench --backend openblas --threads 1
        parity run --suite gpt2 --cache cold --fill normal --seed 7
        parity run --suite ./mine.suite -o mine.json --quiet
        parity run --workload trace.workload.json   what parity import made of a capture
        parity run --suite deepbench --list         what would run
        parity run --suite gpt2 --mode burst        cold starts instead of steady rates
        parity run --suite gpt2 --soak 30           half an hour under load: rates and drift
        parity run --resume mine.json               go on after an interruption

      SIGINT and SIGTERM end a run after the case under way and write what is done; after a crash or SIGKILL, --resume \
      goes on from the journal beside the results file.

      EXIT CODES
        0    everything done, nothing wrong
        1    incorrect or failed cases
        3    no device, or no place to write
        4    not the same run (--resume), unsettled cases (--strict)
        64   the command line makes no sense
        130  ended by SIGINT, 143 by SIGTERM
      """)

  @OptionGroup(title: "Problems") var problems: ProblemOptionGroup
  @OptionGroup(title: "Devices") var devices: DeviceOptionGroup
  @OptionGroup(title: "Measuring") var measurement: MeasurementOptionGroup
  @OptionGroup(title: "Output") var output: OutputOptionGroup

  @Flag(help: "Print what would run, as a suite file, and stop.")
  var list = false

  func run() throws {
    if list {
      Terminal.write(SuiteFile.text(of: try workload()))
      return
    }
    let interruption = Interruption()
    let session =
      if let path = output.resume {
        try RunSession(resuming: path, by: self)
      } else {
        try RunSession(starting: self)
      }
    if !output.quiet { session.announce() }
    let file = try session.run(
      interruption: interruption, progress: Progress.style(quiet: output.quiet))
    if output.json {
      Terminal.write(try session.writtenText())
    } else {
      let color = Terminal.allowsColor(refused: output.noColor)
      Terminal.write(ResultsTable.render(file, width: Terminal.outputWidth, color: color))
      if let totals = WorkloadText.render(file, width: Terminal.tableWidth) {
        Terminal.write("\n" + totals)
      }
    }
    Terminal.writeError("Results: \(session.path)\n")
    let status = interruption.status ?? Self.status(of: file, strict: output.strict)
    if status != .ok { throw ExitCode(status.rawValue) }
  }

  /// The problems that the command line names.
  func workload() throws -> Workload {
    try problems.load(default: try SuiteLibrary.suite(named: "quick"))
  }

  /// The exit status of a run that came to its end.
  static func status(of file: ResultsFile, strict: Bool) -> ExitStatus {
    if file.cases.contains(where: { $0.status.isFailure }) { return .failedCases }
    let unsettled: Set<CaseStatus> = [.noisy, .skipped, .notVerified]
    return strict && file.cases.contains { unsettled.contains($0.status) } ? .notComparable : .ok
  }
}
