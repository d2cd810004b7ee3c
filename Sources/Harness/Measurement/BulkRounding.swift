/// Branch-free roundings from binary32 that compilers vectorise, equal to `ElementConversion` in every bit.
enum BulkRounding {
  /// The nearest binary16, ties to even; beyond the range infinite.
  @inline(__always)
  static func f16(_ value: Float) -> UInt16 {
    let bits = value.bitPattern
    let sign = (bits >> 16) & 0x8000
    let magnitude = bits & 0x7FFF_FFFF
    // Adding 0.5 puts the quantum 2^-24 of binary16's subnormals into the last place, so the adder rounds.
    let subnormal = (Float(bitPattern: magnitude) + 0.5).bitPattern &- 0x3F00_0000
    let normal = (magnitude &+ 0xFFF &+ ((magnitude >> 13) & 1) &- 0x3800_0000) >> 13
    let special: UInt32 = magnitude > 0x7F80_0000 ? 0x7E00 : 0x7C00
    let finite = magnitude < 0x3880_0000 ? subnormal : normal
    return UInt16(truncatingIfNeeded: sign | (magnitude >= 0x477F_F000 ? special : finite))
  }

  /// The nearest brain float, ties to even.
  @inline(__always)
  static func bf16(_ value: Float) -> UInt16 {
    let bits = value.bitPattern
    let rounded = (bits &+ 0x7FFF &+ ((bits >> 16) & 1)) >> 16
    let quiet = (bits >> 16) | 0x40
    return UInt16(truncatingIfNeeded: (bits & 0x7FFF_FFFF) > 0x7F80_0000 ? quiet : rounded)
  }
}
