import Foundation
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
  /// The baseline's value.
  public var baseline: String
  /// The candidate's value.
  public var candidate: String
  /// How much it matters.
  public var severity: Severity
}

/// Finds what makes two results files, or two cases, hard to compare.
enum Comparability {
  typealias Severity = ComparabilityDifference.Severity

  /// Differences between the settings and machines of two files.
  static func differences(
    baseline: ResultsFile, candidate: ResultsFile, calibration: Calibration?
  ) -> [ComparabilityDifference] {
    let (a, b) = (baseline.settings, candidate.settings)
    let (left, right) = (baseline.host, candidate.host)
    let found = [
      difference("cacheMode", a.cacheMode, b.cacheMode, .refused),
      difference("mode", a.mode ?? "steady", b.mode ?? "steady", .refused),
      difference("fill", a.fill, b.fill, .refused),
      difference(
        "build", baseline.tool.buildConfiguration, candidate.tool.buildConfiguration, .refused),
      difference("seed", "\(a.seed)", "\(b.seed)", .marked),
      difference(
        "threadCount", a.threadCount.map { "\($0)" }, b.threadCount.map { "\($0)" }, .marked),
      difference("interleaved", "\(a.interleaved)", "\(b.interleaved)", .marked),
      difference("hostName", left.hostName, right.hostName, .marked),
      difference("cpuModel", left.cpuModel, right.cpuModel, .marked),
      difference(
        "logicalCoreCount", "\(left.logicalCoreCount)", "\(right.logicalCoreCount)", .marked),
      difference("kernel", left.kernel, right.kernel, .marked),
      difference("governor", left.governor, right.governor, .marked),
      difference("container", left.container, right.container, .marked),
      difference(
        "interrupted", "\(baseline.run.interrupted)", "\(candidate.run.interrupted)", .marked),
    ]
    return found.compactMap { $0 } + marks(of: candidate, calibration: calibration)
  }

  /// What one file alone has to be read with: a calibration of another machine.
  static func marks(of file: ResultsFile, calibration: Calibration?) -> [ComparabilityDifference] {
    guard let calibration else { return [] }
    return [
      difference("calibration of hostName", calibration.hostName, file.host.hostName, .marked),
      difference("calibration of cpuModel", calibration.cpuModel, file.host.cpuModel, .marked),
    ].compactMap { $0 }
  }

  /// Differences between a device of one file and a device of another.
  static func deviceDifferences(
    _ baseline: ResultsFile, _ baselineID: String, _ candidate: ResultsFile, _ candidateID: String
  ) -> [ComparabilityDifference] {
    guard let a = baseline.devices.first(where: { $0.id == baselineID }),
      let b = candidate.devices.first(where: { $0.id == candidateID })
    else { return [] }
    var found = [
      difference("device", a.id, b.id, .marked),
      difference("device name", a.name, b.name, .marked),
      difference(
        "driver", "\(a.driver) \(a.driverVersion)", "\(b.driver) \(b.driverVersion)", .marked),
      difference(
        "device threads", a.threadCount.map { "\($0)" }, b.threadCount.map { "\($0)" }, .marked),
    ]
    for property in Set(a.properties.keys).union(b.properties.keys).sorted()
    where property.lowercased().contains("power") {
      found.append(difference(property, a.properties[property], b.properties[property], .marked))
    }
    return found.compactMap { $0 }
  }

  /// Whether two sides are different machines, devices or drivers: what all cases share is then the finding.
  static func isOfOtherMachines(_ differences: [ComparabilityDifference]) -> Bool {
    // Not the host's name: hosts of CI have a new one each time.
    let identity: Set = ["cpuModel", "device name", "driver"]
    return differences.contains { identity.contains($0.what) }
  }

  /// Differences that make two records of one problem mean different things.
  static func differences(baseline: CaseRecord, candidate: CaseRecord) -> [ComparabilityDifference]
  {
    [
      difference("flopConvention", baseline.flopConvention, candidate.flopConvention, .refused),
      difference("cacheMode", baseline.cacheMode, candidate.cacheMode, .refused),
      difference("fill", baseline.fill, candidate.fill, .refused),
      difference(
        "clock", baseline.statistics?.clock, candidate.statistics?.clock, .marked),
    ].compactMap { $0 }
  }

  private static func difference(
    _ what: String, _ baseline: String?, _ candidate: String?, _ severity: Severity
  ) -> ComparabilityDifference? {
    guard baseline != candidate else { return nil }
    return ComparabilityDifference(
      what: what, baseline: baseline ?? "unknown", candidate: candidate ?? "unknown",
      severity: severity)
  }
}
