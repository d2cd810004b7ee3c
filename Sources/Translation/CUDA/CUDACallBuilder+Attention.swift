import Kernels

extension CUDACallBuilder {
  func attention() throws(CUDACallError) -> CUDACall {
    guard let q = try dims("Q"), let k = try dims("K") else {
      throw error(
        "Q and K need dimensions, for example q=[1,512,32,128], k=[1,512,8,128]", text[...])
    }
    var v = k
    if let own = try dims("V") { v = own }
    let isBSHD = function.family != .cudnn
    let (seq, head) = isBSHD ? (1, 2) : (2, 1)
    var assumptions: [String] = []
    let type: ElementType
    let given = values["type"] == nil ? try elementType("typeQ") : try elementType("type")
    if let given {
      type = given
    } else {
      type = .bf16
      assumptions.append("the element type is bf16: the call does not give it (dtype=f16 does)")
    }
    var extras: [String: String] = [:]
    for role in ["dropout", "softcap", "alibi"] {
      guard let value = values[role],
        !["0", "0.0", "none", "null", "false"].contains(value.lowercased())
      else { continue }
      extras[role] = String(value.prefix(80))
      assumptions.append("\(role)=\(value.prefix(40)) is passed on; a problem cannot state it")
    }
    let problem: AttentionProblem
    var scale: Double?
    if let piece = values["softmaxScale"], piece.lowercased() != "none" { scale = try real(piece) }
    let mask = try self.mask()
    do throws(ProblemError) {
      problem = try AttentionProblem(
        type: type, batch: q[0], heads: q[head], kvHeads: k[head], headDimQK: q[3],
        headDimV: v[3], seqQ: q[seq], seqKV: k[seq], mask: mask, softmaxScale: scale,
        layout: isBSHD ? .bshd : .bhsd)
      let isBackward = function.family == .flashBackward
      return CUDACall(
        function: function,
        problem: isBackward
          ? .attentionBackward(try AttentionBackwardProblem(problem)) : .attention(problem),
        assumptions: assumptions, extras: extras)
    } catch {
      throw self.error(error.description, text[...])
    }
  }

  private func mask() throws(CUDACallError) -> AttentionMask {
    func bound(_ role: String) throws(CUDACallError) -> Int {
      guard let piece = values[role], !["none", "null"].contains(piece.lowercased()) else {
        return -1
      }
      return try integer(piece)
    }
    var left = try bound("windowLeft")
    var right = try bound("windowRight")
    if let window = try list("window") {
      guard window.count == 2 else {
        throw error("window_size is (LEFT, RIGHT)", values["window"] ?? text[...])
      }
      left = try integer(window[0])
      right = try integer(window[1])
    }
    let alignment: MaskAlignment =
      values["alignment"]?.uppercased().hasSuffix("TOP_LEFT") == true ? .topLeft : .bottomRight
    if let causal = values["causal"], ["true", "1"].contains(causal.lowercased()) { right = 0 }
    if left < 0, right < 0 { return .none }
    if left < 0, right == 0 { return .causal(alignment) }
    // An open side reaches over everything there is.
    let open = Int(Int32.max)
    return .window(left: left < 0 ? open : left, right: right < 0 ? open : right, alignment)
  }

  private func dims(_ role: String) throws(CUDACallError) -> [Int]? {
    guard let pieces = try list(role) else { return nil }
    guard pieces.count == 4 else {
      throw error("\(role) has four dimensions, not \(pieces.count)", values[role] ?? text[...])
    }
    var dims: [Int] = []
    for piece in pieces { dims.append(try integer(piece)) }
    return dims
  }
}
