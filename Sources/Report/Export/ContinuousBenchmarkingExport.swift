import Foundation
import Harness

/// github-action-benchmark's `customSmallerIsBetter`: an array of named values where less is better.
enum GitHubActionBenchmarkExport {
  private struct Entry: Encodable {
    let name: String
    let unit: String
    let value: Double
    let range: String
    let extra: String
  }

  static func text(_ files: [ResultsFile]) throws(ExportError) -> String {
    let entries = files.flatMap { file in
      trusted(file).map { record, statistics in
        Entry(
          name: "\(record.descriptor) on \(record.device)", unit: "ns",
          value: statistics.medianNanoseconds,
          range:
            "\(statistics.medianLowerNanoseconds) .. \(statistics.medianUpperNanoseconds)",
          extra:
            "variant: \(record.variant ?? "none")\nsamples: \(statistics.count)\nclock: \(statistics.clock)"
        )
      }
    }
    return try JSONEncoder.export(pretty: true).text(entries)
  }
}

/// Bencher Metric Format: benchmark -> measure -> value with its interval.
enum BencherExport {
  private struct Metric: Encodable {
    let value: Double
    var lower_value: Double?
    var upper_value: Double?
  }

  static func text(_ files: [ResultsFile]) throws(ExportError) -> String {
    var benchmarks: [String: [String: Metric]] = [:]
    for file in files {
      for (record, statistics) in trusted(file) {
        var measures = [
          "latency": Metric(
            value: statistics.medianNanoseconds, lower_value: statistics.medianLowerNanoseconds,
            upper_value: statistics.medianUpperNanoseconds)
        ]
        if let rate = record.rates?.flopsPerSecond { measures["throughput"] = Metric(value: rate) }
        benchmarks["\(record.descriptor) on \(record.device)"] = measures
      }
    }
    return try JSONEncoder.export(pretty: true).text(benchmarks)
  }
}

/// The cases of a file that have a number one may believe.
private func trusted(_ file: ResultsFile) -> [(CaseRecord, SampleStatistics)] {
  file.cases.compactMap { record in
    record.status.isTrusted ? record.statistics.map { (record, $0) } : nil
  }
}
