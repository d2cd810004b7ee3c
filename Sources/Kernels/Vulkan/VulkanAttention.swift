/// Attention on Vulkan: what a device can run, and by which kernels.
enum VulkanAttention {
  /// A way to attend, as the variant's name tells it.
  enum Scheme: Hashable {
    /// Shared-memory tiles, for every device.
    case tiled
    /// Texel fetches and subgroup shuffles over packed operands, for devices that are CPUs; `width` lanes, value heads
    /// of up to `values` elements.
    case texelShuffle(width: Int, values: Int)
    /// Matrix units that a subgroup shares, so many keys at a time.
    case khrMatrix(keys: Int)
    /// The same with scores in registers.
    case nvMatrix(VulkanFragmentAttention.Tile)
    /// One query against ranges of keys side by side, for every device with subgroups; `width` lanes.
    case decode(width: Int)

    var name: String {
      switch self {
      case .tiled: "tiled_32x32"
      case .texelShuffle(let width, let values): "texel_shuffle_w\(width)_d\(values)"
      case .khrMatrix(let keys): "khr_matrix_\(VulkanMatrixAttention.rows)x\(keys)"
      case .nvMatrix(let tile): tile.name
      case .decode(let width): "decode_texel_w\(width)"
      }
    }
  }

  /// Whether and how a device of this profile runs `problem`; 16-bit operands are computed with in f32.
  static func support(_ problem: AttentionProblem, _ profile: VulkanProfile) -> Support {
    let reasons = self.reasons(
      problem, operands: Problem.attention(problem).operands, profile)
    guard reasons.isEmpty else { return .unsupported(reasons) }
    let schemes = self.schemes(problem, profile)
    guard !schemes.isEmpty else {
      return .unsupported([
        UnsupportedReason(
          .sizeLimit,
          "skv=\(problem.seqKV) with these head sizes needs more than the \(profile.loopLimit) loop "
            + "iterations that this driver runs")
      ])
    }
    return .native(schemes.map { variant(problem, $0) })
  }

  /// Builds what `variant` needs.
  static func plan(
    _ problem: AttentionProblem, _ variant: KernelVariant, _ builder: VulkanPlanBuilder
  )
    throws(BackendError) -> any VulkanPlan
  {
    for scheme in schemes(problem, builder.profile) where self.variant(problem, scheme) == variant {
      let module = "attention_\(VulkanGEMM.moduleType(problem.type))_\(scheme.name)"
      switch scheme {
      case .tiled: return try VulkanTiledAttention(problem, module: module, builder)
      case .texelShuffle(let width, let values):
        return try VulkanTexelAttention(
          problem, module: module, width: width, values: values, builder)
      case .khrMatrix(let keys): return try VulkanMatrixAttention(problem, keys: keys, builder)
      case .nvMatrix(let tile):
        return try VulkanFragmentAttention(problem, tile: tile, builder)
      case .decode(let width):
        return try VulkanDecodeAttention(problem, width: width, builder)
      }
    }
    throw BackendError(
      .unsupported, operation: "prepare", message: "there is no variant \(variant)")
  }

  private static func variant(_ problem: AttentionProblem, _ scheme: Scheme) -> KernelVariant {
    KernelVariant("vulkan_\(problem.type.rawValue)_attention_\(scheme.name)")
  }

  private static func schemes(_ problem: AttentionProblem, _ profile: VulkanProfile) -> [Scheme] {
    let others = schemesWithoutMatrices(problem, profile)
    let keyRun = longestKeyRun(problem)
    let matrices =
      VulkanFragmentAttention.tiles(problem, keyRun: keyRun, profile).map { Scheme.nvMatrix($0) }
      + (VulkanMatrixAttention.keys(problem, keyRun: keyRun, profile).map {
        [Scheme.khrMatrix(keys: $0)]
      } ?? [])
    // A CPU computes matrices lane by lane, and few rows fill none.
    let rows = problem.seqQ * (problem.heads / problem.kvHeads)
    return profile.isCPU || rows < 16 ? others + matrices : matrices + others
  }

  private static func schemesWithoutMatrices(_ problem: AttentionProblem, _ profile: VulkanProfile)
    -> [Scheme]
  {
    guard VulkanDecodeAttention.fits(problem, profile),
      let width = VulkanStreamedGEMM.width(profile)
    else { return schemesWithoutDecode(problem, profile) }
    return [.decode(width: width)] + schemesWithoutDecode(problem, profile)
  }

  private static func schemesWithoutDecode(_ problem: AttentionProblem, _ profile: VulkanProfile)
    -> [Scheme]
  {
    let keys = longestKeyRun(problem)
    let tiledLoops =
      ceilDivide(keys, 32)
      * (2 + ceilDivide(problem.headDimQK, 32) + 5 * ceilDivide(problem.headDimV, 64))
    let tiled: [Scheme] = tiledLoops <= profile.loopLimit ? [.tiled] : []
    guard profile.isCPU, let width = VulkanGEMM.subgroupWidth(profile),
      let values = [64, 128].first(where: { problem.headDimV <= $0 })
    else { return tiled }
    // One head is the least that is packed at once.
    let texels = VulkanTexelAttention.Texels(problem, width: width, values: values)
    let loops =
      keys + ceilDivide(keys, 4 * width) * (1 + texels.depth / 8) + problem.headDimV
    guard texels.largest <= profile.maxTexelBufferElements, loops <= profile.loopLimit else {
      return tiled
    }
    return [.texelShuffle(width: width, values: values)] + tiled
  }

  /// The most neighbouring keys that the rows of one workgroup see, rounded up.
  private static func longestKeyRun(_ problem: AttentionProblem) -> Int {
    guard case .window(let left, let right, _) = problem.mask else { return problem.seqKV }
    let window = min(left, problem.seqKV) + min(right, problem.seqKV) + 1
    // 128 rows, and whole blocks of 128 keys at both ends.
    return min(problem.seqKV, window + 128 + 256)
  }

  /// Why attention or its gradients, with these operands, cannot run; empty where they can.
  static func reasons(
    _ problem: AttentionProblem, operands: [OperandSpec], _ profile: VulkanProfile
  ) -> [UnsupportedReason] {
    var reasons: [UnsupportedReason] = []
    if problem.type == .f64 {
      reasons.append(UnsupportedReason(.elementType, "f64 attention has no Vulkan kernel"))
    }
    if problem.type == .f16 || problem.type == .bf16, !profile.hasStorage16 {
      reasons.append(
        UnsupportedReason(
          .deviceFeature,
          "the device lacks storageBuffer16BitAccess, which \(problem.type.rawValue) needs"))
    }
    if problem.headDimV > 576 {
      reasons.append(
        UnsupportedReason(.headDimension, "dv=\(problem.headDimV) is above 576, the kernels' most"))
    }
    let limit = 1 << 30
    let rows = problem.seqQ.multipliedReportingOverflow(by: problem.heads / problem.kvHeads)
    if rows.overflow || rows.partialValue >= limit || problem.seqKV >= limit {
      reasons.append(
        UnsupportedReason(
          .sizeLimit, "sequences of 2^30 rows and more do not fit the kernels' indices"))
    }
    let strides = [problem.strides.q, problem.strides.k, problem.strides.v, problem.strides.o]
    if strides.contains(where: { max($0.batch, $0.head, $0.seq) > Int(UInt32.max) }) {
      reasons.append(
        UnsupportedReason(.sizeLimit, "strides of 2^32 elements and more do not fit the kernels'"))
    }
    return reasons + VulkanGEMM.bufferReasons(operands, profile)
  }
}

/// The `AttentionInstance` that all attention shaders read (shaders/README.md, "Attention").
struct VulkanAttentionTable: Sendable {
  static let byteCount = 128
  let problem: AttentionProblem

  /// Rows that share a key-value head: its query heads' queries.
  var rows: Int { problem.seqQ * (problem.heads / problem.kvHeads) }
  /// Key-value heads of all batches.
  var kvHeadsTotal: Int { problem.batch * problem.kvHeads }

  func bytes(_ addresses: [OperandRole: UInt64]) -> [UInt8] {
    var bytes = VulkanBytes()
    for role in [OperandRole.q, .k, .v, .o] { bytes.append(addresses[role] ?? 0) }
    let strides = problem.strides
    for stride in [strides.q, strides.k, strides.v, strides.o] {
      for value in [stride.batch, stride.head, stride.seq] { bytes.append32(value) }
    }
    for value in [
      problem.batch, problem.heads, problem.kvHeads, problem.seqQ, problem.seqKV, problem.headDimQK,
      problem.headDimV,
    ] { bytes.append32(value) }
    bytes.append(Float(problem.softmaxScale))
    let band = problem.maskBand
    let unlimited = problem.seqQ + problem.seqKV
    for value in [
      band.shift, band.left >= unlimited ? 0x7fff_ffff : band.left,
      band.right >= unlimited ? 0x7fff_ffff : band.right, 0,
    ] { bytes.append32(value) }
    return bytes.bytes
  }
}

/// Attention by shared-memory tiles; operands are read where they lie, and no score is stored.
struct VulkanTiledAttention: VulkanPlan {
  private let table: VulkanAttentionTable
  private let pipeline: VulkanPipeline

  init(_ problem: AttentionProblem, module: String, _ builder: VulkanPlanBuilder)
    throws(BackendError)
  {
    table = VulkanAttentionTable(problem: problem)
    pipeline = try builder.pipeline(
      .init(
        module: module,
        constants: [
          0: vulkanElementKind(problem.type), 1: UInt32(ceilDivide(problem.headDimV, 64)),
        ], pushConstantByteCount: 12))
  }

  var tableByteCount: Int { VulkanAttentionTable.byteCount }

  func table(_ addresses: [OperandRole: UInt64]) -> [UInt8] { table.bytes(addresses) }

  func record(into commands: VulkanCommands, table address: UInt64) {
    let groups = ceilDivide(table.rows, 32) * table.kvHeadsTotal
    for part in pieces(of: groups, atMost: vulkanGroupsPerDispatch) {
      var constants = VulkanBytes()
      constants.append(address)
      constants.append32(part.start)
      commands.dispatch(pipeline, constants: constants.bytes, groups: part.count)
    }
  }
}
