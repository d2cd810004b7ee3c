import Kernels

/// All cases of a workload in turns, one sample each, until a given time is over: what rate lasts.
///
/// Operands of all cases stay allocated meanwhile; a case that finds no room is skipped with that reason. Samples are
/// long enough that a case has about `maximumSamples` of them in the end.
struct SoakRun {
  private let plan: MeasurementPlan
  private let stop: StopFlag
  private let onEvent: (RunEvent) -> Void
  private let clock: () -> Double
  private let cases: [StartedCase]

  /// - Parameters:
  ///   - cases: prepared and verified.
  ///   - clock: monotonic nanoseconds.
  init(
    _ cases: [StartedCase], plan: MeasurementPlan, stop: StopFlag,
    onEvent: @escaping (RunEvent) -> Void,
    clock: @escaping () -> Double = { HostClock.nanoseconds }
  ) {
    self.cases = cases
    self.plan = plan
    self.stop = stop
    self.onEvent = onEvent
    self.clock = clock
  }

  /// Measures until the time is over or `stop` is set, and reports every case.
  /// - Returns: whether the time was used up.
  func run() -> Bool {
    let share = plan.soakNanoseconds / Double(max(cases.count, 1) * plan.maximumSamples)
    for run in cases.map(\.run) where !stop.isStopped {
      onEvent(.phase(device: run.device.info.id, phase: "warm-up"))
      run.warmUpForSoak(sampleNanoseconds: share, stop: stop)
    }
    let start = clock()
    var round = 0
    var lastEvent = -Double.infinity
    var isOver = cases.isEmpty
    while !isOver, !stop.isStopped, cases.contains(where: \.run.isSampling) {
      for run in (round % 2 == 0 ? cases : cases.reversed()).map(\.run) where run.isSampling {
        let now = clock()
        isOver = now - start >= plan.soakNanoseconds
        // Everyone gets a sample, however short the soak.
        if stop.isStopped || (isOver && round > 0) { break }
        if now - lastEvent >= 5e8 {
          lastEvent = now
          let minutes = ((now - start) / 6e8).rounded() / 100
          onEvent(
            .phase(
              device: run.device.info.id,
              phase: "soak, \(minutes) of \(plan.soakNanoseconds / 60e9) min"))
        }
        run.takeSoakSample(round: round, at: (now - start) / 1e9, stop: stop)
      }
      round += 1
    }
    return end(!stop.isStopped)
  }

  /// Verifies once more and reports what there is; returns `isWhole`.
  private func end(_ isWhole: Bool) -> Bool {
    for started in cases {
      if isWhole { started.run.endSoak() }
      started.run.finish(expected: started.expectation.value)
      if let record = started.run.record { onEvent(.finished(record)) }
    }
    return isWhole
  }
}
