// Streams and events of the CUDA runtime API. Every call is complete on return, so a stream is always empty, the order that the
// program asked for holds, and an event is the time of its record.

/// The streams that live, and whether the default stream waits for them.
private let streams = HandleTable<Bool>(kind: 1)
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
///
/// - Parameter later: The same at each launch, with what was checked before checked again.
func onStream(
  _ function: StaticString, _ stream: OpaquePointer?, _ now: () -> RuntimeError,
  later: @escaping () -> RuntimeError
) -> CInt {
  guard isUsableStream(stream) else { return answer(function, .invalidResourceHandle) }
  switch StreamCapture.take(UInt(bitPattern: stream), { GraphNode(run: later) }) {
  case .run: return answer(function, now())
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
  func call() -> RuntimeError {
    function(data)
    return .success
  }
  return onStream("cudaLaunchHostFunc", stream, call, later: call)
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

@c(cudaEventElapsedTime) package func cudaEventElapsedTime(
  _ milliseconds: UnsafeMutablePointer<Float>?, _ start: OpaquePointer?, _ end: OpaquePointer?
) -> CInt {
  guard let milliseconds else { return answer("cudaEventElapsedTime", .invalidValue) }
  for event in [start, end] where events[event]?.mark != nil {
    return answer("cudaEventElapsedTime", .capturedEvent)
  }
  guard let from = events[start], let to = events[end], from.isTimed, to.isTimed,
    let first = from.time, let last = to.time
  else {
    return answer(
      "cudaEventElapsedTime", .invalidResourceHandle,
      because: "an event is none, was not recorded, or was made without times")
  }
  milliseconds.pointee = Float((Double(last) - Double(first)) / 1e6)
  return answer("cudaEventElapsedTime", .success)
}
