import Foundation

/// The statuses of the CUDA runtime that the drop-in gives (`cudaError_t`).
typealias RuntimeError = Status<CUDARuntime>

/// Marks statuses of libcudart.
enum CUDARuntime {}

extension Status<CUDARuntime> {
  static var success: Self { Self(0, "cudaSuccess", "no error") }
  static var invalidValue: Self { Self(1, "cudaErrorInvalidValue", "invalid argument") }
  static var memoryAllocation: Self { Self(2, "cudaErrorMemoryAllocation", "out of memory") }
  static var invalidPitchValue: Self {
    Self(12, "cudaErrorInvalidPitchValue", "invalid pitch argument")
  }
  static var invalidMemcpyDirection: Self {
    Self(21, "cudaErrorInvalidMemcpyDirection", "invalid copy direction for memcpy")
  }
  static var noDevice: Self { Self(100, "cudaErrorNoDevice", "no CUDA-capable device is detected") }
  static var invalidDevice: Self { Self(101, "cudaErrorInvalidDevice", "invalid device ordinal") }
  static var noKernelImage: Self {
    Self(
      209, "cudaErrorNoKernelImageForDevice",
      "no kernel image is available for execution on the device")
  }
  static var invalidResourceHandle: Self {
    Self(400, "cudaErrorInvalidResourceHandle", "invalid resource handle")
  }
  static var illegalState: Self {
    Self(
      401, "cudaErrorIllegalState",
      "the operation cannot be performed in the present state")
  }
  static var illegalAddress: Self {
    Self(700, "cudaErrorIllegalAddress", "an illegal memory access was encountered")
  }
  static var misalignedAddress: Self {
    Self(716, "cudaErrorMisalignedAddress", "misaligned address")
  }
  static var peerAccessUnsupported: Self {
    Self(
      217, "cudaErrorPeerAccessUnsupported",
      "peer access is not supported between these two devices")
  }
  static var hostMemoryAlreadyRegistered: Self {
    Self(
      712, "cudaErrorHostMemoryAlreadyRegistered",
      "part or all of the requested memory range is already mapped")
  }
  static var hostMemoryNotRegistered: Self {
    Self(
      713, "cudaErrorHostMemoryNotRegistered",
      "pointer does not correspond to a registered memory region")
  }
  static var captureUnsupported: Self {
    Self(
      900, "cudaErrorStreamCaptureUnsupported",
      "operation not permitted when stream is capturing")
  }
  static var captureInvalidated: Self {
    Self(
      901, "cudaErrorStreamCaptureInvalidated",
      "operation failed due to a previous error during capture")
  }
  static var captureMerge: Self {
    Self(
      902, "cudaErrorStreamCaptureMerge",
      "operation would result in a merge of separate capture sequences")
  }
  static var captureUnmatched: Self {
    Self(
      903, "cudaErrorStreamCaptureUnmatched", "capture was not ended in the same stream as it began"
    )
  }
  static var captureUnjoined: Self {
    Self(904, "cudaErrorStreamCaptureUnjoined", "capturing stream has unjoined work")
  }
  static var captureIsolation: Self {
    Self(
      905, "cudaErrorStreamCaptureIsolation",
      "dependency created on uncaptured work in another stream")
  }
  static var captureImplicit: Self {
    Self(
      906, "cudaErrorStreamCaptureImplicit",
      "operation would make the legacy stream depend on a capturing blocking stream")
  }
  static var capturedEvent: Self {
    Self(
      907, "cudaErrorCapturedEvent",
      "operation not permitted on an event last recorded in a capturing stream")
  }
  static var captureWrongThread: Self {
    Self(
      908, "cudaErrorStreamCaptureWrongThread",
      "attempt to terminate a thread-local capture sequence from another thread")
  }
  static var unsupportedLimit: Self {
    Self(215, "cudaErrorUnsupportedLimit", "limit is not supported on this architecture")
  }
  static var operatingSystem: Self {
    Self(304, "cudaErrorOperatingSystem", "OS call failed or operation not supported on this OS")
  }
  static var peerAccessNotEnabled: Self {
    Self(705, "cudaErrorPeerAccessNotEnabled", "peer access has not been enabled")
  }
  static var graphExecUpdateFailure: Self {
    Self(
      910, "cudaErrorGraphExecUpdateFailure",
      "the graph that is ready cannot take the changes of this graph")
  }
  static var notSupported: Self { Self(801, "cudaErrorNotSupported", "operation not supported") }
  static var unknown: Self { Self(999, "cudaErrorUnknown", "unknown error") }

  static var all: [Self] {
    [
      .success, .invalidValue, .memoryAllocation, .invalidPitchValue, .invalidMemcpyDirection,
      .noDevice, .invalidDevice, .noKernelImage, .invalidResourceHandle, .illegalAddress,
      .peerAccessUnsupported, .hostMemoryAlreadyRegistered, .hostMemoryNotRegistered,
      .misalignedAddress, .notSupported, .unknown, .illegalState, .captureUnsupported,
      .captureInvalidated, .captureMerge,
      .captureUnmatched, .captureUnjoined, .captureIsolation, .captureImplicit, .capturedEvent,
      .captureWrongThread, .unsupportedLimit, .operatingSystem, .peerAccessNotEnabled,
      .graphExecUpdateFailure,
    ]
  }
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

/// Ends a call of the runtime; what is no success becomes the thread's last error.
func answer(
  _ function: StaticString, _ error: RuntimeError, because reason: @autoclosure () -> String? = nil
) -> CInt {
  if error.code != 0 { LastError.code = error.code }
  return error.conclude(function, because: error.code == 0 ? nil : reason())
}

/// Ends a call of refused.c, which cannot be done on this machine.
@c(parity_cuda_refuse) package func parity_cuda_refuse(
  _ function: UnsafePointer<CChar>, _ code: CInt, _ reason: UnsafePointer<CChar>
) -> CInt {
  let error = RuntimeError.all.first { $0.code == code } ?? .notSupported
  LastError.code = error.code
  return error.conclude(String(cString: function), because: String(cString: reason))
}
