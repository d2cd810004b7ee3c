/// Reads PyTorch ExecutionTraces (`ExecutionTraceObserver`; Chakra): schemas 1.0.1, 1.1.0 and 1.1.1.
///
/// Nodes name their parent, so which call encloses which needs no times; the trace has none.
struct ExecutionTraceReader: CaptureReader {
  static let name = "execution-trace"
  static let title = "PyTorch ExecutionTrace (ExecutionTraceObserver, Chakra 1.0.1 to 1.1.1)"
  /// The most nodes that are kept.
  private static let maximumCount = 5_000_000
  private static let maximumSignatureCount = 200_000

  private struct Node {
    var id, parent: Int
    var signature: Int32
    var role: TorchRole
  }

  private var stream = JSONRecordStream(listKey: "nodes", recordName: "node")
  private var nodes: [Node] = []
  private var operators: [TorchOperator] = []
  private var signatures: [TorchOperator: Int32] = [:]
  /// The node under way, from 1.
  private var recordNumber = 0

  init() {}

  static func recognises(_ start: [UInt8]) -> Bool {
    WorkloadFile.looksLikeJSON(start) && start.contains("\"nodes\"")
      && (start.contains("\"schema\"") || start.contains("chakra"))
      && !start.contains("\"traceEvents\"")
  }

  mutating func read(_ bytes: UnsafeRawBufferPointer, into sink: inout some CaptureSink) {
    var stream = self.stream
    stream.read(bytes, into: &sink) { piece, number, sink in
      guard case .record(let text) = piece else { return }
      recordNumber = number
      take(text, into: &sink)
    }
    self.stream = stream
  }

  mutating func finish(into sink: inout some CaptureSink) {
    stream.finish(into: &sink)
    report(into: &sink)
  }

  private mutating func take(_ text: UnsafeRawBufferPointer, into sink: inout some CaptureSink) {
    var cursor = JSONObjectCursor(text)
    var id: Int?
    var parent: Int?
    var name: UnsafeRawBufferPointer?
    var parts = Parts()
    while let (key, value) = cursor.next() {
      if key.equals("id") {
        id = value.integer
      } else if key.equals("ctrl_deps") || key.equals("parent") {
        parent = value.integer
      } else if key.equals("name") {
        name = value.unquoted
      } else if key.equals("inputs") {
        parts.inputs = value
      } else if key.equals("input_shapes") {
        parts.shapes = value
      } else if key.equals("input_types") {
        parts.types = value
      }
    }
    func reject(_ why: String, _ sink: inout some CaptureSink) {
      sink.reject(
        String(decoding: text.prefix(300), as: UTF8.self), at: .event(id ?? recordNumber), why: why)
    }
    guard let id, let name, name.count <= 256 else {
      return reject("the node has no id or no name", &sink)
    }
    let title = String(decoding: name, as: UTF8.self)
    let role = TorchRole.of(title)
    var signature: Int32 = -1
    if role != .other {
      guard let call = parts.call(name: title) else {
        return reject("its inputs are no lists of shapes and types", &sink)
      }
      if let known = signatures[call] {
        signature = known
      } else {
        guard operators.count < Self.maximumSignatureCount else {
          return reject("the trace has more different calls than are kept", &sink)
        }
        signature = Int32(operators.count)
        operators.append(call)
        signatures[call] = signature
      }
    }
    guard nodes.count < Self.maximumCount else {
      if role != .other { reject("the trace has more nodes than are kept", &sink) }
      return
    }
    nodes.append(Node(id: id, parent: parent ?? 0, signature: signature, role: role))
  }

  /// The arguments of a node as its schema writes them.
  private struct Parts {
    var inputs, shapes, types: UnsafeRawBufferPointer?

    func call(name: String) -> TorchOperator? {
      guard let inputs = inputs.flatMap({ JSONValue($0) }) else { return nil }
      let values = inputs["values"] ?? inputs
      let shapes = inputs["shapes"] ?? self.shapes.flatMap { JSONValue($0) }
      let types = inputs["types"] ?? self.types.flatMap { JSONValue($0) }
      guard let values = values.elements, let shapes = shapes?.elements,
        let types = types?.elements
      else { return nil }
      return TorchOperator(
        name: name, dims: shapes.map(\.integers),
        strides: inputs["strides"]?.elements?.map(\.integers),
        types: types.map { Self.plain($0.plainText) },
        values: values.map { $0.plainText == "<None>" ? "" : $0.plainText })
    }

    /// `Tensor(float)` without the wrapping; names of scalars' types mean no tensor.
    private static func plain(_ type: String) -> String {
      if type.hasPrefix("Tensor("), type.hasSuffix(")") {
        return String(type.dropFirst("Tensor(".count).dropLast())
      }
      return type == "None" ? "" : "Scalar"
    }
  }

  private func report(into sink: inout some CaptureSink) {
    // Where an id stands twice the first one counts.
    let places = Dictionary(zip(nodes.map(\.id), 0...), uniquingKeysWith: { first, _ in first })
    // What becomes of each node: unknown until asked for.
    var isCovered = [Bool?](repeating: nil, count: nodes.count)
    var holdsCall = [Bool](repeating: false, count: nodes.count)
    for start in nodes.indices where isCovered[start] == nil {
      // Walk up to a node whose answer is known, then back down; a circle ends at the node under way.
      var path: [Int] = []
      var next: Int? = start
      while let place = next, isCovered[place] == nil {
        isCovered[place] = false
        path.append(place)
        next = places[nodes[place].parent]
      }
      var covered = next.map { isCovered[$0] == true || nodes[$0].role == .call } ?? false
      for place in path.reversed() {
        isCovered[place] = covered
        covered = covered || nodes[place].role == .call
      }
    }
    for (index, node) in nodes.enumerated() where node.role == .call && isCovered[index] == false {
      var next = places[node.parent]
      while let place = next, !holdsCall[place] {
        holdsCall[place] = true
        next = places[nodes[place].parent]
      }
    }
    for (index, node) in nodes.enumerated() where isCovered[index] == false {
      var insideLinear = false
      switch node.role {
      case .call: insideLinear = isInside("aten::linear", node, places)
      case .wrapper:
        if holdsCall[index] || isInsideWrapper(node, places) { continue }
      case .other: continue
      }
      let call = operators[Int(node.signature)]
      guard let found = call.content(insideLinear: insideLinear, onDevice: false) else { continue }
      sink.add(
        CapturedCall(
          name: call.name, content: found.content, assumptions: found.assumptions,
          place: .event(node.id)))
    }
  }

  /// The nodes around a node, at most 64 of them.
  private func around(_ node: Node, _ places: [Int: Int]) -> [Node] {
    var result: [Node] = []
    var next = places[node.parent]
    while let place = next, result.count < 64 {
      result.append(nodes[place])
      next = places[nodes[place].parent]
    }
    return result
  }

  private func isInside(_ name: String, _ node: Node, _ places: [Int: Int]) -> Bool {
    around(node, places).contains {
      $0.signature >= 0 && operators[Int($0.signature)].name == name
    }
  }

  private func isInsideWrapper(_ node: Node, _ places: [Int: Int]) -> Bool {
    around(node, places).contains { $0.role == .wrapper }
  }
}
