/// Which problems the library of single products runs.
extension VendorSupport {
  /// How `gemm` is run by it.
  func chooseLt(_ gemm: GEMMProblem) throws(Refusal) -> Choice {
    let lt: VendorLt
    do throws(BackendError) { lt = try library.lt.get() } catch {
      throw Refusal(.missingLibrary, error.message)
    }
    let route = try ltRoute(gemm.types, lt)
    let s = gemm.shape
    var shape = VendorProductShape(
      route: route, transA: s.transA, transB: s.transB, m: s.m, n: s.n, k: s.k, lda: s.lda,
      ldb: s.ldb, ldc: s.beta.isZero ? s.ldd : s.ldc, ldd: s.ldd)
    switch gemm.batching {
    case .single: break
    case .strided(let count, let a, let b, let c, let d):
      shape.count = count
      shape.strides = (a, b, s.beta.isZero ? d : c, d)
    case .pointerArray, .grouped:
      throw Refusal(.batching, "products of \(lt.file) are single ones or strided batches here")
    }
    for (name, size) in [("m", s.m), ("n", s.n), ("k", s.k)] where size > Int(Int32.max) {
      throw Refusal(.integer64, "\(name)=\(size) is beyond the 32-bit sizes of \(lt.file)")
    }
    try addScales(gemm, to: &shape, lt)
    try addEpilogue(gemm, to: &shape, lt)
    if route.a.isFloat8 { try checkFloat8(s, shape, lt) }
    var losses: [Loss] = []
    if s.multiplies, [shape.scaleA, shape.scaleB].contains(.blocks) {
      losses.append(
        Loss(
          .transposeAdded,
          "factors of 128x128 blocks are brought into the library's order before the time is taken")
      )
    }
    return Choice(way: .lt(shape), variant: variant(shape), losses: losses)
  }

  private func ltRoute(_ types: GEMMTypes, _ lt: VendorLt) throws(Refusal) -> VendorLtRoute {
    let route = VendorLtRoute(types)
    if conventions.lt.offered.contains(route) { return route }
    guard let refusal = conventions.lt.refusals[route] else {
      throw Refusal(.elementType, "products of \(lt.file) are not tried in \(route)")
    }
    throw Refusal(
      .elementType, "\(lt.file) was tried with \(route) and is not used for it: \(refusal)")
  }

  private func addScales(
    _ gemm: GEMMProblem, to shape: inout VendorProductShape, _ lt: VendorLt
  ) throws(Refusal) {
    func scaling(_ scaling: OperandScaling, _ name: String) throws(Refusal) -> VendorScaling? {
      switch scaling {
      case .none: return nil
      case .tensor: return .tensor
      case .block(128, 1, .f32): return .vectors
      case .block(128, 128, .f32): return .blocks
      case .block:
        throw Refusal(
          .scaling, "\(lt.file) scales blocks of \(name) of 1x128 and 128x128 elements in f32 here")
      }
    }
    shape.scaleA = try scaling(gemm.scaleA, "A")
    shape.scaleB = try scaling(gemm.scaleB, "B")
    let modes = VendorScalingPair(a: shape.scaleA ?? .tensor, b: shape.scaleB ?? .tensor)
    guard modes != .tensors else { return }
    if let refusal = conventions.lt.scalingRefusals[modes] {
      throw Refusal(
        .scaling, "\(lt.file) was tried with \(modes) and is not used for them: \(refusal)")
    }
    guard conventions.lt.scalings.contains(modes) else {
      throw Refusal(
        .scaling,
        "\(lt.file) scales both operands as a whole, or both by blocks of which one is 1x128")
    }
    let s = gemm.shape
    for (name, size) in [("m", s.m), ("n", s.n)] where size % 4 != 0 {
      throw Refusal(
        .sizeLimit, "\(name)=\(size) is no multiple of 4, which \(lt.file) needs with blocks")
    }
    guard shape.count == 1 else {
      throw Refusal(.batching, "\(lt.file) says nothing about factors of blocks in batches")
    }
  }

  private func addEpilogue(
    _ gemm: GEMMProblem, to shape: inout VendorProductShape, _ lt: VendorLt
  ) throws(Refusal) {
    guard gemm.epilogue != .none else { return }
    if let refusal = conventions.lt.epilogueRefusal {
      throw Refusal(
        .epilogue, "\(lt.file) was tried with an epilogue and is not used for one: \(refusal)")
    }
    guard !gemm.epilogue.hasBias || !shape.route.d.isFloat8 else {
      throw Refusal(.epilogue, "\(lt.file) adds no bias in \(shape.route.d.rawValue)")
    }
    try checkRounding(gemm, shape, lt)
    shape.epilogue = gemm.epilogue
  }

  /// Refuses epilogues that the library would apply to sums which it has rounded to D's 16 bits: it fuses them only where
  /// columns lie on 16-byte boundaries. (Seen with cuBLASLt 13.1 on an H200: gelu, and a bias after C; of relu nothing shows.)
  private func checkRounding(
    _ gemm: GEMMProblem, _ shape: VendorProductShape, _ lt: VendorLt
  ) throws(Refusal) {
    let byteCount = shape.route.d.byteCount
    guard case .onBoundaries = lt.numbers.epilogueRule, byteCount == 2,
      gemm.epilogue.activation == .gelu || (gemm.epilogue.hasBias && !gemm.shape.beta.isZero)
    else { return }
    let s = gemm.shape
    let leading =
      [("lda", s.lda), ("ldb", s.ldb), ("ldd", s.ldd)] + (s.beta.isZero ? [] : [("ldc", s.ldc)])
    for (name, size) in leading where size * byteCount % 16 != 0 {
      throw Refusal(
        .epilogue,
        "\(name)=\(size) is no multiple of \(16 / byteCount): \(lt.file) then rounds sums to \(shape.route.d.rawValue) before \(gemm.epilogue.rawValue)"
      )
    }
  }

  /// What products of 8-bit floats ask for on devices that read k contiguously.
  private func checkFloat8(_ s: GEMMShape, _ shape: VendorProductShape, _ lt: VendorLt)
    throws(Refusal)
  {
    guard case .sixteenBytes = lt.numbers.float8Rule else { return }
    if s.multiplies, !conventions.lt.transposesFloat8, s.transA == .none || s.transB != .none {
      throw Refusal(
        .transpose,
        "\(lt.file) multiplies 8-bit floats on this device with A transposed and B not (tn)")
    }
    let (a, d) = (1, shape.route.d.byteCount)
    let isA = s.transA == .none
    let isB = s.transB == .none
    var sizes = [("m", s.m, d)]
    var leading = [("ldd", s.ldd, d)]
    if !s.beta.isZero { leading.append(("ldc", s.ldc, shape.route.c.byteCount)) }
    if s.multiplies {
      sizes += [isA ? ("m", s.m, a) : ("k", s.k, a), isB ? ("k", s.k, a) : ("n", s.n, a)]
      leading += [("lda", s.lda, a), ("ldb", s.ldb, a)]
    }
    if shape.count > 1 {
      leading += [
        ("strideA", shape.strides.a, a), ("strideB", shape.strides.b, a),
        ("strideC", shape.strides.c, shape.route.c.byteCount), ("strideD", shape.strides.d, d),
      ]
    }
    for (name, size, byteCount) in sizes where size * byteCount % 16 != 0 {
      throw Refusal(
        .sizeLimit,
        "\(name)=\(size) is no multiple of \(16 / byteCount): 8-bit floats need columns of multiples of 16 bytes in \(lt.file)"
      )
    }
    for (name, size, byteCount) in leading where size * byteCount % 16 != 0 {
      throw Refusal(
        .leadingDimension,
        "\(name)=\(size) is no multiple of \(16 / byteCount): 8-bit floats need columns on 16-byte boundaries in \(lt.file)"
      )
    }
  }

  private func variant(_ shape: VendorProductShape) -> KernelVariant {
    var name =
      "\(library.dialect.backend)_\(shape.route.name)_gemm_lt_\(shape.route.compute.rawValue)"
    if shape.count > 1 { name += "_strided" }
    if [shape.scaleA, shape.scaleB].contains(where: { $0 == .vectors || $0 == .blocks }) {
      name += "_blocks"
    }
    if shape.epilogue != .none {
      name += "_" + shape.epilogue.rawValue.map { $0 == "+" ? "_" : "\($0)" }.joined()
    }
    return KernelVariant(name)
  }
}
