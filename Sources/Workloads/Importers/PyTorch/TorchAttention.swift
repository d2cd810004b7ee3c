import Kernels

/// Attention problems from PyTorch's and FlashAttention's operators.
enum TorchAttention {
  /// Where an operator has its arguments; numbers are places in its schema.
  struct Form {
    /// The query; key and value follow.
    var q = 0
    /// Sizes are batch, seq, heads, headDim rather than batch, heads, seq, headDim.
    var seqFirst = false
    var isBackward = false
    var mask: Int?
    var dropout: Int
    /// The flag that says causal; nil where ``maskType`` does.
    var causal: Int?
    /// xFormers' mask type: 0 none, 1 causal from the top left, 2 from the bottom right.
    var maskType: Int?
    var scale: Int?
    /// Offsets of sequences of different lengths, which are data.
    var offsets: Int?
    /// The left and then the right side of a sliding window.
    var window: Int?
    /// FlashAttention aligns its masks at the bottom right, PyTorch's own functions at the top left.
    var alignment = MaskAlignment.topLeft
  }

  static let forms: [String: Form] = [
    "aten::scaled_dot_product_attention": Form(mask: 3, dropout: 4, causal: 5, scale: 6),
    "aten::_scaled_dot_product_flash_attention": Form(dropout: 3, causal: 4, scale: 6),
    "aten::_scaled_dot_product_flash_attention_for_cpu": Form(
      mask: 5, dropout: 3, causal: 4, scale: 6),
    "aten::_scaled_dot_product_efficient_attention": Form(mask: 3, dropout: 5, causal: 6, scale: 7),
    "aten::_scaled_dot_product_cudnn_attention": Form(mask: 3, dropout: 5, causal: 6, scale: 8),
    "aten::_scaled_dot_product_fused_attention_overrideable": Form(
      mask: 3, dropout: 4, causal: 5, scale: 7),
    "aten::_scaled_dot_product_attention_math": Form(mask: 3, dropout: 4, causal: 5, scale: 7),
    "aten::_flash_attention_forward": Form(
      seqFirst: true, dropout: 7, causal: 8, scale: 10, offsets: 3, window: 11,
      alignment: .bottomRight),
    "aten::_efficient_attention_forward": Form(
      seqFirst: true, mask: 3, dropout: 8, maskType: 9, scale: 11, offsets: 4),
    "aten::_cudnn_attention_forward": Form(
      mask: 3, dropout: 9, causal: 10, scale: 12, offsets: 4),
    "flash_attn::_flash_attn_forward": Form(
      seqFirst: true, dropout: 3, causal: 5, scale: 4, window: 6, alignment: .bottomRight),

    "aten::_scaled_dot_product_flash_attention_backward": Form(
      q: 1, isBackward: true, dropout: 10, causal: 11, scale: 14),
    "aten::_scaled_dot_product_flash_attention_for_cpu_backward": Form(
      q: 1, isBackward: true, mask: 8, dropout: 6, causal: 7, scale: 9),
    "aten::_scaled_dot_product_efficient_attention_backward": Form(
      q: 1, isBackward: true, mask: 4, dropout: 9, causal: 11, scale: 12),
    "aten::_scaled_dot_product_cudnn_attention_backward": Form(
      q: 1, isBackward: true, mask: 8, dropout: 13, causal: 14, scale: 15),
    "aten::_scaled_dot_product_fused_attention_overrideable_backward": Form(
      q: 1, isBackward: true, mask: 4, dropout: 12, causal: 13, scale: 16),
    "aten::_flash_attention_backward": Form(
      q: 1, seqFirst: true, isBackward: true, dropout: 10, causal: 11, scale: 14, offsets: 6,
      window: 15, alignment: .bottomRight),
    "aten::_efficient_attention_backward": Form(
      q: 1, seqFirst: true, isBackward: true, mask: 4, dropout: 11, maskType: 14, scale: 16,
      offsets: 6),
    "aten::_cudnn_attention_backward": Form(
      q: 1, isBackward: true, mask: 8, dropout: 13, causal: 14, scale: 15, offsets: 9),
    "flash_attn::_flash_attn_backward": Form(
      q: 1, seqFirst: true, isBackward: true, dropout: 9, causal: 11, scale: 10, window: 12,
      alignment: .bottomRight),
  ]

  /// The problem of a call.
  static func problem(_ op: TorchOperator, _ form: Form) throws(TorchGap) -> TorchProblem {
    var notes: [String] = []
    if let offsets = form.offsets, op.hasTensor(offsets) {
      throw TorchGap("the sequence lengths are in tensors of offsets (argument \(offsets))")
    }
    let q = try sizes(op, form.q, form)
    let k = try sizes(op, form.q + 1, form)
    let v = try sizes(op, form.q + 2, form)
    guard q.batch == k.batch, q.batch == v.batch, k.seq == v.seq, k.heads == v.heads,
      q.dim == k.dim
    else {
      throw TorchGap("query, key and value have sizes that are broadcast")
    }
    guard let type = op.elementType(form.q) else {
      throw TorchGap("the element type \(op.types.first ?? "none") is no attention type")
    }
    if let mask = form.mask, op.hasTensor(mask) {
      notes.append("every key is seen: the mask is a tensor whose values the trace does not hold")
    }
    if op.values == nil {
      notes.append(
        "not causal, no dropout and the scale 1/sqrt(d): the trace has no scalar arguments")
    } else if let dropout = try op.number(form.dropout, normal: 0), dropout > 0 {
      notes.append("dropout is left out")
    }
    let mask = try mask(op, form, seqQ: q.seq, seqKV: k.seq)
    var scale: Double?
    if let place = form.scale, let text = op.value(place), !text.isEmpty {
      scale = try op.number(place, normal: 0)
      // Scales are written with few digits; the normal one is meant where it is that near.
      let normal = 1 / Double(max(q.dim, 1)).squareRoot()
      if let given = scale, abs(given - normal) <= 1e-5 * normal { scale = nil }
    }
    let layout = layout(op, form, q, notes: &notes)
    do throws(ProblemError) {
      let forward = try AttentionProblem(
        type: type, batch: q.batch, heads: q.heads, kvHeads: k.heads, headDimQK: q.dim,
        headDimV: v.dim, seqQ: q.seq, seqKV: k.seq, mask: mask, softmaxScale: scale, layout: layout)
      return TorchProblem(
        problem: form.isBackward
          ? .attentionBackward(try AttentionBackwardProblem(forward)) : .attention(forward),
        assumptions: notes)
    } catch {
      throw TorchGap(error.description)
    }
  }

  private struct Sizes {
    let batch, heads, seq, dim: Int
  }

  private static func sizes(_ op: TorchOperator, _ index: Int, _ form: Form) throws(TorchGap)
    -> Sizes
  {
    let sizes = try op.sizes(index)
    switch (sizes.count, form.seqFirst) {
    case (4, true): return Sizes(batch: sizes[0], heads: sizes[2], seq: sizes[1], dim: sizes[3])
    case (4, false): return Sizes(batch: sizes[0], heads: sizes[1], seq: sizes[2], dim: sizes[3])
    case (3, false): return Sizes(batch: 1, heads: sizes[0], seq: sizes[1], dim: sizes[2])
    default: throw TorchGap("argument \(index) has \(sizes.count) dimensions")
    }
  }

  private static func mask(_ op: TorchOperator, _ form: Form, seqQ: Int, seqKV: Int)
    throws(TorchGap) -> AttentionMask
  {
    // Where both sequences are equally long the alignments are one, and the canonical name is the bottom right's.
    func aligned(_ alignment: MaskAlignment) -> MaskAlignment {
      seqQ == seqKV ? .bottomRight : alignment
    }
    var isCausal = form.causal.flatMap { op.flag($0) } ?? false
    var alignment = form.alignment
    if let place = form.maskType, let kind = try op.number(place, normal: 0), kind != 0 {
      guard kind == 1 || kind == 2 else { throw TorchGap("custom_mask_type is \(kind)") }
      isCausal = true
      alignment = kind == 1 ? .topLeft : .bottomRight
    }
    if let place = form.window, let left = try op.number(place, normal: -1),
      let right = try op.number(place + 1, normal: -1), left >= 0 || right >= 0,
      left < 0x1p40, right < 0x1p40
    {
      if left < 0, right == 0 { return .causal(aligned(alignment)) }
      let all = seqQ + seqKV
      return .window(
        left: left < 0 ? all : Int(left), right: isCausal ? 0 : right < 0 ? all : Int(right),
        aligned(alignment))
    }
    return isCausal ? .causal(aligned(alignment)) : .none
  }

  /// The order of heads and positions in memory, by the query's strides.
  private static func layout(
    _ op: TorchOperator, _ form: Form, _ q: Sizes, notes: inout [String]
  ) -> AttentionLayout {
    let rank = op.dims[form.q]?.count ?? 0
    guard rank == 4, let strides = op.strides(form.q, rank: 4) else {
      if op.strides == nil { notes.append("operands are contiguous: the trace has no strides") }
      return form.seqFirst ? .bshd : .bhsd
    }
    let (seq, head) = form.seqFirst ? (strides[1], strides[2]) : (strides[2], strides[1])
    let layout: AttentionLayout =
      q.heads > 1 && q.seq > 1 ? (seq >= head ? .bshd : .bhsd) : form.seqFirst ? .bshd : .bhsd
    let dense =
      layout == .bshd ? (seq: q.heads &* q.dim, head: q.dim) : (seq: q.dim, head: q.seq &* q.dim)
    if q.seq > 1 && seq != dense.seq || q.heads > 1 && head != dense.head
      || q.dim > 1 && strides[3] != 1
    {
      notes.append("query, key and value are dense: in the trace they are parts of wider tensors")
    }
    return layout
  }
}
