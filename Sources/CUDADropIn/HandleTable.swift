import Synchronization

/// Handles that a library gives out, each with a value behind it: numbers that are no addresses, since nobody looks behind them.
///
/// One that was ended is told from a live one.
final class HandleTable<Value: Sendable>: Sendable {
  private struct State {
    var next: UInt
    var values: [UInt: Value] = [:]
  }
  private let state: Mutex<State>

  /// - Parameter kind: a number that no other kind of handle has; 2^36 handles of a kind differ from those of all others.
  init(kind: UInt) { state = Mutex(State(next: kind << 40)) }

  /// A new handle.
  func make(_ value: Value) -> OpaquePointer? {
    state.withLock { state in
      state.next += 16
      state.values[state.next] = value
      return OpaquePointer(bitPattern: state.next)
    }
  }

  /// What is behind a handle, nil where it is none.
  subscript(handle: OpaquePointer?) -> Value? {
    state.withLock { $0.values[UInt(bitPattern: handle)] }
  }

  /// Changes what is behind a handle; false where it is none.
  func update(_ handle: OpaquePointer?, _ body: (inout Value) -> Void) -> Bool {
    state.withLock { state in
      let key = UInt(bitPattern: handle)
      // Taken out, so that a change copies nothing.
      guard var value = state.values.removeValue(forKey: key) else { return false }
      body(&value)
      state.values[key] = value
      return true
    }
  }

  /// Ends a handle; false where it is none.
  func end(_ handle: OpaquePointer?) -> Bool {
    state.withLock { $0.values.removeValue(forKey: UInt(bitPattern: handle)) != nil }
  }
}
