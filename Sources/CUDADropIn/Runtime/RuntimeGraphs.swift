package import CCUDA
import Synchronization

// Stream capture, and graphs from their making to their launch (CUDA Runtime API reference, Stream Management and Graph Management).

/// Begins a capture into a new graph, or into `graph` after some of its nodes.
private func begin(
  _ function: StaticString, _ stream: OpaquePointer?, _ mode: CInt,
  into given: (graph: OpaquePointer, tips: [UInt])? = nil
) -> CInt {
  guard isUsableStream(stream) else { return answer(function, .invalidResourceHandle) }
  guard (0...2).contains(mode) else {
    return answer(function, .invalidValue, because: "\(mode) is no cudaStreamCaptureMode")
  }
  guard UInt(bitPattern: stream) > 1 else {
    return answer(
      function, .captureUnsupported, because: "the default stream cannot be captured")
  }
  guard let graph = given?.graph ?? Graphs.all.make(Graph()) else {
    return answer(function, .memoryAllocation)
  }
  let status = StreamCapture.begin(
    UInt(bitPattern: stream), mode: mode, isBlocking: isBlockingStream(stream), graph: graph,
    after: given?.tips)
  if status.code != 0, given == nil { _ = Graphs.end(graph) }
  return answer(function, status, because: "the stream is captured already")
}

@c(cudaStreamBeginCapture) package func cudaStreamBeginCapture(
  _ stream: OpaquePointer?, _ mode: CInt
) -> CInt { begin("cudaStreamBeginCapture", stream, mode) }

@c(cudaStreamBeginCaptureToGraph) package func cudaStreamBeginCaptureToGraph(
  _ stream: OpaquePointer?, _ graph: OpaquePointer?, _ dependencies: UnsafePointer<UInt>?,
  _ edges: UnsafeRawPointer?, _ count: Int, _ mode: CInt
) -> CInt {
  let function: StaticString = "cudaStreamBeginCaptureToGraph"
  guard let graph, let found = Graphs.all[graph], let tips = nodes(dependencies, count, of: found)
  else {
    return answer(function, .invalidValue, because: "the graph is none, or lacks a node")
  }
  return begin(function, stream, mode, into: (graph, tips))
}

@c(cudaStreamEndCapture) package func cudaStreamEndCapture(
  _ stream: OpaquePointer?, _ result: UnsafeMutablePointer<OpaquePointer?>?
) -> CInt {
  let function: StaticString = "cudaStreamEndCapture"
  guard isUsableStream(stream) else { return answer(function, .invalidResourceHandle) }
  guard let result else { return answer(function, .invalidValue) }
  let (status, graph, isGiven) = StreamCapture.end(UInt(bitPattern: stream))
  ShownTips.forget(stream)
  guard status.code == 0 else {
    // A capture that ended without a graph answers NULL.
    if let graph {
      if !isGiven { _ = Graphs.end(graph) }
      result.pointee = nil
    }
    return answer(function, status)
  }
  result.pointee = graph
  return answer(function, .success)
}

/// Lists of nodes that `cudaStreamGetCaptureInfo` lends, until the next call for the same stream.
enum ShownTips {
  private static let all = Mutex<[UInt: UInt]>([:])

  static func lend(_ tips: [UInt], _ stream: OpaquePointer?) -> UnsafeMutablePointer<UInt>? {
    forget(stream)
    guard !tips.isEmpty else { return nil }
    let list = UnsafeMutablePointer<UInt>.allocate(capacity: tips.count)
    list.initialize(from: tips, count: tips.count)
    all.withLock { $0[UInt(bitPattern: stream)] = UInt(bitPattern: list) }
    return list
  }

  static func forget(_ stream: OpaquePointer?) {
    let list = all.withLock { $0.removeValue(forKey: UInt(bitPattern: stream)) }
    list.flatMap { UnsafeMutablePointer<UInt>(bitPattern: $0) }?.deallocate()
  }
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

/// Where `cudaStreamGetCaptureInfo` puts what the stream's next node depends on.
private struct TipsOutput {
  let nodes: UnsafeMutablePointer<UnsafeMutablePointer<UInt>?>?
  /// Data of edges, of which there are none but the plain ones.
  let edges: UnsafeMutablePointer<UnsafeMutableRawPointer?>?
  let count: UnsafeMutablePointer<Int>?
}

private func captureInfo(
  _ function: StaticString, _ stream: OpaquePointer?, _ status: UnsafeMutablePointer<CInt>?,
  _ id: UnsafeMutablePointer<UInt64>?, _ graph: UnsafeMutablePointer<OpaquePointer?>? = nil,
  _ tips: TipsOutput? = nil
) -> CInt {
  guard let status else { return answer(function, .invalidValue) }
  guard isUsableStream(stream) else { return answer(function, .invalidResourceHandle) }
  guard !StreamCapture.isImplicit(UInt(bitPattern: stream)) else {
    return answer(function, .captureImplicit)
  }
  let found = StreamCapture.status(UInt(bitPattern: stream))
  status.pointee = found.status
  guard found.status == 1 else { return answer(function, .success) }
  id?.pointee = found.id
  graph?.pointee = found.graph
  if let tips {
    Graphs.show(found.tips, of: found.graph)
    tips.nodes?.pointee = ShownTips.lend(found.tips, stream)
    tips.edges?.pointee = nil
    tips.count?.pointee = found.tips.count
  }
  return answer(function, .success)
}

/// CUDA 12's has three arguments, and CUDA 13's those of ``cudaStreamGetCaptureInfo_v3(_:_:_:_:_:_:_:)``.
@c(cudaStreamGetCaptureInfo) package func cudaStreamGetCaptureInfo(
  _ stream: OpaquePointer?, _ status: UnsafeMutablePointer<CInt>?,
  _ id: UnsafeMutablePointer<UInt64>?, _ graph: UnsafeMutablePointer<OpaquePointer?>?,
  _ nodes: UnsafeMutablePointer<UnsafeMutablePointer<UInt>?>?,
  _ edges: UnsafeMutablePointer<UnsafeMutableRawPointer?>?, _ count: UnsafeMutablePointer<Int>?
) -> CInt {
  let function: StaticString = "cudaStreamGetCaptureInfo"
  return parity_cuda_major() == 12
    ? captureInfo(function, stream, status, id)
    : captureInfo(
      function, stream, status, id, graph, TipsOutput(nodes: nodes, edges: edges, count: count))
}

@c(cudaStreamGetCaptureInfo_v2) package func cudaStreamGetCaptureInfo_v2(
  _ stream: OpaquePointer?, _ status: UnsafeMutablePointer<CInt>?,
  _ id: UnsafeMutablePointer<UInt64>?, _ graph: UnsafeMutablePointer<OpaquePointer?>?,
  _ nodes: UnsafeMutablePointer<UnsafeMutablePointer<UInt>?>?, _ count: UnsafeMutablePointer<Int>?
) -> CInt {
  captureInfo(
    "cudaStreamGetCaptureInfo_v2", stream, status, id, graph,
    TipsOutput(nodes: nodes, edges: nil, count: count))
}

@c(cudaStreamGetCaptureInfo_v3) package func cudaStreamGetCaptureInfo_v3(
  _ stream: OpaquePointer?, _ status: UnsafeMutablePointer<CInt>?,
  _ id: UnsafeMutablePointer<UInt64>?, _ graph: UnsafeMutablePointer<OpaquePointer?>?,
  _ nodes: UnsafeMutablePointer<UnsafeMutablePointer<UInt>?>?,
  _ edges: UnsafeMutablePointer<UnsafeMutableRawPointer?>?, _ count: UnsafeMutablePointer<Int>?
) -> CInt {
  captureInfo(
    "cudaStreamGetCaptureInfo_v3", stream, status, id, graph,
    TipsOutput(nodes: nodes, edges: edges, count: count))
}

/// Adds to what the stream's next node depends on (flags 0), or replaces it (1).
private func updateDependencies(
  _ function: StaticString, _ stream: OpaquePointer?, _ dependencies: UnsafePointer<UInt>?,
  _ count: Int, _ flags: CUnsignedInt
) -> CInt {
  guard isUsableStream(stream) else { return answer(function, .invalidResourceHandle) }
  guard flags <= 1 else { return answer(function, .invalidValue, because: "flags \(flags)") }
  let found = StreamCapture.status(UInt(bitPattern: stream))
  guard found.status == 1 else {
    return answer(
      function, found.status == 2 ? .captureInvalidated : .illegalState,
      because: "the stream is not captured")
  }
  guard let graph = Graphs.all[found.graph], let tips = nodes(dependencies, count, of: graph) else {
    return answer(function, .invalidValue, because: "the graph of the capture lacks a node")
  }
  return answer(
    function,
    StreamCapture.depend(UInt(bitPattern: stream), on: tips, keepsOthers: flags == 0)
      ? .success : .illegalState)
}

/// CUDA 12's has four arguments, and CUDA 13's those of
/// ``cudaStreamUpdateCaptureDependencies_v2(_:_:_:_:_:)``.
@c(cudaStreamUpdateCaptureDependencies) package func cudaStreamUpdateCaptureDependencies(
  _ stream: OpaquePointer?, _ dependencies: UnsafePointer<UInt>?, _ countOrEdges: Int,
  _ flagsOrCount: Int, _ flags: CUnsignedInt
) -> CInt {
  let function: StaticString = "cudaStreamUpdateCaptureDependencies"
  return parity_cuda_major() == 12
    ? updateDependencies(
      function, stream, dependencies, countOrEdges, CUnsignedInt(truncatingIfNeeded: flagsOrCount))
    : updateDependencies(function, stream, dependencies, flagsOrCount, flags)
}

@c(cudaStreamUpdateCaptureDependencies_v2) package func cudaStreamUpdateCaptureDependencies_v2(
  _ stream: OpaquePointer?, _ dependencies: UnsafePointer<UInt>?, _ edges: UnsafeRawPointer?,
  _ count: Int, _ flags: CUnsignedInt
) -> CInt {
  updateDependencies("cudaStreamUpdateCaptureDependencies_v2", stream, dependencies, count, flags)
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

@c(cudaGraphCreate) package func cudaGraphCreate(
  _ result: UnsafeMutablePointer<OpaquePointer?>?, _ flags: CUnsignedInt
) -> CInt {
  guard let result, flags == 0 else { return answer("cudaGraphCreate", .invalidValue) }
  result.pointee = Graphs.all.make(Graph())
  return answer("cudaGraphCreate", .success)
}

@c(cudaGraphClone) package func cudaGraphClone(
  _ result: UnsafeMutablePointer<OpaquePointer?>?, _ graph: OpaquePointer?
) -> CInt {
  guard let result, let found = Graphs.all[graph] else {
    return answer("cudaGraphClone", .invalidValue)
  }
  result.pointee = Graphs.clone(found)
  return answer("cudaGraphClone", .success)
}

@c(cudaGraphDestroy) package func cudaGraphDestroy(_ graph: OpaquePointer?) -> CInt {
  answer("cudaGraphDestroy", Graphs.end(graph) ? .success : .invalidValue)
}

// MARK: Launches

private func instantiate(
  _ function: StaticString, _ result: UnsafeMutablePointer<OpaquePointer?>?,
  _ graph: OpaquePointer?, _ flags: UInt64
) -> CInt {
  // AutoFreeOnLaunch, Upload and UseNodePriority; DeviceLaunch is for kernels.
  guard let result, flags & ~15 == 0, let found = Graphs.all[graph] else {
    return answer(function, .invalidValue, because: "the graph is none, or flags are \(flags)")
  }
  guard flags & 4 == 0 else {
    return answer(function, .notSupported, because: "no kernel launches a graph")
  }
  guard let order = found.order else {
    return answer(function, .invalidValue, because: "its nodes wait for each other in a circle")
  }
  UserObjects.retain(found.objects)
  result.pointee = Graphs.executables.make(
    ExecutableGraph(graph: found.resolved, order: order, flags: flags))
  return answer(function, .success)
}

@c(cudaGraphInstantiate) package func cudaGraphInstantiate(
  _ result: UnsafeMutablePointer<OpaquePointer?>?, _ graph: OpaquePointer?, _ flags: UInt64
) -> CInt { instantiate("cudaGraphInstantiate", result, graph, flags) }

@c(cudaGraphInstantiateWithFlags) package func cudaGraphInstantiateWithFlags(
  _ result: UnsafeMutablePointer<OpaquePointer?>?, _ graph: OpaquePointer?, _ flags: UInt64
) -> CInt { instantiate("cudaGraphInstantiateWithFlags", result, graph, flags) }

@c(cudaGraphInstantiateWithParams) package func cudaGraphInstantiateWithParams(
  _ result: UnsafeMutablePointer<OpaquePointer?>?, _ graph: OpaquePointer?,
  _ parameters: UnsafeMutablePointer<parity_cuda_instantiation>?
) -> CInt {
  let function: StaticString = "cudaGraphInstantiateWithParams"
  guard let parameters else { return answer(function, .invalidValue) }
  let status = instantiate(function, result, graph, parameters.pointee.flags)
  parameters.pointee.node = nil
  // Success, an error, a structure that is wrong, or an operation that is not there.
  parameters.pointee.result =
    switch status {
    case RuntimeError.success.code: 0
    case RuntimeError.notSupported.code: 3
    default: Graphs.all[graph].map { $0.order == nil } == true ? 2 : 1
    }
  return status
}

@c(cudaGraphExecGetFlags) package func cudaGraphExecGetFlags(
  _ executable: OpaquePointer?, _ flags: UnsafeMutablePointer<UInt64>?
) -> CInt {
  guard let flags, let found = Graphs.executables[executable] else {
    return answer("cudaGraphExecGetFlags", .invalidValue)
  }
  flags.pointee = found.flags
  return answer("cudaGraphExecGetFlags", .success)
}

@c(cudaGraphLaunch) package func cudaGraphLaunch(
  _ executable: OpaquePointer?, _ stream: OpaquePointer?
) -> CInt {
  let function: StaticString = "cudaGraphLaunch"
  guard let found = Graphs.executables[executable] else {
    return answer(function, .invalidValue, because: "the graph is none, or was destroyed")
  }
  return onStream(function, stream, .graph(0, found.works))
}

@c(cudaGraphUpload) package func cudaGraphUpload(
  _ executable: OpaquePointer?, _ stream: OpaquePointer?
) -> CInt {
  guard Graphs.executables[executable] != nil else {
    return answer("cudaGraphUpload", .invalidValue)
  }
  return answer("cudaGraphUpload", isUsableStream(stream) ? .success : .invalidResourceHandle)
}

@c(cudaGraphExecDestroy) package func cudaGraphExecDestroy(_ executable: OpaquePointer?) -> CInt {
  guard let found = Graphs.executables[executable], Graphs.executables.end(executable) else {
    return answer("cudaGraphExecDestroy", .invalidValue)
  }
  UserObjects.release(found.graph.objects)
  return answer("cudaGraphExecDestroy", .success)
}

/// Gives a graph that is ready the work of one of the same form.
@c(cudaGraphExecUpdate) package func cudaGraphExecUpdate(
  _ executable: OpaquePointer?, _ graph: OpaquePointer?,
  _ result: UnsafeMutablePointer<parity_cuda_graph_update>?
) -> CInt {
  let function: StaticString = "cudaGraphExecUpdate"
  guard let result, let old = Graphs.executables[executable], let new = Graphs.all[graph]?.resolved
  else {
    return answer(function, .invalidValue)
  }
  result.pointee = parity_cuda_graph_update()
  func refuse(_ kind: CInt, _ index: Int?, _ reason: String) -> CInt {
    result.pointee.result = kind
    if let index {
      Graphs.show([new.nodes[index].handle], of: graph)
      result.pointee.node = UnsafeMutableRawPointer(bitPattern: new.nodes[index].handle)
    }
    return answer(function, .graphExecUpdateFailure, because: reason)
  }
  guard old.graph.nodes.count == new.nodes.count else {
    return refuse(2, nil, "\(new.nodes.count) nodes in place of \(old.graph.nodes.count)")
  }
  func places(_ graph: Graph) -> [[Int]] {
    let index = Dictionary(
      uniqueKeysWithValues: graph.nodes.enumerated().map { ($1.handle, $0) })
    return graph.nodes.map { $0.dependencies.compactMap { index[$0] }.sorted() }
  }
  let (before, after) = (places(old.graph), places(new))
  for index in new.nodes.indices {
    guard before[index] == after[index] else {
      return refuse(2, index, "node \(index) comes after others than before")
    }
    guard old.graph.nodes[index].work.type == new.nodes[index].work.type else {
      return refuse(3, index, "node \(index) is of another type than before")
    }
  }
  _ = Graphs.executables.update(executable) {
    for index in new.nodes.indices { $0.graph.nodes[index].work = new.nodes[index].work }
  }
  return answer(function, .success)
}
