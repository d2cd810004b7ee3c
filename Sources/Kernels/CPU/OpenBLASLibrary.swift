import COpenBLAS
import Foundation

/// The linked OpenBLAS: what it is, and its process-wide number of threads.
enum OpenBLASLibrary {
  /// Version, build options and the processor it was tuned for, in the library's own words.
  static let configuration = String(cString: openblas_get_config())
    .trimmingCharacters(in: .whitespacesAndNewlines)

  /// The processor whose kernels it chose.
  static let coreName = String(cString: openblas_get_corename())

  /// The version out of the configuration (`OpenBLAS 0.3.21 ...`).
  static let version: String = {
    let words = configuration.split(separator: " ")
    guard words.count > 1, words[0] == "OpenBLAS" else { return "unknown" }
    return String(words[1])
  }()

  /// How it runs in parallel.
  static let parallelMode: String =
    switch openblas_get_parallel() {
    case OPENBLAS_SEQUENTIAL: "sequential"
    case OPENBLAS_THREAD: "pthreads"
    case OPENBLAS_OPENMP: "openmp"
    default: "unknown"
    }

  /// The bytes of its integers; sizes beyond their range cannot be passed.
  static let integerByteCount = MemoryLayout<blasint>.size

  private static let lock = NSLock()

  /// Runs `body` alone.
  ///
  /// OpenBLAS's number of threads is one per process, so two devices must not
  /// compute at once. The number that was set before is restored.
  static func exclusively(_ body: () -> Void) {
    lock.lock()
    let before = openblas_get_num_threads()
    defer {
      setThreadCount(Int(before))
      lock.unlock()
    }
    body()
  }

  /// Sets the number of threads of the calls that follow; only inside ``exclusively(_:)``.
  static func setThreadCount(_ count: Int) {
    let count = Int32(clamping: count)
    if openblas_get_num_threads() != count { openblas_set_num_threads(count) }
  }
}

/// The linked OpenBLAS behind the interface that others share.
struct LinkedOpenBLAS: CBLASLibrary {
  var integerByteCount: Int { OpenBLASLibrary.integerByteCount }

  func exclusively(_ body: () -> Void) { OpenBLASLibrary.exclusively(body) }

  func setThreadCount(_ count: Int) { OpenBLASLibrary.setThreadCount(count) }

  func gemm(_ call: CBLASGEMM) {
    let (m, n, k) = (blasint(call.m), blasint(call.n), blasint(call.k))
    let (lda, ldb, ldc) = (blasint(call.lda), blasint(call.ldb), blasint(call.ldc))
    let (transA, transB) = (call.transA.cblas, call.transB.cblas)
    switch call.type {
    case .f64:
      cblas_dgemm(
        CblasColMajor, transA, transB, m, n, k, call.alpha.real,
        call.a.assumingMemoryBound(to: Double.self), lda,
        call.b.assumingMemoryBound(to: Double.self), ldb, call.beta.real,
        call.c.assumingMemoryBound(to: Double.self), ldc)
    case .c64:
      let alpha = [Float(call.alpha.real), Float(call.alpha.imaginary)]
      let beta = [Float(call.beta.real), Float(call.beta.imaginary)]
      cblas_cgemm(
        CblasColMajor, transA, transB, m, n, k, alpha, call.a, lda, call.b, ldb, beta, call.c, ldc)
    case .c128:
      let alpha = [call.alpha.real, call.alpha.imaginary]
      let beta = [call.beta.real, call.beta.imaginary]
      cblas_zgemm(
        CblasColMajor, transA, transB, m, n, k, alpha, call.a, lda, call.b, ldb, beta, call.c, ldc)
    default:
      cblas_sgemm(
        CblasColMajor, transA, transB, m, n, k, Float(call.alpha.real),
        call.a.assumingMemoryBound(to: Float.self), lda,
        call.b.assumingMemoryBound(to: Float.self), ldb, Float(call.beta.real),
        call.c.assumingMemoryBound(to: Float.self), ldc)
    }
  }
}

extension Transpose {
  /// The same for CBLAS.
  var cblas: CBLAS_TRANSPOSE {
    switch self {
    case .none: CblasNoTrans
    case .transpose: CblasTrans
    case .conjugateTranspose: CblasConjTrans
    }
  }
}
