internal import Dispatch

/// A device behind a vendor's runtime and BLAS libraries.
///
/// One thread of its own makes all calls that compute, so that every wait has a timeout whatever a driver does.
final class VendorDevice: Device {
  let info: DeviceInfo
  let capabilities: Capabilities
  /// Where operands may start: what every vendor's wide loads ask for.
  static let operandAlignment = 16

  private let rule: VendorSupport
  private let executor = HostExecutor()
  private let context: VendorContext

  init(
    _ library: VendorLibrary, info: DeviceInfo, ordinal: Int, conventions: VendorConventions
  ) throws(BackendError) {
    self.info = info
    rule = VendorSupport(library: library, conventions: conventions)
    context = try VendorContext(library, index: ordinal)
    capabilities = Capabilities(
      asynchronous: true, deviceTimestamps: true, hostMemory: false,
      maximumBufferByteCount: max(info.memoryByteCount ?? Int.max, 1 << 20),
      operandAlignment: Self.operandAlignment)
  }

  deinit { executor.stop(waits: false) }

  func support(for problem: Problem) -> Support { rule.support(for: problem) }

  func makeBuffer(byteCount: Int, usage: BufferUsage) throws(BackendError) -> any DeviceBuffer {
    try executor.checkOpen()
    return VendorBuffer(
      device: self, allocation: try VendorAllocation(context, byteCount: byteCount))
  }

  func prepare(_ problem: Problem, variant: KernelVariant) throws(BackendError)
    -> any PreparedKernel
  {
    try executor.checkOpen()
    guard case .gemm(let gemm) = problem,
      let choice = rule.choices(for: problem).found.first(where: { $0.variant == variant })
    else {
      throw BackendError(
        .unsupported, operation: "prepare",
        message: "\(info.id) has no variant \(variant) for \(problem)")
    }
    switch choice.way {
    case .gemm(let route, let entries):
      return try VendorKernel(
        gemm, variant: variant, device: self, route: route, entries: entries,
        conventions: rule.conventions, context: context)
    case .lt(let shape):
      return try VendorLtKernel(
        gemm, variant: variant, device: self, shape: shape, conventions: rule.conventions,
        context: context)
    }
  }

  func submit(_ kernel: any PreparedKernel, _ operands: Operands, repetitions: Int)
    throws(BackendError)
    -> Ticket
  {
    precondition(repetitions >= 1, "\(repetitions) repetitions; use 1 or more")
    guard let kernel = kernel as? any VendorExecutable, kernel.device === self else {
      preconditionFailure("a kernel of another device was submitted to \(info.id)")
    }
    var addresses: [OperandRole: UnsafeMutableRawPointer] = [:]
    for spec in kernel.problem.operands {
      guard let slice = operands[spec.role], let buffer = slice.buffer as? VendorBuffer,
        buffer.device === self
      else { preconditionFailure("operand \(spec.role.rawValue) is missing or of another device") }
      precondition(slice.byteCount >= spec.byteCount, "operand \(spec.role.rawValue) is too small")
      addresses[spec.role] = buffer.pointer + slice.byteOffset
    }
    let bound = VendorOperands(addresses)
    let context = self.context
    return try executor.enqueue { () throws(BackendError) in
      defer { withExtendedLifetime(operands) {} }
      try context.makeCurrent()
      // Not part of the work: the same operands come again and again.
      try kernel.bind(bound, context)
      let start = DispatchTime.now().uptimeNanoseconds
      let device = try context.timed(repetitions) { () throws(BackendError) in
        try kernel.run(bound, context)
      }
      let end = DispatchTime.now().uptimeNanoseconds
      return Completion(hostNanoseconds: Double(max(end - start, 1)), deviceNanoseconds: device)
    }
  }

  func wait(_ ticket: Ticket, timeout: Duration) throws(BackendError) -> Completion {
    do throws(BackendError) {
      return try executor.wait(ticket, timeout: timeout)
    } catch {
      if error.code == .timeout { context.giveUp() }
      throw error
    }
  }

  func close() throws(BackendError) { executor.stop(waits: true) }

  /// Throws `closed` once the device is.
  func checkOpen() throws(BackendError) { try executor.checkOpen() }
}

/// Memory of a vendor's device.
final class VendorBuffer: DeviceBuffer {
  let device: VendorDevice
  private let allocation: VendorAllocation

  init(device: VendorDevice, allocation: VendorAllocation) {
    self.device = device
    self.allocation = allocation
  }

  var byteCount: Int { allocation.byteCount }
  var pointer: UnsafeMutableRawPointer { allocation.pointer }

  func write(_ bytes: UnsafeRawBufferPointer, at offset: Int) throws(BackendError) {
    try device.checkOpen()
    precondition(offset >= 0 && offset <= byteCount - bytes.count, "write outside the buffer")
    guard let source = bytes.baseAddress, !bytes.isEmpty else { return }
    try allocation.context.transfer(
      to: pointer + offset, from: source, byteCount: bytes.count, kind: VendorRuntime.hostToDevice)
  }

  func read(into bytes: UnsafeMutableRawBufferPointer, at offset: Int) throws(BackendError) {
    try device.checkOpen()
    precondition(offset >= 0 && offset <= byteCount - bytes.count, "read outside the buffer")
    guard let destination = bytes.baseAddress, !bytes.isEmpty else { return }
    try allocation.context.transfer(
      to: destination, from: pointer + offset, byteCount: bytes.count,
      kind: VendorRuntime.deviceToHost)
  }

  func fill(_ byte: UInt8, range: Range<Int>) throws(BackendError) {
    try device.checkOpen()
    precondition(range.lowerBound >= 0 && range.upperBound <= byteCount, "fill outside the buffer")
    guard !range.isEmpty else { return }
    try allocation.context.fill(pointer + range.lowerBound, with: byte, byteCount: range.count)
  }
}
