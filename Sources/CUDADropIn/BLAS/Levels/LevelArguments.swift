import CLevels

extension parity_level_call {
  /// The sizes and enumerations of a call; its addresses are set one by one.
  init(_ call: LevelCall) {
    self.init()
    func number(_ role: BLASRole) -> Int64 { Int64(call[role]) }
    side = CInt(call[.side])
    uplo = CInt(call[.uplo])
    transa = CInt(call[.transA])
    transb = CInt(call[.transB])
    diag = CInt(call[.diag])
    (m, n, k) = (number(.m), number(.n), number(.k))
    (kl, ku, nrhs) = (number(.kl), number(.ku), number(.nrhs))
    (lda, ldb, ldc) = (number(.lda), number(.ldb), number(.ldc))
    (incx, incy) = (number(.incx), number(.incy))
    pivots = call.address(.pivots)?.assumingMemoryBound(to: CInt.self)
    info = call.address(call.has(.infoArray) ? .infoArray : .info)?.assumingMemoryBound(
      to: CInt.self)
  }

  /// Sets the address of an operand.
  mutating func set(_ role: BLASRole, _ address: UnsafeMutableRawPointer) {
    switch role {
    case .alpha: alpha = UnsafeRawPointer(address)
    case .beta: beta = UnsafeRawPointer(address)
    case .a: a = address
    case .b: b = address
    case .c: c = address
    case .x: x = address
    case .y: y = address
    case .result: result = address
    case .cosine: cosine = address
    case .sine: sine = address
    case .param: param = address
    case .d1: d1 = address
    case .d2: d2 = address
    case .x1: x1 = address
    case .y1: y1 = address
    case .tau: tau = address
    default: preconditionFailure("\(role) is no operand")
    }
  }

  /// Leading dimensions and increments of a copy without gaps.
  mutating func removeGaps(_ operand: LevelOperand) {
    let rows = Int64(max(operand.shape.rows, 1))
    switch operand.role {
    case .a: lda = rows
    case .b: ldb = rows
    case .c: ldc = rows
    case .x: incx = 1
    case .y: incy = 1
    default: break
    }
  }
}
