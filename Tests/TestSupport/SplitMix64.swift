/// A small seeded generator for tests, apart from the harness's own (Steele, Lea, Flood 2014: SplitMix).
public struct SplitMix64: RandomNumberGenerator, Sendable {
  private var state: UInt64

  /// Starts the sequence of `seed`.
  public init(seed: UInt64) { state = seed }

  /// The next 64 bits.
  public mutating func next() -> UInt64 {
    state &+= 0x9E37_79B9_7F4A_7C15
    var z = state
    z = (z ^ (z >> 30)) &* 0xBF58_476D_1CE4_E5B9
    z = (z ^ (z >> 27)) &* 0x94D0_49BB_1331_11EB
    return z ^ (z >> 31)
  }

  /// A number in `range`.
  public mutating func real(in range: ClosedRange<Double>) -> Double {
    let unit = Double(next() >> 11) * 0x1p-53
    return range.lowerBound + unit * (range.upperBound - range.lowerBound)
  }

  /// True once in `period` draws.
  public mutating func oneIn(_ period: Int) -> Bool { next() % UInt64(period) == 0 }

  /// An element of a table that is not empty.
  public mutating func pick<T>(_ table: [T]) -> T { table[Int(next() % UInt64(table.count))] }
}
