import Foundation
import Harness

/// The statuses of the CUDA runtime that the drop-in gives (`cudaError_t`).
struct RuntimeError: Hashable, Sendable {
  let code: CInt
  let name: StaticString
  let text: StaticString

  private init(_ code: CInt, _ name: StaticString, _ text: StaticString) {
    self.code = code
    self.name = name
    self.text = text
  }

  static let success = RuntimeError(0, "cudaSuccess", "no error")
  static let invalidValue = RuntimeError(1, "cudaErrorInvalidValue", "invalid argument")
  static let memoryAllocation = RuntimeError(2, "cudaErrorMemoryAllocation", "out of memory")
  static let invalidPitchValue = RuntimeError(
    12, "cudaErrorInvalidPitchValue", "invalid pitch argument")
  static let invalidMemcpyDirection = RuntimeError(
    21, "cudaErrorInvalidMemcpyDirection", "invalid copy direction for memcpy")
  static let noDevice = RuntimeError(
    100, "cudaErrorNoDevice", "no CUDA-capable device is detected")
  static let invalidDevice = RuntimeError(
    101, "cudaErrorInvalidDevice", "invalid device ordinal")
  static let noKernelImage = RuntimeError(
    209, "cudaErrorNoKernelImageForDevice",
    "no kernel image is available for execution on the device")
  static let invalidResourceHandle = RuntimeError(
    400, "cudaErrorInvalidResourceHandle", "invalid resource handle")
  static let illegalAddress = RuntimeError(
    700, "cudaErrorIllegalAddress", "an illegal memory access was encountered")
  static let peerAccessUnsupported = RuntimeError(
    217, "cudaErrorPeerAccessUnsupported", "peer access is not supported between these two devices")
  static let hostMemoryAlreadyRegistered = RuntimeError(
    712, "cudaErrorHostMemoryAlreadyRegistered",
    "part or all of the requested memory range is already mapped")
  static let hostMemoryNotRegistered = RuntimeError(
    713, "cudaErrorHostMemoryNotRegistered",
    "pointer does not correspond to a registered memory region")
  static let notSupported = RuntimeError(801, "cudaErrorNotSupported", "operation not supported")
  static let unknown = RuntimeError(999, "cudaErrorUnknown", "unknown error")

  static let all = [
    success, invalidValue, memoryAllocation, invalidPitchValue, invalidMemcpyDirection, noDevice,
    invalidDevice, noKernelImage, invalidResourceHandle, illegalAddress, peerAccessUnsupported,
    hostMemoryAlreadyRegistered, hostMemoryNotRegistered, notSupported, unknown,
  ]

  static func == (left: RuntimeError, right: RuntimeError) -> Bool { left.code == right.code }
  func hash(into hasher: inout Hasher) { hasher.combine(code) }
}

/// The last error of each thread, as `cudaGetLastError` reports it.
enum LastError {
  private static let key: pthread_key_t = {
    var key = pthread_key_t()
    pthread_key_create(&key, nil)
    return key
  }()

  /// The last error of this thread.
  static var code: CInt {
    get { CInt(Int(bitPattern: pthread_getspecific(key))) }
    set { pthread_setspecific(key, UnsafeRawPointer(bitPattern: Int(newValue))) }
  }
}

/// Ends a call of the runtime: what is no success becomes the thread's last error and a refusal in the ledger.
func answer(
  _ function: StaticString, _ error: RuntimeError, because reason: @autoclosure () -> String? = nil
) -> CInt {
  let outcome: CallLedger.Outcome = error == .success ? .bookkeeping : .refused
  if error != .success { LastError.code = error.code }
  DropIn.shared.ledger.add(
    CallLedger.Entry(
      function: "\(function)", outcome: outcome,
      reason: error == .success ? nil : reason().map { "\(error.name): \($0)" } ?? "\(error.name)"))
  return error.code
}
