import Harness
import Kernels

/// What share of the calls gave a result on each device, as it was run.
enum DeviceCoverage {
  static func table(_ model: ReportModel) -> Markup {
    let rows = model.subjects.indices.map { row(model, $0) }
    return """
      <p class="note">Shares are weighted by how often the workload makes each call; of several files the newest case of a problem \
      counts. Covered is what gave a result, right or not; what the rest lacks is the argument that is the reason, or what became \
      of the case.</p>
      \(ShareTable.markup(rows, head: "device", caption: "Covered by the devices that ran"))
      """
  }

  private static func row(_ model: ReportModel, _ index: Int) -> ShareTable.Row {
    let subject = model.subjects[index]
    var (covered, whole) = (Share(), Share())
    var (missing, lost) = (ReasonShares(), ReasonShares())
    for record in model.currents(subject: index).map(\.record) {
      whole.add(record)
      if record.gaveResult {
        covered.add(record)
        lost.add(record.losses.map(\.kind.rawValue), weight: record.weight)
      } else {
        let arguments = record.unsupportedReasons.map(\.argument.rawValue)
        missing.add(
          arguments.isEmpty ? [record.status.words] : arguments, weight: record.weight)
      }
    }
    return ShareTable.Row(
      name: subject.label, tooltip: subject.deviceName, covered: covered, whole: whole,
      missing: missing, lost: lost)
  }
}

extension Share {
  mutating func add(_ record: CaseRecord) {
    add(
      weight: record.weight, flops: Double(record.flopCount),
      recordedNanoseconds: record.recordedNanoseconds)
  }
}
