import Kernels
import TestSupport
import Testing

/// A generator that never draws an argument tests nothing of it.
@Suite("Random problem generator") struct RandomProblemGeneratorTests {
  private static let problems = (0..<UInt64(600)).map { number in
    var generator = RandomProblems(seed: 20_260_101 &+ number)
    return generator.next()
  }

  private static var gemms: [GEMMProblem] {
    problems.compactMap { if case .gemm(let gemm) = $0 { gemm } else { nil } }
  }

  private static var attentions: [AttentionProblem] {
    problems.compactMap { if case .attention(let attention) = $0 { attention } else { nil } }
  }

  private static var backwards: [AttentionProblem] {
    problems.compactMap { if case .attentionBackward(let p) = $0 { p.forward } else { nil } }
  }

  @Test("A seed gives the same problems, another seed others")
  func seeds() {
    func sequence(_ seed: UInt64) -> [Problem] {
      var generator = RandomProblems(seed: seed)
      return (0..<20).map { _ in generator.next() }
    }
    #expect(sequence(1) == sequence(1))
    #expect(sequence(1) != sequence(2))
  }

  @Test(
    "600 problems reach every type, batching, epilogue, scaling, transpose and unusual scalar of GEMM"
  )
  func gemmArguments() {
    let gemms = Self.gemms
    let shapes = gemms.flatMap { $0.groups.map(\.shape) }
    #expect(Set(gemms.map(\.types.a)) == Set(ElementType.allCases).subtracting([.i32]))
    #expect(Set(gemms.map(\.types.compute)) == Set(ComputeType.allCases))
    #expect(Set(gemms.map(\.types.d)) == Set(ElementType.allCases).subtracting([.i8]))
    #expect(Set(gemms.map(\.epilogue)) == Set(Epilogue.allCases))
    #expect(Set(shapes.map(\.transA)) == Set(Transpose.allCases))
    #expect(Set(shapes.map(\.transB)) == Set(Transpose.allCases))
    let kinds = Set(
      gemms.map { gemm in
        switch gemm.batching {
        case .single: "single"
        case .strided(let count, let a, let b, _, _):
          count > 1 && (a == 0 || b == 0) ? "strided, one matrix for all" : "strided"
        case .pointerArray: "pointers"
        case .grouped: "grouped"
        }
      })
    #expect(kinds.count == 5)
    #expect(gemms.contains { $0.scaleA == .tensor })
    #expect(gemms.contains { if case .block(_, _, .ue8m0) = $0.scaleB { true } else { false } })
    #expect(shapes.contains { $0.k == 0 })
    #expect(shapes.contains { $0.alpha.isZero })
    #expect(shapes.contains { !$0.beta.isZero && $0.beta != .one })
    #expect(shapes.contains { $0.alpha.imaginary != 0 && $0.beta.imaginary != 0 })
    #expect(shapes.contains { $0.lda > $0.rowsA && $0.ldb > $0.rowsB && $0.ldd > $0.m })
    #expect(shapes.contains { max($0.m, $0.n, $0.k) > 128 })
  }

  @Test("600 problems reach every mask, layout, head sharing and sequence shape of attention")
  func attentionArguments() {
    let all = Self.attentions
    #expect(Set(all.map(\.type)) == [.f64, .f32, .f16, .bf16])
    #expect(Set(all.map(\.layout)) == Set(AttentionLayout.allCases))
    for alignment in [MaskAlignment.topLeft, .bottomRight] {
      #expect(all.contains { $0.mask == .causal(alignment) })
      #expect(
        all.contains { if case .window(_, _, alignment) = $0.mask { true } else { false } })
    }
    #expect(all.contains { $0.kvHeads == $0.heads && $0.heads > 1 })
    #expect(all.contains { $0.kvHeads > 1 && $0.kvHeads < $0.heads })
    #expect(all.contains { $0.kvHeads == 1 && $0.heads > 1 })
    #expect(all.contains { $0.headDimQK == 576 && $0.headDimV == 512 })
    #expect(all.contains { $0.seqQ == 1 && $0.seqKV > 1 })
    #expect(all.contains { $0.seqQ > $0.seqKV && $0.mask != .none })
    #expect(all.contains { $0.keys(forQuery: 0).isEmpty || $0.keys(forQuery: $0.seqQ - 1).isEmpty })
    #expect(all.contains { $0.softmaxScale <= 0 })
  }

  @Test("600 problems reach every type, mask, layout, head sharing and sequence shape of gradients")
  func gradientArguments() {
    let all = Self.backwards
    #expect(Set(all.map(\.type)) == [.f64, .f32, .f16, .bf16])
    #expect(Set(all.map(\.layout)) == Set(AttentionLayout.allCases))
    for alignment in [MaskAlignment.topLeft, .bottomRight] {
      #expect(all.contains { $0.mask == .causal(alignment) })
      #expect(
        all.contains { if case .window(_, _, alignment) = $0.mask { true } else { false } })
    }
    #expect(all.contains { $0.kvHeads > 1 && $0.kvHeads < $0.heads })
    #expect(all.contains { $0.headDimQK != $0.headDimV })
    #expect(all.contains { $0.seqQ > $0.seqKV && $0.mask != .none })
    #expect(all.contains { $0.keys(forQuery: 0).isEmpty || $0.keys(forQuery: $0.seqQ - 1).isEmpty })
  }
}
