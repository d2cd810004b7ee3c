package import CCUDA

// Nodes of graphs (CUDA Runtime API reference, Graph Management): copies, sets, calls of the host, events, other graphs, and what
// cuBLAS was captured with. Kernels of the program's own cannot be nodes.

/// The nodes that a program names; nil where the graph lacks one.
func nodes(_ list: UnsafePointer<UInt>?, _ count: Int, of graph: Graph) -> [UInt]? {
  guard count != 0 else { return [] }
  guard let list, count > 0, count <= graph.nodes.count else { return nil }
  let handles = Array(UnsafeBufferPointer(start: list, count: count))
  return graph.contains(handles) && Set(handles).count == count ? handles : nil
}

private func add(
  _ function: StaticString, _ result: UnsafeMutablePointer<UInt>?, _ graph: OpaquePointer?,
  _ dependencies: UnsafePointer<UInt>?, _ count: Int, _ work: GraphWork
) -> CInt {
  guard let result, let found = Graphs.all[graph],
    let before = nodes(dependencies, count, of: found)
  else {
    return answer(function, .invalidValue, because: "the graph is none, or lacks a node")
  }
  let node = GraphNode(work, after: before)
  _ = Graphs.all.update(graph) { $0.nodes.append(node) }
  Graphs.show([node.handle], of: graph)
  result.pointee = node.handle
  return answer(function, .success)
}

private func addChecked(
  _ function: StaticString, _ result: UnsafeMutablePointer<UInt>?, _ graph: OpaquePointer?,
  _ dependencies: UnsafePointer<UInt>?, _ count: Int, _ work: GraphWork?
) -> CInt {
  guard let work else { return answer(function, .invalidValue, because: noArrays) }
  if let (error, reason) = work.objection { return answer(function, error, because: reason) }
  return add(function, result, graph, dependencies, count, work)
}

/// The work that a child of another graph does, which is a copy: its own graph and what that holds.
private func childWork(_ graph: OpaquePointer?) -> GraphWork? {
  guard let child = Graphs.all[graph], let works = child.works else { return nil }
  return .graph(UInt(bitPattern: Graphs.clone(child)), works)
}

extension Graphs {
  /// A copy of a graph, of the graphs in it too.
  static func clone(_ graph: Graph) -> OpaquePointer? {
    var copy = graph.clone
    for index in copy.nodes.indices {
      if case .graph(let child, let works) = copy.nodes[index].work, child != 0 {
        let inner = all[OpaquePointer(bitPattern: child)].flatMap { clone($0) }
        copy.nodes[index].work = .graph(UInt(bitPattern: inner), works)
      }
    }
    UserObjects.retain(copy.objects)
    return all.make(copy)
  }
}

extension Filling {
  init(_ p: parity_cuda_setting) {
    self.init(
      target: p.target, pitch: p.pitch, value: p.value, width: p.width, height: p.height,
      elementByteCount: [1, 2, 4].contains(p.element_bytes) ? Int(p.element_bytes) : 0)
  }

  var parameters: parity_cuda_setting {
    parity_cuda_setting(
      target: target, pitch: pitch, value: value, element_bytes: CUnsignedInt(elementByteCount),
      width: width, height: height)
  }
}

/// A copy of bytes in a row.
private func line(
  _ target: UnsafeMutableRawPointer?, _ source: UnsafeRawPointer?, _ byteCount: Int, _ kind: CInt
) -> GraphWork {
  .copy(
    Copy(
      target: target, targetPitch: byteCount, source: source, sourcePitch: byteCount,
      width: byteCount, height: 1, kind: kind))
}

// MARK: Making nodes

@c(cudaGraphAddEmptyNode) package func cudaGraphAddEmptyNode(
  _ result: UnsafeMutablePointer<UInt>?, _ graph: OpaquePointer?,
  _ dependencies: UnsafePointer<UInt>?, _ count: Int
) -> CInt { add("cudaGraphAddEmptyNode", result, graph, dependencies, count, .nothing) }

@c(cudaGraphAddHostNode) package func cudaGraphAddHostNode(
  _ result: UnsafeMutablePointer<UInt>?, _ graph: OpaquePointer?,
  _ dependencies: UnsafePointer<UInt>?, _ count: Int,
  _ parameters: UnsafePointer<parity_cuda_host_call>?
) -> CInt {
  guard let parameters else { return answer("cudaGraphAddHostNode", .invalidValue) }
  return addChecked(
    "cudaGraphAddHostNode", result, graph, dependencies, count, .call(parameters.pointee))
}

@c(cudaGraphAddMemcpyNode) package func cudaGraphAddMemcpyNode(
  _ result: UnsafeMutablePointer<UInt>?, _ graph: OpaquePointer?,
  _ dependencies: UnsafePointer<UInt>?, _ count: Int,
  _ parameters: UnsafePointer<parity_cuda_copy_3d>?
) -> CInt {
  guard let parameters else { return answer("cudaGraphAddMemcpyNode", .invalidValue) }
  return addChecked(
    "cudaGraphAddMemcpyNode", result, graph, dependencies, count,
    Copy(parameters.pointee).map { .copy($0) })
}

@c(cudaGraphAddMemcpyNode1D) package func cudaGraphAddMemcpyNode1D(
  _ result: UnsafeMutablePointer<UInt>?, _ graph: OpaquePointer?,
  _ dependencies: UnsafePointer<UInt>?, _ count: Int, _ target: UnsafeMutableRawPointer?,
  _ source: UnsafeRawPointer?, _ byteCount: Int, _ kind: CInt
) -> CInt {
  addChecked(
    "cudaGraphAddMemcpyNode1D", result, graph, dependencies, count,
    line(target, source, byteCount, kind))
}

@c(cudaGraphAddMemsetNode) package func cudaGraphAddMemsetNode(
  _ result: UnsafeMutablePointer<UInt>?, _ graph: OpaquePointer?,
  _ dependencies: UnsafePointer<UInt>?, _ count: Int,
  _ parameters: UnsafePointer<parity_cuda_setting>?
) -> CInt {
  guard let parameters else { return answer("cudaGraphAddMemsetNode", .invalidValue) }
  return addChecked(
    "cudaGraphAddMemsetNode", result, graph, dependencies, count,
    .set(Filling(parameters.pointee)))
}

@c(cudaGraphAddChildGraphNode) package func cudaGraphAddChildGraphNode(
  _ result: UnsafeMutablePointer<UInt>?, _ graph: OpaquePointer?,
  _ dependencies: UnsafePointer<UInt>?, _ count: Int, _ child: OpaquePointer?
) -> CInt {
  addChild("cudaGraphAddChildGraphNode", result, graph, dependencies, count, child)
}

private func addChild(
  _ function: StaticString, _ result: UnsafeMutablePointer<UInt>?, _ graph: OpaquePointer?,
  _ dependencies: UnsafePointer<UInt>?, _ count: Int, _ child: OpaquePointer?
) -> CInt {
  guard let work = childWork(child), case .graph(let copy, _) = work else {
    return answer(function, .invalidValue, because: "the graph within is none, or a circle")
  }
  let status = add(function, result, graph, dependencies, count, work)
  if status != 0 { _ = Graphs.end(OpaquePointer(bitPattern: copy)) }
  return status
}

@c(cudaGraphAddEventRecordNode) package func cudaGraphAddEventRecordNode(
  _ result: UnsafeMutablePointer<UInt>?, _ graph: OpaquePointer?,
  _ dependencies: UnsafePointer<UInt>?, _ count: Int, _ event: OpaquePointer?
) -> CInt {
  addChecked("cudaGraphAddEventRecordNode", result, graph, dependencies, count, .record(event))
}

@c(cudaGraphAddEventWaitNode) package func cudaGraphAddEventWaitNode(
  _ result: UnsafeMutablePointer<UInt>?, _ graph: OpaquePointer?,
  _ dependencies: UnsafePointer<UInt>?, _ count: Int, _ event: OpaquePointer?
) -> CInt {
  addChecked("cudaGraphAddEventWaitNode", result, graph, dependencies, count, .wait(event))
}

/// `cudaGraphNodeParams`: the type, then at byte 16 the parameters of a node of that type.
private func addAny(
  _ function: StaticString, _ result: UnsafeMutablePointer<UInt>?, _ graph: OpaquePointer?,
  _ dependencies: UnsafePointer<UInt>?, _ count: Int, _ parameters: UnsafeRawPointer?
) -> CInt {
  guard let parameters else { return answer(function, .invalidValue) }
  func field<Value>(_ type: Value.Type, at offset: Int) -> Value {
    parameters.load(fromByteOffset: offset, as: type)
  }
  let work: GraphWork?
  switch field(CInt.self, at: 0) {
  // Flags and three reserved numbers come first.
  case 1: work = Copy(field(parity_cuda_copy_3d.self, at: 32)).map { .copy($0) }
  case 2: work = .set(Filling(field(parity_cuda_setting.self, at: 16)))
  case 3: work = .call(field(parity_cuda_host_call.self, at: 16))
  case 4:
    return addChild(
      function, result, graph, dependencies, count, field(OpaquePointer?.self, at: 16))
  case 5: work = .nothing
  case 6: work = .wait(field(OpaquePointer?.self, at: 16))
  case 7: work = .record(field(OpaquePointer?.self, at: 16))
  case let type where 0...13 ~= type:
    return answer(
      function, .notSupported, because: "there are no nodes of type \(type) on this machine")
  case let type:
    return answer(function, .invalidValue, because: "\(type) is no cudaGraphNodeType")
  }
  return addChecked(function, result, graph, dependencies, count, work)
}

/// CUDA 13's has data of edges before the count.
@c(cudaGraphAddNode) package func cudaGraphAddNode(
  _ result: UnsafeMutablePointer<UInt>?, _ graph: OpaquePointer?,
  _ dependencies: UnsafePointer<UInt>?, _ countOrEdges: Int, _ parametersOrCount: Int,
  _ parametersOf13: UnsafeRawPointer?
) -> CInt {
  parity_cuda_major() == 12
    ? addAny(
      "cudaGraphAddNode", result, graph, dependencies, countOrEdges,
      UnsafeRawPointer(bitPattern: parametersOrCount))
    : addAny(
      "cudaGraphAddNode", result, graph, dependencies, parametersOrCount, parametersOf13)
}

@c(cudaGraphAddNode_v2) package func cudaGraphAddNode_v2(
  _ result: UnsafeMutablePointer<UInt>?, _ graph: OpaquePointer?,
  _ dependencies: UnsafePointer<UInt>?, _ edges: UnsafeRawPointer?, _ count: Int,
  _ parameters: UnsafeRawPointer?
) -> CInt { addAny("cudaGraphAddNode_v2", result, graph, dependencies, count, parameters) }

@c(cudaGraphDestroyNode) package func cudaGraphDestroyNode(_ node: OpaquePointer?) -> CInt {
  guard let (graph, found) = Graphs.find(node) else {
    return answer("cudaGraphDestroyNode", .invalidValue)
  }
  _ = Graphs.all.update(graph) { graph in
    graph.nodes.removeAll { $0.handle == found.handle }
    for index in graph.nodes.indices {
      graph.nodes[index].dependencies.removeAll { $0 == found.handle }
    }
  }
  Graphs.hide([found.handle])
  if case .graph(let child, _) = found.work { _ = Graphs.end(OpaquePointer(bitPattern: child)) }
  return answer("cudaGraphDestroyNode", .success)
}

// MARK: Changing nodes

/// Gives a node of a graph other work of its type.
private func change(_ function: StaticString, _ node: OpaquePointer?, _ work: GraphWork?) -> CInt {
  guard let work else { return answer(function, .invalidValue, because: noArrays) }
  guard let (graph, found) = Graphs.find(node), found.work.type == work.type else {
    return answer(function, .invalidValue, because: "the node is none of this kind")
  }
  if let (error, reason) = work.objection { return answer(function, error, because: reason) }
  _ = Graphs.all.update(graph) { graph in
    if let index = graph.index(of: found.handle) { graph.nodes[index].work = work }
  }
  return answer(function, .success)
}

/// Gives a node of a graph that is ready other work of its type.
private func change(
  _ function: StaticString, _ executable: OpaquePointer?, _ node: OpaquePointer?,
  _ work: GraphWork?
) -> CInt {
  guard let work else { return answer(function, .invalidValue, because: noArrays) }
  guard let found = Graphs.executables[executable],
    let index = found.graph.index(of: UInt(bitPattern: node)),
    found.graph.nodes[index].work.type == work.type
  else {
    return answer(
      function, .invalidValue, because: "the graph is none, or the node none of it and this kind")
  }
  if let (error, reason) = work.objection { return answer(function, error, because: reason) }
  _ = Graphs.executables.update(executable) { $0.graph.nodes[index].work = work }
  return answer(function, .success)
}

@c(cudaGraphHostNodeSetParams) package func cudaGraphHostNodeSetParams(
  _ node: OpaquePointer?, _ parameters: UnsafePointer<parity_cuda_host_call>?
) -> CInt {
  guard let parameters else { return answer("cudaGraphHostNodeSetParams", .invalidValue) }
  return change("cudaGraphHostNodeSetParams", node, .call(parameters.pointee))
}

@c(cudaGraphMemcpyNodeSetParams) package func cudaGraphMemcpyNodeSetParams(
  _ node: OpaquePointer?, _ parameters: UnsafePointer<parity_cuda_copy_3d>?
) -> CInt {
  guard let parameters else { return answer("cudaGraphMemcpyNodeSetParams", .invalidValue) }
  return change(
    "cudaGraphMemcpyNodeSetParams", node, Copy(parameters.pointee).map { .copy($0) })
}

@c(cudaGraphMemcpyNodeSetParams1D) package func cudaGraphMemcpyNodeSetParams1D(
  _ node: OpaquePointer?, _ target: UnsafeMutableRawPointer?, _ source: UnsafeRawPointer?,
  _ byteCount: Int, _ kind: CInt
) -> CInt {
  change("cudaGraphMemcpyNodeSetParams1D", node, line(target, source, byteCount, kind))
}

@c(cudaGraphMemsetNodeSetParams) package func cudaGraphMemsetNodeSetParams(
  _ node: OpaquePointer?, _ parameters: UnsafePointer<parity_cuda_setting>?
) -> CInt {
  guard let parameters else { return answer("cudaGraphMemsetNodeSetParams", .invalidValue) }
  return change("cudaGraphMemsetNodeSetParams", node, .set(Filling(parameters.pointee)))
}

@c(cudaGraphEventRecordNodeSetEvent) package func cudaGraphEventRecordNodeSetEvent(
  _ node: OpaquePointer?, _ event: OpaquePointer?
) -> CInt { change("cudaGraphEventRecordNodeSetEvent", node, .record(event)) }

@c(cudaGraphEventWaitNodeSetEvent) package func cudaGraphEventWaitNodeSetEvent(
  _ node: OpaquePointer?, _ event: OpaquePointer?
) -> CInt { change("cudaGraphEventWaitNodeSetEvent", node, .wait(event)) }

@c(cudaGraphExecHostNodeSetParams) package func cudaGraphExecHostNodeSetParams(
  _ executable: OpaquePointer?, _ node: OpaquePointer?,
  _ parameters: UnsafePointer<parity_cuda_host_call>?
) -> CInt {
  guard let parameters else { return answer("cudaGraphExecHostNodeSetParams", .invalidValue) }
  return change("cudaGraphExecHostNodeSetParams", executable, node, .call(parameters.pointee))
}

@c(cudaGraphExecMemcpyNodeSetParams) package func cudaGraphExecMemcpyNodeSetParams(
  _ executable: OpaquePointer?, _ node: OpaquePointer?,
  _ parameters: UnsafePointer<parity_cuda_copy_3d>?
) -> CInt {
  guard let parameters else { return answer("cudaGraphExecMemcpyNodeSetParams", .invalidValue) }
  return change(
    "cudaGraphExecMemcpyNodeSetParams", executable, node,
    Copy(parameters.pointee).map { .copy($0) })
}

@c(cudaGraphExecMemcpyNodeSetParams1D) package func cudaGraphExecMemcpyNodeSetParams1D(
  _ executable: OpaquePointer?, _ node: OpaquePointer?, _ target: UnsafeMutableRawPointer?,
  _ source: UnsafeRawPointer?, _ byteCount: Int, _ kind: CInt
) -> CInt {
  change(
    "cudaGraphExecMemcpyNodeSetParams1D", executable, node, line(target, source, byteCount, kind))
}

@c(cudaGraphExecMemsetNodeSetParams) package func cudaGraphExecMemsetNodeSetParams(
  _ executable: OpaquePointer?, _ node: OpaquePointer?,
  _ parameters: UnsafePointer<parity_cuda_setting>?
) -> CInt {
  guard let parameters else { return answer("cudaGraphExecMemsetNodeSetParams", .invalidValue) }
  return change(
    "cudaGraphExecMemsetNodeSetParams", executable, node, .set(Filling(parameters.pointee)))
}

@c(cudaGraphExecChildGraphNodeSetParams) package func cudaGraphExecChildGraphNodeSetParams(
  _ executable: OpaquePointer?, _ node: OpaquePointer?, _ child: OpaquePointer?
) -> CInt {
  let function: StaticString = "cudaGraphExecChildGraphNodeSetParams"
  guard let works = Graphs.all[child]?.works else {
    return answer(function, .invalidValue, because: "the graph within is none, or a circle")
  }
  return change(function, executable, node, .graph(0, works))
}

@c(cudaGraphExecEventRecordNodeSetEvent) package func cudaGraphExecEventRecordNodeSetEvent(
  _ executable: OpaquePointer?, _ node: OpaquePointer?, _ event: OpaquePointer?
) -> CInt { change("cudaGraphExecEventRecordNodeSetEvent", executable, node, .record(event)) }

@c(cudaGraphExecEventWaitNodeSetEvent) package func cudaGraphExecEventWaitNodeSetEvent(
  _ executable: OpaquePointer?, _ node: OpaquePointer?, _ event: OpaquePointer?
) -> CInt { change("cudaGraphExecEventWaitNodeSetEvent", executable, node, .wait(event)) }

/// Only kernels, copies and sets can be switched off.
private func canBeDisabled(_ executable: OpaquePointer?, _ node: OpaquePointer?) -> Bool {
  guard let graph = Graphs.executables[executable]?.graph,
    let index = graph.index(of: UInt(bitPattern: node))
  else { return false }
  return graph.nodes[index].work.type <= 2
}

@c(cudaGraphNodeSetEnabled) package func cudaGraphNodeSetEnabled(
  _ executable: OpaquePointer?, _ node: OpaquePointer?, _ isEnabled: CUnsignedInt
) -> CInt {
  guard canBeDisabled(executable, node) else {
    return answer("cudaGraphNodeSetEnabled", .invalidValue)
  }
  _ = Graphs.executables.update(executable) {
    if isEnabled != 0 {
      $0.disabled.remove(UInt(bitPattern: node))
    } else {
      $0.disabled.insert(UInt(bitPattern: node))
    }
  }
  return answer("cudaGraphNodeSetEnabled", .success)
}

@c(cudaGraphNodeGetEnabled) package func cudaGraphNodeGetEnabled(
  _ executable: OpaquePointer?, _ node: OpaquePointer?,
  _ result: UnsafeMutablePointer<CUnsignedInt>?
) -> CInt {
  guard let result, canBeDisabled(executable, node) else {
    return answer("cudaGraphNodeGetEnabled", .invalidValue)
  }
  let isDisabled = Graphs.executables[executable]?.disabled.contains(UInt(bitPattern: node))
  result.pointee = isDisabled == true ? 0 : 1
  return answer("cudaGraphNodeGetEnabled", .success)
}
