public import Kernels

extension ElementType {
  /// The bytes of `values` (components for complex types), each rounded to this type.
  public func encode(_ values: [Double]) -> [UInt8] {
    var bytes = [UInt8](repeating: 0, count: values.count * componentByteCount)
    bytes.withUnsafeMutableBytes { raw in
      guard let base = raw.baseAddress else { return }
      for (index, value) in values.enumerated() {
        ElementConversion.store(value, base, self, component: index)
      }
    }
    return bytes
  }

  /// The values (components for complex types) of `bytes`.
  public func decode(_ bytes: [UInt8]) -> [Double] {
    bytes.withUnsafeBytes { raw in
      guard let base = raw.baseAddress else { return [] }
      return (0..<bytes.count / componentByteCount).map {
        ElementConversion.load(base, self, component: $0)
      }
    }
  }

  private var componentByteCount: Int { isComplex ? byteCount / 2 : byteCount }
}
