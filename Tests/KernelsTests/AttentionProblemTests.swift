import Kernels
import TestSupport
import Testing

@Suite("Attention problem") struct AttentionProblemTests {
  private static func attention(
    type: ElementType = .f32, batch: Int = 1, heads: Int = 2, kvHeads: Int? = nil, headDim: Int = 8,
    seqQ: Int = 4, seqKV: Int? = nil, mask: AttentionMask = .none, scale: Double? = nil
  ) throws -> AttentionProblem {
    try AttentionProblem(
      type: type, batch: batch, heads: heads, kvHeads: kvHeads, headDimQK: headDim, seqQ: seqQ,
      seqKV: seqKV, mask: mask, softmaxScale: scale)
  }

  @Test("A call without meaning is refused with a whole sentence")
  func refusals() {
    let cases: [(() throws -> AttentionProblem, String)] = [
      ({ try Self.attention(type: .i8) }, "attention takes f64, f32, f16 or bf16, not i8"),
      ({ try Self.attention(batch: 0) }, "b=0 must be at least 1"),
      ({ try Self.attention(headDim: -3) }, "d=-3 must be at least 1"),
      ({ try Self.attention(seqKV: 0) }, "skv=0 must be at least 1"),
      ({ try Self.attention(heads: 6, kvHeads: 4) }, "h=6 is not a multiple of kvh=4"),
      ({ try Self.attention(heads: 2, kvHeads: 4) }, "h=2 is not a multiple of kvh=4"),
      (
        { try Self.attention(mask: .window(left: -1, right: 0, .bottomRight)) },
        "window=-1/0 is negative; both sides are 0 or more"
      ),
      ({ try Self.attention(scale: .nan) }, "scale is not finite"),
    ]
    for (make, sentence) in cases {
      let error = #expect(throws: ProblemError.self) { try make() }
      #expect(error?.description == sentence)
    }
  }

  @Test("Sizes beyond 64 bits are refused, never wrapped and never a crash")
  func overflow() {
    let large = 1 << 40
    for (b, h, d, sq, skv) in [
      (1, 1, 1, large, large), (large, large, 1, 1, 1), (1, 1, large, large, 1),
      (Int.max, 1, 1, 1, 1),
      (1, Int.max, 1, 1, 1), (1, 1, Int.max, 1, 1), (1, 1, 1, Int.max, 1), (1, 1, 1, 1, Int.max),
      (1, 1, Int.max / 2, 1, 1), (1, 1, 1, Int.max / 2, 2),
    ] {
      for mask in [
        AttentionMask.none, .causal(.bottomRight), .causal(.topLeft),
        .window(left: .max, right: .max, .bottomRight),
      ] {
        let error = #expect(throws: ProblemError.self, "\(b) \(h) \(d) \(sq) \(skv)") {
          try Self.attention(batch: b, heads: h, headDim: d, seqQ: sq, seqKV: skv, mask: mask)
        }
        #expect(
          error?.description.hasSuffix("overflows 64-bit arithmetic; use smaller sizes") == true)
      }
    }
  }

  @Test("The largest legal problems have keys, counts and strides without a crash")
  func largest() throws {
    for mask in [
      AttentionMask.none, .causal(.bottomRight), .causal(.topLeft),
      .window(left: .max, right: .max, .topLeft), .window(left: .max, right: 0, .bottomRight),
    ] {
      for (sq, skv) in [(1 << 57, 1), (1, 1 << 57), (1 << 28, 1 << 28)] {
        let problem = try Self.attention(heads: 1, headDim: 1, seqQ: sq, seqKV: skv, mask: mask)
        #expect(problem.flopCount >= 0)
        for query in [0, sq / 2, sq - 1] {
          #expect(problem.keys(forQuery: query).upperBound <= skv)
        }
      }
    }
  }

  /// Worked out by hand: batch 1, 32 heads, head size 128, bottom-right causal masks.
  @Test(
    "The exact operation count has its known values",
    arguments: [
      ("attn:bf16:b=1,h=32,d=128,sq=4096", 274_877_906_944),
      ("attn:bf16:b=1,h=32,d=128,sq=4096:causal", 137_472_507_904),
      ("attn:bf16:b=1,h=32,d=128,sq=1,skv=8192", 134_217_728),
      ("attn:bf16:b=1,h=32,d=128,sq=1,skv=8192:causal", 134_217_728),
      ("attn:bf16:b=1,h=32,d=128,sq=1024,skv=8192:causal", 128_857_407_488),
      ("attn:bf16:b=1,h=128,kvh=1,d=576,dv=512,sq=1,skv=1000", 278_528_000),
    ])
  func flops(_ descriptor: String, _ count: Int) throws {
    let problem = try Problem(descriptor: descriptor)
    #expect(problem.flopCount == count)
    #expect(problem.flopConvention == "attention-exact")
  }

  @Test("The closed form of the operation count is the count of pairs that the mask lets through")
  func pairs() {
    var generator = RandomProblems(seed: 41)
    for _ in 0..<400 {
      let p = generator.attention()
      let counted = (0..<p.seqQ).reduce(0) { $0 + p.keys(forQuery: $1).count }
      #expect(
        p.flopCount == 2 * p.batch * p.heads * counted * (p.headDimQK + p.headDimV),
        "\(Problem.attention(p))")
      let byRule = (0..<p.seqQ).reduce(0) { sum, i in
        sum + (0..<p.seqKV).count { sees(p, i, $0) }
      }
      #expect(counted == byRule, "\(Problem.attention(p))")
    }
  }

  /// The masks in words, written apart from the product.
  private func sees(_ p: AttentionProblem, _ query: Int, _ key: Int) -> Bool {
    func position(_ alignment: MaskAlignment) -> Int {
      alignment == .topLeft ? query : query + p.seqKV - p.seqQ
    }
    switch p.mask {
    case .none: return true
    case .causal(let alignment): return key <= position(alignment)
    case .window(let left, let right, let alignment):
      return key >= position(alignment) - left && key <= position(alignment) + right
    }
  }

  @Test("Keys of a query follow mask and alignment, and may be none")
  func keys() throws {
    func keys(_ descriptor: String, _ query: Int) throws -> Range<Int> {
      guard case .attention(let p) = try Problem(descriptor: descriptor) else { return 0..<0 }
      return p.keys(forQuery: query)
    }
    #expect(try keys("attn:f32:h=1,d=8,sq=4,skv=6", 0) == 0..<6)
    #expect(try keys("attn:f32:h=1,d=8,sq=4,skv=6:causal", 0) == 0..<3)
    #expect(try keys("attn:f32:h=1,d=8,sq=4,skv=6:causal-tl", 0) == 0..<1)
    #expect(try keys("attn:f32:h=1,d=8,sq=6,skv=4:causal", 1).isEmpty)
    #expect(try keys("attn:f32:h=1,d=8,sq=6,skv=4:causal", 2) == 0..<1)
    #expect(try keys("attn:f32:h=1,d=8,sq=4,skv=6:window=1", 3) == 4..<6)
    #expect(try keys("attn:f32:h=1,d=8,sq=4,skv=6:window-tl=1/1", 3) == 2..<5)
    #expect(try keys("attn:f32:h=1,d=8,sq=9,skv=4:window-tl=0", 8).isEmpty)
  }

  @Test("Bytes are those of Q, K, V and O, keys and values with their own heads")
  func bytes() throws {
    let problem = try Problem(descriptor: "attn:f16:b=2,h=8,kvh=2,d=64,dv=32,sq=3,skv=100")
    let q = 2 * 8 * 3 * 64
    let k = 2 * 2 * 100 * 64
    #expect(problem.operands.map(\.elementCount) == [q, k, k / 2, q / 2])
    #expect(problem.byteCount == 2 * (q + k + k / 2 + q / 2))
    #expect(problem.footprintByteCount == problem.byteCount)
  }

  @Test("The softmax scale is one over the root of the head size unless given")
  func scale() throws {
    #expect(try Self.attention(headDim: 64).softmaxScale == 0.125)
    #expect(try Self.attention(headDim: 64, scale: 0).softmaxScale == 0)
  }
}
