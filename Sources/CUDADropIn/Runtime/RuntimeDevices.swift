import CCUDA
import Foundation
import Kernels

// Devices, versions and errors of the CUDA runtime API. The program sees one device, the one that computes.

/// What the program is told of the device: true where Parity knows it, and for the rest the least that CUDA guarantees.
enum DeviceFacts {
  private static let info = (try? DropIn.shared.device.get())?.info

  /// The name of the device behind Parity's.
  static let name = "Parity \(info?.id ?? "without a device")\(info.map { " (\($0.name))" } ?? "")"
  static let memoryByteCount =
    info?.memoryByteCount ?? sysconf(Int32(_SC_PHYS_PAGES)) * sysconf(Int32(_SC_PAGESIZE))
  static let cacheByteCount = info?.cacheByteCount ?? 0
  /// What NVIDIA's release 12.9 and 13.0 answer.
  static let version: CInt = parity_cuda_major() == 12 ? 12090 : 13000

  /// Its place on a bus that it is not on.
  static let busID = "0000:00:00.0"

  /// The last number of `cudaDeviceAttr` in CUDA 12.9 and 13.5.
  static let lastAttribute: CInt = parity_cuda_major() == 12 ? 143 : 160

  /// Values of `cudaDeviceAttr` by number; what is not here is 0.
  static let attributes: [CInt: CInt] = [
    1: 1024,  // MaxThreadsPerBlock
    2: 1024, 3: 1024, 4: 64,  // MaxBlockDimX, Y, Z
    5: CInt.max, 6: 65535, 7: 65535,  // MaxGridDimX, Y, Z
    8: 49152,  // MaxSharedMemoryPerBlock
    9: 65536,  // TotalConstantMemory
    10: 32,  // WarpSize
    11: CInt.max,  // MaxPitch
    12: 65536,  // MaxRegistersPerBlock
    14: 512,  // TextureAlignment
    16: CInt(info?.threadCount ?? 1),  // MultiProcessorCount
    18: info?.kind == .discreteGPU ? 0 : 1,  // Integrated
    19: 1,  // CanMapHostMemory
    31: 1,  // ConcurrentKernels
    38: CInt(clamping: cacheByteCount),  // L2CacheSize
    39: 1024,  // MaxThreadsPerMultiProcessor
    41: 1,  // UnifiedAddressing
    75: 7, 76: 5,  // ComputeCapabilityMajor, Minor
    83: 1,  // ManagedMemory
    115: 1,  // MemoryPoolsSupported
  ]
}

@c(cudaGetDeviceCount) package func cudaGetDeviceCount(_ count: UnsafeMutablePointer<CInt>?) -> CInt
{
  guard let count else { return answer("cudaGetDeviceCount", .invalidValue) }
  switch DropIn.shared.device {
  case .success:
    count.pointee = 1
    return answer("cudaGetDeviceCount", .success)
  case .failure(let error):
    count.pointee = 0
    return answer("cudaGetDeviceCount", .noDevice, because: "\(error)")
  }
}

@c(cudaGetDevice) package func cudaGetDevice(_ device: UnsafeMutablePointer<CInt>?) -> CInt {
  guard let device else { return answer("cudaGetDevice", .invalidValue) }
  device.pointee = 0
  return answer("cudaGetDevice", .success)
}

/// A call about device 0, the only one.
private func onDevice(
  _ function: StaticString, _ device: CInt, _ body: () -> RuntimeError = { .success }
) -> CInt {
  guard device == 0 else {
    return answer(function, .invalidDevice, because: "there is no device \(device), only 0")
  }
  return answer(function, body())
}

@c(cudaSetDevice) package func cudaSetDevice(_ device: CInt) -> CInt {
  onDevice("cudaSetDevice", device)
}

/// Whether these are flags of `cudaSetDeviceFlags`: one way of waiting at most, MapHost, LmemResizeToMax, SyncMemops.
private func areDeviceFlags(_ flags: CUnsignedInt) -> Bool {
  flags & ~0x9F == 0 && [0, 1, 2, 4].contains(flags & 7)
}

@c(cudaInitDevice) package func cudaInitDevice(
  _ device: CInt, _ deviceFlags: CUnsignedInt, _ flags: CUnsignedInt
) -> CInt {
  // cudaInitDeviceFlagsAreValid says that the others are looked at.
  onDevice("cudaInitDevice", device) {
    flags == 0 || flags == 1 && areDeviceFlags(deviceFlags) ? .success : .invalidValue
  }
}

@c(cudaSetDeviceFlags) package func cudaSetDeviceFlags(_ flags: CUnsignedInt) -> CInt {
  guard areDeviceFlags(flags) else { return answer("cudaSetDeviceFlags", .invalidValue) }
  keepDeviceFlags(flags)
  return answer("cudaSetDeviceFlags", .success)
}

@c(cudaDeviceSynchronize) package func cudaDeviceSynchronize() -> CInt {
  answer("cudaDeviceSynchronize", StreamCapture.objectionToWaiting() ?? .success)
}

func resetDevice(_ function: StaticString) -> CInt {
  DropIn.shared.memory.reset()
  resetSettings()
  resetPools()
  return answer(function, .success)
}

@c(cudaDeviceReset) package func cudaDeviceReset() -> CInt { resetDevice("cudaDeviceReset") }

@c(cudaDeviceGetAttribute) package func cudaDeviceGetAttribute(
  _ value: UnsafeMutablePointer<CInt>?, _ attribute: CInt, _ device: CInt
) -> CInt {
  guard let value, 1...DeviceFacts.lastAttribute ~= attribute else {
    return answer(
      "cudaDeviceGetAttribute", .invalidValue,
      because: "there is no attribute \(attribute), or no place for its value")
  }
  return onDevice("cudaDeviceGetAttribute", device) {
    value.pointee = DeviceFacts.attributes[attribute] ?? 0
    return .success
  }
}

/// The fields of `cudaDeviceProp` up to `minor` lie alike in CUDA 12 and 13; those behind them do not.
private func fill(_ properties: UnsafeMutableRawPointer) {
  let is12 = parity_cuda_major() == 12
  memset(properties, 0, is12 ? 1032 : 1008)
  func put(_ value: CInt, at offset: Int) {
    properties.storeBytes(of: value, toByteOffset: offset, as: CInt.self)
  }
  func putSize(_ value: Int, at offset: Int) {
    properties.storeBytes(of: value, toByteOffset: offset, as: Int.self)
  }
  func attribute(_ number: CInt) -> CInt { DeviceFacts.attributes[number] ?? 0 }
  let name = Array(DeviceFacts.name.utf8.prefix(255))
  properties.copyMemory(from: name, byteCount: name.count)
  putSize(DeviceFacts.memoryByteCount, at: 288)
  putSize(Int(attribute(8)), at: 296)
  put(attribute(12), at: 304)
  put(attribute(10), at: 308)
  putSize(Int(attribute(11)), at: 312)
  put(attribute(1), at: 320)
  for (index, number) in ([2, 3, 4, 5, 6, 7] as [CInt]).enumerated() {
    put(attribute(number), at: 324 + 4 * index)
  }
  putSize(Int(attribute(9)), at: 352)
  put(attribute(75), at: 360)
  put(attribute(76), at: 364)
  putSize(Int(attribute(14)), at: 368)
  put(attribute(16), at: is12 ? 388 : 384)
  put(attribute(18), at: is12 ? 396 : 388)
  put(1, at: is12 ? 400 : 392)
  put(1, at: is12 ? 576 : 560)
  put(1, at: is12 ? 604 : 588)
  put(attribute(38), at: is12 ? 616 : 596)
  put(attribute(39), at: is12 ? 624 : 604)
  put(1, at: is12 ? 652 : 636)
}

private func properties(
  _ function: StaticString, _ result: UnsafeMutableRawPointer?, _ device: CInt
) -> CInt {
  guard let result else { return answer(function, .invalidValue) }
  return onDevice(function, device) {
    fill(result)
    return .success
  }
}

/// CUDA 13's name; CUDA 12's headers compile the call to ``cudaGetDeviceProperties_v2(_:_:)``.
@c(cudaGetDeviceProperties) package func cudaGetDeviceProperties(
  _ result: UnsafeMutableRawPointer?, _ device: CInt
) -> CInt { properties("cudaGetDeviceProperties", result, device) }

@c(cudaGetDeviceProperties_v2) package func cudaGetDeviceProperties_v2(
  _ result: UnsafeMutableRawPointer?, _ device: CInt
) -> CInt { properties("cudaGetDeviceProperties_v2", result, device) }

@c(cudaDeviceGetPCIBusId) package func cudaDeviceGetPCIBusId(
  _ text: UnsafeMutablePointer<CChar>?, _ byteCount: CInt, _ device: CInt
) -> CInt {
  let id = DeviceFacts.busID
  guard let text, byteCount > id.utf8.count else {
    return answer("cudaDeviceGetPCIBusId", .invalidValue)
  }
  return onDevice("cudaDeviceGetPCIBusId", device) {
    strcpy(text, id)
    return .success
  }
}

@c(cudaDeviceGetStreamPriorityRange) package func cudaDeviceGetStreamPriorityRange(
  _ least: UnsafeMutablePointer<CInt>?, _ greatest: UnsafeMutablePointer<CInt>?
) -> CInt {
  least?.pointee = 0
  greatest?.pointee = 0
  return answer("cudaDeviceGetStreamPriorityRange", .success)
}

@c(cudaDeviceCanAccessPeer) package func cudaDeviceCanAccessPeer(
  _ result: UnsafeMutablePointer<CInt>?, _ device: CInt, _ peer: CInt
) -> CInt {
  guard let result else { return answer("cudaDeviceCanAccessPeer", .invalidValue) }
  return onDevice("cudaDeviceCanAccessPeer", device) {
    guard peer == 0 else { return .invalidDevice }
    result.pointee = 0
    return .success
  }
}

@c(cudaDeviceEnablePeerAccess) package func cudaDeviceEnablePeerAccess(
  _ peer: CInt, _ flags: CUnsignedInt
) -> CInt {
  // There is no device that this one could reach, and none reaches itself.
  answer(
    "cudaDeviceEnablePeerAccess",
    flags != 0 ? .invalidValue : peer == 0 ? .peerAccessUnsupported : .invalidDevice)
}

// MARK: Versions and errors

@c(cudaRuntimeGetVersion) package func cudaRuntimeGetVersion(
  _ version: UnsafeMutablePointer<CInt>?
) -> CInt {
  guard let version else { return answer("cudaRuntimeGetVersion", .invalidValue) }
  version.pointee = DeviceFacts.version
  return answer("cudaRuntimeGetVersion", .success)
}

@c(cudaDriverGetVersion) package func cudaDriverGetVersion(
  _ version: UnsafeMutablePointer<CInt>?
) -> CInt {
  guard let version else { return answer("cudaDriverGetVersion", .invalidValue) }
  version.pointee = DeviceFacts.version
  return answer("cudaDriverGetVersion", .success)
}

@c(cudaGetLastError) package func cudaGetLastError() -> CInt {
  defer { LastError.code = 0 }
  return LastError.code
}

@c(cudaPeekAtLastError) package func cudaPeekAtLastError() -> CInt { LastError.code }

@c(cudaGetErrorName) package func cudaGetErrorName(_ code: CInt) -> UnsafePointer<CChar> {
  RuntimeError.all.first { $0.code == code }?.cName
    ?? RuntimeError.pointer("unrecognized error code")
}

@c(cudaGetErrorString) package func cudaGetErrorString(_ code: CInt) -> UnsafePointer<CChar> {
  RuntimeError.all.first { $0.code == code }?.cSentence
    ?? RuntimeError.pointer("unrecognized error code")
}

@c(cudaProfilerStart) package func cudaProfilerStart() -> CInt {
  answer("cudaProfilerStart", .success)
}

@c(cudaProfilerStop) package func cudaProfilerStop() -> CInt {
  answer("cudaProfilerStop", .success)
}
