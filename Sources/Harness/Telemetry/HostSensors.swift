/// What Linux tells about the processors without root: clocks, temperatures, throttling, load.
///
/// Every source is found once, with a reason where it is not there.
final class HostSensors: Sendable {
  /// The names of the sources that can be read.
  let sources: [String]
  /// The others, with reasons.
  let absent: [TelemetryRecord.Absence]
  /// Where clocks come from, where anywhere.
  let frequencySource: String?
  private let frequencyFiles: [PolledFile]
  private let cpuinfo: PolledFile?
  private let throttleFiles: [PolledFile]
  private let temperatureFiles: [(sensor: String, file: PolledFile)]
  private let stat: PolledFile?
  private let loadAverage: PolledFile?

  init(_ files: SystemFiles) {
    var found = Findings()
    let folder = "sys/devices/system/cpu"
    let policies = files.names(in: "\(folder)/cpufreq").filter { $0.hasPrefix("policy") }
    frequencyFiles = policies.compactMap {
      found.open("\(folder)/cpufreq/\($0)/scaling_cur_freq", in: files)
    }
    if frequencyFiles.isEmpty {
      let candidate = found.open("proc/cpuinfo", in: files)
      cpuinfo = candidate.map { Self.megahertz($0).isEmpty } == false ? candidate : nil
      frequencySource = cpuinfo == nil ? nil : "cpuinfo"
      found.conclude(
        frequencySource, orAbsent: "cpufreq",
        because: "there is no cpufreq driver, and /proc/cpuinfo has no clocks")
    } else {
      cpuinfo = nil
      frequencySource = "cpufreq"
      found.conclude("cpufreq", orAbsent: "cpufreq", because: "")
    }

    let processors = files.names(in: folder).filter {
      $0.hasPrefix("cpu") && Int($0.dropFirst(3)) != nil
    }
    throttleFiles = processors.flatMap { processor in
      ["core_throttle_count", "package_throttle_count"].compactMap {
        found.open("\(folder)/\(processor)/thermal_throttle/\($0)", in: files)
      }
    }
    found.conclude(
      throttleFiles.isEmpty ? nil : "thermal_throttle", orAbsent: "thermal_throttle",
      because:
        "there are no throttle counters (Intel processors outside virtual machines have them)")

    temperatureFiles = Self.temperatures(files, &found)
    found.conclude(
      temperatureFiles.isEmpty ? nil : "temperature", orAbsent: "temperature",
      because:
        "there is no coretemp, k10temp, zenpower or cpu_thermal sensor and no thermal zone of "
        + "the processor")

    stat = found.open("proc/stat", in: files)
    found.conclude(stat.map { _ in "stat" }, orAbsent: "stat", because: "/proc/stat does not exist")
    loadAverage = found.open("proc/loadavg", in: files)
    found.conclude(
      loadAverage.map { _ in "loadavg" }, orAbsent: "loadavg",
      because: "/proc/loadavg does not exist")
    sources = found.sources
    absent = found.absent
  }

  // MARK: Reading

  /// The clock of every core or frequency domain, in hertz.
  func frequenciesHertz() -> [Double] {
    if let cpuinfo { return Self.megahertz(cpuinfo).map { $0 * 1e6 } }
    return frequencyFiles.compactMap { $0.number() }.filter { $0 > 0 }.map { $0 * 1e3 }
  }

  /// Degrees Celsius by sensor.
  func temperaturesCelsius() -> [(sensor: String, celsius: Double)] {
    temperatureFiles.compactMap { entry in
      entry.file.number().map { (entry.sensor, $0 / 1000) }
    }
  }

  /// Throttle events since the start of the system, of all cores together; nil where nothing counts them.
  func throttleCount() -> Double? {
    throttleFiles.isEmpty ? nil : throttleFiles.compactMap { $0.number() }.reduce(0, +)
  }

  /// The load average over one minute.
  func load() -> Double? {
    loadAverage?.text().flatMap { Double($0.prefix { $0 != " " }) }
  }

  /// Processor time since the start of the system, in ticks.
  func ticks() -> ProcessorTicks? { stat?.text(limit: 4096).flatMap(ProcessorTicks.init) }

  private static func megahertz(_ cpuinfo: PolledFile) -> [Double] {
    (cpuinfo.text() ?? "").split(separator: "\n").compactMap { line in
      guard line.hasPrefix("cpu MHz"), let colon = line.firstIndex(of: ":") else { return nil }
      return Double(line[line.index(after: colon)...].drop { $0 == " " })
    }
  }

  private static func temperatures(
    _ files: SystemFiles, _ found: inout Findings
  ) -> [(sensor: String, file: PolledFile)] {
    var result: [(String, PolledFile)] = []
    for monitor in HardwareMonitor.all(files)
    where ["coretemp", "k10temp", "zenpower", "cpu_thermal"].contains(monitor.driver) {
      let sensors = monitor.temperatures
      // The package stands for its cores.
      let packages = sensors.filter { $0.label.hasPrefix("Package") || $0.label == "Tctl" }
      for sensor in packages.isEmpty ? Array(sensors.prefix(1)) : packages {
        if let file = found.open(sensor.path, in: files) {
          result.append(("\(monitor.driver) \(sensor.label)", file))
        }
      }
    }
    guard result.isEmpty else { return result }
    let folder = "sys/class/thermal"
    for zone in files.names(in: folder) where zone.hasPrefix("thermal_zone") {
      guard let type = files.text("\(folder)/\(zone)/type"),
        type == "x86_pkg_temp" || type.hasPrefix("cpu"),
        let file = found.open("\(folder)/\(zone)/temp", in: files)
      else { continue }
      result.append((type, file))
    }
    return result
  }
}

/// The first line of `/proc/stat` (proc(5)).
struct ProcessorTicks: Hashable {
  /// Time of all kinds.
  var total: Double
  /// Time in which programs and the kernel ran.
  var busy: Double
  /// Time that the hypervisor gave to other guests.
  var stolen: Double

  /// Reads `cpu user nice system idle iowait irq softirq steal ...`.
  init?(_ text: String) {
    guard let line = text.split(separator: "\n").first, line.hasPrefix("cpu ") else { return nil }
    let ticks = line.split(separator: " ").dropFirst().prefix(8).compactMap { Double($0) }
    guard ticks.count == 8 else { return nil }
    total = ticks.reduce(0, +)
    stolen = ticks[7]
    busy = total - ticks[3] - ticks[4] - ticks[7]
  }
}

/// Collects what is there and why the rest is not.
struct Findings {
  private(set) var sources: [String] = []
  private(set) var absent: [TelemetryRecord.Absence] = []
  private var firstFailure: AbsenceReason?

  /// Opens a file and remembers the first that exists but cannot be read.
  mutating func open(_ path: String, in files: SystemFiles) -> PolledFile? {
    switch PolledFile.open(path, in: files) {
    case .success(let file): return file
    case .failure(let reason):
      if files.exists(path), firstFailure == nil { firstFailure = reason }
      return nil
    }
  }

  /// Ends the search for one source: `source` where it was found, else absent for the first failure or `because`.
  mutating func conclude(_ source: String?, orAbsent name: String, because reason: String) {
    if let source {
      sources.append(source)
    } else {
      absent.append(.init(source: name, reason: firstFailure?.description ?? reason))
    }
    firstFailure = nil
  }
}
