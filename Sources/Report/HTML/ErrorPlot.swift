import Harness
import Kernels

/// The largest error of each case as a multiple of its bound, on a logarithmic axis, a row a device and type.
enum ErrorPlot {
  /// Marks of one row; cases beyond the bound are always drawn.
  static let maximumMarkCount = 400

  private struct Point {
    let record: CaseRecord
    /// Above 1 is wrong; 0 is no error at all.
    let error: Double
  }

  private struct Row {
    let name: String
    let series: Series
    let points: [Point]
  }

  static func section(_ model: ReportModel) -> HTMLReport.Section? {
    let rows = model.subjects.indices.flatMap { Self.rows(model, subject: $0) }
    let errors = rows.flatMap(\.points).map(\.error).filter { $0 > 0 }
    guard !rows.isEmpty,
      let scale = LogScale(errors, including: [0.01, 1], range: (236, 640))
        ?? LogScale([0.01, 1], range: (236, 640))
    else { return nil }
    let wrong = rows.flatMap(\.points).count { $0.error > 1 }
    let outcome =
      wrong == 0
      ? "No checked case is beyond its bound."
      : "\(CaseNotes.counted(wrong, "case")) beyond the bound, marked with a cross."
    return HTMLReport.Section(
      id: "errors", title: "Error against bound",
      body: """
        <p class="note">The largest error of each case as a multiple of its element's bound. Left of the line at 1 is right; \
        cases without any error are in the column 0. \(outcome)</p>
        \(Layout.figure("Error over bound by device and type", drawing(rows, scale, outcome)))
        """)
  }

  private static func rows(_ model: ReportModel, subject: Int) -> [Row] {
    let points = model.currents(subject: subject).compactMap { entry -> Point? in
      guard let correctness = entry.record.correctness else { return nil }
      if let error = correctness.maximumErrorOverBound {
        return error.isFinite && error >= 0 ? Point(record: entry.record, error: error) : nil
      }
      return correctness.failedCount == 0 ? Point(record: entry.record, error: 0) : nil
    }
    let types = ElementType.allCases.map(\.rawValue) + ["other"]
    return types.compactMap { type in
      let own = points.filter { $0.record.typeName == type }
      return own.isEmpty
        ? nil
        : Row(
          name: "\(model.subjects[subject].label) \(type)", series: Series(index: subject),
          points: own)
    }
  }

  private static func drawing(_ rows: [Row], _ scale: LogScale, _ outcome: String) -> Markup {
    let rowHeight = 28.0
    let bottom = 12 + rowHeight * Double(rows.count)
    let zero = 214.0
    let offsets: [Double] = [0, -4, 4, -8, 8]
    var canvas = SVGCanvas(width: 660, height: bottom + 42)
    if let one = scale(1) {
      canvas.rectangle(
        x: one, y: 6, width: scale.range.1 - one, height: bottom - 6, style: "beyond")
    }
    for tick in scale.ticks {
      guard let x = scale(tick) else { continue }
      canvas.line(x, 6, x, bottom, style: tick == 1 ? "limit" : "grid")
      canvas.text(AxisText.number(tick), x: x, y: bottom + 16, anchor: .middle)
    }
    canvas.line(zero, 6, zero, bottom)
    canvas.text("0", x: zero, y: bottom + 16, anchor: .middle)
    canvas.text(
      "largest error / bound", x: (scale.range.0 + scale.range.1) / 2, y: bottom + 34,
      anchor: .middle, style: "label")
    for (index, row) in rows.enumerated() {
      let top = 8 + rowHeight * Double(index)
      canvas.text(
        ShortText.middle(row.name, 28), x: zero - 12, y: top + 18, anchor: .end, style: "name",
        tooltip: row.name)
      if index > 0 { canvas.line(10, top, scale.range.1, top) }
      let wrong = row.points.filter { $0.error > 1 }
      let right = Thinning.evenly(row.points.filter { $0.error <= 1 }, maximumMarkCount)
      for (place, point) in (right + wrong).enumerated() {
        guard let x = point.error == 0 ? zero : scale(point.error) else { continue }
        // Neighbours are set apart up and down so that equal values do not hide each other.
        let y = top + 14 + offsets[place % offsets.count]
        let tooltip =
          "\(point.record.descriptor.prefix(200)): "
          + "\(QuantityText.errorOverBound(point.error))x its bound, \(point.record.status.words)"
        if point.error > 1 {
          canvas.cross(x: x, y: y, tooltip: tooltip)
        } else {
          canvas.marker(row.series, x: x, y: y, size: 3.4, tooltip: tooltip)
        }
      }
    }
    return canvas.element(
      label: "Errors as multiples of their bounds by device and type. \(outcome)")
  }
}
