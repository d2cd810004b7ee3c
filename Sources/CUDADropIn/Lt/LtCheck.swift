import Harness
import Kernels

/// Verifies a call of which the processor did a part: D against float64 sums of the stored operands and the same epilogue.
///
/// Sums are those of chosen columns where all would take long. The bound is that of docs/measuring.md with two units of f32 for
/// each of the steps after the sum.
struct LtCheck {
  let finish: LtFinish
  /// Factors of A and B as the problem has them.
  let factorsA, factorsB: (mode: CInt, dense: UnsafeRawPointer)?

  /// The most products that are added up for one call.
  private static let workLimit = 1 << 25

  /// - Parameters:
  ///   - matrices: C as it was before the call.
  func check(_ matrices: LtFinish.Matrices) -> Correctness {
    let call = finish.call
    let (m, n, k) = (call.m, call.n, call.k)
    let step = max(1, m * n * max(k, 1) / Self.workLimit)
    var magnitude = 0.0
    let type = call.d.type ?? .f32
    let unit = call.a.type == .f64 ? 0x1p-53 : call.a.type == .i8 ? 0 : 0x1p-24
    let growth = min(Double(k), 8 * Double(k).squareRoot())
    var (checked, failed, worstRatio) = (0, 0, -1.0)
    var worst: String?
    let alpha = largestAlpha
    let scaleD = call.scaleD.map { abs(Double($0.loadUnaligned(as: Float.self))) } ?? 1
    let limit: Double = [ElementType.f8e4m3: 448, .f8e5m2: 57344, .i8: 127.5][type] ?? .infinity
    finish.run(matrices, writes: false) { i, j in
      guard j % step == 0 else { return 0 }
      var sum = 0.0
      magnitude = 0
      for p in 0..<k {
        let term =
          finish.a(matrices, i, p) * finish.b(matrices, p, j) * factor(factorsA, i, p, m)
          * factor(factorsB, j, p, n)
        sum += term
        magnitude += abs(term)
      }
      return sum
    } _: { i, j, value in
      guard j % step == 0 else { return }
      let expected = max(-limit, min(value, limit))
      let got = ElementConversion.load(
        UnsafeRawPointer(matrices.d), type, component: call.d.index(i, j))
      let bound =
        1.13 * scaleD * unit * ((growth + 8) * alpha * magnitude + 8 * abs(value))
        + type.unitRoundoff * abs(expected) + type.smallestSubnormal
        + (type.isInteger ? 0.5 + 1e-6 * abs(value) : 0)
      checked += 1
      let isSame = got == expected || (got.isNaN && expected.isNaN)
      let error = isSame ? 0 : abs(got - expected)
      let ratio = error == 0 ? 0 : error / bound
      if !(ratio <= 1) { failed += 1 }
      guard !(ratio <= worstRatio) else { return }
      worstRatio = ratio.isNaN ? .infinity : ratio
      worst =
        ratio <= 1
        ? nil
        : "D[\(i),\(j)] of GEMM \(matrices.batch): got \(got), expected \(expected), bound \(bound)"
    }
    return Correctness(
      checkedCount: checked, totalCount: m * n, scope: step == 1 ? "whole" : "sampled",
      failedCount: failed, maximumErrorOverBound: worstRatio >= 0 ? min(worstRatio, 1e300) : nil,
      bound: "componentwise-1", worst: worst, unwrittenCount: 0, paddingIntact: true)
  }

  private var largestAlpha: Double {
    guard let vector = finish.alphaVector else { return abs(finish.alpha.real) }
    return (0..<finish.call.m).reduce(0) {
      max($0, abs(ElementConversion.load(vector, finish.call.scaleType ?? .f32, component: $1)))
    }
  }

  /// The factor of element `index` along m or n and `p` along k.
  private func factor(
    _ factors: (mode: CInt, dense: UnsafeRawPointer)?, _ index: Int, _ p: Int, _ extent: Int
  ) -> Double {
    guard let (mode, dense) = factors else { return 1 }
    switch mode {
    case 2:
      let byte = dense.load(fromByteOffset: index + p / 32 * extent, as: UInt8.self)
      return byte == 255 ? .nan : Double(sign: .plus, exponent: Int(byte) - 127, significand: 1)
    case 3: return Double(dense.load(fromByteOffset: index * 4, as: Float.self))
    case 4:
      return Double(dense.load(fromByteOffset: (index + p / 128 * extent) * 4, as: Float.self))
    case 5:
      let rows = (extent + 127) / 128
      return Double(
        dense.load(fromByteOffset: (index / 128 + p / 128 * rows) * 4, as: Float.self))
    default: return Double(dense.load(as: Float.self))
    }
  }
}
