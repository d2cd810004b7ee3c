import Kernels

@testable import Harness

/// A problem's inputs on the reference device with the true result in place, ready to be spoiled and checked.
struct VerifiedProblem {
  let problem: Problem
  let inputs: HostInputs
  let operands: OperandSet
  let device: any Device

  init(_ descriptor: String, fill: InputFill = .uniform, nonfiniteRate: Double = 0) throws {
    problem = try Problem(descriptor: descriptor)
    inputs = try HostInputs(
      problem, generator: InputGenerator(seed: 11, fill: fill, nonfiniteRate: nonfiniteRate))
    let backend = ReferenceBackend()
    device = try backend.open(backend.discover().devices[0], options: DeviceOptions())
    operands = try OperandSet(device, problem, inputs: inputs)
    let kernel = try device.prepare(problem, variant: device.support(for: problem).variants[0])
    _ = try device.wait(
      try device.submit(kernel, operands.operands(), repetitions: 1), timeout: .seconds(60))
  }

  /// The bytes of the output.
  func output() throws -> [UInt8] {
    let slice = operands.output()
    return try withUnsafeTemporaryAllocation(byteCount: max(slice.byteCount, 1), alignment: 16) {
      let part = UnsafeMutableRawBufferPointer(rebasing: $0[..<slice.byteCount])
      try slice.buffer.read(into: part, at: slice.byteOffset)
      return Array(part)
    }
  }

  /// Replaces the output's elements; `change` gets each component's index and value.
  func spoil(_ change: (Int, Double) -> Double) throws {
    let slice = operands.output()
    let type = problem.output.elementType
    let component: ElementType = type == .c64 ? .f32 : type == .c128 ? .f64 : type
    var bytes = try output()
    bytes.withUnsafeMutableBytes { raw in
      guard let base = raw.baseAddress else { return }
      for i in 0..<(raw.count / component.byteCount) {
        let value = ElementConversion.load(base, component, component: i)
        let changed = change(i, value)
        if changed.bitPattern != value.bitPattern {
          ElementConversion.store(changed, base, component, component: i)
        }
      }
    }
    try bytes.withUnsafeBytes { try slice.buffer.write($0, at: slice.byteOffset) }
  }

  /// What the check says.
  func check(
    limit: CheckedPlaces.Limit = .init(), wholeReadByteCount: Int = 64 << 20
  ) throws -> Correctness {
    let expected = ExpectedOutput.compute(problem, inputs: inputs, limit: limit, seed: 11)
    return try OutputCheck.run(
      problem, expected: expected, output: operands.output(),
      guardsIntact: try operands.guardsIntact(), wholeReadByteCount: wholeReadByteCount)
  }
}
