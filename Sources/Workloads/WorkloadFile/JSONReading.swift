import Foundation

/// Decodes JSON from elsewhere; failures are sentences with the file and the place.
enum JSONReading {
  static func decode<Value: Decodable>(
    _ type: Value.Type, from data: Data, file: String
  ) throws(WorkloadError) -> Value {
    do {
      return try JSONDecoder().decode(type, from: data)
    } catch let error as DecodingError {
      throw WorkloadError("\(file): \(sentence(error))")
    } catch {
      throw WorkloadError("\(file): \(plain("\(error)"))")
    }
  }

  private static func sentence(_ error: DecodingError) -> String {
    switch error {
    case .keyNotFound(let key, let context):
      "\(place(context.codingPath + [key])) is missing"
    case .valueNotFound(_, let context):
      "\(place(context.codingPath)) is null where a value is needed"
    case .typeMismatch(_, let context):
      "\(place(context.codingPath)) has the wrong type (\(plain(context.debugDescription)))"
    case .dataCorrupted(let context):
      context.codingPath.isEmpty
        ? "it is not whole JSON (\(plain(damage(context))))"
        : "\(place(context.codingPath)): \(plain(context.debugDescription))"
    @unknown default: plain("\(error)")
    }
  }

  /// What the parser says of damaged JSON, which stands in an error below the decoder's.
  private static func damage(_ context: DecodingError.Context) -> String {
    guard let error = context.underlyingError as NSError? else { return context.debugDescription }
    return error.userInfo[NSDebugDescriptionErrorKey] as? String ?? context.debugDescription
  }

  /// Text that may quote the file: bounded, and without characters that move a terminal's cursor.
  private static func plain(_ text: String) -> String {
    String(
      String.UnicodeScalarView(
        text.unicodeScalars.filter { scalar in
          scalar == "\n"
            || ![.control, .format].contains(scalar.properties.generalCategory)
        })
    ).prefix(400).description
  }

  /// The path as people write it: `problems[3].names`.
  private static func place(_ path: [any CodingKey]) -> String {
    var text = ""
    for key in path {
      if let index = key.intValue {
        text += "[\(index)]"
      } else {
        text += text.isEmpty ? key.stringValue : ".\(key.stringValue)"
      }
    }
    return text.isEmpty ? "the top level" : String(text.prefix(200))
  }
}
