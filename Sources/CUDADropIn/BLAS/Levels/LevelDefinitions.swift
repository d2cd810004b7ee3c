/// The definitions of the routines, as what each output must hold.
extension LevelCheck {
  typealias Expectations = [(role: BLASRole, expectation: LevelExpectation)]

  func expectations() -> Expectations {
    switch call.routine.level {
    case 1: vectors()
    case 2: matrixAndVectors()
    default: matrices()
    }
  }

  // MARK: Level 1

  private func vectors() -> Expectations {
    let n = call[.n]
    func term(_ factor: Complex, _ role: BLASRole) -> LevelExpectation.Term? {
      view(role).map { LevelExpectation.Term(factor: factor, left: $0) }
    }
    func vector(
      _ role: BLASRole, _ terms: [LevelExpectation.Term?], isExact: Bool = false
    ) -> Expectations {
      guard let after = view(role, live: true) else { return [] }
      return [
        (
          role,
          LevelExpectation(
            rows: n, columns: 1, terms: terms.compactMap(\.self), got: { after($0, $1) },
            isExact: isExact)
        )
      ]
    }
    switch call.routine {
    case .axpy: return vector(.y, [term(factor(.alpha), .x), term(Complex(1), .y)])
    case .scal, .realScal: return vector(.x, [term(factor(.alpha), .x)])
    case .copy: return vector(.y, [term(Complex(1), .x)], isExact: true)
    case .swap:
      return vector(.x, [term(Complex(1), .y)], isExact: true)
        + vector(.y, [term(Complex(1), .x)], isExact: true)
    case .dotu, .dotc:
      guard var x = view(.x), let y = view(.y), let result = view(.result, live: true) else {
        return []
      }
      x.operation = call.routine == .dotc ? 2 : 1
      return [
        (
          .result,
          LevelExpectation(
            rows: 1, columns: 1, terms: [.init(left: x, right: y, inner: n)],
            got: { result($0, $1) })
        )
      ]
    case .rot, .realRot:
      let (c, s) = (Complex(factor(.cosine).real), factor(.sine))
      return vector(.x, [term(c, .x), term(s, .y)])
        + vector(.y, [term(c, .y), term(Complex(0) - s.conjugate, .x)])
    case .rotm:
      guard let param = view(.param) else { return [] }
      let h = (0..<5).map { param($0, 0).real }
      // (h11, h21, h12, h22) by the flag.
      let (h11, h21, h12, h22) =
        switch h[0] {
        case -1: (h[1], h[2], h[3], h[4])
        case 0: (1, h[2], h[3], 1)
        case 1: (h[1], -1, 1, h[4])
        default: (1.0, 0.0, 0.0, 1.0)
        }
      return vector(.x, [term(Complex(h11), .x), term(Complex(h12), .y)])
        + vector(.y, [term(Complex(h21), .x), term(Complex(h22), .y)])
    default: return []
    }
  }

  // MARK: Level 2

  /// The matrix of the call with its structure.
  func structured(_ role: BLASRole = .a) -> MatrixView? {
    guard let stored = view(role) else { return nil }
    let (k, leading, isUpper) = (call[.k], call[.lda], call[.uplo] == 1)
    let triangleOfBand = MatrixView.Storage.band(
      kl: isUpper ? 0 : k, ku: isUpper ? k : 0, leading: leading)
    let (storage, structure): (MatrixView.Storage, MatrixView.Structure) =
      switch call.routine {
      case .gbmv: (.band(kl: call[.kl], ku: call[.ku], leading: leading), .general)
      case .symv, .spmv, .symm: (stored.storage, .symmetric)
      case .hemv, .hpmv, .hemm: (stored.storage, .hermitian)
      case .sbmv: (triangleOfBand, .symmetric)
      case .hbmv: (triangleOfBand, .hermitian)
      case .trmv, .trsv, .tpmv, .tpsv, .trmm, .trsm:
        (stored.storage, .triangular(isUnit: call[.diag] == 1))
      case .tbmv, .tbsv: (triangleOfBand, .triangular(isUnit: call[.diag] == 1))
      default: (stored.storage, .general)
      }
    return MatrixView(
      base: stored.base, type: stored.type, storage: storage, structure: structure,
      isUpper: isUpper, operation: call[.transA])
  }

  private func matrixAndVectors() -> Expectations {
    switch call.routine {
    case .trmv, .tbmv, .tpmv: return triangularProduct(.x, of: .x, rows: call[.n], columns: 1)
    case .trsv, .tbsv, .tpsv: return system(.x, rows: call[.n], columns: 1)
    case .geru, .gerc, .syr, .her, .spr, .hpr, .syr2, .her2, .spr2, .hpr2: return rankUpdate()
    default:
      guard let before = view(.y), let after = view(.y, live: true) else { return [] }
      let isTransposed = call[.transA] != 0
      let m = call.has(.m) ? call[.m] : call[.n]
      let (rows, inner) = isTransposed ? (call[.n], m) : (m, call[.n])
      var terms: [LevelExpectation.Term] = []
      if let a = structured(), let x = view(.x) {
        terms = [.init(factor: factor(.alpha), left: a, right: x, inner: inner)]
      }
      return [
        (
          .y,
          LevelExpectation(
            rows: rows, columns: 1, terms: terms, before: (factor(.beta), before),
            got: { after($0, $1) })
        )
      ]
    }
  }

  var triangle: LevelExpectation.Region { call[.uplo] == 1 ? .upper : .lower }

  /// A <- A + alpha x y' and its like.
  private func rankUpdate() -> Expectations {
    guard let before = view(.a), let after = view(.a, live: true) else { return [] }
    let alpha = factor(.alpha)
    let isHermitian = [.her, .hpr, .her2, .hpr2, .gerc].contains(call.routine)
    var terms: [LevelExpectation.Term] = []
    if let x = view(.x) {
      func product(_ factor: Complex, _ left: MatrixView, _ right: MatrixView) {
        var row = right
        row.operation = isHermitian ? 2 : 1
        terms.append(.init(factor: factor, left: left, right: row))
      }
      product(alpha, x, view(.y) ?? x)
      if call.routine.isRankTwo, let y = view(.y) {
        product(isHermitian ? alpha.conjugate : alpha, y, x)
      }
    }
    let isTriangle = call.has(.uplo)
    return [
      (
        .a,
        LevelExpectation(
          rows: isTriangle ? call[.n] : call[.m], columns: call[.n],
          region: isTriangle ? triangle : .all, terms: terms, before: (Complex(1), before),
          got: { after($0, $1) },
          // BLAS touches nothing where alpha is 0.
          hasRealDiagonal: isTriangle && isHermitian && alpha != Complex(0))
      )
    ]
  }
}
