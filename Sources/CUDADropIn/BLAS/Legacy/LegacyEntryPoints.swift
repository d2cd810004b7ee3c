// Written by generate_levels.py; change it there.
package import CLevels

@c(cublasIsamax) package func cublasIsamax(
  _ n: CInt, _ x: UnsafeRawPointer?, _ incx: CInt
) -> CInt {
  LegacyBLAS.answer { result in
    cublasIsamax_v2(
      LegacyBLAS.handle, n, x, incx, result)
  }
}

@c(cublasIdamax) package func cublasIdamax(
  _ n: CInt, _ x: UnsafeRawPointer?, _ incx: CInt
) -> CInt {
  LegacyBLAS.answer { result in
    cublasIdamax_v2(
      LegacyBLAS.handle, n, x, incx, result)
  }
}

@c(cublasIcamax) package func cublasIcamax(
  _ n: CInt, _ x: UnsafeRawPointer?, _ incx: CInt
) -> CInt {
  LegacyBLAS.answer { result in
    cublasIcamax_v2(
      LegacyBLAS.handle, n, x, incx, result)
  }
}

@c(cublasIzamax) package func cublasIzamax(
  _ n: CInt, _ x: UnsafeRawPointer?, _ incx: CInt
) -> CInt {
  LegacyBLAS.answer { result in
    cublasIzamax_v2(
      LegacyBLAS.handle, n, x, incx, result)
  }
}

@c(cublasIsamin) package func cublasIsamin(
  _ n: CInt, _ x: UnsafeRawPointer?, _ incx: CInt
) -> CInt {
  LegacyBLAS.answer { result in
    cublasIsamin_v2(
      LegacyBLAS.handle, n, x, incx, result)
  }
}

@c(cublasIdamin) package func cublasIdamin(
  _ n: CInt, _ x: UnsafeRawPointer?, _ incx: CInt
) -> CInt {
  LegacyBLAS.answer { result in
    cublasIdamin_v2(
      LegacyBLAS.handle, n, x, incx, result)
  }
}

@c(cublasIcamin) package func cublasIcamin(
  _ n: CInt, _ x: UnsafeRawPointer?, _ incx: CInt
) -> CInt {
  LegacyBLAS.answer { result in
    cublasIcamin_v2(
      LegacyBLAS.handle, n, x, incx, result)
  }
}

@c(cublasIzamin) package func cublasIzamin(
  _ n: CInt, _ x: UnsafeRawPointer?, _ incx: CInt
) -> CInt {
  LegacyBLAS.answer { result in
    cublasIzamin_v2(
      LegacyBLAS.handle, n, x, incx, result)
  }
}

@c(cublasSasum) package func cublasSasum(
  _ n: CInt, _ x: UnsafeRawPointer?, _ incx: CInt
) -> Float {
  LegacyBLAS.answer { result in
    cublasSasum_v2(
      LegacyBLAS.handle, n, x, incx, result)
  }
}

@c(cublasDasum) package func cublasDasum(
  _ n: CInt, _ x: UnsafeRawPointer?, _ incx: CInt
) -> Double {
  LegacyBLAS.answer { result in
    cublasDasum_v2(
      LegacyBLAS.handle, n, x, incx, result)
  }
}

@c(cublasScasum) package func cublasScasum(
  _ n: CInt, _ x: UnsafeRawPointer?, _ incx: CInt
) -> Float {
  LegacyBLAS.answer { result in
    cublasScasum_v2(
      LegacyBLAS.handle, n, x, incx, result)
  }
}

@c(cublasDzasum) package func cublasDzasum(
  _ n: CInt, _ x: UnsafeRawPointer?, _ incx: CInt
) -> Double {
  LegacyBLAS.answer { result in
    cublasDzasum_v2(
      LegacyBLAS.handle, n, x, incx, result)
  }
}

@c(cublasSaxpy) package func cublasSaxpy(
  _ n: CInt, _ alpha: Float, _ x: UnsafeRawPointer?, _ incx: CInt, _ y: UnsafeRawPointer?,
  _ incy: CInt
) {
  withAddress(of: alpha) { alpha in
    LegacyBLAS.keep(
      cublasSaxpy_v2(
        LegacyBLAS.handle, n, alpha, x, incx, y, incy))
  }
}

@c(cublasDaxpy) package func cublasDaxpy(
  _ n: CInt, _ alpha: Double, _ x: UnsafeRawPointer?, _ incx: CInt, _ y: UnsafeRawPointer?,
  _ incy: CInt
) {
  withAddress(of: alpha) { alpha in
    LegacyBLAS.keep(
      cublasDaxpy_v2(
        LegacyBLAS.handle, n, alpha, x, incx, y, incy))
  }
}

@c(cublasCaxpy) package func cublasCaxpy(
  _ n: CInt, _ alpha: parity_c64, _ x: UnsafeRawPointer?, _ incx: CInt, _ y: UnsafeRawPointer?,
  _ incy: CInt
) {
  withAddress(of: alpha) { alpha in
    LegacyBLAS.keep(
      cublasCaxpy_v2(
        LegacyBLAS.handle, n, alpha, x, incx, y, incy))
  }
}

@c(cublasZaxpy) package func cublasZaxpy(
  _ n: CInt, _ alpha: parity_c128, _ x: UnsafeRawPointer?, _ incx: CInt, _ y: UnsafeRawPointer?,
  _ incy: CInt
) {
  withAddress(of: alpha) { alpha in
    LegacyBLAS.keep(
      cublasZaxpy_v2(
        LegacyBLAS.handle, n, alpha, x, incx, y, incy))
  }
}

@c(cublasScopy) package func cublasScopy(
  _ n: CInt, _ x: UnsafeRawPointer?, _ incx: CInt, _ y: UnsafeRawPointer?, _ incy: CInt
) {
  LegacyBLAS.keep(
    cublasScopy_v2(
      LegacyBLAS.handle, n, x, incx, y, incy))
}

@c(cublasDcopy) package func cublasDcopy(
  _ n: CInt, _ x: UnsafeRawPointer?, _ incx: CInt, _ y: UnsafeRawPointer?, _ incy: CInt
) {
  LegacyBLAS.keep(
    cublasDcopy_v2(
      LegacyBLAS.handle, n, x, incx, y, incy))
}

@c(cublasCcopy) package func cublasCcopy(
  _ n: CInt, _ x: UnsafeRawPointer?, _ incx: CInt, _ y: UnsafeRawPointer?, _ incy: CInt
) {
  LegacyBLAS.keep(
    cublasCcopy_v2(
      LegacyBLAS.handle, n, x, incx, y, incy))
}

@c(cublasZcopy) package func cublasZcopy(
  _ n: CInt, _ x: UnsafeRawPointer?, _ incx: CInt, _ y: UnsafeRawPointer?, _ incy: CInt
) {
  LegacyBLAS.keep(
    cublasZcopy_v2(
      LegacyBLAS.handle, n, x, incx, y, incy))
}

@c(cublasSdot) package func cublasSdot(
  _ n: CInt, _ x: UnsafeRawPointer?, _ incx: CInt, _ y: UnsafeRawPointer?, _ incy: CInt
) -> Float {
  LegacyBLAS.answer { result in
    cublasSdot_v2(
      LegacyBLAS.handle, n, x, incx, y, incy, result)
  }
}

@c(cublasDdot) package func cublasDdot(
  _ n: CInt, _ x: UnsafeRawPointer?, _ incx: CInt, _ y: UnsafeRawPointer?, _ incy: CInt
) -> Double {
  LegacyBLAS.answer { result in
    cublasDdot_v2(
      LegacyBLAS.handle, n, x, incx, y, incy, result)
  }
}

@c(cublasCdotu) package func cublasCdotu(
  _ n: CInt, _ x: UnsafeRawPointer?, _ incx: CInt, _ y: UnsafeRawPointer?, _ incy: CInt
) -> parity_c64 {
  LegacyBLAS.answer { result in
    cublasCdotu_v2(
      LegacyBLAS.handle, n, x, incx, y, incy, result)
  }
}

@c(cublasZdotu) package func cublasZdotu(
  _ n: CInt, _ x: UnsafeRawPointer?, _ incx: CInt, _ y: UnsafeRawPointer?, _ incy: CInt
) -> parity_c128 {
  LegacyBLAS.answer { result in
    cublasZdotu_v2(
      LegacyBLAS.handle, n, x, incx, y, incy, result)
  }
}

@c(cublasCdotc) package func cublasCdotc(
  _ n: CInt, _ x: UnsafeRawPointer?, _ incx: CInt, _ y: UnsafeRawPointer?, _ incy: CInt
) -> parity_c64 {
  LegacyBLAS.answer { result in
    cublasCdotc_v2(
      LegacyBLAS.handle, n, x, incx, y, incy, result)
  }
}

@c(cublasZdotc) package func cublasZdotc(
  _ n: CInt, _ x: UnsafeRawPointer?, _ incx: CInt, _ y: UnsafeRawPointer?, _ incy: CInt
) -> parity_c128 {
  LegacyBLAS.answer { result in
    cublasZdotc_v2(
      LegacyBLAS.handle, n, x, incx, y, incy, result)
  }
}

@c(cublasSnrm2) package func cublasSnrm2(
  _ n: CInt, _ x: UnsafeRawPointer?, _ incx: CInt
) -> Float {
  LegacyBLAS.answer { result in
    cublasSnrm2_v2(
      LegacyBLAS.handle, n, x, incx, result)
  }
}

@c(cublasDnrm2) package func cublasDnrm2(
  _ n: CInt, _ x: UnsafeRawPointer?, _ incx: CInt
) -> Double {
  LegacyBLAS.answer { result in
    cublasDnrm2_v2(
      LegacyBLAS.handle, n, x, incx, result)
  }
}

@c(cublasScnrm2) package func cublasScnrm2(
  _ n: CInt, _ x: UnsafeRawPointer?, _ incx: CInt
) -> Float {
  LegacyBLAS.answer { result in
    cublasScnrm2_v2(
      LegacyBLAS.handle, n, x, incx, result)
  }
}

@c(cublasDznrm2) package func cublasDznrm2(
  _ n: CInt, _ x: UnsafeRawPointer?, _ incx: CInt
) -> Double {
  LegacyBLAS.answer { result in
    cublasDznrm2_v2(
      LegacyBLAS.handle, n, x, incx, result)
  }
}

@c(cublasSrot) package func cublasSrot(
  _ n: CInt, _ x: UnsafeRawPointer?, _ incx: CInt, _ y: UnsafeRawPointer?, _ incy: CInt,
  _ cosine: Float, _ sine: Float
) {
  withAddress(of: cosine) { cosine in
    withAddress(of: sine) { sine in
      LegacyBLAS.keep(
        cublasSrot_v2(
          LegacyBLAS.handle, n, x, incx, y, incy, cosine, sine))
    }
  }
}

@c(cublasDrot) package func cublasDrot(
  _ n: CInt, _ x: UnsafeRawPointer?, _ incx: CInt, _ y: UnsafeRawPointer?, _ incy: CInt,
  _ cosine: Double, _ sine: Double
) {
  withAddress(of: cosine) { cosine in
    withAddress(of: sine) { sine in
      LegacyBLAS.keep(
        cublasDrot_v2(
          LegacyBLAS.handle, n, x, incx, y, incy, cosine, sine))
    }
  }
}

@c(cublasCrot) package func cublasCrot(
  _ n: CInt, _ x: UnsafeRawPointer?, _ incx: CInt, _ y: UnsafeRawPointer?, _ incy: CInt,
  _ cosine: Float, _ sine: parity_c64
) {
  withAddress(of: cosine) { cosine in
    withAddress(of: sine) { sine in
      LegacyBLAS.keep(
        cublasCrot_v2(
          LegacyBLAS.handle, n, x, incx, y, incy, cosine, sine))
    }
  }
}

@c(cublasZrot) package func cublasZrot(
  _ n: CInt, _ x: UnsafeRawPointer?, _ incx: CInt, _ y: UnsafeRawPointer?, _ incy: CInt,
  _ cosine: Double, _ sine: parity_c128
) {
  withAddress(of: cosine) { cosine in
    withAddress(of: sine) { sine in
      LegacyBLAS.keep(
        cublasZrot_v2(
          LegacyBLAS.handle, n, x, incx, y, incy, cosine, sine))
    }
  }
}

@c(cublasCsrot) package func cublasCsrot(
  _ n: CInt, _ x: UnsafeRawPointer?, _ incx: CInt, _ y: UnsafeRawPointer?, _ incy: CInt,
  _ cosine: Float, _ sine: Float
) {
  withAddress(of: cosine) { cosine in
    withAddress(of: sine) { sine in
      LegacyBLAS.keep(
        cublasCsrot_v2(
          LegacyBLAS.handle, n, x, incx, y, incy, cosine, sine))
    }
  }
}

@c(cublasZdrot) package func cublasZdrot(
  _ n: CInt, _ x: UnsafeRawPointer?, _ incx: CInt, _ y: UnsafeRawPointer?, _ incy: CInt,
  _ cosine: Double, _ sine: Double
) {
  withAddress(of: cosine) { cosine in
    withAddress(of: sine) { sine in
      LegacyBLAS.keep(
        cublasZdrot_v2(
          LegacyBLAS.handle, n, x, incx, y, incy, cosine, sine))
    }
  }
}

@c(cublasSrotg) package func cublasSrotg(
  _ a: UnsafeRawPointer?, _ b: UnsafeRawPointer?, _ cosine: UnsafeRawPointer?,
  _ sine: UnsafeRawPointer?
) {
  LegacyBLAS.keep(
    cublasSrotg_v2(
      LegacyBLAS.handle, a, b, cosine, sine))
}

@c(cublasDrotg) package func cublasDrotg(
  _ a: UnsafeRawPointer?, _ b: UnsafeRawPointer?, _ cosine: UnsafeRawPointer?,
  _ sine: UnsafeRawPointer?
) {
  LegacyBLAS.keep(
    cublasDrotg_v2(
      LegacyBLAS.handle, a, b, cosine, sine))
}

@c(cublasCrotg) package func cublasCrotg(
  _ a: UnsafeRawPointer?, _ b: parity_c64, _ cosine: UnsafeRawPointer?,
  _ sine: UnsafeRawPointer?
) {
  withAddress(of: b) { b in
    LegacyBLAS.keep(
      cublasCrotg_v2(
        LegacyBLAS.handle, a, b, cosine, sine))
  }
}

@c(cublasZrotg) package func cublasZrotg(
  _ a: UnsafeRawPointer?, _ b: parity_c128, _ cosine: UnsafeRawPointer?,
  _ sine: UnsafeRawPointer?
) {
  withAddress(of: b) { b in
    LegacyBLAS.keep(
      cublasZrotg_v2(
        LegacyBLAS.handle, a, b, cosine, sine))
  }
}

@c(cublasSrotm) package func cublasSrotm(
  _ n: CInt, _ x: UnsafeRawPointer?, _ incx: CInt, _ y: UnsafeRawPointer?, _ incy: CInt,
  _ param: UnsafeRawPointer?
) {
  LegacyBLAS.keep(
    cublasSrotm_v2(
      LegacyBLAS.handle, n, x, incx, y, incy, param))
}

@c(cublasDrotm) package func cublasDrotm(
  _ n: CInt, _ x: UnsafeRawPointer?, _ incx: CInt, _ y: UnsafeRawPointer?, _ incy: CInt,
  _ param: UnsafeRawPointer?
) {
  LegacyBLAS.keep(
    cublasDrotm_v2(
      LegacyBLAS.handle, n, x, incx, y, incy, param))
}

@c(cublasSrotmg) package func cublasSrotmg(
  _ d1: UnsafeRawPointer?, _ d2: UnsafeRawPointer?, _ x1: UnsafeRawPointer?,
  _ y1: UnsafeRawPointer?, _ param: UnsafeRawPointer?
) {
  LegacyBLAS.keep(
    cublasSrotmg_v2(
      LegacyBLAS.handle, d1, d2, x1, y1, param))
}

@c(cublasDrotmg) package func cublasDrotmg(
  _ d1: UnsafeRawPointer?, _ d2: UnsafeRawPointer?, _ x1: UnsafeRawPointer?,
  _ y1: UnsafeRawPointer?, _ param: UnsafeRawPointer?
) {
  LegacyBLAS.keep(
    cublasDrotmg_v2(
      LegacyBLAS.handle, d1, d2, x1, y1, param))
}

@c(cublasSscal) package func cublasSscal(
  _ n: CInt, _ alpha: Float, _ x: UnsafeRawPointer?, _ incx: CInt
) {
  withAddress(of: alpha) { alpha in
    LegacyBLAS.keep(
      cublasSscal_v2(
        LegacyBLAS.handle, n, alpha, x, incx))
  }
}

@c(cublasDscal) package func cublasDscal(
  _ n: CInt, _ alpha: Double, _ x: UnsafeRawPointer?, _ incx: CInt
) {
  withAddress(of: alpha) { alpha in
    LegacyBLAS.keep(
      cublasDscal_v2(
        LegacyBLAS.handle, n, alpha, x, incx))
  }
}

@c(cublasCscal) package func cublasCscal(
  _ n: CInt, _ alpha: parity_c64, _ x: UnsafeRawPointer?, _ incx: CInt
) {
  withAddress(of: alpha) { alpha in
    LegacyBLAS.keep(
      cublasCscal_v2(
        LegacyBLAS.handle, n, alpha, x, incx))
  }
}

@c(cublasZscal) package func cublasZscal(
  _ n: CInt, _ alpha: parity_c128, _ x: UnsafeRawPointer?, _ incx: CInt
) {
  withAddress(of: alpha) { alpha in
    LegacyBLAS.keep(
      cublasZscal_v2(
        LegacyBLAS.handle, n, alpha, x, incx))
  }
}

@c(cublasCsscal) package func cublasCsscal(
  _ n: CInt, _ alpha: Float, _ x: UnsafeRawPointer?, _ incx: CInt
) {
  withAddress(of: alpha) { alpha in
    LegacyBLAS.keep(
      cublasCsscal_v2(
        LegacyBLAS.handle, n, alpha, x, incx))
  }
}

@c(cublasZdscal) package func cublasZdscal(
  _ n: CInt, _ alpha: Double, _ x: UnsafeRawPointer?, _ incx: CInt
) {
  withAddress(of: alpha) { alpha in
    LegacyBLAS.keep(
      cublasZdscal_v2(
        LegacyBLAS.handle, n, alpha, x, incx))
  }
}

@c(cublasSswap) package func cublasSswap(
  _ n: CInt, _ x: UnsafeRawPointer?, _ incx: CInt, _ y: UnsafeRawPointer?, _ incy: CInt
) {
  LegacyBLAS.keep(
    cublasSswap_v2(
      LegacyBLAS.handle, n, x, incx, y, incy))
}

@c(cublasDswap) package func cublasDswap(
  _ n: CInt, _ x: UnsafeRawPointer?, _ incx: CInt, _ y: UnsafeRawPointer?, _ incy: CInt
) {
  LegacyBLAS.keep(
    cublasDswap_v2(
      LegacyBLAS.handle, n, x, incx, y, incy))
}

@c(cublasCswap) package func cublasCswap(
  _ n: CInt, _ x: UnsafeRawPointer?, _ incx: CInt, _ y: UnsafeRawPointer?, _ incy: CInt
) {
  LegacyBLAS.keep(
    cublasCswap_v2(
      LegacyBLAS.handle, n, x, incx, y, incy))
}

@c(cublasZswap) package func cublasZswap(
  _ n: CInt, _ x: UnsafeRawPointer?, _ incx: CInt, _ y: UnsafeRawPointer?, _ incy: CInt
) {
  LegacyBLAS.keep(
    cublasZswap_v2(
      LegacyBLAS.handle, n, x, incx, y, incy))
}

@c(cublasSgemv) package func cublasSgemv(
  _ transA: CChar, _ m: CInt, _ n: CInt, _ alpha: Float, _ a: UnsafeRawPointer?, _ lda: CInt,
  _ x: UnsafeRawPointer?, _ incx: CInt, _ beta: Float, _ y: UnsafeRawPointer?, _ incy: CInt
) {
  withAddress(of: alpha) { alpha in
    withAddress(of: beta) { beta in
      LegacyBLAS.keep(
        cublasSgemv_v2(
          LegacyBLAS.handle, LegacyBLAS.op(transA), m, n, alpha, a, lda, x, incx, beta, y, incy))
    }
  }
}

@c(cublasDgemv) package func cublasDgemv(
  _ transA: CChar, _ m: CInt, _ n: CInt, _ alpha: Double, _ a: UnsafeRawPointer?, _ lda: CInt,
  _ x: UnsafeRawPointer?, _ incx: CInt, _ beta: Double, _ y: UnsafeRawPointer?, _ incy: CInt
) {
  withAddress(of: alpha) { alpha in
    withAddress(of: beta) { beta in
      LegacyBLAS.keep(
        cublasDgemv_v2(
          LegacyBLAS.handle, LegacyBLAS.op(transA), m, n, alpha, a, lda, x, incx, beta, y, incy))
    }
  }
}

@c(cublasCgemv) package func cublasCgemv(
  _ transA: CChar, _ m: CInt, _ n: CInt, _ alpha: parity_c64, _ a: UnsafeRawPointer?,
  _ lda: CInt, _ x: UnsafeRawPointer?, _ incx: CInt, _ beta: parity_c64, _ y: UnsafeRawPointer?,
  _ incy: CInt
) {
  withAddress(of: alpha) { alpha in
    withAddress(of: beta) { beta in
      LegacyBLAS.keep(
        cublasCgemv_v2(
          LegacyBLAS.handle, LegacyBLAS.op(transA), m, n, alpha, a, lda, x, incx, beta, y, incy))
    }
  }
}

@c(cublasZgemv) package func cublasZgemv(
  _ transA: CChar, _ m: CInt, _ n: CInt, _ alpha: parity_c128, _ a: UnsafeRawPointer?,
  _ lda: CInt, _ x: UnsafeRawPointer?, _ incx: CInt, _ beta: parity_c128,
  _ y: UnsafeRawPointer?, _ incy: CInt
) {
  withAddress(of: alpha) { alpha in
    withAddress(of: beta) { beta in
      LegacyBLAS.keep(
        cublasZgemv_v2(
          LegacyBLAS.handle, LegacyBLAS.op(transA), m, n, alpha, a, lda, x, incx, beta, y, incy))
    }
  }
}

@c(cublasSgbmv) package func cublasSgbmv(
  _ transA: CChar, _ m: CInt, _ n: CInt, _ kl: CInt, _ ku: CInt, _ alpha: Float,
  _ a: UnsafeRawPointer?, _ lda: CInt, _ x: UnsafeRawPointer?, _ incx: CInt, _ beta: Float,
  _ y: UnsafeRawPointer?, _ incy: CInt
) {
  withAddress(of: alpha) { alpha in
    withAddress(of: beta) { beta in
      LegacyBLAS.keep(
        cublasSgbmv_v2(
          LegacyBLAS.handle, LegacyBLAS.op(transA), m, n, kl, ku, alpha, a, lda, x, incx, beta, y,
          incy))
    }
  }
}

@c(cublasDgbmv) package func cublasDgbmv(
  _ transA: CChar, _ m: CInt, _ n: CInt, _ kl: CInt, _ ku: CInt, _ alpha: Double,
  _ a: UnsafeRawPointer?, _ lda: CInt, _ x: UnsafeRawPointer?, _ incx: CInt, _ beta: Double,
  _ y: UnsafeRawPointer?, _ incy: CInt
) {
  withAddress(of: alpha) { alpha in
    withAddress(of: beta) { beta in
      LegacyBLAS.keep(
        cublasDgbmv_v2(
          LegacyBLAS.handle, LegacyBLAS.op(transA), m, n, kl, ku, alpha, a, lda, x, incx, beta, y,
          incy))
    }
  }
}

@c(cublasCgbmv) package func cublasCgbmv(
  _ transA: CChar, _ m: CInt, _ n: CInt, _ kl: CInt, _ ku: CInt, _ alpha: parity_c64,
  _ a: UnsafeRawPointer?, _ lda: CInt, _ x: UnsafeRawPointer?, _ incx: CInt, _ beta: parity_c64,
  _ y: UnsafeRawPointer?, _ incy: CInt
) {
  withAddress(of: alpha) { alpha in
    withAddress(of: beta) { beta in
      LegacyBLAS.keep(
        cublasCgbmv_v2(
          LegacyBLAS.handle, LegacyBLAS.op(transA), m, n, kl, ku, alpha, a, lda, x, incx, beta, y,
          incy))
    }
  }
}

@c(cublasZgbmv) package func cublasZgbmv(
  _ transA: CChar, _ m: CInt, _ n: CInt, _ kl: CInt, _ ku: CInt, _ alpha: parity_c128,
  _ a: UnsafeRawPointer?, _ lda: CInt, _ x: UnsafeRawPointer?, _ incx: CInt,
  _ beta: parity_c128, _ y: UnsafeRawPointer?, _ incy: CInt
) {
  withAddress(of: alpha) { alpha in
    withAddress(of: beta) { beta in
      LegacyBLAS.keep(
        cublasZgbmv_v2(
          LegacyBLAS.handle, LegacyBLAS.op(transA), m, n, kl, ku, alpha, a, lda, x, incx, beta, y,
          incy))
    }
  }
}

@c(cublasStrmv) package func cublasStrmv(
  _ uplo: CChar, _ transA: CChar, _ diag: CChar, _ n: CInt, _ a: UnsafeRawPointer?, _ lda: CInt,
  _ x: UnsafeRawPointer?, _ incx: CInt
) {
  LegacyBLAS.keep(
    cublasStrmv_v2(
      LegacyBLAS.handle, LegacyBLAS.uplo(uplo), LegacyBLAS.op(transA), LegacyBLAS.diag(diag), n,
      a, lda, x, incx))
}

@c(cublasDtrmv) package func cublasDtrmv(
  _ uplo: CChar, _ transA: CChar, _ diag: CChar, _ n: CInt, _ a: UnsafeRawPointer?, _ lda: CInt,
  _ x: UnsafeRawPointer?, _ incx: CInt
) {
  LegacyBLAS.keep(
    cublasDtrmv_v2(
      LegacyBLAS.handle, LegacyBLAS.uplo(uplo), LegacyBLAS.op(transA), LegacyBLAS.diag(diag), n,
      a, lda, x, incx))
}

@c(cublasCtrmv) package func cublasCtrmv(
  _ uplo: CChar, _ transA: CChar, _ diag: CChar, _ n: CInt, _ a: UnsafeRawPointer?, _ lda: CInt,
  _ x: UnsafeRawPointer?, _ incx: CInt
) {
  LegacyBLAS.keep(
    cublasCtrmv_v2(
      LegacyBLAS.handle, LegacyBLAS.uplo(uplo), LegacyBLAS.op(transA), LegacyBLAS.diag(diag), n,
      a, lda, x, incx))
}

@c(cublasZtrmv) package func cublasZtrmv(
  _ uplo: CChar, _ transA: CChar, _ diag: CChar, _ n: CInt, _ a: UnsafeRawPointer?, _ lda: CInt,
  _ x: UnsafeRawPointer?, _ incx: CInt
) {
  LegacyBLAS.keep(
    cublasZtrmv_v2(
      LegacyBLAS.handle, LegacyBLAS.uplo(uplo), LegacyBLAS.op(transA), LegacyBLAS.diag(diag), n,
      a, lda, x, incx))
}

@c(cublasStbmv) package func cublasStbmv(
  _ uplo: CChar, _ transA: CChar, _ diag: CChar, _ n: CInt, _ k: CInt, _ a: UnsafeRawPointer?,
  _ lda: CInt, _ x: UnsafeRawPointer?, _ incx: CInt
) {
  LegacyBLAS.keep(
    cublasStbmv_v2(
      LegacyBLAS.handle, LegacyBLAS.uplo(uplo), LegacyBLAS.op(transA), LegacyBLAS.diag(diag), n,
      k, a, lda, x, incx))
}

@c(cublasDtbmv) package func cublasDtbmv(
  _ uplo: CChar, _ transA: CChar, _ diag: CChar, _ n: CInt, _ k: CInt, _ a: UnsafeRawPointer?,
  _ lda: CInt, _ x: UnsafeRawPointer?, _ incx: CInt
) {
  LegacyBLAS.keep(
    cublasDtbmv_v2(
      LegacyBLAS.handle, LegacyBLAS.uplo(uplo), LegacyBLAS.op(transA), LegacyBLAS.diag(diag), n,
      k, a, lda, x, incx))
}

@c(cublasCtbmv) package func cublasCtbmv(
  _ uplo: CChar, _ transA: CChar, _ diag: CChar, _ n: CInt, _ k: CInt, _ a: UnsafeRawPointer?,
  _ lda: CInt, _ x: UnsafeRawPointer?, _ incx: CInt
) {
  LegacyBLAS.keep(
    cublasCtbmv_v2(
      LegacyBLAS.handle, LegacyBLAS.uplo(uplo), LegacyBLAS.op(transA), LegacyBLAS.diag(diag), n,
      k, a, lda, x, incx))
}

@c(cublasZtbmv) package func cublasZtbmv(
  _ uplo: CChar, _ transA: CChar, _ diag: CChar, _ n: CInt, _ k: CInt, _ a: UnsafeRawPointer?,
  _ lda: CInt, _ x: UnsafeRawPointer?, _ incx: CInt
) {
  LegacyBLAS.keep(
    cublasZtbmv_v2(
      LegacyBLAS.handle, LegacyBLAS.uplo(uplo), LegacyBLAS.op(transA), LegacyBLAS.diag(diag), n,
      k, a, lda, x, incx))
}

@c(cublasStpmv) package func cublasStpmv(
  _ uplo: CChar, _ transA: CChar, _ diag: CChar, _ n: CInt, _ a: UnsafeRawPointer?,
  _ x: UnsafeRawPointer?, _ incx: CInt
) {
  LegacyBLAS.keep(
    cublasStpmv_v2(
      LegacyBLAS.handle, LegacyBLAS.uplo(uplo), LegacyBLAS.op(transA), LegacyBLAS.diag(diag), n,
      a, x, incx))
}

@c(cublasDtpmv) package func cublasDtpmv(
  _ uplo: CChar, _ transA: CChar, _ diag: CChar, _ n: CInt, _ a: UnsafeRawPointer?,
  _ x: UnsafeRawPointer?, _ incx: CInt
) {
  LegacyBLAS.keep(
    cublasDtpmv_v2(
      LegacyBLAS.handle, LegacyBLAS.uplo(uplo), LegacyBLAS.op(transA), LegacyBLAS.diag(diag), n,
      a, x, incx))
}

@c(cublasCtpmv) package func cublasCtpmv(
  _ uplo: CChar, _ transA: CChar, _ diag: CChar, _ n: CInt, _ a: UnsafeRawPointer?,
  _ x: UnsafeRawPointer?, _ incx: CInt
) {
  LegacyBLAS.keep(
    cublasCtpmv_v2(
      LegacyBLAS.handle, LegacyBLAS.uplo(uplo), LegacyBLAS.op(transA), LegacyBLAS.diag(diag), n,
      a, x, incx))
}

@c(cublasZtpmv) package func cublasZtpmv(
  _ uplo: CChar, _ transA: CChar, _ diag: CChar, _ n: CInt, _ a: UnsafeRawPointer?,
  _ x: UnsafeRawPointer?, _ incx: CInt
) {
  LegacyBLAS.keep(
    cublasZtpmv_v2(
      LegacyBLAS.handle, LegacyBLAS.uplo(uplo), LegacyBLAS.op(transA), LegacyBLAS.diag(diag), n,
      a, x, incx))
}

@c(cublasStrsv) package func cublasStrsv(
  _ uplo: CChar, _ transA: CChar, _ diag: CChar, _ n: CInt, _ a: UnsafeRawPointer?, _ lda: CInt,
  _ x: UnsafeRawPointer?, _ incx: CInt
) {
  LegacyBLAS.keep(
    cublasStrsv_v2(
      LegacyBLAS.handle, LegacyBLAS.uplo(uplo), LegacyBLAS.op(transA), LegacyBLAS.diag(diag), n,
      a, lda, x, incx))
}

@c(cublasDtrsv) package func cublasDtrsv(
  _ uplo: CChar, _ transA: CChar, _ diag: CChar, _ n: CInt, _ a: UnsafeRawPointer?, _ lda: CInt,
  _ x: UnsafeRawPointer?, _ incx: CInt
) {
  LegacyBLAS.keep(
    cublasDtrsv_v2(
      LegacyBLAS.handle, LegacyBLAS.uplo(uplo), LegacyBLAS.op(transA), LegacyBLAS.diag(diag), n,
      a, lda, x, incx))
}

@c(cublasCtrsv) package func cublasCtrsv(
  _ uplo: CChar, _ transA: CChar, _ diag: CChar, _ n: CInt, _ a: UnsafeRawPointer?, _ lda: CInt,
  _ x: UnsafeRawPointer?, _ incx: CInt
) {
  LegacyBLAS.keep(
    cublasCtrsv_v2(
      LegacyBLAS.handle, LegacyBLAS.uplo(uplo), LegacyBLAS.op(transA), LegacyBLAS.diag(diag), n,
      a, lda, x, incx))
}

@c(cublasZtrsv) package func cublasZtrsv(
  _ uplo: CChar, _ transA: CChar, _ diag: CChar, _ n: CInt, _ a: UnsafeRawPointer?, _ lda: CInt,
  _ x: UnsafeRawPointer?, _ incx: CInt
) {
  LegacyBLAS.keep(
    cublasZtrsv_v2(
      LegacyBLAS.handle, LegacyBLAS.uplo(uplo), LegacyBLAS.op(transA), LegacyBLAS.diag(diag), n,
      a, lda, x, incx))
}

@c(cublasStpsv) package func cublasStpsv(
  _ uplo: CChar, _ transA: CChar, _ diag: CChar, _ n: CInt, _ a: UnsafeRawPointer?,
  _ x: UnsafeRawPointer?, _ incx: CInt
) {
  LegacyBLAS.keep(
    cublasStpsv_v2(
      LegacyBLAS.handle, LegacyBLAS.uplo(uplo), LegacyBLAS.op(transA), LegacyBLAS.diag(diag), n,
      a, x, incx))
}

@c(cublasDtpsv) package func cublasDtpsv(
  _ uplo: CChar, _ transA: CChar, _ diag: CChar, _ n: CInt, _ a: UnsafeRawPointer?,
  _ x: UnsafeRawPointer?, _ incx: CInt
) {
  LegacyBLAS.keep(
    cublasDtpsv_v2(
      LegacyBLAS.handle, LegacyBLAS.uplo(uplo), LegacyBLAS.op(transA), LegacyBLAS.diag(diag), n,
      a, x, incx))
}

@c(cublasCtpsv) package func cublasCtpsv(
  _ uplo: CChar, _ transA: CChar, _ diag: CChar, _ n: CInt, _ a: UnsafeRawPointer?,
  _ x: UnsafeRawPointer?, _ incx: CInt
) {
  LegacyBLAS.keep(
    cublasCtpsv_v2(
      LegacyBLAS.handle, LegacyBLAS.uplo(uplo), LegacyBLAS.op(transA), LegacyBLAS.diag(diag), n,
      a, x, incx))
}

@c(cublasZtpsv) package func cublasZtpsv(
  _ uplo: CChar, _ transA: CChar, _ diag: CChar, _ n: CInt, _ a: UnsafeRawPointer?,
  _ x: UnsafeRawPointer?, _ incx: CInt
) {
  LegacyBLAS.keep(
    cublasZtpsv_v2(
      LegacyBLAS.handle, LegacyBLAS.uplo(uplo), LegacyBLAS.op(transA), LegacyBLAS.diag(diag), n,
      a, x, incx))
}

@c(cublasStbsv) package func cublasStbsv(
  _ uplo: CChar, _ transA: CChar, _ diag: CChar, _ n: CInt, _ k: CInt, _ a: UnsafeRawPointer?,
  _ lda: CInt, _ x: UnsafeRawPointer?, _ incx: CInt
) {
  LegacyBLAS.keep(
    cublasStbsv_v2(
      LegacyBLAS.handle, LegacyBLAS.uplo(uplo), LegacyBLAS.op(transA), LegacyBLAS.diag(diag), n,
      k, a, lda, x, incx))
}

@c(cublasDtbsv) package func cublasDtbsv(
  _ uplo: CChar, _ transA: CChar, _ diag: CChar, _ n: CInt, _ k: CInt, _ a: UnsafeRawPointer?,
  _ lda: CInt, _ x: UnsafeRawPointer?, _ incx: CInt
) {
  LegacyBLAS.keep(
    cublasDtbsv_v2(
      LegacyBLAS.handle, LegacyBLAS.uplo(uplo), LegacyBLAS.op(transA), LegacyBLAS.diag(diag), n,
      k, a, lda, x, incx))
}

@c(cublasCtbsv) package func cublasCtbsv(
  _ uplo: CChar, _ transA: CChar, _ diag: CChar, _ n: CInt, _ k: CInt, _ a: UnsafeRawPointer?,
  _ lda: CInt, _ x: UnsafeRawPointer?, _ incx: CInt
) {
  LegacyBLAS.keep(
    cublasCtbsv_v2(
      LegacyBLAS.handle, LegacyBLAS.uplo(uplo), LegacyBLAS.op(transA), LegacyBLAS.diag(diag), n,
      k, a, lda, x, incx))
}

@c(cublasZtbsv) package func cublasZtbsv(
  _ uplo: CChar, _ transA: CChar, _ diag: CChar, _ n: CInt, _ k: CInt, _ a: UnsafeRawPointer?,
  _ lda: CInt, _ x: UnsafeRawPointer?, _ incx: CInt
) {
  LegacyBLAS.keep(
    cublasZtbsv_v2(
      LegacyBLAS.handle, LegacyBLAS.uplo(uplo), LegacyBLAS.op(transA), LegacyBLAS.diag(diag), n,
      k, a, lda, x, incx))
}

@c(cublasSsymv) package func cublasSsymv(
  _ uplo: CChar, _ n: CInt, _ alpha: Float, _ a: UnsafeRawPointer?, _ lda: CInt,
  _ x: UnsafeRawPointer?, _ incx: CInt, _ beta: Float, _ y: UnsafeRawPointer?, _ incy: CInt
) {
  withAddress(of: alpha) { alpha in
    withAddress(of: beta) { beta in
      LegacyBLAS.keep(
        cublasSsymv_v2(
          LegacyBLAS.handle, LegacyBLAS.uplo(uplo), n, alpha, a, lda, x, incx, beta, y, incy))
    }
  }
}

@c(cublasDsymv) package func cublasDsymv(
  _ uplo: CChar, _ n: CInt, _ alpha: Double, _ a: UnsafeRawPointer?, _ lda: CInt,
  _ x: UnsafeRawPointer?, _ incx: CInt, _ beta: Double, _ y: UnsafeRawPointer?, _ incy: CInt
) {
  withAddress(of: alpha) { alpha in
    withAddress(of: beta) { beta in
      LegacyBLAS.keep(
        cublasDsymv_v2(
          LegacyBLAS.handle, LegacyBLAS.uplo(uplo), n, alpha, a, lda, x, incx, beta, y, incy))
    }
  }
}

@c(cublasChemv) package func cublasChemv(
  _ uplo: CChar, _ n: CInt, _ alpha: parity_c64, _ a: UnsafeRawPointer?, _ lda: CInt,
  _ x: UnsafeRawPointer?, _ incx: CInt, _ beta: parity_c64, _ y: UnsafeRawPointer?,
  _ incy: CInt
) {
  withAddress(of: alpha) { alpha in
    withAddress(of: beta) { beta in
      LegacyBLAS.keep(
        cublasChemv_v2(
          LegacyBLAS.handle, LegacyBLAS.uplo(uplo), n, alpha, a, lda, x, incx, beta, y, incy))
    }
  }
}

@c(cublasZhemv) package func cublasZhemv(
  _ uplo: CChar, _ n: CInt, _ alpha: parity_c128, _ a: UnsafeRawPointer?, _ lda: CInt,
  _ x: UnsafeRawPointer?, _ incx: CInt, _ beta: parity_c128, _ y: UnsafeRawPointer?,
  _ incy: CInt
) {
  withAddress(of: alpha) { alpha in
    withAddress(of: beta) { beta in
      LegacyBLAS.keep(
        cublasZhemv_v2(
          LegacyBLAS.handle, LegacyBLAS.uplo(uplo), n, alpha, a, lda, x, incx, beta, y, incy))
    }
  }
}

@c(cublasSsbmv) package func cublasSsbmv(
  _ uplo: CChar, _ n: CInt, _ k: CInt, _ alpha: Float, _ a: UnsafeRawPointer?, _ lda: CInt,
  _ x: UnsafeRawPointer?, _ incx: CInt, _ beta: Float, _ y: UnsafeRawPointer?, _ incy: CInt
) {
  withAddress(of: alpha) { alpha in
    withAddress(of: beta) { beta in
      LegacyBLAS.keep(
        cublasSsbmv_v2(
          LegacyBLAS.handle, LegacyBLAS.uplo(uplo), n, k, alpha, a, lda, x, incx, beta, y, incy))
    }
  }
}

@c(cublasDsbmv) package func cublasDsbmv(
  _ uplo: CChar, _ n: CInt, _ k: CInt, _ alpha: Double, _ a: UnsafeRawPointer?, _ lda: CInt,
  _ x: UnsafeRawPointer?, _ incx: CInt, _ beta: Double, _ y: UnsafeRawPointer?, _ incy: CInt
) {
  withAddress(of: alpha) { alpha in
    withAddress(of: beta) { beta in
      LegacyBLAS.keep(
        cublasDsbmv_v2(
          LegacyBLAS.handle, LegacyBLAS.uplo(uplo), n, k, alpha, a, lda, x, incx, beta, y, incy))
    }
  }
}

@c(cublasChbmv) package func cublasChbmv(
  _ uplo: CChar, _ n: CInt, _ k: CInt, _ alpha: parity_c64, _ a: UnsafeRawPointer?, _ lda: CInt,
  _ x: UnsafeRawPointer?, _ incx: CInt, _ beta: parity_c64, _ y: UnsafeRawPointer?,
  _ incy: CInt
) {
  withAddress(of: alpha) { alpha in
    withAddress(of: beta) { beta in
      LegacyBLAS.keep(
        cublasChbmv_v2(
          LegacyBLAS.handle, LegacyBLAS.uplo(uplo), n, k, alpha, a, lda, x, incx, beta, y, incy))
    }
  }
}

@c(cublasZhbmv) package func cublasZhbmv(
  _ uplo: CChar, _ n: CInt, _ k: CInt, _ alpha: parity_c128, _ a: UnsafeRawPointer?,
  _ lda: CInt, _ x: UnsafeRawPointer?, _ incx: CInt, _ beta: parity_c128,
  _ y: UnsafeRawPointer?, _ incy: CInt
) {
  withAddress(of: alpha) { alpha in
    withAddress(of: beta) { beta in
      LegacyBLAS.keep(
        cublasZhbmv_v2(
          LegacyBLAS.handle, LegacyBLAS.uplo(uplo), n, k, alpha, a, lda, x, incx, beta, y, incy))
    }
  }
}

@c(cublasSspmv) package func cublasSspmv(
  _ uplo: CChar, _ n: CInt, _ alpha: Float, _ a: UnsafeRawPointer?, _ x: UnsafeRawPointer?,
  _ incx: CInt, _ beta: Float, _ y: UnsafeRawPointer?, _ incy: CInt
) {
  withAddress(of: alpha) { alpha in
    withAddress(of: beta) { beta in
      LegacyBLAS.keep(
        cublasSspmv_v2(
          LegacyBLAS.handle, LegacyBLAS.uplo(uplo), n, alpha, a, x, incx, beta, y, incy))
    }
  }
}

@c(cublasDspmv) package func cublasDspmv(
  _ uplo: CChar, _ n: CInt, _ alpha: Double, _ a: UnsafeRawPointer?, _ x: UnsafeRawPointer?,
  _ incx: CInt, _ beta: Double, _ y: UnsafeRawPointer?, _ incy: CInt
) {
  withAddress(of: alpha) { alpha in
    withAddress(of: beta) { beta in
      LegacyBLAS.keep(
        cublasDspmv_v2(
          LegacyBLAS.handle, LegacyBLAS.uplo(uplo), n, alpha, a, x, incx, beta, y, incy))
    }
  }
}

@c(cublasChpmv) package func cublasChpmv(
  _ uplo: CChar, _ n: CInt, _ alpha: parity_c64, _ a: UnsafeRawPointer?, _ x: UnsafeRawPointer?,
  _ incx: CInt, _ beta: parity_c64, _ y: UnsafeRawPointer?, _ incy: CInt
) {
  withAddress(of: alpha) { alpha in
    withAddress(of: beta) { beta in
      LegacyBLAS.keep(
        cublasChpmv_v2(
          LegacyBLAS.handle, LegacyBLAS.uplo(uplo), n, alpha, a, x, incx, beta, y, incy))
    }
  }
}

@c(cublasZhpmv) package func cublasZhpmv(
  _ uplo: CChar, _ n: CInt, _ alpha: parity_c128, _ a: UnsafeRawPointer?,
  _ x: UnsafeRawPointer?, _ incx: CInt, _ beta: parity_c128, _ y: UnsafeRawPointer?,
  _ incy: CInt
) {
  withAddress(of: alpha) { alpha in
    withAddress(of: beta) { beta in
      LegacyBLAS.keep(
        cublasZhpmv_v2(
          LegacyBLAS.handle, LegacyBLAS.uplo(uplo), n, alpha, a, x, incx, beta, y, incy))
    }
  }
}

@c(cublasSger) package func cublasSger(
  _ m: CInt, _ n: CInt, _ alpha: Float, _ x: UnsafeRawPointer?, _ incx: CInt,
  _ y: UnsafeRawPointer?, _ incy: CInt, _ a: UnsafeRawPointer?, _ lda: CInt
) {
  withAddress(of: alpha) { alpha in
    LegacyBLAS.keep(
      cublasSger_v2(
        LegacyBLAS.handle, m, n, alpha, x, incx, y, incy, a, lda))
  }
}

@c(cublasDger) package func cublasDger(
  _ m: CInt, _ n: CInt, _ alpha: Double, _ x: UnsafeRawPointer?, _ incx: CInt,
  _ y: UnsafeRawPointer?, _ incy: CInt, _ a: UnsafeRawPointer?, _ lda: CInt
) {
  withAddress(of: alpha) { alpha in
    LegacyBLAS.keep(
      cublasDger_v2(
        LegacyBLAS.handle, m, n, alpha, x, incx, y, incy, a, lda))
  }
}

@c(cublasCgeru) package func cublasCgeru(
  _ m: CInt, _ n: CInt, _ alpha: parity_c64, _ x: UnsafeRawPointer?, _ incx: CInt,
  _ y: UnsafeRawPointer?, _ incy: CInt, _ a: UnsafeRawPointer?, _ lda: CInt
) {
  withAddress(of: alpha) { alpha in
    LegacyBLAS.keep(
      cublasCgeru_v2(
        LegacyBLAS.handle, m, n, alpha, x, incx, y, incy, a, lda))
  }
}

@c(cublasZgeru) package func cublasZgeru(
  _ m: CInt, _ n: CInt, _ alpha: parity_c128, _ x: UnsafeRawPointer?, _ incx: CInt,
  _ y: UnsafeRawPointer?, _ incy: CInt, _ a: UnsafeRawPointer?, _ lda: CInt
) {
  withAddress(of: alpha) { alpha in
    LegacyBLAS.keep(
      cublasZgeru_v2(
        LegacyBLAS.handle, m, n, alpha, x, incx, y, incy, a, lda))
  }
}

@c(cublasCgerc) package func cublasCgerc(
  _ m: CInt, _ n: CInt, _ alpha: parity_c64, _ x: UnsafeRawPointer?, _ incx: CInt,
  _ y: UnsafeRawPointer?, _ incy: CInt, _ a: UnsafeRawPointer?, _ lda: CInt
) {
  withAddress(of: alpha) { alpha in
    LegacyBLAS.keep(
      cublasCgerc_v2(
        LegacyBLAS.handle, m, n, alpha, x, incx, y, incy, a, lda))
  }
}

@c(cublasZgerc) package func cublasZgerc(
  _ m: CInt, _ n: CInt, _ alpha: parity_c128, _ x: UnsafeRawPointer?, _ incx: CInt,
  _ y: UnsafeRawPointer?, _ incy: CInt, _ a: UnsafeRawPointer?, _ lda: CInt
) {
  withAddress(of: alpha) { alpha in
    LegacyBLAS.keep(
      cublasZgerc_v2(
        LegacyBLAS.handle, m, n, alpha, x, incx, y, incy, a, lda))
  }
}

@c(cublasSsyr) package func cublasSsyr(
  _ uplo: CChar, _ n: CInt, _ alpha: Float, _ x: UnsafeRawPointer?, _ incx: CInt,
  _ a: UnsafeRawPointer?, _ lda: CInt
) {
  withAddress(of: alpha) { alpha in
    LegacyBLAS.keep(
      cublasSsyr_v2(
        LegacyBLAS.handle, LegacyBLAS.uplo(uplo), n, alpha, x, incx, a, lda))
  }
}

@c(cublasDsyr) package func cublasDsyr(
  _ uplo: CChar, _ n: CInt, _ alpha: Double, _ x: UnsafeRawPointer?, _ incx: CInt,
  _ a: UnsafeRawPointer?, _ lda: CInt
) {
  withAddress(of: alpha) { alpha in
    LegacyBLAS.keep(
      cublasDsyr_v2(
        LegacyBLAS.handle, LegacyBLAS.uplo(uplo), n, alpha, x, incx, a, lda))
  }
}

@c(cublasCher) package func cublasCher(
  _ uplo: CChar, _ n: CInt, _ alpha: Float, _ x: UnsafeRawPointer?, _ incx: CInt,
  _ a: UnsafeRawPointer?, _ lda: CInt
) {
  withAddress(of: alpha) { alpha in
    LegacyBLAS.keep(
      cublasCher_v2(
        LegacyBLAS.handle, LegacyBLAS.uplo(uplo), n, alpha, x, incx, a, lda))
  }
}

@c(cublasZher) package func cublasZher(
  _ uplo: CChar, _ n: CInt, _ alpha: Double, _ x: UnsafeRawPointer?, _ incx: CInt,
  _ a: UnsafeRawPointer?, _ lda: CInt
) {
  withAddress(of: alpha) { alpha in
    LegacyBLAS.keep(
      cublasZher_v2(
        LegacyBLAS.handle, LegacyBLAS.uplo(uplo), n, alpha, x, incx, a, lda))
  }
}

@c(cublasSspr) package func cublasSspr(
  _ uplo: CChar, _ n: CInt, _ alpha: Float, _ x: UnsafeRawPointer?, _ incx: CInt,
  _ a: UnsafeRawPointer?
) {
  withAddress(of: alpha) { alpha in
    LegacyBLAS.keep(
      cublasSspr_v2(
        LegacyBLAS.handle, LegacyBLAS.uplo(uplo), n, alpha, x, incx, a))
  }
}

@c(cublasDspr) package func cublasDspr(
  _ uplo: CChar, _ n: CInt, _ alpha: Double, _ x: UnsafeRawPointer?, _ incx: CInt,
  _ a: UnsafeRawPointer?
) {
  withAddress(of: alpha) { alpha in
    LegacyBLAS.keep(
      cublasDspr_v2(
        LegacyBLAS.handle, LegacyBLAS.uplo(uplo), n, alpha, x, incx, a))
  }
}

@c(cublasChpr) package func cublasChpr(
  _ uplo: CChar, _ n: CInt, _ alpha: Float, _ x: UnsafeRawPointer?, _ incx: CInt,
  _ a: UnsafeRawPointer?
) {
  withAddress(of: alpha) { alpha in
    LegacyBLAS.keep(
      cublasChpr_v2(
        LegacyBLAS.handle, LegacyBLAS.uplo(uplo), n, alpha, x, incx, a))
  }
}

@c(cublasZhpr) package func cublasZhpr(
  _ uplo: CChar, _ n: CInt, _ alpha: Double, _ x: UnsafeRawPointer?, _ incx: CInt,
  _ a: UnsafeRawPointer?
) {
  withAddress(of: alpha) { alpha in
    LegacyBLAS.keep(
      cublasZhpr_v2(
        LegacyBLAS.handle, LegacyBLAS.uplo(uplo), n, alpha, x, incx, a))
  }
}

@c(cublasSsyr2) package func cublasSsyr2(
  _ uplo: CChar, _ n: CInt, _ alpha: Float, _ x: UnsafeRawPointer?, _ incx: CInt,
  _ y: UnsafeRawPointer?, _ incy: CInt, _ a: UnsafeRawPointer?, _ lda: CInt
) {
  withAddress(of: alpha) { alpha in
    LegacyBLAS.keep(
      cublasSsyr2_v2(
        LegacyBLAS.handle, LegacyBLAS.uplo(uplo), n, alpha, x, incx, y, incy, a, lda))
  }
}

@c(cublasDsyr2) package func cublasDsyr2(
  _ uplo: CChar, _ n: CInt, _ alpha: Double, _ x: UnsafeRawPointer?, _ incx: CInt,
  _ y: UnsafeRawPointer?, _ incy: CInt, _ a: UnsafeRawPointer?, _ lda: CInt
) {
  withAddress(of: alpha) { alpha in
    LegacyBLAS.keep(
      cublasDsyr2_v2(
        LegacyBLAS.handle, LegacyBLAS.uplo(uplo), n, alpha, x, incx, y, incy, a, lda))
  }
}

@c(cublasCher2) package func cublasCher2(
  _ uplo: CChar, _ n: CInt, _ alpha: parity_c64, _ x: UnsafeRawPointer?, _ incx: CInt,
  _ y: UnsafeRawPointer?, _ incy: CInt, _ a: UnsafeRawPointer?, _ lda: CInt
) {
  withAddress(of: alpha) { alpha in
    LegacyBLAS.keep(
      cublasCher2_v2(
        LegacyBLAS.handle, LegacyBLAS.uplo(uplo), n, alpha, x, incx, y, incy, a, lda))
  }
}

@c(cublasZher2) package func cublasZher2(
  _ uplo: CChar, _ n: CInt, _ alpha: parity_c128, _ x: UnsafeRawPointer?, _ incx: CInt,
  _ y: UnsafeRawPointer?, _ incy: CInt, _ a: UnsafeRawPointer?, _ lda: CInt
) {
  withAddress(of: alpha) { alpha in
    LegacyBLAS.keep(
      cublasZher2_v2(
        LegacyBLAS.handle, LegacyBLAS.uplo(uplo), n, alpha, x, incx, y, incy, a, lda))
  }
}

@c(cublasSspr2) package func cublasSspr2(
  _ uplo: CChar, _ n: CInt, _ alpha: Float, _ x: UnsafeRawPointer?, _ incx: CInt,
  _ y: UnsafeRawPointer?, _ incy: CInt, _ a: UnsafeRawPointer?
) {
  withAddress(of: alpha) { alpha in
    LegacyBLAS.keep(
      cublasSspr2_v2(
        LegacyBLAS.handle, LegacyBLAS.uplo(uplo), n, alpha, x, incx, y, incy, a))
  }
}

@c(cublasDspr2) package func cublasDspr2(
  _ uplo: CChar, _ n: CInt, _ alpha: Double, _ x: UnsafeRawPointer?, _ incx: CInt,
  _ y: UnsafeRawPointer?, _ incy: CInt, _ a: UnsafeRawPointer?
) {
  withAddress(of: alpha) { alpha in
    LegacyBLAS.keep(
      cublasDspr2_v2(
        LegacyBLAS.handle, LegacyBLAS.uplo(uplo), n, alpha, x, incx, y, incy, a))
  }
}

@c(cublasChpr2) package func cublasChpr2(
  _ uplo: CChar, _ n: CInt, _ alpha: parity_c64, _ x: UnsafeRawPointer?, _ incx: CInt,
  _ y: UnsafeRawPointer?, _ incy: CInt, _ a: UnsafeRawPointer?
) {
  withAddress(of: alpha) { alpha in
    LegacyBLAS.keep(
      cublasChpr2_v2(
        LegacyBLAS.handle, LegacyBLAS.uplo(uplo), n, alpha, x, incx, y, incy, a))
  }
}

@c(cublasZhpr2) package func cublasZhpr2(
  _ uplo: CChar, _ n: CInt, _ alpha: parity_c128, _ x: UnsafeRawPointer?, _ incx: CInt,
  _ y: UnsafeRawPointer?, _ incy: CInt, _ a: UnsafeRawPointer?
) {
  withAddress(of: alpha) { alpha in
    LegacyBLAS.keep(
      cublasZhpr2_v2(
        LegacyBLAS.handle, LegacyBLAS.uplo(uplo), n, alpha, x, incx, y, incy, a))
  }
}

@c(cublasSsymm) package func cublasSsymm(
  _ side: CChar, _ uplo: CChar, _ m: CInt, _ n: CInt, _ alpha: Float, _ a: UnsafeRawPointer?,
  _ lda: CInt, _ b: UnsafeRawPointer?, _ ldb: CInt, _ beta: Float, _ c: UnsafeRawPointer?,
  _ ldc: CInt
) {
  withAddress(of: alpha) { alpha in
    withAddress(of: beta) { beta in
      LegacyBLAS.keep(
        cublasSsymm_v2(
          LegacyBLAS.handle, LegacyBLAS.side(side), LegacyBLAS.uplo(uplo), m, n, alpha, a, lda, b,
          ldb, beta, c, ldc))
    }
  }
}

@c(cublasDsymm) package func cublasDsymm(
  _ side: CChar, _ uplo: CChar, _ m: CInt, _ n: CInt, _ alpha: Double, _ a: UnsafeRawPointer?,
  _ lda: CInt, _ b: UnsafeRawPointer?, _ ldb: CInt, _ beta: Double, _ c: UnsafeRawPointer?,
  _ ldc: CInt
) {
  withAddress(of: alpha) { alpha in
    withAddress(of: beta) { beta in
      LegacyBLAS.keep(
        cublasDsymm_v2(
          LegacyBLAS.handle, LegacyBLAS.side(side), LegacyBLAS.uplo(uplo), m, n, alpha, a, lda, b,
          ldb, beta, c, ldc))
    }
  }
}

@c(cublasCsymm) package func cublasCsymm(
  _ side: CChar, _ uplo: CChar, _ m: CInt, _ n: CInt, _ alpha: parity_c64,
  _ a: UnsafeRawPointer?, _ lda: CInt, _ b: UnsafeRawPointer?, _ ldb: CInt, _ beta: parity_c64,
  _ c: UnsafeRawPointer?, _ ldc: CInt
) {
  withAddress(of: alpha) { alpha in
    withAddress(of: beta) { beta in
      LegacyBLAS.keep(
        cublasCsymm_v2(
          LegacyBLAS.handle, LegacyBLAS.side(side), LegacyBLAS.uplo(uplo), m, n, alpha, a, lda, b,
          ldb, beta, c, ldc))
    }
  }
}

@c(cublasZsymm) package func cublasZsymm(
  _ side: CChar, _ uplo: CChar, _ m: CInt, _ n: CInt, _ alpha: parity_c128,
  _ a: UnsafeRawPointer?, _ lda: CInt, _ b: UnsafeRawPointer?, _ ldb: CInt, _ beta: parity_c128,
  _ c: UnsafeRawPointer?, _ ldc: CInt
) {
  withAddress(of: alpha) { alpha in
    withAddress(of: beta) { beta in
      LegacyBLAS.keep(
        cublasZsymm_v2(
          LegacyBLAS.handle, LegacyBLAS.side(side), LegacyBLAS.uplo(uplo), m, n, alpha, a, lda, b,
          ldb, beta, c, ldc))
    }
  }
}

@c(cublasChemm) package func cublasChemm(
  _ side: CChar, _ uplo: CChar, _ m: CInt, _ n: CInt, _ alpha: parity_c64,
  _ a: UnsafeRawPointer?, _ lda: CInt, _ b: UnsafeRawPointer?, _ ldb: CInt, _ beta: parity_c64,
  _ c: UnsafeRawPointer?, _ ldc: CInt
) {
  withAddress(of: alpha) { alpha in
    withAddress(of: beta) { beta in
      LegacyBLAS.keep(
        cublasChemm_v2(
          LegacyBLAS.handle, LegacyBLAS.side(side), LegacyBLAS.uplo(uplo), m, n, alpha, a, lda, b,
          ldb, beta, c, ldc))
    }
  }
}

@c(cublasZhemm) package func cublasZhemm(
  _ side: CChar, _ uplo: CChar, _ m: CInt, _ n: CInt, _ alpha: parity_c128,
  _ a: UnsafeRawPointer?, _ lda: CInt, _ b: UnsafeRawPointer?, _ ldb: CInt, _ beta: parity_c128,
  _ c: UnsafeRawPointer?, _ ldc: CInt
) {
  withAddress(of: alpha) { alpha in
    withAddress(of: beta) { beta in
      LegacyBLAS.keep(
        cublasZhemm_v2(
          LegacyBLAS.handle, LegacyBLAS.side(side), LegacyBLAS.uplo(uplo), m, n, alpha, a, lda, b,
          ldb, beta, c, ldc))
    }
  }
}

@c(cublasSsyrk) package func cublasSsyrk(
  _ uplo: CChar, _ transA: CChar, _ n: CInt, _ k: CInt, _ alpha: Float, _ a: UnsafeRawPointer?,
  _ lda: CInt, _ beta: Float, _ c: UnsafeRawPointer?, _ ldc: CInt
) {
  withAddress(of: alpha) { alpha in
    withAddress(of: beta) { beta in
      LegacyBLAS.keep(
        cublasSsyrk_v2(
          LegacyBLAS.handle, LegacyBLAS.uplo(uplo), LegacyBLAS.op(transA), n, k, alpha, a, lda,
          beta, c, ldc))
    }
  }
}

@c(cublasDsyrk) package func cublasDsyrk(
  _ uplo: CChar, _ transA: CChar, _ n: CInt, _ k: CInt, _ alpha: Double, _ a: UnsafeRawPointer?,
  _ lda: CInt, _ beta: Double, _ c: UnsafeRawPointer?, _ ldc: CInt
) {
  withAddress(of: alpha) { alpha in
    withAddress(of: beta) { beta in
      LegacyBLAS.keep(
        cublasDsyrk_v2(
          LegacyBLAS.handle, LegacyBLAS.uplo(uplo), LegacyBLAS.op(transA), n, k, alpha, a, lda,
          beta, c, ldc))
    }
  }
}

@c(cublasCsyrk) package func cublasCsyrk(
  _ uplo: CChar, _ transA: CChar, _ n: CInt, _ k: CInt, _ alpha: parity_c64,
  _ a: UnsafeRawPointer?, _ lda: CInt, _ beta: parity_c64, _ c: UnsafeRawPointer?, _ ldc: CInt
) {
  withAddress(of: alpha) { alpha in
    withAddress(of: beta) { beta in
      LegacyBLAS.keep(
        cublasCsyrk_v2(
          LegacyBLAS.handle, LegacyBLAS.uplo(uplo), LegacyBLAS.op(transA), n, k, alpha, a, lda,
          beta, c, ldc))
    }
  }
}

@c(cublasZsyrk) package func cublasZsyrk(
  _ uplo: CChar, _ transA: CChar, _ n: CInt, _ k: CInt, _ alpha: parity_c128,
  _ a: UnsafeRawPointer?, _ lda: CInt, _ beta: parity_c128, _ c: UnsafeRawPointer?, _ ldc: CInt
) {
  withAddress(of: alpha) { alpha in
    withAddress(of: beta) { beta in
      LegacyBLAS.keep(
        cublasZsyrk_v2(
          LegacyBLAS.handle, LegacyBLAS.uplo(uplo), LegacyBLAS.op(transA), n, k, alpha, a, lda,
          beta, c, ldc))
    }
  }
}

@c(cublasCherk) package func cublasCherk(
  _ uplo: CChar, _ transA: CChar, _ n: CInt, _ k: CInt, _ alpha: Float, _ a: UnsafeRawPointer?,
  _ lda: CInt, _ beta: Float, _ c: UnsafeRawPointer?, _ ldc: CInt
) {
  withAddress(of: alpha) { alpha in
    withAddress(of: beta) { beta in
      LegacyBLAS.keep(
        cublasCherk_v2(
          LegacyBLAS.handle, LegacyBLAS.uplo(uplo), LegacyBLAS.op(transA), n, k, alpha, a, lda,
          beta, c, ldc))
    }
  }
}

@c(cublasZherk) package func cublasZherk(
  _ uplo: CChar, _ transA: CChar, _ n: CInt, _ k: CInt, _ alpha: Double, _ a: UnsafeRawPointer?,
  _ lda: CInt, _ beta: Double, _ c: UnsafeRawPointer?, _ ldc: CInt
) {
  withAddress(of: alpha) { alpha in
    withAddress(of: beta) { beta in
      LegacyBLAS.keep(
        cublasZherk_v2(
          LegacyBLAS.handle, LegacyBLAS.uplo(uplo), LegacyBLAS.op(transA), n, k, alpha, a, lda,
          beta, c, ldc))
    }
  }
}

@c(cublasSsyr2k) package func cublasSsyr2k(
  _ uplo: CChar, _ transA: CChar, _ n: CInt, _ k: CInt, _ alpha: Float, _ a: UnsafeRawPointer?,
  _ lda: CInt, _ b: UnsafeRawPointer?, _ ldb: CInt, _ beta: Float, _ c: UnsafeRawPointer?,
  _ ldc: CInt
) {
  withAddress(of: alpha) { alpha in
    withAddress(of: beta) { beta in
      LegacyBLAS.keep(
        cublasSsyr2k_v2(
          LegacyBLAS.handle, LegacyBLAS.uplo(uplo), LegacyBLAS.op(transA), n, k, alpha, a, lda, b,
          ldb, beta, c, ldc))
    }
  }
}

@c(cublasDsyr2k) package func cublasDsyr2k(
  _ uplo: CChar, _ transA: CChar, _ n: CInt, _ k: CInt, _ alpha: Double, _ a: UnsafeRawPointer?,
  _ lda: CInt, _ b: UnsafeRawPointer?, _ ldb: CInt, _ beta: Double, _ c: UnsafeRawPointer?,
  _ ldc: CInt
) {
  withAddress(of: alpha) { alpha in
    withAddress(of: beta) { beta in
      LegacyBLAS.keep(
        cublasDsyr2k_v2(
          LegacyBLAS.handle, LegacyBLAS.uplo(uplo), LegacyBLAS.op(transA), n, k, alpha, a, lda, b,
          ldb, beta, c, ldc))
    }
  }
}

@c(cublasCsyr2k) package func cublasCsyr2k(
  _ uplo: CChar, _ transA: CChar, _ n: CInt, _ k: CInt, _ alpha: parity_c64,
  _ a: UnsafeRawPointer?, _ lda: CInt, _ b: UnsafeRawPointer?, _ ldb: CInt, _ beta: parity_c64,
  _ c: UnsafeRawPointer?, _ ldc: CInt
) {
  withAddress(of: alpha) { alpha in
    withAddress(of: beta) { beta in
      LegacyBLAS.keep(
        cublasCsyr2k_v2(
          LegacyBLAS.handle, LegacyBLAS.uplo(uplo), LegacyBLAS.op(transA), n, k, alpha, a, lda, b,
          ldb, beta, c, ldc))
    }
  }
}

@c(cublasZsyr2k) package func cublasZsyr2k(
  _ uplo: CChar, _ transA: CChar, _ n: CInt, _ k: CInt, _ alpha: parity_c128,
  _ a: UnsafeRawPointer?, _ lda: CInt, _ b: UnsafeRawPointer?, _ ldb: CInt, _ beta: parity_c128,
  _ c: UnsafeRawPointer?, _ ldc: CInt
) {
  withAddress(of: alpha) { alpha in
    withAddress(of: beta) { beta in
      LegacyBLAS.keep(
        cublasZsyr2k_v2(
          LegacyBLAS.handle, LegacyBLAS.uplo(uplo), LegacyBLAS.op(transA), n, k, alpha, a, lda, b,
          ldb, beta, c, ldc))
    }
  }
}

@c(cublasCher2k) package func cublasCher2k(
  _ uplo: CChar, _ transA: CChar, _ n: CInt, _ k: CInt, _ alpha: parity_c64,
  _ a: UnsafeRawPointer?, _ lda: CInt, _ b: UnsafeRawPointer?, _ ldb: CInt, _ beta: Float,
  _ c: UnsafeRawPointer?, _ ldc: CInt
) {
  withAddress(of: alpha) { alpha in
    withAddress(of: beta) { beta in
      LegacyBLAS.keep(
        cublasCher2k_v2(
          LegacyBLAS.handle, LegacyBLAS.uplo(uplo), LegacyBLAS.op(transA), n, k, alpha, a, lda, b,
          ldb, beta, c, ldc))
    }
  }
}

@c(cublasZher2k) package func cublasZher2k(
  _ uplo: CChar, _ transA: CChar, _ n: CInt, _ k: CInt, _ alpha: parity_c128,
  _ a: UnsafeRawPointer?, _ lda: CInt, _ b: UnsafeRawPointer?, _ ldb: CInt, _ beta: Double,
  _ c: UnsafeRawPointer?, _ ldc: CInt
) {
  withAddress(of: alpha) { alpha in
    withAddress(of: beta) { beta in
      LegacyBLAS.keep(
        cublasZher2k_v2(
          LegacyBLAS.handle, LegacyBLAS.uplo(uplo), LegacyBLAS.op(transA), n, k, alpha, a, lda, b,
          ldb, beta, c, ldc))
    }
  }
}

@c(cublasStrmm) package func cublasStrmm(
  _ side: CChar, _ uplo: CChar, _ transA: CChar, _ diag: CChar, _ m: CInt, _ n: CInt,
  _ alpha: Float, _ a: UnsafeRawPointer?, _ lda: CInt, _ b: UnsafeRawPointer?, _ ldb: CInt
) {
  withAddress(of: alpha) { alpha in
    LegacyBLAS.keep(
      cublasStrmm_v2(
        LegacyBLAS.handle, LegacyBLAS.side(side), LegacyBLAS.uplo(uplo), LegacyBLAS.op(transA),
        LegacyBLAS.diag(diag), m, n, alpha, a, lda, b, ldb, b, ldb))
  }
}

@c(cublasDtrmm) package func cublasDtrmm(
  _ side: CChar, _ uplo: CChar, _ transA: CChar, _ diag: CChar, _ m: CInt, _ n: CInt,
  _ alpha: Double, _ a: UnsafeRawPointer?, _ lda: CInt, _ b: UnsafeRawPointer?, _ ldb: CInt
) {
  withAddress(of: alpha) { alpha in
    LegacyBLAS.keep(
      cublasDtrmm_v2(
        LegacyBLAS.handle, LegacyBLAS.side(side), LegacyBLAS.uplo(uplo), LegacyBLAS.op(transA),
        LegacyBLAS.diag(diag), m, n, alpha, a, lda, b, ldb, b, ldb))
  }
}

@c(cublasCtrmm) package func cublasCtrmm(
  _ side: CChar, _ uplo: CChar, _ transA: CChar, _ diag: CChar, _ m: CInt, _ n: CInt,
  _ alpha: parity_c64, _ a: UnsafeRawPointer?, _ lda: CInt, _ b: UnsafeRawPointer?, _ ldb: CInt
) {
  withAddress(of: alpha) { alpha in
    LegacyBLAS.keep(
      cublasCtrmm_v2(
        LegacyBLAS.handle, LegacyBLAS.side(side), LegacyBLAS.uplo(uplo), LegacyBLAS.op(transA),
        LegacyBLAS.diag(diag), m, n, alpha, a, lda, b, ldb, b, ldb))
  }
}

@c(cublasZtrmm) package func cublasZtrmm(
  _ side: CChar, _ uplo: CChar, _ transA: CChar, _ diag: CChar, _ m: CInt, _ n: CInt,
  _ alpha: parity_c128, _ a: UnsafeRawPointer?, _ lda: CInt, _ b: UnsafeRawPointer?,
  _ ldb: CInt
) {
  withAddress(of: alpha) { alpha in
    LegacyBLAS.keep(
      cublasZtrmm_v2(
        LegacyBLAS.handle, LegacyBLAS.side(side), LegacyBLAS.uplo(uplo), LegacyBLAS.op(transA),
        LegacyBLAS.diag(diag), m, n, alpha, a, lda, b, ldb, b, ldb))
  }
}

@c(cublasStrsm) package func cublasStrsm(
  _ side: CChar, _ uplo: CChar, _ transA: CChar, _ diag: CChar, _ m: CInt, _ n: CInt,
  _ alpha: Float, _ a: UnsafeRawPointer?, _ lda: CInt, _ b: UnsafeRawPointer?, _ ldb: CInt
) {
  withAddress(of: alpha) { alpha in
    LegacyBLAS.keep(
      cublasStrsm_v2(
        LegacyBLAS.handle, LegacyBLAS.side(side), LegacyBLAS.uplo(uplo), LegacyBLAS.op(transA),
        LegacyBLAS.diag(diag), m, n, alpha, a, lda, b, ldb))
  }
}

@c(cublasDtrsm) package func cublasDtrsm(
  _ side: CChar, _ uplo: CChar, _ transA: CChar, _ diag: CChar, _ m: CInt, _ n: CInt,
  _ alpha: Double, _ a: UnsafeRawPointer?, _ lda: CInt, _ b: UnsafeRawPointer?, _ ldb: CInt
) {
  withAddress(of: alpha) { alpha in
    LegacyBLAS.keep(
      cublasDtrsm_v2(
        LegacyBLAS.handle, LegacyBLAS.side(side), LegacyBLAS.uplo(uplo), LegacyBLAS.op(transA),
        LegacyBLAS.diag(diag), m, n, alpha, a, lda, b, ldb))
  }
}

@c(cublasCtrsm) package func cublasCtrsm(
  _ side: CChar, _ uplo: CChar, _ transA: CChar, _ diag: CChar, _ m: CInt, _ n: CInt,
  _ alpha: parity_c64, _ a: UnsafeRawPointer?, _ lda: CInt, _ b: UnsafeRawPointer?, _ ldb: CInt
) {
  withAddress(of: alpha) { alpha in
    LegacyBLAS.keep(
      cublasCtrsm_v2(
        LegacyBLAS.handle, LegacyBLAS.side(side), LegacyBLAS.uplo(uplo), LegacyBLAS.op(transA),
        LegacyBLAS.diag(diag), m, n, alpha, a, lda, b, ldb))
  }
}

@c(cublasZtrsm) package func cublasZtrsm(
  _ side: CChar, _ uplo: CChar, _ transA: CChar, _ diag: CChar, _ m: CInt, _ n: CInt,
  _ alpha: parity_c128, _ a: UnsafeRawPointer?, _ lda: CInt, _ b: UnsafeRawPointer?,
  _ ldb: CInt
) {
  withAddress(of: alpha) { alpha in
    LegacyBLAS.keep(
      cublasZtrsm_v2(
        LegacyBLAS.handle, LegacyBLAS.side(side), LegacyBLAS.uplo(uplo), LegacyBLAS.op(transA),
        LegacyBLAS.diag(diag), m, n, alpha, a, lda, b, ldb))
  }
}

@c(cublasSgemm) package func cublasSgemm(
  _ transA: CChar, _ transB: CChar, _ m: CInt, _ n: CInt, _ k: CInt, _ alpha: Float,
  _ a: UnsafeRawPointer?, _ lda: CInt, _ b: UnsafeRawPointer?, _ ldb: CInt, _ beta: Float,
  _ c: UnsafeRawPointer?, _ ldc: CInt
) {
  withAddress(of: alpha) { alpha in
    withAddress(of: beta) { beta in
      LegacyBLAS.keep(
        cublasSgemm_v2(
          LegacyBLAS.handle, LegacyBLAS.op(transA), LegacyBLAS.op(transB), m, n, k, alpha, a, lda,
          b, ldb, beta, UnsafeMutableRawPointer(mutating: c), ldc))
    }
  }
}

@c(cublasDgemm) package func cublasDgemm(
  _ transA: CChar, _ transB: CChar, _ m: CInt, _ n: CInt, _ k: CInt, _ alpha: Double,
  _ a: UnsafeRawPointer?, _ lda: CInt, _ b: UnsafeRawPointer?, _ ldb: CInt, _ beta: Double,
  _ c: UnsafeRawPointer?, _ ldc: CInt
) {
  withAddress(of: alpha) { alpha in
    withAddress(of: beta) { beta in
      LegacyBLAS.keep(
        cublasDgemm_v2(
          LegacyBLAS.handle, LegacyBLAS.op(transA), LegacyBLAS.op(transB), m, n, k, alpha, a, lda,
          b, ldb, beta, UnsafeMutableRawPointer(mutating: c), ldc))
    }
  }
}

@c(cublasCgemm) package func cublasCgemm(
  _ transA: CChar, _ transB: CChar, _ m: CInt, _ n: CInt, _ k: CInt, _ alpha: parity_c64,
  _ a: UnsafeRawPointer?, _ lda: CInt, _ b: UnsafeRawPointer?, _ ldb: CInt, _ beta: parity_c64,
  _ c: UnsafeRawPointer?, _ ldc: CInt
) {
  withAddress(of: alpha) { alpha in
    withAddress(of: beta) { beta in
      LegacyBLAS.keep(
        cublasCgemm_v2(
          LegacyBLAS.handle, LegacyBLAS.op(transA), LegacyBLAS.op(transB), m, n, k, alpha, a, lda,
          b, ldb, beta, UnsafeMutableRawPointer(mutating: c), ldc))
    }
  }
}

@c(cublasZgemm) package func cublasZgemm(
  _ transA: CChar, _ transB: CChar, _ m: CInt, _ n: CInt, _ k: CInt, _ alpha: parity_c128,
  _ a: UnsafeRawPointer?, _ lda: CInt, _ b: UnsafeRawPointer?, _ ldb: CInt, _ beta: parity_c128,
  _ c: UnsafeRawPointer?, _ ldc: CInt
) {
  withAddress(of: alpha) { alpha in
    withAddress(of: beta) { beta in
      LegacyBLAS.keep(
        cublasZgemm_v2(
          LegacyBLAS.handle, LegacyBLAS.op(transA), LegacyBLAS.op(transB), m, n, k, alpha, a, lda,
          b, ldb, beta, UnsafeMutableRawPointer(mutating: c), ldc))
    }
  }
}
