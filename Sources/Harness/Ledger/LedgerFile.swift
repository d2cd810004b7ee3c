public import Foundation

/// A ledger on disk, a JSON value a line: a header, then entries, of each process that a program consists of.
///
/// An entry is written again when its counts have changed, and the last line of a process's entry counts: whatever ends the
/// program, what was written stays readable, and a line that was cut off is left out. Every process appends whole lines.
public enum LedgerFile {
  /// The format's name and version.
  static let schema = "parity-ledger-1"
  /// The most bytes that are read.
  static let maximumByteCount = 256 << 20

  private struct Header: Codable {
    var schema: String
    var device: String
    var deviceName: String
    var cudaMajor: Int
  }

  private struct Line: Codable {
    var process: Int32
    var id: Int
    var entry: CallLedger.Entry
  }

  /// The first line of a process's ledger.
  public static func header(_ ledger: CallLedger) -> Data {
    line(
      Header(
        schema: schema, device: ledger.device, deviceName: ledger.deviceName,
        cudaMajor: ledger.cudaMajor))
  }

  /// The line of an entry, which has the number `id` in the ledger of its process.
  public static func line(_ entry: CallLedger.Entry, process: Int32, id: Int) -> Data {
    line(Line(process: process, id: id, entry: entry))
  }

  private static func line(_ value: some Encodable) -> Data {
    let encoder = JSONEncoder()
    encoder.outputFormatting = [.sortedKeys, .withoutEscapingSlashes]
    // Encoding fails for non-finite numbers only, and neither times nor ratios (OutputCheck) are.
    return ((try? encoder.encode(value)) ?? Data()) + Data("\n".utf8)
  }

  /// Reads a file; calls that are alike are one entry, whichever process made them.
  /// - Throws: `ResultsError` where there is none or it is no ledger.
  public static func read(path: String) throws(ResultsError) -> CallLedger {
    let file = try DurableFile(path: path, mode: .readOnly)
    let data = try file.contents(limit: maximumByteCount)
    let lines = data.split(separator: UInt8(ascii: "\n"))
    let decoder = JSONDecoder()
    guard let first = lines.first, let header = try? decoder.decode(Header.self, from: first),
      header.schema == schema
    else { throw ResultsError("\(path) is no ledger of this version (\(schema))") }
    var processes: [Int32] = []
    var entries: [Int32: [Int: CallLedger.Entry]] = [:]
    for text in lines.dropFirst() {
      guard let line = try? decoder.decode(Line.self, from: text) else { continue }
      if entries[line.process] == nil { processes.append(line.process) }
      entries[line.process, default: [:]][line.id] = line.entry
    }
    var ledger = CallLedger(
      device: header.device, deviceName: header.deviceName, cudaMajor: header.cudaMajor)
    var places: [CallLedger.Entry: Int] = [:]
    for process in processes {
      for (_, entry) in (entries[process] ?? [:]).sorted(by: { $0.key < $1.key }) {
        if let place = places[entry.withoutCalls] {
          ledger.entries[place].merge(entry)
        } else {
          places[entry.withoutCalls] = ledger.entries.count
          ledger.entries.append(entry)
        }
      }
    }
    return ledger
  }
}
