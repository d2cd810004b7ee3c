import Synchronization

public import Kernels

/// A backend without a machine: durations are scripted, failures are injected, and what was called is written down.
///
/// Results are left as they are unless the script says `computes`; then the reference computes them, in its own time, and
/// the scripted durations are reported all the same.
public struct NullBackend: Backend {
  /// What happens when.
  public struct Script: Sendable {
    /// Nanoseconds of one execution on the host's clock, by submission (from 0); the last one stays.
    public var hostNanoseconds: [Double] = [1000]
    /// Nanoseconds of one execution on the device's clock, likewise; nil for a device without timestamps.
    public var deviceNanoseconds: [Double]?
    /// What the device says to a problem.
    public var support: @Sendable (Problem) -> Support = { problem in
      .native([KernelVariant("null_\(problem.operation)_scripted")])
    }
    /// Whether results are right instead of untouched.
    public var computes = false
    /// Thrown by `open`.
    public var openFailure: BackendError?
    /// Thrown by `prepare`.
    public var prepareFailure: BackendError?
    /// Thrown by the makeBuffer of this number, from 0.
    public var makeBufferFailures: [Int: BackendError] = [:]
    /// Thrown by the submit of this number, from 0.
    public var submitFailures: [Int: BackendError] = [:]
    /// Thrown by the wait of this number, from 0; a scripted `timeout` comes at once.
    public var waitFailures: [Int: BackendError] = [:]
    /// From this submission on (from 0) the device is lost: everything throws `deviceLost`.
    public var lostAtSubmission: Int?
    /// What there is instead of devices.
    public var rejections: [Discovery.Rejection] = []
    /// How many devices there are.
    public var deviceCount = 1

    /// A device that takes one microsecond and never fails.
    public init() {}
  }

  /// The name; several null backends in one test need different ones.
  public let name: String
  /// What happens when.
  public let script: Script
  /// What was called, shared by all devices of this value and by backends created with the same log.
  public let log: NullLog

  /// Creates a backend.
  public init(name: String = "null", script: Script = Script(), log: NullLog = NullLog()) {
    self.name = name
    self.script = script
    self.log = log
  }

  /// As many devices as the script says.
  public func discover() -> Discovery {
    Discovery(
      devices: (0..<script.deviceCount).map {
        DeviceInfo(
          backend: name, index: $0, name: "null device \($0)", kind: .other, driver: "scripted",
          driverVersion: "1")
      }, rejections: script.rejections)
  }

  /// Opens a scripted device.
  /// - Throws: the script's `openFailure`.
  public func open(_ device: DeviceInfo, options: DeviceOptions) throws(BackendError) -> any Device
  {
    if let failure = script.openFailure { throw failure }
    let reference = ReferenceBackend()
    let inner = try reference.open(reference.discover().devices[0], options: options)
    log.deviceOpened(device.id)
    return NullDevice(info: device, script: script, log: log, inner: inner)
  }
}

/// What the devices of null backends were asked to do, in order, and what they still hold.
public final class NullLog: Sendable {
  /// One call.
  public enum Event: Hashable, Sendable {
    case opened(device: String)
    case prepared(device: String, descriptor: String, variant: String)
    case submitted(device: String, repetitions: Int)
    case closed(device: String)
  }

  private struct State {
    var events: [Event] = []
    var liveBuffers = 0
    var liveKernels = 0
    var openDevices = 0
  }

  private let state = Mutex(State())

  /// An empty log.
  public init() {}

  /// Everything so far.
  public var events: [Event] { state.withLock { $0.events } }
  /// Buffers that were made and not released.
  public var liveBufferCount: Int { state.withLock { $0.liveBuffers } }
  /// Kernels that were prepared and not released.
  public var liveKernelCount: Int { state.withLock { $0.liveKernels } }
  /// Devices that were opened and not closed.
  public var openDeviceCount: Int { state.withLock { $0.openDevices } }

  fileprivate func add(_ event: Event) { state.withLock { $0.events.append(event) } }
  fileprivate func bufferMade(_ change: Int) { state.withLock { $0.liveBuffers += change } }
  fileprivate func kernelMade(_ change: Int) { state.withLock { $0.liveKernels += change } }
  fileprivate func deviceOpened(_ id: String) {
    state.withLock {
      $0.openDevices += 1
      $0.events.append(.opened(device: id))
    }
  }
  fileprivate func deviceClosed(_ id: String) {
    state.withLock {
      $0.openDevices -= 1
      $0.events.append(.closed(device: id))
    }
  }
}

private final class NullDevice: Device {
  let info: DeviceInfo
  let capabilities: Capabilities
  private let script: NullBackend.Script
  private let log: NullLog
  private let inner: any Device
  private let state = Mutex(State())

  private struct State {
    var bufferCount = 0
    var waitCount = 0
    var submissions: [Int] = []  // repetitions of each
    var isLost = false
    var isClosed = false
  }

  init(info: DeviceInfo, script: NullBackend.Script, log: NullLog, inner: any Device) {
    self.info = info
    self.script = script
    self.log = log
    self.inner = inner
    capabilities = Capabilities(
      asynchronous: true, deviceTimestamps: script.deviceNanoseconds != nil, hostMemory: true,
      maximumBufferByteCount: Int.max, operandAlignment: inner.capabilities.operandAlignment)
  }

  func support(for problem: Problem) -> Support { script.support(problem) }

  func makeBuffer(byteCount: Int, usage: BufferUsage) throws(BackendError) -> any DeviceBuffer {
    try checkUsable()
    let number = state.withLock {
      $0.bufferCount += 1
      return $0.bufferCount - 1
    }
    if let failure = script.makeBufferFailures[number] { throw failure }
    return NullBuffer(
      try inner.makeBuffer(byteCount: byteCount, usage: usage), device: self, log: log)
  }

  func prepare(_ problem: Problem, variant: KernelVariant) throws(BackendError)
    -> any PreparedKernel
  {
    try checkUsable()
    if let failure = script.prepareFailure { throw failure }
    guard support(for: problem).variants.contains(variant) else {
      throw BackendError(
        .unsupported, operation: "prepare",
        message: "\(info.id) has no variant \(variant) for \(problem)")
    }
    let innerKernel =
      script.computes
      ? try inner.prepare(problem, variant: inner.support(for: problem).variants[0]) : nil
    log.add(.prepared(device: info.id, descriptor: problem.descriptor, variant: variant.id))
    return NullKernel(problem: problem, variant: variant, inner: innerKernel, log: log)
  }

  func submit(_ kernel: any PreparedKernel, _ operands: Operands, repetitions: Int)
    throws(BackendError)
    -> Ticket
  {
    try checkUsable()
    guard let kernel = kernel as? NullKernel else {
      preconditionFailure("a kernel of another device was submitted to \(info.id)")
    }
    let number = state.withLock {
      $0.submissions.append(repetitions)
      if let lost = script.lostAtSubmission, $0.submissions.count > lost { $0.isLost = true }
      return $0.submissions.count - 1
    }
    try checkUsable()
    if let failure = script.submitFailures[number] { throw failure }
    log.add(.submitted(device: info.id, repetitions: repetitions))
    if let innerKernel = kernel.inner {
      let unwrapped = operands.mapped(over: kernel.problem) { ($0 as? NullBuffer)?.inner ?? $0 }
      let ticket = try inner.submit(innerKernel, unwrapped, repetitions: 1)
      _ = try inner.wait(ticket, timeout: .seconds(600))
    }
    return Ticket(UInt64(number) + 1)
  }

  func wait(_ ticket: Ticket, timeout: Duration) throws(BackendError) -> Completion {
    try checkUsable()
    let (waitNumber, repetitions) = state.withLock {
      $0.waitCount += 1
      precondition(ticket.value >= 1 && ticket.value <= $0.submissions.count, "a foreign ticket")
      return ($0.waitCount - 1, $0.submissions[Int(ticket.value) - 1])
    }
    if let failure = script.waitFailures[waitNumber] { throw failure }
    let number = Int(ticket.value) - 1
    func scripted(_ durations: [Double]) -> Double {
      durations.isEmpty ? 0 : durations[min(number, durations.count - 1)]
    }
    return Completion(
      hostNanoseconds: scripted(script.hostNanoseconds) * Double(repetitions),
      deviceNanoseconds: script.deviceNanoseconds.map {
        [Double](repeating: scripted($0), count: repetitions)
      })
  }

  func close() throws(BackendError) {
    let isFirst = state.withLock { state in
      defer { state.isClosed = true }
      return !state.isClosed
    }
    guard isFirst else { return }
    log.deviceClosed(info.id)
    try inner.close()
  }

  func checkUsable() throws(BackendError) {
    let (isClosed, isLost) = state.withLock { ($0.isClosed, $0.isLost) }
    if isClosed {
      throw BackendError(.closed, operation: "device", message: "the device was closed before")
    }
    if isLost {
      throw BackendError(
        .deviceLost, operation: "submit", nativeCode: -4, nativeName: "SCRIPTED_DEVICE_LOST",
        message: "the script lost the device; open it again")
    }
  }
}

private final class NullBuffer: DeviceBuffer {
  let inner: any DeviceBuffer
  private let device: NullDevice
  private let log: NullLog

  init(_ inner: any DeviceBuffer, device: NullDevice, log: NullLog) {
    self.inner = inner
    self.device = device
    self.log = log
    log.bufferMade(1)
  }

  deinit { log.bufferMade(-1) }

  var byteCount: Int { inner.byteCount }

  func write(_ bytes: UnsafeRawBufferPointer, at offset: Int) throws(BackendError) {
    try device.checkUsable()
    try inner.write(bytes, at: offset)
  }

  func read(into bytes: UnsafeMutableRawBufferPointer, at offset: Int) throws(BackendError) {
    try device.checkUsable()
    try inner.read(into: bytes, at: offset)
  }

  func fill(_ byte: UInt8, range: Range<Int>) throws(BackendError) {
    try device.checkUsable()
    try inner.fill(byte, range: range)
  }
}

private final class NullKernel: PreparedKernel {
  let problem: Problem
  let variant: KernelVariant
  let inner: (any PreparedKernel)?
  private let log: NullLog

  init(problem: Problem, variant: KernelVariant, inner: (any PreparedKernel)?, log: NullLog) {
    self.problem = problem
    self.variant = variant
    self.inner = inner
    self.log = log
    log.kernelMade(1)
  }

  deinit { log.kernelMade(-1) }
}

extension Operands {
  /// The same slices of other buffers.
  func mapped(over problem: Problem, _ buffer: (any DeviceBuffer) -> any DeviceBuffer) -> Operands {
    var slices: [OperandRole: BufferSlice] = [:]
    for spec in problem.operands {
      guard let slice = self[spec.role] else { continue }
      slices[spec.role] = BufferSlice(
        buffer: buffer(slice.buffer), byteOffset: slice.byteOffset, byteCount: slice.byteCount)
    }
    return Operands(slices)
  }
}
