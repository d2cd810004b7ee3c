import Foundation

/// A dialect file or a call that cannot be read: one clear sentence with the place.
public struct DialectError: Error, Hashable, Sendable, CustomStringConvertible {
  /// What people see.
  public let description: String

  init(_ description: String) { self.description = description }
}

/// The text form of a ``Dialect``; docs/translation.md describes it.
///
/// Files are untrusted: their size, lines and rows are bounded, and nothing in them is a path.
public enum DialectFile {
  /// The most bytes a file may have.
  public static let maximumByteCount = 1 << 20
  /// The most lines a file may have.
  static let maximumLineCount = 20_000

  /// Reads a file.
  /// - Throws: `DialectError` with file and line.
  public static func read(path: String) throws(DialectError) -> Dialect {
    guard let file = fopen(path, "rb") else {
      throw DialectError("cannot read \(path): \(String(cString: strerror(errno)))")
    }
    defer { fclose(file) }
    let bytes = [UInt8](unsafeUninitializedCapacity: maximumByteCount + 1) { buffer, count in
      count = fread(buffer.baseAddress, 1, buffer.count, file)
    }
    guard ferror(file) == 0 else {
      throw DialectError("cannot read \(path): \(String(cString: strerror(errno)))")
    }
    return try parse(bytes, file: path)
  }

  /// Parses the bytes of a file; `file` is what errors call it.
  /// - Throws: `DialectError` with file and line.
  public static func parse(_ bytes: [UInt8], file: String) throws(DialectError) -> Dialect {
    guard bytes.count <= maximumByteCount else {
      throw DialectError(
        "\(file) is larger than \(maximumByteCount >> 20) MiB, the most there may be")
    }
    guard let text = String(validating: bytes, as: UTF8.self) else {
      throw DialectError("\(file) is not UTF-8 text")
    }
    var parser = DialectParser()
    var number = 0
    for line in text.split(omittingEmptySubsequences: false, whereSeparator: \.isNewline) {
      number += 1
      guard number <= maximumLineCount else {
        throw DialectError("\(file) has more than \(maximumLineCount) lines")
      }
      let trimmed = line.trimmingCharacters(in: .whitespaces.union(.controlCharacters))
      if trimmed.isEmpty || trimmed.hasPrefix("#") { continue }
      do throws(DialectError) {
        try parser.line(trimmed, isIndented: line.first?.isWhitespace ?? false)
      } catch {
        throw DialectError("\(file):\(number): \(error)")
      }
    }
    do throws(DialectError) {
      return try parser.finish()
    } catch {
      throw DialectError("\(file): \(error)")
    }
  }
}
