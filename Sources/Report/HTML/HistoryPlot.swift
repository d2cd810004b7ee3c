import Harness
import Kernels

/// How the same problems on the same device came out over several runs, oldest first.
enum HistoryPlot {
  /// Lines of single problems in one plot.
  static let maximumLineCount = 60
  /// Problems in the table of changes.
  static let maximumRowCount = 12

  /// One problem over the runs that have it trusted; the numbers are positions among the runs of the plot.
  private struct Line {
    let problem: ReportModel.Problem
    let points: [(run: Int, entry: ReportModel.Entry, speed: Double)]
  }

  static func section(_ model: ReportModel) -> HTMLReport.Section? {
    let parts = model.subjects.indices.compactMap { part(model, subject: $0) }
    guard !parts.isEmpty else { return nil }
    return HTMLReport.Section(
      id: "history", title: "History",
      body: """
        <p class="note">Speed of every problem relative to its first trusted run here; the thick line is the geometric mean \
        over the problems of the first run. Above 1 is faster than then. Runs are not paired in time, so small differences \
        mean little.</p>
        <div class="plots">
        \(parts)</div>

        """)
  }

  private static func part(_ model: ReportModel, subject: Int) -> Markup? {
    let entries = model.entries.filter { $0.subject == subject && !$0.isFurtherVariant }
    // Only runs that share a problem with another have a place on the axis.
    let measured = entries.filter { $0.record.status.isTrusted }
    let shared = Dictionary(grouping: measured, by: \.problem).values.filter { $0.count > 1 }
    let used = Set(shared.joined().map(\.source))
    let runs = model.chronological.filter(used.contains)
    guard runs.count > 1 else { return nil }
    let lines = Self.lines(model, shared.flatMap { $0 }, runs)
    guard !lines.isEmpty else { return nil }
    let label = model.subjects[subject].label
    guard
      let plot = drawing(model, label, lines, runs, series: Series(index: subject))
    else { return nil }
    return "<div>\n" + Layout.figure("\(label), \(runs.count) runs", plot)
      + changes(label, lines) + runTable(model, label, runs, device: model.subjects[subject].device)
      + "</div>\n"
  }

  private static func lines(
    _ model: ReportModel, _ entries: [ReportModel.Entry], _ runs: [Int]
  ) -> [Line] {
    let position = Dictionary(uniqueKeysWithValues: runs.enumerated().map { ($1, $0) })
    let groups = Dictionary(grouping: entries, by: \.problem)
    return groups.keys.sorted().compactMap { problem in
      let ordered = (groups[problem] ?? []).sorted {
        position[$0.source] ?? 0 < position[$1.source] ?? 0
      }
      guard let first = ordered.first else { return nil }
      let points = ordered.compactMap {
        entry -> (run: Int, entry: ReportModel.Entry, speed: Double)? in
        guard let run = position[entry.source] else { return nil }
        if entry.source == first.source { return (run, entry, 1) }
        return ReportModel.speed(entry, to: first).map { (run, entry, $0.ratio) }
      }
      return points.count > 1 ? Line(problem: model.problems[problem], points: points) : nil
    }
  }

  private static func drawing(
    _ model: ReportModel, _ label: String, _ lines: [Line], _ runs: [Int], series: Series
  ) -> Markup? {
    guard
      let y = LogScale(
        lines.flatMap { $0.points.map(\.speed) }, including: [1], range: (216, 12))
    else { return nil }
    var canvas = SVGCanvas(width: 520, height: 256)
    let (left, right) = (56.0, 500.0)
    let x = { (run: Int) in left + 10 + (right - left - 20) * Double(run) / Double(runs.count - 1) }
    for tick in y.ticks {
      guard let place = y(tick) else { continue }
      canvas.line(left, place, right, place, style: tick == 1 ? "axis" : "grid")
      canvas.text(AxisText.number(tick) + "x", x: left - 6, y: place + 4, anchor: .end)
    }
    let every = (runs.count + 3) / 4
    for run in runs.indices where run.isMultiple(of: every) {
      let start = String(model.sources[runs[run]].file.run.startedAt.prefix(16))
      let anchor: SVGCanvas.Anchor = run == 0 ? .start : run == runs.count - 1 ? .end : .middle
      canvas.text(
        start.replacing("T", with: " "), x: x(run), y: 234, anchor: anchor)
      canvas.line(x(run), 216, x(run), 220, style: "axis")
    }
    for line in Thinning.evenly(lines, maximumLineCount) {
      let places = line.points.compactMap { point in y(point.speed).map { (x(point.run), $0) } }
      let last = line.points[line.points.count - 1].speed
      canvas.polyline(
        places, style: "thin \(series.style)",
        tooltip: "\(line.problem.name.prefix(160)): \(QuantityText.ratio(last)) in its last run")
    }
    let means = runs.indices.compactMap { run -> (run: Int, mean: Double, count: Int)? in
      let speeds = lines.filter { $0.points.first?.run == 0 }.compactMap { line in
        line.points.first { $0.run == run }?.speed
      }
      return RelativeSpeed.geometricMean(speeds).map { (run, $0, speeds.count) }
    }
    canvas.polyline(
      means.compactMap { point in y(point.mean).map { (x(point.run), $0) } },
      style: "thick \(series.style)")
    for point in means {
      guard let place = y(point.mean) else { continue }
      canvas.marker(
        series, x: x(point.run), y: place,
        tooltip: "\(model.sources[runs[point.run]].file.run.startedAt): "
          + "\(QuantityText.ratio(point.mean)) over \(CaseNotes.counted(point.count, "problem"))")
    }
    let last = means.last.map { ", \(QuantityText.ratio($0.mean)) in the last" } ?? ""
    return canvas.element(
      label: "Speed of \(label) over \(runs.count) runs relative to the first\(last)")
  }

  private static func changes(_ label: String, _ lines: [Line]) -> Markup {
    let ordered = lines.sorted {
      ($0.points.last?.speed ?? 1) < ($1.points.last?.speed ?? 1)
    }
    let shown =
      ordered.count <= maximumRowCount
      ? ordered
      : Array(ordered.prefix(maximumRowCount / 2) + ordered.suffix(maximumRowCount / 2))
    let rows = shown.compactMap { line -> Markup? in
      guard let first = line.points.first, let last = line.points.last else { return nil }
      let times = [first, last].map {
        $0.entry.record.statistics.map { QuantityText.duration(nanoseconds: $0.medianNanoseconds) }
          ?? "-"
      }
      return """
        <tr><th scope="row" title="\(line.problem.descriptor)">\(line.problem.name)</th><td class="number">\(times[0])</td>\
        <td class="number">\(times[1])</td><td class="number">\(QuantityText.ratio(last.speed))</td></tr>

        """
    }
    let caption =
      shown.count == ordered.count
      ? "First and last run of \(label)" : "First and last run of \(label), the greatest changes"
    return Layout.details(
      caption,
      Layout.scrolling(
        caption,
        """
        <table><caption>\(caption)</caption>
        <thead><tr><th scope="col">problem</th><th scope="col">first</th><th scope="col">last</th>\
        <th scope="col">speed</th></tr></thead>
        <tbody>
        \(rows)</tbody></table>

        """))
  }

  /// What changed from run to run besides the time.
  private static func runTable(
    _ model: ReportModel, _ label: String, _ runs: [Int], device: String
  ) -> Markup {
    var previous: [String] = []
    let rows = runs.map { index -> Markup in
      let file = model.sources[index].file
      let driver = file.devices.first { $0.id == device }.map { "\($0.driver) \($0.driverVersion)" }
      let facts = [
        "parity \(file.tool.version) \(file.tool.commit?.prefix(10) ?? "no commit")"
          + (file.tool.dirty == true ? " with changes" : "") + " \(file.tool.buildConfiguration)",
        driver ?? "no driver", file.host.kernel,
        "threads \(file.settings.threadCount.map { "\($0)" } ?? "as many as there are")",
        "seed \(file.settings.seed)", "governor \(file.host.governor ?? "unknown")",
      ]
      let changed = zip(facts, previous).filter { $0 != $1 }.map(\.0)
      let text =
        previous.isEmpty
        ? facts.prefix(2).joined(separator: ", ")
        : changed.isEmpty ? "the same" : changed.joined(separator: ", ")
      previous = facts
      return """
        <tr><th scope="row">\(file.run.startedAt)</th><td>\(model.sources[index].name)</td><td>\(text)</td></tr>

        """
    }
    return Layout.details(
      "Runs of \(label) and what changed",
      Layout.scrolling(
        "Runs of \(label)",
        """
        <table><caption>Tool, driver, kernel and settings from run to run</caption>
        <thead><tr><th scope="col">started</th><th scope="col">file</th><th scope="col">changed</th></tr></thead>
        <tbody>
        \(rows)</tbody></table>

        """))
  }
}
