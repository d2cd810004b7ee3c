/// GEMM in float64 from the rounded inputs: the truth that every backend is measured against.
///
/// Every legal problem is accepted. Sums run in the plain order of k.
public enum ReferenceGEMM {
  /// The true value of one element of D before it is rounded to D's type, and the magnitudes its error bound needs.
  public struct Element: Sendable {
    /// The value after the epilogue (real part).
    public var real: Double
    /// The imaginary part; 0 for real problems.
    public var imaginary: Double
    /// |alpha| * sum |op(A)| |op(B)|.
    public var productMagnitude: Double
    /// |beta| * |C| + |bias|.
    public var addendMagnitude: Double
  }

  /// Computes the elements of one GEMM at the given rows and columns.
  ///
  /// - Parameters:
  ///   - instance: which GEMM of the call; its index among the call's GEMMs is `index` (for block scales).
  ///   - operand: the address of each operand's first byte.
  /// - Returns: elements column by column: `result[j * rows.count + i]`.
  public static func elements(
    of problem: GEMMProblem, instance: GEMMInstance, index: Int, rows: [Int], columns: [Int],
    operand: (OperandRole) -> UnsafeRawPointer
  ) -> [Element] {
    let shape = instance.shape
    let types = problem.types
    let depth = shape.multiplies ? shape.k : 0
    // Inputs are decoded once: [row][k] and [column][k], real and imaginary parts apart.
    var a = Plane(count: rows.count * depth, isComplex: types.a.isComplex)
    var b = Plane(count: columns.count * depth, isComplex: types.b.isComplex)
    if depth > 0 {
      let addressA = operand(.a)
      let addressB = operand(.b)
      let scaleA = scaleReader(
        problem.scaleA, role: .scaleA, extent: shape.m, k: shape.k, index: index, operand: operand)
      let scaleB = scaleReader(
        problem.scaleB, role: .scaleB, extent: shape.n, k: shape.k, index: index, operand: operand)
      for (slot, i) in rows.enumerated() {
        for p in 0..<depth {
          let at = instance.a + (shape.transA == .none ? i + p * shape.lda : p + i * shape.lda)
          a.load(
            slot * depth + p, from: addressA, types.a, at: at,
            conjugate: shape.transA == .conjugateTranspose,
            scale: scaleA(i, p))
        }
      }
      for (slot, j) in columns.enumerated() {
        for p in 0..<depth {
          let at = instance.b + (shape.transB == .none ? p + j * shape.ldb : j + p * shape.ldb)
          b.load(
            slot * depth + p, from: addressB, types.b, at: at,
            conjugate: shape.transB == .conjugateTranspose,
            scale: scaleB(j, p))
        }
      }
    }
    let addressC = shape.beta.isZero ? nil : operand(.c)
    let addressBias = problem.epilogue.hasBias ? operand(.bias) : nil
    let alphaMagnitude = magnitude(shape.alpha.real, shape.alpha.imaginary)

    var result = [Element](
      repeating: Element(real: 0, imaginary: 0, productMagnitude: 0, addendMagnitude: 0),
      count: rows.count * columns.count)
    for (slotJ, j) in columns.enumerated() {
      for (slotI, i) in rows.enumerated() {
        let product = dot(a, slotI * depth, b, slotJ * depth, count: depth)
        var real = 0.0
        var imaginary = 0.0
        if depth > 0 {
          real = shape.alpha.real * product.real
          imaginary = 0
          if types.a.isComplex {
            real -= shape.alpha.imaginary * product.imaginary
            imaginary = shape.alpha.real * product.imaginary + shape.alpha.imaginary * product.real
          }
        }
        var addends = 0.0
        if let addressC {
          let at = instance.c + i + j * shape.ldc
          if types.c.isComplex {
            let cr = ElementConversion.load(addressC, types.c, component: 2 * at)
            let ci = ElementConversion.load(addressC, types.c, component: 2 * at + 1)
            real += shape.beta.real * cr - shape.beta.imaginary * ci
            imaginary += shape.beta.real * ci + shape.beta.imaginary * cr
            addends += magnitude(shape.beta.real, shape.beta.imaginary) * magnitude(cr, ci)
          } else {
            let c = ElementConversion.load(addressC, types.c, component: at)
            real += shape.beta.real * c
            addends += abs(shape.beta.real * c)
          }
        }
        if let addressBias {
          let bias = ElementConversion.load(addressBias, types.d, component: i)
          real += bias
          addends += abs(bias)
        }
        result[slotJ * rows.count + slotI] = Element(
          real: activate(real, problem.epilogue.activation), imaginary: imaginary,
          productMagnitude: alphaMagnitude * product.magnitude, addendMagnitude: addends)
      }
    }
    return result
  }

  /// The epilogue's function in float64.
  public static func activate(_ x: Double, _ activation: Activation) -> Double {
    switch activation {
    case .identity: x
    case .relu: x.isNaN ? x : max(x, 0)
    case .gelu: geluTanh(x)
    }
  }

  private static func magnitude(_ real: Double, _ imaginary: Double) -> Double {
    imaginary == 0 ? abs(real) : (real * real + imaginary * imaginary).squareRoot()
  }

  /// Real and imaginary parts in arrays of their own.
  private struct Plane {
    var real: [Double]
    var imaginary: [Double]

    init(count: Int, isComplex: Bool) {
      real = [Double](repeating: 0, count: count)
      imaginary = isComplex ? real : []
    }

    mutating func load(
      _ slot: Int, from bytes: UnsafeRawPointer, _ type: ElementType, at index: Int,
      conjugate: Bool,
      scale: Double
    ) {
      if type.isComplex {
        real[slot] = ElementConversion.load(bytes, type, component: 2 * index)
        let part = ElementConversion.load(bytes, type, component: 2 * index + 1)
        imaginary[slot] = conjugate ? -part : part
      } else {
        real[slot] = ElementConversion.load(bytes, type, component: index) * scale
      }
    }
  }

  private static func dot(_ a: Plane, _ startA: Int, _ b: Plane, _ startB: Int, count: Int) -> (
    real: Double, imaginary: Double, magnitude: Double
  ) {
    var real = 0.0
    var imaginary = 0.0
    var size = 0.0
    if a.imaginary.isEmpty {
      a.real.withUnsafeBufferPointer { a in
        b.real.withUnsafeBufferPointer { b in
          for p in 0..<count {
            let product = a[startA + p] * b[startB + p]
            real += product
            size += abs(product)
          }
        }
      }
    } else {
      for p in 0..<count {
        let ar = a.real[startA + p]
        let ai = a.imaginary[startA + p]
        let br = b.real[startB + p]
        let bi = b.imaginary[startB + p]
        real += ar * br - ai * bi
        imaginary += ar * bi + ai * br
        size += magnitude(ar, ai) * magnitude(br, bi)
      }
    }
    return (real, imaginary, size)
  }

  /// The factor of element (extent index, k index) of an 8-bit operand.
  private static func scaleReader(
    _ scaling: OperandScaling, role: OperandRole, extent: Int, k: Int, index: Int,
    operand: (OperandRole) -> UnsafeRawPointer
  ) -> (Int, Int) -> Double {
    switch scaling {
    case .none: return { _, _ in 1 }
    case .tensor:
      let factor = ElementConversion.load(operand(role), .f32, component: 0)
      return { _, _ in factor }
    case .block(let blockK, let blockOther, let format):
      let address = operand(role)
      let blockRows = extent / blockOther + (extent % blockOther == 0 ? 0 : 1)
      let blockColumns = k / blockK + (k % blockK == 0 ? 0 : 1)
      let start = index * blockRows * blockColumns
      return { i, p in
        let at = start + i / blockOther + p / blockK * blockRows
        return switch format {
        case .f32: ElementConversion.load(address, .f32, component: at)
        case .ue8m0: ElementConversion.decodeUE8M0(address.load(fromByteOffset: at, as: UInt8.self))
        }
      }
    }
  }
}
