/// A GEMM made ready for a vendor's library of single products.
final class VendorLtKernel: VendorExecutable, @unchecked Sendable {
  // SAFETY: the native product and `factors` are touched by the device's computing thread only, after init.
  let problem: Problem
  let variant: KernelVariant
  let device: VendorDevice
  private let shape: VendorProductShape
  /// Nil where D has no elements.
  private let product: VendorProduct?
  private let scalars: VendorScalars
  private let readsC, multiplies: Bool
  /// What is multiplied where A and B must not be read.
  private let zeros: VendorAllocation?
  /// Factors of blocks in the library's order.
  private let grids: [OperandRole: VendorScaleGrid]

  /// The inner size of the product of zeros: 16 bytes of every type.
  private static let zerosK = 16

  init(
    _ gemm: GEMMProblem, variant: KernelVariant, device: VendorDevice, shape: VendorProductShape,
    conventions: VendorConventions, context: VendorContext
  ) throws(BackendError) {
    let s = gemm.shape
    var shape = shape
    problem = .gemm(gemm)
    self.variant = variant
    self.device = device
    readsC = !s.beta.isZero
    multiplies = s.multiplies
    scalars = VendorScalars(
      alpha: s.multiplies ? s.alpha : .zero, beta: s.beta, given: gemm.types.scale,
      stored: shape.route.scale)
    var grids: [OperandRole: VendorScaleGrid] = [:]
    if s.multiplies {
      zeros = nil
      for (role, scaling, extent) in [
        (OperandRole.scaleA, shape.scaleA, s.m), (.scaleB, shape.scaleB, s.n),
      ] where scaling == .blocks {
        grids[role] = try VendorScaleGrid(extent: extent, k: s.k, context)
      }
    } else {
      (shape.transA, shape.transB, shape.k) = (.transpose, .none, Self.zerosK)
      (shape.lda, shape.ldb) = (Self.zerosK, Self.zerosK)
      (shape.strides.a, shape.strides.b) = (0, 0)
      (shape.scaleA, shape.scaleB) = (nil, nil)
      let count = Self.zerosK * max(s.m, s.n, 1) * shape.route.a.byteCount
      let zeros = try VendorAllocation(context, byteCount: count)
      try context.fill(zeros.pointer, with: 0, byteCount: count)
      self.zeros = zeros
    }
    self.grids = grids
    self.shape = shape
    if s.m > 0, s.n > 0 {
      try context.makeCurrent()
      product = try VendorProduct(
        shape, context: context, operations: conventions.operations.value,
        placeholder: context.workspace)
    } else {
      product = nil
    }
  }

  /// Brings factors of blocks into the library's order, and says where bias and factors lie.
  func bind(_ operands: VendorOperands, _ context: VendorContext) throws(BackendError) {
    guard let product, shape.takesPointers else { return }
    for (role, grid) in grids {
      guard let factors = operands[role] else { continue }
      try grid.fill(from: factors, context)
    }
    if !grids.isEmpty { try context.synchronize() }
    func address(_ role: OperandRole) -> UnsafeMutableRawPointer? {
      grids[role]?.pointer ?? operands[role]
    }
    try product.point(
      shape, bias: operands[.bias], scaleA: address(.scaleA), scaleB: address(.scaleB))
  }

  /// Starts one execution.
  func run(_ operands: VendorOperands, _ context: VendorContext) throws(BackendError) {
    guard let product else { return }
    let (a, b) = multiplies ? (operands[.a], operands[.b]) : (zeros?.pointer, zeros?.pointer)
    let d = operands[.d]
    // A C that is not read may be D itself, unless their types differ.
    let unread = shape.route.c == shape.route.d ? d : nil
    try product.run(
      a: a.map { UnsafeRawPointer($0) }, b: b.map { UnsafeRawPointer($0) },
      c: (readsC ? operands[.c] : unread).map { UnsafeRawPointer($0) }, d: d, scalars: scalars)
  }
}

/// Factors of 128 x 128 blocks as cuBLASLt wants them: those along k lie together, in columns of a multiple of four.
///
/// A problem has them the other way round, dense.
struct VendorScaleGrid: Sendable {
  private let memory: VendorAllocation
  /// Blocks along m or n, and along k.
  private let rows, columns: Int
  private let leading: Int

  var pointer: UnsafeMutableRawPointer { memory.pointer }

  init(extent: Int, k: Int, _ context: VendorContext) throws(BackendError) {
    rows = (extent + 127) / 128
    columns = (k + 127) / 128
    leading = (columns + 3) / 4 * 4
    memory = try VendorAllocation(context, byteCount: rows * leading * 4)
    try context.fill(memory.pointer, with: 0, byteCount: memory.byteCount)
  }

  /// Starts the copies, a column of the problem's factors each.
  func fill(from factors: UnsafeMutableRawPointer, _ context: VendorContext) throws(BackendError) {
    for column in 0..<columns {
      try context.copyRows(
        VendorCopy(
          fromC: 0, toD: 0, width: 4, height: rows, pitchC: 4, pitchD: leading * 4),
        to: memory.pointer + column * 4, from: factors + column * rows * 4)
    }
  }
}
