import Foundation
import Harness
import Kernels
import TestSupport
import Testing

/// A working directory with results files in it.
final class ResultsFolder {
  let url: URL

  init() throws { url = try ParityProcess.makeFolder() }

  deinit { try? FileManager.default.removeItem(at: url) }

  func path(_ name: String) -> String { url.path + "/" + name }

  func write(_ text: String, _ name: String) throws {
    try text.write(toFile: path(name), atomically: true, encoding: .utf8)
  }

  /// Writes the sample file with all times of `device` multiplied, or those of one type.
  func write(
    _ name: String, times factor: Double = 1, device: String? = nil, type: String? = nil,
    change: (inout ResultsFile) -> Void = { _ in }
  ) throws {
    var file = SampleResults.file
    for index in file.cases.indices
    where (device == nil || file.cases[index].device == device)
      && (type.map { file.cases[index].descriptor.contains($0) } ?? true)
    {
      file.cases[index] = file.cases[index].slowed(by: factor)
    }
    // The failures of the sample would decide every exit code.
    file.cases.removeAll { $0.status.isFailure }
    change(&file)
    try file.write(path: path(name))
  }

  func parity(_ arguments: String..., environment: [String: String] = [:]) throws
    -> ParityProcess.Outcome
  {
    // The tests themselves may run on GitHub.
    let quiet = ["GITHUB_STEP_SUMMARY": "", "GITHUB_ACTIONS": ""]
    return try ParityProcess(arguments, environment: quiet.merging(environment) { $1 }, in: url)
      .run()
  }
}

extension CaseRecord {
  /// The record with every time multiplied.
  func slowed(by factor: Double) -> CaseRecord {
    var record = self
    record.samples?.hostNanoseconds = samples?.hostNanoseconds.map { $0 * factor } ?? []
    record.samples?.deviceNanoseconds = samples?.deviceNanoseconds?.map { $0 * factor }
    if let statistics {
      record.statistics?.medianNanoseconds = statistics.medianNanoseconds * factor
    }
    return record
  }
}

@Suite("parity compare")
struct CompareCommandTests {
  @Test("Equal files compare as the same and exit with 0")
  func same() throws {
    let folder = try ResultsFolder()
    try folder.write("a.json")
    try folder.write("b.json")
    let outcome = try folder.parity("compare", "a.json", "b.json", "--threshold", "0.05")
    #expect(outcome.status == 0, "\(outcome.error)")
    #expect(outcome.output.contains("openblas:0 of b.json against openblas:0 of a.json"))
    #expect(outcome.output.contains("SAME"))
    #expect(outcome.output.contains("Geometric mean of time ratios 1, weighted by calls 1"))
    #expect(outcome.output.hasSuffix("Nothing slower.\n"))
  }

  @Test("A slower case exits with 2, and is FASTER the other way round")
  func slower() throws {
    let folder = try ResultsFolder()
    try folder.write("a.json")
    try folder.write("b.json", times: 1.5, device: "openblas:0", type: ":bf16:")
    let outcome = try folder.parity("compare", "a.json", "b.json")
    #expect(outcome.status == 2)
    #expect(outcome.output.contains("SLOWER"))
    #expect(outcome.output.contains("1.5 ["))
    let back = try folder.parity("compare", "b.json", "a.json")
    #expect(back.status == 0)
    #expect(back.output.contains("FASTER"))
    #expect(try folder.parity("compare", "a.json", "b.json", "--threshold", "0.6").status == 0)
  }

  @Test("A run that is slower as a whole is neither clean nor blamed on a case: exit 4")
  func moved() throws {
    let folder = try ResultsFolder()
    try folder.write("a.json") { $0.cases.removeAll { $0.device != "openblas:0" } }
    try folder.write("b.json", times: 1.5) { $0.cases.removeAll { $0.device != "openblas:0" } }
    let outcome = try folder.parity("compare", "a.json", "b.json")
    #expect(outcome.status == 4)
    let json = try folder.parity("compare", "a.json", "b.json", "--json")
    let report = try JSONDecoder().decode(ComparisonReport.self, from: Data(json.output.utf8))
    #expect(report.comparisons[0].summary.slower == 0)
    #expect(outcome.output.contains("50 % slower in the median of"))
    #expect(outcome.output.contains("cannot tell the program from the machine"))
  }

  @Test("One file compares its devices with the first, or with the one that is named")
  func devices() throws {
    let folder = try ResultsFolder()
    try folder.write("a.json") { file in
      file.cases.removeAll { $0.descriptor.contains("f64") || $0.operation != "gemm" }
    }
    let outcome = try folder.parity("compare", "a.json", "--type", "f32,bf16")
    #expect(outcome.status == 2)
    #expect(outcome.output.hasPrefix("vulkan:0 against openblas:0 in a.json\n"))
    let other = try folder.parity(
      "compare", "a.json", "--type", "f32,bf16", "--baseline", "vulkan:0")
    #expect(other.status == 0)
    #expect(other.output.contains("FASTER"))
    let absent = try folder.parity("compare", "a.json", "--baseline", "cuda:0")
    #expect(absent.status == 4)
    #expect(absent.error.contains("it has openblas:0, vulkan:0"))
  }

  @Test("Incorrect cases and lost ones exit with 1")
  func failures() throws {
    let folder = try ResultsFolder()
    try folder.write("a.json")
    try folder.write("wrong.json", times: 3) { $0.cases[0].status = .incorrect }
    let wrong = try folder.parity("compare", "a.json", "wrong.json")
    #expect(wrong.status == 1)
    #expect(wrong.output.contains("WRONG OR FAILED, 1 case"))
    try folder.write("lost.json") { file in file.cases.removeFirst() }
    let lost = try folder.parity("compare", "a.json", "lost.json")
    #expect(lost.status == 1)
    #expect(lost.output.contains("LOST, 1 case"))
    #expect(lost.output.contains("passed -> absent, the candidate did not run it"))
  }

  @Test("Another cache mode is refused with 4, and compared with --force")
  func refused() throws {
    let folder = try ResultsFolder()
    try folder.write("a.json")
    try folder.write("b.json") { $0.settings.cacheMode = "cold" }
    let outcome = try folder.parity("compare", "a.json", "b.json")
    #expect(outcome.status == 4)
    #expect(outcome.output.contains("differs: cacheMode: hot -> cold (incomparable)"))
    #expect(!outcome.output.contains("SAME"))
    let forced = try folder.parity("compare", "a.json", "b.json", "--force", "--threshold", "0.05")
    #expect(forced.status == 0)
    #expect(forced.output.contains("differs: cacheMode"))
    #expect(forced.output.contains("SAME"))
  }

  @Test("Ambiguous cases exit with 0, and with 4 where asked strictly")
  func ambiguous() throws {
    let folder = try ResultsFolder()
    try folder.write("a.json")
    try folder.write("b.json") { file in
      file.cases = file.cases.prefix(1).map { record in
        var short = record
        short.samples?.hostNanoseconds = [2_000_000, 2_100_000]
        short.samples?.rounds = [0, 1]
        return short
      }
    }
    let arguments = ["compare", "b.json", "a.json", "--type", "f32"]
    let lenient = try ParityProcess(arguments, in: folder.url).run()
    #expect(lenient.status == 0)
    #expect(lenient.output.contains("2 samples are too few for 99 % confidence"))
    let strict = try ParityProcess(arguments + ["--strict"], in: folder.url).run()
    #expect(strict.status == 4)
  }

  @Test("--json is the whole report, --markdown a table")
  func forms() throws {
    let folder = try ResultsFolder()
    try folder.write("a.json")
    try folder.write("b.json", times: 1.5, device: "openblas:0", type: ":bf16:")
    let json = try folder.parity("compare", "a.json", "b.json", "--json")
    let report = try JSONDecoder().decode(ComparisonReport.self, from: Data(json.output.utf8))
    #expect(report.schemaVersion == 1)
    #expect(report.outcome == .slower)
    let markdown = try folder.parity("compare", "a.json", "b.json", "--markdown")
    #expect(markdown.status == 2)
    #expect(markdown.output.hasPrefix("**Slower.**\n"))
    #expect(markdown.output.contains("| **SLOWER** | 1.5 \\["))
  }

  @Test("A calibration raises the threshold and the output says so")
  func calibration() throws {
    let folder = try ResultsFolder()
    try folder.write("a.json")
    try folder.write("b.json", times: 1.09, type: ":bf16:")
    let runs = [1.0, 1.1].map { factor in
      var file = SampleResults.file
      file.cases = file.cases.map { $0.slowed(by: factor) }
      return file
    }
    try Calibration(runs: runs, createdAt: "2026-08-01T12:00:00Z")
      .write(path: folder.path("noise.json"))
    #expect(try folder.parity("compare", "a.json", "b.json").status == 2)
    let raised = try folder.parity("compare", "a.json", "b.json", "--calibration", "noise.json")
    #expect(raised.status == 0, "\(raised.output)")
    #expect(raised.output.contains("threshold raised to 10 %"))
    #expect(raised.output.contains("calibrated by 2 runs of quick on lab"))
  }

  @Test("Mistakes on the command line are usage errors")
  func usage() throws {
    let folder = try ResultsFolder()
    try folder.write("a.json")
    for (arguments, message) in [
      (["compare"], "file"),
      (["compare", "a.json", "a.json", "--baseline", "x"], "inside one file"),
      (["compare", "a.json", "--threshold", "0"], "fraction above 0"),
      (["compare", "a.json", "--confidence", "1"], "--confidence"),
      (["compare", "a.json", "--type", "f31"], "did you mean \"f32\""),
      (["compare", "a.json", "--json", "--markdown"], "one of them"),
      (["calibrate", "--runs", "1"], "from 2 to 100"),
      (["export", "csvv", "a.json"], "did you mean \"csv\""),
      (["export", "sqlite", "a.json"], "--output"),
      (["export", "google-benchmark", "a.json", "a.json"], "holds one run"),
    ] {
      let outcome = try ParityProcess(arguments, in: folder.url).run()
      #expect(outcome.status == 64)
      #expect(outcome.error.contains(message), "\(outcome.error)")
    }
  }
}

@Suite("Hostile results files")
struct HostileResultsTests {
  static let text: String = {
    let file = SampleResults.file
    let encoder = JSONEncoder()
    encoder.outputFormatting = [.sortedKeys, .withoutEscapingSlashes]
    return (try? encoder.encode(file)).map { String(decoding: $0, as: UTF8.self) } ?? ""
  }()

  static let files: [(name: String, text: String, message: String)] = [
    ("empty", "", "is empty"),
    ("truncated", String(text.prefix(text.count / 2)), "hostile.json"),
    ("nested", String(repeating: "[", count: 2_000_000), "hostile.json"),
    ("nested objects", String(repeating: "{\"a\":", count: 500_000), "hostile.json"),
    ("not JSON", "\u{7F}ELF\u{2}\u{1}", "hostile.json"),
    ("other JSON", "{\"benchmarks\": []}", "no schemaVersion"),
    ("later schema", "{\"schemaVersion\": 99}", "schema version 99"),
    ("wrong type", text.replacing("\"weight\":1}", with: "\"weight\":\"1\"}"), "weight"),
    ("NaN", text.replacing("\"weight\":1}", with: "\"weight\":NaN}"), "hostile.json"),
    ("huge number", text.replacing("\"weight\":1}", with: "\"weight\":1e999}"), "hostile.json"),
    ("list for object", text.replacing("\"host\":{", with: "\"host\":[],\"hosts\":{"), "host"),
  ]

  @Test(
    "Give one clear sentence and exit code 3, to compare and to export", arguments: files.indices)
  func refused(index: Int) throws {
    let (name, text, message) = Self.files[index]
    let folder = try ResultsFolder()
    try folder.write(text, "hostile.json")
    try folder.write("good.json")
    for arguments in [
      ["compare", "good.json", "hostile.json"], ["export", "csv", "hostile.json"],
    ] {
      let outcome = try ParityProcess(arguments, in: folder.url).run()
      #expect(outcome.status == 3, "\(name): \(outcome.error)")
      #expect(outcome.output.isEmpty)
      #expect(outcome.error.hasPrefix("Error: hostile.json"), "\(name): \(outcome.error)")
      #expect(outcome.error.contains(message), "\(name): \(outcome.error)")
      #expect(outcome.error.count < 600)
      #expect(outcome.error.count(where: { $0 == "\n" }) <= 4)
    }
  }

  @Test("Names with paths, markup and terminal escapes are shown as text and lead nowhere")
  func names() throws {
    let folder = try ResultsFolder()
    let hostile = "../../../../etc/x\u{1B}[2J<script>alert(1)</script>\n::error::injected"
    func change(_ file: inout ResultsFile) {
      file.host.hostName = hostile
      file.workload.name = hostile
      for index in file.cases.indices {
        file.cases[index].label = hostile
        file.cases[index].descriptor = hostile + " \(index / 2)"
        if file.cases[index].reason != nil { file.cases[index].reason = hostile }
      }
    }
    try folder.write("a.json", change: change)
    try folder.write("b.json", times: 1.5) { file in
      change(&file)
      file.cases[0].variant = hostile
    }
    for form in [[], ["--markdown"]] {
      let outcome = try ParityProcess(["compare", "a.json", "b.json"] + form, in: folder.url).run()
      #expect(outcome.status == 2)
      #expect(!outcome.output.contains("\u{1B}"))
      #expect(!outcome.output.contains("\n::error"))
    }
    #expect(try folder.parity("export", "sqlite", "a.json", "-o", "a.sqlite").status == 0)
    let names = try FileManager.default.contentsOfDirectory(atPath: folder.url.path)
    #expect(
      Set(names.filter { !$0.hasSuffix(".stdout") && !$0.hasSuffix(".stderr") }) == [
        "a.json", "b.json", "a.sqlite",
      ])
  }

  @Test("Absurd numbers neither crash nor give NaN")
  func numbers() throws {
    let folder = try ResultsFolder()
    func change(_ file: inout ResultsFile) {
      for index in file.cases.indices {
        var record = file.cases[index]
        record.weight = index % 2 == 0 ? 1e308 : 0
        if var samples = record.samples {
          samples.rounds = samples.rounds.map { _ in Int.max }
          samples.hostNanoseconds = samples.hostNanoseconds.indices.map {
            [0, -5, 1e308, 1e-308, 7][$0 % 5]
          }
          record.samples = samples
        }
        record.finishedAt = "99999-99-99"
        file.cases[index] = record
      }
    }
    try folder.write("a.json", change: change)
    try folder.write("b.json", change: change)
    let outcome = try folder.parity("compare", "a.json", "b.json", "--json")
    #expect([0, 2].contains(outcome.status), "\(outcome.error)")
    _ = try JSONDecoder().decode(ComparisonReport.self, from: Data(outcome.output.utf8))
    #expect(try [0, 2].contains(folder.parity("compare", "a.json", "b.json").status))
    for format in ["csv", "influx", "junit", "google-benchmark", "bencher"] {
      #expect(try folder.parity("export", format, "a.json").status == 0)
    }
  }
}

@Suite("parity gate", .timeLimit(.minutes(5)))
struct GateCommandTests {
  /// A gate over two problems that cost next to nothing, on the reference device, which is everywhere.
  private func prepared() throws -> ResultsFolder {
    let folder = try ResultsFolder()
    try folder.write(
      """
      {"workload": "tiny.suite", "devices": ["reference"], "baseline": "ci/base.json",
       "threshold": 900, "remeasureCount": 1, "budgetSecondsPerCase": 0.02}
      """, "parity-gate.json")
    try folder.write(
      "# name: tiny\ngemm:f32:nn:m=4,n=4,k=4\ngemm:f32:nn:m=5,n=4,k=4\n", "tiny.suite")
    return folder
  }

  /// Multiplies the times of the baseline, so that what is measured next looks slower or faster beyond any noise.
  private func slow(_ folder: ResultsFolder, by factor: Double) throws {
    var file = try ResultsReader.read(path: folder.path("ci/base.json"))
    file.cases = file.cases.map { $0.slowed(by: factor) }
    try file.write(path: folder.path("ci/base.json"))
  }

  @Test("Without a baseline it says how to make one, with 4; then it makes one and passes")
  func passes() throws {
    let folder = try prepared()
    let missing = try folder.parity("gate")
    #expect(missing.status == 4)
    #expect(missing.error.contains("parity gate --config parity-gate.json --update-baseline"))
    let made = try folder.parity("gate", "--update-baseline", "--quiet")
    #expect(made.status == 0, "\(made.error)")
    #expect(made.error.contains("Baseline: ci/base.json; commit it"))
    let passed = try folder.parity(
      "gate", "--quiet", "--summary", "s.md", "--junit", "j.xml", "--output", "out.json")
    #expect(passed.status == 0, "\(passed.error)\(passed.output)")
    #expect(try ResultsReader.read(path: folder.path("out.json")).cases.count == 2)
    #expect(
      try String(contentsOfFile: folder.path("s.md"), encoding: .utf8).hasPrefix("## Parity gate"))
    let junit = try String(contentsOfFile: folder.path("j.xml"), encoding: .utf8)
    #expect(junit.contains("tests=\"2\" failures=\"0\""))
  }

  @Test("A slower case is measured again, confirmed, annotated and fails with 2")
  func slower() throws {
    let folder = try prepared()
    #expect(try folder.parity("gate", "--update-baseline", "--quiet").status == 0)
    try slow(folder, by: 1e-6)
    try folder.write("before\n", "summary.md")
    let failed = try folder.parity(
      "gate", "--quiet", "--junit", "j.xml",
      environment: ["GITHUB_ACTIONS": "true", "GITHUB_STEP_SUMMARY": folder.path("summary.md")])
    #expect(failed.status == 2, "\(failed.error)\(failed.output)")
    #expect(failed.output.contains("re-measured once"))
    #expect(
      failed.error.contains(
        "\n::error title=gemm%3Af32%3Ann%3Am=4%2Cn=4%2Ck=4 on reference%3A0::SLOWER"))
    let summary = try String(contentsOfFile: folder.path("summary.md"), encoding: .utf8)
    #expect(summary.hasPrefix("before\n## Parity gate"))
    #expect(summary.contains("2 cases slower at first, 2 confirmed"))
    let junit = try String(contentsOfFile: folder.path("j.xml"), encoding: .utf8)
    #expect(junit.contains("tests=\"2\" failures=\"2\""))
    try slow(folder, by: 1e12)
    #expect(try folder.parity("gate", "--quiet").status == 0)
  }

  @Test("--results judges a file that is there already, by the same rules")
  func results() throws {
    let folder = try ResultsFolder()
    try folder.write("{\"baseline\": \"a.json\"}", "gate.json")
    try folder.write("a.json")
    try folder.write("slow.json", times: 1.5)
    try folder.write("wrong.json") { $0.cases[0].status = .incorrect }
    try folder.write("machine.json") { $0.host.cpuModel = "Other" }
    for (name, status) in [("slow.json", Int32(2)), ("wrong.json", 1), ("machine.json", 4)] {
      let outcome = try folder.parity("gate", "--config", "gate.json", "--results", name, "--json")
      #expect(outcome.status == status, "\(name): \(outcome.error)")
      _ = try JSONDecoder().decode(GateReport.self, from: Data(outcome.output.utf8))
    }
  }

  @Test("A run with wrong cases never becomes the baseline")
  func keepsBaseline() throws {
    let folder = try ResultsFolder()
    try folder.write("{\"baseline\": \"a.json\"}", "gate.json")
    try folder.write("wrong.json") { $0.cases[0].status = .incorrect }
    let outcome = try folder.parity(
      "gate", "--config", "gate.json", "--results", "wrong.json", "--update-baseline")
    #expect(outcome.status == 1)
    #expect(!FileManager.default.fileExists(atPath: folder.path("a.json")))
  }

  @Test("A device that is not there and a broken configuration end with 3 and 64, named")
  func broken() throws {
    let folder = try prepared()
    #expect(try folder.parity("gate", "--update-baseline", "--quiet").status == 0)
    try folder.write("{\"baseline\": \"ci/base.json\", \"treshold\": 1}", "parity-gate.json")
    let mistyped = try folder.parity("gate")
    #expect(mistyped.status == 3)
    #expect(mistyped.error.contains("parity-gate.json: treshold"))
    try folder.write(
      "{\"baseline\": \"ci/base.json\", \"devices\": [\"cud\"]}", "parity-gate.json")
    let absent = try folder.parity("gate")
    #expect(absent.status == 64)
    #expect(absent.error.contains("unknown backend \"cud\""))
  }
}

@Suite("parity calibrate", .timeLimit(.minutes(5)))
struct CalibrateCommandTests {
  @Test("Runs the suite again and again, writes the effects and prints them")
  func calibrates() throws {
    let folder = try ResultsFolder()
    try folder.write("# name: tiny\ngemm:f32:nn:m=4,n=4,k=4\n", "tiny.suite")
    let outcome = try folder.parity(
      "calibrate", "--suite", "./tiny.suite", "--runs", "2", "--backend", "reference", "--budget",
      "0.02", "--quiet", "--output", "deep/noise.json")
    #expect(outcome.status == 0, "\(outcome.error)")
    #expect(outcome.output.hasPrefix("2 runs of tiny on "))
    #expect(outcome.output.contains("reference:0 gemm"))
    #expect(outcome.error.hasSuffix("Calibration: deep/noise.json\n"))
    let calibration = try Calibration.read(path: folder.path("deep/noise.json"))
    #expect(calibration.runCount == 2)
    #expect(calibration.classes.values.allSatisfy { $0.minimalDetectableEffect >= 0 })
  }
}
