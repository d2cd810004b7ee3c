/// One line a problem, a group of columns for every device.
struct SideBySideTable {
  private let grid: ResultsGrid
  private let palette: Palette
  private let groups: [DeviceColumns]

  init(_ grid: ResultsGrid, _ palette: Palette) {
    self.grid = grid
    self.palette = palette
    groups = grid.devices.indices.map { DeviceColumns(grid, device: $0) }
  }

  /// The lines, or nil where they do not fit into `width` with names that still tell problems apart.
  func lines(width: Int?) -> [String]? {
    let labels = grid.rows.map { $0.label ?? "" }
    var labelWidth = labels.map(\.count).max() ?? 0
    let nameWidth = max("problem".count, grid.rows.map(\.name.count).max() ?? 0)
    let unitWidth = grid.rows.flatMap { $0.cells.map { $0?.unit.count ?? 0 } }.max() ?? 0
    let fixed = 2 + unitWidth + groups.reduce(0) { $0 + 3 + $1.width }
    var names = grid.rows.map(\.name)
    if let width {
      // Labels repeat what the sizes say, so they go first.
      if labelWidth > 0, labelWidth + 2 + nameWidth + fixed > width { labelWidth = 0 }
      let available = width - fixed
      if nameWidth > available {
        names = names.map { $0.count > available ? $0.prefix(max(0, available - 1)) + "…" : $0 }
        guard available >= 16, Set(names).count == Set(grid.rows.map(\.name)).count else {
          return nil
        }
      }
    }
    let shownWidth = names.map(\.count).max().map { max($0, "problem".count) } ?? nameWidth

    func line(_ label: String, _ name: String, _ unit: String, _ cells: [String]) -> String {
      let lead = labelWidth > 0 ? [TerminalText.padded(label, to: labelWidth, .left)] : []
      let columns =
        lead + [
          TerminalText.padded(name, to: shownWidth, .left),
          TerminalText.padded(unit, to: unitWidth, .left),
        ]
      return trimmed(([columns.joined(separator: "  ")] + cells).joined(separator: "   "))
    }
    let head = [
      line("", "", "", groups.map { TerminalText.padded($0.title, to: $0.width, .left) }),
      line("call", "problem", "", groups.map(\.header)),
    ]
    return head.map { palette.paint($0, .bold) }
      + grid.rows.enumerated().map { index, row in
        let unit = row.cells.lazy.compactMap { $0 }.first { $0.isMeasured }?.unit ?? ""
        return line(
          row.label ?? "", names[index], unit,
          zip(groups, row.cells).map { $0.text($1, palette) })
      }
  }

  private func trimmed(_ line: String) -> String {
    String(line.reversed().drop { $0 == " " }.reversed())
  }
}

/// A line for the problem, and below it one for every device: fits any width and any number of devices.
struct StackedTable {
  private let grid: ResultsGrid
  private let palette: Palette

  init(_ grid: ResultsGrid, _ palette: Palette) {
    self.grid = grid
    self.palette = palette
  }

  func lines() -> [String] {
    let cells = grid.rows.flatMap(\.cells).compactMap { $0 }
    let measured = cells.filter(\.isMeasured)
    let idWidth = grid.devices.map(\.count).max() ?? 0
    func widest(_ text: (ResultsGrid.Cell) -> String) -> Int {
      measured.map { text($0).count }.max() ?? 0
    }
    let rate = { (cell: ResultsGrid.Cell) in
      "\(cell.rate) \(TerminalText.padded(cell.unit, to: 7, .left))"
    }
    let widths = (
      rate: widest(rate), marks: widest(\.marks), time: widest(\.time),
      error: max("error".count, widest(\.error)), roof: widest(\.roof), ratio: widest(\.ratio)
    )
    return grid.rows.flatMap { row -> [String] in
      let title = row.name.hasPrefix("  ") ? row.name : row.descriptor
      let label = row.label.map { "  (\($0))" } ?? ""
      return [palette.paint(title, .bold) + label]
        + zip(grid.devices, row.cells).compactMap { device, cell in
          guard let cell else { return nil }
          let id = TerminalText.padded(TerminalText.plain(device), to: idWidth, .left)
          let text =
            cell.isMeasured
            ? [
              TerminalText.padded(rate(cell), to: widths.rate, .right)
                + TerminalText.padded(cell.marks, to: widths.marks, .left),
              TerminalText.padded(cell.time, to: widths.time, .right),
              TerminalText.padded("error \(cell.error)", to: 6 + widths.error, .left),
              widths.roof == 0
                ? ""
                : TerminalText.padded(
                  cell.roof.isEmpty ? "" : "% of roof \(cell.roof)", to: 10 + widths.roof, .left),
              cell.ratio,
            ].filter { !$0.isEmpty }.joined(separator: "  ")
            : cell.words
          let trimmed = String(text.reversed().drop { $0 == " " }.reversed())
          return "  \(id)  " + palette.paint(trimmed, cell.style)
        }
    }
  }
}

/// The columns of one device: rate, time, error, the per cent of the roof where one is known, and the ratio for all but the
/// first.
struct DeviceColumns {
  let title: String
  private let rateWidth: Int
  private let marksWidth: Int
  private let timeWidth: Int
  private let errorWidth: Int
  private let roofWidth: Int
  private let ratioWidth: Int
  /// All columns with the blanks between them.
  let width: Int

  init(_ grid: ResultsGrid, device: Int) {
    title = TerminalText.plain(grid.devices[device])
    let cells = grid.rows.compactMap { $0.cells[device] }
    let measured = cells.filter(\.isMeasured)
    func widest(_ text: (ResultsGrid.Cell) -> String, _ header: String) -> Int {
      max(header.count, measured.map { text($0).count }.max() ?? 0)
    }
    rateWidth = widest(\.rate, "rate")
    marksWidth = widest(\.marks, "")
    timeWidth = widest(\.time, "time")
    errorWidth = widest(\.error, "error")
    roofWidth =
      measured.contains { !$0.roof.isEmpty } ? widest(\.roof, Self.roofHeader) : 0
    ratioWidth = device == 0 ? widest(\.ratio, "") : widest(\.ratio, "ratio")
    let numbers =
      rateWidth + marksWidth + 2 + timeWidth + 2 + errorWidth
      + (roofWidth > 0 ? 2 + roofWidth : 0)
      + (ratioWidth > 0 ? 2 + ratioWidth : 0)
    let words = cells.filter { !$0.isMeasured }.map(\.words.count).max() ?? 0
    width = max(numbers, words, title.count)
  }

  private static let roofHeader = "% of roof"

  var header: String {
    text("rate", "", "time", "error", Self.roofHeader, ratioWidth > 0 ? "ratio" : "")
  }

  func text(_ cell: ResultsGrid.Cell?, _ palette: Palette) -> String {
    guard let cell else { return TerminalText.padded("", to: width, .left) }
    let plain =
      cell.isMeasured
      ? text(cell.rate, cell.marks, cell.time, cell.error, cell.roof, cell.ratio)
      : TerminalText.padded(cell.words, to: width, .left)
    return palette.paint(plain, cell.style)
  }

  private func text(
    _ rate: String, _ marks: String, _ time: String, _ error: String, _ roof: String,
    _ ratio: String
  ) -> String {
    var columns = [
      TerminalText.padded(rate, to: rateWidth, .right)
        + TerminalText.padded(marks, to: marksWidth, .left),
      TerminalText.padded(time, to: timeWidth, .right),
      TerminalText.padded(error, to: errorWidth, .right),
    ]
    if roofWidth > 0 { columns.append(TerminalText.padded(roof, to: roofWidth, .left)) }
    if ratioWidth > 0 { columns.append(TerminalText.padded(ratio, to: ratioWidth, .right)) }
    return TerminalText.padded(columns.joined(separator: "  "), to: width, .left)
  }
}
