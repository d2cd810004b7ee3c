import Kernels
import TestSupport
import Testing

@Suite("Attention backward problem") struct AttentionBackwardProblemTests {
  private func backward(_ descriptor: String) throws -> AttentionBackwardProblem {
    guard case .attentionBackward(let problem) = try Problem(descriptor: descriptor) else {
      throw BackendError(.unsupported, operation: "test", message: "\(descriptor) is no gradient")
    }
    return problem
  }

  /// Five products where the forward pass has two: worked out by hand from the exact counts of the forward pass.
  @Test(
    "The operation count is that of five products over the pairs that the mask lets through",
    arguments: [
      ("attn_backward:bf16:b=1,h=32,d=128,sq=4096", 687_194_767_360),
      ("attn_backward:bf16:b=1,h=32,d=128,sq=4096:causal", 343_681_269_760),
      ("attn_backward:f32:b=1,h=1,d=3,dv=5,sq=2,skv=7", 2 * 14 * (3 * 3 + 2 * 5)),
      ("attn_backward:f32:b=2,h=4,kvh=2,d=8,sq=3:causal", 2 * 8 * 6 * 40),
      ("attn_backward:f32:b=1,h=1,d=8,sq=9,skv=4:causal", 2 * 10 * 40),
    ])
  func flops(_ descriptor: String, _ count: Int) throws {
    let problem = try Problem(descriptor: descriptor)
    #expect(problem.flopCount == count)
    #expect(problem.flopConvention == "attention-backward-exact")
  }

  @Test("Bytes are those of Q, K, V, O and their gradients, and of lse")
  func bytes() throws {
    for (type, lseType) in [("f16", ElementType.f32), ("f64", .f64)] {
      let problem = try Problem(
        descriptor: "attn_backward:\(type):b=2,h=8,kvh=2,d=64,dv=32,sq=3,skv=100")
      let q = 2 * 8 * 3 * 64
      let k = 2 * 2 * 100 * 64
      #expect(
        problem.operands.map(\.role) == [.q, .k, .v, .oSaved, .lse, .dO, .dQKV])
      #expect(
        problem.operands.map(\.elementCount)
          == [q, k, k / 2, q / 2, 2 * 8 * 3, q / 2, q + k + k / 2])
      #expect(problem.operands[4].elementType == lseType)
      let elements = 2 * (q + k + k / 2 + q / 2)
      #expect(
        problem.byteCount
          == elements * problem.inputType.byteCount + 2 * 8 * 3 * lseType.byteCount)
      #expect(problem.footprintByteCount == problem.byteCount)
    }
  }

  @Test("Gradients lie one behind the other, each as what it is the gradient of")
  func extents() throws {
    let p = try backward("attn_backward:f32:b=2,h=4,kvh=2,d=8,dv=3,sq=5,skv=7:bhsd")
    #expect(
      AttentionGradient.allCases.map(p.start(of:)) == [0, 2 * 4 * 5 * 8, 320 + 2 * 2 * 7 * 8])
    let extents = AttentionGradient.allCases.map(p.extent(of:))
    #expect(extents.map(\.heads) == [4, 2, 2])
    #expect(extents.map(\.seq) == [5, 7, 7])
    #expect(extents.map(\.dim) == [8, 8, 3])
    let strides = extents[2].strides
    #expect((strides.batch, strides.head, strides.seq) == (42, 21, 3))
  }

  @Test("Sizes beyond 64 bits are refused, never wrapped and never a crash")
  func overflow() throws {
    // Legal forward, too much backward: once by operations, once by bytes.
    for sizes in [
      "b=1,h=1,d=1,sq=1518500249", "b=1,h=1,d=288230376151711744,dv=1,sq=1",
    ] {
      _ = try Problem(descriptor: "attn:f64:\(sizes)")
      let error = #expect(throws: DescriptorError.self) {
        try Problem(descriptor: "attn_backward:f64:\(sizes)")
      }
      #expect(error.map { "\($0)".contains("overflows 64-bit arithmetic") } == true)
    }
  }
}
