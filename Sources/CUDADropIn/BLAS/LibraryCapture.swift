/// Makes a call of a library on a stream, or puts it into the graph for which the stream is captured.
///
/// - Parameters:
///   - now: The call. It gives a status, and so does `later`.
///   - later: The same at each launch, with copies of what the host's memory held.
func onStream(
  _ function: StaticString, stream: UInt, _ now: () -> CInt, later: @escaping () -> CInt
) -> CInt {
  let decision = StreamCapture.take(stream) {
    .library {
      switch later() {
      case BLASStatus.success.code: .success
      // Addresses that were good when the call was captured.
      case BLASStatus.executionFailed.code: .illegalAddress
      default: .unknown
      }
    }
  }
  switch decision {
  case .run: return now()
  case .captured: return answerBLAS(function, .success)
  case .refused(let error): return refused(function, error)
  }
}

/// Refuses a call that no graph can hold; the stream's capture is of no use then.
func refuseCapture(_ function: StaticString, stream: UInt) -> CInt? {
  StreamCapture.objection(stream).map { refused(function, $0) }
}

private func refused(_ function: StaticString, _ error: RuntimeError) -> CInt {
  LastError.code = error.code
  return answerBLAS(function, .executionFailed, because: error.name)
}

/// A copy of bytes of the host's, for as long as something needs it.
final class HostCopy {
  let bytes: UnsafeMutableRawPointer

  init(_ source: UnsafeRawPointer, byteCount: Int) {
    bytes = .allocate(byteCount: max(byteCount, 1), alignment: 16)
    bytes.copyMemory(from: source, byteCount: byteCount)
  }
  deinit { bytes.deallocate() }
}
