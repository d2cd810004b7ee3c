public import Kernels

/// What a run left behind.
public struct ProblemOutput: Sendable {
  /// The output operand, padding included, exactly as read back.
  public var bytes: [UInt8]
  /// How long it took, as the device says.
  public var completion: Completion
  /// What was touched that must not be: padding of the output, guards around any operand, inputs; empty when clean.
  public var violations: [String]
}

/// Runs one problem on one device the hard way: every operand at a nonzero offset between guards, the output poisoned.
public enum ProblemRunner {
  /// How long any single run may take before the device is given up.
  public static let timeout = Duration.seconds(120)

  /// Allocates, fills, poisons, runs and reads back.
  /// - Parameters:
  ///   - variant: the first one of `support(for:)` when nil.
  ///   - repetitions: executions in the one submission.
  /// - Throws: `BackendError` from the device; `unsupported` with the device's reasons where it has no variant.
  public static func run(
    _ problem: Problem, on device: any Device, variant: KernelVariant? = nil, inputs: ProblemInputs,
    repetitions: Int = 1
  ) throws(BackendError) -> ProblemOutput {
    let support = device.support(for: problem)
    guard let variant = variant ?? support.variants.first else {
      let reasons = support.reasons.map(\.detail).joined(separator: "; ")
      throw BackendError(
        .unsupported, operation: "run",
        message: "\(device.info.id) cannot run \(problem): \(reasons)")
    }
    var guarded: [GuardedOperand] = []
    for spec in problem.operands {
      let content = inputs.bytes[spec.role] ?? poison(spec)
      guarded.append(try GuardedOperand(spec, content: content, on: device))
    }
    let operands = Operands(
      Dictionary(uniqueKeysWithValues: guarded.map { ($0.spec.role, $0.slice) }))
    let kernel = try device.prepare(problem, variant: variant)
    let ticket = try device.submit(kernel, operands, repetitions: repetitions)
    let completion = try device.wait(ticket, timeout: timeout)

    var output = ProblemOutput(bytes: [], completion: completion, violations: [])
    for operand in guarded {
      let after = try operand.readBack()
      if !after.guardsIntact {
        output.violations.append("the guard around \(operand.spec.role.rawValue)")
      }
      if operand.spec.role.isOutput {
        output.bytes = after.content
        let size = operand.spec.elementType.byteCount
        let padding = OperandElements.isPadding(of: operand.spec.role, in: problem)
        for (index, isPadding) in padding.enumerated() where isPadding {
          let range = index * size..<(index + 1) * size
          if after.content[range] != operand.content[range] {
            output.violations.append("padding element \(index) of \(operand.spec.role.rawValue)")
            break
          }
        }
      } else if after.content != operand.content {
        output.violations.append("input \(operand.spec.role.rawValue)")
      }
    }
    return output
  }

  /// What an output holds before a run: NaN, or a loud integer.
  public static func poison(_ spec: OperandSpec) -> [UInt8] {
    [UInt8](repeating: spec.elementType.isInteger ? 0x6B : 0xFF, count: spec.byteCount)
  }
}

/// An operand inside a larger buffer, with guard bytes on both sides.
private struct GuardedOperand {
  let spec: OperandSpec
  let content: [UInt8]
  let slice: BufferSlice
  private let expected: [UInt8]

  init(_ spec: OperandSpec, content: [UInt8], on device: any Device) throws(BackendError) {
    precondition(content.count == spec.byteCount, "inputs of another problem")
    self.spec = spec
    self.content = content
    let alignment = max(1, device.capabilities.operandAlignment)
    // An odd multiple: a kernel that wants more alignment than the device says is then wrong.
    let before = (256 / alignment | 1) * alignment
    // NaN bytes: an input read past its end then poisons the result.
    expected =
      [UInt8](repeating: 0xFF, count: before) + content + [UInt8](repeating: 0xFF, count: 259)
    let buffer = try device.makeBuffer(
      byteCount: expected.count, usage: spec.role.isOutput ? .output : .input)
    try buffer.write(expected, at: 0)
    slice = BufferSlice(buffer: buffer, byteOffset: before, byteCount: content.count)
  }

  func readBack() throws(BackendError) -> (content: [UInt8], guardsIntact: Bool) {
    let after = try slice.buffer.read(0..<expected.count)
    let inside = slice.byteOffset..<slice.byteOffset + slice.byteCount
    return (
      Array(after[inside]),
      after[..<inside.lowerBound] == expected[..<inside.lowerBound]
        && after[inside.upperBound...] == expected[inside.upperBound...]
    )
  }
}

extension DeviceBuffer {
  /// Writes an array.
  public func write(_ bytes: [UInt8], at offset: Int) throws(BackendError) {
    try bytes.withUnsafeBytes { raw in
      Result { () throws(BackendError) in try write(raw, at: offset) }
    }.get()
  }

  /// Reads `range` into an array.
  public func read(_ range: Range<Int>) throws(BackendError) -> [UInt8] {
    var bytes = [UInt8](repeating: 0, count: range.count)
    try bytes.withUnsafeMutableBytes { raw in
      Result { () throws(BackendError) in try read(into: raw, at: range.lowerBound) }
    }.get()
    return bytes
  }
}
