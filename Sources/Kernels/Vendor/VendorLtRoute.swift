/// A type combination that a library of single products may offer.
struct VendorLtRoute: Hashable, Sendable, CustomStringConvertible {
  let a, b, c, d: ElementType
  let compute: VendorCompute

  init(
    _ a: ElementType, _ b: ElementType, _ c: ElementType, _ d: ElementType, _ compute: VendorCompute
  ) {
    (self.a, self.b, self.c, self.d, self.compute) = (a, b, c, d, compute)
  }

  /// The one that a problem asks for; nothing else is taken for it.
  init(_ types: GEMMTypes) {
    self.init(types.a, types.b, types.c, types.d, VendorRoute.compute(of: types))
  }

  /// What is tried out: the 16-bit and 32-bit types that `GemmEx` has too, and products of 8-bit floats.
  static let all: [VendorLtRoute] = wide + float8

  private static let wide: [VendorLtRoute] = VendorRoute.all.compactMap { route in
    [.f32, .f16, .bf16].contains(route.inputs)
      ? VendorLtRoute(route.inputs, route.inputs, route.outputs, route.outputs, route.compute) : nil
  }

  /// cuBLAS's table of 8-bit products has C in f16 or bf16 where D is an 8-bit float.
  private static let float8: [VendorLtRoute] = [ElementType.f8e4m3, .f8e5m2].flatMap { a in
    [ElementType.f8e4m3, .f8e5m2].flatMap { b in
      [(.bf16, .bf16), (.f16, .f16), (.f32, .f32)].map { VendorLtRoute(a, b, $0, $1, .single) }
        + [ElementType.f8e4m3, .f8e5m2].flatMap { d in
          [ElementType.bf16, .f16].map { VendorLtRoute(a, b, $0, d, .single) }
        }
    }
  }

  /// The type of alpha and beta.
  var scale: ElementType { compute == .half ? .f16 : .f32 }

  /// `f8e4m3_bf16`, in names of variants.
  var name: String {
    let inputs = a == b ? a.rawValue : "\(a.rawValue)_\(b.rawValue)"
    return a == b && a == d ? inputs : "\(inputs)_\(d.rawValue)"
  }

  /// `f16`, `f8e4m3>f8e4m3`, `f8e4m3xf8e5m2>bf16`, `f32 32f_tf32`.
  var description: String {
    var text = a == b ? a.rawValue : "\(a.rawValue)x\(b.rawValue)"
    if a != b || a != d || a.isFloat8 { text += ">\(d.rawValue)" }
    if c != d, c != .bf16 { text += " typeC=\(c.rawValue)" }
    return compute == .single ? text : "\(text) \(compute.rawValue)"
  }
}
