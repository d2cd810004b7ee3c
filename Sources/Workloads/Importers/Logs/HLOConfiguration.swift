import Foundation

/// What XLA passes to the library whose call replaces a product.
extension HLOProduct {
  func number(_ value: Any?) -> Double? {
    if let value = value as? Double, value.isFinite { return value }
    return (value as? String).flatMap(Double.init).flatMap { $0.isFinite ? $0 : nil }
  }

  /// The JSON of `backend_config`, plain or as a quoted string, and the part of it with this name where it has one.
  func config(_ part: String) throws(CaptureFault) -> [String: Any] {
    guard let text = instruction.attributes.after("backend_config=") else {
      throw CaptureFault("backend_config is missing")
    }
    var json: [UInt8] = []
    if text.first == 0x22 {
      var isEscaped = false
      for byte in text.dropFirst() {
        if isEscaped {
          json.append(byte)
          isEscaped = false
        } else if byte == 0x5C {
          isEscaped = true
        } else if byte == 0x22 {
          break
        } else {
          json.append(byte)
        }
      }
    } else {
      var (depth, isInString, isEscaped) = (0, false, false)
      for byte in text {
        json.append(byte)
        if isEscaped {
          isEscaped = false
        } else if isInString {
          if byte == 0x5C { isEscaped = true } else if byte == 0x22 { isInString = false }
        } else if byte == 0x22 {
          isInString = true
        } else if byte == 0x7B {
          depth += 1
        } else if byte == 0x7D {
          depth -= 1
          if depth == 0 { break }
        }
      }
    }
    guard let object = try? JSONSerialization.jsonObject(with: Data(json)) as? [String: Any] else {
      throw CaptureFault("backend_config is not JSON")
    }
    return object[part] as? [String: Any] ?? object
  }
}
