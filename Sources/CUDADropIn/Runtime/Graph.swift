import CCUDA
import Foundation
import Synchronization

/// What a node of a graph does at each launch.
enum GraphWork: @unchecked Sendable {
  // SAFETY: holds addresses of the program's device memory and values; one launch at a time does it.
  /// A call of a library with the host's values of the moment when it was captured; in CUDA some kernels.
  case library(() -> RuntimeError)
  case copy(Copy)
  case batch([Copy])
  case set(Filling)
  case call(parity_cuda_host_call)
  /// The work of another graph in its order.
  case graph(UInt, [GraphWork])
  /// The time of an event.
  case record(OpaquePointer?)
  /// Waiting for an event, which is never open.
  case wait(OpaquePointer?)
  case nothing

  /// `cudaGraphNodeType`.
  var type: CInt {
    switch self {
    case .library: 0
    case .copy, .batch: 1
    case .set: 2
    case .call: 3
    case .graph: 4
    case .nothing: 5
    case .wait: 6
    case .record: 7
    }
  }

  /// What is wrong with it; what it names may have been freed since it was made.
  var objection: (error: RuntimeError, reason: String?)? {
    switch self {
    case .copy(let copy): copy.objection
    case .batch(let copies): copies.lazy.compactMap(\.objection).first
    case .set(let filling): filling.objection.map { (.invalidValue, $0) }
    case .call(let call): call.function == nil ? (.invalidValue, "the function is NULL") : nil
    case .record(let event), .wait(let event):
      isEvent(event) ? nil : (.invalidValue, "the event is none")
    case .library, .graph, .nothing: nil
    }
  }

  /// Does it now, where nothing is wrong with it.
  func perform() -> RuntimeError {
    switch self {
    case .library(let run): return run()
    case .copy(let copy): copy.perform()
    case .batch(let copies): copies.forEach { $0.perform() }
    case .set(let filling): filling.perform()
    case .call(let call): call.function?(call.data)
    case .graph(_, let works):
      return works.lazy.map { $0.objection?.error ?? $0.perform() }.first { $0.code != 0 }
        ?? .success
    case .record(let event): recordNow(event)
    case .wait, .nothing: break
    }
    return .success
  }
}

/// A node of a graph (`cudaGraphNode_t`).
struct GraphNode: Sendable {
  /// What the program knows it by.
  let handle: UInt
  var work: GraphWork
  /// Nodes of the same graph that come before it.
  var dependencies: [UInt]
  /// The node that this one is a copy of.
  var original: UInt?

  private static let latest = Atomic<UInt>(5 << 40)

  init(_ work: GraphWork, after dependencies: [UInt], copyOf original: UInt? = nil) {
    handle = Self.latest.add(16, ordering: .relaxed).newValue
    self.work = work
    self.dependencies = dependencies
    self.original = original
  }
}

/// Work that is done at once at each launch (`cudaGraph_t`): nodes in the order in which they were made.
struct Graph: Sendable {
  var nodes: [GraphNode] = []
  /// User objects that live as long as the graph, and how often.
  var objects: [UInt: Int] = [:]

  func index(of node: UInt) -> Int? { nodes.firstIndex { $0.handle == node } }

  /// Whether all of these are nodes of the graph.
  func contains(_ handles: [UInt]) -> Bool {
    let own = Set(nodes.map(\.handle))
    return handles.allSatisfy(own.contains)
  }

  /// Indices of the nodes in an order in which each comes after those that it depends on, as close to that of their making as can
  /// be; nil where they wait for each other.
  var order: [Int]? {
    var indices: [UInt: Int] = [:]
    for (index, node) in nodes.enumerated() { indices[node.handle] = index }
    var order: [Int] = []
    // 0 new, 1 waits for its dependencies, 2 placed.
    var states = [UInt8](repeating: 0, count: nodes.count)
    for start in nodes.indices where states[start] == 0 {
      var waiting = [start]
      while let index = waiting.last {
        let open = nodes[index].dependencies.compactMap { indices[$0] }.filter { states[$0] < 2 }
        if states[index] == 1, open.contains(where: { states[$0] == 1 }) { return nil }
        states[index] = 1
        if open.isEmpty {
          waiting.removeLast()
          if states[index] < 2 { order.append(index) }
          states[index] = 2
        } else {
          waiting += open
        }
      }
    }
    return order
  }

  /// The same nodes with what the graphs in them do now, which the program may have changed since they were added.
  var resolved: Graph {
    var result = self
    for index in nodes.indices {
      if case .graph(let child, _) = nodes[index].work, child != 0,
        let works = Graphs.all[OpaquePointer(bitPattern: child)]?.works
      {
        result.nodes[index].work = .graph(child, works)
      }
    }
    return result
  }

  /// What all nodes do, in their order; nil where they wait for each other.
  var works: [GraphWork]? {
    let resolved = resolved
    return order?.map { resolved.nodes[$0].work }
  }

  /// The same nodes under handles of their own.
  var clone: Graph {
    var copies: [UInt: UInt] = [:]
    var result = Graph(objects: objects)
    for node in nodes {
      let copy = GraphNode(node.work, after: node.dependencies, copyOf: node.handle)
      copies[node.handle] = copy.handle
      result.nodes.append(copy)
    }
    for index in result.nodes.indices {
      result.nodes[index].dependencies = result.nodes[index].dependencies.compactMap { copies[$0] }
    }
    return result
  }
}

/// A graph made ready for launches (`cudaGraphExec_t`); changes of the graph do not reach it.
struct ExecutableGraph: Sendable {
  var graph: Graph
  let order: [Int]
  let flags: UInt64
  /// Nodes that do nothing.
  var disabled: Set<UInt> = []

  var works: [GraphWork] {
    order.lazy.map { graph.nodes[$0] }.filter { !disabled.contains($0.handle) }.map(\.work)
  }
}

/// The graphs of the program.
enum Graphs {
  static let all = HandleTable<Graph>(kind: 3)
  static let executables = HandleTable<ExecutableGraph>(kind: 4)
  /// The graph of each node that the program was told of.
  private static let owners = Mutex<[UInt: UInt]>([:])

  /// Tells the program of nodes of a graph.
  static func show(_ nodes: [UInt], of graph: OpaquePointer?) {
    owners.withLock { owners in
      for node in nodes { owners[node] = UInt(bitPattern: graph) }
    }
  }

  /// The graph of a node, nil where it is none.
  static func owner(of node: OpaquePointer?) -> OpaquePointer? {
    owners.withLock { $0[UInt(bitPattern: node)] }.flatMap { OpaquePointer(bitPattern: $0) }
  }

  /// A node and its graph, nil where it is none.
  static func find(_ node: OpaquePointer?) -> (graph: OpaquePointer, node: GraphNode)? {
    guard let graph = owner(of: node), let found = all[graph],
      let index = found.index(of: UInt(bitPattern: node))
    else { return nil }
    return (graph, found.nodes[index])
  }

  /// Forgets nodes.
  static func hide(_ nodes: [UInt]) {
    owners.withLock { owners in for node in nodes { owners[node] = nil } }
  }

  /// Ends a graph, those that its nodes hold, and its share of user objects; false where it is none.
  static func end(_ graph: OpaquePointer?) -> Bool {
    guard let found = all[graph], all.end(graph) else { return false }
    hide(found.nodes.map(\.handle))
    for case .graph(let child, _) in found.nodes.map(\.work) where child != 0 {
      _ = end(OpaquePointer(bitPattern: child))
    }
    UserObjects.release(found.objects)
    return true
  }
}
