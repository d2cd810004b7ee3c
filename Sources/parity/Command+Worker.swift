import ArgumentParser
import Kernels

struct Worker: ParsableCommand {
  static let configuration = CommandConfiguration(
    abstract: "Serve this build's backends over standard input and output.",
    discussion: """
      Started by `parity run --isolate` and `parity run --program NAME=PATH`, not by hand: it reads and writes the lines of \
      docs/worker-protocol.md, and ends when its standard input does.
      """)

  func run() throws {
    WorkerServer(BackendRegistry.all, program: "parity \(VersionText.oneLine)").serve()
  }
}
