import Foundation

// Memory of the CUDA runtime API (CUDA Runtime API reference, Memory Management). Everything is complete on return, which is
// more than the asynchronous forms promise.

/// The directions of `cudaMemcpyKind`.
private enum CopyKind {
  static let hostToHost: CInt = 0
  static let hostToDevice: CInt = 1
  static let deviceToHost: CInt = 2
  static let deviceToDevice: CInt = 3
  static let byAddress: CInt = 4
}

/// Why memory cannot be had or given back now: the stream is none, or a capture forbids it.
private func objection(_ stream: OpaquePointer?) -> RuntimeError? {
  guard isUsableStream(stream) else { return .invalidResourceHandle }
  return stream == nil
    ? StreamCapture.objectionToWaiting() : StreamCapture.objection(UInt(bitPattern: stream))
}

/// Sizes are CUDA's `size_t`: those beyond `Int.max` arrive as negative numbers.
private func allocate(
  _ function: StaticString, _ result: UnsafeMutablePointer<UnsafeMutableRawPointer?>?,
  _ byteCount: Int, _ kind: DeviceMemory.Kind, stream: OpaquePointer? = nil
) -> CInt {
  if let error = objection(stream) { return answer(function, error) }
  guard let result else { return answer(function, .invalidValue, because: "the result is NULL") }
  guard byteCount != 0 else {
    result.pointee = nil
    return answer(function, .success)
  }
  guard byteCount > 0, let memory = DropIn.shared.memory.allocate(byteCount, kind: kind) else {
    return answer(
      function, .memoryAllocation, because: "\(UInt(bitPattern: byteCount)) bytes cannot be had")
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
) -> CInt { allocate("cudaMallocAsync", result, byteCount, .device, stream: stream) }

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
  return allocate("cudaHostAlloc", result, byteCount, .host)
}

@c(cudaMallocPitch) package func cudaMallocPitch(
  _ result: UnsafeMutablePointer<UnsafeMutableRawPointer?>?, _ pitch: UnsafeMutablePointer<Int>?,
  _ width: Int, _ height: Int
) -> CInt {
  guard let pitch else {
    return answer("cudaMallocPitch", .invalidValue, because: "the pitch is NULL")
  }
  guard width >= 0, height >= 0, width < Int.max - 512,
    case let row = (width + 511) / 512 * 512,
    case let (size, overflow) = row.multipliedReportingOverflow(by: height), !overflow
  else {
    return answer(
      "cudaMallocPitch", .memoryAllocation,
      because:
        "\(UInt(bitPattern: height)) rows of \(UInt(bitPattern: width)) bytes cannot be had")
  }
  let status = allocate("cudaMallocPitch", result, size, .device)
  if status == 0 { pitch.pointee = row }
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

@c(cudaMemGetInfo) package func cudaMemGetInfo(
  _ free: UnsafeMutablePointer<Int>?, _ total: UnsafeMutablePointer<Int>?
) -> CInt {
  guard let free, let total else { return answer("cudaMemGetInfo", .invalidValue) }
  total.pointee = DeviceFacts.memoryByteCount
  free.pointee = max(0, DeviceFacts.memoryByteCount - DropIn.shared.memory.usedByteCount)
  return answer("cudaMemGetInfo", .success)
}

// MARK: Copies

/// Why `byteCount` bytes from `pointer` on cannot be used in a copy, or nil.
///
/// `isDevice` says that CUDA expects device memory there; host memory that CUDA does not know is the program's own affair.
private func objection(
  _ name: String, _ pointer: UnsafeRawPointer, _ byteCount: Int, isDevice: Bool
) -> String? {
  do throws(DeviceMemory.Problem) {
    _ = try DropIn.shared.memory.allocation(pointer, byteCount)
    return nil
  } catch {
    switch error {
    case .pastTheEnd(let excess): return "\(name) ends \(excess) bytes past its allocation"
    case .unknown: return isDevice ? "\(name) points to no device memory" : nil
    }
  }
}

/// A copy of `height` rows of `width` bytes; sizes beyond `Int.max` arrive as negative numbers.
private struct Copy {
  let target: UnsafeMutableRawPointer?
  let targetPitch: Int
  let source: UnsafeRawPointer?
  let sourcePitch, width, height: Int
  let kind: CInt

  /// What is wrong with it.
  var objection: (error: RuntimeError, reason: String?)? {
    guard (CopyKind.hostToHost...CopyKind.byAddress).contains(kind) else {
      return (.invalidMemcpyDirection, "\(kind) is no direction")
    }
    guard width != 0, height != 0 else { return nil }
    guard let target, let source, width > 0, height > 0 else {
      return (.invalidValue, "an address is NULL, or a size is larger than memory")
    }
    guard targetPitch >= width, sourcePitch >= width else { return (.invalidPitchValue, nil) }
    func extent(_ pitch: Int) -> Int? {
      let (rows, overflow) = pitch.multipliedReportingOverflow(by: height - 1)
      return overflow || rows > Int.max - width ? nil : rows + width
    }
    guard let targetBytes = extent(targetPitch), let sourceBytes = extent(sourcePitch) else {
      return (.invalidValue, "the rows lie further apart than memory is large")
    }
    let toDevice = kind == CopyKind.hostToDevice || kind == CopyKind.deviceToDevice
    let fromDevice = kind == CopyKind.deviceToHost || kind == CopyKind.deviceToDevice
    let reason =
      CUDADropIn.objection("the target", target, targetBytes, isDevice: toDevice)
      ?? CUDADropIn.objection("the source", source, sourceBytes, isDevice: fromDevice)
    return reason.map { (.invalidValue, $0) }
  }

  func perform() -> RuntimeError {
    guard let target, let source, width > 0, height > 0 else { return .success }
    if targetPitch == width, sourcePitch == width {
      memmove(target, source, width * height)
    } else {
      for row in 0..<height {
        memmove(target + row * targetPitch, source + row * sourcePitch, width)
      }
    }
    return .success
  }
}

private func copy(
  _ function: StaticString, _ target: UnsafeMutableRawPointer?, _ targetPitch: Int,
  _ source: UnsafeRawPointer?, _ sourcePitch: Int, _ width: Int, _ height: Int, _ kind: CInt,
  stream: OpaquePointer? = nil
) -> CInt {
  let copy = Copy(
    target: target, targetPitch: targetPitch, source: source, sourcePitch: sourcePitch,
    width: width, height: height, kind: kind)
  if let (error, reason) = copy.objection { return answer(function, error, because: reason) }
  return onStream(function, stream, copy.perform) { copy.objection?.error ?? copy.perform() }
}

@c(cudaMemcpy) package func cudaMemcpy(
  _ target: UnsafeMutableRawPointer?, _ source: UnsafeRawPointer?, _ byteCount: Int, _ kind: CInt
) -> CInt { copy("cudaMemcpy", target, byteCount, source, byteCount, byteCount, 1, kind) }

@c(cudaMemcpyAsync) package func cudaMemcpyAsync(
  _ target: UnsafeMutableRawPointer?, _ source: UnsafeRawPointer?, _ byteCount: Int, _ kind: CInt,
  _ stream: OpaquePointer?
) -> CInt {
  copy(
    "cudaMemcpyAsync", target, byteCount, source, byteCount, byteCount, 1, kind, stream: stream)
}

@c(cudaMemcpy2D) package func cudaMemcpy2D(
  _ target: UnsafeMutableRawPointer?, _ targetPitch: Int, _ source: UnsafeRawPointer?,
  _ sourcePitch: Int, _ width: Int, _ height: Int, _ kind: CInt
) -> CInt { copy("cudaMemcpy2D", target, targetPitch, source, sourcePitch, width, height, kind) }

@c(cudaMemcpy2DAsync) package func cudaMemcpy2DAsync(
  _ target: UnsafeMutableRawPointer?, _ targetPitch: Int, _ source: UnsafeRawPointer?,
  _ sourcePitch: Int, _ width: Int, _ height: Int, _ kind: CInt, _ stream: OpaquePointer?
) -> CInt {
  copy(
    "cudaMemcpy2DAsync", target, targetPitch, source, sourcePitch, width, height, kind,
    stream: stream)
}

@c(cudaMemcpyPeer) package func cudaMemcpyPeer(
  _ target: UnsafeMutableRawPointer?, _ targetDevice: CInt, _ source: UnsafeRawPointer?,
  _ sourceDevice: CInt, _ byteCount: Int
) -> CInt {
  guard targetDevice == 0, sourceDevice == 0 else {
    return answer("cudaMemcpyPeer", .invalidDevice)
  }
  return copy(
    "cudaMemcpyPeer", target, byteCount, source, byteCount, byteCount, 1, CopyKind.deviceToDevice)
}

/// `height` rows of `width` bytes that get a value.
private struct Filling {
  let target: UnsafeMutableRawPointer?
  let pitch: Int
  let value: CInt
  let width, height: Int

  /// What is wrong with it.
  var objection: String? {
    guard width != 0, height != 0 else { return nil }
    // A pitch is not used where there is one row.
    guard let target, width > 0, height > 0, height == 1 || pitch >= width,
      case let (rows, overflow) = pitch.multipliedReportingOverflow(by: height - 1), !overflow,
      rows <= Int.max - width
    else { return "the address is NULL, the pitch too small, or a size larger than memory" }
    return CUDADropIn.objection("the target", target, rows + width, isDevice: true)
  }

  func perform() -> RuntimeError {
    guard let target, width > 0 else { return .success }
    for row in 0..<height { memset(target + row * pitch, value, width) }
    return .success
  }
}

private func set(
  _ function: StaticString, _ target: UnsafeMutableRawPointer?, _ pitch: Int, _ value: CInt,
  _ width: Int, _ height: Int, stream: OpaquePointer? = nil
) -> CInt {
  let filling = Filling(target: target, pitch: pitch, value: value, width: width, height: height)
  if let reason = filling.objection { return answer(function, .invalidValue, because: reason) }
  return onStream(function, stream, filling.perform) {
    filling.objection == nil ? filling.perform() : .invalidValue
  }
}

@c(cudaMemset) package func cudaMemset(
  _ target: UnsafeMutableRawPointer?, _ value: CInt, _ byteCount: Int
) -> CInt { set("cudaMemset", target, 0, value, byteCount, 1) }

@c(cudaMemsetAsync) package func cudaMemsetAsync(
  _ target: UnsafeMutableRawPointer?, _ value: CInt, _ byteCount: Int, _ stream: OpaquePointer?
) -> CInt { set("cudaMemsetAsync", target, 0, value, byteCount, 1, stream: stream) }

@c(cudaMemset2D) package func cudaMemset2D(
  _ target: UnsafeMutableRawPointer?, _ pitch: Int, _ value: CInt, _ width: Int, _ height: Int
) -> CInt { set("cudaMemset2D", target, pitch, value, width, height) }

@c(cudaMemset2DAsync) package func cudaMemset2DAsync(
  _ target: UnsafeMutableRawPointer?, _ pitch: Int, _ value: CInt, _ width: Int, _ height: Int,
  _ stream: OpaquePointer?
) -> CInt { set("cudaMemset2DAsync", target, pitch, value, width, height, stream: stream) }

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
