import ArgumentParser
import Harness
import Kernels
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
    let selector = DeviceSelector()
    let names = devices.backends.isEmpty ? selector.backends.map(\.name) : devices.backends
    var found: [DeviceSelector.Found] = []
    var checked: [DeviceInfo] = []
    var hasFailure = false
    if devices.backends.isEmpty {
      found = selector.discoverAll()
    } else {
      found = try selector.choose(names).found
    }
    let wanted =
      devices.backends.isEmpty ? nil : Set(try selector.choose(names).devices.map(\.info.id))
    for entry in found {
      for info in entry.discovery.devices where wanted?.contains(info.id) ?? true {
        checked.append(info)
        let verdict = Self.check(info, of: entry.backend, options: devices.deviceOptions)
        hasFailure = hasFailure || verdict != nil
        Terminal.write(
          "\(verdict == nil ? "PASS" : "FAIL")  \(info.id)  \(info.name)"
            + (verdict.map { ": \($0)" } ?? "")
            + "\n")
      }
    }
    for entry in found {
      for line in DeviceSelector.reasons(entry) { Terminal.write("NONE" + line + "\n") }
    }
    for warning in HostEnvironment.current().warnings { Terminal.write("NOTE  \(warning)\n") }
    if hasFailure { throw ExitCode(ExitStatus.failedCases.rawValue) }
    if checked.isEmpty { throw ExitCode(ExitStatus.harness.rawValue) }
  }

  private static let descriptors = [
    "gemm:f32:tn:m=67,n=33,k=129:batch=2", "attn:f32:b=1,h=4,kvh=2,d=64,sq=33,skv=65:causal",
  ]

  /// Why the device does not pass, or nil where it does.
  private static func check(
    _ info: DeviceInfo, of backend: any Backend, options: DeviceOptions
  ) -> String? {
    do {
      let device = try backend.open(info, options: options)
      defer { try? device.close() }
      var complaints: [String] = []
      let runner = Runner(
        devices: [device], settings: RunSettings.defaults, mode: .verifyOnly, stop: StopFlag()
      ) { event in
        guard case .finished(let record) = event, record.status != .passed else { return }
        complaints.append(
          "\(record.descriptor) \(record.status.rawValue): \(record.reason ?? "no reason given")")
      }
      let items = try descriptors.map {
        RunItem(problem: try Problem(descriptor: $0), label: nil, weight: 1)
      }
      _ = try runner.run(items, skipping: [])
      return complaints.isEmpty ? nil : complaints.joined(separator: "; ")
    } catch {
      return "\(error)"
    }
  }
}
