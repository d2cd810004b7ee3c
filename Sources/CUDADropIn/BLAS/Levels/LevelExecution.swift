import CLevels
import Foundation
import Kernels

/// One execution of a routine: its operands checked, converted where they are of other types, computed and, if asked for, verified.
struct LevelExecution {
  private let call: LevelCall
  private let type: NumberType
  /// The operands that are looked at: a matrix whose factor is 0 is not.
  private let operands: [LevelOperand]

  init(
    _ call: LevelCall, _ type: NumberType, _ operands: [LevelOperand], scalarsOnDevice: Bool
  ) throws(BLASRefusal) {
    self.call = call
    self.type = type
    for operand in operands where operand.isScalar {
      try Self.check(operand, of: call, inMemory: scalarsOnDevice)
    }
    if call.routine == .amax || call.routine == .amin {
      guard let result = call.address(.result) else {
        throw BLASRefusal(status: .invalidValue, reason: "result is NULL")
      }
      if scalarsOnDevice {
        try BLASRefusal.check("result", result, LevelResult.indexByteCount(call) ?? 0)
      }
    }
    try Self.checkPivots(call)
    let unread = try Self.unread(call, operands)
    self.operands = operands.compactMap { operand in
      guard unread.contains(operand.role) else { return operand }
      guard operand.isWritten else { return nil }
      var output = operand
      output.isRead = false
      return output
    }
    for operand in self.operands where !operand.isScalar {
      try Self.check(operand, of: call, inMemory: true)
    }
    if call.routine.level == 3 { try Self.checkOverlap(self.operands, of: call) }
  }

  /// Computes, and compares with the reference where that is asked for.
  func run() throws(BLASRefusal) -> LevelEngine.Finding {
    let check = DropIn.shared.verifies ? LevelCheck(call, type, operands) : nil
    guard compute() else {
      throw BLASRefusal(status: .allocFailed, reason: "there is no memory for an intermediate")
    }
    guard let check else { return (nil, 0) }
    let start = DropIn.now
    return (check.correctness(), DropIn.now - start)
  }

  // MARK: Checking

  private static func check(
    _ operand: LevelOperand, of call: LevelCall, inMemory: Bool
  ) throws(BLASRefusal) {
    let name = call.signature.name(operand.role)
    guard let byteCount = operand.byteCount else {
      throw BLASRefusal(status: .invalidValue, reason: "\(name) is larger than memory")
    }
    guard byteCount > 0 else { return }
    guard let address = call.address(operand.role) else {
      throw BLASRefusal(status: .invalidValue, reason: "\(name) is NULL")
    }
    if inMemory {
      try BLASRefusal.check(
        name, address, byteCount, alignment: operand.type.component.byteCount)
    }
  }

  /// Rows that are exchanged must be the matrix's.
  private static func checkPivots(_ call: LevelCall) throws(BLASRefusal) {
    guard call.routine == .getrs || call.routine == .getri,
      let pivots = call.address(.pivots)?.assumingMemoryBound(to: CInt.self)
    else { return }
    for place in 0..<call[.n] where !(1...call[.n]).contains(Int(pivots[place])) {
      throw BLASRefusal(
        status: .executionFailed,
        reason: "pivot \(place + 1) is \(pivots[place]), and the matrix has \(call[.n]) rows")
    }
  }

  /// The operands that a factor of 0 keeps from being read.
  private static func unread(
    _ call: LevelCall, _ operands: [LevelOperand]
  ) throws(BLASRefusal) -> Set<BLASRole> {
    guard call.routine.level > 1 else { return [] }
    func isZero(_ role: BLASRole) throws(BLASRefusal) -> Bool {
      guard call.has(role), let address = call.address(role) else { return false }
      return try call.type(role).load(address, 0) == Complex(0)
    }
    var roles: Set<BLASRole> = []
    if try isZero(.alpha) { roles.formUnion(call.routine == .geam ? [.a] : [.a, .b, .x]) }
    if try isZero(.alpha), call.routine == .geru || call.routine == .gerc || call.routine.isRankTwo
    {
      roles.insert(.y)
    }
    if try isZero(.beta) { roles.insert(call.routine == .geam ? .b : call.has(.y) ? .y : .c) }
    return roles
  }

  /// Refuses outputs that share elements with what is read, but for the forms in place that cuBLAS documents.
  private static func checkOverlap(
    _ operands: [LevelOperand], of call: LevelCall
  ) throws(BLASRefusal) {
    for output in operands where output.isWritten {
      guard let region = MatrixRegion(output, of: call) else { continue }
      for other in operands where other.role != output.role && !other.isScalar {
        guard let another = MatrixRegion(other, of: call), region.overlaps(another) else {
          continue
        }
        let isTransposed = other.role == .a ? call[.transA] != 0 : call[.transB] != 0
        let isInPlace =
          switch call.routine {
          case .trmm: other.role == .b
          case .dgmm: other.role == .a
          case .geam: !isTransposed
          default: false
          }
        guard isInPlace, region == another else {
          throw BLASRefusal(
            status: .invalidValue,
            reason:
              "\(call.signature.name(other.role)) and \(call.signature.name(output.role)) overlap, and what cuBLAS then computes is not defined"
          )
        }
      }
    }
  }

  // MARK: Computing

  private func compute() -> Bool {
    var index: Int64 = 0
    var copies: [(operand: LevelOperand, memory: UnsafeMutableRawPointer)] = []
    defer { for copy in copies { copy.memory.deallocate() } }
    var arguments = parity_level_call(call)
    for operand in operands {
      guard let address = call.address(operand.role) else { continue }
      guard operand.type != operand.target else {
        arguments.set(operand.role, address)
        continue
      }
      let copy = Conversion(operand, address)
      copies.append((operand, copy.memory))
      arguments.set(operand.role, copy.memory)
      arguments.removeGaps(operand)
    }
    let isDone = withUnsafeMutablePointer(to: &index) { index in
      if LevelResult.indexByteCount(call) != nil { arguments.set(.result, index) }
      return withUnsafePointer(to: arguments) { call.routine.compute(type.letter, $0) }
    }
    guard isDone else { return false }
    for (operand, memory) in copies where operand.isWritten {
      if let address = call.address(operand.role) {
        Conversion.store(memory, operand, to: address)
      }
    }
    if LevelResult.indexByteCount(call) != nil { LevelResult.store(index, call) }
    return true
  }
}

extension LevelOperand {
  /// Whether the pointer mode says where it is.
  var isScalar: Bool { if case .scalars = layout { true } else { false } }
}

extension LevelRoutine {
  /// Whether it adds products of two vectors to a matrix.
  var isRankTwo: Bool { [.syr2, .her2, .spr2, .hpr2].contains(self) }
}

/// Copies of operands in the type of the computation, without gaps.
private struct Conversion {
  let memory: UnsafeMutableRawPointer

  init(_ operand: LevelOperand, _ address: UnsafeRawPointer) {
    let (rows, columns) = operand.shape
    memory = .allocate(byteCount: max(rows * columns, 1) * operand.target.byteCount, alignment: 64)
    // What is written in part keeps the rest.
    guard operand.isRead || !operand.isScalar else { return }
    for j in 0..<columns {
      for i in 0..<rows {
        let value = operand.type.load(address, operand.place(i, j))
        operand.target.store(value, memory, i + j * rows)
      }
    }
  }

  static func store(
    _ memory: UnsafeRawPointer, _ operand: LevelOperand, to address: UnsafeMutableRawPointer
  ) {
    let (rows, columns) = operand.shape
    for j in 0..<columns {
      for i in 0..<rows {
        let value = operand.target.load(memory, i + j * rows)
        operand.type.store(value, address, operand.place(i, j))
      }
    }
  }
}
