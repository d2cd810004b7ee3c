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

  /// Compares the devices of one file with one of them; samples are paired where the run interleaved them.
  /// - Parameter baselineDevice: the baseline's id, or nil for the first device that has cases.
  /// - Throws: `ComparisonError` where the file has no such device, or no other.
  public init(
    file: Named, baselineDevice: String?, calibration: Calibration? = nil,
    settings: ComparisonSettings, isForced: Bool = false
  ) throws(ComparisonError) {
    let devices = Self.devices(of: file.file)
    guard let first = baselineDevice ?? devices.first, devices.contains(first) else {
      throw ComparisonError(
        devices.isEmpty
          ? "\(file.name) has no cases"
          : "\(file.name) has no cases of \(baselineDevice ?? ""); it has \(devices.joined(separator: ", "))"
      )
    }
    guard devices.count > 1 else {
      throw ComparisonError(
        "\(file.name) has one device, \(first); give a second results file to compare it with")
    }
    let marks = Comparability.marks(of: file.file, calibration: calibration)
    comparisons = devices.filter { $0 != first }.map { device in
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
