import Foundation
public import Harness
import Kernels

/// A form of a results file that other tools read.
///
/// Every format carries all cases; those without a trusted number carry their status instead of one.
public enum ExportFormat: String, CaseIterable, Sendable {
  /// RFC 4180, one row a case.
  case csv
  /// One JSON object a line and case, the case with its file's context.
  case jsonl
  /// The comparison table as a Markdown table.
  case markdown
  /// JUnit XML, one test case a case.
  case junit
  /// Google Benchmark's JSON, so that its compare.py works on it.
  case googleBenchmark = "google-benchmark"
  /// github-action-benchmark's `customSmallerIsBetter`.
  case githubActionBenchmark = "github-action-benchmark"
  /// Bencher Metric Format.
  case bencher
  /// InfluxDB line protocol.
  case influx
  /// An SQLite database; the only one that is a file and not text.
  case sqlite

  /// Whether one export can hold several results files.
  public var holdsManyRuns: Bool { self != .googleBenchmark }

  /// The text of `files` in this format.
  /// - Throws: `ExportError` where the format is not text, or holds one run and there are more.
  public func text(_ files: [ResultsFile]) throws(ExportError) -> String {
    switch self {
    case .csv: CSVExport.text(files)
    case .jsonl: try JSONLinesExport.text(files)
    case .markdown: files.map { ResultsMarkdown.render($0) }.joined(separator: "\n")
    case .junit: JUnitExport.text(files)
    case .googleBenchmark: try GoogleBenchmarkExport.text(files)
    case .githubActionBenchmark: try GitHubActionBenchmarkExport.text(files)
    case .bencher: try BencherExport.text(files)
    case .influx: InfluxExport.text(files)
    case .sqlite: throw ExportError("sqlite is a database and not text; name a file for it")
    }
  }

  /// Writes `files` in this format to `path`, whole or not at all.
  /// - Throws: `ExportError` where ``text(_:)`` does, or the file cannot be written.
  public func write(_ files: [ResultsFile], to path: String) throws(ExportError) {
    if self == .sqlite { return try SQLiteExport.write(files, to: path) }
    let data = Data(try text(files).utf8)
    do throws(ResultsError) {
      try WholeFile.write(data, to: path)
    } catch {
      throw ExportError(error.message)
    }
  }
}

/// Why an export could not be made, in a sentence.
public struct ExportError: Error, Sendable, CustomStringConvertible {
  /// The sentence.
  public let description: String

  init(_ description: String) { self.description = description }
}

extension JSONEncoder {
  /// Sorted keys and plain slashes, so that two exports of one file are the same bytes.
  static func export(pretty: Bool) -> JSONEncoder {
    let encoder = JSONEncoder()
    encoder.outputFormatting =
      pretty
      ? [.sortedKeys, .withoutEscapingSlashes, .prettyPrinted]
      : [.sortedKeys, .withoutEscapingSlashes]
    return encoder
  }

  func text(_ value: some Encodable) throws(ExportError) -> String {
    do {
      return String(decoding: try encode(value), as: UTF8.self) + "\n"
    } catch {
      throw ExportError("the results cannot be written as JSON: \(error)")
    }
  }
}

/// The columns of flat exports: a name and its value in a case, as text; nil is absent.
enum ExportColumns {
  struct Column {
    let name: String
    /// Whether the value is a number and may stand unquoted.
    let isNumber: Bool
    let value: @Sendable (ResultsFile, CaseRecord) -> String?
  }

  static let all: [Column] = [
    text("workload") { file, _ in file.workload.name },
    text("startedAt") { file, _ in file.run.startedAt },
    text("hostName") { file, _ in file.host.hostName },
    text("toolCommit") { file, _ in file.tool.commit },
    text("descriptor") { $1.descriptor },
    text("label") { $1.label },
    number("weight") { $1.weight },
    text("operation") { $1.operation },
    text("device") { $1.device },
    text("deviceName") { file, record in file.devices.first { $0.id == record.device }?.name },
    text("variant") { $1.variant },
    text("grade") { $1.grade },
    text("status") { $1.status.rawValue },
    text("reason") { $1.reason },
    text("clock") { $1.statistics?.clock },
    integer("sampleCount") { $1.statistics?.count },
    number("medianNanoseconds") { $1.statistics?.medianNanoseconds },
    number("medianLowerNanoseconds") { $1.statistics?.medianLowerNanoseconds },
    number("medianUpperNanoseconds") { $1.statistics?.medianUpperNanoseconds },
    number("minimumNanoseconds") { $1.statistics?.minimumNanoseconds },
    number("maximumNanoseconds") { $1.statistics?.maximumNanoseconds },
    text("stopReason") { $1.statistics?.stopReason },
    integer("flopCount") { $1.flopCount },
    text("flopConvention") { $1.flopConvention },
    integer("byteCount") { $1.byteCount },
    number("flopsPerSecond") { $1.rates?.flopsPerSecond },
    number("bytesPerSecond") { $1.rates?.bytesPerSecond },
    number("roofFraction") { $1.roof?.fraction },
    text("roofCeiling") { $1.roof?.ceiling },
    number("maximumErrorOverBound") { $1.correctness?.maximumErrorOverBound },
    text("cacheMode") { $1.cacheMode },
    text("fill") { $1.fill },
    text("seed") { "\($1.seed)" },
  ]

  private static func text(
    _ name: String, _ value: @escaping @Sendable (ResultsFile, CaseRecord) -> String?
  ) -> Column {
    Column(name: name, isNumber: false, value: value)
  }

  private static func number(
    _ name: String, _ value: @escaping @Sendable (ResultsFile, CaseRecord) -> Double?
  ) -> Column {
    Column(name: name, isNumber: true) { file, record in value(file, record).map { "\($0)" } }
  }

  private static func integer(
    _ name: String, _ value: @escaping @Sendable (ResultsFile, CaseRecord) -> Int?
  ) -> Column {
    Column(name: name, isNumber: true) { file, record in value(file, record).map { "\($0)" } }
  }
}
