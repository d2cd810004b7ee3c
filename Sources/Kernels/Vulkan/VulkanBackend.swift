internal import Foundation
internal import Synchronization

/// Every Vulkan 1.2 device: GPUs, and CPUs through lavapipe or SwiftShader.
///
/// The loader is opened at run time; where it or a driver is missing, `discover` says what to install.
/// `PARITY_VULKAN_VALIDATION=1` in the environment opens every device under the Khronos validation layer; what the
/// layer reports is then thrown by the call that caused it.
public struct VulkanBackend: Backend {
  /// The backend's name, `vulkan`.
  public let name = Self.identifier
  static let identifier = "vulkan"

  /// Choices for tests: paths that the device at hand would not take by itself.
  struct Settings: Sendable {
    /// Never map device memory: copy everything through staging buffers.
    var isStaged = false
    /// The most texels of a view, below the device's own limit.
    var texelLimit: Int?
  }

  private let settings: Settings

  /// Creates the backend.
  public init() { settings = Settings() }

  init(settings: Settings) { self.settings = settings }

  /// All physical devices; unusable ones, or the lack of any, with the reason.
  ///
  /// Drivers are asked once a process.
  public func discover() -> Discovery { Self.discovery }

  private static let discovery = makeDiscovery()

  private static func makeDiscovery() -> Discovery {
    let physical: [VulkanPhysicalDevice]
    do throws(BackendError) {
      physical = try VulkanInstance.shared.get().physicalDevices()
    } catch {
      return Discovery(
        devices: [], rejections: [.init(subject: "Vulkan", reason: error.message)])
    }
    if physical.isEmpty {
      return Discovery(
        devices: [],
        rejections: [
          .init(
            subject: "Vulkan",
            reason: "the loader finds no device; install a driver, for example mesa-vulkan-drivers")
        ])
    }
    let usable = physical.filter { $0.rejection == nil }
    return Discovery(
      devices: usable.enumerated().map { index, device in
        var info = device.info
        info.index = index
        return info
      },
      rejections: physical.compactMap { device in
        device.rejection.map { .init(subject: device.info.name, reason: $0) }
      })
  }

  /// Opens a device that `discover` returned.
  ///
  /// `options.threadCount` is obeyed by lavapipe (through LP_NUM_THREADS).
  /// - Throws: `BackendError` with `unavailable` where the device is gone, or where validation or a thread count is
  ///   asked for that the driver does not have.
  public func open(_ device: DeviceInfo, options: DeviceOptions) throws(BackendError) -> any Device
  {
    let validation =
      options.validation || ProcessInfo.processInfo.environment["PARITY_VULKAN_VALIDATION"] == "1"
    if options.threadCount == nil, !validation {
      return try open(device, options, VulkanInstance.shared.get())
    }
    let loader = try VulkanLoader.shared.get()
    guard let count = options.threadCount else {
      return try open(device, options, VulkanInstance(loader: loader, validation: validation))
    }
    guard device.kind == .cpu, device.name.hasPrefix("llvmpipe") else {
      throw BackendError(
        .unavailable, operation: "open",
        message: "\(device.name) cannot be limited to \(count) threads; leave the thread count out")
    }
    // llvmpipe reads the variable when an instance lists its devices.
    let result = Self.environmentLock.withLock { _ in
      Result { () throws(BackendError) in
        let before = ProcessInfo.processInfo.environment["LP_NUM_THREADS"]
        setenv("LP_NUM_THREADS", String(count), 1)
        defer {
          if let before { setenv("LP_NUM_THREADS", before, 1) } else { unsetenv("LP_NUM_THREADS") }
        }
        var limited = device
        limited.threadCount = count
        return try open(
          limited, options, VulkanInstance(loader: loader, validation: validation))
      }
    }
    return try result.get()
  }

  private static let environmentLock = Mutex(())

  private func open(_ device: DeviceInfo, _ options: DeviceOptions, _ instance: VulkanInstance)
    throws(BackendError) -> any Device
  {
    let usable = try instance.physicalDevices().filter { $0.rejection == nil }
    // Several devices of one kind may share a UUID (lavapipe); the position tells them apart.
    let same = usable.enumerated().filter { $0.element.info.uuid == device.uuid }
    let chosen = same.first { $0.offset == device.index } ?? same.first
    guard let chosen else {
      throw BackendError(
        .unavailable, operation: "open",
        message: "\(device.name) is not there any more; list the devices again")
    }
    return try VulkanDevice(
      chosen.element, info: device, instance: instance, options: options, settings: settings)
  }
}
