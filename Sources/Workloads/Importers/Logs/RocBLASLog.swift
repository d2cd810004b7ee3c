import Kernels

/// What rocBLAS logs with `ROCBLAS_LAYER`: trace lines (1), benchmark command lines (2) or profile lines with call counts (4).
struct RocBLASLogReader: LineReader {
  static let name = "rocblas"
  static let title = "rocBLAS trace, bench or profile (ROCBLAS_LAYER=1, 2 or 4)"

  static func recognises(_ start: [UInt8]) -> Bool {
    let text = start[...]
    return text.hasLine(startingWith: "rocblas_") || text.firstRange(of: "rocblas-bench -f ") != nil
      || text.firstRange(of: "{ rocblas_function:") != nil
  }

  var lines = CaptureLines()
  private var forms = OneForm()

  init() {}

  mutating func take(
    _ line: CaptureText, at number: Int, isCut: Bool, into sink: inout some CaptureSink
  ) {
    let form: String
    let words: [CaptureText]
    if line.has(prefix: "rocblas_"), line.contains(0x2C) {
      (form, words) = ("trace", [])
    } else if line.trimmed.has(prefix: "- {"), line.firstRange(of: "rocblas_function:") != nil {
      (form, words) = ("profile", [])
    } else if line.firstRange(of: "rocblas-bench ") != nil {
      words = line.words
      let place = words.first?.integer == nil ? 0 : 1
      guard words.count > place, words[place].suffix(13).equals("rocblas-bench") else { return }
      form = "bench"
    } else {
      return
    }
    guard forms.admits(form, line, at: number, into: &sink) else { return }
    do throws(CaptureFault) {
      guard !isCut else { throw CaptureFault("the file ends inside the line") }
      switch form {
      case "trace": try trace(line, number, into: &sink)
      case "profile": try profile(line, number, into: &sink)
      default: try bench(words, number, into: &sink)
      }
    } catch {
      sink.reject(line.quoted, at: .line(number), why: error.why)
    }
  }

  private func bench(_ words: [CaptureText], _ number: Int, into sink: inout some CaptureSink)
    throws(CaptureFault)
  {
    var count = 1
    var place = 0
    if let counted = words[0].integer {
      guard counted >= 1, counted <= 1 << 40 else { throw CaptureFault("the count is not a count") }
      (count, place) = (counted, 1)
    }
    let call = AMDCall(commandLine: words[(place + 1)...])
    let name = try call.required("f").string
    try report(name, call, precision: call["r"], count, number, into: &sink)
  }

  private func profile(_ line: CaptureText, _ number: Int, into sink: inout some CaptureSink)
    throws(CaptureFault)
  {
    guard let call = AMDCall(yaml: line) else {
      throw CaptureFault("the line has no closing bracket")
    }
    let function = try call.required("rocblas_function")
    guard function.has(prefix: "rocblas_") else { throw CaptureFault("the line names no function") }
    let (name, precision) = Self.split(function.dropFirst(8))
    try report(name, call, precision: precision, try call.callCount(), number, into: &sink)
  }

  private func trace(_ line: CaptureText, _ number: Int, into sink: inout some CaptureSink)
    throws(CaptureFault)
  {
    let fields = Self.fields(line)
    let (name, precision) = Self.split(fields[0].dropFirst(8))
    guard Self.isGEMM(name) else {
      let bookkeeping = [
        "create", "destroy", "set_", "get_", "initialize", "start_", "stop_", "is_",
      ]
      if !bookkeeping.contains(where: name.hasPrefix) {
        sink.add(
          fields[0].string, .notReplayable("\(fields[0].quoted) is not a GEMM"), line: number)
      }
      return
    }
    let isEx = name.contains("_ex")
    let isStrided = name.contains("strided")
    var keys = ["", "transA", "transB", "m", "n", "k", "alpha"]
    for operand in isEx ? ["a", "b", "c", "d"] : ["a", "b", "c"] {
      if operand == "c" { keys.append("beta") }
      keys.append("")
      if isEx { keys.append("\(operand)_type") }
      keys.append("ld\(operand)")
      if isStrided { keys.append("stride_\(operand)") }
    }
    if name.contains("batched") { keys.append("batch_count") }
    if isEx { keys.append("compute_type") }
    guard fields.count >= keys.count else {
      throw CaptureFault(
        "\(fields[0].quoted) has \(fields.count - 1) arguments instead of \(keys.count - 1)")
    }
    var call = AMDCall()
    for (key, value) in zip(keys, fields) where !key.isEmpty { call[key] = value }
    try report(name, call, precision: precision, 1, number, into: &sink)
  }

  /// The fields of a trace line; a complex scalar in brackets is one.
  private static func fields(_ line: CaptureText) -> [CaptureText] {
    var fields: [CaptureText] = []
    var start = line.startIndex
    var depth = 0
    for place in line.indices {
      switch line[place] {
      case 0x28: depth += 1
      case 0x29: depth -= 1
      case 0x2C where depth <= 0:
        fields.append(line[start..<place].trimmed)
        start = place + 1
      default: break
      }
    }
    return fields + [line[start...].trimmed]
  }

  /// `sgemm_batched` as `gemm_batched` and `s`.
  private static func split(_ name: CaptureText) -> (String, CaptureText?) {
    if let letter = name.first, "sdczh".utf8.contains(letter), name.dropFirst().has(prefix: "gemm")
    {
      return (name.dropFirst().string, name.prefix(1))
    }
    return (name.string, nil)
  }

  private static func isGEMM(_ name: String) -> Bool {
    let plain = name.hasSuffix("_64") ? String(name.dropLast(3)) : name
    return [
      "gemm", "gemm_batched", "gemm_strided_batched", "gemm_ex", "gemm_batched_ex",
      "gemm_strided_batched_ex", "gemm_ex3", "gemm_batched_ex3", "gemm_strided_batched_ex3",
    ].contains(plain)
  }

  private func report(
    _ name: String, _ call: AMDCall, precision: CaptureText?, _ count: Int, _ number: Int,
    into sink: inout some CaptureSink
  ) throws(CaptureFault) {
    let shown = "rocblas_" + (name.contains("_ex") ? "" : precision?.string.prefix(8) ?? "") + name
    guard Self.isGEMM(name) else {
      sink.add(
        String(shown.prefix(80)), .notReplayable("\(shown.prefix(80)) is not a GEMM"), line: number,
        count: count)
      return
    }
    var notes: [String] = []
    var types: [ElementType] = []
    for key in ["a_type", "b_type", "c_type", "d_type"] {
      // A benchmark's -r states all types at once, and d's type is c's where only c's stands there.
      guard let text = call[key] ?? (key == "d_type" ? call["c_type"] : nil) ?? precision else {
        throw CaptureFault("\(key) is missing")
      }
      guard let (type, note) = AMDNames.type(text) else {
        sink.add(
          shown, .notReplayable("\(key) \(text.quoted) has no counterpart"), line: number,
          count: count)
        return
      }
      types.append(type)
      if let note, !notes.contains(note) { notes.append(note) }
    }
    var gemm = try call.gemm(
      isStrided: name.contains("strided"),
      isPointers: name.contains("batched") && !name.contains("strided"), types: types, notes: &notes
    )
    if let text = call["compute_type"] {
      guard let compute = AMDNames.compute(text, for: types[0]) else {
        sink.add(
          shown, .notReplayable("compute_type \(text.quoted) has no counterpart"), line: number,
          count: count)
        return
      }
      gemm.compute = compute
    }
    // rocblas_hgemm sums in half; the _ex calls state what they sum in.
    if call["compute_type"] == nil, types[0] == .f16, types[3] == .f16 { gemm.compute = .f16 }
    if call["math_mode"]?.equals("1") == true, gemm.a == .f32 { gemm.compute = .tf32 }
    sink.add(shown, gemm.content, line: number, count: count, assumptions: notes)
  }
}
