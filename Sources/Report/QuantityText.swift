import Foundation

/// Numbers with units as tables and progress lines show them: three significant digits and an SI prefix.
public enum QuantityText {
  /// A rate of operations: `123 GFLOP/s`.
  public static func flopsPerSecond(_ value: Double) -> String { scaled(value, unit: "FLOP/s") }

  /// A rate of memory traffic: `25.1 GB/s`, with 1 GB = 10^9 bytes.
  public static func bytesPerSecond(_ value: Double) -> String { scaled(value, unit: "B/s") }

  /// Operations for a unit of energy: `4.5 GFLOP/J`.
  static func operationsPerJoule(_ value: Double) -> String { scaled(value, unit: "FLOP/J") }

  /// A duration: `950 ns`, `12.3 us`, `4.56 ms`, `78.9 s`.
  public static func duration(nanoseconds: Double) -> String {
    guard nanoseconds.isFinite else { return "-" }
    let units = [(1.0, "ns"), (1e3, "us"), (1e6, "ms"), (1e9, "s")]
    // 999.6 ns would be shown as 1000 ns; the next unit says 1.00 us.
    let unit = units.last { nanoseconds >= $0.0 * 0.9995 } ?? units[0]
    return "\(significant(nanoseconds / unit.0)) \(unit.1)"
  }

  /// A speed relative to another: `0.650x`.
  public static func ratio(_ value: Double) -> String {
    value.isFinite ? "\(significant(value))x" : "-"
  }

  /// An error as a multiple of its bound: two significant digits, `0.021`, `0.5`, `37`, `3.7e+04`.
  public static func errorOverBound(_ value: Double) -> String {
    value.isFinite ? String(format: "%.2g", value) : "-"
  }

  private static func scaled(_ value: Double, unit: String) -> String {
    guard value.isFinite else { return "-" }
    let prefix = Prefix(for: value)
    return "\(significant(value / prefix.factor)) \(prefix.symbol)\(unit)"
  }

  /// Three significant digits in plain notation, at most four decimals.
  static func significant(_ value: Double) -> String {
    guard value.isFinite else { return "-" }
    let magnitude = abs(value)
    let decimals =
      switch magnitude {
      case 99.95...: 0
      case 9.995...: 1
      case 0.9995...: 2
      case 0.09995...: 3
      default: magnitude == 0 ? 0 : 4
      }
    return String(format: "%.\(decimals)f", value)
  }

  /// A power of 1000 with its letter.
  struct Prefix: Equatable {
    let factor: Double
    let symbol: String

    /// The prefix with which `value` has one to three digits before the point, from none to peta.
    init(for value: Double) {
      let steps = [(1.0, ""), (1e3, "k"), (1e6, "M"), (1e9, "G"), (1e12, "T"), (1e15, "P")]
      (factor, symbol) = steps.last { abs(value) >= $0.0 * 0.9995 } ?? steps[0]
    }

    static func == (left: Prefix, right: Prefix) -> Bool { left.symbol == right.symbol }
  }
}
