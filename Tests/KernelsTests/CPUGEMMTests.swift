import Foundation
import Testing

@testable import Kernels

@Suite("GEMM on the CPU agrees with the reference")
struct CPUGEMMTests {
  static let sizes = [1, 2, 3, 7, 8, 15, 16, 17, 31, 33, 63, 64, 65, 127, 128, 129]

  @Test(
    "at awkward sizes, for every type",
    arguments: [
      "f32", "f64", "c64", "c128", "f16", "bf16", "f16>f32", "bf16>f32", "i8", "i8>f32", "f8e4m3",
      "f8e5m2xf8e4m3>f16",
      "f8e4m3>f8e4m3", "f8e4m3xf8e5m2>f8e5m2", "f8e5m2xf8e4m3>f32",
    ])
  func awkwardSizes(types: String) throws {
    let device = try CPUCheck.device()
    for (index, m) in Self.sizes.enumerated() {
      let n = Self.sizes[(index * 5 + 3) % Self.sizes.count]
      let k = Self.sizes[(index * 7 + 1) % Self.sizes.count]
      let problem = try gemm("gemm:\(types):nn:m=\(m),n=\(n),k=\(k)")
      let failure = try CPUCheck.gemmFailure(problem, on: device, seed: UInt64(index))
      #expect(failure == nil)
    }
  }

  @Test(
    "for every transpose, leading dimension, alpha and beta",
    arguments: ["f32", "f64", "c64", "c128", "f16", "bf16", "f16>f32", "i8", "i8>f32", "f8e4m3"])
  func arguments(types: String) throws {
    let device = try CPUCheck.device()
    let isInteger = types.hasPrefix("i8")
    let transposes = isInteger ? ["n", "t"] : ["n", "t", "c"]
    let scalars: [(String, String)] =
      types == "c64" || types == "c128"
      ? [
        ("1", "0"), ("0.5/-2", "1"), ("-1.5/0.25", "0.5/1"), ("0", "0"), ("0", "2/1"), ("1", "-1"),
      ]
      : types == "i8"
        ? [("1", "0"), ("2", "1"), ("-3", "-7"), ("0", "0"), ("0", "2")]
        : [("1", "0"), ("2.5", "1"), ("-0.5", "-1.25"), ("0", "0"), ("0", "2")]
    for transA in transposes {
      for transB in transposes {
        for (alpha, beta) in scalars {
          for padding in [0, 5] {
            let (m, n, k) = (19, 13, 34)
            let lda = (transA == "n" ? m : k) + padding
            let ldb = (transB == "n" ? k : n) + padding
            let problem = try gemm(
              "gemm:\(types):\(transA)\(transB):m=\(m),n=\(n),k=\(k),lda=\(lda),ldb=\(ldb),ldc=\(m + padding),ldd=\(m + 2 * padding),alpha=\(alpha),beta=\(beta)"
            )
            let failure = try CPUCheck.gemmFailure(problem, on: device)
            #expect(failure == nil)
          }
        }
      }
    }
  }

  @Test(
    "at empty and degenerate extents",
    arguments: ["f32", "f64", "c64", "c128", "f16", "bf16", "i8", "i8>f32", "f8e4m3"])
  func emptyExtents(types: String) throws {
    let device = try CPUCheck.device()
    for sizes in [
      "m=0,n=3,k=3", "m=3,n=0,k=3", "m=5,n=4,k=0", "m=1,n=9,k=300", "m=9,n=1,k=300", "m=1,n=1,k=7",
    ] {
      for beta in ["0", "1", "2"] {
        for transposes in ["nn", "tn", "nt", "tt"] {
          let problem = try gemm("gemm:\(types):\(transposes):\(sizes),beta=\(beta)")
          let failure = try CPUCheck.gemmFailure(problem, on: device)
          #expect(failure == nil)
        }
      }
    }
  }

  @Test(
    "for every kind of batch",
    arguments: ["f32", "f64", "c64", "c128", "f16", "bf16", "i8", "i8>f32", "f8e4m3"],
    [1, 2, 3])
  func batches(types: String, threadCount: Int) throws {
    let device = try CPUCheck.device(threadCount: threadCount)
    for descriptor in [
      "gemm:\(types):nt:m=17,n=9,k=23:batch=13",
      "gemm:\(types):nn:m=17,n=9,k=23,lda=20,ldd=18,beta=1:batch=5,strideA=0,strideB=500",
      "gemm:\(types):tn:m=8,n=16,k=31,beta=2:pointers=7",
      "gemm:\(types):grouped:nn,m=5,n=6,k=7,count=3:tn,m=70,n=33,k=12:nt,m=3,n=130,k=4,beta=1,count=9",
    ] {
      let failure = try CPUCheck.gemmFailure(try gemm(descriptor), on: device)
      #expect(failure == nil)
    }
  }

  @Test(
    "for every epilogue",
    arguments: ["f32", "f64", "f16", "bf16", "i8>f32", "f16>f32", "f8e4m3>f8e4m3"])
  func epilogues(types: String) throws {
    let device = try CPUCheck.device()
    for epilogue in Epilogue.allCases where epilogue != .none {
      let text = "gemm:\(types):nn:m=37,n=21,k=19,beta=0.5:batch=3:\(epilogue.rawValue)"
      let failure = try CPUCheck.gemmFailure(try gemm(text), on: device)
      #expect(failure == nil)
    }
  }

  @Test("with few columns", arguments: ["f32", "f64"])
  func fewColumns(types: String) throws {
    let device = try CPUCheck.device()
    let sizes = [
      "m=1025,n=1,k=67", "m=2100,n=2,k=33", "m=66,n=5,k=1031", "m=300,n=16,k=257",
      "m=700,n=4,k=100",
    ]
    let rest = [
      ",lda=2101,ldd=2200", ",alpha=2,beta=-0.5:bias+gelu", ",beta=1:batch=3", ",alpha=0,beta=2",
      "",
    ]
    for (index, size) in sizes.enumerated() {
      for (turn, transposes) in ["nn", "tn", "nt", "tt", "cc"].enumerated() {
        let problem = try gemm("gemm:\(types):\(transposes):\(size)\(rest[(index + turn) % 5])")
        let variant = try #require(device.support(for: .gemm(problem)).variants.first)
        #expect(variant.id.hasSuffix("_streamed"))
        let failure = try CPUCheck.gemmFailure(problem, on: device, seed: UInt64(index))
        #expect(failure == nil)
      }
    }
  }

  @Test(
    "with few rows or columns, where NaN and infinity propagate and padding does not",
    arguments: ["f32", "f64", "f16", "bf16"])
  func fewColumnsNonFinite(types: String) throws {
    let device = try CPUCheck.device()
    let type = try #require(ElementType(rawValue: types))
    for transposes in ["nn", "tn"] {
      let rows = transposes == "nn" ? 301 : 259
      let problem = try gemm("gemm:\(types):\(transposes):m=301,n=3,k=259,lda=\(rows + 1),beta=1")
      for value in [Double.nan, .infinity] {
        for (role, at) in [(OperandRole.a, 3), (.a, rows), (.b, 300), (.c, 5)] {
          let failure = try CPUCheck.gemmFailure(problem, on: device) {
            $0.set(role, type, at: at, to: value)
          }
          #expect(failure == nil)
        }
      }
    }
  }

  @Test("across the edges of blocks", arguments: ["f16", "bf16>f32", "i8", "i8>f32"])
  func blockEdges(types: String) throws {
    let device = try CPUCheck.device()
    for sizes in ["m=2049,n=3,k=5", "m=3,n=2050,k=9", "m=7,n=5,k=2051", "m=193,n=265,k=1025"] {
      for transposes in ["nn", "tt"] {
        let failure = try CPUCheck.gemmFailure(
          try gemm("gemm:\(types):\(transposes):\(sizes),beta=1"), on: device)
        #expect(failure == nil)
      }
    }
  }

  @Test("with scaling factors of the tensor and of blocks")
  func scaling() throws {
    let device = try CPUCheck.device()
    for scaling in [
      "scaleA=tensor", "scaleA=tensor:scaleB=tensor", "scaleA=1x16:scaleB=16x16",
      "scaleB=8x32/ue8m0",
      "scaleA=1x32/ue8m0:scaleB=1x32/ue8m0",
    ] {
      for transposes in ["nn", "tn", "nt", "tt"] {
        for batch in ["", ":batch=3"] {
          let text = "gemm:f8e4m3:\(transposes):m=33,n=18,k=70\(batch):\(scaling)"
          let failure = try CPUCheck.gemmFailure(try gemm(text), on: device)
          #expect(failure == nil)
        }
      }
    }
  }

  @Test("and integer scalars wrap modulo 2^32")
  func wrapping() throws {
    let device = try CPUCheck.device()
    let problem = Problem.gemm(try gemm("gemm:i8:nn:m=1,n=1,k=1,alpha=1000000,beta=3"))
    var data = CPUCheck.Data(problem, seed: 1)
    data.set(.a, .i8, at: 0, to: 100)
    data.set(.b, .i8, at: 0, to: 100)
    data.set(.c, .i32, at: 0, to: 2_000_000_000)
    let output = try CPUCheck.run(problem, data, on: device)
    let got = output.withUnsafeBytes { $0.loadUnaligned(as: Int32.self) }
    #expect(got == Int32(truncatingIfNeeded: 1_000_000 * 10_000 + 3 * 2_000_000_000))
  }

  @Test("and NaN and infinity in A, B and C propagate", arguments: ["f32", "f64", "f16", "bf16"])
  func nonFinite(types: String) throws {
    let device = try CPUCheck.device()
    let type = try #require(ElementType(rawValue: types))
    for (m, n, k) in [(5, 4, 6), (40, 33, 70)] {
      let problem = try gemm("gemm:\(types):nn:m=\(m),n=\(n),k=\(k),beta=1:relu")
      for value in [Double.nan, .infinity, -.infinity] {
        for role in [OperandRole.a, .b, .c] {
          let failure = try CPUCheck.gemmFailure(problem, on: device) {
            $0.set(role, type, at: 3, to: value)
          }
          #expect(failure == nil)
        }
      }
    }
  }

  @Test(
    "and A and B are not read where alpha is 0",
    arguments: ["f32", "f64", "c64", "c128", "f16", "bf16"])
  func alphaZero(types: String) throws {
    let device = try CPUCheck.device()
    let type = try #require(ElementType(rawValue: types))
    for beta in ["0", "1", "0.5"] {
      let problem = try gemm("gemm:\(types):nn:m=20,n=30,k=10,alpha=0,beta=\(beta)")
      let failure = try CPUCheck.gemmFailure(problem, on: device) {
        $0.set(.a, type, at: 3, to: .nan)
        $0.set(.b, type, at: 3, to: .infinity)
      }
      #expect(failure == nil)
    }
  }

  @Test("and results do not depend on the repetition")
  func repetitions() throws {
    let device = try CPUCheck.device()
    let problem = Problem.gemm(try gemm("gemm:f32:nn:m=65,n=33,k=17,beta=1"))
    let data = CPUCheck.Data(problem, seed: 4)
    let once = try CPUCheck.run(problem, data, on: device)
    #expect(try CPUCheck.run(problem, data, on: device, repetitions: 3) == once)
  }
}
