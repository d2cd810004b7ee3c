import ArgumentParser
import Foundation
import Kernels
import Report
import Translation

struct Devices: ParsableCommand {
  static let configuration = CommandConfiguration(
    abstract: "List backends and devices and what they can do, or why they are not there.",
    discussion: """
      Each device is opened and asked for GEMM and attention in every type; * marks what it does by other means, with losses that \
      `parity support` names.

      EXAMPLES
        parity devices          a table
        parity devices --json   everything known about each, for programs
        parity devices --python ~/venv/bin/python3
        parity devices --blas /opt/blis/libblis.so
        parity devices --catalog   published peaks of accelerators, for parity project

      Use the names in the first column after --backend. `parity doctor` computes something on each.

      EXIT CODES
        0    at least one device
        3    none
      """)

  @OptionGroup var devices: DeviceOptionGroup

  @Flag(help: "Everything known, as JSON.")
  var json = false

  @Flag(
    help: "Published peaks of accelerators that people compare, instead of this machine's devices.")
  var catalog = false

  func run() throws {
    if catalog {
      let all = try DeviceCatalogue.devices()
      Terminal.write(json ? try JSONText.encode(all) : CatalogueText.table(all))
      return
    }
    let found =
      devices.backends.isEmpty
      ? try DeviceSelector(backends: devices.availableBackends() + devices.frameworkBackends())
        .discoverAll()
      : try devices.choose().found
    Terminal.write(
      json
        ? try DeviceReport.json(found)
        : DeviceReport.table(
          found, abilities: DeviceAbility.all(of: found, options: devices.deviceOptions),
          width: Terminal.tableWidth))
    if found.allSatisfy({ $0.discovery.devices.isEmpty }) {
      throw ExitCode(ExitStatus.harness.rawValue)
    }
  }
}

/// What `parity devices` prints.
enum DeviceReport {
  /// - Parameter abilities: what each device can do, by its id.
  static func table(_ found: [DeviceSelector.Found], abilities: [String: String], width: Int?)
    -> String
  {
    var table = TextTable(header: ["DEVICE", "NAME", "DRIVER", "RUNS"])
    for entry in found {
      for device in entry.discovery.devices {
        var driver = "\(device.driver) \(device.driverVersion)"
        if let api = device.apiVersion { driver += ", API \(api)" }
        table.append([
          device.id, device.name, driver,
          (facts(device) + [abilities[device.id]].compactMap { $0 }).joined(separator: "; "),
        ])
      }
      for rejection in entry.discovery.rejections {
        table.append([
          entry.backend.name, rejection.subject, "-", "not usable: \(rejection.reason)",
        ])
      }
    }
    return table.wrapped(width: width)
  }

  static func json(_ found: [DeviceSelector.Found]) throws -> String {
    try JSONText.encode(
      Listing(
        devices: found.flatMap { $0.discovery.devices.map { Entry(id: $0.id, info: $0) } },
        rejections: found.flatMap { entry in
          entry.discovery.rejections.map {
            Rejection(backend: entry.backend.name, subject: $0.subject, reason: $0.reason)
          }
        }))
  }

  private static func facts(_ device: DeviceInfo) -> [String] {
    var facts: [String] = []
    if let threads = device.threadCount { facts.append("\(threads) threads") }
    if let memory = device.memoryByteCount {
      facts.append(String(format: "%.1f GiB", Double(memory) / 0x1p30))
    }
    if let transposes = device.properties["transposes"] { facts.append(transposes) }
    if let kinds = device.properties["otherKinds"] {
      let first = kinds.prefix { $0 != "," }
      facts.append("also reaches \(kinds): --backend \(device.backend):\(first)")
    }
    return facts
  }

  private struct Listing: Encodable {
    let schemaVersion = 1
    let devices: [Entry]
    let rejections: [Rejection]
  }

  private struct Entry: Encodable {
    let id: String
    let info: DeviceInfo
  }

  private struct Rejection: Encodable {
    let backend, subject, reason: String
  }
}

/// JSON as all commands print it.
enum JSONText {
  static func encode(_ value: some Encodable) throws -> String {
    let encoder = JSONEncoder()
    encoder.outputFormatting = [.prettyPrinted, .sortedKeys, .withoutEscapingSlashes]
    return String(decoding: try encoder.encode(value), as: UTF8.self) + "\n"
  }
}
