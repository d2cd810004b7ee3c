import ArgumentParser
import Harness
import Kernels
import Report
import Workloads

struct Doctor: ParsableCommand {
  static let configuration = CommandConfiguration(
    abstract: "Compute something on every device: PASS, or why not.",
    discussion: """
      Runs a small GEMM and a small attention on each device and checks the results.

      EXAMPLES
        parity doctor                     every backend, the reference too
        parity doctor --backend vulkan --validation

      EXIT CODES
        0    all devices pass
        1    a device computes wrongly or fails
        3    no device
      """)

  @OptionGroup var devices: DeviceOptionGroup

  func run() throws {
    let found: [DeviceSelector.Found]
    let chosen: [(backend: any Backend, info: DeviceInfo)]
    if devices.backends.isEmpty {
      found = try DeviceSelector(backends: devices.availableBackends()).discoverAll()
      chosen = found.flatMap { entry in entry.discovery.devices.map { (entry.backend, $0) } }
    } else {
      (chosen, found) = try devices.choose()
    }
    var hasFailure = false
    for (backend, info) in chosen {
      let checkup = Checkup(info, of: backend, options: devices.deviceOptions)
      hasFailure = hasFailure || !checkup.passes
      Terminal.write("\(checkup.passes ? "PASS" : "FAIL")  \(info.id)  \(info.name)\n")
      for remark in checkup.remarks { Terminal.write("      \(remark)\n") }
    }
    for (_, info) in chosen {
      let remark = DeviceRemark.oldCore(properties: info.properties, features: info.features)
      if let remark { Terminal.write("NOTE  \(info.id): \(remark)\n") }
    }
    for line in found.flatMap(DeviceSelector.reasons) { Terminal.write("NONE\(line)\n") }
    for warning in HostEnvironment.current().warnings { Terminal.write("NOTE  \(warning)\n") }
    if hasFailure { throw ExitCode(ExitStatus.failedCases.rawValue) }
    if chosen.isEmpty { throw ExitCode(ExitStatus.harness.rawValue) }
  }
}

/// Whether a device computes rightly.
private struct Checkup {
  /// Whether it ran at least one of the problems and none went wrong.
  private(set) var passes = false
  /// What was wrong, and what the device cannot run.
  private(set) var remarks: [String] = []

  private static let descriptors = [
    "gemm:f32:tn:m=67,n=33,k=129:batch=2", "attn:f32:b=1,h=4,kvh=2,d=64,sq=33,skv=65:causal",
  ]

  init(_ info: DeviceInfo, of backend: any Backend, options: DeviceOptions) {
    do {
      let device = try backend.open(info, options: options)
      defer { try? device.close() }
      var records: [CaseRecord] = []
      let runner = Runner(
        devices: [device], settings: RunSettings.defaults, mode: .verifyOnly, stop: StopFlag()
      ) { event in
        if case .finished(let record) = event { records.append(record) }
      }
      _ = try runner.run(
        try Self.descriptors.map { RunItem(problem: try Problem(descriptor: $0)) }, skipping: [])
      passes =
        records.contains { $0.status == .passed }
        && records.allSatisfy { $0.status == .passed || $0.status == .unsupported }
      for record in records where record.status != .passed {
        remarks.append(
          "\(record.descriptor) \(record.status.rawValue): \(record.reason ?? "no reason given")")
      }
    } catch {
      remarks.append("\(error)")
    }
  }
}
