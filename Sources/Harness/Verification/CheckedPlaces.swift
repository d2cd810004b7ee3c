import Kernels

/// Which elements are compared with the reference: all where that is quick, else a sample that includes the places where
/// kernels go wrong (first and last rows and columns, edges of blocks), chosen by the seed.
struct CheckedPlaces {
  /// How much work verification may be.
  struct Limit: Sendable {
    /// Multiply-adds of the reference for a GEMM.
    var multiplyAdds = 1 << 27
    /// Elements of K and V that the reference reads for an attention.
    var attentionReads = 1 << 24
    /// Elements compared.
    var elements = 1 << 20
  }

  /// Rows and columns of one GEMM of the call.
  struct GEMMPart {
    var instance: Int
    var rows: [Int]
    var columns: [Int]
  }

  /// One row of an attention's output, or of a gradient.
  struct AttentionRow: Hashable {
    var batch, head, position: Int
  }

  /// Chooses among the GEMMs of a call, given as `instances`.
  static func gemm(
    _ instances: [GEMMInstance], limit: Limit, seed: UInt64
  ) -> (parts: [GEMMPart], isWhole: Bool) {
    let nonempty = instances.indices.filter {
      instances[$0].shape.m > 0 && instances[$0].shape.n > 0
    }
    func work(_ index: Int) -> Double {
      let s = instances[index].shape
      return Double(s.m) * Double(s.n) * Double(max(s.k, 1))
    }
    func elements(_ index: Int) -> Double {
      Double(instances[index].shape.m) * Double(instances[index].shape.n)
    }
    let totalWork = nonempty.reduce(0) { $0 + work($1) }
    let totalElements = nonempty.reduce(0) { $0 + elements($1) }
    if totalWork <= Double(limit.multiplyAdds), totalElements <= Double(limit.elements) {
      let parts = nonempty.map {
        GEMMPart(
          instance: $0, rows: Array(0..<instances[$0].shape.m),
          columns: Array(0..<instances[$0].shape.n))
      }
      return (parts, true)
    }
    var random = SeededChoice(seed: seed, stream: 1)
    let chosen = chooseInstances(nonempty, limit: limit, random: &random) {
      max(work($0) / Double(limit.multiplyAdds), elements($0) / Double(limit.elements))
    }
    let share = max(chosen.count, 1)
    let parts = chosen.map { index in
      let s = instances[index].shape
      let area = max(
        min(limit.elements, limit.multiplyAdds / max(s.k, 1)) / share, 16)
      let side = max(Int(Double(area).squareRoot()), 4)
      // A short side leaves its share to the long one.
      let rowCount = s.n < side ? area / s.n : side
      let columnCount = s.m < side ? area / s.m : side
      return GEMMPart(
        instance: index, rows: choose(rowCount, of: s.m, random: &random),
        columns: choose(columnCount, of: s.n, random: &random))
    }
    return (parts, false)
  }

  /// Chooses rows of an attention's output.
  static func attention(
    _ problem: AttentionProblem, limit: Limit, seed: UInt64
  ) -> (rows: [AttentionRow], isWhole: Bool) {
    var random = SeededChoice(seed: seed, stream: 2)
    return rows(
      batch: problem.batch, heads: problem.heads, seq: problem.seqQ, dim: problem.headDimV,
      reads: Double(problem.flopCount) / 2, limit: limit, random: &random)
  }

  /// Chooses rows of dQ, and rows that dK and dV have in common.
  static func attentionBackward(
    _ problem: AttentionBackwardProblem, limit: Limit, seed: UInt64
  ) -> (queries: [AttentionRow], keys: [AttentionRow], isWhole: Bool) {
    let f = problem.forward
    var random = SeededChoice(seed: seed, stream: 2)
    // Either kind of row goes through all pairs, and reads twice what the forward pass reads.
    let reads = Double(f.flopCount)
    let queries = rows(
      batch: f.batch, heads: f.heads, seq: f.seqQ, dim: f.headDimQK, reads: reads, limit: limit,
      random: &random)
    let keys = rows(
      batch: f.batch, heads: f.kvHeads, seq: f.seqKV, dim: f.headDimQK + f.headDimV, reads: reads,
      limit: limit, random: &random)
    return (queries.rows, keys.rows, queries.isWhole && keys.isWhole)
  }

  /// Chooses rows of a tensor, where all of them take `reads` elements of the reference.
  private static func rows(
    batch: Int, heads: Int, seq: Int, dim: Int, reads: Double, limit: Limit,
    random: inout SeededChoice
  ) -> (rows: [AttentionRow], isWhole: Bool) {
    let rowCount = batch * heads * seq
    if reads <= Double(limit.attentionReads),
      Double(rowCount) * Double(dim) <= Double(limit.elements)
    {
      let rows = (0..<rowCount).map { index in
        AttentionRow(
          batch: index / (heads * seq), head: index / seq % heads, position: index % seq)
      }
      return (rows, true)
    }
    let readsPerRow = max(reads / Double(rowCount), 1)
    let affordable = min(
      Double(limit.attentionReads) / readsPerRow, Double(limit.elements) / Double(dim))
    let count = min(max(Int(affordable), 4), rowCount)
    var rows: [AttentionRow] = [
      AttentionRow(batch: batch - 1, head: heads - 1, position: seq - 1),
      AttentionRow(batch: 0, head: 0, position: 0),
      AttentionRow(batch: 0, head: heads - 1, position: 0),
      AttentionRow(batch: batch - 1, head: 0, position: seq - 1),
    ]
    for position in edges(of: seq).dropFirst(2) where rows.count < count / 2 {
      rows.append(
        AttentionRow(
          batch: Int.random(in: 0..<batch, using: &random),
          head: Int.random(in: 0..<heads, using: &random), position: position))
    }
    var seen = Set<AttentionRow>()
    rows = rows.filter { seen.insert($0).inserted }
    while rows.count < count {
      let row = AttentionRow(
        batch: Int.random(in: 0..<batch, using: &random),
        head: Int.random(in: 0..<heads, using: &random),
        position: Int.random(in: 0..<seq, using: &random))
      if seen.insert(row).inserted { rows.append(row) }
    }
    return (rows, false)
  }

  /// The last and the first place of a dimension, then both sides of block edges from its end and its start.
  static func edges(of size: Int) -> [Int] {
    var places = [size - 1, 0]
    for block in [16, 32, 64, 128, 256] {
      let lastStart = (size - 1) / block * block
      places += [lastStart, lastStart - 1, block - 1, block]
    }
    var seen = Set<Int>()
    return places.filter { $0 >= 0 && $0 < size && seen.insert($0).inserted }
  }

  /// `count` places of a dimension in ascending order: edges first, at most half of them, the rest at random.
  static func choose(_ count: Int, of size: Int, random: inout SeededChoice) -> [Int] {
    guard count < size else { return Array(0..<size) }
    var places = Set(edges(of: size).prefix(max(2, count / 2)))
    while places.count < count { places.insert(Int.random(in: 0..<size, using: &random)) }
    return places.sorted()
  }

  /// First and last GEMM, then others at random while the shares (of the limit) that they take leave room.
  private static func chooseInstances(
    _ all: [Int], limit: Limit, random: inout SeededChoice, share: (Int) -> Double
  ) -> [Int] {
    guard let first = all.first, let last = all.last else { return [] }
    let most = min(all.count, 4096)
    var chosen: Set<Int> = [first, last]
    var used = 0.0
    // A large GEMM is sampled and then takes a sixteenth, so that some of each batch are looked at.
    func cost(_ index: Int) -> Double { min(share(index), 1.0 / 16) }
    for index in chosen { used += cost(index) }
    var tries = 0
    while chosen.count < most, used < 1, tries < 4 * most {
      tries += 1
      let index = all[Int.random(in: 0..<all.count, using: &random)]
      if chosen.insert(index).inserted { used += cost(index) }
    }
    return chosen.sorted()
  }
}
