import Harness
import Kernels

/// What captured workloads take in all on every device, beside what they took where they were captured.
enum WorkloadSection {
  /// Calls that are named for each device.
  static let namedCount = 10
  /// Devices in all.
  static let maximumCount = 60

  private struct Entry {
    let name: String
    let source: String
    let totals: WorkloadTotals
  }

  static func section(_ model: ReportModel) -> HTMLReport.Section? {
    let entries = Array(Self.entries(model).prefix(maximumCount))
    guard !entries.isEmpty else { return nil }
    let compared = entries.filter { $0.totals.compared != nil }
    let plot: Markup =
      compared.isEmpty
      ? ""
      : legend
        + Layout.figure(
          "Calls whose time was recorded, for one step", GapPlot.drawing(compared.map(bar)))
    return HTMLReport.Section(
      id: "workload", title: "Captured workloads",
      body: """
        <p class="note">Sums over the calls of one step: how often each is made times its median here, beside the times that the \
        capture recorded. What is longer here is split by the device's measured roofline: compute ceiling and \
        bandwidth no kernel can win back on this device, ours is what the kernels leave unused, less what calls gain that are \
        faster here. Only passed and noisy cases count.</p>
        \(table(entries))\(plot)\(entries.map(costs))
        """)
  }

  /// The devices of all files whose workload was captured; of several files with the same one on the same device the newest.
  private static func entries(_ model: ReportModel) -> [Entry] {
    var seen: Set<[String]> = []
    let captured = model.chronological.reversed().map { model.sources[$0].file }
      .filter { $0.workload.source == "capture" }
    let names = Set(captured.map(\.workload.name))
    let hosts = Set(captured.map(\.host.hostName))
    return captured.flatMap { file in
      file.devices.compactMap { device -> Entry? in
        guard let totals = WorkloadTotals(file, device: device.id),
          seen.insert([file.workload.hash, file.host.hostName, device.id, device.name]).inserted
        else { return nil }
        let parts =
          (names.count > 1 ? [file.workload.name] : [])
          + (hosts.count > 1 ? [file.host.hostName] : []) + [device.id]
        return Entry(
          name: parts.joined(separator: " "),
          source: file.workload.sourceDevice ?? "where it was captured", totals: totals)
      }
    }
  }

  private static func table(_ entries: [Entry]) -> Markup {
    let rows = entries.map { entry -> Markup in
      let totals = entry.totals
      let recordedWhole = (totals.compared?.recorded ?? 0) + totals.uncoveredRecordedNanoseconds
      let texts = [
        QuantityText.duration(nanoseconds: totals.nanoseconds),
        totals.compared.map { QuantityText.duration(nanoseconds: $0.here) } ?? "-",
        totals.compared.map { QuantityText.duration(nanoseconds: $0.recorded) } ?? "-",
        totals.compared.map { QuantityText.ratio($0.here / $0.recorded) } ?? "-",
        HeadlineSection.percentage(
          totals.coveredCalls, of: totals.coveredCalls + totals.uncoveredCalls),
        HeadlineSection.percentage(
          totals.coveredFlops, of: totals.coveredFlops + totals.uncoveredFlops),
        HeadlineSection.percentage(totals.compared?.recorded ?? 0, of: recordedWhole),
      ]
      let cells = texts.map { text -> Markup in "<td class=\"number\">\(text)</td>" }
      let gap = totals.gap.map(WorkloadText.text) ?? "-"
      return
        "<tr><th scope=\"row\">\(entry.name)</th>\(cells)<td>\(entry.source)</td><td class=\"codes\">\(gap)</td></tr>\n"
    }
    return Layout.scrolling(
      "Time of one step by device",
      """
      <table class="shares"><caption>Time of one step by device; covered are calls with a trusted time</caption>
      <thead><tr><th scope="col">device</th><th scope="col" class="number">all calls</th><th scope="col" class="number">recorded calls here</th>\
      <th scope="col" class="number">recorded there</th><th scope="col" class="number">here / there</th><th scope="col" class="number">calls covered</th>\
      <th scope="col" class="number">operations</th><th scope="col" class="number">recorded time</th><th scope="col">captured on</th>\
      <th scope="col">why it takes longer</th></tr></thead>
      <tbody>
      \(rows)</tbody></table>

      """)
  }

  private static func bar(_ entry: Entry) -> GapPlot.Bar {
    GapPlot.Bar(
      name: entry.name, here: entry.totals.compared?.here ?? 0,
      recorded: entry.totals.compared?.recorded ?? 0, gap: entry.totals.gap)
  }

  private static var legend: Markup {
    Legend.list(
      zip(GapPlot.parts.indices, GapPlot.parts).map { (Series(index: $0.0), $0.1) })
  }

  /// The calls that hold a device back most.
  private static func costs(_ entry: Entry) -> Markup {
    let totals = entry.totals
    let named = totals.costs.filter { $0.excess > 0 }.prefix(namedCount)
    guard !named.isEmpty else { return "" }
    let whole = totals.gap?.total ?? totals.nanoseconds
    let rows = named.map { cost -> Markup in
      let each = WorkloadText.calls(cost.weight)
      let texts = [
        HeadlineSection.percentage(cost.excess, of: whole),
        QuantityText.duration(nanoseconds: cost.nanoseconds),
        cost.recordedNanoseconds.map { QuantityText.duration(nanoseconds: $0) } ?? "-", each,
      ]
      let cells = texts.map { text -> Markup in "<td class=\"number\">\(text)</td>" }
      let name = ProblemName.short(TerminalText.plain(String(cost.descriptor.prefix(300))))
      return """
        <tr><th scope="row" title="\(cost.descriptor)">\(name)</th>\(cells)<td>\(cost.label ?? "-")</td></tr>

        """
    }
    let isGap = totals.gap != nil
    let caption =
      isGap ? "Calls that hold \(entry.name) back" : "Calls that take the time of \(entry.name)"
    return Layout.details(
      caption,
      Layout.scrolling(
        caption,
        """
        <table><caption>\(caption); times are of all calls of one step</caption>
        <thead><tr><th scope="col">call</th><th scope="col" class="number">\(isGap ? "share of the gap" : "share of the time")</th>\
        <th scope="col" class="number">here</th><th scope="col" class="number">recorded</th><th scope="col" class="number">calls</th><th scope="col">name</th></tr></thead>
        <tbody>
        \(rows)</tbody></table>

        """), isOpen: true)
  }
}
