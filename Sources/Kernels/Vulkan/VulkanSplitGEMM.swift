internal import Foundation

/// GEMM whose sums are left in scratch, for one or several ranges of k side by side, and finished by another kernel.
///
/// Ranges of k occupy a device where D has few tiles and k is large. 8-bit floats are multiplied in this form only: they are
/// converted to f32 and scaled on the way in, and rounded to D's type on the way out.
struct VulkanSplitGEMM: VulkanPlan {
  /// How a tile is multiplied.
  enum Form: Hashable {
    /// Shared-memory tiles of 64x64, for every device.
    case tiled
    /// Texel fetches and subgroup shuffles over packed operands, for devices that are CPUs.
    case texelShuffle(width: Int)
    /// Matrix units that a subgroup shares, tiles of 64x64, 16-bit inputs.
    case khrMatrix

    var rows: Int {
      switch self {
      case .tiled, .khrMatrix: 64
      case .texelShuffle(let width): 4 * width
      }
    }
    var columns: Int {
      switch self {
      case .tiled, .khrMatrix: 64
      case .texelShuffle: 32
      }
    }
    /// Values of k at a time.
    var depth: Int {
      switch self {
      case .tiled: 16
      case .texelShuffle: 8
      case .khrMatrix: VulkanMatrixGEMM.depthByteCount / 2
      }
    }
  }

  private let table: VulkanGEMMTable
  private let form: Form
  /// One for each piece.
  private let multiply: [VulkanPipeline]
  /// What packs A and B where they are packed.
  private var pack: VulkanGEMMPack?
  private let packed: [VulkanAllocation]
  private let texels: VulkanTexelSet?
  private let partial: VulkanAllocation
  private let finish: VulkanGEMMFinish
  private let pieces: [Piece]

  /// GEMMs of one shape in one dispatch, or ranges of k of one GEMM.
  struct Piece: Sendable {
    var first, count: Int
    let shape: GEMMShape
    let tilesM, tilesN: Int
    /// Ranges of k, none where nothing is multiplied, and the length of one.
    let ranges, depth: Int

    func layout(_ form: Form) -> VulkanGEMMFinish.Layout {
      .init(
        tileRows: form.rows, tileColumns: form.columns, tilesM: tilesM,
        instanceStride: tilesM * tilesN * form.rows * form.columns)
    }
    /// Packed values of k of a GEMM.
    var packedDepth: Int { max(1, ranges) * depth }
  }

  private static let scratchBytesAtOnce = 256 << 20

  /// Whether the form can run the problem, and must because it has 8-bit floats, or should because k is large and tiles are
  /// few.
  static func fits(_ problem: GEMMProblem, _ form: Form, _ profile: VulkanProfile) -> Bool {
    let isFloat8 = problem.types.a.isFloat8
    guard isFloat8 || [.f32, .f16, .bf16].contains(problem.types.a) else { return false }
    if form == .khrMatrix, isFloat8 || problem.types.a == .f32 { return false }
    return problem.groups.allSatisfy { group in
      let shape = group.shape
      let tiles = tileCount(shape, form)
      let piece = piece(shape, first: 0, count: group.count, form)
      guard isFloat8 || piece.ranges > 1 else { return false }
      guard ceilDivide(piece.depth, form.depth) + form.columns <= profile.loopLimit,
        4 * tiles.m * tiles.n * form.rows * form.columns * max(1, piece.ranges)
          <= min(profile.maximumBufferByteCount, 2 * scratchBytesAtOnce)
      else { return false }
      if form == .khrMatrix {
        return VulkanMatrixGEMM.fits(
          VulkanMatrixGEMM.small, problem.types.a, k: piece.depth, profile)
      }
      guard case .texelShuffle = form else { return true }
      // Twice that is packed, and operands need room as well.
      return texelCounts(piece, form, instances: 1).allSatisfy {
        $0 <= min(profile.maxTexelBufferElements, profile.deviceMemoryByteCount / 8 / 16)
      }
    }
  }

  private static func tileCount(_ shape: GEMMShape, _ form: Form) -> (m: Int, n: Int) {
    (max(1, ceilDivide(shape.m, form.rows)), max(1, ceilDivide(shape.n, form.columns)))
  }

  /// Texels of packed A and B.
  private static func texelCounts(_ piece: Piece, _ form: Form, instances: Int) -> [Int] {
    [
      instances * piece.tilesM * piece.packedDepth * form.rows / 4,
      instances * piece.tilesN * piece.packedDepth * form.columns / 4,
    ]
  }

  private static func piece(
    _ shape: GEMMShape, first: Int, count: Int, _ form: Form
  ) -> Piece {
    let tiles = tileCount(shape, form)
    let units = shape.multiplies ? ceilDivide(shape.k, form.depth) : 0
    // Enough workgroups for a GPU of 64 processors, or for the threads of a CPU, which gains nothing from more; ranges of 512 and
    // more, so that sums stay few. Matrix units are quick, so that adding sums up pays for few tiles only; four workgroups fit one of
    // 128 processors.
    let wanted: Int
    switch form {
    case .tiled: wanted = 128 / (tiles.m * tiles.n * count)
    case .khrMatrix:
      let groups = tiles.m * tiles.n * count
      wanted = groups <= 128 ? 512 / groups : 1
    case .texelShuffle:
      wanted = ProcessInfo.processInfo.activeProcessorCount / (tiles.m * tiles.n)
    }
    let ranges = max(1, min(wanted, 32, units * form.depth / 512))
    let perRange = ceilDivide(units, ranges)
    return Piece(
      first: first, count: count, shape: shape, tilesM: tiles.m, tilesN: tiles.n,
      ranges: units == 0 ? 0 : ceilDivide(units, perRange), depth: max(1, perRange) * form.depth)
  }

  init(_ problem: GEMMProblem, form: Form, _ builder: VulkanPlanBuilder) throws(BackendError) {
    let table = VulkanGEMMTable(problem)
    self.table = table
    self.form = form
    let types = problem.types
    let parts = table.segments.map { (segment: $0, pieces: Self.split([$0], form)) }
    let pieces = parts.flatMap(\.pieces)
    self.pieces = pieces
    finish = try VulkanGEMMFinish(problem, builder)
    partial = try builder.scratch(
      byteCount: pieces.map {
        $0.layout(form).byteCount(ranges: $0.ranges, instances: $0.count)
      }.max() ?? 0)
    let inputs = types.a.isFloat8 ? "f8" : VulkanGEMM.moduleType(types.a)
    switch form {
    case .khrMatrix:
      var pipelines: [VulkanPipeline] = []
      for (segment, pieces) in parts {
        let pipeline = try VulkanMatrixGEMM.pipeline(
          "split_khr_matrix", pushConstantByteCount: 56, problem, segment,
          tile: VulkanMatrixGEMM.small, builder)
        pipelines += pieces.map { _ in pipeline }
      }
      multiply = pipelines
      pack = nil
      packed = []
      texels = nil
    case .tiled:
      let pipeline = try builder.pipeline(
        .init(
          module: "gemm_\(inputs)_split_tiled_64x64x16",
          constants: [0: vulkanElementKind(types.a), 1: vulkanElementKind(types.b)],
          pushConstantByteCount: 56))
      multiply = pieces.map { _ in pipeline }
      pack = nil
      packed = []
      texels = nil
    case .texelShuffle(let width):
      let isSplit = pieces.contains { $0.ranges > 1 }
      let pipeline = try builder.pipeline(
        .init(
          module: "gemm_f32_\(VulkanGEMM.Scheme.texelShuffle(width: width).name)",
          // Partial sums (16), and instances that are ranges (32); all else is finished later.
          constants: [1: isSplit ? 48 : 16], pushConstantByteCount: 84, texelBufferCount: 2,
          subgroupSize: width))
      multiply = pieces.map { _ in pipeline }
      pack = try VulkanGEMMPack(problem, builder)
      var packed: [VulkanAllocation] = []
      for operand in 0..<2 {
        packed.append(
          try builder.scratch(
            byteCount: 16
              * (pieces.map { Self.texelCounts($0, form, instances: $0.count)[operand] }.max() ?? 1)
          ))
      }
      self.packed = packed
      texels = try builder.texels(packed.map { ($0, byteCount: $0.byteCount) }, for: pipeline)
    }
  }

  private static func split(_ segments: [VulkanGEMMTable.Segment], _ form: Form)
    -> [Piece]
  {
    segments.flatMap { segment -> [Piece] in
      let whole = piece(
        segment.shape, first: segment.first, count: segment.count, form)
      var bytes = whole.layout(form).byteCount(ranges: max(1, whole.ranges), instances: 1)
      var atOnce = max(1, scratchBytesAtOnce / bytes)
      if case .texelShuffle = form {
        bytes = 16 * (texelCounts(whole, form, instances: 1).max() ?? 1)
        // Ranges take the place of instances.
        atOnce = whole.ranges > 1 ? 1 : max(1, min(atOnce, scratchBytesAtOnce / 4 / bytes))
      }
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
    plan.pack = try pack?.bound(to: operands)
    return plan
  }

  func record(into commands: VulkanCommands, table address: UInt64) {
    for (index, piece) in pieces.enumerated() {
      // Scratch is overwritten that the piece before reads.
      if index > 0 { commands.barrier() }
      if piece.ranges > 0 {
        switch form {
        case .tiled, .khrMatrix:
          recordTiled(into: commands, table: address, piece, multiply[index])
        case .texelShuffle(let width):
          recordPacks(into: commands, table: address, piece)
          commands.barrier()
          recordTexel(into: commands, table: address, piece, width: width, multiply[index])
        }
        commands.barrier()
      }
      finish.record(
        into: commands, table: address, partial: partial.address, first: piece.first,
        count: piece.count, shape: piece.shape, ranges: piece.ranges, piece.layout(form))
    }
  }

  private func recordTiled(
    into commands: VulkanCommands, table address: UInt64, _ piece: Piece,
    _ multiply: VulkanPipeline
  ) {
    let groups = piece.count * piece.tilesM * piece.tilesN * piece.ranges
    for part in Kernels.pieces(of: groups, atMost: vulkanGroupsPerDispatch) {
      var constants = VulkanBytes()
      constants.append(address)
      for value in [
        piece.first, piece.count, piece.tilesM, piece.tilesN, part.start, piece.ranges,
      ] { constants.append32(value) }
      constants.append(partial.address)
      constants.append32(piece.depth)
      constants.append32(0)
      constants.append(address + UInt64(table.scalingsOffset))
      commands.dispatch(multiply, constants: constants.bytes, groups: part.count)
    }
  }

  private func recordPacks(into commands: VulkanCommands, table address: UInt64, _ piece: Piece) {
    for (operand, role) in [OperandRole.a, .b].enumerated() {
      pack?.record(
        into: commands, table: address, operand: role,
        .init(
          shape: piece.shape, firstInstance: piece.first, instances: piece.count,
          panelRows: role == .a ? form.rows : form.columns, firstPanel: 0,
          panels: role == .a ? piece.tilesM : piece.tilesN, firstK: 0, depth: piece.packedDepth),
        to: packed[operand])
    }
  }

  private func recordTexel(
    into commands: VulkanCommands, table address: UInt64, _ piece: Piece, width: Int,
    _ multiply: VulkanPipeline
  ) {
    // The kernel's instances are GEMMs, or ranges of k of one.
    let instances = piece.ranges > 1 ? piece.ranges : piece.count
    let groups = instances * piece.tilesM * piece.tilesN
    for part in Kernels.pieces(of: groups, atMost: vulkanGroupsPerDispatch) {
      var constants = VulkanBytes()
      constants.append(address)
      constants.append(partial.address)
      for value in [
        piece.first, instances, 0, piece.tilesM, 0, piece.tilesN, piece.depth,
        0, piece.packedDepth * width, width,
        piece.ranges > 1 ? piece.depth * width : piece.tilesM * piece.packedDepth * width,
        0, piece.packedDepth * 8, 8,
        piece.ranges > 1 ? piece.depth * 8 : piece.tilesN * piece.packedDepth * 8,
        2, part.start,
      ] { constants.append32(value) }
      commands.dispatch(multiply, texels: texels, constants: constants.bytes, groups: part.count)
    }
  }
}
