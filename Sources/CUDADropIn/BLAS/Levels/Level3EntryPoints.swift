// Written by generate_levels.py; change it there.

private let cublasSsymm_v2Call = BLASSignature(
  "cublasSsymm_v2", .symm,
  """
  handle handle cublasHandle_t; side side cublasSideMode_t; uplo uplo cublasFillMode_t; m m int;\
  n n int; alpha alpha const float*; a A const float*; lda lda int; b B const float*;\
  ldb ldb int; beta beta const float*; c C float*; ldc ldc int
  """)
@c(cublasSsymm_v2) package func cublasSsymm_v2(
  _ handle: OpaquePointer?, _ side: CInt, _ uplo: CInt, _ m: CInt, _ n: CInt,
  _ alpha: UnsafeRawPointer?, _ a: UnsafeRawPointer?, _ lda: CInt, _ b: UnsafeRawPointer?,
  _ ldb: CInt, _ beta: UnsafeRawPointer?, _ c: UnsafeRawPointer?, _ ldc: CInt
) -> CInt {
  cublasSsymm_v2Call.run([
    handle.word, side.word, uplo.word, m.word, n.word, alpha.word, a.word, lda.word, b.word,
    ldb.word, beta.word, c.word, ldc.word,
  ])
}

private let cublasDsymm_v2Call = BLASSignature(
  "cublasDsymm_v2", .symm,
  """
  handle handle cublasHandle_t; side side cublasSideMode_t; uplo uplo cublasFillMode_t; m m int;\
  n n int; alpha alpha const double*; a A const double*; lda lda int; b B const double*;\
  ldb ldb int; beta beta const double*; c C double*; ldc ldc int
  """)
@c(cublasDsymm_v2) package func cublasDsymm_v2(
  _ handle: OpaquePointer?, _ side: CInt, _ uplo: CInt, _ m: CInt, _ n: CInt,
  _ alpha: UnsafeRawPointer?, _ a: UnsafeRawPointer?, _ lda: CInt, _ b: UnsafeRawPointer?,
  _ ldb: CInt, _ beta: UnsafeRawPointer?, _ c: UnsafeRawPointer?, _ ldc: CInt
) -> CInt {
  cublasDsymm_v2Call.run([
    handle.word, side.word, uplo.word, m.word, n.word, alpha.word, a.word, lda.word, b.word,
    ldb.word, beta.word, c.word, ldc.word,
  ])
}

private let cublasCsymm_v2Call = BLASSignature(
  "cublasCsymm_v2", .symm,
  """
  handle handle cublasHandle_t; side side cublasSideMode_t; uplo uplo cublasFillMode_t; m m int;\
  n n int; alpha alpha const cuComplex*; a A const cuComplex*; lda lda int;\
  b B const cuComplex*; ldb ldb int; beta beta const cuComplex*; c C cuComplex*; ldc ldc int
  """)
@c(cublasCsymm_v2) package func cublasCsymm_v2(
  _ handle: OpaquePointer?, _ side: CInt, _ uplo: CInt, _ m: CInt, _ n: CInt,
  _ alpha: UnsafeRawPointer?, _ a: UnsafeRawPointer?, _ lda: CInt, _ b: UnsafeRawPointer?,
  _ ldb: CInt, _ beta: UnsafeRawPointer?, _ c: UnsafeRawPointer?, _ ldc: CInt
) -> CInt {
  cublasCsymm_v2Call.run([
    handle.word, side.word, uplo.word, m.word, n.word, alpha.word, a.word, lda.word, b.word,
    ldb.word, beta.word, c.word, ldc.word,
  ])
}

private let cublasZsymm_v2Call = BLASSignature(
  "cublasZsymm_v2", .symm,
  """
  handle handle cublasHandle_t; side side cublasSideMode_t; uplo uplo cublasFillMode_t; m m int;\
  n n int; alpha alpha const cuDoubleComplex*; a A const cuDoubleComplex*; lda lda int;\
  b B const cuDoubleComplex*; ldb ldb int; beta beta const cuDoubleComplex*;\
  c C cuDoubleComplex*; ldc ldc int
  """)
@c(cublasZsymm_v2) package func cublasZsymm_v2(
  _ handle: OpaquePointer?, _ side: CInt, _ uplo: CInt, _ m: CInt, _ n: CInt,
  _ alpha: UnsafeRawPointer?, _ a: UnsafeRawPointer?, _ lda: CInt, _ b: UnsafeRawPointer?,
  _ ldb: CInt, _ beta: UnsafeRawPointer?, _ c: UnsafeRawPointer?, _ ldc: CInt
) -> CInt {
  cublasZsymm_v2Call.run([
    handle.word, side.word, uplo.word, m.word, n.word, alpha.word, a.word, lda.word, b.word,
    ldb.word, beta.word, c.word, ldc.word,
  ])
}

private let cublasChemm_v2Call = BLASSignature(
  "cublasChemm_v2", .hemm,
  """
  handle handle cublasHandle_t; side side cublasSideMode_t; uplo uplo cublasFillMode_t; m m int;\
  n n int; alpha alpha const cuComplex*; a A const cuComplex*; lda lda int;\
  b B const cuComplex*; ldb ldb int; beta beta const cuComplex*; c C cuComplex*; ldc ldc int
  """)
@c(cublasChemm_v2) package func cublasChemm_v2(
  _ handle: OpaquePointer?, _ side: CInt, _ uplo: CInt, _ m: CInt, _ n: CInt,
  _ alpha: UnsafeRawPointer?, _ a: UnsafeRawPointer?, _ lda: CInt, _ b: UnsafeRawPointer?,
  _ ldb: CInt, _ beta: UnsafeRawPointer?, _ c: UnsafeRawPointer?, _ ldc: CInt
) -> CInt {
  cublasChemm_v2Call.run([
    handle.word, side.word, uplo.word, m.word, n.word, alpha.word, a.word, lda.word, b.word,
    ldb.word, beta.word, c.word, ldc.word,
  ])
}

private let cublasZhemm_v2Call = BLASSignature(
  "cublasZhemm_v2", .hemm,
  """
  handle handle cublasHandle_t; side side cublasSideMode_t; uplo uplo cublasFillMode_t; m m int;\
  n n int; alpha alpha const cuDoubleComplex*; a A const cuDoubleComplex*; lda lda int;\
  b B const cuDoubleComplex*; ldb ldb int; beta beta const cuDoubleComplex*;\
  c C cuDoubleComplex*; ldc ldc int
  """)
@c(cublasZhemm_v2) package func cublasZhemm_v2(
  _ handle: OpaquePointer?, _ side: CInt, _ uplo: CInt, _ m: CInt, _ n: CInt,
  _ alpha: UnsafeRawPointer?, _ a: UnsafeRawPointer?, _ lda: CInt, _ b: UnsafeRawPointer?,
  _ ldb: CInt, _ beta: UnsafeRawPointer?, _ c: UnsafeRawPointer?, _ ldc: CInt
) -> CInt {
  cublasZhemm_v2Call.run([
    handle.word, side.word, uplo.word, m.word, n.word, alpha.word, a.word, lda.word, b.word,
    ldb.word, beta.word, c.word, ldc.word,
  ])
}

private let cublasSsyrk_v2Call = BLASSignature(
  "cublasSsyrk_v2", .syrk,
  """
  handle handle cublasHandle_t; uplo uplo cublasFillMode_t; transA trans cublasOperation_t;\
  n n int; k k int; alpha alpha const float*; a A const float*; lda lda int;\
  beta beta const float*; c C float*; ldc ldc int
  """)
@c(cublasSsyrk_v2) package func cublasSsyrk_v2(
  _ handle: OpaquePointer?, _ uplo: CInt, _ transA: CInt, _ n: CInt, _ k: CInt,
  _ alpha: UnsafeRawPointer?, _ a: UnsafeRawPointer?, _ lda: CInt, _ beta: UnsafeRawPointer?,
  _ c: UnsafeRawPointer?, _ ldc: CInt
) -> CInt {
  cublasSsyrk_v2Call.run([
    handle.word, uplo.word, transA.word, n.word, k.word, alpha.word, a.word, lda.word,
    beta.word, c.word, ldc.word,
  ])
}

private let cublasDsyrk_v2Call = BLASSignature(
  "cublasDsyrk_v2", .syrk,
  """
  handle handle cublasHandle_t; uplo uplo cublasFillMode_t; transA trans cublasOperation_t;\
  n n int; k k int; alpha alpha const double*; a A const double*; lda lda int;\
  beta beta const double*; c C double*; ldc ldc int
  """)
@c(cublasDsyrk_v2) package func cublasDsyrk_v2(
  _ handle: OpaquePointer?, _ uplo: CInt, _ transA: CInt, _ n: CInt, _ k: CInt,
  _ alpha: UnsafeRawPointer?, _ a: UnsafeRawPointer?, _ lda: CInt, _ beta: UnsafeRawPointer?,
  _ c: UnsafeRawPointer?, _ ldc: CInt
) -> CInt {
  cublasDsyrk_v2Call.run([
    handle.word, uplo.word, transA.word, n.word, k.word, alpha.word, a.word, lda.word,
    beta.word, c.word, ldc.word,
  ])
}

private let cublasCsyrk_v2Call = BLASSignature(
  "cublasCsyrk_v2", .syrk,
  """
  handle handle cublasHandle_t; uplo uplo cublasFillMode_t; transA trans cublasOperation_t;\
  n n int; k k int; alpha alpha const cuComplex*; a A const cuComplex*; lda lda int;\
  beta beta const cuComplex*; c C cuComplex*; ldc ldc int
  """)
@c(cublasCsyrk_v2) package func cublasCsyrk_v2(
  _ handle: OpaquePointer?, _ uplo: CInt, _ transA: CInt, _ n: CInt, _ k: CInt,
  _ alpha: UnsafeRawPointer?, _ a: UnsafeRawPointer?, _ lda: CInt, _ beta: UnsafeRawPointer?,
  _ c: UnsafeRawPointer?, _ ldc: CInt
) -> CInt {
  cublasCsyrk_v2Call.run([
    handle.word, uplo.word, transA.word, n.word, k.word, alpha.word, a.word, lda.word,
    beta.word, c.word, ldc.word,
  ])
}

private let cublasZsyrk_v2Call = BLASSignature(
  "cublasZsyrk_v2", .syrk,
  """
  handle handle cublasHandle_t; uplo uplo cublasFillMode_t; transA trans cublasOperation_t;\
  n n int; k k int; alpha alpha const cuDoubleComplex*; a A const cuDoubleComplex*; lda lda int;\
  beta beta const cuDoubleComplex*; c C cuDoubleComplex*; ldc ldc int
  """)
@c(cublasZsyrk_v2) package func cublasZsyrk_v2(
  _ handle: OpaquePointer?, _ uplo: CInt, _ transA: CInt, _ n: CInt, _ k: CInt,
  _ alpha: UnsafeRawPointer?, _ a: UnsafeRawPointer?, _ lda: CInt, _ beta: UnsafeRawPointer?,
  _ c: UnsafeRawPointer?, _ ldc: CInt
) -> CInt {
  cublasZsyrk_v2Call.run([
    handle.word, uplo.word, transA.word, n.word, k.word, alpha.word, a.word, lda.word,
    beta.word, c.word, ldc.word,
  ])
}

private let cublasCherk_v2Call = BLASSignature(
  "cublasCherk_v2", .herk,
  """
  handle handle cublasHandle_t; uplo uplo cublasFillMode_t; transA trans cublasOperation_t;\
  n n int; k k int; alpha alpha const float*; a A const cuComplex*; lda lda int;\
  beta beta const float*; c C cuComplex*; ldc ldc int
  """)
@c(cublasCherk_v2) package func cublasCherk_v2(
  _ handle: OpaquePointer?, _ uplo: CInt, _ transA: CInt, _ n: CInt, _ k: CInt,
  _ alpha: UnsafeRawPointer?, _ a: UnsafeRawPointer?, _ lda: CInt, _ beta: UnsafeRawPointer?,
  _ c: UnsafeRawPointer?, _ ldc: CInt
) -> CInt {
  cublasCherk_v2Call.run([
    handle.word, uplo.word, transA.word, n.word, k.word, alpha.word, a.word, lda.word,
    beta.word, c.word, ldc.word,
  ])
}

private let cublasZherk_v2Call = BLASSignature(
  "cublasZherk_v2", .herk,
  """
  handle handle cublasHandle_t; uplo uplo cublasFillMode_t; transA trans cublasOperation_t;\
  n n int; k k int; alpha alpha const double*; a A const cuDoubleComplex*; lda lda int;\
  beta beta const double*; c C cuDoubleComplex*; ldc ldc int
  """)
@c(cublasZherk_v2) package func cublasZherk_v2(
  _ handle: OpaquePointer?, _ uplo: CInt, _ transA: CInt, _ n: CInt, _ k: CInt,
  _ alpha: UnsafeRawPointer?, _ a: UnsafeRawPointer?, _ lda: CInt, _ beta: UnsafeRawPointer?,
  _ c: UnsafeRawPointer?, _ ldc: CInt
) -> CInt {
  cublasZherk_v2Call.run([
    handle.word, uplo.word, transA.word, n.word, k.word, alpha.word, a.word, lda.word,
    beta.word, c.word, ldc.word,
  ])
}

private let cublasSsyr2k_v2Call = BLASSignature(
  "cublasSsyr2k_v2", .syr2k,
  """
  handle handle cublasHandle_t; uplo uplo cublasFillMode_t; transA trans cublasOperation_t;\
  n n int; k k int; alpha alpha const float*; a A const float*; lda lda int; b B const float*;\
  ldb ldb int; beta beta const float*; c C float*; ldc ldc int
  """)
@c(cublasSsyr2k_v2) package func cublasSsyr2k_v2(
  _ handle: OpaquePointer?, _ uplo: CInt, _ transA: CInt, _ n: CInt, _ k: CInt,
  _ alpha: UnsafeRawPointer?, _ a: UnsafeRawPointer?, _ lda: CInt, _ b: UnsafeRawPointer?,
  _ ldb: CInt, _ beta: UnsafeRawPointer?, _ c: UnsafeRawPointer?, _ ldc: CInt
) -> CInt {
  cublasSsyr2k_v2Call.run([
    handle.word, uplo.word, transA.word, n.word, k.word, alpha.word, a.word, lda.word, b.word,
    ldb.word, beta.word, c.word, ldc.word,
  ])
}

private let cublasDsyr2k_v2Call = BLASSignature(
  "cublasDsyr2k_v2", .syr2k,
  """
  handle handle cublasHandle_t; uplo uplo cublasFillMode_t; transA trans cublasOperation_t;\
  n n int; k k int; alpha alpha const double*; a A const double*; lda lda int;\
  b B const double*; ldb ldb int; beta beta const double*; c C double*; ldc ldc int
  """)
@c(cublasDsyr2k_v2) package func cublasDsyr2k_v2(
  _ handle: OpaquePointer?, _ uplo: CInt, _ transA: CInt, _ n: CInt, _ k: CInt,
  _ alpha: UnsafeRawPointer?, _ a: UnsafeRawPointer?, _ lda: CInt, _ b: UnsafeRawPointer?,
  _ ldb: CInt, _ beta: UnsafeRawPointer?, _ c: UnsafeRawPointer?, _ ldc: CInt
) -> CInt {
  cublasDsyr2k_v2Call.run([
    handle.word, uplo.word, transA.word, n.word, k.word, alpha.word, a.word, lda.word, b.word,
    ldb.word, beta.word, c.word, ldc.word,
  ])
}

private let cublasCsyr2k_v2Call = BLASSignature(
  "cublasCsyr2k_v2", .syr2k,
  """
  handle handle cublasHandle_t; uplo uplo cublasFillMode_t; transA trans cublasOperation_t;\
  n n int; k k int; alpha alpha const cuComplex*; a A const cuComplex*; lda lda int;\
  b B const cuComplex*; ldb ldb int; beta beta const cuComplex*; c C cuComplex*; ldc ldc int
  """)
@c(cublasCsyr2k_v2) package func cublasCsyr2k_v2(
  _ handle: OpaquePointer?, _ uplo: CInt, _ transA: CInt, _ n: CInt, _ k: CInt,
  _ alpha: UnsafeRawPointer?, _ a: UnsafeRawPointer?, _ lda: CInt, _ b: UnsafeRawPointer?,
  _ ldb: CInt, _ beta: UnsafeRawPointer?, _ c: UnsafeRawPointer?, _ ldc: CInt
) -> CInt {
  cublasCsyr2k_v2Call.run([
    handle.word, uplo.word, transA.word, n.word, k.word, alpha.word, a.word, lda.word, b.word,
    ldb.word, beta.word, c.word, ldc.word,
  ])
}

private let cublasZsyr2k_v2Call = BLASSignature(
  "cublasZsyr2k_v2", .syr2k,
  """
  handle handle cublasHandle_t; uplo uplo cublasFillMode_t; transA trans cublasOperation_t;\
  n n int; k k int; alpha alpha const cuDoubleComplex*; a A const cuDoubleComplex*; lda lda int;\
  b B const cuDoubleComplex*; ldb ldb int; beta beta const cuDoubleComplex*;\
  c C cuDoubleComplex*; ldc ldc int
  """)
@c(cublasZsyr2k_v2) package func cublasZsyr2k_v2(
  _ handle: OpaquePointer?, _ uplo: CInt, _ transA: CInt, _ n: CInt, _ k: CInt,
  _ alpha: UnsafeRawPointer?, _ a: UnsafeRawPointer?, _ lda: CInt, _ b: UnsafeRawPointer?,
  _ ldb: CInt, _ beta: UnsafeRawPointer?, _ c: UnsafeRawPointer?, _ ldc: CInt
) -> CInt {
  cublasZsyr2k_v2Call.run([
    handle.word, uplo.word, transA.word, n.word, k.word, alpha.word, a.word, lda.word, b.word,
    ldb.word, beta.word, c.word, ldc.word,
  ])
}

private let cublasCher2k_v2Call = BLASSignature(
  "cublasCher2k_v2", .her2k,
  """
  handle handle cublasHandle_t; uplo uplo cublasFillMode_t; transA trans cublasOperation_t;\
  n n int; k k int; alpha alpha const cuComplex*; a A const cuComplex*; lda lda int;\
  b B const cuComplex*; ldb ldb int; beta beta const float*; c C cuComplex*; ldc ldc int
  """)
@c(cublasCher2k_v2) package func cublasCher2k_v2(
  _ handle: OpaquePointer?, _ uplo: CInt, _ transA: CInt, _ n: CInt, _ k: CInt,
  _ alpha: UnsafeRawPointer?, _ a: UnsafeRawPointer?, _ lda: CInt, _ b: UnsafeRawPointer?,
  _ ldb: CInt, _ beta: UnsafeRawPointer?, _ c: UnsafeRawPointer?, _ ldc: CInt
) -> CInt {
  cublasCher2k_v2Call.run([
    handle.word, uplo.word, transA.word, n.word, k.word, alpha.word, a.word, lda.word, b.word,
    ldb.word, beta.word, c.word, ldc.word,
  ])
}

private let cublasZher2k_v2Call = BLASSignature(
  "cublasZher2k_v2", .her2k,
  """
  handle handle cublasHandle_t; uplo uplo cublasFillMode_t; transA trans cublasOperation_t;\
  n n int; k k int; alpha alpha const cuDoubleComplex*; a A const cuDoubleComplex*; lda lda int;\
  b B const cuDoubleComplex*; ldb ldb int; beta beta const double*; c C cuDoubleComplex*;\
  ldc ldc int
  """)
@c(cublasZher2k_v2) package func cublasZher2k_v2(
  _ handle: OpaquePointer?, _ uplo: CInt, _ transA: CInt, _ n: CInt, _ k: CInt,
  _ alpha: UnsafeRawPointer?, _ a: UnsafeRawPointer?, _ lda: CInt, _ b: UnsafeRawPointer?,
  _ ldb: CInt, _ beta: UnsafeRawPointer?, _ c: UnsafeRawPointer?, _ ldc: CInt
) -> CInt {
  cublasZher2k_v2Call.run([
    handle.word, uplo.word, transA.word, n.word, k.word, alpha.word, a.word, lda.word, b.word,
    ldb.word, beta.word, c.word, ldc.word,
  ])
}

private let cublasSsyrkxCall = BLASSignature(
  "cublasSsyrkx", .syrkx,
  """
  handle handle cublasHandle_t; uplo uplo cublasFillMode_t; transA trans cublasOperation_t;\
  n n int; k k int; alpha alpha const float*; a A const float*; lda lda int; b B const float*;\
  ldb ldb int; beta beta const float*; c C float*; ldc ldc int
  """)
@c(cublasSsyrkx) package func cublasSsyrkx(
  _ handle: OpaquePointer?, _ uplo: CInt, _ transA: CInt, _ n: CInt, _ k: CInt,
  _ alpha: UnsafeRawPointer?, _ a: UnsafeRawPointer?, _ lda: CInt, _ b: UnsafeRawPointer?,
  _ ldb: CInt, _ beta: UnsafeRawPointer?, _ c: UnsafeRawPointer?, _ ldc: CInt
) -> CInt {
  cublasSsyrkxCall.run([
    handle.word, uplo.word, transA.word, n.word, k.word, alpha.word, a.word, lda.word, b.word,
    ldb.word, beta.word, c.word, ldc.word,
  ])
}

private let cublasDsyrkxCall = BLASSignature(
  "cublasDsyrkx", .syrkx,
  """
  handle handle cublasHandle_t; uplo uplo cublasFillMode_t; transA trans cublasOperation_t;\
  n n int; k k int; alpha alpha const double*; a A const double*; lda lda int;\
  b B const double*; ldb ldb int; beta beta const double*; c C double*; ldc ldc int
  """)
@c(cublasDsyrkx) package func cublasDsyrkx(
  _ handle: OpaquePointer?, _ uplo: CInt, _ transA: CInt, _ n: CInt, _ k: CInt,
  _ alpha: UnsafeRawPointer?, _ a: UnsafeRawPointer?, _ lda: CInt, _ b: UnsafeRawPointer?,
  _ ldb: CInt, _ beta: UnsafeRawPointer?, _ c: UnsafeRawPointer?, _ ldc: CInt
) -> CInt {
  cublasDsyrkxCall.run([
    handle.word, uplo.word, transA.word, n.word, k.word, alpha.word, a.word, lda.word, b.word,
    ldb.word, beta.word, c.word, ldc.word,
  ])
}

private let cublasCsyrkxCall = BLASSignature(
  "cublasCsyrkx", .syrkx,
  """
  handle handle cublasHandle_t; uplo uplo cublasFillMode_t; transA trans cublasOperation_t;\
  n n int; k k int; alpha alpha const cuComplex*; a A const cuComplex*; lda lda int;\
  b B const cuComplex*; ldb ldb int; beta beta const cuComplex*; c C cuComplex*; ldc ldc int
  """)
@c(cublasCsyrkx) package func cublasCsyrkx(
  _ handle: OpaquePointer?, _ uplo: CInt, _ transA: CInt, _ n: CInt, _ k: CInt,
  _ alpha: UnsafeRawPointer?, _ a: UnsafeRawPointer?, _ lda: CInt, _ b: UnsafeRawPointer?,
  _ ldb: CInt, _ beta: UnsafeRawPointer?, _ c: UnsafeRawPointer?, _ ldc: CInt
) -> CInt {
  cublasCsyrkxCall.run([
    handle.word, uplo.word, transA.word, n.word, k.word, alpha.word, a.word, lda.word, b.word,
    ldb.word, beta.word, c.word, ldc.word,
  ])
}

private let cublasZsyrkxCall = BLASSignature(
  "cublasZsyrkx", .syrkx,
  """
  handle handle cublasHandle_t; uplo uplo cublasFillMode_t; transA trans cublasOperation_t;\
  n n int; k k int; alpha alpha const cuDoubleComplex*; a A const cuDoubleComplex*; lda lda int;\
  b B const cuDoubleComplex*; ldb ldb int; beta beta const cuDoubleComplex*;\
  c C cuDoubleComplex*; ldc ldc int
  """)
@c(cublasZsyrkx) package func cublasZsyrkx(
  _ handle: OpaquePointer?, _ uplo: CInt, _ transA: CInt, _ n: CInt, _ k: CInt,
  _ alpha: UnsafeRawPointer?, _ a: UnsafeRawPointer?, _ lda: CInt, _ b: UnsafeRawPointer?,
  _ ldb: CInt, _ beta: UnsafeRawPointer?, _ c: UnsafeRawPointer?, _ ldc: CInt
) -> CInt {
  cublasZsyrkxCall.run([
    handle.word, uplo.word, transA.word, n.word, k.word, alpha.word, a.word, lda.word, b.word,
    ldb.word, beta.word, c.word, ldc.word,
  ])
}

private let cublasCherkxCall = BLASSignature(
  "cublasCherkx", .herkx,
  """
  handle handle cublasHandle_t; uplo uplo cublasFillMode_t; transA trans cublasOperation_t;\
  n n int; k k int; alpha alpha const cuComplex*; a A const cuComplex*; lda lda int;\
  b B const cuComplex*; ldb ldb int; beta beta const float*; c C cuComplex*; ldc ldc int
  """)
@c(cublasCherkx) package func cublasCherkx(
  _ handle: OpaquePointer?, _ uplo: CInt, _ transA: CInt, _ n: CInt, _ k: CInt,
  _ alpha: UnsafeRawPointer?, _ a: UnsafeRawPointer?, _ lda: CInt, _ b: UnsafeRawPointer?,
  _ ldb: CInt, _ beta: UnsafeRawPointer?, _ c: UnsafeRawPointer?, _ ldc: CInt
) -> CInt {
  cublasCherkxCall.run([
    handle.word, uplo.word, transA.word, n.word, k.word, alpha.word, a.word, lda.word, b.word,
    ldb.word, beta.word, c.word, ldc.word,
  ])
}

private let cublasZherkxCall = BLASSignature(
  "cublasZherkx", .herkx,
  """
  handle handle cublasHandle_t; uplo uplo cublasFillMode_t; transA trans cublasOperation_t;\
  n n int; k k int; alpha alpha const cuDoubleComplex*; a A const cuDoubleComplex*; lda lda int;\
  b B const cuDoubleComplex*; ldb ldb int; beta beta const double*; c C cuDoubleComplex*;\
  ldc ldc int
  """)
@c(cublasZherkx) package func cublasZherkx(
  _ handle: OpaquePointer?, _ uplo: CInt, _ transA: CInt, _ n: CInt, _ k: CInt,
  _ alpha: UnsafeRawPointer?, _ a: UnsafeRawPointer?, _ lda: CInt, _ b: UnsafeRawPointer?,
  _ ldb: CInt, _ beta: UnsafeRawPointer?, _ c: UnsafeRawPointer?, _ ldc: CInt
) -> CInt {
  cublasZherkxCall.run([
    handle.word, uplo.word, transA.word, n.word, k.word, alpha.word, a.word, lda.word, b.word,
    ldb.word, beta.word, c.word, ldc.word,
  ])
}

private let cublasStrmm_v2Call = BLASSignature(
  "cublasStrmm_v2", .trmm,
  """
  handle handle cublasHandle_t; side side cublasSideMode_t; uplo uplo cublasFillMode_t;\
  transA trans cublasOperation_t; diag diag cublasDiagType_t; m m int; n n int;\
  alpha alpha const float*; a A const float*; lda lda int; b B const float*; ldb ldb int;\
  c C float*; ldc ldc int
  """)
@c(cublasStrmm_v2) package func cublasStrmm_v2(
  _ handle: OpaquePointer?, _ side: CInt, _ uplo: CInt, _ transA: CInt, _ diag: CInt, _ m: CInt,
  _ n: CInt, _ alpha: UnsafeRawPointer?, _ a: UnsafeRawPointer?, _ lda: CInt,
  _ b: UnsafeRawPointer?, _ ldb: CInt, _ c: UnsafeRawPointer?, _ ldc: CInt
) -> CInt {
  cublasStrmm_v2Call.run([
    handle.word, side.word, uplo.word, transA.word, diag.word, m.word, n.word, alpha.word,
    a.word, lda.word, b.word, ldb.word, c.word, ldc.word,
  ])
}

private let cublasDtrmm_v2Call = BLASSignature(
  "cublasDtrmm_v2", .trmm,
  """
  handle handle cublasHandle_t; side side cublasSideMode_t; uplo uplo cublasFillMode_t;\
  transA trans cublasOperation_t; diag diag cublasDiagType_t; m m int; n n int;\
  alpha alpha const double*; a A const double*; lda lda int; b B const double*; ldb ldb int;\
  c C double*; ldc ldc int
  """)
@c(cublasDtrmm_v2) package func cublasDtrmm_v2(
  _ handle: OpaquePointer?, _ side: CInt, _ uplo: CInt, _ transA: CInt, _ diag: CInt, _ m: CInt,
  _ n: CInt, _ alpha: UnsafeRawPointer?, _ a: UnsafeRawPointer?, _ lda: CInt,
  _ b: UnsafeRawPointer?, _ ldb: CInt, _ c: UnsafeRawPointer?, _ ldc: CInt
) -> CInt {
  cublasDtrmm_v2Call.run([
    handle.word, side.word, uplo.word, transA.word, diag.word, m.word, n.word, alpha.word,
    a.word, lda.word, b.word, ldb.word, c.word, ldc.word,
  ])
}

private let cublasCtrmm_v2Call = BLASSignature(
  "cublasCtrmm_v2", .trmm,
  """
  handle handle cublasHandle_t; side side cublasSideMode_t; uplo uplo cublasFillMode_t;\
  transA trans cublasOperation_t; diag diag cublasDiagType_t; m m int; n n int;\
  alpha alpha const cuComplex*; a A const cuComplex*; lda lda int; b B const cuComplex*;\
  ldb ldb int; c C cuComplex*; ldc ldc int
  """)
@c(cublasCtrmm_v2) package func cublasCtrmm_v2(
  _ handle: OpaquePointer?, _ side: CInt, _ uplo: CInt, _ transA: CInt, _ diag: CInt, _ m: CInt,
  _ n: CInt, _ alpha: UnsafeRawPointer?, _ a: UnsafeRawPointer?, _ lda: CInt,
  _ b: UnsafeRawPointer?, _ ldb: CInt, _ c: UnsafeRawPointer?, _ ldc: CInt
) -> CInt {
  cublasCtrmm_v2Call.run([
    handle.word, side.word, uplo.word, transA.word, diag.word, m.word, n.word, alpha.word,
    a.word, lda.word, b.word, ldb.word, c.word, ldc.word,
  ])
}

private let cublasZtrmm_v2Call = BLASSignature(
  "cublasZtrmm_v2", .trmm,
  """
  handle handle cublasHandle_t; side side cublasSideMode_t; uplo uplo cublasFillMode_t;\
  transA trans cublasOperation_t; diag diag cublasDiagType_t; m m int; n n int;\
  alpha alpha const cuDoubleComplex*; a A const cuDoubleComplex*; lda lda int;\
  b B const cuDoubleComplex*; ldb ldb int; c C cuDoubleComplex*; ldc ldc int
  """)
@c(cublasZtrmm_v2) package func cublasZtrmm_v2(
  _ handle: OpaquePointer?, _ side: CInt, _ uplo: CInt, _ transA: CInt, _ diag: CInt, _ m: CInt,
  _ n: CInt, _ alpha: UnsafeRawPointer?, _ a: UnsafeRawPointer?, _ lda: CInt,
  _ b: UnsafeRawPointer?, _ ldb: CInt, _ c: UnsafeRawPointer?, _ ldc: CInt
) -> CInt {
  cublasZtrmm_v2Call.run([
    handle.word, side.word, uplo.word, transA.word, diag.word, m.word, n.word, alpha.word,
    a.word, lda.word, b.word, ldb.word, c.word, ldc.word,
  ])
}

private let cublasStrsm_v2Call = BLASSignature(
  "cublasStrsm_v2", .trsm,
  """
  handle handle cublasHandle_t; side side cublasSideMode_t; uplo uplo cublasFillMode_t;\
  transA trans cublasOperation_t; diag diag cublasDiagType_t; m m int; n n int;\
  alpha alpha const float*; a A const float*; lda lda int; b B float*; ldb ldb int
  """)
@c(cublasStrsm_v2) package func cublasStrsm_v2(
  _ handle: OpaquePointer?, _ side: CInt, _ uplo: CInt, _ transA: CInt, _ diag: CInt, _ m: CInt,
  _ n: CInt, _ alpha: UnsafeRawPointer?, _ a: UnsafeRawPointer?, _ lda: CInt,
  _ b: UnsafeRawPointer?, _ ldb: CInt
) -> CInt {
  cublasStrsm_v2Call.run([
    handle.word, side.word, uplo.word, transA.word, diag.word, m.word, n.word, alpha.word,
    a.word, lda.word, b.word, ldb.word,
  ])
}

private let cublasDtrsm_v2Call = BLASSignature(
  "cublasDtrsm_v2", .trsm,
  """
  handle handle cublasHandle_t; side side cublasSideMode_t; uplo uplo cublasFillMode_t;\
  transA trans cublasOperation_t; diag diag cublasDiagType_t; m m int; n n int;\
  alpha alpha const double*; a A const double*; lda lda int; b B double*; ldb ldb int
  """)
@c(cublasDtrsm_v2) package func cublasDtrsm_v2(
  _ handle: OpaquePointer?, _ side: CInt, _ uplo: CInt, _ transA: CInt, _ diag: CInt, _ m: CInt,
  _ n: CInt, _ alpha: UnsafeRawPointer?, _ a: UnsafeRawPointer?, _ lda: CInt,
  _ b: UnsafeRawPointer?, _ ldb: CInt
) -> CInt {
  cublasDtrsm_v2Call.run([
    handle.word, side.word, uplo.word, transA.word, diag.word, m.word, n.word, alpha.word,
    a.word, lda.word, b.word, ldb.word,
  ])
}

private let cublasCtrsm_v2Call = BLASSignature(
  "cublasCtrsm_v2", .trsm,
  """
  handle handle cublasHandle_t; side side cublasSideMode_t; uplo uplo cublasFillMode_t;\
  transA trans cublasOperation_t; diag diag cublasDiagType_t; m m int; n n int;\
  alpha alpha const cuComplex*; a A const cuComplex*; lda lda int; b B cuComplex*; ldb ldb int
  """)
@c(cublasCtrsm_v2) package func cublasCtrsm_v2(
  _ handle: OpaquePointer?, _ side: CInt, _ uplo: CInt, _ transA: CInt, _ diag: CInt, _ m: CInt,
  _ n: CInt, _ alpha: UnsafeRawPointer?, _ a: UnsafeRawPointer?, _ lda: CInt,
  _ b: UnsafeRawPointer?, _ ldb: CInt
) -> CInt {
  cublasCtrsm_v2Call.run([
    handle.word, side.word, uplo.word, transA.word, diag.word, m.word, n.word, alpha.word,
    a.word, lda.word, b.word, ldb.word,
  ])
}

private let cublasZtrsm_v2Call = BLASSignature(
  "cublasZtrsm_v2", .trsm,
  """
  handle handle cublasHandle_t; side side cublasSideMode_t; uplo uplo cublasFillMode_t;\
  transA trans cublasOperation_t; diag diag cublasDiagType_t; m m int; n n int;\
  alpha alpha const cuDoubleComplex*; a A const cuDoubleComplex*; lda lda int;\
  b B cuDoubleComplex*; ldb ldb int
  """)
@c(cublasZtrsm_v2) package func cublasZtrsm_v2(
  _ handle: OpaquePointer?, _ side: CInt, _ uplo: CInt, _ transA: CInt, _ diag: CInt, _ m: CInt,
  _ n: CInt, _ alpha: UnsafeRawPointer?, _ a: UnsafeRawPointer?, _ lda: CInt,
  _ b: UnsafeRawPointer?, _ ldb: CInt
) -> CInt {
  cublasZtrsm_v2Call.run([
    handle.word, side.word, uplo.word, transA.word, diag.word, m.word, n.word, alpha.word,
    a.word, lda.word, b.word, ldb.word,
  ])
}

private let cublasCsyrkExCall = BLASSignature(
  "cublasCsyrkEx", .syrk,
  """
  handle handle cublasHandle_t; uplo uplo cublasFillMode_t; transA trans cublasOperation_t;\
  n n int; k k int; alpha alpha const cuComplex*; a A const void*; aType Atype cudaDataType;\
  lda lda int; beta beta const cuComplex*; c C void*; cType Ctype cudaDataType; ldc ldc int
  """)
@c(cublasCsyrkEx) package func cublasCsyrkEx(
  _ handle: OpaquePointer?, _ uplo: CInt, _ transA: CInt, _ n: CInt, _ k: CInt,
  _ alpha: UnsafeRawPointer?, _ a: UnsafeRawPointer?, _ aType: CInt, _ lda: CInt,
  _ beta: UnsafeRawPointer?, _ c: UnsafeRawPointer?, _ cType: CInt, _ ldc: CInt
) -> CInt {
  cublasCsyrkExCall.run([
    handle.word, uplo.word, transA.word, n.word, k.word, alpha.word, a.word, aType.word,
    lda.word, beta.word, c.word, cType.word, ldc.word,
  ])
}

private let cublasCsyrk3mExCall = BLASSignature(
  "cublasCsyrk3mEx", .syrk,
  """
  handle handle cublasHandle_t; uplo uplo cublasFillMode_t; transA trans cublasOperation_t;\
  n n int; k k int; alpha alpha const cuComplex*; a A const void*; aType Atype cudaDataType;\
  lda lda int; beta beta const cuComplex*; c C void*; cType Ctype cudaDataType; ldc ldc int
  """)
@c(cublasCsyrk3mEx) package func cublasCsyrk3mEx(
  _ handle: OpaquePointer?, _ uplo: CInt, _ transA: CInt, _ n: CInt, _ k: CInt,
  _ alpha: UnsafeRawPointer?, _ a: UnsafeRawPointer?, _ aType: CInt, _ lda: CInt,
  _ beta: UnsafeRawPointer?, _ c: UnsafeRawPointer?, _ cType: CInt, _ ldc: CInt
) -> CInt {
  cublasCsyrk3mExCall.run([
    handle.word, uplo.word, transA.word, n.word, k.word, alpha.word, a.word, aType.word,
    lda.word, beta.word, c.word, cType.word, ldc.word,
  ])
}

private let cublasCherkExCall = BLASSignature(
  "cublasCherkEx", .herk,
  """
  handle handle cublasHandle_t; uplo uplo cublasFillMode_t; transA trans cublasOperation_t;\
  n n int; k k int; alpha alpha const float*; a A const void*; aType Atype cudaDataType;\
  lda lda int; beta beta const float*; c C void*; cType Ctype cudaDataType; ldc ldc int
  """)
@c(cublasCherkEx) package func cublasCherkEx(
  _ handle: OpaquePointer?, _ uplo: CInt, _ transA: CInt, _ n: CInt, _ k: CInt,
  _ alpha: UnsafeRawPointer?, _ a: UnsafeRawPointer?, _ aType: CInt, _ lda: CInt,
  _ beta: UnsafeRawPointer?, _ c: UnsafeRawPointer?, _ cType: CInt, _ ldc: CInt
) -> CInt {
  cublasCherkExCall.run([
    handle.word, uplo.word, transA.word, n.word, k.word, alpha.word, a.word, aType.word,
    lda.word, beta.word, c.word, cType.word, ldc.word,
  ])
}

private let cublasCherk3mExCall = BLASSignature(
  "cublasCherk3mEx", .herk,
  """
  handle handle cublasHandle_t; uplo uplo cublasFillMode_t; transA trans cublasOperation_t;\
  n n int; k k int; alpha alpha const float*; a A const void*; aType Atype cudaDataType;\
  lda lda int; beta beta const float*; c C void*; cType Ctype cudaDataType; ldc ldc int
  """)
@c(cublasCherk3mEx) package func cublasCherk3mEx(
  _ handle: OpaquePointer?, _ uplo: CInt, _ transA: CInt, _ n: CInt, _ k: CInt,
  _ alpha: UnsafeRawPointer?, _ a: UnsafeRawPointer?, _ aType: CInt, _ lda: CInt,
  _ beta: UnsafeRawPointer?, _ c: UnsafeRawPointer?, _ cType: CInt, _ ldc: CInt
) -> CInt {
  cublasCherk3mExCall.run([
    handle.word, uplo.word, transA.word, n.word, k.word, alpha.word, a.word, aType.word,
    lda.word, beta.word, c.word, cType.word, ldc.word,
  ])
}

private let cublasSsymm_v2_64Call = BLASSignature(
  "cublasSsymm_v2_64", .symm,
  """
  handle handle cublasHandle_t; side side cublasSideMode_t; uplo uplo cublasFillMode_t;\
  m m int64_t; n n int64_t; alpha alpha const float*; a A const float*; lda lda int64_t;\
  b B const float*; ldb ldb int64_t; beta beta const float*; c C float*; ldc ldc int64_t
  """)
@c(cublasSsymm_v2_64) package func cublasSsymm_v2_64(
  _ handle: OpaquePointer?, _ side: CInt, _ uplo: CInt, _ m: Int, _ n: Int,
  _ alpha: UnsafeRawPointer?, _ a: UnsafeRawPointer?, _ lda: Int, _ b: UnsafeRawPointer?,
  _ ldb: Int, _ beta: UnsafeRawPointer?, _ c: UnsafeRawPointer?, _ ldc: Int
) -> CInt {
  cublasSsymm_v2_64Call.run([
    handle.word, side.word, uplo.word, m.word, n.word, alpha.word, a.word, lda.word, b.word,
    ldb.word, beta.word, c.word, ldc.word,
  ])
}

private let cublasDsymm_v2_64Call = BLASSignature(
  "cublasDsymm_v2_64", .symm,
  """
  handle handle cublasHandle_t; side side cublasSideMode_t; uplo uplo cublasFillMode_t;\
  m m int64_t; n n int64_t; alpha alpha const double*; a A const double*; lda lda int64_t;\
  b B const double*; ldb ldb int64_t; beta beta const double*; c C double*; ldc ldc int64_t
  """)
@c(cublasDsymm_v2_64) package func cublasDsymm_v2_64(
  _ handle: OpaquePointer?, _ side: CInt, _ uplo: CInt, _ m: Int, _ n: Int,
  _ alpha: UnsafeRawPointer?, _ a: UnsafeRawPointer?, _ lda: Int, _ b: UnsafeRawPointer?,
  _ ldb: Int, _ beta: UnsafeRawPointer?, _ c: UnsafeRawPointer?, _ ldc: Int
) -> CInt {
  cublasDsymm_v2_64Call.run([
    handle.word, side.word, uplo.word, m.word, n.word, alpha.word, a.word, lda.word, b.word,
    ldb.word, beta.word, c.word, ldc.word,
  ])
}

private let cublasCsymm_v2_64Call = BLASSignature(
  "cublasCsymm_v2_64", .symm,
  """
  handle handle cublasHandle_t; side side cublasSideMode_t; uplo uplo cublasFillMode_t;\
  m m int64_t; n n int64_t; alpha alpha const cuComplex*; a A const cuComplex*; lda lda int64_t;\
  b B const cuComplex*; ldb ldb int64_t; beta beta const cuComplex*; c C cuComplex*;\
  ldc ldc int64_t
  """)
@c(cublasCsymm_v2_64) package func cublasCsymm_v2_64(
  _ handle: OpaquePointer?, _ side: CInt, _ uplo: CInt, _ m: Int, _ n: Int,
  _ alpha: UnsafeRawPointer?, _ a: UnsafeRawPointer?, _ lda: Int, _ b: UnsafeRawPointer?,
  _ ldb: Int, _ beta: UnsafeRawPointer?, _ c: UnsafeRawPointer?, _ ldc: Int
) -> CInt {
  cublasCsymm_v2_64Call.run([
    handle.word, side.word, uplo.word, m.word, n.word, alpha.word, a.word, lda.word, b.word,
    ldb.word, beta.word, c.word, ldc.word,
  ])
}

private let cublasZsymm_v2_64Call = BLASSignature(
  "cublasZsymm_v2_64", .symm,
  """
  handle handle cublasHandle_t; side side cublasSideMode_t; uplo uplo cublasFillMode_t;\
  m m int64_t; n n int64_t; alpha alpha const cuDoubleComplex*; a A const cuDoubleComplex*;\
  lda lda int64_t; b B const cuDoubleComplex*; ldb ldb int64_t;\
  beta beta const cuDoubleComplex*; c C cuDoubleComplex*; ldc ldc int64_t
  """)
@c(cublasZsymm_v2_64) package func cublasZsymm_v2_64(
  _ handle: OpaquePointer?, _ side: CInt, _ uplo: CInt, _ m: Int, _ n: Int,
  _ alpha: UnsafeRawPointer?, _ a: UnsafeRawPointer?, _ lda: Int, _ b: UnsafeRawPointer?,
  _ ldb: Int, _ beta: UnsafeRawPointer?, _ c: UnsafeRawPointer?, _ ldc: Int
) -> CInt {
  cublasZsymm_v2_64Call.run([
    handle.word, side.word, uplo.word, m.word, n.word, alpha.word, a.word, lda.word, b.word,
    ldb.word, beta.word, c.word, ldc.word,
  ])
}

private let cublasChemm_v2_64Call = BLASSignature(
  "cublasChemm_v2_64", .hemm,
  """
  handle handle cublasHandle_t; side side cublasSideMode_t; uplo uplo cublasFillMode_t;\
  m m int64_t; n n int64_t; alpha alpha const cuComplex*; a A const cuComplex*; lda lda int64_t;\
  b B const cuComplex*; ldb ldb int64_t; beta beta const cuComplex*; c C cuComplex*;\
  ldc ldc int64_t
  """)
@c(cublasChemm_v2_64) package func cublasChemm_v2_64(
  _ handle: OpaquePointer?, _ side: CInt, _ uplo: CInt, _ m: Int, _ n: Int,
  _ alpha: UnsafeRawPointer?, _ a: UnsafeRawPointer?, _ lda: Int, _ b: UnsafeRawPointer?,
  _ ldb: Int, _ beta: UnsafeRawPointer?, _ c: UnsafeRawPointer?, _ ldc: Int
) -> CInt {
  cublasChemm_v2_64Call.run([
    handle.word, side.word, uplo.word, m.word, n.word, alpha.word, a.word, lda.word, b.word,
    ldb.word, beta.word, c.word, ldc.word,
  ])
}

private let cublasZhemm_v2_64Call = BLASSignature(
  "cublasZhemm_v2_64", .hemm,
  """
  handle handle cublasHandle_t; side side cublasSideMode_t; uplo uplo cublasFillMode_t;\
  m m int64_t; n n int64_t; alpha alpha const cuDoubleComplex*; a A const cuDoubleComplex*;\
  lda lda int64_t; b B const cuDoubleComplex*; ldb ldb int64_t;\
  beta beta const cuDoubleComplex*; c C cuDoubleComplex*; ldc ldc int64_t
  """)
@c(cublasZhemm_v2_64) package func cublasZhemm_v2_64(
  _ handle: OpaquePointer?, _ side: CInt, _ uplo: CInt, _ m: Int, _ n: Int,
  _ alpha: UnsafeRawPointer?, _ a: UnsafeRawPointer?, _ lda: Int, _ b: UnsafeRawPointer?,
  _ ldb: Int, _ beta: UnsafeRawPointer?, _ c: UnsafeRawPointer?, _ ldc: Int
) -> CInt {
  cublasZhemm_v2_64Call.run([
    handle.word, side.word, uplo.word, m.word, n.word, alpha.word, a.word, lda.word, b.word,
    ldb.word, beta.word, c.word, ldc.word,
  ])
}

private let cublasSsyrk_v2_64Call = BLASSignature(
  "cublasSsyrk_v2_64", .syrk,
  """
  handle handle cublasHandle_t; uplo uplo cublasFillMode_t; transA trans cublasOperation_t;\
  n n int64_t; k k int64_t; alpha alpha const float*; a A const float*; lda lda int64_t;\
  beta beta const float*; c C float*; ldc ldc int64_t
  """)
@c(cublasSsyrk_v2_64) package func cublasSsyrk_v2_64(
  _ handle: OpaquePointer?, _ uplo: CInt, _ transA: CInt, _ n: Int, _ k: Int,
  _ alpha: UnsafeRawPointer?, _ a: UnsafeRawPointer?, _ lda: Int, _ beta: UnsafeRawPointer?,
  _ c: UnsafeRawPointer?, _ ldc: Int
) -> CInt {
  cublasSsyrk_v2_64Call.run([
    handle.word, uplo.word, transA.word, n.word, k.word, alpha.word, a.word, lda.word,
    beta.word, c.word, ldc.word,
  ])
}

private let cublasDsyrk_v2_64Call = BLASSignature(
  "cublasDsyrk_v2_64", .syrk,
  """
  handle handle cublasHandle_t; uplo uplo cublasFillMode_t; transA trans cublasOperation_t;\
  n n int64_t; k k int64_t; alpha alpha const double*; a A const double*; lda lda int64_t;\
  beta beta const double*; c C double*; ldc ldc int64_t
  """)
@c(cublasDsyrk_v2_64) package func cublasDsyrk_v2_64(
  _ handle: OpaquePointer?, _ uplo: CInt, _ transA: CInt, _ n: Int, _ k: Int,
  _ alpha: UnsafeRawPointer?, _ a: UnsafeRawPointer?, _ lda: Int, _ beta: UnsafeRawPointer?,
  _ c: UnsafeRawPointer?, _ ldc: Int
) -> CInt {
  cublasDsyrk_v2_64Call.run([
    handle.word, uplo.word, transA.word, n.word, k.word, alpha.word, a.word, lda.word,
    beta.word, c.word, ldc.word,
  ])
}

private let cublasCsyrk_v2_64Call = BLASSignature(
  "cublasCsyrk_v2_64", .syrk,
  """
  handle handle cublasHandle_t; uplo uplo cublasFillMode_t; transA trans cublasOperation_t;\
  n n int64_t; k k int64_t; alpha alpha const cuComplex*; a A const cuComplex*; lda lda int64_t;\
  beta beta const cuComplex*; c C cuComplex*; ldc ldc int64_t
  """)
@c(cublasCsyrk_v2_64) package func cublasCsyrk_v2_64(
  _ handle: OpaquePointer?, _ uplo: CInt, _ transA: CInt, _ n: Int, _ k: Int,
  _ alpha: UnsafeRawPointer?, _ a: UnsafeRawPointer?, _ lda: Int, _ beta: UnsafeRawPointer?,
  _ c: UnsafeRawPointer?, _ ldc: Int
) -> CInt {
  cublasCsyrk_v2_64Call.run([
    handle.word, uplo.word, transA.word, n.word, k.word, alpha.word, a.word, lda.word,
    beta.word, c.word, ldc.word,
  ])
}

private let cublasZsyrk_v2_64Call = BLASSignature(
  "cublasZsyrk_v2_64", .syrk,
  """
  handle handle cublasHandle_t; uplo uplo cublasFillMode_t; transA trans cublasOperation_t;\
  n n int64_t; k k int64_t; alpha alpha const cuDoubleComplex*; a A const cuDoubleComplex*;\
  lda lda int64_t; beta beta const cuDoubleComplex*; c C cuDoubleComplex*; ldc ldc int64_t
  """)
@c(cublasZsyrk_v2_64) package func cublasZsyrk_v2_64(
  _ handle: OpaquePointer?, _ uplo: CInt, _ transA: CInt, _ n: Int, _ k: Int,
  _ alpha: UnsafeRawPointer?, _ a: UnsafeRawPointer?, _ lda: Int, _ beta: UnsafeRawPointer?,
  _ c: UnsafeRawPointer?, _ ldc: Int
) -> CInt {
  cublasZsyrk_v2_64Call.run([
    handle.word, uplo.word, transA.word, n.word, k.word, alpha.word, a.word, lda.word,
    beta.word, c.word, ldc.word,
  ])
}

private let cublasCherk_v2_64Call = BLASSignature(
  "cublasCherk_v2_64", .herk,
  """
  handle handle cublasHandle_t; uplo uplo cublasFillMode_t; transA trans cublasOperation_t;\
  n n int64_t; k k int64_t; alpha alpha const float*; a A const cuComplex*; lda lda int64_t;\
  beta beta const float*; c C cuComplex*; ldc ldc int64_t
  """)
@c(cublasCherk_v2_64) package func cublasCherk_v2_64(
  _ handle: OpaquePointer?, _ uplo: CInt, _ transA: CInt, _ n: Int, _ k: Int,
  _ alpha: UnsafeRawPointer?, _ a: UnsafeRawPointer?, _ lda: Int, _ beta: UnsafeRawPointer?,
  _ c: UnsafeRawPointer?, _ ldc: Int
) -> CInt {
  cublasCherk_v2_64Call.run([
    handle.word, uplo.word, transA.word, n.word, k.word, alpha.word, a.word, lda.word,
    beta.word, c.word, ldc.word,
  ])
}

private let cublasZherk_v2_64Call = BLASSignature(
  "cublasZherk_v2_64", .herk,
  """
  handle handle cublasHandle_t; uplo uplo cublasFillMode_t; transA trans cublasOperation_t;\
  n n int64_t; k k int64_t; alpha alpha const double*; a A const cuDoubleComplex*;\
  lda lda int64_t; beta beta const double*; c C cuDoubleComplex*; ldc ldc int64_t
  """)
@c(cublasZherk_v2_64) package func cublasZherk_v2_64(
  _ handle: OpaquePointer?, _ uplo: CInt, _ transA: CInt, _ n: Int, _ k: Int,
  _ alpha: UnsafeRawPointer?, _ a: UnsafeRawPointer?, _ lda: Int, _ beta: UnsafeRawPointer?,
  _ c: UnsafeRawPointer?, _ ldc: Int
) -> CInt {
  cublasZherk_v2_64Call.run([
    handle.word, uplo.word, transA.word, n.word, k.word, alpha.word, a.word, lda.word,
    beta.word, c.word, ldc.word,
  ])
}

private let cublasSsyr2k_v2_64Call = BLASSignature(
  "cublasSsyr2k_v2_64", .syr2k,
  """
  handle handle cublasHandle_t; uplo uplo cublasFillMode_t; transA trans cublasOperation_t;\
  n n int64_t; k k int64_t; alpha alpha const float*; a A const float*; lda lda int64_t;\
  b B const float*; ldb ldb int64_t; beta beta const float*; c C float*; ldc ldc int64_t
  """)
@c(cublasSsyr2k_v2_64) package func cublasSsyr2k_v2_64(
  _ handle: OpaquePointer?, _ uplo: CInt, _ transA: CInt, _ n: Int, _ k: Int,
  _ alpha: UnsafeRawPointer?, _ a: UnsafeRawPointer?, _ lda: Int, _ b: UnsafeRawPointer?,
  _ ldb: Int, _ beta: UnsafeRawPointer?, _ c: UnsafeRawPointer?, _ ldc: Int
) -> CInt {
  cublasSsyr2k_v2_64Call.run([
    handle.word, uplo.word, transA.word, n.word, k.word, alpha.word, a.word, lda.word, b.word,
    ldb.word, beta.word, c.word, ldc.word,
  ])
}

private let cublasDsyr2k_v2_64Call = BLASSignature(
  "cublasDsyr2k_v2_64", .syr2k,
  """
  handle handle cublasHandle_t; uplo uplo cublasFillMode_t; transA trans cublasOperation_t;\
  n n int64_t; k k int64_t; alpha alpha const double*; a A const double*; lda lda int64_t;\
  b B const double*; ldb ldb int64_t; beta beta const double*; c C double*; ldc ldc int64_t
  """)
@c(cublasDsyr2k_v2_64) package func cublasDsyr2k_v2_64(
  _ handle: OpaquePointer?, _ uplo: CInt, _ transA: CInt, _ n: Int, _ k: Int,
  _ alpha: UnsafeRawPointer?, _ a: UnsafeRawPointer?, _ lda: Int, _ b: UnsafeRawPointer?,
  _ ldb: Int, _ beta: UnsafeRawPointer?, _ c: UnsafeRawPointer?, _ ldc: Int
) -> CInt {
  cublasDsyr2k_v2_64Call.run([
    handle.word, uplo.word, transA.word, n.word, k.word, alpha.word, a.word, lda.word, b.word,
    ldb.word, beta.word, c.word, ldc.word,
  ])
}

private let cublasCsyr2k_v2_64Call = BLASSignature(
  "cublasCsyr2k_v2_64", .syr2k,
  """
  handle handle cublasHandle_t; uplo uplo cublasFillMode_t; transA trans cublasOperation_t;\
  n n int64_t; k k int64_t; alpha alpha const cuComplex*; a A const cuComplex*; lda lda int64_t;\
  b B const cuComplex*; ldb ldb int64_t; beta beta const cuComplex*; c C cuComplex*;\
  ldc ldc int64_t
  """)
@c(cublasCsyr2k_v2_64) package func cublasCsyr2k_v2_64(
  _ handle: OpaquePointer?, _ uplo: CInt, _ transA: CInt, _ n: Int, _ k: Int,
  _ alpha: UnsafeRawPointer?, _ a: UnsafeRawPointer?, _ lda: Int, _ b: UnsafeRawPointer?,
  _ ldb: Int, _ beta: UnsafeRawPointer?, _ c: UnsafeRawPointer?, _ ldc: Int
) -> CInt {
  cublasCsyr2k_v2_64Call.run([
    handle.word, uplo.word, transA.word, n.word, k.word, alpha.word, a.word, lda.word, b.word,
    ldb.word, beta.word, c.word, ldc.word,
  ])
}

private let cublasZsyr2k_v2_64Call = BLASSignature(
  "cublasZsyr2k_v2_64", .syr2k,
  """
  handle handle cublasHandle_t; uplo uplo cublasFillMode_t; transA trans cublasOperation_t;\
  n n int64_t; k k int64_t; alpha alpha const cuDoubleComplex*; a A const cuDoubleComplex*;\
  lda lda int64_t; b B const cuDoubleComplex*; ldb ldb int64_t;\
  beta beta const cuDoubleComplex*; c C cuDoubleComplex*; ldc ldc int64_t
  """)
@c(cublasZsyr2k_v2_64) package func cublasZsyr2k_v2_64(
  _ handle: OpaquePointer?, _ uplo: CInt, _ transA: CInt, _ n: Int, _ k: Int,
  _ alpha: UnsafeRawPointer?, _ a: UnsafeRawPointer?, _ lda: Int, _ b: UnsafeRawPointer?,
  _ ldb: Int, _ beta: UnsafeRawPointer?, _ c: UnsafeRawPointer?, _ ldc: Int
) -> CInt {
  cublasZsyr2k_v2_64Call.run([
    handle.word, uplo.word, transA.word, n.word, k.word, alpha.word, a.word, lda.word, b.word,
    ldb.word, beta.word, c.word, ldc.word,
  ])
}

private let cublasCher2k_v2_64Call = BLASSignature(
  "cublasCher2k_v2_64", .her2k,
  """
  handle handle cublasHandle_t; uplo uplo cublasFillMode_t; transA trans cublasOperation_t;\
  n n int64_t; k k int64_t; alpha alpha const cuComplex*; a A const cuComplex*; lda lda int64_t;\
  b B const cuComplex*; ldb ldb int64_t; beta beta const float*; c C cuComplex*;\
  ldc ldc int64_t
  """)
@c(cublasCher2k_v2_64) package func cublasCher2k_v2_64(
  _ handle: OpaquePointer?, _ uplo: CInt, _ transA: CInt, _ n: Int, _ k: Int,
  _ alpha: UnsafeRawPointer?, _ a: UnsafeRawPointer?, _ lda: Int, _ b: UnsafeRawPointer?,
  _ ldb: Int, _ beta: UnsafeRawPointer?, _ c: UnsafeRawPointer?, _ ldc: Int
) -> CInt {
  cublasCher2k_v2_64Call.run([
    handle.word, uplo.word, transA.word, n.word, k.word, alpha.word, a.word, lda.word, b.word,
    ldb.word, beta.word, c.word, ldc.word,
  ])
}

private let cublasZher2k_v2_64Call = BLASSignature(
  "cublasZher2k_v2_64", .her2k,
  """
  handle handle cublasHandle_t; uplo uplo cublasFillMode_t; transA trans cublasOperation_t;\
  n n int64_t; k k int64_t; alpha alpha const cuDoubleComplex*; a A const cuDoubleComplex*;\
  lda lda int64_t; b B const cuDoubleComplex*; ldb ldb int64_t; beta beta const double*;\
  c C cuDoubleComplex*; ldc ldc int64_t
  """)
@c(cublasZher2k_v2_64) package func cublasZher2k_v2_64(
  _ handle: OpaquePointer?, _ uplo: CInt, _ transA: CInt, _ n: Int, _ k: Int,
  _ alpha: UnsafeRawPointer?, _ a: UnsafeRawPointer?, _ lda: Int, _ b: UnsafeRawPointer?,
  _ ldb: Int, _ beta: UnsafeRawPointer?, _ c: UnsafeRawPointer?, _ ldc: Int
) -> CInt {
  cublasZher2k_v2_64Call.run([
    handle.word, uplo.word, transA.word, n.word, k.word, alpha.word, a.word, lda.word, b.word,
    ldb.word, beta.word, c.word, ldc.word,
  ])
}

private let cublasSsyrkx_64Call = BLASSignature(
  "cublasSsyrkx_64", .syrkx,
  """
  handle handle cublasHandle_t; uplo uplo cublasFillMode_t; transA trans cublasOperation_t;\
  n n int64_t; k k int64_t; alpha alpha const float*; a A const float*; lda lda int64_t;\
  b B const float*; ldb ldb int64_t; beta beta const float*; c C float*; ldc ldc int64_t
  """)
@c(cublasSsyrkx_64) package func cublasSsyrkx_64(
  _ handle: OpaquePointer?, _ uplo: CInt, _ transA: CInt, _ n: Int, _ k: Int,
  _ alpha: UnsafeRawPointer?, _ a: UnsafeRawPointer?, _ lda: Int, _ b: UnsafeRawPointer?,
  _ ldb: Int, _ beta: UnsafeRawPointer?, _ c: UnsafeRawPointer?, _ ldc: Int
) -> CInt {
  cublasSsyrkx_64Call.run([
    handle.word, uplo.word, transA.word, n.word, k.word, alpha.word, a.word, lda.word, b.word,
    ldb.word, beta.word, c.word, ldc.word,
  ])
}

private let cublasDsyrkx_64Call = BLASSignature(
  "cublasDsyrkx_64", .syrkx,
  """
  handle handle cublasHandle_t; uplo uplo cublasFillMode_t; transA trans cublasOperation_t;\
  n n int64_t; k k int64_t; alpha alpha const double*; a A const double*; lda lda int64_t;\
  b B const double*; ldb ldb int64_t; beta beta const double*; c C double*; ldc ldc int64_t
  """)
@c(cublasDsyrkx_64) package func cublasDsyrkx_64(
  _ handle: OpaquePointer?, _ uplo: CInt, _ transA: CInt, _ n: Int, _ k: Int,
  _ alpha: UnsafeRawPointer?, _ a: UnsafeRawPointer?, _ lda: Int, _ b: UnsafeRawPointer?,
  _ ldb: Int, _ beta: UnsafeRawPointer?, _ c: UnsafeRawPointer?, _ ldc: Int
) -> CInt {
  cublasDsyrkx_64Call.run([
    handle.word, uplo.word, transA.word, n.word, k.word, alpha.word, a.word, lda.word, b.word,
    ldb.word, beta.word, c.word, ldc.word,
  ])
}

private let cublasCsyrkx_64Call = BLASSignature(
  "cublasCsyrkx_64", .syrkx,
  """
  handle handle cublasHandle_t; uplo uplo cublasFillMode_t; transA trans cublasOperation_t;\
  n n int64_t; k k int64_t; alpha alpha const cuComplex*; a A const cuComplex*; lda lda int64_t;\
  b B const cuComplex*; ldb ldb int64_t; beta beta const cuComplex*; c C cuComplex*;\
  ldc ldc int64_t
  """)
@c(cublasCsyrkx_64) package func cublasCsyrkx_64(
  _ handle: OpaquePointer?, _ uplo: CInt, _ transA: CInt, _ n: Int, _ k: Int,
  _ alpha: UnsafeRawPointer?, _ a: UnsafeRawPointer?, _ lda: Int, _ b: UnsafeRawPointer?,
  _ ldb: Int, _ beta: UnsafeRawPointer?, _ c: UnsafeRawPointer?, _ ldc: Int
) -> CInt {
  cublasCsyrkx_64Call.run([
    handle.word, uplo.word, transA.word, n.word, k.word, alpha.word, a.word, lda.word, b.word,
    ldb.word, beta.word, c.word, ldc.word,
  ])
}

private let cublasZsyrkx_64Call = BLASSignature(
  "cublasZsyrkx_64", .syrkx,
  """
  handle handle cublasHandle_t; uplo uplo cublasFillMode_t; transA trans cublasOperation_t;\
  n n int64_t; k k int64_t; alpha alpha const cuDoubleComplex*; a A const cuDoubleComplex*;\
  lda lda int64_t; b B const cuDoubleComplex*; ldb ldb int64_t;\
  beta beta const cuDoubleComplex*; c C cuDoubleComplex*; ldc ldc int64_t
  """)
@c(cublasZsyrkx_64) package func cublasZsyrkx_64(
  _ handle: OpaquePointer?, _ uplo: CInt, _ transA: CInt, _ n: Int, _ k: Int,
  _ alpha: UnsafeRawPointer?, _ a: UnsafeRawPointer?, _ lda: Int, _ b: UnsafeRawPointer?,
  _ ldb: Int, _ beta: UnsafeRawPointer?, _ c: UnsafeRawPointer?, _ ldc: Int
) -> CInt {
  cublasZsyrkx_64Call.run([
    handle.word, uplo.word, transA.word, n.word, k.word, alpha.word, a.word, lda.word, b.word,
    ldb.word, beta.word, c.word, ldc.word,
  ])
}

private let cublasCherkx_64Call = BLASSignature(
  "cublasCherkx_64", .herkx,
  """
  handle handle cublasHandle_t; uplo uplo cublasFillMode_t; transA trans cublasOperation_t;\
  n n int64_t; k k int64_t; alpha alpha const cuComplex*; a A const cuComplex*; lda lda int64_t;\
  b B const cuComplex*; ldb ldb int64_t; beta beta const float*; c C cuComplex*;\
  ldc ldc int64_t
  """)
@c(cublasCherkx_64) package func cublasCherkx_64(
  _ handle: OpaquePointer?, _ uplo: CInt, _ transA: CInt, _ n: Int, _ k: Int,
  _ alpha: UnsafeRawPointer?, _ a: UnsafeRawPointer?, _ lda: Int, _ b: UnsafeRawPointer?,
  _ ldb: Int, _ beta: UnsafeRawPointer?, _ c: UnsafeRawPointer?, _ ldc: Int
) -> CInt {
  cublasCherkx_64Call.run([
    handle.word, uplo.word, transA.word, n.word, k.word, alpha.word, a.word, lda.word, b.word,
    ldb.word, beta.word, c.word, ldc.word,
  ])
}

private let cublasZherkx_64Call = BLASSignature(
  "cublasZherkx_64", .herkx,
  """
  handle handle cublasHandle_t; uplo uplo cublasFillMode_t; transA trans cublasOperation_t;\
  n n int64_t; k k int64_t; alpha alpha const cuDoubleComplex*; a A const cuDoubleComplex*;\
  lda lda int64_t; b B const cuDoubleComplex*; ldb ldb int64_t; beta beta const double*;\
  c C cuDoubleComplex*; ldc ldc int64_t
  """)
@c(cublasZherkx_64) package func cublasZherkx_64(
  _ handle: OpaquePointer?, _ uplo: CInt, _ transA: CInt, _ n: Int, _ k: Int,
  _ alpha: UnsafeRawPointer?, _ a: UnsafeRawPointer?, _ lda: Int, _ b: UnsafeRawPointer?,
  _ ldb: Int, _ beta: UnsafeRawPointer?, _ c: UnsafeRawPointer?, _ ldc: Int
) -> CInt {
  cublasZherkx_64Call.run([
    handle.word, uplo.word, transA.word, n.word, k.word, alpha.word, a.word, lda.word, b.word,
    ldb.word, beta.word, c.word, ldc.word,
  ])
}

private let cublasStrmm_v2_64Call = BLASSignature(
  "cublasStrmm_v2_64", .trmm,
  """
  handle handle cublasHandle_t; side side cublasSideMode_t; uplo uplo cublasFillMode_t;\
  transA trans cublasOperation_t; diag diag cublasDiagType_t; m m int64_t; n n int64_t;\
  alpha alpha const float*; a A const float*; lda lda int64_t; b B const float*;\
  ldb ldb int64_t; c C float*; ldc ldc int64_t
  """)
@c(cublasStrmm_v2_64) package func cublasStrmm_v2_64(
  _ handle: OpaquePointer?, _ side: CInt, _ uplo: CInt, _ transA: CInt, _ diag: CInt, _ m: Int,
  _ n: Int, _ alpha: UnsafeRawPointer?, _ a: UnsafeRawPointer?, _ lda: Int,
  _ b: UnsafeRawPointer?, _ ldb: Int, _ c: UnsafeRawPointer?, _ ldc: Int
) -> CInt {
  cublasStrmm_v2_64Call.run([
    handle.word, side.word, uplo.word, transA.word, diag.word, m.word, n.word, alpha.word,
    a.word, lda.word, b.word, ldb.word, c.word, ldc.word,
  ])
}

private let cublasDtrmm_v2_64Call = BLASSignature(
  "cublasDtrmm_v2_64", .trmm,
  """
  handle handle cublasHandle_t; side side cublasSideMode_t; uplo uplo cublasFillMode_t;\
  transA trans cublasOperation_t; diag diag cublasDiagType_t; m m int64_t; n n int64_t;\
  alpha alpha const double*; a A const double*; lda lda int64_t; b B const double*;\
  ldb ldb int64_t; c C double*; ldc ldc int64_t
  """)
@c(cublasDtrmm_v2_64) package func cublasDtrmm_v2_64(
  _ handle: OpaquePointer?, _ side: CInt, _ uplo: CInt, _ transA: CInt, _ diag: CInt, _ m: Int,
  _ n: Int, _ alpha: UnsafeRawPointer?, _ a: UnsafeRawPointer?, _ lda: Int,
  _ b: UnsafeRawPointer?, _ ldb: Int, _ c: UnsafeRawPointer?, _ ldc: Int
) -> CInt {
  cublasDtrmm_v2_64Call.run([
    handle.word, side.word, uplo.word, transA.word, diag.word, m.word, n.word, alpha.word,
    a.word, lda.word, b.word, ldb.word, c.word, ldc.word,
  ])
}

private let cublasCtrmm_v2_64Call = BLASSignature(
  "cublasCtrmm_v2_64", .trmm,
  """
  handle handle cublasHandle_t; side side cublasSideMode_t; uplo uplo cublasFillMode_t;\
  transA trans cublasOperation_t; diag diag cublasDiagType_t; m m int64_t; n n int64_t;\
  alpha alpha const cuComplex*; a A const cuComplex*; lda lda int64_t; b B const cuComplex*;\
  ldb ldb int64_t; c C cuComplex*; ldc ldc int64_t
  """)
@c(cublasCtrmm_v2_64) package func cublasCtrmm_v2_64(
  _ handle: OpaquePointer?, _ side: CInt, _ uplo: CInt, _ transA: CInt, _ diag: CInt, _ m: Int,
  _ n: Int, _ alpha: UnsafeRawPointer?, _ a: UnsafeRawPointer?, _ lda: Int,
  _ b: UnsafeRawPointer?, _ ldb: Int, _ c: UnsafeRawPointer?, _ ldc: Int
) -> CInt {
  cublasCtrmm_v2_64Call.run([
    handle.word, side.word, uplo.word, transA.word, diag.word, m.word, n.word, alpha.word,
    a.word, lda.word, b.word, ldb.word, c.word, ldc.word,
  ])
}

private let cublasZtrmm_v2_64Call = BLASSignature(
  "cublasZtrmm_v2_64", .trmm,
  """
  handle handle cublasHandle_t; side side cublasSideMode_t; uplo uplo cublasFillMode_t;\
  transA trans cublasOperation_t; diag diag cublasDiagType_t; m m int64_t; n n int64_t;\
  alpha alpha const cuDoubleComplex*; a A const cuDoubleComplex*; lda lda int64_t;\
  b B const cuDoubleComplex*; ldb ldb int64_t; c C cuDoubleComplex*; ldc ldc int64_t
  """)
@c(cublasZtrmm_v2_64) package func cublasZtrmm_v2_64(
  _ handle: OpaquePointer?, _ side: CInt, _ uplo: CInt, _ transA: CInt, _ diag: CInt, _ m: Int,
  _ n: Int, _ alpha: UnsafeRawPointer?, _ a: UnsafeRawPointer?, _ lda: Int,
  _ b: UnsafeRawPointer?, _ ldb: Int, _ c: UnsafeRawPointer?, _ ldc: Int
) -> CInt {
  cublasZtrmm_v2_64Call.run([
    handle.word, side.word, uplo.word, transA.word, diag.word, m.word, n.word, alpha.word,
    a.word, lda.word, b.word, ldb.word, c.word, ldc.word,
  ])
}

private let cublasStrsm_v2_64Call = BLASSignature(
  "cublasStrsm_v2_64", .trsm,
  """
  handle handle cublasHandle_t; side side cublasSideMode_t; uplo uplo cublasFillMode_t;\
  transA trans cublasOperation_t; diag diag cublasDiagType_t; m m int64_t; n n int64_t;\
  alpha alpha const float*; a A const float*; lda lda int64_t; b B float*; ldb ldb int64_t
  """)
@c(cublasStrsm_v2_64) package func cublasStrsm_v2_64(
  _ handle: OpaquePointer?, _ side: CInt, _ uplo: CInt, _ transA: CInt, _ diag: CInt, _ m: Int,
  _ n: Int, _ alpha: UnsafeRawPointer?, _ a: UnsafeRawPointer?, _ lda: Int,
  _ b: UnsafeRawPointer?, _ ldb: Int
) -> CInt {
  cublasStrsm_v2_64Call.run([
    handle.word, side.word, uplo.word, transA.word, diag.word, m.word, n.word, alpha.word,
    a.word, lda.word, b.word, ldb.word,
  ])
}

private let cublasDtrsm_v2_64Call = BLASSignature(
  "cublasDtrsm_v2_64", .trsm,
  """
  handle handle cublasHandle_t; side side cublasSideMode_t; uplo uplo cublasFillMode_t;\
  transA trans cublasOperation_t; diag diag cublasDiagType_t; m m int64_t; n n int64_t;\
  alpha alpha const double*; a A const double*; lda lda int64_t; b B double*; ldb ldb int64_t
  """)
@c(cublasDtrsm_v2_64) package func cublasDtrsm_v2_64(
  _ handle: OpaquePointer?, _ side: CInt, _ uplo: CInt, _ transA: CInt, _ diag: CInt, _ m: Int,
  _ n: Int, _ alpha: UnsafeRawPointer?, _ a: UnsafeRawPointer?, _ lda: Int,
  _ b: UnsafeRawPointer?, _ ldb: Int
) -> CInt {
  cublasDtrsm_v2_64Call.run([
    handle.word, side.word, uplo.word, transA.word, diag.word, m.word, n.word, alpha.word,
    a.word, lda.word, b.word, ldb.word,
  ])
}

private let cublasCtrsm_v2_64Call = BLASSignature(
  "cublasCtrsm_v2_64", .trsm,
  """
  handle handle cublasHandle_t; side side cublasSideMode_t; uplo uplo cublasFillMode_t;\
  transA trans cublasOperation_t; diag diag cublasDiagType_t; m m int64_t; n n int64_t;\
  alpha alpha const cuComplex*; a A const cuComplex*; lda lda int64_t; b B cuComplex*;\
  ldb ldb int64_t
  """)
@c(cublasCtrsm_v2_64) package func cublasCtrsm_v2_64(
  _ handle: OpaquePointer?, _ side: CInt, _ uplo: CInt, _ transA: CInt, _ diag: CInt, _ m: Int,
  _ n: Int, _ alpha: UnsafeRawPointer?, _ a: UnsafeRawPointer?, _ lda: Int,
  _ b: UnsafeRawPointer?, _ ldb: Int
) -> CInt {
  cublasCtrsm_v2_64Call.run([
    handle.word, side.word, uplo.word, transA.word, diag.word, m.word, n.word, alpha.word,
    a.word, lda.word, b.word, ldb.word,
  ])
}

private let cublasZtrsm_v2_64Call = BLASSignature(
  "cublasZtrsm_v2_64", .trsm,
  """
  handle handle cublasHandle_t; side side cublasSideMode_t; uplo uplo cublasFillMode_t;\
  transA trans cublasOperation_t; diag diag cublasDiagType_t; m m int64_t; n n int64_t;\
  alpha alpha const cuDoubleComplex*; a A const cuDoubleComplex*; lda lda int64_t;\
  b B cuDoubleComplex*; ldb ldb int64_t
  """)
@c(cublasZtrsm_v2_64) package func cublasZtrsm_v2_64(
  _ handle: OpaquePointer?, _ side: CInt, _ uplo: CInt, _ transA: CInt, _ diag: CInt, _ m: Int,
  _ n: Int, _ alpha: UnsafeRawPointer?, _ a: UnsafeRawPointer?, _ lda: Int,
  _ b: UnsafeRawPointer?, _ ldb: Int
) -> CInt {
  cublasZtrsm_v2_64Call.run([
    handle.word, side.word, uplo.word, transA.word, diag.word, m.word, n.word, alpha.word,
    a.word, lda.word, b.word, ldb.word,
  ])
}

private let cublasCsyrkEx_64Call = BLASSignature(
  "cublasCsyrkEx_64", .syrk,
  """
  handle handle cublasHandle_t; uplo uplo cublasFillMode_t; transA trans cublasOperation_t;\
  n n int64_t; k k int64_t; alpha alpha const cuComplex*; a A const void*;\
  aType Atype cudaDataType; lda lda int64_t; beta beta const cuComplex*; c C void*;\
  cType Ctype cudaDataType; ldc ldc int64_t
  """)
@c(cublasCsyrkEx_64) package func cublasCsyrkEx_64(
  _ handle: OpaquePointer?, _ uplo: CInt, _ transA: CInt, _ n: Int, _ k: Int,
  _ alpha: UnsafeRawPointer?, _ a: UnsafeRawPointer?, _ aType: CInt, _ lda: Int,
  _ beta: UnsafeRawPointer?, _ c: UnsafeRawPointer?, _ cType: CInt, _ ldc: Int
) -> CInt {
  cublasCsyrkEx_64Call.run([
    handle.word, uplo.word, transA.word, n.word, k.word, alpha.word, a.word, aType.word,
    lda.word, beta.word, c.word, cType.word, ldc.word,
  ])
}

private let cublasCsyrk3mEx_64Call = BLASSignature(
  "cublasCsyrk3mEx_64", .syrk,
  """
  handle handle cublasHandle_t; uplo uplo cublasFillMode_t; transA trans cublasOperation_t;\
  n n int64_t; k k int64_t; alpha alpha const cuComplex*; a A const void*;\
  aType Atype cudaDataType; lda lda int64_t; beta beta const cuComplex*; c C void*;\
  cType Ctype cudaDataType; ldc ldc int64_t
  """)
@c(cublasCsyrk3mEx_64) package func cublasCsyrk3mEx_64(
  _ handle: OpaquePointer?, _ uplo: CInt, _ transA: CInt, _ n: Int, _ k: Int,
  _ alpha: UnsafeRawPointer?, _ a: UnsafeRawPointer?, _ aType: CInt, _ lda: Int,
  _ beta: UnsafeRawPointer?, _ c: UnsafeRawPointer?, _ cType: CInt, _ ldc: Int
) -> CInt {
  cublasCsyrk3mEx_64Call.run([
    handle.word, uplo.word, transA.word, n.word, k.word, alpha.word, a.word, aType.word,
    lda.word, beta.word, c.word, cType.word, ldc.word,
  ])
}

private let cublasCherkEx_64Call = BLASSignature(
  "cublasCherkEx_64", .herk,
  """
  handle handle cublasHandle_t; uplo uplo cublasFillMode_t; transA trans cublasOperation_t;\
  n n int64_t; k k int64_t; alpha alpha const float*; a A const void*; aType Atype cudaDataType;\
  lda lda int64_t; beta beta const float*; c C void*; cType Ctype cudaDataType; ldc ldc int64_t
  """)
@c(cublasCherkEx_64) package func cublasCherkEx_64(
  _ handle: OpaquePointer?, _ uplo: CInt, _ transA: CInt, _ n: Int, _ k: Int,
  _ alpha: UnsafeRawPointer?, _ a: UnsafeRawPointer?, _ aType: CInt, _ lda: Int,
  _ beta: UnsafeRawPointer?, _ c: UnsafeRawPointer?, _ cType: CInt, _ ldc: Int
) -> CInt {
  cublasCherkEx_64Call.run([
    handle.word, uplo.word, transA.word, n.word, k.word, alpha.word, a.word, aType.word,
    lda.word, beta.word, c.word, cType.word, ldc.word,
  ])
}

private let cublasCherk3mEx_64Call = BLASSignature(
  "cublasCherk3mEx_64", .herk,
  """
  handle handle cublasHandle_t; uplo uplo cublasFillMode_t; transA trans cublasOperation_t;\
  n n int64_t; k k int64_t; alpha alpha const float*; a A const void*; aType Atype cudaDataType;\
  lda lda int64_t; beta beta const float*; c C void*; cType Ctype cudaDataType; ldc ldc int64_t
  """)
@c(cublasCherk3mEx_64) package func cublasCherk3mEx_64(
  _ handle: OpaquePointer?, _ uplo: CInt, _ transA: CInt, _ n: Int, _ k: Int,
  _ alpha: UnsafeRawPointer?, _ a: UnsafeRawPointer?, _ aType: CInt, _ lda: Int,
  _ beta: UnsafeRawPointer?, _ c: UnsafeRawPointer?, _ cType: CInt, _ ldc: Int
) -> CInt {
  cublasCherk3mEx_64Call.run([
    handle.word, uplo.word, transA.word, n.word, k.word, alpha.word, a.word, aType.word,
    lda.word, beta.word, c.word, cType.word, ldc.word,
  ])
}
