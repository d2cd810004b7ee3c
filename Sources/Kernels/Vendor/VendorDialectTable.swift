/// The dialects that Parity knows.
///
/// Headers are NVIDIA's of CUDA 12.9 (`cublas_api.h`, `library_types.h`, `driver_types.h`, PyPI nvidia-cublas-cu12 12.9.3 and
/// nvidia-cuda-runtime-cu12 12.9.79) unless another is named.
extension VendorDialect {
  static let all: [VendorDialect] = [cuda, hip, musa, maca]

  /// `cudaDataType_t` of library_types.h, which hipDataType and others repeat.
  static let cudaTypes: [ElementType: Int32] = [
    .f32: 0, .f64: 1, .f16: 2, .i8: 3, .c64: 4, .c128: 5, .i32: 10, .bf16: 14,
  ]
  /// `cublasComputeType_t` of cublas_api.h.
  static let cublasCompute: [VendorCompute: Int32] = [
    .half: 64, .single: 68, .singleHalf: 74, .singleBF16: 75, .singleTF32: 77, .double: 70,
    .integer: 72,
  ]
  private static let cublasStatus: [Int32: String] = [
    1: "NOT_INITIALIZED", 3: "ALLOC_FAILED", 7: "INVALID_VALUE", 8: "ARCH_MISMATCH",
    11: "MAPPING_ERROR", 13: "EXECUTION_FAILED", 14: "INTERNAL_ERROR", 15: "NOT_SUPPORTED",
    16: "LICENSE_ERROR",
  ]
  private static let cublasIntegers = VendorRow(
    IntegerRule.dotProductsOfFour,
    source: "cuBLAS documentation of cublasGemmEx, computation type CUDA_R_32I")
  private static let cudaAttributes = Attributes(
    computeCapabilityMajor: 75, computeCapabilityMinor: 76, multiprocessorCount: 16,
    l2CacheByteCount: 38, isIntegrated: 18)

  static let cuda = VendorDialect(
    backend: "cuda", vendor: "NVIDIA CUDA",
    releases: [
      VendorRow(
        Release(runtime: "libcudart.so.13", blas: "libcublas.so.13", lt: "libcublasLt.so.13"),
        source: "PyPI nvidia-cublas 13, SONAME"),
      VendorRow(
        Release(runtime: "libcudart.so.12", blas: "libcublas.so.12", lt: "libcublasLt.so.12"),
        source: "PyPI nvidia-cublas-cu12 12.9.3, SONAME"),
      VendorRow(
        Release(runtime: "libcudart.so.11.0", blas: "libcublas.so.11", lt: "libcublasLt.so.11"),
        source: "PyPI nvidia-cublas-cu11 11.11, SONAME"),
    ],
    folders: ["/usr/local/cuda/lib64"],
    names: VendorRow(
      Names(runtime: "cuda", driver: "cu", blas: "cublas", driverLibrary: "libcuda.so.1"),
      source: "nm -D of libcudart.so.12 and libcublas.so.12"),
    suffixes: ["_v2"],
    operations: [VendorRow(.counting, source: "cublas_api.h, cublasOperation_t")],
    extended: [
      VendorRow(
        Extended(
          suffix: "", dataTypes: cudaTypes, computeTypes: cublasCompute, algorithm: -1),
        source: "library_types.h; cublas_api.h, cublasComputeType_t and cublasGemmAlgo_t")
    ],
    statusNames: VendorRow(
      cublasStatus.mapValues { "CUBLAS_STATUS_" + $0 }, source: "cublas_api.h, cublasStatus_t"),
    integerRule: cublasIntegers,
    mathMode: VendorRow(
      16, source: "cublas_api.h, CUBLAS_MATH_DISALLOW_REDUCED_PRECISION_REDUCTION"),
    attributes: VendorRow(cudaAttributes, source: "driver_types.h, cudaDeviceAttr"),
    versions: .cuda, lt: cublasLt)

  static let hip = VendorDialect(
    backend: "hip", vendor: "AMD ROCm",
    releases: [
      VendorRow(
        Release(runtime: "libamdhip64.so.7", blas: "libhipblas.so.3", lt: "libhipblaslt.so.1"),
        source: "ROCm 7.0, hipBLAS 3.0 (HIPIFY pull request 1973; llamacpp-rocm issue 10)"),
      VendorRow(
        Release(runtime: "libamdhip64.so.6", blas: "libhipblas.so.2", lt: "libhipblaslt.so.0"),
        source: "ROCm 6, hipBLAS 2 (TheRock issue 289)"),
      VendorRow(
        Release(runtime: "libamdhip64.so", blas: "libhipblas.so", lt: "libhipblaslt.so"),
        source: "links of the development packages"),
    ],
    folders: ["/opt/rocm/lib"],
    names: VendorRow(
      Names(runtime: "hip", driver: "hip", blas: "hipblas", driverLibrary: nil),
      source: "HIPIFY [014177b] src/CUDA2HIP_*; ggml vendors/hip.h"),
    suffixes: ["_v2", ""],
    operations: [
      VendorRow(.cblas, source: "hipblas.h; hipfort hipblas_enums"),
      VendorRow(.counting, source: "hipfort hipblas_enums where built for CUDA (USE_CUDA_NAMES)"),
    ],
    extended: [
      VendorRow(
        Extended(
          suffix: "_v2", dataTypes: cudaTypes, computeTypes: hipCompute, algorithm: 160),
        source: "hipBLAS 2 of ROCm 6 with HIPBLAS_V2: hipDataType, hipblasComputeType_t"),
      VendorRow(
        Extended(suffix: "", dataTypes: cudaTypes, computeTypes: hipCompute, algorithm: 160),
        source: "hipBLAS 3 of ROCm 7: hipblasGemmEx takes what hipblasGemmEx_v2 took"),
      VendorRow(
        Extended(
          suffix: "",
          dataTypes: [
            .f16: 150, .f32: 151, .f64: 152, .c64: 154, .c128: 155, .i8: 160, .i32: 162, .bf16: 168,
          ],
          // The compute type is a hipblasDatatype_t.
          computeTypes: [.half: 150, .single: 151, .double: 152, .integer: 162], algorithm: 160),
        source: "hipBLAS 1 and 2: hipblasDatatype_t; KernelGenBench hygon.py"),
      VendorRow(
        Extended(suffix: "", dataTypes: cudaTypes, computeTypes: cublasCompute, algorithm: -1),
        source: "hipBLAS over Intel's libraries, whose header repeats cuBLAS's numbers"),
    ],
    statusNames: VendorRow(
      [
        1: "HIPBLAS_STATUS_NOT_INITIALIZED", 2: "HIPBLAS_STATUS_ALLOC_FAILED",
        3: "HIPBLAS_STATUS_INVALID_VALUE", 4: "HIPBLAS_STATUS_MAPPING_ERROR",
        5: "HIPBLAS_STATUS_EXECUTION_FAILED", 6: "HIPBLAS_STATUS_INTERNAL_ERROR",
        7: "HIPBLAS_STATUS_NOT_SUPPORTED", 8: "HIPBLAS_STATUS_ARCH_MISMATCH",
        9: "HIPBLAS_STATUS_HANDLE_IS_NULLPTR", 10: "HIPBLAS_STATUS_INVALID_ENUM",
        11: "HIPBLAS_STATUS_UNKNOWN",
      ], source: "hipblas.h; hipfort hipblas_enums"),
    integerRule: VendorRow(.none, source: "hipBLAS documentation of hipblasGemmEx"),
    mathMode: VendorRow(nil, source: "ggml vendors/hip.h: cublasSetMathMode has no effect"),
    attributes: nil,  // hipDeviceAttribute_t was renumbered between releases.
    versions: .hip, lt: hipblasLt)

  static let hipCompute: [VendorCompute: Int32] = [
    .half: 0, .single: 2, .singleHalf: 4, .singleBF16: 5, .singleTF32: 6, .double: 7, .integer: 9,
  ]

  static let musa = VendorDialect(
    backend: "musa", vendor: "Moore Threads MUSA",
    releases: [
      VendorRow(
        Release(runtime: "libmusart.so", blas: "libmublas.so"),
        source: "torch_musa [8b583b3] CMakeLists.txt; KernelGenBench musa.py")
    ],
    folders: ["/usr/local/musa/lib"],
    names: VendorRow(
      Names(runtime: "musa", driver: "mu", blas: "mublas", driverLibrary: "libmusa.so"),
      source: "torch_musa [8b583b3] torch_musa/utils/mapping"),
    suffixes: ["_v2", ""],
    operations: [
      VendorRow(.cblas, source: "mublas-types.h lines 115 to 117; KernelGenBench mublas_fix.md"),
      VendorRow(.counting, source: "KernelGenBench runtime/backends/musa.py"),
    ],
    extended: [
      VendorRow(
        Extended(suffix: "", dataTypes: cudaTypes, computeTypes: cublasCompute, algorithm: 0),
        source: "KernelGenBench mublas_fix.md (mublas 1.10.6); musify general.json"),
      VendorRow(
        // The compute type is a musaDataType_t.
        Extended(
          suffix: "", dataTypes: cudaTypes,
          computeTypes: [.half: 2, .single: 0, .double: 1, .integer: 10], algorithm: 0),
        source: "ggml [d99724f] vendors/musa.h"),
      VendorRow(
        Extended(suffix: "", dataTypes: cudaTypes, computeTypes: cublasCompute, algorithm: -1),
        source: "KernelGenBench runtime/backends/musa.py: numbers of cuBLAS"),
    ],
    // Tables disagree even on which status NOT_SUPPORTED is: numbers are shown as they are.
    statusNames: VendorRow([:], source: "musify and torchada contradict each other"),
    integerRule: cublasIntegers,
    mathMode: VendorRow(nil, source: "musify and ggml vendors/musa.h contradict each other"),
    attributes: nil,
    versions: .number, lt: nil)

  static let maca = VendorDialect(
    backend: "maca", vendor: "MetaX MACA",
    releases: [
      VendorRow(
        Release(runtime: "libmcruntime.so", blas: "libmcblas.so"),
        source: "InfiniCore [2cec6ce] xmake/metax.lua; KernelGenBench metax.py")
    ],
    folders: ["/opt/maca/lib"],
    names: VendorRow(
      Names(runtime: "mc", driver: "mc", blas: "mcblas", driverLibrary: nil),
      source: "InfiniCore [2cec6ce] src/infiniop/devices/metax/metax_ht2mc.h"),
    suffixes: ["_v2", ""],
    operations: [
      VendorRow(.counting, source: "KernelGenBench metax.py: numbers of cuBLAS")
    ],
    extended: [
      VendorRow(
        Extended(suffix: "", dataTypes: cudaTypes, computeTypes: cublasCompute, algorithm: -1),
        source: "KernelGenBench metax.py: numbers of cuBLAS; InfiniCore calls mcblasGemmEx so")
    ],
    statusNames: VendorRow(
      cublasStatus.mapValues { "MCBLAS_STATUS_" + $0 },
      source: "KernelGenBench metax.py: numbers of cuBLAS"),
    integerRule: cublasIntegers,
    mathMode: VendorRow(nil, source: "no table has its numbers"),
    attributes: nil,
    versions: .number, lt: nil)
}
