import ArgumentParser
import Harness

/// How times are compared.
struct ComparisonOptionGroup: ParsableArguments {
  @Option(
    help: ArgumentHelp(
      "The smallest relative difference of times that counts: 0.025 means 2.5 %.",
      valueName: "fraction"))
  var threshold: Double?

  @Option(
    help: ArgumentHelp("The confidence of intervals and tests, 0.99 unless given.", valueName: "p"))
  var confidence: Double?

  @Option(
    help: ArgumentHelp(
      "What this machine can tell apart, from `parity calibrate`; thresholds below are raised.",
      discussion: "Results/<host>/calibration.json where it is there and of the files' machine.",
      valueName: "file"))
  var calibration: String?

  @Flag(help: "Use no calibration, even where there is one.")
  var noCalibration = false

  mutating func validate() throws {
    if let threshold, !(threshold > 0 && threshold <= 1000) {
      throw ValidationError("--threshold \(threshold) is a fraction above 0; 0.05 means 5 %.")
    }
    if let confidence, !(confidence >= 0.5 && confidence < 1) {
      throw ValidationError("--confidence \(confidence) must be from 0.5 to below 1.")
    }
    if calibration != nil, noCalibration {
      throw ValidationError("Give --calibration or --no-calibration, one of them.")
    }
  }

  /// The defaults with what the command line says.
  var settings: ComparisonSettings {
    var settings = ComparisonSettings()
    if let threshold { settings.threshold = threshold }
    if let confidence { settings.confidence = confidence }
    return settings
  }

  /// The calibration to use for `files`.
  func load(for files: [ResultsFile]) throws -> Calibration? {
    if noCalibration { return nil }
    if let calibration { return try Calibration.read(path: calibration) }
    return try Calibration.ofThisMachine(for: files)
  }
}
