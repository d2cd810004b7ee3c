import CSIMD
import Foundation
import Testing

@testable import Kernels

@Suite("Loops for every instruction set of this processor")
struct CPUSIMDTests {
  static let paths = SIMDPath.all.map(\.name)

  static func table(_ name: String) throws -> parity_simd_path {
    try #require(SIMDPath.all.first { $0.name == name }).table
  }

  /// Values where roundings, overflows and subnormals of the narrow types begin and end.
  static let delicate: [Float] = {
    var values: [Float] = [
      0, -0, .infinity, -.infinity, 1, 65504, 65519, 65520, 65536, 3.4e38, 448, 464, 57344, 61440,
    ]
    var generator = CPUCheck.Generator(seed: 5)
    for exponent in -150...128 {
      for fraction: UInt32 in [
        0, 1, 0x0FFF, 0x1000, 0x1001, 0x2FFF, 0x3000, 0x7FFF, 0x8000, 0x8001, 0x18000, 0x7FFFFF,
      ] {
        let biased = UInt32(max(0, min(254, exponent + 127)))
        values.append(Float(bitPattern: biased << 23 | fraction))
        values.append(-Float(bitPattern: biased << 23 | fraction))
      }
      values.append(Float(bitPattern: UInt32.random(in: 0...0x7F7F_FFFF, using: &generator)))
    }
    for _ in 0..<4000 {
      values.append(Float(bitPattern: UInt32.random(in: 0...UInt32.max, using: &generator)))
    }
    return values.filter { !$0.isNaN }
  }()

  @Test("plain C is always there, and last")
  func plain() {
    #expect(SIMDPath.all.last?.name == "plain")
    #expect(PanelKernel.f32.last?.name.hasPrefix("plain_") == true)
    #expect(PanelKernel.f64.last?.name.hasPrefix("plain_") == true)
    #expect(UnpackedKernel.f64.last?.name.hasPrefix("plain_") == true)
    #expect(PanelKernel.bf16.last?.name.hasPrefix("plain_") == true)
    #expect(PanelKernel.i8.last?.name.hasPrefix("plain_pairs_") == true)
  }

  @Test("decode every 16-bit float exactly", arguments: paths)
  func decode(path: String) throws {
    let table = try Self.table(path)
    let bits = (0...UInt16.max).map { $0 }
    var halves = [Float](repeating: 0, count: bits.count)
    var brains = halves
    table.f16_to_f32(bits, &halves, bits.count)
    table.bf16_to_f32(bits, &brains, bits.count)
    let wrong = bits.indices.filter { i in
      let half = Float(ElementConversion.decodeF16(bits[i]))
      let isHalf = half.isNaN ? halves[i].isNaN : half.bitPattern == halves[i].bitPattern
      return !isHalf || brains[i].bitPattern != UInt32(bits[i]) << 16
    }
    #expect(wrong.isEmpty)
  }

  @Test("decode every 8-bit float exactly", arguments: paths)
  func decode8(path: String) throws {
    let table = try Self.table(path)
    let codes = (0...255).map { UInt8($0) } + [1, 2, 3]
    var e4m3 = [Float](repeating: 0, count: codes.count)
    var e5m2 = e4m3
    table.f8e4m3_to_f32(codes, &e4m3, codes.count)
    table.f8e5m2_to_f32(codes, &e5m2, codes.count)
    func agrees(_ got: Float, _ expected: Double) -> Bool {
      expected.isNaN ? got.isNaN : got.bitPattern == Float(expected).bitPattern
    }
    let wrong = codes.indices.filter { i in
      !agrees(e4m3[i], ElementConversion.decodeF8E4M3(codes[i]))
        || !agrees(e5m2[i], ElementConversion.decodeF8E5M2(codes[i]))
    }
    #expect(wrong.map { codes[$0] } == [])
  }

  @Test("round to 16-bit floats to nearest even", arguments: paths)
  func encode(path: String) throws {
    let table = try Self.table(path)
    let values = Self.delicate
    var halves = [UInt16](repeating: 0, count: values.count)
    var brains = halves
    table.f32_to_f16(values, &halves, values.count)
    table.f32_to_bf16(values, &brains, values.count)
    let wrong = values.indices.filter { i in
      halves[i] != ElementConversion.encodeF16(Double(values[i]))
        || brains[i] != ElementConversion.encodeBF16(Double(values[i]))
    }
    #expect(wrong.map { values[$0] } == [])
  }

  @Test("keep NaN a quiet NaN of the same sign in 16-bit floats", arguments: paths)
  func encodeNaN(path: String) throws {
    let table = try Self.table(path)
    let values = [0x7FC0_0000, 0x7F80_0001, 0xFF80_0001, 0xFFFF_FFFF, 0x7FBF_FFFF].map {
      Float(bitPattern: $0)
    }
    var halves = [UInt16](repeating: 0, count: values.count)
    var brains = halves
    table.f32_to_f16(values, &halves, values.count)
    table.f32_to_bf16(values, &brains, values.count)
    for (i, value) in values.enumerated() {
      let sign = UInt16(value.bitPattern >> 31) << 15
      #expect(halves[i] & 0xFE00 == sign | 0x7E00)
      #expect(brains[i] & 0xFFC0 == sign | 0x7FC0)
    }
  }

  @Test("round to 8-bit floats as the reference does")
  func encode8() {
    let values = Self.delicate + [.nan]
    var e4m3 = [UInt8](repeating: 0, count: values.count)
    var e5m2 = e4m3
    parity_f32_to_f8e4m3(values, &e4m3, values.count)
    parity_f32_to_f8e5m2(values, &e5m2, values.count)
    let wrong = values.indices.filter { i in
      e4m3[i] != ElementConversion.encodeF8E4M3(Double(values[i]))
        || e5m2[i] != ElementConversion.encodeF8E5M2(Double(values[i]))
    }
    #expect(wrong.map { values[$0] } == [])
  }

  @Test("compute exp within two units in the last place", arguments: paths)
  func exponential(path: String) throws {
    let table = try Self.table(path)
    var generator = CPUCheck.Generator(seed: 6)
    var inputs: [Float] = [0, -0, 1, -1, 88.7, 88.722, -87.3, -87.4, -100, -103.2, 1e-30, -1e-30]
    for _ in 0..<20_000 { inputs.append(Float.random(in: -103...88.7, using: &generator)) }
    for _ in 0..<20_000 { inputs.append(Float.random(in: -2...2, using: &generator)) }
    var results = inputs
    table.exp(&results, results.count)
    var worst = 0.0
    for (x, got) in zip(inputs, results) {
      let truth = Foundation.exp(Double(x))
      let ulp = max(Double(Float(truth).ulp), Double(Float.leastNonzeroMagnitude))
      worst = max(worst, abs(Double(got) - truth) / ulp)
    }
    #expect(worst < 2)
    var limits: [Float] = [.infinity, -.infinity, .nan, 89, 1000, -104, -1e30, 3.4e38]
    table.exp(&limits, limits.count)
    #expect(limits[0] == .infinity && limits[1] == 0 && limits[2].isNaN && limits[3] == .infinity)
    #expect(limits[4] == .infinity && limits[5] == 0 && limits[6] == 0 && limits[7] == .infinity)
  }

  @Test("take softmax steps of every length and leave the neighbours alone", arguments: paths)
  func softmaxSteps(path: String) throws {
    let table = try Self.table(path)
    var generator = CPUCheck.Generator(seed: 7)
    for count in Array(0...70) + [127, 128, 129, 300] {
      for scale: Float in [0.25, -0.5] {
        var scores = (0..<count + 1).map { _ in Float.random(in: -20...20, using: &generator) }
        let original = scores
        var most: Float = 1.5
        var sum: Float = 3
        let correction = table.softmax_step(&scores, count, scale, &most, &sum)
        let expectedMost = max(1.5, original[0..<count].map { $0 * scale }.max() ?? -.infinity)
        var expectedSum = 3 * Foundation.exp(1.5 - Double(expectedMost))
        #expect(most == expectedMost)
        #expect(abs(Double(correction) - Foundation.exp(1.5 - Double(expectedMost))) < 1e-6)
        for i in 0..<count {
          let weight = Foundation.exp(Double(original[i] * scale) - Double(expectedMost))
          expectedSum += weight
          #expect(abs(Double(scores[i]) - weight) <= 4e-6 * weight)
        }
        #expect(abs(Double(sum) - expectedSum) < 1e-5 * expectedSum)
        #expect(scores[count] == original[count])
      }
    }
  }

  @Test("take softmax steps over NaN and infinite scores as the definition says", arguments: paths)
  func softmaxSpecials(path: String) throws {
    let table = try Self.table(path)
    for place in [0, 5, 40, 41] {
      for value in [Float.nan, .infinity] {
        var scores = [Float](repeating: 0.5, count: 42)
        scores[place] = value
        var most = -Float.infinity
        var sum: Float = 0
        _ = table.softmax_step(&scores, 42, 1, &most, &sum)
        #expect(sum.isNaN)
      }
      var scores = [Float](repeating: 0.5, count: 42)
      scores[place] = -.infinity
      var most = -Float.infinity
      var sum: Float = 0
      #expect(table.softmax_step(&scores, 42, 1, &most, &sum) == 0)
      #expect(most == 0.5 && sum == 41 && scores[place] == 0)
    }
    var nothing = [Float](repeating: -.infinity, count: 42)
    var most = -Float.infinity
    var sum: Float = 0
    #expect(table.softmax_step(&nothing, 42, 1, &most, &sum) == 1)
    #expect(most == -.infinity && sum == 0 && nothing.allSatisfy { $0 == 0 })
  }

  @Test("apply epilogues", arguments: paths)
  func epilogues(path: String) throws {
    let table = try Self.table(path)
    var generator = CPUCheck.Generator(seed: 8)
    for count in [0, 1, 7, 16, 33] {
      let x = (0..<count).map { _ in Float.random(in: -6...6, using: &generator) }
      let c = (0..<count).map { _ in Float.random(in: -6...6, using: &generator) }
      var mixed = x
      table.scale_add(&mixed, 2, c, -0.5, count)
      var relu = x
      table.relu(&relu, count)
      var gelu = x
      table.gelu(&gelu, count)
      for i in 0..<count {
        #expect(abs(Double(mixed[i]) - (2 * Double(x[i]) - 0.5 * Double(c[i]))) < 3e-6)
        #expect(relu[i] == max(x[i], 0))
        #expect(abs(Double(gelu[i]) - geluTanh(Double(x[i]))) < 2e-6)
      }
    }
    var limits: [Float] = [.nan, .infinity, -.infinity, 1e20, -1e20, -0.0]
    table.gelu(&limits, limits.count)
    #expect(limits[0].isNaN && limits[1] == .infinity && limits[2].isNaN)
    #expect(limits[3] == 1e20 && limits[4] == 0 && limits[5] == 0)
    var clipped: [Float] = [.nan, .infinity, -.infinity]
    table.relu(&clipped, clipped.count)
    #expect(clipped[0].isNaN && clipped[1] == .infinity && clipped[2] == 0)
  }

  @Test("multiply lines with a few vectors", arguments: paths, [ElementType.f32, .f16, .bf16])
  func lines(path: String, type: ElementType) throws {
    let table = try Self.table(path)
    let (dot, add) =
      switch type {
      case .f16: (table.dot_lines_f16, table.add_lines_f16)
      case .bf16: (table.dot_lines_bf16, table.add_lines_bf16)
      default: (table.dot_lines_f32, table.add_lines_f32)
      }
    var generator = CPUCheck.Generator(seed: 9)
    for (count, vectors, length) in [
      (1, 1, 1), (3, 2, 5), (4, 4, 16), (7, 5, 33), (9, 4, 67), (5, 9, 40),
    ] {
      let stride = length + 3
      var stored = [UInt8](repeating: 0, count: count * stride * type.byteCount)
      var lines = [Double](repeating: 0, count: count * stride)
      stored.withUnsafeMutableBytes { raw in
        guard let base = raw.baseAddress else { return }
        for i in 0..<count * stride {
          // Padding is NaN: reading it would spoil the result.
          let value = i % stride < length ? Double.random(in: -1...1, using: &generator) : .nan
          ElementConversion.store(value, base, type, component: i)
          lines[i] = ElementConversion.load(base, type, component: i)
        }
      }
      let factors = (0..<vectors * length).map { _ in Float.random(in: -1...1, using: &generator) }
      var sums = [Float](repeating: -7, count: vectors * (count + 1))
      dot?(
        stored, stride, count, factors, length, vectors, length, &sums, count + 1)
      let weights = (0..<vectors * count).map { _ in Float.random(in: -1...1, using: &generator) }
      var outputs = [Float](repeating: 0.5, count: vectors * (length + 1))
      add?(
        stored, stride, count, weights, count, vectors, length, &outputs, length + 1)
      for v in 0..<vectors {
        for l in 0..<count {
          let truth = (0..<length).reduce(0.0) {
            $0 + lines[l * stride + $1] * Double(factors[v * length + $1])
          }
          #expect(abs(Double(sums[v * (count + 1) + l]) - truth) < 1e-5)
        }
        for x in 0..<length {
          let truth = (0..<count).reduce(0.5) {
            $0 + lines[$1 * stride + x] * Double(weights[v * count + $1])
          }
          #expect(abs(Double(outputs[v * (length + 1) + x]) - truth) < 1e-5)
        }
        #expect(sums[v * (count + 1) + count] == -7)
        #expect(outputs[v * (length + 1) + length] == 0.5)
      }
    }
  }

  @Test("multiply lines of 8-bit integers exactly", arguments: paths)
  func integerLines(path: String) throws {
    let table = try Self.table(path)
    var generator = CPUCheck.Generator(seed: 10)
    for (count, vectors, length) in [(1, 1, 1), (3, 2, 5), (4, 4, 32), (7, 5, 67), (9, 3, 200)] {
      let lines = (0..<count * (length + 1)).map { _ in
        Int8.random(in: -128...127, using: &generator)
      }
      let factors = (0..<vectors * length).map { _ in
        Int16.random(in: -128...127, using: &generator)
      }
      var sums = [Int32](repeating: -7, count: vectors * (count + 1))
      table.dot_lines_i8(
        lines, length + 1, count, factors, length, vectors, length, &sums, count + 1)
      for v in 0..<vectors {
        for l in 0..<count {
          let truth = (0..<length).reduce(0) {
            $0 + Int(lines[l * (length + 1) + $1]) * Int(factors[v * length + $1])
          }
          #expect(Int(sums[v * (count + 1) + l]) == truth)
        }
        #expect(sums[v * (count + 1) + count] == -7)
      }
    }
  }

  @Test("find what is not finite", arguments: paths)
  func finiteness(path: String) throws {
    let table = try Self.table(path)
    for count in [0, 1, 5, 16, 37] {
      var values = [Float](repeating: 3.4e38, count: count)
      #expect(table.all_finite(values, count))
      for place in 0..<count {
        for value in [Float.nan, .infinity, -.infinity] {
          values[place] = value
          #expect(!table.all_finite(values, count))
        }
        values[place] = 0
      }
    }
  }
}
