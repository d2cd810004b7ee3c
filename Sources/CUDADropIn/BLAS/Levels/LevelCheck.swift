import Foundation
import Harness
import Kernels

/// Compares what a routine left in its outputs with the definition.
///
/// Made before the execution, it keeps a copy of every operand. An element's bound is that of its sum in any order: the number of
/// products, times the unit roundoff, times the sum of their absolute values; and one rounding to the output's type
/// (Higham, Accuracy and Stability of Numerical Algorithms, section 3.1). Systems of equations are compared by their residual.
final class LevelCheck {
  let call: LevelCall
  let type: NumberType
  private let operands: [LevelOperand]
  private var copies: [BLASRole: UnsafeMutableRawPointer] = [:]
  /// Products that are computed for one execution at the most; beyond, elements are chosen.
  private static let workLimit = 1 << 23

  init(_ call: LevelCall, _ type: NumberType, _ operands: [LevelOperand]) {
    self.call = call
    self.type = type
    self.operands = operands
    for operand in operands {
      guard let address = call.address(operand.role), let byteCount = operand.byteCount else {
        continue
      }
      let copy = UnsafeMutableRawPointer.allocate(byteCount: max(byteCount, 1), alignment: 64)
      copy.copyMemory(from: address, byteCount: byteCount)
      copies[operand.role] = copy
    }
  }

  deinit { for copy in copies.values { copy.deallocate() } }

  /// What the comparison found; nil for routines that have no definition here.
  func correctness() -> Correctness? {
    switch call.routine {
    case .amax, .amin: return index()
    case .asum, .nrm2: return norm()
    default: break
    }
    let expectations = expectations()
    guard !expectations.isEmpty else { return nil }
    var tally = LevelTally()
    for (role, expectation) in expectations {
      compare(role, expectation, &tally)
    }
    // This overwrites the copies, which the comparisons read.
    for (role, expectation) in expectations { checkRest(role, expectation, &tally) }
    return tally.correctness
  }

  // MARK: Views

  func operand(_ role: BLASRole) -> LevelOperand? { operands.first { $0.role == role } }

  /// An operand as it was before the call (`live` false) or as it is now.
  func view(_ role: BLASRole, live: Bool = false) -> MatrixView? {
    guard let operand = operand(role),
      let base = live
        ? call.address(role).map({ UnsafeRawPointer($0) })
        : copies[role].map({ UnsafeRawPointer($0) })
    else { return nil }
    let storage: MatrixView.Storage =
      switch operand.layout {
      case .scalars(let count): .vector(count: count, increment: 1)
      case .vector(let count, let increment): .vector(count: count, increment: increment)
      case .matrix(_, _, let leading): .full(leading: leading)
      case .packed(let n): .packed(n: n)
      }
    return MatrixView(
      base: base, type: operand.type, storage: storage, isUpper: call[.uplo] == 1)
  }

  /// A factor as it was before the call.
  func factor(_ role: BLASRole) -> Complex {
    guard let operand = operand(role), let copy = copies[role] else { return Complex(0) }
    return operand.type.load(copy, 0)
  }

  // MARK: Comparing

  private func compare(
    _ role: BLASRole, _ expectation: LevelExpectation, _ tally: inout LevelTally
  ) {
    let isFloat = operand(role)?.type ?? type
    let (rows, columns) = (expectation.rows, expectation.columns)
    let depth = expectation.depth
    let step = max(1, (rows * columns * depth + Self.workLimit - 1) / Self.workLimit)
    let accumulated = Double(depth + 4) * (type.isComplex ? 3 : 1) * type.component.unitRoundoff
    var index = 0
    for j in 0..<columns {
      for i in 0..<rows where expectation.isWritten(i, j) {
        defer { index += 1 }
        guard index % step == 0 else { continue }
        let (value, magnitude) = expectation.value(i, j)
        let got = expectation.got(i, j)
        let bound =
          expectation.isExact
          ? 0
          : accumulated * (magnitude + got.size) + isFloat.component.unitRoundoff * value.size
            + isFloat.component.smallestSubnormal
        tally.compare(
          got, value, bound: bound, magnitude: magnitude, type: isFloat,
          place: "\(call.signature.name(role))[\(i),\(j)]")
      }
    }
    tally.totalCount += index
    tally.isSampled = tally.isSampled || step > 1
  }

  /// What lies between the elements that are written must be as it was.
  private func checkRest(
    _ role: BLASRole, _ expectation: LevelExpectation, _ tally: inout LevelTally
  ) {
    guard let operand = operand(role), let before = view(role), let after = view(role, live: true),
      let copy = copies[role], let byteCount = operand.byteCount
    else { return }
    let width = operand.type.byteCount
    for j in 0..<expectation.columns {
      for i in 0..<expectation.rows where expectation.isWritten(i, j) {
        guard let place = before.place(i, j) else { continue }
        (copy + place * width).copyMemory(from: after.base + place * width, byteCount: width)
      }
    }
    if memcmp(copy, after.base, byteCount) != 0 {
      tally.damage("\(call.signature.name(role)) was changed outside of its elements")
    }
  }

  // MARK: Norms and indices

  private func norm() -> Correctness? {
    guard let x = view(.x), let result = view(.result, live: true) else { return nil }
    var sum = 0.0
    for i in 0..<call[.n] {
      let value = x(i, 0)
      sum +=
        call.routine == .asum
        ? value.size : value.real * value.real + value.imaginary * value.imaginary
    }
    let expected = call.routine == .asum ? sum : sum.squareRoot()
    var tally = LevelTally()
    tally.totalCount = 1
    let roundoff = Double(call[.n] + 4) * type.component.unitRoundoff
    tally.compare(
      result(0, 0), Complex(expected),
      bound: (roundoff + result.type.component.unitRoundoff) * expected
        + result.type.component.smallestSubnormal,
      magnitude: expected, type: result.type, place: "result")
    return tally.correctness
  }

  /// The first element of the largest (smallest) |re| + |im|; of equal ones any is taken.
  private func index() -> Correctness? {
    guard let x = view(.x) else { return nil }
    let got = LevelResult.load(call) - 1
    var tally = LevelTally()
    tally.totalCount = 1
    guard (0..<call[.n]).contains(got) else {
      tally.damage("result is \(got + 1) of \(call[.n]) elements")
      return tally.correctness
    }
    let sizes = (0..<call[.n]).map { x($0, 0).size }
    guard sizes.allSatisfy(\.isFinite) else { return nil }
    let best = (call.routine == .amax ? sizes.max() : sizes.min()) ?? 0
    // |re| + |im| is rounded to the type where it is compared.
    let bound = x.type.isComplex ? 2 * x.type.component.unitRoundoff * best : 0
    tally.compare(
      Complex(sizes[got]), Complex(best), bound: bound, magnitude: best, type: x.type.real,
      place: "the element of index \(got + 1)")
    return tally.correctness
  }
}
