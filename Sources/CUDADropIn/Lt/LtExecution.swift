import Foundation
import Harness
import Kernels

/// One call with its addresses: checks where they point to, computes, and verifies.
struct LtExecution {
  let call: LtCall
  let plan: GEMMPlan
  let isDirect, isTransposed: Bool
  let alpha, beta: Scalar
  let addresses: LtEngine.Addresses

  /// The worst of what the checks found, and the nanoseconds that they took.
  typealias Finding = (correctness: Correctness?, nanoseconds: UInt64)

  private var readsC: Bool { !beta.isZero }
  /// Whether A and B are read.
  private var multiplies: Bool {
    plan.gemm.shape.multiplies && !(alpha.isZero && !call.isAlphaVector)
  }
  private func byteCount(_ matrix: LtMatrix) -> Int {
    matrix.extent * (matrix.type?.byteCount ?? 0)
  }

  func run() throws(BLASRefusal) -> Finding {
    guard let d = addresses.d else { throw BLASRefusal(status: .invalidValue, reason: "D is NULL") }
    try checkVectors()
    guard call.d.isPointerArray else {
      let first = LtFinish.Matrices(
        a: addresses.a, b: addresses.b, c: addresses.c, d: d, batch: 0)
      try check(first)
      return try run(first: first, count: call.d.count)
    }
    // All are looked at before the first is computed: a refused call leaves every D as it was.
    let all = try pointerArrays(d)
    for one in all { try check(one) }
    var worst: Finding = (nil, 0)
    for one in all { worst = Self.worse(worst, try run(first: one, count: 1)) }
    return worst
  }

  /// The matrices of a batch that arrays of addresses in device memory name.
  private func pointerArrays(
    _ d: UnsafeMutableRawPointer
  ) throws(BLASRefusal) -> [LtFinish.Matrices] {
    let (count, size) = (call.d.count, MemoryLayout<UnsafeRawPointer?>.size)
    func array(
      _ name: String, _ array: UnsafeRawPointer?, isRead: Bool
    ) throws(BLASRefusal) -> UnsafeRawPointer? {
      guard isRead else { return nil }
      guard let array else {
        throw BLASRefusal(status: .invalidValue, reason: "the array of \(name) is NULL")
      }
      try BLASRefusal.check("the array of \(name)", array, count * size)
      return array
    }
    let a = try array("A", addresses.a, isRead: multiplies)
    let b = try array("B", addresses.b, isRead: multiplies)
    let c = try array("C", addresses.c, isRead: readsC)
    _ = try array("D", d, isRead: true)
    func entry(_ array: UnsafeRawPointer, _ index: Int) -> UnsafeMutableRawPointer? {
      array.loadUnaligned(fromByteOffset: index * size, as: UnsafeMutableRawPointer?.self)
    }
    var all: [LtFinish.Matrices] = []
    for index in 0..<count {
      guard let d = entry(d, index) else {
        throw BLASRefusal(status: .invalidValue, reason: "D \(index) is NULL")
      }
      all.append(
        LtFinish.Matrices(
          a: a.flatMap { entry($0, index) }, b: b.flatMap { entry($0, index) },
          c: c.flatMap { entry($0, index) }, d: d, batch: index))
    }
    return all
  }

  private static func worse(_ one: Finding, _ other: Finding) -> Finding {
    let isWorse =
      (other.correctness?.maximumErrorOverBound ?? 0)
      > (one.correctness?.maximumErrorOverBound ?? -1)
    return (isWorse ? other.correctness : one.correctness, one.nanoseconds + other.nanoseconds)
  }

  /// Bias, auxiliary matrix, factors and maxima.
  private func checkVectors() throws(BLASRefusal) {
    let last = call.d.count - 1
    func check(_ name: String, _ pointer: UnsafeRawPointer?, _ byteCount: Int) throws(BLASRefusal) {
      if let pointer, byteCount > 0 { try BLASRefusal.check(name, pointer, byteCount) }
    }
    let epilogue = call.epilogue
    if epilogue.hasBias || epilogue.hasBiasGradient, let type = call.biasType {
      let length = epilogue == .biasGradientB ? call.n : call.m
      try check("the bias", call.bias, (length + last * call.biasStride) * type.byteCount)
    }
    if epilogue.hasAux {
      let elements = call.auxLeading * (call.n - 1) + call.m + last * call.auxStride
      try check(
        "the auxiliary matrix", call.aux,
        epilogue.auxIsBits ? (elements + 7) / 8 : elements * (call.auxType?.byteCount ?? 0))
    }
    for (name, pointer) in [
      ("the factor of C", call.scaleC), ("the factor of D", call.scaleD),
      ("the maximum of D", call.amaxD), ("the auxiliary factor", call.auxScale),
      ("the auxiliary maximum", call.auxAmax),
    ] { try check(name, pointer, 4) }
    try check(
      "factors of A", call.scaleA,
      LtFactors(mode: call.scaleModeA, extent: call.m, k: call.k).byteCount)
    try check(
      "factors of B", call.scaleB,
      LtFactors(mode: call.scaleModeB, extent: call.n, k: call.k).byteCount)
  }

  /// Checks that the matrices are in memory, and D apart from the others.
  private func check(_ first: LtFinish.Matrices) throws(BLASRefusal) {
    try BLASRefusal.check("D", first.d, byteCount(call.d))
    if multiplies {
      for (name, address, matrix) in [("A", first.a, call.a), ("B", first.b, call.b)] {
        guard let address else {
          throw BLASRefusal(status: .invalidValue, reason: "\(name) is NULL")
        }
        try BLASRefusal.check(name, address, byteCount(matrix))
        try checkApart(name, address, byteCount(matrix), first.d, byteCount(call.d))
      }
    }
    guard readsC else { return }
    guard let c = first.c else { throw BLASRefusal(status: .invalidValue, reason: "C is NULL") }
    try BLASRefusal.check("C", c, byteCount(call.c))
    if c != UnsafeRawPointer(first.d) {
      try checkApart("C", c, byteCount(call.c), first.d, byteCount(call.d))
    } else if call.c != call.d {
      throw BLASRefusal(status: .invalidValue, reason: "C is D, and their layouts are not the same")
    }
  }

  /// Computes `count` products that lie at their strides from `first` on.
  private func run(first: LtFinish.Matrices, count: Int) throws(BLASRefusal) -> Finding {
    var addend: [UInt8]?
    if readsC, let c = first.c, c == UnsafeRawPointer(first.d),
      isDirect || DropIn.shared.verifies
    {
      addend = Array(UnsafeRawBufferPointer(start: c, count: byteCount(call.c)))
    }
    return try withBytes(addend) { (copy) throws(BLASRefusal) in
      let c = copy ?? first.c
      let matrices = LtFinish.Matrices(
        a: first.a, b: first.b, c: c, d: first.d, batch: first.batch)
      let factorsA = call.scaleA.map { dense($0, call.scaleModeA, call.m) }
      let factorsB = call.scaleB.map { dense($0, call.scaleModeB, call.n) }
      return try withBytes(factorsA?.bytes) { (denseA) throws(BLASRefusal) in
        try withBytes(factorsB?.bytes) { (denseB) throws(BLASRefusal) in
          let factors = (
            a: denseA ?? call.scaleA.map { UnsafeRawPointer($0) },
            b: denseB ?? call.scaleB.map { UnsafeRawPointer($0) }
          )
          return isDirect
            ? try direct(matrices, factors.a, factors.b)
            : try product(matrices, count, factors.a, factors.b)
        }
      }
    }
  }

  private func dense(
    _ factors: UnsafeRawPointer, _ mode: CInt, _ extent: Int
  ) -> (bytes: [UInt8]?, mode: CInt) {
    (LtFactors(mode: mode, extent: extent, k: call.k).dense(factors), mode)
  }

  private func withBytes<Result>(
    _ bytes: [UInt8]?, _ body: (UnsafeRawPointer?) throws(BLASRefusal) -> Result
  ) throws(BLASRefusal) -> Result {
    guard let bytes else { return try body(nil) }
    let result: Swift.Result<Result, BLASRefusal> = bytes.withUnsafeBytes { raw in
      Swift.Result { () throws(BLASRefusal) in try body(raw.baseAddress) }
    }
    return try result.get()
  }

  private func checkApart(
    _ name: String, _ address: UnsafeRawPointer, _ byteCount: Int, _ d: UnsafeRawPointer,
    _ byteCountD: Int
  ) throws(BLASRefusal) {
    if address < d + byteCountD, d < address + byteCount {
      throw BLASRefusal(
        status: .invalidValue,
        reason: "\(name) and D overlap, and what cuBLASLt then leaves in D is not defined")
    }
  }

  // MARK: Computing

  /// The whole call by the kernels.
  private func direct(
    _ x: LtFinish.Matrices, _ scaleA: UnsafeRawPointer?, _ scaleB: UnsafeRawPointer?
  ) throws(BLASRefusal) -> Finding {
    func mutable(_ pointer: UnsafeRawPointer?) -> UnsafeMutableRawPointer? {
      pointer.map { UnsafeMutableRawPointer(mutating: $0) }
    }
    let nothing = UnsafeRawPointer(x.d)
    var operands: [OperandRole: UnsafeMutableRawPointer] = [.d: x.d]
    let (a, b) = plan.gemm.shape.multiplies ? (x.a, x.b) : (nothing, nothing)
    operands[.a] = mutable(isTransposed ? b : a)
    operands[.b] = mutable(isTransposed ? a : b)
    if readsC { operands[.c] = mutable(x.c) }
    operands[.bias] = call.bias
    operands[.scaleA] = mutable(isTransposed ? scaleB : scaleA)
    operands[.scaleB] = mutable(isTransposed ? scaleA : scaleB)
    do throws(BackendError) { try plan.execute(operands) } catch {
      throw BLASRefusal(status: .executionFailed, reason: "\(error)")
    }
    guard DropIn.shared.verifies else { return (nil, 0) }
    let start = DropIn.now
    operands[.d] = nil
    let found = CallCheck.check(
      .gemm(plan.gemm), inputs: operands.mapValues { UnsafeRawPointer($0) },
      output: UnsafeRawPointer(x.d))
    return (found, DropIn.now - start)
  }

  /// The product by the kernels, and the rest by the processor.
  private func product(
    _ x: LtFinish.Matrices, _ count: Int, _ scaleA: UnsafeRawPointer?, _ scaleB: UnsafeRawPointer?
  ) throws(BLASRefusal) -> Finding {
    let type = plan.gemm.types.d
    var memory: UnsafeMutableRawPointer?
    guard posix_memalign(&memory, 64, max(1, plan.byteCounts.c)) == 0, let memory else {
      throw BLASRefusal(
        status: .allocFailed, reason: "no \(plan.byteCounts.c) bytes for the product")
    }
    defer { free(memory) }
    if multiplies, let a = x.a, let b = x.b {
      var operands: [OperandRole: UnsafeMutableRawPointer] = [
        .a: UnsafeMutableRawPointer(mutating: a), .b: UnsafeMutableRawPointer(mutating: b),
        .d: memory,
      ]
      operands[.scaleA] = scaleA.map { UnsafeMutableRawPointer(mutating: $0) }
      operands[.scaleB] = scaleB.map { UnsafeMutableRawPointer(mutating: $0) }
      do throws(BackendError) { try plan.execute(operands) } catch {
        throw BLASRefusal(status: .executionFailed, reason: "\(error)")
      }
    } else {
      memset(memory, 0, plan.byteCounts.c)
    }
    let finish = LtFinish(
      call: call, alpha: alpha, beta: beta,
      alphaVector: call.isAlphaVector ? addresses.alpha : nil,
      betaVector: call.pointerMode == 2 ? addresses.beta : nil)
    var worst: Finding = (nil, 0)
    for index in 0..<count {
      let one = offset(x, by: index)
      let products = memory + index * call.m * call.n * type.byteCount
      guard let typeD = call.d.type else { continue }
      finish.run(one) { i, j in
        ElementConversion.load(products, type, component: i + j * call.m)
      } _: { i, j, value in
        ElementConversion.store(value, one.d, typeD, component: call.d.index(i, j))
      }
      #if DEBUG
        LtFault.spoil(call, one)
      #endif
      guard DropIn.shared.verifies else { continue }
      let start = DropIn.now
      let check = LtCheck(
        call: call, matrices: one, alpha: alpha, beta: beta, alphaVector: finish.alphaVector,
        betaVector: finish.betaVector, factorsA: scaleA.map { (call.scaleModeA, $0) },
        factorsB: scaleB.map { (call.scaleModeB, $0) })
      worst = Self.worse(worst, (check.check(), DropIn.now - start))
    }
    return worst
  }

  /// The matrices of product `index` of a batch at strides.
  private func offset(_ x: LtFinish.Matrices, by index: Int) -> LtFinish.Matrices {
    guard index > 0 else { return x }
    func bytes(_ matrix: LtMatrix) -> Int { index * matrix.stride * (matrix.type?.byteCount ?? 0) }
    return LtFinish.Matrices(
      a: x.a.map { $0 + bytes(call.a) }, b: x.b.map { $0 + bytes(call.b) },
      c: x.c.map { $0 + bytes(call.c) }, d: x.d + bytes(call.d), batch: index)
  }
}
