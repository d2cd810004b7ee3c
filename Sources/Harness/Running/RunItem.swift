public import Kernels

/// One problem of a run, as a workload names and weighs it.
public struct RunItem: Sendable, Hashable {
  /// What to run.
  public let problem: Problem
  /// How the workload names it.
  public let label: String?
  /// How often the workload makes this call.
  public let weight: Double
  /// The time of one call where the workload was captured, if that is known.
  public let recordedNanoseconds: Double?

  /// Creates an item.
  public init(
    problem: Problem, label: String? = nil, weight: Double = 1, recordedNanoseconds: Double? = nil
  ) {
    self.problem = problem
    self.label = label
    self.weight = weight
    self.recordedNanoseconds = recordedNanoseconds
  }
}

/// Everything that changes a number; ``MeasurementPlan`` checks it.
public typealias RunSettings = ResultsFile.Settings

extension ResultsFile.Settings {
  /// The settings of a run that was not told otherwise (docs/measuring.md says why these).
  public static let defaults = ResultsFile.Settings(
    cacheMode: MeasurementPlan.CacheMode.hot.rawValue, fill: InputFill.uniform.rawValue, seed: 1,
    budgetSecondsPerCase: 1, targetRelativeInterval: 0.01, minimumSamples: 10, maximumSamples: 2000,
    timeoutSeconds: 120, interleaved: true, threadCount: nil,
    mode: MeasurementPlan.Mode.steady.rawValue, telemetry: true)
}

/// What is done with each case.
public enum RunMode: Sendable, Hashable {
  /// Verify and measure.
  case measure
  /// Execute once and verify.
  case verifyOnly
}

/// What a run tells while it goes on, in order, on the thread that runs it.
public enum RunEvent: Sendable {
  /// Item `index` (from 0) of `count` starts on these devices.
  case started(index: Int, count: Int, descriptor: String, devices: [String])
  /// A device enters a phase: `prepare`, `verify`, `warm-up`, `sampling`.
  case phase(device: String, phase: String)
  /// Problems take turns in being sampled; `caseCount` of their cases still want samples.
  case turns(problemCount: Int, caseCount: Int)
  /// A case is finished.
  case finished(CaseRecord)
}
