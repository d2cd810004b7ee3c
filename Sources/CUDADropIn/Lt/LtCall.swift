import Kernels

/// One `cublasLtMatmul` as its descriptions have it, but for addresses: `D <- epilogue(alpha op(A) op(B) + beta C)`.
struct LtCall {
  let a, b, c, d: LtMatrix
  let compute, scale: CInt
  let transA, transB: CInt
  let epilogue: LtEpilogue
  let pointerMode: CInt
  let scaleModeA, scaleModeB: CInt
  let biasType, auxType: ElementType?
  let biasStride, auxLeading, auxStride, alphaStride: Int
  let bias, aux: UnsafeMutableRawPointer?
  let scaleA, scaleB, scaleC, scaleD, amaxD, auxScale, auxAmax: UnsafeMutableRawPointer?

  var m: Int { d.rows }
  var n: Int { d.columns }
  var k: Int { transA == 0 ? a.columns : a.rows }
  /// The type of alpha and beta.
  var scaleType: ElementType? { ElementType(cudaDataType: scale) }
  var isAlphaVector: Bool { pointerMode >= 2 }
  var isEmpty: Bool { m == 0 || n == 0 }

  /// Reads the descriptions and checks what cuBLASLt documents as invalid or does not have here.
  init(
    _ product: UnsafeRawPointer?, _ a: UnsafeRawPointer?, _ b: UnsafeRawPointer?,
    _ c: UnsafeRawPointer?, _ d: UnsafeRawPointer?
  ) throws(BLASRefusal) {
    guard let x = LtDescription(.product, product) else {
      throw .init(status: .invalidValue, reason: "computeDesc is no description of a product")
    }
    func matrix(_ layout: UnsafeRawPointer?, _ name: String) throws(BLASRefusal) -> LtMatrix {
      guard let layout = LtDescription(.layout, layout) else {
        throw .init(status: .invalidValue, reason: "\(name)desc is no layout")
      }
      return try LtMatrix(layout, name: name)
    }
    self.a = try matrix(a, "A")
    self.b = try matrix(b, "B")
    self.c = try matrix(c, "C")
    self.d = try matrix(d, "D")
    (compute, scale) = (x.integer(0), x.integer(1))
    pointerMode = x.integer(2)
    (transA, transB) = (x.integer(3), x.integer(4))
    guard (0...2).contains(transA), (0...2).contains(transB) else {
      throw .init(status: .invalidValue, reason: "transa or transb is no cublasOperation_t")
    }
    guard (0...4).contains(pointerMode) else {
      throw .init(
        status: .invalidValue, reason: "pointer mode \(pointerMode) is no cublasLtPointerMode_t")
    }
    guard let epilogue = LtEpilogue(rawValue: x.integer(7)) else {
      throw .init(
        status: .invalidValue, reason: "epilogue \(x.integer(7)) is no cublasLtEpilogue_t")
    }
    self.epilogue = epilogue
    func type(_ number: CInt) -> ElementType? { ElementType(cudaDataType: x.integer(number)) }
    biasType =
      x.integer(26) == -1
      ? Self.usualBias(self.c.type, self.d.type, isGradient: epilogue.hasBiasGradient)
      : type(26)
    auxType = x.integer(22) == -1 ? self.d.type : type(22)
    (biasStride, auxLeading) = (Int(x[10]), Int(x[12]))
    (auxStride, alphaStride) = (Int(x[13]), Int(x[14]))
    (bias, aux) = (x.pointer(8), x.pointer(11))
    (scaleA, scaleB) = (x.pointer(17), x.pointer(18))
    (scaleC, scaleD) = (x.pointer(19), x.pointer(20))
    (amaxD, auxScale, auxAmax) = (x.pointer(21), x.pointer(23), x.pointer(24))
    (scaleModeA, scaleModeB) = (x.integer(31), x.integer(32))
    try checkSizes()
    try checkEpilogue()
    try checkScales()
    for (number, value) in [
      (CInt(5), 0), (6, 2), (29, 0), (30, 0), (36, 0), (33, 0), (34, 0), (35, 0), (39, 0), (40, 0),
    ]
    where x[number] != Int64(value) {
      throw .init(
        status: .notSupported,
        reason: "CUBLASLT_MATMUL_DESC_\(LtKind.product.fields[number]?.name ?? "") is \(x[number])")
    }
  }

  /// The type of a bias that names none.
  private static func usualBias(_ c: ElementType?, _ d: ElementType?, isGradient: Bool)
    -> ElementType?
  {
    switch d {
    case .f8e4m3, .f8e5m2: isGradient ? d : c == .f16 ? .f16 : .bf16
    case .i8, .i32: .f32
    default: d
    }
  }

  private func checkSizes() throws(BLASRefusal) {
    let (rowsA, columnsA) = transA == 0 ? (a.rows, a.columns) : (a.columns, a.rows)
    let (rowsB, columnsB) = transB == 0 ? (b.rows, b.columns) : (b.columns, b.rows)
    guard rowsA == d.rows, columnsA == rowsB, columnsB == d.columns, c.rows == d.rows,
      c.columns == d.columns
    else {
      throw .init(
        status: .invalidValue,
        reason:
          "op(A) is \(rowsA) x \(columnsA), op(B) \(rowsB) x \(columnsB), C \(c.rows) x \(c.columns), D \(d.rows) x \(d.columns)"
      )
    }
    for (name, matrix) in [("A", a), ("B", b), ("C", c), ("D", d)] where matrix.type == nil {
      throw .init(
        status: .notSupported, reason: "\(name) is of cudaDataType \(matrix.typeNumber)")
    }
    for (name, matrix) in [("A", a), ("B", b), ("C", c)] {
      guard matrix.count == d.count, matrix.isPointerArray == d.isPointerArray else {
        throw .init(
          status: .invalidValue,
          reason: "the batch of \(name) (\(matrix.count)) is not that of D (\(d.count))")
      }
    }
    guard !isAlphaVector || isStride(alphaStride) else {
      throw .init(status: .invalidValue, reason: "the batch stride of alpha is \(alphaStride)")
    }
    guard d.count == 1 || d.isPointerArray || d.stride >= d.span else {
      throw .init(
        status: .invalidValue,
        reason: "matrices of D, \(d.span) elements each, overlap at a stride of \(d.stride)")
    }
  }

  /// Whether all matrices of the batch lie within an address at this stride.
  private func isStride(_ stride: Int) -> Bool { stride >= 0 && stride < 1 << 56 / d.count }

  private func checkEpilogue() throws(BLASRefusal) {
    if epilogue.hasBias || epilogue.hasBiasGradient {
      guard bias != nil else {
        throw .init(status: .invalidValue, reason: "\(epilogue.name) has no bias pointer")
      }
      guard isStride(biasStride) else {
        throw .init(status: .invalidValue, reason: "the batch stride of the bias is \(biasStride)")
      }
      guard let biasType, !biasType.isComplex else {
        throw .init(status: .notSupported, reason: "the type of the bias is not there")
      }
    }
    guard epilogue.hasAux else { return }
    guard aux != nil else {
      throw .init(status: .invalidValue, reason: "\(epilogue.name) has no auxiliary pointer")
    }
    let multiple = epilogue.auxIsBits ? 128 : 8
    guard auxLeading >= m, auxLeading % multiple == 0, auxStride % multiple == 0,
      isStride(auxStride),
      auxLeading < 1 << 56 / max(n, 1)
    else {
      throw .init(
        status: .invalidValue,
        reason:
          "the auxiliary leading dimension is \(auxLeading) and the stride \(auxStride): multiples of \(multiple) from \(m) on"
      )
    }
    guard epilogue.auxIsBits || auxType.map({ !$0.isComplex }) == true else {
      throw .init(status: .notSupported, reason: "the type of the auxiliary matrix is not there")
    }
  }

  private func checkScales() throws(BLASRefusal) {
    for (name, pointer, matrix) in [
      ("A", scaleA, a), ("B", scaleB, b), ("C", scaleC, c), ("D", scaleD, d), ("D", amaxD, d),
    ] where pointer != nil {
      guard matrix.type?.isFloat8 == true else {
        throw .init(
          status: .invalidValue,
          reason: "\(name) is \(LtNames.type(matrix.typeNumber)) and has a factor or a maximum")
      }
    }
    for (name, mode, pointer) in [("A", scaleModeA, scaleA), ("B", scaleModeB, scaleB)]
    where mode != 0 {
      guard [2, 3, 4, 5].contains(mode) else {
        throw .init(
          status: .notSupported, reason: "factors of \(name) of mode \(LtNames.scaleMode(mode))")
      }
      guard pointer != nil else {
        throw .init(status: .invalidValue, reason: "factors of \(name) are NULL")
      }
      guard d.count == 1 else {
        throw .init(status: .notSupported, reason: "factors of blocks of \(name) in a batch")
      }
    }
  }

  /// `computeDesc=[...]` of the log.
  var text: String {
    var text = "computeType=\(LtNames.compute(compute)) scaleType=\(LtNames.type(scale))"
    if transA != 0 { text += " transa=\(LtNames.operation(transA))" }
    if transB != 0 { text += " transb=\(LtNames.operation(transB))" }
    if epilogue != .none { text += " epilogue=\(LtNames.epilogue(epilogue.rawValue))" }
    for (name, pointer) in [
      ("bias", bias), ("epilogueAux", aux), ("aScale", scaleA), ("bScale", scaleB),
      ("cScale", scaleC), ("dScale", scaleD), ("amaxD", amaxD),
    ] {
      if let pointer { text += " \(name)Pointer=\(LtLog.hex(pointer).lowercased())" }
    }
    for (name, mode) in [("a", scaleModeA), ("b", scaleModeB)] where mode != 0 {
      text += " \(name)ScaleMode=\(LtNames.scaleMode(mode))"
    }
    return "[\(text)]"
  }
}

/// What happens to a product before it is stored (`cublasLtEpilogue_t`).
enum LtEpilogue: CInt, Hashable {
  case none = 1
  case relu = 2
  case reluAux = 130
  case bias = 4
  case reluBias = 6
  case reluAuxBias = 134
  case dRelu = 136
  case dReluBiasGradient = 152
  case gelu = 32
  case geluAux = 160
  case geluBias = 36
  case geluAuxBias = 164
  case dGelu = 192
  case dGeluBiasGradient = 208
  case biasGradientA = 256
  case biasGradientB = 512

  var name: String { LtNames.epilogue(rawValue) }
  var hasBias: Bool { rawValue & 4 != 0 }
  /// Sums along the rows of D, or along k of A or B, go where a bias would be.
  var hasBiasGradient: Bool { rawValue & (16 | 256 | 512) != 0 }
  var hasAux: Bool { rawValue & 128 != 0 }
  /// Whether the auxiliary matrix has one bit an element.
  var auxIsBits: Bool { hasAux && rawValue & (2 | 8) != 0 }
  var isRelu: Bool { rawValue & 2 != 0 }
  var isGelu: Bool { rawValue & 32 != 0 }
  var isDRelu: Bool { rawValue & 8 != 0 }
  var isDGelu: Bool { rawValue & 64 != 0 }

  /// The same among the kernels' epilogues, where they have it.
  var ofProblem: Epilogue? {
    switch self {
    case .none: Epilogue.none
    case .relu: .relu
    case .bias: .bias
    case .reluBias: .biasRelu
    case .gelu: .gelu
    case .geluBias: .biasGelu
    default: nil
    }
  }
}
