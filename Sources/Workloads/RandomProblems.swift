public import Kernels

/// Seeded random problems that are legal, small enough to be checked whole, and awkward: odd sizes, padding, all
/// transposes, scalars, batches, epilogues, masks, grouped heads and both layouts.
///
/// Problem `i` of a seed is always the same, however many are asked for.
public enum RandomProblems {
  /// `count` problems of `seed`; a problem that comes up twice stands in the list once, with its weight added.
  public static func workload(count: Int, seed: UInt64) throws(ProblemError) -> Workload {
    var items: [WorkloadItem] = []
    for index in 0..<max(0, count) {
      items.append(WorkloadItem(problem: try problem(index, seed: seed), label: "random/\(index)"))
    }
    return Workload(
      name: "random", title: "\(count) random problems of seed \(seed)", origin: .random,
      items: items
    ).merged
  }

  /// Problem `index` of `seed`; three in ten are attention, and a third of these gradients of it.
  public static func problem(_ index: Int, seed: UInt64) throws(ProblemError) -> Problem {
    var generator = SplitMix64(
      state: seed &+ UInt64(truncatingIfNeeded: index) &* 0xD134_2543_DE82_EF95 &+ 0x2545_F491)
    guard generator.chance(3, of: 10) else { return .gemm(try gemm(&generator)) }
    let attention = try attention(&generator)
    return generator.chance(1, of: 3)
      ? .attentionBackward(try AttentionBackwardProblem(attention)) : .attention(attention)
  }

  // MARK: GEMM

  private static let gemmTypes: [(ElementType, ElementType?)] = [
    (.f32, nil), (.f32, nil), (.f64, nil), (.f16, nil), (.f16, .f32), (.bf16, nil), (.bf16, .f32),
    (.i8, nil), (.i8, .f32), (.c64, nil), (.c128, nil),
  ]

  private static func gemm(_ random: inout SplitMix64) throws(ProblemError) -> GEMMProblem {
    let (input, output) = random.pick(gemmTypes)
    let types = try GEMMTypes(a: input, b: input, d: output)
    switch random.below(8) {
    case 0:
      let shape = try self.shape(&random, types, largest: 48)
      let strides = DenseLayout(shape)
      let shared = random.chance(1, of: 4)
      return try GEMMProblem(
        types: types, shape: shape,
        batching: .strided(
          count: 1 + random.below(6), a: shared ? 0 : strides.a + random.below(5),
          b: strides.b + random.below(5), c: strides.c, d: strides.d + random.below(5)))
    case 1:
      return try GEMMProblem(
        types: types, shape: try shape(&random, types, largest: 48),
        batching: .pointerArray(count: 1 + random.below(6)))
    case 2:
      let shared = try shape(&random, types, largest: 40)
      var groups: [GEMMGroup] = []
      for _ in 0...random.below(3) {
        let one = try shape(&random, types, largest: 40)
        // Every group of a call has the same scalars where the library takes one pair only; sizes differ.
        let group = try GEMMShape(
          m: one.m, n: one.n, k: one.k, transA: one.transA, transB: one.transB, alpha: shared.alpha,
          beta: shared.beta)
        groups.append(GEMMGroup(shape: group, count: 1 + random.below(3)))
      }
      return try GEMMProblem(types: types, shape: groups[0].shape, batching: .grouped(groups))
    case 3 where !types.a.isComplex && !types.a.isInteger:
      let epilogues: [Epilogue] = [.bias, .relu, .gelu, .biasRelu, .biasGelu]
      return try GEMMProblem(
        types: types, shape: try shape(&random, types, largest: 96),
        epilogue: random.pick(epilogues))
    default:
      return try GEMMProblem(types: types, shape: try shape(&random, types, largest: 160))
    }
  }

  private static func shape(
    _ random: inout SplitMix64, _ types: GEMMTypes, largest: Int
  ) throws(ProblemError) -> GEMMShape {
    let complex = types.a.isComplex
    let transposes: [Transpose] =
      complex ? [.none, .transpose, .conjugateTranspose] : [.none, .transpose]
    let transA = random.pick(transposes)
    let transB = random.pick(transposes)
    let m = size(&random, largest)
    let n = size(&random, largest)
    let k = size(&random, largest)
    let padded = random.chance(1, of: 3)
    func leading(_ rows: Int) -> Int { max(1, rows) + (padded ? random.below(9) : 0) }
    let lda = leading(transA == .none ? m : k)
    let ldb = leading(transB == .none ? k : n)
    let ldc = leading(m)
    let ldd = leading(m)
    let integer = types.scale.isInteger
    let scalars: [Double] = integer ? [1, 1, 0, 2, -3] : [1, 1, 0, 0.5, -1.25, 2]
    func scalar() -> Scalar {
      Scalar(random.pick(scalars), complex && random.chance(1, of: 2) ? random.pick(scalars) : 0)
    }
    let alpha = random.chance(1, of: 2) ? Scalar.one : scalar()
    let beta = random.chance(1, of: 2) ? Scalar.zero : scalar()
    return try GEMMShape(
      m: m, n: n, k: k, transA: transA, transB: transB, lda: lda, ldb: ldb, ldc: ldc, ldd: ldd,
      alpha: alpha, beta: beta)
  }

  /// A size that is often a power of two or its neighbour, sometimes 1, seldom 0.
  private static func size(_ random: inout SplitMix64, _ largest: Int) -> Int {
    switch random.below(20) {
    case 0: return random.below(2)
    case 1...8:
      let power = 1 << random.below(8)
      return max(1, min(largest, power - 1 + random.below(3)))
    default: return 1 + random.below(largest)
    }
  }

  /// The distances between matrices that lie one behind the other.
  private struct DenseLayout {
    let a, b, c, d: Int

    init(_ shape: GEMMShape) {
      a = shape.lda * shape.columnsA
      b = shape.ldb * shape.columnsB
      c = shape.ldc * shape.n
      d = shape.ldd * shape.n
    }
  }

  // MARK: Attention

  private static func attention(_ random: inout SplitMix64) throws(ProblemError) -> AttentionProblem
  {
    let type = random.pick([ElementType.f32, .f32, .f16, .bf16, .f64])
    let (headDimQK, headDimV) = random.pick([
      (64, 64), (64, 64), (128, 128), (32, 32), (80, 80), (96, 96), (256, 256), (192, 128),
      (40, 72), (1, 3),
    ])
    let kvHeads = 1 + random.below(3)
    let seqQ = random.chance(1, of: 4) ? 1 : 1 + random.below(140)
    let seqKV = random.chance(1, of: 2) ? seqQ : 1 + random.below(140)
    let alignment = random.pick([MaskAlignment.bottomRight, .bottomRight, .topLeft])
    let mask: AttentionMask
    switch random.below(4) {
    case 0: mask = .none
    case 1: mask = .window(left: random.below(40), right: random.below(10), alignment)
    default: mask = .causal(alignment)
    }
    return try AttentionProblem(
      type: type, batch: 1 + random.below(3), heads: kvHeads * random.pick([1, 1, 2, 4]),
      kvHeads: kvHeads,
      headDimQK: headDimQK, headDimV: headDimV, seqQ: seqQ, seqKV: seqKV, mask: mask,
      softmaxScale: random.chance(1, of: 6) ? 0.25 : nil, layout: random.pick([.bshd, .bhsd]))
  }
}

/// Sebastiano Vigna's SplitMix64: small, seedable, the same everywhere.
private struct SplitMix64 {
  var state: UInt64

  mutating func next() -> UInt64 {
    state &+= 0x9E37_79B9_7F4A_7C15
    var z = state
    z = (z ^ (z >> 30)) &* 0xBF58_476D_1CE4_E5B9
    z = (z ^ (z >> 27)) &* 0x94D0_49BB_1331_11EB
    return z ^ (z >> 31)
  }

  /// A number in 0..<limit; the bias of the remainder is far below what matters here.
  mutating func below(_ limit: Int) -> Int { Int(next() % UInt64(limit)) }

  mutating func chance(_ numerator: Int, of denominator: Int) -> Bool {
    below(denominator) < numerator
  }

  mutating func pick<T>(_ values: [T]) -> T { values[below(values.count)] }
}
