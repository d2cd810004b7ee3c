import Foundation
import TestSupport
import Testing

@testable import Harness

@Suite struct ResultsReaderTests {
  private static let text = String(
    decoding: (try? ResultsCoding.encodeFile(SampleResults.file)) ?? Data(), as: UTF8.self)

  private func message(_ text: String) throws -> String {
    try #require(throws: ResultsError.self) {
      try ResultsReader.decode(Data(text.utf8), source: "out.json")
    }.message
  }

  @Test func `Equal values give equal bytes, without escaped slashes or nulls`() throws {
    let again = String(decoding: try ResultsCoding.encodeFile(SampleResults.file), as: UTF8.self)
    #expect(Self.text == again)
    #expect(!Self.text.contains("null"))
    #expect(Self.text.contains("Debian GNU/Linux"))
    #expect(Self.text.hasSuffix("}\n"))
  }

  @Test func `Seeds keep all 64 bits`() throws {
    var file = SampleResults.file
    file.settings.seed = .max
    file.cases[0].seed = .max - 1
    let read = try ResultsReader.decode(try ResultsCoding.encodeFile(file), source: "out.json")
    #expect(read == file)
  }

  @Test func `Keys of later minor versions are ignored`() throws {
    let text = Self.text.replacing(
      "\"schemaVersion\" : 1", with: "\"schemaVersion\" : 1, \"later\" : [{\"x\": null}]")
    #expect(text != Self.text)
    #expect(
      try ResultsReader.decode(Data(text.utf8), source: "out.json") == SampleResults.file)
  }

  @Test(arguments: [
    ("\"schemaVersion\" : 1", "\"schemaVersion\" : 2", "schema version 2, and this parity reads"),
    ("\"schemaVersion\" : 1", "\"schemaVersion\" : 0", "which never existed"),
    ("\"schemaVersion\" : 1", "\"schema\" : 1", "not a Parity results file"),
    ("\"schemaVersion\" : 1", "\"schemaVersion\" : \"1\"", "schemaVersion has the wrong type"),
    ("\"logicalCoreCount\" : 2", "\"coreCount\" : 2", "host.logicalCoreCount is missing"),
    ("\"logicalCoreCount\" : 2", "\"logicalCoreCount\" : null", "host.logicalCoreCount is null"),
    ("\"minimumSamples\" : 10", "\"minimumSamples\" : 1.5", "settings holds a number that"),
    ("\"loadAverage\" : [", "\"loadAverage\" : [NaN,", "not valid JSON: invalid value at line"),
    ("\"loadAverage\" : [", "\"loadAverage\" : [1e999,", "beyond the range of doubles at line"),
    ("\"loadAverage\" : [", "\"loadAverage\" : [[1],", "host.loadAverage[0] has the wrong type"),
    ("\"status\" : \"noisy\"", "\"status\" : \"great\"", "cases[2].status is not valid"),
    ("\"seed\" : 42", "\"seed\" : -1", "cases[0] holds a number that"),
    ("\"weight\" : 32", "\"weight\" : -32", "cases[2].weight is -32"),
    ("\"rounds\" : [", "\"rounds\" : [0,", "cases[0].samples.rounds has 11 entries for 10"),
  ])
  func `Damage is one sentence with the place`(old: String, new: String, part: String) throws {
    let range = try #require(Self.text.range(of: old))
    let message = try message(Self.text.replacingCharacters(in: range, with: new))
    #expect(message.hasPrefix("out.json"))
    #expect(message.contains(part), "\(message)")
    #expect(!message.contains("\n"))
  }

  @Test func `Files that are no JSON objects are refused`() throws {
    for text in ["", " ", "[]", "7", "null", "\"text\"", "{", "{}x", "\u{0}", "# Parity"] {
      #expect(try message(text).hasPrefix("out.json"))
    }
  }

  @Test func `Deep nesting is refused, not followed`() throws {
    for open in ["[", "{\"a\":"] {
      let deep = String(repeating: open, count: 200_000)
      #expect(try message("{\"schemaVersion\": 1, \"x\": \(deep)").contains("not valid JSON"))
    }
  }

  @Test func `A file cut anywhere is refused`() throws {
    let data = Data(Self.text.utf8)
    for cut in stride(from: 0, to: data.count - 2, by: 97) {
      #expect(throws: ResultsError.self) {
        try ResultsReader.decode(data.prefix(cut), source: "out.json")
      }
    }
  }

  @Test func `The place of a syntax error is its line and column`() throws {
    let message = try message("{\n  \"schemaVersion\": 1,\n  \"host\": oops\n}\n")
    #expect(message.contains("at line 3, column 11"), "\(message)")
    let cut = try self.message("{\n  \"schemaVersion\": 1,\n  \"host\"")
    #expect(cut == "out.json: not valid JSON: it ends at line 3, column 9, before it is complete")
  }

  @Test func `Bytes changed at random never crash the reader`() throws {
    var state: UInt64 = 20_260_801
    func next(_ bound: Int) -> Int {
      state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
      return Int(state >> 33) % bound
    }
    let data = Data(Self.text.utf8)
    var refusals = 0
    for _ in 0..<300 {
      var changed = data
      for _ in 0...next(4) { changed[next(changed.count)] = UInt8(next(256)) }
      do throws(ResultsError) {
        _ = try ResultsReader.decode(changed, source: "out.json")
      } catch {
        refusals += 1
        #expect(!error.message.isEmpty)
      }
    }
    #expect(refusals > 0)
  }

  @Test func `Absent files, folders and files beyond the limit are refused`() throws {
    let folder = try ResultsFolder()
    try folder.write("", to: "large.json")
    let handle = try #require(FileHandle(forWritingAtPath: folder.file("large.json")))
    try handle.truncate(atOffset: UInt64(ResultsReader.maximumByteCount) + 1)
    try handle.close()
    for (path, part) in [
      (folder.file("absent.json"), "No such file"), (folder.path, "not a regular file"),
      (folder.file("large.json"), "at most \(ResultsReader.maximumByteCount) are read"),
    ] {
      let error = try #require(throws: ResultsError.self) { try ResultsReader.read(path: path) }
      #expect(error.message.contains(path))
      #expect(error.message.contains(part), "\(error)")
    }
  }
}
