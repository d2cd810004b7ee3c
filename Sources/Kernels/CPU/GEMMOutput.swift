import Foundation

/// What turns sums into elements of D.
///
/// `d = round(activation(alpha * sum + beta * c + bias))` in the type of the sums (binary32, or binary64
/// for f64 and c128), rounded once; with a D of i32 `d = alpha * sum + beta * c` modulo 2^32.
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

  /// Brings a bias of type `type` into the type of the sums.
  static func load(
    bias: UnsafeRawPointer, _ type: ElementType, into destination: UnsafeMutableRawPointer,
    count: Int
  ) {
    if type == .f64 {
      memcpy(destination, bias, count * 8)
    } else {
      FloatElements.load(
        bias, type, into: destination.assumingMemoryBound(to: Float.self), count: count)
    }
  }

  /// Finishes a run of real sums (binary32 or binary64; 32-bit integers for i8), which are overwritten.
  /// - Parameters:
  ///   - c: Where the run of C starts; not read where beta is 0.
  ///   - bias: Where the run of the bias starts, in the type of the sums.
  ///   - addends: Room for the run of C in binary32; unused for f64.
  func finish(
    _ sums: UnsafeMutableRawPointer, count: Int, c: UnsafeRawPointer?, bias: UnsafeRawPointer?,
    into d: UnsafeMutableRawPointer, addends: UnsafeMutablePointer<Float>
  ) {
    let c = beta.isZero ? nil : c
    if types.d == .i32 {
      IntegerElements.combine(
        sums.assumingMemoryBound(to: Int32.self), alpha: alpha, c, beta: beta,
        into: d.assumingMemoryBound(to: Int32.self), count: count)
      return
    }
    if types.d == .f64 {
      DoubleElements.combine(
        sums.assumingMemoryBound(to: Double.self), alpha: alpha.real,
        c?.assumingMemoryBound(to: Double.self), beta: beta.real,
        bias: bias?.assumingMemoryBound(to: Double.self), epilogue.activation,
        into: d.assumingMemoryBound(to: Double.self), count: count)
      return
    }
    if types.a == .i8 { IntegerElements.convertToFloat(sums, count: count) }
    let values = sums.assumingMemoryBound(to: Float.self)
    if let c { FloatElements.load(c, types.c, into: addends, count: count) }
    epilogue.apply(
      to: values, c: c == nil ? nil : addends, bias: bias?.assumingMemoryBound(to: Float.self),
      count: count)
    FloatElements.store(values, to: d, types.d, count: count)
  }

  /// Finishes a run of complex sums, whose parts lie apart.
  /// - Parameter c: Where the run of C starts; not read where beta is 0.
  func finish(
    real: UnsafeRawPointer, imaginary: UnsafeRawPointer, count: Int, c: UnsafeRawPointer?,
    into d: UnsafeMutableRawPointer
  ) {
    if types.d == .c128 {
      combine(Double.self, real, imaginary, c, into: d, count: count)
    } else {
      combine(Float.self, real, imaginary, c, into: d, count: count)
    }
  }

  @inline(__always)
  private func combine<Part: BinaryFloatingPoint>(
    _ type: Part.Type, _ real: UnsafeRawPointer, _ imaginary: UnsafeRawPointer,
    _ c: UnsafeRawPointer?, into d: UnsafeMutableRawPointer, count: Int
  ) {
    let x = real.assumingMemoryBound(to: type)
    let y = imaginary.assumingMemoryBound(to: type)
    let d = d.assumingMemoryBound(to: type)
    let (ar, ai) = (Part(alpha.real), Part(alpha.imaginary))
    guard let c = beta.isZero ? nil : c?.assumingMemoryBound(to: type) else {
      for i in 0..<count {
        let (u, v) = (x[i], y[i])
        d[2 * i] = ar * u - ai * v
        d[2 * i + 1] = ar * v + ai * u
      }
      return
    }
    let (br, bi) = (Part(beta.real), Part(beta.imaginary))
    for i in 0..<count {
      let (u, v, w, z) = (x[i], y[i], c[2 * i], c[2 * i + 1])
      d[2 * i] = (ar * u - ai * v) + (br * w - bi * z)
      d[2 * i + 1] = (ar * v + ai * u) + (br * z + bi * w)
    }
  }
}
