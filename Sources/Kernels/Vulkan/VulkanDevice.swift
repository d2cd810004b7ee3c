internal import CVulkan
internal import Dispatch
internal import Synchronization

/// An open Vulkan device.
final class VulkanDevice: Device, @unchecked Sendable {
  // SAFETY: `native` is touched only by the thread that the contract gives the device to; `leaves`, which buffers and
  // kernels leave from any thread, has a lock.
  let info: DeviceInfo
  let capabilities: Capabilities
  let profile: VulkanProfile
  private let handles: VulkanHandleCounter
  private var native: Native?
  private let leaves = Mutex<[ObjectIdentifier: WeakLeaf]>([:])
  private let settings: VulkanBackend.Settings

  /// What closing lets go of.
  private final class Native {
    let core: VulkanCore
    let queue: VulkanQueue
    let transfer: VulkanTransfer
    let cache: VulkanPipelineCache
    let builder: VulkanPlanBuilder
    /// Work handed over and not known to be done, by ticket.
    var flights: [UInt64: Flight] = [:]
    /// Work known to be done, by ticket; old tickets are dropped.
    var completions: [UInt64: Completion] = [:]

    init(core: VulkanCore, cache: VulkanPipelineCache, texelLimit: Int?) throws(BackendError) {
      self.core = core
      self.cache = cache
      builder = VulkanPlanBuilder(core: core, cache: cache, texelLimit: texelLimit)
      queue = try VulkanQueue(core)
      transfer = try VulkanTransfer(core, queue)
    }
  }

  /// A submission under way, with everything that the device reads or writes meanwhile.
  private struct Flight {
    let recording: VulkanRecording
    let operands: [VulkanAllocation]
    let start: UInt64
  }

  private struct WeakLeaf { weak var leaf: (any VulkanLeaf)? }

  /// Tickets that `wait` still answers after they are done.
  private static let rememberedTickets: UInt64 = 4096
  /// How long `close` waits for work under way.
  private static let closeTimeout = Duration.seconds(10)

  init(
    _ physical: VulkanPhysicalDevice, info: DeviceInfo, instance: VulkanInstance,
    options: DeviceOptions, settings: VulkanBackend.Settings
  ) throws(BackendError) {
    handles = VulkanHandleCounter()
    profile = physical.profile
    self.info = info
    self.settings = settings
    capabilities = Capabilities(
      asynchronous: true, deviceTimestamps: profile.timestampValidBits > 0,
      hostMemory: profile.isCPU,
      maximumBufferByteCount: profile.maximumBufferByteCount, operandAlignment: 16)
    let core = try VulkanCore(physical, instance: instance, handles: handles)
    let cache = try VulkanPipelineCache(core, folder: options.pipelineCacheFolder, info: info)
    native = try Native(core: core, cache: cache, texelLimit: settings.texelLimit)
    try core.checkValidation("open")
  }

  deinit { try? close() }

  /// Native objects that exist now, the device itself included.
  package var liveHandleCount: Int { handles.count }

  func support(for problem: Problem) -> Support {
    switch problem {
    case .gemm(let gemm): VulkanGEMM.support(gemm, profile)
    case .attention(let attention): VulkanAttention.support(attention, profile)
    case .attentionBackward(let backward): VulkanAttentionBackward.support(backward, profile)
    case .probe(let probe): VulkanProbe.support(probe, profile)
    }
  }

  func makeBuffer(byteCount: Int, usage: BufferUsage) throws(BackendError) -> any DeviceBuffer {
    let native = try open("makeBuffer")
    let allocation = try VulkanAllocation(
      core: native.core, byteCount: byteCount, purpose: VulkanMemoryPurpose(usage),
      staged: settings.isStaged)
    try native.core.checkValidation("makeBuffer")
    let buffer = VulkanBuffer(device: self, allocation: allocation)
    remember(buffer)
    return buffer
  }

  func prepare(_ problem: Problem, variant: KernelVariant) throws(BackendError)
    -> any PreparedKernel
  {
    let native = try open("prepare")
    guard support(for: problem).variants.contains(variant) else {
      throw BackendError(
        .unsupported, operation: "prepare",
        message: "\(info.id) has no variant \(variant) for \(problem)")
    }
    let plan: any VulkanPlan =
      switch problem {
      case .gemm(let gemm): try VulkanGEMM.plan(gemm, variant, native.builder)
      case .attention(let attention): try VulkanAttention.plan(attention, variant, native.builder)
      case .attentionBackward(let backward):
        try VulkanAttentionBackward.plan(backward, variant, native.builder)
      case .probe(let probe): try VulkanProbe.plan(probe, variant, native.builder)
      }
    try native.core.checkValidation("prepare")
    let kernel = VulkanKernel(problem: problem, variant: variant, device: self, plan: plan)
    remember(kernel)
    return kernel
  }

  func submit(_ kernel: any PreparedKernel, _ operands: Operands, repetitions: Int)
    throws(BackendError)
    -> Ticket
  {
    let native = try open("submit")
    guard let kernel = kernel as? VulkanKernel, kernel.device === self else {
      preconditionFailure("a kernel of another device was submitted to \(info.id)")
    }
    precondition(repetitions >= 1, "a submission needs at least one repetition")
    var places: [OperandRole: VulkanOperand] = [:]
    for spec in kernel.problem.operands {
      guard let slice = operands[spec.role], let buffer = slice.buffer as? VulkanBuffer,
        buffer.device === self
      else { preconditionFailure("operand \(spec.role.rawValue) is missing or of another device") }
      precondition(slice.byteCount >= spec.byteCount, "operand \(spec.role.rawValue) is too small")
      precondition(
        slice.byteOffset % capabilities.operandAlignment == 0,
        "operand \(spec.role.rawValue) starts at byte \(slice.byteOffset), not at a multiple of "
          + "\(capabilities.operandAlignment)")
      places[spec.role] = VulkanOperand(
        allocation: try buffer.open("submit"), byteOffset: slice.byteOffset,
        byteCount: spec.byteCount)
    }
    try collect(native, upTo: native.queue.completedValue())
    let recording = try kernel.recording(
      operands: places, repetitions: repetitions, core: native.core, transfer: native.transfer)
    let start = DispatchTime.now().uptimeNanoseconds
    let value = try native.queue.submit(recording.commands.buffer)
    recording.isInFlight = true
    native.flights[value] = Flight(
      recording: recording, operands: places.values.map(\.allocation), start: start)
    try native.core.checkValidation("submit")
    return Ticket(value)
  }

  func wait(_ ticket: Ticket, timeout: Duration) throws(BackendError) -> Completion {
    let native = try open("wait")
    precondition(ticket.value <= native.queue.lastValue, "the ticket is of another device")
    if native.flights[ticket.value] != nil {
      try native.queue.wait(ticket.value, timeout: timeout)
      try collect(native, upTo: ticket.value)
      try native.core.checkValidation("wait")
    }
    guard let completion = native.completions[ticket.value] else {
      preconditionFailure("the ticket is too old, or not of a submission")
    }
    return completion
  }

  func close() throws(BackendError) {
    guard let native else { return }
    self.native = nil
    var failure: BackendError?
    do throws(BackendError) {
      try native.queue.wait(native.queue.lastValue, timeout: Self.closeTimeout)
    } catch {
      failure = error
    }
    let living = leaves.withLock { leaves in
      defer { leaves = [:] }
      return leaves.values.compactMap(\.leaf)
    }
    if failure?.code == .timeout {
      // Destroying what the device still uses is undefined: the objects are given up with the device.
      _ = Unmanaged.passRetained(native)
    } else {
      native.cache.save()
      living.forEach { $0.release() }
    }
    if let failure { throw failure }
  }

  // MARK: Between the device and its leaves

  static func closed(_ operation: String) -> BackendError {
    BackendError(.closed, operation: operation, message: "the device was closed before")
  }

  func transfer(_ operation: String) throws(BackendError) -> VulkanTransfer {
    try open(operation).transfer
  }

  func forget(_ leaf: any VulkanLeaf) {
    let key = ObjectIdentifier(leaf)
    leaves.withLock { _ = $0.removeValue(forKey: key) }
  }

  private func remember(_ leaf: any VulkanLeaf) {
    leaves.withLock { $0[ObjectIdentifier(leaf)] = WeakLeaf(leaf: leaf) }
  }

  private func open(_ operation: String) throws(BackendError) -> Native {
    guard let native else { throw Self.closed(operation) }
    return native
  }

  /// Notes that everything up to `value` is done.
  private func collect(_ native: Native, upTo value: UInt64) throws(BackendError) {
    let end = DispatchTime.now().uptimeNanoseconds
    for (ticket, flight) in native.flights where ticket <= value {
      let device = try flight.recording.deviceNanoseconds()
      flight.recording.isInFlight = false
      native.flights[ticket] = nil
      native.completions[ticket] = Completion(
        hostNanoseconds: Double(end - flight.start), deviceNanoseconds: device)
      if ticket > Self.rememberedTickets {
        native.completions[ticket - Self.rememberedTickets] = nil
      }
    }
  }
}
