import Foundation
import Harness

/// InfluxDB line protocol, version 2: `parity,TAGS FIELDS NANOSECONDS`.
enum InfluxExport {
  private static let tags: Set<String> = [
    "workload", "hostName", "descriptor", "operation", "device", "variant", "grade", "status",
    "cacheMode",
  ]

  static func text(_ files: [ResultsFile]) -> String {
    var lines: [String] = []
    for file in files {
      for record in file.cases {
        lines.append(line(file, record))
      }
    }
    return lines.map { $0 + "\n" }.joined()
  }

  private static func line(_ file: ResultsFile, _ record: CaseRecord) -> String {
    var tagText = ""
    var fields: [String] = []
    for column in ExportColumns.all {
      guard let value = column.value(file, record), !value.isEmpty else { continue }
      if tags.contains(column.name) {
        tagText += ",\(column.name)=\(escapeTag(value))"
      } else if column.isNumber {
        fields.append("\(column.name)=\(value)")
      } else {
        fields.append("\(column.name)=\"\(escapeField(value))\"")
      }
    }
    let time = timestamp(record.finishedAt ?? file.run.startedAt).map { " \($0)" } ?? ""
    return "parity\(tagText) \(fields.joined(separator: ","))\(time)"
  }

  /// Nanoseconds since 1970; nil where the text is no date, or one that 64 bits cannot hold.
  private static func timestamp(_ text: String) -> Int64? {
    guard let date = try? Date(text, strategy: .iso8601),
      let seconds = Int64(exactly: date.timeIntervalSince1970.rounded())
    else { return nil }
    let (nanoseconds, overflow) = seconds.multipliedReportingOverflow(by: 1_000_000_000)
    return overflow ? nil : nanoseconds
  }

  /// Escapes commas, equals signs and blanks.
  ///
  /// Control characters cannot be and become blanks; a backslash would escape
  /// what follows and becomes a slash.
  private static func escapeTag(_ text: String) -> String {
    escaped(text, blank: "\\ ") { scalar in
      switch scalar {
      case ",", "=", " ": "\\\(scalar)"
      case "\\": "/"
      default: nil
      }
    }
  }

  private static func escapeField(_ text: String) -> String {
    escaped(text, blank: " ") { scalar in
      scalar == "\"" || scalar == "\\" ? "\\\(scalar)" : nil
    }
  }

  /// Scalar by scalar, since a comma with a combining accent is one character; control characters become `blank`.
  private static func escaped(
    _ text: String, blank: String, _ escape: (Unicode.Scalar) -> String?
  ) -> String {
    var result = ""
    for scalar in text.unicodeScalars {
      if scalar.properties.generalCategory == .control
        || scalar.properties.generalCategory == .lineSeparator
      {
        result += blank
      } else {
        result += escape(scalar) ?? String(scalar)
      }
    }
    return result
  }
}
