import Kernels
import Testing

@testable import Translation

/// The calls of which tests know what becomes of them.
enum Sample {
  static let gemmEx =
    "cublasGemmEx(transa=T, transb=N, m=4096, n=512, k=4096, alpha=1, beta=0, Atype=CUDA_R_16BF, lda=4096, "
    + "Btype=CUDA_R_16BF, ldb=4096, Ctype=CUDA_R_16BF, ldc=4096, computeType=CUBLAS_COMPUTE_32F)"
  static let strided =
    "cublasGemmStridedBatchedEx(transa=N, transb=N, m=128, n=64, k=32, alpha=1, beta=0, Atype=CUDA_R_16F, "
    + "Btype=CUDA_R_16F, Ctype=CUDA_R_16F, strideA=4096, strideB=2048, strideC=8192, batchCount=12, "
    + "computeType=CUBLAS_COMPUTE_32F)"
  static let lt =
    "cublasLtMatmul(computeDesc=[computeType=COMPUTE_32F scaleType=R_32F transa=OP_T epilogue=EPILOGUE_GELU_BIAS], "
    + "alpha=1, beta=0, Adesc=[type=R_16F rows=1024 cols=4096 ld=1024], Bdesc=[type=R_16F rows=1024 cols=256 ld=1024], "
    + "Cdesc=[type=R_16F rows=4096 cols=256 ld=4096], Ddesc=[type=R_16F rows=4096 cols=256 ld=4096])"
  static let flash =
    "flash_attn_func(q=[1,512,32,128], k=[1,512,8,128], v=[1,512,8,128], causal=True, dtype=bf16)"

  static let all = [gemmEx, strided, lt, flash]

  /// What becomes of a call in a dialect.
  static func translation(_ call: String, _ dialect: String) throws -> CallTranslation {
    Translator(try DialectLibrary.dialect(named: dialect)).translate(try CUDACall(parsing: call))
  }
}

extension CallTranslation {
  /// The functions in order.
  var functions: [String] { steps.map(\.function) }

  /// The value of an argument of the first step that has it.
  func value(_ name: String) -> String? {
    steps.lazy.compactMap { $0.arguments?.first { $0.name == name }?.value }.first
  }
}
