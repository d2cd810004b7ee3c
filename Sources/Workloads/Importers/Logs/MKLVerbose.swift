import Kernels

/// The lines that oneMKL prints with `MKL_VERBOSE=1`: a call a line, column-major whatever the caller's order, with its time.
struct MKLVerboseReader: LineReader {
  static let name = "mkl"
  static let title = "oneMKL calls (MKL_VERBOSE=1)"

  static func recognises(_ start: [UInt8]) -> Bool {
    start[...].hasLine(startingWith: "MKL_VERBOSE ")
  }

  var lines = CaptureLines()

  init() {}

  mutating func take(
    _ line: CaptureText, at number: Int, isCut: Bool, into sink: inout some CaptureSink
  ) {
    guard line.has(prefix: "MKL_VERBOSE ") else { return }
    let text = line.dropFirst(12)
    guard let open = text.firstIndex(of: 0x28) else { return }
    let name = text[..<open]
    // The line about the version has words before its bracket.
    guard !name.isEmpty,
      name.allSatisfy({ $0 >= 0x41 && $0 <= 0x5A || $0 >= 0x30 && $0 <= 0x39 || $0 == 0x5F })
    else { return }
    guard let close = text.firstIndex(of: 0x29), close > open, !isCut else {
      sink.reject(line.quoted, at: .line(number), why: "the line ends inside the call")
      return
    }
    let arguments = text[(open + 1)..<close].pieces(",").map(\.trimmed)
    let time = text[(close + 1)...].words.first.flatMap(Self.nanoseconds)
    do throws(CaptureFault) {
      let (content, assumptions) = try Self.call(name.string, arguments)
      sink.add(
        name.string, content, line: number, assumptions: assumptions, nanoseconds: time)
    } catch {
      sink.reject(line.quoted, at: .line(number), why: error.why)
    }
  }

  /// `19.88us`; MKL picks ns, us, ms or s a line.
  private static func nanoseconds(_ text: CaptureText) -> Double? {
    let units: [(StaticString, Double)] = [("ns", 1), ("us", 1e3), ("ms", 1e6), ("s", 1e9)]
    for (unit, factor) in units where text.suffix(unit.utf8CodeUnitCount).equals(unit) {
      guard let value = text.dropLast(unit.utf8CodeUnitCount).real, value >= 0 else { return nil }
      return value * factor
    }
    return nil
  }

  private static let names: [String: (ElementType, ElementType)] = [
    "SGEMM": (.f32, .f32), "DGEMM": (.f64, .f64), "CGEMM": (.c64, .c64), "ZGEMM": (.c128, .c128),
    "HGEMM": (.f16, .f16), "CGEMM3M": (.c64, .c64), "ZGEMM3M": (.c128, .c128),
    "GEMM_BF16BF16F32": (.bf16, .f32), "GEMM_F16F16F32": (.f16, .f32),
  ]

  private static func call(_ name: String, _ arguments: [CaptureText]) throws(CaptureFault) -> (
    CapturedCall.Content, [String]
  ) {
    var base = name
    var arguments = arguments
    var isRowMajor = false
    for suffix in ["_64", "_DIRECT"] where base.hasSuffix(suffix) {
      base = String(base.dropLast(suffix.count))
    }
    if base.hasPrefix("CBLAS_") {
      base = String(base.dropFirst(6))
      if let first = arguments.first, first.equals("101") || first.equals("102") {
        isRowMajor = first.equals("101")
        arguments.removeFirst()
      }
    }
    let isStrided = base.hasSuffix("_BATCH_STRIDED")
    if isStrided { base = String(base.dropLast(14)) }
    if base.hasPrefix("GEMM_S8U8S32") || base.hasPrefix("GEMM_S16S16S32") {
      return (
        .notReplayable(
          "\(name) multiplies integers of types and with offsets that have no counterpart"), []
      )
    }
    if base.hasSuffix("GEMM_BATCH") || base.hasSuffix("GEMM3M_BATCH") {
      return (
        .notReplayable(
          "m, n and k are behind pointers: the first group's are printed, the others' not"), []
      )
    }
    guard let (input, output) = names[base] else {
      let isPacked = base.hasSuffix("_COMPUTE") || base.hasSuffix("_PACK")
      return (
        .notReplayable(
          isPacked
            ? "\(name) works on a packed matrix, which has no counterpart" : "\(name) is not a GEMM"
        ),
        []
      )
    }
    let count = isStrided ? 17 : 13
    guard arguments.count == count else {
      throw CaptureFault("\(name) has \(arguments.count) arguments instead of \(count)")
    }
    func integer(_ place: Int) throws(CaptureFault) -> Int {
      guard let value = arguments[place].integer else {
        throw CaptureFault("argument \(place + 1) is not a number: \(arguments[place].quoted)")
      }
      return value
    }
    guard let transA = LoggedNames.transpose(arguments[0]),
      let transB = LoggedNames.transpose(arguments[1])
    else { throw CaptureFault("the transposes are not N, T or C") }
    let places = isStrided ? (7, 10, 14) : (7, 9, 12)
    let ldc = try integer(places.2)
    var call = LoggedGEMM(
      m: try integer(2), n: try integer(3), k: try integer(4), transA: transA, transB: transB,
      lda: try integer(places.0), ldb: try integer(places.1), ldc: ldc, ldd: ldc, a: input,
      b: input, d: output)
    call.isRowMajor = isRowMajor
    if isStrided {
      let c = try integer(15)
      call.batch = .strided(
        count: try integer(16), a: try integer(8), b: try integer(11), c: c, d: c)
    }
    var assumptions = ["alpha is 1, beta is 0: the log has their addresses only"]
    if base.hasSuffix("3M") {
      assumptions.append(
        "\(name) is taken as a plain complex GEMM, without its three-multiplication method")
    }
    return (call.content, assumptions)
  }
}
