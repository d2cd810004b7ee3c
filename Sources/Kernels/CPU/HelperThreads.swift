import Dispatch
import Foundation
import Synchronization

/// Threads that help a caller with one job at a time, and look out for the next for a while before
/// they sleep.
///
/// Waking a thread takes tens of microseconds, as long as a small GEMM. A caller waits for none: who
/// comes too late finds the job closed.
final class HelperThreads: @unchecked Sendable {
  // SAFETY: `context` and `threadCount` are written only by who holds `isTaken`, and `context` only
  // before the job is published.

  /// Those of the process.
  static let shared = HelperThreads()

  private let isTaken = Atomic<Bool>(false)
  /// The number of the latest job, shifted by ``slotBits``, and how many may still join it.
  private let state = Atomic<UInt64>(0)
  private let finishedCount = Atomic<Int>(0)
  private let sleeperCount = Atomic<Int>(0)
  private let condition = NSCondition()
  private var context: UnsafeRawPointer?
  private var threadCount = 0

  private static let slotBits: UInt64 = 16
  private static let slotMask: UInt64 = 0xFFFF
  /// How long a helper looks out, longer than it takes to submit the next repetition.
  private static let lookoutNanoseconds: UInt64 = 200_000

  /// What helpers call.
  ///
  /// They go through a pointer, so that they own no part of a closure that the caller only lent.
  private struct Job {
    let body: (Int) -> Void
  }

  /// Runs `body(0)` on this thread and, as far as helpers come in time, `body(1)` to
  /// `body(workers - 1)` on others; returns when all that started are done.
  /// - Returns: false, without having run anything, where the helpers are busy with another job.
  func run(workers: Int, _ body: (_ worker: Int) -> Void) -> Bool {
    guard workers <= Int(Self.slotMask),
      isTaken.compareExchange(
        expected: false, desired: true, ordering: .acquiringAndReleasing
      ).exchanged
    else { return false }
    defer { isTaken.store(false, ordering: .releasing) }
    while threadCount < workers - 1 { startThread() }
    withoutActuallyEscaping(body) { body in
      withUnsafePointer(to: Job(body: body)) { job in
        context = UnsafeRawPointer(job)
        finishedCount.store(0, ordering: .relaxed)
        let number = (state.load(ordering: .relaxed) >> Self.slotBits) &+ 1
        state.store(
          number << Self.slotBits | UInt64(workers - 1), ordering: .sequentiallyConsistent)
        if sleeperCount.load(ordering: .sequentiallyConsistent) > 0 {
          condition.lock()
          condition.broadcast()
          condition.unlock()
        }
        body(0)
        // Nobody joins from here on.
        let last = state.exchange(number << Self.slotBits, ordering: .acquiringAndReleasing)
        let joinedCount = workers - 1 - Int(last & Self.slotMask)
        var turns = 0
        while finishedCount.load(ordering: .acquiring) < joinedCount { Self.pause(&turns) }
      }
    }
    return true
  }

  /// Leaves the processor to others after a while of waiting.
  static func pause(_ turns: inout Int) {
    turns += 1
    if turns > 1000 { sched_yield() }
  }

  private func startThread() {
    threadCount += 1
    // Helpers live as long as the process; the one instance does as well.
    let thread = Thread { [self] in help() }
    thread.stackSize = 16 << 20
    thread.name = "parity-helper"
    thread.start()
  }

  private func help() {
    var seen: UInt64 = 0
    while true {
      waitForJob(after: seen)
      while true {
        let current = state.load(ordering: .acquiring)
        seen = current >> Self.slotBits
        let slots = current & Self.slotMask
        guard slots > 0 else { break }
        guard
          state.compareExchange(
            expected: current, desired: current - 1, ordering: .acquiringAndReleasing
          ).exchanged
        else { continue }
        if let context { Self.call(context, worker: Int(slots)) }
        finishedCount.wrappingAdd(1, ordering: .releasing)
        break
      }
    }
  }

  /// Not inlined: when it returns, nothing of the closure is held any more.
  @inline(never)
  private static func call(_ context: UnsafeRawPointer, worker: Int) {
    context.assumingMemoryBound(to: Job.self).pointee.body(worker)
  }

  private func waitForJob(after seen: UInt64) {
    let end = DispatchTime.now().uptimeNanoseconds + Self.lookoutNanoseconds
    repeat {
      for _ in 0..<200 where state.load(ordering: .acquiring) >> Self.slotBits != seen { return }
      sched_yield()
    } while DispatchTime.now().uptimeNanoseconds < end
    condition.lock()
    sleeperCount.wrappingAdd(1, ordering: .sequentiallyConsistent)
    while state.load(ordering: .sequentiallyConsistent) >> Self.slotBits == seen {
      condition.wait()
    }
    sleeperCount.wrappingSubtract(1, ordering: .sequentiallyConsistent)
    condition.unlock()
  }
}
