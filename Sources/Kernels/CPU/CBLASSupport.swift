/// Which GEMMs a CBLAS library runs, and what that takes.
enum CBLASSupport {
  /// Whether CBLAS has a routine for these types.
  static func hasRoutine(_ types: GEMMTypes) -> Bool {
    switch types.a {
    case .f32, .f64, .c64, .c128: true
    default: false
    }
  }

  /// The answer for a GEMM in types that CBLAS has; the variant is `LIBRARY_f32_gemm_cblas`.
  static func support(_ gemm: GEMMProblem, library: String, integerByteCount: Int) -> Support {
    if integerByteCount == 4, let reason = sizeLimit(gemm) { return .unsupported([reason]) }
    // Lower compute types only permit rounding; full precision is at least as good.
    let variants = [KernelVariant("\(library)_\(gemm.types.a.rawValue)_gemm_cblas")]
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
    return losses.isEmpty ? .native(variants) : .emulated(variants, losses: losses)
  }

  private static func sizeLimit(_ gemm: GEMMProblem) -> UnsupportedReason? {
    for group in gemm.groups {
      let s = group.shape
      for (name, value) in [
        ("m", s.m), ("n", s.n), ("k", s.k), ("lda", s.lda), ("ldb", s.ldb), ("ldd", s.ldd),
      ] where value > Int(Int32.max) {
        return UnsupportedReason(
          .integer64, "\(name)=\(value) is beyond the 32-bit integers of this library (LP64)")
      }
    }
    return nil
  }
}
