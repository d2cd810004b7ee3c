import Harness
import Kernels
import Testing

@Suite struct InputGeneratorTests {
  /// `count` elements from `first` on, decoded component by component.
  private func values(
    _ generator: InputGenerator, _ type: ElementType, role: OperandRole = .a, first: Int = 0,
    count: Int
  ) -> [Double] {
    let bytes = UnsafeMutableRawBufferPointer.allocate(
      byteCount: count * type.byteCount, alignment: 64)
    defer { bytes.deallocate() }
    generator.write(role, type, firstElement: first, into: bytes)
    guard let base = bytes.baseAddress else { return [] }
    return (0..<(type.isComplex ? 2 * count : count)).map {
      ElementConversion.load(base, type, component: $0)
    }
  }

  @Test(arguments: ElementType.allCases, InputFill.allCases)
  func `any part equals the same part of the whole`(type: ElementType, fill: InputFill) {
    let generator = InputGenerator(seed: 7, fill: fill, nonfiniteRate: 0.01)
    let parts = type.isComplex ? 2 : 1
    let whole = values(generator, type, count: 9000)
    for (first, count) in [(0, 1), (1, 2), (4095, 3), (4096, 4097), (8999, 1), (3, 8000)] {
      let part = values(generator, type, first: first, count: count)
      let expected = whole[(first * parts)..<((first + count) * parts)]
      #expect(part.map(\.bitPattern) == expected.map(\.bitPattern), "\(first)+\(count)")
    }
  }

  @Test(arguments: ElementType.allCases)
  func `seed and role both change the values`(type: ElementType) {
    let base = values(InputGenerator(seed: 1, fill: .uniform), type, count: 64)
    #expect(base == values(InputGenerator(seed: 1, fill: .uniform), type, count: 64))
    #expect(base != values(InputGenerator(seed: 2, fill: .uniform), type, count: 64))
    #expect(base != values(InputGenerator(seed: 1, fill: .uniform), type, role: .b, count: 64))
  }

  @Test(arguments: [ElementType.f64, .f32, .f16, .bf16, .c64])
  func `uniform values fill the range evenly`(type: ElementType) {
    let found = values(InputGenerator(seed: 3, fill: .uniform), type, count: 20_000)
    #expect(found.allSatisfy { abs($0) <= 1 })
    let mean = found.reduce(0, +) / Double(found.count)
    let square = found.reduce(0) { $0 + $1 * $1 } / Double(found.count)
    // Standard errors: 0.577 / sqrt(20000) = 0.004 and 0.298 / sqrt(20000) = 0.002.
    #expect(abs(mean) < 0.02)
    #expect(abs(square - 1.0 / 3) < 0.01)
  }

  @Test(arguments: [ElementType.f64, .f32, .bf16])
  func `normal values have the moments of the normal distribution`(type: ElementType) {
    let found = values(InputGenerator(seed: 3, fill: .normal), type, count: 20_000)
    let mean = found.reduce(0, +) / Double(found.count)
    let square = found.reduce(0) { $0 + $1 * $1 } / Double(found.count)
    let fourth = found.reduce(0) { $0 + $1 * $1 * $1 * $1 } / Double(found.count)
    #expect(abs(mean) < 0.04)
    #expect(abs(square - 1) < 0.06)
    #expect(abs(fourth - 3) < 0.5)
  }

  @Test(arguments: ElementType.allCases)
  func `the integer fill is exact and takes all values from minus four to four`(type: ElementType) {
    let found = Set(values(InputGenerator(seed: 5, fill: .integers), type, count: 2000))
    #expect(found == Set((-4...4).map(Double.init)))
  }

  @Test(arguments: ElementType.allCases)
  func `the positive fill is positive`(type: ElementType) {
    let found = values(InputGenerator(seed: 5, fill: .positive), type, count: 5000)
    // The 8-bit floats round the smallest values to zero.
    #expect(found.allSatisfy { type.isFloat8 ? $0 >= 0 : $0 > 0 })
  }

  @Test func `scaling factors are positive and near one`() {
    let generator = InputGenerator(seed: 5, fill: .normal)
    let factors = values(generator, .f32, role: .scaleA, count: 1000)
    #expect(factors.allSatisfy { $0 >= 0.5 && $0 < 2 })
    let bytes = values(generator, .i8, role: .scaleB, count: 1000).map {
      ElementConversion.decodeUE8M0(UInt8(bitPattern: Int8($0)))
    }
    #expect(Set(bytes) == [0.25, 0.5, 1, 2, 4])
  }

  @Test func `injection puts NaN and both infinities at about the asked rate`() {
    let generator = InputGenerator(seed: 9, fill: .uniform, nonfiniteRate: 0.1)
    let found = values(generator, .f16, count: 10_000)
    #expect((400...600).contains(found.count { $0.isNaN }))
    #expect((150...350).contains(found.count { $0 == .infinity }))
    #expect((150...350).contains(found.count { $0 == -.infinity }))
  }

  @Test func `cancelling inputs give products that are small against their magnitudes`() throws {
    for descriptor in [
      "gemm:f32:nn:m=5,n=4,k=64", "gemm:bf16:tt:m=5,n=4,k=64", "gemm:c64:nc:m=5,n=4,k=64",
      "gemm:f16:nt:m=5,n=4,k=64:batch=3",
    ] {
      guard case .gemm(let gemm) = try Problem(descriptor: descriptor) else { continue }
      let inputs = try HostInputs(.gemm(gemm), generator: .init(seed: 1, fill: .cancellation))
      for (index, instance) in gemm.instances.enumerated() {
        let elements = ReferenceGEMM.elements(
          of: gemm, instance: instance, index: index, rows: [0, 4], columns: [0, 3],
          operand: inputs.address)
        for element in elements {
          #expect(abs(element.real) < 0.1 * element.productMagnitude, "\(descriptor)")
          #expect(element.productMagnitude > 1)
        }
      }
    }
  }
}
