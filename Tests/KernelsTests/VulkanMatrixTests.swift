import Foundation
import Testing

@testable import Kernels

extension VulkanTests {
  /// What only devices with matrix units run; docs/vulkan-drivers.md says how to have one without a GPU.
  @Suite(
    .enabled(if: VulkanCheck.hasMatrices, "no matrix units; scripts/newer-debian.sh has a driver"))
  struct Matrices {
    @Test(arguments: ["f16", "f16>f32", "i8"])
    func `every tile is right inside and at its edges`(type: String) throws {
      let device = try VulkanCheck.shared()
      for size in ["m=128,n=128,k=64", "m=131,n=70,k=65", "m=9,n=200,k=40"] {
        for transposes in ["nn", "nt", "tn", "tt"] {
          let problem = try Problem(descriptor: "gemm:\(type):\(transposes):\(size)")
          #expect(try Self.variants(problem, device).count >= 2)
          try VulkanCheck.expectAgreement(problem.descriptor, on: device)
        }
      }
    }

    @Test(arguments: ["f16", "f16>f32"])
    func `leading dimensions, scalars and epilogues are those of every kernel`(type: String) throws
    {
      let device = try VulkanCheck.shared()
      for arguments in [
        "nn:m=37,n=41,k=29,lda=50,ldb=61,ldc=39,ldd=45,beta=1.5", "tt:m=70,n=66,k=0,beta=2",
        "nt:m=40,n=9,k=24,alpha=0,beta=-1", "tn:m=72,n=24,k=80,alpha=0.5:batch=3",
        "nn:m=64,n=64,k=64:bias+gelu", "nn:m=33,n=65,k=40:relu",
      ] {
        try VulkanCheck.expectAgreement("gemm:\(type):\(arguments)", on: device, offset: 48)
      }
    }

    @Test(
      arguments: [
        "f16:nn:m=70,n=24,k=1100", "f16:tt:m=66,n=9,k=1029,alpha=-2,beta=1:bias+gelu",
        "f16>f32:tn:m=8,n=80,k=1056:batch=2", "f16:nt:m=33,n=65,k=1300,lda=40,ldb=72,ldd=35",
      ])
    func `ranges of k side by side are added up`(arguments: String) throws {
      let device = try VulkanCheck.shared()
      let problem = try Problem(descriptor: "gemm:" + arguments)
      #expect(try Self.variants(problem, device).contains { $0.id.contains("split_k_khr_matrix") })
      try VulkanCheck.expectAgreement(problem.descriptor, on: device)
    }

    @Test(arguments: ["", ":causal", ":window=5", ":window=3/2", ":window=4/100"])
    func `attention agrees with the reference`(mask: String) throws {
      let device = try VulkanCheck.shared()
      for size in [
        "b=1,h=1,d=64,sq=70,skv=130", "b=2,h=4,kvh=2,d=40,dv=24,sq=19,skv=47",
        "b=1,h=2,d=128,sq=65,skv=33", "b=1,h=8,kvh=2,d=7,dv=65,sq=30",
      ] {
        let problem = try Problem(descriptor: "attn:f16:\(size)\(mask)")
        #expect(try !Self.variants(problem, device).isEmpty)
        try VulkanCheck.expectAgreement(problem.descriptor, on: device)
      }
    }

    @Test func `masked infinities and NaN stay out, and others come through`() throws {
      let device = try VulkanCheck.shared()
      for mask in [":causal", ":window=5", ""] {
        for bits: UInt16 in [0x7C00, 0xFC00, 0x7E00] {
          try VulkanCheck.expectAgreement("attn:f16:b=1,h=1,d=16,sq=40\(mask)", on: device) {
            // Element 3 of value 21.
            $0[.v]?[2 * (21 * 16 + 3)] = UInt8(bits & 0xFF)
            $0[.v]?[2 * (21 * 16 + 3) + 1] = UInt8(bits >> 8)
          }
        }
      }
    }

    private static func variants(_ problem: Problem, _ device: VulkanDevice) throws
      -> [KernelVariant]
    {
      device.support(for: problem).variants.filter { $0.id.contains("_matrix") }
    }
  }
}

@Suite struct VulkanMatrixProfileTests {
  private static func shape(_ m: Int, _ n: Int, _ k: Int, _ type: ElementType, _ sum: ElementType)
    -> VulkanMatrixProfile.Shape
  {
    .init(m: m, n: n, k: k, input: type, sum: sum)
  }

  @Test func `fragments of 16x16 come first, then the largest that divide the tile`() {
    let shapes = [
      Self.shape(16, 8, 16, .f16, .f32), Self.shape(16, 16, 16, .f16, .f32),
      Self.shape(32, 32, 16, .f16, .f32), Self.shape(16, 16, 16, .f16, .f16),
      Self.shape(16, 8, 32, .i8, .i32), Self.shape(16, 16, 32, .i8, .i32),
    ]
    let profile = VulkanMatrixProfile(shapes: shapes)
    #expect(profile.shape(input: .f16, sum: .f32, dividing: 64, 64, 32) == shapes[1])
    #expect(profile.shape(input: .i8, sum: .i32, dividing: 64, 64, 64) == shapes[5])
    #expect(profile.shape(input: .f16, sum: .f32, dividing: 64, 8, 32) == shapes[0])
    #expect(profile.shape(input: .bf16, sum: .f32, dividing: 64, 64, 32) == nil)
    #expect(profile.shape(input: .f16, sum: .f32, dividing: 64, 64, 8) == nil)
    let large = VulkanMatrixProfile(shapes: [shapes[0], shapes[2]])
    #expect(large.shape(input: .f16, sum: .f32, dividing: 64, 64, 32) == shapes[2])
  }

  @Test func `a device without matrix units has nothing to switch on`() {
    let none = VulkanMatrixProfile(shapes: [])
    #expect(!none.isUsable)
    #expect(none.extensions.isEmpty && none.properties.isEmpty)
    let chain = VulkanChain()
    none.append(to: chain)
    #expect(chain.head == nil)
    let some = VulkanMatrixProfile(shapes: [Self.shape(16, 16, 16, .f16, .f32)])
    #expect(some.extensions == ["VK_KHR_cooperative_matrix"])
    #expect(some.properties == ["cooperativeMatrices": "16x16x16 f16 into f32"])
  }

  @Test func `the committed modules are what their sources give`() throws {
    let root = URL(fileURLWithPath: #filePath).deletingLastPathComponent()
      .deletingLastPathComponent().deletingLastPathComponent()
    let check = Process()
    check.executableURL = root.appendingPathComponent("shaders/build-matrix.sh")
    check.arguments = ["--check"]
    try check.run()
    check.waitUntilExit()
    #expect(check.terminationStatus == 0, "run shaders/build-matrix.sh")
  }
}
