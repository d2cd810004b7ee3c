internal import CVulkan
internal import Foundation

/// Moves bytes between the host and allocations: directly where they are mapped, else through a staging buffer.
///
/// Used by one thread at a time, like the device. Every call is complete on return.
final class VulkanTransfer: @unchecked Sendable {
  // SAFETY: mutable state is touched only by the thread that the contract gives the device to.
  private let core: VulkanCore
  private let queue: VulkanQueue
  private let commands: VulkanCommands
  private var staging: VulkanAllocation?

  /// The largest staging buffer; longer copies go in pieces of this size.
  static let stagingByteCount = 64 << 20
  /// How long a copy of one piece may take before the device counts as hung.
  private static let timeout = Duration.seconds(60)

  init(_ core: VulkanCore, _ queue: VulkanQueue) throws(BackendError) {
    self.core = core
    self.queue = queue
    commands = try VulkanCommands(core)
  }

  func write(_ bytes: UnsafeRawBufferPointer, to target: VulkanAllocation, at offset: Int)
    throws(BackendError)
  {
    guard let source = bytes.baseAddress else { return }
    if let mapped = target.mapped {
      memcpy(mapped + offset, source, bytes.count)
      return
    }
    try pieces(bytes.count) { staging, window, start, count throws(BackendError) in
      memcpy(window, source + start, count)
      try run { commands in
        commands.copy(from: staging, at: 0, to: target, at: offset + start, byteCount: count)
      }
    }
  }

  func read(
    from source: VulkanAllocation, at offset: Int, into bytes: UnsafeMutableRawBufferPointer
  ) throws(BackendError) {
    guard let target = bytes.baseAddress else { return }
    if let mapped = source.mapped {
      memcpy(target, mapped + offset, bytes.count)
      return
    }
    try pieces(bytes.count) { staging, window, start, count throws(BackendError) in
      try run { commands in
        commands.copy(from: source, at: offset + start, to: staging, at: 0, byteCount: count)
      }
      memcpy(target + start, window, count)
    }
  }

  /// Sets every byte of `range`.
  ///
  /// The device fills whole words; the odd bytes at both ends are written.
  func fill(_ target: VulkanAllocation, byte: UInt8, range: Range<Int>) throws(BackendError) {
    if let mapped = target.mapped {
      memset(mapped + range.lowerBound, Int32(byte), range.count)
      return
    }
    let first = min((range.lowerBound + 3) / 4 * 4, range.upperBound)
    let last = max(first, range.upperBound / 4 * 4)
    if first < last {
      try run { commands in
        commands.fill(
          target, at: first, byteCount: last - first, word: UInt32(byte) &* 0x0101_0101)
      }
    }
    let ends = [range.lowerBound..<first, last..<range.upperBound].filter { !$0.isEmpty }
    for end in ends {
      let bytes = [UInt8](repeating: byte, count: end.count)
      try write(bytes, to: target, at: end.lowerBound)
    }
  }

  /// Writes an array.
  func write(_ bytes: [UInt8], to target: VulkanAllocation, at offset: Int) throws(BackendError) {
    let result = bytes.withUnsafeBytes { raw in
      Result { () throws(BackendError) in try write(raw, to: target, at: offset) }
    }
    try result.get()
  }

  private func pieces(
    _ byteCount: Int,
    _ body: (VulkanAllocation, UnsafeMutableRawPointer, Int, Int) throws(BackendError) -> Void
  ) throws(BackendError) {
    let (staging, window) = try makeStaging(min(byteCount, Self.stagingByteCount))
    var start = 0
    while start < byteCount {
      let count = min(staging.byteCount, byteCount - start)
      try body(staging, window, start, count)
      start += count
    }
  }

  private func makeStaging(_ byteCount: Int) throws(BackendError) -> (
    VulkanAllocation, UnsafeMutableRawPointer
  ) {
    if let staging, let mapped = staging.mapped, staging.byteCount >= byteCount {
      return (staging, mapped)
    }
    staging = nil
    let made = try VulkanAllocation(
      core: core, byteCount: max(byteCount, 1 << 20), purpose: .staging)
    guard let mapped = made.mapped else {
      throw BackendError(
        .outOfHostMemory, operation: "vkMapMemory",
        message: "the device has no memory that the host can map")
    }
    staging = made
    return (made, mapped)
  }

  /// Records, submits and waits, with barriers around.
  func run(_ body: (VulkanCommands) -> Void) throws(BackendError) {
    try commands.record { () throws(BackendError) in
      commands.barrier()
      body(commands)
      commands.barrier()
      commands.barrierToHost()
    }
    let value = try queue.submit(commands.buffer)
    try queue.wait(value, timeout: Self.timeout)
    try core.checkValidation("copy")
  }
}
