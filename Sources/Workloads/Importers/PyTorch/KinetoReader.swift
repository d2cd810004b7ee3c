/// Reads traces of PyTorch's profiler: Chrome trace JSON with `cpu_op`, `kernel` and `cuda_runtime` events.
///
/// Which call encloses which is known only when all events are, so a compact record of every operator is kept (at most
/// ``KinetoTimeline/maximumCount``); arguments are kept once for all operators that share them.
struct KinetoReader: CaptureReader {
  static let name = "kineto"
  static let title = "PyTorch profiler trace (export_chrome_trace, record_shapes=True)"

  private var stream = JSONRecordStream(listKey: "traceEvents", recordName: "event")
  private var timeline = KinetoTimeline()
  private var seenSteps: Set<[UInt8]> = []
  /// The event under way, from 1.
  private var recordNumber = 0

  init() {}

  static func recognises(_ start: [UInt8]) -> Bool {
    guard WorkloadFile.looksLikeJSON(start) || start.first == UInt8(ascii: "[") else {
      return false
    }
    return start.contains("\"traceEvents\"")
      || start.first == UInt8(ascii: "[") && start.contains("\"ph\"")
  }

  mutating func read(_ bytes: UnsafeRawBufferPointer, into sink: inout some CaptureSink) {
    var stream = self.stream
    stream.read(bytes, into: &sink) { piece, number, sink in
      switch piece {
      case .record(let text):
        recordNumber = number
        take(text, into: &sink)
      case .member(let key, let value):
        if key == Array("deviceProperties".utf8) { noteDevice(value, into: &sink) }
      case .oversized: break
      }
    }
    self.stream = stream
  }

  mutating func finish(into sink: inout some CaptureSink) {
    stream.finish(into: &sink)
    timeline.finish(into: &sink)
  }

  private func noteDevice(_ value: UnsafeRawBufferPointer, into sink: inout some CaptureSink) {
    if let name = JSONValue(value)?.elements?.first?["name"]?.text { sink.note(.device(name)) }
  }

  /// One event, as far as it is looked at; slices of its text.
  private struct Event {
    var phase, category, name, process, thread, start, duration, arguments: UnsafeRawBufferPointer?
  }

  private enum Kind {
    case operation, kernel, runtime, annotation
  }

  private static func kind(_ category: UnsafeRawBufferPointer) -> Kind? {
    let category = category.unquoted
    if category.equals("cpu_op") || category.equals("Operator") || category.equals("operator") {
      return .operation
    }
    if category.equals("kernel") || category.equals("Kernel") { return .kernel }
    // Other vendors' builds of PyTorch name theirs alike: xpu_runtime, musa_runtime.
    if category.ends(with: "_runtime") || category.equals("cuda_driver")
      || category.equals("Runtime")
    {
      return .runtime
    }
    return category.equals("user_annotation") ? .annotation : nil
  }

  private mutating func take(_ text: UnsafeRawBufferPointer, into sink: inout some CaptureSink) {
    var cursor = JSONObjectCursor(text)
    var event = Event()
    var kind: Kind?
    while let (key, value) = cursor.next() {
      if key.equals("cat") {
        kind = Self.kind(value)
        // Most events of a large trace are of other kinds, and their arguments are not looked at.
        if kind == nil { return }
        event.category = value
      } else if key.equals("name") {
        event.name = value
      } else if key.equals("ph") {
        event.phase = value
      } else if key.equals("pid") {
        event.process = value
      } else if key.equals("tid") {
        event.thread = value
      } else if key.equals("ts") {
        event.start = value
      } else if key.equals("dur") {
        event.duration = value
      } else if key.equals("args") {
        event.arguments = value
      }
    }
    guard let kind, let name = event.name?.unquoted, event.phase?.equals("\"X\"") == true else {
      return
    }
    switch kind {
    case .annotation:
      if name.starts(with: "ProfilerStep#"), seenSteps.count < 1 << 20,
        seenSteps.insert(Array(name)).inserted
      {
        sink.note(.step)
      }
    case .operation: takeOperation(event, name, text, into: &sink)
    case .kernel: takeKernel(event, name)
    case .runtime: takeRuntime(event)
    }
  }

  private mutating func takeOperation(
    _ event: Event, _ name: UnsafeRawBufferPointer, _ text: UnsafeRawBufferPointer,
    into sink: inout some CaptureSink
  ) {
    let role = timeline.role(of: name)
    guard let start = event.start?.thousandths, let duration = event.duration?.thousandths,
      start >= 0, duration >= 0
    else {
      if role != .other {
        sink.reject(
          String(decoding: text.prefix(300), as: UTF8.self), at: .event(recordNumber),
          why: "ts and dur are no times")
      }
      return
    }
    var external: Int?
    var signature = KinetoSignature()
    if let arguments = event.arguments, arguments.first == UInt8(ascii: "{") {
      var cursor = JSONObjectCursor(arguments)
      while let (key, value) = cursor.next() {
        if key.equals("External id") || key.equals("external id") {
          external = value.integer
          if role == .other { break }
        } else if role != .other {
          signature.take(key, value)
        }
      }
    }
    let isKept = timeline.add(
      role: role, name: name, signature: signature, start: start, end: start + duration,
      thread: (event.process, event.thread), external: external, ordinal: recordNumber)
    if !isKept, role != .other {
      sink.reject(
        String(decoding: text.prefix(300), as: UTF8.self), at: .event(recordNumber),
        why: "the trace has more operators than are kept; record fewer steps")
    }
  }

  private mutating func takeKernel(_ event: Event, _ name: UnsafeRawBufferPointer) {
    guard let duration = event.duration?.thousandths, duration >= 0 else { return }
    let (external, correlation) = Self.identities(event.arguments)
    timeline.addKernel(
      name: name, nanoseconds: duration, external: external, correlation: correlation)
  }

  private mutating func takeRuntime(_ event: Event) {
    let (external, correlation) = Self.identities(event.arguments)
    if let external, let correlation {
      timeline.addLaunch(correlation: correlation, external: external)
    }
  }

  private static func identities(_ arguments: UnsafeRawBufferPointer?) -> (
    external: Int?, correlation: Int?
  ) {
    guard let arguments, arguments.first == UInt8(ascii: "{") else { return (nil, nil) }
    var cursor = JSONObjectCursor(arguments)
    var external: Int?
    var correlation: Int?
    while let (key, value) = cursor.next() {
      if key.equals("External id") || key.equals("external id") {
        external = value.integer
      } else if key.equals("correlation") {
        correlation = value.integer
      }
    }
    return (external, correlation)
  }
}

/// The arguments of an operator as the trace writes them, slices of its text.
struct KinetoSignature {
  private(set) var dims, strides, types, values: UnsafeRawBufferPointer?

  /// Takes a member of an event's arguments; names by age of PyTorch.
  mutating func take(_ key: UnsafeRawBufferPointer, _ value: UnsafeRawBufferPointer) {
    if key.equals("Input Dims") || key.equals("Input dims") {
      dims = value
    } else if key.equals("Input Strides") {
      strides = value
    } else if key.equals("Input type") || key.equals("Input Types") {
      types = value
    } else if key.equals("Concrete Inputs") {
      values = value
    }
  }

  /// Everything in one string of bytes, equal for equal arguments.
  func bytes(name: UnsafeRawBufferPointer) -> [UInt8] {
    var bytes = [UInt8](name)
    for part in [dims, strides, types, values] {
      bytes.append(0)
      if let part { bytes.append(contentsOf: part) }
    }
    return bytes
  }

  /// The operator that such bytes stand for.
  static func parse(_ bytes: [UInt8]) -> TorchOperator {
    let parts = bytes.split(separator: 0, omittingEmptySubsequences: false).map(Array.init)
    func lists(_ index: Int) -> [[Int]?]? {
      guard index < parts.count, !parts[index].isEmpty else { return nil }
      return JSONValue(parts[index])?.elements?.map(\.integers)
    }
    func texts(_ index: Int) -> [String]? {
      guard index < parts.count, !parts[index].isEmpty else { return nil }
      return JSONValue(parts[index])?.elements?.map(\.plainText)
    }
    return TorchOperator(
      name: String(decoding: parts[0], as: UTF8.self), dims: lists(1) ?? [], strides: lists(2),
      types: texts(3) ?? [], values: texts(4))
  }
}

extension Array where Element == UInt8 {
  /// Whether `text` stands somewhere in the bytes.
  func contains(_ text: String) -> Bool { firstRange(of: Array(text.utf8)) != nil }
}
