import Foundation
import Harness
import Kernels

/// Verifies a call of which the processor did a part, against the documented formulas in float64 from the stored operands.
///
/// D, the auxiliary matrix, gradients and the maximum are compared. Nothing is shared with ``LtFinish`` but how the call was read.
/// The bound is that of docs/measuring.md with two units of f32 for each of the steps after the sum. Where all sums would take
/// long, those of chosen rows and columns are taken.
struct LtCheck {
  let call: LtCall
  /// C as it was before the call.
  let matrices: LtFinish.Matrices
  let alpha, beta: Scalar
  /// Vectors of alpha and beta, one value a row of D, where the call has them.
  let alphaVector, betaVector: UnsafeRawPointer?
  /// Factors of A and B as the problem has them.
  let factorsA, factorsB: (mode: CInt, dense: UnsafeRawPointer)?

  /// The most products that are added up for one call.
  private static let workLimit = 1 << 25

  /// A true value and how far a right result may be from it.
  private struct Value {
    var exact, bound: Double
  }

  /// What was compared.
  private struct Tally {
    var checked = 0
    var failed = 0
    var worstRatio = -1.0
    var worst: String?

    mutating func compare(_ got: Double, _ wanted: Value, _ place: () -> String) {
      checked += 1
      let isSame = got == wanted.exact || (got.isNaN && wanted.exact.isNaN)
      let error = isSame ? 0 : abs(got - wanted.exact)
      let ratio = error == 0 ? 0 : error / wanted.bound
      if !(ratio <= 1) { failed += 1 }
      guard !(ratio <= worstRatio) else { return }
      worstRatio = ratio.isNaN ? .infinity : ratio
      guard !(ratio <= 1) else { return }
      worst = "\(place()): got \(got), expected \(wanted.exact), bound \(wanted.bound)"
    }
  }

  func check() -> Correctness {
    let (m, n) = (call.m, call.n)
    let step = max(1, m * n * max(call.k, 1) / Self.workLimit)
    var tally = Tally()
    var largest = Value(exact: 0, bound: 0)
    for j in stride(from: 0, to: n, by: step) {
      for i in 0..<m {
        let before = sum(i, j)
        compareAuxiliary(i, j, before, &tally)
        let after = activated(i, j, before)
        compare(
          matrices.d, call.d.type, call.d.index(i, j), after, factor: factor(call.scaleD), &tally
        ) { "D[\(i),\(j)]" }
        if abs(after.exact) + after.bound > largest.exact + largest.bound {
          largest = Value(exact: abs(after.exact), bound: after.bound)
        }
      }
    }
    compareMaximum(largest, isWhole: step == 1, &tally)
    compareGradient(step, &tally)
    return Correctness(
      checkedCount: tally.checked, totalCount: m * n, scope: step == 1 ? "whole" : "sampled",
      failedCount: tally.failed,
      maximumErrorOverBound: tally.worstRatio >= 0 ? min(tally.worstRatio, 1e300) : nil,
      bound: "componentwise-1", worst: tally.worst, unwrittenCount: 0, paddingIntact: true)
  }

  // MARK: Values

  /// alpha times the sum of products, beta C and the bias.
  private func sum(_ i: Int, _ j: Int) -> Value {
    var (total, magnitude) = (0.0, 0.0)
    for p in 0..<call.k {
      let term =
        element(matrices.a, call.a, call.transA == 0 ? (i, p) : (p, i))
        * element(matrices.b, call.b, call.transB == 0 ? (p, j) : (j, p))
        * factor(factorsA, i, p, call.m) * factor(factorsB, j, p, call.n)
      total += term
      magnitude += abs(term)
    }
    let alpha = scalar(alphaVector, i + matrices.batch * call.alphaStride) ?? alpha.real
    let beta = scalar(betaVector, i) ?? beta.real
    let product = alpha == 0 ? 0 : alpha * total
    let addend = beta == 0 ? 0 : beta * factor(call.scaleC) * element(matrices.c, call.c, (i, j))
    var bias = 0.0
    if call.epilogue.hasBias, let address = call.bias, let type = call.biasType {
      bias = ElementConversion.load(
        address, type, component: i + matrices.batch * call.biasStride)
    }
    let growth = min(Double(call.k), 8 * Double(call.k).squareRoot())
    return Value(
      exact: product + addend + bias,
      bound: 1.13
        * (unit * (growth + 8) * abs(alpha) * magnitude + 0x1p-50 * (abs(addend) + abs(bias))))
  }

  /// The unit roundoff of the sums.
  private var unit: Double {
    switch call.a.type {
    case .f64: 0x1p-53
    case .i8: 0
    default: 0x1p-24
    }
  }

  private func element(
    _ address: UnsafeRawPointer?, _ matrix: LtMatrix, _ place: (row: Int, column: Int)
  ) -> Double {
    guard let address, let type = matrix.type else { return 0 }
    return ElementConversion.load(
      address, type, component: matrix.index(place.row, place.column))
  }

  private func scalar(_ vector: UnsafeRawPointer?, _ index: Int) -> Double? {
    vector.map { ElementConversion.load($0, call.scaleType ?? .f32, component: index) }
  }

  private func factor(_ pointer: UnsafeMutableRawPointer?) -> Double {
    pointer.map { Double($0.loadUnaligned(as: Float.self)) } ?? 1
  }

  /// The factor of element `index` along m or n and `p` along k.
  private func factor(
    _ factors: (mode: CInt, dense: UnsafeRawPointer)?, _ index: Int, _ p: Int, _ extent: Int
  ) -> Double {
    guard let (mode, dense) = factors else { return 1 }
    func float(_ place: Int) -> Double {
      Double(dense.loadUnaligned(fromByteOffset: place * 4, as: Float.self))
    }
    switch mode {
    case 2:
      let byte = dense.load(fromByteOffset: index + p / 32 * extent, as: UInt8.self)
      return byte == 255 ? .nan : Double(sign: .plus, exponent: Int(byte) - 127, significand: 1)
    case 3: return float(index)
    case 4: return float(index + p / 128 * extent)
    case 5: return float(index / 128 + p / 128 * ((extent + 127) / 128))
    default: return float(0)
    }
  }

  /// The value after the epilogue's function.
  private func activated(_ i: Int, _ j: Int, _ before: Value) -> Value {
    let x = before.exact
    // No function here changes faster than 1.13 times its argument.
    let bound = before.bound + 8 * unit * abs(x)
    switch call.epilogue {
    case .relu, .reluAux, .reluBias, .reluAuxBias:
      return Value(exact: x > 0 || x.isNaN ? x : 0, bound: bound)
    case .gelu, .geluAux, .geluBias, .geluAuxBias:
      return Value(exact: Self.isLow(x) ? 0 : x * Self.weight(x), bound: 1.13 * bound)
    case .dRelu, .dReluBiasGradient:
      return Value(exact: savedBit(i, j) ? x : 0, bound: bound)
    case .dGelu, .dGeluBiasGradient:
      guard let aux = call.aux, let type = call.auxType else { return before }
      let saved =
        ElementConversion.load(aux, type, component: auxiliary(i, j)) * factor(call.auxScale)
      return Value(exact: x * Self.slope(saved), bound: 1.13 * bound)
    case .none, .bias, .biasGradientA, .biasGradientB: return Value(exact: x, bound: bound)
    }
  }

  /// Where GELU is 0 and nothing of its formula is left.
  private static func isLow(_ x: Double) -> Bool { x < -40 }

  /// GELU over its argument, 1 / (1 + exp(-2 sqrt(2/pi) (x + 0.044715 x^3))), since 1 + tanh(u) is 2 / (1 + exp(-2u)).
  private static func weight(_ x: Double) -> Double {
    1 / (1 + exp(-(8 / Double.pi).squareRoot() * (x + 0.044715 * x * x * x)))
  }

  /// The derivative of x w(x): w + x w (1 - w) 2 sqrt(2/pi) (1 + 0.134145 x^2).
  private static func slope(_ x: Double) -> Double {
    guard abs(x) <= 40 else { return x.isNaN ? x : x > 0 ? 1 : 0 }
    let weight = weight(x)
    return weight + x * weight * (1 - weight) * (8 / Double.pi).squareRoot()
      * (1 + 0.134145 * x * x)
  }

  // MARK: Outputs

  /// Compares a stored number with a true value times a factor, rounded once to its type.
  private func compare(
    _ address: UnsafeMutableRawPointer, _ type: ElementType?, _ index: Int, _ value: Value,
    factor: Double, _ tally: inout Tally, _ name: () -> String
  ) {
    let type = type ?? .f32
    let limit: Double = [ElementType.f8e4m3: 448, .f8e5m2: 57344, .i8: 127.5][type] ?? .infinity
    let exact = max(-limit, min(value.exact * factor, limit))
    let bound =
      value.bound * abs(factor) + 8 * unit * abs(exact) + type.unitRoundoff * abs(exact)
      + type.smallestSubnormal + (type.isInteger ? 0.5 + 1e-6 * abs(exact) : 0)
    tally.compare(
      ElementConversion.load(address, type, component: index),
      Value(exact: value.exact.isNaN ? .nan : exact, bound: bound)
    ) { "\(name()) of GEMM \(matrices.batch)" }
  }

  /// Elements before that of row i and column j in the auxiliary matrix.
  private func auxiliary(_ i: Int, _ j: Int) -> Int {
    i + j * call.auxLeading + matrices.batch * call.auxStride
  }

  private func savedBit(_ i: Int, _ j: Int) -> Bool {
    let index = auxiliary(i, j)
    guard let aux = call.aux else { return false }
    return aux.load(fromByteOffset: index >> 3, as: UInt8.self) >> (index & 7) & 1 == 1
  }

  /// What a forward pass leaves for its gradient: whether RELU's argument is positive, or GELU's argument.
  private func compareAuxiliary(_ i: Int, _ j: Int, _ before: Value, _ tally: inout Tally) {
    guard let aux = call.aux else { return }
    switch call.epilogue {
    case .reluAux, .reluAuxBias:
      // Within the bound of 0 either sign is right.
      guard abs(before.exact) > before.bound else { return }
      tally.compare(savedBit(i, j) ? 1 : 0, Value(exact: before.exact > 0 ? 1 : 0, bound: 0)) {
        "the auxiliary bit [\(i),\(j)] of GEMM \(matrices.batch)"
      }
    case .geluAux, .geluAuxBias:
      compare(
        aux, call.auxType, auxiliary(i, j), before, factor: factor(call.auxScale), &tally
      ) { "the auxiliary value [\(i),\(j)]" }
    default: return
    }
  }

  /// The largest absolute value before D's factor: of all matrices of a batch so far, so that only the first is told exactly.
  private func compareMaximum(_ largest: Value, isWhole: Bool, _ tally: inout Tally) {
    guard let address = call.amaxD else { return }
    let got = Double(address.loadUnaligned(as: Float.self))
    let isExact = isWhole && matrices.batch == 0
    guard isExact || got < largest.exact else { return }
    compare(address, .f32, 0, largest, factor: 1, &tally) { "the maximum of D" }
  }

  /// Sums along the rows of D, or along k of A or B, in the place of a bias.
  private func compareGradient(_ step: Int, _ tally: inout Tally) {
    guard call.epilogue.hasBiasGradient, let bias = call.bias else { return }
    let count = call.epilogue == .biasGradientB ? call.n : call.m
    for index in stride(from: 0, to: count, by: step) {
      var total = Value(exact: 0, bound: 0)
      func add(_ value: Value) {
        total.exact += value.exact
        total.bound += value.bound + 0x1p-50 * abs(value.exact)
      }
      switch call.epilogue {
      case .biasGradientA:
        for p in 0..<call.k {
          let place = call.transA == 0 ? (index, p) : (p, index)
          add(Value(exact: element(matrices.a, call.a, place), bound: 0))
        }
      case .biasGradientB:
        for p in 0..<call.k {
          let place = call.transB == 0 ? (p, index) : (index, p)
          add(Value(exact: element(matrices.b, call.b, place), bound: 0))
        }
      default: for j in 0..<call.n { add(activated(index, j, sum(index, j))) }
      }
      compare(
        bias, call.biasType, index + matrices.batch * call.biasStride, total, factor: 1, &tally
      ) { "the bias's gradient [\(index)]" }
    }
  }
}
