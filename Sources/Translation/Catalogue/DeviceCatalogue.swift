import Foundation
import Workloads

/// The published peaks of an accelerator; every number has a source or is missing.
public struct CatalogueDevice: Sendable, Encodable {
  /// What a number is of.
  public enum Quantity: String, Sendable, Encodable, CaseIterable {
    case f64
    case f64Matrix = "f64-matrix"
    case f32, tf32, f16, bf16, f8, i8, bandwidth, memory, power

    /// What the file's numbers are multiplied with: to operations or bytes a second, bytes, watts.
    var unit: Double {
      switch self {
      case .bandwidth, .memory: 1e9
      case .power: 1
      default: 1e12
      }
    }
  }

  /// A number and who published it.
  public struct Figure: Sendable, Encodable {
    /// Operations a second, bytes a second, bytes or watts; nil where nothing certain is published.
    public let value: Double?
    /// `datasheet`, `vendor page`, `paper`, `press`; `-` for a missing number.
    public let sourceKind: String
    /// What and when; why, for a missing number.
    public let source: String
  }

  /// The short name that `--on` takes: `h100`.
  public let name: String
  /// The full name.
  public let title: String
  /// Figures by quantity; quantities that are not there are unknown.
  public internal(set) var figures: [String: Figure]

  /// The published number.
  public func value(_ quantity: Quantity) -> Double? { figures[quantity.rawValue]?.value }
}

/// The device catalogue: dialects/devices.catalogue, embedded.
public enum DeviceCatalogue {
  /// All devices, in the order of the file.
  /// - Throws: `DialectError` where the embedded file is broken, which the tests exclude.
  public static func devices() throws(DialectError) -> [CatalogueDevice] {
    try parse(DialectLibrary.catalogueBytes, file: "devices.catalogue")
  }

  /// The device called `name`.
  /// - Throws: `DialectError` that suggests the nearest name and lists all.
  public static func device(named name: String) throws(DialectError) -> CatalogueDevice {
    let all = try devices()
    guard let device = all.first(where: { $0.name == name.lowercased() }) else {
      throw DialectError(
        NearestName.sentence(unknown: "device", name, known: all.map(\.name)))
    }
    return device
  }

  static func parse(_ bytes: [UInt8], file: String) throws(DialectError) -> [CatalogueDevice] {
    guard let text = String(validating: bytes, as: UTF8.self) else {
      throw DialectError("\(file) is not UTF-8 text")
    }
    var devices: [CatalogueDevice] = []
    var number = 0
    for line in text.split(omittingEmptySubsequences: false, whereSeparator: \.isNewline) {
      number += 1
      let trimmed = line.trimmingCharacters(in: .whitespaces)
      if trimmed.isEmpty || trimmed.hasPrefix("#") { continue }
      if trimmed.hasPrefix("["), let close = trimmed.firstIndex(of: "]") {
        devices.append(
          CatalogueDevice(
            name: String(trimmed[trimmed.index(after: trimmed.startIndex)..<close]),
            title: trimmed[trimmed.index(after: close)...].trimmingCharacters(in: .whitespaces),
            figures: [:]))
        continue
      }
      guard let equals = trimmed.firstRange(of: " = "), !devices.isEmpty else {
        throw DialectError("\(file):\(number): a row is KEY = NUMBER | SOURCE KIND | SOURCE")
      }
      let key = String(trimmed[..<equals.lowerBound])
      let cells = trimmed[equals.upperBound...].components(separatedBy: " | ")
      guard cells.count == 3, let quantity = CatalogueDevice.Quantity(rawValue: key) else {
        throw DialectError(
          "\(file):\(number): unknown key \"\(key)\", or not NUMBER | KIND | SOURCE")
      }
      let value = Double(cells[0])
      guard cells[0] == "unknown" || (value.map { $0 > 0 && $0.isFinite } ?? false) else {
        throw DialectError("\(file):\(number): \"\(cells[0])\" is neither a number nor unknown")
      }
      devices[devices.count - 1].figures[key] = CatalogueDevice.Figure(
        value: value.map { $0 * quantity.unit }, sourceKind: cells[1], source: cells[2])
    }
    return devices
  }
}
