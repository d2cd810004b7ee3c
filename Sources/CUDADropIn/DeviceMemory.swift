import Foundation
import Synchronization

/// The memory that the program has from CUDA: addresses of this process, each with its extent.
///
/// A device pointer is an ordinary address, so arithmetic inside an allocation works; what points to no allocation, or past the
/// end of one, is told from what does.
final class DeviceMemory: Sendable {
  /// Who asked for a piece of memory (`cudaMemoryType`).
  enum Kind: Int32, Sendable {
    case host = 1
    case device = 2
    case managed = 3
    /// The program's own memory, made known by `cudaHostRegister`.
    case registered = 0
  }

  /// A piece of memory.
  struct Allocation: Sendable {
    let start: UInt
    let byteCount: Int
    let kind: Kind
    /// Those of `cudaHostAlloc`.
    var flags: UInt32 = 0
    /// The pool it is counted in, 0 for none.
    var pool: UInt = 0
  }

  /// Why an address cannot be used.
  enum Problem: Error, Hashable {
    /// It lies in no allocation; after `cudaFree` as well.
    case unknown
    /// It lies in one, and the extent goes past its end by so many bytes.
    case pastTheEnd(by: Int)
  }

  /// What CUDA's allocator gives at least.
  private static let alignment = 256

  // Sorted by start; pieces never overlap.
  private let allocations = Mutex<[Allocation]>([])

  /// Allocates memory, or nil where there is none left.
  func allocate(
    _ byteCount: Int, kind: Kind, flags: UInt32 = 0, pool: UInt = 0
  ) -> UnsafeMutableRawPointer? {
    var memory: UnsafeMutableRawPointer?
    guard posix_memalign(&memory, Self.alignment, max(byteCount, 1)) == 0, let memory else {
      return nil
    }
    insert(
      Allocation(
        start: UInt(bitPattern: memory), byteCount: byteCount, kind: kind, flags: flags, pool: pool)
    )
    return memory
  }

  /// Makes the program's own memory known.
  /// - Returns: Whether none of it was known before.
  func register(_ pointer: UnsafeMutableRawPointer, _ byteCount: Int) -> Bool {
    let start = UInt(bitPattern: pointer)
    return allocations.withLock { list in
      let index = Self.index(of: start, in: list)
      if index > 0, list[index - 1].start + UInt(list[index - 1].byteCount) > start { return false }
      if index < list.count, start + UInt(byteCount) > list[index].start { return false }
      list.insert(Allocation(start: start, byteCount: byteCount, kind: .registered), at: index)
      return true
    }
  }

  /// Frees what `allocate` gave.
  /// - Parameter kinds: What the caller may free.
  /// - Returns: Whether `pointer` was the start of such an allocation.
  func free(_ pointer: UnsafeMutableRawPointer, kinds: Set<Kind>) -> Bool {
    guard let freed = remove(pointer, kinds: kinds) else { return false }
    Self.giveBack(freed)
    return true
  }

  /// Ends a piece that is in the list no more; registered memory stays the program's.
  private static func giveBack(_ piece: Allocation) {
    if piece.kind == .managed { forgetAdvice(piece.start, piece.byteCount) }
    MemoryPools.giveBack(piece.pool, piece.byteCount)
    if piece.kind != .registered {
      Foundation.free(UnsafeMutableRawPointer(bitPattern: piece.start))
    }
  }

  /// The allocation that holds `byteCount` bytes from `pointer` on.
  func allocation(_ pointer: UnsafeRawPointer, _ byteCount: Int) throws(Problem) -> Allocation {
    let address = UInt(bitPattern: pointer)
    let found = allocations.withLock { list in
      let index = Self.index(of: address + 1, in: list)
      return index > 0 ? list[index - 1] : nil
    }
    guard let found, address < found.start + UInt(max(found.byteCount, 1)) else { throw .unknown }
    let rest = found.byteCount - Int(address - found.start)
    guard byteCount <= rest else { throw .pastTheEnd(by: byteCount - rest) }
    return found
  }

  /// Bytes of device memory in use.
  var usedByteCount: Int {
    allocations.withLock { list in
      list.reduce(0) { $0 + ($1.kind == .device || $1.kind == .managed ? $1.byteCount : 0) }
    }
  }

  /// Frees everything (`cudaDeviceReset`).
  func reset() {
    let all = allocations.withLock { list in
      defer { list = [] }
      return list
    }
    all.forEach(Self.giveBack)
  }

  private func insert(_ allocation: Allocation) {
    allocations.withLock { $0.insert(allocation, at: Self.index(of: allocation.start, in: $0)) }
  }

  private func remove(_ pointer: UnsafeMutableRawPointer, kinds: Set<Kind>) -> Allocation? {
    let start = UInt(bitPattern: pointer)
    return allocations.withLock { list in
      let index = Self.index(of: start, in: list)
      guard index < list.count, list[index].start == start, kinds.contains(list[index].kind) else {
        return nil
      }
      return list.remove(at: index)
    }
  }

  /// The first piece that starts at `address` or later.
  private static func index(of address: UInt, in list: [Allocation]) -> Int {
    var (low, high) = (0, list.count)
    while low < high {
      let middle = (low + high) / 2
      if list[middle].start < address { low = middle + 1 } else { high = middle }
    }
    return low
  }
}
