/// The type of one stored element of an operand.
///
/// Names follow cuBLAS's `cudaDataType` in short form; `c64` is a pair of `f32` (real, imaginary),
/// `c128` a pair of `f64`. The two 8-bit floats are those of "FP8 Formats for Deep Learning"
/// (Micikevicius et al., 2022): `f8e4m3` has no infinity, `f8e5m2` has.
public enum ElementType: String, Hashable, Sendable, CaseIterable, Codable {
  case f64, f32, f16, bf16, i8, i32, c64, c128, f8e4m3, f8e5m2

  /// The size of one element in bytes.
  public var byteCount: Int {
    switch self {
    case .c128: 16
    case .f64, .c64: 8
    case .f32, .i32: 4
    case .f16, .bf16: 2
    case .i8, .f8e4m3, .f8e5m2: 1
    }
  }

  /// Whether an element is a (real, imaginary) pair.
  public var isComplex: Bool { self == .c64 || self == .c128 }

  /// Whether an element is an integer.
  public var isInteger: Bool { self == .i8 || self == .i32 }

  /// Whether an element is one of the two 8-bit floats.
  public var isFloat8: Bool { self == .f8e4m3 || self == .f8e5m2 }

  /// Half the distance between 1 and the next larger value (0 for integers, which are exact).
  public var unitRoundoff: Double {
    switch self {
    case .f64, .c128: 0x1p-53
    case .f32, .c64: 0x1p-24
    case .f16: 0x1p-11
    case .bf16: 0x1p-8
    case .f8e4m3: 0x1p-4
    case .f8e5m2: 0x1p-3
    case .i8, .i32: 0
    }
  }

  /// The smallest positive value, below which relative rounding bounds do not hold (0 for integers).
  public var smallestSubnormal: Double {
    switch self {
    case .f64, .c128: Double.leastNonzeroMagnitude
    case .f32, .c64: 0x1p-149
    case .f16: 0x1p-24
    case .bf16: 0x1p-133
    case .f8e4m3: 0x1p-9
    case .f8e5m2: 0x1p-16
    case .i8, .i32: 0
    }
  }
}

/// The arithmetic a GEMM asks for, apart from how its operands are stored.
///
/// Mirrors `cublasComputeType_t`: `f32` is `CUBLAS_COMPUTE_32F` (products and sums in binary32 or
/// better), `tf32`, `bf16` and `f16` are the `_FAST_` types that allow inputs to be rounded to that type
/// before multiplying (with binary32 sums), except that `f16` with `f16` operands is `CUBLAS_COMPUTE_16F`
/// and allows sums in binary16. Complex problems compute in `f32` or `f64`.
public enum ComputeType: String, Hashable, Sendable, CaseIterable, Codable {
  case f64, f32, tf32, bf16, f16, i32

  /// The unit roundoff with which products may be summed.
  public var accumulationRoundoff: Double {
    switch self {
    case .f64: 0x1p-53
    case .f32, .tf32, .bf16: 0x1p-24
    case .f16: 0x1p-11
    case .i32: 0
    }
  }

  /// The unit roundoff to which inputs may be rounded before they are multiplied, or 0 where they
  /// may not be.
  public var inputRoundoff: Double {
    switch self {
    case .tf32: 0x1p-11
    case .bf16: 0x1p-8
    case .f16: 0x1p-11
    case .f64, .f32, .i32: 0
    }
  }
}
