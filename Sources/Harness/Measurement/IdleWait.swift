import Foundation

/// Waits until the threads of the device that had its turn before rest.
///
/// Many libraries keep their threads looking out for work after a call (OpenBLAS 0.3.31 for 100 ms, OpenMP runtimes for
/// some), on the processors that the next device computes on. Processes other than this one and its children are not
/// waited for: they are noise, which the statistics show.
struct IdleWait {
  private let clocks: [clockid_t]

  /// Knows this process and the children that it has now.
  init() {
    #if os(Linux)
      clocks =
        [CLOCK_PROCESS_CPUTIME_ID]
        + Self.children().compactMap { child in
          var clock = clockid_t()
          return clock_getcpuclockid(child, &clock) == 0 ? clock : nil
        }
    #else
      clocks = [CLOCK_PROCESS_CPUTIME_ID]
    #endif
  }

  /// Looks every 10 ms, and goes on when threads used less than a fifth of the last, or after `limit`: the kernel books
  /// the time of threads that run only with its tick.
  /// - Returns: the nanoseconds that it took.
  @discardableResult
  func wait(limitNanoseconds limit: Double = 2.5e8) -> Double {
    let start = HostClock.nanoseconds
    var (time, used) = (start, usedNanoseconds)
    repeat {
      usleep(10_000)
      let (now, usedNow) = (HostClock.nanoseconds, usedNanoseconds)
      if usedNow - used < (now - time) / 5 { break }
      (time, used) = (now, usedNow)
    } while time - start < limit
    return HostClock.nanoseconds - start
  }

  /// Processor time of all threads so far; a process that has ended adds nothing.
  private var usedNanoseconds: Double {
    clocks.reduce(0) { sum, clock in
      var time = timespec()
      guard clock_gettime(clock, &time) == 0 else { return sum }
      return sum + Double(time.tv_sec) * 1e9 + Double(time.tv_nsec)
    }
  }

  #if os(Linux)
    private static func children() -> [pid_t] {
      let own = getpid()
      let entries = (try? FileManager.default.contentsOfDirectory(atPath: "/proc")) ?? []
      return entries.compactMap { pid_t($0) }.filter { process in
        let stat = (try? String(contentsOfFile: "/proc/\(process)/stat", encoding: .utf8)) ?? ""
        // After the name in parentheses: state, parent.
        let fields = stat.split(separator: ")").last?.split(separator: " ") ?? []
        return fields.count > 1 && pid_t(fields[1]) == own
      }
    }
  #endif
}
