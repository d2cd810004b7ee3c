import Harness

/// The time of a step as a bar a device: the recorded time, and what is added to it here and why.
enum GapPlot {
  struct Bar {
    let name: String
    /// In nanoseconds.
    let here, recorded: Double
    let gap: WorkloadTotals.Gap?
  }

  /// The parts of a bar; their places are the series that colour them.
  static let parts = ["recorded", "compute ceiling", "bandwidth", "ours", "unknown"]

  static func drawing(_ bars: [Bar]) -> Markup {
    let longest =
      bars.map { max($0.here, $0.recorded, lengths($0).reduce(0, +)) }
      .filter { $0.isFinite }.max() ?? 0
    guard longest > 0 else { return "" }
    let (left, right, rowHeight) = (190.0, 640.0, 30.0)
    var canvas = SVGCanvas(width: 740, height: 16 + rowHeight * Double(bars.count))
    for (index, bar) in bars.enumerated() {
      let top = 8 + rowHeight * Double(index)
      canvas.text(
        ShortText.middle(bar.name, 26), x: left - 10, y: top + 19, anchor: .end, style: "name",
        tooltip: bar.name)
      var x = left
      for (part, length) in zip(parts.indices, lengths(bar)) where length > 0 {
        let width = length / longest * (right - left)
        canvas.rectangle(
          x: x, y: top + 5, width: width, height: rowHeight - 10,
          style: "segment \(Series(index: part).style)",
          tooltip: "\(parts[part]): \(QuantityText.duration(nanoseconds: length))")
        x += width
      }
      canvas.text(
        QuantityText.duration(nanoseconds: bar.here), x: x + 8, y: top + 19, style: "value")
    }
    let label = bars.map {
      "\($0.name): \(QuantityText.duration(nanoseconds: $0.here)) here, "
        + "\(QuantityText.duration(nanoseconds: $0.recorded)) recorded"
    }.joined(separator: "; ")
    return canvas.element(label: label)
  }

  /// Lengths of the parts; where the device is not slower, its own time is all there is.
  ///
  /// What calls gain here is no length: it shortens what the ceilings add, and the table has the number.
  private static func lengths(_ bar: Bar) -> [Double] {
    guard let gap = bar.gap else { return [finite(bar.here), 0, 0, 0, 0] }
    let added = [gap.compute, gap.bandwidth, gap.ours, gap.unknown].map(finite)
    let sum = added.reduce(0, +)
    let room = finite(bar.here - bar.recorded)
    let scale = sum > 0 ? room / sum : 0
    return [finite(bar.recorded)] + added.map { $0 * scale }
  }

  private static func finite(_ value: Double) -> Double {
    value.isFinite ? max(0, value) : 0
  }
}
