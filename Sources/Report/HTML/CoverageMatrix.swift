import Harness

/// Which problem runs on which device, how, and why not.
enum CoverageMatrix {
  /// Problems that are seen at once; the rest is shown on demand.
  static let shownCount = 30
  /// Rows in all.
  static let maximumCount = 3000

  static func tables(_ model: ReportModel) -> Markup {
    var notes = ReasonNotes()
    let rows = model.problems.indices.prefix(maximumCount).map { row(model, $0, &notes) }
    let shown = rows.count > shownCount + 10 ? Array(rows.prefix(shownCount)) : rows
    let rest = Array(rows.dropFirst(shown.count))
    let more: Markup =
      rest.isEmpty
      ? ""
      : Layout.details(
        "The \(rest.count) other problems",
        table(model, rest, caption: "Coverage of the other problems"))
    let left = model.problems.count - rows.count
    let remark: Markup =
      left <= 0
      ? "" : "<p class=\"note\">\(CaseNotes.counted(left, "further problem")) not shown.</p>\n"
    return table(model, shown, caption: "Coverage by problem and device") + more + remark
      + notes.list
  }

  private static func table(_ model: ReportModel, _ rows: [Markup], caption: String) -> Markup {
    let heads = model.subjects.map { subject -> Markup in "<th scope=\"col\">\(subject.label)</th>"
    }
    return Layout.scrolling(
      caption,
      """
      <table class="matrix"><caption>\(caption)</caption>
      <thead><tr><th scope="col">problem</th>\(heads)</tr></thead>
      <tbody>
      \(rows)</tbody></table>

      """)
  }

  private static func row(_ model: ReportModel, _ index: Int, _ notes: inout ReasonNotes) -> Markup
  {
    let problem = model.problems[index]
    var cells: Markup = ""
    for subject in model.subjects.indices {
      guard let record = model.current(problem: index, subject: subject)?.record else {
        cells += "<td class=\"none\">not asked</td>"
        continue
      }
      let grade: Markup =
        record.grade == "unsupported" ? "" : " <span class=\"grade\">\(record.grade)</span>"
      let links = record.explanations.prefix(8).map { notes.link($0) }
      cells += "<td>\(StatusBadge.markup(record.status))\(grade)\(links)</td>"
    }
    return
      "<tr><th scope=\"row\" title=\"\(problem.descriptor)\">\(problem.name)</th>\(cells)</tr>\n"
  }
}

/// Reasons, each said once and referred to by number.
struct ReasonNotes {
  private var numbers: [String: Int] = [:]
  private var texts: [(text: String, count: Int, isExact: Bool)] = []

  /// Reasons beyond this many are summed up, since a page is not a log.
  static let maximumCount = 400

  /// The reference to a reason, which differs from others in more than sizes.
  mutating func link(_ reason: String) -> Markup {
    let key = CaseNotes.withoutNumbers(reason)
    let number = numbers[key] ?? texts.count
    if number == texts.count {
      guard texts.count < Self.maximumCount else { return "" }
      numbers[key] = number
      texts.append((reason, 0, true))
    }
    texts[number].count += 1
    if texts[number].text != reason { texts[number].isExact = false }
    return """
       <a class="ref" href="#reason-\(number + 1)" aria-label="reason \(number + 1)">[\(number + 1)]</a>
      """
  }

  /// All reasons in the order of their first mention.
  var list: Markup {
    guard !texts.isEmpty else { return "" }
    let items = texts.enumerated().map { index, entry -> Markup in
      let others = entry.isExact ? "" : ", the numbers differ"
      let count = entry.count == 1 ? "" : " (\(CaseNotes.counted(entry.count, "case"))\(others))"
      return "<li id=\"reason-\(index + 1)\">\(entry.text)\(count)</li>\n"
    }
    return "<h3>Reasons and losses</h3>\n<ol class=\"reasons\">\n\(items)</ol>\n"
  }
}
