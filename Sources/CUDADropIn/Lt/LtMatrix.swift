import Kernels

/// A matrix as a layout describes it, before its transpose.
struct LtMatrix: Hashable {
  let typeNumber, order: CInt
  let rows, columns, leading: Int
  /// How many there are, and the elements between them; pointer arrays have none between.
  let count, stride: Int
  let isPointerArray: Bool

  /// `CUBLASLT_ORDER_COL`, `_ROW` and `_COL32`.
  static let (columnOrder, rowOrder, tileOrder): (CInt, CInt, CInt) = (0, 1, 2)

  /// - Throws: What makes the layout impossible.
  init(_ layout: LtDescription, name: String) throws(BLASRefusal) {
    func size(_ number: CInt, _ what: String) throws(BLASRefusal) -> Int {
      let value = Int(layout[number])
      guard value >= 0, value < 1 << 48 else {
        throw .init(status: .invalidValue, reason: "\(what) of \(name) is \(value)")
      }
      return value
    }
    typeNumber = layout.integer(0)
    order = layout.integer(1)
    rows = try size(2, "rows")
    columns = try size(3, "columns")
    leading = try size(4, "the leading dimension")
    count = try size(5, "the batch count")
    stride = Int(layout[6])
    isPointerArray = layout.integer(8) == 1
    guard count >= 1 else {
      throw .init(status: .invalidValue, reason: "the batch count of \(name) is \(count)")
    }
    guard stride >= 0, stride < 1 << 56 / count else {
      throw .init(status: .invalidValue, reason: "the batch stride of \(name) is \(stride)")
    }
    guard layout.integer(8) <= 1, layout[7] == 0 else {
      throw .init(
        status: .notSupported, reason: "\(name) is a group of matrices or has planes of its own")
    }
    let (line, lines) =
      switch order {
      case Self.columnOrder: (rows, columns)
      case Self.rowOrder: (columns, rows)
      case Self.tileOrder: (32 * rows, (columns + 31) / 32)
      default:
        throw .init(
          status: .notSupported,
          reason: "\(name) has order \(LtNames.order(order)); COL, ROW and COL32 are there")
      }
    guard leading >= max(1, line) else {
      throw .init(
        status: .invalidValue,
        reason: "the leading dimension of \(name) is \(leading), less than \(max(1, line))")
    }
    guard leading < 1 << 56 / max(lines, 1) else {
      throw .init(status: .invalidValue, reason: "\(name) is larger than memory")
    }
  }

  /// Its element type, where the kernels know it.
  var type: ElementType? { ElementType(cudaDataType: typeNumber) }

  /// The place of an element among those of one matrix.
  func index(_ row: Int, _ column: Int) -> Int {
    switch order {
    case Self.columnOrder: row + column * leading
    case Self.rowOrder: row * leading + column
    default: column / 32 * leading + row * 32 + column % 32
    }
  }

  /// Elements from the first to the last of one matrix.
  var span: Int {
    guard rows > 0, columns > 0 else { return 0 }
    return order == Self.tileOrder
      ? (columns + 31) / 32 * leading : index(rows - 1, columns - 1) + 1
  }

  /// Elements of all matrices that lie at their strides.
  var extent: Int { span == 0 || isPointerArray ? span : (count - 1) * stride + span }

  /// As the log has it.
  var text: String {
    var text = "type=\(LtNames.type(typeNumber)) rows=\(rows) cols=\(columns) ld=\(leading)"
    if order != Self.columnOrder { text += " order=\(LtNames.order(order))" }
    if count > 1 { text += " batchCount=\(count)" }
    if stride > 0 { text += " stridedBatchOffset=\(stride)" }
    if isPointerArray { text += " batchMode=POINTER_ARRAY" }
    return "[\(text)]"
  }
}
