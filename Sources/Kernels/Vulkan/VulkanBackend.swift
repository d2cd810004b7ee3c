/// Every Vulkan 1.2 device.
public struct VulkanBackend: Backend {
  /// `vulkan`
  public let name = "vulkan"

  /// Creates the backend.
  public init() {}

  /// All physical devices.
  public func discover() -> Discovery { Discovery(devices: []) }

  /// Opens the device.
  public func open(_ device: DeviceInfo, options: DeviceOptions) throws(BackendError) -> any Device {
    throw BackendError(.unavailable, operation: "open", message: "TODO")
  }
}
