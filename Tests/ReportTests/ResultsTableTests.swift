import Foundation
import Harness
import Kernels

import TestSupport
import Testing

@testable import Report

@Suite struct ResultsTableTests {
  private let square = "gemm:f32:nn:m=512,n=512,k=512"

  private func file(_ cases: [CaseRecord]) -> ResultsFile {
    var file = SampleResults.file
    file.cases = cases
    return file
  }

  private func render(_ cases: [CaseRecord], width: Int? = nil, color: Bool = false) -> String {
    ResultsTable.render(file(cases), width: width, color: color)
  }

  private func measured(
    _ device: String, _ nanoseconds: Double, status: CaseStatus = .passed, variant: String? = nil,
    descriptor: String? = nil
  ) -> CaseRecord {
    SampleResults.measured(
      descriptor ?? square, device, flops: 268_435_456, bytes: 3_145_728, nanoseconds: nanoseconds,
      status: status, variant: variant)
  }

  @Test(arguments: [nil, 120, 100, 80])
  func `The table of the sample file is the golden text`(width: Int?) throws {
    let name = width.map { "table-\($0).txt" } ?? "table.txt"
    let text = ResultsTable.render(SampleResults.file, width: width, color: false)
    try Golden.check(text, name)
    guard let width else { return }
    let table = text.components(separatedBy: "\n\n")[1]
    #expect(table.split(separator: "\n").allSatisfy { $0.count <= width })
  }

  @Test func `Colour only adds escape sequences`() throws {
    let colored = ResultsTable.render(SampleResults.file, width: 120, color: true)
    let plain = ResultsTable.render(SampleResults.file, width: 120, color: false)
    #expect(!plain.contains("\u{1b}"))
    #expect(colored.contains("\u{1b}[31m"))
    #expect(colored.replacing(/\u{1b}\[[0-9]*m/, with: "") == plain)
  }

  @Test func `The Markdown of the sample file is the golden text`() throws {
    let text = ResultsMarkdown.render(SampleResults.file)
    try Golden.check(text, "table.md")
    let bars = text.split(separator: "\n").filter { $0.hasPrefix("|") }.map { line in
      line.replacing("\\|", with: "").count { $0 == "|" }
    }
    #expect(Set(bars).count == 1)
  }

  @Test func `A run without cases says so`() {
    #expect(render([]).contains("No case was finished."))
    #expect(ResultsMarkdown.render(file([])).hasPrefix("| problem |"))
  }

  @Test func `A case that is not trusted has no ratio and enters no mean`() {
    for status in CaseStatus.allCases where !status.isTrusted {
      let text = render([measured("openblas:0", 2e6), measured("vulkan:0", 1e6, status: status)])
      #expect(!text.contains("2.00x"), "\(status)")
      #expect(!text.contains("geometric mean"), "\(status)")
      let swapped = render([measured("openblas:0", 2e6, status: status), measured("vulkan:0", 1e6)])
      #expect(!swapped.contains("geometric mean"), "\(status)")
    }
    #expect(
      render([measured("openblas:0", 2e6), measured("vulkan:0", 1e6)])
        .contains("2.00x the speed of openblas:0 (geometric mean over 1 problem)"))
  }

  @Test func `The mean over problems is geometric`() {
    let other = "gemm:f32:nn:m=256,n=256,k=256"
    let text = render([
      measured("openblas:0", 4e6), measured("vulkan:0", 1e6),
      measured("openblas:0", 1e6, descriptor: other), measured("vulkan:0", 1e6, descriptor: other),
    ])
    #expect(text.contains("2.00x the speed of openblas:0 (geometric mean over 2 problems)"))
  }

  @Test func `Ratios are paired by rounds`() throws {
    // The machine was ten times slower in half of the rounds, of which the second device has fewer.
    var baseline = measured("openblas:0", 2e6)
    var other = measured("vulkan:0", 1e6)
    baseline.samples?.hostNanoseconds = [2, 2, 2, 2, 20, 20, 20, 20, 20, 20]
    other.samples?.hostNanoseconds = [1, 1, 1, 1, 10, 10]
    other.samples?.rounds = [0, 1, 2, 3, 4, 5]
    #expect(RelativeSpeed(other, to: baseline)?.interval == 2...2)
    #expect(RelativeSpeed(other, to: baseline)?.ratio == 2)
    other.samples?.rounds = [0, 1, 90, 91, 92, 93]
    #expect(RelativeSpeed(other, to: baseline)?.ratio == 20)
    other.samples?.hostNanoseconds = []
    #expect(RelativeSpeed(other, to: baseline)?.ratio == nil)
  }

  @Test func `A ratio is by one clock: the host's unless both sides have the device's`() {
    var baseline = measured("openblas:0", 2e6)
    var other = measured("vulkan:0", 1e6)
    baseline.samples?.hostNanoseconds = [8, 8, 8]
    other.samples?.hostNanoseconds = [4, 4, 4]
    other.samples?.deviceNanoseconds = [1, 1, 1]
    other.statistics?.clock = "device"
    #expect(RelativeSpeed(other, to: baseline)?.ratio == 2)
    baseline.samples?.deviceNanoseconds = [8, 8, 8]
    baseline.statistics?.clock = "device"
    #expect(RelativeSpeed(other, to: baseline)?.ratio == 8)
  }

  @Test func `Further variants of a device have rows of their own`() throws {
    let text = render(
      [
        measured("openblas:0", 2e6), measured("vulkan:0", 1e6, variant: "vulkan_tiled"),
        measured("vulkan:0", 8e6, variant: "vulkan_plain"),
      ], width: 120)
    let lines = text.split(separator: "\n")
    #expect(lines.count { $0.hasPrefix("gemm f32 nn 512x512x512") } == 1)
    let further = try #require(lines.first { $0.hasPrefix("  vulkan_plain") })
    #expect(further.contains("0.250x"))
    #expect(text.contains("2.00x the speed of openblas:0 (geometric mean over 1 problem)"))
  }

  @Test func `The same reason is said once, whatever its sizes`() {
    let cases = (1...100).map { index in
      SampleResults.plain(
        "gemm:f32:nn:m=\(index),n=1,k=1", "vulkan:0", .skipped, "needs \(index) MB of 7")
    }
    let text = render(cases)
    #expect(text.contains("vulkan:0 skipped, 100 cases: needs 1 MB of 7"))
    #expect(text.contains("and 99 more"))
    #expect(!text.contains("needs 2 MB"))
  }

  @Test func `Failures show descriptors to run again`() {
    let cases = (1...7).map { index in
      SampleResults.plain("gemm:f32:nn:m=\(index),n=1,k=1", "vulkan:0", .failed, "device lost")
    }
    let text = render(cases)
    for index in 1...5 { #expect(text.contains("    gemm:f32:nn:m=\(index),n=1,k=1\n")) }
    #expect(text.contains("    and 2 more\n"))
  }

  @Test func `Names are never shortened until problems look alike`() {
    let cases = ["bias", "relu"].flatMap { epilogue in
      let descriptor = "gemm:f32:nn:m=129280,n=4096,k=7168,lda=131072,ldb=8192:\(epilogue)"
      return [
        measured("openblas:0", 2e6, descriptor: descriptor),
        measured("vulkan:0", 2e6, descriptor: descriptor),
      ]
    }
    let narrow = render(cases, width: 90)
    #expect(!narrow.contains("…"))
    for epilogue in ["bias", "relu"] { #expect(narrow.contains("ldb=8192:\(epilogue)\n")) }
    let distinct = render(
      [
        measured(
          "openblas:0", 2e6, descriptor: "gemm:f32:nn:m=1,n=4096,k=7168,lda=131072,ldb=8192"),
        measured("vulkan:0", 2e6, descriptor: "gemm:f32:nn:m=2,n=4096,k=7168,lda=131072,ldb=8192"),
      ], width: 84)
    #expect(distinct.contains("gemm f32 nn 1x4096"))
    #expect(distinct.contains("…"))
  }

  @Test func `Text of a foreign file cannot steer the terminal or the table`() {
    var foreign = file([measured("openblas:0", 2e6)])
    foreign.devices[0].name = "\u{1b}[2J\u{202e}CPU\nx"
    foreign.cases[0].label = "a\u{7}b"
    foreign.cases.append(
      SampleResults.plain("gemm:\u{1b}]0;x\u{7}", "openblas:0", .failed, "line\nbreak|pipe"))
    foreign.host.warnings = ["\u{9b}31m"]
    for text in [
      ResultsTable.render(foreign, width: nil, color: false),
      ResultsTable.render(foreign, width: 20, color: false), ResultsMarkdown.render(foreign),
    ] {
      let controls = text.unicodeScalars.filter {
        $0 != "\n" && [.control, .format].contains($0.properties.generalCategory)
      }
      #expect(controls.isEmpty)
    }
  }

  @Test func `An interrupted run and a doubtful cold cache are remarked`() {
    var cold = measured("openblas:0", 2e6)
    cold.coldProof = CaseRecord.ColdProof(proved: false, detail: "same rate")
    var interrupted = file([cold])
    interrupted.run.interrupted = true
    let text = ResultsTable.render(interrupted, width: nil, color: false)
    #expect(text.contains("The run was interrupted"))
    #expect(text.contains("In 1 case the probe did not show a cold cache."))
  }
}
