import Kernels

/// One recorded operator call of PyTorch: its arguments as far as a trace tells them, in the order of the operator's schema
/// (`native_functions.yaml`).
struct TorchOperator: Hashable, Sendable {
  /// `aten::addmm`.
  var name: String
  /// Sizes of tensors; empty for scalars and for 0-d tensors, nil for lists of tensors.
  var dims: [[Int]?]
  /// Distances in elements between neighbours along each dimension, where the trace has them.
  var strides: [[Int]?]?
  /// `float`, `c10::BFloat16`, `Scalar`, empty for None.
  var types: [String]
  /// Scalar arguments as text, empty for tensors and for None; nil where the trace has none.
  var values: [String]?

  /// The element type of a tensor argument; nil for everything else.
  func elementType(_ index: Int) -> ElementType? {
    guard index < types.count else { return nil }
    switch types[index] {
    case "float": return .f32
    case "double": return .f64
    case "c10::Half": return .f16
    case "c10::BFloat16": return .bf16
    case "signed char": return .i8
    case "int": return .i32
    case "c10::complex<float>": return .c64
    case "c10::complex<double>": return .c128
    case "c10::Float8_e4m3fn": return .f8e4m3
    case "c10::Float8_e5m2": return .f8e5m2
    default: return nil
    }
  }

  /// Whether an optional tensor argument was given.
  func hasTensor(_ index: Int) -> Bool {
    guard index < types.count, index < dims.count, let sizes = dims[index] else { return false }
    let type = types[index]
    return !sizes.isEmpty && !type.isEmpty && type != "Scalar" && type != "None"
  }

  /// The sizes of a tensor with `rank` dimensions, all from 0 to 2^40.
  func sizes(_ index: Int, rank: Int? = nil) throws(TorchGap) -> [Int] {
    guard index < dims.count, let sizes = dims[index], !sizes.isEmpty else {
      throw TorchGap("the trace has no sizes of argument \(index); record with record_shapes=True")
    }
    guard rank == nil || sizes.count == rank else {
      throw TorchGap("argument \(index) has \(sizes.count) dimensions")
    }
    guard sizes.allSatisfy({ (0...(1 << 40)).contains($0) }) else {
      throw TorchGap("argument \(index) has impossible sizes")
    }
    return sizes
  }

  /// The strides of a tensor, where the trace has as many as the tensor has dimensions.
  func strides(_ index: Int, rank: Int) -> [Int]? {
    guard let strides, index < strides.count, let own = strides[index], own.count == rank,
      own.allSatisfy({ (0...(1 << 40)).contains($0) })
    else { return nil }
    return own
  }

  /// The text of a scalar argument; nil where the trace has none, empty for None.
  func value(_ index: Int) -> String? {
    guard let values, index < values.count else { return nil }
    return values[index]
  }

  /// A number, or `normal` for None; nil where the trace does not tell.
  func number(_ index: Int, normal: Double) throws(TorchGap) -> Double? {
    guard let text = value(index) else { return nil }
    if text.isEmpty { return normal }
    if text == "True" { return 1 }
    if text == "False" { return 0 }
    guard let number = Double(text), number.isFinite else {
      throw TorchGap("argument \(index) is \(text.prefix(40))")
    }
    return number
  }

  /// A truth value, `normal` for None; nil where the trace does not tell.
  func flag(_ index: Int, normal: Bool = false) -> Bool? {
    guard let text = value(index) else { return nil }
    return text.isEmpty ? normal : text == "True" || text == "true" || text == "1"
  }
}

/// Why a recorded operator is no problem that can be run: the end of a sentence that names the argument.
struct TorchGap: Error {
  let reason: String
  init(_ reason: String) { self.reason = reason }
}

/// A problem from an operator, and what it takes for granted.
struct TorchProblem {
  var problem: Problem
  var assumptions: [String] = []
}

/// What a recorded operator means for a workload.
enum TorchRole: UInt8 {
  /// A GEMM or attention call, whatever it calls itself.
  case call
  /// A call only where no call is recorded inside it: `aten::linear` over `aten::addmm`.
  case wrapper
  /// Everything else.
  case other

  /// The role of the operator called `name`.
  static func of(_ name: String) -> TorchRole {
    if TorchGEMM.forms[name] != nil || TorchAttention.forms[name] != nil
      || unknown[name] != nil || name.hasPrefix("triton_tem")
    {
      return .call
    }
    return TorchGEMM.wrappers.contains(name) ? .wrapper : .other
  }

  /// Operators that compute GEMMs or attention and that no problem is made from, and why.
  static let unknown: [String: String] = [
    "aten::_grouped_mm": "the sizes of the groups are in the tensor offs",
    "aten::_scaled_grouped_mm": "the sizes of the groups are in the tensor offs",
    "aten::_scaled_mm_v2": "the scaling recipes are lists that the trace does not hold",
    "aten::_weight_int4pack_mm": "the weight is packed 4-bit integers, which is no GEMM type here",
    "aten::_weight_int8pack_mm": "8-bit weights with 16-bit activations are no GEMM type here",
    "flash_attn::_flash_attn_varlen_forward": "the sequence lengths are in the tensor cu_seqlens",
    "flash_attn::_flash_attn_varlen_backward": "the sequence lengths are in the tensor cu_seqlens",
    "vllm::unified_attention": "the sequence lengths are in the paged cache's tables",
    "vllm::unified_attention_with_output": "the sequence lengths are in the paged cache's tables",
    "tex_ts::te_gemm_ts": "TransformerEngine's arguments are not known here",
  ]
}

extension TorchOperator {
  /// What the call is, by the role it was found in; nil for a wrapper that is no GEMM.
  ///
  /// - Parameters:
  ///   - insideLinear: whether the call is recorded inside `aten::linear`, whose weight is transposed.
  ///   - onDevice: whether a GPU ran it.
  func content(insideLinear: Bool, onDevice: Bool) -> (
    content: CapturedCall.Content, assumptions: [String]
  )? {
    if let reason = TorchRole.unknown[name] { return (.notReplayable(reason), []) }
    if name.hasPrefix("triton_tem") {
      return (
        .notReplayable("torch.compile generated the kernel; its arguments are not in the trace"), []
      )
    }
    do throws(TorchGap) {
      let found: TorchProblem?
      if let form = TorchAttention.forms[name] {
        found = try TorchAttention.problem(self, form)
      } else {
        found = try TorchGEMM.problem(self, insideLinear: insideLinear)
      }
      guard var found else { return nil }
      if onDevice, case .gemm(let gemm) = found.problem, gemm.types.a == .f32 {
        found.assumptions.append(
          "f32 is multiplied in f32: the trace does not say whether TF32 was allowed")
      }
      return (.problem(found.problem), found.assumptions)
    } catch {
      return (.notReplayable(error.reason), [])
    }
  }
}
