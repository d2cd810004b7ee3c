/// What CUDA's numbers are called in cuBLASLt's log.
enum LtNames {
  static func type(_ number: CInt) -> String {
    let names: [CInt: String] = [
      0: "R_32F", 1: "R_64F", 2: "R_16F", 3: "R_8I", 4: "C_32F", 5: "C_64F", 10: "R_32I",
      14: "R_16BF", 28: "R_8F_E4M3", 29: "R_8F_E5M2",
    ]
    return names[number] ?? "\(number)"
  }

  static func compute(_ number: CInt) -> String {
    let names: [CInt: String] = [
      64: "16F", 65: "16F_PEDANTIC", 68: "32F", 69: "32F_PEDANTIC", 74: "32F_FAST_16F",
      75: "32F_FAST_16BF", 77: "32F_FAST_TF32", 70: "64F", 71: "64F_PEDANTIC", 72: "32I",
      73: "32I_PEDANTIC",
    ]
    return names[number].map { "COMPUTE_\($0)" } ?? "\(number)"
  }

  static func operation(_ number: CInt) -> String {
    ["OP_N", "OP_T", "OP_C"].indices.contains(Int(number))
      ? ["OP_N", "OP_T", "OP_C"][Int(number)] : "\(number)"
  }

  static func order(_ number: CInt) -> String {
    let names = ["COL", "ROW", "COL32", "COL4_4R2_8C", "COL32_2R_4R4"]
    return names.indices.contains(Int(number)) ? "ORDER_\(names[Int(number)])" : "\(number)"
  }

  static func epilogue(_ number: CInt) -> String {
    let names: [CInt: String] = [
      1: "DEFAULT", 2: "RELU", 130: "RELU_AUX", 4: "BIAS", 6: "RELU_BIAS", 134: "RELU_AUX_BIAS",
      136: "DRELU", 152: "DRELU_BGRAD", 32: "GELU", 160: "GELU_AUX", 36: "GELU_BIAS",
      164: "GELU_AUX_BIAS", 192: "DGELU", 208: "DGELU_BGRAD", 256: "BGRADA", 512: "BGRADB",
    ]
    return names[number].map { "EPILOGUE_\($0)" } ?? "\(number)"
  }

  static func scaleMode(_ number: CInt) -> String {
    let names = [
      "SCALAR_32F", "VEC16_UE4M3", "VEC32_UE8M0", "OUTER_VEC_32F", "VEC128_32F", "BLK128x128_32F",
    ]
    return names.indices.contains(Int(number)) ? names[Int(number)] : "\(number)"
  }
}
