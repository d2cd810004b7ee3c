import Foundation
import Kernels

/// One case on its way: a problem on a device, from preparation to its record.
final class CaseRun {
  let device: any Device
  let identity: CaseIdentity
  private let item: RunItem
  private let plan: MeasurementPlan
  private let mode: RunMode
  private let setCount: Int
  private let telemetry: CaseTelemetry?
  private let roofline: Roofline?

  /// The finished case; nothing more happens once it is there.
  private(set) var record: CaseRecord?
  /// Why the device must not be used any more, after it was lost or hung.
  private(set) var deviceFailure: String?
  private var executor: Executor?
  private var sampler: Sampler?
  private var prepareNanoseconds = 0.0
  private var firstRunNanoseconds = 0.0
  private var coldProof: CaseRecord.ColdProof?
  private var correctness: Correctness?
  /// Begins again from nothing, after the device's process took what was prepared with it.
  private var startOver: ((_ stop: StopFlag) -> Void)?
  private var soakSampleNanoseconds: Double?

  init(
    _ item: RunItem, on device: any Device, identity: CaseIdentity, plan: MeasurementPlan,
    mode: RunMode, setCount: Int, telemetry: CaseTelemetry?, roofline: Roofline?
  ) {
    self.item = item
    self.device = device
    self.identity = identity
    self.plan = plan
    self.mode = mode
    self.setCount = setCount
    self.telemetry = telemetry
    self.roofline = roofline
  }

  private var problem: Problem { item.problem }

  /// Whether samples are still wanted.
  var isSampling: Bool {
    if let sampler, record == nil { sampler.stopReason == nil } else { false }
  }

  /// The measured rate, in operations per second, where executions were long enough to predict larger problems.
  ///
  /// First runs do not count, since they may compile.
  var observedRate: Double? {
    guard
      let nanoseconds = record?.statistics?.medianNanoseconds ?? sampler?.warmNanoseconds,
      nanoseconds >= 1e7
    else { return nil }
    return Double(problem.flopCount) / nanoseconds * 1e9
  }

  /// Whether one execution takes a good part of the budget.
  var isLong: Bool {
    guard let sampler else { return false }
    return sampler.executionNanoseconds > plan.budgetNanoseconds / 8
  }

  /// Compiles, allocates, executes for the first time and verifies that.
  func start(
    inputs: HostInputs, expected: @escaping () -> ExpectedOutput,
    onPhase: @escaping (_ phase: String) -> Void
  ) {
    guard let variant = identity.variant else { return }
    startOver = nil
    defer {
      startOver = { [unowned self] stop in
        start(inputs: inputs, expected: expected, onPhase: onPhase)
        warmUp(stop: stop)
      }
    }
    attempt { () throws(BackendError) in
      onPhase("prepare")
      let start = HostClock.nanoseconds
      let kernel = try device.prepare(problem, variant: variant)
      prepareNanoseconds = HostClock.nanoseconds - start
      let operands: OperandSet
      do throws(BackendError) {
        operands = try OperandSet(device, problem, inputs: inputs, count: setCount)
      } catch  where [.outOfHostMemory, .outOfDeviceMemory].contains(error.code) {
        finish(
          .skipped,
          "\(OperandSet.byteCount(problem, count: setCount) ?? 0) bytes of operands: \(error)")
        return
      }
      let executor = Executor(device, kernel, operands, timeout: plan.timeout)
      self.executor = executor
      onPhase("verify")
      firstRunNanoseconds = try executor.run(1).hostNanoseconds
      try verify(expected())
      guard record == nil else { return }
      if mode == .verifyOnly {
        finishVerified()
      } else {
        try operands.poisonOutputs()
        sampler = Sampler(
          executor, plan: plan, firstRunNanoseconds: firstRunNanoseconds,
          capabilities: device.capabilities)
      }
    }
  }

  /// Executes until it gets no faster and, for cold caches, proves that they are.
  func warmUp(stop: StopFlag) {
    attempt(orStartOver: stop) { () throws(BackendError) in
      guard let sampler, let executor else { return }
      if let soakSampleNanoseconds { sampler.lengthenSamples(to: soakSampleNanoseconds) }
      try sampler.warmUp(stop: stop)
      if plan.cacheMode == .cold {
        coldProof = try ColdCache.prove(executor, device: device, problem: problem)
      }
    }
  }

  /// Takes the samples of one round.
  func takeTurn(round: Int, settle: Bool, stop: StopFlag) {
    attempt(orStartOver: stop) { () throws(BackendError) in
      guard let sampler else { return }
      sampler.pause()
      let before = sampler.turnExecutionCount
      telemetry?.beginTurn()
      defer { telemetry?.endTurn(executions: sampler.turnExecutionCount - before) }
      try sampler.takeTurn(round: round, settle: settle, stop: stop)
    }
  }

  /// Gives a soak's samples their length, then warms up.
  func warmUpForSoak(sampleNanoseconds: Double, stop: StopFlag) {
    soakSampleNanoseconds = sampleNanoseconds
    warmUp(stop: stop)
  }

  /// Takes one sample of a soak, `seconds` after it began.
  func takeSoakSample(round: Int, at seconds: Double, stop: StopFlag) {
    attempt(orStartOver: stop) { () throws(BackendError) in
      guard let sampler else { return }
      let before = sampler.turnExecutionCount
      telemetry?.beginTurn()
      defer { telemetry?.endTurn(executions: sampler.turnExecutionCount - before) }
      try sampler.takeSoakSample(round: round, at: seconds)
    }
  }

  /// Ends sampling when the time of a soak is over.
  func endSoak() { sampler?.endSoak() }

  /// Verifies the output of the timed runs and makes the record.
  func finish(expected: () -> ExpectedOutput) {
    guard record == nil, let sampler, sampler.statistics != nil else { return }
    attempt { () throws(BackendError) in
      try verify(expected())
      if record == nil { finishMeasured(sampler) }
    }
  }

  /// Ends the case without running it (any further).
  func finish(_ status: CaseStatus, _ reason: String?) {
    record = makeRecord(status, reason)
    // Memory is needed by the next device or problem.
    executor = nil
    sampler = nil
    startOver = nil
  }

  private func verify(_ expected: ExpectedOutput) throws(BackendError) {
    guard let executor else { return }
    let set = executor.lastSet
    let found = try OutputCheck.run(
      problem, expected: expected, output: executor.operandSet.output(set),
      guardsIntact: executor.operandSet.guardsIntact(set))
    // Both checks count; the record shows the worse.
    correctness = correctness.map { $0.isWorse(than: found) ? $0 : found } ?? found
    if let complaint = found.complaint { finish(.incorrect, complaint) }
  }

  private func finishVerified() {
    if let reason = uncheckedReason { finish(.notVerified, reason) } else { finish(.passed, nil) }
  }

  private var uncheckedReason: String? {
    guard let correctness, correctness.totalCount > 0, correctness.checkedCount == 0 else {
      return nil
    }
    return "no element could be checked: sums may pass the accumulator's range"
  }

  private func finishMeasured(_ sampler: Sampler) {
    guard let statistics = sampler.statistics else { return }
    if let reason = uncheckedReason {
      finish(.notVerified, reason)
      return
    }
    if let complaint = PlausibleRate.complaint(
      problem, on: device, roofline: roofline, cacheMode: plan.cacheMode,
      nanoseconds: statistics.medianNanoseconds)
    {
      finish(.implausible, complaint)
      return
    }
    let interval = "±\(Self.rounded(statistics.relativeInterval * 100)) %"
    let count = "\(statistics.count) sample\(statistics.count == 1 ? "" : "s")"
    let known =
      statistics.count < MedianInterval.minimumCount
      ? "\(count), too few for an interval"
      : "the median known to \(interval) (asked: ±\(Self.rounded(plan.targetRelativeInterval * 100)) %) after \(count)"
    let isPrecise =
      statistics.count >= MedianInterval.minimumCount
      && statistics.relativeInterval <= plan.targetRelativeInterval
    let turns =
      isPrecise && sampler.roundCount < Sampler.minimumRounds
      ? " in \(sampler.roundCount) of the \(Sampler.minimumRounds) turns that a precise case takes"
      : ""
    switch sampler.stopReason {
    case .converged: finish(.passed, nil)
    // A soak goes on however precise it is.
    case .budget where plan.mode == .soak && isPrecise: finish(.passed, nil)
    case .budget where plan.mode == .soak: finishNoisy("the soak ended with \(known)")
    case .budget:
      finishNoisy("the budget of \(plan.budgetNanoseconds / 1e9) s ended with \(known)\(turns)")
    case .maximumSamples: finishNoisy("the most samples allowed were taken with \(known)")
    case .interrupted, nil: finishNoisy("interrupted with \(known)")
    }
  }

  private func finishNoisy(_ reason: String) {
    let cause = NoiseCause.describe(telemetry?.record(flopCount: problem.flopCount), drift)
    finish(.noisy, [reason, cause].compactMap { $0 }.joined(separator: "; "))
  }

  private var drift: DriftRecord? {
    sampler.flatMap { Drift.record($0.headline.samples, at: $0.startSeconds) }
  }

  private func makeRecord(_ status: CaseStatus, _ reason: String?) -> CaseRecord {
    let statistics = sampler?.statistics
    let seconds = statistics.map { $0.medianNanoseconds / 1e9 } ?? 0
    func rate(_ count: Int) -> Double? {
      guard status != .incorrect, seconds > 0, count > 0 else { return nil }
      return Double(count) / seconds
    }
    return CaseRecord(
      id: identity.id, descriptor: problem.descriptor, operation: problem.operation,
      label: item.label, weight: item.weight, device: device.info.id,
      variant: identity.variant?.id, tuned: identity.isTuned ? true : nil,
      grade: identity.support.grade,
      losses: identity.support.losses, unsupportedReasons: identity.support.reasons,
      status: status, reason: reason, flopCount: problem.flopCount,
      flopConvention: problem.flopConvention, byteCount: problem.byteCount,
      fill: plan.generator.fill.rawValue, seed: plan.generator.seed,
      cacheMode: plan.cacheMode.rawValue, coldProof: coldProof,
      preparation: executor == nil
        ? nil
        : CaseRecord.Preparation(
          prepareNanoseconds: prepareNanoseconds, firstRunNanoseconds: firstRunNanoseconds,
          warmupCount: sampler?.warmupCount ?? 0,
          warmupNanoseconds: sampler?.warmupNanoseconds ?? 0),
      samples: statistics == nil ? nil : sampler?.samples, statistics: statistics,
      rates: statistics.map { _ in
        CaseRecord.Rates(
          flopsPerSecond: rate(problem.flopCount), bytesPerSecond: rate(problem.byteCount))
      }, correctness: correctness, finishedAt: Timestamp.text(Date()), drift: drift,
      telemetry: statistics == nil ? nil : telemetry?.record(flopCount: problem.flopCount),
      roof: status.isTrusted ? roofShare : nil, recordedNanoseconds: item.recordedNanoseconds)
  }

  private var roofShare: RoofShare? {
    sampler?.statistics.flatMap {
      roofline?.share(
        of: problem, cacheMode: plan.cacheMode, nanoseconds: $0.medianNanoseconds)
    }
  }

  /// Turns what a backend throws into the case's record; a case whose operands and kernel were lost with another's crash starts
  /// over where `stop` is given.
  private func attempt(
    orStartOver stop: StopFlag? = nil, _ body: () throws(BackendError) -> Void
  ) {
    guard record == nil else { return }
    do throws(BackendError) {
      try body()
    } catch {
      switch error.code {
      case .timeout:
        giveUpDevice("did not finish \(problem.descriptor) in time")
        finish(.timedOut, "\(error)")
      case .crashed:
        giveUpDevice("crashed while running \(problem.descriptor)")
        finish(.crashed, "\(error)")
      case .deviceLost, .closed:
        giveUpDevice("was lost while running \(problem.descriptor)")
        finish(.failed, "\(error)")
      case .lost:
        guard let stop, let startOver else {
          finish(.crashed, "\(error)")
          return
        }
        executor = nil
        sampler = nil
        coldProof = nil
        correctness = nil
        startOver(stop)
      case .unsupported:
        // A library may say only when it is called what it does not take.
        finish(.unsupported, "\(error)")
      default:
        finish(.failed, "\(error)")
      }
    }
  }

  /// Notes why the device must not be used any more, unless it starts again by itself.
  private func giveUpDevice(_ what: String) {
    if !device.capabilities.restarts { deviceFailure = "\(device.info.id) \(what)" }
  }

  private static func rounded(_ value: Double) -> Double { (value * 100).rounded() / 100 }
}

extension Correctness {
  /// Whether this check found more wrong than the other, or came nearer to the bound.
  fileprivate func isWorse(than other: Correctness) -> Bool {
    if isCorrect != other.isCorrect { return !isCorrect }
    return (maximumErrorOverBound ?? 0) > (other.maximumErrorOverBound ?? 0)
  }
}
