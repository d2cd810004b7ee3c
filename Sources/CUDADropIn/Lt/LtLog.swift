import Foundation
import Synchronization

/// The log of cuBLASLt, in its format: `[2026-11-23 15:49:43][cublasLt][11936][Trace][cublasLtMatmul] A=0X1000 ...`.
///
/// Settings are `CUBLASLT_LOG_LEVEL` (0 to 5), `CUBLASLT_LOG_MASK` and `CUBLASLT_LOG_FILE` (`%i` is the process), and the calls
/// `cublasLtLogger...`; a call beats the environment.
final class LtLog: Sendable {
  static let shared = LtLog()

  /// What is said, by bits of the mask (`cublasLtLoggerSetMask`).
  enum Level: CInt {
    case error = 1
    case trace = 2
    case hints = 3
    case info = 4
    case api = 5

    var bit: CInt { 1 << (rawValue - 1) }
    var name: String {
      switch self {
      case .error: "Error"
      case .trace: "Trace"
      case .hints: "Hints"
      case .info: "Info"
      case .api: "Api"
      }
    }
  }

  typealias Callback =
    @convention(c) (CInt, UnsafePointer<CChar>?, UnsafePointer<CChar>?) -> Void

  private struct State: @unchecked Sendable {
    // SAFETY: guarded by the mutex; files are the program's or never closed.
    var mask: CInt = 0
    var file: UnsafeMutablePointer<FILE>?
    var callback: Callback?
    var isDisabled = false
  }
  private let state: Mutex<State>

  private init() {
    let environment = ProcessInfo.processInfo.environment
    var first = State()
    if let level = environment["CUBLASLT_LOG_LEVEL"].flatMap({ CInt($0) }) {
      first.mask = Self.mask(level: level)
    }
    if let mask = environment["CUBLASLT_LOG_MASK"].flatMap({ CInt($0) }) { first.mask |= mask }
    if let path = environment["CUBLASLT_LOG_FILE"] {
      first.file = fopen(path.replacing("%i", with: "\(getpid())"), "w")
    }
    state = Mutex(first)
  }

  static func mask(level: CInt) -> CInt { (1 << max(0, min(level, 5))) - 1 }

  /// Changes the settings, unless the log was disabled for good.
  func set(mask: CInt? = nil, file: UnsafeMutablePointer<FILE>?? = nil, callback: Callback?? = nil)
  {
    state.withLock { state in
      guard !state.isDisabled else { return }
      if let mask { state.mask = mask }
      if let file { state.file = file }
      if let callback { state.callback = callback }
    }
  }

  func disable() {
    state.withLock { state in
      state.isDisabled = true
      state.mask = 0
    }
  }

  func trace(_ function: StaticString, _ message: () -> String) { say(.trace, function, message) }
  func api(_ function: StaticString, _ message: () -> String) { say(.api, function, message) }
  func error(_ function: StaticString, _ message: String) { say(.error, function) { message } }

  private func say(_ level: Level, _ function: StaticString, _ message: () -> String) {
    let (isWanted, file, callback) = state.withLock { state in
      (state.mask & level.bit != 0, state.file, state.callback)
    }
    guard isWanted else { return }
    let text = message()
    if let callback { callback(level.rawValue, "\(function)", text) }
    // A program that asked for neither gets both on its standard output, as from NVIDIA's.
    guard file != nil || callback == nil else { return }
    var now = time(nil)
    var parts = tm()
    localtime_r(&now, &parts)
    var stamp = [CChar](repeating: 0, count: 32)
    strftime(&stamp, 32, "%Y-%m-%d %H:%M:%S", &parts)
    let day = String(decoding: stamp.prefix { $0 != 0 }.map(UInt8.init(bitPattern:)), as: UTF8.self)
    let line = "[\(day)][cublasLt][\(getpid())][\(level.name)][\(function)] \(text)\n"
    if let file {
      fputs(line, file)
      fflush(file)
    } else {
      line.withCString { _ = write(STDOUT_FILENO, $0, strlen($0)) }
    }
  }

  /// `0X7F8EB6002300`.
  static func hex(_ pointer: UnsafeRawPointer?) -> String {
    "0X" + String(UInt(bitPattern: pointer), radix: 16, uppercase: true)
  }
}

// MARK: Calls

@c(cublasLtLoggerSetCallback) package func cublasLtLoggerSetCallback(
  _ callback: (
    @convention(c) (CInt, UnsafePointer<CChar>?, UnsafePointer<CChar>?) -> Void
  )?
) -> CInt {
  LtLog.shared.set(callback: .some(callback))
  return answerLt("cublasLtLoggerSetCallback", .success)
}

/// `file` is a `FILE *` of the program's; NULL goes back to the standard output.
@c(cublasLtLoggerSetFile) package func cublasLtLoggerSetFile(
  _ file: OpaquePointer?
) -> CInt {
  LtLog.shared.set(file: .some(file.map { UnsafeMutablePointer<FILE>($0) }))
  return answerLt("cublasLtLoggerSetFile", .success)
}

@c(cublasLtLoggerOpenFile) package func cublasLtLoggerOpenFile(
  _ path: UnsafePointer<CChar>?
) -> CInt {
  // NULL goes back to the standard output, as NVIDIA's library has it.
  guard let path else {
    LtLog.shared.set(file: .some(nil))
    return answerLt("cublasLtLoggerOpenFile", .success)
  }
  guard let file = fopen(path, "w") else {
    return answerLt(
      "cublasLtLoggerOpenFile", .invalidValue,
      because: "\(String(cString: path)) cannot be opened: \(String(cString: strerror(errno)))")
  }
  LtLog.shared.set(file: .some(file))
  return answerLt("cublasLtLoggerOpenFile", .success)
}

@c(cublasLtLoggerSetLevel) package func cublasLtLoggerSetLevel(_ level: CInt) -> CInt {
  guard (0...5).contains(level) else {
    return answerLt(
      "cublasLtLoggerSetLevel", .invalidValue, because: "level \(level) is none of 0 to 5")
  }
  LtLog.shared.set(mask: LtLog.mask(level: level))
  return answerLt("cublasLtLoggerSetLevel", .success)
}

@c(cublasLtLoggerSetMask) package func cublasLtLoggerSetMask(_ mask: CInt) -> CInt {
  LtLog.shared.set(mask: mask)
  return answerLt("cublasLtLoggerSetMask", .success)
}

@c(cublasLtLoggerForceDisable) package func cublasLtLoggerForceDisable() -> CInt {
  LtLog.shared.disable()
  return answerLt("cublasLtLoggerForceDisable", .success)
}
