import Kernels
import Testing
import Workloads

@Suite("Random problems for verify")
struct RandomProblemTests {
  @Test("Equal seeds give equal problems, however many are asked for")
  func seeded() throws {
    let few = try (0..<50).map { try RandomProblems.problem($0, seed: 7) }
    let again = try (0..<50).map { try RandomProblems.problem($0, seed: 7) }
    let other = try (0..<50).map { try RandomProblems.problem($0, seed: 8) }
    #expect(few == again)
    #expect(few != other)
    let workload = try RandomProblems.workload(count: 20, seed: 7)
    #expect(workload.items.map(\.problem) == workload.items.indices.map { few[$0] })
  }

  @Test("Two thousand of them are legal, small, print and parse back, and cover the vocabulary")
  func cover() throws {
    var types: Set<ElementType> = []
    var features: Set<String> = []
    for index in 0..<2000 {
      let problem = try RandomProblems.problem(index, seed: 1)
      #expect(try Problem(descriptor: problem.descriptor) == problem)
      #expect(problem.footprintByteCount < 16 << 20)
      types.insert(problem.inputType)
      switch problem {
      case .gemm(let gemm):
        switch gemm.batching {
        case .single: features.insert("single")
        case .strided: features.insert("strided")
        case .pointerArray: features.insert("pointers")
        case .grouped: features.insert("grouped")
        }
        features.insert(gemm.shape.transA.rawValue + gemm.shape.transB.rawValue)
        if gemm.epilogue != .none { features.insert(gemm.epilogue.rawValue) }
        if gemm.readsC { features.insert("beta") }
        if gemm.shape.lda > gemm.shape.rowsA { features.insert("padding") }
        if gemm.shape.k == 0 { features.insert("no k") }
      case .attention(let attention): features.formUnion(Self.features(attention))
      case .attentionBackward(let backward):
        features.formUnion(Self.features(backward.forward).map { "gradients, \($0)" })
      case .probe: Issue.record("a probe is no random problem")
      }
    }
    #expect(types == [.f64, .f32, .f16, .bf16, .i8, .c64, .c128])
    let ofAttention: Set<String> = [
      "bshd", "bhsd", "no mask", "causal topLeft", "causal bottomRight", "window topLeft",
      "window bottomRight", "grouped heads", "decode", "mla",
    ]
    let expected: Set<String> = [
      "single", "strided", "pointers", "grouped", "nn", "nt", "nc", "tn", "tt", "tc", "cn", "ct",
      "cc",
      "bias", "relu", "gelu", "bias+relu", "bias+gelu", "beta", "padding", "no k",
    ]
    #expect(
      expected.union(ofAttention).union(ofAttention.map { "gradients, \($0)" })
        .subtracting(features).isEmpty)
  }

  private static func features(_ attention: AttentionProblem) -> Set<String> {
    var features: Set<String> = [attention.layout.rawValue]
    switch attention.mask {
    case .none: features.insert("no mask")
    case .causal(let alignment): features.insert("causal \(alignment)")
    case .window(_, _, let alignment): features.insert("window \(alignment)")
    }
    if attention.kvHeads < attention.heads { features.insert("grouped heads") }
    if attention.seqQ == 1 { features.insert("decode") }
    if attention.headDimQK != attention.headDimV { features.insert("mla") }
    return features
  }
}
