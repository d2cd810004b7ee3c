/// GEMM on matrix units that a whole workgroup shares, by VK_NV_cooperative_matrix2; operands are read where they lie.
///
/// Sums are f32. On an H200 they are as fast as those that a subgroup shares, or a little slower (docs/performance.md).
struct VulkanWorkgroupMatrixGEMM: VulkanPlan {
  /// The tile of a workgroup of so many invocations.
  struct Tile: Hashable, Sendable {
    let rows, columns, depth, invocations: Int
  }

  private static let tiles = [
    Tile(rows: 128, columns: 256, depth: 64, invocations: 256),
    Tile(rows: 128, columns: 128, depth: 64, invocations: 256),
    Tile(rows: 64, columns: 64, depth: 64, invocations: 128),
  ]

  private let table: VulkanGEMMTable
  /// One for each segment of the table.
  private let pipelines: [VulkanPipeline]
  private let tile: Tile

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

  init(_ problem: GEMMProblem, tile: Tile, _ builder: VulkanPlanBuilder) throws(BackendError) {
    self.tile = tile
    table = VulkanGEMMTable(problem)
    var pipelines: [VulkanPipeline] = []
    for segment in table.segments {
      let operands = segment.vectorOperands(problem)
      let values: [Int] = [
        tile.invocations, tile.rows, tile.columns, tile.depth,
        operands.aAlongRows ? 1 : 0, operands.bAlongRows ? 1 : 0,
        operands.aAligned ? 1 : 0, operands.bAligned ? 1 : 0,
        Int(vulkanElementKind(problem.types.d)),
      ]
      pipelines.append(
        try builder.pipeline(
          .init(
            module: "gemm_\(problem.types.a.rawValue)_nv_matrix",
            constants: Dictionary(
              uniqueKeysWithValues: values.enumerated().map { (UInt32($0), UInt32($1)) }),
            pushConstantByteCount: 28, subgroupSize: builder.profile.subgroupSize,
            fullSubgroups: true)))
    }
    self.pipelines = pipelines
  }

  var tableByteCount: Int { table.byteCount }

  func table(_ addresses: [OperandRole: UInt64]) -> [UInt8] { table.bytes(addresses) }

  func record(into commands: VulkanCommands, table address: UInt64) {
    for (segment, pipeline) in zip(table.segments, pipelines) {
      segment.recordTiles(
        into: commands, table: address, rows: tile.rows, columns: tile.columns, pipeline)
    }
  }
}

extension VulkanGEMMTable.Segment {
  /// How kernels that copy 16 bytes at a time find the operands of the segment's GEMMs.
  struct VectorOperands {
    /// Whether lines of the operand run along m or n, and not along k.
    let aAlongRows, bAlongRows: Bool
    /// Whether all lines start at multiples of 16 bytes, as operands themselves do, and there are less than 2^27 pieces
    /// of 16 bytes.
    let aAligned, bAligned, dAligned: Bool
  }

  func vectorOperands(_ problem: GEMMProblem) -> VectorOperands {
    let instances = problem.instances[first..<first + count]
    func aligned(
      _ type: ElementType, _ ld: Int, lines: Int, _ offset: KeyPath<GEMMInstance, Int>
    ) -> Bool {
      let vector = 16 / type.byteCount
      return ld % vector == 0 && ld / vector < (1 << 27) / max(lines, 1)
        && instances.allSatisfy { $0[keyPath: offset] % vector == 0 }
    }
    let (s, types) = (shape, problem.types)
    return VectorOperands(
      aAlongRows: s.transA == .none, bAlongRows: s.transB != .none,
      aAligned: aligned(types.a, s.lda, lines: s.transA == .none ? s.k : s.m, \.a),
      bAligned: aligned(types.b, s.ldb, lines: s.transB == .none ? s.n : s.k, \.b),
      dAligned: aligned(types.d, s.ldd, lines: s.n, \.d))
  }
}
