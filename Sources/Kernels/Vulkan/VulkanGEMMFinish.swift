/// Adds the partial sums that several workgroups left for ranges of k, and makes D of them (shaders/README.md,
/// "gemm_finish").
struct VulkanGEMMFinish: Sendable {
  private let pipeline: VulkanPipeline

  /// f32 sums, `[range][instance][tile][column of the tile][row of the tile]`, tiles column-major in D.
  struct Layout: Sendable {
    var tileRows, tileColumns: Int
    /// Tiles over the rows of D.
    var tilesM: Int
    /// f32 from one instance to the next.
    var instanceStride: Int

    /// The bytes of `ranges` ranges of `instances` instances.
    func byteCount(ranges: Int, instances: Int) -> Int { 4 * ranges * instances * instanceStride }
  }

  init(_ problem: GEMMProblem, _ builder: VulkanPlanBuilder) throws(BackendError) {
    let types = problem.types
    pipeline = try builder.pipeline(
      .init(
        module: "gemm_finish_\(types.a.isFloat8 ? "f8" : VulkanGEMM.moduleType(types.d))",
        constants: [0: vulkanElementKind(types.d), 1: vulkanElementKind(types.c)],
        pushConstantByteCount: 56))
  }

  /// Records the finishing of instances of one shape; `ranges` is 0 where nothing was multiplied.
  func record(
    into commands: VulkanCommands, table: UInt64, partial: UInt64, first: Int, count: Int,
    shape: GEMMShape, ranges: Int, _ layout: Layout
  ) {
    let units = count * shape.m * shape.n
    for part in pieces(of: ceilDivide(units, 64), atMost: vulkanGroupsPerDispatch) {
      var constants = VulkanBytes()
      constants.append(table)
      constants.append(partial)
      for value in [
        first, count, shape.m, shape.n, ranges, layout.tileRows, layout.tileColumns, layout.tilesM,
        layout.instanceStride, part.start,
      ] { constants.append32(value) }
      commands.dispatch(pipeline, constants: constants.bytes, groups: part.count)
    }
  }
}
