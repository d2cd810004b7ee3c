/// GEMM with at most eight rows or columns: the larger factor is read once, as it is stored, through texels.
///
/// The small factor's rows or columns, "vectors", are packed to f32; the larger one's are "lines". Sums over ranges of k are
/// left in scratch and finished by another kernel.
struct VulkanStreamedGEMM: VulkanPlan {
  private let table: VulkanGEMMTable
  private let pieces: [Piece]
  private let pipelines: [Recipe: VulkanPipeline]
  private let pack: VulkanPipeline
  private let finish: VulkanGEMMFinish
  private let packed, partial: VulkanAllocation
  private let builder: VulkanPlanBuilder
  private let width: Int
  /// The views of A and B where they are streamed; there are none before operands are bound.
  private var views: [OperandRole: (set: VulkanTexelSet, stored: VulkanStoredRange)] = [:]

  /// What tells the streaming pipelines of a problem apart.
  struct Recipe: Hashable {
    let alongK: Bool
    let vectors: Int
  }

  /// Neighbouring GEMMs of one shape, and how they are divided among workgroups.
  struct Piece: Sendable {
    var first, count: Int
    let shape: GEMMShape
    let side: Side
    let vectorGroups, vectorsPerGroup, lineGroups, ranges, blocks: Int
    /// Texels of one packed vector; sums of one vector.
    let vectorTexels, lineStride: Int
    let sharesVectors: Bool

    var vectors: Int { vectorGroups * vectorsPerGroup }
    var packedByteCount: Int { 16 * vectors * vectorTexels }
    var layout: VulkanGEMMFinish.Layout {
      // One tile; with B streamed it is one row high, so that lines are adjacent.
      side.role == .a
        ? .init(
          tileRows: lineStride, tileColumns: vectors, tilesM: 1,
          instanceStride: vectors * lineStride)
        : .init(
          tileRows: 1, tileColumns: lineStride, tilesM: vectors,
          instanceStride: vectors * lineStride)
    }
  }

  /// The factor that is streamed.
  struct Side: Hashable {
    /// `a` or `b`.
    let role: OperandRole
    /// Whether the elements of a line are adjacent.
    let alongK: Bool
    let lines, vectors: Int

    /// The factor of `shape` with more lines, if the other has few enough; aligned or not.
    init?(_ shape: GEMMShape) {
      let isA = shape.n <= VulkanStreamedGEMM.vectorLimit && shape.n <= max(shape.m, 1)
      guard isA || shape.m <= VulkanStreamedGEMM.vectorLimit else { return nil }
      role = isA ? .a : .b
      alongK = isA ? shape.transA != .none : shape.transB == .none
      lines = isA ? shape.m : shape.n
      vectors = isA ? shape.n : shape.m
    }
  }

  /// The most rows or columns of the small factor.
  static let vectorLimit = 8
  /// Bounds what is packed of one vector.
  private static let depthLimit = 1 << 20
  /// Keeps the numbers of sums within 32 bits.
  private static let lineLimit = 1 << 28
  private static let packedBytesAtOnce = 64 << 20

  /// The subgroup size in which the kernels run on this device; nil where they cannot.
  static func width(_ profile: VulkanProfile) -> Int? {
    if profile.isCPU { return VulkanGEMM.subgroupWidth(profile) }
    let size = profile.subgroupSize
    return [8, 16, 32, 64, 128].contains(size) && profile.offersSubgroups(of: size) ? size : nil
  }

  /// Whether every GEMM of the call can be streamed: few enough rows or columns, lines that start at whole texels, and a
  /// larger factor that one view holds.
  static func fits(_ problem: GEMMProblem, _ profile: VulkanProfile) -> Bool {
    let type = problem.types.a
    guard [.f32, .f16, .bf16].contains(type), width(profile) != nil else { return false }
    let elements = 16 / type.byteCount
    return problem.groups.allSatisfy { group in
      guard let side = Side(group.shape), side.lines <= lineLimit, group.shape.k <= depthLimit
      else {
        return false
      }
      let isA = side.role == .a
      var strides = [isA ? group.shape.lda : group.shape.ldb]
      if case .strided(let count, let a, let b, _, _) = problem.batching, count > 1 {
        strides.append(isA ? a : b)
      }
      let bytes = problem.operands.first { $0.role == side.role }?.byteCount ?? 0
      // A view may have to start before the operand.
      return strides.allSatisfy { $0 % elements == 0 }
        && ceilDivide(bytes + profile.minTexelBufferOffsetAlignment, 16)
          <= profile.maxTexelBufferElements
        && vectorLimit * (group.shape.k / 4 + 1024) <= profile.maxTexelBufferElements
    }
  }

  init(_ problem: GEMMProblem, width: Int, _ builder: VulkanPlanBuilder) throws(BackendError) {
    table = VulkanGEMMTable(problem)
    self.builder = builder
    self.width = width
    let type = problem.types.a
    let module = VulkanGEMM.moduleType(type)
    let pieces = Self.split(problem, table.segments, width: width, builder)
    self.pieces = pieces
    var pipelines: [Recipe: VulkanPipeline] = [:]
    for piece in pieces where piece.ranges > 0 {
      pipelines[piece.recipe] = try builder.pipeline(
        .init(
          module: "gemv_\(module)_texel_along_\(piece.side.alongK ? "k" : "lines")",
          constants: [
            0: UInt32(width), 1: vulkanElementKind(type), 2: UInt32(piece.vectorsPerGroup),
          ], pushConstantByteCount: 72, texelBufferCount: 2, subgroupSize: width))
    }
    self.pipelines = pipelines
    pack = try builder.pipeline(
      .init(
        module: "pack_vectors_\(module)", constants: [0: vulkanElementKind(type)],
        pushConstantByteCount: 40))
    finish = try VulkanGEMMFinish(problem, builder)
    packed = try builder.scratch(
      byteCount: pieces.map { $0.packedInstances * $0.packedByteCount }.max() ?? 0)
    partial = try builder.scratch(
      byteCount: pieces.map { $0.layout.byteCount(ranges: $0.ranges, instances: $0.count) }.max()
        ?? 0)
  }

  private static func split(
    _ problem: GEMMProblem, _ segments: [VulkanGEMMTable.Segment], width: Int,
    _ builder: VulkanPlanBuilder
  ) -> [Piece] {
    let elements = 16 / problem.types.a.byteCount
    return segments.flatMap { segment -> [Piece] in
      let shape = segment.shape
      guard let side = Side(shape) else { return [] }
      var sharesVectors = false
      if case .strided(_, let a, let b, _, _) = problem.batching {
        sharesVectors = (side.role == .a ? b : a) == 0
      }
      let vectorGroups = ceilDivide(side.vectors, 4)
      let vectorsPerGroup = ceilDivide(side.vectors, vectorGroups)
      let linesPerGroup = side.alongK ? 8 : elements * width
      let lineGroups = ceilDivide(side.lines, linesPerGroup)
      let blockDepth = (side.alongK ? elements : 4) * width
      let blocks = shape.multiplies ? ceilDivide(shape.k, blockDepth) : 0
      // Enough workgroups to occupy the device, each with a few blocks at least.
      let target = builder.profile.isCPU ? 64 : 2048
      let wanted = target / (segment.count * vectorGroups * lineGroups)
      let perRange = ceilDivide(blocks, max(1, min(wanted, blocks / 4)))
      let whole = Piece(
        first: segment.first, count: segment.count, shape: shape, side: side,
        vectorGroups: vectorGroups, vectorsPerGroup: vectorsPerGroup, lineGroups: lineGroups,
        ranges: blocks == 0 ? 0 : ceilDivide(blocks, perRange), blocks: perRange,
        vectorTexels: max(1, blocks * blockDepth / 4), lineStride: lineGroups * linesPerGroup,
        sharesVectors: sharesVectors)
      let bytes = max(
        whole.packedByteCount, whole.layout.byteCount(ranges: whole.ranges, instances: 1))
      let atOnce = max(1, min(packedBytesAtOnce, 16 * builder.texelLimit) / bytes)
      return Kernels.pieces(of: segment.count, atMost: atOnce).map { range in
        var piece = whole
        piece.first += range.start
        piece.count = range.count
        return piece
      }
    }
  }

  var tableByteCount: Int { table.byteCount }

  func table(_ addresses: [OperandRole: UInt64]) -> [UInt8] { table.bytes(addresses) }

  func bound(to operands: [OperandRole: VulkanOperand]) throws(BackendError) -> any VulkanPlan {
    var plan = self
    for piece in pieces where piece.ranges > 0 && plan.views[piece.side.role] == nil {
      guard let operand = operands[piece.side.role], let pipeline = pipelines[piece.recipe] else {
        continue
      }
      let stored = builder.storedRange(operand)
      let vectors = VulkanTexelSet.Range(
        allocation: packed, byteOffset: 0, byteCount: packed.byteCount)
      plan.views[piece.side.role] = (
        try builder.texels([stored.range, vectors], for: pipeline), stored
      )
    }
    return plan
  }

  func record(into commands: VulkanCommands, table address: UInt64) {
    for (index, piece) in pieces.enumerated() {
      // Packing overwrites what the piece before reads, and so do sums.
      if index > 0 { commands.barrier() }
      if piece.ranges > 0 {
        recordPack(into: commands, table: address, piece)
        commands.barrier()
        recordStream(into: commands, table: address, piece)
        commands.barrier()
      }
      finish.record(
        into: commands, table: address, partial: partial.address, first: piece.first,
        count: piece.count, shape: piece.shape, ranges: piece.ranges, piece.layout)
    }
  }

  private func recordPack(into commands: VulkanCommands, table: UInt64, _ piece: Piece) {
    let units = piece.packedInstances * piece.vectors * piece.vectorTexels
    for part in Kernels.pieces(of: ceilDivide(units, 64), atMost: vulkanGroupsPerDispatch) {
      var constants = VulkanBytes()
      constants.append(table)
      constants.append(packed.address)
      for value in [
        piece.first, piece.packedInstances, piece.side.role == .a ? 1 : 0, piece.vectors,
        piece.vectorTexels, part.start,
      ] { constants.append32(value) }
      commands.dispatch(pack, constants: constants.bytes, groups: part.count)
    }
  }

  private func recordStream(into commands: VulkanCommands, table: UInt64, _ piece: Piece) {
    guard let view = views[piece.side.role], let pipeline = pipelines[piece.recipe] else {
      preconditionFailure("a streamed GEMM was recorded before its operands were bound")
    }
    let groups = piece.count * piece.vectorGroups * piece.ranges * piece.lineGroups
    for part in Kernels.pieces(of: groups, atMost: vulkanGroupsPerDispatch) {
      var constants = VulkanBytes()
      constants.append(table)
      constants.append(view.stored.start)
      constants.append(partial.address)
      for value in [
        piece.first, piece.count, piece.side.role == .a ? 0 : 1, piece.lineGroups,
        piece.vectorGroups, piece.ranges, piece.blocks, piece.lineStride, piece.vectorTexels,
        piece.sharesVectors ? 0 : piece.vectors * piece.vectorTexels, view.stored.lastTexel,
        part.start,
      ] { constants.append32(value) }
      commands.dispatch(pipeline, texels: view.set, constants: constants.bytes, groups: part.count)
    }
  }
}

extension VulkanStreamedGEMM.Piece {
  fileprivate var recipe: VulkanStreamedGEMM.Recipe {
    .init(alongK: side.alongK, vectors: vectorsPerGroup)
  }
  fileprivate var packedInstances: Int { sharesVectors ? 1 : count }
}
