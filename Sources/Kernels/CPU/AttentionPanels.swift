import CSIMD
import Foundation

/// Attention by panels of queries: every lane of a vector is a row, so that scores come out as the weights are
/// multiplied, and maxima and sums of rows need no step across lanes.
///
/// K is read as it is stored. V is packed, a tile at a time for all rows of a task: neighbouring values of
/// one key lie side by side, key after key, so that the inner loop reads one run. Scores of a panel (24 KiB for 48 rows and
/// 128 keys) stay in the first-level cache between the two products.
struct AttentionPanels: AttentionArithmetic {
  let attention: AttentionProblem
  let schedule: AttentionSchedule
  private let operands: AttentionOperands
  private let kernel: parity_attention_kernel
  private let scale: Float

  init(
    _ attention: AttentionProblem, _ schedule: AttentionSchedule, _ operands: HostOperands,
    _ kernel: AttentionKernel
  ) {
    self.attention = attention
    self.schedule = schedule
    self.operands = AttentionOperands(attention, operands)
    self.kernel = kernel.table
    scale = Float(attention.softmaxScale)
  }

  func compute(_ task: AttentionTask, _ workspace: AttentionWorkspace) {
    guard let panels = workspace.panels else { preconditionFailure("a workspace without panels") }
    let panelCount = (task.rows.count + kernel.rows - 1) / kernel.rows
    for index in 0..<panelCount {
      let slots = slots(of: index, task)
      for slot in slots {
        operands.loadQuery(
          task, slot, into: workspace.query + (slot - slots.lowerBound) * attention.headDimQK)
      }
      parity_pack_panel(
        workspace.query, 4, attention.headDimQK, 1, slots.count, attention.headDimQK,
        panels.query(index), kernel.rows)
    }
    panels.outputs.update(repeating: 0, count: panelCount * panels.outputStride)
    workspace.max.update(repeating: -.infinity, count: panelCount * kernel.rows)
    workspace.sum.update(repeating: 0, count: panelCount * kernel.rows)

    var start = task.keys.lowerBound
    while start < task.keys.upperBound {
      let end = min(start + schedule.keysPerTile, task.keys.upperBound)
      add(start..<end, task, panelCount, workspace, panels)
      start = end
    }

    for index in 0..<panelCount {
      let slots = slots(of: index, task)
      parity_pack_panel(
        panels.output(index), 4, kernel.rows, 1, attention.headDimV, slots.count,
        workspace.output(slots.lowerBound), attention.headDimV)
    }
  }

  /// The rows of a panel.
  private func slots(of panel: Int, _ task: AttentionTask) -> Range<Int> {
    panel * kernel.rows..<min((panel + 1) * kernel.rows, task.rows.count)
  }

  /// Adds one tile of keys to the panels with rows that see any of them.
  private func add(
    _ tile: Range<Int>, _ task: AttentionTask, _ panelCount: Int, _ workspace: AttentionWorkspace,
    _ panels: AttentionPanelMemory
  ) {
    guard let (_, keys) = schedule.rows(of: task, seeing: tile) else { return }
    let (v, strideV) = operands.matrix(.v, task, keys, converted: workspace.values)
    let panelStride = keys.count * kernel.columns
    for x in stride(from: 0, to: attention.headDimV, by: kernel.columns) {
      parity_pack_panel(
        v + x, 4, 1, strideV, min(kernel.columns, attention.headDimV - x), keys.count,
        panels.values + x / kernel.columns * panelStride, kernel.columns)
    }
    let (k, strideK) = operands.matrix(.k, task, keys, converted: workspace.keys)
    var areValuesFinite: Bool?

    for index in 0..<panelCount {
      let slots = slots(of: index, task)
      guard let (_, seen) = schedule.rows(of: task, slots, seeing: keys) else { continue }
      let offset = seen.lowerBound - keys.lowerBound
      kernel.score(
        panels.query(index), slots.count, k + offset * strideK, strideK, seen.count,
        attention.headDimQK, workspace.scores, kernel.rows)
      let isRagged =
        schedule.keys(task, slots.lowerBound).upperBound < seen.upperBound
        || schedule.keys(task, slots.upperBound - 1).lowerBound > seen.lowerBound
      if isRagged {
        panels.setVisible(slots, from: seen.lowerBound) { schedule.keys(task, $0) }
      }
      kernel.weigh(
        workspace.scores, seen.count, scale, isRagged ? panels.first : nil,
        isRagged ? panels.end : nil, workspace.max + slots.lowerBound,
        workspace.sum + slots.lowerBound, panels.corrections)
      let values = panels.values + offset * kernel.columns
      // A weight of zero cancels a masked value only if that is finite.
      if isRagged, areValuesFinite == nil {
        areValuesFinite = SIMDPath.widest.table.all_finite(
          panels.values, panelStride * panels.valuePanelCount)
      }
      if isRagged, areValuesFinite == false {
        kernel.add_visible_values(
          workspace.scores, kernel.rows, values, panelStride, seen.count, attention.headDimV,
          panels.first, panels.end, panels.corrections, panels.output(index))
      } else {
        kernel.add_values(
          workspace.scores, kernel.rows, slots.count, values, panelStride, seen.count,
          attention.headDimV, panels.corrections, panels.output(index))
      }
    }
  }
}
