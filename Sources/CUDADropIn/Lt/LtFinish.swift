import Foundation
import Kernels

/// What the processor does after the kernels' product, in float64 and rounded once: D and what else the epilogue leaves.
struct LtFinish {
  let call: LtCall
  let alpha, beta: Scalar
  /// Vectors of alpha and beta in device memory, one value a row of D, where the call has them.
  let alphaVector, betaVector: UnsafeRawPointer?

  /// The matrices of one product of a batch, and its number.
  struct Matrices {
    let a, b: UnsafeRawPointer?
    let c: UnsafeRawPointer?
    let d: UnsafeMutableRawPointer
    let batch: Int
  }

  /// What D holds before it is rounded, for `products`: element (i, j) of `op(A) op(B)`.
  ///
  /// `store` is given each element; auxiliary outputs are written.
  func run(
    _ matrices: Matrices, _ products: (Int, Int) -> Double, _ store: (Int, Int, Double) -> Void
  ) {
    let (m, n) = (call.m, call.n)
    let scale = call.scaleType ?? .f32
    let factorC = factor(call.scaleC)
    let (factorD, factorAux) = (factor(call.scaleD), factor(call.auxScale))
    var (largest, largestAux) = (0.0, 0.0)
    var gradient = [Double](repeating: 0, count: call.epilogue.hasBiasGradient ? m : 0)
    let alphas = factors(alphaVector, alpha, scale, from: matrices.batch * call.alphaStride)
    let betas = factors(betaVector, beta, scale, from: 0)
    let biases = (0..<m).map { call.epilogue.hasBias ? bias($0, matrices.batch) : 0 }
    for j in 0..<n {
      for i in 0..<m {
        var x = alphas[i] == 0 ? 0 : alphas[i] * products(i, j)
        if betas[i] != 0, let c = matrices.c, let type = call.c.type {
          x += betas[i] * factorC * ElementConversion.load(c, type, component: call.c.index(i, j))
        }
        x += biases[i]
        if call.epilogue.hasAux {
          x = auxiliary(i, j, matrices.batch, x, factorAux, &largestAux)
        }
        if call.epilogue.isRelu { x = x < 0 ? 0 : x }
        if call.epilogue.isGelu { x = Self.gelu(x) }
        if call.epilogue.hasBiasGradient { gradient[i] += x }
        largest = max(largest, abs(x))
        store(i, j, x * factorD)
      }
    }
    call.amaxD.map { write(largest, $0, matrices.batch) }
    call.auxAmax.map { write(largestAux, $0, matrices.batch) }
    writeGradient(matrices, gradient)
  }

  /// alpha or beta of every row.
  private func factors(
    _ vector: UnsafeRawPointer?, _ scalar: Scalar, _ type: ElementType, from start: Int
  ) -> [Double] {
    (0..<call.m).map { row in
      vector.map { ElementConversion.load($0, type, component: start + row) } ?? scalar.real
    }
  }

  private func factor(_ pointer: UnsafeRawPointer?) -> Double {
    pointer.map { Double($0.loadUnaligned(as: Float.self)) } ?? 1
  }

  /// Maxima of a batch are those of all its matrices.
  private func write(_ value: Double, _ pointer: UnsafeMutableRawPointer, _ batch: Int) {
    let before = batch == 0 ? 0 : pointer.loadUnaligned(as: Float.self)
    pointer.storeBytes(of: max(Float(value), before), as: Float.self)
  }

  private func bias(_ i: Int, _ batch: Int) -> Double {
    guard let bias = call.bias, let type = call.biasType else { return 0 }
    return ElementConversion.load(bias, type, component: i + batch * call.biasStride)
  }

  /// Leaves the auxiliary value of an element, or uses the one that a forward pass left.
  private func auxiliary(
    _ i: Int, _ j: Int, _ batch: Int, _ x: Double, _ factor: Double, _ largest: inout Double
  ) -> Double {
    guard let aux = call.aux else { return x }
    let index = i + j * call.auxLeading + batch * call.auxStride
    let epilogue = call.epilogue
    if epilogue.auxIsBits {
      let (byte, bit) = (aux + index / 8, UInt8(1) << UInt8(index % 8))
      let old = byte.load(as: UInt8.self)
      if epilogue.isDRelu { return old & bit != 0 ? x : 0 }
      byte.storeBytes(of: x > 0 ? old | bit : old & ~bit, as: UInt8.self)
      return x
    }
    guard let type = call.auxType else { return x }
    if epilogue.isDGelu {
      return x * Self.geluGradient(ElementConversion.load(aux, type, component: index) * factor)
    }
    largest = max(largest, abs(x))
    ElementConversion.store(x * factor, aux, type, component: index)
    return x
  }

  /// Sums of D along its rows, or of A or B along k, where a bias would be.
  private func writeGradient(_ matrices: Matrices, _ rows: [Double]) {
    guard call.epilogue.hasBiasGradient, let bias = call.bias, let type = call.biasType else {
      return
    }
    var sums = rows
    if call.epilogue == .biasGradientA {
      sums = (0..<call.m).map { i in (0..<call.k).reduce(0) { $0 + a(matrices, i, $1) } }
    } else if call.epilogue == .biasGradientB {
      sums = (0..<call.n).map { j in (0..<call.k).reduce(0) { $0 + b(matrices, $1, j) } }
    }
    for (index, sum) in sums.enumerated() {
      ElementConversion.store(
        sum, bias, type, component: index + matrices.batch * call.biasStride)
    }
  }

  /// Element (i, p) of op(A) and (p, j) of op(B), as stored.
  private func a(_ matrices: Matrices, _ i: Int, _ p: Int) -> Double {
    guard let a = matrices.a, let type = call.a.type else { return 0 }
    return ElementConversion.load(
      a, type, component: call.transA == 0 ? call.a.index(i, p) : call.a.index(p, i))
  }
  private func b(_ matrices: Matrices, _ p: Int, _ j: Int) -> Double {
    guard let b = matrices.b, let type = call.b.type else { return 0 }
    return ElementConversion.load(
      b, type, component: call.transB == 0 ? call.b.index(p, j) : call.b.index(j, p))
  }

  /// cuBLASLt's GELU, x/2 (1 + tanh(sqrt(2/pi) (x + 0.044715 x^3))).
  private static func gelu(_ x: Double) -> Double {
    x == -.infinity ? 0 : 0.5 * x * (1 + tanh(0.7978845608028654 * (x + 0.044715 * x * x * x)))
  }

  /// Its derivative.
  private static func geluGradient(_ x: Double) -> Double {
    guard x.isFinite else { return x.isNaN ? x : x > 0 ? 1 : 0 }
    let t = tanh(0.7978845608028654 * (x + 0.044715 * x * x * x))
    return 0.5 * (1 + t)
      + 0.5 * x * (1 - t * t) * 0.7978845608028654 * (1 + 3 * 0.044715 * x * x)
  }
}
