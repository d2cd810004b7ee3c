import Kernels

/// The fields of one executed primitive.
struct OneDNNCall {
  /// A tensor's type, and its layout where it is a plain one.
  struct Memory {
    var type: CaptureText
    var tag: CaptureText
    var strides: CaptureText
    var flags: CaptureText
  }

  let propagation: CaptureText
  let memory: [String: Memory]
  let attributes: CaptureText
  let extra: CaptureText
  let problem: CaptureText

  init(_ parts: [CaptureText]) throws(CaptureFault) {
    propagation = parts[4]
    // From the end, because implementations may have commas of their own.
    problem = parts[parts.count - 2].trimmed
    extra = parts[parts.count - 3]
    attributes = parts[6...].dropLast(3).reduce(into: []) { $0 += $1 + [0x20] }
    var memory: [String: Memory] = [:]
    for text in parts[5].words.prefix(16) {
      // `src:f32::blocked:ab::f0`, and `src_f32::blocked:ab:f0` before release 3.
      var pieces = text.pieces(":")
      if let first = pieces.first, let line = first.firstIndex(of: 0x5F),
        ["src", "wei", "bia", "dst", "query", "key", "val"].contains(first[..<line].string)
      {
        pieces.replaceSubrange(0..<1, with: [first[..<line], first[(line + 1)...]])
      }
      guard pieces.count >= 5 else { continue }
      let strides = pieces.count > 5 && pieces[5].contains(0x78) ? pieces[5] : []
      memory[pieces[0].string] = Memory(
        type: pieces[1], tag: pieces[4], strides: strides, flags: pieces[pieces.count - 1])
    }
    self.memory = memory
  }

  static func type(_ text: CaptureText) -> ElementType? {
    switch text.string {
    case "f64": .f64
    case "f32": .f32
    case "f16": .f16
    case "bf16": .bf16
    case "s8": .i8
    case "s32": .i32
    case "f8_e4m3": .f8e4m3
    case "f8_e5m2": .f8e5m2
    default: nil
    }
  }

  /// The types of source, weights and destination; where only the source is printed it stands for all.
  func types(_ assumptions: inout [String]) throws(CaptureFault) -> Result<
    [ElementType], CaptureFault
  > {
    guard let source = memory["src"] ?? memory["query"] else {
      throw CaptureFault("the line has no src")
    }
    var types: [ElementType] = []
    for name in ["src", "wei", "dst"] {
      let text = (memory[name] ?? memory["diff_\(name)"] ?? source).type
      guard let type = Self.type(text) else {
        return .failure(CaptureFault("\(name) is \(text.quoted), which has no counterpart"))
      }
      types.append(type)
    }
    if memory["wei"] == nil || memory["dst"] == nil {
      assumptions.append("weights and result have the type and order of src: the line has no other")
    }
    return .success(types)
  }

  static func sizes(_ text: CaptureText) throws(CaptureFault) -> [Int] {
    var sizes: [Int] = []
    for piece in text.pieces("x") {
      guard let size = piece.integer, size >= 0 else {
        throw CaptureFault("\(text.quoted) is not a shape")
      }
      sizes.append(size)
    }
    guard sizes.count <= 12 else { throw CaptureFault("a shape has more than 12 dimensions") }
    return sizes
  }

  /// The tensor as it lies in memory; nil where its layout is not a plain one (blocked, or left to the library).
  func tensor(_ name: String, _ sizes: [Int]) throws(CaptureFault) -> StridedTensor? {
    guard let memory = memory[name] else {
      return StridedTensor(sizes: sizes, order: Array(sizes.indices))
    }
    if !memory.strides.isEmpty {
      let strides = try Self.sizes(memory.strides)
      return strides.count == sizes.count ? StridedTensor(sizes: sizes, strides: strides) : nil
    }
    let order = memory.tag.map { Int($0) - 0x61 }
    return StridedTensor(sizes: sizes, order: order)
  }
}
