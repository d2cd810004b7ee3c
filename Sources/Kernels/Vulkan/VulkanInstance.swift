internal import CVulkan
internal import Foundation
internal import Synchronization

/// The connection to the loader and its drivers, with validation messages where they were asked for.
final class VulkanInstance: Sendable {
  // SAFETY: written once in init; instance functions used here may be called from any thread.
  nonisolated(unsafe) let raw: VkInstance
  nonisolated(unsafe) private let messenger: VkDebugUtilsMessengerEXT?
  let functions: VulkanInstanceFunctions
  let loader: VulkanLoader
  /// What the validation layer reported, or nil without validation.
  let messages: VulkanMessages?

  /// The layer that checks every call against the specification.
  static let validationLayer = "VK_LAYER_KHRONOS_validation"

  /// The instance that everything without validation shares; made at its first use and kept, since loading drivers
  /// takes tens of milliseconds.
  static let shared = Result { () throws(BackendError) in
    try VulkanInstance(loader: VulkanLoader.shared.get(), validation: false)
  }

  /// Creates an instance for Vulkan 1.2 or, where the loader has it, 1.3.
  /// - Throws: `BackendError` with `unavailable` where there is no driver, no Vulkan 1.2, or no validation layer.
  init(loader: VulkanLoader, validation: Bool) throws(BackendError) {
    self.loader = loader
    var loaderVersion: UInt32 = 0
    if let enumerate = loader.enumerateInstanceVersion { _ = enumerate(&loaderVersion) }
    guard loaderVersion >= parity_vk_make_version(1, 2, 0) else {
      throw BackendError(
        .unavailable, operation: "vkEnumerateInstanceVersion",
        message: "the Vulkan loader is older than Vulkan 1.2; update libvulkan1")
    }
    var layers: [String] = []
    var extensions: [String] = []
    if validation {
      try Self.requireLayer(loader)
      layers.append(Self.validationLayer)
      extensions.append(VK_EXT_DEBUG_UTILS_EXTENSION_NAME)
    }
    var instance: VkInstance?
    let result = CStrings.with(layers) { layerNames in
      CStrings.with(extensions) { extensionNames in
        "parity".withCString { name in
          var application = VkApplicationInfo()
          application.sType = VK_STRUCTURE_TYPE_APPLICATION_INFO
          application.pApplicationName = name
          application.pEngineName = name
          application.apiVersion = parity_vk_make_version(1, 3, 0)
          return withUnsafePointer(to: &application) { application in
            var info = VkInstanceCreateInfo()
            info.sType = VK_STRUCTURE_TYPE_INSTANCE_CREATE_INFO
            info.pApplicationInfo = application
            info.enabledLayerCount = UInt32(layers.count)
            info.ppEnabledLayerNames = layerNames
            info.enabledExtensionCount = UInt32(extensions.count)
            info.ppEnabledExtensionNames = extensionNames
            return loader.createInstance(&info, nil, &instance)
          }
        }
      }
    }
    if result == VK_ERROR_INCOMPATIBLE_DRIVER {
      let failures = VulkanManifests(environment: ProcessInfo.processInfo.environment).failures
      throw BackendError(
        .unavailable, operation: "vkCreateInstance", nativeCode: Int(result.rawValue),
        nativeName: VulkanResult.name(result),
        message: failures.isEmpty
          ? "the loader finds no Vulkan driver; install one, for example mesa-vulkan-drivers"
          : "no Vulkan driver can be opened: \(failures.joined(separator: "; ")); install what is missing, or "
            + "another driver, for example mesa-vulkan-drivers")
    }
    try VulkanResult.check(result, "vkCreateInstance")
    guard let instance else { throw VulkanLoader.missing("vkCreateInstance") }
    raw = instance
    functions = try VulkanInstanceFunctions(loader, instance)
    if validation {
      let messages = VulkanMessages()
      messenger = try messages.attach(to: instance, loader: loader)
      self.messages = messages
    } else {
      messages = nil
      messenger = nil
    }
  }

  deinit {
    if let messenger {
      let destroy: PFN_vkDestroyDebugUtilsMessengerEXT? = try? loader.function(
        "vkDestroyDebugUtilsMessengerEXT", of: raw)
      destroy?(raw, messenger, nil)
    }
    functions.destroyInstance(raw, nil)
  }

  /// Every physical device, usable or not, in the loader's order.
  func physicalDevices() throws(BackendError) -> [VulkanPhysicalDevice] {
    let handles = try VulkanConversions.list(VkPhysicalDevice?.none, "vkEnumeratePhysicalDevices") {
      functions.enumeratePhysicalDevices(raw, $0, $1)
    }
    return handles.enumerated().compactMap { index, handle in
      handle.map { VulkanPhysicalDevice($0, index: index, functions: functions) }
    }
  }

  private static func requireLayer(_ loader: VulkanLoader) throws(BackendError) {
    let layers = try VulkanConversions.list(
      VkLayerProperties(), "vkEnumerateInstanceLayerProperties"
    ) { loader.enumerateInstanceLayerProperties($0, $1) }
    guard layers.contains(where: { VulkanConversions.name($0) == validationLayer }) else {
      throw BackendError(
        .unavailable, operation: "vkCreateInstance",
        message: "validation was asked for but \(validationLayer) is not installed; install "
          + "vulkan-validationlayers or leave validation off")
    }
  }
}

/// Errors that the validation layer reported and nobody has thrown yet.
final class VulkanMessages: Sendable {
  private let pending = Mutex<[String]>([])

  /// Adds a message.
  func append(_ text: String) { pending.withLock { $0.append(text) } }

  /// Throws what has come since the last call, if anything.
  func throwPending(_ operation: String) throws(BackendError) {
    let messages = pending.withLock { pending in
      defer { pending = [] }
      return pending
    }
    guard !messages.isEmpty else { return }
    throw BackendError(
      .nativeCallFailed, operation: operation, nativeCode: -1_000_011_001,
      nativeName: "VK_ERROR_VALIDATION_FAILED_EXT",
      message: "the validation layer reports: " + messages.joined(separator: "\n"))
  }

  /// Directs the layer's errors here; the instance must keep this object as long as the messenger lives.
  func attach(to instance: VkInstance, loader: VulkanLoader) throws(BackendError)
    -> VkDebugUtilsMessengerEXT?
  {
    let create: PFN_vkCreateDebugUtilsMessengerEXT = try loader.function(
      "vkCreateDebugUtilsMessengerEXT", of: instance)
    var info = VkDebugUtilsMessengerCreateInfoEXT()
    info.sType = VK_STRUCTURE_TYPE_DEBUG_UTILS_MESSENGER_CREATE_INFO_EXT
    info.messageSeverity = VK_DEBUG_UTILS_MESSAGE_SEVERITY_ERROR_BIT_EXT.rawValue
    info.messageType =
      VK_DEBUG_UTILS_MESSAGE_TYPE_VALIDATION_BIT_EXT.rawValue
      | VK_DEBUG_UTILS_MESSAGE_TYPE_GENERAL_BIT_EXT.rawValue
    info.pUserData = Unmanaged.passUnretained(self).toOpaque()
    info.pfnUserCallback = { _, _, data, user in
      guard let data, let user else { return 0 }
      let text = data.pointee.pMessage.map { String(cString: $0) } ?? "(no text)"
      Unmanaged<VulkanMessages>.fromOpaque(user).takeUnretainedValue().append(text)
      return 0
    }
    var messenger: VkDebugUtilsMessengerEXT?
    try VulkanResult.check(
      create(instance, &info, nil, &messenger), "vkCreateDebugUtilsMessengerEXT")
    return messenger
  }
}

/// Arrays of C strings for the length of a call.
enum CStrings {
  static func with<Result>(
    _ strings: [String], _ body: (UnsafePointer<UnsafePointer<CChar>?>?) -> Result
  ) -> Result {
    let copies = strings.map { string in
      let bytes = Array(string.utf8CString)
      let copy = UnsafeMutablePointer<CChar>.allocate(capacity: bytes.count)
      copy.initialize(from: bytes, count: bytes.count)
      return copy
    }
    defer { copies.forEach { $0.deallocate() } }
    let pointers = copies.map { UnsafePointer<CChar>?($0) }
    return pointers.withUnsafeBufferPointer { body($0.isEmpty ? nil : $0.baseAddress) }
  }
}
