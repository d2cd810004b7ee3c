/// Splits a JSON text that is one long list of objects, alone or as a member of an outer object, into those objects, piece by
/// piece: `{"traceEvents": [{...}, {...}], "other": ...}`.
///
/// It keeps no more than one object, of at most ``maximumByteCount``; what lies in the objects is not looked at.
struct JSONRecordStream {
  /// What the text is made of.
  enum Piece {
    /// An object of the list.
    case record(UnsafeRawBufferPointer)
    /// Another member of the outer object.
    case member(key: [UInt8], value: UnsafeRawBufferPointer)
    /// The start of an object or member that is too long to be kept.
    case oversized(UnsafeRawBufferPointer)
  }

  /// The most bytes of one object or member.
  static let maximumByteCount = 1 << 20

  private enum State {
    case start, members, key, colon, value, member, list, record, end, broken
  }

  private let listKey: [UInt8]
  private var state = State.start
  private var isBareList = false
  private var key: [UInt8] = []
  /// The start of the object, member or key under way that came with earlier bytes.
  private var held: [UInt8] = []
  private var isTooLong = false
  private var depth = 0
  private var isInString = false
  private var isEscaped = false

  /// What people call a record: `event`.
  let recordName: String
  /// Records so far, too long ones included.
  var recordCount = 0

  /// `listKey` is the member that is the list.
  init(listKey: String, recordName: String) {
    self.listKey = Array(listKey.utf8)
    self.recordName = recordName
  }

  /// Whether the text went wrong: nothing that follows is looked at.
  var isBroken: Bool { state == .broken }
  /// Whether the text has come to its end.
  var isAtEnd: Bool { state == .end }

  /// Takes the next bytes and calls `body` with every piece that they complete.
  mutating func read(_ bytes: UnsafeRawBufferPointer, _ body: (Piece) -> Void) {
    guard let base = bytes.baseAddress?.assumingMemoryBound(to: UInt8.self) else { return }
    let count = bytes.count
    var start = 0
    var i = 0
    while i < count {
      let byte = base[i]
      switch state {
      case .start:
        i += 1
        if Self.isSpace(byte) || [0xEF, 0xBB, 0xBF].contains(byte) { continue }
        isBareList = byte == UInt8(ascii: "[")
        state = isBareList ? .list : byte == UInt8(ascii: "{") ? .members : .broken
      case .members:
        i += 1
        if Self.isSpace(byte) || byte == UInt8(ascii: ",") { continue }
        state = byte == UInt8(ascii: "\"") ? .key : byte == UInt8(ascii: "}") ? .end : .broken
        begin(isInString: true)
        start = i
      case .key:
        guard let end = scan(base, from: i, to: count, stopsInString: true) else {
          hold(bytes[start...])
          return
        }
        key = isTooLong ? [] : held + bytes[start..<end - 1]
        state = .colon
        i = end
      case .colon:
        i += 1
        if Self.isSpace(byte) { continue }
        state = byte == UInt8(ascii: ":") ? .value : .broken
      case .value:
        if Self.isSpace(byte) {
          i += 1
          continue
        }
        if byte == UInt8(ascii: "["), key == listKey {
          state = .list
          i += 1
          continue
        }
        state = .member
        begin(isInString: false)
        start = i
      case .member:
        guard let end = scanMember(base, from: i, to: count) else {
          hold(bytes[start...])
          return
        }
        emit(bytes[start..<end]) { text, isTooLong in
          body(isTooLong ? .oversized(text) : .member(key: key, value: text))
        }
        state = .members
        i = end
      case .list:
        if byte == UInt8(ascii: "{") {
          // The brace is a part of the object, and may be the last byte of this piece.
          state = .record
          begin(isInString: false)
          start = i
          continue
        }
        i += 1
        if Self.isSpace(byte) || byte == UInt8(ascii: ",") { continue }
        state = byte == UInt8(ascii: "]") ? (isBareList ? .end : .members) : .broken
      case .record:
        guard let end = scan(base, from: i, to: count, stopsInString: false) else {
          hold(bytes[start...])
          return
        }
        emit(bytes[start..<end]) { text, isTooLong in
          body(isTooLong ? .oversized(text) : .record(text))
        }
        state = .list
        i = end
      case .end, .broken: return
      }
    }
  }

  private static func isSpace(_ byte: UInt8) -> Bool {
    byte == 0x20 || byte == 0x0A || byte == 0x0D || byte == 0x09
  }

  private mutating func begin(isInString: Bool) {
    held.removeAll(keepingCapacity: true)
    isTooLong = false
    depth = 0
    self.isInString = isInString
    isEscaped = false
  }

  private mutating func hold(_ part: Slice<UnsafeRawBufferPointer>) {
    let room = Self.maximumByteCount - held.count
    if part.count > room { isTooLong = true }
    held += part.prefix(room)
  }

  private func emit(
    _ part: Slice<UnsafeRawBufferPointer>, _ body: (UnsafeRawBufferPointer, Bool) -> Void
  ) {
    if held.isEmpty {
      let isLong = part.count > Self.maximumByteCount
      body(UnsafeRawBufferPointer(rebasing: isLong ? part.prefix(256) : part), isLong)
    } else if isTooLong || held.count + part.count > Self.maximumByteCount {
      held.withUnsafeBytes { body(UnsafeRawBufferPointer(rebasing: $0.prefix(256)), true) }
    } else {
      (held + part).withUnsafeBytes { body($0, false) }
    }
  }

  /// The place behind the brace that closes the object under way, or behind the quote that ends the string under way.
  private mutating func scan(
    _ base: UnsafePointer<UInt8>, from start: Int, to count: Int, stopsInString: Bool
  ) -> Int? {
    var i = start
    var inString = isInString
    var depth = self.depth
    if isEscaped, i < count {
      isEscaped = false
      i += 1
    }
    while i < count {
      if inString {
        var byte = base[i]
        while byte != UInt8(ascii: "\""), byte != UInt8(ascii: "\\") {
          i += 1
          if i == count { break }
          byte = base[i]
        }
        if i == count { break }
        if byte == UInt8(ascii: "\\") {
          i += 2
          if i > count { isEscaped = true }
          continue
        }
        inString = false
        i += 1
        if stopsInString { return i }
      } else {
        let byte = base[i]
        i += 1
        switch byte {
        case UInt8(ascii: "\""): inString = true
        case UInt8(ascii: "{"), UInt8(ascii: "["): depth += 1
        case UInt8(ascii: "}"), UInt8(ascii: "]"):
          depth -= 1
          if depth <= 0 { return i }
        default: break
        }
      }
    }
    isInString = inString
    self.depth = depth
    return nil
  }

  /// The place of the comma or brace behind the member's value.
  private mutating func scanMember(_ base: UnsafePointer<UInt8>, from start: Int, to count: Int)
    -> Int?
  {
    var i = start
    while i < count {
      let byte = base[i]
      if isInString {
        if isEscaped {
          isEscaped = false
        } else if byte == UInt8(ascii: "\\") {
          isEscaped = true
        } else if byte == UInt8(ascii: "\"") {
          isInString = false
        }
      } else {
        switch byte {
        case UInt8(ascii: "\""): isInString = true
        case UInt8(ascii: "{"), UInt8(ascii: "["): depth += 1
        case UInt8(ascii: "}"), UInt8(ascii: "]"):
          if depth == 0 { return i }
          depth -= 1
        case UInt8(ascii: ",") where depth == 0: return i
        default: break
        }
      }
      i += 1
    }
    return nil
  }
}
