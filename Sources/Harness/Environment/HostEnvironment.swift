import Foundation

/// The machine and what may disturb measurements on it.
public enum HostEnvironment {
  /// Describes the machine by what `/proc` and `/sys` hold at this moment.
  ///
  /// Never fails: what cannot be read is nil, empty or a warning.
  public static func current() -> ResultsFile.Host {
    var names = utsname()
    uname(&names)
    return read(
      SystemFiles(), environment: ProcessInfo.processInfo.environment,
      usableCoreCount: ProcessInfo.processInfo.activeProcessorCount,
      hostName: string(names.nodename), kernel: string(names.release),
      architecture: string(names.machine))
  }

  /// The same from given files and facts.
  static func read(
    _ files: SystemFiles, environment: [String: String], usableCoreCount: Int, hostName: String,
    kernel: String, architecture: String
  ) -> ResultsFile.Host {
    let processor = Processor(files)
    let governor = governor(files)
    let load = (files.text("proc/loadavg") ?? "").split(separator: " ").prefix(3)
      .compactMap { Double($0) }
    var host = ResultsFile.Host(
      hostName: hostName, operatingSystem: operatingSystem(files), kernel: kernel,
      architecture: architecture, cpuModel: processor.model,
      logicalCoreCount: processor.logicalCoreCount, cpuFeatures: processor.features,
      caches: processor.caches, memoryByteCount: memoryByteCount(files), governor: governor,
      loadAverage: load,
      container: Virtualization.container(files, environment: environment), warnings: [])
    host.warnings = warnings(
      host, files: files, usableCoreCount: usableCoreCount,
      hypervisor: Virtualization.hypervisor(files, flagged: processor.hasHypervisorFlag))
    return host
  }

  private static func warnings(
    _ host: ResultsFile.Host, files: SystemFiles, usableCoreCount: Int, hypervisor: String?
  ) -> [String] {
    var warnings: [String] = []
    if let hypervisor {
      let name = hypervisor == "unknown" ? "" : " (\(hypervisor))"
      warnings.append(
        "running under a hypervisor\(name): other guests may take processor time and caches")
    }
    if let stolen = stolenShare(files), stolen > 0.01 {
      warnings.append(
        "the hypervisor withheld \(number(100 * stolen)) % of processor time since the start of the system"
      )
    }
    switch host.governor {
    case nil: warnings.append("the frequency governor cannot be read")
    case "performance"?: break
    case let governor?:
      warnings.append(
        "the frequency governor is \(governor), not performance: clocks follow the load")
    }
    switch boost(files) {
    case nil: warnings.append("whether frequency boost is on cannot be read")
    case true?:
      warnings.append("frequency boost is on: clocks depend on temperature and on busy cores")
    case false?: break
    }
    if let load = host.loadAverage.first, load > Double(host.logicalCoreCount) / 2 {
      warnings.append(
        "the load average is \(load) on \(host.logicalCoreCount) cores: other programs are running")
    }
    if usableCoreCount < host.logicalCoreCount {
      warnings.append(
        "the process may use \(usableCoreCount) of \(host.logicalCoreCount) cores (affinity)")
    }
    if let quota = processorQuota(files), quota < Double(usableCoreCount) {
      warnings.append("a control group limits the process to \(number(quota)) cores")
    }
    if let limit = memoryLimit(files), limit < host.memoryByteCount {
      warnings.append("a control group limits memory to \(limit >> 20) MiB")
    }
    return warnings
  }

  private static func operatingSystem(_ files: SystemFiles) -> String {
    for line in (files.text("etc/os-release") ?? "").split(separator: "\n")
    where line.hasPrefix("PRETTY_NAME=") {
      return line.dropFirst("PRETTY_NAME=".count).filter { $0 != "\"" && $0 != "'" }
    }
    return "Linux"
  }

  private static func memoryByteCount(_ files: SystemFiles) -> Int {
    for line in (files.text("proc/meminfo") ?? "").split(separator: "\n")
    where line.hasPrefix("MemTotal:") {
      let kibibytes = line.split(separator: " ").dropFirst().first.flatMap { Int($0) } ?? 0
      return kibibytes << 10
    }
    return 0
  }

  /// The governor of all processors, or all of them where they differ.
  private static func governor(_ files: SystemFiles) -> String? {
    let folder = "sys/devices/system/cpu/cpufreq"
    let governors = Set(
      files.names(in: folder).compactMap { files.text("\(folder)/\($0)/scaling_governor") })
    return governors.isEmpty ? nil : governors.sorted().joined(separator: ", ")
  }

  private static func boost(_ files: SystemFiles) -> Bool? {
    if let off = files.integer("sys/devices/system/cpu/intel_pstate/no_turbo") { return off == 0 }
    return files.integer("sys/devices/system/cpu/cpufreq/boost").map { $0 != 0 }
  }

  /// The share of processor time that went to other guests (proc(5), `/proc/stat`, eighth column).
  private static func stolenShare(_ files: SystemFiles) -> Double? {
    guard let line = (files.text("proc/stat") ?? "").split(separator: "\n").first,
      line.hasPrefix("cpu ")
    else { return nil }
    let ticks = line.split(separator: " ").dropFirst().prefix(8).compactMap { Double($0) }
    let total = ticks.reduce(0, +)
    return ticks.count == 8 && total > 0 ? ticks[7] / total : nil
  }

  /// Cores' worth of time that the process's control group may use (cgroup v2, then v1).
  private static func processorQuota(_ files: SystemFiles) -> Double? {
    if let words = controlGroupText(files, "cpu.max")?.split(separator: " "), words.count == 2,
      let quota = Double(words[0]), let period = Double(words[1]), period > 0
    {
      return quota / period
    }
    guard let quota = files.integer("sys/fs/cgroup/cpu/cpu.cfs_quota_us"), quota > 0,
      let period = files.integer("sys/fs/cgroup/cpu/cpu.cfs_period_us"), period > 0
    else { return nil }
    return Double(quota) / Double(period)
  }

  private static func memoryLimit(_ files: SystemFiles) -> Int? {
    controlGroupText(files, "memory.max").flatMap { Int($0) }
      ?? files.integer("sys/fs/cgroup/memory/memory.limit_in_bytes")
  }

  /// A file of the process's own control group (version 2), or of the root that a container sees.
  private static func controlGroupText(_ files: SystemFiles, _ name: String) -> String? {
    let own = (files.text("proc/self/cgroup") ?? "").split(separator: "\n")
      .first { $0.hasPrefix("0::") }?.dropFirst(3)
    return own.flatMap { files.text("sys/fs/cgroup\($0)/\(name)") }
      ?? files.text("sys/fs/cgroup/\(name)")
  }

  /// At most one decimal.
  private static func number(_ value: Double) -> String {
    let rounded = (value * 10).rounded() / 10
    return rounded == rounded.rounded() ? "\(Int(rounded))" : "\(rounded)"
  }

  /// Text from one of the fixed C arrays of `utsname`.
  private static func string<Field>(_ field: Field) -> String {
    withUnsafeBytes(of: field) { bytes in String(decoding: bytes.prefix { $0 != 0 }, as: UTF8.self)
    }
  }
}
