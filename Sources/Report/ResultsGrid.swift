import Harness
import Kernels

/// A results file arranged for reading: problems down, devices across.
///
/// Text and Markdown are made from it.
struct ResultsGrid {
  /// Ids of the devices that have cases, in the file's order; the first is the baseline.
  let devices: [String]
  let rows: [Row]
  /// For every device but the first: its speed relative to the first, over the problems that both have trusted.
  let relativeSpeeds: [String: RelativeSummary]

  /// Whether the headline times are from different clocks; ratios never are.
  let mixesClocks: Bool

  /// One problem, or one further variant of it.
  struct Row {
    let label: String?
    /// The short name, or the variant's for a further variant.
    let name: String
    let descriptor: String
    /// One cell a device; nil where the device has no case of the problem.
    let cells: [Cell?]
  }

  /// One case, in words.
  struct Cell {
    let status: CaseStatus
    /// Whether numbers are shown: the case ran and its times mean something.
    let isMeasured: Bool
    let isEmulated: Bool
    /// The rate without its unit, and the unit, the same along a row.
    let rate: String
    let unit: String
    let time: String
    let error: String
    /// Per cent of the roof and the ceiling that it is, `84 f32`; empty where there is none.
    let roof: String
    /// Empty for the baseline itself.
    let ratio: String
  }

  /// A mean over problems.
  struct RelativeSummary {
    let geometricMean: Double
    let problemCount: Int
  }

  /// Problems that do fewer operations per byte are limited by memory, so their rate is shown in bytes.
  static let memoryBoundFlopsPerByte = 8

  init(_ file: ResultsFile) {
    var devices = file.devices.map(\.id)
    for record in file.cases where !devices.contains(record.device) {
      devices.append(record.device)
    }
    let used = Set(file.cases.map(\.device))
    devices = devices.filter(used.contains)

    mixesClocks = Set(file.cases.compactMap { $0.statistics?.clock }).count > 1

    var order: [Key] = []
    var groups: [Key: [CaseRecord]] = [:]
    for record in file.cases {
      let key = Key(record)
      if groups[key] == nil { order.append(key) }
      groups[key, default: []].append(record)
    }

    var rows: [Row] = []
    var ratios: [String: [Double]] = [:]
    for key in order {
      var remaining = groups[key] ?? []
      let firsts = devices.map { device in
        remaining.firstIndex { $0.device == device }.map { remaining.remove(at: $0) }
      }
      let baseline = firsts.first ?? nil
      for (device, record) in zip(devices, firsts).dropFirst() {
        if let record, let baseline, let speed = RelativeSpeed(record, to: baseline) {
          ratios[device, default: []].append(speed.ratio)
        }
      }
      rows.append(Row(key, firsts, baseline: baseline))
      for record in remaining {
        let cells = devices.map { $0 == record.device ? record : nil }
        rows.append(Row(key, cells, baseline: baseline, variant: record.variant ?? record.grade))
      }
    }
    self.devices = devices
    self.rows = rows
    relativeSpeeds = ratios.compactMapValues { values in
      RelativeSpeed.geometricMean(values).map {
        RelativeSummary(geometricMean: $0, problemCount: values.count)
      }
    }
  }

  /// What the columns and marks that occur mean.
  var legend: [(sign: String, meaning: String)] {
    let shown = rows.flatMap(\.cells).compactMap { $0 }.filter(\.isMeasured)
    guard !shown.isEmpty else { return [] }
    var lines = [("error", "largest error as a multiple of its bound; time is the median")]
    if devices.count > 1 {
      lines.append(
        (
          "ratio",
          "speed relative to \(TerminalText.plain(devices[0])), above 1 is faster"
            + (mixesClocks ? "; by the host's clock, which all have" : "")
        ))
    }
    if shown.contains(where: { !$0.roof.isEmpty }) {
      lines.append(
        (
          "% of roof",
          "per cent of what the device could do, and what limits it: a type's peak or a memory's bandwidth"
        ))
    }
    if shown.contains(where: { $0.unit.hasSuffix("B/s") }) {
      lines.append(
        ("B/s", "for problems with under \(Self.memoryBoundFlopsPerByte) operations per byte"))
    }
    let marks = Set(shown.map(\.marks).joined())
    for (mark, meaning) in [
      ("~", "noisy: the budget ended before the asked precision"),
      ("*", "emulated, with the losses that are listed below"),
      ("?", "not verified"),
    ] as [(Character, String)] where marks.contains(mark) {
      lines.append((String(mark), meaning))
    }
    return lines
  }

  /// What makes two cases of different devices the same measurement.
  fileprivate struct Key: Hashable {
    let descriptor: String
    let label: String?
    let fill: String
    let seed: UInt64
    let cacheMode: String

    init(_ record: CaseRecord) {
      descriptor = record.descriptor
      label = record.label
      fill = record.fill
      seed = record.seed
      cacheMode = record.cacheMode
    }
  }
}

extension ResultsGrid.Row {
  fileprivate init(
    _ key: ResultsGrid.Key, _ records: [CaseRecord?], baseline: CaseRecord?, variant: String? = nil
  ) {
    label = key.label.map(TerminalText.plain)
    descriptor = TerminalText.plain(key.descriptor)
    name = variant.map { "  " + TerminalText.plain($0) } ?? ProblemName.short(descriptor)
    let present = records.compactMap { $0 }
    let inBytes =
      present.first.map { $0.flopCount / ResultsGrid.memoryBoundFlopsPerByte < $0.byteCount }
      ?? false
    let rate = { (record: CaseRecord) in
      inBytes ? record.rates?.bytesPerSecond : record.rates?.flopsPerSecond
    }
    let prefix = QuantityText.Prefix(for: present.compactMap(rate).max() ?? 0)
    // Integer arithmetic is not floating point.
    let inIntegers = descriptor.split(separator: ":").dropFirst().first?.hasPrefix("i8") ?? false
    let unit = prefix.symbol + (inBytes ? "B/s" : inIntegers ? "OP/s" : "FLOP/s")
    cells = records.map { record in
      record.map {
        ResultsGrid.Cell(
          $0, rate: rate($0).map { $0 / prefix.factor }, unit: unit, baseline: baseline)
      }
    }
  }
}

extension ResultsGrid.Cell {
  fileprivate init(_ record: CaseRecord, rate: Double?, unit: String, baseline: CaseRecord?) {
    status = record.status
    isMeasured = (status.isTrusted || status == .notVerified) && record.statistics != nil
    isEmulated = record.grade == "emulated"
    self.unit = unit
    self.rate = rate.map(QuantityText.significant) ?? "-"
    time = record.statistics.map { QuantityText.duration(nanoseconds: $0.medianNanoseconds) } ?? "-"
    error =
      record.correctness.map { correctness in
        correctness.maximumErrorOverBound.map(QuantityText.errorOverBound)
          ?? (correctness.failedCount == 0 ? "exact" : "-")
      } ?? "-"
    roof =
      record.roof.map { "\(Int(($0.fraction * 100).rounded())) \(TerminalText.plain($0.ceiling))" }
      ?? ""
    if let baseline, baseline != record {
      ratio = RelativeSpeed(record, to: baseline).map { QuantityText.ratio($0.ratio) } ?? "-"
    } else {
      ratio = ""
    }
  }

  /// `~` noisy, `*` emulated, `?` not verified.
  var marks: String {
    (status == .noisy ? "~" : "") + (isEmulated ? "*" : "") + (status == .notVerified ? "?" : "")
  }

  /// What stands in place of numbers.
  var words: String {
    let name = status.words
    return status == .incorrect && error != "-" ? "\(name), \(error)x bound" : name
  }

  /// How to emphasise the cell.
  var style: Palette.Style {
    switch status {
    case .passed: .none
    case .noisy, .notVerified: .caution
    case .unsupported, .skipped: .dim
    case .incorrect, .implausible, .timedOut, .crashed, .failed: .failure
    }
  }
}

extension CaseStatus {
  /// The status as people read it.
  var words: String {
    switch self {
    case .notVerified: "not verified"
    case .timedOut: "timed out"
    default: rawValue
    }
  }
}
