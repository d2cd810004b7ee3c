import CCUDA
import Synchronization

// Handles, versions and settings of cuBLASLt (cuBLAS library reference, section 3.4).

/// A `cublasLtHandle_t`, which holds nothing.
struct LtContext: Sendable {
  static let handles = HandleTable<LtContext>(kind: 6)

  /// Whether a call may use it: cuBLAS's handles stand for cuBLASLt's too.
  static func isValid(_ handle: OpaquePointer?) -> Bool {
    handles[handle] != nil || BLASContext.handles[handle] != nil
  }

  /// How many answers of the search are kept, which nothing uses: there is one algorithm.
  static let cacheCapacity = Mutex<Int>(8192)
}

/// Ends a call of cuBLASLt that computes nothing; errors go to the library's log too.
func answerLt(
  _ function: StaticString, _ status: BLASStatus, because reason: @autoclosure () -> String? = nil
) -> CInt {
  let reason = status.code == 0 ? nil : reason()
  if status.code != 0 { LtLog.shared.error(function, reason ?? status.name) }
  return status.conclude(function, because: reason)
}

@c(cublasLtCreate) package func cublasLtCreate(
  _ result: UnsafeMutablePointer<OpaquePointer?>?
) -> CInt {
  LtLog.shared.api("cublasLtCreate") { "lightHandle=\(LtLog.hex(result))" }
  guard let result else { return answerLt("cublasLtCreate", .invalidValue) }
  if case .failure(let error) = DropIn.shared.device {
    return answerLt("cublasLtCreate", .notInitialized, because: "\(error)")
  }
  result.pointee = LtContext.handles.make(LtContext())
  return answerLt("cublasLtCreate", .success)
}

@c(cublasLtDestroy) package func cublasLtDestroy(_ handle: OpaquePointer?) -> CInt {
  guard handle != nil else { return answerLt("cublasLtDestroy", .invalidValue) }
  return answerLt("cublasLtDestroy", LtContext.handles.end(handle) ? .success : .notInitialized)
}

@c(cublasLtGetVersion) package func cublasLtGetVersion() -> Int {
  var version: CInt = 0
  _ = cublasGetVersion_v2(nil, &version)
  return Int(version)
}

@c(cublasLtGetCudartVersion) package func cublasLtGetCudartVersion() -> Int {
  cublasGetCudartVersion()
}

@c(cublasLtGetProperty) package func cublasLtGetProperty(
  _ kind: CInt, _ result: UnsafeMutablePointer<CInt>?
) -> CInt { cublasGetProperty(kind, result) }

@c(cublasLtGetStatusName) package func cublasLtGetStatusName(
  _ status: CInt
) -> UnsafePointer<CChar> { cublasGetStatusName(status) }

@c(cublasLtGetStatusString) package func cublasLtGetStatusString(
  _ status: CInt
) -> UnsafePointer<CChar> { cublasGetStatusString(status) }

@c(cublasLtHeuristicsCacheGetCapacity) package func cublasLtHeuristicsCacheGetCapacity(
  _ capacity: UnsafeMutablePointer<Int>?
) -> CInt {
  guard let capacity else { return answerLt("cublasLtHeuristicsCacheGetCapacity", .invalidValue) }
  capacity.pointee = LtContext.cacheCapacity.withLock { $0 }
  return answerLt("cublasLtHeuristicsCacheGetCapacity", .success)
}

@c(cublasLtHeuristicsCacheSetCapacity) package func cublasLtHeuristicsCacheSetCapacity(
  _ capacity: Int
) -> CInt {
  LtContext.cacheCapacity.withLock { $0 = capacity }
  return answerLt("cublasLtHeuristicsCacheSetCapacity", .success)
}

/// The kernels choose their instructions themselves; the mask is taken and not used.
@c(cublasLtDisableCpuInstructionsSetMask) package func cublasLtDisableCpuInstructionsSetMask(
  _ mask: CUnsignedInt
) -> CUnsignedInt {
  instructionMask.withLock { old in
    defer { old = mask }
    return old
  }
}

private let instructionMask = Mutex<CUnsignedInt>(0)
