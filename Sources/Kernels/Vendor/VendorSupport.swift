/// Which problems a vendor's library runs, and by which functions.
struct VendorSupport: Sendable {
  let library: VendorLibrary
  let conventions: VendorConventions

  /// How a GEMM is run: by the functions of a route, one for every group.
  struct Choice {
    let route: VendorRoute
    let entries: [VendorEntry]
    let losses: [Loss]
  }

  /// The answer for `problem`.
  func support(for problem: Problem) -> Support {
    switch choice(for: problem) {
    case .failure(let refusal): return .unsupported([refusal.reason])
    case .success(let choice):
      let variant = variant(of: choice, problem)
      return choice.losses.isEmpty
        ? .native([variant]) : .emulated([variant], losses: choice.losses)
    }
  }

  struct Refusal: Error {
    let reason: UnsupportedReason

    init(_ argument: UnsupportedReason.Argument, _ detail: String) {
      reason = UnsupportedReason(argument, detail)
    }
  }

  /// How `problem` is run, or why not.
  func choice(for problem: Problem) -> Result<Choice, Refusal> {
    Result { () throws(Refusal) in
      guard case .gemm(let gemm) = problem else {
        throw Refusal(
          .operation, "\(library.files.blas) multiplies matrices and has no \(problem.operation)")
      }
      return try choose(gemm)
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
    return Choice(route: route, entries: entries, losses: losses)
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

  private func variant(of choice: Choice, _ problem: Problem) -> KernelVariant {
    let route = choice.route
    var name = "\(library.dialect.backend)_\(route.inputs.rawValue)"
    if route.inputs != route.outputs { name += "_\(route.outputs.rawValue)" }
    name += "_gemm_\(route.functions)"
    switch choice.entries.first?.form {
    case .strided: name += "_strided"
    case .pointers: name += choice.entries.count > 1 ? "_groups" : "_pointers"
    default: break
    }
    if choice.entries.contains(where: \.isWide) { name += "_64" }
    return KernelVariant(name)
  }
}
