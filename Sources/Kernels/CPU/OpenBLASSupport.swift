/// Which problems the `openblas` backend runs, and how.
enum OpenBLASSupport {
  /// The answer for `problem`; depends on nothing but the problem and the processor.
  static let support: @Sendable (Problem) -> Support = { problem in
    switch problem {
    case .gemm(let gemm): support(gemm)
    case .attention(let attention): support(attention)
    }
  }

  /// Whether CBLAS has a routine for these types.
  static func isDirect(_ types: GEMMTypes) -> Bool {
    switch types.a {
    case .f32, .f64, .c64, .c128: true
    default: false
    }
  }

  private static func support(_ gemm: GEMMProblem) -> Support {
    let type = gemm.types.a.rawValue
    if isDirect(gemm.types) {
      // Lower compute types only permit rounding; full precision is at least as good.
      let variants = [KernelVariant("openblas_\(type)_gemm_cblas")]
      if let reason = sizeLimit(gemm) { return .unsupported([reason]) }
      var losses: [Loss] = []
      if gemm.readsC {
        losses.append(Loss(.copyAdded, "C is copied into D first, because BLAS updates in place"))
      }
      if gemm.epilogue != .none {
        losses.append(
          Loss(
            .decomposed,
            "\(gemm.epilogue.rawValue) is a second pass over D after the multiplication"))
      }
      return losses.isEmpty ? .native(variants) : .emulated(variants, losses: losses)
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
      return .native(IntegerKernel.all.map { variant(of: $0) })
    }
    return .emulated(
      [KernelVariant("openblas_\(inputs(gemm.types))_gemm_convert_f32")],
      losses: [
        Loss(
          .conversionAdded,
          "A and B are converted to f32, multiplied by sgemm, and D is rounded once to \(gemm.types.d.rawValue)"
        )
      ])
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
