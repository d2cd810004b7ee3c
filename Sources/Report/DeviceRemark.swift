import Kernels

/// Why a device may be slower than it could be, by its own words.
public enum DeviceRemark {
  /// Cores of OpenBLAS without AVX2 (its driver/others/dynamic.c), which it takes for processors that it does not know.
  private static let oldCores: Set<String> = [
    "Katmai", "Coppermine", "Northwood", "Prescott", "Banias", "Core2", "Penryn", "Dunnington",
    "Nehalem", "Sandybridge", "Atom", "Nano", "Athlon", "Opteron", "Opteron_SSE3", "Barcelona",
    "Bobcat", "Bulldozer", "Piledriver",
  ]

  /// A sentence on the kernels that OpenBLAS took, where the processor has newer instructions, and what to do; nil otherwise.
  /// - Parameters:
  ///   - properties: of the device; `corename` is what OpenBLAS took the processor for.
  ///   - features: of the processor.
  public static func oldCore(properties: [String: String], features: [String]) -> String? {
    guard let core = properties["corename"], oldCores.contains(core), features.contains("avx2")
    else { return nil }
    let better = features.contains("avx512f") ? "SkylakeX" : "Haswell"
    return
      "OpenBLAS took its kernels for \(core), which know nothing of this processor's AVX2: set OPENBLAS_CORETYPE=\(better)"
  }
}
