import Testing

@testable import Report

@Suite struct QuantityTextTests {
  @Test(
    arguments: [
      (0, "0 FLOP/s"), (0.5, "0.500 FLOP/s"), (999, "999 FLOP/s"), (999.6, "1.00 kFLOP/s"),
      (134_217_728_000, "134 GFLOP/s"), (9_995_000_000, "10.0 GFLOP/s"),
      (9_994_000_000, "9.99 GFLOP/s"), (1.979e15, "1.98 PFLOP/s"), (2e18, "2000 PFLOP/s"),
      (.nan, "-"), (.infinity, "-"),
    ] as [(Double, String)])
  func `Rates have three digits and an SI prefix`(value: Double, text: String) {
    #expect(QuantityText.flopsPerSecond(value) == text)
  }

  @Test(
    arguments: [
      (0.4, "0.400 ns"), (950, "950 ns"), (999.6, "1.00 us"), (12_340, "12.3 us"),
      (4_560_000, "4.56 ms"), (78_900_000_000, "78.9 s"), (3_600e9, "3600 s"), (.nan, "-"),
    ] as [(Double, String)])
  func `Times have three digits and a unit`(nanoseconds: Double, text: String) {
    #expect(QuantityText.duration(nanoseconds: nanoseconds) == text)
  }

  @Test(
    arguments: [
      (0.021, "0.021"), (0.5, "0.5"), (37, "37"), (37_000, "3.7e+04"), (0.00001, "1e-05"), (0, "0"),
    ] as [(Double, String)])
  func `Errors have two digits`(value: Double, text: String) {
    #expect(QuantityText.errorOverBound(value) == text)
  }

  @Test(arguments: [(0.65, "0.650x"), (1, "1.00x"), (12.34, "12.3x"), (0.0123, "0.0123x")])
  func `Ratios have three digits`(value: Double, text: String) {
    #expect(QuantityText.ratio(value) == text)
  }

  @Test func `Memory rates are decimal`() {
    #expect(QuantityText.bytesPerSecond(25.1e9) == "25.1 GB/s")
  }
}

@Suite struct ProblemNameTests {
  @Test(arguments: [
    ("gemm:f32:nt:m=4096,n=4096,k=512:batch=8", "gemm f32 nt 4096x4096x512 batch=8"),
    (
      "gemm:bf16>f32:nn:m=1,n=2,k=3,lda=8,beta=1:bias+relu",
      "gemm bf16>f32 nn 1x2x3 lda=8 beta=1 bias+relu"
    ),
    (
      "gemm:f16:grouped:nn,m=1,n=2,k=3,count=4:nt,m=5,n=6,k=7",
      "gemm f16 grouped nn 1x2x3 count=4 nt 5x6x7"
    ),
    (
      "attn:bf16:b=1,h=32,kvh=8,d=128,sq=1,skv=4096:causal", "attn bf16 h32/8 d128 q1 kv4096 causal"
    ),
    (
      "attn:f16:b=2,h=16,d=192,dv=128,sq=512:window=128", "attn f16 b2 h16 d192/128 s512 window=128"
    ),
    ("something else", "something else"), ("", ""), (":::", ""), ("m=,n=,k=", "xx"),
  ])
  func `Names keep what tells problems apart`(descriptor: String, name: String) {
    #expect(ProblemName.short(descriptor) == name)
  }
}
