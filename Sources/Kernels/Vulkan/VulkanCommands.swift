internal import CVulkan

/// A command buffer with a pool of its own, recorded and submitted by one thread.
final class VulkanCommands: @unchecked Sendable {
  // SAFETY: used by the thread that the contract gives the device to.
  private let pool: Owned<CommandPoolHandle>
  let buffer: VkCommandBuffer
  private let core: VulkanCore

  init(_ core: VulkanCore) throws(BackendError) {
    var info = VkCommandPoolCreateInfo()
    info.sType = VK_STRUCTURE_TYPE_COMMAND_POOL_CREATE_INFO
    info.queueFamilyIndex = core.profile.queueFamily ?? 0
    let pool: Owned<CommandPoolHandle> = try core.make("vkCreateCommandPool") {
      core.functions.createCommandPool(core.device, &info, nil, $0)
    }
    var allocate = VkCommandBufferAllocateInfo()
    allocate.sType = VK_STRUCTURE_TYPE_COMMAND_BUFFER_ALLOCATE_INFO
    allocate.commandPool = pool.raw
    allocate.level = VK_COMMAND_BUFFER_LEVEL_PRIMARY
    allocate.commandBufferCount = 1
    var buffer: VkCommandBuffer?
    try VulkanResult.check(
      core.functions.allocateCommandBuffers(core.device, &allocate, &buffer),
      "vkAllocateCommandBuffers")
    guard let buffer else { throw VulkanLoader.missing("vkAllocateCommandBuffers") }
    self.pool = pool
    self.buffer = buffer
    self.core = core
  }

  /// Throws away what was recorded and records `body`; the buffer must not be in flight.
  func record(_ body: () throws(BackendError) -> Void) throws(BackendError) {
    let functions = core.functions
    try VulkanResult.check(
      functions.resetCommandPool(core.device, pool.raw, 0), "vkResetCommandPool")
    var begin = VkCommandBufferBeginInfo()
    begin.sType = VK_STRUCTURE_TYPE_COMMAND_BUFFER_BEGIN_INFO
    try VulkanResult.check(functions.beginCommandBuffer(buffer, &begin), "vkBeginCommandBuffer")
    try body()
    try VulkanResult.check(functions.endCommandBuffer(buffer), "vkEndCommandBuffer")
  }

  /// Makes all that came before visible to compute and transfer commands that follow.
  func barrier() {
    barrier(
      to: VK_PIPELINE_STAGE_COMPUTE_SHADER_BIT.rawValue | VK_PIPELINE_STAGE_TRANSFER_BIT.rawValue,
      access: VK_ACCESS_SHADER_READ_BIT.rawValue | VK_ACCESS_SHADER_WRITE_BIT.rawValue
        | VK_ACCESS_TRANSFER_READ_BIT.rawValue | VK_ACCESS_TRANSFER_WRITE_BIT.rawValue)
  }

  /// Makes all that came before visible to the host, once it knows that the buffer is done.
  func barrierToHost() {
    barrier(to: VK_PIPELINE_STAGE_HOST_BIT.rawValue, access: VK_ACCESS_HOST_READ_BIT.rawValue)
  }

  private func barrier(to stages: VkPipelineStageFlags, access: VkAccessFlags) {
    var barrier = VkMemoryBarrier()
    barrier.sType = VK_STRUCTURE_TYPE_MEMORY_BARRIER
    barrier.srcAccessMask =
      VK_ACCESS_SHADER_WRITE_BIT.rawValue | VK_ACCESS_TRANSFER_WRITE_BIT.rawValue
    barrier.dstAccessMask = access
    core.functions.cmdPipelineBarrier(
      buffer,
      VK_PIPELINE_STAGE_COMPUTE_SHADER_BIT.rawValue | VK_PIPELINE_STAGE_TRANSFER_BIT.rawValue,
      stages, 0, 1, &barrier, 0, nil, 0, nil)
  }

  /// Copies bytes between buffers.
  func copy(
    from source: VulkanAllocation, at sourceOffset: Int, to destination: VulkanAllocation,
    at destinationOffset: Int, byteCount: Int
  ) {
    var region = VkBufferCopy(
      srcOffset: UInt64(sourceOffset), dstOffset: UInt64(destinationOffset), size: UInt64(byteCount)
    )
    core.functions.cmdCopyBuffer(buffer, source.raw, destination.raw, 1, &region)
  }

  /// Sets every 32-bit word of a range to `word`; offset and size are multiples of 4.
  func fill(_ destination: VulkanAllocation, at offset: Int, byteCount: Int, word: UInt32) {
    core.functions.cmdFillBuffer(
      buffer, destination.raw, UInt64(offset), UInt64(byteCount), word)
  }

  /// Runs `groups` workgroups of a pipeline, folded into two dimensions as every shader expects
  /// (shaders/README.md, "Grid").
  func dispatch(
    _ pipeline: VulkanPipeline, texels: VulkanTexelSet? = nil, constants: [UInt8], groups: Int
  ) {
    let functions = core.functions
    functions.cmdBindPipeline(buffer, VK_PIPELINE_BIND_POINT_COMPUTE, pipeline.raw)
    if let texels {
      var set: VkDescriptorSet? = texels.set
      functions.cmdBindDescriptorSets(
        buffer, VK_PIPELINE_BIND_POINT_COMPUTE, pipeline.layout, 0, 1, &set, 0, nil)
    }
    constants.withUnsafeBytes {
      functions.cmdPushConstants(
        buffer, pipeline.layout, VK_SHADER_STAGE_COMPUTE_BIT.rawValue, 0, UInt32($0.count),
        $0.baseAddress)
    }
    let columns = min(groups, 65535)
    let rows = (groups + columns - 1) / columns
    functions.cmdDispatch(buffer, UInt32(columns), UInt32(rows), 1)
  }
}
