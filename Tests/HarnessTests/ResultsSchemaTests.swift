import Foundation
import Kernels
import TestSupport
import Testing

@testable import Harness

/// docs/schema/results-1.schema.json against files that the code writes, judged by Python's jsonschema.
@Suite struct ResultsSchemaTests {
  private static let root = URL(fileURLWithPath: #filePath).deletingLastPathComponent()
    .deletingLastPathComponent().deletingLastPathComponent()
  private static let schema = root.appendingPathComponent("docs/schema/results-1.schema.json")

  /// The sample with every optional key present somewhere.
  private static var complete: ResultsFile {
    var file = SampleResults.file
    file.settings.threadCount = 2
    file.settings.mode = "soak"
    file.settings.soakMinutes = 0.5
    file.settings.telemetry = true
    file.workload.source = "capture"
    file.workload.sourceDevice = "NVIDIA H100"
    file.cases[0].recordedNanoseconds = 1e6
    file.devices[0].cacheByteCount = 1 << 25
    file.cases[0].coldProof = CaseRecord.ColdProof(
      proved: true, detail: "3 GB/s, then 12 GB/s", coldBytesPerSecond: 3e9, hotBytesPerSecond: 12e9
    )
    file.cases[0].samples?.startSeconds = Array(repeating: 0.5, count: 10)
    file.cases[0].drift = Drift.record(Array(repeating: 1e6, count: 10))
    let clock = TelemetryRecord.Frequency(
      source: "cpufreq", minimumHertz: 2e9, meanHertz: 2.5e9, maximumHertz: 3e9)
    file.cases[0].telemetry = TelemetryRecord(
      sources: ["cpufreq"], absent: [.init(source: "rapl", reason: "none")], spanSeconds: 1,
      measuredSeconds: 0.5, executionCount: 10, readingCount: 3, processorFrequency: clock,
      deviceFrequency: clock,
      temperatures: [.init(sensor: "k10temp Tctl", startCelsius: 40, endCelsius: 55.5)],
      energyJoules: 12, energySource: "rapl package-0", joulesPerExecution: 1.2,
      flopsPerJoule: 1e9, stealFraction: 0, otherProgramsCoreCount: 0.1, loadAverage: 1,
      involuntaryContextSwitchCount: 3, throttled: false, throttleReasons: [],
      monitorFraction: 0.001)
    file.cases[1].reason = "said although passed"
    file.rooflines?[0].unknownPeaks = [.init(type: .bf16, reason: "matrix units")]
    return file
  }

  private static func json(_ file: ResultsFile) throws -> [String: Any] {
    let object = try JSONSerialization.jsonObject(with: ResultsCoding.encodeFile(file))
    return try #require(object as? [String: Any])
  }

  /// Judges files by the schema: no complaint, or one, for every file.
  ///
  /// `strict` forbids keys that the schema does not name.
  private static func complaints(
    about files: [[String: Any]], strict: Bool = false
  ) throws -> [String] {
    let folder = try ResultsFolder()
    let paths = try files.enumerated().map { index, object in
      let url = URL(fileURLWithPath: folder.file("\(index).json"))
      try JSONSerialization.data(withJSONObject: object).write(to: url)
      return url.path
    }
    let script = """
      import json, sys
      try:
          from jsonschema import Draft202012Validator
      except ImportError:
          sys.exit("jsonschema with draft 2020-12 is missing: run python3 -m pip install jsonschema")
      schema = json.load(open(sys.argv[1]))
      Draft202012Validator.check_schema(schema)
      def close(node):
          if isinstance(node, dict):
              if "required" in node and "properties" in node and node.get("type") == "object":
                  node.setdefault("additionalProperties", False)
              for value in node.values(): close(value)
          elif isinstance(node, list):
              for value in node: close(value)
      if sys.argv[2] == "strict": close(schema)
      validator = Draft202012Validator(schema)
      for path in sys.argv[3:]:
          errors = list(validator.iter_errors(json.load(open(path))))
          print("; ".join(e.json_path + " " + e.message[:200] for e in errors).replace("\\n", " "))
      """
    let process = Process()
    process.executableURL = URL(fileURLWithPath: "/usr/bin/env")
    process.arguments =
      ["python3", "-c", script, schema.path, strict ? "strict" : "open"] + paths
    let output = Pipe()
    let errors = Pipe()
    process.standardOutput = output
    process.standardError = errors
    try process.run()
    let text = String(decoding: output.fileHandleForReading.readDataToEndOfFile(), as: UTF8.self)
    let failure = String(decoding: errors.fileHandleForReading.readDataToEndOfFile(), as: UTF8.self)
    process.waitUntilExit()
    try #require(process.terminationStatus == 0, "the validator did not run: \(failure)")
    let lines = text.split(separator: "\n", omittingEmptySubsequences: false).map(String.init)
    try #require(lines.count == files.count + 1)
    return Array(lines.dropLast())
  }

  @Test func `Files that the code writes are valid, and every key is in the schema`() throws {
    var interrupted = SampleResults.file
    interrupted.run.interrupted = true
    interrupted.run.finishedAt = nil
    interrupted.tool.commit = nil
    interrupted.tool.dirty = nil
    interrupted.host.governor = nil
    interrupted.host.container = nil
    interrupted.cases = []
    var live = SampleResults.file
    live.tool = ToolIdentity.current()
    live.host = HostEnvironment.current()
    live.run.startedAt = Timestamp.text(Date())
    live.settings.seed = .max
    live.workload.hash = ResultsFile.WorkloadReference.hash(of: [("gemm", 1)])
    let files = try [Self.complete, interrupted, live].map(Self.json)
    #expect(try Self.complaints(about: files, strict: true) == ["", "", ""])
  }

  @Test func `Every status is in the schema`() throws {
    let text = try String(contentsOf: Self.schema, encoding: .utf8)
    for status in CaseStatus.allCases { #expect(text.contains("\"\(status.rawValue)\"")) }
  }

  @Test func `Further keys are allowed`() throws {
    var object = try Self.json(Self.complete)
    object["later"] = ["x": 1]
    #expect(try Self.complaints(about: [object]) == [""])
    #expect(try Self.complaints(about: [object], strict: true) != [""])
  }

  @Test func `The schema rejects files without a required key, and so does the reader`() throws {
    let whole = try Self.json(Self.complete)
    // Files of older versions have none.
    let keys = whole.keys.filter { $0 != "rooflines" }.sorted()
    let files = keys.map { key in whole.filter { $0.key != key } }
    for (key, complaint) in zip(keys, try Self.complaints(about: files)) {
      #expect(complaint.contains("'\(key)' is a required property"))
    }
    for (key, file) in zip(keys, files) {
      let data = try JSONSerialization.data(withJSONObject: file)
      let error = try #require(throws: ResultsError.self) {
        try ResultsReader.decode(data, source: "out.json")
      }
      #expect(error.message.contains(key))
    }
  }

  @Test func `The schema rejects wrong values where they stand`() throws {
    let changes: [(path: [any Sendable], value: any Sendable, place: String)] = [
      (["schemaVersion"], 2, "$.schemaVersion"),
      (["tool", "commit"], "0123", "$.tool.commit"),
      (["tool", "buildConfiguration"], "fast", "$.tool.buildConfiguration"),
      (["run", "startedAt"], "yesterday", "$.run.startedAt"),
      (["run", "resumeCount"], -1, "$.run.resumeCount"),
      (["host", "loadAverage"], [1, 2, 3, 4], "$.host.loadAverage"),
      (["host", "memoryByteCount"], 1.5, "$.host.memoryByteCount"),
      (["host", "governor"], NSNull(), "$.host.governor"),
      (["devices", 0, "kind"], "tpu", "$.devices[0].kind"),
      (["workload", "hash"], "abc", "$.workload.hash"),
      (["settings", "cacheMode"], "warm", "$.settings.cacheMode"),
      (["settings", "interleaved"], 1, "$.settings.interleaved"),
      (["cases", 0, "status"], "great", "$.cases[0].status"),
      (["cases", 0, "device"], "openblas", "$.cases[0].device"),
      (["cases", 0, "flopCount"], "many", "$.cases[0].flopCount"),
      (["cases", 0, "samples", "hostNanoseconds"], [-1], "$.cases[0].samples.hostNanoseconds[0]"),
      (["cases", 0, "statistics", "clock"], "wall", "$.cases[0].statistics.clock"),
      (["cases", 0, "statistics", "stopReason"], "tired", "$.cases[0].statistics.stopReason"),
      // A status and what goes with it.
      (["cases", 0, "correctness", "failedCount"], 3, "$.cases[0].correctness.failedCount"),
      (
        ["cases", 0, "correctness", "paddingIntact"], false, "$.cases[0].correctness.paddingIntact"
      ),
      (["cases", 0, "status"], "failed", "$.cases[0] 'reason' is a required property"),
      (["cases", 2, "losses"], [Int](), "$.cases[2].losses"),
      (["cases", 9, "unsupportedReasons"], [Int](), "$.cases[9].unsupportedReasons"),
      (["cases", 9, "grade"], "native", "$.cases[9].grade"),
    ]
    let whole = try Self.json(Self.complete)
    let files = try changes.map { change in
      try #require(Self.setting(change.path[...], to: change.value, in: whole) as? [String: Any])
    }
    for (change, complaint) in zip(changes, try Self.complaints(about: files)) {
      #expect(complaint.contains(change.place), "\(change.path) gave: \(complaint)")
    }
  }

  @Test func `The document explains every key of the schema`() throws {
    let document = try String(
      contentsOf: Self.root.appendingPathComponent("docs/results-format.md"), encoding: .utf8)
    let schema = try JSONSerialization.jsonObject(with: Data(contentsOf: Self.schema))
    var names: Set<String> = []
    func collect(_ node: Any) {
      if let object = node as? [String: Any] {
        if object["type"] as? String == "object", let keys = object["properties"] as? [String: Any]
        {
          names.formUnion(keys.keys)
        }
        for value in object.values { collect(value) }
      } else if let array = node as? [Any] {
        for value in array { collect(value) }
      }
    }
    collect(schema)
    #expect(names.count > 80)
    let missing = names.filter { !document.contains("`\($0)`") }.sorted()
    #expect(missing == [], "docs/results-format.md does not explain these keys")
  }

  private static func setting(
    _ path: ArraySlice<any Sendable>, to value: Any, in node: Any
  ) throws -> Any {
    guard let step = path.first else { return value }
    if let key = step as? String {
      var object = try #require(node as? [String: Any])
      let next = object[key] ?? NSNull()
      object[key] = try setting(path.dropFirst(), to: value, in: next)
      return object
    }
    let index = try #require(step as? Int)
    var array = try #require(node as? [Any])
    array[index] = try setting(path.dropFirst(), to: value, in: array[index])
    return array
  }
}
