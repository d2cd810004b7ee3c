/// Attention on matrix units by VK_KHR_cooperative_matrix: 16-bit heads of up to 128 elements.
///
/// Scores and sums are f32; weights are rounded to the operands' type before they meet V, as in FlashAttention.
struct VulkanMatrixAttention: VulkanPlan {
  /// Rows of a workgroup, query heads that share a key-value head folded in, and of each of its subgroups.
  static let rows = 64
  private static let subgroupRows = 16
  private static let longestHead = 128

  private let table: VulkanAttentionTable
  private let pipeline: VulkanPipeline

  /// Keys of a block on a device of this profile; nil where the device or the problem does not suit.
  /// - Parameter keyRun: the most neighbouring keys that a workgroup sees.
  static func keys(_ problem: AttentionProblem, keyRun: Int, _ profile: VulkanProfile) -> Int? {
    guard problem.headDimQK <= longestHead, problem.headDimV <= longestHead,
      let fragment = fragment(problem.type, profile),
      4 * profile.subgroupSize <= profile.maxComputeWorkGroupInvocations
    else { return nil }
    return [64, 32, 16].first { keys in
      keys % fragment.n == 0 && keys % fragment.k == 0
        && sharedByteCount(problem, keys: keys, fragment, profile)
          <= profile.maxComputeSharedMemorySize
        && (!profile.isLLVMpipe
          || ceilDivide(keyRun, keys) * loops(problem, keys: keys, fragment, profile)
            <= profile.loopLimit)
    }
  }

  /// Iterations of one block of keys with infinities in V, where a driver unrolls nothing; rounded up.
  private static func loops(
    _ problem: AttentionProblem, keys: Int, _ fragment: VulkanMatrixProfile.Shape,
    _ profile: VulkanProfile
  ) -> Int {
    let head = padded(max(problem.headDimQK, problem.headDimV))
    let loads = ceilDivide(keys * head / 8, 4 * profile.subgroupSize) * 2 * (2 + 8 + 4)
    let rows = subgroupRows / fragment.m
    let products =
      keys / fragment.n * (1 + rows) * (1 + head / fragment.k)
      + keys / fragment.k * (1 + rows) * (1 + head / fragment.n)
    let softmax = max(1, subgroupRows / profile.subgroupSize) * (2 * keys + fragment.n + 8)
    let nonFinite =
      rows * (head / fragment.n) * fragment.m * fragment.n / profile.subgroupSize * (keys + 1)
    return loads + products + softmax + nonFinite
  }

  private static func fragment(_ type: ElementType, _ profile: VulkanProfile)
    -> VulkanMatrixProfile.Shape?
  {
    guard type == .f16 || type == .bf16, [8, 16, 32, 64].contains(profile.subgroupSize) else {
      return nil
    }
    return profile.matrix.shape(
      input: type, sum: .f32, dividing: subgroupRows, subgroupRows, subgroupRows)
  }

  /// Head sizes as fragments and 16-byte pieces divide them.
  private static func padded(_ headDim: Int) -> Int { ceilDivide(headDim, 16) * 16 }

  /// The arrays of attention_khr_matrix.comp.
  private static func sharedByteCount(
    _ problem: AttentionProblem, keys: Int, _ fragment: VulkanMatrixProfile.Shape,
    _ profile: VulkanProfile
  ) -> Int {
    let line = 2 * padded(max(problem.headDimQK, problem.headDimV)) + 16
    let tile = max(rows, keys) * line
    let scores = rows * (keys + 4) * 4
    let weights = rows * (keys + 8) * 2
    let staged = rows * fragment.n * 4
    let partials = rows * max(1, profile.subgroupSize / subgroupRows) * 4
    return tile + scores + weights + staged + partials + rows * 4 + 16
  }

  init(_ problem: AttentionProblem, keys: Int, _ builder: VulkanPlanBuilder)
    throws(BackendError)
  {
    guard let fragment = Self.fragment(problem.type, builder.profile) else {
      throw BackendError(
        .unsupported, operation: "prepare",
        message: "the device has no matrix units for \(problem.type.rawValue)")
    }
    table = VulkanAttentionTable(problem: problem)
    let subgroupSize = builder.profile.subgroupSize
    func aligned(_ strides: AttentionStrides) -> Int {
      [strides.batch, strides.head, strides.seq].allSatisfy { $0 % 8 == 0 } ? 1 : 0
    }
    let strides = problem.strides
    let values: [Int] = [
      4 * subgroupSize, subgroupSize, fragment.m, fragment.n, fragment.k,
      Self.padded(problem.headDimQK), Self.padded(problem.headDimV), keys,
      aligned(strides.q), aligned(strides.k), aligned(strides.v),
    ]
    pipeline = try builder.pipeline(
      .init(
        module: "attention_\(problem.type.rawValue)_khr_matrix",
        constants: VulkanPipeline.Recipe.numbered(values),
        pushConstantByteCount: 12, subgroupSize: subgroupSize, fullSubgroups: true))
  }

  var tableByteCount: Int { VulkanAttentionTable.byteCount }

  func table(_ addresses: [OperandRole: UInt64]) -> [UInt8] { table.bytes(addresses) }

  func record(into commands: VulkanCommands, table address: UInt64) {
    let groups = ceilDivide(table.rows, Self.rows) * table.kvHeadsTotal
    for part in pieces(of: groups, atMost: vulkanGroupsPerDispatch) {
      var constants = VulkanBytes()
      constants.append(address)
      constants.append32(part.start)
      commands.dispatch(pipeline, constants: constants.bytes, groups: part.count)
    }
  }
}
