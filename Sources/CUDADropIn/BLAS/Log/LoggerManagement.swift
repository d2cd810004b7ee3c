import Foundation

// The log's own functions (cuBLAS library reference, sections 2.4.19 to 2.4.21), which it does not log.

@c(cublasLoggerConfigure) package func cublasLoggerConfigure(
  _ isOn: CInt, _ toStandardOutput: CInt, _ toStandardError: CInt, _ path: UnsafePointer<CChar>?
) -> CInt {
  let path = path.map { String(cString: $0) }
  let isOpen = BLASLog.configure(
    isOn: isOn != 0, standardOutput: toStandardOutput != 0, standardError: toStandardError != 0,
    path: path)
  // cuBLAS 13.1 succeeds all the same, and says nothing.
  if !isOpen, let path {
    FileHandle.standardError.write(
      Data("cublasLoggerConfigure: \(path) cannot be opened; nothing is logged there\n".utf8))
  }
  return answerBLAS("cublasLoggerConfigure", .success)
}

@c(cublasSetLoggerCallback) package func cublasSetLoggerCallback(
  _ callback: (@convention(c) (UnsafePointer<CChar>?) -> Void)?
) -> CInt {
  BLASLog.callback = callback
  return answerBLAS("cublasSetLoggerCallback", .success)
}

@c(cublasGetLoggerCallback) package func cublasGetLoggerCallback(
  _ result: UnsafeMutablePointer<(@convention(c) (UnsafePointer<CChar>?) -> Void)?>?
) -> CInt {
  guard let result else { return answerBLAS("cublasGetLoggerCallback", .invalidValue) }
  result.pointee = BLASLog.callback
  return answerBLAS("cublasGetLoggerCallback", .success)
}

/// Called by BLAS of old where an argument is wrong: a sentence on standard error.
@c(cublasXerbla) package func cublasXerbla(_ routine: UnsafePointer<CChar>?, _ argument: CInt) {
  let name = routine.map { String(cString: $0) } ?? ""
  FileHandle.standardError.write(
    Data("** On entry to \(name) parameter number \(argument) had an illegal value\n".utf8))
}
