internal import CVendor

/// A kernel of a vendor's library, run by the device's computing thread.
protocol VendorExecutable: PreparedKernel {
  var problem: Problem { get }
  var device: VendorDevice { get }
  /// Makes ready what depends on where operands lie; not part of the work.
  func bind(_ operands: VendorOperands, _ context: VendorContext) throws(BackendError)
  /// Starts one execution.
  func run(_ operands: VendorOperands, _ context: VendorContext) throws(BackendError)
}

/// A GEMM made ready for a vendor's library.
final class VendorKernel: VendorExecutable, @unchecked Sendable {
  // SAFETY: `uploaded` is touched by the device's computing thread only.
  let problem: Problem
  let variant: KernelVariant
  let device: VendorDevice
  private let plan: VendorPlan
  private let route: VendorRoute
  private let conventions: VendorConventions
  private let zeros: VendorAllocation?
  /// Pointer arrays in device memory, as these functions want them.
  private let table: VendorAllocation?
  /// The addresses that the table holds.
  private var uploaded: [UInt] = []

  init(
    _ gemm: GEMMProblem, variant: KernelVariant, device: VendorDevice, route: VendorRoute,
    entries: [VendorEntry], conventions: VendorConventions, context: VendorContext
  ) throws(BackendError) {
    problem = .gemm(gemm)
    self.variant = variant
    self.device = device
    self.route = route
    self.conventions = conventions
    plan = VendorPlan(gemm, entries, route)
    if plan.zerosByteCount > 0 {
      let zeros = try VendorAllocation(context, byteCount: plan.zerosByteCount)
      try context.fill(zeros.pointer, with: 0, byteCount: plan.zerosByteCount)
      self.zeros = zeros
    } else {
      zeros = nil
    }
    table =
      plan.pointers.isEmpty
      ? nil
      : try VendorAllocation(context, byteCount: plan.pointers.count * MemoryLayout<UInt>.size)
  }

  /// Puts the operands' addresses into the pointer arrays, where they are not there already.
  func bind(_ operands: VendorOperands, _ context: VendorContext) throws(BackendError) {
    guard let table else { return }
    let addresses = plan.pointers.map { pointer in
      UInt(bitPattern: pointer.role.map { operands[$0] } ?? zeros?.pointer)
        + UInt(pointer.offset)
    }
    guard addresses != uploaded else { return }
    uploaded = []
    try addresses.withUnsafeBytes { bytes in
      Result { () throws(BackendError) in
        guard let base = bytes.baseAddress else { return }
        try context.transfer(
          to: table.pointer, from: base, byteCount: bytes.count, kind: VendorRuntime.hostToDevice)
      }
    }.get()
    uploaded = addresses
  }

  /// Starts one execution.
  func run(_ operands: VendorOperands, _ context: VendorContext) throws(BackendError) {
    for copy in plan.copies {
      guard let c = operands[.c], let d = operands[.d] else { continue }
      try context.copyRows(copy, to: d + copy.toD, from: c + copy.fromC)
    }
    for call in plan.calls { try context.call(call.entry, arguments(call, operands)) }
  }

  private func arguments(_ call: VendorCall, _ operands: VendorOperands) -> parity_vendor_gemm {
    var x = parity_vendor_gemm()
    x.trans_a = conventions.operations.value[call.transA]
    x.trans_b = conventions.operations.value[call.transB]
    (x.m, x.n, x.k) = (Int64(call.m), Int64(call.n), Int64(call.k))
    (x.lda, x.ldb, x.ldc) = (Int64(call.lda), Int64(call.ldb), Int64(call.ldd))
    x.alpha = UnsafeRawPointer(call.scalars.alpha)
    x.beta = UnsafeRawPointer(call.scalars.beta)
    x.stride_a = Int64(call.strides.a)
    x.stride_b = Int64(call.strides.b)
    x.stride_c = Int64(call.strides.d)
    x.count = Int64(call.count)
    conventions.setTypes(of: route, in: &x)
    if call.entry.form == .pointers, let table {
      let array = table.pointer + call.firstPointer * MemoryLayout<UInt>.size
      let byteCount = call.count * MemoryLayout<UInt>.size
      x.a = UnsafeRawPointer(array)
      x.b = UnsafeRawPointer(array + byteCount)
      x.c = array + 2 * byteCount
    } else {
      let empty = zeros?.pointer
      x.a = UnsafeRawPointer(call.multiplies ? operands[.a].map { $0 + call.offsets.a } : empty)
      x.b = UnsafeRawPointer(call.multiplies ? operands[.b].map { $0 + call.offsets.b } : empty)
      x.c = operands[.d].map { $0 + call.offsets.d }
    }
    return x
  }
}

/// The operands of one submission as device addresses.
struct VendorOperands: @unchecked Sendable {
  // SAFETY: the addresses belong to buffers that the submission keeps alive until it is done.
  private let addresses: [OperandRole: UnsafeMutableRawPointer]

  init(_ addresses: [OperandRole: UnsafeMutableRawPointer]) { self.addresses = addresses }

  subscript(role: OperandRole) -> UnsafeMutableRawPointer? { addresses[role] }
}
