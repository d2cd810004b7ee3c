import CCUDA
import Foundation
import Kernels

// Algorithms of cuBLASLt: there is one, number 0, the kernels' own choice; it needs no workspace.

/// `cublasLtMatmulHeuristicResult_t`: the algorithm, then size, status, waves and four numbers without meaning.
private enum Answer {
  static let byteCount = 96

  static func write(
    _ answer: UnsafeMutableRawPointer, algorithm: UnsafeRawPointer, status: CInt
  ) {
    if answer != UnsafeMutableRawPointer(mutating: algorithm) { memcpy(answer, algorithm, 64) }
    memset(answer + 64, 0, 32)
    answer.storeBytes(of: status, toByteOffset: 72, as: CInt.self)
    answer.storeBytes(of: status == 0 ? 1 : 0, toByteOffset: 76, as: Float.self)
  }
}

private func makeAlgorithm(
  _ memory: UnsafeMutableRawPointer, compute: CInt, scale: CInt, a: CInt, b: CInt, c: CInt, d: CInt
) {
  let kind = LtKind.algorithm
  _ = kind.initialize(memory, size: kind.byteCount)
  writeLt(
    [
      100: Int64(compute), 101: Int64(scale), 102: Int64(a), 103: Int64(b), 104: Int64(c),
      105: Int64(d),
    ], kind, memory)
}

private func heuristic(
  _ function: StaticString, _ handle: OpaquePointer?, _ product: UnsafeRawPointer?,
  _ a: UnsafeRawPointer?, _ b: UnsafeRawPointer?, _ c: UnsafeRawPointer?, _ d: UnsafeRawPointer?,
  _ preference: UnsafeRawPointer?, _ wanted: CInt, _ answers: UnsafeMutableRawPointer?,
  _ count: UnsafeMutablePointer<CInt>?
) -> CInt {
  do throws(BLASRefusal) {
    guard LtContext.isValid(handle) else {
      throw .init(status: .notInitialized, reason: "the handle is none, or was destroyed")
    }
    guard wanted >= 1, let answers, let count else {
      throw .init(
        status: .invalidValue, reason: "no algorithm is asked for, or there is no place for one")
    }
    guard preference == nil || LtKind.preference.holds(preference) else {
      throw .init(status: .invalidValue, reason: "the preference is none")
    }
    count.pointee = 0
    let call = try LtCall(product, a, b, c, d)
    LtLog.shared.api(function) {
      "Adesc=\(call.a.text) Bdesc=\(call.b.text) Cdesc=\(call.c.text) Ddesc=\(call.d.text) computeDesc=\(call.text)"
    }
    try LtEngine.shared.support(call)
    var algorithm = [UInt64](repeating: 0, count: 8)
    algorithm.withUnsafeMutableBytes { raw in
      guard let base = raw.baseAddress else { return }
      makeAlgorithm(
        base, compute: call.compute, scale: call.scale, a: call.a.typeNumber,
        b: call.b.typeNumber, c: call.c.typeNumber, d: call.d.typeNumber)
      Answer.write(answers, algorithm: base, status: 0)
    }
    count.pointee = 1
    return answerLt(function, .success)
  } catch { return answerLt(function, error.status, because: error.reason) }
}

@c(cublasLtMatmulAlgoGetHeuristic) package func cublasLtMatmulAlgoGetHeuristic(
  _ handle: OpaquePointer?, _ product: UnsafeRawPointer?, _ a: UnsafeRawPointer?,
  _ b: UnsafeRawPointer?, _ c: UnsafeRawPointer?, _ d: UnsafeRawPointer?,
  _ preference: UnsafeRawPointer?, _ wanted: CInt, _ answers: UnsafeMutableRawPointer?,
  _ count: UnsafeMutablePointer<CInt>?
) -> CInt {
  heuristic(
    "cublasLtMatmulAlgoGetHeuristic", handle, product, a, b, c, d, preference, wanted, answers,
    count)
}

@c(cublasLtMatmulAlgoGetHeuristicForStream) package func cublasLtMatmulAlgoGetHeuristicForStream(
  _ handle: OpaquePointer?, _ product: UnsafeRawPointer?, _ a: UnsafeRawPointer?,
  _ b: UnsafeRawPointer?, _ c: UnsafeRawPointer?, _ d: UnsafeRawPointer?,
  _ preference: UnsafeRawPointer?, _ wanted: CInt, _ answers: UnsafeMutableRawPointer?,
  _ count: UnsafeMutablePointer<CInt>?, _ stream: OpaquePointer?
) -> CInt {
  heuristic(
    "cublasLtMatmulAlgoGetHeuristicForStream", handle, product, a, b, c, d, preference, wanted,
    answers, count)
}

/// Whether products of these types are computed at all.
private func isKnown(
  _ compute: CInt, _ scale: CInt, _ a: CInt, _ b: CInt, _ d: CInt
) -> Bool {
  guard let typeA = ElementType(cudaDataType: a), let typeB = ElementType(cudaDataType: b),
    ElementType(cudaDataType: d) != nil, ElementType(cudaDataType: scale) != nil,
    let arithmetic = ComputeType(cublasComputeType: compute)
  else { return false }
  let product: ElementType =
    typeA.isComplex ? typeA : typeA == .f64 ? .f64 : typeA == .i8 ? .i32 : .f32
  return (try? GEMMTypes(a: typeA, b: typeB, d: product, compute: arithmetic)) != nil
}

@c(cublasLtMatmulAlgoGetIds) package func cublasLtMatmulAlgoGetIds(
  _ handle: OpaquePointer?, _ compute: CInt, _ scale: CInt, _ a: CInt, _ b: CInt, _ c: CInt,
  _ d: CInt, _ wanted: CInt, _ numbers: UnsafeMutablePointer<CInt>?,
  _ count: UnsafeMutablePointer<CInt>?
) -> CInt {
  let function: StaticString = "cublasLtMatmulAlgoGetIds"
  guard LtContext.isValid(handle) else { return answerLt(function, .notInitialized) }
  guard wanted >= 1, let numbers, let count else { return answerLt(function, .invalidValue) }
  let known = isKnown(compute, scale, a, b, d)
  if known { numbers[0] = 0 }
  count.pointee = known ? 1 : 0
  return answerLt(function, .success)
}

@c(cublasLtMatmulAlgoInit) package func cublasLtMatmulAlgoInit(
  _ handle: OpaquePointer?, _ compute: CInt, _ scale: CInt, _ a: CInt, _ b: CInt, _ c: CInt,
  _ d: CInt, _ number: CInt, _ algorithm: UnsafeMutableRawPointer?
) -> CInt {
  let function: StaticString = "cublasLtMatmulAlgoInit"
  guard LtContext.isValid(handle) else { return answerLt(function, .notInitialized) }
  guard let algorithm, number == 0 else {
    return answerLt(
      function, .invalidValue, because: "algorithm \(number) is not there; AlgoGetIds tells which")
  }
  guard isKnown(compute, scale, a, b, d) else {
    return answerLt(function, .notSupported, because: "products of these types are not there")
  }
  makeAlgorithm(algorithm, compute: compute, scale: scale, a: a, b: b, c: c, d: d)
  return answerLt(function, .success)
}

private func checkAlgorithm(
  _ function: StaticString, _ handle: OpaquePointer?, _ product: UnsafeRawPointer?,
  _ a: UnsafeRawPointer?, _ b: UnsafeRawPointer?, _ c: UnsafeRawPointer?, _ d: UnsafeRawPointer?,
  _ algorithm: UnsafeRawPointer?, _ answer: UnsafeMutableRawPointer?
) -> CInt {
  do throws(BLASRefusal) {
    guard LtContext.isValid(handle) else {
      throw .init(status: .notInitialized, reason: "the handle is none, or was destroyed")
    }
    guard let algorithm, let answer, LtKind.algorithm.holds(algorithm) else {
      throw .init(
        status: .invalidValue, reason: "the algorithm is none, or there is no place for the answer")
    }
    let call = try LtCall(product, a, b, c, d)
    try LtEngine.check(algorithm, call)
    try LtEngine.shared.support(call)
    Answer.write(answer, algorithm: algorithm, status: 0)
    return answerLt(function, .success)
  } catch { return answerLt(function, error.status, because: error.reason) }
}

@c(cublasLtMatmulAlgoCheck) package func cublasLtMatmulAlgoCheck(
  _ handle: OpaquePointer?, _ product: UnsafeRawPointer?, _ a: UnsafeRawPointer?,
  _ b: UnsafeRawPointer?, _ c: UnsafeRawPointer?, _ d: UnsafeRawPointer?,
  _ algorithm: UnsafeRawPointer?, _ answer: UnsafeMutableRawPointer?
) -> CInt {
  checkAlgorithm("cublasLtMatmulAlgoCheck", handle, product, a, b, c, d, algorithm, answer)
}

@c(cublasLtMatmulAlgoCheckForStream) package func cublasLtMatmulAlgoCheckForStream(
  _ handle: OpaquePointer?, _ product: UnsafeRawPointer?, _ a: UnsafeRawPointer?,
  _ b: UnsafeRawPointer?, _ c: UnsafeRawPointer?, _ d: UnsafeRawPointer?,
  _ algorithm: UnsafeRawPointer?, _ answer: UnsafeMutableRawPointer?, _ stream: OpaquePointer?
) -> CInt {
  checkAlgorithm("cublasLtMatmulAlgoCheckForStream", handle, product, a, b, c, d, algorithm, answer)
}

/// Settings are kept, and change nothing.
@c(cublasLtMatmulAlgoConfigSetAttribute) package func cublasLtMatmulAlgoConfigSetAttribute(
  _ algorithm: UnsafeMutableRawPointer?, _ attribute: CInt, _ value: UnsafeRawPointer?,
  _ size: Int
) -> CInt {
  let function: StaticString = "cublasLtMatmulAlgoConfigSetAttribute"
  guard attribute != 0 else {
    return answerLt(
      function, .invalidValue, because: "the number of an algorithm is set by AlgoInit only")
  }
  return setLt(function, .algorithm, algorithm, attribute, value, size)
}

@c(cublasLtMatmulAlgoConfigGetAttribute) package func cublasLtMatmulAlgoConfigGetAttribute(
  _ algorithm: UnsafeRawPointer?, _ attribute: CInt, _ value: UnsafeMutableRawPointer?,
  _ size: Int, _ written: UnsafeMutablePointer<Int>?
) -> CInt {
  getLt(
    "cublasLtMatmulAlgoConfigGetAttribute", .algorithm, algorithm, attribute, value, size, written)
}

/// What the algorithm can do (`cublasLtMatmulAlgoCapAttributes_t`): bytes and value of each; tiles and stages have none to choose.
private let capabilities: [CInt: (byteCount: Int, value: Int64)] = [
  0: (4, 0), 1: (4, 0), 2: (4, 0), 3: (4, 1), 4: (4, 1), 5: (4, 0), 6: (4, 0), 7: (4, 0),
  10: (4, 0), 11: (4, 31), 12: (4, 0x3FF), 13: (4, 0), 14: (4, 0), 15: (8, 0), 16: (4, 1),
  17: (4, 1), 18: (4, 1), 19: (4, 1), 20: (4, 0), 21: (4, 1), 22: (4, 0), 23: (4, 0),
]
/// Lists of numbers, which may be asked for with room for more.
private let lists: Set<CInt> = [6, 13]

@c(cublasLtMatmulAlgoCapGetAttribute) package func cublasLtMatmulAlgoCapGetAttribute(
  _ algorithm: UnsafeRawPointer?, _ attribute: CInt, _ value: UnsafeMutableRawPointer?,
  _ size: Int, _ written: UnsafeMutablePointer<Int>?
) -> CInt {
  let function: StaticString = "cublasLtMatmulAlgoCapGetAttribute"
  guard LtKind.algorithm.holds(algorithm), let (byteCount, answer) = capabilities[attribute],
    attribute < 23 || parity_cuda_major() > 12
  else {
    return answerLt(
      function, .invalidValue, because: "the algorithm or attribute \(attribute) is not known")
  }
  if size == 0, let written {
    written.pointee = byteCount
    return answerLt(function, .success)
  }
  guard let value, size == byteCount || size > byteCount && lists.contains(attribute) else {
    return answerLt(
      function, .invalidValue, because: "attribute \(attribute) has \(byteCount) bytes, not \(size)"
    )
  }
  withUnsafeBytes(of: answer) { bytes in
    if let base = bytes.baseAddress { memcpy(value, base, byteCount) }
  }
  written?.pointee = byteCount
  return answerLt(function, .success)
}
