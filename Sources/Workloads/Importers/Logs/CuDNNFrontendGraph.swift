import Foundation

/// The graphs that cudnn-frontend prints as JSON (`CUDNN_FRONTEND_LOG_INFO=1`), alone or between other lines of a log.
///
/// Three ages are read: `causal_mask` and `sliding_window_length` (up to 1.9), `diagonal_alignment` and bounds (1.10 and later), and
/// the graphs of the Python-native builder (1.27 and later). A log tells of graphs that were built, not of how often they ran.
struct CuDNNFrontendReader: CaptureReader {
  static let name = "cudnn-frontend"
  static let title = "cudnn-frontend graphs (CUDNN_FRONTEND_LOG_INFO=1)"

  /// The most bytes of one graph.
  private static let bound = 1 << 20

  static func recognises(_ start: [UInt8]) -> Bool {
    let text = start[...]
    return text.firstRange(of: "\"nodes\"") != nil && text.firstRange(of: "\"context\"") != nil
      && (text.firstRange(of: "_data_type\"") != nil || text.firstRange(of: "cudnn") != nil)
  }

  private var line = 1
  /// The bytes of the object under way, if one is.
  private var object: [UInt8] = []
  private var startLine = 0
  private var depth = 0
  private var isInString = false
  private var isEscaped = false

  init() {}

  mutating func read(_ bytes: UnsafeRawBufferPointer, into sink: inout some CaptureSink) {
    for byte in bytes { take(byte, into: &sink) }
  }

  mutating func finish(into sink: inout some CaptureSink) {
    if depth > 0 { drop("the file ends inside the graph", into: &sink) }
  }

  private mutating func take(_ byte: UInt8, into sink: inout some CaptureSink) {
    defer {
      if byte == 0x0A { line += 1 }
    }
    guard depth > 0 else {
      if byte == 0x7B {
        object = [byte]
        (depth, startLine, isInString, isEscaped) = (1, line, false, false)
      }
      return
    }
    if isInString, byte == 0x0A {
      drop("a string of the graph does not end in its line", into: &sink)
      return
    }
    object.append(byte)
    if object.count > Self.bound {
      drop("the graph is longer than \(Self.bound) bytes, the most that is read", into: &sink)
      return
    }
    if isInString {
      if isEscaped {
        isEscaped = false
      } else if byte == 0x5C {
        isEscaped = true
      } else if byte == 0x22 {
        isInString = false
      }
      return
    }
    switch byte {
    case 0x22: isInString = true
    case 0x7B:
      // A graph that was cut off by the next one.
      if object.count == 2 || object[object.count - 2] == 0x0A {
        drop("the graph ends where the next one begins", into: &sink)
        object = [byte]
        (depth, startLine) = (1, line)
        return
      }
      depth += 1
    case 0x7D:
      depth -= 1
      if depth == 0 {
        report(into: &sink)
        object = []
      }
    default:
      // JSON's object begins with a string; other braces of a log are not graphs.
      if object.count < 64, depth == 1, byte > 0x20,
        object.dropFirst().dropLast().allSatisfy({ $0 <= 0x20 })
      {
        reset()
      }
    }
  }

  private mutating func reset() {
    (object, depth, isInString) = ([], 0, false)
  }

  private mutating func drop(_ why: String, into sink: inout some CaptureSink) {
    if object[...].firstRange(of: "\"context\"") != nil
      || object[...].firstRange(of: "\"nodes\"") != nil
    {
      sink.reject(object[...].quoted, at: .line(startLine), why: why)
    }
    reset()
  }

  private func report(into sink: inout some CaptureSink) {
    guard object[...].firstRange(of: "\"nodes\"") != nil else { return }
    guard
      let graph = try? JSONSerialization.jsonObject(with: Data(object)) as? [String: Any],
      let context = graph["context"] as? [String: Any]
    else {
      sink.reject(
        object[...].quoted, at: .line(startLine), why: "the graph is not JSON with a context")
      return
    }
    // A graph without nodes is one under construction.
    guard let nodes = graph["nodes"] as? [[String: Any]] else { return }
    let tensors = graph["tensors"] as? [String: [String: Any]] ?? [:]
    for node in nodes.prefix(4096) {
      let tag = node["tag"] as? String ?? node["type"] as? String ?? ""
      guard tag.hasPrefix("SDPA") || tag == "MATMUL" || tag.hasPrefix("CONV") else { continue }
      let reader = CuDNNNode(tag: tag, node: node, tensors: tensors, context: context)
      do throws(CaptureFault) {
        let (content, notes) = try reader.read()
        sink.add(
          tag, content, line: startLine,
          assumptions: ["it ran once: the log tells that the graph was built, not how often it ran"]
            + notes)
      } catch {
        sink.reject(object[...].quoted, at: .line(startLine), why: "\(tag): \(error.why)")
      }
    }
  }
}
