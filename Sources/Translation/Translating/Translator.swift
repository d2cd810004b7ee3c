public import Kernels

/// Translates CUDA calls by one dialect's table.
public struct Translator: Sendable {
  /// What a device of Parity's own backend answers.
  public typealias BackendAnswer = @Sendable (Problem) -> Support

  /// The table.
  public let dialect: Dialect
  /// The device that grades the calls; nil where tables do, or where nobody answers.
  public let device: String?
  private let backendAnswer: BackendAnswer?

  /// Creates a translator that grades calls by the tables of `dialect`; where it stands for a backend of Parity nobody answers.
  public init(_ dialect: Dialect) {
    self.dialect = dialect
    device = nil
    backendAnswer = nil
  }

  /// Creates a translator for a dialect that stands for a backend of Parity: `device` grades its calls.
  public init(_ dialect: Dialect, device: String, answer: @escaping BackendAnswer) {
    self.dialect = dialect
    self.device = device
    backendAnswer = answer
  }

  /// What becomes of `call`.
  public func translate(_ call: CUDACall) -> CallTranslation {
    if dialect.backend != nil { return translateByBackend(call) }
    let work = CallWork(call: call, dialect: dialect)
    var findings = work.argumentFindings()
    let (steps, unpassed) = callSteps(work, &findings)
    return assemble(steps, unpassed, findings)
  }

  // MARK: Steps

  private func callSteps(_ work: CallWork, _ findings: inout [CallTranslation.Finding]) -> (
    steps: [CallTranslation.Step], unpassed: [CallTranslation.Unpassed]
  ) {
    if let rule = dialect.calls.first(where: { $0.condition.holds(for: work.features) }) {
      return steps(of: rule, work, &findings)
    }
    let claims = dialect.claims(function: work.call.function)
    if let claim = claims.first {
      switch claim.target {
      case .name(let name, _):
        var step = work.step(CallStep(kind: .pass, name: name, evidence: nil), claim.evidence)
        step = addRepeats(step, work.call.repeats)
        disputes(of: claims, findings: &findings)
        return ([step], [])
      case .none:
        findings.append(
          .init(
            grade: .impossible, argument: "operation",
            detail: detail("\(work.call.function.symbol) has no counterpart", claim.evidence),
            evidence: claim.evidence))
        return ([], [])
      case .unknown:
        findings.append(unknown(work.call, claim.evidence))
        return ([], [])
      }
    }
    findings.append(unknown(work.call, Evidence(.unknown)))
    return ([], [])
  }

  private func steps(
    of rule: CallRule, _ work: CallWork, _ findings: inout [CallTranslation.Finding]
  ) -> ([CallTranslation.Step], [CallTranslation.Unpassed]) {
    var steps: [CallTranslation.Step] = []
    for step in rule.steps {
      steps.append(addRepeats(work.step(step, rule.evidence), work.call.repeats))
      if step.kind == .unlisted {
        findings.append(
          .init(
            grade: .unknown, argument: "arguments",
            detail: "\(step.name) is the counterpart, but no source here lists its arguments",
            evidence: step.evidence ?? rule.evidence))
      }
    }
    if rule.grade != .exact {
      let fallback =
        rule.grade == .decomposed
        ? "\(steps.count) calls instead of one" : "\(work.call.function.symbol) has no counterpart"
      findings.append(
        .init(
          grade: rule.grade, argument: rule.reason,
          detail: rule.evidence.note.isEmpty ? fallback : rule.evidence.note,
          evidence: rule.evidence))
    }
    let unpassed = rule.unpassed.compactMap { entry -> CallTranslation.Unpassed? in
      let names = work.call.arguments.filter { entry.roles.contains($0.parameter.role) }
        .map(\.parameter.name)
      return names.isEmpty ? nil : .init(cuda: names, why: entry.why)
    }
    return (steps, unpassed)
  }

  private func addRepeats(_ step: CallTranslation.Step, _ repeats: Int) -> CallTranslation.Step {
    repeats == 1
      ? step
      : .init(
        function: step.function, repeats: step.repeats * repeats, arguments: step.arguments,
        evidence: step.evidence)
  }

  /// Where sources disagree on whether a function is there at all, people must know.
  private func disputes(of claims: [SymbolClaim], findings: inout [CallTranslation.Finding]) {
    for other in claims.dropFirst() where other.target == .none {
      findings.append(
        .init(
          grade: .exact, argument: "operation",
          detail: detail(
            "\(other.evidence.sources.joined(separator: ", ")) says there is none", other.evidence),
          evidence: other.evidence))
    }
  }

  private func unknown(_ call: CUDACall, _ evidence: Evidence) -> CallTranslation.Finding {
    .init(
      grade: .unknown, argument: "operation",
      detail: evidence.note.isEmpty
        ? "no source here says what \(call.function.symbol) becomes" : evidence.note,
      evidence: evidence)
  }

  private func detail(_ sentence: String, _ evidence: Evidence) -> String {
    evidence.note.isEmpty ? sentence : "\(sentence): \(evidence.note)"
  }

  // MARK: Result

  private func assemble(
    _ steps: [CallTranslation.Step], _ unpassed: [CallTranslation.Unpassed],
    _ findings: [CallTranslation.Finding]
  ) -> CallTranslation {
    var findings = findings
    for step in steps {
      for argument in step.arguments ?? [] where argument.value.hasPrefix("?") {
        // An enumerator without a row may not exist; a spelling that no source gives only remains to be looked up.
        let what = argument.value.dropFirst().drop { $0 == " " }
        let isEnumerator = what.hasPrefix("CU")
        findings.append(
          .init(
            grade: isEnumerator ? .unknown : .exact,
            argument: argument.cuda.first ?? argument.name,
            detail: isEnumerator
              ? "what \(what) becomes is in no source here"
              : "\(argument.name) of \(step.function) is in no source here: \(what)",
            evidence: Evidence(.unknown)))
      }
    }
    if let first = findings.first(where: { $0.grade == .impossible }) {
      // What cannot run at all needs no more said than why.
      let reasons = findings.filter { $0.grade == .impossible }
      return CallTranslation(
        dialect: dialect.name, grade: .impossible, certainty: first.evidence.certainty, steps: [],
        findings: reasons, unpassed: [])
    }
    let grade = findings.map(\.grade).max() ?? .exact
    let certainties =
      steps.map(\.evidence.certainty)
      + steps.flatMap { ($0.arguments ?? []).compactMap(\.evidence?.certainty) }
      + findings.map(\.evidence.certainty)
    return CallTranslation(
      dialect: dialect.name, grade: grade,
      certainty: grade == .unknown ? .unknown : certainties.max() ?? .unknown, steps: steps,
      findings: findings, unpassed: unpassed)
  }

  // MARK: Parity's own backends

  private func translateByBackend(_ call: CUDACall) -> CallTranslation {
    guard let backendAnswer, let device else {
      return CallTranslation(
        dialect: dialect.name, grade: .unknown, certainty: .unknown, steps: [],
        findings: [
          .init(
            grade: .unknown, argument: "device",
            detail: "no \(dialect.backend ?? dialect.name) device answers here (`parity devices`)",
            evidence: Evidence(.unknown))
        ], unpassed: [])
    }
    let support = backendAnswer(call.problem)
    let evidence = Evidence(.known, [device])
    var findings = support.losses.map { loss in
      CallTranslation.Finding(
        grade: Self.grade(loss.kind), argument: loss.kind.rawValue, detail: loss.detail,
        evidence: evidence)
    }
    findings += support.reasons.map { reason in
      .init(
        grade: .impossible, argument: reason.argument.rawValue, detail: reason.detail,
        evidence: evidence)
    }
    var ignored: [CallTranslation.Finding] = []
    var (steps, unpassed) = callSteps(CallWork(call: call, dialect: dialect), &ignored)
    if !ignored.allSatisfy({ $0.grade == .exact }) || steps.isEmpty {
      steps = support.variants.prefix(1).map { variant in
        .init(function: variant.id, repeats: 1, arguments: nil, evidence: evidence)
      }
      unpassed = []
    }
    return assemble(steps, unpassed, findings)
  }

  private static func grade(_ kind: Loss.Kind) -> Grade {
    switch kind {
    case .precisionLowered: .precisionLowered
    case .conversionAdded, .copyAdded, .transposeAdded: .copyNeeded
    case .decomposed: .decomposed
    case .argumentIgnored: .argumentIgnored
    }
  }
}
