import Kernels
import Testing

@testable import Harness

@Suite struct BulkRoundingTests {
  /// Every sign, exponent and a spread of fractions around every rounding boundary of both formats.
  private static let floats: [Float] = {
    var values: [Float] = []
    for high in UInt32(0)..<0x2000 {
      for low: UInt32 in [0, 1, 0xFFF, 0x1000, 0x1001, 0x1FFF, 0x7FFF, 0x8000, 0x8001] {
        values.append(Float(bitPattern: (high << 19) &+ low))
        values.append(Float(bitPattern: (high << 19) &+ 0x2000 &+ low))
        values.append(Float(bitPattern: (high << 19) &+ 0x1_0000 &+ low))
      }
    }
    return values
  }()

  @Test func `binary16 equals the exact conversion`() {
    let wrong = Self.floats.filter {
      let bits = BulkRounding.f16($0)
      return $0.isNaN
        ? !ElementConversion.decodeF16(bits).isNaN : bits != ElementConversion.encodeF16(Double($0))
    }
    #expect(wrong.isEmpty, "\(wrong.prefix(5))")
  }

  @Test func `bf16 equals the exact conversion`() {
    let wrong = Self.floats.filter {
      let bits = BulkRounding.bf16($0)
      return $0.isNaN
        ? !ElementConversion.decodeBF16(bits).isNaN
        : bits != ElementConversion.encodeBF16(Double($0))
    }
    #expect(wrong.isEmpty, "\(wrong.prefix(5))")
  }
}
