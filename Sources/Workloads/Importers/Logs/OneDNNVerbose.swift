/// The lines that oneDNN prints with `ONEDNN_VERBOSE=1` when it executes a matmul, an inner product or attention.
///
/// They are row-major, with the time in milliseconds. Lines of creation and of graph partitions, whose primitives have lines of their own, are not calls.
struct OneDNNVerboseReader: LineReader {
  static let name = "onednn"
  static let title = "oneDNN primitives (ONEDNN_VERBOSE=1)"

  static func recognises(_ start: [UInt8]) -> Bool {
    let text = start[...]
    return text.hasLine(startingWith: "onednn_verbose,")
      || text.hasLine(startingWith: "dnnl_verbose,")
  }

  var lines = CaptureLines()

  init() {}

  mutating func take(
    _ line: CaptureText, at number: Int, isCut: Bool, into sink: inout some CaptureSink
  ) {
    guard line.has(prefix: "onednn_verbose,") || line.has(prefix: "dnnl_verbose,") else { return }
    var fields = line.pieces(",")[1...]
    // A format version, a time stamp and the word "primitive" came with later releases.
    if fields.first?.first == 0x76 { fields.removeFirst() }
    if fields.first?.real != nil { fields.removeFirst() }
    if fields.first?.equals("primitive") == true { fields.removeFirst() }
    guard fields.first?.equals("exec") == true, fields.count >= 3 else { return }
    let parts = Array(fields)
    let kind = parts[2]
    // gemm_api is what dnnl_sgemm and its kin print.
    guard
      kind.equals("matmul") || kind.equals("gemm_api") || kind.equals("inner_product")
        || kind.equals("sdpa")
    else {
      if kind.firstRange(of: "convolution") != nil || kind.equals("rnn") {
        sink.add(
          kind.string, .notReplayable("\(kind.quoted) is not a GEMM or attention"), line: number)
      }
      return
    }
    do throws(CaptureFault) {
      guard !isCut else { throw CaptureFault("the file ends inside the line") }
      guard parts.count >= 9, let time = parts[parts.count - 1].real, time >= 0 else {
        throw CaptureFault("the line does not end in a problem and a time")
      }
      let call = try OneDNNCall(parts)
      let (content, assumptions) =
        switch kind.string {
        case "matmul", "gemm_api": try call.matmul()
        case "inner_product": try call.innerProduct()
        default: try call.attention()
        }
      sink.add(
        kind.string, content, line: number, assumptions: assumptions, nanoseconds: time * 1e6,
        kernel: parts[3].string)
    } catch {
      sink.reject(line.quoted, at: .line(number), why: error.why)
    }
  }
}
