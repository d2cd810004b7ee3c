import Harness

/// RFC 4180 with a header row; absent values are empty.
enum CSVExport {
  static func text(_ files: [ResultsFile]) -> String {
    var lines = [ExportColumns.all.map(\.name).joined(separator: ",")]
    for file in files {
      for record in file.cases {
        lines.append(
          ExportColumns.all.map { field($0.value(file, record) ?? "") }.joined(separator: ","))
      }
    }
    return lines.joined(separator: "\r\n") + "\r\n"
  }

  private static func field(_ text: String) -> String {
    // A leading formula sign would be executed by spreadsheets; a quote in front of it makes it text.
    let safe = text.first.map { "=+@".contains($0) } == true ? "'" + text : text
    guard safe.unicodeScalars.contains(where: { "\",\r\n".unicodeScalars.contains($0) }) else {
      return safe
    }
    return "\"" + safe.replacing("\"", with: "\"\"") + "\""
  }
}
