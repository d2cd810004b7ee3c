internal import CVulkan

/// The native device: every owner of a native object retains it, so it dies last.
final class VulkanCore: Sendable {
  // SAFETY: written once in init; functions that need external synchronisation are called by the thread that the
  // contract gives the device to, or on objects that nothing else uses any more.
  nonisolated(unsafe) let device: VkDevice
  let functions: VulkanDeviceFunctions
  let profile: VulkanProfile
  let handles: VulkanHandleCounter
  /// Kept open as long as the device.
  let instance: VulkanInstance

  /// Opens `physical` with one compute queue and the features that kernels use.
  init(_ physical: VulkanPhysicalDevice, instance: VulkanInstance, handles: VulkanHandleCounter)
    throws(BackendError)
  {
    let profile = physical.profile
    guard let family = profile.queueFamily else {
      throw BackendError(
        .unavailable, operation: "vkCreateDevice", message: "the device has no compute queue")
    }
    let chain = Self.features(profile)
    var raw: VkDevice?
    let result = CStrings.with(profile.extensions) { names in
      var priority: Float = 1
      return withUnsafePointer(to: &priority) { priority in
        var queue = VkDeviceQueueCreateInfo()
        queue.sType = VK_STRUCTURE_TYPE_DEVICE_QUEUE_CREATE_INFO
        queue.queueFamilyIndex = family
        queue.queueCount = 1
        queue.pQueuePriorities = priority
        return withUnsafePointer(to: &queue) { queue in
          var info = VkDeviceCreateInfo()
          info.sType = VK_STRUCTURE_TYPE_DEVICE_CREATE_INFO
          info.pNext = chain.head
          info.queueCreateInfoCount = 1
          info.pQueueCreateInfos = queue
          info.enabledExtensionCount = UInt32(profile.extensions.count)
          info.ppEnabledExtensionNames = names
          return instance.functions.createDevice(physical.raw, &info, nil, &raw)
        }
      }
    }
    withExtendedLifetime(chain) {}
    try VulkanResult.check(result, "vkCreateDevice")
    guard let raw else { throw VulkanLoader.missing("vkCreateDevice") }
    functions = try VulkanDeviceFunctions(instance.functions, raw)
    device = raw
    self.profile = profile
    self.instance = instance
    self.handles = handles
    handles.increment()
  }

  deinit {
    functions.destroyDevice(device, nil)
    handles.decrement()
  }

  /// Calls a creating function and takes ownership of what it made.
  func make<Handle>(
    _ operation: String, _ create: (UnsafeMutablePointer<OpaquePointer?>) -> VkResult
  ) throws(BackendError) -> Owned<Handle> {
    var raw: OpaquePointer?
    try VulkanResult.check(create(&raw), operation)
    guard let raw else {
      throw BackendError(
        .nativeCallFailed, operation: operation, message: "the driver returned no object")
    }
    return Owned(Handle(raw), core: self)
  }

  /// Throws what the validation layer has reported since the last call.
  func checkValidation(_ operation: String) throws(BackendError) {
    try instance.messages?.throwPending(operation)
  }

  private static func features(_ profile: VulkanProfile) -> VulkanChain {
    func bit(_ value: Bool) -> VkBool32 { value ? 1 : 0 }
    let chain = VulkanChain()
    var base = VkPhysicalDeviceFeatures2()
    base.features.shaderFloat64 = bit(profile.hasFloat64)
    base.features.shaderInt64 = bit(profile.hasInt64)
    base.features.shaderInt16 = bit(profile.hasInt16)
    chain.append(base, VK_STRUCTURE_TYPE_PHYSICAL_DEVICE_FEATURES_2)
    var eleven = VkPhysicalDeviceVulkan11Features()
    eleven.storageBuffer16BitAccess = bit(profile.hasStorage16)
    chain.append(eleven, VK_STRUCTURE_TYPE_PHYSICAL_DEVICE_VULKAN_1_1_FEATURES)
    var twelve = VkPhysicalDeviceVulkan12Features()
    twelve.timelineSemaphore = 1
    twelve.bufferDeviceAddress = 1
    twelve.storageBuffer8BitAccess = bit(profile.hasStorage8)
    twelve.shaderInt8 = bit(profile.hasInt8)
    twelve.shaderFloat16 = bit(profile.hasFloat16)
    twelve.scalarBlockLayout = bit(profile.hasScalarBlockLayout)
    twelve.vulkanMemoryModel = bit(profile.matrix.isUsable)
    // The other kernels' atomics are of device scope, which the memory model must then allow.
    twelve.vulkanMemoryModelDeviceScope = bit(profile.matrix.isUsable)
    chain.append(twelve, VK_STRUCTURE_TYPE_PHYSICAL_DEVICE_VULKAN_1_2_FEATURES)
    if profile.hasRequiredSubgroupSize {
      var control = VkPhysicalDeviceSubgroupSizeControlFeatures()
      control.subgroupSizeControl = 1
      control.computeFullSubgroups = bit(profile.matrix.isUsable)
      chain.append(
        control, VK_STRUCTURE_TYPE_PHYSICAL_DEVICE_SUBGROUP_SIZE_CONTROL_FEATURES)
    }
    profile.matrix.append(to: chain)
    return chain
  }
}
