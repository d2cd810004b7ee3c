/// A library or driver that can run problems on devices of its own kind.
///
/// This file and its neighbours are the whole contract between Parity and a backend; docs/backend-contract.md says
/// it in words, and the contract suite in Tests/KernelsTests runs it over every backend and device found.
///
/// - Operations are data (``Problem``), not methods. Validation of problems, sizes and memory happens above backends,
///   once; a backend may assume that a problem is legal and that every operand has its stated extent.
/// - A backend runs only what it names: `support` says native, emulated (with every loss) or unsupported (with the
///   argument that is the reason). There is no silent fallback.
/// - Nothing here is `async`. A device is used by one thread at a time; different devices may be used from different
///   threads.
public protocol Backend: Sendable {
  /// The stable lower-case name used on the command line and in results: `reference`, `openblas`, `vulkan`.
  var name: String { get }

  /// Why nothing of the backend is installed on this machine, or nil where something is; asks no driver.
  ///
  /// Who did not name such a backend is not told of it.
  var absence: Discovery.Rejection? { get }

  /// Finds the backend's devices. Never fails: what is missing is a reason in the answer.
  func discover() -> Discovery

  /// Opens a device that `discover` returned.
  /// - Throws: `BackendError` where the device cannot be used after all.
  func open(_ device: DeviceInfo, options: DeviceOptions) throws(BackendError) -> any Device
}

extension Backend {
  /// Something is there, whether it can be used or not.
  public var absence: Discovery.Rejection? { nil }
}

/// What a backend found: usable devices, and in words why others are not.
public struct Discovery: Sendable {
  /// Devices that can be opened.
  public let devices: [DeviceInfo]
  /// What was there but cannot be used, or why there is nothing at all.
  public let rejections: [Rejection]

  /// Creates an answer.
  public init(devices: [DeviceInfo], rejections: [Rejection] = []) {
    self.devices = devices
    self.rejections = rejections
  }

  /// A device, driver or library that cannot be used.
  public struct Rejection: Hashable, Sendable, Codable {
    /// What it is, for example a device or library name.
    public let subject: String
    /// Why it cannot be used and what would help.
    public let reason: String

    /// Creates a rejection.
    public init(subject: String, reason: String) {
      self.subject = subject
      self.reason = reason
    }
  }
}

/// Choices made when a device is opened.
public struct DeviceOptions: Hashable, Sendable {
  /// Threads that a CPU device may use; nil means as many as the machine offers.
  public var threadCount: Int?
  /// Whether the driver's validation is switched on where there is one.
  public var validation: Bool
  /// A folder for compiled pipelines, or nil for none.
  public var pipelineCacheFolder: String?

  /// Creates options.
  public init(threadCount: Int? = nil, validation: Bool = false, pipelineCacheFolder: String? = nil)
  {
    self.threadCount = threadCount
    self.validation = validation
    self.pipelineCacheFolder = pipelineCacheFolder
  }
}
