import Foundation
import Kernels
import Testing
import Workloads

@Suite("Suites")
struct SuiteTests {
  /// What the headers promise: all problems, GEMMs among them, and distinct ones.
  static let counts: [(name: String, all: Int, gemm: Int, distinct: Int)] = [
    ("quick", 17, 13, 17),
    ("awkward", 69, 40, 69),
    ("deepbench", 248, 248, 243),
    ("llama3-8b", 29, 20, 28),
    ("llama3-70b", 29, 20, 28),
    ("deepseek-v3", 54, 48, 54),
    ("gpt2", 18, 15, 17),
    ("bert-base", 10, 8, 10),
    ("flash-attention", 72, 0, 72),
    ("flash-attention-backward", 48, 0, 48),
    ("peers", 69, 44, 59),
  ]

  @Test("Every embedded suite has exactly the problems that it should have", arguments: counts)
  func hasExactCounts(expected: (name: String, all: Int, gemm: Int, distinct: Int)) throws {
    let suite = try SuiteLibrary.suite(named: expected.name)
    #expect(suite.name == expected.name)
    #expect(suite.origin == .suite)
    #expect(!suite.title.isEmpty)
    #expect(!suite.sources.isEmpty)
    #expect(suite.items.count == expected.all)
    #expect(suite.items.filter { $0.problem.operation == "gemm" }.count == expected.gemm)
    #expect(suite.merged.items.count == expected.distinct)
  }

  @Test("Names of suites are unique and all have a stated count")
  func namesAreUnique() {
    #expect(Set(SuiteLibrary.names).count == SuiteLibrary.names.count)
    #expect(SuiteLibrary.names == Self.counts.map(\.name))
  }

  @Test("Every file of suites/ is embedded, byte for byte")
  func filesAreEmbedded() throws {
    let folder = URL(fileURLWithPath: #filePath).deletingLastPathComponent()
      .appendingPathComponent("../../suites").standardizedFileURL
    let files = try FileManager.default.contentsOfDirectory(atPath: folder.path)
      .filter { $0.hasSuffix(".suite") }
    #expect(files.count == SuiteLibrary.names.count)
    for file in files {
      let fromFile = try SuiteFile.read(path: folder.appendingPathComponent(file).path)
      let embedded = try SuiteLibrary.suite(named: fromFile.name)
      #expect(file == "\(fromFile.name).suite")
      #expect(fromFile.items == embedded.items)
      #expect(fromFile.sources == embedded.sources)
    }
  }

  @Test("The text of a suite parses back to the same suite", arguments: SuiteLibrary.names)
  func textRoundTrips(name: String) throws {
    let suite = try SuiteLibrary.suite(named: name)
    let text = SuiteFile.text(of: suite)
    #expect(try SuiteFile.parse(Array(text.utf8), file: "again", origin: .suite) == suite)
  }

  @Test("Suites are written in canonical descriptors", arguments: SuiteLibrary.names)
  func descriptorsAreCanonical(name: String) throws {
    let path = URL(fileURLWithPath: #filePath).deletingLastPathComponent()
      .appendingPathComponent("../../suites/\(name).suite").standardizedFileURL.path
    let lines = try String(contentsOfFile: path, encoding: .utf8).split(separator: "\n")
      .filter { !$0.hasPrefix("#") }
    let descriptors = try SuiteLibrary.suite(named: name).items.map(\.problem.descriptor)
    #expect(lines.map { String($0.prefix { $0 != " " }) } == descriptors)
  }

  @Test("DeepBench has 160 training, 75 server and 13 device GEMMs, 28.5327 TFLOP in all")
  func deepBench() throws {
    let suite = try SuiteLibrary.suite(named: "deepbench")
    let bySet = Dictionary(grouping: suite.items) { $0.label ?? "" }.mapValues(\.count)
    #expect(bySet == ["training": 160, "server": 75, "device": 13])
    #expect(suite.items.reduce(0) { $0 + $1.problem.flopCount } == 28_532_714_000_000)
    #expect(suite.items.allSatisfy { $0.problem.inputType == .f32 })
    #expect(suite.merged.items.reduce(0) { $0 + $1.weight } == 248)
    #expect(suite.merged.items.filter { $0.label == "training + server" }.count == 1)
    #expect(suite.merged.items.filter { $0.label == "server + device" }.count == 4)
  }

  @Test("The FlashAttention grid keeps 16k tokens and a hidden size of 2048 everywhere")
  func flashAttention() throws {
    for item in try SuiteLibrary.suite(named: "flash-attention").items {
      guard case .attention(let problem) = item.problem else {
        Issue.record("\(item.problem) is not attention")
        continue
      }
      #expect(problem.batch * problem.seqQ == 16_384)
      #expect(problem.heads * problem.headDimQK == 2048)
    }
  }

  @Test("The FlashAttention backward grid is the forward one at head sizes 64 and 128")
  func flashAttentionBackward() throws {
    let forward = try SuiteLibrary.suite(named: "flash-attention").items.compactMap { item in
      if case .attention(let problem) = item.problem, problem.headDimQK < 256 {
        problem
      } else {
        nil
      }
    }
    let backward = try SuiteLibrary.suite(named: "flash-attention-backward").items.compactMap {
      if case .attentionBackward(let problem) = $0.problem { problem } else { nil }
    }
    #expect(backward.map(\.forward) == forward)
    #expect(backward.allSatisfy { 2 * $0.flopCount == 5 * $0.forward.flopCount })
  }

  @Test(
    "A Llama layer's GEMMs have as many operations as its weights ask for",
    arguments: [("llama3-8b", 32.0, 218_103_808), ("llama3-70b", 80.0, 855_638_016)])
  func llama(name: String, layers: Double, weightsInOneLayer: Int) throws {
    let layer = try SuiteLibrary.suite(named: name).items.filter {
      $0.weight == layers && $0.problem.operation == "gemm"
        && $0.label?.hasPrefix("decode/1/") == true
    }
    #expect(layer.reduce(0) { $0 + $1.problem.flopCount } == 2 * weightsInOneLayer)
  }

  @Test("Selecting by type and operation keeps only what matches both")
  func selects() throws {
    let quick = try SuiteLibrary.suite(named: "quick")
    let chosen = quick.selecting(types: [.bf16, .f16], operations: ["attn"])
    #expect(chosen.items.count == 3)
    #expect(quick.selecting(types: [], operations: []) == quick)
  }

  @Test("Merging adds weights and joins labels of equal problems, in the order of the first")
  func merges() throws {
    let text = """
      gemm:f32:nn:m=1,n=1,k=1 x2 # a
      gemm:f32:nn:m=2,n=1,k=1
      gemm:f32:nn:m=1,n=1,k=1,lda=1 x0.5 # b
      gemm:f32:nn:m=2,n=1,k=1
      """
    let merged = try SuiteFile.parse(Array(text.utf8), file: "x", origin: .file).merged
    #expect(merged.items.map(\.weight) == [2.5, 2])
    #expect(merged.items.map(\.label) == ["a + b", nil])
  }
}
