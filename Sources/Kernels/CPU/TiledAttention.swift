import COpenBLAS
import CSIMD
import Foundation

/// Attention by tiles with an online softmax (Milakov and Gimelshein, 2018; FlashAttention, Dao et
/// al., 2022): the score matrix never exists.
///
/// One task computes a block of rows of one batch and key-value head against a range of keys. A row
/// is a (query, head) pair; the heads that share a key-value head lie in one block, so that each
/// tile of K and V serves them all. Scores of a tile come from sgemm, weights from a vectorised
/// exp, and weighted values are added by sgemm. f16 and bf16 tiles are converted to f32 first; O is
/// rounded once. With few rows (decoding) K and V are read once, as they are stored. Where there
/// are too few rows to keep every thread busy (decoding), the keys of a block are shared out too,
/// and the parts are merged.
///
/// Masked keys have no influence, whatever K and V hold there; rows without any key are zero. NaN
/// and infinite scores propagate as in the definition: a row with a NaN or +inf score is NaN.
/// Weights below 2^-149 of the largest are 0. Memory: O(tile) for each thread. The result does not
/// depend on which thread runs what.
final class TiledAttentionKernel: HostKernel {
  let problem: Problem
  let variant: KernelVariant
  private let attention: AttentionProblem
  private let team: HostTeam
  private let schedule: AttentionSchedule
  private let workspaces: [AttentionWorkspace]
  private let partials: AttentionPartials?

  init(_ attention: AttentionProblem, variant: KernelVariant, team: HostTeam) throws(BackendError) {
    problem = .attention(attention)
    self.variant = variant
    self.attention = attention
    self.team = team
    let schedule = AttentionSchedule(attention, threadCount: team.threadCount)
    self.schedule = schedule
    var workspaces: [AttentionWorkspace] = []
    for _ in 0..<min(team.threadCount, schedule.tasks.count) {
      workspaces.append(try AttentionWorkspace(attention, schedule))
    }
    self.workspaces = workspaces
    partials =
      schedule.partialRowCount == 0
      ? nil
      : try AttentionPartials(rowCount: schedule.partialRowCount, headDimV: attention.headDimV)
  }

  func run(_ operands: HostOperands) {
    OpenBLASLibrary.exclusively {
      OpenBLASLibrary.setThreadCount(1)
      let tiles = AttentionTiles(attention, schedule, operands)
      team.forEach(schedule.tasks.count) { index, worker in
        let task = schedule.tasks[index]
        let workspace = workspaces[worker]
        tiles.compute(task, workspace)
        if let partials, let firstRow = task.firstPartialRow {
          partials.save(workspace, rowCount: task.rows.count, at: firstRow)
        } else {
          for row in task.rows {
            tiles.finish(
              row, of: task, sum: workspace.sum[row - task.rows.lowerBound],
              workspace.output(row - task.rows.lowerBound))
          }
        }
      }
      guard let partials else { return }
      team.forEach(schedule.merges.count) { index, _ in
        let merge = schedule.merges[index]
        let task = schedule.tasks[merge.task]
        for slot in 0..<task.rows.count {
          let sum = partials.merge(merge.firstRows.map { $0 + slot })
          tiles.finish(
            task.rows.lowerBound + slot, of: task, sum: sum,
            partials.output(merge.firstRows[0] + slot))
        }
      }
    }
  }
}

/// The tile arithmetic of one execution.
private struct AttentionTiles {
  private let attention: AttentionProblem
  private let schedule: AttentionSchedule
  private let operands: HostOperands
  private let group: Int
  private let scale: Float
  private let simd = SIMDPath.widest.table

  init(_ attention: AttentionProblem, _ schedule: AttentionSchedule, _ operands: HostOperands) {
    self.attention = attention
    self.schedule = schedule
    self.operands = operands
    group = attention.heads / attention.kvHeads
    scale = Float(attention.softmaxScale)
  }

  /// Leaves unnormalised outputs, maxima and sums of the task's rows in `workspace`.
  func compute(_ task: AttentionTask, _ workspace: AttentionWorkspace) {
    let count = task.rows.count
    for slot in 0..<count {
      let row = task.rows.lowerBound + slot
      let head = task.kvHead * group + row % group
      let at =
        task.batch * attention.strides.q.batch + head * attention.strides.q.head
        + row / group * attention.strides.q.seq
      FloatElements.load(
        operands[.q] + at * attention.type.byteCount, attention.type,
        into: workspace.query + slot * attention.headDimQK, count: attention.headDimQK)
      workspace.max[slot] = -.infinity
      workspace.sum[slot] = 0
    }
    memset(workspace.outputs, 0, count * attention.headDimV * 4)
    var start = task.keys.lowerBound
    while start < task.keys.upperBound {
      let end = min(start + schedule.keysPerTile, task.keys.upperBound)
      add(start..<end, task, workspace)
      start = end
    }
  }

  /// Adds one tile of keys to the rows that see any of them.
  private func add(_ tile: Range<Int>, _ task: AttentionTask, _ workspace: AttentionWorkspace) {
    // Both ends of a row's keys grow with the query, so the rows concerned are consecutive.
    var first = 0
    var last = task.rows.count
    func keys(_ slot: Int) -> Range<Int> { visibleKeys(task, slot) }
    while first < last, keys(first).upperBound <= tile.lowerBound { first += 1 }
    while last > first, keys(last - 1).lowerBound >= tile.upperBound { last -= 1 }
    guard first < last else { return }
    let lower = max(tile.lowerBound, keys(first).lowerBound)
    let upper = min(tile.upperBound, keys(last - 1).upperBound)
    guard lower < upper else { return }
    if schedule.readsLinesDirectly {
      addDirectly(task, lower..<upper, slots: first..<last, workspace)
      return
    }
    let (k, leadingK) = matrix(
      .k, attention.headDimQK, attention.strides.k, lower..<upper, task, workspace.keys)
    let (v, leadingV) = matrix(
      .v, attention.headDimV, attention.strides.v, lower..<upper, task, workspace.values)
    let rows = last - first
    let count = upper - lower
    let scores = workspace.scores
    multiplyKeys(
      k, leadingK, workspace.query + first * attention.headDimQK, rows: rows, count: count,
      into: scores)

    let isRagged = weigh(task, lower..<upper, slots: first..<last, workspace)
    // A weight of zero cancels a masked value only if that is finite.
    if isRagged, !isFinite(v, leadingV, count: count) {
      for slot in first..<last {
        let visible = keys(slot).clamped(to: lower..<upper)
        let at = visible.lowerBound - lower
        addValues(
          v + at * leadingV, leadingV, scores + (slot - first) * count + at, rows: 1,
          count: visible.count,
          leadingWeights: count, into: workspace.output(slot))
      }
    } else {
      addValues(
        v, leadingV, scores, rows: rows, count: count, leadingWeights: count,
        into: workspace.output(first))
    }
  }

  /// Turns scores of the rows at `slots` into weights, zero where the row does not see the key, and
  /// rescales what the rows have so far; returns whether some row does not see all of `keys`.
  private func weigh(
    _ task: AttentionTask, _ keys: Range<Int>, slots: Range<Int>, _ workspace: AttentionWorkspace
  ) -> Bool {
    var isRagged = false
    for slot in slots {
      let visible = visibleKeys(task, slot).clamped(to: keys)
      let row = workspace.scores + (slot - slots.lowerBound) * keys.count
      let correction = simd.softmax_step(
        row + (visible.lowerBound - keys.lowerBound), visible.count, scale, workspace.max + slot,
        workspace.sum + slot)
      if visible.count < keys.count {
        isRagged = true
        for j in 0..<visible.lowerBound - keys.lowerBound { row[j] = 0 }
        for j in visible.upperBound - keys.lowerBound..<keys.count { row[j] = 0 }
      }
      if correction != 1 {
        simd.scale_add(workspace.output(slot), correction, nil, 0, attention.headDimV)
      }
    }
    return isRagged
  }

  /// The keys that the row at `slot` sees.
  private func visibleKeys(_ task: AttentionTask, _ slot: Int) -> Range<Int> {
    schedule.band.keys((task.rows.lowerBound + slot) / group)
  }

  /// Adds one tile to a few rows, reading K and V once and as they are stored.
  private func addDirectly(
    _ task: AttentionTask, _ keys: Range<Int>, slots: Range<Int>, _ workspace: AttentionWorkspace
  ) {
    let (dot, add) =
      switch attention.type {
      case .f16: (simd.dot_lines_f16, simd.add_lines_f16)
      case .bf16: (simd.dot_lines_bf16, simd.add_lines_bf16)
      default: (simd.dot_lines_f32, simd.add_lines_f32)
      }
    let size = attention.type.byteCount
    let (dimK, dimV) = (attention.headDimQK, attention.headDimV)
    let (strideK, strideV) = (attention.strides.k.seq, attention.strides.v.seq)
    let k = address(.k, attention.strides.k, task, key: keys.lowerBound)
    let v = address(.v, attention.strides.v, task, key: keys.lowerBound)
    dot?(
      k, strideK, keys.count, workspace.query + slots.lowerBound * dimK, dimK, slots.count, dimK,
      workspace.scores, keys.count)
    if weigh(task, keys, slots: slots, workspace) {
      // Row by row, so that masked values are not even multiplied by zero.
      for slot in slots {
        let visible = visibleKeys(task, slot).clamped(to: keys)
        let at = visible.lowerBound - keys.lowerBound
        add?(
          v + at * strideV * size, strideV, visible.count,
          workspace.scores + (slot - slots.lowerBound) * keys.count + at, keys.count, 1, dimV,
          workspace.output(slot), dimV)
      }
    } else {
      add?(
        v, strideV, keys.count, workspace.scores, keys.count, slots.count, dimV,
        workspace.output(slots.lowerBound), dimV)
    }
  }

  private func address(
    _ role: OperandRole, _ strides: AttentionStrides, _ task: AttentionTask, key: Int
  ) -> UnsafeRawPointer {
    let at = task.batch * strides.batch + task.kvHead * strides.head + key * strides.seq
    return UnsafeRawPointer(operands[role] + at * attention.type.byteCount)
  }

  /// The keys' rows of K or V in f32: as they lie, or converted into `scratch`.
  private func matrix(
    _ role: OperandRole, _ dim: Int, _ strides: AttentionStrides, _ keys: Range<Int>,
    _ task: AttentionTask,
    _ scratch: UnsafeMutablePointer<Float>
  ) -> (UnsafePointer<Float>, Int) {
    let address = address(role, strides, task, key: keys.lowerBound)
    if attention.type == .f32 { return (address.assumingMemoryBound(to: Float.self), strides.seq) }
    if strides.seq == dim {
      FloatElements.load(address, attention.type, into: scratch, count: keys.count * dim)
    } else {
      for j in 0..<keys.count {
        FloatElements.load(
          address + j * strides.seq * attention.type.byteCount, attention.type,
          into: scratch + j * dim,
          count: dim)
      }
    }
    return (UnsafePointer(scratch), dim)
  }

  /// Sets scores[row][key] to the product of query[row] and K[key].
  private func multiplyKeys(
    _ k: UnsafePointer<Float>, _ leading: Int, _ query: UnsafePointer<Float>, rows: Int, count: Int,
    into scores: UnsafeMutablePointer<Float>
  ) {
    let dim = blasint(attention.headDimQK)
    if rows == 1 {
      cblas_sgemv(
        CblasColMajor, CblasTrans, dim, blasint(count), 1, k, blasint(leading), query, 1, 0, scores,
        1)
    } else {
      cblas_sgemm(
        CblasColMajor, CblasTrans, CblasNoTrans, blasint(count), blasint(rows), dim, 1, k,
        blasint(leading),
        query, dim, 0, scores, blasint(count))
    }
  }

  /// Adds the sum over keys of weights[row][key] * V[key] to output[row].
  private func addValues(
    _ v: UnsafePointer<Float>, _ leading: Int, _ weights: UnsafePointer<Float>, rows: Int,
    count: Int,
    leadingWeights: Int, into output: UnsafeMutablePointer<Float>
  ) {
    guard count > 0 else { return }
    let dim = blasint(attention.headDimV)
    if rows == 1 {
      cblas_sgemv(
        CblasColMajor, CblasNoTrans, dim, blasint(count), 1, v, blasint(leading), weights, 1, 1,
        output, 1)
    } else {
      cblas_sgemm(
        CblasColMajor, CblasNoTrans, CblasNoTrans, dim, blasint(rows), blasint(count), 1, v,
        blasint(leading), weights, blasint(leadingWeights), 1, output, dim)
    }
  }

  private func isFinite(_ v: UnsafePointer<Float>, _ leading: Int, count: Int) -> Bool {
    for j in 0..<count where !simd.all_finite(v + j * leading, attention.headDimV) { return false }
    return true
  }

  /// Normalises one row and stores it.
  func finish(_ row: Int, of task: AttentionTask, sum: Float, _ output: UnsafeMutablePointer<Float>)
  {
    let head = task.kvHead * group + row % group
    let strides = attention.strides.o
    let at = task.batch * strides.batch + head * strides.head + row / group * strides.seq
    // A row that sees keys but only scores of -inf has a sum of 0, and 0 * inf makes it NaN, as in
    // the definition.
    if !schedule.band.keys(row / group).isEmpty {
      simd.scale_add(output, 1 / sum, nil, 0, attention.headDimV)
    }
    FloatElements.store(
      output, to: operands[.o] + at * attention.type.byteCount, attention.type,
      count: attention.headDimV)
  }
}
