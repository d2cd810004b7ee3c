internal import CVulkan

/// The memory types of a device and which one serves which purpose.
struct VulkanMemoryLayout: Sendable {
  /// One memory type.
  struct Kind: Sendable {
    let index: UInt32
    let flags: VkMemoryPropertyFlags
    let heapByteCount: Int

    func has(_ bits: VkMemoryPropertyFlagBits...) -> Bool {
      bits.allSatisfy { flags & $0.rawValue != 0 }
    }
  }

  let kinds: [Kind]
  /// The size of the largest device-local heap.
  let deviceHeapByteCount: Int

  init(_ properties: VkPhysicalDeviceMemoryProperties) {
    let heaps = VulkanConversions.memoryHeaps(properties)
    kinds = VulkanConversions.memoryTypes(properties).enumerated().map { index, type in
      Kind(
        index: UInt32(index), flags: type.propertyFlags,
        heapByteCount: Int(clamping: heaps[Int(type.heapIndex)].size))
    }
    let local = VK_MEMORY_HEAP_DEVICE_LOCAL_BIT.rawValue
    deviceHeapByteCount =
      heaps.filter { $0.flags & local != 0 }.map { Int(clamping: $0.size) }.max() ?? 0
  }

  /// Memory for operands and scratch, best first.
  ///
  /// Device-local memory that the host can map saves a copy; it is taken only where it is the device's main
  /// memory (unified memory, resizable BAR), not a small window. Outputs must be cached, since reading
  /// uncached memory is many times slower than copying through a cached staging buffer.
  func kind(for purpose: VulkanMemoryPurpose, allowed: UInt32, staged: Bool) -> Kind? {
    let candidates = kinds.filter { allowed & 1 << $0.index != 0 }
    let coherent = candidates.filter {
      $0.has(VK_MEMORY_PROPERTY_HOST_VISIBLE_BIT, VK_MEMORY_PROPERTY_HOST_COHERENT_BIT)
    }
    if purpose == .staging {
      return coherent.first { $0.has(VK_MEMORY_PROPERTY_HOST_CACHED_BIT) } ?? coherent.first
    }
    let main = candidates.filter {
      $0.has(VK_MEMORY_PROPERTY_DEVICE_LOCAL_BIT) && $0.heapByteCount == deviceHeapByteCount
    }
    let mappable = main.filter {
      $0.has(VK_MEMORY_PROPERTY_HOST_VISIBLE_BIT, VK_MEMORY_PROPERTY_HOST_COHERENT_BIT)
    }
    let cached = mappable.first { $0.has(VK_MEMORY_PROPERTY_HOST_CACHED_BIT) }
    if !staged {
      switch purpose {
      case .input: if let kind = mappable.first { return kind }
      case .output: if let cached { return cached }
      case .scratch, .staging: break
      }
    }
    return main.first
      ?? candidates.first { $0.has(VK_MEMORY_PROPERTY_DEVICE_LOCAL_BIT) } ?? candidates.first
  }
}

/// What memory is for.
enum VulkanMemoryPurpose: Sendable {
  case input, output, scratch, staging

  init(_ usage: BufferUsage) {
    switch usage {
    case .input: self = .input
    case .output: self = .output
    case .scratch: self = .scratch
    }
  }
}

/// A native buffer with memory of its own, mapped where its memory type allows and its purpose needs it.
final class VulkanAllocation: Sendable {
  private let buffer: Owned<BufferHandle>
  private let memory: Owned<MemoryHandle>
  /// Bytes as asked for; the native buffer is a little larger.
  let byteCount: Int
  /// Where the device finds it.
  let address: UInt64
  // SAFETY: mapped for the life of the memory; who may touch it when is the contract's one-thread rule.
  nonisolated(unsafe) let mapped: UnsafeMutableRawPointer?

  var raw: VkBuffer { buffer.raw }

  /// Allocates; contents are undefined.
  /// - Throws: `BackendError` with `outOfDeviceMemory` or `outOfHostMemory`.
  init(core: VulkanCore, byteCount: Int, purpose: VulkanMemoryPurpose, staged: Bool = false)
    throws(BackendError)
  {
    guard byteCount <= core.profile.maximumBufferByteCount else {
      throw BackendError(
        .outOfDeviceMemory, operation: "vkAllocateMemory",
        message: "a buffer of \(byteCount) bytes is larger than this device allows "
          + "(\(core.profile.maximumBufferByteCount) bytes); use smaller problems")
    }
    let functions = core.functions
    var info = VkBufferCreateInfo()
    info.sType = VK_STRUCTURE_TYPE_BUFFER_CREATE_INFO
    // Vulkan has no empty buffers; whole 16-byte units keep vector loads at the end inside.
    info.size = UInt64(max(16, (byteCount + 15) / 16 * 16))
    info.sharingMode = VK_SHARING_MODE_EXCLUSIVE
    info.usage =
      VK_BUFFER_USAGE_TRANSFER_SRC_BIT.rawValue | VK_BUFFER_USAGE_TRANSFER_DST_BIT.rawValue
    if purpose != .staging {
      info.usage |=
        VK_BUFFER_USAGE_STORAGE_BUFFER_BIT.rawValue
        | VK_BUFFER_USAGE_SHADER_DEVICE_ADDRESS_BIT.rawValue
        | VK_BUFFER_USAGE_UNIFORM_TEXEL_BUFFER_BIT.rawValue
    }
    let buffer: Owned<BufferHandle> = try core.make("vkCreateBuffer") {
      functions.createBuffer(core.device, &info, nil, $0)
    }
    var requirements = VkMemoryRequirements()
    functions.getBufferMemoryRequirements(core.device, buffer.raw, &requirements)
    let kind = core.profile.memory.kind(
      for: purpose, allowed: requirements.memoryTypeBits, staged: staged)
    guard let kind else {
      throw BackendError(
        .outOfDeviceMemory, operation: "vkAllocateMemory",
        message: "the device has no memory type for buffers of this kind")
    }
    let chain = VulkanChain()
    var allocate = VkMemoryAllocateInfo()
    allocate.allocationSize = requirements.size
    allocate.memoryTypeIndex = kind.index
    let head = chain.append(allocate, VK_STRUCTURE_TYPE_MEMORY_ALLOCATE_INFO)
    if purpose != .staging {
      var flags = VkMemoryAllocateFlagsInfo()
      flags.flags = VK_MEMORY_ALLOCATE_DEVICE_ADDRESS_BIT.rawValue
      chain.append(flags, VK_STRUCTURE_TYPE_MEMORY_ALLOCATE_FLAGS_INFO)
    }
    let memory: Owned<MemoryHandle>
    do throws(BackendError) {
      memory = try core.make("vkAllocateMemory") {
        functions.allocateMemory(core.device, head, nil, $0)
      }
    } catch {
      throw BackendError(
        error.code, operation: error.operation, nativeCode: error.nativeCode,
        nativeName: error.nativeName,
        message: "cannot allocate \(byteCount) bytes: \(error.message)")
    }
    withExtendedLifetime(chain) {}
    try VulkanResult.check(
      functions.bindBufferMemory(core.device, buffer.raw, memory.raw, 0), "vkBindBufferMemory")
    var mapped: UnsafeMutableRawPointer?
    let isMappable = kind.has(
      VK_MEMORY_PROPERTY_HOST_VISIBLE_BIT, VK_MEMORY_PROPERTY_HOST_COHERENT_BIT)
    if isMappable, purpose != .scratch, purpose == .staging || !staged {
      // VK_WHOLE_SIZE
      try VulkanResult.check(
        functions.mapMemory(core.device, memory.raw, 0, UInt64.max, 0, &mapped), "vkMapMemory")
    }
    var address: UInt64 = 0
    if purpose != .staging {
      var info = VkBufferDeviceAddressInfo()
      info.sType = VK_STRUCTURE_TYPE_BUFFER_DEVICE_ADDRESS_INFO
      info.buffer = buffer.raw
      address = functions.getBufferDeviceAddress(core.device, &info)
    }
    // All at once: a throw between assignments would leave the class half made.
    self.buffer = buffer
    self.memory = memory
    self.byteCount = byteCount
    self.address = address
    self.mapped = mapped
  }
}
