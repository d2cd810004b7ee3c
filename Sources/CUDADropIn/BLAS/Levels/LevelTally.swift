import Harness
import Kernels

/// Adds up comparisons of single elements.
struct LevelTally {
  var totalCount = 0
  var isSampled = false
  private var checkedCount = 0
  private var failedCount = 0
  private var largestRatio: Double?
  private var largestError = 0.0
  private var worst: String?
  private var isDamaged = false

  /// Compares an element.
  ///
  /// One whose sum leaves the range of the type has no bound, and is not checked.
  mutating func compare(
    _ got: Complex, _ expected: Complex, bound: Double, magnitude: Double, type: NumberType,
    place: @autoclosure () -> String
  ) {
    guard magnitude.isFinite, magnitude < type.component.largestFinite, expected.size.isFinite
    else { return }
    checkedCount += 1
    let error = (got - expected).size
    guard error != 0 else { return }
    largestError = error > largestError ? error : largestError
    // NaN is beyond every bound.
    let ratio = error.isNaN || bound == 0 ? .greatestFiniteMagnitude : error / bound
    if ratio > 1 { failedCount += 1 }
    if ratio > largestRatio ?? -1 {
      largestRatio = ratio
      worst = "\(place()): got \(Self.text(got)), expected \(Self.text(expected)), bound \(bound)"
    }
  }

  /// Notes something that no comparison of elements shows.
  mutating func damage(_ what: String) {
    isDamaged = true
    failedCount += 1
    largestRatio = .greatestFiniteMagnitude
    worst = what
  }

  private static func text(_ value: Complex) -> String {
    value.imaginary == 0 ? "\(value.real)" : "\(value.real) + \(value.imaginary) i"
  }

  /// Nil where no element could be checked.
  var correctness: Correctness? {
    guard checkedCount > 0 || isDamaged else { return nil }
    return Correctness(
      checkedCount: checkedCount, totalCount: totalCount, scope: isSampled ? "sampled" : "whole",
      failedCount: failedCount, maximumErrorOverBound: largestRatio,
      maximumAbsoluteError: largestError, bound: "levels-1", worst: worst, unwrittenCount: 0,
      paddingIntact: !isDamaged)
  }
}

extension ElementType {
  /// The largest finite value.
  var largestFinite: Double {
    switch self {
    case .f64, .c128: .greatestFiniteMagnitude
    case .f32, .c64, .bf16: Double(Float.greatestFiniteMagnitude)
    case .f16: 65504
    default: .infinity
    }
  }
}
