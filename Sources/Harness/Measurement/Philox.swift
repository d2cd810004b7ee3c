/// The counter-based generator Philox4x32-10: 128 random bits as a pure function of a counter and a key.
///
/// Salmon, Moraes, Dror and Shaw, "Parallel Random Numbers: As Easy as 1, 2, 3", SC 2011. Any element of a stream can be
/// computed without its predecessors, in any order and on any thread.
public enum Philox {
  /// Four 32-bit words.
  public typealias Block = (UInt32, UInt32, UInt32, UInt32)

  /// The block at `counter` of the stream named by `key`.
  @inline(__always)
  public static func block(counter: Block, key: (UInt32, UInt32)) -> Block {
    var (c0, c1, c2, c3) = counter
    var (k0, k1) = key
    for _ in 0..<10 {
      let p0 = UInt64(c0) &* 0xD251_1F53
      let p1 = UInt64(c2) &* 0xCD9E_8D57
      (c0, c1, c2, c3) = (
        UInt32(truncatingIfNeeded: p1 >> 32) ^ c1 ^ k0, UInt32(truncatingIfNeeded: p1),
        UInt32(truncatingIfNeeded: p0 >> 32) ^ c3 ^ k1, UInt32(truncatingIfNeeded: p0)
      )
      k0 &+= 0x9E37_79B9
      k1 &+= 0xBB67_AE85
    }
    return (c0, c1, c2, c3)
  }

  /// Writes the words of consecutive blocks, from block `first` of stream `stream`.
  /// - Parameter words: a multiple of four words.
  static func fill(
    _ words: UnsafeMutableBufferPointer<UInt32>, seed: UInt64, stream: (UInt32, UInt32),
    first: UInt64
  ) {
    let key = (UInt32(truncatingIfNeeded: seed), UInt32(truncatingIfNeeded: seed >> 32))
    for index in 0..<(words.count / 4) {
      let at = first &+ UInt64(index)
      let block = block(
        counter: (
          UInt32(truncatingIfNeeded: at), UInt32(truncatingIfNeeded: at >> 32), stream.0, stream.1
        ), key: key)
      words[4 * index] = block.0
      words[4 * index + 1] = block.1
      words[4 * index + 2] = block.2
      words[4 * index + 3] = block.3
    }
  }
}

/// A sequence of random numbers that depends on its seed only, for choices such as which rows to check.
struct SeededChoice: RandomNumberGenerator {
  private let seed: UInt64
  private let stream: UInt32
  private var position: UInt64 = 0

  /// `stream` keeps choices of different purpose independent.
  init(seed: UInt64, stream: UInt32) {
    self.seed = seed
    self.stream = stream
  }

  mutating func next() -> UInt64 {
    let key = (UInt32(truncatingIfNeeded: seed), UInt32(truncatingIfNeeded: seed >> 32))
    let block = Philox.block(
      counter: (
        UInt32(truncatingIfNeeded: position), UInt32(truncatingIfNeeded: position >> 32), stream,
        0xC401_CE00
      ), key: key)
    position += 1
    return UInt64(block.0) << 32 | UInt64(block.1)
  }
}
