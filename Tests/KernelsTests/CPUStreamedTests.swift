import Foundation
import Testing

@testable import Kernels

@Suite("GEMM with few rows or columns agrees with the reference")
struct CPUStreamedTests {
  /// A kernel, element types that it serves, and which factor it streams.
  struct Form: CustomTestStringConvertible {
    let types: String
    let kernel: LineKernel
    let side: PanelSide
    var testDescription: String { "\(types) by \(kernel.name), \(side) streamed" }

    /// A device that has nothing but this kernel: what another processor would run.
    func device(threadCount: Int = 2) throws -> any Device {
      let info = try #require(OpenBLASBackend().discover().devices.first)
      return HostDevice(
        info: info, support: { _ in .native([KernelVariant("forced")]) },
        makeKernel: { [kernel, side] problem, variant throws(BackendError) in
          guard case .gemm(let gemm) = problem else {
            throw BackendError(.unsupported, operation: "prepare", message: "not a GEMM")
          }
          return try StreamedGEMMKernel(
            gemm, variant: variant, team: HostTeam(threadCount: threadCount), kernel: kernel,
            side: side)
        })
    }

    /// Descriptors with `lines` and `vectors` on the sides that the kernel takes, in each transpose
    /// that it can read.
    func problems(lines: Int, vectors: Int, k: Int, rest: String = "") throws -> [GEMMProblem] {
      let type = try #require(
        ElementType(rawValue: String(types.prefix { $0 != ">" && $0 != "x" })))
      return try ["nn", "tn", "nt", "tt"].compactMap { transposes in
        let isAcross = side == .a ? transposes.first == "n" : transposes.last == "t"
        guard !isAcross || kernel.canAdd(type) else { return nil }
        let (m, n) = side == .a ? (lines, vectors) : (vectors, lines)
        return try gemm("gemm:\(types):\(transposes):m=\(m),n=\(n),k=\(k)\(rest)")
      }
    }
  }

  static func forms(_ types: String...) throws -> [Form] {
    try types.flatMap { types in
      try [PanelSide.a, .b].flatMap { side in
        let inputs = types.prefix { $0 != ">" }.split(separator: "x")
        let type = try #require(
          ElementType(rawValue: String((side == .a ? inputs.first : inputs.last) ?? "")))
        var kernels = [LineKernel.best(for: type, hasManyVectors: false)].compactMap { $0 }
        switch type {
        case .f32: kernels += LineKernel.f32 + LineKernel.f32InLanes
        case .f64: kernels += LineKernel.f64 + LineKernel.f64InLanes
        case .f8e4m3, .f8e5m2: break
        default: kernels += SIMDPath.all.map { .widened($0) }
        }
        return kernels.map { Form(types: types, kernel: $0, side: side) }
      }
    }
  }

  static let all =
    (try? forms(
      "f32", "f64", "bf16", "bf16>f32", "f16", "i8", "i8>f32", "f8e4m3", "f8e5m2>f32",
      "f8e5m2xf8e4m3"))
    ?? []

  @Test("at awkward sizes, with every kernel", arguments: all)
  func awkwardSizes(form: Form) throws {
    let device = try form.device()
    for (index, size) in [
      (1, 1, 1), (4, 1, 64), (5, 2, 65), (33, 3, 7), (67, 16, 130), (129, 7, 1030), (40, 18, 127),
      (1031, 2, 33), (20, 16, 2100), (13, 5, 2500), (9, 8, 8301), (17, 3, 16), (11, 9, 4099),
    ].enumerated() {
      for problem in try form.problems(lines: size.0, vectors: size.1, k: size.2) {
        let failure = try CPUCheck.gemmFailure(problem, on: device, seed: UInt64(index))
        #expect(failure == nil)
      }
    }
  }

  @Test("with leading dimensions, scalars, batches and epilogues", arguments: all)
  func arguments(form: Form) throws {
    let device = try form.device()
    let isInteger = form.types == "i8"
    for rest in [
      ",lda=101,ldb=103,ldc=111,ldd=117", ",alpha=2,beta=-3,ldc=95", ",alpha=0,beta=2",
      ",beta=1:batch=5",
      ",beta=1:batch=19", isInteger ? "" : ":bias+relu",
      isInteger ? "" : ",beta=0.5:batch=3:bias+gelu",
    ] {
      for problem in try form.problems(lines: 83, vectors: 5, k: 67, rest: rest) {
        let failure = try CPUCheck.gemmFailure(problem, on: device)
        #expect(failure == nil)
      }
    }
  }

  @Test("and loses no subnormal number", arguments: try forms("bf16>f32"))
  func subnormals(form: Form) throws {
    let device = try form.device()
    for pair in CPUPanelTests.delicatePairs {
      for k in [1, 3, 70, 1500] {
        for problem in try form.problems(lines: 41, vectors: 6, k: k) {
          let failure = try CPUCheck.gemmFailure(problem, on: device) { data in
            let s = problem.shape
            for i in 0..<s.m * k { data.set(.a, .bf16, at: i, to: i % 3 == 1 ? -pair.a : pair.a) }
            for i in 0..<s.n * k { data.set(.b, .bf16, at: i, to: pair.b) }
          }
          #expect(failure == nil)
        }
      }
    }
  }

  @Test("where a single element is subnormal", arguments: try forms("bf16>f32"))
  func oneSubnormal(form: Form) throws {
    let device = try form.device()
    for problem in try form.problems(lines: 70, vectors: 16, k: 1100) {
      for role in [OperandRole.a, .b] {
        let failure = try CPUCheck.gemmFailure(problem, on: device) { data in
          for i in 0..<problem.shape.m * 1100 {
            data.set(.a, .bf16, at: i, to: role == .a ? 0 : 0x1p120)
          }
          for i in 0..<problem.shape.n * 1100 {
            data.set(.b, .bf16, at: i, to: role == .b ? 0 : 0x1p120)
          }
          data.set(role, .bf16, at: 5 * 1100 + 3, to: 0x1p-131)
        }
        #expect(failure == nil)
      }
    }
  }

  @Test("and NaN and infinity propagate", arguments: try forms("bf16", "f16"))
  func nonFinite(form: Form) throws {
    let device = try form.device()
    let type = try #require(ElementType(rawValue: form.types))
    for problem in try form.problems(lines: 70, vectors: 3, k: 259, rest: ",beta=1") {
      for value in [Double.nan, .infinity] {
        for role in [OperandRole.a, .b, .c] {
          let failure = try CPUCheck.gemmFailure(problem, on: device) { data in
            data.set(role, type, at: 130, to: value)
          }
          #expect(failure == nil)
        }
      }
    }
  }

  @Test("where integer products are extreme", arguments: try forms("i8"))
  func extremeIntegers(form: Form) throws {
    let device = try form.device()
    for problem in try form.problems(lines: 9, vectors: 2, k: 4099) {
      for (a, b) in [(-128.0, -128.0), (-128, 127), (127, -128), (127, 127)] {
        let failure = try CPUCheck.gemmFailure(problem, on: device) { data in
          for i in 0..<problem.shape.m * 4099 { data.set(.a, .i8, at: i, to: a) }
          for i in 0..<problem.shape.n * 4099 { data.set(.b, .i8, at: i, to: b) }
        }
        #expect(failure == nil)
      }
    }
  }

  @Test("with scaling factors", arguments: try forms("f8e4m3", "f8e5m2xf8e4m3"))
  func scaling(form: Form) throws {
    let device = try form.device()
    for scaling in [
      ":scaleA=tensor:scaleB=tensor", ":scaleA=1x128:scaleB=128x128",
      ":scaleA=128x128:scaleB=1x128",
      ":scaleA=3x64/ue8m0:scaleB=2x192/ue8m0", ":scaleB=1x64", ":scaleA=128x128/ue8m0",
      ":batch=3:scaleA=1x128:scaleB=tensor",
    ] {
      for problem in try form.problems(lines: 260, vectors: 5, k: 700, rest: scaling) {
        let failure = try CPUCheck.gemmFailure(problem, on: device)
        #expect(failure == nil)
      }
    }
  }

  @Test("with factors at the ends of their range", arguments: try forms("f8e4m3>f32"))
  func extremeFactors(form: Form) throws {
    let device = try form.device()
    for (a, b) in [
      (0x1p127, 0x1p-127), (0x1p-127, 0x1p-20), (0x1p120, 0x1p-149), (.infinity, 1),
      (1, Double.nan),
      (0, .infinity), (0, 0x1p127),
    ] {
      for problem in try form.problems(
        lines: 33, vectors: 3, k: 200, rest: ":scaleA=1x64:scaleB=1x64")
      {
        let failure = try CPUCheck.gemmFailure(problem, on: device) { data in
          data.set(.scaleA, .f32, at: 2, to: a)
          for slot in 0..<3 { data.set(.scaleB, .f32, at: slot, to: b) }
          data.set(.a, .f8e4m3, at: 3, to: 0)
        }
        #expect(failure == nil)
      }
    }
  }

  @Test("by default, whichever factor is large")
  func isDefault() throws {
    let device = try CPUCheck.device()
    for (descriptor, prefix) in [
      ("gemm:bf16:tn:m=512,n=4,k=512", "cpu_bf16_gemm_"),
      ("gemm:bf16:nn:m=4,n=512,k=512", "cpu_bf16_gemm_"),
      ("gemm:f16:nt:m=4,n=512,k=512", "cpu_f16_gemm_"),
      ("gemm:i8:tn:m=512,n=1,k=512", "cpu_i8_gemm_"),
      ("gemm:f64:tn:m=512,n=1,k=512", "cpu_f64_gemm_"),
      ("gemm:f64:nn:m=512,n=3,k=512", "cpu_f64_gemm_"),
      ("gemm:f64:nn:m=16,n=512,k=512", "cpu_f64_gemm_"),
      ("gemm:i8>f32:tn:m=1,n=512,k=512", "cpu_i8_gemm_"),
    ] {
      let problem = Problem.gemm(try gemm(descriptor))
      let variant = try #require(device.support(for: problem).variants.first)
      #expect(variant.id.hasPrefix(prefix) && variant.id.hasSuffix("_streamed"))
      let failure = try CPUCheck.gemmFailure(try gemm(descriptor), on: device)
      #expect(failure == nil)
    }
  }
}
