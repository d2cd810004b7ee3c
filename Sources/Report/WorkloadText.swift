import Foundation
public import Harness
import Kernels

/// What a captured workload takes in all, for people: below the table of a run.
public enum WorkloadText {
  /// The calls that are named for each device.
  private static let namedCount = 5

  /// Totals a step for each device beside the recorded time, why they differ, and which calls hold each device back; nil
  /// where the workload was not captured.
  public static func render(_ file: ResultsFile, width: Int?) -> String? {
    guard file.workload.source == "capture" else { return nil }
    let totals = file.devices.compactMap { WorkloadTotals(file, device: $0.id) }
    guard !totals.isEmpty else { return nil }
    let source = file.workload.sourceDevice.map(TerminalText.plain) ?? "where it was captured"
    return totals.map { lines($0, source: source, width: width).joined(separator: "\n") + "\n" }
      .joined(separator: "\n")
  }

  private static func lines(_ totals: WorkloadTotals, source: String, width: Int?) -> [String] {
    var first =
      "\(totals.device): \(QuantityText.duration(nanoseconds: totals.nanoseconds)) a step"
    if let compared = totals.compared {
      let here =
        compared.here == totals.nanoseconds
        ? ""
        : ", \(QuantityText.duration(nanoseconds: compared.here)) of it in calls with a recorded time"
      first +=
        "\(here); \(source): \(QuantityText.duration(nanoseconds: compared.recorded))"
        + " (\(QuantityText.ratio(compared.here / compared.recorded)))"
    }
    var lines = [first]
    if let gap = totals.gap { lines.append("  " + text(gap)) }
    if let coverage = coverage(totals) { lines.append("  " + coverage) }
    let named = totals.costs.prefix(namedCount).filter { $0.excess > 0 }
    if !named.isEmpty {
      lines.append(
        totals.gap == nil ? "  the time goes into" : "  held back by")
      let whole = totals.gap?.total ?? totals.nanoseconds
      lines += named.map { cost in
        let recorded =
          cost.recordedNanoseconds.map {
            " against " + QuantityText.duration(nanoseconds: $0)
          } ?? ""
        let label = cost.label.map { "  \($0)" } ?? ""
        let line =
          "    \(percent(cost.excess / whole))  "
          + QuantityText.duration(nanoseconds: cost.nanoseconds) + recorded
          + "  \(cost.descriptor)  x\(calls(cost.weight))\(label)"
        return cut(TerminalText.plain(line), to: width)
      }
    }
    return lines
  }

  /// The gap in words: `gap 403 ms: 71 % compute ceiling, 22 % bandwidth, 7 % ours`.
  static func text(_ gap: WorkloadTotals.Gap) -> String {
    let parts = [
      (gap.compute, "compute ceiling"), (gap.bandwidth, "bandwidth"), (gap.ours, "ours"),
      (gap.unknown, "unknown (no measured roof)"),
    ].filter { abs($0.0) >= 0.005 * gap.total }.map { "\(percent($0.0 / gap.total)) \($0.1)" }
    return "gap \(QuantityText.duration(nanoseconds: gap.total)): "
      + parts.joined(separator: ", ")
  }

  private static func coverage(_ totals: WorkloadTotals) -> String? {
    guard totals.uncoveredCalls > 0 else { return nil }
    var text =
      "covers \(percent(share(totals.coveredCalls, totals.uncoveredCalls))) of the calls, "
      + "\(percent(share(totals.coveredFlops, totals.uncoveredFlops))) of the operations"
    if totals.uncoveredRecordedNanoseconds > 0 {
      text +=
        ", \(percent(share(totals.compared?.recorded ?? 0, totals.uncoveredRecordedNanoseconds))) of the recorded time"
    }
    return text
  }

  private static func share(_ part: Double, _ rest: Double) -> Double {
    part + rest > 0 ? part / (part + rest) : 0
  }

  private static func percent(_ share: Double) -> String {
    abs(share) < 1e9 ? "\(Int((share * 100).rounded())) %" : "-"
  }

  static func calls(_ weight: Double) -> String {
    weight == weight.rounded() && abs(weight) < 1e15
      ? "\(Int(weight))" : String(format: "%.2f", weight)
  }

  private static func cut(_ line: String, to width: Int?) -> String {
    guard let width, line.count > width else { return line }
    return line.prefix(max(0, width - 1)) + "…"
  }
}
