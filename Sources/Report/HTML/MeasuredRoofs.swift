import Harness
import Kernels

/// The measured roofs of one device, as far as the cases of a plot need them.
struct MeasuredRoofs {
  let roofline: Roofline
  /// The peak that bounds each type of operands which occurs, by the type's name.
  let peaks: [String: Roofline.Peak]

  /// The roofline of the newest file that has one among those of `points`; nil where none has.
  init?(_ model: ReportModel, points: [ReportModel.Entry]) {
    guard let device = points.first?.record.device else { return nil }
    let used = Set(points.map(\.source))
    let found = model.chronological.reversed().filter(used.contains).lazy.compactMap { source in
      model.sources[source].file.rooflines?.first { $0.device == device }
    }.first
    guard let found, !found.memory.isEmpty else { return nil }
    roofline = found
    var peaks: [String: Roofline.Peak] = [:]
    for entry in points where peaks[entry.record.typeName] == nil {
      guard let problem = try? Problem(descriptor: entry.record.descriptor) else { continue }
      peaks[entry.record.typeName] = found.peak(for: problem)
    }
    self.peaks = peaks.filter { $0.value.flopsPerSecond > 0 && $0.value.flopsPerSecond.isFinite }
  }

  /// One slope a level of memory, up to the highest peak.
  func drawSlopes(_ canvas: inout SVGCanvas, _ x: LogScale, _ y: LogScale) {
    let highest = min(peaks.values.map(\.flopsPerSecond).max() ?? y.upper, y.upper)
    for memory in roofline.memory where memory.bytesPerSecond > 0 && memory.bytesPerSecond.isFinite
    {
      let rate = memory.bytesPerSecond
      let start = max(x.lower, y.lower / rate)
      let end = min(x.upper, highest / rate)
      guard start < end else { continue }
      line(
        &canvas, from: (start, start * rate), to: (end, end * rate), x, y, style: "roofline",
        tooltip: "\(memory.level): \(QuantityText.bytesPerSecond(rate))")
      if let left = x(start), let top = y(start * rate) {
        canvas.text(TerminalText.plain(String(memory.level.prefix(12))), x: left + 4, y: top - 4)
      }
    }
  }

  /// The level of a peak, from where the nearest memory reaches it.
  func drawPeak(
    _ peak: Roofline.Peak, _ canvas: inout SVGCanvas, _ x: LogScale, _ y: LogScale, _ series: Series
  ) {
    let rate = peak.flopsPerSecond
    let fastest = roofline.memory.map(\.bytesPerSecond).max() ?? 0
    let start = max(x.lower, fastest > 0 ? rate / fastest : x.lower)
    guard rate <= y.upper, start < x.upper else { return }
    line(
      &canvas, from: (start, rate), to: (x.upper, rate), x, y, style: "roofline \(series.style)",
      tooltip: "peak of \(peak.type.rawValue): \(RooflineText.operations(rate, peak.type))")
  }

  private func line(
    _ canvas: inout SVGCanvas, from: (Double, Double), to: (Double, Double), _ x: LogScale,
    _ y: LogScale, style: String, tooltip: String
  ) {
    let points = [from, to].compactMap { place in
      x(place.0).flatMap { left in y(place.1).map { (left, $0) } }
    }
    canvas.polyline(points, style: style, tooltip: tooltip)
  }
}
