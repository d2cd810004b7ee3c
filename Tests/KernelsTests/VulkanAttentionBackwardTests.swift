import Foundation
import Testing

@testable import Kernels

extension VulkanTests {
  @Suite struct AttentionBackward {
    @Test(arguments: ["f32", "f16", "bf16"])
    func `every mask agrees with the reference`(type: String) throws {
      let device = try VulkanCheck.shared()
      for mask in Attention.masks {
        for size in ["b=1,h=1,d=16,sq=33,skv=70", "b=2,h=4,kvh=2,d=40,dv=24,sq=9,skv=20"] {
          try VulkanCheck.expectAgreement("attn_backward:\(type):\(size)\(mask)", on: device)
        }
      }
      // Rows and keys that nobody sees.
      try VulkanCheck.expectAgreement(
        "attn_backward:\(type):b=1,h=2,d=16,sq=50,skv=20:causal", on: device)
      try VulkanCheck.expectAgreement(
        "attn_backward:\(type):b=1,h=2,d=16,sq=20,skv=70:causal-tl", on: device)
    }

    @Test(arguments: [
      "attn_backward:f32:b=1,h=8,kvh=1,d=64,sq=1,skv=70",
      "attn_backward:f16:b=2,h=6,kvh=2,d=72,sq=5,skv=35:causal",
      "attn_backward:f32:b=1,h=2,kvh=1,d=576,dv=512,sq=3,skv=5",
      "attn_backward:bf16:b=1,h=4,d=1,sq=3,skv=9",
      "attn_backward:f32:b=1,h=1,d=7,dv=65,sq=17,skv=33",
      "attn_backward:f32:b=1,h=1,d=130,dv=3,sq=9", "attn_backward:f32:b=1,h=2,d=64,sq=20:scale=3",
    ])
    func `shared heads and uneven head sizes agree with the reference`(descriptor: String) throws {
      let device = try VulkanCheck.shared()
      for layout in ["", ":bhsd"] {
        let text =
          descriptor.contains(":scale")
          ? descriptor.replacingOccurrences(of: ":scale", with: "\(layout):scale")
          : descriptor + layout
        try VulkanCheck.expectAgreement(text, on: device, offset: 32)
      }
    }

    @Test func `submissions of one kernel that follow each other share no sums`() throws {
      let device = try VulkanCheck.shared()
      let problem = try Problem(descriptor: "attn_backward:f32:b=1,h=2,d=32,sq=70:causal")
      let variant = try VulkanCheck.variants(problem, on: device)[0]
      let kernel = try device.prepare(problem, variant: variant)
      let data = (0..<2).map { VulkanCheck.data(problem, seed: UInt64($0 + 1)) }
      let operands = try data.map { try VulkanCheck.upload($0, problem, to: device) }
      let tickets = try operands.map { try device.submit(kernel, $0, repetitions: 2) }
      for (index, ticket) in tickets.enumerated() {
        _ = try device.wait(ticket, timeout: .seconds(120))
        let output = try VulkanCheck.download(
          try #require(operands[index][problem.output.role]))
        #expect(VulkanCheck.difference(problem, data[index], output) == nil)
      }
    }

    @Test(arguments: [
      ("attn_backward:f64:b=1,h=1,d=8,sq=4", UnsupportedReason.Argument.elementType),
      ("attn_backward:f32:b=1,h=1,d=8,dv=577,sq=4", .headDimension),
      ("attn_backward:f32:b=1,h=1,d=577,dv=8,sq=4", .headDimension),
      ("attn_backward:f32:b=1,h=1,d=1,sq=1,skv=1073741824", .sizeLimit),
    ])
    func `what cannot run is refused with the argument`(
      descriptor: String, argument: UnsupportedReason.Argument
    ) throws {
      let device = try VulkanCheck.shared()
      let support = device.support(for: try Problem(descriptor: descriptor))
      #expect(support.variants.isEmpty)
      #expect(support.reasons.contains { $0.argument == argument }, "\(support)")
    }
  }
}
