import Kernels

/// A product or attention in HLO: `dot`, and the calls of cuBLAS, oneDNN and cuDNN that replace it.
struct HLOProduct {
  typealias Found = (name: String, content: CapturedCall.Content, assumptions: [String])

  let instruction: HLOInstruction
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
  func operand(_ place: Int) throws(CaptureFault) -> HLOShape {
    let parts = HLOInstruction.list(instruction.operands)
    guard place < parts.count, let name = parts[place].words.last else {
      throw CaptureFault("operand \(place) is missing")
    }
    let words = parts[place].words
    if words.count >= 2, let shape = HLOShape(words[words.count - 2]) { return shape }
    let plain = HLOInstruction.plain(name)
    if let text = shapes[plain.string], let shape = HLOShape(text[...]) { return shape }
    throw CaptureFault("the shape of \(plain.quoted) is not known")
  }

  /// The result, the first where there are several.
  func result() throws(CaptureFault) -> HLOShape {
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
    return list.isEmpty ? [] : try HLODimensions.places(list.pieces(",").map { $0.trimmed.string })
  }

  // MARK: Products

  private func dot() throws(CaptureFault) -> Found {
    let (left, right) = (try operand(0), try operand(1))
    let product = HLODimensions(
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

  func foreign(_ shapes: HLOShape...) -> CapturedCall.Content {
    let type = shapes.first { $0.element == nil }?.type ?? ""
    return .notReplayable("the type \(type.prefix(40)) has no counterpart")
  }

  private func cublas(_ target: String) throws(CaptureFault) -> Found {
    let config = try config("gemm_backend_config")
    let (left, right, output) = (try operand(0), try operand(1), try result())
    guard let types = Self.types(left, right, output) else {
      return (target, foreign(left, right, output), [])
    }
    let product = try HLODimensions(config["dot_dimension_numbers"] as? [String: Any] ?? [:])
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
    let product = HLODimensions(
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
}
