import Kernels

/// Measures one case: warms up, calibrates, and takes samples in turns until they are precise enough.
final class Sampler {
  private let executor: Executor
  private let plan: MeasurementPlan
  /// What one sample should last, so that clock and submission do not show.
  private let sampleNanoseconds: Double
  /// What one of the three measurements of a warm-up window should last; clocks of GPUs take tens of milliseconds to rise.
  private let windowNanoseconds: Double
  /// Rounds before precision may end sampling: pairs need some of each order.
  private let minimumRounds: Int

  /// Executions and their time until it got no faster.
  private(set) var warmupCount = 0
  private(set) var warmupNanoseconds = 0.0
  /// Executions in a sample.
  private(set) var repetitions = 1
  /// The samples so far.
  private(set) var hostNanoseconds: [Double] = []
  private(set) var deviceNanoseconds: [Double]? = []
  private(set) var rounds: [Int] = []
  /// Why sampling ended, once it has.
  private(set) var stopReason: StopReason?

  private var executionNanoseconds: Double
  private var spentNanoseconds = 0.0
  private var roundCount = 0
  private var nextCheck: Int

  /// - Parameters:
  ///   - firstRunNanoseconds: what the first execution took, compilation that is done late included.
  ///   - capabilities: a device with a clock of its own gets longer samples, since submission costs host time.
  ///   - isShared: whether other devices take turns with this one.
  init(
    _ executor: Executor, plan: MeasurementPlan, firstRunNanoseconds: Double,
    capabilities: Capabilities, isShared: Bool
  ) {
    self.executor = executor
    self.plan = plan
    executionNanoseconds = firstRunNanoseconds
    sampleNanoseconds = capabilities.deviceTimestamps ? 1e6 : 1e5
    windowNanoseconds =
      capabilities.hostMemory
      ? min(1e6, plan.budgetNanoseconds / 120) : min(2e7, plan.budgetNanoseconds / 24)
    minimumRounds = isShared ? 4 : 1
    nextCheck = max(plan.minimumSamples, MedianInterval.minimumCount)
  }

  /// Executes in windows until the median of one is no longer more than 2 % below that of the one before, or a quarter of
  /// the budget is used.
  func warmUp(stop: StopFlag) throws(BackendError) {
    let limit = plan.budgetNanoseconds / 4
    guard executionNanoseconds <= plan.budgetNanoseconds else { return }
    var previous = Double.infinity
    while warmupNanoseconds < limit, !stop.isStopped {
      var window: [Double] = []
      // The first window executes singly, since the first run may have compiled and says little.
      let count =
        warmupCount == 0 ? 1 : clamp(windowNanoseconds / max(executionNanoseconds, 1))
      for _ in 0..<3 where window.isEmpty || warmupNanoseconds < limit {
        let execution = try executor.run(count)
        warmupCount += count
        warmupNanoseconds += execution.spentNanoseconds
        window.append(execution.headlineNanoseconds)
      }
      executionNanoseconds = SampleSummary(window).median
      if executionNanoseconds >= 0.98 * previous { break }
      previous = executionNanoseconds
    }
    repetitions = clamp((sampleNanoseconds / max(executionNanoseconds, 1)).rounded(.up))
  }

  private func clamp(_ count: Double) -> Int { Int(min(max(count, 1), 1e5)) }

  /// Takes the samples of one round.
  ///
  /// Where devices share the machine, a turn starts with executions that are not counted: they bring the operands back
  /// into the caches and outlast threads of the other device's library that still wait for work.
  func takeTurn(round: Int, settle: Bool, stop: StopFlag) throws(BackendError) {
    let turn = min(max(plan.budgetNanoseconds / 8, 5e6), 1e8)
    var settled = 0.0
    while settle, settled < turn / 4, executionNanoseconds < turn, !stop.isStopped {
      settled += try executor.run(repetitions).spentNanoseconds
    }
    spentNanoseconds += settled
    roundCount += 1
    var used = 0.0
    var taken = 0
    while stopReason == nil, taken == 0 || (used < turn && taken < 64) {
      if stop.isStopped {
        stopReason = .interrupted
        return
      }
      let execution = try executor.run(repetitions)
      hostNanoseconds.append(execution.hostNanoseconds)
      if let time = execution.deviceNanoseconds, time > 0 {
        deviceNanoseconds?.append(time)
      } else {
        deviceNanoseconds = nil
      }
      rounds.append(round)
      taken += 1
      used += execution.spentNanoseconds
      spentNanoseconds += execution.spentNanoseconds
      decide()
    }
  }

  /// The samples of the clock that counts.
  var headline: (clock: String, samples: [Double]) {
    if let deviceNanoseconds, !deviceNanoseconds.isEmpty { return ("device", deviceNanoseconds) }
    return ("host", hostNanoseconds)
  }

  /// The record of the samples, or nil where there are none.
  var statistics: SampleStatistics? {
    let (clock, samples) = headline
    guard !samples.isEmpty else { return nil }
    return SampleSummary(samples).statistics(clock: clock, stopReason: stopReason ?? .interrupted)
  }

  /// The raw samples.
  var samples: CaseRecord.Samples {
    CaseRecord.Samples(
      repetitionsPerSample: repetitions, hostNanoseconds: hostNanoseconds,
      deviceNanoseconds: deviceNanoseconds, rounds: rounds)
  }

  private func decide() {
    let count = hostNanoseconds.count
    // One sample says nothing about its own noise: three are taken where that stays within three budgets.
    let isOver = spentNanoseconds >= plan.budgetNanoseconds * (count < 3 ? 3 : 1)
    let isFull = count >= plan.maximumSamples
    if roundCount >= minimumRounds, count >= nextCheck || isOver || isFull {
      // Sorting at every sample would cost more than short samples do.
      nextCheck = count + max(1, count / 16)
      if count >= plan.minimumSamples,
        let interval = SampleSummary(headline.samples).relativeInterval,
        interval <= plan.targetRelativeInterval
      {
        stopReason = .converged
        return
      }
    }
    if isOver { stopReason = .budget } else if isFull { stopReason = .maximumSamples }
  }
}
