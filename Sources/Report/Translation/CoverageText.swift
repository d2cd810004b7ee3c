import Foundation
public import Translation

/// Coverage of workloads, for people.
public enum CoverageText {
  /// The table, then what is lost or missing.
  public static func table(_ coverage: Coverage, width: Int = TranslationText.defaultWidth)
    -> String
  {
    var text = TextLines.wrapped(
      "\(TerminalText.plain(coverage.workload)): \(coverage.total.problems) problems, "
        + "\(count(coverage.total.calls)) calls, \(QuantityText.operations(coverage.total.flops))"
        + (coverage.total.nanoseconds.map { ", recorded \(QuantityText.duration(nanoseconds: $0))" }
          ?? ""),
      width: width, indent: 2)
    text += "\ncovered, per cent of         per cent of calls by grade\n" + table(of: coverage)
    for absence in coverage.absent ?? [] {
      text += TextLines.wrapped(
        "not here: \(absence.backend): \(absence.reason)", width: width, indent: 2)
    }
    return text + reasons(coverage, width: width)
  }

  /// A row a target; with a heading each where there are devices and dialects.
  private static func table(of coverage: Coverage) -> String {
    let hasTime = coverage.total.nanoseconds != nil
    let grades = Grade.allCases.filter { grade in
      coverage.targets.contains { $0.grades[grade.rawValue] != nil }
    }
    var table = Columns(
      header: ["", "calls", "FLOPs"] + (hasTime ? ["time"] : []) + [""] + grades.map(\.rawValue),
      leftCount: 1)
    let groups = [
      ("devices here", coverage.targets.filter { $0.device != nil }),
      ("dialects", coverage.targets.filter { $0.device == nil }),
    ].filter { !$0.1.isEmpty }
    for (heading, targets) in groups {
      if groups.count > 1 { table.append([heading]) }
      for target in targets {
        var row = [
          (groups.count > 1 ? "  " : "") + target.name,
          share(target.covered.calls, coverage.total.calls),
          share(target.covered.flops, coverage.total.flops),
        ]
        if hasTime {
          row.append(share(target.covered.nanoseconds ?? 0, coverage.total.nanoseconds ?? 0))
        }
        row.append("|")
        row += grades.map { grade in
          target.grades[grade.rawValue].map { share($0.calls, coverage.total.calls) } ?? ""
        }
        table.append(row)
      }
    }
    return table.text
  }

  private static func reasons(_ coverage: Coverage, width: Int) -> String {
    var text = ""
    for target in coverage.targets where !target.reasons.isEmpty {
      text += "\n\(TerminalText.plain(target.device ?? target.name))\n"
      for reason in target.reasons {
        text += TextLines.wrapped(
          "  \(reason.grade.rawValue): \(reason.code): \(reason.detail) (\(reason.certainty.rawValue); "
            + "\(count(reason.amount.calls)) \(reason.amount.calls == 1 ? "call" : "calls"), \(share(reason.amount.flops, coverage.total.flops)) % of FLOPs)",
          width: width, indent: 4)
      }
    }
    return text
  }

  /// What changed.
  public static func difference(
    _ difference: CoverageDifference, width: Int = TranslationText.defaultWidth
  )
    -> String
  {
    var text = ""
    if let before = difference.createdBefore, let after = difference.createdAfter, before != after {
      text += "\(TerminalText.plain(before)) -> \(TerminalText.plain(after))\n\n"
    }
    if !difference.sameProblems {
      text += "the two are of different problems: shares are of different wholes\n\n"
    }
    var table = Columns(
      header: ["", "calls before", "after", "FLOPs before", "after"], leftCount: 1)
    for target in difference.targets {
      table.append([
        target.name, share(target.callsBefore, 1), share(target.callsAfter, 1),
        share(target.flopsBefore, 1), share(target.flopsAfter, 1),
      ])
    }
    text += table.text
    for target in difference.targets where !target.changes.isEmpty {
      text += "\n\(target.name)\n"
      for change in target.changes {
        let reasons = change.reasons.isEmpty ? "" : " (\(change.reasons.joined(separator: ", ")))"
        text += TextLines.wrapped(
          "  \(change.before?.rawValue ?? "not there") -> \(change.after?.rawValue ?? "not there")\(reasons)  \(change.descriptor)",
          width: width, indent: 6)
      }
    }
    if difference.targets.allSatisfy({ $0.changes.isEmpty }) { text += "\nno grade changed\n" }
    if !difference.onlyBefore.isEmpty {
      text += "only before: \(difference.onlyBefore.joined(separator: ", "))\n"
    }
    if !difference.onlyAfter.isEmpty {
      text += "only after: \(difference.onlyAfter.joined(separator: ", "))\n"
    }
    return text
  }

  static func share(_ part: Double, _ whole: Double) -> String {
    guard whole > 0 else { return "-" }
    let per = part / whole * 100
    // A part that is not all must not be shown as all, nor something as nothing.
    if per < 100, per > 99.95 { return "99.9" }
    if per > 0, per < 0.05 { return "<0.1" }
    return String(format: "%.1f", per)
  }

  private static func count(_ value: Double) -> String {
    value == value.rounded() && abs(value) < 1e15 ? "\(Int(value))" : String(format: "%.1f", value)
  }
}

extension QuantityText {
  /// A count of operations: `12.3 GFLOP`.
  static func operations(_ value: Double) -> String {
    let prefix = Prefix(for: value)
    return "\(significant(value / prefix.factor)) \(prefix.symbol)FLOP"
  }
}
