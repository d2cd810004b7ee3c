import Kernels

/// The type of stored numbers: what a component is, and whether there are two of them.
///
/// CUDA has more complex types than the kernels do (`CUDA_C_8I`).
struct NumberType: Hashable {
  var component: ElementType
  var isComplex: Bool

  var byteCount: Int { component.byteCount * (isComplex ? 2 : 1) }
  /// The type of its real and imaginary parts.
  var real: NumberType { NumberType(component: component, isComplex: false) }

  static let f32 = NumberType(component: .f32, isComplex: false)
  static let f64 = NumberType(component: .f64, isComplex: false)
  static let c64 = NumberType(component: .f32, isComplex: true)
  static let c128 = NumberType(component: .f64, isComplex: true)

  init(component: ElementType, isComplex: Bool) {
    self.component = component
    self.isComplex = isComplex
  }

  /// By a `cudaDataType_t`.
  init?(cudaDataType code: Int) {
    switch code {
    case 4: self = .c64
    case 5: self = .c128
    case 6: self.init(component: .f16, isComplex: true)
    case 7: self.init(component: .i8, isComplex: true)
    case 15: self.init(component: .bf16, isComplex: true)
    default:
      guard let type = ElementType(cudaDataType: CInt(truncatingIfNeeded: code)) else { return nil }
      self.init(component: type, isComplex: false)
    }
  }

  /// By the C type of a pointer to it, nil for others.
  init?(cType: String) {
    switch cType.replacing("const ", with: "").replacing("* const", with: "").prefix(while: {
      $0 != "*"
    }) {
    case "float": self = .f32
    case "double": self = .f64
    case "cuComplex": self = .c64
    case "cuDoubleComplex": self = .c128
    case "__half": self.init(component: .f16, isComplex: false)
    case "__nv_bfloat16": self.init(component: .bf16, isComplex: false)
    default: return nil
    }
  }

  /// The type in which numbers of this type are computed with: at least f32.
  var computed: NumberType {
    NumberType(component: component == .f64 ? .f64 : .f32, isComplex: isComplex)
  }

  /// How CLevels names it.
  var letter: CChar {
    let letters: (Character, Character) = component == .f64 ? ("d", "z") : ("s", "c")
    return CChar(bitPattern: (isComplex ? letters.1 : letters.0).asciiValue ?? 0)
  }

  /// The name in descriptors, of those that are computed with.
  var name: String {
    switch self {
    case .f32: "f32"
    case .f64: "f64"
    case .c64: "c64"
    default: "c128"
    }
  }

  func load(_ address: UnsafeRawPointer, _ index: Int) -> Complex {
    if isComplex {
      return Complex(
        ElementConversion.load(address, component, component: 2 * index),
        ElementConversion.load(address, component, component: 2 * index + 1))
    }
    return Complex(ElementConversion.load(address, component, component: index))
  }

  func store(_ value: Complex, _ address: UnsafeMutableRawPointer, _ index: Int) {
    if isComplex {
      ElementConversion.store(value.real, address, component, component: 2 * index)
      ElementConversion.store(value.imaginary, address, component, component: 2 * index + 1)
    } else {
      ElementConversion.store(value.real, address, component, component: index)
    }
  }
}

/// A complex number of float64; a real one where the imaginary part is 0.
struct Complex: Hashable {
  var real, imaginary: Double

  init(_ real: Double, _ imaginary: Double = 0) {
    self.real = real
    self.imaginary = imaginary
  }

  var conjugate: Complex { Complex(real, -imaginary) }
  /// |re| + |im|, which bounds the absolute value.
  var size: Double { abs(real) + abs(imaginary) }

  static func + (left: Complex, right: Complex) -> Complex {
    Complex(left.real + right.real, left.imaginary + right.imaginary)
  }
  static func - (left: Complex, right: Complex) -> Complex {
    Complex(left.real - right.real, left.imaginary - right.imaginary)
  }
  static func * (left: Complex, right: Complex) -> Complex {
    // Products of real numbers stay what they are where one is infinite.
    if left.imaginary == 0, right.imaginary == 0 { return Complex(left.real * right.real) }
    return Complex(
      left.real * right.real - left.imaginary * right.imaginary,
      left.real * right.imaginary + left.imaginary * right.real)
  }
}
