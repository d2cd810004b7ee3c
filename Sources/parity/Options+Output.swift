import ArgumentParser

/// What is printed and where results go.
struct OutputOptionGroup: ParsableArguments {
  @Option(
    name: [.short, .long],
    help: ArgumentHelp(
      "The results file; Results/<host>/<workload>-<time>.json unless given.", valueName: "file"))
  var output: String?

  @Option(
    help: ArgumentHelp(
      "Continue an interrupted or killed run: its results file. Finished cases are kept.",
      valueName: "file"))
  var resume: String?

  @Flag(name: .shortAndLong, help: "No progress; only the table.")
  var quiet = false

  @Flag(help: "The results as JSON on standard output instead of the table.")
  var json = false

  @Flag(help: "No colours, as with the environment variable NO_COLOR.")
  var noColor = false

  @Flag(help: "Exit with 4 where a case is noisy, skipped or not verified.")
  var strict = false

  mutating func validate() throws {
    if output != nil, resume != nil {
      throw ValidationError("--resume names the file that is continued; leave --output out.")
    }
  }
}
