/// Something in published tables that a porting engineer must not take at face value.
public struct LintFinding: Hashable, Sendable, Encodable {
  /// What kind of trouble it is.
  public enum Kind: String, Hashable, Sendable, Encodable, CaseIterable {
    /// Sources map one symbol to different names, or to a name and to nothing.
    case conflict
    /// Sources give one enumerator different numbers.
    case disputedValue = "disputed value"
    /// The dialect's number is not CUDA's: passing CUDA's through is a silent error.
    case renumbered
    /// Only lists of text substitutions hold the name; nothing shows that the library has it.
    case nameOnly = "name only"
    /// One name with different parameters.
    case signature
    /// A source states a number of CUDA's own that the header contradicts.
    case contradictsCUDA = "contradicts CUDA"
    /// 64-bit functions are called as 32-bit ones.
    case narrowed
    /// Numbers that rest on one source.
    case unconfirmed
  }

  /// The dialect, or several with commas.
  public let dialect: String
  /// What kind of trouble it is.
  public let kind: Kind
  /// The CUDA symbol or the function.
  public let symbol: String
  /// What is said and by whom.
  public let claims: [Claim]

  /// What a source says.
  public struct Claim: Hashable, Sendable, Encodable {
    /// What is said.
    public let says: String
    /// By whom.
    public let sources: [String]
    /// More, or empty.
    public let note: String
  }
}

/// Looks for contradictions in dialect tables.
public enum DialectLint {
  /// All findings, dialect by dialect, in the order of the tables; `cuda` holds CUDA's own numbers.
  public static func findings(_ dialects: [Dialect], cuda: Dialect) -> [LintFinding] {
    dialects.flatMap { findings($0, cuda: cuda) } + signatures(dialects, cuda: cuda)
  }

  private static func findings(_ dialect: Dialect, cuda: Dialect) -> [LintFinding] {
    var all: [LintFinding] = []
    for symbol in dialect.symbolOrder {
      let claims = dialect.symbols[symbol] ?? []
      all += disagreements(dialect, symbol, claims)
      all += renumbered(dialect, symbol, claims, cuda)
      all += nameOnly(dialect, symbol, claims)
      all += unconfirmed(dialect, symbol, claims, cuda)
    }
    for rule in dialect.renames where rule.prefix == "*_64" && rule.replacement == "*" {
      all.append(
        finding(
          dialect, .narrowed, "*_64",
          [.init(says: "_64 is stripped", sources: rule.evidence.sources, note: rule.evidence.note)]
        ))
    }
    for claim in dialect.cudaValues {
      guard case .name(_, let actual?)? = cuda.symbols[claim.symbol]?.first?.target,
        actual != claim.value
      else { continue }
      all.append(
        finding(
          dialect, .contradictsCUDA, claim.symbol,
          [
            .init(
              says: "\(claim.value)", sources: claim.evidence.sources, note: claim.evidence.note),
            .init(says: "\(actual)", sources: ["nvidia: headers"], note: ""),
          ]))
    }
    return all
  }

  /// Different names, and different numbers of one name.
  private static func disagreements(
    _ dialect: Dialect, _ symbol: String, _ claims: [SymbolClaim]
  ) -> [LintFinding] {
    let told = claims.filter { $0.target != .unknown }
    var names: [String] = []
    var numbers: [String: Set<Int>] = [:]
    for claim in told {
      switch claim.target {
      case .name(let name, let number):
        if !names.contains(name) { names.append(name) }
        if let number { numbers[name, default: []].insert(number) }
      case .none: if !names.contains("-") { names.append("-") }
      case .unknown: break
      }
    }
    var findings: [LintFinding] = []
    if names.count > 1 {
      findings.append(finding(dialect, .conflict, symbol, told.map(Self.claim)))
    }
    for name in names where (numbers[name]?.count ?? 0) > 1 {
      let about = told.filter { claim in
        if case .name(name, .some) = claim.target { true } else { false }
      }
      findings.append(finding(dialect, .disputedValue, symbol, about.map(Self.claim)))
    }
    return findings
  }

  private static func renumbered(
    _ dialect: Dialect, _ symbol: String, _ claims: [SymbolClaim], _ cuda: Dialect
  ) -> [LintFinding] {
    guard case .name(_, let own?)? = cuda.symbols[symbol]?.first?.target else { return [] }
    let others = claims.filter { claim in
      if case .name(_, let number?) = claim.target { number != own } else { false }
    }
    guard !others.isEmpty else { return [] }
    return [
      finding(
        dialect, .renumbered, symbol,
        others.map(Self.claim) + [
          .init(says: "\(symbol) (\(own))", sources: ["nvidia: headers"], note: "")
        ])
    ]
  }

  private static func nameOnly(_ dialect: Dialect, _ symbol: String, _ claims: [SymbolClaim])
    -> [LintFinding]
  {
    claims.compactMap { claim in
      guard case .name = claim.target, !claim.evidence.sources.isEmpty,
        claim.evidence.sources.allSatisfy({ dialect.source($0)?.kind == .names })
      else { return nil }
      return finding(dialect, .nameOnly, symbol, [Self.claim(claim)])
    }
  }

  /// Numbers equal to CUDA's that one piece of foreign code states and no header.
  private static func unconfirmed(
    _ dialect: Dialect, _ symbol: String, _ claims: [SymbolClaim], _ cuda: Dialect
  ) -> [LintFinding] {
    let numbered = claims.filter { claim in
      if case .name(_, .some) = claim.target { true } else { false }
    }
    guard dialect.name != cuda.name, numbered.count == 1, numbered[0].evidence.sources.count == 1,
      let kind = dialect.source(numbered[0].evidence.sources[0])?.kind,
      kind != .header, kind != .library
    else { return [] }
    return [finding(dialect, .unconfirmed, symbol, [Self.claim(numbered[0])])]
  }

  /// One name, several parameter lists, within a dialect or across.
  private static func signatures(_ dialects: [Dialect], cuda: Dialect) -> [LintFinding] {
    var told: [(dialect: String, claim: SignatureClaim)] = []
    let all = dialects.contains { $0.name == cuda.name } ? dialects : [cuda] + dialects
    for dialect in all { told += dialect.signatures.map { (dialect.name, $0) } }
    var order: [String] = []
    for entry in told where !order.contains(entry.claim.function) {
      order.append(entry.claim.function)
    }
    return order.compactMap { function in
      let claims = told.filter { $0.claim.function == function }
      guard Set(claims.map(\.claim.parameters)).count > 1 else { return nil }
      var names: [String] = []
      for claim in claims where !names.contains(claim.dialect) { names.append(claim.dialect) }
      return LintFinding(
        dialect: names.joined(separator: ", "), kind: .signature, symbol: function,
        claims: claims.map { entry in
          .init(
            says: entry.claim.parameters,
            sources: entry.claim.evidence.sources.map { "\(entry.dialect): \($0)" },
            note: entry.claim.evidence.note)
        })
    }
  }

  private static func claim(_ claim: SymbolClaim) -> LintFinding.Claim {
    .init(says: claim.target.text, sources: claim.evidence.sources, note: claim.evidence.note)
  }

  private static func finding(
    _ dialect: Dialect, _ kind: LintFinding.Kind, _ symbol: String, _ claims: [LintFinding.Claim]
  ) -> LintFinding {
    LintFinding(dialect: dialect.name, kind: kind, symbol: symbol, claims: claims)
  }
}
