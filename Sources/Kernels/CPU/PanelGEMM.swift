import CSIMD
import Foundation

/// GEMM of any type: A and B are packed into panels, whose products are summed tile by tile and
/// finished while they are in cache.
///
/// `D <- round(epilogue(alpha * (op(A) * op(B)) + beta * C))`: sums are binary32 (the scaling factors
/// of 8-bit floats multiply the sum of each block of k), binary64 for f64 and c128, or integers modulo
/// 2^32; the epilogue is computed in the type of the sums on the whole sum and rounded to D's type
/// once. Complex products are real ones of twice the k and twice the columns (panels.h), so that
/// both parts are sums of 2k real products, as by definition. With i32 scalars everything is
/// 32-bit integer arithmetic that wraps. C is not read where beta is 0, A and B are not where alpha or
/// k is 0, and rows of D beyond m are left alone. Scratch memory is that of the packed factors, but at
/// most 128 MiB each (shared out among threads that compute whole GEMMs).
///
/// The loops are those of Goto and van de Geijn, Anatomy of High-Performance Matrix Multiplication
/// (2008), but for k, which is innermost, so that sums never leave the cache.
final class PanelGEMMKernel: HostKernel {
  let problem: Problem
  let variant: KernelVariant
  private let gemm: GEMMProblem
  private let batches: [GEMMBatch]
  private let plans: [PanelPlan]
  private let team: HostTeam
  private let kernel: PanelKernel
  /// One for each GEMM that is computed at the same time.
  private let scratch: [PanelScratch]
  private let bias: HostBuffer?

  init(_ gemm: GEMMProblem, variant: KernelVariant, team: HostTeam, kernel: PanelKernel)
    throws(BackendError)
  {
    problem = .gemm(gemm)
    self.variant = variant
    self.gemm = gemm
    self.team = team
    self.kernel = kernel
    let batches = GEMMBatch.batches(of: gemm, threadCount: team.threadCount)
    self.batches = batches
    var plans: [PanelPlan] = []
    for (group, batch) in zip(gemm.groups, batches) {
      plans.append(
        PanelPlan(
          group.shape, gemm, kernel, threadCount: batch.isShared ? 1 : team.threadCount,
          memoryLimit: (128 << 20) / (batch.isShared ? team.threadCount : 1)))
    }
    self.plans = plans
    let concurrent = batches.contains(where: \.isShared) ? team.threadCount : 1
    var scratch: [PanelScratch] = []
    for index in 0..<concurrent {
      // A group that is not shared out runs alone on the first scratch, with the whole team.
      let used = index == 0 ? plans : zip(plans, batches).filter { $1.isShared }.map { $0.0 }
      let workers = index == 0 && batches.contains { !$0.isShared } ? team.threadCount : 1
      scratch.append(try PanelScratch(used, workers: workers))
    }
    self.scratch = scratch
    bias =
      gemm.epilogue.hasBias
      ? try HostBuffer(byteCount: gemm.shape.m * kernel.table.unit_bytes) : nil
  }

  func run(_ operands: HostOperands) {
    if let bias {
      GEMMOutput.load(bias: operands[.bias], gemm.types.d, into: bias.pointer, count: gemm.shape.m)
    }
    for (plan, batch) in zip(plans, batches) {
      let instances = batch.instances
      let start = instances.startIndex
      if batch.isShared {
        team.forEach(instances.count) { task, worker in
          compute(
            instances[start + task], index: start + task, plan, operands,
            team: HostTeam(threadCount: 1), scratch[worker])
        }
      } else {
        for index in instances.indices {
          compute(instances[index], index: index, plan, operands, team: team, scratch[0])
        }
      }
    }
  }

  private func compute(
    _ instance: GEMMInstance, index: Int, _ plan: PanelPlan, _ operands: HostOperands,
    team: HostTeam, _ scratch: PanelScratch
  ) {
    let s = instance.shape
    guard s.m > 0, s.n > 0 else { return }
    let a = PanelSource(
      side: .a, type: gemm.types.a,
      address: UnsafeRawPointer(operands[.a] + instance.a * gemm.types.a.byteCount), leading: s.lda,
      areLinesContiguous: s.transA == .none,
      scaling: BlockScaling(gemm.scaleA, role: .scaleA, lines: s.m, k: s.k, index: index, operands),
      conjugates: s.transA == .conjugateTranspose)
    let b = PanelSource(
      side: .b, type: gemm.types.b,
      address: UnsafeRawPointer(operands[.b] + instance.b * gemm.types.b.byteCount), leading: s.ldb,
      areLinesContiguous: s.transB != .none,
      scaling: BlockScaling(gemm.scaleB, role: .scaleB, lines: s.n, k: s.k, index: index, operands),
      conjugates: s.transB == .conjugateTranspose)
    let columnCount = s.n * plan.b.parts
    for firstColumn in stride(from: 0, to: columnCount, by: plan.block.n) {
      let columns = firstColumn..<min(firstColumn + plan.block.n, columnCount)
      for firstRow in stride(from: 0, to: s.m, by: plan.block.m) {
        let rows = firstRow..<min(firstRow + plan.block.m, s.m)
        // What is packed stays for the blocks that follow, as long as it is the same.
        let packing = PackingTasks(
          plan, rows: s.multiplies && (firstColumn == 0 || s.m > plan.block.m) ? rows.count : 0,
          columns: s.multiplies && firstRow == 0 ? columns.count : 0)
        let tilesM = (rows.count + plan.tile.m - 1) / plan.tile.m
        let tilesN = (columns.count + plan.tile.n - 1) / plan.tile.n
        team.forEach(packing.count, then: tilesM * tilesN) { isTile, task, worker in
          guard isTile else {
            let (side, panels, chunk) = packing[task]
            packPanels(
              side == .a ? a : b, side == .a ? rows : columns, side == .a ? plan.a : plan.b, panels,
              chunk: chunk, scratch, worker)
            return
          }
          let i = rows.lowerBound + task % tilesM * plan.tile.m
          let j = columns.lowerBound + task / tilesM * plan.tile.n
          let tile = (
            rows: i..<min(i + plan.tile.m, rows.upperBound),
            columns: j..<min(j + plan.tile.n, columns.upperBound)
          )
          if s.multiplies {
            multiply(tile, in: (rows, columns), plan, scratch, worker)
          } else {
            memset(
              scratch.sums[worker].pointer, 0, plan.tile.m * plan.tile.n * plan.a.unitByteCount)
          }
          finish(instance, operands, tile, plan, scratch, worker)
        }
      }
    }
  }

  private func packPanels(
    _ source: PanelSource, _ lines: Range<Int>, _ layout: PanelLayout, _ panels: Range<Int>,
    chunk: Int, _ scratch: PanelScratch, _ worker: Int
  ) {
    let panelCount = (lines.count + layout.lines - 1) / layout.lines
    let (memory, scales) =
      source.side == .a ? (scratch.a, scratch.scalesA) : (scratch.b, scratch.scalesB)
    let packer = PanelPacker(
      kernel: kernel, source: source, layout: layout, converted: scratch.converted[worker].pointer,
      floats: scratch.floats[worker].pointer.assumingMemoryBound(to: Float.self))
    for panel in panels {
      let line = lines.lowerBound + panel * layout.lines
      packer.pack(
        line: line, count: min(layout.lines, lines.upperBound - line), chunk: chunk,
        to: memory.pointer + layout.offset(panel: panel, chunk: chunk, panelCount: panelCount),
        scales: scales.map {
          $0.pointer.assumingMemoryBound(to: Float.self)
            + layout.scaleOffset(panel: panel, chunk: chunk, panelCount: panelCount)
        })
    }
  }

  /// Sums one tile over all of k.
  private func multiply(
    _ tile: (rows: Range<Int>, columns: Range<Int>),
    in block: (rows: Range<Int>, columns: Range<Int>), _ plan: PanelPlan, _ scratch: PanelScratch,
    _ worker: Int
  ) {
    let (linesA, linesB) = (plan.a.lines, plan.b.lines)
    let panelsA = (block.rows.count + linesA - 1) / linesA
    let panelsB = (block.columns.count + linesB - 1) / linesB
    let firstA = (tile.rows.lowerBound - block.rows.lowerBound) / linesA
    let firstB = (tile.columns.lowerBound - block.columns.lowerBound) / linesB
    let sums = scratch.sums[worker].pointer
    let product = scratch.products[worker].pointer.assumingMemoryBound(to: Float.self)
    let multiply = kernel.table.multiply
    for chunk in plan.a.chunks.indices {
      let units = plan.a.units(chunk)
      for j in stride(from: 0, to: tile.columns.count, by: linesB) {
        let panelB = firstB + j / linesB
        let b = scratch.b.pointer + plan.b.offset(panel: panelB, chunk: chunk, panelCount: panelsB)
        let n = min(linesB, tile.columns.count - j)
        for i in stride(from: 0, to: tile.rows.count, by: linesA) {
          let panelA = firstA + i / linesA
          let a =
            scratch.a.pointer + plan.a.offset(panel: panelA, chunk: chunk, panelCount: panelsA)
          let m = min(linesA, tile.rows.count - i)
          let to = sums + (i + j * plan.tile.m) * plan.a.unitByteCount
          guard let scalesA = scratch.scalesA, let scalesB = scratch.scalesB else {
            multiply?(a, b, units, to, plan.tile.m, m, n, chunk > 0)
            continue
          }
          let factorsA =
            scalesA.pointer.assumingMemoryBound(to: Float.self)
            + plan.a.scaleOffset(panel: panelA, chunk: chunk, panelCount: panelsA)
          let factorsB =
            scalesB.pointer.assumingMemoryBound(to: Float.self)
            + plan.b.scaleOffset(panel: panelB, chunk: chunk, panelCount: panelsB)
          if factorsA[linesA] == 0, factorsB[linesB] == 0 {
            kernel.table.multiply_scaled?(
              a, b, units, factorsA, factorsB, to, plan.tile.m, m, n, chunk > 0)
          } else {
            multiply?(a, b, units, product, linesA, m, n, false)
            parity_add_scaled(
              product, linesA, factorsA, factorsB, to.assumingMemoryBound(to: Float.self),
              plan.tile.m, m, n, chunk > 0)
          }
        }
      }
    }
  }

  /// Turns the sums of one tile into elements of D.
  private func finish(
    _ instance: GEMMInstance, _ operands: HostOperands,
    _ tile: (rows: Range<Int>, columns: Range<Int>), _ plan: PanelPlan, _ scratch: PanelScratch,
    _ worker: Int
  ) {
    let s = instance.shape
    let (sizeC, sizeD) = (gemm.types.c.byteCount, gemm.types.d.byteCount)
    let output = GEMMOutput(gemm, s)
    let c = s.beta.isZero ? nil : UnsafeRawPointer(operands[.c])
    let d = operands[.d]
    let (row, count) = (tile.rows.lowerBound, tile.rows.count)
    let size = plan.a.unitByteCount
    let bias = self.bias.map { UnsafeRawPointer($0.pointer + row * size) }
    let addends = scratch.addends[worker].pointer.assumingMemoryBound(to: Float.self)
    let byteCountPerColumn = plan.tile.m * size
    for column in stride(
      from: tile.columns.lowerBound, to: tile.columns.upperBound, by: plan.b.parts)
    {
      let j = column / plan.b.parts
      let sums =
        scratch.sums[worker].pointer + (column - tile.columns.lowerBound) * byteCountPerColumn
      let from = c.map { $0 + (instance.c + row + j * s.ldc) * sizeC }
      let to = d + (instance.d + row + j * s.ldd) * sizeD
      if plan.b.parts == 2 {
        output.finish(
          real: sums, imaginary: sums + byteCountPerColumn, count: count, c: from, into: to)
      } else {
        output.finish(sums, count: count, c: from, bias: bias, into: to, addends: addends)
      }
    }
  }
}
