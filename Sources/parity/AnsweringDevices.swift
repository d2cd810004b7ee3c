import Kernels
import Synchronization
import Translation

/// Devices of this machine as targets of a coverage, and the backends that have none.
struct AnsweringDevices {
  /// One for each device.
  private(set) var translators: [Translator] = []
  /// Why the other backends do not answer.
  private(set) var absent: [Coverage.Absence] = []

  /// The devices that are named; unless any is, the first of each name that every backend has, frameworks behind workers
  /// included and the reference not.
  init(_ options: DeviceOptionGroup) throws {
    let tables = try DialectLibrary.all()
    let chosen =
      options.backends.isEmpty ? try firstDevices(options) : try options.choose().devices
    for (backend, info) in chosen {
      let device: any Device
      do throws(BackendError) {
        device = try backend.open(info, options: options.deviceOptions)
      } catch {
        absent.append(.init(backend: info.id, reason: "\(info.name) cannot be opened: \(error)"))
        continue
      }
      let dialect = Dialect(
        device: info.id, title: "\(info.name), \(info.driver) \(info.driverVersion)",
        backend: info.backend, table: tables.first { $0.backend == info.backend })
      translators.append(Translator(dialect, info: info, device: device))
    }
  }

  private mutating func firstDevices(_ options: DeviceOptionGroup) throws -> [(
    backend: any Backend, info: DeviceInfo
  )] {
    let backends = try options.availableBackends() + options.frameworkBackends()
    let found = DeviceSelector(backends: backends.filter { $0.name != "reference" }).discoverAll()
    return found.flatMap { entry in
      if entry.discovery.devices.isEmpty {
        absent.append(.init(backend: entry.backend.name, reason: Self.reason(entry.discovery)))
      }
      var names: Set<String> = []
      return entry.discovery.devices.filter { names.insert($0.name).inserted }
        .map { (entry.backend, $0) }
    }
  }

  private static func reason(_ discovery: Discovery) -> String {
    let rejections = discovery.rejections
    guard rejections.count != 1 else { return rejections[0].reason }
    return rejections.isEmpty
      ? "it has no device"
      : rejections.map { "\($0.subject): \($0.reason)" }.joined(separator: "; ")
  }
}

extension Translator {
  /// A translator for a dialect whose calls `device` grades.
  init(_ dialect: Dialect, info: DeviceInfo, device: sending any Device) {
    let owner = AnsweringDevice(device)
    self.init(dialect, device: "\(info.id) \(info.name)") { owner.support(for: $0) }
  }
}

/// A device that is asked by one thread at a time, as the contract wants it.
private final class AnsweringDevice: Sendable {
  private let device: Mutex<any Device>

  init(_ device: sending any Device) { self.device = Mutex(device) }

  deinit { device.withLock { try? $0.close() } }

  func support(for problem: Problem) -> Kernels.Support {
    device.withLock { $0.support(for: problem) }
  }
}
