import Kernels

/// How a call is computed: a problem of the kernels, and whether the processor has something to do after it.
///
/// A call is direct where the problem is the whole of it. Otherwise the kernels leave `op(A) op(B)` in a matrix of their own in f32
/// (f64, i32), and the processor does the rest in float64: C, alpha, the epilogue and the rounding to D's type.
struct LtPlan {
  let problem: GEMMProblem
  let isDirect: Bool
  /// Whether the problem is the call's transpose: where D lies by rows, D' = op(B)' op(A)' lies by columns.
  let isTransposed: Bool

  /// The whole call as one problem, or why it is none.
  static func direct(_ call: LtCall, alpha: Scalar, beta: Scalar) throws(ProblemError) -> LtPlan {
    let isTransposed = call.d.order == LtMatrix.rowOrder
    guard let type = call.d.type else {
      throw ProblemError("D is of cudaDataType \(call.d.typeNumber)")
    }
    guard !call.isAlphaVector else { throw ProblemError("alpha is a vector") }
    guard call.scaleC == nil, call.scaleD == nil, call.amaxD == nil else {
      throw ProblemError("C or D has a factor, or the maximum of D is wanted")
    }
    guard let epilogue = call.epilogue.ofProblem else {
      throw ProblemError("\(call.epilogue.name) is not among the kernels' epilogues")
    }
    if epilogue.hasBias {
      guard call.biasType == type, !isTransposed, call.d.count == 1 || call.biasStride == 0 else {
        throw ProblemError("the bias has a type, a direction or a stride of its own")
      }
    }
    let readsC = !beta.isZero
    guard !readsC || call.c.order == call.d.order else {
      throw ProblemError("C and D have different orders")
    }
    let types = try GEMMTypes(
      a: try element(isTransposed ? call.b : call.a),
      b: try element(isTransposed ? call.a : call.b),
      c: readsC ? call.c.type : nil, d: type, compute: try compute(call))
    return LtPlan(
      problem: try problem(
        call, types, isTransposed: isTransposed, alpha: alpha, beta: beta, epilogue: epilogue,
        leadingC: readsC ? call.c.leading : call.d.leading, leadingD: call.d.leading,
        strideC: readsC ? call.c.stride : call.d.stride, strideD: call.d.stride),
      isDirect: true, isTransposed: isTransposed)
  }

  /// The call for the ledger: arrays of pointers are executed one product at a time, and are one call.
  func descriptor(of call: LtCall) -> String {
    guard call.d.isPointerArray else { return problem.descriptorText }
    let batch = try? GEMMProblem(
      types: problem.types, shape: problem.shape, batching: .pointerArray(count: call.d.count),
      epilogue: problem.epilogue, scaleA: problem.scaleA, scaleB: problem.scaleB)
    return (batch ?? problem).descriptorText
  }

  /// The product alone, dense by columns.
  static func product(_ call: LtCall) throws(ProblemError) -> LtPlan {
    let a = try element(call.a)
    let result: ElementType =
      switch a {
      case .f64: .f64
      case .i8: .i32
      default: .f32
      }
    guard !a.isComplex, call.d.type.map({ !$0.isComplex }) == true,
      call.c.type.map({ !$0.isComplex }) == true
    else {
      throw ProblemError("complex matrices with orders, factors or epilogues of their own")
    }
    let types = try GEMMTypes(
      a: a, b: try element(call.b), d: result, compute: a == .f16 ? .f32 : try compute(call))
    return LtPlan(
      problem: try problem(
        call, types, isTransposed: false, alpha: .one, beta: .zero, epilogue: .none,
        leadingC: max(1, call.m), leadingD: max(1, call.m), strideC: call.m * call.n,
        strideD: call.m * call.n), isDirect: false, isTransposed: false)
  }

  private static func element(_ matrix: LtMatrix) throws(ProblemError) -> ElementType {
    guard let type = matrix.type else {
      throw ProblemError("a matrix is of cudaDataType \(LtNames.type(matrix.typeNumber))")
    }
    return type
  }

  private static func compute(_ call: LtCall) throws(ProblemError) -> ComputeType {
    guard let compute = ComputeType(cublasComputeType: call.compute) else {
      throw ProblemError("cublasComputeType \(call.compute) is not known")
    }
    guard let scale = call.scaleType, scale.isComplex == (call.d.type?.isComplex ?? false) else {
      throw ProblemError("a scale type \(LtNames.type(call.scale)) for D in \(call.d.text)")
    }
    return compute
  }

  private static func problem(
    _ call: LtCall, _ types: GEMMTypes, isTransposed: Bool, alpha: Scalar, beta: Scalar,
    epilogue: Epilogue, leadingC: Int, leadingD: Int, strideC: Int, strideD: Int
  ) throws(ProblemError) -> GEMMProblem {
    let a = try transpose(call.a, call.transA, isTransposed, "A")
    let b = try transpose(call.b, call.transB, isTransposed, "B")
    let scaleA = scaling(call.scaleA, call.scaleModeA, k: call.k)
    let scaleB = scaling(call.scaleB, call.scaleModeB, k: call.k)
    let shape = try GEMMShape(
      m: isTransposed ? call.n : call.m, n: isTransposed ? call.m : call.n, k: call.k,
      transA: isTransposed ? b : a, transB: isTransposed ? a : b,
      lda: isTransposed ? call.b.leading : call.a.leading,
      ldb: isTransposed ? call.a.leading : call.b.leading, ldc: leadingC, ldd: leadingD,
      alpha: alpha, beta: beta)
    let isStrided = call.d.count > 1 && !call.d.isPointerArray
    return try GEMMProblem(
      types: types, shape: shape,
      batching: isStrided
        ? .strided(
          count: call.d.count, a: isTransposed ? call.b.stride : call.a.stride,
          b: isTransposed ? call.a.stride : call.b.stride, c: strideC, d: strideD) : .single,
      epilogue: epilogue, scaleA: isTransposed ? scaleB : scaleA,
      scaleB: isTransposed ? scaleA : scaleB)
  }

  /// The transpose of a matrix as it lies by columns: what lies by rows is the transpose already.
  private static func transpose(
    _ matrix: LtMatrix, _ operation: CInt, _ isTransposed: Bool, _ name: String
  ) throws(ProblemError) -> Transpose {
    guard matrix.order <= LtMatrix.rowOrder else {
      throw ProblemError("\(name) has order \(LtNames.order(matrix.order))")
    }
    let turns = (operation != 0) != (matrix.order == LtMatrix.rowOrder)
    let isConjugate = operation == 2 && matrix.type?.isComplex == true
    switch (turns != isTransposed, isConjugate) {
    case (false, false): return .none
    case (true, false): return .transpose
    case (true, true): return .conjugateTranspose
    case (false, true): throw ProblemError("\(name) is conjugated where it lies and not transposed")
    }
  }

  private static func scaling(
    _ factors: UnsafeMutableRawPointer?, _ mode: CInt, k: Int
  ) -> OperandScaling {
    guard factors != nil else { return .none }
    return switch mode {
    case 2: .block(k: 32, other: 1, format: .ue8m0)
    case 3: .block(k: max(1, k), other: 1, format: .f32)
    case 4: .block(k: 128, other: 1, format: .f32)
    case 5: .block(k: 128, other: 128, format: .f32)
    default: .tensor
    }
  }
}
