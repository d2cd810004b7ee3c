public import Harness

/// Comparisons as Markdown, for an issue or a CI job's summary page.
public enum ComparisonMarkdown {
  /// Renders every comparison; with `onlyFindings`, cases that are the same are counted and not listed.
  public static func render(_ report: ComparisonReport, onlyFindings: Bool = false) -> String {
    var lines = ["**\(ComparisonText.verdict(report)).**", ""]
    for comparison in report.comparisons {
      lines += block(comparison, report, onlyFindings: onlyFindings)
    }
    if let method = ComparisonText.method(report) {
      lines += [MarkdownText.escaped(method) + ".", ""]
    }
    if report.showsCases { lines.append(ComparisonText.legend) }
    return lines.joined(separator: "\n") + "\n"
  }

  /// Renders a gate's report: the findings, and all cases folded away.
  public static func render(_ gate: GateReport) -> String {
    var lines = ["## Parity gate", "", render(gate.comparison, onlyFindings: true)]
    if !gate.suspects.isEmpty {
      let confirmed = gate.suspects.count(where: \.isConfirmed)
      lines.append(
        "\(CaseNotes.counted(gate.suspects.count, "case")) slower at first, \(confirmed) confirmed "
          + "by measuring again.\n")
    }
    if !gate.allowedLosses.isEmpty {
      lines.append("Losses that the configuration allows:\n")
      lines += gate.allowedLosses.map(item)
      lines.append("")
    }
    if gate.comparison.showsCases {
      lines += [
        "<details><summary>All cases</summary>", "", render(gate.comparison), "</details>",
      ]
    }
    return lines.joined(separator: "\n") + "\n"
  }

  private static func block(
    _ comparison: Comparison, _ report: ComparisonReport, onlyFindings: Bool
  ) -> [String] {
    var lines = ["### \(MarkdownText.escaped(ComparisonText.title(comparison)))", ""]
    lines += comparison.differences.map {
      "- differs: \(MarkdownText.escaped(ComparisonText.difference($0)))"
    }
    if !comparison.differences.isEmpty { lines.append("") }
    guard !comparison.isRefused || report.isForced else {
      return lines + ["These numbers mean different things and are not compared.", ""]
    }
    let shown = comparison.cases.filter { !onlyFindings || $0.timing.verdict != .same }
    if !shown.isEmpty {
      lines += [
        MarkdownText.row(["verdict", "time ratio", "baseline", "candidate", "problem", "notes"]),
        MarkdownText.row(["---", "---:", "---:", "---:", "---", "---"]),
      ]
      lines += shown.map { one in
        let word = ComparisonText.word(one.timing.verdict)
        return MarkdownText.row([
          one.timing.verdict == .slower ? "**\(word)**" : word,
          MarkdownText.escaped(ComparisonText.ratio(one.timing)),
          QuantityText.duration(nanoseconds: one.baselineMedianNanoseconds),
          QuantityText.duration(nanoseconds: one.candidateMedianNanoseconds),
          MarkdownText.code(one.descriptor),
          MarkdownText.escaped(one.notes.joined(separator: "; ")),
        ])
      }
      lines.append("")
    }
    lines += ["- " + ComparisonText.counts(comparison.summary)]
    if let means = ComparisonText.means(comparison.summary) { lines.append("- " + means) }
    lines.append("")
    let lost = comparison.losses.filter { !($0.candidate?.isFailure ?? false) }
    lines += list("Wrong or failed", comparison.failures)
    lines += list("Lost", lost)
    lines += list("Not counted", comparison.coverage.filter { !$0.isLoss })
    return lines
  }

  private static func list(_ title: String, _ changes: [Comparison.CoverageChange]) -> [String] {
    guard !changes.isEmpty else { return [] }
    return ["\(title), \(CaseNotes.counted(changes.count, "case")):", ""] + changes.map(item) + [""]
  }

  private static func item(_ change: Comparison.CoverageChange) -> String {
    "- \(MarkdownText.escaped(change.device)) \(MarkdownText.escaped(ComparisonText.coverage(change)))"
  }
}
