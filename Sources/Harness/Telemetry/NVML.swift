internal import Glibc

/// NVIDIA's management library, opened at run time (NVML API Reference Guide).
///
/// It comes with the driver. Functions that an old driver lacks are left out.
final class NVML: Sendable {
  typealias Handle = OpaquePointer
  private typealias Plain = @convention(c) () -> Int32
  private typealias ByName =
    @convention(c) (UnsafePointer<CChar>, UnsafeMutablePointer<Handle?>) ->
    Int32
  private typealias ByIndex = @convention(c) (UInt32, UnsafeMutablePointer<Handle?>) -> Int32
  private typealias Count = @convention(c) (UnsafeMutablePointer<UInt32>) -> Int32
  private typealias Word = @convention(c) (Handle, UnsafeMutablePointer<UInt32>) -> Int32
  private typealias Long = @convention(c) (Handle, UnsafeMutablePointer<UInt64>) -> Int32
  private typealias Chosen = @convention(c) (Handle, UInt32, UnsafeMutablePointer<UInt32>) -> Int32
  private typealias Message = @convention(c) (Int32) -> UnsafePointer<CChar>?

  // SAFETY: a handle of dlopen, never changed and never closed; the library's functions are thread-safe.
  nonisolated(unsafe) private let library: UnsafeMutableRawPointer

  /// The process's library, or why there is none.
  static let shared = open("libnvidia-ml.so.1")

  /// Opens and initialises the library `name`.
  static func open(_ name: String) -> Result<NVML, AbsenceReason> {
    guard let library = dlopen(name, RTLD_NOW | RTLD_LOCAL) else {
      let reason = dlerror().map { String(cString: $0) } ?? "it cannot be opened"
      return .failure(AbsenceReason("no NVML (\(reason)); it comes with NVIDIA's driver"))
    }
    let nvml = NVML(library)
    guard let initialise = nvml.function("nvmlInit_v2", as: Plain.self) else {
      return .failure(AbsenceReason("\(name) has no nvmlInit_v2"))
    }
    let code = initialise()
    return code == 0 ? .success(nvml) : .failure(nvml.failure("nvmlInit_v2", code))
  }

  private init(_ library: UnsafeMutableRawPointer) { self.library = library }

  /// The sensors of the device with this UUID (hexadecimal, with or without hyphens), or of the only one.
  func sensors(uuid: String?) throws(AbsenceReason) -> NVMLSensors {
    var handle: Handle?
    if let uuid {
      guard let find = function("nvmlDeviceGetHandleByUUID", as: ByName.self) else {
        throw AbsenceReason("NVML has no nvmlDeviceGetHandleByUUID")
      }
      let name = Self.uuidText(uuid)
      let code = name.withCString { find($0, &handle) }
      guard code == 0 else { throw failure("nvmlDeviceGetHandleByUUID(\(name))", code) }
    } else {
      var count: UInt32 = 0
      let code = function("nvmlDeviceGetCount_v2", as: Count.self)?(&count)
      guard code == 0, count == 1 else {
        throw AbsenceReason(
          "NVML has \(count) devices, and the backend gives no UUID by which to choose one")
      }
      _ = function("nvmlDeviceGetHandleByIndex_v2", as: ByIndex.self)?(0, &handle)
    }
    guard let handle else { throw AbsenceReason("NVML gave no handle") }
    return NVMLSensors(self, handle)
  }

  /// `GPU-8-4-4-4-12`, as NVML writes it; the hexadecimal digits are those of Vulkan's `deviceUUID`.
  static func uuidText(_ uuid: String) -> String {
    let digits = Array(uuid.lowercased().filter(\.isHexDigit))
    guard digits.count == 32 else { return uuid }
    let ends = [0, 8, 12, 16, 20, 32]
    return "GPU-"
      + zip(ends, ends.dropFirst()).map { String(digits[$0..<$1]) }.joined(separator: "-")
  }

  // MARK: Readings; nil where the driver lacks the function or the device does not answer.

  /// Millijoules since the driver was loaded (Volta and later).
  func energyMillijoules(_ device: Handle) -> UInt64? {
    long("nvmlDeviceGetTotalEnergyConsumption", device)
  }

  /// Milliwatts of the board.
  func powerMilliwatts(_ device: Handle) -> UInt32? {
    guard let read = function("nvmlDeviceGetPowerUsage", as: Word.self) else { return nil }
    var value: UInt32 = 0
    return read(device, &value) == 0 ? value : nil
  }

  /// The clock of the multiprocessors.
  func clockMegahertz(_ device: Handle) -> UInt32? {
    chosen("nvmlDeviceGetClockInfo", device, 1)  // NVML_CLOCK_SM
  }

  /// Degrees Celsius of the chip.
  func temperatureCelsius(_ device: Handle) -> UInt32? {
    chosen("nvmlDeviceGetTemperature", device, 0)  // NVML_TEMPERATURE_GPU
  }

  /// The bits of what holds clocks down.
  func throttleBits(_ device: Handle) -> UInt64? {
    long("nvmlDeviceGetCurrentClocksThrottleReasons", device)
      ?? long("nvmlDeviceGetCurrentClocksEventReasons", device)
  }

  private func long(_ name: String, _ device: Handle) -> UInt64? {
    guard let read = function(name, as: Long.self) else { return nil }
    var value: UInt64 = 0
    return read(device, &value) == 0 ? value : nil
  }

  private func chosen(_ name: String, _ device: Handle, _ which: UInt32) -> UInt32? {
    guard let read = function(name, as: Chosen.self) else { return nil }
    var value: UInt32 = 0
    return read(device, which, &value) == 0 ? value : nil
  }

  private func function<F>(_ name: String, as type: F.Type) -> F? {
    dlsym(library, name).map { unsafeBitCast($0, to: type) }
  }

  private func failure(_ operation: String, _ code: Int32) -> AbsenceReason {
    let text = function("nvmlErrorString", as: Message.self)?(code).map { String(cString: $0) }
    return AbsenceReason("\(operation) failed: \(text ?? "code \(code)")")
  }
}

/// One NVIDIA device.
final class NVMLSensors: DeviceSensors {
  let sources = ["nvml"]
  let absent: [TelemetryRecord.Absence]
  let energySource: String?
  // Drivers renew power and energy every 20 to 100 ms.
  let leastEnergySeconds = 0.5
  private let nvml: NVML
  private let hasCounter: Bool
  // SAFETY: an opaque number of the library, never changed.
  nonisolated(unsafe) private let device: NVML.Handle

  init(_ nvml: NVML, _ device: NVML.Handle) {
    self.nvml = nvml
    self.device = device
    hasCounter = nvml.energyMillijoules(device) != nil
    let hasPower = nvml.powerMilliwatts(device) != nil
    energySource =
      hasCounter
      ? "nvml total energy" : hasPower ? "nvml power, summed over its readings" : nil
    absent =
      energySource == nil
      ? [.init(source: "energy", reason: "NVML tells neither energy nor power of this device")] : []
  }

  func joules() -> Double? { nvml.energyMillijoules(device).map { Double($0) / 1e3 } }

  func watts() -> Double? {
    hasCounter ? nil : nvml.powerMilliwatts(device).map { Double($0) / 1e3 }
  }

  func frequencyHertz() -> Double? { nvml.clockMegahertz(device).map { Double($0) * 1e6 } }

  func temperaturesCelsius() -> [(sensor: String, celsius: Double)] {
    nvml.temperatureCelsius(device).map { [("nvml GPU", Double($0))] } ?? []
  }

  func throttleReasons() -> Set<String>? {
    guard let bits = nvml.throttleBits(device) else { return nil }
    return Set(Self.limits.filter { bits & $0.bit != 0 }.map(\.name))
  }

  /// nvmlClocksThrottleReason...; the bits for idling and for clocks that the user chose are no limits.
  private static let limits: [(bit: UInt64, name: String)] = [
    (0x04, "power cap (software)"), (0x08, "slowdown (hardware)"),
    (0x20, "temperature (software)"), (0x40, "temperature (hardware)"),
    (0x80, "power brake (hardware)"),
  ]
}
