public import Kernels

extension CUDACall {
  /// The call by which a CUDA program runs `problem`, or nil for probes, which no CUDA program calls.
  ///
  /// The plain typed function where types allow it, `Ex` for the others, `cublasLtMatmul` for what only it has: epilogues,
  /// scaling factors, a D apart from C. Dense attention in bshd is flash-attn 2's, in bhsd a cuDNN SDPA graph.
  public init?(_ problem: Problem) {
    switch problem {
    case .gemm(let gemm): self.init(gemm)
    case .attention(let attention):
      let function =
        attention.layout == .bshd
        ? CUDAFunction("_flash_attn_forward", .flash, .single)
        : CUDAFunction("SDPA_FWD", .cudnn, .single)
      self.init(function: function, problem: problem)
    case .attentionBackward:
      self.init(
        function: CUDAFunction("_flash_attn_backward", .flashBackward, .single), problem: problem)
    case .probe: return nil
    }
  }

  private init(_ gemm: GEMMProblem) {
    let isWide = Self.isWide(gemm)
    if Self.needsLt(gemm) {
      // cublasLtMatmul takes strided batches; pointer arrays are one call for each GEMM.
      var repeats = 1
      if case .pointerArray(let count) = gemm.batching { repeats = count }
      self.init(
        function: CUDAFunction("cublasLtMatmul", .lt, .single), problem: .gemm(gemm),
        repeats: repeats)
      return
    }
    let letter: String? =
      switch (gemm.types.a, gemm.types.d, gemm.types.compute) {
      case (.f32, .f32, .f32): "S"
      case (.f64, _, _): "D"
      case (.c64, _, _): "C"
      case (.c128, _, _): "Z"
      default: nil
      }
    let (suffix, form): (String, CUDAFunction.Form) =
      switch gemm.batching {
      case .single: ("", .single)
      case .strided: ("StridedBatched", .strided)
      case .pointerArray: ("Batched", .pointers)
      case .grouped: ("GroupedBatched", .grouped)
      }
    let function: CUDAFunction
    if let letter, form != .grouped || letter == "S" || letter == "D" {
      function = CUDAFunction("cublas\(letter)gemm\(suffix)", .typed, form, isWide: isWide)
    } else {
      function = CUDAFunction("cublasGemm\(suffix)Ex", .ex, form, isWide: isWide)
    }
    self.init(function: function, problem: .gemm(gemm))
  }

  /// Whether a size or leading dimension passes 32 bits, which needs the `_64` functions.
  static func isWide(_ gemm: GEMMProblem) -> Bool {
    gemm.groups.contains { group in
      let s = group.shape
      return [s.m, s.n, s.k, s.lda, s.ldb, s.ldc, s.ldd].contains { $0 > Int(Int32.max) }
    }
  }

  private static func needsLt(_ gemm: GEMMProblem) -> Bool {
    if case .grouped = gemm.batching { return false }
    let s = gemm.shape
    var isApart = gemm.types.c != gemm.types.d || s.ldc != s.ldd
    if case .strided(_, _, _, let c, let d) = gemm.batching { isApart = isApart || c != d }
    return gemm.epilogue != .none || gemm.scaleA != .none || gemm.scaleB != .none
      || gemm.types.a.isFloat8 || gemm.types.d.isFloat8 || (isApart && gemm.readsC)
  }
}
