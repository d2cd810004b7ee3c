import Foundation
import Kernels
import Testing

@testable import Harness

/// The bound of gradients must be wide enough for honest kernels, whatever the fill, and narrow enough for real bugs.
@Suite struct GradientBoundTests {
  /// Puts the gradients that plain loops in f32 find, P and dS as matrices, in place of the result.
  /// - Parameter store: how P and dS are stored.
  private func replace(
    _ verified: VerifiedProblem, _ store: (Float) -> Float = { $0 }
  ) throws {
    guard case .attentionBackward(let backward) = verified.problem else { return }
    let f = backward.forward
    func value(_ role: OperandRole, _ index: Int) -> Float {
      Float(ElementConversion.load(verified.inputs.address(role), f.type, component: index))
    }
    let scale = Float(f.softmaxScale)
    var result = [Float](repeating: 0, count: verified.problem.output.elementCount)
    for batch in 0..<f.batch {
      for head in 0..<f.heads {
        let kvHead = head / (f.heads / f.kvHeads)
        for i in 0..<f.seqQ {
          let q = batch * f.strides.q.batch + head * f.strides.q.head + i * f.strides.q.seq
          let o = batch * f.strides.o.batch + head * f.strides.o.head + i * f.strides.o.seq
          let lse = Float(
            ElementConversion.load(
              verified.inputs.address(.lse), .f32,
              component: (batch * f.heads + head) * f.seqQ + i))
          let delta = (0..<f.headDimV).reduce(Float(0)) {
            $0 + value(.dO, o + $1) * value(.oSaved, o + $1)
          }
          for j in f.keys(forQuery: i) {
            let k = batch * f.strides.k.batch + kvHead * f.strides.k.head + j * f.strides.k.seq
            let v = batch * f.strides.v.batch + kvHead * f.strides.v.head + j * f.strides.v.seq
            let score = (0..<f.headDimQK).reduce(Float(0)) {
              $0 + value(.q, q + $1) * value(.k, k + $1)
            }
            let weight = exp(scale * score - lse)
            let product = (0..<f.headDimV).reduce(Float(0)) {
              $0 + value(.dO, o + $1) * value(.v, v + $1)
            }
            let gradient = store(weight * (product - delta))
            for x in 0..<f.headDimQK {
              result[q + x] += scale * gradient * value(.k, k + x)
              result[backward.start(of: .dK) + k + x] += scale * gradient * value(.q, q + x)
            }
            for x in 0..<f.headDimV {
              result[backward.start(of: .dV) + v + x] += store(weight) * value(.dO, o + x)
            }
          }
        }
      }
    }
    try verified.spoil { index, _ in Double(result[index]) }
  }

  @Test(arguments: InputFill.allCases)
  func `plain loops in f32 are within the bound`(fill: InputFill) throws {
    for shape in ["b=1,h=2,kvh=1,d=64,sq=40,skv=50:causal", "b=1,h=1,d=16,dv=24,sq=9,skv=200"] {
      for type in ["f32", "f16", "bf16"] {
        let verified = try VerifiedProblem("attn_backward:\(type):\(shape)", fill: fill)
        try replace(verified)
        let found = try verified.check()
        #expect(found.isCorrect, "\(type) \(fill): \(found)")
        #expect(found.checkedCount > found.totalCount / 2)
      }
    }
  }

  @Test(arguments: InputFill.allCases)
  func `P and dS in the operands' type are within the bound of 16-bit operands only`(
    fill: InputFill
  ) throws {
    for (type, stored) in [("f16", ElementType.f16), ("bf16", .bf16)] {
      let verified = try VerifiedProblem("attn_backward:\(type):b=1,h=2,d=64,sq=64", fill: fill)
      try replace(verified) { Float(ElementConversion.rounded(Double($0), to: stored)) }
      let found = try verified.check()
      #expect(found.isCorrect, "\(type) \(fill): \(found)")
    }
    guard fill != .integers else { return }
    let verified = try VerifiedProblem("attn_backward:f32:b=1,h=2,d=64,sq=64", fill: fill)
    try replace(verified) { Float(ElementConversion.rounded(Double($0), to: .bf16)) }
    #expect(try verified.check().failedCount > 0)
  }

  @Test func `gradients are named by what they are and where`() throws {
    let verified = try VerifiedProblem("attn_backward:f32:b=1,h=2,kvh=1,d=4,sq=3")
    let last = verified.problem.output.elementCount - 1
    try verified.spoil { index, value in index == last ? value + 1 : value }
    let found = try verified.check()
    #expect(found.failedCount == 1)
    #expect(found.worst?.hasPrefix("dV[batch 0, head 0, key 2, 3]: got ") == true, "\(found)")
    let other = try VerifiedProblem("attn_backward:f32:b=1,h=2,kvh=1,d=4,sq=3")
    try other.spoil { index, value in index == 5 ? value + 1 : value }
    #expect(try other.check().worst?.hasPrefix("dQ[batch 0, head 1, query 0, 1]: got ") == true)
  }
}
