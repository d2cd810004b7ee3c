import ArgumentParser
import Foundation
import Harness
import Report

struct Gate: ParsableCommand {
  static let configuration = CommandConfiguration(
    abstract: "For CI: run, compare with the baseline in the repository, pass or fail.",
    discussion: """
      Reads what to run and what to let pass from a JSON file in the repository (docs/ci.md), runs it, and compares it \
      with the baseline. Cases that look slower are measured again a bounded number of times before they fail.

      EXAMPLES
        parity gate --update-baseline          make or replace the baseline, then commit it
        parity gate                            what a CI job runs
        parity gate --config ci/gpu.json --junit parity.xml --summary parity.md
        parity gate --results out.json         judge a run that was made before
        parity gate --baseline-program old/parity   this build against another, in turns in one run

      On GitHub the summary goes to the job's page and findings become annotations by themselves.

      EXIT CODES
        0    passed
        1    incorrect or failed cases, or cases lost that passed before
        2    a case is slower, and was again when re-measured
        3    Parity could not do its work
        4    no baseline, not comparable with it, or slower as a whole run; with --strict, ambiguous cases
        64   the command line makes no sense
      """)

  @Option(help: ArgumentHelp("The configuration.", valueName: "file"))
  var config = "parity-gate.json"

  @Option(
    help: ArgumentHelp(
      "Judge this results file instead of running; nothing is re-measured.", valueName: "file"))
  var results: String?

  @Option(
    help: ArgumentHelp(
      "Another build of parity to compare with, in turns in the same run; the baseline file is not used.",
      valueName: "path"))
  var baselineProgram: String?

  @Option(
    name: [.short, .long],
    help: ArgumentHelp(
      "Where the run is kept; Results/<host>/gate-<time>.json unless given.", valueName: "file"))
  var output: String?

  @Option(
    help: ArgumentHelp(
      "Write the summary as Markdown; added to $GITHUB_STEP_SUMMARY unless given.",
      valueName: "file"))
  var summary: String?

  @Option(help: ArgumentHelp("Write JUnit XML.", valueName: "file"))
  var junit: String?

  @Flag(help: "Make the run the baseline, unless it has incorrect or failed cases.")
  var updateBaseline = false

  @Flag(help: "Exit with 4 where nothing is slower but cases are ambiguous.")
  var strict = false

  @Flag(help: "The report as JSON instead of the table.")
  var json = false

  @Flag(name: .shortAndLong, help: "No progress.")
  var quiet = false

  mutating func validate() throws {
    if baselineProgram != nil, results != nil || updateBaseline {
      throw ValidationError(
        "--baseline-program measures both builds now; leave --results and --update-baseline out.")
    }
  }

  func run() throws {
    let configuration = try GateConfiguration.read(path: config)
    let child = ChildRun(interruption: Interruption(), showsProgress: !quiet)
    let report =
      try baselineProgram.map { try compareBuilds(configuration, with: $0, child) }
      ?? compareFiles(configuration, child)
    // The run became the baseline.
    guard let report else { return }
    try publish(report)
    let status = ExitStatus(report.outcome, strict: strict)
    if status != .ok { throw ExitCode(status.rawValue) }
  }

  private var outputPath: String {
    output
      ?? DefaultOutput.path(
        workload: "gate", host: HostEnvironment.current().hostName, date: Date())
  }

  /// This build against another one, in turns in one run: what the machine does meets both.
  private func compareBuilds(
    _ configuration: GateConfiguration, with program: String, _ child: ChildRun
  ) throws -> GateReport {
    let build = "baseline"
    // Both builds run behind a worker, so that nothing but the build differs.
    let builds = ["--isolate", "--program", "\(build)=\(program)"]
    let path = outputPath
    let file = try child.results(configuration.runArguments + builds, path: path)
    return try comparing {
      try GateReport(
        configuration: configuration, run: (path, file), baselineBuild: build,
        remeasure: remeasure(configuration, builds, child))
    }
  }

  /// A run, or the results of one, against the baseline file; nil where the run became the baseline.
  private func compareFiles(_ configuration: GateConfiguration, _ child: ChildRun) throws
    -> GateReport?
  {
    let hasBaseline = FileManager.default.fileExists(atPath: configuration.baseline)
    guard hasBaseline || updateBaseline else {
      throw CommandFailure(
        .notComparable,
        "there is no baseline at \(configuration.baseline); make one on the machine that the gate runs on "
          + "with `parity gate --config \(config) --update-baseline`, and commit it")
    }
    let path = results ?? outputPath
    // Read before the run, which may take hours, and which may write the same file.
    let baseline =
      updateBaseline ? nil : try ResultsReader.read(path: configuration.baseline)
    let calibration = try configuration.calibration.map { path throws(ResultsError) in
      try Calibration.read(path: path)
    }
    let candidate =
      results == nil
      ? try child.results(configuration.runArguments, path: path)
      : try ResultsReader.read(path: path)
    guard let baseline else {
      try replaceBaseline(configuration, with: candidate)
      return nil
    }
    var judged = configuration
    if results != nil { judged.remeasureCount = 0 }
    return try comparing {
      try GateReport(
        configuration: judged, baseline: (configuration.baseline, baseline),
        candidate: (path, candidate),
        calibration: try calibration ?? Calibration.ofThisMachine(for: [candidate]),
        remeasure: remeasure(configuration, [], child))
    }
  }

  /// Measures suspects again, each time in processes of their own.
  private func remeasure(
    _ configuration: GateConfiguration, _ builds: [String], _ child: ChildRun
  ) -> ([GateReport.Suspect]) throws -> [CaseRecord] {
    { suspects in
      try ChildRun.withScratchFolder { folder in
        try configuration.remeasureArguments(suspects).enumerated().flatMap { index, arguments in
          try child.results(builds + arguments, path: "\(folder)/\(index).json").cases
        }
      }
    }
  }

  private func comparing(_ body: () throws -> GateReport) throws -> GateReport {
    do {
      return try body()
    } catch let error as ComparisonError {
      throw CommandFailure(.notComparable, error.description)
    }
  }

  private func replaceBaseline(_ configuration: GateConfiguration, with file: ResultsFile) throws {
    let failures = file.cases.count { $0.status.isFailure }
    guard failures == 0 else {
      throw CommandFailure(
        .failedCases,
        "the baseline is kept: \(failures) cases of the run are incorrect or failed")
    }
    try file.write(path: configuration.baseline)
    Terminal.writeError("Baseline: \(configuration.baseline); commit it\n")
  }

  private func publish(_ report: GateReport) throws {
    let environment = ProcessInfo.processInfo.environment
    let markdown = Data(ComparisonMarkdown.render(report).utf8)
    if let summary {
      try WholeFile.write(markdown, to: summary)
    } else if let shared = environment["GITHUB_STEP_SUMMARY"], !shared.isEmpty {
      try WholeFile.append(markdown, to: shared)
    }
    if let junit { try WholeFile.write(Data(GateJUnit.render(report).utf8), to: junit) }
    if json {
      Terminal.write(try JSONText.encode(report))
    } else {
      Terminal.write(
        ComparisonTable.render(
          report.comparison, width: Terminal.tableWidth,
          color: Terminal.allowsColor(refused: false)))
    }
    if environment["GITHUB_ACTIONS"] == "true" {
      Terminal.writeError(GitHubAnnotations.render(report))
    }
  }
}
