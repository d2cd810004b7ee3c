/// A BLAS library behind its C interface (Basic Linear Algebra Subprograms Technical Forum Standard, appendix B).
protocol CBLASLibrary: Sendable {
  /// The bytes of its integers; sizes beyond their range cannot be passed.
  var integerByteCount: Int { get }

  /// Runs `body` while nothing else computes by this library, whose number of threads is one per process.
  func exclusively(_ body: () -> Void)

  /// Sets the number of threads of the calls that follow; only inside ``exclusively(_:)``.
  func setThreadCount(_ count: Int)

  /// `c = alpha * op(A) * op(B) + beta * c`, column-major, by `cblas_?gemm` for f32, f64, c64 and c128.
  func gemm(_ call: CBLASGEMM)
}

/// The arguments of one `cblas_?gemm`.
struct CBLASGEMM {
  let type: ElementType
  let transA, transB: Transpose
  let m, n, k: Int
  let alpha, beta: Scalar
  let a, b: UnsafeRawPointer
  let lda, ldb: Int
  let c: UnsafeMutableRawPointer
  let ldc: Int
}
