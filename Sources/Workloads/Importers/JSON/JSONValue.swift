/// A small JSON value, for the parts of a capture that are looked at.
enum JSONValue: Hashable, Sendable {
  case null
  case bool(Bool)
  /// A number as written.
  case number(String)
  case string(String)
  case array([JSONValue])
  case object([String: JSONValue])

  /// Parses a whole text; nil where it is no JSON or is nested deeper than 64 levels.
  init?(_ text: UnsafeRawBufferPointer) {
    var parser = JSONValueParser(text)
    guard let value = parser.whole() else { return nil }
    self = value
  }

  init?(_ bytes: [UInt8]) {
    guard let value = bytes.withUnsafeBytes({ JSONValue($0) }) else { return nil }
    self = value
  }

  /// The elements of an array, or nil.
  var elements: [JSONValue]? { if case .array(let elements) = self { elements } else { nil } }

  /// The text of a string, or nil.
  var text: String? { if case .string(let text) = self { text } else { nil } }

  /// A whole number, or nil.
  var integer: Int? { if case .number(let text) = self { Int(text) } else { nil } }

  /// A member of an object, or nil.
  subscript(key: String) -> JSONValue? {
    if case .object(let members) = self { members[key] } else { nil }
  }

  /// An array of whole numbers, or nil.
  var integers: [Int]? {
    guard let elements else { return nil }
    let integers = elements.compactMap(\.integer)
    return integers.count == elements.count ? integers : nil
  }

  /// A scalar as plain text: `true`, `0.5`, `abc`; arrays and null are empty.
  var plainText: String {
    switch self {
    case .null, .array, .object: ""
    case .bool(let value): value ? "True" : "False"
    case .number(let text): text
    case .string(let text): text
    }
  }
}

private struct JSONValueParser {
  private let text: UnsafeRawBufferPointer
  private var i = 0
  private static let maximumDepth = 64

  init(_ text: UnsafeRawBufferPointer) { self.text = text }

  mutating func whole() -> JSONValue? {
    guard let value = value(depth: 0) else { return nil }
    skipSpace()
    return i == text.count ? value : nil
  }

  private mutating func skipSpace() {
    while i < text.count, [0x20, 0x09, 0x0A, 0x0D].contains(text[i]) { i += 1 }
  }

  private mutating func take(_ byte: UInt8) -> Bool {
    skipSpace()
    guard i < text.count, text[i] == byte else { return false }
    i += 1
    return true
  }

  private mutating func value(depth: Int) -> JSONValue? {
    skipSpace()
    guard i < text.count, depth <= Self.maximumDepth else { return nil }
    switch text[i] {
    case UInt8(ascii: "\""): return string().map { .string($0) }
    case UInt8(ascii: "["):
      i += 1
      var elements: [JSONValue] = []
      if take(UInt8(ascii: "]")) { return .array(elements) }
      repeat {
        guard let element = value(depth: depth + 1) else { return nil }
        elements.append(element)
      } while take(UInt8(ascii: ","))
      return take(UInt8(ascii: "]")) ? .array(elements) : nil
    case UInt8(ascii: "{"):
      i += 1
      var members: [String: JSONValue] = [:]
      if take(UInt8(ascii: "}")) { return .object(members) }
      repeat {
        skipSpace()
        guard let key = string(), take(UInt8(ascii: ":")), let value = value(depth: depth + 1)
        else { return nil }
        members[key] = value
      } while take(UInt8(ascii: ","))
      return take(UInt8(ascii: "}")) ? .object(members) : nil
    default:
      let start = i
      while i < text.count, Self.isScalar(text[i]) { i += 1 }
      let word = String(decoding: text[start..<i], as: UTF8.self)
      switch word {
      case "null", "NaN": return .null
      case "true": return .bool(true)
      case "false": return .bool(false)
      default: return Double(word) == nil ? nil : .number(word)
      }
    }
  }

  private static func isScalar(_ byte: UInt8) -> Bool {
    switch byte {
    case UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "a")...UInt8(ascii: "z"),
      UInt8(ascii: "A")...UInt8(ascii: "Z"), UInt8(ascii: "+"), UInt8(ascii: "-"),
      UInt8(ascii: "."):
      true
    default: false
    }
  }

  private mutating func string() -> String? {
    guard i < text.count, text[i] == UInt8(ascii: "\"") else { return nil }
    i += 1
    var bytes: [UInt8] = []
    var units: [UInt16] = []
    func flushed() -> [UInt8] {
      units.isEmpty ? [] : Array(String(decoding: units, as: UTF16.self).utf8)
    }
    while i < text.count {
      let byte = text[i]
      i += 1
      if byte == UInt8(ascii: "\\") {
        guard i < text.count else { return nil }
        let escape = text[i]
        i += 1
        if escape == UInt8(ascii: "u") {
          guard i + 4 <= text.count,
            let unit = UInt16(String(decoding: text[i..<i + 4], as: UTF8.self), radix: 16)
          else { return nil }
          units.append(unit)
          i += 4
          continue
        }
        bytes += flushed()
        units = []
        switch escape {
        case UInt8(ascii: "n"): bytes.append(0x0A)
        case UInt8(ascii: "t"): bytes.append(0x09)
        case UInt8(ascii: "r"): bytes.append(0x0D)
        case UInt8(ascii: "b"): bytes.append(0x08)
        case UInt8(ascii: "f"): bytes.append(0x0C)
        case UInt8(ascii: "\""), UInt8(ascii: "\\"), UInt8(ascii: "/"): bytes.append(escape)
        default: return nil
        }
        continue
      }
      bytes += flushed()
      units = []
      if byte == UInt8(ascii: "\"") { return String(decoding: bytes, as: UTF8.self) }
      bytes.append(byte)
    }
    return nil
  }
}
