/// Packs op(A) and op(B) into the f32 panels of the texel GEMM (shaders/README.md, "pack_gemm").
///
/// Where lines start at whole texels they are read through texels, else by address, an element at a time.
struct VulkanGEMMPack: Sendable {
  private let byAddress: [OperandRole: VulkanPipeline]
  private let byTexel: [Recipe: VulkanPipeline]
  private let scalingsOffset: Int?
  /// Elements of 16 bytes; a texel pipeline copies as many rows and values of k at a time.
  private let texelElements: Int
  private let builder: VulkanPlanBuilder
  /// The views of A and B where they are read through texels; there are none before operands are bound.
  private var views: [OperandRole: (set: VulkanTexelSet, stored: VulkanStoredRange)] = [:]

  /// What tells the texel pipelines of a problem apart.
  private struct Recipe: Hashable {
    let role: OperandRole
    /// Whether neighbouring rows of a panel are adjacent in memory, else neighbouring k.
    let alongRows: Bool
  }

  /// Panels of some instances over a range of k.
  struct Part {
    let shape: GEMMShape
    var firstInstance, instances: Int
    var panelRows, firstPanel, panels: Int
    var firstK, depth: Int
  }

  init(_ problem: GEMMProblem, _ builder: VulkanPlanBuilder) throws(BackendError) {
    self.builder = builder
    let types = problem.types
    let isFloat8 = types.a.isFloat8
    let module = isFloat8 ? "f8" : VulkanGEMM.moduleType(types.a)
    texelElements = 16 / types.a.byteCount
    scalingsOffset = isFloat8 ? VulkanGEMMTable(problem).scalingsOffset : nil
    var byAddress: [OperandRole: VulkanPipeline] = [:]
    var byTexel: [Recipe: VulkanPipeline] = [:]
    for (role, type, scaling) in [
      (OperandRole.a, types.a, problem.scaleA), (.b, types.b, problem.scaleB),
    ] {
      let kind = vulkanElementKind(type)
      guard Self.startsAtTexels(problem, role, builder.profile) else {
        byAddress[role] = try builder.pipeline(
          .init(
            module: "pack_gemm_\(module)",
            constants: isFloat8 ? [0: kind, 1: scaling == .none ? 0 : 1] : [0: kind],
            pushConstantByteCount: isFloat8 ? 64 : 52))
        continue
      }
      for group in problem.groups {
        let recipe = Recipe(role: role, alongRows: Self.isAlongRows(group.shape, role))
        byTexel[recipe] = try builder.pipeline(
          .init(
            module: "pack_gemm_texel_\(module)",
            constants: [0: kind, 1: recipe.alongRows ? 1 : 0], pushConstantByteCount: 64,
            texelBufferCount: 1))
      }
    }
    self.byAddress = byAddress
    self.byTexel = byTexel
  }

  private static func isAlongRows(_ shape: GEMMShape, _ role: OperandRole) -> Bool {
    role == .a ? shape.transA == .none : shape.transB != .none
  }

  /// Whether every line of the operand starts at a multiple of 16 bytes, and a view holds it.
  static func startsAtTexels(_ problem: GEMMProblem, _ role: OperandRole, _ profile: VulkanProfile)
    -> Bool
  {
    let type = role == .a ? problem.types.a : problem.types.b
    guard [.f32, .f16, .bf16].contains(type),
      let bytes = problem.operands.first(where: { $0.role == role })?.byteCount, bytes > 0
    else { return false }
    var strides = problem.groups.map { role == .a ? $0.shape.lda : $0.shape.ldb }
    if case .strided(let count, let a, let b, _, _) = problem.batching, count > 1 {
      strides.append(role == .a ? a : b)
    }
    let elements = 16 / type.byteCount
    // A view may have to start before the operand.
    return strides.allSatisfy { $0 % elements == 0 }
      && ceilDivide(bytes + profile.minTexelBufferOffsetAlignment, 16)
        <= profile.maxTexelBufferElements
  }

  /// The same with views of these operands.
  func bound(to operands: [OperandRole: VulkanOperand]) throws(BackendError) -> VulkanGEMMPack {
    var pack = self
    for (recipe, pipeline) in byTexel where pack.views[recipe.role] == nil {
      guard let operand = operands[recipe.role] else { continue }
      let stored = builder.storedRange(operand)
      pack.views[recipe.role] = (try builder.texels([stored.range], for: pipeline), stored)
    }
    return pack
  }

  /// Records the packing of part of A or B to `target`.
  func record(
    into commands: VulkanCommands, table: UInt64, operand role: OperandRole, _ part: Part,
    to target: VulkanAllocation
  ) {
    let recipe = Recipe(role: role, alongRows: Self.isAlongRows(part.shape, role))
    if let pipeline = byAddress[role] {
      record(into: commands, table, role, part, to: target, pipeline, nil, rows: 4, depth: 8)
    } else if let pipeline = byTexel[recipe], let view = views[role] {
      record(
        into: commands, table, role, part, to: target, pipeline, view, rows: texelElements,
        depth: texelElements)
    } else {
      preconditionFailure("a GEMM was recorded before its operands were bound")
    }
  }

  private func record(
    into commands: VulkanCommands, _ table: UInt64, _ role: OperandRole, _ part: Part,
    to target: VulkanAllocation, _ pipeline: VulkanPipeline,
    _ view: (set: VulkanTexelSet, stored: VulkanStoredRange)?, rows: Int, depth: Int
  ) {
    let units = part.instances * part.panels * (part.panelRows / rows) * (part.depth / depth)
    for groups in pieces(of: ceilDivide(units, 64), atMost: vulkanGroupsPerDispatch) {
      var constants = VulkanBytes()
      constants.append(table)
      constants.append(target.address)
      for value in [
        part.firstInstance, part.instances, role == .a ? 0 : 1, part.panelRows, part.firstPanel,
        part.panels, part.firstK, part.depth, groups.start,
      ] { constants.append32(value) }
      if let view {
        constants.append32(view.stored.lastTexel)
        constants.append(view.stored.start)
      } else if let scalingsOffset {
        constants.append32(0)
        constants.append(table + UInt64(scalingsOffset))
      }
      commands.dispatch(
        pipeline, texels: view?.set, constants: constants.bytes, groups: groups.count)
    }
  }
}
