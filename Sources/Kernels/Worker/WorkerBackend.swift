/// A program that speaks the worker protocol (docs/worker-protocol.md), as a backend: a framework, another build of Parity, or
/// this build's own backends in a process that may crash.
public struct WorkerBackend: Backend {
  /// The name by which its devices are known.
  public let name: String
  private let command: WorkerCommand
  private let remoteBackend: String?

  /// Names a worker.
  ///
  /// - Parameters:
  ///   - remoteBackend: the one of the worker's backends whose devices are meant; nil for all it has.
  public init(name: String, command: WorkerCommand, remoteBackend: String? = nil) {
    self.name = name
    self.command = command
    self.remoteBackend = remoteBackend
  }

  /// Starts the worker, asks for its devices and ends it.
  public func discover() -> Discovery {
    do throws(BackendError) {
      let session = try WorkerSession(command)
      defer { session.close(seconds: 5) }
      let reply = try devices(session)
      return Discovery(
        devices: reply.devices.enumerated().map { index, info in
          named(info, index: index, session: session)
        }, rejections: reply.rejections)
    } catch {
      return Discovery(
        devices: [], rejections: [Discovery.Rejection(subject: "worker", reason: error.message)])
    }
  }

  /// Starts a worker that stays until the device is closed.
  /// - Throws: `BackendError` where it does not start or does not open the device.
  public func open(_ device: DeviceInfo, options: DeviceOptions) throws(BackendError) -> any Device
  {
    let launcher = WorkerLauncher(
      command: command, remoteBackend: remoteBackend, index: device.index, options: options)
    let (session, info, capabilities) = try launcher.start()
    return WorkerDevice(
      info: named(info, index: device.index, session: session), capabilities: capabilities,
      launcher: launcher, session: session)
  }

  private func devices(_ session: WorkerSession) throws(BackendError) -> (
    devices: [DeviceInfo], rejections: [Discovery.Rejection]
  ) {
    var request = WorkerRequest(.devices)
    request.backend = remoteBackend
    let reply = try session.call(request)
    guard let devices = reply.devices else {
      throw session.broken("answered `devices` without devices")
    }
    var rejections = reply.rejections ?? []
    if devices.isEmpty && rejections.isEmpty {
      rejections = [
        Discovery.Rejection(subject: "worker", reason: "it has no device and says not why")
      ]
    }
    return (devices, rejections)
  }

  /// The worker's device under the name that it has here.
  private func named(_ info: DeviceInfo, index: Int, session: WorkerSession) -> DeviceInfo {
    var info = info
    info.backend = name
    info.index = index
    info.properties["worker"] = session.program
    return info
  }
}

/// Starts a worker and opens one of its devices, as often as it takes.
struct WorkerLauncher: Sendable {
  let command: WorkerCommand
  let remoteBackend: String?
  let index: Int
  let options: DeviceOptions

  func start() throws(BackendError) -> (WorkerSession, DeviceInfo, Capabilities) {
    let session = try WorkerSession(command)
    var request = WorkerRequest(.open)
    request.backend = remoteBackend
    request.device = index
    request.threadCount = options.threadCount
    request.validation = options.validation
    request.pipelineCacheFolder = options.pipelineCacheFolder
    let reply = try session.call(request)
    let alignment = reply.capabilities?.operandAlignment ?? 0
    guard let info = reply.info, var capabilities = reply.capabilities, alignment >= 1,
      alignment & (alignment - 1) == 0, capabilities.maximumBufferByteCount >= 1
    else { throw session.broken("answered `open` without info or capabilities that make sense") }
    // Whatever the worker does, submitting to it returns at once.
    capabilities.asynchronous = true
    capabilities.restarts = true
    return (session, info, capabilities)
  }
}
