import Foundation

/// An open file whose writes reach the disk before they return, locked against other processes.
///
/// Every call gives a `ResultsError` that names the path and the system's reason.
final class DurableFile: Sendable {
  let path: String
  private let descriptor: Int32

  /// What opening does with a file that exists or does not.
  enum Mode {
    /// Opens for reading and appending; creates where there is none; keeps what is there.
    case openOrCreate
    /// Opens for reading and appending; must exist.
    case openExisting
    /// Starts empty, whether or not it exists.
    case replace
    /// Opens for reading; must exist.
    case readOnly
  }

  init(path: String, mode: Mode) throws(ResultsError) {
    self.path = path
    let access =
      switch mode {
      case .openOrCreate: O_RDWR | O_CREAT
      case .openExisting: O_RDWR
      case .replace: O_RDWR | O_CREAT | O_TRUNC
      case .readOnly: O_RDONLY
      }
    // Without O_NONBLOCK, opening a pipe would wait for its other end.
    let flags = access | O_CLOEXEC | O_NOCTTY | O_NONBLOCK
    let opened = Self.retrying { open(path, flags, 0o666) }
    guard opened >= 0 else { throw Self.failure("open", path) }
    descriptor = opened
    var status = stat()
    guard fstat(opened, &status) == 0 else { throw Self.failure("examine", path) }
    guard status.st_mode & S_IFMT == S_IFREG else {
      throw ResultsError("\(path) is not a regular file")
    }
  }

  deinit { close(descriptor) }

  /// Takes the lock that one process at a time can hold; it ends with the file or the process.
  func lock() throws(ResultsError) {
    guard Self.retrying({ flock(descriptor, LOCK_EX | LOCK_NB) }) == 0 else {
      guard errno == EWOULDBLOCK else { throw Self.failure("lock", path) }
      throw ResultsError(
        "\(path) is in use by another parity process; wait for it or choose another output file")
    }
  }

  func byteCount() throws(ResultsError) -> Int {
    var status = stat()
    guard fstat(descriptor, &status) == 0 else { throw Self.failure("examine", path) }
    return Int(status.st_size)
  }

  /// The whole content; refused above `limit` bytes.
  func contents(limit: Int) throws(ResultsError) -> Data {
    let size = try byteCount()
    guard size <= limit else {
      throw ResultsError("\(path) has \(size) bytes; at most \(limit) are read")
    }
    var bytes = [UInt8](repeating: 0, count: size)
    var filled = 0
    while filled < size {
      let offset = filled
      let count = bytes.withUnsafeMutableBytes { buffer in
        let rest = UnsafeMutableRawBufferPointer(rebasing: buffer[offset...])
        return Self.retrying { pread(descriptor, rest.baseAddress, rest.count, off_t(offset)) }
      }
      guard count >= 0 else { throw Self.failure("read", path) }
      guard count > 0 else { break }
      filled += count
    }
    return Data(bytes[..<filled])
  }

  /// Writes `data` at `offset` and waits for the disk.
  ///
  /// Where that fails, the file is cut back to `offset`, so that no part
  /// of `data` is left behind.
  func write(_ data: Data, at offset: Int) throws(ResultsError) {
    var written = 0
    while written < data.count {
      let start = written
      let count = data.withUnsafeBytes { buffer in
        let rest = UnsafeRawBufferPointer(rebasing: buffer[start...])
        return Self.retrying {
          pwrite(descriptor, rest.baseAddress, rest.count, off_t(offset + start))
        }
      }
      guard count > 0 else {
        let error = Self.failure("write", path)
        _ = ftruncate(descriptor, off_t(offset))
        throw error
      }
      written += count
    }
    try synchronize()
  }

  func truncate(to byteCount: Int) throws(ResultsError) {
    guard Self.retrying({ ftruncate(descriptor, off_t(byteCount)) }) == 0 else {
      throw Self.failure("shorten", path)
    }
    try synchronize()
  }

  private func synchronize() throws(ResultsError) {
    // EINVAL: the file system (a pipe, some network mounts) has nothing to wait for.
    guard Self.retrying({ fsync(descriptor) }) == 0 || errno == EINVAL else {
      throw Self.failure("write", path)
    }
  }

  /// Creates the folder that `path` lies in, and those above it.
  static func createParents(of path: String) throws(ResultsError) {
    let folder = parent(of: path)
    var status = stat()
    if stat(folder, &status) == 0 {
      guard status.st_mode & S_IFMT == S_IFDIR else {
        throw ResultsError(
          "\(folder) is a file, so \(path) cannot be written; choose another output")
      }
      return
    }
    try createParents(of: folder)
    // Another process may create it at the same time.
    guard mkdir(folder, 0o777) == 0 || errno == EEXIST else {
      throw failure("create the folder", folder)
    }
  }

  /// Gives `source` the name `destination`, whatever had it, and waits for the disk.
  static func rename(_ source: String, to destination: String) throws(ResultsError) {
    guard Foundation.rename(source, destination) == 0 else { throw failure("create", destination) }
    synchronizeFolder(of: destination)
  }

  /// Removes a file that may not exist.
  static func remove(_ path: String) throws(ResultsError) {
    guard unlink(path) == 0 || errno == ENOENT else { throw failure("remove", path) }
    synchronizeFolder(of: path)
  }

  /// Makes names in the folder durable.
  ///
  /// A file system that cannot is not worth failing for: contents are durable already.
  static func synchronizeFolder(of path: String) {
    let folder = open(parent(of: path), O_RDONLY | O_DIRECTORY | O_CLOEXEC)
    guard folder >= 0 else { return }
    _ = fsync(folder)
    close(folder)
  }

  private static func parent(of path: String) -> String {
    let folder = (path as NSString).deletingLastPathComponent
    return folder.isEmpty ? "." : folder
  }

  private static func failure(_ action: String, _ path: String) -> ResultsError {
    let code = errno
    let advice =
      switch code {
      case EACCES, EPERM, EROFS: "; choose another place with --output"
      case ENOSPC, EDQUOT: "; free some space"
      default: ""
      }
    return ResultsError("Cannot \(action) \(path): \(String(cString: strerror(code)))\(advice)")
  }

  /// Repeats a call that a signal interrupted.
  private static func retrying<Count: SignedInteger>(_ call: () -> Count) -> Count {
    while true {
      let result = call()
      if result >= 0 || errno != EINTR { return result }
    }
  }
}
