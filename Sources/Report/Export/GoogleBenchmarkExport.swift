import Foundation
import Harness

/// Google Benchmark's JSON (schema version 1): every sample is a repetition, so that its compare.py can run its U test.
///
/// Parity does not measure processor time: `cpu_time` repeats `real_time`.
enum GoogleBenchmarkExport {
  private struct Document: Encodable {
    let context: Context
    let benchmarks: [Entry]
  }

  private struct Context: Encodable {
    let date: String
    let host_name: String
    let executable: String
    let num_cpus: Int
    let mhz_per_cpu: Int
    let cpu_scaling_enabled: Bool
    let caches: [Cache]
    let load_avg: [Double]
    let library_build_type: String
    let json_schema_version: Int
    let parity_workload: String
  }

  private struct Cache: Encodable {
    let type: String
    let level: Int
    let size: Int
    let num_sharing: Int
  }

  private struct Entry: Encodable {
    let name: String
    let family_index: Int
    let per_family_instance_index: Int
    let run_name: String
    let run_type: String
    let repetitions: Int
    let threads: Int
    var repetition_index: Int?
    var aggregate_name: String?
    var aggregate_unit: String?
    let iterations: Int
    let real_time: Double
    let cpu_time: Double
    let time_unit: String
    var flops: Double?
    var bytes_per_second: Double?
    var label: String?
    var error_occurred: Bool?
    var error_message: String?
  }

  static func text(_ files: [ResultsFile]) throws(ExportError) -> String {
    guard let file = files.first, files.count == 1 else {
      throw ExportError(
        "google-benchmark holds one run; export each results file to a file of its own")
    }
    let context = Context(
      date: file.run.startedAt, host_name: file.host.hostName, executable: file.tool.name,
      num_cpus: file.host.logicalCoreCount, mhz_per_cpu: 0,
      cpu_scaling_enabled: file.host.governor.map { $0 != "performance" } ?? false,
      caches: file.host.caches.map {
        Cache(type: $0.type, level: $0.level, size: $0.byteCount, num_sharing: $0.sharedByThreads)
      }, load_avg: file.host.loadAverage, library_build_type: file.tool.buildConfiguration,
      json_schema_version: 1, parity_workload: file.workload.name)
    let all = file.cases.enumerated().flatMap { Self.entries(family: $0, record: $1) }
    return try JSONEncoder.export(pretty: true).text(
      Document(context: context, benchmarks: all))
  }

  /// Per second; nil where it does not exist, since JSON has no infinity.
  private static func rate(_ count: Int, _ nanoseconds: Double) -> Double? {
    let rate = Double(count) / nanoseconds * 1e9
    return nanoseconds > 0 && rate.isFinite ? rate : nil
  }

  private static func entries(family: Int, record: CaseRecord) -> [Entry] {
    let name = "\(record.descriptor)/\(record.device)"
    func entry(
      _ suffix: String, type: String, repetitions: Int, iterations: Int, time: Double
    ) -> Entry {
      Entry(
        name: name + suffix, family_index: family, per_family_instance_index: 0, run_name: name,
        run_type: type, repetitions: repetitions, threads: 1, iterations: iterations,
        real_time: time, cpu_time: time, time_unit: "ns", label: record.variant)
    }
    guard record.status.isTrusted, let samples = record.samples, let statistics = record.statistics
    else {
      var failed = entry("", type: "iteration", repetitions: 1, iterations: 0, time: 0)
      failed.error_occurred = true
      failed.error_message = "\(record.status.rawValue): \(record.reason ?? "no reason given")"
      return [failed]
    }
    let times =
      statistics.clock == "device"
      ? samples.deviceNanoseconds ?? samples.hostNanoseconds : samples.hostNanoseconds
    var result = times.enumerated().map { index, time in
      var one = entry(
        "", type: "iteration", repetitions: times.count, iterations: samples.repetitionsPerSample,
        time: time)
      one.repetition_index = index
      one.flops = rate(record.flopCount, time)
      one.bytes_per_second = rate(record.byteCount, time)
      return one
    }
    for (aggregate, value, unit) in [
      ("mean", statistics.meanNanoseconds, "time"),
      ("median", statistics.medianNanoseconds, "time"),
      ("cv", statistics.coefficientOfVariation, "percentage"),
    ] {
      var one = entry(
        "_" + aggregate, type: "aggregate", repetitions: times.count, iterations: times.count,
        time: value)
      one.aggregate_name = aggregate
      one.aggregate_unit = unit
      result.append(one)
    }
    return result
  }
}
