internal import Glibc
import Synchronization

/// Collects what sensors say during the turns of one case.
final class CaseTelemetry: Sendable {
  private let monitor: TelemetryMonitor
  private let device: any DeviceSensors
  private let state = Mutex(State())

  private struct State {
    var start: Edge?
    var end: Edge?
    var lastTurnNanoseconds = 0.0
    var turn: Turn?
    var measuredNanoseconds = 0.0
    var executionCount = 0
    var joules = 0.0
    var hasEnergy = true
    var readingCount = 0
    var lastReadingNanoseconds: Double?
    var processor = Range()
    var deviceClock = Range()
    var throttleReasons: Set<String>?
    var readingNanoseconds = 0.0
  }

  /// What is read before the first turn and after later ones, but not more often than every 50 ms.
  private struct Edge {
    var nanoseconds: Double
    var ticks: ProcessorTicks?
    var usage: ProcessUsage
    var throttleCount: Double?
    var temperatures: [(sensor: String, celsius: Double)]
  }

  private struct Turn {
    var startNanoseconds: Double
    var startJoules: Double?
    /// Of a device that tells only power: when it was last read.
    var powerNanoseconds: Double
    var watts: Double?
  }

  private struct Range {
    var minimum = Double.infinity
    var maximum = 0.0
    var sum = 0.0
    var count = 0

    mutating func add(_ value: Double) {
      minimum = min(minimum, value)
      maximum = max(maximum, value)
      sum += value
      count += 1
    }

    func frequency(_ source: String) -> TelemetryRecord.Frequency? {
      guard count > 0 else { return nil }
      return .init(
        source: source, minimumHertz: minimum, meanHertz: sum / Double(count), maximumHertz: maximum
      )
    }
  }

  init(_ monitor: TelemetryMonitor, _ device: any DeviceSensors) {
    self.monitor = monitor
    self.device = device
  }

  /// Reads before a turn; from here on the thread's readings belong to this case.
  func beginTurn() {
    let entry = monitor.clock()
    let isFirst = state.withLock { $0.start == nil }
    let edge = isFirst ? readEdge() : nil
    let joules = device.joules()
    let watts = joules == nil ? device.watts() : nil
    let now = monitor.clock()
    state.withLock { state in
      if let edge { state.start = edge }
      state.turn = Turn(
        startNanoseconds: now, startJoules: joules, powerNanoseconds: now, watts: watts)
      state.readingNanoseconds += now - entry
    }
    monitor.activate(self)
  }

  /// Reads after a turn in which the case executed so many times.
  func endTurn(executions: Int) {
    let entry = monitor.clock()
    monitor.activate(nil)
    let joules = device.joules()
    if joules == nil { addPower(at: entry) }
    let isDue = state.withLock { state in
      state.lastReadingNanoseconds.map {
        entry - $0 >= TelemetryMonitor.periodSeconds * 1e9
      } ?? true
    }
    if isDue { readClocks() }
    let lastEdge = state.withLock { $0.end?.nanoseconds }
    let edge = lastEdge.map { entry - $0 >= 5e7 } ?? true ? readEdge() : nil
    state.withLock { state in
      guard let turn = state.turn else { return }
      state.turn = nil
      state.measuredNanoseconds += entry - turn.startNanoseconds
      state.executionCount += executions
      if let joules, let start = turn.startJoules {
        state.joules += joules - start
      } else if turn.watts == nil {
        state.hasEnergy = false
      }
      state.lastTurnNanoseconds = entry
      if let edge { state.end = edge }
      state.readingNanoseconds += monitor.clock() - entry
    }
  }

  /// Reads clocks and power in the middle of a turn; the seconds that this took.
  func read() -> Double {
    let entry = monitor.clock()
    addPower(at: entry)
    readClocks()
    let spent = monitor.clock() - entry
    state.withLock { $0.readingNanoseconds += spent }
    return spent / 1e9
  }

  /// Sums power over the time since it was last read.
  private func addPower(at now: Double) {
    guard state.withLock({ $0.turn?.watts != nil }), let watts = device.watts() else { return }
    state.withLock { state in
      guard let turn = state.turn, let before = turn.watts, now > turn.powerNanoseconds else {
        return
      }
      state.joules += (before + watts) / 2 * (now - turn.powerNanoseconds) / 1e9
      state.turn?.powerNanoseconds = now
      state.turn?.watts = watts
    }
  }

  private func readClocks() {
    let clocks = monitor.host.frequenciesHertz()
    let deviceClock = device.frequencyHertz()
    let limits = device.throttleReasons()
    let now = monitor.clock()
    state.withLock { state in
      for clock in clocks { state.processor.add(clock) }
      if let deviceClock { state.deviceClock.add(deviceClock) }
      if let limits { state.throttleReasons = (state.throttleReasons ?? []).union(limits) }
      state.readingCount += 1
      state.lastReadingNanoseconds = now
    }
  }

  private func readEdge() -> Edge {
    Edge(
      nanoseconds: monitor.clock(), ticks: monitor.host.ticks(), usage: monitor.processUsage(),
      throttleCount: monitor.host.throttleCount(),
      temperatures: monitor.host.temperaturesCelsius() + device.temperaturesCelsius())
  }

  // MARK: Record

  /// The record so far; nil before the first turn has ended.
  func record(flopCount: Int) -> TelemetryRecord? {
    let state = self.state.withLock { $0 }
    guard let start = state.start, let end = state.end else { return nil }
    let span = (state.lastTurnNanoseconds - start.nanoseconds) / 1e9
    guard span > 0 else { return nil }
    let host = monitor.host
    var record = TelemetryRecord(
      sources: host.sources + device.sources, absent: host.absent + device.absent,
      spanSeconds: span, measuredSeconds: state.measuredNanoseconds / 1e9,
      executionCount: state.executionCount, readingCount: state.readingCount,
      processorFrequency: state.processor.frequency(host.frequencySource ?? "unknown"),
      deviceFrequency: state.deviceClock.frequency(device.sources.first ?? "unknown"),
      temperatures: Self.pairs(start.temperatures, end.temperatures), loadAverage: host.load(),
      throttleReasons: (state.throttleReasons ?? []).sorted(),
      monitorFraction: state.readingNanoseconds / 1e9 / span)
    addThrottling(&record, start, end, deviceTells: state.throttleReasons != nil)
    addProcessors(&record, start, end)
    addEnergy(&record, state, flopCount: flopCount)
    return record
  }

  private static func pairs(
    _ start: [(sensor: String, celsius: Double)], _ end: [(sensor: String, celsius: Double)]
  ) -> [TelemetryRecord.Temperature] {
    start.compactMap { first in
      end.first { $0.sensor == first.sensor }.map {
        .init(sensor: first.sensor, startCelsius: first.celsius, endCelsius: $0.celsius)
      }
    }
  }

  private func addThrottling(
    _ record: inout TelemetryRecord, _ start: Edge, _ end: Edge, deviceTells: Bool
  ) {
    if let before = start.throttleCount, let after = end.throttleCount {
      if after > before { record.throttleReasons.append("temperature (processor)") }
      record.throttled = !record.throttleReasons.isEmpty
    } else if deviceTells {
      record.throttled = !record.throttleReasons.isEmpty
    }
  }

  private func addProcessors(
    _ record: inout TelemetryRecord, _ start: Edge, _ end: Edge
  ) {
    let span = (end.nanoseconds - start.nanoseconds) / 1e9
    let ticksPerSecond = Double(sysconf(Int32(_SC_CLK_TCK)))
    // A tick lasts 10 ms: shorter spans say nothing.
    if let before = start.ticks, let after = end.ticks, span >= 0.1, after.total > before.total {
      let stolen = after.stolen - before.stolen
      record.stealFraction = min(1, max(0, stolen / (after.total - before.total)))
      let busy = (after.busy - before.busy) / ticksPerSecond
      let own = end.usage.seconds - start.usage.seconds
      record.otherProgramsCoreCount = max(0, (busy - own) / span)
    } else if start.ticks != nil {
      record.absent.append(
        .init(source: "steal", reason: "the case lasted less than the 0.1 s that its ticks need"))
    }
    if end.usage.involuntarySwitches + end.usage.voluntarySwitches > 0 {
      record.involuntaryContextSwitchCount =
        end.usage.involuntarySwitches - start.usage.involuntarySwitches
      record.sources.append("rusage")
    } else {
      record.absent.append(
        .init(source: "rusage", reason: "the kernel counts no context switches"))
    }
  }

  private func addEnergy(_ record: inout TelemetryRecord, _ state: State, flopCount: Int) {
    guard let source = device.energySource else { return }
    func absent(_ reason: String) {
      record.absent.append(.init(source: "energy", reason: reason))
    }
    guard state.hasEnergy else {
      absent("\(source) could not be read during the case")
      return
    }
    guard record.measuredSeconds >= device.leastEnergySeconds else {
      absent(
        "the case ran for \(Int(record.measuredSeconds * 1e3)) ms, and \(source) needs "
          + "\(Int(device.leastEnergySeconds * 1e3)) ms; a larger --budget helps")
      return
    }
    guard state.joules > 0 else {
      absent("\(source) did not move")
      return
    }
    record.energyJoules = state.joules
    record.energySource = source
    guard state.executionCount > 0 else { return }
    let each = state.joules / Double(state.executionCount)
    record.joulesPerExecution = each
    if flopCount > 0 { record.flopsPerJoule = Double(flopCount) / each }
  }
}
