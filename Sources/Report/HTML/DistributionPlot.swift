import Harness

/// The samples of every case in the order of their rounds, small multiples: spread, drift, outliers.
enum DistributionPlot {
  /// Problems that are seen at once.
  static let shownCount = 12
  /// Problems in all.
  static let maximumCount = 96
  /// Samples drawn of one case.
  static let maximumSampleCount = 150

  private struct Trace {
    let series: Series
    /// Position in time from 0 to 1, and time over the median.
    let points: [(position: Double, relative: Double)]
    let quartiles: (Double, Double)
  }

  static func section(_ model: ReportModel) -> HTMLReport.Section? {
    let plots = model.problems.indices.lazy.compactMap { plot(model, problem: $0) }
    let drawn = Array(plots.prefix(maximumCount))
    guard !drawn.isEmpty else { return nil }
    let shown = drawn.count > shownCount + 4 ? Array(drawn.prefix(shownCount)) : drawn
    let rest = Array(drawn.dropFirst(shown.count))
    let more: Markup =
      rest.isEmpty
      ? ""
      : Layout.details(
        "The next \(rest.count) problems", "<div class=\"multiples\">\n\(rest)</div>\n")
    let remark =
      drawn.count < maximumCount ? "" : " Only the first \(maximumCount) problems are drawn."
    let legend = model.subjects.enumerated().map {
      (series: Series(index: $0), text: $1.label)
    }
    return HTMLReport.Section(
      id: "samples", title: "Samples",
      body: """
        <p class="note">Each dot is a sample, from the first round to the last, as its distance from the case's median; the \
        box at the right holds the middle half. Dots at the frame lie beyond it.\(remark)</p>
        \(Legend.list(legend))<div class="multiples">
        \(shown)</div>
        \(more)
        """)
  }

  private static func plot(_ model: ReportModel, problem: Int) -> Markup? {
    let traces = model.subjects.indices.compactMap { subject in
      model.current(problem: problem, subject: subject).flatMap {
        trace($0.record, Series(index: subject))
      }
    }
    guard !traces.isEmpty else { return nil }
    let frame = (left: 44.0, right: 232.0, top: 8.0, bottom: 104.0)
    var canvas = SVGCanvas(width: 280, height: 112)
    // Nine tenths of the samples set the height; the rest is drawn at the frame.
    let distances = traces.flatMap { $0.points.map { abs($0.relative - 1) } }.sorted()
    let usual = distances[distances.count * 9 / 10]
    let half = Swift.min(Swift.max(usual * 1.4, 0.005), 1)
    let y = { (relative: Double) in
      let share = Swift.min(Swift.max((relative - 1) / half, -1), 1)
      return (frame.top + frame.bottom) / 2 - share * (frame.bottom - frame.top) / 2
    }
    for step in [-1.0, 0, 1] {
      canvas.line(
        frame.left, y(1 + step * half), 270, y(1 + step * half), style: step == 0 ? "axis" : "grid")
      canvas.text(
        percent(step * half), x: frame.left - 4, y: y(1 + step * half) + 4, anchor: .end)
    }
    for (index, trace) in traces.enumerated() {
      canvas.dots(
        trace.points.map {
          (frame.left + 3 + $0.position * (frame.right - frame.left - 6), y($0.relative))
        },
        style: "dots \(trace.series.style)")
      let width = Swift.min(10, 32 / Double(traces.count))
      let left = frame.right + 4 + Double(index) * (width + 1)
      let (upper, lower) = (y(trace.quartiles.1), y(trace.quartiles.0))
      canvas.rectangle(
        x: left, y: upper, width: width, height: Swift.max(lower - upper, 1.5),
        style: "box \(trace.series.style)")
    }
    let name = model.problems[problem].name
    let drawing = canvas.element(
      label: "Samples of \(name) over time, \(CaseNotes.counted(traces.count, "device"))")
    return """
      <figure class="multiple"><figcaption title="\(model.problems[problem].descriptor)">\(ShortText.middle(name, 44))</figcaption>
      \(drawing)</figure>

      """
  }

  private static func trace(_ record: CaseRecord, _ series: Series) -> Trace? {
    guard let samples = record.samples, let statistics = record.statistics,
      statistics.medianNanoseconds > 0
    else { return nil }
    let times =
      (statistics.clock == "device" ? samples.deviceNanoseconds : nil) ?? samples.hostNanoseconds
    let relative = times.map { $0 / statistics.medianNanoseconds }
    guard relative.count > 1, relative.allSatisfy({ $0.isFinite && $0 >= 0 }) else { return nil }
    let order = samples.rounds.indices.sorted {
      (samples.rounds[$0], $0) < (samples.rounds[$1], $1)
    }
    let points = order.enumerated().map { place, sample in
      (position: Double(place) / Double(order.count - 1), relative: relative[sample])
    }
    return Trace(
      series: series, points: Thinning.evenly(points, maximumSampleCount),
      quartiles: (
        statistics.firstQuartileNanoseconds / statistics.medianNanoseconds,
        statistics.thirdQuartileNanoseconds / statistics.medianNanoseconds
      ))
  }

  private static func percent(_ fraction: Double) -> String {
    if fraction == 0 { return "0" }
    let value = abs(fraction * 100)
    let text =
      value >= 10 ? "\(Int(value.rounded()))" : AxisText.trimmed((value * 10).rounded() / 10)
    return (fraction < 0 ? "−" : "+") + text + "%"
  }
}
