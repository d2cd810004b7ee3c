internal import CVulkan

/// Reads C structures: the only place where C arrays, which import as tuples, are touched.
enum VulkanConversions {
  /// The text of a fixed-size C character array.
  static func text<Characters>(_ characters: Characters) -> String {
    withUnsafeBytes(of: characters) { bytes in
      String(decoding: bytes.prefix { $0 != 0 }, as: UTF8.self)
    }
  }

  /// The bytes of a fixed-size C array as hexadecimal digits.
  static func hexadecimal<Bytes>(_ bytes: Bytes) -> String {
    withUnsafeBytes(of: bytes) { bytes in
      bytes.map { byte in (byte < 16 ? "0" : "") + String(byte, radix: 16) }.joined()
    }
  }

  /// `major.minor.patch` of a packed version.
  static func version(_ packed: UInt32) -> String {
    "\(parity_vk_version_major(packed)).\(parity_vk_version_minor(packed))"
      + ".\(parity_vk_version_patch(packed))"
  }

  /// The memory types, in the driver's order of preference.
  static func memoryTypes(_ properties: VkPhysicalDeviceMemoryProperties) -> [VkMemoryType] {
    array(properties.memoryTypes, of: VkMemoryType.self, count: properties.memoryTypeCount)
  }

  /// The memory heaps.
  static func memoryHeaps(_ properties: VkPhysicalDeviceMemoryProperties) -> [VkMemoryHeap] {
    array(properties.memoryHeaps, of: VkMemoryHeap.self, count: properties.memoryHeapCount)
  }

  /// The first of a C array's three numbers, and so on.
  static func triple(_ value: (UInt32, UInt32, UInt32)) -> (x: Int, y: Int, z: Int) {
    (Int(value.0), Int(value.1), Int(value.2))
  }

  /// The name of a layer.
  static func name(_ layer: VkLayerProperties) -> String { text(layer.layerName) }

  /// The name of an extension.
  static func name(_ ext: VkExtensionProperties) -> String { text(ext.extensionName) }

  private static func array<Tuple, Element>(
    _ tuple: Tuple, of type: Element.Type, count: UInt32
  ) -> [Element] {
    withUnsafeBytes(of: tuple) { bytes in
      Array(bytes.bindMemory(to: Element.self).prefix(Int(count)))
    }
  }

  /// Calls a Vulkan function that fills an array: once for the count, once for the elements.
  ///
  /// VK_INCOMPLETE (the list grew between the calls) is taken as success with what fits.
  static func list<Element>(
    _ initial: Element, _ operation: String,
    _ call: (UnsafeMutablePointer<UInt32>, UnsafeMutablePointer<Element>?) -> VkResult
  ) throws(BackendError) -> [Element] {
    var count: UInt32 = 0
    try VulkanResult.check(call(&count, nil), operation)
    guard count > 0 else { return [] }
    var elements = [Element](repeating: initial, count: Int(count))
    let result = elements.withUnsafeMutableBufferPointer { call(&count, $0.baseAddress) }
    if result != VK_INCOMPLETE { try VulkanResult.check(result, operation) }
    return Array(elements.prefix(Int(count)))
  }
}

/// Structures linked by `pNext`, kept at stable addresses as long as the chain lives.
///
/// Every extensible Vulkan structure starts with `sType` (4 bytes) and, at byte 8, `pNext`.
final class VulkanChain {
  private var blocks: [UnsafeMutableRawPointer] = []

  deinit { blocks.forEach { $0.deallocate() } }

  /// Appends a structure and sets its type and link; the returned pointer is valid while the chain lives.
  @discardableResult
  func append<Structure>(_ structure: Structure, _ type: VkStructureType) -> UnsafeMutablePointer<
    Structure
  > {
    let pointer = UnsafeMutablePointer<Structure>.allocate(capacity: 1)
    pointer.initialize(to: structure)
    let block = UnsafeMutableRawPointer(pointer)
    block.storeBytes(of: type, as: VkStructureType.self)
    block.storeBytes(of: nil, toByteOffset: 8, as: UnsafeMutableRawPointer?.self)
    blocks.last?.storeBytes(of: block, toByteOffset: 8, as: UnsafeMutableRawPointer?.self)
    blocks.append(block)
    return pointer
  }

  /// The first structure.
  var head: UnsafeRawPointer? { blocks.first.map { UnsafeRawPointer($0) } }
}
