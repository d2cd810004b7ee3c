import Harness

/// RFC 4180 with a header row; absent values are empty.
enum CSVExport {
  static func text(_ files: [ResultsFile]) -> String {
    var lines = [ExportColumns.all.map(\.name).joined(separator: ",")]
    for file in files {
      for record in file.cases {
        lines.append(
          ExportColumns.all.map { field($0.value(file, record) ?? "", isNumber: $0.isNumber) }
            .joined(separator: ","))
      }
    }
    return lines.joined(separator: "\r\n") + "\r\n"
  }

  private static func field(_ text: String, isNumber: Bool) -> String {
    // Spreadsheets execute text that starts with one of these; an apostrophe in front makes it text.
    let isFormula =
      !isNumber && text.unicodeScalars.first.map { "=+-@\t\r".unicodeScalars.contains($0) } == true
    let safe = isFormula ? "'" + text : text
    guard safe.unicodeScalars.contains(where: { "\",\r\n".unicodeScalars.contains($0) }) else {
      return safe
    }
    // Scalar by scalar: a quotation mark with a combining accent is one character, and still a quotation mark.
    var quoted = "\""
    for scalar in safe.unicodeScalars {
      if scalar == "\"" { quoted += "\"" }
      quoted.unicodeScalars.append(scalar)
    }
    return quoted + "\""
  }
}
