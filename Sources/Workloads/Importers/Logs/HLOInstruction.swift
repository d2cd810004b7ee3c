/// One instruction: `ROOT %name = shape opcode(operands), attributes`.
struct HLOInstruction {
  let name: CaptureText
  let shape: CaptureText
  let opcode: CaptureText
  let operands: CaptureText
  let attributes: CaptureText

  init?(_ text: CaptureText) {
    let text = text.has(prefix: "ROOT ") ? text.dropFirst(5) : text
    guard let equals = text.firstRange(of: " = ") else { return nil }
    name = Self.plain(text[..<equals.lowerBound].trimmed)
    var rest = text[equals.upperBound...]
    if rest.first == 0x28 {
      guard let end = Self.close(rest) else { return nil }
      shape = rest[...end]
      rest = rest[(end + 1)...].trimmed
    } else {
      let end = rest.firstIndex(of: 0x20) ?? rest.endIndex
      shape = rest[..<end]
      rest = rest[end...].trimmed
    }
    guard let open = rest.firstIndex(of: 0x28) else { return nil }
    opcode = rest[..<open]
    let inside = rest[open...]
    guard let end = Self.close(inside) else { return nil }
    operands = inside[(open + 1)..<end]
    attributes = inside[(end + 1)...]
  }

  /// The place of the bracket that closes the one at the start.
  private static func close(_ text: CaptureText) -> Int? {
    var depth = 0
    for place in text.indices {
      if text[place] == 0x28 { depth += 1 }
      if text[place] == 0x29 {
        depth -= 1
        if depth == 0 { return place }
      }
    }
    return nil
  }

  static func plain(_ name: CaptureText) -> CaptureText {
    name.first == 0x25 ? name.dropFirst() : name
  }

  /// The parts between the commas that stand outside all brackets, without the `/*index=5*/` before some.
  static func list(_ text: CaptureText) -> [CaptureText] {
    var depth = 0
    return text.split(omittingEmptySubsequences: false) { byte in
      if byte == 0x5B || byte == 0x7B || byte == 0x28 { depth += 1 }
      if byte == 0x5D || byte == 0x7D || byte == 0x29 { depth -= 1 }
      return byte == 0x2C && depth == 0
    }
    .map { ($0.after("*/") ?? $0).trimmed }
  }

  /// The shapes of its results by the names that operands have for them: `name`, or `name#0`, `name#1` where it gives a tuple.
  var results: [(name: String, shape: CaptureText)] {
    guard shape.first == 0x28 else { return shape.isEmpty ? [] : [(name.string, shape)] }
    return Self.list(shape.dropFirst().dropLast()).enumerated().compactMap { place, element in
      // A tuple within the tuple is no operand of a product.
      element.first == 0x28 ? nil : ("\(name.string)#\(place)", element)
    }
  }

  /// Whether it may stand for a product, attention or something that they are counted with.
  var mayBeProduct: Bool {
    opcode.equals("dot") || opcode.equals("custom-call") || opcode.equals("convolution")
      || opcode.equals("ragged-dot") || opcode.equals("scaled-dot")
  }

  /// The computations that it calls.
  var edges: [HLOModule.Edge] {
    guard attributes.contains(0x3D) else { return [] }
    var edges: [HLOModule.Edge] = []
    func add(_ key: StaticString, _ factor: Int, _ note: String?) {
      guard let value = attributes.after(key) else { return }
      let names =
        value.first == 0x7B ? value.dropFirst().prefix { $0 != 0x7D } : value.prefix { $0 != 0x2C }
      for name in names.pieces(",").prefix(1 << 12) {
        let plain = Self.plain(name.trimmed)
        if !plain.isEmpty { edges.append(.init(callee: plain.string, factor: factor, note: note)) }
      }
    }
    switch opcode.string {
    case "while":
      let trips = attributes.after("\"known_trip_count\":")?.after("\"n\":")?
        .drop { $0 == 0x22 || $0 == 0x20 }.prefix { $0 >= 0x30 && $0 <= 0x39 }.integer
      let note =
        trips == nil ? "the loop around it runs once: its trip count is not in the text" : nil
      add(", body=", trips ?? 1, note)
      add(", condition=", trips ?? 1, note)
    case "conditional":
      let note =
        "each branch of the condition around it runs once: which one runs is not in the text"
      for key in [", branch_computations=", ", true_computation=", ", false_computation="]
        as [StaticString]
      {
        add(key, 1, note)
      }
    case "call", "fusion", "async-start":
      add(", to_apply=", 1, nil)
      add(", calls=", 1, nil)
    case "custom-call": break
    default:
      add(
        ", to_apply=", 1, "it runs once: how often \(opcode.quoted) applies it is not in the text")
      add(", calls=", 1, nil)
    }
    return edges
  }
}
