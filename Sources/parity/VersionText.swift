import Harness

/// How Parity names itself.
enum VersionText {
  /// `0.1.0 (commit abc, with changes, release build)`.
  static var oneLine: String {
    let tool = ToolIdentity.current()
    var facts: [String] = []
    if let commit = tool.commit { facts.append("commit \(commit.prefix(12))") }
    if tool.dirty == true { facts.append("with uncommitted changes") }
    facts.append("\(tool.buildConfiguration) build")
    return "\(tool.version) (\(facts.joined(separator: ", ")))"
  }
}
