import ArgumentParser
import Kernels

struct Worker: ParsableCommand {
  static let configuration = CommandConfiguration(
    abstract: "Serve this build's backends over standard input and output.",
    discussion: """
      Started by `parity run --isolate` and `parity run --program NAME=PATH`, not by hand: it reads and writes the lines of \
      docs/worker-protocol.md, and ends when its standard input does.
      """)

  @Option(
    name: .customLong("blas"),
    help: ArgumentHelp(
      "Serve this CBLAS library, and nothing else; repeatable.", valueName: "[name=]path"))
  var blasLibraries: [BLASPath] = []

  func run() throws {
    // Standard output is taken before a library can write there.
    let server = WorkerServer(program: "parity \(VersionText.oneLine)")
    server.serve(
      blasLibraries.isEmpty
        ? BackendRegistry.all
        : blasLibraries.map { LoadedCBLASBackend(name: $0.name, path: $0.path) })
  }
}
