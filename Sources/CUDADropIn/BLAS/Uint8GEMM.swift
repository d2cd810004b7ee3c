import Harness

// NVIDIA declares the function and documents no formula. The one here is what others found by experiment with cuBLAS 13.0:
//
//     C(i, j) <- saturate((sum over p of (op(A)(i, p) - A_bias) (op(B)(p, j) - B_bias) + C_bias) * C_mult / 2^C_shift)
//
// rounded to nearest, halves up, and saturated to 0...255; C_shift counts modulo 32, and 31 gives 0. C is only written, at (j, i)
// where transc is not CUBLAS_OP_N. Numbers have 64 bits before they are rounded.

/// The arguments of `cublasUint8gemmBias` but for its handle.
private struct Uint8GEMM {
  let transA, transB, transC: CInt
  let m, n, k: Int
  let a, b: (address: UnsafeRawPointer?, bias: Int, leading: Int)
  let c: (address: UnsafeMutableRawPointer?, bias: Int, leading: Int)
  let multiplier, shift: Int

  /// Rows and columns of a matrix as it is stored.
  private static func shape(_ operation: CInt, _ rows: Int, _ columns: Int) -> (
    rows: Int, columns: Int
  ) { operation == 0 ? (rows, columns) : (columns, rows) }

  private var shapeA: (rows: Int, columns: Int) { Self.shape(transA, m, k) }
  private var shapeB: (rows: Int, columns: Int) { Self.shape(transB, k, n) }
  private var shapeC: (rows: Int, columns: Int) { Self.shape(transC, m, n) }

  /// The first wrong argument; nil where all are well.
  private var objection: String? {
    for (name, operation) in [("transa", transA), ("transb", transB), ("transc", transC)]
    where !(0...2).contains(operation) {
      return "\(name) is \(operation), which is no cublasOperation_t that it takes"
    }
    for (name, size) in [("m", m), ("n", n), ("k", k)] where size < 0 {
      return "\(name) is \(size)"
    }
    for (name, leading, rows) in [
      ("lda", a.leading, shapeA.rows), ("ldb", b.leading, shapeB.rows),
      ("ldc", c.leading, shapeC.rows),
    ] where leading < max(1, rows) {
      return "\(name) is \(leading), less than \(max(1, rows))"
    }
    return nil
  }

  /// The place of a matrix, which must be in memory that CUDA gave.
  private static func region(
    _ name: String, _ address: UnsafeRawPointer?, _ leading: Int, _ shape: (rows: Int, columns: Int)
  ) throws(BLASRefusal) -> MatrixRegion? {
    guard shape.rows > 0, shape.columns > 0 else { return nil }
    guard let address else { throw BLASRefusal(status: .invalidValue, reason: "\(name) is NULL") }
    try BLASRefusal.check(name, address, (shape.columns - 1) * leading + shape.rows)
    return MatrixRegion(
      start: address, rows: shape.rows, columns: shape.columns, leading: leading, width: 1)
  }

  func run() throws(BLASRefusal) {
    if let objection { throw BLASRefusal(status: .invalidValue, reason: objection) }
    guard m > 0, n > 0, let target = try Self.region("C", c.address, c.leading, shapeC) else {
      return
    }
    for (name, address, leading, shape) in [
      ("A", a.address, a.leading, shapeA), ("B", b.address, b.leading, shapeB),
    ] {
      if let region = try Self.region(name, address, leading, shape), target.overlaps(region) {
        throw BLASRefusal(
          status: .invalidValue,
          reason: "\(name) and C overlap, and what cuBLAS then leaves in C is not defined")
      }
    }
    compute()
  }

  private func compute() {
    guard let result = c.address?.assumingMemoryBound(to: UInt8.self) else { return }
    // Rows of op(A) and columns of op(B), each in one piece.
    let left = Self.lines(a, transA == 0 ? a.leading : 1, transA == 0 ? 1 : a.leading, m, k)
    let right = Self.lines(b, transB == 0 ? 1 : b.leading, transB == 0 ? b.leading : 1, n, k)
    let (alongM, alongN) = transC == 0 ? (1, c.leading) : (c.leading, 1)
    for j in 0..<n {
      for i in 0..<m {
        var sum = 0
        for p in 0..<k { sum &+= left[i * k + p] &* right[j * k + p] }
        result[i * alongM + j * alongN] = rounded((sum &+ c.bias) &* multiplier)
      }
    }
  }

  /// `count` lines of `k` numbers less their bias, one after the other.
  private static func lines(
    _ matrix: (address: UnsafeRawPointer?, bias: Int, leading: Int), _ along: Int, _ next: Int,
    _ count: Int, _ k: Int
  ) -> [Int] {
    guard let numbers = matrix.address?.assumingMemoryBound(to: UInt8.self) else { return [] }
    return [Int](unsafeUninitializedCapacity: count * k) { lines, written in
      for line in 0..<count {
        for p in 0..<k { lines[line * k + p] = Int(numbers[line * next + p * along]) - matrix.bias }
      }
      written = count * k
    }
  }

  private func rounded(_ value: Int) -> UInt8 {
    let places = shift & 31
    guard places < 31 else { return 0 }
    let half = places == 0 ? 0 : 1 << (places - 1)
    return UInt8(clamping: (value &+ half) >> places)
  }
}

@c(cublasUint8gemmBias) package func cublasUint8gemmBias(
  _ handle: OpaquePointer?, _ transA: CInt, _ transB: CInt, _ transC: CInt, _ m: CInt, _ n: CInt,
  _ k: CInt, _ a: UnsafeRawPointer?, _ biasA: CInt, _ lda: CInt, _ b: UnsafeRawPointer?,
  _ biasB: CInt, _ ldb: CInt, _ c: UnsafeMutableRawPointer?, _ biasC: CInt, _ ldc: CInt,
  _ multiplier: CInt, _ shift: CInt
) -> CInt {
  let function: StaticString = "cublasUint8gemmBias"
  BLASLog.call(
    function,
    """
    handle cublasHandle_t; transa cublasOperation_t; transb cublasOperation_t;\
    transc cublasOperation_t; m int; n int; k int; A const unsigned char*; A_bias int; lda int;\
    B const unsigned char*; B_bias int; ldb int; C unsigned char*; C_bias int; ldc int; C_mult int;\
    C_shift int
    """,
    [
      handle.word, transA.word, transB.word, transC.word, m.word, n.word, k.word, a.word,
      biasA.word, lda.word, b.word, biasB.word, ldb.word, c.word, biasC.word, ldc.word,
      multiplier.word, shift.word,
    ])
  guard BLASContext.handles[handle] != nil else {
    return answerBLAS(function, .notInitialized, because: "the handle is none, or was destroyed")
  }
  let start = DropIn.now
  do throws(BLASRefusal) {
    try Uint8GEMM(
      transA: transA, transB: transB, transC: transC, m: Int(m), n: Int(n), k: Int(k),
      a: (a, Int(biasA), Int(lda)), b: (b, Int(biasB), Int(ldb)), c: (c, Int(biasC), Int(ldc)),
      multiplier: Int(multiplier), shift: Int(shift)
    ).run()
  } catch { return answerBLAS(function, error.status, because: error.reason) }
  let isElsewhere = !DropIn.shared.computesOnProcessor
  DropIn.shared.ledger.add(
    CallLedger.Entry(
      function: "\(function)", outcome: isElsewhere ? .executedOnCPU : .executed,
      reason: isElsewhere ? "routines other than GEMM run on the processor" : nil,
      variant: "processor_u8_gemm_bias"), nanoseconds: Double(DropIn.now - start))
  return BLASStatus.success.code
}
