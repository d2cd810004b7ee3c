import Foundation
import Kernels
import Testing

@testable import Harness

@Suite struct TelemetryGraphicsTests {
  private static let amd: [String: String] = [
    "sys/class/hwmon/hwmon2/name": "amdgpu\n",
    "sys/class/hwmon/hwmon2/device/uevent": "DRIVER=amdgpu\nPCI_SLOT_NAME=0000:03:00.0\n",
    "sys/class/hwmon/hwmon2/power1_average": "100000000\n",
    "sys/class/hwmon/hwmon2/freq1_input": "2100000000\n",
    "sys/class/hwmon/hwmon2/temp1_input": "50000\n",
    "sys/class/hwmon/hwmon2/temp1_label": "edge\n",
  ]
  private static let power = "sys/class/hwmon/hwmon2/power1_average"

  private func sensors(
    _ machine: TelemetryMachine, driver: String, uuid: String? = nil,
    nvml: Result<NVML, AbsenceReason> = .failure(AbsenceReason("no NVML here"))
  ) -> any DeviceSensors {
    DeviceSensorFinder(files: machine.files, nvml: nvml).sensors(
      for: TelemetryMachine.device(.discreteGPU, driver: driver, uuid: uuid))
  }

  @Test func `A GPU that tells power alone has its energy summed over the readings of its turns`()
    throws
  {
    let machine = try TelemetryMachine(Self.amd)
    let telemetry = machine.monitor().watch(TelemetryMachine.device(.discreteGPU, driver: "radv"))
    telemetry.beginTurn()
    machine.advance(seconds: 1)
    try machine.write("200000000", to: Self.power)
    _ = telemetry.read()
    machine.advance(seconds: 1)
    telemetry.endTurn(executions: 7)
    // A pause between turns is no energy of the case.
    machine.advance(seconds: 100)
    telemetry.beginTurn()
    machine.advance(seconds: 1)
    telemetry.endTurn(executions: 3)
    let record = try #require(telemetry.record(flopCount: 1_100))
    #expect(abs(try #require(record.energyJoules) - (150 + 200 + 200)) < 1e-6)
    #expect(abs(try #require(record.joulesPerExecution) - 55) < 1e-6)
    #expect(abs(try #require(record.flopsPerJoule) - 20) < 1e-6)
    #expect(record.energySource == "amdgpu power1_average, summed over its readings")
    #expect(record.deviceFrequency?.meanHertz == 2.1e9)
    #expect(
      record.temperatures.contains(
        .init(sensor: "amdgpu edge", startCelsius: 50, endCelsius: 50)))
  }

  @Test func `An Intel GPU has an energy counter`() throws {
    let machine = try TelemetryMachine([
      "sys/class/hwmon/hwmon1/name": "xe\n",
      "sys/class/hwmon/hwmon1/energy1_input": "5000000\n",
    ])
    let found = sensors(machine, driver: "Intel open-source Mesa driver")
    #expect(found.energySource == "xe energy1_input")
    #expect(found.joules() == 5)
    #expect(found.watts() == nil)
  }

  @Test func `Of several GPUs the one with the device's PCI address is read, and none is guessed`()
    throws
  {
    var files = Self.amd
    files["sys/class/hwmon/hwmon3/name"] = "amdgpu\n"
    files["sys/class/hwmon/hwmon3/device/uevent"] = "PCI_SLOT_NAME=0000:c3:00.0\n"
    files["sys/class/hwmon/hwmon3/power1_average"] = "7000000\n"
    let machine = try TelemetryMachine(files)
    let uuid = "00000000c30000000000000000000000"
    #expect(DeviceSensorFinder.radvAddress(uuid) == "0000:c3:00.0")
    #expect(sensors(machine, driver: "radv", uuid: uuid).watts() == 7)
    let unknown = sensors(machine, driver: "radv")
    #expect(unknown.energySource == nil)
    #expect(try #require(unknown.absent.first?.reason).contains("2 entries of amdgpu"))
  }

  @Test func `A GPU without a folder, and one of an unknown vendor, say so`() throws {
    let machine = try TelemetryMachine()
    #expect(try #require(sensors(machine, driver: "radv").absent.first?.reason).contains("amdgpu"))
    #expect(
      try #require(sensors(machine, driver: "Moore").absent.first?.reason).contains("Moore"))
    #expect(
      sensors(machine, driver: "NVIDIA").absent == [.init(source: "nvml", reason: "no NVML here")])
  }

  @Test func `A machine without NVIDIA's driver has a reason instead of NVML`() {
    guard case .failure(let reason) = NVML.open("libparity-there-is-no-such-library.so") else {
      Issue.record("opened")
      return
    }
    #expect(reason.description.contains("NVIDIA's driver"))
  }

  /// A library with NVML's functions: one device, 300 J and 1 J more at every reading, 1410 MHz, 61 degrees, power cap and idle.
  private static let source = """
    #include <string.h>
    typedef struct device *nvmlDevice_t;
    static unsigned long long energy = 300000;
    int nvmlInit_v2(void) { return 0; }
    int nvmlDeviceGetCount_v2(unsigned *n) { *n = COUNT; return 0; }
    int nvmlDeviceGetHandleByIndex_v2(unsigned i, nvmlDevice_t *d) { *d = (void *)0x10; return i ? 2 : 0; }
    int nvmlDeviceGetHandleByUUID(const char *uuid, nvmlDevice_t *d) {
      if (strcmp(uuid, "GPU-00112233-4455-6677-8899-aabbccddeeff")) return 6;
      *d = (void *)0x10;
      return 0;
    }
    int nvmlDeviceGetTotalEnergyConsumption(nvmlDevice_t d, unsigned long long *v) { *v = energy; energy += 1000; return ENERGY; }
    int nvmlDeviceGetPowerUsage(nvmlDevice_t d, unsigned *v) { *v = 250000; return 0; }
    int nvmlDeviceGetClockInfo(nvmlDevice_t d, unsigned c, unsigned *v) { *v = c == 1 ? 1410 : 0; return 0; }
    int nvmlDeviceGetTemperature(nvmlDevice_t d, unsigned c, unsigned *v) { *v = 61; return 0; }
    int nvmlDeviceGetCurrentClocksThrottleReasons(nvmlDevice_t d, unsigned long long *v) { *v = 0x5; return 0; }
    const char *nvmlErrorString(int code) { return code == 6 ? "Not Found" : "Unknown Error"; }
    """

  private func library(count: Int = 1, energyCode: Int = 0) throws -> NVML {
    let folder = try ResultsFolder()
    try folder.write(Self.source, to: "nvml.c")
    let compiler = Process()
    compiler.executableURL = URL(fileURLWithPath: "/usr/bin/env")
    compiler.arguments = [
      "clang", "-shared", "-fPIC", "-DCOUNT=\(count)", "-DENERGY=\(energyCode)",
      folder.file("nvml.c"), "-o", folder.file("libnvml.so"),
    ]
    try compiler.run()
    compiler.waitUntilExit()
    try #require(compiler.terminationStatus == 0, "clang, part of the toolchain, must be on PATH")
    return try NVML.open(folder.file("libnvml.so")).get()
  }

  @Test func `NVML gives energy, clock, temperature and limits of the device with the UUID`() throws
  {
    let nvml = try library(count: 2)
    let sensors = try nvml.sensors(uuid: "00112233445566778899AABBCCDDEEFF")
    #expect(sensors.energySource == "nvml total energy")
    let first = try #require(sensors.joules())
    #expect(try #require(sensors.joules()) - first == 1)
    #expect(sensors.watts() == nil)
    #expect(sensors.frequencyHertz() == 1.41e9)
    #expect(sensors.temperaturesCelsius().map(\.celsius) == [61])
    // Idle, 0x1, holds nothing down.
    #expect(sensors.throttleReasons() == ["power cap (software)"])
    let error = #expect(throws: AbsenceReason.self) {
      try nvml.sensors(uuid: "ff112233445566778899aabbccddeeff")
    }
    #expect(try #require(error).description.contains("Not Found"))
    #expect(throws: AbsenceReason.self) { try nvml.sensors(uuid: nil) }
  }

  @Test func `An NVIDIA device without an energy counter has its power summed`() throws {
    let sensors = try library(energyCode: 3).sensors(uuid: nil)
    #expect(sensors.joules() == nil)
    #expect(sensors.watts() == 250)
    #expect(sensors.energySource == "nvml power, summed over its readings")
  }

  @Test func `A device that is power-capped is throttled in its record`() throws {
    let machine = try TelemetryMachine()
    let monitor = machine.monitor(nvml: .success(try library()))
    let telemetry = monitor.watch(TelemetryMachine.device(.discreteGPU, driver: "NVIDIA"))
    telemetry.beginTurn()
    machine.advance(seconds: 1)
    telemetry.endTurn(executions: 1)
    let record = try #require(telemetry.record(flopCount: 1))
    #expect(record.throttled == true)
    #expect(record.throttleReasons == ["power cap (software)"])
    #expect(record.energyJoules == 1)
    #expect(record.sources.contains("nvml"))
  }
}
