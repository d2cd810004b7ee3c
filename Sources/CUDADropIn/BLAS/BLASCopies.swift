import Foundation

// Copies of vectors and matrices between host and device (cuBLAS library reference, section 2.4); their functions are generated.

/// Copies `count` elements whose starts lie `increment` elements apart.
func copyVector(
  _ function: StaticString, _ count: Int, _ elementByteCount: Int, _ source: UnsafeRawPointer?,
  _ sourceIncrement: Int, _ target: UnsafeMutableRawPointer?, _ targetIncrement: Int,
  on stream: OpaquePointer? = nil
) -> CInt {
  guard count >= 0, elementByteCount > 0, sourceIncrement > 0, targetIncrement > 0 else {
    return answerBLAS(function, .invalidValue)
  }
  return copyMatrix(
    function, rows: 1, columns: count, elementByteCount, source, sourceIncrement, target,
    targetIncrement, on: stream)
}

func copyMatrix(
  _ function: StaticString, rows: Int, columns: Int, _ elementByteCount: Int,
  _ source: UnsafeRawPointer?, _ sourceLeading: Int, _ target: UnsafeMutableRawPointer?,
  _ targetLeading: Int, on stream: OpaquePointer? = nil
) -> CInt {
  guard rows >= 0, columns >= 0, elementByteCount > 0, sourceLeading > 0, targetLeading > 0 else {
    return answerBLAS(function, .invalidValue)
  }
  // Found by the copy itself on a GPU, whose pitch is less than its width.
  guard min(sourceLeading, targetLeading) >= rows else {
    return answerBLAS(
      function, .mappingError,
      because: "a leading dimension is \(min(sourceLeading, targetLeading)), less than \(rows) rows"
    )
  }
  guard rows > 0, columns > 0 else { return answerBLAS(function, .success) }
  guard let source, let target else { return answerBLAS(function, .invalidValue) }
  func objection() -> BLASRefusal? {
    for (name, address, leading) in [
      ("the source", source, sourceLeading),
      ("the target", UnsafeRawPointer(target), targetLeading),
    ] {
      let (extent, overflow) = leading.multipliedReportingOverflow(by: columns - 1)
      guard !overflow, extent < Int.max / elementByteCount - rows else {
        return BLASRefusal(status: .invalidValue, reason: "\(name) is larger than memory")
      }
      do throws(DeviceMemory.Problem) {
        _ = try DropIn.shared.memory.allocation(address, (extent + rows) * elementByteCount)
      } catch {
        // Memory that CUDA does not know is the program's own.
        if case .pastTheEnd(let excess) = error {
          return BLASRefusal(
            status: .mappingError, reason: "\(name) ends \(excess) bytes past its allocation")
        }
      }
    }
    return nil
  }
  func copy() -> CInt {
    for column in 0..<columns {
      memmove(
        target + column * targetLeading * elementByteCount,
        source + column * sourceLeading * elementByteCount, rows * elementByteCount)
    }
    return answerBLAS(function, .success)
  }
  func refusal() -> CInt? {
    objection().map { refusal in answerBLAS(function, refusal.status, because: refusal.reason) }
  }
  if let status = refusal() { return status }
  return onStream(function, stream: UInt(bitPattern: stream), copy) { refusal() ?? copy() }
}
