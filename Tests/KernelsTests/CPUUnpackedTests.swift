import Foundation
import Testing

@testable import Kernels

@Suite("GEMM without packing agrees with the reference")
struct CPUUnpackedTests {
  /// A kernel and the type that it multiplies.
  struct Form: CustomTestStringConvertible {
    let type: String
    let kernel: UnpackedKernel
    var testDescription: String { "\(type) by \(kernel.name)" }
  }

  static let forms =
    UnpackedKernel.f32.map { Form(type: "f32", kernel: $0) }
    + UnpackedKernel.f64.map { Form(type: "f64", kernel: $0) }

  /// A device that has nothing but this kernel: what another processor would run.
  static func device(_ kernel: UnpackedKernel, threadCount: Int = 2) throws -> any Device {
    let info = try #require(OpenBLASBackend().discover().devices.first)
    return HostDevice(
      info: info, support: { _ in .native([KernelVariant("forced")]) },
      makeKernel: { problem, variant throws(BackendError) in
        guard case .gemm(let gemm) = problem else {
          throw BackendError(.unsupported, operation: "prepare", message: "not a GEMM")
        }
        return try UnpackedGEMMKernel(
          gemm, variant: variant, team: HostTeam(threadCount: threadCount), kernel: kernel)
      })
  }

  @Test("at every size around vectors and tiles, in every transpose", arguments: forms)
  func sizes(form: Form) throws {
    let device = try Self.device(form.kernel)
    var seed: UInt64 = 0
    for m in [1, 7, 8, 9, 16, 17, 31, 33, 48, 49, 65, 100] {
      for (n, k) in [(1, 1), (5, 17), (6, 2), (9, 40), (23, 5)] {
        seed += 1
        let transposes = ["nn", "tn", "nt", "tt"][Int(seed % 4)]
        let padding = Int(seed % 3)
        let lda = (transposes.first == "n" ? m : k) + padding
        let ldb = (transposes.last == "n" ? k : n) + 2 * padding
        let scale = seed % 2 == 0 ? "" : ",alpha=1.5,beta=-0.5"
        let text =
          "gemm:\(form.type):\(transposes):m=\(m),n=\(n),k=\(k),lda=\(lda),ldb=\(ldb),ldc=\(m + padding),ldd=\(m + 1)\(scale)"
        #expect(try CPUCheck.gemmFailure(try gemm(text), on: device, seed: seed) == nil, "\(text)")
      }
    }
  }

  @Test("in batches of every kind, on any number of threads", arguments: forms, [1, 2, 3])
  func batches(form: Form, threadCount: Int) throws {
    let device = try Self.device(form.kernel, threadCount: threadCount)
    for text in [
      "gemm:\(form.type):nn:m=16,n=16,k=16:batch=300", "gemm:\(form.type):tt:m=33,n=17,k=5:batch=9",
      "gemm:\(form.type):tn:m=20,n=30,k=40:pointers=7", "gemm:\(form.type):tn:m=128,n=128,k=128",
      "gemm:\(form.type):nn:m=128,n=100,k=128,alpha=2,beta=1",
    ] {
      #expect(try CPUCheck.gemmFailure(try gemm(text), on: device) == nil, "\(text)")
    }
  }
}
