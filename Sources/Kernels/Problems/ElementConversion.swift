/// Conversions between stored elements and `Double`, correctly rounded (to nearest, ties to even).
///
/// `Double` represents every value of every element type exactly, so decoding never rounds and
/// encoding rounds once.
public enum ElementConversion {
  /// The value of a 16-bit brain float.
  public static func decodeBF16(_ bits: UInt16) -> Double {
    Double(Float(bitPattern: UInt32(bits) << 16))
  }

  /// The nearest 16-bit brain float; NaN stays a quiet NaN, values beyond the range become infinite.
  public static func encodeBF16(_ value: Double) -> UInt16 {
    UInt16(truncatingIfNeeded: encode(value, exponentBits: 8, fractionBits: 7))
  }

  /// The value of an IEEE 754 binary16.
  public static func decodeF16(_ bits: UInt16) -> Double {
    decode(UInt64(bits), exponentBits: 5, fractionBits: 10)
  }

  /// The nearest IEEE 754 binary16; values beyond the range become infinite.
  public static func encodeF16(_ value: Double) -> UInt16 {
    UInt16(truncatingIfNeeded: encode(value, exponentBits: 5, fractionBits: 10))
  }

  /// The value of an `f8e5m2`.
  public static func decodeF8E5M2(_ bits: UInt8) -> Double {
    decode(UInt64(bits), exponentBits: 5, fractionBits: 2)
  }

  /// The nearest `f8e5m2`; values beyond the range saturate to ±57344 as cuBLAS's conversions do.
  public static func encodeF8E5M2(_ value: Double) -> UInt8 {
    if value.isNaN { return 0x7F }
    return UInt8(
      truncatingIfNeeded: encode(
        min(max(value, -57344), 57344), exponentBits: 5, fractionBits: 2))
  }

  /// The value of an `f8e4m3` (bias 7, no infinity, NaN at all ones).
  public static func decodeF8E4M3(_ bits: UInt8) -> Double {
    if bits & 0x7F == 0x7F { return .nan }
    let exponent = Int(bits >> 3) & 0xF
    let fraction = Double(bits & 7)
    let magnitude =
      exponent == 0
      ? fraction * 0x1p-9
      : (1 + fraction / 8) * Double(sign: .plus, exponent: exponent - 7, significand: 1)
    return bits & 0x80 != 0 ? -magnitude : magnitude
  }

  /// The nearest `f8e4m3`; values beyond the range saturate to ±448 as cuBLAS's conversions do.
  public static func encodeF8E4M3(_ value: Double) -> UInt8 {
    let sign: UInt8 = value.sign == .minus ? 0x80 : 0
    if value.isNaN { return sign | 0x7F }
    let magnitude = abs(value)
    if magnitude >= 448 { return sign | 0x7E }
    if magnitude < 0x1p-6 { return sign | UInt8((magnitude * 0x1p9).rounded(.toNearestOrEven)) }
    let exponent = Int(magnitude.exponent)
    let scaled = (magnitude.significand * 8).rounded(.toNearestOrEven)  // 8 ... 16
    // A carry out of the fraction lands in the exponent by plain addition.
    return sign | (UInt8((exponent + 7) << 3) + UInt8(scaled - 8))
  }

  /// The value of a `UE8M0` scale: 2^(bits - 127), NaN at all ones (OCP Microscaling formats, 2023).
  public static func decodeUE8M0(_ bits: UInt8) -> Double {
    bits == 0xFF ? .nan : Double(sign: .plus, exponent: Int(bits) - 127, significand: 1)
  }

  /// The real part, or the whole of a real element, at `index` of `bytes`.
  ///
  /// For complex types `index` counts components: 2i is the real part of element i, 2i + 1 the imaginary.
  @inlinable
  public static func load(
    _ bytes: UnsafeRawPointer, _ type: ElementType, component index: Int
  ) -> Double {
    switch type {
    case .f64, .c128: bytes.loadUnaligned(fromByteOffset: index * 8, as: Double.self)
    case .f32, .c64: Double(bytes.loadUnaligned(fromByteOffset: index * 4, as: Float.self))
    case .f16: decodeF16(bytes.loadUnaligned(fromByteOffset: index * 2, as: UInt16.self))
    case .bf16: decodeBF16(bytes.loadUnaligned(fromByteOffset: index * 2, as: UInt16.self))
    case .i8: Double(bytes.loadUnaligned(fromByteOffset: index, as: Int8.self))
    case .i32: Double(bytes.loadUnaligned(fromByteOffset: index * 4, as: Int32.self))
    case .f8e4m3: decodeF8E4M3(bytes.loadUnaligned(fromByteOffset: index, as: UInt8.self))
    case .f8e5m2: decodeF8E5M2(bytes.loadUnaligned(fromByteOffset: index, as: UInt8.self))
    }
  }

  /// Stores `value`, rounded to `type`, as component `index` of `bytes`.
  ///
  /// Integers round to nearest even and saturate; NaN becomes 0 there.
  @inlinable
  public static func store(
    _ value: Double, _ bytes: UnsafeMutableRawPointer, _ type: ElementType, component index: Int
  ) {
    switch type {
    case .f64, .c128: bytes.storeBytes(of: value, toByteOffset: index * 8, as: Double.self)
    case .f32, .c64: bytes.storeBytes(of: Float(value), toByteOffset: index * 4, as: Float.self)
    case .f16: bytes.storeBytes(of: encodeF16(value), toByteOffset: index * 2, as: UInt16.self)
    case .bf16: bytes.storeBytes(of: encodeBF16(value), toByteOffset: index * 2, as: UInt16.self)
    case .i8:
      let rounded = value.isNaN ? 0 : min(max(value.rounded(.toNearestOrEven), -128), 127)
      bytes.storeBytes(of: Int8(rounded), toByteOffset: index, as: Int8.self)
    case .i32:
      let rounded =
        value.isNaN
        ? 0 : min(max(value.rounded(.toNearestOrEven), Double(Int32.min)), Double(Int32.max))
      bytes.storeBytes(of: Int32(rounded), toByteOffset: index * 4, as: Int32.self)
    case .f8e4m3: bytes.storeBytes(of: encodeF8E4M3(value), toByteOffset: index, as: UInt8.self)
    case .f8e5m2: bytes.storeBytes(of: encodeF8E5M2(value), toByteOffset: index, as: UInt8.self)
    }
  }

  /// `value` as it reads back after being stored as `type`.
  public static func rounded(_ value: Double, to type: ElementType) -> Double {
    var bits: UInt64 = 0
    return withUnsafeMutableBytes(of: &bits) { raw in
      guard let base = raw.baseAddress else { return value }
      let component: ElementType =
        switch type {
        case .c64: .f32
        case .c128: .f64
        default: type
        }
      store(value, base, component, component: 0)
      return load(base, component, component: 0)
    }
  }

  /// Decodes an IEEE-style small float (with subnormals, infinity and NaN).
  private static func decode(_ bits: UInt64, exponentBits: Int, fractionBits: Int) -> Double {
    let bias = (1 << (exponentBits - 1)) - 1
    let fractionMask: UInt64 = (1 << UInt64(fractionBits)) - 1
    let exponentMask = (1 << exponentBits) - 1
    let fraction = bits & fractionMask
    let exponent = Int(bits >> UInt64(fractionBits)) & exponentMask
    let negative = (bits >> UInt64(fractionBits + exponentBits)) & 1 == 1
    let magnitude: Double
    if exponent == exponentMask {
      magnitude = fraction == 0 ? .infinity : .nan
    } else if exponent == 0 {
      magnitude =
        Double(fraction) * Double(sign: .plus, exponent: 1 - bias - fractionBits, significand: 1)
    } else {
      magnitude =
        Double(fraction | (1 << UInt64(fractionBits)))
        * Double(sign: .plus, exponent: exponent - bias - fractionBits, significand: 1)
    }
    return negative ? -magnitude : magnitude
  }

  /// Encodes into an IEEE-style small float with one rounding, straight from `Double`.
  private static func encode(_ value: Double, exponentBits: Int, fractionBits: Int) -> UInt64 {
    let sign: UInt64 = value.sign == .minus ? 1 << UInt64(exponentBits + fractionBits) : 0
    let bias = (1 << (exponentBits - 1)) - 1
    let exponentMask: UInt64 = (1 << UInt64(exponentBits)) - 1
    let infinity = exponentMask << UInt64(fractionBits)
    if value.isNaN { return sign | infinity | (1 << UInt64(fractionBits - 1)) }
    let magnitude = abs(value)
    if magnitude == 0 { return sign }
    if magnitude.isInfinite { return sign | infinity }
    // The quantum is the distance between neighbours around `magnitude`; below the normal range it stays
    // that of the smallest normal.
    let exponent = max(Int(magnitude.exponent), 1 - bias)
    let quantumExponent = exponent - fractionBits
    // Two steps keep the scaling exact where 2^-quantumExponent itself overflows.
    let half = -quantumExponent / 2
    let scaled =
      magnitude * Double(sign: .plus, exponent: half, significand: 1)
      * Double(sign: .plus, exponent: -quantumExponent - half, significand: 1)
    let units = UInt64(scaled.rounded(.toNearestOrEven))
    // Adding the units onto the exponent field carries into it when rounding reaches the next power of two.
    let field = (UInt64(exponent + bias) - 1) << UInt64(fractionBits)
    let bits = field + units
    return sign | min(bits, infinity)
  }
}
