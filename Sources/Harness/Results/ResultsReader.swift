public import Foundation

/// Reads results files, which may come from anywhere: sizes are bounded and nothing in them is trusted.
public enum ResultsReader {
  /// The most bytes of a file that are read.
  public static let maximumByteCount = 512 << 20

  /// Reads a results file of any schema version up to this build's.
  ///
  /// Keys that this build does not know are ignored.
  /// - Throws: `ResultsError` that names the file and the place in it: absent, too large, not JSON, of a newer version, a key
  ///   that is missing or of the wrong type, values that contradict each other.
  public static func read(path: String) throws(ResultsError) -> ResultsFile {
    let file = try DurableFile(path: path, mode: .readOnly)
    return try decode(try file.contents(limit: maximumByteCount), source: path)
  }

  /// Decodes the content of a results file.
  /// - Parameter source: the name of the file, for errors.
  public static func decode(_ data: Data, source: String) throws(ResultsError) -> ResultsFile {
    guard !data.isEmpty else { throw ResultsError("\(source) is empty") }
    let marker = try ResultsCoding.decode(VersionMarker.self, from: data, source: source)
    guard let version = marker.schemaVersion else {
      throw ResultsError("\(source) is not a Parity results file: it has no schemaVersion")
    }
    guard version <= ResultsFile.currentSchemaVersion else {
      throw ResultsError(
        "\(source) has schema version \(version), and this parity reads versions up to "
          + "\(ResultsFile.currentSchemaVersion); read it with a newer parity")
    }
    guard version >= 1 else {
      throw ResultsError("\(source) has schema version \(version), which never existed")
    }
    let file = try ResultsCoding.decode(ResultsFile.self, from: data, source: source)
    for (index, record) in file.cases.enumerated() {
      if let problem = record.contradiction {
        throw ResultsError("\(source): cases[\(index)].\(problem)")
      }
    }
    return file
  }

  private struct VersionMarker: Decodable {
    var schemaVersion: Int?
  }
}

extension CaseRecord {
  /// What in the record contradicts itself, as the end of a sentence that starts with the record's place.
  var contradiction: String? {
    for (name, value) in [("flopCount", flopCount), ("byteCount", byteCount)] where value < 0 {
      return "\(name) is \(value), and counts are not negative"
    }
    if weight < 0 { return "weight is \(weight), and weights are not negative" }
    if let recordedNanoseconds, !(recordedNanoseconds >= 0) {
      return "recordedNanoseconds is \(recordedNanoseconds), and times are not negative"
    }
    if let samples {
      let count = samples.hostNanoseconds.count
      if samples.rounds.count != count {
        return "samples.rounds has \(samples.rounds.count) entries for \(count) samples"
      }
      if let device = samples.deviceNanoseconds, device.count != count {
        return "samples.deviceNanoseconds has \(device.count) entries for \(count) samples"
      }
    }
    if let median = statistics?.medianNanoseconds, median < 0 {
      return "statistics.medianNanoseconds is \(median), and times are not negative"
    }
    return nil
  }
}
