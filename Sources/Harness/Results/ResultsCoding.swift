import Foundation

/// The JSON of results: keys sorted, so that equal values give equal bytes, and never NaN or infinity.
enum ResultsCoding {
  /// The whole file, indented, with a final newline.
  static func encodeFile(_ file: ResultsFile) throws(ResultsError) -> Data {
    let indented = try encode(
      file, formatting: [.prettyPrinted, .sortedKeys, .withoutEscapingSlashes])
    var data = CompactNumberArrays.applied(to: indented)
    data.append(UInt8(ascii: "\n"))
    return data
  }

  /// Any other value, indented, with a final newline.
  static func encodeText(_ value: some Encodable) throws(ResultsError) -> Data {
    var data = try encode(
      value, formatting: [.prettyPrinted, .sortedKeys, .withoutEscapingSlashes])
    data.append(UInt8(ascii: "\n"))
    return data
  }

  /// One line of a journal, its newline included.
  static func encodeLine(_ value: some Encodable) throws(ResultsError) -> Data {
    var data = try encode(value, formatting: [.sortedKeys, .withoutEscapingSlashes])
    data.append(UInt8(ascii: "\n"))
    return data
  }

  private static func encode(
    _ value: some Encodable, formatting: JSONEncoder.OutputFormatting
  ) throws(ResultsError) -> Data {
    let encoder = JSONEncoder()
    encoder.outputFormatting = formatting
    do {
      return try encoder.encode(value)
    } catch let error as EncodingError {
      guard case .invalidValue(let value, let context) = error else {
        throw ResultsError("The results cannot be written as JSON: \(error)")
      }
      throw ResultsError(
        "The results cannot be written as JSON: \(place(context.codingPath)) is \(value); "
          + "a number that does not exist must be left out")
    } catch {
      throw ResultsError("The results cannot be written as JSON: \(error)")
    }
  }

  /// Decodes `data`; a failure names the place within `source`.
  static func decode<Value: Decodable>(
    _ type: Value.Type, from data: Data, source: String
  ) throws(ResultsError) -> Value {
    do {
      return try JSONDecoder().decode(type, from: data)
    } catch let error as DecodingError {
      throw ResultsError("\(source): \(sentence(error, data, type))")
    } catch {
      throw ResultsError("\(source): \(error)")
    }
  }

  private static func sentence(
    _ error: DecodingError, _ data: Data, _ type: any Decodable.Type
  ) -> String {
    switch error {
    case .keyNotFound(let key, let context):
      return "\(place(context.codingPath + [key])) is missing"
    case .valueNotFound(_, let context):
      return "\(place(context.codingPath)) is null where a value is needed"
    case .typeMismatch(_, let context):
      return "\(place(context.codingPath)) has the wrong type (\(plain(context.debugDescription)))"
    case .dataCorrupted(let context):
      return context.codingPath.isEmpty
        ? DamageReport.sentence(data, decoding: type)
        : "\(place(context.codingPath)) is not valid (\(plain(context.debugDescription)))"
    @unknown default:
      return "\(error)"
    }
  }

  /// Text from the decoder as part of a sentence, bounded, since it may quote the file.
  private static func plain(_ text: String) -> String {
    let trimmed = text.hasSuffix(".") ? String(text.dropLast()) : text
    let oneLine = trimmed.unicodeScalars.filter { !$0.properties.isControl }
    let bounded = String(String.UnicodeScalarView(oneLine)).prefix(160)
    return String(bounded)
  }

  /// The path as people write it: `cases[3].samples.hostNanoseconds[2]`.
  static func place(_ path: [any CodingKey]) -> String {
    var text = ""
    for key in path {
      if let index = key.intValue {
        text += "[\(index)]"
      } else {
        text += text.isEmpty ? key.stringValue : ".\(key.stringValue)"
      }
    }
    return text.isEmpty ? "the top level" : text
  }
}

extension Unicode.Scalar.Properties {
  /// Whether the character is a control character, which may move a terminal's cursor.
  fileprivate var isControl: Bool { generalCategory == .control || generalCategory == .format }
}
