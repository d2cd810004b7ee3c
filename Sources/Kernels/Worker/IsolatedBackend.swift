/// A backend of this build whose devices are looked for, and run, in a process of their own.
///
/// What a driver does there, crashing and hanging included, is the end of a case and not of the run. Libraries that are not there
/// start no process. CPU devices can stay in this process: they share its cores, and the way through a second
/// process would be measured with them (docs/measuring.md).
public struct IsolatedBackend: Backend {
  /// The backend's own name.
  public var name: String { inner.name }
  private let inner: any Backend
  private let worker: WorkerBackend
  private let keepsCPUDevices: Bool

  /// - Parameters:
  ///   - inner: a backend that `command`'s program has under the same name.
  ///   - keepsCPUDevices: whether devices that are processors stay in this process.
  public init(_ inner: any Backend, command: WorkerCommand, keepsCPUDevices: Bool) {
    self.inner = inner
    self.keepsCPUDevices = keepsCPUDevices
    worker = WorkerBackend(name: inner.name, command: command, remoteBackend: inner.name)
  }

  /// The backend's own.
  public var absence: Discovery.Rejection? { inner.absence }

  /// What the other process finds; devices that stay are asked here once they are known to do no harm.
  public func discover() -> Discovery {
    if let absence {
      return Discovery(devices: [], rejections: [absence])
    }
    let found = worker.discover()
    guard keepsCPUDevices, found.devices.contains(where: { $0.kind == .cpu }) else { return found }
    let own = inner.discover().devices
    return Discovery(
      devices: found.devices.map { device in
        own.first { device.kind == .cpu && $0.index == device.index && $0.name == device.name }
          ?? device
      }, rejections: found.rejections)
  }

  /// Opens a device where it runs.
  /// - Throws: `BackendError` where the process does not start or does not open the device.
  public func open(_ device: DeviceInfo, options: DeviceOptions) throws(BackendError) -> any Device
  {
    keepsCPUDevices && device.kind == .cpu
      ? try inner.open(device, options: options) : try worker.open(device, options: options)
  }
}
