/// What became of a case: a result, never an error.
public enum CaseStatus: String, Hashable, Sendable, Codable, CaseIterable {
  /// Ran, verified within the bound, measured to the asked precision.
  case passed
  /// Ran and verified, but the budget ended before the asked precision was reached.
  case noisy
  /// Ran, and the result is wrong.
  case incorrect
  /// The device cannot run the call; the reason names the argument.
  case unsupported
  /// Not tried, for a stated reason (needs more memory than there is, longer than the budget).
  case skipped
  /// Ran, but nothing could be checked.
  case notVerified
  /// Faster than the machine can be; not believed.
  case implausible
  /// Did not finish within the timeout.
  case timedOut
  /// Took the process that ran it down.
  case crashed
  /// The backend reported an error.
  case failed

  /// Whether the case may win a comparison and enter a mean.
  public var isTrusted: Bool { self == .passed || self == .noisy }

  /// Whether the case makes the run exit with 1.
  public var isFailure: Bool {
    switch self {
    case .incorrect, .implausible, .timedOut, .crashed, .failed: true
    case .passed, .noisy, .unsupported, .skipped, .notVerified: false
    }
  }
}
