import Kernels

/// The byte that fills memory which a kernel must overwrite, or must leave alone.
///
/// For floating-point types every element of such bytes is a NaN that no arithmetic makes, so that a kernel which reads
/// beyond an operand, or a stale output, shows it; for integers it is a value outside the results of any fill.
enum Poison {
  static func byte(_ spec: OperandSpec) -> UInt8 {
    // UE8M0 scales travel in 8-bit integers; 0xFF is their NaN.
    let isScale = spec.role == .scaleA || spec.role == .scaleB
    return spec.elementType.isInteger && !isScale ? 0xA5 : 0xFF
  }
}

/// Counting of poison in memory.
enum PoisonScan {
  /// How many of the `count` elements of `width` bytes at `address` consist of `byte` alone.
  static func count(
    _ address: UnsafeRawPointer, elements count: Int, width: Int, byte: UInt8
  ) -> Int {
    switch width {
    case 1: equal(address, count, byte)
    case 2: equal(address, count, UInt16(byte) &* 0x0101)
    case 4: equal(address, count, UInt32(byte) &* 0x0101_0101)
    case 8: equal(address, count, UInt64(byte) &* 0x0101_0101_0101_0101)
    default: wide(address, count, width, byte)
    }
  }

  /// Whether all `count` bytes at `address` are `byte`.
  static func isIntact(_ address: UnsafeRawPointer, byteCount: Int, byte: UInt8) -> Bool {
    let words = byteCount / 8
    return self.count(address, elements: words, width: 8, byte: byte) == words
      && self.count(address + 8 * words, elements: byteCount % 8, width: 1, byte: byte)
        == byteCount % 8
  }

  @inline(__always)
  private static func equal<Word: FixedWidthInteger & BitwiseCopyable>(
    _ address: UnsafeRawPointer, _ count: Int, _ pattern: Word
  ) -> Int {
    var found = 0
    for i in 0..<count
    where address.loadUnaligned(
      fromByteOffset: i * MemoryLayout<Word>.size, as: Word.self) == pattern
    {
      found += 1
    }
    return found
  }

  private static func wide(
    _ address: UnsafeRawPointer, _ count: Int, _ width: Int, _ byte: UInt8
  ) -> Int {
    var found = 0
    for i in 0..<count where isIntact(address + i * width, byteCount: width, byte: byte) {
      found += 1
    }
    return found
  }
}
