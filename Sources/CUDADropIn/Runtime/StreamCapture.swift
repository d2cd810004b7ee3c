import Foundation
import Synchronization

/// Captures of streams into graphs (CUDA Runtime API reference, Stream Management).
///
/// Work on a captured stream becomes a node of the graph and is not done. A node depends on the one before it in its stream, and on
/// what the stream was made to wait for.
enum StreamCapture {
  /// What becomes of work on a stream.
  enum Decision {
    /// It is done now.
    case run
    /// It was put into the graph.
    case captured
    case refused(RuntimeError)
  }

  /// Where an event was recorded in a captured stream.
  struct Mark: Sendable {
    fileprivate let capture: UInt64
    fileprivate let stream: UInt
    fileprivate let work: Int
    fileprivate let tips: [UInt]
  }

  /// A stream of a capture: how much work it was given, and after how much of it another stream waited for it last.
  private struct Branch {
    let capture: UInt64
    var work = 0
    var joined = -1
    /// The nodes that the next one depends on.
    var tips: [UInt] = []
  }

  private struct Capture: @unchecked Sendable {
    // SAFETY: the graph is a number that stands for one.
    let origin: UInt
    let mode: CInt
    let thread: UInt
    /// Whether its streams keep the default stream waiting.
    let isBlocking: Bool
    let graph: OpaquePointer
    /// Whether the graph was there before.
    let isGiven: Bool
    var isInvalid = false
  }

  private struct State {
    var captures: [UInt64: Capture] = [:]
    var branches: [UInt: Branch] = [:]
    var latest: UInt64 = 0
  }

  private static let state = Mutex(State())
  /// How many captures there are, so that calls look for one only where there is any.
  private static let count = Atomic<Int>(0)
  static var isAny: Bool { count.load(ordering: .acquiring) > 0 }

  private static let (global, relaxed): (CInt, CInt) = (0, 2)
  private static var thread: UInt { UInt(pthread_self()) }
  /// The capture mode of each thread plus one, 0 where it was not changed: `cudaThreadExchangeStreamCaptureMode`.
  private static let threadMode: pthread_key_t = {
    var key = pthread_key_t()
    pthread_key_create(&key, nil)
    return key
  }()

  /// Sets the calling thread's mode.
  /// - Returns: The one before.
  static func exchangeMode(_ mode: CInt) -> CInt {
    defer { pthread_setspecific(threadMode, UnsafeRawPointer(bitPattern: Int(mode) + 1)) }
    return currentMode
  }
  private static var currentMode: CInt {
    CInt(max(0, Int(bitPattern: pthread_getspecific(threadMode)) - 1))
  }

  // MARK: Begin and end

  /// - Parameters:
  ///   - graph: Where nodes go.
  ///   - tips: Nodes of a graph that was there before, on which the first of the stream depend; nil for a new graph.
  static func begin(
    _ stream: UInt, mode: CInt, isBlocking: Bool, graph: OpaquePointer, after tips: [UInt]? = nil
  ) -> RuntimeError {
    state.withLock { state in
      guard state.branches[stream] == nil else { return .illegalState }
      state.latest += 1
      state.branches[stream] = Branch(capture: state.latest, tips: tips ?? [])
      state.captures[state.latest] = Capture(
        origin: stream, mode: mode, thread: thread, isBlocking: isBlocking, graph: graph,
        isGiven: tips != nil)
      count.add(1, ordering: .releasing)
      return .success
    }
  }

  /// Ends the capture that began in `stream`.
  /// - Returns: The graph, where the capture has ended; it is of no use where the status is no success, and was there before where
  ///   it `isGiven`.
  static func end(_ stream: UInt) -> (
    status: RuntimeError, graph: OpaquePointer?, isGiven: Bool
  ) {
    state.withLock { state in
      guard let branch = state.branches[stream], let capture = state.captures[branch.capture] else {
        return (.illegalState, nil, false)
      }
      guard capture.origin == stream else { return (.captureUnmatched, nil, false) }
      guard capture.mode == relaxed || capture.thread == thread else {
        return (.captureWrongThread, nil, false)
      }
      let isJoined = state.branches.allSatisfy { key, other in
        other.capture != branch.capture || key == stream || other.joined == other.work
      }
      state.captures[branch.capture] = nil
      state.branches = state.branches.filter { $0.value.capture != branch.capture }
      count.subtract(1, ordering: .releasing)
      let status: RuntimeError =
        capture.isInvalid ? .captureInvalidated : isJoined ? .success : .captureUnjoined
      return (status, capture.graph, capture.isGiven)
    }
  }

  /// Forgets a stream that is destroyed, and the capture that began in it.
  static func drop(_ stream: UInt) {
    guard isAny else { return }
    state.withLock { state in
      guard let branch = state.branches.removeValue(forKey: stream) else { return }
      guard state.captures[branch.capture]?.origin == stream else {
        state.captures[branch.capture]?.isInvalid = true
        return
      }
      if let capture = state.captures.removeValue(forKey: branch.capture), !capture.isGiven {
        _ = Graphs.end(capture.graph)
      }
      state.branches = state.branches.filter { $0.value.capture != branch.capture }
      count.subtract(1, ordering: .releasing)
    }
  }

  /// The capture of a stream: 0 none, 1 active, 2 invalidated; its number and graph.
  static func status(_ stream: UInt) -> (
    status: CInt, id: UInt64, graph: OpaquePointer?, tips: [UInt]
  ) {
    guard isAny else { return (0, 0, nil, []) }
    return state.withLock { state in
      guard let branch = state.branches[stream], let capture = state.captures[branch.capture] else {
        return (0, 0, nil, [])
      }
      return (capture.isInvalid ? 2 : 1, branch.capture, capture.graph, branch.tips)
    }
  }

  /// Says what the next node of a captured stream depends on; false where the stream is not captured.
  static func depend(_ stream: UInt, on nodes: [UInt], keepsOthers: Bool) -> Bool {
    guard isAny else { return false }
    return state.withLock { state in
      guard let tips = state.branches[stream]?.tips else { return false }
      state.branches[stream]?.tips = keepsOthers ? merge(tips, nodes) : nodes
      return true
    }
  }

  private static func merge(_ tips: [UInt], _ others: [UInt]) -> [UInt] {
    tips + others.filter { !tips.contains($0) }
  }

  /// Whether a stream is the default one, which would have to wait for a captured one.
  static func isImplicit(_ stream: UInt) -> Bool {
    guard isAny, stream <= 1 else { return false }
    return state.withLock { state in state.captures.values.contains { $0.isBlocking } }
  }

  // MARK: Work

  /// Takes work on a stream.
  ///
  /// The default stream waits for all blocking ones, and a captured one cannot be waited for.
  static func take(_ stream: UInt, _ work: () -> GraphWork) -> Decision {
    guard isAny else { return .run }
    return state.withLock { state in
      guard let branch = state.branches[stream] else {
        return stream <= 1 && invalidate(&state) { $0.isBlocking }
          ? .refused(.captureImplicit) : .run
      }
      guard let capture = state.captures[branch.capture], !capture.isInvalid else {
        return .refused(.captureInvalidated)
      }
      let node = GraphNode(work(), after: branch.tips)
      _ = Graphs.all.update(capture.graph) { $0.nodes.append(node) }
      state.branches[stream]?.work += 1
      state.branches[stream]?.tips = [node.handle]
      return .captured
    }
  }

  /// Why a stream cannot be waited for, or given work that no graph can hold; that ends its capture's use.
  static func objection(_ stream: UInt) -> RuntimeError? {
    guard isAny else { return nil }
    return state.withLock { state in
      guard let branch = state.branches[stream] else { return nil }
      let wasInvalid = state.captures[branch.capture]?.isInvalid == true
      state.captures[branch.capture]?.isInvalid = true
      return wasInvalid ? .captureInvalidated : .captureUnsupported
    }
  }

  /// Why a call that may wait for any stream cannot be made: a capture of this thread, or a global one, forbids it.
  static func objectionToWaiting() -> RuntimeError? {
    guard isAny, currentMode != relaxed else { return nil }
    let thread = thread
    let isGlobal = currentMode == global
    return state.withLock { state in
      invalidate(&state) {
        $0.mode != relaxed && ($0.thread == thread || isGlobal && $0.mode == global)
      } ? .captureUnsupported : nil
    }
  }

  /// Makes captures useless.
  /// - Returns: Whether there was one.
  private static func invalidate(_ state: inout State, _ isMeant: (Capture) -> Bool) -> Bool {
    let meant = state.captures.filter { isMeant($0.value) }.map(\.key)
    for id in meant { state.captures[id]?.isInvalid = true }
    return !meant.isEmpty
  }

  // MARK: Events

  /// Marks the work of a stream so far; nil where it is not captured.
  static func mark(_ stream: UInt) -> Mark? {
    guard isAny else { return nil }
    return state.withLock { state in
      state.branches[stream].map {
        Mark(capture: $0.capture, stream: stream, work: $0.work, tips: $0.tips)
      }
    }
  }

  /// Makes a stream wait for an event, which was recorded in a captured stream where it has a mark.
  static func wait(_ stream: UInt, for mark: Mark?) -> RuntimeError {
    guard isAny else { return mark == nil ? .success : .capturedEvent }
    return state.withLock { state in
      guard let mark else {
        // A captured stream cannot wait for what is not in its graph.
        guard let branch = state.branches[stream] else { return .success }
        state.captures[branch.capture]?.isInvalid = true
        return .captureIsolation
      }
      guard let capture = state.captures[mark.capture] else { return .capturedEvent }
      guard !capture.isInvalid else { return .captureInvalidated }
      guard stream > 1 else {
        state.captures[mark.capture]?.isInvalid = true
        return .captureImplicit
      }
      if let branch = state.branches[stream], branch.capture != mark.capture {
        state.captures[mark.capture]?.isInvalid = true
        state.captures[branch.capture]?.isInvalid = true
        return .captureMerge
      }
      if stream != mark.stream, let joined = state.branches[mark.stream]?.joined {
        state.branches[mark.stream]?.joined = max(joined, mark.work)
        var branch = state.branches[stream] ?? Branch(capture: mark.capture)
        branch.work += 1
        branch.tips = merge(branch.tips, mark.tips)
        state.branches[stream] = branch
      }
      return .success
    }
  }
}
