public import Kernels

/// A named, weighted list of problems and where it comes from.
public struct Workload: Hashable, Sendable {
  /// What kind of thing the list was read from.
  public enum Origin: String, Hashable, Sendable {
    /// A suite that is part of Parity.
    case suite
    /// A file that the user named.
    case file
    /// Descriptors on the command line.
    case descriptors
    /// A seeded generator.
    case random
    /// Captures of a program (a workload file).
    case capture
  }

  /// The short name that results carry.
  public var name: String
  /// One line for people.
  public var title: String
  /// Where the shapes come from: papers, code and commits, one a line.
  public var sources: [String]
  /// What the list was read from.
  public var origin: Origin
  /// The device on which it was captured, if that is known.
  public var sourceDevice: String?
  /// The calls in the order of the list; a problem may stand in it more than once.
  public var items: [WorkloadItem]

  /// Creates a workload.
  public init(
    name: String, title: String = "", sources: [String] = [], origin: Origin,
    sourceDevice: String? = nil, items: [WorkloadItem]
  ) {
    self.name = name
    self.title = title
    self.sources = sources
    self.origin = origin
    self.sourceDevice = sourceDevice
    self.items = items
  }

  /// The lists one after the other, named `a+b`; there must be one.
  public init(joining lists: [Workload]) {
    self.init(
      name: lists.map(\.name).joined(separator: "+"),
      title: lists.map(\.title).joined(separator: "; "), sources: lists.flatMap(\.sources),
      origin: lists.allSatisfy { $0.origin == .suite } ? .suite : .file,
      items: lists.flatMap(\.items))
  }

  /// Reads a list from a file: a workload file or a suite file, by its content.
  /// - Throws: `WorkloadError` with the file and the place in it.
  public static func read(path: String) throws(WorkloadError) -> Workload {
    let bytes = try BoundedFile.bytes(path: path, limit: WorkloadFile.maximumByteCount)
    let start = Array(bytes.prefix(64 << 10))
    let isCapture = CaptureFormats.reader(for: start).map {
      $0 != WorkloadFileReader.self && $0 != SuiteReader.self
    }
    if isCapture == true || bytes.starts(with: [0x1F, 0x8B]) {
      throw WorkloadError("\(path) is a capture; make a workload of it: parity import \(path)")
    }
    if WorkloadFile.looksLikeJSON(start) {
      return try WorkloadFile.decode(bytes, file: path).workload
    }
    return try SuiteFile.parse(bytes, file: path, origin: .file)
  }

  /// The list with every problem once, where it first stands: weights are added and labels joined with ` + `.
  ///
  /// Results name a case by its problem, so this is the list that can be run.
  public var merged: Workload {
    var places: [Problem: Int] = [:]
    var distinct: [WorkloadItem] = []
    for item in items {
      guard let place = places[item.problem] else {
        places[item.problem] = distinct.count
        distinct.append(item)
        continue
      }
      distinct[place].addRecorded(of: item)
      distinct[place].weight += item.weight
      if let label = item.label, distinct[place].label != label {
        distinct[place].label = [distinct[place].label, label].compactMap { $0 }.joined(
          separator: " + ")
      }
    }
    var result = self
    result.items = distinct
    return result
  }

  /// The list without the problems that are not of one of `types` and one of `operations`; empty sets mean all.
  public func selecting(types: Set<ElementType>, operations: Set<String>) -> Workload {
    var result = self
    result.items = items.filter { item in
      (types.isEmpty || types.contains(item.problem.inputType))
        && (operations.isEmpty || operations.contains(item.problem.operation))
    }
    return result
  }
}

/// One call of a workload.
public struct WorkloadItem: Hashable, Sendable {
  /// What is called.
  public var problem: Problem
  /// What the workload calls it: `prefill/512/qkv`.
  public var label: String?
  /// How often the workload makes the call, more than 0.
  public var weight: Double
  /// The time of one call where the workload was captured, if that is known.
  public var recordedNanoseconds: Double?

  /// Creates an item.
  public init(
    problem: Problem, label: String? = nil, weight: Double = 1, recordedNanoseconds: Double? = nil
  ) {
    self.problem = problem
    self.label = label
    self.weight = weight
    self.recordedNanoseconds = recordedNanoseconds
  }

  /// Makes the recorded time the weighted mean of both items' times, or of the only one.
  fileprivate mutating func addRecorded(of other: WorkloadItem) {
    guard let theirs = other.recordedNanoseconds else { return }
    guard let own = recordedNanoseconds else {
      recordedNanoseconds = theirs
      return
    }
    recordedNanoseconds = (own * weight + theirs * other.weight) / (weight + other.weight)
  }

  /// A weight without a needless `.0`.
  static func text(weight: Double) -> String {
    let text = "\(weight)"
    return text.hasSuffix(".0") ? String(text.dropLast(2)) : text
  }
}
