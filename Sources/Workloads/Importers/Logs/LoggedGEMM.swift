import Kernels

/// A GEMM as a library's log states it, before it is checked.
struct LoggedGEMM {
  /// How many matrices there are; strides in elements, dense where the log has none.
  enum Batch {
    case single
    case strided(count: Int, a: Int? = nil, b: Int? = nil, c: Int? = nil, d: Int? = nil)
    case pointers(count: Int)
  }

  var m: Int
  var n: Int
  var k: Int
  var transA = Transpose.none
  var transB = Transpose.none
  var lda: Int?
  var ldb: Int?
  var ldc: Int?
  var ldd: Int?
  var alpha = Scalar.one
  var beta = Scalar.zero
  var a: ElementType
  var b: ElementType
  /// D's type where the log has one type for both, or where beta is 0 and C is not read.
  var c: ElementType?
  var d: ElementType
  var compute: ComputeType?
  var batch = Batch.single
  var epilogue = Epilogue.none
  var scaleA = OperandScaling.none
  var scaleB = OperandScaling.none
  /// Whether the sizes and leading dimensions are those of row-major matrices.
  var isRowMajor = false

  /// The problem, or why there is none.
  var content: CapturedCall.Content {
    do throws(ProblemError) {
      return .problem(.gemm(try problem()))
    } catch {
      return .notReplayable(error.description)
    }
  }

  /// Checks the call.
  /// - Throws: `ProblemError` where no problem says it.
  func problem() throws(ProblemError) -> GEMMProblem {
    let types = try GEMMTypes(a: a, b: b, c: beta.isZero ? nil : c, d: d, compute: compute)
    let batching = try batching()
    guard isRowMajor else {
      let shape = try GEMMShape(
        m: m, n: n, k: k, transA: transA, transB: transB, lda: lda, ldb: ldb, ldc: ldc, ldd: ldd,
        alpha: alpha, beta: beta)
      return try GEMMProblem(
        types: types, shape: shape, batching: batching, epilogue: epilogue, scaleA: scaleA,
        scaleB: scaleB)
    }
    return try GEMMProblem.rowMajor(
      m: m, n: n, k: k, transA: transA, transB: transB, lda: lda, ldb: ldb, ldc: ldc, ldd: ldd,
      alpha: alpha, beta: beta, types: types, batching: batching, epilogue: epilogue,
      scaleA: scaleA, scaleB: scaleB)
  }

  /// A batch of one is a single call, however the library was asked.
  private func batching() throws(ProblemError) -> Batching {
    switch batch {
    case .single: return .single
    case .pointers(let count): return .pointerArray(count: count)
    case .strided(let count, let a, let b, let c, let d):
      if count == 1 { return .single }
      func dense(_ leading: Int?, _ rows: Int, _ columns: Int) throws(ProblemError) -> Int {
        let (lines, width) = isRowMajor ? (rows, columns) : (columns, rows)
        let (size, overflow) = (leading ?? max(1, width)).multipliedReportingOverflow(by: lines)
        if overflow {
          throw ProblemError("a stride overflows 64-bit arithmetic; use smaller sizes")
        }
        return size
      }
      let (rowsA, columnsA) = transA == .none ? (m, k) : (k, m)
      let (rowsB, columnsB) = transB == .none ? (k, n) : (n, k)
      let denseA = try dense(lda, rowsA, columnsA)
      let denseB = try dense(ldb, rowsB, columnsB)
      let (denseC, denseD) = (try dense(ldc, m, n), try dense(ldd, m, n))
      return .strided(
        count: count, a: a ?? denseA, b: b ?? denseB, c: c ?? denseC, d: d ?? denseD)
    }
  }
}

/// What logs call types, transposes and arithmetic.
enum LoggedNames {
  /// A `cudaDataType` without `CUDA_`: `R_16BF`.
  static func cudaType(_ name: CaptureText) -> ElementType? {
    switch name.has(prefix: "CUDA_") ? name.dropFirst(5).string : name.string {
    case "R_64F": .f64
    case "R_32F": .f32
    case "R_16F": .f16
    case "R_16BF": .bf16
    case "R_8I": .i8
    case "R_32I": .i32
    case "C_32F": .c64
    case "C_64F": .c128
    case "R_8F_E4M3": .f8e4m3
    case "R_8F_E5M2": .f8e5m2
    default: nil
    }
  }

  /// A `cublasComputeType_t` without `CUBLAS_`, for operands of a type; nil where Parity has no such arithmetic.
  ///
  /// The fast types allow f32 operands to be rounded; operands of other types are as they are.
  static func cublasCompute(_ name: CaptureText, for a: ElementType) -> (
    type: ComputeType, assumption: String?
  )? {
    let short = (name.has(prefix: "CUBLAS_") ? name.dropFirst(7) : name).string
    switch short {
    case "COMPUTE_16F", "COMPUTE_16F_PEDANTIC": return (.f16, nil)
    case "COMPUTE_32F", "COMPUTE_32F_PEDANTIC": return (.f32, nil)
    case "COMPUTE_64F", "COMPUTE_64F_PEDANTIC": return (.f64, nil)
    case "COMPUTE_32I", "COMPUTE_32I_PEDANTIC": return (.i32, nil)
    case "COMPUTE_32F_FAST_16F", "COMPUTE_32F_FAST_16BF", "COMPUTE_32F_FAST_TF32":
      guard a == .f32 else {
        return (.f32, a == .c64 ? "computes in f32: complex \(short) has no counterpart" : nil)
      }
      return (short.hasSuffix("TF32") ? .tf32 : short.hasSuffix("16BF") ? .bf16 : .f16, nil)
    case "COMPUTE_32F_EMULATED_16BFX9": return (.f32, "computes in f32: \(short) emulates it")
    case "COMPUTE_64F_EMULATED_FIXEDPOINT": return (.f64, "computes in f64: \(short) emulates it")
    default: return nil
    }
  }

  /// The arithmetic where cuBLAS 10 states it as a data type.
  static func compute(of type: ElementType) -> ComputeType? {
    switch type {
    case .f64, .c128: .f64
    case .f32, .c64: .f32
    case .f16: .f16
    case .i32: .i32
    default: nil
    }
  }

  /// `N`, `T` or `C` in either case, BLAS's words for them, or CBLAS's numbers 111 to 113.
  static func transpose(_ name: CaptureText) -> Transpose? {
    switch name.unquoted.string {
    case "N", "n", "111", "NoTrans", "OP_N", "CUBLAS_OP_N": Transpose.none
    case "T", "t", "112", "Trans", "OP_T", "CUBLAS_OP_T": .transpose
    case "C", "c", "113", "ConjTrans", "OP_C", "CUBLAS_OP_C", "OP_HERMITAN", "CUBLAS_OP_HERMITAN":
      .conjugateTranspose
    default: nil
    }
  }
}
