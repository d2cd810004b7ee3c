public import Kernels

/// One call of a CUDA library: which function, and the problem that its arguments state.
public struct CUDACall: Hashable, Sendable {
  /// The function.
  public let function: CUDAFunction
  /// What the call computes.
  public let problem: Problem
  /// How often the function must be called for the problem, more than 1 where CUDA itself has no single call.
  public let repeats: Int
  /// What the call does not say and the problem takes for granted.
  public let assumptions: [String]
  /// Arguments beside the problem, by role: `algo`, `dropout`, `softcap`.
  public let extras: [String: String]

  init(
    function: CUDAFunction, problem: Problem, repeats: Int = 1, assumptions: [String] = [],
    extras: [String: String] = [:]
  ) {
    self.function = function
    self.problem = problem
    self.repeats = repeats
    self.assumptions = assumptions
    self.extras = extras
  }
}

/// The value of an argument.
public enum CUDAValue: Hashable, Sendable {
  /// A size, stride or count.
  case integer(Int)
  /// A scaling factor.
  case number(String)
  /// An enumerator: `CUBLAS_OP_T`.
  case symbol(String)
  /// Memory or an opaque object, by the name of its parameter.
  case pointer(String)
  /// Anything else, as CUDA code would write it.
  case text(String)

  /// The value as it is shown.
  public var text: String {
    switch self {
    case .integer(let value): "\(value)"
    case .number(let text), .symbol(let text), .pointer(let text), .text(let text): text
    }
  }
}

/// A parameter with its value.
public struct CUDAArgument: Hashable, Sendable {
  /// The parameter.
  public let parameter: CUDAParameter
  /// Its value.
  public let value: CUDAValue
}

extension CUDACall {
  /// The arguments in the order of the prototype; parts of descriptors that keep their defaults are left out.
  public var arguments: [CUDAArgument] {
    function.parameters.compactMap { parameter in
      value(of: parameter).map { CUDAArgument(parameter: parameter, value: $0) }
    }
  }

  /// The call as CUDA code would write it, without pointers.
  public var text: String {
    let shown = arguments.compactMap { argument -> String? in
      if case .pointer = argument.value { return nil }
      return "\(argument.parameter.name)=\(argument.value.text)"
    }
    return "\(function.symbol)(\(shown.joined(separator: ", ")))"
  }

  private func value(of parameter: CUDAParameter) -> CUDAValue? {
    if let extra = extras[parameter.role] {
      return Int(extra).map { .integer($0) }
        ?? (extra.hasPrefix("CUBLAS") ? .symbol(extra) : .text(extra))
    }
    switch problem {
    case .gemm(let gemm): return gemmValue(parameter, gemm)
    case .attention(let attention): return attentionValue(parameter, attention)
    case .attentionBackward(let backward): return attentionValue(parameter, backward.forward)
    case .probe: return nil
    }
  }

  private func gemmValue(_ parameter: CUDAParameter, _ p: GEMMProblem) -> CUDAValue? {
    let s = p.shape
    func grouped(_ each: (GEMMShape) -> String) -> CUDAValue {
      .text("[" + p.groups.map { each($0.shape) }.joined(separator: ", ") + "]")
    }
    if function.form == .grouped {
      switch parameter.role {
      case "transa": return grouped { CUDANames.operations[$0.transA] ?? "" }
      case "transb": return grouped { CUDANames.operations[$0.transB] ?? "" }
      case "m": return grouped { "\($0.m)" }
      case "n": return grouped { "\($0.n)" }
      case "k": return grouped { "\($0.k)" }
      case "lda": return grouped { "\($0.lda)" }
      case "ldb": return grouped { "\($0.ldb)" }
      case "ldc": return grouped { "\($0.ldd)" }
      case "alpha": return grouped { Self.text($0.alpha) }
      case "beta": return grouped { Self.text($0.beta) }
      case "groupCount": return .integer(p.groups.count)
      case "groupSize":
        return .text("[" + p.groups.map { "\($0.count)" }.joined(separator: ", ") + "]")
      default: break
      }
    }
    switch parameter.role {
    case "transa": return CUDANames.operations[s.transA].map { .symbol($0) }
    case "transb": return CUDANames.operations[s.transB].map { .symbol($0) }
    case "m": return .integer(s.m)
    case "n": return .integer(s.n)
    case "k": return .integer(s.k)
    case "alpha": return .number(Self.text(s.alpha))
    case "beta": return .number(Self.text(s.beta))
    case "lda": return .integer(s.lda)
    case "ldb": return .integer(s.ldb)
    // Without a D of its own a function writes C.
    case "ldc": return .integer(function.family == .lt ? s.ldc : s.ldd)
    case "ldd": return .integer(s.ldd)
    case "typeA": return CUDANames.types[p.types.a].map { .symbol($0) }
    case "typeB": return CUDANames.types[p.types.b].map { .symbol($0) }
    case "typeC":
      let type = function.family == .lt ? p.types.c : p.types.d
      return CUDANames.types[type].map { .symbol($0) }
    case "typeD": return CUDANames.types[p.types.d].map { .symbol($0) }
    case "scaleType": return CUDANames.types[p.types.scale].map { .symbol($0) }
    case "rowsA": return .integer(s.rowsA)
    case "rowsB": return .integer(s.rowsB)
    case "rowsC", "rowsD": return .integer(s.m)
    case "columnsA": return .integer(s.columnsA)
    case "columnsB": return .integer(s.columnsB)
    case "columnsC", "columnsD": return .integer(s.n)
    case "computeType": return .symbol(CUDANames.compute(p.types))
    case "algo": return function.family == .lt ? .pointer("algo") : .symbol("CUBLAS_GEMM_DEFAULT")
    case "epilogue":
      return p.epilogue == .none ? nil : CUDANames.epilogues[p.epilogue].map { .symbol($0) }
    case "bias": return p.epilogue.hasBias ? .pointer("bias") : nil
    case "scaleA": return p.scaleA == .none ? nil : .pointer("scaleA")
    case "scaleB": return p.scaleB == .none ? nil : .pointer("scaleB")
    case "batchCount": return p.batching == .single ? nil : .integer(p.instanceCount)
    case "strideA", "strideB", "strideC", "strideD": return stride(parameter.role, p.batching)
    default: return .pointer(parameter.name)
    }
  }

  private func stride(_ role: String, _ batching: Batching) -> CUDAValue? {
    guard case .strided(_, let a, let b, let c, let d) = batching else { return nil }
    return switch role {
    case "strideA": .integer(a)
    case "strideB": .integer(b)
    case "strideC": .integer(function.family == .lt ? c : d)
    default: .integer(d)
    }
  }

  private func attentionValue(_ parameter: CUDAParameter, _ p: AttentionProblem) -> CUDAValue? {
    let dims = AttentionShapes(p)
    switch parameter.role {
    case "Q": return .text("\(dims.q)")
    case "K": return .text("\(dims.k)")
    case "V": return .text("\(dims.v)")
    case "O", "dO": return .text("\(dims.o)")
    case "typeQ":
      return .text(
        p.type == .bf16 ? "BFLOAT16" : p.type == .f16 ? "HALF" : p.type == .f32 ? "FLOAT" : "DOUBLE"
      )
    case "computeType": return .text("FLOAT")
    case "softmaxScale": return .number("\(p.softmaxScale)")
    case "causal":
      if case .causal = p.mask { return .text("true") }
      return .text("false")
    case "windowLeft": return .text(Self.bounds(p.mask).left)
    case "windowRight":
      if function.family == .cudnn { return .text(Self.bounds(p.mask).right) }
      if case .causal = p.mask { return .text("0") }
      return .text(Self.bounds(p.mask).right)
    case "alignment":
      return switch p.mask {
      case .none: nil
      case .causal(.topLeft), .window(_, _, .topLeft): .text("TOP_LEFT")
      case .causal, .window: .text("BOTTOM_RIGHT")
      }
    case "dropout": return .text("0")
    case "softcap": return .text("0")
    case "alibi": return .text(function.family == .cudnn ? "false" : "none")
    case "returnSoftmax", "paddingMask": return .text("false")
    case "isInference": return .text("true")
    default: return .pointer(parameter.name)
    }
  }

  private static func bounds(_ mask: AttentionMask) -> (left: String, right: String) {
    switch mask {
    case .none: ("-1", "-1")
    case .causal: ("-1", "0")
    case .window(let left, let right, _): ("\(left)", "\(right)")
    }
  }

  /// A scaling factor without a needless `.0`.
  static func text(_ scalar: Scalar) -> String {
    func number(_ value: Double) -> String {
      let text = "\(value)"
      return text.hasSuffix(".0") ? String(text.dropLast(2)) : text
    }
    return scalar.imaginary == 0
      ? number(scalar.real) : "\(number(scalar.real))+\(number(scalar.imaginary))i"
  }
}

/// The dimensions of an attention's tensors in the order in which they lie.
struct AttentionShapes {
  let q, k, v, o: [Int]

  init(_ p: AttentionProblem) {
    func shape(_ heads: Int, _ seq: Int, _ dim: Int) -> [Int] {
      p.layout == .bshd ? [p.batch, seq, heads, dim] : [p.batch, heads, seq, dim]
    }
    q = shape(p.heads, p.seqQ, p.headDimQK)
    k = shape(p.kvHeads, p.seqKV, p.headDimQK)
    v = shape(p.kvHeads, p.seqKV, p.headDimV)
    o = shape(p.heads, p.seqQ, p.headDimV)
  }
}
