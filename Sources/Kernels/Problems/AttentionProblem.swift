/// Which keys a query may attend to.
///
/// All masks are one rule: query i sees key j iff `i + shift - left <= j <= i + shift + right`, where `shift` is
/// 0 for top-left and `seqKV - seqQ` for bottom-right alignment, the default of FlashAttention 2.1 and later.
public enum AttentionMask: Hashable, Sendable {
  /// Every key.
  case none
  /// Keys up to the query's own position.
  case causal(MaskAlignment)
  /// Keys at most `left` before and `right` after the query's own position (sliding window; FlashAttention's
  /// `window_size`).
  case window(left: Int, right: Int, MaskAlignment)
}

/// Which corner of the score matrix the mask's diagonal goes through.
public enum MaskAlignment: String, Hashable, Sendable, Codable {
  /// The diagonal starts at the first query and key.
  case topLeft
  /// The diagonal ends at the last query and key, as decoding with a cache needs.
  case bottomRight
}

/// The order of dimensions in memory, outermost first; the head dimension is always contiguous.
public enum AttentionLayout: String, Hashable, Sendable, CaseIterable, Codable {
  /// batch, seq, heads, headDim (FlashAttention).
  case bshd
  /// batch, heads, seq, headDim (PyTorch's scaled_dot_product_attention).
  case bhsd
}

/// Forward attention: `O = softmax(softmaxScale * Q K^T + mask) V` for every batch and head.
///
/// Q is batch x heads x seqQ x headDimQK, K batch x kvHeads x seqKV x headDimQK, V batch x kvHeads x seqKV x headDimV,
/// O batch x heads x seqQ x headDimV, dense in ``layout``. Query head h reads key-value head
/// `h / (heads / kvHeads)`: MHA, GQA, MQA and MLA are points in this space. A row whose keys are all masked is zero.
public struct AttentionProblem: Hashable, Sendable {
  /// The element type of Q, K, V and O; sums are in f32 or better.
  public let type: ElementType
  /// Sizes.
  public let batch, heads, kvHeads, headDimQK, headDimV, seqQ, seqKV: Int
  /// Which keys a query sees.
  public let mask: AttentionMask
  /// The factor of the scores; 1 / sqrt(headDimQK) unless given.
  public let softmaxScale: Double
  /// The order of dimensions.
  public let layout: AttentionLayout
  /// 2 * (headDimQK + headDimV) for every (query, key) pair that the mask lets through.
  public let flopCount: Int
  /// Q, K, V and O, each element once.
  public let byteCount: Int

  /// Checks the call.
  /// - Throws: `ProblemError` naming the argument, its value and the legal range.
  public init(
    type: ElementType, batch: Int, heads: Int, kvHeads: Int? = nil, headDimQK: Int,
    headDimV: Int? = nil,
    seqQ: Int, seqKV: Int? = nil, mask: AttentionMask = .none, softmaxScale: Double? = nil,
    layout: AttentionLayout = .bshd
  ) throws(ProblemError) {
    let kvHeads = kvHeads ?? heads
    let headDimV = headDimV ?? headDimQK
    let seqKV = seqKV ?? seqQ
    guard [.f64, .f32, .f16, .bf16].contains(type) else {
      throw ProblemError("attention takes f64, f32, f16 or bf16, not \(type.rawValue)")
    }
    for (name, size) in [
      ("b", batch), ("h", heads), ("kvh", kvHeads), ("d", headDimQK), ("dv", headDimV),
      ("sq", seqQ),
      ("skv", seqKV),
    ] where size < 1 {
      throw ProblemError("\(name)=\(size) must be at least 1")
    }
    guard heads % kvHeads == 0 else {
      throw ProblemError("h=\(heads) is not a multiple of kvh=\(kvHeads)")
    }
    if case .window(let left, let right, _) = mask, left < 0 || right < 0 {
      throw ProblemError("window=\(left)/\(right) is negative; both sides are 0 or more")
    }
    let scale = softmaxScale ?? 1 / Double(headDimQK).squareRoot()
    guard scale.isFinite else { throw ProblemError("scale is not finite") }
    self.type = type
    self.batch = batch
    self.heads = heads
    self.kvHeads = kvHeads
    self.headDimQK = headDimQK
    self.headDimV = headDimV
    self.seqQ = seqQ
    self.seqKV = seqKV
    self.mask = mask
    self.softmaxScale = scale
    self.layout = layout

    let what = "the size of the operands"
    let elements = try CheckedSize.sum(
      CheckedSize.product(
        batch, heads, seqQ, CheckedSize.sum(headDimQK, headDimV, what: what), what: what),
      CheckedSize.product(
        batch, kvHeads, seqKV, CheckedSize.sum(headDimQK, headDimV, what: what), what: what),
      what: what)
    byteCount = try CheckedSize.product(elements, type.byteCount, what: what)
    // The full count bounds the masked one, so that nothing below can overflow.
    _ = try CheckedSize.product(
      2, batch, heads, seqQ, seqKV, CheckedSize.sum(headDimQK, headDimV, what: what),
      what: "the operation count")
    let pairs = Self.attendedPairs(seqQ: seqQ, seqKV: seqKV, mask: mask)
    flopCount = 2 * batch * heads * pairs * (headDimQK + headDimV)
  }

  /// The name of the counting rule of ``flopCount``: masked pairs are not counted.
  public var flopConvention: String { "attention-exact" }

  /// The operands in the order q, k, v, o.
  public var operands: [OperandSpec] {
    [
      OperandSpec(role: .q, elementType: type, elementCount: batch * heads * seqQ * headDimQK),
      OperandSpec(role: .k, elementType: type, elementCount: batch * kvHeads * seqKV * headDimQK),
      OperandSpec(role: .v, elementType: type, elementCount: batch * kvHeads * seqKV * headDimV),
      OperandSpec(role: .o, elementType: type, elementCount: batch * heads * seqQ * headDimV),
    ]
  }

  /// The keys that query `i` sees, clipped to the sequence; empty where it sees none.
  public func keys(forQuery i: Int) -> Range<Int> {
    Self.keys(forQuery: i, seqQ: seqQ, seqKV: seqKV, mask: mask)
  }

  /// The strides in elements of a tensor with `heads` heads, `seq` positions and head size `dim`.
  public func strides(heads: Int, seq: Int, dim: Int) -> AttentionStrides {
    switch layout {
    case .bshd: AttentionStrides(batch: seq * heads * dim, head: dim, seq: heads * dim)
    case .bhsd: AttentionStrides(batch: heads * seq * dim, head: seq * dim, seq: dim)
    }
  }

  /// The strides of Q, K, V and O.
  public var strides:
    (q: AttentionStrides, k: AttentionStrides, v: AttentionStrides, o: AttentionStrides)
  {
    (
      strides(heads: heads, seq: seqQ, dim: headDimQK),
      strides(heads: kvHeads, seq: seqKV, dim: headDimQK),
      strides(heads: kvHeads, seq: seqKV, dim: headDimV),
      strides(heads: heads, seq: seqQ, dim: headDimV)
    )
  }

  /// The mask as one rule: key j is seen iff `i + shift - left <= j <= i + shift + right`; unlimited sides are
  /// `seqQ + seqKV`, which no pair of positions exceeds.
  public var maskBand: (shift: Int, left: Int, right: Int) {
    Self.band(seqQ: seqQ, seqKV: seqKV, mask: mask)
  }

  private static func band(seqQ: Int, seqKV: Int, mask: AttentionMask) -> (
    shift: Int, left: Int, right: Int
  ) {
    let unlimited = seqQ + seqKV
    func shift(_ alignment: MaskAlignment) -> Int {
      alignment == .topLeft ? 0 : seqKV - seqQ
    }
    switch mask {
    case .none: return (0, unlimited, unlimited)
    case .causal(let alignment): return (shift(alignment), unlimited, 0)
    case .window(let left, let right, let alignment):
      return (shift(alignment), min(left, unlimited), min(right, unlimited))
    }
  }

  private static func keys(forQuery i: Int, seqQ: Int, seqKV: Int, mask: AttentionMask) -> Range<
    Int
  > {
    let (shift, left, right) = band(seqQ: seqQ, seqKV: seqKV, mask: mask)
    let lower = max(0, i + shift - left)
    let upper = min(seqKV, i + shift + right + 1)
    return lower < upper ? lower..<upper : 0..<0
  }

  private static func attendedPairs(seqQ: Int, seqKV: Int, mask: AttentionMask) -> Int {
    // Query i sees the keys in clamp(i + shift - left) ..< clamp(i + shift + right + 1), clamped to the sequence.
    let (shift, left, right) = band(seqQ: seqQ, seqKV: seqKV, mask: mask)
    return clampedSum(offset: shift + right + 1, count: seqQ, limit: seqKV)
      - clampedSum(offset: shift - left, count: seqQ, limit: seqKV)
  }

  /// The sum over i in 0..<count of i + offset, clamped to 0...limit, in closed form.
  private static func clampedSum(offset: Int, count: Int, limit: Int) -> Int {
    let first = min(max(0, -offset), count)
    let last = min(max(first, limit - offset), count)
    let rising = last - first
    return (first + offset) * rising + rising * (rising - 1) / 2 + (count - last) * limit
  }
}

/// Distances in elements between neighbours along each dimension; the head dimension has distance 1.
public struct AttentionStrides: Hashable, Sendable {
  /// Distances between batches, heads and positions.
  public let batch, head, seq: Int
}
