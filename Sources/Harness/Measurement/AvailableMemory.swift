import Foundation
import Kernels

/// How much memory operands may take.
enum AvailableMemory {
  /// Bytes of host memory that can be had without swapping, less a tenth for everything else.
  ///
  /// A container's limit counts where it is lower. Nil where the system does not say.
  static func host() -> Int? {
    guard let text = try? String(contentsOfFile: "/proc/meminfo", encoding: .utf8),
      let available = kilobytes("MemAvailable", in: text)
    else { return nil }
    return min(available, containerRemainder() ?? available) / 10 * 9
  }

  /// Bytes of a device's own memory, less a tenth; nil where the device does not say.
  static func device(_ info: DeviceInfo) -> Int? { info.memoryByteCount.map { $0 / 10 * 9 } }

  /// The value of `key` in the format of /proc/meminfo, in bytes.
  static func kilobytes(_ key: String, in text: String) -> Int? {
    for line in text.split(separator: "\n") where line.hasPrefix(key + ":") {
      return line.split(whereSeparator: { " :\t".contains($0) }).dropFirst().first
        .flatMap { Int($0) }.map { $0 * 1024 }
    }
    return nil
  }

  /// What a container may still take; nil where no limit is set.
  private static func containerRemainder() -> Int? {
    // cgroup v2, then v1; `max` or a huge number means no limit.
    for (folder, limit, usage) in [
      ("/sys/fs/cgroup", "memory.max", "memory.current"),
      ("/sys/fs/cgroup/memory", "memory.limit_in_bytes", "memory.usage_in_bytes"),
    ] {
      if let limit = number("\(folder)/\(limit)"), let usage = number("\(folder)/\(usage)") {
        let statistics = try? String(contentsOfFile: "\(folder)/memory.stat", encoding: .utf8)
        return max(limit - usage + fileCache(statistics ?? ""), 0)
      }
    }
    return nil
  }

  /// Bytes of cached files in a container's memory.stat: they count as used, but give way.
  static func fileCache(_ statistics: String) -> Int {
    statistics.split(separator: "\n").reduce(0) { sum, line in
      let words = line.split(separator: " ")
      guard words.count == 2, words[0] == "inactive_file" || words[0] == "active_file" else {
        return sum
      }
      return sum + (Int(words[1]) ?? 0)
    }
  }

  private static func number(_ path: String) -> Int? {
    (try? String(contentsOfFile: path, encoding: .utf8)).flatMap {
      Int($0.trimmingCharacters(in: .whitespacesAndNewlines))
    }
  }
}
