public import Kernels

/// The operands of one problem on one device: one set for hot caches, several that are used in turn for cold ones.
///
/// Each operand has a buffer of its own with one slot a set; before and after the operand a slot holds guard bytes that no
/// kernel may change. Operands start at multiples of 256 bytes, as allocations of CUDA do.
public final class OperandSet {
  /// Where operands start and how wide the guards are, in bytes.
  public static let alignment = 256

  /// How many sets there are.
  public let count: Int
  private let problem: Problem
  private let buffers: [OperandRole: any DeviceBuffer]

  /// Allocates `count` sets, gives all of them the same inputs, and poisons outputs and guards.
  /// - Throws: `BackendError` from the device.
  public init(
    _ device: any Device, _ problem: Problem, inputs: HostInputs, count: Int = 1
  ) throws(BackendError) {
    precondition(count >= 1, "an operand set holds at least one set")
    precondition(
      Self.alignment % device.capabilities.operandAlignment == 0,
      "\(device.info.id) wants operands at multiples of \(device.capabilities.operandAlignment)")
    self.problem = problem
    self.count = count
    var buffers: [OperandRole: any DeviceBuffer] = [:]
    for spec in problem.operands {
      let buffer = try device.makeBuffer(
        byteCount: Self.slotByteCount(spec) * count, usage: spec.role.isOutput ? .output : .input)
      try buffer.fill(Poison.byte(spec), range: 0..<buffer.byteCount)
      buffers[spec.role] = buffer
      if !spec.role.isOutput {
        for index in 0..<count {
          try buffer.write(inputs.bytes(spec), at: Self.offset(spec, index))
        }
      }
    }
    self.buffers = buffers
  }

  /// The bytes of device memory that `count` sets take, or nil where that passes 64 bits.
  public static func byteCount(_ problem: Problem, count: Int = 1) -> Int? {
    var total = 0
    for spec in problem.operands {
      let (bytes, overflow) = slotByteCount(spec).multipliedReportingOverflow(by: count)
      let (sum, carry) = total.addingReportingOverflow(bytes)
      if overflow || carry { return nil }
      total = sum
    }
    return total
  }

  /// The largest single buffer that `count` sets need, in bytes.
  static func largestBufferByteCount(_ problem: Problem, count: Int) -> Int {
    problem.operands.reduce(0) {
      max($0, slotByteCount($1).multipliedReportingOverflow(by: count).partialValue)
    }
  }

  /// The operands of set `index`.
  public func operands(_ index: Int = 0) -> Operands {
    var slices: [OperandRole: BufferSlice] = [:]
    for spec in problem.operands { slices[spec.role] = slice(spec, index) }
    return Operands(slices)
  }

  /// The output of set `index`.
  func output(_ index: Int = 0) -> BufferSlice { slice(problem.output, index) }

  /// The largest input of set `index`.
  func largestInput(_ index: Int) -> BufferSlice? {
    problem.operands.filter { !$0.role.isOutput }.max { $0.byteCount < $1.byteCount }
      .map { slice($0, index) }
  }

  /// Fills all outputs, and the guards around them, with poison.
  func poisonOutputs() throws(BackendError) {
    let spec = problem.output
    let buffer = self.buffer(spec)
    try buffer.fill(Poison.byte(spec), range: 0..<buffer.byteCount)
  }

  /// Whether the guards of set `index` are as they were made.
  func guardsIntact(_ index: Int = 0) throws(BackendError) -> Bool {
    let guardBytes = UnsafeMutableRawBufferPointer.allocate(
      byteCount: 2 * Self.alignment, alignment: 64)
    defer { guardBytes.deallocate() }
    for spec in problem.operands {
      let buffer = self.buffer(spec)
      let start = Self.offset(spec, index)
      let end = start + spec.byteCount
      let slotEnd = (index + 1) * Self.slotByteCount(spec)
      for range in [(start - Self.alignment)..<start, end..<slotEnd] {
        let bytes = UnsafeMutableRawBufferPointer(rebasing: guardBytes[..<range.count])
        try buffer.read(into: bytes, at: range.lowerBound)
        guard let address = bytes.baseAddress else { continue }
        if !PoisonScan.isIntact(address, byteCount: range.count, byte: Poison.byte(spec)) {
          return false
        }
      }
    }
    return true
  }

  private func slice(_ spec: OperandSpec, _ index: Int) -> BufferSlice {
    BufferSlice(
      buffer: buffer(spec), byteOffset: Self.offset(spec, index), byteCount: spec.byteCount)
  }

  private func buffer(_ spec: OperandSpec) -> any DeviceBuffer {
    guard let buffer = buffers[spec.role] else {
      preconditionFailure("operand \(spec.role.rawValue) has no buffer")
    }
    return buffer
  }

  /// A guard, the operand, and a guard that reaches to the next multiple of the alignment.
  private static func slotByteCount(_ spec: OperandSpec) -> Int {
    let (padded, overflow) = spec.byteCount.addingReportingOverflow(3 * alignment - 1)
    return overflow ? Int.max / 2 : padded / alignment * alignment
  }

  private static func offset(_ spec: OperandSpec, _ index: Int) -> Int {
    index * slotByteCount(spec) + alignment
  }
}
