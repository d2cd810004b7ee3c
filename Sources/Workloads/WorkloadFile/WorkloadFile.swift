public import Kernels

/// What captures of a program hold: its GEMM and attention calls as weighted, distinct problems, and what was not taken over.
///
/// The content of `NAME.workload.json`, schema version 1 (docs/workload-format.md, docs/schema/workload-1.schema.json).
public struct WorkloadFile: Hashable, Sendable, Codable {
  /// The version that this build writes.
  public static let currentSchemaVersion = 1
  /// What ``kind`` says, so that the file cannot be mistaken for another JSON of Parity's.
  public static let kind = "workload"

  /// The version of the format.
  public var schemaVersion: Int
  /// `workload`.
  public var kind: String
  /// The short name that results carry.
  public var name: String
  /// One line for people.
  public var title: String
  /// The program that wrote the file: `parity 0.1.0`.
  public var createdBy: String
  /// How many steps of the program (training steps, decoded tokens) the calls belong to; 1 where the captures do not tell.
  public var steps: Int
  /// What was read, in order.
  public var captures: [Capture]
  /// Every distinct problem once, the one with the most recorded time (then operations) first.
  public var problems: [Entry]
  /// Calls that cannot be made again, by name and reason.
  public var notReplayable: [NotReplayable]

  /// Creates a file's content.
  public init(
    name: String, title: String = "", createdBy: String, steps: Int = 1, captures: [Capture] = [],
    problems: [Entry] = [], notReplayable: [NotReplayable] = []
  ) {
    schemaVersion = Self.currentSchemaVersion
    kind = Self.kind
    self.name = name
    self.title = title
    self.createdBy = createdBy
    self.steps = steps
    self.captures = captures
    self.problems = problems
    self.notReplayable = notReplayable
  }

  /// One file that was read.
  public struct Capture: Hashable, Sendable, Codable {
    /// The file's name without its folder.
    public var file: String
    /// The short name of its format: `cublas`, `kineto`.
    public var format: String
    /// Its size, uncompressed.
    public var byteCount: Int
    /// The device that the program ran on, if the capture names it: `NVIDIA H100 80GB HBM3`.
    public var device: String?
    /// The steps that the capture marks, if it does.
    public var steps: Int?
    /// Calls that were understood, replayable or not.
    public var calls: Int
    /// Lines or events that look like the format and could not be understood.
    public var rejectedCount: Int
    /// The first of them.
    public var rejected: [Rejection]

    /// Creates the value from its parts.
    public init(
      file: String, format: String, byteCount: Int, device: String? = nil, steps: Int? = nil,
      calls: Int = 0, rejectedCount: Int = 0, rejected: [Rejection] = []
    ) {
      self.file = file
      self.format = format
      self.byteCount = byteCount
      self.device = device
      self.steps = steps
      self.calls = calls
      self.rejectedCount = rejectedCount
      self.rejected = rejected
    }
  }

  /// A line or event that could not be understood.
  public struct Rejection: Hashable, Sendable, Codable {
    /// The line, from 1; or ``event``.
    public var line: Int?
    /// The event's number in its trace.
    public var event: Int?
    /// The text, shortened.
    public var text: String
    /// Why it was rejected.
    public var why: String

    /// Creates the value from its parts.
    public init(line: Int? = nil, event: Int? = nil, text: String, why: String) {
      self.line = line
      self.event = event
      self.text = text
      self.why = why
    }
  }

  /// Where a call stands.
  public struct Place: Hashable, Sendable, Codable {
    /// The capture, counted from 0.
    public var capture: Int
    /// The line, from 1; or ``event``.
    public var line: Int?
    /// The event's number in its trace.
    public var event: Int?

    /// Creates the value from its parts.
    public init(capture: Int, line: Int? = nil, event: Int? = nil) {
      self.capture = capture
      self.line = line
      self.event = event
    }
  }

  /// Times that the captures hold for the calls of one problem.
  public struct Recorded: Hashable, Sendable, Codable {
    /// Calls that have a time.
    public var calls: Int
    /// The sum of their times.
    public var nanoseconds: Double
    /// The shortest time of one call.
    public var minimumNanoseconds: Double
    /// The longest time of one call.
    public var maximumNanoseconds: Double

    /// Creates the value from its parts.
    public init(
      calls: Int, nanoseconds: Double, minimumNanoseconds: Double, maximumNanoseconds: Double
    ) {
      self.calls = calls
      self.nanoseconds = nanoseconds
      self.minimumNanoseconds = minimumNanoseconds
      self.maximumNanoseconds = maximumNanoseconds
    }

    /// The mean time of one call.
    public var meanNanoseconds: Double { nanoseconds / Double(calls) }
  }

  /// One distinct problem.
  public struct Entry: Hashable, Sendable, Codable {
    /// The problem; written as its descriptor.
    public var problem: Problem
    /// How many calls there are in all captures.
    public var calls: Int
    /// How many of them came by which name: `aten::addmm`, `cublasGemmEx`.
    public var names: [String: Int]
    /// What the captures do not hold and the problem takes for granted, and for how many calls.
    public var assumptions: [String: Int]
    /// Recorded times, if the captures have some.
    public var recorded: Recorded?
    /// Device kernels that ran it there, and how often.
    public var kernels: [String: Int]
    /// Where the first calls stand.
    public var places: [Place]

    /// Creates the value from its parts.
    public init(
      problem: Problem, calls: Int, names: [String: Int] = [:], assumptions: [String: Int] = [:],
      recorded: Recorded? = nil, kernels: [String: Int] = [:], places: [Place] = []
    ) {
      self.problem = problem
      self.calls = calls
      self.names = names
      self.assumptions = assumptions
      self.recorded = recorded
      self.kernels = kernels
      self.places = places
    }
  }

  /// Calls of one name that cannot be made again, for one reason.
  public struct NotReplayable: Hashable, Sendable, Codable {
    /// The call's name.
    public var name: String
    /// Why: the argument that is missing or that no problem can say.
    public var reason: String
    /// How many calls there are.
    public var calls: Int
    /// Recorded times, if the captures have some.
    public var recorded: Recorded?
    /// Where the first calls stand.
    public var places: [Place]

    /// Creates the value from its parts.
    public init(
      name: String, reason: String, calls: Int, recorded: Recorded? = nil, places: [Place] = []
    ) {
      self.name = name
      self.reason = reason
      self.calls = calls
      self.recorded = recorded
      self.places = places
    }
  }
}

extension WorkloadFile {
  /// Calls that were understood, replayable or not.
  public var callCount: Int { captures.reduce(0) { min($0, 1 << 61) + min($1.calls, 1 << 61) } }

  /// The list to run: weights are calls a step.
  public var workload: Workload {
    Workload(
      name: name, title: title,
      sources: captures.map { "\($0.file) (\($0.format))" }, origin: .capture,
      sourceDevice: captures.lazy.compactMap(\.device).first,
      items: problems.map { entry in
        WorkloadItem(
          problem: entry.problem, label: entry.label,
          weight: Double(entry.calls) / Double(max(steps, 1)),
          recordedNanoseconds: entry.recorded?.meanNanoseconds)
      })
  }
}

extension WorkloadFile.Entry {
  /// The names of the calls, the most frequent first.
  public var label: String? {
    let sorted = names.sorted { ($1.value, $0.key) < ($0.value, $1.key) }
    return sorted.isEmpty ? nil : sorted.prefix(4).map(\.key).joined(separator: " + ")
  }
}
