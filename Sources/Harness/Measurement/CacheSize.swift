import Foundation
import Kernels

/// How large the caches are that hold operands between executions.
enum CacheSize {
  /// The last-level caches of a device together, in bytes; nil where neither the device nor the system says.
  static func lastLevel(_ device: any Device) -> Int? {
    device.capabilities.hostMemory ? host ?? device.info.cacheByteCount : device.info.cacheByteCount
  }

  /// The data caches of one level.
  struct Level: Hashable {
    /// 1 is nearest to a core.
    var level: Int
    /// The size of one.
    var byteCount: Int
    /// How many there are, each for a group of cores.
    var instanceCount: Int
  }

  /// The host's last-level caches together (one for every group of cores that shares one), and one level below them,
  /// which may hold other lines (exclusive caches).
  static let host: Int? = {
    let total = levels.suffix(2).reduce(0) { $0 + $1.byteCount * $1.instanceCount }
    return total > 0 ? total : nil
  }()

  /// The host's data caches, nearest first; where those of a level differ, as many of the mean size.
  static let levels: [Level] = {
    let root = "/sys/devices/system/cpu"
    var sizes: [Int: [String: Int]] = [:]  // level -> sharing cores -> bytes
    let names = (try? FileManager.default.contentsOfDirectory(atPath: root)) ?? []
    for cpu in names where cpu.hasPrefix("cpu") && Int(cpu.dropFirst(3)) != nil {
      let folder = "\(root)/\(cpu)/cache"
      for index in (try? FileManager.default.contentsOfDirectory(atPath: folder)) ?? []
      where index.hasPrefix("index") {
        guard let level = text("\(folder)/\(index)/level").flatMap({ Int($0) }),
          let size = text("\(folder)/\(index)/size").flatMap(bytes),
          let sharers = text("\(folder)/\(index)/shared_cpu_list"),
          text("\(folder)/\(index)/type") != "Instruction"
        else { continue }
        sizes[level, default: [:]][sharers] = size
      }
    }
    return sizes.sorted { $0.key < $1.key }.map { level, caches in
      Level(
        level: level, byteCount: caches.values.reduce(0, +) / caches.count,
        instanceCount: caches.count)
    }
  }()

  /// `32768K`, `2M` or plain bytes.
  static func bytes(_ text: String) -> Int? {
    switch text.last {
    case "K": Int(text.dropLast()).map { $0 << 10 }
    case "M": Int(text.dropLast()).map { $0 << 20 }
    case "G": Int(text.dropLast()).map { $0 << 30 }
    default: Int(text)
    }
  }

  private static func text(_ path: String) -> String? {
    (try? String(contentsOfFile: path, encoding: .utf8))?
      .trimmingCharacters(in: .whitespacesAndNewlines)
  }
}
