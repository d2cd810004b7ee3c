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
      let tilesM = ceilDivide(segment.shape.m, rows)
      let tilesN = ceilDivide(segment.shape.n, columns)
      // The shaders number all workgroups of a range of instances in 32 bits.
      let instances = max(1, vulkanGroupsPerDispatch / (tilesM * tilesN))
      for range in pieces(of: segment.count, atMost: instances) {
        let groups = range.count * tilesM * tilesN
        for part in pieces(of: groups, atMost: vulkanGroupsPerDispatch) {
          var constants = VulkanBytes()
          constants.append(address)
          constants.append32(segment.first + range.start)
          constants.append32(range.count)
          constants.append32(tilesM)
          constants.append32(tilesN)
          constants.append32(part.start)
          commands.dispatch(pipeline, constants: constants.bytes, groups: part.count)
        }
      }
    }
  }
}
