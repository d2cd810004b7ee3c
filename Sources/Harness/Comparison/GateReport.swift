import Kernels

/// What `parity gate` decides: the comparison with the baseline after suspects were measured again.
public struct GateReport: Sendable, Codable, Hashable {
  /// A case that was slower when first measured, or looked it.
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
    /// Whether re-measurements say that it is not; what they leave open is measured once more.
    var isCleared = false

    private enum CodingKeys: String, CodingKey {
      case descriptor, device, firstRatio, pooledRatios, isConfirmed
    }
  }

  /// The version of this form.
  public var schemaVersion = 1
  /// The comparison; suspects carry the verdict of their re-measurements.
  public private(set) var comparison: ComparisonReport
  /// Cases that were slower when first measured, or looked it, and what became of them.
  public private(set) var suspects: [Suspect] = []
  /// Losses of coverage that the configuration allows.
  public private(set) var allowedLosses: [Comparison.CoverageChange] = []

  /// What it means for the exit code.
  public var outcome: ComparisonReport.Outcome { comparison.outcome }

  /// Decides.
  ///
  /// A suspect is judged by its re-measurements alone, pooled: the measurement that made it a suspect was chosen because it
  /// was slow, so it would count against the candidate twice. It is cleared as soon as the pool is the same, faster or not beyond the
  /// threshold, and confirmed where the pool is slower after `remeasureCount` rounds.
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
    if configuration.otherMachine == .refuse { refuseOtherMachines() }
    let judge = Judge(isSameRun: false, calibration: calibration)
    try decide(configuration, judge, remeasure: remeasure) { record, baselineDevice, _ in
      baseline.file.cases.first {
        $0.descriptor == record.descriptor && $0.device == baselineDevice
      }
    }
  }

  /// Decides by one run in which a build took part as the baseline, in turns with the candidate.
  ///
  /// - Parameters:
  ///   - build: the name of the baseline's build, as in ``ComparisonReport/init(file:baseline:calibration:settings:isForced:)``.
  ///   - remeasure: measures the suspects again, on both builds in turns, and returns all records.
  /// - Throws: `ComparisonError` where the file has no such build, and what `remeasure` throws.
  public init(
    configuration: GateConfiguration, run: ComparisonReport.Named, baselineBuild build: String,
    remeasure: ([Suspect]) throws -> [CaseRecord]
  ) throws {
    comparison = try ComparisonReport(
      file: run, baseline: build, settings: configuration.settings)
    let judge = Judge(isSameRun: run.file.settings.interleaved, calibration: nil)
    try decide(configuration, judge, remeasure: remeasure) { record, baselineDevice, remeasured in
      remeasured.first { $0.descriptor == record.descriptor && $0.device == baselineDevice }
    }
  }

  /// Measures suspects again until they are cleared or confirmed.
  /// - Parameter baselineRecord: what a re-measured record is compared with, given the baseline's device and all re-measured records.
  private mutating func decide(
    _ configuration: GateConfiguration, _ judge: Judge,
    remeasure: ([Suspect]) throws -> [CaseRecord],
    against baselineRecord: (CaseRecord, String, [CaseRecord]) -> CaseRecord?
  ) throws {
    allowLosses(configuration.allowedLosses)
    guard !comparison.comparisons.contains(where: \.isRefused) else { return }
    for comparison in comparison.comparisons {
      suspects += comparison.cases.filter(\.timing.mayBeSlower).map {
        Suspect(
          descriptor: $0.descriptor, device: comparison.candidate.device,
          firstRatio: $0.timing.ratio, pooledRatios: [],
          isConfirmed: $0.timing.verdict == .slower)
      }
    }
    var pools: [String: Pool] = [:]
    for _ in 0..<configuration.remeasureCount {
      let open = suspects.filter { !$0.isCleared }
      guard !open.isEmpty else { break }
      let records = try remeasure(open)
      for record in records {
        settle(record, judge, pools: &pools) { baselineRecord(record, $0, records) }
      }
    }
    noteRemeasurements()
  }

  /// How re-measurements are compared with the baseline.
  private struct Judge {
    /// Whether both sides are of one run, in turns.
    let isSameRun: Bool
    let calibration: Calibration?
  }

  /// All re-measurements of a suspect, and what they are compared with.
  private struct Pool {
    var baseline: CaseRecord
    var candidate: CaseRecord
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
  private mutating func settle(
    _ record: CaseRecord, _ judge: Judge, pools: inout [String: Pool],
    against baselineRecord: (_ device: String) -> CaseRecord?
  ) {
    let key = "\(record.descriptor) @ \(record.device)"
    guard
      let suspect = suspects.firstIndex(where: {
        !$0.isCleared && $0.descriptor == record.descriptor && $0.device == record.device
      }),
      let index = comparison.comparisons.firstIndex(where: {
        $0.candidate.device == record.device
      }),
      let place = comparison.comparisons[index].cases.firstIndex(where: {
        $0.descriptor == record.descriptor
      })
    else { return }
    let compared = comparison.comparisons[index]
    guard let before = baselineRecord(compared.baseline.device) else { return }
    guard record.status.isTrusted else {
      // It no longer has a time to judge; what it has instead is worse.
      suspects[suspect].isConfirmed = false
      suspects[suspect].isCleared = true
      comparison.comparisons[index].cases.remove(at: place)
      let change = Comparison.CoverageChange(
        descriptor: record.descriptor, device: record.device, baseline: before.status,
        candidate: record.status, reason: record.reason, isLoss: true)
      comparison.comparisons[index].coverage.append(change)
      if record.status.isFailure { comparison.comparisons[index].failures.append(change) }
      return
    }
    var pool = Pool(baseline: before, candidate: record)
    if let sofar = pools[key] {
      // Rounds of different runs are no neighbours and must not look equal; those of one run must stay so.
      let offset =
        max(sofar.baseline.lastRound, sofar.candidate.lastRound) &+ 1
      pool.candidate = sofar.candidate.pooled(with: record, roundOffset: offset)
      if judge.isSameRun {
        pool.baseline = sofar.baseline.pooled(with: before, roundOffset: offset)
      }
    }
    pools[key] = pool
    guard
      let judged = Comparison.Case(
        pool.baseline, pool.candidate, sameRun: judge.isSameRun, calibration: judge.calibration,
        runToRun: compared.runToRun, settings: compared.settings)
    else { return }
    comparison.comparisons[index].cases[place] = judged
    suspects[suspect].pooledRatios.append(judged.timing.ratio)
    suspects[suspect].isConfirmed = judged.timing.verdict == .slower
    suspects[suspect].isCleared =
      [.same, .faster].contains(judged.timing.verdict)
      || judged.timing.ratio <= 1 + judged.timing.threshold
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
  /// The number of the last round, -1 without samples.
  fileprivate var lastRound: Int { samples?.rounds.max() ?? -1 }

  /// The record with the samples of another measurement of the same case after its own.
  func pooled(with other: CaseRecord, roundOffset offset: Int) -> CaseRecord {
    guard let own = samples, let more = other.samples else { return self }
    var result = self
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
