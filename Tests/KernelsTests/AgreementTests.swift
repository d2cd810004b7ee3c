import Kernels
import TestSupport
import Testing

/// The tests' own comparison has teeth: it passes the reference and catches every fault.
@Suite("Agreement") struct AgreementTests {
  /// Problems in which each fault shows.
  static let problems: [Fault: [String]] = [
    .elementOffByLittle: [
      "gemm:f32:nn:m=33,n=17,k=9", "gemm:f16:nt:m=16,n=16,k=64", "gemm:i8:nn:m=5,n=6,k=7",
      "attn:f32:b=1,h=2,d=16,sq=9", "attn_backward:f32:b=1,h=2,d=16,sq=9",
      "attn_backward:bf16:b=2,h=4,kvh=2,d=16,dv=8,sq=9,skv=6",
    ],
    .droppedLastK: [
      "gemm:f32:tn:m=33,n=17,k=65", "gemm:bf16:nn:m=8,n=8,k=16:batch=3", "gemm:c64:cn:m=4,n=5,k=6",
    ],
    .staleD: [
      "gemm:f32:nn:m=8,n=8,k=8", "attn:f16:b=1,h=1,d=8,sq=4", "attn_backward:f16:b=1,h=1,d=8,sq=4",
    ],
    .transposeIgnored: ["gemm:f32:tn:m=17,n=3,k=17", "gemm:f64:tt:m=8,n=8,k=8:batch=2"],
    .pointerArrayTakenAsStrided: ["gemm:f32:nn:m=8,n=4,k=4:pointers=2"],
    .f16Accumulation: ["gemm:f32:nn:m=16,n=16,k=64", "gemm:f16>f32:tn:m=16,n=16,k=128"],
    .tileUnwritten: [
      "gemm:f32:nn:m=33,n=33,k=4", "gemm:i8:nn:m=4,n=4,k=4", "attn:f32:b=2,h=2,d=8,sq=3",
      "attn_backward:f32:b=2,h=2,d=8,sq=3",
    ],
    .writesIntoPadding: ["gemm:f32:nn:m=8,n=8,k=8,ldd=9"],
    .writesPastTheEnd: [
      "gemm:f32:nn:m=8,n=8,k=8", "attn:bf16:b=1,h=1,d=8,sq=4",
      "attn_backward:bf16:b=1,h=1,d=8,sq=4",
    ],
    .maskOffByOne: [
      "attn:f32:b=1,h=2,d=16,sq=9:causal", "attn:f16:b=1,h=1,d=16,sq=9,skv=12:causal-tl",
      "attn:f32:b=1,h=1,d=16,sq=9:window=2", "attn_backward:f32:b=1,h=2,d=16,sq=9:causal",
      "attn_backward:f16:b=1,h=1,d=16,sq=9,skv=12:causal-tl",
      "attn_backward:bf16:b=1,h=1,d=16,sq=9:window=2",
    ],
    .missingSoftmaxScale: [
      "attn:f32:b=1,h=1,d=64,sq=8,skv=9", "attn_backward:f32:b=1,h=1,d=64,sq=8,skv=9",
      "attn_backward:bf16:b=1,h=2,kvh=1,d=64,sq=8,skv=9",
    ],
    .missingDelta: [
      "attn_backward:f32:b=1,h=2,d=16,sq=9", "attn_backward:bf16:b=1,h=1,d=64,sq=32:causal",
    ],
    .headsNotSummed: [
      "attn_backward:f32:b=1,h=4,kvh=2,d=16,sq=9", "attn_backward:f16:b=1,h=2,kvh=1,d=8,sq=5:bhsd",
    ],
  ]

  @Test(
    "Every fault is caught",
    arguments: problems.sorted { $0.key.rawValue < $1.key.rawValue }.map(\.key))
  func faultsAreCaught(_ fault: Fault) throws {
    let backend = FaultyBackend(fault)
    let device = try backend.open(backend.discover().devices[0], options: DeviceOptions())
    for descriptor in try #require(Self.problems[fault]) {
      let problem = try Problem(descriptor: descriptor)
      let inputs = ProblemInputs(for: problem, seed: 3)
      let output = try ProblemRunner.run(problem, on: device, inputs: inputs)
      let finding = Agreement.disagreement(of: output.bytes, with: problem, inputs: inputs)
      #expect(
        finding != nil || !output.violations.isEmpty, "\(fault) slipped through \(descriptor)")
    }
    try device.close()
  }

  @Test("A fault that only repetitions show is caught by repeating")
  func accumulation() throws {
    let backend = FaultyBackend(.accumulatesIntoD)
    let device = try backend.open(backend.discover().devices[0], options: DeviceOptions())
    for descriptor in ["gemm:f32:nn:m=8,n=8,k=8", "attn_backward:f32:b=1,h=1,d=8,sq=4"] {
      let problem = try Problem(descriptor: descriptor)
      let inputs = ProblemInputs(for: problem, seed: 3)
      let once = try ProblemRunner.run(problem, on: device, inputs: inputs)
      let thrice = try ProblemRunner.run(problem, on: device, inputs: inputs, repetitions: 3)
      #expect(Agreement.disagreement(of: once.bytes, with: problem, inputs: inputs) == nil)
      #expect(Agreement.disagreement(of: thrice.bytes, with: problem, inputs: inputs) != nil)
    }
    try device.close()
  }

  @Test("A swallowed NaN is caught where an input has one")
  func swallowedNaN() throws {
    let backend = FaultyBackend(.nanSwallowed)
    let device = try backend.open(backend.discover().devices[0], options: DeviceOptions())
    for (descriptor, role) in [
      ("gemm:f32:nn:m=8,n=8,k=8", OperandRole.a), ("attn_backward:f32:b=1,h=1,d=8,sq=4", .dO),
    ] {
      let problem = try Problem(descriptor: descriptor)
      var inputs = ProblemInputs(for: problem, seed: 3)
      let clean = try ProblemRunner.run(problem, on: device, inputs: inputs)
      #expect(Agreement.disagreement(of: clean.bytes, with: problem, inputs: inputs) == nil)
      inputs.set(role, .f32, at: 3, to: .nan)
      let output = try ProblemRunner.run(problem, on: device, inputs: inputs)
      #expect(Agreement.disagreement(of: output.bytes, with: problem, inputs: inputs) != nil)
    }
    try device.close()
  }

  @Test("A finding names the element, both values and the descriptor")
  func findingIsReadable() throws {
    let problem = try Problem(descriptor: "gemm:f32:nn:m=2,n=2,k=2")
    let inputs = ProblemInputs(for: problem, seed: 3)
    let finding = try #require(
      Agreement.disagreement(
        of: ProblemRunner.poison(problem.output), with: problem, inputs: inputs))
    #expect(finding.hasPrefix("D[0,0] of GEMM 0: got nan, expected "))
    #expect(finding.hasSuffix("repeat with: gemm:f32:nn:m=2,n=2,k=2"))
  }
}
