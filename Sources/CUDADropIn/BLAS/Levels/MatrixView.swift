/// A stored matrix as BLAS reads it: element by element, in float64, whatever its storage and structure.
///
/// A vector is a matrix of one column.
struct MatrixView {
  enum Storage {
    case full(leading: Int)
    case vector(count: Int, increment: Int)
    /// `kl` diagonals below the main one and `ku` above it, as rows.
    case band(kl: Int, ku: Int, leading: Int)
    case packed(n: Int)
  }
  enum Structure {
    case general
    /// The stored triangle stands for both.
    case symmetric, hermitian
    /// The other triangle is 0; the diagonal is 1 where it is a unit.
    case triangular(isUnit: Bool)
  }

  let base: UnsafeRawPointer
  let type: NumberType
  let storage: Storage
  var structure = Structure.general
  var isUpper = false
  /// 0 as it is, 1 transposed, 2 conjugated too.
  var operation = 0

  /// Element (i, j) of op(A), counted from 0.
  func callAsFunction(_ i: Int, _ j: Int) -> Complex {
    let value = operation == 0 ? element(i, j) : element(j, i)
    return operation == 2 ? value.conjugate : value
  }

  private func element(_ i: Int, _ j: Int) -> Complex {
    let isStored = isUpper ? i <= j : i >= j
    switch structure {
    case .general: return load(i, j)
    case .symmetric: return isStored ? load(i, j) : load(j, i)
    case .hermitian:
      guard i != j else { return Complex(load(i, j).real) }
      return isStored ? load(i, j) : load(j, i).conjugate
    case .triangular(let isUnit):
      if i == j, isUnit { return Complex(1) }
      return isStored ? load(i, j) : Complex(0)
    }
  }

  private func load(_ i: Int, _ j: Int) -> Complex {
    place(i, j).map { type.load(base, $0) } ?? Complex(0)
  }

  /// Where a stored element lies, nil outside of a band.
  func place(_ i: Int, _ j: Int) -> Int? {
    switch storage {
    case .full(let leading): i + j * leading
    case .vector(let count, let increment):
      increment < 0 ? (i - count + 1) * increment : i * increment
    case .band(let kl, let ku, let leading):
      i - j <= kl && j - i <= ku ? ku + i - j + j * leading : nil
    case .packed(let n): isUpper ? i + j * (j + 1) / 2 : i + j * (2 * n - j - 1) / 2
    }
  }
}
