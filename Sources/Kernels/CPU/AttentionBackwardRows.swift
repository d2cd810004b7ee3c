import CSIMD
import Foundation

/// How the products of one execution of a backward pass are computed.
protocol AttentionBackwardArithmetic {
  /// Leaves the gradients of a task's keys in the output, and its part of dQ in the sums.
  func add(_ task: AttentionTask, _ workspace: AttentionBackwardWorkspace)
}

/// Matrices of rows with the distance of the rows.
typealias AttentionMatrix = (UnsafePointer<Float>, Int)

/// What one execution of a backward pass reads and writes row by row; heads are given as batch * kvHeads + kvHead.
struct AttentionBackwardRows {
  let attention: AttentionProblem
  let schedule: AttentionBackwardSchedule
  let operands: AttentionOperands
  let simd = SIMDPath.widest.table
  private let backward: AttentionBackwardProblem
  private let lse: UnsafeRawPointer
  private let output: UnsafeMutableRawPointer
  private let sums, deltas: UnsafeMutablePointer<Float>

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

  /// Sets delta of some rows of a head.
  func setDeltas(head: Int, _ rows: Range<Int>, _ workspace: AttentionBackwardWorkspace) {
    let dim = attention.headDimV
    for row in rows {
      load(.dO, attention.strides.o, head: head, row, into: workspace.dO, count: dim)
      load(.oSaved, attention.strides.o, head: head, row, into: workspace.row, count: dim)
      simd.dot_lines_f32(
        workspace.row, dim, 1, workspace.dO, dim, 1, dim, deltas + head * schedule.rowCount + row, 1
      )
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

  /// A task's part of dQ, [row, headDimQK].
  func dQ(_ task: AttentionTask) -> UnsafeMutablePointer<Float> {
    let part = (task.firstPartialRow ?? 0) * attention.batch * attention.kvHeads
    return sums + (part + head(task)) * schedule.rowCount * attention.headDimQK
  }

  func head(_ task: AttentionTask) -> Int {
    task.batch * attention.kvHeads + task.kvHeads.lowerBound
  }

  /// Rows in f32, and their distance: as they lie where they lie evenly, or put together in `packed`.
  func matrix(
    _ role: OperandRole, _ strides: AttentionStrides, head: Int, _ rows: Range<Int>, _ dim: Int,
    packed: UnsafeMutablePointer<Float>
  ) -> AttentionMatrix {
    if attention.type == .f32, schedule.group == 1 {
      let address = operands.rowAddress(role, strides, head: head, rows.lowerBound)
      return (UnsafePointer(address.assumingMemoryBound(to: Float.self)), strides.seq)
    }
    for (slot, row) in rows.enumerated() {
      load(role, strides, head: head, row, into: packed + slot * dim, count: dim)
    }
    return (UnsafePointer(packed), dim)
  }

  /// Turns scores into P and dO V^T into dS, zero where a row does not see a key; returns whether there are such pairs.
  ///
  /// - Parameter stride: the distance of the rows of both, which start with the first key of `keys`.
  func weigh(
    head: Int, _ rows: Range<Int>, _ keys: Range<Int>, _ stride: Int,
    _ workspace: AttentionBackwardWorkspace
  ) -> Bool {
    let scale = Float(attention.softmaxScale)
    let count = keys.count
    var isRagged = false
    for (slot, row) in rows.enumerated() {
      let seen = visible(row, keys)
      let weights = workspace.weights + slot * stride
      let gradients = workspace.gradients + slot * stride
      simd.attention_gradients(
        weights + seen.lowerBound, gradients + seen.lowerBound, seen.count, scale,
        lse(head, row), deltas[head * schedule.rowCount + row])
      guard seen.count < count else { continue }
      isRagged = true
      for hidden in [0..<seen.lowerBound, seen.upperBound..<count] {
        memset(weights + hidden.lowerBound, 0, hidden.count * 4)
        memset(gradients + hidden.lowerBound, 0, hidden.count * 4)
      }
    }
    return isRagged
  }

  /// The keys that a row sees, counted from the first of `keys`.
  func visible(_ row: Int, _ keys: Range<Int>) -> Range<Int> {
    let seen = schedule.band.keys(row / schedule.group).clamped(to: keys)
    return seen.lowerBound - keys.lowerBound..<seen.upperBound - keys.lowerBound
  }

  private func lse(_ head: Int, _ row: Int) -> Float {
    let (batch, kvHead) = head.quotientAndRemainder(dividingBy: attention.kvHeads)
    let queryHead = kvHead * schedule.group + row % schedule.group
    let index = (batch * attention.heads + queryHead) * attention.seqQ + row / schedule.group
    return lse.load(fromByteOffset: index * 4, as: Float.self)
  }

  func isFinite(_ matrix: AttentionMatrix, _ count: Int, _ dim: Int) -> Bool {
    (0..<count).allSatisfy { simd.all_finite(matrix.0 + $0 * matrix.1, dim) }
  }

  /// Rounds the gradients of keys to their type.
  func store(
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
