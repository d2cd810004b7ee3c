import Foundation
import Testing

@testable import Kernels

extension VulkanTests {
  @Suite struct GEMM {
    static let sizes = [
      "m=1,n=1,k=1", "m=2,n=3,k=7", "m=8,n=15,k=16", "m=17,n=31,k=33", "m=32,n=32,k=8",
      "m=63,n=64,k=65", "m=127,n=129,k=128", "m=130,n=70,k=257", "m=1,n=200,k=40", "m=200,n=1,k=40",
    ]

    @Test(arguments: sizes)
    func `f32 agrees with the reference at every size and transpose`(size: String) throws {
      let device = try VulkanCheck.shared()
      for transposes in ["nn", "nt", "tn", "tt", "cn"] {
        try VulkanCheck.expectAgreement("gemm:f32:\(transposes):\(size)", on: device)
      }
    }

    @Test(arguments: ["f16", "bf16", "f16>f32", "bf16>f32", "f64", "i8", "c64", "c128"])
    func `every type agrees with the reference`(type: String) throws {
      let device = try VulkanCheck.shared()
      for size in ["m=1,n=1,k=1", "m=33,n=17,k=9", "m=70,n=66,k=130"] {
        for transposes in ["nn", "nt", "tn", "tt"] {
          try VulkanCheck.expectAgreement("gemm:\(type):\(transposes):\(size)", on: device)
        }
        if type != "i8" {
          try VulkanCheck.expectAgreement("gemm:\(type):cc:\(size),alpha=0.5,beta=-2", on: device)
        }
        try VulkanCheck.expectAgreement("gemm:\(type):nn:\(size),alpha=3,beta=2", on: device)
      }
    }

    @Test(arguments: ["c64", "c128"])
    func `complex scalars multiply as complex numbers`(type: String) throws {
      let device = try VulkanCheck.shared()
      try VulkanCheck.expectAgreement(
        "gemm:\(type):ct:m=35,n=18,k=21,alpha=0.5/-1,beta=2/0.25", on: device)
    }

    @Test(arguments: ["f32", "f16", "bf16"])
    func `leading dimensions beyond the matrix leave the gaps alone`(type: String) throws {
      let device = try VulkanCheck.shared()
      for transposes in ["nn", "tt"] {
        try VulkanCheck.expectAgreement(
          "gemm:\(type):\(transposes):m=37,n=41,k=29,lda=50,ldb=61,ldc=39,ldd=45,beta=1.5",
          on: device, offset: 48)
      }
    }

    @Test func `empty sizes and zero scalars follow BLAS`() throws {
      let device = try VulkanCheck.shared()
      for size in [
        "m=0,n=5,k=3", "m=5,n=0,k=3", "m=5,n=7,k=0", "m=20,n=30,k=0,beta=2",
        "m=40,n=9,k=12,alpha=0",
        "m=40,n=9,k=12,alpha=0,beta=-1",
      ] {
        try VulkanCheck.expectAgreement("gemm:f32:nn:\(size)", on: device)
      }
    }

    @Test func `alpha zero does not read A and B`() throws {
      let device = try VulkanCheck.shared()
      try VulkanCheck.expectAgreement("gemm:f32:nn:m=40,n=40,k=40,alpha=0,beta=2", on: device) {
        data in
        data[.a] = data[.a].map { [UInt8](repeating: 0xFF, count: $0.count) }
        data[.b] = data[.b].map { [UInt8](repeating: 0xFF, count: $0.count) }
      }
    }

    @Test func `NaN and infinity propagate`() throws {
      let device = try VulkanCheck.shared()
      for epilogue in ["", ":relu", ":gelu"] {
        try VulkanCheck.expectAgreement("gemm:f32:nn:m=40,n=36,k=20\(epilogue)", on: device) {
          data in
          data[.a]?.withUnsafeMutableBytes { raw in
            guard let base = raw.baseAddress else { return }
            ElementConversion.store(.nan, base, .f32, component: 3)
            ElementConversion.store(.infinity, base, .f32, component: 45)
          }
        }
      }
    }

    @Test(arguments: ["bias", "relu", "gelu", "bias+relu", "bias+gelu"])
    func `epilogues are applied after the multiplication`(epilogue: String) throws {
      let device = try VulkanCheck.shared()
      for type in ["f32", "f16", "bf16>f32"] {
        try VulkanCheck.expectAgreement(
          "gemm:\(type):nt:m=70,n=35,k=19,beta=1:\(epilogue)", on: device)
      }
    }

    @Test(arguments: [
      "gemm:f32:nn:m=33,n=20,k=17,beta=1:batch=5", "gemm:f32:nt:m=20,n=40,k=16:batch=7,strideB=0",
      "gemm:f32:nn:m=20,n=40,k=16:batch=3,strideA=0", "gemm:f16:tn:m=18,n=35,k=40:pointers=4",
      "gemm:f64:nn:m=10,n=10,k=10,beta=2:pointers=3", "gemm:c64:nc:m=10,n=12,k=9:batch=3",
      "gemm:f32:grouped:nn,m=40,n=33,k=20,count=2:tn,m=5,n=70,k=3:nn,m=64,n=64,k=64,beta=1,count=3",
      "gemm:i8:nn:m=20,n=20,k=33,beta=2:batch=4",
    ])
    func `batches agree with the reference`(descriptor: String) throws {
      let device = try VulkanCheck.shared()
      try VulkanCheck.expectAgreement(descriptor, on: device)
    }

    @Test(arguments: [
      "gemm:f32:tn:m=77,n=3,k=132,beta=2:bias+gelu", "gemm:bf16:tn:m=129,n=1,k=1024",
      "gemm:f16:nn:m=72,n=8,k=1003,alpha=0.5", "gemm:bf16:nt:m=3,n=80,k=57:relu",
      "gemm:f32:nn:m=5,n=301,k=1028,beta=-1", "gemm:f16>f32:tt:m=40,n=2,k=200",
      "gemm:bf16>f32:nt:m=8,n=72,k=64:bias",
      "gemm:f32:tn:m=64,n=4,k=64,alpha=0", "gemm:f32:tn:m=20,n=3,k=16:batch=9,strideB=0",
      "gemm:f32:nn:m=20,n=3,k=16:batch=9,strideA=0", "gemm:bf16:tn:m=18,n=5,k=40:pointers=4",
      "gemm:f32:grouped:nn,m=40,n=8,k=20,count=2:tn,m=5,n=7,k=4:nt,m=2,n=64,k=64,beta=1,count=3",
      "gemm:f32:tn:m=4,n=4,k=60000", "gemm:f32:nn:m=4096,n=6,k=333",
    ])
    func `a matrix against few vectors is streamed as it is stored`(descriptor: String) throws {
      let device = try VulkanCheck.shared()
      if VulkanStreamedGEMM.width(device.profile) != nil {
        let support = device.support(for: try Problem(descriptor: descriptor))
        #expect(support.variants.first?.id.contains("_streamed_texel_w") == true, "\(support)")
      }
      try VulkanCheck.expectAgreement(descriptor, on: device, offset: 16)
    }

    @Test func `lines that start within a texel, and many vectors, are not streamed`() throws {
      let device = try VulkanCheck.shared()
      for descriptor in [
        "gemm:bf16:tn:m=64,n=1,k=63", "gemm:f32:tn:m=64,n=9,k=64", "gemm:f64:tn:m=64,n=1,k=64",
        "gemm:f32:tn:m=64,n=1,k=64:batch=3,strideA=4097",
      ] {
        let variants = device.support(for: try Problem(descriptor: descriptor)).variants
        #expect(!variants.isEmpty && !variants.contains { $0.id.contains("streamed") })
        try VulkanCheck.expectAgreement(descriptor, on: device)
      }
    }

    @Test(arguments: [
      "gemm:f32:nn:m=33,n=20,k=4099,beta=2:bias+gelu", "gemm:bf16:tt:m=65,n=66,k=3000",
      "gemm:f16>f32:tn:m=64,n=9,k=2048:relu", "gemm:f32:nt:m=20,n=30,k=2500:batch=3",
    ])
    func `ranges of k side by side add up`(descriptor: String) throws {
      let device = try VulkanCheck.shared()
      let support = device.support(for: try Problem(descriptor: descriptor))
      #expect(support.variants.contains { $0.id.contains("_split_k_") }, "\(support)")
      try VulkanCheck.expectAgreement(descriptor, on: device)
    }

    @Test(arguments: [
      "gemm:f8e4m3:tn:m=33,n=20,k=70", "gemm:f8e5m2>f16:nn:m=40,n=66,k=31,beta=2:bias+relu",
      "gemm:f8e4m3xf8e5m2>f32:nt:m=65,n=33,k=200:scaleA=tensor:scaleB=tensor",
      "gemm:f8e4m3:tn:m=130,n=140,k=300:scaleA=1x128:scaleB=128x128",
      "gemm:f8e4m3>f8e4m3:tn:m=20,n=30,k=64,beta=1:scaleA=1x32:scaleB=3x7",
      "gemm:f8e5m2>f8e5m2:tt:m=20,n=30,k=64",
      "gemm:f8e4m3:tn:m=16,n=17,k=2500:batch=2:scaleA=1x128",
      "gemm:f8e4m3:tn:m=16,n=17,k=0,beta=1", "gemm:f8e4m3:nn:m=9,n=17,k=20:pointers=3",
    ])
    func `8-bit floats are converted and scaled`(descriptor: String) throws {
      let device = try VulkanCheck.shared()
      let problem = try Problem(descriptor: descriptor)
      #expect(device.support(for: problem).losses.map(\.kind) == [.conversionAdded])
      try VulkanCheck.expectAgreement(descriptor, on: device)
    }

    @Test func `packed operands larger than a texel view are multiplied in pieces`() throws {
      var settings = VulkanBackend.Settings()
      settings.texelLimit = 2048
      let device = try VulkanCheck.open(settings)
      defer { #expect(throws: Never.self) { try device.close() } }
      for descriptor in [
        "gemm:f32:nn:m=100,n=90,k=300,beta=2:bias+gelu", "gemm:f16:tt:m=70,n=130,k=65",
        "gemm:f32:nn:m=40,n=40,k=40:batch=9", "gemm:f32:tn:m=200,n=40,k=16:batch=2,strideB=0",
        "gemm:bf16:nt:m=33,n=65,k=1100:pointers=2",
      ] {
        try VulkanCheck.expectAgreement(descriptor, on: device)
      }
    }

    @Test func `pieces cover every row, column and k once and fit the view`() throws {
      guard case .gemm(let problem) = try Problem(descriptor: "gemm:f32:nn:m=1000,n=900,k=777")
      else {
        return
      }
      for limit in [64, 500, 5000, 50000, 1 << 20] {
        let pieces = VulkanTexelGEMM.split(
          problem, VulkanGEMMTable(problem).segments, width: 8, texelLimit: limit)
        var covered = 0
        for piece in pieces {
          #expect(piece.panelsA * piece.depth * 8 <= max(limit, 64))
          #expect(piece.panelsB * piece.depth * 8 <= max(limit, 64))
          covered += piece.panelsA * piece.panelsB * piece.depth
        }
        #expect(covered == 32 * 29 * 784)
      }
    }

    @Test func `a k beyond the loops that a driver runs is cut, and refused where it cannot be`()
      throws
    {
      let device = try VulkanCheck.shared()
      // More than 65535 blocks of 16; the sum of ones is exact.
      let problem = try Problem(descriptor: "gemm:f32:nn:m=8,n=8,k=1100000")
      var data = VulkanCheck.data(problem)
      for role in [OperandRole.a, .b] {
        data[role] = (0..<8 * 1_100_000).flatMap { _ in [0, 0, 0x80, 0x3F] as [UInt8] }
      }
      for variant in try VulkanCheck.variants(problem, on: device) {
        let output = try VulkanCheck.run(problem, variant, data, on: device)
        let sums = output.withUnsafeBytes { Array($0.bindMemory(to: Float.self)) }
        #expect(sums == [Float](repeating: 1_100_000, count: 64), "\(variant)")
      }
      if device.profile.isLLVMpipe {
        let double = device.support(for: try Problem(descriptor: "gemm:f64:nn:m=1,n=1,k=1100000"))
        #expect(double.reasons.map(\.argument) == [.sizeLimit])
        let long = device.support(
          for: try Problem(descriptor: "attn:f32:b=1,h=1,d=576,dv=512,sq=1,skv=100000"))
        #expect(long.reasons.map(\.argument) == [.sizeLimit])
      }
    }

    @Test func `an operand above maxStorageBufferRange is computed right`() throws {
      let device = try VulkanCheck.shared()
      // D takes 150 MiB, above lavapipe's 128 MiB; elements at its end prove the addressing.
      let problem = try Problem(descriptor: "gemm:f32:nn:m=6272,n=6272,k=16")
      guard case .gemm(let gemm) = problem else { return }
      let data = VulkanCheck.data(problem)
      for variant in try VulkanCheck.variants(problem, on: device) {
        let output = try VulkanCheck.run(problem, variant, data, on: device)
        let columns = [0, 1, 3000, 6271]
        let rows = [0, 1, 31, 3135, 6270, 6271]
        let a = try #require(data[.a])
        let b = try #require(data[.b])
        let truth = a.withUnsafeBytes { a in
          b.withUnsafeBytes { b -> [ReferenceGEMM.Element] in
            guard let a = a.baseAddress, let b = b.baseAddress else { return [] }
            return ReferenceGEMM.elements(
              of: gemm, instance: gemm.instances[0], index: 0, rows: rows, columns: columns
            ) { $0 == .a ? a : b }
          }
        }
        output.withUnsafeBytes { raw in
          for (slotJ, j) in columns.enumerated() {
            for (slotI, i) in rows.enumerated() {
              let got = Double(
                raw.loadUnaligned(fromByteOffset: 4 * (i + j * 6272), as: Float.self))
              let element = truth[slotJ * rows.count + slotI]
              #expect(
                abs(got - element.real) <= 40 * 0x1p-24 * element.productMagnitude,
                "\(variant) \(i) \(j)")
            }
          }
        }
      }
    }

    @Test func `repetitions give the result of one and a device time each`() throws {
      let device = try VulkanCheck.shared()
      let problem = try Problem(descriptor: "gemm:f32:nn:m=70,n=50,k=60,beta=0.5")
      let data = VulkanCheck.data(problem)
      for variant in try VulkanCheck.variants(problem, on: device) {
        let kernel = try device.prepare(problem, variant: variant)
        let operands = try VulkanCheck.upload(data, problem, to: device)
        let first = try device.submit(kernel, operands, repetitions: 3)
        let second = try device.submit(kernel, operands, repetitions: 3)
        #expect(first < second)
        // Later tickets may be waited for first.
        let later = try device.wait(second, timeout: .seconds(60))
        let earlier = try device.wait(first, timeout: .seconds(60))
        for completion in [earlier, later] {
          #expect(completion.hostNanoseconds > 0)
          if device.capabilities.deviceTimestamps {
            let times = try #require(completion.deviceNanoseconds)
            #expect(times.count == 3)
            #expect(times.allSatisfy { $0 > 0 })
          }
        }
        let output = try VulkanCheck.download(try #require(operands[.d]))
        #expect(VulkanCheck.difference(problem, data, output) == nil)
      }
    }

    @Test(arguments: [
      ("gemm:i8>f32:nn:m=4,n=4,k=4", UnsupportedReason.Argument.elementType),
      ("gemm:f8e4m3:nn:m=4,n=4,k=4:scaleA=1x4294967296", .scaling),
      ("gemm:f32:nn:m=4,n=4,k=4,ldd=4294967296", .leadingDimension),
      ("gemm:f32:nn:m=3000000000,n=1,k=1", .sizeLimit),
    ])
    func `what cannot run is refused with the argument`(
      descriptor: String, argument: UnsupportedReason.Argument
    ) throws {
      let device = try VulkanCheck.shared()
      let support = device.support(for: try Problem(descriptor: descriptor))
      #expect(support.reasons.contains { $0.argument == argument }, "\(support)")
    }

    @Test func `a variant that was not offered is refused`() throws {
      let device = try VulkanCheck.shared()
      let problem = try Problem(descriptor: "gemm:f64:nn:m=4,n=4,k=4")
      #expect {
        try device.prepare(
          problem, variant: KernelVariant("vulkan_f64_gemm_texel_shuffle_w8_32x32x8"))
      } throws: { ($0 as? BackendError)?.code == .unsupported }
    }
  }
}
