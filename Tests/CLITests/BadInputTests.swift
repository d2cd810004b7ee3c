import Foundation
import Testing

@Suite("Bad input")
struct BadInputTests {
  /// A command line, the exit code it deserves and what its message must hold.
  struct Mistake: CustomTestStringConvertible, Sendable {
    let arguments: [String]
    let status: Int32
    let message: [String]
    var testDescription: String { arguments.joined(separator: " ") }

    init(_ arguments: String, _ status: Int32, _ message: String...) {
      self.arguments = arguments.split(separator: " ").map(String.init)
      self.status = status
      self.message = message
    }
  }

  static let mistakes = [
    Mistake("run --suite quik", 64, "unknown suite \"quik\"; did you mean \"quick\"?", "deepbench"),
    Mistake("list --suite ./absent.suite", 64, "./absent.suite: No such file or directory"),
    Mistake("run --workload /usr", 64, "/usr is a folder"),
    Mistake(
      "run gemm:f32:nn:m=64,n=6x,k=64", 64, "\"6x\" is not a whole number",
      "\n  gemm:f32:nn:m=64,n=6x,k=64\n                     ^^\n"),
    Mistake(
      "run conv:f32", 64, "unknown operation \"conv\"; use gemm, attn or attn_backward",
      "\n  ^^^^\n"),
    Mistake(
      "run gemm:f32:nn:m=9999999999,n=9999999999,k=9 --backend reference", 64,
      "overflows 64-bit arithmetic"),
    Mistake("support gemm:f32:nn:m=1,n=1", 64, "k= is missing"),
    Mistake(
      "run --backend cud", 64, "unknown backend \"cud\"",
      "openblas, vulkan, cuda, hip, musa, maca, reference"),
    Mistake("run --backend reference:7", 64, "no device matches \"reference:7\"", "reference:0"),
    Mistake("run --device reference:nothing", 64, "no device matches", "float64 reference"),
    Mistake("run --type f31", 64, "unknown type \"f31\"; did you mean \"f32\"?"),
    Mistake("run --operation conv", 64, "unknown operation"),
    Mistake("run --suite gpt2 --type f64", 64, "none of the 18 problems of gpt2"),
    Mistake("run --fill random", 64, "unknown fill \"random\"", "uniform"),
    Mistake("run --cache warm", 64, "hot or cold"),
    Mistake("run --budget 0", 64, "--budget 0.0 must be more than 0"),
    Mistake("run --budget 1e9 --backend reference", 64, "budget=1000000000.0 is not legal"),
    Mistake("run --precision 2", 64, "is a fraction below 1"),
    Mistake("run --threads 0", 64, "--threads 0 must be at least 1"),
    Mistake("run --suite gpt2 --workload x", 64, "one of them"),
    Mistake("run --output a.json --resume b.json", 64, "leave --output out"),
    Mistake("run --resume absent.json", 3, "nothing to resume"),
    Mistake("verify --count -1", 64, "--count"),
    Mistake("verify --count=-1", 64, "must be from 0"),
    Mistake("verify --count 5 --suite quick", 64, "leave it out"),
    Mistake("report", 64, "Missing expected argument"),
    Mistake("report absent.json", 3, "absent.json"),
    Mistake("report same.json -o ./same.json", 64, "would replace the results file"),
    Mistake("translate", 64, "name a call, a descriptor"),
    Mistake(
      "translate cublasGemEx(m=1)", 64, "did you mean \"cublasGemmEx\"?", "\n  ^^^^^^^^^^^\n"),
    Mistake("translate cublasSgemm(m=1,n=1,k=x)", 64, "\"x\" is not a whole number"),
    Mistake("translate gemm:f32:nn:m=1,n=1,k=1 --to muse", 64, "did you mean \"musa\"?"),
    Mistake("translate gemm:f32:nn:m=1,n=1,k=1 --to ./absent.dialect", 64, "No such file"),
    Mistake("coverage --suite quick --against absent.json", 3, "cannot read absent.json"),
    Mistake("dialects show nothing-like-it", 64, "unknown dialect"),
    Mistake("project --suite quick --on h101", 64, "did you mean \"h100\"?"),
    Mistake("project --suite quick", 64, "--on"),
    Mistake("frobnicate", 64, "frobnicate"),
  ]

  @Test(
    "Is answered by a clear sentence on standard error and the right exit code", arguments: mistakes
  )
  func answers(mistake: Mistake) throws {
    let process = try ParityProcess(mistake.arguments)
    defer { try? FileManager.default.removeItem(at: process.folder) }
    let outcome = try process.run()
    #expect(outcome.status == mistake.status)
    #expect(outcome.output.isEmpty)
    #expect(outcome.error.hasPrefix("Error: "))
    for part in mistake.message { #expect(outcome.error.contains(part)) }
    #expect(!FileManager.default.fileExists(atPath: process.folder.path + "/Results"))
  }

  @Test("A suite file's mistake is shown with file, line and carets")
  func suiteFile() throws {
    let process = try ParityProcess(["run", "--suite", "./my.suite"])
    defer { try? FileManager.default.removeItem(at: process.folder) }
    try "# name: my\ngemm:f32:nn:m=8,n=8,k=8\ngemm:f32:nx:m=8,n=8,k=8\n"
      .write(
        to: process.folder.appendingPathComponent("my.suite"), atomically: true, encoding: .utf8)
    let outcome = try process.run()
    #expect(outcome.status == 64)
    #expect(outcome.error.contains("./my.suite:3: \"nx\" is not a pair of transposes"))
    #expect(outcome.error.contains("\n  gemm:f32:nx:m=8,n=8,k=8\n           ^^\n"))
  }

  @Test("A place that cannot be written is refused before anything runs")
  func readOnlyFolder() throws {
    // Permissions do not stop root, and nothing can be created in /proc, whoever asks.
    let outcome = try parity(
      "run", "gemm:f32:nn:m=8,n=8,k=8", "--backend", "reference", "--output",
      "/proc/parity/out.json")
    #expect(outcome.status == 3)
    #expect(outcome.error.hasPrefix("Error: "))
    #expect(outcome.error.contains("/proc/parity"))
    #expect(!outcome.error.contains("passed"))
    #expect(outcome.output.isEmpty)
  }

  @Test(
    "A folder without write permission is refused before anything runs",
    .enabled(if: geteuid() != 0))
  func folderWithoutPermission() throws {
    let process = try ParityProcess([
      "run", "gemm:f32:nn:m=8,n=8,k=8", "--backend", "reference", "--output", "closed/out.json",
    ])
    defer { try? FileManager.default.removeItem(at: process.folder) }
    let closed = process.folder.appendingPathComponent("closed")
    try FileManager.default.createDirectory(
      at: closed, withIntermediateDirectories: true, attributes: [.posixPermissions: 0o555])
    let outcome = try process.run()
    #expect(outcome.status == 3)
    #expect(outcome.error.contains("closed/out.json"))
    #expect(!outcome.error.contains("passed"))
  }

  @Test("A machine without a Vulkan driver gets the reason and what to install")
  func noVulkanDriver() throws {
    let outcome = try parity(
      "run", "--backend", "vulkan",
      environment: [
        "VK_DRIVER_FILES": "/nonexistent.json", "VK_ICD_FILENAMES": "/nonexistent.json",
      ])
    #expect(outcome.status == 3)
    #expect(outcome.error.hasPrefix("Error: vulkan has no usable device here:\n"))
    #expect(outcome.error.contains("/nonexistent.json cannot be read"))
    #expect(outcome.error.contains("mesa-vulkan-drivers"))
  }
}
