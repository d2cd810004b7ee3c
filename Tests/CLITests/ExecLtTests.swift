import Foundation
import Harness
import Kernels
import Testing

/// `parity exec`: cublasLt, by Tests/CLITests/Programs/lt.py.
@Suite("parity exec, cublasLt", .timeLimit(.minutes(5)))
struct ExecLtTests {
  private static func program() throws -> String {
    try #require(
      Bundle.module.path(forResource: "lt", ofType: "py", inDirectory: "Programs"),
      "Programs/lt.py is not in the test bundle")
  }

  /// Runs some parts of the program; the folder is left for `look`.
  private static func exec(
    _ options: [String], release: Int = 12, _ environment: [String: String] = [:],
    look: (String) throws -> Void = { _ in }
  ) throws -> (ParityProcess.Outcome, CallLedger) {
    let process = try ParityProcess(
      ["exec", "--verify", "--ledger", "ledger.jsonl"] + options + [
        "--", "python3", try program(),
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
      ["--backend", "vulkan:0"], ["LT_PARTS": "products epilogues float8 pointer_modes"])
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
}
