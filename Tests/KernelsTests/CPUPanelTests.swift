import Foundation
import Testing

@testable import Kernels

@Suite("GEMM by packed panels agrees with the reference")
struct CPUPanelTests {
  /// A kernel and element types that it serves.
  struct Form: CustomTestStringConvertible {
    let types: String
    let kernel: PanelKernel
    var testDescription: String { "\(types) by \(kernel.name)" }

    /// A device that has nothing but this kernel: what another processor would run.
    func device(threadCount: Int = 2) throws -> any Device {
      let info = try #require(OpenBLASBackend().discover().devices.first)
      return HostDevice(
        info: info, support: { _ in .native([KernelVariant("forced")]) },
        makeKernel: { [kernel] problem, variant throws(BackendError) in
          guard case .gemm(let gemm) = problem else {
            throw BackendError(.unsupported, operation: "prepare", message: "not a GEMM")
          }
          return try PanelGEMMKernel(
            gemm, variant: variant, team: HostTeam(threadCount: threadCount), kernel: kernel)
        })
    }
  }

  static func forms(_ types: [String], _ kernels: [PanelKernel]) -> [Form] {
    types.flatMap { types in kernels.map { Form(types: types, kernel: $0) } }
  }

  static let all =
    forms(["bf16", "bf16>f32", "f8e4m3", "f8e5m2xf8e4m3>f32"], PanelKernel.bf16)
    + forms(["f16", "f16>f32", "c64"], PanelKernel.f32)
    + forms(["f64", "c128"], PanelKernel.f64) + forms(["i8", "i8>f32"], PanelKernel.i8)

  @Test("with every kernel, at awkward sizes", arguments: all)
  func awkwardSizes(form: Form) throws {
    let device = try form.device()
    let sizes = CPUGEMMTests.sizes
    for (index, m) in sizes.enumerated() {
      let n = sizes[(index * 3 + 5) % sizes.count]
      let k = sizes[(index * 7 + 2) % sizes.count]
      let transposes = ["nn", "tn", "nt", "tt"][index % 4]
      let padding = index % 3
      let lda = (transposes.first == "n" ? m : k) + padding
      let ldb = (transposes.last == "n" ? k : n) + 2 * padding
      let beta = index % 2
      let failure = try CPUCheck.gemmFailure(
        try gemm(
          "gemm:\(form.types):\(transposes):m=\(m),n=\(n),k=\(k),lda=\(lda),ldb=\(ldb),beta=\(beta)"
        ),
        on: device, seed: UInt64(index))
      #expect(failure == nil)
    }
  }

  @Test("with every kernel, across the edges of panels, chunks and tiles", arguments: all)
  func edges(form: Form) throws {
    let device = try form.device()
    for (sizes, transposes) in [
      ("m=97,n=17,k=1027", "tn"), ("m=50,n=9,k=2053", "nn"), ("m=200,n=261,k=33", "nt"),
      ("m=1,n=300,k=129", "tt"), ("m=17,n=33,k=257:batch=9", "tn"),
    ] {
      let failure = try CPUCheck.gemmFailure(
        try gemm("gemm:\(form.types):\(transposes):\(sizes)"), on: device)
      #expect(failure == nil)
    }
  }

  @Test(
    "with every transpose, scalar and leading dimension, in f64 and complex types",
    arguments: forms(["f64", "c128"], PanelKernel.f64) + forms(["c64"], PanelKernel.f32))
  func scalars(form: Form) throws {
    let device = try form.device()
    let scalars =
      form.types == "f64"
      ? [("1", "0"), ("2.5", "-1.25"), ("0", "2")]
      : [("1", "0"), ("0.5/-2", "1"), ("-1.5/0.25", "0.5/1"), ("0/1", "0/-1"), ("0", "2/1")]
    for transposes in ["nn", "nt", "nc", "tn", "tt", "tc", "cn", "ct", "cc"] {
      for (index, (alpha, beta)) in scalars.enumerated() {
        let (m, n, k, padding) = (59, 23, 261, index % 3)
        let lda = (transposes.first == "n" ? m : k) + padding
        let ldb = (transposes.last == "n" ? k : n) + padding
        let failure = try CPUCheck.gemmFailure(
          try gemm(
            "gemm:\(form.types):\(transposes):m=\(m),n=\(n),k=\(k),lda=\(lda),ldb=\(ldb),ldc=\(m + padding),ldd=\(m + 2 * padding),alpha=\(alpha),beta=\(beta)"
          ), on: device)
        #expect(failure == nil)
      }
    }
  }

  @Test(
    "with bias and activation in f64", arguments: forms(["f64"], PanelKernel.f64),
    ["bias", "relu", "gelu", "bias+relu", "bias+gelu"])
  func doubleEpilogues(form: Form, epilogue: String) throws {
    let failure = try CPUCheck.gemmFailure(
      try gemm("gemm:f64:nt:m=61,n=19,k=300,beta=1:\(epilogue)"), on: try form.device())
    #expect(failure == nil)
  }

  @Test(
    "where integer products are extreme",
    arguments: PanelKernel.i8.map { Form(types: "i8", kernel: $0) })
  func extremeIntegers(form: Form) throws {
    let device = try form.device()
    let problem = try gemm("gemm:i8:tn:m=5,n=4,k=4099")
    for (a, b) in [(-128.0, -128.0), (-128, 127), (127, -128), (127, 127)] {
      let failure = try CPUCheck.gemmFailure(problem, on: device) { data in
        for i in 0..<5 * 4099 { data.set(.a, .i8, at: i, to: a) }
        for i in 0..<4 * 4099 { data.set(.b, .i8, at: i, to: b) }
      }
      #expect(failure == nil)
    }
  }

  /// Pairs of values whose products, sums or the values themselves are subnormal, or nearly so.
  static let delicatePairs: [(a: Double, b: Double)] = [
    (0x1p-130, 0x1p120),  // a subnormal factor of a normal product
    (0x1p-133, 0x1p127), (0x1.8p-127, 1), (0x1p-70, 0x1p-60),  // subnormal products
    (0x1.02p-56, 0x1.FEp-56), (0x1.02p-57, 0x1.FEp-56),  // at the edge of the rule, and beyond it
    (0x1.FEp-64, 0x1.FEp-63), (0x1p-133, 0x1p-5),
  ]

  @Test(
    "and loses no subnormal number",
    arguments: PanelKernel.bf16.map { Form(types: "bf16>f32", kernel: $0) })
  func subnormals(form: Form) throws {
    let device = try form.device()
    for (index, pair) in Self.delicatePairs.enumerated() {
      for k in [1, 2, 3, 130, 1500] {
        // Alternating signs cancel all but the last product; equal signs add up.
        for alternates in [false, true] {
          let problem = try gemm("gemm:bf16>f32:\(index % 2 == 0 ? "tn" : "nt"):m=50,n=9,k=\(k)")
          let failure = try CPUCheck.gemmFailure(problem, on: device) { data in
            for i in 0..<50 * k {
              let p = index % 2 == 0 ? i % k : i / 50
              data.set(.a, .bf16, at: i, to: alternates && p % 2 == 1 ? -pair.a : pair.a)
            }
            for i in 0..<9 * k { data.set(.b, .bf16, at: i, to: pair.b) }
          }
          #expect(failure == nil)
        }
      }
    }
  }

  @Test(
    "and sums that nearly cancel keep their last bits",
    arguments: PanelKernel.bf16.map { Form(types: "bf16>f32", kernel: $0) })
  func cancellation(form: Form) throws {
    let device = try form.device()
    // (1 + 2^-7)^2 - (1 + 2^-6) = 2^-14: the product of the least units, at 2^-127 subnormal.
    for exponent in [-140, -114, -113, -112, -60, 0] {
      let problem = try gemm("gemm:bf16>f32:tn:m=3,n=2,k=2")
      let failure = try CPUCheck.gemmFailure(problem, on: device) { data in
        let scaleA = Double(sign: .plus, exponent: exponent / 2, significand: 1)
        let scaleB = Double(sign: .plus, exponent: exponent - exponent / 2, significand: 1)
        for i in 0..<3 {
          data.set(.a, .bf16, at: 2 * i, to: 1.0078125 * scaleA)
          data.set(.a, .bf16, at: 2 * i + 1, to: -1.015625 * scaleA)
        }
        for j in 0..<2 {
          data.set(.b, .bf16, at: 2 * j, to: 1.0078125 * scaleB)
          data.set(.b, .bf16, at: 2 * j + 1, to: scaleB)
        }
      }
      #expect(failure == nil)
    }
  }

  @Test(
    "and NaN and infinity propagate, beside subnormal numbers too",
    arguments: forms(["bf16>f32", "bf16"], PanelKernel.bf16))
  func nonFinite(form: Form) throws {
    let device = try form.device()
    let problem = try gemm("gemm:\(form.types):nn:m=20,n=9,k=33")
    for value in [Double.infinity, -.infinity, .nan] {
      for neighbour in [1.0, 0, 0x1p-130] {
        let failure = try CPUCheck.gemmFailure(problem, on: device) { data in
          data.set(.a, .bf16, at: 5 * 20 + 7, to: value)
          data.set(.b, .bf16, at: 4 * 33 + 5, to: neighbour)
        }
        #expect(failure == nil)
      }
    }
  }

  @Test("with factors for blocks of every shape", arguments: forms(["f8e4m3"], PanelKernel.bf16))
  func blocks(form: Form) throws {
    let device = try form.device()
    for (scaling, sizes) in [
      ("scaleA=1x128:scaleB=128x128", "m=130,n=140,k=300"),
      ("scaleA=128x128/ue8m0:scaleB=1x128/ue8m0", "m=130,n=140,k=300"),
      ("scaleA=1x1:scaleB=1x1", "m=5,n=6,k=7"), ("scaleA=3x5:scaleB=2x7", "m=50,n=11,k=67"),
      ("scaleA=1x32/ue8m0:scaleB=tensor", "m=50,n=11,k=1067"),
      ("scaleB=64x4096", "m=9,n=70,k=1500"),
      ("scaleA=1x128:scaleB=128x128:batch=3", "m=20,n=30,k=140"),
    ] {
      for transposes in ["nn", "tn", "nt", "tt"] {
        let parts = scaling.split(separator: ":")
        let batch = parts.filter { $0.hasPrefix("batch") }.map { ":\($0)" }.joined()
        let scales = parts.filter { $0.hasPrefix("scale") }.map { ":\($0)" }.joined()
        let failure = try CPUCheck.gemmFailure(
          try gemm("gemm:f8e4m3:\(transposes):\(sizes)\(batch)\(scales)"), on: device)
        #expect(failure == nil)
      }
    }
  }

  @Test(
    "with factors at the ends of their range", arguments: forms(["f8e4m3>f32"], PanelKernel.bf16))
  func extremeFactors(form: Form) throws {
    let device = try form.device()
    let problem = try gemm("gemm:f8e4m3>f32:tn:m=9,n=5,k=70:scaleA=1x32:scaleB=1x32")
    let extremes: [(Double, Double)] = [
      (0x1p127, 0x1p-127), (0x1p-127, 0x1p-20), (0x1p-100, 0x1p-49), (0x1p120, 0x1p-149),
      (0, 0x1p127), (.infinity, 1), (-.infinity, 0x1p-100), (1, .nan), (0, .infinity), (-2, -0.5),
    ]
    for (a, b) in extremes {
      for transposes in [0, 1] {
        let failure = try CPUCheck.gemmFailure(
          transposes == 0
            ? problem : try gemm("gemm:f8e4m3>f32:nt:m=9,n=5,k=70:scaleA=1x32:scaleB=1x32"),
          on: device
        ) { data in
          data.set(.scaleA, .f32, at: 4, to: a)
          for slot in 0..<5 { data.set(.scaleB, .f32, at: slot, to: b) }
          data.set(.a, .f8e4m3, at: 3, to: 0)
        }
        #expect(failure == nil)
      }
    }
  }
}
