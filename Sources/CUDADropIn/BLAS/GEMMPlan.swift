import Foundation
import Harness
import Kernels

/// A GEMM call made ready: what can be decided before the matrices are known.
///
/// One thread at a time uses a plan.
final class GEMMPlan: @unchecked Sendable {
  // SAFETY: ``GEMMEngine`` calls in one thread at a time.
  /// The number of its entry in the ledger.
  let entry: Int
  /// What one execution computes.
  let gemm: GEMMProblem
  private let problem: Problem
  private let device: any Device
  private let kernel: any PreparedKernel
  /// The kernel on the calling thread, where the device's memory is the host's.
  private let computeInPlace: ((HostOperands) -> Void)?
  /// Device buffers by role, where it is not.
  private var buffers: [OperandRole: any DeviceBuffer] = [:]
  /// What C held before, where beta is not 0: kernels read C apart from D, and so does the check.
  private let addend: UnsafeMutableRawPointer?
  /// Bytes of A, B and C.
  let byteCounts: (a: Int, b: Int, c: Int)
  /// How long an execution may take before the device is given up.
  private static let timeout = Duration.seconds(600)

  /// - Parameter isInPlace: whether C is where D is, so that it is copied first.
  init(
    _ gemm: GEMMProblem, device: any Device, variant: KernelVariant, entry: Int,
    isInPlace: Bool = true
  ) throws(BackendError) {
    self.entry = entry
    self.gemm = gemm
    problem = .gemm(gemm)
    self.device = device
    kernel = try device.prepare(problem, variant: variant)
    computeInPlace = device.inPlace(kernel)
    let operands = problem.operands
    func byteCount(_ role: OperandRole) -> Int {
      operands.first { $0.role == role }?.byteCount ?? 0
    }
    byteCounts = (byteCount(.a), byteCount(.b), byteCount(.d))
    var memory: UnsafeMutableRawPointer?
    if gemm.readsC, isInPlace {
      guard posix_memalign(&memory, 64, max(byteCounts.c, 1)) == 0 else {
        throw BackendError(
          .outOfHostMemory, operation: "posix_memalign",
          message: "cannot allocate \(byteCounts.c) bytes for a copy of C")
      }
    }
    addend = memory
    guard computeInPlace == nil else { return }
    for spec in problem.operands {
      buffers[spec.role] = try device.makeBuffer(
        byteCount: spec.byteCount, usage: spec.role.isOutput ? .output : .input)
    }
  }

  deinit { free(addend) }

  /// Computes once: reads A and B, reads C where beta is not 0, and leaves the result in C.
  func execute(
    _ a: UnsafeRawPointer, _ b: UnsafeRawPointer, _ c: UnsafeMutableRawPointer
  ) throws(BackendError) {
    if let addend { memcpy(addend, c, byteCounts.c) }
    let (a, b) = (UnsafeMutableRawPointer(mutating: a), UnsafeMutableRawPointer(mutating: b))
    if let computeInPlace {
      computeInPlace(HostOperands(a: a, b: b, c: addend, d: c))
    } else {
      var addresses: [OperandRole: UnsafeMutableRawPointer] = [.a: a, .b: b, .d: c]
      addresses[.c] = addend
      try execute(addresses)
    }
  }

  /// Computes once with every operand given; D is apart from the others.
  func execute(_ addresses: [OperandRole: UnsafeMutableRawPointer]) throws(BackendError) {
    guard let result = addresses[.d] else { return }
    if let computeInPlace {
      computeInPlace(HostOperands(addresses))
    } else {
      try executeInBuffers(addresses, result: result)
    }
  }

  /// Whether A (or B), whose extent meets C's, shares elements with it; blocks of one matrix do not.
  func overlapsC(_ isA: Bool, _ address: UnsafeRawPointer, _ c: UnsafeRawPointer) -> Bool {
    guard case .single = gemm.batching else { return true }
    let (shape, types) = (gemm.shape, gemm.types)
    let isPlain = (isA ? shape.transA : shape.transB) == .none
    let (rows, columns) = isA ? (shape.m, shape.k) : (shape.k, shape.n)
    let operand = MatrixRegion(
      start: address, rows: isPlain ? rows : columns, columns: isPlain ? columns : rows,
      leading: isA ? shape.lda : shape.ldb, width: (isA ? types.a : types.b).byteCount)
    return operand.overlaps(
      MatrixRegion(
        start: c, rows: shape.m, columns: shape.n, leading: shape.ldc, width: types.d.byteCount))
  }

  private func executeInBuffers(
    _ addresses: [OperandRole: UnsafeMutableRawPointer], result: UnsafeMutableRawPointer
  ) throws(BackendError) {
    var slices: [OperandRole: BufferSlice] = [:]
    for spec in problem.operands {
      guard let buffer = buffers[spec.role], let address = addresses[spec.role] else { continue }
      // D too: what lies between its columns must come back as it was.
      try buffer.write(
        UnsafeRawBufferPointer(start: address, count: spec.byteCount), at: 0)
      slices[spec.role] = BufferSlice(buffer: buffer, byteCount: spec.byteCount)
    }
    let ticket = try device.submit(kernel, Operands(slices), repetitions: 1)
    _ = try device.wait(ticket, timeout: Self.timeout)
    try buffers[.d]?.read(
      into: UnsafeMutableRawBufferPointer(start: result, count: byteCounts.c), at: 0)
  }

  /// Compares the last execution with the reference.
  func check(
    _ a: UnsafeRawPointer, _ b: UnsafeRawPointer, _ c: UnsafeRawPointer
  ) -> Correctness {
    var inputs: [OperandRole: UnsafeRawPointer] = [.a: a, .b: b]
    if let addend { inputs[.c] = UnsafeRawPointer(addend) }
    return CallCheck.check(problem, inputs: inputs, output: c)
  }
}
