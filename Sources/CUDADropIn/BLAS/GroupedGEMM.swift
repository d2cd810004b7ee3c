import Kernels

/// Runs a grouped batch: groups of pointer arrays, each with its own sizes, one after the other.
///
/// Where a group is refused, the call ends with its status and none is computed. Each group is a call of its own in the ledger.
func grouped<Integer: FixedWidthInteger>(
  _ function: StaticString, _ handle: OpaquePointer?, _ types: (a: CInt, b: CInt, c: CInt),
  compute: CInt, _ scale: ElementType?, _ transA: UnsafePointer<CInt>?,
  _ transB: UnsafePointer<CInt>?, _ m: UnsafePointer<Integer>?, _ n: UnsafePointer<Integer>?,
  _ k: UnsafePointer<Integer>?, _ alpha: UnsafeRawPointer?,
  _ a: UnsafePointer<UnsafeRawPointer?>?, _ lda: UnsafePointer<Integer>?,
  _ b: UnsafePointer<UnsafeRawPointer?>?, _ ldb: UnsafePointer<Integer>?,
  _ beta: UnsafeRawPointer?, _ c: UnsafePointer<UnsafeMutableRawPointer?>?,
  _ ldc: UnsafePointer<Integer>?, _ groupCount: Integer, _ groupSize: UnsafePointer<Integer>?
) -> CInt {
  guard BLASContext.handles[handle] != nil else {
    return answerBLAS(
      function, .notInitialized, because: "the handle is none, or was destroyed")
  }
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
  for computes in [false, true] {
    var first = 0
    for group in 0..<Int(groupCount) {
      let scalar = group * scale.byteCount
      let status = gemm(
        function, handle, types, compute: compute, scale, transA[group], transB[group],
        (Int(m[group]), Int(n[group]), Int(k[group])),
        (Int(lda[group]), Int(ldb[group]), Int(ldc[group])), alpha + scalar, beta + scalar,
        .pointers(count: Int(groupSize[group])), .arrays(a + first, b + first, c + first),
        computes: computes)
      guard status == BLASStatus.success.code else { return status }
      first += max(0, Int(groupSize[group]))
    }
  }
  return BLASStatus.success.code
}
