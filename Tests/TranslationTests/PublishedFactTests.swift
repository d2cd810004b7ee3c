import Testing

@testable import Translation

/// What public sources say of four calls, written down here apart from the tables.
@Suite("Published facts")
struct PublishedFactTests {
  /// A dialect's answer: functions, grade, arguments and the reason.
  struct Fact: CustomTestStringConvertible, Sendable {
    let dialect: String
    let functions: [String]
    let grade: Grade
    var values: [String: String] = [:]
    var reason: String?
    var testDescription: String { dialect }
  }

  static let gemmExFacts = [
    Fact(
      dialect: "hip", functions: ["hipblasGemmEx_v2"], grade: .exact,
      values: [
        "transa": "HIPBLAS_OP_T (112)", "transb": "HIPBLAS_OP_N (111)", "Atype": "HIP_R_16BF",
        "computeType": "HIPBLAS_COMPUTE_32F", "m": "4096", "ldc": "4096",
      ]),
    Fact(
      dialect: "musa", functions: ["mublasGemmEx"], grade: .exact,
      values: [
        "transa": "MUBLAS_OP_T (112)", "Ctype": "MUSA_R_16BF",
        "computeType": "MUBLAS_COMPUTE_32F (68)", "algo": "MUBLAS_GEMM_DEFAULT (0)",
      ]),
    Fact(
      dialect: "cann", functions: ["aclnnGemmGetWorkspaceSize", "aclnnGemm"],
      grade: .argumentIgnored,
      values: [
        // The operand swap: aclnn's A is cuBLAS's B, row-major.
        "A": "[512, 4096] strides [4096, 1] ACL_BF16 (27)",
        "B": "[4096, 4096] strides [4096, 1] ACL_BF16 (27)",
        "out": "[512, 4096] strides [4096, 1] ACL_BF16 (27)", "transA": "ACLBLAS_OP_N (111)",
        "transB": "ACLBLAS_OP_T (112)", "cubeMathType": "0 (KEEP_DTYPE)",
      ], reason: "computeType"),
    Fact(
      dialect: "cann-950", functions: ["aclblasGemmEx"], grade: .exact,
      values: ["transa": "ACLBLAS_OP_T (112)", "Atype": "ACL_BF16 (27)"]),
    Fact(
      dialect: "cnnl", functions: ["cnnlMatMul_v2"], grade: .exact,
      values: ["a_desc, a": "[512, 4096] strides [4096, 1] CNNL_DTYPE_BFLOAT16"]),
    Fact(
      dialect: "maca", functions: ["mcblasGemmEx"], grade: .exact,
      values: [
        "transa": "MCBLAS_OP_T (1)", "Btype": "MACA_R_16BF", "computeType": "MCBLAS_COMPUTE_32F",
      ]),
    Fact(
      dialect: "supa", functions: ["sublasGemmEx"], grade: .exact,
      values: ["computeType": "SUBLAS_COMPUTE_32F"]),
    Fact(
      dialect: "ppu", functions: ["cublasGemmEx"], grade: .exact, values: ["Atype": "CUDA_R_16BF"]),
    Fact(dialect: "corex", functions: ["cublasGemmEx"], grade: .exact),
    Fact(dialect: "dtk", functions: ["cublasGemmEx"], grade: .exact),
    Fact(dialect: "kunlun", functions: ["cublasGemmEx"], grade: .exact),
    Fact(
      dialect: "tops", functions: ["topsaten::topsatenMatmul"], grade: .argumentIgnored,
      reason: "computeType"),
    Fact(
      dialect: "nvidia", functions: ["cublasGemmEx"], grade: .exact,
      values: ["computeType": "CUBLAS_COMPUTE_32F (68)", "algo": "CUBLAS_GEMM_DEFAULT (-1)"]),
  ]

  static let stridedFacts = [
    Fact(dialect: "hip", functions: ["hipblasGemmStridedBatchedEx_v2"], grade: .exact),
    Fact(
      dialect: "musa", functions: ["mublasGemmStridedBatchedEx"], grade: .precisionLowered,
      values: [
        "computeType": "MUBLAS_COMPUTE_16F (64)", "alpha": "1 as f16", "strideC": "8192",
        "batchCount": "12",
      ], reason: "computeType"),
    Fact(
      dialect: "cann", functions: ["aclnnBatchMatMulGetWorkspaceSize", "aclnnBatchMatMul"],
      grade: .argumentIgnored,
      values: [
        "self": "[12, 64, 32] strides [2048, 32, 1] ACL_FLOAT16 (1)",
        "mat2": "[12, 32, 128] strides [4096, 128, 1] ACL_FLOAT16 (1)",
      ]),
    Fact(
      dialect: "cann-950", functions: ["aclblasGemmBatchedEx"], grade: .decomposed,
      reason: "batching"),
    Fact(dialect: "cnnl", functions: ["cnnlBatchMatMulEx"], grade: .exact),
    Fact(
      dialect: "maca", functions: ["mcblasGemmStridedBatchedEx"], grade: .exact,
      values: ["computeType": "MCBLAS_COMPUTE_32F", "Atype": "MACA_R_16F"]),
    Fact(dialect: "supa", functions: [], grade: .unknown, reason: "operation"),
    Fact(
      dialect: "kunlun", functions: ["cublasGemmStridedBatchedEx"], grade: .exact,
      values: ["computeType": "CUBLAS_COMPUTE_32F"]),
    Fact(dialect: "tops", functions: [], grade: .unknown),
  ]

  static let ltFacts = [
    Fact(
      dialect: "hip", functions: ["hipblasLtMatmul"], grade: .exact,
      values: ["computeDesc.epilogue": "HIPBLASLT_EPILOGUE_GELU_BIAS", "Adesc.rows": "1024"]),
    Fact(dialect: "musa", functions: ["mublasLtMatmul"], grade: .unknown, reason: "epilogue"),
    Fact(
      dialect: "cann",
      functions: ["aclnnAddmmGetWorkspaceSize", "aclnnAddmm", "an elementwise operator"],
      grade: .argumentIgnored, values: ["out": "[256, 4096] strides [4096, 1] ACL_FLOAT16 (1)"],
      reason: "epilogue"),
    Fact(dialect: "cann-950", functions: ["aclblasLtMatmul"], grade: .unknown, reason: "epilogue"),
    Fact(
      dialect: "cnnl", functions: ["cnnlMatMulEx"], grade: .exact,
      values: ["c_desc, c": "nullptr", "algo": "the first of the heuristic"]),
    Fact(dialect: "maca", functions: ["mcblasLtMatmul"], grade: .unknown, reason: "epilogue"),
    Fact(dialect: "supa", functions: [], grade: .unknown),
  ]

  static let flashFacts = [
    Fact(
      dialect: "hip", functions: ["flash-attn attn_fwd (composable kernel or Triton)"],
      grade: .unknown, reason: "arguments"),
    Fact(dialect: "musa", functions: ["mate flash_attn"], grade: .unknown, reason: "arguments"),
    Fact(
      dialect: "cann",
      functions: ["aclnnFlashAttentionScoreGetWorkspaceSize", "aclnnFlashAttentionScore"],
      grade: .exact,
      values: [
        "query": "[1, 512, 32, 128] ACL_BF16 (27)", "key": "[1, 512, 8, 128] ACL_BF16 (27)",
        "inputLayout": "\"BSND\"", "headNum": "32", "sparseMode": "3 (rightDownCausal)",
        "attentionOutOut": "[1, 512, 32, 128] ACL_BF16 (27)",
      ]),
    Fact(dialect: "cann-950", functions: [], grade: .impossible, reason: "operation"),
    Fact(dialect: "cnnl", functions: ["torch_mlu_ops.flash_attention"], grade: .unknown),
    Fact(dialect: "maca", functions: ["mcFlashAttn"], grade: .unknown),
    Fact(dialect: "supa", functions: [], grade: .unknown),
    Fact(dialect: "kunlun", functions: [], grade: .unknown),
    Fact(dialect: "nvidia", functions: ["_flash_attn_forward"], grade: .exact),
  ]

  @Test("cublasGemmEx in bf16 with f32 sums", arguments: gemmExFacts)
  func gemmEx(fact: Fact) throws { try check(Sample.gemmEx, fact) }

  @Test("cublasGemmStridedBatchedEx in f16 with f32 sums", arguments: stridedFacts)
  func strided(fact: Fact) throws { try check(Sample.strided, fact) }

  @Test("cublasLtMatmul with bias and gelu", arguments: ltFacts)
  func lt(fact: Fact) throws { try check(Sample.lt, fact) }

  @Test("FlashAttention, causal, grouped queries", arguments: flashFacts)
  func flash(fact: Fact) throws { try check(Sample.flash, fact) }

  private func check(_ call: String, _ fact: Fact) throws {
    let translation = try Sample.translation(call, fact.dialect)
    #expect(translation.functions == fact.functions)
    #expect(translation.grade == fact.grade)
    for (name, value) in fact.values { #expect(translation.value(name) == value) }
    if let reason = fact.reason { #expect(translation.findings.map(\.argument).contains(reason)) }
  }

  @Test(
    "Every grouped GEMM is one call for each GEMM where a library has none, and names no invented function"
  )
  func grouped() throws {
    let call =
      "cublasGemmGroupedBatchedEx(transa_array=[N,T], transb_array=[N,N], m_array=[8,16], n_array=[8,4], "
      + "k_array=[4,4], group_size=[2,3], type=bf16, computeType=32F)"
    for (dialect, function) in [
      ("hip", "hipblasGemmEx_v2"), ("musa", "mublasGemmEx"), ("maca", "mcblasGemmEx"),
    ] {
      let translation = try Sample.translation(call, dialect)
      #expect(translation.grade == .decomposed)
      #expect(translation.functions == [function])
      #expect(translation.steps[0].repeats == 5)
    }
    #expect(try Sample.translation(call, "cann").functions == ["aclnnGroupedMatmul (V2 to V5)"])
    #expect(try Sample.translation(call, "cann-950").functions == ["aclblasGemmGroupedBatchedEx"])
  }

  @Test(
    "f64 and complex have no place in Ascend's cube unit",
    arguments: ["cublasDgemm", "cublasCgemm", "cublasZgemm"])
  func noDoubleOnAscend(function: String) throws {
    for dialect in ["cann", "cnnl"] {
      let translation = try Sample.translation("\(function)(m=8,n=8,k=8)", dialect)
      #expect(translation.grade == .impossible)
      #expect(translation.findings.map(\.argument) == ["elementType"])
    }
  }

  @Test("A value in several parts is as sure as its least sure part")
  func leastSure() throws {
    // The type of sums is known for one product of CNNL and inferred for a batch.
    let single = try Sample.translation("cublasSgemm(m=8,n=8,k=8)", "cnnl")
    #expect(single.certainty == .known)
    let batch = try Sample.translation(
      "cublasSgemmStridedBatched(m=8,n=8,k=8,batchCount=3)", "cnnl")
    #expect(batch.grade == .exact)
    #expect(batch.certainty == .inferred)
    let descriptor = batch.steps[0].arguments?.first { $0.name == "bmm_desc" }
    #expect(descriptor?.evidence?.sources == ["diopi", "torch_mlu"])
  }

  @Test("f32 on Ascend keeps its type, and TF32 becomes HF32, which is said")
  func cubeMathType() throws {
    let plain = try Sample.translation("cublasSgemm(m=8,n=8,k=8)", "cann")
    #expect(plain.functions == ["aclnnMmGetWorkspaceSize", "aclnnMm"])
    #expect(plain.value("cubeMathType") == "0 (KEEP_DTYPE)")
    #expect(plain.grade == .exact)
    let fast = try Sample.translation(
      "cublasGemmEx(m=8,n=8,k=8,type=f32,computeType=CUBLAS_COMPUTE_32F_FAST_TF32)", "cann")
    #expect(fast.value("cubeMathType") == "3 (USE_HF32)")
    #expect(fast.grade == .precisionLowered)
  }

  @Test("hipBLAS has no FAST_TF32 on rocBLAS, no 3M products and no RELU_AUX epilogues")
  func hipGaps() throws {
    let tf32 = try Sample.translation(
      "cublasGemmEx(m=8,n=8,k=8,type=f32,computeType=32F_FAST_TF32)", "hip")
    #expect(tf32.grade == .argumentIgnored)
    #expect(tf32.value("computeType") == "HIPBLAS_COMPUTE_32F")
    #expect(try Sample.translation("cublasCgemm3m(m=8,n=8,k=8)", "hip").grade == .impossible)
    let auxiliary = try Sample.translation(
      "cublasLtMatmul(m=8,n=8,k=8,type=f16,epilogue=RELU_AUX)", "hip")
    #expect(auxiliary.grade == .impossible)
    #expect(auxiliary.findings.map(\.argument) == ["epilogue"])
  }

  @Test("A size beyond 32 bits is refused where _64 is stripped, and small _64 calls are not")
  func wideSizes() throws {
    let wide = "cublasGemmEx(m=3000000000,n=1,k=1,type=bf16,computeType=32F)"
    #expect(try CUDACall(parsing: wide).function.symbol == "cublasGemmEx_64")
    for dialect in ["musa", "maca", "dtk", "corex", "cann-950"] {
      let translation = try Sample.translation(wide, dialect)
      #expect(translation.grade == .impossible)
      #expect(translation.findings.map(\.argument) == ["integer64"])
    }
    #expect(try Sample.translation(wide, "hip").functions == ["hipblasGemmEx_64"])
    let small = "cublasGemmEx_64(m=3,n=1,k=1,type=bf16,computeType=32F)"
    #expect(try Sample.translation(small, "musa").functions == ["mublasGemmEx"])
  }

  @Test("muBLAS scalars have the type of the matrices")
  func scalarTypes() throws {
    let call = "cublasGemmEx(m=8,n=8,k=8,alpha=0.3,beta=0,type=bf16,computeType=32F)"
    let translation = try Sample.translation(call, "musa")
    #expect(translation.value("alpha") == "0.3 as bf16")
    #expect(translation.grade == .precisionLowered)
  }
}
