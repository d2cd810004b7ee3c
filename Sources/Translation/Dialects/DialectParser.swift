import Foundation

/// Takes a dialect file line by line.
struct DialectParser {
  private enum Section: String, CaseIterable {
    case header, sources, notes, renames, symbols, arguments, signatures
    case cudaValues = "cuda-values"
    case call
  }

  var dialect = Dialect(name: "")
  private var section = Section.header

  mutating func line(_ text: String, isIndented: Bool) throws(DialectError) {
    if text.hasPrefix("["), text.hasSuffix("]"), !isIndented {
      try open(text.dropFirst().dropLast())
      return
    }
    switch section {
    case .header: try header(text)
    case .sources: try source(text)
    case .notes: try note(text)
    case .renames: try rename(text)
    case .symbols: try symbol(text)
    case .arguments: try argument(text)
    case .signatures: try signature(text)
    case .cudaValues: try cudaValue(text)
    case .call: try call(text, isIndented: isIndented)
    }
  }

  func finish() throws(DialectError) -> Dialect {
    guard !dialect.name.isEmpty else {
      throw DialectError("the line \"name: NAME\" is missing")
    }
    for rule in dialect.calls where rule.steps.isEmpty && rule.grade < .unknown {
      throw DialectError("[call \(rule.condition.text)] has no step")
    }
    let known = Set(dialect.sources.map(\.id))
    for (what, evidence) in allEvidence {
      for source in evidence.sources where !known.contains(source) {
        throw DialectError("\(what): source \"\(source)\" is not in [sources]")
      }
      if evidence.certainty != .unknown, evidence.sources.isEmpty {
        throw DialectError("\(what): a \(evidence.certainty.rawValue) cell needs a source")
      }
    }
    return dialect
  }

  private var allEvidence: [(String, Evidence)] {
    dialect.notes.map { ("note", $0.evidence) }
      + dialect.renames.map { ($0.prefix, $0.evidence) }
      + dialect.symbolOrder.flatMap { name in
        (dialect.symbols[name] ?? []).map { (name, $0.evidence) }
      } + dialect.arguments.map { ($0.argument, $0.evidence) }
      + dialect.calls.flatMap { rule in
        [("[call \(rule.condition.text)]", rule.evidence)]
          + rule.steps.compactMap { step in step.evidence.map { (step.name, $0) } }
      } + dialect.signatures.map { ($0.function, $0.evidence) }
      + dialect.cudaValues.map { ($0.symbol, $0.evidence) }
  }

  private mutating func open(_ text: Substring) throws(DialectError) {
    let word = text.prefix { $0 != " " }
    guard let next = Section(rawValue: String(word)), next != .header else {
      let all = Section.allCases.dropFirst().map { "[\($0.rawValue)]" }.joined(separator: ", ")
      throw DialectError("unknown section [\(text.prefix(80))]; known are \(all)")
    }
    section = next
    if next == .call {
      dialect.calls.append(CallRule(condition: try Condition(String(text.dropFirst(4)))))
    }
  }

  // MARK: Rows

  private mutating func header(_ text: String) throws(DialectError) {
    guard let colon = text.firstIndex(of: ":") else {
      throw DialectError("\"\(text.prefix(80))\" is no header line; write key: value")
    }
    let value = text[text.index(after: colon)...].trimmingCharacters(in: .whitespaces)
    switch text[..<colon] {
    case "name":
      let isName =
        !value.isEmpty && value.utf8.count <= 40
        && value.allSatisfy { $0.isASCII && ($0.isLetter || $0.isNumber || $0 == "-") }
      guard isName else {
        throw DialectError("\"\(value.prefix(80))\" is not a name; use letters, digits and -")
      }
      dialect.name = value
    case "title": dialect.title = value
    case "style":
      guard let style = Dialect.Style(rawValue: value) else {
        throw DialectError(
          "style is identity, rename, redesign or kernels, not \"\(value.prefix(80))\"")
      }
      dialect.style = style
    case "libraries": dialect.libraries = value.split(separator: " ").map(String.init)
    case "backend": dialect.backend = value
    default: throw DialectError("unknown header \"\(text[..<colon].prefix(80))\"")
    }
  }

  private mutating func source(_ text: String) throws(DialectError) {
    let cells = try cells(text, 3...3, "ID | KIND | TEXT")
    guard let kind = DialectSource.Kind(rawValue: cells[1]) else {
      let all = DialectSource.Kind.allCases.map(\.rawValue).joined(separator: ", ")
      throw DialectError("\"\(cells[1].prefix(80))\" is no kind of source; use \(all)")
    }
    guard dialect.source(cells[0]) == nil else {
      throw DialectError("source \"\(cells[0].prefix(80))\" is given twice")
    }
    dialect.sources.append(DialectSource(id: cells[0], kind: kind, text: cells[2]))
  }

  private mutating func note(_ text: String) throws(DialectError) {
    let cells = try cells(text, 2...2, "EVIDENCE | TEXT")
    dialect.notes.append((cells[1], try evidence(cells[0], note: nil)))
  }

  private mutating func rename(_ text: String) throws(DialectError) {
    let cells = try cells(text, 3...4, "PREFIX | REPLACEMENT | EVIDENCE | NOTE")
    dialect.renames.append(
      RenameRule(
        prefix: cells[0], replacement: cells[1], evidence: try evidence(cells[2], note: cells[3])))
  }

  private mutating func symbol(_ text: String) throws(DialectError) {
    let cells = try cells(text, 3...4, "SYMBOL | TARGET [= NUMBER] | EVIDENCE | NOTE")
    let target: SymbolClaim.Target
    switch cells[1] {
    case "-": target = .none
    case "?": target = .unknown
    default:
      let halves = cells[1].components(separatedBy: " = ")
      var number: Int?
      if halves.count == 2 {
        guard let value = Int(halves[1]) else {
          throw DialectError("\"\(halves[1].prefix(80))\" is not a whole number")
        }
        number = value
      }
      target = .name(halves[0], number)
    }
    if dialect.symbols[cells[0]] == nil { dialect.symbolOrder.append(cells[0]) }
    dialect.symbols[cells[0], default: []].append(
      SymbolClaim(
        symbol: cells[0], target: target, evidence: try evidence(cells[2], note: cells[3])))
  }

  private mutating func argument(_ text: String) throws(DialectError) {
    let cells = try cells(text, 5...6, "ARGUMENT | CONDITION | VALUE | GRADE | EVIDENCE | NOTE")
    dialect.arguments.append(
      ArgumentRule(
        argument: cells[0], condition: try Condition(cells[1]),
        value: cells[2] == "=" ? nil : cells[2], grade: try grade(cells[3]),
        evidence: try evidence(cells[4], note: cells[5])))
  }

  private mutating func signature(_ text: String) throws(DialectError) {
    let cells = try cells(text, 3...4, "FUNCTION | PARAMETERS | EVIDENCE | NOTE")
    dialect.signatures.append(
      SignatureClaim(
        function: cells[0], parameters: cells[1], evidence: try evidence(cells[2], note: cells[3])))
  }

  private mutating func cudaValue(_ text: String) throws(DialectError) {
    let cells = try cells(text, 3...4, "SYMBOL | NUMBER | EVIDENCE | NOTE")
    guard let value = Int(cells[1]) else {
      throw DialectError("\"\(cells[1].prefix(80))\" is not a whole number")
    }
    dialect.cudaValues.append(
      CUDAValueClaim(
        symbol: cells[0], value: value, evidence: try evidence(cells[2], note: cells[3])))
  }
}
