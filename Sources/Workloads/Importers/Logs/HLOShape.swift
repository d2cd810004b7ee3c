import Kernels

/// A shape of HLO text, `bf16[2,6,128]{2,1,0}`.
struct HLOShape {
  let type: String
  let tensor: StridedTensor

  /// Nil for tuples and for shapes that do not say what a plain tensor is.
  init?(_ text: CaptureText) {
    guard text.first != 0x28, let open = text.firstIndex(of: 0x5B),
      let close = text.firstIndex(of: 0x5D), open < close
    else { return nil }
    type = text[..<open].string
    var sizes: [Int] = []
    for piece in text[(open + 1)..<close].pieces(",") where !piece.isEmpty {
      // A dynamic size, <=8, has its bound.
      guard let size = (piece.has(prefix: "<=") ? piece.dropFirst(2) : piece).integer, size >= 0,
        sizes.count < 32
      else { return nil }
      sizes.append(size)
    }
    var order = Array(sizes.indices)
    let layout = text[(close + 1)...]
    if layout.first == 0x7B {
      let minor = layout.dropFirst().prefix { $0 != 0x7D && $0 != 0x3A }
      let places = minor.pieces(",").compactMap(\.integer)
      if places.count == sizes.count { order = places.reversed() }
    }
    guard let tensor = StridedTensor(sizes: sizes, order: order) else { return nil }
    self.tensor = tensor
  }

  /// The element type, or nil where there is no counterpart.
  var element: ElementType? {
    switch type {
    case "f64": .f64
    case "f32": .f32
    case "f16": .f16
    case "bf16": .bf16
    case "s8": .i8
    case "s32": .i32
    case "c64": .c64
    case "c128": .c128
    case "f8e4m3fn": .f8e4m3
    case "f8e5m2": .f8e5m2
    default: nil
    }
  }
}
