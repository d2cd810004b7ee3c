import CSIMD
import Foundation

/// The working memory of one thread: a block of queries, one tile of scores, outputs so far.
struct AttentionWorkspace: @unchecked Sendable {
  // SAFETY: one thread at a time uses a workspace; the pointers live as long as `memory`.
  private let memory: HostBuffer
  private let headDimV: Int
  let query: UnsafeMutablePointer<Float>  // [row, headDimQK]; of one panel where there are panels
  let scores: UnsafeMutablePointer<Float>  // [row, key]; [key, row] where there are panels
  let outputs: UnsafeMutablePointer<Float>  // [row, headDimV], not yet divided by the sum
  let max: UnsafeMutablePointer<Float>  // [row]
  let sum: UnsafeMutablePointer<Float>  // [row]
  let keys: UnsafeMutablePointer<Float>  // [key, headDimQK], for types that are converted
  let values: UnsafeMutablePointer<Float>  // [key, headDimV], likewise
  let panels: AttentionPanelMemory?

  init(_ attention: AttentionProblem, _ schedule: AttentionSchedule, _ kernel: AttentionKernel?)
    throws(BackendError)
  {
    let rows = schedule.rowsPerTask * schedule.headsPerTask
    let converted = attention.type == .f32 || schedule.readsLinesDirectly ? 0 : schedule.keysPerTile
    let panelShape = kernel.map { AttentionPanelMemory.Shape(attention, schedule, $0) }
    let scoreCount =
      kernel.map { $0.rows * (schedule.keysPerTile + $0.columns) } ?? rows * schedule.keysPerTile
    let counts =
      [
        (kernel?.rows ?? rows) * attention.headDimQK, scoreCount, rows * attention.headDimV, rows,
        rows, converted * attention.headDimQK, converted * attention.headDimV,
      ] + (panelShape?.counts ?? [])
    // Each part starts on a cache line.
    var starts: [Int] = []
    var total = 0
    for count in counts {
      starts.append(total)
      total += (count + 15) / 16 * 16
    }
    memory = try HostBuffer(byteCount: total * 4)
    headDimV = attention.headDimV
    let base = memory.pointer.assumingMemoryBound(to: Float.self)
    query = base + starts[0]
    scores = base + starts[1]
    outputs = base + starts[2]
    max = base + starts[3]
    sum = base + starts[4]
    keys = base + starts[5]
    values = base + starts[6]
    panels = AttentionPanelMemory(panelShape, starts.dropFirst(7).map { base + $0 })
  }

  /// The output of the row at `slot`.
  func output(_ slot: Int) -> UnsafeMutablePointer<Float> { outputs + slot * headDimV }
}

/// What a thread keeps as panels; attention.h says how rows and values lie in them.
struct AttentionPanelMemory {
  /// Sizes in elements.
  struct Shape {
    let panelCount, rows, queryStride, outputStride, valuePanelCount, valueCount: Int

    init(_ attention: AttentionProblem, _ schedule: AttentionSchedule, _ kernel: AttentionKernel) {
      rows = kernel.rows
      panelCount = schedule.rowsPerTask / kernel.rows
      queryStride = attention.headDimQK * kernel.rows
      valuePanelCount = (attention.headDimV + kernel.columns - 1) / kernel.columns
      outputStride = valuePanelCount * kernel.columns * kernel.rows
      valueCount = valuePanelCount * kernel.columns * schedule.keysPerTile
    }

    var counts: [Int] {
      [panelCount * queryStride, panelCount * outputStride, valueCount, rows, rows, rows]
    }
  }

  private let queryStride: Int
  private let queries: UnsafeMutablePointer<Float>
  let outputStride, valuePanelCount: Int
  let outputs: UnsafeMutablePointer<Float>
  let values: UnsafeMutablePointer<Float>
  let corrections: UnsafeMutablePointer<Float>
  /// The keys that each row of the panel at hand sees, where some do not see all.
  let first, end: UnsafeMutablePointer<Int32>
  private let rows: Int

  fileprivate init?(_ shape: Shape?, _ parts: [UnsafeMutablePointer<Float>]) {
    guard let shape else { return nil }
    queryStride = shape.queryStride
    outputStride = shape.outputStride
    valuePanelCount = shape.valuePanelCount
    rows = shape.rows
    (queries, outputs, values, corrections) = (parts[0], parts[1], parts[2], parts[3])
    first = UnsafeMutableRawPointer(parts[4]).bindMemory(to: Int32.self, capacity: rows)
    end = UnsafeMutableRawPointer(parts[5]).bindMemory(to: Int32.self, capacity: rows)
  }

  func query(_ panel: Int) -> UnsafeMutablePointer<Float> { queries + panel * queryStride }
  func output(_ panel: Int) -> UnsafeMutablePointer<Float> { outputs + panel * outputStride }

  /// Sets which keys, counted from `start`, the rows at `slots` see; rows beyond see none.
  func setVisible(_ slots: Range<Int>, from start: Int, _ keys: (_ slot: Int) -> Range<Int>) {
    for row in 0..<rows {
      let seen = row < slots.count ? keys(slots.lowerBound + row) : start..<start
      first[row] = Int32(clamping: seen.lowerBound - start)
      end[row] = Int32(clamping: seen.upperBound - start)
    }
  }
}

/// Results of parts of the keys, until they are merged.
struct AttentionPartials: @unchecked Sendable {
  // SAFETY: tasks write and merges read disjoint rows; the memory lives as long as `memory`.
  private let memory: HostBuffer
  private let headDimV: Int

  init(rowCount: Int, headDimV: Int) throws(BackendError) {
    self.headDimV = headDimV
    memory = try HostBuffer(byteCount: rowCount * (headDimV + 2) * 4)
  }

  // [row, headDimV values, maximum, sum]
  private func row(_ index: Int) -> UnsafeMutablePointer<Float> {
    memory.pointer.assumingMemoryBound(to: Float.self) + index * (headDimV + 2)
  }

  /// The output of a partial row, not yet divided by the sum.
  func output(_ index: Int) -> UnsafeMutablePointer<Float> { row(index) }

  /// Keeps the rows of a finished task.
  func save(_ workspace: AttentionWorkspace, rowCount: Int, at first: Int) {
    for slot in 0..<rowCount {
      let row = row(first + slot)
      memcpy(row, workspace.output(slot), headDimV * 4)
      row[headDimV] = workspace.max[slot]
      row[headDimV + 1] = workspace.sum[slot]
    }
  }

  /// Adds all parts of one row into the first of them, in order, and returns the sum of weights.
  func merge(_ parts: [Int]) -> Float {
    let most = parts.map { row($0)[headDimV] }.max() ?? -.infinity
    // Parts without weight keep the factor 1; subtracting -inf would make it NaN.
    let offset = most == -.infinity ? 0 : most
    var sum: Float = 0
    for (index, part) in parts.enumerated() {
      let row = row(part)
      let factor = row[headDimV] == most ? 1 : exp(row[headDimV] - offset)
      sum += factor * row[headDimV + 1]
      if index == 0 {
        SIMDPath.widest.table.scale_add(row, factor, nil, 0, headDimV)
      } else {
        SIMDPath.widest.table.scale_add(self.row(parts[0]), 1, row, factor, headDimV)
      }
    }
    return sum
  }
}
