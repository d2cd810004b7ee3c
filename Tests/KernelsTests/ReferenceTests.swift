import Foundation
import Kernels
import TestSupport
import Testing

/// The reference against numbers worked out by hand.
@Suite("Reference") struct ReferenceTests {
  private func gemm(_ descriptor: String, _ operands: [OperandRole: [Double]]) throws -> [Double] {
    try referenceValues(Problem(descriptor: descriptor), operands)
  }

  // A = [1 2; 3 4] and B = [5 6; 7 8], column by column.
  private let a: [Double] = [1, 3, 2, 4]
  private let b: [Double] = [5, 7, 6, 8]

  @Test("Products of all transposes")
  func transposes() throws {
    #expect(try gemm("gemm:f32:nn:m=2,n=2,k=2", [.a: a, .b: b]) == [19, 43, 22, 50])
    #expect(try gemm("gemm:f32:tn:m=2,n=2,k=2", [.a: a, .b: b]) == [26, 38, 30, 44])
    #expect(try gemm("gemm:f32:nt:m=2,n=2,k=2", [.a: a, .b: b]) == [17, 39, 23, 53])
    #expect(try gemm("gemm:f32:tt:m=2,n=2,k=2", [.a: a, .b: b]) == [23, 34, 31, 46])
    #expect(try gemm("gemm:f32:cc:m=2,n=2,k=2", [.a: a, .b: b]) == [23, 34, 31, 46])
  }

  @Test("Alpha scales the product, beta what is added, and a beta of 0 adds nothing")
  func scalars() throws {
    let c: [Double] = [1, 2, 3, 4]
    #expect(
      try gemm("gemm:f64:nn:m=2,n=2,k=2,alpha=2,beta=-1", [.a: a, .b: b, .c: c])
        == [37, 84, 41, 96])
    #expect(
      try gemm("gemm:f64:nn:m=2,n=2,k=2,alpha=0,beta=3", [.a: a, .b: b, .c: c]) == [3, 6, 9, 12])
    #expect(try gemm("gemm:f64:nn:m=2,n=2,k=2,alpha=0", [.a: a, .b: b]) == [0, 0, 0, 0])
    #expect(
      try gemm("gemm:f64:nn:m=2,n=2,k=0,beta=3", [.a: [], .b: [], .c: c]) == [3, 6, 9, 12])
  }

  @Test("Leading dimensions step over padding, in and out")
  func leadingDimensions() throws {
    let padded = try gemm(
      "gemm:f32:nn:m=2,n=2,k=2,lda=3,ldb=4,ldd=3",
      [.a: [1, 3, .nan, 2, 4], .b: [5, 7, .nan, .nan, 6, 8]])
    #expect(padded[0...1] == [19, 43] && padded[3...4] == [22, 50])
    #expect(padded[2].isNaN, "the padding of D is as it was")
  }

  @Test("Complex products and conjugates")
  func complex() throws {
    // (1 + 2i)(3 + 4i) = -5 + 10i; conjugated A: (1 - 2i)(3 + 4i) = 11 - 2i.
    let one: [OperandRole: [Double]] = [.a: [1, 2], .b: [3, 4]]
    #expect(try gemm("gemm:c64:nn:m=1,n=1,k=1", one) == [-5, 10])
    #expect(try gemm("gemm:c64:tt:m=1,n=1,k=1", one) == [-5, 10])
    #expect(try gemm("gemm:c128:cn:m=1,n=1,k=1", one) == [11, -2])
    #expect(try gemm("gemm:c128:nc:m=1,n=1,k=1", one) == [11, 2])
    #expect(try gemm("gemm:c128:cc:m=1,n=1,k=1", one) == [-5, -10])
    // i (-5 + 10i) + (2 - i)(1 + i) = -10 - 5i + 3 + i.
    #expect(
      try gemm(
        "gemm:c64:nn:m=1,n=1,k=1,alpha=0/1,beta=2/-1", [.a: [1, 2], .b: [3, 4], .c: [1, 1]])
        == [-7, -4])
    // A conjugate transpose moves elements as a transpose does.
    #expect(
      try gemm(
        "gemm:c64:cn:m=2,n=1,k=2", [.a: [1, 1, 2, 2, 3, 3, 4, 4], .b: [1, 0, 0, 0]]) == [
          1, -1, 3, -3,
        ])
  }

  @Test("Bias is added by row before the function, which ends the epilogue")
  func epilogues() throws {
    let operands: [OperandRole: [Double]] = [.a: [1, -1], .b: [2, -3]]  // [2 -3; -2 3]
    var biased = operands
    biased[.bias] = [1, -5]
    #expect(try gemm("gemm:f32:nn:m=2,n=2,k=1:relu", operands) == [2, 0, 0, 3])
    #expect(try gemm("gemm:f32:nn:m=2,n=2,k=1:bias", biased) == [3, -7, -2, -2])
    #expect(try gemm("gemm:f32:nn:m=2,n=2,k=1:bias+relu", biased) == [3, 0, 0, 0])
    let gelu = try gemm("gemm:f64:nn:m=2,n=2,k=1:gelu", operands)
    // Published values of the tanh form at 2, -2, -3, 3.
    for (got, expected) in zip(
      gelu, [1.9545976940871754, -0.0454023059128246, -0.0036373920817729943, 2.996362607918227])
    {
      #expect(abs(got - expected) < 1e-12)
    }
  }

  @Test("Batches take each matrix from its place")
  func batches() throws {
    #expect(
      try gemm("gemm:f32:nn:m=1,n=1,k=1:batch=3,strideB=0,strideD=2", [.a: [1, 2, 3], .b: [10]])
        .enumerated().filter { $0.offset % 2 == 0 }.map(\.element) == [10, 20, 30])
    // Slots of 64 f32 in reverse order: GEMM 0 is the last one in memory.
    var a = [Double](repeating: .nan, count: 128)
    var b = a
    (a[64], a[0], b[64], b[0]) = (2, 3, 5, 7)
    let d = try gemm("gemm:f32:nn:m=1,n=1,k=1:pointers=2", [.a: a, .b: b])
    #expect(d[64] == 10 && d[0] == 21)
  }

  @Test("Inputs are as stored, the sum is exact to the end and rounded once")
  func rounding() throws {
    // 2048 + 1 + 1: f16 sums would stay at 2048.
    #expect(
      try gemm("gemm:f16:nn:m=1,n=1,k=3", [.a: [2048, 1, 1], .b: [1, 1, 1]]) == [2050])
    #expect(try gemm("gemm:f16:nn:m=1,n=1,k=2", [.a: [2048, 1], .b: [1, 1]]) == [2048])
    #expect(
      try gemm("gemm:i8:nn:m=1,n=1,k=2", [.a: [-128, 127], .b: [-128, 127]]) == [16384 + 16129])
    #expect(try gemm("gemm:f16:nn:m=1,n=1,k=1", [.a: [65504], .b: [2]]) == [.infinity])
  }

  @Test("Scaling factors: one for all, or one for each block of k and m or n")
  func scaling() throws {
    #expect(
      try gemm(
        "gemm:f8e4m3>f32:tn:m=1,n=1,k=2:scaleA=tensor:scaleB=tensor",
        [.a: [1, 2], .b: [3, 4], .scaleA: [0.5], .scaleB: [10]]) == [55])
    // A^T rows of 4 in blocks 1x2: factors by row, then by block of k.
    #expect(
      try gemm(
        "gemm:f8e4m3>f32:tn:m=2,n=1,k=4:scaleA=1x2",
        [.a: [1, 1, 1, 1, 2, 2, 2, 2], .b: [1, 1, 1, 1], .scaleA: [1, 10, 100, 1000]])
        == [202, 4040])
    // UE8M0 bytes: 126, 129 are 1/2 and 4; a block of 3 rows has a rest of one row.
    #expect(
      try gemm(
        "gemm:f8e5m2>f32:tn:m=4,n=1,k=1:scaleA=3x1/ue8m0",
        [.a: [1, 1, 1, 1], .b: [3], .scaleA: [126, 129 - 256]]) == [1.5, 1.5, 1.5, 12])
    // Factors of a batch follow each other.
    #expect(
      try gemm(
        "gemm:f8e4m3>f32:tn:m=1,n=1,k=1:batch=2:scaleB=1x1",
        [.a: [1, 1], .b: [1, 1], .scaleB: [3, 5]]) == [3, 5])
  }

  // MARK: Attention

  @Test("Equal scores average the values")
  func uniformAttention() throws {
    #expect(
      try gemm(
        "attn:f64:b=1,h=1,d=1,dv=2,sq=1,skv=4",
        [.q: [0], .k: [1, 2, 3, 4], .v: [1, 10, 2, 20, 3, 30, 6, 60]]) == [3, 30])
  }

  @Test("Scores are scaled and weigh the values by their exponentials")
  func weights() throws {
    // Scores ln 3 and 0: weights 3/4 and 1/4.
    let values = try gemm(
      "attn:f64:b=1,h=1,d=1,sq=1,skv=2:scale=2", [.q: [log(3) / 2], .k: [1, 0], .v: [4, 8]])
    #expect(abs(values[0] - 5) < 1e-14)
    // The default scale is 1/2 for a head of four.
    let scaled = try gemm(
      "attn:f64:b=1,h=1,d=4,dv=1,sq=1,skv=2",
      [.q: [log(9), 0, 0, 0], .k: [1, 9, 9, 9, 0, 9, 9, 9], .v: [4, 8]])
    #expect(abs(scaled[0] - 5) < 1e-14)
  }

  @Test("Masks cut keys off, and a row without keys is zero")
  func masks() throws {
    func run(_ mask: String, sq: Int, skv: Int) throws -> [Double] {
      try gemm(
        "attn:f64:b=1,h=1,d=1,sq=\(sq),skv=\(skv):\(mask)",
        [
          .q: [Double](repeating: 0, count: sq), .k: [Double](repeating: 0, count: skv),
          .v: (1...skv).map(Double.init),
        ])
    }
    #expect(try run("causal", sq: 3, skv: 3) == [1, 1.5, 2])
    #expect(try run("causal", sq: 2, skv: 4) == [2, 2.5])
    #expect(try run("causal-tl", sq: 2, skv: 4) == [1, 1.5])
    #expect(try run("causal", sq: 4, skv: 2) == [0, 0, 1, 1.5])
    #expect(try run("window=1", sq: 3, skv: 3) == [1, 1.5, 2.5])
    #expect(try run("window-tl=0/1", sq: 4, skv: 3) == [1.5, 2.5, 3, 0])
  }

  @Test("Query heads share key-value heads in order, in both layouts")
  func groupedHeads() throws {
    // Two batches, four query heads, two key-value heads, one key: the output is the value of head h / 2.
    let operands: [OperandRole: [Double]] = [
      .q: [Double](repeating: 1, count: 8), .k: [1, 1, 1, 1], .v: [5, 6, 7, 8],
    ]
    for layout in ["", ":bhsd"] {
      #expect(
        try gemm("attn:f32:b=2,h=4,kvh=2,d=1,sq=1\(layout)", operands) == [5, 5, 6, 6, 7, 7, 8, 8])
    }
    // Two queries and two heads: bshd has heads inside of positions, bhsd outside.
    let two: [OperandRole: [Double]] = [.q: [0, 0, 0, 0], .k: [0, 0, 0, 0], .v: [1, 2, 3, 4]]
    #expect(try gemm("attn:f32:b=1,h=2,d=1,sq=2:causal", two) == [1, 2, 2, 3])
    #expect(try gemm("attn:f32:b=1,h=2,d=1,sq=2:causal:bhsd", two) == [1, 1.5, 3, 3.5])
  }

  @Test("Magnitudes are the sums of absolute values that bounds need")
  func magnitudes() throws {
    guard
      case .gemm(let problem) = try Problem(
        descriptor: "gemm:f64:nn:m=1,n=1,k=2,alpha=-2,beta=3:bias")
    else { return }
    let operands: [OperandRole: [Double]] = [.a: [1, -2], .b: [3, 4], .c: [-5], .bias: [7]]
    let buffers = operands.mapValues {
      UnsafeMutableBufferPointer<Double>.allocate(capacity: $0.count)
    }
    defer { for buffer in buffers.values { buffer.deallocate() } }
    for (role, values) in operands { _ = buffers[role]?.initialize(from: values) }
    let element = ReferenceGEMM.elements(
      of: problem, instance: problem.instances[0], index: 0, rows: [0], columns: [0]
    ) { role in
      guard let address = buffers[role]?.baseAddress else { preconditionFailure("\(role)") }
      return UnsafeRawPointer(address)
    }[0]
    #expect(element.real == -2 * (3 - 8) + 3 * -5 + 7)
    #expect(element.productMagnitude == 2 * 11)
    #expect(element.addendMagnitude == 15 + 7)
  }
}
