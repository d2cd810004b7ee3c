import Kernels

extension OneDNNCall {
  func attention() throws(CaptureFault) -> (CapturedCall.Content, [String]) {
    let shapes = problem.pieces(":")
    guard shapes.count >= 3, let source = memory["query"] ?? memory["src"] else {
      throw CaptureFault("the line has no query, or \(problem.quoted) has no three shapes")
    }
    guard let type = Self.type(source.type) else {
      return (.notReplayable("the query is \(source.type.quoted), which has no counterpart"), [])
    }
    var tensors: [StridedTensor] = []
    for (place, name) in ["query", "key", "val"].enumerated() {
      let sizes = try Self.sizes(shapes[place])
      guard sizes.count == 4 else {
        throw CaptureFault("\(shapes[place].quoted) has not four dimensions")
      }
      guard let tensor = try tensor(name, sizes) else {
        return (.notReplayable("the layout of \(name) is not a plain one"), [])
      }
      tensors.append(tensor)
    }
    // Keys are logged as headDim x positions.
    tensors[1].sizes.swapAt(2, 3)
    tensors[1].strides.swapAt(2, 3)
    var call = LoggedAttention(type: type, q: tensors[0], k: tensors[1], v: tensors[2])
    var assumptions: [String] = ["scale is 1 / sqrt(headDim): the log does not have it"]
    if let mask = extra.after("msk:") {
      if mask.has(prefix: "causal") {
        call.mask = .causal(
          mask.firstRange(of: "br") != nil || mask.firstRange(of: "bottom_right") != nil
            ? .bottomRight : .topLeft)
      } else if !mask.has(prefix: "undef"), !mask.has(prefix: "none") {
        assumptions.append("there is no mask: the log does not have the mask tensor's values")
      }
    }
    let (content, notes) = call.content()
    return (content, assumptions + notes)
  }
}
