import CSIMD

/// The kernels of one of CSIMD's lists that this processor can run, quickest first.
func listed<Table, Kernel>(
  _ list: (UnsafeMutablePointer<Int>?) -> UnsafePointer<UnsafePointer<Table>?>?,
  _ make: (Table) -> Kernel
) -> [Kernel] {
  var count = 0
  guard let tables = list(&count) else { return [] }
  return (0..<count).compactMap { tables[$0].map { make($0.pointee) } }
}

/// Elementwise loops and softmax rows for one instruction set; CSIMD.h says what each does.
struct SIMDPath: @unchecked Sendable {
  // SAFETY: a constant table of C functions without state.
  let table: parity_simd_path

  /// `plain`, `neon`, `avx2` or `avx512`.
  var name: String { String(cString: table.name) }

  /// The paths that this processor can run, widest first.
  static let all = listed(parity_simd_paths, SIMDPath.init)

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
  static let f32 = listed(parity_f32_kernels, PanelKernel.init)
  /// The kernels for binary64 that this processor can run, quickest first.
  static let f64 = listed(parity_f64_kernels, PanelKernel.init)
  /// The kernels for bf16 that this processor can run, quickest first.
  static let bf16 = listed(parity_bf16_kernels, PanelKernel.init)
  /// The kernels for 8-bit integers that this processor can run, quickest first.
  static let i8 = listed(parity_i8_kernels, PanelKernel.init)
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
  static let all = listed(parity_attention_kernels, AttentionKernel.init)
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
  static let f32 = listed(parity_unpacked_f32_kernels, UnpackedKernel.init)
  /// The kernels for binary64, likewise.
  static let f64 = listed(parity_unpacked_f64_kernels, UnpackedKernel.init)
}
