/// The one-line form of a problem: `parse(print(p)) == p`.
///
/// Sections are separated by `:`, arguments by `,`; defaults are left out. GEMM:
/// `gemm:TYPES:TRANS:m=..,n=..,k=..[,lda=..,ldb=..,ldc=..,ldd=..,alpha=..,beta=..][:batch=8[,strideA=..]|:pointers=8]
/// [:EPILOGUE][:compute=tf32][:scale=f32][:typeC=bf16][:scaleA=tensor|1x128|128x128/ue8m0]` with TYPES `f32`, `bf16>f32` or
/// `f8e4m3xf8e5m2>bf16`; grouped: `gemm:TYPES:grouped:TRANS,m=..,n=..,k=..,count=..:TRANS,...`. Attention:
/// `attn:TYPE:b=..,h=..[,kvh=..],d=..[,dv=..],sq=..[,skv=..][:causal|:causal-tl|:window=L[/R]|:window-tl=L[/R]][:bhsd][:scale=..]`,
/// and the same after `attn_backward:` for its gradients.
/// Probes of the machine: `peak:TYPE:lanes=..,steps=..` and `stream:read|copy:bytes=..[,passes=..]`.
extension Problem: CustomStringConvertible {
  /// The canonical descriptor.
  public var description: String { descriptor }

  /// The canonical descriptor: the repro line, shown with every failure and pasteable after `parity run`.
  public var descriptor: String {
    switch self {
    case .gemm(let problem): ProblemPrinter.text(problem)
    case .attention(let problem): ProblemPrinter.text(problem, operation: operation)
    case .attentionBackward(let problem): ProblemPrinter.text(problem.forward, operation: operation)
    case .probe(let probe): probe.descriptor
    }
  }

  /// Parses a descriptor.
  /// - Throws: `DescriptorError` with the place in the text.
  public init(descriptor text: String) throws(DescriptorError) {
    var parser = ProblemParser(text)
    self = try parser.parse()
  }
}

private enum ProblemPrinter {
  static func text(_ p: GEMMProblem) -> String {
    var sections = ["gemm", typesText(p.types)]
    switch p.batching {
    case .grouped(let groups):
      sections.append("grouped")
      for group in groups {
        sections.append(
          ([transposes(group.shape)] + sizes(group.shape)
            + (group.count == 1 ? [] : ["count=\(group.count)"])).joined(separator: ","))
      }
    default:
      sections.append(transposes(p.shape))
      sections.append(sizes(p.shape).joined(separator: ","))
    }
    switch p.batching {
    case .single, .grouped: break
    case .strided(let count, let a, let b, let c, let d):
      var parts = ["batch=\(count)"]
      let dense = DenseStrides(p.shape)
      for (name, value, normal) in [
        ("strideA", a, dense.a), ("strideB", b, dense.b), ("strideC", c, dense.c),
        ("strideD", d, dense.d),
      ] where value != normal {
        parts.append("\(name)=\(value)")
      }
      sections.append(parts.joined(separator: ","))
    case .pointerArray(let count): sections.append("pointers=\(count)")
    }
    if p.epilogue != .none { sections.append(p.epilogue.rawValue) }
    if let plain = try? GEMMTypes(a: p.types.a, b: p.types.b, d: p.types.d) {
      if p.types.compute != plain.compute { sections.append("compute=\(p.types.compute.rawValue)") }
      let scaled = try? GEMMTypes(
        a: p.types.a, b: p.types.b, d: p.types.d, compute: p.types.compute)
      if p.types.scale != scaled?.scale { sections.append("scale=\(p.types.scale.rawValue)") }
      if p.types.c != plain.c { sections.append("typeC=\(p.types.c.rawValue)") }
    }
    for (name, scaling) in [("scaleA", p.scaleA), ("scaleB", p.scaleB)] {
      switch scaling {
      case .none: break
      case .tensor: sections.append("\(name)=tensor")
      case .block(let k, let other, let format):
        sections.append("\(name)=\(other)x\(k)" + (format == .f32 ? "" : "/\(format.rawValue)"))
      }
    }
    return sections.joined(separator: ":")
  }

  static func text(_ p: AttentionProblem, operation: String) -> String {
    var parts = ["b=\(p.batch)", "h=\(p.heads)"]
    if p.kvHeads != p.heads { parts.append("kvh=\(p.kvHeads)") }
    parts.append("d=\(p.headDimQK)")
    if p.headDimV != p.headDimQK { parts.append("dv=\(p.headDimV)") }
    parts.append("sq=\(p.seqQ)")
    if p.seqKV != p.seqQ { parts.append("skv=\(p.seqKV)") }
    var sections = [operation, p.type.rawValue, parts.joined(separator: ",")]
    switch p.mask {
    case .none: break
    case .causal(let alignment): sections.append("causal" + suffix(alignment))
    case .window(let left, let right, let alignment):
      sections.append("window\(suffix(alignment))=\(left)" + (right == 0 ? "" : "/\(right)"))
    }
    if p.layout != .bshd { sections.append(p.layout.rawValue) }
    if p.softmaxScale != 1 / Double(p.headDimQK).squareRoot() {
      sections.append("scale=\(number(p.softmaxScale))")
    }
    return sections.joined(separator: ":")
  }

  static func suffix(_ alignment: MaskAlignment) -> String { alignment == .topLeft ? "-tl" : "" }

  static func transposes(_ shape: GEMMShape) -> String {
    shape.transA.rawValue + shape.transB.rawValue
  }

  static func typesText(_ types: GEMMTypes) -> String {
    let inputs = types.a == types.b ? types.a.rawValue : "\(types.a.rawValue)x\(types.b.rawValue)"
    let plain = try? GEMMTypes(a: types.a, b: types.b)
    return plain?.d == types.d ? inputs : "\(inputs)>\(types.d.rawValue)"
  }

  static func sizes(_ s: GEMMShape) -> [String] {
    var parts = ["m=\(s.m)", "n=\(s.n)", "k=\(s.k)"]
    for (name, value, normal) in [
      ("lda", s.lda, max(1, s.rowsA)), ("ldb", s.ldb, max(1, s.rowsB)), ("ldc", s.ldc, max(1, s.m)),
      ("ldd", s.ldd, max(1, s.m)),
    ] where value != normal {
      parts.append("\(name)=\(value)")
    }
    if s.alpha != .one { parts.append("alpha=\(scalar(s.alpha))") }
    if s.beta != .zero { parts.append("beta=\(scalar(s.beta))") }
    return parts
  }

  /// A real number, or `re/im`.
  static func scalar(_ value: Scalar) -> String {
    value.imaginary == 0 ? number(value.real) : "\(number(value.real))/\(number(value.imaginary))"
  }

  /// The shortest decimal that reads back exactly, without a trailing `.0`.
  static func number(_ value: Double) -> String {
    let text = "\(value)"
    return text.hasSuffix(".0") ? String(text.dropLast(2)) : text
  }
}

/// The strides of matrices that lie one behind the other.
struct DenseStrides {
  let a, b, c, d: Int

  init(_ s: GEMMShape) {
    // Wrapping is harmless: a shape whose matrices pass 64 bits is refused by GEMMProblem.
    a = s.lda &* s.columnsA
    b = s.ldb &* s.columnsB
    c = s.ldc &* s.n
    d = s.ldd &* s.n
  }
}
