import COpenBLAS
import CSIMD
import Foundation

/// Attention by tiles whose scores and weighted values come from sgemm; with few rows, by lines of K and V
/// as they are stored.
struct AttentionTiles: AttentionArithmetic {
  private let attention: AttentionProblem
  private let schedule: AttentionSchedule
  private let operands: AttentionOperands
  private let scale: Float
  private let simd = SIMDPath.widest.table

  init(_ attention: AttentionProblem, _ schedule: AttentionSchedule, _ operands: HostOperands) {
    self.attention = attention
    self.schedule = schedule
    self.operands = AttentionOperands(attention, operands)
    scale = Float(attention.softmaxScale)
  }

  func compute(_ task: AttentionTask, _ workspace: AttentionWorkspace) {
    let count = task.rows.count
    for slot in 0..<count {
      operands.loadQuery(task, slot, into: workspace.query + slot * attention.headDimQK)
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
    func keys(_ slot: Int) -> Range<Int> { schedule.keys(task, slot) }
    guard let (slots, seen) = schedule.rows(of: task, seeing: tile) else { return }
    let (first, last) = (slots.lowerBound, slots.upperBound)
    let (lower, upper) = (seen.lowerBound, seen.upperBound)
    if schedule.readsLinesDirectly {
      addDirectly(task, lower..<upper, slots: first..<last, workspace)
      return
    }
    let (k, leadingK) = operands.matrix(
      .k, task, lower..<upper, converted: workspace.keys)
    let (v, leadingV) = operands.matrix(
      .v, task, lower..<upper, converted: workspace.values)
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
      let visible = schedule.keys(task, slot).clamped(to: keys)
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
    let k = operands.address(.k, task, key: keys.lowerBound)
    let v = operands.address(.v, task, key: keys.lowerBound)
    dot?(
      k, strideK, keys.count, workspace.query + slots.lowerBound * dimK, dimK, slots.count, dimK,
      workspace.scores, keys.count)
    if weigh(task, keys, slots: slots, workspace) {
      // Row by row, so that masked values are not even multiplied by zero.
      for slot in slots {
        let visible = schedule.keys(task, slot).clamped(to: keys)
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
}
