import Kernels

/// Arguments by role, as what they stand for.
extension CUDACallBuilder {
  func list(_ role: String) throws(CUDACallError) -> [Substring]? {
    guard let value = values[role] else { return nil }
    guard let first = value.first, "[({".contains(first), value.count >= 2 else {
      throw error("\(role) needs a list, for example [1,2]", value)
    }
    return value.dropFirst().dropLast().pieces(by: [","])
  }

  /// An argument, or its element for group `index`.
  func value(_ role: String, _ index: Int?) throws(CUDACallError) -> Substring? {
    guard let index else { return values[role] }
    return try element(role, index)
  }

  func element(_ role: String, _ index: Int) throws(CUDACallError) -> Substring? {
    guard let list = try list(role) else { return nil }
    guard index < list.count else {
      throw error(
        "\(role) has \(list.count) values and the call more groups", values[role] ?? text[...])
    }
    return list[index]
  }

  func operation(_ role: String, _ index: Int?) throws(CUDACallError) -> Transpose {
    guard let piece = try value(role, index) else { return .none }
    let names = CUDANames.inverse(CUDANames.operations)
    let numbers = ["0": "N", "1": "T", "2": "C"]
    let name = numbers[String(piece)] ?? String(piece)
    guard let value = CUDANames.value(of: name, in: names, prefixes: ["CUBLAS_", "CUBLAS_OP_"])
    else {
      throw error("\"\(piece.prefix(40))\" is no transpose; use N, T or C", piece)
    }
    return value
  }

  func elementType(_ role: String) throws(CUDACallError) -> ElementType? {
    guard let piece = values[role] else { return nil }
    let graph: [String: ElementType] = [
      "HALF": .f16, "BFLOAT16": .bf16, "FLOAT": .f32, "DOUBLE": .f64,
    ]
    guard let type = CUDANames.elementType(String(piece)) ?? graph[piece.uppercased()] else {
      throw error(
        "\"\(piece.prefix(60))\" is no element type here; known are "
          + CUDANames.types.values.sorted().joined(separator: ", "), piece)
    }
    return type
  }

  func integer(_ piece: Substring) throws(CUDACallError) -> Int {
    guard let value = Int(piece) else {
      throw error("\"\(piece.prefix(40))\" is not a whole number of 64 bits", piece)
    }
    return value
  }

  func real(_ piece: Substring) throws(CUDACallError) -> Double {
    guard let value = Double(piece), value.isFinite else {
      throw error("\"\(piece.prefix(40))\" is not a finite number", piece)
    }
    return value
  }

  func error(_ message: String, _ piece: Substring) -> CUDACallError {
    CUDACallError(message, text: text, at: piece)
  }
}
