/// The libraries of single products that Parity knows: `cublasLt` and `hipblasLt`.
///
/// Both are called alike; what they number is not. Of MUSA's and MACA's no numbers are published.
extension VendorDialect {
  static let cublasLt = VendorRow(
    Lt(
      dataTypes: cudaTypes.merging(float8Types) { $1 }, computeTypes: cublasCompute, transA: 3,
      transB: 4, epilogue: 7, biasPointer: 8, biasType: 26, scaleA: 17, scaleB: 18, scaleModeA: 31,
      scaleModeB: 32, accumulatesQuickly: 25,
      scaleModes: [.tensor: 0, .vectors: 4, .blocks: 5], batchCount: 5, batchStride: 6,
      workspace: 1, alignments: [5, 6, 7, 8], reductions: Reductions(attribute: 3, mask: 2),
      algorithmByteCount: 64, float8Rule: .sixteenBytes,
      epilogueRule: .onBoundaries),
    source:
      "cublasLt.h: cublasLtMatmulDescAttributes_t, cublasLtMatmulMatrixScale_t, cublasLtMatrixLayoutAttribute_t, "
      + "cublasLtMatmulPreferenceAttributes_t, cublasLtReductionScheme_t, cublasLtMatmulAlgo_t; library_types.h, CUDA_R_8F_E4M3"
  )

  static let hipblasLt = VendorRow(
    Lt(
      dataTypes: cudaTypes.merging(float8Types) { $1 }, computeTypes: hipCompute, transA: 0,
      transB: 1, epilogue: 2, biasPointer: 3, biasType: 4, scaleA: 5, scaleB: 6, scaleModeA: 31,
      scaleModeB: 32, accumulatesQuickly: nil,
      // Factors of blocks are numbered, and not supported yet, its header says.
      scaleModes: [.tensor: 0], batchCount: 0, batchStride: 1, workspace: 1, alignments: [],
      reductions: nil, algorithmByteCount: 24, float8Rule: .none,
      epilogueRule: .anywhere),
    source:
      "hipblaslt.h of ROCm 7: hipblasLtMatmulDescAttributes_t, hipblasLtMatrixLayoutAttribute_t, hipblasLtMatmulAlgo_t; "
      + "hipDataType, HIP_R_8F_E4M3")

  /// `CUDA_R_8F_E4M3` and `CUDA_R_8F_E5M2` of library_types.h, which hipDataType repeats.
  private static let float8Types: [ElementType: Int32] = [.f8e4m3: 28, .f8e5m2: 29]
}

extension Epilogue {
  /// `cublasLtEpilogue_t`, whose numbers `hipblasLtEpilogue_t` repeats.
  var ltNumber: UInt32 {
    switch self {
    case .none: 1
    case .relu: 2
    case .bias: 4
    case .biasRelu: 6
    case .gelu: 32
    case .biasGelu: 36
    }
  }
}
