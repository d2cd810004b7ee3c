import CCUDA
import Foundation
import Synchronization

// Settings of the device in the CUDA runtime API (CUDA Runtime API reference, Device Management). Most matter to kernels only, which
// never run here: they are kept and given back.

/// What the program set.
private struct Settings {
  /// Values of `cudaLimit` by number, as a device of NVIDIA's has them at first.
  var limits: [CInt: Int] = [
    0: 1024,  // StackSize
    1: 1 << 20,  // PrintfFifoSize
    2: 8 << 20,  // MallocHeapSize
    3: 2,  // DevRuntimeSyncDepth
    4: 2048,  // DevRuntimePendingLaunchCount
    5: 64,  // MaxL2FetchGranularity
    6: 0,  // PersistingL2CacheSize
  ]
  var cachePreference: CInt = 0
  var bankSize: CInt = 0
  var flags: CUnsignedInt = 0
}
private let settings = Mutex(Settings())

/// Forgets what was set, as `cudaDeviceReset` does.
func resetSettings() { settings.withLock { $0 = Settings() } }

/// Keeps the flags of the device.
func keepDeviceFlags(_ flags: CUnsignedInt) { settings.withLock { $0.flags = flags } }

@c(cudaGetDeviceFlags) package func cudaGetDeviceFlags(
  _ flags: UnsafeMutablePointer<CUnsignedInt>?
) -> CInt {
  guard let flags else { return answer("cudaGetDeviceFlags", .invalidValue) }
  // cudaDeviceMapHost always holds.
  flags.pointee = settings.withLock { $0.flags } | 8
  return answer("cudaGetDeviceFlags", .success)
}

private func getLimit(
  _ function: StaticString, _ value: UnsafeMutablePointer<Int>?, _ limit: CInt
) -> CInt {
  guard let value else { return answer(function, .invalidValue) }
  guard let found = settings.withLock({ $0.limits[limit] }) else {
    return answer(function, .unsupportedLimit, because: "there is no limit \(limit)")
  }
  value.pointee = found
  return answer(function, .success)
}

private func setLimit(_ function: StaticString, _ limit: CInt, _ value: Int) -> CInt {
  let isThere = settings.withLock { settings in
    guard settings.limits[limit] != nil else { return false }
    settings.limits[limit] = value
    return true
  }
  return answer(
    function, isThere ? .success : .unsupportedLimit, because: "there is no limit \(limit)")
}

@c(cudaDeviceGetLimit) package func cudaDeviceGetLimit(
  _ value: UnsafeMutablePointer<Int>?, _ limit: CInt
) -> CInt { getLimit("cudaDeviceGetLimit", value, limit) }

@c(cudaDeviceSetLimit) package func cudaDeviceSetLimit(_ limit: CInt, _ value: Int) -> CInt {
  setLimit("cudaDeviceSetLimit", limit, value)
}

private func getChoice(
  _ function: StaticString, _ result: UnsafeMutablePointer<CInt>?,
  _ choice: any KeyPath<Settings, CInt> & Sendable
) -> CInt {
  guard let result else { return answer(function, .invalidValue) }
  result.pointee = settings.withLock { $0[keyPath: choice] }
  return answer(function, .success)
}

private func setChoice(
  _ function: StaticString, _ choice: any WritableKeyPath<Settings, CInt> & Sendable, _ value: CInt,
  of choices: ClosedRange<CInt>
) -> CInt {
  guard choices ~= value else {
    return answer(function, .invalidValue, because: "\(value) is none of its choices")
  }
  settings.withLock { $0[keyPath: choice] = value }
  return answer(function, .success)
}

@c(cudaDeviceGetCacheConfig) package func cudaDeviceGetCacheConfig(
  _ result: UnsafeMutablePointer<CInt>?
) -> CInt { getChoice("cudaDeviceGetCacheConfig", result, \.cachePreference) }

@c(cudaDeviceSetCacheConfig) package func cudaDeviceSetCacheConfig(_ value: CInt) -> CInt {
  setChoice("cudaDeviceSetCacheConfig", \.cachePreference, value, of: 0...3)
}

@c(cudaDeviceGetSharedMemConfig) package func cudaDeviceGetSharedMemConfig(
  _ result: UnsafeMutablePointer<CInt>?
) -> CInt { getChoice("cudaDeviceGetSharedMemConfig", result, \.bankSize) }

@c(cudaDeviceSetSharedMemConfig) package func cudaDeviceSetSharedMemConfig(_ value: CInt) -> CInt {
  setChoice("cudaDeviceSetSharedMemConfig", \.bankSize, value, of: 0...2)
}

@c(cudaCtxResetPersistingL2Cache) package func cudaCtxResetPersistingL2Cache() -> CInt {
  answer("cudaCtxResetPersistingL2Cache", .success)
}

// MARK: Choosing a device

@c(cudaChooseDevice) package func cudaChooseDevice(
  _ device: UnsafeMutablePointer<CInt>?, _ properties: UnsafeRawPointer?
) -> CInt {
  guard let device, properties != nil else { return answer("cudaChooseDevice", .invalidValue) }
  device.pointee = 0
  return answer("cudaChooseDevice", .success)
}

@c(cudaSetValidDevices) package func cudaSetValidDevices(
  _ devices: UnsafePointer<CInt>?, _ count: CInt
) -> CInt {
  guard count >= 0, devices != nil || count == 0 else {
    return answer("cudaSetValidDevices", .invalidValue)
  }
  let wrong = (0..<Int(count)).first { devices?[$0] != 0 }
  return answer(
    "cudaSetValidDevices", wrong == nil ? .success : .invalidDevice,
    because: "there is no device \(wrong.flatMap { devices?[$0] } ?? 0), only 0")
}

@c(cudaDeviceGetByPCIBusId) package func cudaDeviceGetByPCIBusId(
  _ device: UnsafeMutablePointer<CInt>?, _ text: UnsafePointer<CChar>?
) -> CInt {
  let function: StaticString = "cudaDeviceGetByPCIBusId"
  guard let device, let text else { return answer(function, .invalidValue) }
  // domain:bus:device.function, where domain and function may be left out.
  let id = String(cString: text)
  let parts = id.split(separator: ":", omittingEmptySubsequences: false)
    .flatMap { $0.split(separator: ".", omittingEmptySubsequences: false) }
    .map { UInt16($0, radix: 16) }
  guard 2...4 ~= parts.count, !parts.contains(nil) else {
    return answer(function, .invalidValue, because: "\"\(id)\" is no domain:bus:device.function")
  }
  guard parts.allSatisfy({ $0 == 0 }) else {
    return answer(
      function, .invalidDevice,
      because: "there is no device \(id), only \(DeviceFacts.busID)")
  }
  device.pointee = 0
  return answer(function, .success)
}

@c(cudaDeviceDisablePeerAccess) package func cudaDeviceDisablePeerAccess(_ peer: CInt) -> CInt {
  answer(
    "cudaDeviceDisablePeerAccess", peer == 0 ? .peerAccessNotEnabled : .invalidDevice,
    because: "there is no device that this one could reach")
}

@c(cudaDeviceGetP2PAttribute) package func cudaDeviceGetP2PAttribute(
  _ value: UnsafeMutablePointer<CInt>?, _ attribute: CInt, _ source: CInt, _ target: CInt
) -> CInt {
  guard value != nil, 1...4 ~= attribute else {
    return answer("cudaDeviceGetP2PAttribute", .invalidValue)
  }
  return answer(
    "cudaDeviceGetP2PAttribute", .invalidDevice,
    because: "there is one device, and this is asked of two")
}

// MARK: Driver

/// Whatever the program looks up, there is no driver behind this runtime.
private func lookUp(
  _ function: StaticString, _ symbol: UnsafePointer<CChar>?,
  _ result: UnsafeMutablePointer<UnsafeMutableRawPointer?>?, _ flags: UInt64,
  _ status: UnsafeMutablePointer<CInt>?
) -> CInt {
  guard let symbol, let result, flags <= 2 else { return answer(function, .invalidValue) }
  result.pointee = nil
  status?.pointee = 1  // cudaDriverEntryPointSymbolNotFound
  return answer(
    function, .notSupported,
    because: "no driver is behind this runtime, so there is no \(String(cString: symbol))")
}

@c(cudaGetDriverEntryPoint) package func cudaGetDriverEntryPoint(
  _ symbol: UnsafePointer<CChar>?, _ result: UnsafeMutablePointer<UnsafeMutableRawPointer?>?,
  _ flags: UInt64, _ status: UnsafeMutablePointer<CInt>?
) -> CInt { lookUp("cudaGetDriverEntryPoint", symbol, result, flags, status) }

@c(cudaGetDriverEntryPointByVersion) package func cudaGetDriverEntryPointByVersion(
  _ symbol: UnsafePointer<CChar>?, _ result: UnsafeMutablePointer<UnsafeMutableRawPointer?>?,
  _ version: CUnsignedInt, _ flags: UInt64, _ status: UnsafeMutablePointer<CInt>?
) -> CInt { lookUp("cudaGetDriverEntryPointByVersion", symbol, result, flags, status) }

// MARK: Names from before CUDA 4, gone in CUDA 13

@c(cudaThreadSynchronize) package func cudaThreadSynchronize() -> CInt {
  answer("cudaThreadSynchronize", StreamCapture.objectionToWaiting() ?? .success)
}

@c(cudaThreadExit) package func cudaThreadExit() -> CInt { resetDevice("cudaThreadExit") }

@c(cudaThreadGetLimit) package func cudaThreadGetLimit(
  _ value: UnsafeMutablePointer<Int>?, _ limit: CInt
) -> CInt { getLimit("cudaThreadGetLimit", value, limit) }

@c(cudaThreadSetLimit) package func cudaThreadSetLimit(_ limit: CInt, _ value: Int) -> CInt {
  setLimit("cudaThreadSetLimit", limit, value)
}

@c(cudaThreadGetCacheConfig) package func cudaThreadGetCacheConfig(
  _ result: UnsafeMutablePointer<CInt>?
) -> CInt { getChoice("cudaThreadGetCacheConfig", result, \.cachePreference) }

@c(cudaThreadSetCacheConfig) package func cudaThreadSetCacheConfig(_ value: CInt) -> CInt {
  setChoice("cudaThreadSetCacheConfig", \.cachePreference, value, of: 0...3)
}

/// Rounding doubles for devices that had none: no effect since CUDA 11.
@c(cudaSetDoubleForDevice) package func cudaSetDoubleForDevice(
  _ value: UnsafeMutablePointer<Double>?
) -> CInt { answer("cudaSetDoubleForDevice", value == nil ? .invalidValue : .success) }

@c(cudaSetDoubleForHost) package func cudaSetDoubleForHost(
  _ value: UnsafeMutablePointer<Double>?
) -> CInt { answer("cudaSetDoubleForHost", value == nil ? .invalidValue : .success) }
