/// Which problems the `openblas` backend runs, and how.
enum OpenBLASSupport {
  /// The answer for `problem`; depends on nothing but the problem and the processor.
  static let support: @Sendable (Problem) -> Support = { problem in
    switch problem {
    case .gemm(let gemm): support(gemm)
    case .attention(let attention): support(attention)
    case .probe(let probe): ProbeKernel.support(probe)
    }
  }

  /// Whether CBLAS has a routine for these types.
  static func isDirect(_ types: GEMMTypes) -> Bool {
    switch types.a {
    case .f32, .f64, .c64, .c128: true
    default: false
    }
  }

  /// Whether so few columns share each element of A that reading A sets the pace.
  private static func hasFewColumns(_ gemm: GEMMProblem) -> Bool {
    guard [.f32, .f16, .bf16, .i8].contains(gemm.types.a) else { return false }
    return gemm.groups.allSatisfy { group in
      let shape = group.shape
      if gemm.types.a == .i8, shape.transA == .none { return false }
      return shape.n <= FewColumnsGEMMKernel.columnLimit && shape.m >= 4 * shape.n
        && shape.m * shape.k >= 1 << 16
    }
  }

  static func fewColumnsVariant(_ types: GEMMTypes) -> KernelVariant {
    KernelVariant("openblas_\(types.a.rawValue)_gemm_few_columns")
  }

  private static func support(_ gemm: GEMMProblem) -> Support {
    let few = hasFewColumns(gemm) ? [fewColumnsVariant(gemm.types)] : []
    if isDirect(gemm.types) { return directSupport(gemm, few) }
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
      return .native(few + IntegerKernel.all.map { variant(of: $0) })
    }
    return .emulated(
      few + [KernelVariant("openblas_\(inputs(gemm.types))_gemm_convert_f32")],
      losses: [
        Loss(
          .conversionAdded,
          "A and B are converted to f32, multiplied and summed in f32, and D is rounded once to \(gemm.types.d.rawValue)"
        )
      ])
  }

  /// The types that CBLAS has; kernels of Parity's own take no copy and no second pass.
  private static func directSupport(_ gemm: GEMMProblem, _ few: [KernelVariant]) -> Support {
    // Lower compute types only permit rounding; full precision is at least as good.
    let cblas = KernelVariant("openblas_\(gemm.types.a.rawValue)_gemm_cblas")
    if let reason = sizeLimit(gemm) { return few.isEmpty ? .unsupported([reason]) : .native(few) }
    var losses: [Loss] = []
    if gemm.readsC {
      losses.append(Loss(.copyAdded, "C is copied into D first, because BLAS updates in place"))
    }
    if gemm.epilogue != .none {
      losses.append(
        Loss(
          .decomposed, "\(gemm.epilogue.rawValue) is a second pass over D after the multiplication")
      )
    }
    if losses.isEmpty { return .native(few + [cblas]) }
    return few.isEmpty ? .emulated([cblas], losses: losses) : .native(few)
  }

  private static func inputs(_ types: GEMMTypes) -> String {
    types.a == types.b ? types.a.rawValue : "\(types.a.rawValue)_\(types.b.rawValue)"
  }

  private static func variant(of kernel: IntegerKernel) -> KernelVariant {
    KernelVariant("openblas_i8_gemm_\(kernel.name)")
  }

  /// The integer kernel that a variant names.
  static func integerKernel(of variant: KernelVariant) -> IntegerKernel? {
    IntegerKernel.all.first { self.variant(of: $0) == variant }
  }

  private static func sizeLimit(_ gemm: GEMMProblem) -> UnsupportedReason? {
    guard OpenBLASLibrary.integerByteCount == 4 else { return nil }
    for group in gemm.groups {
      let s = group.shape
      for (name, value) in [
        ("m", s.m), ("n", s.n), ("k", s.k), ("lda", s.lda), ("ldb", s.ldb), ("ldd", s.ldd),
      ] where value > Int(Int32.max) {
        return UnsupportedReason(
          .integer64, "\(name)=\(value) is beyond the 32-bit integers of the linked OpenBLAS (LP64)"
        )
      }
    }
    return nil
  }

  private static func support(_ attention: AttentionProblem) -> Support {
    let variants = [KernelVariant("openblas_\(attention.type.rawValue)_attention_flash_tiles")]
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
            "tiles of Q, K and V are converted to f32 and O is rounded once to \(attention.type.rawValue)"
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
