import Kernels
import Testing

@testable import Workloads

@Suite("rocBLAS and hipBLASLt logs")
struct AMDLogTests {
  @Test("Trace lines of each family")
  func trace() {
    let text = """
      rocblas_create_handle,atomics_allowed
      rocblas_gemm_ex,N,N,1024,16,27,1,0x7be683213a00,f32_r,1024,0x7be683203000,f32_r,27,0,0x7be683203a00,f32_r,1024,0x7be683203a00,f32_r,1024,f32_r,0,0,none,atomics_allowed
      rocblas_gemm_strided_batched_ex,T,N,64,32,16,0.5,0x1,f16_r,16,2048,0x2,f16_r,16,0,1,0x3,f16_r,64,2048,0x4,f32_r,64,2048,8,f32_r,0,0,0
      rocblas_gemm_strided_batched_ex,T,N,64,32,16,0.5,0x1,bf16_r,16,2048,0x2,bf16_r,16,0,2,0x3,f32_r,64,2048,0x4,f32_r,64,2048,8,f32_r,0,0,0
      rocblas_sgemm,T,N,64,32,16,1,0x1,16,0x2,16,0,0x3,64,atomics_allowed
      rocblas_dgemm_batched,N,N,64,32,16,1,0x1,64,0x2,16,0,0x3,64,5
      rocblas_hgemm_strided_batched,N,N,64,32,16,1,0x1,64,1024,0x2,16,512,0,0x3,64,2048,5
      rocblas_cgemm,C,N,8,9,10,(1,2),0x1,10,0x2,10,(0,0),0x3,8
      rocblas_strsm,L,U,N,N,8,8,1,0x1,8,0x2,8
      rocblas_sgemm,T,N,64
      """
    let found = collect(RocBLASLogReader.self, text)
    #expect(
      found.lines == [
        "rocblas_gemm_ex gemm:f32:nn:m=1024,n=16,k=27",
        "rocblas_gemm_strided_batched_ex - D of type f32 needs C of type f32, not f16",
        "rocblas_gemm_strided_batched_ex gemm:bf16>f32:tn:m=64,n=32,k=16,alpha=0.5,beta=2:batch=8,strideA=2048,strideB=0",
        "rocblas_sgemm gemm:f32:tn:m=64,n=32,k=16",
        "rocblas_dgemm_batched gemm:f64:nn:m=64,n=32,k=16:pointers=5",
        "rocblas_hgemm_strided_batched gemm:f16:nn:m=64,n=32,k=16:batch=5:compute=f16",
        "rocblas_cgemm gemm:c64:cn:m=8,n=9,k=10,alpha=1/2",
        "rocblas_strsm - rocblas_strsm is not a GEMM",
      ])
    #expect(found.calls.allSatisfy { $0.assumptions.isEmpty })
    #expect(found.rejections.map(\.why) == ["the file ends inside the line"])
  }

  @Test("Bench lines, with the counts of uniq and without")
  func bench() {
    let text = """
      ./rocblas-bench -f gemm_ex --transposeA N --transposeB N -m 8192 -n 1 -k 7392 --alpha 1 --a_type bf16_r --lda 8192 --b_type bf16_r --ldb 7392 --beta 0 --c_type bf16_r --ldc 8192 --d_type bf16_r --ldd 8192 --compute_type f32_r --algo 0 --solution_index 0 --flags 0
         136 ./rocblas-bench -f gemm_strided_batched_ex --transposeA N --transposeB T -m 1024 -n 2048 -k 512 --a_type h --lda 1024 --stride_a 4096 --b_type h --ldb 2048 --stride_b 4096 --c_type s --ldc 1024 --stride_c 2097152 --d_type s --ldd 1024 --stride_d 2097152 --compute_type s --alpha 1.1 --beta 1 --batch_count 5
      /opt/rocm/bin/rocblas-bench -f gemm -r s --transposeA T --transposeB N -m 8 -n 9 -k 10 --alpha -1 --lda 12 --ldb 10 --beta 0 --ldc 8 --math_mode 1
      ./rocblas-bench -f trsm -r f32_r --side L -m 8 -n 8
      ./rocblas-bench -f gemm -r s --transposeA T --transposeB N -m 8 -n 9
      ./rocblas-bench -f gemm -r f4_r --transposeA T --transposeB N -m 8 -n 9 -k 1
      we ran ./rocblas-bench -f gemm by hand

      """
    let found = collect(RocBLASLogReader.self, text)
    #expect(
      found.lines == [
        "rocblas_gemm_ex gemm:bf16:nn:m=8192,n=1,k=7392",
        "rocblas_gemm_strided_batched_ex gemm:f16>f32:nt:m=1024,n=2048,k=512,alpha=1.1,beta=1:batch=5,strideA=4096,strideB=4096 x136",
        "rocblas_sgemm gemm:f32:tn:m=8,n=9,k=10,lda=12,alpha=-1:compute=tf32",
        "rocblas_f32_rtrsm - rocblas_f32_rtrsm is not a GEMM",
        "rocblas_f4_rgemm - a_type f4_r has no counterpart",
      ])
    #expect(found.rejections.map(\.why) == ["m, n or k is missing"])
  }

  @Test(
    "Profile lines carry scalars and counts; other forms of the same calls are not counted again")
  func profile() {
    let text = """
      - { rocblas_function: "rocblas_gemm_ex", atomics_mode: atomics_allowed, a_type: "bf16_r", b_type: "bf16_r", c_type: "bf16_r", d_type: "bf16_r", compute_type: "f32_r", transA: 'T', transB: 'N', M: 12288, N: 4547, K: 4608, alpha: 1.0, lda: 4608, beta: 0.0, ldb: 4608, ldc: 12288, ldd: 12288, batch_count: 1, algo: 0, solution_index: 0, flags: none, call_count: 136 }
      - { rocblas_function: "rocblas_dgemm_batched", transA: "N", transB: "T", M: 1024, N: 2048, K: 512, lda: 1024, ldb: 2048, ldc: 1024, batch_count: 5, call_count: 2 }
      - { rocblas_function: "rocblas_gemm_ex", a_type: "bf16_r", M: 1, call_count: 0 }
      rocblas_sgemm,T,N,64,32,16,1,0x1,16,0x2,16,0,0x3,64,atomics_allowed
      rocblas_sgemm,T,N,64,32,16,1,0x1,16,0x2,16,0,0x3,64,atomics_allowed

      """
    let found = collect(RocBLASLogReader.self, text)
    #expect(
      found.lines == [
        "rocblas_gemm_ex gemm:bf16:tn:m=12288,n=4547,k=4608 x136",
        "rocblas_dgemm_batched gemm:f64:nt:m=1024,n=2048,k=512:pointers=5 x2",
      ])
    #expect(
      found.calls[1].assumptions == [
        "alpha is 1: the log does not have it", "beta is 0: the log does not have it",
      ])
    #expect(
      found.rejections.map(\.why) == [
        "call_count=0 is not a count",
        "the file has profile lines, and trace lines tell the same calls again; they are not counted",
      ])
  }

  @Test("hipBLASLt's bench lines")
  func hipBench() {
    let start =
      "hipblaslt-bench --api_method c -m 1024 -n 512 -k 256 --lda 1024 --ldb 256 --ldc 1024 --ldd 1024  --stride_a 0 --stride_b 0 --stride_c 0 --stride_d 0  --alpha 1.000000 "
    func line(_ types: String, _ rest: String, beta: Int = 0) -> String {
      start + "--beta \(beta).000000 --transA N --transB N --batch_count 1 "
        + "--a_type \(types) --b_type \(types) --c_type f16_r --d_type f16_r --scale_type f32_r --bias_type f32_r   --compute_type \(rest)\n"
    }
    let found = collect(
      HipBLASLtLogReader.self,
      line("f16_r", "f32_r --algo_method index --solution_index 56073", beta: 1)
        + line("f16_r", "f32_r --activation_type gelu --bias_vector --bias_source d")
        + line("f8_r", "f32_r --scaleA 1 --scaleB 2")
        + line("f8_fnuz_r", "f32_r --activation_type relu")
        + line("f16_r", "f32_r --activation_type swish") + line("f6_r", "f32_r")
        + line("f16_r", "f32_r --grouped_gemm"))
    let shape = "hipblasLtMatmul gemm:f16:nn:m=1024,n=512,k=256"
    let float8 = "hipblasLtMatmul gemm:f8e4m3>f16:nn:m=1024,n=512,k=256"
    #expect(
      found.lines == [
        shape + ",beta=1", shape + ":bias+gelu", float8 + ":scaleA=tensor:scaleB=1x256",
        float8 + ":relu", "hipblasLtMatmul - activation swish has no counterpart",
        "hipblasLtMatmul - a_type f6_r has no counterpart",
        "hipblasLtMatmul - a grouped call has several shapes, of which the line has one",
      ])
    #expect(
      found.calls[3].assumptions == [
        "f8_fnuz_r is taken as f8e4m3, whose zero, NaN and exponent bias differ"
      ])
  }

  @Test("hipBLASLt's profile lines")
  func hipProfile() {
    let text = """
      - {function: matmul, M: 16032, N: 109, K: 16384, lda: 16384, ldb: 16384, ldc: 16032, ldd: 16032, stride_a: 0, stride_b: 0, stride_c: 0, stride_d: 0, alpha: 1.0, beta: 0.0, transA: T, transB: N, batch_count: 1, scaleA: 0, scaleB: 0, scaleAlpha_vector: false, gradient: false, use_e: false, bias_vector: false, bias_source: d, a_type: bf16_r, b_type: bf16_r, c_type: bf16_r, d_type: bf16_r, scale_type: f32_r, bias_type: f32_r, compute_type: c_f32_r, activation_type: none, flush: false, rotating: 512, cold_iters: 0, iters: 0, call_count: 7}
      - {function: matmul, M: 8, N: 4, K: 2, lda: 8, ldb: 2, ldc: 8, ldd: 8, stride_a: 16, stride_b: 8, stride_c: 32, stride_d: 32, alpha: 1.0, beta: 0.0, transA: N, transB: N, batch_count: 3, bias_vector: true, a_type: f32_r, b_type: f32_r, c_type: f32_r, d_type: f32_r, compute_type: c_xf32_r, activation_type: none, call_count: 1}

      """
    #expect(
      collect(HipBLASLtLogReader.self, text).lines == [
        "hipblasLtMatmul gemm:bf16:tn:m=16032,n=109,k=16384 x7",
        "hipblasLtMatmul gemm:f32:nn:m=8,n=4,k=2:batch=3:bias:compute=tf32",
      ])
  }

  @Test("The result table of hipblaslt-bench has times")
  func hipTable() {
    let text = """
      [0]:transA,transB,grouped_gemm,batch_count,m,n,k,alpha,lda,stride_a,beta,ldb,stride_b,ldc,stride_c,ldd,stride_d,d_type,compute_type,activation_type,bias_vector,hipblaslt-Gflops,us,CPU-Gflops,CPU-us,norm_error_1
          T,N,0,1,2304,256,1729,1,1729,0,0,1729,0,2304,0,2304,0,f16_r,f32_r,none,0, 12345.6, 165.25,1,1,0

      """
    let found = collect(HipBLASLtLogReader.self, text)
    #expect(found.lines == ["hipblasLtMatmul gemm:f16:tn:m=2304,n=256,k=1729"])
    #expect(found.calls.first?.recordedNanoseconds == 165_250)
    #expect(
      found.calls.first?.assumptions == ["A, B and C have the type of D: the table has no other"])
  }
}
