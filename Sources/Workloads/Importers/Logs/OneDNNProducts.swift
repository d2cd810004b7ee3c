import Kernels

extension OneDNNCall {
  func matmul() throws(CaptureFault) -> (CapturedCall.Content, [String]) {
    var assumptions: [String] = []
    let types: [ElementType]
    switch try self.types(&assumptions) {
    case .success(let found): types = found
    case .failure(let reason): return (.notReplayable(reason.why), [])
    }
    let shapes = problem.pieces(":")
    guard shapes.count >= 2 else { throw CaptureFault("\(problem.quoted) has no two shapes") }
    let (left, right) = (try Self.sizes(shapes[0]), try Self.sizes(shapes[1]))
    let rank = left.count
    guard rank == right.count, rank >= 2 else {
      throw CaptureFault("the shapes have different ranks")
    }
    var output = zip(left, right).map { max($0, $1) }
    output[rank - 2] = left[rank - 2]
    output[rank - 1] = right[rank - 1]
    for place in 0..<(rank - 2)
    where left[place] != right[place] && min(left[place], right[place]) != 1 {
      throw CaptureFault("the batches \(left[place]) and \(right[place]) do not fit together")
    }
    var tensors: [StridedTensor] = []
    for (name, sizes) in [("src", left), ("wei", right), ("dst", output)] {
      if let plain = try tensor(name, sizes) {
        tensors.append(plain)
      } else {
        guard let dense = StridedTensor(sizes: sizes, order: Array(sizes.indices)) else {
          throw CaptureFault("the sizes pass 64 bits")
        }
        tensors.append(dense)
        assumptions.append(
          "\(name) is taken as row-major: its layout is \(memory[name]?.tag.quoted ?? "")")
      }
    }
    // A matrix that is multiplied with a whole batch lies still.
    for place in 0..<(rank - 2) {
      for side in 0..<2 where tensors[side].sizes[place] == 1 && output[place] != 1 {
        tensors[side].sizes[place] = output[place]
        tensors[side].strides[place] = 0
      }
    }
    let contraction = Contraction(
      left: tensors[0], right: tensors[1], output: tensors[2],
      batch: (0..<(rank - 2)).map { ($0, $0, $0) }, rows: [(rank - 2, rank - 2)],
      columns: [(rank - 1, rank - 1)], summed: [(rank - 1, rank - 2)])
    var (call, copies) = try contraction.gemm(a: types[0], b: types[1], d: types[2])
    attach(&call, &assumptions, biasMask: 1 << (rank - 1))
    return (call.content, assumptions + copies)
  }

  func innerProduct() throws(CaptureFault) -> (CapturedCall.Content, [String]) {
    var assumptions: [String] = []
    let types: [ElementType]
    switch try self.types(&assumptions) {
    case .success(let found): types = found
    case .failure(let reason): return (.notReplayable(reason.why), [])
    }
    // mb6ic1536oc8960, with ih, iw, kh and kw where the source has space
    var values: [String: Int] = [:]
    var rest = problem
    while !rest.isEmpty, values.count < 16 {
      let key = rest.prefix { $0 >= 0x61 && $0 <= 0x7A }
      let digits = rest.dropFirst(key.count).prefix { $0 >= 0x30 && $0 <= 0x39 }
      guard !key.isEmpty, let value = digits.integer else { break }
      values[key.string] = value
      rest = rest.dropFirst(key.count + digits.count)
    }
    guard let mb = values["mb"], let oc = values["oc"], var ic = values["ic"] else {
      throw CaptureFault("\(problem.quoted) has no mb, ic or oc")
    }
    for key in ["id", "ih", "iw"] {
      let (product, overflow) = ic.multipliedReportingOverflow(by: values[key] ?? 1)
      guard !overflow else { throw CaptureFault("the sizes pass 64 bits") }
      ic = product
    }
    func tensor(_ name: String, _ sizes: [Int]) throws(CaptureFault) -> StridedTensor {
      let key = memory[name] == nil && memory["diff_\(name)"] != nil ? "diff_\(name)" : name
      // Space dimensions behind the channels are one with them where they are innermost.
      let isPlain = memory[key]?.tag.count ?? 2 == 2
      if isPlain, let plain = try self.tensor(key, sizes) { return plain }
      if memory[key]?.tag.equals("abcd") != true {
        assumptions.append(
          "\(name) is taken as row-major: its layout is \(memory[key]?.tag.quoted ?? "")")
      }
      guard let dense = StridedTensor(sizes: sizes, order: [0, 1]) else {
        throw CaptureFault("the sizes pass 64 bits")
      }
      return dense
    }
    let source = try tensor("src", [mb, ic])
    let weights = try tensor("wei", [oc, ic])
    let result = try tensor("dst", [mb, oc])
    let contraction: Contraction
    let order: (ElementType, ElementType, ElementType)
    switch propagation.string {
    case "backward_data":
      order = (types[2], types[1], types[0])
      contraction = Contraction(
        left: result, right: weights, output: source, batch: [], rows: [(0, 0)], columns: [(1, 1)],
        summed: [(1, 0)])
    case "backward_weights":
      order = (types[2], types[0], types[1])
      contraction = Contraction(
        left: result, right: source, output: weights, batch: [], rows: [(1, 0)], columns: [(1, 1)],
        summed: [(0, 0)])
    default:
      order = (types[0], types[1], types[2])
      contraction = Contraction(
        left: source, right: weights, output: result, batch: [], rows: [(0, 0)], columns: [(0, 1)],
        summed: [(1, 1)])
    }
    var (call, copies) = try contraction.gemm(a: order.0, b: order.1, d: order.2)
    if !propagation.has(prefix: "backward") { attach(&call, &assumptions, biasMask: 2) }
    return (call.content, assumptions + copies)
  }
}
