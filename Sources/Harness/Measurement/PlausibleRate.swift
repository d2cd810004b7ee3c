import Foundation
import Kernels

/// A rate that the machine cannot reach: what is above it was not computed.
enum PlausibleRate {
  /// Why a time cannot be, with the figure; nil where it can.
  ///
  /// The measured roofline decides where there is one, and for the host's processor what its multiply-add units could do at
  /// the highest clock, several times above what kernels reach.
  static func complaint(
    _ problem: Problem, on device: any Device, roofline: Roofline?,
    cacheMode: MeasurementPlan.CacheMode, nanoseconds: Double
  ) -> String? {
    if let complaint = roofline?.complaint(problem, cacheMode: cacheMode, nanoseconds: nanoseconds)
    {
      return complaint
    }
    let rate = Double(problem.flopCount) / nanoseconds * 1e9
    guard let ceiling = ceiling(device, problem), rate > ceiling else { return nil }
    func rounded(_ rate: Double) -> Double { (rate / 1e7).rounded() / 100 }
    return "\(rounded(rate)) GFLOP/s is above \(rounded(ceiling)) GFLOP/s, "
      + "more than this processor's multiply-add units can do"
  }

  /// Operations per second that a CPU device cannot pass, from cores, clock and the widest multiply-add; nil for devices
  /// that are not the host's processor.
  static func ceiling(_ device: any Device, _ problem: Problem) -> Double? {
    guard device.info.kind == .cpu else { return nil }
    let cores = device.info.threadCount ?? ProcessInfo.processInfo.activeProcessorCount
    return Double(cores) * clockHertz * operationsPerCycle(problem.inputType, features: features)
  }

  /// Operations of one core in a cycle: two multiply-add units of the widest vectors; tile units for what they take.
  static func operationsPerCycle(_ type: ElementType, features: Set<String>) -> Double {
    let is512 = features.contains { $0.hasPrefix("avx512") }
    // 32 bytes where nothing is known: no processor without AVX-512 or SVE has wider registers.
    let vectorBytes = is512 || features.contains("sve") ? 64.0 : 32.0
    switch type {
    case .f64, .c128: return 2 * 2 * vectorBytes / 8
    case .f32, .c64: return 2 * 2 * vectorBytes / 4
    case .f16, .bf16:
      // AMX: 16 x 16 x 32 multiply-adds in 16 cycles.
      return features.contains("amx_tile") ? 2048 : 2 * 2 * vectorBytes / 2
    case .i8, .i32, .f8e4m3, .f8e5m2:
      return features.contains("amx_tile") ? 4096 : 2 * 4 * vectorBytes
    }
  }

  private static let features: Set<String> = {
    let text = (try? String(contentsOfFile: "/proc/cpuinfo", encoding: .utf8)) ?? ""
    for line in text.split(separator: "\n")
    where line.hasPrefix("flags") || line.hasPrefix("Features") {
      return Set(line.split(separator: " ").map(String.init))
    }
    return []
  }()

  /// The highest clock that the system admits, or more than any processor has.
  private static let clockHertz: Double = {
    let path = "/sys/devices/system/cpu/cpu0/cpufreq/cpuinfo_max_freq"
    let kilohertz = (try? String(contentsOfFile: path, encoding: .utf8)).flatMap {
      Double($0.trimmingCharacters(in: .whitespacesAndNewlines))
    }
    return kilohertz.map { max($0 * 1000, 3e9) } ?? 6e9
  }()
}
