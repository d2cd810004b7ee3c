/// The definitions of level 3 and of the extensions, and those that triangles share.
extension LevelCheck {
  func matrices() -> Expectations {
    let (m, n) = (call[.m], call[.n])
    switch call.routine {
    case .trsm: return system(.b, rows: m, columns: n)
    case .trmm: return triangularProduct(.c, of: .b, rows: m, columns: n)
    case .syrk, .herk, .syr2k, .her2k, .syrkx, .herkx: return rankProducts()
    case .symm, .hemm:
      guard let before = view(.c), let after = view(.c, live: true) else { return [] }
      var terms: [LevelExpectation.Term] = []
      if let a = structured(), let b = view(.b) {
        let isLeft = call[.side] == 0
        terms = [
          .init(
            factor: factor(.alpha), left: isLeft ? a : b, right: isLeft ? b : a,
            inner: isLeft ? m : n)
        ]
      }
      return [
        (
          .c,
          LevelExpectation(
            rows: m, columns: n, terms: terms, before: (factor(.beta), before),
            got: { after($0, $1) })
        )
      ]
    case .geam:
      return elementwise(.c, rows: m, columns: n) {
        [
          view(.a).map { .init(factor: factor(.alpha), left: $0.operated(call[.transA])) },
          view(.b).map { .init(factor: factor(.beta), left: $0.operated(call[.transB])) },
        ]
      }
    case .dgmm:
      guard let a = view(.a), let x = view(.x), let after = view(.c, live: true) else { return [] }
      let isLeft = call[.side] == 0
      return [
        (
          .c,
          LevelExpectation(
            rows: m, columns: n, terms: [.init(left: a, scale: { x(isLeft ? $0 : $1, 0) })],
            got: { after($0, $1) })
        )
      ]
    case .tpttr, .trttp:
      let (from, to): (BLASRole, BLASRole) = call.routine == .tpttr ? (.b, .a) : (.a, .b)
      return elementwise(to, rows: n, columns: n, region: triangle, isExact: true) {
        [view(from).map { .init(left: $0) }]
      }
    case .getrf: return factors()
    default: return []
    }
  }

  private func elementwise(
    _ role: BLASRole, rows: Int, columns: Int, region: LevelExpectation.Region = .all,
    isExact: Bool = false, _ terms: () -> [LevelExpectation.Term?]
  ) -> Expectations {
    guard let after = view(role, live: true) else { return [] }
    return [
      (
        role,
        LevelExpectation(
          rows: rows, columns: columns, region: region, terms: terms().compactMap(\.self),
          got: { after($0, $1) }, isExact: isExact)
      )
    ]
  }

  /// C <- alpha op(A) op(B)' + beta C in a triangle, and the second product of rank 2k.
  private func rankProducts() -> Expectations {
    guard let before = view(.c), let after = view(.c, live: true) else { return [] }
    let isHermitian = [.herk, .her2k, .herkx].contains(call.routine)
    let (alpha, isPlain) = (factor(.alpha), call[.transA] == 0)
    // Where A is k x n its transpose comes first.
    let (first, second) = isPlain ? (0, isHermitian ? 2 : 1) : (isHermitian ? 2 : 1, 0)
    var terms: [LevelExpectation.Term] = []
    if let a = view(.a) {
      let b = view(.b) ?? a
      terms.append(
        .init(
          factor: alpha, left: a.operated(first), right: b.operated(second), inner: call[.k]))
      if call.routine == .syr2k || call.routine == .her2k {
        terms.append(
          .init(
            factor: isHermitian ? alpha.conjugate : alpha, left: b.operated(first),
            right: a.operated(second), inner: call[.k]))
      }
    }
    let beta = factor(.beta)
    // Where nothing is added and C is kept, BLAS does not touch it.
    let isKept = (alpha == Complex(0) || call[.k] == 0) && beta == Complex(1)
    return [
      (
        .c,
        LevelExpectation(
          rows: call[.n], columns: call[.n], region: triangle, terms: terms,
          before: (beta, before), got: { after($0, $1) },
          hasRealDiagonal: isHermitian && !isKept)
      )
    ]
  }

  // MARK: Triangles

  func triangularProduct(
    _ output: BLASRole, of input: BLASRole, rows: Int, columns: Int
  ) -> Expectations {
    guard let after = view(output, live: true) else { return [] }
    var terms: [LevelExpectation.Term] = []
    let alpha = call.has(.alpha) ? factor(.alpha) : Complex(1)
    if let a = structured(), let b = view(input) {
      let isLeft = call[.side] == 0
      terms = [
        .init(
          factor: alpha, left: isLeft ? a : b, right: isLeft ? b : a,
          inner: isLeft ? rows : columns)
      ]
    }
    return [
      (
        output,
        LevelExpectation(rows: rows, columns: columns, terms: terms, got: { after($0, $1) })
      )
    ]
  }

  /// op(A) X = alpha B, or X op(A) = alpha B: the left sides are computed from what was found.
  func system(_ role: BLASRole, rows: Int, columns: Int) -> Expectations {
    guard let right = view(role), let found = view(role, live: true) else { return [] }
    let alpha = call.has(.alpha) ? factor(.alpha) : Complex(1)
    guard let a = structured() else {
      return [
        (role, LevelExpectation(rows: rows, columns: columns, terms: [], got: { found($0, $1) }))
      ]
    }
    let isLeft = call[.side] == 0
    return [
      (
        role,
        LevelExpectation(
          rows: rows, columns: columns,
          terms: [
            .init(
              left: isLeft ? a : found, right: isLeft ? found : a, inner: isLeft ? rows : columns)
          ], got: { alpha * right($0, $1) })
      )
    ]
  }

  /// L U = P A.
  private func factors() -> Expectations {
    guard let before = view(.a), let after = view(.a, live: true) else { return [] }
    let n = call[.n]
    var order = Array(0..<n)
    if let pivots = call.address(.pivots)?.assumingMemoryBound(to: CInt.self) {
      for i in 0..<n where (1...n).contains(Int(pivots[i])) { order.swapAt(i, Int(pivots[i]) - 1) }
    }
    var (lower, upper) = (after, after)
    lower.structure = .triangular(isUnit: true)
    lower.isUpper = false
    upper.structure = .triangular(isUnit: false)
    upper.isUpper = true
    return [
      (
        .a,
        LevelExpectation(
          rows: n, columns: n, terms: [.init(left: lower, right: upper, inner: n)],
          got: { [order] in before(order[$0], $1) })
      )
    ]
  }
}

extension MatrixView {
  /// The matrix transposed (1) or conjugated too (2).
  func operated(_ operation: Int) -> MatrixView {
    var view = self
    view.operation = operation
    return view
  }
}
