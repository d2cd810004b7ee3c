import Foundation

/// Another CBLAS library beside the linked OpenBLAS: GEMM in the types that CBLAS has.
///
/// Its name is `blas:NAME`; the library is loaded when its devices are asked for.
public struct LoadedCBLASBackend: Backend {
  /// The name `blas:NAME`.
  public let name: String
  private let path: String
  private let library: Result<LoadedCBLAS, BackendError>

  /// Opens the library.
  /// - Parameters:
  ///   - name: what it is called; nil for what it calls itself.
  ///   - path: a file, or a name that the system's loader finds.
  public init(name: String?, path: String) {
    self.path = path
    library = Result { () throws(BackendError) in try LoadedCBLAS(path: path) }
    let own = (try? library.get().name) ?? path.split(separator: "/").last.map(String.init) ?? path
    self.name = "blas:\(name ?? own)"
  }

  /// The host's processors as one device, or why the library cannot be used.
  public func discover() -> Discovery {
    switch library {
    case .failure(let error):
      return Discovery(
        devices: [], rejections: [Discovery.Rejection(subject: path, reason: error.message)])
    case .success(let library):
      let host = HostProcessor.current
      return Discovery(devices: [
        DeviceInfo(
          backend: name, index: 0, name: host.name, kind: .cpu, driver: library.name,
          driverVersion: library.version, memoryByteCount: host.memoryByteCount,
          cacheByteCount: host.lastLevelCacheByteCount,
          threadCount: library.setsThreads ? host.threadCount : nil, features: host.features,
          properties: [
            "path": path, "functions": library.naming,
            "blasintByteCount": "\(library.integerByteCount)",
          ])
      ])
    }
  }

  /// Opens the device with `options.threadCount` threads, or as many as the machine offers.
  /// - Throws: `BackendError` with `unsupported` for fewer than one thread, or for a number where the library has no function
  ///   that sets it.
  public func open(_ device: DeviceInfo, options: DeviceOptions) throws(BackendError) -> any Device
  {
    let library = try library.get()
    let threadCount = options.threadCount ?? HostProcessor.current.threadCount
    guard threadCount >= 1 else {
      throw BackendError(
        .unsupported, operation: "open",
        message: "\(threadCount) threads cannot compute; use 1 or more")
    }
    guard library.setsThreads || options.threadCount == nil else {
      throw BackendError(
        .unsupported, operation: "open",
        message: "\(name) has no function that sets its number of threads; leave --threads out")
    }
    var info = device
    info.threadCount = library.setsThreads ? threadCount : nil
    let team = HostTeam(threadCount: threadCount)
    let variantName = name.map { $0.isASCII && ($0.isLetter || $0.isNumber) ? $0 : "_" }
    let prefix = String(variantName).lowercased()
    return HostDevice(
      info: info,
      support: { problem in
        Self.support(problem, prefix: prefix, integerByteCount: library.integerByteCount)
      },
      makeKernel: { problem, variant throws(BackendError) in
        guard case .gemm(let gemm) = problem else {
          throw BackendError(.unsupported, operation: "prepare", message: "CBLAS multiplies only")
        }
        return DirectGEMMKernel(gemm, variant: variant, team: team, library: library)
      })
  }

  private static func support(_ problem: Problem, prefix: String, integerByteCount: Int) -> Support
  {
    guard case .gemm(let gemm) = problem else {
      return .unsupported([
        UnsupportedReason(.operation, "CBLAS has GEMM, but no \(problem.operation)")
      ])
    }
    guard CBLASSupport.hasRoutine(gemm.types) else {
      return .unsupported([
        UnsupportedReason(.elementType, "CBLAS has no GEMM of \(gemm.types.a.rawValue)")
      ])
    }
    return CBLASSupport.support(gemm, library: prefix, integerByteCount: integerByteCount)
  }
}
