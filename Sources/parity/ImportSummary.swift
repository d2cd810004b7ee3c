import Foundation
import Kernels
import Report
import Workloads

/// What an import found, for people.
struct ImportSummary {
  private let file: WorkloadFile
  private static let shownCount = 10

  init(_ file: WorkloadFile) { self.file = file }

  /// Captures, calls by operation and type, what was taken for granted, what cannot be replayed and what was rejected.
  func text(width: Int?) -> String {
    var blocks = [captures, totals(width: width)]
    blocks.append(
      list(
        "Taken for granted, as the captures do not say it:", assumptions.map { ($0.calls, $0.text) }
      ))
    blocks.append(
      list(
        "Cannot be replayed:", file.notReplayable.map { ($0.calls, "\($0.name): \($0.reason)") }))
    blocks.append(rejections)
    return blocks.filter { !$0.isEmpty }.joined(separator: "\n")
  }

  private var captures: String {
    file.captures.map { capture in
      var facts = [capture.format, Self.counted(capture.calls, "call")]
      if let steps = capture.steps { facts.append(Self.counted(steps, "step")) }
      if let device = capture.device { facts.append(device) }
      return "\(capture.file): \(facts.joined(separator: ", "))\n"
    }.joined()
  }

  private struct Group {
    var calls = 0
    var problems = 0
    var flops = 0.0
    var nanoseconds = 0.0
  }

  /// One line for each operation and type, the most time (then operations) first.
  private func totals(width: Int?) -> String {
    var groups: [String: Group] = [:]
    for entry in file.problems {
      let key = "\(entry.problem.operation) \(entry.problem.inputType.rawValue)"
      groups[key, default: Group()].calls += entry.calls
      groups[key, default: Group()].problems += 1
      groups[key, default: Group()].flops +=
        Double(entry.problem.flopCount) * Double(entry.calls)
      groups[key, default: Group()].nanoseconds +=
        entry.recorded.map { $0.meanNanoseconds * Double(entry.calls) } ?? 0
    }
    guard !groups.isEmpty else { return "" }
    let all = groups.values.reduce(into: Group()) {
      $0.flops += $1.flops
      $0.nanoseconds += $1.nanoseconds
    }
    var table = TextTable(
      header: ["OPERATION", "TYPE", "CALLS", "PROBLEMS", "OPERATIONS", "SHARE", "TIME", "SHARE"])
    let sorted = groups.sorted {
      ($1.value.nanoseconds, $1.value.flops, $0.key) < (
        $0.value.nanoseconds, $0.value.flops, $1.key
      )
    }
    for (key, group) in sorted {
      table.append(
        key.split(separator: " ").map(String.init) + [
          "\(group.calls)", "\(group.problems)", Self.operations(group.flops),
          Self.percent(group.flops, all.flops),
          all.nanoseconds > 0 ? QuantityText.duration(nanoseconds: group.nanoseconds) : "-",
          Self.percent(group.nanoseconds, all.nanoseconds),
        ])
    }
    return table.text(width: width)
  }

  private var assumptions: [(calls: Int, text: String)] {
    var counts: [String: Int] = [:]
    for entry in file.problems {
      counts.merge(entry.assumptions, uniquingKeysWith: +)
    }
    return counts.sorted { ($1.value, $0.key) < ($0.value, $1.key) }.map { ($0.value, $0.key) }
  }

  private var rejections: String {
    let count = file.captures.reduce(0) { $0 + $1.rejectedCount }
    guard count > 0 else { return "" }
    var text = "Rejected: \(Self.counted(count, "line or event", "lines or events"))\n"
    for capture in file.captures {
      for rejection in capture.rejected {
        let place = rejection.line.map { ":\($0)" } ?? rejection.event.map { " event \($0)" } ?? ""
        text += "  \(capture.file)\(place): \(rejection.why)\n"
        if !rejection.text.isEmpty { text += "    \(rejection.text.prefix(120))\n" }
      }
    }
    return text
  }

  private func list(_ title: String, _ rows: [(calls: Int, text: String)]) -> String {
    guard !rows.isEmpty else { return "" }
    let shown = rows.prefix(Self.shownCount).map {
      "  \($0.text) (\(Self.counted($0.calls, "call")))\n"
    }
    let rest = rows.count - shown.count
    return title + "\n" + shown.joined() + (rest > 0 ? "  and \(rest) more kinds\n" : "")
  }

  private static func operations(_ flops: Double) -> String {
    QuantityText.flopsPerSecond(flops).replacingOccurrences(of: "/s", with: "")
  }

  private static func percent(_ part: Double, _ whole: Double) -> String {
    whole > 0 ? "\(Int((part / whole * 100).rounded())) %" : "-"
  }

  private static func counted(_ count: Int, _ one: String, _ many: String? = nil) -> String {
    "\(count) \(count == 1 ? one : many ?? one + "s")"
  }
}

/// A comparison of two captures, for people and programs.
struct AgreementText: Encodable {
  let schemaVersion = 1
  let agreed, different: [CaptureAgreement.Row]

  init(_ agreement: CaptureAgreement) {
    agreed = agreement.agreed
    different = agreement.different
  }

  func text(of files: [String]) -> String {
    let calls = agreed.reduce(0) { $0 + $1.first }
    var text = "\(calls) calls of \(agreed.count) kinds in both.\n"
    guard !different.isEmpty else { return text }
    text += "\(different.count) kinds differ:\n"
    var table = TextTable(header: ["FIRST", "SECOND", "CALL"])
    for row in different { table.append(["\(row.first)", "\(row.second)", row.call]) }
    text += table.text
    return text + "FIRST is \(files[0]), SECOND is \(files[1]).\n"
  }
}
