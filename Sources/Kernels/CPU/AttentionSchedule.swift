/// Which rows and keys each task of a tiled attention takes.
struct AttentionSchedule: Sendable {
  /// The mask.
  let band: AttentionBand
  /// Keys of a tile.
  let keysPerTile: Int
  /// The most rows of a task.
  let rowsPerTask: Int
  /// Whether tasks have so few rows that K and V are read as they are stored instead of being
  /// multiplied by sgemm.
  let readsLinesDirectly: Bool
  /// The tasks, those with most work first, so that the last ones to finish are short.
  let tasks: [AttentionTask]
  /// Tasks whose keys were shared out.
  let merges: [AttentionMerge]
  /// Rows that all partial results take together.
  let partialRowCount: Int

  /// Plans for `threadCount` threads.
  init(_ attention: AttentionProblem, threadCount: Int) {
    let band = AttentionBand(attention)
    self.band = band
    let group = attention.heads / attention.kvHeads
    let rowCount = group * attention.seqQ
    let pairs = attention.batch * attention.kvHeads
    // Blocks of 256 rows run sgemm at its full rate; fewer only where threads would have nothing to
    // do.
    var rowsPerTask = min(rowCount, 256)
    while rowsPerTask > 32, pairs * ((rowCount + rowsPerTask - 1) / rowsPerTask) < 4 * threadCount {
      rowsPerTask = (rowsPerTask + 1) / 2
    }
    self.rowsPerTask = rowsPerTask
    keysPerTile = min(attention.seqKV, rowsPerTask > 16 ? 256 : 512)
    readsLinesDirectly = rowsPerTask <= 16
    let blocks = (rowCount + rowsPerTask - 1) / rowsPerTask
    // Sharing out keys costs a merge, so a part is at least two tiles.
    let wantedParts =
      pairs * blocks >= 3 * threadCount || threadCount == 1
      ? 1 : (4 * threadCount + pairs * blocks - 1) / (pairs * blocks)

    var tasks: [(task: AttentionTask, merge: Int?)] = []
    var mergeRows: [[Int]] = []
    var partialRowCount = 0
    for block in 0..<blocks {
      let rows = block * rowsPerTask..<min((block + 1) * rowsPerTask, rowCount)
      let first = band.keys(rows.lowerBound / group)
      let last = band.keys((rows.upperBound - 1) / group)
      let keys = first.lowerBound..<max(first.lowerBound, last.upperBound)
      let parts = min(wantedParts, max(1, keys.count / (2 * keysPerTile)))
      let size = (keys.count + parts - 1) / parts
      for batch in 0..<attention.batch {
        for kvHead in 0..<attention.kvHeads {
          if parts == 1 {
            tasks.append(
              (
                AttentionTask(
                  batch: batch, kvHead: kvHead, rows: rows, keys: keys, firstPartialRow: nil), nil
              ))
            continue
          }
          var firstRows: [Int] = []
          for part in 0..<parts {
            let start = min(keys.lowerBound + part * size, keys.upperBound)
            let end = min(start + size, keys.upperBound)
            tasks.append(
              (
                AttentionTask(
                  batch: batch, kvHead: kvHead, rows: rows, keys: start..<end,
                  firstPartialRow: partialRowCount), mergeRows.count
              ))
            firstRows.append(partialRowCount)
            partialRowCount += rows.count
          }
          mergeRows.append(firstRows)
        }
      }
    }
    tasks.sort { $0.task.keys.count * $0.task.rows.count > $1.task.keys.count * $1.task.rows.count }
    self.tasks = tasks.map(\.task)
    self.partialRowCount = partialRowCount
    var taskOfMerge: [Int: Int] = [:]
    for (index, entry) in tasks.enumerated() {
      if let merge = entry.merge { taskOfMerge[merge] = index }
    }
    merges = mergeRows.enumerated().map { merge, firstRows in
      AttentionMerge(task: taskOfMerge[merge] ?? 0, firstRows: firstRows)
    }
  }
}

/// A block of rows of one batch and key-value head, against some of its keys.
///
/// Row r is query r / group and head kvHead * group + r % group, with `group` query heads for each
/// key-value head.
struct AttentionTask: Hashable, Sendable {
  let batch, kvHead: Int
  let rows: Range<Int>
  let keys: Range<Int>
  /// Where the partial result goes, or nil where the task has all keys of its rows.
  let firstPartialRow: Int?
}

/// The parts that make up one block of rows.
struct AttentionMerge: Hashable, Sendable {
  /// Any one of the tasks, for its rows, batch and head.
  let task: Int
  /// The first partial row of each part, in the order of keys.
  let firstRows: [Int]
}

/// The mask with both ends clipped to the sequence, so that they never fall from one query to the
/// next.
struct AttentionBand: Sendable {
  private let shift, left, right, seqKV: Int

  init(_ attention: AttentionProblem) {
    (shift, left, right) = attention.maskBand
    seqKV = attention.seqKV
  }

  /// The keys that query `i` sees; where there are none, an empty range at the place where they
  /// would be.
  func keys(_ i: Int) -> Range<Int> {
    let lower = min(max(0, i + shift - left), seqKV)
    let upper = min(max(0, i + shift + right + 1), seqKV)
    return lower..<max(lower, upper)
  }
}
