/// A type combination that a vendor's BLAS may offer, and the family of functions for it.
struct VendorRoute: Hashable, Sendable, CustomStringConvertible {
  /// The type of A and B, and that of C and D.
  let inputs, outputs: ElementType
  let compute: VendorCompute
  /// The letter of `cublasSgemm`; nil for `cublasGemmEx`.
  let letter: Character?

  static let all: [VendorRoute] = [
    VendorRoute(inputs: .f64, outputs: .f64, compute: .double, letter: "D"),
    VendorRoute(inputs: .f32, outputs: .f32, compute: .single, letter: "S"),
    VendorRoute(inputs: .c64, outputs: .c64, compute: .single, letter: "C"),
    VendorRoute(inputs: .c128, outputs: .c128, compute: .double, letter: "Z"),
    VendorRoute(inputs: .f32, outputs: .f32, compute: .singleTF32, letter: nil),
    VendorRoute(inputs: .f32, outputs: .f32, compute: .singleBF16, letter: nil),
    VendorRoute(inputs: .f32, outputs: .f32, compute: .singleHalf, letter: nil),
    VendorRoute(inputs: .f16, outputs: .f16, compute: .single, letter: nil),
    VendorRoute(inputs: .f16, outputs: .f32, compute: .single, letter: nil),
    VendorRoute(inputs: .f16, outputs: .f16, compute: .half, letter: nil),
    VendorRoute(inputs: .bf16, outputs: .bf16, compute: .single, letter: nil),
    VendorRoute(inputs: .bf16, outputs: .f32, compute: .single, letter: nil),
    VendorRoute(inputs: .i8, outputs: .i32, compute: .integer, letter: nil),
    VendorRoute(inputs: .i8, outputs: .f32, compute: .single, letter: nil),
  ]

  /// Routes for a problem: the arithmetic asked for, then what is at least as precise.
  static func candidates(for types: GEMMTypes) -> [VendorRoute] {
    guard types.a == types.b, types.c == types.d else { return [] }
    let same = all.filter { $0.inputs == types.a && $0.outputs == types.d }
    let wanted = compute(of: types)
    // Sums of 8-bit products in 32-bit integers are not what an f32 sum gives.
    let precise = types.compute == .i32 ? [] : same.filter { $0.compute == .single }
    return same.filter { $0.compute == wanted } + precise.filter { $0.compute != wanted }
  }

  /// The arithmetic that a problem asks for.
  static func compute(of types: GEMMTypes) -> VendorCompute {
    switch types.compute {
    case .f64: .double
    case .f32: .single
    case .tf32: .singleTF32
    case .bf16: .singleBF16
    case .f16: types.a == .f16 ? .half : .singleHalf
    case .i32: .integer
    }
  }

  /// The type of alpha and beta.
  var scale: ElementType {
    switch compute {
    case .half: .f16
    case .single: inputs == .c64 ? .c64 : .f32
    case .singleTF32, .singleBF16, .singleHalf: .f32
    case .double: inputs
    case .integer: .i32
    }
  }

  /// The functions in names of variants: `sgemm`, `gemmex_32f`.
  var functions: String {
    letter.map { "\($0.lowercased())gemm" } ?? "gemmex_\(compute.rawValue)"
  }

  /// `f16`, `f16>f32`, `f32 32f_tf32`.
  var description: String {
    let types = inputs == outputs ? inputs.rawValue : "\(inputs.rawValue)>\(outputs.rawValue)"
    let isPlain = [.single, .double, .integer].contains(compute)
    return isPlain ? types : "\(types) \(compute.rawValue)"
  }
}

/// How the GEMMs of one call are given.
enum VendorForm: Int32, Sendable {
  case single = 0
  case strided = 1
  case pointers = 2

  /// What stands in names of functions.
  var name: String {
    switch self {
    case .single: ""
    case .strided: "StridedBatched"
    case .pointers: "Batched"
    }
  }
}

/// A function of the library for GEMM.
struct VendorEntry: @unchecked Sendable {
  // SAFETY: the address of a function that may be called from any thread.
  let address: UnsafeRawPointer
  let name: String
  let form: VendorForm
  let isExtended: Bool
  /// Whether sizes are 64 bits wide.
  let isWide: Bool
}

extension VendorLibrary {
  /// The function for a route and form, or nil where the library has none.
  /// - Parameter extended: which of the dialect's `GemmEx` is meant.
  func entry(
    _ route: VendorRoute, _ form: VendorForm, isWide: Bool, extended: VendorDialect.Extended?
  ) -> VendorEntry? {
    let wide = isWide ? "_64" : ""
    let names: [String]
    if let letter = route.letter {
      // Batched functions never had an older version, so that NVIDIA's carry no _v2.
      let suffixes = form == .single ? dialect.suffixes : ["_v2", ""]
      names = suffixes.map { "\(letter)gemm\(form.name)\($0)\(wide)" }
    } else {
      guard let extended else { return nil }
      names = ["Gemm\(form.name)Ex\(extended.suffix)\(wide)"]
    }
    for name in names {
      if let address = function(name) {
        return VendorEntry(
          address: address, name: name, form: form, isExtended: route.letter == nil,
          isWide: isWide)
      }
    }
    return nil
  }
}
