import CSIMD

/// How one shape is cut into blocks that are packed whole, and these into tiles of sums; a complex
/// column counts as two.
struct PanelPlan: Sendable {
  /// The packed factors.
  let a, b: PanelLayout
  /// Whether factors scale the blocks of k.
  let isScaled: Bool
  /// The extent of a block, whole panels.
  let block: (m: Int, n: Int)
  /// The extent of a tile, whole panels.
  let tile: (m: Int, n: Int)
  /// The panels that one task packs.
  let packGrain: (a: Int, b: Int)

  /// - Parameters:
  ///   - threadCount: The threads that share one GEMM of this shape.
  ///   - memoryLimit: The most bytes that a packed factor takes, if one panel takes less.
  init(
    _ shape: GEMMShape, _ gemm: GEMMProblem, _ kernel: PanelKernel, threadCount: Int,
    memoryLimit: Int
  ) {
    let table = kernel.table
    isScaled = gemm.scaleA != .none || gemm.scaleB != .none
    let parts = gemm.types.a.isComplex ? 2 : 1
    // 2 KiB of each line: a panel of B (16 KiB for 8 columns) stays in the first-level cache while it
    // is multiplied by panels of A from the second.
    let chunks = PanelLayout.chunks(
      of: shape.multiplies ? shape.k : 0, limit: 2048 / table.unit_bytes * table.depth / parts,
      scalings: [gemm.scaleA, gemm.scaleB])
    let a = PanelLayout(lines: table.rows, table, parts: parts, chunks: chunks)
    let b = PanelLayout(lines: table.columns, table, parts: parts, chunks: chunks)
    (self.a, self.b) = (a, b)

    func panels(_ lines: Int, _ layout: PanelLayout) -> Int {
      max(1, (lines + layout.lines - 1) / layout.lines)
    }
    func blocked(_ lines: Int, _ layout: PanelLayout) -> Int {
      let most = max(1, memoryLimit / max(layout.byteCountPerPanel, 1))
      return Self.evenly(panels(lines, layout), most)
    }
    let blockPanels = (m: blocked(shape.m, a), n: blocked(shape.n * parts, b))
    block = (blockPanels.m * a.lines, blockPanels.n * b.lines)

    // A tile's sums and its panels of A share the second-level cache: three eighths of it are 192 rows of 2 KiB in 1 MiB,
    // 96 in 512 KiB. Tiles shrink until there are
    // some for each thread, so that none waits long for the last.
    let secondLevel = HostProcessor.current.secondLevelCacheByteCount ?? 1 << 20
    let mostRows = min(192, secondLevel * 3 / 8 / 2048)
    var most = (m: max(1, mostRows / a.lines), n: max(1, 1024 / table.unit_bytes / b.lines))
    func count() -> Int {
      ((blockPanels.m + most.m - 1) / most.m) * ((blockPanels.n + most.n - 1) / most.n)
    }
    while threadCount > 1, count() < 8 * threadCount, most.m > 1 || most.n > 4 {
      if most.n > 4, most.n * b.lines >= most.m * a.lines || most.m == 1 {
        most.n /= 2
      } else {
        most.m = (most.m + 1) / 2
      }
    }
    tile = (
      Self.evenly(blockPanels.m, most.m) * a.lines, Self.evenly(blockPanels.n, most.n) * b.lines
    )
    let chunkByteCount = max(1, (chunks.first?.count ?? 1) * parts * table.unit_bytes / table.depth)
    packGrain = (
      max(1, 65_536 / (a.lines * chunkByteCount)), max(1, 65_536 / (b.lines * chunkByteCount))
    )
  }

  /// The most panels of the fewest parts of at most `most` panels.
  private static func evenly(_ count: Int, _ most: Int) -> Int {
    let parts = (count + most - 1) / most
    return (count + parts - 1) / parts
  }

  /// The bytes of the packed blocks and their factors.
  var byteCounts: (a: Int, b: Int, scalesA: Int, scalesB: Int) {
    let panels = (a: block.m / a.lines, b: block.n / b.lines)
    return (
      panels.a * a.byteCountPerPanel, panels.b * b.byteCountPerPanel,
      isScaled ? panels.a * a.chunks.count * (a.lines + 1) * 4 : 0,
      isScaled ? panels.b * b.chunks.count * (b.lines + 1) * 4 : 0
    )
  }
}

/// The tasks of packing one block: panels of both factors, chunk by chunk.
struct PackingTasks {
  private let plan: PanelPlan
  private let panels: (a: Int, b: Int)
  private let tasksA: Int
  /// How many there are.
  let count: Int

  /// - Parameters:
  ///   - rows: The rows of A to be packed, 0 where they are.
  ///   - columns: The columns of B to be packed, 0 where they are.
  init(_ plan: PanelPlan, rows: Int, columns: Int) {
    self.plan = plan
    panels = (
      (rows + plan.a.lines - 1) / plan.a.lines, (columns + plan.b.lines - 1) / plan.b.lines
    )
    let chunkCount = plan.a.chunks.count
    tasksA = (panels.a + plan.packGrain.a - 1) / plan.packGrain.a * chunkCount
    count = tasksA + (panels.b + plan.packGrain.b - 1) / plan.packGrain.b * chunkCount
  }

  /// What a task packs.
  subscript(task: Int) -> (side: PanelSide, panels: Range<Int>, chunk: Int) {
    let chunkCount = plan.a.chunks.count
    let (side, slot, grain, panels) =
      task < tasksA
      ? (PanelSide.a, task, plan.packGrain.a, panels.a)
      : (PanelSide.b, task - tasksA, plan.packGrain.b, panels.b)
    let first = slot / chunkCount * grain
    return (side, first..<min(first + grain, panels), slot % chunkCount)
  }
}

/// The working memory of one GEMM under way, large enough for each of some plans.
struct PanelScratch: Sendable {
  let a, b: HostBuffer
  /// nil where nothing is scaled.
  let scalesA, scalesB: HostBuffer?
  // For each worker: the sums of a tile, a product of two panels that is yet to be scaled, a part of
  // a column of C, and what packing needs.
  let sums, products, addends, converted, floats: [HostBuffer]

  init(_ plans: [PanelPlan], workers: Int) throws(BackendError) {
    func most(_ size: (PanelPlan) -> Int) -> Int { plans.map(size).max() ?? 0 }
    a = try HostBuffer(byteCount: most { $0.byteCounts.a })
    b = try HostBuffer(byteCount: most { $0.byteCounts.b })
    let isScaled = plans.contains(where: \.isScaled)
    scalesA = isScaled ? try HostBuffer(byteCount: most { $0.byteCounts.scalesA }) : nil
    scalesB = isScaled ? try HostBuffer(byteCount: most { $0.byteCounts.scalesB }) : nil
    func forEachWorker(_ byteCount: Int) throws(BackendError) -> [HostBuffer] {
      var buffers: [HostBuffer] = []
      for _ in 0..<workers { buffers.append(try HostBuffer(byteCount: byteCount)) }
      return buffers
    }
    sums = try forEachWorker(most { $0.tile.m * $0.tile.n * $0.a.unitByteCount })
    products = try forEachWorker(isScaled ? most { $0.a.lines * $0.b.lines * 4 } : 0)
    addends = try forEachWorker(most { $0.tile.m * 4 })
    converted = try forEachWorker(
      most { max(PanelPacker.scratch($0.a).bytes, PanelPacker.scratch($0.b).bytes) })
    floats = try forEachWorker(
      most { max(PanelPacker.scratch($0.a).floats, PanelPacker.scratch($0.b).floats) * 4 })
  }
}
