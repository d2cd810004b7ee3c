/// The names of the values of a C enumeration of cuBLAS.
struct BLASEnumeration: Sendable {
  let type: String
  let prefix: String
  /// Values and the rest of their names.
  let names: [Int: String]

  /// The name, and the number.
  func text(_ value: Int) -> String {
    names[value].map { "\(prefix)\($0)(\(value))" } ?? "INVALID \(type) TYPE(\(value))"
  }

  /// The name alone.
  func name(_ value: Int) -> String { names[value].map { prefix + $0 } ?? "\(value)" }

  private init(_ type: String, _ prefix: String, _ names: [Int: String]) {
    self.type = type
    self.prefix = prefix
    self.names = names
  }

  private init(_ type: String, _ prefix: String, _ names: String...) {
    self.init(
      type, prefix, [Int: String](uniqueKeysWithValues: names.enumerated().map { ($0, $1) }))
  }

  static let mathMode = BLASEnumeration(
    "cublasMath_t", "CUBLAS_", "DEFAULT_MATH", "TENSOR_OP_MATH", "PEDANTIC_MATH",
    "TF32_TENSOR_OP_MATH", "FP32_EMULATED_BF16X9_MATH")

  static let byType = [String: BLASEnumeration](
    uniqueKeysWithValues: [
      mathMode,
      BLASEnumeration("cublasOperation_t", "CUBLAS_OP_", "N", "T", "C", "CONJG"),
      BLASEnumeration("cublasFillMode_t", "CUBLAS_FILL_MODE_", "LOWER", "UPPER", "FULL"),
      BLASEnumeration("cublasSideMode_t", "CUBLAS_SIDE_", "LEFT", "RIGHT"),
      BLASEnumeration("cublasDiagType_t", "CUBLAS_DIAG_", "NON_UNIT", "UNIT"),
      BLASEnumeration("cublasPointerMode_t", "CUBLAS_POINTER_MODE_", "HOST", "DEVICE"),
      BLASEnumeration("cublasAtomicsMode_t", "CUBLAS_ATOMICS_", "NOT_ALLOWED", "ALLOWED"),
      BLASEnumeration(
        "cublasEmulationStrategy_t", "CUBLAS_EMULATION_STRATEGY_", "DEFAULT", "PERFORMANT",
        "EAGER"),
      BLASEnumeration(
        "cudaEmulationSpecialValuesSupport", "EMULATION_SPECIAL_VALUES_SUPPORT_",
        [0: "NONE", 1: "INFINITY", 2: "NAN", 0xFFFF: "DEFAULT"]),
      BLASEnumeration(
        "cudaEmulationMantissaControl", "CUDA_EMULATION_MANTISSA_CONTROL_", "DYNAMIC", "FIXED"),
      BLASEnumeration("cublasComputeType_t", "CUBLAS_COMPUTE_", computeTypes),
      BLASEnumeration("cudaDataType", "CUDA_", dataTypes),
      BLASEnumeration("cudaDataType_t", "CUDA_", dataTypes),
      BLASEnumeration("cublasGemmAlgo_t", "CUBLAS_GEMM_", algorithms),
    ].map { ($0.type, $0) })

  private static let computeTypes = [
    64: "16F", 65: "16F_PEDANTIC", 68: "32F", 69: "32F_PEDANTIC", 70: "64F", 71: "64F_PEDANTIC",
    72: "32I", 73: "32I_PEDANTIC", 74: "32F_FAST_16F", 75: "32F_FAST_16BF", 77: "32F_FAST_TF32",
    78: "32F_EMULATED_16BFX9", 79: "64F_EMULATED_FIXEDPOINT",
  ]

  private static let dataTypes = [
    0: "R_32F", 1: "R_64F", 2: "R_16F", 3: "R_8I", 4: "C_32F", 5: "C_64F", 6: "C_16F", 7: "C_8I",
    8: "R_8U", 9: "C_8U", 10: "R_32I", 11: "C_32I", 12: "R_32U", 13: "C_32U", 14: "R_16BF",
    15: "C_16BF", 16: "R_4I", 17: "C_4I", 18: "R_4U", 19: "C_4U", 20: "R_16I", 21: "C_16I",
    22: "R_16U", 23: "C_16U", 24: "R_64I", 25: "C_64I", 26: "R_64U", 27: "C_64U", 28: "R_8F_E4M3",
    29: "R_8F_E5M2",
  ]

  private static let algorithms: [Int: String] = {
    var names = [-1: "DEFAULT", 99: "DEFAULT_TENSOR_OP"]
    for number in 0...23 { names[number] = "ALGO\(number)" }
    for number in 0...15 { names[100 + number] = "ALGO\(number)_TENSOR_OP" }
    return names
  }()
}
