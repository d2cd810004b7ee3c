import Foundation
import Kernels

/// One node of a graph.
struct CuDNNNode {
  let tag: String
  let node: [String: Any]
  let tensors: [String: [String: Any]]
  let context: [String: Any]

  func read() throws(CaptureFault) -> (CapturedCall.Content, [String]) {
    if tag == "MATMUL" { return try matmul() }
    if tag.hasPrefix("CONV") { return (.notReplayable("\(tag) is not a GEMM or attention"), []) }
    return try attention()
  }

  /// An input or output by its name in any age of the schema.
  private func port(_ name: String) -> [String: Any]? {
    for key in ["inputs", "outputs"] {
      guard let ports = node[key] as? [String: Any],
        let target = ports[name] ?? ports[name.lowercased()]
      else { continue }
      if let text = target as? String, let tensor = tensors[text] { return tensor }
      if let number = target as? Int, let tensor = tensors["\(number)"] { return tensor }
    }
    return nil
  }

  private func has(_ name: String) -> Bool {
    guard let ports = node["inputs"] as? [String: Any] else { return false }
    return [name, name.lowercased()].contains { ports[$0] != nil && !(ports[$0] is NSNull) }
  }

  /// A setting, where the node has it and it is not null.
  private func setting<T>(_ names: String..., as type: T.Type = T.self) -> T? {
    let params = node["params"] as? [String: Any] ?? [:]
    for name in names {
      if let value = node[name] as? T ?? params[name] as? T { return value }
    }
    return nil
  }

  private func tensor(_ name: String) throws(CaptureFault) -> (StridedTensor, CaptureText) {
    guard let tensor = port(name) else { throw CaptureFault("\(name) is missing") }
    guard let sizes = tensor["dim"] as? [Int], let strides = tensor["stride"] as? [Int],
      sizes.count == strides.count, sizes.count <= 8, !sizes.contains(where: { $0 < 0 })
    else { throw CaptureFault("\(name) has no sizes and strides") }
    func named(_ key: String, _ place: [String: Any]) -> String? {
      (place[key] as? String).flatMap { $0 == "None" || $0 == "NOT_SET" ? nil : $0 }
    }
    let type =
      named("data_type", tensor) ?? named("dtype", tensor) ?? named("io_data_type", context) ?? "?"
    let short = type.hasPrefix("data_type.") ? String(type.dropFirst(10)) : type
    return (StridedTensor(sizes: sizes, strides: strides), Array(short.utf8)[...])
  }

  private static func type(_ text: CaptureText) -> ElementType? {
    switch text.string {
    case "HALF": .f16
    case "BFLOAT16": .bf16
    case "FLOAT": .f32
    case "DOUBLE": .f64
    case "INT8": .i8
    case "INT32": .i32
    case "FP8_E4M3": .f8e4m3
    case "FP8_E5M2": .f8e5m2
    default: nil
    }
  }

  private func attention() throws(CaptureFault) -> (CapturedCall.Content, [String]) {
    let (q, typeName) = try tensor("Q")
    let ((k, _), (v, _)) = (try tensor("K"), try tensor("V"))
    if has("Page_table_K") || has("Page_table_V") || has("paged_attention_k_table") {
      return (.notReplayable("K and V lie in pages, whose table is behind a pointer"), [])
    }
    guard let type = Self.type(typeName) else {
      return (.notReplayable("the type \(typeName.quoted) has no counterpart"), [])
    }
    guard q.sizes.count == 4, k.sizes.count == 4 else {
      throw CaptureFault("Q or K does not have four dimensions")
    }
    var notes: [String] = []
    var call = LoggedAttention(type: type, q: q, k: k, v: v)
    call.isBackward = tag.hasSuffix("_BWD") || tag.contains("BACKWARD")
    // The result's strides are set late; all zero means that cuDNN chose them.
    if let (o, _) = try? tensor("O"), o.sizes.count == 4, o.strides != [0, 0, 0, 0] { call.o = o }
    call.mask = mask(q.sizes[2], k.sizes[2])
    if let bits = setting("attn_scale_value", as: String.self).flatMap({ UInt32($0, radix: 16) }) {
      call.scale = Double(Float(bitPattern: bits))
    } else if let value = setting("attn_scale", as: Double.self) {
      call.scale = value
    } else if has("Attn_scale") {
      notes.append("scale is 1 / sqrt(headDim): the log has its tensor only")
    } else {
      call.scale = 1
    }
    let flags = [
      (
        setting("padding_mask", "use_padding_mask", as: Bool.self) == true,
        "every sequence has its full length: the padding mask's lengths are behind a pointer"
      ),
      (
        setting("alibi_mask", "use_alibi_mask", as: Bool.self) == true, "the ALiBi bias is left out"
      ),
      (has("Bias"), "the bias of the scores is left out"),
      (
        (setting("dropout_probability", as: Double.self) ?? 0) > 0 || has("Dropout_mask")
          || has("Seed"), "dropout is left out"
      ),
      (has("Block_mask"), "the block mask is left out"),
      (has("SINK_TOKEN") || has("sink_token"), "the sink token is left out"),
      (
        ["Q", "K", "V"].contains { isRagged($0) },
        "sequences are not packed: where they start is behind a pointer"
      ),
    ]
    notes += flags.filter(\.0).map(\.1)
    let (content, more) = call.content()
    return (content, notes + more)
  }

  private func isRagged(_ name: String) -> Bool {
    guard let tensor = port(name) else { return false }
    return tensor.contains { $0.key.hasPrefix("ragged") && !($0.value is NSNull) }
  }

  private func mask(_ seqQ: Int, _ seqKV: Int) -> AttentionMask {
    var isBottomRight = (setting("diagonal_alignment", as: String.self) ?? "").hasSuffix(
      "BOTTOM_RIGHT")
    var left = setting(
      "left_bound", "sliding_window_length", "diagonal_band_left_bound", as: Int.self)
    var right = setting("right_bound", "diagonal_band_right_bound", as: Int.self)
    if setting("causal_mask", "use_causal_mask", as: Bool.self) == true { right = right ?? 0 }
    if setting("causal_mask_bottom_right", "use_causal_mask_bottom_right", as: Bool.self) == true {
      right = right ?? 0
      isBottomRight = true
    }
    // A window of a length counts back from the query and forbids what comes after, as old releases had no other.
    if right == nil, setting("sliding_window_length", as: Int.self) != nil { right = 0 }
    if let window = setting("window_size", as: [Int].self), window.count == 2 {
      left = window[0] < 0 ? nil : window[0].addingReportingOverflow(1).partialValue
      right = window[1] < 0 ? nil : window[1]
    }
    return LoggedAttention.band(
      left: left, right: right, isBottomRight: isBottomRight, seqQ: seqQ, seqKV: seqKV)
  }

  private func matmul() throws(CaptureFault) -> (CapturedCall.Content, [String]) {
    let ((a, aName), (b, bName)) = (try tensor("A"), try tensor("B"))
    guard let aType = Self.type(aName), let bType = Self.type(bName) else {
      return (
        .notReplayable("the types \(aName.quoted) and \(bName.quoted) have no counterpart"), []
      )
    }
    let rank = a.sizes.count
    guard rank == b.sizes.count, rank >= 2 else {
      throw CaptureFault("A and B have different ranks")
    }
    var (left, right) = (a, b)
    var sizes = zip(a.sizes, b.sizes).map { max($0, $1) }
    sizes[rank - 2] = a.sizes[rank - 2]
    sizes[rank - 1] = b.sizes[rank - 1]
    for place in 0..<(rank - 2) {
      if left.sizes[place] == 1 { (left.sizes[place], left.strides[place]) = (sizes[place], 0) }
      if right.sizes[place] == 1 { (right.sizes[place], right.strides[place]) = (sizes[place], 0) }
      guard left.sizes[place] == right.sizes[place] else {
        throw CaptureFault("the batches of A and B do not fit together")
      }
    }
    var notes: [String] = []
    var output = StridedTensor(sizes: sizes, order: Array(sizes.indices))
    var dType = aType
    if let (c, cName) = try? tensor("C"), let type = Self.type(cName) {
      dType = type
      if c.sizes == sizes, c.strides.contains(where: { $0 != 0 }) { output = c }
    }
    guard let output else { throw CaptureFault("the sizes pass 64 bits") }
    if dType.isInteger != aType.isInteger, aType == .i8 { dType = .i32 }
    let contraction = Contraction(
      left: left, right: right, output: output, batch: (0..<(rank - 2)).map { ($0, $0, $0) },
      rows: [(rank - 2, rank - 2)], columns: [(rank - 1, rank - 1)], summed: [(rank - 1, rank - 2)])
    let (call, copies) = try contraction.gemm(a: aType, b: bType, d: dType)
    notes += copies
    return (call.content, notes)
  }
}
