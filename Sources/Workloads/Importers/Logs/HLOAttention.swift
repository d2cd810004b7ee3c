import Kernels

extension HLOProduct {
  /// cuDNN's fused attention, forward or backward, as XLA calls it: the first operands are Q, K and V.
  ///
  /// How these lie is what the call says of the products that it joins: S = Q Kᵀ and O = P V (bmm1, bmm2), and of their gradients
  /// dK = dSᵀ Q, dQ = dS K (bmm1_grad_gemm1, bmm1_grad_gemm2) and dP = dO Vᵀ (bmm2_grad_gemm2).
  func attention(_ target: String) throws(CaptureFault) -> Found {
    let config = try config("cudnn_fmha_backend_config")
    let (q, k, v) = (try operand(0), try operand(1), try operand(2))
    guard let type = q.element else { return (target, foreign(q), []) }
    if config["is_paged_attention"] as? Bool == true {
      return (target, .notReplayable("K and V lie in pages, whose table is a value"), [])
    }
    func product(_ name: String) throws(CaptureFault) -> HLODimensions {
      guard let numbers = config["\(name)_dot_dimension_numbers"] as? [String: Any] else {
        throw CaptureFault("backend_config has no \(name)_dot_dimension_numbers")
      }
      return try HLODimensions(numbers)
    }
    let isBackward = target.contains("Backward")
    var call: LoggedAttention
    if isBackward {
      let (dK, dQ) = (try product("bmm1_grad_gemm1"), try product("bmm1_grad_gemm2"))
      let dP = try product("bmm2_grad_gemm2")
      call = LoggedAttention(
        type: type, q: try q.attention(batch: dK.rightBatch, positions: dK.rightSummed),
        k: try k.attention(batch: dQ.rightBatch, positions: dQ.rightSummed),
        v: try v.attention(batch: dP.rightBatch, headSize: dP.rightSummed))
    } else {
      let (s, o) = (try product("bmm1"), try product("bmm2"))
      call = LoggedAttention(
        type: type, q: try q.attention(batch: s.leftBatch, headSize: s.leftSummed),
        k: try k.attention(batch: s.rightBatch, headSize: s.rightSummed),
        v: try v.attention(batch: o.rightBatch, positions: o.rightSummed))
    }
    call.isBackward = isBackward
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

extension HLOShape {
  /// Q, K or V in the order batch, heads, positions, head size: `batch` are the dimensions of the first two, and a product sums
  /// over the positions or over the head size.
  fileprivate func attention(
    batch: [Int], positions: [Int] = [], headSize: [Int] = []
  ) throws(CaptureFault) -> StridedTensor {
    let known = batch + positions + headSize
    guard tensor.sizes.count == 4, batch.count == 2, known.count == 3, Set(known).count == 3,
      known.allSatisfy({ $0 < 4 }), let last = (0..<4).first(where: { !known.contains($0) })
    else { throw CaptureFault("Q, K or V does not have batch, heads, positions and head size") }
    let order = positions.isEmpty ? batch + [last] + headSize : batch + positions + [last]
    return StridedTensor(
      sizes: order.map { tensor.sizes[$0] }, strides: order.map { tensor.strides[$0] })
  }
}
