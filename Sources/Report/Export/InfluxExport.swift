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

  private static func timestamp(_ text: String) -> Int64? {
    guard let date = try? Date(text, strategy: .iso8601) else { return nil }
    return Int64(date.timeIntervalSince1970) * 1_000_000_000
  }

  /// Commas, equals signs and spaces are escaped; line breaks cannot be and become spaces.
  private static func escapeTag(_ text: String) -> String {
    var result = ""
    for character in text {
      switch character {
      case ",", "=", " ": result += "\\\(character)"
      case _ where character.isNewline: result += "\\ "
      // A trailing backslash would escape the separator.
      case "\\": result += "/"
      default: result.append(character)
      }
    }
    return result
  }

  private static func escapeField(_ text: String) -> String {
    var result = ""
    for character in text {
      switch character {
      case "\"", "\\": result += "\\\(character)"
      case _ where character.isNewline: result += " "
      default: result.append(character)
      }
    }
    return result
  }
}
