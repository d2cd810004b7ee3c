import Harness
import Kernels

/// Makes calls of the levels: checks their arguments, computes on the processor, verifies where that is asked for, and keeps the
/// ledger.
enum LevelEngine {
  /// Makes one call.
  /// - Returns: The status.
  static func run(_ call: LevelCall) -> CInt {
    let function = call.signature.function
    guard let context = BLASContext.handles[OpaquePointer(bitPattern: call[.handle])] else {
      return answerBLAS(
        function, .notInitialized, because: "the handle is none, or was destroyed")
    }
    let scalarsOnDevice = context.pointerMode == 1
    guard StreamCapture.isAny else { return execute(call, scalarsOnDevice: scalarsOnDevice) }
    guard StreamCapture.status(context.stream).status != 0 else {
      return onStream(function, stream: context.stream) {
        execute(call, scalarsOnDevice: scalarsOnDevice)
      } later: {
        execute(call, scalarsOnDevice: scalarsOnDevice)
      }
    }
    return capture(call, context.stream, scalarsOnDevice: scalarsOnDevice)
  }

  /// Puts a call into a graph, with copies of the host's numbers.
  ///
  /// A graph cannot hold what is told to the host when the call returns.
  private static func capture(_ call: LevelCall, _ stream: UInt, scalarsOnDevice: Bool) -> CInt {
    let function = call.signature.function
    do throws(BLASRefusal) {
      if let objection = call.objection { throw refusal(call, objection) }
      let operands = try call.operands(try call.computeType())
      for operand in operands { try check(operand, of: call) }
      let scalars = scalarsOnDevice ? [] : operands.filter(\.isScalar)
      if call.tellsHost || scalars.contains(where: \.isWritten) {
        if let status = refuseCapture(function, stream: stream) { return status }
      }
      var later = call
      var copies: [HostCopy] = []
      for scalar in scalars {
        guard let address = call.address(scalar.role), let size = scalar.byteCount else { continue }
        copies.append(HostCopy(address, byteCount: size))
        later[scalar.role] = copies.last.map { Int(bitPattern: $0.bytes) } ?? 0
      }
      return onStream(function, stream: stream) {
        execute(call, scalarsOnDevice: scalarsOnDevice)
      } later: { [later, copies] in
        withExtendedLifetime(copies) { execute(later, scalarsOnDevice: scalarsOnDevice) }
      }
    } catch { return answerBLAS(function, error.status, because: error.reason) }
  }

  private static func execute(_ call: LevelCall, scalarsOnDevice: Bool) -> CInt {
    let start = DropIn.now
    do throws(BLASRefusal) {
      let found = try run(call, scalarsOnDevice: scalarsOnDevice)
      let end = DropIn.now
      DropIn.shared.ledger.add(
        call.signature.entry, nanoseconds: Double(end - start - found.nanoseconds),
        correctness: found.correctness, at: end)
      return BLASStatus.success.code
    } catch {
      return answerBLAS(call.signature.function, error.status, because: error.reason)
    }
  }

  /// The worst of what the checks found, and the nanoseconds that they took, which are not the call's.
  typealias Finding = (correctness: Correctness?, nanoseconds: UInt64)

  private static func run(
    _ call: LevelCall, scalarsOnDevice: Bool
  ) throws(BLASRefusal) -> Finding {
    if let objection = call.objection { throw refusal(call, objection) }
    let type = try call.computeType()
    let operands = try call.operands(type)
    for operand in operands { try check(operand, of: call) }
    if call.tellsHost {
      guard let info = call.hostInfo else {
        throw BLASRefusal(status: .invalidValue, reason: "info is NULL")
      }
      info.pointee = 0
    }
    guard !call.isEmpty else {
      try LevelResult.clear(call)
      return (nil, 0)
    }
    // None is computed where one is refused.
    var executions: [LevelExecution] = []
    for part in try LevelBatch(call, operands) {
      executions.append(
        try LevelExecution(part, type, operands, scalarsOnDevice: scalarsOnDevice))
    }
    var worst: Finding = (nil, 0)
    for execution in executions {
      let found = try execution.run()
      worst.nanoseconds += found.nanoseconds
      if let correctness = found.correctness,
        worst.correctness.map({ isWorse(correctness, than: $0) }) ?? true
      {
        worst.correctness = correctness
      }
    }
    return worst
  }

  private static func isWorse(_ left: Correctness, than right: Correctness) -> Bool {
    (left.failedCount, left.maximumErrorOverBound ?? -1)
      > (right.failedCount, right.maximumErrorOverBound ?? -1)
  }

  /// Batched factorisations also say which argument is wrong.
  private static func refusal(_ call: LevelCall, _ objection: LevelCall.Objection) -> BLASRefusal {
    if let info = call.hostInfo, let number = call.number(objection.role) {
      info.pointee = CInt(-number)
    }
    return BLASRefusal(status: objection.status, reason: objection.reason)
  }

  /// Leading dimensions and types.
  private static func check(_ operand: LevelOperand, of call: LevelCall) throws(BLASRefusal) {
    let name = call.signature.name(operand.role)
    if case .matrix(let rows, _, let leading) = operand.layout, leading < max(1, rows) {
      let role: BLASRole = operand.role == .a ? .lda : operand.role == .b ? .ldb : .ldc
      throw refusal(
        call,
        LevelCall.Objection(
          role: role, status: .invalidValue,
          reason: "\(call.signature.name(role)) is \(leading), less than \(max(1, rows))"))
    }
    // c of a complex rotation may be complex with an imaginary part of 0.
    let isTaken =
      operand.type.computed == operand.target
      || operand.role == .cosine && operand.type.computed.real == operand.target
      || isFactor(operand) && operand.type.computed == operand.target.real
    guard isTaken, try call.isStoredAlike(operand) else {
      throw BLASRefusal(
        status: .notSupported, reason: "\(name) is of a type that does not go with the others")
    }
  }

  private static func isFactor(_ operand: LevelOperand) -> Bool {
    operand.role == .sine || operand.role == .alpha
  }
}

extension LevelCall {
  /// Whether an operand of level 1 is stored as the first vector is; factors may have the type of the computation.
  fileprivate func isStoredAlike(_ operand: LevelOperand) throws(BLASRefusal) -> Bool {
    guard routine.level == 1 else { return operand.type.component != .i32 }
    let main: BLASRole = has(.x) ? .x : has(.a) ? .a : .d1
    let stored = try type(main)
    return operand.type.component == stored.component
      || operand.role == .alpha && operand.type.component == stored.computed.component
  }

  /// Whether the host is told of wrong arguments by `info`, beside the status.
  var tellsHost: Bool { [.getrs, .geqrf, .gels].contains(routine) }

  /// The number by which `info` names an argument: its place after the handle.
  ///
  /// gels of cuBLAS 13.1 counts as here, and is silent of trans.
  fileprivate func number(_ role: BLASRole) -> Int? {
    guard routine == .gels else { return signature.place(role) }
    return [.m: 1, .nrhs: 2, .n: 3, .lda: 5, .ldc: 7, .batch: 8][role]
  }

  /// `info` of those that tell the host.
  var hostInfo: UnsafeMutablePointer<CInt>? {
    tellsHost ? address(.info)?.assumingMemoryBound(to: CInt.self) : nil
  }
}
