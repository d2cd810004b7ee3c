import Foundation
import Kernels

/// What the output of a problem must be at the checked places: computed once a problem, compared with every device.
struct ExpectedOutput: Sendable {
  /// A contiguous run of the output: a column of D, or one row of O.
  struct Line: Sendable {
    /// Its first element, from the start of the operand.
    var start: Int
    /// Its elements.
    var count: Int
    /// Elements after it that belong to nothing (leading-dimension padding).
    var gap: Int
    /// What it is, for people: the coordinates that all its elements share.
    var place: Place
    /// The checked elements in it, as indices into ``positions``.
    var checked: Range<Int>
  }

  /// The coordinates of a line.
  enum Place: Sendable {
    case column(Int, gemm: Int)
    case row(batch: Int, head: Int, query: Int)
    case gradient(AttentionGradient, batch: Int, head: Int, row: Int)
    /// Part of a vector, from this element on.
    case element(Int)
  }

  /// Lines with checked elements; all lines where the scope is the whole output.
  var lines: [Line] = []
  /// The position of each checked element in its line.
  var positions: [Int] = []
  /// The true values, real and imaginary parts in turn for complex results, before rounding to the output's type (but
  /// clipped to the range of types that saturate).
  var values: [Double] = []
  /// How far each value may be off; infinite where nothing can be said.
  var bounds: [Double] = []
  /// Elements of the output, padding not counted.
  var totalCount = 0
  /// Whether every element is checked.
  var isWhole = true

  /// Computes the expectation.
  static func compute(
    _ problem: Problem, inputs: HostInputs, limit: CheckedPlaces.Limit = .init(), seed: UInt64
  ) -> ExpectedOutput {
    switch problem {
    case .gemm(let gemm): compute(gemm, inputs: inputs, limit: limit, seed: seed)
    case .attention(let attention):
      compute(attention, inputs: inputs, limit: limit, seed: seed)
    case .attentionBackward(let backward):
      compute(backward, inputs: inputs, limit: limit, seed: seed)
    case .probe(let probe): compute(probe, inputs: inputs, limit: limit, seed: seed)
    }
  }

  private static func compute(
    _ gemm: GEMMProblem, inputs: HostInputs, limit: CheckedPlaces.Limit, seed: UInt64
  ) -> ExpectedOutput {
    let instances = gemm.instances
    let (parts, isWhole) = CheckedPlaces.gemm(instances, limit: limit, seed: seed)
    var result = ExpectedOutput()
    result.isWhole = isWhole
    result.totalCount = instances.reduce(0) { $0 + $1.shape.m * $1.shape.n }
    // Tasks of a few columns each; every task decodes the rows anew, so columns are not split further than cores need.
    let cores = ProcessInfo.processInfo.activeProcessorCount
    var tasks: [CheckedPlaces.GEMMPart] = []
    for part in parts {
      let pieces = parts.count > 2 * cores ? 1 : min(2 * cores, part.columns.count)
      let perPiece = (part.columns.count + pieces - 1) / pieces
      for start in stride(from: 0, to: part.columns.count, by: perPiece) {
        let columns = Array(part.columns[start..<min(start + perPiece, part.columns.count)])
        tasks.append(.init(instance: part.instance, rows: part.rows, columns: columns))
      }
    }
    let saturation = ErrorBound.saturation(gemm.types.d)
    let pieces = concurrentMap(tasks.count) { [tasks] index in
      piece(
        gemm, instance: instances[tasks[index].instance], part: tasks[index], inputs: inputs,
        saturation: saturation)
    }
    for (task, piece) in zip(tasks, pieces) {
      let instance = instances[task.instance]
      for column in task.columns {
        let first = result.positions.count
        result.positions += task.rows
        result.lines.append(
          Line(
            start: instance.d + column * instance.shape.ldd, count: instance.shape.m,
            gap: column + 1 < instance.shape.n ? instance.shape.ldd - instance.shape.m : 0,
            place: .column(column, gemm: task.instance), checked: first..<result.positions.count))
      }
      result.values += piece.values
      result.bounds += piece.bounds
    }
    return result
  }

  /// Values and bounds of some columns of one GEMM, column by column.
  private static func piece(
    _ gemm: GEMMProblem, instance: GEMMInstance, part: CheckedPlaces.GEMMPart, inputs: HostInputs,
    saturation: Double
  ) -> (values: [Double], bounds: [Double]) {
    let bound = GEMMErrorBound(gemm, shape: instance.shape, fill: inputs.fill)
    let components = gemm.types.d.isComplex ? 2 : 1
    let size = part.rows.count * part.columns.count * components
    var values = [Double](repeating: 0, count: size)
    var bounds = values
    // Decoded rows and columns are bounded to some megabytes.
    let tile = max(16, (1 << 20) / max(instance.shape.k, 1))
    for firstRow in stride(from: 0, to: part.rows.count, by: tile) {
      let rows = Array(part.rows[firstRow..<min(firstRow + tile, part.rows.count)])
      for firstColumn in stride(from: 0, to: part.columns.count, by: tile) {
        let columns = Array(part.columns[firstColumn..<min(firstColumn + tile, part.columns.count)])
        let elements = ReferenceGEMM.elements(
          of: gemm, instance: instance, index: part.instance, rows: rows, columns: columns,
          operand: inputs.address)
        for j in columns.indices {
          for i in rows.indices {
            let element = elements[j * rows.count + i]
            let at = ((firstColumn + j) * part.rows.count + firstRow + i) * components
            values[at] = min(max(element.real, -saturation), saturation)
            if element.real.isNaN { values[at] = .nan }
            bounds[at] = bound(element, value: values[at])
            if components == 2 {
              values[at + 1] = element.imaginary
              bounds[at + 1] = bound(element, value: element.imaginary)
            }
          }
        }
      }
    }
    return (values, bounds)
  }

  private static func compute(
    _ attention: AttentionProblem, inputs: HostInputs, limit: CheckedPlaces.Limit, seed: UInt64
  ) -> ExpectedOutput {
    let (rows, isWhole) = CheckedPlaces.attention(attention, limit: limit, seed: seed)
    let bound = AttentionErrorBound(attention)
    let stride = attention.strides.o
    let dim = attention.headDimV
    let computed = concurrentMap(rows.count) { index in
      let row = ReferenceAttention.row(
        of: attention, batch: rows[index].batch, head: rows[index].head,
        query: rows[index].position,
        operand: inputs.address)
      return (values: row.values, bounds: bound(row))
    }
    var result = ExpectedOutput()
    result.isWhole = isWhole
    result.totalCount = attention.batch * attention.heads * attention.seqQ * dim
    for (row, piece) in zip(rows, computed) {
      let first = result.positions.count
      result.positions += 0..<dim
      result.lines.append(
        Line(
          start: row.batch * stride.batch + row.head * stride.head + row.position * stride.seq,
          count: dim, gap: 0,
          place: .row(batch: row.batch, head: row.head, query: row.position),
          checked: first..<result.positions.count))
      result.values += piece.values
      result.bounds += piece.bounds
    }
    return result
  }

  private static func compute(
    _ backward: AttentionBackwardProblem, inputs: HostInputs, limit: CheckedPlaces.Limit,
    seed: UInt64
  ) -> ExpectedOutput {
    let (queries, keys, isWhole) = CheckedPlaces.attentionBackward(
      backward, limit: limit, seed: seed)
    let bound = AttentionBackwardErrorBound(backward)
    typealias Piece = (
      gradient: AttentionGradient, row: CheckedPlaces.AttentionRow, values: [Double],
      bounds: [Double]
    )
    let computed = concurrentMap(queries.count + keys.count) { index -> [Piece] in
      let reference = ReferenceAttentionBackward(backward, operand: inputs.address)
      if index < queries.count {
        let row = queries[index]
        let dQ = reference.queryRow(batch: row.batch, head: row.head, query: row.position)
        return [(.dQ, row, dQ.values, bound(dQ))]
      }
      let row = keys[index - queries.count]
      let (dK, dV) = reference.keyRows(batch: row.batch, kvHead: row.head, key: row.position)
      return [(.dK, row, dK.values, bound(dK)), (.dV, row, dV.values, bound(dV))]
    }
    var result = ExpectedOutput()
    result.isWhole = isWhole
    result.totalCount = Problem.attentionBackward(backward).output.elementCount
    for piece in computed.joined() {
      let stride = backward.extent(of: piece.gradient).strides
      let row = piece.row
      let first = result.positions.count
      result.positions += piece.values.indices
      result.lines.append(
        Line(
          start: backward.start(of: piece.gradient) + row.batch * stride.batch + row.head
            * stride.head + row.position * stride.seq,
          count: piece.values.count, gap: 0,
          place: .gradient(piece.gradient, batch: row.batch, head: row.head, row: row.position),
          checked: first..<result.positions.count))
      result.values += piece.values
      result.bounds += piece.bounds
    }
    return result
  }
}
