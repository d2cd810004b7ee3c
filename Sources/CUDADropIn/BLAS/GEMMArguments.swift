import Kernels

/// The type of alpha and beta: that of the computation, complex for complex matrices.
///
/// The table is that of `cublasGemmEx` in the cuBLAS library reference. A number that is no compute type has none; the call is
/// refused later.
func scaleType(_ compute: CInt, _ typeC: CInt) -> ElementType? {
  let result = ElementType(cudaDataType: typeC)
  let isComplex = result?.isComplex ?? false
  return switch ComputeType(cublasComputeType: compute) {
  case .f16?: .f16
  case .f64?: isComplex ? .c128 : .f64
  case .i32?: result == .i32 ? .i32 : .f32
  case nil: nil
  case .f32?, .tf32?, .bf16?: isComplex ? .c64 : .f32
  }
}

/// Makes a call of the arguments of a GEMM function.
/// - Parameter computes: whether it is made; if not, it is only refused where it would be.
func gemm(
  _ function: StaticString, _ handle: OpaquePointer?, _ types: (a: CInt, b: CInt, c: CInt),
  compute: CInt, _ scale: ElementType?, _ transA: CInt, _ transB: CInt,
  _ sizes: (m: Int, n: Int, k: Int), _ leading: (a: Int, b: Int, c: Int),
  _ alpha: UnsafeRawPointer?, _ beta: UnsafeRawPointer?, _ batch: GEMMCall.Batch,
  _ matrices: GEMMEngine.Matrices, computes: Bool = true
) -> CInt {
  guard let context = BLASContext.handles[handle] else {
    return answerBLAS(
      function, .notInitialized, because: "the handle is none, or was destroyed")
  }
  // An empty product is done before its factors are looked at.
  let isEmpty = sizes.m == 0 || sizes.n == 0
  guard isEmpty || alpha != nil && beta != nil else {
    return answerBLAS(function, .invalidValue, because: "alpha or beta is NULL")
  }
  /// Why factors in device memory cannot be read.
  func objection() -> BLASRefusal? {
    guard context.pointerMode == 1, !isEmpty, let alpha, let beta, let scale else { return nil }
    do throws(BLASRefusal) {
      try BLASRefusal.check("alpha", alpha, scale.byteCount)
      try BLASRefusal.check("beta", beta, scale.byteCount)
      return nil
    } catch { return error }
  }
  if let refusal = objection() {
    return answerBLAS(function, refusal.status, because: refusal.reason)
  }
  func scalar(_ address: UnsafeRawPointer?) -> Scalar {
    guard !isEmpty, let address, let scale else { return .zero }
    return Scalar(address, scale)
  }
  func makeCall() -> GEMMCall {
    GEMMCall(
      function: StaticName(function), typeA: types.a, typeB: types.b, typeC: types.c,
      compute: compute, transA: transA, transB: transB, m: sizes.m, n: sizes.n, k: sizes.k,
      lda: leading.a, ldb: leading.b, ldc: leading.c, alpha: scalar(alpha), beta: scalar(beta),
      batch: batch)
  }
  let call = makeCall()
  guard computes else { return GEMMEngine.shared.run(call, matrices, computes: false) }
  guard StreamCapture.isAny, call.objection == nil else {
    return GEMMEngine.shared.run(call, matrices)
  }
  return onStream(function, stream: context.stream) {
    GEMMEngine.shared.run(call, matrices)
  } later: {
    guard context.pointerMode == 1 else { return GEMMEngine.shared.run(call, matrices) }
    // Factors in device memory are those of the launch.
    if let refusal = objection() {
      return answerBLAS(function, refusal.status, because: refusal.reason)
    }
    return GEMMEngine.shared.run(makeCall(), matrices)
  }
}
