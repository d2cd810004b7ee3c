import Kernels

/// A tensor operand: its sizes and the distances between neighbours along each dimension, in elements.
struct StridedTensor {
  var sizes: [Int]
  var strides: [Int]

  /// A dense tensor; `order` lists its dimensions from the outermost to the innermost.
  init?(sizes: [Int], order: [Int]) {
    guard Set(order) == Set(sizes.indices), order.count == sizes.count else { return nil }
    self.sizes = sizes
    strides = Array(repeating: 1, count: sizes.count)
    var distance = 1
    for dimension in order.reversed() {
      strides[dimension] = distance
      let (product, overflow) = distance.multipliedReportingOverflow(by: max(1, sizes[dimension]))
      if overflow { return nil }
      distance = product
    }
  }

  init(sizes: [Int], strides: [Int]) {
    self.sizes = sizes
    self.strides = strides
  }
}

/// A product of two tensors over pairs of dimensions, as `dot_general` and batched matmuls state it.
struct Contraction {
  /// A group of dimensions, each by its place in the operands that have it.
  typealias Pairs = [(Int, Int)]

  var left: StridedTensor
  var right: StridedTensor
  var output: StridedTensor
  /// Places in left, right and output.
  var batch: [(left: Int, right: Int, output: Int)]
  /// Places in left and output.
  var rows: Pairs
  /// Places in right and output.
  var columns: Pairs
  /// Places in left and right.
  var summed: Pairs

  /// The GEMM, row-major; where dimensions that belong together do not lie at one distance in an operand, that operand is taken
  /// as copied, which the assumptions say.
  /// - Throws: `CaptureFault` where sizes disagree or pass 64 bits.
  func gemm(a: ElementType, b: ElementType, d: ElementType) throws(CaptureFault) -> (
    call: LoggedGEMM, assumptions: [String]
  ) {
    for (left, right) in summed where self.left.sizes[left] != self.right.sizes[right] {
      throw CaptureFault(
        "the summed dimensions have sizes \(self.left.sizes[left]) and \(self.right.sizes[right])")
    }
    let count = try Self.size(batch.map { output.sizes[$0.output] })
    let m = try Self.size(rows.map { left.sizes[$0.0] })
    let n = try Self.size(columns.map { right.sizes[$0.0] })
    let k = try Self.size(summed.map { left.sizes[$0.0] })
    var call = LoggedGEMM(m: m, n: n, k: k, a: a, b: b, d: d)
    call.isRowMajor = true
    var copied: [String] = []

    let leftMatrix = Matrix(left, rows.map(\.0), summed.map(\.0), batch.map(\.left))
    let rightMatrix = Matrix(right, summed.map(\.1), columns.map(\.0), batch.map(\.right))
    let outputMatrix = Matrix(
      output, rows.map(\.1), columns.map(\.1), batch.map(\.output))
    if let leftMatrix {
      (call.transA, call.lda) = (leftMatrix.trans, leftMatrix.ld)
    } else {
      call.transA = Self.copyOrder(left, rows.map(\.0), summed.map(\.0))
      copied.append("the left operand")
    }
    if let rightMatrix {
      (call.transB, call.ldb) = (rightMatrix.trans, rightMatrix.ld)
    } else {
      call.transB = Self.copyOrder(right, summed.map(\.1), columns.map(\.0))
      copied.append("the right operand")
    }
    if let outputMatrix, outputMatrix.trans == .none {
      (call.ldc, call.ldd) = (outputMatrix.ld, outputMatrix.ld)
    } else if let outputMatrix {
      // Stored by columns: what is column-major needs no swap, and each operand's transpose is the other one.
      call.isRowMajor = false
      call.transA = call.transA == .none ? .transpose : .none
      call.transB = call.transB == .none ? .transpose : .none
      (call.ldc, call.ldd) = (outputMatrix.ld, outputMatrix.ld)
    } else {
      copied.append("the result")
    }
    if count != 1 {
      call.batch = .strided(
        count: count, a: leftMatrix?.batchStride, b: rightMatrix?.batchStride,
        c: outputMatrix?.batchStride, d: outputMatrix?.batchStride)
    }
    return (
      call,
      copied.map {
        "\($0) is taken as copied to be dense: its dimensions are not one distance apart"
      }
    )
  }

  /// How a copy lies: what was innermost stays innermost.
  private static func copyOrder(_ tensor: StridedTensor, _ rows: [Int], _ columns: [Int])
    -> Transpose
  {
    func least(_ dimensions: [Int]) -> Int {
      dimensions.filter { tensor.sizes[$0] > 1 }.map { tensor.strides[$0] }.min() ?? .max
    }
    return least(rows) < least(columns) ? .transpose : .none
  }

  private static func size(_ sizes: [Int]) throws(CaptureFault) -> Int {
    var product = 1
    for size in sizes {
      let (value, overflow) = product.multipliedReportingOverflow(by: size)
      guard !overflow, size >= 0 else { throw CaptureFault("the sizes pass 64 bits") }
      product = value
    }
    return product
  }

  /// One operand as a row-major matrix per batch.
  private struct Matrix {
    var trans: Transpose
    var ld: Int?
    var batchStride: Int

    /// Nil where no matrix with one leading dimension and one batch stride describes the tensor.
    init?(_ tensor: StridedTensor, _ rows: [Int], _ columns: [Int], _ batch: [Int]) {
      guard let row = Self.merged(tensor, rows), let column = Self.merged(tensor, columns),
        let batch = Self.merged(tensor, batch)
      else { return nil }
      batchStride = batch.stride
      if column.size <= 1 || column.stride == 1, row.size <= 1 || row.stride >= column.size {
        trans = .none
        ld = row.size <= 1 ? nil : row.stride
      } else if row.size <= 1 || row.stride == 1, column.size <= 1 || column.stride >= row.size {
        trans = .transpose
        ld = column.size <= 1 ? nil : column.stride
      } else {
        return nil
      }
    }

    /// Dimensions as one, if their elements are one distance apart in the order given.
    private static func merged(_ tensor: StridedTensor, _ dimensions: [Int]) -> (
      size: Int, stride: Int
    )? {
      var result = (size: 1, stride: 0)
      for dimension in dimensions.reversed() where tensor.sizes[dimension] != 1 {
        let (size, stride) = (tensor.sizes[dimension], tensor.strides[dimension])
        if result.size == 1 {
          result = (size, stride)
        } else {
          guard stride == result.stride.multipliedReportingOverflow(by: result.size).partialValue
          else { return nil }
          result.size = result.size.multipliedReportingOverflow(by: size).partialValue
        }
      }
      return result
    }
  }
}
