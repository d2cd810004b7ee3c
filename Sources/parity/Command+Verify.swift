import ArgumentParser
import Harness
import Kernels
import Workloads

struct Verify: ParsableCommand {
  static let configuration = CommandConfiguration(
    abstract: "Check correctness only: awkward sizes and random problems, against float64.",
    discussion: """
      EXAMPLES
        parity verify                             awkward sizes, 200 random
        parity verify --count 5000 --seed 42 --backend vulkan:0
        parity verify gemm:f16:tt:m=33,n=65,k=127 one problem
        parity verify --suite llama3-8b           the shapes of a suite
        parity verify --every-variant             not only each device's first choice

      Every failure is shown with the descriptor that repeats it. Large results are checked in sampled rows and columns.

      EXIT CODES
        0    all right
        1    wrong results or failures
        3    no device
        64   the command line makes no sense
      """)

  @OptionGroup(title: "Problems") var problems: ProblemOptionGroup

  @Option(help: ArgumentHelp("Random problems besides the awkward ones.", valueName: "number"))
  var count: Int?

  @OptionGroup(title: "Inputs") var inputs: InputOptionGroup
  @OptionGroup(title: "Devices") var devices: DeviceOptionGroup

  @Flag(help: "Check every variant of every problem, not only the first choice.")
  var everyVariant = false

  @Flag(name: .shortAndLong, help: "No progress; only failures and the summary.")
  var quiet = false

  mutating func validate() throws {
    if let count, count < 0 || count > SuiteFile.maximumItemCount {
      throw ValidationError("--count \(count) must be from 0 to \(SuiteFile.maximumItemCount).")
    }
    if count != nil, !problems.isEmpty {
      throw ValidationError(
        "--count is for random problems; leave it out where problems are named.")
    }
  }

  func run() throws {
    let settings = inputs.settings(over: RunSettings.defaults)
    let workload = try problems.load(
      default: try Self.standard(randomCount: count ?? 200, seed: settings.seed))
    let (chosen, _) = try devices.choose()
    let opened = try DeviceSelector.open(chosen, options: devices.deviceOptions)
    defer { for device in opened { try? device.close() } }
    let interruption = Interruption()
    let progress = Progress(style: Terminal.errorIsTerminal && !quiet ? .live : .none)
    var tally = VerificationTally(devices: opened.map(\.info))
    let runner = Runner(
      devices: opened, settings: settings, mode: .verifyOnly,
      selection: everyVariant ? .every : .first,
      stop: interruption.stop
    ) { event in
      progress.show(event)
      guard case .finished(let record) = event else { return }
      tally.add(record)
      if record.status.isFailure {
        progress.end()
        Terminal.write("\(Progress.line(record))\n")
      }
    }
    _ = try runner.run(
      workload.items.map { RunItem(problem: $0.problem, label: $0.label, weight: $0.weight) },
      skipping: [])
    progress.end()
    Terminal.write(tally.text)
    let status = interruption.status ?? (tally.hasFailure ? .failedCases : .ok)
    if status != .ok { throw ExitCode(status.rawValue) }
  }

  /// The suite `awkward` and random problems.
  static func standard(randomCount: Int, seed: UInt64) throws -> Workload {
    var workload = try SuiteLibrary.suite(named: "awkward")
    workload.items += try RandomProblems.workload(count: randomCount, seed: seed).items
    return workload
  }
}

/// How many cases of each device came out how.
struct VerificationTally {
  private let devices: [DeviceInfo]
  private var counts: [String: [CaseStatus: Int]] = [:]
  private(set) var hasFailure = false
  private var worst: [String: (ratio: Double, descriptor: String)] = [:]

  init(devices: [DeviceInfo]) { self.devices = devices }

  mutating func add(_ record: CaseRecord) {
    counts[record.device, default: [:]][record.status, default: 0] += 1
    hasFailure = hasFailure || record.status.isFailure
    if let ratio = record.correctness?.maximumErrorOverBound,
      ratio > worst[record.device]?.ratio ?? -1
    {
      worst[record.device] = (ratio, record.descriptor)
    }
  }

  /// One line for each device; the largest error is a multiple of the bound, so 1 is the limit.
  var text: String {
    let statuses = CaseStatus.allCases.filter { status in
      status == .passed || counts.values.contains { $0[status] != nil }
    }
    var table = TextTable(header: ["DEVICE"] + statuses.map(\.rawValue) + ["LARGEST ERROR / BOUND"])
    for device in devices {
      let row = statuses.map { "\(counts[device.id]?[$0] ?? 0)" }
      let error = worst[device.id].map { Self.text(ratio: $0.ratio) + "  \($0.descriptor)" } ?? "-"
      table.append([device.id] + row + [error])
    }
    return table.text
  }

  private static func text(ratio: Double) -> String {
    let thousandths = (ratio * 1000).rounded()
    return ratio >= 100 || !thousandths.isFinite ? "\(ratio)" : "\(thousandths / 1000)"
  }
}
