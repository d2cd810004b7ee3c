import ArgumentParser
import Report
import Translation

struct CoverageCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "coverage",
    abstract: "How much of a workload runs where: by calls, FLOPs and recorded time.",
    discussion: """
      Every call is translated to every dialect (`parity translate` shows one in full); openblas and vulkan answer for this \
      machine. Covered is what runs, whatever it loses; the grades and the reasons say what that is. Unknown is not covered.

      EXAMPLES
        parity coverage --suite llama3-8b
        parity coverage --suite llama3-8b --to musa --to cann
        parity coverage --suite llama3-8b --json > old.json
        parity coverage --suite llama3-8b --against old.json    what changed since
      """)

  @OptionGroup var problems: ProblemOptionGroup
  @OptionGroup var dialects: DialectOptionGroup

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
    let coverage = Coverage(workload, translators: try dialects.translators())
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
}
