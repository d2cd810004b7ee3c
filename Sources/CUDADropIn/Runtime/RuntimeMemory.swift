package import CCUDA
import Foundation

// Memory of the CUDA runtime API (CUDA Runtime API reference, Memory Management). Everything is complete on return, which is
// more than the asynchronous forms promise.

/// Why memory cannot be had or given back now: the stream is none, or a capture forbids it.
private func objection(_ stream: OpaquePointer?) -> RuntimeError? {
  guard isUsableStream(stream) else { return .invalidResourceHandle }
  return stream == nil
    ? StreamCapture.objectionToWaiting() : StreamCapture.objection(UInt(bitPattern: stream))
}

/// Sizes are CUDA's `size_t`: those beyond `Int.max` arrive as negative numbers.
func allocate(
  _ function: StaticString, _ result: UnsafeMutablePointer<UnsafeMutableRawPointer?>?,
  _ byteCount: Int, _ kind: DeviceMemory.Kind, flags: CUnsignedInt = 0,
  stream: OpaquePointer? = nil, pool: OpaquePointer? = nil
) -> CInt {
  if let error = objection(stream) { return answer(function, error) }
  guard let result else { return answer(function, .invalidValue, because: "the result is NULL") }
  guard byteCount != 0 else {
    result.pointee = nil
    return answer(function, .success)
  }
  let isCounted = pool == nil || byteCount > 0 && MemoryPools.take(pool, byteCount)
  guard byteCount > 0, isCounted,
    let memory = DropIn.shared.memory.allocate(
      byteCount, kind: kind, flags: flags, pool: UInt(bitPattern: pool))
  else {
    if byteCount > 0, isCounted { MemoryPools.giveBack(UInt(bitPattern: pool), byteCount) }
    return answer(
      function, .memoryAllocation,
      because: isCounted
        ? "\(UInt(bitPattern: byteCount)) bytes cannot be had"
        : "\(UInt(bitPattern: byteCount)) bytes are more than the pool may have")
  }
  result.pointee = memory
  return answer(function, .success)
}

@c(cudaMalloc) package func cudaMalloc(
  _ result: UnsafeMutablePointer<UnsafeMutableRawPointer?>?, _ byteCount: Int
) -> CInt { allocate("cudaMalloc", result, byteCount, .device) }

@c(cudaMallocAsync) package func cudaMallocAsync(
  _ result: UnsafeMutablePointer<UnsafeMutableRawPointer?>?, _ byteCount: Int,
  _ stream: OpaquePointer?
) -> CInt {
  allocate(
    "cudaMallocAsync", result, byteCount, .device, stream: stream, pool: MemoryPools.current)
}

@c(cudaMallocManaged) package func cudaMallocManaged(
  _ result: UnsafeMutablePointer<UnsafeMutableRawPointer?>?, _ byteCount: Int, _ flags: CUnsignedInt
) -> CInt {
  // cudaMemAttachGlobal or cudaMemAttachHost.
  guard flags == 1 || flags == 2 else {
    return answer("cudaMallocManaged", .invalidValue, because: "there are no flags \(flags)")
  }
  return allocate("cudaMallocManaged", result, byteCount, .managed)
}

@c(cudaMallocHost) package func cudaMallocHost(
  _ result: UnsafeMutablePointer<UnsafeMutableRawPointer?>?, _ byteCount: Int
) -> CInt { allocate("cudaMallocHost", result, byteCount, .host) }

@c(cudaHostAlloc) package func cudaHostAlloc(
  _ result: UnsafeMutablePointer<UnsafeMutableRawPointer?>?, _ byteCount: Int, _ flags: CUnsignedInt
) -> CInt {
  // cudaHostAllocPortable, Mapped and WriteCombined.
  guard flags & ~7 == 0 else {
    return answer("cudaHostAlloc", .invalidValue, because: "there are no flags \(flags)")
  }
  return allocate("cudaHostAlloc", result, byteCount, .host, flags: flags)
}

/// Rows of `width` bytes, 512 bytes apart or a multiple of that.
private func allocateRows(
  _ function: StaticString, _ result: UnsafeMutablePointer<UnsafeMutableRawPointer?>?,
  _ width: Int, _ count: Int?
) -> (status: CInt, pitch: Int) {
  guard width >= 0, let count, count >= 0, width < Int.max - 512,
    case let pitch = (width + 511) / 512 * 512,
    case let (size, overflow) = pitch.multipliedReportingOverflow(by: count), !overflow
  else {
    return (
      answer(
        function, .memoryAllocation,
        because: "so many rows of \(UInt(bitPattern: width)) bytes cannot be had"), 0
    )
  }
  return (allocate(function, result, size, .device), pitch)
}

@c(cudaMallocPitch) package func cudaMallocPitch(
  _ result: UnsafeMutablePointer<UnsafeMutableRawPointer?>?, _ pitch: UnsafeMutablePointer<Int>?,
  _ width: Int, _ height: Int
) -> CInt {
  guard let pitch else {
    return answer("cudaMallocPitch", .invalidValue, because: "the pitch is NULL")
  }
  let (status, distance) = allocateRows("cudaMallocPitch", result, width, height)
  if status == 0 { pitch.pointee = distance }
  return status
}

@c(cudaMalloc3D) package func cudaMalloc3D(
  _ result: UnsafeMutablePointer<parity_cuda_pitched>?, _ extent: parity_cuda_extent
) -> CInt {
  guard let result else {
    return answer("cudaMalloc3D", .invalidValue, because: "the result is NULL")
  }
  let (rows, overflow) = extent.height.multipliedReportingOverflow(by: extent.depth)
  var pointer: UnsafeMutableRawPointer?
  let (status, pitch) = allocateRows(
    "cudaMalloc3D", &pointer, extent.width, overflow ? nil : rows)
  if status == 0 {
    result.pointee = parity_cuda_pitched(
      pointer: pointer, pitch: pitch, width: extent.width, height: extent.height)
  }
  return status
}

private func release(
  _ function: StaticString, _ pointer: UnsafeMutableRawPointer?, _ kinds: Set<DeviceMemory.Kind>,
  _ error: RuntimeError, stream: OpaquePointer? = nil
) -> CInt {
  if let error = objection(stream) { return answer(function, error) }
  guard let pointer else { return answer(function, .success) }
  guard DropIn.shared.memory.free(pointer, kinds: kinds) else {
    return answer(
      function, error,
      because: "this address is the start of no such allocation; was it freed before?")
  }
  return answer(function, .success)
}

@c(cudaFree) package func cudaFree(_ pointer: UnsafeMutableRawPointer?) -> CInt {
  release("cudaFree", pointer, [.device, .managed], .invalidValue)
}

@c(cudaFreeAsync) package func cudaFreeAsync(
  _ pointer: UnsafeMutableRawPointer?, _ stream: OpaquePointer?
) -> CInt { release("cudaFreeAsync", pointer, [.device, .managed], .invalidValue, stream: stream) }

@c(cudaFreeHost) package func cudaFreeHost(_ pointer: UnsafeMutableRawPointer?) -> CInt {
  release("cudaFreeHost", pointer, [.host], .invalidValue)
}

@c(cudaHostRegister) package func cudaHostRegister(
  _ pointer: UnsafeMutableRawPointer?, _ byteCount: Int, _ flags: CUnsignedInt
) -> CInt {
  // cudaHostRegisterPortable, Mapped, IoMemory and ReadOnly.
  guard let pointer, byteCount > 0, flags & ~15 == 0 else {
    return answer(
      "cudaHostRegister", .invalidValue,
      because: "\(byteCount) bytes with flags \(flags), or the address is NULL")
  }
  guard DropIn.shared.memory.register(pointer, byteCount) else {
    return answer("cudaHostRegister", .hostMemoryAlreadyRegistered)
  }
  return answer("cudaHostRegister", .success)
}

@c(cudaHostUnregister) package func cudaHostUnregister(_ pointer: UnsafeMutableRawPointer?) -> CInt
{
  guard let pointer else { return answer("cudaHostUnregister", .invalidValue) }
  if let found = try? DropIn.shared.memory.allocation(pointer, 0), found.kind == .registered,
    found.start != UInt(bitPattern: pointer)
  {
    return answer(
      "cudaHostUnregister", .invalidValue,
      because: "the address is in the middle of what was registered")
  }
  return release("cudaHostUnregister", pointer, [.registered], .hostMemoryNotRegistered)
}

@c(cudaHostGetDevicePointer) package func cudaHostGetDevicePointer(
  _ result: UnsafeMutablePointer<UnsafeMutableRawPointer?>?, _ host: UnsafeMutableRawPointer?,
  _ flags: CUnsignedInt
) -> CInt {
  guard let result, let host, flags == 0,
    let found = try? DropIn.shared.memory.allocation(host, 0),
    found.kind == .host || found.kind == .registered
  else {
    return answer(
      "cudaHostGetDevicePointer", .invalidValue,
      because: "an address is NULL or of no pinned host memory, or flags are not 0")
  }
  result.pointee = host
  return answer("cudaHostGetDevicePointer", .success)
}

@c(cudaHostGetFlags) package func cudaHostGetFlags(
  _ flags: UnsafeMutablePointer<CUnsignedInt>?, _ pointer: UnsafeRawPointer?
) -> CInt {
  guard let flags, let pointer, let found = try? DropIn.shared.memory.allocation(pointer, 0),
    found.kind == .host
  else {
    return answer(
      "cudaHostGetFlags", .invalidValue, because: "this is no memory of cudaHostAlloc")
  }
  flags.pointee = found.flags
  return answer("cudaHostGetFlags", .success)
}

@c(cudaMemGetInfo) package func cudaMemGetInfo(
  _ free: UnsafeMutablePointer<Int>?, _ total: UnsafeMutablePointer<Int>?
) -> CInt {
  guard let free, let total else { return answer("cudaMemGetInfo", .invalidValue) }
  total.pointee = DeviceFacts.memoryByteCount
  free.pointee = max(0, DeviceFacts.memoryByteCount - DropIn.shared.memory.usedByteCount)
  return answer("cudaMemGetInfo", .success)
}

/// `cudaPointerAttributes`: type, device, device pointer, host pointer; CUDA 13 has reserved words behind them.
@c(cudaPointerGetAttributes) package func cudaPointerGetAttributes(
  _ attributes: UnsafeMutableRawPointer?, _ pointer: UnsafeRawPointer?
) -> CInt {
  guard let attributes else { return answer("cudaPointerGetAttributes", .invalidValue) }
  let found = pointer.flatMap { try? DropIn.shared.memory.allocation($0, 0) }
  let type: CInt =
    switch found?.kind {
    case nil: 0  // cudaMemoryTypeUnregistered
    case .registered?, .host?: 1
    case .device?: 2
    case .managed?: 3
    }
  attributes.storeBytes(of: type, as: CInt.self)
  attributes.storeBytes(of: found == nil ? -2 : 0, toByteOffset: 4, as: CInt.self)
  let address = UInt(bitPattern: pointer)
  attributes.storeBytes(of: found == nil ? 0 : address, toByteOffset: 8, as: UInt.self)
  attributes.storeBytes(
    of: type == 2 ? 0 : address, toByteOffset: 16, as: UInt.self)
  return answer("cudaPointerGetAttributes", .success)
}
