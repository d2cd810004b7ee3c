import Foundation
import Testing

@testable import Kernels

extension VulkanTests {
  @Suite struct Attention {
    static let masks = [
      "", ":causal", ":causal-tl", ":window=5", ":window=3/2", ":window-tl=0", ":window=4/100",
    ]

    @Test(arguments: ["f32", "f16", "bf16"])
    func `every mask agrees with the reference`(type: String) throws {
      let device = try VulkanCheck.shared()
      for mask in Self.masks {
        for size in [
          "b=1,h=1,d=64,sq=33,skv=70", "b=2,h=4,kvh=2,d=40,dv=24,sq=19,skv=47",
          "b=1,h=2,d=16,sq=50,skv=20",
        ] {
          try VulkanCheck.expectAgreement("attn:\(type):\(size)\(mask)", on: device)
        }
      }
    }

    @Test(arguments: [
      "attn:f32:b=1,h=8,kvh=1,d=64,sq=1,skv=100", "attn:f16:b=2,h=8,kvh=2,d=128,sq=1,skv=65:causal",
      "attn:f32:b=1,h=2,kvh=1,d=576,dv=512,sq=5,skv=37", "attn:bf16:b=1,h=4,d=1,sq=3,skv=9",
      "attn:f32:b=1,h=1,d=7,dv=65,sq=17,skv=33", "attn:f32:b=1,h=3,d=128,sq=40:causal",
      "attn:f32:b=1,h=1,d=200,dv=128,sq=20:causal", "attn:f32:b=1,h=1,d=576,dv=576,sq=4",
      "attn:f32:b=1,h=2,d=64,sq=20:scale=3",
    ])
    func `decoding, shared heads and uneven head sizes agree with the reference`(descriptor: String)
      throws
    {
      let device = try VulkanCheck.shared()
      for layout in ["", ":bhsd"] {
        let text =
          descriptor.contains(":scale")
          ? descriptor.replacingOccurrences(of: ":scale", with: "\(layout):scale")
          : descriptor + layout
        try VulkanCheck.expectAgreement(text, on: device, offset: 32)
      }
    }

    @Test(arguments: [
      "attn:f32:b=1,h=1,d=64,sq=1,skv=1", "attn:bf16:b=4,h=8,kvh=2,d=128,sq=1,skv=1000",
      "attn:f16:b=1,h=6,kvh=1,d=96,dv=40,sq=1,skv=333", "attn:f32:b=2,h=3,d=12,dv=20,sq=1,skv=77",
      "attn:f32:b=1,h=16,kvh=1,d=128,sq=1,skv=513:window=100",
      "attn:bf16:b=1,h=5,kvh=1,d=8,sq=1,skv=70",
      "attn:f16:b=1,h=2,d=64,sq=1,skv=90:causal-tl",
    ])
    func `one query attends ranges of keys side by side`(descriptor: String) throws {
      let device = try VulkanCheck.shared()
      if VulkanStreamedGEMM.width(device.profile) != nil {
        let support = device.support(for: try Problem(descriptor: descriptor))
        #expect(support.variants.first?.id.contains("_decode_texel_w") == true, "\(support)")
      }
      try VulkanCheck.expectAgreement(descriptor, on: device, offset: 16)
      for role in [OperandRole.k, .v] {
        try VulkanCheck.expectAgreement("attn:f32:b=1,h=2,d=16,sq=1,skv=40", on: device) { data in
          data[role]?.withUnsafeMutableBytes { raw in
            guard let base = raw.baseAddress else { return }
            ElementConversion.store(.nan, base, .f32, component: 16 * 21 + 3)
          }
        }
      }
    }

    @Test func `packed heads larger than a texel view are attended in ranges`() throws {
      var settings = VulkanBackend.Settings()
      settings.texelLimit = 5000
      let device = try VulkanCheck.open(settings)
      defer { #expect(throws: Never.self) { try device.close() } }
      try VulkanCheck.expectAgreement("attn:f32:b=3,h=4,kvh=2,d=64,sq=40,skv=70:causal", on: device)
    }

    @Test func `NaN in an allowed value propagates and in a masked one does not`() throws {
      let device = try VulkanCheck.shared()
      for type in ["f32", "f16"] {
        let element: ElementType = type == "f32" ? .f32 : .f16
        for role in [OperandRole.k, .v] {
          try VulkanCheck.expectAgreement("attn:\(type):b=1,h=1,d=16,sq=40:causal", on: device) {
            data in
            data[role]?.withUnsafeMutableBytes { raw in
              guard let base = raw.baseAddress else { return }
              ElementConversion.store(.nan, base, element, component: 16 * 21 + 3)
            }
          }
        }
      }
    }

    @Test(arguments: [
      ("attn:f64:b=1,h=1,d=8,sq=4", UnsupportedReason.Argument.elementType),
      ("attn:f32:b=1,h=1,d=8,dv=577,sq=4", .headDimension),
      ("attn:f32:b=1,h=1,d=1,sq=1,skv=1073741824", .sizeLimit),
    ])
    func `what cannot run is refused with the argument`(
      descriptor: String, argument: UnsupportedReason.Argument
    ) throws {
      let device = try VulkanCheck.shared()
      let support = device.support(for: try Problem(descriptor: descriptor))
      #expect(support.reasons.contains { $0.argument == argument }, "\(support)")
    }
  }
}
