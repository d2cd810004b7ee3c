/// The gradients of attention on Vulkan: what a device can run, and by which kernels.
enum VulkanAttentionBackward {
  /// Whether and how a device of this profile runs `problem`; 16-bit operands are computed with in f32.
  static func support(_ problem: AttentionBackwardProblem, _ profile: VulkanProfile) -> Support {
    let forward = problem.forward
    var reasons = VulkanAttention.reasons(
      forward, operands: Problem.attentionBackward(problem).operands, profile)
    if forward.headDimQK > 576 {
      reasons.append(
        UnsupportedReason(
          .headDimension, "d=\(forward.headDimQK) is above 576, the gradient kernels' most"))
    }
    guard reasons.isEmpty else { return .unsupported(reasons) }
    guard loops(forward) <= profile.loopLimit else {
      return .unsupported([
        UnsupportedReason(
          .sizeLimit,
          "sq=\(forward.seqQ) and skv=\(forward.seqKV) with these head sizes need more than the "
            + "\(profile.loopLimit) loop iterations that this driver runs")
      ])
    }
    return .native([variant(forward)])
  }

  /// Builds what `variant` needs.
  static func plan(
    _ problem: AttentionBackwardProblem, _ variant: KernelVariant, _ builder: VulkanPlanBuilder
  ) throws(BackendError) -> any VulkanPlan {
    guard variant == self.variant(problem.forward) else {
      throw BackendError(
        .unsupported, operation: "prepare", message: "there is no variant \(variant)")
    }
    return try VulkanTiledAttentionBackward(problem, builder)
  }

  private static func variant(_ forward: AttentionProblem) -> KernelVariant {
    KernelVariant("vulkan_\(forward.type.rawValue)_attention_backward_tiled_32x32")
  }

  /// The most loop iterations of an invocation (shaders/README.md, "Iterations on lavapipe").
  private static func loops(_ forward: AttentionProblem) -> Int {
    let products = ceilDivide(forward.headDimQK, 32) + ceilDivide(forward.headDimV, 32)
    let (columnsQK, columnsV) = (
      ceilDivide(forward.headDimQK, 64), ceilDivide(forward.headDimV, 64)
    )
    let rowBlocks = ceilDivide(VulkanAttentionTable(problem: forward).rows, 32)
    let keyBlocks = ceilDivide(forward.seqKV, 32)
    return max(
      rowBlocks * (1 + products + 5 * (columnsQK + columnsV)),
      keyBlocks * (1 + products + 5 * columnsQK), ceilDivide(forward.headDimV, 8))
  }
}

/// Gradients by shared-memory tiles: delta, then dK and dV by blocks of keys, and dQ by blocks of rows, each of which computes
/// its tiles of P and dS anew; no score is stored.
struct VulkanTiledAttentionBackward: VulkanPlan {
  private let problem: AttentionBackwardProblem
  private let forward: VulkanAttentionTable
  private let delta, keys, queries: VulkanPipeline
  /// delta, [batch * kvHeads + kvHead][row] in f32.
  private let sums: VulkanAllocation

  init(_ problem: AttentionBackwardProblem, _ builder: VulkanPlanBuilder) throws(BackendError) {
    self.problem = problem
    let f = problem.forward
    forward = VulkanAttentionTable(problem: f)
    func pipeline(_ pass: String) throws(BackendError) -> VulkanPipeline {
      try builder.pipeline(
        .init(
          module: "attention_backward_\(VulkanGEMM.moduleType(f.type))_\(pass)",
          constants: [
            0: vulkanElementKind(f.type), 1: UInt32(ceilDivide(f.headDimQK, 64)),
            2: UInt32(ceilDivide(f.headDimV, 64)),
          ], pushConstantByteCount: 12))
    }
    delta = try pipeline("delta")
    keys = try pipeline("keys_32x32")
    queries = try pipeline("queries_32x32")
    sums = try builder.scratch(byteCount: 4 * forward.rows * forward.kvHeadsTotal)
  }

  var tableByteCount: Int { VulkanAttentionTable.byteCount + 48 }

  func table(_ addresses: [OperandRole: UInt64]) -> [UInt8] {
    var saved = addresses
    saved[.o] = addresses[.oSaved]
    var bytes = VulkanBytes(capacity: tableByteCount)
    for address in [addresses[.dO], addresses[.lse], sums.address] { bytes.append(address ?? 0) }
    for gradient in AttentionGradient.allCases {
      let start = problem.start(of: gradient) * problem.forward.type.byteCount
      bytes.append((addresses[.dQKV] ?? 0) + UInt64(start))
    }
    return forward.bytes(saved) + bytes.bytes
  }

  func record(into commands: VulkanCommands, table address: UInt64) {
    let rowBlocks = ceilDivide(forward.rows, 32)
    let keyBlocks = ceilDivide(problem.forward.seqKV, 32)
    dispatch(delta, blocks: rowBlocks, into: commands, table: address)
    commands.barrier()
    dispatch(keys, blocks: keyBlocks, into: commands, table: address)
    dispatch(queries, blocks: rowBlocks, into: commands, table: address)
  }

  private func dispatch(
    _ pipeline: VulkanPipeline, blocks: Int, into commands: VulkanCommands, table address: UInt64
  ) {
    for part in pieces(of: blocks * forward.kvHeadsTotal, atMost: vulkanGroupsPerDispatch) {
      var constants = VulkanBytes()
      constants.append(address)
      constants.append32(part.start)
      commands.dispatch(pipeline, constants: constants.bytes, groups: part.count)
    }
  }
}
