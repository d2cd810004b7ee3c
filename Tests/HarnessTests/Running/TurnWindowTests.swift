import Harness
import Kernels
import Testing

/// Problems that take turns in being sampled.
@Suite struct TurnWindowTests {
  private static let descriptors = [
    "gemm:f32:nn:m=8,n=8,k=8", "gemm:f32:nn:m=4,n=4,k=4", "gemm:f32:nn:m=2,n=2,k=2",
  ]

  private func run(
    _ devices: [ScriptedDevice], memoryLimit: Int? = nil, stop: StopFlag = StopFlag(),
    change: (inout RunSettings) -> Void = { _ in }
  ) throws -> (log: EventLog, completed: Bool) {
    let log = EventLog()
    var settings = RunSettings.defaults
    change(&settings)
    let runner = Runner(
      devices: devices, settings: settings, memoryLimitByteCount: memoryLimit, stop: stop,
      onEvent: log.add)
    let items = try Self.descriptors.map { RunItem(problem: try Problem(descriptor: $0)) }
    return (log, try runner.run(items, skipping: []))
  }

  @Test func `every problem has samples from the whole window, its devices side by side`() throws {
    let script = ScriptedDevice.Script(hostNanoseconds: { _ in 2e7 })
    let (log, completed) = try run([
      try ScriptedDevice("a", script), try ScriptedDevice("b", script),
    ])
    #expect(completed)
    #expect(log.records.count == 6)
    #expect(log.records.allSatisfy { $0.status == .passed })
    #expect(log.turns.first == "3/6")
    let rounds = try log.records.map { try #require($0.samples).rounds }
    #expect(Set(rounds).count == 1)
    #expect(Set(rounds[0]).count >= 12)
  }

  @Test func `a slow spell of the machine spoils a part of every case and no case wholly`() throws {
    // Submissions 150 to 250 take half as long again, as under a neighbour's burst.
    let script = ScriptedDevice.Script(
      hostNanoseconds: { (150..<250).contains($0) ? 3e6 : 2e6 })
    let log = try run([try ScriptedDevice("a", script)]) { $0.minimumSamples = 400 }.log
    for record in log.records {
      let times = try #require(record.samples).hostNanoseconds
      let slow = Double(times.count { $0 == 3e6 }) / Double(times.count)
      #expect(slow < 0.2)
      #expect(record.statistics?.medianNanoseconds == 2e6)
    }
    #expect(log.records.count { $0.samples?.hostNanoseconds.contains(3e6) == true } >= 2)
  }

  @Test func `problems that do not fit into a quarter of the memory together wait for each other`()
    throws
  {
    let log = try run([try ScriptedDevice("a")], memoryLimit: 6000).log
    #expect(log.records.map(\.status) == [.passed, .passed, .passed])
    #expect(!log.turns.contains { $0.hasPrefix("3") })
    let first = try #require(log.records[0].samples).rounds
    let second = try #require(log.records[1].samples).rounds
    #expect(Set(first).isDisjoint(with: second))
  }

  @Test func `long executions do not take turns with other problems`() throws {
    let script = ScriptedDevice.Script(hostNanoseconds: { _ in 2e8 })
    let log = try run([try ScriptedDevice("a", script)]).log
    #expect(log.records.count == 3)
    #expect(log.turns.isEmpty)
  }

  @Test
  func `a device that is lost between turns takes its other cases with it, and no one else's`()
    throws
  {
    let lost = try ScriptedDevice(
      "lost",
      .init(failure: {
        $0 >= 40 ? BackendError(.deviceLost, operation: "wait", message: "gone") : nil
      }))
    let (log, completed) = try run([lost, try ScriptedDevice("good")])
    #expect(completed)
    let found = Dictionary(grouping: log.records, by: \.device).mapValues {
      $0.map(\.status).sorted { $0.rawValue < $1.rawValue }
    }
    #expect(found["good:0"] == [.passed, .passed, .passed])
    #expect(found["lost:0"] == [.failed, .skipped, .skipped])
  }

  @Test func `a stop between turns reports every case with the samples it has`() throws {
    let stop = StopFlag()
    let device = try ScriptedDevice(
      "a",
      .init(
        hostNanoseconds: { $0 % 2 == 0 ? 1e6 : 2e6 },
        failure: {
          if $0 == 400 { stop.stop() }
          return nil
        }))
    let (log, completed) = try run([device], stop: stop)
    #expect(!completed)
    #expect(log.records.count == 3)
    #expect(log.records.allSatisfy { $0.statistics?.stopReason == "interrupted" })
  }
}
