import Testing

@testable import Translation

/// Contradictions of published tables, written down here apart from the tables.
@Suite("Lint")
struct LintTests {
  struct Expected: CustomTestStringConvertible, Sendable {
    let kind: LintFinding.Kind
    let dialect: String
    let symbol: String
    /// Parts of what is said, each by the source beside it.
    let says: [(String, String)]
    var testDescription: String { "\(dialect) \(symbol) \(kind.rawValue)" }
  }

  static let published = [
    Expected(
      kind: .conflict, dialect: "musa", symbol: "CUBLAS_TF32_TENSOR_OP_MATH",
      says: [
        ("MUBLAS_TF32_TENSOR_OP_MATH", "musify"), ("MUBLAS_TENSOR_OP_MATH", "ggml-musa"),
      ]),
    Expected(
      kind: .conflict, dialect: "musa", symbol: "CUBLAS_STATUS_NOT_SUPPORTED",
      says: [
        ("MUBLAS_STATUS_NOT_SUPPORTED", "musify"), ("MUBLAS_STATUS_NOT_IMPLEMENTED", "torchada"),
      ]),
    Expected(
      kind: .conflict, dialect: "hip", symbol: "CUBLAS_STATUS_NOT_SUPPORTED",
      says: [
        ("rocblas_status_perf_degraded", "rocblas")
      ]),
    Expected(
      kind: .conflict, dialect: "musa", symbol: "CUBLAS_COMPUTE_16F",
      says: [
        ("MUBLAS_COMPUTE_16F", "torchada"), ("CUDA_R_16F", "ggml-musa"),
      ]),
    Expected(
      kind: .conflict, dialect: "musa", symbol: "CUBLAS_COMPUTE_32F",
      says: [
        ("MUBLAS_COMPUTE_32F", "musify"), ("CUDA_R_32F", "ggml-musa"),
      ]),
    Expected(
      kind: .conflict, dialect: "hip", symbol: "CUBLAS_COMPUTE_32F_FAST_16F",
      says: [
        ("HIPBLAS_COMPUTE_32F_FAST_16F", "ggml-hip"), ("HIPBLAS_R_32F", "ggml-hip"),
      ]),
    Expected(
      kind: .conflict, dialect: "musa", symbol: "cublasComputeType_t",
      says: [
        ("mublasComputeType_t", "musify"), ("cudaDataType_t", "ggml-musa"),
      ]),
    Expected(
      kind: .conflict, dialect: "musa", symbol: "CUBLAS_GEMM_DEFAULT_TENSOR_OP",
      says: [
        ("MUBLAS_GEMM_DEFAULT_TENSOR_OP", "musify"), ("MUBLAS_GEMM_DEFAULT", "ggml-musa"),
      ]),
    Expected(
      kind: .conflict, dialect: "hip", symbol: "CUBLAS_GEMM_DEFAULT_TENSOR_OP",
      says: [
        ("HIPBLAS_GEMM_DEFAULT", "ggml-hip"), ("-", "rocblas"),
      ]),
    Expected(
      kind: .conflict, dialect: "hip", symbol: "cublasSetMathMode", says: [("-", "ggml-hip")]),
    Expected(
      kind: .conflict, dialect: "hip", symbol: "cublasGemmEx",
      says: [
        ("hipblasGemmEx_v2", "hipify"), ("hipblasGemmEx", "hipify-prs"),
      ]),
    Expected(
      kind: .conflict, dialect: "musa", symbol: "cublasSgemmEx",
      says: [
        ("mublasSgemmEx", "musify"), ("mublasGemmEx", "kgb-doc"),
      ]),
    Expected(
      kind: .signature, dialect: "nvidia, musa, cann-950", symbol: "cublasSgemmEx",
      says: [
        ("float alpha", "nvidia: headers"), ("computeType", "musa: kgb-doc"),
        ("f32 only", "cann-950: ops-blas"),
      ]),
    Expected(
      kind: .signature, dialect: "cann, cann-950", symbol: "aclblasGemmEx",
      says: [
        ("row-major", "cann: acl-cblas"), ("column-major", "cann-950: ops-blas"),
      ]),
    Expected(
      kind: .nameOnly, dialect: "musa", symbol: "cudnnMultiHeadAttnForward",
      says: [
        ("mudnnMultiHeadAttnForward", "musify-dnn")
      ]),
    Expected(
      kind: .nameOnly, dialect: "musa", symbol: "cublasHgemm", says: [("mublasHgemm", "musify")]),
    Expected(
      kind: .renumbered, dialect: "cann-950", symbol: "CUBLAS_OP_N",
      says: [
        ("ACLBLAS_OP_N (111)", "acl-cblas"), ("(0)", "nvidia: headers"),
      ]),
    Expected(
      kind: .renumbered, dialect: "hip", symbol: "CUBLAS_OP_T", says: [("(112)", "rocblas")]),
    Expected(
      kind: .renumbered, dialect: "openblas", symbol: "CUBLAS_OP_C", says: [("(113)", "cblas")]),
    Expected(
      kind: .disputedValue, dialect: "musa", symbol: "CUBLAS_OP_N",
      says: [
        ("(111)", "kgb-doc"), ("(0)", "kgb-code"),
      ]),
    Expected(
      kind: .disputedValue, dialect: "musa", symbol: "CUBLAS_FILL_MODE_UPPER",
      says: [
        ("(121)", "kgb-doc"), ("(1)", "kgb-code"),
      ]),
    Expected(
      kind: .disputedValue, dialect: "musa", symbol: "CUBLAS_SIDE_LEFT",
      says: [
        ("(141)", "kgb-doc"), ("(0)", "kgb-code"),
      ]),
    Expected(
      kind: .unconfirmed, dialect: "maca", symbol: "CUBLAS_OP_T", says: [("(1)", "kgb-metax")]),
    Expected(
      kind: .renumbered, dialect: "dtk", symbol: "CUDA_R_32F", says: [("(151)", "kgb-hygon")]),
    Expected(
      kind: .renumbered, dialect: "dtk", symbol: "CUDA_C_64F", says: [("(155)", "kgb-hygon")]),
    Expected(
      kind: .renumbered, dialect: "dtk", symbol: "CUBLAS_DIAG_UNIT", says: [("(132)", "kgb-hygon")]),
    Expected(
      kind: .conflict, dialect: "dtk", symbol: "cublasCgemm_v2",
      says: [
        ("hipblasCgemm_v2", "kgb-hygon")
      ]),
    Expected(kind: .narrowed, dialect: "musa", symbol: "*_64", says: [("stripped", "kgb-code")]),
    Expected(kind: .narrowed, dialect: "maca", symbol: "*_64", says: [("stripped", "kgb-metax")]),
    Expected(kind: .narrowed, dialect: "dtk", symbol: "*_64", says: [("stripped", "kgb-hygon")]),
    Expected(
      kind: .narrowed, dialect: "corex", symbol: "*_64", says: [("stripped", "kgb-iluvatar")]),
    Expected(
      kind: .contradictsCUDA, dialect: "musa", symbol: "CUDA_R_64F",
      says: [
        ("4", "kgb-doc"), ("1", "nvidia: headers"),
      ]),
    Expected(
      kind: .contradictsCUDA, dialect: "musa", symbol: "CUDA_R_32I", says: [("8", "kgb-doc")]),
    Expected(
      kind: .contradictsCUDA, dialect: "dtk", symbol: "CUDA_R_8I", says: [("6", "kgb-hygon")]),
    Expected(
      kind: .contradictsCUDA, dialect: "cann", symbol: "CUDA_C_32F", says: [("8", "kgb-backend")]),
  ]

  @Test("Every published contradiction is found, with who says what", arguments: published)
  func contradictions(expected: Expected) throws {
    let findings = DialectLint.findings(
      try DialectLibrary.all(), cuda: try DialectLibrary.dialect(named: "nvidia"))
    let finding = try #require(
      findings.first {
        $0.kind == expected.kind && $0.dialect == expected.dialect && $0.symbol == expected.symbol
      })
    for (said, source) in expected.says {
      #expect(finding.claims.contains { $0.says.contains(said) && $0.sources.contains(source) })
    }
  }

  @Test("CUDA's own table has nothing to complain about, nor has one without contradictions")
  func quiet() throws {
    let cuda = try DialectLibrary.dialect(named: "nvidia")
    #expect(DialectLint.findings([cuda], cuda: cuda).isEmpty)
    let clean = try DialectFile.parse(
      Array(
        "name: a\n[sources]\nh | header | x\n[symbols]\nCUBLAS_OP_N | A_N = 0 | known h\n".utf8),
      file: "a.dialect")
    #expect(DialectLint.findings([clean], cuda: cuda).isEmpty)
  }
}
