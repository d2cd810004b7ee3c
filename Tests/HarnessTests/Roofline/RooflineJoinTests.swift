import Kernels
import TestSupport
import Testing

@testable import Harness

/// The roof of a problem by numbers that are easy to follow.
@Suite struct RooflineJoinTests {
  /// f32 100, bf16 300 GFLOP/s; L1 of 64 KiB 1000, L2 of 1 MiB 400, DRAM 50 GB/s.
  static let roofline = Roofline(
    device: "scripted:0", threadCount: 1, measuredAt: "2026-08-01T12:00:00Z", extent: "full",
    isBound: true, peaks: [peak(.f32, 100e9), peak(.bf16, 300e9)],
    memory: [
      memory("L1", 64 << 10, 1000e9), memory("L2", 1 << 20, 400e9), memory("DRAM", nil, 50e9),
    ])

  static func peak(_ type: ElementType, _ rate: Double) -> Roofline.Peak {
    Roofline.Peak(
      type: type, flopsPerSecond: rate, medianFlopsPerSecond: 0.9 * rate, variant: "scripted_peak")
  }

  static func memory(_ level: String, _ capacity: Int?, _ rate: Double) -> Roofline.Memory {
    Roofline.Memory(
      level: level, capacityByteCount: capacity, probeByteCount: 4096, bytesPerSecond: rate)
  }

  private func share(
    _ descriptor: String, _ nanoseconds: Double, cold: Bool = false,
    of roofline: Roofline = roofline
  ) throws -> RoofShare? {
    roofline.share(
      of: try Problem(descriptor: descriptor), cacheMode: cold ? .cold : .hot,
      nanoseconds: nanoseconds)
  }

  @Test func `a large square is bound by the peak of its type`() throws {
    // 2 * 1024^3 operations at 100 GFLOP/s take 21.47 ms.
    let found = try #require(try share("gemm:f32:nn:m=1024,n=1024,k=1024", 42_949_672.96))
    #expect(found.ceiling == "f32")
    #expect(abs(found.fraction - 0.5) < 1e-9)
    #expect(abs(found.attainableNanoseconds - 21_474_836.48) < 1e-3)
  }

  @Test func `a product with a vector is bound by the level that holds it`() throws {
    // 4 * (128 * 64 + 128 + 64) bytes lie in L1: 33.5 ns at 1000 GB/s, but 163.8 ns at 100 GFLOP/s.
    #expect(try share("gemm:f32:tn:m=128,n=1,k=64", 1000)?.ceiling == "f32")
    // 4 MiB and 8 KiB lie in memory: 84.05 us at 50 GB/s, 21 us at 100 GFLOP/s.
    let found = try #require(try share("gemm:f32:tn:m=1024,n=1,k=1024", 168_099.84))
    #expect(found.ceiling == "DRAM")
    #expect(abs(found.fraction - 0.5) < 1e-9)
    // The same with 512 x 256: L2.
    let near = try #require(try share("gemm:bf16:tn:m=512,n=1,k=512", 1e4))
    #expect(near.ceiling == "bf16" || near.ceiling == "L2")
    #expect(abs(near.attainableNanoseconds - 2.0 * 512 * 512 / 300) < 1e-6)
  }

  @Test func `cold operands come from the farthest level however small they are`() throws {
    let found = try #require(try share("gemm:f32:tn:m=128,n=1,k=64", 1000, cold: true))
    #expect(found.ceiling == "DRAM")
    #expect(abs(found.attainableNanoseconds - 4.0 * (128 * 64 + 128 + 64) / 50) < 1e-9)
  }

  @Test func `types without a peak of their own take the best that holds them`() throws {
    #expect(try share("gemm:f16:nn:m=1024,n=1024,k=1024", 1e9)?.ceiling == "f32")
    #expect(try share("gemm:bf16:nn:m=1024,n=1024,k=1024", 1e9)?.ceiling == "bf16")
    #expect(try share("gemm:f8e4m3:tn:m=1024,n=1024,k=1024", 1e9)?.ceiling == "bf16")
    #expect(try share("gemm:f32:nn:m=1024,n=1024,k=1024:compute=tf32", 1e9)?.ceiling == "bf16")
    #expect(try share("attn:f16:b=1,h=1,d=64,sq=1024", 1e9)?.ceiling == "f32")
    // Nothing that was measured multiplies in f64 or i8.
    #expect(try share("gemm:f64:nn:m=1024,n=1024,k=1024", 1e9) == nil)
    #expect(try share("gemm:i8:nn:m=1024,n=1024,k=1024", 1e9) == nil)
  }

  @Test func `a type that matrix units may take has no roof, and no guard`() throws {
    var roofline = Self.roofline
    roofline.unknownPeaks = [.init(type: .f16, reason: "matrix units")]
    #expect(try share("gemm:f16:nn:m=1024,n=1024,k=1024", 1e9, of: roofline) == nil)
    #expect(try share("gemm:f32:nn:m=1024,n=1024,k=1024:compute=f16", 1e9, of: roofline) == nil)
    #expect(try share("gemm:f32:nn:m=1024,n=1024,k=1024", 1e9, of: roofline) != nil)
    let problem = try Problem(descriptor: "gemm:f16:nn:m=1024,n=1024,k=1024")
    #expect(roofline.complaint(problem, cacheMode: .hot, nanoseconds: 1e6) == nil)
    #expect(Self.roofline.complaint(problem, cacheMode: .hot, nanoseconds: 1e6) != nil)
  }

  @Test func `no memory, no work and no time give no share`() throws {
    var empty = Self.roofline
    empty.memory = []
    #expect(try share("gemm:f32:nn:m=8,n=8,k=8", 1e3, of: empty) == nil)
    #expect(try share("gemm:f32:nn:m=0,n=8,k=8", 1e3)?.fraction.isFinite ?? true)
    #expect(try share("gemm:f32:nn:m=8,n=8,k=8", 0) == nil)
  }

  @Test func `a nearer level is never slower than a farther one`() {
    var roofline = Self.roofline
    roofline.memory[0].bytesPerSecond = 10e9
    #expect(roofline.bandwidth(0) == 400e9)
    #expect(roofline.bandwidth(2) == 50e9)
  }

  @Test func `only what is well above the roof is implausible`() throws {
    let problem = try Problem(descriptor: "gemm:f32:nn:m=1024,n=1024,k=1024")
    func complaint(_ rate: Double) -> String? {
      Self.roofline.complaint(
        problem, cacheMode: .hot, nanoseconds: Double(problem.flopCount) / rate * 1e9)
    }
    #expect(complaint(100e9) == nil)
    #expect(complaint(124e9) == nil)
    #expect(complaint(126e9)?.contains("126.0 GFLOP/s is above the measured peak of 100.0") == true)
    // 4 MiB at the rate of L2 may be a part in L2; at more than that it was not read.
    let vector = try Problem(descriptor: "gemm:f32:tn:m=1024,n=1,k=1024")
    func traffic(_ rate: Double) -> String? {
      Self.roofline.complaint(
        vector, cacheMode: .cold, nanoseconds: Double(vector.byteCount) / rate * 1e9)
    }
    #expect(traffic(90e9) == nil)
    var software = Self.roofline
    software.isBound = false
    #expect(software.complaint(problem, cacheMode: .hot, nanoseconds: 1) == nil)
    var fast = Self.roofline
    fast.peaks = [Self.peak(.f32, 1e15)]
    let wrong = fast.complaint(
      vector, cacheMode: .hot, nanoseconds: Double(vector.byteCount) / 600e9 * 1e9)
    #expect(wrong?.contains("600.0 GB/s is above the measured 400.0 GB/s of L2") == true)
  }

  @Test func `the runner relates cases to the roofline, and marks what is above it`() throws {
    let descriptor = "gemm:f32:nn:m=64,n=64,k=64"
    func record(_ nanoseconds: Double) throws -> CaseRecord {
      var records: [CaseRecord] = []
      let device = try ScriptedDevice("scripted", .init(hostNanoseconds: { _ in nanoseconds }))
      let runner = Runner(
        devices: [device], settings: .defaults, rooflines: [Self.roofline], stop: StopFlag()
      ) { if case .finished(let record) = $0 { records.append(record) } }
      _ = try runner.run([RunItem(problem: try Problem(descriptor: descriptor))], skipping: [])
      return try #require(records.first)
    }
    // 524288 operations take 5243 ns at the peak.
    let half = try record(10_485.76)
    #expect(half.status == .passed)
    #expect(abs(try #require(half.roof).fraction - 0.5) < 1e-6)
    #expect(half.roof?.ceiling == "f32")
    let wrong = try record(1000)
    #expect(wrong.status == .implausible)
    #expect(wrong.reason?.contains("524.29 GFLOP/s is above the measured peak of 100.0") == true)
    #expect(wrong.roof == nil)
  }
}
