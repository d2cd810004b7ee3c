import ArgumentParser
import Foundation
import Harness
import Kernels
import Report
import Workloads

struct Tune: ParsableCommand {
  static let configuration = CommandConfiguration(
    abstract: "Find the quickest variant for each kind of problem, and use it from then on.",
    discussion: """
      Measures every variant of every problem in turns, verifies each, and keeps the winners in the cache folder, for this \
      device, driver and version of Parity. A variant wins where it is faster than the device's own choice beyond noise. Later \
      runs use the winners for problems of the same shape class (sizes rounded down to powers of two) and say so; \
      `parity run --no-tuned` does not. docs/tuning.md has the rules.

      EXAMPLES
        parity tune                                  the quick suite on every device
        parity tune --suite llama3-8b --backend vulkan
        parity tune gemm:f32:nn:m=512,n=512,k=512 --budget 5
        parity tune --show                           what was found before
        parity tune --clear --backend vulkan         forget it

      A class is kept as soon as all of its problems are done, so that an interrupted tuning is not lost.

      EXIT CODES
        0    tuned; also where nothing was to be chosen
        1    a variant gave a wrong result or failed
        3    no device, or no place to write
        64   the command line makes no sense
        130  ended by SIGINT, 143 by SIGTERM
      """)

  @OptionGroup(title: "Problems") var problems: ProblemOptionGroup
  @OptionGroup(title: "Devices") var devices: DeviceOptionGroup

  @Option(
    help: ArgumentHelp("Seconds of sampling for each variant of a problem.", valueName: "seconds"))
  var budget: Double?

  @Flag(help: "Print what was found before, and stop.")
  var show = false

  @Flag(help: "Forget what was found before, and stop.")
  var clear = false

  @Flag(help: "Print the choices as JSON instead of a table.")
  var json = false

  @Flag(name: [.short, .long], help: "No progress on standard error.")
  var quiet = false

  mutating func validate() throws {
    if let budget, !(budget > 0 && budget.isFinite) {
      throw ValidationError("--budget \(budget) must be more than 0.")
    }
    if show && clear { throw ValidationError("--show and --clear exclude each other.") }
    if (show || clear) && !problems.isEmpty {
      throw ValidationError("--show and --clear are for whole devices; leave the problems out.")
    }
  }

  func run() throws {
    let (chosen, _) = try devices.choose()
    let opened = try DeviceSelector.open(chosen, options: devices.deviceOptions)
    defer { for device in opened { try? device.close() } }
    guard let folder = CacheFolder.tunings else {
      throw CommandFailure(
        .harness, "there is no cache folder: neither XDG_CACHE_HOME nor HOME is set")
    }
    let host = HostEnvironment.current()
    let cache = TuningCache(folder: folder)
    if clear {
      for device in opened {
        let existed = try cache.remove(device.info, processor: host.cpuModel)
        Terminal.write("\(device.info.id): \(existed ? "forgotten" : "nothing was tuned")\n")
      }
      return
    }
    if show {
      print(RunSession.tunings(of: opened, host: host), of: opened)
      return
    }
    try tune(opened, cache, processor: host.cpuModel)
  }

  private func tune(_ devices: [any Device], _ cache: TuningCache, processor: String) throws {
    let workload = try problems.load(default: try SuiteLibrary.suite(named: "quick"))
    let items = workload.items.map {
      RunItem(problem: $0.problem, label: $0.label, weight: $0.weight)
    }
    var settings = RunSettings.defaults
    if let budget { settings.budgetSecondsPerCase = budget }
    var tuning = Tuning(items, on: devices)
    let interruption = Interruption()
    let progress = Progress(style: Progress.style(quiet: quiet), showsVariants: true)
    var found = TunedVariants()
    var failures: [CaseRecord] = []
    var storeError: ResultsError?
    let runner = Runner(
      devices: devices, settings: settings, selection: .every, stop: interruption.stop
    ) { event in
      progress.show(event)
      guard case .finished(let record) = event else { return }
      if record.status.isFailure { failures.append(record) }
      guard let choice = tuning.add(record),
        let device = devices.first(where: { $0.info.id == record.device })
      else { return }
      found.add([choice], device: record.device)
      do throws(ResultsError) {
        var kept = TunedVariants()
        kept.add(cache.load(device.info, processor: processor) ?? [], device: record.device)
        kept.add([choice], device: record.device)
        try cache.store(
          kept.choices(of: record.device), of: device.info, processor: processor)
      } catch {
        storeError = error
        interruption.stop.stop()
      }
    }
    // What has one variant everywhere needs no measuring.
    let open = items.filter { item in
      devices.contains { $0.support(for: item.problem).variants.count > 1 }
    }
    if !open.isEmpty { _ = try runner.run(open, skipping: []) }
    progress.end()
    if let storeError { throw CommandFailure(.harness, "\(storeError)") }
    if open.isEmpty {
      Terminal.writeError("Every problem has a single variant here: there is nothing to choose.\n")
    }
    print(found, of: devices)
    for failure in failures {
      Terminal.writeError(
        "\(failure.id): \(failure.status.rawValue), \(failure.reason ?? "no reason given")\n")
    }
    if let status = interruption.status { throw ExitCode(status.rawValue) }
    if !failures.isEmpty { throw ExitCode(ExitStatus.failedCases.rawValue) }
  }

  private func print(_ tuned: TunedVariants, of devices: [any Device]) {
    let text = TuningText(devices.map { ($0.info.id, tuned.choices(of: $0.info.id)) })
    Terminal.write(json ? text.json : text.table(width: Terminal.outputWidth))
  }
}
