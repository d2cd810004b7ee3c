import Foundation
import Glibc
import Kernels
import TestSupport
import Testing

@testable import Harness

@Suite struct TelemetryTests {
  private static let package = "sys/class/powercap/intel-rapl:0/energy_uj"
  private static let memory = "sys/class/powercap/intel-rapl:0:1/energy_uj"

  private func reason(_ source: String, _ record: TelemetryRecord) -> String? {
    record.absent.first { $0.source == source }?.reason
  }

  @Test func `A case on an Intel processor has clocks, temperature, throttling, load and energy`()
    throws
  {
    let machine = try TelemetryMachine(TelemetryMachine.intel)
    let telemetry = machine.monitor().watch(TelemetryMachine.device(.cpu))
    #expect(telemetry.record(flopCount: 1) == nil)
    telemetry.beginTurn()
    machine.advance(seconds: 2, ownSeconds: 3, switches: 4)
    try machine.write("31000000\n", to: Self.package)
    try machine.write("75000000\n", to: Self.memory)
    try machine.write(
      "8\n", to: "sys/devices/system/cpu/cpu0/thermal_throttle/package_throttle_count")
    try machine.write("71500\n", to: "sys/class/hwmon/hwmon0/temp1_input")
    try machine.write("2500000\n", to: "sys/devices/system/cpu/cpufreq/policy1/scaling_cur_freq")
    // 400 ticks of two cores in two seconds: 360 busy, of which 300 are the process's own, and 20 stolen.
    try machine.write("cpu  440 0 120 1010 20 0 0 20 0 0\n", to: "proc/stat")
    telemetry.endTurn(executions: 20)
    let record = try #require(telemetry.record(flopCount: 4_000_000_000))
    #expect(
      record.sources == [
        "cpufreq", "thermal_throttle", "temperature", "stat", "loadavg", "rapl", "rusage",
      ])
    #expect(record.absent == [])
    #expect(record.spanSeconds == 2)
    #expect(record.measuredSeconds == 2)
    #expect(record.executionCount == 20)
    // Cores are within their package, and the second interface to it is not counted again.
    #expect(record.energySource == "rapl package-0 + dram")
    #expect(record.energyJoules == 40)
    #expect(record.joulesPerExecution == 2)
    #expect(record.flopsPerJoule == 2e9)
    #expect(
      record.processorFrequency
        == .init(source: "cpufreq", minimumHertz: 2e9, meanHertz: 2.25e9, maximumHertz: 2.5e9))
    #expect(
      record.temperatures
        == [.init(sensor: "coretemp Package id 0", startCelsius: 45, endCelsius: 71.5)])
    #expect(record.throttled == true)
    #expect(record.throttleReasons == ["temperature (processor)"])
    #expect(record.loadAverage == 1.5)
    #expect(record.involuntaryContextSwitchCount == 4)
    #expect(abs(try #require(record.stealFraction) - 0.05) < 1e-12)
    #expect(abs(try #require(record.otherProgramsCoreCount) - 0.3) < 1e-12)
    #expect(record.monitorFraction == 0)
  }

  @Test func `Energy counts only the case's own turns`() throws {
    let machine = try TelemetryMachine(TelemetryMachine.intel)
    let telemetry = machine.monitor().watch(TelemetryMachine.device(.integratedGPU))
    for (before, after) in [("1000000", "3000000"), ("90000000", "95000000")] {
      try machine.write(before, to: Self.package)
      telemetry.beginTurn()
      machine.advance(seconds: 0.25)
      try machine.write(after, to: Self.package)
      telemetry.endTurn(executions: 1)
      machine.advance(seconds: 1)
    }
    let record = try #require(telemetry.record(flopCount: 0))
    #expect(record.energyJoules == 7)
    #expect(record.measuredSeconds == 0.5)
    #expect(record.spanSeconds == 1.5)
    #expect(record.joulesPerExecution == 3.5)
    #expect(record.flopsPerJoule == nil)
  }

  @Test func `An energy counter that wraps around goes on from zero`() throws {
    let machine = try TelemetryMachine(TelemetryMachine.intel)
    let sensors = RAPLSensors(machine.files)
    try machine.write("262143000000", to: Self.package)
    let start = try #require(sensors.joules())
    try machine.write("671150", to: Self.package)
    #expect(abs(try #require(sensors.joules()) - start - 1) < 1e-9)
    try machine.write("1671150", to: Self.package)
    #expect(abs(try #require(sensors.joules()) - start - 2) < 1e-9)
  }

  @Test(.enabled(if: geteuid() != 0, "root reads everything"))
  func `A counter for root alone is absent, and the reason says so`() throws {
    let machine = try TelemetryMachine(TelemetryMachine.intel)
    #expect(chmod(machine.files.root + Self.package, 0) == 0)
    let sensors = RAPLSensors(machine.files)
    #expect(sensors.joules() == nil)
    #expect(sensors.energySource == nil)
    #expect(try #require(sensors.absent.first?.reason).contains("root only"))
  }

  @Test func `The errors of files are told apart`() {
    #expect(AbsenceReason(path: "sys/a", errno: EACCES).description.contains("root only"))
    #expect(AbsenceReason(path: "sys/a", errno: EPERM).description.contains("root only"))
    #expect(AbsenceReason(path: "sys/a", errno: ENOENT).description == "/sys/a does not exist")
    #expect(AbsenceReason(path: "sys/a", errno: EIO).description.hasPrefix("/sys/a: "))
  }

  @Test func `A counter that exists and cannot be read is absent for that reason`() throws {
    // A folder opens and refuses to be read, like a file of a driver that fails.
    var files = TelemetryMachine.intel
    files[Self.package] = nil
    files["\(Self.package)/inside"] = "1"
    let machine = try TelemetryMachine(files)
    let sensors = RAPLSensors(machine.files)
    #expect(sensors.sources == [])
    #expect(sensors.joules() == nil)
    #expect(try #require(sensors.absent.first?.reason).hasPrefix("/\(Self.package): "))
  }

  @Test func `An empty machine gives a reason for everything and no number`() throws {
    let machine = try TelemetryMachine()
    let telemetry = machine.monitor().watch(TelemetryMachine.device(.cpu))
    telemetry.beginTurn()
    machine.advance(seconds: 1)
    telemetry.endTurn(executions: 1)
    let record = try #require(telemetry.record(flopCount: 1))
    #expect(
      record.absent.map(\.source)
        == ["cpufreq", "thermal_throttle", "temperature", "stat", "loadavg", "rapl"])
    #expect(record.absent.allSatisfy { !$0.reason.isEmpty })
    #expect(record.processorFrequency == nil)
    #expect(record.energyJoules == nil)
    #expect(record.stealFraction == nil)
    #expect(record.loadAverage == nil)
    #expect(record.throttled == nil)
    #expect(record.temperatures == [])
  }

  @Test func `Clocks come from cpuinfo where there is no cpufreq`() throws {
    let machine = try TelemetryMachine([
      "proc/cpuinfo":
        "processor\t: 0\ncpu MHz\t\t: 2596.148\n\nprocessor\t: 1\ncpu MHz\t\t: 1200.000\n"
    ])
    let host = HostSensors(machine.files)
    #expect(host.frequencySource == "cpuinfo")
    #expect(host.frequenciesHertz().map { $0.rounded() } == [2_596_148_000, 1_200_000_000])
    let arm = try TelemetryMachine(["proc/cpuinfo": "processor\t: 0\nCPU part\t: 0xd40\n"])
    #expect(HostSensors(arm.files).frequencySource == nil)
    #expect(HostSensors(arm.files).absent.first?.source == "cpufreq")
  }

  @Test
  func `A case that is too short for its counter has no energy, and the reason names the time`()
    throws
  {
    let machine = try TelemetryMachine(TelemetryMachine.intel)
    let telemetry = machine.monitor().watch(TelemetryMachine.device(.cpu))
    telemetry.beginTurn()
    machine.advance(seconds: 0.005)
    try machine.write("2000000", to: Self.package)
    telemetry.endTurn(executions: 1)
    let record = try #require(telemetry.record(flopCount: 1))
    #expect(record.energyJoules == nil)
    #expect(try #require(reason("energy", record)).contains("5 ms"))
    #expect(record.stealFraction == nil)
    #expect(reason("steal", record) != nil)
  }

  @Test func `A counter that stands still gives no energy`() throws {
    let machine = try TelemetryMachine(TelemetryMachine.intel)
    let telemetry = machine.monitor().watch(TelemetryMachine.device(.cpu))
    telemetry.beginTurn()
    machine.advance(seconds: 1)
    telemetry.endTurn(executions: 1)
    let record = try #require(telemetry.record(flopCount: 1))
    #expect(record.energyJoules == nil)
    #expect(try #require(reason("energy", record)).contains("did not move"))
  }

  @Test func `The thread's readings belong to the case whose turn it is`() throws {
    let machine = try TelemetryMachine(TelemetryMachine.intel)
    let telemetry = machine.monitor().watch(TelemetryMachine.device(.cpu))
    telemetry.beginTurn()
    machine.advance(seconds: 1)
    try machine.write("800000\n", to: "sys/devices/system/cpu/cpufreq/policy0/scaling_cur_freq")
    _ = telemetry.read()
    machine.advance(seconds: 1)
    try machine.write("2000000\n", to: "sys/devices/system/cpu/cpufreq/policy0/scaling_cur_freq")
    telemetry.endTurn(executions: 1)
    let record = try #require(telemetry.record(flopCount: 1))
    #expect(record.readingCount == 2)
    #expect(record.processorFrequency?.minimumHertz == 8e8)
  }

  @Test func `A run carries telemetry in every measured record`() throws {
    let monitor = TelemetryMonitor()
    defer { monitor.close() }
    let log = EventLog()
    let runner = Runner(
      devices: [try ScriptedDevice()], settings: .defaults, telemetry: monitor, stop: StopFlag(),
      onEvent: log.add)
    #expect(
      try runner.run(
        [RunItem(problem: try Problem(descriptor: "gemm:f32:nn:m=8,n=8,k=8"))], skipping: []))
    let record = try #require(log.records.first)
    let telemetry = try #require(record.telemetry)
    let samples = try #require(record.samples)
    #expect(
      telemetry.executionCount == samples.hostNanoseconds.count * samples.repetitionsPerSample)
    #expect(Set(telemetry.sources).isDisjoint(with: telemetry.absent.map(\.source)))
    #expect(telemetry.sources.contains("stat"))
    #expect(telemetry.readingCount >= 1)
    #expect(record.drift?.sustainedOverBurst == 1)
  }
}
