/// The gradients of attention by tiles (FlashAttention, Dao et al., 2022, algorithm 4).
///
/// Neither scores nor weights exist as a whole. The five products come from panels (``AttentionBackwardPanels``) or from sgemm
/// (``AttentionBackwardTiles``).
///
/// One task takes a range of keys of one batch and key-value head, block by block, against all rows that see them; a row is
/// a (query, head) pair, as in ``TiledAttentionKernel``. So dK and dV of a block are summed where they stay in cache, over
/// the heads that share them too. dQ is summed in f32 in memory, block after block; where the keys of a head are shared out
/// to several tasks, each part has a sum of its own, and the parts are added in order. f16 and bf16 operands are converted
/// to f32 a tile at a time; gradients are rounded once.
///
/// Masked pairs have no influence, whatever the operands hold there; a row that sees no key has a dQ of zero. The result
/// does not depend on which thread runs what.
final class AttentionBackwardKernel: HostKernel {
  let problem: Problem
  let variant: KernelVariant
  private let backward: AttentionBackwardProblem
  private let team: HostTeam
  private let kernel: AttentionKernel?
  private let schedule: AttentionBackwardSchedule
  private let workspaces: [AttentionBackwardWorkspace]
  /// Sums of dQ, [part][batch * kvHeads + kvHead][row][headDimQK].
  private let sums: HostBuffer
  /// delta, [batch * kvHeads + kvHead][row].
  private let deltas: HostBuffer

  /// - Parameter kernel: What multiplies panels; nil for CBLAS.
  init(
    _ backward: AttentionBackwardProblem, variant: KernelVariant, team: HostTeam,
    kernel: AttentionKernel?
  ) throws(BackendError) {
    problem = .attentionBackward(backward)
    self.variant = variant
    self.backward = backward
    self.team = team
    self.kernel = kernel
    let schedule = AttentionBackwardSchedule(
      backward.forward, threadCount: team.threadCount, panelRows: kernel?.rows)
    self.schedule = schedule
    var workspaces: [AttentionBackwardWorkspace] = []
    let f = backward.forward
    // Deltas are shared out by blocks of rows, of which there may be more than tasks.
    let parts = max(schedule.tasks.count, f.batch * f.kvHeads * schedule.rowBlockCount)
    for _ in 0..<min(team.threadCount, parts) {
      workspaces.append(try AttentionBackwardWorkspace(backward.forward, schedule, kernel))
    }
    self.workspaces = workspaces
    let rows = f.batch * f.heads * f.seqQ
    sums = try HostBuffer(byteCount: schedule.partCount * rows * f.headDimQK * 4)
    deltas = try HostBuffer(byteCount: rows * 4)
  }

  func run(_ operands: HostOperands) {
    OpenBLASLibrary.exclusively {
      OpenBLASLibrary.setThreadCount(1)
      let f = backward.forward
      let heads = f.batch * f.kvHeads
      let blocks = schedule.rowBlockCount
      let operands = AttentionBackwardRows(
        backward, schedule, operands, sums: sums.pointer.assumingMemoryBound(to: Float.self),
        deltas: deltas.pointer.assumingMemoryBound(to: Float.self))
      let arithmetic: any AttentionBackwardArithmetic =
        if let kernel {
          AttentionBackwardPanels(rows: operands, kernel)
        } else {
          AttentionBackwardTiles(rows: operands)
        }
      func rows(_ block: Int) -> Range<Int> {
        let start = block % blocks * schedule.rowsPerBlock
        return start..<min(start + schedule.rowsPerBlock, schedule.rowCount)
      }
      // delta is needed by every task of a head, and dQ is whole when all of them are done.
      team.forEach(heads * blocks, then: schedule.tasks.count) { isSecond, index, worker in
        if isSecond {
          arithmetic.add(schedule.tasks[index], workspaces[worker])
        } else {
          operands.setDeltas(head: index / blocks, rows(index), workspaces[worker])
        }
      }
      team.forEach(heads * blocks) { index, worker in
        operands.finish(head: index / blocks, rows(index))
      }
    }
  }
}

/// Which keys of which head each task of a backward pass takes.
struct AttentionBackwardSchedule: Sendable {
  /// Query heads for each key-value head.
  let group: Int
  /// Rows of a key-value head.
  let rowCount: Int
  let band: AttentionBand
  /// Two tiles of scores and what they are made of fit the second-level cache.
  let rowsPerBlock: Int
  let keysPerBlock: Int
  /// Tasks that share the keys of a head, each with a sum of dQ of its own.
  let partCount: Int
  /// The tasks, those with most work first; `firstPartialRow` is the number of the part.
  let tasks: [AttentionTask]

  /// Blocks of rows of a head.
  var rowBlockCount: Int { (rowCount + rowsPerBlock - 1) / rowsPerBlock }

  /// Plans for `threadCount` threads; `panelRows` is the keys of a panel where panels are multiplied.
  init(_ attention: AttentionProblem, threadCount: Int, panelRows: Int?) {
    group = attention.heads / attention.kvHeads
    rowCount = group * attention.seqQ
    let band = AttentionBand(attention)
    self.band = band
    if let panelRows {
      rowsPerBlock = min(rowCount, 128)
      keysPerBlock = (min(attention.seqKV, 144) + panelRows - 1) / panelRows * panelRows
    } else {
      rowsPerBlock = min(rowCount, 256)
      keysPerBlock = min(attention.seqKV, 128)
    }
    let heads = attention.batch * attention.kvHeads
    let blocks = (attention.seqKV + keysPerBlock - 1) / keysPerBlock
    let wanted =
      threadCount == 1 || heads >= 3 * threadCount ? 1 : (3 * threadCount + heads - 1) / heads
    partCount = min(wanted, blocks)
    var tasks: [(task: AttentionTask, pairs: Int)] = []
    for part in 0..<partCount {
      let keys =
        blocks * part / partCount
        * keysPerBlock..<min(blocks * (part + 1) / partCount * keysPerBlock, attention.seqKV)
      let pairs = (0..<attention.seqQ).reduce(0) { $0 + band.keys($1).clamped(to: keys).count }
      for batch in 0..<attention.batch {
        for kvHead in 0..<attention.kvHeads {
          let task = AttentionTask(
            batch: batch, kvHeads: kvHead..<kvHead + 1, rows: 0..<rowCount, keys: keys,
            firstPartialRow: part)
          tasks.append((task, pairs))
        }
      }
    }
    tasks.sort { $0.pairs > $1.pairs }
    self.tasks = tasks.map(\.task)
  }
}

/// The working memory of one thread.
struct AttentionBackwardWorkspace: @unchecked Sendable {
  // SAFETY: one thread at a time uses a workspace; the pointers live as long as `memory`.
  private let memory: HostBuffer
  let weights: UnsafeMutablePointer<Float>  // [row, key]: scores, then P
  let gradients: UnsafeMutablePointer<Float>  // [row, key]: dO V^T, then dS
  let query: UnsafeMutablePointer<Float>  // [row, headDimQK]
  let dO: UnsafeMutablePointer<Float>  // [row, headDimV]
  let keys: UnsafeMutablePointer<Float>  // [key, headDimQK], for types that are converted
  let values: UnsafeMutablePointer<Float>  // [key, headDimV], likewise
  let dK: UnsafeMutablePointer<Float>  // [key, headDimQK]
  let dV: UnsafeMutablePointer<Float>  // [key, headDimV]
  let row: UnsafeMutablePointer<Float>  // headDimV elements
  let panels: AttentionBackwardPanelMemory?

  init(
    _ attention: AttentionProblem, _ schedule: AttentionBackwardSchedule, _ kernel: AttentionKernel?
  ) throws(BackendError) {
    let (rows, keys) = (schedule.rowsPerBlock, schedule.keysPerBlock)
    // Panels write whole groups of rows.
    let scores = (rows + (kernel?.columns ?? 0)) * keys
    let shape = kernel.map { AttentionBackwardPanelMemory.Shape(attention, schedule, $0) }
    let converted = attention.type == .f32 ? 0 : keys
    let (dimK, dimV) = (attention.headDimQK, attention.headDimV)
    let counts =
      [
        scores, scores, rows * dimK, rows * dimV, converted * dimK, converted * dimV, keys * dimK,
        keys * dimV, dimV,
      ] + (shape?.counts ?? [])
    // Each part starts on a cache line.
    var starts: [Int] = []
    var total = 0
    for count in counts {
      starts.append(total)
      total += (count + 15) / 16 * 16
    }
    memory = try HostBuffer(byteCount: total * 4)
    let base = memory.pointer.assumingMemoryBound(to: Float.self)
    weights = base + starts[0]
    gradients = base + starts[1]
    query = base + starts[2]
    dO = base + starts[3]
    self.keys = base + starts[4]
    values = base + starts[5]
    dK = base + starts[6]
    dV = base + starts[7]
    row = base + starts[8]
    panels = AttentionBackwardPanelMemory(shape, starts.dropFirst(9).map { base + $0 })
  }
}
