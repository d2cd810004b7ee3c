import CSIMD

/// Attention of a few rows by lines of K and V, which are read once and as they are stored, so that memory sets the
/// pace.
///
/// Where the heads of a key lie side by side, a task takes them all, a few keys at a time: one head after the other would
/// read a short run of every page, at two thirds of the rate (docs/performance.md).
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
        for head in 0..<task.kvHeads.count { add(keys, task, head, rows: rows, workspace) }
      }
      start = end
    }
  }

  /// Adds keys to the rows of one of the task's heads.
  private func add(
    _ keys: Range<Int>, _ task: AttentionTask, _ head: Int, rows: Range<Int>,
    _ workspace: AttentionWorkspace
  ) {
    let size = attention.type.byteCount
    let (dimK, dimV) = (attention.headDimQK, attention.headDimV)
    let (strideK, strideV) = (attention.strides.k.seq, attention.strides.v.seq)
    let first = head * task.rows.count
    let slots = first + rows.lowerBound..<first + rows.upperBound
    let k = operands.address(.k, task, head: head, key: keys.lowerBound)
    let v = operands.address(.v, task, head: head, key: keys.lowerBound)
    dot(
      k, strideK, keys.count, next(.k, task, head, after: keys),
      workspace.query + slots.lowerBound * dimK, dimK, slots.count, dimK,
      workspace.scores, keys.count)
    let nextV = next(.v, task, head, after: keys)
    if weigh(task, keys, slots: slots, workspace) {
      // Row by row, so that masked values are not even multiplied by zero.
      for slot in slots {
        let visible = schedule.keys(task, slot).clamped(to: keys)
        let at = visible.lowerBound - keys.lowerBound
        add(
          v + at * strideV * size, strideV, visible.count, nextV,
          workspace.scores + (slot - slots.lowerBound) * keys.count + at, keys.count, 1, dimV,
          workspace.output(slot), dimV)
      }
    } else {
      add(
        v, strideV, keys.count, nextV, workspace.scores, keys.count, slots.count, dimV,
        workspace.output(slots.lowerBound), dimV)
    }
  }

  /// The share of a head in the memory that the task's heads read next.
  private func next(
    _ role: OperandRole, _ task: AttentionTask, _ head: Int, after keys: Range<Int>
  ) -> UnsafeRawPointer {
    guard task.kvHeads.count > 1 else { return operands.address(role, task, key: keys.upperBound) }
    let dim = role == .k ? attention.headDimQK : attention.headDimV
    return operands.address(role, task, key: keys.upperBound)
      + head * keys.count * dim * attention.type.byteCount
  }
}
