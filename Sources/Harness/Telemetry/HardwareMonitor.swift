/// One folder of `/sys/class/hwmon` (Linux: Documentation/hwmon/sysfs-interface.rst).
struct HardwareMonitor {
  /// The folder.
  let path: String
  /// The driver's name: `coretemp`, `amdgpu` ...
  let driver: String
  /// The PCI address of its device, `0000:03:00.0`, for devices on that bus.
  let pciAddress: String?
  /// Its temperature inputs in thousandths of a degree Celsius, by label.
  let temperatures: [(label: String, path: String)]

  /// All of them, in the order of their numbers.
  static func all(_ files: SystemFiles) -> [HardwareMonitor] {
    let folder = "sys/class/hwmon"
    return files.names(in: folder).sorted { ($0.count, $0) < ($1.count, $1) }.compactMap {
      HardwareMonitor("\(folder)/\($0)", files)
    }
  }

  private init?(_ path: String, _ files: SystemFiles) {
    guard let driver = files.text("\(path)/name") else { return nil }
    self.path = path
    self.driver = driver
    let mark = "PCI_SLOT_NAME="
    pciAddress = (files.text("\(path)/device/uevent") ?? "").split(separator: "\n")
      .first { $0.hasPrefix(mark) }.map { String($0.dropFirst(mark.count)) }
    temperatures = files.names(in: path)
      .filter { $0.hasPrefix("temp") && $0.hasSuffix("_input") }
      .sorted { ($0.count, $0) < ($1.count, $1) }
      .map { name in
        let sensor = name.dropLast("_input".count)
        return (files.text("\(path)/\(sensor)_label") ?? String(sensor), "\(path)/\(name)")
      }
  }
}
