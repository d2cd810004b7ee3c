/// Which rows and keys each task of a tiled attention takes.
struct AttentionSchedule: Sendable {
  /// Query heads for each key-value head.
  let group: Int
  /// The mask.
  let band: AttentionBand
  /// Keys of a tile.
  let keysPerTile: Int
  /// The most rows of a task's head.
  let rowsPerTask: Int
  /// Heads of a task.
  let headsPerTask: Int
  /// Whether tasks have so few rows that K and V are read as they are stored, line by line.
  let readsLinesDirectly: Bool
  /// The tasks, those with most work first, so that the last ones to finish are short.
  let tasks: [AttentionTask]
  /// Tasks whose keys were shared out.
  let merges: [AttentionMerge]
  /// Rows that all partial results take together.
  let partialRowCount: Int

  /// Rows of one key-value head up to which lines are read directly.
  static let directRowLimit = 16

  /// Plans for `threadCount` threads; `panelRows` is the rows of a panel where panels are multiplied.
  init(_ attention: AttentionProblem, threadCount: Int, panelRows: Int? = nil) {
    let band = AttentionBand(attention)
    self.band = band
    let group = attention.heads / attention.kvHeads
    self.group = group
    let rowCount = group * attention.seqQ
    readsLinesDirectly = panelRows == nil && rowCount <= Self.directRowLimit
    // A few keys of all heads where these lie side by side.
    let areHeadsAdjacent = readsLinesDirectly && attention.strides.k.head < attention.strides.k.seq
    headsPerTask = areHeadsAdjacent ? attention.kvHeads : 1
    let pairs = attention.batch * attention.kvHeads / headsPerTask
    // Blocks of 256 rows run sgemm at its full rate, and those of 384 repay the packing of values; fewer only where
    // threads would have nothing to do.
    let grain = panelRows ?? 1
    let most = panelRows == nil ? 256 : 384
    var blocks = max(1, (rowCount + most - 1) / most)
    func rows() -> Int { ((rowCount + blocks - 1) / blocks + grain - 1) / grain * grain }
    while rows() > max(32, grain), pairs * blocks < 4 * threadCount { blocks *= 2 }
    let rowsPerTask = rows()
    self.rowsPerTask = rowsPerTask
    // Scores of all heads stay in the innermost cache.
    let keysOfAllHeads = max(8192 / (headsPerTask * rowsPerTask), 32)
    let mostKeys =
      readsLinesDirectly ? min(keysOfAllHeads, 512) : panelRows == nil ? 256 : 128
    keysPerTile = min(attention.seqKV, mostKeys)
    blocks = (rowCount + rowsPerTask - 1) / rowsPerTask
    // Sharing out keys costs a merge, so a part is at least two tiles, of whatever heads.
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
      let parts = min(wantedParts, max(1, keys.count * headsPerTask / (2 * mostKeys)))
      let size = (keys.count + parts - 1) / parts
      for batch in 0..<attention.batch {
        for kvHead in stride(from: 0, to: attention.kvHeads, by: headsPerTask) {
          let kvHeads = kvHead..<kvHead + headsPerTask
          if parts == 1 {
            tasks.append(
              (
                AttentionTask(
                  batch: batch, kvHeads: kvHeads, rows: rows, keys: keys, firstPartialRow: nil), nil
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
                  batch: batch, kvHeads: kvHeads, rows: rows, keys: start..<end,
                  firstPartialRow: partialRowCount), mergeRows.count
              ))
            firstRows.append(partialRowCount)
            partialRowCount += headsPerTask * rows.count
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

extension AttentionSchedule {
  /// The keys that the row at `slot` of a task sees.
  func keys(_ task: AttentionTask, _ slot: Int) -> Range<Int> {
    band.keys((task.rows.lowerBound + slot % task.rows.count) / group)
  }

  /// The rows of a task, or of some `slots` of it, that see any of `keys`, and which of these any of them sees; nil
  /// where there are none.
  func rows(of task: AttentionTask, _ slots: Range<Int>? = nil, seeing keys: Range<Int>) -> (
    slots: Range<Int>, keys: Range<Int>
  )? {
    let slots = slots ?? 0..<task.rows.count
    let start = task.rows.lowerBound
    let rows = start + slots.lowerBound..<start + slots.upperBound
    guard let (seeing, seen) = band.pairs(of: rows, group: group, keys) else { return nil }
    return (seeing.lowerBound - start..<seeing.upperBound - start, seen)
  }
}

/// A block of rows of one batch and key-value head, or the same rows of several heads, against some of the keys.
///
/// Row r is query r / group and head kvHead * group + r % group, with `group` query heads for each
/// key-value head. A slot is a row of a head, head after head.
struct AttentionTask: Hashable, Sendable {
  let batch: Int
  let kvHeads, rows: Range<Int>
  let keys: Range<Int>
  /// Where the partial result goes, or nil where the task has all keys of its rows.
  let firstPartialRow: Int?

  /// Rows of all its heads.
  var slotCount: Int { kvHeads.count * rows.count }
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

  /// Those of `rows`, of which `group` share a query, that see any of `keys`, and those keys that any of them sees; nil
  /// where there are none.
  ///
  /// Both ends of a row's keys grow with the query, so that the rows are consecutive.
  func pairs(of rows: Range<Int>, group: Int, _ keys: Range<Int>) -> (
    rows: Range<Int>, keys: Range<Int>
  )? {
    var first = rows.lowerBound
    var last = rows.upperBound
    while first < last, self.keys(first / group).upperBound <= keys.lowerBound { first += 1 }
    while last > first, self.keys((last - 1) / group).lowerBound >= keys.upperBound { last -= 1 }
    guard first < last else { return nil }
    let lower = max(keys.lowerBound, self.keys(first / group).lowerBound)
    let upper = min(keys.upperBound, self.keys((last - 1) / group).upperBound)
    return lower < upper ? (first..<last, lower..<upper) : nil
  }
}
