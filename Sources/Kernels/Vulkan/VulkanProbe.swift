/// What a Vulkan device can do at best (shaders/README.md, "Probes").
enum VulkanProbe {
  private static let threads = 256
  /// Sums of one invocation of a peak shader.
  private static let sums = 16
  /// Bytes that a workgroup of a stream shader takes.
  private static let chunkByteCount = 64 << 10

  static func support(_ probe: ProbeProblem, _ profile: VulkanProfile) -> Support {
    let tooLarge = VulkanGEMM.bufferReasons(probe.operands, profile)
    guard tooLarge.isEmpty else { return .unsupported(tooLarge) }
    switch probe {
    case .peak(let peak): return support(peak, profile)
    case .stream(let stream):
      guard stream.byteCount / 16 < Int(UInt32.max),
        groupCount(stream) <= min(vulkanGroupsPerDispatch, Int(UInt32.max))
      else {
        return .unsupported([
          UnsupportedReason(.sizeLimit, "\(stream.byteCount) bytes, read \(stream.passCount) times")
        ])
      }
      return .native([variant(of: .stream(stream))])
    }
  }

  private static func support(_ peak: PeakProbe, _ profile: VulkanProfile) -> Support {
    func unsupported(_ argument: UnsupportedReason.Argument, _ detail: String) -> Support {
      .unsupported([UnsupportedReason(argument, detail)])
    }
    if usesMatrices(peak) {
      guard fragment(peak, profile) != nil else {
        return unsupported(
          .elementType,
          "compute shaders have no multiply-add of \(peak.type.rawValue) into "
            + "\(peak.sumType.rawValue), and the device has no matrix units for it")
      }
      let workgroup = hasWorkgroupTile(peak, profile) ? [workgroupVariant(of: peak)] : []
      return .native([variant(of: .peak(peak))] + workgroup)
    }
    switch peak.type {
    case .f64 where !profile.hasFloat64:
      return unsupported(.deviceFeature, "the device lacks shaderFloat64, which f64 needs")
    case .f16 where !profile.hasFloat16 || !profile.hasStorage16:
      return unsupported(
        .deviceFeature,
        "the device lacks shaderFloat16 or storageBuffer16BitAccess, which f16 needs")
    default: break
    }
    guard peak.stepCount / 4 <= profile.loopLimit else {
      return unsupported(
        .sizeLimit, "more than the \(profile.loopLimit) loop iterations that this driver runs")
    }
    return .native([variant(of: .peak(peak))])
  }

  private static func variant(of probe: ProbeProblem) -> KernelVariant {
    switch probe {
    case .peak(let peak):
      KernelVariant(
        "vulkan_\(peak.type.rawValue)_peak_\(usesMatrices(peak) ? "khr_matrix" : "registers")")
    case .stream(let stream): KernelVariant("vulkan_stream_\(stream.direction.rawValue)")
    }
  }

  private static func groupCount(_ stream: StreamProbe) -> Int {
    ceilDivide(stream.byteCount, chunkByteCount) * stream.passCount
  }

  static func plan(
    _ probe: ProbeProblem, _ variant: KernelVariant, _ builder: VulkanPlanBuilder
  ) throws(BackendError) -> any VulkanPlan {
    switch probe {
    case .peak(let peak) where variant == workgroupVariant(of: peak):
      return try workgroupPlan(peak, builder)
    case .peak(let peak) where usesMatrices(peak): return try matrixPlan(peak, builder)
    case .peak(let peak):
      let pipeline = try builder.pipeline(
        .init(module: "peak_\(peak.type.rawValue)", pushConstantByteCount: 20))
      let lanes = threads * sums * (peak.type == .f16 ? 2 : 1)
      return peakPlan(peak, pipeline, lanesPerGroup: lanes)
    case .stream(let stream):
      let pipeline = try builder.pipeline(
        .init(module: "stream_\(stream.direction.rawValue)", pushConstantByteCount: 24))
      return Plan(pipeline: pipeline) { commands, table in
        func dispatch(clears: Bool) {
          var constants = VulkanBytes()
          constants.append(table)
          constants.append32(stream.byteCount / 16)
          constants.append32(ceilDivide(stream.byteCount, chunkByteCount))
          constants.append32(groupCount(stream))
          constants.append32(clears ? 1 : 0)
          commands.dispatch(
            pipeline, constants: constants.bytes, groups: clears ? 1 : groupCount(stream))
        }
        if stream.direction == .read {
          dispatch(clears: true)
          commands.barrier()
        }
        dispatch(clears: false)
      }
    }
  }

  // MARK: Matrix units

  /// Fragments of sums that a subgroup of peak_khr_matrix.comp keeps, and subgroups of a workgroup.
  private static let fragments = 8
  private static let subgroups = 4

  /// Whether only matrix units multiply so.
  private static func usesMatrices(_ peak: PeakProbe) -> Bool {
    peak.type == .bf16 || peak.type == .i8 || (peak.type == .f16 && peak.sumType == .f32)
  }

  private static func fragment(_ peak: PeakProbe, _ profile: VulkanProfile)
    -> VulkanMatrixProfile.Shape?
  {
    profile.matrix.shape(
      input: peak.type, sum: peak.sumType, dividing: 256, 256, peak.stepCount)
  }

  private static func matrixPlan(_ peak: PeakProbe, _ builder: VulkanPlanBuilder)
    throws(BackendError) -> any VulkanPlan
  {
    guard let fragment = fragment(peak, builder.profile) else {
      throw BackendError(
        .unsupported, operation: "prepare",
        message: "the device has no matrix units for \(peak.type.rawValue)")
    }
    let size = builder.profile.subgroupSize
    let values = [subgroups * size, size, fragment.m, fragment.n, fragment.k]
    let pipeline = try builder.pipeline(
      .init(
        module: "peak_\(peak.type.rawValue)_khr_matrix",
        constants: VulkanPipeline.Recipe.numbered(values),
        pushConstantByteCount: 20, subgroupSize: size, fullSubgroups: true))
    return peakPlan(
      peak, pipeline, lanesPerGroup: subgroups * fragments * fragment.m * fragment.n)
  }

  /// Rows and columns, depth, and invocations of a workgroup of peak_nv_matrix.comp.
  private static let workgroupTile = (side: 128, depth: 64, invocations: 256)

  private static func workgroupVariant(of peak: PeakProbe) -> KernelVariant {
    KernelVariant("vulkan_\(peak.type.rawValue)_peak_nv_matrix")
  }

  private static func hasWorkgroupTile(_ peak: PeakProbe, _ profile: VulkanProfile) -> Bool {
    let tile = workgroupTile
    return peak.stepCount % tile.depth == 0
      && profile.matrix.multiplies(
        input: peak.type, sum: peak.sumType, tile.side, tile.side, tile.depth,
        workgroupInvocations: tile.invocations)
  }

  private static func workgroupPlan(_ peak: PeakProbe, _ builder: VulkanPlanBuilder)
    throws(BackendError) -> any VulkanPlan
  {
    let tile = workgroupTile
    let constants: [UInt32: UInt32] = [
      0: UInt32(tile.invocations), 1: UInt32(tile.side), 2: UInt32(tile.side),
      3: UInt32(tile.depth),
    ]
    let pipeline = try builder.pipeline(
      .init(
        module: "peak_\(peak.type.rawValue)_nv_matrix", constants: constants,
        pushConstantByteCount: 20, subgroupSize: builder.profile.subgroupSize,
        fullSubgroups: true))
    return peakPlan(peak, pipeline, lanesPerGroup: tile.side * tile.side)
  }

  private static func peakPlan(
    _ peak: PeakProbe, _ pipeline: VulkanPipeline, lanesPerGroup: Int
  ) -> any VulkanPlan {
    Plan(pipeline: pipeline) { commands, table in
      var constants = VulkanBytes()
      constants.append(table)
      constants.append32(peak.laneCount)
      constants.append32(peak.stepCount)
      constants.append32(0)
      commands.dispatch(
        pipeline, constants: constants.bytes, groups: ceilDivide(peak.laneCount, lanesPerGroup))
    }
  }

  /// Dispatches over the addresses of A and D.
  private struct Plan: VulkanPlan {
    let pipeline: VulkanPipeline
    let dispatches: @Sendable (VulkanCommands, UInt64) -> Void

    let tableByteCount = 16

    init(
      pipeline: VulkanPipeline, dispatches: @escaping @Sendable (VulkanCommands, UInt64) -> Void
    ) {
      self.pipeline = pipeline
      self.dispatches = dispatches
    }

    func table(_ addresses: [OperandRole: UInt64]) -> [UInt8] {
      var bytes = VulkanBytes(capacity: tableByteCount)
      bytes.append(addresses[.a] ?? 0)
      bytes.append(addresses[.d] ?? 0)
      return bytes.bytes
    }

    func record(into commands: VulkanCommands, table: UInt64) { dispatches(commands, table) }
  }
}
