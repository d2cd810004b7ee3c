internal import Foundation

/// Something of a device that its `close` takes back.
protocol VulkanLeaf: AnyObject, Sendable {
  /// Lets go of native objects; later uses throw `closed`.
  func release()
}

/// Device memory behind the contract: mapped where the device shares memory with the host, else reached by copies.
final class VulkanBuffer: DeviceBuffer, VulkanLeaf, @unchecked Sendable {
  // SAFETY: `allocation` changes only in `release`, on the thread that the contract gives the device to.
  let byteCount: Int
  /// Buffers keep their device open.
  let device: VulkanDevice
  private(set) var allocation: VulkanAllocation?

  init(device: VulkanDevice, allocation: VulkanAllocation) {
    byteCount = allocation.byteCount
    self.device = device
    self.allocation = allocation
  }

  deinit { device.forget(self) }

  func release() { allocation = nil }

  func write(_ bytes: UnsafeRawBufferPointer, at offset: Int) throws(BackendError) {
    precondition(offset >= 0 && offset <= byteCount - bytes.count, "write outside the buffer")
    let allocation = try open("write")
    guard !bytes.isEmpty else { return }
    try device.transfer("write").write(bytes, to: allocation, at: offset)
  }

  func read(into bytes: UnsafeMutableRawBufferPointer, at offset: Int) throws(BackendError) {
    precondition(offset >= 0 && offset <= byteCount - bytes.count, "read outside the buffer")
    let allocation = try open("read")
    guard !bytes.isEmpty else { return }
    try device.transfer("read").read(from: allocation, at: offset, into: bytes)
  }

  func fill(_ byte: UInt8, range: Range<Int>) throws(BackendError) {
    precondition(range.lowerBound >= 0 && range.upperBound <= byteCount, "fill outside the buffer")
    let allocation = try open("fill")
    guard !range.isEmpty else { return }
    try device.transfer("fill").fill(allocation, byte: byte, range: range)
  }

  /// The native memory, unless the device was closed.
  func open(_ operation: String) throws(BackendError) -> VulkanAllocation {
    guard let allocation else { throw VulkanDevice.closed(operation) }
    return allocation
  }
}
