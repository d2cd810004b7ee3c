import ArgumentParser
import Kernels
import Workloads

struct Support: ParsableCommand {
  static let configuration = CommandConfiguration(
    abstract: "Show which device runs which problem, how, and why not.",
    discussion: """
      EXAMPLES
        parity support                               the quick suite
        parity support --suite deepseek-v3 --backend vulkan
        parity support gemm:f8e4m3:tn:m=64,n=64,k=64 one problem
        parity support --suite quick --json          for programs

      native: exactly what was asked. emulated: the same result by other means, with what changes. A dash: unsupported, \
      with the argument that is the reason.
      """)

  @OptionGroup var problems: ProblemOptionGroup
  @OptionGroup var devices: DeviceOptionGroup

  @Flag(help: "The matrix with variants, losses and reasons as JSON.")
  var json = false

  func run() throws {
    let workload = try problems.load(default: try SuiteLibrary.suite(named: "quick"))
    let (chosen, _) = try devices.choose()
    let opened = try DeviceSelector.open(chosen, options: devices.deviceOptions)
    defer { for device in opened { try? device.close() } }
    let matrix = SupportMatrix(workload: workload, devices: opened)
    Terminal.write(json ? try JSONText.encode(matrix) : matrix.text)
  }
}

/// Problems against devices.
struct SupportMatrix: Encodable {
  let schemaVersion = 1
  let rows: [Row]

  struct Row: Encodable {
    let descriptor: String
    let devices: [Cell]
  }

  struct Cell: Encodable {
    let device, grade: String
    let variants: [KernelVariant]
    let losses: [Loss]
    let reasons: [UnsupportedReason]
  }

  init(workload: Workload, devices: [any Device]) {
    rows = workload.items.map { item in
      Row(
        descriptor: item.problem.descriptor,
        devices: devices.map { device in
          let support = device.support(for: item.problem)
          return Cell(
            device: device.info.id, grade: support.grade, variants: support.variants,
            losses: support.losses, reasons: support.reasons)
        })
    }
  }

  /// The matrix, then every loss and reason once with the devices and the number of problems it concerns.
  var text: String {
    var table = TextTable(header: (rows.first?.devices.map(\.device) ?? []) + ["PROBLEM"])
    var notes: [(text: String, count: Int)] = []
    func note(_ text: String) {
      if let place = notes.firstIndex(where: { $0.text == text }) {
        notes[place].count += 1
      } else {
        notes.append((text, 1))
      }
    }
    for row in rows {
      table.append(
        row.devices.map { $0.grade == "unsupported" ? "-" : $0.grade } + [row.descriptor])
      for cell in row.devices {
        for loss in cell.losses {
          note("\(cell.device) emulated: \(loss.kind.rawValue): \(loss.detail)")
        }
        for reason in cell.reasons {
          note("\(cell.device) -: \(reason.argument.rawValue): \(reason.detail)")
        }
      }
    }
    let lines = notes.map {
      "  \($0.text) (\($0.count) \($0.count == 1 ? "problem" : "problems"))\n"
    }
    return table.text + (lines.isEmpty ? "" : "\n" + lines.joined())
  }
}
