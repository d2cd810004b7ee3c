import Kernels

/// What hipBLASLt logs with `HIPBLASLT_LOG_MASK`: benchmark command lines (32) or profile lines with call counts (64), and the
/// result table that `hipblaslt-bench` prints, with times.
struct HipBLASLtLogReader: LineReader {
  static let name = "hipblaslt"
  static let title =
    "hipBLASLt bench or profile (HIPBLASLT_LOG_MASK=32 or 64), or a result table"

  static func recognises(_ start: [UInt8]) -> Bool {
    let text = start[...]
    return text.firstRange(of: "hipblaslt-bench ") != nil
      || text.firstRange(of: "{function: matmul,") != nil
      || text.firstRange(of: "{ function: matmul,") != nil
      || text.firstRange(of: ",hipblaslt-Gflops,") != nil
  }

  var lines = CaptureLines()
  private var forms = OneForm()
  private var columns: [String] = []

  init() {}

  mutating func take(
    _ line: CaptureText, at number: Int, isCut: Bool, into sink: inout some CaptureSink
  ) {
    let text = line.trimmed
    do throws(CaptureFault) {
      if text.firstRange(of: ",hipblaslt-Gflops,") != nil {
        columns = header(text)
      } else if !columns.isEmpty, text.filter({ $0 == 0x2C }).count + 1 == columns.count {
        guard forms.admits("result", line, at: number, into: &sink) else { return }
        var call = AMDCall()
        for (key, value) in zip(columns, text.pieces(",")) {
          call[["M": "m", "N": "n", "K": "k"][key] ?? key] = value.trimmed
        }
        guard !isCut else { throw CaptureFault("the file ends inside the line") }
        try report(call, 1, number, into: &sink)
      } else if text.has(prefix: "- {"), text.firstRange(of: "function: matmul") != nil {
        guard forms.admits("profile", line, at: number, into: &sink) else { return }
        guard let call = AMDCall(yaml: text) else {
          throw CaptureFault("the line has no closing bracket")
        }
        try report(call, try call.callCount(), number, into: &sink)
      } else if text.firstRange(of: "hipblaslt-bench ") != nil {
        let words = text.words
        let place = words.first?.integer == nil ? 0 : 1
        guard words.count > place, words[place].suffix(15).equals("hipblaslt-bench"),
          forms.admits("bench", line, at: number, into: &sink)
        else { return }
        guard !isCut else { throw CaptureFault("the file ends inside the line") }
        let count = place == 1 ? words[0].integer ?? 0 : 1
        guard count >= 1, count <= 1 << 40 else { throw CaptureFault("the count is not a count") }
        try report(AMDCall(commandLine: words[(place + 1)...]), count, number, into: &sink)
      }
    } catch {
      sink.reject(line.quoted, at: .line(number), why: error.why)
    }
  }

  /// The columns of the table; newer tools put `[0]:` before them.
  private func header(_ text: CaptureText) -> [String] {
    let names = text.has(prefix: "[") ? text.after(":") ?? text : text
    return names.pieces(",").prefix(128).map(\.trimmed.string)
  }

  private func report(
    _ call: AMDCall, _ count: Int, _ number: Int, into sink: inout some CaptureSink
  ) throws(CaptureFault) {
    func isSet(_ key: String) -> Bool {
      guard let value = call[key]?.unquoted else { return false }
      return !value.equals("0") && !value.equals("false") && !value.equals("none")
    }
    func refuse(_ why: String) {
      sink.add("hipblasLtMatmul", .notReplayable(why), line: number, count: count)
    }
    if isSet("grouped_gemm") {
      return refuse("a grouped call has several shapes, of which the line has one")
    }
    var notes: [String] = []
    var types: [ElementType] = []
    for key in ["a_type", "b_type", "c_type", "d_type"] {
      guard let text = call[key] ?? call["d_type"] else { throw CaptureFault("\(key) is missing") }
      guard let (type, note) = AMDNames.type(text) else {
        return refuse("\(key) \(text.quoted) has no counterpart")
      }
      if call[key] == nil, !notes.contains("A, B and C have the type of D: the table has no other")
      {
        notes.append("A, B and C have the type of D: the table has no other")
      }
      types.append(type)
      if let note, !notes.contains(note) { notes.append(note) }
    }
    var gemm = try call.gemm(
      isStrided: true, isPointers: false, types: types, notes: &notes)
    let computeText = try call.required("compute_type")
    guard let compute = AMDNames.compute(computeText, for: types[0]) else {
      return refuse("compute_type \(computeText.quoted) has no counterpart")
    }
    gemm.compute = compute
    let hasBias = isSet("bias_vector")
    switch call["activation_type"]?.unquoted.string ?? "none" {
    case "none": gemm.epilogue = hasBias ? .bias : .none
    case "relu": gemm.epilogue = hasBias ? .biasRelu : .relu
    case "gelu": gemm.epilogue = hasBias ? .biasGelu : .gelu
    case let other: return refuse("activation \(other.prefix(40)) has no counterpart")
    }
    if isSet("gradient") { return refuse("an epilogue that computes gradients has no counterpart") }
    if isSet("use_e") { notes.append("the second output is left out") }
    if isSet("scaleAlpha_vector") { return refuse("an alpha for every row has no counterpart") }
    for (key, path) in [("scaleA", \LoggedGEMM.scaleA), ("scaleB", \LoggedGEMM.scaleB)]
    where isSet(key) {
      switch call[key]?.string ?? "" {
      case "1": gemm[keyPath: path] = .tensor
      case "2": gemm[keyPath: path] = .block(k: max(1, gemm.k), other: 1, format: .f32)
      case "3": gemm[keyPath: path] = .block(k: 32, other: 1, format: .ue8m0)
      case let other: return refuse("\(key) \(other.prefix(20)) has no counterpart")
      }
    }
    sink.add(
      "hipblasLtMatmul", gemm.content, line: number, count: count, assumptions: notes,
      nanoseconds: call["us"]?.real.flatMap { $0 > 0 ? $0 * 1e3 : nil })
  }
}
