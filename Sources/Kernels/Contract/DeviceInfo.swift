/// Identity of a device, as it is listed and recorded.
public struct DeviceInfo: Hashable, Sendable, Codable {
  /// What sort of processor it is.
  public enum Kind: String, Hashable, Sendable, Codable {
    case cpu, discreteGPU, integratedGPU, virtualGPU, other
  }

  /// The backend's name.
  public var backend: String
  /// The position in the backend's list, from 0.
  public var index: Int
  /// The device's own name.
  public var name: String
  /// What sort of processor it is.
  public var kind: Kind
  /// A stable identity (a UUID in hexadecimal) where the driver has one.
  public var uuid: String?
  /// The driver's or library's name.
  public var driver: String
  /// Its version.
  public var driverVersion: String
  /// The interface version it implements, where that has one (Vulkan: `1.3.230`).
  public var apiVersion: String?
  /// Memory that the device can use, in bytes.
  public var memoryByteCount: Int?
  /// The size of its last-level cache in bytes, where known.
  public var cacheByteCount: Int?
  /// Threads that compute, for CPU devices.
  public var threadCount: Int?
  /// Optional features that matter for kernels, by name.
  public var features: [String]
  /// Further facts, by name (subgroup size, limits, library configuration).
  public var properties: [String: String]

  /// Creates an identity.
  public init(
    backend: String, index: Int, name: String, kind: Kind, uuid: String? = nil, driver: String,
    driverVersion: String, apiVersion: String? = nil, memoryByteCount: Int? = nil,
    cacheByteCount: Int? = nil, threadCount: Int? = nil, features: [String] = [],
    properties: [String: String] = [:]
  ) {
    self.backend = backend
    self.index = index
    self.name = name
    self.kind = kind
    self.uuid = uuid
    self.driver = driver
    self.driverVersion = driverVersion
    self.apiVersion = apiVersion
    self.memoryByteCount = memoryByteCount
    self.cacheByteCount = cacheByteCount
    self.threadCount = threadCount
    self.features = features
    self.properties = properties
  }

  /// The name by which results refer to the device: `vulkan:0`.
  public var id: String { "\(backend):\(index)" }
}

/// What an open device can do beyond computing.
public struct Capabilities: Hashable, Sendable, Codable {
  /// Whether `submit` returns before the work is done.
  public var asynchronous: Bool
  /// Whether completions carry device durations.
  public var deviceTimestamps: Bool
  /// Whether operands live in host memory (caches are then the host's).
  public var hostMemory: Bool
  /// The most bytes one buffer can have.
  public var maximumBufferByteCount: Int
  /// Operand slices start at multiples of this.
  public var operandAlignment: Int
  /// Whether the device runs in a process of its own and can be used again after `timeout`, `deviceLost` or `crashed`.
  ///
  /// It starts a new process then; buffers and kernels made before are `lost`.
  public var restarts: Bool

  /// Creates capabilities.
  public init(
    asynchronous: Bool, deviceTimestamps: Bool, hostMemory: Bool, maximumBufferByteCount: Int,
    operandAlignment: Int, restarts: Bool = false
  ) {
    self.asynchronous = asynchronous
    self.deviceTimestamps = deviceTimestamps
    self.hostMemory = hostMemory
    self.maximumBufferByteCount = maximumBufferByteCount
    self.operandAlignment = operandAlignment
    self.restarts = restarts
  }
}
