public import Harness

/// A ledger of calls for people: the GEMMs one by one, bookkeeping in sum, and totals that add up.
public struct LedgerTable {
  private let ledger: CallLedger
  private let verifies: Bool

  /// Creates the table of a ledger.
  /// - Parameter verifies: whether results were to be verified.
  public init(_ ledger: CallLedger, verifies: Bool) {
    self.ledger = ledger
    self.verifies = verifies
  }

  /// The table with a final newline; plain text.
  public var text: String {
    var lines = ["", "\(ledger.device)  \(ledger.deviceName), CUDA \(ledger.cudaMajor)", ""]
    let computed = ledger.entries.filter {
      $0.outcome == .executed || $0.outcome == .executedOnCPU
    }
    if !computed.isEmpty { lines += Self.aligned(rows(computed)) + [""] }
    for outcome in CallLedger.Outcome.allCases {
      let entries = ledger.entries.filter { $0.outcome == outcome }
      guard !entries.isEmpty else { continue }
      lines.append(
        "\(Self.name(outcome)): \(Self.calls(ledger.callCount(outcome)))"
          + (outcome == .bookkeeping ? " (\(Self.functions(entries)))" : ""))
      for entry in entries where outcome != .bookkeeping && entry.reason != nil {
        lines.append(
          "  \(Self.calls(entry.callCount)) of \(entry.function)"
            + (entry.problem.map { " \($0)" } ?? "") + (entry.reason.map { ": \($0)" } ?? ""))
      }
    }
    let total = ledger.entries.reduce(0) { $0 + $1.callCount }
    lines.append("all: \(Self.calls(total))" + verification)
    lines += unverified(computed)
    for entry in ledger.entries where entry.incorrectCount > 0 {
      lines.append(
        "INCORRECT: \(Self.calls(entry.incorrectCount)) of \(entry.function) \(entry.problem ?? "")"
          + (entry.worst.map { ": \($0)" } ?? ""))
    }
    return lines.joined(separator: "\n") + "\n"
  }

  private var verification: String {
    let verified = ledger.entries.reduce(0) { $0 + $1.verifiedCount }
    guard verified > 0 else { return "; none verified" + (verifies ? "" : " (--verify)") }
    let wrong = ledger.entries.reduce(0) { $0 + $1.incorrectCount }
    let largest = ledger.entries.compactMap(\.largestErrorOverBound).max()
    return "; \(verified) verified, \(wrong) wrong"
      + (largest.map { ", largest error \(QuantityText.errorOverBound($0)) of its bound" } ?? "")
  }

  /// The calls that a run with --verify computed and could not check: empty ones, and routines without a definition to hold them
  /// against.
  private func unverified(_ entries: [CallLedger.Entry]) -> [String] {
    let rest = entries.filter { $0.verifiedCount < $0.callCount }
    guard verifies, !rest.isEmpty else { return [] }
    let counts = Dictionary(
      rest.map { ($0.function, $0.callCount - $0.verifiedCount) }, uniquingKeysWith: +)
    let count = counts.values.reduce(0, +)
    return ["not verified: \(Self.calls(count)) (\(Self.functions(counts)))"]
  }

  private func rows(_ entries: [CallLedger.Entry]) -> [[String]] {
    [["calls", "time a call", "error", "function", "problem", "variant"]]
      + entries.map { entry in
        [
          "\(entry.callCount)",
          QuantityText.duration(
            nanoseconds: entry.nanoseconds / Double(max(1, entry.callCount))),
          entry.verifiedCount == 0
            ? "-" : entry.largestErrorOverBound.map(QuantityText.errorOverBound) ?? "exact",
          entry.function, entry.problem ?? "", entry.variant ?? "",
        ]
      }
  }

  private static func name(_ outcome: CallLedger.Outcome) -> String {
    switch outcome {
    case .executed: "executed"
    case .executedOnCPU: "executed on the processor"
    case .refused: "refused"
    case .bookkeeping: "bookkeeping"
    }
  }

  private static func calls(_ count: Int) -> String { "\(count) \(count == 1 ? "call" : "calls")" }

  /// Functions with their counts, the most frequent first.
  private static func functions(_ entries: [CallLedger.Entry]) -> String {
    functions(Dictionary(entries.map { ($0.function, $0.callCount) }, uniquingKeysWith: +))
  }

  private static func functions(_ counts: [String: Int]) -> String {
    counts.sorted { ($1.value, $0.key) < ($0.value, $1.key) }
      .map { "\($0.key) \($0.value)" }.joined(separator: ", ")
  }

  private static func aligned(_ rows: [[String]]) -> [String] {
    let widths = (rows.first ?? []).indices.map { column in
      rows.map { $0[column].count }.max() ?? 0
    }
    return rows.map { row in
      row.indices.map { column in
        let gap = String(repeating: " ", count: widths[column] - row[column].count)
        if column < 3 { return gap + row[column] }
        return column == row.count - 1 ? row[column] : row[column] + gap
      }.joined(separator: "  ")
    }
  }
}
