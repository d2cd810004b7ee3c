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
    forEach(count, then: 0) { _, task, worker in body(task, worker) }
  }

  /// The same for two kinds of tasks: the second kind starts when all of the first are done, without
  /// the cost of waking the threads again.
  func forEach(
    _ first: Int, then second: Int,
    _ body: (_ isSecond: Bool, _ task: Int, _ worker: Int) -> Void
  ) {
    let count = first + second
    let workers = min(threadCount, max(first, second))
    guard workers > 1 else {
      for task in 0..<count { body(task >= first, task < first ? task : task - first, 0) }
      return
    }
    let next = Atomic<Int>(0)
    let done = Atomic<Int>(0)
    func work(_ worker: Int) {
      while true {
        let task = next.wrappingAdd(1, ordering: .relaxed).oldValue
        guard task < count else { return }
        if task < first {
          body(false, task, worker)
          done.wrappingAdd(1, ordering: .releasing)
          continue
        }
        // What is waited for is under way on other threads, so this ends.
        var turns = 0
        while done.load(ordering: .acquiring) < first { HelperThreads.pause(&turns) }
        body(true, task - first, worker)
      }
    }
    if HelperThreads.shared.run(workers: workers, work) { return }
    withoutActuallyEscaping(work) { work in
      // SAFETY: the threads are done when `concurrentPerform` returns; callers keep tasks apart.
      nonisolated(unsafe) let work = work
      DispatchQueue.concurrentPerform(iterations: workers) { work($0) }
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
