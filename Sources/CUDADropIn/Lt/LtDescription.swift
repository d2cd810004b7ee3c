import CCUDA
import Foundation
import Synchronization

/// How one kind of cuBLASLt's descriptions lies in memory: attributes by number, each at its place.
///
/// Programs may keep descriptions in memory of their own (`cublasLtMatrixLayoutInit`) and copy them, so everything is inside: eight
/// bytes that say the kind and the size, then the attributes. The oldest come first, since older headers reserve less.
struct LtKind: Sendable {
  /// An attribute and where it is.
  struct Field: Sendable {
    let name: String
    let offset, byteCount: Int
  }

  /// What its attributes are called behind `CUBLASLT_`: `MATMUL_DESC`.
  let prefix: String
  private let magic: UInt32
  /// The memory of one that Create makes.
  let byteCount: Int
  let fields: [CInt: Field]
  /// Attributes as they begin, where that is not zero.
  private let initial: [CInt: Int64]

  /// - Parameters:
  ///   - last: The last attribute that CUDA 12 knows, where CUDA 13 has more.
  ///   - attributes: number, bytes and name, in the order in which they lie.
  init(
    _ prefix: String, magic: UInt32, byteCount: Int, initial: [CInt: Int64] = [:],
    last: CInt = .max, _ attributes: [(CInt, Int, String)]
  ) {
    self.prefix = prefix
    self.magic = magic
    self.byteCount = byteCount
    self.initial = initial
    var fields: [CInt: Field] = [:]
    var end = 8
    for (number, size, name) in attributes where number <= last || parity_cuda_major() > 12 {
      let offset = (end + size - 1) / size * size
      fields[number] = Field(name: name, offset: offset, byteCount: size)
      end = offset + size
    }
    precondition(end <= byteCount, "\(prefix) needs \(end) bytes")
    self.fields = fields
  }

  /// Writes a new description into `size` bytes; false where that is too little for anything.
  func initialize(_ memory: UnsafeMutableRawPointer, size: Int) -> Bool {
    guard size >= 64 else { return false }
    memset(memory, 0, min(size, byteCount))
    memory.storeBytes(of: magic, as: UInt32.self)
    memory.storeBytes(of: UInt32(min(size, byteCount)), toByteOffset: 4, as: UInt32.self)
    for (number, value) in initial {
      guard let field = fields[number], field.offset + field.byteCount <= size else { continue }
      withUnsafeBytes(of: value) { bytes in
        if let base = bytes.baseAddress { memcpy(memory + field.offset, base, field.byteCount) }
      }
    }
    return true
  }

  /// The field of an attribute, where the description has room for it.
  func field(_ number: CInt, in memory: UnsafeRawPointer) -> Field? {
    guard let field = fields[number],
      field.offset + field.byteCount <= Int(memory.load(fromByteOffset: 4, as: UInt32.self))
    else { return nil }
    return field
  }

  /// Whether `memory` holds a description of this kind.
  func holds(_ memory: UnsafeRawPointer?) -> Bool {
    guard let memory else { return false }
    return memory.loadUnaligned(as: UInt32.self) == magic
  }
}

/// A description that a program has made, for reading.
struct LtDescription {
  let kind: LtKind
  let memory: UnsafeRawPointer

  /// - Returns: nil where `memory` is none of this kind.
  init?(_ kind: LtKind, _ memory: UnsafeRawPointer?) {
    guard let memory, kind.holds(memory) else { return nil }
    self.kind = kind
    self.memory = memory
  }

  /// An attribute, widened with its sign; 0 where an older header has no room for it.
  subscript(number: CInt) -> Int64 {
    guard let field = kind.field(number, in: memory) else { return 0 }
    let place = memory + field.offset
    return switch field.byteCount {
    case 1: Int64(place.load(as: Int8.self))
    case 2: Int64(place.load(as: Int16.self))
    case 4: Int64(place.load(as: Int32.self))
    default: place.load(as: Int64.self)
    }
  }

  func integer(_ number: CInt) -> CInt { CInt(truncatingIfNeeded: self[number]) }

  func pointer(_ number: CInt) -> UnsafeMutableRawPointer? {
    UnsafeMutableRawPointer(bitPattern: Int(self[number]))
  }
}

/// The descriptions that Create made, so that Destroy ends nothing else.
///
/// Their memory is used again and never freed: a program that gives an ended one is told that it is none.
enum LtCreated {
  private struct State {
    var living: Set<UInt> = []
    var ended: [UInt] = []
  }
  private static let state = Mutex(State())
  /// Enough for every kind.
  private static let byteCount = 256

  static func make(_ kind: LtKind) -> UnsafeMutableRawPointer? {
    state.withLock { state in
      let address = state.ended.popLast() ?? UInt(bitPattern: malloc(byteCount))
      guard let memory = UnsafeMutableRawPointer(bitPattern: address) else { return nil }
      _ = kind.initialize(memory, size: byteCount)
      state.living.insert(address)
      return memory
    }
  }

  static func destroy(_ memory: UnsafeMutableRawPointer?) -> Bool {
    state.withLock { state in
      guard let memory, state.living.remove(UInt(bitPattern: memory)) != nil else { return false }
      memory.storeBytes(of: 0, as: UInt32.self)
      state.ended.append(UInt(bitPattern: memory))
      return true
    }
  }
}
