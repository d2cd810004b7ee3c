import Foundation
public import Kernels

/// A device found on this machine, as the argument of a test.
public struct DiscoveredDevice: Sendable, CustomStringConvertible {
  /// The backend that found it.
  public let backend: any Backend
  /// What it found.
  public let info: DeviceInfo

  /// Names a device of a backend that is not in the registry.
  public init(backend: any Backend, info: DeviceInfo) {
    self.backend = backend
    self.info = info
  }

  /// The id and name, for test names.
  public var description: String { "\(info.id) (\(info.name))" }

  /// Every device of every backend in the registry; looked for once a process.
  public static let all: [DiscoveredDevice] = BackendRegistry.all.flatMap { backend in
    backend.discover().devices.map { DiscoveredDevice(backend: backend, info: $0) }
  }

  /// The OpenBLAS device in a process of its own; the program `parity` lies beside the tests.
  public static let isolated: [DiscoveredDevice] = {
    let link = "/proc/self/exe"
    let tests = (try? FileManager.default.destinationOfSymbolicLink(atPath: link)) ?? link
    let program = URL(fileURLWithPath: tests).deletingLastPathComponent().appendingPathComponent(
      "parity")
    let backend = WorkerBackend(
      name: "isolated", command: WorkerCommand(program.path, ["worker"]), remoteBackend: "openblas")
    return backend.discover().devices.map { DiscoveredDevice(backend: backend, info: $0) }
  }()

  /// Opens the device, hands it to `body` and closes it.
  public func withDevice<R>(
    options: DeviceOptions = DeviceOptions(), _ body: (any Device) throws -> R
  ) throws -> R {
    let device = try backend.open(info, options: options)
    let result = Result { try body(device) }
    try device.close()
    return try result.get()
  }
}
