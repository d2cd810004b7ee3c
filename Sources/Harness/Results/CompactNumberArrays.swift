import Foundation

/// Puts the numbers of an array beside each other, since an indented encoder gives each a line and a results file has
/// thousands of samples.
enum CompactNumberArrays {
  private static let lineLength = 100

  /// The same JSON value with every array of numbers filled into lines.
  static func applied(to json: Data) -> Data {
    let bytes = [UInt8](json)
    var result: [UInt8] = []
    result.reserveCapacity(bytes.count)
    var isInString = false
    var lineStart = 0
    var index = 0
    while index < bytes.count {
      let byte = bytes[index]
      if isInString, byte == UInt8(ascii: "\\") {
        result += bytes[index..<min(index + 2, bytes.count)]
        index += 2
        continue
      }
      if byte == UInt8(ascii: "\"") { isInString.toggle() }
      if byte == UInt8(ascii: "\n") { lineStart = index + 1 }
      if byte == UInt8(ascii: "["), !isInString, let end = endOfNumbers(bytes, after: index) {
        let indentation = bytes[lineStart...].prefix { $0 == UInt8(ascii: " ") }.count
        result += filled(bytes[(index + 1)..<end], indentation: indentation)
        index = end + 1
        continue
      }
      result.append(byte)
      index += 1
    }
    return Data(result)
  }

  /// The closing bracket of an array that holds nothing but at least one number.
  private static func endOfNumbers(_ bytes: [UInt8], after open: Int) -> Int? {
    var holdsNumber = false
    for index in (open + 1)..<bytes.count {
      switch bytes[index] {
      case UInt8(ascii: "0")...UInt8(ascii: "9"): holdsNumber = true
      case UInt8(ascii: "]"): return holdsNumber ? index : nil
      case let byte where " \n,.+-eE".utf8.contains(byte): continue
      default: return nil
      }
    }
    return nil
  }

  private static func filled(_ content: ArraySlice<UInt8>, indentation: Int) -> [UInt8] {
    let numbers = content.split(separator: UInt8(ascii: ",")).map { number in
      number.filter { $0 != UInt8(ascii: " ") && $0 != UInt8(ascii: "\n") }
    }
    let margin = [UInt8](repeating: UInt8(ascii: " "), count: indentation + 2)
    var lines: [[UInt8]] = [margin]
    for (position, number) in numbers.enumerated() {
      let isLast = position == numbers.count - 1
      let last = lines.count - 1
      let isFirstOfLine = lines[last].count == margin.count
      if !isFirstOfLine, lines[last].count + number.count + 2 > lineLength {
        lines.append(margin + number)
      } else {
        lines[last] += (isFirstOfLine ? [] : [UInt8(ascii: " ")]) + number
      }
      if !isLast { lines[lines.count - 1].append(UInt8(ascii: ",")) }
    }
    let body = lines.joined(separator: [UInt8(ascii: "\n")])
    guard lines.count > 1 else {
      return Array("[".utf8) + body.dropFirst(margin.count) + Array("]".utf8)
    }
    return Array("[\n".utf8) + body + Array("\n".utf8) + margin.dropLast(2) + Array("]".utf8)
  }
}
