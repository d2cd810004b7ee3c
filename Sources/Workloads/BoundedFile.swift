import Foundation

/// Files that are read at once and may come from anywhere.
enum BoundedFile {
  /// The bytes of a file of at most `limit` bytes, whatever its stated size.
  /// - Throws: `WorkloadError` for a file that cannot be read, is a folder or is too large.
  static func bytes(path: String, limit: Int) throws(WorkloadError) -> [UInt8] {
    var status = stat()
    guard let file = fopen(path, "rb"), fstat(fileno(file), &status) == 0 else {
      throw WorkloadError("cannot read \(path): \(String(cString: strerror(errno)))")
    }
    defer { fclose(file) }
    guard status.st_mode & S_IFMT != S_IFDIR else {
      throw WorkloadError("\(path) is a folder; name a file")
    }
    var bytes: [UInt8] = []
    bytes.reserveCapacity(min(max(Int(status.st_size), 0), limit) + 1)
    var buffer = [UInt8](repeating: 0, count: 1 << 16)
    while bytes.count <= limit {
      let count = fread(&buffer, 1, buffer.count, file)
      if count == 0 { break }
      bytes += buffer[..<count]
    }
    guard ferror(file) == 0 else {
      throw WorkloadError("cannot read \(path): \(String(cString: strerror(errno)))")
    }
    guard bytes.count <= limit else {
      throw WorkloadError("\(path) is larger than \(limit >> 20) MiB, the most that is read")
    }
    return bytes
  }
}
