import Foundation
import TestSupport
import Testing

@testable import Workloads

/// Damaged captures: no reader may crash, hang, or keep or report more than it is given.
///
/// Every reader of `CaptureFormats.all` takes part, with the samples under this folder that it recognises.
@Suite("Damaged captures")
struct CaptureFuzzTests {
  /// Counts what is reported, as far as it is bounded by the input.
  private struct Tally: CaptureSink {
    var reports = 0
    var longest = 0

    mutating func add(_ call: CapturedCall) {
      reports += 1
      longest = max(longest, call.name.utf8.count, call.kernel?.utf8.count ?? 0)
    }

    mutating func reject(_ text: String, at place: CapturedCall.Place, why: String) {
      reports += 1
      longest = max(longest, text.utf8.count, why.utf8.count)
    }
  }

  /// Every file under this folder that is no source: at most its first 48 KiB, decompressed.
  private static let samples: [(name: String, bytes: [UInt8])] = {
    let root = CaptureSamples.folder.deletingLastPathComponent()
    let names =
      FileManager.default.enumerator(atPath: root.path)?.compactMap { $0 as? String } ?? []
    return names.sorted().filter { !$0.hasSuffix(".swift") }.compactMap { name in
      var bytes: [UInt8] = []
      do {
        try CaptureInput.read(path: root.appendingPathComponent(name).path) {
          piece, _ throws(WorkloadError) in
          bytes += piece.prefix(48 << 10 - min(bytes.count, 48 << 10))
        }
      } catch { return nil }
      return bytes.isEmpty ? nil : (name, Array(bytes.prefix(48 << 10)))
    }
  }()

  private static var count: Int {
    ProcessInfo.processInfo.environment["PARITY_FUZZ_COUNT"].flatMap(Int.init) ?? 10_000
  }

  @Test("Every format has a sample", arguments: CaptureFormats.names)
  func sample(format: String) throws {
    let reader = try CaptureFormats.reader(named: format)
    #expect(
      format == "workload" || format == "results"
        || Self.samples.contains { reader.recognises($0.bytes) },
      "put a small capture in the format \(format) into Tests/WorkloadsTests/Captures")
  }

  @Test(
    "Mutated and truncated captures neither crash nor hang nor grow",
    arguments: CaptureFormats.names)
  func mutations(format: String) throws {
    let type = try CaptureFormats.reader(named: format)
    var random = SplitMix64(seed: 0x5EED)
    var own = Self.samples.filter { type.recognises($0.bytes) }.map(\.bytes)
    own.append(Array(try WorkloadFileTests.sample().encoded()))
    own.append(Array("[{\"ph\": \"X\"".utf8))
    // Other formats' samples now and then: --format can force any reader on anything.
    let others = Self.samples.map(\.bytes)
    let runs = max(Self.count / CaptureFormats.names.count, 1)
    let start = Date()
    for _ in 0..<runs {
      let base =
        Int.random(in: 0..<8, using: &random) == 0
        ? others.randomElement(using: &random) ?? [] : own.randomElement(using: &random) ?? []
      let bytes = Self.mutated(base, &random)
      var tally = Tally()
      var reader = type.init()
      var rest = bytes[...]
      while !rest.isEmpty {
        let size = Int.random(in: 1...max(1, min(rest.count, 8192)), using: &random)
        rest.prefix(size).withUnsafeBytes { reader.read($0, into: &tally) }
        rest = rest.dropFirst(size)
      }
      reader.finish(into: &tally)
      _ = type.recognises(bytes)
      // No format has a report for less than a byte, and quotes are parts of the input with a sentence around them.
      if tally.reports > bytes.count + 1 || tally.longest > bytes.count + 2000 {
        Issue.record(
          "\(tally) from \(bytes.count) bytes: \(String(decoding: bytes, as: UTF8.self))")
      }
    }
    let seconds = Date().timeIntervalSince(start)
    #expect(seconds < 0.2 * Double(runs) + 60, "\(runs) runs took \(seconds) s")
  }

  @Test("Damaged gzip is refused or read as far as it goes")
  func gzip() throws {
    let packed = try [UInt8](
      Data(contentsOf: URL(fileURLWithPath: CaptureSamples.path("infer.trace.json.gz"))))
    var random = SplitMix64(seed: 7)
    let path = FileManager.default.temporaryDirectory.appendingPathComponent(
      "parity-\(UUID().uuidString).gz"
    ).path
    defer { try? FileManager.default.removeItem(atPath: path) }
    var refused = 0
    for _ in 0..<200 {
      var bytes = Self.mutated(packed, &random, maximumByteCount: packed.count)
      bytes.replaceSubrange(0..<min(2, bytes.count), with: [0x1F, 0x8B])
      try Data(bytes).write(to: URL(fileURLWithPath: path))
      var importer = WorkloadImporter()
      do {
        try importer.add(path: path, format: "kineto")
      } catch {
        refused += 1
        #expect(error.description.contains("damaged") || error.description.contains("ends in"))
      }
    }
    #expect(refused > 100)
  }

  /// A copy with one to five changes, at most `maximumByteCount` of it.
  private static func mutated(
    _ base: [UInt8], _ random: inout SplitMix64, maximumByteCount: Int = 4096
  ) -> [UInt8] {
    // Starts count more than ends: formats are recognised and opened there.
    let start =
      Int.random(in: 0..<4, using: &random) == 0
      ? Int.random(in: 0...base.count, using: &random) : 0
    var bytes = Array(base[start...].prefix(maximumByteCount))
    let inserts = [
      "99999999999999999999", "-1", "9223372036854775807", "0", "1e999", "nan", "\"", "\\", "{",
      "}",
      "[[[[[[[[", "]", ",", ":", "\n", "\0", "\u{FEFF}", "=", "()", "\\uD800",
    ]
    for _ in 0..<Int.random(in: 1...5, using: &random) {
      let place = Int.random(in: 0...bytes.count, using: &random)
      let length = Int.random(in: 0...min(64, bytes.count - place), using: &random)
      switch Int.random(in: 0..<6, using: &random) {
      case 0: bytes.removeSubrange(place...)
      case 1 where place < bytes.count: bytes[place] = UInt8.random(in: 0...255, using: &random)
      case 2: bytes.removeSubrange(place..<place + length)
      case 3: bytes.insert(contentsOf: bytes[place..<place + length], at: place)
      case 4:
        bytes.replaceSubrange(
          place..<place + length, with: Array((inserts.randomElement(using: &random) ?? "").utf8))
      default:
        bytes.insert(
          contentsOf: Array((inserts.randomElement(using: &random) ?? "").utf8), at: place)
      }
    }
    return bytes
  }
}
