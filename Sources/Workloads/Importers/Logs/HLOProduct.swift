import Foundation
import Kernels

/// A shape of HLO text, `bf16[2,6,128]{2,1,0}`.
struct HLOShape {
  let type: String
  let tensor: StridedTensor

  /// Nil for tuples and for shapes that do not say what a plain tensor is.
  init?(_ text: CaptureText) {
    guard let open = text.firstIndex(of: 0x5B), let close = text.firstIndex(of: 0x5D), open < close
    else { return nil }
    type = text[..<open].string
    var sizes: [Int] = []
    for piece in text[(open + 1)..<close].pieces(",") where !piece.isEmpty {
      // A dynamic size, <=8, has its bound.
      guard let size = (piece.has(prefix: "<=") ? piece.dropFirst(2) : piece).integer, size >= 0,
        sizes.count < 32
      else { return nil }
      sizes.append(size)
    }
    var order = Array(sizes.indices)
    let layout = text[(close + 1)...]
    if layout.first == 0x7B {
      let minor = layout.dropFirst().prefix { $0 != 0x7D && $0 != 0x3A }
      let places = minor.pieces(",").compactMap(\.integer)
      if places.count == sizes.count { order = places.reversed() }
    }
    guard let tensor = StridedTensor(sizes: sizes, order: order) else { return nil }
    self.tensor = tensor
  }

  /// The element type, or nil where there is no counterpart.
  var element: ElementType? {
    switch type {
    case "f64": .f64
    case "f32": .f32
    case "f16": .f16
    case "bf16": .bf16
    case "s8": .i8
    case "s32": .i32
    case "c64": .c64
    case "c128": .c128
    case "f8e4m3fn": .f8e4m3
    case "f8e5m2": .f8e5m2
    default: nil
    }
  }
}

/// A product or attention in HLO: `dot`, and the calls of cuBLAS, oneDNN and cuDNN that replace it.
struct HLOProduct {
  typealias Found = (name: String, content: CapturedCall.Content, assumptions: [String])

  private let instruction: HLOInstruction
  private let shapes: [String: [UInt8]]

  init(_ instruction: HLOInstruction, _ shapes: [String: [UInt8]]) {
    self.instruction = instruction
    self.shapes = shapes
  }

  /// The call, or nil where it is none of these.
  func read() throws(CaptureFault) -> Found? {
    switch instruction.opcode.string {
    case "dot": return try dot()
    case "convolution", "ragged-dot", "scaled-dot":
      let name = instruction.opcode.string
      let why =
        name == "ragged-dot" ? "its group sizes are values" : "it is not a GEMM or attention"
      return (name, .notReplayable("\(name) has no counterpart: \(why)"), [])
    default: break
    }
    guard let target = instruction.attributes.after("custom_call_target=\"")?.before("\"").string
    else { return nil }
    switch target {
    case "__cublas$gemm", "__cublas$lt$matmul", "__cublas$lt$matmul$f8": return try cublas(target)
    case "__onednn$matmul": return try onednn(target)
    case _ where target.hasPrefix("__cublas$"):
      return (target, .notReplayable("\(target) has no counterpart"), [])
    case _ where target.hasPrefix("__cudnn$fmha"): return try attention(target)
    case _ where target.hasPrefix("__cudnn$conv"):
      return (target, .notReplayable("\(target) is not a GEMM or attention"), [])
    default: return nil
    }
  }

  // MARK: Operands

  /// The shape of an operand, from the operand itself or from the instruction that it names.
  private func operand(_ place: Int) throws(CaptureFault) -> HLOShape {
    var depth = 0
    let parts = instruction.operands.split(omittingEmptySubsequences: false) { byte in
      if byte == 0x5B || byte == 0x7B || byte == 0x28 { depth += 1 }
      if byte == 0x5D || byte == 0x7D || byte == 0x29 { depth -= 1 }
      return byte == 0x2C && depth == 0
    }
    guard place < parts.count, let name = parts[place].words.last else {
      throw CaptureFault("operand \(place) is missing")
    }
    let words = parts[place].words
    if words.count >= 2, let shape = HLOShape(words[words.count - 2]) { return shape }
    // `/*index=5*/` may stand before a name.
    let plain = HLOInstruction.plain(name.after("*/") ?? name)
    if let text = shapes[plain.string], let shape = HLOShape(text[...]) { return shape }
    throw CaptureFault("the shape of \(plain.quoted) is not known")
  }

  /// The result, the first where there are several.
  private func result() throws(CaptureFault) -> HLOShape {
    let text = instruction.shape.first == 0x28 ? instruction.shape.dropFirst() : instruction.shape
    guard let shape = HLOShape(text.before(" ").trimmed) else {
      throw CaptureFault("\(text.quoted) is not a shape")
    }
    return shape
  }

  /// `lhs_batch_dims={0,1}`.
  private func dimensions(_ key: StaticString) throws(CaptureFault) -> [Int] {
    guard let text = instruction.attributes.after(key) else { return [] }
    let list = text.prefix { $0 != 0x7D }
    return list.isEmpty ? [] : try Self.places(list.pieces(",").map { $0.trimmed.string })
  }

  private static func places(_ list: [String]) throws(CaptureFault) -> [Int] {
    var places: [Int] = []
    for text in list {
      guard let place = Int(text), place >= 0, place < 32 else {
        throw CaptureFault("\(text.prefix(20)) is not a dimension")
      }
      places.append(place)
    }
    return places
  }

  // MARK: Products

  private func dot() throws(CaptureFault) -> Found {
    let (left, right) = (try operand(0), try operand(1))
    let product = Dimensions(
      leftBatch: try dimensions("lhs_batch_dims={"), rightBatch: try dimensions("rhs_batch_dims={"),
      leftSummed: try dimensions("lhs_contracting_dims={"),
      rightSummed: try dimensions("rhs_contracting_dims={"))
    guard let types = Self.types(left, right, try result()) else {
      return ("dot", foreign(left, right, try result()), [])
    }
    var (call, notes) = try product.contraction(left, right, try result())
      .gemm(a: types.0, b: types.1, d: types.2)
    if let algorithm = instruction.attributes.after("algorithm=")?.prefix(while: { $0 != 0x2C }),
      call.a == .f32
    {
      switch algorithm.string {
      case "dot_tf32_tf32_f32": call.compute = .tf32
      case "dot_bf16_bf16_f32": call.compute = .bf16
      case "dot_f16_f16_f32": call.compute = .f16
      case "dot_f32_f32_f32": break
      case let other: notes.append("computes in f32: \(other.prefix(40)) emulates it")
      }
    }
    return ("dot", call.content, notes)
  }

  private static func types(_ left: HLOShape, _ right: HLOShape, _ result: HLOShape) -> (
    ElementType, ElementType, ElementType
  )? {
    guard let a = left.element, let b = right.element, let d = result.element else { return nil }
    return (a, b, d)
  }

  private func foreign(_ shapes: HLOShape...) -> CapturedCall.Content {
    let type = shapes.first { $0.element == nil }?.type ?? ""
    return .notReplayable("the type \(type.prefix(40)) has no counterpart")
  }

  private func cublas(_ target: String) throws(CaptureFault) -> Found {
    let config = try config("gemm_backend_config")
    let (left, right, output) = (try operand(0), try operand(1), try result())
    guard let types = Self.types(left, right, output) else {
      return (target, foreign(left, right, output), [])
    }
    let product = try Dimensions(config["dot_dimension_numbers"] as? [String: Any] ?? [:])
    var (call, notes) = try product.contraction(left, right, output)
      .gemm(a: types.0, b: types.1, d: types.2)
    call.alpha = Scalar(number(config["alpha_real"]) ?? 1, number(config["alpha_imag"]) ?? 0)
    call.beta = Scalar(number(config["beta"]) ?? 0)
    let precision =
      (config["precision_config"] as? [String: Any])?["operand_precision"] as? [String] ?? []
    if call.a == .f32, call.d == .f32, !precision.contains("HIGHEST") {
      call.compute = .tf32
      notes.append("computes in tf32: XLA allows it below HIGHEST precision")
    }
    switch config["epilogue"] as? String ?? "DEFAULT" {
    case "DEFAULT": break
    case "BIAS": call.epilogue = .bias
    case "RELU": call.epilogue = .relu
    case "BIAS_RELU": call.epilogue = .biasRelu
    case "GELU": call.epilogue = .gelu
    case "BIAS_GELU": call.epilogue = .biasGelu
    case "GELU_AUX", "BIAS_GELU_AUX":
      call.epilogue = (config["epilogue"] as? String) == "GELU_AUX" ? .gelu : .biasGelu
      notes.append("the second output of the epilogue is left out")
    case let other:
      return (target, .notReplayable("epilogue \(other.prefix(40)) has no counterpart"), [])
    }
    if target.hasSuffix("$f8") { (call.scaleA, call.scaleB) = (.tensor, .tensor) }
    return (target, call.content, notes)
  }

  private func onednn(_ target: String) throws(CaptureFault) -> Found {
    let config = try config("onednn_matmul_config")
    let (left, right, output) = (try operand(0), try operand(1), try result())
    guard let types = Self.types(left, right, output) else {
      return (target, foreign(left, right, output), [])
    }
    let rank = left.tensor.sizes.count
    guard rank >= 2, right.tensor.sizes.count == rank, output.tensor.sizes.count == rank else {
      return (target, .notReplayable("its operands have different ranks"), [])
    }
    let isSwapped = (
      config["transpose_a"] as? Bool ?? false, config["transpose_b"] as? Bool ?? false
    )
    let batch = Array(0..<(rank - 2))
    let product = Dimensions(
      leftBatch: batch, rightBatch: batch, leftSummed: [isSwapped.0 ? rank - 2 : rank - 1],
      rightSummed: [isSwapped.1 ? rank - 1 : rank - 2])
    var (call, notes) = try product.contraction(left, right, output)
      .gemm(a: types.0, b: types.1, d: types.2)
    let fusions = config["fusions"] as? [String: Any]
    for operation in (fusions?["ops"] as? [String] ?? []).prefix(16) {
      switch (operation, call.epilogue) {
      case ("BIAS", .none): call.epilogue = .bias
      case ("RELU", .none): call.epilogue = .relu
      case ("RELU", .bias): call.epilogue = .biasRelu
      case ("GELU_TANH", .none): call.epilogue = .gelu
      case ("GELU_TANH", .bias): call.epilogue = .biasGelu
      default: notes.append("the fused operation \(operation.prefix(40)) is left out")
      }
    }
    return (target, call.content, notes)
  }

  /// Which dimensions of two operands are batches and which are summed.
  private struct Dimensions {
    var leftBatch: [Int]
    var rightBatch: [Int]
    var leftSummed: [Int]
    var rightSummed: [Int]

    init(leftBatch: [Int], rightBatch: [Int], leftSummed: [Int], rightSummed: [Int]) {
      (self.leftBatch, self.rightBatch) = (leftBatch, rightBatch)
      (self.leftSummed, self.rightSummed) = (leftSummed, rightSummed)
    }

    /// From a `dot_dimension_numbers` of JSON, whose numbers are strings.
    init(_ json: [String: Any]) throws(CaptureFault) {
      func list(_ key: String) throws(CaptureFault) -> [Int] {
        let values = json[key] as? [Any] ?? []
        return try HLOProduct.places(values.prefix(32).map { "\($0)" })
      }
      leftBatch = try list("lhs_batch_dimensions")
      rightBatch = try list("rhs_batch_dimensions")
      leftSummed = try list("lhs_contracting_dimensions")
      rightSummed = try list("rhs_contracting_dimensions")
    }

    /// The result has the batches first, then what is left of the left and of the right operand.
    func contraction(_ left: HLOShape, _ right: HLOShape, _ output: HLOShape) throws(CaptureFault)
      -> Contraction
    {
      let (l, r, o) = (left.tensor, right.tensor, output.tensor)
      guard leftBatch.count == rightBatch.count, leftSummed.count == rightSummed.count,
        Set(leftBatch + leftSummed).count == leftBatch.count + leftSummed.count,
        Set(rightBatch + rightSummed).count == rightBatch.count + rightSummed.count,
        (leftBatch + leftSummed).allSatisfy(l.sizes.indices.contains),
        (rightBatch + rightSummed).allSatisfy(r.sizes.indices.contains)
      else { throw CaptureFault("the batch or summed dimensions do not fit the operands") }
      let rows = l.sizes.indices.filter { !leftBatch.contains($0) && !leftSummed.contains($0) }
      let columns = r.sizes.indices.filter { !rightBatch.contains($0) && !rightSummed.contains($0) }
      let batch = leftBatch.count
      guard o.sizes.count == batch + rows.count + columns.count else {
        throw CaptureFault("the result has \(o.sizes.count) dimensions")
      }
      let expected =
        leftBatch.map { l.sizes[$0] } + rows.map { l.sizes[$0] } + columns.map { r.sizes[$0] }
      guard o.sizes == expected, rightBatch.map({ r.sizes[$0] }) == leftBatch.map({ l.sizes[$0] })
      else {
        throw CaptureFault("the sizes of the operands and the result do not fit together")
      }
      return Contraction(
        left: l, right: r, output: o,
        batch: (0..<batch).map { (leftBatch[$0], rightBatch[$0], $0) },
        rows: rows.enumerated().map { ($1, batch + $0) },
        columns: columns.enumerated().map { ($1, batch + rows.count + $0) },
        summed: Array(zip(leftSummed, rightSummed)))
    }
  }

  // MARK: Attention

  private func attention(_ target: String) throws(CaptureFault) -> Found {
    let config = try config("cudnn_fmha_backend_config")
    let (q, k, v) = (try operand(0), try operand(1), try operand(2))
    guard let type = q.element else { return (target, foreign(q), []) }
    if config["is_paged_attention"] as? Bool == true {
      return (target, .notReplayable("K and V lie in pages, whose table is a value"), [])
    }
    let first = config["bmm1_dot_dimension_numbers"] as? [String: Any]
    let second = config["bmm2_dot_dimension_numbers"] as? [String: Any]
    // The gradients name their products otherwise; the batches stand in each.
    let any = first ?? config["bmm1_grad_gemm1_dot_dimension_numbers"] as? [String: Any] ?? [:]
    let one = try Dimensions(any)
    let two = try Dimensions(second ?? any)
    func tensor(_ shape: HLOShape, _ batch: [Int], _ dim: Int) throws(CaptureFault) -> StridedTensor
    {
      guard shape.tensor.sizes.count == 4, batch.count == 2, Set(batch + [dim]).count == 3,
        (batch + [dim]).allSatisfy({ $0 < 4 }),
        let seq = (0..<4).first(where: { !(batch + [dim]).contains($0) })
      else { throw CaptureFault("Q, K or V does not have batch, heads, positions and head size") }
      let order = batch + [seq, dim]
      return StridedTensor(
        sizes: order.map { shape.tensor.sizes[$0] }, strides: order.map { shape.tensor.strides[$0] }
      )
    }
    let isForward = first != nil
    let headDimV =
      isForward && second != nil
      ? (0..<4).first { !two.rightBatch.contains($0) && !two.rightSummed.contains($0) } ?? 3 : 3
    var call = LoggedAttention(
      type: type, q: try tensor(q, one.leftBatch, isForward ? one.leftSummed.first ?? 3 : 3),
      k: try tensor(k, one.rightBatch, isForward ? one.rightSummed.first ?? 3 : 3),
      v: try tensor(v, isForward && second != nil ? two.rightBatch : one.rightBatch, headDimV))
    call.isBackward = target.contains("Backward")
    call.scale = number(config["fmha_scale"]) ?? 1
    var notes: [String] = []
    let mask = config["mask_type"] as? String ?? "NO_MASK"
    let window = (number(config["sliding_window_length"]) ?? 0)
    let isCausal = mask.hasSuffix("CAUSAL")
    if isCausal || window > 0 {
      call.mask = LoggedAttention.band(
        left: window > 0 && window < 1e9 ? Int(window) : nil, right: 0, isBottomRight: false,
        seqQ: call.q.sizes[2], seqKV: call.k.sizes[2])
    }
    if mask.hasPrefix("PADDING") {
      notes.append("every sequence has its full length: the padding mask's lengths are values")
    }
    if mask == "ALIBI" { notes.append("the ALiBi bias is left out") }
    if target.contains("Bias") { notes.append("the bias of the scores is left out") }
    if number(config["dropout_rate"]) ?? 0 > 0 { notes.append("dropout is left out") }
    let (content, more) = call.content()
    return (target, content, notes + more)
  }

  // MARK: Configuration

  private func number(_ value: Any?) -> Double? {
    if let value = value as? Double, value.isFinite { return value }
    return (value as? String).flatMap(Double.init).flatMap { $0.isFinite ? $0 : nil }
  }

  /// The JSON of `backend_config`, plain or as a quoted string, and the part of it with this name where it has one.
  private func config(_ part: String) throws(CaptureFault) -> [String: Any] {
    guard let text = instruction.attributes.after("backend_config=") else {
      throw CaptureFault("backend_config is missing")
    }
    var json: [UInt8] = []
    if text.first == 0x22 {
      var isEscaped = false
      for byte in text.dropFirst() {
        if isEscaped {
          json.append(byte)
          isEscaped = false
        } else if byte == 0x5C {
          isEscaped = true
        } else if byte == 0x22 {
          break
        } else {
          json.append(byte)
        }
      }
    } else {
      var (depth, isInString, isEscaped) = (0, false, false)
      for byte in text {
        json.append(byte)
        if isEscaped {
          isEscaped = false
        } else if isInString {
          if byte == 0x5C { isEscaped = true } else if byte == 0x22 { isInString = false }
        } else if byte == 0x22 {
          isInString = true
        } else if byte == 0x7B {
          depth += 1
        } else if byte == 0x7D {
          depth -= 1
          if depth == 0 { break }
        }
      }
    }
    guard let object = try? JSONSerialization.jsonObject(with: Data(json)) as? [String: Any] else {
      throw CaptureFault("backend_config is not JSON")
    }
    return object[part] as? [String: Any] ?? object
  }
}
