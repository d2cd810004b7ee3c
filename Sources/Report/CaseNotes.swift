import Harness
import Kernels

/// What a table of numbers leaves out, said once for all cases that share it: counts, reasons, losses, warnings.
struct CaseNotes {
  private let file: ResultsFile
  private let grid: ResultsGrid

  init(_ file: ResultsFile, _ grid: ResultsGrid) {
    self.file = file
    self.grid = grid
  }

  /// Cases of one device that share a status and, but for numbers, a reason.
  struct Group {
    let device: String
    let heading: String
    let style: Palette.Style
    let reason: String
    var descriptors: [String]
  }

  /// One line a device: `9 passed, 1 incorrect, 2 unsupported`.
  func counts(of device: String) -> String {
    let cases = file.cases.filter { $0.device == device }
    let parts = CaseStatus.allCases.compactMap { status -> String? in
      let count = cases.count { $0.status == status }
      return count == 0 ? nil : "\(count) \(status.words)"
    }
    let tuned = cases.count { $0.tuned == true }
    return Self.counted(cases.count, "case") + ": " + parts.joined(separator: ", ")
      + (tuned == 0 ? "" : "; \(tuned) by a tuned variant")
  }

  /// `0.710x the speed of openblas:0 (geometric mean over 9 problems)`, nil for the baseline and where nothing compares.
  func relativeSpeed(of device: String) -> String? {
    guard let baseline = grid.devices.first,
      let summary = grid.relativeSpeeds[device]
    else { return nil }
    return
      "\(QuantityText.ratio(summary.geometricMean)) the speed of \(TerminalText.plain(baseline)) "
      + "(geometric mean over \(Self.counted(summary.problemCount, "problem")))"
  }

  /// Cases that gave no trusted number, failures first.
  var untrusted: [Group] {
    let statuses: [CaseStatus] = [
      .incorrect, .implausible, .failed, .crashed, .timedOut, .notVerified, .skipped, .unsupported,
    ]
    return statuses.flatMap { status in
      groups(
        file.cases.filter { $0.status == status }, heading: status.words,
        style: status.isFailure ? .failure : .none
      ) { record in
        let arguments = record.unsupportedReasons.map { "\($0.argument.rawValue): \($0.detail)" }
        let reasons = arguments.isEmpty ? [record.reason ?? "no reason given"] : arguments
        return reasons.joined(separator: "; ")
      }
    }
  }

  /// What emulation changed in cases that have a number.
  var losses: [Group] {
    groups(
      file.cases.filter { $0.grade == "emulated" && $0.status.isTrusted }, heading: "emulated",
      style: .none
    ) { record in
      record.losses.map { "\($0.kind.rawValue): \($0.detail)" }.joined(separator: "; ")
    }
  }

  /// Whether the run is whole, what could not take part, and what may have disturbed it.
  var remarks: [String] {
    var remarks: [String] = []
    if file.run.interrupted {
      remarks.append("The run was interrupted: cases are missing. Continue it with --resume.")
    }
    for rejection in file.rejections {
      remarks.append("\(rejection.backend), \(rejection.subject): \(rejection.reason)")
    }
    remarks += (file.rooflines ?? []).map(RooflineText.summary)
    if let problem = unprovedCold { remarks.append(problem) }
    for device in file.devices {
      let remark = DeviceRemark.oldCore(properties: device.properties, features: device.features)
      if let remark { remarks.append("\(device.id): \(remark)") }
    }
    remarks += file.host.warnings.map { "This machine: \($0)" }
    return remarks.map(TerminalText.plain)
  }

  private var unprovedCold: String? {
    let count = file.cases.count { $0.status.isTrusted && $0.coldProof?.proved == false }
    return count == 0
      ? nil : "In \(Self.counted(count, "case")) the probe did not show a cold cache."
  }

  /// A count with its noun: `1 case`, `2 cases`.
  static func counted(_ count: Int, _ noun: String) -> String {
    "\(count) \(noun)\(count == 1 ? "" : "s")"
  }

  private func groups(
    _ cases: [CaseRecord], heading: String, style: Palette.Style, reason: (CaseRecord) -> String
  ) -> [Group] {
    var order: [[String]] = []
    var groups: [[String]: Group] = [:]
    for record in cases {
      let reason = TerminalText.plain(reason(record))
      let key = [record.device, Self.withoutNumbers(reason)]
      if groups[key] == nil {
        order.append(key)
        groups[key] = Group(
          device: TerminalText.plain(record.device), heading: heading, style: style, reason: reason,
          descriptors: [])
      }
      groups[key]?.descriptors.append(TerminalText.plain(record.descriptor))
    }
    return order.compactMap { groups[$0] }
  }

  /// Reasons that differ in sizes only are one reason.
  static func withoutNumbers(_ text: String) -> String {
    var result = ""
    for character in text where !(character.isNumber && result.last == "#") {
      result.append(character.isNumber ? "#" : character)
    }
    return result
  }
}
