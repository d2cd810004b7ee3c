import CCUDAVersion

// Graphs of the CUDA runtime API, made by stream capture (CUDA Runtime API reference, Stream Management and Graph Management).

/// Graphs that live, and those made ready for launches; both are lists of work in its order.
private let graphs = HandleTable<[GraphNode]>(kind: 3)
private let executables = HandleTable<[GraphNode]>(kind: 4)

@c(cudaStreamBeginCapture) package func cudaStreamBeginCapture(
  _ stream: OpaquePointer?, _ mode: CInt
) -> CInt {
  let function: StaticString = "cudaStreamBeginCapture"
  guard isUsableStream(stream) else { return answer(function, .invalidResourceHandle) }
  guard (0...2).contains(mode) else {
    return answer(function, .invalidValue, because: "\(mode) is no cudaStreamCaptureMode")
  }
  guard UInt(bitPattern: stream) > 1 else {
    return answer(
      function, .captureUnsupported, because: "the default stream cannot be captured")
  }
  let graph = graphs.make([])
  let status = StreamCapture.begin(
    UInt(bitPattern: stream), mode: mode, isBlocking: isBlockingStream(stream),
    graph: UInt(bitPattern: graph))
  if status.code != 0 { _ = graphs.end(graph) }
  return answer(function, status, because: "the stream is captured already")
}

@c(cudaStreamEndCapture) package func cudaStreamEndCapture(
  _ stream: OpaquePointer?, _ result: UnsafeMutablePointer<OpaquePointer?>?
) -> CInt {
  let function: StaticString = "cudaStreamEndCapture"
  guard isUsableStream(stream) else { return answer(function, .invalidResourceHandle) }
  guard let result else { return answer(function, .invalidValue) }
  let (status, number, nodes) = StreamCapture.end(UInt(bitPattern: stream))
  let graph = number.flatMap { OpaquePointer(bitPattern: $0) }
  guard status.code == 0 else {
    // A capture that ended without a graph answers NULL.
    if let graph {
      _ = graphs.end(graph)
      result.pointee = nil
    }
    return answer(function, status)
  }
  _ = graphs.update(graph) { $0 = nodes }
  result.pointee = graph
  return answer(function, .success)
}

@c(cudaStreamIsCapturing) package func cudaStreamIsCapturing(
  _ stream: OpaquePointer?, _ status: UnsafeMutablePointer<CInt>?
) -> CInt {
  guard let status else { return answer("cudaStreamIsCapturing", .invalidValue) }
  guard isUsableStream(stream) else {
    return answer("cudaStreamIsCapturing", .invalidResourceHandle)
  }
  guard !StreamCapture.isImplicit(UInt(bitPattern: stream)) else {
    return answer("cudaStreamIsCapturing", .captureImplicit)
  }
  status.pointee = StreamCapture.status(UInt(bitPattern: stream)).status
  return answer("cudaStreamIsCapturing", .success)
}

private func captureInfo(
  _ function: StaticString, _ stream: OpaquePointer?, _ status: UnsafeMutablePointer<CInt>?,
  _ id: UnsafeMutablePointer<UInt64>?, _ graph: UnsafeMutablePointer<OpaquePointer?>? = nil,
  dependencies: [UnsafeMutableRawPointer?] = []
) -> CInt {
  guard let status else { return answer(function, .invalidValue) }
  guard isUsableStream(stream) else { return answer(function, .invalidResourceHandle) }
  guard !StreamCapture.isImplicit(UInt(bitPattern: stream)) else {
    return answer(function, .captureImplicit)
  }
  let found = StreamCapture.status(UInt(bitPattern: stream))
  guard found.status != 1 || dependencies.allSatisfy({ $0 == nil }) else {
    return answer(
      function, .notSupported, because: "graphs here are lists, whose nodes have no names")
  }
  status.pointee = found.status
  guard found.status == 1 else { return answer(function, .success) }
  id?.pointee = found.id
  graph?.pointee = OpaquePointer(bitPattern: found.graph)
  return answer(function, .success)
}

/// CUDA 12's has three arguments, and CUDA 13's those of ``cudaStreamGetCaptureInfo_v3(_:_:_:_:_:_:_:)``.
@c(cudaStreamGetCaptureInfo) package func cudaStreamGetCaptureInfo(
  _ stream: OpaquePointer?, _ status: UnsafeMutablePointer<CInt>?,
  _ id: UnsafeMutablePointer<UInt64>?, _ graph: UnsafeMutablePointer<OpaquePointer?>?,
  _ nodes: UnsafeMutableRawPointer?, _ edges: UnsafeMutableRawPointer?,
  _ count: UnsafeMutableRawPointer?
) -> CInt {
  let function: StaticString = "cudaStreamGetCaptureInfo"
  return parity_cuda_major() == 12
    ? captureInfo(function, stream, status, id)
    : captureInfo(function, stream, status, id, graph, dependencies: [nodes, edges, count])
}

@c(cudaStreamGetCaptureInfo_v2) package func cudaStreamGetCaptureInfo_v2(
  _ stream: OpaquePointer?, _ status: UnsafeMutablePointer<CInt>?,
  _ id: UnsafeMutablePointer<UInt64>?, _ graph: UnsafeMutablePointer<OpaquePointer?>?,
  _ nodes: UnsafeMutableRawPointer?, _ count: UnsafeMutableRawPointer?
) -> CInt {
  captureInfo(
    "cudaStreamGetCaptureInfo_v2", stream, status, id, graph, dependencies: [nodes, count])
}

@c(cudaStreamGetCaptureInfo_v3) package func cudaStreamGetCaptureInfo_v3(
  _ stream: OpaquePointer?, _ status: UnsafeMutablePointer<CInt>?,
  _ id: UnsafeMutablePointer<UInt64>?, _ graph: UnsafeMutablePointer<OpaquePointer?>?,
  _ nodes: UnsafeMutableRawPointer?, _ edges: UnsafeMutableRawPointer?,
  _ count: UnsafeMutableRawPointer?
) -> CInt {
  captureInfo(
    "cudaStreamGetCaptureInfo_v3", stream, status, id, graph, dependencies: [nodes, edges, count])
}

@c(cudaThreadExchangeStreamCaptureMode) package func cudaThreadExchangeStreamCaptureMode(
  _ mode: UnsafeMutablePointer<CInt>?
) -> CInt {
  guard let mode, (0...2).contains(mode.pointee) else {
    return answer("cudaThreadExchangeStreamCaptureMode", .invalidValue)
  }
  mode.pointee = StreamCapture.exchangeMode(mode.pointee)
  return answer("cudaThreadExchangeStreamCaptureMode", .success)
}

// MARK: Graphs

private func instantiate(
  _ function: StaticString, _ result: UnsafeMutablePointer<OpaquePointer?>?,
  _ graph: OpaquePointer?, _ flags: UInt64
) -> CInt {
  // AutoFreeOnLaunch, Upload and UseNodePriority; DeviceLaunch is for kernels.
  guard let result, flags & ~15 == 0, let nodes = graphs[graph] else {
    return answer(function, .invalidValue, because: "the graph is none, or flags are \(flags)")
  }
  guard flags & 4 == 0 else {
    return answer(function, .notSupported, because: "no kernel launches a graph")
  }
  result.pointee = executables.make(nodes)
  return answer(function, .success)
}

@c(cudaGraphInstantiate) package func cudaGraphInstantiate(
  _ result: UnsafeMutablePointer<OpaquePointer?>?, _ graph: OpaquePointer?, _ flags: UInt64
) -> CInt { instantiate("cudaGraphInstantiate", result, graph, flags) }

@c(cudaGraphInstantiateWithFlags) package func cudaGraphInstantiateWithFlags(
  _ result: UnsafeMutablePointer<OpaquePointer?>?, _ graph: OpaquePointer?, _ flags: UInt64
) -> CInt { instantiate("cudaGraphInstantiateWithFlags", result, graph, flags) }

/// Does all work of a graph; the first that fails ends it.
private func launch(_ nodes: [GraphNode]) -> RuntimeError {
  for node in nodes {
    let status = node.run()
    if status.code != 0 { return status }
  }
  return .success
}

@c(cudaGraphLaunch) package func cudaGraphLaunch(
  _ executable: OpaquePointer?, _ stream: OpaquePointer?
) -> CInt {
  let function: StaticString = "cudaGraphLaunch"
  guard let nodes = executables[executable] else {
    return answer(function, .invalidValue, because: "the graph is none, or was destroyed")
  }
  return onStream(function, stream, { launch(nodes) }, later: { launch(nodes) })
}

@c(cudaGraphUpload) package func cudaGraphUpload(
  _ executable: OpaquePointer?, _ stream: OpaquePointer?
) -> CInt {
  guard executables[executable] != nil else { return answer("cudaGraphUpload", .invalidValue) }
  return answer("cudaGraphUpload", isUsableStream(stream) ? .success : .invalidResourceHandle)
}

@c(cudaGraphExecDestroy) package func cudaGraphExecDestroy(_ executable: OpaquePointer?) -> CInt {
  answer("cudaGraphExecDestroy", executables.end(executable) ? .success : .invalidValue)
}

@c(cudaGraphDestroy) package func cudaGraphDestroy(_ graph: OpaquePointer?) -> CInt {
  answer("cudaGraphDestroy", graphs.end(graph) ? .success : .invalidValue)
}
