import Foundation
internal import Glibc
import Kernels
import Synchronization

/// Reads sensors beside the cases of a run: at the ends of every turn, and on a thread of its own some ten times a second.
///
/// Readings at the ends of turns lie outside what is timed. Those of the thread do not, so it slows down where reading
/// takes long: it uses at most half a per cent of one core.
public final class TelemetryMonitor: Sendable {
  let host: HostSensors
  let clock: @Sendable () -> Double
  let processUsage: @Sendable () -> ProcessUsage
  private let finder: DeviceSensorFinder
  private let devices = Mutex<[String: any DeviceSensors]>([:])
  private let active = Mutex<CaseTelemetry?>(nil)
  private let isClosed = Mutex(false)

  /// Seconds between the readings of the thread.
  static let periodSeconds = 0.1
  /// The largest share of one core that the thread may take.
  static let largestShare = 0.005

  /// Finds what can be read on this machine and starts the thread.
  public convenience init() {
    self.init(files: SystemFiles(), nvml: { NVML.shared })
    startThread()
  }

  /// The same over chosen files, without a thread.
  /// - Parameter clock: monotonic nanoseconds.
  init(
    files: SystemFiles,
    nvml: () -> Result<NVML, AbsenceReason>,
    clock: @escaping @Sendable () -> Double = { HostClock.nanoseconds },
    processUsage: @escaping @Sendable () -> ProcessUsage = { .current() }
  ) {
    host = HostSensors(files)
    finder = DeviceSensorFinder(files: files, nvml: nvml())
    self.clock = clock
    self.processUsage = processUsage
  }

  deinit { close() }

  /// Ends the thread at its next turn.
  public func close() { isClosed.withLock { $0 = true } }

  /// Starts to watch one case.
  func watch(_ device: DeviceInfo) -> CaseTelemetry {
    let sensors = devices.withLock { known in
      if let found = known[device.id] { return found }
      let found = finder.sensors(for: device)
      known[device.id] = found
      return found
    }
    return CaseTelemetry(self, sensors)
  }

  /// The case whose turn it is gets the thread's readings.
  func activate(_ telemetry: CaseTelemetry?) { active.withLock { $0 = telemetry } }

  private func startThread() {
    let thread = Thread { [weak self] in
      var pause = Self.periodSeconds
      while true {
        Thread.sleep(forTimeInterval: pause)
        guard let self, !self.isClosed.withLock({ $0 }) else { return }
        let seconds = self.active.withLock { $0 }?.read() ?? 0
        pause = max(Self.periodSeconds, seconds / Self.largestShare)
      }
    }
    thread.name = "telemetry"
    thread.start()
  }
}

/// What the process has used since it started, by getrusage(2), all threads together.
struct ProcessUsage: Sendable {
  /// Processor time of user and system.
  var seconds: Double
  /// Times that a thread lost its core to another.
  var involuntarySwitches: Int
  /// Times that a thread waited.
  var voluntarySwitches: Int

  static func current() -> ProcessUsage {
    var usage = rusage()
    getrusage(__rusage_who_t(RUSAGE_SELF.rawValue), &usage)
    func seconds(_ time: timeval) -> Double { Double(time.tv_sec) + Double(time.tv_usec) / 1e6 }
    return ProcessUsage(
      seconds: seconds(usage.ru_utime) + seconds(usage.ru_stime),
      involuntarySwitches: Int(usage.ru_nivcsw), voluntarySwitches: Int(usage.ru_nvcsw))
  }
}
