private import CDialects
import Workloads

/// The dialects that are part of Parity: the files of dialects/, embedded.
public enum DialectLibrary {
  /// The names in listing order.
  public static let names: [String] = (0..<parity_embedded_dialect_count()).map { index in
    String(cString: parity_embedded_dialect(index).name)
  }

  /// The dialect called `name`.
  /// - Throws: `DialectError` that suggests the nearest name and lists all.
  public static func dialect(named name: String) throws(DialectError) -> Dialect {
    guard let index = names.firstIndex(of: name) else {
      throw DialectError(
        NearestName.sentence(unknown: "dialect", name, known: names)
          + " A path to a dialect file works too (it contains a / or ends in .dialect).")
    }
    return try DialectFile.parse(bytes(parity_embedded_dialect(index)), file: "\(name).dialect")
  }

  /// The dialect that a command line means by `text`: a path where it looks like one, a name otherwise.
  /// - Throws: `DialectError`.
  public static func dialect(nameOrPath text: String) throws(DialectError) -> Dialect {
    if text.contains("/") || text.hasSuffix(".dialect") {
      return try DialectFile.read(path: text)
    }
    return try dialect(named: text)
  }

  /// All dialects.
  /// - Throws: `DialectError` where an embedded file is broken, which the tests exclude.
  public static func all() throws(DialectError) -> [Dialect] {
    var all: [Dialect] = []
    for name in names { all.append(try dialect(named: name)) }
    return all
  }

  /// The bytes of the embedded device catalogue.
  static var catalogueBytes: [UInt8] { bytes(parity_embedded_device_catalogue()) }

  private static func bytes(_ file: ParityEmbeddedDialect) -> [UInt8] {
    Array(UnsafeBufferPointer(start: file.bytes, count: file.byteCount))
  }
}
