import Synchronization

/// The energy counters of Intel's and AMD's processors (Linux: Documentation/power/powercap/powercap.rst).
///
/// Packages and memory outside them count; cores and the integrated GPU are part of their package.
final class RAPLSensors: DeviceSensors {
  let sources: [String]
  let absent: [TelemetryRecord.Absence]
  let energySource: String?
  // The counters move about once a millisecond.
  let leastEnergySeconds = 0.02
  private let domains: [Domain]
  private let state: Mutex<[Progress]>

  private struct Domain {
    var name: String
    var energy: PolledFile
    /// Where the counter starts again at zero, in microjoules.
    var range: Double
  }

  private struct Progress {
    var last: Double?
    var total = 0.0
  }

  init(_ files: SystemFiles) {
    let folder = "sys/class/powercap"
    var found = Findings()
    var domains: [Domain] = []
    for entry in files.names(in: folder) where entry.hasPrefix("intel-rapl:") {
      let path = "\(folder)/\(entry)"
      guard let name = files.text("\(path)/name"), name.hasPrefix("package") || name == "dram",
        let range = files.text("\(path)/max_energy_range_uj").flatMap(Double.init), range > 0,
        let energy = found.open("\(path)/energy_uj", in: files)
      else { continue }
      domains.append(Domain(name: name, energy: energy, range: range))
    }
    if !domains.contains(where: { $0.name.hasPrefix("package") }) { domains = [] }
    found.conclude(
      domains.isEmpty ? nil : "rapl", orAbsent: "rapl",
      because:
        "/sys/class/powercap has no readable package: the processor or the hypervisor offers no "
        + "energy counter, or the module intel_rapl_msr is not loaded")
    sources = found.sources
    absent = found.absent
    energySource =
      domains.isEmpty ? nil : "rapl " + domains.map(\.name).joined(separator: " + ")
    self.domains = domains
    state = Mutex(domains.map { _ in Progress() })
  }

  func joules() -> Double? {
    guard !domains.isEmpty else { return nil }
    return state.withLock { progress in
      for (index, domain) in domains.enumerated() {
        guard let value = domain.energy.number() else { return nil }
        if let last = progress[index].last {
          progress[index].total += value >= last ? value - last : value + domain.range - last
        }
        progress[index].last = value
      }
      return progress.reduce(0) { $0 + $1.total } / 1e6
    }
  }
}
