/// Rows of columns that are padded to their widest cell; the first `leftCount` columns and the last are left-aligned.
struct Columns {
  private var rows: [[String]]
  private let leftCount: Int

  init(header: [String], leftCount: Int = .max) {
    rows = [header]
    self.leftCount = leftCount
  }

  mutating func append(_ row: [String]) { rows.append(row.map(TerminalText.plain)) }

  /// The table, a newline after each row.
  var text: String {
    let count = rows.map(\.count).max() ?? 0
    let widths = (0..<count).map { column in
      rows.map { column < $0.count ? $0[column].count : 0 }.max() ?? 0
    }
    return rows.map { row in
      let cells = row.enumerated().map { column, cell in
        TerminalText.padded(cell, to: widths[column], column < leftCount ? .left : .right)
      }
      return TextLines.trimmed(cells.joined(separator: "  ")) + "\n"
    }.joined()
  }
}

/// Prose in lines of a bounded width.
enum TextLines {
  /// `text` in lines of at most `width` characters, broken at blanks; all but the first start with `indent` blanks.
  static func wrapped(_ text: String, width: Int, indent: Int) -> String {
    var lines: [String] = []
    var line = ""
    let lead = text.prefix { $0 == " " }
    for word in TerminalText.plain(text).split(separator: " ") {
      let start = lines.isEmpty ? String(lead) : String(repeating: " ", count: indent)
      if line.isEmpty {
        line = start + word
      } else if line.count + 1 + word.count <= width {
        line += " " + word
      } else {
        lines.append(line)
        line = String(repeating: " ", count: indent) + word
      }
    }
    return (lines + [line]).joined(separator: "\n") + "\n"
  }

  static func trimmed(_ line: String) -> String {
    String(line.reversed().drop { $0 == " " }.reversed())
  }
}
