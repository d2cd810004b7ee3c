import CSIMD

/// Blocks of 8-bit integers, packed into panels and multiplied exactly by kernels of Parity's own.
struct IntegerBlocks: BlockArithmetic {
  let kernel: IntegerKernel

  /// Panels a task multiplies: each packed panel is then used from cache this often.
  private static let panelsPerTask = (a: 7, b: 16)

  func packedByteCount(_ side: BlockSide, lines: Int, k: Int) -> Int {
    let panel = panel(side)
    return (lines + panel.lines - 1) / panel.lines * panel.byteCount(k)
  }

  func pack(
    _ matrix: BlockMatrix, lines: Range<Int>, k range: Range<Int>,
    into packed: UnsafeMutableRawPointer,
    team: HostTeam
  ) {
    let panel = panel(matrix.side)
    let byteCount = panel.byteCount(range.count)
    let (lineStride, kStride) =
      matrix.areLinesContiguous ? (1, matrix.leading) : (matrix.leading, 1)
    let panels = (lines.count + panel.lines - 1) / panel.lines
    team.forEachRange(of: panels, grain: max(1, 65_536 / byteCount)) { part, _ in
      for slot in part {
        let line = lines.lowerBound + slot * panel.lines
        let source = matrix.address(line: line, k: range.lowerBound)
        panel.pack(
          source.assumingMemoryBound(to: Int8.self), lineStride, kStride,
          min(panel.lines, lines.upperBound - line), range.count, packed + slot * byteCount)
      }
    }
  }

  func multiply(
    _ a: UnsafeRawPointer, _ b: UnsafeRawPointer, _ size: BlockSize, isFirst: Bool, transA: Bool,
    transB: Bool, sums: UnsafeMutableRawPointer, team: HostTeam
  ) {
    let (panelA, panelB) = (panel(.a), panel(.b))
    let (byteCountA, byteCountB) = (panelA.byteCount(size.k), panelB.byteCount(size.k))
    let rowsPerTask = Self.panelsPerTask.a * panelA.lines
    let columnsPerTask = Self.panelsPerTask.b * panelB.lines
    let tasksM = (size.m + rowsPerTask - 1) / rowsPerTask
    let tasksN = (size.n + columnsPerTask - 1) / columnsPerTask
    let sums = sums.assumingMemoryBound(to: Int32.self)
    team.forEach(tasksM * tasksN) { task, _ in
      let rows = task % tasksM * rowsPerTask..<min((task % tasksM + 1) * rowsPerTask, size.m)
      let columns =
        task / tasksM * columnsPerTask..<min((task / tasksM + 1) * columnsPerTask, size.n)
      for i in stride(from: rows.lowerBound, to: rows.upperBound, by: panelA.lines) {
        for j in stride(from: columns.lowerBound, to: columns.upperBound, by: panelB.lines) {
          kernel.table.multiply(
            a + i / panelA.lines * byteCountA, b + j / panelB.lines * byteCountB, size.k,
            sums + i + j * size.m, size.m, min(panelA.lines, size.m - i),
            min(panelB.lines, size.n - j),
            !isFirst)
        }
      }
    }
  }

  private struct Panel {
    let lines: Int
    let byteCount: (Int) -> Int
    let pack: (UnsafePointer<Int8>?, Int, Int, Int, Int, UnsafeMutableRawPointer?) -> Void
  }

  private func panel(_ side: BlockSide) -> Panel {
    let table = kernel.table
    return switch side {
    case .a:
      Panel(
        lines: table.rows, byteCount: { table.panel_bytes_a($0) },
        pack: { table.pack_a($0, $1, $2, $3, $4, $5) })
    case .b:
      Panel(
        lines: table.columns, byteCount: { table.panel_bytes_b($0) },
        pack: { table.pack_b($0, $1, $2, $3, $4, $5) })
    }
  }
}
