import Dispatch
import Foundation
import Harness
import Synchronization

/// Turns SIGINT and SIGTERM into a request to stop: the run ends after the case under way and writes what is done.
///
/// A second signal ends the process at once; the journal beside the results file keeps every finished case.
final class Interruption: Sendable {
  /// Handed to the runner.
  let stop = StopFlag()
  private let signal = Mutex<Int32>(0)
  // SAFETY: sources are only kept alive, never used after `init`.
  nonisolated(unsafe) private var sources: [any DispatchSourceSignal] = []

  init() {
    for number in [SIGINT, SIGTERM] {
      Foundation.signal(number, SIG_IGN)
      let source = DispatchSource.makeSignalSource(signal: number, queue: .global())
      source.setEventHandler { [weak self] in self?.received(number) }
      source.resume()
      sources.append(source)
    }
  }

  /// The exit status of the signal that came, or nil.
  var status: ExitStatus? {
    switch signal.withLock({ $0 }) {
    case 0: nil
    case SIGTERM: .terminated
    default: .interrupted
    }
  }

  private func received(_ number: Int32) {
    let isFirst = signal.withLock { current in
      defer { if current == 0 { current = number } }
      return current == 0
    }
    guard isFirst else { _exit(128 + number) }
    stop.stop()
    Terminal.writeError(
      "\nStopping; what is done will be written. Once more to quit at once (finished cases stay in the journal).\n"
    )
  }
}
