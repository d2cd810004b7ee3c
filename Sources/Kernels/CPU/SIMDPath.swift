import CSIMD

/// Elementwise loops and softmax rows for one instruction set; CSIMD.h says what each does.
struct SIMDPath: @unchecked Sendable {
  // SAFETY: a constant table of C functions without state.
  let table: parity_simd_path

  /// `plain`, `neon`, `avx2` or `avx512`.
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

/// Products of packed panels for one element type and instruction set; panels.h says what each
/// function does.
struct PanelKernel: @unchecked Sendable {
  // SAFETY: a constant table of C functions without state.
  let table: parity_panel_kernel

  /// The instructions and the size of a tile: `avx512bf16_dot_48x8`.
  var name: String { String(cString: table.name) }

  /// Whether vectors have 512 bits.
  var isWide: Bool { name.hasPrefix("avx512") }

  /// Whether an instruction multiplies bf16 as such.
  var computesBF16: Bool { name.contains("bf16_dot") }

  /// The kernels for binary32 that this processor can run, quickest first.
  static let f32 = kernels(parity_f32_kernels)
  /// The kernels for binary64 that this processor can run, quickest first.
  static let f64 = kernels(parity_f64_kernels)
  /// The kernels for bf16 that this processor can run, quickest first.
  static let bf16 = kernels(parity_bf16_kernels)
  /// The kernels for 8-bit integers that this processor can run, quickest first.
  static let i8 = kernels(parity_i8_kernels)

  private static func kernels(
    _ list: (UnsafeMutablePointer<Int>?) -> UnsafePointer<UnsafePointer<parity_panel_kernel>?>?
  ) -> [PanelKernel] {
    var count = 0
    guard let kernels = list(&count) else { return [] }
    return (0..<count).compactMap { kernels[$0].map { PanelKernel(table: $0.pointee) } }
  }
}

/// Attention on panels of queries for one instruction set; attention.h says what each function does.
struct AttentionKernel: @unchecked Sendable {
  // SAFETY: a constant table of C functions without state.
  let table: parity_attention_kernel

  /// The instructions and the size of a tile: `avx512_fma_48x8`.
  var name: String { String(cString: table.name) }

  /// Rows of a panel.
  var rows: Int { table.rows }
  /// Keys or values that are multiplied at a time.
  var columns: Int { table.columns }

  /// The kernels that this processor can run, quickest first; the last is plain C.
  static let all: [AttentionKernel] = {
    var count = 0
    guard let kernels = parity_attention_kernels(&count) else { return [] }
    return (0..<count).compactMap { kernels[$0].map { AttentionKernel(table: $0.pointee) } }
  }()
}

/// Products of small matrices as they are stored, for one instruction set; unpacked.h says what the function does.
struct UnpackedKernel: @unchecked Sendable {
  // SAFETY: a constant table of C functions without state.
  let table: parity_unpacked_kernel

  /// The instructions and the size of a tile: `avx512_fma_48x8`.
  var name: String { String(cString: table.name) }

  /// Rows up to whole vectors.
  func paddedRows(_ m: Int) -> Int { (m + table.lanes - 1) / table.lanes * table.lanes }

  /// The kernels for binary32 that this processor can run, quickest first; the last is plain C.
  static let f32 = kernels(parity_unpacked_f32_kernels)
  /// The kernels for binary64, likewise.
  static let f64 = kernels(parity_unpacked_f64_kernels)

  private static func kernels(
    _ list: (UnsafeMutablePointer<Int>?) -> UnsafePointer<UnsafePointer<parity_unpacked_kernel>?>?
  ) -> [UnpackedKernel] {
    var count = 0
    guard let kernels = list(&count) else { return [] }
    return (0..<count).compactMap { kernels[$0].map { UnpackedKernel(table: $0.pointee) } }
  }
}
