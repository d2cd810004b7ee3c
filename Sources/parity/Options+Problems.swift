import ArgumentParser
import Kernels
import Workloads

/// Which problems.
struct ProblemOptionGroup: ParsableArguments {
  @Argument(
    help: ArgumentHelp(
      "Problems, one line each, as `parity list --suite NAME` shows them.", valueName: "descriptor")
  )
  var descriptors: [String] = []

  @Option(
    name: .customLong("suite"),
    help: ArgumentHelp(
      "A suite by name, or the path of a suite file; repeatable.", valueName: "name|path"))
  var suites: [String] = []

  @Option(
    help: ArgumentHelp(
      "A workload file of parity import, or a file with a problem a line.", valueName: "file"))
  var workload: String?

  @Option(
    name: .customLong("type"),
    help: ArgumentHelp("Only problems with inputs of these types: f32,bf16.", valueName: "types"))
  var types: String?

  @Option(help: ArgumentHelp("Only gemm or only attn.", valueName: "operation"))
  var operation: String?

  mutating func validate() throws {
    let given = [!descriptors.isEmpty, !suites.isEmpty, workload != nil].filter { $0 }.count
    if given > 1 { throw ValidationError("Give descriptors, --suite or --workload: one of them.") }
    try Self.check(operation: operation)
    _ = try Self.elementTypes(types)
  }

  /// Refuses an operation that there is not.
  static func check(operation: String?) throws {
    guard let operation, !operations.contains(operation) else { return }
    throw ValidationError(
      NearestName.sentence(unknown: "operation", operation, known: operations))
  }

  /// Whether the user named problems at all.
  var isEmpty: Bool { descriptors.isEmpty && suites.isEmpty && workload == nil }

  /// The problems asked for, each once; `fallback` is the suite where none are named.
  func load(default fallback: @autoclosure () throws -> Workload) throws -> Workload {
    let all: Workload
    do {
      if !suites.isEmpty {
        all = Workload(joining: try suites.map(SuiteLibrary.suite(nameOrPath:)))
      } else if let workload {
        all = try Workload.read(path: workload)
      } else if !descriptors.isEmpty {
        let items = try descriptors.map { WorkloadItem(problem: try Problem(descriptor: $0)) }
        all = Workload(name: "descriptors", origin: .descriptors, items: items)
      } else {
        all = try fallback()
      }
    } catch let error as DescriptorError {
      throw CommandFailure(.usage, error.description)
    } catch let error as WorkloadError {
      throw CommandFailure(.usage, error.description)
    }
    let chosen = all.merged.selecting(
      types: Set(try Self.elementTypes(types)), operations: Set([operation].compactMap { $0 }))
    guard !chosen.items.isEmpty else {
      throw CommandFailure(
        .usage,
        "none of the \(all.items.count) problems of \(all.name) has the type and operation asked for"
      )
    }
    return chosen
  }

  /// The types of a list with commas.
  static func elementTypes(_ types: String?) throws -> [ElementType] {
    try (types ?? "").split(separator: ",").map { name in
      guard let type = ElementType(rawValue: String(name)) else {
        throw ValidationError(
          NearestName.sentence(
            unknown: "type", String(name), known: ElementType.allCases.map(\.rawValue)))
      }
      return type
    }
  }

  private static let operations = ["gemm", "attn", "attn_backward"]
}
