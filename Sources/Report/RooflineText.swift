import Foundation
public import Harness
import Kernels

/// Rooflines as people and other programs read them.
public enum RooflineText {
  /// One table a device; rooflines of the same device with other numbers of threads stand side by side.
  /// - Parameter names: the devices' own names by id.
  public static func tables(_ rooflines: [Roofline], names: [String: String]) -> String {
    var order: [String] = []
    for roofline in rooflines where !order.contains(roofline.device) {
      order.append(roofline.device)
    }
    return order.map { id in
      table(
        rooflines.filter { $0.device == id }
          .sorted { $0.threadCount ?? 0 < $1.threadCount ?? 0 },
        title: TerminalText.plain([id, names[id]].compactMap { $0 }.joined(separator: "  ")))
    }.joined(separator: "\n")
  }

  /// A JSON array of rooflines, as results files hold them.
  public static func json(_ rooflines: [Roofline]) throws(ExportError) -> String {
    try JSONEncoder.export(pretty: true).text(rooflines)
  }

  /// What a results table says about a roofline in one line.
  static func summary(_ roofline: Roofline) -> String {
    let peaks = roofline.peaks.map {
      "\($0.type.rawValue) \(operations($0.flopsPerSecond, $0.type))"
    }
    let memory = roofline.memory.last.map {
      "\($0.level) \(QuantityText.bytesPerSecond($0.bytesPerSecond))"
    }
    let origin =
      roofline.extent == "full"
      ? "measured by parity roofline \(roofline.measuredAt)"
      : "a short measurement before this run; parity roofline measures it fully"
    return "roof of \(roofline.device): "
      + (peaks + [memory].compactMap { $0 }).joined(separator: ", ") + " (\(origin))"
  }

  static func operations(_ rate: Double, _ type: ElementType) -> String {
    let text = QuantityText.flopsPerSecond(rate)
    return type.isInteger ? text.replacing("FLOP/s", with: "OP/s") : text
  }

  private static func table(_ rooflines: [Roofline], title: String) -> String {
    let heads = rooflines.map { roofline in
      roofline.threadCount.map { CaseNotes.counted($0, "thread") } ?? ""
    }
    var rows: [[String]] = [["peak", ""] + heads]
    for type in PeakProbe.types {
      let peaks = rooflines.map { roofline in roofline.peaks.first { $0.type == type } }
      guard let variant = peaks.compactMap({ $0?.variant }).first else { continue }
      rows.append(
        [type.rawValue, variant]
          + peaks.map { $0.map { operations($0.flopsPerSecond, type) } ?? "-" })
    }
    for unknown in rooflines.first?.unknownPeaks ?? [] {
      rows.append([unknown.type.rawValue, "unknown: " + TerminalText.plain(unknown.reason)])
    }
    rows.append(["memory", "bytes"] + heads.flatMap { ["read " + $0, "copy " + $0] })
    var levels: [String] = []
    for level in rooflines.flatMap({ $0.memory.map(\.level) }) where !levels.contains(level) {
      levels.append(level)
    }
    for level in levels {
      let memories = rooflines.map { roofline in roofline.memory.first { $0.level == level } }
      let sizes = memories.compactMap { $0?.probeByteCount }
      rows.append(
        [TerminalText.plain(level), sizes.map(String.init).reversed().first ?? ""]
          + memories.flatMap { memory in
            [memory?.readBytesPerSecond, memory?.copyBytesPerSecond].map {
              $0.map(QuantityText.bytesPerSecond) ?? "-"
            }
          })
    }
    return ([title] + aligned(rows)).joined(separator: "\n") + "\n"
  }

  /// Two columns to the left, all others to the right; a remark in the second column runs on.
  private static func aligned(_ rows: [[String]]) -> [String] {
    var widths: [Int] = []
    for row in rows {
      for (column, cell) in row.enumerated()
      where column == 0 || column + 1 < row.count || column > 1 {
        while widths.count <= column { widths.append(0) }
        widths[column] = max(widths[column], cell.count)
      }
    }
    return rows.map { row in
      var line = " "
      for (column, cell) in row.enumerated() {
        let width = column < widths.count ? widths[column] : 0
        line += " " + (column == 0 ? "" : " ")
        line += TerminalText.padded(cell, to: width, column < 2 ? .left : .right)
      }
      return line
    }
  }
}
