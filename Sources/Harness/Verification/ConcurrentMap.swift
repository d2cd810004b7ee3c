import Dispatch

/// Computes `body(0) ... body(count - 1)` on all cores; results in order.
///
/// `body` must be safe to call from several threads: here it only reads.
func concurrentMap<Result>(_ count: Int, _ body: @Sendable (Int) -> Result) -> [Result] {
  // SAFETY: every task writes its own element, and all are done before the array is read.
  nonisolated(unsafe) let storage = UnsafeMutableBufferPointer<Result>.allocate(capacity: count)
  defer { storage.deallocate() }
  DispatchQueue.concurrentPerform(iterations: count) { index in
    storage.initializeElement(at: index, to: body(index))
  }
  let results = Array(storage)
  storage.deinitialize()
  return results
}
