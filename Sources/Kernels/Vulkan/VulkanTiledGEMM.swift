/// GEMM by shared-memory tiles; operands are read where they lie, at every size.
struct VulkanTiledGEMM: VulkanPlan {
  private let table: VulkanGEMMTable
  private let pipeline: VulkanPipeline
  private let rows, columns: Int

  init(
    _ problem: GEMMProblem, module: String, rows: Int, columns: Int, _ builder: VulkanPlanBuilder
  )
    throws(BackendError)
  {
    table = VulkanGEMMTable(problem)
    self.rows = rows
    self.columns = columns
    pipeline = try builder.pipeline(
      .init(
        module: module,
        constants: [
          0: vulkanElementKind(problem.types.a), 1: vulkanElementKind(problem.types.d),
        ], pushConstantByteCount: 28))
  }

  var tableByteCount: Int { table.byteCount }

  func table(_ addresses: [OperandRole: UInt64]) -> [UInt8] { table.bytes(addresses) }

  func record(into commands: VulkanCommands, table address: UInt64) {
    for segment in table.segments {
      segment.recordTiles(
        into: commands, table: address, rows: rows, columns: columns, pipeline)
    }
  }
}
