import Foundation
import Kernels

/// Factors of an 8-bit operand, from the order of cuBLASLt into that of the problem: a dense column for every block of k.
struct LtFactors {
  private let mode: CInt
  /// Factors along m or n, and along k.
  private let rows, columns: Int

  init(mode: CInt, extent: Int, k: Int) {
    self.mode = mode
    rows = mode == 5 ? (extent + 127) / 128 : mode == 0 ? 1 : extent
    switch mode {
    case 2: columns = (k + 31) / 32
    case 4, 5: columns = (k + 127) / 128
    default: columns = 1
    }
  }

  /// The bytes that a program must have there.
  var byteCount: Int {
    switch mode {
    case 2: (rows + 127) / 128 * ((columns + 3) / 4) * 512
    case 5: rows == 0 ? 0 : ((rows - 1) * leading + columns) * 4
    default: rows * columns * 4
    }
  }

  /// Columns of 128 x 128 blocks are a multiple of four long.
  private var leading: Int { (columns + 3) / 4 * 4 }

  /// The factors in the problem's order, in memory of their own, or nil where they lie so already.
  func dense(_ factors: UnsafeRawPointer) -> [UInt8]? {
    guard mode == 2 || mode == 5 else { return nil }
    let size = mode == 2 ? 1 : 4
    var result = [UInt8](repeating: 0, count: max(1, rows * columns * size))
    result.withUnsafeMutableBytes { raw in
      guard let base = raw.baseAddress else { return }
      for column in 0..<columns {
        for row in 0..<rows {
          memcpy(base + (row + column * rows) * size, factors + place(row, column), size)
        }
      }
    }
    return result
  }

  /// Where the factor of a row and a block of k is, in bytes.
  private func place(_ row: Int, _ column: Int) -> Int {
    guard mode == 2 else { return (column + row * leading) * 4 }
    // Tiles of 128 rows by four blocks (cuBLAS library reference, 1D block scaling factors layout).
    let tile = row / 128 * ((columns + 3) / 4) + column / 4
    return tile * 512 + row % 32 * 16 + row % 128 / 32 * 4 + column % 4
  }
}
