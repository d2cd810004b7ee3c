import Foundation

/// A call as cuBLAS's log prints it.
struct LoggedCall {
  let function: String
  let parameters: [(name: String, cType: String)]
  let words: [Int]

  /// The lines, in the pieces that a callback gets: the function, each argument, and where and when.
  func messages(nanosecondsFromStart: UInt64) -> [String] {
    let types = parameters.map(\.cType).joined(separator: ", ")
    var messages = [
      "I! cuBLAS (v\(BLASVersion.text)) function cublasStatus_t \(function)(\(types)) called:\n"
    ]
    for (parameter, word) in zip(parameters, words) {
      messages.append(
        "i!  \(parameter.name): type=\(Self.typeName(parameter.cType)); val=\(Self.value(word, parameter.cType))\n"
      )
    }
    messages.append(trailer(nanosecondsFromStart))
    return messages
  }

  private func trailer(_ nanoseconds: UInt64) -> String {
    let formatter = DateFormatter()
    formatter.locale = Locale(identifier: "en_US_POSIX")
    formatter.dateFormat = "yyyy-MM-dd'T'HH:mm:ss"
    let seconds = Double(nanoseconds / 1_000_000_000)
    let elapsed = String(
      format: "elapsed from start %f minutes or %f seconds", seconds / 60, seconds)
    let handle =
      parameters.first?.name == "handle" && parameters[0].cType == "cublasHandle_t" ? words[0] : 0
    var place =
      "i!Process=\(getpid()); Thread=\(pthread_self()); GPU=0; Handle=\(Self.pointer(handle))"
    if let context = BLASContext.handles[OpaquePointer(bitPattern: handle)] {
      place += "; StreamId=\(Self.pointer(Int(context.stream)))"
      if context.stream == 0 { place += " (defaultStream)" }
      place += "; MathMode=\(BLASEnumeration.mathMode.name(Int(context.mathMode)))"
    }
    return """
      i! Time: \(formatter.string(from: Date())) \(elapsed)
      \(place)
      i! COMPILED WITH: Swift / Parity

      """
  }

  /// The log knows numbers of C, its own enumerations, and nothing else.
  private static func typeName(_ cType: String) -> String {
    if cType.contains("* const*") || cType == "int**" { return "SOME TYPE" }
    let base = cType.replacing("const ", with: "").replacing("*", with: "")
    switch base {
    case "int", "float", "double", "void": return base
    case "int64_t": return "long"
    case "cudaDataType", "cudaDataType_t": return "cudaDataType_t"
    // The release of CUDA 12 has no name for it.
    case "cublasEmulationStrategy_t": return BLASVersion.major == 12 ? "SOME TYPE" : base
    case "cublasContext": return "cublasHandle_t"
    case "cublasHandle_t", "cublasOperation_t", "cublasFillMode_t", "cublasSideMode_t",
      "cublasDiagType_t", "cublasPointerMode_t", "cublasAtomicsMode_t", "cublasMath_t",
      "cublasComputeType_t", "cudaEmulationMantissaControl", "cudaEmulationSpecialValuesSupport":
      return base
    default: return "SOME TYPE"
    }
  }

  private static func value(_ word: Int, _ cType: String) -> String {
    if cType.hasSuffix("*") || cType == "cublasHandle_t" || cType == "cudaStream_t" {
      return pointer(word)
    }
    return BLASEnumeration.byType[cType].map { $0.text(word) } ?? "\(word)"
  }

  /// An address, with the prefix that the library writes twice.
  private static func pointer(_ word: Int) -> String {
    word == 0
      ? "POINTER (IN HEX:0x(nil))"
      : "POINTER (IN HEX:0x0x\(String(UInt(bitPattern: word), radix: 16)))"
  }
}
