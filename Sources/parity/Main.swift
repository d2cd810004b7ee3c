import ArgumentParser
import Foundation
import Harness

/// The command line: parses, calls, prints and exits; what it calls does the work.
@main
struct Parity: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "parity",
    abstract: "Is my CUDA workload at parity here?",
    discussion: """
      Runs the GEMM and attention calls of real models on every backend of this machine, verifies every result \
      against a float64 reference, times it, and records it as JSON.

      EXAMPLES
        parity devices                             what this machine has
        parity doctor                              compute something on each device: PASS, or why not
        parity run                                 the quick suite on every device, about a minute
        parity run --suite llama3-8b --backend openblas --backend vulkan:0
        parity run gemm:bf16:tn:m=4096,n=512,k=4096 attn:f32:b=1,h=12,d=64,sq=512:causal
        parity verify --count 500                  correctness only, awkward and random sizes
        parity list --suite quick                  the problems of a suite

      EXIT CODES
        0 ok · 1 incorrect or failed cases · 2 regression · 3 Parity could not do its work · 4 not comparable, or \
      unsettled with --strict · 64 usage · 130 SIGINT · 143 SIGTERM
      """,
    version: ToolIdentity.version,
    subcommands: [
      Run.self, List.self, Devices.self, Doctor.self, Support.self, Verify.self, Version.self,
    ])

  /// Exits with the documented codes; argument-parser's own errors keep its code 64.
  static func main() {
    do {
      var command = try parseAsRoot()
      try command.run()
    } catch let failure as CommandFailure {
      Terminal.writeError("Error: \(failure.message)\n")
      Foundation.exit(failure.status.rawValue)
    } catch let error as ResultsError {
      Terminal.writeError("Error: \(error)\n")
      Foundation.exit(ExitStatus.harness.rawValue)
    } catch {
      exit(withError: error)
    }
  }
}
