import TestSupport

@testable import Kernels

/// Devices of the test libraries, for the suites that run over all devices.
enum VendorLibraries {
  static func dialect(_ name: String) -> VendorDialect? {
    VendorDialect.all.first { $0.backend == name }
  }

  /// A backend that opens a test library's files.
  static func backend(_ kind: VendorTestLibrary.Kind, _ library: VendorTestLibrary) -> VendorBackend
  {
    VendorBackend(
      dialect(kind.backend) ?? .cuda,
      files: VendorDialect.Release(
        runtime: library.runtime, blas: library.blas, lt: library.lt ?? "libnowhere.so.7"))
  }

  /// One device of every dialect, and that of ROCm 7, which has single products.
  static let devices = discover(Array(VendorTestLibrary.Kind.all.prefix(5)))
  /// Those of the numberings about which tables disagree, too.
  static let allDevices = devices + discover(Array(VendorTestLibrary.Kind.all.dropFirst(5)))

  private static func discover(_ kinds: [VendorTestLibrary.Kind]) -> [DiscoveredDevice] {
    guard VendorTestLibrary.isBuildable else { return [] }
    return kinds.flatMap { kind -> [DiscoveredDevice] in
      guard let library = try? VendorTestLibrary(kind) else { return [] }
      // Once it is loaded, its files are not needed any more.
      defer { library.remove() }
      let backend = backend(kind, library)
      return backend.discover().devices.prefix(1).map {
        DiscoveredDevice(backend: backend, info: $0)
      }
    }
  }
}
