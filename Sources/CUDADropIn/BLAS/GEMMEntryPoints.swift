// Written by generate_gemm.py; change it there.
import Kernels

@c(cublasSgemm_v2) package func cublasSgemm_v2(
  _ handle: OpaquePointer?, _ transA: CInt, _ transB: CInt, _ m: CInt, _ n: CInt, _ k: CInt,
  _ alpha: UnsafeRawPointer?, _ a: UnsafeRawPointer?, _ lda: CInt, _ b: UnsafeRawPointer?,
  _ ldb: CInt, _ beta: UnsafeRawPointer?, _ c: UnsafeMutableRawPointer?, _ ldc: CInt
) -> CInt {
  BLASLog.call(
    "cublasSgemm_v2",
    """
    handle cublasHandle_t; transa cublasOperation_t; transb cublasOperation_t; m int; n int;\
    k int; alpha const float*; A const float*; lda int; B const float*; ldb int;\
    beta const float*; C float*; ldc int
    """,
    [
      handle.word, transA.word, transB.word, m.word, n.word, k.word, alpha.word, a.word,
      lda.word, b.word, ldb.word, beta.word, c.word, ldc.word,
    ])
  return gemm(
    "cublasSgemm_v2", handle, (0, 0, 0), compute: 68, .f32, transA, transB,
    (Int(m), Int(n), Int(k)), (Int(lda), Int(ldb), Int(ldc)), alpha, beta,
    .single, .addresses(a, b, c))
}

@c(cublasSgemmStridedBatched) package func cublasSgemmStridedBatched(
  _ handle: OpaquePointer?, _ transA: CInt, _ transB: CInt, _ m: CInt, _ n: CInt, _ k: CInt,
  _ alpha: UnsafeRawPointer?, _ a: UnsafeRawPointer?, _ lda: CInt, _ strideA: Int,
  _ b: UnsafeRawPointer?, _ ldb: CInt, _ strideB: Int, _ beta: UnsafeRawPointer?,
  _ c: UnsafeMutableRawPointer?, _ ldc: CInt, _ strideC: Int, _ batchCount: CInt
) -> CInt {
  BLASLog.call(
    "cublasSgemmStridedBatched",
    """
    handle cublasHandle_t; transa cublasOperation_t; transb cublasOperation_t; m int; n int;\
    k int; alpha const float*; A const float*; lda int; strideA long long int; B const float*;\
    ldb int; strideB long long int; beta const float*; C float*; ldc int; strideC long long int;\
    batchCount int
    """,
    [
      handle.word, transA.word, transB.word, m.word, n.word, k.word, alpha.word, a.word,
      lda.word, strideA.word, b.word, ldb.word, strideB.word, beta.word, c.word, ldc.word,
      strideC.word, batchCount.word,
    ])
  return gemm(
    "cublasSgemmStridedBatched", handle, (0, 0, 0), compute: 68, .f32, transA, transB,
    (Int(m), Int(n), Int(k)), (Int(lda), Int(ldb), Int(ldc)), alpha, beta,
    .strided(count: Int(batchCount), a: strideA, b: strideB, c: strideC), .addresses(a, b, c))
}

@c(cublasSgemmBatched) package func cublasSgemmBatched(
  _ handle: OpaquePointer?, _ transA: CInt, _ transB: CInt, _ m: CInt, _ n: CInt, _ k: CInt,
  _ alpha: UnsafeRawPointer?, _ a: UnsafePointer<UnsafeRawPointer?>?, _ lda: CInt,
  _ b: UnsafePointer<UnsafeRawPointer?>?, _ ldb: CInt, _ beta: UnsafeRawPointer?,
  _ c: UnsafePointer<UnsafeMutableRawPointer?>?, _ ldc: CInt, _ batchCount: CInt
) -> CInt {
  BLASLog.call(
    "cublasSgemmBatched",
    """
    handle cublasHandle_t; transa cublasOperation_t; transb cublasOperation_t; m int; n int;\
    k int; alpha const float*; Aarray const float* const*; lda int; Barray const float* const*;\
    ldb int; beta const float*; Carray float* const*; ldc int; batchCount int
    """,
    [
      handle.word, transA.word, transB.word, m.word, n.word, k.word, alpha.word, a.word,
      lda.word, b.word, ldb.word, beta.word, c.word, ldc.word, batchCount.word,
    ])
  return gemm(
    "cublasSgemmBatched", handle, (0, 0, 0), compute: 68, .f32, transA, transB,
    (Int(m), Int(n), Int(k)), (Int(lda), Int(ldb), Int(ldc)), alpha, beta,
    .pointers(count: Int(batchCount)), .arrays(a, b, c))
}

@c(cublasDgemm_v2) package func cublasDgemm_v2(
  _ handle: OpaquePointer?, _ transA: CInt, _ transB: CInt, _ m: CInt, _ n: CInt, _ k: CInt,
  _ alpha: UnsafeRawPointer?, _ a: UnsafeRawPointer?, _ lda: CInt, _ b: UnsafeRawPointer?,
  _ ldb: CInt, _ beta: UnsafeRawPointer?, _ c: UnsafeMutableRawPointer?, _ ldc: CInt
) -> CInt {
  BLASLog.call(
    "cublasDgemm_v2",
    """
    handle cublasHandle_t; transa cublasOperation_t; transb cublasOperation_t; m int; n int;\
    k int; alpha const double*; A const double*; lda int; B const double*; ldb int;\
    beta const double*; C double*; ldc int
    """,
    [
      handle.word, transA.word, transB.word, m.word, n.word, k.word, alpha.word, a.word,
      lda.word, b.word, ldb.word, beta.word, c.word, ldc.word,
    ])
  return gemm(
    "cublasDgemm_v2", handle, (1, 1, 1), compute: 70, .f64, transA, transB,
    (Int(m), Int(n), Int(k)), (Int(lda), Int(ldb), Int(ldc)), alpha, beta,
    .single, .addresses(a, b, c))
}

@c(cublasDgemmStridedBatched) package func cublasDgemmStridedBatched(
  _ handle: OpaquePointer?, _ transA: CInt, _ transB: CInt, _ m: CInt, _ n: CInt, _ k: CInt,
  _ alpha: UnsafeRawPointer?, _ a: UnsafeRawPointer?, _ lda: CInt, _ strideA: Int,
  _ b: UnsafeRawPointer?, _ ldb: CInt, _ strideB: Int, _ beta: UnsafeRawPointer?,
  _ c: UnsafeMutableRawPointer?, _ ldc: CInt, _ strideC: Int, _ batchCount: CInt
) -> CInt {
  BLASLog.call(
    "cublasDgemmStridedBatched",
    """
    handle cublasHandle_t; transa cublasOperation_t; transb cublasOperation_t; m int; n int;\
    k int; alpha const double*; A const double*; lda int; strideA long long int;\
    B const double*; ldb int; strideB long long int; beta const double*; C double*; ldc int;\
    strideC long long int; batchCount int
    """,
    [
      handle.word, transA.word, transB.word, m.word, n.word, k.word, alpha.word, a.word,
      lda.word, strideA.word, b.word, ldb.word, strideB.word, beta.word, c.word, ldc.word,
      strideC.word, batchCount.word,
    ])
  return gemm(
    "cublasDgemmStridedBatched", handle, (1, 1, 1), compute: 70, .f64, transA, transB,
    (Int(m), Int(n), Int(k)), (Int(lda), Int(ldb), Int(ldc)), alpha, beta,
    .strided(count: Int(batchCount), a: strideA, b: strideB, c: strideC), .addresses(a, b, c))
}

@c(cublasDgemmBatched) package func cublasDgemmBatched(
  _ handle: OpaquePointer?, _ transA: CInt, _ transB: CInt, _ m: CInt, _ n: CInt, _ k: CInt,
  _ alpha: UnsafeRawPointer?, _ a: UnsafePointer<UnsafeRawPointer?>?, _ lda: CInt,
  _ b: UnsafePointer<UnsafeRawPointer?>?, _ ldb: CInt, _ beta: UnsafeRawPointer?,
  _ c: UnsafePointer<UnsafeMutableRawPointer?>?, _ ldc: CInt, _ batchCount: CInt
) -> CInt {
  BLASLog.call(
    "cublasDgemmBatched",
    """
    handle cublasHandle_t; transa cublasOperation_t; transb cublasOperation_t; m int; n int;\
    k int; alpha const double*; Aarray const double* const*; lda int;\
    Barray const double* const*; ldb int; beta const double*; Carray double* const*; ldc int;\
    batchCount int
    """,
    [
      handle.word, transA.word, transB.word, m.word, n.word, k.word, alpha.word, a.word,
      lda.word, b.word, ldb.word, beta.word, c.word, ldc.word, batchCount.word,
    ])
  return gemm(
    "cublasDgemmBatched", handle, (1, 1, 1), compute: 70, .f64, transA, transB,
    (Int(m), Int(n), Int(k)), (Int(lda), Int(ldb), Int(ldc)), alpha, beta,
    .pointers(count: Int(batchCount)), .arrays(a, b, c))
}

@c(cublasCgemm_v2) package func cublasCgemm_v2(
  _ handle: OpaquePointer?, _ transA: CInt, _ transB: CInt, _ m: CInt, _ n: CInt, _ k: CInt,
  _ alpha: UnsafeRawPointer?, _ a: UnsafeRawPointer?, _ lda: CInt, _ b: UnsafeRawPointer?,
  _ ldb: CInt, _ beta: UnsafeRawPointer?, _ c: UnsafeMutableRawPointer?, _ ldc: CInt
) -> CInt {
  BLASLog.call(
    "cublasCgemm_v2",
    """
    handle cublasHandle_t; transa cublasOperation_t; transb cublasOperation_t; m int; n int;\
    k int; alpha const cuComplex*; A const cuComplex*; lda int; B const cuComplex*; ldb int;\
    beta const cuComplex*; C cuComplex*; ldc int
    """,
    [
      handle.word, transA.word, transB.word, m.word, n.word, k.word, alpha.word, a.word,
      lda.word, b.word, ldb.word, beta.word, c.word, ldc.word,
    ])
  return gemm(
    "cublasCgemm_v2", handle, (4, 4, 4), compute: 68, .c64, transA, transB,
    (Int(m), Int(n), Int(k)), (Int(lda), Int(ldb), Int(ldc)), alpha, beta,
    .single, .addresses(a, b, c))
}

@c(cublasCgemmStridedBatched) package func cublasCgemmStridedBatched(
  _ handle: OpaquePointer?, _ transA: CInt, _ transB: CInt, _ m: CInt, _ n: CInt, _ k: CInt,
  _ alpha: UnsafeRawPointer?, _ a: UnsafeRawPointer?, _ lda: CInt, _ strideA: Int,
  _ b: UnsafeRawPointer?, _ ldb: CInt, _ strideB: Int, _ beta: UnsafeRawPointer?,
  _ c: UnsafeMutableRawPointer?, _ ldc: CInt, _ strideC: Int, _ batchCount: CInt
) -> CInt {
  BLASLog.call(
    "cublasCgemmStridedBatched",
    """
    handle cublasHandle_t; transa cublasOperation_t; transb cublasOperation_t; m int; n int;\
    k int; alpha const cuComplex*; A const cuComplex*; lda int; strideA long long int;\
    B const cuComplex*; ldb int; strideB long long int; beta const cuComplex*; C cuComplex*;\
    ldc int; strideC long long int; batchCount int
    """,
    [
      handle.word, transA.word, transB.word, m.word, n.word, k.word, alpha.word, a.word,
      lda.word, strideA.word, b.word, ldb.word, strideB.word, beta.word, c.word, ldc.word,
      strideC.word, batchCount.word,
    ])
  return gemm(
    "cublasCgemmStridedBatched", handle, (4, 4, 4), compute: 68, .c64, transA, transB,
    (Int(m), Int(n), Int(k)), (Int(lda), Int(ldb), Int(ldc)), alpha, beta,
    .strided(count: Int(batchCount), a: strideA, b: strideB, c: strideC), .addresses(a, b, c))
}

@c(cublasCgemmBatched) package func cublasCgemmBatched(
  _ handle: OpaquePointer?, _ transA: CInt, _ transB: CInt, _ m: CInt, _ n: CInt, _ k: CInt,
  _ alpha: UnsafeRawPointer?, _ a: UnsafePointer<UnsafeRawPointer?>?, _ lda: CInt,
  _ b: UnsafePointer<UnsafeRawPointer?>?, _ ldb: CInt, _ beta: UnsafeRawPointer?,
  _ c: UnsafePointer<UnsafeMutableRawPointer?>?, _ ldc: CInt, _ batchCount: CInt
) -> CInt {
  BLASLog.call(
    "cublasCgemmBatched",
    """
    handle cublasHandle_t; transa cublasOperation_t; transb cublasOperation_t; m int; n int;\
    k int; alpha const cuComplex*; Aarray const cuComplex* const*; lda int;\
    Barray const cuComplex* const*; ldb int; beta const cuComplex*; Carray cuComplex* const*;\
    ldc int; batchCount int
    """,
    [
      handle.word, transA.word, transB.word, m.word, n.word, k.word, alpha.word, a.word,
      lda.word, b.word, ldb.word, beta.word, c.word, ldc.word, batchCount.word,
    ])
  return gemm(
    "cublasCgemmBatched", handle, (4, 4, 4), compute: 68, .c64, transA, transB,
    (Int(m), Int(n), Int(k)), (Int(lda), Int(ldb), Int(ldc)), alpha, beta,
    .pointers(count: Int(batchCount)), .arrays(a, b, c))
}

@c(cublasCgemm3m) package func cublasCgemm3m(
  _ handle: OpaquePointer?, _ transA: CInt, _ transB: CInt, _ m: CInt, _ n: CInt, _ k: CInt,
  _ alpha: UnsafeRawPointer?, _ a: UnsafeRawPointer?, _ lda: CInt, _ b: UnsafeRawPointer?,
  _ ldb: CInt, _ beta: UnsafeRawPointer?, _ c: UnsafeMutableRawPointer?, _ ldc: CInt
) -> CInt {
  BLASLog.call(
    "cublasCgemm3m",
    """
    handle cublasHandle_t; transa cublasOperation_t; transb cublasOperation_t; m int; n int;\
    k int; alpha const cuComplex*; A const cuComplex*; lda int; B const cuComplex*; ldb int;\
    beta const cuComplex*; C cuComplex*; ldc int
    """,
    [
      handle.word, transA.word, transB.word, m.word, n.word, k.word, alpha.word, a.word,
      lda.word, b.word, ldb.word, beta.word, c.word, ldc.word,
    ])
  return gemm(
    "cublasCgemm3m", handle, (4, 4, 4), compute: 68, .c64, transA, transB,
    (Int(m), Int(n), Int(k)), (Int(lda), Int(ldb), Int(ldc)), alpha, beta,
    .single, .addresses(a, b, c))
}

@c(cublasZgemm_v2) package func cublasZgemm_v2(
  _ handle: OpaquePointer?, _ transA: CInt, _ transB: CInt, _ m: CInt, _ n: CInt, _ k: CInt,
  _ alpha: UnsafeRawPointer?, _ a: UnsafeRawPointer?, _ lda: CInt, _ b: UnsafeRawPointer?,
  _ ldb: CInt, _ beta: UnsafeRawPointer?, _ c: UnsafeMutableRawPointer?, _ ldc: CInt
) -> CInt {
  BLASLog.call(
    "cublasZgemm_v2",
    """
    handle cublasHandle_t; transa cublasOperation_t; transb cublasOperation_t; m int; n int;\
    k int; alpha const cuDoubleComplex*; A const cuDoubleComplex*; lda int;\
    B const cuDoubleComplex*; ldb int; beta const cuDoubleComplex*; C cuDoubleComplex*; ldc int
    """,
    [
      handle.word, transA.word, transB.word, m.word, n.word, k.word, alpha.word, a.word,
      lda.word, b.word, ldb.word, beta.word, c.word, ldc.word,
    ])
  return gemm(
    "cublasZgemm_v2", handle, (5, 5, 5), compute: 70, .c128, transA, transB,
    (Int(m), Int(n), Int(k)), (Int(lda), Int(ldb), Int(ldc)), alpha, beta,
    .single, .addresses(a, b, c))
}

@c(cublasZgemmStridedBatched) package func cublasZgemmStridedBatched(
  _ handle: OpaquePointer?, _ transA: CInt, _ transB: CInt, _ m: CInt, _ n: CInt, _ k: CInt,
  _ alpha: UnsafeRawPointer?, _ a: UnsafeRawPointer?, _ lda: CInt, _ strideA: Int,
  _ b: UnsafeRawPointer?, _ ldb: CInt, _ strideB: Int, _ beta: UnsafeRawPointer?,
  _ c: UnsafeMutableRawPointer?, _ ldc: CInt, _ strideC: Int, _ batchCount: CInt
) -> CInt {
  BLASLog.call(
    "cublasZgemmStridedBatched",
    """
    handle cublasHandle_t; transa cublasOperation_t; transb cublasOperation_t; m int; n int;\
    k int; alpha const cuDoubleComplex*; A const cuDoubleComplex*; lda int;\
    strideA long long int; B const cuDoubleComplex*; ldb int; strideB long long int;\
    beta const cuDoubleComplex*; C cuDoubleComplex*; ldc int; strideC long long int;\
    batchCount int
    """,
    [
      handle.word, transA.word, transB.word, m.word, n.word, k.word, alpha.word, a.word,
      lda.word, strideA.word, b.word, ldb.word, strideB.word, beta.word, c.word, ldc.word,
      strideC.word, batchCount.word,
    ])
  return gemm(
    "cublasZgemmStridedBatched", handle, (5, 5, 5), compute: 70, .c128, transA, transB,
    (Int(m), Int(n), Int(k)), (Int(lda), Int(ldb), Int(ldc)), alpha, beta,
    .strided(count: Int(batchCount), a: strideA, b: strideB, c: strideC), .addresses(a, b, c))
}

@c(cublasZgemmBatched) package func cublasZgemmBatched(
  _ handle: OpaquePointer?, _ transA: CInt, _ transB: CInt, _ m: CInt, _ n: CInt, _ k: CInt,
  _ alpha: UnsafeRawPointer?, _ a: UnsafePointer<UnsafeRawPointer?>?, _ lda: CInt,
  _ b: UnsafePointer<UnsafeRawPointer?>?, _ ldb: CInt, _ beta: UnsafeRawPointer?,
  _ c: UnsafePointer<UnsafeMutableRawPointer?>?, _ ldc: CInt, _ batchCount: CInt
) -> CInt {
  BLASLog.call(
    "cublasZgemmBatched",
    """
    handle cublasHandle_t; transa cublasOperation_t; transb cublasOperation_t; m int; n int;\
    k int; alpha const cuDoubleComplex*; Aarray const cuDoubleComplex* const*; lda int;\
    Barray const cuDoubleComplex* const*; ldb int; beta const cuDoubleComplex*;\
    Carray cuDoubleComplex* const*; ldc int; batchCount int
    """,
    [
      handle.word, transA.word, transB.word, m.word, n.word, k.word, alpha.word, a.word,
      lda.word, b.word, ldb.word, beta.word, c.word, ldc.word, batchCount.word,
    ])
  return gemm(
    "cublasZgemmBatched", handle, (5, 5, 5), compute: 70, .c128, transA, transB,
    (Int(m), Int(n), Int(k)), (Int(lda), Int(ldb), Int(ldc)), alpha, beta,
    .pointers(count: Int(batchCount)), .arrays(a, b, c))
}

@c(cublasZgemm3m) package func cublasZgemm3m(
  _ handle: OpaquePointer?, _ transA: CInt, _ transB: CInt, _ m: CInt, _ n: CInt, _ k: CInt,
  _ alpha: UnsafeRawPointer?, _ a: UnsafeRawPointer?, _ lda: CInt, _ b: UnsafeRawPointer?,
  _ ldb: CInt, _ beta: UnsafeRawPointer?, _ c: UnsafeMutableRawPointer?, _ ldc: CInt
) -> CInt {
  BLASLog.call(
    "cublasZgemm3m",
    """
    handle cublasHandle_t; transa cublasOperation_t; transb cublasOperation_t; m int; n int;\
    k int; alpha const cuDoubleComplex*; A const cuDoubleComplex*; lda int;\
    B const cuDoubleComplex*; ldb int; beta const cuDoubleComplex*; C cuDoubleComplex*; ldc int
    """,
    [
      handle.word, transA.word, transB.word, m.word, n.word, k.word, alpha.word, a.word,
      lda.word, b.word, ldb.word, beta.word, c.word, ldc.word,
    ])
  return gemm(
    "cublasZgemm3m", handle, (5, 5, 5), compute: 70, .c128, transA, transB,
    (Int(m), Int(n), Int(k)), (Int(lda), Int(ldb), Int(ldc)), alpha, beta,
    .single, .addresses(a, b, c))
}

@c(cublasHgemm) package func cublasHgemm(
  _ handle: OpaquePointer?, _ transA: CInt, _ transB: CInt, _ m: CInt, _ n: CInt, _ k: CInt,
  _ alpha: UnsafeRawPointer?, _ a: UnsafeRawPointer?, _ lda: CInt, _ b: UnsafeRawPointer?,
  _ ldb: CInt, _ beta: UnsafeRawPointer?, _ c: UnsafeMutableRawPointer?, _ ldc: CInt
) -> CInt {
  BLASLog.call(
    "cublasHgemm",
    """
    handle cublasHandle_t; transa cublasOperation_t; transb cublasOperation_t; m int; n int;\
    k int; alpha const __half*; A const __half*; lda int; B const __half*; ldb int;\
    beta const __half*; C __half*; ldc int
    """,
    [
      handle.word, transA.word, transB.word, m.word, n.word, k.word, alpha.word, a.word,
      lda.word, b.word, ldb.word, beta.word, c.word, ldc.word,
    ])
  return gemm(
    "cublasHgemm", handle, (2, 2, 2), compute: 64, .f16, transA, transB,
    (Int(m), Int(n), Int(k)), (Int(lda), Int(ldb), Int(ldc)), alpha, beta,
    .single, .addresses(a, b, c))
}

@c(cublasHgemmStridedBatched) package func cublasHgemmStridedBatched(
  _ handle: OpaquePointer?, _ transA: CInt, _ transB: CInt, _ m: CInt, _ n: CInt, _ k: CInt,
  _ alpha: UnsafeRawPointer?, _ a: UnsafeRawPointer?, _ lda: CInt, _ strideA: Int,
  _ b: UnsafeRawPointer?, _ ldb: CInt, _ strideB: Int, _ beta: UnsafeRawPointer?,
  _ c: UnsafeMutableRawPointer?, _ ldc: CInt, _ strideC: Int, _ batchCount: CInt
) -> CInt {
  BLASLog.call(
    "cublasHgemmStridedBatched",
    """
    handle cublasHandle_t; transa cublasOperation_t; transb cublasOperation_t; m int; n int;\
    k int; alpha const __half*; A const __half*; lda int; strideA long long int;\
    B const __half*; ldb int; strideB long long int; beta const __half*; C __half*; ldc int;\
    strideC long long int; batchCount int
    """,
    [
      handle.word, transA.word, transB.word, m.word, n.word, k.word, alpha.word, a.word,
      lda.word, strideA.word, b.word, ldb.word, strideB.word, beta.word, c.word, ldc.word,
      strideC.word, batchCount.word,
    ])
  return gemm(
    "cublasHgemmStridedBatched", handle, (2, 2, 2), compute: 64, .f16, transA, transB,
    (Int(m), Int(n), Int(k)), (Int(lda), Int(ldb), Int(ldc)), alpha, beta,
    .strided(count: Int(batchCount), a: strideA, b: strideB, c: strideC), .addresses(a, b, c))
}

@c(cublasHgemmBatched) package func cublasHgemmBatched(
  _ handle: OpaquePointer?, _ transA: CInt, _ transB: CInt, _ m: CInt, _ n: CInt, _ k: CInt,
  _ alpha: UnsafeRawPointer?, _ a: UnsafePointer<UnsafeRawPointer?>?, _ lda: CInt,
  _ b: UnsafePointer<UnsafeRawPointer?>?, _ ldb: CInt, _ beta: UnsafeRawPointer?,
  _ c: UnsafePointer<UnsafeMutableRawPointer?>?, _ ldc: CInt, _ batchCount: CInt
) -> CInt {
  BLASLog.call(
    "cublasHgemmBatched",
    """
    handle cublasHandle_t; transa cublasOperation_t; transb cublasOperation_t; m int; n int;\
    k int; alpha const __half*; Aarray const __half* const*; lda int;\
    Barray const __half* const*; ldb int; beta const __half*; Carray __half* const*; ldc int;\
    batchCount int
    """,
    [
      handle.word, transA.word, transB.word, m.word, n.word, k.word, alpha.word, a.word,
      lda.word, b.word, ldb.word, beta.word, c.word, ldc.word, batchCount.word,
    ])
  return gemm(
    "cublasHgemmBatched", handle, (2, 2, 2), compute: 64, .f16, transA, transB,
    (Int(m), Int(n), Int(k)), (Int(lda), Int(ldb), Int(ldc)), alpha, beta,
    .pointers(count: Int(batchCount)), .arrays(a, b, c))
}

@c(cublasCgemm3mStridedBatched) package func cublasCgemm3mStridedBatched(
  _ handle: OpaquePointer?, _ transA: CInt, _ transB: CInt, _ m: CInt, _ n: CInt, _ k: CInt,
  _ alpha: UnsafeRawPointer?, _ a: UnsafeRawPointer?, _ lda: CInt, _ strideA: Int,
  _ b: UnsafeRawPointer?, _ ldb: CInt, _ strideB: Int, _ beta: UnsafeRawPointer?,
  _ c: UnsafeMutableRawPointer?, _ ldc: CInt, _ strideC: Int, _ batchCount: CInt
) -> CInt {
  BLASLog.call(
    "cublasCgemm3mStridedBatched",
    """
    handle cublasHandle_t; transa cublasOperation_t; transb cublasOperation_t; m int; n int;\
    k int; alpha const cuComplex*; A const cuComplex*; lda int; strideA long long int;\
    B const cuComplex*; ldb int; strideB long long int; beta const cuComplex*; C cuComplex*;\
    ldc int; strideC long long int; batchCount int
    """,
    [
      handle.word, transA.word, transB.word, m.word, n.word, k.word, alpha.word, a.word,
      lda.word, strideA.word, b.word, ldb.word, strideB.word, beta.word, c.word, ldc.word,
      strideC.word, batchCount.word,
    ])
  return gemm(
    "cublasCgemm3mStridedBatched", handle, (4, 4, 4), compute: 68, .c64, transA, transB,
    (Int(m), Int(n), Int(k)), (Int(lda), Int(ldb), Int(ldc)), alpha, beta,
    .strided(count: Int(batchCount), a: strideA, b: strideB, c: strideC), .addresses(a, b, c))
}

@c(cublasCgemm3mBatched) package func cublasCgemm3mBatched(
  _ handle: OpaquePointer?, _ transA: CInt, _ transB: CInt, _ m: CInt, _ n: CInt, _ k: CInt,
  _ alpha: UnsafeRawPointer?, _ a: UnsafePointer<UnsafeRawPointer?>?, _ lda: CInt,
  _ b: UnsafePointer<UnsafeRawPointer?>?, _ ldb: CInt, _ beta: UnsafeRawPointer?,
  _ c: UnsafePointer<UnsafeMutableRawPointer?>?, _ ldc: CInt, _ batchCount: CInt
) -> CInt {
  BLASLog.call(
    "cublasCgemm3mBatched",
    """
    handle cublasHandle_t; transa cublasOperation_t; transb cublasOperation_t; m int; n int;\
    k int; alpha const cuComplex*; Aarray const cuComplex* const*; lda int;\
    Barray const cuComplex* const*; ldb int; beta const cuComplex*; Carray cuComplex* const*;\
    ldc int; batchCount int
    """,
    [
      handle.word, transA.word, transB.word, m.word, n.word, k.word, alpha.word, a.word,
      lda.word, b.word, ldb.word, beta.word, c.word, ldc.word, batchCount.word,
    ])
  return gemm(
    "cublasCgemm3mBatched", handle, (4, 4, 4), compute: 68, .c64, transA, transB,
    (Int(m), Int(n), Int(k)), (Int(lda), Int(ldb), Int(ldc)), alpha, beta,
    .pointers(count: Int(batchCount)), .arrays(a, b, c))
}

@c(cublasSgemmEx) package func cublasSgemmEx(
  _ handle: OpaquePointer?, _ transA: CInt, _ transB: CInt, _ m: CInt, _ n: CInt, _ k: CInt,
  _ alpha: UnsafeRawPointer?, _ a: UnsafeRawPointer?, _ typeA: CInt, _ lda: CInt,
  _ b: UnsafeRawPointer?, _ typeB: CInt, _ ldb: CInt, _ beta: UnsafeRawPointer?,
  _ c: UnsafeMutableRawPointer?, _ typeC: CInt, _ ldc: CInt
) -> CInt {
  BLASLog.call(
    "cublasSgemmEx",
    """
    handle cublasHandle_t; transa cublasOperation_t; transb cublasOperation_t; m int; n int;\
    k int; alpha const float*; A const void*; Atype cudaDataType; lda int; B const void*;\
    Btype cudaDataType; ldb int; beta const float*; C void*; Ctype cudaDataType; ldc int
    """,
    [
      handle.word, transA.word, transB.word, m.word, n.word, k.word, alpha.word, a.word,
      typeA.word, lda.word, b.word, typeB.word, ldb.word, beta.word, c.word, typeC.word,
      ldc.word,
    ])
  return gemm(
    "cublasSgemmEx", handle, (typeA, typeB, typeC), compute: 68, .f32, transA, transB,
    (Int(m), Int(n), Int(k)), (Int(lda), Int(ldb), Int(ldc)), alpha, beta,
    .single, .addresses(a, b, c))
}

@c(cublasCgemmEx) package func cublasCgemmEx(
  _ handle: OpaquePointer?, _ transA: CInt, _ transB: CInt, _ m: CInt, _ n: CInt, _ k: CInt,
  _ alpha: UnsafeRawPointer?, _ a: UnsafeRawPointer?, _ typeA: CInt, _ lda: CInt,
  _ b: UnsafeRawPointer?, _ typeB: CInt, _ ldb: CInt, _ beta: UnsafeRawPointer?,
  _ c: UnsafeMutableRawPointer?, _ typeC: CInt, _ ldc: CInt
) -> CInt {
  BLASLog.call(
    "cublasCgemmEx",
    """
    handle cublasHandle_t; transa cublasOperation_t; transb cublasOperation_t; m int; n int;\
    k int; alpha const cuComplex*; A const void*; Atype cudaDataType; lda int; B const void*;\
    Btype cudaDataType; ldb int; beta const cuComplex*; C void*; Ctype cudaDataType; ldc int
    """,
    [
      handle.word, transA.word, transB.word, m.word, n.word, k.word, alpha.word, a.word,
      typeA.word, lda.word, b.word, typeB.word, ldb.word, beta.word, c.word, typeC.word,
      ldc.word,
    ])
  return gemm(
    "cublasCgemmEx", handle, (typeA, typeB, typeC), compute: 68, .c64, transA, transB,
    (Int(m), Int(n), Int(k)), (Int(lda), Int(ldb), Int(ldc)), alpha, beta,
    .single, .addresses(a, b, c))
}

@c(cublasCgemm3mEx) package func cublasCgemm3mEx(
  _ handle: OpaquePointer?, _ transA: CInt, _ transB: CInt, _ m: CInt, _ n: CInt, _ k: CInt,
  _ alpha: UnsafeRawPointer?, _ a: UnsafeRawPointer?, _ typeA: CInt, _ lda: CInt,
  _ b: UnsafeRawPointer?, _ typeB: CInt, _ ldb: CInt, _ beta: UnsafeRawPointer?,
  _ c: UnsafeMutableRawPointer?, _ typeC: CInt, _ ldc: CInt
) -> CInt {
  BLASLog.call(
    "cublasCgemm3mEx",
    """
    handle cublasHandle_t; transa cublasOperation_t; transb cublasOperation_t; m int; n int;\
    k int; alpha const cuComplex*; A const void*; Atype cudaDataType; lda int; B const void*;\
    Btype cudaDataType; ldb int; beta const cuComplex*; C void*; Ctype cudaDataType; ldc int
    """,
    [
      handle.word, transA.word, transB.word, m.word, n.word, k.word, alpha.word, a.word,
      typeA.word, lda.word, b.word, typeB.word, ldb.word, beta.word, c.word, typeC.word,
      ldc.word,
    ])
  return gemm(
    "cublasCgemm3mEx", handle, (typeA, typeB, typeC), compute: 68, .c64, transA, transB,
    (Int(m), Int(n), Int(k)), (Int(lda), Int(ldb), Int(ldc)), alpha, beta,
    .single, .addresses(a, b, c))
}

@c(cublasGemmEx) package func cublasGemmEx(
  _ handle: OpaquePointer?, _ transA: CInt, _ transB: CInt, _ m: CInt, _ n: CInt, _ k: CInt,
  _ alpha: UnsafeRawPointer?, _ a: UnsafeRawPointer?, _ typeA: CInt, _ lda: CInt,
  _ b: UnsafeRawPointer?, _ typeB: CInt, _ ldb: CInt, _ beta: UnsafeRawPointer?,
  _ c: UnsafeMutableRawPointer?, _ typeC: CInt, _ ldc: CInt, _ computeType: CInt,
  _ algorithm: CInt
) -> CInt {
  BLASLog.call(
    "cublasGemmEx",
    """
    handle cublasHandle_t; transa cublasOperation_t; transb cublasOperation_t; m int; n int;\
    k int; alpha const void*; A const void*; Atype cudaDataType; lda int; B const void*;\
    Btype cudaDataType; ldb int; beta const void*; C void*; Ctype cudaDataType; ldc int;\
    computeType cublasComputeType_t; algo cublasGemmAlgo_t
    """,
    [
      handle.word, transA.word, transB.word, m.word, n.word, k.word, alpha.word, a.word,
      typeA.word, lda.word, b.word, typeB.word, ldb.word, beta.word, c.word, typeC.word,
      ldc.word, computeType.word, algorithm.word,
    ])
  return gemm(
    "cublasGemmEx", handle, (typeA, typeB, typeC), compute: computeType,
    scaleType(computeType, typeC), transA, transB,
    (Int(m), Int(n), Int(k)), (Int(lda), Int(ldb), Int(ldc)), alpha, beta,
    .single, .addresses(a, b, c))
}

@c(cublasGemmStridedBatchedEx) package func cublasGemmStridedBatchedEx(
  _ handle: OpaquePointer?, _ transA: CInt, _ transB: CInt, _ m: CInt, _ n: CInt, _ k: CInt,
  _ alpha: UnsafeRawPointer?, _ a: UnsafeRawPointer?, _ typeA: CInt, _ lda: CInt, _ strideA: Int,
  _ b: UnsafeRawPointer?, _ typeB: CInt, _ ldb: CInt, _ strideB: Int, _ beta: UnsafeRawPointer?,
  _ c: UnsafeMutableRawPointer?, _ typeC: CInt, _ ldc: CInt, _ strideC: Int, _ batchCount: CInt,
  _ computeType: CInt, _ algorithm: CInt
) -> CInt {
  BLASLog.call(
    "cublasGemmStridedBatchedEx",
    """
    handle cublasHandle_t; transa cublasOperation_t; transb cublasOperation_t; m int; n int;\
    k int; alpha const void*; A const void*; Atype cudaDataType; lda int; strideA long long int;\
    B const void*; Btype cudaDataType; ldb int; strideB long long int; beta const void*;\
    C void*; Ctype cudaDataType; ldc int; strideC long long int; batchCount int;\
    computeType cublasComputeType_t; algo cublasGemmAlgo_t
    """,
    [
      handle.word, transA.word, transB.word, m.word, n.word, k.word, alpha.word, a.word,
      typeA.word, lda.word, strideA.word, b.word, typeB.word, ldb.word, strideB.word, beta.word,
      c.word, typeC.word, ldc.word, strideC.word, batchCount.word, computeType.word,
      algorithm.word,
    ])
  return gemm(
    "cublasGemmStridedBatchedEx", handle, (typeA, typeB, typeC), compute: computeType,
    scaleType(computeType, typeC), transA, transB,
    (Int(m), Int(n), Int(k)), (Int(lda), Int(ldb), Int(ldc)), alpha, beta,
    .strided(count: Int(batchCount), a: strideA, b: strideB, c: strideC), .addresses(a, b, c))
}

@c(cublasGemmBatchedEx) package func cublasGemmBatchedEx(
  _ handle: OpaquePointer?, _ transA: CInt, _ transB: CInt, _ m: CInt, _ n: CInt, _ k: CInt,
  _ alpha: UnsafeRawPointer?, _ a: UnsafePointer<UnsafeRawPointer?>?, _ typeA: CInt, _ lda: CInt,
  _ b: UnsafePointer<UnsafeRawPointer?>?, _ typeB: CInt, _ ldb: CInt, _ beta: UnsafeRawPointer?,
  _ c: UnsafePointer<UnsafeMutableRawPointer?>?, _ typeC: CInt, _ ldc: CInt, _ batchCount: CInt,
  _ computeType: CInt, _ algorithm: CInt
) -> CInt {
  BLASLog.call(
    "cublasGemmBatchedEx",
    """
    handle cublasHandle_t; transa cublasOperation_t; transb cublasOperation_t; m int; n int;\
    k int; alpha const void*; Aarray const void* const*; Atype cudaDataType; lda int;\
    Barray const void* const*; Btype cudaDataType; ldb int; beta const void*;\
    Carray void* const*; Ctype cudaDataType; ldc int; batchCount int;\
    computeType cublasComputeType_t; algo cublasGemmAlgo_t
    """,
    [
      handle.word, transA.word, transB.word, m.word, n.word, k.word, alpha.word, a.word,
      typeA.word, lda.word, b.word, typeB.word, ldb.word, beta.word, c.word, typeC.word,
      ldc.word, batchCount.word, computeType.word, algorithm.word,
    ])
  return gemm(
    "cublasGemmBatchedEx", handle, (typeA, typeB, typeC), compute: computeType,
    scaleType(computeType, typeC), transA, transB,
    (Int(m), Int(n), Int(k)), (Int(lda), Int(ldb), Int(ldc)), alpha, beta,
    .pointers(count: Int(batchCount)), .arrays(a, b, c))
}

@c(cublasSgemmGroupedBatched) package func cublasSgemmGroupedBatched(
  _ handle: OpaquePointer?, _ transA: UnsafePointer<CInt>?, _ transB: UnsafePointer<CInt>?,
  _ m: UnsafePointer<CInt>?, _ n: UnsafePointer<CInt>?, _ k: UnsafePointer<CInt>?,
  _ alpha: UnsafeRawPointer?, _ a: UnsafePointer<UnsafeRawPointer?>?,
  _ lda: UnsafePointer<CInt>?, _ b: UnsafePointer<UnsafeRawPointer?>?, _ ldb: UnsafePointer<CInt>?,
  _ beta: UnsafeRawPointer?, _ c: UnsafePointer<UnsafeMutableRawPointer?>?,
  _ ldc: UnsafePointer<CInt>?, _ groupCount: CInt, _ groupSize: UnsafePointer<CInt>?
) -> CInt {
  BLASLog.call(
    "cublasSgemmGroupedBatched",
    """
    handle cublasHandle_t; transa_array const cublasOperation_t*;\
    transb_array const cublasOperation_t*; m_array const int*; n_array const int*;\
    k_array const int*; alpha_array const float*; Aarray const float* const*;\
    lda_array const int*; Barray const float* const*; ldb_array const int*;\
    beta_array const float*; Carray float* const*; ldc_array const int*; group_count int;\
    group_size const int*
    """,
    [
      handle.word, transA.word, transB.word, m.word, n.word, k.word, alpha.word, a.word,
      lda.word, b.word, ldb.word, beta.word, c.word, ldc.word, groupCount.word, groupSize.word,
    ])
  return grouped(
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
  BLASLog.call(
    "cublasDgemmGroupedBatched",
    """
    handle cublasHandle_t; transa_array const cublasOperation_t*;\
    transb_array const cublasOperation_t*; m_array const int*; n_array const int*;\
    k_array const int*; alpha_array const double*; Aarray const double* const*;\
    lda_array const int*; Barray const double* const*; ldb_array const int*;\
    beta_array const double*; Carray double* const*; ldc_array const int*; group_count int;\
    group_size const int*
    """,
    [
      handle.word, transA.word, transB.word, m.word, n.word, k.word, alpha.word, a.word,
      lda.word, b.word, ldb.word, beta.word, c.word, ldc.word, groupCount.word, groupSize.word,
    ])
  return grouped(
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
  _ computeType: CInt
) -> CInt {
  BLASLog.call(
    "cublasGemmGroupedBatchedEx",
    """
    handle cublasHandle_t; transa_array const cublasOperation_t*;\
    transb_array const cublasOperation_t*; m_array const int*; n_array const int*;\
    k_array const int*; alpha_array const void*; Aarray const void* const*;\
    Atype cudaDataType_t; lda_array const int*; Barray const void* const*; Btype cudaDataType_t;\
    ldb_array const int*; beta_array const void*; Carray void* const*; Ctype cudaDataType_t;\
    ldc_array const int*; group_count int; group_size const int*;\
    computeType cublasComputeType_t
    """,
    [
      handle.word, transA.word, transB.word, m.word, n.word, k.word, alpha.word, a.word,
      typeA.word, lda.word, b.word, typeB.word, ldb.word, beta.word, c.word, typeC.word,
      ldc.word, groupCount.word, groupSize.word, computeType.word,
    ])
  return grouped(
    "cublasGemmGroupedBatchedEx", handle, (typeA, typeB, typeC), compute: computeType,
    scaleType(computeType, typeC), transA, transB, m, n, k,
    alpha, a, lda, b, ldb, beta, c, ldc, groupCount, groupSize)
}

@c(cublasSgemm_v2_64) package func cublasSgemm_v2_64(
  _ handle: OpaquePointer?, _ transA: CInt, _ transB: CInt, _ m: Int, _ n: Int, _ k: Int,
  _ alpha: UnsafeRawPointer?, _ a: UnsafeRawPointer?, _ lda: Int, _ b: UnsafeRawPointer?,
  _ ldb: Int, _ beta: UnsafeRawPointer?, _ c: UnsafeMutableRawPointer?, _ ldc: Int
) -> CInt {
  BLASLog.call(
    "cublasSgemm_v2_64",
    """
    handle cublasHandle_t; transa cublasOperation_t; transb cublasOperation_t; m int64_t;\
    n int64_t; k int64_t; alpha const float*; A const float*; lda int64_t; B const float*;\
    ldb int64_t; beta const float*; C float*; ldc int64_t
    """,
    [
      handle.word, transA.word, transB.word, m.word, n.word, k.word, alpha.word, a.word,
      lda.word, b.word, ldb.word, beta.word, c.word, ldc.word,
    ])
  return gemm(
    "cublasSgemm_v2_64", handle, (0, 0, 0), compute: 68, .f32, transA, transB,
    (Int(m), Int(n), Int(k)), (Int(lda), Int(ldb), Int(ldc)), alpha, beta,
    .single, .addresses(a, b, c))
}

@c(cublasSgemmStridedBatched_64) package func cublasSgemmStridedBatched_64(
  _ handle: OpaquePointer?, _ transA: CInt, _ transB: CInt, _ m: Int, _ n: Int, _ k: Int,
  _ alpha: UnsafeRawPointer?, _ a: UnsafeRawPointer?, _ lda: Int, _ strideA: Int,
  _ b: UnsafeRawPointer?, _ ldb: Int, _ strideB: Int, _ beta: UnsafeRawPointer?,
  _ c: UnsafeMutableRawPointer?, _ ldc: Int, _ strideC: Int, _ batchCount: Int
) -> CInt {
  BLASLog.call(
    "cublasSgemmStridedBatched_64",
    """
    handle cublasHandle_t; transa cublasOperation_t; transb cublasOperation_t; m int64_t;\
    n int64_t; k int64_t; alpha const float*; A const float*; lda int64_t;\
    strideA long long int; B const float*; ldb int64_t; strideB long long int;\
    beta const float*; C float*; ldc int64_t; strideC long long int; batchCount int64_t
    """,
    [
      handle.word, transA.word, transB.word, m.word, n.word, k.word, alpha.word, a.word,
      lda.word, strideA.word, b.word, ldb.word, strideB.word, beta.word, c.word, ldc.word,
      strideC.word, batchCount.word,
    ])
  return gemm(
    "cublasSgemmStridedBatched_64", handle, (0, 0, 0), compute: 68, .f32, transA, transB,
    (Int(m), Int(n), Int(k)), (Int(lda), Int(ldb), Int(ldc)), alpha, beta,
    .strided(count: Int(batchCount), a: strideA, b: strideB, c: strideC), .addresses(a, b, c))
}

@c(cublasSgemmBatched_64) package func cublasSgemmBatched_64(
  _ handle: OpaquePointer?, _ transA: CInt, _ transB: CInt, _ m: Int, _ n: Int, _ k: Int,
  _ alpha: UnsafeRawPointer?, _ a: UnsafePointer<UnsafeRawPointer?>?, _ lda: Int,
  _ b: UnsafePointer<UnsafeRawPointer?>?, _ ldb: Int, _ beta: UnsafeRawPointer?,
  _ c: UnsafePointer<UnsafeMutableRawPointer?>?, _ ldc: Int, _ batchCount: Int
) -> CInt {
  BLASLog.call(
    "cublasSgemmBatched_64",
    """
    handle cublasHandle_t; transa cublasOperation_t; transb cublasOperation_t; m int64_t;\
    n int64_t; k int64_t; alpha const float*; Aarray const float* const*; lda int64_t;\
    Barray const float* const*; ldb int64_t; beta const float*; Carray float* const*;\
    ldc int64_t; batchCount int64_t
    """,
    [
      handle.word, transA.word, transB.word, m.word, n.word, k.word, alpha.word, a.word,
      lda.word, b.word, ldb.word, beta.word, c.word, ldc.word, batchCount.word,
    ])
  return gemm(
    "cublasSgemmBatched_64", handle, (0, 0, 0), compute: 68, .f32, transA, transB,
    (Int(m), Int(n), Int(k)), (Int(lda), Int(ldb), Int(ldc)), alpha, beta,
    .pointers(count: Int(batchCount)), .arrays(a, b, c))
}

@c(cublasDgemm_v2_64) package func cublasDgemm_v2_64(
  _ handle: OpaquePointer?, _ transA: CInt, _ transB: CInt, _ m: Int, _ n: Int, _ k: Int,
  _ alpha: UnsafeRawPointer?, _ a: UnsafeRawPointer?, _ lda: Int, _ b: UnsafeRawPointer?,
  _ ldb: Int, _ beta: UnsafeRawPointer?, _ c: UnsafeMutableRawPointer?, _ ldc: Int
) -> CInt {
  BLASLog.call(
    "cublasDgemm_v2_64",
    """
    handle cublasHandle_t; transa cublasOperation_t; transb cublasOperation_t; m int64_t;\
    n int64_t; k int64_t; alpha const double*; A const double*; lda int64_t; B const double*;\
    ldb int64_t; beta const double*; C double*; ldc int64_t
    """,
    [
      handle.word, transA.word, transB.word, m.word, n.word, k.word, alpha.word, a.word,
      lda.word, b.word, ldb.word, beta.word, c.word, ldc.word,
    ])
  return gemm(
    "cublasDgemm_v2_64", handle, (1, 1, 1), compute: 70, .f64, transA, transB,
    (Int(m), Int(n), Int(k)), (Int(lda), Int(ldb), Int(ldc)), alpha, beta,
    .single, .addresses(a, b, c))
}

@c(cublasDgemmStridedBatched_64) package func cublasDgemmStridedBatched_64(
  _ handle: OpaquePointer?, _ transA: CInt, _ transB: CInt, _ m: Int, _ n: Int, _ k: Int,
  _ alpha: UnsafeRawPointer?, _ a: UnsafeRawPointer?, _ lda: Int, _ strideA: Int,
  _ b: UnsafeRawPointer?, _ ldb: Int, _ strideB: Int, _ beta: UnsafeRawPointer?,
  _ c: UnsafeMutableRawPointer?, _ ldc: Int, _ strideC: Int, _ batchCount: Int
) -> CInt {
  BLASLog.call(
    "cublasDgemmStridedBatched_64",
    """
    handle cublasHandle_t; transa cublasOperation_t; transb cublasOperation_t; m int64_t;\
    n int64_t; k int64_t; alpha const double*; A const double*; lda int64_t;\
    strideA long long int; B const double*; ldb int64_t; strideB long long int;\
    beta const double*; C double*; ldc int64_t; strideC long long int; batchCount int64_t
    """,
    [
      handle.word, transA.word, transB.word, m.word, n.word, k.word, alpha.word, a.word,
      lda.word, strideA.word, b.word, ldb.word, strideB.word, beta.word, c.word, ldc.word,
      strideC.word, batchCount.word,
    ])
  return gemm(
    "cublasDgemmStridedBatched_64", handle, (1, 1, 1), compute: 70, .f64, transA, transB,
    (Int(m), Int(n), Int(k)), (Int(lda), Int(ldb), Int(ldc)), alpha, beta,
    .strided(count: Int(batchCount), a: strideA, b: strideB, c: strideC), .addresses(a, b, c))
}

@c(cublasDgemmBatched_64) package func cublasDgemmBatched_64(
  _ handle: OpaquePointer?, _ transA: CInt, _ transB: CInt, _ m: Int, _ n: Int, _ k: Int,
  _ alpha: UnsafeRawPointer?, _ a: UnsafePointer<UnsafeRawPointer?>?, _ lda: Int,
  _ b: UnsafePointer<UnsafeRawPointer?>?, _ ldb: Int, _ beta: UnsafeRawPointer?,
  _ c: UnsafePointer<UnsafeMutableRawPointer?>?, _ ldc: Int, _ batchCount: Int
) -> CInt {
  BLASLog.call(
    "cublasDgemmBatched_64",
    """
    handle cublasHandle_t; transa cublasOperation_t; transb cublasOperation_t; m int64_t;\
    n int64_t; k int64_t; alpha const double*; Aarray const double* const*; lda int64_t;\
    Barray const double* const*; ldb int64_t; beta const double*; Carray double* const*;\
    ldc int64_t; batchCount int64_t
    """,
    [
      handle.word, transA.word, transB.word, m.word, n.word, k.word, alpha.word, a.word,
      lda.word, b.word, ldb.word, beta.word, c.word, ldc.word, batchCount.word,
    ])
  return gemm(
    "cublasDgemmBatched_64", handle, (1, 1, 1), compute: 70, .f64, transA, transB,
    (Int(m), Int(n), Int(k)), (Int(lda), Int(ldb), Int(ldc)), alpha, beta,
    .pointers(count: Int(batchCount)), .arrays(a, b, c))
}

@c(cublasCgemm_v2_64) package func cublasCgemm_v2_64(
  _ handle: OpaquePointer?, _ transA: CInt, _ transB: CInt, _ m: Int, _ n: Int, _ k: Int,
  _ alpha: UnsafeRawPointer?, _ a: UnsafeRawPointer?, _ lda: Int, _ b: UnsafeRawPointer?,
  _ ldb: Int, _ beta: UnsafeRawPointer?, _ c: UnsafeMutableRawPointer?, _ ldc: Int
) -> CInt {
  BLASLog.call(
    "cublasCgemm_v2_64",
    """
    handle cublasHandle_t; transa cublasOperation_t; transb cublasOperation_t; m int64_t;\
    n int64_t; k int64_t; alpha const cuComplex*; A const cuComplex*; lda int64_t;\
    B const cuComplex*; ldb int64_t; beta const cuComplex*; C cuComplex*; ldc int64_t
    """,
    [
      handle.word, transA.word, transB.word, m.word, n.word, k.word, alpha.word, a.word,
      lda.word, b.word, ldb.word, beta.word, c.word, ldc.word,
    ])
  return gemm(
    "cublasCgemm_v2_64", handle, (4, 4, 4), compute: 68, .c64, transA, transB,
    (Int(m), Int(n), Int(k)), (Int(lda), Int(ldb), Int(ldc)), alpha, beta,
    .single, .addresses(a, b, c))
}

@c(cublasCgemmStridedBatched_64) package func cublasCgemmStridedBatched_64(
  _ handle: OpaquePointer?, _ transA: CInt, _ transB: CInt, _ m: Int, _ n: Int, _ k: Int,
  _ alpha: UnsafeRawPointer?, _ a: UnsafeRawPointer?, _ lda: Int, _ strideA: Int,
  _ b: UnsafeRawPointer?, _ ldb: Int, _ strideB: Int, _ beta: UnsafeRawPointer?,
  _ c: UnsafeMutableRawPointer?, _ ldc: Int, _ strideC: Int, _ batchCount: Int
) -> CInt {
  BLASLog.call(
    "cublasCgemmStridedBatched_64",
    """
    handle cublasHandle_t; transa cublasOperation_t; transb cublasOperation_t; m int64_t;\
    n int64_t; k int64_t; alpha const cuComplex*; A const cuComplex*; lda int64_t;\
    strideA long long int; B const cuComplex*; ldb int64_t; strideB long long int;\
    beta const cuComplex*; C cuComplex*; ldc int64_t; strideC long long int; batchCount int64_t
    """,
    [
      handle.word, transA.word, transB.word, m.word, n.word, k.word, alpha.word, a.word,
      lda.word, strideA.word, b.word, ldb.word, strideB.word, beta.word, c.word, ldc.word,
      strideC.word, batchCount.word,
    ])
  return gemm(
    "cublasCgemmStridedBatched_64", handle, (4, 4, 4), compute: 68, .c64, transA, transB,
    (Int(m), Int(n), Int(k)), (Int(lda), Int(ldb), Int(ldc)), alpha, beta,
    .strided(count: Int(batchCount), a: strideA, b: strideB, c: strideC), .addresses(a, b, c))
}

@c(cublasCgemmBatched_64) package func cublasCgemmBatched_64(
  _ handle: OpaquePointer?, _ transA: CInt, _ transB: CInt, _ m: Int, _ n: Int, _ k: Int,
  _ alpha: UnsafeRawPointer?, _ a: UnsafePointer<UnsafeRawPointer?>?, _ lda: Int,
  _ b: UnsafePointer<UnsafeRawPointer?>?, _ ldb: Int, _ beta: UnsafeRawPointer?,
  _ c: UnsafePointer<UnsafeMutableRawPointer?>?, _ ldc: Int, _ batchCount: Int
) -> CInt {
  BLASLog.call(
    "cublasCgemmBatched_64",
    """
    handle cublasHandle_t; transa cublasOperation_t; transb cublasOperation_t; m int64_t;\
    n int64_t; k int64_t; alpha const cuComplex*; Aarray const cuComplex* const*; lda int64_t;\
    Barray const cuComplex* const*; ldb int64_t; beta const cuComplex*;\
    Carray cuComplex* const*; ldc int64_t; batchCount int64_t
    """,
    [
      handle.word, transA.word, transB.word, m.word, n.word, k.word, alpha.word, a.word,
      lda.word, b.word, ldb.word, beta.word, c.word, ldc.word, batchCount.word,
    ])
  return gemm(
    "cublasCgemmBatched_64", handle, (4, 4, 4), compute: 68, .c64, transA, transB,
    (Int(m), Int(n), Int(k)), (Int(lda), Int(ldb), Int(ldc)), alpha, beta,
    .pointers(count: Int(batchCount)), .arrays(a, b, c))
}

@c(cublasCgemm3m_64) package func cublasCgemm3m_64(
  _ handle: OpaquePointer?, _ transA: CInt, _ transB: CInt, _ m: Int, _ n: Int, _ k: Int,
  _ alpha: UnsafeRawPointer?, _ a: UnsafeRawPointer?, _ lda: Int, _ b: UnsafeRawPointer?,
  _ ldb: Int, _ beta: UnsafeRawPointer?, _ c: UnsafeMutableRawPointer?, _ ldc: Int
) -> CInt {
  BLASLog.call(
    "cublasCgemm3m_64",
    """
    handle cublasHandle_t; transa cublasOperation_t; transb cublasOperation_t; m int64_t;\
    n int64_t; k int64_t; alpha const cuComplex*; A const cuComplex*; lda int64_t;\
    B const cuComplex*; ldb int64_t; beta const cuComplex*; C cuComplex*; ldc int64_t
    """,
    [
      handle.word, transA.word, transB.word, m.word, n.word, k.word, alpha.word, a.word,
      lda.word, b.word, ldb.word, beta.word, c.word, ldc.word,
    ])
  return gemm(
    "cublasCgemm3m_64", handle, (4, 4, 4), compute: 68, .c64, transA, transB,
    (Int(m), Int(n), Int(k)), (Int(lda), Int(ldb), Int(ldc)), alpha, beta,
    .single, .addresses(a, b, c))
}

@c(cublasZgemm_v2_64) package func cublasZgemm_v2_64(
  _ handle: OpaquePointer?, _ transA: CInt, _ transB: CInt, _ m: Int, _ n: Int, _ k: Int,
  _ alpha: UnsafeRawPointer?, _ a: UnsafeRawPointer?, _ lda: Int, _ b: UnsafeRawPointer?,
  _ ldb: Int, _ beta: UnsafeRawPointer?, _ c: UnsafeMutableRawPointer?, _ ldc: Int
) -> CInt {
  BLASLog.call(
    "cublasZgemm_v2_64",
    """
    handle cublasHandle_t; transa cublasOperation_t; transb cublasOperation_t; m int64_t;\
    n int64_t; k int64_t; alpha const cuDoubleComplex*; A const cuDoubleComplex*; lda int64_t;\
    B const cuDoubleComplex*; ldb int64_t; beta const cuDoubleComplex*; C cuDoubleComplex*;\
    ldc int64_t
    """,
    [
      handle.word, transA.word, transB.word, m.word, n.word, k.word, alpha.word, a.word,
      lda.word, b.word, ldb.word, beta.word, c.word, ldc.word,
    ])
  return gemm(
    "cublasZgemm_v2_64", handle, (5, 5, 5), compute: 70, .c128, transA, transB,
    (Int(m), Int(n), Int(k)), (Int(lda), Int(ldb), Int(ldc)), alpha, beta,
    .single, .addresses(a, b, c))
}

@c(cublasZgemmStridedBatched_64) package func cublasZgemmStridedBatched_64(
  _ handle: OpaquePointer?, _ transA: CInt, _ transB: CInt, _ m: Int, _ n: Int, _ k: Int,
  _ alpha: UnsafeRawPointer?, _ a: UnsafeRawPointer?, _ lda: Int, _ strideA: Int,
  _ b: UnsafeRawPointer?, _ ldb: Int, _ strideB: Int, _ beta: UnsafeRawPointer?,
  _ c: UnsafeMutableRawPointer?, _ ldc: Int, _ strideC: Int, _ batchCount: Int
) -> CInt {
  BLASLog.call(
    "cublasZgemmStridedBatched_64",
    """
    handle cublasHandle_t; transa cublasOperation_t; transb cublasOperation_t; m int64_t;\
    n int64_t; k int64_t; alpha const cuDoubleComplex*; A const cuDoubleComplex*; lda int64_t;\
    strideA long long int; B const cuDoubleComplex*; ldb int64_t; strideB long long int;\
    beta const cuDoubleComplex*; C cuDoubleComplex*; ldc int64_t; strideC long long int;\
    batchCount int64_t
    """,
    [
      handle.word, transA.word, transB.word, m.word, n.word, k.word, alpha.word, a.word,
      lda.word, strideA.word, b.word, ldb.word, strideB.word, beta.word, c.word, ldc.word,
      strideC.word, batchCount.word,
    ])
  return gemm(
    "cublasZgemmStridedBatched_64", handle, (5, 5, 5), compute: 70, .c128, transA, transB,
    (Int(m), Int(n), Int(k)), (Int(lda), Int(ldb), Int(ldc)), alpha, beta,
    .strided(count: Int(batchCount), a: strideA, b: strideB, c: strideC), .addresses(a, b, c))
}

@c(cublasZgemmBatched_64) package func cublasZgemmBatched_64(
  _ handle: OpaquePointer?, _ transA: CInt, _ transB: CInt, _ m: Int, _ n: Int, _ k: Int,
  _ alpha: UnsafeRawPointer?, _ a: UnsafePointer<UnsafeRawPointer?>?, _ lda: Int,
  _ b: UnsafePointer<UnsafeRawPointer?>?, _ ldb: Int, _ beta: UnsafeRawPointer?,
  _ c: UnsafePointer<UnsafeMutableRawPointer?>?, _ ldc: Int, _ batchCount: Int
) -> CInt {
  BLASLog.call(
    "cublasZgemmBatched_64",
    """
    handle cublasHandle_t; transa cublasOperation_t; transb cublasOperation_t; m int64_t;\
    n int64_t; k int64_t; alpha const cuDoubleComplex*; Aarray const cuDoubleComplex* const*;\
    lda int64_t; Barray const cuDoubleComplex* const*; ldb int64_t; beta const cuDoubleComplex*;\
    Carray cuDoubleComplex* const*; ldc int64_t; batchCount int64_t
    """,
    [
      handle.word, transA.word, transB.word, m.word, n.word, k.word, alpha.word, a.word,
      lda.word, b.word, ldb.word, beta.word, c.word, ldc.word, batchCount.word,
    ])
  return gemm(
    "cublasZgemmBatched_64", handle, (5, 5, 5), compute: 70, .c128, transA, transB,
    (Int(m), Int(n), Int(k)), (Int(lda), Int(ldb), Int(ldc)), alpha, beta,
    .pointers(count: Int(batchCount)), .arrays(a, b, c))
}

@c(cublasZgemm3m_64) package func cublasZgemm3m_64(
  _ handle: OpaquePointer?, _ transA: CInt, _ transB: CInt, _ m: Int, _ n: Int, _ k: Int,
  _ alpha: UnsafeRawPointer?, _ a: UnsafeRawPointer?, _ lda: Int, _ b: UnsafeRawPointer?,
  _ ldb: Int, _ beta: UnsafeRawPointer?, _ c: UnsafeMutableRawPointer?, _ ldc: Int
) -> CInt {
  BLASLog.call(
    "cublasZgemm3m_64",
    """
    handle cublasHandle_t; transa cublasOperation_t; transb cublasOperation_t; m int64_t;\
    n int64_t; k int64_t; alpha const cuDoubleComplex*; A const cuDoubleComplex*; lda int64_t;\
    B const cuDoubleComplex*; ldb int64_t; beta const cuDoubleComplex*; C cuDoubleComplex*;\
    ldc int64_t
    """,
    [
      handle.word, transA.word, transB.word, m.word, n.word, k.word, alpha.word, a.word,
      lda.word, b.word, ldb.word, beta.word, c.word, ldc.word,
    ])
  return gemm(
    "cublasZgemm3m_64", handle, (5, 5, 5), compute: 70, .c128, transA, transB,
    (Int(m), Int(n), Int(k)), (Int(lda), Int(ldb), Int(ldc)), alpha, beta,
    .single, .addresses(a, b, c))
}

@c(cublasHgemm_64) package func cublasHgemm_64(
  _ handle: OpaquePointer?, _ transA: CInt, _ transB: CInt, _ m: Int, _ n: Int, _ k: Int,
  _ alpha: UnsafeRawPointer?, _ a: UnsafeRawPointer?, _ lda: Int, _ b: UnsafeRawPointer?,
  _ ldb: Int, _ beta: UnsafeRawPointer?, _ c: UnsafeMutableRawPointer?, _ ldc: Int
) -> CInt {
  BLASLog.call(
    "cublasHgemm_64",
    """
    handle cublasHandle_t; transa cublasOperation_t; transb cublasOperation_t; m int64_t;\
    n int64_t; k int64_t; alpha const __half*; A const __half*; lda int64_t; B const __half*;\
    ldb int64_t; beta const __half*; C __half*; ldc int64_t
    """,
    [
      handle.word, transA.word, transB.word, m.word, n.word, k.word, alpha.word, a.word,
      lda.word, b.word, ldb.word, beta.word, c.word, ldc.word,
    ])
  return gemm(
    "cublasHgemm_64", handle, (2, 2, 2), compute: 64, .f16, transA, transB,
    (Int(m), Int(n), Int(k)), (Int(lda), Int(ldb), Int(ldc)), alpha, beta,
    .single, .addresses(a, b, c))
}

@c(cublasHgemmStridedBatched_64) package func cublasHgemmStridedBatched_64(
  _ handle: OpaquePointer?, _ transA: CInt, _ transB: CInt, _ m: Int, _ n: Int, _ k: Int,
  _ alpha: UnsafeRawPointer?, _ a: UnsafeRawPointer?, _ lda: Int, _ strideA: Int,
  _ b: UnsafeRawPointer?, _ ldb: Int, _ strideB: Int, _ beta: UnsafeRawPointer?,
  _ c: UnsafeMutableRawPointer?, _ ldc: Int, _ strideC: Int, _ batchCount: Int
) -> CInt {
  BLASLog.call(
    "cublasHgemmStridedBatched_64",
    """
    handle cublasHandle_t; transa cublasOperation_t; transb cublasOperation_t; m int64_t;\
    n int64_t; k int64_t; alpha const __half*; A const __half*; lda int64_t;\
    strideA long long int; B const __half*; ldb int64_t; strideB long long int;\
    beta const __half*; C __half*; ldc int64_t; strideC long long int; batchCount int64_t
    """,
    [
      handle.word, transA.word, transB.word, m.word, n.word, k.word, alpha.word, a.word,
      lda.word, strideA.word, b.word, ldb.word, strideB.word, beta.word, c.word, ldc.word,
      strideC.word, batchCount.word,
    ])
  return gemm(
    "cublasHgemmStridedBatched_64", handle, (2, 2, 2), compute: 64, .f16, transA, transB,
    (Int(m), Int(n), Int(k)), (Int(lda), Int(ldb), Int(ldc)), alpha, beta,
    .strided(count: Int(batchCount), a: strideA, b: strideB, c: strideC), .addresses(a, b, c))
}

@c(cublasHgemmBatched_64) package func cublasHgemmBatched_64(
  _ handle: OpaquePointer?, _ transA: CInt, _ transB: CInt, _ m: Int, _ n: Int, _ k: Int,
  _ alpha: UnsafeRawPointer?, _ a: UnsafePointer<UnsafeRawPointer?>?, _ lda: Int,
  _ b: UnsafePointer<UnsafeRawPointer?>?, _ ldb: Int, _ beta: UnsafeRawPointer?,
  _ c: UnsafePointer<UnsafeMutableRawPointer?>?, _ ldc: Int, _ batchCount: Int
) -> CInt {
  BLASLog.call(
    "cublasHgemmBatched_64",
    """
    handle cublasHandle_t; transa cublasOperation_t; transb cublasOperation_t; m int64_t;\
    n int64_t; k int64_t; alpha const __half*; Aarray const __half* const*; lda int64_t;\
    Barray const __half* const*; ldb int64_t; beta const __half*; Carray __half* const*;\
    ldc int64_t; batchCount int64_t
    """,
    [
      handle.word, transA.word, transB.word, m.word, n.word, k.word, alpha.word, a.word,
      lda.word, b.word, ldb.word, beta.word, c.word, ldc.word, batchCount.word,
    ])
  return gemm(
    "cublasHgemmBatched_64", handle, (2, 2, 2), compute: 64, .f16, transA, transB,
    (Int(m), Int(n), Int(k)), (Int(lda), Int(ldb), Int(ldc)), alpha, beta,
    .pointers(count: Int(batchCount)), .arrays(a, b, c))
}

@c(cublasCgemm3mStridedBatched_64) package func cublasCgemm3mStridedBatched_64(
  _ handle: OpaquePointer?, _ transA: CInt, _ transB: CInt, _ m: Int, _ n: Int, _ k: Int,
  _ alpha: UnsafeRawPointer?, _ a: UnsafeRawPointer?, _ lda: Int, _ strideA: Int,
  _ b: UnsafeRawPointer?, _ ldb: Int, _ strideB: Int, _ beta: UnsafeRawPointer?,
  _ c: UnsafeMutableRawPointer?, _ ldc: Int, _ strideC: Int, _ batchCount: Int
) -> CInt {
  BLASLog.call(
    "cublasCgemm3mStridedBatched_64",
    """
    handle cublasHandle_t; transa cublasOperation_t; transb cublasOperation_t; m int64_t;\
    n int64_t; k int64_t; alpha const cuComplex*; A const cuComplex*; lda int64_t;\
    strideA long long int; B const cuComplex*; ldb int64_t; strideB long long int;\
    beta const cuComplex*; C cuComplex*; ldc int64_t; strideC long long int; batchCount int64_t
    """,
    [
      handle.word, transA.word, transB.word, m.word, n.word, k.word, alpha.word, a.word,
      lda.word, strideA.word, b.word, ldb.word, strideB.word, beta.word, c.word, ldc.word,
      strideC.word, batchCount.word,
    ])
  return gemm(
    "cublasCgemm3mStridedBatched_64", handle, (4, 4, 4), compute: 68, .c64, transA, transB,
    (Int(m), Int(n), Int(k)), (Int(lda), Int(ldb), Int(ldc)), alpha, beta,
    .strided(count: Int(batchCount), a: strideA, b: strideB, c: strideC), .addresses(a, b, c))
}

@c(cublasCgemm3mBatched_64) package func cublasCgemm3mBatched_64(
  _ handle: OpaquePointer?, _ transA: CInt, _ transB: CInt, _ m: Int, _ n: Int, _ k: Int,
  _ alpha: UnsafeRawPointer?, _ a: UnsafePointer<UnsafeRawPointer?>?, _ lda: Int,
  _ b: UnsafePointer<UnsafeRawPointer?>?, _ ldb: Int, _ beta: UnsafeRawPointer?,
  _ c: UnsafePointer<UnsafeMutableRawPointer?>?, _ ldc: Int, _ batchCount: Int
) -> CInt {
  BLASLog.call(
    "cublasCgemm3mBatched_64",
    """
    handle cublasHandle_t; transa cublasOperation_t; transb cublasOperation_t; m int64_t;\
    n int64_t; k int64_t; alpha const cuComplex*; Aarray const cuComplex* const*; lda int64_t;\
    Barray const cuComplex* const*; ldb int64_t; beta const cuComplex*;\
    Carray cuComplex* const*; ldc int64_t; batchCount int64_t
    """,
    [
      handle.word, transA.word, transB.word, m.word, n.word, k.word, alpha.word, a.word,
      lda.word, b.word, ldb.word, beta.word, c.word, ldc.word, batchCount.word,
    ])
  return gemm(
    "cublasCgemm3mBatched_64", handle, (4, 4, 4), compute: 68, .c64, transA, transB,
    (Int(m), Int(n), Int(k)), (Int(lda), Int(ldb), Int(ldc)), alpha, beta,
    .pointers(count: Int(batchCount)), .arrays(a, b, c))
}

@c(cublasSgemmEx_64) package func cublasSgemmEx_64(
  _ handle: OpaquePointer?, _ transA: CInt, _ transB: CInt, _ m: Int, _ n: Int, _ k: Int,
  _ alpha: UnsafeRawPointer?, _ a: UnsafeRawPointer?, _ typeA: CInt, _ lda: Int,
  _ b: UnsafeRawPointer?, _ typeB: CInt, _ ldb: Int, _ beta: UnsafeRawPointer?,
  _ c: UnsafeMutableRawPointer?, _ typeC: CInt, _ ldc: Int
) -> CInt {
  BLASLog.call(
    "cublasSgemmEx_64",
    """
    handle cublasHandle_t; transa cublasOperation_t; transb cublasOperation_t; m int64_t;\
    n int64_t; k int64_t; alpha const float*; A const void*; Atype cudaDataType; lda int64_t;\
    B const void*; Btype cudaDataType; ldb int64_t; beta const float*; C void*;\
    Ctype cudaDataType; ldc int64_t
    """,
    [
      handle.word, transA.word, transB.word, m.word, n.word, k.word, alpha.word, a.word,
      typeA.word, lda.word, b.word, typeB.word, ldb.word, beta.word, c.word, typeC.word,
      ldc.word,
    ])
  return gemm(
    "cublasSgemmEx_64", handle, (typeA, typeB, typeC), compute: 68, .f32, transA, transB,
    (Int(m), Int(n), Int(k)), (Int(lda), Int(ldb), Int(ldc)), alpha, beta,
    .single, .addresses(a, b, c))
}

@c(cublasCgemmEx_64) package func cublasCgemmEx_64(
  _ handle: OpaquePointer?, _ transA: CInt, _ transB: CInt, _ m: Int, _ n: Int, _ k: Int,
  _ alpha: UnsafeRawPointer?, _ a: UnsafeRawPointer?, _ typeA: CInt, _ lda: Int,
  _ b: UnsafeRawPointer?, _ typeB: CInt, _ ldb: Int, _ beta: UnsafeRawPointer?,
  _ c: UnsafeMutableRawPointer?, _ typeC: CInt, _ ldc: Int
) -> CInt {
  BLASLog.call(
    "cublasCgemmEx_64",
    """
    handle cublasHandle_t; transa cublasOperation_t; transb cublasOperation_t; m int64_t;\
    n int64_t; k int64_t; alpha const cuComplex*; A const void*; Atype cudaDataType;\
    lda int64_t; B const void*; Btype cudaDataType; ldb int64_t; beta const cuComplex*; C void*;\
    Ctype cudaDataType; ldc int64_t
    """,
    [
      handle.word, transA.word, transB.word, m.word, n.word, k.word, alpha.word, a.word,
      typeA.word, lda.word, b.word, typeB.word, ldb.word, beta.word, c.word, typeC.word,
      ldc.word,
    ])
  return gemm(
    "cublasCgemmEx_64", handle, (typeA, typeB, typeC), compute: 68, .c64, transA, transB,
    (Int(m), Int(n), Int(k)), (Int(lda), Int(ldb), Int(ldc)), alpha, beta,
    .single, .addresses(a, b, c))
}

@c(cublasCgemm3mEx_64) package func cublasCgemm3mEx_64(
  _ handle: OpaquePointer?, _ transA: CInt, _ transB: CInt, _ m: Int, _ n: Int, _ k: Int,
  _ alpha: UnsafeRawPointer?, _ a: UnsafeRawPointer?, _ typeA: CInt, _ lda: Int,
  _ b: UnsafeRawPointer?, _ typeB: CInt, _ ldb: Int, _ beta: UnsafeRawPointer?,
  _ c: UnsafeMutableRawPointer?, _ typeC: CInt, _ ldc: Int
) -> CInt {
  BLASLog.call(
    "cublasCgemm3mEx_64",
    """
    handle cublasHandle_t; transa cublasOperation_t; transb cublasOperation_t; m int64_t;\
    n int64_t; k int64_t; alpha const cuComplex*; A const void*; Atype cudaDataType;\
    lda int64_t; B const void*; Btype cudaDataType; ldb int64_t; beta const cuComplex*; C void*;\
    Ctype cudaDataType; ldc int64_t
    """,
    [
      handle.word, transA.word, transB.word, m.word, n.word, k.word, alpha.word, a.word,
      typeA.word, lda.word, b.word, typeB.word, ldb.word, beta.word, c.word, typeC.word,
      ldc.word,
    ])
  return gemm(
    "cublasCgemm3mEx_64", handle, (typeA, typeB, typeC), compute: 68, .c64, transA, transB,
    (Int(m), Int(n), Int(k)), (Int(lda), Int(ldb), Int(ldc)), alpha, beta,
    .single, .addresses(a, b, c))
}

@c(cublasGemmEx_64) package func cublasGemmEx_64(
  _ handle: OpaquePointer?, _ transA: CInt, _ transB: CInt, _ m: Int, _ n: Int, _ k: Int,
  _ alpha: UnsafeRawPointer?, _ a: UnsafeRawPointer?, _ typeA: CInt, _ lda: Int,
  _ b: UnsafeRawPointer?, _ typeB: CInt, _ ldb: Int, _ beta: UnsafeRawPointer?,
  _ c: UnsafeMutableRawPointer?, _ typeC: CInt, _ ldc: Int, _ computeType: CInt,
  _ algorithm: CInt
) -> CInt {
  BLASLog.call(
    "cublasGemmEx_64",
    """
    handle cublasHandle_t; transa cublasOperation_t; transb cublasOperation_t; m int64_t;\
    n int64_t; k int64_t; alpha const void*; A const void*; Atype cudaDataType; lda int64_t;\
    B const void*; Btype cudaDataType; ldb int64_t; beta const void*; C void*;\
    Ctype cudaDataType; ldc int64_t; computeType cublasComputeType_t; algo cublasGemmAlgo_t
    """,
    [
      handle.word, transA.word, transB.word, m.word, n.word, k.word, alpha.word, a.word,
      typeA.word, lda.word, b.word, typeB.word, ldb.word, beta.word, c.word, typeC.word,
      ldc.word, computeType.word, algorithm.word,
    ])
  return gemm(
    "cublasGemmEx_64", handle, (typeA, typeB, typeC), compute: computeType,
    scaleType(computeType, typeC), transA, transB,
    (Int(m), Int(n), Int(k)), (Int(lda), Int(ldb), Int(ldc)), alpha, beta,
    .single, .addresses(a, b, c))
}

@c(cublasGemmStridedBatchedEx_64) package func cublasGemmStridedBatchedEx_64(
  _ handle: OpaquePointer?, _ transA: CInt, _ transB: CInt, _ m: Int, _ n: Int, _ k: Int,
  _ alpha: UnsafeRawPointer?, _ a: UnsafeRawPointer?, _ typeA: CInt, _ lda: Int, _ strideA: Int,
  _ b: UnsafeRawPointer?, _ typeB: CInt, _ ldb: Int, _ strideB: Int, _ beta: UnsafeRawPointer?,
  _ c: UnsafeMutableRawPointer?, _ typeC: CInt, _ ldc: Int, _ strideC: Int, _ batchCount: Int,
  _ computeType: CInt, _ algorithm: CInt
) -> CInt {
  BLASLog.call(
    "cublasGemmStridedBatchedEx_64",
    """
    handle cublasHandle_t; transa cublasOperation_t; transb cublasOperation_t; m int64_t;\
    n int64_t; k int64_t; alpha const void*; A const void*; Atype cudaDataType; lda int64_t;\
    strideA long long int; B const void*; Btype cudaDataType; ldb int64_t;\
    strideB long long int; beta const void*; C void*; Ctype cudaDataType; ldc int64_t;\
    strideC long long int; batchCount int64_t; computeType cublasComputeType_t;\
    algo cublasGemmAlgo_t
    """,
    [
      handle.word, transA.word, transB.word, m.word, n.word, k.word, alpha.word, a.word,
      typeA.word, lda.word, strideA.word, b.word, typeB.word, ldb.word, strideB.word, beta.word,
      c.word, typeC.word, ldc.word, strideC.word, batchCount.word, computeType.word,
      algorithm.word,
    ])
  return gemm(
    "cublasGemmStridedBatchedEx_64", handle, (typeA, typeB, typeC), compute: computeType,
    scaleType(computeType, typeC), transA, transB,
    (Int(m), Int(n), Int(k)), (Int(lda), Int(ldb), Int(ldc)), alpha, beta,
    .strided(count: Int(batchCount), a: strideA, b: strideB, c: strideC), .addresses(a, b, c))
}

@c(cublasGemmBatchedEx_64) package func cublasGemmBatchedEx_64(
  _ handle: OpaquePointer?, _ transA: CInt, _ transB: CInt, _ m: Int, _ n: Int, _ k: Int,
  _ alpha: UnsafeRawPointer?, _ a: UnsafePointer<UnsafeRawPointer?>?, _ typeA: CInt, _ lda: Int,
  _ b: UnsafePointer<UnsafeRawPointer?>?, _ typeB: CInt, _ ldb: Int, _ beta: UnsafeRawPointer?,
  _ c: UnsafePointer<UnsafeMutableRawPointer?>?, _ typeC: CInt, _ ldc: Int, _ batchCount: Int,
  _ computeType: CInt, _ algorithm: CInt
) -> CInt {
  BLASLog.call(
    "cublasGemmBatchedEx_64",
    """
    handle cublasHandle_t; transa cublasOperation_t; transb cublasOperation_t; m int64_t;\
    n int64_t; k int64_t; alpha const void*; Aarray const void* const*; Atype cudaDataType;\
    lda int64_t; Barray const void* const*; Btype cudaDataType; ldb int64_t; beta const void*;\
    Carray void* const*; Ctype cudaDataType; ldc int64_t; batchCount int64_t;\
    computeType cublasComputeType_t; algo cublasGemmAlgo_t
    """,
    [
      handle.word, transA.word, transB.word, m.word, n.word, k.word, alpha.word, a.word,
      typeA.word, lda.word, b.word, typeB.word, ldb.word, beta.word, c.word, typeC.word,
      ldc.word, batchCount.word, computeType.word, algorithm.word,
    ])
  return gemm(
    "cublasGemmBatchedEx_64", handle, (typeA, typeB, typeC), compute: computeType,
    scaleType(computeType, typeC), transA, transB,
    (Int(m), Int(n), Int(k)), (Int(lda), Int(ldb), Int(ldc)), alpha, beta,
    .pointers(count: Int(batchCount)), .arrays(a, b, c))
}

@c(cublasSgemmGroupedBatched_64) package func cublasSgemmGroupedBatched_64(
  _ handle: OpaquePointer?, _ transA: UnsafePointer<CInt>?, _ transB: UnsafePointer<CInt>?,
  _ m: UnsafePointer<Int>?, _ n: UnsafePointer<Int>?, _ k: UnsafePointer<Int>?,
  _ alpha: UnsafeRawPointer?, _ a: UnsafePointer<UnsafeRawPointer?>?,
  _ lda: UnsafePointer<Int>?, _ b: UnsafePointer<UnsafeRawPointer?>?, _ ldb: UnsafePointer<Int>?,
  _ beta: UnsafeRawPointer?, _ c: UnsafePointer<UnsafeMutableRawPointer?>?,
  _ ldc: UnsafePointer<Int>?, _ groupCount: Int, _ groupSize: UnsafePointer<Int>?
) -> CInt {
  BLASLog.call(
    "cublasSgemmGroupedBatched_64",
    """
    handle cublasHandle_t; transa_array const cublasOperation_t*;\
    transb_array const cublasOperation_t*; m_array const int64_t*; n_array const int64_t*;\
    k_array const int64_t*; alpha_array const float*; Aarray const float* const*;\
    lda_array const int64_t*; Barray const float* const*; ldb_array const int64_t*;\
    beta_array const float*; Carray float* const*; ldc_array const int64_t*;\
    group_count int64_t; group_size const int64_t*
    """,
    [
      handle.word, transA.word, transB.word, m.word, n.word, k.word, alpha.word, a.word,
      lda.word, b.word, ldb.word, beta.word, c.word, ldc.word, groupCount.word, groupSize.word,
    ])
  return grouped(
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
  BLASLog.call(
    "cublasDgemmGroupedBatched_64",
    """
    handle cublasHandle_t; transa_array const cublasOperation_t*;\
    transb_array const cublasOperation_t*; m_array const int64_t*; n_array const int64_t*;\
    k_array const int64_t*; alpha_array const double*; Aarray const double* const*;\
    lda_array const int64_t*; Barray const double* const*; ldb_array const int64_t*;\
    beta_array const double*; Carray double* const*; ldc_array const int64_t*;\
    group_count int64_t; group_size const int64_t*
    """,
    [
      handle.word, transA.word, transB.word, m.word, n.word, k.word, alpha.word, a.word,
      lda.word, b.word, ldb.word, beta.word, c.word, ldc.word, groupCount.word, groupSize.word,
    ])
  return grouped(
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
  _ ldc: UnsafePointer<Int>?, _ groupCount: Int, _ groupSize: UnsafePointer<Int>?,
  _ computeType: CInt
) -> CInt {
  BLASLog.call(
    "cublasGemmGroupedBatchedEx_64",
    """
    handle cublasHandle_t; transa_array const cublasOperation_t*;\
    transb_array const cublasOperation_t*; m_array const int64_t*; n_array const int64_t*;\
    k_array const int64_t*; alpha_array const void*; Aarray const void* const*;\
    Atype cudaDataType_t; lda_array const int64_t*; Barray const void* const*;\
    Btype cudaDataType_t; ldb_array const int64_t*; beta_array const void*; Carray void* const*;\
    Ctype cudaDataType_t; ldc_array const int64_t*; group_count int64_t;\
    group_size const int64_t*; computeType cublasComputeType_t
    """,
    [
      handle.word, transA.word, transB.word, m.word, n.word, k.word, alpha.word, a.word,
      typeA.word, lda.word, b.word, typeB.word, ldb.word, beta.word, c.word, typeC.word,
      ldc.word, groupCount.word, groupSize.word, computeType.word,
    ])
  return grouped(
    "cublasGemmGroupedBatchedEx_64", handle, (typeA, typeB, typeC), compute: computeType,
    scaleType(computeType, typeC), transA, transB, m, n, k,
    alpha, a, lda, b, ldb, beta, c, ldc, groupCount, groupSize)
}
