import Kernels

/// The lines that oneDNN prints with `ONEDNN_VERBOSE=1` when it executes a matmul, an inner product or attention.
///
/// They are row-major, with the time in milliseconds. Lines of creation and of graph partitions, whose primitives have lines of their own, are not calls.
struct OneDNNVerboseReader: LineReader {
  static let name = "onednn"
  static let title = "oneDNN primitives (ONEDNN_VERBOSE=1)"

  static func recognises(_ start: [UInt8]) -> Bool {
    let text = start[...]
    return text.hasLine(startingWith: "onednn_verbose,")
      || text.hasLine(startingWith: "dnnl_verbose,")
  }

  var lines = CaptureLines()

  init() {}

  mutating func take(
    _ line: CaptureText, at number: Int, isCut: Bool, into sink: inout some CaptureSink
  ) {
    guard line.has(prefix: "onednn_verbose,") || line.has(prefix: "dnnl_verbose,") else { return }
    var fields = line.pieces(",")[1...]
    // A format version, a time stamp and the word "primitive" came with later releases.
    if fields.first?.first == 0x76 { fields.removeFirst() }
    if fields.first?.real != nil { fields.removeFirst() }
    if fields.first?.equals("primitive") == true { fields.removeFirst() }
    guard fields.first?.equals("exec") == true, fields.count >= 3 else { return }
    let parts = Array(fields)
    let kind = parts[2]
    // gemm_api is what dnnl_sgemm and its kin print.
    guard
      kind.equals("matmul") || kind.equals("gemm_api") || kind.equals("inner_product")
        || kind.equals("sdpa")
    else {
      if kind.firstRange(of: "convolution") != nil || kind.equals("rnn") {
        sink.add(
          kind.string, .notReplayable("\(kind.quoted) is not a GEMM or attention"), line: number)
      }
      return
    }
    do throws(CaptureFault) {
      guard !isCut else { throw CaptureFault("the file ends inside the line") }
      guard parts.count >= 9, let time = parts[parts.count - 1].real, time >= 0 else {
        throw CaptureFault("the line does not end in a problem and a time")
      }
      let call = try OneDNNCall(parts)
      let (content, assumptions) =
        switch kind.string {
        case "matmul", "gemm_api": try call.matmul()
        case "inner_product": try call.innerProduct()
        default: try call.attention()
        }
      sink.add(
        kind.string, content, line: number, assumptions: assumptions, nanoseconds: time * 1e6,
        kernel: parts[3].string)
    } catch {
      sink.reject(line.quoted, at: .line(number), why: error.why)
    }
  }
}

/// The fields of one executed primitive.
private struct OneDNNCall {
  /// A tensor's type, and its layout where it is a plain one.
  struct Memory {
    var type: CaptureText
    var tag: CaptureText
    var strides: CaptureText
    var flags: CaptureText
  }

  private let propagation: CaptureText
  private let memory: [String: Memory]
  private let attributes: CaptureText
  private let extra: CaptureText
  private let problem: CaptureText

  init(_ parts: [CaptureText]) throws(CaptureFault) {
    propagation = parts[4]
    // From the end, because implementations may have commas of their own.
    problem = parts[parts.count - 2].trimmed
    extra = parts[parts.count - 3]
    attributes = parts[6...].dropLast(3).reduce(into: []) { $0 += $1 + [0x20] }
    var memory: [String: Memory] = [:]
    for text in parts[5].words.prefix(16) {
      // `src:f32::blocked:ab::f0`, and `src_f32::blocked:ab:f0` before release 3.
      var pieces = text.pieces(":")
      if let first = pieces.first, let line = first.firstIndex(of: 0x5F),
        ["src", "wei", "bia", "dst", "query", "key", "val"].contains(first[..<line].string)
      {
        pieces.replaceSubrange(0..<1, with: [first[..<line], first[(line + 1)...]])
      }
      guard pieces.count >= 5 else { continue }
      let strides = pieces.count > 5 && pieces[5].contains(0x78) ? pieces[5] : []
      memory[pieces[0].string] = Memory(
        type: pieces[1], tag: pieces[4], strides: strides, flags: pieces[pieces.count - 1])
    }
    self.memory = memory
  }

  private static func type(_ text: CaptureText) -> ElementType? {
    switch text.string {
    case "f64": .f64
    case "f32": .f32
    case "f16": .f16
    case "bf16": .bf16
    case "s8": .i8
    case "s32": .i32
    case "f8_e4m3": .f8e4m3
    case "f8_e5m2": .f8e5m2
    default: nil
    }
  }

  /// The types of source, weights and destination; where only the source is printed it stands for all.
  private func types(_ assumptions: inout [String]) throws(CaptureFault) -> Result<
    [ElementType], CaptureFault
  > {
    guard let source = memory["src"] ?? memory["query"] else {
      throw CaptureFault("the line has no src")
    }
    var types: [ElementType] = []
    for name in ["src", "wei", "dst"] {
      let text = (memory[name] ?? memory["diff_\(name)"] ?? source).type
      guard let type = Self.type(text) else {
        return .failure(CaptureFault("\(name) is \(text.quoted), which has no counterpart"))
      }
      types.append(type)
    }
    if memory["wei"] == nil || memory["dst"] == nil {
      assumptions.append("weights and result have the type and order of src: the line has no other")
    }
    return .success(types)
  }

  private static func sizes(_ text: CaptureText) throws(CaptureFault) -> [Int] {
    var sizes: [Int] = []
    for piece in text.pieces("x") {
      guard let size = piece.integer, size >= 0 else {
        throw CaptureFault("\(text.quoted) is not a shape")
      }
      sizes.append(size)
    }
    guard sizes.count <= 12 else { throw CaptureFault("a shape has more than 12 dimensions") }
    return sizes
  }

  /// The tensor as it lies in memory; nil where its layout is not a plain one (blocked, or left to the library).
  private func tensor(_ name: String, _ sizes: [Int]) throws(CaptureFault) -> StridedTensor? {
    guard let memory = memory[name] else {
      return StridedTensor(sizes: sizes, order: Array(sizes.indices))
    }
    if !memory.strides.isEmpty {
      let strides = try Self.sizes(memory.strides)
      return strides.count == sizes.count ? StridedTensor(sizes: sizes, strides: strides) : nil
    }
    let order = memory.tag.map { Int($0) - 0x61 }
    return StridedTensor(sizes: sizes, order: order)
  }

  func matmul() throws(CaptureFault) -> (CapturedCall.Content, [String]) {
    var assumptions: [String] = []
    let types: [ElementType]
    switch try self.types(&assumptions) {
    case .success(let found): types = found
    case .failure(let reason): return (.notReplayable(reason.why), [])
    }
    let shapes = problem.pieces(":")
    guard shapes.count >= 2 else { throw CaptureFault("\(problem.quoted) has no two shapes") }
    let (left, right) = (try Self.sizes(shapes[0]), try Self.sizes(shapes[1]))
    let rank = left.count
    guard rank == right.count, rank >= 2 else {
      throw CaptureFault("the shapes have different ranks")
    }
    var output = zip(left, right).map { max($0, $1) }
    output[rank - 2] = left[rank - 2]
    output[rank - 1] = right[rank - 1]
    for place in 0..<(rank - 2)
    where left[place] != right[place] && min(left[place], right[place]) != 1 {
      throw CaptureFault("the batches \(left[place]) and \(right[place]) do not fit together")
    }
    var tensors: [StridedTensor] = []
    for (name, sizes) in [("src", left), ("wei", right), ("dst", output)] {
      if let plain = try tensor(name, sizes) {
        tensors.append(plain)
      } else {
        guard let dense = StridedTensor(sizes: sizes, order: Array(sizes.indices)) else {
          throw CaptureFault("the sizes pass 64 bits")
        }
        tensors.append(dense)
        assumptions.append(
          "\(name) is taken as row-major: its layout is \(memory[name]?.tag.quoted ?? "")")
      }
    }
    // A matrix that is multiplied with a whole batch lies still.
    for place in 0..<(rank - 2) {
      for side in 0..<2 where tensors[side].sizes[place] == 1 && output[place] != 1 {
        tensors[side].sizes[place] = output[place]
        tensors[side].strides[place] = 0
      }
    }
    let contraction = Contraction(
      left: tensors[0], right: tensors[1], output: tensors[2],
      batch: (0..<(rank - 2)).map { ($0, $0, $0) }, rows: [(rank - 2, rank - 2)],
      columns: [(rank - 1, rank - 1)], summed: [(rank - 1, rank - 2)])
    var (call, copies) = try contraction.gemm(a: types[0], b: types[1], d: types[2])
    attach(&call, &assumptions, biasMask: 1 << (rank - 1))
    return (call.content, assumptions + copies)
  }

  func innerProduct() throws(CaptureFault) -> (CapturedCall.Content, [String]) {
    var assumptions: [String] = []
    let types: [ElementType]
    switch try self.types(&assumptions) {
    case .success(let found): types = found
    case .failure(let reason): return (.notReplayable(reason.why), [])
    }
    // mb6ic1536oc8960, with ih, iw, kh and kw where the source has space
    var values: [String: Int] = [:]
    var rest = problem
    while !rest.isEmpty, values.count < 16 {
      let key = rest.prefix { $0 >= 0x61 && $0 <= 0x7A }
      let digits = rest.dropFirst(key.count).prefix { $0 >= 0x30 && $0 <= 0x39 }
      guard !key.isEmpty, let value = digits.integer else { break }
      values[key.string] = value
      rest = rest.dropFirst(key.count + digits.count)
    }
    guard let mb = values["mb"], let oc = values["oc"], var ic = values["ic"] else {
      throw CaptureFault("\(problem.quoted) has no mb, ic or oc")
    }
    for key in ["id", "ih", "iw"] {
      let (product, overflow) = ic.multipliedReportingOverflow(by: values[key] ?? 1)
      guard !overflow else { throw CaptureFault("the sizes pass 64 bits") }
      ic = product
    }
    func tensor(_ name: String, _ sizes: [Int]) throws(CaptureFault) -> StridedTensor {
      let key = memory[name] == nil && memory["diff_\(name)"] != nil ? "diff_\(name)" : name
      // Space dimensions behind the channels are one with them where they are innermost.
      let isPlain = memory[key]?.tag.count ?? 2 == 2
      if isPlain, let plain = try self.tensor(key, sizes) { return plain }
      if memory[key]?.tag.equals("abcd") != true {
        assumptions.append(
          "\(name) is taken as row-major: its layout is \(memory[key]?.tag.quoted ?? "")")
      }
      guard let dense = StridedTensor(sizes: sizes, order: [0, 1]) else {
        throw CaptureFault("the sizes pass 64 bits")
      }
      return dense
    }
    let source = try tensor("src", [mb, ic])
    let weights = try tensor("wei", [oc, ic])
    let result = try tensor("dst", [mb, oc])
    let contraction: Contraction
    let order: (ElementType, ElementType, ElementType)
    switch propagation.string {
    case "backward_data":
      order = (types[2], types[1], types[0])
      contraction = Contraction(
        left: result, right: weights, output: source, batch: [], rows: [(0, 0)], columns: [(1, 1)],
        summed: [(1, 0)])
    case "backward_weights":
      order = (types[2], types[0], types[1])
      contraction = Contraction(
        left: result, right: source, output: weights, batch: [], rows: [(1, 0)], columns: [(1, 1)],
        summed: [(0, 0)])
    default:
      order = (types[0], types[1], types[2])
      contraction = Contraction(
        left: source, right: weights, output: result, batch: [], rows: [(0, 0)], columns: [(0, 1)],
        summed: [(1, 1)])
    }
    var (call, copies) = try contraction.gemm(a: order.0, b: order.1, d: order.2)
    if !propagation.has(prefix: "backward") { attach(&call, &assumptions, biasMask: 2) }
    return (call.content, assumptions + copies)
  }

  /// Bias, post-ops and arithmetic: what an epilogue says is in it, what none says is stated as left out.
  private func attach(_ call: inout LoggedGEMM, _ assumptions: inout [String], biasMask: Int) {
    var hasBias = false
    if let bias = memory["bia"], !bias.type.equals("undef"), !bias.type.isEmpty {
      let mask = bias.flags.after("mask")?.integer
      // A column-major result's bias would run the other way.
      hasBias = call.isRowMajor && (mask == nil || mask == biasMask)
      if !hasBias { assumptions.append("the bias is left out: it has not one value a column") }
    }
    var activation = Epilogue.none
    let list = attributes.after("attr-post-ops:") ?? attributes.after("post_ops:") ?? []
    let text = CaptureText(list.prefix { $0 != 0x20 }.filter { $0 != 0x27 })
    for operation in text.split(whereSeparator: { $0 == 0x2B || $0 == 0x3B }).prefix(32) {
      let parts = operation.pieces(":")
      switch parts[0].string {
      case "sum" where activation == .none:
        call.beta = Scalar(parts.count > 1 ? parts[1].real ?? 1 : 1)
      case "eltwise_relu" where activation == .none && (parts.count < 2 || parts[1].real == 0):
        activation = .relu
      case "eltwise_gelu_tanh" where activation == .none: activation = .gelu
      case "eltwise_gelu_erf" where activation == .none:
        activation = .gelu
        assumptions.append("gelu is taken by its tanh form, not by erf")
      case "binary_add"
      where activation == .none && !hasBias && call.isRowMajor && parts.count > 2
        && parts[2].integer == biasMask:
        hasBias = true
      // A tensor of D's size that is added is C.
      case "binary_add"
      where activation == .none && call.beta.isZero && parts.count > 2
        && parts[2].integer == 2 * biasMask - 1 && Self.type(parts[1]) == call.d:
        call.beta = .one
        call.ldc = nil
      default: assumptions.append("the post-op \(parts[0].quoted) is left out")
      }
    }
    call.epilogue =
      switch activation {
      case .relu: hasBias ? .biasRelu : .relu
      case .gelu: hasBias ? .biasGelu : .gelu
      default: hasBias ? .bias : .none
      }
    let scalings: [(StaticString, String)] = [
      ("attr-scales:", "scales"), ("attr-zero-points:", "zero points"),
    ]
    for (name, what) in scalings {
      if attributes.firstRange(of: name) != nil {
        assumptions.append("the \(what) of the operands are left out")
      }
    }
    if let mode = attributes.after("attr-fpmath:"), call.a == .f32 {
      if mode.has(prefix: "bf16") { call.compute = .bf16 }
      if mode.has(prefix: "tf32") { call.compute = .tf32 }
      if mode.has(prefix: "f16") { call.compute = .f16 }
    }
  }

  func attention() throws(CaptureFault) -> (CapturedCall.Content, [String]) {
    let shapes = problem.pieces(":")
    guard shapes.count >= 3, let source = memory["query"] ?? memory["src"] else {
      throw CaptureFault("the line has no query, or \(problem.quoted) has no three shapes")
    }
    guard let type = Self.type(source.type) else {
      return (.notReplayable("the query is \(source.type.quoted), which has no counterpart"), [])
    }
    var tensors: [StridedTensor] = []
    for (place, name) in ["query", "key", "val"].enumerated() {
      let sizes = try Self.sizes(shapes[place])
      guard sizes.count == 4 else {
        throw CaptureFault("\(shapes[place].quoted) has not four dimensions")
      }
      guard let tensor = try tensor(name, sizes) else {
        return (.notReplayable("the layout of \(name) is not a plain one"), [])
      }
      tensors.append(tensor)
    }
    // Keys are logged as headDim x positions.
    tensors[1].sizes.swapAt(2, 3)
    tensors[1].strides.swapAt(2, 3)
    var call = LoggedAttention(type: type, q: tensors[0], k: tensors[1], v: tensors[2])
    var assumptions: [String] = ["scale is 1 / sqrt(headDim): the log does not have it"]
    if let mask = extra.after("msk:") {
      if mask.has(prefix: "causal") {
        call.mask = .causal(
          mask.firstRange(of: "br") != nil || mask.firstRange(of: "bottom_right") != nil
            ? .bottomRight : .topLeft)
      } else if !mask.has(prefix: "undef"), !mask.has(prefix: "none") {
        assumptions.append("there is no mask: the log does not have the mask tensor's values")
      }
    }
    let (content, notes) = call.content()
    return (content, assumptions + notes)
  }
}
