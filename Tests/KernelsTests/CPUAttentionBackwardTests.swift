import Foundation
import TestSupport
import Testing

@testable import Kernels

@Suite("Gradients of attention on the CPU agree with the reference")
struct CPUAttentionBackwardTests {
  private func expectAgreement(
    _ descriptor: String, on device: any Device, sourceLocation: SourceLocation = #_sourceLocation
  ) throws {
    let problem = try Problem(descriptor: descriptor)
    for variant in device.support(for: problem).variants {
      let finding = DeviceTests.RandomProblemsTests.finding(
        problem, device, variant, ProblemInputs(for: problem, seed: 5))
      #expect(finding == nil, "\(variant)", sourceLocation: sourceLocation)
    }
    #expect(!device.support(for: problem).variants.isEmpty, sourceLocation: sourceLocation)
  }

  @Test("for every mask, layout and type", arguments: ["f32", "f16", "bf16"])
  func everyMask(type: String) throws {
    let device = try CPUCheck.device()
    for mask in CPUAttentionTests.masks {
      for (sizes, layout) in [("sq=19,skv=5", ""), ("sq=5,skv=19", ":bhsd"), ("sq=23", ":bhsd")] {
        try expectAgreement(
          "attn_backward:\(type):b=2,h=4,kvh=2,d=8,\(sizes)\(mask)\(layout)", on: device)
      }
    }
  }

  @Test("for head sizes and head counts", arguments: ["f32", "bf16"])
  func heads(type: String) throws {
    let device = try CPUCheck.device()
    for sizes in [
      "h=1,d=1", "h=3,d=7,dv=5", "h=8,kvh=1,d=16", "h=6,kvh=2,d=33,dv=31", "h=1,d=128",
      "h=2,kvh=1,d=192,dv=128",
    ] {
      try expectAgreement("attn_backward:\(type):b=1,\(sizes),sq=11,skv=13:causal", on: device)
    }
  }

  // Blocks are of 256 rows and 128 keys; several threads share the keys of a head.
  @Test("over several blocks of rows and keys", arguments: ["f32", "f16"], [1, 2, 3])
  func blocks(type: String, threadCount: Int) throws {
    let device = try CPUCheck.device(threadCount: threadCount)
    for text in [
      "b=1,h=1,d=2,sq=300,skv=270:causal", "b=1,h=1,d=2,sq=270,skv=140:window=20/9",
      "b=1,h=3,kvh=1,d=2,sq=90,skv=300:window-tl=30/40", "b=1,h=1,d=2,sq=3,skv=600",
    ] {
      try expectAgreement("attn_backward:\(type):\(text)", on: device)
    }
  }

  // Every kernel that this processor has, the plain one too; blocks are of 128 rows and 144 keys.
  @Test(
    "and by the panels of every instruction set", arguments: CPUAttentionPanelTests.kernels,
    ["f32", "bf16"])
  func panels(kernel: String, type: String) throws {
    let device = try CPUAttentionPanelTests.device(kernel)
    for text in [
      "b=1,h=1,d=1,sq=1", "b=1,h=4,kvh=2,d=8,sq=19,skv=5:causal",
      "b=1,h=3,kvh=1,d=17,dv=9,sq=11,skv=13:causal", "b=1,h=1,d=50,sq=9,skv=53:scale=-0.75",
      "b=1,h=1,d=2,sq=140,skv=150:causal:bhsd", "b=1,h=1,d=2,sq=3,skv=300:window-tl=30/40",
    ] {
      try expectAgreement("attn_backward:\(type):\(text)", on: device)
    }
  }

  @Test(
    "and panels keep what is not finite to the pairs that are seen",
    arguments: CPUAttentionPanelTests.kernels, [Double.nan, .infinity, -.infinity])
  func nonFinite(kernel: String, value: Double) throws {
    let device = try CPUAttentionPanelTests.device(kernel)
    // Query i sees keys up to i + 140, so that key 170 is seen by half of the queries.
    let problem = try Problem(descriptor: "attn_backward:f32:b=1,h=1,d=8,sq=60,skv=200:causal")
    for (role, row) in [(OperandRole.k, 170), (.v, 170), (.q, 20), (.dO, 20)] {
      var inputs = ProblemInputs(for: problem, seed: 5)
      inputs.set(role, .f32, at: row * 8 + 3, to: value)
      if role != .dO { inputs.attend(problem) }
      let finding = DeviceTests.RandomProblemsTests.finding(
        problem, device, KernelVariant("forced"), inputs)
      #expect(finding == nil, "\(role.rawValue)")
    }
  }

  @Test("and results are the same bits on every run and for every operand that is the same")
  func determinism() throws {
    let device = try CPUCheck.device(threadCount: 3)
    let problem = try Problem(descriptor: "attn_backward:f32:b=1,h=4,kvh=2,d=16,sq=300:causal")
    let inputs = ProblemInputs(for: problem, seed: 3)
    let once = try ProblemRunner.run(problem, on: device, inputs: inputs).bytes
    for _ in 0..<3 {
      #expect(try ProblemRunner.run(problem, on: device, inputs: inputs).bytes == once)
    }
  }

  @Test("and what cannot run is refused with the argument")
  func refusals() throws {
    let device = try CPUCheck.device()
    let double = device.support(for: try Problem(descriptor: "attn_backward:f64:b=1,h=1,d=4,sq=4"))
    #expect(double.variants.isEmpty && double.reasons.map(\.argument) == [.elementType])
    let scale = device.support(
      for: try Problem(descriptor: "attn_backward:f32:b=1,h=1,d=4,sq=4:scale=1e300"))
    #expect(scale.variants.isEmpty && scale.reasons.map(\.argument) == [.scaleType])
  }
}
