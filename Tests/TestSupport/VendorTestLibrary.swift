public import Foundation

/// A vendor's runtime and BLAS library over the CPU's BLAS, built from Tests/VendorLibrary for one test run.
///
/// Which names and numbers it has is said by its ``Kind``; what is wrong with it, by a fault that the source knows.
public final class VendorTestLibrary: Sendable {
  /// Whose library it poses as, in which numbering.
  public struct Kind: Sendable, CustomStringConvertible {
    /// What it is called in test names.
    public let description: String
    /// The backend that should find it.
    public let backend: String
    /// The names of its files.
    public let runtimeFile, blasFile: String
    /// That of the library of single products, where there is one.
    public let ltFile: String?
    let macros: [String]

    init(
      _ description: String, backend: String, files: (String, String),
      prefixes: (runtime: String, driver: String, blas: String), v2: String = "", ex: String = "",
      operations: Int, types: Types = .cuda, compute: Compute, algorithm: Int,
      statuses: (invalid: Int, notSupported: Int, failed: Int) = (7, 15, 13),
      lt: Lt? = nil, flags: [String] = []
    ) {
      self.description = description
      self.backend = backend
      (runtimeFile, blasFile) = files
      ltFile = lt?.file
      macros =
        [
          "RT=\(prefixes.runtime)", "DRIVER=\(prefixes.driver)", "BL=\(prefixes.blas)", "V2=\(v2)",
          "EX=\(ex)", "OP_N=\(operations)", "ALGORITHM=\(algorithm)",
          "INVALID=\(statuses.invalid)", "NOT_SUPPORTED=\(statuses.notSupported)",
          "FAILED=\(statuses.failed)",
        ] + types.macros + compute.macros + (lt?.macros ?? []) + flags
    }

    /// All of them: four dialects, and of two the numberings that published tables disagree about.
    public static let all: [Kind] = [cuda, hip6, musa, maca, hip7, hip5, musaCounting]

    /// NVIDIA's: transposes from 0, functions with 64-bit sizes.
    public static let cuda = Kind(
      "cuda", backend: "cuda", files: ("libcudart.so.12", "libcublas.so.12"),
      prefixes: ("cuda", "cu", "cublas"), v2: "_v2", operations: 0, compute: .cublas,
      algorithm: -1, lt: .cublas, flags: ["WIDE", "FOURS"])
    static let hip6 = Kind(
      "hip, ROCm 6", backend: "hip", files: ("libamdhip64.so.6", "libhipblas.so.2"),
      prefixes: ("hip", "hip", "hipblas"), ex: "_v2", operations: 111, compute: .hip,
      algorithm: 160, statuses: (3, 7, 5), flags: ["WIDE"])
    static let hip7 = Kind(
      "hip, ROCm 7", backend: "hip", files: ("libamdhip64.so.7", "libhipblas.so.3"),
      prefixes: ("hip", "hip", "hipblas"), operations: 111, compute: .hip, algorithm: 160,
      statuses: (3, 7, 5), lt: .hipblas, flags: ["WIDE"])
    static let hip5 = Kind(
      "hip, old types", backend: "hip", files: ("libamdhip64.so", "libhipblas.so"),
      prefixes: ("hip", "hip", "hipblas"), operations: 111, types: .hip, compute: .hipTypes,
      algorithm: 160, statuses: (3, 7, 5))
    static let musa = Kind(
      "musa, transposes from 111", backend: "musa", files: ("libmusart.so", "libmublas.so"),
      prefixes: ("musa", "mu", "mublas"), operations: 111, compute: .cublas, algorithm: 0,
      flags: ["FOURS"])
    static let musaCounting = Kind(
      "musa, transposes from 0", backend: "musa", files: ("libmusart.so", "libmublas.so"),
      prefixes: ("musa", "mu", "mublas"), operations: 0, compute: .cudaTypes, algorithm: 0,
      flags: ["FOURS"])
    static let maca = Kind(
      "maca", backend: "maca", files: ("libmcruntime.so", "libmcblas.so"),
      prefixes: ("mc", "mc", "mcblas"), operations: 0, compute: .cublas, algorithm: -1,
      flags: ["FOURS"])
  }

  /// Numbers of element types.
  struct Types: Sendable {
    let macros: [String]

    init(_ single: Int, _ half: Int, _ bfloat: Int, _ byte: Int, _ integer: Int) {
      macros = [
        "R_32F=\(single)", "R_16F=\(half)", "R_16BF=\(bfloat)", "R_8I=\(byte)", "R_32I=\(integer)",
      ]
    }

    static let cuda = Types(0, 2, 14, 3, 10)
    static let hip = Types(151, 150, 168, 160, 162)
  }

  /// Numbers of compute types; negative ones do not exist.
  struct Compute: Sendable {
    let macros: [String]

    init(half: Int, single: Int, integer: Int, fast: (half: Int, bfloat: Int, tf32: Int)) {
      macros = [
        "COMPUTE_16F=\(half)", "COMPUTE_32F=\(single)", "COMPUTE_32I=\(integer)",
        "COMPUTE_32F_FAST_16F=\(fast.half)", "COMPUTE_32F_FAST_16BF=\(fast.bfloat)",
        "COMPUTE_32F_FAST_TF32=\(fast.tf32)",
      ]
    }

    static let cublas = Compute(half: 64, single: 68, integer: 72, fast: (74, 75, 77))
    static let hip = Compute(half: 0, single: 2, integer: 9, fast: (4, 5, 6))
    static let hipTypes = Compute(half: 150, single: 151, integer: 162, fast: (-2, -3, -4))
    static let cudaTypes = Compute(half: 2, single: 0, integer: 10, fast: (-2, -3, -4))
  }

  /// The library of single products: its file, prefix and numbers; negative ones do not exist.
  struct Lt: Sendable {
    let file: String
    let macros: [String]

    init(
      _ file: String, prefix: String, product: [Int], layout: (count: Int, stride: Int),
      alignment: Int, reductions: Int, algorithmByteCount: Int, flags: [String] = []
    ) {
      self.file = file
      let names = [
        "TRANSA", "TRANSB", "EPILOGUE", "BIAS", "BIAS_TYPE", "SCALE_A", "SCALE_B", "MODE_A",
        "MODE_B", "QUICK",
      ]
      macros =
        zip(names, product).map { "LT_\($0)=\($1)" } + [
          "LT_PREFIX=\(prefix)", "LT_COUNT=\(layout.count)", "LT_STRIDE=\(layout.stride)",
          "LT_ALIGNMENT=\(alignment)", "LT_REDUCTIONS=\(reductions)",
          "LT_ALGORITHM_BYTES=\(algorithmByteCount)", "R_8F_E4M3=28", "R_8F_E5M2=29",
        ] + flags
    }

    static let cublas = Lt(
      "libcublasLt.so.12", prefix: "cublasLt", product: [3, 4, 7, 8, 26, 17, 18, 31, 32, 25],
      layout: (5, 6), alignment: 5, reductions: 3, algorithmByteCount: 64, flags: ["LT_SIXTEEN"])
    static let hipblas = Lt(
      "libhipblaslt.so.1", prefix: "hipblasLt", product: [0, 1, 2, 3, 4, 5, 6, 31, 32, -1],
      layout: (0, 1), alignment: -1, reductions: -1, algorithmByteCount: 24)
  }

  /// Where its files lie: what LD_LIBRARY_PATH takes.
  public let folder: URL
  /// The file under its names.
  public let runtime, blas: String
  /// That of single products, where there is one.
  public let lt: String?

  /// Whether it can be built here.
  public static let isBuildable = compiler != nil

  private static let compiler: String? = ["clang", "cc", "gcc"].lazy.compactMap { name in
    (ProcessInfo.processInfo.environment["PATH"] ?? "").split(separator: ":")
      .map { "\($0)/\(name)" }.first(where: FileManager.default.isExecutableFile)
  }.first

  /// Builds a library.
  /// - Parameters:
  ///   - faults: names of the source behind `FAULT_`: `NO_TRANSPOSE`, `HANG`; `NO_LT` leaves out the file of single products.
  ///   - devices: how many devices the runtime has.
  public init(_ kind: Kind, faults: [String] = [], devices: Int = 1) throws {
    folder = FileManager.default.temporaryDirectory.appendingPathComponent(
      "parity-\(UUID().uuidString)")
    try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
    let source = URL(fileURLWithPath: #filePath).deletingLastPathComponent()
      .appendingPathComponent("../VendorLibrary/library.c").standardized
    runtime = folder.appendingPathComponent(kind.runtimeFile).path
    blas = folder.appendingPathComponent(kind.blasFile).path
    let hasLt = !faults.contains("NO_LT")
    let folder = folder
    lt = hasLt ? kind.ltFile.map { folder.appendingPathComponent($0).path } : nil
    let process = Process()
    process.executableURL = URL(fileURLWithPath: Self.compiler ?? "/usr/bin/cc")
    let macros = kind.macros + ["DEVICES=\(devices)"] + faults.map { "FAULT_\($0)" }
    process.arguments =
      ["-shared", "-fPIC", "-O1", "-w"] + macros.map { "-D\($0)" }
      + [source.path, "-o", runtime, "-lopenblas", "-lm"]
    try process.run()
    process.waitUntilExit()
    guard process.terminationStatus == 0 else { throw CocoaError(.executableLoad) }
    for name in [blas, lt].compactMap({ $0 }) {
      try FileManager.default.createSymbolicLink(atPath: name, withDestinationPath: runtime)
    }
  }

  /// Removes the files; what is loaded stays loaded.
  public func remove() { try? FileManager.default.removeItem(at: folder) }
}
