import Kernels

/// The log that cuBLAS 10 to 13 prints with `CUBLAS_LOGINFO_DBG=1`: a block of lines a call, its name in the first.
///
/// Sizes, types and leading dimensions are values; alpha, beta and pointer arrays are addresses. A handle's math mode and pointer
/// mode come from the calls that set them, or from the block's `Process` line where that states the math mode.
struct CuBLASLogReader: LineReader {
  static let name = "cublas"
  static let title = "cuBLAS log (CUBLAS_LOGINFO_DBG=1)"

  static func recognises(_ start: [UInt8]) -> Bool {
    start[...].hasLine(startingWith: "I! cuBLAS (v")
  }

  var lines = CaptureLines()
  private var block: CuBLASBlock?
  private var modes = CuBLASModes()

  init() {}

  mutating func take(
    _ line: CaptureText, at number: Int, isCut: Bool, into sink: inout some CaptureSink
  ) {
    if line.has(prefix: "I!") {
      end(into: &sink)
      guard line.has(prefix: "I! cuBLAS (v") else { return }
      guard let signature = line.after(") function "), signature.after(" called:") != nil,
        let name = signature.after(" ")?.before("("), name.has(prefix: "cublas")
      else {
        sink.reject(line.quoted, at: .line(number), why: "the line names no cuBLAS function")
        return
      }
      block = CuBLASBlock(header: line, name: name.string, number: number)
    } else if line.has(prefix: "i!"), block != nil {
      block?.take(line, isCut: isCut)
    }
  }

  mutating func end(into sink: inout some CaptureSink) {
    guard let block else { return }
    self.block = nil
    block.report(&modes, into: &sink)
  }
}

/// The math and pointer modes of handles, as far as the log sets them.
private struct CuBLASModes {
  struct Mode {
    var math: String?
    var isDevicePointer = false
  }

  /// More handles than any program has; a log that names more starts over.
  private static let most = 1 << 14
  private var modes: [String: Mode] = [:]

  subscript(handle: String) -> Mode {
    get { modes[handle] ?? Mode() }
    set {
      if modes.count >= Self.most { modes = [:] }
      modes[handle] = newValue
    }
  }
}

/// The lines of one call.
private struct CuBLASBlock {
  let header: CaptureText
  let name: String
  let number: Int
  private var values: [String: CaptureText] = [:]
  private var thread = ""
  private var mathMode: String?
  private var isCut = false

  init(header: CaptureText, name: String, number: Int) {
    self.header = header
    self.name = name
    self.number = number
  }

  /// A parameter, `i!  m: type=int; val=64`, or the line about process, thread and handle.
  mutating func take(_ line: CaptureText, isCut: Bool) {
    let text = line.dropFirst(2)
    if text.has(prefix: "Process=") {
      for field in text.pieces(";").map(\.trimmed) {
        if field.has(prefix: "Thread=") { thread = field.dropFirst(7).string }
        if field.has(prefix: "MathMode=") { mathMode = field.dropFirst(9).string }
      }
    } else if text.has(prefix: "  "), let value = text.after("; val=") {
      // A value that the end of the file cuts would be a wrong value.
      if isCut { self.isCut = true }
      guard values.count < 64 else { return }
      values[text.before(":").trimmed.string] = value
    }
  }

  /// The function without its library, version and index type: `GemmEx`.
  private var function: String {
    var short = name.dropFirst(6)
    for suffix in ["_64", "_v2"] where short.hasSuffix(suffix) { short = short.dropLast(3) }
    return String(short)
  }

  /// The handle, or the thread where the handle is null.
  private var handle: String {
    let handle = values["handle"]?.after("0x")?.before(")").string ?? ""
    return handle.isEmpty || handle.contains("nil") ? "thread \(thread)" : handle
  }

  func report(_ modes: inout CuBLASModes, into sink: inout some CaptureSink) {
    let function = function
    switch function {
    case "SetMathMode": modes[handle].math = values["mode"]?.before("(").string
    case "SetPointerMode":
      modes[handle].isDevicePointer =
        values["mode"]?.has(prefix: "CUBLAS_POINTER_MODE_DEVICE") == true
    case "Destroy": modes[handle] = .init()
    case _ where Self.bookkeeping.contains(where: function.hasPrefix): break
    case _ where function.lowercased().contains("gemm"):
      reportGEMM(function, modes[handle], into: &sink)
    default: sink.add(name, .notReplayable("\(name) is not a GEMM"), line: number)
    }
  }

  private static let bookkeeping = [
    "Create", "Destroy", "Set", "Get", "Logger", "Alloc", "Free", "Init", "Shutdown", "Xerbla",
    "Migrate", "Version",
  ]

  private func reportGEMM(
    _ function: String, _ mode: CuBLASModes.Mode, into sink: inout some CaptureSink
  ) {
    if values.isEmpty, !isCut {
      sink.add(
        name, .notReplayable("the log has no arguments, only the function's name"), line: number)
      return
    }
    if function.contains("Grouped") {
      sink.add(
        name,
        .notReplayable("m, n and k are behind pointers: the log of a grouped call has no sizes"),
        line: number)
      return
    }
    do throws(CaptureFault) {
      guard !isCut else { throw CaptureFault("the file ends inside the call") }
      let (content, assumptions) = try gemm(function, mode)
      sink.add(name, content, line: number, assumptions: assumptions)
    } catch {
      sink.reject(header.quoted, at: .line(number), why: error.why)
    }
  }

  private func value(_ keys: String...) throws(CaptureFault) -> CaptureText {
    for key in keys { if let value = values[key] { return value } }
    throw CaptureFault("\(keys[0]) is missing")
  }

  private func integer(_ keys: String...) throws(CaptureFault) -> Int {
    for key in keys {
      if let value = values[key] {
        guard let number = value.trimmed.integer else {
          throw CaptureFault("\(key) is not a number: \(value.quoted)")
        }
        return number
      }
    }
    throw CaptureFault("\(keys[0]) is missing")
  }

  private func transpose(_ key: String) throws(CaptureFault) -> Transpose {
    let value = try value(key)
    guard let transpose = LoggedNames.transpose(value.before("(")) else {
      throw CaptureFault("\(key) is not a transpose: \(value.quoted)")
    }
    return transpose
  }

  private func gemm(_ function: String, _ mode: CuBLASModes.Mode) throws(CaptureFault) -> (
    CapturedCall.Content, [String]
  ) {
    var assumptions = [
      "alpha is 1, beta is 0: the log has their "
        + (mode.isDevicePointer ? "device addresses only" : "addresses only")
    ]
    let ld = (try integer("lda"), try integer("ldb"), try integer("ldc"))
    let types: [ElementType]
    switch try self.types(function) {
    case .types(let found): types = found
    case .foreign(let why): return (.notReplayable(why), [])
    }
    var call = LoggedGEMM(
      m: try integer("m"), n: try integer("n"), k: try integer("k"),
      transA: try transpose("transa"),
      transB: try transpose("transb"), lda: ld.0, ldb: ld.1, ldc: ld.2, ldd: ld.2, a: types[0],
      b: types[1], d: types[2])
    // The half-precision calls take half scalars and sum in half, which cublasGemmEx calls COMPUTE_16F.
    if function.hasPrefix("H") { call.compute = .f16 }
    if function.contains("3m") {
      assumptions.append(
        "\(name) is taken as a plain complex GEMM, without its three-multiplication method")
    }
    if let compute = values["computeType"] ?? values["computeTypeX"] {
      let name = compute.before("(")
      if let type = LoggedNames.cudaType(name), let legacy = LoggedNames.compute(of: type) {
        call.compute = legacy
      } else if let (type, assumption) = LoggedNames.cublasCompute(name, for: call.a) {
        call.compute = type
        if let assumption { assumptions.append(assumption) }
      } else {
        return (.notReplayable("computeType \(name.quoted) has no counterpart"), [])
      }
    }
    if call.a == .f32, call.compute ?? .f32 == .f32 {
      switch mathMode ?? mode.math {
      case "CUBLAS_TF32_TENSOR_OP_MATH":
        call.compute = .tf32
        if values["computeType"] ?? values["computeTypeX"] != nil {
          assumptions.append("computes in tf32: the handle's math mode allows it")
        }
      case "CUBLAS_TENSOR_OP_MATH":
        assumptions.append("computes in f32 although CUBLAS_TENSOR_OP_MATH allows less")
      case "CUBLAS_FP32_EMULATED_BF16X9_MATH":
        assumptions.append("computes in f32: the handle's math mode emulates it")
      default: break
      }
    }
    if values["strideA"] != nil {
      let c = try integer("strideC")
      call.batch = .strided(
        count: try integer("batchCount", "batchSize"), a: try integer("strideA"),
        b: try integer("strideB"), c: c, d: c)
    } else if values["Aarray"] != nil || function.contains("Batched") {
      call.batch = .pointers(count: try integer("batchCount", "batchSize"))
    }
    return (call.content, assumptions)
  }

  private enum Types {
    case types([ElementType])
    case foreign(String)
  }

  private func types(_ function: String) throws(CaptureFault) -> Types {
    if values["Atype"] != nil {
      var found: [ElementType] = []
      for key in ["Atype", "Btype", "Ctype"] {
        let name = try value(key).before("(")
        guard let type = LoggedNames.cudaType(name) else {
          return .foreign("\(key) \(name.quoted) has no counterpart")
        }
        found.append(type)
      }
      return .types(found)
    }
    let letters: [Character: ElementType] = [
      "S": .f32, "D": .f64, "C": .c64, "Z": .c128, "H": .f16,
    ]
    guard let letter = function.first, let type = letters[letter],
      function.dropFirst().hasPrefix("gemm")
    else { return .foreign("the types of \(name) are not known") }
    return .types([type, type, type])
  }
}

/// Why a line or block cannot be understood.
struct CaptureFault: Error {
  let why: String
  init(_ why: String) { self.why = why }
}
