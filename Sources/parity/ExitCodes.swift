/// What the exit code of every command means; part of the interface, listed in README.md.
enum ExitStatus: Int32 {
  /// Everything asked for was done, and no case is wrong.
  case ok = 0
  /// At least one case is incorrect, implausible, timed out, crashed or failed, or a comparison's candidate lost one.
  case failedCases = 1
  /// Slower than the baseline beyond the threshold (`compare`, `gate`).
  case regression = 2
  /// Parity itself could not do its work: no device, no place to write, a broken results file.
  case harness = 3
  /// Results that cannot be compared or continued; with `--strict`, cases that are not settled.
  case notComparable = 4
  /// The command line makes no sense (`EX_USAGE`).
  case usage = 64
  /// Ended by SIGINT, after writing what was done (128 + 2).
  case interrupted = 130
  /// Ended by SIGTERM, after writing what was done (128 + 15).
  case terminated = 143
}

/// A sentence for the user and the exit code that goes with it.
struct CommandFailure: Error {
  let status: ExitStatus
  let message: String

  init(_ status: ExitStatus, _ message: String) {
    self.status = status
    self.message = message
  }
}
