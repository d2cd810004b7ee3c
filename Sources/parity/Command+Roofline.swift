import ArgumentParser
import Foundation
import Harness
import Kernels
import Report

struct RooflineCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "roofline",
    abstract: "Measure what each device can do at best: peaks by type, bandwidth by level.",
    discussion: """
      Multiply-adds that stay in registers give the peak of each type; reading and copying at sizes that fit each cache, \
      and one that fits none, give the bandwidths. CPU devices are measured with all their threads and with one. The \
      results are kept (in the cache folder), and `parity run` relates every case to them: % of roof.

      EXAMPLES
        parity roofline                     every device
        parity roofline --backend openblas
        parity roofline --json > roofline.json

      EXIT CODES
        0    measured
        1    a probe gave a wrong result or failed
        3    no device, or none that runs probes
        130  ended by SIGINT, 143 by SIGTERM
      """)

  @OptionGroup(title: "Devices") var devices: DeviceOptionGroup

  @Flag(help: "Print the rooflines as JSON instead of tables.")
  var json = false

  @Flag(name: [.short, .long], help: "No progress on standard error.")
  var quiet = false

  func run() throws {
    let (chosen, _) = try devices.choose()
    let interruption = Interruption()
    let progress = Progress(style: Progress.style(quiet: quiet))
    let processor = HostEnvironment.current().cpuModel
    let cache = CacheFolder.rooflines.map { RooflineCache(folder: $0) }
    let measurement = RooflineMeasurement(.full, stop: interruption.stop) { progress.show($0) }
    var rooflines: [Roofline] = []
    var failures: [CaseRecord] = []
    for entry in chosen {
      for options in variants(of: entry.info) {
        let device = try DeviceSelector.open([entry], options: options)[0]
        defer { try? device.close() }
        guard let result = try measurement.measure(device) else { continue }
        rooflines.append(result.roofline)
        failures += result.cases.filter(\.status.isFailure)
        try cache?.store(result.roofline, of: device.info, processor: processor)
      }
      if interruption.stop.isStopped { break }
    }
    progress.end()
    if json {
      Terminal.write(try RooflineText.json(rooflines))
    } else {
      let names = Dictionary(chosen.map { ($0.info.id, $0.info.name) }) { first, _ in first }
      Terminal.write(RooflineText.tables(rooflines, names: names))
    }
    for failure in failures {
      Terminal.writeError(
        "\(failure.descriptor) on \(failure.device): \(failure.status.rawValue), "
          + "\(failure.reason ?? "no reason given")\n")
    }
    if let status = interruption.status { throw ExitCode(status.rawValue) }
    if !failures.isEmpty { throw ExitCode(ExitStatus.failedCases.rawValue) }
    if rooflines.isEmpty {
      throw CommandFailure(.harness, "none of the devices runs probes, so there is no roofline")
    }
  }

  /// All threads, and one where that is something else.
  private func variants(of info: DeviceInfo) -> [DeviceOptions] {
    let all = devices.deviceOptions
    // Software drivers choose their own threads.
    guard info.kind == .cpu, info.apiVersion == nil, all.threadCount ?? info.threadCount ?? 1 > 1
    else { return [all] }
    var one = all
    one.threadCount = 1
    return [all, one]
  }
}
