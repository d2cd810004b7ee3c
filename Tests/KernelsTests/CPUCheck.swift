import Foundation
import Kernels
import Testing

@testable import Kernels

/// Runs problems on the `openblas` device and compares every element with the float64 reference.
enum CPUCheck {
  static func device(threadCount: Int? = nil) throws -> any Device {
    let backend = OpenBLASBackend()
    let info = try #require(backend.discover().devices.first)
    return try backend.open(info, options: DeviceOptions(threadCount: threadCount))
  }

  /// Numbers that depend on the seed alone (SplitMix64).
  struct Generator: RandomNumberGenerator {
    var state: UInt64

    init(seed: UInt64) { state = seed }

    mutating func next() -> UInt64 {
      state &+= 0x9E37_79B9_7F4A_7C15
      var z = state
      z = (z ^ (z >> 30)) &* 0xBF58_476D_1CE4_E5B9
      z = (z ^ (z >> 27)) &* 0x94D0_49BB_1331_11EB
      return z ^ (z >> 31)
    }
  }

  /// The bytes of every operand; outputs are all ones, which is NaN in every floating-point type.
  struct Data {
    var bytes: [OperandRole: [UInt8]] = [:]

    init(_ problem: Problem, seed: UInt64) {
      var generator = Generator(seed: seed)
      for spec in problem.operands {
        guard !spec.role.isOutput else {
          bytes[spec.role] = [UInt8](repeating: 0xFF, count: spec.byteCount)
          continue
        }
        var content = [UInt8](repeating: 0, count: spec.byteCount)
        content.withUnsafeMutableBytes { raw in
          guard let base = raw.baseAddress else { return }
          let isScale = spec.role == .scaleA || spec.role == .scaleB
          for i in 0..<spec.elementCount * (spec.elementType.isComplex ? 2 : 1) {
            let value = Double.random(in: -1...1, using: &generator)
            switch spec.elementType {
            case .i8 where isScale:  // UE8M0 between 2^-7 and 2^8
              raw[i] = UInt8.random(in: 120...135, using: &generator)
            case .i8: raw[i] = UInt8.random(in: 0...255, using: &generator)
            case .i32:
              ElementConversion.store((value * 100_000).rounded(), base, .i32, component: i)
            default:
              ElementConversion.store(
                isScale ? abs(value) + 0.5 : value, base, spec.elementType, component: i)
            }
          }
        }
        bytes[spec.role] = content
      }
    }

    mutating func set(_ role: OperandRole, _ type: ElementType, at index: Int, to value: Double) {
      bytes[role]?.withUnsafeMutableBytes { raw in
        guard let base = raw.baseAddress else { return }
        ElementConversion.store(value, base, type, component: index)
      }
    }
  }

  /// Runs `problem` once and returns the bytes of its output.
  static func run(
    _ problem: Problem, _ data: Data, on device: any Device, variant: KernelVariant? = nil,
    repetitions: Int = 1
  ) throws -> [UInt8] {
    let chosen = try #require(
      variant ?? device.support(for: problem).variants.first, "\(problem) is not supported")
    let kernel = try device.prepare(problem, variant: chosen)
    var slices: [OperandRole: BufferSlice] = [:]
    for spec in problem.operands {
      let buffer = try device.makeBuffer(
        byteCount: spec.byteCount, usage: spec.role.isOutput ? .output : .input)
      try (data.bytes[spec.role] ?? []).withUnsafeBytes { try buffer.write($0, at: 0) }
      slices[spec.role] = BufferSlice(buffer: buffer, byteCount: spec.byteCount)
    }
    let ticket = try device.submit(kernel, Operands(slices), repetitions: repetitions)
    _ = try device.wait(ticket, timeout: .seconds(600))
    var output = [UInt8](repeating: 0, count: problem.output.byteCount)
    try output.withUnsafeMutableBytes {
      try slices[problem.output.role]?.buffer.read(into: $0, at: 0)
    }
    return output
  }

  /// Whether `got` lies within `tolerance` of `expected`, infinities and NaN being equal only to
  /// themselves.
  private static func agrees(_ got: Double, _ expected: Double, tolerance: Double) -> Bool {
    if expected.isNaN || got.isNaN { return expected.isNaN && got.isNaN }
    if got == expected { return true }
    return abs(got - expected) <= tolerance
  }

  /// Runs a GEMM and returns the first disagreement in words, or nil.
  ///
  /// Also checks that nothing but D's m rows was written.
  static func gemmFailure(
    _ gemm: GEMMProblem, on device: any Device, variant: KernelVariant? = nil, seed: UInt64 = 1,
    change: (inout Data) -> Void = { _ in }
  ) throws -> String? {
    let problem = Problem.gemm(gemm)
    var data = Data(problem, seed: seed)
    change(&data)
    let output = try run(problem, data, on: device, variant: variant)
    return withAddresses(data) { operand in
      output.withUnsafeBytes { raw -> String? in
        guard let base = raw.baseAddress else { return nil }
        var untouched = [Bool](repeating: true, count: problem.output.elementCount)
        for (index, instance) in gemm.instances.enumerated() {
          let s = instance.shape
          guard s.m > 0, s.n > 0 else { continue }
          let truth = ReferenceGEMM.elements(
            of: gemm, instance: instance, index: index, rows: Array(0..<s.m),
            columns: Array(0..<s.n),
            operand: operand)
          for j in 0..<s.n {
            for i in 0..<s.m {
              let at = instance.d + i + j * s.ldd
              untouched[at] = false
              let element = truth[j * s.m + i]
              let tolerance = tolerance(element, gemm, k: s.k)
              let parts =
                gemm.types.d.isComplex ? [element.real, element.imaginary] : [element.real]
              for (part, value) in parts.enumerated() {
                let got = ElementConversion.load(
                  base, gemm.types.d, component: at * parts.count + part)
                let expected = ElementConversion.rounded(value, to: gemm.types.d)
                if !agrees(got, expected, tolerance: tolerance) {
                  return
                    "\(problem): element (\(i), \(j)) of GEMM \(index) is \(got), not \(expected) ± \(tolerance)"
                }
              }
            }
          }
        }
        let size = gemm.types.d.byteCount
        for (at, isPadding) in untouched.enumerated() where isPadding {
          for byte in at * size..<(at + 1) * size where raw[byte] != 0xFF {
            return "\(problem): byte \(byte) of D's padding was written"
          }
        }
        return nil
      }
    }
  }

  /// A bound that no order of summation exceeds (Higham, Accuracy and Stability, section 3.5), then
  /// the rounding of D.
  private static func tolerance(_ element: ReferenceGEMM.Element, _ gemm: GEMMProblem, k: Int)
    -> Double
  {
    guard gemm.types.d != .i32 else { return 0 }
    let unit = gemm.types.compute == .f64 ? 0x1p-53 : 0x1p-24
    let sum =
      (Double(k) + 16) * unit * element.productMagnitude + 16 * unit * element.addendMagnitude
    let magnitude = max(abs(element.real), abs(element.imaginary))
    return (gemm.types.a.isComplex ? 4 : 1.2) * sum
      + 2.001 * gemm.types.d.unitRoundoff * (magnitude + sum) + gemm.types.d.smallestSubnormal
  }

  /// Runs an attention and returns the first disagreement in words, or nil.
  static func attentionFailure(
    _ attention: AttentionProblem, on device: any Device, seed: UInt64 = 1,
    change: (inout Data) -> Void = { _ in }
  ) throws -> String? {
    let problem = Problem.attention(attention)
    var data = Data(problem, seed: seed)
    change(&data)
    let output = try run(problem, data, on: device)
    let strides = attention.strides.o
    return withAddresses(data) { operand in
      output.withUnsafeBytes { raw -> String? in
        guard let base = raw.baseAddress else { return nil }
        for batch in 0..<attention.batch {
          for head in 0..<attention.heads {
            for i in 0..<attention.seqQ {
              let row = ReferenceAttention.row(
                of: attention, batch: batch, head: head, query: i, operand: operand)
              let weights =
                0x1p-24
                * (2 * Double(attention.headDimQK + 4) * row.scoreMagnitude + Double(row.keyCount)
                  + 32)
              for x in 0..<attention.headDimV {
                let at = batch * strides.batch + head * strides.head + i * strides.seq + x
                let got = ElementConversion.load(base, attention.type, component: at)
                let expected = ElementConversion.rounded(row.values[x], to: attention.type)
                let tolerance =
                  weights * row.weightedMagnitudes[x] + 2.001 * attention.type.unitRoundoff
                  * abs(row.values[x])
                  + attention.type.smallestSubnormal
                if !agrees(got, expected, tolerance: tolerance) {
                  return
                    "\(problem): batch \(batch) head \(head) query \(i) column \(x) is \(got), not \(expected) ± \(tolerance)"
                }
              }
            }
          }
        }
        return nil
      }
    }
  }

  private static func withAddresses<T>(
    _ data: Data, _ body: ((OperandRole) -> UnsafeRawPointer) -> T
  ) -> T {
    // Copies that stay put while the reference reads them.
    var blocks: [OperandRole: UnsafeMutableRawPointer] = [:]
    for (role, bytes) in data.bytes {
      let block = UnsafeMutableRawPointer.allocate(byteCount: max(1, bytes.count), alignment: 64)
      bytes.withUnsafeBytes {
        if let base = $0.baseAddress { block.copyMemory(from: base, byteCount: bytes.count) }
      }
      blocks[role] = block
    }
    defer { for block in blocks.values { block.deallocate() } }
    return body { role in
      guard let block = blocks[role] else { preconditionFailure("no operand \(role.rawValue)") }
      return UnsafeRawPointer(block)
    }
  }
}

/// The problem that a descriptor names.
func gemm(_ descriptor: String) throws -> GEMMProblem {
  guard case .gemm(let problem) = try Problem(descriptor: descriptor) else {
    throw BackendError(.unsupported, operation: "test", message: "\(descriptor) is not a GEMM")
  }
  return problem
}

/// The problem that a descriptor names.
func attention(_ descriptor: String) throws -> AttentionProblem {
  guard case .attention(let problem) = try Problem(descriptor: descriptor) else {
    throw BackendError(
      .unsupported, operation: "test", message: "\(descriptor) is not an attention")
  }
  return problem
}
