/// Attention on matrix units with scores in registers, by VK_KHR_cooperative_matrix and the functions of fragments of
/// VK_NV_cooperative_matrix2: 16-bit heads of up to 128 elements.
///
/// Scores and sums are f32; weights are rounded to the operands' type before they meet V, as in FlashAttention.
struct VulkanFragmentAttention: VulkanPlan {
  /// Rows of a workgroup, query heads that share a key-value head folded in, and keys of a block.
  struct Tile: Hashable, Sendable {
    let rows, keys: Int

    var name: String { "nv_matrix_\(rows)x\(keys)" }
  }

  private static let longestHead = 128
  /// Workgroups that a GPU needs to be busy.
  private static let busy = 128

  private let table: VulkanAttentionTable
  private let pipeline: VulkanPipeline
  private let tile: Tile

  /// The tiles that run `problem` on a device of this profile, best first; none where it does not suit.
  /// - Parameter keyRun: the most neighbouring keys that a workgroup sees.
  static func tiles(_ problem: AttentionProblem, keyRun: Int, _ profile: VulkanProfile) -> [Tile] {
    guard profile.matrix.hasFragmentFunctions, problem.headDimQK <= longestHead,
      problem.headDimV <= longestHead, let size = fragment(problem.type, profile)
    else { return [] }
    let head = padded(max(problem.headDimQK, problem.headDimV))
    let rows = problem.seqQ * (problem.heads / problem.kvHeads)
    let groups = ceilDivide(rows, 8 * size) * problem.batch * problem.kvHeads
    return (groups >= busy ? [8, 4] : [4, 8]).compactMap { subgroups in
      guard subgroups * profile.subgroupSize <= profile.maxComputeWorkGroupInvocations else {
        return nil
      }
      // lavapipe compiles the unrolled products of a block one by one: minutes for 64 keys.
      return (profile.isLLVMpipe ? [16] : head <= 64 ? [128, 64, 32, 16] : [64, 32, 16]).lazy
        .map { Tile(rows: subgroups * size, keys: $0) }
        .first {
          $0.keys % size == 0
            && sharedByteCount($0, head: head) <= profile.maxComputeSharedMemorySize
            && (!profile.isLLVMpipe
              || ceilDivide(keyRun, $0.keys) * loops($0, head: head, size, profile)
                <= profile.loopLimit)
        }
    }
  }

  /// Rows, columns and depth of a fragment, which are the same, so that weights can become factors.
  private static func fragment(_ type: ElementType, _ profile: VulkanProfile) -> Int? {
    guard type == .f16 || type == .bf16 else { return nil }
    return [16, 8].first { size in
      profile.matrix.shapes.contains {
        $0.input == type && $0.sum == .f32 && $0.m == size && $0.n == size && $0.k == size
      }
    }
  }

  /// Head sizes as fragments and 16-byte pieces divide them.
  private static func padded(_ headDim: Int) -> Int { ceilDivide(headDim, 16) * 16 }

  /// The arrays of attention_nv_matrix.comp.
  private static func sharedByteCount(_ tile: Tile, head: Int) -> Int {
    max(2 * tile.keys, tile.rows) * (2 * head + 16) + 16
  }

  /// Iterations of one block of keys with infinities in V, where a driver unrolls nothing; rounded up.
  private static func loops(_ tile: Tile, head: Int, _ size: Int, _ profile: VulkanProfile) -> Int {
    let threads = tile.rows / size * profile.subgroupSize
    let loads = ceilDivide(tile.keys * head / 8, threads) * 2 * (2 + 8 + 4)
    let fragments = tile.keys / size
    let products = 2 * fragments * (2 + head / size)
    let elements = ceilDivide(size * size, profile.subgroupSize)
    let softmax = (fragments + head / size) * (elements + 1) * 2
    let nonFinite = fragments * (head / size) * elements * (size + 1)
    return loads + products + softmax + nonFinite
  }

  init(_ problem: AttentionProblem, tile: Tile, _ builder: VulkanPlanBuilder) throws(BackendError) {
    let profile = builder.profile
    guard let size = Self.fragment(problem.type, profile) else {
      throw BackendError(
        .unsupported, operation: "prepare",
        message: "the device has no matrix units for \(problem.type.rawValue)")
    }
    self.tile = tile
    table = VulkanAttentionTable(problem: problem)
    /// 0 for rows that start anywhere, 1 for multiples of 16 bytes, 2 where besides every piece is whole and can be counted.
    func alignment(_ strides: AttentionStrides, _ headDim: Int) -> Int {
      guard [strides.batch, strides.head, strides.seq].allSatisfy({ $0 % 8 == 0 }) else { return 0 }
      let counted = strides.seq / 8 < (1 << 31) / max(problem.seqKV, 1)
      return headDim == Self.padded(headDim) && counted ? 2 : 1
    }
    let strides = problem.strides
    let values: [Int] = [
      tile.rows / size * profile.subgroupSize, profile.subgroupSize, size, size,
      Self.padded(problem.headDimQK), Self.padded(problem.headDimV), tile.keys,
      min(alignment(strides.q, problem.headDimQK), 1), alignment(strides.k, problem.headDimQK),
      alignment(strides.v, problem.headDimV), profile.isCPU ? 1 : 0,
      min(alignment(strides.o, problem.headDimV), 1),
    ]
    pipeline = try builder.pipeline(
      .init(
        module: "attention_\(problem.type.rawValue)_nv_matrix",
        constants: VulkanPipeline.Recipe.numbered(values),
        pushConstantByteCount: 12, subgroupSize: profile.subgroupSize, fullSubgroups: true))
  }

  var tableByteCount: Int { VulkanAttentionTable.byteCount }

  func table(_ addresses: [OperandRole: UInt64]) -> [UInt8] { table.bytes(addresses) }

  func record(into commands: VulkanCommands, table address: UInt64) {
    let groups = ceilDivide(table.rows, tile.rows) * table.kvHeadsTotal
    for part in pieces(of: groups, atMost: vulkanGroupsPerDispatch) {
      var constants = VulkanBytes()
      constants.append(address)
      constants.append32(part.start)
      commands.dispatch(pipeline, constants: constants.bytes, groups: part.count)
    }
  }
}
