import Foundation
import Synchronization

// Streams and events of the CUDA runtime API. Every call is complete on return, so a stream is always empty, the order that the
// program asked for holds, and an event is the time of its record.

/// What a stream or event handle points to; handles that were destroyed are told from live ones.
final class RuntimeObjects: Sendable {
  static let streams = RuntimeObjects()
  static let events = RuntimeObjects()

  private struct State {
    var next: UInt = 0x1000
    /// By handle; for events the nanoseconds of their record.
    var values: [UInt: UInt64?] = [:]
  }
  private let state = Mutex(State())

  /// A new handle: no address, since nobody looks behind it.
  func make() -> OpaquePointer? {
    state.withLock { state in
      state.next += 16
      state.values[state.next] = .some(nil)
      return OpaquePointer(bitPattern: state.next)
    }
  }

  func isLive(_ handle: OpaquePointer?) -> Bool {
    state.withLock { $0.values[UInt(bitPattern: handle)] != nil }
  }

  /// Ends a handle; false where there is none.
  func end(_ handle: OpaquePointer?) -> Bool {
    state.withLock { $0.values.removeValue(forKey: UInt(bitPattern: handle)) != nil }
  }

  /// Stores the time of an event.
  func record(_ handle: OpaquePointer?, _ time: UInt64) -> Bool {
    state.withLock { state in
      guard state.values[UInt(bitPattern: handle)] != nil else { return false }
      state.values[UInt(bitPattern: handle)] = time
      return true
    }
  }

  /// The time of an event, nil where it was never recorded or is none.
  func time(_ handle: OpaquePointer?) -> UInt64? {
    state.withLock { $0.values[UInt(bitPattern: handle)] ?? nil }
  }
}

/// Whether a stream can be used: the default ones (0, 1 and 2) or one that lives.
func isUsableStream(_ stream: OpaquePointer?) -> Bool {
  UInt(bitPattern: stream) <= 2 || RuntimeObjects.streams.isLive(stream)
}

private func makeHandle(
  _ function: StaticString, _ objects: RuntimeObjects,
  _ result: UnsafeMutablePointer<OpaquePointer?>?
) -> CInt {
  guard let result else { return answer(function, .invalidValue) }
  result.pointee = objects.make()
  return answer(function, .success)
}

private func onStream(_ function: StaticString, _ stream: OpaquePointer?) -> CInt {
  answer(function, isUsableStream(stream) ? .success : .invalidResourceHandle)
}

@c(cudaStreamCreate) package func cudaStreamCreate(
  _ result: UnsafeMutablePointer<OpaquePointer?>?
) -> CInt { makeHandle("cudaStreamCreate", .streams, result) }

@c(cudaStreamCreateWithFlags) package func cudaStreamCreateWithFlags(
  _ result: UnsafeMutablePointer<OpaquePointer?>?, _ flags: CUnsignedInt
) -> CInt { makeHandle("cudaStreamCreateWithFlags", .streams, result) }

@c(cudaStreamCreateWithPriority) package func cudaStreamCreateWithPriority(
  _ result: UnsafeMutablePointer<OpaquePointer?>?, _ flags: CUnsignedInt, _ priority: CInt
) -> CInt { makeHandle("cudaStreamCreateWithPriority", .streams, result) }

@c(cudaStreamDestroy) package func cudaStreamDestroy(_ stream: OpaquePointer?) -> CInt {
  answer(
    "cudaStreamDestroy", RuntimeObjects.streams.end(stream) ? .success : .invalidResourceHandle)
}

@c(cudaStreamSynchronize) package func cudaStreamSynchronize(_ stream: OpaquePointer?) -> CInt {
  onStream("cudaStreamSynchronize", stream)
}

@c(cudaStreamQuery) package func cudaStreamQuery(_ stream: OpaquePointer?) -> CInt {
  onStream("cudaStreamQuery", stream)
}

@c(cudaStreamWaitEvent) package func cudaStreamWaitEvent(
  _ stream: OpaquePointer?, _ event: OpaquePointer?, _ flags: CUnsignedInt
) -> CInt {
  answer(
    "cudaStreamWaitEvent",
    isUsableStream(stream) && RuntimeObjects.events.isLive(event)
      ? .success : .invalidResourceHandle)
}

@c(cudaStreamIsCapturing) package func cudaStreamIsCapturing(
  _ stream: OpaquePointer?, _ status: UnsafeMutablePointer<CInt>?
) -> CInt {
  guard let status else { return answer("cudaStreamIsCapturing", .invalidValue) }
  status.pointee = 0
  return onStream("cudaStreamIsCapturing", stream)
}

@c(cudaStreamAddCallback) package func cudaStreamAddCallback(
  _ stream: OpaquePointer?,
  _ callback: (@convention(c) (OpaquePointer?, CInt, UnsafeMutableRawPointer?) -> Void)?,
  _ data: UnsafeMutableRawPointer?, _ flags: CUnsignedInt
) -> CInt {
  guard let callback, flags == 0 else { return answer("cudaStreamAddCallback", .invalidValue) }
  guard isUsableStream(stream) else {
    return answer("cudaStreamAddCallback", .invalidResourceHandle)
  }
  callback(stream, RuntimeError.success.code, data)
  return answer("cudaStreamAddCallback", .success)
}

@c(cudaLaunchHostFunc) package func cudaLaunchHostFunc(
  _ stream: OpaquePointer?, _ function: (@convention(c) (UnsafeMutableRawPointer?) -> Void)?,
  _ data: UnsafeMutableRawPointer?
) -> CInt {
  guard let function else { return answer("cudaLaunchHostFunc", .invalidValue) }
  guard isUsableStream(stream) else { return answer("cudaLaunchHostFunc", .invalidResourceHandle) }
  function(data)
  return answer("cudaLaunchHostFunc", .success)
}

// MARK: Events

@c(cudaEventCreate) package func cudaEventCreate(
  _ result: UnsafeMutablePointer<OpaquePointer?>?
) -> CInt { makeHandle("cudaEventCreate", .events, result) }

@c(cudaEventCreateWithFlags) package func cudaEventCreateWithFlags(
  _ result: UnsafeMutablePointer<OpaquePointer?>?, _ flags: CUnsignedInt
) -> CInt { makeHandle("cudaEventCreateWithFlags", .events, result) }

@c(cudaEventDestroy) package func cudaEventDestroy(_ event: OpaquePointer?) -> CInt {
  answer("cudaEventDestroy", RuntimeObjects.events.end(event) ? .success : .invalidResourceHandle)
}

private func record(
  _ function: StaticString, _ event: OpaquePointer?, _ stream: OpaquePointer?
) -> CInt {
  guard isUsableStream(stream), RuntimeObjects.events.record(event, DropIn.now) else {
    return answer(function, .invalidResourceHandle)
  }
  return answer(function, .success)
}

@c(cudaEventRecord) package func cudaEventRecord(
  _ event: OpaquePointer?, _ stream: OpaquePointer?
) -> CInt { record("cudaEventRecord", event, stream) }

@c(cudaEventRecordWithFlags) package func cudaEventRecordWithFlags(
  _ event: OpaquePointer?, _ stream: OpaquePointer?, _ flags: CUnsignedInt
) -> CInt { record("cudaEventRecordWithFlags", event, stream) }

private func onEvent(_ function: StaticString, _ event: OpaquePointer?) -> CInt {
  answer(function, RuntimeObjects.events.isLive(event) ? .success : .invalidResourceHandle)
}

@c(cudaEventSynchronize) package func cudaEventSynchronize(_ event: OpaquePointer?) -> CInt {
  onEvent("cudaEventSynchronize", event)
}

@c(cudaEventQuery) package func cudaEventQuery(_ event: OpaquePointer?) -> CInt {
  onEvent("cudaEventQuery", event)
}

@c(cudaEventElapsedTime) package func cudaEventElapsedTime(
  _ milliseconds: UnsafeMutablePointer<Float>?, _ start: OpaquePointer?, _ end: OpaquePointer?
) -> CInt {
  guard let milliseconds else { return answer("cudaEventElapsedTime", .invalidValue) }
  guard let from = RuntimeObjects.events.time(start), let to = RuntimeObjects.events.time(end)
  else {
    return answer(
      "cudaEventElapsedTime", .invalidResourceHandle, because: "an event was not recorded")
  }
  milliseconds.pointee = Float((Double(to) - Double(from)) / 1e6)
  return answer("cudaEventElapsedTime", .success)
}
