import COpenBLAS
import Foundation

/// A CBLAS library opened at run time: BLIS, MKL, another OpenBLAS, the reference BLAS.
///
/// What it is comes from looking, not from its file's name: the names of its functions (plain, `scipy_` before, `64_` or `_64`
/// behind, which ILP64 builds use so that they can be loaded beside others), its own words about its version, and the width of
/// its integers, which is tried out. It stays open: libraries leave threads and exit handlers behind.
final class LoadedCBLAS: CBLASLibrary, @unchecked Sendable {
  // SAFETY: constant after init; calls that share state of the library are serialised by `lock`.
  /// What it calls itself, or the file's name: `mkl`, `blis`, `openblas`.
  let name: String
  /// Its version in its own words, or `unknown`.
  let version: String
  /// How its functions are called: `scipy_cblas_?gemm64_`.
  let naming: String
  let integerByteCount: Int
  /// Whether its number of threads can be set.
  let setsThreads: Bool

  private let sgemm, dgemm, cgemm, zgemm: UnsafeMutableRawPointer
  private let setThreads: (@Sendable (Int) -> Void)?
  private let lock = NSLock()

  /// - Parameter path: a file, or a name that the system's loader finds.
  /// - Throws: `BackendError` with `unavailable`: what is wrong with the file, and what to do.
  init(path: String) throws(BackendError) {
    func failure(_ message: String) -> BackendError {
      BackendError(.unavailable, operation: "dlopen", message: message)
    }
    var flags = RTLD_NOW | RTLD_LOCAL
    #if os(Linux)
      // Its own functions come first for it, not those of the BLAS that Parity is linked with.
      flags |= RTLD_DEEPBIND
    #endif
    guard let handle = dlopen(path, flags) else {
      let reason = dlerror().map { String(cString: $0) } ?? "the loader gives no reason"
      throw failure("\(path) cannot be loaded: \(reason)")
    }
    func symbol(_ name: String) -> UnsafeMutableRawPointer? { dlsym(handle, name) }

    // MKL has the plain names too, of whichever width its interface layer is; those with _64 are always 64 bits wide.
    let namings = ["_64", "64_", ""].flatMap { suffix in ["", "scipy_"].map { ($0, suffix) } }
    guard
      let (prefix, suffix) = namings.first(where: { symbol("\($0.0)cblas_sgemm\($0.1)") != nil })
    else {
      throw failure(
        "\(path) has no cblas_sgemm (nor scipy_cblas_sgemm, with or without 64_ or _64): it is no CBLAS library; "
          + "some distributions keep the C interface in a file of its own, libcblas")
    }
    func routine(_ name: String) -> UnsafeMutableRawPointer? {
      symbol("\(prefix)cblas_\(name)\(suffix)")
    }
    guard let sgemm = routine("sgemm"), let dgemm = routine("dgemm"),
      let cgemm = routine("cgemm"), let zgemm = routine("zgemm"), let sscal = routine("sscal")
    else {
      throw failure("\(path) lacks some of cblas_?gemm and cblas_sscal: it is no whole CBLAS")
    }
    (self.sgemm, self.dgemm, self.cgemm, self.zgemm) = (sgemm, dgemm, cgemm, zgemm)
    naming = "\(prefix)cblas_?gemm\(suffix)"
    integerByteCount = Int(parity_cblas_integer_bytes(sscal))
    (name, version) = Self.identity(path: path, symbol)
    setThreads = Self.threadSetter(symbol)
    setsThreads = setThreads != nil
  }

  private static func identity(
    path: String, _ symbol: (String) -> UnsafeMutableRawPointer?
  ) -> (name: String, version: String) {
    typealias Text = @convention(c) () -> UnsafePointer<CChar>?
    typealias Fill = @convention(c) (UnsafeMutablePointer<CChar>, Int32) -> Void
    if let function = symbol("MKL_Get_Version_String") ?? symbol("mkl_get_version_string") {
      var text = [CChar](repeating: 0, count: 256)
      unsafeBitCast(function, to: Fill.self)(&text, 255)
      let bytes = text.prefix { $0 != 0 }.map(UInt8.init(bitPattern:))
      // `Intel(R) oneAPI Math Kernel Library Version 2026.2-Product Build ...`
      let sentence = words(String(decoding: bytes, as: UTF8.self))
      let version = sentence.split(separator: " ").drop { $0 != "Version" }.dropFirst().first
      return ("mkl", version.map { String($0.prefix { $0 != "-" }) } ?? sentence)
    }
    if let function = symbol("bli_info_get_version_str") {
      let text = unsafeBitCast(function, to: Text.self)().map { String(cString: $0) }
      return ("blis", words(text ?? "unknown"))
    }
    for name in variants("openblas_get_config") {
      guard let function = symbol(name) else { continue }
      let text = unsafeBitCast(function, to: Text.self)().map { String(cString: $0) } ?? ""
      let parts = text.split(separator: " ")
      return ("openblas", parts.count > 1 ? String(parts[1]) : words(text))
    }
    let file = path.split(separator: "/").last.map(String.init) ?? path
    let stem = file.prefix { $0 != "." }.lowercased()
    let known = stem.hasPrefix("lib") ? String(stem.dropFirst(3)) : stem
    return (known.filter { $0.isASCII && ($0.isLetter || $0.isNumber) }, "unknown")
  }

  private static func words(_ text: String) -> String {
    text.split(whereSeparator: \.isWhitespace).joined(separator: " ")
  }

  private static func variants(_ name: String) -> [String] {
    ["", "scipy_"].flatMap { prefix in ["", "64_", "_64"].map { prefix + name + $0 } }
  }

  private static func threadSetter(_ symbol: (String) -> UnsafeMutableRawPointer?)
    -> (@Sendable (Int) -> Void)?
  {
    if let function = symbol("bli_thread_set_num_threads") {
      // BLIS's integers may have either width; a small number is the same in both.
      typealias Set = @convention(c) (Int) -> Void
      let set = unsafeBitCast(function, to: Set.self)
      return { set($0) }
    }
    let names = ["MKL_Set_Num_Threads"] + variants("openblas_set_num_threads")
    guard let function = names.lazy.compactMap(symbol).first else { return nil }
    typealias Set = @convention(c) (Int32) -> Void
    let set = unsafeBitCast(function, to: Set.self)
    return { set(Int32(clamping: $0)) }
  }

  func exclusively(_ body: () -> Void) {
    lock.lock()
    defer { lock.unlock() }
    body()
  }

  func setThreadCount(_ count: Int) { setThreads?(count) }

  func gemm(_ call: CBLASGEMM) {
    var x = parity_cblas_call(
      trans_a: Int32(call.transA.cblas.rawValue), trans_b: Int32(call.transB.cblas.rawValue),
      m: Int64(call.m), n: Int64(call.n), k: Int64(call.k), lda: Int64(call.lda),
      ldb: Int64(call.ldb), ldc: Int64(call.ldc), a: call.a, b: call.b, c: call.c)
    let wide = integerByteCount == 8
    let (alpha, beta) = (call.alpha, call.beta)
    switch call.type {
    case .f64: parity_cblas_dgemm(dgemm, wide, &x, alpha.real, beta.real)
    case .c64:
      parity_cblas_xgemm(
        cgemm, wide, &x, [Float(alpha.real), Float(alpha.imaginary)],
        [Float(beta.real), Float(beta.imaginary)])
    case .c128:
      parity_cblas_xgemm(
        zgemm, wide, &x, [alpha.real, alpha.imaginary], [beta.real, beta.imaginary])
    default: parity_cblas_sgemm(sgemm, wide, &x, Float(alpha.real), Float(beta.real))
    }
  }
}
