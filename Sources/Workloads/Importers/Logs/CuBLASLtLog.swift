import Kernels

/// The log of cuBLASLt (`CUBLASLT_LOG_LEVEL=2` or more): one line a message.
///
/// `[Trace]` lines of a multiplication hold its shapes, `[Api]` lines addresses only; at level 5 both stand for one call, and they
/// are joined by their addresses. A heuristic query is no call, but its `[Api]` line holds shapes: a call without a `[Trace]` line
/// that comes right after one takes them over (`CUBLASLT_LOG_MASK=16`), and says so. A multiplication under another name than
/// `cublasLtMatmul` comes from a cuBLAS function and stands in a cuBLAS log of the same run as well.
struct CuBLASLtLogReader: LineReader {
  static let name = "cublaslt"
  static let title = "cuBLASLt log (CUBLASLT_LOG_LEVEL=2 or 5)"

  static func recognises(_ start: [UInt8]) -> Bool {
    start[...].firstRange(of: "][cublasLt][") != nil
  }

  /// An `[Api]` line whose `[Trace]` line has not come.
  private struct Waiting {
    let name: String
    let key: String
    let number: Int
    /// What the query right before it asked for.
    let asked: (content: CapturedCall.Content, assumptions: [String])?
  }

  /// More calls than threads can have under way at once.
  private static let mostWaiting = 256
  /// More processes than write one log.
  private static let mostProcesses = 256

  var lines = CaptureLines()
  private var waiting: [Waiting] = []
  /// By process, the fields of a heuristic query whose next `[Api]` line has not come.
  private var queries: [String: [String: CaptureText]] = [:]

  init() {}

  mutating func take(
    _ line: CaptureText, at number: Int, isCut: Bool, into sink: inout some CaptureSink
  ) {
    guard line.has(prefix: "["), let rest = line.after("][cublasLt][") else { return }
    let parts = rest.split(separator: 0x5D, maxSplits: 3, omittingEmptySubsequences: false)
    guard parts.count == 4, parts[1].has(prefix: "["), parts[2].has(prefix: "[") else { return }
    let (process, level) = (parts[0].string, parts[1].dropFirst())
    let (name, text) = (parts[2].dropFirst().string, parts[3])
    let isAPI = level.equals("Api")
    let query = isAPI ? queries.removeValue(forKey: process) : nil
    if isAPI, name == "cublasLtMatmulAlgoGetHeuristic", !isCut,
      queries.count < Self.mostProcesses
    {
      queries[process] = Self.fields(of: text)
    }
    guard isAPI || level.equals("Trace"), name.hasPrefix("cublasLt"), name.hasSuffix("Matmul")
    else { return }
    guard !isCut else {
      sink.reject(line.quoted, at: .line(number), why: "the file ends inside the line")
      return
    }
    let fields = Self.fields(of: text)
    let key = ([process] + ["A", "B", "C", "D"].map { (fields[$0] ?? []).string })
      .joined(separator: " ")
    if isAPI {
      let asked = query.flatMap { try? CuBLASLtCall($0).read() }
      waiting.append(Waiting(name: name, key: key, number: number, asked: asked))
      if waiting.count > Self.mostWaiting { report(waiting.removeFirst(), into: &sink) }
      return
    }
    if let place = waiting.firstIndex(where: { $0.key == key }) { waiting.remove(at: place) }
    do throws(CaptureFault) {
      var (content, assumptions) = try CuBLASLtCall(fields).read()
      if name != "cublasLtMatmul" {
        assumptions.append(
          "called by a cuBLAS function: a cuBLAS log of the same run has this call too")
      }
      sink.add(name, content, line: number, assumptions: assumptions)
    } catch {
      sink.reject(line.quoted, at: .line(number), why: error.why)
    }
  }

  mutating func end(into sink: inout some CaptureSink) {
    for call in waiting { report(call, into: &sink) }
    waiting = []
  }

  private func report(_ call: Waiting, into sink: inout some CaptureSink) {
    if let (content, assumptions) = call.asked {
      sink.add(
        call.name, content, line: call.number,
        assumptions: assumptions + [
          "the sizes are those of the heuristic query right before the call: its own line has addresses only"
        ])
      return
    }
    sink.add(
      call.name,
      .notReplayable(
        "the sizes are behind descriptor addresses: only [Trace] lines (CUBLASLT_LOG_LEVEL=2) hold them, and this call has none"
      ), line: call.number)
  }

  /// `key=value` pairs; a value in brackets holds pairs itself and is kept whole.
  fileprivate static func fields(of text: CaptureText) -> [String: CaptureText] {
    var fields: [String: CaptureText] = [:]
    var rest = text
    while fields.count < 64, let equals = rest.firstIndex(of: 0x3D) {
      let key = rest[..<equals].trimmed
      rest = rest[(equals + 1)...]
      let end: Int
      if rest.first == 0x5B {
        rest.removeFirst()
        end = rest.firstIndex(of: 0x5D) ?? rest.endIndex
      } else {
        end = rest.firstIndex(of: 0x20) ?? rest.endIndex
      }
      fields[key.string] = rest[..<end]
      rest = rest[min(end + 1, rest.endIndex)...]
    }
    return fields
  }
}

/// One `[Trace]` line of a multiplication.
private struct CuBLASLtCall {
  /// A matrix as its layout describes it, before its transpose.
  struct Layout {
    var type: ElementType
    var rows: Int
    var columns: Int
    var ld: Int
    var count: Int
    var stride: Int
    var isRowOrder: Bool
    var isPointerArray: Bool
  }

  private let fields: [String: CaptureText]
  private let compute: [String: CaptureText]

  init(_ fields: [String: CaptureText]) throws(CaptureFault) {
    self.fields = fields
    guard let text = fields["computeDesc"], text.first != 0x30 else {
      throw CaptureFault("computeDesc is missing")
    }
    compute = CuBLASLtLogReader.fields(of: text)
  }

  func read() throws(CaptureFault) -> (CapturedCall.Content, [String]) {
    var layouts: [Layout] = []
    for name in ["Adesc", "Bdesc", "Cdesc", "Ddesc"] {
      switch try layout(name) {
      case .success(let layout): layouts.append(layout)
      case .failure(let reason): return (.notReplayable(reason.why), [])
      }
    }
    let (a, b, c, d) = (layouts[0], layouts[1], layouts[2], layouts[3])
    let (transA, transB) = (try transpose("transa"), try transpose("transb"))
    if a.isRowOrder && transA == .conjugateTranspose
      || b.isRowOrder && transB == .conjugateTranspose
    {
      return (
        .notReplayable("a row-order matrix with a conjugate transpose has no counterpart"), []
      )
    }
    let (rowsA, columnsA) = transA == .none ? (a.rows, a.columns) : (a.columns, a.rows)
    let (rowsB, columnsB) = transB == .none ? (b.rows, b.columns) : (b.columns, b.rows)
    guard rowsA == d.rows, columnsA == rowsB, columnsB == d.columns else {
      throw CaptureFault(
        "op(A) is \(rowsA) x \(columnsA), op(B) \(rowsB) x \(columnsB) and D \(d.rows) x \(d.columns)"
      )
    }
    guard c.isRowOrder == d.isRowOrder else {
      return (.notReplayable("C and D have different orders"), [])
    }
    var assumptions: [String] = []
    var call = LoggedGEMM(
      m: d.rows, n: d.columns, k: columnsA, lda: a.ld, ldb: b.ld, ldc: c.ld, ldd: d.ld, a: a.type,
      b: b.type, c: c.type, d: d.type)
    // What one order stores is the transpose of what the other stores.
    call.isRowMajor = d.isRowOrder
    call.transA = a.isRowOrder == d.isRowOrder ? transA : Self.flipped(transA)
    call.transB = b.isRowOrder == d.isRowOrder ? transB : Self.flipped(transB)
    if d.isPointerArray {
      call.batch = .pointers(count: d.count)
    } else if d.count != 1 {
      call.batch = .strided(count: d.count, a: a.stride, b: b.stride, c: c.stride, d: d.stride)
    }
    if let value = fields["beta"]?.real {
      call.beta = Scalar(value)
      assumptions.append("alpha is 1: the log does not have it")
    } else {
      assumptions.append("alpha is 1, beta is 0: the log does not have them")
    }
    guard let name = compute["computeType"] else { throw CaptureFault("computeType is missing") }
    guard let (type, note) = LoggedNames.cublasCompute(name, for: a.type) else {
      return (.notReplayable("computeType \(name.quoted) has no counterpart"), [])
    }
    call.compute = type
    if let note { assumptions.append(note) }
    if let reason = epilogue(&call, &assumptions) { return (.notReplayable(reason), []) }
    if let reason = scales(&call, &assumptions) { return (.notReplayable(reason), []) }
    return (call.content, assumptions)
  }

  private static func flipped(_ transpose: Transpose) -> Transpose {
    transpose == .none ? .transpose : .none
  }

  private func transpose(_ key: String) throws(CaptureFault) -> Transpose {
    guard let value = compute[key] else { return .none }
    guard let transpose = LoggedNames.transpose(value) else {
      throw CaptureFault("\(key) is not a transpose: \(value.quoted)")
    }
    return transpose
  }

  private func layout(_ name: String) throws(CaptureFault) -> Result<Layout, CaptureFault> {
    guard let text = fields[name] else { throw CaptureFault("\(name) is missing") }
    let values = CuBLASLtLogReader.fields(of: text)
    func integer(_ key: String, _ missing: Int? = nil) throws(CaptureFault) -> Int {
      guard let text = values[key] else {
        if let missing { return missing }
        throw CaptureFault("\(key) of \(name) is missing")
      }
      guard let value = text.integer else {
        throw CaptureFault("\(key) of \(name) is not a number: \(text.quoted)")
      }
      return value
    }
    guard let typeName = values["type"] else { throw CaptureFault("type of \(name) is missing") }
    let rows = try integer("rows")
    let columns = try integer("cols")
    let ld = try integer("ld")
    let (count, stride) = (try integer("batchCount", 1), try integer("stridedBatchOffset", 0))
    guard let type = LoggedNames.cudaType(typeName) else {
      return .failure(CaptureFault("\(name) type \(typeName.quoted) has no counterpart"))
    }
    let order = values["order"] ?? Array("ORDER_COL".utf8)[...]
    guard order.equals("ORDER_COL") || order.equals("ORDER_ROW") else {
      return .failure(CaptureFault("\(name) has order \(order.quoted), which has no counterpart"))
    }
    return .success(
      Layout(
        type: type, rows: rows, columns: columns, ld: ld, count: count, stride: stride,
        isRowOrder: order.equals("ORDER_ROW"),
        isPointerArray: values["batchMode"]?.firstRange(of: "POINTER") != nil))
  }

  /// Sets the epilogue; the answer is why there is none.
  private func epilogue(_ call: inout LoggedGEMM, _ assumptions: inout [String]) -> String? {
    guard let text = compute["epilogue"] else { return nil }
    let name = text.string.replacing("*", with: "")
    switch name {
    case "EPILOGUE_DEFAULT": break
    case "EPILOGUE_RELU", "EPILOGUE_RELU_AUX": call.epilogue = .relu
    case "EPILOGUE_BIAS": call.epilogue = .bias
    case "EPILOGUE_RELU_BIAS", "EPILOGUE_RELU_AUX_BIAS": call.epilogue = .biasRelu
    case "EPILOGUE_GELU", "EPILOGUE_GELU_AUX": call.epilogue = .gelu
    case "EPILOGUE_GELU_BIAS", "EPILOGUE_GELU_AUX_BIAS": call.epilogue = .biasGelu
    case "EPILOGUE_BGRADA", "EPILOGUE_BGRADB": break
    default: return "epilogue \(text.quoted) has no counterpart"
    }
    if name.contains("_AUX") || name.contains("BGRAD") {
      assumptions.append("the second output of \(name) is left out")
    }
    if call.epilogue.hasBias, call.isRowMajor {
      return "a bias along the rows of a row-order D has no counterpart"
    }
    return nil
  }

  /// Sets the scaling of A and B; the answer is why there is none.
  private func scales(_ call: inout LoggedGEMM, _ assumptions: inout [String]) -> String? {
    for (side, path) in [("a", \LoggedGEMM.scaleA), ("b", \LoggedGEMM.scaleB)] {
      let mode = compute["\(side)ScaleMode"]?.string
      if mode == nil, compute["\(side)ScalePointer"] == nil { continue }
      switch mode ?? "SCALAR_32F" {
      case "SCALAR_32F": call[keyPath: path] = .tensor
      case "VEC32_UE8M0": call[keyPath: path] = .block(k: 32, other: 1, format: .ue8m0)
      case "OUTER_VEC_32F":
        call[keyPath: path] = .block(k: max(1, call.k), other: 1, format: .f32)
      case "VEC128_32F": call[keyPath: path] = .block(k: 128, other: 1, format: .f32)
      case "BLK128x128_32F": call[keyPath: path] = .block(k: 128, other: 128, format: .f32)
      case let other: return "scale mode \(other.prefix(40)) has no counterpart"
      }
    }
    for side in ["c", "d"] where compute["\(side)ScalePointer"] != nil {
      assumptions.append("the scale of \(side.uppercased()) is 1: the log has its address only")
    }
    return nil
  }
}
