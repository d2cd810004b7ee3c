import Dispatch
import Foundation

/// The operands of one submission as host addresses.
package struct HostOperands: @unchecked Sendable {
  // SAFETY: the addresses belong to buffers that the submission keeps alive until it is done.
  private var addresses = InlineArray<16, UnsafeMutableRawPointer?>(repeating: nil)

  package init(_ addresses: [OperandRole: UnsafeMutableRawPointer]) {
    for (role, address) in addresses { self.addresses[role.slot] = address }
  }

  /// The operands of a GEMM; C where it is read.
  package init(
    a: UnsafeMutableRawPointer, b: UnsafeMutableRawPointer, c: UnsafeMutableRawPointer?,
    d: UnsafeMutableRawPointer
  ) {
    addresses[OperandRole.a.slot] = a
    addresses[OperandRole.b.slot] = b
    addresses[OperandRole.c.slot] = c
    addresses[OperandRole.d.slot] = d
  }

  /// The address of an operand that the problem has.
  subscript(role: OperandRole) -> UnsafeMutableRawPointer {
    guard let address = addresses[role.slot] else {
      preconditionFailure("operand \(role.rawValue) is not bound")
    }
    return address
  }

  /// The address of an operand that the problem may lack.
  func optional(_ role: OperandRole) -> UnsafeMutableRawPointer? { addresses[role.slot] }
}

extension OperandRole {
  /// A number of its own, below 16: no hash is needed to find an operand.
  fileprivate var slot: Int {
    switch self {
    case .a: 0
    case .b: 1
    case .c: 2
    case .d: 3
    case .bias: 4
    case .scaleA: 5
    case .scaleB: 6
    case .q: 7
    case .k: 8
    case .v: 9
    case .o: 10
    case .oSaved: 11
    case .lse: 12
    case .dO: 13
    case .dQKV: 14
    }
  }
}

/// A kernel that computes on host threads.
protocol HostKernel: PreparedKernel {
  /// Computes once, on the calling thread and helpers of its own choice.
  func run(_ operands: HostOperands)
}

/// A device that is the host itself.
///
/// One thread of its own does all the computing, so that waiting has a timeout and
/// durations hold nothing but the work.
final class HostDevice: Device {
  let info: DeviceInfo
  let capabilities = Capabilities(
    asynchronous: true, deviceTimestamps: false, hostMemory: true, maximumBufferByteCount: Int.max,
    operandAlignment: 64)
  private let supportRule: @Sendable (Problem) -> Support
  private let makeKernel: @Sendable (Problem, KernelVariant) throws(BackendError) -> any HostKernel
  private let executor = HostExecutor()

  init(
    info: DeviceInfo, support: @escaping @Sendable (Problem) -> Support,
    makeKernel: @escaping @Sendable (Problem, KernelVariant) throws(BackendError) -> any HostKernel
  ) {
    self.info = info
    supportRule = support
    self.makeKernel = makeKernel
  }

  deinit { executor.stop(waits: false) }

  /// Throws `closed` once the device is.
  func checkOpen() throws(BackendError) { try executor.checkOpen() }

  func support(for problem: Problem) -> Support { supportRule(problem) }

  func makeBuffer(byteCount: Int, usage: BufferUsage) throws(BackendError) -> any DeviceBuffer {
    try executor.checkOpen()
    return try HostBuffer(byteCount: byteCount, device: self)
  }

  func prepare(_ problem: Problem, variant: KernelVariant) throws(BackendError)
    -> any PreparedKernel
  {
    try executor.checkOpen()
    guard support(for: problem).variants.contains(variant) else {
      throw BackendError(
        .unsupported, operation: "prepare",
        message: "\(info.id) has no variant \(variant) for \(problem)")
    }
    return try makeKernel(problem, variant)
  }

  func submit(_ kernel: any PreparedKernel, _ operands: Operands, repetitions: Int)
    throws(BackendError)
    -> Ticket
  {
    precondition(repetitions >= 1, "\(repetitions) repetitions; use 1 or more")
    guard let kernel = kernel as? any HostKernel else {
      preconditionFailure("a kernel of another device was submitted to \(info.id)")
    }
    var addresses: [OperandRole: UnsafeMutableRawPointer] = [:]
    for spec in kernel.problem.operands {
      guard let slice = operands[spec.role], let buffer = slice.buffer as? HostBuffer else {
        preconditionFailure("operand \(spec.role.rawValue) is missing or of another device")
      }
      precondition(slice.byteCount >= spec.byteCount, "operand \(spec.role.rawValue) is too small")
      addresses[spec.role] = buffer.pointer + slice.byteOffset
    }
    let bound = HostOperands(addresses)
    return try executor.enqueue { () throws(BackendError) in
      let start = DispatchTime.now().uptimeNanoseconds
      withExtendedLifetime(operands) {
        for _ in 0..<repetitions { kernel.run(bound) }
      }
      let end = DispatchTime.now().uptimeNanoseconds
      return Completion(hostNanoseconds: Double(end - start))
    }
  }

  func wait(_ ticket: Ticket, timeout: Duration) throws(BackendError) -> Completion {
    try executor.wait(ticket, timeout: timeout)
  }

  func close() throws(BackendError) { executor.stop(waits: true) }
}

extension Device {
  /// How `kernel` computes on the calling thread, with operands where they lie in host memory; nil where the device's memory
  /// is not the host's.
  ///
  /// For callers that have addresses in place of buffers: a program that calls a BLAS. Nothing is timed, and one thread at a
  /// time may use a kernel.
  package func inPlace(_ kernel: any PreparedKernel) -> ((HostOperands) -> Void)? {
    guard self is HostDevice, let kernel = kernel as? any HostKernel else { return nil }
    return { kernel.run($0) }
  }
}

/// One thread that runs jobs in order, so that waiting for any has a timeout.
final class HostExecutor: @unchecked Sendable {
  // SAFETY: all mutable state is guarded by `condition`.
  private let condition = NSCondition()
  /// Does the work and says how long it took.
  typealias Work = @Sendable () throws(BackendError) -> Completion
  private var jobs: [(ticket: UInt64, work: Work)] = []
  /// How many of the latest submissions can be waited for.
  private static let keptResults: UInt64 = 65_536
  private var results: [UInt64: Result<Completion, BackendError>] = [:]
  private var lastTicket: UInt64 = 0
  private var finishedTicket: UInt64 = 0
  private var isStopped = false
  private var isGivenUp = false

  init() {
    // The thread keeps the executor alive until `stop`, which the owning device always calls.
    let thread = Thread { [self] in loop() }
    thread.stackSize = 16 << 20
    thread.name = "parity-compute"
    thread.start()
  }

  func checkOpen() throws(BackendError) {
    condition.lock()
    defer { condition.unlock() }
    try checkOpenLocked()
  }

  private func checkOpenLocked() throws(BackendError) {
    if isStopped {
      throw BackendError(.closed, operation: "device", message: "the device was closed before")
    }
  }

  func enqueue(_ work: @escaping Work) throws(BackendError) -> Ticket {
    condition.lock()
    defer { condition.unlock() }
    try checkOpenLocked()
    lastTicket += 1
    jobs.append((lastTicket, work))
    condition.broadcast()
    return Ticket(lastTicket)
  }

  func wait(_ ticket: Ticket, timeout: Duration) throws(BackendError) -> Completion {
    let seconds =
      Double(timeout.components.seconds) + Double(timeout.components.attoseconds) * 1e-18
    // Foundation traps on dates beyond what a timespec of nanoseconds holds.
    let deadline = Date(timeIntervalSinceNow: min(seconds, 1e9))
    condition.lock()
    defer { condition.unlock() }
    try checkOpenLocked()
    precondition(ticket.value <= lastTicket, "the ticket is of another device")
    while finishedTicket < ticket.value {
      guard condition.wait(until: deadline) || finishedTicket >= ticket.value else {
        isGivenUp = true
        throw BackendError(
          .timeout, operation: "wait",
          message: "the work did not finish within \(seconds) s; the device is given up")
      }
    }
    guard let result = results[ticket.value] else {
      preconditionFailure(
        "ticket \(ticket.value) was waited for more than \(Self.keptResults) submissions late")
    }
    return try result.get()
  }

  /// Takes no more work; with `waits` returns when all work is done, unless a wait has timed out before: such work
  /// may never end.
  func stop(waits: Bool) {
    condition.lock()
    defer { condition.unlock() }
    isStopped = true
    condition.broadcast()
    while waits && !isGivenUp && finishedTicket < lastTicket { condition.wait() }
  }

  private static func result(of work: Work?) -> Result<Completion, BackendError> {
    do throws(BackendError) {
      return .success(try work?() ?? Completion(hostNanoseconds: 0))
    } catch {
      return .failure(error)
    }
  }

  private func loop() {
    while true {
      condition.lock()
      while jobs.isEmpty && !isStopped { condition.wait() }
      guard !jobs.isEmpty else {
        condition.unlock()
        return
      }
      let ticket = jobs[0].ticket
      // The work may hold the last reference to the device, whose deinit takes the lock: it goes before that is taken.
      var work: Work? = jobs.removeFirst().work
      condition.unlock()
      let result = Self.result(of: work)
      work = nil
      condition.lock()
      results[ticket] = result
      if ticket > Self.keptResults { results[ticket - Self.keptResults] = nil }
      finishedTicket = ticket
      condition.broadcast()
      condition.unlock()
    }
  }
}
