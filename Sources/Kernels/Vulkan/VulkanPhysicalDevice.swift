internal import CVulkan
internal import Foundation

/// A physical device as the driver describes it, and whether Parity can use it.
struct VulkanPhysicalDevice: Sendable {
  // SAFETY: a name that stays valid as long as the instance; physical-device functions are thread-safe.
  nonisolated(unsafe) let raw: VkPhysicalDevice
  /// The position in the loader's list.
  let loaderIndex: Int
  /// Limits and features that kernels are chosen by.
  let profile: VulkanProfile
  /// Identity; `index` is the position in the loader's list until discovery numbers usable devices.
  let info: DeviceInfo
  /// Why the device cannot be used, or nil where it can.
  let rejection: String?

  init(_ raw: VkPhysicalDevice, index: Int, functions: VulkanInstanceFunctions) {
    self.raw = raw
    loaderIndex = index
    let query = VulkanQuery(raw, functions)
    profile = VulkanProfile(query)
    info = Self.describe(query, profile, index: index)
    rejection = Self.reject(query, profile)
  }

  private static func reject(_ query: VulkanQuery, _ profile: VulkanProfile) -> String? {
    if !query.isVulkan12 {
      let version = VulkanConversions.version(query.base.apiVersion)
      return "it implements Vulkan \(version) and 1.2 is needed; update its driver"
    }
    if profile.queueFamily == nil { return "it has no compute queue" }
    if query.features12.timelineSemaphore == 0 { return "its driver has no timeline semaphores" }
    if query.features12.bufferDeviceAddress == 0 {
      return "its driver has no buffer device addresses"
    }
    if profile.maxComputeWorkGroupInvocations < 256 {
      return "its workgroups have at most \(profile.maxComputeWorkGroupInvocations) invocations "
        + "and 256 are needed"
    }
    if profile.maxPushConstantsSize < 128 { return "it has less than 128 bytes of push constants" }
    return nil
  }

  private static func describe(_ query: VulkanQuery, _ profile: VulkanProfile, index: Int)
    -> DeviceInfo
  {
    let base = query.base
    let kind: DeviceInfo.Kind =
      switch base.deviceType {
      case VK_PHYSICAL_DEVICE_TYPE_CPU: .cpu
      case VK_PHYSICAL_DEVICE_TYPE_DISCRETE_GPU: .discreteGPU
      case VK_PHYSICAL_DEVICE_TYPE_INTEGRATED_GPU: .integratedGPU
      case VK_PHYSICAL_DEVICE_TYPE_VIRTUAL_GPU: .virtualGPU
      default: .other
      }
    let driverName = VulkanConversions.text(query.properties12.driverName)
    let driverInfo = VulkanConversions.text(query.properties12.driverInfo)
    let threads = kind == .cpu ? ProcessInfo.processInfo.activeProcessorCount : nil
    return DeviceInfo(
      backend: VulkanBackend.identifier, index: index,
      name: VulkanConversions.text(base.deviceName), kind: kind,
      uuid: query.isVulkan12 ? VulkanConversions.hexadecimal(query.properties11.deviceUUID) : nil,
      driver: driverName.isEmpty ? "vendor \(String(base.vendorID, radix: 16))" : driverName,
      driverVersion: driverInfo.isEmpty ? String(base.driverVersion) : driverInfo,
      apiVersion: VulkanConversions.version(base.apiVersion),
      memoryByteCount: profile.deviceMemoryByteCount, threadCount: threads,
      features: query.featureNames(profile), properties: query.properties(profile))
  }
}

/// What the driver says, read once through chains of structures.
struct VulkanQuery {
  let base: VkPhysicalDeviceProperties
  let isVulkan12: Bool
  let isVulkan13: Bool
  let extensions: Set<String>
  let families: [VkQueueFamilyProperties]
  let memory: VkPhysicalDeviceMemoryProperties
  private(set) var properties11 = VkPhysicalDeviceVulkan11Properties()
  private(set) var properties12 = VkPhysicalDeviceVulkan12Properties()
  private(set) var maintenance4 = VkPhysicalDeviceMaintenance4Properties()
  private(set) var sizeControlProperties = VkPhysicalDeviceSubgroupSizeControlProperties()
  private(set) var features = VkPhysicalDeviceFeatures()
  private(set) var features11 = VkPhysicalDeviceVulkan11Features()
  private(set) var features12 = VkPhysicalDeviceVulkan12Features()
  private(set) var sizeControlFeatures = VkPhysicalDeviceSubgroupSizeControlFeatures()
  private(set) var cooperativeMatrix = ParityVkFeatureBits()
  private(set) var cooperativeMatrix2 = ParityVkFeatureBits()
  private(set) var bfloat16 = ParityVkFeatureBits()
  private(set) var float8 = ParityVkFeatureBits()
  private(set) var cooperativeMatrix2Properties = ParityVkCooperativeMatrix2Properties()
  /// What the matrix units multiply, in the driver's order.
  private(set) var matrixShapes: [ParityVkCooperativeMatrixProperties] = []
  private(set) var flexibleMatrixShapes: [ParityVkFlexibleMatrixProperties] = []

  init(_ raw: VkPhysicalDevice, _ functions: VulkanInstanceFunctions) {
    var base = VkPhysicalDeviceProperties()
    functions.getPhysicalDeviceProperties(raw, &base)
    self.base = base
    isVulkan12 = base.apiVersion >= parity_vk_make_version(1, 2, 0)
    isVulkan13 = base.apiVersion >= parity_vk_make_version(1, 3, 0)
    let list = try? VulkanConversions.list(
      VkExtensionProperties(), "vkEnumerateDeviceExtensionProperties"
    ) { functions.enumerateDeviceExtensionProperties(raw, nil, $0, $1) }
    extensions = Set((list ?? []).map { VulkanConversions.name($0) })
    var memory = VkPhysicalDeviceMemoryProperties()
    functions.getPhysicalDeviceMemoryProperties(raw, &memory)
    self.memory = memory
    var count: UInt32 = 0
    functions.getPhysicalDeviceQueueFamilyProperties(raw, &count, nil)
    var families = [VkQueueFamilyProperties](
      repeating: VkQueueFamilyProperties(), count: Int(count))
    families.withUnsafeMutableBufferPointer {
      functions.getPhysicalDeviceQueueFamilyProperties(raw, &count, $0.baseAddress)
    }
    self.families = families
    if isVulkan12 {
      readProperties(raw, functions)
      readFeatures(raw, functions)
      readMatrixShapes(raw, functions)
    }
  }

  var hasSizeControl: Bool {
    isVulkan13 || extensions.contains(VK_EXT_SUBGROUP_SIZE_CONTROL_EXTENSION_NAME)
  }

  private var hasMaintenance4: Bool {
    isVulkan13 || extensions.contains(VK_KHR_MAINTENANCE_4_EXTENSION_NAME)
  }

  private mutating func readProperties(
    _ raw: VkPhysicalDevice, _ functions: VulkanInstanceFunctions
  ) {
    let chain = VulkanChain()
    let head = chain.append(
      VkPhysicalDeviceProperties2(), VK_STRUCTURE_TYPE_PHYSICAL_DEVICE_PROPERTIES_2)
    let p11 = chain.append(
      properties11, VK_STRUCTURE_TYPE_PHYSICAL_DEVICE_VULKAN_1_1_PROPERTIES)
    let p12 = chain.append(
      properties12, VK_STRUCTURE_TYPE_PHYSICAL_DEVICE_VULKAN_1_2_PROPERTIES)
    let control =
      hasSizeControl
      ? chain.append(
        sizeControlProperties, VK_STRUCTURE_TYPE_PHYSICAL_DEVICE_SUBGROUP_SIZE_CONTROL_PROPERTIES)
      : nil
    let m4 =
      hasMaintenance4
      ? chain.append(maintenance4, VK_STRUCTURE_TYPE_PHYSICAL_DEVICE_MAINTENANCE_4_PROPERTIES) : nil
    let matrix2 =
      extensions.contains("VK_NV_cooperative_matrix2")
      ? chain.append(
        cooperativeMatrix2Properties,
        VkStructureType(rawValue: UInt32(parity_vk_cooperative_matrix2_properties_nv))) : nil
    withExtendedLifetime(chain) {
      functions.getPhysicalDeviceProperties2(raw, head)
      properties11 = p11.pointee
      properties12 = p12.pointee
      if let control { sizeControlProperties = control.pointee }
      if let m4 { maintenance4 = m4.pointee }
      if let matrix2 { cooperativeMatrix2Properties = matrix2.pointee }
    }
  }

  /// Asks only drivers that offer the extensions; AMD's older ones crash when others ask.
  private mutating func readMatrixShapes(
    _ raw: VkPhysicalDevice, _ functions: VulkanInstanceFunctions
  ) {
    if cooperativeMatrix.first != 0, let get = functions.getCooperativeMatrixProperties {
      var initial = ParityVkCooperativeMatrixProperties()
      initial.sType = VkStructureType(
        rawValue: UInt32(parity_vk_cooperative_matrix_properties_khr))
      let list = try? VulkanConversions.list(initial, "cooperative matrix properties") {
        get(raw, $0, $1)
      }
      matrixShapes = list ?? []
    }
    if cooperativeMatrix2.second != 0, let get = functions.getFlexibleMatrixProperties {
      var initial = ParityVkFlexibleMatrixProperties()
      initial.sType = VkStructureType(rawValue: UInt32(parity_vk_flexible_matrix_properties_nv))
      let list = try? VulkanConversions.list(initial, "flexible matrix properties") {
        get(raw, $0, $1)
      }
      flexibleMatrixShapes = list ?? []
    }
  }

  private mutating func readFeatures(_ raw: VkPhysicalDevice, _ functions: VulkanInstanceFunctions)
  {
    let chain = VulkanChain()
    let head = chain.append(
      VkPhysicalDeviceFeatures2(), VK_STRUCTURE_TYPE_PHYSICAL_DEVICE_FEATURES_2)
    let f11 = chain.append(features11, VK_STRUCTURE_TYPE_PHYSICAL_DEVICE_VULKAN_1_1_FEATURES)
    let f12 = chain.append(features12, VK_STRUCTURE_TYPE_PHYSICAL_DEVICE_VULKAN_1_2_FEATURES)
    let control =
      hasSizeControl
      ? chain.append(
        sizeControlFeatures, VK_STRUCTURE_TYPE_PHYSICAL_DEVICE_SUBGROUP_SIZE_CONTROL_FEATURES)
      : nil
    func young(_ name: String, _ type: Int32) -> UnsafeMutablePointer<ParityVkFeatureBits>? {
      guard extensions.contains(name) else { return nil }
      return chain.append(ParityVkFeatureBits(), VkStructureType(rawValue: UInt32(type)))
    }
    let matrix = young(
      "VK_KHR_cooperative_matrix", parity_vk_cooperative_matrix_features_khr)
    let matrix2 = young(
      "VK_NV_cooperative_matrix2", parity_vk_cooperative_matrix2_features_nv)
    let brain = young("VK_KHR_shader_bfloat16", parity_vk_shader_bfloat16_features_khr)
    let eight = young("VK_EXT_shader_float8", parity_vk_shader_float8_features_ext)
    withExtendedLifetime(chain) {
      functions.getPhysicalDeviceFeatures2(raw, head)
      features = head.pointee.features
      features11 = f11.pointee
      features12 = f12.pointee
      if let control { sizeControlFeatures = control.pointee }
      if let matrix { cooperativeMatrix = matrix.pointee }
      if let matrix2 { cooperativeMatrix2 = matrix2.pointee }
      if let brain { bfloat16 = brain.pointee }
      if let eight { float8 = eight.pointee }
    }
  }

  /// The features that matter for kernels, by their names in the specification.
  func featureNames(_ profile: VulkanProfile) -> [String] {
    let all: [(String, Bool)] = [
      ("bufferDeviceAddress", features12.bufferDeviceAddress != 0),
      ("timelineSemaphore", features12.timelineSemaphore != 0),
      ("storageBuffer16BitAccess", profile.hasStorage16),
      ("storageBuffer8BitAccess", profile.hasStorage8),
      ("shaderFloat16", features12.shaderFloat16 != 0),
      ("shaderInt8", features12.shaderInt8 != 0),
      ("shaderInt16", features.shaderInt16 != 0),
      ("shaderFloat64", profile.hasFloat64),
      ("shaderInt64", features.shaderInt64 != 0),
      ("subgroupShuffle", profile.hasSubgroupShuffle),
      ("subgroupSizeControl", sizeControlFeatures.subgroupSizeControl != 0),
      ("vulkanMemoryModel", features12.vulkanMemoryModel != 0),
      ("cooperativeMatrix", cooperativeMatrix.first != 0),
      ("cooperativeMatrixWorkgroupScope", cooperativeMatrix2.first != 0),
      ("cooperativeMatrixFlexibleDimensions", cooperativeMatrix2.second != 0),
      ("cooperativeMatrixReductions", cooperativeMatrix2.third != 0),
      ("cooperativeMatrixConversions", cooperativeMatrix2.fourth != 0),
      ("cooperativeMatrixPerElementOperations", cooperativeMatrix2.fifth != 0),
      ("cooperativeMatrixTensorAddressing", cooperativeMatrix2.sixth != 0),
      ("cooperativeMatrixBlockLoads", cooperativeMatrix2.seventh != 0),
      ("shaderBFloat16Type", bfloat16.first != 0),
      ("shaderBFloat16CooperativeMatrix", bfloat16.third != 0),
      ("shaderFloat8", float8.first != 0),
      ("shaderFloat8CooperativeMatrix", float8.second != 0),
    ]
    return all.filter(\.1).map(\.0)
  }

  /// Limits that matter for kernels and timing, by their names in the specification.
  func properties(_ profile: VulkanProfile) -> [String: String] {
    var result = [
      "deviceType": "\(base.deviceType.rawValue)",
      "vendorID": "0x" + String(base.vendorID, radix: 16),
      "deviceID": "0x" + String(base.deviceID, radix: 16),
      "driverVersion": "0x" + String(base.driverVersion, radix: 16),
      "subgroupSize": "\(profile.subgroupSize)",
      "maxStorageBufferRange": "\(base.limits.maxStorageBufferRange)",
      "maxTexelBufferElements": "\(profile.maxTexelBufferElements)",
      "maxComputeSharedMemorySize": "\(profile.maxComputeSharedMemorySize)",
      "maxComputeWorkGroupInvocations": "\(profile.maxComputeWorkGroupInvocations)",
      "maxMemoryAllocationSize": "\(profile.maximumBufferByteCount)",
      "timestampPeriod": "\(profile.timestampPeriod)",
      "timestampValidBits": "\(profile.timestampValidBits)",
    ]
    if profile.hasRequiredSubgroupSize {
      result["requiredSubgroupSizes"] =
        "\(profile.requiredSubgroupSizes.lowerBound)-\(profile.requiredSubgroupSizes.upperBound)"
    }
    result.merge(profile.matrix.properties) { $1 }
    let environment = ProcessInfo.processInfo.environment
    for name in ["LP_NUM_THREADS", "LP_NATIVE_VECTOR_WIDTH"] where profile.isLLVMpipe {
      if let value = environment[name] { result[name] = value }
    }
    return result
  }
}
