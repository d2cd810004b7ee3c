import Foundation

/// A device of a worker, in whose process everything happens.
///
/// When the process ends or has to be ended, the call under way throws `crashed` or `timeout`, what was made there is `lost`,
/// and the next call that needs a process starts another.
final class WorkerDevice: Device, @unchecked Sendable {
  // SAFETY: all mutable state is guarded by `lock`; it is recursive since buffers may be released anywhere.
  let info: DeviceInfo
  let capabilities: Capabilities
  private let launcher: WorkerLauncher
  private let lock = NSRecursiveLock()
  private var session: WorkerSession?
  /// Counts processes: what was made in an earlier one is lost.
  private var generation = 1
  private var isClosed = false
  private var answers: [Problem: Support] = [:]
  private var lastTicket: UInt64 = 0
  private var submissions: [UInt64: Submission] = [:]

  /// How many of the latest submissions can be waited for.
  private static let keptSubmissions: UInt64 = 4096

  private struct Submission {
    let generation: Int
    let request: UInt64
    let repetitions: Int
    var completion: Completion?
  }

  init(
    info: DeviceInfo, capabilities: Capabilities, launcher: WorkerLauncher, session: WorkerSession
  ) {
    self.info = info
    self.capabilities = capabilities
    self.launcher = launcher
    self.session = session
  }

  deinit { session?.kill() }

  // MARK: Device

  func support(for problem: Problem) -> Support {
    lock.withLock {
      if let answer = answers[problem] { return answer }
      var request = WorkerRequest(.support)
      request.problem = WorkerProblem(problem)
      let answer: Support
      do throws(BackendError) {
        let reply = try call(request)
        guard let support = reply.support else {
          throw try give(up: "answered `support` without a grade that makes sense")
        }
        answer = support
      } catch {
        // Not kept: the next process may answer.
        return .unsupported([
          UnsupportedReason(.missingLibrary, "the worker gave no answer: \(error.message)")
        ])
      }
      answers[problem] = answer
      return answer
    }
  }

  func makeBuffer(byteCount: Int, usage: BufferUsage) throws(BackendError) -> any DeviceBuffer {
    try locked { () throws(BackendError) in
      var request = WorkerRequest(.buffer)
      request.byteCount = byteCount
      request.usage =
        switch usage {
        case .input: "input"
        case .output: "output"
        case .scratch: "scratch"
        }
      guard let id = try call(request).buffer else {
        throw try give(up: "answered `buffer` without a number")
      }
      return WorkerBuffer(self, WorkerResource(id: id, generation: generation), byteCount)
    }
  }

  func prepare(_ problem: Problem, variant: KernelVariant) throws(BackendError)
    -> any PreparedKernel
  {
    try locked { () throws(BackendError) in
      var request = WorkerRequest(.prepare)
      request.problem = WorkerProblem(problem)
      request.variant = variant.id
      guard let id = try call(request).kernel else {
        throw try give(up: "answered `prepare` without a number")
      }
      return WorkerKernel(
        self, WorkerResource(id: id, generation: generation), problem: problem, variant: variant)
    }
  }

  func submit(_ kernel: any PreparedKernel, _ operands: Operands, repetitions: Int)
    throws(BackendError)
    -> Ticket
  {
    precondition(repetitions >= 1, "\(repetitions) repetitions; use 1 or more")
    guard let kernel = kernel as? WorkerKernel else {
      preconditionFailure("a kernel of another device was submitted to \(info.id)")
    }
    return try locked { () throws(BackendError) in
      var request = WorkerRequest(.run)
      request.kernel = try number(kernel.resource)
      request.repetitions = repetitions
      var slices: [String: WorkerRequest.Slice] = [:]
      for spec in kernel.problem.operands {
        guard let slice = operands[spec.role], let buffer = slice.buffer as? WorkerBuffer else {
          preconditionFailure("operand \(spec.role.rawValue) is missing or of another device")
        }
        precondition(
          slice.byteCount >= spec.byteCount, "operand \(spec.role.rawValue) is too small")
        slices[spec.role.rawValue] = WorkerRequest.Slice(
          buffer: try number(buffer.resource), offset: slice.byteOffset,
          byteCount: spec.byteCount)
      }
      request.operands = slices
      let id = try attempt { session throws(BackendError) in try session.send(request) }
      lastTicket += 1
      submissions[lastTicket] = Submission(
        generation: generation, request: id, repetitions: repetitions)
      if lastTicket > Self.keptSubmissions {
        submissions[lastTicket - Self.keptSubmissions] = nil
      }
      return Ticket(lastTicket)
    }
  }

  func wait(_ ticket: Ticket, timeout: Duration) throws(BackendError) -> Completion {
    let seconds =
      Double(timeout.components.seconds) + Double(timeout.components.attoseconds) * 1e-18
    return try locked { () throws(BackendError) in
      guard let submission = submissions[ticket.value] else {
        preconditionFailure(
          "ticket \(ticket.value) is of another device, or more than \(Self.keptSubmissions) submissions late"
        )
      }
      if let completion = submission.completion { return completion }
      guard submission.generation == generation, session != nil else { throw Self.lost }
      let reply = try attempt { session throws(BackendError) in
        try session.reply(to: submission.request, seconds: seconds, mayExtend: false)
      }
      guard let reply else {
        abandon()
        throw BackendError(
          .timeout, operation: "wait",
          message: "the work did not finish within \(seconds) s; the worker was ended")
      }
      let completion = try completion(reply, repetitions: submission.repetitions)
      submissions[ticket.value]?.completion = completion
      return completion
    }
  }

  func close() throws(BackendError) {
    lock.withLock {
      guard !isClosed else { return }
      isClosed = true
      session?.close(seconds: 30)
      session = nil
    }
  }

  // MARK: Buffers

  /// Copies through the window, piece by piece.
  func write(_ bytes: UnsafeRawBufferPointer, to buffer: WorkerResource, at offset: Int)
    throws(BackendError)
  {
    try locked { () throws(BackendError) in
      var done = 0
      while done < bytes.count {
        let count = min(bytes.count - done, WorkerProtocol.windowByteCount)
        var request = WorkerRequest(.write)
        request.buffer = try number(buffer)
        (request.offset, request.byteCount) = (offset + done, count)
        let window = try window()
        UnsafeMutableRawBufferPointer(start: window.pointer, count: count).copyMemory(
          from: UnsafeRawBufferPointer(rebasing: bytes[done..<done + count]))
        _ = try call(request)
        done += count
      }
      if bytes.isEmpty { _ = try number(buffer) }
    }
  }

  func read(_ buffer: WorkerResource, into bytes: UnsafeMutableRawBufferPointer, at offset: Int)
    throws(BackendError)
  {
    try locked { () throws(BackendError) in
      var done = 0
      while done < bytes.count {
        let count = min(bytes.count - done, WorkerProtocol.windowByteCount)
        var request = WorkerRequest(.read)
        request.buffer = try number(buffer)
        (request.offset, request.byteCount) = (offset + done, count)
        _ = try call(request)
        let window = try window()
        UnsafeMutableRawBufferPointer(rebasing: bytes[done..<done + count]).copyMemory(
          from: UnsafeRawBufferPointer(start: window.pointer, count: count))
        done += count
      }
      if bytes.isEmpty { _ = try number(buffer) }
    }
  }

  func fill(_ buffer: WorkerResource, _ byte: UInt8, range: Range<Int>) throws(BackendError) {
    try locked { () throws(BackendError) in
      var request = WorkerRequest(.fill)
      request.buffer = try number(buffer)
      (request.offset, request.byteCount, request.byte) = (range.lowerBound, range.count, byte)
      _ = try call(request)
    }
  }

  /// Tells the worker that nobody needs a buffer or kernel any more.
  func discard(_ call: WorkerRequest.Call, _ resource: WorkerResource) {
    lock.withLock {
      guard !isClosed, resource.generation == generation, let session else { return }
      var request = WorkerRequest(call)
      if call == .free { request.buffer = resource.id } else { request.kernel = resource.id }
      _ = try? session.send(request, isAwaited: false)
    }
  }

  // MARK: The process

  private static let lost = BackendError(
    .lost, operation: "worker",
    message: "it went with a worker process that has ended; make it again")

  private func locked<Result>(_ body: () throws(BackendError) -> Result) throws(BackendError)
    -> Result
  {
    lock.lock()
    defer { lock.unlock() }
    if isClosed {
      throw BackendError(.closed, operation: "device", message: "the device was closed before")
    }
    return try body()
  }

  /// The number of something that was made in the present process.
  private func number(_ resource: WorkerResource) throws(BackendError) -> Int {
    guard resource.generation == generation else { throw Self.lost }
    return resource.id
  }

  private func window() throws(BackendError) -> SharedWindow {
    guard let session else { throw Self.lost }
    return session.window
  }

  private func call(_ request: WorkerRequest) throws(BackendError) -> WorkerReply {
    try attempt { session throws(BackendError) in try session.call(request) }
  }

  /// Calls `body` with the running process, or a new one, and gives the process up where it has ended.
  private func attempt<Result>(_ body: (WorkerSession) throws(BackendError) -> Result)
    throws(BackendError) -> Result
  {
    if isClosed {
      throw BackendError(.closed, operation: "device", message: "the device was closed before")
    }
    if session == nil { session = try launcher.start().0 }
    guard let session else { throw Self.lost }
    do throws(BackendError) {
      return try body(session)
    } catch {
      if [.crashed, .timeout, .deviceLost, .closed].contains(error.code) { abandon() }
      throw error
    }
  }

  private func abandon() {
    session?.kill()
    session = nil
    generation += 1
  }

  /// The error of a reply that breaks the protocol.
  private func give(up what: String) throws(BackendError) -> BackendError {
    let error = session?.broken(what) ?? Self.lost
    abandon()
    return error
  }

  private func completion(_ reply: WorkerReply, repetitions: Int) throws(BackendError)
    -> Completion
  {
    guard let host = reply.hostNanoseconds, host.isFinite, host > 0 else {
      throw try give(up: "answered `run` without a duration")
    }
    let device = reply.deviceNanoseconds
    guard (device != nil) == capabilities.deviceTimestamps,
      device.map({ $0.count == repetitions && $0.allSatisfy { $0.isFinite && $0 >= 0 } }) ?? true
    else {
      throw try give(
        up: "answered `run` with other device durations than its capabilities promise")
    }
    return Completion(hostNanoseconds: host, deviceNanoseconds: device)
  }
}

/// The number of a buffer or kernel in one process of a worker.
struct WorkerResource {
  let id: Int
  let generation: Int
}

/// Memory in a worker's process.
final class WorkerBuffer: DeviceBuffer {
  let byteCount: Int
  let resource: WorkerResource
  private let device: WorkerDevice

  init(_ device: WorkerDevice, _ resource: WorkerResource, _ byteCount: Int) {
    self.device = device
    self.resource = resource
    self.byteCount = byteCount
  }

  deinit { device.discard(.free, resource) }

  func write(_ bytes: UnsafeRawBufferPointer, at offset: Int) throws(BackendError) {
    precondition(offset >= 0 && offset <= byteCount - bytes.count, "write outside the buffer")
    try device.write(bytes, to: resource, at: offset)
  }

  func read(into bytes: UnsafeMutableRawBufferPointer, at offset: Int) throws(BackendError) {
    precondition(offset >= 0 && offset <= byteCount - bytes.count, "read outside the buffer")
    try device.read(resource, into: bytes, at: offset)
  }

  func fill(_ byte: UInt8, range: Range<Int>) throws(BackendError) {
    precondition(range.lowerBound >= 0 && range.upperBound <= byteCount, "fill outside the buffer")
    try device.fill(resource, byte, range: range)
  }
}

/// A kernel in a worker's process.
final class WorkerKernel: PreparedKernel {
  let problem: Problem
  let variant: KernelVariant
  let resource: WorkerResource
  private let device: WorkerDevice

  init(
    _ device: WorkerDevice, _ resource: WorkerResource, problem: Problem, variant: KernelVariant
  ) {
    self.device = device
    self.resource = resource
    self.problem = problem
    self.variant = variant
  }

  deinit { device.discard(.release, resource) }
}
