/// The statuses of cuBLAS (`cublasStatus_t`).
typealias BLASStatus = Status<CUBLAS>

/// Marks statuses of libcublas.
enum CUBLAS {}

extension Status<CUBLAS> {
  static var success: Self { Self(0, "CUBLAS_STATUS_SUCCESS", "success") }
  static var notInitialized: Self {
    Self(1, "CUBLAS_STATUS_NOT_INITIALIZED", "the library was not initialized")
  }
  static var allocFailed: Self {
    Self(3, "CUBLAS_STATUS_ALLOC_FAILED", "the resource allocation failed")
  }
  static var invalidValue: Self {
    Self(
      7, "CUBLAS_STATUS_INVALID_VALUE",
      "an unsupported value or parameter was passed to the function")
  }
  static var archMismatch: Self {
    Self(
      8, "CUBLAS_STATUS_ARCH_MISMATCH",
      "the function requires an architectural feature absent from the device")
  }
  static var mappingError: Self {
    Self(11, "CUBLAS_STATUS_MAPPING_ERROR", "an access to GPU memory space failed")
  }
  static var executionFailed: Self {
    Self(13, "CUBLAS_STATUS_EXECUTION_FAILED", "the function failed to launch on the GPU")
  }
  static var internalError: Self {
    Self(14, "CUBLAS_STATUS_INTERNAL_ERROR", "an internal operation failed")
  }
  static var notSupported: Self {
    Self(15, "CUBLAS_STATUS_NOT_SUPPORTED", "the requested functionality is not supported")
  }
  static var licenseError: Self {
    Self(16, "CUBLAS_STATUS_LICENSE_ERROR", "the license check failed")
  }

  /// All of them; no call here ends with `archMismatch` or `licenseError`.
  static var all: [Self] {
    [
      .success, .notInitialized, .allocFailed, .invalidValue, .archMismatch, .mappingError,
      .executionFailed, .internalError, .notSupported, .licenseError,
    ]
  }
  /// Name and sentence of a number that is no status.
  static var unrecognized: UnsafePointer<CChar> { pointer("unrecognized status") }
}

/// Ends a call of cuBLAS that is no GEMM.
func answerBLAS(
  _ function: StaticString, _ status: BLASStatus, because reason: @autoclosure () -> String? = nil
) -> CInt { status.conclude(function, because: status.code == 0 ? nil : reason()) }
