import Kernels

/// The log of the cuDNN library (`CUDNN_LOGLEVEL_DBG=2` or 3): a block of lines a function.
///
/// The library's own attention calls can be read where an attention descriptor was set before. A backend execution names a plan,
/// whose graph only the log of cudnn-frontend has. Since 9.28 a function has a second block with its status, which is no call.
struct CuDNNLogReader: LineReader {
  static let name = "cudnn"
  static let title = "cuDNN library log (CUDNN_LOGLEVEL_DBG=2)"

  static func recognises(_ start: [UInt8]) -> Bool {
    start[...].hasLine(startingWith: "I! CuDNN (v")
  }

  private struct Block {
    let name: String
    let header: CaptureText
    let number: Int
    var values: [String: CaptureText] = [:]
    var isCut = false
  }

  var lines = CaptureLines()
  private var block: Block?
  /// The attention descriptor set last.
  private var descriptor: [String: CaptureText] = [:]

  init() {}

  mutating func take(
    _ line: CaptureText, at number: Int, isCut: Bool, into sink: inout some CaptureSink
  ) {
    if line.has(prefix: "I! CuDNN (v") {
      end(into: &sink)
      guard let name = line.after(") function ")?.before("("), !name.isEmpty, name.count < 200
      else {
        return
      }
      block = Block(name: name.string, header: line, number: number)
    } else if line.has(prefix: "i!  "), let value = line.after("; val=") {
      if isCut { block?.isCut = true }
      let key = line.dropFirst(2).before(":").trimmed.string
      if let values = block?.values, values.count < 128, values[key] == nil {
        block?.values[key] = value.last == 0x3B ? value.dropLast() : value
      }
    }
  }

  mutating func end(into sink: inout some CaptureSink) {
    guard let block else { return }
    self.block = nil
    let values = block.values
    if values.count == 1, values["status"] != nil { return }
    if block.isCut {
      sink.reject(
        block.header.quoted, at: .line(block.number), why: "the file ends inside the call")
      return
    }
    switch block.name {
    case "cudnnSetAttnDescriptor": descriptor = values
    case "cudnnBackendExecute":
      sink.add(
        block.name,
        .notReplayable(
          "the log names a plan, not its operation: cudnn-frontend's log (CUDNN_FRONTEND_LOG_INFO=1) has the graph"
        ), line: block.number)
    case "cudnnMultiHeadAttnForward", "cudnnMultiHeadAttnBackwardData":
      let own = values["nHeads"] == nil ? descriptor : values
      let isBackward = block.name.contains("Backward")
      let (content, assumptions) = Self.attention(own, isBackward: isBackward)
      sink.add(block.name, content, line: block.number, assumptions: assumptions)
    case let name
    where name.contains("Convolution") && (name.hasSuffix("Forward") || name.contains("Backward"))
      && !name.contains("Get") && !name.contains("Create") && !name.contains("Set")
      && !name.contains("Find"):
      sink.add(name, .notReplayable("\(name) is not a GEMM or attention"), line: block.number)
    default: break
    }
  }

  private static func attention(_ values: [String: CaptureText], isBackward: Bool) -> (
    CapturedCall.Content, [String]
  ) {
    let types: [(StaticString, ElementType)] = [
      ("CUDNN_DATA_HALF", .f16), ("CUDNN_DATA_FLOAT", .f32), ("CUDNN_DATA_DOUBLE", .f64),
      ("CUDNN_DATA_BFLOAT16", .bf16),
    ]
    func integer(_ key: String) -> Int? { values[key]?.integer }
    guard let typeName = values["dataType"], let heads = integer("nHeads"),
      let batch = integer("maxBatchSize"), let beams = integer("maxBeamSize"),
      let seqQ = integer("qoMaxSeqLength"), let seqKV = integer("kvMaxSeqLength"),
      let headDim = integer("qProjSize"), let headDimV = integer("vProjSize")
    else {
      return (.notReplayable("the sizes are behind a descriptor that the log does not show"), [])
    }
    guard let type = types.first(where: { typeName.has(prefix: $0.0) })?.1 else {
      return (.notReplayable("dataType \(typeName.quoted) has no counterpart"), [])
    }
    guard headDim > 0, headDimV > 0 else {
      return (.notReplayable("attention without projections has no head size in the log"), [])
    }
    let (rows, overflow) = batch.multipliedReportingOverflow(by: beams)
    guard !overflow, heads > 0, rows > 0, seqQ > 0, seqKV > 0,
      let q = StridedTensor(sizes: [rows, heads, seqQ, headDim], order: [0, 1, 2, 3]),
      let k = StridedTensor(sizes: [rows, heads, seqKV, headDim], order: [0, 1, 2, 3]),
      let v = StridedTensor(sizes: [rows, heads, seqKV, headDimV], order: [0, 1, 2, 3])
    else { return (.notReplayable("the sizes of the descriptor are not those of a call"), []) }
    var call = LoggedAttention(type: type, q: q, k: k, v: v)
    call.scale = values["smScaler"]?.real
    call.isBackward = isBackward
    let (content, notes) = call.content()
    return (
      content,
      [
        "batch and lengths are the most that the descriptor set last allows",
        "there is no mask: its windows are behind pointers",
        "the projections before and after attention are left out",
      ] + notes
    )
  }
}
