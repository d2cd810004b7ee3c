import Foundation
import Harness
import Kernels
import TestSupport
import Testing

@testable import Report

/// Every export is read back by Python's own parsers, with names that try to break out of each format.
@Suite struct ExportTests {
  /// Markup, separators, quotes, line breaks, formulas, escapes, combining accents on separators.
  static let awkward = [
    "<script>alert('x')</script>", "a,b;c|d", "say \"no\"", "two\nlines\r\nthree", "=1+2",
    "back\\slash\\",
    "tab\tand bell\u{7}", ",\u{301}\"\u{301}|\u{301}<\u{301}=\u{301}", "é€😀", "']]>--&amp;",
    "${PATH} `id`", "%0A::error::x",
  ]

  /// The sample file with awkward labels, variants, reasons, devices and hosts.
  static var file: ResultsFile {
    var file = SampleResults.file
    file.host.hostName = "<lab>, \"one\"\nhost=x"
    file.workload.name = "work, \"load\"\n<b>"
    for index in file.cases.indices {
      let name = awkward[index % awkward.count]
      file.cases[index].descriptor += " " + name
      file.cases[index].label = name
      if file.cases[index].variant != nil { file.cases[index].variant = name }
      if file.cases[index].reason != nil { file.cases[index].reason = name }
    }
    return file
  }

  static func write<Result>(
    _ format: ExportFormat, _ files: [ResultsFile] = [file], _ body: (String) throws -> Result
  ) throws -> Result {
    let path = FileManager.default.temporaryDirectory
      .appendingPathComponent("parity-export-\(UUID().uuidString)").path
    defer { try? FileManager.default.removeItem(atPath: path) }
    try format.write(files, to: path)
    #expect(!FileManager.default.fileExists(atPath: path + ".tmp"))
    return try body(path)
  }

  private static var trusted: [CaseRecord] { file.cases.filter(\.status.isTrusted) }

  @Test func `CSV is read by Python's csv with every value, formulas as text`() throws {
    let rows: [[String: String]] = try Self.write(.csv) { path in
      try Python.read(
        path,
        script: """
          import csv, json, sys
          rows = list(csv.DictReader(open(sys.argv[1], newline='', encoding='utf-8'), strict=True))
          assert all(None not in row and None not in row.values() for row in rows)
          print(json.dumps(rows))
          """)
    }
    #expect(rows.map { $0["descriptor"] } == Self.file.cases.map(\.descriptor))
    for (row, record) in zip(rows, Self.file.cases) {
      let label = try #require(record.label)
      #expect(row["label"] == (label.hasPrefix("=") ? "'" + label : label))
      #expect(row["status"] == record.status.rawValue)
      #expect(
        row["medianNanoseconds"].flatMap(Double.init) == record.statistics?.medianNanoseconds)
      #expect(row["hostName"] == Self.file.host.hostName)
    }
  }

  @Test func `JSON lines are one case a line`() throws {
    struct Line: Decodable {
      let hostName: String
      let `case`: CaseRecord
    }
    let lines: [Line] = try Self.write(.jsonl) { path in
      try Python.read(
        path,
        script: """
          import json, sys
          lines = open(sys.argv[1], encoding='utf-8', newline='\\n').read().split('\\n')
          assert lines.pop() == ''
          print(json.dumps([json.loads(line) for line in lines]))
          """)
    }
    #expect(lines.map(\.case) == Self.file.cases)
    #expect(lines.allSatisfy { $0.hostName == Self.file.host.hostName })
  }

  @Test func `JUnit is well-formed XML whose counts agree with its elements`() throws {
    struct Suite: Decodable {
      let tests, failures, errors, skipped: Int
      let names: [String]
    }
    let suites: [Suite] = try Self.write(.junit) { path in
      try Python.read(
        path,
        script: """
          import json, sys, xml.etree.ElementTree as E
          root = E.parse(sys.argv[1]).getroot()
          assert root.tag == 'testsuites'
          out = []
          for suite in root:
              assert suite.tag == 'testsuite' and suite.get('name') and float(suite.get('time')) >= 0
              cases = suite.findall('testcase')
              kinds = [child.tag for case in cases for child in case]
              for kind, name in (('failure', 'failures'), ('error', 'errors'), ('skipped', 'skipped')):
                  assert kinds.count(kind) == int(suite.get(name)), (kind, kinds)
              assert all(case.get('classname') and float(case.get('time')) >= 0 for case in cases)
              out.append({k: int(suite.get(k)) for k in ('tests', 'failures', 'errors', 'skipped')}
                         | {'names': [case.get('name') for case in cases]})
          for key in ('tests', 'failures', 'errors', 'skipped'):
              assert int(root.get(key)) == sum(suite[key] for suite in out)
          print(json.dumps(out))
          """)
    }
    #expect(suites.map(\.tests) == [7, 7])
    #expect(suites.map(\.failures) == [0, 1])
    #expect(suites.map(\.errors) == [0, 1])
    #expect(suites.map(\.skipped) == [1, 3])
    let expected = ["openblas:0", "vulkan:0"].flatMap { device in
      Self.file.cases.filter { $0.device == device }.map {
        $0.descriptor.replacing("\u{7}", with: "\u{fffd}")
      }
    }
    #expect(suites.flatMap(\.names) == expected)
  }

  @Test func `Google Benchmark's compare finds every sample as a repetition`() throws {
    struct Read: Decodable {
      let medians: [String: Double]
      let counts: [String: Int]
      let errors: [String]
    }
    // What tools/gbench of Google Benchmark asks of a file: context, partitions by name, comparable entries with
    // times in a known unit, aggregates apart from iterations, at least two repetitions for the U test.
    let read: Read = try Self.write(.googleBenchmark) { path in
      try Python.read(
        path,
        script: """
          import json, statistics, sys
          data = json.load(open(sys.argv[1], encoding='utf-8'))
          assert data['context']['json_schema_version'] == 1 and data['context']['num_cpus'] > 0
          times, aggregates, errors = {}, {}, []
          for b in data['benchmarks']:
              assert b['time_unit'] == 'ns' and b['run_type'] in ('iteration', 'aggregate')
              assert isinstance(b['iterations'], int) and b['cpu_time'] == b['real_time']
              if b.get('error_occurred'):
                  assert b['error_message']
                  errors.append(b['name'])
              elif b['run_type'] == 'iteration':
                  assert b['name'] == b['run_name'] and b['repetition_index'] == len(times.get(b['name'], []))
                  times.setdefault(b['name'], []).append(b['real_time'])
              else:
                  assert b['name'] == b['run_name'] + '_' + b['aggregate_name']
                  assert b['aggregate_unit'] == ('percentage' if b['aggregate_name'] == 'cv' else 'time')
                  aggregates[b['name']] = b['real_time']
          for name, values in times.items():
              assert abs(aggregates[name + '_median'] / statistics.median(values) - 1) < 1e-9
          print(json.dumps({'medians': {n: statistics.median(v) for n, v in times.items()},
                            'counts': {n: len(v) for n, v in times.items()}, 'errors': errors}))
          """)
    }
    #expect(Set(read.medians.keys) == Set(Self.trusted.map { "\($0.descriptor)/\($0.device)" }))
    #expect(read.counts.values.allSatisfy { $0 == 10 })
    #expect(read.errors.count == Self.file.cases.count - Self.trusted.count)
    #expect(throws: ExportError.self) {
      try ExportFormat.googleBenchmark.text([Self.file, Self.file])
    }
  }

  @Test func `github-action-benchmark gets named values with units`() throws {
    struct Entry: Decodable {
      let name, unit, range, extra: String
      let value: Double
    }
    let entries: [Entry] = try Self.write(.githubActionBenchmark) { path in
      try Python.read(path, script: "import sys; print(open(sys.argv[1], encoding='utf-8').read())")
    }
    #expect(entries.map(\.name) == Self.trusted.map { "\($0.descriptor) on \($0.device)" })
    #expect(entries.map(\.value) == Self.trusted.compactMap { $0.statistics?.medianNanoseconds })
    #expect(entries.allSatisfy { $0.unit == "ns" })
  }

  @Test func `Bencher gets benchmarks of measures of values between their limits`() throws {
    struct Metric: Decodable {
      let value: Double
      let lower_value, upper_value: Double?
    }
    let read: [String: [String: Metric]] = try Self.write(.bencher) { path in
      try Python.read(
        path,
        script: """
          import json, sys
          data = json.load(open(sys.argv[1], encoding='utf-8'))
          for measures in data.values():
              for metric in measures.values():
                  assert set(metric) <= {'value', 'lower_value', 'upper_value'}
                  assert metric.get('lower_value', metric['value']) <= metric['value'] <= metric.get('upper_value', metric['value'])
          print(json.dumps(data))
          """)
    }
    #expect(Set(read.keys) == Set(Self.trusted.map { "\($0.descriptor) on \($0.device)" }))
    #expect(read.values.allSatisfy { $0["latency"]?.value ?? 0 > 0 && $0["throughput"] != nil })
  }

  @Test func `Influx lines split into a measurement, tags, fields and a time`() throws {
    struct Point: Decodable {
      let tags, fields: [String: String]
      let time: Int
    }
    let points: [Point] = try Self.write(.influx) { path in
      try Python.read(
        path,
        script: """
          import json, sys
          def split(text, separator, quotes):
              parts, current, quoted, i = [], '', False, 0
              while i < len(text):
                  c = text[i]
                  if c == '\\\\' and i + 1 < len(text) and text[i + 1] in ',= "\\\\':
                      current += text[i:i + 2]; i += 2; continue
                  if c == '"' and quotes: quoted = not quoted
                  if c == separator and not quoted: parts.append(current); current = ''
                  else: current += c
                  i += 1
              assert not quoted, text
              return parts + [current]
          def plain(text):
              out, i = '', 0
              while i < len(text):
                  if text[i] == '\\\\' and i + 1 < len(text): i += 1
                  out += text[i]; i += 1
              return out
          points = []
          for line in open(sys.argv[1], encoding='utf-8', newline='\\n').read().split('\\n')[:-1]:
              # Quotation marks mean nothing in tags.
              head = split(line, ' ', False)[0]
              fields, time = split(line[len(head) + 1:], ' ', True)
              measurement, *tags = split(head, ',', False)
              assert measurement == 'parity' and tags
              def pairs(parts, quotes):
                  out = {}
                  for part in parts:
                      key, value = split(part, '=', quotes)
                      assert key and value, part
                      out[plain(key)] = plain(value)
                  return out
              points.append({'tags': pairs(tags, False), 'fields': pairs(split(fields, ',', True), True), 'time': int(time)})
          print(json.dumps(points))
          """)
    }
    #expect(points.count == Self.file.cases.count)
    for (point, record) in zip(points, Self.file.cases) {
      #expect(point.tags["device"] == record.device)
      #expect(point.tags["status"] == record.status.rawValue)
      #expect(
        point.fields["medianNanoseconds"].flatMap(Double.init)
          == record.statistics?.medianNanoseconds)
    }
    #expect(points.last?.time == 1_785_585_630_000_000_000)
  }

  @Test func `An impossible date does not crash a line`() throws {
    var file = SampleResults.file
    file.cases = [file.cases[0]]
    file.cases[0].finishedAt = "9999-12-31T23:59:59Z"
    #expect(try ExportFormat.influx.text([file]).hasPrefix("parity,"))
  }

  @Test func `SQLite holds runs, cases and samples with numbers as numbers`() throws {
    struct Read: Decodable {
      let runs: Int
      let labels: [String]
      let medianTypes: [String]
      let sampleCount: Int
      let join: Int
    }
    let read: Read = try Self.write(.sqlite, [Self.file, Self.file]) { path in
      try Python.read(
        path,
        script: """
          import json, sqlite3, sys
          db = sqlite3.connect(sys.argv[1])
          one = lambda sql: db.execute(sql).fetchone()[0]
          assert one('PRAGMA integrity_check') == 'ok'
          print(json.dumps({
              'runs': one('SELECT count(*) FROM runs'),
              'labels': [r[0] for r in db.execute('SELECT label FROM cases WHERE run = 1 ORDER BY id')],
              'medianTypes': [r[0] for r in db.execute('SELECT DISTINCT typeof(medianNanoseconds) FROM cases ORDER BY 1')],
              'sampleCount': one('SELECT count(*) FROM samples'),
              'join': one('SELECT count(*) FROM samples JOIN cases ON cases.id = case_id JOIN runs ON runs.id = run')}))
          """)
    }
    #expect(read.runs == 2)
    #expect(read.labels == Self.file.cases.compactMap(\.label))
    #expect(read.medianTypes == ["integer", "null"])
    let samples = Self.file.cases.reduce(0) { $0 + ($1.samples?.hostNanoseconds.count ?? 0) }
    #expect(read.sampleCount == 2 * samples)
    #expect(read.join == read.sampleCount)
  }

  @Test func `Markdown keeps its columns and lets no markup through`() throws {
    let text = try ExportFormat.markdown.text([Self.file])
    // Inside a code span markup is text.
    let outside = text.replacing(/`[^`\n]*`/, with: "")
    #expect(outside.contains("&lt;script"))
    #expect(!outside.contains("<script") && !outside.contains("<b>"))
    let rows = text.split(separator: "\n").filter { $0.hasPrefix("|") }
    let bars = rows.map { row in
      // Unescaped bars by scalars, as a renderer sees them.
      var count = 0
      var last: Unicode.Scalar = " "
      for scalar in row.unicodeScalars {
        if scalar == "|", last != "\\" { count += 1 }
        last = scalar
      }
      return count
    }
    #expect(Set(bars).count == 1)
  }

  @Test(arguments: ExportFormat.allCases.filter { $0 != .sqlite })
  func `Two exports of one file are the same bytes, and a file without cases is no error`(
    format: ExportFormat
  ) throws {
    #expect(try format.text([Self.file]) == format.text([Self.file]))
    var empty = Self.file
    empty.cases = []
    _ = try format.text([empty])
  }

  @Test func `A place that cannot be written is named`() throws {
    for format in [ExportFormat.csv, .sqlite] {
      let error = #expect(throws: ExportError.self) {
        try format.write([Self.file], to: "/proc/parity/out")
      }
      #expect(error?.description.contains("/proc/parity") == true)
    }
  }
}
