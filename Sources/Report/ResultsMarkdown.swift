public import Harness

/// The same grid as a Markdown table, for a README or an issue.
public enum ResultsMarkdown {
  /// Renders the table of a results file with a line of counts for every device, and the reasons of cases without a number.
  public static func render(_ file: ResultsFile) -> String {
    let grid = ResultsGrid(file)
    let notes = CaseNotes(file, grid)
    let hasLabels = grid.rows.contains { $0.label != nil }
    var header = (hasLabels ? ["call"] : []) + ["problem"]
    var rules = header.map { _ in "---" }
    for (index, device) in grid.devices.enumerated() {
      header += [device, "time", "error / bound"] + (index == 0 ? [] : ["ratio"])
      rules += Array(repeating: "---:", count: index == 0 ? 3 : 4)
    }
    var lines = [row(header.map(escaped)), row(rules)]
    for entry in grid.rows {
      let name =
        entry.name.hasPrefix("  ")
        ? escaped(String(entry.name.dropFirst(2))) : code(entry.descriptor)
      let cells = entry.cells.enumerated().flatMap { index, cell -> [String] in
        let ratio = index == 0 ? [] : [cell?.ratio ?? ""]
        guard let cell else { return ["", "", ""] + ratio }
        guard cell.isMeasured else { return [escaped(cell.words), "", ""] + ratio.map { _ in "" } }
        let marks = cell.marks.isEmpty ? "" : " " + escaped(cell.marks)
        return ["\(cell.rate) \(cell.unit)\(marks)", cell.time, cell.error] + ratio
      }
      lines.append(row((hasLabels ? [escaped(entry.label ?? "")] : []) + [name] + cells))
    }
    let summary = grid.devices.map { device in
      let speed = notes.relativeSpeed(of: device).map { "; \($0)" } ?? ""
      return "- \(escaped(device)): \(escaped(notes.counts(of: device) + speed))"
    }
    let legend = grid.legend.map { sign, meaning in
      "\(escaped(sign)): \(escaped(meaning))"
    }
    if !legend.isEmpty { lines += ["", legend.joined(separator: ". ") + "."] }
    let reasons = (notes.untrusted + notes.losses).map { group in
      "- \(escaped(group.device)) \(group.heading), "
        + "\(CaseNotes.counted(group.descriptors.count, "case")): \(escaped(group.reason))"
    }
    return (lines + [""] + summary + reasons).joined(separator: "\n") + "\n"
  }

  private static func row(_ cells: [String]) -> String {
    "| " + cells.joined(separator: " | ") + " |"
  }

  /// A code span.
  ///
  /// A bar ends a cell even inside one, and a back-tick would end the span.
  private static func code(_ text: String) -> String {
    "`" + text.replacing("`", with: "'").replacing("|", with: "\\|") + "`"
  }

  /// Text that Markdown and HTML leave alone.
  private static func escaped(_ text: String) -> String {
    var result = ""
    for character in TerminalText.plain(text) {
      switch character {
      case "|", "*", "_", "`", "~", "[", "]", "\\": result += "\\\(character)"
      case "<": result += "&lt;"
      case "&": result += "&amp;"
      default: result.append(character)
      }
    }
    return result
  }
}
