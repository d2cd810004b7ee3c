import Kernels

/// Collects the calls that readers report into distinct problems; everything that it keeps is bounded.
struct WorkloadBuilder: CaptureSink {
  /// The most places, rejected lines and the like that are kept of each kind.
  static let firstCount = 5
  private static let maximumNameCount = 24
  private static let others = "others"

  private var captures: [WorkloadFile.Capture] = []
  private var entries: [WorkloadFile.Entry] = []
  private var entryPlaces: [Problem: Int] = [:]
  private var gaps: [WorkloadFile.NotReplayable] = []
  private var gapPlaces: [String: Int] = [:]
  private(set) var callCount = 0

  // MARK: Captures

  mutating func beginCapture(file: String, format: String) {
    captures.append(WorkloadFile.Capture(file: Self.plain(file), format: format, byteCount: 0))
  }

  mutating func addBytes(_ count: Int) { captures[captures.count - 1].byteCount += count }

  mutating func endCapture() {}

  // MARK: What readers report

  mutating func add(_ call: CapturedCall) {
    // Counts come from files; sums of the largest must not overflow.
    let count = min(max(call.count, 1), 1 << 40)
    let capture = captures.count - 1
    captures[capture].calls = Self.sum(captures[capture].calls, count)
    callCount = Self.sum(callCount, count)
    let place = Self.place(call.place, capture: capture)
    switch call.content {
    case .problem(let problem):
      guard let index = index(of: problem) else {
        addGap(
          name: call.name, reason: "the captures have more than \(entries.count) distinct problems",
          call, count, place)
        return
      }
      entries[index].calls = Self.sum(entries[index].calls, count)
      Self.add(count, of: call.name, to: &entries[index].names)
      for assumption in call.assumptions {
        Self.add(count, of: assumption, to: &entries[index].assumptions)
      }
      if let kernel = call.kernel { Self.add(count, of: kernel, to: &entries[index].kernels) }
      Self.add(call.recordedNanoseconds, count, to: &entries[index].recorded)
      if entries[index].places.count < Self.firstCount { entries[index].places.append(place) }
    case .notReplayable(let reason):
      addGap(name: call.name, reason: reason, call, count, place)
    }
  }

  mutating func reject(_ text: String, at place: CapturedCall.Place, why: String) {
    let capture = captures.count - 1
    captures[capture].rejectedCount += 1
    guard captures[capture].rejected.count < Self.firstCount else { return }
    var rejection = WorkloadFile.Rejection(text: Self.plain(text), why: Self.plain(why))
    switch place {
    case .line(let number): rejection.line = number
    case .event(let number): rejection.event = number
    }
    captures[capture].rejected.append(rejection)
  }

  mutating func note(_ fact: CaptureFact) {
    let capture = captures.count - 1
    switch fact {
    case .device(let name):
      if captures[capture].device == nil { captures[capture].device = Self.plain(name) }
    case .step: captures[capture].steps = (captures[capture].steps ?? 0) + 1
    }
  }

  // MARK: The result

  /// The workload; what took the most time, or where no time is known does the most operations, comes first.
  func workload(name: String, title: String, createdBy: String, steps: Int?) -> WorkloadFile {
    let marked = captures.compactMap(\.steps)
    let markedSum = marked.count == captures.count ? marked.reduce(0, Self.sum) : 0
    func weight(_ entry: WorkloadFile.Entry) -> (Double, Double) {
      (
        entry.recorded.map { $0.meanNanoseconds * Double(entry.calls) } ?? 0,
        Double(entry.problem.flopCount) * Double(entry.calls)
      )
    }
    let sorted = entries.map { ($0, weight($0)) }.enumerated().sorted {
      ($1.element.1.0, $1.element.1.1, $0.offset) < ($0.element.1.0, $0.element.1.1, $1.offset)
    }
    return WorkloadFile(
      name: name, title: title, createdBy: createdBy, steps: steps ?? max(markedSum, 1),
      captures: captures, problems: sorted.map(\.element.0),
      notReplayable: gaps.enumerated().sorted {
        ($1.element.calls, $0.offset) < ($0.element.calls, $1.offset)
      }.map(\.element))
  }

  // MARK: Parts

  private mutating func index(of problem: Problem) -> Int? {
    if let index = entryPlaces[problem] { return index }
    guard entries.count < WorkloadFile.maximumEntryCount else { return nil }
    entryPlaces[problem] = entries.count
    entries.append(WorkloadFile.Entry(problem: problem, calls: 0))
    return entries.count - 1
  }

  private mutating func addGap(
    name: String, reason: String, _ call: CapturedCall, _ count: Int, _ place: WorkloadFile.Place
  ) {
    var (name, reason) = (Self.plain(name), Self.plain(reason))
    if gapPlaces["\(name)\0\(reason)"] == nil, gaps.count >= 1000 {
      (name, reason) = (Self.others, "more kinds than are kept")
    }
    let key = "\(name)\0\(reason)"
    if gapPlaces[key] == nil {
      gapPlaces[key] = gaps.count
      gaps.append(WorkloadFile.NotReplayable(name: name, reason: reason, calls: 0))
    }
    guard let index = gapPlaces[key] else { return }
    gaps[index].calls = Self.sum(gaps[index].calls, count)
    Self.add(call.recordedNanoseconds, count, to: &gaps[index].recorded)
    if gaps[index].places.count < Self.firstCount { gaps[index].places.append(place) }
  }

  private static func add(_ count: Int, of name: String, to counts: inout [String: Int]) {
    var name = name
    if counts[name] == nil {
      name = plain(name)
      if counts.count >= maximumNameCount { name = others }
    }
    counts[name] = sum(counts[name, default: 0], count)
  }

  private static func add(
    _ nanoseconds: Double?, _ count: Int, to recorded: inout WorkloadFile.Recorded?
  ) {
    guard let nanoseconds, nanoseconds >= 0, nanoseconds < 1e18 else { return }
    guard var sum = recorded else {
      recorded = WorkloadFile.Recorded(
        calls: count, nanoseconds: nanoseconds * Double(count), minimumNanoseconds: nanoseconds,
        maximumNanoseconds: nanoseconds)
      return
    }
    sum.calls = Self.sum(sum.calls, count)
    sum.nanoseconds += nanoseconds * Double(count)
    sum.minimumNanoseconds = min(sum.minimumNanoseconds, nanoseconds)
    sum.maximumNanoseconds = max(sum.maximumNanoseconds, nanoseconds)
    recorded = sum
  }

  private static func place(_ place: CapturedCall.Place, capture: Int) -> WorkloadFile.Place {
    switch place {
    case .line(let number): WorkloadFile.Place(capture: capture, line: number)
    case .event(let number): WorkloadFile.Place(capture: capture, event: number)
    }
  }

  /// The sum, at most what a workload file may say.
  private static func sum(_ a: Int, _ b: Int) -> Int { min(a + b, 1 << 53) }

  /// Text from a capture as it is shown: one line of at most 200 characters without control characters.
  private static func plain(_ text: String) -> String {
    let scalars = text.unicodeScalars.prefix(1000).map { scalar -> Unicode.Scalar in
      switch scalar.properties.generalCategory {
      case .control, .format, .lineSeparator, .paragraphSeparator, .surrogate, .unassigned: " "
      default: scalar
      }
    }
    var view = String.UnicodeScalarView()
    view.append(contentsOf: scalars.prefix(200))
    return String(view)
  }
}
