/// The statuses of cuBLAS (`cublasStatus_t`).
struct BLASStatus: Hashable, Sendable {
  let code: CInt
  let name: StaticString
  let text: StaticString

  private init(_ code: CInt, _ name: StaticString, _ text: StaticString) {
    self.code = code
    self.name = name
    self.text = text
  }

  static let success = BLASStatus(0, "CUBLAS_STATUS_SUCCESS", "success")
  static let notInitialized = BLASStatus(
    1, "CUBLAS_STATUS_NOT_INITIALIZED", "the library was not initialized")
  static let allocFailed = BLASStatus(
    3, "CUBLAS_STATUS_ALLOC_FAILED", "the resource allocation failed")
  static let invalidValue = BLASStatus(
    7, "CUBLAS_STATUS_INVALID_VALUE", "an unsupported value or parameter was passed to the function"
  )
  static let mappingError = BLASStatus(
    11, "CUBLAS_STATUS_MAPPING_ERROR", "an access to GPU memory space failed")
  static let executionFailed = BLASStatus(
    13, "CUBLAS_STATUS_EXECUTION_FAILED", "the function failed to launch on the GPU")
  static let internalError = BLASStatus(
    14, "CUBLAS_STATUS_INTERNAL_ERROR", "an internal operation failed")
  static let notSupported = BLASStatus(
    15, "CUBLAS_STATUS_NOT_SUPPORTED", "the functionality requested is not supported")

  static let all = [
    success, notInitialized, allocFailed, invalidValue, mappingError, executionFailed,
    internalError, notSupported,
  ]

  static func == (left: BLASStatus, right: BLASStatus) -> Bool { left.code == right.code }
  func hash(into hasher: inout Hasher) { hasher.combine(code) }
}
