import Kernels
import Testing

@testable import Harness

@Suite struct OutputCheckTests {
  static let descriptors = [
    "gemm:f32:nn:m=17,n=9,k=33", "gemm:f64:tn:m=7,n=13,k=65", "gemm:f16:nt:m=16,n=8,k=40",
    "gemm:bf16:tt:m=5,n=31,k=64", "gemm:i8:nn:m=9,n=9,k=128", "gemm:c64:cn:m=6,n=5,k=20",
    "gemm:c128:nt:m=6,n=5,k=20", "gemm:f32:nn:m=8,n=6,k=12,ldd=11",
    "gemm:f32:nn:m=4,n=4,k=8:batch=3", "gemm:f32:nn:m=4,n=4,k=8:pointers=3",
    "gemm:f32:nn:m=0,n=4,k=8", "gemm:f32:nn:m=4,n=4,k=0", "gemm:f32:nn:m=1,n=1,k=1",
    "attn:f32:b=2,h=4,kvh=2,d=16,sq=5,skv=9:causal", "attn:bf16:b=1,h=2,d=32,sq=8,skv=8",
    "attn:f16:b=1,h=1,d=8,sq=1,skv=33", "attn:f64:b=1,h=2,d=8,sq=4,skv=4",
  ]

  @Test(arguments: descriptors, InputFill.allCases)
  func `the reference's own result is correct`(descriptor: String, fill: InputFill) throws {
    let found = try VerifiedProblem(descriptor, fill: fill).check()
    #expect(found.isCorrect, "\(found)")
    #expect(found.checkedCount == found.totalCount)
    #expect(found.scope == "whole")
    #expect(found.bound == "componentwise-1")
    #expect((found.maximumErrorOverBound ?? 0) <= 1)
  }

  @Test(arguments: descriptors.filter { !$0.contains("m=0") })
  func `one wrong element is found and named`(descriptor: String) throws {
    let verified = try VerifiedProblem(descriptor)
    try verified.spoil { index, value in index == 0 ? value + 1 + abs(value) : value }
    let found = try verified.check()
    #expect(found.failedCount == 1)
    #expect(!found.isCorrect)
    #expect(try #require(found.maximumErrorOverBound) > 1)
    #expect(try #require(found.worst).contains("[") && found.worst?.contains("bound") == true)
  }

  @Test func `elements that were never written are counted`() throws {
    let verified = try VerifiedProblem("gemm:f32:nn:m=17,n=9,k=33")
    let slice = verified.operands.output()
    try slice.buffer.fill(0xFF, range: slice.byteOffset..<(slice.byteOffset + 20))
    let found = try verified.check()
    #expect(found.unwrittenCount == 5)
    #expect(found.failedCount == 5)
    #expect(try #require(found.complaint).contains("never written"))
  }

  @Test func `unwritten elements are found where they are not compared`() throws {
    let verified = try VerifiedProblem("gemm:f32:nn:m=64,n=64,k=4")
    let slice = verified.operands.output()
    // Row 20, column 20 is no edge; with 16 elements compared it is most likely left out.
    let at = slice.byteOffset + 4 * (20 + 20 * 64)
    try slice.buffer.fill(0xFF, range: at..<(at + 4))
    let found = try verified.check(limit: .init(multiplyAdds: 64, elements: 16))
    #expect(found.scope == "sampled")
    #expect(found.checkedCount < found.totalCount)
    #expect(found.unwrittenCount == 1)
  }

  @Test func `a write into the padding of ldd is found`() throws {
    let verified = try VerifiedProblem("gemm:f32:nn:m=8,n=6,k=12,ldd=11")
    let slice = verified.operands.output()
    let zero: [UInt8] = [0, 0, 0, 0]
    try zero.withUnsafeBytes { try slice.buffer.write($0, at: slice.byteOffset + 4 * 9) }
    let found = try verified.check()
    #expect(!found.paddingIntact)
    #expect(found.failedCount == 0)
    #expect(!found.isCorrect)
  }

  @Test func `padding is also looked at where the output is read line by line`() throws {
    let verified = try VerifiedProblem("gemm:f32:nn:m=8,n=6,k=12,ldd=11")
    #expect(try verified.check(wholeReadByteCount: 0).isCorrect)
    let slice = verified.operands.output()
    let zero: [UInt8] = [0, 0, 0, 0]
    try zero.withUnsafeBytes { try slice.buffer.write($0, at: slice.byteOffset + 4 * 9) }
    #expect(try verified.check(wholeReadByteCount: 0).paddingIntact == false)
  }

  @Test(arguments: OperandRole.allCases.filter { [.a, .b, .d].contains($0) }, [true, false])
  func `a write beside an operand is found`(role: OperandRole, before: Bool) throws {
    let verified = try VerifiedProblem("gemm:f16:nn:m=5,n=3,k=7")
    let slice = try #require(verified.operands.operands()[role])
    let at = before ? slice.byteOffset - 1 : slice.byteOffset + slice.byteCount
    #expect(try verified.check().paddingIntact)
    let zero: [UInt8] = [0]
    try zero.withUnsafeBytes { try slice.buffer.write($0, at: at) }
    #expect(try verified.check().paddingIntact == false)
  }

  @Test(arguments: [
    "gemm:f32:nn:m=17,n=9,k=33", "gemm:f16:nt:m=16,n=8,k=40",
    "attn:f32:b=1,h=2,d=16,sq=6,skv=9",
  ])
  func `NaN and infinity must be where the reference has them`(descriptor: String) throws {
    let verified = try VerifiedProblem(descriptor, nonfiniteRate: 0.01)
    #expect(try verified.check().isCorrect)
    var swallowed = 0
    try verified.spoil { _, value in
      if value.isFinite { return value }
      swallowed += 1
      return 0
    }
    #expect(swallowed > 0)
    #expect(try verified.check().failedCount == swallowed)
  }

  @Test func `an infinity of the wrong sign is wrong`() throws {
    let verified = try VerifiedProblem("gemm:f32:nn:m=17,n=9,k=33", nonfiniteRate: 0.005)
    var turned = 0
    try verified.spoil { _, value in
      guard value.isInfinite else { return value }
      turned += 1
      return -value
    }
    #expect(turned > 0)
    #expect(try verified.check().failedCount == turned)
  }

  @Test func `a finite element that becomes infinite is wrong`() throws {
    let verified = try VerifiedProblem("gemm:f16:nn:m=4,n=4,k=8")
    try verified.spoil { index, value in index == 3 ? .infinity : value }
    #expect(try verified.check().failedCount == 1)
  }

  @Test func `overflow of the result's type may be infinite`() throws {
    // alpha lifts sums of positive products beyond 65504.
    let verified = try VerifiedProblem("gemm:f16:nn:m=4,n=4,k=64,alpha=60000", fill: .positive)
    let found = try verified.check()
    #expect(found.isCorrect, "\(found)")
    #expect(found.checkedCount == 16)
  }

  @Test func `integer results are exact or wrong`() throws {
    let verified = try VerifiedProblem("gemm:i8:nn:m=9,n=9,k=128")
    #expect(try verified.check().maximumErrorOverBound == nil)
    try verified.spoil { index, value in index == 40 ? value + 1 : value }
    #expect(try verified.check().failedCount == 1)
  }

  @Test func `integer inputs leave no error but the rounding of the result`() throws {
    let verified = try VerifiedProblem("gemm:f32:nn:m=9,n=9,k=500", fill: .integers)
    try verified.spoil { index, value in index == 40 ? value + 0.001 + abs(value) * 1e-6 : value }
    #expect(try verified.check().failedCount == 1)
  }
}
