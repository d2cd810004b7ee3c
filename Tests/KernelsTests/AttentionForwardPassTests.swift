import Foundation
import Kernels
import Synchronization
import TestSupport
import Testing

/// What backward passes are given is what plain loops give.
@Suite("What a forward pass leaves")
struct AttentionForwardPassTests {
  @Test(
    "Rows and lse are those of plain loops, for blocks of queries and every mask",
    arguments: [
      "attn_backward:f32:b=1,h=1,d=8,sq=1,skv=5",
      "attn_backward:f32:b=2,h=4,kvh=2,d=8,sq=130,skv=70",
      "attn_backward:f64:b=1,h=2,d=7,dv=3,sq=65,skv=64:causal:bhsd",
      "attn_backward:bf16:b=1,h=2,kvh=1,d=16,sq=64,skv=200:causal-tl",
      "attn_backward:f16:b=1,h=1,d=8,sq=150,skv=40:causal",
      "attn_backward:f32:b=1,h=2,d=8,sq=140:window=3/2",
      "attn_backward:f32:b=1,h=1,d=8,sq=129,skv=20:window-tl=2:scale=100",
    ])
  func rows(descriptor: String) throws {
    let problem = try Problem(descriptor: descriptor)
    guard case .attentionBackward(let backward) = problem else { return }
    let f = backward.forward
    let copies = ProblemInputs(for: problem, seed: 3).bytes.mapValues { bytes in
      let copy = UnsafeMutableRawBufferPointer.allocate(byteCount: bytes.count, alignment: 64)
      copy.copyBytes(from: bytes)
      return copy
    }
    defer { for copy in copies.values { copy.deallocate() } }
    func operand(_ role: OperandRole) -> UnsafeRawPointer {
      guard let base = copies[role]?.baseAddress else { preconditionFailure("\(role) is missing") }
      return UnsafeRawPointer(base)
    }
    let found = Mutex<[[Int]: (o: [Double], lse: Double)]>([:])
    AttentionForwardPass(f, operand: operand).forEachRow { row in
      let (key, value) = ([row.batch, row.head, row.query], (Array(row.o), row.lse))
      found.withLock { $0[key] = value }
    }
    let rows = found.withLock { $0 }
    #expect(rows.count == f.batch * f.heads * f.seqQ)
    for batch in 0..<f.batch {
      for head in 0..<f.heads {
        let truth = ReferenceAttentionForward.head(
          of: f, batch: batch, head: head, operand: operand)
        for query in 0..<f.seqQ {
          let row = try #require(rows[[batch, head, query]])
          #expect(
            row.lse == truth.lse[query] || abs(row.lse - truth.lse[query]) < 1e-11,
            "lse of \(batch), \(head), \(query)")
          for x in 0..<f.headDimV {
            #expect(abs(row.o[x] - truth.o[query * f.headDimV + x]) < 1e-12)
          }
        }
      }
    }
  }
}
