/// What a routine must leave in an output, by the definition, in float64.
///
/// Nearly all of BLAS is `out = sum of factor * left * right + beta * before`.
struct LevelExpectation {
  /// A product of two matrices, or one matrix element by element where there is no right one.
  struct Term {
    var factor = Complex(1)
    let left: MatrixView
    var right: MatrixView?
    /// Columns of the left matrix and rows of the right one.
    var inner = 1
    /// A factor of each element of its own.
    var scale: ((Int, Int) -> Complex)?
  }

  /// The elements that are written.
  enum Region { case all, lower, upper }

  let rows, columns: Int
  var region = Region.all
  var terms: [Term]
  /// What was there before, and its factor.
  var before: (factor: Complex, view: MatrixView)?
  /// What the value is compared with: the output, or for a system of equations its right side.
  let got: (Int, Int) -> Complex
  /// Hermitian results have a real diagonal.
  var hasRealDiagonal = false
  /// Nothing is computed, only moved.
  var isExact = false

  func isWritten(_ i: Int, _ j: Int) -> Bool {
    switch region {
    case .all: true
    case .lower: i >= j
    case .upper: i <= j
    }
  }

  /// Products that one element takes.
  var depth: Int { terms.reduce(1) { $0 + ($1.right == nil ? 1 : $1.inner) } }

  /// An element, and the sum of the absolute values of all that was added up for it.
  func value(_ i: Int, _ j: Int) -> (value: Complex, magnitude: Double) {
    var (value, magnitude) = (Complex(0), 0.0)
    for term in terms where term.factor != Complex(0) {
      var (sum, size) = (Complex(0), 0.0)
      if let right = term.right {
        for p in 0..<term.inner {
          let (x, y) = (term.left(i, p), right(p, j))
          sum = sum + x * y
          size += x.size * y.size
        }
      } else {
        let (element, scale) = (term.left(i, j), term.scale?(i, j) ?? Complex(1))
        sum = element * scale
        size = element.size * scale.size
      }
      value = value + term.factor * sum
      magnitude += term.factor.size * size
    }
    if let before, before.factor != Complex(0) {
      let old = before.view(i, j)
      value = value + before.factor * old
      magnitude += before.factor.size * old.size
    }
    if hasRealDiagonal, i == j { value.imaginary = 0 }
    return (value, magnitude)
  }
}
