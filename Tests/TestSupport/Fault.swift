public import Kernels

/// One way of being wrong, each seen in real kernels.
public enum Fault: String, Sendable, CaseIterable {
  /// The last element is off by a little more than its error bound.
  case elementOffByLittle
  /// The last step of the sum over k is left out.
  case droppedLastK
  /// Old contents of D are multiplied by a beta of 0 and added: NaN when D was not written before.
  case staleD
  /// The result is added to D, so that every repetition changes it.
  case accumulatesIntoD
  /// A transposed A is read as it is stored.
  case transposeIgnored
  /// Matrices of a pointer array are taken for neighbours in order.
  case pointerArrayTakenAsStrided
  /// Sums are in binary16.
  case f16Accumulation
  /// The last tile (up to 16 x 16, or one query row) is never written.
  case tileUnwritten
  /// A column's write runs over into the padding of ldd.
  case writesIntoPadding
  /// The write of the last column runs past the end of D.
  case writesPastTheEnd
  /// The mask lets one key more through.
  case maskOffByOne
  /// Scores are not scaled.
  case missingSoftmaxScale
  /// NaN becomes 0.
  case nanSwallowed
  /// delta is not subtracted from dO V^T.
  case missingDelta
  /// Of the query heads that share a key-value head only some add to dK and dV.
  case headsNotSummed

  /// Whether the fault can show in this problem's result; the faulty device refuses all others, since there it would be
  /// right.
  public func applies(to problem: Problem) -> Bool {
    switch problem {
    case .gemm(let gemm): applies(to: gemm)
    case .attention(let attention): applies(to: attention)
    case .attentionBackward(let backward): applies(to: backward)
    case .probe: self == .elementOffByLittle
    }
  }

  private func applies(to gemm: GEMMProblem) -> Bool {
    let shapes = gemm.groups.map(\.shape)
    guard shapes.allSatisfy(\.multiplies) else { return false }
    let isFloat = !gemm.types.d.isInteger
    switch self {
    case .elementOffByLittle: return true
    case .droppedLastK: return true
    case .staleD: return isFloat && shapes.allSatisfy { $0.beta.isZero }
    case .accumulatesIntoD: return true
    case .transposeIgnored:
      return shapes.allSatisfy { $0.transA != .none && $0.m == $0.k && $0.m > 1 }
    case .pointerArrayTakenAsStrided:
      if case .pointerArray(let count) = gemm.batching { return count > 1 }
      return false
    case .f16Accumulation:
      return [.f32, .f16, .bf16].contains(gemm.types.a) && gemm.types.compute == .f32
        && gemm.types.d == .f32 && gemm.epilogue == .none && shapes.allSatisfy { $0.k >= 16 }
    case .tileUnwritten: return true
    case .writesIntoPadding: return shapes.allSatisfy { $0.ldd > $0.m && $0.n > 1 }
    case .writesPastTheEnd: return true
    case .nanSwallowed: return isFloat && !gemm.types.d.isComplex
    case .maskOffByOne, .missingSoftmaxScale, .missingDelta, .headsNotSummed: return false
    }
  }

  private func applies(to attention: AttentionProblem) -> Bool {
    switch self {
    case .elementOffByLittle, .accumulatesIntoD, .staleD, .tileUnwritten, .nanSwallowed,
      .writesPastTheEnd:
      return true
    case .maskOffByOne: return attention.mask != .none && attention.seqQ > 1 && attention.seqKV > 1
    case .missingSoftmaxScale: return attention.softmaxScale != 1 && attention.seqKV > 1
    case .droppedLastK, .transposeIgnored, .pointerArrayTakenAsStrided, .f16Accumulation,
      .writesIntoPadding, .missingDelta, .headsNotSummed:
      return false
    }
  }

  private func applies(to backward: AttentionBackwardProblem) -> Bool {
    switch self {
    case .missingDelta: backward.forward.softmaxScale != 0 && backward.forward.flopCount > 0
    case .headsNotSummed:
      backward.forward.heads > backward.forward.kvHeads && backward.forward.flopCount > 0
    default: applies(to: backward.forward)
    }
  }
}
