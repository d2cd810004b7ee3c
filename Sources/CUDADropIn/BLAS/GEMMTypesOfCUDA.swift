import Kernels

/// `cudaDataType_t` of what the kernels know.
extension ElementType {
  init?(cudaDataType: CInt) {
    switch cudaDataType {
    case 0: self = .f32
    case 1: self = .f64
    case 2: self = .f16
    case 3: self = .i8
    case 4: self = .c64
    case 5: self = .c128
    case 10: self = .i32
    case 14: self = .bf16
    case 28: self = .f8e4m3
    case 29: self = .f8e5m2
    default: return nil
    }
  }
}

extension ComputeType {
  /// The arithmetic of a `cublasComputeType_t`, or nil for a number that is none.
  ///
  /// Where it allows less precision (`CUBLAS_COMPUTE_32F_FAST_TF32` and its like), the full one is used; the pedantic forms are
  /// as their plain ones.
  init?(cublasComputeType: CInt) {
    switch cublasComputeType {
    case 64, 65: self = .f16
    case 68, 69, 74, 75, 77: self = .f32
    case 70, 71: self = .f64
    case 72, 73: self = .i32
    default: return nil
    }
  }
}

extension Scalar {
  /// Reads a scaling factor of the type that alpha and beta have.
  init(_ address: UnsafeRawPointer, _ type: ElementType) {
    func component(_ index: Int) -> Double {
      ElementConversion.load(address, type, component: index)
    }
    if type.isComplex {
      self.init(component(0), component(1))
    } else {
      self.init(component(0))
    }
  }
}
