import Kernels

extension HLOProduct {
  /// cuDNN's fused attention, forward or backward, as XLA calls it.
  func attention(_ target: String) throws(CaptureFault) -> Found {
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
    let one = try HLODimensions(any)
    let two = try HLODimensions(second ?? any)
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
}
