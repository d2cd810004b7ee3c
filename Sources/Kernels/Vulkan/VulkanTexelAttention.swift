/// Attention by texel fetches and subgroup shuffles, the form that is fastest where a CPU is the device.
///
/// Q, K and V of a range of key-value heads are packed to f32 first; the packing is part of every execution.
struct VulkanTexelAttention: VulkanPlan {
  private let table: VulkanAttentionTable
  private let texels: Texels
  /// One each for Q, K and V.
  private let packs: [VulkanPipeline]
  private let attend: VulkanPipeline
  private let packed: [VulkanAllocation]
  private let flag: VulkanAllocation
  private let set: VulkanTexelSet
  private let headsPerRange: Int
  /// Elements of 16 bytes where Q, K and V are read through texels; 0 where by address, an element at a time.
  private let texelElements: Int
  private let builder: VulkanPlanBuilder
  /// The views of Q, K and V where they are read through texels; there are none before operands are bound.
  private var views: [(set: VulkanTexelSet, stored: VulkanStoredRange)] = []

  /// The sizes of packed operands (shaders/README.md, "attention_*_texel_shuffle").
  struct Texels: Sendable {
    let width, values: Int
    /// headDimQK in whole blocks of 8.
    let depth: Int
    let rowBlocks, keyBlocks: Int

    init(_ problem: AttentionProblem, width: Int, values: Int) {
      self.width = width
      self.values = values
      depth = ceilDivide(problem.headDimQK, 8) * 8
      rowBlocks = ceilDivide(VulkanAttentionTable(problem: problem).rows, 16)
      keyBlocks = ceilDivide(problem.seqKV, 4 * width)
    }

    /// Texels of one head.
    var q: Int { rowBlocks * depth * 4 }
    var k: Int { keyBlocks * depth * width }
    var v: Int { keyBlocks * width * values }
    var largest: Int { max(q, k, v) }
  }

  init(
    _ problem: AttentionProblem, module: String, width: Int, values: Int,
    _ builder: VulkanPlanBuilder
  ) throws(BackendError) {
    let table = VulkanAttentionTable(problem: problem)
    let texels = Texels(problem, width: width, values: values)
    self.table = table
    self.texels = texels
    let kind = vulkanElementKind(problem.type)
    self.builder = builder
    let byTexel = Self.startsAtTexels(problem, builder.profile)
    texelElements = byTexel ? 16 / problem.type.byteCount : 0
    var packs: [VulkanPipeline] = []
    for operand in 0..<3 {
      packs.append(
        try builder.pipeline(
          .init(
            module:
              "pack_attention_\(byTexel ? "texel_" : "")\(VulkanGEMM.moduleType(problem.type))",
            constants: [0: kind, 1: UInt32(operand)], pushConstantByteCount: byTexel ? 64 : 48,
            texelBufferCount: byTexel ? 1 : 0)))
    }
    self.packs = packs
    attend = try builder.pipeline(
      .init(
        module: module, constants: [0: kind], pushConstantByteCount: 40, texelBufferCount: 3,
        subgroupSize: width))
    headsPerRange = min(table.kvHeadsTotal, max(1, builder.texelLimit / texels.largest))
    var packed: [VulkanAllocation] = []
    var views: [(VulkanAllocation, byteCount: Int)] = []
    for count in [texels.q, texels.k, texels.v] {
      let allocation = try builder.scratch(byteCount: 16 * count * headsPerRange)
      packed.append(allocation)
      views.append((allocation, byteCount: allocation.byteCount))
    }
    self.packed = packed
    flag = try builder.scratch(byteCount: 16)
    set = try builder.texels(views, for: attend)
  }

  var tableByteCount: Int { VulkanAttentionTable.byteCount }

  func table(_ addresses: [OperandRole: UInt64]) -> [UInt8] { table.bytes(addresses) }

  /// Whether every row of Q, K and V starts at a multiple of 16 bytes, and views hold them.
  private static func startsAtTexels(_ problem: AttentionProblem, _ profile: VulkanProfile) -> Bool
  {
    let elements = 16 / problem.type.byteCount
    let strides = [problem.strides.q, problem.strides.k, problem.strides.v].flatMap {
      [$0.batch, $0.head, $0.seq]
    }
    let inputs = problem.operands.filter { [.q, .k, .v].contains($0.role) }
    return strides.allSatisfy { $0 % elements == 0 }
      && inputs.allSatisfy {
        $0.byteCount > 0
          && ceilDivide($0.byteCount + profile.minTexelBufferOffsetAlignment, 16)
            <= profile.maxTexelBufferElements
      }
  }

  func bound(to operands: [OperandRole: VulkanOperand]) throws(BackendError) -> any VulkanPlan {
    guard texelElements > 0 else { return self }
    var plan = self
    for (role, pack) in zip([OperandRole.q, .k, .v], packs) {
      guard let operand = operands[role] else { continue }
      let stored = builder.storedRange(operand)
      plan.views.append((try builder.texels([stored.range], for: pack), stored))
    }
    return plan
  }

  func record(into commands: VulkanCommands, table address: UInt64) {
    for (index, heads) in pieces(of: table.kvHeadsTotal, atMost: headsPerRange).enumerated() {
      // Packing overwrites what the range before reads.
      if index > 0 { commands.barrier() }
      commands.fill(flag, at: 0, byteCount: 4, word: 0)
      commands.barrier()
      let panels = [
        (rows: 16, count: texels.rowBlocks, depth: texels.depth),
        (rows: 4 * texels.width, count: texels.keyBlocks, depth: texels.depth),
        (rows: texels.values, count: 1, depth: texels.keyBlocks * 4 * texels.width),
      ]
      for (operand, panel) in panels.enumerated() {
        let view = texelElements > 0 ? views[operand] : nil
        let units =
          heads.count * panel.count * (panel.rows / max(4, texelElements))
          * (panel.depth / (texelElements == 4 ? 4 : 8))
        for part in pieces(of: ceilDivide(units, 64), atMost: vulkanGroupsPerDispatch) {
          var constants = VulkanBytes()
          constants.append(address)
          constants.append(packed[operand].address)
          constants.append(flag.address)
          for value in [
            heads.start, heads.count, panel.rows, panel.count, panel.depth, part.start,
          ] { constants.append32(value) }
          if let view {
            constants.append(view.stored.start)
            constants.append32(view.stored.lastTexel)
            constants.append32(0)
          }
          commands.dispatch(
            packs[operand], texels: view?.set, constants: constants.bytes, groups: part.count)
        }
      }
      commands.barrier()
      for part in pieces(of: heads.count * texels.rowBlocks, atMost: vulkanGroupsPerDispatch) {
        var constants = VulkanBytes()
        constants.append(address)
        constants.append(flag.address)
        for value in [
          heads.start, heads.count, texels.depth, texels.rowBlocks, texels.keyBlocks, part.start,
        ] { constants.append32(value) }
        commands.dispatch(attend, texels: set, constants: constants.bytes, groups: part.count)
      }
    }
  }
}
