import Foundation

// Handles, settings and copies of cuBLAS (cuBLAS library reference, section 2.4).

@c(cublasCreate_v2) package func cublasCreate_v2(
  _ result: UnsafeMutablePointer<OpaquePointer?>?
) -> CInt {
  BLASLog.call("cublasCreate_v2", "handle cublasContext**", [result.word])
  guard let result else { return answerBLAS("cublasCreate_v2", .invalidValue) }
  if case .failure(let error) = DropIn.shared.device {
    return answerBLAS("cublasCreate_v2", .notInitialized, because: "\(error)")
  }
  result.pointee = BLASContext.handles.make(BLASContext())
  return answerBLAS("cublasCreate_v2", .success)
}

@c(cublasDestroy_v2) package func cublasDestroy_v2(_ handle: OpaquePointer?) -> CInt {
  BLASLog.call("cublasDestroy_v2", "handle cublasHandle_t", [handle.word])
  return answerBLAS(
    "cublasDestroy_v2", BLASContext.handles.end(handle) ? .success : .notInitialized)
}

/// Changes a setting.
/// - Parameters:
///   - argument: its name and C type, for the log.
///   - word: its value.
private func set(
  _ function: StaticString, _ handle: OpaquePointer?, _ argument: String, _ word: Int,
  valid: Bool = true, _ body: (inout BLASContext) -> Void
) -> CInt {
  BLASLog.call(function, "handle cublasHandle_t; \(argument)", [handle.word, word])
  guard valid else { return answerBLAS(function, .invalidValue) }
  return answerBLAS(function, BLASContext.handles.update(handle, body) ? .success : .notInitialized)
}

/// Answers a setting.
private func get<Value>(
  _ function: StaticString, _ handle: OpaquePointer?, _ argument: String,
  _ result: UnsafeMutablePointer<Value>?, _ body: (BLASContext) -> Value
) -> CInt {
  BLASLog.call(function, "handle cublasHandle_t; \(argument)", [handle.word, result.word])
  guard let context = BLASContext.handles[handle] else {
    return answerBLAS(function, .notInitialized)
  }
  guard let result else { return answerBLAS(function, .invalidValue) }
  result.pointee = body(context)
  return answerBLAS(function, .success)
}

@c(cublasSetStream_v2) package func cublasSetStream_v2(
  _ handle: OpaquePointer?, _ stream: OpaquePointer?
) -> CInt {
  set(
    "cublasSetStream_v2", handle, "streamId cudaStream_t", stream.word,
    valid: isUsableStream(stream)
  ) {
    $0.stream = UInt(bitPattern: stream)
  }
}

@c(cublasGetStream_v2) package func cublasGetStream_v2(
  _ handle: OpaquePointer?, _ stream: UnsafeMutablePointer<OpaquePointer?>?
) -> CInt {
  get("cublasGetStream_v2", handle, "streamId CUstream_st**", stream) {
    OpaquePointer(bitPattern: $0.stream)
  }
}

@c(cublasSetPointerMode_v2) package func cublasSetPointerMode_v2(
  _ handle: OpaquePointer?, _ mode: CInt
) -> CInt {
  set(
    "cublasSetPointerMode_v2", handle, "mode cublasPointerMode_t", mode.word,
    valid: (0...1).contains(mode)
  ) { $0.pointerMode = mode }
}

@c(cublasGetPointerMode_v2) package func cublasGetPointerMode_v2(
  _ handle: OpaquePointer?, _ mode: UnsafeMutablePointer<CInt>?
) -> CInt {
  get("cublasGetPointerMode_v2", handle, "mode cublasPointerMode_t*", mode) { $0.pointerMode }
}

/// All modes are taken: where one allows less precision, the full one is used.
@c(cublasSetMathMode) package func cublasSetMathMode(
  _ handle: OpaquePointer?, _ mode: CInt
) -> CInt {
  set(
    "cublasSetMathMode", handle, "mode cublasMath_t", mode.word, valid: (0...4).contains(mode & 0xF)
  ) { $0.mathMode = mode }
}

@c(cublasGetMathMode) package func cublasGetMathMode(
  _ handle: OpaquePointer?, _ mode: UnsafeMutablePointer<CInt>?
) -> CInt { get("cublasGetMathMode", handle, "mode cublasMath_t*", mode) { $0.mathMode } }

@c(cublasSetAtomicsMode) package func cublasSetAtomicsMode(
  _ handle: OpaquePointer?, _ mode: CInt
) -> CInt {
  set(
    "cublasSetAtomicsMode", handle, "mode cublasAtomicsMode_t", mode.word,
    valid: (0...1).contains(mode)
  ) { $0.atomicsMode = mode }
}

@c(cublasGetAtomicsMode) package func cublasGetAtomicsMode(
  _ handle: OpaquePointer?, _ mode: UnsafeMutablePointer<CInt>?
) -> CInt {
  get("cublasGetAtomicsMode", handle, "mode cublasAtomicsMode_t*", mode) { $0.atomicsMode }
}

@c(cublasSetSmCountTarget) package func cublasSetSmCountTarget(
  _ handle: OpaquePointer?, _ count: CInt
) -> CInt {
  set("cublasSetSmCountTarget", handle, "smCountTarget int", count.word, valid: count >= 0) {
    $0.multiprocessorTarget = count
  }
}

@c(cublasGetSmCountTarget) package func cublasGetSmCountTarget(
  _ handle: OpaquePointer?, _ count: UnsafeMutablePointer<CInt>?
) -> CInt {
  get("cublasGetSmCountTarget", handle, "smCountTarget int*", count) { $0.multiprocessorTarget }
}

/// The kernels bring what they need, so a workspace is taken and not used.
@c(cublasSetWorkspace_v2) package func cublasSetWorkspace_v2(
  _ handle: OpaquePointer?, _ workspace: UnsafeMutableRawPointer?, _ byteCount: Int
) -> CInt {
  BLASLog.call(
    "cublasSetWorkspace_v2",
    "handle cublasHandle_t; workspace void*; workspaceSizeInBytes size_t",
    [handle.word, workspace.word, byteCount])
  guard BLASContext.handles[handle] != nil else {
    return answerBLAS("cublasSetWorkspace_v2", .notInitialized)
  }
  guard workspace.word % 256 == 0 else {
    return answerBLAS(
      "cublasSetWorkspace_v2", .invalidValue, because: "the workspace is not aligned to 256 bytes")
  }
  return answerBLAS("cublasSetWorkspace_v2", .success)
}

@c(cublasGetVersion_v2) package func cublasGetVersion_v2(
  _ handle: OpaquePointer?, _ result: UnsafeMutablePointer<CInt>?
) -> CInt {
  BLASLog.call(
    "cublasGetVersion_v2", "handle cublasHandle_t; version int*", [handle.word, result.word])
  guard let result else { return answerBLAS("cublasGetVersion_v2", .invalidValue) }
  result.pointee = BLASVersion.major * 10_000 + BLASVersion.minor * 100 + BLASVersion.patch
  return answerBLAS("cublasGetVersion_v2", .success)
}

/// The parts of the version by `libraryPropertyType`: major 0, minor 1, patch 2.
@c(cublasGetProperty) package func cublasGetProperty(
  _ kind: CInt, _ result: UnsafeMutablePointer<CInt>?
) -> CInt {
  BLASLog.call(
    "cublasGetProperty", "type libraryPropertyType; value int*", [kind.word, result.word])
  guard let result, (0...2).contains(kind) else {
    return answerBLAS("cublasGetProperty", .invalidValue)
  }
  result.pointee = [BLASVersion.major, BLASVersion.minor, BLASVersion.patch][Int(kind)]
  return answerBLAS("cublasGetProperty", .success)
}

@c(cublasGetCudartVersion) package func cublasGetCudartVersion() -> Int { Int(DeviceFacts.version) }

@c(cublasGetStatusName) package func cublasGetStatusName(_ status: CInt) -> UnsafePointer<CChar> {
  BLASStatus.all.first { $0.code == status }?.cName ?? BLASStatus.unrecognized
}

@c(cublasGetStatusString) package func cublasGetStatusString(_ status: CInt) -> UnsafePointer<CChar>
{
  BLASStatus.all.first { $0.code == status }?.cSentence ?? BLASStatus.unrecognized
}

// MARK: Emulation, which changes the time of a GPU's GEMM and no result here

@c(cublasSetEmulationStrategy) package func cublasSetEmulationStrategy(
  _ handle: OpaquePointer?, _ strategy: CInt
) -> CInt {
  set(
    "cublasSetEmulationStrategy", handle, "emulationStrategy cublasEmulationStrategy_t",
    strategy.word, valid: (0...2).contains(strategy)
  ) { $0.emulation.strategy = strategy }
}

@c(cublasGetEmulationStrategy) package func cublasGetEmulationStrategy(
  _ handle: OpaquePointer?, _ strategy: UnsafeMutablePointer<CInt>?
) -> CInt {
  get(
    "cublasGetEmulationStrategy", handle, "emulationStrategy cublasEmulationStrategy_t*", strategy
  ) { $0.emulation.strategy }
}

@c(cublasSetEmulationSpecialValuesSupport)
package func cublasSetEmulationSpecialValuesSupport(
  _ handle: OpaquePointer?, _ value: CInt
) -> CInt {
  set(
    "cublasSetEmulationSpecialValuesSupport", handle, "mask cudaEmulationSpecialValuesSupport",
    value.word
  ) { $0.emulation.specialValues = value }
}

@c(cublasGetEmulationSpecialValuesSupport)
package func cublasGetEmulationSpecialValuesSupport(
  _ handle: OpaquePointer?, _ value: UnsafeMutablePointer<CInt>?
) -> CInt {
  get(
    "cublasGetEmulationSpecialValuesSupport", handle, "mask cudaEmulationSpecialValuesSupport*",
    value
  ) {
    $0.emulation.specialValues
  }
}

@c(cublasSetFixedPointEmulationMantissaControl)
package func cublasSetFixedPointEmulationMantissaControl(
  _ handle: OpaquePointer?, _ value: CInt
) -> CInt {
  set(
    "cublasSetFixedPointEmulationMantissaControl", handle,
    "mantissaControl cudaEmulationMantissaControl", value.word, valid: (0...1).contains(value)
  ) { $0.emulation.mantissaControl = value }
}

@c(cublasGetFixedPointEmulationMantissaControl)
package func cublasGetFixedPointEmulationMantissaControl(
  _ handle: OpaquePointer?, _ value: UnsafeMutablePointer<CInt>?
) -> CInt {
  get(
    "cublasGetFixedPointEmulationMantissaControl", handle,
    "mantissaControl cudaEmulationMantissaControl*", value
  ) {
    $0.emulation.mantissaControl
  }
}

@c(cublasSetFixedPointEmulationMaxMantissaBitCount)
package func cublasSetFixedPointEmulationMaxMantissaBitCount(
  _ handle: OpaquePointer?, _ value: CInt
) -> CInt {
  set(
    "cublasSetFixedPointEmulationMaxMantissaBitCount", handle, "maxMantissaBitCount int", value.word
  ) { $0.emulation.maximumBitCount = value }
}

@c(cublasGetFixedPointEmulationMaxMantissaBitCount)
package func cublasGetFixedPointEmulationMaxMantissaBitCount(
  _ handle: OpaquePointer?, _ value: UnsafeMutablePointer<CInt>?
) -> CInt {
  get("cublasGetFixedPointEmulationMaxMantissaBitCount", handle, "maxMantissaBitCount int*", value)
  {
    $0.emulation.maximumBitCount
  }
}

@c(cublasSetFixedPointEmulationMantissaBitOffset)
package func cublasSetFixedPointEmulationMantissaBitOffset(
  _ handle: OpaquePointer?, _ value: CInt
) -> CInt {
  set(
    "cublasSetFixedPointEmulationMantissaBitOffset", handle, "mantissaBitOffset int", value.word
  ) { $0.emulation.bitOffset = value }
}

@c(cublasGetFixedPointEmulationMantissaBitOffset)
package func cublasGetFixedPointEmulationMantissaBitOffset(
  _ handle: OpaquePointer?, _ value: UnsafeMutablePointer<CInt>?
) -> CInt {
  get("cublasGetFixedPointEmulationMantissaBitOffset", handle, "mantissaBitOffset int*", value) {
    $0.emulation.bitOffset
  }
}

@c(cublasSetFixedPointEmulationMantissaBitCountPointer)
package func cublasSetFixedPointEmulationMantissaBitCountPointer(
  _ handle: OpaquePointer?, _ count: OpaquePointer?
) -> CInt {
  set(
    "cublasSetFixedPointEmulationMantissaBitCountPointer", handle, "mantissaBitCount int*",
    count.word
  ) { $0.emulation.bitCount = UInt(bitPattern: count) }
}

@c(cublasGetFixedPointEmulationMantissaBitCountPointer)
package func cublasGetFixedPointEmulationMantissaBitCountPointer(
  _ handle: OpaquePointer?, _ count: UnsafeMutablePointer<OpaquePointer?>?
) -> CInt {
  get(
    "cublasGetFixedPointEmulationMantissaBitCountPointer", handle, "mantissaBitCount int**", count
  ) { OpaquePointer(bitPattern: $0.emulation.bitCount) }
}
