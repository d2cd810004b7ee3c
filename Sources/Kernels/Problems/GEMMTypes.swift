/// The element, compute and scale types of a GEMM: separate things that are never merged.
public struct GEMMTypes: Hashable, Sendable {
  /// Element types of A, B, C and D.
  public let a, b, c, d: ElementType
  /// The arithmetic asked for.
  public let compute: ComputeType
  /// The type of alpha and beta (complex for complex operands).
  public let scale: ElementType

  /// Checks that the combination has a meaning.
  ///
  /// Legal are the combinations of `cublasGemmEx` and `cublasLtMatmul`: uniform f64, c64, c128; f32 with
  /// compute f32, tf32, bf16 or f16; f16 and bf16 into the same type or f32; i8 into i32 or f32; any two
  /// 8-bit floats into f32, f16, bf16 or an 8-bit float. C has D's type, except that an 8-bit D takes a C
  /// in f16, bf16 or f32.
  /// - Throws: `ProblemError` naming the offending type and the legal ones.
  public init(
    a: ElementType, b: ElementType, c: ElementType? = nil, d: ElementType? = nil,
    compute: ComputeType? = nil, scale: ElementType? = nil
  ) throws(ProblemError) {
    let defaultD: ElementType =
      switch a {
      case .i8: .i32
      case .f8e4m3, .f8e5m2: .bf16
      default: a
      }
    let d = d ?? defaultD
    let c = c ?? (d.isFloat8 ? .bf16 : d)
    guard let rule = Self.rules.first(where: { $0.a == a }) else {
      throw ProblemError(
        "A of type \(a.rawValue) is not a GEMM input; use one of "
          + Self.rules.map(\.a.rawValue).joined(separator: ", "))
    }
    guard rule.b.contains(b) else {
      throw ProblemError(
        "A of type \(a.rawValue) needs B of type \(Self.list(rule.b)), not \(b.rawValue)")
    }
    guard rule.d.contains(d) else {
      throw ProblemError(
        "A of type \(a.rawValue) gives D of type \(Self.list(rule.d)), not \(d.rawValue)")
    }
    let legalC: [ElementType] = d.isFloat8 ? [.bf16, .f16, .f32] : [d]
    guard legalC.contains(c) else {
      throw ProblemError(
        "D of type \(d.rawValue) needs C of type \(Self.list(legalC)), not \(c.rawValue)")
    }
    let legalCompute: [ComputeType] = a == .i8 && d == .f32 ? [.f32, .i32] : rule.compute
    let compute = compute ?? legalCompute[0]
    guard legalCompute.contains(compute) else {
      throw ProblemError(
        "A of type \(a.rawValue) computes in \(legalCompute.map(\.rawValue).joined(separator: ", ")), "
          + "not \(compute.rawValue)")
    }
    let legalScale: [ElementType] =
      switch (a, compute) {
      case (.c64, _): [.c64]
      case (.c128, _): [.c128]
      case (.f16, .f16): d == .f16 ? [.f16] : [.f32]
      case (_, .f64): [.f64]
      case (.i8, .i32): d == .i32 ? [.i32] : [.f32]
      default: [.f32]
      }
    let scale = scale ?? legalScale[0]
    guard legalScale.contains(scale) else {
      throw ProblemError(
        "these types scale in \(Self.list(legalScale)), not \(scale.rawValue)")
    }
    self.a = a
    self.b = b
    self.c = c
    self.d = d
    self.compute = compute
    self.scale = scale
  }

  private struct Rule {
    let a: ElementType
    let b: [ElementType]
    let d: [ElementType]
    let compute: [ComputeType]
  }

  private static let float8Outputs: [ElementType] = [.f32, .f16, .bf16, .f8e4m3, .f8e5m2]

  private static let rules: [Rule] = [
    Rule(a: .f32, b: [.f32], d: [.f32], compute: [.f32, .tf32, .bf16, .f16]),
    Rule(a: .f64, b: [.f64], d: [.f64], compute: [.f64]),
    Rule(a: .f16, b: [.f16], d: [.f16, .f32], compute: [.f32, .f16]),
    Rule(a: .bf16, b: [.bf16], d: [.bf16, .f32], compute: [.f32]),
    Rule(a: .i8, b: [.i8], d: [.i32, .f32], compute: [.i32]),
    Rule(a: .c64, b: [.c64], d: [.c64], compute: [.f32]),
    Rule(a: .c128, b: [.c128], d: [.c128], compute: [.f64]),
    Rule(a: .f8e4m3, b: [.f8e4m3, .f8e5m2], d: float8Outputs, compute: [.f32]),
    Rule(a: .f8e5m2, b: [.f8e4m3, .f8e5m2], d: float8Outputs, compute: [.f32]),
  ]

  private static func list(_ types: [ElementType]) -> String {
    types.map(\.rawValue).joined(separator: " or ")
  }
}
