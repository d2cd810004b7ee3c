/// Rows of left-aligned columns, two spaces apart; the last column is not padded.
struct TextTable {
  private var rows: [[String]] = []

  init(header: [String]) { rows.append(header) }

  mutating func append(_ row: [String]) { rows.append(row) }

  /// The table with a final newline.
  var text: String { text(width: nil) }

  /// The table with lines of at most `width` characters, cut with an ellipsis; nil keeps all.
  func text(width: Int?) -> String {
    let columnCount = rows.map(\.count).max() ?? 0
    let widths = (0..<columnCount).map { column in
      rows.map { column < $0.count ? $0[column].count : 0 }.max() ?? 0
    }
    return rows.map { row in
      let cells = row.enumerated().map { column, cell in
        column == row.count - 1
          ? cell : cell + String(repeating: " ", count: widths[column] - cell.count)
      }
      let line = cells.joined(separator: "  ")
      guard let width, line.count > width else { return line + "\n" }
      return line.prefix(max(0, width - 1)) + "…\n"
    }.joined()
  }

  /// The table with lines of at most `width` characters, whose last column goes on in further lines.
  func wrapped(width: Int?) -> String {
    let columnCount = rows.map(\.count).max() ?? 0
    let widths = (0..<max(0, columnCount - 1)).map { column in
      rows.map { column < $0.count ? $0[column].count : 0 }.max() ?? 0
    }
    let indent = widths.reduce(0) { $0 + $1 + 2 }
    // Words that are cut into pieces of a few characters help nobody.
    guard let width, width >= indent + 24 else { return text(width: width) }
    var result = ""
    for row in rows {
      let cells = zip(row, widths).map { cell, width in
        cell + String(repeating: " ", count: width - cell.count + 2)
      }
      var line = cells.joined()
      for (index, word) in row[row.count - 1].split(separator: " ").enumerated() {
        if index > 0, line.count + 1 + word.count > width {
          result += line + "\n"
          line = String(repeating: " ", count: indent) + word
        } else {
          line += (index > 0 ? " " : "") + word
        }
      }
      result += line + "\n"
    }
    return result
  }
}
