/// Which problems a vendor's library runs, and by which functions.
struct VendorSupport: Sendable {
  let library: VendorLibrary
  let conventions: VendorConventions

  /// A way to run a GEMM, and what it changes.
  struct Choice {
    enum Way {
      /// By the functions of a route, one for every group.
      case gemm(VendorRoute, [VendorEntry])
      /// By the library of single products.
      case lt(VendorProductShape)
    }

    let way: Way
    let variant: KernelVariant
    let losses: [Loss]
  }

  /// The answer for `problem`.
  func support(for problem: Problem) -> Support {
    let choices = choices(for: problem)
    guard !choices.found.isEmpty else { return .unsupported([choices.refusal.reason]) }
    let variants = choices.found.map(\.variant)
    var losses: [Loss] = []
    for choice in choices.found {
      // One list is for all variants: what only one of them changes carries its name.
      losses += choice.losses.map {
        choices.found.count == 1 ? $0 : Loss($0.kind, "\(choice.variant): \($0.detail)")
      }
    }
    return losses.isEmpty ? .native(variants) : .emulated(variants, losses: losses)
  }

  struct Refusal: Error {
    let reason: UnsupportedReason

    init(_ argument: UnsupportedReason.Argument, _ detail: String) {
      reason = UnsupportedReason(argument, detail)
    }
  }

  /// The ways to run `problem`, the preferred one first, or why there is none.
  func choices(for problem: Problem) -> (found: [Choice], refusal: Refusal) {
    guard case .gemm(let gemm) = problem else {
      let what = "\(library.files.blas) multiplies matrices and has no \(problem.operation)"
      return ([], Refusal(.operation, what))
    }
    let plain = Result { () throws(Refusal) in try choose(gemm) }
    let product = Result { () throws(Refusal) in try chooseLt(gemm) }
    switch (plain, product) {
    case (.success(let plain), .success(let product)):
      // A copy of C is saved where C and D are separate arguments.
      return (gemm.readsC ? [product, plain] : [plain, product], Refusal(.operation, ""))
    case (.success(let choice), .failure), (.failure, .success(let choice)):
      return ([choice], Refusal(.operation, ""))
    case (.failure(let plain), .failure(let product)):
      let needsLt =
        gemm.types.a.isFloat8 || gemm.scaleA != .none || gemm.scaleB != .none
        || gemm.epilogue != .none
      return ([], needsLt && library.dialect.lt != nil ? product : plain)
    }
  }

  private func choose(_ gemm: GEMMProblem) throws(Refusal) -> Choice {
    let blas = library.files.blas
    guard gemm.scaleA == .none, gemm.scaleB == .none else {
      throw Refusal(.scaling, "GEMM functions of \(blas) take no scaling factors")
    }
    guard gemm.epilogue == .none else {
      throw Refusal(
        .epilogue, "GEMM functions of \(blas) have no epilogue \(gemm.epilogue.rawValue)")
    }
    let route = try route(for: gemm.types)
    for group in gemm.groups {
      try checkIntegers(group.shape, route)
      try checkCopy(group.shape, gemm.types)
    }
    var losses: [Loss] = []
    if route.compute != VendorRoute.compute(of: gemm.types) {
      losses.append(
        Loss(
          .argumentIgnored,
          "the library has no arithmetic in \(gemm.types.compute.rawValue) for these types; it computes in f32"
        ))
    }
    if gemm.readsC {
      losses.append(
        Loss(.copyAdded, "C is copied into D first, because the library updates in place"))
    }
    let form: VendorForm
    switch gemm.batching {
    case .single: form = .single
    case .strided: form = .strided
    case .pointerArray: form = .pointers
    case .grouped:
      form = .pointers
      losses.append(Loss(.decomposed, "each group is a call of its own"))
    }
    var entries: [VendorEntry] = []
    for group in gemm.groups { entries.append(try entry(route, form, group.shape)) }
    return Choice(
      way: .gemm(route, entries), variant: variant(route, entries), losses: losses)
  }

  private func route(for types: GEMMTypes) throws(Refusal) -> VendorRoute {
    let candidates = VendorRoute.candidates(for: types)
    if let route = candidates.first(where: conventions.offered.contains) { return route }
    guard let wanted = candidates.first else {
      throw Refusal(
        types.a == .f16 || types.a == .i8 ? .computeType : .elementType,
        "cuBLAS's GEMM has no \(types.a.rawValue) x \(types.b.rawValue) > \(types.d.rawValue) in "
          + types.compute.rawValue)
    }
    throw Refusal(
      .elementType,
      "\(library.files.blas) was tried with \(wanted) and is not used for it: "
        + (conventions.refusals[wanted] ?? "no reason given"))
  }

  /// What the library asks of sums of 8-bit products in 32-bit integers.
  private func checkIntegers(_ s: GEMMShape, _ route: VendorRoute) throws(Refusal) {
    guard route.compute == .integer, case .dotProductsOfFour = library.dialect.integerRule.value
    else { return }
    // Where A and B are not read, zeros that suit the library stand in for them.
    let leading = s.multiplies ? [("lda", s.lda), ("ldb", s.ldb)] : []
    for (name, value) in leading where value % 4 != 0 {
      throw Refusal(
        .leadingDimension, "\(name)=\(value) is no multiple of 4, which i8 needs in this library")
    }
    let scalars = [("beta", s.beta.real)] + (s.multiplies ? [("alpha", s.alpha.real)] : [])
    for (name, value) in scalars where value != 0 && value != 1 {
      throw Refusal(.scaleType, "\(name)=\(value) is neither 0 nor 1, which i8 needs here")
    }
  }

  /// Copies of columns have pitches of up to 2 GiB.
  private func checkCopy(_ s: GEMMShape, _ types: GEMMTypes) throws(Refusal) {
    guard !s.beta.isZero, s.n > 1 else { return }
    let limit = Int(Int32.max) / types.d.byteCount
    for (name, value) in [("ldc", s.ldc), ("ldd", s.ldd)] where value > limit {
      throw Refusal(
        .sizeLimit,
        "C is copied into D first, and copies take no \(name)=\(value) (at most \(limit))")
    }
  }

  private func entry(_ route: VendorRoute, _ form: VendorForm, _ s: GEMMShape) throws(Refusal)
    -> VendorEntry
  {
    let wide = [
      ("m", s.m), ("n", s.n), ("k", s.k), ("lda", s.lda), ("ldb", s.ldb), ("ldd", s.ldd),
    ].first { $0.1 > Int(Int32.max) }
    let extended = conventions.extended?.value
    if let entry = library.entry(route, form, isWide: wide != nil, extended: extended) {
      return entry
    }
    if let wide, library.entry(route, form, isWide: false, extended: extended) != nil {
      throw Refusal(
        .integer64,
        "\(wide.0)=\(wide.1) is beyond 32-bit integers, and \(library.files.blas) has no function with wider ones"
      )
    }
    throw Refusal(
      .batching,
      "\(library.files.blas) has no \(form == .single ? "" : form.name + " ")function for \(route)")
  }

  private func variant(_ route: VendorRoute, _ entries: [VendorEntry]) -> KernelVariant {
    var name = "\(library.dialect.backend)_\(route.inputs.rawValue)"
    if route.inputs != route.outputs { name += "_\(route.outputs.rawValue)" }
    name += "_gemm_\(route.functions)"
    switch entries.first?.form {
    case .strided: name += "_strided"
    case .pointers: name += entries.count > 1 ? "_groups" : "_pointers"
    default: break
    }
    if entries.contains(where: \.isWide) { name += "_64" }
    return KernelVariant(name)
  }
}
