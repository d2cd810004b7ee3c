import Foundation
import Kernels

/// Measures one case: warms up, calibrates, and takes samples in turns until they are precise enough.
final class Sampler {
  private let executor: Executor
  private let plan: MeasurementPlan
  /// What one sample should last, so that clock and submission do not show.
  private var sampleNanoseconds: Double
  /// What one of the three measurements of a warm-up window should last.
  private let windowNanoseconds: Double
  /// How long clocks take to rise after a rest, at most; 0 for devices on the host's processors.
  ///
  /// An H200 goes from 0.35 to 2 GHz in five steps of 10 to 40 ms, so that a while without a change says nothing.
  private let riseNanoseconds: Double
  /// How long a turn takes: short ones give many pairs, those of GPUs lose more to clocks that rise again.
  ///
  /// A quarter may go to executions that are not counted, and the least rounds must fit into the budget all the same.
  private let turnNanoseconds: Double
  /// Rounds before precision may end sampling: a rank test of fewer than 9 pairs cannot reach 99 %, and samples of one
  /// moment know nothing of the next.
  static let minimumRounds = 12

  /// Executions and their time until it got no faster.
  private(set) var warmupCount = 0
  private(set) var warmupNanoseconds = 0.0
  /// Executions in a sample.
  private(set) var repetitions = 1
  /// The samples so far.
  private(set) var hostNanoseconds: [Double] = []
  private(set) var deviceNanoseconds: [Double]? = []
  private(set) var rounds: [Int] = []
  /// Seconds from the start of a soak to each sample.
  private(set) var startSeconds: [Double]?
  /// Executions in turns, counted or not.
  private(set) var turnExecutionCount = 0
  /// Why sampling ended, once it has.
  private(set) var stopReason: StopReason?

  /// What one execution takes, as far as known.
  private(set) var executionNanoseconds: Double
  private var spentNanoseconds = 0.0
  private(set) var roundCount = 0
  private var nextCheck: Int

  /// - Parameters:
  ///   - firstRunNanoseconds: what the first execution took, compilation that is done late included.
  ///   - capabilities: a device with a clock of its own gets longer samples, since submission costs host time.
  init(
    _ executor: Executor, plan: MeasurementPlan, firstRunNanoseconds: Double,
    capabilities: Capabilities
  ) {
    self.executor = executor
    self.plan = plan
    executionNanoseconds = firstRunNanoseconds
    sampleNanoseconds = capabilities.deviceTimestamps ? 1e6 : 1e5
    windowNanoseconds =
      capabilities.hostMemory
      ? min(1e6, plan.budgetNanoseconds / 120) : min(2e7, plan.budgetNanoseconds / 24)
    riseNanoseconds = capabilities.hostMemory ? 0 : 1.5e8
    turnNanoseconds =
      capabilities.hostMemory
      ? min(max(plan.budgetNanoseconds / 40, 2e6), 1e8)
      : min(max(plan.budgetNanoseconds / 20, 5e6), 1e8)
    nextCheck = max(plan.minimumSamples, MedianInterval.minimumCount)
  }

  /// Executes in windows until clocks had the time to rise and the median of one is no longer more than 2 % below that of the one
  /// before, or a quarter of the budget is used, and twice that time where clocks rise.
  func warmUp(stop: StopFlag) throws(BackendError) {
    guard plan.mode != .burst else { return }
    let limit = max(plan.budgetNanoseconds / 4, 2 * riseNanoseconds)
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
      if executionNanoseconds >= 0.98 * previous, warmupNanoseconds >= riseNanoseconds { break }
      previous = executionNanoseconds
    }
    repetitions = clamp((sampleNanoseconds / max(executionNanoseconds, 1)).rounded(.up))
  }

  /// What one execution took when it got no faster; nil before.
  var warmNanoseconds: Double? { warmupCount > 0 ? executionNanoseconds : nil }

  /// Makes samples at least this long; before the warm-up.
  func lengthenSamples(to nanoseconds: Double) {
    sampleNanoseconds = max(sampleNanoseconds, nanoseconds)
  }

  /// Takes one sample of a soak, `seconds` after it began.
  ///
  /// An execution that is not counted comes first where that costs little: other cases have used the caches.
  func takeSoakSample(round: Int, at seconds: Double) throws(BackendError) {
    if executionNanoseconds < sampleNanoseconds / 4 {
      _ = try executor.run(1)
      turnExecutionCount += 1
    }
    try takeSample(round: round)
    startSeconds = (startSeconds ?? []) + [seconds]
  }

  /// Ends a soak whose time is over.
  func endSoak() { if stopReason == nil { stopReason = .budget } }

  private func clamp(_ count: Double) -> Int { Int(min(max(count, 1), 1e5)) }

  /// Lets the device rest before a turn in burst mode.
  func pause() {
    if plan.mode == .burst { Thread.sleep(forTimeInterval: MeasurementPlan.burstPauseSeconds) }
  }

  /// Takes the samples of one round.
  ///
  /// Where cases take turns, a turn starts with executions that are not counted: they bring the operands back
  /// into the caches and outlast threads of the other device's library that still wait for work. Those by which a GPU gets back to
  /// the clocks that it was warm at are not charged to the budget either.
  func takeTurn(round: Int, settle: Bool, stop: StopFlag) throws(BackendError) {
    let isBurst = plan.mode == .burst
    let most = isBurst ? MeasurementPlan.burstSamplesPerTurn : 64
    let turn = turnNanoseconds
    var settled = 0.0
    var isRising = false
    while settle, !isBurst, settled < turn / 4 || isRising, executionNanoseconds < 4 * turn,
      !stop.isStopped
    {
      let execution = try executor.run(repetitions)
      settled += execution.spentNanoseconds
      turnExecutionCount += repetitions
      isRising = riseNanoseconds > 0 && execution.headlineNanoseconds > 1.02 * executionNanoseconds
      // It does not get back there: this is what it is now.
      if isRising, settled > 2 * riseNanoseconds {
        executionNanoseconds = execution.headlineNanoseconds
      }
    }
    spentNanoseconds += min(settled, turn / 4)
    roundCount += 1
    var used = 0.0
    var taken = 0
    while stopReason == nil, taken == 0 || (used < turn && taken < most) {
      if stop.isStopped {
        stopReason = .interrupted
        return
      }
      let spent = try takeSample(round: round)
      taken += 1
      used += spent
      spentNanoseconds += spent
      decide()
    }
  }

  /// Executes one sample and keeps it; what it took in all, in nanoseconds.
  @discardableResult
  private func takeSample(round: Int) throws(BackendError) -> Double {
    let execution = try executor.run(repetitions)
    turnExecutionCount += repetitions
    hostNanoseconds.append(execution.hostNanoseconds)
    if let time = execution.deviceNanoseconds, time > 0 {
      deviceNanoseconds?.append(time)
    } else {
      deviceNanoseconds = nil
    }
    rounds.append(round)
    return execution.spentNanoseconds
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
      deviceNanoseconds: deviceNanoseconds, rounds: rounds, startSeconds: startSeconds)
  }

  private func decide() {
    let count = hostNanoseconds.count
    // One sample says nothing about its own noise: three are taken where that stays within three budgets.
    let isOver = spentNanoseconds >= plan.budgetNanoseconds * (count < 3 ? 3 : 1)
    let isFull = count >= plan.maximumSamples
    if roundCount >= Self.minimumRounds, count >= nextCheck || isOver || isFull {
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
