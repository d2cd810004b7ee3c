import CCUDAVersion
import Foundation

// Handles, settings and copies of cuBLAS (cuBLAS library reference, section 2.4).

@c(cublasCreate_v2) package func cublasCreate_v2(
  _ result: UnsafeMutablePointer<OpaquePointer?>?
) -> CInt {
  guard let result else { return answerBLAS("cublasCreate_v2", .invalidValue) }
  if case .failure(let error) = DropIn.shared.device {
    return answerBLAS("cublasCreate_v2", .notInitialized, because: "\(error)")
  }
  result.pointee = BLASContext.handles.make(BLASContext())
  return answerBLAS("cublasCreate_v2", .success)
}

@c(cublasDestroy_v2) package func cublasDestroy_v2(_ handle: OpaquePointer?) -> CInt {
  answerBLAS("cublasDestroy_v2", BLASContext.handles.end(handle) ? .success : .notInitialized)
}

private func set(
  _ function: StaticString, _ handle: OpaquePointer?, valid: Bool = true,
  _ body: (inout BLASContext) -> Void
) -> CInt {
  guard valid else { return answerBLAS(function, .invalidValue) }
  return answerBLAS(function, BLASContext.handles.update(handle, body) ? .success : .notInitialized)
}

private func get<Value>(
  _ function: StaticString, _ handle: OpaquePointer?, _ result: UnsafeMutablePointer<Value>?,
  _ body: (BLASContext) -> Value
) -> CInt {
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
  set("cublasSetStream_v2", handle, valid: isUsableStream(stream)) {
    $0.stream = UInt(bitPattern: stream)
  }
}

@c(cublasGetStream_v2) package func cublasGetStream_v2(
  _ handle: OpaquePointer?, _ stream: UnsafeMutablePointer<OpaquePointer?>?
) -> CInt { get("cublasGetStream_v2", handle, stream) { OpaquePointer(bitPattern: $0.stream) } }

@c(cublasSetPointerMode_v2) package func cublasSetPointerMode_v2(
  _ handle: OpaquePointer?, _ mode: CInt
) -> CInt {
  set("cublasSetPointerMode_v2", handle, valid: (0...1).contains(mode)) { $0.pointerMode = mode }
}

@c(cublasGetPointerMode_v2) package func cublasGetPointerMode_v2(
  _ handle: OpaquePointer?, _ mode: UnsafeMutablePointer<CInt>?
) -> CInt { get("cublasGetPointerMode_v2", handle, mode) { $0.pointerMode } }

/// All modes are taken: where one allows less precision, the full one is used.
@c(cublasSetMathMode) package func cublasSetMathMode(
  _ handle: OpaquePointer?, _ mode: CInt
) -> CInt {
  set("cublasSetMathMode", handle, valid: (0...4).contains(mode & 0xF)) { $0.mathMode = mode }
}

@c(cublasGetMathMode) package func cublasGetMathMode(
  _ handle: OpaquePointer?, _ mode: UnsafeMutablePointer<CInt>?
) -> CInt { get("cublasGetMathMode", handle, mode) { $0.mathMode } }

@c(cublasSetAtomicsMode) package func cublasSetAtomicsMode(
  _ handle: OpaquePointer?, _ mode: CInt
) -> CInt {
  set("cublasSetAtomicsMode", handle, valid: (0...1).contains(mode)) { $0.atomicsMode = mode }
}

@c(cublasGetAtomicsMode) package func cublasGetAtomicsMode(
  _ handle: OpaquePointer?, _ mode: UnsafeMutablePointer<CInt>?
) -> CInt { get("cublasGetAtomicsMode", handle, mode) { $0.atomicsMode } }

@c(cublasSetSmCountTarget) package func cublasSetSmCountTarget(
  _ handle: OpaquePointer?, _ count: CInt
) -> CInt {
  set("cublasSetSmCountTarget", handle, valid: count >= 0) { $0.multiprocessorTarget = count }
}

@c(cublasGetSmCountTarget) package func cublasGetSmCountTarget(
  _ handle: OpaquePointer?, _ count: UnsafeMutablePointer<CInt>?
) -> CInt { get("cublasGetSmCountTarget", handle, count) { $0.multiprocessorTarget } }

/// The kernels bring what they need, so a workspace is taken and not used.
@c(cublasSetWorkspace_v2) package func cublasSetWorkspace_v2(
  _ handle: OpaquePointer?, _ workspace: UnsafeMutableRawPointer?, _ byteCount: Int
) -> CInt { set("cublasSetWorkspace_v2", handle) { _ in } }

/// What NVIDIA's release 12.9 and 13.0 answer.
private var version: (major: CInt, minor: CInt, patch: CInt) {
  parity_cuda_major() == 12 ? (12, 9, 0) : (13, 0, 0)
}

@c(cublasGetVersion_v2) package func cublasGetVersion_v2(
  _ handle: OpaquePointer?, _ result: UnsafeMutablePointer<CInt>?
) -> CInt {
  guard let result else { return answerBLAS("cublasGetVersion_v2", .invalidValue) }
  result.pointee = version.major * 10_000 + version.minor * 100 + version.patch
  return answerBLAS("cublasGetVersion_v2", .success)
}

/// The parts of the version by `libraryPropertyType`: major 0, minor 1, patch 2.
@c(cublasGetProperty) package func cublasGetProperty(
  _ kind: CInt, _ result: UnsafeMutablePointer<CInt>?
) -> CInt {
  guard let result, (0...2).contains(kind) else {
    return answerBLAS("cublasGetProperty", .invalidValue)
  }
  result.pointee = [version.major, version.minor, version.patch][Int(kind)]
  return answerBLAS("cublasGetProperty", .success)
}

@c(cublasGetCudartVersion) package func cublasGetCudartVersion() -> Int { Int(DeviceFacts.version) }

@c(cublasGetStatusName) package func cublasGetStatusName(_ status: CInt) -> UnsafePointer<CChar> {
  BLASStatus.all.first { $0.code == status }?.cName
    ?? BLASStatus.pointer("CUBLAS_STATUS_UNKNOWN")
}

@c(cublasGetStatusString) package func cublasGetStatusString(_ status: CInt) -> UnsafePointer<CChar>
{
  BLASStatus.all.first { $0.code == status }?.cSentence
    ?? BLASStatus.pointer("an unknown status")
}

// MARK: Copies between vectors and matrices

/// Copies `count` elements whose starts lie `increment` elements apart.
private func copyVector(
  _ function: StaticString, _ count: Int, _ elementByteCount: Int, _ source: UnsafeRawPointer?,
  _ sourceIncrement: Int, _ target: UnsafeMutableRawPointer?, _ targetIncrement: Int
) -> CInt {
  guard count >= 0, elementByteCount > 0, sourceIncrement > 0, targetIncrement > 0 else {
    return answerBLAS(function, .invalidValue)
  }
  return copyMatrix(
    function, rows: 1, columns: count, elementByteCount, source, sourceIncrement, target,
    targetIncrement)
}

private func copyMatrix(
  _ function: StaticString, rows: Int, columns: Int, _ elementByteCount: Int,
  _ source: UnsafeRawPointer?, _ sourceLeading: Int, _ target: UnsafeMutableRawPointer?,
  _ targetLeading: Int
) -> CInt {
  guard rows >= 0, columns >= 0, elementByteCount > 0, sourceLeading >= max(1, rows),
    targetLeading >= max(1, rows)
  else { return answerBLAS(function, .invalidValue) }
  guard rows > 0, columns > 0 else { return answerBLAS(function, .success) }
  guard let source, let target else { return answerBLAS(function, .invalidValue) }
  for (name, address, leading) in [
    ("the source", source, sourceLeading), ("the target", UnsafeRawPointer(target), targetLeading),
  ] {
    let (extent, overflow) = leading.multipliedReportingOverflow(by: columns - 1)
    guard !overflow, extent < Int.max / elementByteCount - rows else {
      return answerBLAS(function, .invalidValue, because: "\(name) is larger than memory")
    }
    do throws(DeviceMemory.Problem) {
      _ = try DropIn.shared.memory.allocation(address, (extent + rows) * elementByteCount)
    } catch {
      // Memory that CUDA does not know is the program's own.
      if case .pastTheEnd(let excess) = error {
        return answerBLAS(
          function, .mappingError, because: "\(name) ends \(excess) bytes past its allocation")
      }
    }
  }
  for column in 0..<columns {
    memmove(
      target + column * targetLeading * elementByteCount,
      source + column * sourceLeading * elementByteCount, rows * elementByteCount)
  }
  return answerBLAS(function, .success)
}

@c(cublasSetVector) package func cublasSetVector(
  _ n: CInt, _ size: CInt, _ x: UnsafeRawPointer?, _ incx: CInt, _ y: UnsafeMutableRawPointer?,
  _ incy: CInt
) -> CInt { copyVector("cublasSetVector", Int(n), Int(size), x, Int(incx), y, Int(incy)) }

@c(cublasGetVector) package func cublasGetVector(
  _ n: CInt, _ size: CInt, _ x: UnsafeRawPointer?, _ incx: CInt, _ y: UnsafeMutableRawPointer?,
  _ incy: CInt
) -> CInt { copyVector("cublasGetVector", Int(n), Int(size), x, Int(incx), y, Int(incy)) }

@c(cublasSetVectorAsync) package func cublasSetVectorAsync(
  _ n: CInt, _ size: CInt, _ x: UnsafeRawPointer?, _ incx: CInt, _ y: UnsafeMutableRawPointer?,
  _ incy: CInt, _ stream: OpaquePointer?
) -> CInt { copyVector("cublasSetVectorAsync", Int(n), Int(size), x, Int(incx), y, Int(incy)) }

@c(cublasGetVectorAsync) package func cublasGetVectorAsync(
  _ n: CInt, _ size: CInt, _ x: UnsafeRawPointer?, _ incx: CInt, _ y: UnsafeMutableRawPointer?,
  _ incy: CInt, _ stream: OpaquePointer?
) -> CInt { copyVector("cublasGetVectorAsync", Int(n), Int(size), x, Int(incx), y, Int(incy)) }

@c(cublasSetMatrix) package func cublasSetMatrix(
  _ rows: CInt, _ columns: CInt, _ size: CInt, _ a: UnsafeRawPointer?, _ lda: CInt,
  _ b: UnsafeMutableRawPointer?, _ ldb: CInt
) -> CInt {
  copyMatrix(
    "cublasSetMatrix", rows: Int(rows), columns: Int(columns), Int(size), a, Int(lda), b, Int(ldb))
}

@c(cublasGetMatrix) package func cublasGetMatrix(
  _ rows: CInt, _ columns: CInt, _ size: CInt, _ a: UnsafeRawPointer?, _ lda: CInt,
  _ b: UnsafeMutableRawPointer?, _ ldb: CInt
) -> CInt {
  copyMatrix(
    "cublasGetMatrix", rows: Int(rows), columns: Int(columns), Int(size), a, Int(lda), b, Int(ldb))
}

@c(cublasSetMatrixAsync) package func cublasSetMatrixAsync(
  _ rows: CInt, _ columns: CInt, _ size: CInt, _ a: UnsafeRawPointer?, _ lda: CInt,
  _ b: UnsafeMutableRawPointer?, _ ldb: CInt, _ stream: OpaquePointer?
) -> CInt {
  copyMatrix(
    "cublasSetMatrixAsync", rows: Int(rows), columns: Int(columns), Int(size), a, Int(lda), b,
    Int(ldb))
}

@c(cublasGetMatrixAsync) package func cublasGetMatrixAsync(
  _ rows: CInt, _ columns: CInt, _ size: CInt, _ a: UnsafeRawPointer?, _ lda: CInt,
  _ b: UnsafeMutableRawPointer?, _ ldb: CInt, _ stream: OpaquePointer?
) -> CInt {
  copyMatrix(
    "cublasGetMatrixAsync", rows: Int(rows), columns: Int(columns), Int(size), a, Int(lda), b,
    Int(ldb))
}
