import CSIMD

/// Products of many stored lines with a few vectors in f32, f64, f16, bf16, i8 or an 8-bit float.
enum LineKernel: @unchecked Sendable {
  // SAFETY: constant tables of C functions without state.
  /// In the stored type (or bf16, for 8-bit floats) with packed vectors; lines.h says how.
  case packed(parity_line_kernel)
  /// In binary32, to which 16-bit floats are widened in registers, or in 16-bit integers.
  case widened(SIMDPath)

  /// The kernels for binary32 that this processor can run, quickest first; the last is plain C.
  static let f32 = listed(parity_f32_line_kernels, LineKernel.packed)
  /// The kernels for binary64, likewise.
  static let f64 = listed(parity_f64_line_kernels, LineKernel.packed)
  /// Those for binary32 with vectors in lanes.
  static let f32InLanes = listed(parity_f32_lane_kernels, LineKernel.packed)
  /// Those for binary64 with vectors in lanes.
  static let f64InLanes = listed(parity_f64_lane_kernels, LineKernel.packed)

  /// The best kernel of this processor for lines of a type; nil where there is none.
  /// - Parameter hasManyVectors: Whether there are more than four, against lines along k.
  static func best(for type: ElementType, hasManyVectors: Bool) -> LineKernel? {
    if type == .f32 || type == .f64 {
      let kernels = type == .f32 ? (f32, f32InLanes) : (f64, f64InLanes)
      // CBLAS alone knows the vector instructions of other processors.
      return kernels.0.count > 1 ? (hasManyVectors ? kernels.1 : kernels.0)[0] : nil
    }
    let packed =
      switch type {
      case .bf16: parity_bf16_line_kernel()
      case .f8e4m3: parity_f8e4m3_line_kernel()
      case .f8e5m2: parity_f8e5m2_line_kernel()
      case .i8: parity_i8_line_kernel()
      default: UnsafePointer<parity_line_kernel>?.none
      }
    if let packed { return .packed(packed.pointee) }
    return [.f16, .bf16, .i8].contains(type) ? .widened(SIMDPath.widest) : nil
  }

  /// What multiplies: `avx512bf16_dot`, `avx2`.
  var name: String {
    switch self {
    case .packed(let table): String(cString: table.name)
    case .widened(let path): path.name
    }
  }

  /// Whether the stored type is multiplied as it is.
  var isPacked: Bool { if case .packed = self { true } else { false } }

  /// Whether lines can be multiplied that lie side by side at each k.
  func canAdd(_ type: ElementType) -> Bool {
    switch self {
    case .packed(let table): table.add != nil
    case .widened: type != .i8
    }
  }

  /// The bytes of `count` packed vectors of `k` elements.
  func vectorByteCount(_ count: Int, k: Int) -> Int {
    switch self {
    case .packed(let table): table.vector_bytes(count, k)
    case .widened: count * k * 4
    }
  }

  /// Packs vectors of `k` elements each, which lie one after the other.
  func pack(
    _ source: UnsafeRawPointer, _ type: ElementType, count: Int, k: Int,
    into vectors: UnsafeMutableRawPointer
  ) {
    switch self {
    case .packed(let table): table.pack_vectors(source, count, k, vectors)
    case .widened:
      if type == .i8 {
        parity_i8_to_i16(
          source.assumingMemoryBound(to: Int8.self), vectors.assumingMemoryBound(to: Int16.self),
          count * k)
      } else {
        FloatElements.load(
          source, type, into: vectors.assumingMemoryBound(to: Float.self), count: count * k)
      }
    }
  }

  /// `sums[l + v * ld] =` the product of line `l` of `count`, each k elements and `stride` elements
  /// apart, and vector `v`.
  func dot(
    _ lines: UnsafeRawPointer, _ type: ElementType, stride lineStride: Int, count: Int,
    _ vectors: UnsafeRawPointer, vectorCount: Int, k: Int,
    scales: UnsafePointer<parity_line_scales>?,
    firstLine: Int, _ sums: UnsafeMutableRawPointer, ld: Int
  ) {
    switch self {
    case .packed(let table):
      table.dot(lines, lineStride, count, vectors, vectorCount, k, scales, firstLine, sums, ld)
    case .widened(let path):
      if type == .i8 {
        path.table.dot_lines_i8(
          lines.assumingMemoryBound(to: Int8.self), lineStride, count,
          vectors.assumingMemoryBound(to: Int16.self), k, vectorCount, k,
          sums.assumingMemoryBound(to: Int32.self), ld)
      } else {
        let loop = type == .f16 ? path.table.dot_lines_f16 : path.table.dot_lines_bf16
        loop?(
          lines, lineStride, count, vectors.assumingMemoryBound(to: Float.self), k, vectorCount, k,
          sums.assumingMemoryBound(to: Float.self), ld)
      }
    }
  }

  /// The same for lines that lie side by side: `k` rows of `count` elements, `stride` elements apart.
  func add(
    _ rows: UnsafeRawPointer, _ type: ElementType, stride: Int, count: Int,
    _ vectors: UnsafeRawPointer, vectorCount: Int, k: Int, _ sums: UnsafeMutableRawPointer, ld: Int
  ) {
    switch self {
    case .packed(let table):
      table.add?(rows, stride, count, vectors, vectorCount, k, sums, ld)
    case .widened(let path):
      let sums = sums.assumingMemoryBound(to: Float.self)
      for v in 0..<vectorCount { (sums + v * ld).update(repeating: 0, count: count) }
      let loop = type == .f16 ? path.table.add_lines_f16 : path.table.add_lines_bf16
      loop?(
        rows, stride, k, vectors.assumingMemoryBound(to: Float.self), k, vectorCount, count, sums,
        ld)
    }
  }
}
