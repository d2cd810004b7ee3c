// Written by generate_gemm.py; change it there.
import Kernels

@c(cublasSgemm_v2) package func cublasSgemm_v2(
  _ handle: OpaquePointer?, _ transA: CInt, _ transB: CInt, _ m: CInt, _ n: CInt, _ k: CInt,
  _ alpha: UnsafeRawPointer?, _ a: UnsafeRawPointer?, _ lda: CInt, _ b: UnsafeRawPointer?,
  _ ldb: CInt, _ beta: UnsafeRawPointer?, _ c: UnsafeMutableRawPointer?, _ ldc: CInt
) -> CInt {
  gemm(
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
  gemm(
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
  gemm(
    "cublasSgemmBatched", handle, (0, 0, 0), compute: 68, .f32, transA, transB,
    (Int(m), Int(n), Int(k)), (Int(lda), Int(ldb), Int(ldc)), alpha, beta,
    .pointers(count: Int(batchCount)), .arrays(a, b, c))
}

@c(cublasDgemm_v2) package func cublasDgemm_v2(
  _ handle: OpaquePointer?, _ transA: CInt, _ transB: CInt, _ m: CInt, _ n: CInt, _ k: CInt,
  _ alpha: UnsafeRawPointer?, _ a: UnsafeRawPointer?, _ lda: CInt, _ b: UnsafeRawPointer?,
  _ ldb: CInt, _ beta: UnsafeRawPointer?, _ c: UnsafeMutableRawPointer?, _ ldc: CInt
) -> CInt {
  gemm(
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
  gemm(
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
  gemm(
    "cublasDgemmBatched", handle, (1, 1, 1), compute: 70, .f64, transA, transB,
    (Int(m), Int(n), Int(k)), (Int(lda), Int(ldb), Int(ldc)), alpha, beta,
    .pointers(count: Int(batchCount)), .arrays(a, b, c))
}

@c(cublasCgemm_v2) package func cublasCgemm_v2(
  _ handle: OpaquePointer?, _ transA: CInt, _ transB: CInt, _ m: CInt, _ n: CInt, _ k: CInt,
  _ alpha: UnsafeRawPointer?, _ a: UnsafeRawPointer?, _ lda: CInt, _ b: UnsafeRawPointer?,
  _ ldb: CInt, _ beta: UnsafeRawPointer?, _ c: UnsafeMutableRawPointer?, _ ldc: CInt
) -> CInt {
  gemm(
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
  gemm(
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
  gemm(
    "cublasCgemmBatched", handle, (4, 4, 4), compute: 68, .c64, transA, transB,
    (Int(m), Int(n), Int(k)), (Int(lda), Int(ldb), Int(ldc)), alpha, beta,
    .pointers(count: Int(batchCount)), .arrays(a, b, c))
}

@c(cublasCgemm3m) package func cublasCgemm3m(
  _ handle: OpaquePointer?, _ transA: CInt, _ transB: CInt, _ m: CInt, _ n: CInt, _ k: CInt,
  _ alpha: UnsafeRawPointer?, _ a: UnsafeRawPointer?, _ lda: CInt, _ b: UnsafeRawPointer?,
  _ ldb: CInt, _ beta: UnsafeRawPointer?, _ c: UnsafeMutableRawPointer?, _ ldc: CInt
) -> CInt {
  gemm(
    "cublasCgemm3m", handle, (4, 4, 4), compute: 68, .c64, transA, transB,
    (Int(m), Int(n), Int(k)), (Int(lda), Int(ldb), Int(ldc)), alpha, beta,
    .single, .addresses(a, b, c))
}

@c(cublasZgemm_v2) package func cublasZgemm_v2(
  _ handle: OpaquePointer?, _ transA: CInt, _ transB: CInt, _ m: CInt, _ n: CInt, _ k: CInt,
  _ alpha: UnsafeRawPointer?, _ a: UnsafeRawPointer?, _ lda: CInt, _ b: UnsafeRawPointer?,
  _ ldb: CInt, _ beta: UnsafeRawPointer?, _ c: UnsafeMutableRawPointer?, _ ldc: CInt
) -> CInt {
  gemm(
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
  gemm(
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
  gemm(
    "cublasZgemmBatched", handle, (5, 5, 5), compute: 70, .c128, transA, transB,
    (Int(m), Int(n), Int(k)), (Int(lda), Int(ldb), Int(ldc)), alpha, beta,
    .pointers(count: Int(batchCount)), .arrays(a, b, c))
}

@c(cublasZgemm3m) package func cublasZgemm3m(
  _ handle: OpaquePointer?, _ transA: CInt, _ transB: CInt, _ m: CInt, _ n: CInt, _ k: CInt,
  _ alpha: UnsafeRawPointer?, _ a: UnsafeRawPointer?, _ lda: CInt, _ b: UnsafeRawPointer?,
  _ ldb: CInt, _ beta: UnsafeRawPointer?, _ c: UnsafeMutableRawPointer?, _ ldc: CInt
) -> CInt {
  gemm(
    "cublasZgemm3m", handle, (5, 5, 5), compute: 70, .c128, transA, transB,
    (Int(m), Int(n), Int(k)), (Int(lda), Int(ldb), Int(ldc)), alpha, beta,
    .single, .addresses(a, b, c))
}

@c(cublasHgemm) package func cublasHgemm(
  _ handle: OpaquePointer?, _ transA: CInt, _ transB: CInt, _ m: CInt, _ n: CInt, _ k: CInt,
  _ alpha: UnsafeRawPointer?, _ a: UnsafeRawPointer?, _ lda: CInt, _ b: UnsafeRawPointer?,
  _ ldb: CInt, _ beta: UnsafeRawPointer?, _ c: UnsafeMutableRawPointer?, _ ldc: CInt
) -> CInt {
  gemm(
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
  gemm(
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
  gemm(
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
  gemm(
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
  gemm(
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
  gemm(
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
  gemm(
    "cublasCgemmEx", handle, (typeA, typeB, typeC), compute: 68, .c64, transA, transB,
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
  gemm(
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
  gemm(
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
  gemm(
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
  _ computeType: CInt
) -> CInt {
  grouped(
    "cublasGemmGroupedBatchedEx", handle, (typeA, typeB, typeC), compute: computeType,
    scaleType(computeType, typeC), transA, transB, m, n, k,
    alpha, a, lda, b, ldb, beta, c, ldc, groupCount, groupSize)
}

@c(cublasSgemm_v2_64) package func cublasSgemm_v2_64(
  _ handle: OpaquePointer?, _ transA: CInt, _ transB: CInt, _ m: Int, _ n: Int, _ k: Int,
  _ alpha: UnsafeRawPointer?, _ a: UnsafeRawPointer?, _ lda: Int, _ b: UnsafeRawPointer?,
  _ ldb: Int, _ beta: UnsafeRawPointer?, _ c: UnsafeMutableRawPointer?, _ ldc: Int
) -> CInt {
  gemm(
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
  gemm(
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
  gemm(
    "cublasSgemmBatched_64", handle, (0, 0, 0), compute: 68, .f32, transA, transB,
    (Int(m), Int(n), Int(k)), (Int(lda), Int(ldb), Int(ldc)), alpha, beta,
    .pointers(count: Int(batchCount)), .arrays(a, b, c))
}

@c(cublasDgemm_v2_64) package func cublasDgemm_v2_64(
  _ handle: OpaquePointer?, _ transA: CInt, _ transB: CInt, _ m: Int, _ n: Int, _ k: Int,
  _ alpha: UnsafeRawPointer?, _ a: UnsafeRawPointer?, _ lda: Int, _ b: UnsafeRawPointer?,
  _ ldb: Int, _ beta: UnsafeRawPointer?, _ c: UnsafeMutableRawPointer?, _ ldc: Int
) -> CInt {
  gemm(
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
  gemm(
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
  gemm(
    "cublasDgemmBatched_64", handle, (1, 1, 1), compute: 70, .f64, transA, transB,
    (Int(m), Int(n), Int(k)), (Int(lda), Int(ldb), Int(ldc)), alpha, beta,
    .pointers(count: Int(batchCount)), .arrays(a, b, c))
}

@c(cublasCgemm_v2_64) package func cublasCgemm_v2_64(
  _ handle: OpaquePointer?, _ transA: CInt, _ transB: CInt, _ m: Int, _ n: Int, _ k: Int,
  _ alpha: UnsafeRawPointer?, _ a: UnsafeRawPointer?, _ lda: Int, _ b: UnsafeRawPointer?,
  _ ldb: Int, _ beta: UnsafeRawPointer?, _ c: UnsafeMutableRawPointer?, _ ldc: Int
) -> CInt {
  gemm(
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
  gemm(
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
  gemm(
    "cublasCgemmBatched_64", handle, (4, 4, 4), compute: 68, .c64, transA, transB,
    (Int(m), Int(n), Int(k)), (Int(lda), Int(ldb), Int(ldc)), alpha, beta,
    .pointers(count: Int(batchCount)), .arrays(a, b, c))
}

@c(cublasCgemm3m_64) package func cublasCgemm3m_64(
  _ handle: OpaquePointer?, _ transA: CInt, _ transB: CInt, _ m: Int, _ n: Int, _ k: Int,
  _ alpha: UnsafeRawPointer?, _ a: UnsafeRawPointer?, _ lda: Int, _ b: UnsafeRawPointer?,
  _ ldb: Int, _ beta: UnsafeRawPointer?, _ c: UnsafeMutableRawPointer?, _ ldc: Int
) -> CInt {
  gemm(
    "cublasCgemm3m_64", handle, (4, 4, 4), compute: 68, .c64, transA, transB,
    (Int(m), Int(n), Int(k)), (Int(lda), Int(ldb), Int(ldc)), alpha, beta,
    .single, .addresses(a, b, c))
}

@c(cublasZgemm_v2_64) package func cublasZgemm_v2_64(
  _ handle: OpaquePointer?, _ transA: CInt, _ transB: CInt, _ m: Int, _ n: Int, _ k: Int,
  _ alpha: UnsafeRawPointer?, _ a: UnsafeRawPointer?, _ lda: Int, _ b: UnsafeRawPointer?,
  _ ldb: Int, _ beta: UnsafeRawPointer?, _ c: UnsafeMutableRawPointer?, _ ldc: Int
) -> CInt {
  gemm(
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
  gemm(
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
  gemm(
    "cublasZgemmBatched_64", handle, (5, 5, 5), compute: 70, .c128, transA, transB,
    (Int(m), Int(n), Int(k)), (Int(lda), Int(ldb), Int(ldc)), alpha, beta,
    .pointers(count: Int(batchCount)), .arrays(a, b, c))
}

@c(cublasZgemm3m_64) package func cublasZgemm3m_64(
  _ handle: OpaquePointer?, _ transA: CInt, _ transB: CInt, _ m: Int, _ n: Int, _ k: Int,
  _ alpha: UnsafeRawPointer?, _ a: UnsafeRawPointer?, _ lda: Int, _ b: UnsafeRawPointer?,
  _ ldb: Int, _ beta: UnsafeRawPointer?, _ c: UnsafeMutableRawPointer?, _ ldc: Int
) -> CInt {
  gemm(
    "cublasZgemm3m_64", handle, (5, 5, 5), compute: 70, .c128, transA, transB,
    (Int(m), Int(n), Int(k)), (Int(lda), Int(ldb), Int(ldc)), alpha, beta,
    .single, .addresses(a, b, c))
}

@c(cublasHgemm_64) package func cublasHgemm_64(
  _ handle: OpaquePointer?, _ transA: CInt, _ transB: CInt, _ m: Int, _ n: Int, _ k: Int,
  _ alpha: UnsafeRawPointer?, _ a: UnsafeRawPointer?, _ lda: Int, _ b: UnsafeRawPointer?,
  _ ldb: Int, _ beta: UnsafeRawPointer?, _ c: UnsafeMutableRawPointer?, _ ldc: Int
) -> CInt {
  gemm(
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
  gemm(
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
  gemm(
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
  gemm(
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
  gemm(
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
  gemm(
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
  gemm(
    "cublasCgemmEx_64", handle, (typeA, typeB, typeC), compute: 68, .c64, transA, transB,
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
  gemm(
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
  gemm(
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
  gemm(
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
  _ ldc: UnsafePointer<Int>?, _ groupCount: Int, _ groupSize: UnsafePointer<Int>?,
  _ computeType: CInt
) -> CInt {
  grouped(
    "cublasGemmGroupedBatchedEx_64", handle, (typeA, typeB, typeC), compute: computeType,
    scaleType(computeType, typeC), transA, transB, m, n, k,
    alpha, a, lda, b, ldb, beta, c, ldc, groupCount, groupSize)
}
