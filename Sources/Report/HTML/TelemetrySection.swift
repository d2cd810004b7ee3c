import Harness

/// What the machine did beside the cases: clocks, heat, energy, other programs, drift, and why cases are noisy.
enum TelemetrySection {
  /// Noisy cases and cases that drift, each listed one by one up to this many.
  static let maximumItemCount = 60
  /// A change of rate from the first samples to the last that is worth a line: 0.03 is 3 %.
  static let driftThreshold = 0.03

  static func section(_ model: ReportModel) -> HTMLReport.Section? {
    let rows = model.subjects.indices.compactMap { row(model, $0) }
    let entries = model.subjects.indices.flatMap { model.currents(subject: $0) }
    let details = noise(model, entries) + drift(model, entries) + absences(entries)
    guard !rows.isEmpty || !details.text.isEmpty else { return nil }
    let table: Markup =
      rows.isEmpty
      ? ""
      : Layout.scrolling(
        "Sensors by device",
        """
        <table><caption>Beside the cases of each device</caption>
        <thead><tr><th scope="col">device</th><th scope="col">cases</th><th scope="col">clock</th>\
        <th scope="col">hottest</th><th scope="col">per joule</th><th scope="col">stolen</th>\
        <th scope="col">other programs</th><th scope="col">throttled</th><th scope="col">sustained/burst</th></tr></thead>
        <tbody>
        \(rows)</tbody></table>

        """)
    return HTMLReport.Section(
      id: "telemetry", title: "The machine during the run",
      body: """
        <p class="note">The clock from the lowest to the highest reading, the highest temperature, else medians over the cases; "-" where nothing \
        on the machine tells. Stolen: the share of processor time that a hypervisor gave to others. Sustained/burst: the rate of a \
        case's last samples over that of its first, below 1 where it became slower.</p>
        \(table)\(details)
        """)
  }

  private static func row(_ model: ReportModel, _ subject: Int) -> Markup? {
    let records = model.currents(subject: subject).map(\.record)
    let telemetry = records.compactMap(\.telemetry)
    let drifts = records.compactMap { finite($0.drift?.sustainedOverBurst) }
    guard !telemetry.isEmpty || !drifts.isEmpty else { return nil }
    let clocks = telemetry.compactMap { $0.deviceFrequency ?? $0.processorFrequency }
    let hottest = telemetry.flatMap(\.temperatures).flatMap { [$0.startCelsius, $0.endCelsius] }
      .filter(\.isFinite).max()
    let throttled = telemetry.compactMap(\.throttled)
    let joules = median(telemetry.compactMap(\.flopsPerJoule))
    let stolen = median(telemetry.compactMap(\.stealFraction))
    let others = median(telemetry.compactMap(\.otherProgramsCoreCount))
    let clock = range(
      clocks.compactMap { finite($0.minimumHertz) }, clocks.compactMap { finite($0.maximumHertz) })
    let texts: [String] = [
      "\(telemetry.count)", clock,
      hottest.map { "\(AxisText.trimmed($0.rounded())) °C" } ?? "-",
      joules.map(QuantityText.operationsPerJoule) ?? "-", stolen.map(percent) ?? "-",
      others.map { "\(QuantityText.significant($0)) cores" } ?? "-",
      throttled.isEmpty ? "-" : throttled.contains(true) ? "yes" : "no",
      median(drifts).map(QuantityText.significant) ?? "-",
    ]
    let cells = texts.map { text -> Markup in "<td class=\"number\">\(text)</td>" }
    return "<tr><th scope=\"row\">\(model.subjects[subject].label)</th>\(cells)</tr>\n"
  }

  private static func noise(_ model: ReportModel, _ entries: [ReportModel.Entry]) -> Markup {
    list(
      "Noisy cases", entries.filter { $0.record.status == .noisy }.map { (model, $0) }
    ) { $0.reason ?? "no reason given" }
  }

  private static func drift(_ model: ReportModel, _ entries: [ReportModel.Entry]) -> Markup {
    let drifting = entries.filter { entry in
      guard entry.record.status.isTrusted, let drift = entry.record.drift else { return false }
      return abs(1 - drift.sustainedOverBurst) > driftThreshold
        && abs(drift.trendFraction) > driftThreshold
    }
    return list("Cases that drifted", drifting.map { (model, $0) }) { record in
      let change = record.drift?.sustainedOverBurst ?? 1
      return
        "\(percent(abs(1 - change))) \(change < 1 ? "slower" : "faster") in the end than at first"
    }
  }

  private static func list(
    _ title: String, _ items: [(model: ReportModel, entry: ReportModel.Entry)],
    _ text: (CaseRecord) -> String
  ) -> Markup {
    guard !items.isEmpty else { return "" }
    let lines = items.prefix(maximumItemCount).map { item -> Markup in
      let subject = item.model.subjects[item.entry.subject].label
      let problem = item.model.problems[item.entry.problem].name
      return "<li>\(subject), \(problem): \(text(item.entry.record))</li>\n"
    }
    let left = items.count - lines.count
    let rest: Markup =
      left > 0 ? "<li>and \(CaseNotes.counted(left, "further case"))</li>\n" : ""
    return Layout.details("\(title): \(items.count)", "<ul>\n\(lines)\(rest)</ul>\n")
  }

  private static func absences(_ entries: [ReportModel.Entry]) -> Markup {
    let texts = HTMLReport.distinct(
      entries.flatMap { entry in
        (entry.record.telemetry?.absent ?? []).prefix(20).map { "\($0.source): \($0.reason)" }
      })
    guard !texts.isEmpty else { return "" }
    let lines = texts.prefix(maximumItemCount).map { text -> Markup in "<li>\(text)</li>\n" }
    return Layout.details("What could not be read", "<ul>\n\(lines)</ul>\n")
  }

  /// `2.6 GHz`, or `1.2 to 3.4 GHz`.
  private static func range(_ lows: [Double], _ highs: [Double]) -> String {
    guard let low = lows.min(), let high = highs.max() else { return "-" }
    func text(_ hertz: Double) -> String { QuantityText.significant(hertz / 1e9) }
    return text(low) == text(high) ? "\(text(high)) GHz" : "\(text(low)) to \(text(high)) GHz"
  }

  private static func finite(_ value: Double?) -> Double? {
    value.flatMap { $0.isFinite && $0 >= 0 ? $0 : nil }
  }

  private static func median(_ values: [Double]) -> Double? {
    let sorted = values.compactMap(finite).sorted()
    return sorted.isEmpty ? nil : sorted[sorted.count / 2]
  }

  private static func percent(_ fraction: Double) -> String {
    "\(AxisText.trimmed((fraction * 1000).rounded() / 10)) %"
  }
}
