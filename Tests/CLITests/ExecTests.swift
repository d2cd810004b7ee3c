import Foundation
import Harness
import Kernels
import Testing
import Workloads

/// `parity exec`: programs that open the CUDA libraries by their names, in Tests/CLITests/Programs.
@Suite("parity exec", .timeLimit(.minutes(5)))
struct ExecTests {
  private static func program(_ name: String) throws -> String {
    try #require(
      Bundle.module.path(forResource: name, ofType: "py", inDirectory: "Programs"),
      "Programs/\(name).py is not in the test bundle")
  }

  /// Runs a Python program under `parity exec` and reads its ledger.
  private static func exec(
    _ options: [String], release: Int = 12, _ command: [String]
  ) throws -> (ParityProcess.Outcome, CallLedger?) {
    let process = try ParityProcess(
      ["exec", "--ledger", "ledger.jsonl"] + options + ["--"] + command,
      environment: ["CUDA_RELEASE": "\(release)", "PYTHONDONTWRITEBYTECODE": "1"])
    defer { try? FileManager.default.removeItem(at: process.folder) }
    let outcome = try process.run()
    let path = process.folder.path + "/ledger.jsonl"
    return (
      outcome, FileManager.default.fileExists(atPath: path) ? try LedgerFile.read(path: path) : nil
    )
  }

  @Test("Every GEMM function of both releases computes what cuBLAS defines", arguments: [12, 13])
  func gemm(release: Int) throws {
    let (outcome, ledger) = try Self.exec(
      ["--verify"], release: release, ["python3", try Self.program("gemm")])
    #expect(outcome.status == 0, "\(outcome.error.suffix(400))")
    #expect(outcome.output == "gemm: all as defined\n")
    let calls = try #require(ledger)
    #expect(calls.cudaMajor == release && calls.device == "openblas:0")
    #expect(calls.callCount(.executed) > 400)
    #expect(calls.callCount(.executedOnCPU) == 0 && calls.callCount(.refused) == 0)
    let gemms = calls.entries.filter { $0.outcome == .executed }
    #expect(gemms.allSatisfy { $0.verifiedCount == $0.callCount && $0.incorrectCount == 0 })
    // Every function that the libraries export was called.
    let functions = Set(gemms.map(\.function))
    #expect(functions.count == 2 * (5 * 3 + 2 + 2 + 3 + 3 + 3))
  }

  @Test("The calls of all processes that a program consists of add up")
  func processes() throws {
    let (outcome, ledger) = try Self.exec(
      ["--verify"], ["python3", try Self.program("processes")])
    #expect(outcome.status == 0, "\(outcome.error.suffix(400))")
    #expect(outcome.output == "processes: all as defined\n")
    let calls = try #require(ledger)
    let products = calls.entries.filter { $0.function == "cublasSgemm_v2" }
    // By the first process before and after the others, by one that it forks, and by two that it starts.
    #expect(products.map(\.callCount) == [2 + 1 + 3 + 4 + 5])
    #expect(products.map(\.verifiedCount) == [15])
    #expect(calls.entries.first { $0.function == "cublasCreate_v2" }?.callCount == 5)
    #expect(outcome.error.contains("executed: 15 calls\n"))
  }

  /// The functions of each level that the libraries export, and those whose results have no bound that --verify could check.
  private static let levelPrograms: [(program: String, functions: Int, unverified: Set<String>)] = [
    ("level1", 2 * 60 + 8, ["rotg", "rotmg"]), ("level2", 2 * 88, []), ("level3", 2 * 36, []),
    ("extensions", 2 * 12 + 32, ["getrs", "getri", "matinv", "geqrf", "gels"]),
  ]

  @Test(
    "Every function of levels 1 to 3 and of cuBLAS's extensions computes what it defines",
    arguments: levelPrograms, [12, 13])
  func levels(
    level: (program: String, functions: Int, unverified: Set<String>), release: Int
  ) throws {
    let (outcome, ledger) = try Self.exec(
      ["--verify"], release: release, ["python3", try Self.program(level.program)])
    #expect(outcome.status == 0, "\(outcome.error.suffix(400))")
    #expect(outcome.output == "\(level.program): all as defined\n")
    let calls = try #require(ledger)
    #expect(calls.callCount(.executedOnCPU) == 0)
    let executed = calls.entries.filter {
      $0.outcome == .executed && $0.variant?.hasPrefix("openblas_") == true
    }
    #expect(Set(executed.map(\.function)).count == level.functions)
    let isPartly = executed.contains { $0.verifiedCount < $0.callCount }
    #expect(outcome.error.contains("not verified: ") == isPartly)
    for entry in executed {
      #expect(entry.incorrectCount == 0, "\(entry.function): \(entry.worst ?? "")")
      let isVerified = !level.unverified.contains { entry.variant == "openblas_\($0)" }
      #expect((entry.verifiedCount > 0) == isVerified, "\(entry.function)")
    }
  }

  @Test("On a GPU the other levels run on the processor, and the ledger says so")
  func levelsOnVulkan() throws {
    guard !VulkanBackend().discover().devices.isEmpty else { return }
    let (outcome, ledger) = try Self.exec(
      ["--backend", "vulkan:0", "--verify"], ["python3", try Self.program("level3")])
    #expect(outcome.status == 0, "\(outcome.error.suffix(400))")
    let calls = try #require(ledger)
    let levels = calls.entries.filter { $0.variant?.hasPrefix("openblas_") == true }
    #expect(levels.count == 72)
    for entry in levels {
      #expect(entry.outcome == .executedOnCPU)
      #expect(entry.reason == "routines other than GEMM run on the processor")
    }
  }

  @Test("A GEMM that Vulkan cannot do runs on the processor, and the ledger says why")
  func vulkan() throws {
    guard !VulkanBackend().discover().devices.isEmpty else { return }
    let (outcome, ledger) = try Self.exec(
      ["--backend", "vulkan:0", "--verify"], ["python3", try Self.program("gemm")])
    #expect(outcome.status == 0, "\(outcome.error.suffix(400))")
    let calls = try #require(ledger)
    #expect(calls.callCount(.executed) > 300)
    for entry in calls.entries where entry.outcome == .executedOnCPU {
      #expect(entry.reason?.isEmpty == false, "\(entry.function)")
    }
    #expect(calls.entries.allSatisfy { $0.incorrectCount == 0 })
  }

  @Test(
    "The runtime and the rest of cuBLAS give the documented results and statuses",
    arguments: ["runtime", "statuses", "level_statuses"], [12, 13])
  func statuses(name: String, release: Int) throws {
    let (outcome, ledger) = try Self.exec(
      [], release: release, ["python3", try Self.program(name)])
    #expect(outcome.status == 0, "\(outcome.error.suffix(400))")
    #expect(outcome.output == "\(name): all as documented\n")
    let calls = try #require(ledger)
    #expect(calls.callCount(.refused) > 15)
    #expect(calls.entries.allSatisfy { $0.outcome != .refused || $0.reason != nil })
    // What is counted adds up in the printed table too.
    let total = calls.entries.reduce(0) { $0 + $1.callCount }
    #expect(outcome.error.contains("all: \(total) calls"))
  }

  @Test(
    "The rest of the runtime, and graphs made node by node, give the documented results",
    arguments: ["runtime_more", "graph_nodes"], [12, 13])
  func runtime(name: String, release: Int) throws {
    let (outcome, ledger) = try Self.exec(
      [], release: release, ["python3", try Self.program(name)])
    #expect(outcome.status == 0, "\(outcome.error.suffix(400))")
    #expect(outcome.output == "\(name): all as documented\n")
    #expect(try #require(ledger).callCount(.bookkeeping) > 150)
  }

  @Test(
    "Every exported function of cuBLAS refuses each wrong argument as documented, and writes nothing",
    arguments: [(release: 12, functions: 677), (13, 687)])
  func wrongArguments(release: Int, functions: Int) throws {
    let (outcome, ledger) = try Self.exec(
      ["--quiet"], release: release, ["python3", try Self.program("wrong_arguments")])
    #expect(outcome.status == 0, "\(outcome.error.suffix(400))")
    let wrong = try #require(
      outcome.output.firstMatch(of: /(\d+) functions, (\d+) wrong calls: all as documented\n/),
      "\(outcome.output)")
    #expect(Int(wrong.1) == functions)
    #expect(try #require(Int(wrong.2)) > 12_000)
    let calls = try #require(ledger)
    #expect(calls.callCount(.refused) > 12_000)
    #expect(calls.entries.allSatisfy { $0.outcome != .refused || $0.reason != nil })
  }

  @Test(
    "Nothing that is destroyed leaves memory in use",
    arguments: [
      (release: 12, options: [], limit: 8), (13, [], 8), (12, ["--verify"], 400),
      (13, ["--backend", "vulkan:0"], 400),
    ])
  func leaks(run: (release: Int, options: [String], limit: Int)) throws {
    let (outcome, _) = try Self.exec(
      ["--quiet"] + run.options, release: run.release,
      ["python3", try Self.program("leaks"), "\(run.limit)"])
    #expect(outcome.status == 0, "\(outcome.error.suffix(400))")
    #expect(outcome.output == "leaks: none\n")
  }

  @Test("Random arguments end no program", arguments: [12, 13])
  func randomArguments(release: Int) throws {
    let (outcome, _) = try Self.exec(
      ["--quiet"], release: release, ["python3", try Self.program("random_arguments"), "15"])
    #expect(outcome.status == 0, "\(outcome.error.suffix(400))")
    #expect(outcome.output == "random_arguments: all calls returned\n")
  }

  @Test("The API without handles leaves what the one with handles leaves", arguments: [12, 13])
  func legacy(release: Int) throws {
    let (outcome, ledger) = try Self.exec(
      ["--verify"], release: release, ["python3", try Self.program("legacy")])
    #expect(outcome.status == 0, "\(outcome.error.suffix(400))")
    #expect(outcome.output == "legacy: all as documented\n")
    #expect(try #require(ledger).entries.allSatisfy { $0.incorrectCount == 0 })
  }

  @Test("cuBLAS's own log goes where it is sent, in cuBLAS's format", arguments: [12, 13])
  func logger(release: Int) throws {
    let (outcome, _) = try Self.exec([], release: release, ["python3", try Self.program("logger")])
    #expect(outcome.status == 0, "\(outcome.error.suffix(400))")
    #expect(outcome.output == "logger: all as documented\n")
  }

  @Test("parity import reads the log back as the calls that were recorded", arguments: [12, 13])
  func importedLog(release: Int) throws {
    let folder = try ParityProcess.makeFolder()
    defer { try? FileManager.default.removeItem(at: folder) }
    let outcome = try ParityProcess(
      ["exec", "--record", "calls.suite", "--quiet", "--", "python3", try Self.program("logger")],
      environment: [
        "CUDA_RELEASE": "\(release)", "PYTHONDONTWRITEBYTECODE": "1", "CUBLAS_LOGINFO_DBG": "1",
        "CUBLAS_LOGDEST_DBG": "cublas_%i.log",
      ], in: folder
    ).run()
    #expect(outcome.status == 0, "\(outcome.error)")
    let logs = try FileManager.default.contentsOfDirectory(atPath: folder.path)
      .filter { $0.hasPrefix("cublas_") }
    #expect(logs.count == 1)
    let imported = try ParityProcess(
      ["import", try #require(logs.first), "-o", "log.json"], in: folder
    ).run()
    #expect(imported.status == 0, "\(imported.error)")
    #expect(imported.output.contains("cublasDtrsm_v2 is not a GEMM"))
    #expect(!imported.output.contains("Rejected"), "\(imported.output)")
    let listed = try ParityProcess(["list", "--workload", "log.json"], in: folder).run()
    let recorded = try String(
      contentsOf: folder.appendingPathComponent("calls.suite"), encoding: .utf8)
    func calls(_ text: String) -> [Substring] {
      text.split(separator: "\n").filter { $0.hasPrefix("gemm:") }
    }
    #expect(calls(recorded).count == 5)
    #expect(calls(listed.output) == calls(recorded))
  }

  @Test("Calls are recorded as a suite that runs, and a program's own exit status is passed on")
  func record() throws {
    let process = try ParityProcess([
      "exec", "--record", "Calls 1.suite", "--quiet", "--", "python3", "-c",
      """
      import sys; sys.path.insert(0, "\(URL(fileURLWithPath: try Self.program("cuda")).deletingLastPathComponent().path)")
      from cuda import *
      h, a = handle(), Memory(F32, [1.0] * 64)
      d = Memory(F32, [0.0] * 64)
      for _ in range(5):
          cublas.cublasSgemm_v2(h, T, N, 8, 8, 8, scalar(F32, 1), a.pointer, 8, a.pointer, 8, scalar(F32, 0), d.pointer, 8)
      raise SystemExit(7)
      """,
    ])
    defer { try? FileManager.default.removeItem(at: process.folder) }
    let outcome = try process.run()
    #expect(outcome.status == 7)
    #expect(outcome.error.isEmpty, "\(outcome.error)")
    let suite = try SuiteFile.read(path: process.folder.path + "/Calls 1.suite")
    #expect(suite.items.map(\.problem.descriptor) == ["gemm:f32:tn:m=8,n=8,k=8"])
    #expect(suite.items.map(\.weight) == [5] && suite.items[0].label == "cublasSgemm_v2")
  }

  @Test(
    "Threads with handles of their own, and with one for all, get their own results",
    arguments: [12, 13])
  func threads(release: Int) throws {
    for _ in 0..<5 {
      let (outcome, ledger) = try Self.exec(
        ["--verify"], release: release, ["python3", try Self.program("threads")])
      #expect(outcome.status == 0, "\(outcome.error.suffix(400))")
      #expect(outcome.output == "threads: all as defined\n")
      let calls = try #require(ledger)
      // 6 threads of 12 rounds, a product and a sum each; every second thread asks for a copy of no direction.
      #expect(calls.callCount(.executed) == 144 && calls.callCount(.refused) == 3)
      #expect(calls.entries.allSatisfy { $0.incorrectCount == 0 })
    }
  }

  @Test("A program that is killed leaves the calls it made in the ledger")
  func killed() throws {
    let folder = URL(fileURLWithPath: try Self.program("cuda")).deletingLastPathComponent().path
    let (outcome, ledger) = try Self.exec(
      [],
      [
        "python3", "-c",
        """
        import os, signal, sys; sys.path.insert(0, "\(folder)")
        from cuda import *
        a = Memory(F32, [1.0] * 4)
        cudart.cudaFree(a.pointer); cudart.cudaFree(a.pointer)
        os.kill(os.getpid(), signal.SIGKILL)
        """,
      ])
    #expect(outcome.status == 1)
    #expect(outcome.error.contains("ended by signal 9"))
    let calls = try #require(ledger)
    #expect(calls.entries.contains { $0.function == "cudaFree" && $0.outcome == .refused })
    #expect(calls.callCount(.bookkeeping) == 3)
  }

  @Test("What cannot be run is told in one sentence")
  func refusals() throws {
    let missing = try parity("exec", "--", "./there-is-none")
    #expect(missing.status == 64)
    #expect(missing.error.contains("./there-is-none cannot be started: No such file or directory"))
    let nothing = try parity("exec", "--", "true")
    #expect(nothing.status == 0)
    #expect(nothing.error.contains("called no function of the CUDA libraries"))
    let unknown = try parity("exec", "--backend", "vulcan", "--", "true")
    #expect(unknown.status == 64 && unknown.error.contains("vulkan"))
    let cuda = try parity("exec", "--backend", "cuda:0", "--", "true")
    #expect(cuda.status == 64 && cuda.error.contains("cuda is what the program calls anyway"))
    #expect(try parity("exec").status == 64)
  }

  @Test("Device code of a program's own is found in its sections")
  func deviceCode() throws {
    let process = try ParityProcess(["exec", "--", "./program"])
    defer { try? FileManager.default.removeItem(at: process.folder) }
    let path = process.folder.path + "/program"
    try Data(Self.elf(section: ".nv_fatbin")).write(to: URL(fileURLWithPath: path))
    try FileManager.default.setAttributes([.posixPermissions: 0o755], ofItemAtPath: path)
    let outcome = try process.run()
    #expect(outcome.error.contains("./program has device code of its own"))
  }

  /// The header and section table of a 64-bit ELF file with one named section; no program.
  private static func elf(section name: String) -> [UInt8] {
    func bytes(_ value: Int, _ size: Int) -> [UInt8] {
      (0..<size).map { UInt8(truncatingIfNeeded: value >> (8 * $0)) }
    }
    let names = [0] + Array(name.utf8) + [0] + Array(".shstrtab".utf8) + [0]
    let table = 64 + names.count
    var file: [UInt8] = [0x7F, 0x45, 0x4C, 0x46, 2, 1, 1] + [UInt8](repeating: 0, count: 9)
    file += bytes(2, 2) + bytes(62, 2) + bytes(1, 4) + bytes(0, 8) + bytes(0, 8) + bytes(table, 8)
    file += bytes(0, 4) + bytes(64, 2) + bytes(0, 2) + bytes(0, 2) + bytes(64, 2) + bytes(3, 2)
    file += bytes(2, 2) + names
    for (nameOffset, offset, size) in [
      (0, 0, 0), (1, 64, 0), (2 + name.utf8.count, 64, names.count),
    ] {
      file += bytes(nameOffset, 4) + bytes(3, 4) + bytes(0, 8) + bytes(0, 8) + bytes(offset, 8)
      file += bytes(size, 8) + bytes(0, 4) + bytes(0, 4) + bytes(1, 8) + bytes(0, 8)
    }
    return file
  }
}
