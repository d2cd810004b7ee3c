import Foundation
import Synchronization

/// Work that a graph does at each launch: a call with the host's values of the moment when it was captured.
struct GraphNode: @unchecked Sendable {
  // SAFETY: holds addresses of the program's device memory and values; one launch at a time runs it.
  let run: () -> RuntimeError
}

/// Captures of streams into graphs (CUDA Runtime API reference, Stream Management).
///
/// Work on a captured stream is kept and not done. All branches of a capture share one list in the order of the calls, which keeps
/// the order of each stream and of what waits for an event.
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
  }

  /// A stream of a capture: how much work it was given, and after how much of it another stream waited for it last.
  private struct Branch {
    let capture: UInt64
    var work = 0
    var joined = -1
  }

  private struct Capture {
    let origin: UInt
    let mode: CInt
    let thread: UInt
    /// Whether its streams keep the default stream waiting.
    let isBlocking: Bool
    let graph: UInt
    var nodes: [GraphNode] = []
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

  static func begin(
    _ stream: UInt, mode: CInt, isBlocking: Bool, graph: UInt
  ) -> RuntimeError {
    state.withLock { state in
      guard state.branches[stream] == nil else { return .illegalState }
      state.latest += 1
      state.branches[stream] = Branch(capture: state.latest)
      state.captures[state.latest] = Capture(
        origin: stream, mode: mode, thread: thread, isBlocking: isBlocking, graph: graph)
      count.add(1, ordering: .releasing)
      return .success
    }
  }

  /// Ends the capture that began in `stream`.
  static func end(_ stream: UInt) -> (
    status: RuntimeError, graph: UInt?, nodes: [GraphNode]
  ) {
    state.withLock { state in
      guard let branch = state.branches[stream], let capture = state.captures[branch.capture] else {
        return (.illegalState, nil, [])
      }
      guard capture.origin == stream else { return (.captureUnmatched, nil, []) }
      guard capture.mode == relaxed || capture.thread == thread else {
        return (.captureWrongThread, nil, [])
      }
      let isJoined = state.branches.allSatisfy { key, other in
        other.capture != branch.capture || key == stream || other.joined == other.work
      }
      state.captures[branch.capture] = nil
      state.branches = state.branches.filter { $0.value.capture != branch.capture }
      count.subtract(1, ordering: .releasing)
      let status: RuntimeError =
        capture.isInvalid ? .captureInvalidated : isJoined ? .success : .captureUnjoined
      return (status, capture.graph, status.code == 0 ? capture.nodes : [])
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
      state.captures[branch.capture] = nil
      state.branches = state.branches.filter { $0.value.capture != branch.capture }
      count.subtract(1, ordering: .releasing)
    }
  }

  /// The capture of a stream: 0 none, 1 active, 2 invalidated; its number and graph.
  static func status(_ stream: UInt) -> (status: CInt, id: UInt64, graph: UInt) {
    guard isAny else { return (0, 0, 0) }
    return state.withLock { state in
      guard let branch = state.branches[stream], let capture = state.captures[branch.capture] else {
        return (0, 0, 0)
      }
      return (capture.isInvalid ? 2 : 1, branch.capture, capture.graph)
    }
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
  static func take(_ stream: UInt, _ node: () -> GraphNode) -> Decision {
    guard isAny else { return .run }
    return state.withLock { state in
      guard let branch = state.branches[stream] else {
        return stream <= 1 && invalidate(&state) { $0.isBlocking }
          ? .refused(.captureImplicit) : .run
      }
      guard state.captures[branch.capture]?.isInvalid == false else {
        return .refused(.captureInvalidated)
      }
      state.captures[branch.capture]?.nodes.append(node())
      state.branches[stream]?.work += 1
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
      state.branches[stream].map { Mark(capture: $0.capture, stream: stream, work: $0.work) }
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
        state.branches[stream, default: Branch(capture: mark.capture)].work += 1
      }
      return .success
    }
  }
}
