import Kernels

/// What rocBLAS and hipBLASLt call types and arithmetic.
enum AMDNames {
  /// `bf16_r`, or the short `h`, `s`, `d`, `c`, `z` of the benchmarks; the note says where values differ.
  static func type(_ text: CaptureText) -> (type: ElementType, note: String?)? {
    switch text.unquoted.string {
    case "f64_r", "d": (.f64, nil)
    case "f32_r", "s": (.f32, nil)
    case "f16_r", "h": (.f16, nil)
    case "bf16_r": (.bf16, nil)
    case "i8_r": (.i8, nil)
    case "i32_r": (.i32, nil)
    case "f32_c", "c": (.c64, nil)
    case "f64_c", "z": (.c128, nil)
    case "f8_r": (.f8e4m3, nil)
    case "bf8_r": (.f8e5m2, nil)
    case "f8_fnuz_r":
      (.f8e4m3, "f8_fnuz_r is taken as f8e4m3, whose zero, NaN and exponent bias differ")
    case "bf8_fnuz_r":
      (.f8e5m2, "bf8_fnuz_r is taken as f8e5m2, whose zero, NaN and exponent bias differ")
    default: nil
    }
  }

  /// `f32_r`, `c_f32_r`, `xf32_r` and their fast kin, for operands of a type.
  static func compute(_ text: CaptureText, for a: ElementType) -> ComputeType? {
    let name = text.unquoted
    switch (name.has(prefix: "c_") ? name.dropFirst(2) : name).string {
    case "f64_r", "d", "f64_c", "z": return .f64
    case "f32_r", "s", "f32_c", "c": return .f32
    case "f16_r", "h": return .f16
    case "i32_r": return .i32
    case "xf32_r", "f32_fast_xf32_r": return a == .f32 ? .tf32 : .f32
    case "f32_f16_r", "f32_fast_f16_r": return a == .f32 ? .f16 : .f32
    case "f32_bf16_r", "f32_fast_bf16_r": return a == .f32 ? .bf16 : .f32
    default: return nil
    }
  }

  /// A factor: `1`, `1.0`, or `(1,0)` where it is complex.
  static func scalar(_ text: CaptureText) -> Scalar? {
    if let value = text.real { return Scalar(value) }
    guard text.first == 0x28, text.last == 0x29 else { return nil }
    let parts = text.dropFirst().dropLast().pieces(":").flatMap { $0.pieces(",") }.map(\.trimmed)
    guard parts.count == 2, let real = parts[0].real, let imaginary = parts[1].real else {
      return nil
    }
    return Scalar(real, imaginary)
  }
}

/// The arguments of one AMD GEMM by name, whichever line they come from.
struct AMDCall {
  /// Values by the names of the benchmarks: `transA`, `m`, `lda`, `stride_a`, `a_type`, `batch_count`.
  var values: [String: CaptureText] = [:]

  private static let most = 128

  subscript(key: String) -> CaptureText? {
    get { values[key] }
    set { if values.count < Self.most { values[key] = newValue } }
  }

  /// `--key value` pairs of a benchmark's command line; `-m 8` too.
  init(commandLine words: ArraySlice<CaptureText>) {
    var key: String?
    for word in words {
      if word.has(prefix: "-"), word.dropFirst().first.map({ $0 > 0x39 || $0 == 0x2D }) == true {
        let name = Self.plain(word.drop { $0 == 0x2D })
        self[name] = []
        key = name
      } else if let name = key {
        self[name] = word
        key = nil
      }
    }
  }

  /// `key: value` pairs of a flow mapping, `- { M: 8, ... }`.
  init?(yaml line: CaptureText) {
    let text = line.trimmed
    guard text.last == 0x7D, let open = text.firstIndex(of: 0x7B) else { return nil }
    for pair in text[(open + 1)...].dropLast().pieces(",") {
      guard let colon = pair.firstIndex(of: 0x3A) else { continue }
      self[Self.plain(pair[..<colon].trimmed.unquoted)] = pair[(colon + 1)...].trimmed.unquoted
    }
  }

  init() {}

  private static func plain(_ key: CaptureText) -> String {
    switch key.string {
    case "transposeA": "transA"
    case "transposeB": "transB"
    case "M": "m"
    case "N": "n"
    case "K": "k"
    case let other: other
    }
  }

  /// The value of a key that must be there.
  func required(_ key: String) throws(CaptureFault) -> CaptureText {
    guard let value = values[key], !value.isEmpty else { throw CaptureFault("\(key) is missing") }
    return value
  }

  /// A whole number, or nil where the line has none.
  func integer(_ key: String) throws(CaptureFault) -> Int? {
    guard let value = values[key] else { return nil }
    guard let number = value.integer else {
      throw CaptureFault("\(key) is not a number: \(value.quoted)")
    }
    return number
  }

  /// How many calls the line stands for.
  func callCount() throws(CaptureFault) -> Int {
    let count = try integer("call_count") ?? 1
    guard count >= 1, count <= 1 << 40 else {
      throw CaptureFault("call_count=\(count) is not a count")
    }
    return count
  }

  /// The call; `kind` says how its batch lies: by strides, by pointers or not at all.
  func gemm(
    isStrided: Bool, isPointers: Bool, types: [ElementType], notes: inout [String]
  ) throws(CaptureFault) -> LoggedGEMM {
    guard let transA = LoggedNames.transpose(try required("transA")),
      let transB = LoggedNames.transpose(try required("transB"))
    else { throw CaptureFault("the transposes are not N, T or C") }
    guard let m = try integer("m"), let n = try integer("n"), let k = try integer("k") else {
      throw CaptureFault("m, n or k is missing")
    }
    let ldc = try integer("ldc")
    let ldd = try integer("ldd") ?? ldc
    var call = LoggedGEMM(
      m: m, n: n, k: k, transA: transA, transB: transB, lda: try integer("lda"),
      ldb: try integer("ldb"), ldc: ldc, ldd: ldd, a: types[0], b: types[1], c: types[2],
      d: types[3])
    for (key, path) in [("alpha", \LoggedGEMM.alpha), ("beta", \LoggedGEMM.beta)] {
      if let text = values[key], let value = AMDNames.scalar(text) {
        call[keyPath: path] = value
      } else {
        notes.append("\(key) is \(key == "alpha" ? 1 : 0): the log does not have it")
      }
    }
    let count = try integer("batch_count") ?? 1
    if isPointers {
      call.batch = .pointers(count: count)
    } else if isStrided {
      let c = try integer("stride_c")
      call.batch = .strided(
        count: count, a: try integer("stride_a"), b: try integer("stride_b"), c: c,
        d: try integer("stride_d") ?? c)
    }
    return call
  }
}

/// One program can log the same calls in several forms; the first form that a file shows is read and the others are said once to be
/// left out.
struct OneForm {
  private var form: String?
  private var isSaid = false

  /// Whether a line of this form is read.
  mutating func admits(
    _ form: String, _ line: CaptureText, at number: Int, into sink: inout some CaptureSink
  ) -> Bool {
    guard let first = self.form else {
      self.form = form
      return true
    }
    if first == form { return true }
    if !isSaid {
      isSaid = true
      sink.reject(
        line.quoted, at: .line(number),
        why:
          "the file has \(first) lines, and \(form) lines tell the same calls again; they are not counted"
      )
    }
    return false
  }
}
