import Kernels

/// What can be read about one device while it computes.
protocol DeviceSensors: Sendable {
  /// The names of the sources that can be read.
  var sources: [String] { get }
  /// The others, with reasons.
  var absent: [TelemetryRecord.Absence] { get }
  /// What energy comes from; nil where nothing gives it.
  var energySource: String? { get }
  /// Seconds below which the energy counter is too coarse to believe.
  var leastEnergySeconds: Double { get }
  /// Joules since some point in the past, rising; nil where there is no counter.
  func joules() -> Double?
  /// Power at this moment, for devices without a counter.
  func watts() -> Double?
  /// The clock of the compute units, where that is not a processor's.
  func frequencyHertz() -> Double?
  /// Degrees Celsius by sensor.
  func temperaturesCelsius() -> [(sensor: String, celsius: Double)]
  /// The limits that hold clocks down at this moment; nil where the device does not tell.
  func throttleReasons() -> Set<String>?
}

extension DeviceSensors {
  func watts() -> Double? { nil }
  func frequencyHertz() -> Double? { nil }
  func temperaturesCelsius() -> [(sensor: String, celsius: Double)] { [] }
  func throttleReasons() -> Set<String>? { nil }
}

/// A device about which nothing can be read.
struct NoSensors: DeviceSensors {
  let absent: [TelemetryRecord.Absence]
  var sources: [String] { [] }
  var energySource: String? { nil }
  var leastEnergySeconds: Double { 0 }
  func joules() -> Double? { nil }
}

/// Finds the sensors of devices.
struct DeviceSensorFinder {
  let files: SystemFiles
  /// NVIDIA's library, or why it is not there.
  let nvml: Result<NVML, AbsenceReason>

  /// The sensors of one device, by its kind and vendor.
  func sensors(for device: DeviceInfo) -> any DeviceSensors {
    switch device.kind {
    case .cpu, .integratedGPU:
      // An integrated GPU draws its power through the processor's package.
      return RAPLSensors(files)
    case .discreteGPU, .virtualGPU:
      let text = "\(device.driver) \(device.name)".lowercased()
      if ["nvidia", "geforce", "nvk", "cuda"].contains(where: text.contains)
        || device.backend == "cuda"
      {
        return nvidia(device)
      }
      return graphics(device, text)
    case .other:
      return NoSensors(absent: [
        .init(source: "energy", reason: "no source of energy is known for devices of this kind")
      ])
    }
  }

  private func nvidia(_ device: DeviceInfo) -> any DeviceSensors {
    do {
      return try nvml.get().sensors(uuid: device.uuid)
    } catch {
      return NoSensors(absent: [.init(source: "nvml", reason: "\(error)")])
    }
  }

  /// The hwmon folder of a GPU whose driver is in the kernel.
  private func graphics(_ device: DeviceInfo, _ text: String) -> any DeviceSensors {
    let isAMD = ["amd", "radv", "radeon"].contains(where: text.contains)
    let isIntel = ["intel", "anv", "arc"].contains(where: text.contains)
    let drivers = isAMD ? ["amdgpu"] : isIntel ? ["i915", "xe"] : []
    func none(_ reason: String) -> NoSensors {
      NoSensors(absent: [.init(source: "hwmon", reason: reason)])
    }
    guard !drivers.isEmpty else {
      return none("no source of energy is known for \(device.driver)")
    }
    let monitors = HardwareMonitor.all(files).filter { drivers.contains($0.driver) }
    let address = isAMD ? Self.radvAddress(device.uuid) : nil
    if let monitor = monitors.first(where: { $0.pciAddress != nil && $0.pciAddress == address }) {
      return GraphicsSensors(monitor, files)
    }
    switch monitors.count {
    case 0: return none("/sys/class/hwmon has no entry of \(drivers.joined(separator: " or "))")
    case 1: return GraphicsSensors(monitors[0], files)
    default:
      return none(
        "/sys/class/hwmon has \(monitors.count) entries of \(monitors[0].driver), and which is this device's "
          + "cannot be told")
    }
  }

  /// The PCI address that Mesa's RADV makes its device UUID from: domain, bus, device and function as four 32-bit
  /// little-endian numbers.
  static func radvAddress(_ uuid: String?) -> String? {
    let digits = (uuid ?? "").filter(\.isHexDigit)
    guard digits.count == 32 else { return nil }
    var numbers: [UInt32] = []
    for part in 0..<4 {
      let start = digits.index(digits.startIndex, offsetBy: 8 * part)
      let word = digits[start..<digits.index(start, offsetBy: 8)]
      guard let value = UInt32(word, radix: 16)?.byteSwapped else { return nil }
      numbers.append(value)
    }
    func hex(_ value: UInt32, _ width: Int) -> String {
      let text = String(value, radix: 16)
      return String(repeating: "0", count: max(0, width - text.count)) + text
    }
    return "\(hex(numbers[0], 4)):\(hex(numbers[1], 2)):\(hex(numbers[2], 2)).\(numbers[3])"
  }
}
