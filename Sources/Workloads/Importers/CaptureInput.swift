private import CZlib
import Foundation

/// Reads a capture piece by piece, decompressing what is in gzip's format.
enum CaptureInput {
  /// The most bytes of a capture, uncompressed.
  static let maximumByteCount = 64 << 30
  private static let pieceByteCount = 1 << 20

  /// How far a file is read.
  struct Position {
    /// Bytes taken from the file, compressed where it is.
    var readByteCount = 0
    /// The file's size; nil for pipes.
    var fileByteCount: Int?
  }

  /// Calls `body` with every piece of the file at `path` (`-` for standard input), uncompressed, and how far it is.
  /// - Throws: `WorkloadError` for a file that cannot be read, is no regular stream, is damaged or too large.
  static func read(
    path: String, _ body: (UnsafeRawBufferPointer, Position) throws(WorkloadError) -> Void
  ) throws(WorkloadError) {
    let name = path == "-" ? "standard input" : path
    let descriptor = path == "-" ? STDIN_FILENO : open(path, O_RDONLY | O_CLOEXEC)
    guard descriptor >= 0 else {
      throw WorkloadError("cannot read \(name): \(String(cString: strerror(errno)))")
    }
    defer { if path != "-" { close(descriptor) } }
    var status = stat()
    guard fstat(descriptor, &status) == 0 else {
      throw WorkloadError("cannot read \(name): \(String(cString: strerror(errno)))")
    }
    guard status.st_mode & S_IFMT != S_IFDIR else {
      throw WorkloadError("\(name) is a folder; name a file")
    }
    var position = Position()
    if status.st_mode & S_IFMT == S_IFREG { position.fileByteCount = Int(status.st_size) }
    let buffer = UnsafeMutableRawBufferPointer.allocate(byteCount: pieceByteCount, alignment: 64)
    defer { buffer.deallocate() }
    var inflater: Inflater?
    var isFirst = true
    var total = 0
    while true {
      var count = Glibc.read(descriptor, buffer.baseAddress, buffer.count)
      // Two bytes tell gzip, and a pipe may bring one.
      while isFirst, count == 1 {
        let more = Glibc.read(
          descriptor, buffer.baseAddress?.advanced(by: count), buffer.count - count)
        if more <= 0 { break }
        count += more
      }
      if count < 0, errno == EINTR { continue }
      guard count >= 0 else {
        throw WorkloadError("cannot read \(name): \(String(cString: strerror(errno)))")
      }
      if count == 0 { break }
      position.readByteCount += count
      let piece = UnsafeRawBufferPointer(rebasing: buffer[..<count])
      if isFirst, count >= 2, piece[0] == 0x1F, piece[1] == 0x8B {
        inflater = try Inflater(file: name)
      }
      isFirst = false
      func take(_ bytes: UnsafeRawBufferPointer) throws(WorkloadError) {
        total += bytes.count
        guard total <= maximumByteCount else {
          throw WorkloadError(
            "\(name) is larger than \(maximumByteCount >> 30) GiB, the most that is read")
        }
        try body(bytes, position)
      }
      if let inflater {
        try inflater.read(piece) { bytes throws(WorkloadError) in try take(bytes) }
      } else {
        try take(piece)
      }
    }
    if let inflater, !inflater.isAtEnd {
      throw WorkloadError("\(name) ends in the middle of its compressed data; is it whole?")
    }
  }
}

/// Decompresses gzip, several members one behind the other too, in pieces of bounded size.
private final class Inflater {
  private var stream = z_stream()
  private let output = UnsafeMutableRawBufferPointer.allocate(byteCount: 1 << 20, alignment: 64)
  private let file: String
  private(set) var isAtEnd = false

  init(file: String) throws(WorkloadError) {
    self.file = file
    // 15 bits of window, and 16 for gzip's header.
    guard
      inflateInit2_(&stream, 15 + 16, ZLIB_VERSION, Int32(MemoryLayout<z_stream>.size)) == Z_OK
    else { throw WorkloadError("\(file) cannot be decompressed: zlib does not start") }
  }

  deinit {
    inflateEnd(&stream)
    output.deallocate()
  }

  func read(
    _ piece: UnsafeRawBufferPointer,
    _ body: (UnsafeRawBufferPointer) throws(WorkloadError) -> Void
  ) throws(WorkloadError) {
    stream.next_in = UnsafeMutablePointer(
      mutating: piece.baseAddress?.assumingMemoryBound(to: UInt8.self))
    stream.avail_in = UInt32(piece.count)
    repeat {
      if isAtEnd {
        // Another member, or bytes behind the last one, which gzip's tools ignore too.
        guard stream.avail_in > 0, stream.next_in?.pointee == 0x1F, inflateReset(&stream) == Z_OK
        else { return }
        isAtEnd = false
      }
      stream.next_out = output.baseAddress?.assumingMemoryBound(to: UInt8.self)
      stream.avail_out = UInt32(output.count)
      let status = inflate(&stream, Z_NO_FLUSH)
      guard status == Z_OK || status == Z_STREAM_END || status == Z_BUF_ERROR else {
        let reason = stream.msg.map { String(cString: $0) } ?? "error \(status)"
        throw WorkloadError("\(file) is damaged: its compressed data cannot be read (\(reason))")
      }
      let count = output.count - Int(stream.avail_out)
      if count > 0 { try body(UnsafeRawBufferPointer(rebasing: output[..<count])) }
      isAtEnd = status == Z_STREAM_END
      if status == Z_BUF_ERROR { return }
    } while stream.avail_in > 0 || stream.avail_out == 0
  }
}
