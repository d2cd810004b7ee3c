import CSIMD

/// Attention of a few rows by lines of K and V, which are read once and as they are stored, so that memory sets the
/// pace.
///
/// Where the heads of a key lie side by side, a task takes them all, a few keys at a time: one head after the other would
/// read a short run of every page, at two thirds of the rate. All keys of a tile come first and their values second, so that
/// memory is read in one long stream at a time (docs/performance.md).
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
        score(keys, task, rows, workspace)
        var isRagged = false
        for head in 0..<task.kvHeads.count {
          let (slots, scores) = slots(keys, task, head, rows, workspace)
          if weigh(scores, task, keys, slots: slots, workspace) { isRagged = true }
        }
        if isRagged {
          addVisibleValues(keys, task, rows, workspace)
        } else {
          addValues(keys, task, rows, workspace)
        }
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

  /// Calls `body` for some keys of each head at a time, in the order of memory where heads lie side by side: with the
  /// place and number of the keys among `keys`, and the address of their rows in K or V.
  private func forEachBlock(
    _ role: OperandRole, _ keys: Range<Int>, _ task: AttentionTask,
    _ body: (_ head: Int, _ at: Int, _ count: Int, _ lines: UnsafeRawPointer) -> Void
  ) {
    let size = attention.type.byteCount
    let strides = role == .k ? attention.strides.k : attention.strides.v
    let (keyStride, headStride) = (strides.seq * size, strides.head * size)
    var lines = operands.address(role, task, key: keys.lowerBound)
    // No more than are fetched ahead, so that what the next turn reads is on its way; half of them where one or a few rows
    // need so little arithmetic that memory alone counts.
    let ahead = Int(PARITY_LINES_AHEAD)
    let most = task.kvHeads.count == 1 ? keys.count : task.rows.count < 4 ? ahead / 2 : ahead
    for at in stride(from: 0, to: keys.count, by: most) {
      let count = min(most, keys.count - at)
      for head in 0..<task.kvHeads.count { body(head, at, count, lines + head * headStride) }
      lines += count * keyStride
    }
  }

  /// Multiplies keys with the rows of all heads.
  private func score(
    _ keys: Range<Int>, _ task: AttentionTask, _ rows: Range<Int>, _ workspace: AttentionWorkspace
  ) {
    let (dim, stride) = (attention.headDimQK, attention.strides.k.seq)
    forEachBlock(.k, keys, task) { head, at, count, lines in
      let (slots, scores) = slots(keys, task, head, rows, workspace)
      dot(
        lines, stride, count, workspace.query + slots.lowerBound * dim, dim, slots.count, dim,
        scores + at, keys.count)
    }
  }

  /// Adds weighted values to the rows of all heads.
  private func addValues(
    _ keys: Range<Int>, _ task: AttentionTask, _ rows: Range<Int>, _ workspace: AttentionWorkspace
  ) {
    let (dim, stride) = (attention.headDimV, attention.strides.v.seq)
    forEachBlock(.v, keys, task) { head, at, count, lines in
      let (slots, scores) = slots(keys, task, head, rows, workspace)
      add(
        lines, stride, count, scores + at, keys.count, slots.count, dim,
        workspace.output(slots.lowerBound), dim)
    }
  }

  /// The same row by row, so that masked values are not even multiplied by zero.
  private func addVisibleValues(
    _ keys: Range<Int>, _ task: AttentionTask, _ rows: Range<Int>, _ workspace: AttentionWorkspace
  ) {
    let (dim, stride) = (attention.headDimV, attention.strides.v.seq)
    for head in 0..<task.kvHeads.count {
      let (slots, scores) = slots(keys, task, head, rows, workspace)
      for slot in slots {
        let visible = schedule.keys(task, slot).clamped(to: keys)
        add(
          operands.address(.v, task, head: head, key: visible.lowerBound), stride, visible.count,
          scores + (slot - slots.lowerBound) * keys.count + visible.lowerBound - keys.lowerBound,
          keys.count, 1, dim, workspace.output(slot), dim)
      }
    }
  }
}
