internal import Foundation

/// A vendor's runtime and BLAS libraries, opened at run time.
///
/// They stay open: drivers leave threads and exit handlers behind.
final class VendorLibrary: @unchecked Sendable {
  // SAFETY: constant after init; handles of libraries are never closed.
  let dialect: VendorDialect
  /// The files, as the loader was asked for them.
  let files: VendorDialect.Release
  let runtime: VendorRuntime
  /// The library of single products, or why there is none.
  let lt: Result<VendorLt, BackendError>
  private let blas: UnsafeMutableRawPointer

  /// Opens the newest release that is there.
  /// - Parameter files: in place of the dialect's own.
  /// - Throws: `unavailable` with one sentence: which file is missing and what to do.
  init(_ dialect: VendorDialect, files given: VendorDialect.Release? = nil) throws(BackendError) {
    var reasons: [String] = []
    var opened:
      (
        runtime: UnsafeMutableRawPointer, blas: UnsafeMutableRawPointer,
        files: VendorDialect.Release
      )?
    for release in given.map({ [$0] }) ?? dialect.releases.map(\.value) {
      switch Self.open(release.runtime, dialect.folders) {
      case .failure(.absent): continue
      case .failure(.broken(let reason)): reasons.append(reason)
      case .success(let runtime):
        switch Self.open(release.blas, dialect.folders) {
        case .failure(.absent):
          reasons.append("\(release.runtime) is there, but \(release.blas) is not")
        case .failure(.broken(let reason)): reasons.append(reason)
        case .success(let blas): opened = (runtime, blas, release)
        }
      }
      if opened != nil { break }
    }
    guard let opened else { throw Self.absence(dialect, reasons) }
    self.dialect = dialect
    files = opened.files
    blas = opened.blas
    lt = Self.openLt(dialect, opened.files)
    runtime = try VendorRuntime(dialect, library: opened.runtime, file: opened.files.runtime)
  }

  private static func openLt(_ dialect: VendorDialect, _ files: VendorDialect.Release)
    -> Result<VendorLt, BackendError>
  {
    Result { () throws(BackendError) in
      let name = dialect.names.value.blas + "Lt"
      guard let numbers = dialect.lt?.value, let file = files.lt else {
        throw BackendError(
          .unavailable, operation: "dlopen", message: "no numbers of \(name) are known")
      }
      switch open(file, dialect.folders) {
      case .success(let library):
        return try VendorLt(library, file: file, prefix: name, numbers: numbers)
      case .failure(.broken(let reason)):
        throw BackendError(.unavailable, operation: "dlopen", message: reason)
      case .failure(.absent):
        throw BackendError(
          .unavailable, operation: "dlopen",
          message: "\(files.blas) is there, but \(file) is not; install it beside \(files.blas)")
      }
    }
  }

  /// Why there is no runtime library, or nil where there is one, broken or not; no function of it is called.
  static func absence(of dialect: VendorDialect, files given: VendorDialect.Release?)
    -> BackendError?
  {
    for release in given.map({ [$0] }) ?? dialect.releases.map(\.value) {
      guard case .failure(.absent) = open(release.runtime, dialect.folders) else { return nil }
    }
    return absence(dialect, [])
  }

  private static func absence(_ dialect: VendorDialect, _ reasons: [String]) -> BackendError {
    let names = dialect.releases.map(\.value.runtime).joined(separator: ", ")
    let folders = dialect.folders.joined(separator: ", ")
    return BackendError(
      .unavailable, operation: "dlopen",
      message: reasons.isEmpty
        ? "\(dialect.vendor) is not installed: there is none of \(names) in LD_LIBRARY_PATH, the system's folders or \(folders)"
        : reasons.joined(separator: "; "))
  }

  /// The function of the BLAS library with this name behind the vendor's prefix, or nil.
  func function(_ name: String) -> UnsafeRawPointer? {
    dlsym(blas, dialect.names.value.blas + name).map { UnsafeRawPointer($0) }
  }

  /// A plain function under the first of the dialect's suffixes that there is, with `_64` behind that where `isWide`.
  func plain(_ name: String, isWide: Bool = false) -> UnsafeRawPointer? {
    dialect.suffixes.lazy.compactMap { self.function(name + $0 + (isWide ? "_64" : "")) }.first
  }

  /// A plain function that must be there.
  /// - Throws: `unavailable` with its name.
  func require<F>(_ name: String, as type: F.Type) throws(BackendError) -> F {
    guard let function = plain(name) ?? function(name) else {
      throw BackendError(
        .unavailable, operation: "dlsym",
        message:
          "\(files.blas) lacks \(dialect.names.value.blas)\(name): it is no whole BLAS library")
    }
    return unsafeBitCast(function, to: type)
  }

  private enum OpenFailure: Error {
    case absent
    case broken(String)
  }

  /// The first of `file` by itself and in the folders that can be opened.
  private static func open(_ file: String, _ folders: [String]) -> Result<
    UnsafeMutableRawPointer, OpenFailure
  > {
    var failure = OpenFailure.absent
    let paths = file.contains("/") ? [file] : [file] + folders.map { "\($0)/\(file)" }
    for path in paths {
      if let handle = dlopen(path, RTLD_NOW | RTLD_LOCAL) { return .success(handle) }
      let reason = dlerror().map { String(cString: $0) } ?? "\(path): no reason given"
      // Where the file itself is missing, the reason starts with what was asked for.
      let isAbsent = reason.hasPrefix("\(path): ") && reason.contains("No such file")
      if !isAbsent, case .absent = failure { failure = .broken(reason) }
    }
    return .failure(failure)
  }

  /// An error of the BLAS library.
  func error(_ status: Int32, _ operation: String) -> BackendError {
    let name = dialect.statusNames.value[status]
    let isRefusal = name?.hasSuffix("NOT_SUPPORTED") == true
    return BackendError(
      isRefusal ? .unsupported : .nativeCallFailed,
      operation: dialect.names.value.blas + operation, nativeCode: Int(status), nativeName: name,
      message: isRefusal
        ? "\(files.blas) does not support this call; leave it out or use another backend"
        : "\(files.blas) failed; run the same case alone, and look into the driver's messages")
  }
}
