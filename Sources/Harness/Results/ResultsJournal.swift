import Foundation
import Synchronization

/// The growing form of a results file: nothing that was finished is lost, however the run ends.
///
/// Beside the results file `PATH` lies `PATH.journal` while a run goes on: JSON lines, first the file without its cases, then
/// one record for every finished case, each on the disk before the next case starts. ``finish(_:)`` writes the whole file
/// under another name, renames it to `PATH` and removes the journal; so `PATH` is always a complete file or absent.
///
/// Calls may come from any thread. One process at a time can hold a journal.
public final class ResultsJournal: Sendable {
  private struct State: ~Copyable {
    let file: DurableFile
    /// The end of the last whole line.
    var byteCount: Int
    var isFinished = false
  }

  private let path: String
  private let state: Mutex<State>

  /// Starts the journal of a new run, before anything is measured.
  ///
  /// Folders are created. A results file that exists under `path` stays until ``finish(_:)`` replaces it.
  /// - Parameters:
  ///   - path: where the finished file will be.
  ///   - header: the file to be; its cases are left out.
  /// - Throws: `ResultsError` where the place cannot be written, is in use, or holds the finished cases of a run that ended
  ///   early: those are never overwritten.
  public init(creating path: String, header: ResultsFile) throws(ResultsError) {
    try Self.checkDestination(path)
    try DurableFile.createParents(of: path)
    let journalPath = Self.journalPath(path)
    let file = try DurableFile(path: journalPath, mode: .openOrCreate)
    try file.lock()
    if try file.byteCount() > 0 {
      let found = try JournalText(
        try file.contents(limit: ResultsReader.maximumByteCount), source: journalPath)
      guard found.cases.isEmpty else {
        throw ResultsError(
          "\(journalPath) holds \(found.cases.count) finished cases of a run that ended early; "
            + "continue it with --resume \(path), delete it, or choose another --output")
      }
      try file.truncate(to: 0)
    }
    let line = try ResultsCoding.encodeLine(header.withoutCases)
    try file.write(line, at: 0)
    DurableFile.synchronizeFolder(of: journalPath)
    self.path = path
    state = Mutex(State(file: file, byteCount: line.count))
  }

  private init(path: String, file: DurableFile, byteCount: Int) {
    self.path = path
    state = Mutex(State(file: file, byteCount: byteCount))
  }

  /// Continues a run that was killed (from `PATH.journal`) or interrupted (from `PATH`).
  ///
  /// A last line that was being written when the run was killed is dropped.
  /// - Returns: the journal, open for further cases; the file without its cases, `resumeCount` one higher, `interrupted` off
  ///   and `finishedAt` empty; and the finished cases.
  /// - Throws: `ResultsError` where there is nothing to resume, a line is damaged, or another process goes on with the run.
  public static func resume(
    path: String
  ) throws(ResultsError) -> (journal: ResultsJournal, header: ResultsFile, cases: [CaseRecord]) {
    let journalPath = journalPath(path)
    guard access(journalPath, F_OK) == 0 else { return try resumeFile(path: path) }
    let file = try DurableFile(path: journalPath, mode: .openExisting)
    try file.lock()
    let text = try JournalText(
      try file.contents(limit: ResultsReader.maximumByteCount), source: journalPath)
    guard var header = text.header else {
      throw ResultsError(
        "\(journalPath) ends before the first case was finished, so there is nothing to resume; "
          + "start the run again")
    }
    header.reopen(resumeCount: header.run.resumeCount + text.resumeMarkCount + 1)
    var line = try ResultsCoding.encodeLine(ResumeMark())
    if text.lacksFinalNewline { line.insert(UInt8(ascii: "\n"), at: line.startIndex) }
    try file.truncate(to: text.wholeByteCount)
    try file.write(line, at: text.wholeByteCount)
    let journal = ResultsJournal(
      path: path, file: file, byteCount: text.wholeByteCount + line.count)
    return (journal, header, text.cases)
  }

  /// Turns a results file into a journal again.
  ///
  /// The file itself stays until ``finish(_:)`` replaces it.
  private static func resumeFile(
    path: String
  ) throws(ResultsError) -> (journal: ResultsJournal, header: ResultsFile, cases: [CaseRecord]) {
    guard access(path, F_OK) == 0 else {
      throw ResultsError(
        "There is nothing to resume: neither \(path) nor \(journalPath(path)) exists")
    }
    var header = try ResultsReader.read(path: path)
    let cases = header.cases
    header.reopen(resumeCount: header.run.resumeCount + 1)
    var lines = try ResultsCoding.encodeLine(header)
    for record in cases { lines.append(try ResultsCoding.encodeLine(record)) }
    // Complete under another name first: a journal that lacks cases of the file would hide them.
    let temporaryPath = journalPath(path) + ".tmp"
    let file = try DurableFile(path: temporaryPath, mode: .openOrCreate)
    try file.lock()
    try file.truncate(to: 0)
    try file.write(lines, at: 0)
    try DurableFile.rename(temporaryPath, to: journalPath(path))
    return (ResultsJournal(path: path, file: file, byteCount: lines.count), header, cases)
  }

  /// Appends a finished case; it is on the disk when the call returns.
  /// - Throws: `ResultsError` where the disk refuses (the journal then still ends with the case before) or after `finish`.
  public func append(_ record: CaseRecord) throws(ResultsError) {
    let line = try ResultsCoding.encodeLine(record)
    try state.withLock { (state: inout sending State) throws(ResultsError) in
      guard !state.isFinished else {
        throw ResultsError("\(path) is finished; no case can be added")
      }
      try state.file.write(line, at: state.byteCount)
      state.byteCount += line.count
    }
  }

  /// Writes the whole file under its name and removes the journal.
  ///
  /// A failure leaves the journal as it was; see ``recoveryHint``. A second call does nothing.
  public func finish(_ file: ResultsFile) throws(ResultsError) {
    let data = try ResultsCoding.encodeFile(file)
    try state.withLock { (state: inout sending State) throws(ResultsError) in
      guard !state.isFinished else { return }
      let temporaryPath = path + ".tmp"
      let temporary = try DurableFile(path: temporaryPath, mode: .replace)
      try temporary.write(data, at: 0)
      try DurableFile.rename(temporaryPath, to: path)
      state.isFinished = true
      try DurableFile.remove(Self.journalPath(path))
    }
  }

  /// What to tell people when a run ends before ``finish(_:)``: where the finished cases are and how to go on.
  public var recoveryHint: String {
    state.withLock { $0.isFinished }
      ? "All finished cases are in \(path)."
      : "All finished cases are kept in \(Self.journalPath(path)); "
        + "continue with: parity run --resume \(path)"
  }

  /// Where the journal of the results file `path` lies.
  public static func journalPath(_ path: String) -> String { path + ".journal" }

  private static func checkDestination(_ path: String) throws(ResultsError) {
    guard !path.isEmpty, !path.hasSuffix("/") else {
      throw ResultsError("\"\(path)\" names no file; give a results file, for example out.json")
    }
    var status = stat()
    guard stat(path, &status) == 0, status.st_mode & S_IFMT != S_IFREG else { return }
    throw ResultsError("\(path) is not a regular file; give the name of a results file")
  }
}

/// The line that every continued run leaves in its journal.
struct ResumeMark: Codable {
  var resumedAt = Timestamp.text(Date())
}

/// The whole lines of a journal.
struct JournalText {
  /// The first line; nil in a journal that was killed before that was complete.
  var header: ResultsFile?
  var cases: [CaseRecord] = []
  var resumeMarkCount = 0
  /// The end of the last whole line; what follows was being written.
  var wholeByteCount = 0
  /// Whether the last line is whole but for its newline.
  var lacksFinalNewline = false

  /// - Throws: `ResultsError` where a line before the last is damaged, or the first is no header of this version.
  init(_ data: Data, source: String) throws(ResultsError) {
    var number = 0
    var start = data.startIndex
    while start < data.endIndex {
      number += 1
      let newline = data[start...].firstIndex(of: UInt8(ascii: "\n"))
      let end = newline ?? data.endIndex
      let line = data[start..<end]
      do throws(ResultsError) {
        try read(line, source: "\(source) line \(number)")
      } catch {
        // Only a line that no newline ends can be one that was being written.
        guard newline == nil else { throw error }
        return
      }
      lacksFinalNewline = newline == nil
      start = newline.map { data.index(after: $0) } ?? data.endIndex
      wholeByteCount = start - data.startIndex
    }
  }

  private mutating func read(_ line: Data, source: String) throws(ResultsError) {
    guard header != nil else {
      header = try ResultsReader.decode(line, source: source)
      return
    }
    if (try? JSONDecoder().decode(ResumeMark.self, from: line)) != nil {
      resumeMarkCount += 1
      return
    }
    let record = try ResultsCoding.decode(CaseRecord.self, from: line, source: source)
    if let problem = record.contradiction { throw ResultsError("\(source): \(problem)") }
    cases.append(record)
  }
}

extension ResultsFile {
  fileprivate var withoutCases: ResultsFile {
    var header = self
    header.cases = []
    return header
  }

  fileprivate mutating func reopen(resumeCount: Int) {
    cases = []
    run.resumeCount = resumeCount
    run.interrupted = false
    run.finishedAt = nil
  }
}
