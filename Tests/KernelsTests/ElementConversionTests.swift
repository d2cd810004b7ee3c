import Kernels
import TestSupport
import Testing

@Suite("Element conversion") struct ElementConversionTests {
  @Test("Every f16 pattern survives the way to Double and back, as Swift's own conversion says")
  func everyF16() {
    for bits in UInt16.min...UInt16.max {
      let value = ElementConversion.decodeF16(bits)
      let encoded = ElementConversion.encodeF16(value)
      if value.isNaN {
        #expect(bits & 0x7C00 == 0x7C00 && bits & 0x03FF != 0)
        #expect(ElementConversion.decodeF16(encoded).isNaN)
      } else if encoded != bits || !sameAsSwift(value, bits) {
        Issue.record("f16 pattern \(bits) reads as \(value) and writes as \(encoded)")
      }
    }
  }

  private func sameAsSwift(_ value: Double, _ bits: UInt16) -> Bool {
    #if arch(x86_64) && os(macOS)
      return true  // Float16 is not there.
    #else
      return Double(Float16(bitPattern: bits)) == value
    #endif
  }

  @Test("Every bf16 pattern survives the way to Double and back")
  func everyBF16() {
    for bits in UInt16.min...UInt16.max {
      let value = ElementConversion.decodeBF16(bits)
      let encoded = ElementConversion.encodeBF16(value)
      if value.isNaN {
        #expect(ElementConversion.decodeBF16(encoded).isNaN)
      } else if encoded != bits {
        Issue.record("bf16 pattern \(bits) reads as \(value) and writes as \(encoded)")
      }
    }
  }

  @Test("Every finite f8 pattern survives the way to Double and back, and infinity saturates")
  func everyF8() {
    for bits in UInt8.min...UInt8.max {
      let e4m3 = ElementConversion.decodeF8E4M3(bits)
      if e4m3.isNaN {
        #expect(bits & 0x7F == 0x7F)
        #expect(ElementConversion.decodeF8E4M3(ElementConversion.encodeF8E4M3(e4m3)).isNaN)
      } else {
        #expect(ElementConversion.encodeF8E4M3(e4m3) == bits)
      }
      let e5m2 = ElementConversion.decodeF8E5M2(bits)
      if e5m2.isNaN {
        #expect(bits & 0x7F > 0x7C)
        #expect(ElementConversion.decodeF8E5M2(ElementConversion.encodeF8E5M2(e5m2)).isNaN)
      } else if e5m2.isInfinite {
        #expect(bits & 0x7F == 0x7C)
        #expect(ElementConversion.encodeF8E5M2(e5m2) == bits - 1, "57344 is next below infinity")
      } else {
        #expect(ElementConversion.encodeF8E5M2(e5m2) == bits)
      }
    }
  }

  /// Patterns whose values are neighbours, by type, and how to read and write them.
  private static let formats: [(name: String, last: UInt64, type: ElementType)] = [
    ("f16", 0x7BFE, .f16), ("bf16", 0x7F7E, .bf16), ("f8e4m3", 0x7D, .f8e4m3),
    ("f8e5m2", 0x7A, .f8e5m2),
  ]

  private func decode(_ bits: UInt64, _ type: ElementType) -> Double {
    switch type {
    case .f16: ElementConversion.decodeF16(UInt16(bits))
    case .bf16: ElementConversion.decodeBF16(UInt16(bits))
    case .f8e4m3: ElementConversion.decodeF8E4M3(UInt8(bits))
    default: ElementConversion.decodeF8E5M2(UInt8(bits))
    }
  }

  @Test("Halfway between neighbours rounds to the even pattern, anything else to the nearer one")
  func ties() {
    for format in Self.formats {
      for bits in 0...format.last {
        let low = decode(bits, format.type)
        let high = decode(bits + 1, format.type)
        // Exact in Double: neighbours differ in at most 12 bits.
        let middle = (low + high) / 2
        let even = bits % 2 == 0 ? low : high
        let type = format.type
        for sign in [1.0, -1.0] {
          guard ElementConversion.rounded(sign * middle, to: type) == sign * even,
            ElementConversion.rounded(sign * middle.nextUp, to: type) == sign * high,
            ElementConversion.rounded(sign * middle.nextDown, to: type) == sign * low
          else {
            Issue.record("\(format.name) rounds \(middle), between \(low) and \(high), wrongly")
            continue
          }
        }
      }
    }
  }

  #if !(arch(x86_64) && os(macOS))
    @Test("f16 encoding agrees with Swift's for random doubles of every size")
    func againstSwift() {
      var generator = SplitMix64(seed: 99)
      for _ in 0..<50_000 {
        let value =
          generator.real(in: -1...1)
          * Double(sign: .plus, exponent: Int(generator.next() % 60) - 40, significand: 1)
        #expect(ElementConversion.encodeF16(value) == Float16(value).bitPattern, "\(value)")
      }
    }
  #endif

  @Test("Values beyond the range become infinite in f16 and bf16 and saturate in 8 bits")
  func range() {
    #expect(ElementConversion.rounded(65_504, to: .f16) == 65_504)
    #expect(ElementConversion.rounded(65_519, to: .f16) == 65_504)
    #expect(ElementConversion.rounded(65_520, to: .f16) == .infinity)
    #expect(ElementConversion.rounded(-1e300, to: .f16) == -.infinity)
    #expect(ElementConversion.rounded(3.3895313892515355e38, to: .bf16) == 3.3895313892515355e38)
    #expect(ElementConversion.rounded(3.4e38, to: .bf16) == .infinity)
    #expect(ElementConversion.rounded(449, to: .f8e4m3) == 448)
    #expect(ElementConversion.rounded(-.infinity, to: .f8e4m3) == -448)
    #expect(ElementConversion.rounded(1e9, to: .f8e5m2) == 57_344)
    #expect(ElementConversion.rounded(-.infinity, to: .f8e5m2) == -57_344)
  }

  @Test("Integers round to nearest even, saturate, and take NaN as 0")
  func integers() {
    let values: [(Double, Double, Double)] = [
      // value, i8, i32
      (0.5, 0, 0), (1.5, 2, 2), (-0.5, 0, 0), (-2.5, -2, -2), (127.5, 127, 128),
      (-128.5, -128, -128),
      (1e300, 127, 2_147_483_647), (-.infinity, -128, -2_147_483_648), (.nan, 0, 0),
      (2_147_483_646.5, 127, 2_147_483_646),
    ]
    for (value, i8, i32) in values {
      #expect(ElementConversion.rounded(value, to: .i8) == i8, "\(value)")
      #expect(ElementConversion.rounded(value, to: .i32) == i32, "\(value)")
    }
  }

  @Test("The smallest numbers and the sign of zero survive")
  func small() {
    #expect(ElementConversion.encodeF16(0x1p-24) == 1)
    #expect(ElementConversion.encodeF16(0x1p-25) == 0, "a tie goes to even zero")
    #expect(ElementConversion.encodeF16((0x1p-25).nextUp) == 1)
    #expect(ElementConversion.encodeF16(-0.0) == 0x8000)
    #expect(ElementConversion.encodeBF16(-1e-300) == 0x8000)
    #expect(ElementConversion.encodeBF16(0x1p-133) == 1)
    #expect(ElementConversion.encodeBF16(.leastNonzeroMagnitude) == 0)
    #expect(ElementConversion.encodeF8E4M3(-0.0) == 0x80)
    #expect(ElementConversion.encodeF8E4M3(0x1p-9) == 1)
    #expect(ElementConversion.encodeF8E5M2(0x1p-16) == 1)
  }

  @Test("UE8M0 is a power of two, and all ones is NaN")
  func scales() {
    #expect(ElementConversion.decodeUE8M0(127) == 1)
    #expect(ElementConversion.decodeUE8M0(0) == 0x1p-127)
    #expect(ElementConversion.decodeUE8M0(254) == 0x1p127)
    #expect(ElementConversion.decodeUE8M0(255).isNaN)
  }

  @Test("Unit roundoff and smallest value match the encodings")
  func properties() {
    for type in [ElementType.f32, .f16, .bf16, .f8e4m3, .f8e5m2] {
      let unit = type.unitRoundoff
      #expect(ElementConversion.rounded(1 + unit, to: type) == 1, "\(type): a tie")
      #expect(ElementConversion.rounded(1 + 1.01 * unit, to: type) == 1 + 2 * unit, "\(type)")
      let least = type.smallestSubnormal
      #expect(ElementConversion.rounded(least, to: type) == least, "\(type)")
      #expect(ElementConversion.rounded(least / 2, to: type) == 0, "\(type)")
    }
  }

  @Test("Elements lie where their type's size puts them", arguments: ElementType.allCases)
  func placement(_ type: ElementType) {
    let values: [Double] = [1, -2, 3, 4, -5, 6]
    #expect(type.decode(type.encode(values)) == values)
    #expect(type.encode(values).count == (type.isComplex ? 3 : 6) * type.byteCount)
  }
}
