import CSIMD

/// Elementwise loops and softmax rows for one instruction set; CSIMD.h says what each does.
struct SIMDPath: @unchecked Sendable {
  // SAFETY: a constant table of C functions without state.
  let table: parity_simd_path

  /// `plain`, `avx2` or `avx512`.
  var name: String { String(cString: table.name) }

  /// The paths that this processor can run, widest first.
  static let all: [SIMDPath] = {
    var count = 0
    guard let paths = parity_simd_paths(&count) else { return [] }
    return (0..<count).compactMap { paths[$0].map { SIMDPath(table: $0.pointee) } }
  }()

  /// The widest path of this processor.
  static let widest = all[0]
}

/// Exact products of 8-bit integers for one instruction set; CSIMD.h says what each function does.
struct IntegerKernel: @unchecked Sendable {
  // SAFETY: a constant table of C functions without state.
  let table: parity_i8_kernel

  /// `plain_pairs`, `avx2_pairs`, `avx512_pairs` or `avx512_vnni`.
  var name: String { String(cString: table.name) }

  /// The kernels that this processor can run, quickest first.
  static let all: [IntegerKernel] = {
    var count = 0
    guard let kernels = parity_i8_kernels(&count) else { return [] }
    return (0..<count).compactMap { kernels[$0].map { IntegerKernel(table: $0.pointee) } }
  }()
}
