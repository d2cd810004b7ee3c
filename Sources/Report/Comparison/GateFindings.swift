public import Harness

/// What a gate found, one finding a case, as annotations and test reports need it.
struct GateFinding {
  enum Kind {
    /// Fails the gate.
    case failure
    /// Worth a look.
    case warning
    /// Nothing.
    case none
  }

  let kind: Kind
  let descriptor: String
  let device: String
  /// One sentence without the descriptor.
  let message: String
  /// The candidate's median; nil where it has none.
  let nanoseconds: Double?

  /// Every case of the report, failures first.
  static func all(_ gate: GateReport) -> [GateFinding] {
    var found: [GateFinding] = []
    for comparison in gate.comparison.comparisons {
      let device = comparison.candidate.device
      if comparison.isRefused, !gate.comparison.isForced {
        let differences = comparison.differences.filter { $0.severity == .refused }
        found.append(
          GateFinding(
            kind: .failure, descriptor: "comparability", device: device,
            message: "not comparable with the baseline: "
              + differences.map(ComparisonText.difference).joined(separator: "; "), nanoseconds: nil
          ))
        continue
      }
      let failed = Set(comparison.failures.map(\.descriptor))
      let lost = comparison.losses.filter { !failed.contains($0.descriptor) }
      found += comparison.failures.map { change(.failure, $0) } + lost.map { change(.failure, $0) }
      found += gate.allowedLosses.filter { $0.device == device }.map { change(.warning, $0) }
      found += comparison.cases.map { one in
        let kind: Kind =
          switch one.timing.verdict {
          case .slower: .failure
          case .ambiguous: .warning
          case .same, .faster: .none
          }
        let notes = one.notes.isEmpty ? "" : "; " + one.notes.joined(separator: "; ")
        return GateFinding(
          kind: kind, descriptor: one.descriptor, device: device,
          message:
            "\(ComparisonText.word(one.timing.verdict)), time ratio \(ComparisonText.ratio(one.timing)), "
            + "threshold \(ComparisonText.percent(one.timing.threshold))\(notes)",
          nanoseconds: one.candidateMedianNanoseconds)
      }
    }
    return found
  }

  private static func change(_ kind: Kind, _ change: Comparison.CoverageChange) -> GateFinding {
    let words = ComparisonText.coverage(change).dropFirst(change.descriptor.count + 2)
    return GateFinding(
      kind: kind, descriptor: change.descriptor, device: change.device, message: String(words),
      nanoseconds: nil)
  }
}

/// GitHub's workflow commands: `::error::` and `::warning::` lines that become annotations.
public enum GitHubAnnotations {
  /// GitHub shows ten annotations of a kind for a step; the last line says how many are not shown.
  static let limit = 10

  /// The lines, or nothing where there is no finding.
  public static func render(_ gate: GateReport) -> String {
    let findings = GateFinding.all(gate)
    return lines(findings, .failure, "error") + lines(findings, .warning, "warning")
  }

  private static func lines(
    _ findings: [GateFinding], _ kind: GateFinding.Kind, _ command: String
  ) -> String {
    let chosen = findings.filter { $0.kind == kind }
    let shown = chosen.count > limit ? Array(chosen.prefix(limit - 1)) : chosen
    var lines = shown.map { finding in
      let title = property("\(finding.descriptor) on \(finding.device)")
      return "::\(command) title=\(title)::\(data(finding.message))\n"
    }
    if shown.count < chosen.count {
      lines.append("::\(command)::and \(chosen.count - shown.count) more; see the job's summary\n")
    }
    return lines.joined()
  }

  /// The escapes of @actions/core (toolkit, packages/core/src/command.ts); line breaks are gone already.
  private static func data(_ text: String) -> String {
    TerminalText.plain(text).unicodeScalars.map { $0 == "%" ? "%25" : String($0) }.joined()
  }

  private static func property(_ text: String) -> String {
    data(text).unicodeScalars.map { $0 == ":" ? "%3A" : $0 == "," ? "%2C" : String($0) }.joined()
  }
}

/// A gate as JUnit XML: a suite for each device, a test case for each case.
public enum GateJUnit {
  /// Slower, lost, wrong and failed cases are failures; ambiguous ones pass and say so.
  public static func render(_ gate: GateReport) -> String {
    let findings = GateFinding.all(gate)
    var devices: [String] = []
    for finding in findings where !devices.contains(finding.device) {
      devices.append(finding.device)
    }
    var lines = ["<?xml version=\"1.0\" encoding=\"UTF-8\"?>"]
    lines.append("<testsuites name=\"parity gate\" \(counts(findings))>")
    for device in devices {
      let own = findings.filter { $0.device == device }
      lines.append("  <testsuite name=\"\(JUnitExport.escape(device))\" \(counts(own))>")
      for finding in own {
        let seconds = (finding.nanoseconds ?? 0) * 1e-9
        lines.append(
          "    <testcase classname=\"parity.gate.\(JUnitExport.escape(device))\" "
            + "name=\"\(JUnitExport.escape(finding.descriptor))\" time=\"\(seconds)\">")
        let message = JUnitExport.escape(finding.message)
        lines.append(
          finding.kind == .failure
            ? "      <failure message=\"\(message)\"/>"
            : "      <system-out>\(message)</system-out>")
        lines.append("    </testcase>")
      }
      lines.append("  </testsuite>")
    }
    lines.append("</testsuites>")
    return lines.joined(separator: "\n") + "\n"
  }

  private static func counts(_ findings: [GateFinding]) -> String {
    "tests=\"\(findings.count)\" failures=\"\(findings.count { $0.kind == .failure })\" errors=\"0\""
  }
}
