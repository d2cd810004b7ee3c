internal import Foundation

/// A vendor's BLAS with cuBLAS's interface: `cuda`, `hip`, `musa` or `maca`.
///
/// Libraries are opened at run time; where they are not there, `discover` says so in one sentence. What their numbers mean is tried
/// out before they are believed (``VendorProbe``).
public struct VendorBackend: Backend {
  /// The name of the dialect.
  public let name: String
  private let dialect: VendorDialect
  private let search: VendorSearch

  /// One backend for every dialect.
  public static let all: [VendorBackend] = VendorDialect.all.map { VendorBackend($0) }

  /// - Parameter files: in place of those that the dialect names, for tests.
  init(_ dialect: VendorDialect, files: VendorDialect.Release? = nil) {
    name = dialect.backend
    self.dialect = dialect
    search = VendorSearch(dialect, files: files)
  }

  /// The devices of the runtime that compute rightly, and why others do not; looked for once.
  public func discover() -> Discovery { search.result.discovery }

  /// Why the runtime library is not there, or nil where it can be opened; asks no driver.
  public var absence: Discovery.Rejection? { search.absence }

  /// Opens a device that `discover` returned.
  ///
  /// Threads and validation are not for it.
  /// - Throws: `BackendError` where it is gone, or as the libraries say.
  public func open(_ device: DeviceInfo, options: DeviceOptions) throws(BackendError) -> any Device
  {
    let result = search.result
    guard let library = result.library, let found = result.devices[device.index],
      let info = result.discovery.devices.first(where: { $0.index == device.index })
    else {
      throw BackendError(
        .unavailable, operation: "open",
        message: "\(device.id) is not there any more; list the devices again")
    }
    return try VendorDevice(
      library, info: info, ordinal: found.ordinal, conventions: found.conventions)
  }
}

/// What one search for a dialect's devices found.
private final class VendorSearch: @unchecked Sendable {
  // SAFETY: `found` is guarded by `lock`.
  struct Outcome {
    var library: VendorLibrary?
    var discovery = Discovery(devices: [])
    /// By the device's index in the discovery: what its library means, and its number in the runtime.
    var devices: [Int: (conventions: VendorConventions, ordinal: Int)] = [:]
  }

  private let dialect: VendorDialect
  private let files: VendorDialect.Release?
  private let lock = NSLock()
  private var found: Outcome?

  init(_ dialect: VendorDialect, files: VendorDialect.Release?) {
    self.dialect = dialect
    self.files = files
  }

  var absence: Discovery.Rejection? {
    VendorLibrary.absence(of: dialect, files: files).map(rejection)
  }

  var result: Outcome {
    lock.withLock {
      if let found { return found }
      let outcome = search()
      found = outcome
      return outcome
    }
  }

  private func rejection(_ error: BackendError) -> Discovery.Rejection {
    Discovery.Rejection(subject: dialect.vendor, reason: error.message)
  }

  private func search() -> Outcome {
    var outcome = Outcome()
    var devices: [DeviceInfo] = []
    var rejections: [Discovery.Rejection] = []
    do throws(BackendError) {
      let library = try VendorLibrary(dialect, files: files)
      outcome.library = library
      let count = try library.runtime.deviceCount()
      if count == 0 {
        rejections.append(
          Discovery.Rejection(
            subject: dialect.vendor, reason: "\(library.files.runtime) finds no device"))
      }
      for ordinal in 0..<count {
        var name = "device \(ordinal)"
        do throws(BackendError) {
          let context = try VendorContext(library, index: ordinal)
          var info = VendorDescription(library, ordinal: ordinal).info(context)
          name = info.name
          let conventions = try VendorProbe(context: context).conventions()
          info.index = devices.count
          VendorDescription.add(conventions, of: library, to: &info)
          outcome.devices[info.index] = (conventions, ordinal)
          devices.append(info)
        } catch {
          rejections.append(Discovery.Rejection(subject: name, reason: error.description))
        }
      }
    } catch {
      rejections.append(
        Discovery.Rejection(
          subject: dialect.vendor,
          reason: error.nativeCode == nil
            ? error.message
            : "\(error.description); is the driver installed, and is there a device for it?"))
    }
    outcome.discovery = Discovery(devices: devices, rejections: rejections)
    return outcome
  }
}
