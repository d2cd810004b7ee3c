import Harness

/// Speed relative to the baseline, a bar a problem on a logarithmic axis around 1, slowest first.
enum RatioBars {
  /// Bars that are seen at once; the rest is shown on demand.
  static let shownCount = 24
  /// Bars of one device in all.
  static let maximumCount = 240

  private struct Bar {
    let name: String
    let descriptor: String
    let ratio: Double
  }

  static func section(_ model: ReportModel) -> HTMLReport.Section? {
    let charts = model.subjects.indices.dropFirst().compactMap { chart(model, subject: $0) }
    guard !charts.isEmpty, let baseline = model.subjects.first else { return nil }
    return HTMLReport.Section(
      id: "ratios", title: "Speed relative to \(baseline.label)",
      body: """
        <p class="note">A bar to the right is faster than \(baseline.label), to the left slower. Ratios within one file are \
        paired by rounds; between files they are of the medians.</p>
        <div class="plots">
        \(charts)</div>

        """)
  }

  private static func chart(_ model: ReportModel, subject: Int) -> Markup? {
    let bars = model.problems.indices.compactMap { index in
      model.ratio(problem: index, subject: subject).map {
        Bar(
          name: model.problems[index].name, descriptor: model.problems[index].descriptor, ratio: $0)
      }
    }.sorted { $0.ratio < $1.ratio }
    guard !bars.isEmpty else { return nil }
    let label = model.subjects[subject].label
    let shown = bars.count > shownCount + 6 ? Array(bars.prefix(shownCount)) : bars
    let rest = Array(bars.dropFirst(shown.count).prefix(maximumCount - shown.count))
    guard let scale = LogScale(bars.map(\.ratio), including: [1], range: (258, 466)) else {
      return nil
    }
    let left = bars.count - shown.count - rest.count
    let more: Markup =
      rest.isEmpty
      ? ""
      : Layout.details(
        "The \(rest.count) other problems",
        Layout.scrolling("\(label), further problems", drawing(rest, label, scale)))
    let note: Markup =
      left == 0 ? "" : "<p class=\"note\">\(left) more are in the table of all cases.</p>\n"
    return "<div>\n"
      + Layout.figure(
        "\(label), \(CaseNotes.counted(bars.count, "problem"))", drawing(shown, label, scale))
      + more + note + "</div>\n"
  }

  private static func drawing(_ bars: [Bar], _ label: String, _ scale: LogScale) -> Markup {
    let rowHeight = 20.0
    let bottom = 12 + rowHeight * Double(bars.count)
    var canvas = SVGCanvas(width: 520, height: bottom + 24)
    for tick in scale.ticks {
      guard let x = scale(tick) else { continue }
      canvas.line(x, 8, x, bottom)
      canvas.text(AxisText.number(tick) + "x", x: x, y: bottom + 16, anchor: .middle)
    }
    guard let one = scale(1) else { return "" }
    for (index, bar) in bars.enumerated() {
      let y = 12 + rowHeight * Double(index)
      guard let end = scale(bar.ratio) else { continue }
      let value = QuantityText.ratio(bar.ratio)
      canvas.text(
        ShortText.middle(bar.name, 38), x: 250, y: y + 14, anchor: .end, style: "name",
        tooltip: "\(bar.name.prefix(120)), \(bar.descriptor.prefix(200))")
      canvas.rectangle(
        x: min(one, end), y: y + 3, width: max(abs(end - one), 1), height: rowHeight - 6,
        style: bar.ratio >= 1 ? "faster" : "slower", tooltip: "\(bar.name.prefix(120)): \(value)")
      canvas.text(value, x: 516, y: y + 14, anchor: .end, style: "value")
    }
    canvas.line(one, 8, one, bottom, style: "axis")
    return canvas.element(
      label: "Speed of \(label) relative to the baseline, a bar a problem, from "
        + "\(QuantityText.ratio(bars[0].ratio)) to \(QuantityText.ratio(bars[bars.count - 1].ratio)); "
        + "the values are in the table of all cases")
  }
}

/// Names that must fit.
enum ShortText {
  /// At most `limit` characters; of a longer one its start and its end, where problems differ.
  static func middle(_ text: String, _ limit: Int) -> String {
    guard text.count > limit, limit > 3 else { return text }
    let head = limit / 2
    return "\(text.prefix(head))…\(text.suffix(limit - head - 1))"
  }
}
