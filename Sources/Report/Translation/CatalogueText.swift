import Foundation
public import Translation

/// The device catalogue and projections onto its devices, for people.
public enum CatalogueText {
  /// One row for each device; a dash is a number that is not published with certainty.
  public static func table(_ devices: [CatalogueDevice]) -> String {
    let quantities = CatalogueDevice.Quantity.allCases
    let heads = quantities.map { quantity in
      switch quantity {
      case .bandwidth: "GB/s"
      case .memory: "GB"
      case .power: "W"
      default: quantity.rawValue
      }
    }
    var table = Columns(header: ["DEVICE"] + heads, leftCount: 1)
    for device in devices {
      table.append(
        [device.name]
          + quantities.map { quantity in
            guard let value = device.value(quantity) else { return "-" }
            return switch quantity {
            case .bandwidth, .memory: number(value / 1e9)
            case .power: number(value)
            default: number(value / 1e12)
            }
          })
    }
    return table.text
      + "\nPublished peaks without sparsity, types in TFLOP/s (i8 in TOP/s). A dash: nothing certain is published.\n"
      + "Sources and dates of every number: parity devices --catalog --json\n"
  }

  /// Call by call, then the sum.
  public static func projection(_ projection: Projection) -> String {
    let hasMeasurement = projection.measuredNanoseconds != nil
    var text =
      "\(TerminalText.plain(projection.workload)) on \(projection.title), published peaks: lower bounds\n\n"
    var table = Columns(
      header: ["least time", "limit", "calls"]
        + (hasMeasurement ? ["measured", "utilisation"] : [])
        + ["problem"], leftCount: 0)
    var descriptors: [String] = []
    for call in projection.calls {
      let limit =
        switch call.limit {
        case .arithmetic: call.peak
        case .bandwidth: "memory"
        case .bandwidthOnly: "memory, \(call.peak) unknown"
        case .arithmeticOnly: "\(call.peak), memory unknown"
        case .unknown: "unknown"
        }
      table.append(
        [
          call.boundNanoseconds.map { QuantityText.duration(nanoseconds: $0) } ?? "-", limit,
          QuantityText.significant(call.weight),
        ]
          + (hasMeasurement
            ? [
              call.measuredNanoseconds.map { QuantityText.duration(nanoseconds: $0) } ?? "-",
              call.utilisation.map { CoverageText.share($0, 1) + " %" } ?? "-",
            ] : []))
      descriptors.append(call.descriptor)
    }
    let lines = table.text.split(separator: "\n").map(String.init)
    let width = lines.dropFirst().map(\.count).max() ?? 0
    let body = zip(lines.dropFirst(), descriptors).map { line, descriptor in
      "\(TerminalText.padded(line, to: width, .left))  \(descriptor)\n"
    }
    text += (lines.first ?? "") + "\n" + body.joined()
    text +=
      "\nall calls: at least \(QuantityText.duration(nanoseconds: projection.boundNanoseconds))\n"
    let unbounded = projection.calls.filter { $0.boundNanoseconds == nil }.count
    if unbounded > 0 {
      text +=
        "without a bound, for want of published figures: \(unbounded) of \(projection.calls.count) problems\n"
    }
    if let measured = projection.measuredNanoseconds,
      let bound = projection.measuredBoundNanoseconds
    {
      text +=
        "measured calls: \(QuantityText.duration(nanoseconds: measured)), which is "
        + "\(CoverageText.share(bound, measured)) % of what the published peaks allow\n"
    }
    return text
  }

  private static func number(_ value: Double) -> String {
    value == value.rounded() ? "\(Int(value))" : String(format: "%.1f", value)
  }
}
