import COpenBLAS
import CSIMD
import Foundation

/// The products of a backward pass by sgemm.
struct AttentionBackwardTiles: AttentionBackwardArithmetic {
  let rows: AttentionBackwardRows
  private var attention: AttentionProblem { rows.attention }
  private var schedule: AttentionBackwardSchedule { rows.schedule }

  func add(_ task: AttentionTask, _ workspace: AttentionBackwardWorkspace) {
    let (dimK, dimV) = (attention.headDimQK, attention.headDimV)
    let head = rows.head(task)
    let dQ = rows.dQ(task)
    memset(dQ, 0, schedule.rowCount * dimK * 4)
    for start in stride(
      from: task.keys.lowerBound, to: task.keys.upperBound, by: schedule.keysPerBlock)
    {
      let keys = start..<min(start + schedule.keysPerBlock, task.keys.upperBound)
      memset(workspace.dK, 0, keys.count * dimK * 4)
      memset(workspace.dV, 0, keys.count * dimV * 4)
      let k = rows.operands.matrix(.k, task, keys, converted: workspace.keys)
      let v = rows.operands.matrix(.v, task, keys, converted: workspace.values)
      for first in stride(from: 0, to: schedule.rowCount, by: schedule.rowsPerBlock) {
        let block = first..<min(first + schedule.rowsPerBlock, schedule.rowCount)
        guard let (slots, seen) = schedule.band.pairs(of: block, group: schedule.group, keys) else {
          continue
        }
        let offset = seen.lowerBound - keys.lowerBound
        let tile = Tile(
          head: head, rows: slots, keys: seen,
          k: (k.0 + offset * k.1, k.1), v: (v.0 + offset * v.1, v.1),
          q: rows.matrix(
            .q, attention.strides.q, head: head, slots, dimK, packed: workspace.query),
          dO: rows.matrix(
            .dO, attention.strides.o, head: head, slots, dimV, packed: workspace.dO),
          dQ: dQ + slots.lowerBound * dimK, dK: workspace.dK + offset * dimK,
          dV: workspace.dV + offset * dimV)
        add(tile, workspace)
      }
      rows.simd.scale_add(workspace.dK, Float(attention.softmaxScale), nil, 0, keys.count * dimK)
      rows.store(workspace.dK, .dK, attention.strides.k, task, keys, dimK)
      rows.store(workspace.dV, .dV, attention.strides.v, task, keys, dimV)
    }
  }

  /// Some rows and keys of a head, all of which are seen by some row and see some key.
  private struct Tile {
    let head: Int
    let rows, keys: Range<Int>
    let k, v, q, dO: AttentionMatrix
    let dQ, dK, dV: UnsafeMutablePointer<Float>
  }

  private func add(_ tile: Tile, _ workspace: AttentionBackwardWorkspace) {
    let (m, n) = (tile.rows.count, tile.keys.count)
    let (dimK, dimV) = (attention.headDimQK, attention.headDimV)
    let (weights, gradients) = (workspace.weights, workspace.gradients)
    multiply(
      .transposed, tile.k, .plain, tile.q, n, m, dimK, into: weights, n, adds: false)
    multiply(
      .transposed, tile.v, .plain, tile.dO, n, m, dimV, into: gradients, n, adds: false)
    let isRagged = rows.weigh(head: tile.head, tile.rows, tile.keys, n, workspace)
    if isRagged, !isFinite(tile) {
      addVisible(tile, workspace)
      return
    }
    let (p, dS) = ((UnsafePointer(weights), n), (UnsafePointer(gradients), n))
    multiply(.plain, tile.dO, .transposed, p, dimV, n, m, into: tile.dV, dimV, adds: true)
    multiply(.plain, tile.q, .transposed, dS, dimK, n, m, into: tile.dK, dimK, adds: true)
    multiply(.plain, tile.k, .plain, dS, dimK, m, n, into: tile.dQ, dimK, adds: true)
  }

  // A weight of zero cancels what is masked only if that is finite.
  private func isFinite(_ tile: Tile) -> Bool {
    rows.isFinite(tile.k, tile.keys.count, attention.headDimQK)
      && rows.isFinite(tile.q, tile.rows.count, attention.headDimQK)
      && rows.isFinite(tile.dO, tile.rows.count, attention.headDimV)
  }

  /// The last three products pair by pair, where a masked one must not even be multiplied by zero.
  private func addVisible(_ tile: Tile, _ workspace: AttentionBackwardWorkspace) {
    let (dimK, dimV) = (attention.headDimQK, attention.headDimV)
    for (slot, row) in tile.rows.enumerated() {
      for j in rows.visible(row, tile.keys) {
        let weight = workspace.weights[slot * tile.keys.count + j]
        let gradient = workspace.gradients[slot * tile.keys.count + j]
        rows.simd.scale_add(tile.dV + j * dimV, 1, tile.dO.0 + slot * tile.dO.1, weight, dimV)
        rows.simd.scale_add(tile.dK + j * dimK, 1, tile.q.0 + slot * tile.q.1, gradient, dimK)
        rows.simd.scale_add(tile.dQ + slot * dimK, 1, tile.k.0 + j * tile.k.1, gradient, dimK)
      }
    }
  }

  private enum Form {
    case plain, transposed
  }

  /// `c = op(a) op(b)`, or added to it, in column-major terms: c is m x n.
  private func multiply(
    _ formA: Form, _ a: AttentionMatrix, _ formB: Form, _ b: AttentionMatrix, _ m: Int, _ n: Int,
    _ k: Int,
    into c: UnsafeMutablePointer<Float>, _ ldc: Int, adds: Bool
  ) {
    cblas_sgemm(
      CblasColMajor, formA == .plain ? CblasNoTrans : CblasTrans,
      formB == .plain ? CblasNoTrans : CblasTrans, blasint(m), blasint(n), blasint(k), 1, a.0,
      blasint(a.1), b.0, blasint(b.1), adds ? 1 : 0, c, blasint(ldc))
  }
}
