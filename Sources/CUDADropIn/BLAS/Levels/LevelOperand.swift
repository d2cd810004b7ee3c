/// One argument of a call that points to numbers: of what type they are, how they lie, and whether they are read or written.
struct LevelOperand {
  enum Layout: Hashable {
    /// So many numbers one after the other, where the pointer mode says.
    case scalars(Int)
    case vector(count: Int, increment: Int)
    /// Column-major.
    case matrix(rows: Int, columns: Int, leading: Int)
    /// A triangle of n columns, column by column.
    case packed(Int)

    /// Elements from the first to the last.
    var extent: Int {
      switch self {
      case .scalars(let count): count
      case .vector(let count, let increment): count == 0 ? 0 : 1 + (count - 1) * abs(increment)
      case .matrix(let rows, let columns, let leading):
        rows == 0 || columns == 0 ? 0 : leading * (columns - 1) + rows
      case .packed(let n): n * (n + 1) / 2
      }
    }
  }

  let role: BLASRole
  /// As they are stored.
  let type: NumberType
  /// As the routine takes them.
  let target: NumberType
  let layout: Layout
  var isRead = true
  var isWritten = false

  /// Bytes from the first to the last element; nil beyond what memory can hold.
  var byteCount: Int? {
    let limit = 1 << 40
    switch layout {
    case .vector(let count, let increment):
      guard abs(increment) < limit, count < limit else { return nil }
      guard count.multipliedReportingOverflow(by: abs(increment) + 1).overflow == false else {
        return nil
      }
    case .matrix(let rows, let columns, let leading):
      guard rows < limit, columns < limit, leading < limit,
        leading.multipliedReportingOverflow(by: columns + 1).overflow == false
      else { return nil }
    case .packed(let n): guard n < 1 << 30 else { return nil }
    case .scalars: break
    }
    let (bytes, overflow) = layout.extent.multipliedReportingOverflow(by: type.byteCount)
    return overflow ? nil : bytes
  }

  /// The place of element (i, j), counted from the operand's address.
  func place(_ i: Int, _ j: Int) -> Int {
    switch layout {
    case .scalars, .packed: i
    case .vector(let count, let increment):
      increment < 0 ? (i - count + 1) * increment : i * increment
    case .matrix(_, _, let leading): i + j * leading
    }
  }

  /// Rows and columns of a copy without gaps.
  var shape: (rows: Int, columns: Int) {
    switch layout {
    case .scalars(let count): (count, 1)
    case .vector(let count, _): (count, 1)
    case .matrix(let rows, let columns, _): (rows, columns)
    case .packed(let n): (n * (n + 1) / 2, 1)
    }
  }
}
