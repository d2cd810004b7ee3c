import COpenBLAS
import CSIMD

/// Attention by tiles whose scores and weighted values come from sgemm.
struct AttentionTiles: AttentionArithmetic {
  let attention: AttentionProblem
  let schedule: AttentionSchedule
  private let operands: AttentionOperands

  init(_ attention: AttentionProblem, _ schedule: AttentionSchedule, _ operands: HostOperands) {
    self.attention = attention
    self.schedule = schedule
    self.operands = AttentionOperands(attention, operands)
  }

  func compute(_ task: AttentionTask, _ workspace: AttentionWorkspace) {
    start(task, operands, workspace)
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

    let isRagged = weigh(scores, task, lower..<upper, slots: first..<last, workspace)
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
    for j in 0..<count where !SIMDPath.widest.table.all_finite(v + j * leading, attention.headDimV)
    { return false }
    return true
  }
}
