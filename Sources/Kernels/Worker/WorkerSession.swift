import Foundation

/// A running worker that has said hello: requests and their replies.
final class WorkerSession {
  /// Seconds that a call may take where the caller sets no limit: starting a framework takes long on a busy machine.
  static let callSeconds = 180.0
  /// Seconds in all that a worker can ask for by saying that it is alive.
  static let longestCallSeconds = 3600.0

  /// The worker's name and version in its own words.
  private(set) var program: String
  private let process: WorkerProcess
  private var lastID: UInt64 = 0
  private var replies: [UInt64: WorkerReply] = [:]
  /// Requests whose replies nobody waits for.
  private var unawaited: Set<UInt64> = []
  private let encoder = JSONEncoder()
  private let decoder = JSONDecoder()

  /// Starts the program and asks who it is.
  /// - Throws: `unavailable` where it cannot be started or speaks another version, `crashed` where it ends.
  init(_ command: WorkerCommand) throws(BackendError) {
    encoder.nonConformingFloatEncodingStrategy = .convertToString(
      positiveInfinity: "inf", negativeInfinity: "-inf", nan: "nan")
    decoder.nonConformingFloatDecodingStrategy = .throw
    process = try WorkerProcess(command)
    var hello = WorkerRequest(.hello)
    hello.version = WorkerProtocol.version
    hello.windowByteCount = process.window.byteCount
    program = ""
    let reply = try call(hello)
    guard reply.version == WorkerProtocol.version else {
      process.kill()
      throw BackendError(
        .unavailable, operation: "hello",
        message:
          "it speaks version \(reply.version.map { "\($0)" } ?? "unknown") of the worker protocol, this "
          + "Parity version \(WorkerProtocol.version)")
    }
    program = String((reply.program ?? "unknown").prefix(200))
  }

  /// The memory through which contents of buffers go.
  var window: SharedWindow { process.window }

  /// Sends a request and waits for its reply.
  /// - Throws: what the worker reports; `timeout` and `crashed` mean that the worker is gone.
  func call(_ request: WorkerRequest, seconds: Double = WorkerSession.callSeconds)
    throws(BackendError) -> WorkerReply
  {
    let id = try send(request)
    guard let reply = try reply(to: id, seconds: seconds, mayExtend: true) else {
      process.kill()
      throw BackendError(
        .timeout, operation: request.call.rawValue,
        message: "the worker did not answer within \(seconds) s; it was ended\(process.remarks)")
    }
    return reply
  }

  /// Sends a request whose reply is waited for later, or by nobody.
  func send(_ request: WorkerRequest, isAwaited: Bool = true) throws(BackendError) -> UInt64 {
    var request = request
    lastID += 1
    request.id = lastID
    let line: Data
    do {
      line = try encoder.encode(request)
    } catch {
      throw BackendError(.unsupported, operation: "\(request.call)", message: "\(error)")
    }
    if !isAwaited { unawaited.insert(lastID) }
    try process.send(line, timeout: Self.callSeconds)
    return lastID
  }

  /// The reply to request `id`, or nil where it does not come within `seconds`.
  func reply(to id: UInt64, seconds: Double, mayExtend: Bool) throws(BackendError) -> WorkerReply? {
    let start = WorkerProcess.now
    var deadline = start + seconds
    while replies[id] == nil {
      guard let line = try process.receive(until: deadline) else { return nil }
      if line.isEmpty { continue }
      let reply: WorkerReply
      do {
        reply = try decoder.decode(WorkerReply.self, from: line)
      } catch {
        throw process.broken("wrote what is no message: \(Self.excerpt(line))")
      }
      if reply.alive != nil {
        if mayExtend {
          deadline = min(WorkerProcess.now + seconds, start + Self.longestCallSeconds)
        }
        continue
      }
      guard let answered = reply.id, answered >= 1, answered <= lastID else {
        throw process.broken("answered what it was not asked: \(Self.excerpt(line))")
      }
      if unawaited.remove(answered) == nil { replies[answered] = reply }
    }
    guard let reply = replies.removeValue(forKey: id) else { return nil }
    if let failure = reply.error { throw failure.backendError }
    return reply
  }

  /// The error of a reply that lacks what its call gives.
  func broken(_ what: String) -> BackendError { process.broken(what) }

  /// Asks the worker to end when what is under way is done, and sees to it.
  func close(seconds: Double) {
    if let id = try? send(WorkerRequest(.close)) {
      _ = try? reply(to: id, seconds: seconds, mayExtend: false)
    }
    process.end(graceSeconds: 2)
  }

  /// Ends the worker at once.
  func kill() { process.kill() }

  private static func excerpt(_ line: Data) -> String {
    let text = String(decoding: line.prefix(120), as: UTF8.self).unicodeScalars.filter {
      $0.properties.generalCategory != .control && $0.properties.generalCategory != .format
    }
    return "\"\(String(String.UnicodeScalarView(text)))\""
  }
}
