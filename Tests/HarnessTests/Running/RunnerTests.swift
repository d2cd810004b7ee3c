import Harness
import Kernels
import Synchronization
import Testing

@Suite struct RunnerTests {
  private static let descriptor = "gemm:f32:nn:m=8,n=8,k=8"

  private func run(
    _ devices: [ScriptedDevice], _ descriptors: [String] = [descriptor],
    mode: RunMode = .measure, selection: VariantSelection = .first, memoryLimit: Int? = nil,
    stop: StopFlag = StopFlag(), skipping: Set<String> = [],
    change: (inout RunSettings) -> Void = { _ in }
  ) throws -> (log: EventLog, completed: Bool) {
    let log = EventLog()
    var settings = RunSettings.defaults
    change(&settings)
    let runner = Runner(
      devices: devices, settings: settings, mode: mode, selection: selection,
      memoryLimitByteCount: memoryLimit, stop: stop, onEvent: log.add)
    let items = try descriptors.map { RunItem(problem: try Problem(descriptor: $0), weight: 3) }
    return (log, try runner.run(items, skipping: skipping))
  }

  @Test func `steady times converge and pass`() throws {
    let (log, completed) = try run([try ScriptedDevice()])
    #expect(completed)
    let record = try #require(log.records.first)
    #expect(log.records.count == 1)
    #expect(record.status == .passed)
    #expect(record.reason == nil)
    #expect(record.id == "gemm:f32:nn:m=8,n=8,k=8 @ scripted:0 # scripted_first")
    #expect(record.weight == 3)
    let statistics = try #require(record.statistics)
    #expect(statistics.stopReason == "converged")
    #expect(statistics.medianNanoseconds == 1e6)
    #expect(statistics.clock == "host")
    #expect(statistics.count >= RunSettings.defaults.minimumSamples)
    #expect(record.samples?.hostNanoseconds.count == statistics.count)
    #expect(record.samples?.rounds.count == statistics.count)
    #expect(record.samples?.deviceNanoseconds == nil)
    #expect(try #require(record.rates?.flopsPerSecond) == 1024 / 1e-3)
    #expect(record.correctness?.checkedCount == 64)
    #expect(record.preparation?.firstRunNanoseconds == 1e6)
    #expect(
      log.phases == [
        "scripted:0 prepare", "scripted:0 verify", "scripted:0 warm-up", "scripted:0 sampling",
      ])
  }

  @Test func `times without a stable median are noisy when the budget ends, and say so`() throws {
    // Two values in turn: the interval of the median spans both, however many samples there are.
    let device = try ScriptedDevice("a", .init(hostNanoseconds: { $0 % 2 == 0 ? 1e7 : 2e7 }))
    let record = try #require(try run([device]).log.records.first)
    #expect(record.status == .noisy)
    #expect(record.statistics?.stopReason == "budget")
    #expect(try #require(record.reason).contains("budget of 1.0 s"))
    let spent = try #require(record.samples).hostNanoseconds.reduce(0, +)
    #expect(spent >= 1e9 && spent < 1.1e9)
  }

  @Test func `the most samples end a case that the budget would not`() throws {
    let device = try ScriptedDevice("a", .init(hostNanoseconds: { $0 % 2 == 0 ? 1e5 : 2e5 }))
    let record = try #require(
      try run([device]) {
        $0.maximumSamples = 50
        $0.budgetSecondsPerCase = 100
      }.log.records.first)
    #expect(record.status == .noisy)
    #expect(record.statistics?.stopReason == "maximumSamples")
    #expect(record.statistics?.count == 50)
  }

  @Test(arguments: [(1.5e9, 2), (0.6e9, 3), (5e9, 1)])
  func `executions longer than the budget still give a sample, up to three of them`(
    nanoseconds: Double, count: Int
  ) throws {
    let device = try ScriptedDevice("a", .init(hostNanoseconds: { _ in nanoseconds }))
    let record = try #require(try run([device]).log.records.first)
    #expect(record.status == .noisy)
    #expect(record.statistics?.count == count)
    #expect(record.preparation?.warmupCount == (nanoseconds > 1e9 ? 0 : 1))
    #expect(try #require(record.reason).contains("too few"))
  }

  @Test func `warm-up goes on while executions get faster`() throws {
    // Each submission is a tenth faster than the one before until the twentieth.
    @Sendable func time(_ n: Int) -> Double {
      1e6 * (0..<min(n, 20)).reduce(1.0) { value, _ in value * 0.9 }
    }
    let device = try ScriptedDevice("a", .init(hostNanoseconds: { time($0) }))
    let record = try #require(try run([device]).log.records.first)
    #expect(try #require(record.samples).hostNanoseconds.allSatisfy { $0 == time(20) })
    #expect(record.status == .passed)
  }

  /// The times of a GPU whose clock rises ten submissions after a rest, and not before.
  private final class RisingClock: Sendable {
    private let state = Mutex((submissions: 0, latest: 0.0))

    func rest() { state.withLock { $0.submissions = 0 } }

    func execute() -> Double {
      state.withLock {
        $0.submissions += 1
        $0.latest = $0.submissions <= 10 ? 5e6 : 1e6
        return $0.latest
      }
    }

    var latest: Double { state.withLock { $0.latest } }
  }

  private static func risingDevice(_ clock: RisingClock) throws -> ScriptedDevice {
    try ScriptedDevice(
      "a",
      .init(
        hostNanoseconds: { _ in clock.execute() }, deviceNanoseconds: { _ in clock.latest },
        hostMemory: false))
  }

  @Test func `a GPU whose clock rises late is measured at the top`() throws {
    let device = try Self.risingDevice(RisingClock())
    let record = try #require(try run([device]).log.records.first)
    #expect(record.status == .passed)
    #expect(try #require(record.samples?.deviceNanoseconds).allSatisfy { $0 == 1e6 })
  }

  @Test func `a GPU that rests while another device has its turn gets back to its clock first`()
    throws
  {
    let clock = RisingClock()
    let other = try ScriptedDevice("b", .init(onSubmit: { _ in clock.rest() }))
    let records = try run([Self.risingDevice(clock), other]).log.records
    let record = try #require(records.first { $0.device == "a:0" })
    #expect(record.status == .passed)
    #expect(try #require(record.samples?.deviceNanoseconds).allSatisfy { $0 == 1e6 })
  }

  @Test func `short executions are repeated until a sample is long enough for the clock`() throws {
    let device = try ScriptedDevice("a", .init(hostNanoseconds: { _ in 500 }))
    let record = try #require(try run([device]).log.records.first)
    #expect(record.samples?.repetitionsPerSample == 200)
    #expect(record.statistics?.medianNanoseconds == 500)
    #expect(device.submissions.first == 1)
  }

  @Test func `the device's clock counts where there is one, and both are kept`() throws {
    let device = try ScriptedDevice(
      "a", .init(hostNanoseconds: { _ in 3e6 }, deviceNanoseconds: { _ in 2e6 }))
    let record = try #require(try run([device]).log.records.first)
    #expect(record.statistics?.clock == "device")
    #expect(record.statistics?.medianNanoseconds == 2e6)
    #expect(record.samples?.hostNanoseconds.allSatisfy { $0 == 3e6 } == true)
    #expect(record.samples?.deviceNanoseconds?.allSatisfy { $0 == 2e6 } == true)
  }

  @Test func `a device clock that shows nothing is not believed`() throws {
    let device = try ScriptedDevice(
      "a", .init(hostNanoseconds: { _ in 3e6 }, deviceNanoseconds: { _ in 0 }))
    let record = try #require(try run([device]).log.records.first)
    #expect(record.statistics?.clock == "host")
    #expect(record.samples?.deviceNanoseconds == nil)
  }

  @Test func `a wrong result is incorrect and is not measured`() throws {
    let device = try ScriptedDevice("a", .init(tamper: { _, bytes in bytes[7] ^= 0x40 }))
    let record = try #require(try run([device]).log.records.first)
    #expect(record.status == .incorrect)
    #expect(record.samples == nil)
    #expect(record.rates == nil)
    #expect(record.correctness?.failedCount == 1)
    #expect(try #require(record.reason).contains("D[1,0]"))
    #expect(device.submissions == [1])
  }

  @Test func `a result that turns wrong during the timed runs is incorrect and has no rate`() throws
  {
    let device = try ScriptedDevice(
      "a", .init(tamper: { submission, bytes in if submission > 8 { bytes[7] ^= 0x40 } }))
    let record = try #require(try run([device]).log.records.first)
    #expect(record.status == .incorrect)
    #expect(record.statistics != nil)
    #expect(record.rates?.flopsPerSecond == nil)
    #expect(record.correctness?.failedCount == 1)
  }

  @Test func `a device that writes nothing is incorrect`() throws {
    let device = try ScriptedDevice("a", .init(computes: false))
    let record = try #require(try run([device]).log.records.first)
    #expect(record.status == .incorrect)
    #expect(record.correctness?.unwrittenCount == 64)
  }

  @Test func `a device that stops writing after its first run is found by the poison`() throws {
    // The device leaves what it finds from the second submission on; the output was poisoned in between.
    let device = try ScriptedDevice(
      "a",
      .init(tamper: { submission, bytes in
        if submission > 0 { bytes.initializeMemory(as: UInt8.self, repeating: 0xFF) }
      }))
    let record = try #require(try run([device]).log.records.first)
    #expect(record.status == .incorrect)
    #expect(record.correctness?.unwrittenCount == 64)
  }

  @Test func `what a device cannot run is unsupported with the argument`() throws {
    let device = try ScriptedDevice(
      "a", .init(support: { _ in .unsupported([.init(.elementType, "no f32 here")]) }))
    let record = try #require(try run([device]).log.records.first)
    #expect(record.status == .unsupported)
    #expect(record.grade == "unsupported")
    #expect(record.reason == "elementType: no f32 here")
    #expect(record.id.hasSuffix("# none"))
    #expect(record.unsupportedReasons.count == 1)
    #expect(device.submissions.isEmpty)
  }

  @Test func `emulation is recorded with its losses`() throws {
    let loss = Loss(.conversionAdded, "f16 to f32")
    let device = try ScriptedDevice(
      "a", .init(support: { _ in .emulated([KernelVariant("x")], losses: [loss]) }))
    let record = try #require(try run([device]).log.records.first)
    #expect(record.grade == "emulated")
    #expect(record.losses == [loss])
  }

  @Test func `a variant is chosen by its id, and one that is not there is skipped`() throws {
    let chosen = try run([try ScriptedDevice()], selection: .matching("*_sec?nd")).log.records.first
    #expect(chosen?.variant == "scripted_second")
    let missing = try run([try ScriptedDevice()], selection: .matching("other")).log.records.first
    #expect(missing?.status == .skipped)
    #expect(missing?.reason?.contains("scripted_first, scripted_second") == true)
  }

  @Test func `a hung device is given up and the others go on`() throws {
    let hung = try ScriptedDevice(
      "hung",
      .init(failure: { $0 >= 3 ? BackendError(.timeout, operation: "wait", message: "hangs") : nil }
      ))
    let (log, completed) = try run(
      [hung, try ScriptedDevice("good")], [Self.descriptor, "gemm:f32:nn:m=4,n=4,k=4"])
    #expect(completed)
    let found = Dictionary(grouping: log.records, by: \.device).mapValues { $0.map(\.status) }
    #expect(found == ["hung:0": [.timedOut, .skipped], "good:0": [.passed, .passed]])
    #expect(log.records.first { $0.status == .skipped }?.reason?.contains("given up") == true)
  }

  @Test func `a lost device fails once and is then skipped`() throws {
    let lost = try ScriptedDevice(
      "lost",
      .init(failure: { _ in BackendError(.deviceLost, operation: "submit", message: "gone") }))
    let log = try run([lost], [Self.descriptor, "gemm:f32:nn:m=4,n=4,k=4"]).log
    #expect(log.records.map(\.status) == [.failed, .skipped])
    #expect(log.records[0].reason == "submit: gone")
  }

  @Test func `a failure of one call leaves the device in use`() throws {
    let device = try ScriptedDevice(
      "a",
      .init(failure: {
        $0 == 0 ? BackendError(.nativeCallFailed, operation: "submit", message: "no") : nil
      }))
    let log = try run([device], [Self.descriptor, "gemm:f32:nn:m=4,n=4,k=4"]).log
    #expect(log.records.map(\.status) == [.failed, .passed])
  }

  @Test func `operands beyond the memory limit are refused before anything is allocated`() throws {
    let device = try ScriptedDevice()
    let record = try #require(try run([device], memoryLimit: 1000).log.records.first)
    #expect(record.status == .skipped)
    #expect(
      record.reason?.contains("need") == true && record.reason?.contains("1000 bytes") == true)
    #expect(device.submissions.isEmpty)
  }

  @Test func `a huge problem is skipped with both figures`() throws {
    let record = try #require(
      try run([try ScriptedDevice()], ["gemm:f64:nn:m=10000000,n=10000000,k=8"]).log.records.first)
    #expect(record.status == .skipped)
    #expect(record.reason?.contains("TiB") == true)
  }

  @Test func `a buffer larger than the device allows is refused`() throws {
    let device = try ScriptedDevice("a", .init(maximumBufferByteCount: 512))
    let record = try #require(try run([device]).log.records.first)
    #expect(record.status == .skipped)
    #expect(record.reason?.contains("512 bytes") == true)
  }

  @Test func `device memory is checked for devices that have their own`() throws {
    let device = try ScriptedDevice("a", .init(hostMemory: false, memoryByteCount: 1000))
    let record = try #require(try run([device]).log.records.first)
    #expect(record.status == .skipped)
    #expect(record.reason?.contains("device memory") == true)
  }

  @Test func `devices that do not fit together are measured one after the other`() throws {
    // One device's operands with the host's copy fit into 8 KiB, those of two devices do not.
    let log = try run([try ScriptedDevice("a"), try ScriptedDevice("b")], memoryLimit: 4500).log
    #expect(log.records.map(\.status) == [.passed, .passed])
    let rounds = log.records.map { Set($0.samples?.rounds ?? []) }
    #expect(rounds[0].isDisjoint(with: rounds[1]))
  }

  @Test func `devices take turns in alternating order`() throws {
    let order = OrderLog()
    let script = ScriptedDevice.Script(
      hostNanoseconds: { _ in 2e8 }, onSubmit: { order.add($0) })
    let (log, _) = try run([try ScriptedDevice("a", script), try ScriptedDevice("b", script)]) {
      $0.budgetSecondsPerCase = 1.6
    }
    // 200 ms are longer than a turn, so each turn is one sample without settling; verification and warm-up come first.
    let samples = log.records.compactMap { $0.samples?.rounds.count }
    #expect(samples == [8, 8])
    #expect(
      order.suffix(16)
        == ["a", "b", "b", "a", "a", "b", "b", "a", "a", "b", "b", "a", "a", "b", "b", "a"].map {
          "\($0):0"
        })
    #expect(log.records[0].samples?.rounds == Array(0..<8))
    #expect(log.records[0].samples?.rounds == log.records[1].samples?.rounds)
  }

  @Test func `interleaved devices get pairs even when precision comes at once`() throws {
    let log = try run([try ScriptedDevice("a"), try ScriptedDevice("b")]).log
    for record in log.records {
      #expect(Set(try #require(record.samples).rounds).count >= 12)
      #expect(record.status == .passed)
    }
  }

  @Test func `without interleaving one device is done before the next starts`() throws {
    let order = OrderLog()
    let script = ScriptedDevice.Script(onSubmit: { order.add($0) })
    _ = try run([try ScriptedDevice("a", script), try ScriptedDevice("b", script)]) {
      $0.interleaved = false
    }
    let all = order.all
    #expect(all == all.filter { $0 == "a:0" } + all.filter { $0 == "b:0" })
  }

  @Test func `verify only executes once`() throws {
    let device = try ScriptedDevice()
    let record = try #require(try run([device], mode: .verifyOnly).log.records.first)
    #expect(record.status == .passed)
    #expect(record.samples == nil && record.statistics == nil)
    #expect(record.correctness?.checkedCount == 64)
    #expect(device.submissions == [1])
  }

  @Test func `finished cases are skipped and a problem that is listed twice runs once`() throws {
    let a = try ScriptedDevice("a")
    let b = try ScriptedDevice("b")
    let problem = try Problem(descriptor: Self.descriptor)
    let id = CaseIdentity(problem, on: a).id
    let log = try run([a, b], [Self.descriptor, Self.descriptor], skipping: [id]).log
    #expect(log.records.map(\.device) == ["b:0"])
    #expect(a.submissions.isEmpty)
  }

  @Test func `a stop before the run leaves everything undone`() throws {
    let stop = StopFlag()
    stop.stop()
    let (log, completed) = try run([try ScriptedDevice()], stop: stop)
    #expect(!completed)
    #expect(log.records.isEmpty)
  }

  @Test func `a stop while sampling keeps what there is and marks it`() throws {
    let stop = StopFlag()
    let device = try ScriptedDevice(
      "a",
      .init(
        hostNanoseconds: { $0 % 2 == 0 ? 1e6 : 2e6 },
        failure: {
          if $0 == 60 { stop.stop() }
          return nil
        }))
    let (log, completed) = try run([device], stop: stop)
    #expect(!completed)
    let record = try #require(log.records.first)
    #expect(record.status == .noisy)
    #expect(record.statistics?.stopReason == "interrupted")
    #expect(CaseIdentity.finishedIDs(log.records).isEmpty)
    #expect(CaseIdentity.finishedIDs(try run([try ScriptedDevice()]).log.records).count == 1)
  }

  @Test func `a stop between preparation and samples reports no half case`() throws {
    let stop = StopFlag()
    let device = try ScriptedDevice(
      "a",
      .init(failure: {
        if $0 == 0 { stop.stop() }
        return nil
      }))
    let (log, completed) = try run([device], stop: stop)
    #expect(!completed)
    #expect(log.records.isEmpty)
  }

  @Test func `a rate that no processor reaches is implausible`() throws {
    // 2 * 64^3 operations in one nanosecond.
    let device = try ScriptedDevice("a", .init(hostNanoseconds: { _ in 1 }, kind: .cpu))
    let record = try #require(try run([device], ["gemm:f32:nn:m=64,n=64,k=64"]).log.records.first)
    #expect(record.status == .implausible)
    #expect(record.reason?.contains("GFLOP/s") == true)
  }

  @Test func `a case that would outlast the timeout by the rate seen is skipped`() throws {
    // 2 * 64^3 operations in a second: 8 times as many in eight.
    let device = try ScriptedDevice("a", .init(hostNanoseconds: { _ in 1e9 }))
    let log = try run([device], ["gemm:f32:nn:m=64,n=64,k=64", "gemm:f32:nn:m=128,n=128,k=128"]) {
      $0.timeoutSeconds = 5
    }.log
    #expect(log.records.map(\.status) == [.noisy, .skipped])
    #expect(log.records[1].reason?.contains("about 8 s") == true)
  }

  @Test func `cold caches rotate through more than twice the cache and the proof is recorded`()
    throws
  {
    let device = try ScriptedDevice("a", .init(cacheByteCount: 10_000, hostMemory: false))
    let record = try #require(
      try run([device]) { $0.cacheMode = "cold" }.log.records.first)
    #expect(record.status == .passed)
    #expect(record.cacheMode == "cold")
    let proof = try #require(record.coldProof)
    // The host cannot look into this device's caches.
    #expect(!proof.proved)
    // 3 * 256 bytes a set: 20000 / 768 + 2.
    #expect(proof.detail.contains("28 operand sets"))
    #expect(device.submissions.allSatisfy { $0 == 1 })
  }

  @Test func `an empty problem passes and has no rate`() throws {
    let record = try #require(
      try run([try ScriptedDevice()], ["gemm:f32:nn:m=0,n=4,k=4"]).log.records.first)
    #expect(record.status == .passed)
    #expect(record.statistics != nil)
    #expect(record.rates?.flopsPerSecond == nil)
  }

  @Test func `nothing that could be checked is not a pass`() throws {
    // Sums of 64 positive products times 10000 pass the range of f16 accumulators.
    let record = try #require(
      try run(
        [try ScriptedDevice()], ["gemm:f16:nn:m=4,n=4,k=64,alpha=10000:compute=f16"],
        mode: .verifyOnly
      ) { $0.fill = "positive" }.log.records.first)
    #expect(record.status == .notVerified)
  }

  @Test(arguments: ["cache mode", "fill", "budget", "target", "minimum", "maximum", "timeout"])
  func `settings without meaning are refused by name`(name: String) throws {
    #expect {
      try run([]) {
        switch name {
        case "cache mode": $0.cacheMode = "lukewarm"
        case "fill": $0.fill = "zeros"
        case "budget": $0.budgetSecondsPerCase = 0
        case "target": $0.targetRelativeInterval = 1
        case "minimum": $0.minimumSamples = 0
        case "maximum": $0.maximumSamples = 1
        default: $0.timeoutSeconds = .infinity
        }
      }
    } throws: { "\($0)".contains(name) }
  }
}

/// The order in which devices were used.
private final class OrderLog: Sendable {
  private let state = Mutex<[String]>([])
  func add(_ id: String) { state.withLock { $0.append(id) } }
  var all: [String] { state.withLock { $0 } }
  func suffix(_ count: Int) -> [String] { Array(all.suffix(count)) }
}
