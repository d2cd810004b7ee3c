import Harness

/// The three parities of every device: coverage, numerics, performance.
enum HeadlineSection {
  static func section(_ model: ReportModel) -> HTMLReport.Section {
    let cards = model.subjects.indices.map { card(model, $0) }
    let body: Markup =
      cards.isEmpty
      ? "<p>No case was finished.</p>\n"
      : """
      <div class="cards">
      \(cards)</div>
      <p class="note">Coverage counts problems with a result, right or not. Numerics: the largest error as a multiple of its \
      element's bound; above 1 is wrong. Performance: the geometric mean of speed relative to \(model.subjects[0].label) over \
      the problems where both are trusted (passed or noisy); above 1 is faster.</p>

      """
    return HTMLReport.Section(id: "headline", title: "Parity by device", body: body)
  }

  private static func card(_ model: ReportModel, _ index: Int) -> Markup {
    let subject = model.subjects[index]
    let entries = model.currents(subject: index)
    let name: Markup =
      subject.deviceName.isEmpty || subject.deviceName == subject.label
      ? "" : "<p class=\"device\">\(subject.deviceName)</p>"
    return """
      <article class="card" aria-label="\(subject.label)">
      <h3>\(subject.label)</h3>
      \(name)
      <dl>
      <dt>Coverage</dt>\(coverage(entries))
      <dt>Numerics</dt>\(numerics(entries))
      <dt>Performance</dt>\(performance(model, index))
      </dl>
      </article>

      """
  }

  private static func figure(_ value: String, isBad: Bool = false, _ lines: [String]) -> Markup {
    let style: Markup = isBad ? "figure bad" : "figure"
    let details = lines.filter { !$0.isEmpty }.map { line -> Markup in "<dd>\(line)</dd>" }
    return "<dd class=\"\(style)\">\(value)</dd>\(details)"
  }

  private static func coverage(_ entries: [ReportModel.Entry]) -> Markup {
    let records = entries.map(\.record)
    let ran = records.filter(\.gaveResult)
    let native = ran.count { $0.grade == "native" }
    let emulated = ran.count - native
    var parts = ["\(native) native"] + (emulated > 0 ? ["\(emulated) emulated"] : [])
    for status in [CaseStatus.unsupported, .skipped, .timedOut, .crashed, .failed] {
      let count = records.count { $0.status == status }
      if count > 0 { parts.append("\(count) \(status.words)") }
    }
    let weights = records.map(\.weight)
    let total = weights.reduce(0, +)
    let covered = ran.reduce(0) { $0 + $1.weight }
    let isWeighted = Set(weights).count > 1 && total > 0 && total.isFinite
    return figure(
      percentage(Double(ran.count), of: Double(records.count)),
      [
        "\(ran.count) of \(CaseNotes.counted(records.count, "problem"))",
        isWeighted ? "\(percentage(covered, of: total)) of the calls" : "",
        parts.joined(separator: ", "),
      ])
  }

  private static func numerics(_ entries: [ReportModel.Entry]) -> Markup {
    let checked = entries.filter { $0.record.correctness != nil }
    let incorrect = entries.count { $0.record.status == .incorrect }
    let worst = checked.compactMap { entry in
      entry.record.correctness?.maximumErrorOverBound.map { (error: $0, entry: entry) }
    }.max { $0.error < $1.error }
    let largest =
      worst.map { "largest error \(QuantityText.errorOverBound($0.error))x its bound" }
      ?? (checked.isEmpty ? "" : "no error in any checked element")
    let place =
      worst.map { "in \(ProblemName.short(TerminalText.plain($0.entry.record.descriptor)))" }
    let unverified = entries.count { $0.record.status == .notVerified }
    return figure(
      checked.isEmpty ? "not checked" : incorrect == 0 ? "all right" : "\(incorrect) incorrect",
      isBad: incorrect > 0,
      [
        "\(CaseNotes.counted(checked.count, "result")) checked"
          + (unverified > 0 ? ", \(unverified) not verified" : ""), largest, place ?? "",
      ])
  }

  private static func performance(_ model: ReportModel, _ index: Int) -> Markup {
    let trusted = model.currents(subject: index).filter { $0.record.status.isTrusted }
    let noisy = trusted.count { $0.record.status == .noisy }
    var lines: [String] = []
    if let best = trusted.max(by: { $0.record.flopRate ?? 0 < $1.record.flopRate ?? 0 }),
      let rate = best.record.flopRate
    {
      lines.append("best rate \(operations(rate, best.record.typeName))")
    }
    if let bytes = trusted.compactMap(\.record.byteRate).max() {
      lines.append("best traffic \(QuantityText.bytesPerSecond(bytes))")
    }
    if noisy > 0 { lines.append("\(CaseNotes.counted(noisy, "case")) noisy") }
    if index == 0 { return figure("baseline", lines) }
    let ratios = model.problems.indices.compactMap { model.ratio(problem: $0, subject: index) }
    guard let mean = RelativeSpeed.geometricMean(ratios), let least = ratios.min(),
      let most = ratios.max()
    else { return figure("nothing to compare", lines) }
    return figure(
      QuantityText.ratio(mean),
      [
        "over \(CaseNotes.counted(ratios.count, "problem")), "
          + "from \(QuantityText.ratio(least)) to \(QuantityText.ratio(most))"
      ] + lines)
  }

  /// Integer arithmetic is not floating point.
  static func operations(_ rate: Double, _ type: String) -> String {
    let text = QuantityText.flopsPerSecond(rate)
    return type == "i8" ? text.replacing("FLOP/s", with: "OP/s") : text
  }

  /// Whole per cents, never rounded up to 100 or down to 0.
  static func percentage(_ part: Double, of whole: Double) -> String {
    guard whole > 0, part.isFinite, whole.isFinite else { return "-" }
    let value = (100 * part / whole).rounded()
    if value >= 100, part < whole { return "over 99 %" }
    if value <= 0, part > 0 { return "under 1 %" }
    return "\(Int(Swift.min(Swift.max(value, 0), 100))) %"
  }
}
