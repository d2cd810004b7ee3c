/// CPU BLAS through the linked OpenBLAS.
public struct OpenBLASBackend: Backend {
  /// `openblas`
  public let name = "openblas"

  /// Creates the backend.
  public init() {}

  /// The host's processors as one device.
  public func discover() -> Discovery { Discovery(devices: []) }

  /// Opens the device.
  public func open(_ device: DeviceInfo, options: DeviceOptions) throws(BackendError) -> any Device {
    throw BackendError(.unavailable, operation: "open", message: "TODO")
  }
}
