/// GEMM in f32 by shared-memory tiles of which two are kept in turn; operands are read where they lie, at every size.
struct VulkanBufferedGEMM: VulkanPlan {
  private static let tile = 128
  private static let depth = 8
  /// Rows x columns x k of a tile.
  static let name = "buffered_\(tile)x\(tile)x\(depth)"

  private let table: VulkanGEMMTable
  /// One for each segment of the table.
  private let pipelines: [VulkanPipeline]

  /// Whether a device that bounds loops runs every iteration; llvmpipe counts those of the loops inside too.
  static func fitsLoops(k: Int, _ profile: VulkanProfile) -> Bool {
    let inside = profile.isLLVMpipe ? depth * (2 + 8 * 2) + 4 * 4 : 1
    return ceilDivide(k, depth) * inside <= profile.loopLimit
  }

  init(_ problem: GEMMProblem, module: String, _ builder: VulkanPlanBuilder) throws(BackendError) {
    table = VulkanGEMMTable(problem)
    var pipelines: [VulkanPipeline] = []
    for segment in table.segments {
      let operands = segment.vectorOperands(problem)
      let values = [
        operands.aAlongRows, operands.bAlongRows, operands.aAligned, operands.bAligned,
        operands.dAligned,
      ]
      pipelines.append(
        try builder.pipeline(
          .init(
            module: module,
            constants: Dictionary(
              uniqueKeysWithValues: values.enumerated().map { (UInt32($0), $1 ? 1 : 0) }),
            pushConstantByteCount: 28)))
    }
    self.pipelines = pipelines
  }

  var tableByteCount: Int { table.byteCount }

  func table(_ addresses: [OperandRole: UInt64]) -> [UInt8] { table.bytes(addresses) }

  func record(into commands: VulkanCommands, table address: UInt64) {
    for (segment, pipeline) in zip(table.segments, pipelines) {
      segment.recordTiles(
        into: commands, table: address, rows: Self.tile, columns: Self.tile, pipeline)
    }
  }
}
