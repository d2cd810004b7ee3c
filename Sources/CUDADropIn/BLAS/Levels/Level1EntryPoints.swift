// Written by generate_levels.py; change it there.

private let cublasIsamax_v2Call = BLASSignature(
  "cublasIsamax_v2", .amax,
  """
  handle handle cublasHandle_t; n n int; x x const float*; incx incx int; result result int*
  """)
@c(cublasIsamax_v2) package func cublasIsamax_v2(
  _ handle: OpaquePointer?, _ n: CInt, _ x: UnsafeRawPointer?, _ incx: CInt,
  _ result: UnsafeRawPointer?
) -> CInt {
  cublasIsamax_v2Call.run([
    handle.word, n.word, x.word, incx.word, result.word,
  ])
}

private let cublasIdamax_v2Call = BLASSignature(
  "cublasIdamax_v2", .amax,
  """
  handle handle cublasHandle_t; n n int; x x const double*; incx incx int; result result int*
  """)
@c(cublasIdamax_v2) package func cublasIdamax_v2(
  _ handle: OpaquePointer?, _ n: CInt, _ x: UnsafeRawPointer?, _ incx: CInt,
  _ result: UnsafeRawPointer?
) -> CInt {
  cublasIdamax_v2Call.run([
    handle.word, n.word, x.word, incx.word, result.word,
  ])
}

private let cublasIcamax_v2Call = BLASSignature(
  "cublasIcamax_v2", .amax,
  """
  handle handle cublasHandle_t; n n int; x x const cuComplex*; incx incx int;\
  result result int*
  """)
@c(cublasIcamax_v2) package func cublasIcamax_v2(
  _ handle: OpaquePointer?, _ n: CInt, _ x: UnsafeRawPointer?, _ incx: CInt,
  _ result: UnsafeRawPointer?
) -> CInt {
  cublasIcamax_v2Call.run([
    handle.word, n.word, x.word, incx.word, result.word,
  ])
}

private let cublasIzamax_v2Call = BLASSignature(
  "cublasIzamax_v2", .amax,
  """
  handle handle cublasHandle_t; n n int; x x const cuDoubleComplex*; incx incx int;\
  result result int*
  """)
@c(cublasIzamax_v2) package func cublasIzamax_v2(
  _ handle: OpaquePointer?, _ n: CInt, _ x: UnsafeRawPointer?, _ incx: CInt,
  _ result: UnsafeRawPointer?
) -> CInt {
  cublasIzamax_v2Call.run([
    handle.word, n.word, x.word, incx.word, result.word,
  ])
}

private let cublasIsamin_v2Call = BLASSignature(
  "cublasIsamin_v2", .amin,
  """
  handle handle cublasHandle_t; n n int; x x const float*; incx incx int; result result int*
  """)
@c(cublasIsamin_v2) package func cublasIsamin_v2(
  _ handle: OpaquePointer?, _ n: CInt, _ x: UnsafeRawPointer?, _ incx: CInt,
  _ result: UnsafeRawPointer?
) -> CInt {
  cublasIsamin_v2Call.run([
    handle.word, n.word, x.word, incx.word, result.word,
  ])
}

private let cublasIdamin_v2Call = BLASSignature(
  "cublasIdamin_v2", .amin,
  """
  handle handle cublasHandle_t; n n int; x x const double*; incx incx int; result result int*
  """)
@c(cublasIdamin_v2) package func cublasIdamin_v2(
  _ handle: OpaquePointer?, _ n: CInt, _ x: UnsafeRawPointer?, _ incx: CInt,
  _ result: UnsafeRawPointer?
) -> CInt {
  cublasIdamin_v2Call.run([
    handle.word, n.word, x.word, incx.word, result.word,
  ])
}

private let cublasIcamin_v2Call = BLASSignature(
  "cublasIcamin_v2", .amin,
  """
  handle handle cublasHandle_t; n n int; x x const cuComplex*; incx incx int;\
  result result int*
  """)
@c(cublasIcamin_v2) package func cublasIcamin_v2(
  _ handle: OpaquePointer?, _ n: CInt, _ x: UnsafeRawPointer?, _ incx: CInt,
  _ result: UnsafeRawPointer?
) -> CInt {
  cublasIcamin_v2Call.run([
    handle.word, n.word, x.word, incx.word, result.word,
  ])
}

private let cublasIzamin_v2Call = BLASSignature(
  "cublasIzamin_v2", .amin,
  """
  handle handle cublasHandle_t; n n int; x x const cuDoubleComplex*; incx incx int;\
  result result int*
  """)
@c(cublasIzamin_v2) package func cublasIzamin_v2(
  _ handle: OpaquePointer?, _ n: CInt, _ x: UnsafeRawPointer?, _ incx: CInt,
  _ result: UnsafeRawPointer?
) -> CInt {
  cublasIzamin_v2Call.run([
    handle.word, n.word, x.word, incx.word, result.word,
  ])
}

private let cublasIamaxExCall = BLASSignature(
  "cublasIamaxEx", .amax,
  """
  handle handle cublasHandle_t; n n int; x x const void*; xType xType cudaDataType;\
  incx incx int; result result int*
  """)
@c(cublasIamaxEx) package func cublasIamaxEx(
  _ handle: OpaquePointer?, _ n: CInt, _ x: UnsafeRawPointer?, _ xType: CInt, _ incx: CInt,
  _ result: UnsafeRawPointer?
) -> CInt {
  cublasIamaxExCall.run([
    handle.word, n.word, x.word, xType.word, incx.word, result.word,
  ])
}

private let cublasIaminExCall = BLASSignature(
  "cublasIaminEx", .amin,
  """
  handle handle cublasHandle_t; n n int; x x const void*; xType xType cudaDataType;\
  incx incx int; result result int*
  """)
@c(cublasIaminEx) package func cublasIaminEx(
  _ handle: OpaquePointer?, _ n: CInt, _ x: UnsafeRawPointer?, _ xType: CInt, _ incx: CInt,
  _ result: UnsafeRawPointer?
) -> CInt {
  cublasIaminExCall.run([
    handle.word, n.word, x.word, xType.word, incx.word, result.word,
  ])
}

private let cublasSasum_v2Call = BLASSignature(
  "cublasSasum_v2", .asum,
  """
  handle handle cublasHandle_t; n n int; x x const float*; incx incx int; result result float*
  """)
@c(cublasSasum_v2) package func cublasSasum_v2(
  _ handle: OpaquePointer?, _ n: CInt, _ x: UnsafeRawPointer?, _ incx: CInt,
  _ result: UnsafeRawPointer?
) -> CInt {
  cublasSasum_v2Call.run([
    handle.word, n.word, x.word, incx.word, result.word,
  ])
}

private let cublasDasum_v2Call = BLASSignature(
  "cublasDasum_v2", .asum,
  """
  handle handle cublasHandle_t; n n int; x x const double*; incx incx int;\
  result result double*
  """)
@c(cublasDasum_v2) package func cublasDasum_v2(
  _ handle: OpaquePointer?, _ n: CInt, _ x: UnsafeRawPointer?, _ incx: CInt,
  _ result: UnsafeRawPointer?
) -> CInt {
  cublasDasum_v2Call.run([
    handle.word, n.word, x.word, incx.word, result.word,
  ])
}

private let cublasScasum_v2Call = BLASSignature(
  "cublasScasum_v2", .asum,
  """
  handle handle cublasHandle_t; n n int; x x const cuComplex*; incx incx int;\
  result result float*
  """)
@c(cublasScasum_v2) package func cublasScasum_v2(
  _ handle: OpaquePointer?, _ n: CInt, _ x: UnsafeRawPointer?, _ incx: CInt,
  _ result: UnsafeRawPointer?
) -> CInt {
  cublasScasum_v2Call.run([
    handle.word, n.word, x.word, incx.word, result.word,
  ])
}

private let cublasDzasum_v2Call = BLASSignature(
  "cublasDzasum_v2", .asum,
  """
  handle handle cublasHandle_t; n n int; x x const cuDoubleComplex*; incx incx int;\
  result result double*
  """)
@c(cublasDzasum_v2) package func cublasDzasum_v2(
  _ handle: OpaquePointer?, _ n: CInt, _ x: UnsafeRawPointer?, _ incx: CInt,
  _ result: UnsafeRawPointer?
) -> CInt {
  cublasDzasum_v2Call.run([
    handle.word, n.word, x.word, incx.word, result.word,
  ])
}

private let cublasAsumExCall = BLASSignature(
  "cublasAsumEx", .asum,
  """
  handle handle cublasHandle_t; n n int; x x const void*; xType xType cudaDataType;\
  incx incx int; result result void*; resultType resultType cudaDataType;\
  executionType executiontype cudaDataType
  """)
@c(cublasAsumEx) package func cublasAsumEx(
  _ handle: OpaquePointer?, _ n: CInt, _ x: UnsafeRawPointer?, _ xType: CInt, _ incx: CInt,
  _ result: UnsafeRawPointer?, _ resultType: CInt, _ executionType: CInt
) -> CInt {
  cublasAsumExCall.run([
    handle.word, n.word, x.word, xType.word, incx.word, result.word, resultType.word,
    executionType.word,
  ])
}

private let cublasSaxpy_v2Call = BLASSignature(
  "cublasSaxpy_v2", .axpy,
  """
  handle handle cublasHandle_t; n n int; alpha alpha const float*; x x const float*;\
  incx incx int; y y float*; incy incy int
  """)
@c(cublasSaxpy_v2) package func cublasSaxpy_v2(
  _ handle: OpaquePointer?, _ n: CInt, _ alpha: UnsafeRawPointer?, _ x: UnsafeRawPointer?,
  _ incx: CInt, _ y: UnsafeRawPointer?, _ incy: CInt
) -> CInt {
  cublasSaxpy_v2Call.run([
    handle.word, n.word, alpha.word, x.word, incx.word, y.word, incy.word,
  ])
}

private let cublasDaxpy_v2Call = BLASSignature(
  "cublasDaxpy_v2", .axpy,
  """
  handle handle cublasHandle_t; n n int; alpha alpha const double*; x x const double*;\
  incx incx int; y y double*; incy incy int
  """)
@c(cublasDaxpy_v2) package func cublasDaxpy_v2(
  _ handle: OpaquePointer?, _ n: CInt, _ alpha: UnsafeRawPointer?, _ x: UnsafeRawPointer?,
  _ incx: CInt, _ y: UnsafeRawPointer?, _ incy: CInt
) -> CInt {
  cublasDaxpy_v2Call.run([
    handle.word, n.word, alpha.word, x.word, incx.word, y.word, incy.word,
  ])
}

private let cublasCaxpy_v2Call = BLASSignature(
  "cublasCaxpy_v2", .axpy,
  """
  handle handle cublasHandle_t; n n int; alpha alpha const cuComplex*; x x const cuComplex*;\
  incx incx int; y y cuComplex*; incy incy int
  """)
@c(cublasCaxpy_v2) package func cublasCaxpy_v2(
  _ handle: OpaquePointer?, _ n: CInt, _ alpha: UnsafeRawPointer?, _ x: UnsafeRawPointer?,
  _ incx: CInt, _ y: UnsafeRawPointer?, _ incy: CInt
) -> CInt {
  cublasCaxpy_v2Call.run([
    handle.word, n.word, alpha.word, x.word, incx.word, y.word, incy.word,
  ])
}

private let cublasZaxpy_v2Call = BLASSignature(
  "cublasZaxpy_v2", .axpy,
  """
  handle handle cublasHandle_t; n n int; alpha alpha const cuDoubleComplex*;\
  x x const cuDoubleComplex*; incx incx int; y y cuDoubleComplex*; incy incy int
  """)
@c(cublasZaxpy_v2) package func cublasZaxpy_v2(
  _ handle: OpaquePointer?, _ n: CInt, _ alpha: UnsafeRawPointer?, _ x: UnsafeRawPointer?,
  _ incx: CInt, _ y: UnsafeRawPointer?, _ incy: CInt
) -> CInt {
  cublasZaxpy_v2Call.run([
    handle.word, n.word, alpha.word, x.word, incx.word, y.word, incy.word,
  ])
}

private let cublasAxpyExCall = BLASSignature(
  "cublasAxpyEx", .axpy,
  """
  handle handle cublasHandle_t; n n int; alpha alpha const void*;\
  alphaType alphaType cudaDataType; x x const void*; xType xType cudaDataType; incx incx int;\
  y y void*; yType yType cudaDataType; incy incy int; executionType executiontype cudaDataType
  """)
@c(cublasAxpyEx) package func cublasAxpyEx(
  _ handle: OpaquePointer?, _ n: CInt, _ alpha: UnsafeRawPointer?, _ alphaType: CInt,
  _ x: UnsafeRawPointer?, _ xType: CInt, _ incx: CInt, _ y: UnsafeRawPointer?, _ yType: CInt,
  _ incy: CInt, _ executionType: CInt
) -> CInt {
  cublasAxpyExCall.run([
    handle.word, n.word, alpha.word, alphaType.word, x.word, xType.word, incx.word, y.word,
    yType.word, incy.word, executionType.word,
  ])
}

private let cublasScopy_v2Call = BLASSignature(
  "cublasScopy_v2", .copy,
  """
  handle handle cublasHandle_t; n n int; x x const float*; incx incx int; y y float*;\
  incy incy int
  """)
@c(cublasScopy_v2) package func cublasScopy_v2(
  _ handle: OpaquePointer?, _ n: CInt, _ x: UnsafeRawPointer?, _ incx: CInt,
  _ y: UnsafeRawPointer?, _ incy: CInt
) -> CInt {
  cublasScopy_v2Call.run([
    handle.word, n.word, x.word, incx.word, y.word, incy.word,
  ])
}

private let cublasDcopy_v2Call = BLASSignature(
  "cublasDcopy_v2", .copy,
  """
  handle handle cublasHandle_t; n n int; x x const double*; incx incx int; y y double*;\
  incy incy int
  """)
@c(cublasDcopy_v2) package func cublasDcopy_v2(
  _ handle: OpaquePointer?, _ n: CInt, _ x: UnsafeRawPointer?, _ incx: CInt,
  _ y: UnsafeRawPointer?, _ incy: CInt
) -> CInt {
  cublasDcopy_v2Call.run([
    handle.word, n.word, x.word, incx.word, y.word, incy.word,
  ])
}

private let cublasCcopy_v2Call = BLASSignature(
  "cublasCcopy_v2", .copy,
  """
  handle handle cublasHandle_t; n n int; x x const cuComplex*; incx incx int; y y cuComplex*;\
  incy incy int
  """)
@c(cublasCcopy_v2) package func cublasCcopy_v2(
  _ handle: OpaquePointer?, _ n: CInt, _ x: UnsafeRawPointer?, _ incx: CInt,
  _ y: UnsafeRawPointer?, _ incy: CInt
) -> CInt {
  cublasCcopy_v2Call.run([
    handle.word, n.word, x.word, incx.word, y.word, incy.word,
  ])
}

private let cublasZcopy_v2Call = BLASSignature(
  "cublasZcopy_v2", .copy,
  """
  handle handle cublasHandle_t; n n int; x x const cuDoubleComplex*; incx incx int;\
  y y cuDoubleComplex*; incy incy int
  """)
@c(cublasZcopy_v2) package func cublasZcopy_v2(
  _ handle: OpaquePointer?, _ n: CInt, _ x: UnsafeRawPointer?, _ incx: CInt,
  _ y: UnsafeRawPointer?, _ incy: CInt
) -> CInt {
  cublasZcopy_v2Call.run([
    handle.word, n.word, x.word, incx.word, y.word, incy.word,
  ])
}

private let cublasCopyExCall = BLASSignature(
  "cublasCopyEx", .copy,
  """
  handle handle cublasHandle_t; n n int; x x const void*; xType xType cudaDataType;\
  incx incx int; y y void*; yType yType cudaDataType; incy incy int
  """)
@c(cublasCopyEx) package func cublasCopyEx(
  _ handle: OpaquePointer?, _ n: CInt, _ x: UnsafeRawPointer?, _ xType: CInt, _ incx: CInt,
  _ y: UnsafeRawPointer?, _ yType: CInt, _ incy: CInt
) -> CInt {
  cublasCopyExCall.run([
    handle.word, n.word, x.word, xType.word, incx.word, y.word, yType.word, incy.word,
  ])
}

private let cublasSdot_v2Call = BLASSignature(
  "cublasSdot_v2", .dotu,
  """
  handle handle cublasHandle_t; n n int; x x const float*; incx incx int; y y const float*;\
  incy incy int; result result float*
  """)
@c(cublasSdot_v2) package func cublasSdot_v2(
  _ handle: OpaquePointer?, _ n: CInt, _ x: UnsafeRawPointer?, _ incx: CInt,
  _ y: UnsafeRawPointer?, _ incy: CInt, _ result: UnsafeRawPointer?
) -> CInt {
  cublasSdot_v2Call.run([
    handle.word, n.word, x.word, incx.word, y.word, incy.word, result.word,
  ])
}

private let cublasDdot_v2Call = BLASSignature(
  "cublasDdot_v2", .dotu,
  """
  handle handle cublasHandle_t; n n int; x x const double*; incx incx int; y y const double*;\
  incy incy int; result result double*
  """)
@c(cublasDdot_v2) package func cublasDdot_v2(
  _ handle: OpaquePointer?, _ n: CInt, _ x: UnsafeRawPointer?, _ incx: CInt,
  _ y: UnsafeRawPointer?, _ incy: CInt, _ result: UnsafeRawPointer?
) -> CInt {
  cublasDdot_v2Call.run([
    handle.word, n.word, x.word, incx.word, y.word, incy.word, result.word,
  ])
}

private let cublasCdotu_v2Call = BLASSignature(
  "cublasCdotu_v2", .dotu,
  """
  handle handle cublasHandle_t; n n int; x x const cuComplex*; incx incx int;\
  y y const cuComplex*; incy incy int; result result cuComplex*
  """)
@c(cublasCdotu_v2) package func cublasCdotu_v2(
  _ handle: OpaquePointer?, _ n: CInt, _ x: UnsafeRawPointer?, _ incx: CInt,
  _ y: UnsafeRawPointer?, _ incy: CInt, _ result: UnsafeRawPointer?
) -> CInt {
  cublasCdotu_v2Call.run([
    handle.word, n.word, x.word, incx.word, y.word, incy.word, result.word,
  ])
}

private let cublasZdotu_v2Call = BLASSignature(
  "cublasZdotu_v2", .dotu,
  """
  handle handle cublasHandle_t; n n int; x x const cuDoubleComplex*; incx incx int;\
  y y const cuDoubleComplex*; incy incy int; result result cuDoubleComplex*
  """)
@c(cublasZdotu_v2) package func cublasZdotu_v2(
  _ handle: OpaquePointer?, _ n: CInt, _ x: UnsafeRawPointer?, _ incx: CInt,
  _ y: UnsafeRawPointer?, _ incy: CInt, _ result: UnsafeRawPointer?
) -> CInt {
  cublasZdotu_v2Call.run([
    handle.word, n.word, x.word, incx.word, y.word, incy.word, result.word,
  ])
}

private let cublasCdotc_v2Call = BLASSignature(
  "cublasCdotc_v2", .dotc,
  """
  handle handle cublasHandle_t; n n int; x x const cuComplex*; incx incx int;\
  y y const cuComplex*; incy incy int; result result cuComplex*
  """)
@c(cublasCdotc_v2) package func cublasCdotc_v2(
  _ handle: OpaquePointer?, _ n: CInt, _ x: UnsafeRawPointer?, _ incx: CInt,
  _ y: UnsafeRawPointer?, _ incy: CInt, _ result: UnsafeRawPointer?
) -> CInt {
  cublasCdotc_v2Call.run([
    handle.word, n.word, x.word, incx.word, y.word, incy.word, result.word,
  ])
}

private let cublasZdotc_v2Call = BLASSignature(
  "cublasZdotc_v2", .dotc,
  """
  handle handle cublasHandle_t; n n int; x x const cuDoubleComplex*; incx incx int;\
  y y const cuDoubleComplex*; incy incy int; result result cuDoubleComplex*
  """)
@c(cublasZdotc_v2) package func cublasZdotc_v2(
  _ handle: OpaquePointer?, _ n: CInt, _ x: UnsafeRawPointer?, _ incx: CInt,
  _ y: UnsafeRawPointer?, _ incy: CInt, _ result: UnsafeRawPointer?
) -> CInt {
  cublasZdotc_v2Call.run([
    handle.word, n.word, x.word, incx.word, y.word, incy.word, result.word,
  ])
}

private let cublasDotExCall = BLASSignature(
  "cublasDotEx", .dotu,
  """
  handle handle cublasHandle_t; n n int; x x const void*; xType xType cudaDataType;\
  incx incx int; y y const void*; yType yType cudaDataType; incy incy int; result result void*;\
  resultType resultType cudaDataType; executionType executionType cudaDataType
  """)
@c(cublasDotEx) package func cublasDotEx(
  _ handle: OpaquePointer?, _ n: CInt, _ x: UnsafeRawPointer?, _ xType: CInt, _ incx: CInt,
  _ y: UnsafeRawPointer?, _ yType: CInt, _ incy: CInt, _ result: UnsafeRawPointer?,
  _ resultType: CInt, _ executionType: CInt
) -> CInt {
  cublasDotExCall.run([
    handle.word, n.word, x.word, xType.word, incx.word, y.word, yType.word, incy.word,
    result.word, resultType.word, executionType.word,
  ])
}

private let cublasDotcExCall = BLASSignature(
  "cublasDotcEx", .dotc,
  """
  handle handle cublasHandle_t; n n int; x x const void*; xType xType cudaDataType;\
  incx incx int; y y const void*; yType yType cudaDataType; incy incy int; result result void*;\
  resultType resultType cudaDataType; executionType executionType cudaDataType
  """)
@c(cublasDotcEx) package func cublasDotcEx(
  _ handle: OpaquePointer?, _ n: CInt, _ x: UnsafeRawPointer?, _ xType: CInt, _ incx: CInt,
  _ y: UnsafeRawPointer?, _ yType: CInt, _ incy: CInt, _ result: UnsafeRawPointer?,
  _ resultType: CInt, _ executionType: CInt
) -> CInt {
  cublasDotcExCall.run([
    handle.word, n.word, x.word, xType.word, incx.word, y.word, yType.word, incy.word,
    result.word, resultType.word, executionType.word,
  ])
}

private let cublasSnrm2_v2Call = BLASSignature(
  "cublasSnrm2_v2", .nrm2,
  """
  handle handle cublasHandle_t; n n int; x x const float*; incx incx int; result result float*
  """)
@c(cublasSnrm2_v2) package func cublasSnrm2_v2(
  _ handle: OpaquePointer?, _ n: CInt, _ x: UnsafeRawPointer?, _ incx: CInt,
  _ result: UnsafeRawPointer?
) -> CInt {
  cublasSnrm2_v2Call.run([
    handle.word, n.word, x.word, incx.word, result.word,
  ])
}

private let cublasDnrm2_v2Call = BLASSignature(
  "cublasDnrm2_v2", .nrm2,
  """
  handle handle cublasHandle_t; n n int; x x const double*; incx incx int;\
  result result double*
  """)
@c(cublasDnrm2_v2) package func cublasDnrm2_v2(
  _ handle: OpaquePointer?, _ n: CInt, _ x: UnsafeRawPointer?, _ incx: CInt,
  _ result: UnsafeRawPointer?
) -> CInt {
  cublasDnrm2_v2Call.run([
    handle.word, n.word, x.word, incx.word, result.word,
  ])
}

private let cublasScnrm2_v2Call = BLASSignature(
  "cublasScnrm2_v2", .nrm2,
  """
  handle handle cublasHandle_t; n n int; x x const cuComplex*; incx incx int;\
  result result float*
  """)
@c(cublasScnrm2_v2) package func cublasScnrm2_v2(
  _ handle: OpaquePointer?, _ n: CInt, _ x: UnsafeRawPointer?, _ incx: CInt,
  _ result: UnsafeRawPointer?
) -> CInt {
  cublasScnrm2_v2Call.run([
    handle.word, n.word, x.word, incx.word, result.word,
  ])
}

private let cublasDznrm2_v2Call = BLASSignature(
  "cublasDznrm2_v2", .nrm2,
  """
  handle handle cublasHandle_t; n n int; x x const cuDoubleComplex*; incx incx int;\
  result result double*
  """)
@c(cublasDznrm2_v2) package func cublasDznrm2_v2(
  _ handle: OpaquePointer?, _ n: CInt, _ x: UnsafeRawPointer?, _ incx: CInt,
  _ result: UnsafeRawPointer?
) -> CInt {
  cublasDznrm2_v2Call.run([
    handle.word, n.word, x.word, incx.word, result.word,
  ])
}

private let cublasNrm2ExCall = BLASSignature(
  "cublasNrm2Ex", .nrm2,
  """
  handle handle cublasHandle_t; n n int; x x const void*; xType xType cudaDataType;\
  incx incx int; result result void*; resultType resultType cudaDataType;\
  executionType executionType cudaDataType
  """)
@c(cublasNrm2Ex) package func cublasNrm2Ex(
  _ handle: OpaquePointer?, _ n: CInt, _ x: UnsafeRawPointer?, _ xType: CInt, _ incx: CInt,
  _ result: UnsafeRawPointer?, _ resultType: CInt, _ executionType: CInt
) -> CInt {
  cublasNrm2ExCall.run([
    handle.word, n.word, x.word, xType.word, incx.word, result.word, resultType.word,
    executionType.word,
  ])
}

private let cublasSrot_v2Call = BLASSignature(
  "cublasSrot_v2", .rot,
  """
  handle handle cublasHandle_t; n n int; x x float*; incx incx int; y y float*; incy incy int;\
  cosine c const float*; sine s const float*
  """)
@c(cublasSrot_v2) package func cublasSrot_v2(
  _ handle: OpaquePointer?, _ n: CInt, _ x: UnsafeRawPointer?, _ incx: CInt,
  _ y: UnsafeRawPointer?, _ incy: CInt, _ cosine: UnsafeRawPointer?, _ sine: UnsafeRawPointer?
) -> CInt {
  cublasSrot_v2Call.run([
    handle.word, n.word, x.word, incx.word, y.word, incy.word, cosine.word, sine.word,
  ])
}

private let cublasDrot_v2Call = BLASSignature(
  "cublasDrot_v2", .rot,
  """
  handle handle cublasHandle_t; n n int; x x double*; incx incx int; y y double*; incy incy int;\
  cosine c const double*; sine s const double*
  """)
@c(cublasDrot_v2) package func cublasDrot_v2(
  _ handle: OpaquePointer?, _ n: CInt, _ x: UnsafeRawPointer?, _ incx: CInt,
  _ y: UnsafeRawPointer?, _ incy: CInt, _ cosine: UnsafeRawPointer?, _ sine: UnsafeRawPointer?
) -> CInt {
  cublasDrot_v2Call.run([
    handle.word, n.word, x.word, incx.word, y.word, incy.word, cosine.word, sine.word,
  ])
}

private let cublasCrot_v2Call = BLASSignature(
  "cublasCrot_v2", .rot,
  """
  handle handle cublasHandle_t; n n int; x x cuComplex*; incx incx int; y y cuComplex*;\
  incy incy int; cosine c const float*; sine s const cuComplex*
  """)
@c(cublasCrot_v2) package func cublasCrot_v2(
  _ handle: OpaquePointer?, _ n: CInt, _ x: UnsafeRawPointer?, _ incx: CInt,
  _ y: UnsafeRawPointer?, _ incy: CInt, _ cosine: UnsafeRawPointer?, _ sine: UnsafeRawPointer?
) -> CInt {
  cublasCrot_v2Call.run([
    handle.word, n.word, x.word, incx.word, y.word, incy.word, cosine.word, sine.word,
  ])
}

private let cublasZrot_v2Call = BLASSignature(
  "cublasZrot_v2", .rot,
  """
  handle handle cublasHandle_t; n n int; x x cuDoubleComplex*; incx incx int;\
  y y cuDoubleComplex*; incy incy int; cosine c const double*; sine s const cuDoubleComplex*
  """)
@c(cublasZrot_v2) package func cublasZrot_v2(
  _ handle: OpaquePointer?, _ n: CInt, _ x: UnsafeRawPointer?, _ incx: CInt,
  _ y: UnsafeRawPointer?, _ incy: CInt, _ cosine: UnsafeRawPointer?, _ sine: UnsafeRawPointer?
) -> CInt {
  cublasZrot_v2Call.run([
    handle.word, n.word, x.word, incx.word, y.word, incy.word, cosine.word, sine.word,
  ])
}

private let cublasCsrot_v2Call = BLASSignature(
  "cublasCsrot_v2", .realRot,
  """
  handle handle cublasHandle_t; n n int; x x cuComplex*; incx incx int; y y cuComplex*;\
  incy incy int; cosine c const float*; sine s const float*
  """)
@c(cublasCsrot_v2) package func cublasCsrot_v2(
  _ handle: OpaquePointer?, _ n: CInt, _ x: UnsafeRawPointer?, _ incx: CInt,
  _ y: UnsafeRawPointer?, _ incy: CInt, _ cosine: UnsafeRawPointer?, _ sine: UnsafeRawPointer?
) -> CInt {
  cublasCsrot_v2Call.run([
    handle.word, n.word, x.word, incx.word, y.word, incy.word, cosine.word, sine.word,
  ])
}

private let cublasZdrot_v2Call = BLASSignature(
  "cublasZdrot_v2", .realRot,
  """
  handle handle cublasHandle_t; n n int; x x cuDoubleComplex*; incx incx int;\
  y y cuDoubleComplex*; incy incy int; cosine c const double*; sine s const double*
  """)
@c(cublasZdrot_v2) package func cublasZdrot_v2(
  _ handle: OpaquePointer?, _ n: CInt, _ x: UnsafeRawPointer?, _ incx: CInt,
  _ y: UnsafeRawPointer?, _ incy: CInt, _ cosine: UnsafeRawPointer?, _ sine: UnsafeRawPointer?
) -> CInt {
  cublasZdrot_v2Call.run([
    handle.word, n.word, x.word, incx.word, y.word, incy.word, cosine.word, sine.word,
  ])
}

private let cublasRotExCall = BLASSignature(
  "cublasRotEx", .rot,
  """
  handle handle cublasHandle_t; n n int; x x void*; xType xType cudaDataType; incx incx int;\
  y y void*; yType yType cudaDataType; incy incy int; cosine c const void*; sine s const void*;\
  csType csType cudaDataType; executionType executiontype cudaDataType
  """)
@c(cublasRotEx) package func cublasRotEx(
  _ handle: OpaquePointer?, _ n: CInt, _ x: UnsafeRawPointer?, _ xType: CInt, _ incx: CInt,
  _ y: UnsafeRawPointer?, _ yType: CInt, _ incy: CInt, _ cosine: UnsafeRawPointer?,
  _ sine: UnsafeRawPointer?, _ csType: CInt, _ executionType: CInt
) -> CInt {
  cublasRotExCall.run([
    handle.word, n.word, x.word, xType.word, incx.word, y.word, yType.word, incy.word,
    cosine.word, sine.word, csType.word, executionType.word,
  ])
}

private let cublasSrotg_v2Call = BLASSignature(
  "cublasSrotg_v2", .rotg,
  """
  handle handle cublasHandle_t; a a float*; b b float*; cosine c float*; sine s float*
  """)
@c(cublasSrotg_v2) package func cublasSrotg_v2(
  _ handle: OpaquePointer?, _ a: UnsafeRawPointer?, _ b: UnsafeRawPointer?,
  _ cosine: UnsafeRawPointer?, _ sine: UnsafeRawPointer?
) -> CInt {
  cublasSrotg_v2Call.run([
    handle.word, a.word, b.word, cosine.word, sine.word,
  ])
}

private let cublasDrotg_v2Call = BLASSignature(
  "cublasDrotg_v2", .rotg,
  """
  handle handle cublasHandle_t; a a double*; b b double*; cosine c double*; sine s double*
  """)
@c(cublasDrotg_v2) package func cublasDrotg_v2(
  _ handle: OpaquePointer?, _ a: UnsafeRawPointer?, _ b: UnsafeRawPointer?,
  _ cosine: UnsafeRawPointer?, _ sine: UnsafeRawPointer?
) -> CInt {
  cublasDrotg_v2Call.run([
    handle.word, a.word, b.word, cosine.word, sine.word,
  ])
}

private let cublasCrotg_v2Call = BLASSignature(
  "cublasCrotg_v2", .rotg,
  """
  handle handle cublasHandle_t; a a cuComplex*; b b cuComplex*; cosine c float*;\
  sine s cuComplex*
  """)
@c(cublasCrotg_v2) package func cublasCrotg_v2(
  _ handle: OpaquePointer?, _ a: UnsafeRawPointer?, _ b: UnsafeRawPointer?,
  _ cosine: UnsafeRawPointer?, _ sine: UnsafeRawPointer?
) -> CInt {
  cublasCrotg_v2Call.run([
    handle.word, a.word, b.word, cosine.word, sine.word,
  ])
}

private let cublasZrotg_v2Call = BLASSignature(
  "cublasZrotg_v2", .rotg,
  """
  handle handle cublasHandle_t; a a cuDoubleComplex*; b b cuDoubleComplex*; cosine c double*;\
  sine s cuDoubleComplex*
  """)
@c(cublasZrotg_v2) package func cublasZrotg_v2(
  _ handle: OpaquePointer?, _ a: UnsafeRawPointer?, _ b: UnsafeRawPointer?,
  _ cosine: UnsafeRawPointer?, _ sine: UnsafeRawPointer?
) -> CInt {
  cublasZrotg_v2Call.run([
    handle.word, a.word, b.word, cosine.word, sine.word,
  ])
}

private let cublasRotgExCall = BLASSignature(
  "cublasRotgEx", .rotg,
  """
  handle handle cublasHandle_t; a a void*; b b void*; abType abType cudaDataType;\
  cosine c void*; sine s void*; csType csType cudaDataType;\
  executionType executionType cudaDataType
  """)
@c(cublasRotgEx) package func cublasRotgEx(
  _ handle: OpaquePointer?, _ a: UnsafeRawPointer?, _ b: UnsafeRawPointer?, _ abType: CInt,
  _ cosine: UnsafeRawPointer?, _ sine: UnsafeRawPointer?, _ csType: CInt, _ executionType: CInt
) -> CInt {
  cublasRotgExCall.run([
    handle.word, a.word, b.word, abType.word, cosine.word, sine.word, csType.word,
    executionType.word,
  ])
}

private let cublasSrotm_v2Call = BLASSignature(
  "cublasSrotm_v2", .rotm,
  """
  handle handle cublasHandle_t; n n int; x x float*; incx incx int; y y float*; incy incy int;\
  param param const float*
  """)
@c(cublasSrotm_v2) package func cublasSrotm_v2(
  _ handle: OpaquePointer?, _ n: CInt, _ x: UnsafeRawPointer?, _ incx: CInt,
  _ y: UnsafeRawPointer?, _ incy: CInt, _ param: UnsafeRawPointer?
) -> CInt {
  cublasSrotm_v2Call.run([
    handle.word, n.word, x.word, incx.word, y.word, incy.word, param.word,
  ])
}

private let cublasDrotm_v2Call = BLASSignature(
  "cublasDrotm_v2", .rotm,
  """
  handle handle cublasHandle_t; n n int; x x double*; incx incx int; y y double*; incy incy int;\
  param param const double*
  """)
@c(cublasDrotm_v2) package func cublasDrotm_v2(
  _ handle: OpaquePointer?, _ n: CInt, _ x: UnsafeRawPointer?, _ incx: CInt,
  _ y: UnsafeRawPointer?, _ incy: CInt, _ param: UnsafeRawPointer?
) -> CInt {
  cublasDrotm_v2Call.run([
    handle.word, n.word, x.word, incx.word, y.word, incy.word, param.word,
  ])
}

private let cublasRotmExCall = BLASSignature(
  "cublasRotmEx", .rotm,
  """
  handle handle cublasHandle_t; n n int; x x void*; xType xType cudaDataType; incx incx int;\
  y y void*; yType yType cudaDataType; incy incy int; param param const void*;\
  paramType paramType cudaDataType; executionType executiontype cudaDataType
  """)
@c(cublasRotmEx) package func cublasRotmEx(
  _ handle: OpaquePointer?, _ n: CInt, _ x: UnsafeRawPointer?, _ xType: CInt, _ incx: CInt,
  _ y: UnsafeRawPointer?, _ yType: CInt, _ incy: CInt, _ param: UnsafeRawPointer?,
  _ paramType: CInt, _ executionType: CInt
) -> CInt {
  cublasRotmExCall.run([
    handle.word, n.word, x.word, xType.word, incx.word, y.word, yType.word, incy.word,
    param.word, paramType.word, executionType.word,
  ])
}

private let cublasSrotmg_v2Call = BLASSignature(
  "cublasSrotmg_v2", .rotmg,
  """
  handle handle cublasHandle_t; d1 d1 float*; d2 d2 float*; x1 x1 float*; y1 y1 const float*;\
  param param float*
  """)
@c(cublasSrotmg_v2) package func cublasSrotmg_v2(
  _ handle: OpaquePointer?, _ d1: UnsafeRawPointer?, _ d2: UnsafeRawPointer?,
  _ x1: UnsafeRawPointer?, _ y1: UnsafeRawPointer?, _ param: UnsafeRawPointer?
) -> CInt {
  cublasSrotmg_v2Call.run([
    handle.word, d1.word, d2.word, x1.word, y1.word, param.word,
  ])
}

private let cublasDrotmg_v2Call = BLASSignature(
  "cublasDrotmg_v2", .rotmg,
  """
  handle handle cublasHandle_t; d1 d1 double*; d2 d2 double*; x1 x1 double*;\
  y1 y1 const double*; param param double*
  """)
@c(cublasDrotmg_v2) package func cublasDrotmg_v2(
  _ handle: OpaquePointer?, _ d1: UnsafeRawPointer?, _ d2: UnsafeRawPointer?,
  _ x1: UnsafeRawPointer?, _ y1: UnsafeRawPointer?, _ param: UnsafeRawPointer?
) -> CInt {
  cublasDrotmg_v2Call.run([
    handle.word, d1.word, d2.word, x1.word, y1.word, param.word,
  ])
}

private let cublasRotmgExCall = BLASSignature(
  "cublasRotmgEx", .rotmg,
  """
  handle handle cublasHandle_t; d1 d1 void*; d1Type d1Type cudaDataType; d2 d2 void*;\
  d2Type d2Type cudaDataType; x1 x1 void*; x1Type x1Type cudaDataType; y1 y1 const void*;\
  y1Type y1Type cudaDataType; param param void*; paramType paramType cudaDataType;\
  executionType executiontype cudaDataType
  """)
@c(cublasRotmgEx) package func cublasRotmgEx(
  _ handle: OpaquePointer?, _ d1: UnsafeRawPointer?, _ d1Type: CInt, _ d2: UnsafeRawPointer?,
  _ d2Type: CInt, _ x1: UnsafeRawPointer?, _ x1Type: CInt, _ y1: UnsafeRawPointer?,
  _ y1Type: CInt, _ param: UnsafeRawPointer?, _ paramType: CInt, _ executionType: CInt
) -> CInt {
  cublasRotmgExCall.run([
    handle.word, d1.word, d1Type.word, d2.word, d2Type.word, x1.word, x1Type.word, y1.word,
    y1Type.word, param.word, paramType.word, executionType.word,
  ])
}

private let cublasSscal_v2Call = BLASSignature(
  "cublasSscal_v2", .scal,
  """
  handle handle cublasHandle_t; n n int; alpha alpha const float*; x x float*; incx incx int
  """)
@c(cublasSscal_v2) package func cublasSscal_v2(
  _ handle: OpaquePointer?, _ n: CInt, _ alpha: UnsafeRawPointer?, _ x: UnsafeRawPointer?,
  _ incx: CInt
) -> CInt {
  cublasSscal_v2Call.run([
    handle.word, n.word, alpha.word, x.word, incx.word,
  ])
}

private let cublasDscal_v2Call = BLASSignature(
  "cublasDscal_v2", .scal,
  """
  handle handle cublasHandle_t; n n int; alpha alpha const double*; x x double*; incx incx int
  """)
@c(cublasDscal_v2) package func cublasDscal_v2(
  _ handle: OpaquePointer?, _ n: CInt, _ alpha: UnsafeRawPointer?, _ x: UnsafeRawPointer?,
  _ incx: CInt
) -> CInt {
  cublasDscal_v2Call.run([
    handle.word, n.word, alpha.word, x.word, incx.word,
  ])
}

private let cublasCscal_v2Call = BLASSignature(
  "cublasCscal_v2", .scal,
  """
  handle handle cublasHandle_t; n n int; alpha alpha const cuComplex*; x x cuComplex*;\
  incx incx int
  """)
@c(cublasCscal_v2) package func cublasCscal_v2(
  _ handle: OpaquePointer?, _ n: CInt, _ alpha: UnsafeRawPointer?, _ x: UnsafeRawPointer?,
  _ incx: CInt
) -> CInt {
  cublasCscal_v2Call.run([
    handle.word, n.word, alpha.word, x.word, incx.word,
  ])
}

private let cublasZscal_v2Call = BLASSignature(
  "cublasZscal_v2", .scal,
  """
  handle handle cublasHandle_t; n n int; alpha alpha const cuDoubleComplex*;\
  x x cuDoubleComplex*; incx incx int
  """)
@c(cublasZscal_v2) package func cublasZscal_v2(
  _ handle: OpaquePointer?, _ n: CInt, _ alpha: UnsafeRawPointer?, _ x: UnsafeRawPointer?,
  _ incx: CInt
) -> CInt {
  cublasZscal_v2Call.run([
    handle.word, n.word, alpha.word, x.word, incx.word,
  ])
}

private let cublasCsscal_v2Call = BLASSignature(
  "cublasCsscal_v2", .realScal,
  """
  handle handle cublasHandle_t; n n int; alpha alpha const float*; x x cuComplex*;\
  incx incx int
  """)
@c(cublasCsscal_v2) package func cublasCsscal_v2(
  _ handle: OpaquePointer?, _ n: CInt, _ alpha: UnsafeRawPointer?, _ x: UnsafeRawPointer?,
  _ incx: CInt
) -> CInt {
  cublasCsscal_v2Call.run([
    handle.word, n.word, alpha.word, x.word, incx.word,
  ])
}

private let cublasZdscal_v2Call = BLASSignature(
  "cublasZdscal_v2", .realScal,
  """
  handle handle cublasHandle_t; n n int; alpha alpha const double*; x x cuDoubleComplex*;\
  incx incx int
  """)
@c(cublasZdscal_v2) package func cublasZdscal_v2(
  _ handle: OpaquePointer?, _ n: CInt, _ alpha: UnsafeRawPointer?, _ x: UnsafeRawPointer?,
  _ incx: CInt
) -> CInt {
  cublasZdscal_v2Call.run([
    handle.word, n.word, alpha.word, x.word, incx.word,
  ])
}

private let cublasScalExCall = BLASSignature(
  "cublasScalEx", .scal,
  """
  handle handle cublasHandle_t; n n int; alpha alpha const void*;\
  alphaType alphaType cudaDataType; x x void*; xType xType cudaDataType; incx incx int;\
  executionType executionType cudaDataType
  """)
@c(cublasScalEx) package func cublasScalEx(
  _ handle: OpaquePointer?, _ n: CInt, _ alpha: UnsafeRawPointer?, _ alphaType: CInt,
  _ x: UnsafeRawPointer?, _ xType: CInt, _ incx: CInt, _ executionType: CInt
) -> CInt {
  cublasScalExCall.run([
    handle.word, n.word, alpha.word, alphaType.word, x.word, xType.word, incx.word,
    executionType.word,
  ])
}

private let cublasSswap_v2Call = BLASSignature(
  "cublasSswap_v2", .swap,
  """
  handle handle cublasHandle_t; n n int; x x float*; incx incx int; y y float*; incy incy int
  """)
@c(cublasSswap_v2) package func cublasSswap_v2(
  _ handle: OpaquePointer?, _ n: CInt, _ x: UnsafeRawPointer?, _ incx: CInt,
  _ y: UnsafeRawPointer?, _ incy: CInt
) -> CInt {
  cublasSswap_v2Call.run([
    handle.word, n.word, x.word, incx.word, y.word, incy.word,
  ])
}

private let cublasDswap_v2Call = BLASSignature(
  "cublasDswap_v2", .swap,
  """
  handle handle cublasHandle_t; n n int; x x double*; incx incx int; y y double*; incy incy int
  """)
@c(cublasDswap_v2) package func cublasDswap_v2(
  _ handle: OpaquePointer?, _ n: CInt, _ x: UnsafeRawPointer?, _ incx: CInt,
  _ y: UnsafeRawPointer?, _ incy: CInt
) -> CInt {
  cublasDswap_v2Call.run([
    handle.word, n.word, x.word, incx.word, y.word, incy.word,
  ])
}

private let cublasCswap_v2Call = BLASSignature(
  "cublasCswap_v2", .swap,
  """
  handle handle cublasHandle_t; n n int; x x cuComplex*; incx incx int; y y cuComplex*;\
  incy incy int
  """)
@c(cublasCswap_v2) package func cublasCswap_v2(
  _ handle: OpaquePointer?, _ n: CInt, _ x: UnsafeRawPointer?, _ incx: CInt,
  _ y: UnsafeRawPointer?, _ incy: CInt
) -> CInt {
  cublasCswap_v2Call.run([
    handle.word, n.word, x.word, incx.word, y.word, incy.word,
  ])
}

private let cublasZswap_v2Call = BLASSignature(
  "cublasZswap_v2", .swap,
  """
  handle handle cublasHandle_t; n n int; x x cuDoubleComplex*; incx incx int;\
  y y cuDoubleComplex*; incy incy int
  """)
@c(cublasZswap_v2) package func cublasZswap_v2(
  _ handle: OpaquePointer?, _ n: CInt, _ x: UnsafeRawPointer?, _ incx: CInt,
  _ y: UnsafeRawPointer?, _ incy: CInt
) -> CInt {
  cublasZswap_v2Call.run([
    handle.word, n.word, x.word, incx.word, y.word, incy.word,
  ])
}

private let cublasSwapExCall = BLASSignature(
  "cublasSwapEx", .swap,
  """
  handle handle cublasHandle_t; n n int; x x void*; xType xType cudaDataType; incx incx int;\
  y y void*; yType yType cudaDataType; incy incy int
  """)
@c(cublasSwapEx) package func cublasSwapEx(
  _ handle: OpaquePointer?, _ n: CInt, _ x: UnsafeRawPointer?, _ xType: CInt, _ incx: CInt,
  _ y: UnsafeRawPointer?, _ yType: CInt, _ incy: CInt
) -> CInt {
  cublasSwapExCall.run([
    handle.word, n.word, x.word, xType.word, incx.word, y.word, yType.word, incy.word,
  ])
}

private let cublasIsamax_v2_64Call = BLASSignature(
  "cublasIsamax_v2_64", .amax,
  """
  handle handle cublasHandle_t; n n int64_t; x x const float*; incx incx int64_t;\
  result result int64_t*
  """)
@c(cublasIsamax_v2_64) package func cublasIsamax_v2_64(
  _ handle: OpaquePointer?, _ n: Int, _ x: UnsafeRawPointer?, _ incx: Int,
  _ result: UnsafeRawPointer?
) -> CInt {
  cublasIsamax_v2_64Call.run([
    handle.word, n.word, x.word, incx.word, result.word,
  ])
}

private let cublasIdamax_v2_64Call = BLASSignature(
  "cublasIdamax_v2_64", .amax,
  """
  handle handle cublasHandle_t; n n int64_t; x x const double*; incx incx int64_t;\
  result result int64_t*
  """)
@c(cublasIdamax_v2_64) package func cublasIdamax_v2_64(
  _ handle: OpaquePointer?, _ n: Int, _ x: UnsafeRawPointer?, _ incx: Int,
  _ result: UnsafeRawPointer?
) -> CInt {
  cublasIdamax_v2_64Call.run([
    handle.word, n.word, x.word, incx.word, result.word,
  ])
}

private let cublasIcamax_v2_64Call = BLASSignature(
  "cublasIcamax_v2_64", .amax,
  """
  handle handle cublasHandle_t; n n int64_t; x x const cuComplex*; incx incx int64_t;\
  result result int64_t*
  """)
@c(cublasIcamax_v2_64) package func cublasIcamax_v2_64(
  _ handle: OpaquePointer?, _ n: Int, _ x: UnsafeRawPointer?, _ incx: Int,
  _ result: UnsafeRawPointer?
) -> CInt {
  cublasIcamax_v2_64Call.run([
    handle.word, n.word, x.word, incx.word, result.word,
  ])
}

private let cublasIzamax_v2_64Call = BLASSignature(
  "cublasIzamax_v2_64", .amax,
  """
  handle handle cublasHandle_t; n n int64_t; x x const cuDoubleComplex*; incx incx int64_t;\
  result result int64_t*
  """)
@c(cublasIzamax_v2_64) package func cublasIzamax_v2_64(
  _ handle: OpaquePointer?, _ n: Int, _ x: UnsafeRawPointer?, _ incx: Int,
  _ result: UnsafeRawPointer?
) -> CInt {
  cublasIzamax_v2_64Call.run([
    handle.word, n.word, x.word, incx.word, result.word,
  ])
}

private let cublasIsamin_v2_64Call = BLASSignature(
  "cublasIsamin_v2_64", .amin,
  """
  handle handle cublasHandle_t; n n int64_t; x x const float*; incx incx int64_t;\
  result result int64_t*
  """)
@c(cublasIsamin_v2_64) package func cublasIsamin_v2_64(
  _ handle: OpaquePointer?, _ n: Int, _ x: UnsafeRawPointer?, _ incx: Int,
  _ result: UnsafeRawPointer?
) -> CInt {
  cublasIsamin_v2_64Call.run([
    handle.word, n.word, x.word, incx.word, result.word,
  ])
}

private let cublasIdamin_v2_64Call = BLASSignature(
  "cublasIdamin_v2_64", .amin,
  """
  handle handle cublasHandle_t; n n int64_t; x x const double*; incx incx int64_t;\
  result result int64_t*
  """)
@c(cublasIdamin_v2_64) package func cublasIdamin_v2_64(
  _ handle: OpaquePointer?, _ n: Int, _ x: UnsafeRawPointer?, _ incx: Int,
  _ result: UnsafeRawPointer?
) -> CInt {
  cublasIdamin_v2_64Call.run([
    handle.word, n.word, x.word, incx.word, result.word,
  ])
}

private let cublasIcamin_v2_64Call = BLASSignature(
  "cublasIcamin_v2_64", .amin,
  """
  handle handle cublasHandle_t; n n int64_t; x x const cuComplex*; incx incx int64_t;\
  result result int64_t*
  """)
@c(cublasIcamin_v2_64) package func cublasIcamin_v2_64(
  _ handle: OpaquePointer?, _ n: Int, _ x: UnsafeRawPointer?, _ incx: Int,
  _ result: UnsafeRawPointer?
) -> CInt {
  cublasIcamin_v2_64Call.run([
    handle.word, n.word, x.word, incx.word, result.word,
  ])
}

private let cublasIzamin_v2_64Call = BLASSignature(
  "cublasIzamin_v2_64", .amin,
  """
  handle handle cublasHandle_t; n n int64_t; x x const cuDoubleComplex*; incx incx int64_t;\
  result result int64_t*
  """)
@c(cublasIzamin_v2_64) package func cublasIzamin_v2_64(
  _ handle: OpaquePointer?, _ n: Int, _ x: UnsafeRawPointer?, _ incx: Int,
  _ result: UnsafeRawPointer?
) -> CInt {
  cublasIzamin_v2_64Call.run([
    handle.word, n.word, x.word, incx.word, result.word,
  ])
}

private let cublasIamaxEx_64Call = BLASSignature(
  "cublasIamaxEx_64", .amax,
  """
  handle handle cublasHandle_t; n n int64_t; x x const void*; xType xType cudaDataType;\
  incx incx int64_t; result result int64_t*
  """)
@c(cublasIamaxEx_64) package func cublasIamaxEx_64(
  _ handle: OpaquePointer?, _ n: Int, _ x: UnsafeRawPointer?, _ xType: CInt, _ incx: Int,
  _ result: UnsafeRawPointer?
) -> CInt {
  cublasIamaxEx_64Call.run([
    handle.word, n.word, x.word, xType.word, incx.word, result.word,
  ])
}

private let cublasIaminEx_64Call = BLASSignature(
  "cublasIaminEx_64", .amin,
  """
  handle handle cublasHandle_t; n n int64_t; x x const void*; xType xType cudaDataType;\
  incx incx int64_t; result result int64_t*
  """)
@c(cublasIaminEx_64) package func cublasIaminEx_64(
  _ handle: OpaquePointer?, _ n: Int, _ x: UnsafeRawPointer?, _ xType: CInt, _ incx: Int,
  _ result: UnsafeRawPointer?
) -> CInt {
  cublasIaminEx_64Call.run([
    handle.word, n.word, x.word, xType.word, incx.word, result.word,
  ])
}

private let cublasSasum_v2_64Call = BLASSignature(
  "cublasSasum_v2_64", .asum,
  """
  handle handle cublasHandle_t; n n int64_t; x x const float*; incx incx int64_t;\
  result result float*
  """)
@c(cublasSasum_v2_64) package func cublasSasum_v2_64(
  _ handle: OpaquePointer?, _ n: Int, _ x: UnsafeRawPointer?, _ incx: Int,
  _ result: UnsafeRawPointer?
) -> CInt {
  cublasSasum_v2_64Call.run([
    handle.word, n.word, x.word, incx.word, result.word,
  ])
}

private let cublasDasum_v2_64Call = BLASSignature(
  "cublasDasum_v2_64", .asum,
  """
  handle handle cublasHandle_t; n n int64_t; x x const double*; incx incx int64_t;\
  result result double*
  """)
@c(cublasDasum_v2_64) package func cublasDasum_v2_64(
  _ handle: OpaquePointer?, _ n: Int, _ x: UnsafeRawPointer?, _ incx: Int,
  _ result: UnsafeRawPointer?
) -> CInt {
  cublasDasum_v2_64Call.run([
    handle.word, n.word, x.word, incx.word, result.word,
  ])
}

private let cublasScasum_v2_64Call = BLASSignature(
  "cublasScasum_v2_64", .asum,
  """
  handle handle cublasHandle_t; n n int64_t; x x const cuComplex*; incx incx int64_t;\
  result result float*
  """)
@c(cublasScasum_v2_64) package func cublasScasum_v2_64(
  _ handle: OpaquePointer?, _ n: Int, _ x: UnsafeRawPointer?, _ incx: Int,
  _ result: UnsafeRawPointer?
) -> CInt {
  cublasScasum_v2_64Call.run([
    handle.word, n.word, x.word, incx.word, result.word,
  ])
}

private let cublasDzasum_v2_64Call = BLASSignature(
  "cublasDzasum_v2_64", .asum,
  """
  handle handle cublasHandle_t; n n int64_t; x x const cuDoubleComplex*; incx incx int64_t;\
  result result double*
  """)
@c(cublasDzasum_v2_64) package func cublasDzasum_v2_64(
  _ handle: OpaquePointer?, _ n: Int, _ x: UnsafeRawPointer?, _ incx: Int,
  _ result: UnsafeRawPointer?
) -> CInt {
  cublasDzasum_v2_64Call.run([
    handle.word, n.word, x.word, incx.word, result.word,
  ])
}

private let cublasAsumEx_64Call = BLASSignature(
  "cublasAsumEx_64", .asum,
  """
  handle handle cublasHandle_t; n n int64_t; x x const void*; xType xType cudaDataType;\
  incx incx int64_t; result result void*; resultType resultType cudaDataType;\
  executionType executiontype cudaDataType
  """)
@c(cublasAsumEx_64) package func cublasAsumEx_64(
  _ handle: OpaquePointer?, _ n: Int, _ x: UnsafeRawPointer?, _ xType: CInt, _ incx: Int,
  _ result: UnsafeRawPointer?, _ resultType: CInt, _ executionType: CInt
) -> CInt {
  cublasAsumEx_64Call.run([
    handle.word, n.word, x.word, xType.word, incx.word, result.word, resultType.word,
    executionType.word,
  ])
}

private let cublasSaxpy_v2_64Call = BLASSignature(
  "cublasSaxpy_v2_64", .axpy,
  """
  handle handle cublasHandle_t; n n int64_t; alpha alpha const float*; x x const float*;\
  incx incx int64_t; y y float*; incy incy int64_t
  """)
@c(cublasSaxpy_v2_64) package func cublasSaxpy_v2_64(
  _ handle: OpaquePointer?, _ n: Int, _ alpha: UnsafeRawPointer?, _ x: UnsafeRawPointer?,
  _ incx: Int, _ y: UnsafeRawPointer?, _ incy: Int
) -> CInt {
  cublasSaxpy_v2_64Call.run([
    handle.word, n.word, alpha.word, x.word, incx.word, y.word, incy.word,
  ])
}

private let cublasDaxpy_v2_64Call = BLASSignature(
  "cublasDaxpy_v2_64", .axpy,
  """
  handle handle cublasHandle_t; n n int64_t; alpha alpha const double*; x x const double*;\
  incx incx int64_t; y y double*; incy incy int64_t
  """)
@c(cublasDaxpy_v2_64) package func cublasDaxpy_v2_64(
  _ handle: OpaquePointer?, _ n: Int, _ alpha: UnsafeRawPointer?, _ x: UnsafeRawPointer?,
  _ incx: Int, _ y: UnsafeRawPointer?, _ incy: Int
) -> CInt {
  cublasDaxpy_v2_64Call.run([
    handle.word, n.word, alpha.word, x.word, incx.word, y.word, incy.word,
  ])
}

private let cublasCaxpy_v2_64Call = BLASSignature(
  "cublasCaxpy_v2_64", .axpy,
  """
  handle handle cublasHandle_t; n n int64_t; alpha alpha const cuComplex*; x x const cuComplex*;\
  incx incx int64_t; y y cuComplex*; incy incy int64_t
  """)
@c(cublasCaxpy_v2_64) package func cublasCaxpy_v2_64(
  _ handle: OpaquePointer?, _ n: Int, _ alpha: UnsafeRawPointer?, _ x: UnsafeRawPointer?,
  _ incx: Int, _ y: UnsafeRawPointer?, _ incy: Int
) -> CInt {
  cublasCaxpy_v2_64Call.run([
    handle.word, n.word, alpha.word, x.word, incx.word, y.word, incy.word,
  ])
}

private let cublasZaxpy_v2_64Call = BLASSignature(
  "cublasZaxpy_v2_64", .axpy,
  """
  handle handle cublasHandle_t; n n int64_t; alpha alpha const cuDoubleComplex*;\
  x x const cuDoubleComplex*; incx incx int64_t; y y cuDoubleComplex*; incy incy int64_t
  """)
@c(cublasZaxpy_v2_64) package func cublasZaxpy_v2_64(
  _ handle: OpaquePointer?, _ n: Int, _ alpha: UnsafeRawPointer?, _ x: UnsafeRawPointer?,
  _ incx: Int, _ y: UnsafeRawPointer?, _ incy: Int
) -> CInt {
  cublasZaxpy_v2_64Call.run([
    handle.word, n.word, alpha.word, x.word, incx.word, y.word, incy.word,
  ])
}

private let cublasAxpyEx_64Call = BLASSignature(
  "cublasAxpyEx_64", .axpy,
  """
  handle handle cublasHandle_t; n n int64_t; alpha alpha const void*;\
  alphaType alphaType cudaDataType; x x const void*; xType xType cudaDataType;\
  incx incx int64_t; y y void*; yType yType cudaDataType; incy incy int64_t;\
  executionType executiontype cudaDataType
  """)
@c(cublasAxpyEx_64) package func cublasAxpyEx_64(
  _ handle: OpaquePointer?, _ n: Int, _ alpha: UnsafeRawPointer?, _ alphaType: CInt,
  _ x: UnsafeRawPointer?, _ xType: CInt, _ incx: Int, _ y: UnsafeRawPointer?, _ yType: CInt,
  _ incy: Int, _ executionType: CInt
) -> CInt {
  cublasAxpyEx_64Call.run([
    handle.word, n.word, alpha.word, alphaType.word, x.word, xType.word, incx.word, y.word,
    yType.word, incy.word, executionType.word,
  ])
}

private let cublasScopy_v2_64Call = BLASSignature(
  "cublasScopy_v2_64", .copy,
  """
  handle handle cublasHandle_t; n n int64_t; x x const float*; incx incx int64_t; y y float*;\
  incy incy int64_t
  """)
@c(cublasScopy_v2_64) package func cublasScopy_v2_64(
  _ handle: OpaquePointer?, _ n: Int, _ x: UnsafeRawPointer?, _ incx: Int,
  _ y: UnsafeRawPointer?, _ incy: Int
) -> CInt {
  cublasScopy_v2_64Call.run([
    handle.word, n.word, x.word, incx.word, y.word, incy.word,
  ])
}

private let cublasDcopy_v2_64Call = BLASSignature(
  "cublasDcopy_v2_64", .copy,
  """
  handle handle cublasHandle_t; n n int64_t; x x const double*; incx incx int64_t; y y double*;\
  incy incy int64_t
  """)
@c(cublasDcopy_v2_64) package func cublasDcopy_v2_64(
  _ handle: OpaquePointer?, _ n: Int, _ x: UnsafeRawPointer?, _ incx: Int,
  _ y: UnsafeRawPointer?, _ incy: Int
) -> CInt {
  cublasDcopy_v2_64Call.run([
    handle.word, n.word, x.word, incx.word, y.word, incy.word,
  ])
}

private let cublasCcopy_v2_64Call = BLASSignature(
  "cublasCcopy_v2_64", .copy,
  """
  handle handle cublasHandle_t; n n int64_t; x x const cuComplex*; incx incx int64_t;\
  y y cuComplex*; incy incy int64_t
  """)
@c(cublasCcopy_v2_64) package func cublasCcopy_v2_64(
  _ handle: OpaquePointer?, _ n: Int, _ x: UnsafeRawPointer?, _ incx: Int,
  _ y: UnsafeRawPointer?, _ incy: Int
) -> CInt {
  cublasCcopy_v2_64Call.run([
    handle.word, n.word, x.word, incx.word, y.word, incy.word,
  ])
}

private let cublasZcopy_v2_64Call = BLASSignature(
  "cublasZcopy_v2_64", .copy,
  """
  handle handle cublasHandle_t; n n int64_t; x x const cuDoubleComplex*; incx incx int64_t;\
  y y cuDoubleComplex*; incy incy int64_t
  """)
@c(cublasZcopy_v2_64) package func cublasZcopy_v2_64(
  _ handle: OpaquePointer?, _ n: Int, _ x: UnsafeRawPointer?, _ incx: Int,
  _ y: UnsafeRawPointer?, _ incy: Int
) -> CInt {
  cublasZcopy_v2_64Call.run([
    handle.word, n.word, x.word, incx.word, y.word, incy.word,
  ])
}

private let cublasCopyEx_64Call = BLASSignature(
  "cublasCopyEx_64", .copy,
  """
  handle handle cublasHandle_t; n n int64_t; x x const void*; xType xType cudaDataType;\
  incx incx int64_t; y y void*; yType yType cudaDataType; incy incy int64_t
  """)
@c(cublasCopyEx_64) package func cublasCopyEx_64(
  _ handle: OpaquePointer?, _ n: Int, _ x: UnsafeRawPointer?, _ xType: CInt, _ incx: Int,
  _ y: UnsafeRawPointer?, _ yType: CInt, _ incy: Int
) -> CInt {
  cublasCopyEx_64Call.run([
    handle.word, n.word, x.word, xType.word, incx.word, y.word, yType.word, incy.word,
  ])
}

private let cublasSdot_v2_64Call = BLASSignature(
  "cublasSdot_v2_64", .dotu,
  """
  handle handle cublasHandle_t; n n int64_t; x x const float*; incx incx int64_t;\
  y y const float*; incy incy int64_t; result result float*
  """)
@c(cublasSdot_v2_64) package func cublasSdot_v2_64(
  _ handle: OpaquePointer?, _ n: Int, _ x: UnsafeRawPointer?, _ incx: Int,
  _ y: UnsafeRawPointer?, _ incy: Int, _ result: UnsafeRawPointer?
) -> CInt {
  cublasSdot_v2_64Call.run([
    handle.word, n.word, x.word, incx.word, y.word, incy.word, result.word,
  ])
}

private let cublasDdot_v2_64Call = BLASSignature(
  "cublasDdot_v2_64", .dotu,
  """
  handle handle cublasHandle_t; n n int64_t; x x const double*; incx incx int64_t;\
  y y const double*; incy incy int64_t; result result double*
  """)
@c(cublasDdot_v2_64) package func cublasDdot_v2_64(
  _ handle: OpaquePointer?, _ n: Int, _ x: UnsafeRawPointer?, _ incx: Int,
  _ y: UnsafeRawPointer?, _ incy: Int, _ result: UnsafeRawPointer?
) -> CInt {
  cublasDdot_v2_64Call.run([
    handle.word, n.word, x.word, incx.word, y.word, incy.word, result.word,
  ])
}

private let cublasCdotu_v2_64Call = BLASSignature(
  "cublasCdotu_v2_64", .dotu,
  """
  handle handle cublasHandle_t; n n int64_t; x x const cuComplex*; incx incx int64_t;\
  y y const cuComplex*; incy incy int64_t; result result cuComplex*
  """)
@c(cublasCdotu_v2_64) package func cublasCdotu_v2_64(
  _ handle: OpaquePointer?, _ n: Int, _ x: UnsafeRawPointer?, _ incx: Int,
  _ y: UnsafeRawPointer?, _ incy: Int, _ result: UnsafeRawPointer?
) -> CInt {
  cublasCdotu_v2_64Call.run([
    handle.word, n.word, x.word, incx.word, y.word, incy.word, result.word,
  ])
}

private let cublasZdotu_v2_64Call = BLASSignature(
  "cublasZdotu_v2_64", .dotu,
  """
  handle handle cublasHandle_t; n n int64_t; x x const cuDoubleComplex*; incx incx int64_t;\
  y y const cuDoubleComplex*; incy incy int64_t; result result cuDoubleComplex*
  """)
@c(cublasZdotu_v2_64) package func cublasZdotu_v2_64(
  _ handle: OpaquePointer?, _ n: Int, _ x: UnsafeRawPointer?, _ incx: Int,
  _ y: UnsafeRawPointer?, _ incy: Int, _ result: UnsafeRawPointer?
) -> CInt {
  cublasZdotu_v2_64Call.run([
    handle.word, n.word, x.word, incx.word, y.word, incy.word, result.word,
  ])
}

private let cublasCdotc_v2_64Call = BLASSignature(
  "cublasCdotc_v2_64", .dotc,
  """
  handle handle cublasHandle_t; n n int64_t; x x const cuComplex*; incx incx int64_t;\
  y y const cuComplex*; incy incy int64_t; result result cuComplex*
  """)
@c(cublasCdotc_v2_64) package func cublasCdotc_v2_64(
  _ handle: OpaquePointer?, _ n: Int, _ x: UnsafeRawPointer?, _ incx: Int,
  _ y: UnsafeRawPointer?, _ incy: Int, _ result: UnsafeRawPointer?
) -> CInt {
  cublasCdotc_v2_64Call.run([
    handle.word, n.word, x.word, incx.word, y.word, incy.word, result.word,
  ])
}

private let cublasZdotc_v2_64Call = BLASSignature(
  "cublasZdotc_v2_64", .dotc,
  """
  handle handle cublasHandle_t; n n int64_t; x x const cuDoubleComplex*; incx incx int64_t;\
  y y const cuDoubleComplex*; incy incy int64_t; result result cuDoubleComplex*
  """)
@c(cublasZdotc_v2_64) package func cublasZdotc_v2_64(
  _ handle: OpaquePointer?, _ n: Int, _ x: UnsafeRawPointer?, _ incx: Int,
  _ y: UnsafeRawPointer?, _ incy: Int, _ result: UnsafeRawPointer?
) -> CInt {
  cublasZdotc_v2_64Call.run([
    handle.word, n.word, x.word, incx.word, y.word, incy.word, result.word,
  ])
}

private let cublasDotEx_64Call = BLASSignature(
  "cublasDotEx_64", .dotu,
  """
  handle handle cublasHandle_t; n n int64_t; x x const void*; xType xType cudaDataType;\
  incx incx int64_t; y y const void*; yType yType cudaDataType; incy incy int64_t;\
  result result void*; resultType resultType cudaDataType;\
  executionType executionType cudaDataType
  """)
@c(cublasDotEx_64) package func cublasDotEx_64(
  _ handle: OpaquePointer?, _ n: Int, _ x: UnsafeRawPointer?, _ xType: CInt, _ incx: Int,
  _ y: UnsafeRawPointer?, _ yType: CInt, _ incy: Int, _ result: UnsafeRawPointer?,
  _ resultType: CInt, _ executionType: CInt
) -> CInt {
  cublasDotEx_64Call.run([
    handle.word, n.word, x.word, xType.word, incx.word, y.word, yType.word, incy.word,
    result.word, resultType.word, executionType.word,
  ])
}

private let cublasDotcEx_64Call = BLASSignature(
  "cublasDotcEx_64", .dotc,
  """
  handle handle cublasHandle_t; n n int64_t; x x const void*; xType xType cudaDataType;\
  incx incx int64_t; y y const void*; yType yType cudaDataType; incy incy int64_t;\
  result result void*; resultType resultType cudaDataType;\
  executionType executionType cudaDataType
  """)
@c(cublasDotcEx_64) package func cublasDotcEx_64(
  _ handle: OpaquePointer?, _ n: Int, _ x: UnsafeRawPointer?, _ xType: CInt, _ incx: Int,
  _ y: UnsafeRawPointer?, _ yType: CInt, _ incy: Int, _ result: UnsafeRawPointer?,
  _ resultType: CInt, _ executionType: CInt
) -> CInt {
  cublasDotcEx_64Call.run([
    handle.word, n.word, x.word, xType.word, incx.word, y.word, yType.word, incy.word,
    result.word, resultType.word, executionType.word,
  ])
}

private let cublasSnrm2_v2_64Call = BLASSignature(
  "cublasSnrm2_v2_64", .nrm2,
  """
  handle handle cublasHandle_t; n n int64_t; x x const float*; incx incx int64_t;\
  result result float*
  """)
@c(cublasSnrm2_v2_64) package func cublasSnrm2_v2_64(
  _ handle: OpaquePointer?, _ n: Int, _ x: UnsafeRawPointer?, _ incx: Int,
  _ result: UnsafeRawPointer?
) -> CInt {
  cublasSnrm2_v2_64Call.run([
    handle.word, n.word, x.word, incx.word, result.word,
  ])
}

private let cublasDnrm2_v2_64Call = BLASSignature(
  "cublasDnrm2_v2_64", .nrm2,
  """
  handle handle cublasHandle_t; n n int64_t; x x const double*; incx incx int64_t;\
  result result double*
  """)
@c(cublasDnrm2_v2_64) package func cublasDnrm2_v2_64(
  _ handle: OpaquePointer?, _ n: Int, _ x: UnsafeRawPointer?, _ incx: Int,
  _ result: UnsafeRawPointer?
) -> CInt {
  cublasDnrm2_v2_64Call.run([
    handle.word, n.word, x.word, incx.word, result.word,
  ])
}

private let cublasScnrm2_v2_64Call = BLASSignature(
  "cublasScnrm2_v2_64", .nrm2,
  """
  handle handle cublasHandle_t; n n int64_t; x x const cuComplex*; incx incx int64_t;\
  result result float*
  """)
@c(cublasScnrm2_v2_64) package func cublasScnrm2_v2_64(
  _ handle: OpaquePointer?, _ n: Int, _ x: UnsafeRawPointer?, _ incx: Int,
  _ result: UnsafeRawPointer?
) -> CInt {
  cublasScnrm2_v2_64Call.run([
    handle.word, n.word, x.word, incx.word, result.word,
  ])
}

private let cublasDznrm2_v2_64Call = BLASSignature(
  "cublasDznrm2_v2_64", .nrm2,
  """
  handle handle cublasHandle_t; n n int64_t; x x const cuDoubleComplex*; incx incx int64_t;\
  result result double*
  """)
@c(cublasDznrm2_v2_64) package func cublasDznrm2_v2_64(
  _ handle: OpaquePointer?, _ n: Int, _ x: UnsafeRawPointer?, _ incx: Int,
  _ result: UnsafeRawPointer?
) -> CInt {
  cublasDznrm2_v2_64Call.run([
    handle.word, n.word, x.word, incx.word, result.word,
  ])
}

private let cublasNrm2Ex_64Call = BLASSignature(
  "cublasNrm2Ex_64", .nrm2,
  """
  handle handle cublasHandle_t; n n int64_t; x x const void*; xType xType cudaDataType;\
  incx incx int64_t; result result void*; resultType resultType cudaDataType;\
  executionType executionType cudaDataType
  """)
@c(cublasNrm2Ex_64) package func cublasNrm2Ex_64(
  _ handle: OpaquePointer?, _ n: Int, _ x: UnsafeRawPointer?, _ xType: CInt, _ incx: Int,
  _ result: UnsafeRawPointer?, _ resultType: CInt, _ executionType: CInt
) -> CInt {
  cublasNrm2Ex_64Call.run([
    handle.word, n.word, x.word, xType.word, incx.word, result.word, resultType.word,
    executionType.word,
  ])
}

private let cublasSrot_v2_64Call = BLASSignature(
  "cublasSrot_v2_64", .rot,
  """
  handle handle cublasHandle_t; n n int64_t; x x float*; incx incx int64_t; y y float*;\
  incy incy int64_t; cosine c const float*; sine s const float*
  """)
@c(cublasSrot_v2_64) package func cublasSrot_v2_64(
  _ handle: OpaquePointer?, _ n: Int, _ x: UnsafeRawPointer?, _ incx: Int,
  _ y: UnsafeRawPointer?, _ incy: Int, _ cosine: UnsafeRawPointer?, _ sine: UnsafeRawPointer?
) -> CInt {
  cublasSrot_v2_64Call.run([
    handle.word, n.word, x.word, incx.word, y.word, incy.word, cosine.word, sine.word,
  ])
}

private let cublasDrot_v2_64Call = BLASSignature(
  "cublasDrot_v2_64", .rot,
  """
  handle handle cublasHandle_t; n n int64_t; x x double*; incx incx int64_t; y y double*;\
  incy incy int64_t; cosine c const double*; sine s const double*
  """)
@c(cublasDrot_v2_64) package func cublasDrot_v2_64(
  _ handle: OpaquePointer?, _ n: Int, _ x: UnsafeRawPointer?, _ incx: Int,
  _ y: UnsafeRawPointer?, _ incy: Int, _ cosine: UnsafeRawPointer?, _ sine: UnsafeRawPointer?
) -> CInt {
  cublasDrot_v2_64Call.run([
    handle.word, n.word, x.word, incx.word, y.word, incy.word, cosine.word, sine.word,
  ])
}

private let cublasCrot_v2_64Call = BLASSignature(
  "cublasCrot_v2_64", .rot,
  """
  handle handle cublasHandle_t; n n int64_t; x x cuComplex*; incx incx int64_t; y y cuComplex*;\
  incy incy int64_t; cosine c const float*; sine s const cuComplex*
  """)
@c(cublasCrot_v2_64) package func cublasCrot_v2_64(
  _ handle: OpaquePointer?, _ n: Int, _ x: UnsafeRawPointer?, _ incx: Int,
  _ y: UnsafeRawPointer?, _ incy: Int, _ cosine: UnsafeRawPointer?, _ sine: UnsafeRawPointer?
) -> CInt {
  cublasCrot_v2_64Call.run([
    handle.word, n.word, x.word, incx.word, y.word, incy.word, cosine.word, sine.word,
  ])
}

private let cublasZrot_v2_64Call = BLASSignature(
  "cublasZrot_v2_64", .rot,
  """
  handle handle cublasHandle_t; n n int64_t; x x cuDoubleComplex*; incx incx int64_t;\
  y y cuDoubleComplex*; incy incy int64_t; cosine c const double*;\
  sine s const cuDoubleComplex*
  """)
@c(cublasZrot_v2_64) package func cublasZrot_v2_64(
  _ handle: OpaquePointer?, _ n: Int, _ x: UnsafeRawPointer?, _ incx: Int,
  _ y: UnsafeRawPointer?, _ incy: Int, _ cosine: UnsafeRawPointer?, _ sine: UnsafeRawPointer?
) -> CInt {
  cublasZrot_v2_64Call.run([
    handle.word, n.word, x.word, incx.word, y.word, incy.word, cosine.word, sine.word,
  ])
}

private let cublasCsrot_v2_64Call = BLASSignature(
  "cublasCsrot_v2_64", .realRot,
  """
  handle handle cublasHandle_t; n n int64_t; x x cuComplex*; incx incx int64_t; y y cuComplex*;\
  incy incy int64_t; cosine c const float*; sine s const float*
  """)
@c(cublasCsrot_v2_64) package func cublasCsrot_v2_64(
  _ handle: OpaquePointer?, _ n: Int, _ x: UnsafeRawPointer?, _ incx: Int,
  _ y: UnsafeRawPointer?, _ incy: Int, _ cosine: UnsafeRawPointer?, _ sine: UnsafeRawPointer?
) -> CInt {
  cublasCsrot_v2_64Call.run([
    handle.word, n.word, x.word, incx.word, y.word, incy.word, cosine.word, sine.word,
  ])
}

private let cublasZdrot_v2_64Call = BLASSignature(
  "cublasZdrot_v2_64", .realRot,
  """
  handle handle cublasHandle_t; n n int64_t; x x cuDoubleComplex*; incx incx int64_t;\
  y y cuDoubleComplex*; incy incy int64_t; cosine c const double*; sine s const double*
  """)
@c(cublasZdrot_v2_64) package func cublasZdrot_v2_64(
  _ handle: OpaquePointer?, _ n: Int, _ x: UnsafeRawPointer?, _ incx: Int,
  _ y: UnsafeRawPointer?, _ incy: Int, _ cosine: UnsafeRawPointer?, _ sine: UnsafeRawPointer?
) -> CInt {
  cublasZdrot_v2_64Call.run([
    handle.word, n.word, x.word, incx.word, y.word, incy.word, cosine.word, sine.word,
  ])
}

private let cublasRotEx_64Call = BLASSignature(
  "cublasRotEx_64", .rot,
  """
  handle handle cublasHandle_t; n n int64_t; x x void*; xType xType cudaDataType;\
  incx incx int64_t; y y void*; yType yType cudaDataType; incy incy int64_t;\
  cosine c const void*; sine s const void*; csType csType cudaDataType;\
  executionType executiontype cudaDataType
  """)
@c(cublasRotEx_64) package func cublasRotEx_64(
  _ handle: OpaquePointer?, _ n: Int, _ x: UnsafeRawPointer?, _ xType: CInt, _ incx: Int,
  _ y: UnsafeRawPointer?, _ yType: CInt, _ incy: Int, _ cosine: UnsafeRawPointer?,
  _ sine: UnsafeRawPointer?, _ csType: CInt, _ executionType: CInt
) -> CInt {
  cublasRotEx_64Call.run([
    handle.word, n.word, x.word, xType.word, incx.word, y.word, yType.word, incy.word,
    cosine.word, sine.word, csType.word, executionType.word,
  ])
}

private let cublasSrotm_v2_64Call = BLASSignature(
  "cublasSrotm_v2_64", .rotm,
  """
  handle handle cublasHandle_t; n n int64_t; x x float*; incx incx int64_t; y y float*;\
  incy incy int64_t; param param const float*
  """)
@c(cublasSrotm_v2_64) package func cublasSrotm_v2_64(
  _ handle: OpaquePointer?, _ n: Int, _ x: UnsafeRawPointer?, _ incx: Int,
  _ y: UnsafeRawPointer?, _ incy: Int, _ param: UnsafeRawPointer?
) -> CInt {
  cublasSrotm_v2_64Call.run([
    handle.word, n.word, x.word, incx.word, y.word, incy.word, param.word,
  ])
}

private let cublasDrotm_v2_64Call = BLASSignature(
  "cublasDrotm_v2_64", .rotm,
  """
  handle handle cublasHandle_t; n n int64_t; x x double*; incx incx int64_t; y y double*;\
  incy incy int64_t; param param const double*
  """)
@c(cublasDrotm_v2_64) package func cublasDrotm_v2_64(
  _ handle: OpaquePointer?, _ n: Int, _ x: UnsafeRawPointer?, _ incx: Int,
  _ y: UnsafeRawPointer?, _ incy: Int, _ param: UnsafeRawPointer?
) -> CInt {
  cublasDrotm_v2_64Call.run([
    handle.word, n.word, x.word, incx.word, y.word, incy.word, param.word,
  ])
}

private let cublasRotmEx_64Call = BLASSignature(
  "cublasRotmEx_64", .rotm,
  """
  handle handle cublasHandle_t; n n int64_t; x x void*; xType xType cudaDataType;\
  incx incx int64_t; y y void*; yType yType cudaDataType; incy incy int64_t;\
  param param const void*; paramType paramType cudaDataType;\
  executionType executiontype cudaDataType
  """)
@c(cublasRotmEx_64) package func cublasRotmEx_64(
  _ handle: OpaquePointer?, _ n: Int, _ x: UnsafeRawPointer?, _ xType: CInt, _ incx: Int,
  _ y: UnsafeRawPointer?, _ yType: CInt, _ incy: Int, _ param: UnsafeRawPointer?,
  _ paramType: CInt, _ executionType: CInt
) -> CInt {
  cublasRotmEx_64Call.run([
    handle.word, n.word, x.word, xType.word, incx.word, y.word, yType.word, incy.word,
    param.word, paramType.word, executionType.word,
  ])
}

private let cublasSscal_v2_64Call = BLASSignature(
  "cublasSscal_v2_64", .scal,
  """
  handle handle cublasHandle_t; n n int64_t; alpha alpha const float*; x x float*;\
  incx incx int64_t
  """)
@c(cublasSscal_v2_64) package func cublasSscal_v2_64(
  _ handle: OpaquePointer?, _ n: Int, _ alpha: UnsafeRawPointer?, _ x: UnsafeRawPointer?,
  _ incx: Int
) -> CInt {
  cublasSscal_v2_64Call.run([
    handle.word, n.word, alpha.word, x.word, incx.word,
  ])
}

private let cublasDscal_v2_64Call = BLASSignature(
  "cublasDscal_v2_64", .scal,
  """
  handle handle cublasHandle_t; n n int64_t; alpha alpha const double*; x x double*;\
  incx incx int64_t
  """)
@c(cublasDscal_v2_64) package func cublasDscal_v2_64(
  _ handle: OpaquePointer?, _ n: Int, _ alpha: UnsafeRawPointer?, _ x: UnsafeRawPointer?,
  _ incx: Int
) -> CInt {
  cublasDscal_v2_64Call.run([
    handle.word, n.word, alpha.word, x.word, incx.word,
  ])
}

private let cublasCscal_v2_64Call = BLASSignature(
  "cublasCscal_v2_64", .scal,
  """
  handle handle cublasHandle_t; n n int64_t; alpha alpha const cuComplex*; x x cuComplex*;\
  incx incx int64_t
  """)
@c(cublasCscal_v2_64) package func cublasCscal_v2_64(
  _ handle: OpaquePointer?, _ n: Int, _ alpha: UnsafeRawPointer?, _ x: UnsafeRawPointer?,
  _ incx: Int
) -> CInt {
  cublasCscal_v2_64Call.run([
    handle.word, n.word, alpha.word, x.word, incx.word,
  ])
}

private let cublasZscal_v2_64Call = BLASSignature(
  "cublasZscal_v2_64", .scal,
  """
  handle handle cublasHandle_t; n n int64_t; alpha alpha const cuDoubleComplex*;\
  x x cuDoubleComplex*; incx incx int64_t
  """)
@c(cublasZscal_v2_64) package func cublasZscal_v2_64(
  _ handle: OpaquePointer?, _ n: Int, _ alpha: UnsafeRawPointer?, _ x: UnsafeRawPointer?,
  _ incx: Int
) -> CInt {
  cublasZscal_v2_64Call.run([
    handle.word, n.word, alpha.word, x.word, incx.word,
  ])
}

private let cublasCsscal_v2_64Call = BLASSignature(
  "cublasCsscal_v2_64", .realScal,
  """
  handle handle cublasHandle_t; n n int64_t; alpha alpha const float*; x x cuComplex*;\
  incx incx int64_t
  """)
@c(cublasCsscal_v2_64) package func cublasCsscal_v2_64(
  _ handle: OpaquePointer?, _ n: Int, _ alpha: UnsafeRawPointer?, _ x: UnsafeRawPointer?,
  _ incx: Int
) -> CInt {
  cublasCsscal_v2_64Call.run([
    handle.word, n.word, alpha.word, x.word, incx.word,
  ])
}

private let cublasZdscal_v2_64Call = BLASSignature(
  "cublasZdscal_v2_64", .realScal,
  """
  handle handle cublasHandle_t; n n int64_t; alpha alpha const double*; x x cuDoubleComplex*;\
  incx incx int64_t
  """)
@c(cublasZdscal_v2_64) package func cublasZdscal_v2_64(
  _ handle: OpaquePointer?, _ n: Int, _ alpha: UnsafeRawPointer?, _ x: UnsafeRawPointer?,
  _ incx: Int
) -> CInt {
  cublasZdscal_v2_64Call.run([
    handle.word, n.word, alpha.word, x.word, incx.word,
  ])
}

private let cublasScalEx_64Call = BLASSignature(
  "cublasScalEx_64", .scal,
  """
  handle handle cublasHandle_t; n n int64_t; alpha alpha const void*;\
  alphaType alphaType cudaDataType; x x void*; xType xType cudaDataType; incx incx int64_t;\
  executionType executionType cudaDataType
  """)
@c(cublasScalEx_64) package func cublasScalEx_64(
  _ handle: OpaquePointer?, _ n: Int, _ alpha: UnsafeRawPointer?, _ alphaType: CInt,
  _ x: UnsafeRawPointer?, _ xType: CInt, _ incx: Int, _ executionType: CInt
) -> CInt {
  cublasScalEx_64Call.run([
    handle.word, n.word, alpha.word, alphaType.word, x.word, xType.word, incx.word,
    executionType.word,
  ])
}

private let cublasSswap_v2_64Call = BLASSignature(
  "cublasSswap_v2_64", .swap,
  """
  handle handle cublasHandle_t; n n int64_t; x x float*; incx incx int64_t; y y float*;\
  incy incy int64_t
  """)
@c(cublasSswap_v2_64) package func cublasSswap_v2_64(
  _ handle: OpaquePointer?, _ n: Int, _ x: UnsafeRawPointer?, _ incx: Int,
  _ y: UnsafeRawPointer?, _ incy: Int
) -> CInt {
  cublasSswap_v2_64Call.run([
    handle.word, n.word, x.word, incx.word, y.word, incy.word,
  ])
}

private let cublasDswap_v2_64Call = BLASSignature(
  "cublasDswap_v2_64", .swap,
  """
  handle handle cublasHandle_t; n n int64_t; x x double*; incx incx int64_t; y y double*;\
  incy incy int64_t
  """)
@c(cublasDswap_v2_64) package func cublasDswap_v2_64(
  _ handle: OpaquePointer?, _ n: Int, _ x: UnsafeRawPointer?, _ incx: Int,
  _ y: UnsafeRawPointer?, _ incy: Int
) -> CInt {
  cublasDswap_v2_64Call.run([
    handle.word, n.word, x.word, incx.word, y.word, incy.word,
  ])
}

private let cublasCswap_v2_64Call = BLASSignature(
  "cublasCswap_v2_64", .swap,
  """
  handle handle cublasHandle_t; n n int64_t; x x cuComplex*; incx incx int64_t; y y cuComplex*;\
  incy incy int64_t
  """)
@c(cublasCswap_v2_64) package func cublasCswap_v2_64(
  _ handle: OpaquePointer?, _ n: Int, _ x: UnsafeRawPointer?, _ incx: Int,
  _ y: UnsafeRawPointer?, _ incy: Int
) -> CInt {
  cublasCswap_v2_64Call.run([
    handle.word, n.word, x.word, incx.word, y.word, incy.word,
  ])
}

private let cublasZswap_v2_64Call = BLASSignature(
  "cublasZswap_v2_64", .swap,
  """
  handle handle cublasHandle_t; n n int64_t; x x cuDoubleComplex*; incx incx int64_t;\
  y y cuDoubleComplex*; incy incy int64_t
  """)
@c(cublasZswap_v2_64) package func cublasZswap_v2_64(
  _ handle: OpaquePointer?, _ n: Int, _ x: UnsafeRawPointer?, _ incx: Int,
  _ y: UnsafeRawPointer?, _ incy: Int
) -> CInt {
  cublasZswap_v2_64Call.run([
    handle.word, n.word, x.word, incx.word, y.word, incy.word,
  ])
}

private let cublasSwapEx_64Call = BLASSignature(
  "cublasSwapEx_64", .swap,
  """
  handle handle cublasHandle_t; n n int64_t; x x void*; xType xType cudaDataType;\
  incx incx int64_t; y y void*; yType yType cudaDataType; incy incy int64_t
  """)
@c(cublasSwapEx_64) package func cublasSwapEx_64(
  _ handle: OpaquePointer?, _ n: Int, _ x: UnsafeRawPointer?, _ xType: CInt, _ incx: Int,
  _ y: UnsafeRawPointer?, _ yType: CInt, _ incy: Int
) -> CInt {
  cublasSwapEx_64Call.run([
    handle.word, n.word, x.word, xType.word, incx.word, y.word, yType.word, incy.word,
  ])
}
