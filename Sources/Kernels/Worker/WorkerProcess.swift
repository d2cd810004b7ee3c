import Foundation

/// A program that runs as a worker, and how to start it.
public struct WorkerCommand: Sendable, Hashable {
  /// A path, or a name that is looked for in PATH.
  public let executable: String
  /// What follows the program's name.
  public let arguments: [String]

  /// Names a program.
  public init(_ executable: String, _ arguments: [String]) {
    self.executable = executable
    self.arguments = arguments
  }
}

/// A child process with lines to its standard input and from its standard output.
///
/// It leads a process group, which dies with it; its standard error is kept for messages. It sees the end of its standard
/// input when this process ends in whatever way, and has to end then.
final class WorkerProcess {
  let window: SharedWindow
  private let processID: pid_t
  private let input: Int32
  private let output: Int32
  private let errors: Int32
  private var received = Data()
  private var errorTail = Data()
  private var isReaped = false
  private var waitStatus: Int32?

  /// Starts the program.
  init(_ command: WorkerCommand) throws(BackendError) {
    let window = try SharedWindow(byteCount: WorkerProtocol.windowByteCount)
    self.window = window
    var inputs: [Int32] = [-1, -1]
    var outputs: [Int32] = [-1, -1]
    var errors: [Int32] = [-1, -1]
    // Sockets, since writing to one whose reader is gone raises no signal where it is told not to. None may be inherited by
    // other children, or its end would not be seen.
    let kind = Int32(SOCK_STREAM.rawValue | SOCK_CLOEXEC.rawValue)
    guard socketpair(AF_UNIX, kind, 0, &inputs) == 0, socketpair(AF_UNIX, kind, 0, &outputs) == 0,
      socketpair(AF_UNIX, kind, 0, &errors) == 0
    else {
      let status = errno
      for descriptor in inputs + outputs + errors where descriptor >= 0 {
        Foundation.close(descriptor)
      }
      throw Self.startFailure(command, status)
    }
    var child: pid_t = 0
    let status = Self.spawn(
      command,
      descriptors: [
        (inputs[1], 0), (outputs[1], 1), (errors[1], 2),
        (window.descriptor, WorkerProtocol.windowDescriptor),
      ], &child)
    for descriptor in [inputs[1], outputs[1], errors[1]] { Foundation.close(descriptor) }
    guard status == 0 else {
      for descriptor in [inputs[0], outputs[0], errors[0]] { Foundation.close(descriptor) }
      throw Self.startFailure(command, status)
    }
    processID = child
    input = inputs[0]
    output = outputs[0]
    self.errors = errors[0]
    for descriptor in [output, self.errors] {
      _ = fcntl(descriptor, F_SETFL, fcntl(descriptor, F_GETFL) | O_NONBLOCK)
    }
  }

  deinit {
    kill()
    for descriptor in [input, output, errors] { Foundation.close(descriptor) }
  }

  /// Ends the process and what it started, and waits for that.
  func kill() {
    guard !isReaped else { return }
    Foundation.kill(-processID, SIGKILL)
    Foundation.kill(processID, SIGKILL)
    reap(seconds: .infinity)
  }

  /// Waits up to `seconds` for an end by itself, then ends it.
  func end(graceSeconds seconds: Double) {
    shutdown(input, Int32(SHUT_WR))
    reap(seconds: seconds)
    kill()
  }

  private func reap(seconds: Double) {
    let deadline = Self.now + seconds
    while !isReaped {
      var status: Int32 = 0
      let result = waitpid(processID, &status, seconds.isFinite ? WNOHANG : 0)
      if result == processID {
        // Descendants that outlive their leader are nobody's.
        Foundation.kill(-processID, SIGKILL)
        isReaped = true
        waitStatus = status
      } else if result < 0, errno != EINTR {
        isReaped = true
      } else if result == 0 {
        guard Self.now < deadline else { return }
        drainErrors()
        usleep(1_000)
      }
    }
  }

  // MARK: Lines

  /// Sends a line.
  /// - Throws: `crashed` where the process has gone or does not read in time.
  func send(_ line: Data, timeout: Double) throws(BackendError) {
    var rest = line + [UInt8(ascii: "\n")]
    let deadline = Self.now + timeout
    while !rest.isEmpty {
      let sent = rest.withUnsafeBytes {
        Foundation.send(
          input, $0.baseAddress, $0.count, Int32(MSG_NOSIGNAL | MSG_DONTWAIT))
      }
      if sent > 0 {
        rest = rest.dropFirst(sent)
      } else if errno == EAGAIN || errno == EWOULDBLOCK {
        guard Self.now < deadline else {
          throw BackendError(
            .timeout, operation: "send", message: "the worker reads no messages any more")
        }
        _ = wait(
          [(input, Int16(POLLOUT)), (errors, Int16(POLLIN))], until: min(deadline, Self.now + 0.1))
        drainErrors()
      } else if errno != EINTR {
        throw ended()
      }
    }
  }

  /// The next line, or nil when `deadline` (in seconds of the monotonic clock) passes first.
  /// - Throws: `crashed` where the process has gone, or writes without end.
  func receive(until deadline: Double) throws(BackendError) -> Data? {
    var searched = 0
    while true {
      let start = received.startIndex
      if let newline = received[(start + searched)...].firstIndex(of: UInt8(ascii: "\n")) {
        let line = Data(received[start..<newline])
        received = Data(received[(newline + 1)...])
        return line
      }
      searched = received.count
      guard received.count <= WorkerProtocol.maximumLineByteCount else {
        throw broken("writes more than \(received.count) bytes without the end of a line")
      }
      let ready = wait([(output, Int16(POLLIN)), (errors, Int16(POLLIN))], until: deadline)
      drainErrors()
      guard ready else { return nil }
      switch Self.read(output, into: &received) {
      case .some(0): throw ended()
      default: continue
      }
    }
  }

  /// The error of a worker that breaks the protocol.
  func broken(_ what: String) -> BackendError {
    kill()
    drainErrors()
    return BackendError(
      .crashed, operation: "worker", message: "the worker \(what); it was ended" + remarks)
  }

  /// The error of a worker that has ended by itself, with how and its last words.
  private func ended() -> BackendError {
    reap(seconds: 2)
    let isOurs = !isReaped
    kill()
    drainErrors()
    return BackendError(
      .crashed, operation: "worker",
      message: (isOurs ? "the worker closed its output" : "the worker \(manner)") + remarks)
  }

  private var manner: String {
    guard let status = waitStatus else { return "ended" }
    let signal = status & 0x7f
    if signal == 0 { return "ended with status \((status >> 8) & 0xff)" }
    let name = String(cString: strsignal(signal))
    let hint =
      signal == SIGKILL ? ", sent by someone else or by the system when memory ran out" : ""
    return "was ended by signal \(signal) (\(name)\(hint))"
  }

  /// The last lines of standard error, in one.
  var remarks: String {
    let text = String(decoding: errorTail, as: UTF8.self)
    let lines = text.split(whereSeparator: \.isNewline).suffix(3)
    guard !lines.isEmpty else { return "" }
    let plain = lines.joined(separator: " | ").unicodeScalars.filter {
      $0.properties.generalCategory != .control && $0.properties.generalCategory != .format
    }
    return "; its last words: " + String(String(String.UnicodeScalarView(plain)).suffix(400))
  }

  // MARK: Descriptors

  static var now: Double { Double(DispatchTime.now().uptimeNanoseconds) / 1e9 }

  /// Waits until the first descriptor is ready, or any when there is no time left for it.
  private func wait(_ descriptors: [(Int32, Int16)], until deadline: Double) -> Bool {
    var entries = descriptors.map { pollfd(fd: $0.0, events: $0.1, revents: 0) }
    while true {
      let left = deadline - Self.now
      let milliseconds = left <= 0 ? 0 : Int32(min((left * 1000).rounded(.up), 1e6))
      let count = poll(&entries, nfds_t(entries.count), milliseconds)
      if count > 0 {
        if entries[0].revents != 0 { return true }
        // Only standard error has something; once it is closed there is nothing to look for.
        if Self.read(errors, into: &errorTail) == 0 { entries.removeLast() }
        trimErrors()
        continue
      }
      if left <= 0 { return false }
    }
  }

  private func drainErrors() {
    while let count = Self.read(errors, into: &errorTail), count > 0 { trimErrors() }
  }

  private func trimErrors() {
    if errorTail.count > 8192 { errorTail = Data(errorTail.suffix(4096)) }
  }

  /// What one read gave: a count, 0 at the end, nil where nothing is there yet.
  private static func read(_ descriptor: Int32, into data: inout Data) -> Int? {
    withUnsafeTemporaryAllocation(byteCount: 65_536, alignment: 16) { buffer in
      let count = Foundation.read(descriptor, buffer.baseAddress, buffer.count)
      if count > 0 {
        data.append(contentsOf: UnsafeRawBufferPointer(rebasing: buffer[..<count]))
        return count
      }
      return count < 0 && [EAGAIN, EWOULDBLOCK, EINTR].contains(errno) ? nil : 0
    }
  }

  private static func startFailure(_ command: WorkerCommand, _ status: Int32) -> BackendError {
    BackendError(
      .unavailable, operation: "start", nativeCode: Int(status),
      message: "\(command.executable) cannot be started: \(String(cString: strerror(status)))")
  }

  private static func spawn(
    _ command: WorkerCommand, descriptors: [(from: Int32, to: Int32)], _ child: inout pid_t
  ) -> Int32 {
    var actions = posix_spawn_file_actions_t()
    posix_spawn_file_actions_init(&actions)
    defer { posix_spawn_file_actions_destroy(&actions) }
    for (from, to) in descriptors { posix_spawn_file_actions_adddup2(&actions, from, to) }
    var attributes = posix_spawnattr_t()
    posix_spawnattr_init(&attributes)
    defer { posix_spawnattr_destroy(&attributes) }
    var signals = sigset_t()
    sigemptyset(&signals)
    posix_spawnattr_setsigmask(&attributes, &signals)
    for signal in [SIGINT, SIGTERM, SIGPIPE] { sigaddset(&signals, signal) }
    posix_spawnattr_setsigdefault(&attributes, &signals)
    posix_spawnattr_setpgroup(&attributes, 0)
    posix_spawnattr_setflags(
      &attributes,
      Int16(POSIX_SPAWN_SETPGROUP | POSIX_SPAWN_SETSIGDEF | POSIX_SPAWN_SETSIGMASK))
    var arguments: [UnsafeMutablePointer<CChar>?] =
      ([command.executable] + command.arguments).map { strdup($0) } + [nil]
    // A crash is reported by its signal and the library's own last words; a backtrace would push those out, and takes seconds.
    let variables = ["SWIFT_BACKTRACE": "enable=no"].merging(
      ProcessInfo.processInfo.environment
    ) { $1 }
    var environment: [UnsafeMutablePointer<CChar>?] =
      variables.map { strdup("\($0)=\($1)") } + [nil]
    defer { for text in arguments + environment { free(text) } }
    return posix_spawnp(
      &child, command.executable, &actions, &attributes, &arguments, &environment)
  }
}
