import Foundation
import Harness
import Kernels
import TestSupport
import Testing

@testable import Report

@Suite struct HTMLReportTests {
  private let square = "gemm:f32:nn:m=512,n=512,k=512"

  private func source(
    _ cases: [CaseRecord], name: String = "results.json", host: String = "lab",
    startedAt: String = "2026-08-01T12:00:00Z"
  ) -> ReportSource {
    var file = SampleResults.file
    file.cases = cases
    file.host.hostName = host
    file.run.startedAt = startedAt
    return ReportSource(name: name, file: file)
  }

  private func measured(
    _ device: String, _ nanoseconds: Double, status: CaseStatus = .passed,
    descriptor: String? = nil, variant: String? = nil
  ) -> CaseRecord {
    SampleResults.measured(
      descriptor ?? square, device, flops: 268_435_456, bytes: 3_145_728, nanoseconds: nanoseconds,
      status: status, variant: variant)
  }

  private func check(_ sources: [ReportSource], title: String? = nil) throws -> HTMLPageCheck {
    let check = try HTMLPageCheck(page: HTMLReport.render(sources, title: title))
    #expect(check.problems.isEmpty)
    #expect(check.elements["script"] == 1)
    #expect(check.script == Script.text.text)
    return check
  }

  @Test func `The page of the sample file is the golden text, but for style and script`() throws {
    let page = HTMLReport.render([ReportSource(name: "sample.json", file: SampleResults.file)])
    let plain = page.replacing(/(?s)<style>.*?<\/style>/, with: "<style></style>")
      .replacing(/(?s)<script>.*?<\/script>/, with: "<script></script>")
      .replacing(/sha256-[^']*/, with: "sha256-")
    try Golden.check(plain, "report.html")
  }

  @Test(.enabled(if: HTMLPageCheck.isAvailable))
  func `The page is well-formed, whole in itself and says what the file holds`() throws {
    let check = try check([ReportSource(name: "sample.json", file: SampleResults.file)])
    for text in [
      "Parity: quick on lab", "3 of 7 problems", "1 incorrect", "largest error 3.7e+04x its bound",
      "elementType: f64 needs the device feature shaderFloat64", "did not finish within 60 s",
      "the frequency governor is powersave, not performance", "best seen", "supports Vulkan 1.1",
      "1 case beyond the bound", "not a limit of the machine", "timed out",
    ] {
      #expect(check.text.contains(text), "\(text)")
    }
    #expect(check.elements["svg"] ?? 0 > 10)
  }

  @Test(.enabled(if: HTMLPageCheck.isAvailable))
  func `The policy in the head names the hash of the script that is there`() throws {
    let page = HTMLReport.render([source([measured("openblas:0", 1e6)])])
    let digest = try HTMLPageCheck.run(
      """
      import base64, hashlib, re, sys
      page = sys.stdin.buffer.read()
      script = re.search(rb"<script>(.*?)</script>", page, re.S).group(1)
      sys.stdout.write(base64.b64encode(hashlib.sha256(script).digest()).decode())
      """, input: Data(page.utf8))
    let expected = "script-src &#39;sha256-\(String(decoding: digest, as: UTF8.self))&#39;"
    #expect(page.contains(expected))
    #expect(page.contains("default-src &#39;none&#39;"))
  }

  @Test(.enabled(if: HTMLPageCheck.isAvailable))
  func `A run without cases and no file at all give a page that says so`() throws {
    #expect(try check([source([])]).text.contains("No case was finished."))
    #expect(try check([]).text.contains("No case was finished."))
  }

  @Test func `Untrusted cases are in no mean and in no plot of rates`() {
    for status in CaseStatus.allCases where !status.isTrusted {
      let page = HTMLReport.render([
        source([measured("openblas:0", 2e6), measured("vulkan:0", 1e6, status: status)])
      ])
      #expect(page.contains("nothing to compare"), "\(status)")
      #expect(!page.contains("2.00x"), "\(status)")
      #expect(!page.contains("id=\"ratios\""), "\(status)")
      let alone = HTMLReport.render([source([measured("vulkan:0", 1e6, status: status)])])
      #expect(!alone.contains("id=\"roofline\""), "\(status)")
    }
  }

  @Test func `Machines are columns of their own and compare by medians, not by rounds`() throws {
    var other = measured("openblas:0", 1e6)
    // Paired by rounds the first round would decide; the files were not made at the same time.
    other.samples?.hostNanoseconds = [4e6, 4e6, 4e6, 4e6, 1e6, 1e6, 1e6, 1e6, 1e6, 1e6]
    var first = measured("openblas:0", 2e6)
    first.samples?.hostNanoseconds = [8e6, 8e6, 8e6, 8e6, 2e6, 2e6, 2e6, 2e6, 2e6, 8e6]
    let model = ReportModel([
      source([first], host: "north"), source([other], name: "b.json", host: "south"),
    ])
    #expect(model.subjects.map(\.label) == ["north openblas:0", "south openblas:0"])
    #expect(model.ratio(problem: 0, subject: 1) == 5)
    #expect(
      RelativeSpeed(other, to: first)?.ratio == 2, "paired, as within one file, it would be 2")
  }

  @Test func `The newest run counts, whatever the order of the files, and older ones are history`()
    throws
  {
    let newer = source(
      [measured("openblas:0", 4e6)], name: "new.json", startedAt: "2026-08-02T12:00:00Z")
    let older = source([measured("openblas:0", 2e6)], name: "old.json")
    for sources in [[newer, older], [older, newer]] {
      let model = ReportModel(sources)
      let current = try #require(model.current(problem: 0, subject: 0))
      #expect(current.record.statistics?.medianNanoseconds == 4e6)
      let page = HTMLReport.render(sources)
      #expect(page.contains("id=\"history\""))
      #expect(page.contains("Speed of openblas:0 over 2 runs relative to the first, 0.500x"))
    }
    #expect(!HTMLReport.render([newer]).contains("id=\"history\""))
  }

  @Test func `A file given twice counts once`() {
    let model = ReportModel([
      source([measured("openblas:0", 1e6)]), source([measured("openblas:0", 1e6)], name: "copy"),
    ])
    #expect(model.sources.count == 1)
    #expect(model.duplicateCount == 1)
  }

  @Test func `The first variant of a file is its device's, further ones are in the table`() throws {
    let model = ReportModel([
      source([
        measured("openblas:0", 2e6), measured("vulkan:0", 1e6, variant: "vulkan_tiled"),
        measured("vulkan:0", 8e6, variant: "vulkan_plain"),
      ])
    ])
    #expect(model.ratio(problem: 0, subject: 1) == 2)
    let page = HTMLReport.render(model.sources)
    #expect(page.contains("vulkan_plain"))
  }

  @Test func `The share of covered problems is never rounded up to all`() {
    #expect(HeadlineSection.percentage(999, of: 1000) == "over 99 %")
    #expect(HeadlineSection.percentage(1, of: 1000) == "under 1 %")
    #expect(HeadlineSection.percentage(0, of: 1000) == "0 %")
    #expect(HeadlineSection.percentage(7, of: 7) == "100 %")
    #expect(HeadlineSection.percentage(0, of: 0) == "-")
  }

  @Test func `Reasons that differ in numbers only are listed once`() {
    let cases = (1...50).map { index in
      SampleResults.plain(
        "gemm:f32:nn:m=\(index),n=1,k=1", "vulkan:0", .skipped, "needs \(index) MB of 7")
    }
    let page = HTMLReport.render([source(cases)])
    #expect(page.contains("needs 1 MB of 7 (50 cases, the numbers differ)</li>"))
    #expect(page.components(separatedBy: "<li id=\"reason-").count == 2)
  }

  @Test(.enabled(if: HTMLPageCheck.isAvailable))
  func `Coverage is weighted by calls and operations, and the rest has its reason codes`() throws {
    // 3 calls of 2*8*8*8 operations run, one with a loss; of 5 calls 1 has no f64 and 1 did not end.
    var f64 = SampleResults.unsupported(
      "gemm:f64:nn:m=16,n=16,k=16", "openblas:0", .elementType, "no f64")
    f64.flopCount = 8192
    var slow = SampleResults.plain("gemm:f32:nn:m=16,n=16,k=8", "openblas:0", .timedOut, "too slow")
    slow.flopCount = 4096
    var cases = [f64, slow]
    for (size, weight, losses) in [(8, 2.0, []), (9, 1, [Loss(.copyAdded, "a copy")])] {
      cases.append(
        SampleResults.measured(
          "gemm:f32:nn:m=8,n=8,k=\(size)", "openblas:0", weight: weight, flops: 1024, bytes: 1,
          nanoseconds: 1e6, losses: losses))
    }
    let text = try check([source(cases)]).text
    #expect(text.contains("openblas:060 %20 %elementType 20 %, timed out 20 %copyAdded 20 %"))
    // By the tables, CANN has no f64 GEMM: 4 of 5 calls, 3*1024+4096+128 extra operations of the rest.
    #expect(text.contains("cann80 %"))
    #expect(text.contains("impossible: elementType 20 %"))
    #expect(!text.contains("recorded time"))
  }

  @Test(.enabled(if: HTMLPageCheck.isAvailable))
  func
    `A captured workload has its totals, why they differ, and the calls that hold a device back`()
    throws
  {
    var own = measured("openblas:0", 2e6)
    own.weight = 10
    own.recordedNanoseconds = 5e5
    own.roof = RoofShare(fraction: 0.5, ceiling: "f32", attainableNanoseconds: 1e6)
    var missing = SampleResults.unsupported(
      "gemm:f64:nn:m=16,n=16,k=16", "openblas:0", .elementType, "no f64")
    missing.weight = 30
    missing.recordedNanoseconds = 5e5
    var captured = source([own, missing])
    #expect(!HTMLReport.render([captured]).contains("id=\"workload\""))
    var file = captured.file
    file.workload.source = "capture"
    file.workload.sourceDevice = "NVIDIA <H100>"
    captured = ReportSource(name: "results.json", file: file)
    let text = try check([captured]).text
    // 10 x 2 ms here, 10 x 0.5 ms there; of the 15 ms 5 ms are the f32 ceiling (1 ms a call) and 10 ms ours.
    #expect(
      text.contains("openblas:020.0 ms20.0 ms5.00 ms4.00x25 %"), "10 of 40 calls are covered")
    #expect(text.contains("25 %NVIDIA <H100>gap 15.0 ms: 33 % compute ceiling, 67 % ours"))
    #expect(text.contains("Calls that hold openblas:0 back"))
    #expect(text.contains("gemm f32 nn 512x512x512100 %20.0 ms5.00 ms10"))
    #expect(text.contains("recorded time"), "coverage is weighted by it too")

    var older = file
    older.run.startedAt = "2026-07-01T12:00:00Z"
    older.cases[0].statistics?.medianNanoseconds = 9e6
    let both = try check([captured, ReportSource(name: "old.json", file: older)]).text
    #expect(both.contains("openblas:020.0 ms"))
    #expect(!both.contains("openblas:090.0 ms"), "the newest run counts")
  }
}
