import Kernels

/// What `parity gate` decides: the comparison with the baseline after suspects were measured again.
public struct GateReport: Sendable, Codable, Hashable {
  /// A case that was slower when first measured.
  public struct Suspect: Sendable, Codable, Hashable {
    /// The problem.
    public var descriptor: String
    /// The device.
    public var device: String
    /// Candidate over baseline time as first measured.
    public var firstRatio: Double
    /// The same over all re-measurements so far, pooled, after each of them.
    public var pooledRatios: [Double]
    /// Whether it is slower after all.
    public var isConfirmed: Bool
  }

  /// The version of this form.
  public var schemaVersion = 1
  /// The comparison; suspects carry the verdict of their re-measurements.
  public private(set) var comparison: ComparisonReport
  /// Cases that were slower when first measured, and what became of them.
  public private(set) var suspects: [Suspect]
  /// Losses of coverage that the configuration allows.
  public private(set) var allowedLosses: [Comparison.CoverageChange]

  /// What it means for the exit code.
  public var outcome: ComparisonReport.Outcome { comparison.outcome }

  /// Decides.
  ///
  /// A suspect is judged by its re-measurements alone, pooled: the measurement that made it a suspect was chosen because it
  /// was slow, so it would count against the candidate twice. It is cleared as soon as the pool is not slower, and
  /// confirmed where it still is after `remeasureCount` rounds.
  /// - Parameters:
  ///   - remeasure: measures the suspects again and returns their records; one that it leaves out stays suspected.
  /// - Throws: `ComparisonError` where the files share no device, and what `remeasure` throws.
  public init(
    configuration: GateConfiguration, baseline: ComparisonReport.Named,
    candidate: ComparisonReport.Named, calibration: Calibration?,
    remeasure: ([Suspect]) throws -> [CaseRecord]
  ) throws {
    comparison = try ComparisonReport(
      baseline: baseline, candidates: [candidate], calibration: calibration,
      settings: configuration.settings)
    suspects = []
    allowedLosses = []
    if configuration.otherMachine == .refuse { refuseOtherMachines() }
    allowLosses(configuration.allowedLosses)
    guard !comparison.comparisons.contains(where: \.isRefused) else { return }
    for comparison in comparison.comparisons {
      suspects += comparison.cases.filter { $0.timing.verdict == .slower }.map {
        Suspect(
          descriptor: $0.descriptor, device: comparison.candidate.device,
          firstRatio: $0.timing.ratio, pooledRatios: [], isConfirmed: true)
      }
    }
    var pools: [String: CaseRecord] = [:]
    for _ in 0..<configuration.remeasureCount {
      let open = suspects.filter(\.isConfirmed)
      guard !open.isEmpty else { break }
      for record in try remeasure(open) {
        judge(record, pools: &pools, baseline: baseline.file, calibration: calibration)
      }
    }
    noteRemeasurements()
  }

  private mutating func refuseOtherMachines() {
    let identity: Set = ["cpuModel", "logicalCoreCount", "device name"]
    for index in comparison.comparisons.indices {
      for place in comparison.comparisons[index].differences.indices
      where identity.contains(comparison.comparisons[index].differences[place].what) {
        comparison.comparisons[index].differences[place].severity = .refused
      }
    }
  }

  private mutating func allowLosses(_ patterns: [CasePattern]) {
    for index in comparison.comparisons.indices {
      for place in comparison.comparisons[index].coverage.indices {
        let change = comparison.comparisons[index].coverage[place]
        guard change.isLoss, !(change.candidate?.isFailure ?? false),
          patterns.contains(where: {
            $0.matches(descriptor: change.descriptor, device: change.device)
          })
        else { continue }
        comparison.comparisons[index].coverage[place].isLoss = false
        allowedLosses.append(change)
      }
    }
  }

  /// Judges a suspect by all its re-measurements so far.
  private mutating func judge(
    _ record: CaseRecord, pools: inout [String: CaseRecord], baseline: ResultsFile,
    calibration: Calibration?
  ) {
    let key = "\(record.descriptor) @ \(record.device)"
    guard
      let suspect = suspects.firstIndex(where: {
        $0.isConfirmed && $0.descriptor == record.descriptor && $0.device == record.device
      }),
      let index = comparison.comparisons.firstIndex(where: {
        $0.candidate.device == record.device
      }),
      let place = comparison.comparisons[index].cases.firstIndex(where: {
        $0.descriptor == record.descriptor
      })
    else { return }
    let compared = comparison.comparisons[index]
    guard
      let before = baseline.cases.first(where: {
        $0.descriptor == record.descriptor && $0.device == compared.baseline.device
      })
    else { return }
    guard record.status.isTrusted else {
      // It no longer has a time to judge; what it has instead is worse.
      suspects[suspect].isConfirmed = false
      comparison.comparisons[index].cases.remove(at: place)
      let change = Comparison.CoverageChange(
        descriptor: record.descriptor, device: record.device, baseline: before.status,
        candidate: record.status, reason: record.reason, isLoss: true)
      comparison.comparisons[index].coverage.append(change)
      if record.status.isFailure { comparison.comparisons[index].failures.append(change) }
      return
    }
    let pool = pools[key]?.pooled(with: record) ?? record
    pools[key] = pool
    guard
      let judged = Comparison.Case(
        before, pool, sameRun: false, calibration: calibration, runToRun: compared.runToRun,
        settings: compared.settings)
    else { return }
    comparison.comparisons[index].cases[place] = judged
    suspects[suspect].pooledRatios.append(judged.timing.ratio)
    suspects[suspect].isConfirmed = judged.timing.verdict == .slower
  }

  private mutating func noteRemeasurements() {
    for suspect in suspects where !suspect.pooledRatios.isEmpty {
      for index in comparison.comparisons.indices
      where comparison.comparisons[index].candidate.device == suspect.device {
        for place in comparison.comparisons[index].cases.indices
        where comparison.comparisons[index].cases[place].descriptor == suspect.descriptor {
          let first = Comparison.Case.percent(suspect.firstRatio - 1)
          let times =
            suspect.pooledRatios.count == 1 ? "once" : "\(suspect.pooledRatios.count) times"
          comparison.comparisons[index].cases[place].notes.append(
            "first \(first) slower, re-measured \(times)")
        }
      }
    }
  }
}

extension CaseRecord {
  /// The record with the samples of another measurement of the same case after its own.
  func pooled(with other: CaseRecord) -> CaseRecord {
    guard let own = samples, let more = other.samples else { return self }
    var result = self
    // Rounds of different runs are no neighbours; they must not look equal.
    let offset = (own.rounds.max() ?? -1) &+ 1
    result.samples = Samples(
      repetitionsPerSample: own.repetitionsPerSample,
      hostNanoseconds: own.hostNanoseconds + more.hostNanoseconds,
      deviceNanoseconds: own.deviceNanoseconds.flatMap { mine in
        more.deviceNanoseconds.map { mine + $0 }
      }, rounds: own.rounds + more.rounds.map { $0 &+ offset })
    if result.samples?.deviceNanoseconds == nil { result.statistics?.clock = "host" }
    return result
  }
}
