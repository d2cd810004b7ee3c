import Foundation
import TestSupport
import Testing

@testable import Kernels

/// Libraries that are built here from loops of our own, under every name and integer width that CBLAS libraries have.
@Suite(
  "CBLAS libraries opened at run time",
  .enabled(if: TestLibrary.compiler != nil, "needs a C compiler"))
struct LoadedCBLASTests {
  /// A way to name functions, and the width of integers.
  struct Naming: CustomTestStringConvertible {
    let prefix, suffix, integer: String
    var testDescription: String { "\(prefix)cblas_?gemm\(suffix) of \(integer)" }
  }

  static let namings = [
    Naming(prefix: "", suffix: "", integer: "int32_t"),
    Naming(prefix: "", suffix: "", integer: "int64_t"),
    Naming(prefix: "", suffix: "64_", integer: "int64_t"),
    Naming(prefix: "", suffix: "_64", integer: "int64_t"),
    Naming(prefix: "scipy_", suffix: "", integer: "int32_t"),
    Naming(prefix: "scipy_", suffix: "64_", integer: "int64_t"),
  ]

  private static func backend(_ naming: Naming, name: String? = nil, _ flags: String...) throws
    -> (LoadedCBLASBackend, TestLibrary)
  {
    let library = try TestLibrary(
      source,
      flags: [
        "-DINT=\(naming.integer)", "-DPREFIX=\(naming.prefix)", "-DSUFFIX=\(naming.suffix)",
      ] + flags)
    return (LoadedCBLASBackend(name: name, path: library.path), library)
  }

  @Test("Every naming is recognised, and the width of integers tried out", arguments: namings)
  func recognised(naming: Naming) throws {
    let (backend, library) = try Self.backend(naming)
    defer { library.remove() }
    let info = try #require(backend.discover().devices.first)
    #expect(backend.name == "blas:testblas")
    #expect(info.properties["functions"] == "\(naming.prefix)cblas_?gemm\(naming.suffix)")
    #expect(info.properties["blasintByteCount"] == (naming.integer == "int32_t" ? "4" : "8"))
    #expect(info.threadCount == nil)
    let device = try backend.open(info, options: DeviceOptions())
    defer { try? device.close() }
    for type in ["f32", "f64", "c64", "c128"] {
      for text in [
        "gemm:\(type):nn:m=17,n=9,k=33",
        "gemm:\(type):tt:m=5,n=6,k=7,lda=9,ldb=8,ldc=7,ldd=6,alpha=2,beta=-1",
        "gemm:\(type):tn:m=8,n=3,k=4:batch=5", "gemm:\(type):nt:m=4,n=4,k=0,beta=2",
        "gemm:\(type):\(type.hasPrefix("c") ? "cn" : "nn"):m=3,n=4,k=5,alpha=0,beta=1",
      ] {
        #expect(try CPUCheck.gemmFailure(try gemm(text), on: device) == nil, "\(text)")
      }
    }
    #expect(
      try CPUCheck.gemmFailure(try gemm("gemm:f32:nn:m=8,n=8,k=8:bias+gelu"), on: device) == nil)
  }

  @Test(
    "What CBLAS lacks is unsupported with the argument, sizes beyond 32 bits too where integers have 32"
  )
  func unsupported() throws {
    for (naming, isWide) in [(Self.namings[0], false), (Self.namings[2], true)] {
      let (backend, library) = try Self.backend(naming)
      defer { library.remove() }
      let device = try backend.open(backend.discover().devices[0], options: DeviceOptions())
      defer { try? device.close() }
      func arguments(_ text: String) throws -> [UnsupportedReason.Argument] {
        device.support(for: try Problem(descriptor: text)).reasons.map(\.argument)
      }
      #expect(try arguments("gemm:bf16:nn:m=8,n=8,k=8") == [.elementType])
      #expect(try arguments("attn:f32:b=1,h=1,d=8,sq=4") == [.operation])
      #expect(
        try arguments("gemm:f32:nn:m=1,n=1,k=3000000000,ldb=3000000000")
          == (isWide ? [] : [.integer64]))
    }
  }

  @Test("Threads are set where the library has a function for it, and refused where not")
  func threads() throws {
    let (with, library) = try Self.backend(Self.namings[5], name: "own", "-DTHREADS")
    defer { library.remove() }
    #expect(with.name == "blas:own")
    let info = try #require(with.discover().devices.first)
    #expect(info.driver == "openblas" && info.driverVersion == "9.8.7")
    let device = try with.open(info, options: DeviceOptions(threadCount: 3))
    defer { try? device.close() }
    #expect(device.info.threadCount == 3)
    #expect(try CPUCheck.gemmFailure(try gemm("gemm:f32:nn:m=4,n=4,k=4"), on: device) == nil)
    let handle = try #require(dlopen(library.path, RTLD_NOW))
    defer { dlclose(handle) }
    let count = try #require(dlsym(handle, "test_threads")).assumingMemoryBound(to: Int32.self)
    #expect(count.pointee == 3)
    let (without, other) = try Self.backend(Self.namings[0])
    defer { other.remove() }
    #expect(throws: BackendError.self) {
      try without.open(without.discover().devices[0], options: DeviceOptions(threadCount: 1))
    }
  }

  @Test("A file that is no library, or no CBLAS, is refused with what it is")
  func refused() throws {
    for (path, words) in [
      ("/etc/hostname", "cannot be loaded"), ("/nowhere/libblas.so", "cannot be loaded"),
      ("libc.so.6", "it is no CBLAS library"),
    ] {
      let discovery = LoadedCBLASBackend(name: nil, path: path).discover()
      #expect(discovery.devices.isEmpty)
      let rejection = try #require(discovery.rejections.first)
      #expect(rejection.subject == path && rejection.reason.contains(words), "\(rejection.reason)")
    }
    let (partial, library) = try Self.backend(Self.namings[0], "-DPARTIAL")
    defer { library.remove() }
    #expect(partial.discover().rejections.first?.reason.contains("lacks some of") == true)
  }

  @Test("Two libraries do not mix up their functions, nor with the linked one")
  func apart() throws {
    let (one, first) = try Self.backend(Self.namings[0])
    let (two, second) = try Self.backend(Self.namings[1], "-DSCALE=2")
    defer {
      first.remove()
      second.remove()
    }
    let problem = try gemm("gemm:f32:nn:m=3,n=3,k=3")
    for (backend, isRight) in [(one, true), (two, false), (one, true)] {
      let device = try backend.open(backend.discover().devices[0], options: DeviceOptions())
      defer { try? device.close() }
      #expect((try CPUCheck.gemmFailure(problem, on: device) == nil) == isRight)
    }
    let linked = try CPUCheck.device()
    #expect(try CPUCheck.gemmFailure(problem, on: linked) == nil)
  }

  /// CBLAS's GEMM by three loops; `gemm_` is exported as well, as real libraries do, and called through the dynamic linker.
  private static let source = """
    #include <complex.h>
    #include <stdint.h>
    #define JOINED(a, b, c) a##b##c
    #define JOIN(a, b, c) JOINED(a, b, c)
    #define NAME(x) JOIN(PREFIX, x, SUFFIX)
    #ifndef SCALE
    #define SCALE 1
    #endif
    #define AT(x, t, ld, i, j) ((t) == 111 ? (x)[(i) + (j) * (ld)] : (t) == 113 ? CONJ((x)[(j) + (i) * (ld)]) : (x)[(j) + (i) * (ld)])
    #define GEMM(L, T, S, DEREF)                                                                            \\
      void L##gemm_(int ta, int tb, INT m, INT n, INT k, T alpha, const T *a, INT lda, const T *b, INT ldb,  \\
                    T beta, T *c, INT ldc) {                                                                 \\
        for (INT j = 0; j < n; j++)                                                                          \\
          for (INT i = 0; i < m; i++) {                                                                      \\
            T sum = 0;                                                                                       \\
            for (INT p = 0; p < k; p++) sum += AT(a, ta, lda, i, p) * AT(b, tb, ldb, p, j);                  \\
            c[i + j * ldc] = SCALE * alpha * sum + (beta == 0 ? 0 : beta * c[i + j * ldc]);                  \\
          }                                                                                                  \\
      }                                                                                                      \\
      void NAME(cblas_##L##gemm)(int order, int ta, int tb, INT m, INT n, INT k, S alpha, const void *a,     \\
                                 INT lda, const void *b, INT ldb, S beta, void *c, INT ldc) {                \\
        if (order == 102) L##gemm_(ta, tb, m, n, k, DEREF(T, alpha), a, lda, b, ldb, DEREF(T, beta), c, ldc); \\
      }
    #define VALUE(T, x) (x)
    #define POINTED(T, x) (*(const T *)(x))
    #define CONJ(x) (x)
    GEMM(s, float, float, VALUE)
    GEMM(d, double, double, VALUE)
    #undef CONJ
    #define CONJ(x) conj(x)
    GEMM(c, float complex, const void *, POINTED)
    #ifndef PARTIAL
    GEMM(z, double complex, const void *, POINTED)
    #endif
    void NAME(cblas_sscal)(INT n, float alpha, float *x, INT step) {
      for (INT i = 0; i < n; i++) x[i * step] *= alpha;
    }
    #ifdef THREADS
    int test_threads;
    void NAME(openblas_set_num_threads)(int count) { test_threads = count; }
    const char *NAME(openblas_get_config)(void) { return "OpenBLAS 9.8.7 TEST"; }
    #endif
    """
}

/// A shared library built from C in a folder of its own.
struct TestLibrary {
  let path: String
  private let folder: URL

  /// The C compiler of this machine, or nil.
  static let compiler: String? = ["clang", "cc", "gcc"].lazy.compactMap { name in
    (ProcessInfo.processInfo.environment["PATH"] ?? "").split(separator: ":")
      .map { "\($0)/\(name)" }.first(where: FileManager.default.isExecutableFile)
  }.first

  init(_ source: String, flags: [String]) throws {
    folder = FileManager.default.temporaryDirectory.appendingPathComponent(
      "parity-\(UUID().uuidString)")
    try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
    path = folder.appendingPathComponent("libtestblas.so").path
    let file = folder.appendingPathComponent("library.c").path
    try source.write(toFile: file, atomically: true, encoding: .utf8)
    let process = Process()
    process.executableURL = URL(fileURLWithPath: try #require(Self.compiler))
    process.arguments = ["-shared", "-fPIC", "-O1", "-w"] + flags + [file, "-o", path, "-lm"]
    try process.run()
    process.waitUntilExit()
    try #require(process.terminationStatus == 0)
  }

  func remove() { try? FileManager.default.removeItem(at: folder) }
}
