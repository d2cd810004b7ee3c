/// How many GEMMs one call runs and where their matrices lie.
public enum Batching: Hashable, Sendable {
  /// One GEMM (`cublasGemmEx`).
  case single
  /// `count` GEMMs of one shape; matrix i starts at i times the stride, in elements
  /// (`cublasGemmStridedBatchedEx`). Strides of A and B may be 0: one matrix for all.
  case strided(count: Int, a: Int, b: Int, c: Int, d: Int)
  /// `count` GEMMs of one shape at arbitrary addresses (`cublasGemmBatchedEx`).
  case pointerArray(count: Int)
  /// Groups of pointer-array GEMMs, each group with its own shape (`cublasGemmGroupedBatchedEx`).
  case grouped([GEMMGroup])
}

/// GEMMs of one shape inside a grouped batch.
public struct GEMMGroup: Hashable, Sendable {
  /// The shape that all of them have.
  public let shape: GEMMShape
  /// How many there are.
  public let count: Int

  /// Creates a group; `GEMMProblem` checks the count.
  public init(shape: GEMMShape, count: Int) {
    self.shape = shape
    self.count = count
  }
}

/// What is applied to D after the multiplication (`cublasLtEpilogue_t`): first the bias, then the function.
public enum Epilogue: String, Hashable, Sendable, CaseIterable, Codable {
  case none, bias, relu, gelu
  case biasRelu = "bias+relu"
  case biasGelu = "bias+gelu"

  /// Whether a vector of m elements of D's type is added to every column.
  public var hasBias: Bool { self == .bias || self == .biasRelu || self == .biasGelu }

  /// The function applied last.
  public var activation: Activation {
    switch self {
    case .none, .bias: .identity
    case .relu, .biasRelu: .relu
    case .gelu, .biasGelu: .gelu
    }
  }
}

/// An elementwise function of an epilogue.
public enum Activation: Hashable, Sendable {
  /// x
  case identity
  /// max(x, 0); NaN stays NaN.
  case relu
  /// x/2 * (1 + tanh(sqrt(2/pi) * (x + 0.044715 x^3))), cuBLASLt's GELU.
  case gelu
}

/// How the stored values of an 8-bit operand are scaled back to real ones.
public enum OperandScaling: Hashable, Sendable {
  /// Values are as stored.
  case none
  /// One f32 factor for the whole operand.
  case tensor
  /// One factor for every block of `k` elements along k and `other` elements along m or n, in a dense
  /// column-major array of ceil(other extent / `other`) rows and ceil(k / `k`) columns
  /// (DeepSeek-V3 technical report: 1x128 activations, 128x128 weights).
  case block(k: Int, other: Int, format: ScaleFormat)
}

/// How a block's scaling factor is stored.
public enum ScaleFormat: String, Hashable, Sendable, Codable {
  /// binary32
  case f32
  /// One byte, 2^(byte - 127) (OCP Microscaling formats).
  case ue8m0
}

/// A GEMM call: `D <- epilogue(alpha * op(A) * op(B) + beta * C)`, column-major, cuBLAS's meaning.
///
/// C and D are separate operands, so that a repeated execution gives the same result; where beta is 0 there
/// is no C. Row-major callers use
/// ``rowMajor(m:n:k:transA:transB:lda:ldb:ldc:ldd:alpha:beta:types:batching:epilogue:scaleA:scaleB:)``.
public struct GEMMProblem: Hashable, Sendable {
  /// Element, compute and scale types.
  public let types: GEMMTypes
  /// One group; several only where ``batching`` is grouped.
  public let groups: [GEMMGroup]
  /// How the GEMMs are laid out.
  public let batching: Batching
  /// What follows the multiplication.
  public let epilogue: Epilogue
  /// Scaling of 8-bit A and B.
  public let scaleA, scaleB: OperandScaling
  /// The operands in the order a, b, c, bias, scaleA, scaleB, d; those that the problem lacks are left out.
  public let operands: [OperandSpec]
  /// 2mnk over all GEMMs, four times that for complex types (8 real operations per complex multiply-add).
  public let flopCount: Int
  /// Elements of A, B, D and what else is there, each once.
  public let byteCount: Int

  /// Checks the call.
  /// - Throws: `ProblemError` for a call without meaning or with sizes beyond 64 bits.
  public init(
    types: GEMMTypes, shape: GEMMShape, batching: Batching = .single, epilogue: Epilogue = .none,
    scaleA: OperandScaling = .none, scaleB: OperandScaling = .none
  ) throws(ProblemError) {
    let groups: [GEMMGroup]
    switch batching {
    case .single: groups = [GEMMGroup(shape: shape, count: 1)]
    case .strided(let count, _, _, _, _): groups = [GEMMGroup(shape: shape, count: count)]
    case .pointerArray(let count): groups = [GEMMGroup(shape: shape, count: count)]
    case .grouped(let given): groups = given
    }
    guard !groups.isEmpty else { throw ProblemError("a grouped batch needs at least one group") }
    for group in groups {
      guard group.count >= 1 else {
        throw ProblemError("a batch of \(group.count) GEMMs is empty; use 1 or more")
      }
      guard group.count <= 1 << 24 else {
        throw ProblemError("a batch of \(group.count) GEMMs is too large; the most is \(1 << 24)")
      }
      try Self.check(scalars: group.shape, types: types)
    }
    if case .grouped = batching, epilogue != .none {
      throw ProblemError("a grouped batch has no epilogue; leave \(epilogue.rawValue) out")
    }
    if case .grouped = batching, scaleA != .none || scaleB != .none {
      throw ProblemError("a grouped batch has no scaling factors; leave them out")
    }
    if types.d.isComplex || types.d == .i32 {
      guard epilogue == .none else {
        throw ProblemError(
          "epilogue \(epilogue.rawValue) is for real floating-point D, not \(types.d.rawValue)")
      }
    }
    try Self.check(scaling: scaleA, type: types.a, name: "A")
    try Self.check(scaling: scaleB, type: types.b, name: "B")
    if case .strided(let count, let a, let b, let c, let d) = batching {
      try Self.check(strides: (a, b, c, d), count: count, shape: shape)
    }
    self.types = types
    self.groups = groups
    self.batching = batching
    self.epilogue = epilogue
    self.scaleA = scaleA
    self.scaleB = scaleB
    (operands, flopCount, byteCount) = try Self.sizes(
      types: types, groups: groups, batching: batching, epilogue: epilogue, scaleA: scaleA,
      scaleB: scaleB)
  }

  /// The same product for a row-major caller: by (AB)^T = B^T A^T a row-major D = AB is the column-major
  /// D^T = B^T A^T, so A and B change places together with m and n, types and leading dimensions.
  ///
  /// The arguments state the row-major call: leading dimensions are distances between rows, and a bias has n elements, added
  /// to every row. Grouped batches state their shapes themselves and are refused.
  public static func rowMajor(
    m: Int, n: Int, k: Int, transA: Transpose = .none, transB: Transpose = .none, lda: Int? = nil,
    ldb: Int? = nil, ldc: Int? = nil, ldd: Int? = nil, alpha: Scalar = .one, beta: Scalar = .zero,
    types: GEMMTypes, batching: Batching = .single, epilogue: Epilogue = .none,
    scaleA: OperandScaling = .none, scaleB: OperandScaling = .none
  ) throws(ProblemError) -> GEMMProblem {
    let swappedBatching: Batching
    switch batching {
    case .single, .pointerArray: swappedBatching = batching
    case .strided(let count, let a, let b, let c, let d):
      swappedBatching = .strided(count: count, a: b, b: a, c: c, d: d)
    case .grouped: throw ProblemError("a grouped batch states its shapes itself, column-major")
    }
    let swapped = try GEMMTypes(
      a: types.b, b: types.a, c: types.c, d: types.d, compute: types.compute, scale: types.scale)
    let shape = try GEMMShape(
      m: n, n: m, k: k, transA: transB, transB: transA, lda: ldb, ldb: lda, ldc: ldc, ldd: ldd,
      alpha: alpha, beta: beta)
    return try GEMMProblem(
      types: swapped, shape: shape, batching: swappedBatching, epilogue: epilogue, scaleA: scaleB,
      scaleB: scaleA)
  }

  /// The first (for all but grouped batches the only) shape.
  public var shape: GEMMShape { groups[0].shape }

  /// The number of GEMMs in the call.
  public var instanceCount: Int { groups.reduce(0) { $0 + $1.count } }

  /// The name of the counting rule of ``flopCount``.
  public var flopConvention: String { types.a.isComplex ? "gemm-8mnk" : "gemm-2mnk" }

  /// The GEMMs of the call with the element offsets of their matrices in the operands.
  ///
  /// Strided matrices lie at their strides. Pointer-array and grouped matrices are laid out in reverse
  /// order, each on a 256-byte boundary, so that a backend that takes them for a regular stride is wrong.
  public var instances: [GEMMInstance] {
    var result: [GEMMInstance] = []
    result.reserveCapacity(instanceCount)
    switch batching {
    case .single:
      result.append(GEMMInstance(shape: shape, a: 0, b: 0, c: 0, d: 0))
    case .strided(let count, let a, let b, let c, let d):
      for i in 0..<count {
        result.append(GEMMInstance(shape: shape, a: i * a, b: i * b, c: i * c, d: i * d))
      }
    case .pointerArray, .grouped:
      var ends = PointerLayout.ends(groups: groups, types: types)
      for group in groups {
        let slots = PointerLayout.slots(shape: group.shape, types: types)
        for _ in 0..<group.count {
          ends.a -= slots.a
          ends.b -= slots.b
          ends.c -= slots.c
          ends.d -= slots.d
          result.append(
            GEMMInstance(shape: group.shape, a: ends.a, b: ends.b, c: ends.c, d: ends.d))
        }
      }
    }
    return result
  }

  /// Whether any GEMM of the call reads C.
  public var readsC: Bool { groups.contains { !$0.shape.beta.isZero } }
}

/// One GEMM of a call: its shape and where its matrices start, in elements of each operand.
public struct GEMMInstance: Hashable, Sendable {
  /// Sizes, leading dimensions and scalars.
  public let shape: GEMMShape
  /// Offsets of A, B, C and D in elements.
  public let a, b, c, d: Int
}

extension GEMMProblem {
  private static func check(scalars shape: GEMMShape, types: GEMMTypes) throws(ProblemError) {
    for (name, value) in [("alpha", shape.alpha), ("beta", shape.beta)] {
      if value.imaginary != 0, !types.scale.isComplex {
        throw ProblemError("\(name) is complex but the problem is \(types.a.rawValue)")
      }
      if types.scale == .i32 {
        guard value.real == value.real.rounded(), abs(value.real) <= 2_147_483_647 else {
          throw ProblemError("\(name)=\(value.real) must be a 32-bit integer where scalars are i32")
        }
      }
    }
    if shape.transA == .conjugateTranspose || shape.transB == .conjugateTranspose,
      types.a.isInteger
    {
      throw ProblemError("a conjugate transpose (c) is for floating-point types; use t")
    }
  }

  private static func check(scaling: OperandScaling, type: ElementType, name: String)
    throws(ProblemError)
  {
    guard scaling != .none else { return }
    guard type.isFloat8 else {
      throw ProblemError("scaling factors of \(name) are for 8-bit floats, not \(type.rawValue)")
    }
    if case .block(let k, let other, _) = scaling, k < 1 || other < 1 {
      throw ProblemError("scaling blocks of \(name) must be at least 1x1, not \(other)x\(k)")
    }
  }

  private static func check(
    strides: (a: Int, b: Int, c: Int, d: Int), count: Int, shape: GEMMShape
  ) throws(ProblemError) {
    for (name, stride) in [
      ("strideA", strides.a), ("strideB", strides.b), ("strideC", strides.c),
      ("strideD", strides.d),
    ] where stride < 0 {
      throw ProblemError("\(name)=\(stride) is negative; strides are 0 or more")
    }
    let span = try GEMMShape.span(rows: shape.m, columns: shape.n, leading: shape.ldd, name: "D")
    guard count == 1 || strides.d >= span else {
      throw ProblemError(
        "strideD=\(strides.d) is smaller than \(span), the extent of one D: results would overlap")
    }
  }

  private static func sizes(
    types: GEMMTypes, groups: [GEMMGroup], batching: Batching, epilogue: Epilogue,
    scaleA: OperandScaling, scaleB: OperandScaling
  ) throws(ProblemError) -> ([OperandSpec], flops: Int, bytes: Int) {
    var flops = 0
    var bytes = 0
    for group in groups {
      let s = group.shape
      let factor = types.a.isComplex ? 8 : 2
      flops = try CheckedSize.sum(
        flops,
        CheckedSize.product(factor, s.m, s.n, s.k, group.count, what: "the operation count 2mnk"),
        what: "the operation count")
      var readCounts = (a: group.count, b: group.count)
      if case .strided(_, let a, let b, _, _) = batching {
        readCounts = (a == 0 ? 1 : group.count, b == 0 ? 1 : group.count)
      }
      let parts: [(Int, Int, Int, ElementType)] = [
        (s.m, s.k, readCounts.a, types.a), (s.k, s.n, readCounts.b, types.b),
        (s.m, s.n, group.count, types.d), (s.m, s.n, s.beta.isZero ? 0 : group.count, types.c),
      ]
      for (rows, columns, count, type) in parts {
        bytes = try CheckedSize.sum(
          bytes, CheckedSize.product(rows, columns, count, type.byteCount, what: "the byte count"),
          what: "the byte count")
      }
    }
    let extent = try extents(types: types, groups: groups, batching: batching)
    var operands = [
      OperandSpec(role: .a, elementType: types.a, elementCount: extent.a),
      OperandSpec(role: .b, elementType: types.b, elementCount: extent.b),
    ]
    if groups.contains(where: { !$0.shape.beta.isZero }) {
      operands.append(OperandSpec(role: .c, elementType: types.c, elementCount: extent.c))
    }
    let s = groups[0].shape
    var extras: [OperandSpec] = []
    if epilogue.hasBias {
      extras.append(OperandSpec(role: .bias, elementType: types.d, elementCount: s.m))
    }
    for (role, scaling, other) in [
      (OperandRole.scaleA, scaleA, s.m), (OperandRole.scaleB, scaleB, s.n),
    ] {
      switch scaling {
      case .none: break
      case .tensor: extras.append(OperandSpec(role: role, elementType: .f32, elementCount: 1))
      case .block(let blockK, let blockOther, let format):
        let rows = other / blockOther + (other % blockOther == 0 ? 0 : 1)
        let columns = s.k / blockK + (s.k % blockK == 0 ? 0 : 1)
        let count = try CheckedSize.product(
          rows, columns, groups[0].count, what: "the number of scaling factors")
        // UE8M0 bytes are carried as raw 8-bit elements.
        extras.append(
          OperandSpec(role: role, elementType: format == .f32 ? .f32 : .i8, elementCount: count))
      }
    }
    for extra in extras {
      bytes = try CheckedSize.sum(
        bytes,
        CheckedSize.product(
          extra.elementCount, extra.elementType.byteCount, what: "the byte count"),
        what: "the byte count")
    }
    operands += extras
    operands.append(OperandSpec(role: .d, elementType: types.d, elementCount: extent.d))
    var total = 0
    for operand in operands {
      total = try CheckedSize.sum(
        total,
        CheckedSize.product(
          operand.elementCount, operand.elementType.byteCount, what: "the size of the operands"),
        what: "the size of the operands")
    }
    return (operands, flops, bytes)
  }

  private static func extents(types: GEMMTypes, groups: [GEMMGroup], batching: Batching)
    throws(ProblemError) -> (a: Int, b: Int, c: Int, d: Int)
  {
    for group in groups {
      // Every matrix span is checked first, so that the layouts below cannot overflow unnoticed.
      _ = try spans(group.shape)
    }
    let one = try spans(groups[0].shape)
    switch batching {
    case .single: return one
    case .strided(let count, let a, let b, let c, let d):
      func extent(_ stride: Int, _ span: Int, _ name: String) throws(ProblemError) -> Int {
        // Checked for an empty matrix too, whose offsets are computed all the same.
        let start = try CheckedSize.product(stride, count - 1, what: "the extent of \(name)")
        guard span > 0 else { return 0 }
        return try CheckedSize.sum(start, span, what: "the extent of \(name)")
      }
      return (
        try extent(a, one.a, "A"), try extent(b, one.b, "B"), try extent(c, one.c, "C"),
        try extent(d, one.d, "D")
      )
    case .pointerArray, .grouped:
      // An upper bound of the layout's extent, so that the layout itself cannot overflow.
      var totals = [0, 0, 0, 0]
      for group in groups {
        let span = try spans(group.shape)
        for (slot, (name, value)) in [("A", span.a), ("B", span.b), ("C", span.c), ("D", span.d)]
          .enumerated()
        {
          let what = "the extent of \(name)"
          let padded = try CheckedSize.sum(value, 256, what: what)
          totals[slot] = try CheckedSize.sum(
            totals[slot], CheckedSize.product(padded, group.count, what: what), what: what)
        }
      }
      return PointerLayout.ends(groups: groups, types: types)
    }
  }

  private static func spans(_ s: GEMMShape) throws(ProblemError) -> (a: Int, b: Int, c: Int, d: Int)
  {
    (
      try GEMMShape.span(rows: s.rowsA, columns: s.columnsA, leading: s.lda, name: "A"),
      try GEMMShape.span(rows: s.rowsB, columns: s.columnsB, leading: s.ldb, name: "B"),
      try GEMMShape.span(rows: s.m, columns: s.n, leading: s.ldc, name: "C"),
      try GEMMShape.span(rows: s.m, columns: s.n, leading: s.ldd, name: "D")
    )
  }
}

/// Where the matrices of pointer-array and grouped batches lie: one slot each, on 256-byte boundaries.
private enum PointerLayout {
  typealias Extents = (a: Int, b: Int, c: Int, d: Int)

  static func slots(shape s: GEMMShape, types: GEMMTypes) -> Extents {
    func slot(_ rows: Int, _ columns: Int, _ leading: Int, _ type: ElementType) -> Int {
      guard rows > 0, columns > 0 else { return 0 }
      let alignment = 256 / type.byteCount
      let span = leading * (columns - 1) + rows
      return (span + alignment - 1) / alignment * alignment
    }
    return (
      slot(s.rowsA, s.columnsA, s.lda, types.a), slot(s.rowsB, s.columnsB, s.ldb, types.b),
      slot(s.m, s.n, s.ldc, types.c), slot(s.m, s.n, s.ldd, types.d)
    )
  }

  static func ends(groups: [GEMMGroup], types: GEMMTypes) -> Extents {
    groups.reduce(into: (0, 0, 0, 0)) { sum, group in
      let slot = slots(shape: group.shape, types: types)
      sum.0 += slot.a * group.count
      sum.1 += slot.b * group.count
      sum.2 += slot.c * group.count
      sum.3 += slot.d * group.count
    }
  }
}
