/// GEMM on matrix units that a whole workgroup shares, by VK_NV_cooperative_matrix2.
///
/// Sums are f32. On an H200 they are as fast as those that a subgroup shares, or a little slower (docs/performance.md).
enum VulkanWorkgroupMatrixGEMM {
  /// The tile of a workgroup of so many invocations.
  struct Tile: Hashable, Sendable {
    let rows, columns, depth, invocations: Int
  }

  private static let tiles = [
    Tile(rows: 128, columns: 256, depth: 64, invocations: 256),
    Tile(rows: 128, columns: 128, depth: 64, invocations: 256),
    Tile(rows: 64, columns: 64, depth: 64, invocations: 128),
  ]

  /// What the shape of `tile` is called: rows x columns x k.
  static func name(_ tile: Tile) -> String {
    "nv_matrix_\(tile.rows)x\(tile.columns)x\(tile.depth)"
  }

  /// The tiles that run `problem` on a device of this profile, largest first or last; none where the driver lacks any feature
  /// that they use.
  static func tiles(_ problem: GEMMProblem, _ profile: VulkanProfile, fillsLargeTiles: Bool)
    -> [Tile]
  {
    let types = problem.types
    guard types.a == types.b, types.a == .f16 || types.a == .bf16,
      types.d == .f32 || types.d == types.a,
      // A tile's elements are counted in 32 bits by the driver.
      problem.groups.allSatisfy({ max($0.shape.lda, $0.shape.ldb) < 1 << 22 })
    else { return [] }
    let fitting = tiles.filter { tile in
      profile.matrix.multiplies(
        input: types.a, sum: .f32, tile.rows, tile.columns, tile.depth,
        workgroupInvocations: tile.invocations)
        && profile.matrix.reservedSharedMemory <= profile.maxComputeSharedMemorySize
        && tile.invocations <= profile.maxComputeWorkGroupInvocations
    }
    return fillsLargeTiles ? fitting : fitting.reversed()
  }

  static func plan(
    _ problem: GEMMProblem, tile: Tile, _ builder: VulkanPlanBuilder
  ) throws(BackendError) -> VulkanTilePlan {
    try VulkanTilePlan(problem, rows: tile.rows, columns: tile.columns) {
      segment throws(BackendError) in
      let operands = segment.vectorOperands(problem)
      return try builder.pipeline(
        .init(
          module: "gemm_\(problem.types.a.rawValue)_nv_matrix",
          constants: VulkanPipeline.Recipe.numbered([
            tile.invocations, tile.rows, tile.columns, tile.depth,
            operands.aAlongRows ? 1 : 0, operands.bAlongRows ? 1 : 0,
            operands.aAligned ? 1 : 0, operands.bAligned ? 1 : 0,
            Int(vulkanElementKind(problem.types.d)),
          ]), pushConstantByteCount: 28, subgroupSize: builder.profile.subgroupSize,
          fullSubgroups: true))
    }
  }
}
