import Foundation

/// What the operating system says about this machine's processor and memory (Linux).
struct HostProcessor: Sendable {
  /// The model as `/proc/cpuinfo` names it, or the architecture where it has no name.
  let name: String
  /// The instruction-set extensions that matter for kernels.
  let features: [String]
  /// Processors that this process may use.
  let threadCount: Int
  /// The size of one last-level cache in bytes.
  let lastLevelCacheByteCount: Int?
  /// The size of one second-level cache in bytes.
  let secondLevelCacheByteCount: Int?
  /// Physical memory in bytes.
  let memoryByteCount: Int?

  /// This machine; read once.
  static let current = HostProcessor()

  private init() {
    let cpuinfo = Self.text("/proc/cpuinfo")
    func field(_ name: String) -> String? {
      for line in cpuinfo.split(separator: "\n") {
        let parts = line.split(separator: ":", maxSplits: 1)
        guard parts.count == 2, parts[0].trimmingCharacters(in: .whitespaces) == name else {
          continue
        }
        return parts[1].trimmingCharacters(in: .whitespaces)
      }
      return nil
    }
    name = field("model name") ?? field("Processor") ?? Self.architecture
    features = Self.relevantFeatures(flags: field("flags") ?? field("Features") ?? "")
    threadCount = ProcessInfo.processInfo.activeProcessorCount
    let caches = Self.caches()
    lastLevelCacheByteCount = caches.max { $0.key < $1.key }?.value
    secondLevelCacheByteCount = caches[2]
    memoryByteCount = Self.memory(meminfo: Self.text("/proc/meminfo"))
  }

  /// The features of a `flags` (x86) or `Features` (ARM) line that matter here, in a fixed order;
  /// `asimd` is listed by its common name `neon`.
  static func relevantFeatures(flags: String) -> [String] {
    let present = Set(flags.split(separator: " ").map { $0 == "asimd" ? "neon" : String($0) })
    return [
      "avx2", "fma", "f16c", "avx512f", "avx512bw", "avx512_vnni", "avx512_bf16", "avx512_fp16",
      "avx_vnni", "amx_tile", "amx_bf16", "amx_int8", "neon", "asimdhp", "asimddp", "bf16", "i8mm",
      "sve",
    ].filter(present.contains)
  }

  /// The bytes of a size as sysfs writes it: `32768K`, `1M`.
  static func byteCount(sysfs text: String) -> Int? {
    let text = text.trimmingCharacters(in: .whitespacesAndNewlines)
    let (digits, unit): (Substring, Int) =
      switch text.last {
      case "K": (text.dropLast(), 1 << 10)
      case "M": (text.dropLast(), 1 << 20)
      case "G": (text.dropLast(), 1 << 30)
      default: (text[...], 1)
      }
    guard let count = Int(digits), count > 0, count <= Int.max / unit else { return nil }
    return count * unit
  }

  /// `MemTotal` of `/proc/meminfo` in bytes.
  static func memory(meminfo: String) -> Int? {
    for line in meminfo.split(separator: "\n") where line.hasPrefix("MemTotal:") {
      let words = line.split(separator: " ")
      guard words.count >= 2, let kibibytes = Int(words[1]), kibibytes <= Int.max / 1024 else {
        return nil
      }
      return kibibytes * 1024
    }
    return nil
  }

  /// The bytes of the first core's caches by level.
  private static func caches() -> [Int: Int] {
    let folder = "/sys/devices/system/cpu/cpu0/cache/index"
    var caches: [Int: Int] = [:]
    for index in 0..<8 {
      let level = text("\(folder)\(index)/level").trimmingCharacters(in: .whitespacesAndNewlines)
      guard let level = Int(level), let size = byteCount(sysfs: text("\(folder)\(index)/size"))
      else {
        continue
      }
      caches[level] = max(size, caches[level] ?? 0)
    }
    return caches
  }

  private static func text(_ path: String) -> String {
    (try? String(contentsOfFile: path, encoding: .utf8)) ?? ""
  }

  private static var architecture: String {
    #if arch(x86_64)
      "x86-64 processor"
    #elseif arch(arm64)
      "AArch64 processor"
    #else
      "processor"
    #endif
  }
}
