import Kernels

/// One problem on all its devices: who can run it, and who fits into memory together.
struct ProblemRun {
  let item: RunItem
  let cases: [(device: any Device, identity: CaseIdentity)]
  let plan: MeasurementPlan
  let mode: RunMode
  let selection: VariantSelection
  let memory: MemoryCheck
  let telemetry: TelemetryMonitor?
  let rooflines: [String: Roofline]
  let onEvent: (RunEvent) -> Void

  init(
    _ item: RunItem, cases: [(any Device, CaseIdentity)], plan: MeasurementPlan, mode: RunMode,
    selection: VariantSelection, memoryLimitByteCount: Int?, telemetry: TelemetryMonitor?,
    rooflines: [String: Roofline], onEvent: @escaping (RunEvent) -> Void
  ) {
    self.item = item
    self.cases = cases
    self.plan = plan
    self.mode = mode
    self.selection = selection
    memory = MemoryCheck(item.problem, hostLimitByteCount: memoryLimitByteCount)
    self.telemetry = telemetry
    self.rooflines = rooflines
    self.onEvent = onEvent
  }

  /// The cases that can run, in groups that may hold their operands at the same time; the others are reported.
  func groups(_ history: DeviceHistory) -> [[CaseRun]] {
    let runnable = runnableCases(history)
    guard !runnable.isEmpty else { return [] }
    let isTogether =
      plan.isInterleaved
      && memory.complaint(runnable.map { ($0.device, setCount($0.device)) }) == nil
    return isTogether ? [runnable] : runnable.map { [$0] }
  }

  /// The inputs with what must come of them, or nil where they cannot be had, which is reported for `runs`.
  func expectation(for runs: [CaseRun]) -> LazyExpectation? {
    do {
      return LazyExpectation(
        item.problem, inputs: try HostInputs(item.problem, generator: plan.generator),
        seed: plan.generator.seed)
    } catch {
      for run in runs {
        run.finish(.skipped, "\(error)")
        report(run)
      }
      return nil
    }
  }

  /// The bytes that the problem takes on all its devices and on the host, nil where that overflows.
  var byteCount: Int? {
    var total = 2 * item.problem.footprintByteCount
    for (device, _) in cases {
      guard let one = OperandSet.byteCount(item.problem, count: setCount(device)) else {
        return nil
      }
      total += one
    }
    return total
  }

  /// The cases that can run; the others are reported.
  private func runnableCases(_ history: DeviceHistory) -> [CaseRun] {
    cases.compactMap { device, identity in
      let count = setCount(device)
      let run = CaseRun(
        item, on: device, identity: identity, plan: plan, mode: mode, setCount: count,
        telemetry: telemetry?.watch(device.info), roofline: rooflines[device.info.id])
      guard let (status, reason) = refusal(device, identity, setCount: count, history: history)
      else { return run }
      run.finish(status, reason)
      report(run)
      return nil
    }
  }

  /// Why a case is not run, or nil.
  private func refusal(
    _ device: any Device, _ identity: CaseIdentity, setCount: Int, history: DeviceHistory
  ) -> (CaseStatus, String)? {
    if let failure = history.givenUp[device.info.id] {
      return (.skipped, "the device was given up: \(failure)")
    }
    guard let chosen = identity.variant else {
      if case .unsupported(let reasons) = identity.support {
        return (
          .unsupported,
          reasons.map { "\($0.argument.rawValue): \($0.detail)" }.joined(separator: "; ")
        )
      }
      let wanted = if case .matching(let pattern) = selection { pattern } else { "" }
      return (
        .skipped,
        "no variant '\(wanted)' for this problem; there is "
          + identity.support.variants.map(\.id).joined(separator: ", ")
      )
    }
    if let complaint = memory.complaint([(device, setCount)]) { return (.skipped, complaint) }
    let timeout = Double(plan.timeout / .nanoseconds(1)) / 1e9
    if let seconds = history.expectedSeconds(item.problem, on: device, chosen), seconds > timeout {
      return (
        .skipped,
        "one execution would take about \(Int(seconds)) s at the best rate seen of \(chosen), more than "
          + "the timeout of \(Int(timeout)) s"
      )
    }
    return nil
  }

  /// Operand sets that the cache mode needs, as far as one buffer can hold them.
  private func setCount(_ device: any Device) -> Int {
    guard plan.cacheMode == .cold, mode == .measure else { return 1 }
    let wanted = ColdCache.setCount(
      item.problem, cacheByteCount: CacheSize.lastLevel(device) ?? ColdCache.assumedByteCount)
    let one = max(OperandSet.largestBufferByteCount(item.problem, count: 1), 1)
    return max(1, min(wanted, device.capabilities.maximumBufferByteCount / one))
  }

  private func report(_ run: CaseRun) {
    if let record = run.record { onEvent(.finished(record)) }
  }
}

/// The inputs of a problem and what must come of them, computed when the first device needs it and kept for the others.
final class LazyExpectation {
  private let problem: Problem
  let inputs: HostInputs
  private let seed: UInt64
  private var computed: ExpectedOutput?

  init(_ problem: Problem, inputs: HostInputs, seed: UInt64) {
    self.problem = problem
    self.inputs = inputs
    self.seed = seed
  }

  func value() -> ExpectedOutput {
    if let computed { return computed }
    let result = ExpectedOutput.compute(problem, inputs: inputs, seed: seed)
    computed = result
    return result
  }
}
