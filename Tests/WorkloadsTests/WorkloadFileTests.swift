import Foundation
import Kernels
import Testing

@testable import Workloads

@Suite("Workload files")
struct WorkloadFileTests {
  static func sample() throws -> WorkloadFile {
    WorkloadFile(
      name: "sample", title: "a sample", createdBy: "parity test", steps: 2,
      captures: [
        .init(
          file: "trace.json", format: "kineto", byteCount: 10, device: "NVIDIA H100", steps: 2,
          calls: 9, rejectedCount: 2,
          rejected: [
            .init(event: 3, text: "{\"a\"", why: "no JSON"), .init(line: 4, text: "x", why: "y"),
          ])
      ],
      problems: [
        .init(
          problem: try Problem(descriptor: "gemm:bf16:tn:m=64,n=32,k=16:bias"), calls: 6,
          names: ["aten::addmm": 4, "aten::mm": 2], assumptions: ["alpha is 1": 6],
          recorded: .init(
            calls: 6, nanoseconds: 6000, minimumNanoseconds: 900, maximumNanoseconds: 1100),
          kernels: ["sm90_gemm": 6],
          places: [.init(capture: 0, line: 7), .init(capture: 0, event: 8)])
      ],
      notReplayable: [
        .init(
          name: "cublasGemmGroupedBatchedEx", reason: "m is behind a pointer", calls: 3,
          recorded: .init(
            calls: 1, nanoseconds: 5, minimumNanoseconds: 5, maximumNanoseconds: 5),
          places: [.init(capture: 0, line: 9)])
      ])
  }

  @Test("What is written reads back, byte for byte the same again")
  func roundTrip() throws {
    let file = try Self.sample()
    let bytes = Array(try file.encoded())
    let read = try WorkloadFile.decode(bytes, file: "f")
    #expect(read == file)
    #expect(Array(try read.encoded()) == bytes)
  }

  @Test("Weights are calls a step, and times the mean of one call")
  func weights() throws {
    let workload = try Self.sample().workload
    #expect(workload.origin == .capture)
    #expect(workload.sourceDevice == "NVIDIA H100")
    #expect(workload.items.map(\.weight) == [3])
    #expect(workload.items.map(\.recordedNanoseconds) == [1000])
    #expect(workload.items.map(\.label) == ["aten::addmm + aten::mm"])
  }

  private func error(_ text: String) -> String {
    do {
      _ = try WorkloadFile.decode(Array(text.utf8), file: "f.json")
      return "no error"
    } catch {
      return error.description
    }
  }

  private func broken(_ change: (inout WorkloadFile) -> Void) throws -> String {
    var file = try Self.sample()
    change(&file)
    return error(String(decoding: try file.encoded(), as: UTF8.self))
  }

  @Test("Errors name the file, the place and the rule")
  func errors() throws {
    #expect(error("").hasPrefix("f.json: "))
    #expect(error("{}").contains("f.json is no workload file"))
    #expect(error("{\"schemaVersion\": 1}").contains("parity import f.json"))
    #expect(
      error("{\"schemaVersion\": 9, \"kind\": \"workload\"}").contains("has schema version 9"))
    #expect(error("{\"schemaVersion\": 1, \"kind\": \"workload\"}").contains("is missing"))
    #expect(try broken { $0.steps = 0 } == "f.json: steps is 0; it must be at least 1")
    #expect(
      try broken { $0.problems[0].calls = 0 }
        == "f.json: problems[0].calls is 0; it must be at least 1 and at most 2^53")
    #expect(
      try broken { $0.problems[0].names["aten::mm"] = 7 }
        .contains("problems[0].names[\"aten::mm\"] is 7"))
    #expect(
      try broken { $0.problems.append($0.problems[0]) }
        .contains("problems[1].descriptor stands in problems[0] already"))
    #expect(
      try broken { $0.problems[0].places[0].capture = 1 }
        .contains("problems[0].places[0].capture is 1; there are 1 captures"))
    #expect(
      try broken { $0.notReplayable[0].recorded?.nanoseconds = -1 }
        .contains("notReplayable[0].recorded.nanoseconds is -1"))
    let text = String(decoding: try Self.sample().encoded(), as: UTF8.self)
    let wrong = error(text.replacingOccurrences(of: "m=64", with: "m=x"))
    #expect(wrong.hasPrefix("f.json: problems[0].descriptor: \"x\" is not a whole number"))
    #expect(wrong.contains("^"))
  }

  @Test("A list may be a workload file or a suite; a capture is sent to parity import")
  func reading() throws {
    let folder = FileManager.default.temporaryDirectory.appendingPathComponent(
      "parity-\(UUID().uuidString)")
    try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
    defer { try? FileManager.default.removeItem(at: folder) }
    let path = folder.appendingPathComponent("a.workload.json").path
    try Self.sample().encoded().write(to: URL(fileURLWithPath: path))
    #expect(try Workload.read(path: path) == Self.sample().workload)
    #expect(try SuiteLibrary.suite(nameOrPath: path).items.count == 1)
    #expect(try Workload.read(path: CaptureSamples.path("small.suite")).items.count == 2)
    for name in ["gpu.trace.json", "train.et.json.gz"] {
      #expect {
        try Workload.read(path: CaptureSamples.path(name))
      } throws: {
        "\($0)".contains("is a capture; make a workload of it: parity import")
      }
    }
  }

  @Test("Files follow docs/schema/workload-1.schema.json")
  func schema() throws {
    let folder = FileManager.default.temporaryDirectory.appendingPathComponent(
      "parity-\(UUID().uuidString)")
    try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
    defer { try? FileManager.default.removeItem(at: folder) }
    var wrong = try Self.sample()
    wrong.problems[0].calls = 0
    let files = [
      try Self.sample(), try CaptureSamples.workload("gpu.trace.json", "train.trace.json.gz"),
      wrong,
    ]
    let paths = try files.enumerated().map { index, file in
      let path = folder.appendingPathComponent("\(index).json").path
      try file.encoded().write(to: URL(fileURLWithPath: path))
      return path
    }
    let root = URL(fileURLWithPath: #filePath).deletingLastPathComponent()
      .deletingLastPathComponent().deletingLastPathComponent()
    let script = """
      import json, sys
      from jsonschema import Draft202012Validator
      schema = json.load(open(sys.argv[1]))
      Draft202012Validator.check_schema(schema)
      def close(node):
          if isinstance(node, dict):
              if "properties" in node: node.setdefault("additionalProperties", False)
              for value in node.values(): close(value)
      close(schema)
      for path in sys.argv[2:]:
          print(len(list(Draft202012Validator(schema).iter_errors(json.load(open(path))))))
      """
    let process = Process()
    process.executableURL = URL(fileURLWithPath: "/usr/bin/env")
    process.arguments =
      [
        "python3", "-c", script,
        root.appendingPathComponent("docs/schema/workload-1.schema.json").path,
      ]
      + paths
    let pipe = Pipe()
    process.standardOutput = pipe
    try process.run()
    let output = pipe.fileHandleForReading.readDataToEndOfFile()
    process.waitUntilExit()
    #expect(process.terminationStatus == 0)
    #expect(String(decoding: output, as: UTF8.self) == "0\n0\n1\n")
  }
}
