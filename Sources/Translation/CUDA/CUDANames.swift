import Kernels

/// CUDA's names of types, operations and epilogues, in both directions.
enum CUDANames {
  /// `cudaDataType` names; the numbers stand in the dialect `nvidia`.
  static let types: [ElementType: String] = [
    .f64: "CUDA_R_64F", .f32: "CUDA_R_32F", .f16: "CUDA_R_16F", .bf16: "CUDA_R_16BF",
    .i8: "CUDA_R_8I", .i32: "CUDA_R_32I", .c64: "CUDA_C_32F", .c128: "CUDA_C_64F",
    .f8e4m3: "CUDA_R_8F_E4M3", .f8e5m2: "CUDA_R_8F_E5M2",
  ]

  static let operations: [Transpose: String] = [
    .none: "CUBLAS_OP_N", .transpose: "CUBLAS_OP_T", .conjugateTranspose: "CUBLAS_OP_C",
  ]

  static let epilogues: [Epilogue: String] = [
    .none: "CUBLASLT_EPILOGUE_DEFAULT", .bias: "CUBLASLT_EPILOGUE_BIAS",
    .relu: "CUBLASLT_EPILOGUE_RELU", .gelu: "CUBLASLT_EPILOGUE_GELU",
    .biasRelu: "CUBLASLT_EPILOGUE_RELU_BIAS", .biasGelu: "CUBLASLT_EPILOGUE_GELU_BIAS",
  ]

  /// The `cublasComputeType_t` that asks for a problem's arithmetic.
  static func compute(_ types: GEMMTypes) -> String {
    switch types.compute {
    case .f64: "CUBLAS_COMPUTE_64F"
    case .i32: "CUBLAS_COMPUTE_32I"
    case .f32: "CUBLAS_COMPUTE_32F"
    case .tf32: "CUBLAS_COMPUTE_32F_FAST_TF32"
    case .bf16: "CUBLAS_COMPUTE_32F_FAST_16BF"
    case .f16: types.a == .f32 ? "CUBLAS_COMPUTE_32F_FAST_16F" : "CUBLAS_COMPUTE_16F"
    }
  }

  /// The arithmetic that a `cublasComputeType_t` asks for.
  static let computeTypes: [String: ComputeType] = [
    "CUBLAS_COMPUTE_16F": .f16, "CUBLAS_COMPUTE_32F": .f32, "CUBLAS_COMPUTE_64F": .f64,
    "CUBLAS_COMPUTE_32I": .i32, "CUBLAS_COMPUTE_32F_FAST_16F": .f16,
    "CUBLAS_COMPUTE_32F_FAST_16BF": .bf16, "CUBLAS_COMPUTE_32F_FAST_TF32": .tf32,
    "CUBLAS_COMPUTE_16F_PEDANTIC": .f16, "CUBLAS_COMPUTE_32F_PEDANTIC": .f32,
    "CUBLAS_COMPUTE_64F_PEDANTIC": .f64, "CUBLAS_COMPUTE_32I_PEDANTIC": .i32,
  ]

  /// The value that `text` names: prefixes may be left out (`T`, `R_16BF`, `32F`), and logs add the number in
  /// parentheses.
  static func value<Value>(of text: String, in known: [String: Value], prefixes: [String]) -> Value?
  {
    var name = Substring(text)
    if name.hasSuffix(")"), let open = name.lastIndex(of: "(") { name = name[..<open] }
    let upper = name.uppercased()
    return ([""] + prefixes).lazy.compactMap { known[$0 + upper] }.first
  }

  /// The element type that `text` names, in CUDA's words or in a descriptor's.
  static func elementType(_ text: String) -> ElementType? {
    ElementType(rawValue: text)
      ?? value(of: text, in: inverse(types), prefixes: ["CUDA_"])
  }

  /// A dictionary from values to keys.
  static func inverse<Key: Hashable>(_ names: [Key: String]) -> [String: Key] {
    Dictionary(names.map { ($1, $0) }) { first, _ in first }
  }
}
