/// The GEMMs of one shape in a call, and whether threads take whole GEMMs or share each one.
struct GEMMBatch: Sendable {
  /// The GEMMs.
  let instances: ArraySlice<GEMMInstance>
  /// Whether each GEMM is computed by one thread, several at a time.
  let isShared: Bool

  /// The groups of `gemm`, each to be run after the one before.
  static func batches(of gemm: GEMMProblem, threadCount: Int) -> [GEMMBatch] {
    let instances = gemm.instances
    var start = 0
    return gemm.groups.map { group in
      defer { start += group.count }
      return GEMMBatch(
        instances: instances[start..<start + group.count],
        isShared: isShared(group, threadCount: threadCount))
    }
  }

  /// Many GEMMs keep every thread busy without sharing; few are shared out only while each is too
  /// small to be split.
  private static func isShared(_ group: GEMMGroup, threadCount: Int) -> Bool {
    guard group.count > 1, threadCount > 1 else { return false }
    if group.count >= 4 * threadCount { return true }
    let shape = group.shape
    return Double(shape.m) * Double(shape.n) * Double(shape.k) <= 256 * 256 * 256
  }
}
