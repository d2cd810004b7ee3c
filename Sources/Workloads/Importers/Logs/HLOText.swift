import Kernels

/// XLA's modules as text (`XLA_FLAGS=--xla_dump_to=DIR --xla_dump_hlo_as_text`), from JAX, TensorFlow or PyTorch/XLA.
///
/// A computation's products count as often as the module calls it: loops by their known trip count, each branch of a condition once.
/// A module is kept until it ends, up to the bounds below; what goes beyond them is rejected.
struct HLOTextReader: LineReader {
  static let name = "hlo"
  static let title = "XLA HLO text (XLA_FLAGS=--xla_dump_to=DIR)"

  static func recognises(_ start: [UInt8]) -> Bool {
    start[...].hasLine(startingWith: "HloModule ")
  }

  // Instructions list long tuples in one line.
  var lines = CaptureLines(bound: 1 << 20)
  private var module: HLOModule?

  init() {}

  mutating func take(
    _ line: CaptureText, at number: Int, isCut: Bool, into sink: inout some CaptureSink
  ) {
    if line.has(prefix: "HloModule ") {
      end(into: &sink)
      module = HLOModule(number: number)
    } else {
      module?.take(line, at: number, isCut: isCut, into: &sink)
    }
  }

  mutating func end(into sink: inout some CaptureSink) {
    module?.report(into: &sink)
    module = nil
  }
}

/// One module: its computations, the products in them, and who calls whom.
private struct HLOModule {
  /// How often a computation is called by another, and what that takes for granted.
  struct Edge {
    let callee: String
    let factor: Int
    let note: String?
  }

  struct Computation {
    var calls: [CapturedCall] = []
    var edges: [Edge] = []
  }

  private static let mostComputations = 1 << 16
  private static let mostCalls = 1 << 16
  private static let mostEdges = 1 << 18
  private static let mostShapes = 1 << 18

  let number: Int
  private var order: [String] = []
  private var computations: [String: Computation] = [:]
  private var entry: String?
  private var callCount = 0
  private var edgeCount = 0
  /// The computation that is being read.
  private var current: String?
  private var isOver = false
  /// The shapes of its instructions.
  private var shapes: [String: [UInt8]] = [:]

  init(number: Int) { self.number = number }

  mutating func take(
    _ line: CaptureText, at number: Int, isCut: Bool, into sink: inout some CaptureSink
  ) {
    let text = line.trimmed
    guard let name = current else {
      if text.last == 0x7B { open(text, at: number, into: &sink) }
      return
    }
    if text.first == 0x7D {
      (current, shapes) = (nil, [:])
      return
    }
    guard let instruction = HLOInstruction(text) else { return }
    guard !isCut else {
      if instruction.mayBeProduct {
        sink.reject(line.quoted, at: .line(number), why: "the file ends inside the instruction")
      }
      return
    }
    if !instruction.shape.isEmpty, instruction.shape.first != 0x28, shapes.count < Self.mostShapes {
      shapes[instruction.name.string] = Array(instruction.shape)
    }
    for edge in instruction.edges {
      guard edgeCount < Self.mostEdges else {
        return over("calls of computations", number, into: &sink)
      }
      edgeCount += 1
      computations[name]?.edges.append(edge)
    }
    guard instruction.mayBeProduct else { return }
    do throws(CaptureFault) {
      guard let (callName, content, notes) = try HLOProduct(instruction, shapes).read() else {
        return
      }
      guard callCount < Self.mostCalls else { return over("products", number, into: &sink) }
      callCount += 1
      computations[name]?.calls.append(
        CapturedCall(name: callName, content: content, assumptions: notes, place: .line(number)))
    } catch {
      sink.reject(line.quoted, at: .line(number), why: error.why)
    }
  }

  /// `%name (parameters) -> type {`, `ENTRY %name ... {` or `name {`.
  private mutating func open(
    _ text: CaptureText, at number: Int, into sink: inout some CaptureSink
  ) {
    let isEntry = text.has(prefix: "ENTRY ")
    let name = HLOInstruction.plain(
      (isEntry ? text.dropFirst(6) : text).trimmed.prefix { $0 != 0x20 && $0 != 0x28 }
    )
    .string
    guard !name.isEmpty, name.utf8.count < 4096 else { return }
    guard order.count < Self.mostComputations else {
      return over("computations", number, into: &sink)
    }
    current = name
    if isEntry { entry = name }
    if computations.updateValue(Computation(), forKey: name) == nil { order.append(name) }
  }

  private mutating func over(_ what: String, _ number: Int, into sink: inout some CaptureSink) {
    if !isOver {
      sink.reject(
        "HloModule", at: .line(number),
        why: "the module has more \(what) than are read; the rest is left out")
    }
    isOver = true
  }

  /// Adds the products, each as often as its computation runs.
  func report(into sink: inout some CaptureSink) {
    guard let entry, current != entry else {
      if callCount > 0 {
        sink.reject(
          "HloModule", at: .line(number), why: "the module ends before its entry computation does")
      }
      add("its computation runs once: the module has no entry that says how often", into: &sink)
      return
    }
    let (counts, notes) = counted(from: entry)
    for name in order {
      guard let calls = computations[name]?.calls, !calls.isEmpty else { continue }
      guard let count = counts[name] else {
        if isCalled(name) {
          sink.reject(
            name, at: calls[0].place,
            why: "the computation calls itself, or too often to be counted")
        }
        continue
      }
      for var call in calls {
        call.count = count
        call.assumptions += (notes[name] ?? []).sorted()
        sink.add(call)
      }
    }
  }

  private func add(_ note: String, into sink: inout some CaptureSink) {
    for name in order {
      for var call in computations[name]?.calls ?? [] {
        call.assumptions.append(note)
        sink.add(call)
      }
    }
  }

  private func isCalled(_ name: String) -> Bool {
    computations.values.contains { $0.edges.contains { $0.callee == name } }
  }

  /// How often each computation that the entry reaches runs, callers before callees.
  private func counted(from entry: String) -> ([String: Int], [String: Set<String>]) {
    var callers: [String: Int] = [:]
    var reached: Set<String> = [entry]
    var stack = [entry]
    while let name = stack.popLast() {
      for edge in computations[name]?.edges ?? [] {
        callers[edge.callee, default: 0] += 1
        if reached.insert(edge.callee).inserted { stack.append(edge.callee) }
      }
    }
    var counts = [entry: 1]
    var notes: [String: Set<String>] = [:]
    var known: [String: Int] = [:]
    var ready = callers[entry] == nil ? [entry] : []
    while let name = ready.popLast() {
      guard let count = counts[name] else { continue }
      known[name] = count
      for edge in computations[name]?.edges ?? [] {
        let (part, tooMany) = count.multipliedReportingOverflow(by: edge.factor)
        let (sum, tooMuch) = (counts[edge.callee] ?? 0).addingReportingOverflow(part)
        // Beyond any program's life; such a computation is rejected with its products.
        let isCountable = !tooMany && !tooMuch && sum <= 1 << 40
        if isCountable { counts[edge.callee] = sum }
        notes[edge.callee, default: []].formUnion(notes[name] ?? [])
        if let note = edge.note { notes[edge.callee, default: []].insert(note) }
        let waiting = (callers[edge.callee] ?? 0) - 1
        callers[edge.callee] = waiting
        if waiting == 0, isCountable, sum > 0 { ready.append(edge.callee) }
      }
    }
    return (known, notes)
  }
}

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

  /// Whether it may stand for a product, attention or something that they are counted with.
  var mayBeProduct: Bool {
    opcode.equals("dot") || opcode.equals("custom-call") || opcode.equals("convolution")
      || opcode.equals("ragged-dot") || opcode.equals("scaled-dot")
  }

  /// The computations that it calls.
  fileprivate var edges: [HLOModule.Edge] {
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
