/// What the arguments of each routine point to.
extension LevelCall {
  /// The operands of one execution, in the order of the arguments' sense: factors, inputs, outputs.
  func operands(_ e: NumberType) throws(BLASRefusal) -> [LevelOperand] {
    switch routine.level {
    case 1: try level1(e)
    case 2: try level2(e)
    default: try level3(e)
    }
  }

  private func scalars(
    _ role: BLASRole, _ target: NumberType, count: Int = 1, isRead: Bool = true,
    isWritten: Bool = false
  ) throws(BLASRefusal) -> LevelOperand {
    LevelOperand(
      role: role, type: try type(role), target: target, layout: .scalars(count), isRead: isRead,
      isWritten: isWritten)
  }

  private func result(_ target: NumberType) throws(BLASRefusal) -> LevelOperand {
    try scalars(.result, target, isRead: false, isWritten: true)
  }

  private func vector(
    _ role: BLASRole, _ count: Int, _ e: NumberType, isRead: Bool = true, isWritten: Bool = false
  ) throws(BLASRefusal) -> LevelOperand {
    LevelOperand(
      role: role, type: try type(role), target: e,
      layout: .vector(count: count, increment: self[role == .x ? .incx : .incy]), isRead: isRead,
      isWritten: isWritten)
  }

  private func matrix(
    _ role: BLASRole, _ rows: Int, _ columns: Int, _ e: NumberType, isRead: Bool = true,
    isWritten: Bool = false
  ) throws(BLASRefusal) -> LevelOperand {
    let leading: BLASRole = role == .a ? .lda : role == .b ? .ldb : .ldc
    return LevelOperand(
      role: role, type: try type(role), target: e,
      layout: .matrix(rows: rows, columns: columns, leading: self[leading]), isRead: isRead,
      isWritten: isWritten)
  }

  private func packed(
    _ role: BLASRole, _ e: NumberType, isRead: Bool = true, isWritten: Bool = false
  ) throws(BLASRefusal) -> LevelOperand {
    LevelOperand(
      role: role, type: try type(role), target: e, layout: .packed(self[.n]), isRead: isRead,
      isWritten: isWritten)
  }

  private func level1(_ e: NumberType) throws(BLASRefusal) -> [LevelOperand] {
    let n = self[.n]
    switch routine {
    case .amax, .amin: return [try vector(.x, n, e)]
    case .asum, .nrm2: return [try vector(.x, n, e), try result(e.real)]
    case .dotu, .dotc: return [try vector(.x, n, e), try vector(.y, n, e), try result(e)]
    case .axpy:
      return [try scalars(.alpha, e), try vector(.x, n, e), try vector(.y, n, e, isWritten: true)]
    case .copy: return [try vector(.x, n, e), try vector(.y, n, e, isRead: false, isWritten: true)]
    case .swap:
      return [try vector(.x, n, e, isWritten: true), try vector(.y, n, e, isWritten: true)]
    case .scal, .realScal:
      return [
        try scalars(.alpha, routine == .scal ? e : e.real), try vector(.x, n, e, isWritten: true),
      ]
    case .rot, .realRot:
      return [
        try vector(.x, n, e, isWritten: true), try vector(.y, n, e, isWritten: true),
        try scalars(.cosine, e.real), try scalars(.sine, routine == .rot ? e : e.real),
      ]
    case .rotm:
      return [
        try vector(.x, n, e, isWritten: true), try vector(.y, n, e, isWritten: true),
        try scalars(.param, e, count: 5),
      ]
    case .rotg:
      return [
        try scalars(.a, e, isWritten: true), try scalars(.b, e, isWritten: true),
        try scalars(.cosine, e.real, isRead: false, isWritten: true),
        try scalars(.sine, e, isRead: false, isWritten: true),
      ]
    default:
      return [
        try scalars(.d1, e, isWritten: true), try scalars(.d2, e, isWritten: true),
        try scalars(.x1, e, isWritten: true), try scalars(.y1, e),
        try scalars(.param, e, count: 5, isWritten: true),
      ]
    }
  }

  private func level2(_ e: NumberType) throws(BLASRefusal) -> [LevelOperand] {
    let (m, n, k) = (self[.m], self[.n], self[.k])
    switch routine {
    case .gemv, .gbmv:
      let isBand = routine == .gbmv
      let isTransposed = self[.transA] != 0
      return [
        try scalars(.alpha, e), try scalars(.beta, e),
        try matrix(.a, isBand ? self[.kl] + self[.ku] + 1 : m, n, e),
        try vector(.x, isTransposed ? m : n, e),
        try vector(.y, isTransposed ? n : m, e, isWritten: true),
      ]
    case .symv, .hemv, .sbmv, .hbmv, .spmv, .hpmv:
      let a =
        switch routine {
        case .symv, .hemv: try matrix(.a, n, n, e)
        case .sbmv, .hbmv: try matrix(.a, k + 1, n, e)
        default: try packed(.a, e)
        }
      return [
        try scalars(.alpha, e), try scalars(.beta, e), a, try vector(.x, n, e),
        try vector(.y, n, e, isWritten: true),
      ]
    case .geru, .gerc:
      return [
        try scalars(.alpha, e), try vector(.x, m, e), try vector(.y, n, e),
        try matrix(.a, m, n, e, isWritten: true),
      ]
    case .syr, .her, .spr, .hpr, .syr2, .her2, .spr2, .hpr2:
      let isPacked = [.spr, .hpr, .spr2, .hpr2].contains(routine)
      let factor = routine == .her || routine == .hpr ? e.real : e
      var operands = [try scalars(.alpha, factor), try vector(.x, n, e)]
      if has(.y) { operands.append(try vector(.y, n, e)) }
      operands.append(
        isPacked ? try packed(.a, e, isWritten: true) : try matrix(.a, n, n, e, isWritten: true))
      return operands
    default:
      let a =
        switch routine {
        case .trmv, .trsv: try matrix(.a, n, n, e)
        case .tbmv, .tbsv: try matrix(.a, k + 1, n, e)
        default: try packed(.a, e)
        }
      return [a, try vector(.x, n, e, isWritten: true)]
    }
  }

  private func level3(_ e: NumberType) throws(BLASRefusal) -> [LevelOperand] {
    let (m, n, k) = (self[.m], self[.n], self[.k])
    let order = self[.side] == 0 ? m : n
    switch routine {
    case .symm, .hemm:
      return [
        try scalars(.alpha, e), try scalars(.beta, e), try matrix(.a, order, order, e),
        try matrix(.b, m, n, e), try matrix(.c, m, n, e, isWritten: true),
      ]
    case .syrk, .herk, .syr2k, .her2k, .syrkx, .herkx:
      let (rows, columns) = self[.transA] == 0 ? (n, k) : (k, n)
      var operands = [
        try scalars(.alpha, routine == .herk ? e.real : e),
        try scalars(.beta, [.herk, .her2k, .herkx].contains(routine) ? e.real : e),
        try matrix(.a, rows, columns, e),
      ]
      if has(.b) { operands.append(try matrix(.b, rows, columns, e)) }
      operands.append(try matrix(.c, n, n, e, isWritten: true))
      return operands
    case .trmm:
      return [
        try scalars(.alpha, e), try matrix(.a, order, order, e), try matrix(.b, m, n, e),
        try matrix(.c, m, n, e, isRead: false, isWritten: true),
      ]
    case .trsm:
      return [
        try scalars(.alpha, e), try matrix(.a, order, order, e),
        try matrix(.b, m, n, e, isWritten: true),
      ]
    case .geam:
      let (a, b) = (self[.transA] == 0, self[.transB] == 0)
      return [
        try scalars(.alpha, e), try scalars(.beta, e), try matrix(.a, a ? m : n, a ? n : m, e),
        try matrix(.b, b ? m : n, b ? n : m, e),
        try matrix(.c, m, n, e, isRead: false, isWritten: true),
      ]
    case .dgmm:
      return [
        try matrix(.a, m, n, e), try vector(.x, order, e),
        try matrix(.c, m, n, e, isRead: false, isWritten: true),
      ]
    case .tpttr: return [try packed(.b, e), try matrix(.a, n, n, e, isWritten: true)]
    case .trttp:
      return [try matrix(.a, n, n, e), try packed(.b, e, isRead: false, isWritten: true)]
    case .getrf: return [try matrix(.a, n, n, e, isWritten: true)]
    case .getrs:
      return [try matrix(.a, n, n, e), try matrix(.b, n, self[.nrhs], e, isWritten: true)]
    case .getri, .matinv:
      return [try matrix(.a, n, n, e), try matrix(.c, n, n, e, isRead: false, isWritten: true)]
    case .geqrf:
      let tau = LevelOperand(
        role: .tau, type: e, target: e, layout: .vector(count: min(m, n), increment: 1),
        isRead: false, isWritten: true)
      return [try matrix(.a, m, n, e, isWritten: true), tau]
    default:
      return [
        try matrix(.a, m, n, e, isWritten: true),
        try matrix(.c, m, self[.nrhs], e, isWritten: true),
      ]
    }
  }
}
