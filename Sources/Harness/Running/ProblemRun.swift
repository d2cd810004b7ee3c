import Kernels

/// One problem on all its devices: who can run it, who fits into memory together, and the rounds in which they take turns.
struct ProblemRun {
  let item: RunItem
  let cases: [(device: any Device, identity: CaseIdentity)]
  let plan: MeasurementPlan
  let mode: RunMode
  let variant: String?
  let memory: MemoryCheck
  let telemetry: TelemetryMonitor?
  let stop: StopFlag
  let onEvent: (RunEvent) -> Void

  init(
    _ item: RunItem, cases: [(any Device, CaseIdentity)], plan: MeasurementPlan, mode: RunMode,
    variant: String?, memoryLimitByteCount: Int?, telemetry: TelemetryMonitor?, stop: StopFlag,
    onEvent: @escaping (RunEvent) -> Void
  ) {
    self.item = item
    self.cases = cases
    self.plan = plan
    self.mode = mode
    self.variant = variant
    memory = MemoryCheck(item.problem, hostLimitByteCount: memoryLimitByteCount)
    self.telemetry = telemetry
    self.stop = stop
    self.onEvent = onEvent
  }

  /// Runs and reports all cases.
  /// - Returns: false where `stop` left some undone.
  func run(_ history: inout DeviceHistory) -> Bool {
    let runnable = runnableCases(history)
    guard !runnable.isEmpty else { return true }
    if stop.isStopped { return false }
    guard let inputs = inputs(for: runnable) else { return true }
    let expectation = LazyExpectation(item.problem, inputs: inputs, seed: plan.generator.seed)
    let fitTogether =
      memory.complaint(
        runnable.map { ($0.device, setCount($0.device)) }) == nil
    var round = 0
    for group in plan.isInterleaved && fitTogether ? [runnable] : runnable.map({ [$0] }) {
      measure(group, inputs: inputs, expectation: expectation, firstRound: &round)
      for run in group { history.learn(from: run) }
    }
    return runnable.allSatisfy { run in
      run.record.map { $0.statistics?.stopReason != StopReason.interrupted.rawValue } ?? false
    }
  }

  /// Prepares and verifies all cases for a soak, which runs them later; operands stay allocated.
  /// - Returns: false where `stop` left some undone.
  func prepare(for soak: inout SoakRun, _ history: DeviceHistory) -> Bool {
    let runnable = runnableCases(history)
    guard !runnable.isEmpty else { return true }
    guard let inputs = inputs(for: runnable) else { return true }
    let expectation = LazyExpectation(item.problem, inputs: inputs, seed: plan.generator.seed)
    for run in runnable {
      if stop.isStopped { return false }
      run.start(inputs: inputs, expected: expectation.value, isShared: true) {
        onEvent(.phase(device: run.device.info.id, phase: $0))
      }
      if run.record == nil { soak.add(run, expectation) } else { report(run) }
    }
    return true
  }

  /// The cases that can run; the others are reported.
  private func runnableCases(_ history: DeviceHistory) -> [CaseRun] {
    cases.compactMap { device, identity in
      let count = setCount(device)
      let run = CaseRun(
        item, on: device, identity: identity, plan: plan, mode: mode, setCount: count,
        telemetry: telemetry?.watch(device.info))
      guard let (status, reason) = refusal(device, identity, setCount: count, history: history)
      else { return run }
      run.finish(status, reason)
      report(run)
      return nil
    }
  }

  /// The inputs, or nil where they cannot be had, which is reported.
  private func inputs(for runnable: [CaseRun]) -> HostInputs? {
    do {
      return try HostInputs(item.problem, generator: plan.generator)
    } catch {
      for run in runnable {
        run.finish(.skipped, "\(error)")
        report(run)
      }
      return nil
    }
  }

  /// Takes one group of devices through all phases.
  ///
  /// Rounds of different groups have different numbers, since they are not
  /// neighbours in time.
  private func measure(
    _ group: [CaseRun], inputs: HostInputs, expectation: LazyExpectation,
    firstRound round: inout Int
  ) {
    let isShared = group.count > 1
    for run in group where !stop.isStopped {
      run.start(inputs: inputs, expected: expectation.value, isShared: isShared) {
        onEvent(.phase(device: run.device.info.id, phase: $0))
      }
      if run.record != nil { report(run) }
    }
    let measured = group.filter { $0.record == nil }
    guard mode == .measure else { return }
    for run in measured where !stop.isStopped {
      onEvent(.phase(device: run.device.info.id, phase: "warm-up"))
      run.warmUp(stop: stop)
    }
    if !stop.isStopped {
      for run in measured where run.isSampling {
        onEvent(.phase(device: run.device.info.id, phase: "sampling"))
      }
    }
    while !stop.isStopped {
      let active = measured.filter(\.isSampling)
      guard !active.isEmpty else { break }
      // Forwards and backwards in turn, so that a drift of the machine favours no one.
      for run in round % 2 == 0 ? active : active.reversed() {
        run.takeTurn(round: round, settle: active.count > 1, stop: stop)
      }
      round += 1
    }
    for run in measured {
      run.finish(expected: expectation.value)
      if run.record != nil { report(run) }
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
      return (
        .skipped,
        "no variant '\(variant ?? "")' for this problem; there is "
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

/// The expectation of a problem, computed when the first device needs it and kept for the others.
final class LazyExpectation {
  private let problem: Problem
  private let inputs: HostInputs
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
