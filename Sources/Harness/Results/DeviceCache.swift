import Foundation

public import Kernels

/// What was found out about devices before and need not be found out again: one file for every device as it was then.
///
/// A value counts for the same device, driver, host processor and number of threads, and the same version of what it
/// means; anything else is as good as none. So is a file that cannot be read.
public struct DeviceCache<Value: Codable & Sendable>: Sendable {
  private let folder: String
  private let version: String

  /// - Parameters:
  ///   - folder: where the files lie; need not exist.
  ///   - version: changes when older values mean nothing any more.
  public init(folder: String, version: String) {
    self.folder = folder
    self.version = version
  }

  /// What a value belongs to.
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
    var version: String

    init(_ device: DeviceInfo, processor: String, version: String) {
      backend = device.backend
      index = device.index
      name = device.name
      uuid = device.uuid
      driver = device.driver
      driverVersion = device.driverVersion
      features = device.features
      threadCount = device.threadCount
      self.processor = processor
      self.version = version
    }
  }

  private struct Entry: Codable {
    var identity: Identity
    var value: Value
  }

  /// The value of this device, or nil.
  /// - Parameter processor: the model of the host's processor.
  public func load(_ device: DeviceInfo, processor: String) -> Value? {
    let identity = Identity(device, processor: processor, version: version)
    guard let data = FileManager.default.contents(atPath: path(identity)),
      let entry = try? JSONDecoder().decode(Entry.self, from: data), entry.identity == identity
    else { return nil }
    return entry.value
  }

  /// Keeps the value of this device in place of an older one.
  /// - Throws: `ResultsError` where the folder cannot be written.
  public func store(
    _ value: Value, of device: DeviceInfo, processor: String
  ) throws(ResultsError) {
    let identity = Identity(device, processor: processor, version: version)
    let data = try ResultsCoding.encodeText(Entry(identity: identity, value: value))
    try WholeFile.write(data, to: path(identity))
  }

  /// Forgets the value of this device; returns whether there was a file.
  /// - Throws: what the file system says.
  public func remove(_ device: DeviceInfo, processor: String) throws -> Bool {
    let path = path(Identity(device, processor: processor, version: version))
    guard FileManager.default.fileExists(atPath: path) else { return false }
    try FileManager.default.removeItem(atPath: path)
    return true
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

/// Rooflines that were measured before.
public typealias RooflineCache = DeviceCache<Roofline>

extension DeviceCache<Roofline> {
  /// - Parameter folder: where the files lie; need not exist.
  public init(folder: String) {
    // Raised when probes change what they measure.
    self.init(folder: folder, version: "1")
  }
}

/// Variants that won `parity tune`.
public typealias TuningCache = DeviceCache<[TunedChoice]>

extension DeviceCache<[TunedChoice]> {
  /// - Parameter folder: where the files lie; need not exist.
  public init(folder: String) {
    // Another build may have other kernels under the same names.
    let tool = ToolIdentity.current()
    self.init(folder: folder, version: "\(tool.version) \(tool.commit ?? "")")
  }
}
