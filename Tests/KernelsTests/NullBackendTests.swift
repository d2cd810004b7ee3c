import Kernels
import TestSupport
import Testing

/// The null backend does what its script says: the harness's tests stand on it.
@Suite("Null backend") struct NullBackendTests {
  private func open(_ backend: NullBackend) throws -> any Device {
    try backend.open(backend.discover().devices[0], options: DeviceOptions())
  }

  private func problem() throws -> Problem { try Problem(descriptor: "gemm:f32:nn:m=4,n=4,k=4") }

  @Test("Durations are those of the script, by submission and repetition, and the last one stays")
  func durations() throws {
    var script = NullBackend.Script()
    script.hostNanoseconds = [300, 200, 100]
    script.deviceNanoseconds = [30, 20]
    let device = try open(NullBackend(script: script))
    let bound = try BoundProblem(problem(), on: device)
    var host: [Double] = []
    var onDevice: [[Double]] = []
    for repetitions in [1, 2, 3, 4] {
      let ticket = try device.submit(bound.kernel, bound.operands, repetitions: repetitions)
      let completion = try device.wait(ticket, timeout: .seconds(1))
      host.append(completion.hostNanoseconds)
      onDevice.append(try #require(completion.deviceNanoseconds))
    }
    #expect(host == [300, 400, 300, 400])
    #expect(onDevice == [[30], [20, 20], [20, 20, 20], [20, 20, 20, 20]])
    #expect(device.capabilities.deviceTimestamps)
    try device.close()
  }

  @Test("Injected errors come where the script puts them and nowhere else")
  func failures() throws {
    func failure(_ code: BackendError.Code) -> BackendError {
      BackendError(code, operation: "script", message: "as told")
    }
    var script = NullBackend.Script()
    script.makeBufferFailures = [3: failure(.outOfDeviceMemory)]
    script.submitFailures = [1: failure(.nativeCallFailed)]
    script.waitFailures = [1: failure(.timeout)]
    let device = try open(NullBackend(script: script))
    let bound = try BoundProblem(problem(), on: device)  // buffers 0, 1 and 2
    func code(_ call: () throws -> Void) -> BackendError.Code? {
      do {
        try call()
        return nil
      } catch {
        return (error as? BackendError)?.code
      }
    }
    func submit() throws -> Ticket {
      try device.submit(bound.kernel, bound.operands, repetitions: 1)
    }
    #expect(code { _ = try device.makeBuffer(byteCount: 1, usage: .input) } == .outOfDeviceMemory)
    #expect(code { _ = try device.makeBuffer(byteCount: 1, usage: .input) } == nil)
    let first = try submit()
    #expect(code { _ = try submit() } == .nativeCallFailed)
    let third = try submit()
    #expect(code { _ = try device.wait(first, timeout: .zero) } == nil)
    #expect(code { _ = try device.wait(third, timeout: .zero) } == .timeout)
    #expect(code { _ = try device.wait(third, timeout: .zero) } == nil)

    script = NullBackend.Script()
    script.prepareFailure = failure(.compilationFailed)
    let another = try open(NullBackend(script: script))
    #expect(code { _ = try BoundProblem(problem(), on: another) } == .compilationFailed)
    script = NullBackend.Script()
    script.openFailure = failure(.unavailable)
    #expect(code { _ = try open(NullBackend(script: script)) } == .unavailable)
  }

  @Test("A lost device stays lost")
  func loss() throws {
    var script = NullBackend.Script()
    script.lostAtSubmission = 1
    let device = try open(NullBackend(script: script))
    let bound = try BoundProblem(problem(), on: device)
    _ = try device.submit(bound.kernel, bound.operands, repetitions: 1)
    for _ in 0..<2 {
      let error = #expect(throws: BackendError.self) {
        _ = try device.submit(bound.kernel, bound.operands, repetitions: 1)
      }
      #expect(error?.code == .deviceLost)
    }
    #expect(throws: BackendError.self) { _ = try device.makeBuffer(byteCount: 1, usage: .input) }
    try device.close()
  }

  @Test("The log has every call in order, and counts what is still held")
  func log() throws {
    let log = NullLog()
    var script = NullBackend.Script()
    script.deviceCount = 2
    let backend = NullBackend(name: "pair", script: script, log: log)
    let devices = try backend.discover().devices.map {
      try backend.open($0, options: DeviceOptions())
    }
    do {
      let bound = try devices.map { try BoundProblem(problem(), on: $0) }
      #expect(log.liveBufferCount == 6 && log.liveKernelCount == 2 && log.openDeviceCount == 2)
      for (device, bound) in zip(devices, bound).reversed() {
        _ = try device.submit(bound.kernel, bound.operands, repetitions: 7)
      }
    }
    #expect(log.liveBufferCount == 0 && log.liveKernelCount == 0)
    for device in devices { try device.close() }
    #expect(log.openDeviceCount == 0)
    #expect(
      log.events == [
        .opened(device: "pair:0"), .opened(device: "pair:1"),
        .prepared(
          device: "pair:0", descriptor: "gemm:f32:nn:m=4,n=4,k=4", variant: "null_gemm_scripted"),
        .prepared(
          device: "pair:1", descriptor: "gemm:f32:nn:m=4,n=4,k=4", variant: "null_gemm_scripted"),
        .submitted(device: "pair:1", repetitions: 7), .submitted(device: "pair:0", repetitions: 7),
        .closed(device: "pair:0"), .closed(device: "pair:1"),
      ])
  }

  @Test("Results are left alone unless the script computes")
  func results() throws {
    let problem = try problem()
    let inputs = ProblemInputs(for: problem, seed: 1)
    let idle = try ProblemRunner.run(problem, on: open(NullBackend()), inputs: inputs)
    #expect(idle.bytes == ProblemRunner.poison(problem.output))
    var script = NullBackend.Script()
    script.computes = true
    let computed = try ProblemRunner.run(
      problem, on: open(NullBackend(script: script)), inputs: inputs)
    #expect(Agreement.disagreement(of: computed.bytes, with: problem, inputs: inputs) == nil)
    #expect(computed.completion.hostNanoseconds == 1000)
  }
}
