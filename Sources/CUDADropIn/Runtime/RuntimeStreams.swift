import CCUDA
import Synchronization

// Streams and events of the CUDA runtime API. Every call is complete on return, so a stream is always empty, the order that the
// program asked for holds, and an event is the time of its record.

/// The streams that live, and whether the default stream waits for them.
private let streams = HandleTable<Bool>(kind: 1)
/// Attributes by stream and number, values of 64 bytes that only kernels would heed.
///
/// The default streams have some too.
private let attributes = Mutex<[UInt: [CInt: [UInt8]]]>([:])
/// What is behind an event: the nanoseconds of its last record, and whether it keeps them.
private struct Event {
  var time: UInt64?
  /// Where it was recorded, if that was in a captured stream.
  var mark: StreamCapture.Mark?
  var isTimed = true
}
private let events = HandleTable<Event>(kind: 2)

/// Whether a stream can be used: the default ones (0, 1 and 2) or one that lives.
func isUsableStream(_ stream: OpaquePointer?) -> Bool {
  UInt(bitPattern: stream) <= 2 || streams[stream] != nil
}

private func makeHandle<Value>(
  _ function: StaticString, _ table: HandleTable<Value>, _ value: Value,
  _ result: UnsafeMutablePointer<OpaquePointer?>?
) -> CInt {
  guard let result else { return answer(function, .invalidValue) }
  result.pointee = table.make(value)
  return answer(function, .success)
}

/// Whether the default stream waits for a stream.
func isBlockingStream(_ stream: OpaquePointer?) -> Bool { streams[stream] ?? true }

/// Does work on a stream, or puts it into the graph for which the stream is captured.
func onStream(_ function: StaticString, _ stream: OpaquePointer?, _ work: GraphWork) -> CInt {
  if let (error, reason) = work.objection { return answer(function, error, because: reason) }
  guard isUsableStream(stream) else { return answer(function, .invalidResourceHandle) }
  switch StreamCapture.take(UInt(bitPattern: stream), { work }) {
  case .run: return answer(function, work.perform())
  case .captured: return answer(function, .success)
  case .refused(let error): return answer(function, error)
  }
}

/// Waits for a stream; a captured one cannot be waited for.
private func awaitStream(_ function: StaticString, _ stream: OpaquePointer?) -> CInt {
  guard isUsableStream(stream) else { return answer(function, .invalidResourceHandle) }
  return answer(function, StreamCapture.objection(UInt(bitPattern: stream)) ?? .success)
}

@c(cudaStreamCreate) package func cudaStreamCreate(
  _ result: UnsafeMutablePointer<OpaquePointer?>?
) -> CInt { makeHandle("cudaStreamCreate", streams, true, result) }

/// The one flag is cudaStreamNonBlocking; priorities out of range are taken into it, as in CUDA.
private func makeStream(
  _ function: StaticString, _ flags: CUnsignedInt, _ result: UnsafeMutablePointer<OpaquePointer?>?
) -> CInt {
  guard flags <= 1 else { return answer(function, .invalidValue, because: "flags \(flags)") }
  return makeHandle(function, streams, flags == 0, result)
}

@c(cudaStreamCreateWithFlags) package func cudaStreamCreateWithFlags(
  _ result: UnsafeMutablePointer<OpaquePointer?>?, _ flags: CUnsignedInt
) -> CInt { makeStream("cudaStreamCreateWithFlags", flags, result) }

@c(cudaStreamCreateWithPriority) package func cudaStreamCreateWithPriority(
  _ result: UnsafeMutablePointer<OpaquePointer?>?, _ flags: CUnsignedInt, _ priority: CInt
) -> CInt { makeStream("cudaStreamCreateWithPriority", flags, result) }

@c(cudaStreamDestroy) package func cudaStreamDestroy(_ stream: OpaquePointer?) -> CInt {
  guard streams.end(stream) else { return answer("cudaStreamDestroy", .invalidResourceHandle) }
  StreamCapture.drop(UInt(bitPattern: stream))
  ShownTips.forget(stream)
  attributes.withLock { $0[UInt(bitPattern: stream)] = nil }
  return answer("cudaStreamDestroy", .success)
}

@c(cudaStreamSynchronize) package func cudaStreamSynchronize(_ stream: OpaquePointer?) -> CInt {
  awaitStream("cudaStreamSynchronize", stream)
}

@c(cudaStreamQuery) package func cudaStreamQuery(_ stream: OpaquePointer?) -> CInt {
  awaitStream("cudaStreamQuery", stream)
}

@c(cudaStreamWaitEvent) package func cudaStreamWaitEvent(
  _ stream: OpaquePointer?, _ event: OpaquePointer?, _ flags: CUnsignedInt
) -> CInt {
  guard flags <= 1 else { return answer("cudaStreamWaitEvent", .invalidValue) }
  guard isUsableStream(stream), let found = events[event] else {
    return answer("cudaStreamWaitEvent", .invalidResourceHandle)
  }
  return answer(
    "cudaStreamWaitEvent", StreamCapture.wait(UInt(bitPattern: stream), for: found.mark))
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
  if let error = StreamCapture.objection(UInt(bitPattern: stream)) {
    return answer("cudaStreamAddCallback", error)
  }
  callback(stream, RuntimeError.success.code, data)
  return answer("cudaStreamAddCallback", .success)
}

@c(cudaLaunchHostFunc) package func cudaLaunchHostFunc(
  _ stream: OpaquePointer?, _ function: (@convention(c) (UnsafeMutableRawPointer?) -> Void)?,
  _ data: UnsafeMutableRawPointer?
) -> CInt {
  guard let function else { return answer("cudaLaunchHostFunc", .invalidValue) }
  return onStream(
    "cudaLaunchHostFunc", stream, .call(parity_cuda_host_call(function: function, data: data)))
}

/// CUDA 13's form, which may say how the host waits.
@c(cudaLaunchHostFunc_v2) package func cudaLaunchHostFunc_v2(
  _ stream: OpaquePointer?, _ function: (@convention(c) (UnsafeMutableRawPointer?) -> Void)?,
  _ data: UnsafeMutableRawPointer?, _ mode: CUnsignedInt
) -> CInt {
  guard let function, mode <= 1 else { return answer("cudaLaunchHostFunc_v2", .invalidValue) }
  return onStream(
    "cudaLaunchHostFunc_v2", stream, .call(parity_cuda_host_call(function: function, data: data)))
}

// MARK: What a stream is

private func describe<Value>(
  _ function: StaticString, _ stream: OpaquePointer?, _ result: UnsafeMutablePointer<Value>?,
  _ value: () -> Value
) -> CInt {
  guard let result else { return answer(function, .invalidValue) }
  guard isUsableStream(stream) else { return answer(function, .invalidResourceHandle) }
  result.pointee = value()
  return answer(function, .success)
}

@c(cudaStreamGetFlags) package func cudaStreamGetFlags(
  _ stream: OpaquePointer?, _ flags: UnsafeMutablePointer<CUnsignedInt>?
) -> CInt { describe("cudaStreamGetFlags", stream, flags) { isBlockingStream(stream) ? 0 : 1 } }

@c(cudaStreamGetPriority) package func cudaStreamGetPriority(
  _ stream: OpaquePointer?, _ priority: UnsafeMutablePointer<CInt>?
) -> CInt { describe("cudaStreamGetPriority", stream, priority) { 0 } }

@c(cudaStreamGetId) package func cudaStreamGetId(
  _ stream: OpaquePointer?, _ id: UnsafeMutablePointer<UInt64>?
) -> CInt {
  // The default stream has two numbers, 0 and 1.
  describe("cudaStreamGetId", stream, id) { UInt64(max(1, UInt(bitPattern: stream))) }
}

@c(cudaStreamGetDevice) package func cudaStreamGetDevice(
  _ stream: OpaquePointer?, _ device: UnsafeMutablePointer<CInt>?
) -> CInt { describe("cudaStreamGetDevice", stream, device) { 0 } }

/// `cudaLaunchAttributeID` of those that streams have: the window of access, waiting, priority, and domains of memory.
private let streamAttributes: Set<CInt> = [1, 3, 8, 9, 10]

@c(cudaStreamGetAttribute) package func cudaStreamGetAttribute(
  _ stream: OpaquePointer?, _ attribute: CInt, _ value: UnsafeMutableRawPointer?
) -> CInt {
  let function: StaticString = "cudaStreamGetAttribute"
  guard let value, streamAttributes.contains(attribute) else {
    return answer(function, .invalidValue, because: "streams have no attribute \(attribute)")
  }
  guard isUsableStream(stream) else { return answer(function, .invalidResourceHandle) }
  let kept = attributes.withLock { $0[UInt(bitPattern: stream)]?[attribute] }
  value.copyMemory(from: kept ?? [UInt8](repeating: 0, count: 64), byteCount: 64)
  return answer(function, .success)
}

@c(cudaStreamSetAttribute) package func cudaStreamSetAttribute(
  _ stream: OpaquePointer?, _ attribute: CInt, _ value: UnsafeRawPointer?
) -> CInt {
  let function: StaticString = "cudaStreamSetAttribute"
  guard let value, streamAttributes.contains(attribute) else {
    return answer(function, .invalidValue, because: "streams have no attribute \(attribute)")
  }
  guard isUsableStream(stream) else { return answer(function, .invalidResourceHandle) }
  let bytes = [UInt8](UnsafeRawBufferPointer(start: value, count: 64))
  attributes.withLock { $0[UInt(bitPattern: stream), default: [:]][attribute] = bytes }
  return answer(function, .success)
}

@c(cudaStreamCopyAttributes) package func cudaStreamCopyAttributes(
  _ target: OpaquePointer?, _ source: OpaquePointer?
) -> CInt {
  guard isUsableStream(target), isUsableStream(source) else {
    return answer("cudaStreamCopyAttributes", .invalidResourceHandle)
  }
  attributes.withLock { $0[UInt(bitPattern: target)] = $0[UInt(bitPattern: source)] }
  return answer("cudaStreamCopyAttributes", .success)
}

// MARK: Events

@c(cudaEventCreate) package func cudaEventCreate(
  _ result: UnsafeMutablePointer<OpaquePointer?>?
) -> CInt { makeHandle("cudaEventCreate", events, Event(), result) }

@c(cudaEventCreateWithFlags) package func cudaEventCreateWithFlags(
  _ result: UnsafeMutablePointer<OpaquePointer?>?, _ flags: CUnsignedInt
) -> CInt {
  // cudaEventBlockingSync, DisableTiming and Interprocess; the last one only without times.
  guard flags <= 7, flags & 4 == 0 || flags & 2 != 0 else {
    return answer("cudaEventCreateWithFlags", .invalidValue, because: "flags \(flags)")
  }
  return makeHandle("cudaEventCreateWithFlags", events, Event(isTimed: flags & 2 == 0), result)
}

@c(cudaEventDestroy) package func cudaEventDestroy(_ event: OpaquePointer?) -> CInt {
  answer("cudaEventDestroy", events.end(event) ? .success : .invalidResourceHandle)
}

/// Records an event outside a capture.
func recordNow(_ event: OpaquePointer?) {
  _ = events.update(event) {
    $0.mark = nil
    $0.time = DropIn.now
  }
}

/// Whether an event lives.
func isEvent(_ event: OpaquePointer?) -> Bool { events[event] != nil }

private func record(
  _ function: StaticString, _ event: OpaquePointer?, _ stream: OpaquePointer?
) -> CInt {
  guard isUsableStream(stream) else { return answer(function, .invalidResourceHandle) }
  let mark = StreamCapture.mark(UInt(bitPattern: stream))
  let isRecorded = events.update(event) {
    $0.mark = mark
    $0.time = mark == nil ? DropIn.now : nil
  }
  return answer(function, isRecorded ? .success : .invalidResourceHandle)
}

@c(cudaEventRecord) package func cudaEventRecord(
  _ event: OpaquePointer?, _ stream: OpaquePointer?
) -> CInt { record("cudaEventRecord", event, stream) }

@c(cudaEventRecordWithFlags) package func cudaEventRecordWithFlags(
  _ event: OpaquePointer?, _ stream: OpaquePointer?, _ flags: CUnsignedInt
) -> CInt {
  guard flags <= 1 else { return answer("cudaEventRecordWithFlags", .invalidValue) }
  return record("cudaEventRecordWithFlags", event, stream)
}

private func onEvent(_ function: StaticString, _ event: OpaquePointer?) -> CInt {
  guard let found = events[event] else { return answer(function, .invalidResourceHandle) }
  return answer(function, found.mark == nil ? .success : .capturedEvent)
}

@c(cudaEventSynchronize) package func cudaEventSynchronize(_ event: OpaquePointer?) -> CInt {
  onEvent("cudaEventSynchronize", event)
}

@c(cudaEventQuery) package func cudaEventQuery(_ event: OpaquePointer?) -> CInt {
  onEvent("cudaEventQuery", event)
}

private func elapsedTime(
  _ function: StaticString, _ milliseconds: UnsafeMutablePointer<Float>?, _ start: OpaquePointer?,
  _ end: OpaquePointer?
) -> CInt {
  guard let milliseconds else { return answer(function, .invalidValue) }
  for event in [start, end] where events[event]?.mark != nil {
    return answer(function, .capturedEvent)
  }
  guard let from = events[start], let to = events[end], from.isTimed, to.isTimed,
    let first = from.time, let last = to.time
  else {
    return answer(
      function, .invalidResourceHandle,
      because: "an event is none, was not recorded, or was made without times")
  }
  milliseconds.pointee = Float((Double(last) - Double(first)) / 1e6)
  return answer(function, .success)
}

@c(cudaEventElapsedTime) package func cudaEventElapsedTime(
  _ milliseconds: UnsafeMutablePointer<Float>?, _ start: OpaquePointer?, _ end: OpaquePointer?
) -> CInt { elapsedTime("cudaEventElapsedTime", milliseconds, start, end) }

@c(cudaEventElapsedTime_v2) package func cudaEventElapsedTime_v2(
  _ milliseconds: UnsafeMutablePointer<Float>?, _ start: OpaquePointer?, _ end: OpaquePointer?
) -> CInt { elapsedTime("cudaEventElapsedTime_v2", milliseconds, start, end) }
