import Foundation
import Kernels

/// The componentwise error bound, version 1: how far an element may be from the float64 result of the rounded inputs.
///
/// docs/measuring.md derives it. In short, for sums of k products with accumulator roundoff u,
/// `f(k) u (|A||B|) + what is allowed for rounded inputs + a few u for the scalars + the rounding of the result`, where
/// f(k) = min(k, 8 sqrt(k)).
enum ErrorBound {
  /// The name in results.
  static let name = "componentwise-1"

  /// How the rounding errors of a sum of `terms` products add up, in units of the accumulator's roundoff.
  ///
  /// The certain bound is k (Higham, Accuracy and Stability of Numerical Algorithms, 2002, section 3.1). Errors that
  /// are independent and of mean zero stay below lambda sqrt(k) with a probability of at least 1 - 2 exp(-lambda^2 / 2)
  /// each (Higham and Mary 2019, theorem 2.4); lambda = 8 leaves 3e-14. Where sums come near stagnation (k u above 1/2)
  /// errors are no longer independent and only the certain bound holds.
  static func growth(terms: Int, roundoff: Double) -> Double {
    let k = Double(terms)
    return k * roundoff > 0.5 ? k : min(k, 8 * k.squareRoot())
  }

  /// Below this magnitude relative bounds do not hold: the least normal number where devices may flush subnormals to
  /// zero, the least subnormal where they may not.
  static func underflow(_ type: ElementType) -> Double {
    switch type {
    case .f32, .c64, .bf16: 0x1p-126
    case .f64, .c128: 0x1p-1022
    case .f16, .f8e4m3, .f8e5m2, .i8, .i32: type.smallestSubnormal
    }
  }

  /// The least magnitude that rounds to infinity; infinite for types that saturate or that float64 cannot leave.
  static func overflow(_ type: ElementType) -> Double {
    switch type {
    case .f32, .c64: 0x1p128 * (1 - 0x1p-25)
    case .bf16: 0x1p128 * (1 - 0x1p-9)
    case .f16: 65520
    case .f64, .c128, .f8e4m3, .f8e5m2, .i8, .i32: .infinity
    }
  }

  /// The largest magnitude that a saturating type stores, else infinite.
  static func saturation(_ type: ElementType) -> Double {
    switch type {
    case .f8e4m3: 448
    case .f8e5m2: 57344
    default: .infinity
    }
  }
}

/// The bound for the elements of one GEMM.
struct GEMMErrorBound {
  /// Multiplies |alpha| |A||B|: sums, and the scatter of rounded inputs.
  private let productFactor: Double
  /// Multiplies |alpha| |A B|: the shift of inputs that are cut off instead of rounded.
  private let shiftFactor: Double
  /// Multiplies |alpha| |A||B| + |beta||C| + |bias|: the scalars, the additions after the sum, GELU's own evaluation.
  private let tailFactor: Double
  /// How much the activation can magnify an error; |gelu'| stays below 1.13.
  private let lipschitz: Double
  private let isActivated: Bool
  private let outputRoundoff: Double
  private let underflow: Double
  /// Where sums of magnitudes reach this, an accumulator may overflow and nothing can be said.
  private let accumulatorLimit: Double

  /// - Parameter fill: integer inputs whose sums are exact in the accumulator leave no error to allow.
  init(_ problem: GEMMProblem, shape: GEMMShape, fill: InputFill) {
    let types = problem.types
    // _FAST_16F on f32 operands rounds inputs only; on f16 operands it is CUBLAS_COMPUTE_16F.
    let accumulator =
      types.compute == .f16 && types.a != .f16
      ? ElementType.f32.unitRoundoff : types.compute.accumulationRoundoff
    let terms = (shape.multiplies ? shape.k : 0) * (types.a.isComplex ? 2 : 1)
    let isExact =
      accumulator == 0
      || (fill == .integers && problem.scaleA == .none && problem.scaleB == .none
        && Double(terms) * 16 * accumulator <= 1)
    let inputs =
      !isExact && types.a.unitRoundoff < types.compute.inputRoundoff
      ? types.compute.inputRoundoff : 0
    // Two inputs, each within two roundoffs if cut off: the mean of their errors shifts the result in proportion to
    // itself, their scatter averages out over k. 10 is 8 standard deviations for the fills of the harness.
    shiftFactor = 4 * inputs
    let scatter = min(4, 10 / Double(max(terms, 1)).squareRoot()) * inputs
    // The reference itself is in float64: against a float64 kernel its error counts as well.
    let reference = accumulator <= ElementType.f64.unitRoundoff ? 2.0 : 1.0
    productFactor =
      isExact
      ? 0
      : reference * (ErrorBound.growth(terms: terms, roundoff: accumulator) + 4) * accumulator
        + scatter
    let scalars = max(accumulator, types.scale.unitRoundoff)
    let isPlain =
      shape.alpha == .one && shape.beta.isZero && !problem.epilogue.hasBias
    let isGELU = problem.epilogue.activation == .gelu
    tailFactor = (isPlain ? 0 : 6 * scalars) + (isGELU ? 8 * scalars : 0)
    lipschitz = isGELU ? 1.13 : 1
    isActivated = problem.epilogue.activation != .identity
    outputRoundoff = types.d.unitRoundoff
    underflow = ErrorBound.underflow(types.d)
    accumulatorLimit =
      accumulator == ElementType.f16.unitRoundoff
      ? 65504 : accumulator == ElementType.f32.unitRoundoff ? 0x1p127 : .infinity
  }

  /// The bound of one component (real or imaginary part) with the true value `value`; infinite where nothing can be said.
  func callAsFunction(_ element: ReferenceGEMM.Element, value: Double) -> Double {
    guard value.isFinite else { return 0 }
    let magnitude = element.productMagnitude + element.addendMagnitude
    // A finite result of infinite inputs (relu of -infinity) is exact.
    guard magnitude.isFinite else { return 0 }
    guard magnitude < accumulatorLimit else { return .infinity }
    // Behind an activation the product itself is unknown; it is no larger than the sum of magnitudes.
    let product =
      isActivated
      ? element.productMagnitude
      : min(element.productMagnitude, abs(value) + element.addendMagnitude)
    let before =
      lipschitz
      * (productFactor * element.productMagnitude + shiftFactor * product + tailFactor * magnitude)
    return (1 + outputRoundoff) * before + outputRoundoff * abs(value) + underflow
  }
}

/// The bound for the elements of one attention output row.
struct AttentionErrorBound {
  private let problem: AttentionProblem

  init(_ problem: AttentionProblem) { self.problem = problem }

  /// The bounds of the values of a row.
  func callAsFunction(_ row: ReferenceAttention.Row) -> [Double] {
    let type = problem.type
    let isDouble = type == .f64
    // Sums are in f32 or better; the reference's own float64 error counts against a float64 kernel.
    let u = isDouble ? 2 * ElementType.f64.unitRoundoff : ElementType.f32.unitRoundoff
    let growthD = ErrorBound.growth(terms: problem.headDimQK, roundoff: u)
    let growthN = ErrorBound.growth(terms: row.keyCount, roundoff: u)
    // A score's error, that of the largest score, and exp's own: 3 + 2|x| units in the last place is what Vulkan grants.
    let exponent =
      2 * (growthD + 8) * u * row.scoreMagnitude + (6 + 8 * row.scoreMagnitude) * u
    // Each weight and their sum.
    let weights = 2 * expm1(exponent) + (2 * growthN + 8) * u
    // Kernels with 16-bit operands round the weights to the operands' type before the second product, as
    // FlashAttention does; weights below f16's normal range lose absolute, not relative, precision.
    var rounding = type.unitRoundoff > u ? type.unitRoundoff : 0
    if type == .f16 { rounding += Double(row.keyCount) * 0x1p-25 }
    return row.values.indices.map { x in
      guard row.values[x].isFinite else { return 0 }
      let magnitude = row.weightedMagnitudes[x]
      guard magnitude.isFinite, weights.isFinite else { return .infinity }
      return (weights + rounding) * magnitude + type.unitRoundoff * abs(row.values[x])
        + ErrorBound.underflow(type)
    }
  }
}

/// The bound for the elements of one row of an attention's gradient.
struct AttentionBackwardErrorBound {
  private let problem: AttentionBackwardProblem

  init(_ problem: AttentionBackwardProblem) { self.problem = problem }

  /// The bounds of the values of a row.
  func callAsFunction(_ row: ReferenceAttentionBackward.Row) -> [Double] {
    let f = problem.forward
    let type = f.type
    let u = type == .f64 ? 2 * ElementType.f64.unitRoundoff : ElementType.f32.unitRoundoff
    let growthQK = ErrorBound.growth(terms: f.headDimQK, roundoff: u)
    let growthV = ErrorBound.growth(terms: f.headDimV, roundoff: u)
    let growthKeys = ErrorBound.growth(terms: f.seqKV, roundoff: u)
    let growthPairs = ErrorBound.growth(terms: row.pairCount, roundoff: u)
    // Of the exponent: the score, lse (which a kernel may have kept from a forward pass of its own), their difference,
    // and exp's own 3 + 2|x| units in the last place.
    let exponent =
      (2 * (growthQK + 8) + 2) * u * row.scoreMagnitude + (growthKeys + 4) * u
      + (6 + 4 * (row.scoreMagnitude + row.lseMagnitude)) * u
    // Kernels with 16-bit operands round P and dS to them before the second products, O before delta, and gradients of
    // each head before those that share a key-value head are summed.
    let rounding = type.unitRoundoff > u ? 2 * type.unitRoundoff : 0
    let weights = expm1(exponent) + (growthPairs + 8) * u + rounding
    let difference = (2 * growthV + 8) * u + rounding
    // Weights below f16's normal range lose absolute, not relative, precision.
    let absolute = type == .f16 ? 0x1p-25 : 0
    return row.values.indices.map { x in
      guard row.values[x].isFinite else { return 0 }
      let bound =
        weights * row.weightedMagnitudes[x] + difference * row.differenceMagnitudes[x]
        + absolute * row.factorMagnitudes[x]
      guard bound.isFinite else { return .infinity }
      return bound + type.unitRoundoff * (abs(row.values[x]) + bound) + ErrorBound.underflow(type)
    }
  }
}
