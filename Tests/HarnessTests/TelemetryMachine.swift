import Foundation
import Kernels
import Synchronization
import TestSupport

@testable import Harness

/// A machine made of files, with a clock and a process that a test moves.
final class TelemetryMachine: Sendable {
  // SAFETY: a folder is a path that never changes.
  nonisolated(unsafe) private let folder: ResultsFolder
  private let state = Mutex((nanoseconds: 1e9, usage: ProcessUsage.idle))

  init(_ files: [String: String] = [:]) throws {
    folder = try ResultsFolder()
    for (path, text) in files { try write(text, to: path) }
  }

  /// `/sys` and `/proc` of this machine.
  var files: SystemFiles { SystemFiles(root: folder.path + "/") }

  /// Changes a file in place, as the kernel does.
  func write(_ text: String, to path: String) throws {
    if let handle = FileHandle(forWritingAtPath: folder.file(path)) {
      try handle.truncate(atOffset: 0)
      try handle.write(contentsOf: Data(text.utf8))
      try handle.close()
    } else {
      try folder.write(text, to: path)
    }
  }

  /// Lets time pass and the process work.
  func advance(seconds: Double, ownSeconds: Double = 0, switches: Int = 0) {
    state.withLock {
      $0.nanoseconds += seconds * 1e9
      $0.usage.seconds += ownSeconds
      $0.usage.involuntarySwitches += switches
    }
  }

  /// A monitor over this machine; it has no thread.
  func monitor(nvml: Result<NVML, AbsenceReason> = .failure(AbsenceReason("no NVML")))
    -> TelemetryMonitor
  {
    TelemetryMonitor(
      files: files, nvml: { nvml }, clock: { self.state.withLock { $0.nanoseconds } },
      processUsage: { self.state.withLock { $0.usage } })
  }

  static func device(
    _ kind: DeviceInfo.Kind, driver: String = "driver", uuid: String? = nil
  ) -> DeviceInfo {
    DeviceInfo(
      backend: "vulkan", index: 0, name: "device", kind: kind, uuid: uuid, driver: driver,
      driverVersion: "1")
  }

  /// Two cores of Intel's with everything readable.
  static let intel: [String: String] = [
    "sys/devices/system/cpu/cpufreq/policy0/scaling_cur_freq": "2000000\n",
    "sys/devices/system/cpu/cpufreq/policy1/scaling_cur_freq": "3000000\n",
    "sys/devices/system/cpu/cpu0/thermal_throttle/core_throttle_count": "5\n",
    "sys/devices/system/cpu/cpu0/thermal_throttle/package_throttle_count": "7\n",
    "sys/class/powercap/intel-rapl:0/name": "package-0\n",
    "sys/class/powercap/intel-rapl:0/energy_uj": "1000000\n",
    "sys/class/powercap/intel-rapl:0/max_energy_range_uj": "262143328850\n",
    "sys/class/powercap/intel-rapl:0:0/name": "core\n",
    "sys/class/powercap/intel-rapl:0:0/energy_uj": "900000\n",
    "sys/class/powercap/intel-rapl:0:0/max_energy_range_uj": "262143328850\n",
    "sys/class/powercap/intel-rapl:0:1/name": "dram\n",
    "sys/class/powercap/intel-rapl:0:1/energy_uj": "65000000\n",
    "sys/class/powercap/intel-rapl:0:1/max_energy_range_uj": "65712999613\n",
    "sys/class/powercap/intel-rapl-mmio:0/name": "package-0\n",
    "sys/class/powercap/intel-rapl-mmio:0/energy_uj": "1000000\n",
    "sys/class/powercap/intel-rapl-mmio:0/max_energy_range_uj": "262143328850\n",
    "sys/class/hwmon/hwmon0/name": "coretemp\n",
    "sys/class/hwmon/hwmon0/temp1_label": "Package id 0\n",
    "sys/class/hwmon/hwmon0/temp1_input": "45000\n",
    "sys/class/hwmon/hwmon0/temp2_label": "Core 0\n",
    "sys/class/hwmon/hwmon0/temp2_input": "44000\n",
    "proc/stat": "cpu  100 0 100 1000 10 0 0 0 0 0\ncpu0 1 2 3\n",
    "proc/loadavg": "1.50 0.50 0.25 1/2 3\n",
  ]
}

extension ProcessUsage {
  fileprivate static let idle = ProcessUsage(
    seconds: 0, involuntarySwitches: 1, voluntarySwitches: 1)
}
