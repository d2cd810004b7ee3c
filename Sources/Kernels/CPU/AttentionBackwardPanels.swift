import CSIMD
import Foundation

/// The products of a backward pass by panels of keys: every lane of a vector is a key, where the forward pass has rows.
///
/// Whatever is packed with effort is packed once a block of keys: K and V as panels of keys, which rows of Q and dO, read as
/// they are stored, turn into scores and gradients [row, key], and K once more as panels of its elements, for dQ. Of a block of rows
/// only neighbouring elements are put side by side, as the forward pass does with values. dK and dV are summed as
/// panels.
struct AttentionBackwardPanels: AttentionBackwardArithmetic {
  let rows: AttentionBackwardRows
  private let kernel: parity_attention_kernel
  private var attention: AttentionProblem { rows.attention }
  private var schedule: AttentionBackwardSchedule { rows.schedule }

  init(rows: AttentionBackwardRows, _ kernel: AttentionKernel) {
    self.rows = rows
    self.kernel = kernel.table
  }

  /// Some keys of a head, and the task they belong to.
  private struct Block {
    let task: AttentionTask
    let keys: Range<Int>
    let k: AttentionMatrix
    let panelCount: Int
  }

  func add(_ task: AttentionTask, _ workspace: AttentionBackwardWorkspace) {
    guard let panels = workspace.panels else { preconditionFailure("a workspace without panels") }
    memset(rows.dQ(task), 0, schedule.rowCount * attention.headDimQK * 4)
    for start in stride(
      from: task.keys.lowerBound, to: task.keys.upperBound, by: schedule.keysPerBlock)
    {
      let keys = start..<min(start + schedule.keysPerBlock, task.keys.upperBound)
      let block = Block(
        task: task, keys: keys,
        k: rows.operands.matrix(.k, task, keys, converted: workspace.keys),
        panelCount: (keys.count + kernel.rows - 1) / kernel.rows)
      pack(block, workspace, panels)
      for first in stride(from: 0, to: schedule.rowCount, by: schedule.rowsPerBlock) {
        add(first..<min(first + schedule.rowsPerBlock, schedule.rowCount), block, workspace, panels)
      }
      store(block, workspace, panels)
    }
  }

  /// Packs what a block of keys is multiplied by, and clears its sums.
  private func pack(
    _ block: Block, _ workspace: AttentionBackwardWorkspace, _ panels: AttentionBackwardPanelMemory
  ) {
    let (dimK, dimV) = (attention.headDimQK, attention.headDimV)
    let (k, strideK) = block.k
    let (v, strideV) = rows.operands.matrix(
      .v, block.task, block.keys, converted: workspace.values)
    for index in 0..<block.panelCount {
      let slots = slots(of: index, block)
      parity_pack_panel(
        k + slots.lowerBound * strideK, 4, strideK, 1, slots.count, dimK, panels.keys(index),
        kernel.rows)
      parity_pack_panel(
        v + slots.lowerBound * strideV, 4, strideV, 1, slots.count, dimV, panels.values(index),
        kernel.rows)
      memset(panels.dK(index), 0, panels.dKStride * 4)
      memset(panels.dV(index), 0, panels.dVStride * 4)
    }
    for x in stride(from: 0, to: dimK, by: kernel.rows) {
      parity_pack_panel(
        k + x, 4, 1, strideK, min(kernel.rows, dimK - x), block.keys.count,
        panels.keyElements + x * schedule.keysPerBlock, kernel.rows)
    }
  }

  /// Adds what some rows contribute.
  private func add(
    _ some: Range<Int>, _ block: Block, _ workspace: AttentionBackwardWorkspace,
    _ panels: AttentionBackwardPanelMemory
  ) {
    guard
      let (seeing, seen) = schedule.band.pairs(of: some, group: schedule.group, block.keys)
    else { return }
    let (dimK, dimV) = (attention.headDimQK, attention.headDimV)
    let head = rows.head(block.task)
    let q = rows.matrix(
      .q, attention.strides.q, head: head, seeing, dimK, packed: workspace.query)
    let dO = rows.matrix(.dO, attention.strides.o, head: head, seeing, dimV, packed: workspace.dO)
    pack(q, seeing.count, dimK, into: panels.query)
    pack(dO, seeing.count, dimV, into: panels.dO)

    // The panels that hold keys that are seen, and the rows that see some of each.
    let start = block.keys.lowerBound
    let firstPanel = (seen.lowerBound - start) / kernel.rows
    let panelEnd = (seen.upperBound - start + kernel.rows - 1) / kernel.rows
    var parts: [(index: Int, slots: Range<Int>, rows: Range<Int>)] = []
    for index in firstPanel..<panelEnd {
      let slots = slots(of: index, block)
      let keys = start + slots.lowerBound..<start + slots.upperBound
      guard let (part, _) = schedule.band.pairs(of: seeing, group: schedule.group, keys) else {
        continue
      }
      let rows = part.lowerBound - seeing.lowerBound..<part.upperBound - seeing.lowerBound
      parts.append((index, slots, rows))
    }

    let stride = schedule.keysPerBlock
    let offset = firstPanel * kernel.rows
    let keys = start + offset..<min(start + panelEnd * kernel.rows, block.keys.upperBound)
    let weights = workspace.weights
    let gradients = workspace.gradients
    for part in parts {
      let at = part.rows.lowerBound * stride + part.slots.lowerBound - offset
      kernel.score(
        panels.keys(part.index), part.slots.count, q.0 + part.rows.lowerBound * q.1, q.1,
        part.rows.count, dimK, weights + at, stride)
      kernel.score(
        panels.values(part.index), part.slots.count, dO.0 + part.rows.lowerBound * dO.1, dO.1,
        part.rows.count, dimV, gradients + at, stride)
    }
    let isRagged = rows.weigh(head: head, seeing, keys, stride, workspace)
    let k = (block.k.0 + offset * block.k.1, block.k.1)
    // A weight of zero cancels what is masked only if that is finite.
    let isCancelled =
      !isRagged
      || rows.isFinite(k, keys.count, dimK) && rows.isFinite(q, seeing.count, dimK)
        && rows.isFinite(dO, seeing.count, dimV)

    for part in parts {
      let at = part.rows.lowerBound * stride + part.slots.lowerBound - offset
      if !isCancelled {
        setVisible(part.slots, part.rows.map { seeing.lowerBound + $0 }, block, panels)
      }
      for (factors, values, dim, sums) in [
        (weights, panels.dO, dimV, panels.dV(part.index)),
        (gradients, panels.query, dimK, panels.dK(part.index)),
      ] {
        let from = values + part.rows.lowerBound * kernel.columns
        if isCancelled {
          kernel.add_values(
            factors + at, stride, part.slots.count, from, panels.valueStride, part.rows.count, dim,
            panels.ones, sums)
        } else {
          kernel.add_visible_values(
            factors + at, stride, from, panels.valueStride, part.rows.count, dim, panels.first,
            panels.end, panels.ones, sums)
        }
      }
    }

    let dQ = rows.dQ(block.task) + seeing.lowerBound * dimK
    if isCancelled {
      for x in Swift.stride(from: 0, to: dimK, by: kernel.rows) {
        kernel.add_lines(
          panels.keyElements + x * schedule.keysPerBlock + offset * kernel.rows,
          min(kernel.rows, dimK - x), gradients, stride, seeing.count, keys.count, dQ + x, dimK)
      }
    } else {
      for (slot, row) in seeing.enumerated() {
        for j in rows.visible(row, keys) {
          rows.simd.scale_add(
            dQ + slot * dimK, 1, k.0 + j * k.1, gradients[slot * stride + j], dimK)
        }
      }
    }
  }

  /// Puts neighbouring elements of each row side by side, row after row.
  private func pack(
    _ matrix: AttentionMatrix, _ count: Int, _ dim: Int,
    into values: UnsafeMutablePointer<Float>
  ) {
    for x in stride(from: 0, to: dim, by: kernel.columns) {
      parity_pack_panel(
        matrix.0 + x, 4, 1, matrix.1, min(kernel.columns, dim - x), count,
        values + x / kernel.columns * schedule.rowsPerBlock * kernel.columns, kernel.columns)
    }
  }

  /// Sets which of `rows`, counted from their first, see the keys of a panel.
  private func setVisible(
    _ slots: Range<Int>, _ rows: [Int], _ block: Block, _ panels: AttentionBackwardPanelMemory
  ) {
    for lane in 0..<kernel.rows {
      let key = block.keys.lowerBound + slots.lowerBound + lane
      func sees(_ row: Int) -> Bool { schedule.band.keys(row / schedule.group).contains(key) }
      // Both ends of a row's keys grow with the row, so that the rows that see a key are consecutive.
      let first = lane < slots.count ? rows.firstIndex(where: sees) : nil
      let last = lane < slots.count ? rows.lastIndex(where: sees) : nil
      panels.first[lane] = Int32(first ?? 0)
      panels.end[lane] = Int32(last.map { $0 + 1 } ?? 0)
    }
  }

  /// Leaves the gradients of a block of keys in the output.
  private func store(
    _ block: Block, _ workspace: AttentionBackwardWorkspace, _ panels: AttentionBackwardPanelMemory
  ) {
    let (dimK, dimV) = (attention.headDimQK, attention.headDimV)
    for index in 0..<block.panelCount {
      let slots = slots(of: index, block)
      parity_pack_panel(
        panels.dK(index), 4, kernel.rows, 1, dimK, slots.count,
        workspace.dK + slots.lowerBound * dimK, dimK)
      parity_pack_panel(
        panels.dV(index), 4, kernel.rows, 1, dimV, slots.count,
        workspace.dV + slots.lowerBound * dimV, dimV)
    }
    rows.simd.scale_add(
      workspace.dK, Float(attention.softmaxScale), nil, 0, block.keys.count * dimK)
    rows.store(workspace.dK, .dK, attention.strides.k, block.task, block.keys, dimK)
    rows.store(workspace.dV, .dV, attention.strides.v, block.task, block.keys, dimV)
  }

  /// The keys of a panel, counted from the block's first.
  private func slots(of panel: Int, _ block: Block) -> Range<Int> {
    panel * kernel.rows..<min((panel + 1) * kernel.rows, block.keys.count)
  }
}

/// What a thread keeps as panels in a backward pass; attention.h says how keys and values lie in them.
struct AttentionBackwardPanelMemory {
  /// Sizes in elements.
  struct Shape {
    let panelCount, keyStride, valueStride, dKStride, dVStride: Int
    let keyElementCount, queryCount, dOCount, lanes: Int
    /// The distance of the panels of Q, and of dO.
    let rowPanelStride: Int

    init(
      _ attention: AttentionProblem, _ schedule: AttentionBackwardSchedule,
      _ kernel: AttentionKernel
    ) {
      func roundedUp(_ count: Int, _ step: Int) -> Int { (count + step - 1) / step * step }
      lanes = kernel.rows
      panelCount = schedule.keysPerBlock / kernel.rows
      let (dimK, dimV) = (attention.headDimQK, attention.headDimV)
      let (wholeK, wholeV) = (roundedUp(dimK, kernel.columns), roundedUp(dimV, kernel.columns))
      keyStride = dimK * lanes
      valueStride = dimV * lanes
      dKStride = wholeK * lanes
      dVStride = wholeV * lanes
      keyElementCount = roundedUp(dimK, lanes) * schedule.keysPerBlock
      queryCount = wholeK * schedule.rowsPerBlock
      dOCount = wholeV * schedule.rowsPerBlock
      rowPanelStride = schedule.rowsPerBlock * kernel.columns
    }

    var counts: [Int] {
      [
        panelCount * keyStride, panelCount * valueStride, keyElementCount, queryCount, dOCount,
        panelCount * dKStride, panelCount * dVStride, lanes, lanes, lanes,
      ]
    }
  }

  private let shape: Shape
  private let allKeys, allValues, allDK, allDV: UnsafeMutablePointer<Float>
  /// Elements of K side by side, key after key.
  let keyElements: UnsafeMutablePointer<Float>
  /// Neighbouring elements of Q and of dO side by side, row after row.
  let query, dO: UnsafeMutablePointer<Float>
  let ones: UnsafeMutablePointer<Float>
  /// The rows that see each key of the panel at hand, where some do not see all.
  let first, end: UnsafeMutablePointer<Int32>

  init?(_ shape: Shape?, _ parts: [UnsafeMutablePointer<Float>]) {
    guard let shape else { return nil }
    self.shape = shape
    (allKeys, allValues, keyElements, query, dO) = (
      parts[0], parts[1], parts[2], parts[3], parts[4]
    )
    (allDK, allDV, ones) = (parts[5], parts[6], parts[7])
    ones.update(repeating: 1, count: shape.lanes)
    first = UnsafeMutableRawPointer(parts[8]).bindMemory(to: Int32.self, capacity: shape.lanes)
    end = UnsafeMutableRawPointer(parts[9]).bindMemory(to: Int32.self, capacity: shape.lanes)
  }

  var dKStride: Int { shape.dKStride }
  var dVStride: Int { shape.dVStride }
  /// The distance of the panels of Q, and of dO.
  var valueStride: Int { shape.rowPanelStride }

  func keys(_ panel: Int) -> UnsafeMutablePointer<Float> { allKeys + panel * shape.keyStride }
  func values(_ panel: Int) -> UnsafeMutablePointer<Float> { allValues + panel * shape.valueStride }
  func dK(_ panel: Int) -> UnsafeMutablePointer<Float> { allDK + panel * shape.dKStride }
  func dV(_ panel: Int) -> UnsafeMutablePointer<Float> { allDV + panel * shape.dVStride }
}
