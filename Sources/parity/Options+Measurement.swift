import ArgumentParser
import Harness
import Workloads

/// How problems are run; everything here changes numbers and stands in the results.
struct MeasurementOptionGroup: ParsableArguments {
  @Option(
    help: ArgumentHelp("Seconds of sampling for each problem on each device.", valueName: "seconds")
  )
  var budget: Double?

  @Option(
    help: ArgumentHelp(
      "Stop sampling when the median is known to this fraction: 0.02 means within 2 %.",
      valueName: "fraction"))
  var precision: Double?

  @Option(help: ArgumentHelp("Caches before each sample: hot or cold.", valueName: "mode"))
  var cache: String?

  @Option(
    help: ArgumentHelp("Seconds after which a submission counts as hung.", valueName: "seconds"))
  var timeout: Double?

  @Option(
    help: ArgumentHelp(
      "Run the first variant that matches, where a device has one: an id of `parity support --json`, or a pattern with * and ?.",
      valueName: "pattern"))
  var variant: String?

  @Flag(help: "Run each device's own first choice, whatever `parity tune` found.")
  var noTuned = false

  @Option(
    help: ArgumentHelp(
      "steady (warm, until precise) or burst (after a pause, without warm-up, few samples).",
      valueName: "mode"))
  var mode: String?

  @Option(
    help: ArgumentHelp(
      "Measure round and round for this long, and record rates over time.", valueName: "minutes"))
  var soak: Double?

  @Flag(help: "Do not read clocks, temperatures and energy beside the cases.")
  var noTelemetry = false

  @Flag(
    help: ArgumentHelp(
      "Do not relate results to what the devices can do at best (see `parity roofline`)."))
  var noRoofline = false

  @OptionGroup var inputs: InputOptionGroup

  mutating func validate() throws {
    for (name, value) in [
      ("--budget", budget), ("--timeout", timeout), ("--precision", precision), ("--soak", soak),
    ] {
      if let value, !(value > 0 && value.isFinite) {
        throw ValidationError("\(name) \(value) must be more than 0.")
      }
    }
    if let precision, precision >= 1 {
      throw ValidationError(
        "--precision \(precision) is a fraction below 1; 0.02 means within 2 %.")
    }
    if let cache, !["hot", "cold"].contains(cache) {
      throw ValidationError("--cache \(cache) must be hot or cold.")
    }
    if let mode, !["steady", "burst"].contains(mode) {
      throw ValidationError("--mode \(mode) must be steady or burst; a soak is --soak MINUTES.")
    }
    if variant != nil, noTuned {
      throw ValidationError("--variant names the variant, so leave --no-tuned out.")
    }
    if mode != nil, soak != nil {
      throw ValidationError("--soak is a mode of its own; leave --mode out.")
    }
  }

  /// `base` with what the command line says.
  func settings(over base: RunSettings, threadCount: Int?) -> RunSettings {
    var settings = inputs.settings(over: base)
    if let budget { settings.budgetSecondsPerCase = budget }
    if let precision { settings.targetRelativeInterval = precision }
    if let cache { settings.cacheMode = cache }
    if let timeout { settings.timeoutSeconds = timeout }
    if let threadCount { settings.threadCount = threadCount }
    if let mode { settings.mode = mode }
    if mode == MeasurementPlan.Mode.burst.rawValue {
      settings.maximumSamples = MeasurementPlan.burstSampleCount
    }
    if let soak {
      settings.mode = MeasurementPlan.Mode.soak.rawValue
      settings.soakMinutes = soak
    }
    if noTelemetry { settings.telemetry = false }
    return settings
  }
}

/// What the operands hold.
struct InputOptionGroup: ParsableArguments {
  @Option(
    help: ArgumentHelp(
      "The seed of the inputs; equal seeds give every backend equal bits.", valueName: "number"))
  var seed: UInt64?

  @Option(
    help: ArgumentHelp(
      "What the inputs hold: \(InputFill.allCases.map(\.rawValue).joined(separator: ", ")).",
      valueName: "fill"))
  var fill: String?

  mutating func validate() throws {
    let known = InputFill.allCases.map(\.rawValue)
    if let fill, !known.contains(fill) {
      throw ValidationError(NearestName.sentence(unknown: "fill", fill, known: known))
    }
  }

  /// `base` with what the command line says.
  func settings(over base: RunSettings) -> RunSettings {
    var settings = base
    if let seed { settings.seed = seed }
    if let fill { settings.fill = fill }
    return settings
  }
}
