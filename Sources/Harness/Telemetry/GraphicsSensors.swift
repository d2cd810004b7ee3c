/// A GPU's hwmon folder: energy or power, clock and temperatures (amdgpu, i915, xe).
final class GraphicsSensors: DeviceSensors {
  let sources: [String]
  let absent: [TelemetryRecord.Absence]
  let energySource: String?
  let leastEnergySeconds: Double
  private let energy: PolledFile?
  private let power: PolledFile?
  private let clock: PolledFile?
  private let temperatureFiles: [(sensor: String, file: PolledFile)]

  init(_ monitor: HardwareMonitor, _ files: SystemFiles) {
    var found = Findings()
    let path = monitor.path
    energy = found.open("\(path)/energy1_input", in: files)
    var powerName: String?
    if energy == nil {
      powerName = ["power1_average", "power1_input"].first {
        found.open("\(path)/\($0)", in: files) != nil
      }
    }
    power = powerName.flatMap { found.open("\(path)/\($0)", in: files) }
    clock = found.open("\(path)/freq1_input", in: files)
    temperatureFiles = monitor.temperatures.compactMap { sensor in
      found.open(sensor.path, in: files).map { ("\(monitor.driver) \(sensor.label)", $0) }
    }
    if energy != nil {
      energySource = "\(monitor.driver) energy1_input"
      leastEnergySeconds = 0.1
    } else if let powerName {
      energySource = "\(monitor.driver) \(powerName), summed over its readings"
      leastEnergySeconds = 0.5
    } else {
      energySource = nil
      leastEnergySeconds = 0
    }
    found.conclude(
      energySource.map { _ in monitor.driver }, orAbsent: monitor.driver,
      because: "/\(path) has neither energy1_input nor power1_average nor power1_input")
    sources = found.sources
    absent = found.absent
  }

  func joules() -> Double? { energy?.number().map { $0 / 1e6 } }

  func watts() -> Double? { power?.number().map { $0 / 1e6 } }

  func frequencyHertz() -> Double? { clock?.number() }

  func temperaturesCelsius() -> [(sensor: String, celsius: Double)] {
    temperatureFiles.compactMap { entry in
      entry.file.number().map { (entry.sensor, $0 / 1000) }
    }
  }
}
