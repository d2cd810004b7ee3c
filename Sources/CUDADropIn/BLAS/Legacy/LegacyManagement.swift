// Start, end, memory and errors of cublas.h (cuBLAS library reference, appendix A).

@c(cublasInit) package func cublasInit() -> CInt {
  (LegacyBLAS.handle == nil ? BLASStatus.notInitialized : .success).code
}

@c(cublasShutdown) package func cublasShutdown() -> CInt {
  LegacyBLAS.end()
  return BLASStatus.success.code
}

/// The first error since the last question.
@c(cublasGetError) package func cublasGetError() -> CInt { LegacyBLAS.takeStatus() }

@c(cublasGetVersion) package func cublasGetVersion(_ version: UnsafeMutablePointer<CInt>?) -> CInt {
  cublasGetVersion_v2(LegacyBLAS.handle, version)
}

@c(cublasSetKernelStream) package func cublasSetKernelStream(_ stream: OpaquePointer?) -> CInt {
  cublasSetStream_v2(LegacyBLAS.handle, stream)
}

@c(cublasAlloc) package func cublasAlloc(
  _ count: CInt, _ elementByteCount: CInt, _ result: UnsafeMutablePointer<UnsafeMutableRawPointer?>?
) -> CInt {
  guard count > 0, elementByteCount > 0, let result else {
    return answerBLAS("cublasAlloc", .invalidValue)
  }
  let memory = DropIn.shared.memory.allocate(Int(count) * Int(elementByteCount), kind: .device)
  result.pointee = memory
  return answerBLAS("cublasAlloc", memory == nil ? .allocFailed : .success)
}

@c(cublasFree) package func cublasFree(_ memory: UnsafeMutableRawPointer?) -> CInt {
  guard let memory else { return answerBLAS("cublasFree", .success) }
  let isFreed = DropIn.shared.memory.free(memory, kinds: [.device])
  return answerBLAS(
    "cublasFree", isFreed ? .success : .internalError,
    because: "the address is no start of an allocation; was it freed before?")
}
