import Foundation

/// The other side of the worker protocol: serves backends of this process to the one that started it.
///
/// Reads requests from standard input and answers on what was standard output; whatever else writes there goes to standard error.
/// The end of standard input ends the process at once, also in the middle of a computation: the parent is gone.
public final class WorkerServer {
  private var backends: [any Backend] = []
  private let program: String
  private let output: Int32
  private let encoder = JSONEncoder()
  private var window: SharedWindow?
  private var device: (any Device)?
  private var buffers: [Int: any DeviceBuffer] = [:]
  private var kernels: [Int: any PreparedKernel] = [:]
  private var lastNumber = 0

  /// Takes standard output for messages.
  /// - Parameter program: who is serving, with a version, for results.
  public init(program: String) {
    self.program = program
    output = dup(1)
    dup2(2, 1)
    _ = fcntl(output, F_SETFD, FD_CLOEXEC)
    _ = fcntl(WorkerProtocol.windowDescriptor, F_SETFD, FD_CLOEXEC)
    encoder.outputFormatting = [.withoutEscapingSlashes]
    encoder.nonConformingFloatEncodingStrategy = .convertToString(
      positiveInfinity: "inf", negativeInfinity: "-inf", nan: "nan")
  }

  /// Serves `backends` until `close` or the end of standard input.
  public func serve(_ backends: [any Backend]) {
    self.backends = backends
    let requests = RequestQueue()
    while true {
      let line = requests.next()
      guard !line.isEmpty else { continue }
      let request: WorkerRequest
      do {
        request = try JSONDecoder.lenient.decode(WorkerRequest.self, from: line)
      } catch {
        let id = (try? JSONDecoder().decode(WorkerReply.self, from: line))?.id
        var reply = WorkerReply(id: id ?? 0)
        reply.error = WorkerReply.Failure(
          BackendError(
            .unsupported, operation: "worker",
            message: "no message of version \(WorkerProtocol.version): \(error)"))
        answer(reply)
        continue
      }
      var reply = WorkerReply(id: request.id)
      do throws(BackendError) {
        try handle(request, &reply)
      } catch {
        reply = WorkerReply(id: request.id)
        reply.error = WorkerReply.Failure(error)
      }
      answer(reply)
      if request.call == .close { return }
    }
  }

  private func handle(_ request: WorkerRequest, _ reply: inout WorkerReply) throws(BackendError) {
    switch request.call {
    case .hello:
      guard request.version == WorkerProtocol.version else {
        throw Self.refusal(
          "version \(request.version ?? 0) of the worker protocol is asked for; this is \(program), which speaks "
            + "version \(WorkerProtocol.version)")
      }
      window = try SharedWindow(
        inherited: WorkerProtocol.windowDescriptor,
        byteCount: try Self.require(request.windowByteCount, "windowByteCount"))
      reply.version = WorkerProtocol.version
      reply.program = program
    case .devices:
      let found = try chosen(request).map { $0.discover() }
      reply.devices = found.flatMap(\.devices)
      reply.rejections = found.flatMap(\.rejections)
    case .open: try open(request, &reply)
    case .support:
      let support = try opened().support(for: try problem(request))
      reply = WorkerReply(id: request.id, support)
    case .prepare:
      let variant = KernelVariant(try Self.require(request.variant, "variant"))
      lastNumber += 1
      kernels[lastNumber] = try opened().prepare(try problem(request), variant: variant)
      reply.kernel = lastNumber
    case .release: kernels[try Self.require(request.kernel, "kernel")] = nil
    case .run: try run(request, &reply)
    case .buffer:
      let byteCount = try Self.require(request.byteCount, "byteCount")
      guard byteCount >= 0 else { throw Self.refusal("a buffer of \(byteCount) bytes") }
      let usages: [String: BufferUsage] = ["input": .input, "output": .output, "scratch": .scratch]
      lastNumber += 1
      buffers[lastNumber] = try opened().makeBuffer(
        byteCount: byteCount, usage: usages[request.usage ?? ""] ?? .scratch)
      reply.buffer = lastNumber
    case .free: buffers[try Self.require(request.buffer, "buffer")] = nil
    case .write:
      let (buffer, range, window) = try transfer(request)
      try buffer.write(
        UnsafeRawBufferPointer(start: window.pointer, count: range.count), at: range.lowerBound)
    case .read:
      let (buffer, range, window) = try transfer(request)
      try buffer.read(
        into: UnsafeMutableRawBufferPointer(start: window.pointer, count: range.count),
        at: range.lowerBound)
    case .fill:
      let (buffer, range) = try place(request)
      try buffer.fill(try Self.require(request.byte, "byte"), range: range)
    case .close:
      buffers = [:]
      kernels = [:]
      try device?.close()
    }
  }

  // MARK: Calls

  private func chosen(_ request: WorkerRequest) throws(BackendError) -> [any Backend] {
    guard let name = request.backend else { return backends }
    let found = backends.filter { $0.name == name }
    guard !found.isEmpty else {
      throw Self.refusal(
        "it has no backend \(name), but \(backends.map(\.name).joined(separator: ", "))")
    }
    return found
  }

  private func open(_ request: WorkerRequest, _ reply: inout WorkerReply) throws(BackendError) {
    let index = try Self.require(request.device, "device")
    var devices: [(backend: any Backend, info: DeviceInfo)] = []
    for backend in try chosen(request) {
      devices += backend.discover().devices.map { (backend, $0) }
    }
    guard devices.indices.contains(index) else {
      throw BackendError(
        .unavailable, operation: "open",
        message: "there is no device \(index); there are \(devices.count)")
    }
    let opened = try devices[index].backend.open(
      devices[index].info,
      options: DeviceOptions(
        threadCount: request.threadCount, validation: request.validation ?? false,
        pipelineCacheFolder: request.pipelineCacheFolder))
    device = opened
    reply.info = opened.info
    reply.capabilities = opened.capabilities
  }

  private func run(_ request: WorkerRequest, _ reply: inout WorkerReply) throws(BackendError) {
    let number = try Self.require(request.kernel, "kernel")
    guard let kernel = kernels[number] else { throw Self.refusal("there is no kernel \(number)") }
    let repetitions = try Self.require(request.repetitions, "repetitions")
    guard repetitions >= 1 else { throw Self.refusal("\(repetitions) repetitions") }
    let device = try opened()
    var slices: [OperandRole: BufferSlice] = [:]
    for spec in kernel.problem.operands {
      let slice = try Self.require(request.operands?[spec.role.rawValue], "operands")
      guard let buffer = buffers[slice.buffer], slice.offset >= 0,
        slice.offset % device.capabilities.operandAlignment == 0,
        slice.byteCount >= spec.byteCount, slice.offset <= buffer.byteCount - slice.byteCount
      else { throw Self.refusal("operand \(spec.role.rawValue) does not lie in a buffer") }
      slices[spec.role] = BufferSlice(
        buffer: buffer, byteOffset: slice.offset, byteCount: slice.byteCount)
    }
    let ticket = try device.submit(kernel, Operands(slices), repetitions: repetitions)
    // The parent has the clock that ends what does not end.
    let completion = try device.wait(ticket, timeout: .seconds(1_000_000_000))
    reply.hostNanoseconds = completion.hostNanoseconds
    reply.deviceNanoseconds = completion.deviceNanoseconds
  }

  private func opened() throws(BackendError) -> any Device {
    guard let device else { throw Self.refusal("no device is open") }
    return device
  }

  private func problem(_ request: WorkerRequest) throws(BackendError) -> Problem {
    let text = try Self.require(request.problem, "problem").descriptor
    do throws(DescriptorError) {
      return try Problem(descriptor: text)
    } catch {
      throw Self.refusal("the descriptor \(text) is not understood: \(error)")
    }
  }

  private func place(_ request: WorkerRequest) throws(BackendError) -> (
    any DeviceBuffer, Range<Int>
  ) {
    let number = try Self.require(request.buffer, "buffer")
    guard let buffer = buffers[number] else { throw Self.refusal("there is no buffer \(number)") }
    let offset = try Self.require(request.offset, "offset")
    let byteCount = try Self.require(request.byteCount, "byteCount")
    guard offset >= 0, byteCount >= 0, byteCount <= buffer.byteCount,
      offset <= buffer.byteCount - byteCount
    else { throw Self.refusal("\(byteCount) bytes at \(offset) lie outside buffer \(number)") }
    return (buffer, offset..<offset + byteCount)
  }

  private func transfer(_ request: WorkerRequest) throws(BackendError) -> (
    any DeviceBuffer, Range<Int>, SharedWindow
  ) {
    let (buffer, range) = try place(request)
    guard let window else { throw Self.refusal("nobody said hello") }
    guard range.count <= window.byteCount else {
      throw Self.refusal("\(range.count) bytes do not fit into the window")
    }
    return (buffer, range, window)
  }

  // MARK: Messages

  private func answer(_ reply: WorkerReply) {
    guard var line = try? encoder.encode(reply) else { _exit(3) }
    line.append(UInt8(ascii: "\n"))
    var rest = line[...]
    while !rest.isEmpty {
      let written = rest.withUnsafeBytes { write(output, $0.baseAddress, $0.count) }
      if written > 0 {
        rest = rest.dropFirst(written)
      } else if errno != EINTR {
        _exit(0)
      }
    }
  }

  private static func refusal(_ message: String) -> BackendError {
    BackendError(.unsupported, operation: "worker", message: message)
  }

  private static func require<Value>(_ value: Value?, _ key: String) throws(BackendError) -> Value {
    guard let value else { throw refusal("the message has no \"\(key)\"") }
    return value
  }
}

/// Lines of standard input, read on a thread of their own.
private final class RequestQueue: @unchecked Sendable {
  // SAFETY: `lines` is guarded by `condition`.
  private let condition = NSCondition()
  private var lines: [Data] = []

  init() {
    let thread = Thread { [self] in
      while let line = readLine(strippingNewline: true) {
        condition.lock()
        lines.append(Data(line.utf8))
        condition.signal()
        condition.unlock()
      }
      _exit(0)
    }
    thread.start()
  }

  func next() -> Data {
    condition.lock()
    defer { condition.unlock() }
    while lines.isEmpty { condition.wait() }
    return lines.removeFirst()
  }
}

extension JSONDecoder {
  /// Scalars of a problem may be infinite or no number.
  fileprivate static var lenient: JSONDecoder {
    let decoder = JSONDecoder()
    decoder.nonConformingFloatDecodingStrategy = .convertFromString(
      positiveInfinity: "inf", negativeInfinity: "-inf", nan: "nan")
    return decoder
  }
}
