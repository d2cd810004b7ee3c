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

  // MARK: Attention

  private func attention() throws(CUDACallError) -> CUDACall {
    guard let q = try dims("Q"), let k = try dims("K") else {
      throw error(
        "Q and K need dimensions, for example q=[1,512,32,128], k=[1,512,8,128]", text[...])
    }
    var v = k
    if let own = try dims("V") { v = own }
    let isBSHD = function.family != .cudnn
    let (seq, head) = isBSHD ? (1, 2) : (2, 1)
    var assumptions: [String] = []
    let type: ElementType
    let given = values["type"] == nil ? try elementType("typeQ") : try elementType("type")
    if let given {
      type = given
    } else {
      type = .bf16
      assumptions.append("the element type is bf16: the call does not give it (dtype=f16 does)")
    }
    var extras: [String: String] = [:]
    for role in ["dropout", "softcap", "alibi"] {
      guard let value = values[role],
        !["0", "0.0", "none", "null", "false"].contains(value.lowercased())
      else { continue }
      extras[role] = String(value.prefix(80))
      assumptions.append("\(role)=\(value.prefix(40)) is passed on; a problem cannot state it")
    }
    let problem: AttentionProblem
    var scale: Double?
    if let piece = values["softmaxScale"], piece.lowercased() != "none" { scale = try real(piece) }
    let mask = try self.mask()
    do throws(ProblemError) {
      problem = try AttentionProblem(
        type: type, batch: q[0], heads: q[head], kvHeads: k[head], headDimQK: q[3],
        headDimV: v[3], seqQ: q[seq], seqKV: k[seq], mask: mask, softmaxScale: scale,
        layout: isBSHD ? .bshd : .bhsd)
      let isBackward = function.family == .flashBackward
      return CUDACall(
        function: function,
        problem: isBackward
          ? .attentionBackward(try AttentionBackwardProblem(problem)) : .attention(problem),
        assumptions: assumptions, extras: extras)
    } catch {
      throw self.error(error.description, text[...])
    }
  }

  private func mask() throws(CUDACallError) -> AttentionMask {
    func bound(_ role: String) throws(CUDACallError) -> Int {
      guard let piece = values[role], !["none", "null"].contains(piece.lowercased()) else {
        return -1
      }
      return try integer(piece)
    }
    var left = try bound("windowLeft")
    var right = try bound("windowRight")
    if let window = try list("window") {
      guard window.count == 2 else {
        throw error("window_size is (LEFT, RIGHT)", values["window"] ?? text[...])
      }
      left = try integer(window[0])
      right = try integer(window[1])
    }
    let alignment: MaskAlignment =
      values["alignment"]?.uppercased().hasSuffix("TOP_LEFT") == true ? .topLeft : .bottomRight
    if let causal = values["causal"], ["true", "1"].contains(causal.lowercased()) { right = 0 }
    if left < 0, right < 0 { return .none }
    if left < 0, right == 0 { return .causal(alignment) }
    // An open side reaches over everything there is.
    let open = Int(Int32.max)
    return .window(left: left < 0 ? open : left, right: right < 0 ? open : right, alignment)
  }

  private func dims(_ role: String) throws(CUDACallError) -> [Int]? {
    guard let pieces = try list(role) else { return nil }
    guard pieces.count == 4 else {
      throw error("\(role) has four dimensions, not \(pieces.count)", values[role] ?? text[...])
    }
    var dims: [Int] = []
    for piece in pieces { dims.append(try integer(piece)) }
    return dims
  }

  // MARK: Values

  private func list(_ role: String) throws(CUDACallError) -> [Substring]? {
    guard let value = values[role] else { return nil }
    guard let first = value.first, "[({".contains(first), value.count >= 2 else {
      throw error("\(role) needs a list, for example [1,2]", value)
    }
    return value.dropFirst().dropLast().pieces(by: [","])
  }

  /// An argument, or its element for group `index`.
  private func value(_ role: String, _ index: Int?) throws(CUDACallError) -> Substring? {
    guard let index else { return values[role] }
    return try element(role, index)
  }

  private func element(_ role: String, _ index: Int) throws(CUDACallError) -> Substring? {
    guard let list = try list(role) else { return nil }
    guard index < list.count else {
      throw error(
        "\(role) has \(list.count) values and the call more groups", values[role] ?? text[...])
    }
    return list[index]
  }

  private func operation(_ role: String, _ index: Int?) throws(CUDACallError) -> Transpose {
    guard let piece = try value(role, index) else { return .none }
    let names = CUDANames.inverse(CUDANames.operations)
    let numbers = ["0": "N", "1": "T", "2": "C"]
    let name = numbers[String(piece)] ?? String(piece)
    guard let value = CUDANames.value(of: name, in: names, prefixes: ["CUBLAS_", "CUBLAS_OP_"])
    else {
      throw error("\"\(piece.prefix(40))\" is no transpose; use N, T or C", piece)
    }
    return value
  }

  private func elementType(_ role: String) throws(CUDACallError) -> ElementType? {
    guard let piece = values[role] else { return nil }
    let graph: [String: ElementType] = [
      "HALF": .f16, "BFLOAT16": .bf16, "FLOAT": .f32, "DOUBLE": .f64,
    ]
    guard let type = CUDANames.elementType(String(piece)) ?? graph[piece.uppercased()] else {
      throw error(
        "\"\(piece.prefix(60))\" is no element type here; known are "
          + CUDANames.types.values.sorted().joined(separator: ", "), piece)
    }
    return type
  }

  private func integer(_ piece: Substring) throws(CUDACallError) -> Int {
    guard let value = Int(piece) else {
      throw error("\"\(piece.prefix(40))\" is not a whole number of 64 bits", piece)
    }
    return value
  }

  private func real(_ piece: Substring) throws(CUDACallError) -> Double {
    guard let value = Double(piece), value.isFinite else {
      throw error("\"\(piece.prefix(40))\" is not a finite number", piece)
    }
    return value
  }

  private func error(_ message: String, _ piece: Substring) -> CUDACallError {
    CUDACallError(message, text: text, at: piece)
  }
}
