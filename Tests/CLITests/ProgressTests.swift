import Harness
import Kernels
import Testing

@testable import parity

@Suite("Progress")
struct ProgressTests {
  /// What a display wrote, with a clock that tests set.
  private final class Recorder {
    var seconds = 100.0
    var written: [String] = []

    func progress(_ style: Progress.Style, width: Int = 80) -> Progress {
      Progress(
        style: style, width: { width }, clock: { self.seconds }, write: { self.written.append($0) })
    }
  }

  private func record(_ status: CaseStatus, reason: String? = nil) -> CaseRecord {
    CaseRecord(
      id: "x", descriptor: "gemm:f32:nn:m=8,n=8,k=8", operation: "gemm", weight: 1,
      device: "blas:0",
      grade: "native", losses: [], unsupportedReasons: [], status: status, reason: reason,
      flopCount: 1024,
      flopConvention: "gemm-2mnk", byteCount: 768, fill: "uniform", seed: 1, cacheMode: "hot")
  }

  @Test(
    "A terminal gets one line with case, descriptor, device, phase, elapsed time and an estimate")
  func live() {
    let recorder = Recorder()
    let progress = recorder.progress(.live)
    progress.show(.started(index: 0, count: 4, descriptor: "a", devices: ["blas:0", "gpu:0"]))
    recorder.seconds += 60
    for _ in 0..<2 { progress.show(.finished(record(.passed))) }
    progress.show(.started(index: 1, count: 4, descriptor: "b", devices: ["blas:0"]))
    recorder.seconds += 1
    progress.show(.phase(device: "gpu:0", phase: "measuring"))
    recorder.seconds += 9
    progress.show(.turns(problemCount: 2, caseCount: 1))
    progress.show(.finished(record(.passed)))
    progress.end()
    #expect(
      recorder.written == [
        "\r\u{1B}[K[1/4] a  blas:0, gpu:0  0:00",
        "\r\u{1B}[K[2/4] b  blas:0  1:00, about 2:00 left",
        "\r\u{1B}[K[2/4] b  gpu:0 measuring  1:01, about 2:02 left",
        "\r\u{1B}[K[2/4] 2 problems in turns  1 case sampling  1:10, about 2:20 left",
        "\r\u{1B}[K",
      ])
  }

  @Test("The estimate of a resumed run counts from where it went on")
  func resumed() {
    let recorder = Recorder()
    let progress = recorder.progress(.live)
    progress.show(.started(index: 90, count: 100, descriptor: "a", devices: ["blas:0"]))
    recorder.seconds += 10
    for _ in 0..<5 { progress.show(.finished(record(.passed))) }
    progress.show(.started(index: 95, count: 100, descriptor: "b", devices: ["blas:0"]))
    #expect(recorder.written.last?.hasSuffix("0:10, about 0:10 left") == true)
  }

  @Test("Phases redraw at most ten times a second")
  func throttled() {
    let recorder = Recorder()
    let progress = recorder.progress(.live)
    progress.show(.started(index: 0, count: 1, descriptor: "a", devices: []))
    for _ in 0..<50 {
      recorder.seconds += 0.01
      progress.show(.phase(device: "gpu:0", phase: "measuring"))
    }
    #expect(recorder.written.count <= 6)
  }

  @Test(
    "A narrow terminal gets a shortened descriptor, never a second line", arguments: [10, 24, 40])
  func narrow(width: Int) {
    let recorder = Recorder()
    let progress = recorder.progress(.live, width: width)
    progress.show(
      .started(
        index: 0, count: 10, descriptor: "gemm:f32:nn:m=4096,n=4096,k=4096", devices: ["blas:0"]))
    let line = recorder.written[0].dropFirst("\r\u{1B}[K".count)
    #expect(line.count < width)
    #expect(line.hasPrefix("[1/10]"))
  }

  @Test("Elsewhere every finished case is one plain line, with the reason where it did not pass")
  func plain() {
    let recorder = Recorder()
    let progress = recorder.progress(.plain)
    progress.show(
      .started(index: 2, count: 3, descriptor: "gemm:f32:nn:m=8,n=8,k=8", devices: ["blas:0"]))
    progress.show(.phase(device: "blas:0", phase: "measuring"))
    progress.show(.finished(record(.skipped, reason: "too large")))
    progress.end()
    #expect(recorder.written == ["[3/3] blas:0  gemm:f32:nn:m=8,n=8,k=8  skipped  (too large)\n"])
  }

  @Test("Quiet shows nothing")
  func quiet() {
    let recorder = Recorder()
    let progress = recorder.progress(.none)
    progress.show(.started(index: 0, count: 1, descriptor: "a", devices: []))
    progress.show(.finished(record(.passed)))
    progress.end()
    #expect(recorder.written.isEmpty)
  }

  @Test(
    "Durations have three digits and a unit",
    arguments: [
      (1.5, "1.50 s"), (0.0123, "12.3 ms"), (4.567e-4, "457 µs"), (1e-9, "1.00 ns"), (0, "0.00 ns"),
    ])
  func durations(seconds: Double, text: String) {
    #expect(TimeText.short(seconds) == text)
  }

  @Test("Clock times have hours only where there are some")
  func clockTimes() {
    #expect(TimeText.clock(7) == "0:07")
    #expect(TimeText.clock(754) == "12:34")
    #expect(TimeText.clock(3723) == "1:02:03")
  }
}

@Suite("Exit status of a run")
struct RunStatusTests {
  private func file(_ statuses: CaseStatus...) -> ResultsFile {
    let cases = statuses.map { status in
      CaseRecord(
        id: status.rawValue, descriptor: "gemm:f32:nn:m=1,n=1,k=1", operation: "gemm", weight: 1,
        device: "d:0",
        grade: "native", losses: [], unsupportedReasons: [], status: status, flopCount: 2,
        flopConvention: "gemm-2mnk", byteCount: 12, fill: "uniform", seed: 1, cacheMode: "hot")
    }
    return ResultsFile(
      tool: ToolIdentity.current(),
      run: ResultsFile.Run(
        startedAt: "2026-08-01T00:00:00Z", argv: [], interrupted: false, resumeCount: 0),
      host: HostEnvironment.current(), devices: [], rejections: [],
      workload: ResultsFile.WorkloadReference(
        name: "x", source: "descriptors", hash: "", problemCount: 1),
      settings: RunSettings.defaults, cases: cases)
  }

  @Test(
    "Is 1 where any case is wrong or failed", arguments: CaseStatus.allCases.filter(\.isFailure))
  func failures(status: CaseStatus) {
    #expect(Run.status(of: file(.passed, status), strict: false) == .failedCases)
    #expect(Run.status(of: file(.noisy, status), strict: true) == .failedCases)
  }

  @Test(
    "Is 0 for what passed, is noisy, unsupported or skipped; 4 for unsettled cases where that is asked for"
  )
  func settled() {
    #expect(Run.status(of: file(.passed, .noisy, .unsupported, .skipped), strict: false) == .ok)
    #expect(Run.status(of: file(.passed, .unsupported), strict: true) == .ok)
    for status in [CaseStatus.noisy, .skipped, .notVerified] {
      #expect(Run.status(of: file(.passed, status), strict: true) == .notComparable)
    }
  }
}
