/// The gradients of attention: dQ, dK and dV from the gradient dO of its output.
///
/// With `P = exp(softmaxScale * Q K^T - lse)` where the mask lets a pair through and 0 elsewhere,
/// `delta = rowsum(dO * O)` and `dS = P * (dO V^T - delta)`, for every batch and head:
/// `dV = P^T dO`, `dQ = softmaxScale * dS K`, `dK = softmaxScale * dS^T Q`; dK and dV are summed over the query heads that
/// share a key-value head (FlashAttention, Dao et al., 2022, algorithm 4).
///
/// Shapes and layouts of Q, K, V, O and of their gradients are those of ``AttentionProblem``. O and lse, the logarithm of
/// each row's sum of exponentials, are what the forward pass left behind: lse is batch x heads x seqQ, dense, in f32 (f64 for
/// f64), and +infinity for a row that sees no key, whose dQ is zero.
public struct AttentionBackwardProblem: Hashable, Sendable {
  /// The attention whose gradients these are.
  public let forward: AttentionProblem
  /// 2 * (3 headDimQK + 2 headDimV) for every (query, key) pair that the mask lets through: the scores are computed again.
  public let flopCount: Int
  /// All operands, each element once.
  public let byteCount: Int

  /// Checks the sizes.
  /// - Throws: `ProblemError` where a size is beyond 64 bits.
  public init(_ forward: AttentionProblem) throws(ProblemError) {
    self.forward = forward
    let pairFlops = 2 * (forward.headDimQK + forward.headDimV)
    let backwardFlops = try CheckedSize.sum(
      CheckedSize.product(6, forward.headDimQK, what: "the operation count"),
      CheckedSize.product(4, forward.headDimV, what: "the operation count"),
      what: "the operation count")
    flopCount = try CheckedSize.product(
      forward.flopCount / pairFlops, backwardFlops, what: "the operation count")
    // Q, K, V and O, what belongs to each (dQ, dK, dV and dO), and lse.
    let what = "the size of the operands"
    let lse = try CheckedSize.product(
      forward.batch, forward.heads, forward.seqQ, Self.lseType(forward).byteCount, what: what)
    byteCount = try CheckedSize.sum(
      CheckedSize.product(2, forward.byteCount, what: what), lse, what: what)
  }

  /// The name of the counting rule of ``flopCount``: masked pairs are not counted.
  public var flopConvention: String { "attention-backward-exact" }

  /// The type of lse.
  public var lseType: ElementType { Self.lseType(forward) }

  private static func lseType(_ forward: AttentionProblem) -> ElementType {
    forward.type == .f64 ? .f64 : .f32
  }

  /// The operands in the order q, k, v, oSaved, lse, dO, dQKV.
  public var operands: [OperandSpec] {
    let f = forward
    let (q, k, v, o) = (f.operands[0], f.operands[1], f.operands[2], f.operands[3])
    return [
      q, k, v,
      OperandSpec(role: .oSaved, elementType: f.type, elementCount: o.elementCount),
      OperandSpec(role: .lse, elementType: lseType, elementCount: f.batch * f.heads * f.seqQ),
      OperandSpec(role: .dO, elementType: f.type, elementCount: o.elementCount),
      OperandSpec(
        role: .dQKV, elementType: f.type,
        elementCount: q.elementCount + k.elementCount + v.elementCount),
    ]
  }

  /// Where each gradient starts in the output, in elements: dQ, then dK, then dV, one behind the other.
  public func start(of gradient: AttentionGradient) -> Int {
    let q = forward.batch * forward.heads * forward.seqQ * forward.headDimQK
    let k = forward.batch * forward.kvHeads * forward.seqKV * forward.headDimQK
    return switch gradient {
    case .dQ: 0
    case .dK: q
    case .dV: q + k
    }
  }

  /// Heads, positions and strides of a gradient, and the size of its rows.
  public func extent(of gradient: AttentionGradient) -> (
    heads: Int, seq: Int, dim: Int, strides: AttentionStrides
  ) {
    let f = forward
    return switch gradient {
    case .dQ: (f.heads, f.seqQ, f.headDimQK, f.strides.q)
    case .dK: (f.kvHeads, f.seqKV, f.headDimQK, f.strides.k)
    case .dV: (f.kvHeads, f.seqKV, f.headDimV, f.strides.v)
    }
  }
}

/// One of the three results of an attention's backward pass.
public enum AttentionGradient: String, Hashable, Sendable, CaseIterable {
  case dQ, dK, dV
}
