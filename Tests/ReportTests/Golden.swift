import Foundation
import Testing

/// Expected texts in Tests/Golden/Report.
///
/// `PARITY_RECORD_GOLDEN=1 swift test` writes them anew; look at the difference.
enum Golden {
  static func check(
    _ text: String, _ name: String, sourceLocation: SourceLocation = #_sourceLocation
  ) throws {
    let url = URL(fileURLWithPath: #filePath).deletingLastPathComponent()
      .deletingLastPathComponent().appendingPathComponent("Golden/Report")
      .appendingPathComponent(name)
    if ProcessInfo.processInfo.environment["PARITY_RECORD_GOLDEN"] != nil {
      try FileManager.default.createDirectory(
        at: url.deletingLastPathComponent(), withIntermediateDirectories: true)
      try Data(text.utf8).write(to: url)
    }
    let expected = try String(contentsOf: url, encoding: .utf8)
    #expect(text == expected, "differs from \(name)", sourceLocation: sourceLocation)
  }
}
