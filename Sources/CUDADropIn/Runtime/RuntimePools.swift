package import CCUDA
import Foundation
import Synchronization

// Pools of memory (CUDA Runtime API reference, Stream Ordered Memory Allocator). Memory goes back to the machine when it is freed, so a
// pool reserves what is in use and nothing more.

/// What is behind a pool (`cudaMemPool_t`).
struct MemoryPool: Sendable {
  /// Most bytes at once, 0 for no limit.
  let limit: Int
  /// Three ways of reuse, and how much a pool keeps: values that are given back.
  var reuse: [CInt: CInt] = [1: 1, 2: 1, 3: 1]
  var releaseThreshold: UInt64 = 0
  var used = 0
  var mostUsed = 0
}

enum MemoryPools {
  static let all = HandleTable<MemoryPool>(kind: 7)
  /// The pool that the device has always.
  static var standard: OpaquePointer? { OpaquePointer(bitPattern: standardHandle) }
  private static let standardHandle = UInt(bitPattern: all.make(MemoryPool(limit: 0)))
  private static let chosen = Mutex<UInt>(0)

  /// The pool of `cudaMallocAsync`.
  static var current: OpaquePointer? {
    get { chosen.withLock { OpaquePointer(bitPattern: $0) } ?? standard }
    set { chosen.withLock { $0 = UInt(bitPattern: newValue) } }
  }

  /// Counts memory of a pool that is taken; false where its limit forbids that, or there is no such pool.
  static func take(_ pool: OpaquePointer?, _ byteCount: Int) -> Bool {
    var isThere = false
    _ = all.update(pool) {
      let (used, overflow) = $0.used.addingReportingOverflow(byteCount)
      guard !overflow, $0.limit == 0 || used <= $0.limit else { return }
      isThere = true
      $0.used = used
      $0.mostUsed = max($0.mostUsed, $0.used)
    }
    return isThere
  }

  /// Counts memory that is given back to a pool, which may be gone.
  static func giveBack(_ pool: UInt, _ byteCount: Int) {
    guard pool != 0 else { return }
    _ = all.update(OpaquePointer(bitPattern: pool)) { $0.used -= byteCount }
  }
}

/// Forgets which pool was chosen, and what the device's own was told.
func resetPools() {
  MemoryPools.current = nil
  _ = MemoryPools.all.update(MemoryPools.standard) { $0 = MemoryPool(limit: 0) }
}

private func pool(
  _ function: StaticString, _ result: UnsafeMutablePointer<OpaquePointer?>?, _ device: CInt,
  _ value: OpaquePointer?
) -> CInt {
  guard let result else { return answer(function, .invalidValue) }
  guard device == 0 else {
    return answer(function, .invalidDevice, because: "there is no device \(device), only 0")
  }
  result.pointee = value
  return answer(function, .success)
}

@c(cudaDeviceGetDefaultMemPool) package func cudaDeviceGetDefaultMemPool(
  _ result: UnsafeMutablePointer<OpaquePointer?>?, _ device: CInt
) -> CInt { pool("cudaDeviceGetDefaultMemPool", result, device, MemoryPools.standard) }

@c(cudaDeviceGetMemPool) package func cudaDeviceGetMemPool(
  _ result: UnsafeMutablePointer<OpaquePointer?>?, _ device: CInt
) -> CInt { pool("cudaDeviceGetMemPool", result, device, MemoryPools.current) }

@c(cudaDeviceSetMemPool) package func cudaDeviceSetMemPool(
  _ device: CInt, _ pool: OpaquePointer?
) -> CInt {
  guard device == 0 else { return answer("cudaDeviceSetMemPool", .invalidDevice) }
  guard MemoryPools.all[pool] != nil else { return answer("cudaDeviceSetMemPool", .invalidValue) }
  MemoryPools.current = pool
  return answer("cudaDeviceSetMemPool", .success)
}

@c(cudaMemPoolCreate) package func cudaMemPoolCreate(
  _ result: UnsafeMutablePointer<OpaquePointer?>?,
  _ properties: UnsafePointer<parity_cuda_pool_properties>?
) -> CInt {
  let function: StaticString = "cudaMemPoolCreate"
  // Pinned memory of the device.
  guard let result, let p = properties?.pointee, p.allocation == 1, p.location.type == 1,
    p.location.id == 0, p.limit >= 0
  else {
    return answer(
      function, .invalidValue, because: "pools have pinned memory (1) of a device (1), number 0")
  }
  guard p.handles == 0 else {
    return answer(function, .notSupported, because: "pools are not shared with other processes")
  }
  result.pointee = MemoryPools.all.make(MemoryPool(limit: p.limit))
  return answer(function, .success)
}

@c(cudaMemPoolDestroy) package func cudaMemPoolDestroy(_ pool: OpaquePointer?) -> CInt {
  guard pool != MemoryPools.standard, MemoryPools.all.end(pool) else {
    return answer(
      "cudaMemPoolDestroy", .invalidValue, because: "the pool is none, or the device's own")
  }
  if MemoryPools.current == pool { MemoryPools.current = nil }
  return answer("cudaMemPoolDestroy", .success)
}

@c(cudaMemPoolGetAttribute) package func cudaMemPoolGetAttribute(
  _ pool: OpaquePointer?, _ attribute: CInt, _ value: UnsafeMutableRawPointer?
) -> CInt {
  guard let value, 1...8 ~= attribute, let found = MemoryPools.all[pool] else {
    return answer("cudaMemPoolGetAttribute", .invalidValue)
  }
  switch attribute {
  case 1...3: value.storeBytes(of: found.reuse[attribute] ?? 0, as: CInt.self)
  case 4: value.storeBytes(of: found.releaseThreshold, as: UInt64.self)
  case 5, 7: value.storeBytes(of: UInt64(found.used), as: UInt64.self)
  default: value.storeBytes(of: UInt64(found.mostUsed), as: UInt64.self)
  }
  return answer("cudaMemPoolGetAttribute", .success)
}

@c(cudaMemPoolSetAttribute) package func cudaMemPoolSetAttribute(
  _ pool: OpaquePointer?, _ attribute: CInt, _ value: UnsafeRawPointer?
) -> CInt {
  let function: StaticString = "cudaMemPoolSetAttribute"
  guard let value, MemoryPools.all[pool] != nil else { return answer(function, .invalidValue) }
  switch attribute {
  case 1...3:
    let choice = value.load(as: CInt.self)
    _ = MemoryPools.all.update(pool) { $0.reuse[attribute] = choice }
  case 4:
    let threshold = value.load(as: UInt64.self)
    _ = MemoryPools.all.update(pool) { $0.releaseThreshold = threshold }
  case 6, 8:
    // High marks can be put back to what is in use.
    guard value.load(as: UInt64.self) == 0 else {
      return answer(function, .invalidValue, because: "a high mark can only be set to 0")
    }
    _ = MemoryPools.all.update(pool) { $0.mostUsed = $0.used }
  default:
    return answer(function, .invalidValue, because: "attribute \(attribute) cannot be set")
  }
  return answer(function, .success)
}

@c(cudaMemPoolTrimTo) package func cudaMemPoolTrimTo(
  _ pool: OpaquePointer?, _ byteCount: Int
) -> CInt {
  answer("cudaMemPoolTrimTo", MemoryPools.all[pool] == nil ? .invalidValue : .success)
}

@c(cudaMemPoolSetAccess) package func cudaMemPoolSetAccess(
  _ pool: OpaquePointer?, _ list: UnsafePointer<parity_cuda_pool_access>?, _ count: Int
) -> CInt {
  // The device reads and writes its own pools (3), and no other device is there.
  guard MemoryPools.all[pool] != nil, count >= 0, list != nil || count == 0,
    (0..<count).allSatisfy({ index in
      guard let access = list?[index] else { return false }
      return access.location.type == 1 && access.location.id == 0 && access.flags == 3
    })
  else {
    return answer(
      "cudaMemPoolSetAccess", .invalidValue,
      because: "the pool is none, or access other than device 0's to read and write is asked for")
  }
  return answer("cudaMemPoolSetAccess", .success)
}

@c(cudaMemPoolGetAccess) package func cudaMemPoolGetAccess(
  _ flags: UnsafeMutablePointer<CInt>?, _ pool: OpaquePointer?,
  _ location: UnsafePointer<parity_cuda_location>?
) -> CInt {
  guard let flags, MemoryPools.all[pool] != nil, let location, location.pointee.type == 1,
    location.pointee.id == 0
  else { return answer("cudaMemPoolGetAccess", .invalidValue) }
  flags.pointee = 3
  return answer("cudaMemPoolGetAccess", .success)
}

@c(cudaMallocFromPoolAsync) package func cudaMallocFromPoolAsync(
  _ result: UnsafeMutablePointer<UnsafeMutableRawPointer?>?, _ byteCount: Int,
  _ pool: OpaquePointer?, _ stream: OpaquePointer?
) -> CInt {
  guard MemoryPools.all[pool] != nil else {
    return answer("cudaMallocFromPoolAsync", .invalidValue, because: "the pool is none")
  }
  return allocate(
    "cudaMallocFromPoolAsync", result, byteCount, .device, stream: stream, pool: pool)
}

// MARK: CUDA 13, where pools may have memory of other kinds

/// The pool of a kind of memory: only the device's pinned memory has any.
private func poolOf(
  _ function: StaticString, _ result: UnsafeMutablePointer<OpaquePointer?>?,
  _ location: UnsafePointer<parity_cuda_location>?, _ kind: CInt, _ value: OpaquePointer?
) -> CInt {
  guard let result, let location else { return answer(function, .invalidValue) }
  if let error = objection(location.pointee, kind) { return answer(function, error) }
  result.pointee = value
  return answer(function, .success)
}

private func objection(_ location: parity_cuda_location, _ kind: CInt) -> RuntimeError? {
  guard 1...2 ~= kind, 1...4 ~= location.type else { return .invalidValue }
  guard kind == 1, location.type == 1 else { return .notSupported }
  return location.id == 0 ? nil : .invalidDevice
}

@c(cudaMemGetDefaultMemPool) package func cudaMemGetDefaultMemPool(
  _ result: UnsafeMutablePointer<OpaquePointer?>?,
  _ location: UnsafePointer<parity_cuda_location>?, _ kind: CInt
) -> CInt { poolOf("cudaMemGetDefaultMemPool", result, location, kind, MemoryPools.standard) }

@c(cudaMemGetMemPool) package func cudaMemGetMemPool(
  _ result: UnsafeMutablePointer<OpaquePointer?>?,
  _ location: UnsafePointer<parity_cuda_location>?, _ kind: CInt
) -> CInt { poolOf("cudaMemGetMemPool", result, location, kind, MemoryPools.current) }

@c(cudaMemSetMemPool) package func cudaMemSetMemPool(
  _ location: UnsafePointer<parity_cuda_location>?, _ kind: CInt, _ pool: OpaquePointer?
) -> CInt {
  guard let location, MemoryPools.all[pool] != nil else {
    return answer("cudaMemSetMemPool", .invalidValue)
  }
  if let error = objection(location.pointee, kind) { return answer("cudaMemSetMemPool", error) }
  MemoryPools.current = pool
  return answer("cudaMemSetMemPool", .success)
}
