import Harness

/// All cases of all files with their numbers; the page's script makes its columns sortable.
enum CaseTable {
  /// Rows that are shown unfolded.
  static let openCount = 40
  /// Rows in all; export has the rest.
  static let maximumCount = 4000

  static func section(_ model: ReportModel) -> HTMLReport.Section? {
    guard !model.entries.isEmpty else { return nil }
    let shown = model.entries.prefix(maximumCount)
    let hasFiles = model.sources.count > 1
    let rows = shown.map { row(model, $0, hasFiles: hasFiles) }
    let table = Self.table(rows, hasFiles: hasFiles)
    let count = CaseNotes.counted(model.entries.count, "case")
    let left = model.entries.count - shown.count
    let remark: Markup =
      left == 0
      ? "" : "<p class=\"note\">The first \(maximumCount) cases; parity export has all.</p>\n"
    return HTMLReport.Section(
      id: "cases", title: "All cases",
      body: remark + Layout.details(count, table, isOpen: model.entries.count <= openCount))
  }

  private static func table(_ rows: [Markup], hasFiles: Bool) -> Markup {
    let names =
      (hasFiles ? ["file"] : [])
      + ["problem", "device", "status", "time", "± %", "rate", "traffic", "error / bound"]
      + ["% of roof", "ratio"]
      + ["variant", "grade"]
    let heads = names.map { name -> Markup in "<th scope=\"col\">\(name)</th>" }
    return Layout.scrolling(
      "All cases",
      """
      <table class="sortable"><caption>All cases; time is the median, ± half its 95 % interval, ratio the speed relative to \
      the baseline</caption>
      <thead><tr>\(heads)</tr></thead>
      <tbody>
      \(rows)</tbody></table>

      """)
  }

  private static func row(
    _ model: ReportModel, _ entry: ReportModel.Entry, hasFiles: Bool
  ) -> Markup {
    let record = entry.record
    let isMeasured = record.status.isTrusted || record.status == .notVerified
    let statistics = isMeasured ? record.statistics : nil
    let error = record.correctness?.maximumErrorOverBound
    let exact = record.correctness.map { $0.failedCount == 0 } ?? false
    let baseline = model.current(problem: entry.problem, subject: 0)
    let ratio =
      entry.subject == 0 ? nil : baseline.flatMap { ReportModel.speed(entry, to: $0)?.ratio }
    let source: Markup = hasFiles ? "<td>\(model.sources[entry.source].name)</td>" : ""
    let reason = record.explanations.joined(separator: "; ")
    let title: Markup = reason.isEmpty ? "" : " title=\"\(reason)\""
    let cells = [
      number(statistics?.medianNanoseconds) { QuantityText.duration(nanoseconds: $0) },
      number(statistics.map { $0.relativeInterval * 100 }) { QuantityText.significant($0) },
      number(isMeasured ? record.flopRate : nil) {
        HeadlineSection.operations($0, record.typeName)
      },
      number(isMeasured ? record.byteRate : nil) { QuantityText.bytesPerSecond($0) },
      number(error ?? (exact ? 0 : nil)) {
        error == nil ? "exact" : QuantityText.errorOverBound($0)
      },
      number(record.roof.map { $0.fraction * 100 }) { percent in
        "\(QuantityText.significant(percent)) \(TerminalText.plain(record.roof?.ceiling ?? ""))"
      },
      number(ratio) { QuantityText.ratio($0) },
    ]
    return """
      <tr>\(source)<th scope="row" title="\(record.descriptor)">\(model.problems[entry.problem].name)</th>\
      <td>\(model.subjects[entry.subject].label)</td><td\(title)>\(StatusBadge.markup(record.status))</td>\(cells)\
      <td class="variant">\(record.variant ?? "-")</td><td>\(record.grade)</td></tr>

      """
  }

  /// A cell with the number that it is sorted by.
  private static func number(_ value: Double?, _ text: (Double) -> String) -> Markup {
    guard let value, value.isFinite else { return "<td class=\"number\">-</td>" }
    return "<td class=\"number\" data-value=\"\("\(value)")\">\(text(value))</td>"
  }
}
