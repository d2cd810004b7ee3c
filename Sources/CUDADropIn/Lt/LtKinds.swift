/// The attributes of cuBLASLt's descriptions: numbers, sizes and first values of cublasLt.h, CUDA 12.9 and 13.
extension LtKind {
  /// `cublasLtMatrixLayoutAttribute_t`.
  static let layout = LtKind(
    "MATRIX_LAYOUT", magic: 0x4C74_0001, byteCount: 112, initial: [5: 1],
    [
      (0, 4, "TYPE"), (1, 4, "ORDER"), (2, 8, "ROWS"), (3, 8, "COLS"), (4, 8, "LD"),
      (5, 4, "BATCH_COUNT"), (8, 4, "BATCH_MODE"), (6, 8, "STRIDED_BATCH_OFFSET"),
      (7, 8, "PLANE_OFFSET"),
    ])

  /// `cublasLtMatmulDescAttributes_t`.
  static let product = LtKind(
    "MATMUL_DESC", magic: 0x4C74_0002, byteCount: 256,
    initial: [6: 2, 7: 1, 22: -1, 26: -1, 41: 0x8000], last: 38,
    [
      (0, 4, "COMPUTE_TYPE"), (1, 4, "SCALE_TYPE"), (2, 4, "POINTER_MODE"), (3, 4, "TRANSA"),
      (4, 4, "TRANSB"), (5, 4, "TRANSC"), (6, 4, "FILL_MODE"), (7, 4, "EPILOGUE"),
      (8, 8, "BIAS_POINTER"), (10, 8, "BIAS_BATCH_STRIDE"), (11, 8, "EPILOGUE_AUX_POINTER"),
      (12, 8, "EPILOGUE_AUX_LD"), (13, 8, "EPILOGUE_AUX_BATCH_STRIDE"),
      (14, 8, "ALPHA_VECTOR_BATCH_STRIDE"), (17, 8, "A_SCALE_POINTER"), (18, 8, "B_SCALE_POINTER"),
      (19, 8, "C_SCALE_POINTER"), (20, 8, "D_SCALE_POINTER"), (21, 8, "AMAX_D_POINTER"),
      (23, 8, "EPILOGUE_AUX_SCALE_POINTER"), (24, 8, "EPILOGUE_AUX_AMAX_POINTER"),
      (15, 4, "SM_COUNT_TARGET"), (22, 4, "EPILOGUE_AUX_DATA_TYPE"), (26, 4, "BIAS_DATA_TYPE"),
      (25, 1, "FAST_ACCUM"), (27, 4, "ATOMIC_SYNC_NUM_CHUNKS_D_ROWS"),
      (28, 4, "ATOMIC_SYNC_NUM_CHUNKS_D_COLS"), (29, 8, "ATOMIC_SYNC_IN_COUNTERS_POINTER"),
      (30, 8, "ATOMIC_SYNC_OUT_COUNTERS_POINTER"), (31, 4, "A_SCALE_MODE"), (32, 4, "B_SCALE_MODE"),
      (33, 4, "C_SCALE_MODE"), (34, 4, "D_SCALE_MODE"), (35, 4, "EPILOGUE_AUX_SCALE_MODE"),
      (37, 4, "D_OUT_SCALE_MODE"), (36, 8, "D_OUT_SCALE_POINTER"), (38, 8, "EMULATION_DESCRIPTOR"),
      (39, 8, "ALPHA_BATCH_STRIDE"), (40, 8, "BETA_BATCH_STRIDE"),
      (41, 4, "BATCH_INVARIANCE_FLAGS"),
    ])

  /// `cublasLtMatrixTransformDescAttributes_t`.
  static let transform = LtKind(
    "MATRIX_TRANSFORM_DESC", magic: 0x4C74_0003, byteCount: 64,
    [(0, 4, "SCALE_TYPE"), (1, 4, "POINTER_MODE"), (2, 4, "TRANSA"), (3, 4, "TRANSB")])

  /// `cublasLtMatmulPreferenceAttributes_t`.
  static let preference = LtKind(
    "MATMUL_PREF", magic: 0x4C74_0004, byteCount: 96,
    initial: [3: 7, 5: 256, 6: 256, 7: 256, 8: 256, 12: -1], last: 12,
    [
      (0, 4, "SEARCH_MODE"), (3, 4, "REDUCTION_SCHEME_MASK"), (1, 8, "MAX_WORKSPACE_BYTES"),
      (5, 4, "MIN_ALIGNMENT_A_BYTES"), (6, 4, "MIN_ALIGNMENT_B_BYTES"),
      (7, 4, "MIN_ALIGNMENT_C_BYTES"), (8, 4, "MIN_ALIGNMENT_D_BYTES"), (12, 8, "IMPL_MASK"),
      (9, 4, "MAX_WAVES_COUNT"), (13, 4, "GROUPED_AVERAGE_REDUCTION_DIM"),
      (14, 4, "GROUPED_DESC_D_AVERAGE_ROWS"), (15, 4, "GROUPED_DESC_D_AVERAGE_COLS"),
    ])

  /// `cublasLtMatmulAlgoConfigAttributes_t`, and from 100 on the types for which the algorithm was made.
  static let algorithm = LtKind(
    "ALGO_CONFIG", magic: 0x4C74_0005, byteCount: 64, initial: [2: 1],
    [
      (0, 4, "ID"), (1, 4, "TILE_ID"), (2, 4, "SPLITK_NUM"), (3, 4, "REDUCTION_SCHEME"),
      (4, 4, "CTA_SWIZZLING"), (5, 4, "CUSTOM_OPTION"), (6, 4, "STAGES_ID"),
      (7, 2, "INNER_SHAPE_ID"), (8, 2, "CLUSTER_SHAPE_ID"), (100, 4, "COMPUTE_TYPE"),
      (101, 4, "SCALE_TYPE"), (102, 2, "TYPE_A"), (103, 2, "TYPE_B"), (104, 2, "TYPE_C"),
      (105, 2, "TYPE_D"),
    ])

  /// `cublasLtEmulationDescAttributes_t`, CUDA 13.
  static let emulation = LtKind(
    "EMULATION_DESC", magic: 0x4C74_0006, byteCount: 64, initial: [1: 0xFFFF],
    [
      (0, 4, "STRATEGY"), (1, 4, "SPECIAL_VALUES_SUPPORT"), (2, 4, "FIXEDPOINT_MANTISSA_CONTROL"),
      (3, 4, "FIXEDPOINT_MAX_MANTISSA_BIT_COUNT"), (4, 4, "FIXEDPOINT_MANTISSA_BIT_OFFSET"),
      (5, 8, "FIXEDPOINT_MANTISSA_BIT_COUNT_POINTER"),
    ])
}
