import ArgumentParser

struct Version: ParsableCommand {
  static let configuration = CommandConfiguration(
    abstract: "Print version, commit and build.",
    discussion: """
      EXAMPLES
        parity version             parity 0.1.0 (commit 1a2b3c4d5e6f, release build)
      """)

  func run() { Terminal.write("parity \(VersionText.oneLine)\n") }
}
