import Harness
import Synchronization

/// The settings behind a `cublasHandle_t`.
///
/// None changes a result: device memory can be read where the program runs, so both pointer modes mean the same.
struct BLASContext: Sendable {
  var stream: UInt = 0
  var pointerMode: CInt = 0
  var mathMode: CInt = 0
  var atomicsMode: CInt = 0
  var multiprocessorTarget: CInt = 0
}

/// The handles of this process; one that was destroyed is told from a live one.
final class BLASHandles: Sendable {
  static let shared = BLASHandles()

  private struct State {
    var next: UInt = 0x10_0000
    var contexts: [UInt: BLASContext] = [:]
  }
  private let state = Mutex(State())

  func make() -> OpaquePointer? {
    state.withLock { state in
      state.next += 16
      state.contexts[state.next] = BLASContext()
      return OpaquePointer(bitPattern: state.next)
    }
  }

  func end(_ handle: OpaquePointer?) -> Bool {
    state.withLock { $0.contexts.removeValue(forKey: UInt(bitPattern: handle)) != nil }
  }

  func isLive(_ handle: OpaquePointer?) -> Bool {
    state.withLock { $0.contexts[UInt(bitPattern: handle)] != nil }
  }

  subscript(handle: OpaquePointer?) -> BLASContext? {
    state.withLock { $0.contexts[UInt(bitPattern: handle)] }
  }

  /// Changes a handle's settings; false where it is none.
  func update(_ handle: OpaquePointer?, _ body: (inout BLASContext) -> Void) -> Bool {
    state.withLock { state in
      let key = UInt(bitPattern: handle)
      guard var context = state.contexts[key] else { return false }
      body(&context)
      state.contexts[key] = context
      return true
    }
  }
}

/// Ends a call of cuBLAS that is no GEMM.
func answerBLAS(
  _ function: StaticString, _ status: BLASStatus, because reason: @autoclosure () -> String? = nil
) -> CInt {
  let isSuccess = status == .success
  DropIn.shared.ledger.add(
    CallLedger.Entry(
      function: "\(function)", outcome: isSuccess ? .bookkeeping : .refused,
      reason: isSuccess ? nil : reason().map { "\(status.name): \($0)" } ?? "\(status.name)"))
  return status.code
}
