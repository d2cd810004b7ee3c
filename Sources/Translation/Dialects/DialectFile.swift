import Foundation

/// A dialect file or a call that cannot be read: one clear sentence with the place.
public struct DialectError: Error, Hashable, Sendable, CustomStringConvertible {
  /// What people see.
  public let description: String

  init(_ description: String) { self.description = description }
}

/// The text form of a ``Dialect``; docs/translation.md describes it.
///
/// Files are untrusted: their size, lines and rows are bounded, and nothing in them is a path.
public enum DialectFile {
  /// The most bytes a file may have.
  public static let maximumByteCount = 1 << 20
  /// The most lines a file may have.
  static let maximumLineCount = 20_000

  /// Reads a file.
  /// - Throws: `DialectError` with file and line.
  public static func read(path: String) throws(DialectError) -> Dialect {
    guard let file = fopen(path, "rb") else {
      throw DialectError("cannot read \(path): \(String(cString: strerror(errno)))")
    }
    defer { fclose(file) }
    let bytes = [UInt8](unsafeUninitializedCapacity: maximumByteCount + 1) { buffer, count in
      count = fread(buffer.baseAddress, 1, buffer.count, file)
    }
    guard ferror(file) == 0 else {
      throw DialectError("cannot read \(path): \(String(cString: strerror(errno)))")
    }
    return try parse(bytes, file: path)
  }

  /// Parses the bytes of a file; `file` is what errors call it.
  /// - Throws: `DialectError` with file and line.
  public static func parse(_ bytes: [UInt8], file: String) throws(DialectError) -> Dialect {
    guard bytes.count <= maximumByteCount else {
      throw DialectError(
        "\(file) is larger than \(maximumByteCount >> 20) MiB, the most there may be")
    }
    guard let text = String(validating: bytes, as: UTF8.self) else {
      throw DialectError("\(file) is not UTF-8 text")
    }
    var parser = DialectParser()
    var number = 0
    for line in text.split(omittingEmptySubsequences: false, whereSeparator: \.isNewline) {
      number += 1
      guard number <= maximumLineCount else {
        throw DialectError("\(file) has more than \(maximumLineCount) lines")
      }
      let trimmed = line.trimmingCharacters(in: .whitespaces.union(.controlCharacters))
      if trimmed.isEmpty || trimmed.hasPrefix("#") { continue }
      do throws(DialectError) {
        try parser.line(trimmed, isIndented: line.first?.isWhitespace ?? false)
      } catch {
        throw DialectError("\(file):\(number): \(error)")
      }
    }
    do throws(DialectError) {
      return try parser.finish()
    } catch {
      throw DialectError("\(file): \(error)")
    }
  }
}

/// Takes a dialect file line by line.
private struct DialectParser {
  private enum Section: String, CaseIterable {
    case header, sources, notes, renames, symbols, arguments, signatures
    case cudaValues = "cuda-values"
    case call
  }

  private var dialect = Dialect(name: "")
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

  // MARK: Calls

  private mutating func call(_ text: String, isIndented: Bool) throws(DialectError) {
    let last = dialect.calls.count - 1
    if isIndented {
      guard !dialect.calls[last].steps.isEmpty else {
        throw DialectError("an argument stands before the first step")
      }
      let step = dialect.calls[last].steps.count - 1
      dialect.calls[last].steps[step].arguments.append(try stepArgument(text))
      return
    }
    let word = String(text.prefix { $0 != " " })
    let rest = text.dropFirst(word.count).trimmingCharacters(in: .whitespaces)
    switch word {
    case "evidence":
      let cells = try self.cells(rest, 1...2, "evidence EVIDENCE | NOTE")
      dialect.calls[last].evidence = try evidence(cells[0], note: cells[1])
    case "grade":
      let cells = try self.cells(rest, 1...2, "grade GRADE | ARGUMENT")
      dialect.calls[last].grade = try grade(cells[0])
      if !cells[1].isEmpty { dialect.calls[last].reason = cells[1] }
    case "unpassed":
      let cells = try self.cells(rest, 2...2, "unpassed ROLE, ROLE | WHY")
      dialect.calls[last].unpassed.append((list(cells[0]), cells[1]))
    default:
      guard let kind = CallStep.Kind(rawValue: word), !rest.isEmpty else {
        throw DialectError(
          "\"\(word.prefix(80))\" is not one of evidence, grade, unpassed, step, each, pass, unlisted"
        )
      }
      let cells = try self.cells(rest, 1...3, "\(word) FUNCTION | EVIDENCE | NOTE")
      dialect.calls[last].steps.append(
        CallStep(
          kind: kind, name: cells[0],
          evidence: cells[1].isEmpty ? nil : try evidence(cells[1], note: cells[2])))
    }
  }

  private func stepArgument(_ text: String) throws(DialectError) -> (
    name: String, template: String, takes: [String]
  ) {
    guard let equals = text.firstRange(of: " = ") else {
      throw DialectError("\"\(text.prefix(80))\" is no argument; write PARAMETER = VALUE")
    }
    var value = String(text[equals.upperBound...])
    var takes: [String] = []
    if let arrow = value.firstRange(of: " <- ") {
      takes = list(value[arrow.upperBound...])
      value = String(value[..<arrow.lowerBound])
    }
    return (String(text[..<equals.lowerBound]), value.trimmingCharacters(in: .whitespaces), takes)
  }

  // MARK: Cells

  /// The cells of a row, filled up with empty ones.
  private func cells(_ text: String, _ count: ClosedRange<Int>, _ form: String) throws(DialectError)
    -> [String]
  {
    var cells = text.components(separatedBy: "|").map { $0.trimmingCharacters(in: .whitespaces) }
    guard count.contains(cells.count), !cells[0].isEmpty else {
      throw DialectError("a row has the form \(form), not \"\(text.prefix(120))\"")
    }
    while cells.count < count.upperBound { cells.append("") }
    return cells
  }

  private func grade(_ word: String) throws(DialectError) -> Grade {
    guard let grade = Grade.words[word] else {
      throw DialectError(
        "\"\(word.prefix(80))\" is no grade; use \(Grade.words.keys.sorted().joined(separator: ", "))"
      )
    }
    return grade
  }

  /// `known SOURCE, SOURCE`, `inferred SOURCE` or `unknown`.
  private func evidence(_ text: String, note: String?) throws(DialectError) -> Evidence {
    let word = text.prefix { $0 != " " }
    guard let certainty = Certainty(rawValue: String(word)) else {
      throw DialectError(
        "evidence starts with known, inferred or unknown, not \"\(text.prefix(80))\"")
    }
    return Evidence(certainty, list(text.dropFirst(word.count)), note: note ?? "")
  }

  private func list(_ text: some StringProtocol) -> [String] {
    text.split(separator: ",").map { $0.trimmingCharacters(in: .whitespaces) }
      .filter { !$0.isEmpty }
  }
}
