import ArgumentParser
import Foundation
import Harness
import Report

struct Calibrate: ParsableCommand {
  static let configuration = CommandConfiguration(
    abstract: "Measure this machine against itself: how small a change can it tell?",
    discussion: """
      Runs the same problems several times with nothing changed, each time in a new process. Whatever differs is noise. \
      The largest difference of medians in each class of cases (device, operation, order of magnitude of the time) is \
      what `parity compare` and `parity gate` raise thresholds to.

      EXAMPLES
        parity calibrate                           5 runs of the suite quick
        parity calibrate --suite gpt2 --runs 10 --backend openblas
        parity calibrate --output ci/calibration.json

      EXIT CODES
        0    written
        3    no device, or no place to write
        64   the command line makes no sense
        130  ended by SIGINT, 143 by SIGTERM; nothing is written
      """)

  @Option(
    help: ArgumentHelp("A suite by name, or the path of a suite file.", valueName: "name|path"))
  var suite = "quick"

  @Option(help: ArgumentHelp("How many runs, from 2 to 100.", valueName: "count"))
  var runs = 5

  @Option(
    name: [.customLong("backend"), .customLong("device")],
    help: ArgumentHelp("A backend or device, as of `parity run`; repeatable.", valueName: "name"))
  var backends: [String] = []

  @Option(help: ArgumentHelp("Threads that CPU devices may use.", valueName: "count"))
  var threads: Int?

  @Option(
    help: ArgumentHelp("Seconds of sampling for each problem on each device.", valueName: "seconds")
  )
  var budget: Double?

  @Option(
    name: [.short, .long],
    help: ArgumentHelp("Results/<host>/calibration.json unless given.", valueName: "file"))
  var output: String?

  @Flag(help: "The calibration as JSON instead of the table.")
  var json = false

  @Flag(name: .shortAndLong, help: "No progress.")
  var quiet = false

  mutating func validate() throws {
    if !(2...100).contains(runs) { throw ValidationError("--runs \(runs) must be from 2 to 100.") }
  }

  func run() throws {
    let child = ChildRun(interruption: Interruption(), showsProgress: !quiet)
    var arguments = ["--suite", suite]
    for name in backends { arguments += ["--backend", name] }
    if let threads { arguments += ["--threads", "\(threads)"] }
    if let budget { arguments += ["--budget", "\(budget)"] }
    let files = try ChildRun.withScratchFolder { folder in
      try (1...runs).map { index in
        if !quiet { Terminal.writeError("Run \(index) of \(runs)\n") }
        return try child.results(arguments, path: "\(folder)/\(index).json")
      }
    }
    let calibration = Calibration(runs: files, createdAt: Timestamp.text(Date()))
    let path = output ?? Calibration.defaultPath(host: calibration.hostName)
    try calibration.write(path: path)
    Terminal.write(
      json ? try JSONText.encode(calibration) : CalibrationTable.render(calibration))
    Terminal.writeError("Calibration: \(path)\n")
  }
}
