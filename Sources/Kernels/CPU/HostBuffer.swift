import Foundation

/// Page-aligned host memory as a device buffer.
final class HostBuffer: DeviceBuffer {
  /// What a page takes that saves most misses of the address cache.
  private static let hugePageByteCount = 2 << 20

  let byteCount: Int
  private let device: HostDevice?
  // SAFETY: allocated once, freed in deinit; concurrent access is excluded by the contract (one thread a device).
  nonisolated(unsafe) let pointer: UnsafeMutableRawPointer

  /// Allocates without touching the pages, so that the first writer's core owns them.
  /// - Parameter device: whose buffer it is, and kept alive by it; nil for a kernel's own scratch memory.
  init(byteCount: Int, device: HostDevice? = nil) throws(BackendError) {
    var memory: UnsafeMutableRawPointer?
    let isLarge = byteCount >= Self.hugePageByteCount
    let status = posix_memalign(
      &memory, isLarge ? Self.hugePageByteCount : 4096, max(byteCount, 1))
    guard status == 0, let memory else {
      throw BackendError(
        .outOfHostMemory, operation: "posix_memalign", nativeCode: Int(status),
        message: "cannot allocate \(byteCount) bytes of host memory; use smaller problems")
    }
    #if os(Linux)
      // Keys of one head lie pages apart: with small pages every one of them misses the address cache. Advice only: it
      // may fail.
      if isLarge { madvise(memory, byteCount, MADV_HUGEPAGE) }
    #endif
    self.byteCount = byteCount
    self.device = device
    pointer = memory
  }

  deinit { free(pointer) }

  func write(_ bytes: UnsafeRawBufferPointer, at offset: Int) throws(BackendError) {
    try device?.checkOpen()
    precondition(offset >= 0 && offset <= byteCount - bytes.count, "write outside the buffer")
    guard let source = bytes.baseAddress, !bytes.isEmpty else { return }
    memcpy(pointer + offset, source, bytes.count)
  }

  func read(into bytes: UnsafeMutableRawBufferPointer, at offset: Int) throws(BackendError) {
    try device?.checkOpen()
    precondition(offset >= 0 && offset <= byteCount - bytes.count, "read outside the buffer")
    guard let destination = bytes.baseAddress, !bytes.isEmpty else { return }
    memcpy(destination, pointer + offset, bytes.count)
  }

  func fill(_ byte: UInt8, range: Range<Int>) throws(BackendError) {
    try device?.checkOpen()
    precondition(range.lowerBound >= 0 && range.upperBound <= byteCount, "fill outside the buffer")
    memset(pointer + range.lowerBound, Int32(byte), range.count)
  }
}
