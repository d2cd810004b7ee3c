import Foundation

/// Memory that two processes map: it has no name in any folder, so that nothing is left when both are gone.
final class SharedWindow {
  let byteCount: Int
  /// The descriptor to hand to a child; -1 where this process inherited the memory.
  let descriptor: Int32
  // SAFETY: mapped once, unmapped in deinit; access is ordered by the messages of the protocol.
  nonisolated(unsafe) let pointer: UnsafeMutableRawPointer

  /// Memory to share.
  init(byteCount: Int) throws(BackendError) {
    let descriptor = Self.namelessFile()
    guard descriptor >= 0 else { throw Self.failure("mkstemp", byteCount) }
    // Takes the space now: a full file system would be a bus error later.
    let status = posix_fallocate(descriptor, 0, byteCount)
    guard status == 0 else {
      Foundation.close(descriptor)
      errno = status
      throw Self.failure("posix_fallocate", byteCount)
    }
    do throws(BackendError) {
      pointer = try Self.map(descriptor, byteCount)
    } catch {
      Foundation.close(descriptor)
      throw error
    }
    self.byteCount = byteCount
    self.descriptor = descriptor
  }

  /// A file in memory where there is such a folder, else on disk, whose name is gone before anyone uses it.
  private static func namelessFile() -> Int32 {
    for folder in ["/dev/shm", FileManager.default.temporaryDirectory.path] {
      var path = Array("\(folder)/parity-worker-XXXXXX".utf8CString)
      let descriptor = mkstemp(&path)
      if descriptor >= 0 {
        _ = fcntl(descriptor, F_SETFD, FD_CLOEXEC)
        unlink(path)
        return descriptor
      }
    }
    return -1
  }

  /// Memory that the parent shares under `descriptor`.
  init(inherited descriptor: Int32, byteCount: Int) throws(BackendError) {
    var status = stat()
    guard byteCount > 0, fstat(descriptor, &status) == 0, status.st_size >= byteCount else {
      throw BackendError(
        .unavailable, operation: "hello",
        message: "descriptor \(descriptor) is no memory of \(byteCount) bytes")
    }
    pointer = try Self.map(descriptor, byteCount)
    self.byteCount = byteCount
    self.descriptor = -1
  }

  deinit {
    munmap(pointer, byteCount)
    if descriptor >= 0 { Foundation.close(descriptor) }
  }

  private static func map(_ descriptor: Int32, _ byteCount: Int) throws(BackendError)
    -> UnsafeMutableRawPointer
  {
    guard let pointer = mmap(nil, byteCount, PROT_READ | PROT_WRITE, MAP_SHARED, descriptor, 0),
      pointer != MAP_FAILED
    else { throw failure("mmap", byteCount) }
    return pointer
  }

  private static func failure(_ operation: String, _ byteCount: Int) -> BackendError {
    BackendError(
      .outOfHostMemory, operation: operation, nativeCode: Int(errno),
      message: "cannot share \(byteCount) bytes with a worker: \(String(cString: strerror(errno)))")
  }
}
