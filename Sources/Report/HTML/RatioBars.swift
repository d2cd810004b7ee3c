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
    let speed: RelativeSpeed
    var ratio: Double { speed.ratio }
  }

  static func section(_ model: ReportModel) -> HTMLReport.Section? {
    let charts = model.subjects.indices.dropFirst().compactMap {
      chart(model, subject: $0)
    }
    guard !charts.isEmpty, let baseline = model.subjects.first else { return nil }
    return HTMLReport.Section(
      id: "ratios", title: "Speed relative to \(baseline.label)",
      body: """
        <p class="note">A bar to the right is faster than \(baseline.label), to the left slower; the thin line is \
        the 99 % interval. Ratios within one file are paired by rounds; between files they are of the medians.</p>
        <div class="plots">
        \(charts)</div>

        """)
  }

  private static func chart(_ model: ReportModel, subject: Int) -> Markup? {
    let bars = model.problems.indices.compactMap { index in
      model.speed(problem: index, subject: subject).map {
        Bar(
          name: model.problems[index].name, descriptor: model.problems[index].descriptor, speed: $0)
      }
    }.sorted { $0.ratio < $1.ratio }
    guard !bars.isEmpty else { return nil }
    let label = model.subjects[subject].label
    let shown = bars.count > shownCount + 6 ? Array(bars.prefix(shownCount)) : bars
    let rest = Array(bars.dropFirst(shown.count).prefix(maximumCount - shown.count))
    guard let scale = LogScale(bars.map(\.ratio), including: [1], range: (40, 960)) else {
      return nil
    }
    let left = bars.count - shown.count - rest.count
    let more: Markup =
      rest.isEmpty
      ? ""
      : Layout.details(
        "The \(rest.count) other problems",
        drawing(rest, label, scale))
    let note: Markup =
      left == 0 ? "" : "<p class=\"note\">\(left) more are in the table of all cases.</p>\n"
    return "<div>\n"
      + Layout.figure(
        "\(label), \(CaseNotes.counted(bars.count, "problem"))", drawing(shown, label, scale))
      + more + note + "</div>\n"
  }

  /// Rows of name, bar and value; on a narrow page the name stands above its bar.
  private static func drawing(_ bars: [Bar], _ label: String, _ scale: LogScale) -> Markup {
    guard let one = scale(1) else { return "" }
    let grid = scale.ticks.compactMap { tick in
      scale(tick).map { x -> Markup in
        let style: Markup = tick == 1 ? "axis" : "grid"
        return "<line class=\"\(style)\" x1=\"\(x)\" y1=\"0\" x2=\"\(x)\" y2=\"20\"/>"
      }
    }
    let rows = bars.compactMap { bar -> Markup? in
      guard let end = scale(bar.ratio) else { return nil }
      let style: Markup = bar.ratio >= 1 ? "faster" : "slower"
      let interval = bar.speed.interval
      let whisker: Markup =
        scale(interval.lowerBound).flatMap { low in
          scale(interval.upperBound).map { high in
            "<line class=\"whisker\" x1=\"\(low)\" y1=\"10\" x2=\"\(high)\" y2=\"10\"/>"
          }
        } ?? ""
      return """
        <li><span class="bar-name" title="\(bar.descriptor)">\(bar.name)</span>\
        <svg xmlns="http://www.w3.org/2000/svg" aria-hidden="true" viewBox="0 0 1000 20" preserveAspectRatio="none">\
        \(grid)<line class="bar \(style)" x1="\(one)" y1="10" x2="\(abs(end - one) < 2 ? one + 2 : end)" y2="10"/>\(whisker)</svg>\
        <span class="bar-value">\(QuantityText.ratio(bar.ratio))</span></li>

        """
    }
    let ticks = scale.ticks.compactMap { tick in
      scale(tick).map { x -> Markup in
        "<span style=\"left:\(x / 10)%\">\(AxisText.number(tick))x</span>"
      }
    }
    return """
      <ol class="bars" aria-label="\(label)">
      \(rows)</ol>
      <div class="bars bar-axis" aria-hidden="true"><div>\(ticks)</div></div>

      """
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
