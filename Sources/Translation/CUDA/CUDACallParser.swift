import Kernels
import Workloads

/// A call that cannot be read: what is wrong, and where.
public struct CUDACallError: Error, Hashable, Sendable, CustomStringConvertible {
  /// The message, then the call with carets under the place.
  public let description: String

  init(_ message: String, text: String, at piece: Substring) {
    let offset = text.distance(from: text.startIndex, to: piece.startIndex)
    // Of a long call the part around the place.
    let first = text.count <= 160 ? 0 : max(0, offset - 60)
    func printable(_ text: Substring) -> String {
      String(text.map { $0.isNewline || $0.isControl ? "\u{FFFD}" : $0 })
    }
    let shown = printable(text.dropFirst(first).prefix(160))
    let carets = String(repeating: "^", count: max(1, min(piece.count, 60)))
    description =
      "\(printable(message[...]))\n  \(shown)\n  \(String(repeating: " ", count: offset - first))\(carets)"
  }
}

extension Character {
  /// Whether the character would control a terminal.
  fileprivate var isControl: Bool {
    unicodeScalars.contains { $0.properties.generalCategory == .control }
  }
}

extension CUDACall {
  /// The most characters of a call.
  static let maximumLength = 20_000

  /// Whether `text` is meant as a call and not as a descriptor.
  public static func looksLikeCall(_ text: String) -> Bool {
    guard let open = text.firstIndex(of: "(") else { return false }
    return !text[..<open].contains(":") || text.hasPrefix("flash_attn::")
  }

  /// Parses a call as a program or a log would write it: `cublasGemmEx(transa=T, transb=N, m=64, n=32, k=16,
  /// Atype=CUDA_R_16BF, ..., computeType=CUBLAS_COMPUTE_32F)`, arguments by name or by place.
  /// - Throws: `CUDACallError` with the place.
  public init(parsing text: String) throws(CUDACallError) {
    guard text.count <= Self.maximumLength else {
      throw CUDACallError(
        "a call of \(text.count) characters is too long; the most is \(Self.maximumLength)",
        text: String(text.prefix(80)), at: text.prefix(0))
    }
    self = try CUDACallParser(text).parse()
  }
}

/// Splits a call into its arguments by role.
private struct CUDACallParser {
  let text: String

  init(_ text: String) { self.text = text }

  func parse() throws(CUDACallError) -> CUDACall {
    let trimmed = text.trimmed(of: " \t\n;")
    guard let open = trimmed.firstIndex(of: "("), trimmed.last == ")" else {
      throw error("a call is NAME(ARGUMENT=VALUE, ...)", trimmed)
    }
    let name = trimmed[..<open].trimmed(of: " \t\n")
    guard let function = CUDAFunction(named: String(name)) else {
      throw error(
        NearestName.sentence(unknown: "CUDA function", String(name), known: CUDAFunction.names),
        name)
    }
    let inside = trimmed[trimmed.index(after: open)..<trimmed.index(before: trimmed.endIndex)]
    let values = try arguments(inside, of: function)
    return try CUDACallBuilder(text: text, function: function, values: values).build()
  }

  private func arguments(_ inside: Substring, of function: CUDAFunction) throws(CUDACallError)
    -> [String: Substring]
  {
    var values: [String: Substring] = [:]
    let names = Self.names(of: function)
    let pieces = inside.pieces(by: [","])
    // By place only where all are there, so that nothing is mistaken for its neighbour.
    let isByPlace = !pieces.isEmpty && pieces.allSatisfy { $0.assignment == nil }
    if isByPlace {
      guard pieces.count == function.parameters.count else {
        throw error(
          "\(function.name) has \(function.parameters.count) parameters and \(pieces.count) are given; "
            + "name them, for example m=64", inside)
      }
      for (parameter, piece) in zip(function.parameters, pieces) { values[parameter.role] = piece }
      return values
    }
    for piece in pieces {
      guard let (key, value) = piece.assignment else {
        throw error("\"\(piece.prefix(80))\" has no name; write NAME=VALUE", piece)
      }
      if value.first == "[", value.last == "]", value.contains("=") {
        for field in value.dropFirst().dropLast().pieces(by: [",", " "]) {
          guard let (inner, innerValue) = field.assignment else {
            throw error("\"\(field.prefix(80))\" has no name; write NAME=VALUE", field)
          }
          try set("\(key).\(inner)", innerValue, at: inner, names, &values, function)
        }
      } else {
        try set(String(key), value, at: key, names, &values, function)
      }
    }
    return values
  }

  private func set(
    _ key: String, _ value: Substring, at place: Substring, _ names: [String: String],
    _ values: inout [String: Substring], _ function: CUDAFunction
  ) throws(CUDACallError) {
    guard let role = names[key.lowercased()] else {
      throw error(
        NearestName.sentence(
          unknown: "argument of \(function.name)", key, known: function.parameters.map(\.name)),
        place)
    }
    guard values.updateValue(value, forKey: role) == nil || Self.mayRepeat.contains(role) else {
      throw error("\(key) is given twice", place)
    }
  }

  /// Every descriptor of cuBLASLt states the batch.
  private static let mayRepeat: Set<String> = ["batchCount"]

  /// Roles by the names that people write, in lower case.
  private static func names(of function: CUDAFunction) -> [String: String] {
    var names: [String: String] = [:]
    for parameter in function.parameters {
      names[parameter.name.lowercased()] = parameter.role
      names[parameter.role.lowercased()] = parameter.role
    }
    switch function.family {
    case .lt:
      for name in ["m", "n", "k", "type", "dtype"] { names[name] = name == "dtype" ? "type" : name }
      for operand in ["a", "b", "c", "d"] {
        names["\(operand)type"] = "type\(operand.uppercased())"
        names["\(operand)desc.order"] = "order\(operand.uppercased())"
      }
    case .flash, .flashBackward, .cudnn:
      names["dtype"] = "type"
      names["type"] = "type"
      names["window_size"] = "window"
      names["causal_mask"] = "causal"
      names["scale"] = "softmaxScale"
      names["deterministic"] = "deterministic"
      names["return_attn_probs"] = "returnSoftmax"
    case .typed, .typedEx, .ex: names["type"] = "type"
    }
    return names
  }

  private func error(_ message: String, _ piece: Substring) -> CUDACallError {
    CUDACallError(message, text: text, at: piece)
  }
}

extension StringProtocol where SubSequence == Substring {
  /// The text without leading and trailing characters of `set`.
  func trimmed(of set: String) -> Substring {
    var rest = self[startIndex...]
    while let first = rest.first, set.contains(first) { rest = rest.dropFirst() }
    while let last = rest.last, set.contains(last) { rest = rest.dropLast() }
    return rest
  }

  /// The parts between separators that stand outside of brackets, without blanks around them; empty parts are left out.
  func pieces(by separators: Set<Character>) -> [Substring] {
    var pieces: [Substring] = []
    var depth = 0
    var start = startIndex
    for index in indices {
      switch self[index] {
      case "[", "(", "{": depth += 1
      case "]", ")", "}": depth -= 1
      case let character where depth == 0 && separators.contains(character):
        pieces.append(self[start..<index].trimmed(of: " \t\n"))
        start = self.index(after: index)
      default: break
      }
    }
    pieces.append(self[start...].trimmed(of: " \t\n"))
    return pieces.filter { !$0.isEmpty }
  }

  /// The name and value of `NAME=VALUE`, or nil.
  var assignment: (name: Substring, value: Substring)? {
    guard let equals = firstIndex(of: "="), equals > startIndex else { return nil }
    return (
      self[..<equals].trimmed(of: " \t\n"), self[index(after: equals)...].trimmed(of: " \t\n")
    )
  }
}
