/// The operators and kernels of a trace in compact form, and what follows from them when all are there.
struct KinetoTimeline {
  /// The most operators and the most kernels that are kept: 32 and 16 bytes each.
  static let maximumCount = 5_000_000
  /// The most bytes of different arguments.
  private static let maximumSignatureByteCount = 64 << 20
  private static let maximumNameCount = 100_000

  private struct Operation {
    var start, end: Int64
    /// The trace's number of the operator, or 0.
    var external: UInt32
    /// Its place in the file.
    var ordinal: UInt32
    /// Index of its arguments.
    var signature: Int32
    var thread: UInt16
    var role: TorchRole
  }

  private struct Kernel {
    var external, correlation: UInt32
    var name: Int32
    /// Microseconds would not do, and 4 s in nanoseconds is more than any kernel runs.
    var nanoseconds: UInt32
  }

  private var operations: [Operation] = []
  private var kernels: [Kernel] = []
  /// Numbers of operators by the correlation number of what they launched.
  private var launches: [UInt32: UInt32] = [:]
  private var signatures = InternedBytes(
    maximumCount: 200_000, maximumByteCount: maximumSignatureByteCount)
  private var names = InternedBytes(maximumCount: maximumNameCount, maximumByteCount: 32 << 20)
  private var threads = InternedBytes(maximumCount: 60_000, maximumByteCount: 8 << 20)
  private var roles: [ByteString: TorchRole] = [:]
  private var lastThread: (bytes: [UInt8], index: Int32) = ([], -1)

  /// The role of an operator, remembered by its name.
  mutating func role(of name: UnsafeRawBufferPointer) -> TorchRole {
    guard name.count <= 256 else { return .other }
    // Nine of ten operators are of PyTorch's own and none of these.
    let key = ByteString(bytes: [UInt8](name))
    if let role = roles[key] { return role }
    let role = TorchRole.of(String(decoding: name, as: UTF8.self))
    if roles.count < Self.maximumNameCount { roles[key] = role }
    return role
  }

  /// Keeps an operator; false where there are too many.
  mutating func add(
    role: TorchRole, name: UnsafeRawBufferPointer, signature: KinetoSignature, start: Int,
    end: Int, thread: (process: UnsafeRawBufferPointer?, thread: UnsafeRawBufferPointer?),
    external: Int?, ordinal: Int
  ) -> Bool {
    guard operations.count < Self.maximumCount, let thread = index(ofThread: thread) else {
      return false
    }
    var index: Int32 = -1
    if role != .other {
      guard let found = signatures.index(of: signature.bytes(name: name)) else { return false }
      index = found
    }
    operations.append(
      Operation(
        start: Int64(start), end: Int64(end), external: UInt32(clamping: external ?? 0),
        ordinal: UInt32(clamping: ordinal), signature: index, thread: UInt16(thread), role: role))
    return true
  }

  /// Keeps a kernel; those beyond the limit are left out, and with them the times of their calls.
  mutating func addKernel(
    name: UnsafeRawBufferPointer, nanoseconds: Int, external: Int?, correlation: Int?
  ) {
    guard kernels.count < Self.maximumCount else { return }
    let name = names.index(of: [UInt8](name.prefix(512))) ?? -1
    kernels.append(
      Kernel(
        external: UInt32(clamping: external ?? 0), correlation: UInt32(clamping: correlation ?? 0),
        name: name, nanoseconds: UInt32(clamping: nanoseconds)))
  }

  /// Remembers which operator made a launch.
  mutating func addLaunch(correlation: Int, external: Int) {
    guard launches.count < Self.maximumCount, external > 0 else { return }
    launches[UInt32(clamping: correlation)] = UInt32(clamping: external)
  }

  private mutating func index(
    ofThread thread: (process: UnsafeRawBufferPointer?, thread: UnsafeRawBufferPointer?)
  ) -> Int32? {
    var bytes = [UInt8](thread.process ?? UnsafeRawBufferPointer(start: nil, count: 0))
    bytes.append(0)
    bytes.append(contentsOf: thread.thread ?? UnsafeRawBufferPointer(start: nil, count: 0))
    if bytes == lastThread.bytes { return lastThread.index }
    guard bytes.count <= 200, let index = threads.index(of: bytes) else { return nil }
    lastThread = (bytes, index)
    return index
  }

  // MARK: At the end

  /// A call or wrapper with everything that is recorded inside it.
  private struct Group {
    let operation: Int32
    /// Whether it counts: a wrapper does not where a call is recorded inside it.
    var counts: Bool
    let insideLinear: Bool
    var nanoseconds = 0
    var kernel: Int32 = -1
    var kernelNanoseconds: UInt32 = 0
  }

  private struct Open {
    let end: Int64
    /// The group that everything inside belongs to, or -1.
    let group: Int32
    let isWrapper: Bool
    /// Whether it or what is around it is `aten::linear`.
    let isInsideLinear: Bool
  }

  /// Reports every call with its time.
  mutating func finish(into sink: inout some CaptureSink) {
    sort()
    let operators = signatures.all.map(KinetoSignature.parse)
    let linear = operators.map { $0.name == "aten::linear" }
    var groups: [Group] = []
    var groupOfExternal: [UInt32: Int32] = [:]
    var stack: [Open] = []
    var thread: UInt16?
    for (index, operation) in operations.enumerated() {
      if operation.thread != thread {
        stack.removeAll(keepingCapacity: true)
        thread = operation.thread
      }
      while let top = stack.last, !Self.encloses(top.end, operation) { stack.removeLast() }
      let outer = stack.last
      var group = outer?.group ?? -1
      var isWrapper = outer?.isWrapper ?? false
      let isInside = group >= 0 && !isWrapper
      if operation.role == .call, !isInside {
        // The wrapper around it does not count, and what it holds besides the call is nobody's.
        if group >= 0 { groups[Int(group)].counts = false }
        group = Int32(groups.count)
        isWrapper = false
        groups.append(
          Group(
            operation: Int32(index), counts: true, insideLinear: outer?.isInsideLinear ?? false))
      } else if operation.role == .wrapper, group < 0 {
        group = Int32(groups.count)
        isWrapper = true
        groups.append(Group(operation: Int32(index), counts: true, insideLinear: false))
      }
      if group >= 0, operation.external > 0, !kernels.isEmpty {
        groupOfExternal[operation.external] = group
      }
      let isInsideLinear =
        outer?.isInsideLinear ?? false
        || operation.signature >= 0 && linear[Int(operation.signature)]
      stack.append(
        Open(
          end: operation.end, group: group, isWrapper: isWrapper,
          isInsideLinear: isInsideLinear))
    }
    join(&groups, groupOfExternal)
    report(groups, operators, into: &sink)
  }

  /// Whether what ends at `end` and started before encloses `operation`.
  private static func encloses(_ end: Int64, _ operation: Operation) -> Bool {
    end > operation.start || end == operation.start && operation.end == end
  }

  /// Orders operators by thread and time, enclosing ones first.
  private mutating func sort() {
    func isBefore(_ a: Operation, _ b: Operation) -> Bool {
      if a.thread != b.thread { return a.thread < b.thread }
      if a.start != b.start { return a.start < b.start }
      if a.end != b.end { return a.end > b.end }
      // Numbers are given when operators start.
      if a.external != b.external { return a.external < b.external }
      return a.ordinal < b.ordinal
    }
    let isSorted = operations.withUnsafeBufferPointer { all in
      (1..<max(all.count, 1)).allSatisfy { !isBefore(all[$0], all[$0 - 1]) }
    }
    if !isSorted { operations.sort(by: isBefore) }
  }

  /// Gives every kernel's time to the call inside which it was launched.
  private func join(_ groups: inout [Group], _ groupOfExternal: [UInt32: Int32]) {
    for kernel in kernels {
      let external =
        kernel.external > 0 ? kernel.external : launches[kernel.correlation, default: 0]
      guard let index = groupOfExternal[external] else { continue }
      groups[Int(index)].nanoseconds += Int(kernel.nanoseconds)
      if kernel.nanoseconds >= groups[Int(index)].kernelNanoseconds {
        groups[Int(index)].kernelNanoseconds = kernel.nanoseconds
        groups[Int(index)].kernel = kernel.name
      }
    }
  }

  private func report(
    _ groups: [Group], _ operators: [TorchOperator], into sink: inout some CaptureSink
  ) {
    let onDevice = !kernels.isEmpty
    var calls: [Int: CapturedCall?] = [:]
    for group in groups where group.counts {
      let operation = operations[Int(group.operation)]
      let signature = Int(operation.signature)
      let key = signature * 2 + (group.insideLinear ? 1 : 0)
      if calls[key] == nil {
        calls[key] = .some(
          operators[signature].content(insideLinear: group.insideLinear, onDevice: onDevice).map {
            CapturedCall(
              name: operators[signature].name, content: $0.content, assumptions: $0.assumptions,
              place: .event(0))
          })
      }
      guard let prototype = calls[key], var call = prototype else { continue }
      let event = operation.external > 0 ? operation.external : operation.ordinal
      call.place = .event(Int(event))
      if !onDevice {
        call.recordedNanoseconds = Double(operation.end - operation.start)
      } else if group.nanoseconds > 0 {
        call.recordedNanoseconds = Double(group.nanoseconds)
        if group.kernel >= 0 {
          call.kernel = String(decoding: names.all[Int(group.kernel)], as: UTF8.self)
        }
      }
      sink.add(call)
    }
  }
}

/// Bytes that are hashed at once; an array of them hashes each on its own.
private struct ByteString: Hashable {
  let bytes: [UInt8]

  func hash(into hasher: inout Hasher) {
    bytes.withUnsafeBytes { hasher.combine(bytes: $0) }
  }
}

/// Strings of bytes that are kept once and known by a number.
struct InternedBytes {
  private(set) var all: [[UInt8]] = []
  private var indices: [ByteString: Int32] = [:]
  private var byteCount = 0
  private let maximumCount, maximumByteCount: Int

  init(maximumCount: Int, maximumByteCount: Int) {
    self.maximumCount = maximumCount
    self.maximumByteCount = maximumByteCount
  }

  /// The number of `bytes`; nil where they are new and there is no room.
  mutating func index(of bytes: [UInt8]) -> Int32? {
    let key = ByteString(bytes: bytes)
    if let index = indices[key] { return index }
    guard all.count < maximumCount, byteCount + bytes.count <= maximumByteCount else { return nil }
    byteCount += bytes.count
    let index = Int32(all.count)
    all.append(bytes)
    indices[key] = index
    return index
  }
}
