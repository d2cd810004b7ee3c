// Written by generate_levels.py; change it there.

private let cublasSgeamCall = BLASSignature(
  "cublasSgeam", .geam,
  """
  handle handle cublasHandle_t; transA transa cublasOperation_t;\
  transB transb cublasOperation_t; m m int; n n int; alpha alpha const float*; a A const float*;\
  lda lda int; beta beta const float*; b B const float*; ldb ldb int; c C float*; ldc ldc int
  """)
@c(cublasSgeam) package func cublasSgeam(
  _ handle: OpaquePointer?, _ transA: CInt, _ transB: CInt, _ m: CInt, _ n: CInt,
  _ alpha: UnsafeRawPointer?, _ a: UnsafeRawPointer?, _ lda: CInt, _ beta: UnsafeRawPointer?,
  _ b: UnsafeRawPointer?, _ ldb: CInt, _ c: UnsafeRawPointer?, _ ldc: CInt
) -> CInt {
  cublasSgeamCall.run([
    handle.word, transA.word, transB.word, m.word, n.word, alpha.word, a.word, lda.word,
    beta.word, b.word, ldb.word, c.word, ldc.word,
  ])
}

private let cublasDgeamCall = BLASSignature(
  "cublasDgeam", .geam,
  """
  handle handle cublasHandle_t; transA transa cublasOperation_t;\
  transB transb cublasOperation_t; m m int; n n int; alpha alpha const double*;\
  a A const double*; lda lda int; beta beta const double*; b B const double*; ldb ldb int;\
  c C double*; ldc ldc int
  """)
@c(cublasDgeam) package func cublasDgeam(
  _ handle: OpaquePointer?, _ transA: CInt, _ transB: CInt, _ m: CInt, _ n: CInt,
  _ alpha: UnsafeRawPointer?, _ a: UnsafeRawPointer?, _ lda: CInt, _ beta: UnsafeRawPointer?,
  _ b: UnsafeRawPointer?, _ ldb: CInt, _ c: UnsafeRawPointer?, _ ldc: CInt
) -> CInt {
  cublasDgeamCall.run([
    handle.word, transA.word, transB.word, m.word, n.word, alpha.word, a.word, lda.word,
    beta.word, b.word, ldb.word, c.word, ldc.word,
  ])
}

private let cublasCgeamCall = BLASSignature(
  "cublasCgeam", .geam,
  """
  handle handle cublasHandle_t; transA transa cublasOperation_t;\
  transB transb cublasOperation_t; m m int; n n int; alpha alpha const cuComplex*;\
  a A const cuComplex*; lda lda int; beta beta const cuComplex*; b B const cuComplex*;\
  ldb ldb int; c C cuComplex*; ldc ldc int
  """)
@c(cublasCgeam) package func cublasCgeam(
  _ handle: OpaquePointer?, _ transA: CInt, _ transB: CInt, _ m: CInt, _ n: CInt,
  _ alpha: UnsafeRawPointer?, _ a: UnsafeRawPointer?, _ lda: CInt, _ beta: UnsafeRawPointer?,
  _ b: UnsafeRawPointer?, _ ldb: CInt, _ c: UnsafeRawPointer?, _ ldc: CInt
) -> CInt {
  cublasCgeamCall.run([
    handle.word, transA.word, transB.word, m.word, n.word, alpha.word, a.word, lda.word,
    beta.word, b.word, ldb.word, c.word, ldc.word,
  ])
}

private let cublasZgeamCall = BLASSignature(
  "cublasZgeam", .geam,
  """
  handle handle cublasHandle_t; transA transa cublasOperation_t;\
  transB transb cublasOperation_t; m m int; n n int; alpha alpha const cuDoubleComplex*;\
  a A const cuDoubleComplex*; lda lda int; beta beta const cuDoubleComplex*;\
  b B const cuDoubleComplex*; ldb ldb int; c C cuDoubleComplex*; ldc ldc int
  """)
@c(cublasZgeam) package func cublasZgeam(
  _ handle: OpaquePointer?, _ transA: CInt, _ transB: CInt, _ m: CInt, _ n: CInt,
  _ alpha: UnsafeRawPointer?, _ a: UnsafeRawPointer?, _ lda: CInt, _ beta: UnsafeRawPointer?,
  _ b: UnsafeRawPointer?, _ ldb: CInt, _ c: UnsafeRawPointer?, _ ldc: CInt
) -> CInt {
  cublasZgeamCall.run([
    handle.word, transA.word, transB.word, m.word, n.word, alpha.word, a.word, lda.word,
    beta.word, b.word, ldb.word, c.word, ldc.word,
  ])
}

private let cublasSdgmmCall = BLASSignature(
  "cublasSdgmm", .dgmm,
  """
  handle handle cublasHandle_t; side mode cublasSideMode_t; m m int; n n int; a A const float*;\
  lda lda int; x x const float*; incx incx int; c C float*; ldc ldc int
  """)
@c(cublasSdgmm) package func cublasSdgmm(
  _ handle: OpaquePointer?, _ side: CInt, _ m: CInt, _ n: CInt, _ a: UnsafeRawPointer?,
  _ lda: CInt, _ x: UnsafeRawPointer?, _ incx: CInt, _ c: UnsafeRawPointer?, _ ldc: CInt
) -> CInt {
  cublasSdgmmCall.run([
    handle.word, side.word, m.word, n.word, a.word, lda.word, x.word, incx.word, c.word,
    ldc.word,
  ])
}

private let cublasDdgmmCall = BLASSignature(
  "cublasDdgmm", .dgmm,
  """
  handle handle cublasHandle_t; side mode cublasSideMode_t; m m int; n n int; a A const double*;\
  lda lda int; x x const double*; incx incx int; c C double*; ldc ldc int
  """)
@c(cublasDdgmm) package func cublasDdgmm(
  _ handle: OpaquePointer?, _ side: CInt, _ m: CInt, _ n: CInt, _ a: UnsafeRawPointer?,
  _ lda: CInt, _ x: UnsafeRawPointer?, _ incx: CInt, _ c: UnsafeRawPointer?, _ ldc: CInt
) -> CInt {
  cublasDdgmmCall.run([
    handle.word, side.word, m.word, n.word, a.word, lda.word, x.word, incx.word, c.word,
    ldc.word,
  ])
}

private let cublasCdgmmCall = BLASSignature(
  "cublasCdgmm", .dgmm,
  """
  handle handle cublasHandle_t; side mode cublasSideMode_t; m m int; n n int;\
  a A const cuComplex*; lda lda int; x x const cuComplex*; incx incx int; c C cuComplex*;\
  ldc ldc int
  """)
@c(cublasCdgmm) package func cublasCdgmm(
  _ handle: OpaquePointer?, _ side: CInt, _ m: CInt, _ n: CInt, _ a: UnsafeRawPointer?,
  _ lda: CInt, _ x: UnsafeRawPointer?, _ incx: CInt, _ c: UnsafeRawPointer?, _ ldc: CInt
) -> CInt {
  cublasCdgmmCall.run([
    handle.word, side.word, m.word, n.word, a.word, lda.word, x.word, incx.word, c.word,
    ldc.word,
  ])
}

private let cublasZdgmmCall = BLASSignature(
  "cublasZdgmm", .dgmm,
  """
  handle handle cublasHandle_t; side mode cublasSideMode_t; m m int; n n int;\
  a A const cuDoubleComplex*; lda lda int; x x const cuDoubleComplex*; incx incx int;\
  c C cuDoubleComplex*; ldc ldc int
  """)
@c(cublasZdgmm) package func cublasZdgmm(
  _ handle: OpaquePointer?, _ side: CInt, _ m: CInt, _ n: CInt, _ a: UnsafeRawPointer?,
  _ lda: CInt, _ x: UnsafeRawPointer?, _ incx: CInt, _ c: UnsafeRawPointer?, _ ldc: CInt
) -> CInt {
  cublasZdgmmCall.run([
    handle.word, side.word, m.word, n.word, a.word, lda.word, x.word, incx.word, c.word,
    ldc.word,
  ])
}

private let cublasStrsmBatchedCall = BLASSignature(
  "cublasStrsmBatched", .trsm,
  """
  handle handle cublasHandle_t; side side cublasSideMode_t; uplo uplo cublasFillMode_t;\
  transA trans cublasOperation_t; diag diag cublasDiagType_t; m m int; n n int;\
  alpha alpha const float*; a A const float* const*; lda lda int; b B float* const*;\
  ldb ldb int; batch batchCount int
  """)
@c(cublasStrsmBatched) package func cublasStrsmBatched(
  _ handle: OpaquePointer?, _ side: CInt, _ uplo: CInt, _ transA: CInt, _ diag: CInt, _ m: CInt,
  _ n: CInt, _ alpha: UnsafeRawPointer?, _ a: UnsafeRawPointer?, _ lda: CInt,
  _ b: UnsafeRawPointer?, _ ldb: CInt, _ batch: CInt
) -> CInt {
  cublasStrsmBatchedCall.run([
    handle.word, side.word, uplo.word, transA.word, diag.word, m.word, n.word, alpha.word,
    a.word, lda.word, b.word, ldb.word, batch.word,
  ])
}

private let cublasDtrsmBatchedCall = BLASSignature(
  "cublasDtrsmBatched", .trsm,
  """
  handle handle cublasHandle_t; side side cublasSideMode_t; uplo uplo cublasFillMode_t;\
  transA trans cublasOperation_t; diag diag cublasDiagType_t; m m int; n n int;\
  alpha alpha const double*; a A const double* const*; lda lda int; b B double* const*;\
  ldb ldb int; batch batchCount int
  """)
@c(cublasDtrsmBatched) package func cublasDtrsmBatched(
  _ handle: OpaquePointer?, _ side: CInt, _ uplo: CInt, _ transA: CInt, _ diag: CInt, _ m: CInt,
  _ n: CInt, _ alpha: UnsafeRawPointer?, _ a: UnsafeRawPointer?, _ lda: CInt,
  _ b: UnsafeRawPointer?, _ ldb: CInt, _ batch: CInt
) -> CInt {
  cublasDtrsmBatchedCall.run([
    handle.word, side.word, uplo.word, transA.word, diag.word, m.word, n.word, alpha.word,
    a.word, lda.word, b.word, ldb.word, batch.word,
  ])
}

private let cublasCtrsmBatchedCall = BLASSignature(
  "cublasCtrsmBatched", .trsm,
  """
  handle handle cublasHandle_t; side side cublasSideMode_t; uplo uplo cublasFillMode_t;\
  transA trans cublasOperation_t; diag diag cublasDiagType_t; m m int; n n int;\
  alpha alpha const cuComplex*; a A const cuComplex* const*; lda lda int; b B cuComplex* const*;\
  ldb ldb int; batch batchCount int
  """)
@c(cublasCtrsmBatched) package func cublasCtrsmBatched(
  _ handle: OpaquePointer?, _ side: CInt, _ uplo: CInt, _ transA: CInt, _ diag: CInt, _ m: CInt,
  _ n: CInt, _ alpha: UnsafeRawPointer?, _ a: UnsafeRawPointer?, _ lda: CInt,
  _ b: UnsafeRawPointer?, _ ldb: CInt, _ batch: CInt
) -> CInt {
  cublasCtrsmBatchedCall.run([
    handle.word, side.word, uplo.word, transA.word, diag.word, m.word, n.word, alpha.word,
    a.word, lda.word, b.word, ldb.word, batch.word,
  ])
}

private let cublasZtrsmBatchedCall = BLASSignature(
  "cublasZtrsmBatched", .trsm,
  """
  handle handle cublasHandle_t; side side cublasSideMode_t; uplo uplo cublasFillMode_t;\
  transA trans cublasOperation_t; diag diag cublasDiagType_t; m m int; n n int;\
  alpha alpha const cuDoubleComplex*; a A const cuDoubleComplex* const*; lda lda int;\
  b B cuDoubleComplex* const*; ldb ldb int; batch batchCount int
  """)
@c(cublasZtrsmBatched) package func cublasZtrsmBatched(
  _ handle: OpaquePointer?, _ side: CInt, _ uplo: CInt, _ transA: CInt, _ diag: CInt, _ m: CInt,
  _ n: CInt, _ alpha: UnsafeRawPointer?, _ a: UnsafeRawPointer?, _ lda: CInt,
  _ b: UnsafeRawPointer?, _ ldb: CInt, _ batch: CInt
) -> CInt {
  cublasZtrsmBatchedCall.run([
    handle.word, side.word, uplo.word, transA.word, diag.word, m.word, n.word, alpha.word,
    a.word, lda.word, b.word, ldb.word, batch.word,
  ])
}

private let cublasStpttrCall = BLASSignature(
  "cublasStpttr", .tpttr,
  """
  handle handle cublasHandle_t; uplo uplo cublasFillMode_t; n n int; b AP const float*;\
  a A float*; lda lda int
  """)
@c(cublasStpttr) package func cublasStpttr(
  _ handle: OpaquePointer?, _ uplo: CInt, _ n: CInt, _ b: UnsafeRawPointer?,
  _ a: UnsafeRawPointer?, _ lda: CInt
) -> CInt {
  cublasStpttrCall.run([
    handle.word, uplo.word, n.word, b.word, a.word, lda.word,
  ])
}

private let cublasDtpttrCall = BLASSignature(
  "cublasDtpttr", .tpttr,
  """
  handle handle cublasHandle_t; uplo uplo cublasFillMode_t; n n int; b AP const double*;\
  a A double*; lda lda int
  """)
@c(cublasDtpttr) package func cublasDtpttr(
  _ handle: OpaquePointer?, _ uplo: CInt, _ n: CInt, _ b: UnsafeRawPointer?,
  _ a: UnsafeRawPointer?, _ lda: CInt
) -> CInt {
  cublasDtpttrCall.run([
    handle.word, uplo.word, n.word, b.word, a.word, lda.word,
  ])
}

private let cublasCtpttrCall = BLASSignature(
  "cublasCtpttr", .tpttr,
  """
  handle handle cublasHandle_t; uplo uplo cublasFillMode_t; n n int; b AP const cuComplex*;\
  a A cuComplex*; lda lda int
  """)
@c(cublasCtpttr) package func cublasCtpttr(
  _ handle: OpaquePointer?, _ uplo: CInt, _ n: CInt, _ b: UnsafeRawPointer?,
  _ a: UnsafeRawPointer?, _ lda: CInt
) -> CInt {
  cublasCtpttrCall.run([
    handle.word, uplo.word, n.word, b.word, a.word, lda.word,
  ])
}

private let cublasZtpttrCall = BLASSignature(
  "cublasZtpttr", .tpttr,
  """
  handle handle cublasHandle_t; uplo uplo cublasFillMode_t; n n int;\
  b AP const cuDoubleComplex*; a A cuDoubleComplex*; lda lda int
  """)
@c(cublasZtpttr) package func cublasZtpttr(
  _ handle: OpaquePointer?, _ uplo: CInt, _ n: CInt, _ b: UnsafeRawPointer?,
  _ a: UnsafeRawPointer?, _ lda: CInt
) -> CInt {
  cublasZtpttrCall.run([
    handle.word, uplo.word, n.word, b.word, a.word, lda.word,
  ])
}

private let cublasStrttpCall = BLASSignature(
  "cublasStrttp", .trttp,
  """
  handle handle cublasHandle_t; uplo uplo cublasFillMode_t; n n int; a A const float*;\
  lda lda int; b AP float*
  """)
@c(cublasStrttp) package func cublasStrttp(
  _ handle: OpaquePointer?, _ uplo: CInt, _ n: CInt, _ a: UnsafeRawPointer?, _ lda: CInt,
  _ b: UnsafeRawPointer?
) -> CInt {
  cublasStrttpCall.run([
    handle.word, uplo.word, n.word, a.word, lda.word, b.word,
  ])
}

private let cublasDtrttpCall = BLASSignature(
  "cublasDtrttp", .trttp,
  """
  handle handle cublasHandle_t; uplo uplo cublasFillMode_t; n n int; a A const double*;\
  lda lda int; b AP double*
  """)
@c(cublasDtrttp) package func cublasDtrttp(
  _ handle: OpaquePointer?, _ uplo: CInt, _ n: CInt, _ a: UnsafeRawPointer?, _ lda: CInt,
  _ b: UnsafeRawPointer?
) -> CInt {
  cublasDtrttpCall.run([
    handle.word, uplo.word, n.word, a.word, lda.word, b.word,
  ])
}

private let cublasCtrttpCall = BLASSignature(
  "cublasCtrttp", .trttp,
  """
  handle handle cublasHandle_t; uplo uplo cublasFillMode_t; n n int; a A const cuComplex*;\
  lda lda int; b AP cuComplex*
  """)
@c(cublasCtrttp) package func cublasCtrttp(
  _ handle: OpaquePointer?, _ uplo: CInt, _ n: CInt, _ a: UnsafeRawPointer?, _ lda: CInt,
  _ b: UnsafeRawPointer?
) -> CInt {
  cublasCtrttpCall.run([
    handle.word, uplo.word, n.word, a.word, lda.word, b.word,
  ])
}

private let cublasZtrttpCall = BLASSignature(
  "cublasZtrttp", .trttp,
  """
  handle handle cublasHandle_t; uplo uplo cublasFillMode_t; n n int; a A const cuDoubleComplex*;\
  lda lda int; b AP cuDoubleComplex*
  """)
@c(cublasZtrttp) package func cublasZtrttp(
  _ handle: OpaquePointer?, _ uplo: CInt, _ n: CInt, _ a: UnsafeRawPointer?, _ lda: CInt,
  _ b: UnsafeRawPointer?
) -> CInt {
  cublasZtrttpCall.run([
    handle.word, uplo.word, n.word, a.word, lda.word, b.word,
  ])
}

private let cublasSgetrfBatchedCall = BLASSignature(
  "cublasSgetrfBatched", .getrf,
  """
  handle handle cublasHandle_t; n n int; a Aarray float* const*; lda lda int; pivots P int*;\
  info INFO int*; batch batchSize int
  """)
@c(cublasSgetrfBatched) package func cublasSgetrfBatched(
  _ handle: OpaquePointer?, _ n: CInt, _ a: UnsafeRawPointer?, _ lda: CInt,
  _ pivots: UnsafeRawPointer?, _ info: UnsafeRawPointer?, _ batch: CInt
) -> CInt {
  cublasSgetrfBatchedCall.run([
    handle.word, n.word, a.word, lda.word, pivots.word, info.word, batch.word,
  ])
}

private let cublasDgetrfBatchedCall = BLASSignature(
  "cublasDgetrfBatched", .getrf,
  """
  handle handle cublasHandle_t; n n int; a Aarray double* const*; lda lda int; pivots P int*;\
  info INFO int*; batch batchSize int
  """)
@c(cublasDgetrfBatched) package func cublasDgetrfBatched(
  _ handle: OpaquePointer?, _ n: CInt, _ a: UnsafeRawPointer?, _ lda: CInt,
  _ pivots: UnsafeRawPointer?, _ info: UnsafeRawPointer?, _ batch: CInt
) -> CInt {
  cublasDgetrfBatchedCall.run([
    handle.word, n.word, a.word, lda.word, pivots.word, info.word, batch.word,
  ])
}

private let cublasCgetrfBatchedCall = BLASSignature(
  "cublasCgetrfBatched", .getrf,
  """
  handle handle cublasHandle_t; n n int; a Aarray cuComplex* const*; lda lda int; pivots P int*;\
  info INFO int*; batch batchSize int
  """)
@c(cublasCgetrfBatched) package func cublasCgetrfBatched(
  _ handle: OpaquePointer?, _ n: CInt, _ a: UnsafeRawPointer?, _ lda: CInt,
  _ pivots: UnsafeRawPointer?, _ info: UnsafeRawPointer?, _ batch: CInt
) -> CInt {
  cublasCgetrfBatchedCall.run([
    handle.word, n.word, a.word, lda.word, pivots.word, info.word, batch.word,
  ])
}

private let cublasZgetrfBatchedCall = BLASSignature(
  "cublasZgetrfBatched", .getrf,
  """
  handle handle cublasHandle_t; n n int; a Aarray cuDoubleComplex* const*; lda lda int;\
  pivots P int*; info INFO int*; batch batchSize int
  """)
@c(cublasZgetrfBatched) package func cublasZgetrfBatched(
  _ handle: OpaquePointer?, _ n: CInt, _ a: UnsafeRawPointer?, _ lda: CInt,
  _ pivots: UnsafeRawPointer?, _ info: UnsafeRawPointer?, _ batch: CInt
) -> CInt {
  cublasZgetrfBatchedCall.run([
    handle.word, n.word, a.word, lda.word, pivots.word, info.word, batch.word,
  ])
}

private let cublasSgetriBatchedCall = BLASSignature(
  "cublasSgetriBatched", .getri,
  """
  handle handle cublasHandle_t; n n int; a Aarray const float* const*; lda lda int;\
  pivots PivotArray const int*; c Carray float* const*; ldc ldc int; info info int*;\
  batch batchSize int
  """)
@c(cublasSgetriBatched) package func cublasSgetriBatched(
  _ handle: OpaquePointer?, _ n: CInt, _ a: UnsafeRawPointer?, _ lda: CInt,
  _ pivots: UnsafeRawPointer?, _ c: UnsafeRawPointer?, _ ldc: CInt, _ info: UnsafeRawPointer?,
  _ batch: CInt
) -> CInt {
  cublasSgetriBatchedCall.run([
    handle.word, n.word, a.word, lda.word, pivots.word, c.word, ldc.word, info.word, batch.word,
  ])
}

private let cublasDgetriBatchedCall = BLASSignature(
  "cublasDgetriBatched", .getri,
  """
  handle handle cublasHandle_t; n n int; a Aarray const double* const*; lda lda int;\
  pivots PivotArray const int*; c Carray double* const*; ldc ldc int; info info int*;\
  batch batchSize int
  """)
@c(cublasDgetriBatched) package func cublasDgetriBatched(
  _ handle: OpaquePointer?, _ n: CInt, _ a: UnsafeRawPointer?, _ lda: CInt,
  _ pivots: UnsafeRawPointer?, _ c: UnsafeRawPointer?, _ ldc: CInt, _ info: UnsafeRawPointer?,
  _ batch: CInt
) -> CInt {
  cublasDgetriBatchedCall.run([
    handle.word, n.word, a.word, lda.word, pivots.word, c.word, ldc.word, info.word, batch.word,
  ])
}

private let cublasCgetriBatchedCall = BLASSignature(
  "cublasCgetriBatched", .getri,
  """
  handle handle cublasHandle_t; n n int; a Aarray const cuComplex* const*; lda lda int;\
  pivots PivotArray const int*; c Carray cuComplex* const*; ldc ldc int; info info int*;\
  batch batchSize int
  """)
@c(cublasCgetriBatched) package func cublasCgetriBatched(
  _ handle: OpaquePointer?, _ n: CInt, _ a: UnsafeRawPointer?, _ lda: CInt,
  _ pivots: UnsafeRawPointer?, _ c: UnsafeRawPointer?, _ ldc: CInt, _ info: UnsafeRawPointer?,
  _ batch: CInt
) -> CInt {
  cublasCgetriBatchedCall.run([
    handle.word, n.word, a.word, lda.word, pivots.word, c.word, ldc.word, info.word, batch.word,
  ])
}

private let cublasZgetriBatchedCall = BLASSignature(
  "cublasZgetriBatched", .getri,
  """
  handle handle cublasHandle_t; n n int; a Aarray const cuDoubleComplex* const*; lda lda int;\
  pivots PivotArray const int*; c Carray cuDoubleComplex* const*; ldc ldc int; info info int*;\
  batch batchSize int
  """)
@c(cublasZgetriBatched) package func cublasZgetriBatched(
  _ handle: OpaquePointer?, _ n: CInt, _ a: UnsafeRawPointer?, _ lda: CInt,
  _ pivots: UnsafeRawPointer?, _ c: UnsafeRawPointer?, _ ldc: CInt, _ info: UnsafeRawPointer?,
  _ batch: CInt
) -> CInt {
  cublasZgetriBatchedCall.run([
    handle.word, n.word, a.word, lda.word, pivots.word, c.word, ldc.word, info.word, batch.word,
  ])
}

private let cublasSgetrsBatchedCall = BLASSignature(
  "cublasSgetrsBatched", .getrs,
  """
  handle handle cublasHandle_t; transA trans cublasOperation_t; n n int; nrhs nrhs int;\
  a Aarray const float* const*; lda lda int; pivots devIpiv const int*; b Barray float* const*;\
  ldb ldb int; info info int*; batch batchSize int
  """)
@c(cublasSgetrsBatched) package func cublasSgetrsBatched(
  _ handle: OpaquePointer?, _ transA: CInt, _ n: CInt, _ nrhs: CInt, _ a: UnsafeRawPointer?,
  _ lda: CInt, _ pivots: UnsafeRawPointer?, _ b: UnsafeRawPointer?, _ ldb: CInt,
  _ info: UnsafeRawPointer?, _ batch: CInt
) -> CInt {
  cublasSgetrsBatchedCall.run([
    handle.word, transA.word, n.word, nrhs.word, a.word, lda.word, pivots.word, b.word,
    ldb.word, info.word, batch.word,
  ])
}

private let cublasDgetrsBatchedCall = BLASSignature(
  "cublasDgetrsBatched", .getrs,
  """
  handle handle cublasHandle_t; transA trans cublasOperation_t; n n int; nrhs nrhs int;\
  a Aarray const double* const*; lda lda int; pivots devIpiv const int*;\
  b Barray double* const*; ldb ldb int; info info int*; batch batchSize int
  """)
@c(cublasDgetrsBatched) package func cublasDgetrsBatched(
  _ handle: OpaquePointer?, _ transA: CInt, _ n: CInt, _ nrhs: CInt, _ a: UnsafeRawPointer?,
  _ lda: CInt, _ pivots: UnsafeRawPointer?, _ b: UnsafeRawPointer?, _ ldb: CInt,
  _ info: UnsafeRawPointer?, _ batch: CInt
) -> CInt {
  cublasDgetrsBatchedCall.run([
    handle.word, transA.word, n.word, nrhs.word, a.word, lda.word, pivots.word, b.word,
    ldb.word, info.word, batch.word,
  ])
}

private let cublasCgetrsBatchedCall = BLASSignature(
  "cublasCgetrsBatched", .getrs,
  """
  handle handle cublasHandle_t; transA trans cublasOperation_t; n n int; nrhs nrhs int;\
  a Aarray const cuComplex* const*; lda lda int; pivots devIpiv const int*;\
  b Barray cuComplex* const*; ldb ldb int; info info int*; batch batchSize int
  """)
@c(cublasCgetrsBatched) package func cublasCgetrsBatched(
  _ handle: OpaquePointer?, _ transA: CInt, _ n: CInt, _ nrhs: CInt, _ a: UnsafeRawPointer?,
  _ lda: CInt, _ pivots: UnsafeRawPointer?, _ b: UnsafeRawPointer?, _ ldb: CInt,
  _ info: UnsafeRawPointer?, _ batch: CInt
) -> CInt {
  cublasCgetrsBatchedCall.run([
    handle.word, transA.word, n.word, nrhs.word, a.word, lda.word, pivots.word, b.word,
    ldb.word, info.word, batch.word,
  ])
}

private let cublasZgetrsBatchedCall = BLASSignature(
  "cublasZgetrsBatched", .getrs,
  """
  handle handle cublasHandle_t; transA trans cublasOperation_t; n n int; nrhs nrhs int;\
  a Aarray const cuDoubleComplex* const*; lda lda int; pivots devIpiv const int*;\
  b Barray cuDoubleComplex* const*; ldb ldb int; info info int*; batch batchSize int
  """)
@c(cublasZgetrsBatched) package func cublasZgetrsBatched(
  _ handle: OpaquePointer?, _ transA: CInt, _ n: CInt, _ nrhs: CInt, _ a: UnsafeRawPointer?,
  _ lda: CInt, _ pivots: UnsafeRawPointer?, _ b: UnsafeRawPointer?, _ ldb: CInt,
  _ info: UnsafeRawPointer?, _ batch: CInt
) -> CInt {
  cublasZgetrsBatchedCall.run([
    handle.word, transA.word, n.word, nrhs.word, a.word, lda.word, pivots.word, b.word,
    ldb.word, info.word, batch.word,
  ])
}

private let cublasSmatinvBatchedCall = BLASSignature(
  "cublasSmatinvBatched", .matinv,
  """
  handle handle cublasHandle_t; n n int; a Aarray const float* const*; lda lda int;\
  c Ainvarray float* const*; ldc lda_inv int; info INFO int*; batch batchSize int
  """)
@c(cublasSmatinvBatched) package func cublasSmatinvBatched(
  _ handle: OpaquePointer?, _ n: CInt, _ a: UnsafeRawPointer?, _ lda: CInt,
  _ c: UnsafeRawPointer?, _ ldc: CInt, _ info: UnsafeRawPointer?, _ batch: CInt
) -> CInt {
  cublasSmatinvBatchedCall.run([
    handle.word, n.word, a.word, lda.word, c.word, ldc.word, info.word, batch.word,
  ])
}

private let cublasDmatinvBatchedCall = BLASSignature(
  "cublasDmatinvBatched", .matinv,
  """
  handle handle cublasHandle_t; n n int; a Aarray const double* const*; lda lda int;\
  c Ainvarray double* const*; ldc lda_inv int; info INFO int*; batch batchSize int
  """)
@c(cublasDmatinvBatched) package func cublasDmatinvBatched(
  _ handle: OpaquePointer?, _ n: CInt, _ a: UnsafeRawPointer?, _ lda: CInt,
  _ c: UnsafeRawPointer?, _ ldc: CInt, _ info: UnsafeRawPointer?, _ batch: CInt
) -> CInt {
  cublasDmatinvBatchedCall.run([
    handle.word, n.word, a.word, lda.word, c.word, ldc.word, info.word, batch.word,
  ])
}

private let cublasCmatinvBatchedCall = BLASSignature(
  "cublasCmatinvBatched", .matinv,
  """
  handle handle cublasHandle_t; n n int; a Aarray const cuComplex* const*; lda lda int;\
  c Ainvarray cuComplex* const*; ldc lda_inv int; info INFO int*; batch batchSize int
  """)
@c(cublasCmatinvBatched) package func cublasCmatinvBatched(
  _ handle: OpaquePointer?, _ n: CInt, _ a: UnsafeRawPointer?, _ lda: CInt,
  _ c: UnsafeRawPointer?, _ ldc: CInt, _ info: UnsafeRawPointer?, _ batch: CInt
) -> CInt {
  cublasCmatinvBatchedCall.run([
    handle.word, n.word, a.word, lda.word, c.word, ldc.word, info.word, batch.word,
  ])
}

private let cublasZmatinvBatchedCall = BLASSignature(
  "cublasZmatinvBatched", .matinv,
  """
  handle handle cublasHandle_t; n n int; a Aarray const cuDoubleComplex* const*; lda lda int;\
  c Ainvarray cuDoubleComplex* const*; ldc lda_inv int; info INFO int*; batch batchSize int
  """)
@c(cublasZmatinvBatched) package func cublasZmatinvBatched(
  _ handle: OpaquePointer?, _ n: CInt, _ a: UnsafeRawPointer?, _ lda: CInt,
  _ c: UnsafeRawPointer?, _ ldc: CInt, _ info: UnsafeRawPointer?, _ batch: CInt
) -> CInt {
  cublasZmatinvBatchedCall.run([
    handle.word, n.word, a.word, lda.word, c.word, ldc.word, info.word, batch.word,
  ])
}

private let cublasSgeqrfBatchedCall = BLASSignature(
  "cublasSgeqrfBatched", .geqrf,
  """
  handle handle cublasHandle_t; m m int; n n int; a devAarray float* const*; lda lda int;\
  tau devTauArray float* const*; info info int*; batch batchSize int
  """)
@c(cublasSgeqrfBatched) package func cublasSgeqrfBatched(
  _ handle: OpaquePointer?, _ m: CInt, _ n: CInt, _ a: UnsafeRawPointer?, _ lda: CInt,
  _ tau: UnsafeRawPointer?, _ info: UnsafeRawPointer?, _ batch: CInt
) -> CInt {
  cublasSgeqrfBatchedCall.run([
    handle.word, m.word, n.word, a.word, lda.word, tau.word, info.word, batch.word,
  ])
}

private let cublasDgeqrfBatchedCall = BLASSignature(
  "cublasDgeqrfBatched", .geqrf,
  """
  handle handle cublasHandle_t; m m int; n n int; a devAarray double* const*; lda lda int;\
  tau devTauArray double* const*; info info int*; batch batchSize int
  """)
@c(cublasDgeqrfBatched) package func cublasDgeqrfBatched(
  _ handle: OpaquePointer?, _ m: CInt, _ n: CInt, _ a: UnsafeRawPointer?, _ lda: CInt,
  _ tau: UnsafeRawPointer?, _ info: UnsafeRawPointer?, _ batch: CInt
) -> CInt {
  cublasDgeqrfBatchedCall.run([
    handle.word, m.word, n.word, a.word, lda.word, tau.word, info.word, batch.word,
  ])
}

private let cublasCgeqrfBatchedCall = BLASSignature(
  "cublasCgeqrfBatched", .geqrf,
  """
  handle handle cublasHandle_t; m m int; n n int; a devAarray cuComplex* const*; lda lda int;\
  tau devTauArray cuComplex* const*; info info int*; batch batchSize int
  """)
@c(cublasCgeqrfBatched) package func cublasCgeqrfBatched(
  _ handle: OpaquePointer?, _ m: CInt, _ n: CInt, _ a: UnsafeRawPointer?, _ lda: CInt,
  _ tau: UnsafeRawPointer?, _ info: UnsafeRawPointer?, _ batch: CInt
) -> CInt {
  cublasCgeqrfBatchedCall.run([
    handle.word, m.word, n.word, a.word, lda.word, tau.word, info.word, batch.word,
  ])
}

private let cublasZgeqrfBatchedCall = BLASSignature(
  "cublasZgeqrfBatched", .geqrf,
  """
  handle handle cublasHandle_t; m m int; n n int; a devAarray cuDoubleComplex* const*;\
  lda lda int; tau devTauArray cuDoubleComplex* const*; info info int*; batch batchSize int
  """)
@c(cublasZgeqrfBatched) package func cublasZgeqrfBatched(
  _ handle: OpaquePointer?, _ m: CInt, _ n: CInt, _ a: UnsafeRawPointer?, _ lda: CInt,
  _ tau: UnsafeRawPointer?, _ info: UnsafeRawPointer?, _ batch: CInt
) -> CInt {
  cublasZgeqrfBatchedCall.run([
    handle.word, m.word, n.word, a.word, lda.word, tau.word, info.word, batch.word,
  ])
}

private let cublasSgelsBatchedCall = BLASSignature(
  "cublasSgelsBatched", .gels,
  """
  handle handle cublasHandle_t; transA trans cublasOperation_t; m m int; n n int; nrhs nrhs int;\
  a devAarray float* const*; lda lda int; c devCarray float* const*; ldc ldc int;\
  info info int*; infoArray devInfoArray int*; batch batchSize int
  """)
@c(cublasSgelsBatched) package func cublasSgelsBatched(
  _ handle: OpaquePointer?, _ transA: CInt, _ m: CInt, _ n: CInt, _ nrhs: CInt,
  _ a: UnsafeRawPointer?, _ lda: CInt, _ c: UnsafeRawPointer?, _ ldc: CInt,
  _ info: UnsafeRawPointer?, _ infoArray: UnsafeRawPointer?, _ batch: CInt
) -> CInt {
  cublasSgelsBatchedCall.run([
    handle.word, transA.word, m.word, n.word, nrhs.word, a.word, lda.word, c.word, ldc.word,
    info.word, infoArray.word, batch.word,
  ])
}

private let cublasDgelsBatchedCall = BLASSignature(
  "cublasDgelsBatched", .gels,
  """
  handle handle cublasHandle_t; transA trans cublasOperation_t; m m int; n n int; nrhs nrhs int;\
  a devAarray double* const*; lda lda int; c devCarray double* const*; ldc ldc int;\
  info info int*; infoArray devInfoArray int*; batch batchSize int
  """)
@c(cublasDgelsBatched) package func cublasDgelsBatched(
  _ handle: OpaquePointer?, _ transA: CInt, _ m: CInt, _ n: CInt, _ nrhs: CInt,
  _ a: UnsafeRawPointer?, _ lda: CInt, _ c: UnsafeRawPointer?, _ ldc: CInt,
  _ info: UnsafeRawPointer?, _ infoArray: UnsafeRawPointer?, _ batch: CInt
) -> CInt {
  cublasDgelsBatchedCall.run([
    handle.word, transA.word, m.word, n.word, nrhs.word, a.word, lda.word, c.word, ldc.word,
    info.word, infoArray.word, batch.word,
  ])
}

private let cublasCgelsBatchedCall = BLASSignature(
  "cublasCgelsBatched", .gels,
  """
  handle handle cublasHandle_t; transA trans cublasOperation_t; m m int; n n int; nrhs nrhs int;\
  a devAarray cuComplex* const*; lda lda int; c devCarray cuComplex* const*; ldc ldc int;\
  info info int*; infoArray devInfoArray int*; batch batchSize int
  """)
@c(cublasCgelsBatched) package func cublasCgelsBatched(
  _ handle: OpaquePointer?, _ transA: CInt, _ m: CInt, _ n: CInt, _ nrhs: CInt,
  _ a: UnsafeRawPointer?, _ lda: CInt, _ c: UnsafeRawPointer?, _ ldc: CInt,
  _ info: UnsafeRawPointer?, _ infoArray: UnsafeRawPointer?, _ batch: CInt
) -> CInt {
  cublasCgelsBatchedCall.run([
    handle.word, transA.word, m.word, n.word, nrhs.word, a.word, lda.word, c.word, ldc.word,
    info.word, infoArray.word, batch.word,
  ])
}

private let cublasZgelsBatchedCall = BLASSignature(
  "cublasZgelsBatched", .gels,
  """
  handle handle cublasHandle_t; transA trans cublasOperation_t; m m int; n n int; nrhs nrhs int;\
  a devAarray cuDoubleComplex* const*; lda lda int; c devCarray cuDoubleComplex* const*;\
  ldc ldc int; info info int*; infoArray devInfoArray int*; batch batchSize int
  """)
@c(cublasZgelsBatched) package func cublasZgelsBatched(
  _ handle: OpaquePointer?, _ transA: CInt, _ m: CInt, _ n: CInt, _ nrhs: CInt,
  _ a: UnsafeRawPointer?, _ lda: CInt, _ c: UnsafeRawPointer?, _ ldc: CInt,
  _ info: UnsafeRawPointer?, _ infoArray: UnsafeRawPointer?, _ batch: CInt
) -> CInt {
  cublasZgelsBatchedCall.run([
    handle.word, transA.word, m.word, n.word, nrhs.word, a.word, lda.word, c.word, ldc.word,
    info.word, infoArray.word, batch.word,
  ])
}

private let cublasSgeam_64Call = BLASSignature(
  "cublasSgeam_64", .geam,
  """
  handle handle cublasHandle_t; transA transa cublasOperation_t;\
  transB transb cublasOperation_t; m m int64_t; n n int64_t; alpha alpha const float*;\
  a A const float*; lda lda int64_t; beta beta const float*; b B const float*; ldb ldb int64_t;\
  c C float*; ldc ldc int64_t
  """)
@c(cublasSgeam_64) package func cublasSgeam_64(
  _ handle: OpaquePointer?, _ transA: CInt, _ transB: CInt, _ m: Int, _ n: Int,
  _ alpha: UnsafeRawPointer?, _ a: UnsafeRawPointer?, _ lda: Int, _ beta: UnsafeRawPointer?,
  _ b: UnsafeRawPointer?, _ ldb: Int, _ c: UnsafeRawPointer?, _ ldc: Int
) -> CInt {
  cublasSgeam_64Call.run([
    handle.word, transA.word, transB.word, m.word, n.word, alpha.word, a.word, lda.word,
    beta.word, b.word, ldb.word, c.word, ldc.word,
  ])
}

private let cublasDgeam_64Call = BLASSignature(
  "cublasDgeam_64", .geam,
  """
  handle handle cublasHandle_t; transA transa cublasOperation_t;\
  transB transb cublasOperation_t; m m int64_t; n n int64_t; alpha alpha const double*;\
  a A const double*; lda lda int64_t; beta beta const double*; b B const double*;\
  ldb ldb int64_t; c C double*; ldc ldc int64_t
  """)
@c(cublasDgeam_64) package func cublasDgeam_64(
  _ handle: OpaquePointer?, _ transA: CInt, _ transB: CInt, _ m: Int, _ n: Int,
  _ alpha: UnsafeRawPointer?, _ a: UnsafeRawPointer?, _ lda: Int, _ beta: UnsafeRawPointer?,
  _ b: UnsafeRawPointer?, _ ldb: Int, _ c: UnsafeRawPointer?, _ ldc: Int
) -> CInt {
  cublasDgeam_64Call.run([
    handle.word, transA.word, transB.word, m.word, n.word, alpha.word, a.word, lda.word,
    beta.word, b.word, ldb.word, c.word, ldc.word,
  ])
}

private let cublasCgeam_64Call = BLASSignature(
  "cublasCgeam_64", .geam,
  """
  handle handle cublasHandle_t; transA transa cublasOperation_t;\
  transB transb cublasOperation_t; m m int64_t; n n int64_t; alpha alpha const cuComplex*;\
  a A const cuComplex*; lda lda int64_t; beta beta const cuComplex*; b B const cuComplex*;\
  ldb ldb int64_t; c C cuComplex*; ldc ldc int64_t
  """)
@c(cublasCgeam_64) package func cublasCgeam_64(
  _ handle: OpaquePointer?, _ transA: CInt, _ transB: CInt, _ m: Int, _ n: Int,
  _ alpha: UnsafeRawPointer?, _ a: UnsafeRawPointer?, _ lda: Int, _ beta: UnsafeRawPointer?,
  _ b: UnsafeRawPointer?, _ ldb: Int, _ c: UnsafeRawPointer?, _ ldc: Int
) -> CInt {
  cublasCgeam_64Call.run([
    handle.word, transA.word, transB.word, m.word, n.word, alpha.word, a.word, lda.word,
    beta.word, b.word, ldb.word, c.word, ldc.word,
  ])
}

private let cublasZgeam_64Call = BLASSignature(
  "cublasZgeam_64", .geam,
  """
  handle handle cublasHandle_t; transA transa cublasOperation_t;\
  transB transb cublasOperation_t; m m int64_t; n n int64_t; alpha alpha const cuDoubleComplex*;\
  a A const cuDoubleComplex*; lda lda int64_t; beta beta const cuDoubleComplex*;\
  b B const cuDoubleComplex*; ldb ldb int64_t; c C cuDoubleComplex*; ldc ldc int64_t
  """)
@c(cublasZgeam_64) package func cublasZgeam_64(
  _ handle: OpaquePointer?, _ transA: CInt, _ transB: CInt, _ m: Int, _ n: Int,
  _ alpha: UnsafeRawPointer?, _ a: UnsafeRawPointer?, _ lda: Int, _ beta: UnsafeRawPointer?,
  _ b: UnsafeRawPointer?, _ ldb: Int, _ c: UnsafeRawPointer?, _ ldc: Int
) -> CInt {
  cublasZgeam_64Call.run([
    handle.word, transA.word, transB.word, m.word, n.word, alpha.word, a.word, lda.word,
    beta.word, b.word, ldb.word, c.word, ldc.word,
  ])
}

private let cublasSdgmm_64Call = BLASSignature(
  "cublasSdgmm_64", .dgmm,
  """
  handle handle cublasHandle_t; side mode cublasSideMode_t; m m int64_t; n n int64_t;\
  a A const float*; lda lda int64_t; x x const float*; incx incx int64_t; c C float*;\
  ldc ldc int64_t
  """)
@c(cublasSdgmm_64) package func cublasSdgmm_64(
  _ handle: OpaquePointer?, _ side: CInt, _ m: Int, _ n: Int, _ a: UnsafeRawPointer?,
  _ lda: Int, _ x: UnsafeRawPointer?, _ incx: Int, _ c: UnsafeRawPointer?, _ ldc: Int
) -> CInt {
  cublasSdgmm_64Call.run([
    handle.word, side.word, m.word, n.word, a.word, lda.word, x.word, incx.word, c.word,
    ldc.word,
  ])
}

private let cublasDdgmm_64Call = BLASSignature(
  "cublasDdgmm_64", .dgmm,
  """
  handle handle cublasHandle_t; side mode cublasSideMode_t; m m int64_t; n n int64_t;\
  a A const double*; lda lda int64_t; x x const double*; incx incx int64_t; c C double*;\
  ldc ldc int64_t
  """)
@c(cublasDdgmm_64) package func cublasDdgmm_64(
  _ handle: OpaquePointer?, _ side: CInt, _ m: Int, _ n: Int, _ a: UnsafeRawPointer?,
  _ lda: Int, _ x: UnsafeRawPointer?, _ incx: Int, _ c: UnsafeRawPointer?, _ ldc: Int
) -> CInt {
  cublasDdgmm_64Call.run([
    handle.word, side.word, m.word, n.word, a.word, lda.word, x.word, incx.word, c.word,
    ldc.word,
  ])
}

private let cublasCdgmm_64Call = BLASSignature(
  "cublasCdgmm_64", .dgmm,
  """
  handle handle cublasHandle_t; side mode cublasSideMode_t; m m int64_t; n n int64_t;\
  a A const cuComplex*; lda lda int64_t; x x const cuComplex*; incx incx int64_t;\
  c C cuComplex*; ldc ldc int64_t
  """)
@c(cublasCdgmm_64) package func cublasCdgmm_64(
  _ handle: OpaquePointer?, _ side: CInt, _ m: Int, _ n: Int, _ a: UnsafeRawPointer?,
  _ lda: Int, _ x: UnsafeRawPointer?, _ incx: Int, _ c: UnsafeRawPointer?, _ ldc: Int
) -> CInt {
  cublasCdgmm_64Call.run([
    handle.word, side.word, m.word, n.word, a.word, lda.word, x.word, incx.word, c.word,
    ldc.word,
  ])
}

private let cublasZdgmm_64Call = BLASSignature(
  "cublasZdgmm_64", .dgmm,
  """
  handle handle cublasHandle_t; side mode cublasSideMode_t; m m int64_t; n n int64_t;\
  a A const cuDoubleComplex*; lda lda int64_t; x x const cuDoubleComplex*; incx incx int64_t;\
  c C cuDoubleComplex*; ldc ldc int64_t
  """)
@c(cublasZdgmm_64) package func cublasZdgmm_64(
  _ handle: OpaquePointer?, _ side: CInt, _ m: Int, _ n: Int, _ a: UnsafeRawPointer?,
  _ lda: Int, _ x: UnsafeRawPointer?, _ incx: Int, _ c: UnsafeRawPointer?, _ ldc: Int
) -> CInt {
  cublasZdgmm_64Call.run([
    handle.word, side.word, m.word, n.word, a.word, lda.word, x.word, incx.word, c.word,
    ldc.word,
  ])
}

private let cublasStrsmBatched_64Call = BLASSignature(
  "cublasStrsmBatched_64", .trsm,
  """
  handle handle cublasHandle_t; side side cublasSideMode_t; uplo uplo cublasFillMode_t;\
  transA trans cublasOperation_t; diag diag cublasDiagType_t; m m int64_t; n n int64_t;\
  alpha alpha const float*; a A const float* const*; lda lda int64_t; b B float* const*;\
  ldb ldb int64_t; batch batchCount int64_t
  """)
@c(cublasStrsmBatched_64) package func cublasStrsmBatched_64(
  _ handle: OpaquePointer?, _ side: CInt, _ uplo: CInt, _ transA: CInt, _ diag: CInt, _ m: Int,
  _ n: Int, _ alpha: UnsafeRawPointer?, _ a: UnsafeRawPointer?, _ lda: Int,
  _ b: UnsafeRawPointer?, _ ldb: Int, _ batch: Int
) -> CInt {
  cublasStrsmBatched_64Call.run([
    handle.word, side.word, uplo.word, transA.word, diag.word, m.word, n.word, alpha.word,
    a.word, lda.word, b.word, ldb.word, batch.word,
  ])
}

private let cublasDtrsmBatched_64Call = BLASSignature(
  "cublasDtrsmBatched_64", .trsm,
  """
  handle handle cublasHandle_t; side side cublasSideMode_t; uplo uplo cublasFillMode_t;\
  transA trans cublasOperation_t; diag diag cublasDiagType_t; m m int64_t; n n int64_t;\
  alpha alpha const double*; a A const double* const*; lda lda int64_t; b B double* const*;\
  ldb ldb int64_t; batch batchCount int64_t
  """)
@c(cublasDtrsmBatched_64) package func cublasDtrsmBatched_64(
  _ handle: OpaquePointer?, _ side: CInt, _ uplo: CInt, _ transA: CInt, _ diag: CInt, _ m: Int,
  _ n: Int, _ alpha: UnsafeRawPointer?, _ a: UnsafeRawPointer?, _ lda: Int,
  _ b: UnsafeRawPointer?, _ ldb: Int, _ batch: Int
) -> CInt {
  cublasDtrsmBatched_64Call.run([
    handle.word, side.word, uplo.word, transA.word, diag.word, m.word, n.word, alpha.word,
    a.word, lda.word, b.word, ldb.word, batch.word,
  ])
}

private let cublasCtrsmBatched_64Call = BLASSignature(
  "cublasCtrsmBatched_64", .trsm,
  """
  handle handle cublasHandle_t; side side cublasSideMode_t; uplo uplo cublasFillMode_t;\
  transA trans cublasOperation_t; diag diag cublasDiagType_t; m m int64_t; n n int64_t;\
  alpha alpha const cuComplex*; a A const cuComplex* const*; lda lda int64_t;\
  b B cuComplex* const*; ldb ldb int64_t; batch batchCount int64_t
  """)
@c(cublasCtrsmBatched_64) package func cublasCtrsmBatched_64(
  _ handle: OpaquePointer?, _ side: CInt, _ uplo: CInt, _ transA: CInt, _ diag: CInt, _ m: Int,
  _ n: Int, _ alpha: UnsafeRawPointer?, _ a: UnsafeRawPointer?, _ lda: Int,
  _ b: UnsafeRawPointer?, _ ldb: Int, _ batch: Int
) -> CInt {
  cublasCtrsmBatched_64Call.run([
    handle.word, side.word, uplo.word, transA.word, diag.word, m.word, n.word, alpha.word,
    a.word, lda.word, b.word, ldb.word, batch.word,
  ])
}

private let cublasZtrsmBatched_64Call = BLASSignature(
  "cublasZtrsmBatched_64", .trsm,
  """
  handle handle cublasHandle_t; side side cublasSideMode_t; uplo uplo cublasFillMode_t;\
  transA trans cublasOperation_t; diag diag cublasDiagType_t; m m int64_t; n n int64_t;\
  alpha alpha const cuDoubleComplex*; a A const cuDoubleComplex* const*; lda lda int64_t;\
  b B cuDoubleComplex* const*; ldb ldb int64_t; batch batchCount int64_t
  """)
@c(cublasZtrsmBatched_64) package func cublasZtrsmBatched_64(
  _ handle: OpaquePointer?, _ side: CInt, _ uplo: CInt, _ transA: CInt, _ diag: CInt, _ m: Int,
  _ n: Int, _ alpha: UnsafeRawPointer?, _ a: UnsafeRawPointer?, _ lda: Int,
  _ b: UnsafeRawPointer?, _ ldb: Int, _ batch: Int
) -> CInt {
  cublasZtrsmBatched_64Call.run([
    handle.word, side.word, uplo.word, transA.word, diag.word, m.word, n.word, alpha.word,
    a.word, lda.word, b.word, ldb.word, batch.word,
  ])
}
