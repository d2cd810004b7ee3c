/// What a library of single products has shown to offer.
struct VendorLtConventions: Sendable {
  /// Types in which it multiplied rightly, and why the others are not among them.
  var offered: Set<VendorLtRoute> = []
  var refusals: [VendorLtRoute: String] = [:]
  /// Factors of blocks that it applied rightly, and why it did not apply others.
  var scalings: Set<VendorScalingPair> = []
  var scalingRefusals: [VendorScalingPair: String] = [:]
  /// Whether products of 8-bit floats may have A as it is and B transposed.
  var transposesFloat8 = false
  /// Why it is not given an epilogue; nil where it did one rightly.
  var epilogueRefusal: String?
}

/// How A and B are scaled together.
struct VendorScalingPair: Hashable, Sendable, CustomStringConvertible {
  let a, b: VendorScaling

  static let tensors = VendorScalingPair(a: .tensor, b: .tensor)
  /// What cuBLASLt has on Hopper (its documentation, 128-element 1D and 128x128 2D block scaling).
  static let blocks = [
    VendorScalingPair(a: .vectors, b: .vectors), VendorScalingPair(a: .vectors, b: .blocks),
    VendorScalingPair(a: .blocks, b: .vectors),
  ]

  var description: String {
    func text(_ scaling: VendorScaling) -> String {
      switch scaling {
      case .tensor: "tensor"
      case .vectors: "1x128"
      case .blocks: "128x128"
      }
    }
    return "factors of \(text(a)) for A and \(text(b)) for B"
  }
}

extension VendorProbe {
  /// Products of the library of single products: small integers, exact before D is rounded.
  func ltConventions(_ operations: VendorDialect.Operations) -> VendorLtConventions {
    var found = VendorLtConventions()
    guard case .success(let lt) = context.library.lt else { return found }
    func shape(
      _ route: VendorLtRoute, _ transA: Transpose = .transpose, _ transB: Transpose = .none,
      m: Int = 16, k: Int = 32
    ) -> VendorProductShape {
      VendorProductShape(
        route: route, transA: transA, transB: transB, m: m, n: 16, k: k,
        lda: transA == .none ? m : k, ldb: transB == .none ? k : 16, ldc: m + 16, ldd: m)
    }
    for route in VendorLtRoute.all {
      guard lt.numbers.computeTypes[route.compute] != nil else {
        found.refusals[route] = "the library has no such compute type"
        continue
      }
      var wanted = shape(route)
      if route.a.isFloat8 { (wanted.scaleA, wanted.scaleB) = (.tensor, .tensor) }
      if let problem = attempt(wanted, operations) {
        found.refusals[route] = problem
      } else {
        found.offered.insert(route)
      }
    }
    let half = VendorLtRoute(.f16, .f16, .f16, .f16, .single)
    var fused = shape(half)
    fused.epilogue = .biasRelu
    found.epilogueRefusal = attempt(fused, operations)
    let byte = VendorLtRoute(.f8e4m3, .f8e4m3, .bf16, .bf16, .single)
    guard found.offered.contains(byte) else { return found }
    found.transposesFloat8 = attempt(shape(byte, .none, .transpose), operations) == nil
    for pair in VendorScalingPair.blocks {
      guard lt.numbers.scaleModes[pair.a] != nil, lt.numbers.scaleModes[pair.b] != nil else {
        found.scalingRefusals[pair] = "the library has no such factors"
        continue
      }
      // More than one block in both directions, so that a transposed grid is wrong.
      var wanted = shape(byte, m: 144, k: 384)
      (wanted.scaleA, wanted.scaleB) = (pair.a, pair.b)
      if let problem = attempt(wanted, operations) {
        found.scalingRefusals[pair] = problem
      } else {
        found.scalings.insert(pair)
      }
    }
    return found
  }

  /// Multiplies and compares; what was wrong, or nil where every element is right.
  private func attempt(_ s: VendorProductShape, _ operations: VendorDialect.Operations) -> String? {
    do throws(BackendError) {
      let route = s.route
      let product = try VendorProduct(
        s, context: context, operations: operations, placeholder: context.workspace)
      let a = try fill(s.m * s.k, .a, route.a)
      let b = try fill(s.k * s.n, .b, route.b)
      let c = try fill(s.ldc * s.n, .c, route.c)
      let bias = try fill(s.m, .bias, route.d)
      let d = try VendorAllocation(context, byteCount: s.ldd * s.n * route.d.byteCount)
      let scalars = VendorScalars(
        alpha: Scalar(2), beta: .one, given: route.scale, stored: route.scale)
      let scaleA = try factors(s.scaleA, extent: s.m, k: s.k, .scaleA)
      let scaleB = try factors(s.scaleB, extent: s.n, k: s.k, .scaleB)
      try product.point(s, bias: bias.pointer, scaleA: scaleA.pointer, scaleB: scaleB.pointer)
      try product.run(
        a: a.pointer, b: b.pointer, c: c.pointer, d: d.pointer, scalars: scalars)
      try context.synchronize()
      return try wrong(d, s)
    } catch {
      return error.nativeName ?? error.nativeCode.map { "status \($0)" } ?? error.message
    }
  }

  /// Element (i, j) of what `s` should give, before it is rounded.
  static func expected(_ i: Int, _ j: Int, _ s: VendorProductShape) -> Double {
    func value(_ role: OperandRole, _ index: Int) -> Double {
      Product.value(index, of: role, isImaginary: false)
    }
    var sum = 0.0
    for p in 0..<s.k {
      let a = value(.a, s.transA == .none ? i + p * s.lda : p + i * s.lda)
      let b = value(.b, s.transB == .none ? p + j * s.ldb : j + p * s.ldb)
      sum +=
        a * b * factor(.scaleA, s.scaleA, i, p, s.m) * factor(.scaleB, s.scaleB, j, p, s.n)
    }
    let result = 2 * sum + value(.c, i + j * s.ldc)
    return s.epilogue == .biasRelu ? max(0, result + value(.bias, i)) : result
  }

  /// The factor of element `index` along m or n and `p` along k, a power of two.
  private static func factor(
    _ role: OperandRole, _ scaling: VendorScaling?, _ index: Int, _ p: Int, _ extent: Int
  ) -> Double {
    let rows = scaling == .blocks ? (extent + 127) / 128 : extent
    let place =
      switch scaling {
      case nil: -1
      case .tensor: 0
      case .vectors: index + p / 128 * rows
      case .blocks: index / 128 + p / 128 * rows
      }
    guard place >= 0 else { return 1 }
    return [0.5, 2, 0.25, 1, 4][(place * place + place + (role == .scaleA ? 0 : 1)) % 5]
  }

  /// Factors as the library takes them.
  private func factors(
    _ scaling: VendorScaling?, extent: Int, k: Int, _ role: OperandRole
  ) throws(BackendError) -> VendorAllocation {
    let columns = scaling == .tensor || scaling == nil ? 1 : (k + 127) / 128
    let rows = columns == 1 ? 1 : scaling == .blocks ? (extent + 127) / 128 : extent
    let leading = scaling == .blocks ? (columns + 3) / 4 * 4 : rows
    let count = scaling == .blocks ? leading * rows : rows * columns
    var values = [Float](repeating: 0, count: count)
    for row in 0..<rows {
      for column in 0..<columns {
        let value = Self.factor(
          role, scaling, scaling == .blocks ? row * 128 : row, column * 128, extent)
        values[scaling == .blocks ? column + row * leading : row + column * rows] = Float(value)
      }
    }
    let memory = try VendorAllocation(context, byteCount: count * 4)
    try values.withUnsafeBytes { bytes in
      Result { () throws(BackendError) in
        guard let base = bytes.baseAddress else { return }
        try context.transfer(
          to: memory.pointer, from: base, byteCount: bytes.count,
          kind: VendorRuntime.hostToDevice)
      }
    }.get()
    return memory
  }

  private func wrong(_ d: VendorAllocation, _ s: VendorProductShape) throws(BackendError)
    -> String?
  {
    var bytes = [UInt8](repeating: 0, count: d.byteCount)
    return try bytes.withUnsafeMutableBytes { raw in
      Result { () throws(BackendError) -> String? in
        guard let base = raw.baseAddress else { return nil }
        try context.transfer(
          to: base, from: d.pointer, byteCount: raw.count, kind: VendorRuntime.deviceToHost)
        for j in 0..<s.n {
          for i in 0..<s.m {
            let expected = ElementConversion.rounded(Self.expected(i, j, s), to: s.route.d)
            let got = ElementConversion.load(base, s.route.d, component: i + j * s.ldd)
            if got != expected { return "it computes wrongly" }
          }
        }
        return nil
      }
    }.get()
  }
}
