import Kernels

/// When a row of a table holds: terms that must all be true, such as `op=gemm type=f16,bf16 headDim>256`.
public struct Condition: Hashable, Sendable {
  /// The condition as written.
  public let text: String
  private let terms: [Term]

  private struct Term: Hashable, Sendable {
    enum Comparison: Hashable, Sendable {
      case oneOf([String])
      case noneOf([String])
      case more(Int)
      case less(Int)
      case multiple(Int)
      case notMultiple(Int)
    }
    let key: String
    let comparison: Comparison
  }

  /// Parses terms separated by blanks; `*` always holds.
  /// - Throws: `DialectError` that names the term.
  init(_ text: String) throws(DialectError) {
    self.text = text
    var terms: [Term] = []
    for word in text.split(separator: " ") where word != "*" { terms.append(try Self.term(word)) }
    self.terms = terms
  }

  /// Whether all terms are true of a call.
  public func holds(for features: CallFeatures) -> Bool {
    terms.allSatisfy { term in
      switch term.comparison {
      case .oneOf(let values): features[term.key].map(values.contains) ?? false
      case .noneOf(let values): !(features[term.key].map(values.contains) ?? false)
      case .more(let limit): features.number(term.key).map { $0 > limit } ?? false
      case .less(let limit): features.number(term.key).map { $0 < limit } ?? false
      case .multiple(let unit): features.number(term.key).map { $0 % unit == 0 } ?? false
      case .notMultiple(let unit): features.number(term.key).map { $0 % unit != 0 } ?? false
      }
    }
  }

  private static func term(_ word: Substring) throws(DialectError) -> Term {
    for (mark, make) in [
      ("!%", { (n: Int) in Term.Comparison.notMultiple(n) }),
      ("%", { .multiple($0) }), (">", { .more($0) }), ("<", { .less($0) }),
    ] {
      guard let place = word.firstRange(of: mark) else { continue }
      guard let number = Int(word[place.upperBound...]), number > 0 else {
        throw DialectError("\"\(word.prefix(80))\" needs a whole number above 0 after \(mark)")
      }
      return Term(key: try key(word[..<place.lowerBound]), comparison: make(number))
    }
    guard let equals = word.firstIndex(of: "=") else {
      throw DialectError(
        "\"\(word.prefix(80))\" is no condition; write key=value, for example type=f16")
    }
    let values = word[word.index(after: equals)...].split(separator: ",").map(String.init)
    guard !values.isEmpty else {
      throw DialectError("\"\(word.prefix(80))\" has no value after =")
    }
    let name = word[..<equals]
    return name.hasSuffix("!")
      ? Term(key: try key(name.dropLast()), comparison: .noneOf(values))
      : Term(key: try key(name), comparison: .oneOf(values))
  }

  private static func key(_ text: Substring) throws(DialectError) -> String {
    guard CallFeatures.keys.contains(String(text)) else {
      throw DialectError(
        "unknown condition \"\(text.prefix(80))\"; known are \(CallFeatures.keys.joined(separator: ", "))"
      )
    }
    return String(text)
  }
}

/// What conditions can ask of a call.
public struct CallFeatures: Sendable {
  /// All keys.
  static let keys = [
    "op", "function", "api", "form", "type", "typeB", "typeD", "compute", "alpha", "beta",
    "epilogue", "transa", "transb", "ld", "scaling", "wide", "mask", "alignment", "layout", "heads",
    "lengths", "headDim", "headDimV", "m", "n", "k", "batch",
  ]

  private var words: [String: String] = [:]
  private var numbers: [String: Int] = [:]

  /// A word that describes the call.
  subscript(key: String) -> String? { words[key] ?? numbers[key].map { "\($0)" } }

  /// A number that describes the call.
  func number(_ key: String) -> Int? { numbers[key] }

  init(_ call: CUDACall) {
    words["function"] = call.function.name
    words["api"] = call.function.family.rawValue
    words["op"] = call.problem.operation
    switch call.problem {
    case .gemm(let gemm): add(gemm)
    case .attention(let attention): add(attention)
    case .attentionBackward(let backward): add(backward.forward)
    case .probe: break
    }
  }

  private mutating func add(_ p: GEMMProblem) {
    let shapes = p.groups.map(\.shape)
    let s = p.shape
    words["wide"] = CUDACall.isWide(p) ? "yes" : "no"
    words["form"] =
      switch p.batching {
      case .single: "single"
      case .strided: "strided"
      case .pointerArray: "pointers"
      case .grouped: "grouped"
      }
    words["type"] = p.types.a.rawValue
    words["typeB"] = p.types.b.rawValue
    words["typeD"] = p.types.d.rawValue
    words["compute"] = p.types.compute.rawValue
    words["alpha"] = shapes.allSatisfy { $0.alpha == .one } ? "one" : "other"
    words["beta"] = shapes.allSatisfy { $0.beta.isZero } ? "zero" : "other"
    words["epilogue"] = p.epilogue.rawValue
    words["transa"] = s.transA.rawValue
    words["transb"] = s.transB.rawValue
    let isDense = shapes.allSatisfy {
      $0.lda <= max(1, $0.rowsA) && $0.ldb <= max(1, $0.rowsB) && $0.ldd <= max(1, $0.m)
        && ($0.beta.isZero || $0.ldc <= max(1, $0.m))
    }
    words["ld"] = isDense ? "dense" : "padded"
    words["scaling"] =
      switch (p.scaleA, p.scaleB) {
      case (.none, .none): "none"
      case (.block, _), (_, .block): "block"
      default: "tensor"
      }
    numbers = [
      "m": shapes.map(\.m).max() ?? 0, "n": shapes.map(\.n).max() ?? 0,
      "k": shapes.map(\.k).max() ?? 0, "batch": p.instanceCount,
    ]
  }

  private mutating func add(_ p: AttentionProblem) {
    words["type"] = p.type.rawValue
    words["layout"] = p.layout.rawValue
    words["heads"] = p.kvHeads == p.heads ? "mha" : p.kvHeads == 1 ? "mqa" : "gqa"
    words["lengths"] = p.seqQ == p.seqKV ? "equal" : "different"
    switch p.mask {
    case .none:
      words["mask"] = "none"
      words["alignment"] = "none"
    case .causal(let alignment):
      words["mask"] = "causal"
      words["alignment"] = alignment.rawValue
    case .window(_, _, let alignment):
      words["mask"] = "window"
      words["alignment"] = alignment.rawValue
    }
    numbers = ["headDim": p.headDimQK, "headDimV": p.headDimV, "batch": p.batch]
  }
}
