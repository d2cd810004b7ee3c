import Foundation
import Kernels

// The product of cuBLASLt (cuBLAS library reference, cublasLtMatmul).

@c(cublasLtMatmul) package func cublasLtMatmul(
  _ handle: OpaquePointer?, _ product: UnsafeRawPointer?, _ alpha: UnsafeRawPointer?,
  _ a: UnsafeRawPointer?, _ layoutA: UnsafeRawPointer?, _ b: UnsafeRawPointer?,
  _ layoutB: UnsafeRawPointer?, _ beta: UnsafeRawPointer?, _ c: UnsafeRawPointer?,
  _ layoutC: UnsafeRawPointer?, _ d: UnsafeMutableRawPointer?, _ layoutD: UnsafeRawPointer?,
  _ algorithm: UnsafeRawPointer?, _ workspace: UnsafeMutableRawPointer?, _ workspaceByteCount: Int,
  _ stream: OpaquePointer?
) -> CInt {
  LtLog.shared.api(LtEngine.function) {
    "A=\(LtLog.hex(a)) Adesc=\(LtLog.hex(layoutA)) B=\(LtLog.hex(b)) Bdesc=\(LtLog.hex(layoutB)) "
      + "C=\(LtLog.hex(c)) Cdesc=\(LtLog.hex(layoutC)) D=\(LtLog.hex(d)) Ddesc=\(LtLog.hex(layoutD)) "
      + "computeDesc=\(LtLog.hex(product)) algo=\(LtLog.hex(algorithm)) workSpace=\(LtLog.hex(workspace)) "
      + "workSpaceSizeInBytes=\(workspaceByteCount) stream=0X\(String(UInt(bitPattern: stream), radix: 16))"
  }
  var read: LtCall?
  do throws(BLASRefusal) {
    guard LtContext.isValid(handle) else {
      throw .init(status: .notInitialized, reason: "the handle is none, or was destroyed")
    }
    let call = try LtCall(product, layoutA, layoutB, layoutC, layoutD)
    read = call
    guard let alpha, let beta = beta ?? (call.pointerMode == 3 ? alpha : nil) else {
      throw .init(status: .invalidValue, reason: "alpha or beta is NULL")
    }
    guard isUsableStream(stream) else {
      throw .init(status: .invalidValue, reason: "the stream is none, or was destroyed")
    }
    guard workspaceByteCount == 0 || UInt(bitPattern: workspace) % 16 == 0 else {
      throw .init(status: .invalidValue, reason: "the workspace is not on a multiple of 16 bytes")
    }
    if let algorithm { try LtEngine.check(algorithm, call) }
    LtLog.shared.trace(LtEngine.function) {
      // NVIDIA's log has the factor of C and none of the product.
      let factor = call.scaleType.flatMap { type in
        call.pointerMode == 0 ? "\(Scalar(beta, type).real)" : nil
      }
      return
        "A=\(LtLog.hex(a)) Adesc=\(call.a.text) B=\(LtLog.hex(b)) Bdesc=\(call.b.text) "
        + "C=\(LtLog.hex(c)) Cdesc=\(call.c.text) D=\(LtLog.hex(d)) Ddesc=\(call.d.text) "
        + "computeDesc=\(call.text) algo=[algoId=0] workSpace=\(LtLog.hex(workspace)) "
        + "workSpaceSizeInBytes=\(workspaceByteCount) beta=\(factor ?? "?") "
        + "outOfPlace=\(c == UnsafeRawPointer(d) ? 0 : 1) stream=0X\(String(UInt(bitPattern: stream), radix: 16))"
    }
    if call.isEmpty { return answerLt(LtEngine.function, .success) }
    let addresses = LtEngine.Addresses(alpha: alpha, beta: beta, a: a, b: b, c: c, d: d)
    return LtEngine.run(call, addresses, stream: UInt(bitPattern: stream))
  } catch {
    LtEngine.note(error, read)
    return error.status.code
  }
}

extension LtEngine {
  /// Makes one call, or puts it into a graph with copies of the host's alpha and beta.
  fileprivate static func run(_ call: LtCall, _ addresses: Addresses, stream: UInt) -> CInt {
    guard StreamCapture.isAny else { return execute(call, addresses) }
    var (alpha, beta): (HostCopy?, HostCopy?)
    if StreamCapture.status(stream).status != 0, let size = call.scaleType?.byteCount {
      if call.pointerMode == 0 { alpha = HostCopy(addresses.alpha, byteCount: size) }
      if call.pointerMode == 0 || call.pointerMode == 4 {
        beta = HostCopy(addresses.beta, byteCount: size)
      }
    }
    return onStream(function, stream: stream) {
      execute(call, addresses)
    } later: { [alpha, beta] in
      func address(_ copy: HostCopy?, _ given: UnsafeRawPointer) -> UnsafeRawPointer {
        copy.map { UnsafeRawPointer($0.bytes) } ?? given
      }
      return withExtendedLifetime((alpha, beta)) {
        execute(
          call,
          Addresses(
            alpha: address(alpha, addresses.alpha), beta: address(beta, addresses.beta),
            a: addresses.a, b: addresses.b, c: addresses.c, d: addresses.d))
      }
    }
  }

  /// Makes one call.
  /// - Returns: The status.
  fileprivate static func execute(_ call: LtCall, _ addresses: Addresses) -> CInt {
    do throws(BLASRefusal) {
      try shared.run(call, addresses)
      return BLASStatus.success.code
    } catch {
      note(error, call)
      return error.status.code
    }
  }

  /// Checks that an algorithm is one, made for the types of a call.
  static func check(_ algorithm: UnsafeRawPointer, _ call: LtCall) throws(BLASRefusal) {
    guard let made = LtDescription(.algorithm, algorithm) else {
      throw .init(status: .invalidValue, reason: "the algorithm is none of this library's")
    }
    for (number, type) in [
      (CInt(102), call.a.typeNumber), (103, call.b.typeNumber), (104, call.c.typeNumber),
      (105, call.d.typeNumber), (100, call.compute), (101, call.scale),
    ] where made.integer(number) != type {
      throw .init(
        status: .invalidValue,
        reason: "the algorithm was made for other types (\(made.integer(number)), not \(type))")
    }
  }
}
