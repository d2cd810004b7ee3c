internal import Glibc

/// A small file of `/proc` or `/sys` that is read again and again.
///
/// It stays open, since opening costs more than reading, and a reading allocates nothing but its text.
final class PolledFile: Sendable {
  /// The path from the root, for people.
  let path: String
  private let descriptor: Int32

  /// Opens `path` below the root of `files`, or says why that is impossible.
  static func open(_ path: String, in files: SystemFiles) -> Result<PolledFile, AbsenceReason> {
    let descriptor = Glibc.open(files.root + path, O_RDONLY | O_CLOEXEC)
    guard descriptor >= 0 else { return .failure(AbsenceReason(path: path, errno: errno)) }
    let file = PolledFile(path: path, descriptor: descriptor)
    // Some files open and then refuse to be read.
    let (bytes, code) = file.read(limit: 1)
    return bytes.isEmpty ? .failure(AbsenceReason(path: path, errno: code)) : .success(file)
  }

  private init(path: String, descriptor: Int32) {
    self.path = path
    self.descriptor = descriptor
  }

  deinit { close(descriptor) }

  /// The content from its beginning, at most `limit` bytes of it; nil where reading fails or gives nothing.
  func text(limit: Int = 1 << 20) -> String? {
    let (bytes, code) = read(limit: limit)
    return code == 0 && !bytes.isEmpty ? String(decoding: bytes, as: UTF8.self) : nil
  }

  private func read(limit: Int) -> (bytes: [UInt8], errno: Int32) {
    var bytes: [UInt8] = []
    let code = withUnsafeTemporaryAllocation(byteCount: 4096, alignment: 8) { buffer -> Int32 in
      while bytes.count < limit {
        let count = pread(descriptor, buffer.baseAddress, buffer.count, off_t(bytes.count))
        if count < 0 { return errno }
        if count == 0 { return 0 }
        bytes.append(contentsOf: buffer[..<count])
      }
      return 0
    }
    return (bytes, code)
  }

  /// The content as a number; a line break may follow it.
  func number() -> Double? {
    guard let text = text() else { return nil }
    return Double(text.prefix { !$0.isWhitespace })
  }
}

/// Why a source of telemetry is not there, in words.
struct AbsenceReason: Error, Hashable, CustomStringConvertible {
  let description: String

  init(_ description: String) { self.description = description }

  init(path: String, errno code: Int32) {
    switch code {
    case ENOENT: description = "/\(path) does not exist"
    case EACCES, EPERM:
      description = "/\(path) may be read by root only; chmod a+r lets others read it"
    case 0: description = "/\(path) is empty"
    default: description = "/\(path): \(String(cString: strerror(code)))"
    }
  }
}
