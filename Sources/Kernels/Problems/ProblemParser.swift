/// Reads a descriptor; the grammar is in ProblemText.swift.
struct ProblemParser {
  private let text: String
  private var sections: [Piece] = []

  /// A stretch of the text and where it starts.
  private struct Piece {
    let text: Substring
    let offset: Int

    func split(_ separator: Character) -> [Piece] {
      var pieces: [Piece] = []
      var start = offset
      for part in text.split(separator: separator, omittingEmptySubsequences: false) {
        pieces.append(Piece(text: part, offset: start))
        start += part.count + 1
      }
      return pieces
    }

    /// `key=value` as two pieces, or the whole as key.
    var keyValue: (key: Piece, value: Piece?) {
      guard let equals = text.firstIndex(of: "=") else { return (self, nil) }
      let key = text[..<equals]
      let value = text[text.index(after: equals)...]
      return (
        Piece(text: key, offset: offset), Piece(text: value, offset: offset + key.count + 1)
      )
    }
  }

  init(_ text: String) { self.text = text }

  mutating func parse() throws(DescriptorError) -> Problem {
    guard text.count <= 65_536 else {
      throw DescriptorError(
        text: String(text.prefix(60)) + "...", offset: 0, length: 1,
        message: "the descriptor is \(text.count) characters long; the most is 65536")
    }
    let pieces = Piece(text: text[...], offset: 0).split(":")
    sections = Array(pieces.dropFirst())
    switch pieces[0].text {
    case "gemm": return .gemm(try gemm())
    case "attn": return .attention(try attention())
    case "attn_backward":
      let forward = try attention()
      do throws(ProblemError) {
        return .attentionBackward(try AttentionBackwardProblem(forward))
      } catch {
        throw whole(error)
      }
    case "peak": return .probe(.peak(try peak()))
    case "stream": return .probe(.stream(try stream()))
    default:
      throw error(
        at: pieces[0],
        "unknown operation \"\(pieces[0].text)\"; use gemm, attn or attn_backward, or the probes peak and stream"
      )
    }
  }

  // MARK: GEMM

  private mutating func gemm() throws(DescriptorError) -> GEMMProblem {
    let typesPiece = try next("the types, for example f32 or bf16>f32")
    let (a, b, d) = try elementTypes(typesPiece)
    let form = try next("the transposes nn, nt, tn, tt or grouped")
    var shapes: [GEMMGroup] = []
    let grouped = form.text == "grouped"
    if grouped {
      while let piece = sections.first, let group = try groupSection(piece) {
        shapes.append(group)
        sections.removeFirst()
      }
      if shapes.isEmpty {
        throw error(at: form, "a grouped batch needs groups such as :nn,m=64,n=64,k=64,count=4")
      }
    } else {
      let transposes = try self.transposes(form)
      let sizes = try next("the sizes, for example m=64,n=64,k=64")
      let arguments = try Arguments(sizes.split(","), allowed: Self.sizeKeys, in: self)
      shapes.append(
        GEMMGroup(shape: try shape(transposes, arguments, at: sizes), count: 1))
    }
    let shape = shapes[0].shape

    var batching = grouped ? Batching.grouped(shapes) : .single
    var epilogue = Epilogue.none
    var compute: ComputeType?
    var scale: ElementType?
    var typeC: ElementType?
    var scalings: [OperandScaling] = [.none, .none]
    var seen: Set<String> = []
    while !sections.isEmpty {
      let section = sections.removeFirst()
      let (key, value) = section.split(",")[0].keyValue
      guard seen.insert(String(key.text)).inserted else {
        throw error(at: key, "\(key.text) is given twice")
      }
      let parts = section.split(",")
      if parts.count > 1, key.text != "batch" {
        throw error(at: parts[1], "unexpected \"\(parts[1].text)\" after \(parts[0].text)")
      }
      switch key.text {
      case "batch" where !grouped && batching == .single:
        batching = try strided(section, shape: shape)
      case "pointers" where !grouped && batching == .single:
        batching = .pointerArray(count: try integer(value, after: key))
      case "compute":
        compute = try choice(value, after: key, ComputeType.self, ComputeType.allCases)
      case "scale": scale = try choice(value, after: key, ElementType.self, ElementType.allCases)
      case "typeC": typeC = try choice(value, after: key, ElementType.self, ElementType.allCases)
      case "scaleA": scalings[0] = try scaling(value, after: key)
      case "scaleB": scalings[1] = try scaling(value, after: key)
      default:
        guard value == nil, let known = Epilogue(rawValue: String(section.text)), known != .none,
          epilogue == .none
        else {
          throw error(
            at: section,
            "unexpected \"\(section.text)\"; here can stand batch=, pointers=, compute=, scale=, typeC=, scaleA=, "
              + "scaleB= or an epilogue (bias, relu, gelu, bias+relu, bias+gelu), each once")
        }
        epilogue = known
      }
    }
    do throws(ProblemError) {
      let types = try GEMMTypes(a: a, b: b, c: typeC, d: d, compute: compute, scale: scale)
      return try GEMMProblem(
        types: types, shape: shape, batching: batching, epilogue: epilogue, scaleA: scalings[0],
        scaleB: scalings[1])
    } catch {
      throw whole(error)
    }
  }

  private static let sizeKeys = ["m", "n", "k", "lda", "ldb", "ldc", "ldd", "alpha", "beta"]

  private func elementTypes(_ piece: Piece) throws(DescriptorError) -> (
    ElementType, ElementType, ElementType?
  ) {
    let halves = piece.split(">")
    guard halves.count <= 2 else { throw error(at: piece, "types are INPUTS or INPUTS>OUTPUT") }
    let inputs = halves[0].split("x")
    guard inputs.count <= 2 else { throw error(at: halves[0], "inputs are TYPE or TYPExTYPE") }
    let a = try choice(inputs[0], after: piece, ElementType.self, ElementType.allCases)
    let b =
      inputs.count == 2
      ? try choice(inputs[1], after: piece, ElementType.self, ElementType.allCases) : a
    let d =
      halves.count == 2
      ? try choice(halves[1], after: piece, ElementType.self, ElementType.allCases) : nil
    return (a, b, d)
  }

  private func transposes(_ piece: Piece) throws(DescriptorError) -> (Transpose, Transpose) {
    let letters = Array(piece.text)
    guard letters.count == 2, let a = Transpose(rawValue: String(letters[0])),
      let b = Transpose(rawValue: String(letters[1]))
    else {
      throw error(
        at: piece,
        "\"\(piece.text)\" is not a pair of transposes; use two of n, t and c, for example nt")
    }
    return (a, b)
  }

  /// A group of a grouped batch, or nil where the section is something else.
  private func groupSection(_ piece: Piece) throws(DescriptorError) -> GEMMGroup? {
    let parts = piece.split(",")
    guard parts.count > 1, parts[0].text.count == 2 else { return nil }
    let transposes = try self.transposes(parts[0])
    let arguments = try Arguments(
      Array(parts.dropFirst()), allowed: Self.sizeKeys + ["count"], in: self)
    let count =
      try arguments["count"].map { p throws(DescriptorError) in try integer(p, after: p) } ?? 1
    return GEMMGroup(shape: try shape(transposes, arguments, at: piece), count: count)
  }

  private func shape(
    _ transposes: (Transpose, Transpose), _ arguments: Arguments, at piece: Piece
  ) throws(DescriptorError) -> GEMMShape {
    func optional(_ key: String) throws(DescriptorError) -> Int? {
      guard let value = arguments[key] else { return nil }
      return try integer(value, after: value)
    }
    func required(_ key: String) throws(DescriptorError) -> Int {
      guard let value = try optional(key) else { throw error(at: piece, "\(key)= is missing") }
      return value
    }
    let m = try required("m")
    let n = try required("n")
    let k = try required("k")
    let lda = try optional("lda")
    let ldb = try optional("ldb")
    let ldc = try optional("ldc")
    let ldd = try optional("ldd")
    let alpha = try scalar(arguments["alpha"]) ?? .one
    let beta = try scalar(arguments["beta"]) ?? .zero
    do throws(ProblemError) {
      return try GEMMShape(
        m: m, n: n, k: k, transA: transposes.0, transB: transposes.1, lda: lda, ldb: ldb, ldc: ldc,
        ldd: ldd, alpha: alpha, beta: beta)
    } catch {
      throw self.error(at: piece, error.description)
    }
  }

  private func strided(_ section: Piece, shape: GEMMShape) throws(DescriptorError) -> Batching {
    let arguments = try Arguments(
      section.split(","), allowed: ["batch", "strideA", "strideB", "strideC", "strideD"], in: self)
    let dense = DenseStrides(shape)
    func value(_ key: String, _ normal: Int) throws(DescriptorError) -> Int {
      guard let piece = arguments[key] else { return normal }
      return try integer(piece, after: piece)
    }
    return .strided(
      count: try value("batch", 1), a: try value("strideA", dense.a),
      b: try value("strideB", dense.b),
      c: try value("strideC", dense.c), d: try value("strideD", dense.d))
  }

  private func scaling(_ value: Piece?, after key: Piece) throws(DescriptorError) -> OperandScaling
  {
    guard let value else { throw error(at: key, "\(key.text)= needs a value") }
    if value.text == "tensor" { return .tensor }
    let parts = value.split("/")
    let block = parts[0].split("x")
    let format = parts.count == 2 ? ScaleFormat(rawValue: String(parts[1].text)) : .f32
    guard block.count == 2, parts.count <= 2, let format else {
      throw error(at: value, "use tensor, a block such as 1x128, or 1x128/ue8m0")
    }
    return .block(
      k: try integer(block[1], after: block[1]), other: try integer(block[0], after: block[0]),
      format: format)
  }

  // MARK: Attention

  private mutating func attention() throws(DescriptorError) -> AttentionProblem {
    let typePiece = try next("the type, for example f32")
    let type = try choice(typePiece, after: typePiece, ElementType.self, ElementType.allCases)
    let sizes = try next("the sizes, for example b=1,h=8,d=64,sq=512")
    let arguments = try Arguments(
      sizes.split(","), allowed: ["b", "h", "kvh", "d", "dv", "sq", "skv"], in: self)
    var mask = AttentionMask.none
    var layout = AttentionLayout.bshd
    var scale: Double?
    var seen: Set<String> = []
    while !sections.isEmpty {
      let section = sections.removeFirst()
      let (key, value) = section.keyValue
      let kind: String
      switch (key.text, value) {
      case ("causal", nil):
        kind = "mask"
        mask = .causal(.bottomRight)
      case ("causal-tl", nil):
        kind = "mask"
        mask = .causal(.topLeft)
      case ("window", let value?):
        kind = "mask"
        mask = try window(value, .bottomRight)
      case ("window-tl", let value?):
        kind = "mask"
        mask = try window(value, .topLeft)
      case ("bhsd", nil), ("bshd", nil):
        kind = "layout"
        layout = key.text == "bhsd" ? .bhsd : .bshd
      case ("scale", let value?):
        kind = "scale"
        scale = try real(value)
      default:
        throw error(
          at: section,
          "unexpected \"\(section.text)\"; here can stand causal, causal-tl, window=LEFT/RIGHT, bshd, bhsd or scale="
        )
      }
      guard seen.insert(kind).inserted else { throw error(at: section, "a second \(kind)") }
    }
    func optional(_ key: String) throws(DescriptorError) -> Int? {
      guard let value = arguments[key] else { return nil }
      return try integer(value, after: value)
    }
    func required(_ key: String) throws(DescriptorError) -> Int {
      guard let value = try optional(key) else { throw error(at: sizes, "\(key)= is missing") }
      return value
    }
    let batch = try optional("b") ?? 1
    let heads = try required("h")
    let kvHeads = try optional("kvh")
    let d = try required("d")
    let dv = try optional("dv")
    let sq = try required("sq")
    let skv = try optional("skv")
    do throws(ProblemError) {
      return try AttentionProblem(
        type: type, batch: batch, heads: heads, kvHeads: kvHeads, headDimQK: d, headDimV: dv,
        seqQ: sq, seqKV: skv, mask: mask, softmaxScale: scale, layout: layout)
    } catch {
      throw self.error(at: sizes, error.description)
    }
  }

  private func window(_ value: Piece, _ alignment: MaskAlignment) throws(DescriptorError)
    -> AttentionMask
  {
    let sides = value.split("/")
    guard sides.count <= 2 else { throw error(at: value, "a window is LEFT or LEFT/RIGHT") }
    let left = try integer(sides[0], after: sides[0])
    let right = sides.count == 2 ? try integer(sides[1], after: sides[1]) : 0
    return .window(left: left, right: right, alignment)
  }

  // MARK: Probes

  private mutating func peak() throws(DescriptorError) -> PeakProbe {
    let type = try next("the type, for example f32")
    let sizes = try next("the sizes, for example lanes=4096,steps=1024")
    let arguments = try Arguments(sizes.split(","), allowed: ["lanes", "steps", "sum"], in: self)
    try end()
    let element = try choice(type, after: type, ElementType.self, PeakProbe.types)
    let lanes = try integer(arguments["lanes"], after: sizes)
    let steps = try integer(arguments["steps"], after: sizes)
    let sum = try arguments["sum"].map { piece throws(DescriptorError) in
      try choice(piece, after: piece, ElementType.self, PeakProbe.types)
    }
    do throws(ProblemError) {
      return try PeakProbe(type: element, sumType: sum, laneCount: lanes, stepCount: steps)
    } catch {
      throw whole(error)
    }
  }

  private mutating func stream() throws(DescriptorError) -> StreamProbe {
    let name = try next("read or copy")
    let sizes = try next("the size, for example bytes=65536")
    let arguments = try Arguments(sizes.split(","), allowed: ["bytes", "passes"], in: self)
    try end()
    let direction = try choice(
      name, after: name, StreamProbe.Direction.self, StreamProbe.Direction.allCases)
    let bytes = try integer(arguments["bytes"], after: sizes)
    let passes =
      try arguments["passes"].map { p throws(DescriptorError) in try integer(p, after: p) } ?? 1
    do throws(ProblemError) {
      return try StreamProbe(direction: direction, byteCount: bytes, passCount: passes)
    } catch {
      throw whole(error)
    }
  }

  private func end() throws(DescriptorError) {
    if let extra = sections.first { throw error(at: extra, "unexpected \"\(extra.text)\"") }
  }

  // MARK: Pieces

  private mutating func next(_ what: String) throws(DescriptorError) -> Piece {
    guard !sections.isEmpty else {
      throw DescriptorError(
        text: text, offset: text.count, length: 1, message: "the descriptor ends before \(what)")
    }
    return sections.removeFirst()
  }

  private func integer(_ piece: Piece?, after key: Piece) throws(DescriptorError) -> Int {
    guard let piece else {
      throw error(at: key, "\(key.text) needs a value, for example \(key.text)=8")
    }
    guard let value = Int(piece.text) else {
      let digits = !piece.text.isEmpty && piece.text.allSatisfy { $0.isASCII && $0.isNumber }
      throw error(
        at: piece,
        digits
          ? "\(piece.text) is beyond 64 bits"
          : "\"\(piece.text)\" is not a whole number")
    }
    return value
  }

  private func real(_ piece: Piece) throws(DescriptorError) -> Double {
    guard let value = Double(piece.text), value.isFinite else {
      throw error(at: piece, "\"\(piece.text)\" is not a finite number")
    }
    return value
  }

  private func scalar(_ piece: Piece?) throws(DescriptorError) -> Scalar? {
    guard let piece else { return nil }
    let parts = piece.split("/")
    guard parts.count <= 2 else { throw error(at: piece, "a scalar is a number or RE/IM") }
    return Scalar(try real(parts[0]), parts.count == 2 ? try real(parts[1]) : 0)
  }

  private func choice<T: RawRepresentable>(
    _ piece: Piece?, after key: Piece, _ type: T.Type, _ all: [T]
  ) throws(DescriptorError) -> T where T.RawValue == String {
    let names = all.map(\.rawValue).joined(separator: ", ")
    guard let piece else { throw error(at: key, "\(key.text) needs a value: one of \(names)") }
    guard let value = T(rawValue: String(piece.text)) else {
      throw error(at: piece, "\"\(piece.text)\" is not one of \(names)")
    }
    return value
  }

  private func error(at piece: Piece, _ message: String) -> DescriptorError {
    DescriptorError(
      text: text, offset: piece.offset, length: max(1, piece.text.count), message: message)
  }

  private func whole(_ error: ProblemError) -> DescriptorError {
    DescriptorError(text: text, offset: 0, length: text.count, message: error.description)
  }

  /// `key=value` pairs, each key known and given once.
  private struct Arguments {
    private var values: [String: Piece] = [:]

    init(_ pieces: [Piece], allowed: [String], in parser: ProblemParser) throws(DescriptorError) {
      for piece in pieces {
        let (key, value) = piece.keyValue
        guard allowed.contains(String(key.text)) else {
          throw parser.error(
            at: key,
            "unknown argument \"\(key.text)\"; known are \(allowed.joined(separator: ", "))")
        }
        guard let value else {
          throw parser.error(at: key, "\(key.text) needs a value, for example \(key.text)=64")
        }
        guard values.updateValue(value, forKey: String(key.text)) == nil else {
          throw parser.error(at: key, "\(key.text) is given twice")
        }
      }
    }

    subscript(key: String) -> Piece? { values[key] }
  }
}
