import Kernels

/// The arguments of one GEMM call of cuBLAS but for its matrices: what decides how it is computed.
///
/// `C <- alpha * op(A) * op(B) + beta * C`, column-major; types and transposes by CUDA's numbers.
struct GEMMCall: Hashable {
  /// How many matrices there are and where.
  enum Batch: Hashable {
    case single
    case strided(count: Int, a: Int, b: Int, c: Int)
    /// Arrays of pointers.
    case pointers(count: Int)
  }

  /// The function's name, which is unique in memory.
  let function: StaticName
  let typeA, typeB, typeC, compute: CInt
  let transA, transB: CInt
  let m, n, k, lda, ldb, ldc: Int
  let alpha, beta: Scalar
  let batch: Batch

  /// Checks what cuBLAS documents as CUBLAS_STATUS_INVALID_VALUE; nil where all is well.
  var objection: String? {
    guard (0...2).contains(transA), (0...2).contains(transB) else {
      return "transa or transb is no cublasOperation_t"
    }
    for (name, size) in [("m", m), ("n", n), ("k", k)] where size < 0 {
      return "\(name) is \(size)"
    }
    let rowsA = max(1, transA == 0 ? m : k)
    let rowsB = max(1, transB == 0 ? k : n)
    for (name, leading, least) in [
      ("lda", lda, rowsA), ("ldb", ldb, rowsB), ("ldc", ldc, max(1, m)),
    ]
    where leading < least {
      return "\(name) is \(leading), less than \(least)"
    }
    switch batch {
    case .single: return nil
    case .strided(let count, _, _, _), .pointers(let count):
      return count < 0 ? "batchCount is \(count)" : nil
    }
  }

  /// Whether there is nothing to compute.
  var isEmpty: Bool {
    switch batch {
    case .single: m == 0 || n == 0
    case .strided(let count, _, _, _), .pointers(let count): m == 0 || n == 0 || count == 0
    }
  }

  /// The call as a problem: the whole call for the ledger, and what one execution computes (one matrix of a pointer array).
  /// - Throws: `ProblemError` where it is none; the sentence names the argument.
  func problems() throws(ProblemError) -> (call: GEMMProblem, execution: GEMMProblem) {
    guard let a = ElementType(cudaDataType: typeA), let b = ElementType(cudaDataType: typeB),
      let c = ElementType(cudaDataType: typeC)
    else { throw ProblemError("matrices of cudaDataType \(typeA), \(typeB) and \(typeC)") }
    guard let compute = ComputeType(cublasComputeType: compute) else {
      throw ProblemError("cublasComputeType \(self.compute) is not known")
    }
    let types = try GEMMTypes(a: a, b: b, d: c, compute: compute)
    func transpose(_ operation: CInt) -> Transpose {
      // Of real matrices the two transposes are the same.
      operation == 0 ? .none : operation == 1 || !a.isComplex ? .transpose : .conjugateTranspose
    }
    let shape = try GEMMShape(
      m: m, n: n, k: k, transA: transpose(transA), transB: transpose(transB), lda: lda, ldb: ldb,
      ldc: ldc, ldd: ldc, alpha: alpha, beta: beta)
    switch batch {
    case .single:
      let problem = try GEMMProblem(types: types, shape: shape)
      return (problem, problem)
    case .strided(let count, let a, let b, let c):
      let problem = try GEMMProblem(
        types: types, shape: shape, batching: .strided(count: count, a: a, b: b, c: c, d: c))
      return (problem, problem)
    case .pointers(let count):
      return (
        try GEMMProblem(types: types, shape: shape, batching: .pointerArray(count: count)),
        try GEMMProblem(types: types, shape: shape)
      )
    }
  }
}

/// The name of a function, compared by where it lies in the library.
struct StaticName: Hashable {
  let text: StaticString

  init(_ text: StaticString) { self.text = text }

  static func == (left: StaticName, right: StaticName) -> Bool {
    left.text.utf8Start == right.text.utf8Start
  }
  func hash(into hasher: inout Hasher) { hasher.combine(UInt(bitPattern: text.utf8Start)) }
}
