/// The part that an argument plays in a call of cuBLAS.
///
/// Names are those of the field; `a` and `b` of `rotg` are numbers, `x1` to `d2` those of `rotmg`.
enum BLASRole: Int, CaseIterable {
  case handle
  case side, uplo, transA, transB, diag
  case m, n, k, kl, ku, nrhs
  case alpha, beta
  case a, lda, strideA, b, ldb, c, ldc
  case x, incx, stridex, y, incy, stridey
  case result, cosine, sine, param, d1, d2, x1, y1
  case pivots, info, infoArray, tau
  case batch
  case aType, cType, xType, yType, alphaType, resultType, csType, abType, paramType
  case d1Type, d2Type, x1Type, y1Type, executionType

  private static let byName = [String: BLASRole](
    uniqueKeysWithValues: allCases.map { ("\($0)", $0) })

  init?(name: String) {
    guard let role = Self.byName[name] else { return nil }
    self = role
  }

  /// The argument that says of what type this one is, in functions whose pointers are `void *`.
  var typeRoles: [BLASRole] {
    switch self {
    case .a: [.aType, .abType]
    case .b: [.abType]
    case .c: [.cType]
    case .x: [.xType]
    case .y: [.yType]
    case .alpha: [.alphaType]
    case .result: [.resultType]
    case .cosine, .sine: [.csType]
    case .param: [.paramType]
    case .d1: [.d1Type]
    case .d2: [.d2Type]
    case .x1: [.x1Type]
    case .y1: [.y1Type]
    default: []
    }
  }
}
