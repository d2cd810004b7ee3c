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
    let hasRoofs = grid.rows.contains { row in row.cells.contains { $0?.roof.isEmpty == false } }
    for (index, device) in grid.devices.enumerated() {
      let names =
        [device, "time", "error / bound"] + (hasRoofs ? ["% of roof"] : [])
        + (index == 0 ? [] : ["ratio"])
      header += names
      rules += Array(repeating: "---:", count: names.count)
    }
    var lines = [MarkdownText.row(header.map(MarkdownText.escaped)), MarkdownText.row(rules)]
    for entry in grid.rows {
      let name =
        entry.name.hasPrefix("  ")
        ? MarkdownText.escaped(String(entry.name.dropFirst(2)))
        : MarkdownText.code(entry.descriptor)
      let cells = entry.cells.enumerated().flatMap { index, cell -> [String] in
        let ratio =
          (hasRoofs ? [cell?.roof ?? ""] : []) + (index == 0 ? [] : [cell?.ratio ?? ""])
        guard let cell else { return ["", "", ""] + ratio }
        guard cell.isMeasured else {
          return [MarkdownText.escaped(cell.words), "", ""] + ratio.map { _ in "" }
        }
        let marks = cell.marks.isEmpty ? "" : " " + MarkdownText.escaped(cell.marks)
        return ["\(cell.rate) \(cell.unit)\(marks)", cell.time, cell.error] + ratio
      }
      lines.append(
        MarkdownText.row(
          (hasLabels ? [MarkdownText.escaped(entry.label ?? "")] : []) + [name] + cells))
    }
    let summary = grid.devices.map { device in
      let speed = notes.relativeSpeed(of: device).map { "; \($0)" } ?? ""
      return
        "- \(MarkdownText.escaped(device)): \(MarkdownText.escaped(notes.counts(of: device) + speed))"
    }
    let legend = grid.legend.map { sign, meaning in
      "\(MarkdownText.escaped(sign)): \(MarkdownText.escaped(meaning))"
    }
    if !legend.isEmpty { lines += ["", legend.joined(separator: ". ") + "."] }
    let reasons = (notes.untrusted + notes.losses).map { group in
      "- \(MarkdownText.escaped(group.device)) \(group.heading), "
        + "\(CaseNotes.counted(group.descriptors.count, "case")): \(MarkdownText.escaped(group.reason))"
    }
    return (lines + [""] + summary + reasons).joined(separator: "\n") + "\n"
  }
}
