import Harness
import Kernels

/// Rate over arithmetic intensity (Williams, Waterman, Patterson: "Roofline", CACM 2009), one plot a device.
///
/// Solid lines are the measured roofs where the results hold them: the bandwidth of each level of memory, and the peak of each
/// type. Where they do not, dashed lines are the envelope of the cases themselves, labelled so.
enum RooflinePlot {
  /// Beyond this many, cases of a plot are thinned out.
  static let maximumMarkCount = 2000

  /// An envelope of fewer cases would only point at them.
  static let envelopeCaseCount = 3

  private struct Point {
    let entry: ReportModel.Entry
    let intensity: Double
    let rate: Double
    let type: String
  }

  static func section(_ model: ReportModel) -> HTMLReport.Section? {
    let points = model.subjects.indices.map { Self.points(model, subject: $0) }
    let all = points.flatMap { $0 }
    let roofs = model.subjects.indices.map { MeasuredRoofs(model, points: points[$0].map(\.entry)) }
    let peaks = roofs.flatMap { $0?.peaks.values.map(\.flopsPerSecond) ?? [] }
    guard let x = LogScale(all.map(\.intensity), range: (64, 508)),
      let y = LogScale(all.map(\.rate) + peaks, range: (300, 14))
    else { return nil }
    let used = Set(all.map(\.type))
    let types = (ElementType.allCases.map(\.rawValue) + ["other"]).filter(used.contains)
    let series = Dictionary(
      uniqueKeysWithValues: types.enumerated().map { ($1, Series(index: $0)) })
    let plots = model.subjects.indices.filter { !points[$0].isEmpty }.map { index in
      plot(model.subjects[index].label, points[index], roofs[index], x, y, series)
    }
    return HTMLReport.Section(
      id: "roofline", title: "Roofline",
      body: """
        <p class="note">Every trusted case: operations per byte that it must move, against its rate. Solid lines are the \
        measured roofs (parity roofline): slopes are the bandwidths of the levels of memory, levels the peaks of the types. \
        Where a device has none, a dashed line joins the highest traffic and the highest rate among the cases of a type that \
        has \(envelopeCaseCount) or more: the best seen here, not a limit of the machine.</p>
        <div class="plots">
        \(plots)</div>

        """)
  }

  private static func points(_ model: ReportModel, subject: Int) -> [Point] {
    let newest = model.entries.filter { entry in
      guard entry.subject == subject, entry.record.status.isTrusted else { return false }
      return model.current(problem: entry.problem, subject: subject)?.source == entry.source
    }
    return newest.compactMap { entry in
      let record = entry.record
      guard let rate = record.flopRate, record.flopCount > 0, record.byteCount > 0 else {
        return nil
      }
      return Point(
        entry: entry, intensity: Double(record.flopCount) / Double(record.byteCount), rate: rate,
        type: record.typeName)
    }
  }

  private static func plot(
    _ name: String, _ points: [Point], _ roofs: MeasuredRoofs?, _ x: LogScale, _ y: LogScale,
    _ series: [String: Series]
  ) -> Markup {
    var canvas = SVGCanvas(width: 520, height: 344)
    for tick in x.ticks {
      guard let place = x(tick) else { continue }
      canvas.line(place, y.range.0, place, y.range.1)
      canvas.text(AxisText.number(tick), x: place, y: y.range.0 + 16, anchor: .middle)
    }
    for tick in y.ticks {
      guard let place = y(tick) else { continue }
      canvas.line(x.range.0, place, x.range.1, place)
      canvas.text(AxisText.scaled(tick), x: x.range.0 - 6, y: place + 4, anchor: .end)
    }
    canvas.line(x.range.0, y.range.0, x.range.1, y.range.0, style: "axis")
    canvas.line(x.range.0, y.range.0, x.range.0, y.range.1, style: "axis")
    canvas.text(
      "operations per byte", x: (x.range.0 + x.range.1) / 2, y: y.range.0 + 36, anchor: .middle,
      style: "label")
    canvas.text("operations per second", x: x.range.0 + 6, y: y.range.1 + 10, style: "label")

    roofs?.drawSlopes(&canvas, x, y)
    var legend: [(series: Series, text: String)] = []
    for type in series.keys.sorted(by: { series[$0]?.index ?? 0 < series[$1]?.index ?? 0 }) {
      let own = points.filter { $0.type == type }
      guard let mark = series[type], let peak = own.map(\.rate).max() else { continue }
      let traffic = own.map { $0.rate / $0.intensity }.max() ?? 0
      let roof = roofs?.peaks[type]
      if let roof, let roofs {
        roofs.drawPeak(roof, &canvas, x, y, mark)
      } else if roofs == nil, own.count >= envelopeCaseCount {
        envelope(&canvas, peak: peak, traffic: traffic, x, y, mark)
      }
      legend.append(
        (
          mark,
          "\(type), \(CaseNotes.counted(own.count, "case")): best seen "
            + "\(HeadlineSection.operations(peak, type)) and "
            + QuantityText.bytesPerSecond(traffic)
            + (roof.map {
              ", peak \(RooflineText.operations($0.flopsPerSecond, $0.type)) in \($0.type.rawValue)"
            } ?? "")
        ))
    }
    for point in Thinning.evenly(points, maximumMarkCount) {
      guard let left = x(point.intensity), let top = y(point.rate), let mark = series[point.type]
      else { continue }
      canvas.marker(mark, x: left, y: top, tooltip: tooltip(point))
    }
    let summary = roofs.map { roofs -> Markup in
      "<p class=\"note\">\(RooflineText.summary(roofs.roofline))</p>\n"
    }
    let drawing = canvas.element(
      label: "Roofline plot of \(name): \(CaseNotes.counted(points.count, "case")); "
        + "the values are in the table of all cases")
    return Layout.figure(name, drawing + Legend.list(legend) + (summary ?? ""))
  }

  private static func envelope(
    _ canvas: inout SVGCanvas, peak: Double, traffic: Double, _ x: LogScale, _ y: LogScale,
    _ series: Series
  ) {
    guard traffic > 0, traffic.isFinite else { return }
    let ridge = peak / traffic
    // Where the slope enters the plot: at its left edge, or at its bottom.
    let start = Swift.max(x.lower, y.lower / traffic)
    var line: [(Double, Double)] = []
    if start < ridge { line.append((start, start * traffic)) }
    line += [(ridge, peak), (Swift.max(ridge, x.upper), peak)]
    canvas.polyline(
      line.compactMap { place in x(place.0).flatMap { left in y(place.1).map { (left, $0) } } },
      style: "roof \(series.style)",
      tooltip: "best seen here: \(QuantityText.flopsPerSecond(peak)), "
        + QuantityText.bytesPerSecond(traffic))
  }

  private static func tooltip(_ point: Point) -> String {
    let record = point.entry.record
    return
      "\(record.descriptor.prefix(200)): \(HeadlineSection.operations(point.rate, point.type)), "
      + "\(QuantityText.significant(point.intensity)) operations per byte, "
      + "\(record.status.words), \(record.variant?.prefix(80) ?? "no variant")"
  }
}

/// Numbers along axes.
enum AxisText {
  /// `0.01`, `10`, `1k`.
  static func scaled(_ value: Double) -> String {
    let prefix = QuantityText.Prefix(for: value)
    return number(value / prefix.factor) + prefix.symbol
  }

  /// Three significant digits without needless zeros: `1.5`, `0.3`.
  static func trimmed(_ value: Double) -> String {
    var text = QuantityText.significant(value)
    guard text.contains(".") else { return text }
    while text.hasSuffix("0") { text.removeLast() }
    return text.hasSuffix(".") ? String(text.dropLast()) : text
  }

  /// The round number of a tick.
  static func number(_ value: Double) -> String {
    if value >= 1, value < 1e6 { return "\(Int(value.rounded()))" }
    if value >= 0.00095, value < 1 { return trimmed(value) }
    return QuantityText.errorOverBound(value)
  }
}

/// Less of what is too much to draw.
enum Thinning {
  /// At most `limit` values at even distances, the first and the last among them.
  static func evenly<Value>(_ values: [Value], _ limit: Int) -> [Value] {
    guard values.count > limit, limit > 1 else { return values }
    return (0..<limit).map { values[$0 * (values.count - 1) / (limit - 1)] }
  }
}
