/// GEMM on Vulkan: what a device can run, and by which kernels.
enum VulkanGEMM {
  /// A way to multiply, as the variant's name tells it.
  enum Scheme: Hashable {
    /// Shared-memory tiles, for every device.
    case tiled(rows: Int, columns: Int, depth: Int)
    /// Shared-memory tiles of f32, two of each operand in turn, for GPUs.
    case buffered
    /// Texel fetches and subgroup shuffles over packed operands, for devices that are CPUs; `width` lanes.
    case texelShuffle(width: Int)
    /// Matrix units that a subgroup shares; inputs of this type.
    case khrMatrix(VulkanMatrixGEMM.Tile, ElementType)
    /// Matrix units that a workgroup shares.
    case nvMatrix(VulkanWorkgroupMatrixGEMM.Tile)
    /// Few vectors against a matrix that is read once, as it is stored; `width` lanes.
    case streamed(width: Int)
    /// Sums left for ranges of k side by side, and finished by another kernel.
    case split(VulkanSplitGEMM.Form)

    var name: String {
      switch self {
      case .tiled(let rows, let columns, let depth): "tiled_\(rows)x\(columns)x\(depth)"
      case .buffered: VulkanBufferedGEMM.name
      case .texelShuffle(let width): "texel_shuffle_w\(width)_\(4 * width)x32x8"
      case .khrMatrix(let tile, let type): VulkanMatrixGEMM.name(tile, type)
      case .nvMatrix(let tile): VulkanWorkgroupMatrixGEMM.name(tile)
      case .streamed(let width): "streamed_texel_w\(width)"
      case .split(.tiled): "split_k_tiled_64x64x16"
      case .split(.khrMatrix): "split_k_khr_matrix_64x64x32"
      case .split(.texelShuffle(let width)):
        "split_k_\(Scheme.texelShuffle(width: width).name)"
      }
    }
  }

  /// Whether and how a device of this profile runs `problem`.
  ///
  /// 16-bit inputs are multiplied and summed in f32. That is also how compute types that allow less (tf32, bf16, f16)
  /// are run: they permit rounding and do not demand it.
  static func support(_ problem: GEMMProblem, _ profile: VulkanProfile) -> Support {
    let reasons = typeReasons(problem, profile) + sizeReasons(problem, profile)
    guard reasons.isEmpty else { return .unsupported(reasons) }
    let schemes = self.schemes(problem, profile)
    guard !schemes.isEmpty else {
      return .unsupported([
        UnsupportedReason(
          .sizeLimit,
          problem.types.a.isFloat8
            ? "D has more sums than the scratch memory for 8-bit floats may hold"
            : "k needs more than the \(profile.loopLimit) loop iterations that this driver runs")
      ])
    }
    let variants = schemes.map { variant(problem, $0) }
    guard problem.types.a.isFloat8 else { return .native(variants) }
    return .emulated(
      variants,
      losses: [
        Loss(
          .conversionAdded,
          "A and B are converted to f32, which is exact, scaling factors multiply their elements in "
            + "f32, sums are f32, and D is rounded once to \(problem.types.d.rawValue)")
      ])
  }

  /// Builds what `variant` needs.
  static func plan(_ problem: GEMMProblem, _ variant: KernelVariant, _ builder: VulkanPlanBuilder)
    throws(BackendError) -> any VulkanPlan
  {
    for scheme in schemes(problem, builder.profile) where self.variant(problem, scheme) == variant {
      switch scheme {
      case .tiled(let rows, let columns, _):
        return try VulkanTiledGEMM.plan(
          problem, module: moduleName(problem, scheme), rows: rows, columns: columns, builder)
      case .buffered:
        return try VulkanBufferedGEMM.plan(problem, builder)
      case .texelShuffle(let width):
        return try VulkanTexelGEMM(
          problem, module: moduleName(problem, scheme), width: width, builder)
      case .khrMatrix(let tile, _): return try VulkanMatrixGEMM.plan(problem, tile: tile, builder)
      case .nvMatrix(let tile):
        return try VulkanWorkgroupMatrixGEMM.plan(problem, tile: tile, builder)
      case .streamed(let width):
        return try VulkanStreamedGEMM(problem, width: width, builder)
      case .split(let form): return try VulkanSplitGEMM(problem, form: form, builder)
      }
    }
    throw BackendError(
      .unsupported, operation: "prepare", message: "there is no variant \(variant)")
  }

  private static func variant(_ problem: GEMMProblem, _ scheme: Scheme) -> KernelVariant {
    let types = problem.types
    let inputs = types.a == types.b ? types.a.rawValue : "\(types.a.rawValue)_\(types.b.rawValue)"
    return KernelVariant(
      "vulkan_\(inputs)_gemm_\(types.a.isFloat8 ? "f32_" : "")\(scheme.name)")
  }

  /// The shader's name in shaders/README.md; both 16-bit types share modules.
  ///
  /// Packed operands are f32 whatever they
  /// were, so that only the result's type matters there.
  private static func moduleName(_ problem: GEMMProblem, _ scheme: Scheme) -> String {
    let type =
      switch scheme {
      case .tiled, .buffered, .streamed, .split, .khrMatrix, .nvMatrix: problem.types.a
      case .texelShuffle: problem.types.d
      }
    return "gemm_\(moduleType(type))_\(scheme.name)"
  }

  static func moduleType(_ type: ElementType) -> String {
    type == .f16 || type == .bf16 ? "h16" : type.rawValue
  }

  // MARK: Choice

  private static func schemes(_ problem: GEMMProblem, _ profile: VulkanProfile) -> [Scheme] {
    var streamed: [Scheme] = []
    if VulkanStreamedGEMM.fits(problem, profile), let width = VulkanStreamedGEMM.width(profile) {
      streamed.append(.streamed(width: width))
    }
    let isLarge = fillsLargeTiles(problem)
    let subgroups =
      (VulkanSplitGEMM.fits(problem, .khrMatrix, profile) ? [Scheme.split(.khrMatrix)] : [])
      + VulkanMatrixGEMM.tiles(problem, profile, fillsLargeTiles: isLarge)
      .map { Scheme.khrMatrix($0, problem.types.a) }
    let workgroups = VulkanWorkgroupMatrixGEMM.tiles(problem, profile, fillsLargeTiles: isLarge)
      .map { Scheme.nvMatrix($0) }
    let others = schemesWithoutMatrices(problem, profile)
    // A CPU computes matrices lane by lane.
    return profile.isCPU
      ? streamed + others + subgroups + workgroups : streamed + subgroups + workgroups + others
  }

  private static func schemesWithoutMatrices(_ problem: GEMMProblem, _ profile: VulkanProfile)
    -> [Scheme]
  {
    let forms =
      (profile.isCPU
        ? subgroupWidth(profile).map { [VulkanSplitGEMM.Form.texelShuffle(width: $0)] } ?? [] : [])
      + [.tiled]
    let split = forms.filter { VulkanSplitGEMM.fits(problem, $0, profile) }.map(Scheme.split)
    // Lane by lane a CPU takes longer over shared-memory tiles than over packing.
    return profile.isCPU
      ? split.prefix { $0 != .split(.tiled) } + wholeSchemes(problem, profile)
        + split.filter { $0 == .split(.tiled) }
      : split + wholeSchemes(problem, profile)
  }

  /// Kernels that take all of k at once.
  private static func wholeSchemes(_ problem: GEMMProblem, _ profile: VulkanProfile) -> [Scheme] {
    guard !problem.types.a.isFloat8 else { return [] }
    let small = Scheme.tiled(rows: 64, columns: 64, depth: problem.types.a == .c128 ? 8 : 16)
    let k = problem.groups.map(\.shape.k).max() ?? 0
    guard [.f32, .f16, .bf16].contains(problem.types.a) else {
      return fitsLoops(small, k: k, profile) ? [small] : []
    }
    let large = Scheme.tiled(rows: 128, columns: 128, depth: 16)
    // Of CPU devices only llvmpipe compiles it in less than minutes, and verifies it so.
    let buffered: [Scheme] =
      problem.types.a == .f32 && (!profile.isCPU || profile.isLLVMpipe) ? [.buffered] : []
    let ordered =
      !profile.isCPU && fillsLargeTiles(problem)
      ? buffered + [large, small] : [small, large] + buffered
    let tiled = ordered.filter { fitsLoops($0, k: k, profile) }
    guard profile.isCPU, let width = subgroupWidth(profile) else { return tiled }
    // Packing pays even for one column: a CPU device runs shared memory and barriers lane by lane
    // (docs/performance.md).
    return [.texelShuffle(width: width)] + tiled
  }

  /// Whether a device that bounds loops runs `scheme` to its end; packed operands are cut along k instead.
  private static func fitsLoops(_ scheme: Scheme, k: Int, _ profile: VulkanProfile) -> Bool {
    switch scheme {
    case .tiled(_, _, let depth): ceilDivide(k, depth) <= profile.loopLimit
    case .buffered: VulkanBufferedGEMM.fitsLoops(k: k, profile)
    default: true
    }
  }

  /// The subgroup size for texel kernels: the device's own where there is a module for it.
  static func subgroupWidth(_ profile: VulkanProfile) -> Int? {
    let widths = [profile.subgroupSize, 8, 16, 4]
    return widths.first { [4, 8, 16].contains($0) && profile.offersSubgroups(of: $0) }
  }

  /// Whether tiles of 128x128 are mostly inside the matrices and many enough to occupy a GPU.
  private static func fillsLargeTiles(_ problem: GEMMProblem) -> Bool {
    var tiles = 0
    for group in problem.groups {
      let shape = group.shape
      guard shape.m >= 96, shape.n >= 96 else { return false }
      tiles += ceilDivide(shape.m, 128) * ceilDivide(shape.n, 128) * group.count
    }
    return tiles >= 64
  }

  // MARK: Limits

  private static func typeReasons(_ problem: GEMMProblem, _ profile: VulkanProfile)
    -> [UnsupportedReason]
  {
    let types = problem.types
    func lacks(_ feature: String, _ what: String) -> UnsupportedReason {
      UnsupportedReason(.deviceFeature, "the device lacks \(feature), which \(what) needs")
    }
    var reasons: [UnsupportedReason] = []
    if types.a.isFloat8, !profile.hasStorage8 || !profile.hasStorage16 {
      reasons.append(lacks("storageBuffer8BitAccess or storageBuffer16BitAccess", "8-bit floats"))
    }
    for (name, scaling) in [("scaleA", problem.scaleA), ("scaleB", problem.scaleB)] {
      if case .block(let k, let other, _) = scaling, max(k, other) > Int(UInt32.max) {
        reasons.append(
          UnsupportedReason(
            .scaling, "\(name): blocks of \(other)x\(k) do not fit the kernels' 32-bit sizes"))
      }
    }
    if types.a == .i8, types.d != .i32 {
      reasons.append(
        UnsupportedReason(.elementType, "i8 into \(types.d.rawValue) has no Vulkan kernel; i32 has")
      )
    }
    if types.a == .f16 || types.a == .bf16, !profile.hasStorage16 {
      reasons.append(lacks("storageBuffer16BitAccess", types.a.rawValue))
    }
    if types.a == .i8, !profile.hasStorage8 {
      reasons.append(lacks("storageBuffer8BitAccess", "i8"))
    }
    if types.a == .f64 || types.a == .c128, !profile.hasFloat64 {
      reasons.append(lacks("shaderFloat64", types.a.rawValue))
    }
    return reasons
  }

  private static func sizeReasons(_ problem: GEMMProblem, _ profile: VulkanProfile)
    -> [UnsupportedReason]
  {
    let limit = Int(Int32.max)
    var reasons: [UnsupportedReason] = []
    for group in problem.groups {
      let s = group.shape
      for (name, value) in [("m", s.m), ("n", s.n), ("k", s.k)] where value > limit - 128 {
        reasons.append(
          UnsupportedReason(.sizeLimit, "\(name)=\(value) does not fit the kernels' 32-bit sizes"))
      }
      for (name, value) in [("lda", s.lda), ("ldb", s.ldb), ("ldc", s.ldc), ("ldd", s.ldd)]
      where value > limit {
        reasons.append(
          UnsupportedReason(
            .leadingDimension, "\(name)=\(value) does not fit the kernels' 32-bit strides"))
      }
    }
    let table = VulkanGEMMTable.instanceByteCount * problem.instanceCount
    if table > profile.maximumBufferByteCount {
      reasons.append(
        UnsupportedReason(
          .batching,
          "the table of \(problem.instanceCount) GEMMs takes \(table) bytes and a buffer of this "
            + "device has at most \(profile.maximumBufferByteCount)"))
    }
    return reasons + bufferReasons(problem.operands, profile)
  }

  /// Operands larger than any buffer of the device.
  static func bufferReasons(_ operands: [OperandSpec], _ profile: VulkanProfile)
    -> [UnsupportedReason]
  {
    operands.filter { $0.byteCount > profile.maximumBufferByteCount }.map {
      UnsupportedReason(
        .sizeLimit,
        "operand \($0.role.rawValue) takes \($0.byteCount) bytes and a buffer of this device has "
          + "at most \(profile.maximumBufferByteCount)")
    }
  }
}
