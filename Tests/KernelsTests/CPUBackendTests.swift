import COpenBLAS
import Foundation
import Testing

@testable import Kernels

@Suite("The openblas backend")
struct CPUBackendTests {
  @Test("lists the host as one device with everything that a result needs")
  func discovery() throws {
    let discovery = OpenBLASBackend().discover()
    #expect(discovery.rejections.isEmpty)
    #expect(discovery.devices.count == 1)
    let info = try #require(discovery.devices.first)
    #expect(info.id == "openblas:0")
    #expect(info.kind == .cpu)
    #expect(!info.name.isEmpty)
    #expect(info.driverVersion.split(separator: ".").count >= 2)
    #expect((info.threadCount ?? 0) >= 1)
    #expect((info.memoryByteCount ?? 0) > 1 << 20)
    #expect(info.properties["blasintByteCount"] == "\(MemoryLayout<blasint>.size)")
    #expect(info.properties["corename"]?.isEmpty == false)
  }

  @Test("opens with the number of threads asked for and refuses none")
  func threads() throws {
    #expect(try CPUCheck.device(threadCount: 3).info.threadCount == 3)
    let error = #expect(throws: BackendError.self) { try CPUCheck.device(threadCount: 0) }
    #expect(error?.code == .unsupported)
  }

  @Test("restores OpenBLAS's number of threads after a run")
  func restoredThreads() throws {
    let device = try CPUCheck.device(threadCount: 1)
    var before: Int32 = 0
    OpenBLASLibrary.exclusively { before = openblas_get_num_threads() }
    let problem = Problem.gemm(try gemm("gemm:f32:nn:m=8,n=8,k=8"))
    _ = try CPUCheck.run(problem, CPUCheck.Data(problem, seed: 1), on: device)
    OpenBLASLibrary.exclusively { #expect(openblas_get_num_threads() == before) }
  }

  @Test(
    "says what is native and what is lost otherwise",
    arguments: [
      ("gemm:f32:nn:m=4,n=4,k=4", "native", []),
      ("gemm:f32:nn:m=4,n=4,k=4:compute=tf32", "native", []),
      ("gemm:c128:cn:m=4,n=4,k=4", "native", []),
      ("gemm:c128:nn:m=4,n=4,k=4,beta=1", "emulated", [.copyAdded]),
      ("gemm:c128:nn:m=40,n=40,k=40,beta=1", "native", []),
      ("gemm:f64:nn:m=40,n=40,k=40,beta=1:bias+gelu", "native", []),
      ("gemm:f64:nn:m=4,n=4,k=4:bias+gelu", "emulated", [.decomposed]),
      ("gemm:f16:nn:m=4,n=4,k=4", "emulated", [.conversionAdded]),
      ("gemm:f8e4m3:nn:m=4,n=4,k=4", "emulated", [.conversionAdded]),
      ("gemm:i8:nn:m=4,n=4,k=4", "native", []),
      ("gemm:f32:tn:m=512,n=2,k=512,beta=1:relu", "native", []),
      ("attn:f32:b=1,h=2,d=8,sq=4", "native", []),
      ("attn:f16:b=1,h=2,d=8,sq=4", "emulated", [.conversionAdded]),
    ] as [(String, String, [Loss.Kind])])
  func grades(descriptor: String, grade: String, losses: [Loss.Kind]) throws {
    let support = try CPUCheck.device().support(for: try Problem(descriptor: descriptor))
    #expect(support.grade == grade)
    #expect(support.losses.map(\.kind) == losses)
    #expect(!support.variants.isEmpty)
  }

  @Test("multiplies bf16 natively where an instruction does")
  func bfloat16() throws {
    let isNative = HostProcessor.current.features.contains("avx512_bf16")
    for sizes in ["m=4,n=4,k=4", "m=512,n=2,k=512"] {
      let support = try CPUCheck.device().support(
        for: .gemm(try gemm("gemm:bf16:tn:\(sizes)")))
      #expect(support.grade == (isNative ? "native" : "emulated"))
      #expect(support.losses.map(\.kind) == (isNative ? [] : [.conversionAdded]))
      #expect(support.variants.first?.id.contains("avx512bf16_dot") == isNative)
    }
  }

  @Test(
    "says which argument it cannot run",
    arguments: [
      ("gemm:c128:nn:m=1,n=1,k=1,lda=3000000000", UnsupportedReason.Argument.integer64),
      ("gemm:i8>f32:nn:m=1,n=1,k=200000", .sizeLimit),
      ("attn:f32:b=1,h=1,d=1,sq=1:scale=1e300", .scaleType),
    ])
  func refusals(descriptor: String, argument: UnsupportedReason.Argument) throws {
    let support = try CPUCheck.device().support(for: try Problem(descriptor: descriptor))
    #expect(support.reasons.map(\.argument) == [argument])
  }

  @Test("reads sizes, memory and features as Linux writes them")
  func host() {
    #expect(HostProcessor.byteCount(sysfs: "32768K\n") == 32 << 20)
    #expect(HostProcessor.byteCount(sysfs: "1M") == 1 << 20)
    #expect(HostProcessor.byteCount(sysfs: "") == nil)
    #expect(HostProcessor.byteCount(sysfs: "99999999999999999999G") == nil)
    #expect(HostProcessor.memory(meminfo: "MemFree: 1 kB\nMemTotal:       2048 kB\n") == 2 << 20)
    #expect(HostProcessor.memory(meminfo: "") == nil)
    #expect(HostProcessor.relevantFeatures(flags: "fpu asimd avx2 fma") == ["avx2", "fma", "neon"])
  }

  @Test("runs every task once, whatever the number of threads", arguments: [1, 2, 7])
  func team(threadCount: Int) {
    let team = HostTeam(threadCount: threadCount)
    for count in [0, 1, 5, 100] {
      let seen = UnsafeMutableBufferPointer<Int>.allocate(capacity: max(1, count))
      defer { seen.deallocate() }
      seen.initialize(repeating: 0)
      team.forEach(count) { task, worker in
        precondition(worker < threadCount)
        seen[task] += 1
      }
      #expect(seen[0..<count].allSatisfy { $0 == 1 })
      let covered = UnsafeMutableBufferPointer<Int>.allocate(capacity: max(1, count))
      defer { covered.deallocate() }
      covered.initialize(repeating: 0)
      team.forEachRange(of: count, grain: 3) { range, _ in for i in range { covered[i] += 1 } }
      #expect(covered[0..<count].allSatisfy { $0 == 1 })
    }
  }
}
