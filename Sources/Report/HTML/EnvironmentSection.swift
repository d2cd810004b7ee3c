import Harness
import Kernels

/// Where every file comes from: warnings first, then machine, devices, settings.
enum EnvironmentSection {
  /// Files that are shown unfolded.
  static let openCount = 2
  /// Devices or rejections of one file that are listed.
  static let maximumItemCount = 100

  static func section(_ model: ReportModel) -> HTMLReport.Section? {
    guard !model.sources.isEmpty else { return nil }
    let isOpen = model.sources.count <= openCount
    let parts = model.chronological.map { index -> Markup in
      let source = model.sources[index]
      let summary =
        "\(source.name): \(source.file.workload.name) on \(source.file.host.hostName), "
        + source.file.run.startedAt
      return warnings(source) + Layout.details(summary, content(source), isOpen: isOpen)
    }
    return HTMLReport.Section(
      id: "environment", title: "Machines, settings and warnings", body: parts.joined())
  }

  private static func warnings(_ source: ReportSource) -> Markup {
    let file = source.file
    var lines = file.host.warnings
    if file.run.interrupted { lines.insert("the run was interrupted: cases are missing", at: 0) }
    if file.tool.buildConfiguration != "release" {
      lines.append("measured by a \(file.tool.buildConfiguration) build")
    }
    let unproved = file.cases.count { $0.status.isTrusted && $0.coldProof?.proved == false }
    if unproved > 0 {
      lines.append(
        "in \(CaseNotes.counted(unproved, "case")) the probe did not show a cold cache")
    }
    guard !lines.isEmpty else { return "" }
    let items = lines.prefix(maximumItemCount).map { line -> Markup in "<li>\(line)</li>\n" }
    return """
      <div class="warning"><p><strong><span aria-hidden="true">⚠</span> Warnings of \(source.name)</strong></p>
      <ul>
      \(items)</ul></div>

      """
  }

  private static func content(_ source: ReportSource) -> Markup {
    let file = source.file
    return """
      <div class="columns">
      <div><h3>Machine</h3>\(list(machine(file)))</div>
      <div><h3>Run</h3>\(list(run(file)))</div>
      <div><h3>Settings</h3>\(list(settings(file.settings)))</div>
      </div>
      \(devices(source))\(rejections(file))
      """
  }

  private static func list(_ facts: [(String, String)]) -> Markup {
    let items = facts.map { fact -> Markup in "<dt>\(fact.0)</dt><dd>\(fact.1)</dd>\n" }
    return "<dl class=\"facts\">\n\(items)</dl>\n"
  }

  private static func machine(_ file: ResultsFile) -> [(String, String)] {
    let host = file.host
    let caches = host.caches.prefix(12).map {
      "L\($0.level) \($0.type) \(byteText($0.byteCount))"
    }
    return [
      ("Name", host.hostName), ("Processor", host.cpuModel),
      ("Cores", "\(host.logicalCoreCount) logical, \(host.architecture)"),
      ("Caches", caches.isEmpty ? "unknown" : caches.joined(separator: ", ")),
      ("Memory", byteText(host.memoryByteCount)),
      ("System", "\(host.operatingSystem), kernel \(host.kernel)"),
      ("Container", host.container ?? "none"), ("Governor", host.governor ?? "unknown"),
      (
        "Load at the start",
        host.loadAverage.prefix(3).map(QuantityText.significant).joined(separator: ", ")
      ),
      ("Extensions", host.cpuFeatures.prefix(60).joined(separator: " ")),
    ]
  }

  private static func run(_ file: ResultsFile) -> [(String, String)] {
    let commit = file.tool.commit.map { "commit \($0.prefix(12))" } ?? "no commit"
    let resumed = file.run.resumeCount == 0 ? "" : ", resumed \(file.run.resumeCount) times"
    return [
      ("Started", file.run.startedAt), ("Finished", (file.run.finishedAt ?? "not yet") + resumed),
      (
        "Workload",
        "\(file.workload.name) (\(file.workload.source)), "
          + CaseNotes.counted(file.workload.problemCount, "problem")
      ),
      ("Workload hash", String(file.workload.hash.prefix(16))),
      (
        "Tool",
        "\(file.tool.name) \(file.tool.version), \(commit)"
          + (file.tool.dirty == true ? " with changes" : "") + ", \(file.tool.buildConfiguration)"
      ),
      ("Command", file.run.argv.prefix(60).joined(separator: " ")),
    ]
  }

  private static func settings(_ settings: ResultsFile.Settings) -> [(String, String)] {
    [
      ("Cache", settings.cacheMode), ("Fill", "\(settings.fill), seed \(settings.seed)"),
      ("Budget", "\(AxisText.trimmed(settings.budgetSecondsPerCase)) s a case"),
      (
        "Precision asked",
        "\(AxisText.trimmed(settings.targetRelativeInterval * 100)) % of the median"
      ),
      ("Samples", "\(settings.minimumSamples) to \(settings.maximumSamples)"),
      ("Timeout", "\(AxisText.trimmed(settings.timeoutSeconds)) s"),
      ("Devices take turns", settings.interleaved ? "yes" : "no"),
      ("Threads", settings.threadCount.map { "\($0)" } ?? "as many as there are"),
    ]
  }

  private static func devices(_ source: ReportSource) -> Markup {
    let rows = source.file.devices.prefix(maximumItemCount).map { device -> Markup in
      let driver = "\(device.driver) \(device.driverVersion)"
      let interface = device.apiVersion ?? "-"
      let memory = device.memoryByteCount.map(byteText) ?? "-"
      let threads = device.threadCount.map { "\($0)" } ?? "-"
      return """
        <tr><th scope="row">\(device.id)</th><td>\(device.name)</td><td>\(device.kind.rawValue)</td><td>\(driver)</td>\
        <td>\(interface)</td><td class="number">\(memory)</td><td class="number">\(threads)</td></tr>

        """
    }
    guard !rows.isEmpty else { return "" }
    return Layout.scrolling(
      "Devices of \(source.name)",
      """
      <table><caption>Devices</caption>
      <thead><tr><th scope="col">device</th><th scope="col">name</th><th scope="col">kind</th><th scope="col">driver</th>\
      <th scope="col">interface</th><th scope="col">memory</th><th scope="col">threads</th></tr></thead>
      <tbody>
      \(rows)</tbody></table>

      """)
  }

  private static func rejections(_ file: ResultsFile) -> Markup {
    guard !file.rejections.isEmpty else { return "" }
    let items = file.rejections.prefix(maximumItemCount).map { rejection -> Markup in
      "<li>\(rejection.backend), \(rejection.subject): \(rejection.reason)</li>\n"
    }
    return "<h3>What could not take part</h3>\n<ul>\n\(items)</ul>\n"
  }

  /// Binary units, as memory and caches are sold.
  static func byteText(_ count: Int) -> String {
    let units = ["B", "KiB", "MiB", "GiB", "TiB"]
    var value = Double(count)
    var unit = 0
    while value >= 1024, unit < units.count - 1 {
      value /= 1024
      unit += 1
    }
    return value == value.rounded()
      ? "\(AxisText.trimmed(value)) \(units[unit])"
      : "\(QuantityText.significant(value)) \(units[unit])"
  }
}
