import Foundation
import Kernels
import TestSupport
import Testing

/// The reference's gradients against the definition of a gradient: how much the forward pass changes.
@Suite("Reference of gradients") struct ReferenceBackwardTests {
  static let shapes = [
    "b=1,h=1,d=3,sq=3", "b=2,h=2,d=2,dv=3,sq=2,skv=4", "b=1,h=4,kvh=2,d=3,sq=2,skv=3:bhsd",
    "b=1,h=2,kvh=1,d=2,sq=3,skv=4:causal", "b=1,h=1,d=2,sq=3,skv=4:causal-tl",
    "b=1,h=2,d=2,sq=4,skv=2:causal:bhsd", "b=1,h=1,d=2,sq=5,skv=4:window=1/1",
    "b=1,h=2,kvh=1,d=2,dv=1,sq=6,skv=3:window-tl=0:scale=-0.75",
  ]

  @Test("Gradients are the slopes of sum(dO * O), by central differences", arguments: shapes)
  func slopes(_ shape: String) throws {
    let problem = try Problem(descriptor: "attn_backward:f64:\(shape)")
    let forward = try Problem(descriptor: "attn:f64:\(shape)")
    let inputs = ProblemInputs(for: problem, seed: 7)
    let values = inputs.bytes.mapValues { ElementType.f64.decode($0) }
    func value(_ operands: [OperandRole: [Double]]) throws -> Double {
      let o = try referenceValues(forward, operands)
      return zip(o, try #require(values[.dO])).reduce(0) { $0 + $1.0 * $1.1 }
    }
    let gradients = try referenceValues(problem, values)
    var at = 0
    var largest = 0.0
    for role in [OperandRole.q, .k, .v] {
      for index in try #require(values[role]).indices {
        let step = 0x1p-16
        var operands = values.filter { [.q, .k, .v].contains($0.key) }
        operands[role]?[index] += step
        let above = try value(operands)
        operands[role]?[index] -= 2 * step
        let slope = (above - (try value(operands))) / (2 * step)
        // Of order step^2, and of rounding / step.
        #expect(abs(gradients[at] - slope) < 2e-9, "\(role) \(index) of \(problem)")
        largest = max(largest, abs(slope))
        at += 1
      }
    }
    #expect(at == gradients.count)
    #expect(largest > 0.01, "slopes of zero would prove nothing")
  }

  @Test("What the forward pass leaves is O, and the logarithm of its sums")
  func forward() throws {
    for shape in Self.shapes {
      let problem = try Problem(descriptor: "attn_backward:f64:\(shape)")
      guard case .attentionBackward(let backward) = problem else { return }
      let f = backward.forward
      let inputs = ProblemInputs(for: problem, seed: 8)
      let values = inputs.bytes.mapValues { ElementType.f64.decode($0) }
      let o = try referenceValues(
        .attention(f), values.filter { [.q, .k, .v].contains($0.key) })
      for (got, expected) in zip(try #require(values[.oSaved]), o) {
        #expect(abs(got - expected) < 1e-14)
      }
      let (q, k) = (try #require(values[.q]), try #require(values[.k]))
      let lse = try #require(values[.lse])
      for batch in 0..<f.batch {
        for head in 0..<f.heads {
          for i in 0..<f.seqQ {
            let sum = f.keys(forQuery: i).reduce(0.0) { sum, j in
              let startQ =
                batch * f.strides.q.batch + head * f.strides.q.head + i * f.strides.q.seq
              let startK =
                batch * f.strides.k.batch + head / (f.heads / f.kvHeads) * f.strides.k.head
                + j * f.strides.k.seq
              return sum
                + exp(
                  f.softmaxScale
                    * (0..<f.headDimQK).reduce(0) { $0 + q[startQ + $1] * k[startK + $1] })
            }
            let got = lse[(batch * f.heads + head) * f.seqQ + i]
            #expect(sum == 0 ? got == .infinity : abs(got - log(sum)) < 1e-13)
          }
        }
      }
    }
  }

  @Test("A query that sees no key has a dQ of zero, a key that no query sees a dK and dV of zero")
  func unseen() throws {
    let problem = try Problem(descriptor: "attn_backward:f32:b=1,h=1,d=2,sq=4,skv=2:causal")
    let inputs = ProblemInputs(for: problem, seed: 9)
    let device = try ReferenceBackend().open(
      ReferenceBackend().discover().devices[0], options: DeviceOptions())
    let output = try ProblemRunner.run(problem, on: device, inputs: inputs).bytes
    let values = ElementType.f32.decode(output)
    #expect(values[0..<4].allSatisfy { $0 == 0 } && values[4..<8].contains { $0 != 0 })
    let other = try Problem(descriptor: "attn_backward:f32:b=1,h=1,d=2,sq=2,skv=4:causal-tl")
    let gradients = ElementType.f32.decode(
      try ProblemRunner.run(other, on: device, inputs: ProblemInputs(for: other, seed: 9)).bytes)
    // dQ, then dK and dV of four keys, of which the first two are seen.
    #expect(gradients[8..<12].allSatisfy { $0 == 0 } && gradients[16..<20].allSatisfy { $0 == 0 })
    #expect(gradients[4..<8].contains { $0 != 0 } && gradients[12..<16].contains { $0 != 0 })
    try device.close()
  }

  @Test("Magnitudes are the sums of absolute values that bounds need")
  func magnitudes() throws {
    // One query, two keys, head size 1, scale 2: P = 3/4 and 1/4, O = 5, dO = -2.
    guard
      case .attentionBackward(let problem) = try Problem(
        descriptor: "attn_backward:f64:b=1,h=1,d=1,sq=1,skv=2:scale=2")
    else { return }
    let operands: [OperandRole: [Double]] = [
      .q: [-log(3) / 2], .k: [-1, 0], .v: [4, 8], .oSaved: [5], .lse: [log(4)], .dO: [-2],
    ]
    let buffers = operands.mapValues {
      UnsafeMutableBufferPointer<Double>.allocate(capacity: $0.count)
    }
    defer { for buffer in buffers.values { buffer.deallocate() } }
    for (role, values) in operands { _ = buffers[role]?.initialize(from: values) }
    let reference = ReferenceAttentionBackward(problem) { role in
      guard let address = buffers[role]?.baseAddress else { preconditionFailure("\(role)") }
      return UnsafeRawPointer(address)
    }
    func near(_ got: Double, _ expected: Double) -> Bool { abs(got - expected) < 1e-13 }
    let dQ = reference.queryRow(batch: 0, head: 0, query: 0)
    // dS = P (dO V - delta): 3/4 (-8 + 10) and 1/4 (-16 + 10).
    #expect(near(dQ.values[0], 2 * 1.5 * -1))
    #expect(near(dQ.weightedMagnitudes[0], 3))
    #expect(near(dQ.differenceMagnitudes[0], 2 * 0.75 * (8 + 10)))
    #expect(near(dQ.factorMagnitudes[0], 2))
    #expect(near(dQ.scoreMagnitude, log(3)) && near(dQ.lseMagnitude, log(4)) && dQ.pairCount == 2)
    let (dK, dV) = reference.keyRows(batch: 0, kvHead: 0, key: 1)
    #expect(near(dK.values[0], 2 * -1.5 * -log(3) / 2))
    #expect(near(dV.values[0], 0.25 * -2) && near(dV.weightedMagnitudes[0], 0.5))
    #expect(dV.differenceMagnitudes[0] == 0 && near(dV.factorMagnitudes[0], 2))
  }
}
