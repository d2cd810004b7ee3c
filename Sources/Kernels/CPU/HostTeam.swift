import Dispatch
import Synchronization

/// Threads that share out numbered tasks.
struct HostTeam: Sendable {
  /// The most threads that compute at once.
  let threadCount: Int

  /// Runs `body` once for every task in `0..<count`, on at most ``threadCount`` threads, and
  /// returns when all are done.
  ///
  /// Tasks start in ascending order, so long ones belong first. `worker` is below ``threadCount``
  /// and differs between tasks that run at the same time: it selects scratch memory.
  func forEach(_ count: Int, _ body: (_ task: Int, _ worker: Int) -> Void) {
    let workers = min(threadCount, count)
    guard workers > 1 else {
      for task in 0..<count { body(task, 0) }
      return
    }
    let next = Atomic<Int>(0)
    withoutActuallyEscaping(body) { body in
      // SAFETY: the threads are done when `concurrentPerform` returns; callers keep tasks apart.
      nonisolated(unsafe) let body = body
      DispatchQueue.concurrentPerform(iterations: workers) { worker in
        while true {
          let task = next.wrappingAdd(1, ordering: .relaxed).oldValue
          guard task < count else { return }
          body(task, worker)
        }
      }
    }
  }

  /// Runs `body` on consecutive ranges that cover `0..<count`, each of about `grain` elements.
  func forEachRange(of count: Int, grain: Int, _ body: (_ range: Range<Int>, _ worker: Int) -> Void)
  {
    let grain = max(grain, 1)
    forEach((count + grain - 1) / grain) { task, worker in
      body(task * grain..<min((task + 1) * grain, count), worker)
    }
  }
}
