/// How much of the workload runs on every device and in every dialect, then which problem runs where and why not.
enum CoverageSection {
  static func section(_ model: ReportModel) -> HTMLReport.Section? {
    guard !model.problems.isEmpty else { return nil }
    return HTMLReport.Section(
      id: "coverage", title: "Coverage",
      body: DeviceCoverage.table(model) + (DialectCoverage.table(model) ?? "")
        + "<h3>Problem by device</h3>\n" + CoverageMatrix.tables(model))
  }
}

/// A table of shares: a row a device or dialect, shares of calls, operations and recorded time, and what the rest lacks.
enum ShareTable {
  struct Row {
    let name: String
    let tooltip: String
    let covered: Share
    let whole: Share
    /// What the calls that do not run lack, and what those that run lose.
    let missing, lost: ReasonShares
  }

  static func markup(_ rows: [Row], head: String, caption: String) -> Markup {
    let hasTime = rows.contains { $0.whole.nanoseconds > 0 }
    let time: Markup = hasTime ? "<th scope=\"col\" class=\"number\">recorded time</th>" : ""
    let lines = rows.map { row -> Markup in
      let time: Markup = hasTime ? cell(row.covered.nanoseconds, row.whole.nanoseconds) : ""
      return """
        <tr><th scope="row" title="\(row.tooltip)">\(row.name)</th>\(cell(row.covered.calls, row.whole.calls))\
        \(cell(row.covered.flops, row.whole.flops))\(time)<td class="codes">\(row.missing.list(of: row.whole.calls))</td>\
        <td class="codes">\(row.lost.list(of: row.whole.calls))</td></tr>

        """
    }
    return Layout.scrolling(
      caption,
      """
      <table class="shares"><caption>\(caption)</caption>
      <thead><tr><th scope="col">\(head)</th><th scope="col" class="number">calls</th><th scope="col" class="number">operations</th>\(time)\
      <th scope="col">what the rest lacks</th><th scope="col">what runs with a loss</th></tr></thead>
      <tbody>
      \(lines)</tbody></table>

      """)
  }

  private static func cell(_ part: Double, _ whole: Double) -> Markup {
    let isWhole = whole > 0 && part >= whole
    let style: Markup = isWhole ? "number" : part > 0 ? "number part" : "number nothing"
    return "<td class=\"\(style)\">\(HeadlineSection.percentage(part, of: whole))</td>"
  }
}

/// A part of a workload: weights, operations and recorded time of its calls.
struct Share {
  var calls = 0.0
  var flops = 0.0
  var nanoseconds = 0.0

  mutating func add(weight: Double, flops: Double, recordedNanoseconds: Double?) {
    let weight = Swift.max(0, weight)
    calls += weight
    self.flops += weight * Swift.max(0, flops)
    nanoseconds += weight * Swift.max(0, recordedNanoseconds ?? 0)
  }
}

/// Reason codes with the calls that each concerns, the most calls first.
struct ReasonShares {
  /// Codes of one row; files come from anywhere.
  static let maximumCount = 12
  private var calls: [String: Double] = [:]

  mutating func add(_ codes: some Sequence<String>, weight: Double) {
    for code in Set(codes) { calls[code, default: 0] += Swift.max(0, weight) }
  }

  /// `elementType 12 %, batching 3 %`; a call may have several reasons.
  func list(of whole: Double) -> Markup {
    let sorted = calls.sorted { ($1.value, $0.key) < ($0.value, $1.key) }
    let parts = sorted.prefix(Self.maximumCount).map { code, calls -> Markup in
      "<span class=\"code\">\(code) \(HeadlineSection.percentage(calls, of: whole))</span>"
    }
    return parts.isEmpty
      ? "-" : parts.joined(separator: ", ") + (sorted.count > parts.count ? ", …" : "")
  }
}
