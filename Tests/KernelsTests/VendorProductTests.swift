import TestSupport
import Testing

@testable import Kernels

extension DeviceTests {
  /// The library of single products (`cublasLt`): 8-bit floats, factors, epilogues, a D apart from C.
  @Suite(
    "Vendor products", .enabled(if: VendorTestLibrary.isBuildable, "needs a C compiler"),
    .timeLimit(.minutes(5)))
  struct VendorProductTests {
    private static func reasons(_ device: any Device, _ descriptor: String) throws
      -> [UnsupportedReason.Argument]
    {
      device.support(for: try Problem(descriptor: descriptor)).reasons.map(\.argument)
    }

    @Test(
      "Products agree with the reference",
      arguments: [
        "gemm:f8e4m3:tn:m=16,n=16,k=32",
        "gemm:f8e4m3:tn:m=48,n=5,k=64,alpha=0.5,lda=80,ldd=56",
        "gemm:f8e4m3>f32:tn:m=20,n=7,k=48,beta=1.5:scaleA=tensor:scaleB=tensor",
        "gemm:f8e4m3xf8e5m2>f16:tn:m=64,n=33,k=128:scaleA=tensor",
        "gemm:f8e5m2xf8e4m3>f8e5m2:tn:m=32,n=16,k=64,beta=1:typeC=f16",
        "gemm:f8e4m3>f8e4m3:tn:m=32,n=16,k=16:scaleB=tensor",
        "gemm:f8e4m3:tn:m=16,n=16,k=32:batch=3", "gemm:f8e4m3:tn:m=32,n=9,k=0,beta=2",
        "gemm:f8e4m3:tn:m=16,n=8,k=16,alpha=0,beta=1:scaleA=tensor:scaleB=tensor",
        "gemm:f8e4m3:tn:m=160,n=12,k=272:scaleA=1x128:scaleB=1x128",
        "gemm:f8e4m3:tn:m=264,n=132,k=640:scaleA=128x128:scaleB=1x128",
        "gemm:f8e4m3>f32:tn:m=136,n=260,k=400,beta=-1:scaleA=1x128:scaleB=128x128",
        "gemm:f16:nt:m=33,n=17,k=9,ldc=40,ldd=48,alpha=2,beta=1",
        "gemm:bf16:tt:m=8,n=8,k=8,beta=1:batch=4,strideC=100,strideD=64",
        "gemm:f16:nn:m=24,n=5,k=16:bias+gelu", "gemm:f32:tn:m=7,n=5,k=3,beta=1:bias+relu",
        "gemm:bf16>f32:nn:m=9,n=6,k=12:gelu", "gemm:f8e4m3:tn:m=32,n=16,k=32:bias",
      ])
    func agrees(_ descriptor: String) throws {
      let device = try VendorTests.open(.cuda)
      defer { try? device.close() }
      let problem = try Problem(descriptor: descriptor)
      let variant = try #require(
        device.support(for: problem).variants.first { $0.id.contains("_lt_") },
        "\(device.support(for: problem).reasons)")
      let finding = RandomProblemsTests.finding(
        problem, device, variant, ProblemInputs(for: problem, seed: 7))
      #expect(finding == nil, "\(variant)")
    }

    @Test("What products of 8-bit floats ask for is unsupported with the argument otherwise")
    func refusals() throws {
      let device = try VendorTests.open(.cuda)
      defer { try? device.close() }
      for (descriptor, argument) in [
        ("gemm:f8e4m3:nn:m=16,n=16,k=32", UnsupportedReason.Argument.transpose),
        ("gemm:f8e4m3:tn:m=16,n=16,k=24", .sizeLimit),
        ("gemm:f8e4m3:tn:m=12,n=16,k=32", .sizeLimit),
        ("gemm:f8e4m3:tn:m=16,n=16,k=32,lda=40", .leadingDimension),
        ("gemm:f8e4m3:tn:m=16,n=16,k=32,ldd=18", .leadingDimension),
        ("gemm:f8e4m3:tn:m=16,n=16,k=32:batch=2,strideA=520", .leadingDimension),
        ("gemm:f8e4m3:tn:m=16,n=16,k=32:pointers=2", .batching),
        ("gemm:f8e5m2:tn:m=16,n=16,k=32", .elementType),
        ("gemm:f8e4m3>f8e4m3:tn:m=16,n=16,k=32:bias", .epilogue),
        ("gemm:f8e4m3:tn:m=16,n=16,k=32:scaleA=1x128", .scaling),
        ("gemm:f8e4m3:tn:m=16,n=16,k=32:scaleA=128x128:scaleB=128x128", .scaling),
        ("gemm:f8e4m3:tn:m=16,n=16,k=32:scaleA=1x32/ue8m0:scaleB=1x32/ue8m0", .scaling),
        ("gemm:f8e4m3:tn:m=16,n=1,k=128:scaleA=128x128:scaleB=1x128", .sizeLimit),
        ("gemm:bf16:tn:m=33,n=5,k=40:gelu", .epilogue),
        ("gemm:f16:tn:m=32,n=5,k=37,beta=1:bias", .epilogue),
      ] {
        #expect(try Self.reasons(device, descriptor) == [argument], "\(descriptor)")
      }
    }

    @Test("Without the library only its products are missing, and so with one that is broken")
    func absent() throws {
      for fault in ["NO_LT", "NO_PRODUCTS"] {
        let device = try VendorTests.open(.cuda, fault)
        defer { try? device.close() }
        let float = try Problem(descriptor: "gemm:f16:nn:m=8,n=8,k=8,beta=1")
        #expect(device.support(for: float).variants.map(\.id) == ["cuda_f16_gemm_gemmex_32f"])
        let byte = try Problem(descriptor: "gemm:f8e4m3:tn:m=16,n=16,k=32")
        let reason = try #require(device.support(for: byte).reasons.first)
        #expect(reason.argument == .missingLibrary)
        #expect(
          reason.detail.contains(fault == "NO_LT" ? "is not; install it" : "lacks cublasLtCreate"),
          "\(reason)")
        #expect(device.info.properties["productLibrary"]?.hasPrefix("none: ") == true)
      }
    }

    @Test("Wrong products are not believed; what one release lacks is left out")
    func probed() throws {
      let wrong = try VendorTests.open(.cuda, "WRONG_F8")
      defer { try? wrong.close() }
      let byte = try Problem(descriptor: "gemm:f8e4m3:tn:m=16,n=16,k=32")
      let reason = try #require(wrong.support(for: byte).reasons.first)
      #expect(reason.argument == .elementType && reason.detail.contains("computes wrongly"))
      #expect(
        try wrong.support(for: Problem(descriptor: "gemm:f16:nn:m=8,n=8,k=8")).variants.count == 2)
      let old = try VendorTests.open(.cuda, "NO_BLOCKS")
      defer { try? old.close() }
      #expect(old.support(for: byte).variants.map(\.id) == ["cuda_f8e4m3_bf16_gemm_lt_32f"])
      #expect(
        try Self.reasons(old, "gemm:f8e4m3:tn:m=16,n=16,k=128:scaleA=128x128:scaleB=1x128")
          == [.scaling])
    }

    @Test("A product for which there is no algorithm is unsupported when it is made ready")
    func noAlgorithm() throws {
      let device = try VendorTests.open(.cuda, "NO_ALGORITHM")
      defer { try? device.close() }
      let problem = try Problem(descriptor: "gemm:f8e4m3:tn:m=48,n=16,k=32")
      let variant = try #require(device.support(for: problem).variants.first)
      let error = #expect(throws: BackendError.self) {
        _ = try device.prepare(problem, variant: variant)
      }
      #expect(error?.code == .unsupported)
      #expect(error?.message.contains("no algorithm for f8e4m3>bf16") == true)
    }

    @Test("AMD's library has other numbers and no rule of 16 bytes")
    func hip() throws {
      let kind = try #require(VendorTestLibrary.Kind.all.first { $0.description == "hip, ROCm 7" })
      let device = try VendorTests.open(kind)
      defer { try? device.close() }
      #expect(device.info.properties["float8Transposes"] == "any")
      for descriptor in [
        "gemm:f8e4m3:nt:m=13,n=6,k=21,beta=1:scaleA=tensor:scaleB=tensor",
        "gemm:f16:nn:m=9,n=8,k=7,beta=1:bias+relu",
      ] {
        let problem = try Problem(descriptor: descriptor)
        let variant = try #require(device.support(for: problem).variants.first)
        #expect(variant.id.hasPrefix("hip_") && variant.id.contains("_lt_"))
        let finding = RandomProblemsTests.finding(
          problem, device, variant, ProblemInputs(for: problem, seed: 2))
        #expect(finding == nil)
      }
      #expect(
        try Self.reasons(device, "gemm:f8e4m3:tn:m=16,n=16,k=128:scaleA=128x128:scaleB=1x128")
          == [.scaling])
    }
  }
}
