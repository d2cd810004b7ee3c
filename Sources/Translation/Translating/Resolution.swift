import Kernels

/// What a dialect makes of a CUDA symbol.
struct Resolution {
  let text: String
  let evidence: Evidence
  let disputed: [CallTranslation.Claim]
}

extension Dialect {
  /// The first claim, the others beside it; a naming rule where there is no claim; `?` where there is neither.
  func resolve(_ symbol: String) -> Resolution {
    guard let claims = symbols[symbol], let first = claims.first else {
      return byRule(symbol)
        ?? Resolution(text: "? \(symbol)", evidence: Evidence(.unknown), disputed: [])
    }
    let others = claims.dropFirst().filter { $0.target != first.target && $0.target != .unknown }
    let text = first.target == .unknown ? "? \(symbol)" : first.target.text
    return Resolution(
      text: text, evidence: first.evidence,
      disputed: others.map { .init(value: $0.target.text, evidence: $0.evidence) })
  }

  private func byRule(_ symbol: String) -> Resolution? {
    for rule in renames where rule.prefix != "*_64" && symbol.hasPrefix(rule.prefix) {
      return Resolution(
        text: rule.replacement + symbol.dropFirst(rule.prefix.count),
        evidence: Evidence(
          rule.evidence.certainty == .unknown
            ? .unknown
            : rule.evidence.certainty == .known && style == .identity ? .known : .inferred,
          rule.evidence.sources, note: rule.evidence.note),
        disputed: [])
    }
    return nil
  }

  /// Claims about a function: under its own name, with `_64` or `_v2`, or by a naming rule.
  func claims(function: CUDAFunction) -> [SymbolClaim] {
    let base = symbols[function.name] ?? symbols[function.name + "_v2"]
    if function.isWide {
      if let wide = symbols[function.symbol] { return wide }
      if renames.contains(where: { $0.prefix == "*_64" && $0.replacement == "*" }) {
        return base ?? ruled(function.name)
      }
      return ruled(function.symbol)
    }
    return base ?? ruled(function.name)
  }

  private func ruled(_ symbol: String) -> [SymbolClaim] {
    guard let resolution = byRule(symbol) else { return [] }
    return [
      SymbolClaim(
        symbol: symbol, target: .name(resolution.text, nil), evidence: resolution.evidence)
    ]
  }
}

extension CUDACall {
  /// The `cudaDataType` of an operand, whether the function has a parameter for it or not.
  func typeSymbol(_ operand: String) -> String? {
    switch problem {
    case .gemm(let gemm):
      let type: ElementType =
        switch operand {
        case "A": gemm.types.a
        case "B": gemm.types.b
        case "C": gemm.types.c
        default: gemm.types.d
        }
      return CUDANames.types[type]
    case .attention(let attention): return CUDANames.types[attention.type]
    case .attentionBackward(let backward): return CUDANames.types[backward.forward.type]
    case .probe: return nil
    }
  }

  /// What a parameter that the function lacks stands for.
  func implicitValue(role: String) -> CUDAValue {
    switch problem {
    case .gemm(let gemm):
      switch role {
      case "m": .integer(gemm.shape.m)
      case "n": .integer(gemm.shape.n)
      case "k": .integer(gemm.shape.k)
      case "batchCount": .integer(gemm.instanceCount)
      case "ldd": .integer(gemm.shape.ldd)
      case "computeType": .symbol(CUDANames.compute(gemm.types))
      default: .text(role)
      }
    case .attention(let attention):
      switch role {
      case "headNum": .integer(attention.heads)
      // N stands for the heads there.
      case "layoutName": .text(attention.layout == .bshd ? "BSND" : "BNSD")
      default: .text(role)
      }
    case .attentionBackward, .probe: .text(role)
    }
  }
}
