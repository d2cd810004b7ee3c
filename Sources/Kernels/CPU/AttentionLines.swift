import CSIMD

/// Attention of a few rows by lines of K and V, which are read once and as they are stored, so that memory sets the
/// pace.
///
/// Where the heads of a key lie side by side, a task takes them all, a few keys at a time: one head after the other would
/// read a short run of every page, at two thirds of the rate (docs/performance.md). Keys of all heads come first and their
/// values second, so that memory is read in two long streams, one at a time.
struct AttentionLines: AttentionArithmetic {
  let attention: AttentionProblem
  let schedule: AttentionSchedule
  private let operands: AttentionOperands
  private let dot: parity_dot_lines
  private let add: parity_add_lines

  init(_ attention: AttentionProblem, _ schedule: AttentionSchedule, _ operands: HostOperands) {
    self.attention = attention
    self.schedule = schedule
    self.operands = AttentionOperands(attention, operands)
    let simd = SIMDPath.widest.table
    (dot, add) =
      switch attention.type {
      case .f16: (simd.dot_lines_f16, simd.add_lines_f16)
      case .bf16: (simd.dot_lines_bf16, simd.add_lines_bf16)
      default: (simd.dot_lines_f32, simd.add_lines_f32)
      }
  }

  func compute(_ task: AttentionTask, _ workspace: AttentionWorkspace) {
    start(task, operands, workspace)
    var start = task.keys.lowerBound
    while start < task.keys.upperBound {
      let end = min(start + schedule.keysPerTile, task.keys.upperBound)
      if let (rows, keys) = schedule.rows(of: task, seeing: start..<end) {
        for head in 0..<task.kvHeads.count { score(keys, task, head, rows, workspace) }
        for head in 0..<task.kvHeads.count { addValues(keys, task, head, rows, workspace) }
      }
      start = end
    }
  }

  /// The rows of one of the task's heads, and where their scores lie.
  private func slots(
    _ keys: Range<Int>, _ task: AttentionTask, _ head: Int, _ rows: Range<Int>,
    _ workspace: AttentionWorkspace
  ) -> (Range<Int>, UnsafeMutablePointer<Float>) {
    let first = head * task.rows.count
    return (
      first + rows.lowerBound..<first + rows.upperBound,
      workspace.scores + head * rows.count * keys.count
    )
  }

  /// Multiplies keys with the rows of one of the task's heads, while the values of the same keys are fetched.
  private func score(
    _ keys: Range<Int>, _ task: AttentionTask, _ head: Int, _ rows: Range<Int>,
    _ workspace: AttentionWorkspace
  ) {
    let (slots, scores) = slots(keys, task, head, rows, workspace)
    let dim = attention.headDimQK
    dot(
      operands.address(.k, task, head: head, key: keys.lowerBound), attention.strides.k.seq,
      keys.count, fetched(.v, task, head, from: keys.lowerBound, count: keys.count),
      workspace.query + slots.lowerBound * dim, dim, slots.count, dim, scores, keys.count)
  }

  /// Adds values to the rows of one of the task's heads, while the keys that come next are fetched.
  private func addValues(
    _ keys: Range<Int>, _ task: AttentionTask, _ head: Int, _ rows: Range<Int>,
    _ workspace: AttentionWorkspace
  ) {
    let (slots, scores) = slots(keys, task, head, rows, workspace)
    let (dim, stride) = (attention.headDimV, attention.strides.v.seq)
    let v = operands.address(.v, task, head: head, key: keys.lowerBound)
    let next = fetched(.k, task, head, from: keys.upperBound, count: keys.count)
    if weigh(scores, task, keys, slots: slots, workspace) {
      // Row by row, so that masked values are not even multiplied by zero.
      for slot in slots {
        let visible = schedule.keys(task, slot).clamped(to: keys)
        let at = visible.lowerBound - keys.lowerBound
        add(
          v + at * stride * attention.type.byteCount, stride, visible.count, next,
          scores + (slot - slots.lowerBound) * keys.count + at, keys.count, 1, dim,
          workspace.output(slot), dim)
      }
    } else {
      add(
        v, stride, keys.count, next, scores, keys.count, slots.count, dim,
        workspace.output(slots.lowerBound), dim)
    }
  }

  /// The share of a head in the memory of `count` keys or values, which is fetched in the order of addresses.
  private func fetched(
    _ role: OperandRole, _ task: AttentionTask, _ head: Int, from key: Int, count: Int
  ) -> UnsafeRawPointer {
    let dim = role == .k ? attention.headDimQK : attention.headDimV
    return operands.address(role, task, key: key)
      + head * count * dim * attention.type.byteCount
  }
}
