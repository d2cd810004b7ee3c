import CSIMD
import Foundation

/// Rows of stored floating-point elements to and from binary32.
enum FloatElements {
  /// Decodes exactly; every type but the 32-bit ones is narrower than binary32.
  static func load(
    _ source: UnsafeRawPointer, _ type: ElementType, into destination: UnsafeMutablePointer<Float>,
    count: Int
  ) {
    let simd = SIMDPath.widest.table
    switch type {
    case .f16: simd.f16_to_f32(source.assumingMemoryBound(to: UInt16.self), destination, count)
    case .bf16: simd.bf16_to_f32(source.assumingMemoryBound(to: UInt16.self), destination, count)
    case .f8e4m3:
      simd.f8e4m3_to_f32(source.assumingMemoryBound(to: UInt8.self), destination, count)
    case .f8e5m2:
      simd.f8e5m2_to_f32(source.assumingMemoryBound(to: UInt8.self), destination, count)
    case .f32: memcpy(destination, source, count * 4)
    default: preconditionFailure("\(type.rawValue) is not decoded to f32")
    }
  }

  /// Rounds to nearest even; 8-bit floats saturate.
  static func store(
    _ source: UnsafePointer<Float>, to destination: UnsafeMutableRawPointer, _ type: ElementType,
    count: Int
  ) {
    let simd = SIMDPath.widest.table
    switch type {
    case .f16: simd.f32_to_f16(source, destination.assumingMemoryBound(to: UInt16.self), count)
    case .bf16: simd.f32_to_bf16(source, destination.assumingMemoryBound(to: UInt16.self), count)
    case .f8e4m3:
      parity_f32_to_f8e4m3(source, destination.assumingMemoryBound(to: UInt8.self), count)
    case .f8e5m2:
      parity_f32_to_f8e5m2(source, destination.assumingMemoryBound(to: UInt8.self), count)
    case .f32: memcpy(destination, source, count * 4)
    default: preconditionFailure("\(type.rawValue) is not encoded from f32")
    }
  }
}

/// What follows the sums of a column, in binary32.
struct FloatEpilogue: Sendable {
  let alpha, beta: Float
  let activation: Activation

  /// `x = activation(alpha * x + beta * c + bias)`; what is nil is left out.
  func apply(
    to x: UnsafeMutablePointer<Float>, c: UnsafePointer<Float>?, bias: UnsafePointer<Float>?,
    count: Int
  ) {
    if alpha == 1, c == nil, bias == nil, activation == .identity { return }
    let simd = SIMDPath.widest.table
    simd.scale_add(x, alpha, c, beta, count)
    if let bias { simd.add(x, bias, count) }
    switch activation {
    case .identity: break
    case .relu: simd.relu(x, count)
    case .gelu: simd.gelu(x, count)
    }
  }
}

/// Columns of binary64 sums.
enum DoubleElements {
  /// `d = activation(alpha * sum + beta * c + bias)`; what is nil is left out.
  static func combine(
    _ sums: UnsafePointer<Double>, alpha: Double, _ c: UnsafePointer<Double>?, beta: Double,
    bias: UnsafePointer<Double>?, _ activation: Activation, into d: UnsafeMutablePointer<Double>,
    count: Int
  ) {
    if let c {
      for i in 0..<count { d[i] = alpha * sums[i] + beta * c[i] }
    } else {
      for i in 0..<count { d[i] = alpha * sums[i] }
    }
    if let bias { for i in 0..<count { d[i] += bias[i] } }
    if activation != .identity {
      for i in 0..<count { d[i] = ReferenceGEMM.activate(d[i], activation) }
    }
  }
}

/// Columns of 32-bit integer sums.
enum IntegerElements {
  /// `d = alpha * sum + beta * c` modulo 2^32, as CUDA's integer GEMM wraps; `c` may be nil, and
  /// beta is then unused.
  static func combine(
    _ sums: UnsafePointer<Int32>, alpha: Scalar, _ c: UnsafeRawPointer?, beta: Scalar,
    into d: UnsafeMutablePointer<Int32>, count: Int
  ) {
    let alpha = Int32(alpha.real)
    if let c = c?.assumingMemoryBound(to: Int32.self) {
      let beta = Int32(beta.real)
      for i in 0..<count { d[i] = alpha &* sums[i] &+ beta &* c[i] }
    } else {
      for i in 0..<count { d[i] = alpha &* sums[i] }
    }
  }

  /// Rounds each sum to binary32 in place.
  static func convertToFloat(_ sums: UnsafeMutableRawPointer, count: Int) {
    let integers = sums.assumingMemoryBound(to: UInt32.self)
    for i in 0..<count { integers[i] = Float(Int32(bitPattern: integers[i])).bitPattern }
  }
}

/// The factors of an 8-bit operand's elements.
enum BlockScaling {
  case none
  case tensor(Float)
  /// Factors of blocks of `k` along k and `other` lines; `factors[line / other + p / k * rows]`.
  case block(k: Int, other: Int, rows: Int, format: ScaleFormat, factors: UnsafeRawPointer)

  /// The factors of the GEMM with the given `index` in the call.
  init(
    _ scaling: OperandScaling, role: OperandRole, lines: Int, k: Int, index: Int,
    _ operands: HostOperands
  ) {
    switch scaling {
    case .none: self = .none
    case .tensor: self = .tensor(operands[role].loadUnaligned(as: Float.self))
    case .block(let blockK, let other, let format):
      let rows = (lines + other - 1) / other
      let columns = (k + blockK - 1) / blockK
      let size = format == .f32 ? 4 : 1
      self = .block(
        k: blockK, other: other, rows: rows, format: format,
        factors: UnsafeRawPointer(operands[role] + index * rows * columns * size))
    }
  }

  /// The factor of the elements of a line at one k.
  func factor(line: Int, k position: Int) -> Float {
    switch self {
    case .none: return 1
    case .tensor(let factor): return factor
    case .block(let k, let other, let rows, let format, let factors):
      let slot = line / other + position / k * rows
      switch format {
      case .f32: return factors.loadUnaligned(fromByteOffset: slot * 4, as: Float.self)
      case .ue8m0:
        return Float(
          ElementConversion.decodeUE8M0(
            factors.loadUnaligned(fromByteOffset: slot, as: UInt8.self)))
      }
    }
  }
}
