import ArgumentParser
import Harness
import Kernels
import Report
import Translation

struct Project: ParsableCommand {
  static let configuration = CommandConfiguration(
    abstract: "The least time of a workload on an accelerator, by its published peaks.",
    discussion: """
      The roofline with published numbers: each call takes at least its operations over the peak of its type, and its bytes \
      over the bandwidth. No run can be quicker; how much slower one is, is its utilisation. `parity devices --catalog` \
      lists the devices and what is published of them.

      EXAMPLES
        parity project --suite llama3-8b --on h100
        parity project gemm:bf16:tn:m=4096,n=4096,k=4096 --on mi300x
        parity project --suite quick --on a100 --measured results.json   utilisation of a run on that device
      """)

  @OptionGroup var problems: ProblemOptionGroup

  @Option(
    name: .customLong("on"), help: ArgumentHelp("A device of the catalogue.", valueName: "device"))
  var deviceName: String

  @Option(
    help: ArgumentHelp(
      "A results file that was measured on that device.", valueName: "file"))
  var measured: String?

  @Option(
    help: ArgumentHelp(
      "Which device of the results file; its first unless given.", valueName: "id"))
  var device: String?

  @Flag(help: "As JSON.")
  var json = false

  func run() throws {
    let device: CatalogueDevice
    do throws(DialectError) {
      device = try DeviceCatalogue.device(named: deviceName)
    } catch {
      throw CommandFailure(.usage, error.description)
    }
    let projection = Projection(
      try problems.chosenWorkload(), on: device, measured: try measurements())
    Terminal.write(
      json ? try JSONText.encode(projection) : CatalogueText.projection(projection))
  }

  /// The medians of one device by descriptor; only cases whose times count.
  private func measurements() throws -> [String: Double] {
    guard let measured else { return [:] }
    let file = try ResultsReader.read(path: measured)
    let ids = file.devices.map(\.id)
    guard let id = device ?? ids.first, ids.contains(id) else {
      throw CommandFailure(
        .usage, "\(measured) has no device \(device ?? ""); it has \(ids.joined(separator: ", "))")
    }
    var medians: [String: Double] = [:]
    for record in file.cases where record.device == id {
      guard record.status == .passed || record.status == .noisy, let statistics = record.statistics
      else { continue }
      medians[record.descriptor] = min(
        medians[record.descriptor] ?? .infinity, statistics.medianNanoseconds)
    }
    return medians
  }
}
