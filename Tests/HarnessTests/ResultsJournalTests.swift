import Foundation
import TestSupport
import Testing

@testable import Harness

@Suite struct ResultsJournalTests {
  private var header: ResultsFile {
    var file = SampleResults.file
    file.cases = []
    file.run.finishedAt = nil
    return file
  }

  @Test func `A finished run leaves the file alone, whole and equal to what was recorded`() throws {
    let folder = try ResultsFolder()
    let path = folder.file("deep/er/out.json")
    let journal = try ResultsJournal(creating: path, header: header)
    #expect(!FileManager.default.fileExists(atPath: path))
    for record in SampleResults.cases { try journal.append(record) }
    try journal.finish(SampleResults.file)
    #expect(try ResultsReader.read(path: path) == SampleResults.file)
    #expect(
      try FileManager.default.contentsOfDirectory(atPath: folder.file("deep/er")) == ["out.json"])
  }

  @Test func `Every case is on the disk when append returns`() throws {
    let folder = try ResultsFolder()
    let path = folder.file("out.json")
    let journal = try ResultsJournal(creating: path, header: header)
    for (index, record) in SampleResults.cases.enumerated() {
      try journal.append(record)
      let data = try Data(contentsOf: URL(fileURLWithPath: ResultsJournal.journalPath(path)))
      let text = try JournalText(data, source: "journal")
      #expect(text.cases == Array(SampleResults.cases[...index]))
      #expect(text.wholeByteCount == data.count)
    }
  }

  @Test func `A killed run resumes with every finished case`() throws {
    let folder = try ResultsFolder()
    let path = folder.file("out.json")
    do {
      let journal = try ResultsJournal(creating: path, header: header)
      for record in SampleResults.cases.prefix(5) { try journal.append(record) }
    }
    let resumed = try ResultsJournal.resume(path: path)
    #expect(resumed.cases == Array(SampleResults.cases.prefix(5)))
    #expect(resumed.header.run.resumeCount == 1)
    #expect(resumed.header.settings == header.settings)
    for record in SampleResults.cases.dropFirst(5) { try resumed.journal.append(record) }
    var file = resumed.header
    file.cases = SampleResults.cases
    try resumed.journal.finish(file)
    #expect(try ResultsReader.read(path: path) == file)
    #expect(try folder.names == ["out.json"])
  }

  @Test func `A run that is killed again and again counts every continuation`() throws {
    let folder = try ResultsFolder()
    let path = folder.file("out.json")
    do { _ = try ResultsJournal(creating: path, header: header) }
    for expected in 1...4 {
      let resumed = try ResultsJournal.resume(path: path)
      #expect(resumed.header.run.resumeCount == expected)
      #expect(resumed.cases.count == expected - 1)
      try resumed.journal.append(SampleResults.cases[expected])
    }
  }

  @Test func `A journal cut at any byte keeps every whole record`() throws {
    let lines =
      [try ResultsCoding.encodeLine(header)]
      + (try SampleResults.cases.suffix(4).map { try ResultsCoding.encodeLine($0) })
    let journal = lines.reduce(Data(), +)
    var ends: [Int] = []
    for line in lines { ends.append((ends.last ?? 0) + line.count) }
    for cut in 0...journal.count {
      let text = try JournalText(journal.prefix(cut), source: "journal")
      // A line that lacks only its newline is whole.
      let wholeCount = ends.count { cut >= $0 - 1 }
      #expect((text.header == nil ? 0 : 1) + text.cases.count == wholeCount, "cut at \(cut)")
      let expectedEnd = wholeCount == 0 ? 0 : min(cut, ends[wholeCount - 1])
      #expect(text.wholeByteCount == expectedEnd, "cut at \(cut)")
    }
  }

  @Test func `A run whose journal was cut inside a record goes on after the whole records`() throws
  {
    let folder = try ResultsFolder()
    let path = folder.file("out.json")
    let records = Array(SampleResults.cases.prefix(3))
    do {
      let journal = try ResultsJournal(creating: path, header: header)
      for record in records { try journal.append(record) }
    }
    let journalPath = ResultsJournal.journalPath(path)
    let whole = try Data(contentsOf: URL(fileURLWithPath: journalPath))
    let lastLine = try ResultsCoding.encodeLine(records[2]).count
    let cuts = [1, 2, 3, lastLine / 2, lastLine - 1, lastLine]
    for missing in cuts {
      try whole.dropLast(missing).write(to: URL(fileURLWithPath: journalPath))
      let kept = missing == 1 ? 3 : 2
      do {
        let resumed = try ResultsJournal.resume(path: path)
        #expect(resumed.cases == Array(records.prefix(kept)))
        #expect(try Data(contentsOf: URL(fileURLWithPath: journalPath)).last == UInt8(ascii: "\n"))
        try resumed.journal.append(SampleResults.cases[7])
      }
      let again = try ResultsJournal.resume(path: path)
      #expect(again.cases == Array(records.prefix(kept)) + [SampleResults.cases[7]])
      #expect(again.header.run.resumeCount == 2)
    }
  }

  @Test func `A journal that a power failure filled with zeros keeps its whole records`() throws {
    let folder = try ResultsFolder()
    let path = folder.file("out.json")
    do {
      let journal = try ResultsJournal(creating: path, header: header)
      try journal.append(SampleResults.cases[0])
    }
    let handle = try #require(FileHandle(forWritingAtPath: ResultsJournal.journalPath(path)))
    try handle.seekToEnd()
    try handle.write(contentsOf: Data(repeating: 0, count: 4096))
    try handle.close()
    #expect(try ResultsJournal.resume(path: path).cases == [SampleResults.cases[0]])
  }

  @Test func `A damaged line before the last is an error that names the line`() throws {
    let folder = try ResultsFolder()
    let path = folder.file("out.json")
    var journal = try ResultsCoding.encodeLine(header)
    journal.append(Data("{\"id\": 7}\n".utf8))
    journal.append(try ResultsCoding.encodeLine(SampleResults.cases[0]))
    try journal.write(to: URL(fileURLWithPath: ResultsJournal.journalPath(path)))
    let error = try #require(throws: ResultsError.self) { try ResultsJournal.resume(path: path) }
    #expect(error.message.contains("out.json.journal line 2: id has the wrong type"))
  }

  @Test func `An interrupted file resumes, and its cases are never out of reach`() throws {
    let folder = try ResultsFolder()
    let path = folder.file("out.json")
    var interrupted = SampleResults.file
    interrupted.run.interrupted = true
    interrupted.run.resumeCount = 2
    try ResultsJournal(creating: path, header: header).finish(interrupted)
    do {
      let resumed = try ResultsJournal.resume(path: path)
      #expect(resumed.cases == interrupted.cases)
      #expect(resumed.header.cases.isEmpty)
      #expect(!resumed.header.run.interrupted)
      #expect(resumed.header.run.finishedAt == nil)
      #expect(resumed.header.run.resumeCount == 3)
    }
    // Killed at once: the journal already has them all, and the file is still there.
    #expect(try ResultsReader.read(path: path) == interrupted)
    #expect(try ResultsJournal.resume(path: path).cases == interrupted.cases)
  }

  @Test func `Starting over never overwrites the finished cases of a killed run`() throws {
    let folder = try ResultsFolder()
    let path = folder.file("out.json")
    do {
      let journal = try ResultsJournal(creating: path, header: header)
      try journal.append(SampleResults.cases[0])
    }
    let error = try #require(throws: ResultsError.self) {
      try ResultsJournal(creating: path, header: header)
    }
    #expect(error.message.contains("holds 1 finished case"))
    #expect(error.message.contains("--resume \(path)"))
    #expect(try ResultsJournal.resume(path: path).cases == [SampleResults.cases[0]])
  }

  @Test func `A journal without a finished case is started over`() throws {
    let folder = try ResultsFolder()
    let path = folder.file("out.json")
    do { _ = try ResultsJournal(creating: path, header: header) }
    do { _ = try ResultsJournal(creating: path, header: header) }
    try folder.write("{\"schemaVer", to: "out.json.journal")
    #expect(throws: ResultsError.self) { try ResultsJournal.resume(path: path) }
    _ = try ResultsJournal(creating: path, header: header)
  }

  @Test func `Two runs cannot write the same file`() throws {
    let folder = try ResultsFolder()
    let path = folder.file("out.json")
    let journal = try ResultsJournal(creating: path, header: header)
    for attempt in [
      { try ResultsJournal(creating: path, header: header) },
      { try ResultsJournal.resume(path: path).journal },
    ] {
      let error = try #require(throws: ResultsError.self) { _ = try attempt() }
      #expect(error.message.contains("in use by another parity process"))
    }
    try journal.append(SampleResults.cases[0])
  }

  @Test func `Places that cannot be written are refused before anything runs`() throws {
    let folder = try ResultsFolder()
    try folder.write("text", to: "file")
    for (path, part) in [
      (folder.file("file/out.json"), "is a file"), (folder.path, "is not a regular file"),
      (folder.file("new/"), "names no file"), ("", "names no file"),
      ("/dev/null", "is not a regular file"),
      // No user, root included, can create folders here.
      ("/proc/parity/out.json", "Cannot create the folder /proc/parity"),
    ] {
      let error = try #require(throws: ResultsError.self) {
        try ResultsJournal(creating: path, header: header)
      }
      #expect(error.message.contains(part), "\(error)")
    }
    #expect(try folder.names == ["file"])
  }

  @Test(.enabled("root may write anywhere") { geteuid() != 0 })
  func `A read-only folder is refused with advice`() throws {
    let folder = try ResultsFolder()
    chmod(folder.path, 0o555)
    defer { chmod(folder.path, 0o755) }
    let error = try #require(throws: ResultsError.self) {
      try ResultsJournal(creating: folder.file("out.json"), header: header)
    }
    #expect(error.message.contains("Permission denied; choose another place with --output"))
  }

  @Test func `Nothing to resume is said with both places`() throws {
    let folder = try ResultsFolder()
    let error = try #require(throws: ResultsError.self) {
      try ResultsJournal.resume(path: folder.file("out.json"))
    }
    #expect(error.message.contains("out.json.journal exists"))
  }

  @Test func `A file that cannot be finished leaves the journal and says how to go on`() throws {
    let folder = try ResultsFolder()
    let path = folder.file("out.json")
    let journal = try ResultsJournal(creating: path, header: header)
    try journal.append(SampleResults.cases[0])
    // The temporary file's name is taken by a folder.
    try FileManager.default.createDirectory(
      atPath: path + ".tmp", withIntermediateDirectories: false)
    #expect(throws: ResultsError.self) { try journal.finish(SampleResults.file) }
    #expect(journal.recoveryHint.contains("parity run --resume \(path)"))
    try FileManager.default.removeItem(atPath: path + ".tmp")
    try journal.append(SampleResults.cases[1])
    try journal.finish(SampleResults.file)
    #expect(try ResultsReader.read(path: path) == SampleResults.file)
    #expect(journal.recoveryHint == "All finished cases are in \(path).")
    #expect(throws: ResultsError.self) { try journal.append(SampleResults.cases[2]) }
  }

  @Test func `A number that JSON cannot carry is refused and leaves no trace`() throws {
    let folder = try ResultsFolder()
    let path = folder.file("out.json")
    var bad = SampleResults.cases[0]
    bad.samples?.hostNanoseconds[2] = .infinity
    do {
      let journal = try ResultsJournal(creating: path, header: header)
      let error = try #require(throws: ResultsError.self) { try journal.append(bad) }
      #expect(error.message.contains("samples.hostNanoseconds[2]"))
      try journal.append(SampleResults.cases[0])
    }
    #expect(try ResultsJournal.resume(path: path).cases == [SampleResults.cases[0]])
  }

  @Test func `Appends from many threads stay whole`() async throws {
    let folder = try ResultsFolder()
    let path = folder.file("out.json")
    do {
      let journal = try ResultsJournal(creating: path, header: header)
      try await withThrowingTaskGroup(of: Void.self) { group in
        for record in SampleResults.cases { group.addTask { try journal.append(record) } }
        try await group.waitForAll()
      }
    }
    #expect(Set(try ResultsJournal.resume(path: path).cases) == Set(SampleResults.cases))
  }
}
