import CSIMD

/// Attention by tiles with an online softmax (Milakov and Gimelshein, 2018; FlashAttention, Dao et
/// al., 2022): the score matrix never exists.
///
/// One task computes a block of rows of one batch and key-value head against a range of keys. A row
/// is a (query, head) pair; the heads that share a key-value head lie in one block, so that each
/// tile of K and V serves them all: by products of panels (`AttentionPanels`), by CBLAS (`AttentionTiles`),
/// or, with few rows (decoding), by reading K and V once as they are stored (`AttentionLines`). f16 and bf16 tiles
/// are converted to f32; O is rounded once. Where there are too few rows to keep every thread busy
/// (decoding), the keys of a block are shared out too, and the parts are merged.
///
/// Masked keys have no influence, whatever K and V hold there; rows without any key are zero. NaN
/// and infinite scores propagate as in the definition: a row with a NaN or +inf score is NaN.
/// Weights below 2^-149 of the largest are 0. Memory: O(tile) for each thread. The result does not
/// depend on which thread runs what.
final class TiledAttentionKernel: HostKernel {
  let problem: Problem
  let variant: KernelVariant
  private let attention: AttentionProblem
  private let team: HostTeam
  private let kernel: AttentionKernel?
  private let schedule: AttentionSchedule
  private let workspaces: [AttentionWorkspace]
  private let partials: AttentionPartials?

  /// - Parameter kernel: What multiplies panels; nil for CBLAS, and for few rows.
  init(
    _ attention: AttentionProblem, variant: KernelVariant, team: HostTeam, kernel: AttentionKernel?
  ) throws(BackendError) {
    problem = .attention(attention)
    self.variant = variant
    self.attention = attention
    self.team = team
    self.kernel = kernel
    let schedule = AttentionSchedule(
      attention, threadCount: team.threadCount, panelRows: kernel?.rows)
    self.schedule = schedule
    var workspaces: [AttentionWorkspace] = []
    for _ in 0..<min(team.threadCount, schedule.tasks.count) {
      workspaces.append(try AttentionWorkspace(attention, schedule, kernel))
    }
    self.workspaces = workspaces
    partials =
      schedule.partialRowCount == 0
      ? nil
      : try AttentionPartials(rowCount: schedule.partialRowCount, headDimV: attention.headDimV)
  }

  func run(_ operands: HostOperands) {
    OpenBLASLibrary.exclusively {
      OpenBLASLibrary.setThreadCount(1)
      let rows = AttentionOperands(attention, operands)
      let arithmetic: any AttentionArithmetic =
        if let kernel {
          AttentionPanels(attention, schedule, operands, kernel)
        } else if schedule.readsLinesDirectly {
          AttentionLines(attention, schedule, operands)
        } else {
          AttentionTiles(attention, schedule, operands)
        }
      team.forEach(schedule.tasks.count) { index, worker in
        let task = schedule.tasks[index]
        let workspace = workspaces[worker]
        arithmetic.compute(task, workspace)
        if let partials, let firstRow = task.firstPartialRow {
          partials.save(workspace, rowCount: task.slotCount, at: firstRow)
        } else {
          for slot in 0..<task.slotCount {
            finish(slot, of: task, sum: workspace.sum[slot], workspace.output(slot), rows)
          }
        }
      }
      guard let partials else { return }
      team.forEach(schedule.merges.count) { index, _ in
        let merge = schedule.merges[index]
        let task = schedule.tasks[merge.task]
        for slot in 0..<task.slotCount {
          let sum = partials.merge(merge.firstRows.map { $0 + slot })
          finish(slot, of: task, sum: sum, partials.output(merge.firstRows[0] + slot), rows)
        }
      }
    }
  }

  /// Normalises one row and stores it.
  private func finish(
    _ slot: Int, of task: AttentionTask, sum: Float, _ output: UnsafeMutablePointer<Float>,
    _ operands: AttentionOperands
  ) {
    // A row that sees keys but only scores of -inf has a sum of 0, and 0 * inf makes it NaN, as in
    // the definition.
    if !schedule.keys(task, slot).isEmpty {
      SIMDPath.widest.table.scale_add(output, 1 / sum, nil, 0, attention.headDimV)
    }
    operands.store(output, task, slot)
  }
}
