import CSIMD
import Foundation
import Testing

@testable import Kernels

@Suite("Attention on panels of queries agrees with the reference")
struct CPUAttentionPanelTests {
  static let kernels = AttentionKernel.all.map(\.name)

  /// A device that has nothing but this kernel: what another processor would run.
  static func device(_ kernel: String, threadCount: Int = 2) throws -> any Device {
    let kernel = try #require(AttentionKernel.all.first { $0.name == kernel })
    let info = try #require(OpenBLASBackend().discover().devices.first)
    return HostDevice(
      info: info, support: { _ in .native([KernelVariant("forced")]) },
      makeKernel: { problem, variant throws(BackendError) in
        let team = HostTeam(threadCount: threadCount)
        switch problem {
        case .attention(let attention):
          return try TiledAttentionKernel(attention, variant: variant, team: team, kernel: kernel)
        case .attentionBackward(let backward):
          return try AttentionBackwardKernel(backward, variant: variant, team: team, kernel: kernel)
        default: throw BackendError(.unsupported, operation: "prepare", message: "not attention")
        }
      })
  }

  @Test("for every mask, layout and type", arguments: kernels, CPUAttentionTests.masks)
  func everyMask(kernel: String, mask: String) throws {
    let device = try Self.device(kernel)
    for type in ["f32", "f16", "bf16"] {
      for (sq, skv, layout) in [
        (1, 1, ""), (7, 7, ":bhsd"), (47, 49, ""), (49, 47, ":bhsd"), (5, 190, ""), (190, 5, ""),
        (97, 129, ":bhsd"), (17, 300, ""),
      ] {
        let text = "attn:\(type):b=2,h=4,kvh=2,d=16,sq=\(sq),skv=\(skv)\(mask)\(layout)"
        #expect(try CPUCheck.attentionFailure(try attention(text), on: device) == nil)
      }
    }
  }

  @Test("for head sizes, head counts and numbers of threads", arguments: kernels, [1, 2, 3])
  func heads(kernel: String, threadCount: Int) throws {
    let device = try Self.device(kernel, threadCount: threadCount)
    for text in [
      "attn:f32:b=1,h=1,d=1,sq=65,skv=700", "attn:f32:b=1,h=3,d=7,dv=5,sq=400,skv=131:causal",
      "attn:bf16:b=1,h=8,kvh=1,d=64,sq=37,skv=41",
      "attn:f32:b=1,h=12,kvh=4,d=33,dv=31,sq=19,skv=259:causal",
      "attn:f16:b=1,h=2,kvh=1,d=576,dv=512,sq=37,skv=41:causal",
      "attn:f32:b=1,h=2,d=8,sq=800,skv=700:window=100/50",
      "attn:f32:b=1,h=1,d=16,sq=33,skv=5000", "attn:f32:b=1,h=1,d=16,sq=50,skv=4500:causal",
    ] {
      #expect(try CPUCheck.attentionFailure(try attention(text), on: device) == nil)
    }
  }

  @Test("for scales that are zero, negative and large", arguments: kernels)
  func scales(kernel: String) throws {
    let device = try Self.device(kernel)
    for scale in ["0", "-0.75", "8"] {
      let text = "attn:f32:b=1,h=2,d=16,sq=40,skv=300:causal:scale=\(scale)"
      #expect(try CPUCheck.attentionFailure(try attention(text), on: device) == nil)
    }
  }

  @Test(
    "and masked keys have no influence, whatever they hold", arguments: kernels,
    [Double.nan, .infinity, -.infinity])
  func maskedKeys(kernel: String, value: Double) throws {
    let device = try Self.device(kernel)
    // Query i sees keys up to i + 80; key 100 is masked for 20 of the 60 rows.
    let problem = try attention("attn:f32:b=1,h=2,d=8,sq=60,skv=140:causal")
    for role in [OperandRole.k, .v] {
      let failure = try CPUCheck.attentionFailure(problem, on: device) { data in
        data.set(role, .f32, at: 100 * 16 + 3, to: value)
        data.set(role, .f32, at: 100 * 16 + 11, to: value)
      }
      #expect(failure == nil)
    }
  }

  @Test("and what is not finite spoils its own row only", arguments: kernels)
  func nonFiniteQueries(kernel: String) throws {
    let device = try Self.device(kernel)
    for skv in [30, 600] {
      let problem = try attention("attn:f32:b=1,h=2,d=8,sq=50,skv=\(skv)")
      for value in [Double.nan, .infinity] {
        let failure = try CPUCheck.attentionFailure(problem, on: device) {
          $0.set(.q, .f32, at: 18, to: value)
        }
        #expect(failure == nil)
      }
    }
    // Rows that see only scores of -inf, or some others besides.
    for finite in [[], [0], [699]] {
      let problem = try attention("attn:f32:b=1,h=1,d=1,sq=20,skv=700")
      let failure = try CPUCheck.attentionFailure(problem, on: device) { data in
        for i in 0..<20 { data.set(.q, .f32, at: i, to: 1) }
        for j in 0..<700 { data.set(.k, .f32, at: j, to: finite.contains(j) ? 0.5 : -.infinity) }
      }
      #expect(failure == nil)
    }
  }

  @Test(
    "and weighing takes the keys that each row sees, and the step of the softmax",
    arguments: kernels)
  func weighing(kernel: String) throws {
    let table = try #require(AttentionKernel.all.first { $0.name == kernel }).table
    var generator = CPUCheck.Generator(seed: 11)
    let rows = table.rows
    for keyCount in [1, 2, 3, 5, 8, 37] {
      for isMasked in [false, true] {
        let original = (0..<rows * keyCount).map { _ in
          Float.random(in: -20...20, using: &generator)
        }
        var scores = original
        var most = [Float](repeating: 1.5, count: rows)
        var sums = [Float](repeating: 3, count: rows)
        var corrections = [Float](repeating: .nan, count: rows)
        let first = (0..<rows).map { Int32($0 % (keyCount + 1)) }
        let end = (0..<rows).map { max(first[$0], Int32(keyCount - $0 % 3)) }
        table.weigh(
          &scores, keyCount, -0.5, isMasked ? first : nil, isMasked ? end : nil, &most, &sums,
          &corrections)
        for row in 0..<rows {
          let seen = isMasked ? Int(first[row])..<Int(end[row]) : 0..<keyCount
          let scaled = (0..<keyCount).map { Double(original[$0 * rows + row] * -0.5) }
          let expectedMost = max(1.5, seen.map { scaled[$0] }.max() ?? -.infinity)
          #expect(Double(most[row]) == expectedMost)
          let correction = exp(1.5 - expectedMost)
          #expect(abs(Double(corrections[row]) - correction) <= 1e-6 * correction)
          var sum = 3 * correction
          for key in 0..<keyCount {
            let weight = seen.contains(key) ? exp(scaled[key] - expectedMost) : 0
            #expect(abs(Double(scores[key * rows + row]) - weight) <= 4e-6 * weight)
            sum += weight
          }
          #expect(abs(Double(sums[row]) - sum) <= 1e-5 * sum)
        }
      }
    }
  }
}
