// Written by generate_levels.py; change it there.

private let cublasSgemv_v2Call = BLASSignature(
  "cublasSgemv_v2", .gemv,
  """
  handle handle cublasHandle_t; transA trans cublasOperation_t; m m int; n n int;\
  alpha alpha const float*; a A const float*; lda lda int; x x const float*; incx incx int;\
  beta beta const float*; y y float*; incy incy int
  """)
@c(cublasSgemv_v2) package func cublasSgemv_v2(
  _ handle: OpaquePointer?, _ transA: CInt, _ m: CInt, _ n: CInt, _ alpha: UnsafeRawPointer?,
  _ a: UnsafeRawPointer?, _ lda: CInt, _ x: UnsafeRawPointer?, _ incx: CInt,
  _ beta: UnsafeRawPointer?, _ y: UnsafeRawPointer?, _ incy: CInt
) -> CInt {
  cublasSgemv_v2Call.run([
    handle.word, transA.word, m.word, n.word, alpha.word, a.word, lda.word, x.word, incx.word,
    beta.word, y.word, incy.word,
  ])
}

private let cublasDgemv_v2Call = BLASSignature(
  "cublasDgemv_v2", .gemv,
  """
  handle handle cublasHandle_t; transA trans cublasOperation_t; m m int; n n int;\
  alpha alpha const double*; a A const double*; lda lda int; x x const double*; incx incx int;\
  beta beta const double*; y y double*; incy incy int
  """)
@c(cublasDgemv_v2) package func cublasDgemv_v2(
  _ handle: OpaquePointer?, _ transA: CInt, _ m: CInt, _ n: CInt, _ alpha: UnsafeRawPointer?,
  _ a: UnsafeRawPointer?, _ lda: CInt, _ x: UnsafeRawPointer?, _ incx: CInt,
  _ beta: UnsafeRawPointer?, _ y: UnsafeRawPointer?, _ incy: CInt
) -> CInt {
  cublasDgemv_v2Call.run([
    handle.word, transA.word, m.word, n.word, alpha.word, a.word, lda.word, x.word, incx.word,
    beta.word, y.word, incy.word,
  ])
}

private let cublasCgemv_v2Call = BLASSignature(
  "cublasCgemv_v2", .gemv,
  """
  handle handle cublasHandle_t; transA trans cublasOperation_t; m m int; n n int;\
  alpha alpha const cuComplex*; a A const cuComplex*; lda lda int; x x const cuComplex*;\
  incx incx int; beta beta const cuComplex*; y y cuComplex*; incy incy int
  """)
@c(cublasCgemv_v2) package func cublasCgemv_v2(
  _ handle: OpaquePointer?, _ transA: CInt, _ m: CInt, _ n: CInt, _ alpha: UnsafeRawPointer?,
  _ a: UnsafeRawPointer?, _ lda: CInt, _ x: UnsafeRawPointer?, _ incx: CInt,
  _ beta: UnsafeRawPointer?, _ y: UnsafeRawPointer?, _ incy: CInt
) -> CInt {
  cublasCgemv_v2Call.run([
    handle.word, transA.word, m.word, n.word, alpha.word, a.word, lda.word, x.word, incx.word,
    beta.word, y.word, incy.word,
  ])
}

private let cublasZgemv_v2Call = BLASSignature(
  "cublasZgemv_v2", .gemv,
  """
  handle handle cublasHandle_t; transA trans cublasOperation_t; m m int; n n int;\
  alpha alpha const cuDoubleComplex*; a A const cuDoubleComplex*; lda lda int;\
  x x const cuDoubleComplex*; incx incx int; beta beta const cuDoubleComplex*;\
  y y cuDoubleComplex*; incy incy int
  """)
@c(cublasZgemv_v2) package func cublasZgemv_v2(
  _ handle: OpaquePointer?, _ transA: CInt, _ m: CInt, _ n: CInt, _ alpha: UnsafeRawPointer?,
  _ a: UnsafeRawPointer?, _ lda: CInt, _ x: UnsafeRawPointer?, _ incx: CInt,
  _ beta: UnsafeRawPointer?, _ y: UnsafeRawPointer?, _ incy: CInt
) -> CInt {
  cublasZgemv_v2Call.run([
    handle.word, transA.word, m.word, n.word, alpha.word, a.word, lda.word, x.word, incx.word,
    beta.word, y.word, incy.word,
  ])
}

private let cublasSgbmv_v2Call = BLASSignature(
  "cublasSgbmv_v2", .gbmv,
  """
  handle handle cublasHandle_t; transA trans cublasOperation_t; m m int; n n int; kl kl int;\
  ku ku int; alpha alpha const float*; a A const float*; lda lda int; x x const float*;\
  incx incx int; beta beta const float*; y y float*; incy incy int
  """)
@c(cublasSgbmv_v2) package func cublasSgbmv_v2(
  _ handle: OpaquePointer?, _ transA: CInt, _ m: CInt, _ n: CInt, _ kl: CInt, _ ku: CInt,
  _ alpha: UnsafeRawPointer?, _ a: UnsafeRawPointer?, _ lda: CInt, _ x: UnsafeRawPointer?,
  _ incx: CInt, _ beta: UnsafeRawPointer?, _ y: UnsafeRawPointer?, _ incy: CInt
) -> CInt {
  cublasSgbmv_v2Call.run([
    handle.word, transA.word, m.word, n.word, kl.word, ku.word, alpha.word, a.word, lda.word,
    x.word, incx.word, beta.word, y.word, incy.word,
  ])
}

private let cublasDgbmv_v2Call = BLASSignature(
  "cublasDgbmv_v2", .gbmv,
  """
  handle handle cublasHandle_t; transA trans cublasOperation_t; m m int; n n int; kl kl int;\
  ku ku int; alpha alpha const double*; a A const double*; lda lda int; x x const double*;\
  incx incx int; beta beta const double*; y y double*; incy incy int
  """)
@c(cublasDgbmv_v2) package func cublasDgbmv_v2(
  _ handle: OpaquePointer?, _ transA: CInt, _ m: CInt, _ n: CInt, _ kl: CInt, _ ku: CInt,
  _ alpha: UnsafeRawPointer?, _ a: UnsafeRawPointer?, _ lda: CInt, _ x: UnsafeRawPointer?,
  _ incx: CInt, _ beta: UnsafeRawPointer?, _ y: UnsafeRawPointer?, _ incy: CInt
) -> CInt {
  cublasDgbmv_v2Call.run([
    handle.word, transA.word, m.word, n.word, kl.word, ku.word, alpha.word, a.word, lda.word,
    x.word, incx.word, beta.word, y.word, incy.word,
  ])
}

private let cublasCgbmv_v2Call = BLASSignature(
  "cublasCgbmv_v2", .gbmv,
  """
  handle handle cublasHandle_t; transA trans cublasOperation_t; m m int; n n int; kl kl int;\
  ku ku int; alpha alpha const cuComplex*; a A const cuComplex*; lda lda int;\
  x x const cuComplex*; incx incx int; beta beta const cuComplex*; y y cuComplex*;\
  incy incy int
  """)
@c(cublasCgbmv_v2) package func cublasCgbmv_v2(
  _ handle: OpaquePointer?, _ transA: CInt, _ m: CInt, _ n: CInt, _ kl: CInt, _ ku: CInt,
  _ alpha: UnsafeRawPointer?, _ a: UnsafeRawPointer?, _ lda: CInt, _ x: UnsafeRawPointer?,
  _ incx: CInt, _ beta: UnsafeRawPointer?, _ y: UnsafeRawPointer?, _ incy: CInt
) -> CInt {
  cublasCgbmv_v2Call.run([
    handle.word, transA.word, m.word, n.word, kl.word, ku.word, alpha.word, a.word, lda.word,
    x.word, incx.word, beta.word, y.word, incy.word,
  ])
}

private let cublasZgbmv_v2Call = BLASSignature(
  "cublasZgbmv_v2", .gbmv,
  """
  handle handle cublasHandle_t; transA trans cublasOperation_t; m m int; n n int; kl kl int;\
  ku ku int; alpha alpha const cuDoubleComplex*; a A const cuDoubleComplex*; lda lda int;\
  x x const cuDoubleComplex*; incx incx int; beta beta const cuDoubleComplex*;\
  y y cuDoubleComplex*; incy incy int
  """)
@c(cublasZgbmv_v2) package func cublasZgbmv_v2(
  _ handle: OpaquePointer?, _ transA: CInt, _ m: CInt, _ n: CInt, _ kl: CInt, _ ku: CInt,
  _ alpha: UnsafeRawPointer?, _ a: UnsafeRawPointer?, _ lda: CInt, _ x: UnsafeRawPointer?,
  _ incx: CInt, _ beta: UnsafeRawPointer?, _ y: UnsafeRawPointer?, _ incy: CInt
) -> CInt {
  cublasZgbmv_v2Call.run([
    handle.word, transA.word, m.word, n.word, kl.word, ku.word, alpha.word, a.word, lda.word,
    x.word, incx.word, beta.word, y.word, incy.word,
  ])
}

private let cublasStrmv_v2Call = BLASSignature(
  "cublasStrmv_v2", .trmv,
  """
  handle handle cublasHandle_t; uplo uplo cublasFillMode_t; transA trans cublasOperation_t;\
  diag diag cublasDiagType_t; n n int; a A const float*; lda lda int; x x float*; incx incx int
  """)
@c(cublasStrmv_v2) package func cublasStrmv_v2(
  _ handle: OpaquePointer?, _ uplo: CInt, _ transA: CInt, _ diag: CInt, _ n: CInt,
  _ a: UnsafeRawPointer?, _ lda: CInt, _ x: UnsafeRawPointer?, _ incx: CInt
) -> CInt {
  cublasStrmv_v2Call.run([
    handle.word, uplo.word, transA.word, diag.word, n.word, a.word, lda.word, x.word, incx.word,
  ])
}

private let cublasDtrmv_v2Call = BLASSignature(
  "cublasDtrmv_v2", .trmv,
  """
  handle handle cublasHandle_t; uplo uplo cublasFillMode_t; transA trans cublasOperation_t;\
  diag diag cublasDiagType_t; n n int; a A const double*; lda lda int; x x double*;\
  incx incx int
  """)
@c(cublasDtrmv_v2) package func cublasDtrmv_v2(
  _ handle: OpaquePointer?, _ uplo: CInt, _ transA: CInt, _ diag: CInt, _ n: CInt,
  _ a: UnsafeRawPointer?, _ lda: CInt, _ x: UnsafeRawPointer?, _ incx: CInt
) -> CInt {
  cublasDtrmv_v2Call.run([
    handle.word, uplo.word, transA.word, diag.word, n.word, a.word, lda.word, x.word, incx.word,
  ])
}

private let cublasCtrmv_v2Call = BLASSignature(
  "cublasCtrmv_v2", .trmv,
  """
  handle handle cublasHandle_t; uplo uplo cublasFillMode_t; transA trans cublasOperation_t;\
  diag diag cublasDiagType_t; n n int; a A const cuComplex*; lda lda int; x x cuComplex*;\
  incx incx int
  """)
@c(cublasCtrmv_v2) package func cublasCtrmv_v2(
  _ handle: OpaquePointer?, _ uplo: CInt, _ transA: CInt, _ diag: CInt, _ n: CInt,
  _ a: UnsafeRawPointer?, _ lda: CInt, _ x: UnsafeRawPointer?, _ incx: CInt
) -> CInt {
  cublasCtrmv_v2Call.run([
    handle.word, uplo.word, transA.word, diag.word, n.word, a.word, lda.word, x.word, incx.word,
  ])
}

private let cublasZtrmv_v2Call = BLASSignature(
  "cublasZtrmv_v2", .trmv,
  """
  handle handle cublasHandle_t; uplo uplo cublasFillMode_t; transA trans cublasOperation_t;\
  diag diag cublasDiagType_t; n n int; a A const cuDoubleComplex*; lda lda int;\
  x x cuDoubleComplex*; incx incx int
  """)
@c(cublasZtrmv_v2) package func cublasZtrmv_v2(
  _ handle: OpaquePointer?, _ uplo: CInt, _ transA: CInt, _ diag: CInt, _ n: CInt,
  _ a: UnsafeRawPointer?, _ lda: CInt, _ x: UnsafeRawPointer?, _ incx: CInt
) -> CInt {
  cublasZtrmv_v2Call.run([
    handle.word, uplo.word, transA.word, diag.word, n.word, a.word, lda.word, x.word, incx.word,
  ])
}

private let cublasStbmv_v2Call = BLASSignature(
  "cublasStbmv_v2", .tbmv,
  """
  handle handle cublasHandle_t; uplo uplo cublasFillMode_t; transA trans cublasOperation_t;\
  diag diag cublasDiagType_t; n n int; k k int; a A const float*; lda lda int; x x float*;\
  incx incx int
  """)
@c(cublasStbmv_v2) package func cublasStbmv_v2(
  _ handle: OpaquePointer?, _ uplo: CInt, _ transA: CInt, _ diag: CInt, _ n: CInt, _ k: CInt,
  _ a: UnsafeRawPointer?, _ lda: CInt, _ x: UnsafeRawPointer?, _ incx: CInt
) -> CInt {
  cublasStbmv_v2Call.run([
    handle.word, uplo.word, transA.word, diag.word, n.word, k.word, a.word, lda.word, x.word,
    incx.word,
  ])
}

private let cublasDtbmv_v2Call = BLASSignature(
  "cublasDtbmv_v2", .tbmv,
  """
  handle handle cublasHandle_t; uplo uplo cublasFillMode_t; transA trans cublasOperation_t;\
  diag diag cublasDiagType_t; n n int; k k int; a A const double*; lda lda int; x x double*;\
  incx incx int
  """)
@c(cublasDtbmv_v2) package func cublasDtbmv_v2(
  _ handle: OpaquePointer?, _ uplo: CInt, _ transA: CInt, _ diag: CInt, _ n: CInt, _ k: CInt,
  _ a: UnsafeRawPointer?, _ lda: CInt, _ x: UnsafeRawPointer?, _ incx: CInt
) -> CInt {
  cublasDtbmv_v2Call.run([
    handle.word, uplo.word, transA.word, diag.word, n.word, k.word, a.word, lda.word, x.word,
    incx.word,
  ])
}

private let cublasCtbmv_v2Call = BLASSignature(
  "cublasCtbmv_v2", .tbmv,
  """
  handle handle cublasHandle_t; uplo uplo cublasFillMode_t; transA trans cublasOperation_t;\
  diag diag cublasDiagType_t; n n int; k k int; a A const cuComplex*; lda lda int;\
  x x cuComplex*; incx incx int
  """)
@c(cublasCtbmv_v2) package func cublasCtbmv_v2(
  _ handle: OpaquePointer?, _ uplo: CInt, _ transA: CInt, _ diag: CInt, _ n: CInt, _ k: CInt,
  _ a: UnsafeRawPointer?, _ lda: CInt, _ x: UnsafeRawPointer?, _ incx: CInt
) -> CInt {
  cublasCtbmv_v2Call.run([
    handle.word, uplo.word, transA.word, diag.word, n.word, k.word, a.word, lda.word, x.word,
    incx.word,
  ])
}

private let cublasZtbmv_v2Call = BLASSignature(
  "cublasZtbmv_v2", .tbmv,
  """
  handle handle cublasHandle_t; uplo uplo cublasFillMode_t; transA trans cublasOperation_t;\
  diag diag cublasDiagType_t; n n int; k k int; a A const cuDoubleComplex*; lda lda int;\
  x x cuDoubleComplex*; incx incx int
  """)
@c(cublasZtbmv_v2) package func cublasZtbmv_v2(
  _ handle: OpaquePointer?, _ uplo: CInt, _ transA: CInt, _ diag: CInt, _ n: CInt, _ k: CInt,
  _ a: UnsafeRawPointer?, _ lda: CInt, _ x: UnsafeRawPointer?, _ incx: CInt
) -> CInt {
  cublasZtbmv_v2Call.run([
    handle.word, uplo.word, transA.word, diag.word, n.word, k.word, a.word, lda.word, x.word,
    incx.word,
  ])
}

private let cublasStpmv_v2Call = BLASSignature(
  "cublasStpmv_v2", .tpmv,
  """
  handle handle cublasHandle_t; uplo uplo cublasFillMode_t; transA trans cublasOperation_t;\
  diag diag cublasDiagType_t; n n int; a AP const float*; x x float*; incx incx int
  """)
@c(cublasStpmv_v2) package func cublasStpmv_v2(
  _ handle: OpaquePointer?, _ uplo: CInt, _ transA: CInt, _ diag: CInt, _ n: CInt,
  _ a: UnsafeRawPointer?, _ x: UnsafeRawPointer?, _ incx: CInt
) -> CInt {
  cublasStpmv_v2Call.run([
    handle.word, uplo.word, transA.word, diag.word, n.word, a.word, x.word, incx.word,
  ])
}

private let cublasDtpmv_v2Call = BLASSignature(
  "cublasDtpmv_v2", .tpmv,
  """
  handle handle cublasHandle_t; uplo uplo cublasFillMode_t; transA trans cublasOperation_t;\
  diag diag cublasDiagType_t; n n int; a AP const double*; x x double*; incx incx int
  """)
@c(cublasDtpmv_v2) package func cublasDtpmv_v2(
  _ handle: OpaquePointer?, _ uplo: CInt, _ transA: CInt, _ diag: CInt, _ n: CInt,
  _ a: UnsafeRawPointer?, _ x: UnsafeRawPointer?, _ incx: CInt
) -> CInt {
  cublasDtpmv_v2Call.run([
    handle.word, uplo.word, transA.word, diag.word, n.word, a.word, x.word, incx.word,
  ])
}

private let cublasCtpmv_v2Call = BLASSignature(
  "cublasCtpmv_v2", .tpmv,
  """
  handle handle cublasHandle_t; uplo uplo cublasFillMode_t; transA trans cublasOperation_t;\
  diag diag cublasDiagType_t; n n int; a AP const cuComplex*; x x cuComplex*; incx incx int
  """)
@c(cublasCtpmv_v2) package func cublasCtpmv_v2(
  _ handle: OpaquePointer?, _ uplo: CInt, _ transA: CInt, _ diag: CInt, _ n: CInt,
  _ a: UnsafeRawPointer?, _ x: UnsafeRawPointer?, _ incx: CInt
) -> CInt {
  cublasCtpmv_v2Call.run([
    handle.word, uplo.word, transA.word, diag.word, n.word, a.word, x.word, incx.word,
  ])
}

private let cublasZtpmv_v2Call = BLASSignature(
  "cublasZtpmv_v2", .tpmv,
  """
  handle handle cublasHandle_t; uplo uplo cublasFillMode_t; transA trans cublasOperation_t;\
  diag diag cublasDiagType_t; n n int; a AP const cuDoubleComplex*; x x cuDoubleComplex*;\
  incx incx int
  """)
@c(cublasZtpmv_v2) package func cublasZtpmv_v2(
  _ handle: OpaquePointer?, _ uplo: CInt, _ transA: CInt, _ diag: CInt, _ n: CInt,
  _ a: UnsafeRawPointer?, _ x: UnsafeRawPointer?, _ incx: CInt
) -> CInt {
  cublasZtpmv_v2Call.run([
    handle.word, uplo.word, transA.word, diag.word, n.word, a.word, x.word, incx.word,
  ])
}

private let cublasStrsv_v2Call = BLASSignature(
  "cublasStrsv_v2", .trsv,
  """
  handle handle cublasHandle_t; uplo uplo cublasFillMode_t; transA trans cublasOperation_t;\
  diag diag cublasDiagType_t; n n int; a A const float*; lda lda int; x x float*; incx incx int
  """)
@c(cublasStrsv_v2) package func cublasStrsv_v2(
  _ handle: OpaquePointer?, _ uplo: CInt, _ transA: CInt, _ diag: CInt, _ n: CInt,
  _ a: UnsafeRawPointer?, _ lda: CInt, _ x: UnsafeRawPointer?, _ incx: CInt
) -> CInt {
  cublasStrsv_v2Call.run([
    handle.word, uplo.word, transA.word, diag.word, n.word, a.word, lda.word, x.word, incx.word,
  ])
}

private let cublasDtrsv_v2Call = BLASSignature(
  "cublasDtrsv_v2", .trsv,
  """
  handle handle cublasHandle_t; uplo uplo cublasFillMode_t; transA trans cublasOperation_t;\
  diag diag cublasDiagType_t; n n int; a A const double*; lda lda int; x x double*;\
  incx incx int
  """)
@c(cublasDtrsv_v2) package func cublasDtrsv_v2(
  _ handle: OpaquePointer?, _ uplo: CInt, _ transA: CInt, _ diag: CInt, _ n: CInt,
  _ a: UnsafeRawPointer?, _ lda: CInt, _ x: UnsafeRawPointer?, _ incx: CInt
) -> CInt {
  cublasDtrsv_v2Call.run([
    handle.word, uplo.word, transA.word, diag.word, n.word, a.word, lda.word, x.word, incx.word,
  ])
}

private let cublasCtrsv_v2Call = BLASSignature(
  "cublasCtrsv_v2", .trsv,
  """
  handle handle cublasHandle_t; uplo uplo cublasFillMode_t; transA trans cublasOperation_t;\
  diag diag cublasDiagType_t; n n int; a A const cuComplex*; lda lda int; x x cuComplex*;\
  incx incx int
  """)
@c(cublasCtrsv_v2) package func cublasCtrsv_v2(
  _ handle: OpaquePointer?, _ uplo: CInt, _ transA: CInt, _ diag: CInt, _ n: CInt,
  _ a: UnsafeRawPointer?, _ lda: CInt, _ x: UnsafeRawPointer?, _ incx: CInt
) -> CInt {
  cublasCtrsv_v2Call.run([
    handle.word, uplo.word, transA.word, diag.word, n.word, a.word, lda.word, x.word, incx.word,
  ])
}

private let cublasZtrsv_v2Call = BLASSignature(
  "cublasZtrsv_v2", .trsv,
  """
  handle handle cublasHandle_t; uplo uplo cublasFillMode_t; transA trans cublasOperation_t;\
  diag diag cublasDiagType_t; n n int; a A const cuDoubleComplex*; lda lda int;\
  x x cuDoubleComplex*; incx incx int
  """)
@c(cublasZtrsv_v2) package func cublasZtrsv_v2(
  _ handle: OpaquePointer?, _ uplo: CInt, _ transA: CInt, _ diag: CInt, _ n: CInt,
  _ a: UnsafeRawPointer?, _ lda: CInt, _ x: UnsafeRawPointer?, _ incx: CInt
) -> CInt {
  cublasZtrsv_v2Call.run([
    handle.word, uplo.word, transA.word, diag.word, n.word, a.word, lda.word, x.word, incx.word,
  ])
}

private let cublasStpsv_v2Call = BLASSignature(
  "cublasStpsv_v2", .tpsv,
  """
  handle handle cublasHandle_t; uplo uplo cublasFillMode_t; transA trans cublasOperation_t;\
  diag diag cublasDiagType_t; n n int; a AP const float*; x x float*; incx incx int
  """)
@c(cublasStpsv_v2) package func cublasStpsv_v2(
  _ handle: OpaquePointer?, _ uplo: CInt, _ transA: CInt, _ diag: CInt, _ n: CInt,
  _ a: UnsafeRawPointer?, _ x: UnsafeRawPointer?, _ incx: CInt
) -> CInt {
  cublasStpsv_v2Call.run([
    handle.word, uplo.word, transA.word, diag.word, n.word, a.word, x.word, incx.word,
  ])
}

private let cublasDtpsv_v2Call = BLASSignature(
  "cublasDtpsv_v2", .tpsv,
  """
  handle handle cublasHandle_t; uplo uplo cublasFillMode_t; transA trans cublasOperation_t;\
  diag diag cublasDiagType_t; n n int; a AP const double*; x x double*; incx incx int
  """)
@c(cublasDtpsv_v2) package func cublasDtpsv_v2(
  _ handle: OpaquePointer?, _ uplo: CInt, _ transA: CInt, _ diag: CInt, _ n: CInt,
  _ a: UnsafeRawPointer?, _ x: UnsafeRawPointer?, _ incx: CInt
) -> CInt {
  cublasDtpsv_v2Call.run([
    handle.word, uplo.word, transA.word, diag.word, n.word, a.word, x.word, incx.word,
  ])
}

private let cublasCtpsv_v2Call = BLASSignature(
  "cublasCtpsv_v2", .tpsv,
  """
  handle handle cublasHandle_t; uplo uplo cublasFillMode_t; transA trans cublasOperation_t;\
  diag diag cublasDiagType_t; n n int; a AP const cuComplex*; x x cuComplex*; incx incx int
  """)
@c(cublasCtpsv_v2) package func cublasCtpsv_v2(
  _ handle: OpaquePointer?, _ uplo: CInt, _ transA: CInt, _ diag: CInt, _ n: CInt,
  _ a: UnsafeRawPointer?, _ x: UnsafeRawPointer?, _ incx: CInt
) -> CInt {
  cublasCtpsv_v2Call.run([
    handle.word, uplo.word, transA.word, diag.word, n.word, a.word, x.word, incx.word,
  ])
}

private let cublasZtpsv_v2Call = BLASSignature(
  "cublasZtpsv_v2", .tpsv,
  """
  handle handle cublasHandle_t; uplo uplo cublasFillMode_t; transA trans cublasOperation_t;\
  diag diag cublasDiagType_t; n n int; a AP const cuDoubleComplex*; x x cuDoubleComplex*;\
  incx incx int
  """)
@c(cublasZtpsv_v2) package func cublasZtpsv_v2(
  _ handle: OpaquePointer?, _ uplo: CInt, _ transA: CInt, _ diag: CInt, _ n: CInt,
  _ a: UnsafeRawPointer?, _ x: UnsafeRawPointer?, _ incx: CInt
) -> CInt {
  cublasZtpsv_v2Call.run([
    handle.word, uplo.word, transA.word, diag.word, n.word, a.word, x.word, incx.word,
  ])
}

private let cublasStbsv_v2Call = BLASSignature(
  "cublasStbsv_v2", .tbsv,
  """
  handle handle cublasHandle_t; uplo uplo cublasFillMode_t; transA trans cublasOperation_t;\
  diag diag cublasDiagType_t; n n int; k k int; a A const float*; lda lda int; x x float*;\
  incx incx int
  """)
@c(cublasStbsv_v2) package func cublasStbsv_v2(
  _ handle: OpaquePointer?, _ uplo: CInt, _ transA: CInt, _ diag: CInt, _ n: CInt, _ k: CInt,
  _ a: UnsafeRawPointer?, _ lda: CInt, _ x: UnsafeRawPointer?, _ incx: CInt
) -> CInt {
  cublasStbsv_v2Call.run([
    handle.word, uplo.word, transA.word, diag.word, n.word, k.word, a.word, lda.word, x.word,
    incx.word,
  ])
}

private let cublasDtbsv_v2Call = BLASSignature(
  "cublasDtbsv_v2", .tbsv,
  """
  handle handle cublasHandle_t; uplo uplo cublasFillMode_t; transA trans cublasOperation_t;\
  diag diag cublasDiagType_t; n n int; k k int; a A const double*; lda lda int; x x double*;\
  incx incx int
  """)
@c(cublasDtbsv_v2) package func cublasDtbsv_v2(
  _ handle: OpaquePointer?, _ uplo: CInt, _ transA: CInt, _ diag: CInt, _ n: CInt, _ k: CInt,
  _ a: UnsafeRawPointer?, _ lda: CInt, _ x: UnsafeRawPointer?, _ incx: CInt
) -> CInt {
  cublasDtbsv_v2Call.run([
    handle.word, uplo.word, transA.word, diag.word, n.word, k.word, a.word, lda.word, x.word,
    incx.word,
  ])
}

private let cublasCtbsv_v2Call = BLASSignature(
  "cublasCtbsv_v2", .tbsv,
  """
  handle handle cublasHandle_t; uplo uplo cublasFillMode_t; transA trans cublasOperation_t;\
  diag diag cublasDiagType_t; n n int; k k int; a A const cuComplex*; lda lda int;\
  x x cuComplex*; incx incx int
  """)
@c(cublasCtbsv_v2) package func cublasCtbsv_v2(
  _ handle: OpaquePointer?, _ uplo: CInt, _ transA: CInt, _ diag: CInt, _ n: CInt, _ k: CInt,
  _ a: UnsafeRawPointer?, _ lda: CInt, _ x: UnsafeRawPointer?, _ incx: CInt
) -> CInt {
  cublasCtbsv_v2Call.run([
    handle.word, uplo.word, transA.word, diag.word, n.word, k.word, a.word, lda.word, x.word,
    incx.word,
  ])
}

private let cublasZtbsv_v2Call = BLASSignature(
  "cublasZtbsv_v2", .tbsv,
  """
  handle handle cublasHandle_t; uplo uplo cublasFillMode_t; transA trans cublasOperation_t;\
  diag diag cublasDiagType_t; n n int; k k int; a A const cuDoubleComplex*; lda lda int;\
  x x cuDoubleComplex*; incx incx int
  """)
@c(cublasZtbsv_v2) package func cublasZtbsv_v2(
  _ handle: OpaquePointer?, _ uplo: CInt, _ transA: CInt, _ diag: CInt, _ n: CInt, _ k: CInt,
  _ a: UnsafeRawPointer?, _ lda: CInt, _ x: UnsafeRawPointer?, _ incx: CInt
) -> CInt {
  cublasZtbsv_v2Call.run([
    handle.word, uplo.word, transA.word, diag.word, n.word, k.word, a.word, lda.word, x.word,
    incx.word,
  ])
}

private let cublasSsymv_v2Call = BLASSignature(
  "cublasSsymv_v2", .symv,
  """
  handle handle cublasHandle_t; uplo uplo cublasFillMode_t; n n int; alpha alpha const float*;\
  a A const float*; lda lda int; x x const float*; incx incx int; beta beta const float*;\
  y y float*; incy incy int
  """)
@c(cublasSsymv_v2) package func cublasSsymv_v2(
  _ handle: OpaquePointer?, _ uplo: CInt, _ n: CInt, _ alpha: UnsafeRawPointer?,
  _ a: UnsafeRawPointer?, _ lda: CInt, _ x: UnsafeRawPointer?, _ incx: CInt,
  _ beta: UnsafeRawPointer?, _ y: UnsafeRawPointer?, _ incy: CInt
) -> CInt {
  cublasSsymv_v2Call.run([
    handle.word, uplo.word, n.word, alpha.word, a.word, lda.word, x.word, incx.word, beta.word,
    y.word, incy.word,
  ])
}

private let cublasDsymv_v2Call = BLASSignature(
  "cublasDsymv_v2", .symv,
  """
  handle handle cublasHandle_t; uplo uplo cublasFillMode_t; n n int; alpha alpha const double*;\
  a A const double*; lda lda int; x x const double*; incx incx int; beta beta const double*;\
  y y double*; incy incy int
  """)
@c(cublasDsymv_v2) package func cublasDsymv_v2(
  _ handle: OpaquePointer?, _ uplo: CInt, _ n: CInt, _ alpha: UnsafeRawPointer?,
  _ a: UnsafeRawPointer?, _ lda: CInt, _ x: UnsafeRawPointer?, _ incx: CInt,
  _ beta: UnsafeRawPointer?, _ y: UnsafeRawPointer?, _ incy: CInt
) -> CInt {
  cublasDsymv_v2Call.run([
    handle.word, uplo.word, n.word, alpha.word, a.word, lda.word, x.word, incx.word, beta.word,
    y.word, incy.word,
  ])
}

private let cublasCsymv_v2Call = BLASSignature(
  "cublasCsymv_v2", .symv,
  """
  handle handle cublasHandle_t; uplo uplo cublasFillMode_t; n n int;\
  alpha alpha const cuComplex*; a A const cuComplex*; lda lda int; x x const cuComplex*;\
  incx incx int; beta beta const cuComplex*; y y cuComplex*; incy incy int
  """)
@c(cublasCsymv_v2) package func cublasCsymv_v2(
  _ handle: OpaquePointer?, _ uplo: CInt, _ n: CInt, _ alpha: UnsafeRawPointer?,
  _ a: UnsafeRawPointer?, _ lda: CInt, _ x: UnsafeRawPointer?, _ incx: CInt,
  _ beta: UnsafeRawPointer?, _ y: UnsafeRawPointer?, _ incy: CInt
) -> CInt {
  cublasCsymv_v2Call.run([
    handle.word, uplo.word, n.word, alpha.word, a.word, lda.word, x.word, incx.word, beta.word,
    y.word, incy.word,
  ])
}

private let cublasZsymv_v2Call = BLASSignature(
  "cublasZsymv_v2", .symv,
  """
  handle handle cublasHandle_t; uplo uplo cublasFillMode_t; n n int;\
  alpha alpha const cuDoubleComplex*; a A const cuDoubleComplex*; lda lda int;\
  x x const cuDoubleComplex*; incx incx int; beta beta const cuDoubleComplex*;\
  y y cuDoubleComplex*; incy incy int
  """)
@c(cublasZsymv_v2) package func cublasZsymv_v2(
  _ handle: OpaquePointer?, _ uplo: CInt, _ n: CInt, _ alpha: UnsafeRawPointer?,
  _ a: UnsafeRawPointer?, _ lda: CInt, _ x: UnsafeRawPointer?, _ incx: CInt,
  _ beta: UnsafeRawPointer?, _ y: UnsafeRawPointer?, _ incy: CInt
) -> CInt {
  cublasZsymv_v2Call.run([
    handle.word, uplo.word, n.word, alpha.word, a.word, lda.word, x.word, incx.word, beta.word,
    y.word, incy.word,
  ])
}

private let cublasChemv_v2Call = BLASSignature(
  "cublasChemv_v2", .hemv,
  """
  handle handle cublasHandle_t; uplo uplo cublasFillMode_t; n n int;\
  alpha alpha const cuComplex*; a A const cuComplex*; lda lda int; x x const cuComplex*;\
  incx incx int; beta beta const cuComplex*; y y cuComplex*; incy incy int
  """)
@c(cublasChemv_v2) package func cublasChemv_v2(
  _ handle: OpaquePointer?, _ uplo: CInt, _ n: CInt, _ alpha: UnsafeRawPointer?,
  _ a: UnsafeRawPointer?, _ lda: CInt, _ x: UnsafeRawPointer?, _ incx: CInt,
  _ beta: UnsafeRawPointer?, _ y: UnsafeRawPointer?, _ incy: CInt
) -> CInt {
  cublasChemv_v2Call.run([
    handle.word, uplo.word, n.word, alpha.word, a.word, lda.word, x.word, incx.word, beta.word,
    y.word, incy.word,
  ])
}

private let cublasZhemv_v2Call = BLASSignature(
  "cublasZhemv_v2", .hemv,
  """
  handle handle cublasHandle_t; uplo uplo cublasFillMode_t; n n int;\
  alpha alpha const cuDoubleComplex*; a A const cuDoubleComplex*; lda lda int;\
  x x const cuDoubleComplex*; incx incx int; beta beta const cuDoubleComplex*;\
  y y cuDoubleComplex*; incy incy int
  """)
@c(cublasZhemv_v2) package func cublasZhemv_v2(
  _ handle: OpaquePointer?, _ uplo: CInt, _ n: CInt, _ alpha: UnsafeRawPointer?,
  _ a: UnsafeRawPointer?, _ lda: CInt, _ x: UnsafeRawPointer?, _ incx: CInt,
  _ beta: UnsafeRawPointer?, _ y: UnsafeRawPointer?, _ incy: CInt
) -> CInt {
  cublasZhemv_v2Call.run([
    handle.word, uplo.word, n.word, alpha.word, a.word, lda.word, x.word, incx.word, beta.word,
    y.word, incy.word,
  ])
}

private let cublasSsbmv_v2Call = BLASSignature(
  "cublasSsbmv_v2", .sbmv,
  """
  handle handle cublasHandle_t; uplo uplo cublasFillMode_t; n n int; k k int;\
  alpha alpha const float*; a A const float*; lda lda int; x x const float*; incx incx int;\
  beta beta const float*; y y float*; incy incy int
  """)
@c(cublasSsbmv_v2) package func cublasSsbmv_v2(
  _ handle: OpaquePointer?, _ uplo: CInt, _ n: CInt, _ k: CInt, _ alpha: UnsafeRawPointer?,
  _ a: UnsafeRawPointer?, _ lda: CInt, _ x: UnsafeRawPointer?, _ incx: CInt,
  _ beta: UnsafeRawPointer?, _ y: UnsafeRawPointer?, _ incy: CInt
) -> CInt {
  cublasSsbmv_v2Call.run([
    handle.word, uplo.word, n.word, k.word, alpha.word, a.word, lda.word, x.word, incx.word,
    beta.word, y.word, incy.word,
  ])
}

private let cublasDsbmv_v2Call = BLASSignature(
  "cublasDsbmv_v2", .sbmv,
  """
  handle handle cublasHandle_t; uplo uplo cublasFillMode_t; n n int; k k int;\
  alpha alpha const double*; a A const double*; lda lda int; x x const double*; incx incx int;\
  beta beta const double*; y y double*; incy incy int
  """)
@c(cublasDsbmv_v2) package func cublasDsbmv_v2(
  _ handle: OpaquePointer?, _ uplo: CInt, _ n: CInt, _ k: CInt, _ alpha: UnsafeRawPointer?,
  _ a: UnsafeRawPointer?, _ lda: CInt, _ x: UnsafeRawPointer?, _ incx: CInt,
  _ beta: UnsafeRawPointer?, _ y: UnsafeRawPointer?, _ incy: CInt
) -> CInt {
  cublasDsbmv_v2Call.run([
    handle.word, uplo.word, n.word, k.word, alpha.word, a.word, lda.word, x.word, incx.word,
    beta.word, y.word, incy.word,
  ])
}

private let cublasChbmv_v2Call = BLASSignature(
  "cublasChbmv_v2", .hbmv,
  """
  handle handle cublasHandle_t; uplo uplo cublasFillMode_t; n n int; k k int;\
  alpha alpha const cuComplex*; a A const cuComplex*; lda lda int; x x const cuComplex*;\
  incx incx int; beta beta const cuComplex*; y y cuComplex*; incy incy int
  """)
@c(cublasChbmv_v2) package func cublasChbmv_v2(
  _ handle: OpaquePointer?, _ uplo: CInt, _ n: CInt, _ k: CInt, _ alpha: UnsafeRawPointer?,
  _ a: UnsafeRawPointer?, _ lda: CInt, _ x: UnsafeRawPointer?, _ incx: CInt,
  _ beta: UnsafeRawPointer?, _ y: UnsafeRawPointer?, _ incy: CInt
) -> CInt {
  cublasChbmv_v2Call.run([
    handle.word, uplo.word, n.word, k.word, alpha.word, a.word, lda.word, x.word, incx.word,
    beta.word, y.word, incy.word,
  ])
}

private let cublasZhbmv_v2Call = BLASSignature(
  "cublasZhbmv_v2", .hbmv,
  """
  handle handle cublasHandle_t; uplo uplo cublasFillMode_t; n n int; k k int;\
  alpha alpha const cuDoubleComplex*; a A const cuDoubleComplex*; lda lda int;\
  x x const cuDoubleComplex*; incx incx int; beta beta const cuDoubleComplex*;\
  y y cuDoubleComplex*; incy incy int
  """)
@c(cublasZhbmv_v2) package func cublasZhbmv_v2(
  _ handle: OpaquePointer?, _ uplo: CInt, _ n: CInt, _ k: CInt, _ alpha: UnsafeRawPointer?,
  _ a: UnsafeRawPointer?, _ lda: CInt, _ x: UnsafeRawPointer?, _ incx: CInt,
  _ beta: UnsafeRawPointer?, _ y: UnsafeRawPointer?, _ incy: CInt
) -> CInt {
  cublasZhbmv_v2Call.run([
    handle.word, uplo.word, n.word, k.word, alpha.word, a.word, lda.word, x.word, incx.word,
    beta.word, y.word, incy.word,
  ])
}

private let cublasSspmv_v2Call = BLASSignature(
  "cublasSspmv_v2", .spmv,
  """
  handle handle cublasHandle_t; uplo uplo cublasFillMode_t; n n int; alpha alpha const float*;\
  a AP const float*; x x const float*; incx incx int; beta beta const float*; y y float*;\
  incy incy int
  """)
@c(cublasSspmv_v2) package func cublasSspmv_v2(
  _ handle: OpaquePointer?, _ uplo: CInt, _ n: CInt, _ alpha: UnsafeRawPointer?,
  _ a: UnsafeRawPointer?, _ x: UnsafeRawPointer?, _ incx: CInt, _ beta: UnsafeRawPointer?,
  _ y: UnsafeRawPointer?, _ incy: CInt
) -> CInt {
  cublasSspmv_v2Call.run([
    handle.word, uplo.word, n.word, alpha.word, a.word, x.word, incx.word, beta.word, y.word,
    incy.word,
  ])
}

private let cublasDspmv_v2Call = BLASSignature(
  "cublasDspmv_v2", .spmv,
  """
  handle handle cublasHandle_t; uplo uplo cublasFillMode_t; n n int; alpha alpha const double*;\
  a AP const double*; x x const double*; incx incx int; beta beta const double*; y y double*;\
  incy incy int
  """)
@c(cublasDspmv_v2) package func cublasDspmv_v2(
  _ handle: OpaquePointer?, _ uplo: CInt, _ n: CInt, _ alpha: UnsafeRawPointer?,
  _ a: UnsafeRawPointer?, _ x: UnsafeRawPointer?, _ incx: CInt, _ beta: UnsafeRawPointer?,
  _ y: UnsafeRawPointer?, _ incy: CInt
) -> CInt {
  cublasDspmv_v2Call.run([
    handle.word, uplo.word, n.word, alpha.word, a.word, x.word, incx.word, beta.word, y.word,
    incy.word,
  ])
}

private let cublasChpmv_v2Call = BLASSignature(
  "cublasChpmv_v2", .hpmv,
  """
  handle handle cublasHandle_t; uplo uplo cublasFillMode_t; n n int;\
  alpha alpha const cuComplex*; a AP const cuComplex*; x x const cuComplex*; incx incx int;\
  beta beta const cuComplex*; y y cuComplex*; incy incy int
  """)
@c(cublasChpmv_v2) package func cublasChpmv_v2(
  _ handle: OpaquePointer?, _ uplo: CInt, _ n: CInt, _ alpha: UnsafeRawPointer?,
  _ a: UnsafeRawPointer?, _ x: UnsafeRawPointer?, _ incx: CInt, _ beta: UnsafeRawPointer?,
  _ y: UnsafeRawPointer?, _ incy: CInt
) -> CInt {
  cublasChpmv_v2Call.run([
    handle.word, uplo.word, n.word, alpha.word, a.word, x.word, incx.word, beta.word, y.word,
    incy.word,
  ])
}

private let cublasZhpmv_v2Call = BLASSignature(
  "cublasZhpmv_v2", .hpmv,
  """
  handle handle cublasHandle_t; uplo uplo cublasFillMode_t; n n int;\
  alpha alpha const cuDoubleComplex*; a AP const cuDoubleComplex*; x x const cuDoubleComplex*;\
  incx incx int; beta beta const cuDoubleComplex*; y y cuDoubleComplex*; incy incy int
  """)
@c(cublasZhpmv_v2) package func cublasZhpmv_v2(
  _ handle: OpaquePointer?, _ uplo: CInt, _ n: CInt, _ alpha: UnsafeRawPointer?,
  _ a: UnsafeRawPointer?, _ x: UnsafeRawPointer?, _ incx: CInt, _ beta: UnsafeRawPointer?,
  _ y: UnsafeRawPointer?, _ incy: CInt
) -> CInt {
  cublasZhpmv_v2Call.run([
    handle.word, uplo.word, n.word, alpha.word, a.word, x.word, incx.word, beta.word, y.word,
    incy.word,
  ])
}

private let cublasSger_v2Call = BLASSignature(
  "cublasSger_v2", .geru,
  """
  handle handle cublasHandle_t; m m int; n n int; alpha alpha const float*; x x const float*;\
  incx incx int; y y const float*; incy incy int; a A float*; lda lda int
  """)
@c(cublasSger_v2) package func cublasSger_v2(
  _ handle: OpaquePointer?, _ m: CInt, _ n: CInt, _ alpha: UnsafeRawPointer?,
  _ x: UnsafeRawPointer?, _ incx: CInt, _ y: UnsafeRawPointer?, _ incy: CInt,
  _ a: UnsafeRawPointer?, _ lda: CInt
) -> CInt {
  cublasSger_v2Call.run([
    handle.word, m.word, n.word, alpha.word, x.word, incx.word, y.word, incy.word, a.word,
    lda.word,
  ])
}

private let cublasDger_v2Call = BLASSignature(
  "cublasDger_v2", .geru,
  """
  handle handle cublasHandle_t; m m int; n n int; alpha alpha const double*; x x const double*;\
  incx incx int; y y const double*; incy incy int; a A double*; lda lda int
  """)
@c(cublasDger_v2) package func cublasDger_v2(
  _ handle: OpaquePointer?, _ m: CInt, _ n: CInt, _ alpha: UnsafeRawPointer?,
  _ x: UnsafeRawPointer?, _ incx: CInt, _ y: UnsafeRawPointer?, _ incy: CInt,
  _ a: UnsafeRawPointer?, _ lda: CInt
) -> CInt {
  cublasDger_v2Call.run([
    handle.word, m.word, n.word, alpha.word, x.word, incx.word, y.word, incy.word, a.word,
    lda.word,
  ])
}

private let cublasCgeru_v2Call = BLASSignature(
  "cublasCgeru_v2", .geru,
  """
  handle handle cublasHandle_t; m m int; n n int; alpha alpha const cuComplex*;\
  x x const cuComplex*; incx incx int; y y const cuComplex*; incy incy int; a A cuComplex*;\
  lda lda int
  """)
@c(cublasCgeru_v2) package func cublasCgeru_v2(
  _ handle: OpaquePointer?, _ m: CInt, _ n: CInt, _ alpha: UnsafeRawPointer?,
  _ x: UnsafeRawPointer?, _ incx: CInt, _ y: UnsafeRawPointer?, _ incy: CInt,
  _ a: UnsafeRawPointer?, _ lda: CInt
) -> CInt {
  cublasCgeru_v2Call.run([
    handle.word, m.word, n.word, alpha.word, x.word, incx.word, y.word, incy.word, a.word,
    lda.word,
  ])
}

private let cublasZgeru_v2Call = BLASSignature(
  "cublasZgeru_v2", .geru,
  """
  handle handle cublasHandle_t; m m int; n n int; alpha alpha const cuDoubleComplex*;\
  x x const cuDoubleComplex*; incx incx int; y y const cuDoubleComplex*; incy incy int;\
  a A cuDoubleComplex*; lda lda int
  """)
@c(cublasZgeru_v2) package func cublasZgeru_v2(
  _ handle: OpaquePointer?, _ m: CInt, _ n: CInt, _ alpha: UnsafeRawPointer?,
  _ x: UnsafeRawPointer?, _ incx: CInt, _ y: UnsafeRawPointer?, _ incy: CInt,
  _ a: UnsafeRawPointer?, _ lda: CInt
) -> CInt {
  cublasZgeru_v2Call.run([
    handle.word, m.word, n.word, alpha.word, x.word, incx.word, y.word, incy.word, a.word,
    lda.word,
  ])
}

private let cublasCgerc_v2Call = BLASSignature(
  "cublasCgerc_v2", .gerc,
  """
  handle handle cublasHandle_t; m m int; n n int; alpha alpha const cuComplex*;\
  x x const cuComplex*; incx incx int; y y const cuComplex*; incy incy int; a A cuComplex*;\
  lda lda int
  """)
@c(cublasCgerc_v2) package func cublasCgerc_v2(
  _ handle: OpaquePointer?, _ m: CInt, _ n: CInt, _ alpha: UnsafeRawPointer?,
  _ x: UnsafeRawPointer?, _ incx: CInt, _ y: UnsafeRawPointer?, _ incy: CInt,
  _ a: UnsafeRawPointer?, _ lda: CInt
) -> CInt {
  cublasCgerc_v2Call.run([
    handle.word, m.word, n.word, alpha.word, x.word, incx.word, y.word, incy.word, a.word,
    lda.word,
  ])
}

private let cublasZgerc_v2Call = BLASSignature(
  "cublasZgerc_v2", .gerc,
  """
  handle handle cublasHandle_t; m m int; n n int; alpha alpha const cuDoubleComplex*;\
  x x const cuDoubleComplex*; incx incx int; y y const cuDoubleComplex*; incy incy int;\
  a A cuDoubleComplex*; lda lda int
  """)
@c(cublasZgerc_v2) package func cublasZgerc_v2(
  _ handle: OpaquePointer?, _ m: CInt, _ n: CInt, _ alpha: UnsafeRawPointer?,
  _ x: UnsafeRawPointer?, _ incx: CInt, _ y: UnsafeRawPointer?, _ incy: CInt,
  _ a: UnsafeRawPointer?, _ lda: CInt
) -> CInt {
  cublasZgerc_v2Call.run([
    handle.word, m.word, n.word, alpha.word, x.word, incx.word, y.word, incy.word, a.word,
    lda.word,
  ])
}

private let cublasSsyr_v2Call = BLASSignature(
  "cublasSsyr_v2", .syr,
  """
  handle handle cublasHandle_t; uplo uplo cublasFillMode_t; n n int; alpha alpha const float*;\
  x x const float*; incx incx int; a A float*; lda lda int
  """)
@c(cublasSsyr_v2) package func cublasSsyr_v2(
  _ handle: OpaquePointer?, _ uplo: CInt, _ n: CInt, _ alpha: UnsafeRawPointer?,
  _ x: UnsafeRawPointer?, _ incx: CInt, _ a: UnsafeRawPointer?, _ lda: CInt
) -> CInt {
  cublasSsyr_v2Call.run([
    handle.word, uplo.word, n.word, alpha.word, x.word, incx.word, a.word, lda.word,
  ])
}

private let cublasDsyr_v2Call = BLASSignature(
  "cublasDsyr_v2", .syr,
  """
  handle handle cublasHandle_t; uplo uplo cublasFillMode_t; n n int; alpha alpha const double*;\
  x x const double*; incx incx int; a A double*; lda lda int
  """)
@c(cublasDsyr_v2) package func cublasDsyr_v2(
  _ handle: OpaquePointer?, _ uplo: CInt, _ n: CInt, _ alpha: UnsafeRawPointer?,
  _ x: UnsafeRawPointer?, _ incx: CInt, _ a: UnsafeRawPointer?, _ lda: CInt
) -> CInt {
  cublasDsyr_v2Call.run([
    handle.word, uplo.word, n.word, alpha.word, x.word, incx.word, a.word, lda.word,
  ])
}

private let cublasCsyr_v2Call = BLASSignature(
  "cublasCsyr_v2", .syr,
  """
  handle handle cublasHandle_t; uplo uplo cublasFillMode_t; n n int;\
  alpha alpha const cuComplex*; x x const cuComplex*; incx incx int; a A cuComplex*;\
  lda lda int
  """)
@c(cublasCsyr_v2) package func cublasCsyr_v2(
  _ handle: OpaquePointer?, _ uplo: CInt, _ n: CInt, _ alpha: UnsafeRawPointer?,
  _ x: UnsafeRawPointer?, _ incx: CInt, _ a: UnsafeRawPointer?, _ lda: CInt
) -> CInt {
  cublasCsyr_v2Call.run([
    handle.word, uplo.word, n.word, alpha.word, x.word, incx.word, a.word, lda.word,
  ])
}

private let cublasZsyr_v2Call = BLASSignature(
  "cublasZsyr_v2", .syr,
  """
  handle handle cublasHandle_t; uplo uplo cublasFillMode_t; n n int;\
  alpha alpha const cuDoubleComplex*; x x const cuDoubleComplex*; incx incx int;\
  a A cuDoubleComplex*; lda lda int
  """)
@c(cublasZsyr_v2) package func cublasZsyr_v2(
  _ handle: OpaquePointer?, _ uplo: CInt, _ n: CInt, _ alpha: UnsafeRawPointer?,
  _ x: UnsafeRawPointer?, _ incx: CInt, _ a: UnsafeRawPointer?, _ lda: CInt
) -> CInt {
  cublasZsyr_v2Call.run([
    handle.word, uplo.word, n.word, alpha.word, x.word, incx.word, a.word, lda.word,
  ])
}

private let cublasCher_v2Call = BLASSignature(
  "cublasCher_v2", .her,
  """
  handle handle cublasHandle_t; uplo uplo cublasFillMode_t; n n int; alpha alpha const float*;\
  x x const cuComplex*; incx incx int; a A cuComplex*; lda lda int
  """)
@c(cublasCher_v2) package func cublasCher_v2(
  _ handle: OpaquePointer?, _ uplo: CInt, _ n: CInt, _ alpha: UnsafeRawPointer?,
  _ x: UnsafeRawPointer?, _ incx: CInt, _ a: UnsafeRawPointer?, _ lda: CInt
) -> CInt {
  cublasCher_v2Call.run([
    handle.word, uplo.word, n.word, alpha.word, x.word, incx.word, a.word, lda.word,
  ])
}

private let cublasZher_v2Call = BLASSignature(
  "cublasZher_v2", .her,
  """
  handle handle cublasHandle_t; uplo uplo cublasFillMode_t; n n int; alpha alpha const double*;\
  x x const cuDoubleComplex*; incx incx int; a A cuDoubleComplex*; lda lda int
  """)
@c(cublasZher_v2) package func cublasZher_v2(
  _ handle: OpaquePointer?, _ uplo: CInt, _ n: CInt, _ alpha: UnsafeRawPointer?,
  _ x: UnsafeRawPointer?, _ incx: CInt, _ a: UnsafeRawPointer?, _ lda: CInt
) -> CInt {
  cublasZher_v2Call.run([
    handle.word, uplo.word, n.word, alpha.word, x.word, incx.word, a.word, lda.word,
  ])
}

private let cublasSspr_v2Call = BLASSignature(
  "cublasSspr_v2", .spr,
  """
  handle handle cublasHandle_t; uplo uplo cublasFillMode_t; n n int; alpha alpha const float*;\
  x x const float*; incx incx int; a AP float*
  """)
@c(cublasSspr_v2) package func cublasSspr_v2(
  _ handle: OpaquePointer?, _ uplo: CInt, _ n: CInt, _ alpha: UnsafeRawPointer?,
  _ x: UnsafeRawPointer?, _ incx: CInt, _ a: UnsafeRawPointer?
) -> CInt {
  cublasSspr_v2Call.run([
    handle.word, uplo.word, n.word, alpha.word, x.word, incx.word, a.word,
  ])
}

private let cublasDspr_v2Call = BLASSignature(
  "cublasDspr_v2", .spr,
  """
  handle handle cublasHandle_t; uplo uplo cublasFillMode_t; n n int; alpha alpha const double*;\
  x x const double*; incx incx int; a AP double*
  """)
@c(cublasDspr_v2) package func cublasDspr_v2(
  _ handle: OpaquePointer?, _ uplo: CInt, _ n: CInt, _ alpha: UnsafeRawPointer?,
  _ x: UnsafeRawPointer?, _ incx: CInt, _ a: UnsafeRawPointer?
) -> CInt {
  cublasDspr_v2Call.run([
    handle.word, uplo.word, n.word, alpha.word, x.word, incx.word, a.word,
  ])
}

private let cublasChpr_v2Call = BLASSignature(
  "cublasChpr_v2", .hpr,
  """
  handle handle cublasHandle_t; uplo uplo cublasFillMode_t; n n int; alpha alpha const float*;\
  x x const cuComplex*; incx incx int; a AP cuComplex*
  """)
@c(cublasChpr_v2) package func cublasChpr_v2(
  _ handle: OpaquePointer?, _ uplo: CInt, _ n: CInt, _ alpha: UnsafeRawPointer?,
  _ x: UnsafeRawPointer?, _ incx: CInt, _ a: UnsafeRawPointer?
) -> CInt {
  cublasChpr_v2Call.run([
    handle.word, uplo.word, n.word, alpha.word, x.word, incx.word, a.word,
  ])
}

private let cublasZhpr_v2Call = BLASSignature(
  "cublasZhpr_v2", .hpr,
  """
  handle handle cublasHandle_t; uplo uplo cublasFillMode_t; n n int; alpha alpha const double*;\
  x x const cuDoubleComplex*; incx incx int; a AP cuDoubleComplex*
  """)
@c(cublasZhpr_v2) package func cublasZhpr_v2(
  _ handle: OpaquePointer?, _ uplo: CInt, _ n: CInt, _ alpha: UnsafeRawPointer?,
  _ x: UnsafeRawPointer?, _ incx: CInt, _ a: UnsafeRawPointer?
) -> CInt {
  cublasZhpr_v2Call.run([
    handle.word, uplo.word, n.word, alpha.word, x.word, incx.word, a.word,
  ])
}

private let cublasSsyr2_v2Call = BLASSignature(
  "cublasSsyr2_v2", .syr2,
  """
  handle handle cublasHandle_t; uplo uplo cublasFillMode_t; n n int; alpha alpha const float*;\
  x x const float*; incx incx int; y y const float*; incy incy int; a A float*; lda lda int
  """)
@c(cublasSsyr2_v2) package func cublasSsyr2_v2(
  _ handle: OpaquePointer?, _ uplo: CInt, _ n: CInt, _ alpha: UnsafeRawPointer?,
  _ x: UnsafeRawPointer?, _ incx: CInt, _ y: UnsafeRawPointer?, _ incy: CInt,
  _ a: UnsafeRawPointer?, _ lda: CInt
) -> CInt {
  cublasSsyr2_v2Call.run([
    handle.word, uplo.word, n.word, alpha.word, x.word, incx.word, y.word, incy.word, a.word,
    lda.word,
  ])
}

private let cublasDsyr2_v2Call = BLASSignature(
  "cublasDsyr2_v2", .syr2,
  """
  handle handle cublasHandle_t; uplo uplo cublasFillMode_t; n n int; alpha alpha const double*;\
  x x const double*; incx incx int; y y const double*; incy incy int; a A double*; lda lda int
  """)
@c(cublasDsyr2_v2) package func cublasDsyr2_v2(
  _ handle: OpaquePointer?, _ uplo: CInt, _ n: CInt, _ alpha: UnsafeRawPointer?,
  _ x: UnsafeRawPointer?, _ incx: CInt, _ y: UnsafeRawPointer?, _ incy: CInt,
  _ a: UnsafeRawPointer?, _ lda: CInt
) -> CInt {
  cublasDsyr2_v2Call.run([
    handle.word, uplo.word, n.word, alpha.word, x.word, incx.word, y.word, incy.word, a.word,
    lda.word,
  ])
}

private let cublasCsyr2_v2Call = BLASSignature(
  "cublasCsyr2_v2", .syr2,
  """
  handle handle cublasHandle_t; uplo uplo cublasFillMode_t; n n int;\
  alpha alpha const cuComplex*; x x const cuComplex*; incx incx int; y y const cuComplex*;\
  incy incy int; a A cuComplex*; lda lda int
  """)
@c(cublasCsyr2_v2) package func cublasCsyr2_v2(
  _ handle: OpaquePointer?, _ uplo: CInt, _ n: CInt, _ alpha: UnsafeRawPointer?,
  _ x: UnsafeRawPointer?, _ incx: CInt, _ y: UnsafeRawPointer?, _ incy: CInt,
  _ a: UnsafeRawPointer?, _ lda: CInt
) -> CInt {
  cublasCsyr2_v2Call.run([
    handle.word, uplo.word, n.word, alpha.word, x.word, incx.word, y.word, incy.word, a.word,
    lda.word,
  ])
}

private let cublasZsyr2_v2Call = BLASSignature(
  "cublasZsyr2_v2", .syr2,
  """
  handle handle cublasHandle_t; uplo uplo cublasFillMode_t; n n int;\
  alpha alpha const cuDoubleComplex*; x x const cuDoubleComplex*; incx incx int;\
  y y const cuDoubleComplex*; incy incy int; a A cuDoubleComplex*; lda lda int
  """)
@c(cublasZsyr2_v2) package func cublasZsyr2_v2(
  _ handle: OpaquePointer?, _ uplo: CInt, _ n: CInt, _ alpha: UnsafeRawPointer?,
  _ x: UnsafeRawPointer?, _ incx: CInt, _ y: UnsafeRawPointer?, _ incy: CInt,
  _ a: UnsafeRawPointer?, _ lda: CInt
) -> CInt {
  cublasZsyr2_v2Call.run([
    handle.word, uplo.word, n.word, alpha.word, x.word, incx.word, y.word, incy.word, a.word,
    lda.word,
  ])
}

private let cublasCher2_v2Call = BLASSignature(
  "cublasCher2_v2", .her2,
  """
  handle handle cublasHandle_t; uplo uplo cublasFillMode_t; n n int;\
  alpha alpha const cuComplex*; x x const cuComplex*; incx incx int; y y const cuComplex*;\
  incy incy int; a A cuComplex*; lda lda int
  """)
@c(cublasCher2_v2) package func cublasCher2_v2(
  _ handle: OpaquePointer?, _ uplo: CInt, _ n: CInt, _ alpha: UnsafeRawPointer?,
  _ x: UnsafeRawPointer?, _ incx: CInt, _ y: UnsafeRawPointer?, _ incy: CInt,
  _ a: UnsafeRawPointer?, _ lda: CInt
) -> CInt {
  cublasCher2_v2Call.run([
    handle.word, uplo.word, n.word, alpha.word, x.word, incx.word, y.word, incy.word, a.word,
    lda.word,
  ])
}

private let cublasZher2_v2Call = BLASSignature(
  "cublasZher2_v2", .her2,
  """
  handle handle cublasHandle_t; uplo uplo cublasFillMode_t; n n int;\
  alpha alpha const cuDoubleComplex*; x x const cuDoubleComplex*; incx incx int;\
  y y const cuDoubleComplex*; incy incy int; a A cuDoubleComplex*; lda lda int
  """)
@c(cublasZher2_v2) package func cublasZher2_v2(
  _ handle: OpaquePointer?, _ uplo: CInt, _ n: CInt, _ alpha: UnsafeRawPointer?,
  _ x: UnsafeRawPointer?, _ incx: CInt, _ y: UnsafeRawPointer?, _ incy: CInt,
  _ a: UnsafeRawPointer?, _ lda: CInt
) -> CInt {
  cublasZher2_v2Call.run([
    handle.word, uplo.word, n.word, alpha.word, x.word, incx.word, y.word, incy.word, a.word,
    lda.word,
  ])
}

private let cublasSspr2_v2Call = BLASSignature(
  "cublasSspr2_v2", .spr2,
  """
  handle handle cublasHandle_t; uplo uplo cublasFillMode_t; n n int; alpha alpha const float*;\
  x x const float*; incx incx int; y y const float*; incy incy int; a AP float*
  """)
@c(cublasSspr2_v2) package func cublasSspr2_v2(
  _ handle: OpaquePointer?, _ uplo: CInt, _ n: CInt, _ alpha: UnsafeRawPointer?,
  _ x: UnsafeRawPointer?, _ incx: CInt, _ y: UnsafeRawPointer?, _ incy: CInt,
  _ a: UnsafeRawPointer?
) -> CInt {
  cublasSspr2_v2Call.run([
    handle.word, uplo.word, n.word, alpha.word, x.word, incx.word, y.word, incy.word, a.word,
  ])
}

private let cublasDspr2_v2Call = BLASSignature(
  "cublasDspr2_v2", .spr2,
  """
  handle handle cublasHandle_t; uplo uplo cublasFillMode_t; n n int; alpha alpha const double*;\
  x x const double*; incx incx int; y y const double*; incy incy int; a AP double*
  """)
@c(cublasDspr2_v2) package func cublasDspr2_v2(
  _ handle: OpaquePointer?, _ uplo: CInt, _ n: CInt, _ alpha: UnsafeRawPointer?,
  _ x: UnsafeRawPointer?, _ incx: CInt, _ y: UnsafeRawPointer?, _ incy: CInt,
  _ a: UnsafeRawPointer?
) -> CInt {
  cublasDspr2_v2Call.run([
    handle.word, uplo.word, n.word, alpha.word, x.word, incx.word, y.word, incy.word, a.word,
  ])
}

private let cublasChpr2_v2Call = BLASSignature(
  "cublasChpr2_v2", .hpr2,
  """
  handle handle cublasHandle_t; uplo uplo cublasFillMode_t; n n int;\
  alpha alpha const cuComplex*; x x const cuComplex*; incx incx int; y y const cuComplex*;\
  incy incy int; a AP cuComplex*
  """)
@c(cublasChpr2_v2) package func cublasChpr2_v2(
  _ handle: OpaquePointer?, _ uplo: CInt, _ n: CInt, _ alpha: UnsafeRawPointer?,
  _ x: UnsafeRawPointer?, _ incx: CInt, _ y: UnsafeRawPointer?, _ incy: CInt,
  _ a: UnsafeRawPointer?
) -> CInt {
  cublasChpr2_v2Call.run([
    handle.word, uplo.word, n.word, alpha.word, x.word, incx.word, y.word, incy.word, a.word,
  ])
}

private let cublasZhpr2_v2Call = BLASSignature(
  "cublasZhpr2_v2", .hpr2,
  """
  handle handle cublasHandle_t; uplo uplo cublasFillMode_t; n n int;\
  alpha alpha const cuDoubleComplex*; x x const cuDoubleComplex*; incx incx int;\
  y y const cuDoubleComplex*; incy incy int; a AP cuDoubleComplex*
  """)
@c(cublasZhpr2_v2) package func cublasZhpr2_v2(
  _ handle: OpaquePointer?, _ uplo: CInt, _ n: CInt, _ alpha: UnsafeRawPointer?,
  _ x: UnsafeRawPointer?, _ incx: CInt, _ y: UnsafeRawPointer?, _ incy: CInt,
  _ a: UnsafeRawPointer?
) -> CInt {
  cublasZhpr2_v2Call.run([
    handle.word, uplo.word, n.word, alpha.word, x.word, incx.word, y.word, incy.word, a.word,
  ])
}

private let cublasSgemvBatchedCall = BLASSignature(
  "cublasSgemvBatched", .gemv,
  """
  handle handle cublasHandle_t; transA trans cublasOperation_t; m m int; n n int;\
  alpha alpha const float*; a Aarray const float* const*; lda lda int;\
  x xarray const float* const*; incx incx int; beta beta const float*; y yarray float* const*;\
  incy incy int; batch batchCount int
  """)
@c(cublasSgemvBatched) package func cublasSgemvBatched(
  _ handle: OpaquePointer?, _ transA: CInt, _ m: CInt, _ n: CInt, _ alpha: UnsafeRawPointer?,
  _ a: UnsafeRawPointer?, _ lda: CInt, _ x: UnsafeRawPointer?, _ incx: CInt,
  _ beta: UnsafeRawPointer?, _ y: UnsafeRawPointer?, _ incy: CInt, _ batch: CInt
) -> CInt {
  cublasSgemvBatchedCall.run([
    handle.word, transA.word, m.word, n.word, alpha.word, a.word, lda.word, x.word, incx.word,
    beta.word, y.word, incy.word, batch.word,
  ])
}

private let cublasDgemvBatchedCall = BLASSignature(
  "cublasDgemvBatched", .gemv,
  """
  handle handle cublasHandle_t; transA trans cublasOperation_t; m m int; n n int;\
  alpha alpha const double*; a Aarray const double* const*; lda lda int;\
  x xarray const double* const*; incx incx int; beta beta const double*;\
  y yarray double* const*; incy incy int; batch batchCount int
  """)
@c(cublasDgemvBatched) package func cublasDgemvBatched(
  _ handle: OpaquePointer?, _ transA: CInt, _ m: CInt, _ n: CInt, _ alpha: UnsafeRawPointer?,
  _ a: UnsafeRawPointer?, _ lda: CInt, _ x: UnsafeRawPointer?, _ incx: CInt,
  _ beta: UnsafeRawPointer?, _ y: UnsafeRawPointer?, _ incy: CInt, _ batch: CInt
) -> CInt {
  cublasDgemvBatchedCall.run([
    handle.word, transA.word, m.word, n.word, alpha.word, a.word, lda.word, x.word, incx.word,
    beta.word, y.word, incy.word, batch.word,
  ])
}

private let cublasCgemvBatchedCall = BLASSignature(
  "cublasCgemvBatched", .gemv,
  """
  handle handle cublasHandle_t; transA trans cublasOperation_t; m m int; n n int;\
  alpha alpha const cuComplex*; a Aarray const cuComplex* const*; lda lda int;\
  x xarray const cuComplex* const*; incx incx int; beta beta const cuComplex*;\
  y yarray cuComplex* const*; incy incy int; batch batchCount int
  """)
@c(cublasCgemvBatched) package func cublasCgemvBatched(
  _ handle: OpaquePointer?, _ transA: CInt, _ m: CInt, _ n: CInt, _ alpha: UnsafeRawPointer?,
  _ a: UnsafeRawPointer?, _ lda: CInt, _ x: UnsafeRawPointer?, _ incx: CInt,
  _ beta: UnsafeRawPointer?, _ y: UnsafeRawPointer?, _ incy: CInt, _ batch: CInt
) -> CInt {
  cublasCgemvBatchedCall.run([
    handle.word, transA.word, m.word, n.word, alpha.word, a.word, lda.word, x.word, incx.word,
    beta.word, y.word, incy.word, batch.word,
  ])
}

private let cublasZgemvBatchedCall = BLASSignature(
  "cublasZgemvBatched", .gemv,
  """
  handle handle cublasHandle_t; transA trans cublasOperation_t; m m int; n n int;\
  alpha alpha const cuDoubleComplex*; a Aarray const cuDoubleComplex* const*; lda lda int;\
  x xarray const cuDoubleComplex* const*; incx incx int; beta beta const cuDoubleComplex*;\
  y yarray cuDoubleComplex* const*; incy incy int; batch batchCount int
  """)
@c(cublasZgemvBatched) package func cublasZgemvBatched(
  _ handle: OpaquePointer?, _ transA: CInt, _ m: CInt, _ n: CInt, _ alpha: UnsafeRawPointer?,
  _ a: UnsafeRawPointer?, _ lda: CInt, _ x: UnsafeRawPointer?, _ incx: CInt,
  _ beta: UnsafeRawPointer?, _ y: UnsafeRawPointer?, _ incy: CInt, _ batch: CInt
) -> CInt {
  cublasZgemvBatchedCall.run([
    handle.word, transA.word, m.word, n.word, alpha.word, a.word, lda.word, x.word, incx.word,
    beta.word, y.word, incy.word, batch.word,
  ])
}

private let cublasSgemvStridedBatchedCall = BLASSignature(
  "cublasSgemvStridedBatched", .gemv,
  """
  handle handle cublasHandle_t; transA trans cublasOperation_t; m m int; n n int;\
  alpha alpha const float*; a A const float*; lda lda int; strideA strideA long long int;\
  x x const float*; incx incx int; stridex stridex long long int; beta beta const float*;\
  y y float*; incy incy int; stridey stridey long long int; batch batchCount int
  """)
@c(cublasSgemvStridedBatched) package func cublasSgemvStridedBatched(
  _ handle: OpaquePointer?, _ transA: CInt, _ m: CInt, _ n: CInt, _ alpha: UnsafeRawPointer?,
  _ a: UnsafeRawPointer?, _ lda: CInt, _ strideA: Int, _ x: UnsafeRawPointer?, _ incx: CInt,
  _ stridex: Int, _ beta: UnsafeRawPointer?, _ y: UnsafeRawPointer?, _ incy: CInt,
  _ stridey: Int, _ batch: CInt
) -> CInt {
  cublasSgemvStridedBatchedCall.run([
    handle.word, transA.word, m.word, n.word, alpha.word, a.word, lda.word, strideA.word,
    x.word, incx.word, stridex.word, beta.word, y.word, incy.word, stridey.word, batch.word,
  ])
}

private let cublasDgemvStridedBatchedCall = BLASSignature(
  "cublasDgemvStridedBatched", .gemv,
  """
  handle handle cublasHandle_t; transA trans cublasOperation_t; m m int; n n int;\
  alpha alpha const double*; a A const double*; lda lda int; strideA strideA long long int;\
  x x const double*; incx incx int; stridex stridex long long int; beta beta const double*;\
  y y double*; incy incy int; stridey stridey long long int; batch batchCount int
  """)
@c(cublasDgemvStridedBatched) package func cublasDgemvStridedBatched(
  _ handle: OpaquePointer?, _ transA: CInt, _ m: CInt, _ n: CInt, _ alpha: UnsafeRawPointer?,
  _ a: UnsafeRawPointer?, _ lda: CInt, _ strideA: Int, _ x: UnsafeRawPointer?, _ incx: CInt,
  _ stridex: Int, _ beta: UnsafeRawPointer?, _ y: UnsafeRawPointer?, _ incy: CInt,
  _ stridey: Int, _ batch: CInt
) -> CInt {
  cublasDgemvStridedBatchedCall.run([
    handle.word, transA.word, m.word, n.word, alpha.word, a.word, lda.word, strideA.word,
    x.word, incx.word, stridex.word, beta.word, y.word, incy.word, stridey.word, batch.word,
  ])
}

private let cublasCgemvStridedBatchedCall = BLASSignature(
  "cublasCgemvStridedBatched", .gemv,
  """
  handle handle cublasHandle_t; transA trans cublasOperation_t; m m int; n n int;\
  alpha alpha const cuComplex*; a A const cuComplex*; lda lda int;\
  strideA strideA long long int; x x const cuComplex*; incx incx int;\
  stridex stridex long long int; beta beta const cuComplex*; y y cuComplex*; incy incy int;\
  stridey stridey long long int; batch batchCount int
  """)
@c(cublasCgemvStridedBatched) package func cublasCgemvStridedBatched(
  _ handle: OpaquePointer?, _ transA: CInt, _ m: CInt, _ n: CInt, _ alpha: UnsafeRawPointer?,
  _ a: UnsafeRawPointer?, _ lda: CInt, _ strideA: Int, _ x: UnsafeRawPointer?, _ incx: CInt,
  _ stridex: Int, _ beta: UnsafeRawPointer?, _ y: UnsafeRawPointer?, _ incy: CInt,
  _ stridey: Int, _ batch: CInt
) -> CInt {
  cublasCgemvStridedBatchedCall.run([
    handle.word, transA.word, m.word, n.word, alpha.word, a.word, lda.word, strideA.word,
    x.word, incx.word, stridex.word, beta.word, y.word, incy.word, stridey.word, batch.word,
  ])
}

private let cublasZgemvStridedBatchedCall = BLASSignature(
  "cublasZgemvStridedBatched", .gemv,
  """
  handle handle cublasHandle_t; transA trans cublasOperation_t; m m int; n n int;\
  alpha alpha const cuDoubleComplex*; a A const cuDoubleComplex*; lda lda int;\
  strideA strideA long long int; x x const cuDoubleComplex*; incx incx int;\
  stridex stridex long long int; beta beta const cuDoubleComplex*; y y cuDoubleComplex*;\
  incy incy int; stridey stridey long long int; batch batchCount int
  """)
@c(cublasZgemvStridedBatched) package func cublasZgemvStridedBatched(
  _ handle: OpaquePointer?, _ transA: CInt, _ m: CInt, _ n: CInt, _ alpha: UnsafeRawPointer?,
  _ a: UnsafeRawPointer?, _ lda: CInt, _ strideA: Int, _ x: UnsafeRawPointer?, _ incx: CInt,
  _ stridex: Int, _ beta: UnsafeRawPointer?, _ y: UnsafeRawPointer?, _ incy: CInt,
  _ stridey: Int, _ batch: CInt
) -> CInt {
  cublasZgemvStridedBatchedCall.run([
    handle.word, transA.word, m.word, n.word, alpha.word, a.word, lda.word, strideA.word,
    x.word, incx.word, stridex.word, beta.word, y.word, incy.word, stridey.word, batch.word,
  ])
}

private let cublasHSHgemvBatchedCall = BLASSignature(
  "cublasHSHgemvBatched", .gemv,
  """
  handle handle cublasHandle_t; transA trans cublasOperation_t; m m int; n n int;\
  alpha alpha const float*; a Aarray const __half* const*; lda lda int;\
  x xarray const __half* const*; incx incx int; beta beta const float*; y yarray __half* const*;\
  incy incy int; batch batchCount int
  """)
@c(cublasHSHgemvBatched) package func cublasHSHgemvBatched(
  _ handle: OpaquePointer?, _ transA: CInt, _ m: CInt, _ n: CInt, _ alpha: UnsafeRawPointer?,
  _ a: UnsafeRawPointer?, _ lda: CInt, _ x: UnsafeRawPointer?, _ incx: CInt,
  _ beta: UnsafeRawPointer?, _ y: UnsafeRawPointer?, _ incy: CInt, _ batch: CInt
) -> CInt {
  cublasHSHgemvBatchedCall.run([
    handle.word, transA.word, m.word, n.word, alpha.word, a.word, lda.word, x.word, incx.word,
    beta.word, y.word, incy.word, batch.word,
  ])
}

private let cublasHSHgemvStridedBatchedCall = BLASSignature(
  "cublasHSHgemvStridedBatched", .gemv,
  """
  handle handle cublasHandle_t; transA trans cublasOperation_t; m m int; n n int;\
  alpha alpha const float*; a A const __half*; lda lda int; strideA strideA long long int;\
  x x const __half*; incx incx int; stridex stridex long long int; beta beta const float*;\
  y y __half*; incy incy int; stridey stridey long long int; batch batchCount int
  """)
@c(cublasHSHgemvStridedBatched) package func cublasHSHgemvStridedBatched(
  _ handle: OpaquePointer?, _ transA: CInt, _ m: CInt, _ n: CInt, _ alpha: UnsafeRawPointer?,
  _ a: UnsafeRawPointer?, _ lda: CInt, _ strideA: Int, _ x: UnsafeRawPointer?, _ incx: CInt,
  _ stridex: Int, _ beta: UnsafeRawPointer?, _ y: UnsafeRawPointer?, _ incy: CInt,
  _ stridey: Int, _ batch: CInt
) -> CInt {
  cublasHSHgemvStridedBatchedCall.run([
    handle.word, transA.word, m.word, n.word, alpha.word, a.word, lda.word, strideA.word,
    x.word, incx.word, stridex.word, beta.word, y.word, incy.word, stridey.word, batch.word,
  ])
}

private let cublasHSSgemvBatchedCall = BLASSignature(
  "cublasHSSgemvBatched", .gemv,
  """
  handle handle cublasHandle_t; transA trans cublasOperation_t; m m int; n n int;\
  alpha alpha const float*; a Aarray const __half* const*; lda lda int;\
  x xarray const __half* const*; incx incx int; beta beta const float*; y yarray float* const*;\
  incy incy int; batch batchCount int
  """)
@c(cublasHSSgemvBatched) package func cublasHSSgemvBatched(
  _ handle: OpaquePointer?, _ transA: CInt, _ m: CInt, _ n: CInt, _ alpha: UnsafeRawPointer?,
  _ a: UnsafeRawPointer?, _ lda: CInt, _ x: UnsafeRawPointer?, _ incx: CInt,
  _ beta: UnsafeRawPointer?, _ y: UnsafeRawPointer?, _ incy: CInt, _ batch: CInt
) -> CInt {
  cublasHSSgemvBatchedCall.run([
    handle.word, transA.word, m.word, n.word, alpha.word, a.word, lda.word, x.word, incx.word,
    beta.word, y.word, incy.word, batch.word,
  ])
}

private let cublasHSSgemvStridedBatchedCall = BLASSignature(
  "cublasHSSgemvStridedBatched", .gemv,
  """
  handle handle cublasHandle_t; transA trans cublasOperation_t; m m int; n n int;\
  alpha alpha const float*; a A const __half*; lda lda int; strideA strideA long long int;\
  x x const __half*; incx incx int; stridex stridex long long int; beta beta const float*;\
  y y float*; incy incy int; stridey stridey long long int; batch batchCount int
  """)
@c(cublasHSSgemvStridedBatched) package func cublasHSSgemvStridedBatched(
  _ handle: OpaquePointer?, _ transA: CInt, _ m: CInt, _ n: CInt, _ alpha: UnsafeRawPointer?,
  _ a: UnsafeRawPointer?, _ lda: CInt, _ strideA: Int, _ x: UnsafeRawPointer?, _ incx: CInt,
  _ stridex: Int, _ beta: UnsafeRawPointer?, _ y: UnsafeRawPointer?, _ incy: CInt,
  _ stridey: Int, _ batch: CInt
) -> CInt {
  cublasHSSgemvStridedBatchedCall.run([
    handle.word, transA.word, m.word, n.word, alpha.word, a.word, lda.word, strideA.word,
    x.word, incx.word, stridex.word, beta.word, y.word, incy.word, stridey.word, batch.word,
  ])
}

private let cublasTSTgemvBatchedCall = BLASSignature(
  "cublasTSTgemvBatched", .gemv,
  """
  handle handle cublasHandle_t; transA trans cublasOperation_t; m m int; n n int;\
  alpha alpha const float*; a Aarray const __nv_bfloat16* const*; lda lda int;\
  x xarray const __nv_bfloat16* const*; incx incx int; beta beta const float*;\
  y yarray __nv_bfloat16* const*; incy incy int; batch batchCount int
  """)
@c(cublasTSTgemvBatched) package func cublasTSTgemvBatched(
  _ handle: OpaquePointer?, _ transA: CInt, _ m: CInt, _ n: CInt, _ alpha: UnsafeRawPointer?,
  _ a: UnsafeRawPointer?, _ lda: CInt, _ x: UnsafeRawPointer?, _ incx: CInt,
  _ beta: UnsafeRawPointer?, _ y: UnsafeRawPointer?, _ incy: CInt, _ batch: CInt
) -> CInt {
  cublasTSTgemvBatchedCall.run([
    handle.word, transA.word, m.word, n.word, alpha.word, a.word, lda.word, x.word, incx.word,
    beta.word, y.word, incy.word, batch.word,
  ])
}

private let cublasTSTgemvStridedBatchedCall = BLASSignature(
  "cublasTSTgemvStridedBatched", .gemv,
  """
  handle handle cublasHandle_t; transA trans cublasOperation_t; m m int; n n int;\
  alpha alpha const float*; a A const __nv_bfloat16*; lda lda int;\
  strideA strideA long long int; x x const __nv_bfloat16*; incx incx int;\
  stridex stridex long long int; beta beta const float*; y y __nv_bfloat16*; incy incy int;\
  stridey stridey long long int; batch batchCount int
  """)
@c(cublasTSTgemvStridedBatched) package func cublasTSTgemvStridedBatched(
  _ handle: OpaquePointer?, _ transA: CInt, _ m: CInt, _ n: CInt, _ alpha: UnsafeRawPointer?,
  _ a: UnsafeRawPointer?, _ lda: CInt, _ strideA: Int, _ x: UnsafeRawPointer?, _ incx: CInt,
  _ stridex: Int, _ beta: UnsafeRawPointer?, _ y: UnsafeRawPointer?, _ incy: CInt,
  _ stridey: Int, _ batch: CInt
) -> CInt {
  cublasTSTgemvStridedBatchedCall.run([
    handle.word, transA.word, m.word, n.word, alpha.word, a.word, lda.word, strideA.word,
    x.word, incx.word, stridex.word, beta.word, y.word, incy.word, stridey.word, batch.word,
  ])
}

private let cublasTSSgemvBatchedCall = BLASSignature(
  "cublasTSSgemvBatched", .gemv,
  """
  handle handle cublasHandle_t; transA trans cublasOperation_t; m m int; n n int;\
  alpha alpha const float*; a Aarray const __nv_bfloat16* const*; lda lda int;\
  x xarray const __nv_bfloat16* const*; incx incx int; beta beta const float*;\
  y yarray float* const*; incy incy int; batch batchCount int
  """)
@c(cublasTSSgemvBatched) package func cublasTSSgemvBatched(
  _ handle: OpaquePointer?, _ transA: CInt, _ m: CInt, _ n: CInt, _ alpha: UnsafeRawPointer?,
  _ a: UnsafeRawPointer?, _ lda: CInt, _ x: UnsafeRawPointer?, _ incx: CInt,
  _ beta: UnsafeRawPointer?, _ y: UnsafeRawPointer?, _ incy: CInt, _ batch: CInt
) -> CInt {
  cublasTSSgemvBatchedCall.run([
    handle.word, transA.word, m.word, n.word, alpha.word, a.word, lda.word, x.word, incx.word,
    beta.word, y.word, incy.word, batch.word,
  ])
}

private let cublasTSSgemvStridedBatchedCall = BLASSignature(
  "cublasTSSgemvStridedBatched", .gemv,
  """
  handle handle cublasHandle_t; transA trans cublasOperation_t; m m int; n n int;\
  alpha alpha const float*; a A const __nv_bfloat16*; lda lda int;\
  strideA strideA long long int; x x const __nv_bfloat16*; incx incx int;\
  stridex stridex long long int; beta beta const float*; y y float*; incy incy int;\
  stridey stridey long long int; batch batchCount int
  """)
@c(cublasTSSgemvStridedBatched) package func cublasTSSgemvStridedBatched(
  _ handle: OpaquePointer?, _ transA: CInt, _ m: CInt, _ n: CInt, _ alpha: UnsafeRawPointer?,
  _ a: UnsafeRawPointer?, _ lda: CInt, _ strideA: Int, _ x: UnsafeRawPointer?, _ incx: CInt,
  _ stridex: Int, _ beta: UnsafeRawPointer?, _ y: UnsafeRawPointer?, _ incy: CInt,
  _ stridey: Int, _ batch: CInt
) -> CInt {
  cublasTSSgemvStridedBatchedCall.run([
    handle.word, transA.word, m.word, n.word, alpha.word, a.word, lda.word, strideA.word,
    x.word, incx.word, stridex.word, beta.word, y.word, incy.word, stridey.word, batch.word,
  ])
}

private let cublasSgemv_v2_64Call = BLASSignature(
  "cublasSgemv_v2_64", .gemv,
  """
  handle handle cublasHandle_t; transA trans cublasOperation_t; m m int64_t; n n int64_t;\
  alpha alpha const float*; a A const float*; lda lda int64_t; x x const float*;\
  incx incx int64_t; beta beta const float*; y y float*; incy incy int64_t
  """)
@c(cublasSgemv_v2_64) package func cublasSgemv_v2_64(
  _ handle: OpaquePointer?, _ transA: CInt, _ m: Int, _ n: Int, _ alpha: UnsafeRawPointer?,
  _ a: UnsafeRawPointer?, _ lda: Int, _ x: UnsafeRawPointer?, _ incx: Int,
  _ beta: UnsafeRawPointer?, _ y: UnsafeRawPointer?, _ incy: Int
) -> CInt {
  cublasSgemv_v2_64Call.run([
    handle.word, transA.word, m.word, n.word, alpha.word, a.word, lda.word, x.word, incx.word,
    beta.word, y.word, incy.word,
  ])
}

private let cublasDgemv_v2_64Call = BLASSignature(
  "cublasDgemv_v2_64", .gemv,
  """
  handle handle cublasHandle_t; transA trans cublasOperation_t; m m int64_t; n n int64_t;\
  alpha alpha const double*; a A const double*; lda lda int64_t; x x const double*;\
  incx incx int64_t; beta beta const double*; y y double*; incy incy int64_t
  """)
@c(cublasDgemv_v2_64) package func cublasDgemv_v2_64(
  _ handle: OpaquePointer?, _ transA: CInt, _ m: Int, _ n: Int, _ alpha: UnsafeRawPointer?,
  _ a: UnsafeRawPointer?, _ lda: Int, _ x: UnsafeRawPointer?, _ incx: Int,
  _ beta: UnsafeRawPointer?, _ y: UnsafeRawPointer?, _ incy: Int
) -> CInt {
  cublasDgemv_v2_64Call.run([
    handle.word, transA.word, m.word, n.word, alpha.word, a.word, lda.word, x.word, incx.word,
    beta.word, y.word, incy.word,
  ])
}

private let cublasCgemv_v2_64Call = BLASSignature(
  "cublasCgemv_v2_64", .gemv,
  """
  handle handle cublasHandle_t; transA trans cublasOperation_t; m m int64_t; n n int64_t;\
  alpha alpha const cuComplex*; a A const cuComplex*; lda lda int64_t; x x const cuComplex*;\
  incx incx int64_t; beta beta const cuComplex*; y y cuComplex*; incy incy int64_t
  """)
@c(cublasCgemv_v2_64) package func cublasCgemv_v2_64(
  _ handle: OpaquePointer?, _ transA: CInt, _ m: Int, _ n: Int, _ alpha: UnsafeRawPointer?,
  _ a: UnsafeRawPointer?, _ lda: Int, _ x: UnsafeRawPointer?, _ incx: Int,
  _ beta: UnsafeRawPointer?, _ y: UnsafeRawPointer?, _ incy: Int
) -> CInt {
  cublasCgemv_v2_64Call.run([
    handle.word, transA.word, m.word, n.word, alpha.word, a.word, lda.word, x.word, incx.word,
    beta.word, y.word, incy.word,
  ])
}

private let cublasZgemv_v2_64Call = BLASSignature(
  "cublasZgemv_v2_64", .gemv,
  """
  handle handle cublasHandle_t; transA trans cublasOperation_t; m m int64_t; n n int64_t;\
  alpha alpha const cuDoubleComplex*; a A const cuDoubleComplex*; lda lda int64_t;\
  x x const cuDoubleComplex*; incx incx int64_t; beta beta const cuDoubleComplex*;\
  y y cuDoubleComplex*; incy incy int64_t
  """)
@c(cublasZgemv_v2_64) package func cublasZgemv_v2_64(
  _ handle: OpaquePointer?, _ transA: CInt, _ m: Int, _ n: Int, _ alpha: UnsafeRawPointer?,
  _ a: UnsafeRawPointer?, _ lda: Int, _ x: UnsafeRawPointer?, _ incx: Int,
  _ beta: UnsafeRawPointer?, _ y: UnsafeRawPointer?, _ incy: Int
) -> CInt {
  cublasZgemv_v2_64Call.run([
    handle.word, transA.word, m.word, n.word, alpha.word, a.word, lda.word, x.word, incx.word,
    beta.word, y.word, incy.word,
  ])
}

private let cublasSgbmv_v2_64Call = BLASSignature(
  "cublasSgbmv_v2_64", .gbmv,
  """
  handle handle cublasHandle_t; transA trans cublasOperation_t; m m int64_t; n n int64_t;\
  kl kl int64_t; ku ku int64_t; alpha alpha const float*; a A const float*; lda lda int64_t;\
  x x const float*; incx incx int64_t; beta beta const float*; y y float*; incy incy int64_t
  """)
@c(cublasSgbmv_v2_64) package func cublasSgbmv_v2_64(
  _ handle: OpaquePointer?, _ transA: CInt, _ m: Int, _ n: Int, _ kl: Int, _ ku: Int,
  _ alpha: UnsafeRawPointer?, _ a: UnsafeRawPointer?, _ lda: Int, _ x: UnsafeRawPointer?,
  _ incx: Int, _ beta: UnsafeRawPointer?, _ y: UnsafeRawPointer?, _ incy: Int
) -> CInt {
  cublasSgbmv_v2_64Call.run([
    handle.word, transA.word, m.word, n.word, kl.word, ku.word, alpha.word, a.word, lda.word,
    x.word, incx.word, beta.word, y.word, incy.word,
  ])
}

private let cublasDgbmv_v2_64Call = BLASSignature(
  "cublasDgbmv_v2_64", .gbmv,
  """
  handle handle cublasHandle_t; transA trans cublasOperation_t; m m int64_t; n n int64_t;\
  kl kl int64_t; ku ku int64_t; alpha alpha const double*; a A const double*; lda lda int64_t;\
  x x const double*; incx incx int64_t; beta beta const double*; y y double*; incy incy int64_t
  """)
@c(cublasDgbmv_v2_64) package func cublasDgbmv_v2_64(
  _ handle: OpaquePointer?, _ transA: CInt, _ m: Int, _ n: Int, _ kl: Int, _ ku: Int,
  _ alpha: UnsafeRawPointer?, _ a: UnsafeRawPointer?, _ lda: Int, _ x: UnsafeRawPointer?,
  _ incx: Int, _ beta: UnsafeRawPointer?, _ y: UnsafeRawPointer?, _ incy: Int
) -> CInt {
  cublasDgbmv_v2_64Call.run([
    handle.word, transA.word, m.word, n.word, kl.word, ku.word, alpha.word, a.word, lda.word,
    x.word, incx.word, beta.word, y.word, incy.word,
  ])
}

private let cublasCgbmv_v2_64Call = BLASSignature(
  "cublasCgbmv_v2_64", .gbmv,
  """
  handle handle cublasHandle_t; transA trans cublasOperation_t; m m int64_t; n n int64_t;\
  kl kl int64_t; ku ku int64_t; alpha alpha const cuComplex*; a A const cuComplex*;\
  lda lda int64_t; x x const cuComplex*; incx incx int64_t; beta beta const cuComplex*;\
  y y cuComplex*; incy incy int64_t
  """)
@c(cublasCgbmv_v2_64) package func cublasCgbmv_v2_64(
  _ handle: OpaquePointer?, _ transA: CInt, _ m: Int, _ n: Int, _ kl: Int, _ ku: Int,
  _ alpha: UnsafeRawPointer?, _ a: UnsafeRawPointer?, _ lda: Int, _ x: UnsafeRawPointer?,
  _ incx: Int, _ beta: UnsafeRawPointer?, _ y: UnsafeRawPointer?, _ incy: Int
) -> CInt {
  cublasCgbmv_v2_64Call.run([
    handle.word, transA.word, m.word, n.word, kl.word, ku.word, alpha.word, a.word, lda.word,
    x.word, incx.word, beta.word, y.word, incy.word,
  ])
}

private let cublasZgbmv_v2_64Call = BLASSignature(
  "cublasZgbmv_v2_64", .gbmv,
  """
  handle handle cublasHandle_t; transA trans cublasOperation_t; m m int64_t; n n int64_t;\
  kl kl int64_t; ku ku int64_t; alpha alpha const cuDoubleComplex*; a A const cuDoubleComplex*;\
  lda lda int64_t; x x const cuDoubleComplex*; incx incx int64_t;\
  beta beta const cuDoubleComplex*; y y cuDoubleComplex*; incy incy int64_t
  """)
@c(cublasZgbmv_v2_64) package func cublasZgbmv_v2_64(
  _ handle: OpaquePointer?, _ transA: CInt, _ m: Int, _ n: Int, _ kl: Int, _ ku: Int,
  _ alpha: UnsafeRawPointer?, _ a: UnsafeRawPointer?, _ lda: Int, _ x: UnsafeRawPointer?,
  _ incx: Int, _ beta: UnsafeRawPointer?, _ y: UnsafeRawPointer?, _ incy: Int
) -> CInt {
  cublasZgbmv_v2_64Call.run([
    handle.word, transA.word, m.word, n.word, kl.word, ku.word, alpha.word, a.word, lda.word,
    x.word, incx.word, beta.word, y.word, incy.word,
  ])
}

private let cublasStrmv_v2_64Call = BLASSignature(
  "cublasStrmv_v2_64", .trmv,
  """
  handle handle cublasHandle_t; uplo uplo cublasFillMode_t; transA trans cublasOperation_t;\
  diag diag cublasDiagType_t; n n int64_t; a A const float*; lda lda int64_t; x x float*;\
  incx incx int64_t
  """)
@c(cublasStrmv_v2_64) package func cublasStrmv_v2_64(
  _ handle: OpaquePointer?, _ uplo: CInt, _ transA: CInt, _ diag: CInt, _ n: Int,
  _ a: UnsafeRawPointer?, _ lda: Int, _ x: UnsafeRawPointer?, _ incx: Int
) -> CInt {
  cublasStrmv_v2_64Call.run([
    handle.word, uplo.word, transA.word, diag.word, n.word, a.word, lda.word, x.word, incx.word,
  ])
}

private let cublasDtrmv_v2_64Call = BLASSignature(
  "cublasDtrmv_v2_64", .trmv,
  """
  handle handle cublasHandle_t; uplo uplo cublasFillMode_t; transA trans cublasOperation_t;\
  diag diag cublasDiagType_t; n n int64_t; a A const double*; lda lda int64_t; x x double*;\
  incx incx int64_t
  """)
@c(cublasDtrmv_v2_64) package func cublasDtrmv_v2_64(
  _ handle: OpaquePointer?, _ uplo: CInt, _ transA: CInt, _ diag: CInt, _ n: Int,
  _ a: UnsafeRawPointer?, _ lda: Int, _ x: UnsafeRawPointer?, _ incx: Int
) -> CInt {
  cublasDtrmv_v2_64Call.run([
    handle.word, uplo.word, transA.word, diag.word, n.word, a.word, lda.word, x.word, incx.word,
  ])
}

private let cublasCtrmv_v2_64Call = BLASSignature(
  "cublasCtrmv_v2_64", .trmv,
  """
  handle handle cublasHandle_t; uplo uplo cublasFillMode_t; transA trans cublasOperation_t;\
  diag diag cublasDiagType_t; n n int64_t; a A const cuComplex*; lda lda int64_t;\
  x x cuComplex*; incx incx int64_t
  """)
@c(cublasCtrmv_v2_64) package func cublasCtrmv_v2_64(
  _ handle: OpaquePointer?, _ uplo: CInt, _ transA: CInt, _ diag: CInt, _ n: Int,
  _ a: UnsafeRawPointer?, _ lda: Int, _ x: UnsafeRawPointer?, _ incx: Int
) -> CInt {
  cublasCtrmv_v2_64Call.run([
    handle.word, uplo.word, transA.word, diag.word, n.word, a.word, lda.word, x.word, incx.word,
  ])
}

private let cublasZtrmv_v2_64Call = BLASSignature(
  "cublasZtrmv_v2_64", .trmv,
  """
  handle handle cublasHandle_t; uplo uplo cublasFillMode_t; transA trans cublasOperation_t;\
  diag diag cublasDiagType_t; n n int64_t; a A const cuDoubleComplex*; lda lda int64_t;\
  x x cuDoubleComplex*; incx incx int64_t
  """)
@c(cublasZtrmv_v2_64) package func cublasZtrmv_v2_64(
  _ handle: OpaquePointer?, _ uplo: CInt, _ transA: CInt, _ diag: CInt, _ n: Int,
  _ a: UnsafeRawPointer?, _ lda: Int, _ x: UnsafeRawPointer?, _ incx: Int
) -> CInt {
  cublasZtrmv_v2_64Call.run([
    handle.word, uplo.word, transA.word, diag.word, n.word, a.word, lda.word, x.word, incx.word,
  ])
}

private let cublasStbmv_v2_64Call = BLASSignature(
  "cublasStbmv_v2_64", .tbmv,
  """
  handle handle cublasHandle_t; uplo uplo cublasFillMode_t; transA trans cublasOperation_t;\
  diag diag cublasDiagType_t; n n int64_t; k k int64_t; a A const float*; lda lda int64_t;\
  x x float*; incx incx int64_t
  """)
@c(cublasStbmv_v2_64) package func cublasStbmv_v2_64(
  _ handle: OpaquePointer?, _ uplo: CInt, _ transA: CInt, _ diag: CInt, _ n: Int, _ k: Int,
  _ a: UnsafeRawPointer?, _ lda: Int, _ x: UnsafeRawPointer?, _ incx: Int
) -> CInt {
  cublasStbmv_v2_64Call.run([
    handle.word, uplo.word, transA.word, diag.word, n.word, k.word, a.word, lda.word, x.word,
    incx.word,
  ])
}

private let cublasDtbmv_v2_64Call = BLASSignature(
  "cublasDtbmv_v2_64", .tbmv,
  """
  handle handle cublasHandle_t; uplo uplo cublasFillMode_t; transA trans cublasOperation_t;\
  diag diag cublasDiagType_t; n n int64_t; k k int64_t; a A const double*; lda lda int64_t;\
  x x double*; incx incx int64_t
  """)
@c(cublasDtbmv_v2_64) package func cublasDtbmv_v2_64(
  _ handle: OpaquePointer?, _ uplo: CInt, _ transA: CInt, _ diag: CInt, _ n: Int, _ k: Int,
  _ a: UnsafeRawPointer?, _ lda: Int, _ x: UnsafeRawPointer?, _ incx: Int
) -> CInt {
  cublasDtbmv_v2_64Call.run([
    handle.word, uplo.word, transA.word, diag.word, n.word, k.word, a.word, lda.word, x.word,
    incx.word,
  ])
}

private let cublasCtbmv_v2_64Call = BLASSignature(
  "cublasCtbmv_v2_64", .tbmv,
  """
  handle handle cublasHandle_t; uplo uplo cublasFillMode_t; transA trans cublasOperation_t;\
  diag diag cublasDiagType_t; n n int64_t; k k int64_t; a A const cuComplex*; lda lda int64_t;\
  x x cuComplex*; incx incx int64_t
  """)
@c(cublasCtbmv_v2_64) package func cublasCtbmv_v2_64(
  _ handle: OpaquePointer?, _ uplo: CInt, _ transA: CInt, _ diag: CInt, _ n: Int, _ k: Int,
  _ a: UnsafeRawPointer?, _ lda: Int, _ x: UnsafeRawPointer?, _ incx: Int
) -> CInt {
  cublasCtbmv_v2_64Call.run([
    handle.word, uplo.word, transA.word, diag.word, n.word, k.word, a.word, lda.word, x.word,
    incx.word,
  ])
}

private let cublasZtbmv_v2_64Call = BLASSignature(
  "cublasZtbmv_v2_64", .tbmv,
  """
  handle handle cublasHandle_t; uplo uplo cublasFillMode_t; transA trans cublasOperation_t;\
  diag diag cublasDiagType_t; n n int64_t; k k int64_t; a A const cuDoubleComplex*;\
  lda lda int64_t; x x cuDoubleComplex*; incx incx int64_t
  """)
@c(cublasZtbmv_v2_64) package func cublasZtbmv_v2_64(
  _ handle: OpaquePointer?, _ uplo: CInt, _ transA: CInt, _ diag: CInt, _ n: Int, _ k: Int,
  _ a: UnsafeRawPointer?, _ lda: Int, _ x: UnsafeRawPointer?, _ incx: Int
) -> CInt {
  cublasZtbmv_v2_64Call.run([
    handle.word, uplo.word, transA.word, diag.word, n.word, k.word, a.word, lda.word, x.word,
    incx.word,
  ])
}

private let cublasStpmv_v2_64Call = BLASSignature(
  "cublasStpmv_v2_64", .tpmv,
  """
  handle handle cublasHandle_t; uplo uplo cublasFillMode_t; transA trans cublasOperation_t;\
  diag diag cublasDiagType_t; n n int64_t; a AP const float*; x x float*; incx incx int64_t
  """)
@c(cublasStpmv_v2_64) package func cublasStpmv_v2_64(
  _ handle: OpaquePointer?, _ uplo: CInt, _ transA: CInt, _ diag: CInt, _ n: Int,
  _ a: UnsafeRawPointer?, _ x: UnsafeRawPointer?, _ incx: Int
) -> CInt {
  cublasStpmv_v2_64Call.run([
    handle.word, uplo.word, transA.word, diag.word, n.word, a.word, x.word, incx.word,
  ])
}

private let cublasDtpmv_v2_64Call = BLASSignature(
  "cublasDtpmv_v2_64", .tpmv,
  """
  handle handle cublasHandle_t; uplo uplo cublasFillMode_t; transA trans cublasOperation_t;\
  diag diag cublasDiagType_t; n n int64_t; a AP const double*; x x double*; incx incx int64_t
  """)
@c(cublasDtpmv_v2_64) package func cublasDtpmv_v2_64(
  _ handle: OpaquePointer?, _ uplo: CInt, _ transA: CInt, _ diag: CInt, _ n: Int,
  _ a: UnsafeRawPointer?, _ x: UnsafeRawPointer?, _ incx: Int
) -> CInt {
  cublasDtpmv_v2_64Call.run([
    handle.word, uplo.word, transA.word, diag.word, n.word, a.word, x.word, incx.word,
  ])
}

private let cublasCtpmv_v2_64Call = BLASSignature(
  "cublasCtpmv_v2_64", .tpmv,
  """
  handle handle cublasHandle_t; uplo uplo cublasFillMode_t; transA trans cublasOperation_t;\
  diag diag cublasDiagType_t; n n int64_t; a AP const cuComplex*; x x cuComplex*;\
  incx incx int64_t
  """)
@c(cublasCtpmv_v2_64) package func cublasCtpmv_v2_64(
  _ handle: OpaquePointer?, _ uplo: CInt, _ transA: CInt, _ diag: CInt, _ n: Int,
  _ a: UnsafeRawPointer?, _ x: UnsafeRawPointer?, _ incx: Int
) -> CInt {
  cublasCtpmv_v2_64Call.run([
    handle.word, uplo.word, transA.word, diag.word, n.word, a.word, x.word, incx.word,
  ])
}

private let cublasZtpmv_v2_64Call = BLASSignature(
  "cublasZtpmv_v2_64", .tpmv,
  """
  handle handle cublasHandle_t; uplo uplo cublasFillMode_t; transA trans cublasOperation_t;\
  diag diag cublasDiagType_t; n n int64_t; a AP const cuDoubleComplex*; x x cuDoubleComplex*;\
  incx incx int64_t
  """)
@c(cublasZtpmv_v2_64) package func cublasZtpmv_v2_64(
  _ handle: OpaquePointer?, _ uplo: CInt, _ transA: CInt, _ diag: CInt, _ n: Int,
  _ a: UnsafeRawPointer?, _ x: UnsafeRawPointer?, _ incx: Int
) -> CInt {
  cublasZtpmv_v2_64Call.run([
    handle.word, uplo.word, transA.word, diag.word, n.word, a.word, x.word, incx.word,
  ])
}

private let cublasStrsv_v2_64Call = BLASSignature(
  "cublasStrsv_v2_64", .trsv,
  """
  handle handle cublasHandle_t; uplo uplo cublasFillMode_t; transA trans cublasOperation_t;\
  diag diag cublasDiagType_t; n n int64_t; a A const float*; lda lda int64_t; x x float*;\
  incx incx int64_t
  """)
@c(cublasStrsv_v2_64) package func cublasStrsv_v2_64(
  _ handle: OpaquePointer?, _ uplo: CInt, _ transA: CInt, _ diag: CInt, _ n: Int,
  _ a: UnsafeRawPointer?, _ lda: Int, _ x: UnsafeRawPointer?, _ incx: Int
) -> CInt {
  cublasStrsv_v2_64Call.run([
    handle.word, uplo.word, transA.word, diag.word, n.word, a.word, lda.word, x.word, incx.word,
  ])
}

private let cublasDtrsv_v2_64Call = BLASSignature(
  "cublasDtrsv_v2_64", .trsv,
  """
  handle handle cublasHandle_t; uplo uplo cublasFillMode_t; transA trans cublasOperation_t;\
  diag diag cublasDiagType_t; n n int64_t; a A const double*; lda lda int64_t; x x double*;\
  incx incx int64_t
  """)
@c(cublasDtrsv_v2_64) package func cublasDtrsv_v2_64(
  _ handle: OpaquePointer?, _ uplo: CInt, _ transA: CInt, _ diag: CInt, _ n: Int,
  _ a: UnsafeRawPointer?, _ lda: Int, _ x: UnsafeRawPointer?, _ incx: Int
) -> CInt {
  cublasDtrsv_v2_64Call.run([
    handle.word, uplo.word, transA.word, diag.word, n.word, a.word, lda.word, x.word, incx.word,
  ])
}

private let cublasCtrsv_v2_64Call = BLASSignature(
  "cublasCtrsv_v2_64", .trsv,
  """
  handle handle cublasHandle_t; uplo uplo cublasFillMode_t; transA trans cublasOperation_t;\
  diag diag cublasDiagType_t; n n int64_t; a A const cuComplex*; lda lda int64_t;\
  x x cuComplex*; incx incx int64_t
  """)
@c(cublasCtrsv_v2_64) package func cublasCtrsv_v2_64(
  _ handle: OpaquePointer?, _ uplo: CInt, _ transA: CInt, _ diag: CInt, _ n: Int,
  _ a: UnsafeRawPointer?, _ lda: Int, _ x: UnsafeRawPointer?, _ incx: Int
) -> CInt {
  cublasCtrsv_v2_64Call.run([
    handle.word, uplo.word, transA.word, diag.word, n.word, a.word, lda.word, x.word, incx.word,
  ])
}

private let cublasZtrsv_v2_64Call = BLASSignature(
  "cublasZtrsv_v2_64", .trsv,
  """
  handle handle cublasHandle_t; uplo uplo cublasFillMode_t; transA trans cublasOperation_t;\
  diag diag cublasDiagType_t; n n int64_t; a A const cuDoubleComplex*; lda lda int64_t;\
  x x cuDoubleComplex*; incx incx int64_t
  """)
@c(cublasZtrsv_v2_64) package func cublasZtrsv_v2_64(
  _ handle: OpaquePointer?, _ uplo: CInt, _ transA: CInt, _ diag: CInt, _ n: Int,
  _ a: UnsafeRawPointer?, _ lda: Int, _ x: UnsafeRawPointer?, _ incx: Int
) -> CInt {
  cublasZtrsv_v2_64Call.run([
    handle.word, uplo.word, transA.word, diag.word, n.word, a.word, lda.word, x.word, incx.word,
  ])
}

private let cublasStpsv_v2_64Call = BLASSignature(
  "cublasStpsv_v2_64", .tpsv,
  """
  handle handle cublasHandle_t; uplo uplo cublasFillMode_t; transA trans cublasOperation_t;\
  diag diag cublasDiagType_t; n n int64_t; a AP const float*; x x float*; incx incx int64_t
  """)
@c(cublasStpsv_v2_64) package func cublasStpsv_v2_64(
  _ handle: OpaquePointer?, _ uplo: CInt, _ transA: CInt, _ diag: CInt, _ n: Int,
  _ a: UnsafeRawPointer?, _ x: UnsafeRawPointer?, _ incx: Int
) -> CInt {
  cublasStpsv_v2_64Call.run([
    handle.word, uplo.word, transA.word, diag.word, n.word, a.word, x.word, incx.word,
  ])
}

private let cublasDtpsv_v2_64Call = BLASSignature(
  "cublasDtpsv_v2_64", .tpsv,
  """
  handle handle cublasHandle_t; uplo uplo cublasFillMode_t; transA trans cublasOperation_t;\
  diag diag cublasDiagType_t; n n int64_t; a AP const double*; x x double*; incx incx int64_t
  """)
@c(cublasDtpsv_v2_64) package func cublasDtpsv_v2_64(
  _ handle: OpaquePointer?, _ uplo: CInt, _ transA: CInt, _ diag: CInt, _ n: Int,
  _ a: UnsafeRawPointer?, _ x: UnsafeRawPointer?, _ incx: Int
) -> CInt {
  cublasDtpsv_v2_64Call.run([
    handle.word, uplo.word, transA.word, diag.word, n.word, a.word, x.word, incx.word,
  ])
}

private let cublasCtpsv_v2_64Call = BLASSignature(
  "cublasCtpsv_v2_64", .tpsv,
  """
  handle handle cublasHandle_t; uplo uplo cublasFillMode_t; transA trans cublasOperation_t;\
  diag diag cublasDiagType_t; n n int64_t; a AP const cuComplex*; x x cuComplex*;\
  incx incx int64_t
  """)
@c(cublasCtpsv_v2_64) package func cublasCtpsv_v2_64(
  _ handle: OpaquePointer?, _ uplo: CInt, _ transA: CInt, _ diag: CInt, _ n: Int,
  _ a: UnsafeRawPointer?, _ x: UnsafeRawPointer?, _ incx: Int
) -> CInt {
  cublasCtpsv_v2_64Call.run([
    handle.word, uplo.word, transA.word, diag.word, n.word, a.word, x.word, incx.word,
  ])
}

private let cublasZtpsv_v2_64Call = BLASSignature(
  "cublasZtpsv_v2_64", .tpsv,
  """
  handle handle cublasHandle_t; uplo uplo cublasFillMode_t; transA trans cublasOperation_t;\
  diag diag cublasDiagType_t; n n int64_t; a AP const cuDoubleComplex*; x x cuDoubleComplex*;\
  incx incx int64_t
  """)
@c(cublasZtpsv_v2_64) package func cublasZtpsv_v2_64(
  _ handle: OpaquePointer?, _ uplo: CInt, _ transA: CInt, _ diag: CInt, _ n: Int,
  _ a: UnsafeRawPointer?, _ x: UnsafeRawPointer?, _ incx: Int
) -> CInt {
  cublasZtpsv_v2_64Call.run([
    handle.word, uplo.word, transA.word, diag.word, n.word, a.word, x.word, incx.word,
  ])
}

private let cublasStbsv_v2_64Call = BLASSignature(
  "cublasStbsv_v2_64", .tbsv,
  """
  handle handle cublasHandle_t; uplo uplo cublasFillMode_t; transA trans cublasOperation_t;\
  diag diag cublasDiagType_t; n n int64_t; k k int64_t; a A const float*; lda lda int64_t;\
  x x float*; incx incx int64_t
  """)
@c(cublasStbsv_v2_64) package func cublasStbsv_v2_64(
  _ handle: OpaquePointer?, _ uplo: CInt, _ transA: CInt, _ diag: CInt, _ n: Int, _ k: Int,
  _ a: UnsafeRawPointer?, _ lda: Int, _ x: UnsafeRawPointer?, _ incx: Int
) -> CInt {
  cublasStbsv_v2_64Call.run([
    handle.word, uplo.word, transA.word, diag.word, n.word, k.word, a.word, lda.word, x.word,
    incx.word,
  ])
}

private let cublasDtbsv_v2_64Call = BLASSignature(
  "cublasDtbsv_v2_64", .tbsv,
  """
  handle handle cublasHandle_t; uplo uplo cublasFillMode_t; transA trans cublasOperation_t;\
  diag diag cublasDiagType_t; n n int64_t; k k int64_t; a A const double*; lda lda int64_t;\
  x x double*; incx incx int64_t
  """)
@c(cublasDtbsv_v2_64) package func cublasDtbsv_v2_64(
  _ handle: OpaquePointer?, _ uplo: CInt, _ transA: CInt, _ diag: CInt, _ n: Int, _ k: Int,
  _ a: UnsafeRawPointer?, _ lda: Int, _ x: UnsafeRawPointer?, _ incx: Int
) -> CInt {
  cublasDtbsv_v2_64Call.run([
    handle.word, uplo.word, transA.word, diag.word, n.word, k.word, a.word, lda.word, x.word,
    incx.word,
  ])
}

private let cublasCtbsv_v2_64Call = BLASSignature(
  "cublasCtbsv_v2_64", .tbsv,
  """
  handle handle cublasHandle_t; uplo uplo cublasFillMode_t; transA trans cublasOperation_t;\
  diag diag cublasDiagType_t; n n int64_t; k k int64_t; a A const cuComplex*; lda lda int64_t;\
  x x cuComplex*; incx incx int64_t
  """)
@c(cublasCtbsv_v2_64) package func cublasCtbsv_v2_64(
  _ handle: OpaquePointer?, _ uplo: CInt, _ transA: CInt, _ diag: CInt, _ n: Int, _ k: Int,
  _ a: UnsafeRawPointer?, _ lda: Int, _ x: UnsafeRawPointer?, _ incx: Int
) -> CInt {
  cublasCtbsv_v2_64Call.run([
    handle.word, uplo.word, transA.word, diag.word, n.word, k.word, a.word, lda.word, x.word,
    incx.word,
  ])
}

private let cublasZtbsv_v2_64Call = BLASSignature(
  "cublasZtbsv_v2_64", .tbsv,
  """
  handle handle cublasHandle_t; uplo uplo cublasFillMode_t; transA trans cublasOperation_t;\
  diag diag cublasDiagType_t; n n int64_t; k k int64_t; a A const cuDoubleComplex*;\
  lda lda int64_t; x x cuDoubleComplex*; incx incx int64_t
  """)
@c(cublasZtbsv_v2_64) package func cublasZtbsv_v2_64(
  _ handle: OpaquePointer?, _ uplo: CInt, _ transA: CInt, _ diag: CInt, _ n: Int, _ k: Int,
  _ a: UnsafeRawPointer?, _ lda: Int, _ x: UnsafeRawPointer?, _ incx: Int
) -> CInt {
  cublasZtbsv_v2_64Call.run([
    handle.word, uplo.word, transA.word, diag.word, n.word, k.word, a.word, lda.word, x.word,
    incx.word,
  ])
}

private let cublasSsymv_v2_64Call = BLASSignature(
  "cublasSsymv_v2_64", .symv,
  """
  handle handle cublasHandle_t; uplo uplo cublasFillMode_t; n n int64_t;\
  alpha alpha const float*; a A const float*; lda lda int64_t; x x const float*;\
  incx incx int64_t; beta beta const float*; y y float*; incy incy int64_t
  """)
@c(cublasSsymv_v2_64) package func cublasSsymv_v2_64(
  _ handle: OpaquePointer?, _ uplo: CInt, _ n: Int, _ alpha: UnsafeRawPointer?,
  _ a: UnsafeRawPointer?, _ lda: Int, _ x: UnsafeRawPointer?, _ incx: Int,
  _ beta: UnsafeRawPointer?, _ y: UnsafeRawPointer?, _ incy: Int
) -> CInt {
  cublasSsymv_v2_64Call.run([
    handle.word, uplo.word, n.word, alpha.word, a.word, lda.word, x.word, incx.word, beta.word,
    y.word, incy.word,
  ])
}

private let cublasDsymv_v2_64Call = BLASSignature(
  "cublasDsymv_v2_64", .symv,
  """
  handle handle cublasHandle_t; uplo uplo cublasFillMode_t; n n int64_t;\
  alpha alpha const double*; a A const double*; lda lda int64_t; x x const double*;\
  incx incx int64_t; beta beta const double*; y y double*; incy incy int64_t
  """)
@c(cublasDsymv_v2_64) package func cublasDsymv_v2_64(
  _ handle: OpaquePointer?, _ uplo: CInt, _ n: Int, _ alpha: UnsafeRawPointer?,
  _ a: UnsafeRawPointer?, _ lda: Int, _ x: UnsafeRawPointer?, _ incx: Int,
  _ beta: UnsafeRawPointer?, _ y: UnsafeRawPointer?, _ incy: Int
) -> CInt {
  cublasDsymv_v2_64Call.run([
    handle.word, uplo.word, n.word, alpha.word, a.word, lda.word, x.word, incx.word, beta.word,
    y.word, incy.word,
  ])
}

private let cublasCsymv_v2_64Call = BLASSignature(
  "cublasCsymv_v2_64", .symv,
  """
  handle handle cublasHandle_t; uplo uplo cublasFillMode_t; n n int64_t;\
  alpha alpha const cuComplex*; a A const cuComplex*; lda lda int64_t; x x const cuComplex*;\
  incx incx int64_t; beta beta const cuComplex*; y y cuComplex*; incy incy int64_t
  """)
@c(cublasCsymv_v2_64) package func cublasCsymv_v2_64(
  _ handle: OpaquePointer?, _ uplo: CInt, _ n: Int, _ alpha: UnsafeRawPointer?,
  _ a: UnsafeRawPointer?, _ lda: Int, _ x: UnsafeRawPointer?, _ incx: Int,
  _ beta: UnsafeRawPointer?, _ y: UnsafeRawPointer?, _ incy: Int
) -> CInt {
  cublasCsymv_v2_64Call.run([
    handle.word, uplo.word, n.word, alpha.word, a.word, lda.word, x.word, incx.word, beta.word,
    y.word, incy.word,
  ])
}

private let cublasZsymv_v2_64Call = BLASSignature(
  "cublasZsymv_v2_64", .symv,
  """
  handle handle cublasHandle_t; uplo uplo cublasFillMode_t; n n int64_t;\
  alpha alpha const cuDoubleComplex*; a A const cuDoubleComplex*; lda lda int64_t;\
  x x const cuDoubleComplex*; incx incx int64_t; beta beta const cuDoubleComplex*;\
  y y cuDoubleComplex*; incy incy int64_t
  """)
@c(cublasZsymv_v2_64) package func cublasZsymv_v2_64(
  _ handle: OpaquePointer?, _ uplo: CInt, _ n: Int, _ alpha: UnsafeRawPointer?,
  _ a: UnsafeRawPointer?, _ lda: Int, _ x: UnsafeRawPointer?, _ incx: Int,
  _ beta: UnsafeRawPointer?, _ y: UnsafeRawPointer?, _ incy: Int
) -> CInt {
  cublasZsymv_v2_64Call.run([
    handle.word, uplo.word, n.word, alpha.word, a.word, lda.word, x.word, incx.word, beta.word,
    y.word, incy.word,
  ])
}

private let cublasChemv_v2_64Call = BLASSignature(
  "cublasChemv_v2_64", .hemv,
  """
  handle handle cublasHandle_t; uplo uplo cublasFillMode_t; n n int64_t;\
  alpha alpha const cuComplex*; a A const cuComplex*; lda lda int64_t; x x const cuComplex*;\
  incx incx int64_t; beta beta const cuComplex*; y y cuComplex*; incy incy int64_t
  """)
@c(cublasChemv_v2_64) package func cublasChemv_v2_64(
  _ handle: OpaquePointer?, _ uplo: CInt, _ n: Int, _ alpha: UnsafeRawPointer?,
  _ a: UnsafeRawPointer?, _ lda: Int, _ x: UnsafeRawPointer?, _ incx: Int,
  _ beta: UnsafeRawPointer?, _ y: UnsafeRawPointer?, _ incy: Int
) -> CInt {
  cublasChemv_v2_64Call.run([
    handle.word, uplo.word, n.word, alpha.word, a.word, lda.word, x.word, incx.word, beta.word,
    y.word, incy.word,
  ])
}

private let cublasZhemv_v2_64Call = BLASSignature(
  "cublasZhemv_v2_64", .hemv,
  """
  handle handle cublasHandle_t; uplo uplo cublasFillMode_t; n n int64_t;\
  alpha alpha const cuDoubleComplex*; a A const cuDoubleComplex*; lda lda int64_t;\
  x x const cuDoubleComplex*; incx incx int64_t; beta beta const cuDoubleComplex*;\
  y y cuDoubleComplex*; incy incy int64_t
  """)
@c(cublasZhemv_v2_64) package func cublasZhemv_v2_64(
  _ handle: OpaquePointer?, _ uplo: CInt, _ n: Int, _ alpha: UnsafeRawPointer?,
  _ a: UnsafeRawPointer?, _ lda: Int, _ x: UnsafeRawPointer?, _ incx: Int,
  _ beta: UnsafeRawPointer?, _ y: UnsafeRawPointer?, _ incy: Int
) -> CInt {
  cublasZhemv_v2_64Call.run([
    handle.word, uplo.word, n.word, alpha.word, a.word, lda.word, x.word, incx.word, beta.word,
    y.word, incy.word,
  ])
}

private let cublasSsbmv_v2_64Call = BLASSignature(
  "cublasSsbmv_v2_64", .sbmv,
  """
  handle handle cublasHandle_t; uplo uplo cublasFillMode_t; n n int64_t; k k int64_t;\
  alpha alpha const float*; a A const float*; lda lda int64_t; x x const float*;\
  incx incx int64_t; beta beta const float*; y y float*; incy incy int64_t
  """)
@c(cublasSsbmv_v2_64) package func cublasSsbmv_v2_64(
  _ handle: OpaquePointer?, _ uplo: CInt, _ n: Int, _ k: Int, _ alpha: UnsafeRawPointer?,
  _ a: UnsafeRawPointer?, _ lda: Int, _ x: UnsafeRawPointer?, _ incx: Int,
  _ beta: UnsafeRawPointer?, _ y: UnsafeRawPointer?, _ incy: Int
) -> CInt {
  cublasSsbmv_v2_64Call.run([
    handle.word, uplo.word, n.word, k.word, alpha.word, a.word, lda.word, x.word, incx.word,
    beta.word, y.word, incy.word,
  ])
}

private let cublasDsbmv_v2_64Call = BLASSignature(
  "cublasDsbmv_v2_64", .sbmv,
  """
  handle handle cublasHandle_t; uplo uplo cublasFillMode_t; n n int64_t; k k int64_t;\
  alpha alpha const double*; a A const double*; lda lda int64_t; x x const double*;\
  incx incx int64_t; beta beta const double*; y y double*; incy incy int64_t
  """)
@c(cublasDsbmv_v2_64) package func cublasDsbmv_v2_64(
  _ handle: OpaquePointer?, _ uplo: CInt, _ n: Int, _ k: Int, _ alpha: UnsafeRawPointer?,
  _ a: UnsafeRawPointer?, _ lda: Int, _ x: UnsafeRawPointer?, _ incx: Int,
  _ beta: UnsafeRawPointer?, _ y: UnsafeRawPointer?, _ incy: Int
) -> CInt {
  cublasDsbmv_v2_64Call.run([
    handle.word, uplo.word, n.word, k.word, alpha.word, a.word, lda.word, x.word, incx.word,
    beta.word, y.word, incy.word,
  ])
}

private let cublasChbmv_v2_64Call = BLASSignature(
  "cublasChbmv_v2_64", .hbmv,
  """
  handle handle cublasHandle_t; uplo uplo cublasFillMode_t; n n int64_t; k k int64_t;\
  alpha alpha const cuComplex*; a A const cuComplex*; lda lda int64_t; x x const cuComplex*;\
  incx incx int64_t; beta beta const cuComplex*; y y cuComplex*; incy incy int64_t
  """)
@c(cublasChbmv_v2_64) package func cublasChbmv_v2_64(
  _ handle: OpaquePointer?, _ uplo: CInt, _ n: Int, _ k: Int, _ alpha: UnsafeRawPointer?,
  _ a: UnsafeRawPointer?, _ lda: Int, _ x: UnsafeRawPointer?, _ incx: Int,
  _ beta: UnsafeRawPointer?, _ y: UnsafeRawPointer?, _ incy: Int
) -> CInt {
  cublasChbmv_v2_64Call.run([
    handle.word, uplo.word, n.word, k.word, alpha.word, a.word, lda.word, x.word, incx.word,
    beta.word, y.word, incy.word,
  ])
}

private let cublasZhbmv_v2_64Call = BLASSignature(
  "cublasZhbmv_v2_64", .hbmv,
  """
  handle handle cublasHandle_t; uplo uplo cublasFillMode_t; n n int64_t; k k int64_t;\
  alpha alpha const cuDoubleComplex*; a A const cuDoubleComplex*; lda lda int64_t;\
  x x const cuDoubleComplex*; incx incx int64_t; beta beta const cuDoubleComplex*;\
  y y cuDoubleComplex*; incy incy int64_t
  """)
@c(cublasZhbmv_v2_64) package func cublasZhbmv_v2_64(
  _ handle: OpaquePointer?, _ uplo: CInt, _ n: Int, _ k: Int, _ alpha: UnsafeRawPointer?,
  _ a: UnsafeRawPointer?, _ lda: Int, _ x: UnsafeRawPointer?, _ incx: Int,
  _ beta: UnsafeRawPointer?, _ y: UnsafeRawPointer?, _ incy: Int
) -> CInt {
  cublasZhbmv_v2_64Call.run([
    handle.word, uplo.word, n.word, k.word, alpha.word, a.word, lda.word, x.word, incx.word,
    beta.word, y.word, incy.word,
  ])
}

private let cublasSspmv_v2_64Call = BLASSignature(
  "cublasSspmv_v2_64", .spmv,
  """
  handle handle cublasHandle_t; uplo uplo cublasFillMode_t; n n int64_t;\
  alpha alpha const float*; a AP const float*; x x const float*; incx incx int64_t;\
  beta beta const float*; y y float*; incy incy int64_t
  """)
@c(cublasSspmv_v2_64) package func cublasSspmv_v2_64(
  _ handle: OpaquePointer?, _ uplo: CInt, _ n: Int, _ alpha: UnsafeRawPointer?,
  _ a: UnsafeRawPointer?, _ x: UnsafeRawPointer?, _ incx: Int, _ beta: UnsafeRawPointer?,
  _ y: UnsafeRawPointer?, _ incy: Int
) -> CInt {
  cublasSspmv_v2_64Call.run([
    handle.word, uplo.word, n.word, alpha.word, a.word, x.word, incx.word, beta.word, y.word,
    incy.word,
  ])
}

private let cublasDspmv_v2_64Call = BLASSignature(
  "cublasDspmv_v2_64", .spmv,
  """
  handle handle cublasHandle_t; uplo uplo cublasFillMode_t; n n int64_t;\
  alpha alpha const double*; a AP const double*; x x const double*; incx incx int64_t;\
  beta beta const double*; y y double*; incy incy int64_t
  """)
@c(cublasDspmv_v2_64) package func cublasDspmv_v2_64(
  _ handle: OpaquePointer?, _ uplo: CInt, _ n: Int, _ alpha: UnsafeRawPointer?,
  _ a: UnsafeRawPointer?, _ x: UnsafeRawPointer?, _ incx: Int, _ beta: UnsafeRawPointer?,
  _ y: UnsafeRawPointer?, _ incy: Int
) -> CInt {
  cublasDspmv_v2_64Call.run([
    handle.word, uplo.word, n.word, alpha.word, a.word, x.word, incx.word, beta.word, y.word,
    incy.word,
  ])
}

private let cublasChpmv_v2_64Call = BLASSignature(
  "cublasChpmv_v2_64", .hpmv,
  """
  handle handle cublasHandle_t; uplo uplo cublasFillMode_t; n n int64_t;\
  alpha alpha const cuComplex*; a AP const cuComplex*; x x const cuComplex*; incx incx int64_t;\
  beta beta const cuComplex*; y y cuComplex*; incy incy int64_t
  """)
@c(cublasChpmv_v2_64) package func cublasChpmv_v2_64(
  _ handle: OpaquePointer?, _ uplo: CInt, _ n: Int, _ alpha: UnsafeRawPointer?,
  _ a: UnsafeRawPointer?, _ x: UnsafeRawPointer?, _ incx: Int, _ beta: UnsafeRawPointer?,
  _ y: UnsafeRawPointer?, _ incy: Int
) -> CInt {
  cublasChpmv_v2_64Call.run([
    handle.word, uplo.word, n.word, alpha.word, a.word, x.word, incx.word, beta.word, y.word,
    incy.word,
  ])
}

private let cublasZhpmv_v2_64Call = BLASSignature(
  "cublasZhpmv_v2_64", .hpmv,
  """
  handle handle cublasHandle_t; uplo uplo cublasFillMode_t; n n int64_t;\
  alpha alpha const cuDoubleComplex*; a AP const cuDoubleComplex*; x x const cuDoubleComplex*;\
  incx incx int64_t; beta beta const cuDoubleComplex*; y y cuDoubleComplex*; incy incy int64_t
  """)
@c(cublasZhpmv_v2_64) package func cublasZhpmv_v2_64(
  _ handle: OpaquePointer?, _ uplo: CInt, _ n: Int, _ alpha: UnsafeRawPointer?,
  _ a: UnsafeRawPointer?, _ x: UnsafeRawPointer?, _ incx: Int, _ beta: UnsafeRawPointer?,
  _ y: UnsafeRawPointer?, _ incy: Int
) -> CInt {
  cublasZhpmv_v2_64Call.run([
    handle.word, uplo.word, n.word, alpha.word, a.word, x.word, incx.word, beta.word, y.word,
    incy.word,
  ])
}

private let cublasSger_v2_64Call = BLASSignature(
  "cublasSger_v2_64", .geru,
  """
  handle handle cublasHandle_t; m m int64_t; n n int64_t; alpha alpha const float*;\
  x x const float*; incx incx int64_t; y y const float*; incy incy int64_t; a A float*;\
  lda lda int64_t
  """)
@c(cublasSger_v2_64) package func cublasSger_v2_64(
  _ handle: OpaquePointer?, _ m: Int, _ n: Int, _ alpha: UnsafeRawPointer?,
  _ x: UnsafeRawPointer?, _ incx: Int, _ y: UnsafeRawPointer?, _ incy: Int,
  _ a: UnsafeRawPointer?, _ lda: Int
) -> CInt {
  cublasSger_v2_64Call.run([
    handle.word, m.word, n.word, alpha.word, x.word, incx.word, y.word, incy.word, a.word,
    lda.word,
  ])
}

private let cublasDger_v2_64Call = BLASSignature(
  "cublasDger_v2_64", .geru,
  """
  handle handle cublasHandle_t; m m int64_t; n n int64_t; alpha alpha const double*;\
  x x const double*; incx incx int64_t; y y const double*; incy incy int64_t; a A double*;\
  lda lda int64_t
  """)
@c(cublasDger_v2_64) package func cublasDger_v2_64(
  _ handle: OpaquePointer?, _ m: Int, _ n: Int, _ alpha: UnsafeRawPointer?,
  _ x: UnsafeRawPointer?, _ incx: Int, _ y: UnsafeRawPointer?, _ incy: Int,
  _ a: UnsafeRawPointer?, _ lda: Int
) -> CInt {
  cublasDger_v2_64Call.run([
    handle.word, m.word, n.word, alpha.word, x.word, incx.word, y.word, incy.word, a.word,
    lda.word,
  ])
}

private let cublasCgeru_v2_64Call = BLASSignature(
  "cublasCgeru_v2_64", .geru,
  """
  handle handle cublasHandle_t; m m int64_t; n n int64_t; alpha alpha const cuComplex*;\
  x x const cuComplex*; incx incx int64_t; y y const cuComplex*; incy incy int64_t;\
  a A cuComplex*; lda lda int64_t
  """)
@c(cublasCgeru_v2_64) package func cublasCgeru_v2_64(
  _ handle: OpaquePointer?, _ m: Int, _ n: Int, _ alpha: UnsafeRawPointer?,
  _ x: UnsafeRawPointer?, _ incx: Int, _ y: UnsafeRawPointer?, _ incy: Int,
  _ a: UnsafeRawPointer?, _ lda: Int
) -> CInt {
  cublasCgeru_v2_64Call.run([
    handle.word, m.word, n.word, alpha.word, x.word, incx.word, y.word, incy.word, a.word,
    lda.word,
  ])
}

private let cublasZgeru_v2_64Call = BLASSignature(
  "cublasZgeru_v2_64", .geru,
  """
  handle handle cublasHandle_t; m m int64_t; n n int64_t; alpha alpha const cuDoubleComplex*;\
  x x const cuDoubleComplex*; incx incx int64_t; y y const cuDoubleComplex*; incy incy int64_t;\
  a A cuDoubleComplex*; lda lda int64_t
  """)
@c(cublasZgeru_v2_64) package func cublasZgeru_v2_64(
  _ handle: OpaquePointer?, _ m: Int, _ n: Int, _ alpha: UnsafeRawPointer?,
  _ x: UnsafeRawPointer?, _ incx: Int, _ y: UnsafeRawPointer?, _ incy: Int,
  _ a: UnsafeRawPointer?, _ lda: Int
) -> CInt {
  cublasZgeru_v2_64Call.run([
    handle.word, m.word, n.word, alpha.word, x.word, incx.word, y.word, incy.word, a.word,
    lda.word,
  ])
}

private let cublasCgerc_v2_64Call = BLASSignature(
  "cublasCgerc_v2_64", .gerc,
  """
  handle handle cublasHandle_t; m m int64_t; n n int64_t; alpha alpha const cuComplex*;\
  x x const cuComplex*; incx incx int64_t; y y const cuComplex*; incy incy int64_t;\
  a A cuComplex*; lda lda int64_t
  """)
@c(cublasCgerc_v2_64) package func cublasCgerc_v2_64(
  _ handle: OpaquePointer?, _ m: Int, _ n: Int, _ alpha: UnsafeRawPointer?,
  _ x: UnsafeRawPointer?, _ incx: Int, _ y: UnsafeRawPointer?, _ incy: Int,
  _ a: UnsafeRawPointer?, _ lda: Int
) -> CInt {
  cublasCgerc_v2_64Call.run([
    handle.word, m.word, n.word, alpha.word, x.word, incx.word, y.word, incy.word, a.word,
    lda.word,
  ])
}

private let cublasZgerc_v2_64Call = BLASSignature(
  "cublasZgerc_v2_64", .gerc,
  """
  handle handle cublasHandle_t; m m int64_t; n n int64_t; alpha alpha const cuDoubleComplex*;\
  x x const cuDoubleComplex*; incx incx int64_t; y y const cuDoubleComplex*; incy incy int64_t;\
  a A cuDoubleComplex*; lda lda int64_t
  """)
@c(cublasZgerc_v2_64) package func cublasZgerc_v2_64(
  _ handle: OpaquePointer?, _ m: Int, _ n: Int, _ alpha: UnsafeRawPointer?,
  _ x: UnsafeRawPointer?, _ incx: Int, _ y: UnsafeRawPointer?, _ incy: Int,
  _ a: UnsafeRawPointer?, _ lda: Int
) -> CInt {
  cublasZgerc_v2_64Call.run([
    handle.word, m.word, n.word, alpha.word, x.word, incx.word, y.word, incy.word, a.word,
    lda.word,
  ])
}

private let cublasSsyr_v2_64Call = BLASSignature(
  "cublasSsyr_v2_64", .syr,
  """
  handle handle cublasHandle_t; uplo uplo cublasFillMode_t; n n int64_t;\
  alpha alpha const float*; x x const float*; incx incx int64_t; a A float*; lda lda int64_t
  """)
@c(cublasSsyr_v2_64) package func cublasSsyr_v2_64(
  _ handle: OpaquePointer?, _ uplo: CInt, _ n: Int, _ alpha: UnsafeRawPointer?,
  _ x: UnsafeRawPointer?, _ incx: Int, _ a: UnsafeRawPointer?, _ lda: Int
) -> CInt {
  cublasSsyr_v2_64Call.run([
    handle.word, uplo.word, n.word, alpha.word, x.word, incx.word, a.word, lda.word,
  ])
}

private let cublasDsyr_v2_64Call = BLASSignature(
  "cublasDsyr_v2_64", .syr,
  """
  handle handle cublasHandle_t; uplo uplo cublasFillMode_t; n n int64_t;\
  alpha alpha const double*; x x const double*; incx incx int64_t; a A double*; lda lda int64_t
  """)
@c(cublasDsyr_v2_64) package func cublasDsyr_v2_64(
  _ handle: OpaquePointer?, _ uplo: CInt, _ n: Int, _ alpha: UnsafeRawPointer?,
  _ x: UnsafeRawPointer?, _ incx: Int, _ a: UnsafeRawPointer?, _ lda: Int
) -> CInt {
  cublasDsyr_v2_64Call.run([
    handle.word, uplo.word, n.word, alpha.word, x.word, incx.word, a.word, lda.word,
  ])
}

private let cublasCsyr_v2_64Call = BLASSignature(
  "cublasCsyr_v2_64", .syr,
  """
  handle handle cublasHandle_t; uplo uplo cublasFillMode_t; n n int64_t;\
  alpha alpha const cuComplex*; x x const cuComplex*; incx incx int64_t; a A cuComplex*;\
  lda lda int64_t
  """)
@c(cublasCsyr_v2_64) package func cublasCsyr_v2_64(
  _ handle: OpaquePointer?, _ uplo: CInt, _ n: Int, _ alpha: UnsafeRawPointer?,
  _ x: UnsafeRawPointer?, _ incx: Int, _ a: UnsafeRawPointer?, _ lda: Int
) -> CInt {
  cublasCsyr_v2_64Call.run([
    handle.word, uplo.word, n.word, alpha.word, x.word, incx.word, a.word, lda.word,
  ])
}

private let cublasZsyr_v2_64Call = BLASSignature(
  "cublasZsyr_v2_64", .syr,
  """
  handle handle cublasHandle_t; uplo uplo cublasFillMode_t; n n int64_t;\
  alpha alpha const cuDoubleComplex*; x x const cuDoubleComplex*; incx incx int64_t;\
  a A cuDoubleComplex*; lda lda int64_t
  """)
@c(cublasZsyr_v2_64) package func cublasZsyr_v2_64(
  _ handle: OpaquePointer?, _ uplo: CInt, _ n: Int, _ alpha: UnsafeRawPointer?,
  _ x: UnsafeRawPointer?, _ incx: Int, _ a: UnsafeRawPointer?, _ lda: Int
) -> CInt {
  cublasZsyr_v2_64Call.run([
    handle.word, uplo.word, n.word, alpha.word, x.word, incx.word, a.word, lda.word,
  ])
}

private let cublasCher_v2_64Call = BLASSignature(
  "cublasCher_v2_64", .her,
  """
  handle handle cublasHandle_t; uplo uplo cublasFillMode_t; n n int64_t;\
  alpha alpha const float*; x x const cuComplex*; incx incx int64_t; a A cuComplex*;\
  lda lda int64_t
  """)
@c(cublasCher_v2_64) package func cublasCher_v2_64(
  _ handle: OpaquePointer?, _ uplo: CInt, _ n: Int, _ alpha: UnsafeRawPointer?,
  _ x: UnsafeRawPointer?, _ incx: Int, _ a: UnsafeRawPointer?, _ lda: Int
) -> CInt {
  cublasCher_v2_64Call.run([
    handle.word, uplo.word, n.word, alpha.word, x.word, incx.word, a.word, lda.word,
  ])
}

private let cublasZher_v2_64Call = BLASSignature(
  "cublasZher_v2_64", .her,
  """
  handle handle cublasHandle_t; uplo uplo cublasFillMode_t; n n int64_t;\
  alpha alpha const double*; x x const cuDoubleComplex*; incx incx int64_t;\
  a A cuDoubleComplex*; lda lda int64_t
  """)
@c(cublasZher_v2_64) package func cublasZher_v2_64(
  _ handle: OpaquePointer?, _ uplo: CInt, _ n: Int, _ alpha: UnsafeRawPointer?,
  _ x: UnsafeRawPointer?, _ incx: Int, _ a: UnsafeRawPointer?, _ lda: Int
) -> CInt {
  cublasZher_v2_64Call.run([
    handle.word, uplo.word, n.word, alpha.word, x.word, incx.word, a.word, lda.word,
  ])
}

private let cublasSspr_v2_64Call = BLASSignature(
  "cublasSspr_v2_64", .spr,
  """
  handle handle cublasHandle_t; uplo uplo cublasFillMode_t; n n int64_t;\
  alpha alpha const float*; x x const float*; incx incx int64_t; a AP float*
  """)
@c(cublasSspr_v2_64) package func cublasSspr_v2_64(
  _ handle: OpaquePointer?, _ uplo: CInt, _ n: Int, _ alpha: UnsafeRawPointer?,
  _ x: UnsafeRawPointer?, _ incx: Int, _ a: UnsafeRawPointer?
) -> CInt {
  cublasSspr_v2_64Call.run([
    handle.word, uplo.word, n.word, alpha.word, x.word, incx.word, a.word,
  ])
}

private let cublasDspr_v2_64Call = BLASSignature(
  "cublasDspr_v2_64", .spr,
  """
  handle handle cublasHandle_t; uplo uplo cublasFillMode_t; n n int64_t;\
  alpha alpha const double*; x x const double*; incx incx int64_t; a AP double*
  """)
@c(cublasDspr_v2_64) package func cublasDspr_v2_64(
  _ handle: OpaquePointer?, _ uplo: CInt, _ n: Int, _ alpha: UnsafeRawPointer?,
  _ x: UnsafeRawPointer?, _ incx: Int, _ a: UnsafeRawPointer?
) -> CInt {
  cublasDspr_v2_64Call.run([
    handle.word, uplo.word, n.word, alpha.word, x.word, incx.word, a.word,
  ])
}

private let cublasChpr_v2_64Call = BLASSignature(
  "cublasChpr_v2_64", .hpr,
  """
  handle handle cublasHandle_t; uplo uplo cublasFillMode_t; n n int64_t;\
  alpha alpha const float*; x x const cuComplex*; incx incx int64_t; a AP cuComplex*
  """)
@c(cublasChpr_v2_64) package func cublasChpr_v2_64(
  _ handle: OpaquePointer?, _ uplo: CInt, _ n: Int, _ alpha: UnsafeRawPointer?,
  _ x: UnsafeRawPointer?, _ incx: Int, _ a: UnsafeRawPointer?
) -> CInt {
  cublasChpr_v2_64Call.run([
    handle.word, uplo.word, n.word, alpha.word, x.word, incx.word, a.word,
  ])
}

private let cublasZhpr_v2_64Call = BLASSignature(
  "cublasZhpr_v2_64", .hpr,
  """
  handle handle cublasHandle_t; uplo uplo cublasFillMode_t; n n int64_t;\
  alpha alpha const double*; x x const cuDoubleComplex*; incx incx int64_t;\
  a AP cuDoubleComplex*
  """)
@c(cublasZhpr_v2_64) package func cublasZhpr_v2_64(
  _ handle: OpaquePointer?, _ uplo: CInt, _ n: Int, _ alpha: UnsafeRawPointer?,
  _ x: UnsafeRawPointer?, _ incx: Int, _ a: UnsafeRawPointer?
) -> CInt {
  cublasZhpr_v2_64Call.run([
    handle.word, uplo.word, n.word, alpha.word, x.word, incx.word, a.word,
  ])
}

private let cublasSsyr2_v2_64Call = BLASSignature(
  "cublasSsyr2_v2_64", .syr2,
  """
  handle handle cublasHandle_t; uplo uplo cublasFillMode_t; n n int64_t;\
  alpha alpha const float*; x x const float*; incx incx int64_t; y y const float*;\
  incy incy int64_t; a A float*; lda lda int64_t
  """)
@c(cublasSsyr2_v2_64) package func cublasSsyr2_v2_64(
  _ handle: OpaquePointer?, _ uplo: CInt, _ n: Int, _ alpha: UnsafeRawPointer?,
  _ x: UnsafeRawPointer?, _ incx: Int, _ y: UnsafeRawPointer?, _ incy: Int,
  _ a: UnsafeRawPointer?, _ lda: Int
) -> CInt {
  cublasSsyr2_v2_64Call.run([
    handle.word, uplo.word, n.word, alpha.word, x.word, incx.word, y.word, incy.word, a.word,
    lda.word,
  ])
}

private let cublasDsyr2_v2_64Call = BLASSignature(
  "cublasDsyr2_v2_64", .syr2,
  """
  handle handle cublasHandle_t; uplo uplo cublasFillMode_t; n n int64_t;\
  alpha alpha const double*; x x const double*; incx incx int64_t; y y const double*;\
  incy incy int64_t; a A double*; lda lda int64_t
  """)
@c(cublasDsyr2_v2_64) package func cublasDsyr2_v2_64(
  _ handle: OpaquePointer?, _ uplo: CInt, _ n: Int, _ alpha: UnsafeRawPointer?,
  _ x: UnsafeRawPointer?, _ incx: Int, _ y: UnsafeRawPointer?, _ incy: Int,
  _ a: UnsafeRawPointer?, _ lda: Int
) -> CInt {
  cublasDsyr2_v2_64Call.run([
    handle.word, uplo.word, n.word, alpha.word, x.word, incx.word, y.word, incy.word, a.word,
    lda.word,
  ])
}

private let cublasCsyr2_v2_64Call = BLASSignature(
  "cublasCsyr2_v2_64", .syr2,
  """
  handle handle cublasHandle_t; uplo uplo cublasFillMode_t; n n int64_t;\
  alpha alpha const cuComplex*; x x const cuComplex*; incx incx int64_t; y y const cuComplex*;\
  incy incy int64_t; a A cuComplex*; lda lda int64_t
  """)
@c(cublasCsyr2_v2_64) package func cublasCsyr2_v2_64(
  _ handle: OpaquePointer?, _ uplo: CInt, _ n: Int, _ alpha: UnsafeRawPointer?,
  _ x: UnsafeRawPointer?, _ incx: Int, _ y: UnsafeRawPointer?, _ incy: Int,
  _ a: UnsafeRawPointer?, _ lda: Int
) -> CInt {
  cublasCsyr2_v2_64Call.run([
    handle.word, uplo.word, n.word, alpha.word, x.word, incx.word, y.word, incy.word, a.word,
    lda.word,
  ])
}

private let cublasZsyr2_v2_64Call = BLASSignature(
  "cublasZsyr2_v2_64", .syr2,
  """
  handle handle cublasHandle_t; uplo uplo cublasFillMode_t; n n int64_t;\
  alpha alpha const cuDoubleComplex*; x x const cuDoubleComplex*; incx incx int64_t;\
  y y const cuDoubleComplex*; incy incy int64_t; a A cuDoubleComplex*; lda lda int64_t
  """)
@c(cublasZsyr2_v2_64) package func cublasZsyr2_v2_64(
  _ handle: OpaquePointer?, _ uplo: CInt, _ n: Int, _ alpha: UnsafeRawPointer?,
  _ x: UnsafeRawPointer?, _ incx: Int, _ y: UnsafeRawPointer?, _ incy: Int,
  _ a: UnsafeRawPointer?, _ lda: Int
) -> CInt {
  cublasZsyr2_v2_64Call.run([
    handle.word, uplo.word, n.word, alpha.word, x.word, incx.word, y.word, incy.word, a.word,
    lda.word,
  ])
}

private let cublasCher2_v2_64Call = BLASSignature(
  "cublasCher2_v2_64", .her2,
  """
  handle handle cublasHandle_t; uplo uplo cublasFillMode_t; n n int64_t;\
  alpha alpha const cuComplex*; x x const cuComplex*; incx incx int64_t; y y const cuComplex*;\
  incy incy int64_t; a A cuComplex*; lda lda int64_t
  """)
@c(cublasCher2_v2_64) package func cublasCher2_v2_64(
  _ handle: OpaquePointer?, _ uplo: CInt, _ n: Int, _ alpha: UnsafeRawPointer?,
  _ x: UnsafeRawPointer?, _ incx: Int, _ y: UnsafeRawPointer?, _ incy: Int,
  _ a: UnsafeRawPointer?, _ lda: Int
) -> CInt {
  cublasCher2_v2_64Call.run([
    handle.word, uplo.word, n.word, alpha.word, x.word, incx.word, y.word, incy.word, a.word,
    lda.word,
  ])
}

private let cublasZher2_v2_64Call = BLASSignature(
  "cublasZher2_v2_64", .her2,
  """
  handle handle cublasHandle_t; uplo uplo cublasFillMode_t; n n int64_t;\
  alpha alpha const cuDoubleComplex*; x x const cuDoubleComplex*; incx incx int64_t;\
  y y const cuDoubleComplex*; incy incy int64_t; a A cuDoubleComplex*; lda lda int64_t
  """)
@c(cublasZher2_v2_64) package func cublasZher2_v2_64(
  _ handle: OpaquePointer?, _ uplo: CInt, _ n: Int, _ alpha: UnsafeRawPointer?,
  _ x: UnsafeRawPointer?, _ incx: Int, _ y: UnsafeRawPointer?, _ incy: Int,
  _ a: UnsafeRawPointer?, _ lda: Int
) -> CInt {
  cublasZher2_v2_64Call.run([
    handle.word, uplo.word, n.word, alpha.word, x.word, incx.word, y.word, incy.word, a.word,
    lda.word,
  ])
}

private let cublasSspr2_v2_64Call = BLASSignature(
  "cublasSspr2_v2_64", .spr2,
  """
  handle handle cublasHandle_t; uplo uplo cublasFillMode_t; n n int64_t;\
  alpha alpha const float*; x x const float*; incx incx int64_t; y y const float*;\
  incy incy int64_t; a AP float*
  """)
@c(cublasSspr2_v2_64) package func cublasSspr2_v2_64(
  _ handle: OpaquePointer?, _ uplo: CInt, _ n: Int, _ alpha: UnsafeRawPointer?,
  _ x: UnsafeRawPointer?, _ incx: Int, _ y: UnsafeRawPointer?, _ incy: Int,
  _ a: UnsafeRawPointer?
) -> CInt {
  cublasSspr2_v2_64Call.run([
    handle.word, uplo.word, n.word, alpha.word, x.word, incx.word, y.word, incy.word, a.word,
  ])
}

private let cublasDspr2_v2_64Call = BLASSignature(
  "cublasDspr2_v2_64", .spr2,
  """
  handle handle cublasHandle_t; uplo uplo cublasFillMode_t; n n int64_t;\
  alpha alpha const double*; x x const double*; incx incx int64_t; y y const double*;\
  incy incy int64_t; a AP double*
  """)
@c(cublasDspr2_v2_64) package func cublasDspr2_v2_64(
  _ handle: OpaquePointer?, _ uplo: CInt, _ n: Int, _ alpha: UnsafeRawPointer?,
  _ x: UnsafeRawPointer?, _ incx: Int, _ y: UnsafeRawPointer?, _ incy: Int,
  _ a: UnsafeRawPointer?
) -> CInt {
  cublasDspr2_v2_64Call.run([
    handle.word, uplo.word, n.word, alpha.word, x.word, incx.word, y.word, incy.word, a.word,
  ])
}

private let cublasChpr2_v2_64Call = BLASSignature(
  "cublasChpr2_v2_64", .hpr2,
  """
  handle handle cublasHandle_t; uplo uplo cublasFillMode_t; n n int64_t;\
  alpha alpha const cuComplex*; x x const cuComplex*; incx incx int64_t; y y const cuComplex*;\
  incy incy int64_t; a AP cuComplex*
  """)
@c(cublasChpr2_v2_64) package func cublasChpr2_v2_64(
  _ handle: OpaquePointer?, _ uplo: CInt, _ n: Int, _ alpha: UnsafeRawPointer?,
  _ x: UnsafeRawPointer?, _ incx: Int, _ y: UnsafeRawPointer?, _ incy: Int,
  _ a: UnsafeRawPointer?
) -> CInt {
  cublasChpr2_v2_64Call.run([
    handle.word, uplo.word, n.word, alpha.word, x.word, incx.word, y.word, incy.word, a.word,
  ])
}

private let cublasZhpr2_v2_64Call = BLASSignature(
  "cublasZhpr2_v2_64", .hpr2,
  """
  handle handle cublasHandle_t; uplo uplo cublasFillMode_t; n n int64_t;\
  alpha alpha const cuDoubleComplex*; x x const cuDoubleComplex*; incx incx int64_t;\
  y y const cuDoubleComplex*; incy incy int64_t; a AP cuDoubleComplex*
  """)
@c(cublasZhpr2_v2_64) package func cublasZhpr2_v2_64(
  _ handle: OpaquePointer?, _ uplo: CInt, _ n: Int, _ alpha: UnsafeRawPointer?,
  _ x: UnsafeRawPointer?, _ incx: Int, _ y: UnsafeRawPointer?, _ incy: Int,
  _ a: UnsafeRawPointer?
) -> CInt {
  cublasZhpr2_v2_64Call.run([
    handle.word, uplo.word, n.word, alpha.word, x.word, incx.word, y.word, incy.word, a.word,
  ])
}

private let cublasSgemvBatched_64Call = BLASSignature(
  "cublasSgemvBatched_64", .gemv,
  """
  handle handle cublasHandle_t; transA trans cublasOperation_t; m m int64_t; n n int64_t;\
  alpha alpha const float*; a Aarray const float* const*; lda lda int64_t;\
  x xarray const float* const*; incx incx int64_t; beta beta const float*;\
  y yarray float* const*; incy incy int64_t; batch batchCount int64_t
  """)
@c(cublasSgemvBatched_64) package func cublasSgemvBatched_64(
  _ handle: OpaquePointer?, _ transA: CInt, _ m: Int, _ n: Int, _ alpha: UnsafeRawPointer?,
  _ a: UnsafeRawPointer?, _ lda: Int, _ x: UnsafeRawPointer?, _ incx: Int,
  _ beta: UnsafeRawPointer?, _ y: UnsafeRawPointer?, _ incy: Int, _ batch: Int
) -> CInt {
  cublasSgemvBatched_64Call.run([
    handle.word, transA.word, m.word, n.word, alpha.word, a.word, lda.word, x.word, incx.word,
    beta.word, y.word, incy.word, batch.word,
  ])
}

private let cublasDgemvBatched_64Call = BLASSignature(
  "cublasDgemvBatched_64", .gemv,
  """
  handle handle cublasHandle_t; transA trans cublasOperation_t; m m int64_t; n n int64_t;\
  alpha alpha const double*; a Aarray const double* const*; lda lda int64_t;\
  x xarray const double* const*; incx incx int64_t; beta beta const double*;\
  y yarray double* const*; incy incy int64_t; batch batchCount int64_t
  """)
@c(cublasDgemvBatched_64) package func cublasDgemvBatched_64(
  _ handle: OpaquePointer?, _ transA: CInt, _ m: Int, _ n: Int, _ alpha: UnsafeRawPointer?,
  _ a: UnsafeRawPointer?, _ lda: Int, _ x: UnsafeRawPointer?, _ incx: Int,
  _ beta: UnsafeRawPointer?, _ y: UnsafeRawPointer?, _ incy: Int, _ batch: Int
) -> CInt {
  cublasDgemvBatched_64Call.run([
    handle.word, transA.word, m.word, n.word, alpha.word, a.word, lda.word, x.word, incx.word,
    beta.word, y.word, incy.word, batch.word,
  ])
}

private let cublasCgemvBatched_64Call = BLASSignature(
  "cublasCgemvBatched_64", .gemv,
  """
  handle handle cublasHandle_t; transA trans cublasOperation_t; m m int64_t; n n int64_t;\
  alpha alpha const cuComplex*; a Aarray const cuComplex* const*; lda lda int64_t;\
  x xarray const cuComplex* const*; incx incx int64_t; beta beta const cuComplex*;\
  y yarray cuComplex* const*; incy incy int64_t; batch batchCount int64_t
  """)
@c(cublasCgemvBatched_64) package func cublasCgemvBatched_64(
  _ handle: OpaquePointer?, _ transA: CInt, _ m: Int, _ n: Int, _ alpha: UnsafeRawPointer?,
  _ a: UnsafeRawPointer?, _ lda: Int, _ x: UnsafeRawPointer?, _ incx: Int,
  _ beta: UnsafeRawPointer?, _ y: UnsafeRawPointer?, _ incy: Int, _ batch: Int
) -> CInt {
  cublasCgemvBatched_64Call.run([
    handle.word, transA.word, m.word, n.word, alpha.word, a.word, lda.word, x.word, incx.word,
    beta.word, y.word, incy.word, batch.word,
  ])
}

private let cublasZgemvBatched_64Call = BLASSignature(
  "cublasZgemvBatched_64", .gemv,
  """
  handle handle cublasHandle_t; transA trans cublasOperation_t; m m int64_t; n n int64_t;\
  alpha alpha const cuDoubleComplex*; a Aarray const cuDoubleComplex* const*; lda lda int64_t;\
  x xarray const cuDoubleComplex* const*; incx incx int64_t; beta beta const cuDoubleComplex*;\
  y yarray cuDoubleComplex* const*; incy incy int64_t; batch batchCount int64_t
  """)
@c(cublasZgemvBatched_64) package func cublasZgemvBatched_64(
  _ handle: OpaquePointer?, _ transA: CInt, _ m: Int, _ n: Int, _ alpha: UnsafeRawPointer?,
  _ a: UnsafeRawPointer?, _ lda: Int, _ x: UnsafeRawPointer?, _ incx: Int,
  _ beta: UnsafeRawPointer?, _ y: UnsafeRawPointer?, _ incy: Int, _ batch: Int
) -> CInt {
  cublasZgemvBatched_64Call.run([
    handle.word, transA.word, m.word, n.word, alpha.word, a.word, lda.word, x.word, incx.word,
    beta.word, y.word, incy.word, batch.word,
  ])
}

private let cublasSgemvStridedBatched_64Call = BLASSignature(
  "cublasSgemvStridedBatched_64", .gemv,
  """
  handle handle cublasHandle_t; transA trans cublasOperation_t; m m int64_t; n n int64_t;\
  alpha alpha const float*; a A const float*; lda lda int64_t; strideA strideA long long int;\
  x x const float*; incx incx int64_t; stridex stridex long long int; beta beta const float*;\
  y y float*; incy incy int64_t; stridey stridey long long int; batch batchCount int64_t
  """)
@c(cublasSgemvStridedBatched_64) package func cublasSgemvStridedBatched_64(
  _ handle: OpaquePointer?, _ transA: CInt, _ m: Int, _ n: Int, _ alpha: UnsafeRawPointer?,
  _ a: UnsafeRawPointer?, _ lda: Int, _ strideA: Int, _ x: UnsafeRawPointer?, _ incx: Int,
  _ stridex: Int, _ beta: UnsafeRawPointer?, _ y: UnsafeRawPointer?, _ incy: Int,
  _ stridey: Int, _ batch: Int
) -> CInt {
  cublasSgemvStridedBatched_64Call.run([
    handle.word, transA.word, m.word, n.word, alpha.word, a.word, lda.word, strideA.word,
    x.word, incx.word, stridex.word, beta.word, y.word, incy.word, stridey.word, batch.word,
  ])
}

private let cublasDgemvStridedBatched_64Call = BLASSignature(
  "cublasDgemvStridedBatched_64", .gemv,
  """
  handle handle cublasHandle_t; transA trans cublasOperation_t; m m int64_t; n n int64_t;\
  alpha alpha const double*; a A const double*; lda lda int64_t; strideA strideA long long int;\
  x x const double*; incx incx int64_t; stridex stridex long long int; beta beta const double*;\
  y y double*; incy incy int64_t; stridey stridey long long int; batch batchCount int64_t
  """)
@c(cublasDgemvStridedBatched_64) package func cublasDgemvStridedBatched_64(
  _ handle: OpaquePointer?, _ transA: CInt, _ m: Int, _ n: Int, _ alpha: UnsafeRawPointer?,
  _ a: UnsafeRawPointer?, _ lda: Int, _ strideA: Int, _ x: UnsafeRawPointer?, _ incx: Int,
  _ stridex: Int, _ beta: UnsafeRawPointer?, _ y: UnsafeRawPointer?, _ incy: Int,
  _ stridey: Int, _ batch: Int
) -> CInt {
  cublasDgemvStridedBatched_64Call.run([
    handle.word, transA.word, m.word, n.word, alpha.word, a.word, lda.word, strideA.word,
    x.word, incx.word, stridex.word, beta.word, y.word, incy.word, stridey.word, batch.word,
  ])
}

private let cublasCgemvStridedBatched_64Call = BLASSignature(
  "cublasCgemvStridedBatched_64", .gemv,
  """
  handle handle cublasHandle_t; transA trans cublasOperation_t; m m int64_t; n n int64_t;\
  alpha alpha const cuComplex*; a A const cuComplex*; lda lda int64_t;\
  strideA strideA long long int; x x const cuComplex*; incx incx int64_t;\
  stridex stridex long long int; beta beta const cuComplex*; y y cuComplex*; incy incy int64_t;\
  stridey stridey long long int; batch batchCount int64_t
  """)
@c(cublasCgemvStridedBatched_64) package func cublasCgemvStridedBatched_64(
  _ handle: OpaquePointer?, _ transA: CInt, _ m: Int, _ n: Int, _ alpha: UnsafeRawPointer?,
  _ a: UnsafeRawPointer?, _ lda: Int, _ strideA: Int, _ x: UnsafeRawPointer?, _ incx: Int,
  _ stridex: Int, _ beta: UnsafeRawPointer?, _ y: UnsafeRawPointer?, _ incy: Int,
  _ stridey: Int, _ batch: Int
) -> CInt {
  cublasCgemvStridedBatched_64Call.run([
    handle.word, transA.word, m.word, n.word, alpha.word, a.word, lda.word, strideA.word,
    x.word, incx.word, stridex.word, beta.word, y.word, incy.word, stridey.word, batch.word,
  ])
}

private let cublasZgemvStridedBatched_64Call = BLASSignature(
  "cublasZgemvStridedBatched_64", .gemv,
  """
  handle handle cublasHandle_t; transA trans cublasOperation_t; m m int64_t; n n int64_t;\
  alpha alpha const cuDoubleComplex*; a A const cuDoubleComplex*; lda lda int64_t;\
  strideA strideA long long int; x x const cuDoubleComplex*; incx incx int64_t;\
  stridex stridex long long int; beta beta const cuDoubleComplex*; y y cuDoubleComplex*;\
  incy incy int64_t; stridey stridey long long int; batch batchCount int64_t
  """)
@c(cublasZgemvStridedBatched_64) package func cublasZgemvStridedBatched_64(
  _ handle: OpaquePointer?, _ transA: CInt, _ m: Int, _ n: Int, _ alpha: UnsafeRawPointer?,
  _ a: UnsafeRawPointer?, _ lda: Int, _ strideA: Int, _ x: UnsafeRawPointer?, _ incx: Int,
  _ stridex: Int, _ beta: UnsafeRawPointer?, _ y: UnsafeRawPointer?, _ incy: Int,
  _ stridey: Int, _ batch: Int
) -> CInt {
  cublasZgemvStridedBatched_64Call.run([
    handle.word, transA.word, m.word, n.word, alpha.word, a.word, lda.word, strideA.word,
    x.word, incx.word, stridex.word, beta.word, y.word, incy.word, stridey.word, batch.word,
  ])
}

private let cublasHSHgemvBatched_64Call = BLASSignature(
  "cublasHSHgemvBatched_64", .gemv,
  """
  handle handle cublasHandle_t; transA trans cublasOperation_t; m m int64_t; n n int64_t;\
  alpha alpha const float*; a Aarray const __half* const*; lda lda int64_t;\
  x xarray const __half* const*; incx incx int64_t; beta beta const float*;\
  y yarray __half* const*; incy incy int64_t; batch batchCount int64_t
  """)
@c(cublasHSHgemvBatched_64) package func cublasHSHgemvBatched_64(
  _ handle: OpaquePointer?, _ transA: CInt, _ m: Int, _ n: Int, _ alpha: UnsafeRawPointer?,
  _ a: UnsafeRawPointer?, _ lda: Int, _ x: UnsafeRawPointer?, _ incx: Int,
  _ beta: UnsafeRawPointer?, _ y: UnsafeRawPointer?, _ incy: Int, _ batch: Int
) -> CInt {
  cublasHSHgemvBatched_64Call.run([
    handle.word, transA.word, m.word, n.word, alpha.word, a.word, lda.word, x.word, incx.word,
    beta.word, y.word, incy.word, batch.word,
  ])
}

private let cublasHSHgemvStridedBatched_64Call = BLASSignature(
  "cublasHSHgemvStridedBatched_64", .gemv,
  """
  handle handle cublasHandle_t; transA trans cublasOperation_t; m m int64_t; n n int64_t;\
  alpha alpha const float*; a A const __half*; lda lda int64_t; strideA strideA long long int;\
  x x const __half*; incx incx int64_t; stridex stridex long long int; beta beta const float*;\
  y y __half*; incy incy int64_t; stridey stridey long long int; batch batchCount int64_t
  """)
@c(cublasHSHgemvStridedBatched_64) package func cublasHSHgemvStridedBatched_64(
  _ handle: OpaquePointer?, _ transA: CInt, _ m: Int, _ n: Int, _ alpha: UnsafeRawPointer?,
  _ a: UnsafeRawPointer?, _ lda: Int, _ strideA: Int, _ x: UnsafeRawPointer?, _ incx: Int,
  _ stridex: Int, _ beta: UnsafeRawPointer?, _ y: UnsafeRawPointer?, _ incy: Int,
  _ stridey: Int, _ batch: Int
) -> CInt {
  cublasHSHgemvStridedBatched_64Call.run([
    handle.word, transA.word, m.word, n.word, alpha.word, a.word, lda.word, strideA.word,
    x.word, incx.word, stridex.word, beta.word, y.word, incy.word, stridey.word, batch.word,
  ])
}

private let cublasHSSgemvBatched_64Call = BLASSignature(
  "cublasHSSgemvBatched_64", .gemv,
  """
  handle handle cublasHandle_t; transA trans cublasOperation_t; m m int64_t; n n int64_t;\
  alpha alpha const float*; a Aarray const __half* const*; lda lda int64_t;\
  x xarray const __half* const*; incx incx int64_t; beta beta const float*;\
  y yarray float* const*; incy incy int64_t; batch batchCount int64_t
  """)
@c(cublasHSSgemvBatched_64) package func cublasHSSgemvBatched_64(
  _ handle: OpaquePointer?, _ transA: CInt, _ m: Int, _ n: Int, _ alpha: UnsafeRawPointer?,
  _ a: UnsafeRawPointer?, _ lda: Int, _ x: UnsafeRawPointer?, _ incx: Int,
  _ beta: UnsafeRawPointer?, _ y: UnsafeRawPointer?, _ incy: Int, _ batch: Int
) -> CInt {
  cublasHSSgemvBatched_64Call.run([
    handle.word, transA.word, m.word, n.word, alpha.word, a.word, lda.word, x.word, incx.word,
    beta.word, y.word, incy.word, batch.word,
  ])
}

private let cublasHSSgemvStridedBatched_64Call = BLASSignature(
  "cublasHSSgemvStridedBatched_64", .gemv,
  """
  handle handle cublasHandle_t; transA trans cublasOperation_t; m m int64_t; n n int64_t;\
  alpha alpha const float*; a A const __half*; lda lda int64_t; strideA strideA long long int;\
  x x const __half*; incx incx int64_t; stridex stridex long long int; beta beta const float*;\
  y y float*; incy incy int64_t; stridey stridey long long int; batch batchCount int64_t
  """)
@c(cublasHSSgemvStridedBatched_64) package func cublasHSSgemvStridedBatched_64(
  _ handle: OpaquePointer?, _ transA: CInt, _ m: Int, _ n: Int, _ alpha: UnsafeRawPointer?,
  _ a: UnsafeRawPointer?, _ lda: Int, _ strideA: Int, _ x: UnsafeRawPointer?, _ incx: Int,
  _ stridex: Int, _ beta: UnsafeRawPointer?, _ y: UnsafeRawPointer?, _ incy: Int,
  _ stridey: Int, _ batch: Int
) -> CInt {
  cublasHSSgemvStridedBatched_64Call.run([
    handle.word, transA.word, m.word, n.word, alpha.word, a.word, lda.word, strideA.word,
    x.word, incx.word, stridex.word, beta.word, y.word, incy.word, stridey.word, batch.word,
  ])
}

private let cublasTSTgemvBatched_64Call = BLASSignature(
  "cublasTSTgemvBatched_64", .gemv,
  """
  handle handle cublasHandle_t; transA trans cublasOperation_t; m m int64_t; n n int64_t;\
  alpha alpha const float*; a Aarray const __nv_bfloat16* const*; lda lda int64_t;\
  x xarray const __nv_bfloat16* const*; incx incx int64_t; beta beta const float*;\
  y yarray __nv_bfloat16* const*; incy incy int64_t; batch batchCount int64_t
  """)
@c(cublasTSTgemvBatched_64) package func cublasTSTgemvBatched_64(
  _ handle: OpaquePointer?, _ transA: CInt, _ m: Int, _ n: Int, _ alpha: UnsafeRawPointer?,
  _ a: UnsafeRawPointer?, _ lda: Int, _ x: UnsafeRawPointer?, _ incx: Int,
  _ beta: UnsafeRawPointer?, _ y: UnsafeRawPointer?, _ incy: Int, _ batch: Int
) -> CInt {
  cublasTSTgemvBatched_64Call.run([
    handle.word, transA.word, m.word, n.word, alpha.word, a.word, lda.word, x.word, incx.word,
    beta.word, y.word, incy.word, batch.word,
  ])
}

private let cublasTSTgemvStridedBatched_64Call = BLASSignature(
  "cublasTSTgemvStridedBatched_64", .gemv,
  """
  handle handle cublasHandle_t; transA trans cublasOperation_t; m m int64_t; n n int64_t;\
  alpha alpha const float*; a A const __nv_bfloat16*; lda lda int64_t;\
  strideA strideA long long int; x x const __nv_bfloat16*; incx incx int64_t;\
  stridex stridex long long int; beta beta const float*; y y __nv_bfloat16*; incy incy int64_t;\
  stridey stridey long long int; batch batchCount int64_t
  """)
@c(cublasTSTgemvStridedBatched_64) package func cublasTSTgemvStridedBatched_64(
  _ handle: OpaquePointer?, _ transA: CInt, _ m: Int, _ n: Int, _ alpha: UnsafeRawPointer?,
  _ a: UnsafeRawPointer?, _ lda: Int, _ strideA: Int, _ x: UnsafeRawPointer?, _ incx: Int,
  _ stridex: Int, _ beta: UnsafeRawPointer?, _ y: UnsafeRawPointer?, _ incy: Int,
  _ stridey: Int, _ batch: Int
) -> CInt {
  cublasTSTgemvStridedBatched_64Call.run([
    handle.word, transA.word, m.word, n.word, alpha.word, a.word, lda.word, strideA.word,
    x.word, incx.word, stridex.word, beta.word, y.word, incy.word, stridey.word, batch.word,
  ])
}

private let cublasTSSgemvBatched_64Call = BLASSignature(
  "cublasTSSgemvBatched_64", .gemv,
  """
  handle handle cublasHandle_t; transA trans cublasOperation_t; m m int64_t; n n int64_t;\
  alpha alpha const float*; a Aarray const __nv_bfloat16* const*; lda lda int64_t;\
  x xarray const __nv_bfloat16* const*; incx incx int64_t; beta beta const float*;\
  y yarray float* const*; incy incy int64_t; batch batchCount int64_t
  """)
@c(cublasTSSgemvBatched_64) package func cublasTSSgemvBatched_64(
  _ handle: OpaquePointer?, _ transA: CInt, _ m: Int, _ n: Int, _ alpha: UnsafeRawPointer?,
  _ a: UnsafeRawPointer?, _ lda: Int, _ x: UnsafeRawPointer?, _ incx: Int,
  _ beta: UnsafeRawPointer?, _ y: UnsafeRawPointer?, _ incy: Int, _ batch: Int
) -> CInt {
  cublasTSSgemvBatched_64Call.run([
    handle.word, transA.word, m.word, n.word, alpha.word, a.word, lda.word, x.word, incx.word,
    beta.word, y.word, incy.word, batch.word,
  ])
}

private let cublasTSSgemvStridedBatched_64Call = BLASSignature(
  "cublasTSSgemvStridedBatched_64", .gemv,
  """
  handle handle cublasHandle_t; transA trans cublasOperation_t; m m int64_t; n n int64_t;\
  alpha alpha const float*; a A const __nv_bfloat16*; lda lda int64_t;\
  strideA strideA long long int; x x const __nv_bfloat16*; incx incx int64_t;\
  stridex stridex long long int; beta beta const float*; y y float*; incy incy int64_t;\
  stridey stridey long long int; batch batchCount int64_t
  """)
@c(cublasTSSgemvStridedBatched_64) package func cublasTSSgemvStridedBatched_64(
  _ handle: OpaquePointer?, _ transA: CInt, _ m: Int, _ n: Int, _ alpha: UnsafeRawPointer?,
  _ a: UnsafeRawPointer?, _ lda: Int, _ strideA: Int, _ x: UnsafeRawPointer?, _ incx: Int,
  _ stridex: Int, _ beta: UnsafeRawPointer?, _ y: UnsafeRawPointer?, _ incy: Int,
  _ stridey: Int, _ batch: Int
) -> CInt {
  cublasTSSgemvStridedBatched_64Call.run([
    handle.word, transA.word, m.word, n.word, alpha.word, a.word, lda.word, strideA.word,
    x.word, incx.word, stridex.word, beta.word, y.word, incy.word, stridey.word, batch.word,
  ])
}
