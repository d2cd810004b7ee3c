import Kernels

/// Whether a problem's operands fit, before any of them is allocated.
struct MemoryCheck {
  private let problem: Problem
  /// The most host memory that may be used, nil where unknown.
  private let hostByteCount: Int?

  init(_ problem: Problem, hostLimitByteCount: Int?) {
    self.problem = problem
    let available = AvailableMemory.host()
    hostByteCount = hostLimitByteCount.map { min($0, available ?? $0) } ?? available
  }

  /// Why these devices cannot have their operand sets at the same time, with what is needed and what there is; nil where
  /// they can, or where nobody knows.
  func complaint(_ devices: [(device: any Device, setCount: Int)]) -> String? {
    let output = problem.output.byteCount
    // The host keeps one copy of the inputs and reads outputs back.
    var host: Int? = problem.footprintByteCount - output + OutputCheck.hostByteCount(problem)
    for (device, setCount) in devices {
      let largest = OperandSet.largestBufferByteCount(problem, count: setCount)
      let most = device.capabilities.maximumBufferByteCount
      if largest > most {
        return
          "an operand needs a buffer of \(Self.text(largest)); the largest of \(device.info.id) is "
          + Self.text(most)
      }
      let needed = OperandSet.byteCount(problem, count: setCount)
      if device.capabilities.hostMemory {
        host = Self.sum(host, needed)
      } else if let available = AvailableMemory.device(device.info),
        needed.map({ $0 > available }) ?? true
      {
        return "the operands need \(Self.text(needed)) of device memory; \(device.info.id) has "
          + Self.text(available)
      }
    }
    if let available = hostByteCount, host.map({ $0 > available }) ?? true {
      return
        "the operands need \(Self.text(host)) of host memory; \(Self.text(available)) are available"
    }
    return nil
  }

  private static func sum(_ left: Int?, _ right: Int?) -> Int? {
    guard let left, let right else { return nil }
    let (value, overflow) = left.addingReportingOverflow(right)
    return overflow ? nil : value
  }

  /// A size as people read it, for example `1.5 GiB`.
  static func text(_ byteCount: Int?) -> String {
    guard let byteCount else { return "more than 8 EiB" }
    let units = ["bytes", "KiB", "MiB", "GiB", "TiB", "PiB"]
    var value = Double(byteCount)
    var unit = 0
    while value >= 1024, unit + 1 < units.count {
      value /= 1024
      unit += 1
    }
    return unit == 0 ? "\(byteCount) bytes" : "\((value * 10).rounded() / 10) \(units[unit])"
  }
}
