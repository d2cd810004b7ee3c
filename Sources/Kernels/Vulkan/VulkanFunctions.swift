internal import CVulkan

/// The functions of an instance.
struct VulkanInstanceFunctions: Sendable {
  let destroyInstance: PFN_vkDestroyInstance
  let enumeratePhysicalDevices: PFN_vkEnumeratePhysicalDevices
  let getPhysicalDeviceProperties: PFN_vkGetPhysicalDeviceProperties
  let getPhysicalDeviceProperties2: PFN_vkGetPhysicalDeviceProperties2
  let getPhysicalDeviceFeatures2: PFN_vkGetPhysicalDeviceFeatures2
  let getPhysicalDeviceMemoryProperties: PFN_vkGetPhysicalDeviceMemoryProperties
  let getPhysicalDeviceQueueFamilyProperties: PFN_vkGetPhysicalDeviceQueueFamilyProperties
  let enumerateDeviceExtensionProperties: PFN_vkEnumerateDeviceExtensionProperties
  let createDevice: PFN_vkCreateDevice
  let getDeviceProcAddr: PFN_vkGetDeviceProcAddr
  /// Of extensions: nil where no driver has them.
  let getCooperativeMatrixProperties: PFN_parity_vkGetPhysicalDeviceCooperativeMatrixPropertiesKHR?
  let getFlexibleMatrixProperties:
    PFN_parity_vkGetPhysicalDeviceCooperativeMatrixFlexibleDimensionsPropertiesNV?

  init(_ loader: VulkanLoader, _ instance: VkInstance) throws(BackendError) {
    destroyInstance = try loader.function("vkDestroyInstance", of: instance)
    enumeratePhysicalDevices = try loader.function("vkEnumeratePhysicalDevices", of: instance)
    getPhysicalDeviceProperties = try loader.function("vkGetPhysicalDeviceProperties", of: instance)
    getPhysicalDeviceProperties2 = try loader.function(
      "vkGetPhysicalDeviceProperties2", of: instance)
    getPhysicalDeviceFeatures2 = try loader.function("vkGetPhysicalDeviceFeatures2", of: instance)
    getPhysicalDeviceMemoryProperties = try loader.function(
      "vkGetPhysicalDeviceMemoryProperties", of: instance)
    getPhysicalDeviceQueueFamilyProperties = try loader.function(
      "vkGetPhysicalDeviceQueueFamilyProperties", of: instance)
    enumerateDeviceExtensionProperties = try loader.function(
      "vkEnumerateDeviceExtensionProperties", of: instance)
    createDevice = try loader.function("vkCreateDevice", of: instance)
    getDeviceProcAddr = try loader.function("vkGetDeviceProcAddr", of: instance)
    getCooperativeMatrixProperties = try? loader.function(
      "vkGetPhysicalDeviceCooperativeMatrixPropertiesKHR", of: instance)
    getFlexibleMatrixProperties = try? loader.function(
      "vkGetPhysicalDeviceCooperativeMatrixFlexibleDimensionsPropertiesNV", of: instance)
  }
}

/// The functions of a device, looked up for that device so that calls go to its driver directly.
struct VulkanDeviceFunctions: Sendable {
  let destroyDevice: PFN_vkDestroyDevice
  let deviceWaitIdle: PFN_vkDeviceWaitIdle
  let getDeviceQueue: PFN_vkGetDeviceQueue
  let queueSubmit: PFN_vkQueueSubmit
  let createSemaphore: PFN_vkCreateSemaphore
  let destroySemaphore: PFN_vkDestroySemaphore
  let waitSemaphores: PFN_vkWaitSemaphores
  let getSemaphoreCounterValue: PFN_vkGetSemaphoreCounterValue

  let createBuffer: PFN_vkCreateBuffer
  let destroyBuffer: PFN_vkDestroyBuffer
  let getBufferMemoryRequirements: PFN_vkGetBufferMemoryRequirements
  let getBufferDeviceAddress: PFN_vkGetBufferDeviceAddress
  let allocateMemory: PFN_vkAllocateMemory
  let freeMemory: PFN_vkFreeMemory
  let bindBufferMemory: PFN_vkBindBufferMemory
  let mapMemory: PFN_vkMapMemory
  let createBufferView: PFN_vkCreateBufferView
  let destroyBufferView: PFN_vkDestroyBufferView

  let createShaderModule: PFN_vkCreateShaderModule
  let destroyShaderModule: PFN_vkDestroyShaderModule
  let createPipelineLayout: PFN_vkCreatePipelineLayout
  let destroyPipelineLayout: PFN_vkDestroyPipelineLayout
  let createComputePipelines: PFN_vkCreateComputePipelines
  let destroyPipeline: PFN_vkDestroyPipeline
  let createPipelineCache: PFN_vkCreatePipelineCache
  let destroyPipelineCache: PFN_vkDestroyPipelineCache
  let getPipelineCacheData: PFN_vkGetPipelineCacheData
  let createDescriptorSetLayout: PFN_vkCreateDescriptorSetLayout
  let destroyDescriptorSetLayout: PFN_vkDestroyDescriptorSetLayout
  let createDescriptorPool: PFN_vkCreateDescriptorPool
  let destroyDescriptorPool: PFN_vkDestroyDescriptorPool
  let allocateDescriptorSets: PFN_vkAllocateDescriptorSets
  let updateDescriptorSets: PFN_vkUpdateDescriptorSets

  let createCommandPool: PFN_vkCreateCommandPool
  let destroyCommandPool: PFN_vkDestroyCommandPool
  let resetCommandPool: PFN_vkResetCommandPool
  let allocateCommandBuffers: PFN_vkAllocateCommandBuffers
  let beginCommandBuffer: PFN_vkBeginCommandBuffer
  let endCommandBuffer: PFN_vkEndCommandBuffer
  let createQueryPool: PFN_vkCreateQueryPool
  let destroyQueryPool: PFN_vkDestroyQueryPool
  let getQueryPoolResults: PFN_vkGetQueryPoolResults
  let cmdResetQueryPool: PFN_vkCmdResetQueryPool
  let cmdWriteTimestamp: PFN_vkCmdWriteTimestamp
  let cmdPipelineBarrier: PFN_vkCmdPipelineBarrier
  let cmdCopyBuffer: PFN_vkCmdCopyBuffer
  let cmdFillBuffer: PFN_vkCmdFillBuffer
  let cmdBindPipeline: PFN_vkCmdBindPipeline
  let cmdBindDescriptorSets: PFN_vkCmdBindDescriptorSets
  let cmdPushConstants: PFN_vkCmdPushConstants
  let cmdDispatch: PFN_vkCmdDispatch

  init(_ instance: VulkanInstanceFunctions, _ device: VkDevice) throws(BackendError) {
    func get<F>(_ name: String) throws(BackendError) -> F {
      guard let function = instance.getDeviceProcAddr(device, name) else {
        throw VulkanLoader.missing(name)
      }
      return unsafeBitCast(function, to: F.self)
    }
    destroyDevice = try get("vkDestroyDevice")
    deviceWaitIdle = try get("vkDeviceWaitIdle")
    getDeviceQueue = try get("vkGetDeviceQueue")
    queueSubmit = try get("vkQueueSubmit")
    createSemaphore = try get("vkCreateSemaphore")
    destroySemaphore = try get("vkDestroySemaphore")
    waitSemaphores = try get("vkWaitSemaphores")
    getSemaphoreCounterValue = try get("vkGetSemaphoreCounterValue")
    createBuffer = try get("vkCreateBuffer")
    destroyBuffer = try get("vkDestroyBuffer")
    getBufferMemoryRequirements = try get("vkGetBufferMemoryRequirements")
    getBufferDeviceAddress = try get("vkGetBufferDeviceAddress")
    allocateMemory = try get("vkAllocateMemory")
    freeMemory = try get("vkFreeMemory")
    bindBufferMemory = try get("vkBindBufferMemory")
    mapMemory = try get("vkMapMemory")
    createBufferView = try get("vkCreateBufferView")
    destroyBufferView = try get("vkDestroyBufferView")
    createShaderModule = try get("vkCreateShaderModule")
    destroyShaderModule = try get("vkDestroyShaderModule")
    createPipelineLayout = try get("vkCreatePipelineLayout")
    destroyPipelineLayout = try get("vkDestroyPipelineLayout")
    createComputePipelines = try get("vkCreateComputePipelines")
    destroyPipeline = try get("vkDestroyPipeline")
    createPipelineCache = try get("vkCreatePipelineCache")
    destroyPipelineCache = try get("vkDestroyPipelineCache")
    getPipelineCacheData = try get("vkGetPipelineCacheData")
    createDescriptorSetLayout = try get("vkCreateDescriptorSetLayout")
    destroyDescriptorSetLayout = try get("vkDestroyDescriptorSetLayout")
    createDescriptorPool = try get("vkCreateDescriptorPool")
    destroyDescriptorPool = try get("vkDestroyDescriptorPool")
    allocateDescriptorSets = try get("vkAllocateDescriptorSets")
    updateDescriptorSets = try get("vkUpdateDescriptorSets")
    createCommandPool = try get("vkCreateCommandPool")
    destroyCommandPool = try get("vkDestroyCommandPool")
    resetCommandPool = try get("vkResetCommandPool")
    allocateCommandBuffers = try get("vkAllocateCommandBuffers")
    beginCommandBuffer = try get("vkBeginCommandBuffer")
    endCommandBuffer = try get("vkEndCommandBuffer")
    createQueryPool = try get("vkCreateQueryPool")
    destroyQueryPool = try get("vkDestroyQueryPool")
    getQueryPoolResults = try get("vkGetQueryPoolResults")
    cmdResetQueryPool = try get("vkCmdResetQueryPool")
    cmdWriteTimestamp = try get("vkCmdWriteTimestamp")
    cmdPipelineBarrier = try get("vkCmdPipelineBarrier")
    cmdCopyBuffer = try get("vkCmdCopyBuffer")
    cmdFillBuffer = try get("vkCmdFillBuffer")
    cmdBindPipeline = try get("vkCmdBindPipeline")
    cmdBindDescriptorSets = try get("vkCmdBindDescriptorSets")
    cmdPushConstants = try get("vkCmdPushConstants")
    cmdDispatch = try get("vkCmdDispatch")
  }
}
