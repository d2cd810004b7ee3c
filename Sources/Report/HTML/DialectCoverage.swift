import Harness
import Kernels
import Translation
import Workloads

/// What share of the calls other vendors' interfaces have, by the tables of this program.
enum DialectCoverage {
  /// Problems that are translated; a page is not `parity coverage`.
  static let maximumCount = 1000
  /// Reasons of one dialect that are listed.
  static let maximumReasonCount = 40

  /// The table and its reasons; nil where no problem is a call of CUDA, or a table cannot be read.
  static func table(_ model: ReportModel) -> Markup? {
    let items = Self.items(model)
    guard !items.isEmpty, let dialects = try? DialectLibrary.all() else { return nil }
    let tables = dialects.filter { $0.backend == nil }
    let coverage = Coverage(
      Workload(name: "report", origin: .file, items: items),
      translators: tables.map { Translator($0) })
    let rows = coverage.targets.map { row($0, items, coverage.total) }
    let left = model.problems.count - items.count
    let remark =
      left > 0
      ? " \(CaseNotes.counted(left, "problem")) left out: no CUDA call, or the same once more." : ""
    return """
      <p class="note">The same calls in the interfaces of other vendors, by the tables of parity \(ToolIdentity.version): what \
      published sources say, not a run. Unknown is not covered.\(remark)</p>
      \(ShareTable.markup(rows, head: "dialect", caption: "Covered by other vendors' interfaces"))\(reasons(coverage))
      """
  }

  /// The calls of all files, each once, as its first device has it.
  private static func items(_ model: ReportModel) -> [WorkloadItem] {
    var seen: Set<String> = []
    var items: [WorkloadItem] = []
    for index in model.problems.indices where items.count < maximumCount {
      let descriptor = model.problems[index].descriptor
      guard descriptor.utf8.count <= 4096, seen.insert(descriptor).inserted,
        let problem = try? Problem(descriptor: descriptor), CUDACall(problem) != nil,
        let record = model.subjects.indices.lazy.compactMap({
          model.current(problem: index, subject: $0)?.record
        }).first, record.weight > 0
      else { continue }
      items.append(
        WorkloadItem(
          problem: problem, label: record.label, weight: record.weight,
          recordedNanoseconds: record.recordedNanoseconds))
    }
    return items
  }

  private static func row(
    _ target: Coverage.Target, _ items: [WorkloadItem], _ total: Coverage.Amount
  ) -> ShareTable.Row {
    var (missing, lost) = (ReasonShares(), ReasonShares())
    for (answer, item) in zip(target.problems, items) where answer.grade != .exact {
      // Of a call that does not run only what stops it counts.
      let codes = answer.reasons.filter { code in
        answer.grade.isCovered
          || target.reasons.contains { $0.code == code && $0.grade == answer.grade }
      }
      if answer.grade.isCovered {
        lost.add(codes, weight: item.weight)
      } else {
        missing.add(codes.map { "\(answer.grade.rawValue): \($0)" }, weight: item.weight)
      }
    }
    return ShareTable.Row(
      name: target.name, tooltip: target.title, covered: Share(target.covered),
      whole: Share(total), missing: missing, lost: lost)
  }

  private static func reasons(_ coverage: Coverage) -> Markup {
    let lists = coverage.targets.filter { !$0.reasons.isEmpty }.map { target -> Markup in
      let items = target.reasons.prefix(maximumReasonCount).map { reason -> Markup in
        let calls = HeadlineSection.percentage(reason.amount.calls, of: coverage.total.calls)
        return
          "<li>\(reason.grade.rawValue): \(reason.code): \(reason.detail) (\(reason.certainty.rawValue); \(calls) of the calls)</li>\n"
      }
      let left = target.reasons.count - items.count
      let more: Markup =
        left > 0 ? "<li>and \(CaseNotes.counted(left, "further reason"))</li>\n" : ""
      return "<h3>\(target.name)</h3>\n<ul class=\"reasons\">\n\(items)\(more)</ul>\n"
    }
    return lists.isEmpty ? "" : Layout.details("Reasons by dialect", lists.joined())
  }
}

extension Share {
  init(_ amount: Coverage.Amount) {
    self.init()
    calls = amount.calls
    flops = amount.flops
    nanoseconds = amount.nanoseconds ?? 0
  }
}
