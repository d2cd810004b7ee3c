/// GEMM by shared-memory tiles, for every device and type.
enum VulkanTiledGEMM {
  static func plan(
    _ problem: GEMMProblem, module: String, rows: Int, columns: Int, _ builder: VulkanPlanBuilder
  ) throws(BackendError) -> VulkanTilePlan {
    let pipeline = try builder.pipeline(
      .init(
        module: module,
        constants: [
          0: vulkanElementKind(problem.types.a), 1: vulkanElementKind(problem.types.d),
        ], pushConstantByteCount: 28))
    return try VulkanTilePlan(problem, rows: rows, columns: columns) { _ in pipeline }
  }
}
