/// Everything that one `parity compare` finds: a comparison for every pair of devices.
public struct ComparisonReport: Sendable, Codable, Hashable {
  /// A results file and the name it was given by.
  public typealias Named = (name: String, file: ResultsFile)

  /// The version of this form.
  public var schemaVersion = 1
  /// One for every pair of devices.
  public internal(set) var comparisons: [Comparison]
  /// The calibration that thresholds were raised by, for people.
  public var calibration: String?
  /// Whether what is incomparable was compared all the same, as the user asked.
  public var isForced: Bool

  /// What it means for an exit code, the worst first.
  public enum Outcome: String, Sendable, Codable, Hashable {
    /// The numbers mean different things.
    case refused
    /// The candidate is wrong, failed, or lost coverage.
    case failed
    /// A case is slower.
    case slower
    /// No case stands out, but the run as a whole became slower: two separate runs cannot tell whether by the program or
    /// by the machine.
    case moved
    /// Nothing is wrong, but some cases cannot be told apart.
    case ambiguous
    /// Nothing is wrong.
    case clean
  }

  /// The worst of all comparisons.
  public var outcome: Outcome {
    if !isForced, comparisons.contains(where: \.isRefused) { return .refused }
    if comparisons.contains(where: { !$0.failures.isEmpty || !$0.losses.isEmpty }) {
      return .failed
    }
    if comparisons.contains(where: { $0.summary.slower > 0 }) { return .slower }
    if comparisons.contains(where: {
      $0.runToRun?.isSlower(threshold: $0.settings.threshold) ?? false
    }) {
      return .moved
    }
    return comparisons.contains { $0.summary.ambiguous > 0 } ? .ambiguous : .clean
  }

  /// Compares devices of one file; samples are paired where the run interleaved them.
  ///
  /// - Parameter baseline: the id of a device, which all others are compared with; or the name of another build that took
  ///   part (`parity run --program old=PATH`), each of whose devices is compared with the same one of the other builds; or nil for
  ///   the first device that has cases.
  /// - Throws: `ComparisonError` where the file has no such device, or no other.
  public init(
    file: Named, baseline: String?, calibration: Calibration? = nil,
    settings: ComparisonSettings, isForced: Bool = false
  ) throws(ComparisonError) {
    // Calibrated is what separate runs differ by; turns of one run differ by less.
    let calibration = file.file.settings.interleaved ? nil : calibration
    let devices = Self.devices(of: file.file)
    let pairs = try Self.pairs(devices, baseline: baseline, file: file.name)
    let marks = Comparability.marks(of: file.file, calibration: calibration)
    comparisons = pairs.map { first, device in
      Comparison(
        baseline: .init(file: file.name, device: first),
        candidate: .init(file: file.name, device: device),
        baselineRecords: file.file.cases.filter { $0.device == first },
        candidateRecords: file.file.cases.filter { $0.device == device },
        sameRun: file.file.settings.interleaved, differences: marks, calibration: calibration,
        settings: settings)
    }
    self.calibration = calibration?.summary
    self.isForced = isForced
  }

  /// Compares each candidate with the baseline, device by device of the same id.
  ///
  /// A device that a candidate does not have is a loss of all its cases. Two files of one device each are compared
  /// whatever the ids are.
  /// - Throws: `ComparisonError` where two files share no device.
  public init(
    baseline: Named, candidates: [Named], calibration: Calibration? = nil,
    settings: ComparisonSettings, isForced: Bool = false
  ) throws(ComparisonError) {
    var comparisons: [Comparison] = []
    let left = Self.devices(of: baseline.file)
    for candidate in candidates {
      let right = Self.devices(of: candidate.file)
      let pairs: [(String, String)]
      if left.count == 1, right.count == 1 {
        pairs = [(left[0], right[0])]
      } else {
        pairs = left.map { ($0, $0) } + right.filter { !left.contains($0) }.map { ($0, $0) }
        guard !Set(left).isDisjoint(with: right) else {
          throw ComparisonError(
            "\(baseline.name) and \(candidate.name) share no device: "
              + "\(Self.list(left)) against \(Self.list(right))")
        }
      }
      let shared = Comparability.differences(
        baseline: baseline.file, candidate: candidate.file, calibration: calibration)
      for (a, b) in pairs {
        comparisons.append(
          Comparison(
            baseline: .init(file: baseline.name, device: a),
            candidate: .init(file: candidate.name, device: b),
            baselineRecords: baseline.file.cases.filter { $0.device == a },
            candidateRecords: candidate.file.cases.filter { $0.device == b }, sameRun: false,
            differences: shared
              + Comparability.deviceDifferences(
                baseline.file, a, candidate.file, b),
            calibration: calibration, settings: settings))
      }
    }
    self.comparisons = comparisons
    self.calibration = calibration?.summary
    self.isForced = isForced
  }

  /// Which devices of one file are compared: baseline and candidate.
  private static func pairs(
    _ devices: [String], baseline: String?, file: String
  ) throws(ComparisonError) -> [(String, String)] {
    if let name = baseline, !devices.contains(name) {
      let own = devices.filter { $0.hasPrefix("\(name)/") }
      let pairs = own.flatMap { device in
        devices.filter { !own.contains($0) && unprefixed($0) == unprefixed(device) }
          .map { (device, $0) }
      }
      guard pairs.isEmpty else { return pairs }
      throw ComparisonError(
        devices.isEmpty
          ? "\(file) has no cases"
          : own.isEmpty
            ? "\(file) has no cases of \(name); it has \(devices.joined(separator: ", "))"
            : "\(file) has nothing to compare with \(list(own))")
    }
    guard let first = baseline ?? devices.first else {
      throw ComparisonError("\(file) has no cases")
    }
    guard devices.count > 1 else {
      throw ComparisonError(
        "\(file) has one device, \(first); give a second results file to compare it with")
    }
    return devices.filter { $0 != first }.map { (first, $0) }
  }

  /// The device's id without the name of the build that it is of.
  private static func unprefixed(_ device: String) -> Substring {
    device.split(separator: "/", maxSplits: 1).last ?? ""
  }

  /// The devices that have cases, in the order in which they first stand.
  private static func devices(of file: ResultsFile) -> [String] {
    var seen: Set<String> = []
    return file.cases.map(\.device).filter { seen.insert($0).inserted }
  }

  private static func list(_ devices: [String]) -> String {
    devices.isEmpty ? "no cases" : devices.joined(separator: ", ")
  }
}

/// Why there is nothing to compare, in a sentence for people.
public struct ComparisonError: Error, Hashable, CustomStringConvertible, Sendable {
  /// The sentence.
  public let description: String

  init(_ description: String) { self.description = description }
}
