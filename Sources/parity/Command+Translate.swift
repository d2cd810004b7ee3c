import ArgumentParser
import Kernels
import Report
import Translation
import Workloads

struct Translate: ParsableCommand {
  static let configuration = CommandConfiguration(
    abstract: "Show what CUDA calls become on other accelerators, argument by argument.",
    discussion: """
      A CALL is written as in a program or a log, arguments by name: sizes, types and transposes count, pointers need not \
      be given. A descriptor stands for the call by which a CUDA program runs it. Quote calls, for the shell.

      EXAMPLES
        parity translate gemm:bf16:tn:m=4096,n=512,k=4096
        parity translate 'cublasSgemm(transa=T,m=64,n=32,k=16)' --to musa --to cann
        parity translate 'cublasLtMatmul(m=64,n=32,k=16,type=bf16,epilogue=BIAS)'
        parity translate 'flash_attn_func(q=[1,64,8,64],k=[1,64,8,64],causal=True)'
        parity translate --suite llama3-8b --to musa    every call of a workload

      One call with --to: the target's calls with every argument. Without --to: one line a dialect.

      GRADES
        exact              the same operation with the same arithmetic
        copy needed        an operand is copied or laid out anew
        decomposed         several calls instead of one
        argument ignored   something cannot be passed on
        precision lowered  the arithmetic is less precise than asked for
        unknown            no public source says; nothing is guessed
        impossible         the argument that is the reason is named
      Beside each stands how sure the tables are: known (a source says just this), inferred (by a naming rule or a \
      neighbouring row), unknown. `parity dialects lint` lists what sources dispute.
      """)

  @OptionGroup var problems: ProblemOptionGroup
  @OptionGroup var dialects: DialectOptionGroup

  @Flag(help: "Everything as JSON, with all arguments and sources.")
  var json = false

  func run() throws {
    let entries = try self.entries()
    let translators = try dialects.translators()
    if json {
      Terminal.write(try JSONText.encode(TranslationListing(entries, translators)))
      return
    }
    let width = min(Terminal.tableWidth ?? TranslationText.defaultWidth, 160)
    if entries.count == 1 {
      let call = entries[0].call
      let translations = translators.map { ($0.dialect, $0.translate(call)) }
      Terminal.write(
        dialects.targets.isEmpty
          ? TranslationText.summary(call, translations, width: width)
          : TranslationText.full(call, translations, width: width))
    } else if dialects.targets.isEmpty {
      Terminal.write(
        CoverageText.table(
          Coverage(try problems.chosenWorkload(), translators: translators), width: width))
    } else {
      let texts = translators.map { translator in
        TranslationText.list(
          entries.map { ($0.call, $0.weight, translator.translate($0.call)) },
          dialect: translator.dialect, width: width)
      }
      Terminal.write(texts.joined(separator: "\n"))
    }
  }

  private func entries() throws -> [(call: CUDACall, weight: Double)] {
    let calls = problems.descriptors.filter(CUDACall.looksLikeCall)
    if !calls.isEmpty {
      guard calls.count == problems.descriptors.count else {
        throw CommandFailure(.usage, "give calls or descriptors, not both in one command")
      }
      do {
        return try calls.map { (try CUDACall(parsing: $0), 1) }
      } catch let error as CUDACallError {
        throw CommandFailure(.usage, error.description)
      }
    }
    guard !problems.isEmpty else {
      throw CommandFailure(
        .usage,
        "name a call, a descriptor, --suite or --workload; parity help translate has examples")
    }
    let entries = try problems.chosenWorkload().items.compactMap { item in
      CUDACall(item.problem).map { (call: $0, weight: item.weight) }
    }
    guard !entries.isEmpty else {
      throw CommandFailure(.usage, "probes are Parity's own; no CUDA program calls them")
    }
    return entries
  }
}

extension ProblemOptionGroup {
  /// The problems asked for; the quick suite where none are named.
  func chosenWorkload() throws -> Workload {
    try load(default: try SuiteLibrary.suite(named: "quick"))
  }
}

/// What `parity translate --json` prints.
private struct TranslationListing: Encodable {
  let schemaVersion = 1
  let calls: [Call]
  let sources: [String: [DialectSource]]

  struct Call: Encodable {
    let cuda: String
    let descriptor: String
    let weight: Double
    let arguments: [[String: String]]
    let assumptions: [String]
    let translations: [CallTranslation]
  }

  init(_ entries: [(call: CUDACall, weight: Double)], _ translators: [Translator]) {
    calls = entries.map { entry in
      Call(
        cuda: entry.call.function.symbol, descriptor: entry.call.problem.descriptor,
        weight: entry.weight,
        arguments: entry.call.arguments.map {
          ["name": $0.parameter.name, "value": $0.value.text]
        }, assumptions: entry.call.assumptions,
        translations: translators.map { $0.translate(entry.call) })
    }
    sources = Dictionary(translators.map { ($0.dialect.name, $0.dialect.sources) }) { a, _ in a }
  }
}
