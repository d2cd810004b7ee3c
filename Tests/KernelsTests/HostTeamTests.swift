import Dispatch
import Foundation
import Synchronization
import Testing

@testable import Kernels

@Suite("A team of host threads")
struct HostTeamTests {
  @Test(
    "runs every task once, with workers that tell concurrent tasks apart", arguments: [1, 2, 3, 7])
  func everyTaskOnce(threadCount: Int) {
    let team = HostTeam(threadCount: threadCount)
    for count in [0, 1, 2, 5, 1000] {
      let runs = Counters(count)
      let busy = Counters(threadCount)
      let clashes = Counters(1)
      team.forEach(count) { task, worker in
        if busy.add(1, at: worker) != 0 { clashes.add(1, at: 0) }
        runs.add(1, at: task)
        busy.add(-1, at: worker)
      }
      #expect(runs.values == [Int](repeating: 1, count: count))
      #expect(clashes.values == [0])
    }
  }

  @Test("starts second tasks when all first ones are done", arguments: [1, 2, 3])
  func phases(threadCount: Int) {
    let team = HostTeam(threadCount: threadCount)
    for _ in 0..<200 {
      let done = Counters(1)
      let early = Counters(1)
      let second = Counters(9)
      team.forEach(7, then: 9) { isSecond, task, _ in
        if isSecond {
          if done.values[0] != 7 { early.add(1, at: 0) }
          second.add(1, at: task)
        } else {
          if task == 3 { usleep(200) }
          done.add(1, at: 0)
        }
      }
      #expect(early.values == [0])
      #expect(second.values == [Int](repeating: 1, count: 9))
    }
  }

  @Test(
    "works for several callers at once, whoever has the helpers, and after they have gone to sleep")
  func severalCallers() {
    let total = Counters(1)
    DispatchQueue.concurrentPerform(iterations: 4) { caller in
      let team = HostTeam(threadCount: 2 + caller % 2)
      for turn in 0..<300 {
        // Longer than helpers look out for a job, now and then.
        if turn % 100 == 99 { usleep(2000) }
        team.forEach(5) { _, _ in
          HostTeam(threadCount: 2).forEach(3) { _, _ in total.add(1, at: 0) }
        }
      }
    }
    #expect(total.values == [4 * 300 * 5 * 3])
  }

  /// Numbers that several threads add to.
  private final class Counters: Sendable {
    private let numbers: Mutex<[Int]>

    init(_ count: Int) { numbers = Mutex([Int](repeating: 0, count: count)) }

    var values: [Int] { numbers.withLock { $0 } }

    /// Returns the number before.
    @discardableResult
    func add(_ amount: Int, at index: Int) -> Int {
      numbers.withLock { numbers in
        defer { numbers[index] += amount }
        return numbers[index]
      }
    }
  }
}
