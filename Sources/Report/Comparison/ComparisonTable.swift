public import Harness

/// Comparisons as plain aligned text.
public enum ComparisonTable {
  /// Renders every comparison: what differs between the sides, one row a problem, means, failures and coverage changes.
  /// - Parameters:
  ///   - width: the columns there are, at which lines are cut; nil cuts nothing.
  ///   - color: whether to mark verdicts with terminal colours.
  public static func render(_ report: ComparisonReport, width: Int?, color: Bool) -> String {
    let palette = Palette(isEnabled: color)
    var blocks = report.comparisons.map { block($0, report, width, palette) }
    if report.showsCases {
      blocks.append(wrapped(ComparisonText.legend, width))
    }
    blocks.append(
      [ComparisonText.method(report), "\(ComparisonText.verdict(report))."].compactMap { $0 })
    return blocks.map { $0.joined(separator: "\n") + "\n" }.joined(separator: "\n")
  }

  private static func block(
    _ comparison: Comparison, _ report: ComparisonReport, _ width: Int?, _ palette: Palette
  ) -> [String] {
    var lines = [palette.paint(TerminalText.plain(ComparisonText.title(comparison)), .bold)]
    for difference in comparison.differences {
      let style: Palette.Style = difference.severity == .refused ? .failure : .caution
      lines.append(
        palette.paint(
          "  differs: " + TerminalText.plain(ComparisonText.difference(difference)), style))
    }
    if comparison.isRefused, !report.isForced {
      lines.append("  These numbers mean different things; --force compares them all the same.")
      return lines
    }
    if !comparison.cases.isEmpty { lines += rows(comparison.cases, width, palette) }
    lines.append("  " + ComparisonText.counts(comparison.summary))
    if let means = ComparisonText.means(comparison.summary) { lines.append("  " + means) }
    let lost = comparison.losses.filter { !($0.candidate?.isFailure ?? false) }
    lines += list("WRONG OR FAILED", comparison.failures, .failure, palette)
    lines += list("LOST", lost, .failure, palette)
    lines += list("NOT COUNTED", comparison.coverage.filter { !$0.isLoss }, .none, palette)
    return lines
  }

  private static func rows(
    _ cases: [Comparison.Case], _ width: Int?, _ palette: Palette
  ) -> [String] {
    var table: [[String]] = [
      ["verdict", "time ratio", "baseline", "candidate", "problem", "notes"]
    ]
    for one in cases {
      table.append([
        ComparisonText.word(one.timing.verdict), ComparisonText.ratio(one.timing),
        QuantityText.duration(nanoseconds: one.baselineMedianNanoseconds),
        QuantityText.duration(nanoseconds: one.candidateMedianNanoseconds),
        TerminalText.plain(ProblemName.short(one.descriptor)),
        TerminalText.plain(one.notes.joined(separator: "; ")),
      ])
    }
    let widths = table[0].indices.map { column in table.map { $0[column].count }.max() ?? 0 }
    return table.enumerated().map { index, row in
      let cells = zip(row, widths).enumerated().map { column, cell in
        TerminalText.padded(cell.0, to: cell.1, column == 2 || column == 3 ? .right : .left)
      }
      let joined = "  " + cells.joined(separator: "  ")
      var line = String(joined.reversed().drop { $0 == " " }.reversed())
      if let width, line.count > width { line = line.prefix(max(0, width - 1)) + "…" }
      guard index > 0 else { return palette.paint(line, .bold) }
      return palette.paint(line, style(cases[index - 1].timing.verdict))
    }
  }

  private static func style(_ verdict: Verdict) -> Palette.Style {
    switch verdict {
    case .slower: .failure
    case .ambiguous: .caution
    case .faster: .bold
    case .same: .none
    }
  }

  private static func list(
    _ title: String, _ changes: [Comparison.CoverageChange], _ style: Palette.Style,
    _ palette: Palette
  ) -> [String] {
    guard !changes.isEmpty else { return [] }
    return ["  " + palette.paint("\(title), \(CaseNotes.counted(changes.count, "case"))", style)]
      + changes.map { "    " + TerminalText.plain(ComparisonText.coverage($0)) }
  }

  private static func wrapped(_ text: String, _ width: Int?) -> [String] {
    guard let width else { return [text] }
    var lines: [String] = []
    for word in text.split(separator: " ") {
      if let last = lines.last, last.count + 1 + word.count <= width {
        lines[lines.count - 1] = "\(last) \(word)"
      } else {
        lines.append(String(word))
      }
    }
    return lines
  }
}
