import Foundation

/// Threads and open files of this process, for tests that look for leaks.
public struct ProcessHandles: Sendable {
  /// Threads, those of the runtime included.
  public let threadCount: Int
  /// Open file descriptors.
  public let descriptorCount: Int

  /// The counts as Linux reports them in proc(5).
  public static func now() -> ProcessHandles {
    func count(_ folder: String) -> Int {
      (try? FileManager.default.contentsOfDirectory(atPath: "/proc/self/\(folder)").count) ?? 0
    }
    return ProcessHandles(threadCount: count("task"), descriptorCount: count("fd"))
  }

  /// The counts once threads that are ending have ended: looks again for up to five seconds while more than `slack`
  /// above `limit`.
  public static func settled(below limit: ProcessHandles, slack: Int) -> ProcessHandles {
    var handles = now()
    for _ in 0..<500 {
      if handles.threadCount <= limit.threadCount + slack,
        handles.descriptorCount <= limit.descriptorCount + slack
      {
        break
      }
      Thread.sleep(forTimeInterval: 0.01)
      handles = now()
    }
    return handles
  }
}
