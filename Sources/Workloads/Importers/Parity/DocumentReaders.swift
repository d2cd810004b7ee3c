import Foundation
import Kernels

/// Keeps a whole file of bounded size for readers of formats that are one JSON document.
struct WholeText {
  static let maximumByteCount = WorkloadFile.maximumByteCount
  private(set) var bytes: [UInt8] = []
  private(set) var isTooLong = false

  mutating func hold(_ part: UnsafeRawBufferPointer) {
    if bytes.count + part.count > Self.maximumByteCount {
      isTooLong = true
      bytes = []
    }
    if !isTooLong { bytes += part }
  }

  /// Decodes the text, or says in a rejection why it cannot be.
  func decode<Value>(
    into sink: inout some CaptureSink, _ body: ([UInt8]) throws(WorkloadError) -> Value
  ) -> Value? {
    let place = CapturedCall.Place.line(1)
    let start = String(decoding: bytes.prefix(120), as: UTF8.self)
    guard !isTooLong else {
      sink.reject(
        start, at: place, why: "the file is larger than \(Self.maximumByteCount >> 20) MiB")
      return nil
    }
    do throws(WorkloadError) {
      return try body(bytes)
    } catch {
      sink.reject(start, at: place, why: error.description)
      return nil
    }
  }
}

/// Reads Parity's workload files, so that several can be joined.
struct WorkloadFileReader: CaptureReader {
  static let name = "workload"
  static let title = "Parity workload file"
  private var text = WholeText()

  static func recognises(_ start: [UInt8]) -> Bool {
    WorkloadFile.looksLikeJSON(start) && start.contains("\"captures\"")
      && start.contains("\"createdBy\"")
  }

  mutating func read(_ bytes: UnsafeRawBufferPointer, into sink: inout some CaptureSink) {
    text.hold(bytes)
  }

  mutating func finish(into sink: inout some CaptureSink) {
    guard
      let file = text.decode(
        into: &sink,
        { bytes throws(WorkloadError) in try WorkloadFile.decode(bytes, file: "the workload") })
    else { return }
    for (index, entry) in file.problems.enumerated() {
      let names = entry.names.isEmpty ? ["workload": entry.calls] : entry.names
      for (name, count) in names.sorted(by: { $0.key < $1.key }) {
        sink.add(
          CapturedCall(
            name: name, content: .problem(entry.problem), count: count,
            assumptions: entry.assumptions.keys.sorted(),
            recordedNanoseconds: entry.recorded?.meanNanoseconds,
            kernel: entry.kernels.max { ($0.value, $1.key) < ($1.value, $0.key) }?.key,
            place: .event(index)))
      }
    }
    for (index, entry) in file.notReplayable.enumerated() {
      sink.add(
        CapturedCall(
          name: entry.name, content: .notReplayable(entry.reason), count: entry.calls,
          recordedNanoseconds: entry.recorded?.meanNanoseconds, place: .event(index)))
    }
    if let device = file.captures.lazy.compactMap(\.device).first { sink.note(.device(device)) }
    if file.steps > 1 { for _ in 0..<min(file.steps, 1 << 20) { sink.note(.step) } }
  }
}

/// Reads Parity's results files: the problems of a run with the times of its first device.
struct ResultsFileReader: CaptureReader {
  static let name = "results"
  static let title = "Parity results file"
  private var text = WholeText()

  private struct Results: Decodable {
    struct Device: Decodable {
      var backend, name: String
      var index: Int
      var id: String { "\(backend):\(index)" }
    }
    struct Statistics: Decodable {
      var medianNanoseconds: Double
    }
    struct Case: Decodable {
      var descriptor, device: String
      var label, variant: String?
      var weight: Double
      var statistics: Statistics?
    }
    var schemaVersion: Int
    var devices: [Device]
    var cases: [Case]
  }

  static func recognises(_ start: [UInt8]) -> Bool {
    WorkloadFile.looksLikeJSON(start) && start.contains("\"cases\"")
      && (start.contains("\"flopConvention\"") || start.contains("\"descriptor\""))
  }

  mutating func read(_ bytes: UnsafeRawBufferPointer, into sink: inout some CaptureSink) {
    text.hold(bytes)
  }

  mutating func finish(into sink: inout some CaptureSink) {
    guard
      let results = text.decode(
        into: &sink,
        { bytes throws(WorkloadError) in
          try JSONReading.decode(Results.self, from: .init(bytes), file: "the results")
        })
    else { return }
    // Every device ran the same problems; times are of the first that has some.
    let timed = results.cases.first { $0.statistics != nil }?.device
    if let device = results.devices.first(where: { $0.id == timed }) {
      sink.note(.device(device.name))
    }
    var seen: Set<String> = []
    let own = results.cases.filter { $0.device == timed }
    for (index, record) in (own + results.cases).enumerated()
    where seen.insert(record.descriptor).inserted {
      guard record.weight > 0, record.weight.isFinite else {
        sink.reject(record.descriptor, at: .event(index), why: "its weight is not above 0")
        continue
      }
      do throws(DescriptorError) {
        let item = WorkloadItem(
          problem: try Problem(descriptor: record.descriptor), label: record.label,
          weight: record.weight,
          recordedNanoseconds: record.device == timed ? record.statistics?.medianNanoseconds : nil)
        sink.add(
          CapturedCall(
            weighted: item, name: record.label ?? "results",
            kernel: record.device == timed ? record.variant : nil, place: .event(index)))
      } catch {
        sink.reject(record.descriptor, at: .event(index), why: error.description)
      }
    }
  }
}
