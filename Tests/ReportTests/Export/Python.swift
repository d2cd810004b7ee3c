import Foundation
import Testing

/// A reader that shares nothing with the code that wrote: Python's standard library.
enum Python {
  /// Runs `script` with `file` as its argument and returns what it prints, which must be JSON.
  static func read<Value: Decodable>(
    _ file: String, as type: Value.Type = Value.self, script: String
  ) throws -> Value {
    let process = Process()
    process.executableURL = URL(fileURLWithPath: "/usr/bin/env")
    process.arguments = ["python3", "-I", "-c", script, file]
    let output = Pipe()
    process.standardOutput = output
    process.standardInput = FileHandle.nullDevice
    try process.run()
    let data = try output.fileHandleForReading.readToEnd() ?? Data()
    process.waitUntilExit()
    try #require(process.terminationStatus == 0, "python3 refused the file")
    return try JSONDecoder().decode(type, from: data)
  }
}
