package import CCUDA
import Foundation

// Nodes of graphs (CUDA Runtime API reference, Graph Management): copies, sets, calls of the host, events, other graphs, and what
// cuBLAS was captured with. Kernels of the program's own cannot be nodes.

/// The nodes that a program names; nil where the graph lacks one.
func nodes(_ list: UnsafePointer<UInt>?, _ count: Int, of graph: Graph) -> [UInt]? {
  guard count != 0 else { return [] }
  guard let list, count > 0, count <= graph.nodes.count else { return nil }
  let handles = Array(UnsafeBufferPointer(start: list, count: count))
  return graph.contains(handles) && Set(handles).count == count ? handles : nil
}

/// Gives a program a list of nodes, or how many there are where it has no room for them; what is not used of the room becomes NULL.
private func give(
  _ function: StaticString, _ handles: [UInt], _ graph: OpaquePointer?,
  _ list: UnsafeMutablePointer<UInt>?, _ count: UnsafeMutablePointer<Int>
) -> CInt {
  if let list {
    Graphs.show(handles, of: graph)
    for index in 0..<max(0, count.pointee) {
      list[index] = index < handles.count ? handles[index] : 0
    }
    count.pointee = min(max(0, count.pointee), handles.count)
  } else {
    count.pointee = handles.count
  }
  return answer(function, .success)
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

// MARK: Dependencies

/// Adds or removes edges; all of them, or none where one is wrong.
private func change(
  _ function: StaticString, _ graph: OpaquePointer?, _ from: UnsafePointer<UInt>?,
  _ to: UnsafePointer<UInt>?, _ count: Int, adds: Bool
) -> CInt {
  guard let found = Graphs.all[graph], count >= 0, count == 0 || from != nil && to != nil else {
    return answer(function, .invalidValue)
  }
  var changed = found
  for edge in 0..<count {
    guard let from, let to, let index = changed.index(of: to[edge]),
      changed.index(of: from[edge]) != nil, from[edge] != to[edge],
      changed.nodes[index].dependencies.contains(from[edge]) != adds
    else {
      return answer(
        function, .invalidValue,
        because:
          "edge \(edge) has no two nodes of the graph, or is there \(adds ? "already" : "not")")
    }
    if adds {
      changed.nodes[index].dependencies.append(from[edge])
    } else {
      changed.nodes[index].dependencies.removeAll { $0 == from[edge] }
    }
  }
  _ = Graphs.all.update(graph) { $0 = changed }
  return answer(function, .success)
}

/// CUDA 13's has data of edges before the count, and so have the `_v2` forms.
@c(cudaGraphAddDependencies) package func cudaGraphAddDependencies(
  _ graph: OpaquePointer?, _ from: UnsafePointer<UInt>?, _ to: UnsafePointer<UInt>?,
  _ countOrEdges: Int, _ countOf13: Int
) -> CInt {
  change(
    "cudaGraphAddDependencies", graph, from, to,
    parity_cuda_major() == 12 ? countOrEdges : countOf13, adds: true)
}

@c(cudaGraphAddDependencies_v2) package func cudaGraphAddDependencies_v2(
  _ graph: OpaquePointer?, _ from: UnsafePointer<UInt>?, _ to: UnsafePointer<UInt>?,
  _ edges: UnsafeRawPointer?, _ count: Int
) -> CInt { change("cudaGraphAddDependencies_v2", graph, from, to, count, adds: true) }

@c(cudaGraphRemoveDependencies) package func cudaGraphRemoveDependencies(
  _ graph: OpaquePointer?, _ from: UnsafePointer<UInt>?, _ to: UnsafePointer<UInt>?,
  _ countOrEdges: Int, _ countOf13: Int
) -> CInt {
  change(
    "cudaGraphRemoveDependencies", graph, from, to,
    parity_cuda_major() == 12 ? countOrEdges : countOf13, adds: false)
}

@c(cudaGraphRemoveDependencies_v2) package func cudaGraphRemoveDependencies_v2(
  _ graph: OpaquePointer?, _ from: UnsafePointer<UInt>?, _ to: UnsafePointer<UInt>?,
  _ edges: UnsafeRawPointer?, _ count: Int
) -> CInt { change("cudaGraphRemoveDependencies_v2", graph, from, to, count, adds: false) }

private func edges(
  _ function: StaticString, _ graph: OpaquePointer?, _ from: UnsafeMutablePointer<UInt>?,
  _ to: UnsafeMutablePointer<UInt>?, _ data: UnsafeMutablePointer<UInt64>?,
  _ count: UnsafeMutablePointer<Int>?
) -> CInt {
  guard let count, (from == nil) == (to == nil), let found = Graphs.all[graph] else {
    return answer(function, .invalidValue)
  }
  let all = found.nodes.flatMap { node in
    node.dependencies.map { (from: $0, to: node.handle) }
  }
  guard let from, let to else {
    count.pointee = all.count
    return answer(function, .success)
  }
  let shown = min(max(0, count.pointee), all.count)
  for index in 0..<max(0, count.pointee) {
    (from[index], to[index]) = index < all.count ? all[index] : (0, 0)
    data?[index] = 0
  }
  Graphs.show(all.prefix(shown).flatMap { [$0.from, $0.to] }, of: graph)
  count.pointee = shown
  return answer(function, .success)
}

/// CUDA 13's has data of edges before the count, and so have the `_v2` forms.
@c(cudaGraphGetEdges) package func cudaGraphGetEdges(
  _ graph: OpaquePointer?, _ from: UnsafeMutablePointer<UInt>?, _ to: UnsafeMutablePointer<UInt>?,
  _ countOrEdges: UnsafeMutableRawPointer?, _ countOf13: UnsafeMutablePointer<Int>?
) -> CInt {
  parity_cuda_major() == 12
    ? edges(
      "cudaGraphGetEdges", graph, from, to, nil, countOrEdges?.assumingMemoryBound(to: Int.self))
    : edges(
      "cudaGraphGetEdges", graph, from, to, countOrEdges?.assumingMemoryBound(to: UInt64.self),
      countOf13)
}

@c(cudaGraphGetEdges_v2) package func cudaGraphGetEdges_v2(
  _ graph: OpaquePointer?, _ from: UnsafeMutablePointer<UInt>?, _ to: UnsafeMutablePointer<UInt>?,
  _ data: UnsafeMutablePointer<UInt64>?, _ count: UnsafeMutablePointer<Int>?
) -> CInt { edges("cudaGraphGetEdges_v2", graph, from, to, data, count) }

// MARK: Looking at nodes

@c(cudaGraphGetNodes) package func cudaGraphGetNodes(
  _ graph: OpaquePointer?, _ list: UnsafeMutablePointer<UInt>?, _ count: UnsafeMutablePointer<Int>?
) -> CInt {
  guard let count, let found = Graphs.all[graph] else {
    return answer("cudaGraphGetNodes", .invalidValue)
  }
  return give("cudaGraphGetNodes", found.nodes.map(\.handle), graph, list, count)
}

@c(cudaGraphGetRootNodes) package func cudaGraphGetRootNodes(
  _ graph: OpaquePointer?, _ list: UnsafeMutablePointer<UInt>?, _ count: UnsafeMutablePointer<Int>?
) -> CInt {
  guard let count, let found = Graphs.all[graph] else {
    return answer("cudaGraphGetRootNodes", .invalidValue)
  }
  let roots = found.nodes.filter { $0.dependencies.isEmpty }.map(\.handle)
  return give("cudaGraphGetRootNodes", roots, graph, list, count)
}

private func neighbours(
  _ function: StaticString, _ node: OpaquePointer?, _ list: UnsafeMutablePointer<UInt>?,
  _ data: UnsafeMutablePointer<UInt64>?, _ count: UnsafeMutablePointer<Int>?, before: Bool
) -> CInt {
  guard let count, let (graph, found) = Graphs.find(node), let all = Graphs.all[graph] else {
    return answer(function, .invalidValue)
  }
  let handles =
    before
    ? found.dependencies
    : all.nodes.filter { $0.dependencies.contains(found.handle) }.map(\.handle)
  let room = list == nil ? 0 : max(0, count.pointee)
  for index in 0..<room { data?[index] = 0 }
  return give(function, handles, graph, list, count)
}

/// CUDA 13's has data of edges before the count, and so have the `_v2` forms.
@c(cudaGraphNodeGetDependencies) package func cudaGraphNodeGetDependencies(
  _ node: OpaquePointer?, _ list: UnsafeMutablePointer<UInt>?,
  _ countOrEdges: UnsafeMutableRawPointer?, _ countOf13: UnsafeMutablePointer<Int>?
) -> CInt {
  let function: StaticString = "cudaGraphNodeGetDependencies"
  return parity_cuda_major() == 12
    ? neighbours(
      function, node, list, nil, countOrEdges?.assumingMemoryBound(to: Int.self), before: true)
    : neighbours(
      function, node, list, countOrEdges?.assumingMemoryBound(to: UInt64.self), countOf13,
      before: true)
}

@c(cudaGraphNodeGetDependencies_v2) package func cudaGraphNodeGetDependencies_v2(
  _ node: OpaquePointer?, _ list: UnsafeMutablePointer<UInt>?,
  _ data: UnsafeMutablePointer<UInt64>?, _ count: UnsafeMutablePointer<Int>?
) -> CInt {
  neighbours("cudaGraphNodeGetDependencies_v2", node, list, data, count, before: true)
}

@c(cudaGraphNodeGetDependentNodes) package func cudaGraphNodeGetDependentNodes(
  _ node: OpaquePointer?, _ list: UnsafeMutablePointer<UInt>?,
  _ countOrEdges: UnsafeMutableRawPointer?, _ countOf13: UnsafeMutablePointer<Int>?
) -> CInt {
  let function: StaticString = "cudaGraphNodeGetDependentNodes"
  return parity_cuda_major() == 12
    ? neighbours(
      function, node, list, nil, countOrEdges?.assumingMemoryBound(to: Int.self), before: false)
    : neighbours(
      function, node, list, countOrEdges?.assumingMemoryBound(to: UInt64.self), countOf13,
      before: false)
}

@c(cudaGraphNodeGetDependentNodes_v2) package func cudaGraphNodeGetDependentNodes_v2(
  _ node: OpaquePointer?, _ list: UnsafeMutablePointer<UInt>?,
  _ data: UnsafeMutablePointer<UInt64>?, _ count: UnsafeMutablePointer<Int>?
) -> CInt {
  neighbours("cudaGraphNodeGetDependentNodes_v2", node, list, data, count, before: false)
}

/// What a node is, as `project` says; nil is no such node.
private func look<Value>(
  _ function: StaticString, _ node: OpaquePointer?, _ result: UnsafeMutablePointer<Value>?,
  _ project: (GraphWork) -> Value?
) -> CInt {
  guard let result, let (_, found) = Graphs.find(node), let value = project(found.work) else {
    return answer(function, .invalidValue, because: "the node is none of this kind")
  }
  result.pointee = value
  return answer(function, .success)
}

@c(cudaGraphNodeGetType) package func cudaGraphNodeGetType(
  _ node: OpaquePointer?, _ result: UnsafeMutablePointer<CInt>?
) -> CInt { look("cudaGraphNodeGetType", node, result) { $0.type } }

@c(cudaGraphMemcpyNodeGetParams) package func cudaGraphMemcpyNodeGetParams(
  _ node: OpaquePointer?, _ result: UnsafeMutablePointer<parity_cuda_copy_3d>?
) -> CInt {
  look("cudaGraphMemcpyNodeGetParams", node, result) {
    if case .copy(let copy) = $0 { copy.parameters } else { nil }
  }
}

@c(cudaGraphMemsetNodeGetParams) package func cudaGraphMemsetNodeGetParams(
  _ node: OpaquePointer?, _ result: UnsafeMutablePointer<parity_cuda_setting>?
) -> CInt {
  look("cudaGraphMemsetNodeGetParams", node, result) {
    if case .set(let filling) = $0 { filling.parameters } else { nil }
  }
}

@c(cudaGraphHostNodeGetParams) package func cudaGraphHostNodeGetParams(
  _ node: OpaquePointer?, _ result: UnsafeMutablePointer<parity_cuda_host_call>?
) -> CInt {
  look("cudaGraphHostNodeGetParams", node, result) {
    if case .call(let call) = $0 { call } else { nil }
  }
}

@c(cudaGraphChildGraphNodeGetGraph) package func cudaGraphChildGraphNodeGetGraph(
  _ node: OpaquePointer?, _ result: UnsafeMutablePointer<OpaquePointer?>?
) -> CInt {
  look("cudaGraphChildGraphNodeGetGraph", node, result) {
    if case .graph(let child, _) = $0, child != 0 { OpaquePointer(bitPattern: child) } else { nil }
  }
}

@c(cudaGraphEventRecordNodeGetEvent) package func cudaGraphEventRecordNodeGetEvent(
  _ node: OpaquePointer?, _ result: UnsafeMutablePointer<OpaquePointer?>?
) -> CInt {
  look("cudaGraphEventRecordNodeGetEvent", node, result) {
    if case .record(let event) = $0 { event } else { nil }
  }
}

@c(cudaGraphEventWaitNodeGetEvent) package func cudaGraphEventWaitNodeGetEvent(
  _ node: OpaquePointer?, _ result: UnsafeMutablePointer<OpaquePointer?>?
) -> CInt {
  look("cudaGraphEventWaitNodeGetEvent", node, result) {
    if case .wait(let event) = $0 { event } else { nil }
  }
}

@c(cudaGraphNodeFindInClone) package func cudaGraphNodeFindInClone(
  _ result: UnsafeMutablePointer<UInt>?, _ node: OpaquePointer?, _ clone: OpaquePointer?
) -> CInt {
  let wanted = UInt(bitPattern: node)
  guard let result, let found = Graphs.all[clone],
    let copy = found.nodes.first(where: { $0.original == wanted })
  else {
    return answer(
      "cudaGraphNodeFindInClone", .invalidValue, because: "the graph has no copy of the node")
  }
  Graphs.show([copy.handle], of: clone)
  result.pointee = copy.handle
  return answer("cudaGraphNodeFindInClone", .success)
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

// MARK: Objects and pictures

@c(cudaUserObjectCreate) package func cudaUserObjectCreate(
  _ result: UnsafeMutablePointer<OpaquePointer?>?, _ object: UnsafeMutableRawPointer?,
  _ destructor: (@convention(c) (UnsafeMutableRawPointer?) -> Void)?, _ count: CUnsignedInt,
  _ flags: CUnsignedInt
) -> CInt {
  // cudaUserObjectNoDestructorSync is the one flag, and must be there.
  guard let result, let destructor, 1...CUnsignedInt(CInt.max) ~= count, flags == 1 else {
    return answer("cudaUserObjectCreate", .invalidValue)
  }
  result.pointee = UserObjects.make(
    parity_cuda_host_call(function: destructor, data: object), references: Int(count))
  return answer("cudaUserObjectCreate", .success)
}

@c(cudaUserObjectRetain) package func cudaUserObjectRetain(
  _ object: OpaquePointer?, _ count: CUnsignedInt
) -> CInt {
  answer(
    "cudaUserObjectRetain",
    1...CUnsignedInt(CInt.max) ~= count && UserObjects.retain(object, Int(count))
      ? .success : .invalidValue)
}

@c(cudaUserObjectRelease) package func cudaUserObjectRelease(
  _ object: OpaquePointer?, _ count: CUnsignedInt
) -> CInt {
  answer(
    "cudaUserObjectRelease",
    1...CUnsignedInt(CInt.max) ~= count && UserObjects.release(object, Int(count))
      ? .success : .invalidValue)
}

@c(cudaGraphRetainUserObject) package func cudaGraphRetainUserObject(
  _ graph: OpaquePointer?, _ object: OpaquePointer?, _ count: CUnsignedInt, _ flags: CUnsignedInt
) -> CInt {
  // cudaGraphUserObjectMove takes references of the caller's.
  guard Graphs.all[graph] != nil, 1...CUnsignedInt(CInt.max) ~= count, flags <= 1,
    UserObjects.retain(object, Int(count))
  else { return answer("cudaGraphRetainUserObject", .invalidValue) }
  _ = Graphs.all.update(graph) { $0.objects[UInt(bitPattern: object), default: 0] += Int(count) }
  if flags == 1 { _ = UserObjects.release(object, Int(count)) }
  return answer("cudaGraphRetainUserObject", .success)
}

@c(cudaGraphReleaseUserObject) package func cudaGraphReleaseUserObject(
  _ graph: OpaquePointer?, _ object: OpaquePointer?, _ count: CUnsignedInt
) -> CInt {
  let key = UInt(bitPattern: object)
  guard count > 0, let held = Graphs.all[graph]?.objects[key], held >= Int(count) else {
    return answer("cudaGraphReleaseUserObject", .invalidValue)
  }
  _ = Graphs.all.update(graph) {
    $0.objects[key] = held == Int(count) ? nil : held - Int(count)
  }
  _ = UserObjects.release(object, Int(count))
  return answer("cudaGraphReleaseUserObject", .success)
}

/// Writes a picture of a graph in the language of Graphviz.
@c(cudaGraphDebugDotPrint) package func cudaGraphDebugDotPrint(
  _ graph: OpaquePointer?, _ path: UnsafePointer<CChar>?, _ flags: CUnsignedInt
) -> CInt {
  let function: StaticString = "cudaGraphDebugDotPrint"
  guard let path, let found = Graphs.all[graph] else { return answer(function, .invalidValue) }
  let names = [
    "library call", "copy", "set", "host call", "graph", "empty", "wait for event", "record event",
  ]
  var text = "digraph {\n"
  for node in found.nodes {
    text += "  n\(node.handle) [label=\"\(names[Int(node.work.type)])\"]\n"
    for other in node.dependencies { text += "  n\(other) -> n\(node.handle)\n" }
  }
  do {
    try (text + "}\n").write(toFile: String(cString: path), atomically: false, encoding: .utf8)
  } catch {
    return answer(
      function, .operatingSystem, because: "\(String(cString: path)) cannot be written")
  }
  return answer(function, .success)
}
