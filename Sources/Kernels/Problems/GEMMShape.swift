/// Whether and how a matrix is transposed before it is multiplied (`cublasOperation_t`).
public enum Transpose: String, Hashable, Sendable, CaseIterable, Codable {
  /// The matrix as stored.
  case none = "n"
  /// Rows become columns.
  case transpose = "t"
  /// Rows become columns and imaginary parts change sign; the same as `transpose` for real types.
  case conjugateTranspose = "c"
}

/// A scaling factor, exactly as given; `imaginary` is 0 for real problems.
public struct Scalar: Hashable, Sendable {
  /// The real part.
  public let real: Double
  /// The imaginary part.
  public let imaginary: Double

  /// Creates a factor.
  public init(_ real: Double, _ imaginary: Double = 0) {
    self.real = real
    self.imaginary = imaginary
  }

  /// The factor 0; a GEMM with beta zero does not read C.
  public static let zero = Scalar(0)
  /// The factor 1.
  public static let one = Scalar(1)

  /// Whether both parts are zero.
  public var isZero: Bool { real == 0 && imaginary == 0 }
}

/// The sizes and scalars of one GEMM: `D <- alpha * op(A) * op(B) + beta * C`, column-major.
///
/// op(A) is m x k, op(B) is k x n, C and D are m x n. A leading dimension is the distance in elements
/// between the starts of two columns as stored. Zero sizes are legal as in BLAS: m or n zero does
/// nothing, k zero gives `beta * C`.
public struct GEMMShape: Hashable, Sendable {
  /// Sizes of the multiplication.
  public let m, n, k: Int
  /// Transposes of A and B.
  public let transA, transB: Transpose
  /// Leading dimensions in elements.
  public let lda, ldb, ldc, ldd: Int
  /// Scalars.
  public let alpha, beta: Scalar

  /// Checks the arguments; a leading dimension left out is the smallest legal one.
  /// - Throws: `ProblemError` with the argument, its value and the legal range.
  public init(
    m: Int, n: Int, k: Int, transA: Transpose = .none, transB: Transpose = .none,
    lda: Int? = nil, ldb: Int? = nil, ldc: Int? = nil, ldd: Int? = nil,
    alpha: Scalar = .one, beta: Scalar = .zero
  ) throws(ProblemError) {
    for (name, size) in [("m", m), ("n", n), ("k", k)] where size < 0 {
      throw ProblemError("\(name)=\(size) is negative; sizes are 0 or more")
    }
    let rowsA = transA == .none ? m : k
    let rowsB = transB == .none ? k : n
    let least = [
      ("lda", lda, max(1, rowsA), "stored rows of A"),
      ("ldb", ldb, max(1, rowsB), "stored rows of B"),
      ("ldc", ldc, max(1, m), "m"), ("ldd", ldd, max(1, m), "m"),
    ]
    for case (let name, let given?, let minimum, let why) in least where given < minimum {
      throw ProblemError("\(name)=\(given) is smaller than \(minimum), the \(why)")
    }
    for (name, value) in [("alpha", alpha), ("beta", beta)]
    where !value.real.isFinite || !value.imaginary.isFinite {
      throw ProblemError("\(name) is not finite")
    }
    self.m = m
    self.n = n
    self.k = k
    self.transA = transA
    self.transB = transB
    self.lda = lda ?? max(1, rowsA)
    self.ldb = ldb ?? max(1, rowsB)
    self.ldc = ldc ?? max(1, m)
    self.ldd = ldd ?? max(1, m)
    self.alpha = alpha
    self.beta = beta
  }

  /// Columns of A as stored.
  public var columnsA: Int { transA == .none ? k : m }
  /// Columns of B as stored.
  public var columnsB: Int { transB == .none ? n : k }
  /// Rows of A as stored.
  public var rowsA: Int { transA == .none ? m : k }
  /// Rows of B as stored.
  public var rowsB: Int { transB == .none ? k : n }

  /// Whether A and B contribute to the result at all (BLAS: they are not read otherwise).
  public var multiplies: Bool { m > 0 && n > 0 && k > 0 && !alpha.isZero }

  /// The elements that one matrix spans: all columns but the last in full, the last up to its rows.
  static func span(rows: Int, columns: Int, leading: Int, name: String) throws(ProblemError) -> Int
  {
    guard rows > 0, columns > 0 else { return 0 }
    let full = try CheckedSize.product(leading, columns - 1, what: "the extent of \(name)")
    return try CheckedSize.sum(full, rows, what: "the extent of \(name)")
  }
}
