import Harness
import Kernels

// Sums of two transposed matrices in any order (cuBLAS library reference, cublasLtMatrixTransform).

@c(cublasLtMatrixTransform) package func cublasLtMatrixTransform(
  _ handle: OpaquePointer?, _ description: UnsafeRawPointer?, _ alpha: UnsafeRawPointer?,
  _ a: UnsafeRawPointer?, _ layoutA: UnsafeRawPointer?, _ beta: UnsafeRawPointer?,
  _ b: UnsafeRawPointer?, _ layoutB: UnsafeRawPointer?, _ c: UnsafeMutableRawPointer?,
  _ layoutC: UnsafeRawPointer?, _ stream: OpaquePointer?
) -> CInt {
  let function: StaticString = "cublasLtMatrixTransform"
  do throws(BLASRefusal) {
    guard LtContext.isValid(handle) else {
      throw .init(status: .notInitialized, reason: "the handle is none, or was destroyed")
    }
    let transform = try LtTransform(description, layoutA, layoutB, layoutC, alpha, beta)
    guard isUsableStream(stream) else {
      throw .init(status: .invalidValue, reason: "the stream is none, or was destroyed")
    }
    for (name, address, layout) in [("A", a, layoutA), ("B", b, layoutB)]
    where address != nil && layout == nil {
      throw .init(status: .invalidValue, reason: "\(name) is not NULL, and \(name)desc is")
    }
    func execute() -> CInt {
      let start = DropIn.now
      do throws(BLASRefusal) { try transform.run(a, b, c) } catch {
        return answerLt(function, error.status, because: error.reason)
      }
      DropIn.shared.ledger.add(
        CallLedger.Entry(
          function: "\(function)", outcome: .executedOnCPU,
          reason: "matrices are transformed by the processor"),
        nanoseconds: Double(DropIn.now - start))
      return BLASStatus.success.code
    }
    // Factors were read: those of the launch are not known.
    if transform.hasDeviceFactors,
      let status = refuseCapture(function, stream: UInt(bitPattern: stream))
    {
      return status
    }
    return onStream(function, stream: UInt(bitPattern: stream), execute, later: execute)
  } catch { return answerLt(function, error.status, because: error.reason) }
}

/// `C = alpha op(A) + beta op(B)` element by element, in float64, rounded once.
private struct LtTransform {
  /// A matrix with what is done to it; nil where its factor is 0 or it has no layout.
  private let a, b: (matrix: LtMatrix, factor: Double, isTransposed: Bool)?
  private let c: LtMatrix
  private let type: ElementType
  /// Whether alpha and beta are in device memory.
  let hasDeviceFactors: Bool

  init(
    _ description: UnsafeRawPointer?, _ layoutA: UnsafeRawPointer?, _ layoutB: UnsafeRawPointer?,
    _ layoutC: UnsafeRawPointer?, _ alpha: UnsafeRawPointer?, _ beta: UnsafeRawPointer?
  ) throws(BLASRefusal) {
    guard let x = LtDescription(.transform, description),
      let layout = LtDescription(.layout, layoutC)
    else {
      throw .init(
        status: .invalidValue, reason: "transformDesc is none of a transform, or Cdesc no layout")
    }
    guard let scale = ElementType(cudaDataType: x.integer(0)), !scale.isComplex,
      x.integer(1) <= 1
    else {
      throw .init(
        status: .notSupported,
        reason: "a scale type \(LtNames.type(x.integer(0))) or pointer mode \(x.integer(1))")
    }
    let c = try LtMatrix(layout, name: "C")
    guard c.count == 1 || c.stride >= c.span else {
      throw .init(status: .invalidValue, reason: "matrices of C overlap at a stride of \(c.stride)")
    }
    func operand(
      _ name: String, _ layout: UnsafeRawPointer?, _ factor: UnsafeRawPointer?, _ operation: CInt
    ) throws(BLASRefusal) -> (matrix: LtMatrix, factor: Double, isTransposed: Bool)? {
      guard let factor else {
        throw .init(status: .invalidValue, reason: "the factor of \(name) is NULL")
      }
      if x.integer(1) == 1 { try BLASRefusal.check("a factor", factor, scale.byteCount) }
      let value = ElementConversion.load(factor, scale, component: 0)
      guard value != 0 else { return nil }
      guard let layout = LtDescription(.layout, layout), (0...2).contains(operation) else {
        throw .init(
          status: .invalidValue, reason: "\(name)desc is no layout, or its transpose is none")
      }
      let matrix = try LtMatrix(layout, name: name)
      let (rows, columns) =
        operation == 0 ? (matrix.rows, matrix.columns) : (matrix.columns, matrix.rows)
      guard rows == c.rows, columns == c.columns, matrix.count == c.count else {
        throw .init(
          status: .invalidValue,
          reason: "op(\(name)) is \(rows) x \(columns) and C \(c.rows) x \(c.columns)")
      }
      guard let type = matrix.type, !type.isComplex, !matrix.isPointerArray else {
        throw .init(
          status: .notSupported, reason: "\(name) in \(LtNames.type(matrix.typeNumber))")
      }
      return (matrix, value, operation != 0)
    }
    a = try operand("A", layoutA, alpha, x.integer(2))
    b = try operand("B", layoutB, beta, x.integer(3))
    guard let type = c.type, !type.isComplex, !c.isPointerArray else {
      throw .init(status: .notSupported, reason: "C in \(LtNames.type(c.typeNumber))")
    }
    (self.c, self.type) = (c, type)
    hasDeviceFactors = x.integer(1) == 1
  }

  func run(
    _ addressA: UnsafeRawPointer?, _ addressB: UnsafeRawPointer?,
    _ addressC: UnsafeMutableRawPointer?
  ) throws(BLASRefusal) {
    guard c.rows > 0, c.columns > 0 else { return }
    guard let addressC else { throw .init(status: .invalidValue, reason: "C is NULL") }
    let byteCount = c.extent * type.byteCount
    try BLASRefusal.check("C", addressC, byteCount)
    for (name, operand, address) in [("A", a, addressA), ("B", b, addressB)] {
      guard let operand else { continue }
      guard let address else { throw .init(status: .invalidValue, reason: "\(name) is NULL") }
      let extent = operand.matrix.extent * (operand.matrix.type?.byteCount ?? 0)
      try BLASRefusal.check(name, address, extent)
      let isSame = address == UnsafeRawPointer(addressC) && operand.matrix == c
      if !isSame || operand.isTransposed, address < UnsafeRawPointer(addressC) + byteCount,
        UnsafeRawPointer(addressC) < address + extent
      {
        throw .init(status: .invalidValue, reason: "\(name) and C overlap")
      }
    }
    for batch in 0..<c.count {
      for column in 0..<c.columns {
        for row in 0..<c.rows {
          let value =
            Self.value(a, addressA, batch, row, column)
            + Self.value(b, addressB, batch, row, column)
          ElementConversion.store(
            value, addressC, type, component: batch * c.stride + c.index(row, column))
        }
      }
    }
  }

  private static func value(
    _ operand: (matrix: LtMatrix, factor: Double, isTransposed: Bool)?,
    _ address: UnsafeRawPointer?, _ batch: Int, _ row: Int, _ column: Int
  ) -> Double {
    guard let (matrix, factor, isTransposed) = operand, let address, let type = matrix.type else {
      return 0
    }
    let index = isTransposed ? matrix.index(column, row) : matrix.index(row, column)
    return factor
      * ElementConversion.load(address, type, component: batch * matrix.stride + index)
  }
}
