import Kernels

/// A case that waits for its turns, and what must come of it.
struct StartedCase {
  let run: CaseRun
  let expectation: LazyExpectation
}

/// Neighbouring problems of a run whose cases are sampled in turns, round after round.
///
/// Devices of one problem stand next to each other in a round, so that their ratio is of neighbours in time. That
/// problems take turns as well is for the runs to come: a case that is measured in one go sees the machine in one state, and a
/// neighbour's burst of half a second then looks like a change of that case. Taken from a stretch of some ten
/// seconds, its samples show what the machine does.
struct TurnWindow {
  /// The most problems that take turns with each other.
  static let maximumProblemCount = 24
  /// The most bytes that their operands may take together, nor more than a quarter of the memory.
  static let maximumByteCount = 1 << 30

  private let plan: MeasurementPlan
  private let mode: RunMode
  private let memoryLimitByteCount: Int?
  private let stop: StopFlag
  private let onEvent: (RunEvent) -> Void
  private var history = DeviceHistory()
  private var cases: [StartedCase] = []
  private var problemCount = 0
  private var byteCount = 0
  private var isClosed = false
  private var round = 0

  /// Whether `stop` left a case without all the samples it should have.
  private(set) var isCutShort = false

  init(
    plan: MeasurementPlan, mode: RunMode, memoryLimitByteCount: Int?, stop: StopFlag,
    onEvent: @escaping (RunEvent) -> Void
  ) {
    self.plan = plan
    self.mode = mode
    self.memoryLimitByteCount = memoryLimitByteCount
    self.stop = stop
    self.onEvent = onEvent
  }

  /// Whether a problem can join those that wait; where it cannot, they are to be measured first.
  func hasRoom(for problem: ProblemRun) -> Bool {
    // A soak measures everything together; what finds no memory is skipped.
    if isSoak || problemCount == 0 { return true }
    guard !isClosed, problemCount < Self.maximumProblemCount, let more = problem.byteCount else {
      return false
    }
    let memory = memoryLimitByteCount ?? AvailableMemory.host()
    return byteCount + more <= min(Self.maximumByteCount, (memory ?? .max) / 4)
  }

  /// Prepares, verifies and warms up the cases of a problem; those that are not done thereby wait for `measure`.
  mutating func add(_ problem: ProblemRun) {
    let groups = problem.groups(history)
    guard !groups.isEmpty, let expectation = problem.expectation(for: groups.flatMap { $0 }) else {
      return
    }
    problemCount += 1
    byteCount += problem.byteCount ?? 0
    for group in groups {
      for run in group where run.record == nil {
        guard !stop.isStopped else {
          isCutShort = true
          return
        }
        start(run, expectation)
      }
      // Groups hold their operands one after the other.
      if groups.count > 1, !isSoak { measure() }
    }
  }

  private var isSoak: Bool { plan.mode == .soak && mode == .measure }

  private mutating func start(_ run: CaseRun, _ expectation: LazyExpectation) {
    let device = run.device.info.id
    if let failure = history.givenUp[device] {
      run.finish(.skipped, "the device was given up: \(failure)")
    } else {
      run.start(inputs: expectation.inputs, expected: expectation.value) { [onEvent] in
        onEvent(.phase(device: device, phase: $0))
      }
    }
    if run.record == nil, !isSoak {
      guard !stop.isStopped else {
        isCutShort = true
        return
      }
      onEvent(.phase(device: device, phase: "warm-up"))
      run.warmUp(stop: stop)
      // Long executions gain nothing from turns, and what they tell of the device's rate may spare others.
      if run.isLong { isClosed = true }
    }
    history.learn(from: run)
    if run.record == nil { cases.append(StartedCase(run: run, expectation: expectation)) }
    report(run)
  }

  /// Samples all that wait until nobody wants more, and reports them.
  mutating func measure() {
    if isSoak {
      isCutShort = !SoakRun(cases, plan: plan, stop: stop, onEvent: onEvent).run() || isCutShort
    } else {
      takeTurns()
    }
    cases = []
    problemCount = 0
    byteCount = 0
    isClosed = false
  }

  private mutating func takeTurns() {
    if !stop.isStopped {
      for started in cases {
        onEvent(.phase(device: started.run.device.info.id, phase: "sampling"))
      }
    }
    let idle = IdleWait()
    var last: String?
    while !stop.isStopped {
      let active = cases.filter(\.run.isSampling)
      guard !active.isEmpty else { break }
      if problemCount > 1 { onEvent(.turns(problemCount: problemCount, caseCount: active.count)) }
      // Forwards and backwards in turn, so that a drift of the machine favours no one.
      for started in round % 2 == 0 ? active : active.reversed() where started.run.isSampling {
        let device = started.run.device.info.id
        if let last, last != device { idle.wait() }
        last = device
        started.run.takeTurn(round: round, settle: active.count > 1, stop: stop)
        if !started.run.isSampling, !stop.isStopped { end(started) }
      }
      round += 1
    }
    for started in cases where started.run.record == nil { end(started) }
  }

  /// Verifies the output of the timed runs and reports the case, and those that its device can run no more.
  private mutating func end(_ started: StartedCase) {
    started.run.finish(expected: started.expectation.value)
    history.learn(from: started.run)
    if started.run.record?.statistics?.stopReason ?? StopReason.interrupted.rawValue
      == StopReason.interrupted.rawValue, stop.isStopped
    {
      isCutShort = true
    }
    report(started.run)
    guard let failure = started.run.deviceFailure else { return }
    for other in cases
    where other.run.record == nil && other.run.device.info.id == started.run.device.info.id {
      other.run.finish(.skipped, "the device was given up: \(failure)")
      report(other.run)
    }
  }

  private func report(_ run: CaseRun) {
    if let record = run.record { onEvent(.finished(record)) }
  }
}
