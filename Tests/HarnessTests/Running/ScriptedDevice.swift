import Harness
import Kernels
import Synchronization

/// A device that computes with the reference, reports scripted times, and is wrong or fails where a test says so.
final class ScriptedDevice: Device {
  /// What a test decides.
  struct Script: Sendable {
    /// Host nanoseconds of one execution of submission `n` (from 0).
    var hostNanoseconds: @Sendable (_ submission: Int) -> Double = { _ in 1e6 }
    /// Device nanoseconds of one execution, for a device with a clock.
    var deviceNanoseconds: (@Sendable (_ submission: Int) -> Double)?
    /// Changes the output's bytes after submission `n` was computed.
    var tamper: (@Sendable (_ submission: Int, UnsafeMutableRawBufferPointer) -> Void)?
    /// Thrown by submission `n`.
    var failure: (@Sendable (_ submission: Int) -> BackendError?)?
    /// Replaces the answer of `support`.
    var support: (@Sendable (Problem) -> Support)?
    /// Called with the device's id at every submission.
    var onSubmit: (@Sendable (String) -> Void)?
    /// Whether the output is written at all.
    var computes = true
    var kind = DeviceInfo.Kind.other
    var maximumBufferByteCount = Int.max
    var cacheByteCount: Int?
    var hostMemory = true
    var memoryByteCount: Int?
    var features: [String] = []
  }

  let info: DeviceInfo
  let capabilities: Capabilities
  private let script: Script
  private let inner: any Device
  private let state = Mutex(State())

  private struct State {
    var count = 0
    var repetitions: [Int] = []
    /// The reference's result, so that thousands of submissions stay quick.
    var result: [UInt8]?
    var descriptor = ""
  }

  init(_ name: String = "scripted", _ script: Script = Script()) throws {
    let reference = ReferenceBackend()
    inner = try reference.open(reference.discover().devices[0], options: DeviceOptions())
    info = DeviceInfo(
      backend: name, index: 0, name: name, kind: script.kind, driver: "scripted",
      driverVersion: "1", memoryByteCount: script.memoryByteCount,
      cacheByteCount: script.cacheByteCount, threadCount: 1,
      features: script.features)
    capabilities = Capabilities(
      asynchronous: true, deviceTimestamps: script.deviceNanoseconds != nil,
      hostMemory: script.hostMemory, maximumBufferByteCount: script.maximumBufferByteCount,
      operandAlignment: 64)
    self.script = script
  }

  /// The repetitions of all submissions.
  var submissions: [Int] { state.withLock { $0.repetitions } }

  func support(for problem: Problem) -> Support {
    script.support?(problem)
      ?? .native([KernelVariant("scripted_first"), KernelVariant("scripted_second")])
  }

  func makeBuffer(byteCount: Int, usage: BufferUsage) throws(BackendError) -> any DeviceBuffer {
    try inner.makeBuffer(byteCount: byteCount, usage: usage)
  }

  func prepare(_ problem: Problem, variant: KernelVariant) throws(BackendError)
    -> any PreparedKernel
  {
    try inner.prepare(problem, variant: inner.support(for: problem).variants[0])
  }

  func submit(_ kernel: any PreparedKernel, _ operands: Operands, repetitions: Int)
    throws(BackendError)
    -> Ticket
  {
    let number = state.withLock {
      $0.count += 1
      $0.repetitions.append(repetitions)
      return $0.count - 1
    }
    script.onSubmit?(info.id)
    if let error = script.failure?(number) { throw error }
    if script.computes, let output = operands[kernel.problem.output.role] {
      try compute(kernel, operands, output: output, number: number)
    }
    return Ticket(UInt64(number) + 1)
  }

  private func compute(
    _ kernel: any PreparedKernel, _ operands: Operands, output: BufferSlice, number: Int
  ) throws(BackendError) {
    let descriptor = kernel.problem.descriptor
    var bytes = state.withLock { $0.descriptor == descriptor ? $0.result : nil }
    if bytes == nil {
      _ = try inner.wait(
        try inner.submit(kernel, operands, repetitions: 1), timeout: .seconds(60))
      var fresh = [UInt8](repeating: 0, count: output.byteCount)
      try read(output, &fresh)
      state.withLock {
        $0.result = fresh
        $0.descriptor = descriptor
      }
      bytes = fresh
    }
    var result = bytes ?? []
    result.withUnsafeMutableBytes { script.tamper?(number, $0) }
    try write(output, result)
  }

  private func read(_ slice: BufferSlice, _ bytes: inout [UInt8]) throws(BackendError) {
    let memory = UnsafeMutableRawBufferPointer.allocate(
      byteCount: max(bytes.count, 1), alignment: 64)
    defer { memory.deallocate() }
    let part = UnsafeMutableRawBufferPointer(rebasing: memory[..<bytes.count])
    try slice.buffer.read(into: part, at: slice.byteOffset)
    bytes = Array(part)
  }

  private func write(_ slice: BufferSlice, _ bytes: [UInt8]) throws(BackendError) {
    let memory = UnsafeMutableRawBufferPointer.allocate(
      byteCount: max(bytes.count, 1), alignment: 64)
    defer { memory.deallocate() }
    memory.copyBytes(from: bytes)
    try slice.buffer.write(
      UnsafeRawBufferPointer(rebasing: memory[..<bytes.count]), at: slice.byteOffset)
  }

  func wait(_ ticket: Ticket, timeout: Duration) throws(BackendError) -> Completion {
    let number = Int(ticket.value) - 1
    let repetitions = state.withLock { $0.repetitions[number] }
    return Completion(
      hostNanoseconds: script.hostNanoseconds(number) * Double(repetitions),
      deviceNanoseconds: script.deviceNanoseconds.map {
        [Double](repeating: $0(number), count: repetitions)
      })
  }

  func close() throws(BackendError) { try inner.close() }
}

/// What a run reported.
final class EventLog: Sendable {
  private let state = Mutex<[RunEventCopy]>([])

  /// The parts of events that tests look at.
  enum RunEventCopy: Sendable {
    case started(String, [String])
    case phase(String, String)
    case turns(Int, Int)
    case finished(CaseRecord)
  }

  func add(_ event: RunEvent) {
    state.withLock {
      switch event {
      case .started(_, _, let descriptor, let devices): $0.append(.started(descriptor, devices))
      case .phase(let device, let phase): $0.append(.phase(device, phase))
      case .turns(let problems, let cases): $0.append(.turns(problems, cases))
      case .finished(let record): $0.append(.finished(record))
      }
    }
  }

  var records: [CaseRecord] {
    state.withLock { $0.compactMap { if case .finished(let record) = $0 { record } else { nil } } }
  }

  /// `problems/cases` of every round in which problems took turns.
  var turns: [String] {
    state.withLock {
      $0.compactMap {
        if case .turns(let problems, let cases) = $0 { "\(problems)/\(cases)" } else { nil }
      }
    }
  }

  var phases: [String] {
    state.withLock {
      $0.compactMap {
        if case .phase(let device, let phase) = $0 { "\(device) \(phase)" } else { nil }
      }
    }
  }
}
