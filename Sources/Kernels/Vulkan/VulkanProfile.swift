internal import CVulkan

/// Limits and features of a device, by which kernels, memory and timing are chosen.
struct VulkanProfile: Sendable {
  /// Whether the device is a processor of the host (lavapipe, SwiftShader).
  let isCPU: Bool
  /// Whether the driver is Mesa's llvmpipe.
  let isLLVMpipe: Bool
  /// The most loop iterations of one invocation.
  ///
  /// llvmpipe ends all loops silently after 65535 (seen in Mesa 22.3.6; the
  /// margin is for loops that the counts in shaders/README.md leave out).
  let loopLimit: Int
  /// The queue family for compute, one without graphics where there is one; nil where there is none.
  let queueFamily: UInt32?
  /// Nanoseconds of one tick of the device's clock.
  let timestampPeriod: Double
  /// The bits that count in a timestamp; 0 where the queue has no clock.
  let timestampValidBits: Int

  /// Invocations of a subgroup unless a pipeline requires another number.
  let subgroupSize: Int
  /// Whether pipelines may require a subgroup size, and which.
  let hasRequiredSubgroupSize: Bool
  let requiredSubgroupSizes: ClosedRange<Int>
  /// Whether compute shaders have basic and shuffle subgroup operations.
  let hasSubgroupShuffle: Bool
  /// Device extensions to switch on.
  let extensions: [String]

  let maxComputeSharedMemorySize: Int
  let maxComputeWorkGroupInvocations: Int
  let maxComputeWorkGroupCount: (x: Int, y: Int, z: Int)
  let maxPushConstantsSize: Int
  /// Texels of one texel buffer view.
  let maxTexelBufferElements: Int
  let minTexelBufferOffsetAlignment: Int

  /// 16-bit and 8-bit values in storage buffers; double precision.
  let hasStorage16, hasStorage8, hasFloat64: Bool
  let hasInt64, hasInt16, hasInt8, hasFloat16: Bool
  let hasScalarBlockLayout: Bool
  /// What the matrix units offer.
  let matrix: VulkanMatrixProfile

  /// The most bytes of one buffer.
  let maximumBufferByteCount: Int
  /// The size of the largest device-local heap.
  let deviceMemoryByteCount: Int
  let memory: VulkanMemoryLayout

  init(_ query: VulkanQuery) {
    let limits = query.base.limits
    isCPU = query.base.deviceType == VK_PHYSICAL_DEVICE_TYPE_CPU
    isLLVMpipe = query.properties12.driverID == VK_DRIVER_ID_MESA_LLVMPIPE
    loopLimit = isLLVMpipe ? 60000 : .max
    func family(without excluded: VkQueueFlagBits?) -> Int? {
      query.families.firstIndex { family in
        family.queueCount > 0 && family.queueFlags & VK_QUEUE_COMPUTE_BIT.rawValue != 0
          && (excluded.map { family.queueFlags & $0.rawValue == 0 } ?? true)
      }
    }
    let family = family(without: VK_QUEUE_GRAPHICS_BIT) ?? family(without: nil)
    queueFamily = family.map(UInt32.init)
    timestampPeriod = Double(limits.timestampPeriod)
    timestampValidBits = family.map { Int(query.families[$0].timestampValidBits) } ?? 0

    subgroupSize = Int(query.properties11.subgroupSize)
    let needed =
      VK_SUBGROUP_FEATURE_BASIC_BIT.rawValue | VK_SUBGROUP_FEATURE_SHUFFLE_BIT.rawValue
    hasSubgroupShuffle =
      query.properties11.subgroupSupportedOperations & needed == needed
      && query.properties11.subgroupSupportedStages & VK_SHADER_STAGE_COMPUTE_BIT.rawValue != 0
    let control = query.sizeControlProperties
    hasRequiredSubgroupSize =
      query.sizeControlFeatures.subgroupSizeControl != 0
      && control.requiredSubgroupSizeStages & VK_SHADER_STAGE_COMPUTE_BIT.rawValue != 0
    requiredSubgroupSizes =
      Int(control.minSubgroupSize)...Int(max(control.minSubgroupSize, control.maxSubgroupSize))
    // Core from 1.3 on; a driver with the portability subset demands that it is switched on.
    matrix = VulkanMatrixProfile(query, requiresSubgroups: hasRequiredSubgroupSize)
    extensions =
      [
        query.isVulkan13 ? "" : VK_EXT_SUBGROUP_SIZE_CONTROL_EXTENSION_NAME,
        "VK_KHR_portability_subset",
      ].filter { query.extensions.contains($0) } + matrix.extensions

    maxComputeSharedMemorySize = Int(limits.maxComputeSharedMemorySize)
    maxComputeWorkGroupInvocations = Int(limits.maxComputeWorkGroupInvocations)
    maxComputeWorkGroupCount = VulkanConversions.triple(limits.maxComputeWorkGroupCount)
    maxPushConstantsSize = Int(limits.maxPushConstantsSize)
    maxTexelBufferElements = Int(limits.maxTexelBufferElements)
    minTexelBufferOffsetAlignment = Int(max(16, limits.minTexelBufferOffsetAlignment))

    hasStorage16 = query.features11.storageBuffer16BitAccess != 0
    hasStorage8 = query.features12.storageBuffer8BitAccess != 0
    hasFloat64 = query.features.shaderFloat64 != 0
    hasInt64 = query.features.shaderInt64 != 0
    hasInt16 = query.features.shaderInt16 != 0
    hasInt8 = query.features12.shaderInt8 != 0
    hasFloat16 = query.features12.shaderFloat16 != 0
    hasScalarBlockLayout = query.features12.scalarBlockLayout != 0

    let memory = VulkanMemoryLayout(query.memory)
    self.memory = memory
    deviceMemoryByteCount = memory.deviceHeapByteCount
    let bounds = [
      query.properties11.maxMemoryAllocationSize, query.maintenance4.maxBufferSize,
      UInt64(memory.deviceHeapByteCount),
    ]
    maximumBufferByteCount = Int(clamping: bounds.filter { $0 > 0 }.min() ?? 0)
  }

  /// Whether a pipeline can run with subgroups of `size`, by default or by requirement.
  func offersSubgroups(of size: Int) -> Bool {
    hasSubgroupShuffle
      && (subgroupSize == size
        || hasRequiredSubgroupSize && requiredSubgroupSizes.contains(size))
  }
}
