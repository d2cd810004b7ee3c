internal import CVulkan

/// How a problem runs on a device: a table of parameters and the dispatches of one execution.
protocol VulkanPlan: Sendable {
  /// The parameters for operands at these addresses, as the shaders read them.
  func table(_ addresses: [OperandRole: UInt64]) -> [UInt8]

  /// The size of the table.
  var tableByteCount: Int { get }

  /// Records one execution with the table at `table`; barriers before and after are the caller's.
  func record(into commands: VulkanCommands, table: UInt64)

  /// The plan for these operands, of which it may make views; most plans know operands by address alone.
  func bound(to operands: [OperandRole: VulkanOperand]) throws(BackendError) -> any VulkanPlan
}

extension VulkanPlan {
  func bound(to operands: [OperandRole: VulkanOperand]) throws(BackendError) -> any VulkanPlan {
    self
  }
}

/// Where an operand lies.
struct VulkanOperand: Sendable {
  let allocation: VulkanAllocation
  let byteOffset: Int
  /// As much as the problem says, which the slice may exceed.
  let byteCount: Int
}

/// A problem made ready for one Vulkan device.
final class VulkanKernel: PreparedKernel, VulkanLeaf, @unchecked Sendable {
  // SAFETY: mutable state is touched only by the thread that the contract gives the device to.
  let problem: Problem
  let variant: KernelVariant
  /// Kernels keep their device open.
  let device: VulkanDevice
  private var plan: (any VulkanPlan)?
  private var recordings: [VulkanRecording] = []

  init(problem: Problem, variant: KernelVariant, device: VulkanDevice, plan: any VulkanPlan) {
    self.problem = problem
    self.variant = variant
    self.device = device
    self.plan = plan
  }

  deinit { device.forget(self) }

  func release() {
    plan = nil
    recordings = []
  }

  /// A recording for these operands that is not in flight: one made before where there is one.
  func recording(
    operands: [OperandRole: VulkanOperand], repetitions: Int, core: VulkanCore,
    transfer: VulkanTransfer
  ) throws(BackendError) -> VulkanRecording {
    guard let plan else { throw VulkanDevice.closed("submit") }
    let addresses = operands.mapValues { $0.allocation.address + UInt64($0.byteOffset) }
    let idle = recordings.filter { !$0.isInFlight }
    if let same = idle.first(where: { $0.addresses == addresses && $0.repetitions == repetitions })
    {
      return same
    }
    // A sweep over operands must not keep a recording for each.
    if recordings.count >= 8, let oldest = idle.first {
      recordings.removeAll { $0 === oldest }
    }
    let recording = try VulkanRecording(
      plan: plan.bound(to: operands), addresses: addresses, repetitions: repetitions, core: core,
      transfer: transfer)
    recordings.append(recording)
    return recording
  }
}

/// A command buffer that runs a plan some times over, with its table and timestamps.
final class VulkanRecording: @unchecked Sendable {
  // SAFETY: mutable state is touched only by the thread that the contract gives the device to.
  let addresses: [OperandRole: UInt64]
  let repetitions: Int
  /// Whether the device may still read it.
  var isInFlight = false
  let commands: VulkanCommands
  private let plan: any VulkanPlan
  private let table: VulkanAllocation
  private let queryOwner: Owned<QueryPoolHandle>?
  // An optional owner cannot be looked into in place.
  private let queries: VkQueryPool?
  private let core: VulkanCore

  init(
    plan: any VulkanPlan, addresses: [OperandRole: UInt64], repetitions: Int, core: VulkanCore,
    transfer: VulkanTransfer
  ) throws(BackendError) {
    self.plan = plan
    self.addresses = addresses
    self.repetitions = repetitions
    self.core = core
    commands = try VulkanCommands(core)
    table = try VulkanAllocation(core: core, byteCount: plan.tableByteCount, purpose: .input)
    try transfer.write(plan.table(addresses), to: table, at: 0)
    if core.profile.timestampValidBits > 0 {
      var info = VkQueryPoolCreateInfo()
      info.sType = VK_STRUCTURE_TYPE_QUERY_POOL_CREATE_INFO
      info.queryType = VK_QUERY_TYPE_TIMESTAMP
      info.queryCount = UInt32(repetitions + 1)
      let owner: Owned<QueryPoolHandle> = try core.make("vkCreateQueryPool") {
        core.functions.createQueryPool(core.device, &info, nil, $0)
      }
      queries = owner.raw
      queryOwner = consume owner
    } else {
      queries = nil
      queryOwner = nil
    }
    try record()
  }

  private func record() throws(BackendError) {
    let functions = core.functions
    // The clock is read when all commands before are done (VK_PIPELINE_STAGE_ALL_COMMANDS_BIT).
    func timestamp(_ index: Int) {
      guard let queries else { return }
      functions.cmdWriteTimestamp(
        commands.buffer, VK_PIPELINE_STAGE_ALL_COMMANDS_BIT, queries, UInt32(index))
    }
    try commands.record { () throws(BackendError) in
      if let queries {
        functions.cmdResetQueryPool(commands.buffer, queries, 0, UInt32(repetitions + 1))
      }
      // Earlier submissions may still write what this one reads.
      commands.barrier()
      timestamp(0)
      for repetition in 0..<repetitions {
        plan.record(into: commands, table: table.address)
        commands.barrier()
        timestamp(repetition + 1)
      }
      commands.barrierToHost()
    }
  }

  /// Device time of each repetition; the work must be done.
  ///
  /// Nil where the queue has no clock.
  func deviceNanoseconds() throws(BackendError) -> [Double]? {
    guard let queries else { return nil }
    var ticks = [UInt64](repeating: 0, count: repetitions + 1)
    let result = ticks.withUnsafeMutableBytes { bytes in
      core.functions.getQueryPoolResults(
        core.device, queries, 0, UInt32(repetitions + 1), bytes.count, bytes.baseAddress, 8,
        VK_QUERY_RESULT_64_BIT.rawValue | VK_QUERY_RESULT_WAIT_BIT.rawValue)
    }
    try VulkanResult.check(result, "vkGetQueryPoolResults")
    return Self.durations(
      ticks: ticks, validBits: core.profile.timestampValidBits, period: core.profile.timestampPeriod
    )
  }

  /// Differences of neighbouring timestamps in nanoseconds.
  ///
  /// Only `validBits` bits of a timestamp count, and it may
  /// wrap around between two readings.
  static func durations(ticks: [UInt64], validBits: Int, period: Double) -> [Double] {
    let mask: UInt64 = validBits >= 64 ? .max : (1 << UInt64(validBits)) - 1
    return zip(ticks.dropFirst(), ticks).map { later, earlier in
      Double((later &- earlier) & mask) * period
    }
  }
}
