import COpenBLAS
import CSIMD
import Foundation

/// The products of one execution of a backward pass.
struct AttentionBackwardTiles {
  private let backward: AttentionBackwardProblem
  private let attention: AttentionProblem
  private let schedule: AttentionBackwardSchedule
  private let operands: AttentionOperands
  private let lse: UnsafeRawPointer
  private let output: UnsafeMutableRawPointer
  private let sums, deltas: UnsafeMutablePointer<Float>
  private let simd = SIMDPath.widest.table

  init(
    _ backward: AttentionBackwardProblem, _ schedule: AttentionBackwardSchedule,
    _ operands: HostOperands, sums: UnsafeMutablePointer<Float>,
    deltas: UnsafeMutablePointer<Float>
  ) {
    self.backward = backward
    attention = backward.forward
    self.schedule = schedule
    self.operands = AttentionOperands(attention, operands)
    lse = UnsafeRawPointer(operands[.lse])
    output = operands[.dQKV]
    self.sums = sums
    self.deltas = deltas
  }

  // MARK: Before and after the products

  /// Sets delta of some rows of a head, given as batch * kvHeads + kvHead.
  func setDeltas(head: Int, _ rows: Range<Int>, _ workspace: AttentionBackwardWorkspace) {
    let dim = attention.headDimV
    for row in rows {
      load(.dO, attention.strides.o, head: head, row, into: workspace.dO, count: dim)
      load(.oSaved, attention.strides.o, head: head, row, into: workspace.row, count: dim)
      simd.dot_lines_f32(
        workspace.row, dim, 1, nil, workspace.dO, dim, 1, dim,
        deltas + head * schedule.rowCount + row, 1)
    }
  }

  /// Adds up the parts of dQ of some rows of a head, and stores them.
  func finish(head: Int, _ rows: Range<Int>) {
    let dim = attention.headDimQK
    let partSize = attention.batch * attention.kvHeads * schedule.rowCount * dim
    for row in rows {
      let sum = sums + (head * schedule.rowCount + row) * dim
      for part in 1..<schedule.partCount { simd.add(sum, sum + part * partSize, dim) }
      simd.scale_add(sum, Float(attention.softmaxScale), nil, 0, dim)
      // dQ is the first of the gradients.
      FloatElements.store(
        sum, to: operands.rowAddress(.dQKV, attention.strides.q, head: head, row), attention.type,
        count: dim)
    }
  }

  private func load(
    _ role: OperandRole, _ strides: AttentionStrides, head: Int, _ row: Int,
    into destination: UnsafeMutablePointer<Float>, count: Int
  ) {
    FloatElements.load(
      operands.rowAddress(role, strides, head: head, row), attention.type, into: destination,
      count: count)
  }

  // MARK: Products

  /// Leaves the gradients of a task's keys in the output, and its part of dQ in the sums.
  func add(_ task: AttentionTask, _ workspace: AttentionBackwardWorkspace) {
    let (dimK, dimV) = (attention.headDimQK, attention.headDimV)
    let head = task.batch * attention.kvHeads + task.kvHeads.lowerBound
    let part = task.firstPartialRow ?? 0
    let dQ =
      sums
      + (part * attention.batch * attention.kvHeads + head) * schedule.rowCount * dimK
    memset(dQ, 0, schedule.rowCount * dimK * 4)
    for start in stride(
      from: task.keys.lowerBound, to: task.keys.upperBound, by: schedule.keysPerBlock)
    {
      let keys = start..<min(start + schedule.keysPerBlock, task.keys.upperBound)
      memset(workspace.dK, 0, keys.count * dimK * 4)
      memset(workspace.dV, 0, keys.count * dimV * 4)
      let k = operands.matrix(.k, task, keys, converted: workspace.keys)
      let v = operands.matrix(.v, task, keys, converted: workspace.values)
      for first in stride(from: 0, to: schedule.rowCount, by: schedule.rowsPerBlock) {
        let rows = first..<min(first + schedule.rowsPerBlock, schedule.rowCount)
        guard let (rows, seen) = schedule.band.pairs(of: rows, group: schedule.group, keys) else {
          continue
        }
        let offset = seen.lowerBound - keys.lowerBound
        let tile = Tile(
          head: head, rows: rows, keys: seen,
          k: (k.0 + offset * k.1, k.1), v: (v.0 + offset * v.1, v.1),
          q: matrix(.q, attention.strides.q, head: head, rows, dimK, packed: workspace.query),
          dO: matrix(.dO, attention.strides.o, head: head, rows, dimV, packed: workspace.dO),
          dQ: dQ + rows.lowerBound * dimK, dK: workspace.dK + offset * dimK,
          dV: workspace.dV + offset * dimV)
        add(tile, workspace)
      }
      simd.scale_add(workspace.dK, Float(attention.softmaxScale), nil, 0, keys.count * dimK)
      store(workspace.dK, .dK, attention.strides.k, task, keys, dimK)
      store(workspace.dV, .dV, attention.strides.v, task, keys, dimV)
    }
  }

  /// Matrices of rows with the distance of the rows.
  private typealias Matrix = (UnsafePointer<Float>, Int)

  /// Some rows and keys of a head, all of which are seen by some row and see some key.
  private struct Tile {
    let head: Int
    let rows, keys: Range<Int>
    let k, v, q, dO: Matrix
    let dQ, dK, dV: UnsafeMutablePointer<Float>
  }

  /// Rows in f32, and their distance: as they lie where they lie evenly, or put together in `packed`.
  private func matrix(
    _ role: OperandRole, _ strides: AttentionStrides, head: Int, _ rows: Range<Int>, _ dim: Int,
    packed: UnsafeMutablePointer<Float>
  ) -> Matrix {
    if attention.type == .f32, schedule.group == 1 {
      let address = operands.rowAddress(role, strides, head: head, rows.lowerBound)
      return (UnsafePointer(address.assumingMemoryBound(to: Float.self)), strides.seq)
    }
    for (slot, row) in rows.enumerated() {
      load(role, strides, head: head, row, into: packed + slot * dim, count: dim)
    }
    return (UnsafePointer(packed), dim)
  }

  private func add(_ tile: Tile, _ workspace: AttentionBackwardWorkspace) {
    let (rows, keys) = (tile.rows.count, tile.keys.count)
    let (dimK, dimV) = (attention.headDimQK, attention.headDimV)
    let (weights, gradients) = (workspace.weights, workspace.gradients)
    multiply(
      .transposed, tile.k, .plain, tile.q, keys, rows, dimK, into: weights, keys, adds: false)
    multiply(
      .transposed, tile.v, .plain, tile.dO, keys, rows, dimV, into: gradients, keys, adds: false)
    let isRagged = weigh(tile, workspace)
    if isRagged, !isFinite(tile) {
      addVisible(tile, workspace)
      return
    }
    let (p, dS) = ((UnsafePointer(weights), keys), (UnsafePointer(gradients), keys))
    multiply(.plain, tile.dO, .transposed, p, dimV, keys, rows, into: tile.dV, dimV, adds: true)
    multiply(.plain, tile.q, .transposed, dS, dimK, keys, rows, into: tile.dK, dimK, adds: true)
    multiply(.plain, tile.k, .plain, dS, dimK, rows, keys, into: tile.dQ, dimK, adds: true)
  }

  /// Turns scores into P and dO V^T into dS, zero where a row does not see a key; returns whether there are such pairs.
  private func weigh(_ tile: Tile, _ workspace: AttentionBackwardWorkspace) -> Bool {
    let scale = Float(attention.softmaxScale)
    let count = tile.keys.count
    var isRagged = false
    for (slot, row) in tile.rows.enumerated() {
      let seen = visible(row, tile)
      let weights = workspace.weights + slot * count
      let gradients = workspace.gradients + slot * count
      simd.attention_gradients(
        weights + seen.lowerBound, gradients + seen.lowerBound, seen.count, scale,
        lse(tile.head, row), deltas[tile.head * schedule.rowCount + row])
      guard seen.count < count else { continue }
      isRagged = true
      for hidden in [0..<seen.lowerBound, seen.upperBound..<count] {
        memset(weights + hidden.lowerBound, 0, hidden.count * 4)
        memset(gradients + hidden.lowerBound, 0, hidden.count * 4)
      }
    }
    return isRagged
  }

  /// The keys that a row sees, counted from the tile's first.
  private func visible(_ row: Int, _ tile: Tile) -> Range<Int> {
    let keys = schedule.band.keys(row / schedule.group).clamped(to: tile.keys)
    return keys.lowerBound - tile.keys.lowerBound..<keys.upperBound - tile.keys.lowerBound
  }

  private func lse(_ head: Int, _ row: Int) -> Float {
    let (batch, kvHead) = head.quotientAndRemainder(dividingBy: attention.kvHeads)
    let queryHead = kvHead * schedule.group + row % schedule.group
    let index = (batch * attention.heads + queryHead) * attention.seqQ + row / schedule.group
    return lse.load(fromByteOffset: index * 4, as: Float.self)
  }

  // A weight of zero cancels what is masked only if that is finite.
  private func isFinite(_ tile: Tile) -> Bool {
    func isFinite(_ matrix: Matrix, _ count: Int, _ dim: Int) -> Bool {
      (0..<count).allSatisfy { simd.all_finite(matrix.0 + $0 * matrix.1, dim) }
    }
    return isFinite(tile.k, tile.keys.count, attention.headDimQK)
      && isFinite(tile.q, tile.rows.count, attention.headDimQK)
      && isFinite(tile.dO, tile.rows.count, attention.headDimV)
  }

  /// The last three products pair by pair, where a masked one must not even be multiplied by zero.
  private func addVisible(_ tile: Tile, _ workspace: AttentionBackwardWorkspace) {
    let (dimK, dimV) = (attention.headDimQK, attention.headDimV)
    for (slot, row) in tile.rows.enumerated() {
      for j in visible(row, tile) {
        let weight = workspace.weights[slot * tile.keys.count + j]
        let gradient = workspace.gradients[slot * tile.keys.count + j]
        simd.scale_add(tile.dV + j * dimV, 1, tile.dO.0 + slot * tile.dO.1, weight, dimV)
        simd.scale_add(tile.dK + j * dimK, 1, tile.q.0 + slot * tile.q.1, gradient, dimK)
        simd.scale_add(tile.dQ + slot * dimK, 1, tile.k.0 + j * tile.k.1, gradient, dimK)
      }
    }
  }

  private enum Form {
    case plain, transposed
  }

  /// `c = op(a) op(b)`, or added to it, in column-major terms: c is m x n.
  private func multiply(
    _ formA: Form, _ a: Matrix, _ formB: Form, _ b: Matrix, _ m: Int, _ n: Int, _ k: Int,
    into c: UnsafeMutablePointer<Float>, _ ldc: Int, adds: Bool
  ) {
    cblas_sgemm(
      CblasColMajor, formA == .plain ? CblasNoTrans : CblasTrans,
      formB == .plain ? CblasNoTrans : CblasTrans, blasint(m), blasint(n), blasint(k), 1, a.0,
      blasint(a.1), b.0, blasint(b.1), adds ? 1 : 0, c, blasint(ldc))
  }

  /// Rounds the gradients of keys to their type.
  private func store(
    _ rows: UnsafePointer<Float>, _ gradient: AttentionGradient, _ strides: AttentionStrides,
    _ task: AttentionTask, _ keys: Range<Int>, _ dim: Int
  ) {
    let first =
      backward.start(of: gradient) + task.batch * strides.batch
      + task.kvHeads.lowerBound * strides.head
    for (slot, key) in keys.enumerated() {
      FloatElements.store(
        rows + slot * dim, to: output + (first + key * strides.seq) * attention.type.byteCount,
        attention.type, count: dim)
    }
  }
}
