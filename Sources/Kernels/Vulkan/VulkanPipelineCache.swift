internal import CVulkan
internal import Foundation

/// Compiled pipelines, kept on disk between runs where a folder is given.
///
/// The file belongs to one device and driver. It carries a checksum of its own, so that a broken file is ignored here
/// and never reaches the driver; the driver checks in addition that the data is its own.
final class VulkanPipelineCache: @unchecked Sendable {
  // SAFETY: mutable state is touched only by the thread that the contract gives the device to.
  private let cache: Owned<PipelineCacheHandle>
  private let core: VulkanCore
  private let file: URL?
  /// What was read, to see whether anything is new.
  private let loaded: [UInt8]

  var raw: VkPipelineCache { cache.raw }

  /// Loads the device's file from `folder`, or starts empty.
  init(_ core: VulkanCore, folder: String?, info: DeviceInfo) throws(BackendError) {
    let file = folder.map { folder in
      URL(fileURLWithPath: folder, isDirectory: true)
        .appendingPathComponent(Self.fileName(info), isDirectory: false)
    }
    let loaded =
      file.flatMap { try? Data(contentsOf: $0) }.flatMap { Self.unwrap([UInt8]($0)) } ?? []
    func create(_ data: [UInt8]) throws(BackendError) -> Owned<PipelineCacheHandle> {
      try core.make("vkCreatePipelineCache") { out in
        data.withUnsafeBytes { bytes in
          var info = VkPipelineCacheCreateInfo()
          info.sType = VK_STRUCTURE_TYPE_PIPELINE_CACHE_CREATE_INFO
          info.initialDataSize = bytes.count
          info.pInitialData = bytes.isEmpty ? nil : bytes.baseAddress
          return core.functions.createPipelineCache(core.device, &info, nil, out)
        }
      }
    }
    cache = try create(loaded)
    self.core = core
    self.file = file
    self.loaded = loaded
  }

  /// Writes what the driver has compiled, atomically.
  ///
  /// A folder that cannot be written costs the next run some
  /// compile time and is no error.
  func save() {
    guard let file, let data = contents(), data != loaded else { return }
    try? FileManager.default.createDirectory(
      at: file.deletingLastPathComponent(), withIntermediateDirectories: true)
    try? Data(Self.wrap(data)).write(to: file, options: .atomic)
  }

  private func contents() -> [UInt8]? {
    var count = 0
    let functions = core.functions
    guard functions.getPipelineCacheData(core.device, raw, &count, nil) == VK_SUCCESS, count > 0
    else { return nil }
    var data = [UInt8](repeating: 0, count: count)
    let result = data.withUnsafeMutableBytes {
      functions.getPipelineCacheData(core.device, raw, &count, $0.baseAddress)
    }
    guard result == VK_SUCCESS else { return nil }
    return Array(data.prefix(count))
  }

  /// `vulkan-<uuid>-<driver>.pipelines`, with nothing in it that a file name should not have.
  static func fileName(_ info: DeviceInfo) -> String {
    let text =
      "\(info.uuid ?? info.name)-\(info.properties["driverVersion"] ?? "")-\(info.driverVersion)"
    let safe = text.map { $0.isASCII && ($0.isLetter || $0.isNumber || $0 == ".") ? $0 : "-" }
    return "vulkan-" + String(safe.prefix(180)) + ".pipelines"
  }

  private static let magic: [UInt8] = Array("parity-pipelines-1\n".utf8)

  private static func wrap(_ data: [UInt8]) -> [UInt8] {
    var checksum = self.checksum(data).littleEndian
    return magic + withUnsafeBytes(of: &checksum) { Array($0) } + data
  }

  private static func unwrap(_ file: [UInt8]) -> [UInt8]? {
    let start = magic.count + 8
    guard file.count > start, Array(file.prefix(magic.count)) == magic else { return nil }
    let stored = file[magic.count..<start].reversed().reduce(UInt64(0)) { $0 << 8 | UInt64($1) }
    let data = Array(file[start...])
    return stored == checksum(data) ? data : nil
  }

  /// FNV-1a, 64 bits.
  private static func checksum(_ data: [UInt8]) -> UInt64 {
    data.reduce(0xcbf2_9ce4_8422_2325) { ($0 ^ UInt64($1)) &* 0x100_0000_01b3 }
  }
}
