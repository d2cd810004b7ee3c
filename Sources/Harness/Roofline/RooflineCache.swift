import Foundation

public import Kernels

/// Rooflines that were measured before, one file for every device as it was then.
///
/// A roofline counts for the same device, driver, host processor and number of threads; anything else is measured anew. A
/// file that cannot be read is as good as none.
public struct RooflineCache: Sendable {
  private let folder: String

  /// - Parameter folder: where the files lie; need not exist.
  public init(folder: String) { self.folder = folder }

  /// What a roofline belongs to.
  struct Identity: Codable, Hashable {
    var backend: String
    var index: Int
    var name: String
    var uuid: String?
    var driver: String
    var driverVersion: String
    var features: [String]
    var threadCount: Int?
    var processor: String
    /// Raised when probes change what they measure.
    var probeVersion = 1

    init(_ device: DeviceInfo, processor: String) {
      backend = device.backend
      index = device.index
      name = device.name
      uuid = device.uuid
      driver = device.driver
      driverVersion = device.driverVersion
      features = device.features
      threadCount = device.threadCount
      self.processor = processor
    }
  }

  private struct Entry: Codable {
    var identity: Identity
    var roofline: Roofline
  }

  /// The roofline of this device, or nil.
  /// - Parameter processor: the model of the host's processor.
  public func load(_ device: DeviceInfo, processor: String) -> Roofline? {
    let identity = Identity(device, processor: processor)
    guard let data = FileManager.default.contents(atPath: path(identity)),
      let entry = try? JSONDecoder().decode(Entry.self, from: data), entry.identity == identity
    else { return nil }
    return entry.roofline
  }

  /// Keeps the roofline of this device in place of an older one.
  /// - Throws: `ResultsError` where the folder cannot be written.
  public func store(
    _ roofline: Roofline, of device: DeviceInfo, processor: String
  ) throws(ResultsError) {
    let identity = Identity(device, processor: processor)
    let data = try ResultsCoding.encodeText(Entry(identity: identity, roofline: roofline))
    try WholeFile.write(data, to: path(identity))
  }

  /// `openblas-0-1a2b3c4d5e6f.json`: readable, and different wherever the identity is.
  func path(_ identity: Identity) -> String {
    let encoder = JSONEncoder()
    encoder.outputFormatting = [.sortedKeys]
    var hash = SHA256()
    hash.update((try? encoder.encode(identity)) ?? Data())
    let digest = hash.finalize().prefix(6).map { byte in
      (byte < 16 ? "0" : "") + String(byte, radix: 16)
    }.joined()
    let name = identity.backend.filter { $0.isASCII && ($0.isLetter || $0.isNumber) }
    return "\(folder)/\(name)-\(identity.index)-\(digest).json"
  }
}
