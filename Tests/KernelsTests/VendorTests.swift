import Foundation
import TestSupport
import Testing

@testable import Kernels

extension DeviceTests {
  /// Vendors' libraries, by test libraries that have their names and numbers and compute on the CPU.
  @Suite(
    "Vendor BLAS", .enabled(if: VendorTestLibrary.isBuildable, "needs a C compiler"),
    .timeLimit(.minutes(5)))
  struct VendorTests {
    private static func found(
      _ kind: VendorTestLibrary.Kind, _ faults: String..., devices: Int = 1
    ) throws -> (VendorBackend, Discovery) {
      let library = try VendorTestLibrary(kind, faults: faults, devices: devices)
      defer { library.remove() }
      let backend = VendorLibraries.backend(kind, library)
      return (backend, backend.discover())
    }

    static func open(_ kind: VendorTestLibrary.Kind, _ faults: String...) throws
      -> any Device
    {
      let library = try VendorTestLibrary(kind, faults: faults)
      defer { library.remove() }
      let backend = VendorLibraries.backend(kind, library)
      let discovery = backend.discover()
      let info = try #require(discovery.devices.first, "\(discovery.rejections)")
      return try backend.open(info, options: DeviceOptions())
    }

    @Test("Every dialect is there, and every row of its table says where it was read")
    func sources() {
      #expect(VendorDialect.all.map(\.backend) == ["cuda", "hip", "musa", "maca"])
      for dialect in VendorDialect.all {
        let sources =
          dialect.releases.map(\.source) + dialect.operations.map(\.source)
          + dialect.extended.map(\.source)
          + [
            dialect.names.source, dialect.statusNames.source, dialect.integerRule.source,
            dialect.mathMode.source,
          ] + [dialect.lt?.source].compactMap { $0 }
        #expect(sources.allSatisfy { $0.count > 5 }, "\(dialect.backend)")
        #expect(dialect.statusNames.value[0] == nil, "0 is no failure")
      }
    }

    @Test("Products of the probe tell every transpose from every other")
    func probeIsAsymmetric() throws {
      for (products, isComplex) in [
        (VendorProbe.transposes, false), (VendorProbe.conjugates, true),
      ] {
        let results = try products.map { p in
          let shape = try GEMMShape(
            m: p.m, n: p.n, k: p.k, transA: p.transA, transB: p.transB, alpha: Scalar(2))
          return (0..<4).map {
            VendorProbe.expected($0 % 2, $0 / 2, shape, isComplex: isComplex)
          }
        }
        #expect(Set(results).count == products.count)
      }
    }

    @Test("What a library's numbers mean is found out", arguments: VendorTestLibrary.Kind.all)
    func conventions(_ kind: VendorTestLibrary.Kind) throws {
      let (_, discovery) = try Self.found(kind)
      let info = try #require(discovery.devices.first, "\(discovery.rejections)")
      #expect(info.backend == kind.backend && info.memoryByteCount == 1 << 32)
      let isCounting = ["cuda", "maca", "musa, transposes from 0"].contains(kind.description)
      let transposes = try #require(info.properties["transposes"])
      #expect(transposes.hasPrefix(isCounting ? "OP_N=0," : "OP_N=111,"), "\(transposes)")
      #expect(
        transposes.contains("disputed") == ["musa", "hip"].contains(kind.backend), "\(transposes)")
      let types = try #require(info.properties["gemmTypes"])
      for type in ["f64", "f32", "c64", "c128", "f16", "f16>f32", "bf16", "i8>i32", "i8>f32"] {
        #expect(types.split(separator: ", ").contains(Substring(type)), "\(type) of \(types)")
      }
      let hasFast = !["hip, old types", "musa, transposes from 0"].contains(kind.description)
      #expect(types.contains("f32 32f_tf32") == hasFast)
      #expect(
        info.properties["integers"]
          == (["cuda", "hip, ROCm 6", "hip, ROCm 7"].contains(kind.description)
            ? "64 bits" : "32 bits"))
    }

    @Test("Devices are counted and described; where there are none, that is said")
    func devices() throws {
      let (_, two) = try Self.found(.cuda, devices: 2)
      #expect(two.devices.map(\.id) == ["cuda:0", "cuda:1"])
      #expect(two.devices[1].properties["pciBusId"] == "0000:02:00.0")
      #expect(two.devices[0].properties["computeCapability"] == "9.1")
      #expect(two.devices[0].driverVersion == "12.9.3" && two.devices[0].apiVersion == "cuda 12.9")
      #expect(two.devices[0].cacheByteCount == 1 << 20)
      let (backend, none) = try Self.found(.cuda, devices: 0)
      #expect(none.devices.isEmpty && none.rejections.count == 1)
      #expect(none.rejections[0].reason.contains("no good"), "\(none.rejections)")
      #expect(backend.absence == nil)
      let (_, fewer) = try Self.found(.cuda, "FEWER")
      #expect(fewer.devices.map(\.id) == ["cuda:0"])
      #expect(fewer.rejections.map(\.subject) == ["device 1"])
      #expect(fewer.rejections.first?.reason.contains("cudaSetDevice") == true)
      let (_, driverless) = try Self.found(.cuda, "NO_DRIVER")
      #expect(driverless.rejections[0].reason.contains("driver version is insufficient"))
    }

    @Test(
      "A library that is not there is one sentence", arguments: VendorDialect.all.map(\.backend))
    func absent(_ name: String) throws {
      let dialect = try #require(VendorLibraries.dialect(name))
      let backend = VendorBackend(
        dialect, files: VendorDialect.Release(runtime: "libnowhere.so.7", blas: "libnot.so"))
      let discovery = backend.discover()
      #expect(
        discovery.devices.isEmpty && discovery.rejections == [backend.absence].compactMap { $0 })
      let reason = try #require(discovery.rejections.first?.reason)
      #expect(reason.hasPrefix("\(dialect.vendor) is not installed"), "\(reason)")
      let half = VendorBackend(
        dialect, files: VendorDialect.Release(runtime: "libm.so.6", blas: "libnot.so"))
      #expect(
        half.discover().rejections[0].reason.contains("libm.so.6 is there, but libnot.so is not"))
      let other = VendorBackend(
        dialect, files: VendorDialect.Release(runtime: "libm.so.6", blas: "libm.so.6"))
      #expect(other.discover().rejections[0].reason.contains("lacks"))
    }

    @Test(
      "A library that cannot be believed is refused, with what it did",
      arguments: [
        ("NO_TRANSPOSE", "no right 2x2x2 product"), ("NO_EVENTS", "lacks cudaEventElapsedTime"),
      ])
    func refused(_ fault: String, _ says: String) throws {
      let (_, discovery) = try Self.found(.cuda, fault)
      #expect(discovery.devices.isEmpty)
      #expect(discovery.rejections.first?.reason.contains(says) == true, "\(discovery.rejections)")
    }

    @Test("A type that a library refuses or computes wrongly is unsupported with that reason")
    func types() throws {
      for (fault, problem, says) in [
        ("REFUSES_BF16", "gemm:bf16:nn:m=8,n=8,k=8", "CUBLAS_STATUS_NOT_SUPPORTED"),
        ("WRONG_F16", "gemm:f16:nn:m=8,n=8,k=8", "computes wrongly"),
        ("MISSING", "gemm:f16:nn:m=8,n=8,k=8", "has no function"),
        ("NO_COMPLEX", "gemm:c64:nn:m=8,n=8,k=8", "has no function"),
      ] {
        let device = try Self.open(.cuda, fault, "NO_LT")
        defer { try? device.close() }
        let reasons = device.support(for: try Problem(descriptor: problem)).reasons
        #expect(reasons.map(\.argument) == [.elementType])
        #expect(reasons.first?.detail.contains(says) == true, "\(fault): \(reasons)")
        #expect(
          !device.support(for: try Problem(descriptor: "gemm:f32:nn:m=8,n=8,k=8")).variants.isEmpty)
      }
    }

    @Test("A status becomes an error with its name; the device goes on")
    func status() throws {
      let device = try Self.open(.cuda, "STATUS")
      defer { try? device.close() }
      let bad = try Problem(descriptor: "gemm:f32:nn:m=13,n=3,k=5")
      let error = #expect(throws: BackendError.self) {
        _ = try ProblemRunner.run(bad, on: device, inputs: ProblemInputs(for: bad, seed: 1))
      }
      #expect(error?.code == .nativeCallFailed)
      #expect(error?.nativeName == "CUBLAS_STATUS_EXECUTION_FAILED")
      #expect(error?.operation == "cublasSgemm_v2")
      let good = try Problem(descriptor: "gemm:f32:nn:m=14,n=3,k=5")
      let finding = RandomProblemsTests.finding(
        good, device, device.support(for: good).variants[0], ProblemInputs(for: good, seed: 1))
      #expect(finding == nil)
    }

    @Test("A call that never ends is a timeout, and closing does not wait for it")
    func hang() throws {
      let device = try Self.open(.cuda, "HANG")
      let problem = try Problem(descriptor: "gemm:f32:nn:m=13,n=3,k=5")
      let bound = try BoundProblem(problem, on: device)
      let ticket = try device.submit(bound.kernel, bound.operands, repetitions: 1)
      let error = #expect(throws: BackendError.self) {
        _ = try device.wait(ticket, timeout: .milliseconds(100))
      }
      #expect(error?.code == .timeout)
      try device.close()
    }

    @Test("Sizes beyond 32 bits go to functions with 64, or are unsupported")
    func wide() throws {
      let descriptors = [
        "gemm:f32:nn:m=3,n=1,k=1,lda=3000000000", "gemm:f16:nn:m=3,n=1,k=1,lda=3000000000",
        "gemm:f64:nn:m=3,n=1,k=2,ldb=4294967299:batch=2,strideB=2",
        "gemm:f32:nn:m=3,n=1,k=1,ldd=3000000000,ldc=3000000000,beta=1",
      ]
      let (with, without) = (try Self.open(.cuda), try Self.open(.all[3]))
      defer {
        try? with.close()
        try? without.close()
      }
      for descriptor in descriptors {
        let problem = try Problem(descriptor: descriptor)
        let variant = try #require(
          with.support(for: problem).variants.first { $0.id.hasSuffix("_64") })
        let finding = RandomProblemsTests.finding(
          problem, with, variant, ProblemInputs(for: problem, seed: 3))
        #expect(finding == nil)
        #expect(without.support(for: problem).reasons.map(\.argument) == [.integer64])
      }
      let copied = try Problem(descriptor: "gemm:f64:nn:m=3,n=2,k=1,ldc=600000000,beta=1")
      #expect(with.support(for: copied).reasons.map(\.argument) == [.sizeLimit])
    }

    @Test("What cuBLAS's GEMM lacks is unsupported with the argument")
    func unsupported() throws {
      let device = try Self.open(.cuda)
      defer { try? device.close() }
      for (descriptor, argument) in [
        ("attn:f32:b=1,h=1,d=8,sq=4", UnsupportedReason.Argument.operation),
        ("gemm:f64:nn:m=8,n=8,k=8:bias", .elementType),
        ("gemm:f32:nn:m=8,n=8,k=8:pointers=2:bias", .batching),
        ("gemm:i8:nn:m=7,n=8,k=8", .leadingDimension),
        ("gemm:i8:nn:m=8,n=8,k=8,alpha=2", .scaleType),
        ("gemm:i8>f32:nn:m=8,n=8,k=8:compute=i32", .computeType),
      ] {
        let problem = try Problem(descriptor: descriptor)
        #expect(device.support(for: problem).reasons.map(\.argument) == [argument], "\(descriptor)")
      }
    }

    @Test("Losses and variants say what is done")
    func losses() throws {
      let (cuda, old) = (try Self.open(.cuda), try Self.open(.all[6]))
      defer {
        try? cuda.close()
        try? old.close()
      }
      for (device, descriptor, variants, losses) in [
        (
          cuda, "gemm:f32:nn:m=8,n=8,k=8", ["cuda_f32_gemm_sgemm", "cuda_f32_gemm_lt_32f"],
          [Loss.Kind]()
        ),
        (
          cuda, "gemm:f32:nn:m=8,n=8,k=8,beta=1", ["cuda_f32_gemm_lt_32f", "cuda_f32_gemm_sgemm"],
          [.copyAdded]
        ),
        (cuda, "gemm:f64:nn:m=8,n=8,k=8,beta=1", ["cuda_f64_gemm_dgemm"], [.copyAdded]),
        (
          cuda, "gemm:f32:nn:m=8,n=8,k=8:compute=tf32",
          ["cuda_f32_gemm_gemmex_32f_tf32", "cuda_f32_gemm_lt_32f_tf32"], []
        ),
        (
          old, "gemm:f32:nn:m=8,n=8,k=8:compute=tf32", ["musa_f32_gemm_sgemm"], [.argumentIgnored]
        ),
        (
          cuda, "gemm:f16>f32:nn:m=8,n=8,k=8:batch=2",
          ["cuda_f16_f32_gemm_gemmex_32f_strided", "cuda_f16_f32_gemm_lt_32f_strided"], []
        ),
        (
          cuda, "gemm:f16>f32:nn:m=8,n=8,k=8:compute=f16", ["cuda_f16_f32_gemm_gemmex_32f"],
          [.argumentIgnored]
        ),
        (
          cuda, "gemm:f16:nn:m=8,n=8,k=8:compute=f16",
          ["cuda_f16_gemm_gemmex_16f", "cuda_f16_gemm_lt_16f"], []
        ),
        (cuda, "gemm:c64:nn:m=8,n=8,k=8:pointers=2", ["cuda_c64_gemm_cgemm_pointers"], []),
        (
          cuda, "gemm:f32:grouped:nn,m=3,n=5,k=7,count=2:tn,m=2,n=2,k=2",
          ["cuda_f32_gemm_sgemm_groups"], [.decomposed]
        ),
      ] {
        let support = device.support(for: try Problem(descriptor: descriptor))
        #expect(support.variants.map(\.id) == variants, "\(descriptor)")
        #expect(support.losses.map(\.kind) == losses, "\(descriptor)")
      }
    }

    @Test("Copies of C are joined where the layout allows, and leave padding alone otherwise")
    func copies() throws {
      func copies(_ descriptor: String) throws -> [VendorCopy] {
        guard case .gemm(let gemm) = try Problem(descriptor: descriptor) else { return [] }
        return VendorCopy.copies(gemm.instances[...], shape: gemm.shape, byteCount: 4)
      }
      let joined = try copies("gemm:f32:nn:m=4,n=3,k=2,beta=1:batch=5")
      #expect(joined.count == 1 && joined[0].height == 15 && joined[0].width == 16)
      #expect(
        try copies("gemm:f32:nn:m=4,n=3,k=2,beta=1:batch=5,strideC=12,strideD=13").count == 5)
      #expect(try copies("gemm:f32:nn:m=4,n=3,k=2,ldc=9,beta=1:pointers=3").count == 3)
    }
  }
}
