internal import CVendor

/// What a library has shown to mean and to offer.
struct VendorConventions: Sendable {
  let operations: VendorRow<VendorDialect.Operations>
  let extended: VendorRow<VendorDialect.Extended>?
  /// Types in which it multiplied rightly.
  let offered: Set<VendorRoute>
  /// Why the others are not among them.
  let refusals: [VendorRoute: String]
  /// What the library of single products has shown.
  let lt: VendorLtConventions

  /// Fills in what only functions whose name ends in Ex take.
  func setTypes(of route: VendorRoute, in x: inout parity_vendor_gemm) {
    guard route.letter == nil, let extended = extended?.value else { return }
    VendorProbe.setTypes(of: route, extended, in: &x)
  }
}

/// Tries out what a library's numbers mean before anything it computes is believed.
///
/// Published tables of these numbers contradict each other, and a wrong one need not be refused: a library may multiply the
/// matrices untransposed instead. Products of small integers are exact in every type, so that one look tells.
struct VendorProbe {
  let context: VendorContext

  private var library: VendorLibrary { context.library }

  /// - Throws: `unavailable` where no known numbering gives right products.
  func conventions() throws(BackendError) -> VendorConventions {
    let operations = try findOperations()
    var refusals: [VendorRoute: String] = [:]
    var offered: Set<VendorRoute> = []
    let extended = findExtended(operations.value)
    for route in VendorRoute.all {
      if let problem = attempt(
        route, operations.value, extended?.value,
        Product(transA: .transpose, transB: .none, m: 8, n: 8, k: 16))
      {
        refusals[route] = problem
      } else {
        offered.insert(route)
      }
    }
    return VendorConventions(
      operations: operations, extended: extended, offered: offered, refusals: refusals,
      lt: ltConventions(operations.value))
  }

  // MARK: Numberings

  /// Products of two different 2 x 2 matrices under every transpose, which tell 0 from 111.
  static let transposes: [Product] =
    [(.none, .none), (.transpose, .none), (.none, .transpose), (.transpose, .transpose)]
    .map { (a: Transpose, b: Transpose) in Product(transA: a, transB: b, m: 2, n: 2, k: 2) }
  static let conjugates: [Product] =
    [(.conjugateTranspose, .none), (.none, .conjugateTranspose), (.transpose, .none)]
    .map { (a: Transpose, b: Transpose) in Product(transA: a, transB: b, m: 2, n: 2, k: 2) }

  private func findOperations() throws(BackendError) -> VendorRow<VendorDialect.Operations> {
    var findings: [String] = []
    for row in library.dialect.operations {
      var problem: String?
      for (type, products) in [
        (ElementType.f32, Self.transposes), (.f64, Self.transposes), (.c64, Self.conjugates),
      ] {
        for route in VendorRoute.all where route.letter != nil && route.inputs == type {
          // A library without a type has nothing to show in it.
          guard library.entry(route, .single, isWide: false, extended: nil) != nil else { continue }
          for product in products where problem == nil {
            problem = attempt(route, row.value, nil, product)
          }
        }
      }
      guard let problem else { return row }
      findings.append("OP_N=\(row.value.none): \(problem)")
    }
    throw BackendError(
      .unavailable, operation: "probe",
      message:
        "\(library.files.blas) gives no right 2x2x2 product under any known numbering of transposes ("
        + findings.joined(separator: "; ") + "), so that nothing it computes can be believed")
  }

  private func findExtended(_ operations: VendorDialect.Operations) -> VendorRow<
    VendorDialect.Extended
  >? {
    let types: [ElementType] = [.f32, .f16, .bf16]
    return library.dialect.extended.first { row in
      types.contains { type in
        let route = VendorRoute(inputs: type, outputs: type, compute: .single, letter: nil)
        return attempt(
          route, operations, row.value,
          Product(transA: .transpose, transB: .none, m: 8, n: 8, k: 16)) == nil
      }
    }
  }

  // MARK: Products

  /// A product whose factors are known.
  struct Product {
    let transA, transB: Transpose
    let m, n, k: Int

    /// Element `index` of A, B or C: small integers without symmetry.
    static func value(_ index: Int, of role: OperandRole, isImaginary: Bool) -> Double {
      let seed = role == .a ? 1 : role == .b ? 3 : 5
      let mixed = (index * index * 3 + index * (5 + seed) + seed * 2 + (isImaginary ? 4 : 0)) % 7
      return Double(mixed % 4 - 1)
    }
  }

  static func setTypes(
    of route: VendorRoute, _ extended: VendorDialect.Extended, in x: inout parity_vendor_gemm
  ) {
    x.type_a = extended.dataTypes[route.inputs] ?? -1
    x.type_b = x.type_a
    x.type_c = extended.dataTypes[route.outputs] ?? -1
    x.compute = extended.computeTypes[route.compute] ?? -1
    x.algorithm = extended.algorithm
  }

  /// Multiplies and compares; what was wrong, or nil where every element is right.
  func attempt(
    _ route: VendorRoute, _ operations: VendorDialect.Operations,
    _ extended: VendorDialect.Extended?, _ p: Product
  ) -> String? {
    guard let entry = library.entry(route, .single, isWide: false, extended: extended) else {
      return "the library has no function for it"
    }
    if entry.isExtended, extended?.computeTypes[route.compute] == nil {
      return "the library has no such compute type"
    }
    do throws(BackendError) {
      let shape = try? GEMMShape(
        m: p.m, n: p.n, k: p.k, transA: p.transA, transB: p.transB,
        alpha: Scalar(route.inputs == .i8 ? 1 : 2), beta: .one)
      guard let shape else { return "no such product" }
      let a = try fill(shape.lda * shape.columnsA, .a, route.inputs)
      let b = try fill(shape.ldb * shape.columnsB, .b, route.inputs)
      let c = try fill(p.m * p.n, .c, route.outputs)
      let scalars = VendorScalars(
        alpha: shape.alpha, beta: shape.beta, given: route.scale, stored: route.scale)
      var x = parity_vendor_gemm()
      (x.trans_a, x.trans_b) = (operations[p.transA], operations[p.transB])
      (x.m, x.n, x.k) = (Int64(p.m), Int64(p.n), Int64(p.k))
      (x.lda, x.ldb, x.ldc) = (Int64(shape.lda), Int64(shape.ldb), Int64(shape.ldc))
      x.alpha = UnsafeRawPointer(scalars.alpha)
      x.beta = UnsafeRawPointer(scalars.beta)
      x.a = UnsafeRawPointer(a.pointer)
      x.b = UnsafeRawPointer(b.pointer)
      x.c = c.pointer
      if let extended { Self.setTypes(of: route, extended, in: &x) }
      try context.call(entry, x)
      try context.synchronize()
      return try wrong(c, shape, route)
    } catch {
      return error.nativeName ?? error.nativeCode.map { "status \($0)" } ?? error.message
    }
  }

  func fill(_ count: Int, _ role: OperandRole, _ type: ElementType) throws(BackendError)
    -> VendorAllocation
  {
    let allocation = try VendorAllocation(context, byteCount: count * type.byteCount)
    var bytes = [UInt8](repeating: 0, count: allocation.byteCount)
    try bytes.withUnsafeMutableBytes { raw in
      Result { () throws(BackendError) in
        guard let base = raw.baseAddress else { return }
        for index in 0..<count {
          let value = Product.value(index, of: role, isImaginary: false)
          if type.isComplex {
            ElementConversion.store(value, base, type, component: 2 * index)
            ElementConversion.store(
              Product.value(index, of: role, isImaginary: true), base, type,
              component: 2 * index + 1)
          } else {
            ElementConversion.store(value, base, type, component: index)
          }
        }
        try context.transfer(
          to: allocation.pointer, from: base, byteCount: raw.count,
          kind: VendorRuntime.hostToDevice)
      }
    }.get()
    return allocation
  }

  private func wrong(_ c: VendorAllocation, _ s: GEMMShape, _ route: VendorRoute)
    throws(BackendError) -> String?
  {
    let isComplex = route.inputs.isComplex
    var bytes = [UInt8](repeating: 0, count: c.byteCount)
    return try bytes.withUnsafeMutableBytes { raw in
      Result { () throws(BackendError) -> String? in
        guard let base = raw.baseAddress else { return nil }
        try context.transfer(
          to: base, from: c.pointer, byteCount: raw.count, kind: VendorRuntime.deviceToHost)
        for i in 0..<s.m {
          for j in 0..<s.n {
            let expected = Self.expected(i, j, s, isComplex: isComplex)
            let index = i + j * s.m
            let got = (0..<(isComplex ? 2 : 1)).map {
              ElementConversion.load(
                base, route.outputs, component: isComplex ? 2 * index + $0 : index)
            }
            if got != Array(expected.prefix(got.count)) {
              return "it computes wrongly"
            }
          }
        }
        return nil
      }
    }.get()
  }

  /// Element (i, j) of `alpha op(A) op(B) + C`: real and imaginary part.
  static func expected(_ i: Int, _ j: Int, _ s: GEMMShape, isComplex: Bool) -> [Double] {
    func element(_ role: OperandRole, _ index: Int, _ isConjugate: Bool) -> (Double, Double) {
      let imaginary = isComplex ? Product.value(index, of: role, isImaginary: true) : 0
      return (
        Product.value(index, of: role, isImaginary: false), isConjugate ? -imaginary : imaginary
      )
    }
    var sum = (0.0, 0.0)
    for p in 0..<s.k {
      let a = element(
        .a, s.transA == .none ? i + p * s.lda : p + i * s.lda, s.transA == .conjugateTranspose)
      let b = element(
        .b, s.transB == .none ? p + j * s.ldb : j + p * s.ldb, s.transB == .conjugateTranspose)
      sum.0 += a.0 * b.0 - a.1 * b.1
      sum.1 += a.0 * b.1 + a.1 * b.0
    }
    let c = element(.c, i + j * s.m, false)
    return [s.alpha.real * sum.0 + c.0, s.alpha.real * sum.1 + c.1]
  }
}
