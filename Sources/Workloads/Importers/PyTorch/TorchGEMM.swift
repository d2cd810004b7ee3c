import Kernels

/// GEMMs from PyTorch's matrix operators.
///
/// PyTorch's matrices are row-major: D = A B is computed as the column-major D^T = B^T A^T, so A and B change places together
/// with m and n (`at::native::addmm_out_cuda_impl` does the same).
enum TorchGEMM {
  /// Where an operator has its arguments; numbers are places in its schema.
  struct Form {
    var a = 0
    var b = 1
    /// The summand, which may be a bias.
    var c: Int?
    var beta: Int?
    var alpha: Int?
    var isBatched = false
    /// `useGelu` of `_addmm_activation`.
    var gelu: Int?
    /// The result's type as an argument.
    var outType: Int?
    var scaleA: Int?
    var scaleB: Int?
    var fastAccumulation: Int?
  }

  private static let addmm = Form(a: 1, b: 2, c: 0, beta: 3, alpha: 4)
  private static let baddbmm = Form(a: 1, b: 2, c: 0, beta: 3, alpha: 4, isBatched: true)

  static let forms: [String: Form] = [
    "aten::mm": Form(), "aten::_int_mm": Form(),
    "aten::addmm": addmm, "aten::addmm_": addmm,
    "aten::_addmm_activation": Form(a: 1, b: 2, c: 0, beta: 3, alpha: 4, gelu: 5),
    "aten::bmm": Form(isBatched: true),
    "aten::baddbmm": baddbmm, "aten::baddbmm_": baddbmm,
    "aten::_scaled_mm": Form(
      c: 4, outType: 6, scaleA: 2, scaleB: 3, fastAccumulation: 7),
  ]

  static let wrappers: Set<String> = ["aten::linear", "aten::mkldnn_linear", "aten::matmul"]

  /// The problem of a call or of a wrapper without calls inside; nil for a `matmul` with a vector, which is no GEMM.
  static func problem(_ op: TorchOperator, insideLinear: Bool) throws(TorchGap) -> TorchProblem? {
    if let form = forms[op.name] { return try problem(op, form, insideLinear: insideLinear) }
    if op.name == "aten::matmul" { return try matmul(op) }
    return try linear(op)
  }

  private static func problem(_ op: TorchOperator, _ form: Form, insideLinear: Bool)
    throws(TorchGap) -> TorchProblem
  {
    var notes: [String] = []
    let rank = form.isBatched ? 3 : 2
    let sizesA = try op.sizes(form.a, rank: rank)
    let sizesB = try op.sizes(form.b, rank: rank)
    let (m, k, n) = (sizesA[rank - 2], sizesA[rank - 1], sizesB[rank - 1])
    let count = form.isBatched ? sizesA[0] : 1
    guard sizesB[rank - 2] == k, !form.isBatched || sizesB[0] == count, count > 0 else {
      throw TorchGap("the sizes \(sizesA) and \(sizesB) do not fit together")
    }
    var a = TorchMatrix(sizesA, op.strides(form.a, rank: rank), of: "mat1", notes: &notes)
    var b = TorchMatrix(sizesB, op.strides(form.b, rank: rank), of: "mat2", notes: &notes)
    if op.strides == nil {
      notes.append(
        "operands are contiguous\(insideLinear ? ", the weight of aten::linear transposed" : ""): "
          + "the trace has no strides")
      a.isTransposed = false
      if insideLinear { b = b.transposedContiguous }
    }
    var beta = 0.0
    var alpha = 1.0
    var epilogue = Epilogue.none
    let out = try resultType(op, form)
    if let alphaPlace = form.alpha {
      if let given = try op.number(alphaPlace, normal: 1) {
        alpha = given
      } else {
        notes.append("alpha and beta are 1: the trace has no scalar arguments")
      }
    }
    if let c = form.c, form.beta != nil || op.hasTensor(c) {
      beta =
        try form.beta.flatMap { place throws(TorchGap) in try op.number(place, normal: 1) } ?? 1
      let isMatrix = try isFullMatrix(op, c, form, m: m, n: n, count: count)
      if beta == 1, !isMatrix, isBias(op, c, n: n), !form.isBatched {
        epilogue = .bias
        beta = 0
      } else if !isMatrix, beta != 0 {
        notes.append("the summand, which is broadcast, is a full matrix")
      }
    }
    if let gelu = form.gelu {
      let isGelu = op.flag(gelu)
      if isGelu == nil { notes.append("the activation is relu: the trace has no scalar arguments") }
      switch (epilogue, isGelu ?? false) {
      case (.bias, true): epilogue = .biasGelu
      case (.bias, false): epilogue = .biasRelu
      case (_, true): epilogue = .gelu
      case (_, false): epilogue = .relu
      }
    }
    if let fast = form.fastAccumulation, op.flag(fast) == true {
      notes.append("sums are in f32: use_fast_accum is left out")
    }
    let scalings = try scalings(op, form, m: m, n: n, k: k)
    let result = try product([m, n])
    guard let typeA = op.elementType(form.a), let typeB = op.elementType(form.b) else {
      throw TorchGap(
        "the element type \(op.types.prefix(3).joined(separator: ", ")) is no GEMM type")
    }
    do throws(ProblemError) {
      let shape = try GEMMShape(
        m: n, n: m, k: k, transA: b.transpose, transB: a.transpose, lda: b.leading, ldb: a.leading,
        alpha: Scalar(alpha), beta: Scalar(beta))
      let batching: Batching =
        count == 1
        ? .single : .strided(count: count, a: b.stride, b: a.stride, c: result, d: result)
      let types = try GEMMTypes(a: typeB, b: typeA, d: out)
      return TorchProblem(
        problem: .gemm(
          try GEMMProblem(
            types: types, shape: shape, batching: batching, epilogue: epilogue,
            scaleA: scalings.b, scaleB: scalings.a)), assumptions: notes)
    } catch {
      throw TorchGap(error.description)
    }
  }

  /// The result's type where the call states it; nil for the normal one of the inputs.
  private static func resultType(_ op: TorchOperator, _ form: Form) throws(TorchGap)
    -> ElementType?
  {
    guard let place = form.outType else { return nil }
    guard let text = op.value(place), !text.isEmpty else { return op.elementType(form.a) }
    // c10::ScalarType
    switch text {
    case "5", "Half": return .f16
    case "6", "Float": return .f32
    case "15", "BFloat16": return .bf16
    case "23", "Float8_e5m2": return .f8e5m2
    case "24", "Float8_e4m3fn": return .f8e4m3
    default: throw TorchGap("out_dtype is \(text.prefix(20))")
    }
  }

  /// Whether the summand has the result's size, so that it is C.
  private static func isFullMatrix(
    _ op: TorchOperator, _ index: Int, _ form: Form, m: Int, n: Int, count: Int
  ) throws(TorchGap) -> Bool {
    let sizes = index < op.dims.count ? op.dims[index] ?? [] : []
    let full = form.isBatched ? [count, m, n] : [m, n]
    guard sizes == full else { return false }
    // An expanded bias has the result's size and a stride of 0.
    return op.strides(index, rank: sizes.count)?.contains(0) != true || m <= 1
  }

  /// Whether the summand is a vector of n elements that is added to every row.
  private static func isBias(_ op: TorchOperator, _ index: Int, n: Int) -> Bool {
    guard index < op.dims.count, let sizes = op.dims[index], sizes.last == n else { return false }
    if sizes.dropLast().allSatisfy({ $0 == 1 }) { return true }
    guard let strides = op.strides(index, rank: sizes.count) else { return false }
    return sizes.count == 2 && strides[0] == 0 && strides[1] == 1
  }

  private static func scalings(_ op: TorchOperator, _ form: Form, m: Int, n: Int, k: Int)
    throws(TorchGap) -> (a: OperandScaling, b: OperandScaling)
  {
    guard let scaleA = form.scaleA, let scaleB = form.scaleB else { return (.none, .none) }
    return (
      try scaling(op, scaleA, name: "scale_a", rows: m, k: k),
      try scaling(op, scaleB, name: "scale_b", rows: n, k: k)
    )
  }

  private static func scaling(
    _ op: TorchOperator, _ index: Int, name: String, rows: Int, k: Int
  ) throws(TorchGap) -> OperandScaling {
    guard index < op.dims.count, let sizes = op.dims[index] else {
      throw TorchGap("\(name) is missing")
    }
    guard index < op.types.count, op.types[index] == "float" else {
      throw TorchGap("\(name) is not of type float")
    }
    if sizes.allSatisfy({ $0 == 1 }) { return .tensor }
    if sizes.count == 2, sizes.contains(1), sizes.contains(rows) {
      return .block(k: max(k, 1), other: 1, format: .f32)
    }
    throw TorchGap("\(name) has the sizes \(sizes), neither one factor nor one for each row")
  }

  /// `aten::linear(input, weight, bias)` with nothing recorded inside: D[.., n] = input[.., k] weight[n, k]^T.
  private static func linear(_ op: TorchOperator) throws(TorchGap) -> TorchProblem {
    let input = try op.sizes(0)
    let weight = try op.sizes(1, rank: 2)
    let (n, k) = (weight[0], weight[1])
    guard input.last == k else {
      throw TorchGap("the sizes \(input) and \(weight) do not fit together")
    }
    let m = try product(input.dropLast())
    let flat = TorchOperator(
      name: op.name, dims: [[m, k], [k, n]], strides: [[max(k, 1), 1], [1, max(k, 1)]],
      types: op.types, values: nil)
    var form = Form()
    if op.hasTensor(2) { form.c = 2 }
    var call = flat
    call.dims.append(op.hasTensor(2) ? op.dims[2] : [])
    call.strides?.append(op.hasTensor(2) ? [1] : [])
    var found = try problem(call, form, insideLinear: false)
    found.assumptions.append("operands are contiguous: no call is recorded inside \(op.name)")
    return found
  }

  /// `aten::matmul` with nothing recorded inside.
  private static func matmul(_ op: TorchOperator) throws(TorchGap) -> TorchProblem? {
    let a = try op.sizes(0)
    let b = try op.sizes(1)
    guard a.count >= 2, b.count >= 2 else { return nil }
    var flat = op
    flat.strides = nil
    var form = Form()
    if b.count == 2 {
      flat.dims = [[try product(a.dropLast()), a[a.count - 1]], b]
    } else {
      guard a.dropLast(2) == b.dropLast(2) else {
        throw TorchGap("the batches \(a.dropLast(2)) and \(b.dropLast(2)) are broadcast")
      }
      let count = try product(a.dropLast(2))
      flat.dims = [[count] + a.suffix(2), [count] + b.suffix(2)]
      form.isBatched = true
    }
    return try problem(flat, form, insideLinear: false)
  }

  private static func product(_ sizes: some Sequence<Int>) throws(TorchGap) -> Int {
    var result = 1
    for size in sizes {
      let (value, overflow) = result.multipliedReportingOverflow(by: size)
      guard !overflow, value <= 1 << 40 else { throw TorchGap("the sizes are impossible") }
      result = value
    }
    return result
  }
}

/// How a matrix of PyTorch lies in memory: row-major with the distance between rows, or transposed with that between columns.
private struct TorchMatrix {
  let rows, columns: Int
  var isTransposed = false
  var leading: Int
  /// The distance between the matrices of a batch.
  var stride: Int

  var transpose: Transpose { isTransposed ? .transpose : .none }

  /// Finds the layout that BLAS can take; a matrix without one is copied first, as PyTorch does.
  init(_ sizes: [Int], _ strides: [Int]?, of name: String, notes: inout [String]) {
    rows = sizes[sizes.count - 2]
    columns = sizes[sizes.count - 1]
    leading = max(columns, 1)
    stride = rows &* columns
    guard let strides else { return }
    let (row, column) = (strides[strides.count - 2], strides[strides.count - 1])
    if column == 1 || columns <= 1, row >= max(columns, 1) || rows <= 1 {
      leading = max(row, columns, 1)
    } else if row == 1 || rows <= 1, column >= max(rows, 1) || columns <= 1 {
      isTransposed = true
      leading = max(column, rows, 1)
    } else {
      notes.append("\(name) is copied to be contiguous first")
      return
    }
    if strides.count == 3 { stride = strides[0] }
  }

  /// The matrix as the transpose of a contiguous one.
  var transposedContiguous: TorchMatrix {
    var copy = self
    copy.isTransposed = true
    copy.leading = max(rows, 1)
    return copy
  }
}
