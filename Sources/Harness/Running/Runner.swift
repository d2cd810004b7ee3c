public import Kernels

/// Runs problems on devices, neighbouring problems and all their devices in turns.
///
/// What happens to a case is in its record; only settings without meaning are errors. A device that hangs or is lost is
/// given up, and its remaining cases are skipped with that reason while the others go on.
public struct Runner {
  private let devices: [any Device]
  private let settings: RunSettings
  private let mode: RunMode
  private let selection: VariantSelection
  private let memoryLimitByteCount: Int?
  private let telemetry: TelemetryMonitor?
  private let rooflines: [String: Roofline]
  private let stop: StopFlag
  private let onEvent: (RunEvent) -> Void

  /// Creates a runner.
  ///
  /// - Parameters:
  ///   - devices: open devices; the caller closes them.
  ///   - selection: which variants run.
  ///   - memoryLimitByteCount: the most host memory that a problem's operands may take; nil for what the system has.
  ///   - telemetry: what reads sensors beside the cases, or nil for none.
  ///   - rooflines: what the devices can do at best: cases are related to it, and nothing above it is believed.
  ///   - stop: ends the run at the next sample when it is set.
  ///   - onEvent: is called on the thread that calls `run`.
  public init(
    devices: [any Device], settings: RunSettings, mode: RunMode = .measure,
    selection: VariantSelection = .first,
    memoryLimitByteCount: Int? = nil, telemetry: TelemetryMonitor? = nil,
    rooflines: [Roofline] = [], stop: StopFlag,
    onEvent: @escaping (RunEvent) -> Void
  ) {
    self.devices = devices
    self.settings = settings
    self.mode = mode
    self.selection = selection
    self.memoryLimitByteCount = memoryLimitByteCount
    self.telemetry = telemetry
    self.rooflines = Dictionary(rooflines.map { ($0.device, $0) }) { $1 }
    self.stop = stop
    self.onEvent = onEvent
  }

  /// Runs all items but the cases with these ids.
  ///
  /// A problem that is listed twice runs once.
  ///
  /// - Returns: false when `stop` ended the run before all cases were done; a case that it cut short while samples were
  ///   taken is reported with what there is and the stop reason `interrupted`.
  /// - Throws: `SettingsError`.
  public func run(_ items: [RunItem], skipping finishedIDs: Set<String>) throws -> Bool {
    let plan = try MeasurementPlan(settings)
    var done = finishedIDs
    var window = TurnWindow(
      plan: plan, mode: mode, memoryLimitByteCount: memoryLimitByteCount, stop: stop,
      onEvent: onEvent)
    for (index, item) in items.enumerated() {
      let cases = devices.flatMap { device in
        CaseIdentity.cases(of: item.problem, on: device, selection).map { (device, $0) }
      }.filter { done.insert($0.1.id).inserted }
      guard !cases.isEmpty else { continue }
      let problemRun = ProblemRun(
        item, cases: cases, plan: plan, mode: mode, selection: selection,
        memoryLimitByteCount: memoryLimitByteCount, telemetry: telemetry, rooflines: rooflines,
        onEvent: onEvent)
      if !window.hasRoom(for: problemRun) { window.measure() }
      if stop.isStopped { break }
      onEvent(
        .started(
          index: index, count: items.count, descriptor: item.problem.descriptor,
          devices: cases.map(\.0.info.id)))
      window.add(problemRun)
    }
    window.measure()
    return !stop.isStopped && !window.isCutShort
  }
}

/// What a run has learnt about its devices.
struct DeviceHistory {
  /// Why devices are not used any more, by id.
  var givenUp: [String: String] = [:]
  /// The best rate of each variant, in operations per second, by device and variant.
  var rates: [String: Double] = [:]

  /// Seconds that an execution should take, from the best rate seen of this variant on this device.
  func expectedSeconds(_ problem: Problem, on device: any Device, _ variant: KernelVariant)
    -> Double?
  {
    rates["\(device.info.id) \(variant.id)"].map { Double(problem.flopCount) / $0 }
  }

  mutating func learn(from run: CaseRun) {
    if let failure = run.deviceFailure { givenUp[run.device.info.id] = failure }
    if let rate = run.observedRate, let variant = run.identity.variant {
      rates["\(run.device.info.id) \(variant.id)", default: 0] = max(
        rate, rates["\(run.device.info.id) \(variant.id)"] ?? 0)
    }
  }
}
