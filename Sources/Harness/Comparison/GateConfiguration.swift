import Foundation

/// What `parity gate` runs and what it lets pass: a JSON file in the repository (docs/ci.md).
public struct GateConfiguration: Sendable, Hashable {
  /// The problems: a suite by name.
  public var suite: String?
  /// Or a suite file, relative to the configuration.
  public var workload: String?
  /// Backends and devices, as after `--backend`; empty means all that are found.
  public var devices: [String] = []
  /// The results file to compare with, relative to the configuration.
  public var baseline: String
  /// Where it lies unless the configuration says otherwise.
  static let defaultBaseline = "parity-baseline.json"
  /// The calibration file, relative to the configuration.
  public var calibration: String?
  /// The smallest relative difference of times that counts.
  public var threshold = ComparisonSettings().threshold
  /// Other thresholds for some cases; of those that match, the last counts.
  public var thresholds: [CaseThreshold] = []
  /// The confidence of intervals and tests.
  public var confidence = ComparisonSettings().confidence
  /// Cases that may stop being supported; wrong and failed ones never pass.
  public var allowedLosses: [CasePattern] = []
  /// How often suspects are measured again.
  public var remeasureCount = 3
  /// What to do where processor or device differ from the baseline's.
  public var otherMachine = OtherMachine.refuse
  /// Seconds of sampling for each case; nil leaves it to `parity run`.
  public var budgetSecondsPerCase: Double?
  /// Threads of CPU devices; nil leaves it to them.
  public var threadCount: Int?

  /// What to do where the candidate ran on another machine than the baseline.
  public enum OtherMachine: String, Sendable, Codable, Hashable, CaseIterable {
    /// End with exit code 4.
    case refuse
    /// Compare, and say what differs.
    case mark
  }

  /// Creates a configuration with the defaults.
  public init(baseline: String) { self.baseline = baseline }

  /// How cases are compared.
  public var settings: ComparisonSettings {
    ComparisonSettings(threshold: threshold, rules: thresholds, confidence: confidence)
  }

  /// The arguments of `parity run` for the whole workload.
  public var runArguments: [String] {
    var problems: [String] = []
    if let suite { problems += ["--suite", suite] }
    if let workload { problems += ["--workload", workload] }
    return problems + devices.flatMap { ["--backend", $0] } + measuringArguments
  }

  /// The arguments of `parity run` that measure `suspects` again: one run for each device.
  public func remeasureArguments(_ suspects: [GateReport.Suspect]) -> [[String]] {
    Dictionary(grouping: suspects, by: \.device).sorted { $0.key < $1.key }.map { device, own in
      ["--backend", device] + measuringArguments + own.map(\.descriptor)
    }
  }

  private var measuringArguments: [String] {
    (budgetSecondsPerCase.map { ["--budget", "\($0)"] } ?? [])
      + (threadCount.map { ["--threads", "\($0)"] } ?? [])
  }

  /// Reads a configuration; paths in it come back relative to the working directory.
  /// - Throws: `ResultsError` that names the file, the key and what is legal.
  public static func read(path: String) throws(ResultsError) -> GateConfiguration {
    let data = try DurableFile(path: path, mode: .readOnly).contents(limit: 1 << 20)
    var result = try ResultsCoding.decode(GateConfiguration.self, from: data, source: path)
    if let problem = result.problem { throw ResultsError("\(path): \(problem)") }
    let folder = (path as NSString).deletingLastPathComponent
    func placed(_ name: String) -> String {
      name.hasPrefix("/") || folder.isEmpty ? name : "\(folder)/\(name)"
    }
    result.baseline = placed(result.baseline)
    result.workload = result.workload.map(placed)
    result.calibration = result.calibration.map(placed)
    return result
  }

  /// What is not legal, as a sentence that starts with the key.
  private var problem: String? {
    if baseline.isEmpty { return "baseline is empty; name the results file to compare with" }
    if suite != nil, workload != nil { return "suite and workload exclude each other" }
    let fractions =
      [("threshold", threshold)] + thresholds.map { ("thresholds.threshold", $0.threshold) }
    for (name, value) in fractions where !(value > 0 && value <= 1000) {
      return "\(name) is \(value); use a fraction above 0, 0.05 for 5 %"
    }
    if !(confidence >= 0.5 && confidence < 1) {
      return "confidence is \(confidence); use a number from 0.5 to below 1"
    }
    if !(0...20).contains(remeasureCount) {
      return "remeasureCount is \(remeasureCount); use a number from 0 to 20"
    }
    if let budgetSecondsPerCase, !(budgetSecondsPerCase > 0 && budgetSecondsPerCase <= 86400) {
      return "budgetSecondsPerCase is \(budgetSecondsPerCase); use seconds above 0, up to 86400"
    }
    if let threadCount, threadCount < 1 { return "threadCount is \(threadCount); use at least 1" }
    return nil
  }
}

extension GateConfiguration: Decodable {
  private enum Key: String, CodingKey, CaseIterable {
    case suite, workload, devices, baseline, calibration, threshold, thresholds, confidence
    case allowedLosses, remeasureCount, otherMachine, budgetSecondsPerCase, threadCount
  }

  private struct AnyKey: CodingKey {
    let stringValue: String
    var intValue: Int? { nil }
    init(stringValue: String) { self.stringValue = stringValue }
    init?(intValue: Int) { nil }
  }

  /// Decodes the keys of docs/ci.md; others are refused, since a mistyped threshold would be no threshold.
  public init(from decoder: any Decoder) throws {
    for key in try decoder.container(keyedBy: AnyKey.self).allKeys.map(\.stringValue).sorted()
    where Key(rawValue: key) == nil && !key.hasPrefix("$") {
      throw DecodingError.dataCorrupted(
        .init(
          codingPath: [AnyKey(stringValue: key)],
          debugDescription: "no such key; there are "
            + Key.allCases.map(\.rawValue).joined(separator: " ")))
    }
    let container = try decoder.container(keyedBy: Key.self)
    func value<T: Decodable>(_ key: Key, _ fallback: T) throws -> T {
      try container.decodeIfPresent(T.self, forKey: key) ?? fallback
    }
    self.init(baseline: try value(.baseline, Self.defaultBaseline))
    suite = try container.decodeIfPresent(String.self, forKey: .suite)
    workload = try container.decodeIfPresent(String.self, forKey: .workload)
    devices = try value(.devices, devices)
    calibration = try container.decodeIfPresent(String.self, forKey: .calibration)
    threshold = try value(.threshold, threshold)
    thresholds = try value(.thresholds, thresholds)
    confidence = try value(.confidence, confidence)
    allowedLosses = try value(.allowedLosses, allowedLosses)
    remeasureCount = try value(.remeasureCount, remeasureCount)
    otherMachine = try value(.otherMachine, otherMachine)
    budgetSecondsPerCase = try container.decodeIfPresent(Double.self, forKey: .budgetSecondsPerCase)
    threadCount = try container.decodeIfPresent(Int.self, forKey: .threadCount)
  }
}
