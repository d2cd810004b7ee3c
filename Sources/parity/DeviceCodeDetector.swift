import Foundation

/// Looks into a program for what decides whether the drop-in libraries can serve it.
struct DeviceCodeDetector {
  /// Whether it holds device code of its own (a section that NVIDIA's compiler writes).
  private(set) var hasDeviceCode = false
  /// Whether it is a program at all that the loader of this machine links.
  private(set) var isELF = false

  private static let sections: Set<String> = [".nv_fatbin", ".nvFatBinSegment"]
  /// Programs have some dozens of sections; a file that says more is not looked at further.
  private static let maximumSectionCount = 4096

  /// Reads the names of the sections of the 64-bit ELF file at `path` (System V ABI, chapter 4); what is none has none.
  init(path: String) {
    guard let file = FileHandle(forReadingAtPath: path) else { return }
    defer { try? file.close() }
    func bytes(at offset: UInt64, count: Int) -> [UInt8]? {
      guard (try? file.seek(toOffset: offset)) != nil, let data = try? file.read(upToCount: count),
        data.count == count
      else { return nil }
      return [UInt8](data)
    }
    func number(_ bytes: [UInt8], at offset: Int, size: Int) -> UInt64 {
      (0..<size).reduce(0) { $0 | UInt64(bytes[offset + $1]) << UInt64(8 * $1) }
    }
    // 64-bit, least significant byte first.
    guard let header = bytes(at: 0, count: 64), header.starts(with: [0x7F, 0x45, 0x4C, 0x46, 2, 1])
    else { return }
    isELF = true
    let start = number(header, at: 40, size: 8)
    let (size, count) = (Int(number(header, at: 58, size: 2)), Int(number(header, at: 60, size: 2)))
    let namesIndex = Int(number(header, at: 62, size: 2))
    guard size == 64, namesIndex < count, count <= Self.maximumSectionCount,
      let table = bytes(at: start, count: size * count)
    else { return }
    let names = number(table, at: namesIndex * size + 24, size: 8)
    let namesSize = number(table, at: namesIndex * size + 32, size: 8)
    guard namesSize < 1 << 20, let text = bytes(at: names, count: Int(namesSize)) else { return }
    for section in 0..<count {
      let offset = Int(number(table, at: section * size, size: 4))
      guard offset < text.count else { continue }
      if Self.sections.contains(String(decoding: text[offset...].prefix { $0 != 0 }, as: UTF8.self))
      {
        hasDeviceCode = true
      }
    }
  }
}
