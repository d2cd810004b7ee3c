import Kernels
import TestSupport
import Testing

@testable import Harness

/// The proof that verification can fail: every fault of the faulty backend is caught, and its absence is not.
@Suite("Faulty backend") struct FaultyBackendTests {
  /// Problems in which each fault shows.
  static let problems: [(fault: Fault, descriptor: String)] = [
    (.elementOffByLittle, "gemm:f32:nn:m=33,n=17,k=65"),
    (.elementOffByLittle, "gemm:f64:tn:m=16,n=16,k=64"),
    (.elementOffByLittle, "gemm:f16:nt:m=16,n=16,k=64"),
    (.elementOffByLittle, "gemm:bf16>f32:nn:m=16,n=16,k=64,beta=1:batch=3"),
    (.elementOffByLittle, "gemm:i8:nn:m=5,n=6,k=7"),
    (.elementOffByLittle, "gemm:c64:cn:m=9,n=5,k=16"),
    (.elementOffByLittle, "gemm:f32:nn:m=16,n=16,k=16:bias+gelu"),
    (.elementOffByLittle, "attn:f32:b=1,h=2,d=64,sq=33:causal"),
    (.elementOffByLittle, "attn:bf16:b=1,h=2,kvh=1,d=16,sq=9"),
    (.elementOffByLittle, "attn_backward:f32:b=1,h=2,d=64,sq=33:causal"),
    (.elementOffByLittle, "attn_backward:bf16:b=1,h=2,kvh=1,d=16,sq=9"),
    (.elementOffByLittle, "attn_backward:f64:b=1,h=1,d=16,sq=9"),
    (.droppedLastK, "gemm:f32:tn:m=33,n=17,k=65"),
    (.droppedLastK, "gemm:f16:nn:m=32,n=32,k=128"),
    (.droppedLastK, "gemm:bf16:nn:m=8,n=8,k=16:batch=3"),
    (.droppedLastK, "gemm:c64:cn:m=4,n=5,k=6"),
    (.droppedLastK, "gemm:f8e4m3:tn:m=16,n=16,k=32:scaleA=1x16:scaleB=tensor"),
    (.staleD, "gemm:f32:nn:m=8,n=8,k=8"), (.staleD, "gemm:f64:nn:m=8,n=8,k=8:pointers=2"),
    (.staleD, "attn:f16:b=1,h=1,d=8,sq=4"), (.staleD, "attn_backward:f16:b=1,h=1,d=8,sq=4"),
    (.transposeIgnored, "gemm:f32:tn:m=17,n=3,k=17"),
    (.transposeIgnored, "gemm:f64:tt:m=8,n=8,k=8:batch=2"),
    (.pointerArrayTakenAsStrided, "gemm:f32:nn:m=8,n=4,k=4:pointers=2"),
    (.pointerArrayTakenAsStrided, "gemm:f16:tn:m=16,n=16,k=16:pointers=5"),
    (.f16Accumulation, "gemm:f32:nn:m=16,n=16,k=64"),
    (.f16Accumulation, "gemm:f16>f32:tn:m=16,n=16,k=128"),
    (.f16Accumulation, "gemm:bf16>f32:nn:m=16,n=16,k=1024"),
    (.tileUnwritten, "gemm:f32:nn:m=33,n=33,k=4"), (.tileUnwritten, "gemm:i8:nn:m=20,n=20,k=9"),
    (.tileUnwritten, "gemm:c128:nn:m=5,n=5,k=2"), (.tileUnwritten, "attn:f32:b=2,h=2,d=8,sq=3"),
    (.tileUnwritten, "attn_backward:f32:b=2,h=2,d=8,sq=3"),
    (.writesIntoPadding, "gemm:f32:nn:m=8,n=8,k=8,ldd=9"),
    (.writesIntoPadding, "gemm:bf16:nn:m=7,n=5,k=8,ldd=8:batch=2"),
    (.writesPastTheEnd, "gemm:f32:nn:m=8,n=8,k=8"),
    (.writesPastTheEnd, "attn:bf16:b=1,h=1,d=8,sq=4"),
    (.writesPastTheEnd, "attn_backward:f16:b=1,h=1,d=8,sq=4"),
    (.maskOffByOne, "attn:f32:b=1,h=2,d=16,sq=9:causal"),
    (.maskOffByOne, "attn:f16:b=1,h=1,d=16,sq=64,skv=65:causal-tl"),
    (.maskOffByOne, "attn:bf16:b=1,h=1,d=64,sq=64:window=8"),
    (.maskOffByOne, "attn_backward:f32:b=1,h=2,d=16,sq=9:causal"),
    (.maskOffByOne, "attn_backward:f16:b=1,h=1,d=16,sq=64,skv=65:causal-tl"),
    (.maskOffByOne, "attn_backward:bf16:b=1,h=1,d=64,sq=64:window=8"),
    (.missingSoftmaxScale, "attn:f32:b=1,h=1,d=64,sq=8,skv=9"),
    (.missingSoftmaxScale, "attn_backward:bf16:b=1,h=1,d=64,sq=8,skv=64"),
    (.missingDelta, "attn_backward:f32:b=1,h=2,d=16,sq=9"),
    (.missingDelta, "attn_backward:f16:b=1,h=1,d=64,sq=64:causal"),
    (.missingDelta, "attn_backward:bf16:b=1,h=1,d=64,sq=32:causal"),
    (.headsNotSummed, "attn_backward:f32:b=1,h=4,kvh=2,d=16,sq=9"),
    (.headsNotSummed, "attn_backward:bf16:b=1,h=2,kvh=1,d=64,sq=65:bhsd"),
    (.missingSoftmaxScale, "attn:bf16:b=1,h=1,d=64,sq=8,skv=64"),
  ]

  private func settings(_ fill: InputFill) -> RunSettings {
    var settings = RunSettings.defaults
    settings.fill = fill.rawValue
    settings.seed = 5
    settings.budgetSecondsPerCase = 0.01
    settings.minimumSamples = 3
    settings.maximumSamples = 3
    return settings
  }

  /// The record of one case on one device.
  private func record(
    _ backend: any Backend, _ problem: Problem, _ settings: RunSettings, _ mode: RunMode
  ) throws -> CaseRecord {
    let device = try backend.open(backend.discover().devices[0], options: DeviceOptions())
    var records: [CaseRecord] = []
    let runner = Runner(devices: [device], settings: settings, mode: mode, stop: StopFlag()) {
      if case .finished(let record) = $0 { records.append(record) }
    }
    #expect(try runner.run([RunItem(problem: problem)], skipping: []))
    try device.close()
    return try #require(records.first)
  }

  @Test("Every fault makes its case incorrect, with a reason", arguments: problems.indices)
  func caught(_ index: Int) throws {
    let (fault, descriptor) = Self.problems[index]
    let problem = try Problem(descriptor: descriptor)
    let found = try record(FaultyBackend(fault), problem, settings(.uniform), .verifyOnly)
    #expect(found.status == .incorrect, "\(fault) in \(descriptor): \(found.status)")
    #expect(found.reason?.isEmpty == false)
    let correctness = try #require(found.correctness)
    switch fault {
    case .writesIntoPadding, .writesPastTheEnd:
      #expect(!correctness.paddingIntact && correctness.failedCount == 0)
    case .tileUnwritten:
      #expect(correctness.unwrittenCount > 0 || problem.output.elementType == .i8)
    case .elementOffByLittle:
      #expect(correctness.failedCount == 1)
      let ratio = try #require(correctness.maximumErrorOverBound)
      #expect(ratio > 1)
    default:
      #expect(correctness.failedCount > 0)
    }
  }

  @Test("The same problems pass on the reference", arguments: problems.indices)
  func notCriedWolf(_ index: Int) throws {
    let problem = try Problem(descriptor: Self.problems[index].descriptor)
    for fill in InputFill.allCases {
      let found = try record(ReferenceBackend(), problem, settings(fill), .verifyOnly)
      #expect(found.correctness?.failedCount == 0, "\(problem) \(fill): \(found.reason ?? "")")
      #expect(found.correctness?.paddingIntact == true)
      #expect(found.correctness?.unwrittenCount == 0)
      #expect(found.status != .incorrect && !found.status.isFailure)
    }
  }

  @Test("Every fault but the swallowed NaN has a problem here")
  func complete() {
    let covered = Set(Self.problems.map(\.fault)).union([.nanSwallowed, .accumulatesIntoD])
    #expect(covered == Set(Fault.allCases))
  }

  @Test("A result that grows with every repetition is caught after the timed runs")
  func accumulation() throws {
    for descriptor in [
      "gemm:f32:nn:m=8,n=8,k=8", "attn:f32:b=1,h=1,d=8,sq=4", "attn_backward:f32:b=1,h=1,d=8,sq=4",
    ] {
      let problem = try Problem(descriptor: descriptor)
      let found = try record(
        FaultyBackend(.accumulatesIntoD), problem, settings(.uniform), .measure)
      #expect(found.status == .incorrect, "\(descriptor)")
    }
  }

  @Test("A swallowed NaN is caught where inputs hold one")
  func swallowedNaN() throws {
    for descriptor in [
      "gemm:f32:nn:m=17,n=9,k=33", "attn:f32:b=1,h=2,d=8,sq=5",
      "attn_backward:f32:b=1,h=2,d=8,sq=5",
    ] {
      let problem = try Problem(descriptor: descriptor)
      let inputs = try HostInputs(
        problem, generator: InputGenerator(seed: 11, fill: .uniform, nonfiniteRate: 0.02))
      let expected = ExpectedOutput.compute(problem, inputs: inputs, seed: 11)
      for (backend, isRight) in [
        (FaultyBackend(.nanSwallowed) as any Backend, false), (ReferenceBackend(), true),
      ] {
        let device = try backend.open(backend.discover().devices[0], options: DeviceOptions())
        let operands = try OperandSet(device, problem, inputs: inputs)
        let kernel = try device.prepare(problem, variant: device.support(for: problem).variants[0])
        let ticket = try device.submit(kernel, operands.operands(), repetitions: 1)
        _ = try device.wait(ticket, timeout: .seconds(60))
        let found = try OutputCheck.run(
          problem, expected: expected, output: operands.output(),
          guardsIntact: operands.guardsIntact())
        #expect(found.isCorrect == isRight, "\(descriptor): \(found)")
        try device.close()
      }
    }
  }
}
