public import Kernels

/// An endless seeded sequence of legal problems, small enough for a float64 reference in a debug build.
///
/// Sizes come from the edges of the tiles that kernels like (around 1, 2, 8, 16, 32, 64, 128) and from small numbers in
/// between; every argument takes its unusual values often.
public struct RandomProblems: Sendable {
  /// The most multiply-adds of one problem.
  public static let maximumWork = 1 << 18
  private static let edges = [
    1, 2, 3, 7, 8, 15, 16, 17, 31, 32, 33, 63, 64, 65, 127, 128, 129,
  ]
  private var generator: SplitMix64

  /// Starts the sequence of `seed`.
  public init(seed: UInt64) { generator = SplitMix64(seed: seed) }

  /// The next problem.
  public mutating func next() -> Problem {
    guard generator.oneIn(3) else { return .gemm(gemm()) }
    let attention = attention()
    // Gradients take the reference several times as long.
    guard generator.oneIn(3), Self.work(attention) <= Self.maximumWork / 4 else {
      return .attention(attention)
    }
    do throws(ProblemError) {
      return .attentionBackward(try AttentionBackwardProblem(attention))
    } catch {
      return .attention(attention)
    }
  }

  // MARK: GEMM

  /// A GEMM problem.
  public mutating func gemm() -> GEMMProblem {
    while true {
      do throws(ProblemError) {
        let types = try gemmTypes()
        let problem = try gemm(types)
        let work = problem.groups.reduce(0) {
          $0 + $1.count * $1.shape.m * $1.shape.n * max(1, $1.shape.k)
        }
        if work <= Self.maximumWork { return problem }
      } catch {
        // Combinations without meaning are drawn again: legality is GEMMProblem's to say.
        continue
      }
    }
  }

  private mutating func gemmTypes() throws(ProblemError) -> GEMMTypes {
    // Common types more often than the others.
    let a = generator.pick(
      [.f32, .f32, .f32, .f64, .f16, .f16, .bf16, .bf16, .i8, .c64, .c128, .f8e4m3, .f8e5m2]
        as [ElementType])
    let b = a.isFloat8 ? generator.pick([.f8e4m3, .f8e5m2] as [ElementType]) : a
    let d = generator.oneIn(2) ? nil : generator.pick(ElementType.allCases)
    let c = generator.oneIn(8) ? generator.pick(ElementType.allCases) : nil
    let compute = generator.oneIn(4) ? generator.pick(ComputeType.allCases) : nil
    return try GEMMTypes(a: a, b: b, c: c, d: d, compute: compute)
  }

  private mutating func gemm(_ types: GEMMTypes) throws(ProblemError) -> GEMMProblem {
    let shape = try shape(types)
    let kind = generator.next() % 8
    var batching = Batching.single
    switch kind {
    case 0, 1: batching = strided(shape)
    case 2: batching = .pointerArray(count: 1 + Int(generator.next() % 5))
    case 3:
      var groups: [GEMMGroup] = []
      for _ in 0...generator.next() % 3 {
        groups.append(GEMMGroup(shape: try self.shape(types), count: 1 + Int(generator.next() % 3)))
      }
      batching = .grouped(groups)
    default: break
    }
    let epilogue = generator.oneIn(3) ? generator.pick(Epilogue.allCases) : .none
    return try GEMMProblem(
      types: types, shape: shape, batching: batching, epilogue: epilogue, scaleA: scaling(types.a),
      scaleB: scaling(types.b))
  }

  private mutating func shape(_ types: GEMMTypes) throws(ProblemError) -> GEMMShape {
    let transposes: [Transpose] =
      types.a.isInteger ? [.none, .transpose] : Transpose.allCases
    let transA = generator.pick(transposes)
    let transB = generator.pick(transposes)
    let m = size(), n = size()
    let k = generator.oneIn(16) ? 0 : size()
    return try GEMMShape(
      m: m, n: n, k: k, transA: transA, transB: transB, lda: leading(transA == .none ? m : k),
      ldb: leading(transB == .none ? k : n), ldc: leading(m), ldd: leading(m),
      alpha: scalar(types, usual: .one), beta: scalar(types, usual: .zero))
  }

  private mutating func size() -> Int {
    generator.oneIn(2) ? generator.pick(Self.edges) : 1 + Int(generator.next() % 48)
  }

  /// A leading dimension of a matrix with `rows` rows: the least in half of the cases.
  private mutating func leading(_ rows: Int) -> Int? {
    generator.oneIn(2) ? nil : max(1, rows) + Int(generator.next() % 9)
  }

  private mutating func scalar(_ types: GEMMTypes, usual: Scalar) -> Scalar {
    guard generator.oneIn(2) else { return usual }
    let table: [Double] = types.scale == .i32 ? [0, 1, -1, 2, 3] : [0, 1, -1, 0.5, 1.25, -2.75]
    let real = generator.pick(table)
    let imaginary = types.scale.isComplex && generator.oneIn(2) ? generator.pick(table) : 0
    return Scalar(real, imaginary)
  }

  private mutating func strided(_ s: GEMMShape) -> Batching {
    let count = 1 + Int(generator.next() % 5)
    func dense(_ leading: Int, _ columns: Int) -> Int { leading * columns }
    var stride = (
      a: dense(s.lda, s.columnsA), b: dense(s.ldb, s.columnsB), c: dense(s.ldc, s.n),
      d: dense(s.ldd, s.n)
    )
    if generator.oneIn(4) { stride.a = 0 }
    if generator.oneIn(4) { stride.b = 0 }
    if generator.oneIn(3) { stride.a += Int(generator.next() % 7) }
    if generator.oneIn(3) { stride.b += Int(generator.next() % 7) }
    if generator.oneIn(3) { stride.c += Int(generator.next() % 7) }
    if generator.oneIn(3) { stride.d += Int(generator.next() % 7) }
    return .strided(count: count, a: stride.a, b: stride.b, c: stride.c, d: stride.d)
  }

  private mutating func scaling(_ type: ElementType) -> OperandScaling {
    guard type.isFloat8 else { return .none }
    switch generator.next() % 3 {
    case 0: return .none
    case 1: return .tensor
    default:
      return .block(
        k: generator.pick([1, 8, 16, 32, 128]), other: generator.pick([1, 7, 128]),
        format: generator.oneIn(2) ? .f32 : .ue8m0)
    }
  }

  // MARK: Attention

  /// An attention problem.
  public mutating func attention() -> AttentionProblem {
    while true {
      do throws(ProblemError) {
        let problem = try anyAttention()
        if Self.work(problem) <= Self.maximumWork { return problem }
      } catch {
        continue
      }
    }
  }

  private static func work(_ problem: AttentionProblem) -> Int {
    problem.batch * problem.heads * problem.seqQ * problem.seqKV
      * (problem.headDimQK + problem.headDimV)
  }

  private mutating func anyAttention() throws(ProblemError) -> AttentionProblem {
    let kvHeads = 1 + Int(generator.next() % 3)
    let heads = kvHeads * generator.pick([1, 1, 2, 4])  // MHA, GQA; MQA where kvHeads is 1
    var headDimQK = generator.pick([1, 3, 8, 16, 24, 32, 33, 64, 65, 80, 96, 128, 256])
    var headDimV: Int?
    if generator.oneIn(6) {
      (headDimQK, headDimV) = generator.pick([(576, 512), (192, 128), (32, 16), (24, 40)])
    }
    let seqQ = generator.oneIn(4) ? 1 : size()
    let seqKV = generator.oneIn(2) ? nil : size()
    let alignment: MaskAlignment = generator.oneIn(3) ? .topLeft : .bottomRight
    let mask: AttentionMask =
      switch generator.next() % 4 {
      case 0: .none
      case 1, 2: .causal(alignment)
      default:
        .window(
          left: generator.pick([0, 1, 4, 16, 100]), right: generator.pick([0, 0, 1, 5]), alignment)
      }
    return try AttentionProblem(
      type: generator.pick([.f32, .f32, .f16, .bf16, .f64]), batch: 1 + Int(generator.next() % 3),
      heads: heads, kvHeads: kvHeads, headDimQK: headDimQK, headDimV: headDimV, seqQ: seqQ,
      seqKV: seqKV, mask: mask,
      softmaxScale: generator.oneIn(4) ? generator.pick([0.5, 1, -0.25, 0]) : nil,
      layout: generator.oneIn(2) ? .bshd : .bhsd)
  }
}
