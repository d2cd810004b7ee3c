import Kernels

/// Something that two measurements do not share and that changes numbers.
public struct ComparabilityDifference: Sendable, Codable, Hashable {
  /// How much it matters.
  public enum Severity: String, Sendable, Codable, Hashable {
    /// The numbers mean different things: comparing them says nothing.
    case refused
    /// The comparison is possible and must be read with the difference in mind.
    case marked
  }

  /// What differs: `cacheMode`, `driverVersion` ...
  public var what: String
  /// The baseline's and the candidate's values.
  public var baseline: String
  public var candidate: String
  /// How much it matters.
  public var severity: Severity
}

/// Finds what makes two results files, or two cases, hard to compare.
enum Comparability {
  /// Differences between the settings and machines of two files.
  static func differences(baseline: ResultsFile, candidate: ResultsFile) -> [ComparabilityDifference] {
    var found: [ComparabilityDifference] = []
    func check(
      _ what: String, _ left: String?, _ right: String?, _ severity: ComparabilityDifference.Severity
    ) {
      guard left != right else { return }
      found.append(
        ComparabilityDifference(
          what: what, baseline: left ?? "unknown", candidate: right ?? "unknown", severity: severity))
    }
    let (a, b) = (baseline.settings, candidate.settings)
    check("cacheMode", a.cacheMode, b.cacheMode, .refused)
    check("mode", a.mode ?? "steady", b.mode ?? "steady", .refused)
    check("fill", a.fill, b.fill, .refused)
    check("seed", "\(a.seed)", "\(b.seed)", .marked)
    check("threadCount", a.threadCount.map(String.init), b.threadCount.map(String.init), .marked)
    check("interleaved", "\(a.interleaved)", "\(b.interleaved)", .marked)
    check("hostName", baseline.host.hostName, candidate.host.hostName, .marked)
    check("cpuModel", baseline.host.cpuModel, candidate.host.cpuModel, .marked)
    check("kernel", baseline.host.kernel, candidate.host.kernel, .marked)
    check("governor", baseline.host.governor, candidate.host.governor, .marked)
    check("container", baseline.host.container, candidate.host.container, .marked)
    check("build", baseline.tool.buildConfiguration, candidate.tool.buildConfiguration, .refused)
    for device in baseline.devices {
      guard let other = candidate.devices.first(where: { $0.id == device.id }) else { continue }
      check("\(device.id) name", device.name, other.name, .marked)
      check(
        "\(device.id) driver", "\(device.driver) \(device.driverVersion)",
        "\(other.driver) \(other.driverVersion)", .marked)
      for property in Set(device.properties.keys).union(other.properties.keys).sorted()
      where property.lowercased().contains("power") {
        check(
          "\(device.id) \(property)", device.properties[property], other.properties[property], .marked)
      }
    }
    return found
  }

  /// Differences that make two records of one problem incomparable.
  static func differences(baseline: CaseRecord, candidate: CaseRecord) -> [ComparabilityDifference] {
    var found: [ComparabilityDifference] = []
    if baseline.flopConvention != candidate.flopConvention {
      found.append(
        ComparabilityDifference(
          what: "flopConvention", baseline: baseline.flopConvention,
          candidate: candidate.flopConvention, severity: .refused))
    }
    if baseline.cacheMode != candidate.cacheMode {
      found.append(
        ComparabilityDifference(
          what: "cacheMode", baseline: baseline.cacheMode, candidate: candidate.cacheMode,
          severity: .refused))
    }
    if let left = baseline.statistics?.clock, let right = candidate.statistics?.clock, left != right {
      found.append(
        ComparabilityDifference(
          what: "clock", baseline: left, candidate: right, severity: .marked))
    }
    return found
  }
}
