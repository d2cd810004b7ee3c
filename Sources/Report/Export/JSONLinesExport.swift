import Foundation
import Harness

/// One case a line, each with what a reader of single lines needs of the file around it.
enum JSONLinesExport {
  private struct Line: Encodable {
    let schemaVersion: Int
    let startedAt: String
    let hostName: String
    let workload: String
    let tool: ResultsFile.Tool
    let `case`: CaseRecord
  }

  static func text(_ files: [ResultsFile]) throws(ExportError) -> String {
    let encoder = JSONEncoder.export(pretty: false)
    var result = ""
    for file in files {
      for record in file.cases {
        result += try encoder.text(
          Line(
            schemaVersion: file.schemaVersion, startedAt: file.run.startedAt,
            hostName: file.host.hostName, workload: file.workload.name, tool: file.tool,
            case: record))
      }
    }
    return result
  }
}
