import Foundation

/// What a machine can tell apart: the machine measured against itself.
///
/// An A/A run measures the same problems several times with nothing changed; whatever differs is noise. The minimal
/// detectable effect of a case class is the largest relative difference of medians that any two of those runs
/// showed. A threshold below it is raised to it, and said so.
public struct Calibration: Sendable, Codable, Hashable {
  /// The version of this format.
  public var schemaVersion = 1
  /// The machine it holds for.
  public var hostName: String
  public var cpuModel: String
  /// When it was made, ISO 8601.
  public var createdAt: String
  /// How many A/A runs it rests on.
  public var runCount: Int
  /// The minimal detectable effect of each case class, relative.
  public var effects: [String: Double]

  /// The class of a case: its device, operation and the decade of its median time, since noise depends on these.
  public static func caseClass(of record: CaseRecord) -> String? {
    guard let median = record.statistics?.medianNanoseconds, median > 0 else { return nil }
    return "\(record.device)/\(record.operation)/1e\(Int(log10(median).rounded(.down)))ns"
  }

  /// The minimal detectable effect of the class of `record`, where it was calibrated.
  public func effect(for record: CaseRecord) -> Double? {
    Self.caseClass(of: record).flatMap { effects[$0] }
  }

  /// Creates a calibration from results files of identical runs.
  public init(runs: [ResultsFile], createdAt: String) {
    hostName = runs.first?.host.hostName ?? ""
    cpuModel = runs.first?.host.cpuModel ?? ""
    self.createdAt = createdAt
    runCount = runs.count
    effects = [:]
    var medians: [String: [Double]] = [:]
    var classes: [String: String] = [:]
    for run in runs {
      for record in run.cases where record.status.isTrusted {
        guard let median = record.statistics?.medianNanoseconds, let name = Self.caseClass(of: record)
        else { continue }
        medians[record.id, default: []].append(median)
        // The class of the first run stands, so that a median at a decade's edge does not split a case.
        if classes[record.id] == nil { classes[record.id] = name }
      }
    }
    for (id, values) in medians where values.count >= 2 {
      guard let name = classes[id], let least = values.min(), let most = values.max() else { continue }
      effects[name] = max(effects[name] ?? 0, most / least - 1)
    }
  }
}
