/// Walks over the members of one JSON object without building anything; keys and values are slices of the text.
struct JSONObjectCursor {
  private let text: UnsafeRawBufferPointer
  private var i = 1

  /// `text` starts with the object's brace.
  init(_ text: UnsafeRawBufferPointer) { self.text = text }

  /// The next member, or nil at the end and where the text is no JSON.
  ///
  /// Keys stand without their quotes and as written; string values with their quotes.
  mutating func next() -> (key: UnsafeRawBufferPointer, value: UnsafeRawBufferPointer)? {
    skip { Self.isSpace($0) || $0 == UInt8(ascii: ",") }
    guard i < text.count, text[i] == UInt8(ascii: "\"") else { return nil }
    let keyStart = i + 1
    guard skipString() else { return nil }
    let key = UnsafeRawBufferPointer(rebasing: text[keyStart..<i - 1])
    skip(while: Self.isSpace)
    guard i < text.count, text[i] == UInt8(ascii: ":") else { return nil }
    i += 1
    skip(while: Self.isSpace)
    let valueStart = i
    guard skipValue(), i > valueStart else { return nil }
    return (key, UnsafeRawBufferPointer(rebasing: text[valueStart..<i]))
  }

  private static func isSpace(_ byte: UInt8) -> Bool {
    byte == 0x20 || byte == 0x0A || byte == 0x0D || byte == 0x09
  }

  private mutating func skip(while isSkipped: (UInt8) -> Bool) {
    while i < text.count, isSkipped(text[i]) { i += 1 }
  }

  /// Moves behind the string that starts here.
  private mutating func skipString() -> Bool {
    i += 1
    while i < text.count {
      switch text[i] {
      case UInt8(ascii: "\""):
        i += 1
        return true
      case UInt8(ascii: "\\"): i += 2
      default: i += 1
      }
    }
    return false
  }

  private mutating func skipValue() -> Bool {
    guard i < text.count else { return false }
    var depth = 0
    repeat {
      switch text[i] {
      case UInt8(ascii: "\""):
        guard skipString() else { return false }
      case UInt8(ascii: "{"), UInt8(ascii: "["):
        depth += 1
        i += 1
      case UInt8(ascii: "}"), UInt8(ascii: "]"):
        if depth == 0 { return true }
        depth -= 1
        i += 1
      case UInt8(ascii: ",") where depth == 0: return true
      default:
        i += 1
        guard depth == 0 else { continue }
        while i < text.count, !Self.endsScalar(text[i]) { i += 1 }
      }
    } while i < text.count && depth > 0
    return depth == 0
  }

  private static func endsScalar(_ byte: UInt8) -> Bool {
    isSpace(byte) || byte == UInt8(ascii: ",") || byte == UInt8(ascii: "}")
      || byte == UInt8(ascii: "]")
  }
}

extension UnsafeRawBufferPointer {
  /// Whether the bytes are those of `text`.
  func equals(_ text: StaticString) -> Bool {
    count == text.utf8CodeUnitCount && memcmpEquals(text, count)
  }

  /// Whether the bytes start with those of `text`.
  func starts(with text: StaticString) -> Bool {
    count >= text.utf8CodeUnitCount && memcmpEquals(text, text.utf8CodeUnitCount)
  }

  /// Whether the bytes end with those of `text`.
  func ends(with text: StaticString) -> Bool {
    UnsafeRawBufferPointer(rebasing: suffix(text.utf8CodeUnitCount)).equals(text)
  }

  private func memcmpEquals(_ text: StaticString, _ length: Int) -> Bool {
    for i in 0..<length where self[i] != text.utf8Start[i] { return false }
    return true
  }

  /// The inner bytes of a quoted string, as written; other values unchanged.
  var unquoted: UnsafeRawBufferPointer {
    guard count >= 2, self[0] == UInt8(ascii: "\"") else { return self }
    return UnsafeRawBufferPointer(rebasing: self[1..<count - 1])
  }

  /// A whole number, written with or without quotes; nil for everything else and beyond 64 bits.
  var integer: Int? {
    let digits = unquoted
    guard !digits.isEmpty, digits.count <= 20 else { return nil }
    let isNegative = digits[0] == UInt8(ascii: "-")
    var value = 0
    for byte in digits.dropFirst(isNegative ? 1 : 0) {
      guard (UInt8(ascii: "0")...UInt8(ascii: "9")).contains(byte) else { return nil }
      let (product, overflow) = value.multipliedReportingOverflow(by: 10)
      let (sum, more) = product.addingReportingOverflow(Int(byte - UInt8(ascii: "0")))
      if overflow || more { return nil }
      value = sum
    }
    return isNegative ? -value : value
  }

  /// A number of thousands with up to three decimals taken exactly: microseconds in nanoseconds; nil beyond 2^62 and for
  /// what is no number.
  var thousandths: Int? {
    let digits = unquoted
    var value = 0
    var decimals = -1
    for byte in digits {
      switch byte {
      case UInt8(ascii: "0")...UInt8(ascii: "9"):
        if decimals >= 3 { continue }
        if decimals >= 0 { decimals += 1 }
        value = value * 10 + Int(byte - UInt8(ascii: "0"))
        if value > 1 << 58 { return nil }
      case UInt8(ascii: ".") where decimals < 0: decimals = 0
      default:
        guard digits.count <= 40, let number = Double(String(decoding: digits, as: UTF8.self)),
          abs(number) < 0x1p52
        else { return nil }
        return Int((number * 1000).rounded())
      }
    }
    guard !digits.isEmpty else { return nil }
    for _ in Swift.max(decimals, 0)..<3 {
      guard value < 1 << 58 else { return nil }
      value *= 10
    }
    return value < 1 << 62 ? value : nil
  }
}
