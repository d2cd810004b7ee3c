import Kernels

extension OneDNNCall {
  /// Bias, post-ops and arithmetic: what an epilogue says is in it, what none says is stated as left out.
  func attach(_ call: inout LoggedGEMM, _ assumptions: inout [String], biasMask: Int) {
    var hasBias = false
    if let bias = memory["bia"], !bias.type.equals("undef"), !bias.type.isEmpty {
      let mask = bias.flags.after("mask")?.integer
      // A column-major result's bias would run the other way.
      hasBias = call.isRowMajor && (mask == nil || mask == biasMask)
      if !hasBias { assumptions.append("the bias is left out: it has not one value a column") }
    }
    var activation = Epilogue.none
    let list = attributes.after("attr-post-ops:") ?? attributes.after("post_ops:") ?? []
    let text = CaptureText(list.prefix { $0 != 0x20 }.filter { $0 != 0x27 })
    for operation in text.split(whereSeparator: { $0 == 0x2B || $0 == 0x3B }).prefix(32) {
      let parts = operation.pieces(":")
      switch parts[0].string {
      case "sum" where activation == .none:
        call.beta = Scalar(parts.count > 1 ? parts[1].real ?? 1 : 1)
      case "eltwise_relu" where activation == .none && (parts.count < 2 || parts[1].real == 0):
        activation = .relu
      case "eltwise_gelu_tanh" where activation == .none: activation = .gelu
      case "eltwise_gelu_erf" where activation == .none:
        activation = .gelu
        assumptions.append("gelu is taken by its tanh form, not by erf")
      case "binary_add"
      where activation == .none && !hasBias && call.isRowMajor && parts.count > 2
        && parts[2].integer == biasMask:
        hasBias = true
      // A tensor of D's size that is added is C.
      case "binary_add"
      where activation == .none && call.beta.isZero && parts.count > 2
        && parts[2].integer == 2 * biasMask - 1 && Self.type(parts[1]) == call.d:
        call.beta = .one
        call.ldc = nil
      default: assumptions.append("the post-op \(parts[0].quoted) is left out")
      }
    }
    call.epilogue =
      switch activation {
      case .relu: hasBias ? .biasRelu : .relu
      case .gelu: hasBias ? .biasGelu : .gelu
      default: hasBias ? .bias : .none
      }
    let scalings: [(StaticString, String)] = [
      ("attr-scales:", "scales"), ("attr-zero-points:", "zero points"),
    ]
    for (name, what) in scalings {
      if attributes.firstRange(of: name) != nil {
        assumptions.append("the \(what) of the operands are left out")
      }
    }
    if let mode = attributes.after("attr-fpmath:"), call.a == .f32 {
      if mode.has(prefix: "bf16") { call.compute = .bf16 }
      if mode.has(prefix: "tf32") { call.compute = .tf32 }
      if mode.has(prefix: "f16") { call.compute = .f16 }
    }
  }
}
