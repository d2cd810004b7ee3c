public import Translation

/// Dialect tables and what is wrong with them, for people.
public enum DialectText {
  /// One row for each dialect: how many claims of which certainty it holds.
  public static func list(_ dialects: [Dialect]) -> String {
    var table = Columns(
      header: [
        "DIALECT", "STYLE", "SYMBOLS", "KNOWN", "INFERRED", "UNKNOWN", "SOURCES", "WHAT",
      ], leftCount: 2)
    var rows: [[String]] = []
    for dialect in dialects {
      let claims = dialect.symbolOrder.flatMap { dialect.symbols[$0] ?? [] }
      func count(_ certainty: Certainty) -> String {
        "\(claims.filter { $0.evidence.certainty == certainty }.count)"
      }
      rows.append([
        dialect.name, dialect.style.rawValue, "\(dialect.symbolOrder.count)", count(.known),
        count(.inferred), count(.unknown), "\(dialect.sources.count)",
      ])
    }
    for row in rows { table.append(row) }
    let titles = ["WHAT"] + dialects.map { TerminalText.plain($0.title) }
    // The last column is prose: it stays at the left.
    let lines = table.text.split(separator: "\n").map(String.init)
    let body = zip(lines, titles).map { line, title in
      title == "WHAT" ? TextLines.trimmed(line) : "\(line)  \(title)"
    }
    return body.joined(separator: "\n") + "\n"
      + "\nOne table: parity dialects show NAME. What tables dispute: parity dialects lint\n"
  }

  /// A whole table.
  public static func show(_ dialect: Dialect, width: Int = TranslationText.defaultWidth) -> String {
    var text = "\(dialect.name)  \(TerminalText.plain(dialect.title))\n"
    if !dialect.libraries.isEmpty {
      text += TextLines.wrapped(
        "libraries: \(dialect.libraries.joined(separator: " "))", width: width, indent: 4)
    }
    for note in dialect.notes {
      text += TextLines.wrapped(
        "note: \(note.text) [\(note.evidence.text)]", width: width, indent: 4)
    }
    if !dialect.renames.isEmpty {
      text += "\nnaming rules\n"
      for rule in dialect.renames {
        text += row("\(rule.prefix) -> \(rule.replacement)", rule.evidence, width)
      }
    }
    if !dialect.symbolOrder.isEmpty { text += "\nsymbols\n" }
    for symbol in dialect.symbolOrder {
      for claim in dialect.symbols[symbol] ?? [] {
        text += row("\(symbol) -> \(claim.target.text)", claim.evidence, width)
      }
    }
    if !dialect.arguments.isEmpty { text += "\narguments\n" }
    for rule in dialect.arguments {
      let value = rule.value.map { " = \($0)" } ?? ""
      text += row(
        "\(rule.argument)\(value)  where \(rule.condition.text): \(rule.grade.rawValue)",
        rule.evidence, width)
    }
    if !dialect.calls.isEmpty { text += "\ncalls\n" }
    for rule in dialect.calls {
      let steps = rule.steps.map { $0.kind == .each ? "each \($0.name)" : $0.name }
      text += row(
        "\(rule.condition.text) -> \(steps.isEmpty ? "-" : steps.joined(separator: ", ")): \(rule.grade.rawValue)",
        rule.evidence, width)
    }
    text += "\nsources\n"
    for source in dialect.sources {
      text += TextLines.wrapped(
        "  \(source.id)  \(source.kind.rawValue): \(source.text)", width: width, indent: 6)
    }
    return text
  }

  private static func row(_ text: String, _ evidence: Evidence, _ width: Int) -> String {
    let note = evidence.note.isEmpty ? "" : ": \(evidence.note)"
    return TextLines.wrapped("  \(text)  [\(evidence.text)]\(note)", width: width, indent: 6)
  }

  /// Findings, kind by kind.
  public static func lint(_ findings: [LintFinding], width: Int = TranslationText.defaultWidth)
    -> String
  {
    guard !findings.isEmpty else { return "nothing found\n" }
    var text = ""
    for kind in LintFinding.Kind.allCases {
      let some = findings.filter { $0.kind == kind }
      guard !some.isEmpty else { continue }
      text += TextLines.wrapped(
        "\(kind.rawValue) (\(some.count)): \(explanation(kind))", width: width, indent: 2)
      for finding in some {
        text += "  \(finding.dialect)  \(TerminalText.plain(finding.symbol))\n"
        for claim in finding.claims {
          let note = claim.note.isEmpty ? "" : " (\(claim.note))"
          text += TextLines.wrapped(
            "      \(claim.says)  [\(claim.sources.joined(separator: ", "))]\(note)", width: width,
            indent: 8)
        }
      }
      text += "\n"
    }
    let counts = LintFinding.Kind.allCases.compactMap { kind -> String? in
      let count = findings.filter { $0.kind == kind }.count
      return count == 0 ? nil : "\(count) \(kind.rawValue)"
    }
    return text
      + TextLines.wrapped(
        "\(findings.count) findings: \(counts.joined(separator: ", "))", width: width, indent: 2)
  }

  private static func explanation(_ kind: LintFinding.Kind) -> String {
    switch kind {
    case .conflict: "sources map one symbol to different things; translations use the first"
    case .disputedValue: "sources give one enumerator different numbers"
    case .renumbered: "the number is not CUDA's, and passing CUDA's through is a silent error"
    case .nameOnly: "only lists of text substitutions hold the name; the library may not have it"
    case .signature: "one name, different parameters"
    case .contradictsCUDA: "a source states a number of CUDA's own that the header contradicts"
    case .narrowed: "64-bit functions are called as 32-bit ones"
    case .unconfirmed: "a number that rests on one source which is not the vendor's"
    }
  }
}
