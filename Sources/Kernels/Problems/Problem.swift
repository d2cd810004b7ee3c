/// One operation with all its arguments: what a backend is asked to run.
///
/// Operations are data, so that a new one changes no protocol. A value is valid by construction.
public enum Problem: Hashable, Sendable {
  case gemm(GEMMProblem)
  case attention(AttentionProblem)
  case attentionBackward(AttentionBackwardProblem)
  case probe(ProbeProblem)

  /// The operands in a fixed order, the output last.
  public var operands: [OperandSpec] {
    switch self {
    case .gemm(let problem): problem.operands
    case .attention(let problem): problem.operands
    case .attentionBackward(let problem): problem.operands
    case .probe(let probe): probe.operands
    }
  }

  /// The output operand.
  public var output: OperandSpec {
    let operands = self.operands
    return operands[operands.count - 1]
  }

  /// The bytes that all operands take together.
  public var footprintByteCount: Int { operands.reduce(0) { $0 + $1.byteCount } }

  /// Floating-point (or integer) operations of one execution, by ``flopConvention``.
  public var flopCount: Int {
    switch self {
    case .gemm(let problem): problem.flopCount
    case .attention(let problem): problem.flopCount
    case .attentionBackward(let problem): problem.flopCount
    case .probe(let probe): probe.flopCount
    }
  }

  /// The name of the rule by which operations are counted, recorded in every result.
  public var flopConvention: String {
    switch self {
    case .gemm(let problem): problem.flopConvention
    case .attention(let problem): problem.flopConvention
    case .attentionBackward(let problem): problem.flopConvention
    case .probe(let probe): probe.flopConvention
    }
  }

  /// The least bytes that one execution must read and write, each element touched once.
  public var byteCount: Int {
    switch self {
    case .gemm(let problem): problem.byteCount
    case .attention(let problem): problem.byteCount
    case .attentionBackward(let problem): problem.byteCount
    case .probe(let probe): probe.byteCount
    }
  }

  /// The operation's short name in descriptors: `gemm`, `attn`, `attn_backward`, `peak` or `stream`.
  public var operation: String {
    switch self {
    case .gemm: "gemm"
    case .attention: "attn"
    case .attentionBackward: "attn_backward"
    case .probe(let probe): probe.operation
    }
  }

  /// The element type of the inputs, by which `--type` selects.
  public var inputType: ElementType {
    switch self {
    case .gemm(let problem): problem.types.a
    case .attention(let problem): problem.type
    case .attentionBackward(let problem): problem.forward.type
    case .probe(let probe): probe.inputType
    }
  }
}
