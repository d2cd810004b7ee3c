import Foundation
import Harness
import Synchronization

/// Keeps the ledger of this process, and its file true enough to survive whatever ends the process.
///
/// An entry is written at its first call, refusals always, and counts that changed at most every tenth of a second and when the
/// process ends. Processes that the program starts append to the same file; one that it forks counts from 0.
final class LedgerWriter: Sendable {
  private struct State {
    var ledger: CallLedger
    var numbers: [CallLedger.Entry: Int] = [:]
    /// Whether an entry changed since it was written, by its number.
    var isChanged: [Bool] = []
    var lastWrite: UInt64 = 0
    var process = getpid()

    /// Leaves the calls before a fork to the process that made them.
    mutating func startOver() {
      process = getpid()
      for number in ledger.entries.indices {
        ledger.entries[number] = ledger.entries[number].withoutCalls
        isChanged[number] = false
      }
    }
  }

  /// Whether this process was forked and has not counted since.
  private static let isForked = Atomic(false)

  private let state: Mutex<State>
  private let descriptor: Int32
  private static let writeInterval: UInt64 = 100_000_000

  /// - Parameter path: The file; nil keeps no ledger.
  init(path: String?, _ ledger: CallLedger) {
    state = Mutex(State(ledger: ledger))
    descriptor = path.map { open($0, O_WRONLY | O_CREAT | O_APPEND | O_CLOEXEC, 0o666) } ?? -1
    guard descriptor >= 0 else {
      if let path {
        let reason = String(cString: strerror(errno))
        FileHandle.standardError.write(
          Data("parity: cannot write the ledger \(path): \(reason)\n".utf8))
      }
      return
    }
    write(LedgerFile.header(ledger))
    atexit { DropIn.shared.ledger.flush() }
    pthread_atfork(nil, nil) { LedgerWriter.isForked.store(true, ordering: .relaxed) }
  }

  /// The number under which calls like `entry`, which has no calls yet, are counted.
  func number(of entry: CallLedger.Entry) -> Int {
    state.withLock { state in
      if let number = state.numbers[entry] { return number }
      let number = state.ledger.entries.count
      state.ledger.entries.append(entry)
      state.isChanged.append(false)
      state.numbers[entry] = number
      return number
    }
  }

  /// Counts a call of the entry of this number.
  func add(_ number: Int, nanoseconds: Double, correctness: Correctness? = nil, at time: UInt64) {
    guard descriptor >= 0 else { return }
    state.withLock { state in
      Self.startOverIfForked(&state)
      state.ledger.entries[number].add(nanoseconds: nanoseconds, correctness: correctness)
      state.isChanged[number] = true
      if state.ledger.entries[number].callCount == 1
        || state.ledger.entries[number].outcome == .refused
        // Another thread may have written since the time was taken.
        || time > state.lastWrite + Self.writeInterval
      {
        state.lastWrite = max(time, state.lastWrite)
        write(&state)
      }
    }
  }

  /// Counts a call that is worth no key of its own.
  func add(_ entry: CallLedger.Entry, nanoseconds: Double = 0) {
    guard descriptor >= 0 else { return }
    add(number(of: entry), nanoseconds: nanoseconds, at: DropIn.now)
  }

  /// Writes what has changed.
  func flush() {
    state.withLock { state in
      Self.startOverIfForked(&state)
      write(&state)
    }
  }

  private static func startOverIfForked(_ state: inout State) {
    guard isForked.load(ordering: .relaxed) else { return }
    isForked.store(false, ordering: .relaxed)
    state.startOver()
  }

  private func write(_ state: inout State) {
    var data = Data()
    for number in state.isChanged.indices where state.isChanged[number] {
      data += LedgerFile.line(state.ledger.entries[number], process: state.process, id: number)
      state.isChanged[number] = false
    }
    write(data)
  }

  /// One call of the system for whole lines, so that a process that ends leaves no half line in the middle.
  private func write(_ data: Data) {
    guard descriptor >= 0 else { return }
    data.withUnsafeBytes { bytes in
      var rest = bytes[...]
      while let base = UnsafeRawBufferPointer(rebasing: rest).baseAddress, !rest.isEmpty {
        let count = Foundation.write(descriptor, base, rest.count)
        guard count > 0 else { return }
        rest = rest.dropFirst(count)
      }
    }
  }
}
