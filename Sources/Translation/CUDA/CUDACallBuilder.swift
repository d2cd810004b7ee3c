import Kernels

/// Makes a call from its arguments by role.
struct CUDACallBuilder {
  let text: String
  let function: CUDAFunction
  let values: [String: Substring]

  func build() throws(CUDACallError) -> CUDACall {
    switch function.family {
    case .typed, .typedEx, .ex, .lt: try gemm()
    case .flash, .flashBackward, .cudnn: try attention()
    }
  }

  // MARK: GEMM

  private func gemm() throws(CUDACallError) -> CUDACall {
    var assumptions: [String] = []
    var extras: [String: String] = [:]
    let types = try gemmTypes(&assumptions, &extras)
    if let algo = values["algo"], algo.hasPrefix("CUBLAS_GEMM") {
      let name = algo.prefix { $0 != "(" }
      extras["algo"] = String(name)
    }
    for operand in ["A", "B", "C", "D"] {
      if let order = values["order\(operand)"], !order.hasSuffix("ORDER_COL") {
        throw error(
          "\(order) is not column-major; swap A and B with m and n, which is the same product",
          order)
      }
    }
    let groups = try self.groups(&assumptions)
    let problem: GEMMProblem
    do throws(ProblemError) {
      let epilogue = try epilogue(&extras)
      problem = try GEMMProblem(
        types: types, shape: groups[0].shape, batching: try batching(groups), epilogue: epilogue,
        scaleA: values["scaleA"] == nil ? .none : .tensor,
        scaleB: values["scaleB"] == nil ? .none : .tensor)
    } catch {
      throw self.error(error.description, text[...])
    }
    // Sizes beyond 32 bits are the _64 function's, whatever was written.
    let isWide = function.isWide || (function.family.isCuBLAS && CUDACall.isWide(problem))
    return CUDACall(
      function: CUDAFunction(function.name, function.family, function.form, isWide: isWide),
      problem: .gemm(problem), assumptions: assumptions, extras: extras)
  }

  private func gemmTypes(_ assumptions: inout [String], _ extras: inout [String: String])
    throws(CUDACallError) -> GEMMTypes
  {
    let implied: ElementType? =
      switch function.name.dropFirst("cublas".count).first {
      case "S" where function.family == .typed: .f32
      case "D" where function.family == .typed: .f64
      case "C" where function.family == .typed: .c64
      case "Z" where function.family == .typed: .c128
      case "H" where function.family == .typed: .f16
      default: nil
      }
    let all = try elementType("type")
    func type(_ operand: String) throws(CUDACallError) -> ElementType? {
      if let implied { return implied }
      let own = try elementType("type\(operand)")
      return own ?? all
    }
    guard let a = try type("A") else {
      throw error("Atype is missing, for example Atype=CUDA_R_16BF", text[...])
    }
    let b = try type("B") ?? a
    let c = try type("C")
    var d = c
    if function.family == .lt, let own = try type("D") { d = own }
    var compute: ComputeType?
    if let given = values["computeType"] {
      compute = CUDANames.value(
        of: String(given), in: CUDANames.computeTypes, prefixes: ["CUBLAS_", "CUBLAS_COMPUTE_"])
      guard compute != nil else {
        throw error(
          "\"\(given.prefix(80))\" is no compute type; known are "
            + CUDANames.computeTypes.keys.sorted().joined(separator: ", "), given)
      }
      if given.contains("PEDANTIC") { extras["computeType"] = String(given.prefix { $0 != "(" }) }
    } else if function.name == "cublasHgemm" || function.name.hasPrefix("cublasHgemm") {
      compute = .f16
    } else if function.family == .typedEx {
      compute = .f32
    } else if implied == nil {
      assumptions.append("the compute type is the usual one: the call does not give it")
    }
    do throws(ProblemError) {
      return try GEMMTypes(a: a, b: b, c: c, d: d, compute: compute)
    } catch {
      throw self.error(error.description, values["typeA"] ?? text[...])
    }
  }

  private func groups(_ assumptions: inout [String]) throws(CUDACallError) -> [GEMMGroup] {
    guard function.form == .grouped else {
      return [GEMMGroup(shape: try shape(nil, &assumptions), count: 1)]
    }
    var sizes = try list("groupSize")?.count
    if sizes == nil { sizes = try list("m")?.count }
    guard let sizes, sizes >= 1, sizes <= 4096 else {
      throw error(
        "a grouped call needs lists such as m_array=[64,128], group_size=[2,4]", text[...])
    }
    var groups: [GEMMGroup] = []
    for index in 0..<sizes {
      let count = try element("groupSize", index).map { piece throws(CUDACallError) in
        try integer(piece)
      }
      groups.append(GEMMGroup(shape: try shape(index, &assumptions), count: count ?? 1))
    }
    return groups
  }

  /// The shape of the call, or of group `index`.
  private func shape(_ index: Int?, _ assumptions: inout [String]) throws(CUDACallError)
    -> GEMMShape
  {
    func size(_ role: String) throws(CUDACallError) -> Int? {
      guard let piece = try value(role, index) else { return nil }
      return try integer(piece)
    }
    func first(_ roles: String...) throws(CUDACallError) -> Int? {
      for role in roles {
        if let value = try size(role) { return value }
      }
      return nil
    }
    let transA = try operation("transa", index)
    let transB = try operation("transb", index)
    var m = try size("m")
    var n = try size("n")
    var k = try size("k")
    if function.family == .lt {
      // Rows and columns are of the matrices as stored.
      if m == nil {
        m = try first("rowsD", "rowsC", transA == .none ? "rowsA" : "columnsA")
      }
      if n == nil {
        n = try first("columnsD", "columnsC", transB == .none ? "columnsB" : "rowsB")
      }
      if k == nil {
        k = try first(
          transA == .none ? "columnsA" : "rowsA", transB == .none ? "rowsB" : "columnsB")
      }
    }
    guard let m, let n, let k else {
      let missing = m == nil ? "m" : n == nil ? "n" : "k"
      throw error("\(missing) is missing, for example \(missing)=64", text[...])
    }
    let lda = try size("lda")
    let ldb = try size("ldb")
    let alpha = scalar("alpha", index, default: 1, &assumptions)
    let beta = scalar("beta", index, default: 0, &assumptions)
    var ldc = try size("ldc")
    let ldd = function.family == .lt ? try first("ldd", "ldc") : ldc
    // A function without a D of its own writes C, and does not read it where beta is 0.
    if function.family != .lt, beta == 0 { ldc = nil }
    do throws(ProblemError) {
      return try GEMMShape(
        m: m, n: n, k: k, transA: transA, transB: transB, lda: lda, ldb: ldb, ldc: ldc, ldd: ldd,
        alpha: Scalar(alpha), beta: Scalar(beta))
    } catch {
      throw self.error(error.description, text[...])
    }
  }

  private func scalar(
    _ role: String, _ index: Int?, default normal: Double, _ assumptions: inout [String]
  ) -> Double {
    let given = (try? value(role, index)) ?? nil
    // A log has the address of a factor, which reads as a hexadecimal number.
    if let given, !given.hasPrefix("0x"), let value = Double(given), value.isFinite {
      return value
    }
    let text = "\(role) is \(Int(normal)): the call holds no value"
    if !assumptions.contains(text) { assumptions.append(text) }
    return normal
  }

  private func batching(_ groups: [GEMMGroup]) throws(ProblemError) -> Batching {
    func given(_ role: String) throws(ProblemError) -> Int? {
      guard let piece = values[role] else { return nil }
      guard let value = Int(piece) else {
        throw ProblemError("\(role)=\(piece.prefix(40)) is not a whole number")
      }
      return value
    }
    let count = try given("batchCount") ?? 1
    let s = groups[0].shape
    switch function.form {
    case .grouped: return .grouped(groups)
    case .pointers: return .pointerArray(count: count)
    case .single where function.family != .lt || count == 1: return .single
    case .single, .strided:
      // Products are checked for overflow by the problem.
      let stride = try given("strideC")
      let dense = s.ldc &* s.n
      let readsC = function.family == .lt || !s.beta.isZero
      let own = function.family == .lt ? try given("strideD") : nil
      return .strided(
        count: count, a: try given("strideA") ?? s.lda &* s.columnsA,
        b: try given("strideB") ?? s.ldb &* s.columnsB, c: readsC ? stride ?? dense : dense,
        d: own ?? stride ?? s.ldd &* s.n)
    }
  }

  private func epilogue(_ extras: inout [String: String]) throws(ProblemError) -> Epilogue {
    guard let given = values["epilogue"] else { return values["bias"] == nil ? .none : .bias }
    let names = CUDANames.inverse(CUDANames.epilogues)
    let prefixes = ["CUBLASLT_", "CUBLASLT_EPILOGUE_"]
    if let known = CUDANames.value(of: String(given), in: names, prefixes: prefixes) {
      return known
    }
    if let own = Epilogue(rawValue: String(given)) { return own }
    // An epilogue that also writes an auxiliary output computes the same D.
    let plain = String(given).replacing("_AUX", with: "")
    if plain != String(given),
      let known = CUDANames.value(of: plain, in: names, prefixes: prefixes)
    {
      let name = String(given.prefix { $0 != "(" })
      extras["epilogue"] =
        name.hasPrefix("CUBLASLT_")
        ? name : "CUBLASLT_" + (name.hasPrefix("EPILOGUE_") ? "" : "EPILOGUE_") + name
      return known
    }
    throw ProblemError(
      "\"\(given.prefix(60))\" is no epilogue of a forward GEMM; known are "
        + names.keys.sorted().joined(separator: ", "))
  }
}
