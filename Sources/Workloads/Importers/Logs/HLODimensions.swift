/// Which dimensions of two operands are batches and which are summed.
struct HLODimensions {
  var leftBatch: [Int]
  var rightBatch: [Int]
  var leftSummed: [Int]
  var rightSummed: [Int]

  init(leftBatch: [Int], rightBatch: [Int], leftSummed: [Int], rightSummed: [Int]) {
    (self.leftBatch, self.rightBatch) = (leftBatch, rightBatch)
    (self.leftSummed, self.rightSummed) = (leftSummed, rightSummed)
  }

  /// From a `dot_dimension_numbers` of JSON, whose numbers are strings.
  init(_ json: [String: Any]) throws(CaptureFault) {
    func list(_ key: String) throws(CaptureFault) -> [Int] {
      let values = json[key] as? [Any] ?? []
      return try Self.places(values.prefix(32).map { "\($0)" })
    }
    leftBatch = try list("lhs_batch_dimensions")
    rightBatch = try list("rhs_batch_dimensions")
    leftSummed = try list("lhs_contracting_dimensions")
    rightSummed = try list("rhs_contracting_dimensions")
  }

  /// The result has the batches first, then what is left of the left and of the right operand.
  func contraction(_ left: HLOShape, _ right: HLOShape, _ output: HLOShape) throws(CaptureFault)
    -> Contraction
  {
    let (l, r, o) = (left.tensor, right.tensor, output.tensor)
    guard leftBatch.count == rightBatch.count, leftSummed.count == rightSummed.count,
      Set(leftBatch + leftSummed).count == leftBatch.count + leftSummed.count,
      Set(rightBatch + rightSummed).count == rightBatch.count + rightSummed.count,
      (leftBatch + leftSummed).allSatisfy(l.sizes.indices.contains),
      (rightBatch + rightSummed).allSatisfy(r.sizes.indices.contains)
    else { throw CaptureFault("the batch or summed dimensions do not fit the operands") }
    let rows = l.sizes.indices.filter { !leftBatch.contains($0) && !leftSummed.contains($0) }
    let columns = r.sizes.indices.filter { !rightBatch.contains($0) && !rightSummed.contains($0) }
    let batch = leftBatch.count
    guard o.sizes.count == batch + rows.count + columns.count else {
      throw CaptureFault("the result has \(o.sizes.count) dimensions")
    }
    let expected =
      leftBatch.map { l.sizes[$0] } + rows.map { l.sizes[$0] } + columns.map { r.sizes[$0] }
    guard o.sizes == expected, rightBatch.map({ r.sizes[$0] }) == leftBatch.map({ l.sizes[$0] })
    else {
      throw CaptureFault("the sizes of the operands and the result do not fit together")
    }
    return Contraction(
      left: l, right: r, output: o,
      batch: (0..<batch).map { (leftBatch[$0], rightBatch[$0], $0) },
      rows: rows.enumerated().map { ($1, batch + $0) },
      columns: columns.enumerated().map { ($1, batch + rows.count + $0) },
      summed: Array(zip(leftSummed, rightSummed)))
  }

  /// Dimensions by number; a tensor has at most 32.
  static func places(_ list: [String]) throws(CaptureFault) -> [Int] {
    var places: [Int] = []
    for text in list {
      guard let place = Int(text), place >= 0, place < 32 else {
        throw CaptureFault("\(text.prefix(20)) is not a dimension")
      }
      places.append(place)
    }
    return places
  }
}
