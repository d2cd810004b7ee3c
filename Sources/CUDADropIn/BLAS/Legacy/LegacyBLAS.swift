import CLevels
import Synchronization

/// The API of cuBLAS before handles (cublas.h): one handle for the process, and a status that is asked for afterwards.
///
/// Each function makes the call that has its handle, under whose name the ledger counts it.
enum LegacyBLAS {
  private struct State {
    var handle: UInt = 0
    var status: CInt = 0
  }
  private static let state = Mutex(State())

  /// The process's handle, made by the first call that needs it; nil without a device.
  ///
  /// cuBLAS 13.1 computes before `cublasInit` and after `cublasShutdown`, though its reference (appendix A) asks for the first.
  static var handle: OpaquePointer? {
    state.withLock { state in
      var handle = OpaquePointer(bitPattern: state.handle)
      if handle == nil, cublasCreate_v2(&handle) == BLASStatus.success.code {
        state.handle = UInt(bitPattern: handle)
      }
      return handle
    }
  }

  /// Ends the handle, if there is one.
  static func end() {
    state.withLock { state in
      if let handle = OpaquePointer(bitPattern: state.handle) { _ = cublasDestroy_v2(handle) }
      state.handle = 0
    }
  }

  /// Keeps the status of a call for `cublasGetError`, unless one is kept already.
  static func keep(_ status: CInt) {
    state.withLock { if $0.status == 0 { $0.status = status } }
  }

  /// The first status since the last time that is none of success.
  static func takeStatus() -> CInt {
    state.withLock { state in
      defer { state.status = 0 }
      return state.status
    }
  }

  /// Makes a call that answers a number; 0 where it is refused.
  static func answer<Value: ZeroInitialized>(_ body: (UnsafeRawPointer?) -> CInt) -> Value {
    var result = Value()
    withUnsafeMutablePointer(to: &result) { keep(body(UnsafeRawPointer($0))) }
    return result
  }

  // Enumerations are letters, as in Fortran; others become a value that the call refuses.

  static func op(_ letter: CChar) -> CInt { index(of: letter, in: "NTC") }
  static func uplo(_ letter: CChar) -> CInt { index(of: letter, in: "LU") }
  static func side(_ letter: CChar) -> CInt { index(of: letter, in: "LR") }
  static func diag(_ letter: CChar) -> CInt { index(of: letter, in: "NU") }

  private static func index(of letter: CChar, in letters: StaticString) -> CInt {
    let upper = UInt8(bitPattern: letter) & 0xDF
    for place in 0..<letters.utf8CodeUnitCount where letters.utf8Start[place] == upper {
      return CInt(place)
    }
    return -1
  }
}

/// Numbers that C answers by value.
protocol ZeroInitialized { init() }
extension Float: ZeroInitialized {}
extension Double: ZeroInitialized {}
extension CInt: ZeroInitialized {}
extension parity_c64: ZeroInitialized {}
extension parity_c128: ZeroInitialized {}

/// Gives a value the address that the call wants; what the call leaves there is not wanted.
func withAddress<Value, Result>(of value: Value, _ body: (UnsafeRawPointer?) -> Result) -> Result {
  var copy = value
  return withUnsafeMutablePointer(to: &copy) { body(UnsafeRawPointer($0)) }
}
