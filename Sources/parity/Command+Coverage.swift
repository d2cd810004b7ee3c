import ArgumentParser
import Harness
import Report
import Translation
import Workloads

struct CoverageCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "coverage",
    abstract: "How much of a workload runs where: by calls, FLOPs and recorded time.",
    discussion: """
      Every call is translated to every dialect (`parity translate` shows one in full), and every backend that has a device \
      here is asked whether it runs it: of each the first device, PyTorch, JAX and NumPy included where they are installed. \
      Covered is what runs, whatever it loses; the grades and the reasons say what that is. Unknown is not covered.

      EXAMPLES
        parity coverage --suite llama3-8b
        parity coverage --suite llama3-8b --to musa --to cann    these dialects only
        parity coverage --suite llama3-8b --backend vulkan       these devices only
        parity coverage --suite llama3-8b --blas /opt/blis/libblis.so
        parity coverage --workload trace.workload.json --json > old.json
        parity coverage --workload trace.workload.json --against old.json    what changed since
      """)

  @OptionGroup var problems: ProblemOptionGroup
  @OptionGroup var dialects: DialectOptionGroup
  @OptionGroup(title: "Devices") var devices: DeviceOptionGroup

  @Option(
    help: ArgumentHelp(
      "Show what changed since this file, which `parity coverage --json` wrote.", valueName: "file")
  )
  var against: String?

  @Flag(help: "As JSON, with the answer for each problem.")
  var json = false

  func run() throws {
    let workload = try problems.chosenWorkload()
    let before: Coverage?
    do throws(DialectError) {
      if let against { before = try Coverage.read(path: against) } else { before = nil }
    } catch {
      throw CommandFailure(.harness, error.description)
    }
    let coverage = try self.coverage(of: workload)
    let width = min(Terminal.tableWidth ?? TranslationText.defaultWidth, 160)
    if let before {
      let difference = CoverageDifference(before: before, after: coverage)
      Terminal.write(
        json ? try JSONText.encode(difference) : CoverageText.difference(difference, width: width))
    } else {
      Terminal.write(
        json ? try JSONText.encode(coverage) : CoverageText.table(coverage, width: width))
    }
  }

  /// Dialects unless only devices are named, and devices unless only dialects are.
  private func coverage(of workload: Workload) throws -> Coverage {
    let devicesOnly = dialects.targets.isEmpty && !devices.backends.isEmpty
    let dialectsOnly = !dialects.targets.isEmpty && !devices.isGiven
    let createdBy = "parity \(ToolIdentity.version)"
    if dialectsOnly {
      return Coverage(workload, translators: try dialects.translators(), createdBy: createdBy)
    }
    let answering = try AnsweringDevices(devices)
    let tables = devicesOnly ? [] : try dialects.dialects().filter { $0.backend == nil }
    return Coverage(
      workload, translators: answering.translators + tables.map { Translator($0) },
      absent: answering.absent, createdBy: createdBy)
  }
}
