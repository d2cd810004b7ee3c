import Foundation

/// What a machine can tell apart: the machine measured against itself.
///
/// An A/A run measures the same problems several times with nothing changed; whatever differs is noise. The minimal
/// detectable effect of a case class is the largest relative difference of medians that any two of those runs
/// showed in any of its cases. A threshold below it is raised to it, and said so.
public struct Calibration: Sendable, Codable, Hashable {
  /// The version that this build writes and reads.
  public static let currentSchemaVersion = 1

  /// The version of the form of the file.
  public var schemaVersion = Calibration.currentSchemaVersion
  /// The machine it holds for.
  public var hostName: String
  /// Its processor.
  public var cpuModel: String
  /// The workload that was measured.
  public var workload: String
  /// When it was made, ISO 8601.
  public var createdAt: String
  /// How many A/A runs it rests on.
  public var runCount: Int
  /// The classes that were measured, by name.
  public var classes: [String: CaseClass]

  /// Cases of one device and operation whose times have the same order of magnitude, since noise depends on these.
  public struct CaseClass: Sendable, Codable, Hashable {
    /// The least relative difference of times that can be told from noise: 0.03 is 3 %.
    public var minimalDetectableEffect: Double
    /// How many cases it rests on.
    public var caseCount: Int
  }

  /// One line for people: where it comes from.
  public var summary: String { "\(runCount) runs of \(workload) on \(hostName), \(createdAt)" }

  /// The name of the class of a case: device, operation and the decade of its median time.
  public static func caseClass(of record: CaseRecord) -> String? {
    guard let median = record.statistics?.medianNanoseconds, median > 0, median < 1e18 else {
      return nil
    }
    let decade = Int(log10(median).rounded(.down))
    return "\(record.device) \(record.operation) \(decadeName(decade))"
  }

  /// `10 us`: a power of ten of nanoseconds with its unit.
  private static func decadeName(_ decade: Int) -> String {
    let units = ["ns", "us", "ms", "s"]
    let unit = min(max(decade, 0) / 3, units.count - 1)
    return "\(Int(pow(10, Double(max(decade, 0) - 3 * unit)))) \(units[unit])"
  }

  /// The larger effect of the classes of two records, since a difference has the noise of both; nil where neither was
  /// calibrated.
  public func effect(_ baseline: CaseRecord, _ candidate: CaseRecord) -> Double? {
    [baseline, candidate].compactMap { record in
      Self.caseClass(of: record).flatMap { classes[$0]?.minimalDetectableEffect }
    }.max()
  }

  /// Creates a calibration from at least two results files of identical runs.
  public init(runs: [ResultsFile], createdAt: String) {
    hostName = runs.first?.host.hostName ?? ""
    cpuModel = runs.first?.host.cpuModel ?? ""
    workload = runs.first?.workload.name ?? ""
    self.createdAt = createdAt
    runCount = runs.count
    classes = [:]
    // The class of the first run stands, so that a median at a decade's edge does not split a case.
    var cases: [String: (name: String, medians: [Double])] = [:]
    for run in runs {
      for record in run.cases where record.status.isTrusted {
        guard let median = record.statistics?.medianNanoseconds,
          let name = Self.caseClass(of: record)
        else { continue }
        let id = "\(record.descriptor) @ \(record.device)"
        cases[id, default: (name, [])].medians.append(median)
      }
    }
    for (name, medians) in cases.values where medians.count >= 2 {
      guard let least = medians.min(), let most = medians.max() else { continue }
      var found = classes[name] ?? CaseClass(minimalDetectableEffect: 0, caseCount: 0)
      found.minimalDetectableEffect = max(found.minimalDetectableEffect, most / least - 1)
      found.caseCount += 1
      classes[name] = found
    }
  }
}

extension Calibration {
  /// Where `parity calibrate` writes and others look when nobody says where: `Results/<host>/calibration.json`.
  public static func defaultPath(host: String) -> String {
    DefaultOutput.folder(host: host) + "/calibration.json"
  }

  /// The calibration in the default place, where there is one and it is of the machine that all `files` are from.
  /// - Throws: `ResultsError` where it is there and cannot be read.
  public static func ofThisMachine(for files: [ResultsFile]) throws(ResultsError) -> Calibration? {
    let path = defaultPath(host: HostEnvironment.current().hostName)
    guard FileManager.default.fileExists(atPath: path) else { return nil }
    let found = try read(path: path)
    let isTheirs = files.allSatisfy {
      $0.host.hostName == found.hostName && $0.host.cpuModel == found.cpuModel
    }
    return isTheirs ? found : nil
  }

  /// Reads a calibration.
  /// - Throws: `ResultsError` that names the file and what is wrong with it.
  public static func read(path: String) throws(ResultsError) -> Calibration {
    let file = try DurableFile(path: path, mode: .readOnly)
    let data = try file.contents(limit: 16 << 20)
    let result = try ResultsCoding.decode(Calibration.self, from: data, source: path)
    guard result.schemaVersion == currentSchemaVersion else {
      throw ResultsError(
        "\(path) has schema version \(result.schemaVersion), and this parity reads \(currentSchemaVersion)"
      )
    }
    for (name, found) in result.classes where found.minimalDetectableEffect < 0 {
      throw ResultsError("\(path): the effect of \"\(name)\" is negative")
    }
    return result
  }

  /// Writes the calibration whole or not at all, and the folders it lies in.
  /// - Throws: `ResultsError` where the place cannot be written.
  public func write(path: String) throws(ResultsError) {
    try WholeFile.write(try ResultsCoding.encodeText(self), to: path)
  }
}
