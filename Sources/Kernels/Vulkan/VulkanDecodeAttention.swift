/// Attention of one query: ranges of keys side by side, K and V read once as they are stored, and a second pass that joins
/// the ranges.
struct VulkanDecodeAttention: VulkanPlan {
  private let table: VulkanAttentionTable
  private let attend, merge: VulkanPipeline
  private let partial: VulkanAllocation
  private let builder: VulkanPlanBuilder
  private let rowGroups, ranges, rangeBlocks: Int
  /// The views of K and V; there are none before operands are bound.
  private var set: VulkanTexelSet?
  private var bounds: [VulkanStoredRange] = []

  /// Query heads of a workgroup; texels of a line of K or V that one lane takes.
  private static let rowLimit = 4
  private static let stepLimit = 4

  /// Whether the problem is one query whose operands are whole texels, in views that the device has.
  static func fits(_ problem: AttentionProblem, _ profile: VulkanProfile) -> Bool {
    guard let width = VulkanStreamedGEMM.width(profile), problem.seqQ == 1, problem.seqKV > 0,
      [.f32, .f16, .bf16].contains(problem.type)
    else { return false }
    let elements = 16 / problem.type.byteCount
    let strides = [problem.strides.q, problem.strides.k, problem.strides.v].flatMap {
      [$0.batch, $0.head, $0.seq]
    }
    let sizes = [problem.headDimQK, problem.headDimV]
    let texels = problem.operands.filter { $0.role == .k || $0.role == .v }.map {
      ceilDivide($0.byteCount + profile.minTexelBufferOffsetAlignment, 16)
    }
    return (sizes + strides).allSatisfy { $0 % elements == 0 }
      && sizes.allSatisfy { $0 / elements <= stepLimit * width }
      && texels.allSatisfy { $0 <= profile.maxTexelBufferElements }
      && problem.batch * problem.heads * (problem.headDimV + 4) <= 1 << 24
  }

  init(_ problem: AttentionProblem, width: Int, _ builder: VulkanPlanBuilder)
    throws(BackendError)
  {
    let table = VulkanAttentionTable(problem: problem)
    self.table = table
    self.builder = builder
    let type = problem.type
    let module = VulkanGEMM.moduleType(type)
    let elements = 16 / type.byteCount
    let rowGroups = ceilDivide(table.rows, Self.rowLimit)
    self.rowGroups = rowGroups
    attend = try builder.pipeline(
      .init(
        module: "attention_\(module)_decode",
        constants: [
          0: UInt32(width), 1: vulkanElementKind(type),
          2: UInt32(ceilDivide(table.rows, rowGroups)),
          3: UInt32(problem.headDimQK / elements), 4: UInt32(problem.headDimV / elements),
        ], pushConstantByteCount: 56, texelBufferCount: 2, subgroupSize: width))
    merge = try builder.pipeline(
      .init(
        module: "attention_merge_\(module)", constants: [0: vulkanElementKind(type)],
        pushConstantByteCount: 24))
    // Enough workgroups to occupy the device, each with a few blocks at least.
    let blocks = ceilDivide(problem.seqKV, width)
    let target = builder.profile.isCPU ? 64 : 1024
    let wanted = max(1, min(target / (rowGroups * table.kvHeadsTotal), blocks / 4))
    // A loop takes a key a turn at most (shaders/README.md, "Iterations on lavapipe").
    let rangeBlocks = min(ceilDivide(blocks, wanted), max(1, builder.profile.loopLimit / width / 4))
    self.rangeBlocks = rangeBlocks
    ranges = ceilDivide(blocks, rangeBlocks)
    partial = try builder.scratch(
      byteCount: 4 * table.kvHeadsTotal * ranges * table.rows * (problem.headDimV + 4))
  }

  var tableByteCount: Int { VulkanAttentionTable.byteCount }

  func table(_ addresses: [OperandRole: UInt64]) -> [UInt8] { table.bytes(addresses) }

  func bound(to operands: [OperandRole: VulkanOperand]) throws(BackendError) -> any VulkanPlan {
    guard let k = operands[.k], let v = operands[.v] else { return self }
    var plan = self
    let keys = builder.storedRange(k)
    let values = builder.storedRange(v)
    plan.set = try builder.texels([keys.range, values.range], for: attend)
    plan.bounds = [keys, values]
    return plan
  }

  func record(into commands: VulkanCommands, table address: UInt64) {
    guard let set, bounds.count == 2 else {
      preconditionFailure("attention was recorded before its operands were bound")
    }
    let groups = table.kvHeadsTotal * rowGroups * ranges
    for part in pieces(of: groups, atMost: vulkanGroupsPerDispatch) {
      var constants = VulkanBytes()
      constants.append(address)
      for view in bounds { constants.append(view.start) }
      constants.append(partial.address)
      for value in [
        rowGroups, ranges, rangeBlocks, bounds[0].lastTexel, bounds[1].lastTexel, part.start,
      ] { constants.append32(value) }
      commands.dispatch(attend, texels: set, constants: constants.bytes, groups: part.count)
    }
    commands.barrier()
    let elements = table.kvHeadsTotal * table.rows * table.problem.headDimV
    for part in pieces(of: ceilDivide(elements, 64), atMost: vulkanGroupsPerDispatch) {
      var constants = VulkanBytes()
      constants.append(address)
      constants.append(partial.address)
      constants.append32(ranges)
      constants.append32(part.start)
      commands.dispatch(merge, constants: constants.bytes, groups: part.count)
    }
  }
}
