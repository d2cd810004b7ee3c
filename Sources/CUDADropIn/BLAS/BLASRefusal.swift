/// Why a call of cuBLAS is refused.
struct BLASRefusal: Error {
  let status: BLASStatus
  let reason: String

  /// Checks that an operand lies in memory that CUDA gave.
  /// - Parameter alignment: bytes that its address must be a multiple of.
  static func check(
    _ name: String, _ address: UnsafeRawPointer, _ byteCount: Int, alignment: Int = 1
  ) throws(BLASRefusal) {
    guard Int(bitPattern: address) % alignment == 0 else {
      LastError.code = RuntimeError.misalignedAddress.code
      throw BLASRefusal(
        status: .executionFailed, reason: "\(name) is not aligned to its \(alignment) bytes")
    }
    do throws(DeviceMemory.Problem) {
      _ = try DropIn.shared.memory.allocation(address, byteCount)
    } catch {
      // On a GPU the next call that waits reports the access.
      LastError.code = RuntimeError.illegalAddress.code
      switch error {
      case .unknown:
        throw BLASRefusal(
          status: .executionFailed,
          reason: "\(name) points to no device memory; was it freed, or is it the host's?")
      case .pastTheEnd(let excess):
        throw BLASRefusal(
          status: .executionFailed, reason: "\(name) ends \(excess) bytes past its allocation")
      }
    }
  }
}
