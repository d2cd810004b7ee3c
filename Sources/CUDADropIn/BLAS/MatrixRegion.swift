/// Where a column-major matrix lies, to tell whether two share elements.
struct MatrixRegion: Equatable {
  /// Bytes: of the first element, of a column without its gap, from one column to the next.
  let start, columnByteCount, pitch: Int
  let columns: Int

  init(start: UnsafeRawPointer, rows: Int, columns: Int, leading: Int, width: Int) {
    self.start = Int(bitPattern: start)
    columnByteCount = rows * width
    pitch = leading * width
    self.columns = columns
  }

  private var end: Int { start + (columns - 1) * pitch + columnByteCount }

  /// Parts of one matrix, which have the same pitch, are told apart exactly; others overlap where their extents do.
  func overlaps(_ other: MatrixRegion) -> Bool {
    guard columns > 0, other.columns > 0, columnByteCount > 0, other.columnByteCount > 0,
      start < other.end, other.start < end
    else { return false }
    guard pitch == other.pitch, pitch > 0 else { return true }
    let (first, second) = start <= other.start ? (self, other) : (other, self)
    // The second starts so many columns and bytes of a column after the first.
    let (column, offset) = (second.start - first.start).quotientAndRemainder(dividingBy: pitch)
    let startsInside = column < first.columns && offset < first.columnByteCount
    // Its columns may run over into the next rows of the first's.
    let wraps = offset + second.columnByteCount > pitch && column + 1 < first.columns
    return startsInside || wraps
  }
}

extension MatrixRegion {
  /// The place of a matrix or packed triangle of a call; nil for vectors and empty ones.
  init?(_ operand: LevelOperand, of call: LevelCall) {
    guard let address = call.address(operand.role) else { return nil }
    let width = operand.type.byteCount
    switch operand.layout {
    case .matrix(let rows, let columns, let leading):
      self.init(start: address, rows: rows, columns: columns, leading: leading, width: width)
    case .packed:
      let extent = operand.layout.extent
      self.init(start: address, rows: extent, columns: 1, leading: extent, width: width)
    case .vector, .scalars: return nil
    }
  }
}
