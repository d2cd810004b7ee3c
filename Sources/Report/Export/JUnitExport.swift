import Harness

/// JUnit XML in the form that CI servers read: a suite for each device, a test case for each case.
///
/// Wrong, implausible and failed cases are failures or errors; unsupported, skipped and unverified ones are skipped with
/// their reason.
enum JUnitExport {
  static func text(_ files: [ResultsFile]) -> String {
    var lines = ["<?xml version=\"1.0\" encoding=\"UTF-8\"?>"]
    let all = files.flatMap(\.cases)
    lines.append("<testsuites name=\"parity\" \(counts(all))>")
    for file in files {
      for device in devices(file) {
        let records = file.cases.filter { $0.device == device }
        lines.append(
          "  <testsuite name=\"\(escape("\(file.workload.name) on \(device)"))\" \(counts(records)) "
            + "timestamp=\"\(escape(file.run.startedAt))\" hostname=\"\(escape(file.host.hostName))\">"
        )
        for record in records { lines += testCase(record) }
        lines.append("  </testsuite>")
      }
    }
    lines.append("</testsuites>")
    return lines.joined(separator: "\n") + "\n"
  }

  private static func devices(_ file: ResultsFile) -> [String] {
    var seen: Set<String> = []
    return file.cases.map(\.device).filter { seen.insert($0).inserted }
  }

  private static func isError(_ status: CaseStatus) -> Bool {
    status == .failed || status == .timedOut || status == .crashed
  }

  private static func counts(_ records: [CaseRecord]) -> String {
    let failures = records.count { $0.status.isFailure && !isError($0.status) }
    let errors = records.count { isError($0.status) }
    let skipped = records.count { !$0.status.isFailure && !$0.status.isTrusted }
    let seconds = records.reduce(0) { $0 + ($1.statistics?.medianNanoseconds ?? 0) * 1e-9 }
    return
      "tests=\"\(records.count)\" failures=\"\(failures)\" errors=\"\(errors)\" skipped=\"\(skipped)\" time=\"\(seconds)\""
  }

  private static func testCase(_ record: CaseRecord) -> [String] {
    let seconds = (record.statistics?.medianNanoseconds ?? 0) * 1e-9
    let open =
      "    <testcase classname=\"\(escape(record.device)).\(escape(record.operation))\" "
      + "name=\"\(escape(record.descriptor))\" time=\"\(seconds)\""
    guard !record.status.isTrusted else { return [open + "/>"] }
    let element =
      !record.status.isFailure ? "skipped" : isError(record.status) ? "error" : "failure"
    let message = escape("\(record.status.rawValue): \(record.reason ?? "no reason given")")
    let detail = escape(record.correctness?.worst ?? "")
    return [
      open + ">", "      <\(element) message=\"\(message)\">\(detail)</\(element)>",
      "    </testcase>",
    ]
  }

  /// Escapes markup, and replaces characters that XML 1.0 cannot carry at all.
  static func escape(_ text: String) -> String {
    var result = ""
    for scalar in text.unicodeScalars {
      switch scalar {
      case "&": result += "&amp;"
      case "<": result += "&lt;"
      case ">": result += "&gt;"
      case "\"": result += "&quot;"
      case "\n", "\r", "\t": result += "&#\(scalar.value);"
      default:
        let isCharacter = scalar.value >= 0x20 && scalar.value != 0xFFFE && scalar.value != 0xFFFF
        result.unicodeScalars.append(isCharacter ? scalar : "\u{FFFD}")
      }
    }
    return result
  }
}
