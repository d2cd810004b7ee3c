import Foundation
public import Harness

/// A results file with the name by which a report calls it.
public struct ReportSource: Sendable, Hashable {
  /// The file's name, for people only.
  public let name: String
  /// Its content.
  public let file: ResultsFile

  /// Creates a source.
  public init(name: String, file: ResultsFile) {
    self.name = name
    self.file = file
  }
}

/// One HTML page from one or many results files: many machines, many dates.
///
/// The page is whole in itself: no network, no other file, its plots are SVG inside. It works without scripts, which only add
/// sorting. Texts from the files are untrusted and escaped; a policy in the page's head forbids every script but its own.
public enum HTMLReport {
  /// Renders the page.
  ///
  /// The first device of the first file is the baseline of ratios. Where files hold the same problem on the same device of
  /// the same machine, the newest counts and the others are its history.
  /// - Parameter title: the page's heading; made from the workloads unless given.
  public static func render(_ sources: [ReportSource], title: String? = nil) -> String {
    let model = ReportModel(sources)
    let heading = title ?? defaultTitle(model)
    let sections: [Section?] = [
      HeadlineSection.section(model), WorkloadSection.section(model), RooflinePlot.section(model),
      RatioBars.section(model),
      ErrorPlot.section(model), CoverageSection.section(model), HistoryPlot.section(model),
      DistributionPlot.section(model), TelemetrySection.section(model),
      EnvironmentSection.section(model), CaseTable.section(model),
    ]
    let present = sections.compactMap { $0 }
    let links = present.map { section -> Markup in
      "<li><a href=\"#\(section.id)\">\(section.title)</a></li>\n"
    }
    let bodies = present.map { section -> Markup in
      """
      <section id="\(section.id)" aria-labelledby="\(section.id)-title">
      <h2 id="\(section.id)-title">\(section.title)</h2>
      \(section.body)</section>

      """
    }
    let page: Markup = """
      <!DOCTYPE html>
      <html lang="en">
      <head>
      <meta charset="utf-8">
      <meta http-equiv="Content-Security-Policy" content="\(policy)">
      <meta name="viewport" content="width=device-width, initial-scale=1">
      <meta name="color-scheme" content="light dark">
      <meta name="referrer" content="no-referrer">
      <title>\(heading)</title>
      <style>
      \(Stylesheet.text)</style>
      </head>
      <body>
      <a class="skip" href="#main">To the content</a>
      <header>
      <h1>\(heading)</h1>
      <p class="lead">\(lead(model))</p>
      <nav aria-label="Sections"><ul>
      \(links)</ul></nav>
      </header>
      <main id="main">
      \(bodies)</main>
      <footer><p>Written by parity \(ToolIdentity.version). Times are medians; a case that is not passed or noisy enters no \
      mean and wins no comparison.</p></footer>
      <script>\(Script.text)</script>
      </body>
      </html>

      """
    return page.text
  }

  /// A part of the page with a heading.
  struct Section {
    /// Written by this program; also the target of links.
    let id: Markup
    let title: String
    let body: Markup
  }

  /// Nothing is loaded, and no script runs but the one with this hash.
  private static var policy: String {
    var hash = SHA256()
    hash.update(Script.text.text.utf8)
    let digest = Data(hash.finalize()).base64EncodedString()
    return "default-src 'none'; style-src 'unsafe-inline'; script-src 'sha256-\(digest)'; "
      + "base-uri 'none'; form-action 'none'"
  }

  private static func defaultTitle(_ model: ReportModel) -> String {
    let names = distinct(model.sources.map(\.file.workload.name))
    let hosts = distinct(model.sources.map(\.file.host.hostName))
    return "Parity: \(listed(names)) on \(listed(hosts))"
  }

  private static func lead(_ model: ReportModel) -> String {
    let starts = model.chronological.map { model.sources[$0].file.run.startedAt }
    let period =
      switch (starts.first, starts.last) {
      case (let first?, let last?) where first != last: ", \(first) to \(last)"
      case (let first?, _): ", \(first)"
      default: ""
      }
    let counts = [
      CaseNotes.counted(model.entries.count, "case"),
      CaseNotes.counted(model.problems.count, "problem"),
      CaseNotes.counted(model.subjects.count, "device"),
      CaseNotes.counted(model.sources.count, "results file"),
    ]
    let duplicates =
      model.duplicateCount == 0
      ? "" : " \(CaseNotes.counted(model.duplicateCount, "file")) with the same content left out."
    return counts.joined(separator: ", ") + period + "." + duplicates
  }

  private static func listed(_ names: [String]) -> String {
    names.count <= 3
      ? names.joined(separator: ", ")
      : names.prefix(2).joined(separator: ", ") + " and \(names.count - 2) more"
  }

  static func distinct(_ values: [String]) -> [String] {
    var seen: Set<String> = []
    return values.filter { seen.insert($0).inserted }
  }
}

/// Boxes that several sections use.
enum Layout {
  /// A box that scrolls by itself where its content is wider than the page.
  static func scrolling(_ label: String, _ content: Markup) -> Markup {
    """
    <div class="scroll" role="region" aria-label="\(label)" tabindex="0">
    \(content)</div>

    """
  }

  /// A plot with its caption.
  static func figure(_ caption: String, _ drawing: Markup) -> Markup {
    """
    <figure><figcaption>\(caption)</figcaption>
    \(scrolling(caption, drawing))</figure>

    """
  }

  /// Content that is shown on demand; always on paper.
  static func details(_ summary: String, _ content: Markup, isOpen: Bool = false) -> Markup {
    let open: Markup = isOpen ? " open" : ""
    return "<details\(open)><summary>\(summary)</summary>\n\(content)</details>\n"
  }
}
