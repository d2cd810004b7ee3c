internal import CVulkan
internal import Synchronization

/// Counts the native objects of one open device that are not destroyed yet.
final class VulkanHandleCounter: Sendable {
  private let value = Atomic(0)

  /// How many there are.
  var count: Int { value.load(ordering: .sequentiallyConsistent) }

  func increment() { value.add(1, ordering: .sequentiallyConsistent) }
  func decrement() { value.subtract(1, ordering: .sequentiallyConsistent) }
}

/// A kind of native object that a device creates and destroys.
///
/// All handles import as `OpaquePointer`, so that C would take one kind for another; each kind is a type here.
protocol VulkanHandle: Sendable {
  init(_ raw: OpaquePointer)
  var raw: OpaquePointer { get }
  /// Destroys the object; nothing may use it any more.
  static func destroy(_ raw: OpaquePointer, _ core: VulkanCore)
}

/// The only owner of a native object: destroys it at the end of its life.
///
/// It retains the device, so that the order in which owners die cannot matter.
struct Owned<Handle: VulkanHandle>: ~Copyable, Sendable {
  let handle: Handle
  private let core: VulkanCore

  init(_ handle: Handle, core: VulkanCore) {
    self.handle = handle
    self.core = core
    core.handles.increment()
  }

  deinit {
    Handle.destroy(handle.raw, core)
    core.handles.decrement()
  }

  var raw: OpaquePointer { handle.raw }
}

// SAFETY of all kinds below: a handle is a name; what may be called on it from where is the owner's business.

struct BufferHandle: VulkanHandle {
  nonisolated(unsafe) let raw: VkBuffer
  init(_ raw: OpaquePointer) { self.raw = raw }
  static func destroy(_ raw: OpaquePointer, _ core: VulkanCore) {
    core.functions.destroyBuffer(core.device, raw, nil)
  }
}

struct MemoryHandle: VulkanHandle {
  nonisolated(unsafe) let raw: VkDeviceMemory
  init(_ raw: OpaquePointer) { self.raw = raw }
  static func destroy(_ raw: OpaquePointer, _ core: VulkanCore) {
    core.functions.freeMemory(core.device, raw, nil)
  }
}

struct BufferViewHandle: VulkanHandle {
  nonisolated(unsafe) let raw: VkBufferView
  init(_ raw: OpaquePointer) { self.raw = raw }
  static func destroy(_ raw: OpaquePointer, _ core: VulkanCore) {
    core.functions.destroyBufferView(core.device, raw, nil)
  }
}

struct SemaphoreHandle: VulkanHandle {
  nonisolated(unsafe) let raw: VkSemaphore
  init(_ raw: OpaquePointer) { self.raw = raw }
  static func destroy(_ raw: OpaquePointer, _ core: VulkanCore) {
    core.functions.destroySemaphore(core.device, raw, nil)
  }
}

struct CommandPoolHandle: VulkanHandle {
  nonisolated(unsafe) let raw: VkCommandPool
  init(_ raw: OpaquePointer) { self.raw = raw }
  static func destroy(_ raw: OpaquePointer, _ core: VulkanCore) {
    core.functions.destroyCommandPool(core.device, raw, nil)
  }
}

struct QueryPoolHandle: VulkanHandle {
  nonisolated(unsafe) let raw: VkQueryPool
  init(_ raw: OpaquePointer) { self.raw = raw }
  static func destroy(_ raw: OpaquePointer, _ core: VulkanCore) {
    core.functions.destroyQueryPool(core.device, raw, nil)
  }
}

struct ShaderModuleHandle: VulkanHandle {
  nonisolated(unsafe) let raw: VkShaderModule
  init(_ raw: OpaquePointer) { self.raw = raw }
  static func destroy(_ raw: OpaquePointer, _ core: VulkanCore) {
    core.functions.destroyShaderModule(core.device, raw, nil)
  }
}

struct PipelineHandle: VulkanHandle {
  nonisolated(unsafe) let raw: VkPipeline
  init(_ raw: OpaquePointer) { self.raw = raw }
  static func destroy(_ raw: OpaquePointer, _ core: VulkanCore) {
    core.functions.destroyPipeline(core.device, raw, nil)
  }
}

struct PipelineLayoutHandle: VulkanHandle {
  nonisolated(unsafe) let raw: VkPipelineLayout
  init(_ raw: OpaquePointer) { self.raw = raw }
  static func destroy(_ raw: OpaquePointer, _ core: VulkanCore) {
    core.functions.destroyPipelineLayout(core.device, raw, nil)
  }
}

struct PipelineCacheHandle: VulkanHandle {
  nonisolated(unsafe) let raw: VkPipelineCache
  init(_ raw: OpaquePointer) { self.raw = raw }
  static func destroy(_ raw: OpaquePointer, _ core: VulkanCore) {
    core.functions.destroyPipelineCache(core.device, raw, nil)
  }
}

struct DescriptorSetLayoutHandle: VulkanHandle {
  nonisolated(unsafe) let raw: VkDescriptorSetLayout
  init(_ raw: OpaquePointer) { self.raw = raw }
  static func destroy(_ raw: OpaquePointer, _ core: VulkanCore) {
    core.functions.destroyDescriptorSetLayout(core.device, raw, nil)
  }
}

struct DescriptorPoolHandle: VulkanHandle {
  nonisolated(unsafe) let raw: VkDescriptorPool
  init(_ raw: OpaquePointer) { self.raw = raw }
  static func destroy(_ raw: OpaquePointer, _ core: VulkanCore) {
    core.functions.destroyDescriptorPool(core.device, raw, nil)
  }
}
