internal import CVulkan
internal import Glibc

/// The Vulkan loader, opened at run time so that Parity starts on machines without one.
final class VulkanLoader: Sendable {
  let enumerateInstanceVersion: PFN_vkEnumerateInstanceVersion?
  let enumerateInstanceLayerProperties: PFN_vkEnumerateInstanceLayerProperties
  let enumerateInstanceExtensionProperties: PFN_vkEnumerateInstanceExtensionProperties
  let createInstance: PFN_vkCreateInstance
  private let getInstanceProcAddr: PFN_vkGetInstanceProcAddr

  /// The process's loader, or why there is none.
  ///
  /// It stays open: drivers leave threads and exit handlers behind.
  static let shared = Result { () throws(BackendError) in
    try VulkanLoader(libraries: standardLibraries)
  }

  /// The names under which Linux distributions install the loader.
  static let standardLibraries = ["libvulkan.so.1", "libvulkan.so"]

  /// Opens the first of `libraries` that there is.
  /// - Throws: `BackendError` with `unavailable` where there is none or where it lacks a function.
  init(libraries: [String]) throws(BackendError) {
    var library: UnsafeMutableRawPointer?
    var reason = ""
    for name in libraries {
      library = dlopen(name, RTLD_NOW | RTLD_LOCAL)
      if library != nil { break }
      if reason.isEmpty, let message = dlerror() { reason = String(cString: message) }
    }
    guard let library, let symbol = dlsym(library, "vkGetInstanceProcAddr") else {
      throw BackendError(
        .unavailable, operation: "dlopen",
        message: "no Vulkan loader (\(reason)); install libvulkan1 and a driver, for example "
          + "mesa-vulkan-drivers")
    }
    let getInstanceProcAddr = unsafeBitCast(symbol, to: PFN_vkGetInstanceProcAddr.self)
    self.getInstanceProcAddr = getInstanceProcAddr
    func global<F>(_ name: String) throws(BackendError) -> F {
      guard let function = getInstanceProcAddr(nil, name) else { throw Self.missing(name) }
      return unsafeBitCast(function, to: F.self)
    }
    // Absent from loaders of Vulkan 1.0.
    enumerateInstanceVersion = getInstanceProcAddr(nil, "vkEnumerateInstanceVersion").map {
      unsafeBitCast($0, to: PFN_vkEnumerateInstanceVersion.self)
    }
    enumerateInstanceLayerProperties = try global("vkEnumerateInstanceLayerProperties")
    enumerateInstanceExtensionProperties = try global("vkEnumerateInstanceExtensionProperties")
    createInstance = try global("vkCreateInstance")
  }

  /// Looks up a function of `instance`.
  func function<F>(_ name: String, of instance: VkInstance) throws(BackendError) -> F {
    guard let function = getInstanceProcAddr(instance, name) else { throw Self.missing(name) }
    return unsafeBitCast(function, to: F.self)
  }

  static func missing(_ name: String) -> BackendError {
    BackendError(
      .unavailable, operation: name,
      message: "the Vulkan loader or driver lacks \(name); update it to Vulkan 1.2 or later")
  }
}
