import Kernels
import Testing

@testable import Harness

/// The bound must be wide enough for honest kernels and narrow enough for real bugs.
@Suite struct ErrorBoundTests {
  /// Recomputes every element of a one-GEMM problem's D as `sum` of the products, and puts it in place of the result.
  private func replace(
    _ verified: VerifiedProblem, with sum: ([(Double, Double)]) -> Double
  ) throws {
    guard case .gemm(let gemm) = verified.problem else { return }
    let shape = gemm.shape
    let a = verified.inputs.address(.a)
    let b = verified.inputs.address(.b)
    try verified.spoil { index, value in
      let i = index % shape.ldd
      let j = index / shape.ldd
      guard i < shape.m else { return value }
      return sum(
        (0..<shape.k).map {
          (
            ElementConversion.load(a, gemm.types.a, component: i + $0 * shape.lda),
            ElementConversion.load(b, gemm.types.b, component: $0 + j * shape.ldb)
          )
        })
    }
  }

  /// Sums in order, each partial sum rounded to `type`.
  private func sequentialSum(_ terms: [(Double, Double)], _ type: ElementType) -> Double {
    terms.reduce(0) { ElementConversion.rounded($0 + $1.0 * $1.1, to: type) }
  }

  @Test(arguments: InputFill.allCases)
  func `sequential sums in f32 are within the bound`(fill: InputFill) throws {
    let verified = try VerifiedProblem("gemm:f32:nn:m=8,n=4,k=4096", fill: fill)
    try replace(verified) { terms in
      Double(terms.reduce(Float(0)) { $0 + Float($1.0) * Float($1.1) })
    }
    let found = try verified.check()
    #expect(found.isCorrect, "\(found)")
  }

  @Test(arguments: InputFill.allCases)
  func `sums that truncate instead of rounding are within the bound`(fill: InputFill) throws {
    // Matrix units add blocks of products and cut the sum off.
    let verified = try VerifiedProblem("gemm:bf16>f32:nn:m=6,n=4,k=4096", fill: fill)
    try replace(verified) { terms in
      var sum = 0.0
      for start in stride(from: 0, to: terms.count, by: 8) {
        let block = terms[start..<min(start + 8, terms.count)].reduce(0) { $0 + $1.0 * $1.1 }
        let exact = sum + block
        var cut = Float(exact)
        if abs(Double(cut)) > abs(exact) { cut = cut.sign == .minus ? cut.nextUp : cut.nextDown }
        sum = Double(cut)
      }
      return sum
    }
    let found = try verified.check()
    // Integer sums are exact, truncated or not.
    #expect(found.isCorrect, "\(found)")
  }

  @Test(arguments: [InputFill.uniform, .normal, .positive], [64, 1024, 8192])
  func `sums in f16 are caught where f32 was asked for`(fill: InputFill, k: Int) throws {
    let verified = try VerifiedProblem("gemm:f16>f32:nn:m=8,n=8,k=\(k)", fill: fill)
    try replace(verified) { sequentialSum($0, .f16) }
    let found = try verified.check()
    #expect(found.failedCount > 0, "\(found)")
  }

  @Test(arguments: ["f32", "f16", "bf16"], [33, 1024, 8192])
  func `a product that is left out is caught`(type: String, k: Int) throws {
    let verified = try VerifiedProblem("gemm:\(type):nn:m=8,n=8,k=\(k)")
    try replace(verified) { terms in
      ElementConversion.rounded(
        terms.dropLast().reduce(0) { $0 + $1.0 * $1.1 }, to: verified.problem.output.elementType)
    }
    let found = try verified.check()
    #expect(found.failedCount > 0, "\(found)")
  }

  @Test func `with integer inputs one left-out product is caught at any k`() throws {
    let verified = try VerifiedProblem("gemm:f32:nn:m=4,n=4,k=100000", fill: .integers)
    try replace(verified) { $0.dropLast().reduce(0) { $0 + $1.0 * $1.1 } }
    #expect(try verified.check().failedCount >= 8)
  }

  @Test func `inputs rounded to bf16 pass only where the compute type allows it`() throws {
    for (compute, isAllowed) in [("", false), (":compute=tf32", false), (":compute=bf16", true)] {
      let verified = try VerifiedProblem("gemm:f32:nn:m=16,n=16,k=1024\(compute)")
      try replace(verified) { terms in
        terms.reduce(0) {
          $0 + ElementConversion.rounded($1.0, to: .bf16)
            * ElementConversion.rounded($1.1, to: .bf16)
        }
      }
      #expect(try verified.check().isCorrect == isAllowed, "\(compute)")
    }
  }

  @Test func `f16 compute on f16 operands allows sums in f16, on f32 operands it does not`() throws
  {
    for (descriptor, isAllowed) in [
      ("gemm:f16:nn:m=8,n=8,k=512:compute=f16", true), ("gemm:f32:nn:m=8,n=8,k=512", false),
    ] {
      let verified = try VerifiedProblem(descriptor)
      try replace(verified) { sequentialSum($0, .f16) }
      #expect(try verified.check().isCorrect == isAllowed, "\(descriptor)")
    }
  }

  @Test func `gelu in f32 is within the bound and a missing cubic term is not`() throws {
    for (factor, isCorrect) in [(Float(0.044715), true), (0, false)] {
      let verified = try VerifiedProblem("gemm:f32:nn:m=16,n=16,k=64:gelu")
      try replace(verified) { terms in
        let x = terms.reduce(Float(0)) { $0 + Float($1.0) * Float($1.1) }
        let inner = 0.797_884_56 * (x + factor * x * x * x)
        // tanh by way of exp, as shaders have it.
        let e = exponential(-2 * inner.magnitude)
        let tanh = (1 - e) / (1 + e) * (inner < 0 ? -1 : 1)
        return Double(0.5 * x * (1 + tanh))
      }
      let found = try verified.check()
      #expect(found.isCorrect == isCorrect, "\(factor): \(found)")
    }
  }

  private func exponential(_ x: Float) -> Float {
    // exp(x) = (sum of x/256 to the n over n!) to the 256th, in double.
    let r = Double(x) / 256
    var term = 1.0
    var sum = 1.0
    for n in 1...12 {
      term *= r / Double(n)
      sum += term
    }
    for _ in 0..<8 { sum *= sum }
    return Float(sum)
  }

  @Test(arguments: [
    ("attn:f32:b=1,h=1,d=64,sq=4,skv=512", 1e-4), ("attn:f16:b=1,h=1,d=64,sq=4,skv=512", 5e-3),
    ("attn:bf16:b=1,h=1,d=64,sq=4,skv=512", 4e-2),
  ])
  func `attention off by a few parts in ten thousand, or a few roundings of its type, is caught`(
    descriptor: String, error: Double
  ) throws {
    let verified = try VerifiedProblem(descriptor, fill: .positive)
    try verified.spoil { _, value in value * (1 + error) }
    #expect(try verified.check().failedCount > 0)
  }

  @Test func `weights rounded to the operands' type are within the bound of attention`() throws {
    for descriptor in [
      "attn:f16:b=1,h=2,d=32,sq=4,skv=300", "attn:bf16:b=1,h=2,d=32,sq=4,skv=300",
    ] {
      let verified = try VerifiedProblem(descriptor)
      guard case .attention(let attention) = verified.problem else { continue }
      let strides = attention.strides
      let v = verified.inputs.address(.v)
      try verified.spoil { index, _ in
        let query = index / strides.o.seq
        let head = index % strides.o.seq / strides.o.head
        let x = index % strides.o.head
        let weights = Self.weights(attention, verified.inputs, head: head, query: query)
        var sum = Float(0)
        for (j, weight) in weights.enumerated() {
          let rounded = ElementConversion.rounded(weight, to: attention.type)
          let at = head * strides.v.head + j * strides.v.seq + x
          sum += Float(rounded) * Float(ElementConversion.load(v, attention.type, component: at))
        }
        return Double(sum) / weights.reduce(0, +)
      }
      let found = try verified.check()
      #expect(found.isCorrect, "\(descriptor): \(found)")
    }
  }

  /// Weights before they are divided by their sum; the largest is 1.
  private static func weights(
    _ attention: AttentionProblem, _ inputs: HostInputs, head: Int, query: Int
  ) -> [Double] {
    let strides = attention.strides
    let scores = (0..<attention.seqKV).map { j in
      attention.softmaxScale
        * (0..<attention.headDimQK).reduce(0.0) { sum, x in
          sum
            + ElementConversion.load(
              inputs.address(.q), attention.type,
              component: head * strides.q.head + query * strides.q.seq + x)
            * ElementConversion.load(
              inputs.address(.k), attention.type,
              component: head * strides.k.head + j * strides.k.seq + x)
        }
    }
    let largest = scores.max() ?? 0
    // 2^(x log2 e) by repeated squaring needs no libm here; e^x by series is enough for |x| < 10.
    return scores.map { score in
      let r = (score - largest) / 64
      var term = 1.0
      var sum = 1.0
      for n in 1...14 {
        term *= r / Double(n)
        sum += term
      }
      for _ in 0..<6 { sum *= sum }
      return sum
    }
  }
}
