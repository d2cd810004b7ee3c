public import Foundation
import Kernels

extension WorkloadFile.Entry {
  private enum CodingKeys: String, CodingKey {
    case descriptor, calls, names, assumptions, recorded, kernels, places
  }

  /// Reads an entry; its problem stands as a descriptor.
  public init(from decoder: any Decoder) throws {
    let values = try decoder.container(keyedBy: CodingKeys.self)
    let descriptor = try values.decode(String.self, forKey: .descriptor)
    do throws(DescriptorError) {
      problem = try Problem(descriptor: descriptor)
    } catch {
      throw DecodingError.dataCorruptedError(
        forKey: .descriptor, in: values, debugDescription: error.description)
    }
    calls = try values.decode(Int.self, forKey: .calls)
    names = try values.decodeIfPresent([String: Int].self, forKey: .names) ?? [:]
    assumptions = try values.decodeIfPresent([String: Int].self, forKey: .assumptions) ?? [:]
    recorded = try values.decodeIfPresent(WorkloadFile.Recorded.self, forKey: .recorded)
    kernels = try values.decodeIfPresent([String: Int].self, forKey: .kernels) ?? [:]
    places = try values.decodeIfPresent([WorkloadFile.Place].self, forKey: .places) ?? []
  }

  /// Writes an entry; its problem stands as a descriptor.
  public func encode(to encoder: any Encoder) throws {
    var values = encoder.container(keyedBy: CodingKeys.self)
    try values.encode(problem.descriptor, forKey: .descriptor)
    try values.encode(calls, forKey: .calls)
    try values.encode(names, forKey: .names)
    if !assumptions.isEmpty { try values.encode(assumptions, forKey: .assumptions) }
    try values.encodeIfPresent(recorded, forKey: .recorded)
    if !kernels.isEmpty { try values.encode(kernels, forKey: .kernels) }
    try values.encode(places, forKey: .places)
  }
}

extension WorkloadFile {
  /// The most bytes a workload file may have.
  public static let maximumByteCount = 256 << 20
  /// The most distinct problems, and the most kinds of calls that cannot be replayed.
  public static let maximumEntryCount = SuiteFile.maximumItemCount

  /// The file's JSON, indented, keys sorted, with a final newline: equal values give equal bytes.
  public func encoded() throws -> Data {
    let encoder = JSONEncoder()
    encoder.outputFormatting = [.prettyPrinted, .sortedKeys, .withoutEscapingSlashes]
    var data = try encoder.encode(self)
    data.append(UInt8(ascii: "\n"))
    return data
  }

  /// Reads a workload file.
  ///
  /// Keys that this build does not know are ignored; what it knows must be whole and make sense.
  /// - Throws: `WorkloadError` that names the file and the place in it.
  public static func read(path: String) throws(WorkloadError) -> WorkloadFile {
    try decode(BoundedFile.bytes(path: path, limit: maximumByteCount), file: path)
  }

  /// Whether a file that starts with these bytes is meant to be JSON rather than lines of problems.
  public static func looksLikeJSON(_ start: some Sequence<UInt8>) -> Bool {
    start.first { ![0x20, 0x09, 0x0A, 0x0D].contains($0) } == UInt8(ascii: "{")
  }

  /// Decodes the content of a file; `file` is what errors call it.
  /// - Throws: `WorkloadError` that names the file and the place in it.
  public static func decode(_ bytes: [UInt8], file: String) throws(WorkloadError) -> WorkloadFile {
    let data = Data(bytes)
    let marker = try JSONReading.decode(Marker.self, from: data, file: file)
    guard marker.kind == kind, let version = marker.schemaVersion else {
      let isResults = marker.schemaVersion != nil && marker.kind == nil
      throw WorkloadError(
        "\(file) is no workload file (its kind is not \"\(kind)\")"
          + (isResults ? "; parity import \(file) makes one from results" : ""))
    }
    guard (1...currentSchemaVersion).contains(version) else {
      throw WorkloadError(
        "\(file) has schema version \(version), and this parity reads versions up to "
          + "\(currentSchemaVersion)")
    }
    let content = try JSONReading.decode(WorkloadFile.self, from: data, file: file)
    if let complaint = content.contradiction { throw WorkloadError("\(file): \(complaint)") }
    return content
  }

  private struct Marker: Decodable {
    var schemaVersion: Int?
    var kind: String?
  }

  /// What in the file makes no sense, as the end of a sentence: place, value, rule.
  private var contradiction: String? {
    if steps < 1 { return "steps is \(steps); it must be at least 1" }
    for (place, count) in [("problems", problems.count), ("notReplayable", notReplayable.count)]
    where count > Self.maximumEntryCount {
      return "\(place) has \(count) entries; the most is \(Self.maximumEntryCount)"
    }
    for (index, capture) in captures.enumerated() {
      let place = "captures[\(index)]"
      for (name, count) in [
        ("byteCount", capture.byteCount), ("calls", capture.calls),
        ("rejectedCount", capture.rejectedCount), ("steps", capture.steps ?? 0),
      ] where count < 0 {
        return "\(place).\(name) is \(count); counts are not negative"
      }
    }
    var seen: [Problem: Int] = [:]
    for (index, entry) in problems.enumerated() {
      let place = "problems[\(index)]"
      if let first = seen.updateValue(index, forKey: entry.problem) {
        return "\(place).descriptor stands in problems[\(first)] already: \(entry.problem)"
      }
      if let wrong = Self.complaint(
        calls: entry.calls, recorded: entry.recorded, places: entry.places,
        captureCount: captures.count)
      {
        return "\(place).\(wrong)"
      }
      for (key, counts) in [
        ("names", entry.names), ("assumptions", entry.assumptions), ("kernels", entry.kernels),
      ] {
        if let (name, count) = counts.first(where: { $0.value < 1 || $0.value > entry.calls }) {
          return
            "\(place).\(key)[\"\(name.prefix(60))\"] is \(count); it must be from 1 to calls, which is \(entry.calls)"
        }
      }
    }
    for (index, entry) in notReplayable.enumerated() {
      if let wrong = Self.complaint(
        calls: entry.calls, recorded: entry.recorded, places: entry.places,
        captureCount: captures.count)
      {
        return "notReplayable[\(index)].\(wrong)"
      }
    }
    return nil
  }

  private static func complaint(
    calls: Int, recorded: Recorded?, places: [Place], captureCount: Int
  ) -> String? {
    guard calls >= 1, calls <= 1 << 53 else {
      return "calls is \(calls); it must be at least 1 and at most 2^53"
    }
    if let recorded {
      guard (1...calls).contains(recorded.calls) else {
        return "recorded.calls is \(recorded.calls); it must be from 1 to calls, which is \(calls)"
      }
      for (name, value) in [
        ("nanoseconds", recorded.nanoseconds),
        ("minimumNanoseconds", recorded.minimumNanoseconds),
        ("maximumNanoseconds", recorded.maximumNanoseconds),
      ] where !(value >= 0 && value.isFinite) {
        return "recorded.\(name) is \(value); times are not negative"
      }
    }
    for (index, place) in places.enumerated() where !(0..<captureCount).contains(place.capture) {
      return "places[\(index)].capture is \(place.capture); there are \(captureCount) captures"
    }
    return nil
  }
}
