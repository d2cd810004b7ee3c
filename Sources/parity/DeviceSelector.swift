import Foundation
import Kernels
import Synchronization
import Workloads

/// Finds, chooses and opens devices by the names that command lines use.
struct DeviceSelector {
  /// What one backend found.
  struct Found: Sendable {
    let backend: any Backend
    let discovery: Discovery
  }

  let backends: [any Backend]

  init(backends: [any Backend] = BackendRegistry.all) { self.backends = backends }

  /// Everything every backend finds, asked at the same time: starting a Python takes as long as all else together.
  func discoverAll() -> [Found] {
    let found = Mutex([Found?](repeating: nil, count: backends.count))
    let group = DispatchGroup()
    for (index, backend) in backends.enumerated() {
      group.enter()
      Thread.detachNewThread {
        let answer = Found(backend: backend, discovery: backend.discover())
        found.withLock { $0[index] = answer }
        group.leave()
      }
    }
    group.wait()
    return found.withLock { $0.compactMap { $0 } }
  }

  /// The devices that `names` mean, each once, in the order of the registry; none means all but the reference.
  /// - Throws: `CommandFailure`: `usage` for a name that is wrong, `harness` for a backend that has no device here.
  func choose(_ names: [String]) throws -> (
    devices: [(backend: any Backend, info: DeviceInfo)], found: [Found]
  ) {
    let found = discover(for: names)
    var chosen: Set<String> = []
    for name in names {
      for device in try devices(named: name, in: found) { chosen.insert(device.id) }
    }
    var devices: [(backend: any Backend, info: DeviceInfo)] = []
    for entry in found {
      for info in entry.discovery.devices
      where names.isEmpty ? entry.backend.name != "reference" : chosen.contains(info.id) {
        devices.append((entry.backend, info))
      }
    }
    guard !devices.isEmpty else {
      throw CommandFailure(
        .harness,
        "no backend has a device here:\n" + found.flatMap(Self.reasons).joined(separator: "\n"))
    }
    return (devices, found)
  }

  /// Opens devices in order.
  /// - Throws: `CommandFailure` naming the device that cannot be opened.
  static func open(
    _ devices: [(backend: any Backend, info: DeviceInfo)], options: DeviceOptions
  ) throws -> [any Device] {
    var opened: [any Device] = []
    for (backend, info) in devices {
      do throws(BackendError) {
        opened.append(try backend.open(info, options: options))
      } catch {
        for device in opened { try? device.close() }
        throw CommandFailure(.harness, "\(info.id) (\(info.name)) cannot be opened: \(error)")
      }
    }
    return opened
  }

  /// Lines that say what a backend lacks.
  static func reasons(_ found: Found) -> [String] {
    found.discovery.rejections.map { "  \(found.backend.name): \($0.subject): \($0.reason)" }
  }

  /// Asks only the backends that `names` mention, so that a slow driver costs nothing where it is not wanted; without names
  /// those of which something is installed.
  private func discover(for names: [String]) -> [Found] {
    backends.filter { backend in
      names.isEmpty
        ? backend.absence == nil : names.contains { Self.device(in: $0, of: backend.name) != nil }
    }
    .map { Found(backend: $0, discovery: $0.discover()) }
  }

  /// What `name` says after the backend's name: empty for all its devices, nil where it means another backend.
  private static func device(in name: String, of backend: String) -> Substring? {
    guard name.hasPrefix(backend) else { return nil }
    let rest = name.dropFirst(backend.count)
    return rest.isEmpty ? rest : rest.hasPrefix(":") ? rest.dropFirst() : nil
  }

  private func devices(named name: String, in found: [Found]) throws -> [DeviceInfo] {
    let candidates = found.compactMap { entry in
      Self.device(in: name, of: entry.backend.name).map { (entry: entry, device: $0) }
    }
    // The longest name counts: worker:torch and worker:torch:cuda.
    guard
      let (entry, device) = candidates.max(by: {
        $0.entry.backend.name.count < $1.entry.backend.name.count
      })
    else {
      let backend = String(name.prefix { $0 != ":" })
      throw CommandFailure(
        .usage,
        NearestName.sentence(unknown: "backend", backend, known: backends.map(\.name)))
    }
    let devices = entry.discovery.devices
    guard !devices.isEmpty else {
      let reasons = Self.reasons(entry)
      throw CommandFailure(
        .harness,
        "\(entry.backend.name) has no usable device here" + (reasons.isEmpty ? "" : ":\n")
          + reasons.joined(separator: "\n"))
    }
    guard name != entry.backend.name else { return devices }
    let matches = Self.matches(String(device), in: devices)
    guard matches.count == 1 else {
      let list = devices.map { "  \($0.id)  \($0.name)" + ($0.uuid.map { "  \($0)" } ?? "") }
        .joined(separator: "\n")
      throw CommandFailure(
        .usage,
        (matches.isEmpty
          ? "no device matches \"\(name)\"; there is:" : "\"\(name)\" matches several devices:")
          + "\n\(list)")
    }
    return matches
  }

  /// By index, then by UUID (with or without dashes), then by a part of the name; case does not matter.
  static func matches(_ text: String, in devices: [DeviceInfo]) -> [DeviceInfo] {
    if let index = Int(text) { return devices.filter { $0.index == index } }
    func plain(_ uuid: String) -> String { uuid.lowercased().filter { $0 != "-" } }
    let exact = devices.filter { $0.uuid.map(plain) == plain(text) }
    if !exact.isEmpty { return exact }
    guard !text.isEmpty else { return [] }
    return devices.filter { $0.name.lowercased().contains(text.lowercased()) }
  }
}
