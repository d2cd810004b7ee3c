import ArgumentParser
import Kernels
import Workloads

struct List: ParsableCommand {
  static let configuration = CommandConfiguration(
    abstract: "List the suites, or the problems of one.",
    discussion: """
      EXAMPLES
        parity list                            all suites with their sizes
        parity list --suite deepbench          its sources and problems
        parity list --suite quick --type bf16  only inputs of type bf16
        parity list --suite gpt2 > my.suite    a start for one of your own
        parity run --suite ./my.suite

      A suite file has one problem a line: DESCRIPTOR [xWEIGHT] [# LABEL].
      """)

  @OptionGroup var problems: ProblemOptionGroup

  func run() throws {
    if problems.isEmpty {
      Terminal.write(try Self.overview())
    } else {
      let workload = try problems.load(default: try SuiteLibrary.suite(named: "quick"))
      Terminal.write(SuiteFile.text(of: workload))
    }
  }

  private static func overview() throws -> String {
    var table = TextTable(header: ["SUITE", "PROBLEMS", "GEMM", "ATTENTION", "TYPES", "WHAT"])
    for name in SuiteLibrary.names {
      let suite = try SuiteLibrary.suite(named: name)
      let attention = suite.items.filter { $0.problem.operation.hasPrefix("attn") }.count
      let types = ElementType.allCases.filter { type in
        suite.items.contains { $0.problem.inputType == type }
      }
      table.append([
        name, "\(suite.items.count)", "\(suite.items.count - attention)", "\(attention)",
        types.map(\.rawValue).joined(separator: " "), suite.title,
      ])
    }
    return table.text(width: Terminal.tableWidth)
      + "\nSources and problems of a suite: parity list --suite NAME\n"
  }
}
