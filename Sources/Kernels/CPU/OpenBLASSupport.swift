/// Which problems the `openblas` backend runs, and how.
enum OpenBLASSupport {
  /// The answer for `problem`; depends on nothing but the problem and the processor.
  static let support: @Sendable (Problem) -> Support = { problem in
    switch problem {
    case .gemm(let gemm): support(gemm)
    case .attention(let attention): support(attention)
    case .attentionBackward(let backward): support(backward)
    case .probe(let probe): ProbeKernel.support(probe)
    }
  }

  private static func support(_ gemm: GEMMProblem) -> Support {
    let streamed = streamed(gemm)
    let few = streamed.map { [variant(of: $0.kernel, gemm.types)] } ?? []
    if CBLASSupport.hasRoutine(gemm.types) {
      let unpacked = unpackedKernel(gemm).map { [variant(of: $0, gemm.types)] } ?? []
      let panels = sharesPacked(gemm) ? Array(panelVariants(gemm.types).prefix(1)) : []
      return panelsPay(gemm)
        ? directSupport(gemm, few + unpacked + panels)
        : directSupport(gemm, few + unpacked, thenOwn: panels)
    }
    if gemm.types.a == .i8 {
      // 131071 products of -128 and -128 are the most that a 32-bit sum holds for certain.
      let limit = Int(Int32.max) / (128 * 128)
      if gemm.types.d == .f32, gemm.groups.contains(where: { $0.shape.k > limit }) {
        return .unsupported([
          UnsupportedReason(
            .sizeLimit,
            "k above \(limit) can overflow the 32-bit integer sums that are scaled into f32")
        ])
      }
      return .native(few + panelVariants(gemm.types))
    }
    let panels = panelVariants(gemm.types)
    if gemm.types.a == .bf16, let first = PanelKernel.bf16.first, first.computesBF16 {
      // Widening kernels are emulations, which one grade for all would hide.
      return .native((streamed?.kernel.isPacked == true ? few : []) + panels.prefix(1))
    }
    return .emulated(
      few + panels,
      losses: [
        Loss(
          .conversionAdded,
          "\(conversion(gemm.types)) sums are f32, and D is rounded once to \(gemm.types.d.rawValue)"
        )
      ])
  }

  /// The types that CBLAS has; kernels of Parity's own take no copy and no second pass.
  ///
  /// - Parameters:
  ///   - own: those that are quicker here.
  ///   - rest: those that are not.
  private static func directSupport(
    _ gemm: GEMMProblem, _ own: [KernelVariant], thenOwn rest: [KernelVariant] = []
  ) -> Support {
    let all = own + rest
    switch CBLASSupport.support(
      gemm, library: "openblas", integerByteCount: OpenBLASLibrary.integerByteCount)
    {
    case .native(let cblas): return .native(own + cblas + rest)
    case let other: return all.isEmpty ? other : .native(all)
    }
  }

  /// Whether packing costs less than panels gain over CBLAS.
  ///
  /// It does from products of about 200 cubed on all threads, of 64 cubed where each thread has GEMMs of its own
  /// (docs/performance.md); never on processors whose vector instructions only CBLAS knows.
  private static func panelsPay(_ gemm: GEMMProblem) -> Bool {
    let kernels = panelKernels(gemm.types)
    // OpenBLAS knows 256-bit multiply-adds of f64 and complex numbers in full and 512-bit ones by half.
    guard kernels.count > 1, gemm.types.a == .f32 || kernels[0].isWide else { return false }
    let factor: Double = gemm.types.a.isComplex ? 4 : 1
    return gemm.groups.allSatisfy { group in
      let s = group.shape
      let least: Double = group.count > 1 ? 0x1p18 : 0x1p23
      return factor * Double(s.m) * Double(s.n) * Double(s.k) >= least
    }
  }

  /// Whether so many rows and columns share each packed element that panels are worth trying; fewer are streamed in f32
  /// and f64, and CBLAS reads complex ones as they are.
  private static func sharesPacked(_ gemm: GEMMProblem) -> Bool {
    gemm.types.a == .f32
      || gemm.groups.allSatisfy { min($0.shape.m, $0.shape.n) > StreamedGEMMKernel.vectorLimit }
  }

  /// What multiplies small f32 and f64 matrices as they are stored; nil where they leave the innermost caches, and on
  /// processors whose vector instructions only CBLAS knows.
  private static func unpackedKernel(_ gemm: GEMMProblem) -> UnpackedKernel? {
    let kernels =
      switch gemm.types.a {
      case .f32: UnpackedKernel.f32
      case .f64: UnpackedKernel.f64
      default: [UnpackedKernel]()
      }
    guard gemm.epilogue == .none, kernels.count > 1 else { return nil }
    let fits = gemm.groups.allSatisfy { max($0.shape.m, $0.shape.n, $0.shape.k) <= 128 }
    return fits ? kernels[0] : nil
  }

  private static func variant(of kernel: UnpackedKernel, _ types: GEMMTypes) -> KernelVariant {
    KernelVariant("cpu_\(types.a.rawValue)_gemm_\(kernel.name)_unpacked")
  }

  /// The kernel that a variant names, if it packs nothing.
  static func unpackedKernel(_ gemm: GEMMProblem, _ name: KernelVariant) -> UnpackedKernel? {
    unpackedKernel(gemm).flatMap { variant(of: $0, gemm.types) == name ? $0 : nil }
  }

  private static func inputs(_ types: GEMMTypes) -> String {
    types.a == types.b ? types.a.rawValue : "\(types.a.rawValue)_\(types.b.rawValue)"
  }

  /// What becomes of A and B, exactly.
  private static func conversion(_ types: GEMMTypes) -> String {
    switch types.a {
    case .bf16: "A and B are widened to f32 in registers,"
    case .f8e4m3, .f8e5m2:
      "A and B are converted to bf16, which is exact, scaling factors multiply the f32 sum of each block of k,"
    default: "A and B are converted to f32, which is exact,"
    }
  }

  /// The kernels that multiply panels of A and B of these types, quickest first.
  static func panelKernels(_ types: GEMMTypes) -> [PanelKernel] {
    switch types.a {
    case .bf16, .f8e4m3, .f8e5m2: PanelKernel.bf16
    case .f32, .f16, .c64: PanelKernel.f32
    case .f64, .c128: PanelKernel.f64
    case .i8: PanelKernel.i8
    default: []
    }
  }

  private static func panelVariants(_ types: GEMMTypes) -> [KernelVariant] {
    panelKernels(types).map { variant(of: $0, types) }
  }

  /// The variant of a kernel: `cpu_f8e4m3_gemm_bf16_avx512bf16_dot_48x8`, with the type that is
  /// multiplied where it is another.
  static func variant(of kernel: PanelKernel, _ types: GEMMTypes) -> KernelVariant {
    let multiplied =
      switch types.a {
      case .f16, .c64: "f32_"
      case .c128: "f64_"
      case .f8e4m3, .f8e5m2: "bf16_"
      default: ""
      }
    return KernelVariant("cpu_\(inputs(types))_gemm_\(multiplied)\(kernel.name)")
  }

  private static func variant(of kernel: LineKernel, _ types: GEMMTypes) -> KernelVariant {
    let multiplied =
      switch types.a {
      case .f8e4m3, .f8e5m2: "bf16_"
      case .f16, .bf16: kernel.isPacked ? "" : "f32_"
      default: ""
      }
    return KernelVariant("cpu_\(inputs(types))_gemm_\(multiplied)\(kernel.name)_streamed")
  }

  /// The kernel that streams the larger factor, and which that is; nil where so many rows and columns
  /// share each element that reading it does not set the pace.
  static func streamed(_ gemm: GEMMProblem) -> (kernel: LineKernel, side: PanelSide)? {
    for side in [PanelSide.a, .b] {
      let hasManyVectors = gemm.groups.allSatisfy { group in
        let s = group.shape
        return side == .a ? s.n > 4 && s.transA != .none : s.m > 4 && s.transB == .none
      }
      guard
        let kernel = LineKernel.best(
          for: side == .a ? gemm.types.a : gemm.types.b, hasManyVectors: hasManyVectors)
      else { continue }
      let fits = gemm.groups.allSatisfy { group in
        let s = group.shape
        let (lines, vectors) = side == .a ? (s.m, s.n) : (s.n, s.m)
        let areLinesContiguous = side == .a ? s.transA == .none : s.transB != .none
        return vectors <= StreamedGEMMKernel.vectorLimit && lines >= 4 * vectors
          && lines * s.k >= 1 << 16 && (!areLinesContiguous || kernel.canAdd(gemm.types.a))
          && StreamedScales.block(gemm, k: s.k) != nil
      }
      if fits { return (kernel, side) }
    }
    return nil
  }

  /// The kernel that a variant names, if it streams.
  static func streamed(_ gemm: GEMMProblem, _ name: KernelVariant) -> (
    kernel: LineKernel, side: PanelSide
  )? {
    streamed(gemm).flatMap { variant(of: $0.kernel, gemm.types) == name ? $0 : nil }
  }

  /// The kernel that a variant names.
  static func panelKernel(of variant: KernelVariant, _ types: GEMMTypes) -> PanelKernel? {
    panelKernels(types).first { self.variant(of: $0, types) == variant }
  }

  /// What multiplies panels of queries; nil where so few rows share each key that reading it sets the pace, and on
  /// processors whose vector instructions only CBLAS knows.
  private static func attentionKernel(_ attention: AttentionProblem) -> AttentionKernel? {
    let rowCount = attention.heads / attention.kvHeads * attention.seqQ
    guard rowCount > AttentionSchedule.directRowLimit, AttentionKernel.all.count > 1 else {
      return nil
    }
    return AttentionKernel.all[0]
  }

  private static func variant(of kernel: AttentionKernel, _ type: ElementType) -> KernelVariant {
    KernelVariant("cpu_\(type.rawValue)_attention_flash_\(kernel.name)")
  }

  /// The kernel that a variant names.
  static func attentionKernel(_ attention: AttentionProblem, _ name: KernelVariant)
    -> AttentionKernel?
  {
    attentionKernel(attention).flatMap { variant(of: $0, attention.type) == name ? $0 : nil }
  }

  private static func support(_ attention: AttentionProblem) -> Support {
    support(
      attention,
      (attentionKernel(attention).map { [variant(of: $0, attention.type)] } ?? [])
        + [KernelVariant("openblas_\(attention.type.rawValue)_attention_flash_tiles")],
      outputs: "O is")
  }

  /// What multiplies panels of keys in a backward pass; nil on processors whose vector instructions only CBLAS knows.
  private static var backwardKernel: AttentionKernel? {
    AttentionKernel.all.count > 1 ? AttentionKernel.all[0] : nil
  }

  private static func variant(of kernel: AttentionKernel, _ backward: AttentionBackwardProblem)
    -> KernelVariant
  {
    KernelVariant("cpu_\(backward.forward.type.rawValue)_attention_backward_\(kernel.name)")
  }

  /// The kernel that a variant names.
  static func backwardKernel(_ backward: AttentionBackwardProblem, _ name: KernelVariant)
    -> AttentionKernel?
  {
    backwardKernel.flatMap { variant(of: $0, backward) == name ? $0 : nil }
  }

  private static func support(_ backward: AttentionBackwardProblem) -> Support {
    support(
      backward.forward,
      (backwardKernel.map { [variant(of: $0, backward)] } ?? [])
        + [KernelVariant("openblas_\(backward.forward.type.rawValue)_attention_backward_tiles")],
      outputs: "gradients are")
  }

  private static func support(
    _ attention: AttentionProblem, _ variants: [KernelVariant], outputs: String
  ) -> Support {
    guard Float(attention.softmaxScale).isFinite else {
      return .unsupported([
        UnsupportedReason(.scaleType, "a softmax scale of \(attention.softmaxScale) is beyond f32")
      ])
    }
    let strides = attention.strides
    for (name, value) in [
      ("d", attention.headDimQK), ("dv", attention.headDimV),
      ("the distance of keys", strides.k.seq),
      ("the distance of values", strides.v.seq),
    ] where value > Int(Int32.max) && OpenBLASLibrary.integerByteCount == 4 {
      return .unsupported([
        UnsupportedReason(
          .integer64, "\(name)=\(value) is beyond the 32-bit integers of the linked OpenBLAS (LP64)"
        )
      ])
    }
    switch attention.type {
    case .f32: return .native(variants)
    case .f16, .bf16:
      return .emulated(
        variants,
        losses: [
          Loss(
            .conversionAdded,
            "tiles of the operands are converted to f32 and \(outputs) rounded once to \(attention.type.rawValue)"
          )
        ])
    default:
      return .unsupported([
        UnsupportedReason(
          .elementType, "attention in \(attention.type.rawValue) has no kernel; use f32")
      ])
    }
  }
}
