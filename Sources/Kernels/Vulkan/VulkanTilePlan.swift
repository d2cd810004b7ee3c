/// GEMM by one workgroup a tile of D, as all kernels do that read operands where they lie, at every size.
struct VulkanTilePlan: VulkanPlan {
  private let table: VulkanGEMMTable
  /// One for each segment of the table.
  private let pipelines: [VulkanPipeline]
  private let rows, columns: Int

  /// - Parameters:
  ///   - rows: of a tile, as `columns`.
  ///   - pipeline: what multiplies the GEMMs of a segment.
  init(
    _ problem: GEMMProblem, rows: Int, columns: Int,
    pipeline: (VulkanGEMMTable.Segment) throws(BackendError) -> VulkanPipeline
  ) throws(BackendError) {
    table = VulkanGEMMTable(problem)
    self.rows = rows
    self.columns = columns
    var pipelines: [VulkanPipeline] = []
    for segment in table.segments { pipelines.append(try pipeline(segment)) }
    self.pipelines = pipelines
  }

  var tableByteCount: Int { table.byteCount }

  func table(_ addresses: [OperandRole: UInt64]) -> [UInt8] { table.bytes(addresses) }

  func record(into commands: VulkanCommands, table address: UInt64) {
    for (segment, pipeline) in zip(table.segments, pipelines) {
      segment.recordTiles(into: commands, table: address, rows: rows, columns: columns, pipeline)
    }
  }
}
