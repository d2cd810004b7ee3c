import ArgumentParser
import Foundation
import Harness

/// `parity run` in a process of its own: what differs from process to process is part of what is measured.
struct ChildRun {
  let interruption: Interruption
  /// Whether the child shows its progress on standard error.
  let showsProgress: Bool

  /// Runs `parity run` with `arguments` and returns the results file it wrote to `path`.
  /// - Throws: `CommandFailure` with the child's exit status where it wrote none, `ExitCode` where a signal ended it.
  func results(_ arguments: [String], path: String) throws -> ResultsFile {
    let process = Process()
    process.executableURL = URL(
      fileURLWithPath: try FileManager.default.destinationOfSymbolicLink(atPath: "/proc/self/exe"))
    process.arguments = ["run", "--output", path] + (showsProgress ? [] : ["--quiet"]) + arguments
    process.standardInput = FileHandle.nullDevice
    process.standardOutput = FileHandle.nullDevice
    try process.run()
    var isForwarded = false
    while process.isRunning {
      usleep(20_000)
      // A terminal sends SIGINT to the child too, and a second signal would end it without a file.
      if interruption.status == .terminated, !isForwarded {
        process.terminate()
        isForwarded = true
      }
    }
    if let status = interruption.status { throw ExitCode(status.rawValue) }
    let known = ExitStatus(rawValue: process.terminationStatus)
    guard process.terminationReason == .exit, known == .ok || known == .failedCases else {
      throw CommandFailure(
        known ?? .harness,
        "parity run ended with \(process.terminationStatus); its message is above")
    }
    return try ResultsReader.read(path: path)
  }

  /// Calls `body` with a fresh folder for files that nobody needs afterwards.
  static func withScratchFolder<Result>(_ body: (String) throws -> Result) throws -> Result {
    let folder = FileManager.default.temporaryDirectory.appendingPathComponent(
      "parity-\(UUID().uuidString)")
    try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
    defer { try? FileManager.default.removeItem(at: folder) }
    return try body(folder.path)
  }
}
