/// How one vendor names and numbers the interfaces of cuBLAS and of the CUDA runtime.
///
/// The interfaces are the same call for call; libraries, prefixes and numbers differ, and published tables of them disagree. Every
/// row says where it was read. Rows with several candidates are disputed, and none is believed before the library has shown by
/// its results which one it means (``VendorProbe``).
struct VendorDialect: Sendable {
  /// The name of the backend: `cuda`.
  let backend: String
  /// Whose it is, for people: `NVIDIA CUDA`.
  let vendor: String
  /// Which files belong together, newest first.
  let releases: [VendorRow<Release>]
  /// Where they lie when the system's loader does not find them.
  let folders: [String]
  /// What `cuda`, `cu` and `cublas` are called here.
  let names: VendorRow<Names>
  /// What may stand behind the names of plain functions, the preferred one first: `cublasSgemm_v2`, `mublasSgemm`.
  let suffixes: [String]
  /// Numbers of the transposes.
  let operations: [VendorRow<Operations>]
  /// Numbers that `GemmEx` and its kind take.
  let extended: [VendorRow<Extended>]
  /// What the results of calls are called.
  let statusNames: VendorRow<[Int32: String]>
  /// What products of 8-bit integers ask for.
  let integerRule: VendorRow<IntegerRule>
  /// The math mode that keeps sums of 16-bit products in f32; nil leaves the library's own.
  let mathMode: VendorRow<Int32?>
  /// Numbers of device attributes, where they are known for certain.
  let attributes: VendorRow<Attributes>?
  /// How versions are packed into one number.
  let versions: VersionStyle
  /// Numbers of the library of single products (`cublasLt`), where they are known for certain.
  let lt: VendorRow<Lt>?

  /// A runtime, a BLAS library and a library of single products of the same release.
  struct Release: Sendable {
    let runtime, blas: String
    var lt: String?
  }

  struct Names: Sendable {
    let runtime, driver, blas: String
    /// The file with the driver's functions; the runtime's own where nil.
    let driverLibrary: String?
  }

  /// `cublasOperation_t`.
  struct Operations: Sendable, Hashable {
    let none, transpose, conjugateTranspose: Int32

    subscript(transpose: Transpose) -> Int32 {
      switch transpose {
      case .none: none
      case .transpose: self.transpose
      case .conjugateTranspose: conjugateTranspose
      }
    }

    static let counting = Operations(none: 0, transpose: 1, conjugateTranspose: 2)
    /// CBLAS's numbers.
    static let cblas = Operations(none: 111, transpose: 112, conjugateTranspose: 113)
  }

  /// `cudaDataType_t`, `cublasComputeType_t` and `cublasGemmAlgo_t`.
  struct Extended: Sendable {
    /// What stands behind `GemmEx`, `GemmBatchedEx` and `GemmStridedBatchedEx`.
    let suffix: String
    let dataTypes: [ElementType: Int32]
    let computeTypes: [VendorCompute: Int32]
    /// The number of the algorithm that the library chooses itself.
    let algorithm: Int32
  }

  /// `cublasLtMatmulDescAttributes_t` and what else `cublasLtMatmul` is told by numbers.
  struct Lt: Sendable {
    let dataTypes: [ElementType: Int32]
    let computeTypes: [VendorCompute: Int32]
    /// Attributes of a product.
    let transA, transB, epilogue, biasPointer, biasType, scaleA, scaleB: Int32
    /// Those of how factors are laid out, and of sums of 8-bit floats without intermediate ones; nil where there are none.
    let scaleModeA, scaleModeB, accumulatesQuickly: Int32?
    /// What the modes of factors are called, by what they scale.
    let scaleModes: [VendorScaling: Int32]
    /// Attributes of a matrix.
    let batchCount, batchStride: Int32
    /// Attributes of the search for an algorithm: the workspace, and how A, B, C and D are aligned.
    let workspace: Int32
    let alignments: [Int32]
    /// The attribute that says how partial sums may be added, and its mask without those in D's type.
    let reductions: Reductions?
    /// The size of an algorithm in the answer of the search.
    let algorithmByteCount: Int
    /// What products of 8-bit floats ask for.
    let float8Rule: Float8Rule
    /// Where epilogues are applied to sums that are not rounded yet.
    let epilogueRule: EpilogueRule
  }

  struct Reductions: Sendable {
    let attribute: Int32
    let mask: UInt32
  }

  enum Float8Rule: Sendable {
    /// Columns of all matrices start on 16-byte boundaries and are multiples of them long.
    case sixteenBytes
    case none
  }

  enum EpilogueRule: Sendable {
    /// Where columns of all matrices start on 16-byte boundaries.
    case onBoundaries
    case anywhere
  }

  enum IntegerRule: Sendable {
    /// alpha and beta are 0 or 1; lda and ldb are multiples of 4.
    case dotProductsOfFour
    case none
  }

  /// `cudaDeviceAttr`.
  struct Attributes: Sendable {
    let computeCapabilityMajor, computeCapabilityMinor, multiprocessorCount: Int32
    let l2CacheByteCount, isIntegrated: Int32
  }

  enum VersionStyle: Sendable {
    /// 12040 is 12.4.
    case cuda
    /// 60342134 is 6.3.42134.
    case hip
    /// As it is: nobody says.
    case number

    func text(_ version: Int32) -> String {
      switch self {
      case .cuda: "\(version / 1000).\(version % 1000 / 10)"
      case .hip: "\(version / 10_000_000).\(version / 100_000 % 100).\(version % 100_000)"
      case .number: "\(version)"
      }
    }
  }
}

/// A row of a dialect's table, and where it was read.
struct VendorRow<Value: Sendable>: Sendable {
  let value: Value
  let source: String

  init(_ value: Value, source: String) {
    self.value = value
    self.source = source
  }
}

/// `cublasComputeType_t`: the arithmetic of a call, by cuBLAS's names without `FAST`.
enum VendorCompute: String, Sendable, CaseIterable {
  case half = "16f"
  case single = "32f"
  case singleTF32 = "32f_tf32"
  case singleBF16 = "32f_16bf"
  case singleHalf = "32f_16f"
  case double = "64f"
  case integer = "32i"
}

/// What one scaling factor of an 8-bit operand is for, as libraries know it (`cublasLtMatmulMatrixScale_t`).
enum VendorScaling: Hashable, Sendable {
  case tensor
  /// 128 elements along k.
  case vectors
  /// 128 elements along k by as many along m or n.
  case blocks
}
