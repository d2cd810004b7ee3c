/// A problem as workers get it: the descriptor, and its arguments one by one for those that do not parse descriptors.
struct WorkerProblem: Codable {
  var descriptor: String
  var operation: String
  var operands: [Operand]
  // GEMM; what a grouped batch has several of is left out there.
  var a, b, c, d: String?
  var compute, scale: String?
  var m, n, k, lda, ldb, ldc, ldd: Int?
  var transA, transB: String?
  var alpha, beta: [Double]?
  var batching: String?
  var count, strideA, strideB, strideC, strideD: Int?
  var epilogue: String?
  var isScaled: Bool?
  // Attention, and its gradients.
  var type: String?
  var batch, heads, kvHeads, headDimQK, headDimV, seqQ, seqKV: Int?
  /// Query i sees key j iff `i + shift - left <= j <= i + shift + right`.
  var shift, left, right: Int?
  var mask: String?
  var layout: String?
  var softmaxScale: Double?

  struct Operand: Codable {
    var role: String
    var type: String
    var elementCount: Int
  }

  init(_ problem: Problem) {
    descriptor = problem.descriptor
    operation = problem.operation
    operands = problem.operands.map {
      Operand(
        role: $0.role.rawValue, type: $0.elementType.rawValue, elementCount: $0.elementCount)
    }
    switch problem {
    case .gemm(let gemm): set(gemm)
    case .attention(let attention): set(attention)
    case .attentionBackward(let backward): set(backward.forward)
    // Who runs probes parses descriptors.
    case .probe: break
    }
  }

  private mutating func set(_ problem: GEMMProblem) {
    let types = problem.types
    (a, b, c, d) = (types.a.rawValue, types.b.rawValue, types.c.rawValue, types.d.rawValue)
    (compute, scale) = (types.compute.rawValue, types.scale.rawValue)
    epilogue = problem.epilogue.rawValue
    isScaled = problem.scaleA != .none || problem.scaleB != .none
    if case .grouped = problem.batching {
      batching = "grouped"
      return
    }
    let shape = problem.shape
    (m, n, k) = (shape.m, shape.n, shape.k)
    (lda, ldb, ldc, ldd) = (shape.lda, shape.ldb, shape.ldc, shape.ldd)
    (transA, transB) = (shape.transA.rawValue, shape.transB.rawValue)
    alpha = [shape.alpha.real, shape.alpha.imaginary]
    beta = [shape.beta.real, shape.beta.imaginary]
    count = problem.instanceCount
    switch problem.batching {
    case .single: batching = "single"
    case .strided(_, let a, let b, let c, let d):
      batching = "strided"
      (strideA, strideB, strideC, strideD) = (a, b, c, d)
    case .pointerArray: batching = "pointers"
    case .grouped: break
    }
  }

  private mutating func set(_ problem: AttentionProblem) {
    type = problem.type.rawValue
    (batch, heads, kvHeads) = (problem.batch, problem.heads, problem.kvHeads)
    (headDimQK, headDimV) = (problem.headDimQK, problem.headDimV)
    (seqQ, seqKV) = (problem.seqQ, problem.seqKV)
    (shift, left, right) = problem.maskBand
    mask =
      switch problem.mask {
      case .none: "none"
      case .causal: "causal"
      case .window: "window"
      }
    layout = problem.layout.rawValue
    softmaxScale = problem.softmaxScale
  }
}
