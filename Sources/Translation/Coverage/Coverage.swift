import Kernels
public import Workloads

/// How much of a workload runs in which dialect: by calls, by operations and by recorded time.
public struct Coverage: Sendable, Codable {
  /// The version of the JSON form.
  public static let currentSchemaVersion = 1

  /// The version of this value's form.
  public var schemaVersion = Coverage.currentSchemaVersion
  /// The program that wrote it; nil in files of older versions.
  public var createdBy: String?
  /// What was translated.
  public var workload: String
  /// Everything that was asked.
  public var total: Amount
  /// One entry a dialect or device.
  public var targets: [Target]
  /// Backends that have no device here; nil where none was looked for.
  public var absent: [Absence]?

  /// A backend that cannot answer.
  public struct Absence: Sendable, Codable, Hashable {
    /// Its name.
    public var backend: String
    /// Why it has no device here.
    public var reason: String

    /// Creates the value.
    public init(backend: String, reason: String) {
      self.backend = backend
      self.reason = reason
    }
  }

  /// A part of a workload.
  public struct Amount: Sendable, Codable, Hashable {
    /// Different problems.
    public var problems = 0
    /// Calls: the sum of weights.
    public var calls = 0.0
    /// Operations of all calls.
    public var flops = 0.0
    /// The recorded time of the calls; nil where none was recorded.
    public var nanoseconds: Double?

    mutating func add(_ item: WorkloadItem) {
      problems += 1
      calls += item.weight
      flops += item.weight * Double(item.problem.flopCount)
      if let recorded = item.recordedNanoseconds {
        nanoseconds = (nanoseconds ?? 0) + item.weight * recorded
      }
    }
  }

  /// A workload in one dialect, or on one device of this machine.
  public struct Target: Sendable, Codable {
    /// The dialect's name, or the device's id.
    public var name: String
    /// One line for people.
    public var title: String
    /// The device that answers; nil where the tables of a dialect do.
    public var device: String?
    /// What runs, whatever it loses.
    public var covered = Amount()
    /// Parts by grade; grades that do not occur are left out.
    public var grades: [String: Amount] = [:]
    /// What is lost or missing, the most operations first.
    public var reasons: [Reason] = []
    /// The answer for each problem, in the order of the workload.
    public var problems: [Answer] = []
  }

  /// Why a part of a workload does not run, or loses something.
  public struct Reason: Sendable, Codable {
    /// The argument: `elementType`, `batching`, `epilogue`.
    public var code: String
    /// What it means for the call.
    public var grade: Grade
    /// For people.
    public var detail: String
    /// How sure that is.
    public var certainty: Certainty
    /// The part of the workload.
    public var amount: Amount
  }

  /// What becomes of one problem.
  public struct Answer: Sendable, Codable {
    /// The problem.
    public var descriptor: String
    /// What becomes of it.
    public var grade: Grade
    /// How sure that is.
    public var certainty: Certainty
    /// The target's calls.
    public var calls: [String]
    /// The codes of what is lost or missing.
    public var reasons: [String]
  }

  /// Translates every problem of `workload` by every translator; probes are left out, which no CUDA program calls.
  /// - Parameters:
  ///   - absent: backends that would have answered too.
  ///   - createdBy: the program and its version.
  public init(
    _ workload: Workload, translators: [Translator], absent: [Absence]? = nil,
    createdBy: String? = nil
  ) {
    self.workload = workload.name
    self.absent = absent
    self.createdBy = createdBy
    total = Amount()
    let items = workload.items.compactMap { item in
      CUDACall(item.problem).map { (item: item, call: $0) }
    }
    for entry in items { total.add(entry.item) }
    targets = translators.map { translator in
      var target = Target(
        name: translator.dialect.name, title: translator.dialect.title, device: translator.device)
      for entry in items {
        target.add(entry.item, translator.translate(entry.call))
      }
      target.reasons.sort { $0.amount.flops > $1.amount.flops }
      return target
    }
  }
}

extension Coverage.Target {
  fileprivate mutating func add(
    _ item: WorkloadItem, _ translation: CallTranslation
  ) {
    if translation.grade.isCovered { covered.add(item) }
    grades[translation.grade.rawValue, default: .init()].add(item)
    var codes: [String] = []
    var seen: Set<String> = []
    for finding in translation.findings where finding.grade != .exact {
      let key = "\(finding.grade)|\(finding.argument)|\(finding.detail)"
      guard seen.insert(key).inserted else { continue }
      if !codes.contains(finding.argument) { codes.append(finding.argument) }
      let place = reasons.firstIndex {
        $0.code == finding.argument && $0.grade == finding.grade && $0.detail == finding.detail
      }
      if let place {
        reasons[place].amount.add(item)
      } else {
        var amount = Coverage.Amount()
        amount.add(item)
        reasons.append(
          .init(
            code: finding.argument, grade: finding.grade, detail: finding.detail,
            certainty: finding.evidence.certainty, amount: amount))
      }
    }
    problems.append(
      .init(
        descriptor: item.problem.descriptor, grade: translation.grade,
        certainty: translation.certainty, calls: translation.steps.map(\.function), reasons: codes))
  }
}
