import Foundation

/// Which build of which sources this program is.
public enum ToolIdentity {
  /// The version of the program, by semantic versioning.
  public static let version = "0.1.0"

  /// The identity of the running program.
  ///
  /// The commit is the one stamped into the build (``BuildStamp``), else that of the checkout in which the executable lies;
  /// nil where there is neither. `dirty` tells whether files that are compiled differ from that commit.
  public static func current() -> ResultsFile.Tool {
    let checkout = BuildStamp.commit == nil ? checkoutState() : nil
    return ResultsFile.Tool(
      name: "parity", version: version, commit: BuildStamp.commit ?? checkout?.commit,
      dirty: BuildStamp.commit == nil ? checkout?.dirty : BuildStamp.dirty,
      buildConfiguration: buildConfiguration)
  }

  private static var buildConfiguration: String {
    #if DEBUG
      "debug"
    #else
      "release"
    #endif
  }

  private static func checkoutState() -> (commit: String, dirty: Bool?)? {
    let link = "/proc/self/exe"
    let executable = try? FileManager.default.destinationOfSymbolicLink(atPath: link)
    return executable.flatMap(checkout(containing:)).flatMap(state(ofCheckout:))
  }

  /// The commit that is checked out in `folder`, and whether what is compiled differs from it.
  static func state(ofCheckout folder: String) -> (commit: String, dirty: Bool?)? {
    guard let commit = git(["rev-parse", "--verify", "HEAD"], in: folder) else { return nil }
    let changes = git(["status", "--porcelain", "--"] + compiledPaths, in: folder)
    return (commit, changes.map { !$0.isEmpty })
  }

  /// What the program is made of; results and documents may change without making it another program.
  private static let compiledPaths = ["Package.swift", "Sources", "shaders", "suites", "workers"]

  /// The nearest folder above `path` that is a checkout of this package.
  static func checkout(containing path: String) -> String? {
    var folder = URL(fileURLWithPath: path).deletingLastPathComponent()
    while true {
      let manifest = folder.appendingPathComponent("Package.swift")
      if FileManager.default.fileExists(atPath: folder.appendingPathComponent(".git").path),
        let text = try? String(contentsOf: manifest, encoding: .utf8),
        text.contains("name: \"parity\"")
      {
        return folder.path
      }
      let parent = folder.deletingLastPathComponent()
      guard parent.path != folder.path, folder.path != "/" else { return nil }
      folder = parent
    }
  }

  /// What git prints, or nil where there is no git or it fails.
  private static func git(_ arguments: [String], in folder: String) -> String? {
    let process = Process()
    process.executableURL = URL(fileURLWithPath: "/usr/bin/env")
    // A monitor configured in a checkout is a program that git would start.
    process.arguments = ["git", "-c", "core.fsmonitor=false", "-C", folder] + arguments
    process.environment = ProcessInfo.processInfo.environment.filter { !$0.key.hasPrefix("GIT_") }
    let output = Pipe()
    process.standardOutput = output
    process.standardError = FileHandle.nullDevice
    process.standardInput = FileHandle.nullDevice
    guard (try? process.run()) != nil else { return nil }
    let data = output.fileHandleForReading.readDataToEndOfFile()
    process.waitUntilExit()
    guard process.terminationStatus == 0 else { return nil }
    return String(decoding: data, as: UTF8.self).trimmingCharacters(in: .whitespacesAndNewlines)
  }
}
