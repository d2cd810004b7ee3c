import Kernels

/// Reads Parity's own suite files: a problem a line.
struct SuiteReader: CaptureReader {
  static let name = "suite"
  static let title = "Parity suite (a problem a line)"
  private static let operations = ["gemm:", "attn:", "attn_backward:"]
  private static let maximumLineByteCount = 80_000

  private var line: [UInt8] = []
  private var isTooLong = false
  private var lineNumber = 0

  static func recognises(_ start: [UInt8]) -> Bool {
    // The last line may be cut, and that is enough of it.
    let lines = start.split(separator: UInt8(ascii: "\n")).prefix(1000)
    let first = lines.lazy.map { String(decoding: $0.prefix(80), as: UTF8.self) }.first {
      !$0.hasPrefix("#") && $0.contains { !$0.isWhitespace }
    }
    return first.map { line in operations.contains { line.hasPrefix($0) } } ?? false
  }

  mutating func read(_ bytes: UnsafeRawBufferPointer, into sink: inout some CaptureSink) {
    var rest = bytes[...]
    while let end = rest.firstIndex(of: UInt8(ascii: "\n")) {
      hold(rest[..<end])
      endLine(into: &sink)
      rest = rest[(end + 1)...]
    }
    hold(rest)
  }

  mutating func finish(into sink: inout some CaptureSink) {
    if !line.isEmpty { endLine(into: &sink) }
  }

  private mutating func hold(_ part: Slice<UnsafeRawBufferPointer>) {
    let room = Self.maximumLineByteCount - line.count
    if part.count > room { isTooLong = true }
    line += part.prefix(room)
  }

  private mutating func endLine(into sink: inout some CaptureSink) {
    defer {
      line.removeAll(keepingCapacity: true)
      isTooLong = false
    }
    lineNumber += 1
    let text = String(decoding: line, as: UTF8.self)
    let place = CapturedCall.Place.line(lineNumber)
    if isTooLong { return sink.reject(text, at: place, why: "the line is too long") }
    do throws(WorkloadError) {
      guard let item = try SuiteFile.item(line: text, file: "the suite", number: lineNumber) else {
        return
      }
      sink.add(CapturedCall(weighted: item, name: item.label ?? "suite", place: place))
    } catch {
      sink.reject(text, at: place, why: error.description)
    }
  }
}

extension CapturedCall {
  /// A call from a weighted list; a weight that is no whole number is rounded, and the call says so.
  init(weighted item: WorkloadItem, name: String, kernel: String? = nil, place: Place) {
    let count = Int(min(max(item.weight.rounded(), 1), 0x1p40))
    self.init(
      name: name, content: .problem(item.problem), count: count,
      assumptions: Double(count) == item.weight
        ? [] : ["the weight \(WorkloadItem.text(weight: item.weight)) is \(count) calls"],
      recordedNanoseconds: item.recordedNanoseconds, kernel: kernel, place: place)
  }
}
