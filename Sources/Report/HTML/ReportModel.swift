import Harness
import Kernels

/// All results files of a report, arranged by problem, by subject (a device of a machine) and by time.
struct ReportModel {
  /// A device of a machine, the same over all files.
  struct Subject {
    let hostName: String
    let device: String
    let deviceName: String
    /// The shortest name that tells it from the others.
    var label: String
  }

  /// A problem measured in one way.
  struct Problem: Hashable {
    let descriptor: String
    let label: String?
    let fill: String
    let cacheMode: String

    init(_ record: CaseRecord) {
      descriptor = record.descriptor
      label = record.label
      fill = record.fill
      cacheMode = record.cacheMode
    }

    /// The short name, after the call's own where it has one.
    var name: String {
      let cold = cacheMode == "hot" ? "" : " \(cacheMode)"
      let short = ProblemName.short(TerminalText.plain(String(descriptor.prefix(300)))) + cold
      return label.map { "\($0): \(short)" } ?? short
    }
  }

  /// One case with its place in the arrangement; the numbers are indices.
  struct Entry {
    let record: CaseRecord
    let source: Int
    let subject: Int
    let problem: Int
    /// Whether it is another variant beside the one that the file names first.
    let isFurtherVariant: Bool
  }

  let sources: [ReportSource]
  /// Indices of `sources` by the time at which they were started.
  let chronological: [Int]
  /// The first is the baseline.
  let subjects: [Subject]
  let problems: [Problem]
  /// In the order of the files.
  let entries: [Entry]
  /// Files with the same content as another, which are left out.
  let duplicateCount: Int
  private let currents: [Place: Entry]

  private struct Place: Hashable {
    let problem: Int
    let subject: Int
  }

  init(_ given: [ReportSource]) {
    var seen: Set<ResultsFile> = []
    let sources = given.filter { seen.insert($0.file).inserted }
    self.sources = sources
    duplicateCount = given.count - sources.count
    chronological = sources.indices.sorted {
      let (left, right) = (sources[$0].file.run.startedAt, sources[$1].file.run.startedAt)
      return left == right ? $0 < $1 : left < right
    }

    var subjects: [Subject] = []
    var subjectIndices: [[String]: Int] = [:]
    var problems: [Problem] = []
    var problemIndices: [Problem: Int] = [:]
    var entries: [Entry] = []
    for (index, source) in sources.enumerated() {
      let file = source.file
      let names = Dictionary(file.devices.map { ($0.id, $0.name) }) { first, _ in first }
      let used = Set(file.cases.map(\.device))
      let listed = file.devices.map(\.id).filter(used.contains)
      for device in listed + file.cases.map(\.device) {
        let key = [file.host.hostName, device, names[device] ?? ""]
        guard subjectIndices[key] == nil else { continue }
        subjectIndices[key] = subjects.count
        subjects.append(
          Subject(hostName: key[0], device: device, deviceName: key[2], label: device))
      }
      var taken: Set<Place> = []
      for record in file.cases {
        let key = [file.host.hostName, record.device, names[record.device] ?? ""]
        guard let subject = subjectIndices[key] else { continue }
        let problem = Problem(record)
        let place = Place(
          problem: problemIndices[problem, default: problems.count], subject: subject)
        if place.problem == problems.count {
          problemIndices[problem] = problems.count
          problems.append(problem)
        }
        entries.append(
          Entry(
            record: record, source: index, subject: subject, problem: place.problem,
            isFurtherVariant: !taken.insert(place).inserted))
      }
    }
    self.entries = entries
    self.problems = problems
    self.subjects = Self.labelled(subjects)

    var rank = [Int](repeating: 0, count: sources.count)
    for (position, source) in chronological.enumerated() { rank[source] = position }
    var currents: [Place: Entry] = [:]
    for entry in entries where !entry.isFurtherVariant {
      let place = Place(problem: entry.problem, subject: entry.subject)
      if let other = currents[place], rank[other.source] > rank[entry.source] { continue }
      currents[place] = entry
    }
    self.currents = currents
  }

  /// The newest case of a problem on a subject, by the variant that its file names first.
  func current(problem: Int, subject: Int) -> Entry? {
    currents[Place(problem: problem, subject: subject)]
  }

  /// The newest cases of a subject in the order of the problems.
  func currents(subject: Int) -> [Entry] {
    problems.indices.compactMap { current(problem: $0, subject: subject) }
  }

  /// The speed of a subject relative to the baseline, above 1 is faster; nil unless both are trusted.
  func ratio(problem: Int, subject: Int) -> Double? {
    speed(problem: problem, subject: subject)?.ratio
  }

  /// The same with its interval.
  func speed(problem: Int, subject: Int) -> RelativeSpeed? {
    guard subject != 0, let entry = current(problem: problem, subject: subject),
      let baseline = current(problem: problem, subject: 0)
    else { return nil }
    return Self.speed(entry, to: baseline)
  }

  /// The speed of one case relative to another; paired by rounds only within one file.
  static func speed(_ entry: Entry, to baseline: Entry) -> RelativeSpeed? {
    RelativeSpeed(entry.record, to: baseline.record, sameRun: entry.source == baseline.source)
  }

  /// Names that differ, as short as that allows.
  private static func labelled(_ subjects: [Subject]) -> [Subject] {
    let forms: [(Subject) -> String] = [
      { $0.device }, { "\($0.hostName) \($0.device)" },
      { "\($0.hostName) \($0.device) (\($0.deviceName))" },
    ]
    let form =
      forms.first { form in Set(subjects.map(form)).count == subjects.count } ?? forms[2]
    return subjects.map { subject in
      var named = subject
      named.label = form(subject)
      return named
    }
  }
}

extension CaseRecord {
  /// The type of the operands by its descriptor; `other` where that cannot be told.
  var typeName: String {
    let sections = descriptor.prefix(64).split(separator: ":")
    guard sections.count > 1 else { return "other" }
    let name = sections[1].prefix { $0.isLetter || $0.isNumber }
    return ElementType(rawValue: String(name))?.rawValue ?? "other"
  }

  /// The rate of operations at the median, where it is a positive number.
  var flopRate: Double? { rates?.flopsPerSecond.flatMap { $0.isFinite && $0 > 0 ? $0 : nil } }

  /// The rate of traffic at the median, where it is a positive number.
  var byteRate: Double? { rates?.bytesPerSecond.flatMap { $0.isFinite && $0 > 0 ? $0 : nil } }

  /// Whether the device gave a result, right or not.
  var gaveResult: Bool {
    switch status {
    case .passed, .noisy, .incorrect, .notVerified, .implausible: true
    case .unsupported, .skipped, .timedOut, .crashed, .failed: false
    }
  }

  /// Why the case is not plainly passed: arguments, losses, and the reason given.
  var explanations: [String] {
    if !unsupportedReasons.isEmpty {
      return unsupportedReasons.map { "\($0.argument.rawValue): \($0.detail)" }
    }
    let changes = losses.map { "\($0.kind.rawValue): \($0.detail)" }
    return changes + (status == .passed ? [] : [reason ?? "no reason given"])
  }
}
