import Foundation
import Kernels

/// A call on its way into a dialect: its arguments by role, and what the table says of them.
struct CallWork {
  let call: CUDACall
  let dialect: Dialect
  let features: CallFeatures
  private let arguments: [CUDAArgument]
  /// The row that counts for each argument.
  private let rules: [String: ArgumentRule]

  init(call: CUDACall, dialect: Dialect) {
    self.call = call
    self.dialect = dialect
    let features = CallFeatures(call)
    self.features = features
    arguments = call.arguments
    var rules: [String: ArgumentRule] = [:]
    for rule in dialect.arguments
    where rules[rule.argument] == nil && rule.condition.holds(for: features) {
      rules[rule.argument] = rule
    }
    self.rules = rules
  }

  /// What the table says of the arguments, in its order.
  func argumentFindings() -> [CallTranslation.Finding] {
    var findings: [CallTranslation.Finding] = []
    var seen: Set<String> = []
    for rule in dialect.arguments
    where rule.condition.holds(for: features) && seen.insert(rule.argument).inserted {
      guard rule.grade != .exact else { continue }
      findings.append(
        .init(
          grade: rule.grade, argument: rule.argument, detail: rule.evidence.note,
          evidence: rule.evidence))
    }
    return findings + symbolFindings()
  }

  /// Enumerators that the dialect lacks.
  private func symbolFindings() -> [CallTranslation.Finding] {
    arguments.compactMap { argument in
      guard case .symbol(let symbol) = argument.value, rules[argument.parameter.role] == nil,
        let claim = dialect.symbols[symbol]?.first, claim.target == .none
      else { return nil }
      return .init(
        grade: .impossible, argument: Self.reason(argument.parameter.role),
        detail: claim.evidence.note.isEmpty
          ? "\(symbol) has no counterpart" : "\(symbol): \(claim.evidence.note)",
        evidence: claim.evidence)
    }
  }

  private static func reason(_ role: String) -> String {
    role.hasPrefix("type") ? "elementType" : role
  }

  // MARK: Steps

  /// A step with its templates filled in.
  func step(_ step: CallStep, _ evidence: Evidence) -> CallTranslation.Step {
    let own = step.arguments.map { argument in
      filled(name: argument.name, template: argument.template, takes: argument.takes)
    }
    var all: [CallTranslation.Argument]? = own
    switch step.kind {
    case .step, .each: break
    case .unlisted: all = nil
    case .pass:
      // Own values replace those of the same name; the rest follows.
      var rest = own
      let passed = arguments.map { argument -> CallTranslation.Argument in
        if let place = rest.firstIndex(where: { $0.name == argument.parameter.name }) {
          let given = rest.remove(at: place)
          let cuda = given.cuda.isEmpty ? [argument.parameter.name] : given.cuda
          return .init(
            name: given.name, value: given.value, cuda: cuda, evidence: given.evidence,
            disputed: given.disputed)
        }
        return self.passed(argument)
      }
      all = passed + rest
    }
    var repeats = 1
    if step.kind == .each, case .gemm(let gemm) = call.problem { repeats = gemm.instanceCount }
    return .init(
      function: step.name, repeats: repeats, arguments: all, evidence: step.evidence ?? evidence)
  }

  /// An argument that keeps its place: its value in the dialect's words.
  private func passed(_ argument: CUDAArgument) -> CallTranslation.Argument {
    let name = argument.parameter.name
    if let rule = rules[argument.parameter.role], let value = rule.value, rule.grade < .unknown {
      let given = filled(name: name, template: value, takes: [argument.parameter.role])
      return .init(
        name: name, value: given.value, cuda: [name], evidence: rule.evidence,
        disputed: given.disputed)
    }
    let mapped = self.mapped(argument.value)
    return .init(
      name: name, value: mapped.text, cuda: [name], evidence: mapped.evidence,
      disputed: mapped.disputed)
  }

  private typealias Mapped = (
    text: String, evidence: Evidence?, disputed: [CallTranslation.Claim]
  )

  private func mapped(_ value: CUDAValue) -> Mapped {
    // The transposes of a grouped call are a list.
    if case .text(let text) = value, text.hasPrefix("[CUBLAS_") {
      let symbols = text.dropFirst().dropLast().components(separatedBy: ", ")
      let resolutions = symbols.map { dialect.resolve($0) }
      return (
        "[\(resolutions.map(\.text).joined(separator: ", "))]", resolutions.first?.evidence,
        resolutions.flatMap(\.disputed)
      )
    }
    guard case .symbol(let symbol) = value else { return (value.text, nil, []) }
    let resolution = dialect.resolve(symbol)
    return (resolution.text, resolution.evidence, resolution.disputed)
  }

  // MARK: Templates

  private func filled(name: String, template: String, takes: [String]) -> CallTranslation.Argument {
    var text = ""
    // A value that is just a parameter's role is that parameter.
    var roles: [String] = takes + [template]
    var evidence: Evidence?
    var disputed: [CallTranslation.Claim] = []
    var rest = template[...]
    while let open = rest.firstIndex(of: "{"), let close = rest[open...].firstIndex(of: "}") {
      text += rest[..<open]
      let words = rest[rest.index(after: open)..<close].split(separator: " ").map(String.init)
      let part = placeholder(words)
      text += part.text
      roles += part.roles
      // Of a value in several parts the least sure one says how sure it is.
      if let given = part.evidence, given.certainty >= evidence?.certainty ?? .known {
        evidence = given
      }
      disputed += part.disputed
      rest = rest[rest.index(after: close)...]
    }
    text += rest
    let cuda = arguments.filter { roles.contains($0.parameter.role) }.map(\.parameter.name)
    return .init(name: name, value: text, cuda: cuda, evidence: evidence, disputed: disputed)
  }

  private typealias Part = (
    text: String, roles: [String], evidence: Evidence?, disputed: [CallTranslation.Claim]
  )

  private func placeholder(_ words: [String]) -> Part {
    switch (words.first ?? "", words.count > 1 ? words[1] : "") {
    case ("choose", let name):
      guard let rule = rules[name], let value = rule.value else {
        return ("?", [name], Evidence(.unknown), [])
      }
      let inner = filled(name: name, template: value, takes: [])
      return (inner.value, [name], inner.evidence ?? rule.evidence, inner.disputed)
    case ("type", let operand): return type(operand)
    case ("view", let operand): return view(operand, transposed: false)
    case ("op", let operand): return view(operand, transposed: true)
    case ("tensor", let operand):
      let part = type("Q")
      return (
        "\(dims(operand)) \(part.text)", [operand] + part.roles, part.evidence, part.disputed
      )
    case (let role, _):
      if let rule = rules[role], let value = rule.value, rule.grade < .unknown,
        !value.contains("{\(role)}")
      {
        let inner = filled(name: role, template: value, takes: [role])
        return (inner.value, [role], inner.evidence ?? rule.evidence, inner.disputed)
      }
      guard let argument = arguments.first(where: { $0.parameter.role == role }) else {
        let mapped = self.mapped(call.implicitValue(role: role))
        return (mapped.text, [role], mapped.evidence, mapped.disputed)
      }
      let mapped = self.mapped(argument.value)
      return (mapped.text, [role], mapped.evidence, mapped.disputed)
    }
  }

  /// An operand's type in the dialect's words, also where CUDA's function implies it.
  private func type(_ operand: String) -> Part {
    let role = "type\(operand)"
    guard let symbol = call.typeSymbol(operand) else { return ("?", [role], nil, []) }
    let resolution = dialect.resolve(symbol)
    return (resolution.text, [role], resolution.evidence, resolution.disputed)
  }

  private func dims(_ operand: String) -> [Int] {
    guard case .attention(let attention) = call.problem else { return [] }
    let shapes = AttentionShapes(attention)
    return switch operand {
    case "Q": shapes.q
    case "K": shapes.k
    case "V": shapes.v
    default: shapes.o
    }
  }

  /// A column-major matrix as the row-major tensor that lies in the same memory.
  ///
  /// Dimensions and strides in elements, outermost first. With `transposed` the call's transpose is folded into the view.
  private func view(_ operand: String, transposed: Bool) -> Part {
    guard case .gemm(let gemm) = call.problem else { return ("?", [operand], nil, []) }
    let s = gemm.shape
    let (rows, columns, leading, transpose): (Int, Int, Int, Transpose) =
      switch operand {
      case "A": (s.rowsA, s.columnsA, s.lda, s.transA)
      case "B": (s.rowsB, s.columnsB, s.ldb, s.transB)
      case "C": (s.m, s.n, s.ldc, .none)
      default: (s.m, s.n, s.ldd, .none)
      }
    var dims = [columns, rows]
    var strides = [leading, 1]
    if transposed, transpose != .none {
      dims.reverse()
      strides.reverse()
    }
    let lower = operand.lowercased()
    // A call without a D of its own writes C.
    var roles = [
      operand, "ld\(lower)", "stride\(operand)", "rows\(operand)", "columns\(operand)", "m", "n",
      "k",
    ]
    if operand == "D", call.function.family != .lt { roles += ["C", "ldc", "strideC"] }
    if transposed, operand == "A" || operand == "B" { roles.append("trans\(lower)") }
    if case .strided(let count, let a, let b, let c, let d) = gemm.batching {
      dims.insert(count, at: 0)
      strides.insert(operand == "A" ? a : operand == "B" ? b : operand == "C" ? c : d, at: 0)
      roles.append("batchCount")
    }
    let type = self.type(operand)
    if operand == "D", call.function.family != .lt { roles.append("typeC") }
    return (
      "\(dims) strides \(strides) \(type.text)", roles + type.roles, type.evidence, type.disputed
    )
  }
}
