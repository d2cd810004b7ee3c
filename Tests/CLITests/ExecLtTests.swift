import Foundation
import Harness
import Kernels
import Testing

/// `parity exec`: cublasLt, by Tests/CLITests/Programs/lt.py, and the wrong calls of cublasLt and of the runtime.
@Suite("parity exec, cublasLt", .timeLimit(.minutes(5)))
struct ExecLtTests {
  private static func program(_ name: String) throws -> String {
    try #require(
      Bundle.module.path(forResource: name, ofType: "py", inDirectory: "Programs"),
      "Programs/\(name).py is not in the test bundle")
  }

  /// Runs some parts of the program; the folder is left for `look`.
  private static func exec(
    _ options: [String], release: Int = 12, program name: String = "lt",
    _ environment: [String: String] = [:],
    look: (String) throws -> Void = { _ in }
  ) throws -> (ParityProcess.Outcome, CallLedger) {
    let process = try ParityProcess(
      ["exec", "--verify", "--ledger", "ledger.jsonl"] + options + [
        "--", "python3", try program(name),
      ],
      environment: ["CUDA_RELEASE": "\(release)", "PYTHONDONTWRITEBYTECODE": "1"].merging(
        environment
      ) { $1 })
    defer { try? FileManager.default.removeItem(at: process.folder) }
    let outcome = try process.run()
    try look(process.folder.path)
    return (outcome, try LedgerFile.read(path: process.folder.path + "/ledger.jsonl"))
  }

  @Test(
    "Products, epilogues, factors, statuses and the log are as cuBLASLt defines",
    arguments: [12, 13])
  func all(release: Int) throws {
    let (outcome, calls) = try Self.exec([], release: release)
    #expect(outcome.status == 0, "\(outcome.error.suffix(400))")
    #expect(outcome.output.hasSuffix("lt: all as defined\n"))
    #expect(calls.cudaMajor == release && calls.device == "openblas:0")
    let products = calls.entries.filter {
      $0.function == "cublasLtMatmul" && $0.outcome == .executed
    }
    #expect(products.reduce(0) { $0 + $1.callCount } > 400)
    #expect(products.allSatisfy { $0.verifiedCount == $0.callCount && $0.incorrectCount == 0 })
    // What the processor does after the product stands beside the call, in the table too.
    let finished = products.filter { $0.reason?.contains("EPILOGUE_DGELU_BGRAD") == true }
    #expect(finished.allSatisfy { $0.problem?.hasPrefix("gemm:") == true } && finished.count > 1)
    #expect(outcome.error.contains("EPILOGUE_DGELU_BGRAD by the processor after the product"))
    // The kernels' own epilogues are theirs.
    #expect(products.contains { $0.reason == nil && $0.problem?.hasSuffix(":bias+gelu") == true })
    #expect(calls.callCount(.refused) > 20)
    #expect(calls.entries.allSatisfy { $0.outcome != .refused || $0.reason != nil })
  }

  @Test("Products run on Vulkan, and are finished by the processor")
  func vulkan() throws {
    guard !VulkanBackend().discover().devices.isEmpty else { return }
    let (outcome, calls) = try Self.exec(
      ["--backend", "vulkan:0"],
      ["LT_PARTS": "products epilogues float8 pointer_modes pointer_arrays"])
    #expect(outcome.status == 0, "\(outcome.error.suffix(400))")
    #expect(calls.callCount(.executed) > 300)
    #expect(calls.entries.allSatisfy { $0.incorrectCount == 0 })
  }

  @Test("The log is one that parity import reads, with the shapes of all calls")
  func log() throws {
    var imported = ""
    let (outcome, calls) = try Self.exec(
      [],
      [
        "LT_PARTS": "float8 pointer_modes algorithms", "CUBLASLT_LOG_LEVEL": "2",
        "CUBLASLT_LOG_FILE": "lt-%i.log",
      ]
    ) { folder in
      let name = try #require(
        FileManager.default.contentsOfDirectory(atPath: folder).first { $0.hasPrefix("lt-") })
      let file = folder + "/calls.json"
      #expect(try parity("import", folder + "/" + name, "-o", file).status == 0)
      imported = try String(contentsOfFile: file, encoding: .utf8)
    }
    #expect(outcome.status == 0, "\(outcome.error.suffix(400))")
    let count = calls.entries.filter { $0.function == "cublasLtMatmul" && $0.outcome == .executed }
      .reduce(0) { $0 + $1.callCount }
    #expect(count > 15)
    #expect(imported.contains("gemm:f8e4m3"), "\(imported.suffix(600))")
    #expect(imported.contains("gemm:f16:nn:m=8,n=3,k=4"), "\(imported.suffix(600))")
  }

  @Test(
    "Wrong calls of every function get the documented status and leave what they would write",
    arguments: ["runtime_faults", "lt_faults"], [12, 13])
  func faults(program: String, release: Int) throws {
    let (outcome, calls) = try Self.exec([], release: release, program: program)
    #expect(outcome.status == 0, "\(outcome.error.suffix(400))")
    #expect(outcome.output.hasSuffix("\(program): all as documented\n"))
    #expect(calls.callCount(.refused) > 250)
    #expect(calls.entries.allSatisfy { $0.outcome != .refused || $0.reason?.isEmpty == false })
  }

  @Test("Batches by arrays of pointers are one call with its count in the ledger")
  func pointerArrays() throws {
    let (outcome, calls) = try Self.exec([], ["LT_PARTS": "pointer_arrays"])
    #expect(outcome.status == 0, "\(outcome.error.suffix(400))")
    let products = calls.entries.filter { $0.function == "cublasLtMatmul" }
    #expect(products.count > 20)
    for product in products {
      #expect(product.problem?.contains("pointers=3") == true, "\(product.problem ?? "")")
      #expect(product.verifiedCount == product.callCount && product.incorrectCount == 0)
    }
  }

  @Test("Threads with handles of their own, and with one for all, get their own results")
  func threads() throws {
    for release in [12, 13, 12] {
      let (outcome, calls) = try Self.exec([], release: release, program: "lt_threads")
      #expect(outcome.status == 0, "\(outcome.error.suffix(400))")
      #expect(outcome.output == "lt_threads: all as defined\n")
      // 6 threads of 10 rounds; every second thread ends a handle as a description in each.
      #expect(calls.callCount(.executed) == 60 && calls.callCount(.refused) == 30)
      #expect(calls.entries.allSatisfy { $0.incorrectCount == 0 })
    }
  }

  @Test("Graphs do nothing at their capture and all of it at each launch", arguments: [12, 13])
  func graphs(release: Int) throws {
    let (outcome, calls) = try Self.exec([], release: release, program: "graphs")
    #expect(outcome.status == 0, "\(outcome.error.suffix(400))")
    #expect(outcome.output == "graphs: all as documented\n")
    // Three launches and one of a graph with the same twice in it; each call was captured once.
    for function in ["cublasSgemm_v2", "cublasSaxpy_v2", "cublasLtMatmul"] {
      let ofFunction = calls.entries.filter { $0.function == function }
      let executed = ofFunction.filter { $0.outcome == .executed }
      #expect(executed.reduce(0) { $0 + $1.callCount } == 5, "\(function)")
      #expect(executed.allSatisfy { $0.verifiedCount == $0.callCount && $0.incorrectCount == 0 })
      #expect(ofFunction.filter { $0.outcome == .bookkeeping }.map(\.callCount) == [1])
    }
  }

  private static let auxiliary: Set = ["RELU_AUX", "RELU_AUX_BIAS", "GELU_AUX", "GELU_AUX_BIAS"]
  private static let gradient: Set = ["DRELU_BGRAD", "DGELU_BGRAD", "BGRADA", "BGRADB"]
  private static let others: Set = [
    "DEFAULT", "RELU", "BIAS", "RELU_BIAS", "GELU", "GELU_BIAS", "DRELU", "DGELU",
  ]
  /// Faults of ``LtFault``, the epilogues that they make wrong, and what the worst finding names.
  private static let faultyEpilogues: [(fault: String, epilogues: Set<String>, place: String)] = [
    ("none", [], ""), ("d", auxiliary.union(gradient).union(others), "D["),
    ("aux", auxiliary, "the auxiliary"), ("gradient", gradient, "the bias's gradient"),
    ("maximum", ["DEFAULT"], "the maximum of D"),
  ]

  @Test("A wrong element of anything that an epilogue leaves is found", arguments: faultyEpilogues)
  func verification(fault: (fault: String, epilogues: Set<String>, place: String)) throws {
    let (outcome, calls) = try Self.exec(
      [], ["LT_PARTS": "finished", "PARITY_CUDA_FAULT": fault.fault])
    #expect(outcome.status == (fault.epilogues.isEmpty ? 0 : 1))
    let products = calls.entries.filter { $0.function == "cublasLtMatmul" }
    #expect(products.reduce(0) { $0 + $1.verifiedCount } == 17)
    var wrong: Set<String> = []
    for product in products where product.incorrectCount > 0 {
      let reason = try #require(product.reason)
      let epilogue = try #require(reason.firstMatch(of: /EPILOGUE_([A-Z_]+)/))
      wrong.insert(String(epilogue.1))
      #expect(product.worst?.hasPrefix(fault.place) == true, "\(product.worst ?? "")")
    }
    #expect(wrong == fault.epilogues)
  }
}
