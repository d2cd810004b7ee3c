/// What turns sums into elements of D.
///
/// `d = round(activation(alpha * sum + beta * c + bias))` in binary32, rounded once; with a D of i32
/// `d = alpha * sum + beta * c` modulo 2^32.
struct GEMMOutput: Sendable {
  private let types: GEMMTypes
  private let alpha, beta: Scalar
  private let epilogue: FloatEpilogue

  init(_ gemm: GEMMProblem, _ shape: GEMMShape) {
    types = gemm.types
    (alpha, beta) = (shape.alpha, shape.beta)
    epilogue = FloatEpilogue(
      alpha: Float(shape.alpha.real), beta: Float(shape.beta.real),
      activation: gemm.epilogue.activation)
  }

  /// Finishes a run of sums (binary32; 32-bit integers for i8), which are overwritten.
  /// - Parameters:
  ///   - c: Where the run of C starts; not read where beta is 0.
  ///   - addends: Room for the run of C in binary32.
  func finish(
    _ sums: UnsafeMutableRawPointer, count: Int, c: UnsafeRawPointer?,
    bias: UnsafePointer<Float>?, into d: UnsafeMutableRawPointer,
    addends: UnsafeMutablePointer<Float>
  ) {
    let c = beta.isZero ? nil : c
    if types.d == .i32 {
      IntegerElements.combine(
        sums.assumingMemoryBound(to: Int32.self), alpha: alpha, c, beta: beta,
        into: d.assumingMemoryBound(to: Int32.self), count: count)
      return
    }
    if types.a == .i8 { IntegerElements.convertToFloat(sums, count: count) }
    let values = sums.assumingMemoryBound(to: Float.self)
    if let c { FloatElements.load(c, types.c, into: addends, count: count) }
    epilogue.apply(to: values, c: c == nil ? nil : addends, bias: bias, count: count)
    FloatElements.store(values, to: d, types.d, count: count)
  }
}
