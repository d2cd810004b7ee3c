package import CCUDA
import Foundation

// What graphs consist of (CUDA Runtime API reference, Graph Management): edges, lists of nodes, what a node is, and a picture.

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

// MARK: A picture

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
