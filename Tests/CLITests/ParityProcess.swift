import Foundation
import Testing

/// The built `parity`, run as users run it.
final class ParityProcess {
  /// What a finished process left.
  struct Outcome {
    let status: Int32
    let output: String
    let error: String
  }

  /// A fresh working directory; removed at the end.
  let folder: URL
  private let process = Process()
  private var isStarted = false

  /// Prepares a process in `folder`, or in a fresh one.
  init(_ arguments: [String], environment extra: [String: String] = [:], in folder: URL? = nil)
    throws
  {
    self.folder = try folder ?? Self.makeFolder()
    process.executableURL = try Self.executable()
    process.arguments = arguments
    process.currentDirectoryURL = self.folder
    var environment = ProcessInfo.processInfo.environment
    for name in ["NO_COLOR", "TERM", "COLUMNS"] { environment[name] = nil }
    process.environment = environment.merging(extra) { $1 }
    process.standardInput = FileHandle.nullDevice
  }

  /// Starts, waits and returns what came out; a process that hangs is ended after two minutes.
  func run() throws -> Outcome {
    try start()
    return try wait()
  }

  /// Starts the process with its output going to files.
  func start(output: FileHandle? = nil, error: FileHandle? = nil) throws {
    process.standardOutput = try output ?? Self.file(outputPath)
    process.standardError = try error ?? Self.file(errorPath)
    try process.run()
    isStarted = true
  }

  /// Sends a signal.
  func send(_ signal: Int32) { kill(process.processIdentifier, signal) }

  /// The process's number.
  var processIdentifier: pid_t { process.processIdentifier }

  /// Whether the process is still there.
  var isRunning: Bool { process.isRunning }

  /// Waits for the end.
  func wait() throws -> Outcome {
    let deadline = Date(timeIntervalSinceNow: 120)
    while process.isRunning, Date() < deadline { usleep(5_000) }
    if process.isRunning {
      send(SIGKILL)
      Issue.record("parity \(process.arguments ?? []) did not end within two minutes")
    }
    process.waitUntilExit()
    return Outcome(
      status: process.terminationStatus, output: Self.text(outputPath), error: Self.text(errorPath))
  }

  deinit {
    if isStarted, process.isRunning { send(SIGKILL) }
  }

  private var outputPath: String { folder.path + "/\(identifier).stdout" }
  private var errorPath: String { folder.path + "/\(identifier).stderr" }
  private let identifier = UUID().uuidString

  /// A fresh folder under the system's temporary one.
  static func makeFolder() throws -> URL {
    let folder = FileManager.default.temporaryDirectory.appendingPathComponent(
      "parity-\(UUID().uuidString)")
    try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
    return folder
  }

  private static func file(_ path: String) throws -> FileHandle {
    try Data().write(to: URL(fileURLWithPath: path))
    return try FileHandle(forWritingTo: URL(fileURLWithPath: path))
  }

  private static func text(_ path: String) -> String {
    (try? String(contentsOfFile: path, encoding: .utf8)) ?? ""
  }

  /// `parity` lies beside the test bundle.
  static func executable() throws -> URL {
    let tests = try FileManager.default.destinationOfSymbolicLink(atPath: "/proc/self/exe")
    let beside = URL(fileURLWithPath: tests).deletingLastPathComponent().appendingPathComponent(
      "parity")
    return try #require(
      FileManager.default.isExecutableFile(atPath: beside.path) ? beside : nil,
      "\(beside.path) is missing; build the product parity")
  }
}

/// Runs `parity` with `arguments` to its end in a fresh folder.
func parity(_ arguments: String..., environment: [String: String] = [:]) throws
  -> ParityProcess.Outcome
{
  let process = try ParityProcess(arguments, environment: environment)
  defer { try? FileManager.default.removeItem(at: process.folder) }
  return try process.run()
}
