import Kernels
import Synchronization
import TestSupport
import Testing

@testable import Harness

/// Drift, causes of noise, burst and soak.
@Suite struct TelemetryModesTests {
  private static let descriptor = "gemm:f32:nn:m=8,n=8,k=8"

  private func run(
    _ devices: [ScriptedDevice], _ descriptors: [String] = [descriptor],
    stop: StopFlag = StopFlag(), change: (inout RunSettings) -> Void
  ) throws -> (log: EventLog, completed: Bool) {
    let log = EventLog()
    var settings = RunSettings.defaults
    change(&settings)
    let runner = Runner(devices: devices, settings: settings, stop: stop, onEvent: log.add)
    let items = try descriptors.map { RunItem(problem: try Problem(descriptor: $0)) }
    return (log, try runner.run(items, skipping: []))
  }

  // MARK: Drift

  @Test func `A case that slows down steadily shows burst, sustained rate and trend`() throws {
    let samples = (0..<100).map { 100 + Double($0) }
    let drift = try #require(Drift.record(samples))
    #expect(drift.windowCount == 20)
    #expect(drift.burstMedianNanoseconds == 109.5)
    #expect(drift.sustainedMedianNanoseconds == 189.5)
    #expect(drift.sustainedOverBurst == 109.5 / 189.5)
    #expect(abs(drift.trendFraction - 99 / 149.5) < 1e-12)
  }

  @Test func `A few outliers are no trend`() throws {
    var samples = [Double](repeating: 100, count: 60)
    for index in [3, 17, 55, 56, 58] { samples[index] = 900 }
    let drift = try #require(Drift.record(samples))
    #expect(drift.trendFraction == 0)
    #expect(drift.sustainedOverBurst == 1)
  }

  @Test func `A trend goes by the times of the samples where they are known`() {
    let slope = Drift.slope([10, 20, 30], at: [0, 10, 20])
    #expect(slope == 1)
    #expect(Drift.slope([10, 20], at: [5, 5]) == 0)
  }

  @Test func `Thousands of samples are judged by evenly spread ones`() {
    let values = (0..<100_000).map { Double($0) * 2 }
    #expect(Drift.slope(values, at: values.map { $0 / 2 }) == 2)
  }

  @Test func `Fewer than eight samples say nothing about drift`() {
    #expect(Drift.record([Double](repeating: 1, count: 7)) == nil)
    #expect(Drift.record([Double](repeating: 1, count: 8)) != nil)
  }

  // MARK: Causes

  private static let quiet = TelemetryRecord(
    sources: [], absent: [], spanSeconds: 1, measuredSeconds: 1, executionCount: 1, readingCount: 1,
    temperatures: [], stealFraction: 0.001, otherProgramsCoreCount: 0.05, throttled: false,
    throttleReasons: [], monitorFraction: 0)

  @Test func `A quiet machine has no cause of noise`() {
    #expect(NoiseCause.describe(Self.quiet, nil) == nil)
    #expect(NoiseCause.describe(nil, nil) == nil)
  }

  @Test func `Each disturbance is named`() throws {
    func cause(_ change: (inout TelemetryRecord) -> Void) throws -> String {
      var record = Self.quiet
      change(&record)
      return try #require(NoiseCause.describe(record, nil))
    }
    #expect(try cause { $0.stealFraction = 0.08 }.contains("took 8.0 % of processor time"))
    #expect(try cause { $0.otherProgramsCoreCount = 1.25 }.contains("other programs on 1.2 cores"))
    #expect(
      try cause {
        $0.throttled = true
        $0.throttleReasons = ["power cap (software)"]
      } == "likely throttling by power cap (software)")
    #expect(
      try cause {
        $0.processorFrequency = .init(
          source: "cpufreq", minimumHertz: 1.2e9, meanHertz: 2e9, maximumHertz: 3e9)
      }.contains("clocks from 1.20 to 3.00 GHz"))
    let drift = Drift.record((0..<100).map { 100 + Double($0) })
    #expect(
      try #require(NoiseCause.describe(Self.quiet, drift)).contains("it became 42.2 % slower"))
  }

  @Test func `A noisy case names a drift in its reason`() throws {
    let device = try ScriptedDevice("a", .init(hostNanoseconds: { 1e6 * (1 + Double($0) / 100) }))
    let record = try #require(try run([device]) { _ in }.log.records.first)
    #expect(record.status == .noisy)
    #expect(try #require(record.reason).contains("a drift: it became"))
    #expect(try #require(record.drift).sustainedOverBurst < 0.9)
  }

  // MARK: Burst

  @Test func `Burst takes single executions without warm-up, and few of them`() throws {
    let device = try ScriptedDevice("a", .init(hostNanoseconds: { $0 % 2 == 0 ? 1e4 : 3e4 }))
    let record = try #require(
      try run([device]) {
        $0.mode = "burst"
        $0.maximumSamples = MeasurementPlan.burstSampleCount
      }.log.records.first)
    #expect(record.preparation?.warmupCount == 0)
    #expect(record.samples?.repetitionsPerSample == 1)
    #expect(record.statistics?.count == 20)
    // Four samples after each pause.
    #expect(record.samples?.rounds == (0..<20).map { $0 / 4 })
    #expect(device.submissions == [Int](repeating: 1, count: 21))
  }

  // MARK: Soak

  @Test func `A soak goes round all problems on all devices until its time is over`() throws {
    let order = Mutex<[String]>([])
    func script() -> ScriptedDevice.Script {
      .init(hostNanoseconds: { _ in 1e6 }, onSubmit: { id in order.withLock { $0.append(id) } })
    }
    let other = "gemm:f32:nn:m=4,n=4,k=4"
    let (log, completed) = try run(
      [try ScriptedDevice("a", script()), try ScriptedDevice("b", script())],
      [Self.descriptor, other]
    ) {
      $0.mode = "soak"
      $0.soakMinutes = 0.001
    }
    #expect(completed)
    #expect(log.records.count == 4)
    for record in log.records {
      #expect(record.status == .passed)
      #expect(record.statistics?.stopReason == "budget")
      let samples = try #require(record.samples)
      let starts = try #require(samples.startSeconds)
      #expect(starts.count == samples.hostNanoseconds.count)
      #expect(starts == starts.sorted())
      #expect(samples.rounds == Array(0..<samples.rounds.count))
      #expect(record.drift != nil)
    }
    let counts = log.records.compactMap { $0.samples?.rounds.count }
    #expect(try #require(counts.max()) - (try #require(counts.min())) <= 1)
  }

  @Test func `A soak that is stopped keeps what it has and says that it was interrupted`() throws {
    let stop = StopFlag()
    let device = try ScriptedDevice(
      "a",
      .init(
        hostNanoseconds: { _ in 1e6 },
        onSubmit: { [count = Counter()] _ in
          if count.next() == 400 { stop.stop() }
        }))
    let (log, completed) = try run([device], stop: stop) {
      $0.mode = "soak"
      $0.soakMinutes = 1000
    }
    #expect(!completed)
    let record = try #require(log.records.first)
    #expect(record.statistics?.stopReason == "interrupted")
    #expect(record.correctness?.failedCount == 0)
    #expect(try #require(record.samples).hostNanoseconds.count > 1)
  }

  @Test func `A device that fails in a soak is reported, and the others go on`() throws {
    let bad = try ScriptedDevice(
      "bad",
      .init(
        hostNanoseconds: { _ in 1e6 },
        failure: { $0 > 30 ? BackendError(.deviceLost, operation: "submit", message: "gone") : nil }
      ))
    let good = try ScriptedDevice("good", .init(hostNanoseconds: { _ in 1e6 }))
    let (log, completed) = try run([bad, good]) {
      $0.mode = "soak"
      $0.soakMinutes = 0.002
    }
    #expect(completed)
    let statuses = Dictionary(uniqueKeysWithValues: log.records.map { ($0.device, $0.status) })
    #expect(statuses == ["bad:0": .failed, "good:0": .passed])
  }

  @Test func `Modes that differ are not comparable, and no mode means steady`() {
    var old = SampleResults.file
    old.settings.mode = nil
    var new = old
    new.settings.mode = "steady"
    #expect(Comparability.differences(baseline: old, candidate: new, calibration: nil) == [])
    new.settings.mode = "burst"
    let found = Comparability.differences(baseline: old, candidate: new, calibration: nil)
    #expect(found.map(\.what) == ["mode"])
    #expect(found.map(\.severity) == [.refused])
  }

  @Test(
    arguments: [("sprint", nil), ("soak", nil), ("soak", -1), ("soak", 1e9)] as [(String, Double?)])
  func `A mode without meaning is refused`(mode: String, minutes: Double?) {
    var settings = RunSettings.defaults
    settings.mode = mode
    settings.soakMinutes = minutes
    #expect(throws: SettingsError.self) { try MeasurementPlan(settings) }
  }
}

private final class Counter: Sendable {
  private let value = Mutex(0)
  func next() -> Int {
    value.withLock {
      $0 += 1
      return $0
    }
  }
}
