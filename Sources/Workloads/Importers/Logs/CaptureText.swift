import Foundation

/// A piece of a capture as raw bytes; captures are untrusted and need not be UTF-8.
typealias CaptureText = ArraySlice<UInt8>

extension CaptureText {
  /// The text as a string, damaged UTF-8 repaired.
  var string: String { String(decoding: self, as: UTF8.self) }

  /// The start of the text, short enough to be quoted to people.
  var quoted: String { prefix(160).string + (count > 160 ? "..." : "") }

  /// Whether it starts with `text`.
  func has(prefix text: StaticString) -> Bool {
    count >= text.utf8CodeUnitCount
      && text.withUTF8Buffer { $0.elementsEqual(prefix($0.count)) }
  }

  /// Whether it is `text`.
  func equals(_ text: StaticString) -> Bool {
    count == text.utf8CodeUnitCount && has(prefix: text)
  }

  /// The place of the first `text`, which is short.
  func firstRange(of text: StaticString) -> Range<Int>? {
    let size = text.utf8CodeUnitCount
    guard size > 0, count >= size else { return nil }
    return text.withUTF8Buffer { needle in
      withUnsafeBytes { bytes in
        guard let base = bytes.baseAddress, let wanted = needle.baseAddress else { return nil }
        var offset = 0
        while offset + size <= bytes.count,
          let found = memchr(base + offset, Int32(wanted[0]), bytes.count - offset)
        {
          let place = UnsafeRawPointer(found) - base
          guard place + size <= bytes.count else { return nil }
          if memcmp(base + place, wanted, size) == 0 {
            return startIndex + place..<startIndex + place + size
          }
          offset = place + 1
        }
        return nil
      }
    }
  }

  /// What follows the first `text`, or nil where it does not stand.
  func after(_ text: StaticString) -> CaptureText? {
    firstRange(of: text).map { self[$0.upperBound...] }
  }

  /// What stands before the first `text`; everything where it does not stand.
  func before(_ text: StaticString) -> CaptureText {
    firstRange(of: text).map { self[..<$0.lowerBound] } ?? self
  }

  /// Without spaces and tabs at both ends.
  var trimmed: CaptureText {
    var part = self
    while let first = part.first, first == 0x20 || first == 0x09 { part.removeFirst() }
    while let last = part.last, last == 0x20 || last == 0x09 { part.removeLast() }
    return part
  }

  /// Without one pair of quotes around it.
  var unquoted: CaptureText {
    guard count >= 2, let first, first == last, first == 0x22 || first == 0x27 else { return self }
    return dropFirst().dropLast()
  }

  /// The pieces between `separator`, empty ones kept.
  func pieces(_ separator: Unicode.Scalar) -> [CaptureText] {
    split(separator: UInt8(ascii: separator), omittingEmptySubsequences: false)
  }

  /// The words between spaces.
  var words: [CaptureText] { split(separator: 0x20) }

  /// A whole decimal number within 64 bits.
  var integer: Int? {
    guard count <= 20, allSatisfy({ $0 >= 0x30 && $0 <= 0x39 || $0 == 0x2D }) else { return nil }
    return Int(string)
  }

  /// A finite decimal number.
  var real: Double? {
    guard !isEmpty, count <= 64, let value = Double(string), value.isFinite else { return nil }
    return value
  }

  /// Whether a line of it starts with `text`.
  func hasLine(startingWith text: StaticString) -> Bool {
    var rest = self
    while let range = rest.firstRange(of: text) {
      if range.lowerBound == startIndex || self[range.lowerBound - 1] == 0x0A { return true }
      rest = rest[range.upperBound...]
    }
    return false
  }
}

/// Cuts a stream of bytes into lines, keeping no more than one bounded line.
struct CaptureLines {
  /// A line without its end.
  enum Line {
    case text(CaptureText, number: Int)
    /// A line beyond the bound, of which only the start is there.
    case tooLong(CaptureText, number: Int)
  }

  /// The most bytes that a line may have.
  let bound: Int
  private var partial: [UInt8] = []
  private var isTooLong = false
  private var number = 0

  init(bound: Int = 1 << 16) { self.bound = bound }

  /// The next line that ends in `rest`, which is moved behind it; nil when `rest` is used up.
  mutating func next(_ rest: inout UnsafeRawBufferPointer) -> Line? {
    guard let base = rest.baseAddress, rest.count > 0 else { return nil }
    guard let end = memchr(base, 0x0A, rest.count) else {
      keep(rest)
      rest = UnsafeRawBufferPointer(start: nil, count: 0)
      return nil
    }
    let length = UnsafeRawPointer(end) - base
    keep(UnsafeRawBufferPointer(start: base, count: length))
    rest = UnsafeRawBufferPointer(rebasing: rest[(length + 1)...])
    return take()
  }

  /// What stands behind the last line end; nil where nothing does.
  mutating func last() -> Line? {
    partial.isEmpty && !isTooLong ? nil : take()
  }

  private mutating func keep(_ bytes: UnsafeRawBufferPointer) {
    let room = bound - partial.count
    if bytes.count > room { isTooLong = true }
    partial.append(contentsOf: bytes.prefix(Swift.max(0, room)))
  }

  private mutating func take() -> Line {
    number += 1
    defer {
      partial = []
      isTooLong = false
    }
    if isTooLong { return .tooLong(partial[...], number: number) }
    if partial.last == 0x0D { partial.removeLast() }
    return .text(partial[...], number: number)
  }
}

/// A reader of a format whose unit is the line.
protocol LineReader: CaptureReader {
  /// The lines of the file.
  var lines: CaptureLines { get set }
  /// Takes a line, numbered from 1. `isCut` where the file ended inside it.
  mutating func take(
    _ line: CaptureText, at number: Int, isCut: Bool, into sink: inout some CaptureSink)
  /// The file has ended, all lines are taken.
  mutating func end(into sink: inout some CaptureSink)
}

extension LineReader {
  mutating func read(_ bytes: UnsafeRawBufferPointer, into sink: inout some CaptureSink) {
    var rest = bytes
    while let line = lines.next(&rest) { take(line, isCut: false, into: &sink) }
  }

  mutating func finish(into sink: inout some CaptureSink) {
    if let line = lines.last() { take(line, isCut: true, into: &sink) }
    end(into: &sink)
  }

  mutating func end(into sink: inout some CaptureSink) {}

  private mutating func take(
    _ line: CaptureLines.Line, isCut: Bool, into sink: inout some CaptureSink
  ) {
    switch line {
    case .text(let text, let number): take(text, at: number, isCut: isCut, into: &sink)
    case .tooLong(let start, let number):
      sink.reject(
        start.quoted, at: .line(number),
        why: "the line is longer than \(lines.bound) bytes, the most that is read")
    }
  }
}

extension CaptureSink {
  /// Adds a call that stands in a line.
  mutating func add(
    _ name: String, _ content: CapturedCall.Content, line: Int, count: Int = 1,
    assumptions: [String] = [], nanoseconds: Double? = nil, kernel: String? = nil
  ) {
    add(
      CapturedCall(
        name: name, content: content, count: count, assumptions: assumptions,
        recordedNanoseconds: nanoseconds, kernel: kernel, place: .line(line)))
  }
}
