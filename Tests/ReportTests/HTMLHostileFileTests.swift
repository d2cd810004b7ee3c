import Foundation
import Harness
import Kernels
import TestSupport
import Testing

@testable import Report

@Suite struct HTMLHostileFileTests {
  static let attacks = [
    "<script>alert(1)</script>", "\"><img src=x onerror=alert(1)>", "' onmouseover='alert(1)",
    "</style><script>alert(1)</script>", "</title><svg onload=alert(1)>", "--><!--", "]]>",
    "<![CDATA[", "&lt;script&gt;", "&#x3C;b&#x3E;", "javascript:alert(1)", "../../etc/passwd",
    "\u{0}\u{8}\u{1b}[2J", "\u{202e}gnp.exe", "\u{fffe}\u{ffff}", "\u{2028}x", "{{7*7}}${7*7}",
    "url(http://example.org/a)", String(repeating: "<b>", count: 100_000),
  ]

  /// The sample file with `text` wherever a file can hold text.
  private func file(_ text: String) -> ResultsFile {
    var file = SampleResults.file
    file.tool.name = text
    file.tool.version = text
    file.tool.commit = text
    file.tool.buildConfiguration = text
    file.run.startedAt = text
    file.run.finishedAt = text
    file.run.argv = ["parity", text]
    file.host.hostName = text
    file.host.operatingSystem = text
    file.host.kernel = text
    file.host.architecture = text
    file.host.cpuModel = text
    file.host.cpuFeatures = [text]
    file.host.caches[0].type = text
    file.host.governor = text
    file.host.container = text
    file.host.warnings = [text]
    file.rejections = [
      ResultsFile.BackendRejection(backend: text, subject: text, reason: text)
    ]
    file.workload.name = text
    file.workload.source = text
    file.workload.hash = text
    file.workload.sourceDevice = text
    file.settings.cacheMode = text
    file.settings.fill = text
    for index in file.devices.indices {
      file.devices[index].name = text
      file.devices[index].driver = text
      file.devices[index].driverVersion = text
      file.devices[index].apiVersion = text
    }
    file.devices.append(
      DeviceInfo(
        backend: text, index: 0, name: text, kind: .other, driver: text, driverVersion: text))
    for index in file.cases.indices {
      file.cases[index].id = text
      file.cases[index].descriptor += text
      file.cases[index].operation = text
      file.cases[index].label = text
      file.cases[index].variant = text
      file.cases[index].grade = text
      file.cases[index].reason = text
      file.cases[index].losses = [Loss(.copyAdded, text)]
      file.cases[index].flopConvention = text
      file.cases[index].fill = text
      file.cases[index].cacheMode = text
      file.cases[index].finishedAt = text
      file.cases[index].statistics?.clock = text
      file.cases[index].statistics?.stopReason = text
      file.cases[index].correctness?.worst = text
      file.cases[index].correctness?.bound = text
      if index.isMultiple(of: 3) { file.cases[index].device = text }
    }
    return file
  }

  @Test(.enabled(if: HTMLPageCheck.isAvailable), arguments: attacks)
  func `No text of a file becomes markup, wherever it stands`(text: String) throws {
    var later = file(text)
    later.run.resumeCount = 1
    later.workload.source = "capture"
    for index in later.cases.indices { later.cases[index].recordedNanoseconds = 1000 }
    let page = HTMLReport.render(
      [ReportSource(name: text, file: file(text)), ReportSource(name: text, file: later)],
      title: text)
    let check = try HTMLPageCheck(page: page)
    #expect(check.problems.isEmpty)
    #expect(check.elements["script"] == 1)
    #expect(check.elements["img"] == nil)
    #expect(check.script == Script.text.text)
    #expect(page.utf8.count < 1_000_000)
    let hidden = page.unicodeScalars.filter {
      $0 != "\n" && [.control, .format].contains($0.properties.generalCategory)
    }
    #expect(hidden.isEmpty)
  }

  @Test func `Escaping leaves nothing that HTML or XML reads as markup`() {
    #expect(
      Markup.escaped("<a href=\"x\" b='y'>&") == "&lt;a href=&quot;x&quot; b=&#39;y&#39;&gt;&amp;")
    #expect(Markup.escaped("\u{0}\u{fffe}\u{202e}\n") == "\u{fffd}\u{fffd}\u{fffd} ")
    #expect(Markup.escaped("Größe 大小 🧮") == "Größe 大小 🧮")
    let long = Markup.escaped(String(repeating: "x", count: 10_000))
    #expect(long.count == Markup.maximumTextLength + 1)
    #expect(long.hasSuffix("…"))
    let nested: Markup = "<b>\("<i>" as String)</b>"
    let outer: Markup = "<p>\(nested)</p>"
    #expect(outer.text == "<p><b>&lt;i&gt;</b></p>")
  }

  @Test(arguments: [
    (0.0, "0"), (-0.04, "0"), (1.25, "1.3"), (-12.34, "-12.3"), (.nan, "0"), (.infinity, "0"),
    (1e300, "0"), (999.96, "1000"),
  ])
  func `Coordinates are short and always numbers`(value: Double, text: String) {
    #expect(Markup.coordinate(value) == text)
  }

  @Test(.enabled(if: HTMLPageCheck.isAvailable))
  func `Numbers beyond reason are drawn at the edge or not at all`() throws {
    let values = [0, 1e-300, 1, 1e300, Double.greatestFiniteMagnitude, -1]
    let descriptor = "gemm:f32:nn:m=1,n=1,k=1"
    var file = SampleResults.file
    file.cases = values.enumerated().flatMap { index, value in
      ["openblas:0", "vulkan:0"].map { device in
        var record = SampleResults.measured(
          "\(descriptor):\(index)", device, flops: .max, bytes: index == 0 ? 0 : .max,
          nanoseconds: 1e6)
        record.weight = value
        record.recordedNanoseconds = index.isMultiple(of: 2) ? 1 : abs(value)
        record.roof = RoofShare(fraction: value, ceiling: "f32", attainableNanoseconds: value)
        record.statistics?.medianNanoseconds = abs(value)
        record.statistics?.firstQuartileNanoseconds = value
        record.statistics?.relativeInterval = value
        record.samples?.hostNanoseconds = [value, 1, value, 0]
        record.samples?.rounds = [.max, .min, 0, 0]
        record.rates = CaseRecord.Rates(flopsPerSecond: value, bytesPerSecond: value)
        record.correctness?.maximumErrorOverBound = value
        return record
      }
    }
    file.workload.source = "capture"
    file.host.memoryByteCount = .min
    file.host.loadAverage = [.greatestFiniteMagnitude]
    file.settings.budgetSecondsPerCase = .greatestFiniteMagnitude
    var later = file
    later.run.startedAt = "2027"
    let check = try HTMLPageCheck(
      page: HTMLReport.render([
        ReportSource(name: "a", file: file), ReportSource(name: "b", file: later),
      ]))
    #expect(check.problems.isEmpty)
  }

  @Test func `Many samples and many cases keep the page at a sane size`() {
    var file = SampleResults.file
    var dense = SampleResults.cases[0]
    dense.samples?.hostNanoseconds = (0..<50_000).map { 1e6 + Double($0 % 97) * 1e4 }
    dense.samples?.rounds = Array(0..<50_000)
    file.cases = [dense]
    let page = HTMLReport.render([ReportSource(name: "a", file: file)])
    #expect(page.utf8.count < 60_000)

    file.cases = (1...3000).flatMap { size in
      ["openblas:0", "vulkan:0"].map {
        SampleResults.measured(
          "gemm:f32:nn:m=\(size),n=8,k=8", $0, flops: 128 * size, bytes: 1024 * size,
          nanoseconds: Double(size))
      }
    }
    let large = HTMLReport.render([ReportSource(name: "a", file: file)])
    #expect(large.utf8.count < 6_000_000)
    #expect(large.contains("The first 4000 cases; parity export has all."))
  }
}
