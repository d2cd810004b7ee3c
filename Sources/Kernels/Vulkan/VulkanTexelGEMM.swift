/// GEMM by texel fetches and subgroup shuffles, the form that is fastest where a CPU is the device.
///
/// Operands are packed to f32 panels first, in pieces that fit texel views; the packing is part of every execution.
struct VulkanTexelGEMM: VulkanPlan {
  private let table: VulkanGEMMTable
  private var pack: VulkanGEMMPack
  private let multiply: VulkanPipeline
  private let pieces: [Piece]
  private let packedA, packedB: VulkanAllocation
  private let partial: VulkanAllocation?
  private let texels: VulkanTexelSet
  private let width: Int

  /// Columns of D that one panel of B covers.
  private static let panelColumns = 32

  /// Part of a call whose packed operands fit their views: instances, rows, columns and a range of k.
  struct Piece: Sendable {
    let shape: GEMMShape
    var firstInstance: Int
    var instanceCount: Int
    /// One packed copy serves all instances (strides of 0).
    var sharesA, sharesB: Bool
    var firstPanelA, panelsA: Int
    var firstPanelB, panelsB: Int
    var firstK, depth: Int
    /// Bit 0: continue from partial sums; bit 1: leave partial sums.
    var phase: Int
    var packsA, packsB: Bool
  }

  init(_ problem: GEMMProblem, module: String, width: Int, _ builder: VulkanPlanBuilder)
    throws(BackendError)
  {
    table = VulkanGEMMTable(problem)
    self.width = width
    let pieces = Self.split(
      problem, table.segments, width: width, texelLimit: builder.texelLimit,
      loopLimit: builder.profile.loopLimit)
    self.pieces = pieces
    pack = try VulkanGEMMPack(problem, builder)
    multiply = try builder.pipeline(
      .init(
        module: module,
        constants: [0: vulkanElementKind(problem.types.d), 1: Self.features(problem, pieces)],
        pushConstantByteCount: 84, texelBufferCount: 2, subgroupSize: width))
    let bytesA = 16 * (pieces.map { Self.texelsA($0, width) }.max() ?? 1)
    let bytesB = 16 * (pieces.map { Self.texelsB($0) }.max() ?? 1)
    packedA = try builder.scratch(byteCount: bytesA)
    packedB = try builder.scratch(byteCount: bytesB)
    let partialBytes =
      pieces.filter { $0.phase != 0 }.map { $0.instanceCount * $0.panelsA * $0.panelsB }.max()
      .map { $0 * 512 * width }
    partial = try partialBytes.map { bytes throws(BackendError) in
      try builder.scratch(byteCount: bytes)
    }
    texels = try builder.texels(
      [(packedA, byteCount: bytesA), (packedB, byteCount: bytesB)], for: multiply)
  }

  var tableByteCount: Int { table.byteCount }

  func table(_ addresses: [OperandRole: UInt64]) -> [UInt8] { table.bytes(addresses) }

  func bound(to operands: [OperandRole: VulkanOperand]) throws(BackendError) -> any VulkanPlan {
    var plan = self
    plan.pack = try pack.bound(to: operands)
    return plan
  }

  func record(into commands: VulkanCommands, table address: UInt64) {
    for (index, piece) in pieces.enumerated() {
      // Packing overwrites what the piece before reads.
      if index > 0 { commands.barrier() }
      let part = VulkanGEMMPack.Part(
        shape: piece.shape, firstInstance: piece.firstInstance, instances: piece.instancesA,
        panelRows: 4 * width, firstPanel: piece.firstPanelA, panels: piece.panelsA,
        firstK: piece.firstK, depth: piece.depth)
      if piece.packsA {
        pack.record(into: commands, table: address, operand: .a, part, to: packedA)
      }
      if piece.packsB {
        var part = part
        part.instances = piece.instancesB
        part.panelRows = Self.panelColumns
        part.firstPanel = piece.firstPanelB
        part.panels = piece.panelsB
        pack.record(into: commands, table: address, operand: .b, part, to: packedB)
      }
      commands.barrier()
      recordMultiply(into: commands, table: address, piece)
    }
  }

  private func recordMultiply(into commands: VulkanCommands, table: UInt64, _ piece: Piece) {
    let groups = piece.instanceCount * piece.panelsA * piece.panelsB
    for part in Kernels.pieces(of: groups, atMost: vulkanGroupsPerDispatch) {
      var constants = VulkanBytes()
      constants.append(table)
      constants.append(piece.phase == 0 ? 0 : partial?.address ?? 0)
      for value in [
        piece.firstInstance, piece.instanceCount, piece.firstPanelA, piece.panelsA,
        piece.firstPanelB, piece.panelsB, piece.depth,
        0, piece.depth * width, width, piece.sharesA ? 0 : piece.panelsA * piece.depth * width,
        0, piece.depth * 8, 8, piece.sharesB ? 0 : piece.panelsB * piece.depth * 8,
        piece.phase, part.start,
      ] { constants.append32(value) }
      commands.dispatch(multiply, texels: texels, constants: constants.bytes, groups: part.count)
    }
  }

  /// What the multiplying pipeline must be able to do; what a problem does not need is compiled away.
  private static func features(_ problem: GEMMProblem, _ pieces: [Piece]) -> UInt32 {
    (problem.readsC ? 1 : 0) | (problem.epilogue.hasBias ? 2 : 0)
      | (problem.epilogue.activation == .relu ? 4 : 0)
      | (problem.epilogue.activation == .gelu ? 8 : 0)
      | (pieces.contains { $0.phase != 0 } ? 16 : 0)
  }

  // MARK: Pieces

  /// Cuts the call so that both packed operands of each piece have at most `texelLimit` texels, and its loops at most
  /// `loopLimit` iterations.
  static func split(
    _ problem: GEMMProblem, _ segments: [VulkanGEMMTable.Segment], width: Int, texelLimit: Int,
    loopLimit: Int = .max
  ) -> [Piece] {
    // One iteration for 8 values of k, and one for each column at the end.
    let depthLimit = loopLimit == .max ? Int.max : (loopLimit - panelColumns) * 8
    var sharesA = false
    var sharesB = false
    if case .strided(_, let a, let b, _, _) = problem.batching {
      sharesA = a == 0
      sharesB = b == 0
    }
    return segments.flatMap { segment -> [Piece] in
      let panelsA = ceilDivide(segment.shape.m, 4 * width)
      let panelsB = ceilDivide(segment.shape.n, panelColumns)
      // Nothing is multiplied where k or alpha is 0, but a view needs something to look at.
      let depth = max(8, ceilDivide(segment.shape.multiplies ? segment.shape.k : 0, 8) * 8)
      let whole = Piece(
        shape: segment.shape, firstInstance: segment.first, instanceCount: 1, sharesA: sharesA,
        sharesB: sharesB,
        firstPanelA: 0, panelsA: panelsA, firstPanelB: 0, panelsB: panelsB, firstK: 0, depth: depth,
        phase: 0, packsA: true, packsB: true)
      let one = max(texelsA(whole, width), texelsB(whole))
      guard one <= texelLimit, depth <= depthLimit else {
        return (0..<segment.count).flatMap { instance in
          splitOne(whole, width: width, texelLimit: texelLimit, depthLimit: depthLimit).map {
            piece in
            var piece = piece
            piece.firstInstance += instance
            return piece
          }
        }
      }
      let instances = min(texelLimit / one, max(1, vulkanGroupsPerDispatch / (panelsA * panelsB)))
      return Kernels.pieces(of: segment.count, atMost: instances).map { range in
        var piece = whole
        piece.firstInstance += range.start
        piece.instanceCount = range.count
        return piece
      }
    }
  }

  /// Cuts one GEMM along rows, columns and k.
  ///
  /// Each packed element should serve 512 rows or columns, so k is cut first.
  private static func splitOne(_ whole: Piece, width: Int, texelLimit: Int, depthLimit: Int)
    -> [Piece]
  {
    let depth = min(whole.depth, depthLimit, max(8, texelLimit / 128 / 8 * 8))
    let panelsA = max(1, min(whole.panelsA, texelLimit / (depth * width)))
    let panelsB = max(1, min(whole.panelsB, texelLimit / (depth * 8)))
    let ranges = Kernels.pieces(of: whole.depth, atMost: depth)
    var result: [Piece] = []
    let rangesA = Kernels.pieces(of: whole.panelsA, atMost: panelsA)
    let rangesB = Kernels.pieces(of: whole.panelsB, atMost: panelsB)
    for (slotA, rangeA) in rangesA.enumerated() {
      for (slotB, rangeB) in rangesB.enumerated() {
        for (slot, range) in ranges.enumerated() {
          var piece = whole
          piece.firstPanelA = rangeA.start
          piece.panelsA = rangeA.count
          piece.firstPanelB = rangeB.start
          piece.panelsB = rangeB.count
          piece.firstK = range.start
          piece.depth = range.count
          piece.phase = (slot > 0 ? 1 : 0) | (slot < ranges.count - 1 ? 2 : 0)
          // With k whole, packed rows serve every range of columns.
          piece.packsA = ranges.count > 1 || slotB == 0
          piece.packsB = ranges.count > 1 || rangesB.count > 1 || slotA == 0
          result.append(piece)
        }
      }
    }
    return result
  }

  private static func texelsA(_ piece: Piece, _ width: Int) -> Int {
    piece.instancesA * piece.panelsA * piece.depth * width
  }

  private static func texelsB(_ piece: Piece) -> Int {
    piece.instancesB * piece.panelsB * piece.depth * 8
  }
}

extension VulkanTexelGEMM.Piece {
  fileprivate var instancesA: Int { sharesA ? 1 : instanceCount }
  fileprivate var instancesB: Int { sharesB ? 1 : instanceCount }
}
