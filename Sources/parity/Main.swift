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
        parity devices                   what this machine has
        parity doctor                    compute something on each device
        parity roofline                  what the devices can do at best
        parity tune --suite llama3-8b    find the quickest variants, for later runs
        parity run                       the quick suite on every device
        parity run --suite llama3-8b --backend openblas --backend vulkan:0
        parity run gemm:bf16:tn:m=4096,n=512,k=4096
        parity import trace.json.gz      a workload of what a program ran
        parity run --workload trace.workload.json
        parity verify --count 500        correctness only, random sizes too
        parity list --suite quick        the problems of a suite
        parity translate gemm:f16:nn:m=64,n=64,k=64  what the call becomes elsewhere
        parity coverage --suite llama3-8b  how much of a workload runs where
        parity report results.json       an HTML page from results
        parity compare before.json after.json
        parity gate                      pass or fail in CI

      EXIT CODES
        0    everything done, nothing wrong
        1    incorrect or failed cases
        2    slower than the baseline (compare, gate)
        3    Parity could not do its work
        4    not comparable; with --strict, unsettled cases
        64   the command line makes no sense
        130  ended by SIGINT, 143 by SIGTERM, what was done is written
      """,
    version: ToolIdentity.version,
    subcommands: [
      Run.self, Import.self, List.self, Devices.self, Doctor.self, RooflineCommand.self, Tune.self,
      Support.self, Translate.self, CoverageCommand.self, Dialects.self, Project.self, Verify.self,
      Compare.self, Gate.self, Calibrate.self, Export.self,
      ReportCommand.self,
      Worker.self, Version.self,
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
