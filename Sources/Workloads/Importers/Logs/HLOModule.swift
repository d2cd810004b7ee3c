/// One module: its computations, the products in them, and who calls whom.
struct HLOModule {
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
  /// The shapes of its instructions' results, by `HLOInstruction.results`.
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
    for result in instruction.results where shapes.count < Self.mostShapes {
      shapes[result.name] = Array(result.shape)
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
