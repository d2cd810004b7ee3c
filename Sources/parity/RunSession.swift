import ArgumentParser
import Foundation
import Harness
import Kernels
import Workloads

/// One `parity run` from open devices to the written file.
final class RunSession {
  /// Where the results file will be.
  let path: String
  private let items: [RunItem]
  private let devices: [any Device]
  private let selection: VariantSelection
  private let wantsRoofline: Bool
  private let journal: ResultsJournal
  private var file: ResultsFile

  /// Starts a run: nothing is measured unless the journal can be written.
  init(starting command: Run) throws {
    let workload = try command.workload()
    let (chosen, found) = try command.devices.choose()
    let settings = command.measurement.settings(
      over: RunSettings.defaults, threadCount: command.devices.threads)
    do {
      _ = try MeasurementPlan(settings)
    } catch let error as SettingsError {
      throw CommandFailure(.usage, error.description)
    }
    let host = HostEnvironment.current()
    let now = Date()
    let path =
      command.output.output
      ?? DefaultOutput.path(workload: workload.name, host: host.hostName, date: now)
    let header = ResultsFile(
      tool: ToolIdentity.current(),
      run: ResultsFile.Run(
        startedAt: Timestamp.text(now), argv: Self.arguments, interrupted: false,
        resumeCount: 0),
      host: host,
      devices: chosen.map(\.info), rejections: Self.rejections(found),
      workload: Self.reference(to: workload), settings: settings, cases: [])
    journal = try ResultsJournal(creating: path, header: header)
    self.path = path
    devices = try DeviceSelector.open(chosen, options: command.devices.deviceOptions)
    items = Self.items(of: workload)
    selection = try Self.selection(
      pattern: command.measurement.variant, tuned: !command.measurement.noTuned, items: items,
      devices: devices, host: host)
    wantsRoofline = !command.measurement.noRoofline
    file = header
  }

  /// The command line as it is recorded: the program by name, since where it was installed says nothing about the run.
  private static var arguments: [String] {
    CommandLine.arguments.enumerated().map { index, argument in
      index == 0 ? argument.split(separator: "/").last.map(String.init) ?? argument : argument
    }
  }

  /// Continues the run that wrote the results file `given`, or was killed before it could and left only its journal.
  ///
  /// Problems come from the command line where it names some, else from the recorded arguments; nothing in the file is used
  /// as a path. Settings and devices must be the recorded ones.
  init(resuming given: String, by command: Run) throws {
    let path = given.hasSuffix(".journal") ? String(given.dropLast(".journal".count)) : given
    let recorded: (journal: ResultsJournal, header: ResultsFile, cases: [CaseRecord])
    recorded = try ResultsJournal.resume(path: path)
    var header = recorded.header
    let first = try Self.recordedCommand(header, path: path)
    let workload = try Self.workload(of: command, first: first, path: path)
    try Self.compare(
      "the workload", Self.reference(to: workload).hash, header.workload.hash, path: path)
    let settings = command.measurement.settings(
      over: header.settings, threadCount: command.devices.threads)
    try Self.compare("the settings", settings, header.settings, path: path)
    let tool = ToolIdentity.current()
    try Self.compare("the version of parity", tool.version, header.tool.version, path: path)
    try Self.compare("the commit of parity", tool.commit, header.tool.commit, path: path)
    try Self.compare(
      "the build", tool.buildConfiguration, header.tool.buildConfiguration, path: path)
    try Self.compare(
      "the processor", HostEnvironment.current().cpuModel, header.host.cpuModel, path: path)

    // Paths of programs and workers are not taken from the file; the command line names them again.
    var selection = command.devices
    if selection.backends.isEmpty { selection.backends = header.devices.map(\.id) }
    selection.isolate = selection.isolate || first.devices.isolate
    let (chosen, _) = try selection.choose()
    try Self.compare(
      "the devices", chosen.map { Self.identity($0.info) }, header.devices.map(Self.identity),
      path: path)
    var options = command.devices.deviceOptions
    options.threadCount = header.settings.threadCount
    devices = try DeviceSelector.open(chosen, options: options)
    header.cases = Self.keepable(recorded.cases)
    self.path = path
    journal = recorded.journal
    items = Self.items(of: workload)
    self.selection = try Self.selection(
      pattern: command.measurement.variant ?? first.measurement.variant,
      tuned: !command.measurement.noTuned && !first.measurement.noTuned, items: items,
      devices: devices, host: header.host)
    wantsRoofline = !command.measurement.noRoofline && !first.measurement.noRoofline
    file = header
  }

  deinit {
    for device in devices { try? device.close() }
  }

  /// Says on standard error what is about to happen.
  func announce() {
    let names = devices.map { "\($0.info.id) (\($0.info.name))" }.joined(separator: ", ")
    var text =
      "\(file.workload.name): \(items.count) \(items.count == 1 ? "problem" : "problems") on \(names)\n"
    if case .tuned(let tuned) = selection {
      let devices = devices.map(\.info.id).filter { !tuned.choices(of: $0).isEmpty }
      if !devices.isEmpty {
        text +=
          "Variants as tuned for \(devices.joined(separator: ", ")); --no-tuned for their own choices.\n"
      }
    }
    if !file.cases.isEmpty { text += "\(file.cases.count) cases were finished before.\n" }
    Terminal.writeError(text)
  }

  /// Runs what is not done yet and writes the file, also where a signal ends the run early.
  func run(interruption: Interruption, progress style: Progress.Style) throws -> ResultsFile {
    let progress = Progress(style: style)
    let finished = Set(file.cases.map(\.id))
    var failure: ResultsError?
    try findRooflines(interruption, progress)
    let telemetry = file.settings.telemetry == true ? TelemetryMonitor() : nil
    defer { telemetry?.close() }
    let runner = Runner(
      devices: devices, settings: file.settings, selection: selection, telemetry: telemetry,
      rooflines: file.rooflines ?? [], stop: interruption.stop
    ) { event in
      if case .finished(let record) = event, failure == nil {
        do throws(ResultsError) {
          try self.journal.append(record)
          self.file.cases.append(record)
        } catch {
          // A case that cannot be kept need not be run.
          failure = error
          interruption.stop.stop()
        }
      }
      progress.show(event)
    }
    let isComplete: Bool
    do {
      isComplete = try runner.run(items, skipping: finished)
    } catch {
      progress.end()
      throw CommandFailure(.harness, "\(error)\n\(journal.recoveryHint)")
    }
    progress.end()
    if let failure { throw CommandFailure(.harness, "\(failure)\n\(journal.recoveryHint)") }
    file.cases = inOrder(file.cases)
    file.run.interrupted = !isComplete
    file.run.finishedAt = Timestamp.text(Date())
    do throws(ResultsError) {
      try journal.finish(file)
    } catch {
      throw CommandFailure(.harness, "\(error)\n\(journal.recoveryHint)")
    }
    return file
  }

  /// Takes the rooflines that were kept, and measures short ones for devices that have none.
  private func findRooflines(_ interruption: Interruption, _ progress: Progress) throws {
    guard wantsRoofline, file.rooflines == nil else { return }
    let cache = CacheFolder.rooflines.map { RooflineCache(folder: $0) }
    let measurement = RooflineMeasurement(
      .short(for: items.map(\.problem)), stop: interruption.stop
    ) { event in
      if case .phase = event { progress.show(event) }
    }
    var rooflines: [Roofline] = []
    for device in devices {
      let own =
        try cache?.load(device.info, processor: file.host.cpuModel)
        ?? measurement.measure(device)?.roofline
      if let own { rooflines.append(own) }
    }
    // Another program's kernels run on the same processor.
    if let host = rooflines.first(where: { $0.device.hasPrefix("openblas:") }) {
      for device in devices where device.info.kind == .cpu && device.capabilities.hostMemory {
        guard device.info.backend != "reference",
          !rooflines.contains(where: { $0.device == device.info.id })
        else { continue }
        rooflines.append(host.shared(with: device.info.id))
      }
    }
    file.rooflines = rooflines
  }

  /// The file as it stands on disk.
  func writtenText() throws -> String { try String(contentsOfFile: path, encoding: .utf8) }

  // MARK: Parts

  /// The variants that run: those of a pattern, which must mean one at least, or the tuned ones.
  private static func selection(
    pattern: String?, tuned: Bool, items: [RunItem], devices: [any Device], host: ResultsFile.Host
  ) throws -> VariantSelection {
    guard let pattern else { return tuned ? .tuned(tunings(of: devices, host: host)) : .first }
    let selection = VariantSelection.matching(pattern)
    let known = Set(
      devices.flatMap { device in
        items.flatMap { device.support(for: $0.problem).variants }
      })
    guard known.contains(where: selection.allows) else {
      throw CommandFailure(
        .usage,
        "no device has a variant '\(pattern)' for these problems; there is "
          + known.map(\.id).sorted().joined(separator: ", "))
    }
    return selection
  }

  /// What `parity tune` kept for these devices.
  static func tunings(of devices: [any Device], host: ResultsFile.Host) -> TunedVariants {
    var tuned = TunedVariants()
    guard let cache = CacheFolder.tunings.map({ TuningCache(folder: $0) }) else { return tuned }
    for device in devices {
      tuned.add(cache.load(device.info, processor: host.cpuModel) ?? [], device: device.info.id)
    }
    return tuned
  }

  /// Cases in the order of the workload and its devices: they finish in another one where problems take turns.
  private func inOrder(_ cases: [CaseRecord]) -> [CaseRecord] {
    let problems = Dictionary(
      zip(items.map(\.problem.descriptor), 0...), uniquingKeysWith: { first, _ in first })
    let places = Dictionary(uniqueKeysWithValues: zip(devices.map(\.info.id), 0...))
    func place(_ record: CaseRecord) -> (Int, Int) {
      (problems[record.descriptor] ?? items.count, places[record.device] ?? devices.count)
    }
    return cases.sorted { place($0) < place($1) }
  }

  private static func items(of workload: Workload) -> [RunItem] {
    workload.items.map {
      RunItem(
        problem: $0.problem, label: $0.label, weight: $0.weight,
        recordedNanoseconds: $0.recordedNanoseconds)
    }
  }

  private static func reference(to workload: Workload) -> ResultsFile.WorkloadReference {
    ResultsFile.WorkloadReference(
      name: workload.name, source: workload.origin.rawValue,
      hash: ResultsFile.WorkloadReference.hash(
        of: workload.items.map { ($0.problem.descriptor, $0.weight) }),
      problemCount: workload.items.count, sourceDevice: workload.sourceDevice)
  }

  private static func rejections(_ found: [DeviceSelector.Found]) -> [ResultsFile.BackendRejection]
  {
    found.flatMap { entry in
      entry.discovery.rejections.map {
        ResultsFile.BackendRejection(
          backend: entry.backend.name, subject: $0.subject, reason: $0.reason)
      }
    }
  }

  /// One record of each case, the last, without those whose sampling a signal cut short.
  private static func keepable(_ cases: [CaseRecord]) -> [CaseRecord] {
    let finished = CaseIdentity.finishedIDs(cases)
    var last: [String: Int] = [:]
    for (index, record) in cases.enumerated() { last[record.id] = index }
    return cases.enumerated().filter { index, record in
      last[record.id] == index && finished.contains(record.id)
    }.map(\.element)
  }

  private static func identity(_ device: DeviceInfo) -> String {
    "\(device.id) \(device.name), \(device.driver) \(device.driverVersion)"
  }

  private static func recordedCommand(_ header: ResultsFile, path: String) throws -> Run {
    guard let command = try? Parity.parseAsRoot(Array(header.run.argv.dropFirst())) as? Run else {
      throw CommandFailure(
        .notComparable, "\(path) was not written by parity run; it cannot be continued")
    }
    return command
  }

  private static func workload(of command: Run, first: Run, path: String) throws -> Workload {
    if !command.problems.isEmpty { return try command.workload() }
    let isNamed = first.problems.suites.allSatisfy(SuiteLibrary.names.contains)
    guard first.problems.workload == nil, isNamed else {
      throw CommandFailure(
        .usage,
        "\(path) ran the problems of a file; name it again: parity run --workload FILE --resume \(path)"
      )
    }
    return try first.workload()
  }

  private static func compare<T: Equatable>(_ what: String, _ now: T, _ then: T, path: String)
    throws
  {
    guard now != then else { return }
    throw CommandFailure(
      .notComparable,
      "\(path) cannot be continued: \(what) changed from \(text(then)) to \(text(now)). Start a new run."
    )
  }

  private static func text(_ value: some Any) -> String {
    if let names = value as? [String] { return "[\(names.joined(separator: "; "))]" }
    if let optional = value as? String? { return optional ?? "none" }
    return "\(value)"
  }
}
