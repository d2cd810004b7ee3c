import Kernels
import Testing

@testable import Workloads

@Suite("cuBLAS logs")
struct CuBLASLogTests {
  private static let plain = [
    "cublasHgemm gemm:f16:tn:m=64,n=32,k=16:compute=f16",
    "cublasDgemm_v2 gemm:f64:nn:m=64,n=32,k=16",
    "cublasSgemmEx gemm:f16>f32:nn:m=64,n=32,k=16",
    "cublasSgemmStridedBatched gemm:f32:nt:m=64,n=32,k=16:batch=8:compute=tf32",
    "cublasSgemmBatched gemm:f32:nt:m=64,n=32,k=16:pointers=8:compute=tf32",
    "cublasGemmBatchedEx gemm:f16:nt:m=64,n=32,k=16:pointers=8",
  ]
  private static let since12 = [
    "cublasGemmEx_64 gemm:bf16:nt:m=64,n=32,k=16",
    "cublasSgemmGroupedBatched - m, n and k are behind pointers: the log of a grouped call has no sizes",
    "cublasGemmGroupedBatchedEx - m, n and k are behind pointers: the log of a grouped call has no sizes",
  ]
  private static let others = [
    "cublasStrsm_v2 - cublasStrsm_v2 is not a GEMM",
    "cublasSsyrk_v2 - cublasSsyrk_v2 is not a GEMM",
    "cublasSgemv_v2 - cublasSgemv_v2 is not a GEMM",
    "cublasCgemm_v2 gemm:c64:cn:m=64,n=32,k=16",
    "cublasCgemm3m gemm:c64:cn:m=64,n=32,k=16",
    "cublasSgeam - cublasSgeam is not a GEMM",
  ]

  @Test(
    "The logs of cuBLAS 11, 12 and 13 hold exactly their calls",
    arguments: [
      (11, plain + others), (12, plain + since12 + others), (13, plain + since12 + others),
    ])
  func fixtures(version: Int, expected: [String]) throws {
    let found = collect(CuBLASLogReader.self, try capture("cublas_log_v\(version).txt"))
    #expect(found.lines == expected)
    #expect(found.rejections.isEmpty)
  }

  @Test("Scalars behind device pointers are said to be taken as 1 and 0, and 3m as plain")
  func assumptions() throws {
    let calls = collect(CuBLASLogReader.self, try capture("cublas_log_v12.txt")).calls
    let scalars = "alpha is 1, beta is 0: the log has their device addresses only"
    #expect(calls[1].assumptions == [scalars])
    #expect(
      calls[13].assumptions == [
        scalars,
        "cublasCgemm3m is taken as a plain complex GEMM, without its three-multiplication method",
      ])
    #expect(calls[1].place == .line(49))
  }

  private func block(_ name: String, _ values: [(String, String)], process: String = "") -> String {
    (["I! cuBLAS (v12.9.3) function cublasStatus_t \(name)(cublasHandle_t) called:"]
      + values.map { "i!  \($0.0): type=int; val=\($0.1)" }
      + [
        "i! Time: 2026-11-23T15:52:02", "i!Process=1; Thread=7; GPU=0; Handle=POINTER\(process)",
        "",
      ])
      .joined(separator: "\n")
  }

  private let ex: [(String, String)] = [
    ("handle", "POINTER (IN HEX:0x0xa0)"), ("transa", "CUBLAS_OP_T(1)"),
    ("transb", "CUBLAS_OP_N(0)"),
    ("m", "4096"), ("n", "512"), ("k", "1024"), ("alpha", "POINTER (IN HEX:0x0x1)"),
    ("A", "POINTER (IN HEX:0x0x2)"), ("Atype", "CUDA_R_16BF(14)"), ("lda", "1032"),
    ("strideA", "4227072"), ("B", "POINTER (IN HEX:0x0x3)"), ("Btype", "CUDA_R_16BF(14)"),
    ("ldb", "1024"), ("strideB", "0"), ("beta", "POINTER (IN HEX:0x0x4)"),
    ("C", "POINTER (IN HEX:0x0x5)"), ("Ctype", "CUDA_R_16BF(14)"), ("ldc", "4096"),
    ("strideC", "2097152"), ("batchCount", "16"), ("computeType", "CUBLAS_COMPUTE_32F(68)"),
  ]

  @Test("Leading dimensions, strides and the field names of version 11 are read")
  func strided() {
    let old = ex.map {
      ($0.0 == "computeType" ? "computeTypeX" : $0.0 == "batchCount" ? "batchSize" : $0.0, $0.1)
    }
    let text = block("cublasGemmStridedBatchedEx", ex) + block("cublasGemmStridedBatchedEx", old)
    #expect(
      collect(CuBLASLogReader.self, text).lines
        == Array(
          repeating:
            "cublasGemmStridedBatchedEx gemm:bf16:tn:m=4096,n=512,k=1024,lda=1032:batch=16,strideB=0",
          count: 2))
  }

  @Test("The math mode belongs to its handle, and the process line's own mode overrides it")
  func mathMode() {
    let single = ex.map { ($0.0, $0.1.replacing("CUDA_R_16BF(14)", with: "CUDA_R_32F(0)")) }
    let other = single.map { ($0.0, $0.1.replacing("0x0xa0", with: "0x0xb0")) }
    func set(_ mode: String) -> String {
      block("cublasSetMathMode", [("handle", "POINTER (IN HEX:0x0xa0)"), ("mode", mode)])
    }
    let text =
      block("cublasGemmStridedBatchedEx", single) + set("CUBLAS_TF32_TENSOR_OP_MATH(3)")
      + block("cublasGemmStridedBatchedEx", single) + block("cublasGemmStridedBatchedEx", other)
      + block("cublasGemmStridedBatchedEx", single, process: "; MathMode=CUBLAS_DEFAULT_MATH")
      + set("CUBLAS_DEFAULT_MATH(0)") + block("cublasGemmStridedBatchedEx", single)
    let found = collect(CuBLASLogReader.self, text)
    #expect(found.lines.map { $0.hasSuffix("compute=tf32") } == [false, true, false, false, false])
    #expect(
      found.calls[1].assumptions == [
        "alpha is 1, beta is 0: the log has their addresses only",
        "computes in tf32: the handle's math mode allows it",
      ])
  }

  @Test("What no problem says has its argument in the reason")
  func notReplayable() {
    func changed(_ key: String, _ value: String) -> String {
      block("cublasGemmStridedBatchedEx", ex.map { ($0.0, $0.0 == key ? value : $0.1) })
    }
    let text =
      changed("Atype", "CUDA_R_8U(8)") + changed("computeType", "CUBLAS_COMPUTE_99(99)")
      + changed("lda", "16") + changed("strideC", "16")
    #expect(
      collect(CuBLASLogReader.self, text).lines == [
        "cublasGemmStridedBatchedEx - Atype CUDA_R_8U has no counterpart",
        "cublasGemmStridedBatchedEx - computeType CUBLAS_COMPUTE_99 has no counterpart",
        "cublasGemmStridedBatchedEx - lda=16 is smaller than 1024, the stored rows of A",
        "cublasGemmStridedBatchedEx - strideD=16 is smaller than 2097152, the extent of one D: results would overlap",
      ])
  }

  @Test(
    "A log of cuBLAS 10 that has names only says so; damaged blocks are rejected with their line")
  func damaged() {
    let bare =
      "I! cuBLAS (v10.2) function cublasStatus_t cublasSgemm_v2(cublasHandle_t, int) called:\n"
    let missing = block("cublasSgemm_v2", [("m", "4")])
    let wrong = block("cublasGemmStridedBatchedEx", ex.map { ($0.0, $0.0 == "n" ? "5x2" : $0.1) })
    let found = collect(
      CuBLASLogReader.self,
      bare + missing + wrong + "I! cuBLAS (v12.9.3) nonsense\n" + block("cublasDgemm_v2", []) + bare
        + "i!  lda: type=int; val=1")
    #expect(
      found.lines == [
        "cublasSgemm_v2 - the log has no arguments, only the function's name",
        "cublasDgemm_v2 - the log has no arguments, only the function's name",
      ])
    #expect(
      found.rejections.map(\.why) == [
        "lda is missing", "n is not a number: 5x2", "the line names no cuBLAS function",
        "the file ends inside the call",
      ])
    #expect(found.rejections[0].place == .line(2))
  }
}
