import Kernels

// Grouped batches of cuBLAS: groups of pointer arrays, each group with its own sizes. Each group is a call of its own in the
// ledger.

/// Runs the groups one after the other; the first that is refused ends the call with its status.
private func grouped<Integer: FixedWidthInteger>(
  _ function: StaticString, _ handle: OpaquePointer?, _ types: (a: CInt, b: CInt, c: CInt),
  compute: CInt, _ scale: ElementType?, _ transA: UnsafePointer<CInt>?,
  _ transB: UnsafePointer<CInt>?, _ m: UnsafePointer<Integer>?, _ n: UnsafePointer<Integer>?,
  _ k: UnsafePointer<Integer>?, _ alpha: UnsafeRawPointer?,
  _ a: UnsafePointer<UnsafeRawPointer?>?, _ lda: UnsafePointer<Integer>?,
  _ b: UnsafePointer<UnsafeRawPointer?>?, _ ldb: UnsafePointer<Integer>?,
  _ beta: UnsafeRawPointer?, _ c: UnsafePointer<UnsafeMutableRawPointer?>?,
  _ ldc: UnsafePointer<Integer>?, _ groupCount: Integer, _ groupSize: UnsafePointer<Integer>?
) -> CInt {
  guard groupCount >= 0 else {
    return answerBLAS(function, .invalidValue, because: "group_count is \(groupCount)")
  }
  guard groupCount > 0 else { return answerBLAS(function, .success) }
  guard let transA, let transB, let m, let n, let k, let alpha, let a, let lda, let b, let ldb,
    let beta, let c, let ldc, let groupSize
  else { return answerBLAS(function, .invalidValue, because: "an array is NULL") }
  guard let scale else {
    return answerBLAS(function, .notSupported, because: "computeType \(compute)")
  }
  var first = 0
  for group in 0..<Int(groupCount) {
    let scalar = group * scale.byteCount
    let status = gemm(
      function, handle, types, compute: compute, scale, transA[group], transB[group],
      (Int(m[group]), Int(n[group]), Int(k[group])),
      (Int(lda[group]), Int(ldb[group]), Int(ldc[group])), alpha + scalar, beta + scalar,
      .pointers(count: Int(groupSize[group])), .arrays(a + first, b + first, c + first))
    guard status == BLASStatus.success.code else { return status }
    first += max(0, Int(groupSize[group]))
  }
  return BLASStatus.success.code
}

@c(cublasSgemmGroupedBatched) package func cublasSgemmGroupedBatched(
  _ handle: OpaquePointer?, _ transA: UnsafePointer<CInt>?, _ transB: UnsafePointer<CInt>?,
  _ m: UnsafePointer<CInt>?, _ n: UnsafePointer<CInt>?, _ k: UnsafePointer<CInt>?,
  _ alpha: UnsafeRawPointer?, _ a: UnsafePointer<UnsafeRawPointer?>?,
  _ lda: UnsafePointer<CInt>?, _ b: UnsafePointer<UnsafeRawPointer?>?, _ ldb: UnsafePointer<CInt>?,
  _ beta: UnsafeRawPointer?, _ c: UnsafePointer<UnsafeMutableRawPointer?>?,
  _ ldc: UnsafePointer<CInt>?, _ groupCount: CInt, _ groupSize: UnsafePointer<CInt>?
) -> CInt {
  grouped(
    "cublasSgemmGroupedBatched", handle, (0, 0, 0), compute: 68, .f32, transA, transB, m, n, k,
    alpha, a, lda, b, ldb, beta, c, ldc, groupCount, groupSize)
}

@c(cublasDgemmGroupedBatched) package func cublasDgemmGroupedBatched(
  _ handle: OpaquePointer?, _ transA: UnsafePointer<CInt>?, _ transB: UnsafePointer<CInt>?,
  _ m: UnsafePointer<CInt>?, _ n: UnsafePointer<CInt>?, _ k: UnsafePointer<CInt>?,
  _ alpha: UnsafeRawPointer?, _ a: UnsafePointer<UnsafeRawPointer?>?,
  _ lda: UnsafePointer<CInt>?, _ b: UnsafePointer<UnsafeRawPointer?>?, _ ldb: UnsafePointer<CInt>?,
  _ beta: UnsafeRawPointer?, _ c: UnsafePointer<UnsafeMutableRawPointer?>?,
  _ ldc: UnsafePointer<CInt>?, _ groupCount: CInt, _ groupSize: UnsafePointer<CInt>?
) -> CInt {
  grouped(
    "cublasDgemmGroupedBatched", handle, (1, 1, 1), compute: 70, .f64, transA, transB, m, n, k,
    alpha, a, lda, b, ldb, beta, c, ldc, groupCount, groupSize)
}

@c(cublasGemmGroupedBatchedEx) package func cublasGemmGroupedBatchedEx(
  _ handle: OpaquePointer?, _ transA: UnsafePointer<CInt>?, _ transB: UnsafePointer<CInt>?,
  _ m: UnsafePointer<CInt>?, _ n: UnsafePointer<CInt>?, _ k: UnsafePointer<CInt>?,
  _ alpha: UnsafeRawPointer?, _ a: UnsafePointer<UnsafeRawPointer?>?, _ typeA: CInt,
  _ lda: UnsafePointer<CInt>?, _ b: UnsafePointer<UnsafeRawPointer?>?, _ typeB: CInt,
  _ ldb: UnsafePointer<CInt>?,
  _ beta: UnsafeRawPointer?, _ c: UnsafePointer<UnsafeMutableRawPointer?>?, _ typeC: CInt,
  _ ldc: UnsafePointer<CInt>?, _ groupCount: CInt, _ groupSize: UnsafePointer<CInt>?,
  _ compute: CInt
) -> CInt {
  grouped(
    "cublasGemmGroupedBatchedEx", handle, (typeA, typeB, typeC), compute: compute,
    scaleType(compute, typeC), transA, transB, m, n, k,
    alpha, a, lda, b, ldb, beta, c, ldc, groupCount, groupSize)
}

@c(cublasSgemmGroupedBatched_64) package func cublasSgemmGroupedBatched_64(
  _ handle: OpaquePointer?, _ transA: UnsafePointer<CInt>?, _ transB: UnsafePointer<CInt>?,
  _ m: UnsafePointer<Int>?, _ n: UnsafePointer<Int>?, _ k: UnsafePointer<Int>?,
  _ alpha: UnsafeRawPointer?, _ a: UnsafePointer<UnsafeRawPointer?>?,
  _ lda: UnsafePointer<Int>?, _ b: UnsafePointer<UnsafeRawPointer?>?, _ ldb: UnsafePointer<Int>?,
  _ beta: UnsafeRawPointer?, _ c: UnsafePointer<UnsafeMutableRawPointer?>?,
  _ ldc: UnsafePointer<Int>?, _ groupCount: Int, _ groupSize: UnsafePointer<Int>?
) -> CInt {
  grouped(
    "cublasSgemmGroupedBatched_64", handle, (0, 0, 0), compute: 68, .f32, transA, transB, m, n, k,
    alpha, a, lda, b, ldb, beta, c, ldc, groupCount, groupSize)
}

@c(cublasDgemmGroupedBatched_64) package func cublasDgemmGroupedBatched_64(
  _ handle: OpaquePointer?, _ transA: UnsafePointer<CInt>?, _ transB: UnsafePointer<CInt>?,
  _ m: UnsafePointer<Int>?, _ n: UnsafePointer<Int>?, _ k: UnsafePointer<Int>?,
  _ alpha: UnsafeRawPointer?, _ a: UnsafePointer<UnsafeRawPointer?>?,
  _ lda: UnsafePointer<Int>?, _ b: UnsafePointer<UnsafeRawPointer?>?, _ ldb: UnsafePointer<Int>?,
  _ beta: UnsafeRawPointer?, _ c: UnsafePointer<UnsafeMutableRawPointer?>?,
  _ ldc: UnsafePointer<Int>?, _ groupCount: Int, _ groupSize: UnsafePointer<Int>?
) -> CInt {
  grouped(
    "cublasDgemmGroupedBatched_64", handle, (1, 1, 1), compute: 70, .f64, transA, transB, m, n, k,
    alpha, a, lda, b, ldb, beta, c, ldc, groupCount, groupSize)
}

@c(cublasGemmGroupedBatchedEx_64) package func cublasGemmGroupedBatchedEx_64(
  _ handle: OpaquePointer?, _ transA: UnsafePointer<CInt>?, _ transB: UnsafePointer<CInt>?,
  _ m: UnsafePointer<Int>?, _ n: UnsafePointer<Int>?, _ k: UnsafePointer<Int>?,
  _ alpha: UnsafeRawPointer?, _ a: UnsafePointer<UnsafeRawPointer?>?, _ typeA: CInt,
  _ lda: UnsafePointer<Int>?, _ b: UnsafePointer<UnsafeRawPointer?>?, _ typeB: CInt,
  _ ldb: UnsafePointer<Int>?,
  _ beta: UnsafeRawPointer?, _ c: UnsafePointer<UnsafeMutableRawPointer?>?, _ typeC: CInt,
  _ ldc: UnsafePointer<Int>?, _ groupCount: Int, _ groupSize: UnsafePointer<Int>?, _ compute: CInt
) -> CInt {
  grouped(
    "cublasGemmGroupedBatchedEx_64", handle, (typeA, typeB, typeC), compute: compute,
    scaleType(compute, typeC), transA, transB, m, n, k,
    alpha, a, lda, b, ldb, beta, c, ldc, groupCount, groupSize)
}
