import Kernels

/// An attention call as a library's log states it, with tensors of dimensions batch, heads, positions, head size.
struct LoggedAttention {
  var type: ElementType
  var q: StridedTensor
  var k: StridedTensor
  var v: StridedTensor
  /// The output, where the log has it.
  var o: StridedTensor?
  var mask = AttentionMask.none
  /// The factor of the scores, or nil for 1 / sqrt(head size).
  var scale: Double?
  var isBackward = false

  /// The problem, or why there is none, and what it takes for granted.
  func content() -> (CapturedCall.Content, [String]) {
    for tensor in [q, k, v] where tensor.sizes.count != 4 || tensor.strides.count != 4 {
      return (.notReplayable("Q, K and V do not have four dimensions"), [])
    }
    guard q.sizes[0] == k.sizes[0], k.sizes[0] == v.sizes[0], k.sizes[1] == v.sizes[1],
      k.sizes[2] == v.sizes[2], q.sizes[3] == k.sizes[3]
    else { return (.notReplayable("the sizes of Q, K and V do not fit together"), []) }
    // Of one head or one position every layout is the same.
    let isOneRow = q.sizes[1] == 1 || q.sizes[2] == 1
    let tensor = isOneRow ? k : q
    let layout: AttentionLayout = tensor.strides[1] < tensor.strides[2] ? .bshd : .bhsd
    do throws(ProblemError) {
      let problem = try AttentionProblem(
        type: type, batch: q.sizes[0], heads: q.sizes[1], kvHeads: k.sizes[1],
        headDimQK: q.sizes[3], headDimV: v.sizes[3], seqQ: q.sizes[2], seqKV: k.sizes[2],
        mask: mask, softmaxScale: Self.plain(scale, headDim: q.sizes[3]), layout: layout)
      let strides = problem.strides
      let isDense = [
        (q, strides.q), (k, strides.k), (v, strides.v), (o ?? q, o == nil ? strides.q : strides.o),
      ]
      .allSatisfy { Self.isSame($0.0, $0.1) }
      return (
        isBackward
          ? .problem(.attentionBackward(try AttentionBackwardProblem(problem)))
          : .problem(.attention(problem)),
        isDense
          ? []
          : ["Q, K, V and O are taken as dense \(layout.rawValue) tensors: their strides differ"]
      )
    } catch {
      return (.notReplayable(error.description), [])
    }
  }

  /// The scale, or nil where it is the usual one as an f32 number.
  private static func plain(_ scale: Double?, headDim: Int) -> Double? {
    guard let scale, headDim > 0 else { return nil }
    return Float(scale) == Float(1 / Double(headDim).squareRoot()) ? nil : scale
  }

  private static func isSame(_ tensor: StridedTensor, _ strides: AttentionStrides) -> Bool {
    let dense = [strides.batch, strides.head, strides.seq, 1]
    return tensor.sizes.indices.allSatisfy {
      tensor.sizes[$0] == 1 || tensor.strides[$0] == dense[$0]
    }
  }

  /// A band of keys by the numbers that cuDNN uses: `left` counts the query's own position, nil is unlimited.
  static func band(
    left: Int?, right: Int?, isBottomRight: Bool, seqQ: Int, seqKV: Int
  ) -> AttentionMask {
    let alignment: MaskAlignment = isBottomRight ? .bottomRight : .topLeft
    switch (left, right) {
    case (nil, nil): return .none
    case (nil, 0): return .causal(alignment)
    default:
      let (all, overflow) = seqQ.addingReportingOverflow(seqKV)
      let unlimited = overflow ? Int.max : all
      return .window(
        left: left.map { $0.subtractingReportingOverflow(1).partialValue } ?? unlimited,
        right: right ?? unlimited, alignment)
    }
  }
}
