import CSIMD
import Foundation

/// How the products of one execution are computed.
protocol AttentionArithmetic {
  var attention: AttentionProblem { get }
  var schedule: AttentionSchedule { get }

  /// Leaves unnormalised outputs, maxima and sums of the task's rows in `workspace`.
  func compute(_ task: AttentionTask, _ workspace: AttentionWorkspace)
}

// Rows as they are stored, and scores as [row, key].
extension AttentionArithmetic {
  /// Converts the task's queries, and clears what is summed up.
  func start(
    _ task: AttentionTask, _ operands: AttentionOperands, _ workspace: AttentionWorkspace
  ) {
    for slot in 0..<task.slotCount {
      operands.loadQuery(task, slot, into: workspace.query + slot * attention.headDimQK)
      workspace.max[slot] = -.infinity
      workspace.sum[slot] = 0
    }
    memset(workspace.outputs, 0, task.slotCount * attention.headDimV * 4)
  }

  /// Turns `scores` of the rows at `slots` into weights, zero where the row does not see the key, and
  /// rescales what the rows have so far; returns whether some row does not see all of `keys`.
  func weigh(
    _ scores: UnsafeMutablePointer<Float>, _ task: AttentionTask, _ keys: Range<Int>,
    slots: Range<Int>, _ workspace: AttentionWorkspace
  ) -> Bool {
    let simd = SIMDPath.widest.table
    let scale = Float(attention.softmaxScale)
    var isRagged = false
    for slot in slots {
      let visible = schedule.keys(task, slot).clamped(to: keys)
      let row = scores + (slot - slots.lowerBound) * keys.count
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
}
