import ArgumentParser
import Foundation
import Harness
import Kernels
import Report
import Workloads

struct Exec: ParsableCommand {
  static let configuration = CommandConfiguration(
    abstract: "Run an unmodified CUDA host program on a backend, with every call accounted for.",
    discussion: """
      EXAMPLES
        parity exec -- ./simpleCUBLAS                on the processor
        parity exec --backend vulkan:0 --verify -- ./simpleCUBLAS
        parity exec --record calls.suite -- ./model  and then: parity run --suite calls.suite
        parity exec --ledger calls.jsonl -- python3 program.py

      The program is one that links or opens libcudart, libcublas and libcublasLt of CUDA 12 or 13 and calls nothing but them. It finds \
      Parity's libraries of the same names instead (LD_LIBRARY_PATH): memory is this machine's, GEMMs run on the \
      backend, and what the backend cannot do and all other routines run on the processor. Whatever cannot be done is refused by the status \
      that CUDA documents, never answered wrongly. A program with kernels of its own (__global__ functions) runs up to its first \
      kernel, whose launch is refused.

      The program keeps its standard streams. The ledger at the end goes to standard error: each call executed, executed on the \
      processor, refused with the reason, or bookkeeping; the counts add up to all calls. With --verify results are compared \
      with their definitions in float64, and the calls that could not be are named.

      EXIT CODES
        the program's own; 1 where a verified call was wrong or a signal ended the program; 3 without libraries or device
      """)

  @Option(
    name: [.customLong("backend"), .customLong("device")],
    help: ArgumentHelp("The device that computes.", valueName: "name"))
  var backend = "openblas"

  @Option(help: ArgumentHelp("Threads that the processor may use.", valueName: "count"))
  var threads: Int?

  @Flag(help: "Compare results with their definitions in float64.")
  var verify = false

  @Option(
    help: ArgumentHelp("Keep the ledger there, one JSON value a line.", valueName: "file"))
  var ledger: String?

  @Option(
    help: ArgumentHelp("Write the GEMM calls as a suite for parity run.", valueName: "file"))
  var record: String?

  @Flag(help: "Do not print the ledger.")
  var quiet = false

  @Argument(
    parsing: .captureForPassthrough,
    help: ArgumentHelp("The program and its arguments, after --.", valueName: "program"))
  var command: [String]

  func run() throws {
    // Passed through like every other word; behind -- it is the program's.
    if let first = command.first, ["-h", "--help"].contains(first) {
      throw CleanExit.helpRequest(self)
    }
    let words = command.first == "--" ? Array(command.dropFirst()) : command
    guard let program = words.first else {
      throw CommandFailure(.usage, "name a program: parity exec -- PROGRAM ARGUMENTS")
    }
    let backends = BackendRegistry.all.filter { $0.name != "cuda" }
    guard backend.prefix(while: { $0 != ":" }) != "cuda" else {
      throw CommandFailure(
        .usage, "cuda is what the program calls anyway; without parity exec it runs there")
    }
    let (devices, _) = try DeviceSelector(backends: backends).choose([backend])
    guard devices.count == 1 else {
      throw CommandFailure(
        .usage,
        "--backend \(backend) means \(devices.count) devices; name one: "
          + devices.map(\.info.id).joined(separator: ", "))
    }
    if let path = Self.path(of: program), DeviceCodeDetector(path: path).hasDeviceCode {
      Terminal.writeError(
        "parity: \(program) has device code of its own; launches of its kernels will be refused\n")
    }
    let (end, calls) = try ChildRun.withScratchFolder { folder in
      let libraries = try DropInLibraries(in: folder)
      let file = ledger ?? "\(folder)/ledger.jsonl"
      var variables = [
        "LD_LIBRARY_PATH": Self.libraryPath(libraries.folder),
        "PARITY_CUDA_DEVICE": devices[0].info.id,
        "PARITY_CUDA_LEDGER": URL(fileURLWithPath: file).path,
        "PARITY_CUDA_VERIFY": verify ? "1" : "0",
      ]
      if let threads { variables["PARITY_CUDA_THREADS"] = "\(threads)" }
      try Self.makeEmptyLedger(file)
      let end = try ProgramRun(
        program: program, arguments: Array(words.dropFirst()), environment: variables
      ).run()
      return (end, try Self.readLedger(file))
    }
    try report(calls, end)
    if let record { try write(calls, of: program, to: record) }
    if calls?.entries.contains(where: { $0.incorrectCount > 0 }) == true {
      throw ExitCode(ExitStatus.failedCases.rawValue)
    }
    switch end {
    case .exited(let status): throw ExitCode(status)
    case .signalled: throw ExitCode(ExitStatus.failedCases.rawValue)
    }
  }

  /// Makes the file that every process of the program appends to.
  private static func makeEmptyLedger(_ path: String) throws {
    guard FileManager.default.createFile(atPath: path, contents: nil) else {
      throw CommandFailure(.harness, "the ledger \(path) cannot be written; is its folder there?")
    }
  }

  /// What the processes left; nil, and no file, where none made a call.
  private static func readLedger(_ path: String) throws -> CallLedger? {
    if try Data(contentsOf: URL(fileURLWithPath: path)).isEmpty {
      try FileManager.default.removeItem(atPath: path)
      return nil
    }
    return try LedgerFile.read(path: path)
  }

  private func report(_ calls: CallLedger?, _ end: ProgramRun.End) throws {
    if case .signalled(let number) = end {
      Terminal.writeError(
        "parity: the program was ended by signal \(number) (\(String(cString: strsignal(number))))\n"
      )
    }
    guard !quiet else { return }
    guard let calls else {
      Terminal.writeError(
        "parity: the program called no function of the CUDA libraries; is their runtime linked into it?\n"
      )
      return
    }
    Terminal.writeError(LedgerTable(calls, verifies: verify).text)
  }

  private func write(_ calls: CallLedger?, of program: String, to path: String) throws {
    let items = try (calls?.entries ?? []).compactMap { entry -> WorkloadItem? in
      guard let text = entry.problem else { return nil }
      return WorkloadItem(
        problem: try Problem(descriptor: text), label: entry.function,
        weight: Double(entry.callCount))
    }
    guard !items.isEmpty else {
      throw CommandFailure(.harness, "\(path) is not written: the program made no GEMM call")
    }
    let stem = URL(fileURLWithPath: path).deletingPathExtension().lastPathComponent.lowercased()
    let workload = Workload(
      name: String(stem.map { $0.isASCII && ($0.isLetter || $0.isNumber) ? $0 : "-" }.prefix(64)),
      title:
        "GEMM calls of \(program.split(whereSeparator: \.isWhitespace).joined(separator: " "))",
      sources: ["recorded by parity exec"], origin: .file, items: items
    ).merged
    do {
      try SuiteFile.text(of: workload).write(toFile: path, atomically: true, encoding: .utf8)
    } catch {
      throw CommandFailure(.harness, "\(path) cannot be written: \(error.localizedDescription)")
    }
  }

  private static func libraryPath(_ folder: String) -> String {
    let before = ProcessInfo.processInfo.environment["LD_LIBRARY_PATH"] ?? ""
    return before.isEmpty ? folder : "\(folder):\(before)"
  }

  /// Where a program lies that is named by a path or found on PATH.
  private static func path(of program: String) -> String? {
    if program.contains("/") { return program }
    let folders = (ProcessInfo.processInfo.environment["PATH"] ?? "").split(separator: ":")
    return folders.map { "\($0)/\(program)" }.first {
      FileManager.default.isExecutableFile(atPath: $0)
    }
  }
}
