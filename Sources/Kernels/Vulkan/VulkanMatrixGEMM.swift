/// GEMM on matrix units by VK_KHR_cooperative_matrix.
///
/// Sums are f32 (i32 for i8), whatever D is.
enum VulkanMatrixGEMM {
  /// The tile of a workgroup, and the fragments of it that one subgroup owns.
  struct Tile: Hashable, Sendable {
    let rows, columns: Int
    let fragmentRows, fragmentColumns: Int
  }

  private static let large = Tile(rows: 128, columns: 128, fragmentRows: 4, fragmentColumns: 4)
  private static let larger = Tile(rows: 256, columns: 128, fragmentRows: 4, fragmentColumns: 4)
  static let small = Tile(rows: 64, columns: 64, fragmentRows: 2, fragmentColumns: 2)
  /// Bytes of a tile along k.
  static let depthByteCount = 64

  /// What the shape of `tile` is called: rows x columns x k.
  static func name(_ tile: Tile, _ type: ElementType) -> String {
    "khr_matrix_\(tile.rows)x\(tile.columns)x\(depthByteCount / type.byteCount)"
  }

  /// The tiles that run `problem` on a device of this profile, best first; none without matrix units for its types.
  static func tiles(_ problem: GEMMProblem, _ profile: VulkanProfile, fillsLargeTiles: Bool)
    -> [Tile]
  {
    let types = problem.types
    guard types.a == types.b, !profile.matrix.shapes.isEmpty else { return [] }
    switch types.a {
    case .f16, .bf16: guard [.f32, types.a].contains(types.d) else { return [] }
    case .i8: guard types.d == .i32 else { return [] }
    default: return []
    }
    let k = problem.groups.map(\.shape.k).max() ?? 0
    let ordered = fillsLargeTiles ? [large, larger, small] : [small, large, larger]
    return ordered.filter { fits($0, types.a, k: k, profile) }
  }

  /// Whether every workgroup of the tile fits the device, and every loop ends.
  static func fits(_ tile: Tile, _ type: ElementType, k: Int, _ profile: VulkanProfile)
    -> Bool
  {
    guard let parts = Parts(tile, type, profile) else { return false }
    // Padded by 16 bytes a line; lines along k take the most.
    let staged = (tile.rows + tile.columns) * (depthByteCount + 16)
    let results = parts.subgroupCount * parts.fragment.m * parts.fragment.n * 4
    let steps = ceilDivide(k * type.byteCount, depthByteCount)
    return parts.subgroupCount * profile.subgroupSize <= profile.maxComputeWorkGroupInvocations
      && staged + results <= profile.maxComputeSharedMemorySize
      && steps <= profile.loopLimit / (profile.isLLVMpipe ? parts.loopsPerStep : 1)
  }

  /// How a tile is shared out on a device.
  private struct Parts {
    let fragment: VulkanMatrixProfile.Shape
    let subgroupRows, subgroupColumns, subgroupCount: Int
    /// Iterations of one step along k where a driver unrolls nothing.
    let loopsPerStep: Int

    init?(_ tile: Tile, _ type: ElementType, _ profile: VulkanProfile) {
      let depth = depthByteCount / type.byteCount
      guard
        let fragment = profile.matrix.shape(
          input: type, sum: type == .i8 ? .i32 : .f32, dividing: tile.rows / tile.fragmentRows,
          tile.columns / tile.fragmentColumns, depth)
      else { return nil }
      self.fragment = fragment
      subgroupRows = fragment.m * tile.fragmentRows
      subgroupColumns = fragment.n * tile.fragmentColumns
      subgroupCount = (tile.rows / subgroupRows) * (tile.columns / subgroupColumns)
      let loads = ceilDivide(
        (tile.rows + tile.columns) * depthByteCount / 16, subgroupCount * profile.subgroupSize)
      loopsPerStep =
        1 + depth / fragment.k * (1 + tile.fragmentRows) * (1 + tile.fragmentColumns)
        + loads * (2 + 16 / type.byteCount)
    }
  }

  static func plan(
    _ problem: GEMMProblem, tile: Tile, _ builder: VulkanPlanBuilder
  ) throws(BackendError) -> VulkanTilePlan {
    try VulkanTilePlan(problem, rows: tile.rows, columns: tile.columns) {
      segment throws(BackendError) in
      try pipeline("khr_matrix", pushConstantByteCount: 28, problem, segment, tile: tile, builder)
    }
  }

  /// A form of gemm_khr_matrix.comp for the GEMMs of a segment.
  static func pipeline(
    _ form: String, pushConstantByteCount: Int, _ problem: GEMMProblem,
    _ segment: VulkanGEMMTable.Segment, tile: Tile, _ builder: VulkanPlanBuilder
  ) throws(BackendError) -> VulkanPipeline {
    let type = problem.types.a
    guard let parts = Parts(tile, type, builder.profile) else {
      throw BackendError(
        .unsupported, operation: "prepare",
        message: "the device has no matrix units for \(type.rawValue)")
    }
    let subgroupSize = builder.profile.subgroupSize
    let fragment = parts.fragment
    let operands = segment.vectorOperands(problem)
    let isWhole =
      operands.hasWholeLines && segment.shape.k * type.byteCount % depthByteCount == 0
    let isPlain =
      operands.dAligned && segment.isProduct(problem) && segment.shape.m % tile.rows == 0
      && segment.shape.n % tile.columns == 0
    let values: [Int] = [
      parts.subgroupCount * subgroupSize, subgroupSize, tile.rows, tile.columns,
      parts.subgroupRows, parts.subgroupColumns, fragment.m, fragment.n, fragment.k,
      operands.aAlongRows ? 1 : 0, operands.bAlongRows ? 1 : 0,
      operands.aAligned ? 1 : 0, operands.bAligned ? 1 : 0,
      Int(vulkanElementKind(problem.types.d)), operands.dAligned ? 1 : 0,
      isWhole ? 1 : 0, isPlain ? 1 : 0,
    ]
    return try builder.pipeline(
      .init(
        module: "gemm_\(type.rawValue)_\(form)",
        constants: VulkanPipeline.Recipe.numbered(values),
        pushConstantByteCount: pushConstantByteCount, subgroupSize: subgroupSize,
        fullSubgroups: true))
  }
}
