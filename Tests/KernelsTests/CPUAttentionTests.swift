import Foundation
import Testing

@testable import Kernels

@Suite("Attention on the CPU agrees with the reference")
struct CPUAttentionTests {
  static let masks = [
    "", ":causal", ":causal-tl", ":window=5", ":window=3/2", ":window-tl=4/1", ":window=0",
    ":window=1000/1000",
  ]

  @Test("for every mask, layout and type", arguments: ["f32", "f16", "bf16"], masks)
  func everyMask(type: String, mask: String) throws {
    let device = try CPUCheck.device()
    for layout in ["", ":bhsd"] {
      for (sq, skv) in [(1, 1), (7, 7), (33, 33), (5, 19), (19, 5), (64, 65), (129, 31), (3, 300)] {
        let text = "attn:\(type):b=2,h=4,kvh=2,d=16,sq=\(sq),skv=\(skv)\(mask)\(layout)"
        let failure = try CPUCheck.attentionFailure(try attention(text), on: device)
        #expect(failure == nil)
      }
    }
  }

  @Test("for head sizes and head counts", arguments: ["f32", "bf16"])
  func heads(type: String) throws {
    let device = try CPUCheck.device()
    for sizes in [
      "h=1,d=1", "h=3,d=7,dv=5", "h=8,kvh=1,d=64", "h=12,kvh=4,d=33,dv=31", "h=4,d=128",
      "h=2,kvh=1,d=576,dv=512",
      "h=16,kvh=1,d=192,dv=128",
    ] {
      for mask in ["", ":causal"] {
        let text = "attn:\(type):b=1,\(sizes),sq=37,skv=41\(mask)"
        let failure = try CPUCheck.attentionFailure(try attention(text), on: device)
        #expect(failure == nil)
      }
    }
  }

  @Test("over several tiles of keys and blocks of rows", arguments: ["f32", "f16"], [1, 2, 3])
  func tiles(type: String, threadCount: Int) throws {
    let device = try CPUCheck.device(threadCount: threadCount)
    for text in [
      "attn:\(type):b=1,h=2,d=8,sq=300,skv=700:causal",
      "attn:\(type):b=1,h=2,d=8,sq=300,skv=700:window=100/50",
      "attn:\(type):b=1,h=2,d=8,sq=260,skv=520:window-tl=30/400",
      "attn:\(type):b=1,h=6,kvh=2,d=8,sq=100,skv=600",
    ] {
      let failure = try CPUCheck.attentionFailure(try attention(text), on: device)
      #expect(failure == nil)
    }
  }

  @Test(
    "in decoding, where keys are shared out to threads", arguments: ["f32", "f16", "bf16"],
    [1, 2, 5])
  func decoding(type: String, threadCount: Int) throws {
    let device = try CPUCheck.device(threadCount: threadCount)
    for text in [
      "attn:\(type):b=1,h=1,d=16,sq=1,skv=5000",
      "attn:\(type):b=1,h=8,kvh=2,d=16,sq=1,skv=5000:causal",
      "attn:\(type):b=1,h=4,kvh=1,d=16,sq=4,skv=4500:causal",
      "attn:\(type):b=1,h=1,d=16,sq=3,skv=4500:window=3000",
      "attn:\(type):b=1,h=2,kvh=1,d=16,sq=16,skv=5003:causal-tl",
    ] {
      let failure = try CPUCheck.attentionFailure(try attention(text), on: device)
      #expect(failure == nil)
    }
  }

  @Test("for scales that are zero, negative and large")
  func scales() throws {
    let device = try CPUCheck.device()
    for scale in ["0", "-0.75", "8"] {
      let text = "attn:f32:b=1,h=2,d=16,sq=40,skv=300:causal:scale=\(scale)"
      let failure = try CPUCheck.attentionFailure(try attention(text), on: device)
      #expect(failure == nil)
    }
  }

  @Test("and rows whose keys are all masked are zero", arguments: ["f32", "f16"])
  func maskedRows(type: String) throws {
    let device = try CPUCheck.device()
    let problem = Problem.attention(try attention("attn:\(type):b=1,h=1,d=4,sq=9,skv=3:causal"))
    let output = try CPUCheck.run(problem, CPUCheck.Data(problem, seed: 2), on: device)
    let rowByteCount = 4 * problem.inputType.byteCount
    #expect(output[0..<6 * rowByteCount].allSatisfy { $0 == 0 })
    #expect(!output[6 * rowByteCount..<7 * rowByteCount].allSatisfy { $0 == 0 })
  }

  @Test(
    "and masked keys have no influence, whatever they hold",
    arguments: [Double.nan, .infinity, -.infinity],
    ["f32", "f16"])
  func maskedKeys(value: Double, type: String) throws {
    let device = try CPUCheck.device()
    let element = try #require(ElementType(rawValue: type))
    // Query i of 20 sees keys up to i + 10, so that key 20 is masked for half of the rows.
    let problem = try attention("attn:\(type):b=1,h=2,d=8,sq=20,skv=30:causal")
    for role in [OperandRole.k, .v] {
      let failure = try CPUCheck.attentionFailure(problem, on: device) { data in
        data.set(role, element, at: 20 * 16 + 3, to: value)
        data.set(role, element, at: 20 * 16 + 11, to: value)
      }
      #expect(failure == nil)
    }
  }

  @Test("and a NaN query spoils its own row only", arguments: ["f32", "bf16"])
  func nanQuery(type: String) throws {
    let device = try CPUCheck.device()
    let element = try #require(ElementType(rawValue: type))
    for skv in [30, 600, 4000] {
      let problem = try attention("attn:\(type):b=1,h=2,d=8,sq=3,skv=\(skv)")
      for value in [Double.nan, .infinity] {
        let failure = try CPUCheck.attentionFailure(problem, on: device) {
          $0.set(.q, element, at: 18, to: value)
        }
        #expect(failure == nil)
      }
    }
  }

  @Test("and a row that sees only scores of -inf is NaN, one that also sees others is not")
  func negativeInfinity() throws {
    let device = try CPUCheck.device()
    for skv in [4, 700] {
      let problem = try attention("attn:f32:b=1,h=1,d=1,sq=1,skv=\(skv)")
      for finite in [[], [0], [skv - 1]] {
        let failure = try CPUCheck.attentionFailure(problem, on: device) { data in
          data.set(.q, .f32, at: 0, to: 1)
          for j in 0..<skv { data.set(.k, .f32, at: j, to: finite.contains(j) ? 0.5 : -.infinity) }
        }
        #expect(failure == nil)
      }
    }
  }

  @Test("and results are the same bits on every run")
  func determinism() throws {
    let device = try CPUCheck.device(threadCount: 3)
    let problem = Problem.attention(
      try attention("attn:f32:b=1,h=4,kvh=2,d=32,sq=2,skv=5000:causal"))
    let data = CPUCheck.Data(problem, seed: 3)
    let once = try CPUCheck.run(problem, data, on: device)
    for _ in 0..<3 { #expect(try CPUCheck.run(problem, data, on: device) == once) }
  }
}
