/// A CUDA library entry point that runs GEMMs or attention, with the order of its parameters.
///
/// Prototypes are facts of the published interfaces: `cublas_api.h` and `cublasLt.h` of CUDA 12, flash-attn 2's
/// `_flash_attn_forward`, and the SDPA node of cudnn-frontend's graphs.
public struct CUDAFunction: Hashable, Sendable {
  /// Families that share a parameter list.
  public enum Family: String, Hashable, Sendable {
    /// `cublasSgemm` and its siblings by type.
    case typed
    /// `cublasSgemmEx`: operand types, but no compute type and no algorithm.
    case typedEx
    /// `cublasGemmEx`.
    case ex
    /// `cublasLtMatmul`.
    case lt
    /// flash-attn 2.
    case flash
    /// The backward pass of flash-attn 2.
    case flashBackward
    /// A cuDNN graph with one SDPA node.
    case cudnn
  }

  /// How several GEMMs are given.
  public enum Form: String, Hashable, Sendable {
    case single, strided, pointers, grouped
  }

  /// The name as programs write it: `cublasGemmEx`.
  public let name: String
  /// The parameter list.
  public let family: Family
  /// How several GEMMs are given.
  public let form: Form
  /// Whether sizes are `int64_t`: the `_64` interface of CUDA 12.
  public let isWide: Bool

  /// The name with `_64` where sizes are 64-bit.
  public var symbol: String { isWide ? name + "_64" : name }

  /// The function called `text`, which may end in `_v2` or `_64`.
  public init?(named text: String) {
    var base = Substring(text)
    let isWide = base.hasSuffix("_64")
    if isWide { base = base.dropLast(3) }
    if base.hasSuffix("_v2") { base = base.dropLast(3) }
    if base == "flash_attn_func" || base == "flash_attn::_flash_attn_forward" {
      base = "_flash_attn_forward"
    }
    guard let known = Self.all[String(base)], !isWide || known.family.isCuBLAS else { return nil }
    self.init(String(base), known.family, known.form, isWide: isWide)
  }

  init(_ name: String, _ family: Family, _ form: Form, isWide: Bool = false) {
    self.name = name
    self.family = family
    self.form = form
    self.isWide = isWide
  }

  /// All names, for suggestions.
  public static var names: [String] { all.keys.sorted() }

  private static let all: [String: (family: Family, form: Form)] = {
    var all: [String: (family: Family, form: Form)] = [
      "cublasSgemmEx": (.typedEx, .single), "cublasCgemmEx": (.typedEx, .single),
      "cublasCgemm3m": (.typed, .single), "cublasZgemm3m": (.typed, .single),
      "cublasGemmEx": (.ex, .single), "cublasGemmStridedBatchedEx": (.ex, .strided),
      "cublasGemmBatchedEx": (.ex, .pointers), "cublasGemmGroupedBatchedEx": (.ex, .grouped),
      "cublasSgemmGroupedBatched": (.typed, .grouped),
      "cublasDgemmGroupedBatched": (.typed, .grouped),
      "cublasLtMatmul": (.lt, .single), "_flash_attn_forward": (.flash, .single),
      "_flash_attn_backward": (.flashBackward, .single), "SDPA_FWD": (.cudnn, .single),
    ]
    for letter in ["S", "D", "C", "Z", "H"] {
      all["cublas\(letter)gemm"] = (.typed, .single)
      all["cublas\(letter)gemmStridedBatched"] = (.typed, .strided)
      all["cublas\(letter)gemmBatched"] = (.typed, .pointers)
    }
    return all
  }()
}

extension CUDAFunction.Family {
  /// Whether the function lives in cuBLAS, whose names can have `_v2` and `_64`.
  public var isCuBLAS: Bool { self == .typed || self == .typedEx || self == .ex }
}

/// What a parameter means, whatever a function calls it; tables refer to parameters by these names.
///
/// Roles of operands end in the operand: `typeA`, `lda`, `strideA`, `rowsA`.
public struct CUDAParameter: Hashable, Sendable {
  /// The parameter's name in its prototype: `Atype`, `computeDesc.epilogue`.
  public let name: String
  /// What it means: `typeA`, `epilogue`.
  public let role: String

  init(_ name: String, _ role: String? = nil) {
    self.name = name
    self.role = role ?? name
  }
}

extension CUDAFunction {
  /// The parameters in order; descriptors of cuBLASLt and cuDNN are taken apart into their fields.
  public var parameters: [CUDAParameter] {
    switch family {
    case .typed, .typedEx, .ex: blasParameters
    case .lt: Self.ltParameters
    case .flash: Self.flashParameters
    case .flashBackward: [.init("dout", "dO")] + Self.flashParameters
    case .cudnn: Self.cudnnParameters
    }
  }

  private var blasParameters: [CUDAParameter] {
    typealias P = CUDAParameter
    let isGrouped = form == .grouped
    let array = isGrouped ? "_array" : ""
    let pointer = form == .pointers || isGrouped ? "array" : ""
    var list = [P("handle")]
    for role in ["transa", "transb", "m", "n", "k", "alpha"] { list.append(P(role + array, role)) }
    for operand in ["A", "B", "C"] {
      let lower = operand.lowercased()
      if operand == "C" { list.append(P("beta" + array, "beta")) }
      list.append(P(operand + pointer, operand))
      if family != .typed { list.append(P("\(operand)type", "type\(operand)")) }
      list.append(P("ld\(lower)\(array)", "ld\(lower)"))
      if form == .strided { list.append(P("stride\(operand)")) }
    }
    if isGrouped { list += [P("group_count", "groupCount"), P("group_size", "groupSize")] }
    if form == .strided || form == .pointers { list.append(P("batchCount")) }
    if family == .ex {
      list.append(P("computeType"))
      if !isGrouped { list.append(P("algo")) }
    }
    return list
  }

  private static let ltParameters: [CUDAParameter] = {
    typealias P = CUDAParameter
    var list = [P("lightHandle", "handle")]
    for field in ["computeType", "scaleType", "transa", "transb", "epilogue"] {
      list.append(P("computeDesc.\(field)", field))
    }
    list += [
      P("computeDesc.biasPointer", "bias"), P("computeDesc.aScalePointer", "scaleA"),
      P("computeDesc.bScalePointer", "scaleB"), P("alpha"),
    ]
    for operand in ["A", "B", "C", "D"] {
      if operand == "C" { list.append(P("beta")) }
      list.append(P(operand))
      list += [
        P("\(operand)desc.type", "type\(operand)"), P("\(operand)desc.rows", "rows\(operand)"),
        P("\(operand)desc.cols", "columns\(operand)"),
        P("\(operand)desc.ld", "ld\(operand.lowercased())"),
        P("\(operand)desc.batchCount", "batchCount"),
        P("\(operand)desc.stridedBatchOffset", "stride\(operand)"),
      ]
    }
    list += [
      P("algo"), P("workspace"), P("workspaceSizeInBytes", "workspaceSize"), P("stream"),
    ]
    return list
  }()

  private static let flashParameters: [CUDAParameter] = [
    .init("q", "Q"), .init("k", "K"), .init("v", "V"), .init("dropout_p", "dropout"),
    .init("softmax_scale", "softmaxScale"), .init("causal"),
    .init("window_size_left", "windowLeft"), .init("window_size_right", "windowRight"),
    .init("softcap"), .init("alibi_slopes", "alibi"), .init("return_softmax", "returnSoftmax"),
  ]

  private static let cudnnParameters: [CUDAParameter] = [
    .init("Q"), .init("K"), .init("V"), .init("O"), .init("io_data_type", "typeQ"),
    .init("compute_data_type", "computeType"), .init("attn_scale_value", "softmaxScale"),
    .init("diagonal_alignment", "alignment"), .init("left_bound", "windowLeft"),
    .init("right_bound", "windowRight"), .init("padding_mask", "paddingMask"),
    .init("alibi_mask", "alibi"), .init("dropout_probability", "dropout"),
    .init("is_inference", "isInference"),
  ]
}
