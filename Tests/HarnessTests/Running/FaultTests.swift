import Harness
import Kernels
import TestSupport
import Testing

/// Wrong kernels, each wrong in one way seen in the field, go through the whole runner: none may pass.
@Suite struct FaultTests {
  /// Problems of which at least one can show each fault that finite inputs can show.
  private static let descriptors = [
    "gemm:f32:nn:m=33,n=17,k=40", "gemm:f32:tn:m=24,n=24,k=24", "gemm:f32:nt:m=16,n=9,k=31,ldd=20",
    "gemm:f16>f32:nn:m=20,n=20,k=256", "gemm:bf16:nn:m=31,n=7,k=64", "gemm:f64:nn:m=9,n=9,k=300",
    "gemm:c64:nn:m=8,n=8,k=16", "gemm:i8:nn:m=16,n=16,k=64",
    "gemm:f32:nn:m=8,n=8,k=8:pointers=3", "gemm:f32:nn:m=8,n=8,k=8:batch=3",
    "attn:f32:b=1,h=2,d=16,sq=9,skv=9:causal", "attn:bf16:b=2,h=4,kvh=2,d=32,sq=12,skv=20:window=5",
    "attn:f16:b=1,h=1,d=64,sq=1,skv=40", "attn_backward:f32:b=1,h=4,kvh=2,d=8,sq=9,skv=12:causal",
  ]

  @Test(arguments: Fault.allCases.filter { $0 != .nanSwallowed })
  func `no fault passes`(fault: Fault) throws {
    let backend = FaultyBackend(fault)
    let device = try backend.open(backend.discover().devices[0], options: DeviceOptions())
    defer { try? device.close() }
    var records: [CaseRecord] = []
    var settings = RunSettings.defaults
    settings.budgetSecondsPerCase = 0.01
    settings.maximumSamples = 10
    let runner = Runner(devices: [device], settings: settings, stop: StopFlag()) { event in
      if case .finished(let record) = event { records.append(record) }
    }
    #expect(
      try runner.run(
        Self.descriptors.map { RunItem(problem: try Problem(descriptor: $0)) }, skipping: []))
    let shown = records.filter { $0.status != .unsupported }
    #expect(!shown.isEmpty)
    for record in shown {
      #expect(record.status == .incorrect, "\(record.descriptor): \(record.status)")
      #expect(record.reason?.isEmpty == false)
      #expect(record.rates?.flopsPerSecond == nil)
    }
  }
}
