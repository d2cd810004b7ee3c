internal import CVulkan
internal import Dispatch

/// The compute queue with one timeline: each submission signals the next value, which is its ticket.
///
/// Used by one thread at a time, like the device.
final class VulkanQueue: @unchecked Sendable {
  // SAFETY: mutable state is touched only by the thread that the contract gives the device to.
  private let semaphore: Owned<SemaphoreHandle>
  private let queue: VkQueue
  private let core: VulkanCore
  /// The value of the latest submission.
  private(set) var lastValue: UInt64 = 0

  init(_ core: VulkanCore) throws(BackendError) {
    var queue: VkQueue?
    core.functions.getDeviceQueue(core.device, core.profile.queueFamily ?? 0, 0, &queue)
    guard let queue else { throw VulkanLoader.missing("vkGetDeviceQueue") }
    let chain = VulkanChain()
    let head = chain.append(
      VkSemaphoreCreateInfo(), VK_STRUCTURE_TYPE_SEMAPHORE_CREATE_INFO)
    var type = VkSemaphoreTypeCreateInfo()
    type.semaphoreType = VK_SEMAPHORE_TYPE_TIMELINE
    chain.append(type, VK_STRUCTURE_TYPE_SEMAPHORE_TYPE_CREATE_INFO)
    semaphore = try core.make("vkCreateSemaphore") {
      core.functions.createSemaphore(core.device, head, nil, $0)
    }
    withExtendedLifetime(chain) {}
    self.queue = queue
    self.core = core
  }

  /// Hands a recorded command buffer to the driver.
  /// - Returns: the value that the timeline reaches when it is done.
  func submit(_ commands: VkCommandBuffer) throws(BackendError) -> UInt64 {
    var value = lastValue + 1
    var signalled: VkSemaphore? = semaphore.raw
    var buffer: VkCommandBuffer? = commands
    let result = withUnsafePointer(to: &value) { value in
      var timeline = VkTimelineSemaphoreSubmitInfo()
      timeline.sType = VK_STRUCTURE_TYPE_TIMELINE_SEMAPHORE_SUBMIT_INFO
      timeline.signalSemaphoreValueCount = 1
      timeline.pSignalSemaphoreValues = value
      return withUnsafePointer(to: &timeline) { timeline in
        withUnsafePointer(to: &signalled) { signalled in
          withUnsafePointer(to: &buffer) { buffer in
            var info = VkSubmitInfo()
            info.sType = VK_STRUCTURE_TYPE_SUBMIT_INFO
            info.pNext = UnsafeRawPointer(timeline)
            info.commandBufferCount = 1
            info.pCommandBuffers = buffer
            info.signalSemaphoreCount = 1
            info.pSignalSemaphores = signalled
            return core.functions.queueSubmit(queue, 1, &info, nil)
          }
        }
      }
    }
    try VulkanResult.check(result, "vkQueueSubmit")
    lastValue = value
    return value
  }

  /// The value that the timeline has reached.
  func completedValue() throws(BackendError) -> UInt64 {
    var value: UInt64 = 0
    try VulkanResult.check(
      core.functions.getSemaphoreCounterValue(core.device, semaphore.raw, &value),
      "vkGetSemaphoreCounterValue")
    return value
  }

  /// Blocks until the timeline reaches `value`.
  /// - Throws: `BackendError` with `timeout` when `timeout` passes first, `deviceLost` where the device failed.
  func wait(_ value: UInt64, timeout: Duration) throws(BackendError) {
    var value = value
    var raw: VkSemaphore? = semaphore.raw
    let limit = Self.nanoseconds(timeout)
    let result = withUnsafePointer(to: &value) { value in
      withUnsafePointer(to: &raw) { raw in
        var info = VkSemaphoreWaitInfo()
        info.sType = VK_STRUCTURE_TYPE_SEMAPHORE_WAIT_INFO
        info.semaphoreCount = 1
        info.pSemaphores = raw
        info.pValues = value
        return core.functions.waitSemaphores(core.device, &info, limit)
      }
    }
    if result == VK_TIMEOUT {
      throw BackendError(
        .timeout, operation: "vkWaitSemaphores", nativeCode: Int(result.rawValue),
        nativeName: VulkanResult.name(result),
        message: "the work did not finish within \(timeout); the device is given up")
    }
    try VulkanResult.check(result, "vkWaitSemaphores")
  }

  private static func nanoseconds(_ duration: Duration) -> UInt64 {
    let (seconds, attoseconds) = duration.components
    guard seconds >= 0, attoseconds >= 0 else { return 0 }
    // Far below UINT64_MAX, which some drivers add to the current time.
    return UInt64(min(seconds, 1_000_000_000)) * 1_000_000_000 + UInt64(attoseconds / 1_000_000_000)
  }
}
