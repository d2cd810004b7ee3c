import Foundation
import Synchronization

/// cuBLAS's own log of calls, in its own format: on by `CUBLAS_LOGINFO_DBG=1` with `CUBLAS_LOGDEST_DBG` (stdout, stderr or a file), by
/// `cublasLoggerConfigure`, or by a callback (cuBLAS library reference, section 2.1.11).
final class BLASLog: Sendable {
  /// What `cublasSetLoggerCallback` takes.
  typealias Callback = @convention(c) (UnsafePointer<CChar>?) -> Void

  /// Where messages go.
  struct Destinations: Sendable {
    var isOn = false
    var standardOutput = false
    var standardError = false
    /// A file that is open for appending.
    var file: CInt?
    var callback: Callback?

    var isUsed: Bool {
      callback != nil || isOn && (standardOutput || standardError || file != nil)
    }
  }

  private static let shared = BLASLog()

  private let destinations: Mutex<Destinations>
  private let isUsed: Atomic<Bool>
  private let start = DropIn.now

  private init() {
    let environment = ProcessInfo.processInfo.environment
    var initial = Destinations(isOn: environment["CUBLAS_LOGINFO_DBG"] == "1")
    switch environment["CUBLAS_LOGDEST_DBG"] {
    case nil, "": break
    case "stdout": initial.standardOutput = true
    case "stderr": initial.standardError = true
    case let path?: initial.file = Self.open(path)
    }
    isUsed = Atomic(initial.isUsed)
    destinations = Mutex(initial)
  }

  /// Opens a file for appending; `%i` stands for the process.
  private static func open(_ path: String) -> CInt? {
    let path = path.replacing("%i", with: "\(getpid())")
    let descriptor = Foundation.open(path, O_WRONLY | O_CREAT | O_APPEND | O_CLOEXEC, 0o666)
    return descriptor < 0 ? nil : descriptor
  }

  // MARK: Settings

  /// Sets all destinations but the callback.
  /// - Returns: Whether the file could be opened.
  static func configure(
    isOn: Bool, standardOutput: Bool, standardError: Bool, path: String?
  ) -> Bool {
    let file = path.flatMap(open)
    change { destinations in
      if let old = destinations.file { close(old) }
      destinations.isOn = isOn
      destinations.standardOutput = standardOutput
      destinations.standardError = standardError
      destinations.file = file
    }
    return path == nil || file != nil
  }

  /// What is told of every message, nil where there is none.
  static var callback: Callback? {
    get { shared.destinations.withLock { $0.callback } }
    set { change { $0.callback = newValue } }
  }

  private static func change(_ body: (inout Destinations) -> Void) {
    shared.destinations.withLock { destinations in
      body(&destinations)
      shared.isUsed.store(destinations.isUsed, ordering: .relaxed)
    }
  }

  // MARK: Calls

  /// Logs a call of a function whose arguments `text` names: `name C type`, separated by semicolons.
  static func call(
    _ function: StaticString, _ text: @autoclosure () -> String, _ words: @autoclosure () -> [Int]
  ) {
    guard shared.isUsed.load(ordering: .relaxed) else { return }
    let parameters = text().split(separator: ";").map { item in
      let parts = item.split(separator: " ", maxSplits: 1).map(String.init)
      return (name: parts[0], cType: parts[1])
    }
    shared.write(LoggedCall(function: "\(function)", parameters: parameters, words: words()))
  }

  /// Logs a call by its signature.
  static func call(_ signature: BLASSignature, _ words: [Int]) {
    guard shared.isUsed.load(ordering: .relaxed) else { return }
    shared.write(
      LoggedCall(
        function: "\(signature.function)",
        parameters: signature.parameters.map { ($0.name, $0.cType) }, words: words))
  }

  private func write(_ call: LoggedCall) {
    let messages = call.messages(nanosecondsFromStart: DropIn.now - start)
    destinations.withLock { destinations in
      let text = Data(messages.joined().utf8)
      if destinations.isOn {
        // What the program printed before comes first.
        if destinations.standardOutput {
          fflush(nil)
          Self.write(text, to: STDOUT_FILENO)
        }
        if destinations.standardError { Self.write(text, to: STDERR_FILENO) }
        if let file = destinations.file { Self.write(text, to: file) }
      }
      if let callback = destinations.callback {
        for message in messages { message.withCString { callback($0) } }
      }
    }
  }

  private static func write(_ text: Data, to descriptor: CInt) {
    text.withUnsafeBytes { _ = Foundation.write(descriptor, $0.baseAddress, $0.count) }
  }
}
