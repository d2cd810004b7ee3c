/// GEMM in f32 by shared-memory tiles of which two are kept in turn.
enum VulkanBufferedGEMM {
  private static let tile = 128
  private static let depth = 8
  /// Rows x columns x k of a tile.
  static let name = "buffered_\(tile)x\(tile)x\(depth)"
  /// Of the module for products of whole tiles.
  private static let plainName = "buffered_plain_\(tile)x\(tile)x\(depth)"

  /// Whether a device that bounds loops runs every iteration; llvmpipe counts those of the loops inside too.
  static func fitsLoops(k: Int, _ profile: VulkanProfile) -> Bool {
    let inside = profile.isLLVMpipe ? depth * (2 + 8 * 2) + 4 * 4 : 1
    return ceilDivide(k, depth) * inside <= profile.loopLimit
  }

  static func plan(
    _ problem: GEMMProblem, _ builder: VulkanPlanBuilder
  ) throws(BackendError) -> VulkanTilePlan {
    try VulkanTilePlan(problem, rows: tile, columns: tile) { segment throws(BackendError) in
      let operands = segment.vectorOperands(problem)
      let isPlain =
        operands.hasWholeLines && segment.shape.k % depth == 0 && segment.isProduct(problem)
      return try builder.pipeline(
        .init(
          module: "gemm_f32_\(isPlain ? plainName : name)",
          constants: VulkanPipeline.Recipe.numbered([
            operands.aAlongRows ? 1 : 0, operands.bAlongRows ? 1 : 0,
            operands.aAligned ? 1 : 0, operands.bAligned ? 1 : 0, operands.dAligned ? 1 : 0,
          ]), pushConstantByteCount: 28))
    }
  }
}
